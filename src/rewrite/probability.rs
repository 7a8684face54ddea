//! Densities of a family: conditional ones by joint ones, sums and integrals over a slot to marginals.

use super::engine::Normalizer;
use super::step::Step;
use crate::expr::*;
use crate::kernel::{Proof, computed, derivative, entail};

pub fn rule(n: &mut Normalizer, id: Id) -> Option<Step> {
    match n.store.node(id) {
        Node::Density { .. } => conditional(n, id),
        Node::Bind(BinderKind::Sum, ..) => marginal(n, id),
        _ => None,
    }
}

/// `p(x \mid y) = p(x, y) / p(y)`.
fn conditional(n: &mut Normalizer, id: Id) -> Option<Step> {
    let (to, condition) = computed::conditional(n.store, id)?;
    n.holds(condition).then(|| {
        Step::by(
            to,
            Proof::Computed {
                rule: "conditional",
                left: id,
                right: to,
            },
        )
    })
}

/// `\sum_y p(x, y) = p(x)`.
pub fn marginal(n: &mut Normalizer, id: Id) -> Option<Step> {
    let Some(to) = computed::marginal(n.store, id) else {
        return slopes(n, id);
    };
    Some(Step::by(
        to,
        Proof::Computed {
            rule: "marginal",
            left: id,
            right: to,
        },
    ))
}

/// `\int \frac{d}{dt} p(x, y; t) dy = \frac{d}{dt} p(x; t)`: the derivative of a marginal.
fn slopes(n: &mut Normalizer, id: Id) -> Option<Step> {
    let Node::Bind(kind, _, domain, body) = *n.store.node(id) else {
        return None;
    };
    let Node::Bind(BinderKind::Derivative, by, Domain::At(point), _) = *n.store.node(body) else {
        return None;
    };
    if !matches!(kind, BinderKind::Integral | BinderKind::Sum) || n.store.has_bound(point, 0) {
        return None;
    }
    let (index, open) = n.open(id)?;
    let Node::Bind(_, _, _, density) = *n.store.node(open) else {
        return None;
    };
    let point = n.outside(point);
    let variable = entail::fresh(n.store, by, Domain::At(point), open);
    let at = n.store.name(variable);
    let density = n.store.instantiate(density, at);
    let whole = n.store.bind_name(kind, index, domain, density);
    computed::marginal(n.store, whole)?;
    let outer = n
        .store
        .bind_name(BinderKind::Derivative, variable, Domain::At(point), whole);
    let (back, conditions) = derivative(n.store, outer)?;
    if back != id || !conditions.into_iter().all(|c| n.holds(c)) {
        return None;
    }
    let exchanged = Proof::Computed {
        rule: "derivative",
        left: outer,
        right: id,
    };
    let inward = Step::by(outer, Proof::Flip(exchanged.into()));
    let summed = n.under(outer, |n, body| {
        marginal(n, body).unwrap_or(Step::same(body))
    });
    summed.changed().then(|| inward.then(summed))
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use crate::expr::*;
    use crate::theory::{Context, Theory};

    /// A family of two discrete variables.
    struct Family {
        s: Store,
        family: SymbolId,
        slots: [SymbolId; 2],
        vars: [SymbolId; 2],
    }

    impl Family {
        fn new() -> Self {
            let mut s = Theory::standard().0.clone();
            let family = s.declare("p", Sort::Family);
            let pair = |s: &mut Store, role, names: [&str; 2]| {
                names.map(|n| s.declare_as(n, Sort::Element(None), role, 0))
            };
            let slots = pair(&mut s, Role::Slot, ["X", "Y"]);
            let vars = pair(&mut s, Role::Note, ["x", "y"]);
            Family {
                s,
                family,
                slots,
                vars,
            }
        }

        /// `p(of | given)` by places: 0 is x, 1 is y.
        fn p(&mut self, of: &[usize], given: &[usize]) -> Id {
            let pairs = |this: &mut Self, places: &[usize]| -> Vec<(SymbolId, Id)> {
                places
                    .iter()
                    .map(|&i| (this.slots[i], this.s.name(this.vars[i])))
                    .collect()
            };
            let (of, given) = (pairs(self, of), pairs(self, given));
            self.s.density(self.family, &of, &given)
        }

        fn over(&mut self, place: usize, body: Id) -> Id {
            self.s
                .bind_name(BinderKind::Sum, self.vars[place], Domain::All, body)
        }

        fn proves(&mut self, left: Id, right: Id) -> bool {
            let claim = (left, Comparison::Equal, right);
            let result = prove(
                &mut self.s,
                Theory::standard().1,
                &Context::default(),
                claim,
                &mut Budget::default(),
            );
            if let Err(failure) = &result {
                println!(
                    "{:?}\n {}\n {}",
                    failure.refusal,
                    super::super::tests::show(&self.s, failure.left),
                    super::super::tests::show(&self.s, failure.right)
                );
            }
            result.is_ok()
        }
    }

    #[test]
    fn product_rule_and_marginals() {
        let mut f = Family::new();
        let (joint, conditional, x, y) = (
            f.p(&[0, 1], &[]),
            f.p(&[1], &[0]),
            f.p(&[0], &[]),
            f.p(&[1], &[]),
        );
        let log = f.s.log(conditional);
        let product = f.s.product(&[conditional, x, log]);
        let plain = f.s.product(&[joint, log]);
        let (a, b) = (f.over(1, product), f.over(1, plain));
        let (a, b) = (f.over(0, a), f.over(0, b));
        assert!(f.proves(a, b));
        let marginal = f.over(0, joint);
        assert!(f.proves(marginal, y));
        assert!(!f.proves(marginal, x));
        let independent = f.s.product(&[x, y]);
        assert!(!f.proves(joint, independent));
    }

    #[test]
    fn conditional_entropy_by_joint_entropy() {
        let mut f = Family::new();
        let (joint, conditional, x) = (f.p(&[0, 1], &[]), f.p(&[1], &[0]), f.p(&[0], &[]));
        let log = f.s.log(conditional);
        let body = f.s.product(&[joint, log]);
        let left = f.over(1, body);
        let left = f.over(0, left);
        let (log_joint, log_x) = (f.s.log(joint), f.s.log(x));
        let (a, b) = (f.s.product(&[joint, log_joint]), f.s.product(&[x, log_x]));
        let a = f.over(1, a);
        let (a, b) = (f.over(0, a), f.over(0, b));
        let right = f.s.subtract(a, b);
        assert!(f.proves(left, right));
    }

    #[test]
    fn mutual_information_by_entropies() {
        let mut f = Family::new();
        let (joint, x, y) = (f.p(&[0, 1], &[]), f.p(&[0], &[]), f.p(&[1], &[]));
        let product = f.s.product(&[x, y]);
        let ratio = f.s.divide(joint, product);
        let log = f.s.log(ratio);
        let body = f.s.product(&[joint, log]);
        let inner = f.over(1, body);
        let left = f.over(0, inner);
        let plogp = |f: &mut Family, p: Id| {
            let log = f.s.log(p);
            f.s.product(&[p, log])
        };
        let (a, b, c) = (plogp(&mut f, joint), plogp(&mut f, x), plogp(&mut f, y));
        let a = f.over(0, a);
        let a = f.over(1, a);
        let (b, c) = (f.over(0, b), f.over(1, c));
        let (minus_b, minus_c) = (f.s.negate(b), f.s.negate(c));
        let right = f.s.sum(&[a, minus_b, minus_c]);
        assert!(f.proves(left, right));
        let wrong = f.s.sum(&[a, minus_b, c]);
        assert!(!f.proves(left, wrong));
    }
}
