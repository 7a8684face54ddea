//! What the formulas show of each name: how it is indexed, applied, transposed, bound, and in which operators it stands.

use rustc_hash::{FxHashMap, FxHashSet};

mod averaged;
mod entropic;
mod imaginary;
mod indices;
mod operands;
mod totals;
mod unequal;
mod walk;

pub use unequal::Fixed;

use super::names::*;
use super::own_names::OwnNames;
use super::phrases::Property;
use super::scope::base;
use super::sorts::set_shape;
use super::survey::{Says, Survey};
use crate::parse::tree::{Kind, Relation, Separator, Times, Tree};

/// The canonical spelling of a name with its marks: `\sigma_{1}`, `\hat{x}`, `p_{\theta}`.
pub type Key = String;

/// What is seen of one name.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    pub bold: bool,
    /// Times it stands as an operand of its own, without index and arguments.
    pub whole: u32,
    /// Those of them that stand for all its items: arguments of densities, and `x` of `x = (x_1, \ldots, x_n)`.
    pub for_items: u32,
    /// Those of them that are no operands: the name is all that a formula shows.
    pub lone: u32,
    /// Numbers of indices it is seen with (bit n: n of them).
    pub arities: u8,
    pub applied: Vec<Application>,
    pub transposed: bool,
    /// With an exponent `T`, which may be a number.
    pub maybe_transposed: bool,
    /// Point or parameter of a normal distribution.
    pub in_distribution: bool,
    /// Its square is the second parameter of a normal distribution.
    pub deviation: bool,
    /// Its square is written somewhere.
    pub squared: bool,
    /// A number beside the items of a sequence: the mean or deviation of all, `X_i \sim \mathcal{N}(m, s^2)`, or their sum.
    pub of_items: bool,
    pub inverted: bool,
    /// Between single bars.
    pub barred: bool,
    /// A factor under a trace or determinant.
    pub traced: bool,
    pub normed: bool,
    /// A side of an inner product `\langle x, y \rangle`.
    pub multiplied: bool,
    pub primed: bool,
    /// Used as only a density is: with a bar, under a divergence, entropy or expectation's subscript.
    pub density: bool,
    /// Without its argument there: `D(p \parallel q)`, `E_{q}`.
    pub bare: bool,
    /// The variables that are drawn from it: `E_{x \sim p}`.
    pub sampled: Vec<Key>,
    /// Applied to variables of bare sums or of integrals.
    pub summed_over: bool,
    /// With an exponent of -1 right before its arguments, `g^{-1}(y)`: a function that is undone.
    pub undone: bool,
    /// Drawn, for each argument, from a distribution that depends on it: `N(t) \sim D(a t)`.
    pub process: bool,
    /// Applied to events that are joined, `p(A \cap B)`.
    pub measures: bool,
    /// Operand of an expectation, a variance, a probability.
    pub random: bool,
    /// Operand of a moment all by itself: the r of `\mathrm{Var}(r)`.
    pub averaged: bool,
    /// A bound, a dimension or an operand of a factorial.
    pub integer: bool,
    /// Under a complex conjugate, real or imaginary part.
    pub complex: bool,
    /// Letters by which it is differentiated without being applied: the x of `\frac{dy}{dx}`.
    pub derived_by: Vec<Key>,
    /// A variable of a sum without range.
    pub summed: bool,
    /// A differential.
    pub integrated: bool,
    /// Its items are summed or integrated over, each by itself: `\sum_{z_i}`, `dz_i`.
    pub by_item: bool,
    pub said: Vec<Says>,
}

impl Evidence {
    /// True for a variable of sums or integrals, as a whole or by its items.
    pub fn is_bound(&self) -> bool {
        self.summed || self.integrated || self.by_item
    }
}

/// Arguments that a name is seen with: the keys of those that are names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    pub of: Vec<Option<Key>>,
    pub given: Vec<Option<Key>>,
    /// For arguments that are squares of names (`L(\mu, \sigma^2)`), those names.
    pub squared: Vec<Option<Key>>,
    /// Canonical text of what stands after a semicolon.
    pub parameters: String,
}

