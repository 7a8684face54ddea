//! `A \propto B`: the ratio of the sides does not depend on the variables that the proportionality is in.
//!
//! Judged as the equation `A(x) B(x') = A(x') B(x)` for any two values of these variables, which needs no division. Where
//! neither side vanishes everywhere, it says that each is a constant multiple of the other. The variables are those that
//! the words name, or else those of the density or function at the head of the chain.

use super::judge::{Claim, Judgement};
use super::tied::{General, Tied};
use super::walk::Walk;
use crate::diagnostic::Reason;
use crate::elaborate::chains::Relating;
use crate::elaborate::lower::lower;
use crate::expr::{
    Comparison, Id, Node, Operator, Role, Sort, Store, Substitution, Symbol, SymbolId,
};
use crate::report::Verdict;
use crate::theory::{Context, Shared};

/// The version of names for other values of what the note names; no name of a note has it.
const OTHER: u32 = u32::MAX;
/// The version of names for values of random variables.
const VALUE: u32 = u32::MAX - 1;

/// Words before the variable that a proportionality is in, singular or plural.
const IN: &[&str] = &[
    "as a function of",
    "as functions of",
    "not depend on",
    "n't depend on",
    "not depending on",
    "constant independent of",
    "constants independent of",
    "factor independent of",
    "factors independent of",
    "terms independent of",
    "constant in",
    "constants in",
    "constant with respect to",
    "constants with respect to",
    "not involve",
    "not involving",
    "not contain",
    "not containing",
];

/// Variables that a proportionality may be in: names and items of sequences.
struct Meaning {
    of: Vec<Id>,
    /// Others that may be meant: if it does not vary with these, it is not called wrong.
    others: Vec<Vec<Id>>,
    /// False where the variables are not stated, so that nothing is called wrong.
    sure: bool,
    /// The names at which the density at the head of the chain is taken.
    points: Vec<SymbolId>,
}

