//! Relations other than equations and bounds: proportional, implies, is distributed as. What is right is proved, and of its
//! false twins nothing is.

mod notes;

use hence::report::{StepReport, Verdict};
use notes::steps;

/// The steps with this relation that are proved, and all of them, in the last display after the words.
fn proved(words: &str, formula: &str, relation: &str) -> (usize, usize) {
    let text = format!("{words}\n\n$${formula}$$\n");
    let line = text.lines().count();
    let mut steps = steps(&text);
    steps.retain(|step| step.relation.contains(relation) && step.line >= line);
    let proved = |step: &&StepReport| step.verdict == Verdict::Proved;
    (steps.iter().filter(proved).count(), steps.len())
}

/// Neither proved nor supported.
fn open(words: &str, formula: &str, relation: &str) {
    let text = format!("{words}\n\n$${formula}$$\n");
    let mut steps = steps(&text);
    steps.retain(|step| step.relation.contains(relation));
    let last = steps.last().expect("a step");
    assert!(
        !matches!(last.verdict, Verdict::Proved | Verdict::Supported),
        "{words} {formula}: {:?}",
        last.verdict
    );
}

#[test]
fn a_ratio_without_the_variable_is_proportional() {
    const NORMAL: &str = "Let $p(x) = \\mathcal{N}(x; m, s^2)$.";
    for (words, formula) in [
        (
            "By the rule of Bayes,",
            "p(\\theta \\mid y) = \\frac{p(y \\mid \\theta) p(\\theta)}{p(y)} \\propto p(y \\mid \\theta) p(\\theta)",
        ),
        ("", "p(\\theta \\mid y) \\propto p(\\theta, y)"),
        (
            NORMAL,
            "p(x) \\propto \\exp\\left(-\\frac{x^2 - 2 m x}{2 s^2}\\right)",
        ),
        ("", "\\frac{4}{3} \\pi r^3 \\propto r^3"),
        (
            "The likelihood is",
            "p(k \\mid q) = \\binom{n}{k} q^k (1 - q)^{n - k} \\propto q^k (1-q)^{n-k}",
        ),
        (
            "As a function of $t$ we have",
            "a e^{b + c t} \\propto e^{c t}",
        ),
    ] {
        assert_eq!(
            proved(words, formula, "propto"),
            (1, 1),
            "{words} {formula}"
        );
    }
    for (words, formula) in [
        // The prior varies with the parameter.
        ("", "p(\\theta \\mid y) \\propto p(y \\mid \\theta)"),
        (
            NORMAL,
            "p(x) \\propto \\exp\\left(-\\frac{x^2}{2 s^2}\\right)",
        ),
        // As a function of what is drawn, the coefficient is no constant.
        (
            "The mass function is",
            "p(k \\mid q) = \\binom{n}{k} q^k (1 - q)^{n - k} \\propto q^k (1-q)^{n-k}",
        ),
        ("", "r^3 \\propto r^2"),
        (
            "As a function of $t$ we have",
            "a e^{b + c t} \\propto e^{b t}",
        ),
        // A factor that varies with it by what the note says.
        ("Let $y = x^2$.", "y x \\propto x"),
        ("Let $g(x) = x^2$ and $u = g(x)$.", "u x \\propto x"),
        (
            "Let $\\bar{x} = \\frac{1}{n} \\sum_{i=1}^n x_i$. As a function of $x$,",
            "e^{\\bar{x}} \\prod_{i=1}^n x_i \\propto \\prod_{i=1}^n x_i",
        ),
        // Zero is proportional to nothing.
        ("Let $f(x) = x - x$.", "f(x) \\propto x^2"),
        // What a density is may be said by this.
        ("", "p(x) \\propto e^{-U(x)}"),
    ] {
        open(words, formula, "propto");
    }
}

#[test]
fn a_proportionality_is_no_equation() {
    let text = "$$x^2 = x x \\propto 2 x^2 = x^2 + x^2$$\n\nTherefore\n\n$$x^2 = 2 x^2$$\n";
    let steps = steps(text);
    assert_eq!(steps.len(), 4);
    assert_ne!(steps[3].verdict, Verdict::Proved);
}

#[test]
fn a_ratio_that_varies_is_refuted() {
    let text = "Let $h > 0$ and $r > 0$. The volume is\n\n$$V(r) = \\pi r^2 h$$\n\n$$V(r) = \\pi r r h \\propto \\pi r h$$\n";
    assert_eq!(
        steps(text).last().map(|step| step.verdict),
        Some(Verdict::Refuted)
    );
}

#[test]
fn arrows_hold_in_their_direction() {
    for formula in [
        "2 x + 3 = 7 \\iff x = 2",
        "x = 3 \\implies x^2 = 9",
        "2 x < 6 \\implies x < 3",
        "2 x < 6 \\iff x < 3",
        "\\ln x \\leq x - 1 \\iff \\ln x - x \\leq -1",
    ] {
        assert_eq!(proved("", formula, "i").0, 1, "{formula}");
    }
    for formula in [
        "x = 3 \\iff x^2 = 9",
        "x > 3 \\iff x > 2",
        "x > 2 \\implies x > 3",
        "2 x < 6 \\implies x < 2",
        "2 x + 3 = 7 \\iff 2 x = 4 \\iff x^2 = 4",
        "x = 3 \\iff x > 0 \\iff x > 1",
    ] {
        open("", formula, "i");
    }
}

