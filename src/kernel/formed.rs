//! Whether an instance of a law is an expression at all: a law of numbers at matrices may be none.

use rustc_hash::FxHashSet;

use crate::expr::*;

/// Nodes that are known to be well formed.
#[derive(Debug, Default)]
pub struct Formed {
    seen: FxHashSet<Id>,
}

impl Formed {
    /// True if vectors and matrices stand only where they may: at most one is a factor of a product (an ordered product is
    /// a chain), all terms of a sum are arrays or none is, powers of them are whole, and functions of numbers have none.
    pub fn holds(&mut self, store: &Store, id: Id) -> bool {
        if self.seen.contains(&id) {
            return true;
        }
        let array = |&id: &Id| store.is_array(id);
        let fits = match store.node(id) {
            Node::Product(factors) => factors.iter().filter(|f| array(f)).count() <= 1,
            Node::Sum(terms) => terms.iter().all(array) || !terms.iter().any(array),
            Node::Power(base, exponent) => {
                let whole = store.as_number(*exponent).is_some_and(|e| e.is_integer());
                !array(exponent)
                    && (!array(base) || whole || *store.sort(*exponent) == Sort::Integer)
            }
            Node::Apply(operator, args) => !of_numbers(*operator) || !args.iter().any(array),
            Node::Bind(
                BinderKind::Product | BinderKind::Maximum | BinderKind::Minimum,
                _,
                _,
                body,
            ) => !array(body),
            _ => true,
        };
        let whole = fits
            && store
                .children(id)
                .iter()
                .all(|&child| self.holds(store, child));
        if whole {
            self.seen.insert(id);
        }
        whole
    }
}

/// Functions of numbers only.
fn of_numbers(operator: Operator) -> bool {
    use Operator::*;
    matches!(
        operator,
        Log | Sin
            | Cos
            | Tan
            | Cot
            | Sec
            | Csc
            | Arcsin
            | Arccos
            | Arctan
            | Sinh
            | Cosh
            | Tanh
            | Abs
            | Sign
            | Floor
            | Ceiling
            | Factorial
            | Binomial
            | Gamma
            | Beta
            | Digamma
            | Trigamma
            | Erf
            | NormalCdf
            | Sigmoid
            | Delta
            | Re
            | Im
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_product_of_two_matrices_is_none() {
        let mut store = Store::new();
        let n = store.declare("n", Sort::Integer);
        let n = store.name(n);
        let [a, b] = ["A", "B"].map(|name| {
            let symbol = store.declare(name, Sort::Matrix(n, n));
            store.name(symbol)
        });
        let (plain, ordered) = (store.product(&[a, b]), store.chain(&[a, b]));
        let log = store.log(a);
        assert!(!Formed::default().holds(&store, plain));
        assert!(!Formed::default().holds(&store, log));
        assert!(Formed::default().holds(&store, ordered));
    }
}