impl Walk<'_> {
    /// The judgement of a proportionality, also with what its likelihoods are, and of the values of what is random.
    pub(super) fn judge_proportion(
        &mut self,
        relating: &Relating,
        (left, right): (Id, Id),
    ) -> (Option<Claim>, Judgement) {
        let mut found = self.proportion(relating, (left, right), &Substitution::default());
        if !found.1.passes() && self.cite_likelihoods([left, right], relating.place) {
            found = self.proportion(relating, (left, right), &Substitution::default());
        }
        let values = values_of_random(&mut self.store, [left, right]);
        if found.1.verdict == Verdict::Unknown && !values.is_empty() {
            let [left, right] = [left, right].map(|side| self.store.substitute(side, &values));
            let other = self.proportion(relating, (left, right), &values);
            if other.1.passes() {
                return other;
            }
        }
        found
    }

    /// The judgement of a proportionality, with the claim that was judged; `values` stand for random variables in its sides.
    fn proportion(
        &mut self,
        relating: &Relating,
        (left, right): (Id, Id),
        values: &Substitution,
    ) -> (Option<Claim>, Judgement) {
        let Some(meaning) = self.proportional_in(relating, (left, right), values) else {
            let text = r"it is not evident in which variable `\propto` is meant";
            return (None, Judgement::unknown(Reason::Relation, text));
        };
        let context = self.ledger.context();
        let points = &meaning.points;
        let judged = self.constant_ratio(&context, (&meaning.of, points), (left, right));
        let (claim, judgement, free) = match judged {
            Ok(judged) => judged,
            Err(text) => return (None, Judgement::unknown(Reason::Relation, text)),
        };
        let spelled = self.spelled(&meaning.of);
        if judgement.verdict != Verdict::Refuted {
            let reason = judgement.reason.map(|(reason, text)| {
                (reason, format!("as a proportionality in {spelled}: {text}"))
            });
            return (
                Some(claim),
                Judgement {
                    reason,
                    ..judgement
                },
            );
        }
        if self.may_introduce(&context, left, right) {
            let text = "it may say itself what a density or function is proportional to";
            return (None, Judgement::unknown(Reason::Introduced, text));
        }
        let other = meaning.others.iter().find(|of| {
            let judged = self.constant_ratio(&context, (of, points), (left, right));
            judged.map_or(true, |(_, found, _)| found.verdict != Verdict::Refuted)
        });
        if let (true, None) = (meaning.sure && free, other) {
            return (Some(claim), judgement);
        }
        let text = format!("the ratio varies with {spelled}, but another variable may be meant");
        (None, Judgement::unknown(Reason::Relation, text))
    }

    /// Judges that the ratio does not vary with the variables; true if no equation of the note may restrict these.
    ///
    /// # Errors
    /// Why that cannot be judged.
    fn constant_ratio(
        &mut self,
        context: &Context,
        of: (&[Id], &[SymbolId]),
        sides: (Id, Id),
    ) -> Result<(Claim, Judgement, bool), String> {
        let (claim, both, free) = self.at_two_values(context, of, sides)?;
        let judgement = self.judge(&both, claim);
        if judgement.passes() {
            for side in [sides.0, sides.1] {
                let zero = Claim {
                    left: side,
                    relation: Comparison::Equal,
                    right: self.store.integer(0),
                };
                if self.judge(context, zero).passes() {
                    return Err("a side is zero everywhere".to_owned());
                }
            }
        }
        Ok((claim, judgement, free))
    }

    /// A name of the sides that the words call a function of the variable.
    fn varies_by_words(&self, variable: Id, sides: [Id; 2]) -> Option<SymbolId> {
        let spelling = |name: SymbolId| self.store.symbol(name).spelling.as_str();
        let own = self.store.head(variable)?;
        let names = sides.map(|side| self.store.free_names(side)).concat();
        let mut names = self.reached(&names).into_iter();
        let words = &self.scope.conventions.own;
        names.find(|&name| name != own && words.varies_with(spelling(name), spelling(own)))
    }

    /// `A(x) B(x') = A(x') B(x)`, with what is known of `x` known of `x'` as well.
    fn at_two_values(
        &mut self,
        context: &Context,
        (of, points): (&[Id], &[SymbolId]),
        (left, right): (Id, Id),
    ) -> Result<(Claim, Context, bool), String> {
        let tied = Tied::new(&self.store, context, of, points);
        for &variable in of {
            let hindered = tied.hinders(&self.store, variable, [left, right]);
            if let Some(name) = hindered.or_else(|| self.varies_by_words(variable, [left, right])) {
                let name = &self.store.symbol(name).spelling;
                return Err(format!(
                    "how `{name}` hangs together with `{}` was not followed",
                    self.store.to_latex(variable)
                ));
            }
        }
        let pairs: Vec<(Id, Id)> = of
            .iter()
            .map(|&variable| (variable, another(&mut self.store, variable)))
            .collect();
        let twin = |store: &mut Store, id: Id| {
            let replaced = pairs.iter();
            replaced.fold(id, |id, &(from, to)| store.replace(id, from, to))
        };
        let mut both = context.clone();
        let conditions = |store: &mut Store, known: &[(Id, String)]| -> Vec<(Id, String)> {
            let free = known.iter().filter(|(id, _)| !tied.touches(store, *id));
            let free: Vec<_> = free.cloned().collect();
            let twins = free
                .into_iter()
                .map(|(id, source)| (id, twin(store, id), source));
            let twins = twins.filter(|(id, other, _)| id != other);
            twins.map(|(_, other, source)| (other, source)).collect()
        };
        let store = &mut self.store;
        let hypotheses: Vec<_> = context.hypotheses.iter().cloned().collect();
        for found in conditions(store, &hypotheses) {
            both.hypotheses.push(found);
        }
        let carried: Vec<_> = context.carried.iter().cloned().collect();
        for found in conditions(store, &carried) {
            both.carried.push(found);
        }
        both.facts = Shared::default();
        for fact in context.facts.iter() {
            let mut other = fact.clone();
            match tied.general(store, fact) {
                Some(General::Of(names)) => other.variables.extend(names),
                Some(General::Twin) => {
                    other.left = twin(store, fact.left);
                    other.right = twin(store, fact.right);
                    for condition in &mut other.conditions {
                        *condition = twin(store, *condition);
                    }
                    if other != *fact {
                        both.facts.push(fact.clone());
                    }
                }
                None => {}
            }
            both.facts.push(other);
        }
        let (other_left, other_right) = (twin(store, left), twin(store, right));
        let claim = Claim {
            left: store.product(&[left, other_right]),
            relation: Comparison::Equal,
            right: store.product(&[other_left, right]),
        };
        Ok((claim, both, !tied.restricts()))
    }

    /// The variables, as the words or the formulas show them; None where they are not evident.
    fn proportional_in(
        &mut self,
        relating: &Relating,
        (left, right): (Id, Id),
        values: &Substitution,
    ) -> Option<Meaning> {
        let section = self.section_of(relating.place);
        let shown = |store: &Store, variables: &[Id]| -> Vec<Id> {
            let sides = [left, right];
            let shown = |&&id: &&Id| sides.iter().any(|&side| shows(store, side, id));
            variables.iter().filter(shown).copied().collect()
        };
        let start = self.chains.derivations[relating.derivation].start;
        let start = start.and_then(|start| self.expression(start).ok());
        let start = start.map(|start| self.store.substitute(start, values));
        let mut heads = start.into_iter().chain([left]);
        let head = heads.find_map(|head| Head::of(&mut self.store, head));
        let points = head
            .as_ref()
            .map_or(Vec::new(), |head| head.points(&self.store));
        let mut stated = self.stated_variables(relating.place);
        for id in &mut stated {
            *id = self.store.substitute(*id, values);
        }
        let stated = shown(&self.store, &stated);
        if !stated.is_empty() {
            self.proportional = (section, stated.clone());
            return Some(Meaning {
                of: stated,
                others: Vec::new(),
                sure: true,
                points,
            });
        }
        let mut before = match self.proportional.0 == section {
            true => shown(&self.store, &self.proportional.1),
            false => Vec::new(),
        };
        let Some(Head { of, given, .. }) = head else {
            if before.is_empty() {
                let names = self.store.free_names(right).into_iter();
                before = names.map(|name| self.store.name(name)).collect();
                before.retain(|&id| is_value(&self.store, id));
            }
            return (!before.is_empty()).then_some(Meaning {
                of: before,
                others: Vec::new(),
                sure: false,
                points,
            });
        };
        let (of, given) = (shown(&self.store, &of), shown(&self.store, &given));
        before.retain(|id| of.contains(id) || given.contains(id));
        let likelihood = !given.is_empty() && self.speaks_of_likelihood(relating.place);
        let first = match &of[..] {
            _ if likelihood => given.clone(),
            [_] => of.clone(),
            _ if !before.is_empty() => before,
            _ => of.clone(),
        };
        if of.len() == 1 && first == of && !given.is_empty() {
            self.proportional = (section, of.clone());
        }
        let mut others: Vec<Vec<Id>> = of.iter().chain(&given).map(|&id| vec![id]).collect();
        others.push(of);
        others.retain(|other| *other != first && !other.is_empty());
        (!first.is_empty()).then_some(Meaning {
            of: first,
            others,
            sure: true,
            points,
        })
    }

    /// The variables that the sentence of a formula names as those of a proportionality.
    fn stated_variables(&mut self, place: usize) -> Vec<Id> {
        let Some(&(at, _)) = self.stands.get(&place) else {
            return Vec::new();
        };
        let goes_on = self
            .sentences
            .get(at + 1)
            .is_some_and(|next| next.continues);
        let mut places: Vec<usize> = Vec::new();
        for sentence in &self.sentences[at..=at + usize::from(goes_on)] {
            let named = sentence.formulas.iter().filter(|&&(at, _)| {
                let before = sentence.words[..at].trim_end();
                IN.iter().any(|phrase| before.ends_with(phrase))
            });
            places.extend(named.map(|&(_, place)| place));
        }
        let mut found = Vec::new();
        for place in places {
            let rows = &self.mathematics[place].formula.rows;
            let [row] = &rows[..] else { continue };
            let [statement] = &row.statements[..] else {
                continue;
            };
            let ([Some(tree)], []) = (&statement.sides[..], &statement.relations[..]) else {
                continue;
            };
            if let Ok(lowered) = lower(&mut self.store, &mut self.scope, tree)
                && point(&self.store, lowered.id).is_some()
            {
                found.push(lowered.id);
            }
        }
        found
    }

    /// True if the sentence of a formula, or the one before, speaks of a likelihood: a function of what is given.
    fn speaks_of_likelihood(&self, place: usize) -> bool {
        let Some(&(at, _)) = self.stands.get(&place) else {
            return false;
        };
        let section = self.sentences[at].section;
        let near = self.sentences[at.saturating_sub(1)..=at].iter();
        let near = near.filter(|sentence| sentence.section == section);
        let words: Vec<&str> = near.map(|sentence| sentence.words.as_str()).collect();
        let words = words.join(" ").replace("joint likelihood", "");
        words.contains("likelihood") && !words.contains("posterior")
    }

    /// True where one side alone shows a density or function of which no equation is known.
    fn may_introduce(&self, context: &Context, left: Id, right: Id) -> bool {
        let heads = |side: Id| {
            let mut found = Vec::new();
            collect_heads(&self.store, side, &mut found);
            found
        };
        let (left, right) = (heads(left), heads(right));
        let alone = left.iter().filter(|head| !right.contains(head));
        let mut alone = alone.chain(right.iter().filter(|head| !left.contains(head)));
        alone.any(|&head| {
            let mut facts = context.facts.iter();
            !facts.any(|fact| self.store.mentions(fact.left, head))
        })
    }

    fn spelled(&self, ids: &[Id]) -> String {
        let ids: Vec<String> = ids
            .iter()
            .map(|&id| format!("`{}`", self.store.to_latex(id)))
            .collect();
        ids.join(", ")
    }
}

