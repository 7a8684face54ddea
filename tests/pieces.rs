//! Functions given in pieces: proved piece by piece, each under its own condition and no other.

mod notes;

use hence::report::Verdict;
use notes::steps;

/// The verdict of a display after some words.
fn verdict(before: &str, formula: &str) -> Verdict {
    let found = steps(&format!("{before}\n\n$$ {formula} $$\n"));
    found.last().expect("a step").verdict
}

fn pieces(rows: &[(&str, &str)]) -> String {
    let rows: Vec<String> = rows
        .iter()
        .map(|(value, condition)| format!(r"{value} & {condition}"))
        .collect();
    format!(r"\begin{{cases}} {} \end{{cases}}", rows.join(r" \\ "))
}

fn all(proved: bool, before: &str, left: &str, rows: &[&[(&str, &str)]]) {
    for rows in rows {
        let formula = format!("{left} = {}", pieces(rows));
        let found = verdict(before, &formula) == Verdict::Proved;
        assert_eq!(found, proved, "{formula}");
    }
}

const OTHERWISE: &str = r"\text{otherwise}";

#[test]
fn an_absolute_value_in_pieces() {
    let before = "Let $x$ be a real number.";
    all(
        true,
        before,
        "|x|",
        &[
            &[("x", r"\text{if } x \geq 0"), ("-x", OTHERWISE)],
            &[("x", r"\text{if } x \geq 0"), ("-x", r"\text{if } x < 0")],
            &[
                ("x", r"\text{if } x > 0"),
                ("0", r"\text{if } x = 0"),
                ("-x", r"\text{if } x < 0"),
            ],
        ],
    );
    all(
        false,
        before,
        "|x|",
        &[
            &[("x", r"\text{if } x \geq 0"), ("x", OTHERWISE)],
            &[("x", r"\text{if } x \geq -1"), ("-x", OTHERWISE)],
            &[("x", r"\text{if } x > 1"), ("-x", OTHERWISE)],
            &[("-x", r"\text{if } x \geq 0"), ("x", OTHERWISE)],
            &[("x", r"\text{if } x \neq 0"), ("0", OTHERWISE)],
            &[
                ("x", r"\text{if } x > 0"),
                ("1", r"\text{if } x = 0"),
                ("-x", r"\text{if } x < 0"),
            ],
            &[("x", r"\text{if } 0 \leq x \leq 1"), ("-x", OTHERWISE)],
        ],
    );
}

#[test]
fn a_uniform_variable_beyond_its_range() {
    let before = r"Let $X \sim \mathrm{U}(a, b)$ with $a < b$.";
    all(
        true,
        before,
        "f_X(x)",
        &[&[
            (r"\frac{1}{b-a}", r"\text{if } a \leq x \leq b"),
            ("0", OTHERWISE),
        ]],
    );
    all(
        true,
        before,
        "F_X(x)",
        &[&[
            ("0", r"\text{if } x < a"),
            (r"\frac{x-a}{b-a}", r"\text{if } a \leq x \leq b"),
            ("1", r"\text{if } x > b"),
        ]],
    );
    all(
        false,
        before,
        "f_X(x)",
        &[
            &[(r"\frac{1}{b-a}", r"\text{if } x \leq b"), ("0", OTHERWISE)],
            &[(r"\frac{1}{b-a}", r"\text{if } a \leq x"), ("0", OTHERWISE)],
            &[
                (r"\frac{1}{b+a}", r"\text{if } a \leq x \leq b"),
                ("0", OTHERWISE),
            ],
            &[
                (r"\frac{1}{b-a}", r"\text{if } a \leq x \leq b"),
                ("1", OTHERWISE),
            ],
        ],
    );
    all(
        false,
        before,
        "F_X(x)",
        &[
            &[
                ("0", r"\text{if } x < a"),
                (r"\frac{x-a}{b-a}", r"\text{if } x \geq a"),
            ],
            &[
                ("0", r"\text{if } x < a"),
                (r"\frac{x-a}{b-a}", r"\text{if } a \leq x \leq b"),
                ("0", r"\text{if } x > b"),
            ],
            &[
                ("1", r"\text{if } x < a"),
                (r"\frac{x-a}{b-a}", r"\text{if } a \leq x \leq b"),
                ("1", r"\text{if } x > b"),
            ],
            &[
                ("0", r"\text{if } x < a"),
                (r"\frac{b-x}{b-a}", r"\text{if } a \leq x \leq b"),
                ("1", r"\text{if } x > b"),
            ],
        ],
    );
}

