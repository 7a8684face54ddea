//! Bad input: a clear message or an unknown step, in bounded time and memory, and never a panic.

use hence::check::{Input, Options, note};
use hence::report::{FileReport, Verdict};

fn check(bytes: impl Into<Vec<u8>>) -> FileReport {
    let input = Input {
        path: "bad.md".to_owned(),
        bytes: bytes.into(),
    };
    note::check(&input, &Options::default())
}

/// The verdict of a note's only step.
fn verdict(formula: &str) -> Verdict {
    let report = check(format!("$${formula}$$\n"));
    assert_eq!(report.steps.len(), 1, "{}", report.path);
    report.steps[0].verdict
}

fn is_told(report: &FileReport) -> bool {
    report.steps.is_empty() && report.empty.is_some()
}

#[test]
fn files_without_a_step_say_so() {
    assert!(is_told(&check("")));
    assert!(is_told(&check(format!("$${}$$\n", "{".repeat(100_000)))));
    assert!(is_told(&check(format!(
        "$$x = y {}",
        "+ z ".repeat(100_000)
    ))));
    assert!(is_told(&check("{".repeat(50_000_000))));
}

#[test]
fn bytes_that_are_no_text_are_pointed_at() {
    let report = check(&b"$$x = \xff\xfe$$\n"[..]);
    assert!(report.diagnostics.iter().any(|d| d.code == "H001"));
    assert!(report.steps.iter().all(|s| s.verdict == Verdict::Unknown));
}

#[test]
fn nesting_has_an_end() {
    let depth = 10_000;
    let fractions = format!("{}x{}", r"\frac{1}{".repeat(depth), "}".repeat(depth));
    assert_eq!(verdict(&format!("{fractions} = x")), Verdict::Unknown);
}

#[test]
fn macros_that_grow_without_end_are_given_up() {
    let circle = r"$$\newcommand{\a}{\b\b}\newcommand{\b}{\a\a} \a = 1$$";
    let doubling: String = ('a'..='y')
        .zip('b'..='z')
        .map(|(from, to)| format!(r"\newcommand{{\m{to}}}{{\m{from} \m{from}}}"))
        .collect();
    let doubling = format!(r"$${doubling}\newcommand{{\ma}}{{x}} \mz = 1$$");
    for text in [circle, doubling.as_str()] {
        let steps = check(text).steps;
        assert!(
            steps.iter().all(|s| s.verdict == Verdict::Unknown),
            "{text}"
        );
    }
}

#[test]
fn numbers_that_no_machine_holds_are_not_decided() {
    assert_eq!(verdict(r"x^{10^{10^{10}}} = x"), Verdict::Unknown);
    assert_eq!(
        verdict(r"\sum_{i=1}^{1000000000000000000} i = 0"),
        Verdict::Unknown
    );
    assert_eq!(verdict(r"100000000! = 1"), Verdict::Unknown);
}

#[test]
fn what_is_false_or_undefined_is_never_proved() {
    assert_ne!(verdict(r"(a+b+c+d+e)^{200} = a"), Verdict::Proved);
    assert_ne!(verdict(r"\frac{1}{0} = 1"), Verdict::Proved);
    assert_ne!(verdict(r"\frac{1}{0} = \frac{2}{0}"), Verdict::Proved);
}