/// The name of a name, or of an item of a sequence.
pub(super) fn point(store: &Store, id: Id) -> Option<SymbolId> {
    match *store.node(id) {
        Node::Name(name) => Some(name),
        Node::Component(base, _) => match *store.node(base) {
            Node::Name(name) => Some(name),
            _ => None,
        },
        _ => None,
    }
}

/// A density or function at names and items.
struct Head {
    of: Vec<Id>,
    given: Vec<Id>,
    density: bool,
}

impl Head {
    fn of(store: &mut Store, id: Id) -> Option<Head> {
        let (of, given, density) = match store.node(id) {
            Node::Density { of, given, .. } => {
                let values = |pairs: &[(SymbolId, Id)]| pairs.iter().map(|&(_, id)| id).collect();
                (values(of), values(given), true)
            }
            Node::Call(_, args) => (args.to_vec(), Vec::new(), false),
            Node::Apply(Operator::Pdf, args) => {
                let (law, of) = (args[0], args[1]);
                let parameters = store.free_names(law).into_iter();
                (
                    vec![of],
                    parameters.map(|name| store.name(name)).collect(),
                    false,
                )
            }
            _ => return None,
        };
        let plain = |ids: &[Id]| ids.iter().all(|&id| point(store, id).is_some());
        (plain(&of) && plain(&given)).then_some(Head { of, given, density })
    }

