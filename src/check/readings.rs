//! Alternative readings of a derivation whose usual reading does not hold.
//!
//! An alternative is taken only for the whole derivation, only if nothing fails under it that the usual reading passes,
//! and only if some step holds under it alone.

use super::judge::{Claim, Judgement, judge};
use super::walk::{Link, Walk, comparison};
use crate::diagnostic::{Code, Reason};
use crate::elaborate::lower::{Lowered, lower};
use crate::elaborate::readings::{Reading, Readings};
use crate::elaborate::roles::Role;
use crate::report::Verdict;

/// A derivation judged under another reading: for each link its claim and judgement, None where it has none.
struct Alternative {
    reading: Reading,
    judged: Vec<Option<(Claim, Judgement)>>,
    lowered: Vec<(usize, Lowered)>,
}

impl Walk<'_> {
    /// Tries the alternatives that make a difference in this derivation, if a step fails under the usual reading.
    pub(super) fn read_otherwise(&mut self, links: &mut [Link]) {
        let judged = |link: &&Link| matches!(link.role, Role::Step | Role::Claim);
        if links
            .iter()
            .filter(judged)
            .all(|link| link.judgement.passes())
        {
            return;
        }
        let alternatives: Vec<Alternative> = self
            .occurring(links)
            .into_iter()
            .map(|reading| self.alternative(reading, links))
            .collect();
        if let Some(taken) = alternatives
            .iter()
            .position(|alternative| qualifies(alternative, links))
        {
            let taken = alternatives.into_iter().nth(taken);
            return taken
                .into_iter()
                .for_each(|alternative| self.take(alternative, links));
        }
        for (at, link) in links.iter_mut().enumerate() {
            let otherwise = alternatives
                .iter()
                .find(|a| a.judged[at].as_ref().is_some_and(|(_, j)| j.passes()));
            if let Some(otherwise) = otherwise
                && link.judgement.verdict == Verdict::Refuted
            {
                let text = format!(
                    "the usual reading does not hold, another does ({}), but not for the whole derivation",
                    otherwise.reading.title()
                );
                link.judgement = Judgement::unknown(Reason::Ambiguous, text);
            }
        }
    }

    /// Readings of notations that occur in the derivation, in the order of the table.
    fn occurring(&self, links: &[Link]) -> Vec<Reading> {
        let expressions = self.expressions_of(links);
        let occurs = |reading: &Reading| {
            expressions.iter().any(|index| {
                self.lowered.get(index).is_some_and(|l| {
                    l.as_ref()
                        .is_ok_and(|l| l.readings.iter().any(|(r, _)| r == reading))
                })
            })
        };
        Reading::ALL.iter().copied().filter(occurs).collect()
    }

    fn expressions_of(&self, links: &[Link]) -> Vec<usize> {
        let mut found: Vec<usize> = links
            .iter()
            .map(|link| &self.chains.relations[link.relation])
            .flat_map(|relating| relating.left.into_iter().chain(relating.right))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn alternative(&mut self, reading: Reading, links: &[Link]) -> Alternative {
        let usual = std::mem::replace(&mut self.scope.readings, Readings::with(&[reading]));
        let mut lowered = Vec::new();
        for index in self.expressions_of(links) {
            let tree = &self.chains.expressions[index].tree;
            if let Ok(result) = lower(&mut self.store, &mut self.scope, tree) {
                lowered.push((index, result));
            }
        }
        self.scope.readings = usual;
        let find = |index: Option<usize>| {
            lowered
                .iter()
                .find(|(known, _)| Some(*known) == index)
                .map(|(_, l)| l.id)
        };
        let mut judged = Vec::new();
        for link in links {
            let relating = &self.chains.relations[link.relation];
            let claim = match (find(relating.left), find(relating.right)) {
                (Some(left), Some(right)) if link.claim.is_some() => {
                    comparison(relating.relation, left, right)
                }
                _ => None,
            };
            let context = self.ledger.context();
            judged.push(claim.map(|claim| {
                (
                    claim,
                    judge(&mut self.store, self.theory, &context, claim, self.budget),
                )
            }));
        }
        Alternative {
            reading,
            judged,
            lowered,
        }
    }

    fn take(&mut self, alternative: Alternative, links: &mut [Link]) {
        let reading = alternative.reading;
        let code = match reading {
            Reading::LogWide | Reading::LogFirst => Code::LogScope,
            Reading::NormalDeviation => Code::ParameterReading,
            _ => Code::OtherReading,
        };
        for (link, judged) in links.iter_mut().zip(alternative.judged) {
            let Some((claim, judgement)) = judged else {
                continue;
            };
            let differs = link.claim != Some(claim);
            link.claim = Some(claim);
            link.judgement = judgement;
            if differs {
                link.report.readings.push(reading.id().to_owned());
                let relating = &self.chains.relations[link.relation];
                let cell = self.mathematics[relating.place].region.cell;
                let [start, end] = link.report.rhs_span;
                let warning =
                    self.places
                        .warning(cell, code.id(), start..end, reading.title().to_owned());
                link.report.warnings.push(warning);
            }
        }
        self.lowered.extend(
            alternative
                .lowered
                .into_iter()
                .map(|(index, l)| (index, Ok(l))),
        );
    }
}

fn qualifies(alternative: &Alternative, links: &[Link]) -> bool {
    let passes =
        |judged: &Option<(Claim, Judgement)>| judged.as_ref().is_some_and(|(_, j)| j.passes());
    let keeps = links
        .iter()
        .zip(&alternative.judged)
        .all(|(link, judged)| link.claim.is_none() || !link.judgement.passes() || passes(judged));
    let gains = links
        .iter()
        .zip(&alternative.judged)
        .any(|(link, judged)| !link.judgement.passes() && passes(judged));
    keeps && gains
}
