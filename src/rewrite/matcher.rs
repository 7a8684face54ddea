//! Matching: values for the variables of a law or fact at which its left side is a given expression.
//!
//! Sums and products match in any order, the last free variable among their operands taking what is left over. A
//! function variable applied to bound variables, `f(x)` under a binder of `x`, becomes a lambda.

use rustc_hash::FxHashMap;

use crate::expr::*;

/// Values of variables found so far.
pub type Bindings = FxHashMap<SymbolId, Id>;

/// Goals looked at in one match; a bound on trying orders of long sums.
const GOALS: u32 = 4_000;

/// Values at which `pattern` becomes `target`, or None. Not complete; whatever it gives has to be checked by substitution.
pub fn find(
    store: &mut Store,
    variables: &[SymbolId],
    pattern: Id,
    target: Id,
) -> Option<Bindings> {
    find_with(store, variables, pattern, target, Bindings::default())
}

/// [`find`] with some values given.
pub fn find_with(
    store: &mut Store,
    variables: &[SymbolId],
    pattern: Id,
    target: Id,
    given: Bindings,
) -> Option<Bindings> {
    let mut search = Search {
        store,
        variables,
        left: GOALS,
        one: None,
    };
    // Most fail here.
    if !search.may_be(pattern, target, &given) {
        return None;
    }
    search.one = Some(search.store.integer(1));
    search.solve(vec![Goal::One(pattern, target)], given)
}

#[derive(Clone)]
enum Goal {
    One(Id, Id),
    /// Operands in any order: kind, pattern's, target's.
    Any(Commutative, Ids, Ids),
    /// Factors in order.
    Row(Ids, Ids),
}

#[derive(Clone, Copy, PartialEq)]
enum Commutative {
    Sum,
    Product,
}

struct Search<'a> {
    store: &'a mut Store,
    variables: &'a [SymbolId],
    left: u32,
    /// The number 1: the columns of a vector.
    one: Option<Id>,
}

