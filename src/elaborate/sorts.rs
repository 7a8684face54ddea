//! Which sort a name has: by declarations first, else by what the formulas show; and how long vectors are.

use super::evidence::{Application, Evidence, Key, letter_of};
use super::names::{self, comma_items, head_spelling, letter, mark, written};
use super::phrases::Property;
use super::scope::{Scope, base, is_capital, is_space};
use super::shapes::{Dim, ONE};
use super::survey::Says;
use crate::expr::*;
use crate::parse::tree::{Kind, Times, Tree};
use crate::vocabulary::constants::{NumberSet, number_set};
use crate::vocabulary::distributions::{Values, distribution, logarithmic, support};
use crate::vocabulary::{Head, Quantity, head};

/// True for words that make a name random.
pub fn says_random(says: &Says) -> bool {
    let property = matches!(
        says,
        Says::Property(Property::RandomVariable | Property::RandomVector)
    );
    property || matches!(says, Says::Drawn(_))
}

/// True for words that make a name a matrix.
pub(super) fn says_matrix(says: &Says) -> bool {
    matches!(
        says,
        Says::Property(
            Property::Matrix
                | Property::Symmetric
                | Property::PositiveDefinite
                | Property::Invertible
                | Property::Orthogonal
        )
    )
}

/// What is said of the parts of a name if it is said of the whole: those of a random vector are random.
fn of_parts(says: &Says) -> Option<Says> {
    match says {
        Says::Property(Property::RandomVector) => Some(Says::Property(Property::RandomVariable)),
        Says::Property(Property::Vector) => None,
        Says::Property(_) | Says::MemberOf(_) => Some(says.clone()),
        _ => None,
    }
}

impl Scope {
    pub(super) fn decide(&mut self, store: &mut Store, key: &str, indices: usize) -> Sort {
        let e = self.evidence(key).cloned().unwrap_or_default();
        let mut said = e.said.clone();
        if let Some(outer) = self.evidence(base(key))
            && base(key) != key
        {
            said.extend(outer.said.iter().filter_map(of_parts));
        }
        let random = said.iter().any(says_random)
            || e.random && !(said.iter().any(says_matrix) && self.tells_random());
        let inner = match self.declared(store, key, &said, indices) {
            Some(sort) => sort,
            None => match self.drawn_sort(key).filter(|_| indices == 0) {
                Some(sort) => sort,
                None => self.seen(store, key, &e, indices, &said),
            },
        };
        if !random
            || matches!(inner, Sort::Integer) && !key.starts_with(|c: char| c.is_ascii_uppercase())
        {
            return inner;
        }
        match inner {
            Sort::Sequence(item) => {
                let item = store.sort_of(item).clone();
                let item = store.intern_sort(item);
                let random = store.intern_sort(Sort::Random(item));
                Sort::Sequence(random)
            }
            inner => {
                let inner = store.intern_sort(inner);
                Sort::Random(inner)
            }
        }
    }

    /// True if the note says of names that they are random: a matrix of which it does not is none, wherever it stands.
    fn tells_random(&self) -> bool {
        let mut names = self.study.names.values();
        names.any(|e| e.said.iter().any(says_random))
    }

    /// The sort that declarations give.
    pub(super) fn declared(
        &mut self,
        store: &mut Store,
        key: &str,
        said: &[Says],
        indices: usize,
    ) -> Option<Sort> {
        let used = self.evidence(key);
        let continuous = used.is_some_and(|e| e.integrated && !e.summed)
            || self.shapes.of(key).is_some() && !used.is_some_and(|e| e.summed);
        for says in said {
            let sort = match says {
                Says::MemberOf(set) => self
                    .member_sort(store, set)
                    .filter(|sort| !(continuous && matches!(sort, Sort::Element(_)))),
                Says::Property(Property::Integer) => Some(Sort::Integer),
                Says::Property(Property::Real) => Some(Sort::Real),
                Says::Property(Property::Complex) => Some(Sort::Complex),
                Says::Property(
                    Property::Vector
                    | Property::RandomVector
                    | Property::Matrix
                    | Property::Symmetric
                    | Property::PositiveDefinite
                    | Property::Invertible
                    | Property::Orthogonal,
                ) => self.array_sort(store, key),
                _ => None,
            };
            match sort {
                Some(array @ (Sort::Vector(_) | Sort::Matrix(..))) => return Some(array),
                Some(item) if indices > 0 => {
                    let item = store.intern_sort(item);
                    return Some(Sort::Sequence(item));
                }
                Some(sort) => return Some(sort),
                None => {}
            }
        }
        None
    }

