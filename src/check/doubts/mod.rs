//! What makes the failure of a step say nothing, seen from the step alone: relations that suppose instead of deriving,
//! names that stand for something particular, numbers that were rounded.

mod chance;
mod matrices;
mod open;
mod qualities;
mod rounding;
mod words;

use self::chance::{
    drops_a_condition, measures_an_open_density, measures_in_bits, sums_other_values,
    sums_over_unknown_values,
};
use self::matrices::{gives_a_matrix, shows_entries};
use self::qualities::{has_qualities, inverts_a_function};
use self::rounding::rounded;
use self::words::{
    counts_otherwise, factors_by_words, leaves_out, rests_on_a_function, rests_on_independence,
    states_an_equation,
};
use super::draws::draws;
use super::judge::{Claim, Judgement};
use crate::diagnostic::Reason;
use crate::elaborate::scope::base;
use crate::expr::*;
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
    /// The words of its section up to two sentences after it, and those of its own sentence.
    pub words: &'a str,
    pub sentence: &'a str,
    /// True if what the words say of the independence of its names was taken in.
    pub independence: bool,
    /// True if a formula of the note relates letters of it as sets.
    pub related_sets: bool,
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
        says_where_something_is,
        Reason::Context,
        "it gives a value to a name of which no equation says anything: it may say where something happens",
    ),
    (
        seeks_a_fixed_point,
        Reason::Context,
        "it relates a name to an expression of itself, which asks for its value",
    ),
    (
        relates_unknown_functions,
        Reason::Context,
        "it relates a function of which nothing is known to itself, which supposes a property of it",
    ),
    (
        knows_probabilities,
        Reason::Context,
        "the note gives probabilities of values of the random variable, which were not followed",
    ),
    (
        asks_for_zeros,
        Reason::Context,
        "the words speak of the zeros of what is equal to 0 here",
    ),
    (
        crosses_vectors,
        Reason::Context,
        "`\\times` between names may be the product of vectors",
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
        states_a_density,
        Reason::Context,
        "it states what a density is of which nothing was found in the note",
    ),
    (
        measures_an_unknown_law,
        Reason::Context,
        "nothing says how the variable is distributed of which it gives the information",
    ),
    (
        measures_an_open_density,
        Reason::Context,
        "nothing says what the density is of which it gives the entropy",
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
        reads_a_letter_as_entropy,
        Reason::Context,
        "the words speak of no entropy: `H` may stand for something else",
    ),
    (
        sums_letters_of_probabilities,
        Reason::Context,
        "it may be about probabilities, and nothing says that they sum to 1",
    ),
    (
        reads_differentials,
        Reason::Context,
        "what its differentials and differences have to do with their names was not followed",
    ),
    (
        labels_beside_items,
        Reason::Context,
        "names in it that differ by their index only may be items of one sequence or vector",
    ),
    (
        open::decides_by_membership,
        Reason::Context,
        "a definition asks what belongs to a set, which was not followed",
    ),
    (
        open::leaves_sizes_open,
        Reason::Context,
        "the size of its arrays or lists was not found, and may be a name in it",
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
        "the note says how the variables hang together, and that was not followed",
    ),
    (
        sums_over_unknown_values,
        Reason::Context,
        "over which values of the random variable the sum runs was not found",
    ),
    (
        sums_other_values,
        Reason::Context,
        "whether its sums run over all values of the distribution is not told",
    ),
    (
        measures_in_bits,
        Reason::Context,
        "the logarithms are to base 2, and those of the entropy may be too",
    ),
    (
        drops_a_condition,
        Reason::Context,
        "a density in it drops a condition, as models let densities do",
    ),
    (
        rests_on_independence,
        Reason::Context,
        "the words speak of independence, and it was not followed of what",
    ),
    (
        rests_on_a_function,
        Reason::Context,
        "the words give the distribution of a variable by a function, and that was not followed",
    ),
    (
        open::is_of_an_open_function,
        Reason::Context,
        "what its left side is made of shows a function that the note leaves open: it may be about one of them",
    ),
    (
        antidifferentiates,
        Reason::Context,
        "an integral without limits beside its own variable may be an antiderivative",
    ),
    (
        has_qualities,
        Reason::Context,
        "the words say of names of this kind what was not followed",
    ),
    (
        inverts_a_function,
        Reason::Context,
        "what an inverse has to do with its function was not followed",
    ),
    (
        open::averages,
        Reason::Context,
        "what a name with a bar stands for was not found: it may be the mean of the values with indices",
    ),
    (
        gives_a_matrix,
        Reason::Context,
        "it says something of a matrix of which nothing else is known",
    ),
    (
        shows_entries,
        Reason::Context,
        "its items may be the entries of its matrices, which was not followed",
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
        is_known(self.store, self.context, name)
    }

    /// True if the note says from what the random variable is drawn, or what it is.
    fn has_law(&self, name: SymbolId) -> bool {
        let itself = |id: Id| matches!(*self.store.node(id), Node::Name(symbol) if symbol == name);
        draws(self.store, self.context).any(|draw| self.store.mentions(draw.drawn, name))
            || self.context.facts.iter().any(|fact| itself(fact.left))
    }

    /// True if the note says from what the random variable is drawn, what it is, or something of its moments.
    fn is_drawn(&self, name: SymbolId) -> bool {
        let measured = |store: &Store, id: Id| match store.node(id) {
            Node::Apply(
                Operator::Independent
                | Operator::Expectation
                | Operator::Variance
                | Operator::Covariance
                | Operator::Probability,
                args,
            ) => args.iter().any(|&arg| store.mentions(arg, name)),
            _ => false,
        };
        let hypotheses = self.context.hypotheses.iter().map(|(id, _)| *id);
        let facts = self.context.facts.iter().map(|fact| fact.left);
        let mut said = hypotheses.chain(facts);
        self.has_law(name) || said.any(|id| any(self.store, id, measured))
    }

    /// True if the note says of the name that its items are probabilities.
    fn is_probability(&self, name: SymbolId) -> bool {
        let measures =
            |&id: &Id| matches!(self.store.node(id), Node::Apply(Operator::Probability, _));
        let mut facts = self.context.facts.iter();
        facts.any(|fact| {
            let sides = [fact.left, fact.right];
            sides.iter().any(measures) && sides.iter().any(|&side| self.store.mentions(side, name))
        })
    }

    fn any_node(&self, test: impl Fn(&Store, Id) -> bool + Copy) -> bool {
        self.sides()
            .into_iter()
            .any(|side| any(self.store, side, test))
    }
}

