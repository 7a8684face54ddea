//! Which of the names of `\sum_{i \neq j}` runs: both, or one where the other stands outside of the sum.

use super::*;

/// Which side of `i \neq j` keeps its value under the sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixed {
    Neither,
    First,
    Second,
    /// Displays of the note differ in it.
    Unclear,
}

impl Study {
    /// What the displays show of sums with such a condition.
    pub(super) fn unequal(&mut self, survey: &Survey) {
        for display in &survey.displays {
            let trees = &survey.trees[display.clone()];
            let mut seen = Seen::default();
            for tree in trees {
                seen.walk(tree, &mut Vec::new());
            }
            for (first, second) in seen.conditions {
                let fixed = match (seen.free.contains(&first), seen.free.contains(&second)) {
                    (false, true) => Fixed::Second,
                    (true, false) => Fixed::First,
                    _ => Fixed::Neither,
                };
                let known = self.fixed.entry((first, second)).or_insert(fixed);
                if *known != fixed {
                    *known = Fixed::Unclear;
                }
            }
        }
    }

    /// Which side of the condition keeps its value under a sum that it stands below.
    pub fn fixed_of(&self, first: &str, second: &str) -> Fixed {
        let pair = (first.to_owned(), second.to_owned());
        self.fixed.get(&pair).copied().unwrap_or(Fixed::Neither)
    }
}

/// The letters of a display that no sum binds, and its conditions `i \neq j`.
#[derive(Default)]
struct Seen {
    free: FxHashSet<String>,
    conditions: Vec<(String, String)>,
}

impl Seen {
    fn walk(&mut self, tree: &Tree, bound: &mut Vec<String>) {
        if let Kind::Name(_) = tree.kind {
            let letter = letter_of(tree).filter(|letter| !bound.contains(letter));
            self.free.extend(letter);
            return;
        }
        let before = bound.len();
        if let Kind::Big { sub: Some(sub), .. } = &tree.kind {
            for one in bounds(sub) {
                match one {
                    Bound::From(name, _) | Bound::Bare(name, _) => bound.extend(letter_of(name)),
                    Bound::Condition(condition) => self.condition(condition, bound),
                }
            }
        }
        for child in tree.children() {
            self.walk(child, bound);
        }
        bound.truncate(before);
    }

    fn condition(&mut self, condition: &Tree, bound: &mut Vec<String>) {
        let indices: Vec<String> = condition_indices(condition)
            .into_iter()
            .filter_map(|(side, _)| letter_of(side))
            .collect();
        let unequal = matches!(
            &condition.kind,
            Kind::Chain { rest, .. } if matches!(rest[..], [(Relation::NotEqual, _)])
        );
        if let (true, [first, second]) = (unequal, &indices[..])
            && !bound.contains(first)
            && !bound.contains(second)
        {
            self.conditions.push((first.clone(), second.clone()));
        }
        bound.extend(indices);
    }
}