impl Search<'_> {
    fn solve(&mut self, mut goals: Vec<Goal>, bindings: Bindings) -> Option<Bindings> {
        self.left = self.left.checked_sub(1)?;
        match goals.pop() {
            None => Some(bindings),
            Some(Goal::One(p, t)) => self.one(p, t, goals, bindings),
            Some(Goal::Any(kind, p, t)) => self.any(kind, p, t, goals, bindings),
            Some(Goal::Row(p, t)) => self.row(p, t, goals, bindings),
        }
    }

    fn is_variable(&self, id: Id) -> Option<SymbolId> {
        match self.store.node(id) {
            Node::Name(s) if self.variables.contains(s) => Some(*s),
            _ => None,
        }
    }

    fn one(
        &mut self,
        p: Id,
        t: Id,
        mut goals: Vec<Goal>,
        mut bindings: Bindings,
    ) -> Option<Bindings> {
        if let Some(variable) = self.is_variable(p) {
            self.bind(variable, t, &mut bindings)?;
            self.sizes(self.store.sort_id(p), self.store.sort_id(t), &mut goals);
            return self.solve(goals, bindings);
        }
        if let Node::Call(head, args) = self.store.node(p)
            && let Some(variable) = self.is_variable(*head)
        {
            let args: Ids = args.iter().copied().collect();
            self.abstraction(variable, &args, t, &mut bindings)?;
            return self.solve(goals, bindings);
        }
        match (self.store.node(p).clone(), self.store.node(t).clone()) {
            (Node::Sum(a), Node::Sum(b)) => {
                goals.push(Goal::Any(Commutative::Sum, list(&a), list(&b)))
            }
            (Node::Product(a), Node::Product(b)) => {
                goals.push(Goal::Any(Commutative::Product, list(&a), list(&b)))
            }
            (Node::Chain(a), Node::Chain(b)) => goals.push(Goal::Row(list(&a), list(&b))),
            (a, b) => {
                if p == t
                    && !matches!(a, Node::Bind(..))
                    && self
                        .store
                        .free_names(p)
                        .iter()
                        .all(|s| !self.variables.contains(s))
                {
                    return self.solve(goals, bindings);
                }
                if !same_head(&a, &b) {
                    return None;
                }
                let p = match (&a, &b) {
                    (Node::Bind(_, s, ..), Node::Bind(_, u, ..)) if s != u => self.retyped(p, *u),
                    _ => p,
                };
                let (x, y) = (self.store.children(p), self.store.children(t));
                if x.len() != y.len() {
                    return None;
                }
                if let (Node::Bind(_, s, ..), Node::Bind(_, t, ..)) = (&a, &b) {
                    self.sizes(*s, *t, &mut goals);
                }
                // The last is matched first: bodies of binders before their bounds.
                goals.extend(x.iter().zip(&y).map(|(&a, &b)| Goal::One(a, b)));
            }
        }
        self.solve(goals, bindings)
    }

    /// Binds a variable, unless it has another value, or the value depends on a bound variable or is of another kind.
    fn bind(&mut self, variable: SymbolId, value: Id, bindings: &mut Bindings) -> Option<()> {
        if let Some(&known) = bindings.get(&variable) {
            return (known == value).then_some(());
        }
        let name = self.store.name(variable);
        let fits = self.store.loose(value) == 0 && self.fits(self.store.sort_id(name), value);
        fits.then(|| {
            bindings.insert(variable, value);
        })
    }

    /// The binder with a variable of another sort, that of the target, so that lambdas found under it have it too.
    fn retyped(&mut self, binder: Id, sort: SortId) -> Id {
        let Node::Bind(kind, _, domain, body) = *self.store.node(binder) else {
            return binder;
        };
        let local = self.store.local(sort, Domain::All, 0);
        let name = self.store.name(local);
        let open = self.store.instantiate(body, name);
        self.store.bind_name(kind, local, domain, open)
    }

    /// Sizes of arrays, of arguments of functions too, have to agree.
    fn sizes(&self, p: SortId, t: SortId, goals: &mut Vec<Goal>) {
        let (p, t) = (self.drawn_from(p), self.drawn_from(t));
        match (self.store.sort_of(p), self.store.sort_of(t)) {
            (Sort::Vector(n), Sort::Vector(m)) => goals.push(Goal::One(*n, *m)),
            (Sort::Matrix(a, b), Sort::Matrix(c, d)) => {
                goals.push(Goal::One(*a, *c));
                goals.push(Goal::One(*b, *d));
            }
            (Sort::Matrix(a, b), Sort::Vector(m)) => {
                goals.push(Goal::One(*a, *m));
                goals.extend(self.one.map(|one| Goal::One(*b, one)));
            }
            (Sort::Function(a, r), Sort::Function(b, s)) if a.len() <= b.len() || b.len() == 1 => {
                if let (Some(&a), Some(&b)) = (a.first(), b.first()) {
                    self.sizes(a, b, goals);
                }
                self.sizes(*r, *s, goals);
            }
            _ => {}
        }
    }

    /// Whether a value may stand for a name of that sort: arrays for arrays, scalars for scalars.
    fn fits(&self, sort: SortId, value: Id) -> bool {
        let kind = |sort: &Sort| match sort {
            Sort::Real => 1,
            Sort::Integer => 0,
            Sort::Complex => 2,
            Sort::Vector(_) | Sort::Matrix(..) => 4,
            Sort::Random(_) => 5,
            Sort::Function(..) => 6,
            Sort::Distribution => 7,
            Sort::Truth => 8,
            Sort::Set(_) => 9,
            Sort::Sequence(_) => 10,
            Sort::Family => 11,
            Sort::Element(_) => 12,
            Sort::Unknown => 13,
        };
        let (want, have) = (kind(self.store.sort_of(sort)), kind(self.store.sort(value)));
        // What holds value by value holds of random variables; the kernel knows which laws do.
        let values = kind(
            self.store
                .sort_of(self.drawn_from(self.store.sort_id(value))),
        );
        want == have
            || (want <= 2 && values <= want)
            || want == values
            || (want == 5 && have <= 1)
            || want == 13
    }

    /// The sort of a random variable's values; another sort as it is.
    fn drawn_from(&self, sort: SortId) -> SortId {
        match self.store.sort_of(sort) {
            Sort::Random(inner) => *inner,
            _ => sort,
        }
    }

    /// `variable(args) = t` for distinct bound variables `args`, innermost last.
    fn abstraction(
        &mut self,
        variable: SymbolId,
        args: &[Id],
        t: Id,
        bindings: &mut Bindings,
    ) -> Option<()> {
        if let Some(&known) = bindings.get(&variable) {
            let args: Vec<Id> = args
                .iter()
                .map(|&arg| self.store.substitute(arg, bindings))
                .collect();
            return (self.store.call(known, &args) == t).then_some(());
        }
        let depth = args.len() as u32;
        if self.store.loose(t) > depth {
            return None;
        }
        let mut lambda = t;
        for (at, &arg) in args.iter().enumerate().rev() {
            match *self.store.node(arg) {
                Node::Bound(level, sort) if level == depth - 1 - at as u32 => {
                    lambda = self
                        .store
                        .bind(BinderKind::Lambda, sort, Domain::All, lambda);
                }
                _ => return None,
            }
        }
        bindings.insert(variable, lambda);
        Some(())
    }

    /// Rigid operands first, each against every candidate; then variables, the last taking the rest.
    fn any(
        &mut self,
        kind: Commutative,
        p: Ids,
        t: Ids,
        goals: Vec<Goal>,
        bindings: Bindings,
    ) -> Option<Bindings> {
        if p.is_empty() {
            return if t.is_empty() {
                self.solve(goals, bindings)
            } else {
                None
            };
        }
        let next = p
            .iter()
            .position(|&x| self.rigid(x))
            .or_else(|| p.iter().position(|&x| self.bound(x, &bindings)));
        if next.is_none() && p.len() == 1 {
            let rest = self.join(kind, &t)?;
            let mut goals = goals;
            goals.push(Goal::One(p[0], rest));
            return self.solve(goals, bindings);
        }
        let mut rest = p.clone();
        let chosen = rest.remove(next.unwrap_or(0));
        for at in 0..t.len() {
            if !self.may_be(chosen, t[at], &bindings) {
                continue;
            }
            let mut others = t.clone();
            let item = others.remove(at);
            let mut goals = goals.clone();
            goals.push(Goal::Any(kind, rest.clone(), others));
            goals.push(Goal::One(chosen, item));
            if let Some(found) = self.solve(goals, bindings.clone()) {
                return Some(found);
            }
        }
        self.compound(kind, chosen, rest, t, goals, bindings)
    }

    /// A variable whose value is itself a sum or product takes all its operands.
    fn compound(
        &mut self,
        kind: Commutative,
        chosen: Id,
        rest: Ids,
        mut t: Ids,
        mut goals: Vec<Goal>,
        bindings: Bindings,
    ) -> Option<Bindings> {
        let value = *bindings.get(&self.is_variable(chosen)?)?;
        let items: Ids = match (kind, self.store.node(value)) {
            (Commutative::Sum, Node::Sum(items)) | (Commutative::Product, Node::Product(items)) => {
                list(items)
            }
            _ => return None,
        };
        for item in items {
            let at = t.iter().position(|&x| x == item)?;
            t.remove(at);
        }
        goals.push(Goal::Any(kind, rest, t));
        self.solve(goals, bindings)
    }

    fn join(&mut self, kind: Commutative, items: &[Id]) -> Option<Id> {
        match (kind, items.len()) {
            (_, 0) => None,
            (Commutative::Sum, _) => Some(self.store.sum(items)),
            (Commutative::Product, _) => Some(self.store.product(items)),
        }
    }

    /// True if neither a variable nor a function variable applied.
    fn rigid(&self, p: Id) -> bool {
        match self.store.node(p) {
            Node::Name(s) => !self.variables.contains(s),
            Node::Call(head, _) => self.is_variable(*head).is_none(),
            _ => true,
        }
    }

    /// False where a glance tells that the pattern cannot become the target.
    fn may_be(&self, p: Id, t: Id, bindings: &Bindings) -> bool {
        match self.is_variable(p) {
            Some(variable) => bindings.get(&variable).is_none_or(|&known| known == t),
            None => !self.rigid(p) || p == t || same_head(self.store.node(p), self.store.node(t)),
        }
    }

    fn bound(&self, p: Id, bindings: &Bindings) -> bool {
        self.is_variable(p)
            .is_some_and(|s| bindings.contains_key(&s))
    }

    /// Factors in order; a variable may take several.
    fn row(&mut self, p: Ids, t: Ids, goals: Vec<Goal>, bindings: Bindings) -> Option<Bindings> {
        let Some((&first, rest)) = p.split_first() else {
            return if t.is_empty() {
                self.solve(goals, bindings)
            } else {
                None
            };
        };
        let most = if self.rigid(first) {
            1
        } else {
            t.len().saturating_sub(rest.len())
        };
        for taken in 1..=most.min(t.len()) {
            // Products are made only where what follows has a chance.
            let next = match rest.first() {
                None => taken == t.len(),
                Some(&p) if self.rigid(p) => {
                    (t.get(taken)).is_some_and(|&t| self.may_be(p, t, &bindings))
                }
                Some(_) => true,
            };
            if !next || taken == 1 && !self.may_be(first, t[0], &bindings) {
                continue;
            }
            let item = self.store.part_of_chain(&t[..taken]);
            let mut goals = goals.clone();
            goals.push(Goal::Row(
                rest.iter().copied().collect(),
                t[taken..].iter().copied().collect(),
            ));
            goals.push(Goal::One(first, item));
            if let Some(found) = self.solve(goals, bindings.clone()) {
                return Some(found);
            }
        }
        None
    }
}

