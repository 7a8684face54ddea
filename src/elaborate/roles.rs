//! What a relation is to the note: a definition, a hypothesis, a claim, or a step to be judged.
//!
//! The rules are those of the design: a definition gives a fresh name a meaning; names of the vocabulary are never fresh;
//! all else is a hypothesis where the words around it suppose it, and a step otherwise.

use rustc_hash::FxHashSet;

use super::parts::Part;
use super::phrases::Mood;
use crate::expr::{Id, Node, Operator, Sort, SortId, Store, SymbolId};
use crate::parse::tree::Relation;
use crate::read::directive::Supposition;
use crate::vocabulary::heads::{Surety, head};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Definition,
    Hypothesis,
    Claim,
    Step,
}

/// How a relation stands in its note.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    pub relation: Relation,
    pub mood: Mood,
    /// True for the condition of a clause: if, when, for.
    pub conditional: bool,
    /// True for a formula in the text with which a sentence begins, or a clause after "then".
    pub alone: bool,
    /// True for what ends its sentence after the comma of a condition: "for $x > 0$, $\ln x < x$."
    pub claimed: bool,
    /// True for what the words name in passing: "the quantity $Y = b X$ is".
    pub named: bool,
    /// True for what is asked of what is let: "such that".
    pub constrains: bool,
    /// True if the words before it announce a conclusion.
    pub concluded: bool,
    pub display: bool,
    /// True if nothing was derived in its section so far.
    pub opening: bool,
    /// True for the first relation of its derivation.
    pub first: bool,
    pub part: Part,
    /// True if the same left side begins another derivation below.
    pub derived_again: bool,
    /// True for a function of what the right side does not show.
    pub hides: bool,
    /// Names that occurred before this derivation.
    pub seen: &'a FxHashSet<SymbolId>,
}

/// The role of `left R right`.
pub fn role(store: &Store, left: Id, right: Id, setting: Setting) -> Role {
    match setting.relation {
        Relation::Distributed if setting.concluded => Role::Step,
        Relation::Distributed
        | Relation::In
        | Relation::NotIn
        | Relation::Independent
        | Relation::Subset => Role::Hypothesis,
        Relation::Defined => Role::Definition,
        Relation::Equal | Relation::Equivalent => equation(store, left, right, setting),
        Relation::LessEqual
        | Relation::Less
        | Relation::GreaterEqual
        | Relation::Greater
        | Relation::NotEqual => {
            let supposed = matches!(setting.mood, Mood::Let | Mood::Suppose);
            let given = supposed || setting.mood == Mood::Reason;
            let simple = [left, right]
                .iter()
                .any(|&id| is_simple(store, id) || given && is_quantity(store, id));
            // "Since $\ln x \ge x - 1$" claims it; "since $n \ge 2$" may be known from elsewhere.
            let bound = [left, right].iter().all(|&id| is_bound(store, id));
            if (setting.mood == Mood::Reason || setting.claimed) && !bound {
                return Role::Step;
            }
            // "Therefore $x > 1$" claims it.
            let inline = !setting.display && (given || !setting.concluded);
            if simple && (supposed || inline) {
                Role::Hypothesis
            } else {
                Role::Step
            }
        }
        _ => Role::Step,
    }
}

/// The role of what a directive says: never a step.
pub fn supposed(store: &Store, left: Id, right: Id, kind: Supposition) -> Role {
    if kind == Supposition::Let && definable(store, left, right).is_some() {
        Role::Definition
    } else {
        Role::Hypothesis
    }
}

