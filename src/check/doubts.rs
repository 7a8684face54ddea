//! What makes the failure of a step say nothing, seen from the step alone: relations that suppose instead of deriving,
//! names that stand for something particular, numbers that were rounded.

use super::exported::names_with_sizes;
use super::judge::{Claim, Judgement};
use crate::diagnostic::Reason;
use crate::elaborate::scope::base;
use crate::expr::*;
use crate::report::{Counterexample, Side};
use crate::theory::{Context, Fact, FactKind};

/// A refuted step with what was known there and how its sides are written.
pub struct Refuted<'a> {
    pub store: &'a Store,
    pub claim: Claim,
    /// The first expression of its derivation.
    pub start: Option<Id>,
    pub context: &'a Context,
    pub judgement: &'a Judgement,
    pub source: [&'a str; 2],
    /// The words of its section before it, and those of its sentence.
    pub words: &'a str,
    pub sentence: &'a str,
}

/// A kind of doubt: when it applies, its code, and what it says.
type Row = (fn(&Refuted) -> bool, Reason, &'static str);

const ROWS: &[Row] = &[
    (
        rounded,
        Reason::Rounded,
        "the sides agree only within the digits that are written",
    ),
    (
        compares_atoms,
        Reason::Context,
        "it gives a name a value or a bound, which supposes something and derives nothing",
    ),
    (
        sets_to_zero,
        Reason::Context,
        "a derivative is set to 0, which supposes something and derives nothing",
    ),
    (
        names_words,
        Reason::Context,
        "it speaks of words whose meaning as quantities was not found",
    ),
    (
        states_a_value,
        Reason::Context,
        "it states a value of a distribution that was not found in the note",
    ),
    (
        measures_an_unknown_law,
        Reason::Context,
        "nothing says how the variable is distributed of which it gives the information",
    ),
    (
        mixes_variable_and_density,
        Reason::Context,
        "what connects the random variable with the density was not found",
    ),
    (
        alike_families,
        Reason::Context,
        "densities with the same letter may be of one distribution",
    ),
    (
        labels_beside_items,
        Reason::Context,
        "names in it that differ by their index only may be items of one sequence or vector",
    ),
    (
        leaves_sizes_open,
        Reason::Context,
        "the size of its vectors and matrices was not found, and may be a name in it",
    ),
    (
        counts_otherwise,
        Reason::Context,
        "the words count in another way than with real numbers",
    ),
    (
        states_an_equation,
        Reason::Context,
        "the words state it as an equation to be solved or fulfilled, which derives nothing",
    ),
    (
        leaves_out,
        Reason::Context,
        "the words leave terms out, or say that it holds only nearly",
    ),
    (
        factors_by_words,
        Reason::Context,
        "the words say by what the densities factor, and that was not followed",
    ),
    (
        averages,
        Reason::Context,
        "what a name with a bar stands for was not found: it may be the mean of the values with indices",
    ),
    (
        roots_of_negative_numbers,
        Reason::Context,
        "a root of a negative number is no real number",
    ),
];

/// Why the failure of the step says nothing, if it does.
pub fn doubt(refuted: &Refuted) -> Option<(Reason, &'static str)> {
    let row = ROWS.iter().find(|(applies, ..)| applies(refuted))?;
    Some((row.1, row.2))
}

impl Refuted<'_> {
    fn sides(&self) -> [Id; 2] {
        [self.claim.left, self.claim.right]
    }

    fn names(&self) -> Vec<SymbolId> {
        self.sides()
            .into_iter()
            .flat_map(|side| self.store.free_names(side))
            .collect()
    }

    fn sort(&self, name: SymbolId) -> &Sort {
        self.store.sort_of(self.store.symbol(name).sort)
    }

    /// True if the note says something of the name that is in force.
    fn is_known(&self, name: SymbolId) -> bool {
        let facts = self.context.facts.iter().map(|fact| fact.left);
        let hypotheses = self.context.hypotheses.iter().map(|(id, _)| *id);
        facts
            .chain(hypotheses)
            .any(|id| self.store.mentions(id, name))
    }

    /// True if the note supposes something of the random variable itself, or says what it is.
    fn is_drawn(&self, name: SymbolId) -> bool {
        let itself = |id: Id| matches!(*self.store.node(id), Node::Name(symbol) if symbol == name);
        let mut hypotheses = self.context.hypotheses.iter();
        hypotheses.any(|(id, _)| self.store.mentions(*id, name))
            || self.context.facts.iter().any(|fact| itself(fact.left))
    }

    fn any_node(&self, test: impl Fn(&Store, Id) -> bool + Copy) -> bool {
        self.sides()
            .into_iter()
            .any(|side| any(self.store, side, test))
    }
}

