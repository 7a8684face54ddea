//! Sums, products, limits and extrema: their variables, domains and bodies.

use super::*;
use crate::elaborate::dependents::Motion;
use crate::elaborate::evidence::{Bound, bounds, is_index_letter, letter_of, positive};
use crate::elaborate::names::{comma_items, is_word, letters, mark, written};
use crate::elaborate::scope::{Nature, is_space};
use crate::parse::tree::Times;
use crate::vocabulary::constants::{NumberSet, number_set};
use crate::vocabulary::distributions::{End, support};

/// One bound variable.
pub(super) struct Variable {
    pub key: String,
    pub symbol: SymbolId,
    pub domain: Domain,
    /// Holds for the values that count; the others contribute nothing.
    pub condition: Option<Id>,
}

impl Variable {
    /// A variable that all values of its domain count for.
    fn free(key: String, symbol: SymbolId, domain: Domain) -> Self {
        Self {
            key,
            symbol,
            domain,
            condition: None,
        }
    }
}

impl Lowering<'_> {
    pub(super) fn big(
        &mut self,
        tree: &Tree,
        operator: &str,
        sub: Option<&Tree>,
        sup: Option<&Tree>,
        body: Option<&Tree>,
    ) -> Read<Id> {
        let kind = match operator {
            "sum" => BinderKind::Sum,
            "prod" => BinderKind::Product,
            "lim" if sup.is_none() => return self.limit(tree, sub, body),
            "max" => BinderKind::Maximum,
            "min" => BinderKind::Minimum,
            "argmax" => BinderKind::ArgMax,
            "argmin" => BinderKind::ArgMin,
            _ => {
                return Err(unread(
                    tree,
                    UNSUPPORTED,
                    format!("`{operator}` has no meaning here"),
                ));
            }
        };
        let Some(body) = body else {
            return Err(unread(tree, MISSING, "the operator lacks its body"));
        };
        let extremum = !matches!(kind, BinderKind::Sum | BinderKind::Product);
        if let Some(sup) = sup.filter(|_| extremum) {
            let text = "a superscript of an extremum has no meaning here";
            return Err(unread(sup, UNSUPPORTED, text));
        }
        let Some(sub) = sub else {
            return self.extremum(tree, kind, body);
        };
        if let Some((own, rest)) = (kind == BinderKind::Product)
            .then(|| beside_product(sub, body))
            .flatten()
        {
            let product = self.big(tree, operator, Some(sub), sup, Some(&own))?;
            let rest = self.scalar(&rest)?;
            return Ok(self.store.times(&[product, rest]));
        }
        let variables = self.variables(kind, sub, sup, body)?;
        // One inside the other would say where another thing is greatest.
        if matches!(kind, BinderKind::ArgMax | BinderKind::ArgMin) && variables.len() > 1 {
            let text = "the place of an extremum in several variables";
            return Err(unread(sub, UNSUPPORTED, text));
        }
        let (id, variables) = self.body(body, variables)?;
        self.close(kind, variables, id, body)
    }

    /// `\max(a, b)`.
    fn extremum(&mut self, tree: &Tree, kind: BinderKind, body: &Tree) -> Read<Id> {
        let operator = match kind {
            BinderKind::Maximum => Operator::Max,
            BinderKind::Minimum => Operator::Min,
            _ => return Err(unread(tree, MISSING, "the operator lacks its variable")),
        };
        let inner = match names::bracket(body) {
            Some(inner) => inner,
            None => return Err(unread(body, UNSUPPORTED, "an extremum over no variable")),
        };
        let args: Read<Vec<Id>> = comma_items(inner.body)
            .into_iter()
            .map(|t| self.scalar(t))
            .collect();
        let id = self.store.apply(operator, &args?);
        self.raised(tree, id, inner.sup)
    }

    /// The body under its variables. Where it cannot be read, or lacks the index that its names have elsewhere, the
    /// names take the index on.
    fn body(&mut self, body: &Tree, variables: Vec<Variable>) -> Read<(Id, Vec<Variable>)> {
        let open = self.ranges.len();
        for variable in &variables {
            self.scope.push(&variable.key, variable.symbol);
            if let Domain::Range(lower, upper) = variable.domain
                && self.store.is_one(lower)
            {
                self.ranges.push((variable.symbol, upper));
            }
        }
        let (notes, readings) = (self.notes.len(), self.readings.len());
        let mut result = self.tree(body);
        let index = match &variables[..] {
            [only] if matches!(only.domain, Domain::Range(..)) && self.implied.is_none() => {
                Some(only.symbol)
            }
            _ => None,
        };
        if let Some(symbol) = index {
            let lacking = match &result {
                Ok(id) => self.store.is_array(*id) || !self.store.mentions(*id, symbol),
                Err(unread) => unread.code == ILL_SORTED,
            };
            if lacking {
                self.notes.truncate(notes);
                self.readings.truncate(readings);
                self.implied = Some(self.store.name(symbol));
                let mended = self.tree(body);
                self.implied = None;
                let found = mended
                    .as_ref()
                    .is_ok_and(|&id| self.store.mentions(id, symbol));
                if found || result.is_err() {
                    result = mended.or(result);
                }
                if let Ok(id) = &result
                    && !self.store.mentions(*id, symbol)
                    && !self.store.free_names(*id).is_empty()
                {
                    self.note(
                        Code::MissingIndex,
                        body,
                        "the body does not show the index of its sum",
                    );
                }
            }
        }
        for _ in &variables {
            self.scope.pop();
        }
        self.ranges.truncate(open);
        Ok((result?, variables))
    }

    /// Wraps a body in binders, the first variable outermost.
    fn close(
        &mut self,
        kind: BinderKind,
        variables: Vec<Variable>,
        body: Id,
        tree: &Tree,
    ) -> Read<Id> {
        let mut id = body;
        let takes_arrays = matches!(kind, BinderKind::Sum | BinderKind::Integral);
        if !(takes_arrays && self.store.is_array(id)) {
            id = self.require_scalar(id, tree)?;
        }
        for variable in variables.into_iter().rev() {
            if let Some(condition) = variable.condition {
                let neutral = match kind {
                    BinderKind::Sum if !self.store.is_array(id) => self.store.integer(0),
                    BinderKind::Product => self.store.integer(1),
                    _ => {
                        return Err(unread(
                            tree,
                            UNSUPPORTED,
                            "a condition on the variable has no meaning here",
                        ));
                    }
                };
                let always = self.store.constant(Constant::True);
                id = self.store.cases(&[(id, condition), (neutral, always)]);
            }
            self.refuse_unlike(tree, variable.symbol, id)?;
            if matches!(variable.domain, Domain::Range(..)) {
                self.refuse_tied(tree, variable.symbol, id, Motion::Terms)?;
            }
            id = self.bind(kind, variable.symbol, variable.domain, id);
        }
        Ok(id)
    }

    fn variables(
        &mut self,
        kind: BinderKind,
        sub: &Tree,
        sup: Option<&Tree>,
        body: &Tree,
    ) -> Read<Vec<Variable>> {
        let mut found: Vec<Variable> = Vec::new();
        for bound in bounds(sub) {
            match bound {
                Bound::From(name, lower) => {
                    let Some(upper) = sup else {
                        return Err(unread(
                            sub,
                            MISSING,
                            "the upper end of the range is missing",
                        ));
                    };
                    let (lower, upper) = (self.scalar(lower)?, self.scalar(upper)?);
                    let (key, symbol) = self.index(name)?;
                    found.push(Variable::free(key, symbol, Domain::Range(lower, upper)));
                }
                // `\sum_{\text{boys}} h`
                Bound::Bare(name, None) if is_word(name) && !names_letter(body, name) => {
                    let text = "this word under a sum has no meaning here";
                    return Err(unread(name, UNSUPPORTED, text));
                }
                Bound::Bare(name, set) => {
                    let variable = self.bare_variable(kind, name, set, sup)?;
                    found.push(variable);
                }
                Bound::Condition(condition)
                    if kind == BinderKind::Sum && self.is_support(condition, body) => {}
                Bound::Condition(condition) if self.excludes(condition, &mut found)? => {}
                Bound::Condition(condition) => {
                    let more = self.conditioned(condition, sup, body)?;
                    found.extend(more);
                }
            }
        }
        if found.is_empty() {
            return Err(unread(
                sub,
                UNSUPPORTED,
                "the variable of the operator cannot be read",
            ));
        }
        Ok(found)
    }

    /// True for `p(x) > 0` where each term has the density `p(x)` as a factor: the others contribute nothing.
    fn is_support(&self, condition: &Tree, body: &Tree) -> bool {
        let Some([head, argument]) = positive(condition) else {
            return false;
        };
        let density = written(head).is_some_and(|found| {
            self.scope.nature(&self.scope.resolve(&found).0) == Nature::Family
        });
        let marks = [mark(head), mark(argument)];
        let weighted = |term: &Tree| {
            let Kind::Product(factors) = &term.kind else {
                return false;
            };
            factors.windows(2).any(|pair| {
                let applied = pair[0].0 != Times::Over && pair[1].0 == Times::Juxtaposed;
                applied && [mark(&pair[0].1), mark(&pair[1].1)] == marks
            })
        };
        density
            && match &body.kind {
                Kind::Sum(terms) => terms.iter().all(|(_, term)| weighted(term)),
                _ => weighted(body),
            }
    }

    /// `j = 1, j \neq i`: the condition is one on the variable before it.
    fn excludes(&mut self, condition: &Tree, found: &mut [Variable]) -> Read<bool> {
        let Kind::Chain { first, rest } = &condition.kind else {
            return Ok(false);
        };
        let (Some(last), [(Relation::NotEqual, other)]) = (found.last_mut(), &rest[..]) else {
            return Ok(false);
        };
        if last.condition.is_some() || letter_of(first).as_ref() != Some(&last.key) {
            return Ok(false);
        }
        let (name, other) = (self.store.name(last.symbol), self.scalar(other)?);
        last.condition = Some(self.store.relation(Comparison::NotEqual, name, other));
        Ok(true)
    }

    /// An index bound to integers.
    pub(super) fn index(&mut self, name: &Tree) -> Read<(String, SymbolId)> {
        let Some(found) = written(name) else {
            return Err(unread(name, UNSUPPORTED, "the variable is no name"));
        };
        let (key, _) = self.scope.resolve(&found);
        let key = format!("{key}{}", "'".repeat(usize::from(found.primes)));
        let symbol = self.store.declare(&key, Sort::Integer);
        Ok((key, symbol))
    }

    fn bare_variable(
        &mut self,
        kind: BinderKind,
        name: &Tree,
        set: Option<&Tree>,
        sup: Option<&Tree>,
    ) -> Read<Variable> {
        if let Some(upper) = sup {
            // `\sum_j^J` counts from 1.
            let (lower, upper) = (self.store.integer(1), self.scalar(upper)?);
            let (key, symbol) = self.index(name)?;
            let domain = Domain::Range(lower, upper);
            return Ok(Variable::free(key, symbol, domain));
        }
        let Some(found) = written(name) else {
            return Err(unread(name, UNSUPPORTED, "the variable is no name"));
        };
        if let Some((key, sort)) = self.bound_item(name, &found)? {
            let domain = match set {
                Some(set) => self.item_domain(&sort, set)?,
                None => Domain::All,
            };
            let symbol = self.store.declare(&key, sort);
            return Ok(Variable::free(key, symbol, domain));
        }
        let (mut key, _) = self.scope.resolve(&found);
        key.push_str(&"'".repeat(usize::from(found.primes)));
        if let Some(set) = set {
            return self.member(key, name, set);
        }
        let summing = matches!(kind, BinderKind::Sum | BinderKind::Product);
        if !summing {
            let symbol = self.scope.value(self.store, &key, 0);
            return Ok(Variable::free(key, symbol, Domain::All));
        }
        if self.counts(&key) {
            let (_, symbol) = self.index(name)?;
            let domain = self.range_of(&key)?;
            return Ok(Variable::free(key, symbol, domain));
        }
        let sort = self.scope.element(self.store, key.trim_end_matches('\''));
        let symbol = self.store.declare(&key, sort);
        Ok(Variable::free(key, symbol, Domain::All))
    }

    /// True if a summed letter indexes something, rather than running over a sample space.
    fn counts(&self, key: &str) -> bool {
        if self.scope.study.ranges.contains_key(key) {
            return true;
        }
        let letter = key.trim_end_matches('\'');
        self.scope.study.subscripts_something(letter)
            && (self.scope.study.indices.contains(letter) || is_index_letter(letter))
    }

    /// The range of an index that is written without one: as written elsewhere, or a size of its own.
    pub(super) fn range_of(&mut self, key: &str) -> Read<Domain> {
        self.range_of_place(&format!("L:{key}"))
    }

    /// The range of an index (`L:i`) or of a place of a name's indices (`P:0:x`).
    pub(super) fn range_of_place(&mut self, place: &str) -> Read<Domain> {
        if let Some((lower, upper)) = self.scope.range_of_place(place) {
            let (lower, upper) = (self.scalar(&lower)?, self.scalar(&upper)?);
            return Ok(Domain::Range(lower, upper));
        }
        if let Some(size) = self.scope.size_of_place(self.store, place) {
            let one = self.store.integer(1);
            return Ok(Domain::Range(one, size));
        }
        let root = self.scope.study.places.root(place);
        let symbol = self.store.declare(
            &format!("n_{{{}}}", root.trim_start_matches("L:")),
            Sort::Integer,
        );
        let (one, size) = (self.store.integer(1), self.store.name(symbol));
        Ok(Domain::Range(one, size))
    }

    /// The values of the variable `x` of a random variable `X` with a named distribution of numbers; None if it is drawn
    /// from several that differ in them.
    pub(super) fn support(&mut self, key: &str) -> Read<Option<Domain>> {
        let drawn: Vec<Tree> = self.scope.drawn_from(key).into_iter().cloned().collect();
        let mut common = None;
        for tree in &drawn {
            let domain = self.support_of(tree)?;
            if domain.is_none() || common.is_some_and(|known| Some(known) != domain) {
                return Ok(None);
            }
            common = domain;
        }
        Ok(common)
    }

    fn support_of(&mut self, distribution: &Tree) -> Read<Option<Domain>> {
        let distribution = self.tree(distribution)?;
        let Node::Apply(operator, args) = self.store.node(distribution).clone() else {
            return Ok(None);
        };
        let Some((_, low, high)) = support(operator) else {
            return Ok(None);
        };
        let mut end = |end: End| match end {
            End::At(value) => self.store.integer(value),
            End::Infinity => self.store.constant(Constant::Infinity),
            End::Parameter(at) => args[at],
        };
        Ok(Some(Domain::Range(end(low), end(high))))
    }

    /// `x \in A`.
    fn member(&mut self, key: String, name: &Tree, set: &Tree) -> Read<Variable> {
        let spelling = match &set.kind {
            Kind::Name(_) => letter_of(set),
            _ => None,
        };
        if let Some(spelling) = spelling.as_deref().filter(|s| is_space(s)) {
            if let (Some(sort), Some(domain)) = (self.scope.drawn_sort(&key), self.support(&key)?) {
                let symbol = self.store.declare(&key, sort);
                return Ok(Variable::free(key, symbol, domain));
            }
            let space = self.scope.space(self.store, spelling);
            let own = self.scope.study.sets.get(&key).cloned();
            let own =
                own.filter(|own| own != spelling && *own != crate::elaborate::names::mark(set));
            let whole = match own.as_deref().filter(|own| is_space(own)) {
                Some(own) => self.scope.space(self.store, own),
                None => space,
            };
            let symbol = self.store.declare(&key, Sort::Element(Some(whole)));
            let domain = match own {
                Some(_) if whole == space => {
                    let text = format!("whether this is all that {key} may be is not told");
                    return Err(unread(set, UNSUPPORTED, text));
                }
                Some(_) => Domain::In(self.store.name(space)),
                _ if self.scope.is_whole(spelling, &key) => Domain::All,
                _ => {
                    let text = format!("whether this is all that {key} may be is not told");
                    return Err(unread(set, UNSUPPORTED, text));
                }
            };
            return Ok(Variable::free(key, symbol, domain));
        }
        if let Some(known) = spelling.as_deref().and_then(number_set) {
            let sort = match known {
                NumberSet::Integers => Sort::Integer,
                NumberSet::Reals => Sort::Real,
                NumberSet::Complexes => Sort::Complex,
                NumberSet::Naturals => {
                    return Err(unread(
                        set,
                        AMBIGUOUS,
                        "the natural numbers may begin with 0 or 1",
                    ));
                }
            };
            let symbol = self.store.declare(&key, sort);
            return Ok(Variable::free(key, symbol, Domain::All));
        }
        if let Some((lower, upper)) = counting_set(set) {
            let (lower, upper) = (self.scalar(lower)?, self.scalar(upper)?);
            let (key, symbol) = self.index(name)?;
            let domain = Domain::Range(lower, upper);
            return Ok(Variable::free(key, symbol, domain));
        }
        let domain = Domain::In(self.set(set)?);
        let sort = self.scope.element(self.store, &key);
        let symbol = self.store.declare(&key, sort);
        Ok(Variable::free(key, symbol, domain))
    }

    /// A set as an expression: a name.
    pub(super) fn set(&mut self, tree: &Tree) -> Read<Id> {
        let named =
            matches!(tree.kind, Kind::Name(_) | Kind::Scripts { .. }) && written(tree).is_some();
        if !named {
            return Err(unread(tree, UNSUPPORTED, "this set has no meaning here"));
        }
        let symbol = self.scope.space(self.store, &mark(tree));
        Ok(self.store.name(symbol))
    }

    fn limit(&mut self, tree: &Tree, sub: Option<&Tree>, body: Option<&Tree>) -> Read<Id> {
        let (Some(sub), Some(body)) = (sub, body) else {
            return Err(unread(
                tree,
                MISSING,
                "the limit lacks its variable or its body",
            ));
        };
        let Kind::Chain { first, rest } = &sub.kind else {
            return Err(unread(
                sub,
                UNSUPPORTED,
                "the variable of the limit cannot be read",
            ));
        };
        let ([(Relation::To, point)], Some(found)) = (&rest[..], written(first)) else {
            return Err(unread(
                sub,
                UNSUPPORTED,
                "the variable of the limit cannot be read",
            ));
        };
        let (point, side) = one_sided(point);
        let point_id = self.scalar(point)?;
        let (key, _) = self.scope.resolve(&found);
        let symbol = self.scope.value(self.store, &key, 0);
        let body_id = self.tree(body)?;
        let body_id = self.require_scalar(body_id, body)?;
        let body_id = self.varying(symbol, body_id);
        self.refuse_indexed(tree, symbol, body_id)?;
        let domain = match side {
            Some(true) => Domain::Above(point_id),
            Some(false) => Domain::Below(point_id),
            None => Domain::At(point_id),
        };
        Ok(self.bind(BinderKind::Limit, symbol, domain, body_id))
    }
}