    /// The sort of the values `x` of a random variable `X` that is drawn from a distribution of numbers.
    pub fn drawn_sort(&self, key: &str) -> Option<Sort> {
        let tree = *self.drawn_from(key).first()?;
        match support(named_distribution(tree)?)?.0 {
            Values::Integers => Some(Sort::Integer),
            Values::Reals => Some(Sort::Real),
        }
    }

    /// True for the values `x` of a random variable `X` that is normal: of numbers or of vectors.
    pub fn is_drawn_from_normal(&self, key: &str) -> bool {
        let drawn = self.drawn_from(key);
        let family = drawn.first().and_then(|tree| named_distribution(tree));
        matches!(
            family,
            Some(Operator::Normal | Operator::MultivariateNormal | Operator::Laplace)
        )
    }

    /// The distributions that formulas draw `X` from, for its value `x`, or that they give as densities of `x` alone; none
    /// if they are not of one family.
    pub(super) fn drawn_from(&self, key: &str) -> Vec<&Tree> {
        let capital = key.to_uppercase();
        if key == capital || key.chars().count() != 1 {
            return Vec::new();
        }
        let of_key = |a: &Application| matches!(&a.of[..], [Some(of)] if of == key);
        // `p(X = 0)` is taken at a value.
        let of_value = |of: &Option<Key>| of.as_ref().is_none_or(|of| of == key || *of == capital);
        let of_another =
            |a: &Application| !a.given.is_empty() || !matches!(&a.of[..], [of] if of_value(of));
        let of_densities = self.study.names.values().filter(|e| {
            e.density && e.applied.iter().any(of_key) && !e.applied.iter().any(of_another)
        });
        let of_variable = self.evidence(&capital);
        let said = of_variable
            .into_iter()
            .chain(of_densities)
            .flat_map(|e| &e.said);
        let drawn = said.filter_map(|says| match says {
            Says::Drawn(tree) => Some(tree),
            _ => None,
        });
        let drawn: Vec<&Tree> = drawn.collect();
        let family = drawn.first().and_then(|tree| named_distribution(tree));
        let one = |tree: &&Tree| family.is_some() && named_distribution(tree) == family;
        if drawn.iter().all(one) {
            drawn
        } else {
            Vec::new()
        }
    }

    /// The sort that the formulas show.
    pub(super) fn seen(
        &mut self,
        store: &mut Store,
        key: &str,
        e: &Evidence,
        indices: usize,
        said: &[Says],
    ) -> Sort {
        // What is differentiated by is no integer.
        let whole = (self.study.indices.contains(key) || e.integer) && !e.integrated;
        if indices == 0 && whole && !self.study.differentiating.contains(key) {
            return Sort::Integer;
        }
        let complex = e.complex || self.study.is_complex_name(key);
        if (indices == 0 || !complex)
            && let Some(sort) = self.array_sort(store, key)
        {
            return sort;
        }
        if let Some(size) = self.length_of_items(store, key, e) {
            return Sort::Vector(size);
        }
        if indices > 0 {
            let called = |s: &Says| matches!(s, Says::Property(Property::Complex));
            let item = match complex || said.iter().any(called) {
                true => Sort::Complex,
                // Sizes of groups, `\sum_{j=1}^{n_i}`.
                false if e.integer && !e.integrated => Sort::Integer,
                false if e.by_item && e.summed => self.element(store, key),
                false => Sort::Real,
            };
            let item = store.intern_sort(item);
            return Sort::Sequence(item);
        }
        if complex {
            return Sort::Complex;
        }
        if self.is_discrete(key) {
            return self.element(store, key);
        }
        Sort::Real
    }