/// True if the test holds of the expression or of a part of it.
pub(super) fn any(store: &Store, id: Id, test: impl Fn(&Store, Id) -> bool + Copy) -> bool {
    test(store, id)
        || store
            .children(id)
            .into_iter()
            .any(|child| any(store, child, test))
}

/// `\frac{d f}{d x} = g(x) = 0`: the point is sought at which it holds.
fn sets_to_zero(refuted: &Refuted) -> bool {
    let (store, claim) = (refuted.store, refuted.claim);
    let zero = store.is_zero(claim.right)
        || matches!(
            store.node(claim.right),
            Node::Apply(Operator::ZeroVector, _)
        );
    let derivative =
        |store: &Store, id: Id| matches!(store.node(id), Node::Bind(BinderKind::Derivative, ..));
    let start = refuted.start.unwrap_or(claim.left);
    zero && claim.relation == Comparison::Equal && any(store, start, derivative)
}

/// `x = 0`, `s^2 < 1`, `a = b`, `f(0) = 1`: a name or a power of one, or a value of an unknown function, on one side, a
/// name or a number on the other.
fn compares_atoms(refuted: &Refuted) -> bool {
    let store = refuted.store;
    let closed = |id: Id| store.free_names(id).is_empty();
    let unknown =
        |head: Id| matches!(*store.node(head), Node::Name(name) if !refuted.is_known(name));
    if let Node::Call(head, args) = store.node(refuted.claim.left)
        && unknown(*head)
        && args.iter().all(|&arg| closed(arg))
        && closed(refuted.claim.right)
    {
        return true;
    }
    let name = |id: Id| matches!(store.node(id), Node::Name(_));
    let power = |id: Id| match *store.node(id) {
        Node::Power(base, exponent) => name(base) && store.as_number(exponent).is_some(),
        _ => name(id),
    };
    let number = |id: Id| store.as_number(id).is_some();
    let [left, right] = refuted.sides();
    name(left) && name(right) || power(left) && number(right) || number(left) && power(right)
}

/// `\mathrm{evidence}`, `\text{loss}`: words of which nothing is known.
fn names_words(refuted: &Refuted) -> bool {
    refuted.names().into_iter().any(|name| {
        let spelling = &refuted.store.symbol(name).spelling;
        let word = spelling
            .strip_prefix(r"\mathrm{")
            .is_some_and(|rest| rest.chars().take_while(char::is_ascii_alphabetic).count() > 1);
        word && !refuted.is_known(name)
    })
}

/// `p(z = 1) = 1/2`, `E[(X - m)^2] = s`: a value for a quantity of a distribution that is not known.
fn states_a_value(refuted: &Refuted) -> bool {
    let names = refuted.names();
    let law = |sort: &Sort| matches!(sort, Sort::Random(_) | Sort::Family);
    let unknown = |name: &SymbolId| law(refuted.sort(*name)) && !refuted.is_known(*name);
    let drawn_from_nothing = |name: &SymbolId| {
        matches!(refuted.sort(*name), Sort::Random(_)) && !refuted.is_drawn(*name)
    };
    let side_without = |kind: fn(&Sort) -> bool| {
        refuted.sides().into_iter().any(|side| {
            let names = refuted.store.free_names(side);
            !names.into_iter().any(|name| kind(refuted.sort(name)))
        })
    };
    names.iter().any(unknown) && side_without(|_| true)
        || names.iter().any(drawn_from_nothing)
            && side_without(|sort| {
                matches!(sort, Sort::Random(_) | Sort::Family | Sort::Function(..))
            })
}

/// `H(X) = \log n` where nothing is said of the law of X, which is then named after the quantity.
fn measures_an_unknown_law(refuted: &Refuted) -> bool {
    const QUANTITIES: [&str; 3] = ["H", "h", "I"];
    let definitions = |fact: &&Fact| fact.kind == FactKind::Definition;
    let defined = |name: SymbolId| {
        let mut facts = refuted.context.facts.iter().filter(definitions);
        facts.any(|fact| refuted.store.mentions(fact.left, name))
    };
    let made_up = |&name: &SymbolId| {
        let spelling = refuted.store.symbol(name).spelling.as_str();
        *refuted.sort(name) == Sort::Family && QUANTITIES.contains(&spelling) && !defined(name)
    };
    let names = refuted.names();
    names.iter().any(made_up) && !names.iter().all(made_up)
}

