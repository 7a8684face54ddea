//! Greatest values and their places: constants and positive factors go, products become sums of logarithms.

use super::binders::Binder;
use super::engine::Normalizer;
use super::step::Step;
use super::view::{content_without, factors, terms};
use crate::expr::*;

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    let binder = n.binder(id)?;
    match binder.kind {
        BinderKind::ArgMin | BinderKind::Minimum => {
            let f = n.function(binder, binder.body);
            n.by_binder_law("negative", &[("f", f)], id)
        }
        BinderKind::Maximum => add(n, id, binder).or_else(|| scale(n, id)),
        BinderKind::ArgMax => add(n, id, binder)
            .or_else(|| scale(n, id))
            .or_else(|| logarithm(n, id, binder)),
        _ => None,
    }
}

/// Terms that do not depend on the variable.
fn add(n: &mut Normalizer, id: Id, binder: Binder) -> Option<Step> {
    let all = terms(n.store, binder.body);
    let (out, kept) = n.separate(&all);
    if out.is_empty() || kept.is_empty() {
        return None;
    }
    let out = n.store.sum(&out);
    let out = n.outside(out);
    let kept = n.store.sum(&kept);
    let f = n.function(binder, kept);
    n.by_binder_law("add", &[("c", out), ("f", f)], id)
}

/// A positive factor, common to all terms, that does not depend on the variable.
fn scale(n: &mut Normalizer, id: Id) -> Option<Step> {
    let mut parts = None;
    let split = n.under(id, |n, body| match split(n, id, body) {
        Some((out, rest, step)) => {
            parts = Some((out, rest));
            step
        }
        None => Step::same(body),
    });
    let (local, _) = n.open(id)?;
    let (out, rest) = parts?;
    let f = n
        .store
        .bind_name(BinderKind::Lambda, local, Domain::All, rest);
    let law = n.by_binder_law("scale", &[("c", out), ("f", f)], split.to)?;
    Some(split.then(law))
}

/// The opened body of a binder as a positive factor without the variable and the rest.
fn split(n: &mut Normalizer, of: Id, body: Id) -> Option<(Id, Id, Step)> {
    let (local, _) = n.open(of)?;
    let whole = match n.store.node(body) {
        Node::Sum(_) => content_without(n, body, Some(local))?.0,
        _ => body,
    };
    let still = |n: &Normalizer, factor: &Id| !n.store.mentions(*factor, local);
    let out: Ids = factors(n.store, whole)
        .into_iter()
        .filter(|factor| still(n, factor))
        .collect();
    let out = n.store.product(&out);
    let out = match n.positive(out) {
        true => out,
        false => n.store.negate(out),
    };
    let out = n.canonical(out)?;
    if n.store.is_one(out) || out == body || !n.positive(out) {
        return None;
    }
    let rest = n.store.divide(body, out);
    let rest = n.canonical(rest)?;
    let to = n.store.product(&[out, rest]);
    Some((out, rest, n.ring(body, to)))
}

/// A positive product, power or value is greatest where its logarithm is.
fn logarithm(n: &mut Normalizer, id: Id, binder: Binder) -> Option<Step> {
    let multiplies = matches!(
        n.store.node(binder.body),
        Node::Product(_)
            | Node::Power(..)
            | Node::Call(..)
            | Node::Density { .. }
            | Node::Bind(BinderKind::Product, ..)
            | Node::Apply(Operator::Pdf, _)
    );
    if !multiplies {
        return None;
    }
    let f = n.function(binder, binder.body);
    n.by_binder_law("log", &[("f", f)], id)
}

#[cfg(test)]
mod tests {
    use crate::rewrite::tests::try_prove;

    #[test]
    fn the_place_of_a_maximum_keeps_under_what_increases() {
        for (left, right) in [
            (
                "(argmax x:R all (+ c (call f x)))",
                "(argmax x:R all (* 3 (call f x)))",
            ),
            (
                "(argmin x:R all (+ c (* 2 (call f x))))",
                "(argmax x:R all (* -1 (call f x)))",
            ),
            (
                "(argmax x:R all (call f x))",
                "(argmax x:R all (Log (call f x)))",
            ),
            (
                "(max x:R all (+ c (* 2 (call f x))))",
                "(+ c (* 2 (max x:R all (call f x))))",
            ),
        ] {
            assert_eq!(try_prove("f:R->R c:R", &[], left, right), Ok(()));
        }
    }

    #[test]
    fn nor_under_anything_else() {
        for (left, right) in [
            (
                "(argmax x:R all (* c (call f x)))",
                "(argmax x:R all (call f x))",
            ),
            (
                "(argmax x:R all (^ (call f x) 2))",
                "(argmax x:R all (call f x))",
            ),
            ("(argmin x:R all (call f x))", "(argmax x:R all (call f x))"),
            (
                "(max x:R all (* c (call f x)))",
                "(* c (max x:R all (call f x)))",
            ),
            // Where the body is defined is no condition on the other names.
            (
                "(+ (Abs c) (argmax x:R all (Log x)))",
                "(+ c (argmax x:R all (Log x)))",
            ),
        ] {
            assert!(
                try_prove("f:R->R c:R", &[], left, right).is_err(),
                "{left} = {right}"
            );
        }
    }
}