/// The evidence of a survey.
#[derive(Debug, Clone, Default)]
pub struct Study {
    /// Lists of subscript items by letter.
    lists: FxHashMap<String, Vec<Vec<(ItemKind, String)>>>,
    /// Letters that are indices.
    pub indices: FxHashSet<String>,
    /// Letters of which the item 0 is a name by itself, the sum of the others.
    totals: FxHashSet<String>,
    /// Letters of vectors whose numbered components are written out: `x = [x_1; x_2]`.
    spelled: FxHashSet<String>,
    /// Range of an index as first written: lower and upper end.
    pub ranges: FxHashMap<String, (Tree, Tree)>,
    /// Set over which a letter is summed or integrated.
    pub sets: FxHashMap<String, String>,
    pub names: FxHashMap<Key, Evidence>,
    /// Index letters and index places that run over the same range.
    pub places: Classes,
    /// Names of one shape.
    pub shapes: Classes,
    /// Sizes named by `I_k`, `\mathbb{R}^n`, in order of appearance.
    pub sizes: Vec<Tree>,
    /// Subscripts of expectations, each once.
    measures: Vec<Tree>,
    /// Heads of the distributions that something is drawn from.
    pub drawn: FxHashSet<String>,
    pub has_random: bool,
    /// A normal distribution is named.
    pub has_normal: bool,
    /// Something is a vector or a matrix.
    pub has_arrays: bool,
    /// Something is, beside what only a subscript makes the identity.
    pub shows_arrays: bool,
    /// A norm is written somewhere, or an inner product is a term of a sum.
    pub has_norms: bool,
    /// An inner product stands under a mark, as its complex conjugate does.
    pub sesquilinear: bool,
    /// Primes stand for transposes.
    pub primes_transpose: bool,
    /// The letter of the imaginary unit, if there is one.
    pub unit: String,
    /// That letter is the imaginary unit where nothing binds it, also if it is an index elsewhere.
    pub imaginary_unit: bool,
    /// That letter stands where the imaginary unit may.
    imaginary: bool,
    /// Names that are complex by what they are equal to.
    complex: FxHashSet<Key>,
    /// Names that have dots somewhere: they vary with time.
    pub moving: FxHashSet<Key>,
    /// What keeps its value under sums with a condition `i \neq j`.
    fixed: FxHashMap<(String, String), Fixed>,
    /// What the note uses for itself.
    own: OwnNames,
    /// Names by which the note differentiates.
    pub differentiating: FxHashSet<Key>,
    /// Names by an item of which, `x_j`, the note differentiates.
    pub itemwise: FxHashSet<Key>,
}

/// Classes of strings (union-find).
#[derive(Debug, Clone, Default)]
pub struct Classes {
    parent: FxHashMap<String, String>,
}

impl Classes {
    pub fn root(&self, item: &str) -> String {
        let mut at = item;
        while let Some(next) = self.parent.get(at) {
            at = next;
        }
        at.to_owned()
    }

    pub fn join(&mut self, a: &str, b: &str) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            self.parent.insert(high, low);
        }
    }
}

/// The variables of a sum's or extremum's subscript.
pub enum Bound<'t> {
    /// `j=1`.
    From(&'t Tree, &'t Tree),
    /// `x`, with its set if `x \in A`.
    Bare(&'t Tree, Option<&'t Tree>),
    /// Anything else, such as `i \neq j`.
    Condition(&'t Tree),
}

/// The bound variables that a subscript names.
pub fn bounds(sub: &Tree) -> Vec<Bound<'_>> {
    if let Some((own, condition)) = on_support(sub) {
        let mut found = bounds(own);
        found.push(Bound::Condition(condition));
        return found;
    }
    let mut found: Vec<Bound<'_>> = Vec::new();
    for item in comma_items(sub) {
        match &item.kind {
            Kind::Chain { first, rest } => match &rest[..] {
                [(Relation::Equal, lower)] => found.push(Bound::From(first, lower)),
                [(Relation::In, set)] => {
                    // `x, y \in A`: the set belongs to all before it.
                    for earlier in &mut found {
                        if let Bound::Bare(_, own @ None) = earlier {
                            *own = Some(set);
                        }
                    }
                    found.push(Bound::Bare(first, Some(set)));
                }
                _ => found.push(Bound::Condition(item)),
            },
            // `k \text{ even}` is a condition.
            Kind::Product(factors)
                if factors
                    .iter()
                    .all(|(_, t)| written(t).is_some() && !is_word(t)) =>
            {
                found.extend(factors.iter().map(|(_, t)| Bound::Bare(t, None)));
            }
            _ if written(item).is_some() => found.push(Bound::Bare(item, None)),
            _ => found.push(Bound::Condition(item)),
        }
    }
    found
}

/// `x : p(x) > 0`: the variables, and the condition that something applied to them is positive.
fn on_support(sub: &Tree) -> Option<(&Tree, &Tree)> {
    let Kind::List { items, separators } = &sub.kind else {
        return None;
    };
    let (own, condition) = match (&items[..], &separators[..]) {
        ([own, condition], [Separator::Colon | Separator::Bar]) => (own, condition),
        _ => return None,
    };
    positive(condition).map(|_| (own, condition))
}

