//! The proofs of a note as part of a certificate.

use super::note::Examined;
use crate::certificate::{Certificate, Claimed, Exporter, LawText, NoteProofs, SCHEMA};
use crate::report::Verdict;
use crate::theory::Theory;

/// The proofs of a note, with the laws they use; steps whose proof could not be written are listed last.
pub struct Certified {
    pub proofs: NoteProofs,
    pub laws: Vec<LawText>,
    pub left_out: Vec<String>,
}

/// Writes the proofs of all proved steps of a note.
pub fn certify(examined: &mut Examined) -> Certified {
    let theory = Theory::standard().1;
    let mut exporter = Exporter::new(&mut examined.store, theory);
    let mut left_out = Vec::new();
    let steps = examined.report.steps.iter();
    for step in steps.filter(|step| step.verdict == Verdict::Proved) {
        let evidence = examined.evidence.iter().find(|(id, _)| *id == step.id);
        let written = evidence.and_then(|(_, found)| {
            let claim = (found.claim.left, found.claim.relation, found.claim.right);
            let (context, proof) = (&found.context, found.proof.as_ref()?);
            let claimed = Claimed {
                id: &step.id,
                line: step.line,
                claim,
                context,
                proof,
            };
            Some(exporter.add(&claimed))
        });
        if written != Some(true) {
            left_out.push(step.id.clone());
        }
    }
    let (proofs, laws) = exporter.finish(&examined.report.path);
    Certified {
        proofs,
        laws,
        left_out,
    }
}

/// One certificate of the proofs of several notes.
pub fn unite(notes: Vec<Certified>) -> Certificate {
    let mut certificate = Certificate {
        schema: SCHEMA,
        tool: concat!("hence ", env!("CARGO_PKG_VERSION")).to_owned(),
        laws: Vec::new(),
        notes: Vec::new(),
        digest: String::new(),
    };
    for note in notes {
        certificate.laws.extend(note.laws);
        certificate.notes.push(note.proofs);
    }
    certificate.laws.sort();
    certificate.laws.dedup();
    certificate.digest = certificate.checksum();
    certificate
}
