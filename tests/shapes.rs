//! Shapes of names: components that are written out, letters that are vectors in one section and numbers in another.

mod notes;

use hence::report::Verdict;
use notes::{last, steps};

const VECTORS: &str = "# Vectors\n\nLet $x \\in \\mathbb{R}^n$ and $a \\in \\mathbb{R}^n$.\n\n\
    $$(x + a)^\\top (x + a) = x^\\top x + 2 a^\\top x + a^\\top a$$\n\n# Numbers\n\nThe logistic function is\n\n\
    $$s(x) = \\frac{1}{1 + e^{-x}}$$\n\nand its derivative is\n\n";

#[test]
fn a_vector_of_one_section_is_a_number_in_another() {
    let text = format!("{VECTORS}$$s'(x) = s(x) (1 - s(x))$$\n");
    assert_eq!(last(&text), Verdict::Proved);
    let text = format!("{VECTORS}$$s'(x) = s(x) (1 + s(x))$$\n");
    assert_eq!(last(&text), Verdict::Unknown);
}

#[test]
fn what_is_a_vector_where_it_stands_is_no_number() {
    let text = "Let $x \\in \\mathbb{R}^n$ be a vector and\n\n$$x^\\top x = 1 .$$\n\nThen\n\n$$\\frac{x}{x} = 1$$\n";
    assert_eq!(last(text), Verdict::Unknown);
}

/// A vector of two that is written out beside its components.
const SPELLED: &str = "Let $v \\in \\mathbb{R}^2$ with $v = \\left[ \\begin{matrix} v_1 \\\\ v_2 \\end{matrix} \\right]$, and let $u = \
    \\left[ \\begin{matrix} u_1 \\\\ u_2 \\end{matrix} \\right]$. Then\n\n";

#[test]
fn numbered_names_of_a_column_are_its_components() {
    let row = r"\left[ \begin{matrix} v_1 - u_1 & v_2 - u_2 \end{matrix} \right]";
    let column = r"\left[ \begin{matrix} v_1 - u_1 \\ v_2 - u_2 \end{matrix} \right]";
    for (right, verdict) in [
        ("(v_1 - u_1)^2 + (v_2 - u_2)^2", Verdict::Proved),
        ("(v_1 - u_1)^2 - (v_2 - u_2)^2", Verdict::Refuted),
    ] {
        let text = format!("{SPELLED}$${row} {column} = {right}$$\n");
        assert_eq!(last(&text), verdict, "{right}");
    }
}

#[test]
fn parts_of_a_vector_that_are_vectors_are_no_components() {
    let text = "Let $x_1, x_2 \\in \\mathbb{R}^n$ and $x = \\left[ \\begin{matrix} x_1 \\\\ x_2 \\end{matrix} \\right]$.\n\n\
                $$\\frac{x_1 x_2}{x_2} = x_1$$\n";
    assert_ne!(last(text), Verdict::Proved);
}

#[test]
fn the_sum_of_the_items_of_a_letter_is_a_number() {
    let text = |right: &str| {
        format!(
            "Let $Y \\sim \\mathcal{{N}}(\\mu, \\sigma^2)$ with $\\mu = \\sum_{{i=1}}^n \\mu_i$ and $\\sigma^2 = \\sum_{{i=1}}^n \\sigma_i^2$.\n\n\
             $$\\mathrm{{Var}}(Y) = {right}$$\n"
        )
    };
    assert_eq!(last(&text(r"\sum_{i=1}^n \sigma_i^2")), Verdict::Proved);
    assert_ne!(last(&text(r"\sum_{i=1}^n \mu_i")), Verdict::Proved);
}

const LINEAR: &str = "Let $X \\in \\mathbb{R}^n$ be a random vector and $Y = A X + b$, where $A$ is an $m \\times n$ matrix and $b$ is \
    an $m$-dimensional vector.\n\n$$M_X(t) = \\mathrm{E}\\left( e^{t^\\top X} \\right)$$\n\nTherefore\n\n";