/// What a condition `p(x) > 0` says to be positive: the factors `p` and `(x)`.
pub fn positive(condition: &Tree) -> Option<[&Tree; 2]> {
    let Kind::Chain { first, rest } = &condition.kind else {
        return None;
    };
    let zero = |tree: &Tree| matches!(&tree.kind, Kind::Number(digits) if digits == "0");
    match (&first.kind, &rest[..]) {
        (Kind::Product(factors), [(Relation::Greater, bound)]) if zero(bound) => match &factors[..]
        {
            [(_, head), (Times::Juxtaposed, argument)] if bracket(argument).is_some() => {
                Some([head, argument])
            }
            _ => None,
        },
        _ => None,
    }
}

/// The sides of a chain of relations in a subscript that are indices, with their places: `1 \leq i < j \leq n` gives i and
/// j, `i \neq j` both. The ends of a longer chain are bounds.
pub fn condition_indices(condition: &Tree) -> Vec<(&Tree, usize)> {
    let Kind::Chain { first, rest } = &condition.kind else {
        return Vec::new();
    };
    let sides: Vec<&Tree> = std::iter::once(&**first)
        .chain(rest.iter().map(|(_, t)| t))
        .collect();
    let last = sides.len() - 1;
    let index = |tree: &Tree| {
        matches!(tree.kind, Kind::Name(_))
            && letter_of(tree).is_some_and(|l| is_index_letter(&l) && l != "n" && l != "d")
    };
    sides
        .iter()
        .enumerate()
        .filter(|&(at, side)| index(side) && (last == 1 || at > 0 && at < last))
        .map(|(at, side)| (*side, at))
        .collect()
}

/// The name inside a bound variable's tree.
pub fn letter_of(tree: &Tree) -> Option<String> {
    written(tree).map(|w| w.letter)
}

impl Study {
    pub fn of(survey: &Survey) -> Study {
        let mut study = Study {
            own: survey.conventions.own.clone(),
            ..Study::default()
        };
        let said = survey.said.iter().map(|(tree, _)| tree);
        for tree in survey.trees.iter().chain(said) {
            study.scripts(tree);
        }
        study.settle_averages(&survey.trees);
        study.settle_indices();
        study.marked_totals(survey);
        study.settle_components(survey);
        study.settle_imaginary_unit(survey);
        study.unequal(survey);
        for tree in &survey.trees {
            study.walk(tree);
            study.mentioned(tree);
        }
        for (name, says) in &survey.said {
            study.hear(name, says);
        }
        for &(left, right) in &survey.equations {
            study.same_shape(&[&survey.trees[left], &survey.trees[right]]);
            study.gathered(&survey.trees[left], &survey.trees[right]);
        }
        study.totals(survey);
        study.settle_averaged();
        study.sum_up();
        study
    }

    fn sum_up(&mut self) {
        let array = |e: &Evidence| {
            e.bold
                || e.transposed
                || e.maybe_transposed
                || e.inverted
                || e.traced
                || e.said.iter().any(|s| {
                    matches!(
                        s,
                        Says::Property(
                            Property::Matrix
                                | Property::Vector
                                | Property::Symmetric
                                | Property::PositiveDefinite
                                | Property::Invertible
                                | Property::RandomVector
                        )
                    )
                })
        };
        let shaped = |e: &Evidence| {
            let mut sets = e.said.iter();
            sets.any(|says| matches!(says, Says::MemberOf(set) if set_shape(set).is_some()))
        };
        let others = self.names.iter().filter(|(key, _)| base(key) != "I");
        self.shows_arrays = others.into_iter().any(|(_, e)| array(e) || shaped(e));
        self.has_arrays |= !self.sizes.is_empty() || self.names.values().any(array);
        self.primes_transpose = self.names.iter().any(|(key, e)| {
            let capital = key.starts_with(|c: char| c.is_ascii_uppercase());
            e.primed && e.applied.is_empty() && (e.bold || e.inverted && capital)
        });
        self.moving = self
            .names
            .keys()
            .filter_map(|key| undotted_key(key))
            .collect();
    }

    /// True if some name of that subscript letter is seen.
    pub fn subscripts_something(&self, letter: &str) -> bool {
        self.lists
            .values()
            .flatten()
            .flatten()
            .any(|(kind, text)| *kind == ItemKind::Letter && text == letter)
    }

    /// True if the letter stands in a size of arrays that is written.
    pub fn is_size(&self, letter: &str) -> bool {
        self.sizes
            .iter()
            .any(|size| letters(size).iter().any(|l| l == letter))
    }

    /// True if the note differentiates by the name or by its items.
    pub fn differentiates(&self, key: &str) -> bool {
        self.differentiating.contains(key) || self.itemwise.contains(key)
    }

    pub fn has_derivatives(&self) -> bool {
        !self.differentiating.is_empty() || !self.itemwise.is_empty()
    }

    pub fn has_integrals(&self) -> bool {
        self.names.values().any(|e| e.integrated)
    }

    /// True if the name, or that of which it is an item, is complex by what it is equal to.
    pub fn is_complex_name(&self, key: &str) -> bool {
        self.complex.contains(key) || self.complex.contains(base(key))
    }