#[test]
fn an_exponential_variable_has_no_values_below_zero() {
    let before = r"Let $X \sim \mathrm{Exp}(\lambda)$ with $\lambda > 0$.";
    let rows = |value, below| [("0", below), (value, r"\text{if } x \geq 0")];
    let below = r"\text{if } x < 0";
    all(
        true,
        before,
        "F_X(x)",
        &[&rows(r"1 - e^{-\lambda x}", below)],
    );
    all(
        false,
        before,
        "F_X(x)",
        &[
            &rows(r"e^{-\lambda x}", below),
            &rows(r"1 - e^{\lambda x}", below),
            &rows(r"1 - \lambda e^{-\lambda x}", below),
            &rows(r"1 - e^{-\lambda x}", r"\text{if } x < 1"),
            &[
                (r"1 - e^{-\lambda x}", below),
                (r"1 - e^{-\lambda x}", r"\text{if } x \geq 0"),
            ],
            &[
                (r"1 - e^{-\lambda x}", r"\text{if } x \geq 0"),
                (r"1 - e^{-\lambda x}", OTHERWISE),
            ],
            &[
                (r"1 - e^{-\lambda x}", r"\text{if } x \geq -1"),
                ("0", OTHERWISE),
            ],
        ],
    );
    // The end of the range may lie below its beginning, where nothing is known of it.
    let integral = r"\int_0^x \mathrm{Exp}(z; \lambda) \, dz = 1 - e^{-\lambda x}";
    assert_eq!(
        verdict(r"Let $\lambda > 0$ and $x > 0$.", integral),
        Verdict::Proved
    );
    assert_ne!(
        verdict(r"Let $\lambda > 0$ and $x < 0$.", integral),
        Verdict::Proved
    );
}

#[test]
fn pieces_at_values() {
    let before = r"Let $X \sim \mathrm{Bern}(p)$.";
    let at = |one, zero| [(one, r"\text{if } x = 1"), (zero, r"\text{if } x = 0")];
    all(true, before, "f_X(x)", &[&at("p", "1 - p")]);
    all(
        false,
        before,
        "f_X(x)",
        &[&at("1 - p", "p"), &at("p", "p"), &at("p", "0")],
    );
}

#[test]
fn what_holds_for_some_outcomes_is_no_piece() {
    let before = r"Let $X \sim \mathrm{Exp}(\lambda)$ with $\lambda > 0$ and $a > 0$.";
    all(
        false,
        before,
        r"\mathrm{Pr}(X \leq a)",
        &[&[("1", r"\text{if } X \leq a"), ("0", r"\text{if } X > a")]],
    );
}

/// What a piece takes for granted must not leave it empty.
#[test]
fn a_piece_takes_nothing_for_granted_that_it_denies() {
    for row in [
        r"\log(x^2) = \begin{cases} 2 \log x & \text{if } x < 0 \\ 2 \log x & \text{otherwise} \end{cases}",
        r"\sqrt{x} \sqrt{x} = \begin{cases} x & \text{if } x < 0 \\ x & \text{if } x \ge 0 \end{cases}",
        r"\frac{x}{x} = \begin{cases} 2 & \text{if } x = 0 \\ 1 & \text{otherwise} \end{cases}",
    ] {
        assert_ne!(verdict("", row), Verdict::Proved, "{row}");
    }
}
