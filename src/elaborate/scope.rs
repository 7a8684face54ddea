//! The names in force: which symbol a spelling stands for, of which sort, and what is bound.

use rustc_hash::{FxHashMap, FxHashSet};

use super::conventions::{Called, Conventions, Conversion};
use super::dependents::Dependents;
use super::evidence::{Application, Evidence, Key, Study};
use super::lower::{OwnDensity, is_dots};
use super::names::{self, Bracket, Written, comma_items, written};
use super::phrases::Property;
use super::readings::Readings;
use super::shapes::{Dim, Shapes};
use super::sorts::factors_of_set;
use super::survey::{Says, Survey};
use crate::expr::*;
use crate::parse::tree::{Kind, Separator, Times, Tree};
use crate::vocabulary::constants::number_set;

/// What a name is before its symbol is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    Family,
    Function,
    Value,
}

/// Places of a function that may stand at squares.
const PLACES: usize = 8;
/// More names of one spelling than a note has one after the other.
const VERSIONS: u32 = 1 << 16;
/// More versions than functions of roots have.
const LOOSE: u32 = VERSIONS << (PLACES + 1);

/// The names of a section with the readings in force.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    pub readings: Readings,
    pub study: Study,
    pub conventions: Conventions,
    pub(super) symbols: FxHashMap<Key, SymbolId>,
    pub(super) fixed: FxHashMap<Key, (SymbolId, Nature)>,
    families: FxHashSet<Key>,
    /// Functions that are another one of the spelling, of other kinds of arguments.
    overloads: FxHashSet<SymbolId>,
    pub(super) bound: Vec<(Key, SymbolId)>,
    versions: FxHashMap<Key, u32>,
    /// Densities that a name stands for here: `let P = p(x, y)`.
    pub aliases: FxHashMap<Key, Tree>,
    /// The densities of the random variables of this derivation.
    pub own_densities: Vec<OwnDensity>,
    /// The base of all logarithms of the derivation, where entropies stand beside them.
    pub log_base: Option<Tree>,
    /// Names that vary with others here.
    pub dependents: Dependents,
    /// Names whose sort is being decided: a circle ends at Real.
    deciding: Vec<Key>,
    pub(super) size: Option<Id>,
    pub(super) shapes: Shapes,
    /// Sizes of arrays that were asked for.
    pub(super) extents: FxHashMap<Dim, Id>,
}

impl Scope {
    pub fn new(survey: &Survey) -> Self {
        let mut scope = Self {
            study: Study::of(survey),
            conventions: survey.conventions.clone(),
            ..Self::default()
        };
        scope.shapes = Shapes::solve(&scope, survey);
        scope
    }

    /// Fixes the symbol of a name, whatever the evidence says.
    pub fn declare(&mut self, store: &Store, key: &str, symbol: SymbolId) {
        let nature = match store.sort_of(store.symbol(symbol).sort) {
            Sort::Family => Nature::Family,
            Sort::Function(..) => Nature::Function,
            _ => Nature::Value,
        };
        self.fixed.insert(key.to_owned(), (symbol, nature));
        self.symbols.insert(key.to_owned(), symbol);
    }

    /// The symbol that was fixed for a name.
    pub fn fixed(&self, key: &str) -> Option<SymbolId> {
        self.fixed.get(key).map(|&(symbol, _)| symbol)
    }

    /// From here on the spelling is another name (it is let again).
    pub fn renew(&mut self, key: &str) {
        *self.versions.entry(key.to_owned()).or_default() += 1;
        self.symbols
            .retain(|known, _| known.split('/').next() != Some(key));
    }

