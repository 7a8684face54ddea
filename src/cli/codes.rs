//! `hence codes`: the tables of diagnostics and of reasons.

use clap::Args;
use hence::diagnostic::{Code, Reason, Severity};

use super::{Error, Outcome, output};

/// List the codes of diagnostics, and the reasons why a step may be unknown
#[derive(Args)]
pub struct Arguments {
    /// Show this one only, such as `H013` or `undecided`
    code: Option<String>,
}

pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let wanted = arguments.code.as_deref();
    let rows: Vec<Row> = table()
        .filter(|row| wanted.is_none_or(|id| id.eq_ignore_ascii_case(row.id)))
        .collect();
    if let (true, Some(id)) = (rows.is_empty(), wanted) {
        return Err(Error::UnknownCode(id.to_string()));
    }
    output::print(|out| {
        rows.iter()
            .try_for_each(|row| writeln!(out, "{:<17} {:<8} {}", row.id, row.kind, row.title))
    })?;
    Ok(Outcome::Clean)
}

struct Row {
    id: &'static str,
    kind: &'static str,
    title: &'static str,
}

fn table() -> impl Iterator<Item = Row> {
    let codes = Code::ALL.iter().map(|code| Row {
        id: code.id(),
        kind: match code.severity() {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        },
        title: code.title(),
    });
    let reasons = Reason::ALL.iter().map(|reason| Row {
        id: reason.id(),
        kind: "unknown",
        title: reason.title(),
    });
    codes.chain(reasons)
}
