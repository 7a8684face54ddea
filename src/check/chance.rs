//! What is equal to something random is random: `\bar{X} = \frac{1}{n} \sum_i X_i` makes the mean a random variable.

use super::doubts::{any, is_known};
use super::judge::{Claim, Judgement};
use super::walk::{Link, Walk};
use crate::diagnostic::Reason;
use crate::elaborate::declare::named;
use crate::elaborate::evidence::letter_of;
use crate::elaborate::phrases::Property;
use crate::elaborate::roles::is_random;
use crate::elaborate::scope::{base, is_capital};
use crate::elaborate::sentences::FORMULA;
use crate::elaborate::sorts::says_random;
use crate::elaborate::survey::Says;
use crate::expr::{Id, Node, Operator, Role as Origin, Sort, Store, SymbolId};
use crate::parse::tree::Relation;
use crate::report::Verdict;
use crate::theory::{Fact, FactKind, Shared};

impl Walk<'_> {
    /// The left side of `name = right` or `name^2 = right` read anew as of a random variable, where the right side depends
    /// on random variables and the name, which is new, was taken for a number.
    pub(super) fn random_by_value(&mut self, place: usize, left: Id, right: Id) -> Option<Id> {
        let (base, power) = match *self.store.node(left) {
            Node::Power(base, power) => (base, Some(power)),
            _ => (left, None),
        };
        let Node::Name(name) = *self.store.node(base) else {
            return None;
        };
        let number = *self.store.sort(base) == Sort::Real;
        let known = self.ledger.context();
        let known = self.seen.contains(&name) && is_known(&self.store, &known, name);
        if !number || known || !varies(&self.store, right) {
            return None;
        }
        let spelling = self.store.symbol(name).spelling.clone();
        let real = self.store.symbol(name).sort;
        let anew = self.store.declare(&spelling, Sort::Random(real));
        self.scope.declare(&self.store, &spelling, anew);
        self.read_again_after(place.saturating_sub(1));
        let base = self.store.name(anew);
        Some(match power {
            Some(power) => self.store.power(base, power),
            None => base,
        })
    }

    /// `S = \sum_t r_t` for a random `S` and numbers `r_t`: something in it was taken for a number that is none.
    pub(super) fn takes_chance_for_numbers(&self, left: Id, right: Id) -> bool {
        let Node::Name(name) = *self.store.node(left) else {
            return false;
        };
        let chance = |name: &SymbolId| self.store.is_chance(self.store.symbol(*name).sort);
        let names = self.store.free_names(right);
        chance(&name) && !names.is_empty() && !self.reached(&names).iter().any(chance)
    }
}

