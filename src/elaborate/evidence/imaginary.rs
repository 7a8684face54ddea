//! Whether the letter i (or j, where the note says so) is the imaginary unit: `e^{i t}` and `i^2` show it where no sum binds
//! the letter and no name of the same equation has it as an index. What is equal to something with it is complex.

use rustc_hash::FxHashSet;

use super::*;

/// Letters that complex numbers have by custom: `z = x + i y` shows the unit.
const COMPLEX_LETTERS: &[&str] = &["z", "w", "Z", r"\zeta", r"\psi", r"\Psi"];

/// How one side uses the letter outside of sums over it.
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
    /// Decides which letter is the imaginary unit, if any is, and which names are complex because they are equal to what
    /// has it.
    pub(super) fn settle_imaginary_unit(&mut self, survey: &Survey) {
        let own = &survey.conventions.own;
        self.unit = own.unit.clone().unwrap_or_else(|| "i".to_owned());
        let sides = uses(survey, &self.unit);
        self.imaginary_unit =
            !own.contains(&self.unit) && self.shows_imaginary_unit(survey, &sides);
        if self.imaginary_unit {
            self.spread_complex(survey);
        }
    }

    /// True if the formulas of the survey use the letter as the imaginary unit, and none of them uses it as a number that
    /// is an index.
    fn shows_imaginary_unit(&self, survey: &Survey, sides: &[Uses]) -> bool {
        let mut together = sides.to_vec();
        for &(left, right) in &survey.equations {
            together[left] = together[left].with(sides[right]);
            together[right] = together[right].with(sides[left]);
        }
        let own = &survey.conventions.own;
        let sure = own.complex || own.unit.is_some();
        let index = together.iter().any(|uses| uses.index) || self.indices.contains(&self.unit);
        let customary = !index
            && survey.equations.iter().any(|&(name, value)| {
                let letter = letter_of(&survey.trees[name]);
                let complex = letter.is_some_and(|l| COMPLEX_LETTERS.contains(&l.as_str()));
                complex && sides[value].value
            });
        let shown = |uses: &Uses| (uses.shown || sure && uses.value) && !uses.index;
        (customary || together.iter().any(shown))
            && !together.iter().any(|uses| uses.value && uses.index)
    }

    /// Names and functions that are equal to what has the unit, or a complex name, are complex. A letter that is given as
    /// something else as well has more than one use in the note, and is left alone unless custom makes it complex.
    fn spread_complex(&mut self, survey: &Survey) {
        let given: Vec<(Key, &Tree)> = survey
            .equations
            .iter()
            .filter_map(|&(left, right)| {
                let key = self.head_key(&survey.trees[left])?;
                Some((key, &survey.trees[right]))
            })
            .collect();
        let mut complex: FxHashSet<Key> = FxHashSet::default();
        loop {
            let before = complex.len();
            for (key, value) in &given {
                if self.is_complex(value, &complex) {
                    complex.insert(key.clone());
                }
            }
            if complex.len() == before {
                break;
            }
        }
        for (key, value) in &given {
            let varies = letters(value).iter().any(|letter| letter != base(key));
            let customary = COMPLEX_LETTERS.contains(&base(key));
            if varies && !customary && !self.is_complex(value, &complex) {
                complex.remove(key);
            }
        }
        self.complex = complex;
    }

    /// Takes over what a study of more of the note says of complex numbers, of what varies with time, and of chance.
    pub fn keep(&mut self, more: &Study) {
        self.take_averaged(more);
        self.complex.extend(more.complex.iter().cloned());
        self.moving.extend(more.moving.iter().cloned());
        if more.imaginary_unit && !self.indices.contains(&more.unit) {
            self.unit.clone_from(&more.unit);
            self.imaginary_unit = true;
        }
    }

    /// The key of a name, with its indices or arguments.
    fn head_key(&self, tree: &Tree) -> Option<Key> {
        let head = match &tree.kind {
            Kind::Product(factors) => match &factors[..] {
                [(_, head), (_, argument)]
                    if bracket(argument)
                        .is_some_and(|b| b.open == "(" && written(b.body).is_some()) =>
                {
                    head
                }
                _ => return None,
            },
            _ => tree,
        };
        let (key, _) = self.key(head)?;
        (key != self.unit).then_some(key)
    }

    /// True if the unit or one of these names stands in the tree outside of moduli, parts and arguments.
    fn is_complex(&self, tree: &Tree, complex: &FxHashSet<Key>) -> bool {
        if let Some(found) = written(tree) {
            let (key, indices) = self.resolve(&found, &|_| false);
            let itself = key == self.unit && indices.is_empty() || complex.contains(&key);
            return itself || found.sup.is_some_and(|sup| self.is_complex(sup, complex));
        }
        match &tree.kind {
            Kind::Group { open, .. } if matches!(open.as_str(), "|" | r"\|") => false,
            Kind::Big { sub: Some(sub), .. } if mentions(sub, &self.unit) => false,
            Kind::Product(factors) => {
                let mut real = false;
                factors.iter().any(|(_, factor)| {
                    let part = std::mem::replace(&mut real, takes_a_part(factor));
                    !part && self.is_complex(factor, complex)
                })
            }
            _ => tree
                .children()
                .into_iter()
                .any(|child| self.is_complex(child, complex)),
        }
    }
}