/// True if the context says something of the name.
pub(super) fn is_known(store: &Store, context: &Context, name: SymbolId) -> bool {
    let facts = context.facts.iter().map(|fact| fact.left);
    let hypotheses = context.hypotheses.iter().map(|(id, _)| *id);
    facts.chain(hypotheses).any(|id| store.mentions(id, name))
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
    let zero = [claim.left, claim.right].into_iter().any(|side| {
        store.is_zero(side) || matches!(store.node(side), Node::Apply(Operator::ZeroVector, _))
    });
    let derivative =
        |store: &Store, id: Id| matches!(store.node(id), Node::Bind(BinderKind::Derivative, ..));
    let start = refuted.start.unwrap_or(claim.left);
    zero && claim.relation == Comparison::Equal && any(store, start, derivative)
}

/// `x = 0`, `s^2 < 1`, `a = b`, `f(0) = 1`: a name or a power of one, or a value of an unknown function, on one side, a
/// name or a number on the other; `x = 2 + 3` gives the name a value as well.
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
    // `B(2, a) = \frac{a}{1 + a}`
    if let Node::Call(head, args) = store.node(refuted.claim.left)
        && unknown(*head)
        && args.iter().any(|&arg| closed(arg))
        && args
            .iter()
            .all(|&arg| closed(arg) || matches!(store.node(arg), Node::Name(_)))
        && !store
            .free_names(*head)
            .iter()
            .any(|&name| store.mentions(refuted.claim.right, name))
    {
        return true;
    }
    let name = |id: Id| match *store.node(id) {
        Node::Name(_) => true,
        Node::Component(base, _) => matches!(store.node(base), Node::Name(_)),
        _ => false,
    };
    if refuted.claim.relation == Comparison::Equal
        && name(refuted.claim.left)
        && closed(refuted.claim.right)
    {
        return true;
    }
    let power = |id: Id| match *store.node(id) {
        Node::Power(base, exponent) => name(base) && store.as_number(exponent).is_some(),
        _ => name(id),
    };
    let number = |id: Id| store.as_number(id).is_some();
    let [left, right] = refuted.sides();
    name(left) && name(right) || power(left) && number(right) || number(left) && power(right)
}

