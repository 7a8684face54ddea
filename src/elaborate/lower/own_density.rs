//! Random variables beside their density: `E[X] = \sum_x x p(x)`, `P(X \leq a) = \int_{-\infty}^a f_X(t) dt`.
//!
//! Where a derivation shows both, moments and probabilities of the variable are sums and integrals under that density.
//! Elsewhere they stay operators, of which more laws are known.

use std::collections::BTreeSet;

use super::density::split;
use super::information::reduce_variable;
use super::measure::Measure;
use super::*;
use crate::elaborate::evidence::{Application, Bound, Key, bounds, letter_of};
use crate::elaborate::names::{Bracket, Superscript, Written, bracket, mark, written};
use crate::elaborate::scope::{Nature, is_capital};
use crate::elaborate::survey::Says;
use crate::parse::tree::Times;
use crate::vocabulary::{Head, Quantity, head};

/// The density of random variables as a derivation writes it.
#[derive(Debug, Clone)]
pub struct OwnDensity {
    /// Each random variable with the letter that its values have in the density.
    variables: Vec<(Key, Key)>,
    /// `p(x)`, `f_X(t)`, `p(x, y)`, or `P(X = x)` under a sum over x.
    density: Tree,
    /// Letters over which the derivation integrates, whatever they are elsewhere.
    integrated: BTreeSet<Key>,
}

impl OwnDensity {
    /// True for `f_X(x)` and `f_{X,Y}(x, y)`, which say themselves what they are of.
    pub fn names_itself(&self) -> bool {
        let head = self
            .density
            .children()
            .first()
            .map_or_else(String::new, |head| mark(head));
        let names: Vec<&str> = (self.variables.iter())
            .map(|(name, _)| name.as_str())
            .collect();
        head.ends_with(&format!("_{{{}}}", names.join(",")))
    }

    /// True for a formula with one of the variables or the density in it.
    pub fn is_spoken_of(&self, tree: &Tree) -> bool {
        let own = written(tree).is_some_and(|found| self.is_own(&found.letter));
        own || tree
            .children()
            .into_iter()
            .any(|child| self.is_spoken_of(child))
    }

    /// True for `X`, `X, Y`, `f`, `f(x)`: a formula that names a variable or the density and says nothing of it.
    pub fn is_plain(&self, tree: &Tree) -> bool {
        match &tree.kind {
            Kind::List { items, .. } => items.iter().all(|item| self.is_plain(item)),
            Kind::Product(factors) => match &factors[..] {
                [(_, head), (Times::Juxtaposed, argument)] => {
                    let letters = |found: Bracket<'_>| {
                        names::comma_items(found.body)
                            .into_iter()
                            .all(|item| plain_letter(item).is_some())
                    };
                    // `P(X = x)`
                    let held = |found: Bracket<'_>| match &found.body.kind {
                        Kind::Chain { first, rest } => match &rest[..] {
                            [(Relation::Equal, value)] => {
                                self.is_plain(first) && plain_letter(value).is_some()
                            }
                            _ => false,
                        },
                        _ => false,
                    };
                    let argument = bracket(argument);
                    argument.is_some_and(held)
                        || self.is_plain(head) && argument.is_some_and(letters)
                }
                _ => false,
            },
            _ => plain_letter(tree).is_some_and(|letter| self.is_own(&letter)),
        }
    }

    fn is_own(&self, letter: &str) -> bool {
        let family = self
            .density
            .children()
            .first()
            .and_then(|head| letter_of(head));
        self.variables.iter().any(|(name, _)| name == letter) || family.as_deref() == Some(letter)
    }
}

/// A density as it stands in a derivation: its family, the letters it is of, and its parameters.
struct Shown {
    family: Key,
    letters: Vec<Key>,
    parameters: String,
    tree: Tree,
}

/// What the sides of a derivation show.
#[derive(Default)]
struct Sides {
    random: BTreeSet<Key>,
    densities: Vec<Shown>,
    /// `P(X = x)` under a sum over x: the variable, its letter, and the probability.
    masses: Vec<(Key, Key, Tree)>,
    /// Ends of sums and integrals that leave values out.
    ends: Vec<String>,
    /// Variables of integration.
    integrated: BTreeSet<Key>,
    /// Events as written.
    events: Vec<Tree>,
}

