//! Sentences about verdicts, shared by the formats.

use std::borrow::Cow;

use serde_json::Value;

use super::model::{Counterexample, Side, StepKind, StepReport, Summary, Verdict};

/// A value longer than this is left to the list of details.
const LONGEST_INLINE_VALUE: usize = 40;

/// Digits tried until two different sides look different.
const DIGITS: [usize; 4] = [6, 9, 12, 17];

/// The verdict of a step in one sentence.
pub fn verdict(step: &StepReport) -> String {
    let name = step.verdict.name();
    match step.verdict {
        Verdict::Refuted => match (&step.inherited_from, &step.counterexample) {
            (Some(root), _) => format!("{name}: wrong only because step {root} is"),
            (None, Some(found)) => format!("{name}: {}", counterexample(found)),
            (None, None) => name.to_string(),
        },
        Verdict::Unknown => format!(
            "{name}: {}",
            step.reason.as_deref().unwrap_or("no reason given")
        ),
        Verdict::Supported => match &step.evaluated {
            Some(e) => format!(
                "{name}: not proved; both sides agree at {}",
                count(e.points, "point")
            ),
            None => format!("{name}: not proved; both sides agree"),
        },
        Verdict::Proved => proved(step),
        Verdict::Assumed => format!("{name}: a {}", kind(step.kind)),
    }
}

/// Where the sides differ: ``does not hold at \sigma = 2: left 2.11209, right 3.41894``.
pub fn counterexample(found: &Counterexample) -> String {
    let (left, right) = sides(&found.lhs, &found.rhs);
    let short: Vec<String> = bindings(found)
        .filter(|(_, value)| is_short(value))
        .map(|(name, value)| format!("{name} = {value}"))
        .collect();
    let place = match (short.is_empty(), found.bindings.is_empty()) {
        (_, true) => String::new(),
        (true, false) => " at the values listed".to_string(),
        (false, false) => format!(" at {}", short.join(", ")),
    };
    format!("does not hold{place}: left {left}, right {right}")
}

/// The values of the names that are too long for the sentence.
pub fn long_bindings(found: &Counterexample) -> impl Iterator<Item = (&str, String)> {
    bindings(found).filter(|(_, value)| !is_short(value))
}

/// What a method of refutation rests on.
pub fn method(name: &str) -> &str {
    match name {
        "certified" => "certified: the enclosures of the two sides exclude the relation",
        "numeric" => "two unrelated quadratures agree on each side, and the sides differ",
        "undefined" => "one side is defined and the other is not, at every admissible point tried",
        other => other,
    }
}

pub fn summary(summary: &Summary, notes: usize) -> String {
    let mut text = format!(
        "{} in {}: {} proved",
        count(summary.steps, "step"),
        count(notes, "note"),
        summary.proved
    );
    if summary.proved_given > 0 {
        text += &format!(" ({} given unproved facts)", summary.proved_given);
    }
    text += &format!(
        ", {} supported, {} refuted, {} unknown; {} assumed",
        summary.supported, summary.refuted, summary.unknown, summary.assumed
    );
    if summary.repaired > 0 {
        text += &format!("; {} repaired", summary.repaired);
    }
    text
}

pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Without line breaks and control characters: a note must not steer the terminal that shows a report of it.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let sign = |c: char| match c {
        c if c.is_whitespace() => ' ',
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    Cow::Owned(text.chars().map(sign).collect())
}

fn kind(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Definition => "definition",
        StepKind::Hypothesis => "hypothesis",
        StepKind::Claim => "claim",
        StepKind::Step => "step",
    }
}

fn proved(step: &StepReport) -> String {
    let mut text = "proved".to_string();
    if step.citation {
        text += " by citation of";
    } else if !step.laws.is_empty() {
        text += " by";
    }
    if !step.laws.is_empty() {
        text += &format!(" {}", step.laws.join(", "));
    }
    if !step.assumptions.is_empty() {
        text += &format!("; taking for granted {}", step.assumptions.join(", "));
    }
    if !step.given.is_empty() {
        text += &format!("; given the unproved {}", step.given.join(", "));
    }
    match (&step.evaluated, &step.unevaluated_because) {
        (Some(e), _) => text += &format!("; evaluated at {}", count(e.points, "point")),
        (None, Some(why)) => text += &format!("; not evaluated: {why}"),
        (None, None) => {}
    }
    text
}

fn bindings(found: &Counterexample) -> impl Iterator<Item = (&str, String)> {
    found
        .bindings
        .iter()
        .map(|(name, value)| (name.as_str(), plain(value)))
}

/// A value of a name; numbers that JSON writes as text without their quotes.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(entries) => {
            let entries: Vec<String> = entries.iter().map(plain).collect();
            format!("[{}]", entries.join(", "))
        }
        other => other.to_string(),
    }
}

fn is_short(value: &str) -> bool {
    value.chars().count() <= LONGEST_INLINE_VALUE
}

/// Both sides with as many digits as it takes to tell them apart.
fn sides(left: &Side, right: &Side) -> (String, String) {
    let with = |digits| (side(left, digits), side(right, digits));
    let telling = DIGITS.into_iter().map(with).find(|(l, r)| l != r);
    telling.unwrap_or_else(|| with(DIGITS[DIGITS.len() - 1]))
}

fn side(side: &Side, digits: usize) -> String {
    match side {
        Side::Undefined(text) => (*text).to_string(),
        Side::Enclosure { lo, hi } => match (rounded(lo, digits), rounded(hi, digits)) {
            (low, high) if low == high => low,
            (low, high) => format!("between {low} and {high}"),
        },
    }
}

/// A decimal to so many significant digits; a text that is no decimal as it stands.
fn rounded(text: &str, digits: usize) -> String {
    let Ok(value) = text.trim().parse::<f64>() else {
        return text.to_string();
    };
    let scientific = format!("{value:.*e}", digits - 1);
    let rounded: f64 = scientific.parse().unwrap_or(value);
    if rounded != 0.0 && !(1e-4..1e9).contains(&rounded.abs()) {
        return format!("{rounded:e}");
    }
    format!("{rounded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(lo: &str, hi: &str) -> Side {
        let (lo, hi) = (lo.to_string(), hi.to_string());
        Side::Enclosure { lo, hi }
    }

    #[test]
    fn sides_show_their_difference() {
        let close = sides(&between("1.00000001", "1.00000001"), &between("1", "1"));
        assert_eq!(close, ("1.00000001".to_string(), "1".to_string()));
        let plain = sides(
            &between("2.11208571", "2.11208572"),
            &between("-3e-7", "-3e-7"),
        );
        assert_eq!(plain, ("2.11209".to_string(), "-3e-7".to_string()));
    }
}