/// `\{1, \dots, n\}`, `[1, n]` of integers: both ends.
fn counting_set(set: &Tree) -> Option<(&Tree, &Tree)> {
    let Kind::Group { open, body, .. } = &set.kind else {
        return None;
    };
    let counted = dots::counted(&comma_items(body));
    counted.filter(|_| open == r"\{")
}

/// A point with the side from which it is approached: above, below, or either.
fn one_sided(point: &Tree) -> (&Tree, Option<bool>) {
    let sign = |tree: &Tree| match &tree.kind {
        Kind::Operator(name) if name == "+" => Some(true),
        Kind::Operator(name) if name == "-" => Some(false),
        _ => None,
    };
    if let Kind::Scripts {
        base,
        sub: None,
        sup: Some(sup),
        ..
    } = &point.kind
        && let Some(side) = sign(sup)
    {
        return (base, Some(side));
    }
    (point, None)
}

/// The body of a product and what stands beside it: factors after a sign of multiplication that lack the index, as in
/// `\prod_i a_i \cdot c`. Inside, they would be raised to a power.
fn beside_product(sub: &Tree, body: &Tree) -> Option<(Tree, Tree)> {
    let Kind::Product(factors) = &body.kind else {
        return None;
    };
    let names: Vec<String> = bounds(sub)
        .into_iter()
        .filter_map(|bound| match bound {
            Bound::From(name, _) => letter_of(name),
            _ => None,
        })
        .collect();
    let lacks = |factors: &[(Times, Tree)]| {
        let shown = |(_, tree): &(Times, Tree)| names.iter().any(|name| shows(tree, name));
        !factors.iter().any(shown)
    };
    let signed = |times: &Times| matches!(times, Times::By("cdot" | "times"));
    let at = (1..factors.len()).find(|&at| signed(&factors[at].0) && lacks(&factors[at..]))?;
    if names.is_empty() || lacks(&factors[..at]) {
        return None;
    }
    let part = |factors: &[(Times, Tree)]| {
        let mut factors = factors.to_vec();
        factors[0].0 = Times::Juxtaposed;
        Tree {
            kind: Kind::Product(factors),
            ..body.clone()
        }
    };
    Some((part(&factors[..at]), part(&factors[at..])))
}

/// True if a letter occurs that no operator inside binds.
fn shows(tree: &Tree, letter: &str) -> bool {
    if let Kind::Big { sub: Some(sub), .. } = &tree.kind {
        let binds = |bound: &Bound<'_>| match bound {
            Bound::From(name, _) => letter_of(name).as_deref() == Some(letter),
            _ => false,
        };
        if bounds(sub).iter().any(binds) {
            return false;
        }
    }
    letter_of(tree).as_deref() == Some(letter)
        || tree
            .children()
            .into_iter()
            .any(|child| shows(child, letter))
}

/// True if the letter of the name stands in the tree.
fn names_letter(tree: &Tree, name: &Tree) -> bool {
    letter_of(name).is_some_and(|letter| letters(tree).contains(&letter))
}