/// The densities of the random variables of a derivation that it shows itself; those for which `is_free` is false have
/// another meaning.
pub fn own_densities(
    store: &mut Store,
    scope: &mut Scope,
    sides: &[&Tree],
    is_free: impl Fn(&str) -> bool,
) -> Vec<OwnDensity> {
    let lowering = Lowering::new(store, scope);
    let mut found = Sides::default();
    for side in sides {
        lowering.look(side, &mut Vec::new(), &mut found);
    }
    found.random.retain(|name| is_free(name));
    let told = |end: &String| found.events.iter().any(|event| mentions(event, end));
    if found.random.is_empty() || !found.ends.iter().all(told) {
        return Vec::new();
    }
    let mut own: Vec<OwnDensity> = (found.random.iter())
        .filter_map(|name| lowering.own_density(name, &found))
        .collect();
    own.extend(lowering.joint_densities(&found));
    own
}

impl Lowering<'_> {
    fn look(&self, tree: &Tree, open: &mut Vec<Key>, found: &mut Sides) {
        if let Kind::Product(factors) = &tree.kind {
            for pair in factors.windows(2) {
                if let (Times::Juxtaposed, Some(argument)) = (pair[1].0, bracket(&pair[1].1)) {
                    self.look_at_application(pair, argument, open, found);
                }
            }
        }
        let before = open.len();
        match &tree.kind {
            Kind::Big {
                operator, sub, sup, ..
            } if matches!(operator.as_str(), "sum" | "prod") => {
                for bound in sub.iter().flat_map(|sub| bounds(sub)) {
                    match bound {
                        Bound::Bare(name, _) if sup.is_none() => open.extend(letter_of(name)),
                        // An index of items, or a part of the values.
                        _ => found.ends.push(mark(tree)),
                    }
                }
            }
            Kind::Integral {
                sub,
                sup,
                differential,
                ..
            } => {
                let whole = |set: &Tree| sup.is_none() && self.is_own_space(set, differential);
                let ends = (sub.iter().chain(sup)).filter(|end| !is_infinite(end) && !whole(end));
                found.ends.extend(ends.map(|end| mark(end)));
                let variables = differential.iter().filter_map(plain_letter);
                found.integrated.extend(variables);
            }
            _ => {}
        }
        for child in tree.children() {
            self.look(child, open, found);
        }
        open.truncate(before);
    }

    /// True for `\mathcal{X}` below an integral over x: all values.
    fn is_own_space(&self, set: &Tree, variables: &[Tree]) -> bool {
        let Some(set) = plain_letter(set) else {
            return false;
        };
        let own = |variable| {
            plain_letter(variable).is_some_and(|letter| self.scope.is_whole(&set, &letter))
        };
        !variables.is_empty() && variables.iter().all(own)
    }

    fn look_at_application(
        &self,
        pair: &[(Times, Tree)],
        argument: Bracket<'_>,
        open: &[Key],
        found: &mut Sides,
    ) {
        let name = &pair[0].1;
        let product = || Tree {
            kind: Kind::Product(vec![
                (Times::Juxtaposed, name.clone()),
                (Times::Juxtaposed, pair[1].1.clone()),
            ]),
            span: name.span.start..pair[1].1.span.end,
        };
        let spelling = names::head_spelling(name).unwrap_or_default();
        let quantity = match head(&spelling) {
            Some((Head::Quantity(quantity), _)) => Some(quantity),
            _ => None,
        };
        use Quantity::{Correlation, Covariance, Expectation, Probability, Variance};
        let event =
            quantity == Some(Probability) || self.is_event_measure(&spelling, argument.body);
        if event
            || matches!(
                quantity,
                Some(Expectation | Variance | Covariance | Correlation)
            )
        {
            self.random_names(argument.body, &mut found.random);
        }
        if event {
            found.events.push(argument.body.clone());
            if let Some((name, value)) = self.held(argument.body)
                && let Some(letter) = letter_of(value).filter(|letter| open.contains(letter))
            {
                found.masses.push((name, letter, product()));
            }
            return;
        }
        let Some(written) = written(name).filter(|found| found.sup.is_none()) else {
            return;
        };
        let key = self.scope.resolve(&written).0;
        if !self.is_density_subscript(&written, Some(argument))
            && self.scope.nature(&key) != Nature::Family
        {
            return;
        }
        let arguments = split(argument.body);
        let letters: Option<Vec<Key>> = arguments.of.iter().map(|of| plain_letter(of)).collect();
        let Some(letters) = letters.filter(|_| arguments.given.is_empty()) else {
            return;
        };
        found.densities.push(Shown {
            family: mark(name),
            letters,
            parameters: arguments.parameters.into_iter().map(mark).collect(),
            tree: product(),
        });
    }

    /// The capitals in a tree that are random and bound by nothing.
    fn random_names(&self, tree: &Tree, into: &mut BTreeSet<Key>) {
        if let Some(found) = written(tree) {
            let key = self.scope.resolve(&found).0;
            if is_capital(&key) && self.is_random_name(&key) && self.scope.bound(&key).is_none() {
                // An item of a sequence is another variable than the one of its letter.
                let power = |sup| matches!(names::superscript(sup), Superscript::Power(_));
                let plain =
                    found.items.is_empty() && found.sup.is_none_or(power) && found.primes == 0;
                into.insert(if plain { key } else { mark(tree) });
                return;
            }
        }
        for child in tree.children() {
            self.random_names(child, into);
        }
    }

    /// `X = x`: the random variable, and what it is held at.
    fn held<'t>(&self, event: &'t Tree) -> Option<(Key, &'t Tree)> {
        let Kind::Chain { first, rest } = &event.kind else {
            return None;
        };
        let [(Relation::Equal, value)] = &rest[..] else {
            return None;
        };
        let mut names = BTreeSet::new();
        self.random_names(first, &mut names);
        let name = names.pop_first()?;
        (mark(first) == name).then_some((name, value))
    }

    /// The density of one variable, if the derivation shows just one that can be.
    fn own_density(&self, name: &str, found: &Sides) -> Option<OwnDensity> {
        let letter = reduce_variable(name);
        let candidates: Vec<&Shown> = (found.densities.iter())
            .filter(|shown| shown.letters.len() == 1 && self.is_of(shown, name, &letter))
            .collect();
        let told = self.told_family(name)?;
        let Some(first) = candidates.first() else {
            let (_, letter, tree) = found.masses.iter().find(|(of, ..)| of == name)?;
            return Some(OwnDensity {
                variables: vec![(name.to_owned(), letter.clone())],
                density: tree.clone(),
                integrated: BTreeSet::new(),
            });
        };
        let same =
            |shown: &&Shown| shown.family == first.family && shown.parameters == first.parameters;
        let subscripted = first.family.ends_with(&format!("_{{{name}}}"));
        let named = told.as_ref() == Some(&first.family);
        let only = || self.families_over(&letter) == 1;
        (candidates.iter().all(same) && (subscripted || named || told.is_none() && only())).then(
            || {
                let of = &first.letters[0];
                // `p(X)` is the density of the values at X.
                let (letter, density) = match of == name {
                    true => (
                        letter,
                        with_letter(&first.tree, name, &reduce_variable(name)),
                    ),
                    false => (of.clone(), first.tree.clone()),
                };
                OwnDensity {
                    variables: vec![(name.to_owned(), letter)],
                    density,
                    integrated: found.integrated.clone(),
                }
            },
        )
    }

    /// True for a density that is of the variable by its letter, or by its subscript.
    fn is_of(&self, shown: &Shown, name: &str, letter: &str) -> bool {
        match shown.family.split_once("_{") {
            Some((_, subscript)) if is_capital(subscript.trim_end_matches('}')) => {
                subscript.trim_end_matches('}') == name
            }
            _ => {
                let own = |a: &Application| matches!(&a.of[..], [Some(only)] if only == letter);
                let elsewhere = self.scope.evidence(&shown.family);
                shown.letters[0] == letter
                    || shown.letters[0] == name
                    || elsewhere.is_some_and(|e| e.applied.iter().any(own))
            }
        }
    }

    /// The family that the note says a variable is drawn from, if it does; None if it is drawn from a named law.
    fn told_family(&self, name: &str) -> Option<Option<Key>> {
        let evidence = self.scope.evidence(name)?;
        let mut laws = evidence.said.iter().filter_map(|says| match says {
            Says::Drawn(law) => Some(law),
            _ => None,
        });
        let Some(law) = laws.next() else {
            return Some(None);
        };
        let family = |law: &Tree| {
            let head = match &law.kind {
                Kind::Product(factors) => &factors[0].1,
                _ => law,
            };
            let key = self.scope.resolve(&written(head)?).0;
            (self.scope.nature(&key) == Nature::Family).then(|| mark(head))
        };
        let first = family(law)?;
        laws.all(|law| family(law).as_ref() == Some(&first))
            .then_some(Some(first))
    }

    /// How many densities of the section are of the variable with this letter alone.
    fn families_over(&self, letter: &str) -> usize {
        let of = |key: &&Key| {
            self.scope.nature(key) == Nature::Family
                && self.scope.evidence(key).is_some_and(|e| {
                    let mut applied = e.applied.iter().filter(|a| a.given.is_empty());
                    applied.any(
                        |a| matches!(&a.of[..], [Some(only)] if only.to_lowercase() == *letter),
                    )
                })
        };
        self.scope.study.names.keys().filter(of).count()
    }

    /// `p(x, y)` beside X and Y.
    fn joint_densities(&self, found: &Sides) -> Vec<OwnDensity> {
        let joint = found
            .densities
            .iter()
            .filter(|shown| shown.letters.len() > 1);
        let mut own = Vec::new();
        for shown in joint {
            let variable = |letter: &Key| {
                let name = letter.to_uppercase();
                let random = found.random.contains(&name) || self.is_random_name(&name);
                (random && self.told_family(&name)?.is_none()).then(|| (name, letter.clone()))
            };
            let variables: Option<Vec<_>> = shown.letters.iter().map(variable).collect();
            own.extend(variables.map(|variables| OwnDensity {
                variables,
                density: shown.tree.clone(),
                integrated: found.integrated.clone(),
            }));
        }
        own
    }

    // Under the densities

    /// The density of all that is random in the trees, if the derivation shows it.
    fn own_of(&self, trees: &[&Tree]) -> Option<OwnDensity> {
        if self.scope.own_densities.is_empty() {
            return None;
        }
        let mut names = BTreeSet::new();
        for tree in trees {
            self.random_names(tree, &mut names);
        }
        let covers = |own: &&OwnDensity| {
            let known = |name: &Key| own.variables.iter().any(|(of, _)| of == name);
            names.iter().all(known)
        };
        let densities = self.scope.own_densities.iter().filter(covers);
        densities
            .min_by_key(|own| own.variables.len())
            .filter(|_| !names.is_empty())
            .cloned()
    }

    /// The measure of all that is random in the trees, in which the random names are bound as well.
    pub(super) fn own_measure(&mut self, trees: &[&Tree]) -> Read<Option<Measure>> {
        let Some(own) = self.own_of(trees) else {
            return Ok(None);
        };
        self.measure_of(&own).map(Some)
    }

    /// The density as a measure over the random names themselves: the letters of their values may stand for something
    /// else where it is used.
    fn measure_of(&mut self, own: &OwnDensity) -> Read<Measure> {
        let letters = own.variables.iter().map(|(_, letter)| letter);
        let variables = letters
            .map(|letter| {
                let symbol = match own.integrated.contains(letter) {
                    true => self.integration_variable(letter),
                    false => self.fresh_variable(letter),
                };
                (letter.clone(), symbol)
            })
            .collect();
        let mut measure = self.measure_with(variables, &own.density)?;
        let mut values = Substitution::default();
        for ((name, _), (key, symbol)) in own.variables.iter().zip(&mut measure.variables) {
            let sort = self.store.sort_of(self.store.symbol(*symbol).sort).clone();
            let random = self.store.declare(name, sort);
            values.insert(*symbol, self.store.name(random));
            (*key, *symbol) = (name.clone(), random);
        }
        measure.weight = self.store.substitute(measure.weight, &values);
        measure.pairs = self.pairs_of(&measure.variables);
        Ok(measure)
    }

    /// `P(X = x)`, `P(X \leq a)` under the density of X. `P(a < X < b)` is an integral only where a is below b.
    pub(super) fn own_probability(&mut self, event: &Tree) -> Read<Option<Id>> {
        let Some(own) = self.own_of(&[event]) else {
            return Ok(None);
        };
        let ([(name, _)], Kind::Chain { first, rest }) = (&own.variables[..], &event.kind) else {
            return Ok(None);
        };
        let is_name = |tree: &Tree| mark(tree) == *name;
        let (low, high) = match &rest[..] {
            [(Relation::Equal, value)] if is_name(first) => {
                return self.own_mass(&own, name, value);
            }
            [(relation, value)] if is_name(first) => match relation {
                Relation::Less | Relation::LessEqual => (None, Some(value)),
                Relation::Greater | Relation::GreaterEqual => (Some(value), None),
                _ => return Ok(None),
            },
            _ => return Ok(None),
        };
        let measure = self.measure_of(&own)?;
        let symbol = measure.variables[0].1;
        if *self.store.sort_of(self.store.symbol(symbol).sort) != Sort::Real {
            return Ok(None);
        }
        let low = match low {
            Some(tree) => self.scalar(tree)?,
            None => {
                let infinity = self.store.constant(Constant::Infinity);
                self.store.negate(infinity)
            }
        };
        let high = match high {
            Some(tree) => self.scalar(tree)?,
            None => self.store.constant(Constant::Infinity),
        };
        let domain = Domain::Range(low, high);
        Ok(Some(self.bind(
            BinderKind::Integral,
            symbol,
            domain,
            measure.weight,
        )))
    }

    /// `P(X = v)` of a discrete variable.
    fn own_mass(&mut self, own: &OwnDensity, name: &str, value: &Tree) -> Read<Option<Id>> {
        let id = self.tree(value)?;
        let is_mass = matches!(&own.density.kind, Kind::Product(factors)
            if bracket(&factors[1].1).is_some_and(|found| self.held(found.body).is_some()));
        if is_mass {
            let slot = self.slot_for(&reduce_variable(name), Some(id));
            let family = self.scope.joint_family(&[reduce_variable(name)]);
            return self
                .make_density(value, &family, &[(slot, id)], &[])
                .map(Some);
        }
        // A density at a point is no probability.
        if !self.scope.is_discrete(&own.variables[0].1) {
            return Ok(None);
        }
        let measure = self.measure_of(own)?;
        let symbol = measure.variables[0].1;
        let mut values = Substitution::default();
        values.insert(symbol, id);
        Ok(Some(self.store.substitute(measure.weight, &values)))
    }
}

