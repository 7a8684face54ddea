//! Derivatives: `\frac{d}{dx}`, `\frac{dy}{dx}`, primes, gradients, and values at a point.

use super::parameters::hidden;
use super::product::Cursor;
use super::*;
use crate::elaborate::dependents::Motion;
use crate::elaborate::evidence::is_d;
use crate::elaborate::names::{bracket, written};
use crate::parse::tree::Times;

/// The variables that a derivative goes by, outermost first, each as often as its order says.
pub(super) type Variables<'t> = Vec<&'t Tree>;

impl Lowering<'_> {
    /// `\frac{d}{dx}` or `\nabla_x` at the cursor with what it differentiates.
    pub(super) fn derivative_operator(&mut self, cursor: &mut Cursor<'_>) -> Read<Option<Id>> {
        let (_, tree) = cursor.factors[cursor.at];
        if let Some(variable) = gradient(tree) {
            let Some(variable) = variable else {
                return Err(unread(tree, UNSUPPORTED, "a gradient without its variable"));
            };
            cursor.at += 1;
            let body = self.derivative_body(cursor, tree, variable)?;
            return self.derive(tree, body, &[variable]).map(Some);
        }
        let Kind::Fraction(above, below) = &tree.kind else {
            return Ok(None);
        };
        let (Some(order), Some(variables)) = (bare_order(above), denominator(below)) else {
            return Ok(None);
        };
        cursor.at += 1;
        if cursor.at >= cursor.factors.len() {
            return Err(unread(tree, MISSING, "nothing is differentiated"));
        }
        let body = self.derivative_body(cursor, tree, variables[0])?;
        self.derive_ordered(tree, body, order, &variables).map(Some)
    }

    /// All factors after the operator; a bracket right after it may be all that is meant.
    fn derivative_body(
        &mut self,
        cursor: &mut Cursor<'_>,
        tree: &Tree,
        variable: &Tree,
    ) -> Read<Id> {
        let letter = written(variable).map(|found| found.letter);
        self.deriving.push(letter.unwrap_or_default());
        let body = self.derived(cursor, tree);
        self.deriving.pop();
        body
    }

    fn derived(&mut self, cursor: &mut Cursor<'_>, tree: &Tree) -> Read<Id> {
        let bracketed = cursor.beside().is_some_and(|t| bracket(t).is_some());
        let more = cursor.rest().len() > 1;
        if bracketed && more && self.reading(Reading::DerivativeOfNext, tree) {
            return self.operand(cursor);
        }
        if bracketed && more && !matches!(cursor.rest()[1].0, Times::Juxtaposed) {
            // `\frac{d}{dx} (f) \cdot g` ends at the sign.
            return self.operand(cursor);
        }
        self.run(cursor, tree)
    }

    /// `\frac{dy}{dx}`, `\frac{\partial^2 f(x, y)}{\partial x \partial y}`.
    pub(super) fn derivative_fraction(
        &mut self,
        tree: &Tree,
        above: &Tree,
        below: &Tree,
    ) -> Read<Option<Id>> {
        let (Some(variables), Some((order, rest))) = (denominator(below), numerator(above)) else {
            return Ok(None);
        };
        let mut cursor = Cursor {
            factors: rest,
            at: 0,
        };
        let body = self.run(&mut cursor, above)?;
        self.derive_ordered(tree, body, order, &variables).map(Some)
    }

    /// The derivative of an order by as many variables; `\frac{\partial f}{\partial \sigma^2}` is that by the square.
    fn derive_ordered(
        &mut self,
        tree: &Tree,
        body: Id,
        order: usize,
        variables: &[&Tree],
    ) -> Read<Id> {
        match *variables {
            _ if order == variables.len() => self.derive(tree, body, variables),
            [root, again] if order == 1 && std::ptr::eq(root, again) => {
                // The chain rule: d/dx = 2x d/d(x^2).
                let slope = self.derive_by(tree, body, root)?;
                let root = match *self.store.node(slope) {
                    Node::Bind(BinderKind::Derivative, _, Domain::At(point), _) => point,
                    _ => self.tree(root)?,
                };
                let (half, inverse) = (self.store.ratio(1, 2), self.store.reciprocal(root));
                Ok(self.store.product(&[half, inverse, slope]))
            }
            _ => Err(unread(
                tree,
                UNSUPPORTED,
                "the orders of the derivative differ",
            )),
        }
    }

    fn derive(&mut self, tree: &Tree, body: Id, variables: &[&Tree]) -> Read<Id> {
        let mut id = body;
        for variable in variables.iter().rev() {
            id = self.derive_by(tree, id, variable)?;
        }
        Ok(id)
    }

    fn derive_by(&mut self, tree: &Tree, body: Id, variable: &Tree) -> Read<Id> {
        let by = self.tree(variable)?;
        match self.store.node(by).clone() {
            Node::Name(symbol) => {
                if is_partial(tree) && self.scope.dependents.is_mixed(self.store, symbol, body) {
                    let text = "a partial derivative, where another name depends on its variable";
                    return Err(unread(tree, AMBIGUOUS, text));
                }
                let body = self.varying(symbol, body);
                self.refuse_dependent(tree, symbol, body)?;
                let motion = match is_partial(tree) {
                    true => Motion::Alone,
                    false => Motion::Total,
                };
                self.refuse_tied(tree, symbol, body, motion)?;
                if !is_partial(tree)
                    && let Some(total) = self.derive_moving(tree, body, symbol)?
                {
                    return Ok(total);
                }
                if matches!(self.store.node(body), Node::Number(_)) && !self.store.is_array(by) {
                    return Ok(self.store.integer(0));
                }
                if !self.store.mentions(body, symbol) {
                    return self.derive_at_estimate(body, symbol).ok_or_else(|| {
                        let text = "what is differentiated does not show the variable";
                        unread(tree, MISSING, text)
                    });
                }
                if self.store.is_array(body) && self.store.is_array(by) {
                    return Err(unread(
                        tree,
                        UNSUPPORTED,
                        "the derivative of an array by an array",
                    ));
                }
                Ok(self.bind(BinderKind::Derivative, symbol, Domain::At(by), body))
            }
            Node::Component(base, indices) => self.derive_by_item(tree, body, (by, base), &indices),
            _ => Err(unread(
                variable,
                UNSUPPORTED,
                "a derivative by something that is no name",
            )),
        }
    }

    /// By a component of a vector: the component of the gradient. By an item of a sequence of which no other shows: as by a
    /// name.
    fn derive_by_item(
        &mut self,
        tree: &Tree,
        body: Id,
        (item, base): (Id, Id),
        indices: &[Id],
    ) -> Read<Id> {
        let unsupported = || {
            let text = "a derivative by one item of a sequence";
            Err(unread(tree, UNSUPPORTED, text))
        };
        let Node::Name(symbol) = *self.store.node(base) else {
            return unsupported();
        };
        let body = self.varying(symbol, body);
        self.refuse_dependent(tree, symbol, body)?;
        if !self.store.mentions(body, symbol) || self.store.is_array(body) {
            return unsupported();
        }
        let domain = Domain::At(item);
        match self.store.sort(base).clone() {
            Sort::Vector(_) => {
                let at = Domain::At(base);
                let gradient = self
                    .store
                    .bind_name(BinderKind::Derivative, symbol, at, body);
                Ok(self.store.component(gradient, indices))
            }
            Sort::Sequence(sort) if *self.store.sort_of(sort) == Sort::Real => {
                let local = self.store.local(sort, domain, 0);
                let name = self.store.name(local);
                let alone = self.store.replace(body, item, name);
                if self.store.mentions(alone, symbol) || self.store.mentions(body, local) {
                    return unsupported();
                }
                let kind = BinderKind::Derivative;
                Ok(self.store.bind_name(kind, local, domain, alone))
            }
            _ => unsupported(),
        }
    }

    /// What is tied to the variable is no constant.
    pub(super) fn refuse_tied(
        &mut self,
        tree: &Tree,
        variable: SymbolId,
        body: Id,
        motion: Motion,
    ) -> Read<()> {
        let dependents = self.scope.dependents.clone();
        let tied = dependents.moves_with(self.store, variable, body, motion);
        let Some(name) = tied else { return Ok(()) };
        let [name, variable] = [name, variable].map(|name| &self.store.symbol(name).spelling);
        let text = format!("`{name}` is tied to `{variable}` by what the note says before");
        Err(unread(tree, UNSUPPORTED, text))
    }

    /// An integral or sum over a variable that a name in its body depends on, but not as the kind of thing that it runs over.
    pub(super) fn refuse_unlike(&mut self, tree: &Tree, variable: SymbolId, body: Id) -> Read<()> {
        self.refuse_whole(tree, variable, body)?;
        let dependents = self.scope.dependents.clone();
        match dependents.shows_unlike(self.store, variable, body) {
            true => {
                let variable = &self.store.symbol(variable).spelling;
                let text = format!("how what it is taken of depends on `{variable}` is not shown");
                Err(unread(tree, UNSUPPORTED, text))
            }
            false => Ok(()),
        }
    }

    /// A name whose index is the variable is no constant.
    pub(super) fn refuse_indexed(&self, tree: &Tree, variable: SymbolId, body: Id) -> Read<()> {
        match hidden(self.store, body, variable) {
            Some(name) => Err(self.not_shown(tree, name, variable)),
            None => Ok(()),
        }
    }

    fn not_shown(&self, tree: &Tree, name: SymbolId, variable: SymbolId) -> Unread {
        let [name, variable] = [name, variable].map(|id| &self.store.symbol(id).spelling);
        let text = format!("how `{name}` depends on `{variable}` is not shown");
        unread(tree, UNSUPPORTED, text)
    }

    /// A name that the words call a function of the variable, but no formula does, is no constant.
    pub(super) fn refuse_dependent(&self, tree: &Tree, variable: SymbolId, body: Id) -> Read<()> {
        if let Some(name) = self.scope.dependents.left_in(self.store, variable, body) {
            return Err(self.not_shown(tree, name, variable));
        }
        self.refuse_indexed(tree, variable, body)?;
        let variable = &self.store.symbol(variable).spelling;
        let own = &self.scope.conventions.own;
        let mut names = self.store.free_names(body).into_iter();
        match names.find(|&name| own.varies_with(&self.store.symbol(name).spelling, variable)) {
            Some(name) => {
                let name = &self.store.symbol(name).spelling;
                let text =
                    format!("the words say that `{name}` varies with `{variable}`, and not how");
                Err(unread(tree, UNSUPPORTED, text))
            }
            None => Ok(()),
        }
    }

    /// `\frac{\partial f(\hat{a}, \hat{b})}{\partial a}`: the derivative by the argument in the place of `a`, at its estimate.
    fn derive_at_estimate(&mut self, body: Id, symbol: SymbolId) -> Option<Id> {
        let Node::Call(head, args) = self.store.node(body).clone() else {
            return None;
        };
        let own = self.store.symbol(symbol).clone();
        let estimates = |&at: &usize| match *self.store.node(args[at]) {
            Node::Name(name) => {
                let name = self.store.symbol(name);
                name.sort == own.sort && estimated(&name.spelling) == Some(own.spelling.clone())
            }
            _ => false,
        };
        let places: Vec<usize> = (0..args.len()).filter(estimates).collect();
        let [place] = places[..] else {
            return None;
        };
        let point = args[place];
        let mut args = args.to_vec();
        args[place] = self.store.name(symbol);
        let body = self.store.call(head, &args);
        let domain = Domain::At(point);
        Some(
            self.store
                .bind_name(BinderKind::Derivative, symbol, domain, body),
        )
    }

    /// The n-th derivative of a function of one variable at a point.
    pub(super) fn derivative_at(&mut self, head: Id, point: Id, order: u32) -> Id {
        let sort = match self.store.sort(head) {
            Sort::Function(args, _) => args[0],
            _ => self.store.intern_sort(Sort::Real),
        };
        // Innermost: f at the variable of the innermost binder; each binder's point is the next one's variable.
        let variable = self.store.bound(0, sort);
        let mut body = self.store.call(head, &[variable]);
        for _ in 1..order {
            body = self
                .store
                .bind(BinderKind::Derivative, sort, Domain::At(variable), body);
        }
        self.store
            .bind(BinderKind::Derivative, sort, Domain::At(point), body)
    }

    /// `[F]_{x=a}^{b}`: the difference of the values at two points, limits where they are infinite or F has no value.
    pub(super) fn between(
        &mut self,
        body: &Tree,
        variable: &Tree,
        (from, to): (&Tree, &Tree),
    ) -> Read<Id> {
        let ends = [self.scalar(from)?, self.scalar(to)?];
        let (key, symbol) = self.differential(variable)?;
        self.scope.push(&key, symbol);
        let body = self.scalar(body);
        self.scope.pop();
        let body = self.varying(symbol, body?);
        let numbers = ends.map(|end| self.store.as_number(end).cloned());
        let backwards = matches!(&numbers, [Some(from), Some(to)] if from > to);
        let [low, high] = [0, 1].map(|at| {
            let end = ends[at];
            if self.is_infinite(end) {
                return (self.store).bind_name(BinderKind::Limit, symbol, Domain::At(end), body);
            }
            let value = self
                .store
                .substitute(body, &Substitution::from_iter([(symbol, end)]));
            if !self.is_singular(value) {
                return value;
            }
            let domain = match (at == 0) != backwards {
                true => Domain::Above(end),
                false => Domain::Below(end),
            };
            self.store
                .bind_name(BinderKind::Limit, symbol, domain, body)
        });
        Ok(self.store.subtract(high, low))
    }

    /// True if a logarithm of zero or a division by zero is written in it.
    fn is_singular(&self, id: Id) -> bool {
        let number = |id: Id| self.store.as_number(id);
        let zero = |id: Id| number(id).is_some_and(|n| n.is_zero());
        let own = match self.store.node(id) {
            Node::Apply(Operator::Log, args) => zero(args[0]),
            Node::Power(base, exponent) => {
                zero(*base) && number(*exponent).is_some_and(|n| n.is_negative())
            }
            _ => false,
        };
        let mut children = self.store.children(id).into_iter();
        own || children.any(|child| self.is_singular(child))
    }

    /// True for a name over which the note integrates somewhere.
    pub(super) fn is_integrated(&self, variable: &Tree) -> bool {
        let key = names::written(variable).map(|found| self.scope.resolve(&found).0);
        key.is_some_and(|key| self.scope.evidence(&key).is_some_and(|e| e.integrated))
    }

    pub(super) fn is_infinite(&self, id: Id) -> bool {
        match self.store.node(id) {
            Node::Constant(Constant::Infinity) => true,
            Node::Product(factors) => factors.iter().any(|&factor| self.is_infinite(factor)),
            _ => false,
        }
    }

    /// `\left. f \right|_{x=a}`.
    pub(super) fn evaluation(
        &mut self,
        tree: &Tree,
        body: &Tree,
        sub: Option<&Tree>,
        sup: Option<&Tree>,
    ) -> Read<Id> {
        if sup.is_some() {
            return Err(unread(
                tree,
                UNSUPPORTED,
                "a difference between two points without its variable",
            ));
        }
        let Some(sub) = sub else {
            return Err(unread(tree, MISSING, "a bar of evaluation needs a point"));
        };
        let mut values = Substitution::default();
        for item in names::comma_items(sub) {
            let Kind::Chain { first, rest } = &item.kind else {
                return Err(unread(
                    sub,
                    UNSUPPORTED,
                    "the point of evaluation is not written as an equation",
                ));
            };
            let [(Relation::Equal, value)] = &rest[..] else {
                return Err(unread(
                    sub,
                    UNSUPPORTED,
                    "the point of evaluation is not written as an equation",
                ));
            };
            let name = self.tree(first)?;
            let Node::Name(symbol) = *self.store.node(name) else {
                return Err(unread(
                    first,
                    UNSUPPORTED,
                    "the point of evaluation is not given for a name",
                ));
            };
            let value = self.tree(value)?;
            let (name, value) =
                same_sort(self.store, name, value).map_err(|text| unread(sub, ILL_SORTED, text))?;
            let _ = name;
            values.insert(symbol, value);
        }
        let mut value = self.tree(body)?;
        let mut symbols: Vec<SymbolId> = values.keys().copied().collect();
        symbols.sort_unstable();
        for symbol in symbols {
            value = self.varying(symbol, value);
            let open = !self.store.free_names(value).is_empty();
            if open && !self.store.mentions(value, symbol) {
                let text = "what is evaluated does not show the variable";
                return Err(unread(body, MISSING, text));
            }
        }
        Ok(self.store.substitute(value, &values))
    }

    /// `(f g)'`: by the variable at which its functions are taken.
    pub(super) fn primed_group(&mut self, tree: &Tree, base: &Tree, primes: u8) -> Read<Id> {
        let id = self.tree(base)?;
        if self.store.is_array(id) {
            if primes == 1 {
                return Ok(self.transposed(id));
            }
            return Err(unread(tree, UNSUPPORTED, "primes of an array"));
        }
        let names: Vec<SymbolId> = self
            .store
            .free_names(id)
            .into_iter()
            .filter(|&s| matches!(self.store.sort_of(self.store.symbol(s).sort), Sort::Real))
            .collect();
        let [symbol] = names[..] else {
            return Err(unread(
                tree,
                AMBIGUOUS,
                "the variable of the derivative is not shown",
            ));
        };
        let mut id = id;
        let point = self.store.name(symbol);
        for _ in 0..primes.min(8) {
            id = self.bind(BinderKind::Derivative, symbol, Domain::At(point), id);
        }
        Ok(id)
    }
}

