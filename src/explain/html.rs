//! An explanation as a page of its own: MathML, no script, nothing loaded.

use super::formula::formula;
use super::mathml::{escape, inline, mathml};
use super::write::{Explanation, Line};
use crate::report::{Counterexample, Side};

const HEAD: &str = r#"<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>hence explain</title><style>
body { font-family: serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.4 }
h1 { font-size: 1.2rem } h2 { font-size: 1rem; margin-top: 2rem }
.changed { background: #fde68a; border-radius: 2px }
.by { color: #555; margin-left: 3rem } .parts { margin-left: 5rem }
math[display=block] { text-align: left; margin: .4rem 0 .4rem 1.5rem }
td { padding: .1rem 1rem .1rem 0; vertical-align: top } .number { text-align: right; font-family: monospace }
</style></head><body>
"#;

/// A whole page for the explanations.
pub fn html(found: &[Explanation]) -> String {
    let bodies: String = found.iter().map(section).collect();
    format!("{HEAD}{bodies}</body></html>\n")
}

fn section(found: &Explanation) -> String {
    let mut out = format!(
        "<h1>{}:{}:{}, step {}</h1>\n<p>{}</p>\n",
        escape(&found.path),
        found.line,
        found.column,
        escape(&found.step),
        escape(&found.summary)
    );
    if let Some(read) = &found.read_as {
        out += &format!("<h2>Read as</h2>\n{}\n", mathml(&formula(read)));
    }
    if !found.lines.is_empty() {
        out += "<h2>Proof</h2>\n";
        out += &found
            .lead
            .as_ref()
            .map_or_else(String::new, |lead| format!("<p>{}</p>\n", escape(lead)));
        out.extend(found.lines.iter().map(line));
        if found.omitted_lines > 0 {
            out += &format!("<p>.. and {} more lines</p>\n", found.omitted_lines);
        }
    }
    if !found.laws.is_empty() {
        out += "<h2>Laws</h2>\n<table>\n";
        for law in &found.laws {
            let conditions: Vec<String> =
                law.conditions.iter().map(|c| inline(&formula(c))).collect();
            let conditions = if conditions.is_empty() {
                String::new()
            } else {
                format!(" if {}", conditions.join(", "))
            };
            let statement = if law.statement.is_empty() {
                escape(&law.doc)
            } else {
                inline(&formula(&law.statement))
            };
            out += &format!(
                "<tr><td>{}</td><td>{statement}{conditions}</td></tr>\n",
                escape(&law.id)
            );
        }
        out += "</table>\n";
    }
    let formulas = |items: &[String]| {
        items
            .iter()
            .map(|item| inline(&formula(item)))
            .collect::<Vec<_>>()
    };
    let words = |items: &[String]| items.iter().map(|item| escape(item)).collect::<Vec<_>>();
    out += &list("Holds where", &formulas(&found.assumptions));
    out += &list("Rests on", &words(&found.uses));
    out += &list("Of which not proved themselves", &words(&found.given));
    if let Some(example) = &found.counterexample {
        out += &counterexample(example);
    }
    if let Some(open) = &found.open {
        out += &format!("<h2>Not proved: {}</h2>\n", escape(&open.why));
        out += &format!(
            "<p>The sides in normal form:</p>\n{}\n{}\n",
            mathml(&formula(&open.left)),
            mathml(&formula(&open.right))
        );
        out += &list("Only on the left", &formulas(&open.only_left));
        out += &list("Only on the right", &formulas(&open.only_right));
        out += &list(
            "The last proof found was not accepted",
            &words(open.refusal.as_slice()),
        );
    }
    out
}

fn line(line: &Line) -> String {
    let mut out = mathml(&formula(&format!("{} {}", line.relation, line.marked)));
    if let Some(by) = &line.by {
        out += &format!("<div class=\"by\">by {}</div>", escape(by));
    }
    for part in &line.parts {
        out += &format!(
            "<div class=\"parts\">{} ⇒ {}</div>",
            inline(&formula(&part.from)),
            inline(&formula(&part.to))
        );
    }
    out + "\n"
}

fn list(title: &str, items: &[String]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let items: String = items
        .iter()
        .map(|item| format!("<li>{item}</li>"))
        .collect();
    format!("<h2>{title}</h2>\n<ul>{items}</ul>\n")
}

fn counterexample(example: &Counterexample) -> String {
    let mut out = format!(
        "<h2>Counterexample ({})</h2>\n<table>\n",
        escape(&example.method)
    );
    for (name, value) in &example.bindings {
        out += &format!(
            "<tr><td>{}</td><td>{}</td></tr>\n",
            inline(&formula(name)),
            escape(&value.to_string())
        );
    }
    out += &format!("</table>\n<p>{}</p>\n", escape(&example.model));
    for (side, title, value) in [
        ("lhs", "Left", &example.lhs),
        ("rhs", "Right", &example.rhs),
    ] {
        let value = match value {
            Side::Enclosure { lo, hi } if lo == hi => lo.clone(),
            Side::Enclosure { lo, hi } => format!("{lo} .. {hi}"),
            Side::Undefined(text) => (*text).to_owned(),
        };
        out += &format!("<h2>{title} side: {}</h2>\n<table>\n", escape(&value));
        for term in example.terms.iter().filter(|term| term.side == side) {
            let (value, term) = (escape(&term.value), inline(&formula(&term.term)));
            out += &format!("<tr><td class=\"number\">{value}</td><td>{term}</td></tr>\n");
        }
        out += "</table>\n";
    }
    out
}