    pub fn has_complex(&self) -> bool {
        self.imaginary || self.names.values().any(|e| e.complex)
    }

    /// The letter that densities of this section have as their variable, if it is one.
    pub fn density_letter(&self) -> Option<Key> {
        let densities = self.names.values().filter(|e| e.density || e.summed_over);
        let mut letters: Vec<&Key> = densities
            .flat_map(|e| e.applied.iter().flat_map(|a| a.of.iter().flatten()))
            .collect();
        letters.sort();
        letters.dedup();
        let bound = |l: &&&Key| self.names.get(**l).is_some_and(Evidence::is_bound);
        let found = letters.iter().find(bound).or(letters.first());
        found.map(|l| (*l).clone())
    }

    /// The subscript of all expectations of this section, if they have one and the same.
    pub fn only_measure(&self) -> Option<Tree> {
        match &self.measures[..] {
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    pub fn evidence(&self, key: &str) -> Option<&Evidence> {
        self.names.get(key)
    }

    /// True if the note uses both densities of one variable: `p_{\theta}(z)` beside `p(z)` or `E_{z \sim p}`, or both by name.
    pub fn tells_apart(&self, one: &str, other: &str) -> bool {
        let (Some(one), Some(other)) = (self.evidence(one), self.evidence(other)) else {
            return false;
        };
        let same = |a: &Application, b: &Application| (&a.of, &a.given) == (&b.of, &b.given);
        let both = one
            .applied
            .iter()
            .any(|a| other.applied.iter().any(|b| same(a, b)));
        let draws = |from: &Evidence, of: &Evidence| {
            let marginal = of.applied.iter().filter(|a| a.given.is_empty());
            let mut single = marginal.filter_map(|a| match &a.of[..] {
                [Some(key)] => Some(key),
                _ => None,
            });
            single.any(|key| from.sampled.contains(key))
        };
        both || one.bare && other.bare || draws(one, other) || draws(other, one)
    }

    fn at(&mut self, key: &str) -> &mut Evidence {
        self.names.entry(key.to_owned()).or_default()
    }
}

/// The name differentiated in the numerator or denominator of `\frac{dy}{dx}`, `\frac{\partial f}{\partial x}`.
fn differential_of(tree: &Tree) -> Option<&Tree> {
    let Kind::Product(factors) = &tree.kind else {
        return None;
    };
    let [(_, d), (_, name)] = &factors[..] else {
        return None;
    };
    (is_d(d) && written(name).is_some()).then_some(name)
}

/// True for `d`, `\mathrm{d}`, `\partial`, with or without an order.
pub fn is_d(tree: &Tree) -> bool {
    match &tree.kind {
        Kind::Name(name) => {
            name.letter == "d" && name.accents.is_empty() && name.font.as_deref() != Some("bold")
        }
        Kind::Operator(name) => name == "partial",
        Kind::Scripts {
            base, sub: None, ..
        } => is_d(base),
        _ => false,
    }
}

/// Letters that are indices wherever they are bound by a condition.
pub fn is_index_letter(letter: &str) -> bool {
    matches!(letter, "i" | "j" | "k" | "l" | "m" | "n" | "s" | "t" | "d")
}

fn flatten<'t>(tree: &'t Tree, parts: &mut Vec<&'t Tree>) {
    match &tree.kind {
        Kind::List { items, .. } => items.iter().for_each(|t| flatten(t, parts)),
        _ => parts.push(tree),
    }
}

/// The two sides of a divergence: separated by a double bar, else by a comma.
pub fn flatten_bars<'t>(tree: &'t Tree, parts: &mut Vec<&'t Tree>) {
    match &tree.kind {
        Kind::List { items, separators }
            if separators.len() == 1
                && matches!(
                    separators[0],
                    Separator::DoubleBar
                        | Separator::Comma
                        | Separator::Bar
                        | Separator::Semicolon
                        | Separator::Colon
                ) =>
        {
            parts.extend(items.iter());
        }
        _ => parts.push(tree),
    }
}

/// The key of a name without one dot: `x_{1}` for `\dot{x}_{1}`, `\dot{x}` for `\ddot{x}`.
fn undotted_key(key: &str) -> Option<Key> {
    let (open, rest) = match (key.strip_prefix(r"\dot{"), key.strip_prefix(r"\ddot{")) {
        (Some(rest), _) => ("", rest),
        (_, Some(rest)) => (r"\dot{", rest),
        _ => return None,
    };
    match open {
        "" => {
            let close = rest.rfind('}').filter(|&at| at + 1 == rest.len());
            let close = close.or_else(|| rest.find("}_"))?;
            Some(format!("{}{}", &rest[..close], &rest[close + 1..]))
        }
        _ => Some(format!("{open}{rest}")),
    }
}
