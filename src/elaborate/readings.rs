//! The table of readings: where a notation can be read in two ways, the usual one and its alternatives.

/// An alternative reading of a notation; without it the usual reading holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reading {
    /// `\log \frac{1}{a} e^{x}`: the logarithm covers the whole product, not just what stands next to it.
    LogWide,
    /// `\log x y`: the logarithm covers just the x, not both names.
    LogFirst,
    /// `a/b c` divides by the product, not just by b.
    SlashRest,
    /// `a/b c` divides just by b, where the product of the names is usual.
    SlashFirst,
    /// `\mathcal{N}(\mu, \sigma)` has a standard deviation as its second parameter, not a variance.
    NormalDeviation,
    /// `\log(x)^2` is the logarithm of the square, not the square of the logarithm.
    PowerOfArgument,
    /// `\frac{d}{dx} (f) g` differentiates just the bracket, not the product.
    DerivativeOfNext,
    /// `p_\theta(x \mid z) p(z)`: the density without its parameter is of the same distribution as that with it.
    OneDensity,
    /// `\sin\frac{\theta}{2} x`, `\sin\theta(a + b)`: the function covers what stands after the angle, too.
    ReachWide,
    /// `\sin(n + 1) x`, `\sin k(a + b)`: the function covers just the coefficient.
    ReachNarrow,
    /// `\ln a/b` is the logarithm of the quotient.
    SlashInside,
    /// `\sin x/2` is the sine of the quotient.
    NumberInside,
    /// `\sum_i a_i + b_i`, `\frac{d}{dx} x^2 + x`: the operator covers the terms after its own, too.
    BodyWide,
    /// `i` is the imaginary unit, though nothing else is complex.
    ImaginaryUnit,
    /// `\log` without a base is to base 2.
    LogTwo,
    /// `\log` without a base is to base 10.
    LogTen,
}

impl Reading {
    pub const ALL: &'static [Reading] = &[
        Reading::LogWide,
        Reading::LogFirst,
        Reading::SlashRest,
        Reading::SlashFirst,
        Reading::NormalDeviation,
        Reading::PowerOfArgument,
        Reading::DerivativeOfNext,
        Reading::OneDensity,
        Reading::ReachWide,
        Reading::ReachNarrow,
        Reading::SlashInside,
        Reading::NumberInside,
        Reading::BodyWide,
        Reading::ImaginaryUnit,
        Reading::LogTwo,
        Reading::LogTen,
    ];

    /// False for a reading that is far from usual: it may show that a failure rests on the reading, and proves nothing.
    pub fn proves(self) -> bool {
        !matches!(
            self,
            Reading::ReachNarrow
                | Reading::NumberInside
                | Reading::BodyWide
                | Reading::ImaginaryUnit
        )
    }

    /// Stable id, for the report.
    pub fn id(self) -> &'static str {
        match self {
            Reading::LogWide => "log-covers-product",
            Reading::LogFirst => "log-covers-first-factor",
            Reading::SlashRest => "slash-divides-by-product",
            Reading::SlashFirst => "slash-divides-by-first-factor",
            Reading::NormalDeviation => "normal-standard-deviation",
            Reading::PowerOfArgument => "power-of-argument",
            Reading::DerivativeOfNext => "derivative-of-bracket",
            Reading::OneDensity => "density-without-parameter",
            Reading::ReachWide => "function-covers-what-follows",
            Reading::ReachNarrow => "function-covers-coefficient",
            Reading::SlashInside => "function-covers-quotient",
            Reading::NumberInside => "function-covers-quotient-by-number",
            Reading::BodyWide => "operator-covers-later-terms",
            Reading::ImaginaryUnit => "imaginary-unit",
            Reading::LogTwo => "log-base-2",
            Reading::LogTen => "log-base-10",
        }
    }

    /// What the alternative takes the notation to mean.
    pub fn title(self) -> &'static str {
        match self {
            Reading::LogWide => "the function without brackets covers the whole product after it",
            Reading::LogFirst => {
                "the function without brackets covers only the first factor after it"
            }
            Reading::SlashRest => "the slash divides by the whole product after it",
            Reading::SlashFirst => "the slash divides by the first factor after it only",
            Reading::NormalDeviation => {
                "the second parameter of the normal distribution is a standard deviation"
            }
            Reading::PowerOfArgument => "the power after the bracket belongs to the argument",
            Reading::DerivativeOfNext => "the derivative covers only the bracket after it",
            Reading::OneDensity => {
                "the density without its parameter is of the same distribution as that with it"
            }
            Reading::ReachWide => "the function covers what stands after its bracket or fraction",
            Reading::ReachNarrow => "the function covers only the coefficient after it",
            Reading::SlashInside | Reading::NumberInside => {
                "the function without brackets covers the whole quotient after it"
            }
            Reading::BodyWide => "the sum or derivative covers the terms after its own",
            Reading::ImaginaryUnit => "the letter is the imaginary unit",
            Reading::LogTwo => "logarithms are to base 2",
            Reading::LogTen => "logarithms are to base 10",
        }
    }
}

/// The alternatives that are in force; none by default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Readings(Vec<Reading>);

impl Readings {
    pub fn usual() -> Self {
        Self::default()
    }

    pub fn with(alternatives: &[Reading]) -> Self {
        let mut taken = alternatives.to_vec();
        taken.sort_unstable();
        taken.dedup();
        Self(taken)
    }

    pub fn takes(&self, reading: Reading) -> bool {
        self.0.contains(&reading)
    }

    pub fn taken(&self) -> &[Reading] {
        &self.0
    }
}
