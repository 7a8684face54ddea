//! `\arg\max_x f(x) + g(x)`: nobody adds to the place of an extremum what depends on its variable.

use crate::elaborate::names::letters;
use crate::parse::tree::{Kind, Sign, Tree};

/// The sum as one operator over all of its terms, where the first term is the place of an extremum and a later one
/// shows its variable.
pub(super) fn over_sum(tree: &Tree, terms: &[(Sign, Tree)]) -> Option<Tree> {
    let ((Sign::Plus, first), rest) = terms.split_first()? else {
        return None;
    };
    let Kind::Big {
        operator,
        sub: Some(sub),
        sup,
        body: Some(body),
    } = &first.kind
    else {
        return None;
    };
    if !matches!(operator.as_str(), "argmax" | "argmin") {
        return None;
    }
    let variables = letters(sub);
    let shown = |tree: &Tree| letters(tree).iter().any(|l| variables.contains(l));
    if !rest.iter().any(|(_, term)| shown(term)) {
        return None;
    }
    let whole = std::iter::once((Sign::Plus, (**body).clone())).chain(rest.iter().cloned());
    let body = Tree {
        kind: Kind::Sum(whole.collect()),
        span: body.span.start..tree.span.end,
    };
    Some(Tree {
        kind: Kind::Big {
            operator: operator.clone(),
            sub: Some(sub.clone()),
            sup: sup.clone(),
            body: Some(Box::new(body)),
        },
        span: tree.span.clone(),
    })
}