#[test]
fn generating_functions_of_vectors_are_at_vectors() {
    for (right, verdict) in [
        (r"e^{t^\top b} M_X(A^\top t)", Verdict::Proved),
        (r"e^{t^\top b} M_X(2 A^\top t)", Verdict::Unknown),
        (r"e^{t^\top b} M_X(A t)", Verdict::Unknown),
    ] {
        let text = format!(
            "{LINEAR}$$\\mathrm{{E}}\\left( e^{{t^\\top A X + t^\\top b}} \\right) = e^{{t^\\top b}} \\mathrm{{E}}\\left( e^{{t^\\top A X}} \\right) = {right}$$\n"
        );
        assert_eq!(last(&text), verdict, "{right}");
        let first = steps(&text)[3].verdict;
        assert!(
            matches!(first, Verdict::Proved | Verdict::Supported),
            "{first:?}"
        );
    }
}

#[test]
fn a_vector_of_known_length_is_written_by_its_components() {
    let matrix = r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}";
    for (left, right, verdict) in [
        (
            "w",
            r"\begin{pmatrix} w_1 \\ w_2 \end{pmatrix}",
            Verdict::Proved,
        ),
        (
            "3 w",
            r"\begin{pmatrix} 3 w_2 \\ 3 w_1 \end{pmatrix}",
            Verdict::Unknown,
        ),
        (
            &format!("{matrix} w"),
            r"\begin{pmatrix} a w_1 + b w_2 \\ c w_1 + d w_2 \end{pmatrix}",
            Verdict::Proved,
        ),
        (
            &format!("{matrix} w"),
            r"\begin{pmatrix} a w_1 + c w_2 \\ b w_1 + d w_2 \end{pmatrix}",
            Verdict::Unknown,
        ),
        (
            &format!("w^\\top {matrix}"),
            r"\begin{pmatrix} a w_1 + c w_2 & b w_1 + d w_2 \end{pmatrix}",
            Verdict::Proved,
        ),
        (
            r"w + \begin{pmatrix} 1 \\ 0 \end{pmatrix}",
            r"\begin{pmatrix} w_1 + 1 \\ w_2 \end{pmatrix}",
            Verdict::Proved,
        ),
    ] {
        let words = "Let $w \\in \\mathbb{R}^2$ with the components $w_i$.";
        let text = format!("{words}\n\n$${left} = {right}$$\n");
        assert_eq!(last(&text), verdict, "{left} = {right}");
    }
}

#[test]
fn what_is_fixed_comes_out_of_the_mean_of_an_exponential() {
    for (right, verdict) in [
        (r"e^{t b} \mathrm{E}\left[ e^{t X} \right]", Verdict::Proved),
        (
            r"e^{2 t b} \mathrm{E}\left[ e^{t X} \right]",
            Verdict::Refuted,
        ),
    ] {
        let words = "Let $X$ be a random variable and $b$ a constant.";
        let text =
            format!("{words}\n\n$$\\mathrm{{E}}\\left[ e^{{t X + t b}} \\right] = {right}$$\n");
        assert_eq!(last(&text), verdict, "{right}");
    }
}

#[test]
fn a_multiple_of_a_matrix_is_a_matrix() {
    for (right, verdict) in [
        (
            r"\frac{1}{n} X^\top Y + \frac{1}{n} X^\top",
            Verdict::Unknown,
        ),
        (r"\frac{1}{n} Y^\top X", Verdict::Unknown),
        (r"\frac{1}{n} X^\top X", Verdict::Proved),
    ] {
        let words =
            "Let $X$ and $Y$ be $n \\times p$ matrices, and\n\n$$S = \\frac{1}{n} X^\\top X .$$";
        let text = format!("{words}\n\nThen\n\n$$S^\\top = {right}$$\n");
        let found = last(&text);
        match verdict {
            Verdict::Proved => assert_eq!(found, verdict, "{right}"),
            _ => assert_ne!(found, Verdict::Proved, "{right}"),
        }
    }
}