    /// The symbol of a name in a tree (`\sigma_j`, `f(x)`, `p(x, y)` give that of \sigma, f, p), made if it is new.
    pub fn symbol(&mut self, store: &mut Store, tree: &Tree) -> Option<SymbolId> {
        let (head, bracket) = match &tree.kind {
            Kind::Product(factors) => match &factors[..] {
                [(_, head), (Times::Juxtaposed, bracket)] => (head, Some(names::bracket(bracket)?)),
                _ => return None,
            },
            _ => (tree, None),
        };
        let found = written(head)?;
        let (key, indices) = self.resolve(&found);
        let nature = bracket.map_or(self.nature(&key), |found| self.nature_before(&key, found));
        Some(match (nature, bracket) {
            (Nature::Family, _) => self.family(store, &key),
            (Nature::Function, Some(bracket)) => {
                self.function(store, &key, comma_items(bracket.body).len())
            }
            _ => self.value(store, &key, indices.len()),
        })
    }

    /// The key of a written name and its indices, under the binders that are open.
    pub fn resolve<'t>(&self, found: &Written<'t>) -> (Key, Vec<&'t Tree>) {
        if let Some(key) = self.bound_item(found) {
            return (key, Vec::new());
        }
        self.study.resolve(found, &|letter| {
            self.bound.iter().any(|(key, _)| key == letter)
        })
    }

    /// What is to be made of the parameter of a distribution, where the words call its name something else than it is.
    pub fn conversion(&self, operator: Operator, place: usize, tree: &Tree) -> Option<Conversion> {
        let found = written(tree).filter(|found| found.sup.is_none())?;
        let (key, _) = self.resolve(&found);
        self.conventions
            .conversion(operator, place, |name| self.is_written(name, &key))
    }

    /// True for a constant that may be another one at each place.
    pub fn varies(&self, key: &str) -> bool {
        self.conventions.varies(|name| self.is_written(name, key))
    }

    /// True for a name, with or without a mark, that the words call so.
    pub fn is_called(&self, spelling: &str, what: Called) -> bool {
        let plain = spelling
            .split_once("^{")
            .map_or(spelling, |(plain, _)| plain);
        let mut called = self.conventions.called_so(what);
        called.any(|name| self.is_written(name, plain))
    }

    fn is_written(&self, tree: &Tree, key: &str) -> bool {
        written(tree).is_some_and(|found| self.resolve(&found).0 == key)
    }

    // Bound variables

    pub fn push(&mut self, key: &str, symbol: SymbolId) {
        self.bound.push((key.to_owned(), symbol));
    }

    pub fn pop(&mut self) {
        self.bound.pop();
    }

    pub fn bound(&self, key: &str) -> Option<SymbolId> {
        let found = self.bound.iter().rev().find(|(known, _)| known == key);
        found.map(|&(_, symbol)| symbol)
    }

    // Natures

    pub fn evidence(&self, key: &str) -> Option<&Evidence> {
        self.study.evidence(key)
    }

    pub fn nature(&self, key: &str) -> Nature {
        if let Some(&fixed) = self.fixed.get(key) {
            return fixed.1;
        }
        if self.is_family(key) || self.is_family_by_use(key) {
            Nature::Family
        } else if self.is_function(key) {
            Nature::Function
        } else {
            Nature::Value
        }
    }

    /// True for a list in brackets that only a function stands before.
    pub fn lists_arguments(bracket: Bracket<'_>) -> bool {
        bracket.open == "("
            && bracket.sub.is_none()
            && bracket.sup.is_none()
            && lists_arguments(bracket.body)
    }

    /// The nature of a name before a bracket: a list in round brackets right after a name of a value makes it a function
    /// there, another one than the value.
    pub fn nature_before(&self, key: &str, bracket: Bracket<'_>) -> Nature {
        match self.nature(key) {
            Nature::Value
                if self.bound(key).is_none()
                    && (self.is_applied_to(key, bracket)
                        || bracket.open == "(" && self.is_given_as_function(key)) =>
            {
                Nature::Function
            }
            nature => nature,
        }
    }

    /// True where the note gives a letter as a function, and nothing shows that it is an array or random.
    fn is_given_as_function(&self, key: &str) -> bool {
        let array = |e: &Evidence| e.bold || e.transposed || e.inverted || e.traced || e.normed;
        self.conventions.own.is_function(key)
            && self.evidence(key).is_some_and(|e| !e.random && !array(e))
    }

    /// True for a list, for a name where the one before it is applied to lists elsewhere, and for what stands after the
    /// letter of a number that is applied to a name by itself: `m(x)` is no product.
    fn is_applied_to(&self, key: &str, bracket: Bracket<'_>) -> bool {
        let evidence = self.evidence(key);
        let listed = |evidence: &Evidence| evidence.applied.iter().any(|a| a.of.len() > 1);
        if bracket.open == "(" && bracket.sub.is_none() && evidence.is_some_and(takes_names) {
            return true;
        }
        // The values of what is random vary, those of a function do not.
        bracket.open == "("
            && !evidence.is_some_and(|e| e.random)
            && bracket.sub.is_none()
            && bracket.sup.is_none()
            && (lists_arguments(bracket.body)
                || written(bracket.body).is_some() && evidence.is_some_and(listed))
    }

    /// True for a name that stands with arguments and without: how the two hang together is not known.
    pub fn is_split(&self, store: &Store, symbol: SymbolId) -> bool {
        let symbol = store.symbol(symbol);
        let function = matches!(store.sort_of(symbol.sort), Sort::Function(..));
        let known = self.evidence(&symbol.spelling).is_some();
        symbol.version >= LOOSE && !function
            || known
                && self.nature(&symbol.spelling) == Nature::Value
                && (function
                    || *store.sort_of(symbol.sort) == Sort::Real
                        && self.evidence(&symbol.spelling).is_some_and(takes_names))
    }

    /// True if a set is all that a variable may be: `\mathcal{X}` for x, the sample space, a set that the note says it is of.
    pub fn is_whole(&self, set: &str, variable: &str) -> bool {
        if !is_space(set) {
            return false;
        }
        let letter = |key: &str| {
            let plain = base(key).to_lowercase();
            let inner = plain.rsplit_once('{').map_or(&*plain, |(_, inner)| inner);
            inner.trim_end_matches(['}', '\'']).to_owned()
        };
        let said =
            |says: &Says| matches!(says, Says::MemberOf(of) if super::names::mark(of) == set);
        set == r"\Omega"
            || letter(set) == letter(variable)
            || [variable.to_owned(), variable.to_uppercase()]
                .iter()
                .filter_map(|name| self.evidence(name))
                .any(|e| e.said.iter().any(said))
    }

    /// A family that was met with its variables as a subscript only.
    fn is_family_by_use(&self, key: &str) -> bool {
        self.families.contains(key) && self.evidence(key).is_none_or(|e| e.applied.is_empty())
    }

    /// True for a distribution that is only ever written by its probabilities `p_i`.
    pub(super) fn is_listed(&self, key: &str) -> bool {
        // `p_i (a + b)` is a product.
        let product = |a: &Application| a.given.is_empty() && a.of.iter().all(Option::is_none);
        let listed =
            |e: &Evidence| e.density && e.arities & 0b10 != 0 && e.applied.iter().all(product);
        !self.families.contains(key) && self.evidence(key).is_some_and(listed)
    }

    pub(super) fn is_family(&self, key: &str) -> bool {
        let Some(e) = self.evidence(key) else {
            return false;
        };
        if self.is_listed(key) {
            return false;
        }
        let says = |p: &[Property]| {
            e.said
                .iter()
                .any(|s| matches!(s, Says::Property(q) if p.contains(q)))
        };
        if says(&[
            Property::Family,
            Property::Discrete,
            Property::Continuous,
            Property::PositiveEverywhere,
        ]) {
            return true;
        }
        if says(&[Property::Function, Property::Integer, Property::Matrix])
            || self.maps(key).is_some()
            || self.conventions.own.contains(key)
        {
            return false;
        }
        let usual = is_density_letter(key);
        if is_undone(key, e) {
            return false;
        }
        // `\log p(X)`
        let at_random = |a: &Application| matches!(&a.of[..], [Some(only)] if is_capital(only) && self.evidence(only).is_some_and(|e| e.random));
        (e.density && (!e.applied.is_empty() || e.whole == 0 || usual))
            || (usual && (e.summed_over || !is_capital(key) && e.applied.iter().any(at_random)))
    }

    fn is_function(&self, key: &str) -> bool {
        let Some(e) = self.evidence(key) else {
            return false;
        };
        if e.said
            .iter()
            .any(|s| matches!(s, Says::Property(Property::Function) | Says::Maps(..)))
        {
            return true;
        }
        // `y(x)` is a quantity where something is differentiated by y, or integrated over it.
        let varied = || {
            let mut names = self.study.names.values();
            e.integrated || names.any(|other| other.derived_by.iter().any(|by| by == key))
        };
        let given = self.is_given_as_function(key) && e.whole <= e.lone && !e.applied.is_empty();
        if e.process || given && !varied() {
            return true;
        }
        if is_undone(key, e) {
            return true;
        }
        // `f \in \mathcal{F}` leaves it a function.
        let classed = |says: &Says| matches!(says, Says::MemberOf(set) if is_class(set));
        if e.random || !e.said.iter().all(classed) {
            return false;
        }
        if !e.derived_by.is_empty() {
            return true;
        }
        let usual = matches!(
            base(key),
            "f" | "g"
                | "h"
                | "F"
                | "G"
                | "u"
                | "v"
                | "L"
                | "J"
                | r"\ell"
                | r"\phi"
                | r"\varphi"
                | r"\psi"
                | r"\mathcal{L}"
        );
        if usual && (e.primed || !e.applied.is_empty()) {
            return true;
        }
        let named = |a: &super::evidence::Application| {
            a.of.len() > 1 || a.of.iter().all(Option::is_some) && !a.of.is_empty()
        };
        // `y' = y` with `y(0) = 1`
        let primed = e.primed && !self.study.primes_transpose;
        let solved = (primed || self.study.moving.contains(key)) && !e.applied.is_empty();
        (e.whole == e.lone || solved) && e.applied.iter().any(named)
    }

    pub(super) fn maps(&self, key: &str) -> Option<(Tree, Tree)> {
        self.evidence(key)?.said.iter().find_map(|s| match s {
            Says::Maps(from, to) => Some((from.clone(), to.clone())),
            _ => None,
        })
    }

    /// Whether `I` is the identity here: with a size, or beside arrays and not declared otherwise.
    pub(super) fn reads_identity(&self, key: &str, found: &Written<'_>) -> bool {
        let (own, _) = self.resolve(found);
        if key == "I" && found.items.is_empty() && self.is_called(key, Called::Identity) {
            return self.bound(key).is_none();
        }
        // `\mathbb{I}_i(k)` is a function of an index.
        let counts =
            |a: &Application| matches!(&a.of[..], [Some(k)] if self.study.indices.contains(k));
        let declared = self
            .evidence(&own)
            .is_some_and(|e| !e.said.is_empty() || e.applied.iter().any(counts));
        !declared
            && !self.study.indices.contains(key)
            && self.bound(key).is_none()
            && match &found.items[..] {
                [] => self.study.has_arrays,
                // `I_n = \int x^n dx`, an investment `I_t`
                [size] => {
                    let shown = self.study.shows_arrays || self.study.has_normal;
                    size.is_size() && (shown || key != "I")
                }
                _ => false,
            }
    }

    // Symbols

    fn version(&self, key: &str) -> u32 {
        self.versions.get(key).copied().unwrap_or(0)
    }

    pub(super) fn remember(
        &mut self,
        store: &mut Store,
        entry: Key,
        spelling: &str,
        sort: Sort,
    ) -> SymbolId {
        let version = self.version(spelling);
        let symbol = store.declare_as(spelling, sort, Role::Note, version);
        self.symbols.insert(entry, symbol);
        symbol
    }

    pub fn family(&mut self, store: &mut Store, key: &str) -> SymbolId {
        self.families.insert(key.to_owned());
        // `p_i` beside `p(x)` is a number, and no density.
        let own = format!("{key}/density");
        let known = [key, &own].map(|entry| self.symbols.get(entry).copied());
        let family = |symbol: &SymbolId| *store.sort_of(store.symbol(*symbol).sort) == Sort::Family;
        match known.into_iter().flatten().find(family) {
            Some(symbol) => symbol,
            None if self.symbols.contains_key(key) => self.remember(store, own, key, Sort::Family),
            None => self.remember(store, key.to_owned(), key, Sort::Family),
        }
    }

    /// The places at which a function of so many arguments has the square of one and the same letter wherever it is written.
    pub(super) fn squared_arguments(&self, key: &str, arity: usize) -> Vec<usize> {
        let evidence = self.evidence(key).filter(|e| {
            // `f'(x^2)` is the derivative by the square.
            !e.primed && !e.applied.is_empty()
        });
        let squared = |at: &usize| {
            evidence.is_some_and(|e| {
                let name = |a: &Application| -> Option<String> {
                    Some(unmarked(a.squared.get(*at)?.as_deref()?).to_owned())
                };
                let first = name(&e.applied[0]);
                first.is_some() && e.applied.iter().all(|a| name(a) == first)
            })
        };
        (0..arity.min(PLACES)).filter(squared).collect()
    }

    /// For `L(\mu, \sigma^2)` as a function of what is squared in these places: another function than L, so that nothing
    /// that is said of L anywhere speaks of it.
    pub(super) fn of_roots(store: &mut Store, symbol: SymbolId, places: &[usize]) -> SymbolId {
        let mask = places.iter().fold(0, |mask, &at| mask | 1 << at);
        let mut other = store.symbol(symbol).clone();
        other.version += mask * VERSIONS;
        store.intern_symbol(other)
    }

    /// `p` for `p_{\theta}`, where both are densities and no other parameter is written: they may be one distribution.
    pub(super) fn without_parameter(&self, key: &str) -> Option<Key> {
        let plain = base(key);
        let parameter = key.strip_prefix(plain)?.strip_prefix("_{")?;
        let letter = parameter.strip_suffix('}')?.strip_prefix('\\')?;
        let greek = !letter.is_empty() && letter.chars().all(|c| c.is_ascii_alphabetic());
        let others = self.study.names.keys();
        let only = others
            .filter(|other| base(other) == plain && *other != plain)
            .all(|other| other == key);
        let apart = self.study.tells_apart(plain, key);
        (greek && only && !apart && self.is_family(plain)).then(|| plain.to_owned())
    }

    /// The symbol of a function of so many arguments.
    pub fn function(&mut self, store: &mut Store, key: &str, arity: usize) -> SymbolId {
        let entry = format!("{key}/{arity}");
        if let Some(&symbol) = self.symbols.get(&entry).or(self.symbols.get(key))
            && matches!(store.sort_of(store.symbol(symbol).sort), Sort::Function(args, _) if args.len() == arity)
        {
            return symbol;
        }
        let (mut args, mut result) = (Vec::new(), None);
        if let Some((from, to)) = self.maps(key) {
            let mut parts = Vec::new();
            factors_of_set(&from, &mut parts);
            args = parts
                .iter()
                .filter_map(|set| self.member_sort(store, set))
                .collect();
            result = self.member_sort(store, &to);
        }
        if args.len() != arity {
            args = self.argument_sorts(store, key, arity);
        }
        let called = |says: &Says| matches!(says, Says::Property(Property::Complex));
        let complex = self.study.is_complex_name(key)
            || self
                .evidence(key)
                .is_some_and(|e| e.said.iter().any(called));
        let seen = if complex { Sort::Complex } else { Sort::Real };
        let mut result = store.intern_sort(result.unwrap_or(seen));
        if self.evidence(key).is_some_and(|e| e.process) {
            result = store.intern_sort(Sort::Random(result));
        }
        let args = args.into_iter().map(|s| store.intern_sort(s)).collect();
        self.remember(store, entry, key, Sort::Function(args, result))
    }

    /// The function of the spelling for these arguments: where the note takes it of numbers and of arrays, without a word
    /// about its domain, these are two functions.
    pub(super) fn overloaded(
        &mut self,
        store: &mut Store,
        symbol: SymbolId,
        args: &[Id],
    ) -> SymbolId {
        let Sort::Function(sorts, result) = store.sort_of(store.symbol(symbol).sort).clone() else {
            return symbol;
        };
        let array = |sort: &Sort| matches!(sort, Sort::Vector(_) | Sort::Matrix(..));
        let fits =
            |(&sort, &arg): (&SortId, &Id)| array(store.sort_of(sort)) == store.is_array(arg);
        let spelling = store.symbol(symbol).spelling.clone();
        if sorts.len() != args.len()
            || sorts.iter().zip(args).all(fits)
            || is_density_letter(&spelling)
            || self.maps(&spelling).is_some()
            || self.fixed.contains_key(&spelling)
        {
            return symbol;
        }
        let sorts = args.iter().map(|&arg| {
            let sort = store.sort_id(arg);
            match *store.sort_of(sort) {
                Sort::Random(inner) => inner,
                _ => sort,
            }
        });
        let mut other = store.symbol(symbol).clone();
        other.sort = {
            let sorts = sorts.collect();
            store.intern_sort(Sort::Function(sorts, result))
        };
        let other = store.intern_symbol(other);
        self.overloads.insert(other);
        other
    }

    /// True for a function that shares its spelling with one of other kinds of arguments.
    pub fn is_overload(&self, symbol: SymbolId) -> bool {
        self.overloads.contains(&symbol)
    }

    /// `f_i(x)` as a function of the index and of x: another one than f.
    pub(super) fn of_indices(store: &mut Store, symbol: SymbolId, indices: usize) -> SymbolId {
        let mut other = store.symbol(symbol).clone();
        let Sort::Function(mut args, result) = store.sort_of(other.sort).clone() else {
            return symbol;
        };
        let index = store.intern_sort(Sort::Integer);
        args.splice(0..0, std::iter::repeat_n(index, indices));
        other.spelling = format!(
            r"{}_{{{}}}",
            other.spelling,
            [INDEX].repeat(indices).join(" ")
        );
        store.declare_as(
            &other.spelling,
            Sort::Function(args, result),
            other.role,
            other.version,
        )
    }

    /// `f_{\theta}(x)` as a function of its parameters and of x: another one than f.
    pub(super) fn of_parameters(
        store: &mut Store,
        symbol: SymbolId,
        parameters: &[Id],
    ) -> SymbolId {
        let mut other = store.symbol(symbol).clone();
        let Sort::Function(mut args, result) = store.sort_of(other.sort).clone() else {
            return symbol;
        };
        args.splice(0..0, parameters.iter().map(|&id| store.sort_id(id)));
        let marks = other
            .spelling
            .strip_prefix(base(&other.spelling))
            .unwrap_or_default();
        if marks.split(',').count() == parameters.len() {
            let places = [INDEX].repeat(parameters.len()).join(" ");
            other.spelling = format!(r"{}_{{{places}}}", base(&other.spelling));
        }
        other.sort = store.intern_sort(Sort::Function(args, result));
        store.intern_symbol(other)
    }

    fn argument_sorts(&mut self, store: &mut Store, key: &str, arity: usize) -> Vec<Sort> {
        let applied = self
            .evidence(key)
            .map(|e| e.applied.clone())
            .unwrap_or_default();
        (0..arity)
            .map(|place| {
                let names = applied
                    .iter()
                    .filter(|a| a.of.len() == arity)
                    .filter_map(|a| a.of[place].clone());
                let sorts: Vec<Sort> = names.map(|name| self.value_sort(store, &name)).collect();
                let array = sorts
                    .iter()
                    .find(|s| !matches!(s, Sort::Real | Sort::Integer));
                match array {
                    Some(sort) => sort.clone(),
                    None if !sorts.is_empty() && sorts.iter().all(|s| *s == Sort::Integer) => {
                        Sort::Integer
                    }
                    None => Sort::Real,
                }
            })
            .collect()
    }

    /// The sort of the values of a name: a random variable's values, the items of nothing else.
    pub fn value_sort(&mut self, store: &mut Store, key: &str) -> Sort {
        if self.nature(key) == Nature::Function {
            return Sort::Real;
        }
        let symbol = self.value(store, key, 0);
        match store.sort_of(store.symbol(symbol).sort).clone() {
            Sort::Random(inner) => store.sort_of(inner).clone(),
            Sort::Sequence(item) => store.sort_of(item).clone(),
            Sort::Family | Sort::Distribution => Sort::Real,
            sort => sort,
        }
    }

    /// The symbol of a name that is a value, seen with so many indices.
    pub fn value(&mut self, store: &mut Store, key: &str, indices: usize) -> SymbolId {
        if indices == 0
            && let Some(symbol) = self.bound(key)
        {
            return symbol;
        }
        if let Some(&symbol) = self.symbols.get(key)
            && (indices == 0 || self.has_components(store, symbol))
        {
            return symbol;
        }
        let entry = match indices {
            0 => key.to_owned(),
            n => format!("{key}/at{n}"),
        };
        if let Some(&symbol) = self.symbols.get(&entry) {
            return symbol;
        }
        if self.deciding.iter().any(|k| k == key) || self.deciding.len() > 64 {
            return store.declare_as(key, Sort::Real, Role::Note, self.version(key));
        }
        self.deciding.push(key.to_owned());
        let sort = self.decide(store, key, indices);
        self.deciding.pop();
        let whole = !matches!(sort, Sort::Sequence(_));
        let entry = if whole { key.to_owned() } else { entry };
        if let Some(&symbol) = self.symbols.get(&entry) {
            return symbol;
        }
        self.remember(store, entry, key, sort)
    }

    /// The sequence of the items that share the letter of a name: the `x_i` beside an `x` that stands by itself.
    pub fn items_of(&mut self, store: &mut Store, name: SymbolId) -> Option<SymbolId> {
        let key = store.symbol(name).spelling.clone();
        let indexed = self.evidence(&key).is_some_and(|e| e.arities & 0b10 != 0);
        let items = indexed.then(|| self.value(store, &key, 1))?;
        matches!(store.sort_of(store.symbol(items).sort), Sort::Sequence(_)).then_some(items)
    }

    /// A letter that is a size, whatever else it stands for before brackets.
    pub fn size_symbol(&self, store: &mut Store, key: &str) -> SymbolId {
        store.declare_as(key, Sort::Integer, Role::Note, self.version(key))
    }

    /// The number that the letter of a function stands for by itself: another one than a value of that spelling where
    /// nothing is applied.
    pub fn loose(&self, store: &mut Store, key: &str) -> SymbolId {
        let version = self.version(key).saturating_add(LOOSE);
        store.declare_as(key, Sort::Real, Role::Note, version)
    }

    /// The symbol of a function of arguments of those sorts, whatever it is applied to elsewhere, and its result.
    pub fn function_of(
        &self,
        store: &mut Store,
        key: &str,
        (sorts, result): (Vec<SortId>, SortId),
    ) -> SymbolId {
        let sort = Sort::Function(sorts, result);
        store.declare_as(key, sort, Role::Note, self.version(key))
    }

    fn has_components(&self, store: &Store, symbol: SymbolId) -> bool {
        let mut sort = store.sort_of(store.symbol(symbol).sort);
        if let Sort::Random(inner) = sort {
            sort = store.sort_of(*inner);
        }
        matches!(sort, Sort::Vector(_) | Sort::Matrix(..) | Sort::Sequence(_))
    }

    /// The slot of a density for a variable of that spelling with values of that sort.
    pub fn slot(&mut self, store: &mut Store, spelling: &str, sort: SortId) -> SymbolId {
        let sort = match store.sort_of(sort) {
            Sort::Random(inner) => *inner,
            _ => sort,
        };
        let sort = store.sort_of(sort).clone();
        store.declare_as(spelling, sort, Role::Slot, 0)
    }
}