    /// How many items a name has by one of which the note differentiates: only of a vector there is a gradient. None where
    /// its index has several ranges, or where it also stands alone.
    fn length_of_items(&mut self, store: &mut Store, key: &str, e: &Evidence) -> Option<Id> {
        let numbers = !(e.random || e.integer || e.complex) && e.applied.is_empty();
        if !self.study.itemwise.contains(key) || e.whole > 0 || e.arities != 0b10 || !numbers {
            return None;
        }
        self.count_of_items(store, key)
    }

    /// How many items a name has, by the ranges of its index; None where it has several.
    pub fn count_of_items(&mut self, store: &mut Store, key: &str) -> Option<Id> {
        let summed = |l: &String| self.evidence(l).is_some_and(|e| e.summed);
        let mut found: Option<(Tree, String)> = None;
        let mut unwritten = None;
        for letter in self.study.index_letters(key) {
            let range = self.study.ranges.get(&letter).cloned();
            let place = format!("L:{letter}");
            let elsewhere = || self.range_of_place(&place).filter(|_| summed(&letter));
            match range.or_else(elsewhere) {
                Some((low, high)) => {
                    let text = mark(&high);
                    if mark(&low) != "1" || found.as_ref().is_some_and(|(_, known)| *known != text)
                    {
                        return None;
                    }
                    found = Some((high, text));
                }
                None if summed(&letter) => unwritten = Some(self.study.places.root(&place)),
                None => {}
            }
        }
        match (found, unwritten) {
            (Some((tree, _)), None) => {
                let letters = names::letters(&tree);
                let runs = |l: &String| self.study.indices.contains(l) && !self.study.is_limit(l);
                let moving = letters.iter().any(runs);
                let size = super::lower::lower(store, self, &tree).ok()?.id;
                (!moving && *store.sort(size) == Sort::Integer).then_some(size)
            }
            (None, Some(root)) => {
                let spelling = format!("n_{{{}}}", root.trim_start_matches("L:"));
                let size = store.declare(&spelling, Sort::Integer);
                Some(store.name(size))
            }
            _ => None,
        }
    }

    /// All names of the shape class of a name, sorted.
    pub(super) fn class_of(&self, key: &str) -> Vec<Key> {
        let root = self.study.shapes.root(key);
        let mut class: Vec<Key> = self
            .study
            .names
            .keys()
            .filter(|k| self.study.shapes.root(k) == root)
            .cloned()
            .collect();
        if class.is_empty() {
            class.push(key.to_owned());
        }
        class.sort();
        class
    }

    pub(super) fn shows_matrix(&self, key: &str) -> bool {
        let Some(e) = self.evidence(key) else {
            return false;
        };
        let declared = e.said.iter().any(|s| match s {
            Says::MemberOf(set) => set_shape(set).is_some_and(|s| s.len() == 2),
            says => says_matrix(says),
        });
        let array = e.inverted || self.is_transposed(e) || e.traced;
        declared || is_capital(key) && !e.random && (array || e.bold || e.barred && is_greek(key))
    }

    pub(super) fn shows_vector(&self, key: &str) -> bool {
        let Some(e) = self.evidence(key) else {
            return false;
        };
        let declared = e.said.iter().any(|s| match s {
            Says::MemberOf(set) => set_shape(set).is_some_and(|s| s.len() == 1),
            Says::Property(p) => matches!(p, Property::Vector | Property::RandomVector),
            _ => false,
        });
        let indexed = e.arities & 0b10 != 0 && (e.whole > 0 || e.integrated);
        let small = !is_capital(key);
        declared
            || small && (e.bold && !self.is_index(key) || self.is_transposed(e) || e.normed)
            || small && e.multiplied && e.applied.is_empty() && self.has_inner_products()
            || e.random && (e.bold || self.is_transposed(e))
            || indexed && (e.integrated || self.in_normal(key) && !e.of_items)
    }

    /// Angle brackets around two things may also be what they generate.
    fn has_inner_products(&self) -> bool {
        self.study.has_norms || self.conventions.own.multiplies
    }

    pub(super) fn is_transposed(&self, e: &Evidence) -> bool {
        e.transposed || e.maybe_transposed && !self.is_exponent()
    }

    /// True if `T` is a name of the note, so that `x^T` is a power.
    pub fn is_exponent(&self) -> bool {
        self.study.is_limit("T") || self.evidence("T").is_some_and(|e| e.whole > 0)
    }