fn equation(store: &Store, left: Id, right: Id, setting: Setting) -> Role {
    let fresh =
        definable(store, left, right).is_some_and(|(symbol, _)| !setting.seen.contains(&symbol));
    let (fresh, valued) = (fresh && !setting.hides, fresh && setting.hides);
    let supposed = matches!(setting.mood, Mood::Let | Mood::Suppose | Mood::Define);
    if setting.mood == Mood::Claim && setting.display {
        return Role::Claim;
    }
    if fresh && setting.first && setting.named && !setting.display {
        return Role::Definition;
    }
    // Elsewhere another form of what was defined follows: `f(x) = x^2 + 2 x`, and then `f(x) = (x + 1)^2 - 1`.
    let announced = setting.concluded || setting.part == Part::Statement;
    if fresh && setting.first && setting.derived_again && announced {
        return Role::Claim;
    }
    // "**Claim.** $s = 2 t$."
    let stated = setting.part == Part::Statement && setting.mood == Mood::State;
    if stated && fresh && setting.first && setting.alone {
        return Role::Claim;
    }
    if fresh && setting.first {
        return Role::Definition;
    }
    // The value of a function that is known by it alone.
    if valued && setting.first && !setting.concluded {
        return Role::Hypothesis;
    }
    let power = power_of(store, left, right);
    if setting.first && power.is_some_and(|name| !setting.seen.contains(&name)) {
        let claimed = announced && (setting.derived_again || stated && setting.concluded);
        return match claimed {
            true => Role::Claim,
            false => Role::Hypothesis,
        };
    }
    if stated && setting.display {
        return Role::Claim;
    }
    let value = is_simple(store, left) && setting.first;
    // "So $a = 7 b$" claims it, "with $a = 7 b$" supposes it.
    let inline = !setting.display && !setting.concluded;
    if value && (supposed || inline) && left != right {
        return Role::Hypothesis;
    }
    if setting.constrains && inline && setting.first && left != right {
        return Role::Hypothesis;
    }
    // "Let $|u| = |v| = 1$", "assume $A^{-1} = A^T$", "suppose $p(x, y) = p(x) p(y)$"
    let measure = matches!(
        store.node(left),
        Node::Apply(Operator::Norm | Operator::Inverse | Operator::Transpose, _)
            | Node::Density { .. }
    );
    if measure && setting.mood == Mood::Let && inline && !setting.conditional && left != right {
        return Role::Hypothesis;
    }
    if setting.display || !setting.first {
        return Role::Step;
    }
    // "when I(X, Y) = 0": a quantity is supposed to have a value; a reason may be known from elsewhere.
    let reason = setting.mood == Mood::Reason && is_quantity(store, left);
    // "A test has sensitivity P(T | D) = 0.9": what is told before anything is derived is given.
    let told = setting.opening && !setting.concluded && is_probability(store, left);
    let constant = store.free_names(right).is_empty() && (supposed || reason || told);
    // "with Var(X) = s^2 I": it is given a name.
    let names = store.free_names(left);
    let fresh = |name: &SymbolId| {
        let size = store.sort_of(store.symbol(*name).sort) == &Sort::Integer;
        size || !setting.seen.contains(name) && !names.contains(name)
    };
    let named = supposed
        && !setting.conditional
        && (is_simple(store, right) || is_quantity(store, left))
        && store.free_names(right).iter().all(fresh);
    match constant || named {
        true => Role::Hypothesis,
        false => Role::Step,
    }
}

/// A name or a number.
fn is_bound(store: &Store, id: Id) -> bool {
    is_simple(store, id) && !matches!(store.node(id), Node::Power(..))
        || store.free_names(id).is_empty()
}

/// An operator applied to names, as in `E[X]`.
fn is_quantity(store: &Store, id: Id) -> bool {
    match store.node(id) {
        Node::Apply(_, args) => args.iter().all(|&arg| is_simple(store, arg)),
        _ => false,
    }
}

/// The probability of an event, also given another.
fn is_probability(store: &Store, id: Id) -> bool {
    matches!(
        store.node(id),
        Node::Apply(Operator::Probability | Operator::ConditionalProbability, _)
    )
}

/// A name, a power or component of a name, a density or function at names: something that can be supposed to have a value.
pub fn is_simple(store: &Store, id: Id) -> bool {
    match store.node(id) {
        Node::Name(_) => true,
        Node::Power(base, _) => matches!(store.node(*base), Node::Name(_)),
        Node::Component(base, _) => matches!(store.node(*base), Node::Name(_)),
        Node::Call(_, args) => args
            .iter()
            .all(|&arg| matches!(store.node(arg), Node::Name(_))),
        _ => false,
    }
}

/// True for names that mean something without the note.
fn is_known(store: &Store, symbol: SymbolId) -> bool {
    let spelling = &store.symbol(symbol).spelling;
    let bare = spelling.split('_').next().unwrap_or_default();
    let sure = |spelling: &str| matches!(head(spelling), Some((_, Surety::Always)));
    sure(spelling) || sure(bare)
}

/// The name that `left = right` would define, with the distinct variables of the definition.
pub fn definable(store: &Store, left: Id, right: Id) -> Option<(SymbolId, Vec<SymbolId>)> {
    let (symbol, variables) = defined(store, left)?;
    if is_known(store, symbol) {
        return None;
    }
    // A random variable is defined by others only.
    let mut names = store.free_names(right).into_iter();
    let chance = names.any(|name| is_random(store, store.symbol(name).sort));
    if is_random(store, store.sort_id(left)) && !chance {
        return None;
    }
    let distinct: FxHashSet<_> = variables.iter().collect();
    (distinct.len() == variables.len() && !store.mentions(right, symbol))
        .then_some((symbol, variables))
}