/// `x = b / a` after `f(x) = a x^2 - 2 b x`: the place of a minimum, a half-life.
fn says_where_something_is(refuted: &Refuted) -> bool {
    let store = refuted.store;
    let Node::Name(name) = *store.node(refuted.claim.left) else {
        return false;
    };
    let bound = |fact: &Fact| {
        fact.kind == FactKind::Result
            || fact.variables.contains(&name)
            || ![fact.left, fact.right]
                .iter()
                .any(|&side| store.mentions(side, name))
    };
    let equation = |id: Id| {
        matches!(store.node(id), Node::Relation(Comparison::Equal, ..)) && store.mentions(id, name)
    };
    refuted.claim.relation == Comparison::Equal
        && refuted.start == Some(refuted.claim.left)
        && !store.mentions(refuted.claim.right, name)
        && refuted.context.facts.iter().all(bound)
        && !refuted
            .context
            .hypotheses
            .iter()
            .any(|(id, _)| equation(*id))
}

/// `c = 1 + \gamma c`: an equation for `c`. `c = c + 1` is none.
fn seeks_a_fixed_point(refuted: &Refuted) -> bool {
    let [left, right] = refuted.sides();
    let added = match refuted.store.node(right) {
        Node::Sum(terms) => terms.contains(&left),
        _ => false,
    };
    match *refuted.store.node(left) {
        Node::Name(name) => {
            refuted.claim.relation == Comparison::Equal
                && refuted.start == Some(left)
                && refuted.store.mentions(right, name)
                && !added
        }
        _ => false,
    }
}

/// `T(n) = T(n/2) + 1`, `\pi_i P_{ij} = \pi_j P_{ji}`, `F'(x) = f(x)` at the beginning of a derivation, where nothing is
/// said of T, of `\pi` and P, of F.
fn relates_unknown_functions(refuted: &Refuted) -> bool {
    let [left, right] = refuted.sides();
    let unknown = |name: SymbolId| {
        let function = matches!(
            refuted.sort(name),
            Sort::Function(..) | Sort::Sequence(_) | Sort::Matrix(..)
        );
        function
            && !refuted.store.is_chance(refuted.store.symbol(name).sort)
            && !refuted.is_known(name)
    };
    let values = applied(refuted.store, right);
    // `(f g)' = f' g'` says nothing of what f is.
    let derived = match *refuted.store.node(left) {
        Node::Bind(BinderKind::Derivative, .., body) => match refuted.store.node(body) {
            Node::Call(_, args) => args
                .iter()
                .all(|&arg| matches!(refuted.store.node(arg), Node::Bound(..))),
            _ => false,
        },
        _ => false,
    };
    let mut functions = applied(refuted.store, left).into_iter();
    refuted.claim.relation == Comparison::Equal
        && refuted.start == Some(left)
        && functions.any(|(name, at)| {
            let elsewhere = |other: &(SymbolId, Id)| other.0 == name && other.1 != at;
            unknown(name) && (derived || values.iter().any(elsewhere))
        })
}

/// The values of functions and sequences that an arithmetic expression is made of, with whose they are.
fn applied(store: &Store, id: Id) -> Vec<(SymbolId, Id)> {
    match store.node(id) {
        Node::Call(head, _) | Node::Component(head, _) => match store.node(*head) {
            Node::Name(name) => vec![(*name, id)],
            _ => Vec::new(),
        },
        Node::Sum(_) | Node::Product(_) | Node::Power(..) => {
            let children = store.children(id).into_iter();
            children.flat_map(|child| applied(store, child)).collect()
        }
        Node::Bind(BinderKind::Derivative, _, _, body) => applied(store, *body),
        _ => Vec::new(),
    }
}

/// "Let `P(X = 1) = p`": the law of X is given by its probabilities.
fn knows_probabilities(refuted: &Refuted) -> bool {
    let names = refuted.names();
    let chance = |name: &&SymbolId| refuted.store.is_chance(refuted.store.symbol(**name).sort);
    let random: Vec<&SymbolId> = names.iter().filter(chance).collect();
    let probability = |id: Id| match refuted.store.node(id) {
        Node::Apply(Operator::Probability, args) => random
            .iter()
            .any(|&&name| refuted.store.mentions(args[0], name)),
        _ => false,
    };
    let claims =
        |store: &Store, id: Id| matches!(store.node(id), Node::Apply(Operator::Probability, _));
    let own = refuted
        .sides()
        .into_iter()
        .any(|side| any(refuted.store, side, claims));
    let mut facts = refuted.context.facts.iter();
    !own && facts.any(|fact| probability(fact.left))
}

