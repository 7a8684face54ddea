//! Bold and plain letters. Notes use bold at will, so that it makes no other name; but where one relation has both, the bold
//! one is a vector and the plain one something else, its length or a component.

use rustc_hash::FxHashSet;

use super::judge::Judgement;
use super::walk::{Link, Walk};
use crate::diagnostic::Reason;
use crate::parse::tree::{Kind, Tree};
use crate::report::Verdict;

/// The letters of a relation that stand without an index.
#[derive(Default)]
struct Letters {
    bold: FxHashSet<String>,
    plain: FxHashSet<String>,
}

impl Walk<'_> {
    /// Takes back what was said for a step that has one letter in bold and in plain type.
    pub(super) fn doubt_fonts(&self, link: &mut Link) {
        let holds = matches!(link.judgement.verdict, Verdict::Proved | Verdict::Supported);
        if !holds {
            return;
        }
        let relating = &self.chains.relations[link.relation];
        let mut letters = Letters::default();
        for side in [relating.left, relating.right].into_iter().flatten() {
            letters.collect(&self.chains.expressions[side].tree);
        }
        let plain = &letters.plain;
        let mixed = letters.bold.iter().filter(|letter| plain.contains(*letter));
        if let Some(letter) = mixed.min() {
            let text =
                format!("`{letter}` stands in bold and in plain type, which may be two things");
            link.judgement = Judgement::unknown(Reason::Ambiguous, text);
            (link.supposable, link.settled) = (false, true);
        }
    }
}

impl Letters {
    fn collect(&mut self, tree: &Tree) {
        match &tree.kind {
            Kind::Name(name) if name.accents.is_empty() => {
                let letter = name.letter.clone();
                let number = letter.chars().all(|c| c.is_ascii_digit());
                match name.font.as_deref() {
                    Some("bold") if !number => self.bold.insert(letter),
                    None | Some("") => self.plain.insert(letter),
                    _ => false,
                };
            }
            Kind::Scripts { base, sub, sup, .. } => {
                if sub.is_none() || !matches!(base.kind, Kind::Name(_)) {
                    self.collect(base);
                }
                // A transpose is no name.
                let sup = sup.as_deref();
                sup.filter(|sup| !matches!(sup.kind, Kind::Name(_)))
                    .into_iter()
                    .for_each(|sup| self.collect(sup));
            }
            _ => tree.children().iter().for_each(|child| self.collect(child)),
        }
    }
}
