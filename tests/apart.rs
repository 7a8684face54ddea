//! What is another thing, or holds elsewhere only, must not prove what is wrong; and what it explains is not refuted.

mod notes;

use hence::report::Verdict::{self, Assumed, Proved, Refuted, Unknown};
use notes::{last, verdicts};

/// Notes with the verdict of their last step.
fn expect(rows: &[(&str, Verdict)]) {
    for (text, verdict) in rows {
        assert_eq!(last(text), *verdict, "{text}");
    }
}

#[test]
fn the_data_and_the_model_have_two_densities() {
    expect(&[
        (
            "The data have density $p$, the model is $p_\\theta$.\n\n$$D_{KL}(p \\| p_\\theta) = 0$$\n",
            Unknown,
        ),
        (
            "The data have density $p$, the model is $p_\\theta$.\n\n$$E_{x \\sim p}[f(x)] = E_{x \\sim p_\\theta}[f(x)]$$\n",
            Unknown,
        ),
        (
            "With the densities $p_\\theta(x \\mid z)$ and $p(z)$,\n\n$$\\int p(z) \\int p_\\theta(x \\mid z) dx dz = 1$$\n",
            Proved,
        ),
        (
            "We compare $p$ with $p'$.\n\n$$E_{x \\sim p'}[f(x)] = E_{x \\sim p}[f(x)]$$\n",
            Unknown,
        ),
        (
            "Let $p$ and $q$ be densities.\n\n$$D_{KL}(p^n \\| q^n) = D_{KL}(p \\| q)$$\n",
            Unknown,
        ),
    ]);
}

#[test]
fn a_parameter_behind_a_semicolon_counts_where_a_function_has_it() {
    expect(&[
        (
            "Let $\\ell(\\theta; x) = \\log f(x; \\theta)$.\n\n$$\\ell(\\theta_0; x) - \\ell(\\theta_1; x) = 0$$\n",
            Unknown,
        ),
        (
            "Let $\\ell(\\theta; x) = \\log f(x; \\theta)$.\n\n$$2 \\ell(\\theta; x) = \\log f(x; \\theta)^2$$\n",
            Proved,
        ),
    ]);
}

#[test]
fn what_the_words_call_random_is_not_given() {
    let likelihood =
        "\n\n$$\\log p(y \\mid t) = \\log \\binom{n}{y} + y \\log t + (n - y) \\log (1 - t)$$\n";
    let drawn = "Let $y \\sim \\operatorname{Bin}(n, t)$";
    expect(&[
        (&format!("{drawn}.{likelihood}"), Proved),
        (
            &format!("{drawn}, where $n$ is itself uniform.{likelihood}"),
            Unknown,
        ),
        (
            &format!("{drawn}. We put a prior on $n$.{likelihood}"),
            Unknown,
        ),
    ]);
}

#[test]
fn approximate_and_withdrawn_draws_are_not_given() {
    let variance = "\n\n$$\\operatorname{Var}(Y) = 4$$\n";
    expect(&[
        (
            &format!("It follows that $Y \\sim \\mathcal{{N}}(0, 4)$.{variance}"),
            Proved,
        ),
        (
            &format!("It follows that $Y \\sim \\mathcal{{N}}(0, 4)$ approximately.{variance}"),
            Unknown,
        ),
        (
            &format!("~~It follows that $Y \\sim \\mathcal{{N}}(0, 4)$.~~{variance}"),
            Unknown,
        ),
        ("~~So $a = b + 1$.~~ Sorry.\n\n$$a - b = 1$$\n", Unknown),
        ("So $a = b + 1$.\n\n$$a - b = 1$$\n", Proved),
    ]);
}

#[test]
fn what_is_stated_of_a_case_is_a_step() {
    let function = "Let $h(x) = a x^2 + b x$. For $a = 1$ we have";
    assert_eq!(
        verdicts(&format!("{function} $h(b) = 2 b^2$.\n"))[2],
        Proved
    );
    assert_eq!(
        verdicts(&format!("{function} $h(b) = 3 b^2$.\n"))[2],
        Unknown
    );
    expect(&[
        ("For $n = 3$: $2 \\cdot 4 - 4 = 5$.\n", Refuted),
        ("For $n = 3$: $2 \\cdot 4 - 3 = 5$.\n", Proved),
        // The rest of the sentence may still be about the case.
        (
            &format!("{function} $h(b) = 2 b^2$, and\n\n$$h(2 b) = 6 b^2$$\n"),
            Unknown,
        ),
        (
            &format!("{function} $h(b) = 2 b^2$, and\n\n$$h(2 b) = 7 b^2$$\n"),
            Refuted,
        ),
    ]);
    // "With $c = 1$" gives a value.
    assert_eq!(
        verdicts("With $c = 1$ we get\n\n$$c + d = 1 + d$$\n")[0],
        Assumed
    );
}

#[test]
fn an_equation_that_is_mentioned_may_hold_on() {
    expect(&[
        (
            "The label is a vector with $\\sum_{k=1}^K y_k = 1$. The loss is good. Then\n\n$$s \\sum_{k=1}^K y_k = s$$\n",
            Unknown,
        ),
        (
            "The label is a vector. The loss is good. Then\n\n$$s \\sum_{k=1}^K y_k = s$$\n",
            Refuted,
        ),
    ]);
}

#[test]
fn an_evaluation_is_of_what_shows_the_variable() {
    let defined = "Let $y = x^2$.\n\n";
    expect(&[
        (&format!("{defined}$$y|_{{x=1}} = y|_{{x=2}}$$\n"), Refuted),
        (&format!("{defined}$$y|_{{x=3}} = 9$$\n"), Proved),
        ("$$y|_{x=1} = y|_{x=2}$$\n", Unknown),
    ]);
}

