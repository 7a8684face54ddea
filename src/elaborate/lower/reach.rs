//! How far the argument of a function goes: `\sin(n + 1) x`, `\sin\frac{n \pi}{L} x`, `\sin k (x - v t)`, `\ln a / b`.
//!
//! What is shaped like a coefficient (`n + 1`, `\frac{n \pi}{L}`, `k`) goes with the variable after it. An angle or a
//! variable stands by itself. The other reading is offered wherever an author might mean it.

use super::product::Cursor;
use super::*;
use crate::elaborate::names::{Bracket, bracket, letter, letters, written};
use crate::elaborate::scope::Nature;
use crate::parse::tree::Times;
use crate::vocabulary::{Head, head};

/// Which functions reach beyond what stands next to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// A function that takes its bracket, or names without one: `\exp(a) b`.
    Next,
    /// A function of an angle.
    Angle,
    Logarithm,
}

impl Reach {
    pub fn of(operator: Operator) -> Self {
        use Operator::*;
        match operator {
            Sin | Cos | Tan | Cot | Sec | Csc | Sinh | Cosh | Tanh => Reach::Angle,
            _ => Reach::Next,
        }
    }
}

/// An argument, with a power that stands after its bracket and belongs to the value of the function.
pub(super) struct Argument<'t> {
    pub id: Id,
    pub sup: Option<&'t Tree>,
}

/// Letters of angles and variables by custom: no coefficients.
const VARIABLES: &[&str] = &[
    "x",
    "y",
    "z",
    "t",
    r"\theta",
    r"\vartheta",
    r"\phi",
    r"\varphi",
    r"\psi",
    r"\alpha",
    r"\beta",
    r"\gamma",
];

