//! Steps that could not be judged, once more: with equations that they cite and that only their author vouches for.
//!
//! What fails as read may be what the note supposes: its refutation was taken back, since the words around it say more
//! than was understood. Such an equation proves nothing by itself; a step that refers to it is proved `given` it.

use super::judge::judge_proof;
use super::walk::{Judged, Link, Walk};
use crate::elaborate::citations::Named;
use crate::elaborate::roles::{self, Role};
use crate::expr::{Comparison, Id, Store, SymbolId};
use crate::report::Verdict;
use crate::theory::{Context, Fact, FactKind};

/// An equation that a step may be given, with what was supposed of its names where it stands.
struct Supposable {
    place: usize,
    row: usize,
    fact: Fact,
    names: Vec<SymbolId>,
    about: Context,
}

impl Walk<'_> {
    /// Proves what follows from the cited equations before it that were neither proved nor found wrong.
    pub(super) fn reconsider(&mut self, judged: &mut [Judged]) {
        let mut known: Vec<Supposable> = Vec::new();
        for one in judged {
            let Some(context) = one.context.as_ref() else {
                continue;
            };
            let derivation = self.chains.relations[one.links[0].relation].derivation;
            let cited = match known.is_empty() {
                true => Vec::new(),
                false => self.cited_by(derivation),
            };
            let wanted = |other: &&Supposable| {
                cited.iter().any(|named| other.is(named)) && other.holds_in(&self.store, context)
            };
            let facts: Vec<Fact> = known
                .iter()
                .filter(wanted)
                .map(|k| k.fact.clone())
                .collect();
            if !facts.is_empty() {
                let mut context = context.clone();
                context.facts.extend(facts);
                for link in one.links.iter_mut().filter(|link| is_unproved(link)) {
                    self.prove_given(link, &context);
                }
            }
            let supposed = one.links.iter().filter(|link| link.supposable);
            let supposed = supposed.filter_map(|link| self.supposable(link, context));
            known.extend(supposed);
        }
    }

    fn prove_given(&mut self, link: &mut Link, context: &Context) {
        let Some(claim) = link.claim else { return };
        let found = judge_proof(&mut self.store, self.theory, context, claim, self.budget);
        if let Some(judgement) = found.filter(|found| found.verdict == Verdict::Proved) {
            link.judgement = judgement;
            link.supposable = false;
        }
    }

    fn supposable(&self, link: &Link, context: &Context) -> Option<Supposable> {
        let claim = link
            .claim
            .filter(|claim| claim.relation == Comparison::Equal)?;
        let relating = &self.chains.relations[link.relation];
        let source = link.report.id.clone();
        let meaning = roles::definable(&self.store, claim.left, claim.right);
        let defined = |name: SymbolId| {
            let mut definitions = context.facts.iter().filter(|fact| is_definition(fact));
            definitions.any(|fact| self.store.mentions(fact.left, name))
        };
        let (kind, variables) = match meaning.filter(|(name, _)| !defined(*name)) {
            Some((_, variables)) => (FactKind::Definition, variables),
            None => (FactKind::Result, Vec::new()),
        };
        let fact = Fact {
            variables,
            given: true,
            ..Fact::plain(kind, claim.left, claim.right, source)
        };
        Some(Supposable {
            place: relating.place,
            row: relating.row,
            fact,
            names: [claim.left, claim.right]
                .map(|side| self.store.free_names(side))
                .concat(),
            about: context.clone(),
        })
    }
}

impl Supposable {
    fn is(&self, named: &Named) -> bool {
        self.place == named.0 && named.1.is_none_or(|row| row == self.row)
    }

    /// True if the names of the equation mean there what they mean here, and all that was supposed of them still is.
    fn holds_in(&self, store: &Store, there: &Context) -> bool {
        let ours = |id: Id| self.names.iter().any(|&name| store.mentions(id, name));
        let supposed = |id: Id| there.hypotheses.iter().any(|(other, _)| *other == id);
        let mut hypotheses = self.about.hypotheses.iter();
        let meanings = |context: &Context| -> Vec<(Id, Id)> {
            let definitions = context.facts.iter().filter(|fact| is_definition(fact));
            let definitions = definitions.filter(|fact| ours(fact.left));
            definitions.map(|fact| (fact.left, fact.right)).collect()
        };
        hypotheses.all(|&(id, _)| !ours(id) || supposed(id))
            && meanings(&self.about) == meanings(there)
    }
}

fn is_definition(fact: &Fact) -> bool {
    fact.kind == FactKind::Definition
}

fn is_unproved(link: &Link) -> bool {
    let open = matches!(
        link.judgement.verdict,
        Verdict::Unknown | Verdict::Supported
    );
    open && link.role == Role::Step && !link.introduces()
}
