//! What a note proves does not hang on its letters, nor on a term that both sides of all its steps have besides.

mod notes;

use std::path::Path;

use hence::report::{StepKind, Verdict};
use notes::{steps, verdicts};

/// Letters and what stands for them in the variant, where the note does not use that already.
const LETTERS: &[(&str, &str)] = &[
    ("x", "z"),
    ("y", "w"),
    ("m", r"\mu"),
    (r"\tau", "s"),
    (r"\omega", r"\rho"),
    ("q", "Q"),
    ("a", "c"),
    ("k", "h"),
];

fn text(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("derivations/right");
    std::fs::read_to_string(folder.join(name)).expect("the example is there")
}

/// The words, commands and signs of a text: joined they give it back.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let letters = |from: usize| {
            let word = rest[from..].chars().take_while(char::is_ascii_alphabetic);
            from + word.count()
        };
        let end = match first {
            '\\' => letters(1).max(1),
            _ => letters(0).max(first.len_utf8()),
        };
        let (token, after) = rest.split_at(end);
        found.push(token);
        rest = after;
    }
    found
}

fn renamed(text: &str) -> String {
    let tokens = tokens(text);
    let new = |token: &str| {
        let differential = token.strip_prefix('d').filter(|name| name.len() == 1);
        let (d, name) = differential.map_or(("", token), |name| ("d", name));
        let (_, new) = LETTERS.iter().find(|(old, _)| *old == name)?;
        (!tokens.contains(new)).then(|| format!("{d}{{{new}}}"))
    };
    let mut mathematics = false;
    let parts = tokens.iter().enumerate().map(|(at, &token)| {
        if token == "$" && tokens.get(at + 1) != Some(&"$") {
            mathematics = !mathematics;
        }
        match new(token).filter(|_| mathematics) {
            Some(new) => new,
            None => token.to_owned(),
        }
    });
    parts.collect()
}

#[test]
fn other_letters_change_no_verdict() {
    for name in ["algebra.md", "logarithms.md", "sums.md", "kl-normal.md"] {
        let text = text(name);
        let variant = renamed(&text);
        assert_ne!(text, variant, "{name}: nothing was renamed");
        assert_eq!(verdicts(&text), verdicts(&variant), "{name}:\n{variant}");
    }
}

#[test]
fn a_term_on_both_sides_changes_no_proof() {
    for name in ["algebra.md", "sums.md"] {
        let text = text(name);
        let judged = steps(&text);
        let mut starts: Vec<usize> = judged
            .iter()
            .filter(|step| step.kind == StepKind::Step && step.relation == "=")
            .flat_map(|step| [step.lhs_span[0], step.rhs_span[0]])
            .collect();
        starts.sort_unstable();
        starts.dedup();
        let mut variant = text.clone();
        for start in starts.into_iter().rev() {
            let sign = if text[start..].starts_with(['-', '+']) {
                ""
            } else {
                "+"
            };
            variant.insert_str(start, &format!("u {sign} "));
        }
        let proved = |verdicts: &[Verdict]| {
            let proved = verdicts
                .iter()
                .filter(|&&verdict| verdict == Verdict::Proved);
            proved.count()
        };
        let (before, after) = (verdicts(&text), verdicts(&variant));
        assert!(!after.contains(&Verdict::Refuted), "{name}:\n{variant}");
        assert_eq!(proved(&before), proved(&after), "{name}:\n{variant}");
    }
}