impl Lowering<'_> {
    /// The argument of a function of numbers.
    pub(super) fn argument<'t>(
        &mut self,
        cursor: &mut Cursor<'t>,
        tree: &Tree,
        reach: Reach,
    ) -> Read<Argument<'t>> {
        let Some(first) = cursor.beside() else {
            return Err(unread(tree, MISSING, "the function lacks its argument"));
        };
        if let Some(inner) = bracket(first) {
            cursor.at += 1;
            let whole = inner.sub.is_none() && inner.sup.is_none();
            if reach == Reach::Angle && whole && self.covers_after_bracket(cursor, first, &inner) {
                let start = self.scalar(inner.body)?;
                let id = self.covered(cursor, start)?;
                return Ok(Argument { id, sup: None });
            }
            return self.bracketed_argument(first, inner, reach);
        }
        if let Kind::Brace(body) = &first.kind {
            cursor.at += 1;
            let id = self.scalar(body)?;
            return Ok(Argument { id, sup: None });
        }
        let from = cursor.at;
        let id = self.beside_argument(cursor, first, reach)?;
        let id = self.over_slash(cursor, from, id, reach)?;
        Ok(Argument { id, sup: None })
    }

    fn bracketed_argument<'t>(
        &mut self,
        first: &'t Tree,
        inner: Bracket<'t>,
        reach: Reach,
    ) -> Read<Argument<'t>> {
        if let Some(sub) = inner.sub {
            return Err(unread(
                sub,
                UNSUPPORTED,
                "a subscript of a bracket has no meaning here",
            ));
        }
        let id = self.scalar(inner.body)?;
        let Some(sup) = inner.sup else {
            return Ok(Argument { id, sup: None });
        };
        // `\log(x)^n` is usually the logarithm of the power, `\log(x)^2` and `\sin(x)^n` the power of the function.
        let square = matches!(&sup.kind, Kind::Number(n) if n == "2");
        let of_argument = reach == Reach::Logarithm && !square;
        let other = self.reading(Reading::PowerOfArgument, first);
        if of_argument != other {
            let id = self.raised(first, id, Some(sup))?;
            return Ok(Argument { id, sup: None });
        }
        Ok(Argument { id, sup: Some(sup) })
    }

    /// Juxtaposed factors: numbers and names go on, anything else is taken alone.
    fn beside_argument(&mut self, cursor: &mut Cursor<'_>, first: &Tree, reach: Reach) -> Read<Id> {
        let log = reach == Reach::Logarithm;
        let from = cursor.at;
        let simple = self.is_simple(cursor);
        let mut numbers = matches!(first.kind, Kind::Number(_));
        let start = self.operand(cursor)?;
        let mut id = self.require_scalar(start, first)?;
        while simple && self.is_simple(cursor) {
            let Some(next) = cursor.beside() else { break };
            if reach == Reach::Angle && is_exponential(next) {
                break;
            }
            // `\cos n x` is no product of cosines and x, but `\cos\theta x` may be one.
            let splits = log || reach == Reach::Angle && !is_coefficient(first);
            if splits && !numbers && self.reading(Reading::LogFirst, first) {
                break;
            }
            numbers &= matches!(next.kind, Kind::Number(_));
            id = self.with_next(cursor, id)?;
        }
        if reach == Reach::Angle && self.covers_beside(cursor, from, simple) {
            return self.covered(cursor, id);
        }
        let fraction = cursor
            .beside()
            .is_some_and(|next| matches!(next.kind, Kind::Fraction(..)));
        if (log || fraction) && self.widens(cursor) && self.reading(Reading::LogWide, first) {
            self.note(
                Code::LogScope,
                first,
                "the function is read as covering the whole product after it",
            );
            while self.widens(cursor) {
                id = self.with_next(cursor, id)?;
            }
        }
        Ok(id)
    }

    /// The argument so far times the next factor.
    fn with_next(&mut self, cursor: &mut Cursor<'_>, id: Id) -> Read<Id> {
        let Some(next) = cursor.beside() else {
            return Ok(id);
        };
        let part = self.operand(cursor)?;
        let part = self.require_scalar(part, next)?;
        Ok(self.store.product(&[id, part]))
    }

    /// The argument so far, the bracket right after it, and the names, numbers and fractions after that.
    fn covered(&mut self, cursor: &mut Cursor<'_>, start: Id) -> Read<Id> {
        let mut id = start;
        if cursor.beside().is_some_and(|next| bracket(next).is_some()) {
            id = self.with_next(cursor, id)?;
        }
        while self.is_plain(cursor) {
            id = self.with_next(cursor, id)?;
        }
        Ok(id)
    }

    /// `\sin(n + 1) x`: whether the function covers what follows its bracket, which is passed.
    fn covers_after_bracket(
        &mut self,
        cursor: &Cursor<'_>,
        first: &Tree,
        inner: &Bracket<'_>,
    ) -> bool {
        let compound =
            |kind: &Kind| matches!(kind, Kind::Sum(_) | Kind::Product(_) | Kind::Fraction(..));
        let body = inner.body;
        if !compound(&body.kind) || !self.is_plain(cursor) || self.repeats(cursor, &[body]) {
            return false;
        }
        let sum = matches!(&body.kind, Kind::Sum(terms) if terms.len() > 1);
        if sum && is_coefficient(body) {
            return !self.reading(Reading::ReachNarrow, first);
        }
        self.reading(Reading::ReachWide, first)
    }

    /// `\sin\frac{n \pi}{L} x`, `\sin k (x - v t)`: whether a function whose argument began at `from` covers what follows.
    fn covers_beside(&mut self, cursor: &Cursor<'_>, from: usize, simple: bool) -> bool {
        let read: Vec<&Tree> = cursor.factors[from..cursor.at]
            .iter()
            .map(|(_, tree)| *tree)
            .collect();
        let Some(next) = cursor.beside() else {
            return false;
        };
        let fraction = matches!(read[..], [only] if matches!(only.kind, Kind::Fraction(..)));
        let grouped = bracket(next).is_some_and(|group| {
            matches!(group.body.kind, Kind::Sum(_)) && group.sub.is_none() && group.sup.is_none()
        });
        let goes_on = grouped || fraction && self.is_plain(cursor);
        if !(simple || fraction) || !goes_on || self.repeats(cursor, &read) {
            return false;
        }
        // `\sin\frac{\pi}{4} x` is rather a number times x.
        let constant = !grouped && read.iter().all(|tree| is_angle_of_pi(tree));
        let coefficient = !constant && read.iter().all(|tree| is_coefficient(tree));
        if coefficient && !(grouped && shows_function(next)) {
            return !self.reading(Reading::ReachNarrow, read[0]);
        }
        self.reading(Reading::ReachWide, read[0])
    }

    /// True if what the function would cover beyond the argument shows a letter of the argument: `\sin\frac{x}{2} x`.
    fn repeats(&self, cursor: &Cursor<'_>, read: &[&Tree]) -> bool {
        let known: Vec<String> = read.iter().flat_map(|tree| letters(tree)).collect();
        let beside = cursor.rest().iter().enumerate();
        beside
            .take_while(|(at, (times, next))| {
                *times == Times::Juxtaposed && (*at == 0 || is_plain(next))
            })
            .flat_map(|(_, (_, next))| letters(next))
            .any(|letter| letter != r"\pi" && known.contains(&letter))
    }

    /// A name without a power that is not applied, a number, or a fraction of such.
    fn is_plain(&self, cursor: &Cursor<'_>) -> bool {
        cursor.beside().is_some_and(|next| {
            is_plain(next) && (matches!(next.kind, Kind::Fraction(..)) || self.is_simple(cursor))
        })
    }

    /// `\ln a / b`: the quotient, if the function covers it.
    fn over_slash(
        &mut self,
        cursor: &mut Cursor<'_>,
        from: usize,
        id: Id,
        reach: Reach,
    ) -> Read<Id> {
        let below = match cursor.factors.get(cursor.at) {
            Some(&(Times::Over, below)) if reach != Reach::Next => below,
            _ => return Ok(id),
        };
        let above = cursor.factors[from..cursor.at].iter();
        let above: Vec<String> = above.flat_map(|(_, tree)| letters(tree)).collect();
        let shown = letters(below);
        // `\ln x / x`, `\sin \omega t / \omega`
        if !shown.is_empty() && shown.iter().all(|letter| above.contains(letter)) {
            return Ok(id);
        }
        // Half of a sine is as usual as the sine of a half.
        let reading = match reach == Reach::Logarithm || !shown.is_empty() {
            true => Reading::SlashInside,
            false => Reading::NumberInside,
        };
        if !self.reading(reading, cursor.factors[from].1) {
            return Ok(id);
        }
        let divisor = self.operand(cursor)?;
        let divisor = self.require_scalar(divisor, below)?;
        Ok(self.quotient(id, divisor))
    }

    /// A number, or a name that is no head and not applied to what follows.
    fn is_simple(&self, cursor: &Cursor<'_>) -> bool {
        let Some(tree) = cursor.beside() else {
            return false;
        };
        match &tree.kind {
            Kind::Number(_) => true,
            Kind::Root { body, .. } => matches!(body.kind, Kind::Number(_)),
            Kind::Scripts { base, .. } if matches!(base.kind, Kind::Number(_)) => true,
            _ => {
                let Some(found) = written(tree) else {
                    return false;
                };
                let (key, _) = self.scope.resolve(&found);
                let applied = cursor
                    .beyond()
                    .and_then(bracket)
                    .filter(|&next| !names::multiplies_itself(&found, next))
                    .is_some_and(|next| self.scope.nature_before(&key, next) != Nature::Value);
                self.meaning(cursor).is_none()
                    && !crate::elaborate::evidence::is_d(tree)
                    && !applied
            }
        }
    }

    /// Whether a logarithm may go on over the next factor: not over another function, but over an exponential.
    fn widens(&self, cursor: &Cursor<'_>) -> bool {
        // A logarithm that is differentiated does not take in what would drop out.
        let mut rest = cursor.rest().iter();
        let varies = |letter: &String| rest.any(|(_, tree)| names::letters(tree).contains(letter));
        cursor.beside().is_some()
            && self.deriving.last().is_none_or(varies)
            && match self.meaning(cursor) {
                None => true,
                Some((meaning, _)) => meaning == Head::Exponential,
            }
    }
}