    pub(super) fn is_index(&self, key: &str) -> bool {
        self.study.indices.contains(key)
    }

    /// True if a name shares the arguments of a normal distribution with one that is integrated and indexed.
    pub(super) fn in_normal(&self, key: &str) -> bool {
        self.class_of(key).iter().any(|k| {
            self.evidence(k)
                .is_some_and(|e| e.integrated && e.arities & 0b10 != 0)
        }) || self.evidence(key).is_some_and(|e| e.in_distribution)
    }

    /// True if the values of a variable are summed over, or those of its companions in a density are.
    pub fn is_discrete(&self, key: &str) -> bool {
        let Some(e) = self.evidence(key) else {
            return self.discrete_by_family(key);
        };
        if e.summed && !self.is_index(key) {
            return true;
        }
        !e.integrated && self.discrete_by_family(key)
    }

    pub(super) fn discrete_by_family(&self, key: &str) -> bool {
        let lower = key.to_lowercase();
        let families = self.study.names.iter().filter(|(k, e)| {
            let mut applied = e.applied.iter();
            applied.any(|a| {
                let all = a.of.iter().chain(&a.given).flatten();
                all.into_iter().any(|k| k.to_lowercase() == lower)
            }) && self.is_family(k)
        });
        let mut discrete = false;
        for (_, e) in families {
            let says = |p| {
                e.said
                    .iter()
                    .any(|s| matches!(s, Says::Property(q) if *q == p))
            };
            if says(Property::Continuous) {
                return false;
            }
            let companions = e
                .applied
                .iter()
                .flat_map(|a| a.of.iter().chain(&a.given).flatten());
            discrete |= says(Property::Discrete)
                || companions
                    .filter_map(|k| self.evidence(k))
                    .any(|c| c.summed && !c.integrated);
        }
        discrete
    }

    /// Element of the sample space of a variable.
    pub fn element(&mut self, store: &mut Store, key: &str) -> Sort {
        let set = self
            .study
            .sets
            .get(key)
            .cloned()
            .filter(|set| is_space(set));
        let symbol = set.map(|set| self.space(store, &set));
        Sort::Element(symbol)
    }

    /// The symbol of a sample space.
    pub fn space(&mut self, store: &mut Store, set: &str) -> SymbolId {
        if let Some(&symbol) = self.symbols.get(set) {
            return symbol;
        }
        let element = store.intern_sort(Sort::Element(None));
        self.remember(store, set.to_owned(), set, Sort::Set(element))
    }

    /// The sort of the members of a set, where it says one.
    pub fn member_sort(&mut self, store: &mut Store, set: &Tree) -> Option<Sort> {
        let base_spelling = match &set.kind {
            Kind::Scripts { base, .. } => letter_of(base),
            _ => letter_of(set),
        };
        if let Some(known) = base_spelling.as_deref().and_then(number_set) {
            let sort = match known {
                NumberSet::Naturals | NumberSet::Integers => Sort::Integer,
                NumberSet::Reals => Sort::Real,
                NumberSet::Complexes => Sort::Complex,
            };
            let Some(shape) = set_shape(set) else {
                return Some(sort);
            };
            let sizes: Vec<Id> = shape
                .into_iter()
                .filter_map(|t| super::lower::lower(store, self, t).ok())
                .map(|lowered| lowered.id)
                .collect();
            let one = store.integer(1);
            let shaped = match sizes[..] {
                [n] => store.shaped(n, one),
                [m, n] => store.shaped(m, n),
                _ => return None,
            };
            return Some(store.sort_of(shaped).clone());
        }
        match &set.kind {
            Kind::Group { open, body, .. } if open == r"\{" => {
                let items = comma_items(body);
                let number = |t: &&Tree| {
                    matches!(t.kind, Kind::Number(_) | Kind::Operator(_)) || written(t).is_some()
                };
                (items.len() > 1 && items.iter().all(number)).then_some(Sort::Integer)
            }
            Kind::Group { open, .. } if open == "(" || open == "[" => Some(Sort::Real),
            Kind::Name(name) => {
                let spelling = letter(name);
                is_space(&spelling).then(|| Sort::Element(Some(self.space(store, &spelling))))
            }
            _ => None,
        }
    }