#[test]
fn a_row_that_does_not_fit_together_is_equal_to_nothing() {
    let matrix = "Let $X \\in \\mathbb{R}^{n \\times p}$ and $H = X (X^\\top X)^{-1} X^\\top$.\n\n";
    expect(&[
        (
            &format!("{matrix}$$H X = X (X^\\top X)^{{-1}} X X = X$$\n"),
            Unknown,
        ),
        (
            &format!("{matrix}$$H X = X (X^\\top X)^{{-1}} X^\\top X = X$$\n"),
            Proved,
        ),
    ]);
}

#[test]
fn letters_of_chance_may_mean_matter() {
    expect(&[
        (
            "The error function is $E(w)$.\n\n$$E(w + u) = E(w) + E(u)$$\n",
            Unknown,
        ),
        (
            "The expected value is linear.\n\n$$E(X + Y) = E(X) + E(Y)$$\n",
            Proved,
        ),
        (
            "The price of $x$ is $p(x)$.\n\n$$\\sum_x p(x) = 1$$\n",
            Refuted,
        ),
        (
            "The probability of $x$ is $p(x)$.\n\n$$\\sum_x p(x) = 1$$\n",
            Proved,
        ),
        (
            "The orbit has eccentricity $e < 1$.\n\n$$\\log e = 1$$\n",
            Unknown,
        ),
        ("The error is $e = y - x$.\n\n$$\\log e = 1$$\n", Refuted),
        ("The growth is $e^{t}$.\n\n$$\\log e = 1$$\n", Proved),
    ]);
}

#[test]
fn i_may_be_the_imaginary_unit() {
    expect(&[
        ("$$(a + i b) (a - i b) = a^2 + b^2$$\n", Unknown),
        ("$$(a + i b) (a - i b) = a^2 + 3 b^2$$\n", Refuted),
        (
            "The transfer function is $H = 1 + i w$.\n\n$$|H|^2 = 1 + w^2$$\n",
            Unknown,
        ),
        (
            "The interest rate is $i = 2$.\n\n$$|1 + i w|^2 = 1 + w^2$$\n",
            Unknown,
        ),
    ]);
}

#[test]
fn norms_of_complex_arrays_are_not_read() {
    expect(&[
        (
            "Let $z \\in \\mathbb{C}^n$.\n\n$$z^T z = \\|z\\|^2$$\n",
            Unknown,
        ),
        (
            "Let $z \\in \\mathbb{R}^n$.\n\n$$z^T z = \\|z\\|^2$$\n",
            Proved,
        ),
    ]);
}

#[test]
fn independence_ends_before_the_next_clause() {
    let sum =
        "\n\n$$\\operatorname{Var}(Z + Y) = \\operatorname{Var}(Z) + \\operatorname{Var}(Y)$$\n";
    let words = "$X$, $Y$ and $Z$ are random variables.";
    expect(&[
        (
            &format!("{words} $Z$ is independent of $X$ and $Y$ varies widely.{sum}"),
            Unknown,
        ),
        (
            &format!("{words} $Z$ is independent of $X$ and $Y$.{sum}"),
            Proved,
        ),
    ]);
}

#[test]
fn what_depends_on_an_element_is_no_constant_under_an_integral() {
    let ratio = "Let $w = \\frac{p(x)}{q(x)}$. We have $\\sum_x q(x) = 1$.\n\n";
    expect(&[
        (&format!("{ratio}$$\\int w q(x) dx = w$$\n"), Unknown),
        (
            &format!("{ratio}$$\\int c q(x) dx = c \\int q(x) dx$$\n"),
            Proved,
        ),
        (
            "Let $w = \\frac{p(x)}{q(x)}$ for $x \\sim q$.\n\n$$E_{x \\sim q}[w^2] = w^2$$\n",
            Unknown,
        ),
    ]);
}

#[test]
fn a_letter_that_the_words_call_random_is_no_constant() {
    let moved = "\n\n$$E[g X] = g E[X]$$\n";
    let drawn = "Let $X \\sim \\mathcal{N}(1, 1)$.";
    expect(&[
        (
            &format!("{drawn} Let $g$ be a random gain.{moved}"),
            Unknown,
        ),
        (&format!("{drawn} The gain $g$ is random.{moved}"), Unknown),
        (&format!("{drawn} Let $g$ be the gain.{moved}"), Proved),
        (
            &format!("{drawn} A random sample has size $g$.{moved}"),
            Proved,
        ),
    ]);
}

#[test]
fn a_name_that_no_equation_binds_may_say_where_something_happens() {
    expect(&[
        (
            "The minimiser of $f(x) = a x^2 - 2 b x$ is\n\n$$x = \\frac{2 b}{a}.$$\n",
            Unknown,
        ),
        ("Let $x = a + b$.\n\n$$x = a - b$$\n", Refuted),
    ]);
}

#[test]
fn digits_stand_in_groups() {
    expect(&[
        ("$$10\\,000 + 5 = 10\\,005$$\n", Proved),
        ("$$1\\,000 = 1\\,000\\,000$$\n", Refuted),
    ]);
}

#[test]
fn the_point_of_a_density_is_a_value() {
    expect(&[(
        "Let $y = a u + e$ for $u \\sim q$.\n\n$$p(y) = \\int p(y, u) du$$\n",
        Proved,
    )]);
}