/// A name or number without a power, or a fraction of such products.
fn is_plain(tree: &Tree) -> bool {
    match &tree.kind {
        Kind::Number(_) | Kind::Name(_) => true,
        Kind::Scripts {
            base,
            sup: None,
            primes: 0,
            ..
        } => matches!(base.kind, Kind::Name(_)),
        Kind::Fraction(above, below) => [above, below].into_iter().all(|part| match &part.kind {
            Kind::Product(factors) => factors.iter().all(|(_, factor)| is_plain(factor)),
            _ => is_plain(part),
        }),
        _ => false,
    }
}

/// True for what shows no letter of an angle or a variable: `n + 1`, `\frac{n \pi}{L}`.
fn is_coefficient(tree: &Tree) -> bool {
    let variable = |letter: &String| VARIABLES.contains(&letter.as_str());
    !letters(tree).iter().any(variable) && !shows_function(tree)
}

/// True for `\frac{\pi}{4}`: pi and numbers.
fn is_angle_of_pi(tree: &Tree) -> bool {
    let shown = letters(tree);
    !shown.is_empty() && shown.iter().all(|letter| letter == r"\pi")
}

/// True if a function of the vocabulary stands in the tree.
fn shows_function(tree: &Tree) -> bool {
    let own = match &tree.kind {
        Kind::Operator(name) => head(&format!(r"\{name}")).is_some(),
        _ => false,
    };
    own || tree.children().into_iter().any(shows_function)
}

/// `e^{..}`
fn is_exponential(tree: &Tree) -> bool {
    written(tree).is_some_and(|found| found.sup.is_some() && letter(found.name) == "e")
}
