//! What is said beside a row holds its refutation back where the row may hold by it, and proves nothing that is false.

use hence::check::{Input, Options, note, with_stack};
use hence::report::{StepReport, Verdict};

fn steps(text: &str) -> Vec<StepReport> {
    let input = Input {
        path: "note.md".into(),
        bytes: text.as_bytes().to_vec(),
    };
    with_stack(|| note::check(&input, &Options::default())).steps
}

/// The verdicts of the steps with these rows on their right.
fn verdict_of(text: &str, right: &str) -> Verdict {
    let steps = steps(text);
    let step = steps.iter().find(|step| step.rhs.starts_with(right));
    step.unwrap_or_else(|| panic!("no row {right} in {text}"))
        .verdict
}

const SUM: &str = r"\mathrm{Var}(U) + \mathrm{Var}(V)";
const DIFFERENCE: &str = r"\mathrm{Var}(U) - \mathrm{Var}(V)";

fn variance(right: &str, beside: &str) -> Verdict {
    verdict_of(
        &format!("$$\\mathrm{{Var}}(U + V) = {right} {beside}$$\n"),
        right,
    )
}

#[test]
fn a_property_of_names_is_supposed_for_its_row() {
    let said = r"\quad \text{if $U$ and $V$ are independent}";
    assert_eq!(variance(SUM, said), Verdict::Proved);
    assert_eq!(variance(DIFFERENCE, said), Verdict::Refuted);
    assert_eq!(variance(SUM, ""), Verdict::Refuted);
    // Not for the row before it, nor for what comes after.
    let text = "$$\\begin{aligned} |t| &= t \\\\ &= \\sqrt{t^2} && \\text{since $t > 0$} \\end{aligned}$$\n\n\
                $$|t| + 1 = t + 1$$\n";
    assert_eq!(verdict_of(text, "t "), Verdict::Refuted);
    assert_ne!(verdict_of(text, "t + 1"), Verdict::Proved);
    assert_eq!(verdict_of(text, r"\sqrt{t^2}"), Verdict::Proved);
}

#[test]
fn a_reason_without_names_holds_a_refutation_back() {
    for beside in [
        r"\quad (\text{if independent})",
        r"\quad (U \perp V)",
        r"\qquad \text{[independence]}",
    ] {
        assert_eq!(variance(SUM, beside), Verdict::Unknown, "{beside}");
        if beside.contains("text") {
            assert_eq!(variance(DIFFERENCE, beside), Verdict::Refuted, "{beside}");
        }
    }
    // A rule supposes nothing.
    assert_eq!(
        variance(SUM, r"\quad \text{(by linearity of expectation)}"),
        Verdict::Refuted
    );
}

#[test]
fn marks_over_a_relation_are_read() {
    let row = |sign: &str, right: &str| {
        let text = format!(
            "Let $M$ be an $n \\times n$ matrix, and $x, y$ vectors.\n\n$$x^\\top M y {sign} {right}$$\n"
        );
        verdict_of(&text, right)
    };
    assert_eq!(
        row(r"\overset{M = M^\top}{=}", r"y^\top M x"),
        Verdict::Unknown
    );
    assert_eq!(
        row(r"\overset{M = M^\top}{=}", r"2 y^\top M x"),
        Verdict::Refuted
    );
    assert_eq!(row(r"\overset{(a)}{=}", r"y^\top M x"), Verdict::Refuted);
    let sign = r"\stackrel{\text{indep.}}{=}";
    let text = |right: &str| format!("$$\\mathrm{{E}}[U V] {sign} {right}$$\n");
    let right = r"\mathrm{E}[U] \mathrm{E}[V]";
    assert_eq!(verdict_of(&text(right), right), Verdict::Unknown);
    let right = r"\mathrm{E}[U] + \mathrm{E}[V]";
    assert_eq!(verdict_of(&text(right), right), Verdict::Refuted);
}

#[test]
fn labels_of_braces_say_what_is_under_them() {
    let text = |label: &str, right: &str| {
        format!(
            "$$\\begin{{aligned}} \\mathrm{{Var}}(U) &= \\mathrm{{E}}[U^2] - \\underbrace{{\\mathrm{{E}}[U]^2}}_{{{label}}} \\\\ \
             &= {right} \\end{{aligned}}$$\n"
        )
    };
    let last = |label: &str, right: &str| {
        let steps = steps(&text(label, right));
        steps.last().expect("a row").verdict
    };
    let right = r"\mathrm{E}[U^2]";
    assert_eq!(last("= 0", right), Verdict::Unknown);
    assert_eq!(last(r"\text{bias}", right), Verdict::Refuted);
    assert_eq!(last("= 0", r"\mathrm{E}[U^2] + 1"), Verdict::Refuted);
}
