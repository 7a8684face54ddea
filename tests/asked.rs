//! What is supposed of what a sentence brings in, and of the variables before an arrow; entropies and sample variances
//! that rest on no more than their definitions. Beside each true note stands its false twin.

mod notes;

use hence::report::Verdict::{self, Assumed, Proved, Refuted};
use notes::{last, steps, verdicts};

fn compare(right: &[&str], wrong: &[&str]) {
    for text in right {
        assert_eq!(last(text), Proved, "{text}");
    }
    for text in wrong {
        let verdict = last(text);
        assert!(!matches!(verdict, Proved | Assumed), "{verdict:?}: {text}");
    }
}

#[test]
fn a_display_after_such_that_is_asked_of_what_is_brought_in() {
    compare(
        &[
            "Let $a$, $b$ be numbers. Let there be a number $c$ such that $$a + c = b$$ Then $2 a + 2 c = 2 b$.",
            "Consider a symmetric $n \\times n$ matrix $W$, such that $$W V W = I_n$$ Then $$V = W^{-1} W^{-1}$$",
            // What follows from what is let is no supposition.
            "Let $u$ be a number such that $$u + u = 2 u$$",
        ],
        &[
            "Let $b = 2 a$, such that $$a + 1 = b$$",
            "Consider a number $c = 2$, such that $$c + 1 = 4$$",
            "Consider the number $c = 2$, such that $$c + 1 = 4$$",
            "Let $c = 2$. Let there be a number $a$ such that $$a c = 6$$ Then $$a = 4$$",
            "Let there be a number $c$ such that $$c = c + 1$$ Then $$1 = 2$$",
            "Let there be a number $c$ such that $$c + 2 = c + 1$$ Then $$c = 7$$",
            "# One\n\nLet there be a number $c$ such that $$a + c = b$$\n\n# Two\n\nFor all numbers, $$a + c = b$$",
            "Consider a symmetric $n \\times n$ matrix $W$, such that $$W V W = I_n$$ Then $$V = W W$$",
        ],
    );
    let twice = "Consider a number $c$ such that $$c + 1 = 3$$ Then $$c = 2$$";
    assert_eq!(verdicts(twice), [Assumed, Proved]);
}

#[test]
fn what_is_drawn_before_an_arrow_is_supposed_for_what_stands_behind_it() {
    compare(
        &[
            r"Let $m$ and $s > 0$ be numbers. $$Y \sim \mathcal{N}(m, s^2) \quad \Rightarrow \quad \exp(Y) \sim \ln \mathcal{N}(m, s^2)$$",
            r"Let $X \sim \mathrm{Gam}(a, 1)$. In general, $$X \sim \mathrm{Gam}(a, b) \quad \Rightarrow \quad E(X) = \frac{a}{b}$$",
        ],
        &[
            r"Let $m$ and $s > 0$ be numbers. $$Y \sim \mathcal{N}(m, s^2) \quad \Rightarrow \quad \exp(Y) \sim \ln \mathcal{N}(m, s)$$",
            r"Let $X \sim \mathrm{Gam}(a, 1)$. In general, $$X \sim \mathrm{Gam}(a, b) \quad \Rightarrow \quad E(X) = a b$$",
            r"We know that $$Y \sim \mathcal{N}(0, 1) \quad \Rightarrow \quad E(Y) = 0$$ Let $Y$ be any random variable. Then $$E(Y) = 0$$",
            r"We know that $$Y \sim \mathcal{N}(0, 1) \quad \Rightarrow \quad E(Y) = 0$$ For a random variable $Y$ we have $$E(Y^2) = 1$$",
        ],
    );
}

#[test]
fn entropies_of_drawn_variables_are_taken_over_their_values() {
    compare(
        &[
            r"Let $X \sim \mathrm{Poiss}(\lambda)$. The entropy is $$H(X) = - \sum_{x=0}^{\infty} p(x) \ln p(x)$$",
            r"Let $X \sim \mathcal{U}(a, b)$. The differential entropy is $$h(X) = - \int_a^b \frac{1}{b-a} \ln\left(\frac{1}{b-a}\right) \mathrm{d}x$$",
            r"Let $X \sim \mathcal{U}(a, b)$. The differential entropy is $$h(X) = \ln(b - a)$$",
        ],
        &[
            r"Let $X \sim \mathrm{Poiss}(\lambda)$. The entropy is $$H(X) = - \sum_{x=1}^{\infty} p(x) \ln p(x)$$",
            r"Let $X \sim \mathcal{U}(a, b)$. The differential entropy is $$h(X) = - \int_a^b \frac{1}{a-b} \ln\left(\frac{1}{b-a}\right) \mathrm{d}x$$",
            r"Let $X \sim \mathcal{U}(a, b)$. The differential entropy is $$h(X) = \ln(a - b)$$",
            r"Let $a$, $b$ be numbers. $$\ln\left(- \frac{1}{a - b}\right) = - \ln(a - b)$$",
        ],
    );
}

