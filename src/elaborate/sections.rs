//! The sections of a note, nested as the levels of their headings say.

use crate::read::note::{ItemKind, Note};

/// Level of each section by its number, and how deep what it says reaches. What stands before the first heading is a section
/// by itself, as deep as can be.
#[derive(Debug, Clone)]
pub struct Sections(Vec<(u8, u8)>);

/// Words of headings under which a note says what holds in all sections beside it.
const SETTING: &[&str] = &[
    "setup",
    "set-up",
    "setting",
    "notation",
    "assumption",
    "preliminar",
    "convention",
    "definitions",
    "the model",
    "problem statement",
    "voraussetzung",
    "notationen",
    "hypothèses",
    "符号",
    "记号",
    "设定",
    "假设",
    "記法",
    "обозначения",
];

impl Sections {
    pub fn new(note: &Note) -> Self {
        let levels = note.items.iter().filter_map(|item| match item.kind {
            ItemKind::Heading { level, ref text } => Some((level, reach(level, text))),
            _ => None,
        });
        Self(std::iter::once((u8::MAX, u8::MAX)).chain(levels).collect())
    }

    /// True if a section is the other one or contains it, so that what it says to its end holds there.
    pub fn encloses(&self, outer: usize, inner: usize) -> bool {
        outer <= inner
            && self.0[outer + 1..=inner]
                .iter()
                .all(|&(level, _)| level > self.0[outer].1)
    }
}

/// A section of settings reaches as far as the one it stands in.
fn reach(level: u8, title: &str) -> u8 {
    let title = title.to_lowercase();
    match SETTING.iter().any(|word| title.contains(word)) {
        true => level.saturating_sub(1),
        false => level,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_ends_with_the_next_heading_of_its_level() {
        // Before all headings, a title, two sections of which the first has a subsection, another title.
        let levels = [u8::MAX, 1, 2, 3, 2, 1];
        let sections = Sections(levels.map(|level| (level, level)).to_vec());
        let held = |outer| {
            (0..6)
                .filter(|&at| sections.encloses(outer, at))
                .collect::<Vec<_>>()
        };
        assert_eq!(held(0), [0]);
        assert_eq!(held(1), [1, 2, 3, 4]);
        assert_eq!(held(2), [2, 3]);
        assert_eq!(held(3), [3]);
        assert_eq!(held(5), [5]);
    }

    #[test]
    fn settings_hold_beside_their_section() {
        let titles = [
            (1, "A note"),
            (2, "Setup and notation"),
            (2, "Means"),
            (1, "Another"),
        ];
        let levels = titles.map(|(level, title)| (level, reach(level, title)));
        let sections = Sections(levels.to_vec());
        assert!(sections.encloses(1, 2));
        assert!(!sections.encloses(1, 3));
        assert!(!sections.encloses(2, 3));
    }
}
