//! Densities to take expectations under: their weights and variables, and the sums and integrals over them.

use super::density::{Pair, split};
use super::*;
use crate::elaborate::names::{bracket, comma_items, mark, written};
use crate::elaborate::roles::is_random;
use crate::elaborate::scope::Nature;
use crate::parse::tree::{Separator, Times};
use crate::vocabulary::distributions::{Values, support};
use crate::vocabulary::head;

/// A density to take expectations under: its weight, and the variables it is summed or integrated over.
#[derive(Clone)]
pub(super) struct Measure {
    pub weight: Id,
    pub variables: Vec<(String, SymbolId)>,
    pub pairs: Vec<Pair>,
    /// True if nothing in the note shows what the density is of.
    pub guessed: bool,
}

impl Lowering<'_> {
    /// The density that a subscript names: `q(z)`, `q(z|x) p(x)`, `p`, `x \sim p`, `x \sim \mathcal{N}(0, 1)`.
    pub(super) fn measure(&mut self, sub: &Tree) -> Read<Measure> {
        if let Kind::Chain { first, rest } = &sub.kind
            && let [(Relation::Distributed, right)] = &rest[..]
        {
            return self.drawn_measure(first, right);
        }
        if let Kind::List { items, separators } = &sub.kind
            && separators.contains(&Separator::Comma)
            && items.iter().all(|t| matches!(&t.kind, Kind::Chain { rest, .. } if matches!(rest[..], [(Relation::Distributed, _)])))
        {
            let parts: Read<Vec<Measure>> = items.iter().map(|t| self.measure(t)).collect();
            return Ok(self.joint_measure(parts?));
        }
        if let Some(found) = written(sub) {
            let (key, indices) = self.scope.resolve(&found);
            if self.scope.nature(&key) == Nature::Family && found.sup.is_none() {
                let key = self.bare_family(sub, &key)?;
                if !indices.is_empty() {
                    return self.member_measure(sub, &key, &found, &indices);
                }
                return self.family_measure(sub, &key);
            }
            // `E_{\theta}` is taken under the density of that parameter.
            if let Some(family) = self.only_family_with(&key) {
                return self.family_measure(sub, &family);
            }
            return Err(unread(
                sub,
                AMBIGUOUS,
                "the subscript of the expectation names no density",
            ));
        }
        let letters = self.density_variables(sub);
        if letters.is_empty() {
            return Err(unread(
                sub,
                UNSUPPORTED,
                "the subscript of the expectation cannot be read",
            ));
        }
        self.measure_over(&letters, sub)
    }

    /// A density as written, over the variables of those letters.
    pub(super) fn measure_over(&mut self, letters: &[String], density: &Tree) -> Read<Measure> {
        let variables: Vec<(String, SymbolId)> = letters
            .iter()
            .map(|letter| (letter.clone(), self.fresh_variable(letter)))
            .collect();
        self.measure_with(variables, density)
    }

    /// A density as written, over these variables.
    pub(super) fn measure_with(
        &mut self,
        variables: Vec<(String, SymbolId)>,
        density: &Tree,
    ) -> Read<Measure> {
        for (key, symbol) in &variables {
            self.scope.push(key, *symbol);
        }
        let weight = self.weight(density);
        for _ in &variables {
            self.scope.pop();
        }
        // `E_{a \sim \pi}` where nothing shows that the letter is a density.
        let varies =
            |id: Id| (variables.iter()).any(|&(_, symbol)| self.store.mentions(id, symbol));
        if weight.as_ref().is_ok_and(|&id| !varies(id)) {
            let text = "the subscript of the expectation names no density";
            return Err(unread(density, AMBIGUOUS, text));
        }
        let pairs = self.pairs_of(&variables);
        Ok(Measure {
            weight: weight?,
            variables,
            pairs,
            guessed: false,
        })
    }

    pub(super) fn pairs_of(&mut self, variables: &[(String, SymbolId)]) -> Vec<Pair> {
        variables
            .iter()
            .map(|(key, symbol)| {
                let value = self.store.name(*symbol);
                (
                    self.slot_for(&super::density::reduce(key), Some(value)),
                    value,
                )
            })
            .collect()
    }

    /// The weight that a subscript writes. The density of a component `q(z_j)` is that of the whole vector, over which the
    /// other components are integrated out.
    pub(super) fn weight(&mut self, density: &Tree) -> Read<Id> {
        if let Kind::Product(factors) = &density.kind
            && let [(_, head), (Times::Juxtaposed, argument)] = &factors[..]
            && let (Some(found), Some(inner)) = (written(head), bracket(argument))
        {
            let (key, _) = self.scope.resolve(&found);
            let arguments = split(inner.body);
            if self.scope.nature(&key) == Nature::Family
                && let [only] = arguments.of[..]
                && let Some(name) = written(only)
            {
                let (own, indices) = self.scope.resolve(&name);
                let symbol = self.scope.value(self.store, &own, 0);
                let whole = self.store.name(symbol);
                if indices.len() == 1 && self.store.is_array(whole) && arguments.given.is_empty() {
                    let slot = self.slot_for(&self.slot_spelling(&key, &name), Some(whole));
                    return self.make_density(density, &key, &[(slot, whole)], &[]);
                }
            }
        }
        self.scalar(density)
    }

    /// The letters of the variables that the densities of a tree are of, in order, conditions aside.
    pub(super) fn density_variables(&self, tree: &Tree) -> Vec<String> {
        let mut found = Vec::new();
        self.collect_variables(tree, &mut found);
        found
    }

    pub(super) fn collect_variables(&self, tree: &Tree, found: &mut Vec<String>) {
        if let Kind::Product(factors) = &tree.kind {
            for (at, (_, factor)) in factors.iter().enumerate() {
                let argument = factors.get(at + 1).and_then(|(_, t)| bracket(t));
                if let (Some(name), Some(argument)) = (written(factor), argument) {
                    let (key, _) = self.scope.resolve(&name);
                    let subscripted = name
                        .items
                        .iter()
                        .all(|i| i.text.chars().all(|c| c.is_ascii_uppercase()))
                        && !name.items.is_empty();
                    let distribution = names::head_spelling(factor)
                        .and_then(|s| head(&s))
                        .is_some_and(|(meaning, _)| {
                            matches!(meaning, crate::vocabulary::Head::Distribution(_))
                        });
                    if self.scope.nature(&key) == Nature::Family || subscripted || distribution {
                        let arguments = split(argument.body);
                        if !distribution || !arguments.parameters.is_empty() {
                            for of in arguments.of {
                                if let Some(name) = written(of) {
                                    let own = self.variable_key(&name);
                                    if !found.contains(&own) && self.scope.bound(&own).is_none() {
                                        found.push(own);
                                    }
                                }
                            }
                        }
                        continue;
                    }
                }
            }
        }
        // Bound variables of inner sums and integrals are not meant; a nested integral brings its own.
        if matches!(tree.kind, Kind::Integral { .. } | Kind::Big { .. }) {
            return;
        }
        for child in tree.children() {
            self.collect_variables(child, found);
        }
    }

    pub(super) fn family_measure(&mut self, sub: &Tree, key: &str) -> Read<Measure> {
        let shown = self.family_variables(key);
        let guessed = shown.is_none();
        let letters = shown.unwrap_or_else(|| vec![self.usual_variable()]);
        let variables: Vec<(String, SymbolId)> = letters
            .iter()
            .map(|letter| (letter.clone(), self.fresh_variable(letter)))
            .collect();
        let pairs = self.pairs_of(&variables);
        let weight = self.make_density(sub, key, &pairs, &[])?;
        Ok(Measure {
            weight,
            variables,
            pairs,
            guessed,
        })
    }

    /// The letter of the variable that densities have in this section; x where none is shown.
    pub(super) fn usual_variable(&self) -> String {
        self.scope
            .study
            .density_letter()
            .unwrap_or_else(|| "x".into())
    }

    pub(super) fn drawn_measure(&mut self, names: &Tree, right: &Tree) -> Read<Measure> {
        let inner = match bracket(names) {
            Some(inner) => inner.body,
            None => names,
        };
        let mut letters = Vec::new();
        for name in comma_items(inner) {
            let Some(found) = written(name) else {
                return Err(unread(
                    name,
                    UNSUPPORTED,
                    "the variable of the expectation is no name",
                ));
            };
            letters.push(self.variable_key(&found));
        }
        let family = written(right).map(|found| self.scope.resolve(&found));
        if let Some((key, indices)) = family.filter(|(k, _)| self.scope.nature(k) == Nature::Family)
        {
            let key = self.bare_family(right, &key)?;
            let member = self.index_pairs(&indices)?;
            let variables: Vec<(String, SymbolId)> = letters
                .iter()
                .map(|letter| (letter.clone(), self.fresh_variable(letter)))
                .collect();
            let pairs = self.pairs_of(&variables);
            let weight = self.make_density(right, &key, &pairs, &member)?;
            return Ok(Measure {
                weight,
                variables,
                pairs,
                guessed: false,
            });
        }
        let is_distribution = {
            let probe = self.tree(right)?;
            (*self.store.sort(probe) == Sort::Distribution).then_some(probe)
        };
        match (is_distribution, &letters[..]) {
            (Some(distribution), [letter]) => Ok(self.distribution_measure(distribution, letter)),
            (Some(_), _) => Err(unread(
                names,
                UNSUPPORTED,
                "one distribution for several variables",
            )),
            (None, _) => self.measure_over(&letters, right),
        }
    }

    /// The density of a named distribution as a measure over a variable.
    pub(super) fn distribution_measure(&mut self, distribution: Id, letter: &str) -> Measure {
        let symbol = match self.point_sort(distribution) {
            Some(sort) => self.store.declare(letter, sort),
            None => self.fresh_variable(letter),
        };
        let point = self.store.name(symbol);
        let weight = self.store.apply(Operator::Pdf, &[distribution, point]);
        let variables = vec![(letter.to_owned(), symbol)];
        let pairs = self.pairs_of(&variables);
        Measure {
            weight,
            variables,
            pairs,
            guessed: false,
        }
    }

    /// `\mathrm{E}[x]_{\mathrm{Bin}(n, p)}`: the variable is the only one in the bracket that may be random.
    pub(super) fn measure_of_bracket(&mut self, sub: &Tree, body: &Tree) -> Read<Measure> {
        let distribution = self.tree(sub);
        let distribution = match distribution {
            Ok(id) if *self.store.sort(id) == Sort::Distribution => id,
            _ => return self.measure(sub),
        };
        let mut letters = Vec::new();
        self.random_letters(body, &mut letters);
        match &letters[..] {
            [letter] => Ok(self.distribution_measure(distribution, letter)),
            _ => Err(unread(
                body,
                AMBIGUOUS,
                "the variable of the expectation is not shown",
            )),
        }
    }

    pub(super) fn random_letters(&self, tree: &Tree, found: &mut Vec<String>) {
        if let Some(name) = written(tree) {
            let (key, _) = self.scope.resolve(&name);
            let usual = matches!(key.to_lowercase().as_str(), "x" | "y" | "z" | "k");
            if usual && !found.contains(&key) {
                found.push(key);
            }
            return;
        }
        for child in tree.children() {
            self.random_letters(child, found);
        }
    }

    pub(super) fn joint_measure(&mut self, parts: Vec<Measure>) -> Measure {
        let weights: Vec<Id> = parts.iter().map(|m| m.weight).collect();
        Measure {
            weight: self.store.product(&weights),
            guessed: parts.iter().any(|m| m.guessed),
            variables: parts.iter().flat_map(|m| m.variables.clone()).collect(),
            pairs: parts.into_iter().flat_map(|m| m.pairs).collect(),
        }
    }

    /// The only density under which this note takes expectations, if the bracket holds its variable and nothing random.
    pub(super) fn only_measure(&mut self, body: &Tree) -> Read<Option<Measure>> {
        let Some(sub) = self.scope.study.only_measure() else {
            return Ok(None);
        };
        if self.is_random_operand(body) {
            return Ok(None);
        }
        self.measure(&sub).map(Some)
    }

    /// `\langle x \rangle`, `\langle f(x) \rangle_{p(x)}`.
    pub(super) fn angle(&mut self, tree: &Tree, body: &Tree, sub: Option<&Tree>) -> Read<Id> {
        if matches!(body.kind, Kind::List { .. }) {
            let usual = |sub: &Tree| matches!(mark(sub).as_str(), "2" | "F");
            if let Some(sub) = sub.filter(|sub| !usual(sub)) {
                let text = "which inner product the index means is not known";
                return Err(unread(sub, UNSUPPORTED, text));
            }
            return self.inner_product(tree, body);
        }
        if let Some(sub) = sub {
            let measure = self.measure(sub)?;
            return self.under(&measure, body);
        }
        if let Some(measure) = self.only_measure(body)? {
            return self.under(&measure, body);
        }
        let id = self.tree(body)?;
        match self.is_random(id) {
            true => self.expect(body, id),
            false => Err(unread(
                tree,
                AMBIGUOUS,
                "nothing says over what the angle brackets average",
            )),
        }
    }

    /// `\langle x, y \rangle` of real vectors or matrices.
    pub(super) fn inner_product(&mut self, tree: &Tree, body: &Tree) -> Read<Id> {
        let items = comma_items(body);
        let [a, b] = items[..] else {
            return Err(unread(
                tree,
                UNSUPPORTED,
                "these angle brackets have no meaning here",
            ));
        };
        let (a, b) = (self.tree(a)?, self.tree(b)?);
        if !self.store.is_array(a) || self.store.shape(a) != self.store.shape(b) {
            return Err(unread(
                tree,
                ILL_SORTED,
                "an inner product of what are no vectors",
            ));
        }
        // Which of the two is conjugated is a matter of convention.
        if self.scope.study.sesquilinear || self.shows_complex(a) || self.shows_complex(b) {
            let text = "an inner product where numbers may be complex";
            return Err(unread(tree, UNSUPPORTED, text));
        }
        let left = self.transposed(a);
        let product = self.store.chain(&[left, b]);
        Ok(match self.store.is_array(product) {
            true => self.store.apply(Operator::Trace, &[product]),
            false => product,
        })
    }

    /// True if a part of the expression is a complex number.
    fn shows_complex(&self, id: Id) -> bool {
        *self.store.sort(id) == Sort::Complex
            || (self.store.children(id).into_iter()).any(|child| self.shows_complex(child))
    }

    pub(super) fn enter(&mut self, measure: &Measure) {
        for (key, symbol) in &measure.variables {
            self.scope.push(key, *symbol);
        }
        self.ambient.push(measure.pairs.clone());
    }

    pub(super) fn leave(&mut self, measure: &Measure) {
        for _ in &measure.variables {
            self.scope.pop();
        }
        self.ambient.pop();
    }

    /// The expectation of a tree under a measure.
    pub(super) fn under(&mut self, measure: &Measure, body: &Tree) -> Read<Id> {
        self.enter(measure);
        let id = self.value_of(body);
        self.leave(measure);
        self.averaged(body, measure, id?)
    }

    /// Like [`Self::average`], of what shows how it varies.
    ///
    /// # Errors
    /// [`Unread`] if the value varies with no variable of the measure and is random, or if nothing shows of what the
    /// density is: it would be taken for a constant.
    pub(super) fn averaged(&mut self, tree: &Tree, measure: &Measure, value: Id) -> Read<Id> {
        let varies = |symbol: SymbolId| self.store.mentions(value, symbol);
        let names = self.store.free_names(value);
        let random = |name: &SymbolId| is_random(self.store, self.store.symbol(*name).sort);
        let constant = !measure.variables.iter().any(|&(_, symbol)| varies(symbol));
        let hidden = names.iter().any(random) || self.hides_chance(value);
        if constant && (measure.guessed && !names.is_empty() || hidden) {
            let text = "how this varies under the subscript of the expectation is not shown";
            return Err(unread(tree, AMBIGUOUS, text));
        }
        for &(_, symbol) in &measure.variables {
            self.refuse_unlike(tree, symbol, value)?;
        }
        Ok(self.average(measure, value))
    }

    /// Sums or integrates `weight * value` over the variables of a measure.
    pub(super) fn average(&mut self, measure: &Measure, value: Id) -> Id {
        let mut id = self.store.times(&[measure.weight, value]);
        for (_, symbol) in measure.variables.iter().rev() {
            let kind = self.over(*symbol);
            id = self.bind(kind, *symbol, Domain::All, id);
        }
        id
    }

    /// Whether a variable is summed or integrated over.
    pub(super) fn over(&self, symbol: SymbolId) -> BinderKind {
        match self.store.sort_of(self.store.symbol(symbol).sort) {
            Sort::Real | Sort::Complex | Sort::Vector(_) | Sort::Matrix(..) => BinderKind::Integral,
            _ => BinderKind::Sum,
        }
    }

    /// The sort of the values of a named distribution.
    pub(super) fn point_sort(&mut self, distribution: Id) -> Option<Sort> {
        use Operator::*;
        let Node::Apply(operator, args) = self.store.node(distribution).clone() else {
            return None;
        };
        Some(match operator {
            MultivariateNormal | DiagonalNormal => Sort::Vector(self.store.shape(args[0]).0),
            MatrixNormal => {
                let (rows, columns) = self.store.shape(args[0]);
                Sort::Matrix(rows, columns)
            }
            Categorical => Sort::Integer,
            Wishart | NormalGamma | Dirichlet | Multinomial => return None,
            _ => match support(operator) {
                Some((Values::Integers, ..)) => Sort::Integer,
                _ => Sort::Real,
            },
        })
    }

    /// A symbol for the values of a variable that an expectation or entropy binds.
    pub(super) fn fresh_variable(&mut self, letter: &str) -> SymbolId {
        let plain = letter.trim_end_matches('\'');
        let symbol = match self.scope.bound(plain) {
            Some(symbol) => symbol,
            None => self.variable_symbol(plain),
        };
        let sort = match self.store.sort_of(self.store.symbol(symbol).sort).clone() {
            Sort::Random(inner) => self.store.sort_of(inner).clone(),
            sort => sort,
        };
        self.store.declare(letter, sort)
    }
}