/// True if `left = right` makes a function of what the right side does not show: `f(x) = 0` is a condition on x, `f(a) = b`
/// a value. `reached` are the names that the right side is made of.
pub fn hides_argument(store: &Store, left: Id, right: Id, reached: &[SymbolId]) -> bool {
    let (Node::Call(..), Some((_, variables))) = (store.node(left), defined(store, left)) else {
        return false;
    };
    variables.iter().any(|&variable| {
        if variables.len() == 1 && is_point(&store.symbol(variable).spelling) {
            return true;
        }
        let shown = shows(store, right, variable) || reached.contains(&variable);
        !shown || is_condition(store, right, variable)
    })
}

/// True for `x^{*}` and `x_0`: a point, and no variable. `D(p^*) = S(p^*)` says nothing of other prices.
fn is_point(spelling: &str) -> bool {
    ["^{*}", r"^{\ast}", r"^{\star}", "_{0}", "_{*}"]
        .iter()
        .any(|mark| spelling.ends_with(mark))
}

/// True for the `x` of `\mathrm{E}[Y \mid x]`: as a function of it, the expectation varies with a random variable.
fn is_condition(store: &Store, id: Id, name: SymbolId) -> bool {
    use Operator::{ConditionalExpectation, ConditionalProbability, ConditionalVariance};
    let given = |arg: &Id| *store.node(*arg) == Node::Name(name);
    match store.node(id) {
        Node::Apply(
            ConditionalExpectation | ConditionalProbability | ConditionalVariance,
            args,
        ) if args[1..].iter().any(given) => true,
        _ => {
            let children = store.children(id);
            children
                .into_iter()
                .any(|child| is_condition(store, child, name))
        }
    }
}

/// True if a name stands in an expression, or is the mark of one that does: the `\theta` of `p_{\theta}`.
fn shows(store: &Store, id: Id, name: SymbolId) -> bool {
    let spelling = &store.symbol(name).spelling;
    let marked = |other: &SymbolId| {
        let (_, marks) = store
            .symbol(*other)
            .spelling
            .split_once("_{")
            .unwrap_or_default();
        marks
            .trim_end_matches('}')
            .split(',')
            .any(|mark| mark == spelling)
    };
    store.mentions(id, name) || store.free_names(id).iter().any(marked)
}

/// The name of which `s^2 = right` gives a power.
pub fn power_of(store: &Store, left: Id, right: Id) -> Option<SymbolId> {
    let Node::Power(base, _) = *store.node(left) else {
        return None;
    };
    let (name, _) = definable(store, base, right)?;
    (!store.free_names(right).is_empty()).then_some(name)
}

/// True for random variables, and sequences of them.
pub fn is_random(store: &Store, sort: SortId) -> bool {
    match store.sort_of(sort) {
        Sort::Random(_) => true,
        Sort::Sequence(inner) => is_random(store, *inner),
        _ => false,
    }
}

fn defined(store: &Store, left: Id) -> Option<(SymbolId, Vec<SymbolId>)> {
    let names = |args: &mut dyn Iterator<Item = Id>| -> Option<Vec<SymbolId>> {
        args.map(|arg| match store.node(arg) {
            Node::Name(symbol) => Some(*symbol),
            _ => None,
        })
        .collect()
    };
    match store.node(left) {
        Node::Name(symbol) => Some((*symbol, Vec::new())),
        Node::Call(head, args) | Node::Component(head, args) => match store.node(*head) {
            Node::Name(symbol) => Some((*symbol, names(&mut args.iter().copied())?)),
            _ => None,
        },
        Node::Density { family, of, given } => Some((
            *family,
            names(&mut of.iter().chain(given.iter()).map(|&(_, value)| value))?,
        )),
        _ => None,
    }
}

/// For `p(x) = D` or `p(x) \sim D` with a distribution `D`: the density of `D` at the point; None if it is no such pair.
pub fn density_of(store: &mut Store, left: Id, right: Id) -> Option<Id> {
    if *store.sort(right) != Sort::Distribution {
        return None;
    }
    let point = match store.node(left) {
        Node::Density { of, .. } if of.len() == 1 => of[0].1,
        Node::Call(_, args) if args.len() == 1 && !matches!(store.sort(left), Sort::Random(_)) => {
            args[0]
        }
        _ => return None,
    };
    Some(store.apply(Operator::Pdf, &[right, point]))
}