/// "The characteristic polynomial is `.. = (\lambda - 1)(\lambda - 2) = 0`, so the eigenvalues are 1 and 2".
fn asks_for_zeros(refuted: &Refuted) -> bool {
    const ZEROS: [&str; 8] = [
        "eigenvalue",
        "characteristic polynomial",
        "the roots",
        "two roots",
        "the zeros",
        "the solutions",
        "eigenwert",
        "nullstelle",
    ];
    let [left, right] = refuted.sides();
    // `x^2 - 3 x + 2 = (x - 1)(x - 2) = 0`: what is factored is to be 0.
    let factored = match refuted.store.node(left) {
        Node::Product(factors) => {
            let sums = factors
                .iter()
                .filter(|&&f| matches!(refuted.store.node(f), Node::Sum(_)));
            sums.count() > 1 && refuted.start != Some(left)
        }
        _ => false,
    };
    let is_zero = |&side: &Id| refuted.store.is_zero(side);
    if factored && is_zero(&right) {
        return true;
    }
    [left, right].iter().any(is_zero) && ZEROS.iter().any(|word| refuted.sentence.contains(word))
}

/// `a \times b` of names that are no numbers for sure.
fn crosses_vectors(refuted: &Refuted) -> bool {
    refuted.source.iter().any(|side| {
        side.match_indices(r"\times").any(|(at, sign)| {
            let before = side[..at].trim_end().chars().next_back();
            let after = side[at + sign.len()..].trim_start();
            let after = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
            let named = |c: char| c.is_alphabetic() || matches!(c, '}' | ')' | '(' | '\\');
            before.is_some_and(|c| c.is_alphabetic() || matches!(c, '}' | ')'))
                && after.chars().next().is_some_and(named)
        })
    }) && refuted.names().into_iter().any(|name| {
        let sort = refuted.sort(name);
        !matches!(sort, Sort::Family | Sort::Random(_) | Sort::Function(..))
    })
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
    // A variable or a sequence of them.
    let random = |name| refuted.store.is_chance(refuted.store.symbol(name).sort);
    let unknown = |name: &SymbolId| match random(*name) {
        true => !refuted.has_law(*name),
        false => law(refuted.sort(*name)) && !refuted.is_known(*name),
    };
    let drawn_from_nothing = |name: &SymbolId| random(*name) && !refuted.is_drawn(*name);
    let side_without = |kind: &dyn Fn(SymbolId) -> bool| {
        refuted.sides().into_iter().any(|side| {
            let names = refuted.store.free_names(side);
            !names.into_iter().any(kind)
        })
    };
    let varying =
        |name| random(name) || matches!(refuted.sort(name), Sort::Family | Sort::Function(..));
    names.iter().any(unknown) && side_without(&|_| true)
        || names.iter().any(drawn_from_nothing) && side_without(&varying)
}

/// `\log p(x) = - x`: what a density is of which the note says nothing; the other side shows no density.
fn states_a_density(refuted: &Refuted) -> bool {
    let store = refuted.store;
    let point = |store: &Store, id: Id| matches!(store.node(id), Node::Density { .. });
    let unknown =
        |name: &SymbolId| *refuted.sort(*name) == Sort::Family && !refuted.is_known(*name);
    let [left, right] = refuted.sides();
    let bound = |store: &Store, id: Id| matches!(store.node(id), Node::Bind(..));
    let alone = match store.node(left) {
        Node::Density { .. } => true,
        Node::Apply(_, args) => args.iter().all(|&arg| point(store, arg)),
        _ => false,
    };
    refuted.claim.relation == Comparison::Equal
        && alone
        && !any(store, left, bound)
        && store.free_names(left).iter().any(unknown)
        && !store.free_names(right).iter().any(unknown)
}

fn is_density(store: &Store, id: Id) -> bool {
    matches!(store.node(id), Node::Density { .. })
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
    // `\mu` where it is `E[X]`.
    let names = open::made_of(refuted, refuted.names());
    let random = |name: &SymbolId| matches!(refuted.sort(*name), Sort::Random(_));
    let density =
        |name: &SymbolId| matches!(refuted.sort(*name), Sort::Family | Sort::Function(..));
    let open = |name: &SymbolId| match random(name) {
        true => !refuted.is_drawn(*name),
        false => density(name) && !refuted.is_known(*name),
    };
    names.iter().any(random) && names.iter().any(density) && names.iter().any(open)
}

