//! Limits, derivatives of generating functions and roots: each true row beside a false twin, which must not be proved.

mod notes;

use hence::report::Verdict;
use notes::steps;

/// The verdict of the last step of a note with that formula in a display.
fn verdict(before: &str, formula: &str) -> Verdict {
    let found = steps(&format!("{before}\n\n$$ {formula} $$\n"));
    found.last().expect("a step").verdict
}

fn all_proved(before: &str, formulas: &[&str]) {
    for formula in formulas {
        assert_eq!(verdict(before, formula), Verdict::Proved, "{formula}");
    }
}

fn none_proved(before: &str, formulas: &[&str]) {
    for formula in formulas {
        assert_ne!(verdict(before, formula), Verdict::Proved, "{formula}");
    }
}

const NAMES: &str = "Let $a > 0$, $s > 0$, $b$ and $m$ be real numbers.";

#[test]
fn limits_of_elementary_expressions() {
    all_proved(
        NAMES,
        &[
            r"\lim_{x \to \infty} x^2 e^{-a x} = 0",
            r"\lim_{x \to -\infty} x^3 e^{-x^2 / (2 s^2)} = 0",
            r"\lim_{x \to \infty} \frac{2 x^2 + x}{x^2 - 3} = 2",
            r"\lim_{x \to \infty} \frac{m x + 1}{x^2 + 1} = 0",
            r"\lim_{x \to -\infty} \mathrm{erf}\left( \frac{x - m}{s} \right) = -1",
            r"\lim_{x \to \infty} \frac{1}{\sqrt{x + m}} = 0",
            r"\lim_{x \to \infty} \left( b + \frac{m}{x} \right)^2 = b^2",
            r"\lim_{x \to 2} (x^2 + a x) = 4 + 2 a",
            r"\lim_{n \to \infty} \frac{1}{2^n} = 0",
        ],
    );
}

#[test]
fn limits_that_are_others_or_none() {
    none_proved(
        NAMES,
        &[
            r"\lim_{x \to \infty} x^2 e^{a x} = 0",
            r"\lim_{x \to -\infty} x^2 e^{-a x} = 0",
            r"\lim_{x \to \infty} e^{-m x} = 0",
            r"\lim_{x \to \infty} \frac{2 x^2 + x}{x^2 - 3} = 1",
            r"\lim_{x \to \infty} \frac{x^2 + x}{x - 3} = 1",
            r"\lim_{x \to \infty} \frac{m x^2 + 1}{x^2} = 1",
            r"\lim_{x \to \infty} \mathrm{erf}(m x) = 1",
            r"\lim_{x \to -\infty} \mathrm{erf}\left( \frac{x - m}{s} \right) = 1",
            r"\lim_{x \to \infty} \left( x - \frac{x^2}{x + 1} \right) = 0",
            r"\lim_{x \to 0} \frac{\sin x}{x} = 0",
            r"\lim_{x \to 0} \frac{1}{x} = 0",
            r"\lim_{x \to 0} \frac{|x|}{x} = 1",
            r"\lim_{x \to \infty} 2^x = 0",
            r"\lim_{x \to \infty} a^{-x} = 0",
            r"\lim_{x \to -\infty} 2^{-x} = 0",
            r"\lim_{x \to \infty} \sin(x) = 0",
            r"\lim_{x \to \infty} \left( 1 + \frac{1}{x} \right)^x = 1",
            r"\lim_{n \to \infty} (-2)^{-n} n^2 2^n = 0",
        ],
    );
}

#[test]
fn a_limit_reaches_what_is_defined_with_its_variable() {
    let defined = r"The error is $v = s / \sqrt{n}$ with $s > 0$.";
    all_proved(defined, &[r"\lim_{n \to \infty} v = 0"]);
    none_proved(defined, &[r"\lim_{n \to \infty} v = v"]);
}

#[test]
fn moments_by_derivatives_of_the_generating_function() {
    let drawn = r"Let $X \sim \mathrm{Exp}(\lambda)$ with $\lambda > 0$ and the moment-generating function $M_X(t)$.";
    all_proved(
        drawn,
        &[
            r"\mathrm{E}(X^2) = M_X''(0)",
            r"\mathrm{E}(X^3) = M_X'''(0)",
            r"M_X'(t) = \frac{\lambda}{(\lambda - t)^2}",
            r"M_X''(t) = \frac{2 \lambda}{(\lambda - t)^3}",
        ],
    );
    none_proved(
        drawn,
        &[
            r"\mathrm{E}(X^2) = M_X'(0)",
            r"\mathrm{E}(X^2) = M_X''(1)",
            r"\mathrm{E}(X^3) = M_X''(0)",
            r"\mathrm{Var}(X) = M_X''(0)",
            r"M_X'(t) = \frac{\lambda}{\lambda - t}",
            r"M_X''(t) = \frac{\lambda}{(\lambda - t)^3}",
        ],
    );
}

#[test]
fn a_common_factor_leaves_a_root_by_its_size() {
    all_proved(
        "Let $a > 0$ and $2 t < c^2$.",
        &[
            r"\sqrt{a^2 (c^2 - 2 t)} = a \sqrt{c^2 - 2 t}",
            r"\frac{a^2}{\sqrt{a^2 (c^2 - 2 t)}} = \frac{a}{\sqrt{c^2 - 2 t}}",
        ],
    );
    none_proved(
        "Let $2 t < c^2$ and $a$ be a real number.",
        &[r"\sqrt{a^2 (c^2 - 2 t)} = a \sqrt{c^2 - 2 t}"],
    );
    none_proved(
        "Let $a > 0$.",
        &[r"\sqrt{a^3 - 2 a^2 t} = a^2 \sqrt{a - 2 t}"],
    );
}

#[test]
fn a_limit_heeds_the_index_of_a_name() {
    for row in [
        r"\lim_{n \to \infty} \frac{a_n}{n} = 0",
        r"\lim_{n \to \infty} \hat\theta_n = \hat\theta_n",
        r"\lim_{n \to \infty} (-1)^n = 1",
    ] {
        assert_eq!(verdict("", row), Verdict::Unknown, "{row}");
    }
}
