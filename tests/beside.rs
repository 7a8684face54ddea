//! What is said beside a row holds its refutation back where the row may hold by it, and proves nothing that is false.

mod notes;

use hence::report::Verdict;
use notes::{last, steps};

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

#[test]
fn a_display_that_is_supposed_is_a_hypothesis() {
    for lead in [
        "We assume that",
        "Suppose",
        "By assumption,",
        "We require that",
        "The model assumes that",
    ] {
        let note = |right: &str| {
            format!(
                "{lead}\n\n$$\\sum_{{i=1}}^n w_i = 1.$$\n\nThen\n\n$$\\sum_{{i=1}}^n 2 w_i = {right}.$$\n"
            )
        };
        let steps = steps(&note("2"));
        assert_eq!(steps[0].verdict, Verdict::Assumed, "{lead}");
        assert_eq!(steps[1].verdict, Verdict::Proved, "{lead}");
        assert_eq!(last(&note("3")), Verdict::Refuted, "{lead}");
    }
    // Words that suppose nothing of the display.
    for lead in ["By the induction hypothesis,", "Assuming nothing, we find"] {
        let note = format!("{lead}\n\n$$\\sum_{{i=1}}^n i = n^2.$$\n");
        assert_ne!(last(&note), Verdict::Assumed, "{lead}");
    }
    // What cannot be taken in holds back what may rest on it.
    let note = |words: &str| {
        format!("{words}\n\n$$u^2 + v^2 \\geq 2 u + 1.$$\n\n$$u^2 + v^2 = 2 u + 1$$\n")
    };
    assert_eq!(last(&note("We require")), Verdict::Unknown);
    // Whatever its sides are; only the first row is supposed.
    let note = "Assume that\n\n$$(u + v)^2 = u^2 + v^2.$$\n\nThen\n\n$$2 u v = 0$$\n";
    let verdicts = steps(note).into_iter().map(|step| step.verdict);
    assert!(verdicts.eq([Verdict::Assumed, Verdict::Proved]));
    let note = "Suppose\n\n$$\\begin{aligned} (u + v)^2 &= u^2 + 2 u v + v^2 \\\\ &= u^2 + 3 u v + v^2 \\end{aligned}$$\n";
    assert_eq!(last(note), Verdict::Refuted);
}

#[test]
fn conditional_independence_of_a_model_is_not_called_wrong() {
    let row = |words: &str, row: &str| last(&format!("{words}\n\n$$p(x, y \\mid z) = {row}$$\n"));
    let factors = r"p(x \mid z) p(y \mid z)";
    assert_eq!(
        row("In naive Bayes the model is", factors),
        Verdict::Unknown
    );
    assert_eq!(row("For any densities,", factors), Verdict::Refuted);
    let text = "Suppose that\n\n$$p(x, y \\mid z) = p(x \\mid z) p(y \\mid z).$$\n\nThen\n\n";
    let after = |row: &str| last(&format!("{text}$$p(x \\mid y, z) = {row}$$\n"));
    assert_eq!(after(r"p(x \mid z)"), Verdict::Supported);
    assert_eq!(after(r"p(y \mid z)"), Verdict::Refuted);
}

#[test]
fn a_bound_after_a_row_is_its_condition() {
    for bound in ["|r| < 1", "-1 < r < 1"] {
        let note =
            |right: &str| format!("$$\\sum_{{k=0}}^\\infty r^k = {right}, \\qquad {bound}.$$\n");
        assert_eq!(
            verdict_of(&note(r"\frac{1}{1 - r}"), r"\frac{1}{1 - r}"),
            Verdict::Proved
        );
        assert_eq!(last(&note(r"\frac{1}{1 - r}")), Verdict::Assumed, "{bound}");
        assert_eq!(
            verdict_of(&note(r"\frac{1}{1 + r}"), r"\frac{1}{1 + r}"),
            Verdict::Refuted
        );
    }
    // An inequality between terms is a claim.
    assert_eq!(
        last("$$(u + v)^2 = u^2 + 2 u v + v^2, \\quad u v > 1 + u v$$\n"),
        Verdict::Refuted
    );
}

#[test]
fn a_condition_around_a_display_holds_its_refutation_back() {
    for text in [
        "$$\nROW\n$$\nsince $x > 0$.\n",
        "$$\nROW.\n$$\n(Recall that $x$ is a positive number.)\n",
        "### Case $x > 0$\n\n$$ROW$$\n",
        "All constants are assumed positive.\n\n$$ROW$$\n",
        "The temperature is $x$.\n\n$$ROW$$\n",
    ] {
        let verdict = |row: &str| steps(&text.replace("ROW", row))[0].verdict;
        assert_eq!(verdict(r"\sqrt{x^2} = x"), Verdict::Unknown, "{text}");
        assert_eq!(verdict(r"\sqrt{x^2} = 2 x"), Verdict::Refuted, "{text}");
        assert_eq!(verdict(r"\sqrt{x^2} = - x"), Verdict::Refuted, "{text}");
    }
    let random =
        |words: &str, right: &str| last(&format!("{words}\n\n$$\\mathrm{{E}}[U V] = {right}$$\n"));
    let words = "The two throws do not influence each other, so";
    let product = r"\mathrm{E}[U] \mathrm{E}[V]";
    assert_eq!(random(words, product), Verdict::Unknown);
    assert_eq!(
        random("The two throws are fair, so", product),
        Verdict::Refuted
    );
    let sum = r"\mathrm{E}[U] + \mathrm{E}[V]";
    assert_eq!(random(words, sum), Verdict::Refuted);
}

#[test]
fn what_the_words_call_false_is_no_error() {
    let row = "(u + v)^2 = u^2 + v^2";
    for text in [
        format!("A common mistake is\n\n$${row}$$\n"),
        format!("If this were true we would get\n\n$${row}$$\n\nwhich is absurd.\n"),
        format!("Then ${row}$. Contradiction.\n"),
        format!("$${row} \\qquad \\text{{(wrong!)}}$$\n"),
        format!("It is not true that ${row}$.\n"),
    ] {
        assert_eq!(steps(&text)[0].verdict, Verdict::Unknown, "{text}");
    }
    for text in [
        format!("We have\n\n$${row}$$\n\nThe rest is easy.\n"),
        format!("Another step is\n\n$${row}$$\n\nNothing else is needed.\n"),
    ] {
        assert_eq!(steps(&text)[0].verdict, Verdict::Refuted, "{text}");
    }
}
