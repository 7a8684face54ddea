//! Replaying a certificate with the kernel alone.

use std::collections::{BTreeMap, BTreeSet};

use super::export::{law_text, says};
use super::format::{self, Certificate, NoteProofs, SCHEMA, Step};
use super::import::{Malformed, Table, proofs};
use crate::expr::*;
use crate::kernel::{self, Theorem};
use crate::theory::{Context, Fact, FactKind, Shared, Theory};

/// What a certificate proves, and what it rests on.
#[derive(Debug, Clone, Default)]
pub struct Verified {
    /// Note, step, and what the step says.
    pub steps: Vec<(String, String, String)>,
    /// Laws with the number of steps that use them.
    pub laws: BTreeMap<String, usize>,
    pub rules: BTreeMap<String, usize>,
    pub definitions: usize,
    pub hypotheses: usize,
    /// Results used that the certificate proves as well, and those it does not.
    pub results: usize,
    pub open_results: BTreeSet<String>,
}

/// Why a certificate is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("the certificate has schema {0}; this program reads {SCHEMA}")]
    Schema(u32),
    #[error("the checksum does not belong to the content")]
    Digest,
    #[error("the law `{0}` is not known with this text")]
    Law(String),
    #[error("{0}: {1}")]
    Malformed(String, Malformed),
    #[error("{0}, step {1}: the proof is not accepted: {2}")]
    Proof(String, String, String),
    #[error("{0}, step {1}: what it says is not what its rows say")]
    Statement(String, String),
    #[error("{0}: replaying it broke down")]
    Broken(String),
}

/// Replays all proofs.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn verify(certificate: &Certificate) -> Result<Verified, Refused> {
    if certificate.schema != SCHEMA {
        return Err(Refused::Schema(certificate.schema));
    }
    if certificate.digest != certificate.checksum() {
        return Err(Refused::Digest);
    }
    let (store, theory) = Theory::standard();
    for written in &certificate.laws {
        let known = theory
            .law(&written.id)
            .map(|law| law_text(store, theory.get(law)));
        if known.as_ref() != Some(written) {
            return Err(Refused::Law(written.id.clone()));
        }
    }
    let mut verified = Verified::default();
    for note in &certificate.notes {
        // Rows may say anything; what no store can hold must not end the program.
        let replayed = std::panic::catch_unwind(|| replay(store.clone(), theory, note));
        let found = replayed.map_err(|_| Refused::Broken(note.path.clone()))??;
        verified.extend(found);
    }
    let listed: BTreeSet<&str> = certificate.laws.iter().map(|law| law.id.as_str()).collect();
    match verified
        .laws
        .keys()
        .find(|law| !listed.contains(law.as_str()))
    {
        Some(law) => Err(Refused::Law(law.clone())),
        None => Ok(verified),
    }
}

fn replay(mut store: Store, theory: &Theory, note: &NoteProofs) -> Result<Verified, Refused> {
    let malformed = |why| Refused::Malformed(note.path.clone(), why);
    let table = Table::build(&mut store, &note.table).map_err(malformed)?;
    let proofs = proofs(&store, theory, &table, &note.proofs).map_err(malformed)?;
    let mut verified = Verified::default();
    let mut proved: Vec<(Id, Id)> = Vec::new();
    for step in &note.steps {
        let (claim, context) = claimed(&table, step).map_err(malformed)?;
        let proof = proofs
            .get(step.proof)
            .ok_or(malformed("a step without proof"))?;
        let theorem =
            kernel::check(&mut store, theory, &context, claim, proof).map_err(|error| {
                Refused::Proof(note.path.clone(), step.id.clone(), error.describe(&store))
            })?;
        if says(&store, claim, &context, &theorem).as_ref() != Some(&step.says) {
            return Err(Refused::Statement(note.path.clone(), step.id.clone()));
        }
        verified.count(theory, &theorem);
        verified.steps.push((
            note.path.clone(),
            step.id.clone(),
            step.says.statement.clone(),
        ));
        verified.hypotheses += context.hypotheses.len();
        for fact in &context.facts {
            match fact.kind {
                FactKind::Definition => verified.definitions += 1,
                FactKind::Hypothesis => verified.hypotheses += 1,
                FactKind::Result if proved.contains(&(fact.left, fact.right)) => {
                    verified.results += 1
                }
                FactKind::Result => drop(
                    verified
                        .open_results
                        .insert(format!("{}: {}", note.path, fact.source)),
                ),
            }
        }
        if claim.1 == Comparison::Equal {
            proved.push((claim.0, claim.2));
        }
    }
    Ok(verified)
}

fn claimed(table: &Table, step: &Step) -> Result<((Id, Comparison, Id), Context), Malformed> {
    let fact = |fact: &format::Fact| -> Result<Fact, Malformed> {
        Ok(Fact {
            kind: match fact.kind {
                format::FactKind::Definition => FactKind::Definition,
                format::FactKind::Hypothesis => FactKind::Hypothesis,
                format::FactKind::Result => FactKind::Result,
            },
            left: table.node(fact.left)?,
            right: table.node(fact.right)?,
            variables: fact
                .variables
                .iter()
                .map(|&v| table.name(v))
                .collect::<Result<_, _>>()?,
            conditions: table.nodes(&fact.conditions)?,
            source: fact.source.clone(),
            given: fact.given,
        })
    };
    let conditions = |list: &[usize]| -> Result<Shared<(Id, String)>, Malformed> {
        list.iter()
            .map(|&at| Ok((table.node(at)?, String::new())))
            .collect()
    };
    let context = Context {
        facts: step.facts.iter().map(fact).collect::<Result<_, _>>()?,
        hypotheses: conditions(&step.hypotheses)?,
        carried: conditions(&step.carried)?,
        ..Context::default()
    };
    Ok((
        (
            table.node(step.left)?,
            step.relation,
            table.node(step.right)?,
        ),
        context,
    ))
}

impl Verified {
    fn count(&mut self, theory: &Theory, theorem: &Theorem) {
        for law in theorem.laws() {
            *self.laws.entry(theory.get(law).id.to_owned()).or_default() += 1;
        }
        for rule in theorem.rules() {
            *self.rules.entry(rule.to_owned()).or_default() += 1;
        }
    }

    fn extend(&mut self, other: Verified) {
        self.steps.extend(other.steps);
        for (into, from) in [(&mut self.laws, other.laws), (&mut self.rules, other.rules)] {
            for (key, count) in from {
                *into.entry(key).or_default() += count;
            }
        }
        self.definitions += other.definitions;
        self.hypotheses += other.hypotheses;
        self.results += other.results;
        self.open_results.extend(other.open_results);
    }
}