/// `x`, and not `x_i` or `x^2`.
fn plain_letter(tree: &Tree) -> Option<Key> {
    let plain = |found: &Written| found.items.is_empty() && found.sup.is_none();
    written(tree).filter(plain).map(|found| found.letter)
}

/// The application with another letter for a plain name in its arguments.
fn with_letter(application: &Tree, name: &str, other: &str) -> Tree {
    let mut application = application.clone();
    if let Some(argument) = application.children_mut().pop() {
        rename(argument, name, other);
    }
    application
}

fn rename(tree: &mut Tree, name: &str, other: &str) {
    match &mut tree.kind {
        Kind::Name(found) if names::letter(found) == name => found.letter = other.to_owned(),
        _ => tree
            .children_mut()
            .into_iter()
            .for_each(|child| rename(child, name, other)),
    }
}

fn is_infinite(tree: &Tree) -> bool {
    matches!(&tree.kind, Kind::Operator(name) if name == "infty")
        || matches!(&tree.kind, Kind::Sum(terms) if matches!(&terms[..], [(_, only)] if is_infinite(only)))
}

/// True if a part of the tree is written so.
fn mentions(tree: &Tree, text: &str) -> bool {
    mark(tree) == text
        || tree
            .children()
            .into_iter()
            .any(|child| mentions(child, text))
}
