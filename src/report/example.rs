//! One report made by hand, for the snapshots of the formats.

use super::model::*;

const SOURCE: &str =
    "# Entropy\n\n$$H = -\\int q \\log q \\, dz\n= 2 + \\log \\sigma\n= 3 + \\log \\sigma\n= 4$$\n";

pub fn report() -> Report {
    let steps = vec![
        proved(),
        refuted(),
        inherited(),
        supported(),
        unknown(),
        foreseen(),
        unmet(),
    ];
    let derivation = DerivationReport {
        id: "1".into(),
        first_line: 3,
        last_line: 6,
        steps: steps.iter().map(|s| s.id.clone()).collect(),
        links: vec![LinkReport {
            from: "1.1".into(),
            to: "1.3".into(),
            text: "the entropy is derived twice".into(),
            verdict: Verdict::Refuted,
            laws: vec![],
            counterexample: None,
        }],
        closed_form: None,
    };
    let file = FileReport {
        path: "notes/entropy.md".into(),
        derivations: vec![derivation],
        steps,
        source: SOURCE.into(),
        ..FileReport::default()
    };
    let empty = FileReport {
        path: "notes/plan, 100%.md".into(),
        empty: Some("no mathematics in it".into()),
        ..FileReport::default()
    };
    Report {
        schema: 1,
        tool: "hence 0.1.0".into(),
        failures: vec![FileFailure {
            path: "notes/gone.md".into(),
            reason: "no such file".into(),
        }],
        files: vec![file, empty],
        summary: Summary {
            steps: 7,
            proved: 1,
            supported: 1,
            refuted: 3,
            unknown: 2,
            errors: 1,
            ..Summary::default()
        },
    }
}

fn step(id: &str, line: usize, verdict: Verdict) -> StepReport {
    StepReport {
        id: id.into(),
        fingerprint: format!("f-{id}"),
        derivation: "1".into(),
        kind: StepKind::Step,
        relation: "=".into(),
        line,
        column: 1,
        cell: None,
        lhs_span: [13, 14],
        rhs_span: [40, 55],
        lhs: "H".into(),
        rhs: "2 + \\log \\sigma".into(),
        verdict,
        laws: vec![],
        citation: false,
        assumptions: vec![],
        given: vec![],
        uses: vec![],
        readings: vec![],
        repair: None,
        ignored: vec![],
        warnings: vec![],
        evaluated: None,
        unevaluated_because: None,
        work: 12,
        reason: None,
        reason_code: None,
        inherited_from: None,
        expected: None,
        accepted: None,
        counterexample: None,
        hint: None,
    }
}

fn proved() -> StepReport {
    StepReport {
        laws: vec!["log-product".into(), "integral-linear".into()],
        assumptions: vec!["\\sigma > 0".into()],
        evaluated: Some(Evaluated {
            points: 3,
            max_relative_difference: 2e-16,
        }),
        warnings: vec![Warning {
            code: "H013".into(),
            span: [25, 31],
            line: 3,
            column: 14,
            text: "the logarithm is read as covering the whole product".into(),
            accepted: None,
        }],
        ..step("1.1", 3, Verdict::Proved)
    }
}

fn refuted() -> StepReport {
    let term = |side, term: &str, value: &str| Term {
        side,
        term: term.into(),
        value: value.into(),
    };
    let enclosure = |lo: &str, hi: &str| Side::Enclosure {
        lo: lo.into(),
        hi: hi.into(),
    };
    StepReport {
        counterexample: Some(Counterexample {
            method: "certified".into(),
            bindings: [
                ("\\sigma".to_string(), serde_json::json!(2)),
                (
                    "A".to_string(),
                    serde_json::json!([[1.5, 0.25, 0.125], [0.25, 2.5, 0.5], [0.125, 0.5, 3.75]]),
                ),
            ]
            .into(),
            lhs: enclosure("2.11208571", "2.11208572"),
            rhs: enclosure("3.41893853", "3.41893854"),
            terms: vec![
                term("lhs", "H", "2.11209"),
                term("rhs", "2", "2"),
                term("rhs", "\\log \\sigma", "0.693147"),
            ],
            model: "\\sigma a real number above 0".into(),
        }),
        hint: Some(Hint {
            span: [40, 41],
            replacement: "\\frac{1}{2}".into(),
            text: "did you mean `\\frac{1}{2} + \\log \\sigma`?".into(),
            verdict: "proved".into(),
        }),
        ..step("1.2", 4, Verdict::Refuted)
    }
}

fn inherited() -> StepReport {
    StepReport {
        inherited_from: Some("1.2".into()),
        rhs_span: [58, 73],
        ..step("1.3", 5, Verdict::Refuted)
    }
}

fn supported() -> StepReport {
    StepReport {
        evaluated: Some(Evaluated {
            points: 24,
            max_relative_difference: 1e-16,
        }),
        ..step("1.4", 6, Verdict::Supported)
    }
}

fn unknown() -> StepReport {
    StepReport {
        reason: Some("`\\odot` has no meaning here".into()),
        reason_code: Some("unread".into()),
        ..step("1.5", 6, Verdict::Unknown)
    }
}

fn foreseen() -> StepReport {
    StepReport {
        expected: Some(Expected {
            verdict: "refuted".into(),
            met: true,
        }),
        ..step("1.6", 6, Verdict::Refuted)
    }
}

fn unmet() -> StepReport {
    StepReport {
        expected: Some(Expected {
            verdict: "refuted".into(),
            met: false,
        }),
        reason: Some("out of budget".into()),
        cell: Some(2),
        ..step("1.7", 1, Verdict::Unknown)
    }
}
