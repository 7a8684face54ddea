//! An explanation for the terminal.

use std::fmt::Write;

use super::formula::formula;
use super::write::{Explanation, Line};
use crate::report::{Counterexample, Side};

/// The explanation as plain text.
pub fn text(found: &Explanation) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write(found, &mut out);
    out
}

fn write(found: &Explanation, out: &mut String) -> std::fmt::Result {
    writeln!(
        out,
        "{}:{}:{}  step {}",
        found.path, found.line, found.column, found.step
    )?;
    writeln!(out, "{}", found.summary)?;
    if let Some(read) = &found.read_as {
        writeln!(out, "\nread as\n    {}", formula(read).plain())?;
    }
    if !found.lines.is_empty() {
        writeln!(out, "\nproof")?;
        if let Some(lead) = &found.lead {
            writeln!(out, "  {lead}")?;
        }
        found
            .lines
            .iter()
            .try_for_each(|line| write_line(line, out))?;
        if found.omitted_lines > 0 {
            writeln!(out, "    .. and {} more lines", found.omitted_lines)?;
        }
    }
    if !found.laws.is_empty() {
        writeln!(out, "\nlaws")?;
    }
    for law in &found.laws {
        write!(out, "  {}: ", law.id)?;
        match law.statement.is_empty() {
            true => writeln!(out, "{}", law.doc)?,
            false => writeln!(out, "{}", formula(&law.statement).plain())?,
        }
        let conditions: Vec<String> = law.conditions.iter().map(|c| formula(c).plain()).collect();
        if !conditions.is_empty() {
            writeln!(out, "      if {}", conditions.join(", "))?;
        }
    }
    list(
        "holds where",
        found.assumptions.iter().map(|a| formula(a).plain()),
        out,
    )?;
    list("rests on", found.uses.iter().cloned(), out)?;
    list(
        "of which not proved themselves",
        found.given.iter().cloned(),
        out,
    )?;
    if let Some(example) = &found.counterexample {
        write_counterexample(example, out)?;
    }
    if let Some(open) = &found.open {
        writeln!(
            out,
            "\ntried: both sides brought to a normal form; {}",
            open.why
        )?;
        writeln!(out, "    left   {}", formula(&open.left).plain())?;
        writeln!(out, "    right  {}", formula(&open.right).plain())?;
        list(
            "only on the left",
            open.only_left.iter().map(|t| formula(t).plain()),
            out,
        )?;
        list(
            "only on the right",
            open.only_right.iter().map(|t| formula(t).plain()),
            out,
        )?;
        if let Some(refusal) = &open.refusal {
            writeln!(out, "\nthe last proof found was not accepted: {refusal}")?;
        }
    }
    Ok(())
}

fn write_line(line: &Line, out: &mut String) -> std::fmt::Result {
    let shown = formula(&line.marked).plain();
    let relation = if line.relation == r"\leq" {
        "≤"
    } else {
        &line.relation
    };
    match &line.by {
        None => writeln!(out, "      {shown}"),
        Some(by) => {
            writeln!(out, "    {relation} {shown}")?;
            writeln!(out, "        by {by}")?;
            line.parts.iter().try_for_each(|part| {
                writeln!(
                    out,
                    "           {}  ⇒  {}",
                    formula(&part.from).plain(),
                    formula(&part.to).plain()
                )
            })
        }
    }
}

fn list(title: &str, items: impl Iterator<Item = String>, out: &mut String) -> std::fmt::Result {
    let items: Vec<String> = items.collect();
    if items.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{title}")?;
    items
        .iter()
        .try_for_each(|item| writeln!(out, "    {item}"))
}

fn write_counterexample(example: &Counterexample, out: &mut String) -> std::fmt::Result {
    writeln!(out, "\ncounterexample ({})", example.method)?;
    for (name, value) in &example.bindings {
        writeln!(
            out,
            "    {} = {}",
            formula(name).plain(),
            plain_value(value)
        )?;
    }
    writeln!(out, "    where {}", example.model)?;
    for (side, title, value) in [
        ("lhs", "left", &example.lhs),
        ("rhs", "right", &example.rhs),
    ] {
        match value {
            Side::Enclosure { lo, hi } if lo == hi => writeln!(out, "\n  {title} side: {lo}")?,
            Side::Enclosure { lo, hi } => writeln!(out, "\n  {title} side: between {lo} and {hi}")?,
            Side::Undefined(text) => writeln!(out, "\n  {title} side: {text}")?,
        }
        for term in example.terms.iter().filter(|term| term.side == side) {
            writeln!(
                out,
                "    {:>18}  {}",
                term.value,
                formula(&term.term).plain()
            )?;
        }
    }
    Ok(())
}

fn plain_value(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(items) => {
            format!(
                "[{}]",
                items.iter().map(plain_value).collect::<Vec<_>>().join(", ")
            )
        }
        other => other.to_string(),
    }
}
