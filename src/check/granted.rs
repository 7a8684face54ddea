//! What the words may suppose of a step that fails, without saying of which names: the step is tried with that supposed
//! of all its names, and is not called wrong where it holds so.

use super::draws::draws;
use super::factored::factors;
use super::judge::{Claim, Judgement};
use super::stated::for_all_indices;
use super::walk::{Judged, Walk};
use crate::diagnostic::Reason;
use crate::elaborate::falsities::is_called_false;
use crate::elaborate::phrases::Property;
use crate::elaborate::sentences::Sentence;
use crate::elaborate::unattributed::{Loose, unattributed};
use crate::expr::{BinderKind, Comparison, Domain, Id, Node, Operator, Sort, SymbolId};
use crate::report::Verdict;
use crate::theory::{Context, Fact, FactKind};

/// Where a supposition of this kind comes from; nothing that is proved from it is kept.
pub(super) const SOURCE: &str = "the words";

/// Kinds of suppositions that are tried for one step.
const TRIED: usize = 6;

impl Walk<'_> {
    /// Takes back refutations of what would hold by what the words say beside the step or around it.
    pub(super) fn hold_by_words(&mut self, judged: &mut [Judged]) {
        for one in judged {
            let Some(context) = one.context.clone() else {
                continue;
            };
            for at in 0..one.links.len() {
                if one.links[at].judgement.verdict != Verdict::Refuted {
                    continue;
                }
                let plain = if self.is_called_false(&one.links[at]) {
                    Some("the words around it call it false, or draw it to absurdity")
                } else if self.is_untaken(&one.links[at]) {
                    Some("the words before it suppose it, and what it says could not be taken in")
                } else {
                    None
                };
                if let Some(text) = plain {
                    let link = &mut one.links[at];
                    link.judgement = Judgement::unknown(Reason::Context, text);
                    link.report.inherited_from = None;
                    continue;
                }
                let text = match self.held_beside(&one.links, at, &context) {
                    Some(text) => Some(text),
                    None => self.held_around(&one.links[at], &context),
                };
                if let Some(text) = text {
                    let link = &mut one.links[at];
                    link.judgement = Judgement::unknown(Reason::Context, text);
                    link.report.inherited_from = None;
                }
            }
        }
    }

    /// True for a relation by itself that the words call false; of a derivation they may speak of one row.
    fn is_called_false(&self, link: &super::walk::Link) -> bool {
        if !self.stands_alone(link) {
            return false;
        }
        let place = self.chains.relations[link.relation].place;
        let found = self.stands.get(&place);
        found.is_some_and(|&stand| is_called_false(self.sentences, stand))
    }

    /// Why what the words around a step say of no name in particular may be meant for it.
    fn held_around(&mut self, link: &super::walk::Link, context: &Context) -> Option<String> {
        let claim = link.claim?;
        let mut loose: Vec<Loose> = Vec::new();
        for sentence in self.sentences_around(link) {
            for (_, one) in unattributed(sentence) {
                if !loose.contains(&one) {
                    loose.push(one);
                }
            }
        }
        loose.truncate(TRIED);
        self.holds_by(claim, context, &loose).then(|| {
            "it fails as it stands, and holds if what the words say is meant of its names"
                .to_owned()
        })
    }

    /// The sentences of the sections around a step up to its own, and the two after it.
    fn sentences_around(&self, link: &super::walk::Link) -> Vec<&Sentence> {
        let place = self.chains.relations[link.relation].place;
        let Some(&(at, _)) = self.stands.get(&place) else {
            return Vec::new();
        };
        let section = self.sentences[at].section;
        let end = self.sentences.len().min(at + 3);
        let around = self.sentences[..end].iter();
        around
            .filter(|sentence| self.sections.encloses(sentence.section, section))
            .collect()
    }

    /// True if a claim holds with one of these supposed of all its names, or with all of them.
    pub(super) fn holds_by(&mut self, claim: Claim, context: &Context, loose: &[Loose]) -> bool {
        let together = (loose.len() > 1).then(|| loose.to_vec());
        let single = loose.iter().map(|&one| vec![one]);
        single.chain(together).any(|kinds| {
            let mut supposed = context.clone();
            let mut any = false;
            for kind in kinds {
                any |= self.grant(kind, claim, &mut supposed);
            }
            any && self.judge(&supposed, claim).passes()
        })
    }

    /// Supposes it of all names of a claim; false if that says nothing.
    pub(super) fn grant(&mut self, loose: Loose, claim: Claim, context: &mut Context) -> bool {
        let names = self.reached(&self.free_names(claim));
        let before = context.hypotheses.len() + context.facts.len();
        match loose {
            Loose::Centred => names
                .iter()
                .for_each(|&name| self.grant_centred(name, context)),
            Loose::Unit => {
                let units = names.iter().filter(|&&name| {
                    let symbol = self.store.symbol(name);
                    symbol.spelling == "I" && *self.store.sort_of(symbol.sort) == Sort::Real
                });
                for unit in units.copied().collect::<Vec<_>>() {
                    let (unit, one) = (self.store.name(unit), self.store.integer(1));
                    let equal = self.store.relation(Comparison::Equal, unit, one);
                    context.hypotheses.push((equal, SOURCE.to_owned()));
                }
            }
            Loose::Total => self.grant_totals(claim, &names, context),
            Loose::Continuous => self.grant_densities(claim, &names, context),
            Loose::Properties(properties) => {
                if properties.contains(&Property::Independent) {
                    self.grant_independence(&names, context);
                }
                for &name in &names {
                    for condition in self.properties_of(properties, name) {
                        context.hypotheses.push((condition, SOURCE.to_owned()));
                    }
                }
            }
        }
        context.hypotheses.len() + context.facts.len() > before
    }

    fn properties_of(&mut self, properties: &[Property], name: SymbolId) -> Vec<Id> {
        let id = self.store.name(name);
        let sort = self.store.sort(id).clone();
        if sort == Sort::Family {
            let positive = properties.contains(&Property::Positive);
            let everywhere: &[Property] = &[Property::PositiveEverywhere];
            return match positive {
                true => self.conditions(everywhere, id),
                false => Vec::new(),
            };
        }
        let item = self.item_of(id);
        let number = matches!(self.store.sort(item), Sort::Real | Sort::Integer);
        match number || self.store.is_array(item) {
            true => {
                let array = self.store.is_array(item);
                let fits = |property: &&Property| array != is_of_numbers(**property);
                let own: Vec<Property> = properties.iter().filter(fits).copied().collect();
                self.conditions(&own, item)
            }
            false => Vec::new(),
        }
    }

    /// Any item of a sequence; other names themselves.
    fn item_of(&mut self, id: Id) -> Id {
        match self.store.sort(id) {
            Sort::Sequence(_) => self.any_item(id, id),
            _ => id,
        }
    }

    fn grant_centred(&mut self, name: SymbolId, context: &mut Context) {
        let id = self.store.name(name);
        let item = self.item_of(id);
        if !matches!(self.store.sort(item), Sort::Random(_)) || self.store.is_array(item) {
            return;
        }
        let zero = self.store.integer(0);
        let centred = for_all_indices(&mut self.store, item, |store, id| {
            let mean = store.apply(Operator::Expectation, &[id]);
            store.relation(Comparison::Equal, mean, zero)
        });
        context.hypotheses.push((centred, SOURCE.to_owned()));
        if item == id {
            let mean = self.store.apply(Operator::Expectation, &[id]);
            let fact = Fact::plain(FactKind::Hypothesis, mean, zero, SOURCE.to_owned());
            context.facts.push(fact);
        }
    }

    /// The items of each list sum to one over each range of the claim.
    fn grant_totals(&mut self, claim: Claim, names: &[SymbolId], context: &mut Context) {
        let mut ranges = Vec::new();
        for side in [claim.left, claim.right] {
            self.ranges_in(side, &mut ranges);
        }
        ranges.dedup();
        let integer = self.store.intern_sort(Sort::Integer);
        let index = self.store.local(integer, Domain::All, 0);
        let at = self.store.name(index);
        let one = self.store.integer(1);
        for &name in names {
            let list = self.store.name(name);
            let Sort::Sequence(item) = *self.store.sort(list) else {
                continue;
            };
            if *self.store.sort_of(item) != Sort::Real {
                continue;
            }
            let item = self.store.component(list, &[at]);
            for range in &ranges {
                let total = self.store.bind_name(BinderKind::Sum, index, *range, item);
                let equal = self.store.relation(Comparison::Equal, total, one);
                let fact = Fact::plain(FactKind::Hypothesis, total, one, SOURCE.to_owned());
                context.hypotheses.push((equal, SOURCE.to_owned()));
                context.facts.push(fact);
            }
        }
    }

    /// The ranges of sums that stand in no other.
    fn ranges_in(&self, id: Id, into: &mut Vec<Domain>) {
        match self.store.node(id) {
            Node::Bind(BinderKind::Sum, _, domain, _) => into.push(*domain),
            Node::Bind(..) => {}
            _ => {
                for child in self.store.children(id) {
                    self.ranges_in(child, into);
                }
            }
        }
    }

    /// Each random number of which no law is known has a density, and `a < X < b` is meant of `a < b`.
    fn grant_densities(&mut self, claim: Claim, names: &[SymbolId], context: &mut Context) {
        let drawn: Vec<Id> = draws(&self.store, context).map(|draw| draw.drawn).collect();
        let (zero, one) = (self.store.integer(0), self.store.integer(1));
        for &name in names {
            let variable = self.store.name(name);
            let number = matches!(*self.store.sort(variable), Sort::Random(inner) if *self.store.sort_of(inner) == Sort::Real);
            if !number || drawn.contains(&variable) {
                continue;
            }
            let law = self.store.apply(Operator::Normal, &[zero, one]);
            let draw = self.store.apply(Operator::Draw, &[variable, law]);
            context.hypotheses.push((draw, SOURCE.to_owned()));
            for side in [claim.left, claim.right] {
                self.grant_interval(side, variable, context);
            }
        }
    }

    fn grant_interval(&mut self, id: Id, variable: Id, context: &mut Context) {
        if let Node::Apply(Operator::And, parts) = self.store.node(id).clone() {
            let bounds = parts
                .iter()
                .filter_map(|&part| match *self.store.node(part) {
                    Node::Relation(Comparison::Less | Comparison::LessEqual, a, b) => Some((a, b)),
                    _ => None,
                });
            let bounds: Vec<(Id, Id)> = bounds.collect();
            let below = bounds.iter().find(|(_, high)| *high == variable);
            let above = bounds.iter().find(|(low, _)| *low == variable);
            if let (Some(&(low, _)), Some(&(_, high))) = (below, above) {
                let ordered = self.store.relation(Comparison::Less, low, high);
                context.hypotheses.push((ordered, SOURCE.to_owned()));
            }
        }
        for child in self.store.children(id) {
            self.grant_interval(child, variable, context);
        }
    }

    fn grant_independence(&mut self, names: &[SymbolId], context: &mut Context) {
        let mut together = Vec::new();
        for &name in names {
            let id = self.store.name(name);
            match self.store.sort(id).clone() {
                Sort::Random(_) => together.push(id),
                Sort::Sequence(item) => {
                    if matches!(self.store.sort_of(item), Sort::Random(_)) {
                        let all = self.store.apply(Operator::Independent, &[id]);
                        context.hypotheses.push((all, SOURCE.to_owned()));
                    }
                }
                _ => {}
            }
        }
        if together.len() > 1 {
            let all = self.store.apply(Operator::Independent, &together);
            context.hypotheses.push((all, SOURCE.to_owned()));
        }
        let usages = self.usages.clone();
        for usage in usages.iter().filter(|usage| names.contains(&usage.family)) {
            let slots = usage.of.iter().chain(&usage.given);
            let spelled = slots.map(|&slot| self.store.symbol(slot).spelling.to_lowercase());
            let spellings: Vec<String> = spelled.collect();
            if let Some(fact) = factors(&mut self.store, usage, &spellings) {
                let source = SOURCE.to_owned();
                context.facts.push(Fact { source, ..fact });
            }
        }
    }
}

/// True for properties of numbers, not of arrays.
fn is_of_numbers(property: Property) -> bool {
    use Property::*;
    matches!(
        property,
        Integer | Positive | NonNegative | Negative | NonPositive
    )
}