impl Walk<'_> {
    /// Takes back what was said of a step about moments in which a number stands that may be random itself: a capital
    /// beside random capitals, an error `\varepsilon`.
    pub(super) fn doubt_chance(&self, link: &mut Link) {
        let judged = matches!(
            link.judgement.verdict,
            Verdict::Proved | Verdict::Supported | Verdict::Refuted
        );
        let claim = link.claim.filter(|_| judged);
        let unclear = claim.and_then(|claim| match link.judgement.verdict {
            Verdict::Refuted => self
                .bare_by_guess(claim)
                .or_else(|| self.unclear_chance(claim)),
            _ => self.unclear_chance(claim),
        });
        if let Some(text) = unclear {
            link.judgement = Judgement::unknown(Reason::Ambiguous, text);
            link.supposable = false;
            link.settled = true;
        }
    }

    /// A name that is random by its looks alone, and stands outside of moments beside one that holds it: as a constant it
    /// comes out of the moment.
    fn bare_by_guess(&self, claim: Claim) -> Option<String> {
        let (mut inside, mut bare) = (Vec::new(), Vec::new());
        for side in [claim.left, claim.right] {
            inside_moments(&self.store, side, false, &mut inside);
            outside_moments(&self.store, side, &mut bare);
        }
        // An event is nothing but random.
        let chance = |name: SymbolId| is_random(&self.store, self.store.symbol(name).sort);
        let guessed = |name: &&SymbolId| {
            chance(**name) && inside.contains(name) && !self.is_told_random(**name)
        };
        let unclear = bare.iter().find(guessed)?;
        Some(unsaid(&self.store, *unclear))
    }

    fn is_told_random(&self, name: SymbolId) -> bool {
        let spelling = &self.store.symbol(name).spelling;
        let evidence = [spelling.as_str(), base(spelling)].map(|key| self.scope.evidence(key));
        let mut said = evidence.into_iter().flatten().flat_map(|e| &e.said);
        said.any(says_random)
            || self.ledger.says_of(&self.store, name)
            || self.is_called_random(name)
    }

    fn unclear_chance(&self, claim: Claim) -> Option<String> {
        let mut names = Vec::new();
        for side in [claim.left, claim.right] {
            inside_moments(&self.store, side, false, &mut names);
        }
        if names.is_empty() {
            return None;
        }
        let reached = self.reached(&names);
        let random = |&name: &SymbolId| self.store.is_chance(self.store.symbol(name).sort);
        let obscure = |name: &&SymbolId| !random(name) && self.has_unread_value(**name);
        let part = |name: &SymbolId| !random(name) && self.is_part_of_random(*name);
        let may_be = |name: &&SymbolId| part(name) || self.may_be_random(**name);
        let beside = || reached.iter().any(random) || reached.iter().any(part);
        let state = |name: &&SymbolId| self.is_random_state(**name);
        let given = [claim.left, claim.right];
        let given = given
            .iter()
            .any(|&side| any(&self.store, side, is_conditional));
        let facts = self.ledger.context().facts;
        let made = |name: &&SymbolId| !random(name) && self.is_made_of_chance(&facts, **name);
        let inside = names.iter().find(|name| obscure(name) || made(name));
        let inside = inside.or_else(|| reached.iter().find(state).filter(|_| !given));
        let unclear = inside.or_else(|| reached.iter().find(may_be).filter(|_| beside()))?;
        Some(unsaid(&self.store, *unclear))
    }

    /// True for a name that is defined by random variables, and is read as a number: `z = 2 X + 1`.
    fn is_made_of_chance(&self, facts: &Shared<Fact>, name: SymbolId) -> bool {
        let mut own = facts.iter().filter(|fact| {
            fact.kind == FactKind::Definition && self.store.head(fact.left) == Some(name)
        });
        own.any(|fact| varies(&self.store, fact.right))
    }

    /// True if the note says what the name is by something that was not read.
    fn has_unread_value(&self, name: SymbolId) -> bool {
        let lowered = |side: Option<usize>| self.lowered.get(&side?);
        let number = *self.store.sort_of(self.store.symbol(name).sort) == Sort::Real;
        number
            && self.is_obscure(name)
            && self.chains.relations.iter().any(|relating| {
                let left = lowered(relating.left).and_then(|side| side.as_ref().ok());
                relating.relation == Relation::Equal
                    && left.is_some_and(|left| *self.store.node(left.id) == Node::Name(name))
                    && matches!(lowered(relating.right), Some(Err(_)))
            })
    }

    fn may_be_random(&self, name: SymbolId) -> bool {
        let symbol = self.store.symbol(name);
        let mut sort = self.store.sort_of(symbol.sort);
        if let Sort::Sequence(item) = sort {
            sort = self.store.sort_of(*item);
        }
        let letter = base(&symbol.spelling);
        let evidence = self.scope.evidence(&symbol.spelling);
        let told = evidence.is_some_and(|e| !e.said.is_empty() || e.integer || e.in_distribution)
            || self.scope.study.is_limit(&symbol.spelling)
            || self.ledger.says_of(&self.store, name);
        let suspect =
            is_capital(letter) || ERRORS.contains(&letter) || letter.starts_with(ESTIMATE);
        let independent = |says: &Says| matches!(says, Says::Property(Property::Independent));
        let shown = evidence.is_some_and(|e| e.said.iter().any(independent))
            || self.ledger.gives_moments(&self.store, name);
        let number = *sort == Sort::Real && symbol.role == Origin::Note;
        let called = || self.is_called_random(name) || self.is_called_noise(name);
        number && (shown || suspect && !told || called())
    }

    /// True for `X_{+}`, `X_{(1)}`, `X_{\max}` beside a random `X`.
    fn is_part_of_random(&self, name: SymbolId) -> bool {
        let spelling = &self.store.symbol(name).spelling;
        let letter = base(spelling);
        let whole = |&other: &SymbolId| {
            let other = self.store.symbol(other);
            other.spelling == letter && self.store.is_chance(other.sort)
        };
        letter != spelling && is_capital(letter) && self.seen.iter().any(whole)
    }

    /// True if the words say that the name is a noise: "where $w$ is process noise", "the shock $u$".
    fn is_called_noise(&self, name: SymbolId) -> bool {
        let spelling = &self.store.symbol(name).spelling;
        self.sentences.iter().any(|sentence| {
            sentence.formulas.iter().any(|&(at, place)| {
                let named = named(&self.mathematics[place]).into_iter();
                let mut letters = named.filter_map(letter_of);
                calls_noise(&sentence.words, at) && letters.any(|letter| letter == *spelling)
            })
        })
    }

    /// True for another item of what is given by something random, `x_{t-1}` of `x_t = a x_{t-1} + w_t`: it is random as well.
    fn is_random_state(&self, name: SymbolId) -> bool {
        let random = |&other: &SymbolId| self.store.is_chance(self.store.symbol(other).sort);
        let letter = |name: SymbolId| base(&self.store.symbol(name).spelling);
        let facts = self.ledger.context().facts;
        let mut items = facts.iter().filter(|fact| {
            let head = self.store.head(fact.left);
            fact.kind == FactKind::Definition
                && head.is_some_and(|item| item != name && letter(item) == letter(name))
        });
        !random(&name)
            && items.any(|fact| {
                let names = self.store.free_names(fact.right);
                names.contains(&name) && self.reached(&names).iter().any(random)
            })
    }
}

