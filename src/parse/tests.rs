//! Formulas and how they are read, as s-expressions.

use super::coverage::uncovered;
use super::{Macro, lexer, parse, parse_expression};
use crate::diagnostic::Code;

fn expression(text: &str) -> String {
    parse_expression(text).0.to_string()
}

/// The statements of all rows; rows are separated by ` / `, statements by ` ;; `.
fn rows(text: &str) -> String {
    let formula = parse(text, &[]);
    let row = |row: &super::tree::Row| {
        row.statements
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(" ;; ")
    };
    formula.rows.iter().map(row).collect::<Vec<_>>().join(" / ")
}

fn check(read: fn(&str) -> String, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(read(text), *expected, "{text}");
        let lost = uncovered(&parse(text, &[]), &lexer::tokens(text).0).len();
        assert_eq!(lost, 0, "tokens lost in {text}");
    }
}

#[test]
fn sums_products_fractions() {
    check(
        expression,
        &[
            (r"-a + b \pm c", "(-a +b ±c)"),
            ("a + -b", "(+a +(-b))"),
            (r"a \cdot -b / 2c", "(* a cdot:(-b) /2 c)"),
            (
                r"\frac12 x^2 + \frac 1 n",
                "(+(* (frac 1 2) x^2) +(frac 1 n))",
            ),
            (
                r"{a \over b} + {n \choose k}",
                "(+{(frac a b)} +{(binom n k)})",
            ),
            (r"\sqrt[3]{x} \sqrt y", "(* (root 3 x) (sqrt y))"),
            (r"1{,}000 \times .5 n!", "(* 1000 times:0.5 (! n))"),
            (r"2{,}5 + x", "(+2.5 +x)"),
            (r"0{,}125 + x", "(+0.125 +x)"),
            (r"2^{-k/2}", "2^(-(* k /2))"),
            (r"f(\cdot) g(.)", "(* f <( @cdot )> g <( @cdot )>)"),
        ],
    );
}

#[test]
fn names_scripts_fonts() {
    check(
        expression,
        &[
            (r"\boldsymbol{\mu_q}", r"bold:\mu_q"),
            (r"\boldsymbol{\mu}_q", r"bold:\mu_q"),
            (r"\sigma^2_1", r"\sigma_1^2"),
            (r"f''(x) g^{\prime}", "(* f'' <( x )> g')"),
            (
                r"N(\boldsymbol{z; a, b^2})",
                "(* N <( [bold:z; [bold:a, bold:b^2]] )>)",
            ),
            (r"(\mathbf{x - y})^\top", "<( (+bold:x -bold:y) )>^@top"),
            (
                r"\mathrm{Var}(X) \operatorname{Var} Var",
                "(* roman:Var <( X )> roman:Var roman:Var)",
            ),
            (r"{\rm KL}(p)", "(* roman:KL <( p )>)"),
            (
                r"\text{Cross Loss}(q, p)",
                "(* roman:Cross Loss <( [q, p] )>)",
            ),
            (
                r"\hat{x_1} \vec{\mathbf{v}} \bar{xy}",
                r"(* hat(x)_1 vec(bold:v) <\bar (* x y) >)",
            ),
            (
                r"\mathcal {X} \mathbf{0} \mathrm{T}",
                "(* calligraphic:X bold:0 roman:T)",
            ),
            (
                r"A_{i\cdot} x^* x_{t-} x^+",
                "(* A_(* i @cdot) x^@* x_(+t -()) x^@+)",
            ),
            (r"x log{2a} b", "(* x @log {(* 2 a)} b)"),
            (r"c \mathrm{const.}", "(* c roman:const.)"),
        ],
    );
}