#[test]
fn what_is_made_of_drawn_variables_has_its_distribution() {
    const NORMALS: &str =
        "Let $X \\sim \\mathcal{N}(a, s^2)$ and $Y \\sim \\mathcal{N}(b, t^2)$ be independent.";
    const SAMPLE: &str = "Let $X_1, \\ldots, X_n$ be independent with $X_i \\sim \\mathcal{N}(\\mu, \\sigma^2)$. Then";
    const GAMMAS: &str =
        "Let $X \\sim \\mathrm{Gam}(a, c)$ and $Y \\sim \\mathrm{Gam}(b, c)$ be independent. Then";
    const ERROR: &str = "Let $y = X \\beta + \\varepsilon$, $\\varepsilon \\sim \\mathcal{N}(0, \\sigma^2 V)$. This implies";
    for (words, formula) in [
        (
            NORMALS,
            "2 X - 3 Y + c \\sim \\mathcal{N}(2 a - 3 b + c, 4 s^2 + 9 t^2)",
        ),
        (
            SAMPLE,
            "\\frac{1}{n} \\sum_{i=1}^n X_i \\sim \\mathcal{N}\\left(\\mu, \\frac{\\sigma^2}{n}\\right)",
        ),
        (GAMMAS, "X + Y \\sim \\mathrm{Gam}(a + b, c)"),
        (
            "Let $X \\sim \\mathrm{Poisson}(a)$ and $Y \\sim \\mathrm{Poisson}(b)$ be independent.",
            "X + Y \\sim \\mathrm{Poisson}(a + b)",
        ),
        (
            "Let $X_1, \\ldots, X_n$ be independent with $X_i \\sim \\mathrm{Bern}(p)$.",
            "\\sum_{i=1}^n X_i \\sim \\mathrm{Bin}(n, p)",
        ),
        (
            "Let $Z \\sim \\mathcal{N}(0, 1)$ and $V \\sim \\chi^2(k)$ be independent.",
            "\\frac{Z}{\\sqrt{V / k}} \\sim t(k)",
        ),
        (
            "Let $X \\sim \\mathcal{N}(m, v)$. Then",
            "a X \\sim \\mathcal{N}(a m, a^2 v)",
        ),
        (ERROR, "y \\sim \\mathcal{N}(X \\beta, \\sigma^2 V)"),
    ] {
        assert_eq!(proved(words, formula, "sim"), (1, 1), "{words} {formula}");
    }
    for (words, formula) in [
        // Not independent, or not said to be.
        (
            "Let $X \\sim \\mathcal{N}(a, s^2)$ and $Y \\sim \\mathcal{N}(b, t^2)$. Then",
            "X + Y \\sim \\mathcal{N}(a + b, s^2 + t^2)",
        ),
        (
            "Let $X_i \\sim \\mathcal{N}(\\mu, \\sigma^2)$ for $i = 1, \\ldots, n$. Then",
            "\\frac{1}{n} \\sum_{i=1}^n X_i \\sim \\mathcal{N}\\left(\\mu, \\frac{\\sigma^2}{n}\\right)",
        ),
        (NORMALS, "X + X \\sim \\mathcal{N}(2 a, 2 s^2)"),
        // Another variance.
        (NORMALS, "X - Y \\sim \\mathcal{N}(a - b, s^2 - t^2)"),
        (
            SAMPLE,
            "\\frac{1}{n} \\sum_{i=1}^n X_i \\sim \\mathcal{N}(\\mu, \\sigma^2)",
        ),
        (
            "Let $X \\sim \\mathcal{N}(m, v)$. Then",
            "a X \\sim \\mathcal{N}(a m, a v)",
        ),
        // Another rate.
        (
            "Let $X \\sim \\mathrm{Gam}(a, c)$ and $Y \\sim \\mathrm{Gam}(b, d)$ be independent. Then",
            "X + Y \\sim \\mathrm{Gam}(a + b, c)",
        ),
        (
            "Let $X \\sim \\mathrm{Bin}(m, p)$ and $Y \\sim \\mathrm{Bin}(n, q)$ be independent. Then",
            "X + Y \\sim \\mathrm{Bin}(m + n, p)",
        ),
        (
            "Let $Z \\sim \\mathcal{N}(0, 1)$ and $V \\sim \\chi^2(k)$. Then",
            "\\frac{Z}{\\sqrt{V / k}} \\sim t(k)",
        ),
        (ERROR, "y \\sim \\mathcal{N}(X \\beta, \\sigma^2)"),
    ] {
        open(words, formula, "sim");
    }
}

#[test]
fn a_flat_prior_makes_no_proportion_wrong_and_premises_do_not_leak() {
    let text = "With a flat prior,\n\n$$p(\\theta \\mid y) \\propto p(y \\mid \\theta)$$\n";
    assert_eq!(
        steps(text).last().expect("a step").verdict,
        Verdict::Unknown
    );
    let text = "Let $A$ be a matrix.\n\n$$A^2 = I \\Rightarrow A = A^{-1}$$\n\n$$A^2 = A \\Rightarrow A = I$$\n";
    assert_ne!(steps(text).last().expect("a step").verdict, Verdict::Proved);
    // The error is part of the proportion in y.
    open(
        "Suppose that $y = x + \\epsilon$. As a function of $y$,",
        r"p(y \mid x) e^{-\epsilon^2} \propto p(y \mid x)",
        r"\propto",
    );
}
