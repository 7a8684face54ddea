//! What a slash divides by. `p^2/2m` and `e^{-t/RC}` divide by the product of the names after it, `1/2 m v^2` by the
//! number, `a/b (c + d)` by what stands next to it; the other way is a reading of its own.

use super::product::Cursor;
use super::*;
use crate::elaborate::names::written;
use crate::parse::tree::Times;

impl Lowering<'_> {
    /// The denominator after a slash; `above` is the numerator, if there is one.
    pub(super) fn denominator(&mut self, cursor: &mut Cursor<'_>, above: Option<Id>) -> Read<Id> {
        let (_, first) = cursor.factors[cursor.at];
        let below = self.operand(cursor)?;
        let mut parts = vec![self.require_scalar(below, first)?];
        let covered = match above {
            Some(above) if self.covers_names(above, first, cursor) => covered(cursor),
            _ => 0,
        };
        let whole = match covered {
            0 => cursor.beside().is_some() && self.reading(Reading::SlashRest, first),
            _ => !self.reading(Reading::SlashFirst, first),
        };
        let end = match covered {
            0 => cursor.factors.len(),
            _ => cursor.at + covered,
        };
        while let Some(next) = cursor.beside().filter(|_| whole && cursor.at < end) {
            let part = self.operand(cursor)?;
            parts.push(self.require_scalar(part, next)?);
        }
        Ok(self.store.product(&parts))
    }

    /// True where the names after the first factor below belong to the denominator: below or above stands more than a
    /// number, or the circle constant follows.
    fn covers_names(&self, above: Id, first: &Tree, cursor: &Cursor<'_>) -> bool {
        let numbers =
            matches!(first.kind, Kind::Number(_)) && self.store.as_number(above).is_some();
        !numbers || cursor.beside().is_some_and(is_circle_constant)
    }
}

fn is_circle_constant(tree: &Tree) -> bool {
    written(tree).is_some_and(|found| found.letter == r"\pi")
}

/// How many plain factors stand beside the first one: names, numbers and roots that no bracket follows.
fn covered(cursor: &Cursor<'_>) -> usize {
    let rest = &cursor.factors[cursor.at..];
    let beside = |(times, tree): &&(Times, &Tree)| *times == Times::Juxtaposed && is_plain(tree);
    let plain = rest.iter().take_while(beside).count();
    match rest.get(plain) {
        // `x/2 f(y)`, `x/2 \log y`: the last name may be a function of what follows it.
        Some((Times::Juxtaposed, next)) if matches!(next.kind, Kind::Group { .. }) => {
            plain.saturating_sub(1)
        }
        _ => plain,
    }
}

fn is_plain(tree: &Tree) -> bool {
    match &tree.kind {
        Kind::Name(_) | Kind::Number(_) | Kind::Root { .. } => true,
        Kind::Scripts { base, .. } => is_plain(base),
        _ => false,
    }
}
