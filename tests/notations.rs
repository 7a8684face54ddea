//! Notations with more than one reading: how far a function reaches, what a sign between names multiplies.

mod notes;

use hence::report::{StepReport, Verdict};
use notes::steps;

/// The last step of a formula displayed after the words.
fn after(words: &str, formula: &str) -> StepReport {
    let found = steps(&format!("{words}\n\n$$\n{formula}\n$$\n"));
    found.last().expect("a step").clone()
}

/// Formulas that hold, and false twins.
fn check(words: &str, right: &[&str], wrong: &[&str]) {
    for formula in right {
        let step = after(words, formula);
        assert_eq!(step.verdict, Verdict::Proved, "{words} {formula}: {step:?}");
    }
    for formula in wrong {
        let step = after(words, formula);
        assert_eq!(
            step.verdict,
            Verdict::Refuted,
            "{words} {formula}: {step:?}"
        );
    }
}

fn unknown(words: &str, formulas: &[&str]) {
    for formula in formulas {
        let step = after(words, formula);
        assert_eq!(
            step.verdict,
            Verdict::Unknown,
            "{words} {formula}: {step:?}"
        );
    }
}

#[test]
fn a_coefficient_goes_with_the_variable_after_it() {
    check(
        "",
        &[
            r"\frac{d}{dt} \sin(m + 2) t = (m + 2) \cos(m + 2) t",
            r"2 \sin k s \sin l s = \cos(k - l) s - \cos(k + l) s",
            r"\frac{d}{ds} \cos\frac{m \pi}{R} s = -\frac{m \pi}{R} \sin\frac{m \pi}{R} s",
            r"\sin 2(\alpha - \beta) = 2 \sin(\alpha - \beta) \cos(\alpha - \beta)",
            r"\frac{d}{du} \cos q(u - c w) = -q \sin q(u - c w)",
            r"\sin\left(m - \frac{1}{2}\right) x + \sin\left(m + \frac{1}{2}\right) x = 2 \sin m x \cos\frac{x}{2}",
        ],
        &[
            r"\frac{d}{dt} \sin(m + 2) t = (m + 2) \sin(m + 2) t",
            r"2 \sin k s \sin l s = \cos(k - l) s + \cos(k + l) s",
            r"\frac{d}{ds} \cos\frac{m \pi}{R} s = -\frac{m}{R} \sin\frac{m \pi}{R} s",
            r"\sin 2(\alpha - \beta) = \sin(\alpha - \beta) \cos(\alpha - \beta)",
            r"\frac{d}{du} \cos q(u - c w) = -\sin q(u - c w)",
        ],
    );
    // Only as a number times s.
    unknown("", &[r"\int_{-1}^{1} \cos(k - l) s \, ds = 0"]);
}

#[test]
fn an_angle_stands_by_itself() {
    check(
        "",
        &[
            r"\cos(\theta) u - \sin(\theta) v = u \cos\theta - v \sin\theta",
            r"\frac{d}{d\theta} (\sin\theta u + \cos\theta v) = \cos\theta u - \sin\theta v",
            r"\sin(\theta + \phi) u = u \sin\theta \cos\phi + u \cos\theta \sin\phi",
            r"\sin\theta (1 + \cos\theta) = \sin\theta + \sin\theta \cos\theta",
            r"\exp(a + b) s = s e^a e^b",
            r"\log(u) v = v \log u",
            r"\ln(2) u = u \ln 2",
        ],
        &[
            r"\frac{d}{d\theta} (\sin\theta u + \cos\theta v) = \cos\theta u + \sin\theta v",
            r"\sin(\theta + \phi) u = u \sin\theta \cos\phi - u \cos\theta \sin\phi",
            r"\exp(a + b) s = s e^a + s e^b",
        ],
    );
}