fn list(items: &[Id]) -> Ids {
    items.iter().copied().collect()
}

/// Same kind of node with the same parts that are not expressions.
fn same_head(a: &Node, b: &Node) -> bool {
    match (a, b) {
        (Node::Apply(x, _), Node::Apply(y, _)) => x == y,
        (Node::Relation(x, ..), Node::Relation(y, ..)) => x == y,
        (Node::Bind(x, _, d, _), Node::Bind(y, _, e, _)) => {
            x == y && std::mem::discriminant(d) == std::mem::discriminant(e)
        }
        (
            Node::Matrix {
                rows: r,
                columns: c,
                ..
            },
            Node::Matrix {
                rows: s,
                columns: d,
                ..
            },
        ) => (r, c) == (s, d),
        (
            Node::Density {
                family: f,
                of: a,
                given: b,
            },
            Node::Density {
                family: g,
                of: c,
                given: d,
            },
        ) => {
            let slots = |x: &[(SymbolId, Id)], y: &[(SymbolId, Id)]| {
                x.iter().map(|p| p.0).eq(y.iter().map(|p| p.0))
            };
            f == g && slots(a, c) && slots(b, d)
        }
        (Node::Number(_) | Node::Constant(_) | Node::Name(_) | Node::Bound(..), _) => a == b,
        _ => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_gives_its_last_variable_the_rest() {
        let mut s = Store::new();
        let law = |s: &mut Store, n: &str| s.declare_as(n, Sort::Real, Role::Law, 0);
        let (x, y) = (law(&mut s, "x"), law(&mut s, "y"));
        let (px, py) = (s.name(x), s.name(y));
        let product = s.product(&[px, py]);
        let pattern = s.log(product);
        let names: Vec<Id> = ["a", "b", "c"]
            .iter()
            .map(|n| {
                let n = s.declare(n, Sort::Real);
                s.name(n)
            })
            .collect();
        let product = s.product(&names);
        let target = s.log(product);
        let found = find(&mut s, &[x, y], pattern, target).expect("a match");
        assert_eq!(s.substitute(pattern, &found), target);
    }

    #[test]
    fn a_function_variable_becomes_a_lambda() {
        let mut s = Store::new();
        let real = s.intern_sort(Sort::Real);
        let integer = s.intern_sort(Sort::Integer);
        let f = s.declare_as("f", Sort::Function(vec![integer], real), Role::Law, 0);
        let n = s.declare_as("n", Sort::Integer, Role::Law, 0);
        let (head, one, top) = (s.name(f), s.integer(1), s.name(n));
        let var = s.bound(0, integer);
        let body = s.call(head, &[var]);
        let pattern = s.bind(BinderKind::Sum, integer, Domain::Range(one, top), body);
        let two = s.integer(2);
        let square = s.power(var, two);
        let target = s.bind(BinderKind::Sum, integer, Domain::Range(one, two), square);
        let found = find(&mut s, &[f, n], pattern, target).expect("a match");
        assert_eq!(s.substitute(pattern, &found), target);
    }
}
