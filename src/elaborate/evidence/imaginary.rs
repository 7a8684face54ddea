//! Whether the letter i is the imaginary unit: `e^{i t}` and `i^2` show it where no sum binds the letter and no name of
//! the same equation has it as an index.

use super::*;

/// How one side uses the letter i outside of sums over it.
#[derive(Debug, Clone, Copy, Default)]
struct Uses {
    /// In an exponent of e, or squared.
    shown: bool,
    /// As a value.
    value: bool,
    /// As an index or in another exponent.
    index: bool,
}

impl Uses {
    fn with(self, other: Uses) -> Uses {
        Uses {
            shown: self.shown || other.shown,
            value: self.value || other.value,
            index: self.index || other.index,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Value,
    Exponent,
    Index,
}

impl Study {
    /// Decides whether i is the imaginary unit, and which names are complex because they are equal to what has it.
    pub(super) fn settle_imaginary_unit(&mut self, survey: &Survey) {
        let sides = uses(survey);
        self.imaginary_unit =
            !survey.conventions.own.contains("i") && shows_imaginary_unit(survey, &sides);
        if !self.imaginary_unit {
            return;
        }
        for &(name, value) in &survey.equations {
            let complex = sides[value].value || sides[value].shown;
            if let Some((key, 0)) = self.key(&survey.trees[name]).filter(|_| complex) {
                self.at(&key).complex = true;
            }
        }
    }
}

/// How each side uses the letter.
fn uses(survey: &Survey) -> Vec<Uses> {
    let side = |tree: &Tree| {
        let mut uses = Uses::default();
        collect(tree, Place::Value, &mut uses);
        uses
    };
    survey.trees.iter().map(side).collect()
}

/// True if the formulas of the survey use i as the imaginary unit, and none of them uses it as a number that is an index.
fn shows_imaginary_unit(survey: &Survey, sides: &[Uses]) -> bool {
    let mut together = sides.to_vec();
    for &(left, right) in &survey.equations {
        together[left] = together[left].with(sides[right]);
        together[right] = together[right].with(sides[left]);
    }
    let complex = survey.conventions.own.complex;
    together
        .iter()
        .any(|uses| (uses.shown || complex && uses.value) && !uses.index)
        && !together.iter().any(|uses| uses.value && uses.index)
}

fn collect(tree: &Tree, place: Place, uses: &mut Uses) {
    match &tree.kind {
        Kind::Name(name) if name.letter == "i" && name.accents.is_empty() => match place {
            Place::Value => uses.value = true,
            Place::Exponent => uses.shown = true,
            Place::Index => uses.index = true,
        },
        Kind::Scripts { base, sub, sup, .. } => {
            collect(base, place, uses);
            sub.iter().for_each(|sub| collect(sub, Place::Index, uses));
            let Some(sup) = sup else { return };
            let square = matches!(&sup.kind, Kind::Number(digits) if digits == "2");
            match letter_of(base).as_deref() {
                Some("i") if square => uses.shown = true,
                Some("e") => collect(sup, Place::Exponent, uses),
                _ => collect(sup, Place::Index, uses),
            }
        }
        Kind::Product(factors) => {
            let mut before: Option<&Kind> = None;
            for (_, factor) in factors {
                let exponential = matches!(before, Some(Kind::Operator(name)) if name == "exp");
                let place = if exponential { Place::Exponent } else { place };
                collect(factor, place, uses);
                before = Some(&factor.kind);
            }
        }
        Kind::Big { sub: Some(sub), .. } if mentions_i(sub) => {}
        _ => tree
            .children()
            .into_iter()
            .for_each(|child| collect(child, place, uses)),
    }
}

/// True if the letter i stands in the tree as a value.
pub(super) fn mentions_i(tree: &Tree) -> bool {
    matches!(&tree.kind, Kind::Name(name) if name.letter == "i") && tree.children().is_empty()
        || !matches!(&tree.kind, Kind::Scripts { sub: Some(_), .. })
            && tree.children().into_iter().any(mentions_i)
}
