//! SARIF 2.1.0, for code scanning: findings as results, hints as fixes.
//!
//! Only the parts of the format that hence fills in are modelled.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::finding::{Finding, Level, Strictness, findings};
use super::model::{FileFailure, Hint, Report};
use crate::diagnostic::Code;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Rules that are verdicts rather than codes of diagnostics.
const VERDICT_RULES: &[(&str, &str)] = &[
    (
        "closed-form",
        "the last expression of a derivation does not equal its first",
    ),
    (
        "inherited",
        "a step is wrong only because an earlier one is",
    ),
    ("link", "two places that should agree do not"),
    ("no-step", "a note has no step to check"),
    ("refuted", "a step does not hold"),
    (
        "supported",
        "a step is not proved, but holds at all points tried",
    ),
    ("unknown", "a step could not be judged"),
];

pub fn write(report: &Report, strictness: Strictness, out: &mut dyn Write) -> io::Result<()> {
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [run(report, strictness)],
    };
    serde_json::to_writer(&mut *out, &log)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    invocations: [Invocation; 1],
    results: Vec<Outcome>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: String,
    version: String,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
    locations: [Location; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    rule_id: String,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

/// Lines and columns, or bytes: SARIF takes either.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Region {
    #[serde(skip_serializing_if = "Option::is_none")]
    start_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byte_offset: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byte_length: Option<usize>,
}

impl Region {
    fn place(line: usize, column: usize) -> Region {
        Region {
            start_line: Some(line),
            start_column: Some(column),
            ..Region::default()
        }
    }

    fn bytes([start, end]: [usize; 2]) -> Region {
        Region {
            byte_offset: Some(start),
            byte_length: Some(end.saturating_sub(start)),
            ..Region::default()
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix {
    description: Message,
    artifact_changes: [Change; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    artifact_location: Artifact,
    replacements: [Replacement; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Message,
}

fn run(report: &Report, strictness: Strictness) -> Run {
    let (name, version) = report.tool.split_once(' ').unwrap_or((&report.tool, ""));
    Run {
        tool: Tool {
            driver: Driver {
                name: name.to_string(),
                version: version.to_string(),
                rules: rules(),
            },
        },
        column_kind: "unicodeCodePoints",
        invocations: [Invocation {
            execution_successful: report.failures.is_empty(),
            tool_execution_notifications: report.failures.iter().map(notification).collect(),
        }],
        results: findings(report, strictness).iter().map(outcome).collect(),
    }
}

fn rules() -> Vec<Rule> {
    let codes = Code::ALL.iter().map(|code| (code.id(), code.title()));
    VERDICT_RULES
        .iter()
        .copied()
        .chain(codes)
        .map(|(id, text)| Rule {
            id,
            short_description: message(text),
        })
        .collect()
}

fn notification(failure: &FileFailure) -> Notification {
    Notification {
        level: "error",
        message: message(&failure.reason),
        locations: [location(&failure.path, None)],
    }
}

fn outcome(finding: &Finding) -> Outcome {
    let path = &finding.file.path;
    let step = finding.step;
    Outcome {
        rule_id: finding.rule.to_string(),
        level: match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        },
        message: message(&finding.text),
        locations: [location(
            path,
            Some(Region::place(finding.line, finding.column)),
        )],
        partial_fingerprints: step
            .map(|s| ("henceStep/v1", s.fingerprint.clone()))
            .into_iter()
            .collect(),
        // In a notebook a span counts in its cell, which SARIF cannot say.
        fixes: step
            .filter(|s| s.cell.is_none())
            .and_then(|s| s.hint.as_ref())
            .map(|hint| fix(path, hint))
            .into_iter()
            .collect(),
    }
}

fn fix(path: &str, hint: &Hint) -> Fix {
    Fix {
        description: message(&hint.text),
        artifact_changes: [Change {
            artifact_location: Artifact { uri: uri(path) },
            replacements: [Replacement {
                deleted_region: Region::bytes(hint.span),
                inserted_content: message(&hint.replacement),
            }],
        }],
    }
}

fn location(path: &str, region: Option<Region>) -> Location {
    Location {
        physical_location: PhysicalLocation {
            artifact_location: Artifact { uri: uri(path) },
            region,
        },
    }
}

fn message(text: &str) -> Message {
    Message {
        text: text.to_string(),
    }
}

/// A path as a relative URI reference: everything but unreserved characters and `/` is percent-encoded.
fn uri(path: &str) -> String {
    path.bytes().fold(String::new(), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(byte as char);
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sarif() {
        let mut bytes = Vec::new();
        write(
            &crate::report::example::report(),
            Strictness::Lenient,
            &mut bytes,
        )
        .unwrap();
        let mut log: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        // The table of codes grows; it is not what this snapshot is about.
        log["runs"][0]["tool"]["driver"]["rules"].take();
        insta::assert_snapshot!(serde_json::to_string_pretty(&log).unwrap());
    }

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("my notes/é.md"), "my%20notes/%C3%A9.md");
    }
}