/// The spelling of what an estimate is of: `b_{1}` for `\hat{b}_{1}`.
fn estimated(spelling: &str) -> Option<String> {
    let (inner, marks) = spelling.strip_prefix(r"\hat{")?.split_once('}')?;
    (!inner.contains('{')).then(|| format!("{inner}{marks}"))
}

/// The order of a numerator that is just `d`, `\partial^2`.
pub(super) fn bare_order(tree: &Tree) -> Option<usize> {
    if !is_d(tree) {
        return None;
    }
    match &tree.kind {
        Kind::Scripts { sup: Some(sup), .. } => order(sup),
        _ => Some(1),
    }
}

fn order(tree: &Tree) -> Option<usize> {
    match &tree.kind {
        Kind::Number(digits) => digits.parse().ok().filter(|n| (1..=8).contains(n)),
        _ => None,
    }
}

/// Order and differentiated factors of `d^2 f(x)`.
fn numerator(tree: &Tree) -> Option<(usize, Vec<(Times, &Tree)>)> {
    let Kind::Product(factors) = &tree.kind else {
        return None;
    };
    let (_, first) = factors.first()?;
    let order = bare_order(first)?;
    let mut rest: Vec<(Times, &Tree)> = factors[1..].iter().map(|(times, t)| (*times, t)).collect();
    rest.first_mut()?.0 = Times::Juxtaposed;
    Some((order, rest))
}