#[test]
fn a_square_is_positive_where_its_root_is_known_not_to_be_zero() {
    compare(
        &[r"Let $a < b$. $$\int_a^b \mathcal{U}(x; a, b)^2 \, \mathrm{d}x = \frac{1}{b - a}$$"],
        &[
            r"Let $a < b$. $$\int_a^b \mathcal{U}(x; a, b)^2 \, \mathrm{d}x = \frac{1}{(b - a)^2}$$",
            r"For numbers $a$, $b$ we have $$a^2 - 2 a b + b^2 > 0$$",
            r"Let $a < b$. $$a^2 + 2 a b + b^2 > 0$$",
        ],
    );
    let strict = r"Let $a < b$. $$|a^2 - 2 a b + b^2| = a^2 - 2 a b + b^2$$";
    assert_eq!(last(strict), Proved);
}

#[test]
fn a_sample_with_a_variance_has_several_items() {
    let data = r"Let $x_1, \ldots, x_n$ and $y_1, \ldots, y_n$ be data with sample means $\bar{x}$ and $\bar{y}$, sample variances $s_x^2$ and $s_y^2$ and sample covariance $s_{xy}$, and let $r = \frac{\sum_{i=1}^n (x_i - \bar{x}) (y_i - \bar{y})}{\sqrt{\sum_{i=1}^n (x_i - \bar{x})^2} \sqrt{\sum_{i=1}^n (y_i - \bar{y})^2}}$. Then";
    let row = |right: &str| last(&format!("{data} $$r = {right}$$"));
    let sum = r"\sum_{i=1}^n (x_i - \bar{x}) (y_i - \bar{y})";
    let over =
        |size: &str| format!(r"\frac{{{sum}}}{{\sqrt{{{size} s_x^2}} \sqrt{{{size} s_y^2}}}}");
    assert_eq!(row(&over("(n-1)")), Proved);
    assert_ne!(row(&over("n")), Proved);
    let bare = "Let $x_1, \\ldots, x_n$ be data with sample mean $\\bar{x}$. Then $$\\frac{n - 1}{n - 1} = 1 \\quad \\text{and} \\quad n > 1$$";
    let found = steps(bare);
    assert!(found.iter().all(|step| step.verdict != Refuted));
    assert_ne!(found.last().map(|step| step.verdict), Some(Verdict::Proved));
}

#[test]
fn an_estimate_is_what_vanishes_at_it_once() {
    let note = |claim: &str| {
        let rows = format!(
            "Let $y$ be a vector of length $n$, $X$ an $n \\times p$ matrix and $V$ a positive definite $n \\times n$ matrix.\n\n\
             **Theorem:** The coefficients are given by $$\\hat{{\\beta}} = {claim}$$\n\n**Proof:** The weighted sum of squares is \
             $$Q(\\beta) = (y - X \\beta)^\\mathrm{{T}} V^{{-1}} (y - X \\beta)$$ Setting its derivative to zero, we obtain \
             $$\\begin{{split}} \\frac{{\\mathrm{{d}} Q(\\hat{{\\beta}})}}{{\\mathrm{{d}} \\beta}} &= 0 \\\\ \
             0 &= - 2 X^\\mathrm{{T}} V^{{-1}} y + 2 X^\\mathrm{{T}} V^{{-1}} X \\hat{{\\beta}} \\\\ \
             \\hat{{\\beta}} &= (X^\\mathrm{{T}} V^{{-1}} X)^{{-1}} X^\\mathrm{{T}} V^{{-1}} y \\end{{split}}$$"
        );
        verdicts(&rows)[0]
    };
    let right = r"(X^\mathrm{T} V^{-1} X)^{-1} X^\mathrm{T} V^{-1} y";
    assert_eq!(note(right), Proved);
    assert_ne!(note(r"(X^\mathrm{T} V X)^{-1} X^\mathrm{T} V y"), Proved);
    let restricted = "**Theorem:** Let $a$ be a number. The estimate is $$\\hat{x} = a^2$$ **Proof:** Setting the derivatives to \
                      zero, $$0 = \\hat{x} - a^2$$ $$0 = \\hat{x} - a$$ $$\\begin{split} 0 &= a - \\hat{x} \\\\ \\hat{x} &= a^2 \\end{split}$$";
    assert_ne!(verdicts(restricted)[0], Proved);
}

#[test]
fn a_claim_does_not_prove_itself_by_the_first_step_of_its_proof() {
    let note = "**Theorem:** Let $a$ be a number. The estimate is given by $$\\hat{x} = 2 a$$ **Proof:** We have: \
                $$\\begin{split} \\hat{x} &= \\frac{4 a}{2} \\\\ &= 2 a \\end{split}$$";
    assert_ne!(verdicts(note)[0], Proved);
}

#[test]
fn means_of_several_terms_are_taken_over_the_support() {
    compare(
        &[
            r"Let $0 < q < 1$. $$E[m - x]_{\mathrm{Bin}(m, q)} = \sum_{x=0}^m (m - x) \binom{m}{x} q^x (1 - q)^{m - x}$$",
        ],
        &[
            r"Let $0 < q < 1$. $$E[m - x]_{\mathrm{Bin}(m, q)} = \sum_{x=1}^m (m - x) \binom{m}{x} q^x (1 - q)^{m - x}$$",
        ],
    );
}