    // Sizes

    /// The sort of a name that is an array.
    pub(super) fn array_sort(&mut self, store: &mut Store, key: &str) -> Option<Sort> {
        let shape = self.shapes.of(key)?;
        let (rows, columns) = (
            self.extent(store, shape.rows),
            self.extent(store, shape.columns),
        );
        let sort = store.shaped(rows, columns);
        Some(store.sort_of(sort).clone())
    }

    /// A size as a number: as written, else a letter of its own.
    fn extent(&mut self, store: &mut Store, dim: Dim) -> Id {
        if dim == ONE {
            return store.integer(1);
        }
        if let Some(&known) = self.extents.get(&dim) {
            return known;
        }
        let written = self.shapes.written(dim).cloned();
        let lowered = written.and_then(|tree| super::lower::lower(store, self, &tree).ok());
        let size = match lowered {
            Some(lowered) if *store.sort(lowered.id) == Sort::Integer => lowered.id,
            _ => self.unwritten(store, dim),
        };
        self.extents.insert(dim, size);
        size
    }

    /// The size of arrays of which the note writes none: that of the section, or a letter that the note does not use for
    /// each size of matrices that need not be square.
    fn unwritten(&mut self, store: &mut Store, dim: Dim) -> Id {
        match self.shapes.oblong().iter().position(|&free| free == dim) {
            Some(place) => self.size_letter(store, place + 1),
            None => self.default_size(store),
        }
    }

    /// The letter at that place among those that the note does not use.
    fn size_letter(&self, store: &mut Store, place: usize) -> Id {
        let mut unused = SIZES
            .iter()
            .filter(|letter| self.evidence(letter).is_none());
        let letter = match unused.nth(place) {
            Some(letter) => (*letter).to_owned(),
            None => format!("n_{{{place}}}"),
        };
        let symbol = store.declare_as(&letter, Sort::Integer, Role::Note, 0);
        store.name(symbol)
    }

    /// The length of the vectors that an index letter runs through.
    pub fn size_of_place(&mut self, store: &mut Store, place: &str) -> Option<Id> {
        let root = self.study.places.root(place);
        let mut keys: Vec<Key> = self
            .study
            .names
            .keys()
            .filter(|k| self.study.places.root(&format!("P:0:{k}")) == root)
            .cloned()
            .collect();
        keys.sort();
        keys.iter().find_map(|key| {
            let symbol = self.value(store, key, 1);
            match store.sort_of(store.symbol(symbol).sort) {
                Sort::Vector(n) => Some(*n),
                _ => None,
            }
        })
    }

    /// True if a normal distribution of this section has a vector of variances.
    pub fn has_diagonal(&self) -> bool {
        let names = &self.study.names;
        names
            .iter()
            .any(|(key, e)| e.deviation && self.class_of(key).iter().any(|k| self.shows_vector(k)))
    }

    /// The family that gives the joint density of variables: the one that is written with most of them.
    pub fn joint_family(&self, letters: &[String]) -> Key {
        let mut best: Option<(usize, Key)> = None;
        let mut keys: Vec<&Key> = self.study.names.keys().collect();
        keys.sort();
        for key in keys {
            // `H(Y \mid X)` is written like a density.
            let quantity =
                matches!(head(key), Some((Head::Quantity(of), _)) if of != Quantity::Probability);
            if quantity || !self.is_family(key) {
                continue;
            }
            let Some(e) = self.evidence(key) else {
                continue;
            };
            let seen: Vec<String> = e
                .applied
                .iter()
                .flat_map(|a| a.of.iter().chain(&a.given).flatten())
                .map(|k| k.to_lowercase())
                .collect();
            let count = letters
                .iter()
                .filter(|l| seen.contains(&l.to_lowercase()))
                .count();
            let better = match &best {
                None => count > 0,
                Some((most, known)) => {
                    count > *most || count == *most && key == "p" && known != "p"
                }
            };
            if better {
                best = Some((count, key.clone()));
            }
        }
        // A letter that the note does not use for a number.
        let free = |key: &&&str| self.evidence(key).is_none() || self.is_family(key);
        let unused = ["p", "f"].iter().find(free).unwrap_or(&r"\mathrm{p}");
        best.map_or_else(|| (*unused).to_owned(), |(_, key)| key)
    }

