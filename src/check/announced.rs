//! Claims that a note announces, compared at its end with what their proofs reach.
//!
//! A claim is no fact for its own proof. A derivation below that begins with the claim's left side and is proved to its
//! end proves the claim, if its last expression is what was claimed; where it is not proved, only that is told.

use rustc_hash::{FxHashMap, FxHashSet};

use super::conclude::Ends;
use super::judge::Claim;
use super::walk::{Judged, Link, Walk};
use crate::elaborate::roles::Role;
use crate::expr::Comparison;
use crate::report::{DerivationReport, LinkReport, Verdict};
use crate::theory::{Context, FactKind};

impl Link {
    /// True for a claim that is not proved by itself. It may fail as long as its names have no meaning yet.
    pub(super) fn is_open_claim(&self) -> bool {
        let equal = self
            .claim
            .is_some_and(|claim| claim.relation == Comparison::Equal);
        self.role == Role::Claim && equal && self.judgement.verdict != Verdict::Proved
    }

    /// True for `X \sim D` that is said to follow, and was not shown where it stands.
    fn is_open_draw(&self) -> bool {
        let open = self.claim.is_none() && self.draw.is_some();
        self.role == Role::Step && open && self.judgement.verdict == Verdict::Unknown
    }

    pub(super) fn is_announced(&self) -> bool {
        self.is_open_claim() || self.is_open_draw()
    }
}

impl Walk<'_> {
    /// Compares every open claim with the last derivation below that begins as it does.
    pub(super) fn settle_claims(
        &mut self,
        reports: &mut [DerivationReport],
        judged: &mut [Judged],
    ) {
        let known = self.ledger.context();
        let needs = needs(judged);
        for (report, one) in reports.iter_mut().zip(judged) {
            let Some(mut context) = one.context.clone() else {
                continue;
            };
            if !one.links.iter().any(Link::is_announced) {
                continue;
            }
            // What a claim itself brought in does not prove it, and neither does what was derived from that.
            let own: FxHashSet<String> = one.links.iter().map(|l| l.report.id.clone()).collect();
            let rests = |source: &str| rests_on(&needs, source, &own);
            context.facts.retain(|fact| !rests(&fact.source));
            for link in one.links.iter_mut().filter(|link| link.is_announced()) {
                let law = link
                    .draw
                    .and_then(|(left, right)| self.equation_of_laws(left, right));
                let Some(claim) = link.claim.or(law) else {
                    continue;
                };
                let reached =
                    |ends: &&Ends| ends.first == claim.left && ends.place > report.last_line;
                let Some(mut ends) = self.ends.iter().rfind(reached).cloned() else {
                    continue;
                };
                ends.proved &= !rests(&ends.step) && !ends.rests_on.iter().any(|s| rests(s));
                let failed = link.judgement.verdict == Verdict::Refuted;
                let later = with_later_definitions(context.clone(), &known);
                let names = self.free_names(claim);
                let new = later.facts.iter().skip(context.facts.len());
                let mut heads = new.filter_map(|fact| self.store.head(fact.left));
                if heads.any(|name| names.contains(&name)) && self.is_for_all(link) {
                    continue;
                }
                let compared = self.compare(link, claim, &ends, later);
                if !failed || compared.verdict == Verdict::Proved {
                    report.links.push(compared);
                }
            }
        }
    }

    /// True if the words state the claim of all values of names: no later meaning of them makes it hold.
    pub(super) fn is_for_all(&self, link: &Link) -> bool {
        const WORDS: [&str; 8] = [
            "all ",
            "any ",
            "every ",
            "each ",
            "arbitrary",
            "alle ",
            "jede",
            "tout",
        ];
        let sentence = self.sentence_of(link);
        sentence.is_none_or(|one| WORDS.iter().any(|word| one.words.contains(word)))
    }

    fn compare(
        &mut self,
        link: &mut Link,
        claim: Claim,
        ends: &Ends,
        mut context: Context,
    ) -> LinkReport {
        let same = Claim {
            left: ends.last,
            ..claim
        };
        let proved = ends.proved && !self.supposes_more(&context, ends);
        let judgement = if proved {
            context.facts.push(ends.fact());
            self.judge(&context, claim)
        } else {
            self.judge(&context, same)
        };
        let report = LinkReport {
            from: link.report.id.clone(),
            to: ends.step.clone(),
            text: "what was announced is compared with what was derived".to_owned(),
            // What fails at the end of a proof with gaps may fail for a gap.
            verdict: match judgement.verdict {
                Verdict::Refuted if !ends.proved => Verdict::Unknown,
                verdict => verdict,
            },
            laws: judgement.laws.clone(),
            counterexample: judgement.counterexample.clone(),
        };
        if proved && judgement.verdict == Verdict::Proved {
            link.claim = Some(claim);
            link.judgement = judgement;
        }
        report
    }
}

impl Walk<'_> {
    /// True if the note supposes something of the names of a derivation that it had not supposed at the claim.
    fn supposes_more(&self, at_claim: &Context, ends: &Ends) -> bool {
        let names = [ends.first, ends.last]
            .map(|side| self.store.free_names(side))
            .concat();
        let now = self.ledger.context().hypotheses;
        let mut new = now
            .iter()
            .filter(|known| !at_claim.hypotheses.iter().any(|(id, _)| *id == known.0));
        new.any(|&(id, _)| {
            self.store
                .free_names(id)
                .iter()
                .any(|name| names.contains(name))
        })
    }
}

/// What each step was proved from.
pub(super) fn needs(judged: &[Judged]) -> FxHashMap<String, Vec<String>> {
    let links = judged.iter().flat_map(|one| &one.links);
    links
        .map(|link| (link.report.id.clone(), link.judgement.uses.clone()))
        .collect()
}

/// True if the source is one of `own`, or was proved from one.
pub(super) fn rests_on(
    needs: &FxHashMap<String, Vec<String>>,
    source: &str,
    own: &FxHashSet<String>,
) -> bool {
    let (mut seen, mut open) = (FxHashSet::default(), vec![source]);
    while let Some(next) = open.pop() {
        if own.contains(next) {
            return true;
        }
        if seen.insert(next) {
            open.extend(needs.get(next).into_iter().flatten().map(String::as_str));
        }
    }
    false
}

/// Definitions that came after the claim, of names that had none then.
fn with_later_definitions(mut context: Context, known: &Context) -> Context {
    for fact in known
        .facts
        .iter()
        .filter(|fact| fact.kind == FactKind::Definition)
    {
        if !context.facts.iter().any(|before| before.left == fact.left) {
            context.facts.push(fact.clone());
        }
    }
    context
}