/// The variables of `dx`, `\partial x \partial y`, `dx^2`; None if the tree is no such product.
pub(super) fn denominator(tree: &Tree) -> Option<Variables<'_>> {
    let Kind::Product(factors) = &tree.kind else {
        return None;
    };
    let mut variables = Vec::new();
    let mut factors = factors.iter();
    while let Some((_, d)) = factors.next() {
        let (_, variable) = factors.next()?;
        if !is_d(d) || matches!(d.kind, Kind::Scripts { .. }) {
            return None;
        }
        match &variable.kind {
            Kind::Scripts {
                base,
                sub: None,
                sup: Some(sup),
                primes: 0,
            } if written(base).is_some() => {
                let times = order(sup)?;
                variables.extend(std::iter::repeat_n(&**base, times));
            }
            _ => {
                // `\partial x_1^2` keeps its subscript: the power is the order only without one.
                written(variable)?;
                if matches!(&variable.kind, Kind::Scripts { sup: Some(_), .. }) {
                    return None;
                }
                variables.push(variable);
            }
        }
    }
    (!variables.is_empty()).then_some(variables)
}

/// The variables by which an operator or fraction differentiates; none if it is no derivative.
pub fn differentials(tree: &Tree) -> Vec<&Tree> {
    match &tree.kind {
        Kind::Fraction(above, below)
            if bare_order(above).is_some() || numerator(above).is_some() =>
        {
            denominator(below).unwrap_or_default()
        }
        _ => gradient(tree).flatten().into_iter().collect(),
    }
}

/// For `\nabla_x` the variable, for a bare `\nabla` nothing; None if the tree is no gradient.
fn gradient(tree: &Tree) -> Option<Option<&Tree>> {
    match &tree.kind {
        Kind::Operator(name) if name == "nabla" => Some(None),
        Kind::Scripts {
            base,
            sub,
            sup: None,
            ..
        } if matches!(&base.kind, Kind::Operator(name) if name == "nabla") => Some(sub.as_deref()),
        _ => None,
    }
}
/// True if the sign of the derivative is `\partial`.
fn is_partial(tree: &Tree) -> bool {
    matches!(&tree.kind, Kind::Operator(name) if name == "partial")
        || tree.children().into_iter().any(is_partial)
}