/// Letters of errors by custom.
pub(super) const ERRORS: &[&str] = &[r"\varepsilon", r"\epsilon", r"\eta", r"\xi", r"\zeta", "u"];

/// The accent of estimates, which are random as the data are.
const ESTIMATE: &str = r"\hat{";

/// Nouns for what is random by custom.
const NOISES: &[&str] = &[
    "noise",
    "noises",
    "shock",
    "shocks",
    "disturbance",
    "disturbances",
    "innovation",
    "innovations",
    "jitter",
    "perturbation",
];

/// True if words call the formula at that place a noise, and not a quantity of one: "the noise variance $v$".
fn calls_noise(words: &str, at: usize) -> bool {
    let (before, after) = (&words[..at], &words[at + FORMULA.len_utf8()..]);
    if before
        .split_whitespace()
        .next_back()
        .is_some_and(|word| NOISES.contains(&word))
    {
        return true;
    }
    let clause = after
        .split([FORMULA, '.', ',', ';', ':'])
        .next()
        .unwrap_or_default();
    let mut said = clause.split_whitespace();
    let verb = said
        .next()
        .is_some_and(|word| matches!(word, "is" | "are" | "denotes" | "be"));
    let noun = |&(_, word): &(usize, &str)| NOISES.contains(&word);
    let said: Vec<&str> = said.collect();
    let found = said.iter().copied().enumerate().take(ADJECTIVES).find(noun);
    let whole = |at: usize| {
        let next = said.get(at + 1);
        next.is_none_or(|next| {
            ["of", "with", "that", "added", "having", "in", "and", "on"].contains(next)
        })
    };
    verb && found.is_some_and(|(at, _)| whole(at))
}

/// Words before a noun.
const ADJECTIVES: usize = 5;

fn unsaid(store: &Store, name: SymbolId) -> String {
    let spelling = &store.symbol(name).spelling;
    format!("it is not said whether `{spelling}` is random")
}

/// The free names outside of moments and probabilities.
fn outside_moments(store: &Store, id: Id, found: &mut Vec<SymbolId>) {
    let chance = matches!(store.node(id), Node::Apply(Operator::Probability, _));
    if is_moment(store, id) || chance {
        return;
    }
    if let Node::Name(name) = store.node(id) {
        found.push(*name);
    }
    for child in store.children(id) {
        outside_moments(store, child, found);
    }
}

/// The free names of what expectations, variances and the like are taken of.
fn inside_moments(store: &Store, id: Id, inside: bool, found: &mut Vec<SymbolId>) {
    if let (Node::Name(name), true) = (store.node(id), inside) {
        found.push(*name);
    }
    let inside = inside || is_moment(store, id);
    for child in store.children(id) {
        inside_moments(store, child, inside, found);
    }
}

/// True if a moment of the name itself stands in the expression.
pub(super) fn is_operand(store: &Store, id: Id, name: SymbolId) -> bool {
    let children = store.children(id);
    let own = |&child: &Id| *store.node(child) == Node::Name(name);
    is_moment(store, id) && children.iter().any(own)
        || children.iter().any(|&child| is_operand(store, child, name))
}

/// True for a moment given something, which is random as that is.
fn is_conditional(store: &Store, id: Id) -> bool {
    use Operator::*;
    matches!(
        store.node(id),
        Node::Apply(ConditionalExpectation | ConditionalVariance, _)
    )
}

fn is_moment(store: &Store, id: Id) -> bool {
    use Operator::*;
    matches!(
        store.node(id),
        Node::Apply(
            Expectation
                | Variance
                | Covariance
                | Correlation
                | ConditionalExpectation
                | ConditionalVariance,
            _
        )
    )
}

/// True if the value of an expression depends on chance: a random variable stands in it, outside of its moments and its law.
/// At the point of a density, or of a function that may be one, a small letter may be a value.
fn varies(store: &Store, id: Id) -> bool {
    use Operator::{Cdf, Law, Pdf, Probability};
    let random = || is_random(store, store.sort_id(id));
    match store.node(id) {
        Node::Name(_) | Node::Component(..) | Node::Bound(..) => random(),
        Node::Call(_, args) => {
            let capital = |&name: &SymbolId| is_capital(base(&store.symbol(name).spelling));
            let names = |&arg: &Id| store.free_names(arg).iter().any(capital);
            random() || args.iter().any(|arg| names(arg) && varies(store, *arg))
        }
        Node::Density { .. } | Node::Apply(Cdf | Law | Pdf | Probability, _) => false,
        _ if is_moment(store, id) && !is_conditional(store, id) => false,
        _ => {
            let mut children = store.children(id).into_iter();
            children.any(|child| varies(store, child))
        }
    }
}
