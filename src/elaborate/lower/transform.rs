//! Functions that belong to a random variable: its distribution function `F_X(x)`, the generating functions of its
//! moments `M_X(t)` and of its probabilities `G_X(z)`, and their derivatives.
//!
//! They are read as what they are by definition, so that all of them speak of one random variable.

use super::product::Cursor;
use super::*;
use crate::elaborate::names::{Bracket, Superscript, Written, superscript};
use crate::elaborate::scope::is_capital;

/// What a capital with a random variable as its subscript stands for.
#[derive(Clone, Copy)]
enum Transform {
    Distribution,
    Moments,
    Probabilities,
}

const TRANSFORMS: &[(&str, Transform)] = &[
    ("F", Transform::Distribution),
    ("M", Transform::Moments),
    ("G", Transform::Probabilities),
];

impl Lowering<'_> {
    /// `F_X(x)`, `M_X''(0)`; moves over the bracket.
    pub(super) fn transform(
        &mut self,
        tree: &Tree,
        found: &Written<'_>,
        argument: Option<Bracket<'_>>,
        cursor: &mut Cursor<'_>,
    ) -> Read<Option<Id>> {
        let row = TRANSFORMS
            .iter()
            .find(|(letter, _)| *letter == found.letter);
        let (Some(&(_, transform)), [item], Some(argument)) = (row, &found.items[..], argument)
        else {
            return Ok(None);
        };
        let key = names::mark(item.tree);
        let fits = found.bar.is_none()
            && argument.open == "("
            && !matches!(argument.body.kind, Kind::List { .. })
            && is_capital(&key)
            && key.chars().count() == 1
            && self.is_random_name(&key);
        if !fits {
            return Ok(None);
        }
        if matches!(found.sup.map(superscript), Some(Superscript::Inverse)) {
            return Err(unread(
                tree,
                UNSUPPORTED,
                "an inverse distribution function",
            ));
        }
        cursor.at += 1;
        let symbol = self.scope.value(self.store, &key, 0);
        let variable = self.store.name(symbol);
        let (_, order, power) = self.derived_order(&key, found);
        let joint = matches!(transform, Transform::Moments) && self.store.is_array(variable);
        let point = match joint && order == 0 {
            true => self.tree(argument.body)?,
            false => self.scalar(argument.body)?,
        };
        let id = match order {
            0 if joint => self.joint_moments(argument.body, variable, point)?,
            0 => self.transformed(transform, variable, point),
            _ => {
                let free = self.store.declare_as("t", Sort::Real, Role::Local, 0);
                let at = self.store.name(free);
                let body = self.transformed(transform, variable, at);
                let function = self
                    .store
                    .bind_name(BinderKind::Lambda, free, Domain::All, body);
                self.derivative_at(function, point, order)
            }
        };
        let id = self.raised(tree, id, power)?;
        self.raised(tree, id, argument.sup).map(Some)
    }

    /// The generating function of the moments of a random vector, at a vector.
    fn joint_moments(&mut self, tree: &Tree, variable: Id, point: Id) -> Read<Id> {
        let (rows, columns) = self.store.shape(variable);
        let point = match self.store.is_zero(point) {
            true => self.store.apply(Operator::ZeroVector, &[rows]),
            false => point,
        };
        if self.store.shape(point) != (rows, columns) || !self.store.is_one(columns) {
            return Err(unread(
                tree,
                ILL_SORTED,
                "the variable is no vector of the length of the random one",
            ));
        }
        let row = self.transposed(point);
        let exponent = self.store.chain(&[row, variable]);
        let exponential = self.store.exp(exponent);
        Ok(self.store.apply(Operator::Expectation, &[exponential]))
    }

    fn transformed(&mut self, transform: Transform, variable: Id, point: Id) -> Id {
        let (operator, of) = match transform {
            Transform::Distribution => {
                let event = self.store.relation(Comparison::LessEqual, variable, point);
                (Operator::Probability, event)
            }
            Transform::Moments => {
                let exponent = self.store.product(&[point, variable]);
                (Operator::Expectation, self.store.exp(exponent))
            }
            Transform::Probabilities => (Operator::Expectation, self.store.power(point, variable)),
        };
        self.store.apply(operator, &[of])
    }
}