/// `E(X) = \int x f(x) dx` where nothing is said of X, or nothing of f.
fn mixes_variable_and_density(refuted: &Refuted) -> bool {
    let names = refuted.names();
    let random = |name: &SymbolId| matches!(refuted.sort(*name), Sort::Random(_));
    let density =
        |name: &SymbolId| matches!(refuted.sort(*name), Sort::Family | Sort::Function(..));
    let open = |name: &SymbolId| match random(name) {
        true => !refuted.is_drawn(*name),
        false => density(name) && !refuted.is_known(*name),
    };
    names.iter().any(random) && names.iter().any(density) && names.iter().any(open)
}

/// Words for arithmetic in which the usual sums and products do not hold.
const OTHER_ARITHMETIC: &[&str] = &[
    "modulo",
    " mod ",
    "congruen",
    "finite field",
    "characteristic 2",
    "characteristic two",
    "tropical",
    "boolean algebra",
    "restklasse",
    "合同",
    "同余",
];

/// "Working modulo 7": numbers are equal that differ otherwise.
fn counts_otherwise(refuted: &Refuted) -> bool {
    OTHER_ARITHMETIC
        .iter()
        .any(|word| refuted.words.contains(word))
}

/// Words for an equation that is not derived but asked of its unknowns.
const EQUATIONS: &[&str] = &[
    "differential equation",
    " ode",
    "pde ",
    "equation of motion",
    "equations of motion",
    "system of equations",
    "recurrence",
    "satisf",
    "obey",
    "subject to",
    "constraint",
    "differentialgleichung",
    "微分方程",
];

/// "The differential equation is ..": it holds for its solutions.
fn states_an_equation(refuted: &Refuted) -> bool {
    let open = refuted.names().iter().any(|name| !refuted.is_known(*name));
    open && refuted.claim.relation == Comparison::Equal
        && EQUATIONS
            .iter()
            .any(|phrase| refuted.sentence.contains(phrase))
}

/// Words by which a relation is none of all its terms.
const LEAVING_OUT: &[&str] = &[
    "up to a constant",
    "up to constants",
    "up to an additive",
    "up to additive",
    "up to terms",
    "up to sign",
    "up to a sign",
    "up to higher",
    "ignoring",
    "neglecting",
    "dropping",
    "omitting",
    "leaving out",
    "first order",
    "first-order",
    "leading order",
    "approximately",
    "asymptotically",
    "heuristically",
    "absorb",
    "bis auf",
    "à une constante près",
    "忽略",
];

/// "Ignoring constants, ..": what fails may hold up to what is left out.
fn leaves_out(refuted: &Refuted) -> bool {
    LEAVING_OUT
        .iter()
        .any(|phrase| refuted.sentence.contains(phrase))
}

/// Words that say how a joint density factors.
const FACTORING: &[&str] = &[
    "markov",
    "bayesian network",
    "bayes net",
    "graphical model",
    "directed graph",
    "acyclic graph",
    "d-separat",
    "factoriz",
    "factoris",
    "conditionally independent",
    "conditional independence",
    "for the chain",
    "the chain \u{fffc}",
    "a chain \u{fffc}",
    "马尔可夫",
    "マルコフ",
];

/// "For the chain A, B, C": conditional densities of which the note knows more than was read.
fn factors_by_words(refuted: &Refuted) -> bool {
    let conditional = refuted.any_node(
        |store, id| matches!(store.node(id), Node::Density { given, .. } if !given.is_empty()),
    );
    conditional && FACTORING.iter().any(|word| refuted.words.contains(word))
}

/// `\bar{x}` beside `x_i`, of which the note says nothing.
fn averages(refuted: &Refuted) -> bool {
    let names = refuted.names();
    let spelling = |name: SymbolId| refuted.store.symbol(name).spelling.as_str();
    let barred = names.iter().filter_map(|&name| {
        let inner = [r"\bar{", r"\overline{"]
            .iter()
            .find_map(|accent| spelling(name).strip_prefix(accent))?;
        let open = !refuted.is_known(name);
        open.then(|| inner.trim_end_matches('}'))
    });
    let indexed = |letter: &str| {
        names.iter().any(|&name| {
            let many = matches!(refuted.sort(name), Sort::Sequence(_) | Sort::Vector(_));
            many && base(spelling(name)) == letter
        })
    };
    barred.into_iter().any(indexed)
}

