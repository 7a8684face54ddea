//! Divergences and entropies: of densities, as lambdas over their variables, and of random variables.

use super::density::reduce;
use super::*;
use crate::elaborate::evidence::Key;
use crate::elaborate::names::{bracket, comma_items, head_spelling, written};
use crate::elaborate::scope::{Nature, Scope, is_capital};
use crate::parse::tree::{Name, Separator, Times};
use crate::vocabulary::{Head, head};

/// The index of sums that are not written.
const INDEX: &str = "i";

/// What an argument of an information quantity is.
pub(super) enum Operand<'t> {
    /// A random variable, by the letter of its values.
    Variable(String),
    /// Random variables side by side, by the letters of their values: `XY` for the pair.
    Joint(Vec<String>),
    /// `X = x`: the letter, and the value it is held at.
    Held(String, &'t Tree),
    /// A density by name.
    Family(String),
    /// A density or distribution written out.
    Density,
    /// A distribution by name whose probabilities are `p_i`.
    Listed(String),
    /// `x \mapsto f(x)`.
    Lambda,
    Other,
}

impl Lowering<'_> {
    pub(super) fn operand_kind<'t>(&self, tree: &'t Tree) -> Operand<'t> {
        if let Kind::Chain { first, rest } = &tree.kind {
            if matches!(rest[..], [(Relation::MapsTo, _)]) {
                return Operand::Lambda;
            }
            if let (Some(found), [(Relation::Equal, value)]) = (written(first), &rest[..]) {
                return Operand::Held(reduce(&self.scope.resolve(&found).0), value);
            }
            return Operand::Other;
        }
        if let Some(found) = written(tree) {
            let (key, indices) = self.scope.resolve(&found);
            if self.scope.nature(&key) == Nature::Family {
                return Operand::Family(key);
            }
            let plain = indices.is_empty() && found.sup.is_none() && found.primes == 0;
            if plain && self.scope.is_listed(&key) {
                return Operand::Listed(key);
            }
            if plain && (self.is_random_name(&key) || is_capital(&key)) {
                return Operand::Variable(reduce_variable(&key));
            }
            if plain
                && self
                    .scope
                    .evidence(&key.to_uppercase())
                    .is_some_and(|e| e.random)
            {
                return Operand::Variable(reduce_variable(&key));
            }
            return Operand::Other;
        }
        if self.is_mixture(tree) {
            return Operand::Density;
        }
        if let Kind::Product(factors) = &tree.kind {
            let density = factors.iter().enumerate().any(|(at, (_, factor))| {
                let applied = factors
                    .get(at + 1)
                    .is_some_and(|(_, t)| bracket(t).is_some());
                let family = written(factor).is_some_and(|found| {
                    let (key, _) = self.scope.resolve(&found);
                    self.scope.nature(&key) == Nature::Family || found.letter == "f"
                });
                applied && (family || names_distribution(factor))
            });
            if density {
                return Operand::Density;
            }
            return self
                .side_by_side(factors)
                .map_or(Operand::Other, Operand::Joint);
        }
        Operand::Other
    }

    /// The letters of different random variables that stand side by side, which the note shows to be random elsewhere.
    fn side_by_side(&self, factors: &[(Times, Tree)]) -> Option<Vec<String>> {
        let mut letters: Vec<String> = Vec::new();
        for (at, (times, factor)) in factors.iter().enumerate() {
            let found = written(factor)?;
            let Operand::Variable(letter) = self.operand_kind(factor) else {
                return None;
            };
            let joined = at == 0 || *times == Times::Juxtaposed;
            let random =
                is_capital(&found.letter) && self.is_random_name(&self.scope.resolve(&found).0);
            if !joined || !random || letters.contains(&letter) {
                return None;
            }
            letters.push(letter);
        }
        Some(letters)
    }

    /// True for `\pi p + (1 - \pi) q`, `\frac{p + q}{2}`, `\frac{1}{2} (p + q)`.
    fn is_mixture(&self, tree: &Tree) -> bool {
        match &tree.kind {
            Kind::Sum(terms) => terms.iter().all(|(_, term)| self.is_share(term)),
            Kind::Fraction(top, bottom) => is_number(bottom) && self.is_mixture(top),
            Kind::Product(factors) => match &factors[..] {
                [(_, weight), (times, mixture)] if *times != Times::Over && is_number(weight) => {
                    bracket(mixture).is_some_and(|inner| {
                        let plain = inner.sub.is_none() && inner.sup.is_none();
                        plain
                            && matches!(inner.body.kind, Kind::Sum(_))
                            && self.is_mixture(inner.body)
                    })
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// True for a density by name, with or without its weight: a term of a mixture.
    fn is_share(&self, term: &Tree) -> bool {
        let family = |tree: &Tree| matches!(self.operand_kind(tree), Operand::Family(_));
        match &term.kind {
            Kind::Product(factors) => {
                let named = factors.iter().filter(|(_, factor)| family(factor)).count();
                let last = factors.last().is_some_and(|(_, factor)| family(factor));
                named == 1 && last
            }
            _ => family(term),
        }
    }

    /// The density that a name stands for here; the tree itself where it is no such name.
    pub(super) fn meant(&self, tree: &Tree) -> Tree {
        let key = written(tree).map(|found| self.scope.resolve(&found).0);
        let alias = key.and_then(|key| self.scope.aliases.get(&key));
        alias.unwrap_or(tree).clone()
    }

    /// True if all arguments are random variables, densities or distributions.
    pub(super) fn is_information(&self, body: &Tree) -> bool {
        match &body.kind {
            Kind::List { items, .. } => items.iter().all(|t| self.is_information(t)),
            _ => !matches!(self.operand_kind(body), Operand::Other),
        }
    }

    // Divergence

    pub(super) fn divergence(&mut self, tree: &Tree, body: &Tree) -> Read<Id> {
        let mut sides = Vec::new();
        crate::elaborate::evidence::flatten_bars(body, &mut sides);
        let [p, q] = sides[..] else {
            return Err(unread(body, UNSUPPORTED, "a divergence has two sides"));
        };
        let (p, q) = (&self.meant(p), &self.meant(q));
        let kinds = (self.operand_kind(p), self.operand_kind(q));
        if let (Operand::Listed(p), Operand::Listed(q)) = &kinds {
            return self.sum_of_listed(tree, [p, q], |store, [p, q]| {
                let ratio = store.divide(p, q);
                let log = store.log(ratio);
                store.product(&[p, log])
            });
        }
        if matches!(kinds, (Operand::Other, _) | (_, Operand::Other)) {
            return self.divergence_of_parameters(tree, body);
        }
        if matches!(kinds, (Operand::Lambda, _) | (_, Operand::Lambda)) {
            let (p, q) = (self.lambda_or_value(p)?, self.lambda_or_value(q)?);
            return Ok(self.store.apply(Operator::Divergence, &[p, q]));
        }
        let (p, q) = self.pair_of_lambdas(p, q)?;
        Ok(self.store.apply(Operator::Divergence, &[p, q]))
    }

    /// `\mathrm{JSD}(p \| q)` by its definition: half the divergence of each from `m = (p + q) / 2` (Lin 1991).
    pub(super) fn jensen_shannon(&mut self, body: &Tree) -> Read<Id> {
        let mut sides = Vec::new();
        crate::elaborate::evidence::flatten_bars(body, &mut sides);
        let [p, q] = sides[..] else {
            return Err(unread(body, UNSUPPORTED, "a divergence has two sides"));
        };
        let sides = [&self.meant(p), &self.meant(q)];
        let density = |side: &&Tree| {
            matches!(
                self.operand_kind(side),
                Operand::Family(_) | Operand::Density
            )
        };
        if !sides.iter().all(density) {
            let text = "the sides of the divergence are no densities";
            return Err(unread(body, UNSUPPORTED, text));
        }
        let variables = self.variables_of(&sides);
        let symbols: Vec<SymbolId> = variables.iter().map(|(_, symbol)| *symbol).collect();
        let [p, q] = sides.map(|side| self.density_under(side, &variables));
        let (p, q) = (p?, q?);
        let half = self.store.ratio(1, 2);
        let both = self.store.sum(&[p, q]);
        let mean = self.store.product(&[half, both]);
        let parts = [p, q].map(|density| {
            let args = [density, mean].map(|body| self.store.lambda(&symbols, body));
            let divergence = self.store.apply(Operator::Divergence, &args);
            self.store.product(&[half, divergence])
        });
        Ok(self.store.sum(&parts))
    }

    /// `\sum_i f(p_i, q_i)` over all probabilities of distributions that are written by them.
    pub(super) fn sum_of_listed(
        &mut self,
        tree: &Tree,
        keys: [&String; 2],
        term: impl Fn(&mut Store, [Id; 2]) -> Id,
    ) -> Read<Id> {
        let domain = self.range_of_place(&format!("P:0:{}", keys[0]))?;
        let index = Tree {
            kind: Kind::Name(Name {
                letter: INDEX.to_owned(),
                font: None,
                accents: Vec::new(),
            }),
            span: tree.span.clone(),
        };
        let symbol = self.store.declare(INDEX, Sort::Integer);
        self.scope.push(INDEX, symbol);
        let [p, q] = keys.map(|key| self.plain_value(tree, key, &[&index]));
        self.scope.pop();
        let body = term(self.store, [p?, q?]);
        Ok(self.bind(BinderKind::Sum, symbol, domain, body))
    }

    /// `KL(\mu, \sigma)`: the divergence as a function of parameters, which the note defines.
    fn divergence_of_parameters(&mut self, tree: &Tree, body: &Tree) -> Read<Id> {
        let separated = matches!(&body.kind, Kind::List { separators, .. } if separators.iter().all(|s| *s == Separator::Comma));
        if !separated {
            return Err(unread(
                body,
                UNSUPPORTED,
                "the sides of the divergence are no densities",
            ));
        }
        let args: Read<Vec<Id>> = comma_items(body)
            .into_iter()
            .map(|t| self.scalar(t))
            .collect();
        let args = args?;
        let head = names::head_spelling(tree).unwrap_or_else(|| "KL".into());
        let symbol = self.scope.function(self.store, &head, args.len());
        let head = self.store.name(symbol);
        Ok(self.store.call(head, &args))
    }

    /// Two densities as lambdas over the same variables.
    pub(super) fn pair_of_lambdas(&mut self, p: &Tree, q: &Tree) -> Read<(Id, Id)> {
        let variables = self.variables_of(&[p, q]);
        let p = self.lambda_over(p, &variables)?;
        let q = self.lambda_over(q, &variables)?;
        Ok((p, q))
    }

    /// Symbols for the variables of densities; a named distribution tells what its values are.
    pub(super) fn variables_of(&mut self, sides: &[&Tree]) -> Vec<(String, SymbolId)> {
        let letters = self.common_letters(sides);
        let sort = sides.iter().find_map(|side| {
            let Kind::Product(factors) = &side.kind else {
                return None;
            };
            if !names_distribution(&factors[0].1) {
                return None;
            }
            let distribution = self.tree(side).ok()?;
            let named = *self.store.sort(distribution) == Sort::Distribution;
            self.point_sort(distribution).filter(|_| named)
        });
        match (&letters[..], sort) {
            ([letter], Some(sort)) => vec![(letter.clone(), self.store.declare(letter, sort))],
            _ => {
                let symbol = |letter: &String| (letter.clone(), self.fresh_variable(letter));
                letters.iter().map(symbol).collect()
            }
        }
    }

    /// The variables of densities: those that one of them is written with, else those its family has.
    fn common_letters(&mut self, sides: &[&Tree]) -> Vec<String> {
        for side in sides {
            let letters = self.density_variables(side);
            if !letters.is_empty() {
                return letters;
            }
        }
        for side in sides {
            if let Operand::Family(key) = self.operand_kind(side) {
                let key = self.applied_family(&key);
                if let Some(letters) = self.family_variables(&key) {
                    return letters;
                }
            }
        }
        vec![self.usual_variable()]
    }

    /// `P` for the distribution of the density `p`, where only the latter is applied in this section.
    pub(super) fn applied_family(&self, key: &str) -> String {
        let applied = |k: &str| {
            self.scope
                .evidence(k)
                .is_some_and(|e| !e.applied.is_empty())
        };
        let lower = key.to_lowercase();
        let swap = key.chars().count() == 1
            && !applied(key)
            && applied(&lower)
            && self.scope.nature(&lower) == Nature::Family;
        if swap { lower } else { key.to_owned() }
    }

    /// A density as a lambda over variables.
    pub(super) fn lambda_over(
        &mut self,
        tree: &Tree,
        variables: &[(String, SymbolId)],
    ) -> Read<Id> {
        let body = self.density_under(tree, variables)?;
        let symbols: Vec<SymbolId> = variables.iter().map(|(_, s)| *s).collect();
        Ok(self.store.lambda(&symbols, body))
    }

    /// The value of a density at variables.
    fn density_under(&mut self, tree: &Tree, variables: &[(String, SymbolId)]) -> Read<Id> {
        for (key, symbol) in variables {
            self.scope.push(key, *symbol);
        }
        let body = self.density_value(tree, variables);
        for _ in variables {
            self.scope.pop();
        }
        body
    }

    fn density_value(&mut self, tree: &Tree, variables: &[(String, SymbolId)]) -> Read<Id> {
        if let Operand::Family(key) = self.operand_kind(tree) {
            let key = self.bare_family(tree, &self.applied_family(&key))?;
            let pairs: Vec<_> = variables
                .iter()
                .map(|(letter, symbol)| {
                    let value = self.store.name(*symbol);
                    (self.slot_for(&reduce(letter), Some(value)), value)
                })
                .collect();
            let indices = written(tree).map_or_else(Vec::new, |found| self.scope.resolve(&found).1);
            let member = self.index_pairs(&indices)?;
            return self.make_density(tree, &key, &pairs, &member);
        }
        let mut pairs = Vec::new();
        for (letter, symbol) in variables {
            let value = self.store.name(*symbol);
            pairs.push((self.slot_for(&reduce(letter), Some(value)), value));
        }
        self.ambient.push(pairs);
        let noted = self.notes.len();
        let id = self.tree(tree);
        self.ambient.pop();
        if self.is_mixture(tree) {
            // A sum of densities by name is written without their variables, as one of them is.
            let mended = self.notes.split_off(noted).into_iter();
            let others = mended.filter(|note| note.code != Code::MissingArgument);
            self.notes.extend(others);
        }
        let id = id?;
        if *self.store.sort(id) == Sort::Distribution {
            let [(_, symbol)] = variables else {
                return Err(unread(
                    tree,
                    UNSUPPORTED,
                    "one distribution for several variables",
                ));
            };
            let point = self.store.name(*symbol);
            return Ok(self.store.apply(Operator::Pdf, &[id, point]));
        }
        self.require_scalar(id, tree)
    }

    /// A function or density as a lambda: `x \mapsto f(x)`, a family, or any value.
    pub(super) fn lambda_or_value(&mut self, tree: &Tree) -> Read<Id> {
        if let Kind::Chain { first, rest } = &tree.kind
            && let [(Relation::MapsTo, body)] = &rest[..]
        {
            let inner = bracket(first).map_or(&**first, |b| b.body);
            let mut variables = Vec::new();
            for name in comma_items(inner) {
                let Some(found) = written(name) else {
                    return Err(unread(name, UNSUPPORTED, "the variable is no name"));
                };
                let (key, _) = self.scope.resolve(&found);
                let symbol = self.fresh_variable(&key);
                variables.push((key, symbol));
            }
            for (key, symbol) in &variables {
                self.scope.push(key, *symbol);
            }
            let body = self.tree(body);
            for _ in &variables {
                self.scope.pop();
            }
            let symbols: Vec<SymbolId> = variables.iter().map(|(_, s)| *s).collect();
            let body = body?;
            return Ok(self.store.lambda(&symbols, body));
        }
        if let Some(found) = written(tree) {
            let (key, _) = self.scope.resolve(&found);
            if self.scope.nature(&key) == Nature::Function {
                let symbol = self.scope.function(self.store, &key, 1);
                return Ok(self.store.name(symbol));
            }
        }
        if matches!(self.operand_kind(tree), Operand::Family(_)) {
            let variables = self.variables_of(&[tree]);
            return self.lambda_over(tree, &variables);
        }
        self.tree(tree)
    }
}

/// True for `2` and `\frac{1}{2}`.
fn is_number(tree: &Tree) -> bool {
    match &tree.kind {
        Kind::Number(_) => true,
        Kind::Fraction(top, bottom) => is_number(top) && is_number(bottom),
        _ => false,
    }
}

/// True if a tree is the name of a distribution of the vocabulary.
fn names_distribution(tree: &Tree) -> bool {
    let meaning = names::head_spelling(tree).and_then(|spelling| head(&spelling));
    meaning.is_some_and(|(meaning, _)| matches!(meaning, Head::Distribution(_)))
}

/// True for a name that takes the density on the right as its meaning: `P = p(x, y)`. A density that is written with its
/// variable elsewhere is defined by a distribution, and no other name for it.
pub fn names_density(
    store: &mut Store,
    scope: &mut Scope,
    name: &Tree,
    density: &Tree,
) -> Option<Key> {
    let found = written(name).filter(|found| found.items.is_empty() && found.sup.is_none())?;
    let (key, _) = scope.resolve(&found);
    let factor = match &density.kind {
        Kind::Product(factors) => &factors.first()?.1,
        _ => density,
    };
    let spelling = head_spelling(factor).unwrap_or_default();
    let distribution = matches!(head(&spelling), Some((Head::Distribution(_), _)));
    let applied = scope.evidence(&key).is_some_and(|e| !e.applied.is_empty());
    if distribution && applied {
        return None;
    }
    let lowering = Lowering::new(store, scope);
    let named = matches!(lowering.operand_kind(name), Operand::Family(_));
    (named && matches!(lowering.operand_kind(density), Operand::Density)).then_some(key)
}

/// The letter of the values of a random variable.
pub(super) fn reduce_variable(key: &str) -> String {
    let base = crate::elaborate::scope::base(key);
    // `\hat{X}` is another variable than X.
    let accented = [r"\hat{", r"\tilde{", r"\bar{"]
        .into_iter()
        .find_map(|accent| Some((accent, base.strip_prefix(accent)?.strip_suffix('}')?)));
    if let Some((accent, inner)) = accented {
        return format!("{accent}{}}}{}", reduce(inner), &key[base.len()..]);
    }
    match key.len() > base.len() {
        // `X_1` has values `x_1`.
        true => format!("{}{}", reduce(base), &key[base.len()..]),
        false => reduce(key),
    }
}
