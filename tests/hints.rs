//! Wrong steps and what the hint proposes instead.

use hence::check::{Input, Options, note};
use hence::report::{Hint, Verdict};

/// The hint of the last step of a note that is one display, and the display with the hint pasted in.
fn hint(before: &str, step: &str) -> (Option<Hint>, String) {
    let text = format!("{before}\n\n$$ {step} $$\n");
    let input = Input {
        path: "note.md".to_owned(),
        bytes: text.clone().into_bytes(),
    };
    let report = note::check(&input, &Options::default());
    let last = report.steps.last().expect("the note has a step");
    assert_eq!(last.verdict, Verdict::Refuted, "{step}");
    let hint = last.hint.clone();
    let pasted = hint.as_ref().map_or(String::new(), |hint| {
        let [start, end] = hint.span;
        format!("{}{}{}", &text[..start], hint.replacement, &text[end..])
    });
    (hint, pasted)
}

/// Wrong step, the sides as they stand once the hint is pasted in, and a word of the explanation.
const ROWS: &[(&str, &str, &str, &str)] = &[
    (
        "",
        "(u - v)(u + 2 v) = u^2 + u v + 2 v^2",
        "= u^2 + u v - 2 v^2",
        "sign",
    ),
    (
        "",
        "t - (u - v - w) = t - u - v - w",
        "= t - u + v + w",
        "bracket",
    ),
    (
        "Let $t > 0$.",
        r"\log (t^3 e^t) = \log t + t",
        r"= 3 \log t + t",
        "factor",
    ),
    (
        "",
        r"\sum_{k=1}^{K} (k + h) = \frac{K (K + 1)}{2} + h",
        r"= \frac{K (K + 1)}{2} + K h",
        "factor",
    ),
    (
        "",
        "(u + 3)^2 = u^2 + 9",
        r"= u^2 + 2 \cdot u \cdot 3 + 9",
        "mixed",
    ),
    (
        "Let $u > v > 0$.",
        r"\log \frac{u}{v} + 1 = \log (u - v) + 1",
        r"= \log (\frac{u}{v}) + 1",
        "function of a sum",
    ),
    (
        "",
        r"\frac{u}{v} + \frac{u}{w} = \frac{u}{v + w}",
        r"\frac{u}{w}",
        "function of a sum",
    ),
    (
        "",
        r"\frac{d}{dt} \sin (3 t^2) = \cos (3 t^2)",
        r"\cos (3 t^2)",
        "inner derivative",
    ),
    (
        "Let $s > 0$ and $r > 0$.",
        r"\log s^2 - \log r = 2 \log s - \log s",
        r"= 2 \log s - \log r",
        "name",
    ),
    (
        "Let $A$ and $B$ be invertible matrices of size $n \\times n$.",
        r"(A B)^\top = A^\top B^\top",
        r"= B^\top A^\top",
        "order",
    ),
    ("", r"u^2 + v^2 \leq 2 u v", r"\geq 2 u v", "other way"),
    (
        "",
        r"\sum_x p(x) \log \frac{p(x)}{q(x)} = \sum_x p(x) \log \frac{q(x)}{p(x)}",
        r"= -\sum_x p(x) \log \frac{q(x)}{p(x)}",
        "sign",
    ),
];

#[test]
fn hints_mend_wrong_steps() {
    let mut wrong = String::new();
    for (before, step, mended, word) in ROWS {
        let (hint, pasted) = hint(before, step);
        let text = hint.as_ref().map_or("no hint", |hint| &hint.text);
        let verdict = hint.as_ref().map_or("", |hint| &hint.verdict);
        let plain = |text: &str| text.split_whitespace().collect::<String>();
        if !plain(&pasted).contains(&plain(mended)) || !text.contains(word) {
            wrong.push_str(&format!("{step}\n   {pasted:?}\n   {text} ({verdict})\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