/// True for a set that is none of numbers or arrays and not written out: `\mathcal{F}`, `C^1(U)`.
fn is_class(set: &Tree) -> bool {
    match &set.kind {
        Kind::Product(factors) => is_class(&factors[0].1),
        Kind::Scripts { base, .. } => is_class(base),
        _ => written(set).is_some_and(|found| number_set(&found.letter).is_none()),
    }
}

/// True for what only a function stands before in brackets: `s, a`, `x; \theta`.
fn lists_arguments(body: &Tree) -> bool {
    let Kind::List { items, separators } = &body.kind else {
        return false;
    };
    let separated =
        |separator: &Separator| matches!(separator, Separator::Comma | Separator::Semicolon);
    separators.iter().all(separated) && !items.iter().any(is_dots)
}

/// The letter of a key, without its marks.
pub fn base(key: &str) -> &str {
    match key.rfind("_{") {
        Some(at) if key.ends_with('}') && at > 0 => &key[..at],
        _ => key,
    }
}

/// The letter of a key without its accents: an estimate `\hat{\sigma}` is of the kind of `\sigma`.
pub fn unmarked(key: &str) -> &str {
    let letter = base(key);
    letter
        .split_once('{')
        .map_or(letter, |(_, inner)| inner.trim_end_matches('}'))
}

