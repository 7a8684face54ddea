//! Notation to expression: each case is a small note of its own, its last line what is read.

use crate::elaborate::phrases::Property;
use crate::elaborate::scope::Scope;
use crate::elaborate::survey::Survey;
use crate::expr::Store;
use crate::parse::parse;

/// What the last expression of a note means, in brackets, with codes of notes; every line is a formula, or `!name: property`.
fn read(note: &str) -> String {
    let mut survey = Survey::new();
    let mut last = None;
    for line in note.lines().map(str::trim).filter(|l| !l.is_empty()) {
        if let Some((name, word)) = line.strip_prefix('!').and_then(|l| l.split_once(':')) {
            let property = match word.trim() {
                "random" => Property::RandomVariable,
                "discrete" => Property::Discrete,
                "function" => Property::Function,
                "integer" => Property::Integer,
                other => panic!("{other}"),
            };
            survey.declare(&crate::parse::parse_expression(name.trim()).0, property);
            continue;
        }
        let formula = parse(line, &[]);
        survey.formula(&formula);
        let sides = formula
            .rows
            .into_iter()
            .flat_map(|r| r.statements)
            .flat_map(|s| s.sides);
        last = sides.flatten().last().or(last);
    }
    let (mut store, mut scope) = (Store::new(), Scope::new(&survey));
    match super::lower(&mut store, &mut scope, &last.unwrap()) {
        Err(unread) => format!("{}: {}", unread.code, unread.text),
        Ok(lowered) => {
            let printed = store.to_latex(lowered.id);
            let tree = crate::parse::parse_expression(&printed).0;
            let again = super::lower(&mut store, &mut scope, &tree).map(|l| l.id);
            assert_eq!(again, Ok(lowered.id), "{printed} is read otherwise");
            let mut text = store.to_brackets(lowered.id);
            lowered
                .notes
                .iter()
                .for_each(|n| text.push_str(&format!(" {}", n.code.id())));
            lowered
                .readings
                .iter()
                .for_each(|(r, _)| text.push_str(&format!(" ?{}", r.id())));
            text
        }
    }
}

fn check(cases: &[(&str, &str)]) {
    for (note, expected) in cases {
        assert_eq!(read(note), *expected, "{note}");
    }
}

#[test]
fn arguments_without_brackets() {
    check(&[
        (r"\log 3\pi", "(Log (* 3 pi))"),
        (r"\log \tau^2", r"(Log (^ \tau 2))"),
        (r"2\ln u\ln v", "(* 2 (Log u) (Log v))"),
        (r"log{2\pi} a", "(* a (Log (* 2 pi)))"),
        (r"\log a b", "(Log (* a b)) ?log-covers-first-factor"),
        (
            r"\log \frac{1}{a} e^{-b}",
            "(* (^ e (* -1 b)) (Log (^ a -1))) ?log-covers-product",
        ),
        (r"a \cdot \ln b \cdot c", "(* a c (Log b))"),
        (r"\sin^2 2t \cos t", "(* (^ (Sin (* 2 t)) 2) (Cos t))"),
        (r"\log_2 a", "(* (^ (Log 2) -1) (Log a))"),
        (
            r"\mathcal{N}(m, v)",
            "(Normal m v) ?normal-standard-deviation",
        ),
        (
            r"\ln\mathcal{N}(m, v)",
            "(LogNormal m v) ?normal-standard-deviation",
        ),
        (r"1/2 a", "(* 1/2 a) ?slash-divides-by-product"),
        (r"- (- a)", "a"),
    ]);
}

#[test]
fn application_or_product() {
    check(&[
        (r"f(t+1) + a(t+1)", "(+ (* a (+ 1 t)) (call f (+ 1 t)))"),
        (r"w(1-w)", "(* w (+ 1 (* -1 w)))"),
        ("!g: function\ng(2)", "(call g 2)"),
        (r"f'(t)", "(derivative %0: real at t (call f %0))"),
        (
            r"\frac{d^2}{dt^2} e^{at}",
            "(derivative %0: real at t (derivative %1: real at %0 (^ e (* a %1))))",
        ),
        (
            r"\frac{d}{dt} c",
            "missing-part: what is differentiated does not show the variable",
        ),
        (
            r"\left.\frac{d}{dt} e^{at}\right|_{t=0}",
            "(derivative %0: real at 0 (^ e (* a %0)))",
        ),
    ]);
}