/// p and `p_\theta` beside one another, where the note does not give both.
fn alike_families(refuted: &Refuted) -> bool {
    let names = refuted.names();
    let families: Vec<(&str, bool)> = names
        .iter()
        .filter(|name| matches!(refuted.sort(**name), Sort::Family))
        .map(|name| {
            let spelling = refuted.store.symbol(*name).spelling.as_str();
            (spelling, refuted.is_known(*name))
        })
        .collect();
    families.iter().any(|&(plain, known)| {
        base(plain) == plain
            && families
                .iter()
                .any(|&(other, too)| other != plain && base(other) == plain && !(known && too))
    })
}

/// `H(R)` where nothing is said of R and the words speak of no entropy: H may be another function.
fn reads_a_letter_as_entropy(refuted: &Refuted) -> bool {
    const ENTROPY: [&str; 6] = [
        "entrop",
        "information",
        "熵",
        "エントロピ",
        "엔트로피",
        "энтроп",
    ];
    let unknown = |family: SymbolId| !refuted.is_known(family);
    let bare = |store: &Store, id: Id| match store.node(id) {
        Node::Apply(Operator::Entropy, args) => matches!(
            args.first().map(|&law| store.node(law)),
            Some(Node::Bind(BinderKind::Lambda, ..))
        ),
        _ => false,
    };
    let families = || {
        let names = refuted.names().into_iter();
        names.filter(|name| matches!(refuted.sort(*name), Sort::Family))
    };
    let other = |store: &Store, id: Id| match store.node(id) {
        Node::Apply(operator, _) => {
            operator.measures_information() && *operator != Operator::Entropy
                || *operator == Operator::Log && any(store, id, is_density)
        }
        _ => false,
    };
    refuted.any_node(bare)
        && !refuted.any_node(other)
        && families().any(unknown)
        && !ENTROPY.iter().any(|word| refuted.words.contains(word))
        && !refuted.source.iter().any(|side| side.contains("ntropy"))
}

/// `\sum_k (p_k - p_k^2) = 1 - \sum_k p_k^2` where nothing says that the `p_k` sum to 1, or only `P(X = x_k) = p_k` does.
fn sums_letters_of_probabilities(refuted: &Refuted) -> bool {
    const LETTERS: [&str; 4] = ["p", "q", r"\pi", r"\theta"];
    let sums = |store: &Store, id: Id| matches!(store.node(id), Node::Bind(BinderKind::Sum, ..));
    refuted.any_node(sums)
        && refuted.names().into_iter().any(|name| {
            let spelling = refuted.store.symbol(name).spelling.as_str();
            let many = matches!(refuted.sort(name), Sort::Sequence(_) | Sort::Vector(_));
            many && LETTERS.contains(&spelling)
                && (!refuted.is_known(name) || refuted.is_probability(name))
        })
}

/// `dy = 2 x \, dx`: what differentials and differences have to do with their names is not followed.
fn reads_differentials(refuted: &Refuted) -> bool {
    let given = |letter: &str| {
        let names = refuted
            .context
            .facts
            .iter()
            .flat_map(|fact| refuted.store.free_names(fact.left));
        names
            .into_iter()
            .any(|name| refuted.store.symbol(name).spelling == letter)
    };
    refuted.names().into_iter().any(|name| {
        let spelling = &refuted.store.symbol(name).spelling;
        let difference = match spelling.strip_prefix(r"\Delta ") {
            Some(letter) => given(letter),
            None => spelling.starts_with("d "),
        };
        difference && !refuted.is_known(name)
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

/// `x^2 + \int x \, dx`: the x outside is that of the integral.
fn antidifferentiates(refuted: &Refuted) -> bool {
    let bare = refuted.source.iter().any(|side| {
        let mut signs = side.split(r"\int").skip(1);
        signs.any(|after| !after.trim_start().starts_with(['_', '^']))
    });
    let is_differential = |name: &SymbolId| {
        let spelling = &refuted.store.symbol(*name).spelling;
        [r"\mathrm{d}", "d"].iter().any(|sign| {
            let differential = format!("{sign}{spelling}");
            let mut sides = refuted.source.iter();
            sides.any(|side| side.replace(' ', "").contains(&differential))
        })
    };
    bare && refuted.names().iter().any(is_differential)
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