#[test]
fn brackets_and_bars() {
    check(
        expression,
        &[
            ("p(y|x)", "(* p <( [y | x] )>)"),
            (r"D(P\ || \ Q)", "(* D <( [P || Q] )>)"),
            (
                r"D(p(x|y) \parallel q)",
                "(* D <( [(* p <( [x | y] )>) || q] )>)",
            ),
            ("E[|X|]", "(* E <[ <| X |> ]>)"),
            (
                r"\log|A| - |b||c|",
                "(+(* @log <| A |>) -(* <| b |> <| c |>))",
            ),
            (r"2|x|-|y|", "(+(* 2 <| x |>) -<| y |>)"),
            (
                r"\frac{|A|}{\|x - y\|^2}",
                r"(frac <| A |> <\| (+x -y) \|>^2)",
            ),
            (r"||x|| \left| y \right|", r"(* <\| x \|> <| y |>)"),
            (
                r"\{x \in A \mid |x| > 1\}",
                r"<\{ [(x in A) | (<| x |> > 1)] \}>",
            ),
            (r"f(x)|_{x=0}", "<. (* f <( x )>) |>_(x = 0)"),
            (r"\left. g \right|_a^b", "<. g |>_a^b"),
            (r"X \in [0,1)", "(X in <[ [0, 1] )>)"),
            (r"P(X \in (a, b])", "(* P <( (X in <( [a, b] ]>) )>)"),
            (r"\left( a \middle| b \right)", "<( [a | b] )>"),
            (
                r"\Big\{ a \Big\} \langle x, y \rangle",
                r"(* <\{ a \}> <\langle [x, y] \rangle>)",
            ),
        ],
    );
}

#[test]
fn operators_with_bodies() {
    check(
        expression,
        &[
            (r"\sum_j^J a_j b_j + c", "(+(sum_j^J (* a_j b_j)) +c)"),
            (
                r"a\sum\limits_{i=1, i \ne j} -x_i",
                "(* a (sum_[(i = 1), (i != j)] (-x_i)))",
            ),
            (r"\arg\max_x f", "(argmax_x f)"),
            (r"\underset{x}{\operatorname{argmin}} f", "(argmin_x f)"),
            (r"\operatorname*{arg\,max}_x f", "(argmax_x f)"),
            (r"\max(a, b) c", "(* (max <( [a, b] )>) c)"),
            (r"\lim_{n \to \infty} a_n", "(lim_(n -> @infty) a_n)"),
            (r"\int -a + b\, dx - c", "(+(int (-a +b) dx) -c)"),
            (r"\int_0^1 \int f dx\,dy", "(int_0^1 (int f dx) dy)"),
            (r"\int dx\, g(x)", "(int (* g <( x )>) dx)"),
            (r"\int \frac{dx}{x} + c", "(+(int (frac 1 x) dx) +c)"),
            (
                r"\int \frac{d}{dx} f \mathrm{d}x",
                "(int (* (frac d (* d x)) f) dx)",
            ),
            (
                r"\int f {\rm d}x + \int g \mathrm{dz}",
                "(+(int f dx) +(int g dz))",
            ),
            (
                r"\int f d\theta_1 \ldots d\theta_n",
                r"(int f d\theta_1 d@ldots d\theta_n)",
            ),
            (r"\int f\, d\boldsymbol{z}", "(int f dbold:z)"),
            (r"\int q \log \frac{q}{p}", "(int (* q @log (frac q p)))"),
        ],
    );
}

#[test]
fn tables() {
    check(
        expression,
        &[
            (
                r"\begin{bmatrix} a & b \\ c & d \\ \end{bmatrix}",
                "(bmatrix [a & b] [c & d])",
            ),
            (
                r"\begin{cases} 1, & \text{if } x > 0 \\ 0, & \text{otherwise}. \end{cases}",
                r#"(cases [1 if (text if: (x > 0))] [0 if "otherwise"])"#,
            ),
            (
                r"\left\{ \begin{array}{ll} 1 & x > 0 \\ 0 & x \le 0 \end{array} \right.",
                "(cases [1 if (x > 0)] [0 if (x <= 0)])",
            ),
            (r"\sum_{\substack{i \\ j}} a", "(sum_[i, j] a)"),
        ],
    );
}

