//! The sections of a note, nested as the levels of their headings say.

use crate::read::note::{ItemKind, Note};

/// Level of each section by its number. What stands before the first heading is a section by itself, as deep as can be.
#[derive(Debug, Clone)]
pub struct Sections(Vec<u8>);

impl Sections {
    pub fn new(note: &Note) -> Self {
        let levels = note.items.iter().filter_map(|item| match item.kind {
            ItemKind::Heading { level, .. } => Some(level),
            _ => None,
        });
        Self(std::iter::once(u8::MAX).chain(levels).collect())
    }

    /// True if a section is the other one or contains it, so that what it says to its end holds there.
    pub fn encloses(&self, outer: usize, inner: usize) -> bool {
        outer <= inner
            && self.0[outer + 1..=inner]
                .iter()
                .all(|&level| level > self.0[outer])
    }
}

#[cfg(test)]
mod tests {
    use super::Sections;

    #[test]
    fn a_section_ends_with_the_next_heading_of_its_level() {
        // Before all headings, a title, two sections of which the first has a subsection, another title.
        let sections = Sections(vec![u8::MAX, 1, 2, 3, 2, 1]);
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
}