#[test]
fn a_slash_after_a_logarithm_may_belong_to_its_argument() {
    let step = after("", r"\ln u/v = \ln u - \ln v");
    assert_eq!(step.verdict, Verdict::Proved);
    assert_eq!(step.readings, ["function-covers-quotient"]);
    check(
        "",
        &[
            r"\log_2 m/4 = \log_2 m - 2",
            r"\frac{d}{ds} \sin m s/R = \frac{m}{R} \cos m s/R",
            r"\frac{d}{ds} \ln s/s = \frac{1 - \ln s}{s^2}",
            r"\sin 2s/2 = \sin s \cos s",
        ],
        &[
            r"\ln u/v = \ln u + \ln v",
            r"\log_2 m/4 = \log_2 m - 4",
            r"\frac{d}{ds} \ln s/s = \frac{\ln s}{s^2}",
        ],
    );
    unknown("", &[r"\sin 2s/2 = \sin s"]);
}

#[test]
fn a_sign_that_may_be_that_of_vectors_multiplies_no_numbers() {
    unknown(
        "The torque is the moment of the force.",
        &[r"s \times F = F \times s"],
    );
    unknown(
        "",
        &[
            r"u \cdot (v \times w) = v \cdot (u \times w)",
            r"u \times (v \times w) = (u \times v) \times w",
            r"q (u \times B) \cdot u = q u^2 B",
            r"S \otimes T = T \otimes S",
        ],
    );
    check(
        "",
        &[
            r"n \times m + n = n (m + 1)",
            r"2 \times (a + b) = 2 a + 2 b",
            r"3 \times 10^4 \times 2 = 6 \times 10^4",
        ],
        &[r"2 \times (a + b) = 2 a + 3 b"],
    );
}

#[test]
fn what_the_words_call_operators_is_not_turned_round() {
    for (words, formula) in [
        (
            "The operators $u$ and $v$ are given.",
            r"(u + v)^2 = u^2 + 2 u v + v^2",
        ),
        (
            "With the ladder operators $b$ and $b^\\dagger$ we have",
            r"b^\dagger b = b b^\dagger",
        ),
        ("Let $R$ and $S$ be rotations.", r"R S = S R"),
        (
            "Let $\\chi$ be the wave function.",
            r"|\chi(u)|^2 = \chi(u)^2",
        ),
    ] {
        unknown(words, &[formula]);
    }
    check(
        "The wave function is $\\chi(u) = 3 u$ on the interval.",
        &[r"|\chi(u)|^2 = 9 u^2"],
        &[r"|\chi(u)|^2 = 3 u^2"],
    );
    // Other names of such a note are numbers.
    check(
        "Let $T$ be the transfer operator.",
        &[r"(u + v)^2 = u^2 + 2 u v + v^2"],
        &[r"(u + v)^2 = u^2 + u v + v^2"],
    );
}

#[test]
fn dots_are_derivatives_by_time() {
    check(
        "Let $h(t) = R \\sin \\nu t$.",
        &[
            r"\dot h(t) = R \nu \cos \nu t",
            r"\ddot h = -\nu^2 h(t)",
            r"\frac{1}{2} \mu \dot h^2 = \frac{1}{2} \mu R^2 \nu^2 \cos^2 \nu t",
        ],
        &[
            r"\dot h(t) = \nu \cos \nu t",
            r"\ddot h(t) = \nu^2 R \sin \nu t",
        ],
    );
    check(
        "Let $s = \\frac{1}{2} b t^2$. The velocity is $v = \\dot s$ and",
        &[r"v = b t", r"v^2 = 2 b s"],
        &[],
    );
    check(
        "Let $s = R \\cos \\nu t$.",
        &[r"\ddot s = -\nu^2 s"],
        &[r"\dot s = R \nu \sin \nu t"],
    );
}

