//! What the hypotheses of a context say of distributions: `X \sim D`, `X_i \sim D` for all i.

use crate::expr::{Id, Node, Operator, Store};
use crate::theory::Context;

/// A distribution that is supposed of a variable, or of each item of a sequence.
pub(super) struct Draw<'a> {
    pub(super) drawn: Id,
    pub(super) law: Id,
    /// All that is supposed.
    pub(super) condition: Id,
    pub(super) source: &'a str,
}

/// The draws that a context supposes.
pub(super) fn draws<'a>(
    store: &'a Store,
    context: &'a Context,
) -> impl Iterator<Item = Draw<'a>> + 'a {
    let hypotheses = context.hypotheses.iter();
    hypotheses.filter_map(|(condition, source)| {
        let mut body = *condition;
        while let Node::Bind(.., inner) = store.node(body) {
            body = *inner;
        }
        match store.node(body) {
            Node::Apply(Operator::Draw, pair) => Some(Draw {
                drawn: pair[0],
                law: pair[1],
                condition: *condition,
                source,
            }),
            _ => None,
        }
    })
}
