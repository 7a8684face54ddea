//! What a note says beside its steps must not prove what is wrong: values that end, leak, contradict or prove themselves.

use hence::check::{Input, Options, note, with_stack};
use hence::report::Verdict;

/// The right sides of the steps that are proved.
fn proved(text: &str) -> Vec<String> {
    let input = Input {
        path: "note.md".into(),
        bytes: text.as_bytes().to_vec(),
    };
    let report = with_stack(|| note::check(&input, &Options::default()));
    let steps = report
        .steps
        .into_iter()
        .filter(|step| step.verdict == Verdict::Proved);
    steps
        .map(|step| format!("{} {} {}", step.lhs, step.relation, step.rhs))
        .collect()
}

#[test]
fn a_name_let_twice_equates_nothing() {
    assert!(proved("Let $a = 2$.\n\nLet $a = 3$.\n\n$$2 = 3$$\n").is_empty());
    assert!(proved("Let $s > 0$ and $s < 0$.\n\n$$1 = 2$$\n").is_empty());
}

#[test]
fn a_value_ends_with_its_section_and_so_does_what_was_shown_by_it() {
    let found = proved(
        "Let $n = 4$. Then\n\n$$\\sum_{i=1}^{n} i = 10.$$\n\n# Next\n\n$$\\sum_{i=1}^{n} i = 10$$\n",
    );
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn an_if_holds_for_its_derivation_only() {
    let found =
        proved("If $t = 1$ then\n\n$$t^3 + u = 1 + u.$$\n\nIn general,\n\n$$t + u = 1 + u$$\n");
    assert_eq!(found.len(), 1, "{found:?}");
    let found = proved("If $t > 0$ then\n\n$$|t| = t.$$\n\nElsewhere\n\n$$|t| + 1 = t + 1$$\n");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn another_distribution_ends_what_was_shown_for_the_first() {
    let found = proved(
        "Let $X \\sim \\mathcal{N}(0, 1)$. Then\n\n$$\\mathrm{E}[X] = 0.$$\n\n# Next\n\nLet $X \\sim \\mathcal{N}(m, v)$. Then\n\n\
         $$\\mathrm{E}[X] = 0$$\n",
    );
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_likelihood_equation_makes_no_score_vanish() {
    let found = proved(
        "The log-likelihood is\n\n$$\\ell(m) = - \\sum_{i=1}^{n} (y_i - m)^2.$$\n\nSetting its derivative to zero,\n\n\
         $$\\frac{\\partial \\ell}{\\partial m} = 0.$$\n\n# Next\n\n$$\\sum_{i=1}^{n} (y_i - m) = 0$$\n",
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_flipped_divergence_is_not_adopted() {
    let found = proved(
        "$$D_{KL}(p \\| q) = \\sum_x p(x) \\log \\frac{q(x)}{p(x)}$$\n\n$$D_{KL}(p \\| q) \\leq 0$$\n",
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_theorem_does_not_prove_itself() {
    let found = proved(
        "**Theorem.**\n\n$$\\sin(t) = t$$\n\n**Proof.** By the theorem,\n\n$$\\sin(t) = t.$$\n",
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn what_has_no_value_equals_nothing() {
    for text in [
        "$$\\int_0^\\infty \\left(\\frac{1}{x} - \\frac{1}{x}\\right) dx = \\int_0^\\infty \\frac{1}{x} dx - \\int_0^\\infty \\frac{1}{x} dx$$",
        "$$\\frac{0}{0} = 1$$",
        "$$\\log(-1) = \\log(-1)$$",
        "$$\\sum_{k=1}^\\infty 1 = \\sum_{k=0}^\\infty 1$$",
    ] {
        assert!(proved(text).is_empty(), "{text}");
    }
}
