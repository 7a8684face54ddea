//! A small seeded generator (splitmix64): the same numbers on every machine.

/// Pseudorandom numbers from a seed.
#[derive(Debug, Clone)]
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A generator for one thing among several of a seed.
    pub fn keyed(seed: u64, key: u64) -> Self {
        let mut rng = Self(seed ^ key.rotate_left(32));
        rng.next();
        rng
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// An integer from low to high, both included; low when the range is empty.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let count = (high.saturating_sub(low) as u64).saturating_add(1).max(1);
        if high < low {
            low
        } else {
            low + (self.next() % count) as i64
        }
    }

    /// True once in so many draws.
    pub fn once_in(&mut self, count: i64) -> bool {
        self.between(1, count) == 1
    }
}

/// Hash of a text, the same on every machine (FNV-1a).
pub fn key_of(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Hash of a list of numbers.
pub fn key_of_numbers(numbers: impl IntoIterator<Item = u64>) -> u64 {
    numbers.into_iter().fold(0x51_7cc1_b727_220a, |hash, n| {
        Rng(hash ^ n.wrapping_mul(0xff51_afd7_ed55_8ccd)).next()
    })
}