/// `\Re`, `\operatorname{Im}`, `\arg`: what comes after them gives a real number.
fn takes_a_part(tree: &Tree) -> bool {
    const PARTS: &[&str] = &["Re", "Im", "arg", "Arg"];
    match &tree.kind {
        Kind::Operator(name) => PARTS.contains(&name.as_str()),
        Kind::Text(words) => PARTS.contains(&words.trim()),
        _ => head_spelling(tree).is_some_and(|name| {
            PARTS
                .iter()
                .any(|part| name.trim_matches(['\\', '}']).ends_with(part))
        }),
    }
}

/// How each side uses the letter.
fn uses(survey: &Survey, unit: &str) -> Vec<Uses> {
    let side = |tree: &Tree| {
        let mut uses = Uses::default();
        collect(tree, unit, Place::Value, &mut uses);
        uses
    };
    survey.trees.iter().map(side).collect()
}

fn collect(tree: &Tree, unit: &str, place: Place, uses: &mut Uses) {
    match &tree.kind {
        Kind::Name(name) if name.letter == unit && name.accents.is_empty() => match place {
            Place::Value => uses.value = true,
            Place::Exponent => uses.shown = true,
            Place::Index => uses.index = true,
        },
        Kind::Scripts { base, sub, sup, .. } => {
            collect(base, unit, place, uses);
            sub.iter()
                .for_each(|sub| collect(sub, unit, Place::Index, uses));
            let Some(sup) = sup else { return };
            let square = matches!(&sup.kind, Kind::Number(digits) if digits == "2");
            match letter_of(base).as_deref() {
                Some(letter) if letter == unit && square => uses.shown = true,
                Some("e") => collect(sup, unit, Place::Exponent, uses),
                _ => collect(sup, unit, Place::Index, uses),
            }
        }
        Kind::Product(factors) => {
            let mut before: Option<&Kind> = None;
            for (_, factor) in factors {
                let exponential = matches!(before, Some(Kind::Operator(name)) if name == "exp");
                let place = if exponential { Place::Exponent } else { place };
                collect(factor, unit, place, uses);
                before = Some(&factor.kind);
            }
        }
        Kind::Big { sub: Some(sub), .. } if mentions(sub, unit) => {}
        _ => tree
            .children()
            .into_iter()
            .for_each(|child| collect(child, unit, place, uses)),
    }
}

/// True if the letter stands in the tree as a value.
pub(super) fn mentions(tree: &Tree, unit: &str) -> bool {
    matches!(&tree.kind, Kind::Name(name) if name.letter == unit) && tree.children().is_empty()
        || !matches!(&tree.kind, Kind::Scripts { sub: Some(_), .. })
            && tree
                .children()
                .into_iter()
                .any(|child| mentions(child, unit))
}