    /// The range of an index letter or of a place of an index, written anywhere.
    pub fn range_of_place(&self, place: &str) -> Option<(Tree, Tree)> {
        let root = self.study.places.root(place);
        let mut letters: Vec<&String> = self
            .study
            .ranges
            .keys()
            .filter(|l| self.study.places.root(&format!("L:{l}")) == root)
            .collect();
        letters.sort();
        letters.first().map(|l| self.study.ranges[*l].clone())
    }

    /// The size of an identity or zero vector of which nothing says another.
    pub fn default_size(&mut self, store: &mut Store) -> Id {
        if let Some(size) = self.size {
            return size;
        }
        // Lowering a size asks for no size.
        let mut size = self.size_letter(store, 0);
        self.size = Some(size);
        let written = self.study.sizes.iter().cloned();
        let candidates: Vec<Tree> = written.chain(self.shapes.written_of_vectors()).collect();
        for tree in candidates {
            if let Ok(lowered) = super::lower::lower(store, self, &tree)
                && *store.sort(lowered.id) == Sort::Integer
            {
                size = lowered.id;
                break;
            }
        }
        self.size = Some(size);
        size
    }
}

/// Letters for sizes that a note does not write.
const SIZES: [&str; 8] = ["n", "d", "k", "m", "N", "p", "q", "r"];

/// The exponent of a set of tuples: `\mathbb{R}^{m \times n}` gives m and n.
pub(super) fn set_shape(set: &Tree) -> Option<Vec<&Tree>> {
    let Kind::Scripts { sup: Some(sup), .. } = &set.kind else {
        return None;
    };
    match &sup.kind {
        Kind::Product(factors)
            if factors.len() == 2 && matches!(factors[1].0, Times::By("times" | "cdot")) =>
        {
            // `\mathbb{R}^{n \times 1}` are vectors.
            let one = |tree: &Tree| matches!(&tree.kind, Kind::Number(digits) if digits == "1");
            let sizes = factors.iter().map(|(_, t)| t);
            let count = 2 - usize::from(one(&factors[1].1) && !one(&factors[0].1));
            Some(sizes.take(count).collect())
        }
        Kind::Operator(_) => None,
        // `X^{(r)}` are the subsets of r elements, or a set with a number.
        Kind::Group { open, .. } if open == "(" || open == "[" => None,
        _ => Some(vec![sup]),
    }
}

pub fn factors_of_set<'t>(set: &'t Tree, parts: &mut Vec<&'t Tree>) {
    match &set.kind {
        Kind::Product(factors)
            if factors[1..]
                .iter()
                .all(|(t, _)| matches!(t, Times::By("times"))) =>
        {
            parts.extend(factors.iter().map(|(_, t)| t));
        }
        _ => parts.push(set),
    }
}

fn is_greek(key: &str) -> bool {
    key.trim_start_matches(r"\hat{")
        .trim_start_matches(r"\tilde{")
        .starts_with('\\')
}

/// The distribution whose name stands at the head of a tree, or below a logarithm there.
pub(super) fn named_distribution(tree: &Tree) -> Option<Operator> {
    let Kind::Product(factors) = &tree.kind else {
        return head_distribution(tree);
    };
    let log = |tree: &Tree| {
        let spelling = head_spelling(tree)?;
        head(&spelling).filter(|(meaning, _)| matches!(meaning, Head::Logarithm(None)))
    };
    match factors.get(1) {
        Some((_, second)) if log(&factors[0].1).is_some() => {
            logarithmic(head_distribution(second)?)
        }
        _ => head_distribution(&factors[0].1),
    }
}

fn head_distribution(head: &Tree) -> Option<Operator> {
    let spelling = head_spelling(head)?;
    let raised = match &head.kind {
        Kind::Scripts { sup: Some(sup), .. } => Some(format!("{spelling}^{{{}}}", mark(sup))),
        _ => None,
    };
    let row = raised
        .and_then(|r| distribution(&r))
        .or_else(|| distribution(&spelling));
    row.map(|row| row.operator)
}
