//! What is random: names that the note takes moments of, what is defined by random variables, indicators of events. A row
//! that holds for constants only is not proved of them, and a row that holds for constants is not called wrong where
//! nobody says that they are random.

mod notes;

use hence::report::Verdict;
use notes::last;

fn verdict(before: &str, row: &str) -> Verdict {
    last(&format!("{before} $$ {row} $$"))
}

#[test]
fn a_name_whose_moment_is_given_is_random() {
    let rows = [
        (
            r"Let $X \sim \mathcal{N}(0, 1)$ and $\mathrm{Var}(r) = s^2$.",
            r"\mathrm{Var}(2 r) = 4 s^2",
            r"\mathrm{Var}(2 r) = 2 \mathrm{Var}(r)",
        ),
        (
            r"Let $\mathrm{Var}(e) = s^2$.",
            r"\mathrm{Var}(2 e) = 4 s^2",
            r"\mathrm{Var}(X + e) = \mathrm{Var}(X)",
        ),
        (
            r"Let $\mathbb{E}[g_i] = m$ and $\mathrm{Var}(g_i) = s^2$.",
            r"\mathrm{Var}(3 g_i) = 9 s^2",
            r"\mathbb{E}[Y g_i] = g_i \mathbb{E}[Y]",
        ),
    ];
    for (before, right, wrong) in rows {
        assert_eq!(verdict(before, right), Verdict::Proved, "{before} {right}");
        let found = verdict(before, wrong);
        assert!(
            matches!(found, Verdict::Refuted | Verdict::Unknown),
            "{before} {wrong}: {found:?}"
        );
    }
}

#[test]
fn parameters_of_laws_and_powers_of_the_base_are_no_variables() {
    for (before, row) in [
        (
            r"Let $X \sim \mathrm{Bern}(p)$, and write $\mathrm{Var}(p)$ for its variance.",
            r"\mathrm{Var}(X) = p (1 - p)",
        ),
        (
            r"The function is $M_X(t) = \mathbb{E}[e^{tX}]$.",
            r"e^{x} e^{y} = e^{x + y}",
        ),
    ] {
        assert_eq!(verdict(before, row), Verdict::Proved, "{before} {row}");
    }
}

#[test]
fn what_is_made_of_random_variables_is_random() {
    for (before, row) in [
        (
            r"Let $z = 2 X + 1$.",
            r"\mathrm{Var}(X + z) = \mathrm{Var}(X)",
        ),
        (r"Let $y = X^2$.", r"\mathbb{E}[X y] = y \mathbb{E}[X]"),
        (
            r"With the sample mean $m = \frac{1}{n} \sum_{i=1}^n X_i$:",
            r"\mathbb{E}[(X_1 - m)^2] = \mathbb{E}[X_1^2] - 2 m \mathbb{E}[X_1] + m^2",
        ),
        (
            r"Let $X$ be random.",
            r"\mathbb{E}[X \hat\theta] = \hat\theta \mathbb{E}[X]",
        ),
    ] {
        let found = verdict(before, row);
        assert!(
            matches!(found, Verdict::Refuted | Verdict::Unknown),
            "{before} {row}: {found:?}"
        );
    }
}

#[test]
fn a_name_outside_of_the_moments_may_be_a_constant() {
    for row in [
        r"\mathbb{E}[A x + b] = A \mathbb{E}[x] + b",
        r"\mathrm{Cov}(A x) = A \mathrm{Cov}(x) A^T",
        r"\mathbb{E}[y x] = y \mathbb{E}[x]",
        r"\mathrm{Var}(w x) = w^2 \mathrm{Var}(x)",
    ] {
        assert_ne!(verdict("", row), Verdict::Refuted, "{row}");
    }
    let told = r"Let $X$ and $Y$ be random variables.";
    assert_eq!(
        verdict(told, r"\mathbb{E}[Y X] = Y \mathbb{E}[X]"),
        Verdict::Refuted
    );
}

#[test]
fn indicators_are_as_random_as_their_events() {
    let before = "Let $A$ and $B$ be events.";
    for (right, wrong) in [
        (
            r"\mathbb{E}[\mathbb{1}_A] = P(A)",
            r"\mathbb{E}[\mathbb{1}_A] = \mathbb{1}_A",
        ),
        (
            r"\mathbb{1}_A^2 = \mathbb{1}_A",
            r"\mathbb{1}_A^2 = 2 \mathbb{1}_A",
        ),
        (
            r"\mathbb{E}[\mathbb{1}_A \mathbb{1}_B] = P(A \cap B)",
            r"\mathbb{E}[\mathbb{1}_A \mathbb{1}_B] = P(A) P(B)",
        ),
        (
            r"\mathbb{1}_{A \cap B} = \mathbb{1}_A \mathbb{1}_B",
            r"\mathbb{1}_{A \cup B} = \mathbb{1}_A + \mathbb{1}_B",
        ),
    ] {
        assert_eq!(verdict(before, right), Verdict::Proved, "{right}");
        assert_eq!(verdict(before, wrong), Verdict::Refuted, "{wrong}");
    }
    for row in [
        r"\mathrm{Var}(\mathbb{1}_A) = 0",
        r"\mathrm{Cov}(\mathbb{1}_A, \mathbb{1}_B) = 0",
        r"\mathbb{E}[X \mathbb{1}_{[0,1]}] = \mathbb{1}_{[0,1]} \mathbb{E}[X]",
    ] {
        for before in [before, ""] {
            let found = verdict(before, row);
            assert!(
                matches!(found, Verdict::Refuted | Verdict::Unknown),
                "{before} {row}: {found:?}"
            );
        }
    }
}

#[test]
fn few_outcomes_support_no_slope_of_a_probability() {
    let before = "Let $X$ and $Y$ be independent random variables.";
    for row in [
        r"\frac{d}{dz} \Pr(X \leq z) = 0",
        r"\frac{d}{dz} \Pr(X > z) = \frac{d}{dz} \Pr(X \leq z)",
    ] {
        assert_eq!(verdict(before, row), Verdict::Unknown, "{row}");
    }
    assert_eq!(
        verdict(
            r"Let $Z \sim \mathcal{N}(0, 1)$.",
            r"\frac{d}{dz} \Pr(Z \leq z) = \frac{1}{\sqrt{2\pi}} e^{-z^2/2}"
        ),
        Verdict::Proved
    );
}

#[test]
fn a_matrix_stands_in_the_place_of_a_covariance() {
    let before = r"For the multivariate normal distribution,";
    let row = r"x \sim \mathcal{N}(\mu, \Sigma) \Rightarrow A x + b \sim \mathcal{N}(A \mu + b, A \Sigma A)";
    assert_ne!(verdict(before, row), Verdict::Proved);
    let before = r"Let $x \sim \mathcal{N}(\mu, \Sigma)$ be a random vector.";
    assert_ne!(
        verdict(before, r"\mathrm{Var}(A x) = A \Sigma A"),
        Verdict::Proved
    );
}
