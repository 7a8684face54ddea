//! Sums whose index stands in a condition: `\sum_{i \neq j}`, `\sum_{1 \leq i < j \leq n}`.

use super::binder::Variable;
use super::*;
use crate::elaborate::evidence::{Fixed, condition_indices, is_index_letter, letter_of};

impl Lowering<'_> {
    /// `i \neq j`, `i < j`, `1 \leq i < j \leq n`, `k \geq 1`: the variables that are not bound yet.
    pub(super) fn conditioned(
        &mut self,
        tree: &Tree,
        sup: Option<&Tree>,
        body: &Tree,
    ) -> Read<Vec<Variable>> {
        let fail = || {
            unread(
                tree,
                UNSUPPORTED,
                "this condition on the index has no meaning here",
            )
        };
        let Kind::Chain { first, rest } = &tree.kind else {
            return Err(fail());
        };
        // `\sum_{j \neq i}^n` counts from 1.
        let upper = match (sup, &rest[..]) {
            (Some(sup), [(Relation::NotEqual, _)]) => Some(self.scalar(sup)?),
            (Some(_), _) => return Err(fail()),
            (None, _) => None,
        };
        let sides: Vec<&Tree> = std::iter::once(&**first)
            .chain(rest.iter().map(|(_, t)| t))
            .collect();
        let free: Vec<usize> = condition_indices(tree)
            .into_iter()
            .filter(|(side, _)| self.is_fresh_index(side) && mentions_letter(body, side))
            .map(|(_, at)| at)
            .collect();
        let only = self.beside_number(&sides);
        let only = only.filter(|&at| mentions_letter(body, sides[at]));
        let only = match (&rest[..], &free[..]) {
            ([(Relation::NotEqual, _)], [0, 1]) => match self.fixed_of(&sides) {
                Fixed::Neither => only,
                Fixed::First => Some(1),
                Fixed::Second => Some(0),
                Fixed::Unclear => return Err(fail()),
            },
            _ => only,
        };
        let (free, counted) = (only.map_or(free, |at| vec![at]), only.is_some());
        // The last side of a chain is the upper end of what stands before it.
        let closing = sides
            .last()
            .copied()
            .filter(|_| !free.contains(&(sides.len() - 1)));
        let mut found: Vec<Variable> = Vec::new();
        for &at in &free {
            let (key, symbol) = self.index(sides[at])?;
            let mut ends = [None, None];
            if at > 0 {
                let relation = mirrored(rest[at - 1].0);
                self.bound_end(sides[at - 1], relation, &found, &mut ends)?;
            }
            if let Some((relation, _)) = rest.get(at)
                && !free.contains(&(at + 1))
            {
                self.bound_end(sides[at + 1], *relation, &found, &mut ends)?;
            }
            let (lower, upper) = match (ends, upper) {
                ([Some(a), Some(b)], _) => (a, b),
                ([lower, _], Some(upper)) => {
                    let one = self.store.integer(1);
                    (lower.unwrap_or(one), upper)
                }
                ([lower, upper], None) => {
                    let (a, b) = match self.ends_elsewhere(&key, closing, (rest, counted))? {
                        Domain::Range(a, b) => (a, b),
                        _ => return Err(fail()),
                    };
                    (lower.unwrap_or(a), upper.unwrap_or(b))
                }
            };
            let condition = self.unequal((&sides, rest), (at, &free), symbol, &found)?;
            let domain = Domain::Range(lower, upper);
            found.push(Variable {
                key,
                symbol,
                domain,
                condition,
            });
        }
        match found.is_empty() {
            true => Err(fail()),
            false => Ok(found),
        }
    }

    /// The place of the only name of `m \geq 0`, `n > 1`: nothing else can be the index.
    fn beside_number(&self, sides: &[&Tree]) -> Option<usize> {
        let number = |tree: &Tree| matches!(tree.kind, Kind::Number(_));
        let fresh = |tree: &Tree| {
            let plain = matches!(tree.kind, Kind::Name(_));
            let index = |l: String| is_index_letter(&l) && self.scope.bound(&l).is_none();
            plain && letter_of(tree).is_some_and(index)
        };
        match *sides {
            [a, b] if fresh(a) && number(b) => Some(0),
            [a, b] if number(a) && fresh(b) => Some(1),
            _ => None,
        }
    }

    fn is_fresh_index(&self, tree: &Tree) -> bool {
        let Kind::Name(_) = tree.kind else {
            return false;
        };
        letter_of(tree)
            .is_some_and(|l| self.scope.bound(&l).is_none() && !self.scope.study.is_limit(&l))
    }

    /// Sets the end of a range that `index R neighbour` gives: lower, upper.
    fn bound_end(
        &mut self,
        neighbour: &Tree,
        relation: Relation,
        found: &[Variable],
        ends: &mut [Option<Id>; 2],
    ) -> Read<()> {
        let (place, shift) = match relation {
            Relation::GreaterEqual => (0, 0),
            Relation::Greater => (0, 1),
            Relation::LessEqual => (1, 0),
            Relation::Less => (1, -1),
            Relation::NotEqual => return Ok(()),
            _ => {
                return Err(unread(
                    neighbour,
                    UNSUPPORTED,
                    "this condition on the index has no meaning here",
                ));
            }
        };
        for variable in found {
            self.scope.push(&variable.key, variable.symbol);
        }
        let id = self.scalar(neighbour);
        for _ in found {
            self.scope.pop();
        }
        let mut id = id?;
        if shift != 0 {
            let shift = self.store.integer(shift);
            id = self.store.sum(&[id, shift]);
        }
        ends[place] = Some(id);
        Ok(())
    }

    /// The range of an index whose chain gives only one end: up to the side that closes the chain, or as elsewhere.
    fn ends_elsewhere(
        &mut self,
        key: &str,
        closing: Option<&Tree>,
        (rest, counted): (&[(Relation, Tree)], bool),
    ) -> Read<Domain> {
        if let (Some(last), Some((Relation::LessEqual, _))) = (closing, rest.last()) {
            let (one, upper) = (self.store.integer(1), self.scalar(last)?);
            return Ok(Domain::Range(one, upper));
        }
        let open = match (rest, closing) {
            ([(Relation::GreaterEqual | Relation::Greater, _)], Some(_)) => true,
            // `0 \leq n`
            ([(Relation::LessEqual | Relation::Less, _)], None) => counted,
            _ => false,
        };
        if open && !self.scope.study.ranges.contains_key(key) {
            let (one, infinity) = (
                self.store.integer(1),
                self.store.constant(Constant::Infinity),
            );
            return Ok(Domain::Range(one, infinity));
        }
        self.range_of(key)
    }

    /// `i \neq j` as a condition on the variable bound last; `free` are the places of all variables.
    fn unequal(
        &mut self,
        (sides, rest): (&[&Tree], &[(Relation, Tree)]),
        (at, free): (usize, &[usize]),
        symbol: SymbolId,
        found: &[Variable],
    ) -> Read<Option<Id>> {
        let other = match rest {
            [(Relation::NotEqual, _)] if at == 1 => sides[0],
            [(Relation::NotEqual, _)] if !free.contains(&1) => sides[1],
            _ => return Ok(None),
        };
        for variable in found {
            self.scope.push(&variable.key, variable.symbol);
        }
        let other = self.scalar(other);
        for _ in found {
            self.scope.pop();
        }
        let (name, other) = (self.store.name(symbol), other?);
        Ok(Some(self.store.relation(Comparison::NotEqual, name, other)))
    }

    /// What keeps its value under a sum over `i \neq j`.
    fn fixed_of(&self, sides: &[&Tree]) -> Fixed {
        let letters: Vec<String> = sides.iter().filter_map(|side| letter_of(side)).collect();
        match &letters[..] {
            [first, second] => self.scope.study.fixed_of(first, second),
            _ => Fixed::Neither,
        }
    }
}

/// True if the letter of a name stands anywhere in the tree: an index that the body does not show is one of the formula
/// around it (`\sum_{i \neq k} x_i`).
fn mentions_letter(tree: &Tree, name: &Tree) -> bool {
    letter_of(tree).is_some_and(|l| Some(l) == letter_of(name))
        || tree
            .children()
            .into_iter()
            .any(|t| mentions_letter(t, name))
}

/// The relation read from right to left.
fn mirrored(relation: Relation) -> Relation {
    match relation {
        Relation::Less => Relation::Greater,
        Relation::LessEqual => Relation::GreaterEqual,
        Relation::Greater => Relation::Less,
        Relation::GreaterEqual => Relation::LessEqual,
        other => other,
    }
}
