//! Densities: `p(x, y | z)`, `p_{y|x}`, `f_X(x)`, bare `p`, and the densities of named distributions.

use super::dots::listed_count;
use super::product::Cursor;
use super::*;
use crate::elaborate::conventions::{Conversion, Notation};
use crate::elaborate::evidence::{Application, letter_of};
use crate::elaborate::names::{Bracket, Written, bracket, comma_items, mark, written};
use crate::elaborate::scope::Nature;
use crate::elaborate::survey::Says;
use crate::parse::tree::Separator;
use crate::vocabulary::Distribution;
use crate::vocabulary::distributions::{MEANS, Parameters};

/// A slot of a density with the value that stands in it.
pub(super) type Pair = (SymbolId, Id);

/// The parts of a density's bracket.
pub(super) struct Arguments<'t> {
    pub of: Vec<&'t Tree>,
    pub given: Vec<&'t Tree>,
    pub parameters: Vec<&'t Tree>,
}

/// Splits `x, y | z; \theta`.
pub(super) fn split(body: &Tree) -> Arguments<'_> {
    let (body, parameters) = match &body.kind {
        Kind::List { items, separators } if separators.first() == Some(&Separator::Semicolon) => {
            (&items[0], items[1..].iter().flat_map(comma_items).collect())
        }
        _ => (body, Vec::new()),
    };
    let (of, given) = match &body.kind {
        Kind::List { items, separators }
            if matches!(
                separators.first(),
                Some(Separator::Bar | Separator::DoubleBar)
            ) =>
        {
            (
                comma_items(&items[0]),
                items[1..].iter().flat_map(comma_items).collect(),
            )
        }
        _ => (comma_items(body), Vec::new()),
    };
    Arguments {
        of,
        given,
        parameters,
    }
}