#[test]
fn sums_and_integrals() {
    check(&[
        (r"\sum_j^m a_j", "(sum %0: integer [1 m] (at a %0))"),
        (
            r"a_1 a_2 \cdots a_m",
            "(product %0: integer [1 m] (at a %0))",
        ),
        (r"\Gamma'(t)", "(derivative %0: real at t (Gamma %0))"),
        (
            "\\sum_{i=1}^n y_i\n\\sum_i y_i^2",
            "(sum %0: integer [1 n] (^ (at y %0) 2))",
        ),
        (
            r"\sum_{1 \le i < j \le n} a_i a_j",
            "(sum %0: integer [1 n] (sum %1: integer [(+ 1 %0) n] (* (at a %0) (at a %1))))",
        ),
        (
            r"a_1 + a_2 + \ldots + a_n",
            "(sum %0: integer [1 n] (at a %0))",
        ),
        (
            r"1 + 2 + 4 + \ldots + 2^n",
            "unsupported-notation: the dots leave open which terms are meant",
        ),
        (
            r"\int_{-\infty}^\infty e^{-t^2} dt",
            "(integral %0: real (^ e (* -1 (^ %0 2))))",
        ),
        (
            r"\int q(z) \log q(z)",
            "(integral %0: real (* (Log (density q z=%0)) (density q z=%0))) H011",
        ),
        (
            r"\lim_{h \to 0^+} h \log h",
            "(limit %0: real above 0 (* %0 (Log %0)))",
        ),
        (
            "\\boldsymbol{v}\n\\sum_{j=1}^J (v^2 + v_j)",
            "(sum %0: integer [1 J] (+ (at v %0) (^ (at v %0) 2))) H012",
        ),
    ]);
}

#[test]
fn dots_keep_what_stands_around_them() {
    let open = "unsupported-notation: the dots leave open which factors are meant";
    let terms = "unsupported-notation: the dots leave open which terms are meant";
    let product = "(product %0: integer [1 n] (at a %0))";
    let over = format!("(* (^ b -1) {product})");
    check(&[
        (r"a_1 a_2 \cdots a_n / b", &over),
        (r"a_1 \cdot \ldots \cdot a_n / b", &over),
        (
            r"a_1 \cdots a_n b / c",
            &format!("(* b (^ c -1) {product})"),
        ),
        (
            r"b / c \cdot a_1 \cdots a_n",
            &format!("(* b (^ c -1) {product})"),
        ),
        (r"\log a_1 a_2 \cdots a_n", &format!("(Log {product})")),
        (
            r"a_1 \cdots a_n b_1 \cdots b_m",
            &format!("(* (product %0: integer [1 m] (at b %0)) {product})"),
        ),
        (
            r"a_1 / b_1 \cdots a_n / b_n",
            "(product %0: integer [1 n] (* (at a %0) (^ (at b %0) -1)))",
        ),
        (r"a_1 {a}_2 \cdots {a}_n", product),
        (r"b / a_1 \cdots a_n", open),
        (r"b / a_1 a_2 \cdots a_n", open),
        (r"a_1 \cdots / a_n", open),
        (r"a_1 \otimes \cdots \otimes a_n", open),
        (r"a_1 \odot a_2 \cdots a_n", open),
        (r"1 \cdot 2 \cdots 2^n", open),
        (r"1 \cdot 2 \cdots n", "(product %0: integer [1 n] %0)"),
        (r"a_1 + a_2 - \ldots + a_n", terms),
        (r"1 + 2 + \ldots + 2^n", terms),
        (r"1 + a^2 + \ldots + a^n", terms),
        (
            r"1 + \frac{1}{2} + \ldots + \frac{1}{n}",
            "(sum %0: integer [1 n] (^ %0 -1))",
        ),
        (r"b - a_1 b + \ldots + a_n b", terms),
    ]);
}