    /// The names at which a density is taken.
    fn points(&self, store: &Store) -> Vec<SymbolId> {
        let all = self.of.iter().chain(&self.given).filter(|_| self.density);
        all.filter_map(|&id| point(store, id)).collect()
    }
}

/// True for a number or array, and for a value of an abstract space.
pub(super) fn is_value(store: &Store, id: Id) -> bool {
    let value = matches!(
        store.sort(id),
        Sort::Real
            | Sort::Integer
            | Sort::Complex
            | Sort::Vector(_)
            | Sort::Matrix(..)
            | Sort::Sequence(_)
            | Sort::Element(_)
    );
    value && !store.is_size(id)
}

fn shows(store: &Store, id: Id, part: Id) -> bool {
    id == part
        || store
            .children(id)
            .iter()
            .any(|&child| shows(store, child, part))
}

fn collect_heads(store: &Store, id: Id, found: &mut Vec<SymbolId>) {
    if let Node::Density { .. } | Node::Call(..) = store.node(id) {
        found.extend(store.head(id));
    }
    for child in store.children(id) {
        collect_heads(store, child, found);
    }
}

/// The values of random variables by the names of these: `p(\lambda \mid x)` beside `\lambda \sim D`. None of what chance
/// is taken of.
fn values_of_random(store: &mut Store, sides: [Id; 2]) -> Substitution {
    fn of_chance(store: &Store, id: Id, found: &mut Vec<SymbolId>) {
        use Operator::*;
        let moment = matches!(
            store.node(id),
            Node::Apply(
                Expectation
                    | ConditionalExpectation
                    | Variance
                    | ConditionalVariance
                    | Covariance
                    | Probability
                    | ConditionalProbability,
                _
            )
        );
        if moment {
            found.extend(store.free_names(id));
        }
        for child in store.children(id) {
            of_chance(store, child, found);
        }
    }
    let mut fixed = Vec::new();
    for side in sides {
        of_chance(store, side, &mut fixed);
    }
    let mut values = Substitution::default();
    for name in sides.map(|side| store.free_names(side)).concat() {
        let symbol = store.symbol(name).clone();
        let Sort::Random(sort) = *store.sort_of(symbol.sort) else {
            continue;
        };
        if fixed.contains(&name) {
            continue;
        }
        let value = store.intern_symbol(Symbol {
            sort,
            version: VALUE,
            ..symbol
        });
        let value = store.name(value);
        values.insert(name, value);
    }
    values
}

/// The same name or item at another value.
fn another(store: &mut Store, variable: Id) -> Id {
    let symbol = Symbol {
        spelling: format!("{}'", store.to_latex(variable)),
        sort: store.sort_id(variable),
        role: Role::Note,
        version: OTHER,
    };
    let symbol = store.intern_symbol(symbol);
    store.name(symbol)
}