/// p and `p_\theta` beside one another.
fn alike_families(refuted: &Refuted) -> bool {
    let names = refuted.names();
    let families: Vec<&str> = names
        .iter()
        .filter(|name| matches!(refuted.sort(**name), Sort::Family) && !refuted.is_known(**name))
        .map(|name| refuted.store.symbol(*name).spelling.as_str())
        .collect();
    families.iter().any(|plain| {
        base(plain) == *plain
            && families
                .iter()
                .any(|other| other != plain && base(other) == *plain)
    })
}

/// `a_{n-1}` beside `a_{n-2}` where both are names of their own, and `x_1` beside a vector `x`: a recurrence, or what ties
/// parts to the whole, was not followed.
fn labels_beside_items(refuted: &Refuted) -> bool {
    let names = refuted.names();
    let spelling = |name: &SymbolId| refuted.store.symbol(*name).spelling.as_str();
    let is_whole =
        |name: &SymbolId| matches!(refuted.sort(*name), Sort::Vector(_) | Sort::Sequence(_));
    names.iter().any(|label| {
        let Some((letter, index)) = spelling(label).split_once("_{") else {
            return false;
        };
        let shifted = index.contains(['+', '-']) && index.contains(char::is_alphabetic);
        let number = matches!(refuted.sort(*label), Sort::Real);
        let mut others = names
            .iter()
            .filter(|other| *other != label && base(spelling(other)) == letter);
        number && others.any(|other| is_whole(other) || shifted)
    })
}

/// `|a A| = a^n |A|` where nothing says that `A` is n×n: a letter that sizes have, beside arrays of a guessed size.
fn leaves_sizes_open(refuted: &Refuted) -> bool {
    const LETTERS: [&str; 8] = ["n", "N", "d", "D", "p", "k", "K", "m"];
    let names = refuted.names();
    let sides = refuted.sides().into_iter();
    let sizes: Vec<SymbolId> = sides
        .flat_map(|side| names_with_sizes(refuted.store, side))
        .filter(|name| !names.contains(name))
        .collect();
    let loose = |name: &SymbolId| {
        let symbol = refuted.store.symbol(*name);
        LETTERS.contains(&symbol.spelling.as_str())
            && matches!(refuted.sort(*name), Sort::Real | Sort::Integer)
            && !refuted.is_known(*name)
    };
    !sizes.is_empty() && names.iter().any(loose)
}

fn roots_of_negative_numbers(refuted: &Refuted) -> bool {
    refuted.any_node(|store, id| match *store.node(id) {
        Node::Power(base, exponent) => {
            let negative = store.as_number(base).is_some_and(|b| b.is_negative());
            negative && store.as_number(exponent).is_some_and(|e| !e.is_integer())
        }
        _ => false,
    })
}

/// Numbers that agree within the last digits of the decimals written.
fn rounded(refuted: &Refuted) -> bool {
    let decimals: Vec<(f64, f64)> = refuted
        .source
        .iter()
        .flat_map(|text| decimals(text))
        .collect();
    let Some(example) = &refuted.judgement.counterexample else {
        return false;
    };
    let (Some(left), Some(right)) = (value(&example.lhs), value(&example.rhs)) else {
        return false;
    };
    if decimals.is_empty() || !refuted.names().is_empty() {
        return false;
    }
    let scale = largest(example).max(left.abs()).max(right.abs());
    // Each decimal may be off by a unit in its last place; alone on a side it counts as it is.
    let allowed: f64 = decimals
        .iter()
        .map(|&(decimal, unit)| unit + unit / decimal.abs().max(unit) * scale / 2.0)
        .sum();
    (left - right).abs() <= allowed
}

fn value(side: &Side) -> Option<f64> {
    match side {
        Side::Enclosure { lo, .. } => lo.parse().ok(),
        Side::Undefined(_) => None,
    }
}

fn largest(example: &Counterexample) -> f64 {
    let values = example
        .terms
        .iter()
        .filter_map(|term| term.value.parse::<f64>().ok());
    values.map(f64::abs).fold(0.0, f64::max)
}

/// The decimals of two places or more in a text, with the unit of their last place.
fn decimals(text: &str) -> Vec<(f64, f64)> {
    let numbers = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    numbers
        .filter_map(|number| {
            let places = number.split_once('.')?.1.len();
            let unit = 10f64.powi(-i32::try_from(places).ok()?);
            (places >= 2).then_some((number.parse().ok()?, unit))
        })
        .collect()
}