#[test]
fn densities_are_one_family() {
    let note = "\\sum_{x,y} p(x,y)\n";
    check(&[
        (
            &format!("{note}p_{{y|x}} p_x"),
            "(* (density p x=x) (density p y=y | x=x))",
        ),
        (&format!("{note}p_{{xy}}"), "(density p x=x y=y)"),
        (r"f_{X,Y}(u, v)", "(density f x=u y=v)"),
        ("q(z)\nq(z; \\mu, \\sigma^2)", "(density q z=z)"),
        (
            r"\int \mathcal{N}(z; \mu_1, \sigma_1^2) d\boldsymbol{z} + \sum_{j=1}^J \sigma_{1,j}",
            r"(+ (integral %0: vector of length J (Pdf (DiagonalNormal \mu_{1} (Hadamard \sigma_{1} \sigma_{1})) %0)) (sum %0: integer [1 J] (at \sigma_{1} %0)))",
        ),
    ]);
}

#[test]
fn expectations_and_information() {
    check(&[
        (r"\mathbb{E}[aX+b]", "(Expectation (+ b (* X a)))"),
        (r"E[3]", "(Expectation 3)"),
        (
            r"\mathbb{E}[\mu]",
            "ambiguous: nothing random is shown in the expectation",
        ),
        (
            r"\mathbb{E}_{q(z)}[z^2]",
            "(integral %0: real (* (^ %0 2) (density q z=%0)))",
        ),
        (
            r"\mathbb{E}_{x \sim \mathcal{N}(0,1)}[x]",
            "(integral %0: real (* %0 (Pdf (Normal 0 1) %0)))",
        ),
        (
            "\\sum_{x,y} p(x,y)\nH(Y|X)",
            "(ConditionalEntropy (lambda %0: element of a finite set (lambda %1: element of a finite set (density p x=%1 y=%0))) (lambda %0: element of a finite set (density p x=%0)))",
        ),
        (
            "\\sum_x P(x) \\log Q(x)\nH(P,Q)",
            "(CrossEntropy (lambda %0: element of a finite set (density P x=%0)) (lambda %0: element of a finite set (density Q x=%0)))",
        ),
        (
            "\\int q(z) dz\nKL(q(z|x) \\| p(z))",
            "(Divergence (lambda %0: real (density q z=%0 | x=x)) (lambda %0: real (density p z=%0)))",
        ),
        (
            r"\Pr(X \leq 1 | Y = 2)",
            "(ConditionalProbability (<= X 1) (= Y 2))",
        ),
        (r"P(A \cup B^c)", "(Probability (Or A (Not B)))"),
    ]);
}

#[test]
fn arrays_have_shapes() {
    let note = "A, B \\in \\mathbb{R}^{n \\times n}\nu, v \\in \\mathbb{R}^n\n";
    check(&[
        (
            &format!("{note}(I + AB)^{{-1}}"),
            "(Inverse (+ (Identity n) (chain A B)))",
        ),
        (
            &format!("{note}(u-v)^2"),
            "(chain (Transpose (+ u (* -1 v))) (+ u (* -1 v)))",
        ),
        (&format!("{note}2uv"), "(* 2 (chain (Transpose u) v)) H030"),
        (
            &format!("{note}|A| |u^T v|"),
            "(* (Determinant A) (Abs (chain (Transpose u) v)))",
        ),
        (
            &format!("{note}A + 1"),
            "ill-sorted: integer is added to n×n matrix",
        ),
        (
            &format!("{note}\\log u"),
            "ill-sorted: an array stands where a number is expected",
        ),
        (
            &format!("{note}u^T A^{{-1}} u"),
            "(chain (Transpose u) (Inverse A) u)",
        ),
    ]);
}

#[test]
fn arrays_may_be_made_of_arrays_and_dots() {
    let note = "u, v \\in \\mathbb{R}^n\n";
    check(&[
        (
            &format!("{note}\\begin{{pmatrix}} u & v \\end{{pmatrix}}"),
            "(+ (chain v (matrix 1 2 0 1)) (chain u (matrix 1 2 1 0)))",
        ),
        (
            &format!("{note}\\sum_{{i=1}}^n u_i\n[u_1, \\ldots, u_n]"),
            "(Transpose u)",
        ),
        (
            &format!(
                "{note}\\begin{{pmatrix}} 1 & \\ldots & 0 \\\\ \\vdots & \\ddots & \\vdots \\\\ 0 & \\ldots & 1 \\end{{pmatrix}} u"
            ),
            "(chain (Identity n) u)",
        ),
        (
            &format!("{note}\\mathrm{{diag}}(2, 3)^{{-1}}"),
            "(Inverse (Diag (matrix 2 1 2 3)))",
        ),
        (
            &format!("{note}\\begin{{pmatrix}} u & v \\\\ v & u \\end{{pmatrix}}"),
            "unsupported-notation: blocks of these sizes have no meaning here",
        ),
        (
            r"\begin{matrix}\end{matrix} + 1",
            "ill-sorted: the rows of the matrix differ in length",
        ),
        (
            "[a_1, \\ldots, 3]",
            "unsupported-notation: the dots leave open which entries are meant",
        ),
    ]);
}