#[test]
fn rows_and_statements() {
    check(
        rows,
        &[
            (
                r"\begin{split} a &= b \\\\ &= c \\\\ \end{split}",
                "a = b / ? = c",
            ),
            (r"a &\le b \newline =&\, c", "a <= b / ? = c"),
            (r"a = \\ = b \\ = c", "a / ? = b / ? = c"),
            (r"a = \\ b", "a / ? = b"),
            (r"a = b + c \\ - d \\ = e", "a = (+b +c -d) / ? = e"),
            (r"a = b \cdot \\ & c", "a = (* b cdot:c)"),
            (
                r"p = \left( a \right. \\ \left. + b \right)",
                "p = <( (+a +b) )>",
            ),
            (
                r"p = \left( a \right. \\ + b \left. c \right)",
                "p = <( (+a +(* b c)) )>",
            ),
            (
                r"p = \left( a \right. \\ = b \left. c \right)",
                "p = <( a )> / ? = (* b <( c )>)",
            ),
            (r"a \\ &\neq\\ b", "a / ? != ? / b"),
            (r"x = 1, y = 2", "x = 1 ;; y = 2"),
            (r"x = y, (m > 0)", "x = y ;; <( (m > 0) )>"),
            (r"x = y, (m, n)", "x = [y, <( [m, n] )>]"),
            (r"x_1, x_2 \in A", "[x_1, x_2] in A"),
            (r"x = 1, y, z \in A", "x = 1 ;; [y, z] in A"),
            (r"a = b \quad \Rightarrow \quad c = d", "a = b => c = d"),
            (
                r"a = b \quad \text{and} \quad c = d.",
                r#"a = b ;; c = d "and""#,
            ),
            (r"a = b \qquad (3)", "a = b"),
            (r"a = b (\text{by symmetry})", "a = b"),
            (r"a \ge b \ (凸函数: f(x) >= 0)", "a >= b"),
            (r"P: \; X \sim N", r#"X ~ N "P:""#),
            (
                r"a \overset{(a)}{=} b \stackrel{\text{def}}{=} c",
                r#"a = b := c "(a)" "\\text{def}""#,
            ),
            (r"X \overset{d}{=} Y \not= Z", r#"X in law Y != Z "d""#),
            (r"\boxed{x = 3}", "x = 3"),
            (
                r"\text{odds} = \text{prior} \times k",
                "roman:odds = (* roman:prior times:k)",
            ),
            (r"\therefore a = b", r#"a = b "therefore""#),
            (
                r"y = \underbrace{a}_{\text{first}} + \cancel{b}",
                "y = (+(underbrace: a) +(cancel: b))",
            ),
        ],
    );
}

#[test]
fn slips_are_mended_with_a_note() {
    for (text, expected) in [
        (r"[(a)^2 + b)] = c", "<[ (+<( a )>^2 +b) ]> = c"),
        (
            r"\left\{ a - \left[ b \right] \\ = c",
            r"<\{ (+a -<[ b ]>) \}> / ? = c",
        ),
        (r"(a + b = c", "<( (+a +b) )> = c"),
        (r"\frac{a}{b \\ = c", "(frac a b) / ? = c"),
        (r"\begin{split} a \\ = c", "a / ? = c"),
    ] {
        assert_eq!(rows(text), expected);
        assert!(!parse(text, &[]).notes.is_empty(), "{text}");
    }
}

#[test]
fn noise_is_unreadable() {
    for text in [
        r"\supset \mathcal{D} \odot \mathcal{R} \succeq \tilde{\omega} \supset \hat{R}",
        r"a = \hookrightarrow \mathcal{C} z^2 ) \mathcal{D}",
        r"a \lor \lor b",
        r"a + \times b",
        r"x = \frac{1}{+}",
        r"\foo{x} + 1",
    ] {
        let formula = parse(text, &[]);
        let sides = || {
            formula
                .rows
                .iter()
                .flat_map(|r| &r.statements)
                .flat_map(|s| s.sides.iter().flatten())
        };
        assert!(sides().any(|side| !side.is_readable()), "{text}");
        assert!(!formula.notes.is_empty(), "{text}");
    }
}

#[test]
fn a_number_at_the_end_of_a_row_is_its_tag() {
    for text in [r"a & = & b & (3)", r"a = b ~~~ (3)", r"a = b \quad (3)"] {
        let formula = parse(text, &[]);
        assert_eq!(formula.rows[0].tag.as_deref(), Some("(3)"), "{text}");
    }
    for text in ["a = b (3)", "a = b ~~ (x)", "a = b ~ (3)"] {
        assert_eq!(parse(text, &[]).rows[0].tag, None, "{text}");
    }
}

#[test]
fn labels_tags_and_macros() {
    let formula = parse(r"a &= b \label{eq:one} \tag{2} \\ &= c \nonumber", &[]);
    assert_eq!(formula.rows[0].label.as_deref(), Some("eq:one"));
    assert_eq!(formula.rows[0].tag.as_deref(), Some("2"));
    let mean = Macro {
        name: "mean".into(),
        parameters: 1,
        body: r"\bar{#1}".into(),
    };
    let formula = parse(r"\mean{x} + \E[y]", &[mean]);
    assert_eq!(
        formula.rows[0].statements[0].to_string(),
        "(+bar(x) +(* blackboard:E <[ y ]>))"
    );
    let endless = Macro {
        name: "a".into(),
        parameters: 0,
        body: r"\a\a".into(),
    };
    assert_eq!(parse(r"\a", &[endless]).notes[0].code, Code::TooLarge);
}

#[test]
fn hostile_input_is_bounded() {
    let many = 20_000;
    for text in [
        r"\frac".repeat(many),
        "{".repeat(many),
        "(".repeat(many),
        ")[".repeat(many),
        "x^".repeat(many),
        "-".repeat(many),
        "x!".repeat(many),
        r"\sum".repeat(many),
        r"\int".repeat(many),
        "|".repeat(many),
        "|x".repeat(many),
        r"\hat".repeat(many),
        r"\left(".repeat(many),
        r"\overset{a}".repeat(many),
        r"\begin{cases}".repeat(many),
        r"\boldsymbol{".repeat(many),
        r"\mathop{".repeat(many),
        r"\text{".repeat(many),
        r"\color{red}".repeat(many),
        r"\not".repeat(many),
        r"a\\".repeat(many),
        r"a,".repeat(many),
        r"\frac{".repeat(many),
        r"{\bf ".repeat(many),
        r"\mathrm{d".repeat(many),
    ] {
        let formula = parse(&text, &[]);
        assert!(!formula.rows.is_empty(), "{}", &text[..20]);
    }
}

#[test]
fn no_token_is_lost_and_nothing_panics() {
    let pieces: Vec<&str> = r"x \mu 2 + - = \le \frac \sqrt { } { } ( ) [ ] \left( \right) | \| \mid _ ^ ' ! , ; . : \int dx
        \sum \log \text{if} \text{KL} \mathbf \boldsymbol{ \mathrm{d} \hat \\ & \quad \, \begin{cases} \end{cases} \over
        \overset \underset \max \cdot / \not \{ \} \begin{split} \end{split} \boxed \color{red} \tag{1} 数 \foo \right. \left."
        .split_whitespace()
        .collect();
    let mut seed = 7u64;
    for _ in 0..4_000 {
        let mut text = String::new();
        for _ in 0..12 {
            seed = seed
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            text.push_str(pieces[(seed >> 33) as usize % pieces.len()]);
            text.push(' ');
        }
        let (tokens, _) = lexer::tokens(&text);
        let formula = parse(&text, &[]);
        let lost: Vec<_> = uncovered(&formula, &tokens)
            .iter()
            .map(|t| t.text)
            .collect();
        assert!(lost.is_empty(), "{lost:?} in {text}");
    }
}