#[test]
fn what_has_dots_varies_with_time() {
    check(
        "",
        &[
            r"\frac{d}{dt} (x^2) = 2 x \dot x",
            r"\frac{d}{dt} (x \dot y - y \dot x) = x \ddot y - y \ddot x",
            r"\frac{d}{dt} \left(\frac{1}{2} m \dot x^2 + \frac{1}{2} k x^2\right) = \dot x (m \ddot x + k x)",
        ],
        &[
            r"\frac{d}{dt} \left(\frac{1}{2} m \dot x^2 + \frac{1}{2} k x^2\right) = \dot x (m \ddot x - k x)",
        ],
    );
    // Other letters may vary, too, and how a name with dots moves may be supposed.
    unknown(
        "",
        &[
            r"\frac{d}{dt} (x v) = \dot x v",
            r"\frac{d}{dt} (t x) = x - \dot x",
        ],
    );
    let momentum = "The momentum is $p = m v$. Newton's law says $F = \\dot p = m \\dot v = m a$, where $a = \\dot v$.";
    assert_ne!(after(momentum, "F = m a").verdict, Verdict::Refuted);
    check(
        "The energy is $W = \\frac{1}{2} m \\dot x^2$.",
        &[r"\frac{dW}{dt} = m \dot x \ddot x"],
        &[],
    );
    unknown(
        "The energy is $W = \\frac{1}{2} m \\dot x^2$.",
        &[r"\frac{d}{dt} (W x) = W \dot x"],
    );
}

#[test]
fn logarithms_of_scales_are_to_base_ten() {
    let words = "The level in decibels is $10 \\log \\frac{P}{Q}$.";
    let step = after(words, r"20 \log 100 = 40");
    assert_eq!(step.verdict, Verdict::Proved, "{step:?}");
    assert_eq!(step.readings, ["log-base-10"]);
    check(
        words,
        &[r"\ln e^3 = 3"],
        &[r"20 \log 100 = 20", r"20 \ln 100 = 40"],
    );
    check(
        "",
        &[r"\log 1000 - \log 10 = 2"],
        &[r"\log 1000 - \log 10 = 3"],
    );
    // Nothing speaks of tens.
    assert_eq!(
        after("Let $f(s) = \\log s$.", r"f(100) = 2").verdict,
        Verdict::Refuted
    );
}

#[test]
fn an_antiderivative_has_a_limit_at_an_end_where_it_is_undefined() {
    for right in [
        r"\int_0^1 \ln s \, ds = \left[s \ln s - s\right]_0^1 = -1",
        r"\int_0^2 (2 s \ln s + s) \, ds = \left[s^2 \ln s\right]_0^2 = 4 \ln 2",
        r"\int_0^\infty \frac{1}{1 + s^2} \, ds = \left[\arctan s\right]_0^\infty = \frac{\pi}{2}",
        r"\lim_{s \to 0} s \ln s = 0",
    ] {
        let verdict = after("", right).verdict;
        assert!(
            matches!(verdict, Verdict::Proved | Verdict::Supported),
            "{right} {verdict:?}"
        );
    }
    check(
        "",
        &[],
        &[
            r"\int_0^1 \ln s \, ds = \left[s \ln s - s\right]_0^1 = 1",
            r"\int_0^\infty \frac{1}{1 + s^2} \, ds = \left[\arctan s\right]_0^\infty = \pi",
        ],
    );
    unknown(
        "",
        &[r"\int_0^1 \frac{1}{s} \, ds = \left[\ln s\right]_0^1 = 0"],
    );
}

#[test]
fn a_macro_writes_digits_as_the_text_does() {
    let note = |definition: &str, row: &str| format!("${definition}$\n\n$$ {row} $$\n");
    let half = r"\newcommand{\half}{\frac12}";
    for (definition, row, verdict) in [
        (half, r"\half x = \frac{x}{2}", Verdict::Proved),
        (
            half,
            r"\half (x + y) + \half^2 = \frac{x + y}{2} + \frac14",
            Verdict::Proved,
        ),
        (half, r"\half x = \frac{12}{x}", Verdict::Refuted),
        (r"\newcommand{\sq}[1]{#1^2}", r"\sq 12 = 2", Verdict::Proved),
    ] {
        let found = steps(&note(definition, row));
        assert_eq!(found.last().expect("a step").verdict, verdict, "{row}");
    }
}