#[test]
fn an_index_of_a_function_is_no_decoration() {
    check(&[
        (
            r"\sum_{i=1}^n f_i(x)",
            r"(sum %0: integer [1 n] (call f_{\cdot} %0 x))",
        ),
        (
            "p(x | z)\n\\sum_{i=1}^n p_i(x)",
            "unsupported-notation: a density with an index has no meaning here",
        ),
        (
            "p(x | z)\n\\sum_{i=1}^n p_i",
            "(sum %0: integer [1 n] (at p %0))",
        ),
    ]);
}

#[test]
fn a_condition_that_is_a_square_is_its_root() {
    check(&[
        (r"p(x | m, s^2)", r"(density p x=x | m=m s=s)"),
        (
            "p(x | s)\np(x | s^2)",
            "ambiguous: it is not shown which variable of the density this stands for",
        ),
    ]);
}

/// The letter of a function by itself is a number, except where a function and a number differ.
#[test]
fn functions_without_arguments() {
    let bare = "missing-part: the function u stands without its argument";
    check(&[
        ("u(s) + u(t)\nu + 1", "(+ 1 u)"),
        ("u(s) + u(t)\n\\ln u", "(Log u)"),
        ("u(s) + u(t)\n\\int_0^1 u \\, dx", bare),
        ("u(s) + u(t)\n\\sum_{i=1}^3 u", bare),
        ("u(s) + u(t) + v(r) + v(s)\nu v", bare),
        ("u(s) + u(t) + v(r) + v'(s)\nu v", "(* u v)"),
        ("u(s) + u(t) + u^\\top\nu + 1", bare),
        ("u(s) + u(t)\nu[2]", bare),
    ]);
}

#[test]
fn lists_relations_and_places_in_brackets() {
    check(&[
        ("r + r(s, a)", "(+ r (call r s a))"),
        ("r + r(s, a)\nr(s)", "(call r s)"),
        (
            "x + x[2]",
            "unsupported-notation: an index in square brackets has no meaning here",
        ),
        (
            r"\sum_{i=1}^n [y_i = 1] a",
            "(sum %0: integer [1 n] (* a (Indicator (= (at y %0) 1))))",
        ),
        (
            "y [a = 1]",
            "unsupported-notation: a relation stands where a value is expected",
        ),
        (r"p^{[a = 1]}", "(^ p (Indicator (= a 1)))"),
        ("h \\in \\mathcal{H}\n2 h(a + b)", "(* 2 (call h (+ a b)))"),
        ("h \\in \\mathbb{R}\n2 h(a + b)", "(* 2 h (+ a b))"),
        ("m^\\top m\n2 m(s, t)", "(* 2 (call m s t))"),
        (
            r"U(t, x_1, x_2, \ldots, x_n)",
            "unsupported-notation: the dots leave open which entries are meant",
        ),
    ]);
}

#[test]
fn patterns_with_first_powers_and_conditions_on_an_index() {
    let all_but = "(sum %0: integer [1 n] (cases (at x %0) (!= %0 i) 0 true))";
    check(&[
        (
            r"a_0 + a_1 x + \cdots + a_n x^n",
            "(+ a_{0} (sum %0: integer [1 n] (* (at a %0) (^ x %0))))",
        ),
        (
            r"1 + \frac{1}{2} + \frac{1}{3} + \cdots + \frac{1}{n}",
            "(sum %0: integer [1 n] (^ %0 -1))",
        ),
        (r"\sum_{j \neq i}^n x_j", all_but),
        (r"\sum_{j = 1, j \neq i}^n x_j", all_but),
        (
            r"\sum_{m \geq 0} a^m",
            "(sum %0: integer [0 infinity] (^ a %0))",
        ),
        (
            r"\sum_{0 \leq n} a^n",
            "(sum %0: integer [0 infinity] (^ a %0))",
        ),
        (
            r"\partial g(s)/\partial s",
            "(derivative %0: real at s (call g %0))",
        ),
    ]);
}