/// True for the spellings of whole sample spaces: a letter in a font of sets, or a capital Omega.
pub fn is_space(set: &str) -> bool {
    set.starts_with(r"\mathcal{") || set == r"\Omega" || set.starts_with(r"\mathfrak{")
}

/// True for the letter of a number that is applied to a name by itself somewhere, `m(x)`.
fn takes_names(e: &Evidence) -> bool {
    let array = e.bold || e.transposed || e.inverted || e.traced || e.normed;
    let to_name = |a: &Application| a.given.is_empty() && matches!(&a.of[..], [Some(_)]);
    !e.random && !array && e.said.is_empty() && e.arities <= 1 && e.applied.iter().any(to_name)
}

/// True for a letter of functions whose inverse is taken: no density is undone.
fn is_undone(key: &str, evidence: &Evidence) -> bool {
    evidence.undone
        && matches!(
            key,
            "f" | "g" | "h" | "u" | "v" | r"\phi" | r"\varphi" | r"\psi"
        )
}

/// True for the letters that densities usually have.
pub(super) fn is_density_letter(key: &str) -> bool {
    matches!(base(key), "p" | "q" | "P" | "Q" | "r" | r"\pi" | r"\rho")
}

pub fn is_capital(key: &str) -> bool {
    let inner = key
        .trim_start_matches(r"\hat{")
        .trim_start_matches(r"\tilde{")
        .trim_start_matches(r"\bar{")
        .trim_start_matches(r"\mathcal{")
        .trim_start_matches(r"\mathrm{");
    inner
        .trim_start_matches('\\')
        .starts_with(|c: char| c.is_ascii_uppercase())
}
