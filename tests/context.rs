//! What a note says beside its steps must not prove what is wrong: values that end, leak, contradict or prove themselves.

mod notes;

use hence::check::{Input, Options, note, with_stack};
use hence::report::Verdict;
use notes::{judged, last, steps};

/// The steps that are proved.
fn proved(text: &str) -> Vec<String> {
    let steps = steps(text)
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

#[test]
fn what_varies_is_not_taken_for_constant_or_independent() {
    for text in [
        "Let $S$ and $T$ be events.\n\n$$P(S \\cap T) = P(S) P(T)$$",
        "Let $S$ and $T$ be events.\n\n$$P(S \\mid T) = P(S)$$",
        "Let $Z_1, \\ldots, Z_n$ be random variables.\n\n\
         $$\\mathrm{Var}\\left(\\sum_{i=1}^n Z_i\\right) = \\sum_{i=1}^n \\mathrm{Var}(Z_i)$$",
        "Let $Z_1, \\ldots, Z_n$ be random variables.\n\n$$\\mathrm{E}[Z_1 Z_2] = \\mathrm{E}[Z_1] \\mathrm{E}[Z_2]$$",
    ] {
        assert_eq!(last(text), Verdict::Refuted, "{text}");
    }
}

#[test]
fn the_support_of_a_density_binds_no_number_of_another_section() {
    let text = "Let $Y \\sim \\mathrm{Exp}(r)$.\n\n$$f_Y(y) = r e^{-r y}$$\n\n# Next\n\nFor any number,\n\n$$|y| = y$$";
    assert_ne!(last(text), Verdict::Proved);
}

#[test]
fn what_may_be_done_to_a_formula_holds_always() {
    let turned = |words: &str| last(&format!("{words}\n\n$$2 (a + b) = 2 a + 3 b = 2 a + 4 b$$"));
    assert_eq!(turned("The bracket may be opened:"), Verdict::Refuted);
    assert_eq!(turned("It might be that"), Verdict::Unknown);
}

#[test]
fn a_function_of_squares_in_one_section_is_the_function_of_the_other() {
    let text = "# One\n\nLet $g(t) = t + 1$.\n\n# Two\n\n$$g(t^2) = t + 1$$\n";
    assert_eq!(last(text), Verdict::Refuted);
    let text = "# One\n\nLet $g(t) = t + 1$.\n\n# Two\n\n$$g(t^2) = t^2 + 1$$\n";
    assert_eq!(last(text), Verdict::Proved);
}

#[test]
fn a_density_beside_that_with_a_parameter_is_another() {
    let text = "$$\\int r_\\tau(u) \\log \\frac{r_\\tau(u)}{r(u)} du = 0$$\n";
    assert!(proved(text).is_empty());
}

#[test]
fn what_a_section_says_holds_under_its_heading() {
    let held = |text: &str| assert_eq!(last(text), Verdict::Proved, "{text}");
    held("# Roots\n\nLet $c$ and $d$ be positive numbers.\n\n$$\\sqrt{c^2} = c$$\n");
    held("# Forms\n\nLet $A$ be a symmetric matrix. Then\n\n$$A^\\top = A$$\n");
    held("# All\n\nLet $c > 0$.\n\n## One\n\n$$|c| = c$$\n");
    // After another heading of its level it does not, but what fails there may be meant with it.
    assert_eq!(
        last("# All\n\nLet $c > 0$.\n\n$$|c| = c$$\n\n# Two\n\n$$|c| + 1 = c + 1$$\n"),
        Verdict::Unknown
    );
}

#[test]
fn a_name_that_is_brought_in_anew_has_nothing_of_the_old_one() {
    let found = proved(
        "Let $X \\sim \\mathcal{N}(0, 1)$. Then\n\n$$\\mathrm{E}[X] = 0.$$\n\n# Next\n\nLet $X$ be the number of heads.\n\n\
         $$\\mathrm{E}[X] = 0$$\n",
    );
    assert_eq!(found.len(), 1, "{found:?}");
    let none = |text: &str| {
        let found = proved(text);
        assert!(found.is_empty(), "{found:?}");
    };
    none(
        "If $r > 0$, the root is easy. In general, for any real number $r$,\n\n$$\\sqrt{r^2} = r$$\n",
    );
    none(
        "When $a = b$ the terms cancel. For different numbers $a$ and $b$ we have\n\n$$a^2 - b^2 = 0$$\n",
    );
    none(
        "Let $X \\sim \\mathrm{Exp}(c)$. For an arbitrary real number $x$ we have\n\n$$|x| = x$$\n",
    );
    none(
        "Let $N \\sim \\mathrm{Poisson}(c)$.\n\n# Next\n\nLet $n > 0$ be a real number.\n\n$$(-1)^{2 n} = 1$$\n",
    );
}

#[test]
fn a_draw_gives_no_other_density_its_meaning_and_ends_with_its_own() {
    let found = proved(
        "Let $X \\sim \\mathcal{N}(0, 1)$, and let $q(x)$ be another density.\n\n$$\\int x q(x) dx = 0$$\n",
    );
    assert!(found.is_empty(), "{found:?}");
    let found = proved(
        "Let $X \\sim \\mathcal{N}(m, 1)$.\n\n$$\\int x p(x) dx = m$$\n\n# Next\n\nLet $X \\sim \\mathrm{Exp}(c)$.\n\n\
         $$\\int x p(x) dx = m$$\n",
    );
    assert_eq!(found.len(), 1, "{found:?}");
    let found = proved(
        "Let $X \\sim \\mathcal{U}(0, 1)$.\n\n$$\\mathrm{E}[X] = 1/2$$\n\n# Next\n\nLet $X \\sim \\mathcal{U}(0, 2)$.\n\n\
         $$\\int_{\\mathcal{X}} x dx = 1/2$$\n",
    );
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn an_identity_without_proof_restricts_no_names() {
    let found = proved(
        "Half the square is\n\n$$\\frac{1}{2} (\\log x)^2 = \\int_1^x \\frac{\\log t}{t} dt$$\n\nThe absolute value is\n\n$$|x| = x$$\n",
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn what_is_cited_holds_as_long_as_it_was_supposed() {
    let found = proved(
        "Let $x > 0$. Then\n\n$$\\arctan(x) + \\arctan(1/x) = \\frac{\\pi}{2}. \\tag{1}$$\n\n# All\n\n\
         Let $x \\neq 0$ be any real number. By equation (1) we have\n\n$$\\arctan(x) + \\arctan(1/x) + 1 = \\frac{\\pi}{2} + 1$$\n",
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn the_square_of_a_coefficient_in_a_variance_gives_it_no_sign() {
    let found = proved(
        "Let $z \\sim \\mathcal{N}(0, a^2 + 1)$ and $y \\sim \\mathcal{N}(0, a^2)$.\n\n$$\\sqrt{a^2} = a$$\n",
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn sums_over_several_ranges_are_told_apart() {
    let found = proved(
        "$$\\sum_{i=-n}^{9} (i + i^2) = \\sum_{i=-n}^{9} i + \\sum_{i=-n}^{9} i^2$$\n\n\
         $$\\sum_{i=1}^{n} (i + i^2) = \\sum_{i=1}^{n} i + \\sum_{i=1}^{n} i^2$$\n\n\
         $$\\sum_{i=-n}^{9}\\sum_{j=-n}^{9} i j^2 \\geq 0$$\n\n\
         $$\\sum_{i=1}^{n}\\sum_{j=1}^{n} i j^2 \\geq 0$$\n\n\
         $$\\sum_{i=-n}^{9}\\sum_{j=-n}^{9} 2 i^2 j \\geq 0$$\n",
    );
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn a_definition_is_not_wrong_for_names_that_only_it_gives() {
    let text = "The correlation of two random variables $X$ and $Y$ is defined as\n\n\
                $$\\mathrm{Corr}(X, Y) = \\frac{c_{XY}}{c_X c_Y}$$\n";
    assert_eq!(last(text), Verdict::Unknown);
    // Without such names it is judged as any step.
    let text = "The variance of a random variable $X$ is defined as\n\n$$\\mathrm{Var}(X) = \\mathrm{E}[X]^2 - \\mathrm{E}[X^2]$$\n";
    assert_eq!(last(text), Verdict::Refuted);
}

#[test]
fn what_is_independent_given_something_is_not_independent() {
    for words in [
        "Given $W$, the losses $U$ and $V$ are independent.",
        "$U$ and $V$ are independent once we know $W$.",
    ] {
        let step = |formula: &str| last(&format!("{words}\n\n$${formula}$$"));
        let apart = "\\mathrm{Cov}(U, V) = 0";
        assert_eq!(step(apart), Verdict::Unknown, "{words}");
        let given = "p(u, v \\mid w) = p(u \\mid w) p(v \\mid w)";
        assert_ne!(step(given), Verdict::Refuted, "{words}");
    }
    let of = "$U$ and $V$ are independent of $W$.\n\n";
    let sum = |a: &str, b: &str| {
        last(&format!(
            "{of}$$\\mathrm{{E}}[{a} {b}] = \\mathrm{{E}}[{a}] \\mathrm{{E}}[{b}]$$"
        ))
    };
    // Without W in the formulas it is not known to be random, and the words stay unfollowed.
    assert_eq!(sum("U", "V"), Verdict::Unknown);
    assert_ne!(sum("V", "W"), Verdict::Refuted);
    let shown = format!(
        "{of}$$\\mathrm{{E}}[U V] + \\mathrm{{E}}[W] = \\mathrm{{E}}[U] \\mathrm{{E}}[V] + \\mathrm{{E}}[W]$$"
    );
    assert_eq!(last(&shown), Verdict::Refuted);
}

#[test]
fn what_is_only_imagined_or_turned_away_from_is_not_used() {
    for text in [
        "It would be simpler with $s > 0$.\n\n$$|s| = s$$",
        "Let $Y \\sim \\mathcal{N}(0, 1)$. If instead $Y$ were skew,\n\n$$\\mathrm{E}[Y] = 0$$",
        "Let $k = 3$. From here on, $k$ denotes any number.\n\n$$k + 1 = 4$$",
        "If $g(u) = u^3$ then\n\n$$g'(u) = 3 u^2$$\n\nFor a different $g$ it fails:\n\n$$g(u) + 1 = u^3 + 1$$",
    ] {
        assert_ne!(last(text), Verdict::Proved, "{text}");
    }
}

#[test]
fn conventions_that_the_words_fix_are_followed_or_nothing_is_said() {
    for (setting, right, wrong) in [
        (
            "Let $Y \\sim \\mathcal{N}(m, s)$, where $s$ is the standard deviation.",
            "\\mathrm{Var}(Y) = s^2",
            "\\mathrm{Var}(Y) = s",
        ),
        (
            "Let $Y \\sim \\mathrm{Gamma}(k, s)$ with scale $s$.",
            "\\mathrm{E}[Y] = k s",
            "\\mathrm{E}[Y] = \\frac{k}{s}",
        ),
    ] {
        let step = |formula: &str| last(&format!("{setting}\n\n$${formula}$$"));
        assert_eq!(step(right), Verdict::Proved, "{setting}");
        assert_ne!(step(wrong), Verdict::Proved, "{setting}");
    }
    let counted = "Let $K \\sim \\mathrm{Geom}(r)$ be the number of failures before a hit.\n\n";
    for mean in ["\\frac{1}{r}", "\\frac{1 - r}{r}"] {
        let verdict = last(&format!("{counted}$$\\mathrm{{E}}[K] = {mean}$$"));
        assert_eq!(verdict, Verdict::Unknown, "{mean}");
    }
    let slope = "All logarithms are to base 2.\n\n$$\\frac{d}{du} \\log u = \\frac{1}{u}$$";
    assert_eq!(last(slope), Verdict::Refuted);
    assert_eq!(last("Working modulo 5,\n\n$$4 + 3 = 2$$"), Verdict::Unknown);
}

#[test]
fn what_the_words_deny_is_not_taken_for_granted() {
    let text = "Let $B$ be a singular matrix.\n\n$$B^{-1} B = I$$";
    assert_eq!(last(text), Verdict::Unknown);
}

#[test]
fn updates_orders_and_other_products_equate_nothing() {
    for text in [
        "Each pass updates $w = w - a h$.\n\n$$a h = 0$$",
        "Let $u = v + o(1)$ and $w = v + o(1)$.\n\n$$u - w = 0$$",
        "Let $f * g$ denote the convolution.\n\n$$f * g = f g$$",
        "Here $c$ is a constant that changes from line to line.\n\n$$c + 1 = c + 1$$",
    ] {
        assert_eq!(last(text), Verdict::Unknown, "{text}");
    }
}

#[test]
fn what_is_drawn_for_each_argument_is_random() {
    let text = "The count is $N(s) \\sim \\mathrm{Poisson}(a s)$.\n\n$$\\mathrm{E}[N(s)] = a s$$";
    assert_eq!(last(text), Verdict::Proved);
    assert_eq!(
        last("$$\\frac{d}{ds} e^s (1 + y) = e^s (1 + y)$$"),
        Verdict::Proved
    );
    let means = "$$\\sum_{i=1}^n (u_i - \\bar u)^2 = \\sum_{i=1}^n u_i^2 - n \\bar u^2$$";
    assert_eq!(last(means), Verdict::Unknown);
}

#[test]
fn constants_without_a_name_are_not_all_the_same() {
    for text in [
        "$$\\log f(u) = - u^2 + \\text{const}$$\n\n$$\\log g(u) = - u^2 + \\text{const}$$\n\n$$\\log f(u) - \\log g(u) = 0$$",
        "Ignoring constants,\n\n$$(u + 1)^2 = u^2 + 2 u$$",
    ] {
        assert_eq!(last(text), Verdict::Unknown, "{text}");
    }
}

#[test]
fn a_density_named_without_its_argument_has_its_distribution() {
    let text = "Let $p = \\mathcal{N}(m, s^2)$ and $q = \\mathcal{N}(0, 1)$.\n\n\
        $$D_{KL}(p \\| q) = \\mathrm{E}_p[\\log p(u) - \\log q(u)] = - \\log s + \\frac{s^2 + m^2}{2} - \\frac{1}{2}$$";
    assert_eq!(last(text), Verdict::Proved);
}

#[test]
fn equations_to_be_solved_and_names_explained_after_an_empty_line_are_no_errors() {
    let equation = "The differential equation reads\n\n$$u' + a(s) u = b(s)$$";
    assert_eq!(last(equation), Verdict::Unknown);
    let explained = "The price is\n\n$$V = A k_1 - B k_2$$\n\nwhere\n\n$$k_1 = \\frac{A}{B}, \\qquad k_2 = k_1 - B$$";
    assert_eq!(last(explained), Verdict::Assumed);
}

#[test]
fn a_law_that_is_only_a_name_equates_nothing() {
    for text in [
        "Let $X \\sim F$ and $Y \\sim F$.\n\n$$\\mathrm{Var}(X - Y) = 0$$\n",
        "Let $A \\sim B$ be similar matrices.\n\n$$A = B$$\n",
    ] {
        assert_eq!(judged(text), [Verdict::Unknown], "{text}");
    }
}

#[test]
fn under_a_binder_names_vary_with_its_variable() {
    let text = "Let $y = x^2$.\n\n$$\\frac{d}{dx} (x y) = y$$\n\n$$\\frac{d}{dx} (x y) = 3 x^2$$\n\n\
                Let $u = x + 1$ and $F(x) = u^2$.\n\n$$F(0) = 1$$\n";
    use Verdict::*;
    assert_eq!(judged(text), [Refuted, Proved, Proved]);
    let text =
        "Let $y = x^2$.\n\n$$\\int_0^1 x y \\, dx = \\frac{y}{2}$$\n\n$$\\sum_{x=0}^2 y = 3 y$$\n";
    assert_eq!(proved(text), Vec::<String>::new());
}

#[test]
fn what_is_supposed_anew_ends_what_was() {
    use Verdict::*;
    let text = "Suppose $r = 0$. Then\n\n$$a^2 + 2 r a b = a^2$$\n\nSuppose $r = 1$. Then\n\n$$a^2 + 2 r a b = a^2$$\n\n\
                $$a^2 + 2 r a b + b^2 = (a + b)^2$$\n";
    assert_eq!(judged(text), [Proved, Refuted, Proved]);
    let text = "For $x \\in (0, 1)$ we have\n\n$$|x| = x$$\n\nFor $x \\in (-1, 0)$ we have\n\n$$|x| = x$$\n";
    assert_eq!(proved(text).len(), 1);
    let text = "$$x = 2 \\implies x^2 = 4$$\n\n$$x^3 = 8$$\n";
    assert_ne!(last(text), Proved);
}

#[test]
fn a_definition_may_be_written_in_another_form() {
    use Verdict::*;
    let text = "The loss is\n\n$$L(w) = (w x - y)^2 + c w^2$$\n\nExpanding,\n\n$$L(w) = (x^2 + c) w^2 - 2 w x y + y^2$$\n";
    assert_eq!(judged(text), [Proved]);
    assert_eq!(judged(&text.replace("- 2 w x y", "- w x y")), [Refuted]);
}

#[test]
fn what_is_made_of_random_variables_is_random() {
    let text = "Let $X_1, \\ldots, X_n$ be independent and $\\bar X = \\frac1n \\sum_{i=1}^n X_i$.\n\n$$\\mathrm{Cov}(X_1, \\bar X) = 0$$\n";
    assert_ne!(last(text), Verdict::Proved);
    let text =
        "Let $S = \\sum_{t=1}^T r_t$ with random rewards $r_t$.\n\n$$\\mathbb{E}[S^2] = S^2$$\n";
    assert_eq!(last(text), Verdict::Unknown);
}

#[test]
fn items_of_a_sequence_are_not_called_wrong_for_what_ties_them() {
    let text = "Let $X_i$ be independent random variables.\n\n\
                $$\\mathrm{Var}\\left(\\sum_{i=1}^n X_i\\right) = \\sum_{i=1}^n \\mathrm{Var}(X_i)$$\n";
    assert_ne!(last(text), Verdict::Refuted);
    let text = "$$a_n = 2 a_{n-1} + 1 = 2 (2 a_{n-2} + 1) + 1$$\n";
    assert_ne!(last(text), Verdict::Refuted);
}

#[test]
fn a_value_of_an_unknown_function_is_given_not_wrong() {
    assert_eq!(
        last("At one half,\n\n$$f\\left(\\tfrac12\\right) = \\log 2$$\n"),
        Verdict::Unknown
    );
    let known = "Let $f(x) = x^2$.\n\n$$f\\left(\\tfrac12\\right) = \\log 2$$\n";
    assert_eq!(last(known), Verdict::Refuted);
}

#[test]
fn an_item_given_by_a_name_of_its_own_says_nothing_of_other_items() {
    let text = "$q(x_t \\mid x_{t-1}) = \\mathcal{N}(x_t; \\sqrt{1-\\beta_t} x_{t-1}, \\beta_t)$. Let $\\alpha_t = 1 - \\beta_t$ and \
                $\\bar\\alpha_t = \\prod_{s=1}^t \\alpha_s$.\n\n$$\\alpha_t (1 - \\alpha_{t-1}) + (1 - \\alpha_t) = 1 - \\alpha_t \\alpha_{t+1}$$\n";
    assert_ne!(last(text), Verdict::Proved);
}

#[test]
fn the_root_of_a_square_may_be_negative() {
    let text = "Let $a$ be a real number with $a^2 = b + c$.\n\n$$\\sqrt{a^2} = a$$\n";
    assert_eq!(last(text), Verdict::Refuted);
    let text = "Let $X$ be a random variable with variance $\\sigma^2$.\n\n$$\\sqrt{\\mathrm{Var}(X)} = \\sigma$$\n";
    assert_eq!(last(text), Verdict::Proved);
}

#[test]
fn a_number_in_brackets_is_a_point() {
    assert!(proved("Let $K = m v^2$.\n\n$$K(0) = 0$$\n\n$$\\dot{x}(0) = 0$$\n").is_empty());
    assert_eq!(last("$$3 (x + 1) (2) = 6 x + 6$$\n"), Verdict::Proved);
}

#[test]
fn letters_of_custom_are_names_where_the_note_says_so() {
    let energy =
        "The energy is $E(x) = \\frac{1}{2} k x^2$.\n\n$$E(3x) = 3 E(x)$$\n\n$$E(3x) = 9 E(x)$$\n";
    assert_eq!(proved(energy).len(), 1);
    assert_eq!(last(energy), Verdict::Proved);
    assert!(proved("Let $e = y - x$ be the residual.\n\n$$\\log e = 1$$\n").is_empty());
    assert!(proved("Let $e$ be the number of errors.\n\n$$\\log e = 1$$\n").is_empty());
    assert_eq!(
        last("The number $e$ is Euler's.\n\n$$\\log e = 1$$\n"),
        Verdict::Proved
    );
    assert!(proved("The current is $i$.\n\n$$L i^2 = -L$$\n").is_empty());
    assert!(proved("Here $\\pi$ is the policy.\n\n$$\\sin \\pi = 0$$\n").is_empty());
}

#[test]
fn the_imaginary_unit_is_told_from_an_index() {
    let sum = "$$\\sum_{i=1}^n x_i = S$$\n\nLet $z = a + ib$.\n\n$$e^{i t} e^{i s} = e^{i(t + s)}$$\n\n$$z \\bar{z} = a^2 + b^2$$\n";
    assert_eq!(last(sum), Verdict::Proved);
    let euler = "$$e^{a + i b} = e^a (\\cos b + i \\sin b)$$\n";
    assert_eq!(last(euler), Verdict::Proved);
    assert_eq!(
        last("$$e^{a + i b} = e^a (\\cos b - i \\sin b)$$\n"),
        Verdict::Refuted
    );
}

#[test]
fn values_end_where_the_words_turn_to_another_unit() {
    for turn in [
        "**Theorem.** For all $n$,",
        "In general,",
        "**Exercise 2.** Show that",
        "In the noisy case",
    ] {
        let text = format!("Let $n = 4$. Then\n\n$$n + 1 = 5.$$\n\n{turn}\n\n$$n^2 = 16.$$\n");
        assert_eq!(last(&text), Verdict::Unknown, "{turn}");
    }
    assert!(proved("Let $p$ be a prime with $p = 2$ excluded. Then $p + 1 = 3$.\n").is_empty());
    assert!(
        proved("Let $a = 2$. Then $a^2 = 4$.\n\nIf $a > 2$ then\n\n$$a + 1 = 3.$$\n").len() < 2
    );
}

#[test]
fn conclusions_in_the_text_are_no_facts() {
    let text = "Let $a = b + c$ and $c = 2b$. So $a = 7b$. Therefore\n\n$$a - b = 6b$$\n";
    assert!(proved(text).is_empty());
}

#[test]
fn what_the_section_states_holds_a_refutation_back() {
    let text = "$\\mathrm{Cov}(X, Y) = 0$. Hence\n\n$$\\mathrm{Var}(X + Y) = \\mathrm{Var}(X) + \\mathrm{Var}(Y)$$\n";
    assert_eq!(last(text), Verdict::Unknown);
    let text =
        "Suppose $X \\perp Y$.\n\n$$\\mathrm{Var}(X + Y) = \\mathrm{Var}(X) + \\mathrm{Var}(Y)$$\n";
    assert_eq!(last(text), Verdict::Proved);
}

#[test]
fn an_equation_for_its_names_is_not_wrong() {
    assert_eq!(last("$$x^2 - 5 x + 6 = 0$$\n"), Verdict::Unknown);
    assert_eq!(last("$$3 x + 5 y = 1$$\n"), Verdict::Unknown);
    assert_eq!(last("$$x^2 - (x - 1) (x + 1) = 0$$\n"), Verdict::Refuted);
}

#[test]
fn products_of_operators_are_not_turned_round() {
    assert!(proved("Let $A$ and $B$ be linear operators.\n\n$$A B = B A$$\n").is_empty());
    // What rests on a step that is taken back goes with it.
    let rests = "Let $A$ and $B$ be linear operators and $c$ a number.\n\n$$c = A B - B A = 0$$\n\nThus\n\n$$c + 1 = 1$$\n";
    assert!(proved(rests).is_empty(), "{:?}", proved(rests));
    assert!(proved("Let $G$ be a group.\n\n$$(g h)^2 = g^2 h^2$$\n").is_empty());
    assert_eq!(
        proved("Let $a$ and $b$ be real.\n\n$$a b = b a$$\n").len(),
        1
    );
}

#[test]
fn differences_are_no_factors() {
    let text = "The increments are $\\Delta x$ and $\\Delta y$.\n\n";
    assert!(
        proved(&format!(
            "{text}$$\\frac{{\\Delta y}}{{\\Delta x}} = \\frac{{y}}{{x}}$$\n"
        ))
        .is_empty()
    );
    assert!(proved("$$d(x^2) = x \\, dx$$\n").is_empty());
    let depends = "Let $y$ be a function of $x$.\n\n$$\\frac{d}{dx} (x y) = y$$\n";
    assert!(proved(depends).is_empty());
}

#[test]
fn inequalities_are_tried_far_out() {
    assert_eq!(
        last("$$\\sum_{k=1}^n \\frac{1}{k} < 3$$\n"),
        Verdict::Refuted
    );
    assert_eq!(last("$$|y| \\le 20$$\n"), Verdict::Refuted);
}

#[test]
fn ends_count_as_little_as_their_steps() {
    let text = "$$\\begin{aligned} s &= \\text{something} \\\\ &= t \\end{aligned}$$\n";
    let input = Input {
        path: "note.md".into(),
        bytes: text.as_bytes().to_vec(),
    };
    let report = with_stack(|| note::check(&input, &Options::default()));
    let closed = report
        .derivations
        .iter()
        .filter_map(|d| d.closed_form.as_ref());
    assert!(
        closed
            .into_iter()
            .all(|form| form.verdict != Verdict::Refuted)
    );
}

#[test]
fn divergent_series_and_integrals_have_no_value() {
    assert!(proved("$$\\sum_{k=0}^\\infty 2^k = -1$$\n").is_empty());
    assert!(proved("Let $x > 1$.\n\n$$\\sum_{k=0}^\\infty x^k = \\frac{1}{1 - x}$$\n").is_empty());
    assert!(proved("$$\\int_0^\\infty e^x \\, dx = -1$$\n").is_empty());
    let inside = "Let $|x| < 1$.\n\n$$\\sum_{k=0}^\\infty x^k = \\frac{1}{1 - x}$$\n";
    assert_eq!(last(inside), Verdict::Proved);
}

#[test]
fn names_that_vary_unseen_are_no_constants_of_time() {
    let energy =
        "Let $K = \\frac{1}{2} m v^2$, where $v$ changes in time.\n\n$$\\frac{dK}{dt} = 0$$\n";
    assert!(proved(energy).is_empty());
}

#[test]
fn statistics_of_a_sample_are_no_constants() {
    let sample = "Let $X_i \\sim \\mathcal{N}(0, 1)$ be i.i.d.\n\n";
    for formula in [
        "\\mathrm{Var}(X_1 - \\bar{X}) = 1",
        "\\mathrm{Cov}(X_1, \\bar{X}) = 0",
    ] {
        let text = format!("{sample}$${formula}$$\n");
        assert!(proved(&text).is_empty(), "{formula}");
    }
    let function = "Let $X_1, \\ldots, X_n$ be independent random variables.\n\n";
    let text = format!("{function}$$\\mathrm{{Var}}(f(X_1, \\ldots, X_n)) = 0$$\n");
    assert!(proved(&text).is_empty());
}

#[test]
fn independence_of_a_sample_is_that_of_the_items_named() {
    let sum = "$$\\mathrm{Var}(\\sum_{i=1}^n X_i) = \\sum_{i=1}^n \\mathrm{Var}(X_i)$$\n";
    let whole = "The variables $X_1, \\ldots, X_n$ are independent random variables.";
    assert_eq!(last(&format!("{whole}\n\n{sum}")), Verdict::Proved);
    for words in [
        "The variables $X_2, \\ldots, X_n$ are independent random variables.",
        "The variables $X_1, X_3, \\ldots, X_n$ are independent random variables.",
        "The $X_i$ are no longer independent random variables.",
        "The variables $X_1, \\ldots, X_n$ are independent random variables. Let $X_0 = 0$ and $X_{n+1} = X_1$.",
    ] {
        assert!(proved(&format!("{words}\n\n{sum}")).is_empty(), "{words}");
    }
}

#[test]
fn a_slip_explains_a_failure_whatever_the_words_suppose() {
    let words = "Here $x$ is the quantity of which the first part says more, and so is $y$.\n\n";
    let row = |right: &str| last(&format!("{words}$$(x + y)^2 = {right}$$\n"));
    assert_eq!(row("x^2 - 2 x y + y^2"), Verdict::Refuted);
    assert_eq!(row("x^3 + 3 x + y^4"), Verdict::Unknown);
    let words = "Of $q$ and $p$ more is said in the first part.\n\n";
    let row = format!("{words}$$KL(q \\parallel p) = CE(q, p) + \\text{{Entropy}}(q)$$\n");
    let row = row.replace("CE", r"\text{Cross Entropy}");
    assert_eq!(last(&row), Verdict::Refuted);
}

#[test]
fn a_density_given_by_a_formula_is_a_density_where_the_formulas_show_it() {
    let given =
        r"We have $q(z) = \mathcal{N}(z; m_1, s_1^2)$ and $p(z) = \mathcal{N}(z; m_2, s_2^2)$.";
    let row = |row: &str| last(&format!("{given}\n\n$${row}$$\n"));
    assert_eq!(row(r"E_q[z] = m_1"), Verdict::Proved);
    assert_eq!(
        row(r"D_{KL}(q(z)||p(z)) = \int q(z) \log \frac{q(z)}{p(z)} dz"),
        Verdict::Proved
    );
    assert_eq!(
        row(r"\int q(z) \log \frac{q(z)}{q(z)} dz = 1"),
        Verdict::Refuted
    );
}

#[test]
fn a_function_without_its_argument_is_no_factor() {
    for text in [
        "Let $w(x) = x^2$. The function $w$ bends upwards.\n\n$$w(2 x) = 2 w(x)$$\n",
        "Let $S(t)$ be the level. The level $S$ is positive.\n\n$$S(2 t) = 2 S(t)$$\n",
        "Let $C$ be a function that is not linear.\n\n$$C(-y) = -C(y)$$\n",
    ] {
        assert!(proved(text).is_empty(), "{text}");
    }
    let true_one = "Let $w(x) = x^2$. The function $w$ bends upwards.\n\n$$w(2 x) = 4 w(x)$$\n";
    assert_eq!(last(true_one), Verdict::Proved);
}

#[test]
fn what_no_variable_of_the_subscript_shows_in_is_no_constant() {
    for row in [
        r"\mathbb{E}_p[X] = X",
        r"\operatorname{Var}_\theta(\hat\theta) = 0",
        r"\mathbb{E}_{Q}[\max(S - K, 0)] = \max(\mathbb{E}_{Q}[S] - K, 0)",
    ] {
        let text = format!("Let $X$ be a random variable and $p$ its density.\n\n$${row}$$\n");
        assert!(proved(&text).is_empty(), "{row}");
    }
}

#[test]
fn no_word_or_subscript_of_a_formula_is_dropped() {
    for row in [
        r"\sum_{k \text{ even}} a_k = \sum_{k \text{ odd}} a_k",
        r"\sum_{\text{cyc}} a b = \sum_{\text{sym}} a b",
        r"7 \;\mathrm{mod}\; 3 = 3 \;\mathrm{mod}\; 7",
        r"D_{JS}(p \| q) = D_{KL}(p \| q)",
        r"\exp_q(x) = \exp(x)",
    ] {
        assert!(proved(&format!("$${row}$$\n")).is_empty(), "{row}");
    }
}

#[test]
fn an_item_of_a_defined_sequence_is_no_new_name() {
    let text = "Let $a_n = n^2$.\n\n$$a_3 = 6$$\n\n$$a_3 + 1 = 7$$\n";
    assert!(proved(text).is_empty());
    let text = "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$.\n\n$$A_{12} = 3$$\n\n$$A_{12} + 1 = 4$$\n";
    assert!(proved(text).is_empty());
}

#[test]
fn what_a_case_gives_ends_with_it() {
    for text in [
        "# Square\n\nIn the case $a = b$ we find\n\n$$a^2 - b^2 = 0$$\n\n# Rectangle\n\nFor sides $a$ and $b$,\n\n$$a^2 - b^2 = 0$$\n",
        "On the diagonal $x = y$ we get\n\n$$x y = x^2$$\n\nOff the diagonal\n\n$$x y = x^2$$\n",
        "Put $m = \\frac{a + b}{2}$.\n\n$$m - a = \\frac{b - a}{2}$$\n\nNext put $m = a - b$ instead.\n\n$$m - a = \\frac{b - a}{2}$$\n",
    ] {
        assert_eq!(proved(text).len(), 1, "{text}");
    }
}

#[test]
fn a_property_of_another_noun_says_nothing_of_the_name() {
    for (words, row) in [
        (
            "Let $A$ be the Cholesky factor of a symmetric matrix.",
            r"A^\top = A",
        ),
        ("Let $x$ be the logarithm of a positive number.", "|x| = x"),
        ("Let $x$ be the ratio of two integers.", r"\sin(\pi x) = 0"),
        (
            "Let $x$ and $y$ be positive and negative respectively.",
            "|y| = y",
        ),
        ("At least one of $x > 0$ and $y > 0$ holds.", "|x| = x"),
        ("The set of all $x > 0$ is open.", "|x| = x"),
        ("Let $x > 0$. Therefore $x \\geq 1$.", r"x^2 \geq x"),
        (
            "Given $Z$, $X$ and $Y$ are independent.",
            r"\mathbb{E}[X Y] = \mathbb{E}[X] \mathbb{E}[Y]",
        ),
        (
            "Let $X \\sim \\mathcal{N}(0, 1)$, truncated to the positive half-line.",
            r"\mathbb{E}[X] = 0",
        ),
    ] {
        let text = format!("{words}\n\n$${row}$$\n");
        assert!(proved(&text).is_empty(), "{text}");
    }
}

#[test]
fn distributions_follow_from_others_and_never_from_themselves() {
    let drawn = "Let $X \\sim \\mathcal{N}(m, s^2)$ be a random variable. Then\n\n";
    let row = |claim: &str| last(&format!("{drawn}$${claim}$$\n"));
    assert_eq!(
        row("2 X + 1 \\sim \\mathcal{N}(2 m + 1, 4 s^2)"),
        Verdict::Proved
    );
    for wrong in [
        "2 X + 1 \\sim \\mathcal{N}(2 m + 1, 2 s^2)",
        "2 X + 1 \\sim \\mathcal{N}(2 m, 4 s^2)",
        "X^2 \\sim \\chi^2(1)",
        "X + X^2 \\sim \\mathcal{N}(m, s^2)",
    ] {
        assert_eq!(row(wrong), Verdict::Unknown, "{wrong}");
    }
    let claim = "**Theorem:** The ratio\n\n$$t \\sim \\mathrm{t}(n - 2)$$\n\nis so distributed.\n\n\
                 **Proof:** Thus\n\n$$t \\sim \\mathrm{t}(n - 2)$$\n";
    assert!(proved(claim).is_empty());
}

#[test]
fn statistics_by_their_usual_marks_prove_and_never_refute() {
    let words =
        "Let $\\bar{u}$ be the sample mean of the $u_i$, and $s_u^2$ their sample variance.\n\n";
    let row = |claim: &str| last(&format!("{words}$${claim}$$\n"));
    assert_eq!(
        row("\\frac{1}{n - 1} \\sum_{i=1}^n (u_i - \\bar{u})^2 = s_u^2"),
        Verdict::Proved
    );
    assert_eq!(
        row("\\frac{1}{n} \\sum_{i=1}^n (u_i - \\bar{u})^2 = s_u^2"),
        Verdict::Unknown
    );
    for other in [
        "weighted average",
        "median of the average user's",
        "geometric mean of the",
    ] {
        let text = format!(
            "Let $\\bar{{u}}$ be the {other} $u_1, \\ldots, u_n$.\n\n$$\\sum_{{i=1}}^n (u_i - \\bar{{u}}) = 0$$\n"
        );
        let verdict = last(&text);
        assert_ne!(verdict, Verdict::Proved, "{other}");
        assert_ne!(verdict, Verdict::Supported, "{other}");
    }
}

#[test]
fn what_a_link_says_of_a_name_defines_it_but_for_what_is_announced() {
    let theorem = "**Theorem:** The matrix $Q$ is idempotent:\n\n$$Q^2 = Q$$\n\n";
    let meaning = "**Proof:** The [matrix is given by](/there)\n\n$$Q = X (X^T X)^{-1} X^T$$\n\nsuch that\n\n\
                   $$Q^2 = X (X^T X)^{-1} X^T X (X^T X)^{-1} X^T = X (X^T X)^{-1} X^T = Q$$\n";
    assert_eq!(judged(&format!("{theorem}{meaning}"))[0], Verdict::Proved);
    let theorem = theorem.replace("The matrix", "For any matrix $Q$, the matrix");
    let found = judged(&format!("{theorem}{meaning}"));
    assert_eq!(found[0], Verdict::Unknown);
    let circle = "**Theorem:** Then\n\n$$a = b + 1$$\n\n**Proof:** The [value](/there) is\n\n$$a = b + 1$$\n";
    assert!(proved(circle).is_empty());
}

#[test]
fn the_premise_of_an_implication_holds_for_it_alone() {
    let text = "$$x > 1 \\Rightarrow x^2 > 1$$\n$$\\frac{1}{x} < 1 \\Rightarrow x > 1$$\n";
    assert!(
        !proved(text).contains(&"x > 1".to_owned()),
        "{:?}",
        proved(text)
    );
}

#[test]
fn sides_that_agree_everywhere_are_not_unequal() {
    assert_eq!(last("$$x + y \\neq y + x$$\n"), Verdict::Unknown);
}

#[test]
fn moments_of_errors_are_supposed_and_used() {
    let model = r"Let $y = A b + u$ with $E[u] = 0$ and $\mathrm{Var}(u) = s^2 I$, where $A \in \mathbb{R}^{m\times k}$. ";
    let estimate = r"Let $\hat b = (A^T A)^{-1} A^T y$. Then";
    let row = |row: &str| last(&format!("{model}{estimate}\n\n$${row}$$\n"));
    assert_eq!(row(r"E[\hat b] = b"), Verdict::Proved);
    assert_eq!(
        row(r"\mathrm{Var}(\hat b) = s^2 (A^T A)^{-1}"),
        Verdict::Proved
    );
    assert_ne!(row(r"\mathrm{Var}(\hat b) = s^2 A^T A"), Verdict::Proved);
    assert_ne!(row(r"E[\hat b] = 2 b"), Verdict::Proved);
}

#[test]
fn draws_are_told_in_words() {
    let row = |draw: &str, row: &str| last(&format!("{draw}\n\n$${row}$$\n"));
    let items = r"Let $x_1, \dots, x_n$ be i.i.d. samples from $\mathcal{N}(m, s^2)$.";
    let mean = r"\mathrm{Var}(\frac{1}{n} \sum_{i=1}^n x_i) = \frac{s^2}{n}";
    assert_eq!(row(items, mean), Verdict::Proved);
    assert_ne!(
        row(items, &mean.replace("{n} \\sum", "{2} \\sum")),
        Verdict::Proved
    );
    let one = r"Suppose $X$ follows a normal distribution $\mathcal{N}(m, s^2)$.";
    assert_eq!(row(one, "E[X^2] = m^2 + s^2"), Verdict::Proved);
    for other in [
        r"Suppose that $X$ does not follow $\mathcal{N}(m, s^2)$.",
        r"Let $X$ be drawn from $\mathcal{N}(m, s^2)$, truncated to the positive half-line.",
        r"The noise in $X$ differs from $\mathcal{N}(m, s^2)$.",
    ] {
        assert_eq!(
            row(other, "E[X^2] = m^2 + s^2"),
            Verdict::Unknown,
            "{other}"
        );
    }
}

#[test]
fn a_distribution_may_be_written_by_its_probabilities() {
    let row = |row: &str| {
        let note = r"Let $p$ and $q$ be distributions over $n$ letters.";
        last(&format!("{note}\n\n$${row}$$\n"))
    };
    assert_eq!(
        row(r"H(p, q) = -\sum_{i=1}^n p_i \log q_i"),
        Verdict::Proved
    );
    let ratio = r"D_{KL}(p \| q) = \sum_i p_i (\log p_i - \log q_i)";
    assert_eq!(row(ratio), Verdict::Proved);
    assert_ne!(row(&ratio.replace('-', "+")), Verdict::Proved);
    assert_ne!(
        row(r"H(p, q) = -\sum_{i=1}^n q_i \log p_i"),
        Verdict::Proved
    );
}

#[test]
fn one_name_of_an_unequal_pair_may_stand_outside_of_the_sum() {
    let row = |right: &str| {
        last(&format!(
            "$$-y_j (1 - s_j) + \\sum_{{i \\neq j}} y_i s_j = {right}$$\n"
        ))
    };
    assert_ne!(row(r"s_j \sum_i y_i - y_j"), Verdict::Refuted);
    assert_eq!(row(r"s_j \sum_i y_i + y_j"), Verdict::Refuted);
}

#[test]
fn the_root_of_a_variance_may_be_the_second_parameter() {
    let row = |row: &str| {
        last(&format!(
            "Let $p(x) = \\mathcal{{N}}(\\mu, \\sigma)$.\n\n$${row}$$\n"
        ))
    };
    let entropy = r"-\int p(x) \log p(x) dx = \frac{1}{2} \log(2 \pi e \sigma^2)";
    assert_eq!(row(entropy), Verdict::Proved);
}

#[test]
fn the_data_of_a_model_are_given_and_its_errors_vary() {
    let model = "Take the model\n\n$$z = A w + u, \\; u \\sim \\mathcal{N}(0, s^2 V)$$\n\nwith the loss\n\n$$Q(w) = (z - A w)^\\top (z - A w) \\; .$$\n\n";
    let right = r"\frac{d Q(w)}{d w} = 2 A^\top A w - 2 A^\top z";
    let steps = proved(&format!("{model}Then\n\n$${right}$$\n"));
    assert!(steps.iter().any(|step| step.contains("frac")), "{steps:?}");
    // With the data a function of `w`, the loss would not depend on it.
    let wrong = r"\frac{d Q(w)}{d w} = 0";
    let steps = proved(&format!("{model}Then\n\n$${wrong}$$\n"));
    assert!(steps.is_empty(), "{steps:?}");
}

#[test]
fn a_derivative_that_is_set_to_zero_is_solved() {
    let text = "Let $Q(w) = (z - A w)^\\top (z - A w)$ for a vector $z \\in \\mathbb{R}^n$, a matrix $A \\in \\mathbb{R}^{n \\times m}$ and $w \\in \\mathbb{R}^m$.\n\n\
        Setting its derivative to zero, we get\n\n\
        $$\\begin{aligned} \\frac{d Q(\\hat{w})}{d w} &= 0 \\\\ 0 &= 2 A^\\top A \\hat{w} - 2 A^\\top z \\\\ A^\\top A \\hat{w} &= A^\\top z \\\\ \\hat{w} &= (A^\\top A)^{-1} A^\\top z \\end{aligned}$$\n";
    assert_eq!(proved(text).len(), 3);
    let wrong = text.replace(
        "(A^\\top A)^{-1} A^\\top z",
        "(A^\\top A)^{-1} A^\\top z + z_1 \\hat{w}",
    );
    assert_eq!(proved(&wrong).len(), 2);
}

#[test]
fn no_side_of_an_equivalence_follows_from_itself() {
    for text in [
        "We have\n\n$$x = 2 \\iff x^2 = 4$$\n",
        "We have\n\n$$x = y \\iff x^2 = y^2$$\n",
    ] {
        let steps = proved(text);
        assert!(!steps.iter().any(|step| step.contains("iff")), "{steps:?}");
    }
}

#[test]
fn two_equations_of_one_row_are_two_steps() {
    for row in [
        r"(a + b)^2 &= a^2 + 2 a b + b^2, & (a - b)^2 &= a^2 - 2 a b + b^2",
        r"t + t &= 2 t & s + s &= 2 s",
    ] {
        let text = format!("Thus\n\n$$\\begin{{aligned}} {row} \\end{{aligned}}$$\n");
        assert_eq!(proved(&text).len(), 2, "{text}");
    }
    let whole = r"$$\begin{aligned} (a + b)^2 &= a^2 + 2 a b & &+ b^2 \end{aligned}$$";
    assert_eq!(proved(whole).len(), 1);
}

#[test]
fn moments_told_in_words_are_of_the_name_before_them() {
    let second = |words: &str| {
        last(&format!(
            "{words}\n\n$$\\mathrm{{E}}[U^2] = \\mathrm{{Var}}(U)$$\n"
        ))
    };
    for words in [
        "Let $U$ be a random variable with mean zero.",
        "The random variable $U$ has zero mean.",
    ] {
        assert_eq!(second(words), Verdict::Proved, "{words}");
    }
    for words in [
        "Let $U$ be the sum of ten random variables with mean zero.",
        "The random variable $U$ does not have mean zero.",
    ] {
        assert_ne!(second(words), Verdict::Proved, "{words}");
    }
    let first = |words: &str| last(&format!("{words} Then\n\n$$\\mathrm{{E}}[U] = m$$\n"));
    for words in [
        "Let $U$ be a random variable with mean $m$ and variance $v$.",
        "Let $V$ and $U$ be random variables with mean $m$.",
        "Let $U = 2 W + c$ where $W$ has mean $a$, and let $U$ have mean $m$.",
    ] {
        assert_eq!(first(words), Verdict::Proved, "{words}");
    }
    for words in [
        "Let $U = 2 W + c$ with $W$ having mean $m$.",
        "Let $U = V + W$ be the sum of two variables with mean $m$.",
        "Let $\\eta$ be noise that is added to $U$ with mean $m$.",
        "Let $U$ be a random variable and $W$ a random variable with mean $m$.",
    ] {
        assert_ne!(first(words), Verdict::Proved, "{words}");
    }
}

#[test]
fn a_place_supposes_nothing() {
    let after = |words: &str| last(&format!("{words}\n\n$$u^2 + 1 = 1$$\n"));
    for words in [
        "We expand the function around $u = 0$.",
        "It has a pole at $u = 0$. Then",
        "Linearizing at the point $u = 0$:",
        "Integrating from $u = 0$ on,",
        "The outliers have $u = 0$.",
        "It vanishes at $v = 1$ and $u = 0$, and",
    ] {
        assert_ne!(after(words), Verdict::Proved, "{words}");
    }
    for words in [
        "At $u = 0$ we get",
        "Evaluating it at $u = 0$ gives",
        "For $u = 0$ this is",
    ] {
        assert_eq!(after(words), Verdict::Proved, "{words}");
    }
}

#[test]
fn a_value_in_the_text_holds_where_a_word_supposes_it() {
    let after = |words: &str| last(&format!("{words}\n\n$$u^2 = u$$\n"));
    for words in [
        "The default is $u = 1$.",
        "Figure 1 shows the density for $u = 1$.",
        "Our goal is to show that $u = 1$.",
        "Unlike $u = 1$, the general case is hard.",
        "Since $u = 1$ is a root, we have",
        "One eigenvalue is $u = 1$. The other satisfies",
        "The hypothesis $u = 1$ is rejected.",
    ] {
        let verdict = after(words);
        assert!(
            !matches!(verdict, Verdict::Proved | Verdict::Supported),
            "{words}"
        );
    }
    for words in [
        "Let $u = 1$.",
        "Setting $u = 1$ gives",
        "For $u = 1$ we have",
        "In the case $u = 1$ this is",
        "Consider the case $u = 1$.",
    ] {
        assert_eq!(after(words), Verdict::Proved, "{words}");
    }
}

#[test]
fn what_defined_names_are_equal_to_is_judged_and_not_solved() {
    for text in [
        "Let $v = a t$, so $v^2 = a t^2$.\n\n$$v^4 = a^2 t^4$$",
        "Let $v = a t$. Recall that $v^2 = a t^2$.\n\n$$v^4 = a^2 t^4$$",
        "The mean is $m = \\frac{a + b}{2}$.\n\n$$2 m = a - b$$\n\n$$m = \\frac{a - b}{2}$$",
        "Let $q = 1 - p$.\n\n$$p - q = 1 - 2 p$$\n\n$$q = 3 p - 1$$",
        "The value is $c = a + b$ where\n\n$$a = x + y, \\qquad b = a - y$$\n\n$$b = x - y$$\n\nTherefore\n\n$$c = 2 x$$",
    ] {
        assert!(
            matches!(last(text), Verdict::Refuted | Verdict::Unknown),
            "{text}"
        );
    }
    let text = "Let $v = a t$, so $v^2 = a^2 t^2$.\n\n$$v^4 = a^4 t^4$$";
    assert_eq!(last(text), Verdict::Proved);
}

#[test]
fn a_slash_divides_by_the_names_after_it() {
    for (given, right, wrong) in [
        (
            r"E = p^2/2m",
            r"\frac{dE}{dp} = \frac{p}{m}",
            r"\frac{dE}{dp} = p m",
        ),
        (
            r"f(x) = e^{-x^2/2 s^2}",
            r"\ln f(x) = -\frac{x^2}{2 s^2}",
            r"\ln f(x) = -\frac{x^2 s^2}{2}",
        ),
        (
            r"f = 1/2\pi r",
            r"f r = \frac{1}{2 \pi}",
            r"f r = \frac{\pi r^2}{2}",
        ),
        (r"E = 1/2 m v^2", r"2 E = m v^2", r"E = m v^2"),
    ] {
        let text = |row: &str| format!("Let ${given}$.\n\n$${row}$$\n");
        assert_eq!(last(&text(right)), Verdict::Proved, "{right}");
        assert_eq!(last(&text(wrong)), Verdict::Refuted, "{wrong}");
    }
}

#[test]
fn a_property_of_an_unknown_function_is_not_wrong() {
    for text in [
        "The function has the property\n\n$$g(x y) = g(x) + g(y)$$",
        "Detailed balance:\n\n$$w_i P_{ij} = w_j P_{ji}$$",
        "The algorithm halves its input, hence\n\n$$T(n) = T(n/2) + 1 = \\log n$$",
        "The characteristic polynomial is\n\n$$k^2 - 3 k + 2 = (k - 1)(k - 2) = 0$$\n\nso the eigenvalues are 1 and 2.",
    ] {
        assert_eq!(last(text), Verdict::Unknown, "{text}");
    }
    let defined = "Let $g(x) = x^2$.\n\n$$g(x y) = g(x) + g(y)$$";
    assert_eq!(last(defined), Verdict::Refuted);
}

#[test]
fn densities_of_independent_variables_factor() {
    let with = |words: &str, row: &str| last(&format!("{words}\n\n$${row}$$\n"));
    let said = "Let the random variables $X$ and $Y$ be independent.";
    for row in [
        r"p(x \mid y) = p(x)",
        r"f_{X,Y}(x, y) = f_X(x) f_Y(y)",
        r"\int p(x, y) \log p(x) \, dx \, dy = \int p(x) \log p(x) \, dx",
    ] {
        assert_eq!(with(said, row), Verdict::Proved, "{row}");
        for words in [
            "Let $X$ and $Y$ be random variables.",
            "Let the random variables $X$ and $Y$ be independent given $Z$.",
            "The hypothesis that $X$ and $Y$ are independent is rejected.",
            "We want to show that the random variables $X$ and $Y$ are independent.",
            "Let the random variables $X$ and $Y$ be independent under $r$.",
            "Let the random variable $X$ be independent of $W$, and let $Y$ be another one.",
        ] {
            assert_ne!(with(words, row), Verdict::Proved, "{words} {row}");
        }
    }
    for row in [r"p(x \mid y) = p(y)", r"f_{X,Y}(x, y) = f_X(x) + f_Y(y)"] {
        assert!(
            matches!(with(said, row), Verdict::Refuted | Verdict::Unknown),
            "{row}"
        );
    }
    let supposed = "Suppose that $p(x, y) = p(x) p(y)$.";
    assert_eq!(with(supposed, r"p(x \mid y) = p(x)"), Verdict::Proved);
}

#[test]
fn a_condition_may_be_put_on_several_names() {
    let row = r"\sqrt{u^2 w^2} = u w";
    for words in [
        "Let $u, w > 0$.",
        "Let $0 < u, w < 1$.",
        "Suppose $u, w \\geq 0$.",
    ] {
        let text = format!("{words}\n\n$${row}$$\n");
        assert_eq!(last(&text), Verdict::Proved, "{words}");
    }
    let negative = "Let $u, w < 0$.\n\n$$\\sqrt{u^2} = u$$\n";
    assert_ne!(last(negative), Verdict::Proved);
}

#[test]
fn an_equation_at_a_point_defines_no_function() {
    for (words, row) in [
        (
            "The equilibrium price satisfies $D(p^*) = S(p^*)$.",
            "D(p) - S(p) = 0",
        ),
        ("Let $x^*$ be the fixed point, $f(x^*) = x^*$.", "f(x) = x"),
        (
            "The curves meet where $f(x_0) = g(x_0)$.",
            "f(x) - g(x) = 0",
        ),
    ] {
        let text = format!("{words}\n\n$${row}$$\n");
        assert_ne!(last(&text), Verdict::Proved, "{words}");
    }
}

#[test]
fn an_equation_asked_of_defined_names_is_not_wrong() {
    let after = |words: &str| {
        last(&format!(
            "Let $s = x + y$. {words}\n\n$$s^2 = x y$$\n\nThen\n\n$$s^4 = x^2 y^2$$\n"
        ))
    };
    for words in [
        "Suppose that",
        "The curve is defined by",
        "We look for the points where",
    ] {
        assert_eq!(after(words), Verdict::Proved, "{words}");
    }
    let inline =
        "Let $r = \\sqrt{x^2 + y^2}$. On the circle we have $r^2 = 2 x$.\n\n$$x^2 + y^2 = 2 x$$\n";
    assert_ne!(last(inline), Verdict::Refuted);
}

#[test]
fn no_derivative_goes_under_an_integral_whose_range_moves_with_it() {
    let exchange = r"\int \frac{\partial}{\partial \theta} p_\theta(x) \, dx = \frac{\partial}{\partial \theta} \int p_\theta(x) \, dx";
    let under = |words: &str| last(&format!("{words}\n\n$${exchange}$$\n"));
    let smooth = r"Let $p_\theta(x)$ be a density with a parameter $\theta > 0$.";
    assert_eq!(under(smooth), Verdict::Proved);
    for words in [
        r"Let $p_\theta(x)$ be the density of the uniform distribution on $[0, \theta]$.",
        r"Let $X \sim \mathrm{U}(0, \theta)$ have the density $p_\theta(x)$.",
        r"Let $p_\theta(x)$ be a density that is zero but for $0 < x < \theta$.",
        r"Let $p_\theta(x)$ be a density with $x \geq \theta$.",
    ] {
        assert_ne!(under(words), Verdict::Proved, "{words}");
    }
}

#[test]
fn an_average_runs_over_as_many_as_it_divides_by() {
    let text = "Let $\\bar{y} = \\frac{1}{n} \\sum_i y_i$.\n\n$$\\sum_i (y_i - \\bar{y}) = 0$$\n";
    assert_ne!(last(text), Verdict::Refuted);
}

#[test]
fn what_the_words_turn_away_from_proves_nothing_more() {
    for text in [
        "Suppose $U$ and $V$ are independent.\n\nLater they may be dependent.\n\n$$\\mathrm{E}[U V] = \\mathrm{E}[U] \\mathrm{E}[V]$$",
        "Let $s > 0$.\n\n$$|s| = s$$\n\nNow allow $s$ to be negative.\n\n$$\\sqrt{s^2} = s$$",
        "Let $B$ be a symmetric matrix.\n\nIf $B$ is not symmetric,\n\n$$B^T = B$$",
        "**Problem 1.** Let $U \\sim \\mathcal{N}(0, 1)$.\n\n**Problem 2.** Here $U$ is skewed.\n\n$$\\mathrm{E}[U^3] = 0$$",
        "Let $g(c) = c^k$ for $k \\neq 0$ and $g(c) = \\ln c$ for $k = 0$.\n\n$$g'(c) = \\frac{1}{c}$$",
        "Let $b_n = 1$ for even $n$ and $b_n = 0$ for odd $n$.\n\n$$b_n = 1$$",
    ] {
        assert_ne!(last(text), Verdict::Proved, "{text}");
    }
}

#[test]
fn what_the_words_grant_makes_no_step_wrong() {
    for text in [
        "A test has sensitivity $P(T \\mid S) = 0.8$ and prevalence $P(S) = 0.1$.\n\n$$P(T \\cap S) = 0.08$$",
        "By assumption $u + v = 2$.\n\n$$u^2 + u v = 2 u$$",
        "The shares satisfy $u + v = 1$.\n\n$$u^2 + u v = u$$",
    ] {
        assert_ne!(last(text), Verdict::Refuted, "{text}");
    }
}