impl Lowering<'_> {
    /// A family applied to what stands in its bracket.
    pub(super) fn density(&mut self, tree: &Tree, key: &str, body: &Tree) -> Read<Id> {
        let arguments = split(body);
        let of = match self.listed_items(&arguments.of) {
            Some(all) => Ok(vec![all]),
            None => self.pairs(key, &arguments.of),
        };
        let mut given = self.conditions(key, &arguments.given)?;
        let parameters = self.listed_parameters(&arguments.parameters)?;
        if parameters.is_empty() && self.parameters_differ(key) {
            given.extend(self.conditions(key, &arguments.parameters)?);
        }
        given.extend(parameters);
        let of = of?;
        self.make_density(tree, key, &of, &given)
    }

    pub(super) fn make_density(
        &mut self,
        tree: &Tree,
        key: &str,
        of: &[Pair],
        given: &[Pair],
    ) -> Read<Id> {
        let mut slots: Vec<SymbolId> = of.iter().chain(given).map(|&(slot, _)| slot).collect();
        let count = slots.len();
        slots.sort_unstable();
        slots.dedup();
        if slots.len() != count {
            return Err(unread(
                tree,
                AMBIGUOUS,
                "two arguments of the density are of one variable",
            ));
        }
        let plain = self.scope.without_parameter(key);
        let key = match plain {
            Some(plain) if self.reading(Reading::OneDensity, tree) => plain,
            _ => key.to_owned(),
        };
        let family = self.scope.family(self.store, &key);
        let parameters = self.subscript_parameters(&key);
        let given: Vec<Pair> = given.iter().copied().chain(parameters).collect();
        Ok(self.store.density(family, of, &given))
    }

    /// True if the family is written with different parameters after a semicolon, so that they say which density it is.
    fn parameters_differ(&self, key: &str) -> bool {
        let mut seen: Vec<&str> = self
            .scope
            .evidence(key)
            .map(|e| e.applied.iter().map(|a| a.parameters.as_str()).collect())
            .unwrap_or_default();
        seen.retain(|p| !p.is_empty());
        seen.dedup();
        seen.iter().any(|p| *p != seen[0])
    }

    fn pairs(&mut self, key: &str, trees: &[&Tree]) -> Read<Vec<Pair>> {
        trees
            .iter()
            .enumerate()
            .map(|(place, tree)| self.pair(key, place, trees.len(), tree))
            .collect()
    }

    /// What a density is given. A parameter written as a square, `p(y \mid m, s^2)`, is the one that is squared: to know
    /// one is to know the other.
    fn conditions(&mut self, key: &str, trees: &[&Tree]) -> Read<Vec<Pair>> {
        let mut found = Vec::new();
        for (place, tree) in trees.iter().enumerate() {
            let root = root(tree).filter(|root| !self.takes_itself(key, root));
            let tree = root.as_ref().unwrap_or(tree);
            found.push(self.pair(key, place, trees.len(), tree)?);
        }
        Ok(found)
    }

    /// True if the family is applied to the name as it stands.
    fn takes_itself(&self, key: &str, name: &Tree) -> bool {
        let own = written(name).map(|found| reduce(&self.scope.resolve(&found).0));
        self.scope.evidence(key).is_some_and(|e| {
            let arguments = e.applied.iter().flat_map(|a| a.of.iter().chain(&a.given));
            let mut names = arguments.flatten().map(|name| reduce(name));
            names.any(|name| own.as_ref() == Some(&name))
        })
    }

    /// Slot and value of one argument: `x`, `x = 3`, `X`, `x_i`, or an expression in the place of a variable.
    fn pair(&mut self, key: &str, place: usize, count: usize, tree: &Tree) -> Read<Pair> {
        if let Kind::Chain { first, rest } = &tree.kind {
            let (Some(found), [(Relation::Equal, value)]) = (written(first), &rest[..]) else {
                return Err(unread(
                    tree,
                    UNSUPPORTED,
                    "this argument of a density has no meaning here",
                ));
            };
            let value = self.tree(value)?;
            let slot = self.slot_spelling(key, &found);
            let named = matches!(self.store.node(value), Node::Name(_)).then_some(value);
            return Ok((self.slot_for(&slot, named), value));
        }
        if let Some(found) = written(tree).filter(|w| {
            w.sup.is_none_or(|s| {
                names::superscript(s) == names::Superscript::Mark
                    || matches!(names::superscript(s), names::Superscript::Bracketed(_))
            })
        }) {
            return self.named_pair(key, tree, &found);
        }
        let value = self.tree(tree)?;
        let slot = self.slot_at(key, place, count);
        match slot {
            Some(slot) => Ok((self.slot_for(&slot, None), value)),
            None => Err(unread(
                tree,
                AMBIGUOUS,
                "it is not shown which variable of the density this stands for",
            )),
        }
    }

    /// All items of a name, `x_1, \ldots, x_n`; None where they are not all that it has.
    fn listed_items(&mut self, trees: &[&Tree]) -> Option<Pair> {
        let end = listed_count(trees)?;
        let found = written(trees.first()?)?;
        let (own, indices) = self.scope.resolve(&found);
        let [_] = indices[..] else { return None };
        let end = self.scalar(&end).ok()?;
        let symbol = self.scope.value(self.store, &own, 1);
        let all = self.store.name(symbol);
        let count = match *self.store.of_values(self.store.symbol(symbol).sort) {
            Sort::Vector(size) => size,
            Sort::Sequence(_) => self.scope.count_of_items(self.store, &own)?,
            _ => return None,
        };
        (count == end).then(|| (self.slot_for(&reduce(&own), Some(all)), all))
    }

    /// All items of a name of which nothing else is written than its items, and itself in densities, where they are drawn
    /// from a distribution.
    fn drawn_items(&mut self, own: &str) -> Option<Id> {
        let e = self.scope.evidence(own)?;
        let variable = self.scope.evidence(&own.to_uppercase());
        let mut said = e
            .said
            .iter()
            .chain(variable.into_iter().flat_map(|e| &e.said));
        let drawn = said.any(|says| matches!(says, Says::Drawn(_)));
        if !drawn || e.arities != 0b11 || e.whole > e.for_items || self.scope.bound(own).is_some() {
            return None;
        }
        let symbol = self.scope.value(self.store, own, 1);
        let sequence = matches!(
            self.store.sort_of(self.store.symbol(symbol).sort),
            Sort::Sequence(_)
        );
        sequence.then(|| self.store.name(symbol))
    }

    fn named_pair(&mut self, key: &str, tree: &Tree, found: &Written<'_>) -> Read<Pair> {
        let slot = self.slot_spelling(key, found);
        let (own, indices) = self.scope.resolve(found);
        // A capital letter stands for the value of the random variable.
        let lower = own.to_lowercase();
        let capital = own != lower && own.chars().count() == 1 && indices.is_empty();
        let bound = !self.scope.own_densities.is_empty() && self.scope.bound(&own).is_some();
        let value = if capital && self.is_random_name(&own) && !bound {
            let symbol = self
                .scope
                .bound(&lower)
                .unwrap_or_else(|| self.variable_symbol(&lower));
            self.store.name(symbol)
        } else if let Some(items) = (indices.is_empty())
            .then(|| self.drawn_items(&own))
            .flatten()
        {
            return Ok((self.slot_for(&slot, Some(items)), items));
        } else {
            self.tree(tree)?
        };
        if let Node::Component(base, _) = *self.store.node(value)
            && matches!(self.store.sort(base), Sort::Vector(_))
            && self.takes_whole(key, &own)
        {
            return Err(unread(
                tree,
                UNSUPPORTED,
                "the density of one component of a vector",
            ));
        }
        if matches!(
            self.store.sort(value),
            Sort::Sequence(_) | Sort::Function(..) | Sort::Family
        ) {
            return Err(unread(tree, ILL_SORTED, "this is no value of a variable"));
        }
        Ok((self.slot_for(&slot, Some(value)), value))
    }

    /// True if the family is applied to the whole vector as well.
    fn takes_whole(&self, key: &str, name: &str) -> bool {
        let _ = key;
        self.scope
            .evidence(name)
            .is_some_and(|e| e.integrated || e.bold)
    }

    /// The spelling of the slot of a variable: the bare letter in lower case, unless the family takes two variables of
    /// that letter.
    pub(super) fn slot_spelling(&self, key: &str, found: &Written<'_>) -> String {
        let (own, indices) = self.scope.resolve(found);
        let reduced = reduce(&own);
        let applied = self
            .scope
            .evidence(key)
            .map(|e| e.applied.as_slice())
            .unwrap_or_default();
        let collides = applied.iter().any(|a| {
            let all: Vec<String> =
                a.of.iter()
                    .chain(&a.given)
                    .flatten()
                    .map(|k| reduce(k))
                    .collect();
            all.iter().filter(|k| **k == reduced).count() > 1
        });
        if collides && indices.is_empty() {
            own
        } else {
            reduced
        }
    }

    /// The slot in that place where the family is written with names in all places.
    fn slot_at(&self, key: &str, place: usize, count: usize) -> Option<String> {
        if let Some(mark) = key
            .strip_suffix('}')
            .and_then(|k| k.rsplit_once("_{"))
            .map(|(_, m)| m)
            && count == 1
            && mark.chars().count() == 1
        {
            return Some(mark.to_lowercase());
        }
        let evidence = self.scope.evidence(key)?;
        let mut slots: Vec<String> = evidence
            .applied
            .iter()
            .filter(|a| a.of.len() == count && a.given.is_empty())
            .filter_map(|a| a.of[place].as_deref().map(reduce))
            .collect();
        slots.sort();
        slots.dedup();
        match &slots[..] {
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    /// The slot of a variable; its sort is that of the value, or of the variable of that letter.
    pub(super) fn slot_for(&mut self, spelling: &str, value: Option<Id>) -> SymbolId {
        let sort = match value {
            Some(value)
                if !self.store.is_array(value)
                    || matches!(self.store.node(value), Node::Name(_)) =>
            {
                self.store.sort_id(value)
            }
            _ => {
                let symbol = self.variable_symbol(spelling);
                self.store.symbol(symbol).sort
            }
        };
        // An integer in the place of a real variable is one of its values.
        let sort = match (
            self.store.sort_of(sort),
            value.map(|v| self.store.node(v).clone()),
        ) {
            (Sort::Integer, Some(Node::Number(_))) => {
                let symbol = self.variable_symbol(spelling);
                self.store.symbol(symbol).sort
            }
            _ => sort,
        };
        self.scope.slot(self.store, spelling, sort)
    }

    /// The name of the values of a variable, which may be bound.
    pub(super) fn variable_symbol(&mut self, letter: &str) -> SymbolId {
        if let Some(symbol) = self.scope.bound(letter) {
            return symbol;
        }
        let sort = self.variable_sort(letter);
        self.store.declare(letter, sort)
    }

    /// The sort of the values of a variable: as its lower-case letter is used; discrete where nothing shows.
    fn variable_sort(&mut self, letter: &str) -> Sort {
        if let Some(sort) = self.scope.drawn_sort(letter) {
            return sort;
        }
        if self.scope.evidence(letter).is_some() {
            return self.scope.value_sort(self.store, letter);
        }
        if let Some(sort) = self.item_sort(letter) {
            return sort;
        }
        let capital = letter.to_uppercase();
        let normal = self.scope.is_drawn_from_normal(letter);
        if !normal && (self.scope.is_discrete(letter) || !self.scope.study.has_integrals()) {
            return self.scope.element(self.store, letter);
        }
        match self.scope.evidence(&capital) {
            Some(_) => self.scope.value_sort(self.store, &capital),
            None => Sort::Real,
        }
    }

    /// A family without arguments: at the variables in force, else at those it has everywhere.
    pub(super) fn bare_density(&mut self, tree: &Tree, key: &str) -> Read<Id> {
        self.note(
            Code::MissingArgument,
            tree,
            format!("the density {key} is taken at its variable"),
        );
        if let Some(pairs) = self.ambient.last().cloned() {
            return self.make_density(tree, key, &pairs, &[]);
        }
        let letters = self
            .family_variables(key)
            .unwrap_or_else(|| vec![self.usual_variable()]);
        let pairs: Vec<Pair> = letters
            .iter()
            .map(|letter| {
                let symbol = self.variable_symbol(letter);
                let value = self.store.name(symbol);
                (self.slot_for(letter, Some(value)), value)
            })
            .collect();
        self.make_density(tree, key, &pairs, &[])
    }

    /// The variables that a family is written with, without conditions.
    pub(super) fn family_variables(&self, key: &str) -> Option<Vec<String>> {
        let evidence = self.scope.evidence(key)?;
        let names = |a: &Application| {
            a.of.iter()
                .map(|k| k.as_deref().map(reduce))
                .collect::<Option<Vec<_>>>()
        };
        let plain = evidence
            .applied
            .iter()
            .filter(|a| a.given.is_empty())
            .find_map(names);
        plain
            .or_else(|| evidence.applied.iter().find_map(names))
            .filter(|letters| !letters.is_empty())
    }

    /// `p_{xy}`, `p_x`, `p_{y|x}`, and `f_X(x)`: a family whose subscript names its variables.
    pub(super) fn subscript_density(
        &mut self,
        tree: &Tree,
        found: &Written<'_>,
        argument: Option<Bracket<'_>>,
        cursor: &mut Cursor<'_>,
    ) -> Read<Option<Id>> {
        if found.items.is_empty() || !self.is_density_subscript(found, argument) {
            return Ok(None);
        }
        let split_at = found.bar.unwrap_or(found.items.len());
        let letters: Vec<String> = found.items.iter().map(|i| reduce(&mark(i.tree))).collect();
        let mut pairs = Vec::new();
        let values: Option<Vec<Option<Id>>> = match argument {
            Some(argument) => {
                cursor.at += 1;
                let arguments = split(argument.body);
                let all: Vec<&Tree> = arguments
                    .of
                    .iter()
                    .chain(&arguments.given)
                    .copied()
                    .collect();
                if all.len() != letters.len() {
                    return Err(unread(
                        argument.body,
                        UNSUPPORTED,
                        "the density has another number of arguments",
                    ));
                }
                let lowered: Read<Vec<Option<Id>>> =
                    all.iter().map(|t| self.tree(t).map(Some)).collect();
                Some(lowered?)
            }
            None => None,
        };
        for (at, letter) in letters.iter().enumerate() {
            let value = match values.as_ref().and_then(|v| v[at]) {
                Some(value) => value,
                None => {
                    let symbol = self.variable_symbol(letter);
                    self.store.name(symbol)
                }
            };
            let named = matches!(self.store.node(value), Node::Name(_));
            let slot = self.slot_for(letter, named.then_some(value));
            pairs.push((slot, value));
        }
        let given = pairs.split_off(split_at.min(pairs.len()));
        let id = self.make_density(tree, &found.letter, &pairs, &given)?;
        let id = self.raised(tree, id, found.sup)?;
        let sup = argument.and_then(|a| a.sup);
        self.raised(tree, id, sup).map(Some)
    }

    /// Whether the subscript of a name names the variables of a density.
    pub(super) fn is_density_subscript(
        &self,
        found: &Written<'_>,
        argument: Option<Bracket<'_>>,
    ) -> bool {
        let letters: Vec<String> = found.items.iter().map(|i| mark(i.tree)).collect();
        if letters
            .iter()
            .any(|l| l.chars().count() != 1 || !l.chars().all(|c| c.is_ascii_alphabetic()))
        {
            return false;
        }
        let capital = letters
            .iter()
            .all(|l| l.chars().all(|c| c.is_ascii_uppercase()));
        match argument {
            // `f_X(x)`, `f_{X,Y}(x, y)`, `p_X(g(y))`
            Some(argument) => {
                let arguments = split(argument.body);
                let same = arguments.of.len() + arguments.given.len() == letters.len();
                let own = |(tree, letter): (&&Tree, &String)| {
                    letter_of(tree).is_some_and(|l| l == letter.to_lowercase())
                };
                let usual = match found.letter.as_str() {
                    "f" | "p" | "q" | "g" | "h" => true,
                    // `P_S(P_S + P_N)` is a product of powers.
                    "P" => arguments.of.iter().zip(&letters).any(own),
                    _ => false,
                };
                capital && same && usual && argument.open == "("
            }
            None => {
                let density = self.scope.nature(&found.letter) == Nature::Family;
                let variable = |l: &String| {
                    let lower = l.to_lowercase();
                    self.scope.bound(&lower).is_some() && !self.scope.study.indices.contains(&lower)
                        || self
                            .scope
                            .evidence(&lower)
                            .is_some_and(|e| e.summed || e.integrated)
                };
                (density
                    || found.bar.is_some()
                    || matches!(found.letter.as_str(), "p" | "q" | "P" | "Q"))
                    && letters.iter().all(variable)
                    && !letters.iter().any(|l| self.scope.study.indices.contains(l))
            }
        }
    }

    /// A named distribution with its parameters, as its density if a point stands before them.
    pub(super) fn distribution(
        &mut self,
        cursor: &mut Cursor<'_>,
        tree: &Tree,
        row: &Distribution,
    ) -> Read<Id> {
        let Some(argument) = cursor.beside().and_then(bracket) else {
            return Err(unread(
                tree,
                MISSING,
                "the distribution lacks its parameters",
            ));
        };
        cursor.at += 1;
        let (point, parameters) = match &argument.body.kind {
            Kind::List { items, separators }
                if matches!(
                    separators.first(),
                    Some(Separator::Semicolon | Separator::Bar)
                ) && items.len() == 2 =>
            {
                (Some(&items[0]), comma_items(&items[1]))
            }
            _ => (None, comma_items(argument.body)),
        };
        let places = || 0..parameters.len();
        let (scope, operator) = (&self.scope, row.operator);
        let followed = places().any(|at| scope.conversion(operator, at, parameters[at]).is_some());
        let otherwise = places().any(|at| scope.takes_otherwise((operator, at), parameters[at]));
        let notation = Notation::Distribution(operator);
        if otherwise || !followed && scope.conventions.leaves_unread(notation) {
            let text = "the words take the parameters of this distribution by another convention";
            return Err(unread(tree, UNSUPPORTED, text));
        }
        let (low, high) = row.operator.arity();
        let mut args: Vec<&Tree> = parameters;
        let mut point = point;
        if point.is_none() && args.len() == high + 1 && low == high {
            // `\mathcal{N}(x, \mu, \sigma^2)` with a comma after the point.
            point = Some(args.remove(0));
        }
        if args.len() < low || args.len() > high {
            return Err(unread(
                argument.body,
                UNSUPPORTED,
                "the distribution has another number of parameters",
            ));
        }
        let point = point.map(|t| self.tree(t)).transpose()?;
        let mean = written(args[0]).is_some_and(|first| MEANS.contains(&first.letter.as_str()));
        if row.parameters == Parameters::DriftLike && mean {
            let text = "whether the first parameter is the drift or the mean is not said";
            return Err(unread(argument.body, AMBIGUOUS, text));
        }
        let distribution = match row.parameters {
            Parameters::Direct | Parameters::DriftLike => {
                let mut parameters = Vec::with_capacity(args.len());
                for (place, tree) in args.into_iter().enumerate() {
                    let id = self.tree(tree)?;
                    let id = self.converted(row.operator, (place, tree), id);
                    parameters.push(self.upright(id));
                }
                if let (Operator::MatrixNormal, &[mean, over, across]) =
                    (row.operator, &parameters[..])
                    && self.store.is_zero(mean)
                    && self.store.is_array(over)
                    && self.store.is_array(across)
                {
                    let (rows, columns) = (self.store.shape(over).0, self.store.shape(across).0);
                    parameters[0] = zeros(self.store, rows, columns);
                }
                self.store.apply(row.operator, &parameters)
            }
            Parameters::NormalLike => self.normal(argument.body, args[0], args[1], point)?,
        };
        let id = match point {
            Some(point) => {
                let distribution = self.fit_point(distribution, point);
                self.store.apply(Operator::Pdf, &[distribution, point])
            }
            None => distribution,
        };
        self.raised(tree, id, argument.sup)
    }

    /// A parameter as the operator has it, where the words call it something else.
    fn converted(&mut self, operator: Operator, (place, tree): (usize, &Tree), id: Id) -> Id {
        let Some(conversion) = self.scope.conversion(operator, place, tree) else {
            return id;
        };
        let (text, id) = match conversion {
            Conversion::Square if self.is_vector(id) => (
                "the parameter is read as a standard deviation, as the words say",
                self.store.apply(Operator::Hadamard, &[id, id]),
            ),
            Conversion::Square if self.store.is_array(id) => return id,
            Conversion::Square => {
                let two = self.store.integer(2);
                let text = "the parameter is read as a standard deviation, as the words say";
                (text, self.store.power(id, two))
            }
            Conversion::Inverse => {
                let text =
                    "the parameter is read as the inverse of the usual one, as the words say";
                let inverse = match self.store.is_array(id) {
                    true => self.store.apply(Operator::Inverse, &[id]),
                    false => self.store.reciprocal(id),
                };
                (text, inverse)
            }
        };
        self.note(Code::ParameterReading, tree, text);
        id
    }

    /// Open sizes of a distribution become the size of its point.
    fn fit_point(&mut self, distribution: Id, point: Id) -> Id {
        match self.store.is_array(point) {
            true => {
                let size = self.store.shape(point).0;
                self.resize_to(distribution, size)
            }
            false => distribution,
        }
    }

    /// The normal distribution that mean and second parameter make: of numbers, with a covariance matrix, or with
    /// independent components.
    fn normal(&mut self, tree: &Tree, mean: &Tree, second: &Tree, point: Option<Id>) -> Read<Id> {
        let mut mean_id = self.tree(mean)?;
        let base = self.squared_name(second);
        let elementwise = base.filter(|&b| self.is_vector(b));
        let second_id = match elementwise {
            Some(base) => self.store.apply(Operator::Hadamard, &[base, base]),
            None => {
                let id = self.tree(second)?;
                self.converted(Operator::Normal, (1, second), id)
            }
        };
        let said = self.scope.conversion(Operator::Normal, 1, second).is_some();
        let vector = self.store.is_array(second_id)
            || self.store.is_array(mean_id)
            || point.is_some_and(|p| self.store.is_array(p));
        if !vector {
            let deviation = !said
                && self.store.as_number(second_id).is_none()
                && (self.is_deviation(second) || self.reading(Reading::NormalDeviation, tree));
            let variance = if deviation {
                self.note(
                    Code::ParameterReading,
                    tree,
                    "the second parameter is read as a standard deviation",
                );
                let two = self.store.integer(2);
                self.store.power(second_id, two)
            } else {
                second_id
            };
            return Ok(self.store.apply(Operator::Normal, &[mean_id, variance]));
        }
        let size = match point.filter(|&p| self.store.is_array(p)) {
            Some(point) => self.store.shape(point).0,
            None if self.store.is_array(mean_id) => self.store.shape(mean_id).0,
            None => self.store.shape(second_id).0,
        };
        if !self.store.is_array(mean_id) {
            if !self.store.is_zero(mean_id) {
                return Err(unread(
                    mean,
                    ILL_SORTED,
                    "the mean is a number, the rest is not",
                ));
            }
            mean_id = self.store.apply(Operator::ZeroVector, &[size]);
        }
        let second_id = self.resize_to(second_id, size);
        mean_id = self.resize_to(mean_id, size);
        if self.is_vector(second_id) {
            return Ok(self
                .store
                .apply(Operator::DiagonalNormal, &[mean_id, second_id]));
        }
        if !self.store.is_array(second_id) {
            // `\sigma^2` for `\sigma^2 I`.
            if self.store.is_one(second_id) || self.store.as_number(second_id).is_none() {
                let ones = self.store.apply(Operator::Ones, &[size]);
                let variances = match self.store.is_one(second_id) {
                    true => ones,
                    false => self.store.product(&[second_id, ones]),
                };
                return Ok(self
                    .store
                    .apply(Operator::DiagonalNormal, &[mean_id, variances]));
            }
            return Err(unread(
                second,
                ILL_SORTED,
                "the covariance is a number, the mean a vector",
            ));
        }
        if self.scope.has_diagonal()
            && let Node::Apply(Operator::Identity, _) = self.store.node(second_id)
        {
            let ones = self.store.apply(Operator::Ones, &[size]);
            return Ok(self.store.apply(Operator::DiagonalNormal, &[mean_id, ones]));
        }
        Ok(self
            .store
            .apply(Operator::MultivariateNormal, &[mean_id, second_id]))
    }

    fn is_vector(&mut self, id: Id) -> bool {
        let (rows, columns) = self.store.shape(id);
        self.store.is_one(columns) && !self.store.is_one(rows)
    }

    /// `\sigma` is a standard deviation where its square is written, too.
    fn is_deviation(&self, tree: &Tree) -> bool {
        written(tree).is_some_and(|found| {
            let (key, _) = self.scope.resolve(&found);
            let squared = self.scope.study.evidence(&key).is_some_and(|e| e.squared);
            found.sup.is_none() && found.letter == r"\sigma" && squared
        })
    }

    /// The name whose square stands in a distribution: `\sigma^2`.
    fn squared_name(&mut self, tree: &Tree) -> Option<Id> {
        let found = written(tree)?;
        if !matches!(&found.sup?.kind, Kind::Number(n) if n == "2") {
            return None;
        }
        let (key, indices) = self.scope.resolve(&found);
        if !indices.is_empty() || self.scope.nature(&key) != Nature::Value {
            return None;
        }
        let symbol = self.scope.value(self.store, &key, 0);
        Some(self.store.name(symbol))
    }
}

/// The name whose square a tree is: `s_1` of `s_1^2`.
fn root(tree: &Tree) -> Option<Tree> {
    let sup = written(tree)?.sup?;
    if !matches!(&sup.kind, Kind::Number(digits) if digits == "2") {
        return None;
    }
    let mut root = tree.clone();
    match &mut root.kind {
        Kind::Scripts { sup, .. } => *sup = None,
        _ => return None,
    }
    Some(root)
}

/// The letter of a variable in lower case, without marks, primes and accents: the slot that it stands in.
pub(super) fn reduce(key: &str) -> String {
    let letter = crate::elaborate::scope::base(key);
    let mut inner = letter.trim_end_matches('\'');
    while let Some((head, rest)) = inner.split_once('{')
        && head.starts_with('\\')
        && rest.ends_with('}')
        && matches!(
            head,
            r"\hat" | r"\tilde" | r"\bar" | r"\vec" | r"\overline" | r"\mathrm" | r"\mathbf"
        )
    {
        inner = &rest[..rest.len() - 1];
    }
    match inner.chars().count() {
        1 => inner.to_lowercase(),
        _ => inner.to_owned(),
    }
}
