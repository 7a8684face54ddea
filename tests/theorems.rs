//! What a theorem, a lemma or an example supposes serves it and its proof, and nothing after it; what it claims is not known
//! before it is proved. Each false row stands beside a true one.

mod notes;

use hence::report::Verdict::{Proved, Refuted};
use notes::last;

fn neither(words: &str, row: &str) {
    let found = last(&format!("{words}\n\n$$\n{row}\n$$\n"));
    assert!(
        !matches!(found, Proved | Refuted),
        "{words} {row}: {found:?}"
    );
}

fn is_proved(words: &str, row: &str) {
    let found = last(&format!("{words}\n\n$$\n{row}\n$$\n"));
    assert_eq!(found, Proved, "{words} {row}");
}

#[test]
fn what_a_theorem_supposes_ends_with_it() {
    for (supposed, row) in [
        ("Let $u > 0$ and $v > 0$.", r"\sqrt{u^2 v^2} = u v"),
        ("Let $u = 3 v$.", r"u^2 = 9 v^2"),
        ("Suppose $u = 3 v$.", r"u - 3 v = 0"),
        ("Let $U \\sim \\mathcal{N}(0, 1)$.", r"\mathrm{E}[U^2] = 1"),
        (
            "Let $U$ and $V$ be independent random variables.",
            r"\mathrm{E}[U V] = \mathrm{E}[U] \mathrm{E}[V]",
        ),
        (
            "Let $B$ be a symmetric matrix.",
            r"x^\top B^\top y = x^\top B y",
        ),
    ] {
        let one = format!("**Theorem 1.** {supposed} The rest is simple.");
        for next in [
            "**Theorem 2.** Then we have",
            "**Lemma (second).** Here",
            "*Proof.* This is clear. ∎\n\nWe go on with",
            "**Proof.** This is clear. $\\square$\n\nNext,",
            "**Example 4.** We find",
            "## Another theorem\n\n**Proposition 3.** So",
        ] {
            neither(&format!("{one}\n\n{next}"), row);
        }
        for next in [
            "*Proof.* We have",
            "**Corollary.** Then also",
            "Indeed,",
            "**Remark.** Here",
        ] {
            is_proved(&format!("{one}\n\n{next}"), row);
        }
        is_proved(
            &format!("{supposed}\n\n**Theorem 1.** All is well.\n\n**Theorem 2.** Then"),
            row,
        );
    }
}

#[test]
fn the_general_case_has_nothing_of_the_special_one() {
    for (supposed, turn, row) in [
        ("Let $u > 0$.", "Now in general", "|u| = u"),
        (
            "Let $B$ be symmetric.",
            "For a general matrix $B$",
            r"x^\top B^\top y = x^\top B y",
        ),
        (
            "If $u = v$ then $u^2 = v^2$.",
            "The converse is another thing.",
            "u^2 - v^2 = 0",
        ),
    ] {
        neither(&format!("**Theorem.** {supposed} {turn}"), row);
    }
    is_proved("If $u = v$ then", "u^2 - v^2 = 0");
}

#[test]
fn a_claim_in_the_text_is_not_known() {
    for lead in [
        "**Claim.** $s = 2 t$. *Proof.* This comes below.",
        "**Conjecture.** $s = 2 t$. Numerically,",
        "**Lemma 2.** $s = 2 t$. We prove it. First,",
    ] {
        neither(lead, r"\frac{s}{t} = 2");
    }
    is_proved("**Lemma 2.** Let $s = 2 t$. Then", r"\frac{s}{t} = 2");
}

#[test]
fn a_density_of_something_else_is_not_that_of_what_is_drawn() {
    let drawn = r"Let $X \sim \mathcal{N}(m, v)$";
    for words in [
        "and $Y = X^2$. Let $f$ be the density of $Y$.",
        "and let $M$ be the maximum of two copies, with density $f$.",
        ". The generator has the density $f(x)$.",
        ". Let $f(x)$ be the density of a logistic variable.",
    ] {
        neither(&format!("{drawn} {words}"), r"\int x f(x) \, dx = m");
        neither(
            &format!("{drawn} {words}"),
            r"\mathrm{E}[X] = \int x f(x) \, dx",
        );
    }
    for words in [
        "with density $f(x)$.",
        "and let $f$ be its probability density function.",
        ", where $f(x)$ is the density of $X$.",
    ] {
        is_proved(&format!("{drawn} {words}"), r"\int x f(x) \, dx = m");
    }
}
