//! What names mean beyond what is written in a step: complex by a formula, of a quality, equal at some points.

mod notes;

use hence::report::Verdict;
use notes::{last, steps};

/// The verdict of a formula displayed after the words.
fn after(words: &str, formula: &str) -> Verdict {
    last(&format!("{words}\n\n$${formula}$$\n"))
}

#[test]
fn what_is_equal_to_an_imaginary_number_is_complex() {
    for (words, name) in [
        ("Let $u = 2 e^{i t}$.", "u"),
        ("Write $u = a + i b$, where $i^2 = -1$.", "u"),
        ("With $j = \\sqrt{-1}$ let $u = a + j b$.", "u"),
        ("Let $v = e^{i t}$ and $u = v + 3$.", "u"),
        (
            "The amplitude is $G(s) = \\int_0^1 e^{i s t} \\, dt$.",
            "G(s)",
        ),
        (
            "Let $c_k = \\sum_{m=0}^{3} a_m e^{-2 \\pi i k m / 4}$.",
            "c_k",
        ),
    ] {
        let verdict = after(words, &format!("|{name}|^2 = {name}^2"));
        assert!(
            !matches!(verdict, Verdict::Proved | Verdict::Supported),
            "{words}: {verdict:?}"
        );
    }
    assert_eq!(after("Let $w = 5 + 12 i$.", "|w| = 13"), Verdict::Proved);
    assert_eq!(
        after("The impedance is $Z = R + j X$.", "|Z|^2 = R^2 + X^2"),
        Verdict::Proved
    );
    // The letter of a sum is none.
    assert_eq!(
        after("Let $s = \\sum_{i=1}^n i$.", "s = \\frac{n (n+1)}{2}"),
        Verdict::Proved
    );
}

#[test]
fn complex_numbers_have_no_order() {
    assert_ne!(after("Let $w = 5 + 12 i$.", "w > 0"), Verdict::Supported);
    assert_ne!(after("Let $w = e^{i s}$.", "w^2 \\ge 0"), Verdict::Proved);
}

#[test]
fn what_fails_where_numbers_coincide_is_not_supported() {
    for text in [
        "$$b s = b t \\Rightarrow s = t$$\n",
        "$$s t > 0 \\Rightarrow s > 0$$\n",
        "$$\\delta_{kl} = 0$$\n",
        "$$\\delta_{kl} \\delta_{lm} = \\delta_{km}$$\n",
        "$$\\mathbb{1}[s = t] = 0$$\n",
    ] {
        let verdict = last(text);
        assert!(
            !matches!(verdict, Verdict::Proved | Verdict::Supported),
            "{text}: {verdict:?}"
        );
    }
}

#[test]
fn what_holds_for_samples_of_one_alone_is_not_supported() {
    let sample = "Let $m = \\frac{1}{n} \\sum_{i=1}^n y_i$ and $v^2 = \\frac{1}{n} \\sum_{i=1}^n (y_i - m)^2$.";
    let formula = "\\sum_{i=1}^n (y_i - m)^2 = \\sum_{i=1}^n y_i^2 - m^2";
    assert_ne!(after(sample, formula), Verdict::Supported);
}

#[test]
fn qualities_that_were_not_read_hold_refutations_back() {
    for (words, formula) in [
        (
            "The events $A$ and $B$ are independent.",
            "P(A \\cap B) = P(A) P(B)",
        ),
        (
            "The events $A$ and $B$ are disjoint.",
            "P(A \\cup B) = P(A) + P(B)",
        ),
        ("Let $A \\subset B$ be events.", "P(A) \\le P(B)"),
        ("Let $S$ and $T$ be commuting matrices.", "S T = T S"),
        (
            "Take orthogonal vectors $a, b \\in \\mathbb{R}^m$.",
            "\\|a - b\\|^2 = \\|a\\|^2 + \\|b\\|^2",
        ),
        ("Let $Y$ be a Bernoulli random variable.", "E[Y^3] = E[Y]"),
        ("Let $k$ be an odd integer.", "(-1)^k = -1"),
        ("Let $g$ be a linear function.", "g(s + t) = g(s) + g(t)"),
        (
            "Let $g$ be a function with $g(s t) = g(s) + g(t)$.",
            "g(s^2) = 2 g(s)",
        ),
        (
            "Let $g(s) = 3 s - 1$ with inverse function $g^{-1}$.",
            "g(g^{-1}(s)) = s",
        ),
    ] {
        let verdict = after(words, formula);
        assert_ne!(verdict, Verdict::Refuted, "{words}");
    }
    assert_eq!(
        after("Let $A$ and $B$ be events.", "P(A \\cap B) = P(A) P(B)"),
        Verdict::Refuted
    );
    assert_eq!(
        after("Let $S$ and $T$ be $n \\times n$ matrices.", "S T = T S"),
        Verdict::Refuted
    );
}

#[test]
fn inverses_of_functions_are_no_reciprocals() {
    assert_ne!(
        after("Let $g(s) = 3 s$.", "g^{-1}(s) g(s) = 1"),
        Verdict::Proved
    );
    assert_ne!(
        last("$$\\Phi^{-1}(s) = \\frac{s}{\\Phi}$$\n"),
        Verdict::Proved
    );
}

#[test]
fn partial_derivatives_hold_other_names_fixed() {
    let words = "Let $w = h(s, t)$ with $t = s^3$.";
    let formula = "\\frac{dw}{ds} = \\frac{\\partial h}{\\partial s}";
    assert_ne!(after(words, formula), Verdict::Proved);
    let words = "The cost is $C = k s$, where the number $k$ depends on the size $s$.";
    assert_ne!(after(words, "\\frac{dC}{ds} = k"), Verdict::Proved);
    let chain = "Let $L = (y - m)^2$ with $m = w s$.";
    let formula = "\\frac{\\partial L}{\\partial w} = -2 s (y - w s)";
    assert_eq!(after(chain, formula), Verdict::Proved);
}

#[test]
fn double_factorials_are_no_factorials_of_factorials() {
    assert_eq!(last("$$4!! = 24!$$\n"), Verdict::Unknown);
    assert_eq!(last("$$(2!)! = 2$$\n"), Verdict::Proved);
}

#[test]
fn what_is_explained_after_a_display_holds_in_it() {
    let squares = "$$\\sum_{i=1}^{m} (b_i - t)^2 = \\sum_{i=1}^{m} b_i^2 - 2 t m q + m t^2$$";
    let verdict = |text: &str| steps(text)[0].verdict;
    for (after, expected) in [
        (
            "where $q = \\frac{1}{m} \\sum_{i=1}^{m} b_i$ is the mean.",
            true,
        ),
        (
            "where $m > 0$ and $q = \\frac{1}{m} \\sum_{i=1}^{m} b_i$.",
            true,
        ),
        (
            "where $q = \\frac{1}{m} \\sum_{i=1}^{m} b_i^2$ is the mean.",
            false,
        ),
        (
            "where it is not the case that $q = \\frac{1}{m} \\sum_{i=1}^{m} b_i$.",
            false,
        ),
        (
            "which differs where $q = \\frac{1}{m} \\sum_{i=1}^{m} b_i$ fails.",
            false,
        ),
    ] {
        let found = verdict(&format!("{squares}\n\n{after}\n"));
        assert_eq!(found == Verdict::Proved, expected, "{after}: {found:?}");
    }
    // It ends with its section, and says nothing of another one.
    let two = format!("{squares}\n\n# Next\n\nHere\n\n$$q = 1$$\n\nwhere $q = b_1 + b_2$.\n");
    assert_ne!(last(&two), Verdict::Proved);
    let mean = "where $q = \\frac{1}{m} \\sum_{i=1}^{m} b_i$ is the mean.";
    let later = format!("{squares}\n\n{mean}\n\n# Next\n\nWe have\n\n{squares}\n");
    assert_ne!(last(&later), Verdict::Proved);
    // What the display says of the name itself is no consequence of its explanation.
    assert_ne!(
        verdict("Let $u > 0$. Then\n\n$$c = u^2 - 1$$\n\nwhere $c = u^2 + 1$.\n"),
        Verdict::Proved
    );
}

#[test]
fn a_model_of_data_holds_of_each_item() {
    let model =
        "Consider $z = a + b w + \\varepsilon$ with $\\varepsilon_i \\sim \\mathcal{N}(0, s^2)$.";
    let squares = |sign: &str| {
        format!("\\sum_{{i=1}}^m \\varepsilon_i^2 = \\sum_{{i=1}}^m (z_i - a {sign} b w_i)^2")
    };
    assert_eq!(after(model, &squares("-")), Verdict::Proved);
    assert_ne!(after(model, &squares("+")), Verdict::Proved);
    // Points need not lie on a line.
    let line = "Consider the line $z = a + b w$ and the points with coordinates $w_i$ and $z_i$.";
    let none = "\\sum_{i=1}^m (z_i - a - b w_i)^2 = 0";
    assert!(!matches!(
        after(line, none),
        Verdict::Proved | Verdict::Supported
    ));
}

#[test]
fn sums_over_entries_of_products_are_words() {
    let sizes = "Let $y \\in \\mathbb{R}^n$, $X \\in \\mathbb{R}^{n \\times p}$ and $b \\in \\mathbb{R}^p$.";
    for (formula, expected) in [
        ("\\sum_{i=1}^n (X b)_i^2 = b^T X^T X b", true),
        ("\\sum_{i=1}^n y_i (X b)_i = b^T X^T y", true),
        (
            "\\sum_{i=1}^n (y_i - (X b)_i)^2 = (y - X b)^T (y - X b)",
            true,
        ),
        (
            "\\sum_{i=1}^n (y_i - (X b)_i)^2 = (y - X b)^T (y + X b)",
            false,
        ),
        ("\\sum_{i=1}^n y_i (X b)_i = - b^T X^T y", false),
    ] {
        let found = after(sizes, formula);
        assert_eq!(found == Verdict::Proved, expected, "{formula}: {found:?}");
    }
}

#[test]
fn a_derivative_that_was_found_may_be_set_to_zero() {
    let verdicts = |slope: &str, row: &str| {
        let slope = format!("$$\\frac{{d S(a, b)}}{{d a}} = {slope}$$");
        let sum = "Let $S(a, b) = \\sum_{i=1}^m (z_i - a - b w_i)^2$. Its derivative is";
        let text = format!("{sum}\n\n{slope}\n\nand setting this derivative to zero gives\n\n");
        let last = "$$\\hat{b} \\sum_{i=1}^m w_i + m \\hat{a} = \\sum_{i=1}^m z_i$$\n";
        let found = steps(&format!("{text}$$0 = {row}$$\n\n{last}"));
        let [.., set, solved] = &found[..] else {
            panic!("too few steps")
        };
        (set.verdict, solved.verdict)
    };
    let slope = "-2 \\sum_{i=1}^m (z_i - a - b w_i)";
    let at_point = "-2 \\sum_{i=1}^m (z_i - \\hat{a} - \\hat{b} w_i)";
    assert_eq!(
        verdicts(slope, at_point),
        (Verdict::Assumed, Verdict::Proved)
    );
    // Another function of the point is not what was set to zero.
    let other = "-2 \\sum_{i=1}^m (z_i - \\hat{a} + \\hat{b} w_i)";
    let (set, solved) = verdicts(slope, other);
    assert!(set != Verdict::Assumed && solved != Verdict::Proved);
}

#[test]
fn a_row_follows_also_where_the_factor_shows_a_side() {
    let rows = |last: &str| {
        let text =
            "Suppose that for $v$\n\n$$\\frac{n}{v} = \\frac{1}{v^2} \\sum_{i=1}^n y_i$$\n\nThen";
        after(text, last)
    };
    assert_eq!(rows("v = \\frac{1}{n} \\sum_{i=1}^n y_i"), Verdict::Proved);
    assert_ne!(rows("v = \\frac{2}{n} \\sum_{i=1}^n y_i"), Verdict::Proved);
}

#[test]
fn rows_are_given_a_row_that_may_hold() {
    let rows = |premise: &str, last: &str| {
        let text = format!(
            "It is known that\n\n$${premise}$$\n\nand hence\n\n$$2 u + 4 w = 12$$\n\n$${last}$$\n"
        );
        let found = steps(&text);
        let end = found.last().expect("a step").clone();
        (end.verdict, end.given)
    };
    let (verdict, given) = rows("u + 2 w = 6", "2 u - 12 = - 4 w");
    assert!(
        verdict == Verdict::Proved && !given.is_empty(),
        "{verdict:?}"
    );
    assert_eq!(rows("u + 2 w = 6", "2 u - 11 = - 4 w").0, Verdict::Refuted);
    assert_ne!(rows("u + 3 w = 6", "2 u - 11 = - 4 w").0, Verdict::Proved);
    // A theorem is what is to be shown.
    let theorem = "**Theorem:** We have\n\n$$u + 2 w = v + 3$$\n\n**Proof:** Thus\n\n$$2 u + 4 w = 2 v + 6$$\n";
    assert_ne!(last(theorem), Verdict::Proved);
    // What is wrong proves nothing, displayed or not.
    let wrong = "Let $a = b + c$ and $c = 2 b$. Thus\n\n$$a = 7 b$$\n\n$$a - b = 6 b$$\n";
    assert_ne!(last(wrong), Verdict::Proved);
    assert_ne!(
        last("Thus\n\n$$2 + 2 = 5$$\n\n$$4 + 4 = 10$$\n"),
        Verdict::Proved
    );
}

#[test]
fn what_is_tied_to_the_variable_does_not_stand_still() {
    for (words, half_done) in [
        (
            r"With $\tau = 1/\sigma^2$ we have",
            r"\frac{d}{d\tau} \left( 2 \tau - \frac{x^2}{\sigma^2} \right) = 2",
        ),
        (
            r"Let $\beta = 1/T$ and $Z = e^{-\beta E}$. Then",
            r"\frac{\partial}{\partial \beta} (\log Z + T) = - E",
        ),
        (
            r"Let $h = w x$, $V = h^3$ and $A = 4 h^2$. Then",
            r"\frac{d}{dV} (V + A) = 1",
        ),
        ("Suppose $x y = 1$. Then", r"\frac{d}{dx} (x y) = y"),
        (
            "Differentiating $x^2 + y^2 = 1$ by $x$,",
            r"\frac{d}{dx} (x^2 + y^2) = 2 x",
        ),
        ("Suppose $x y = 1$. Then", r"\int_1^2 y \, dx = y"),
        // A constant does not take up the motion.
        (
            r"Let $\beta = 1/(k T)$. Then",
            r"\frac{d}{d\beta} (\beta F + T) = F",
        ),
        ("Let $u = a x$. Then", r"\frac{d}{du} (u + x) = 1"),
        ("Suppose $x y = k$. Then", r"\int_1^2 y \, dx = y"),
        ("Suppose $\\tan y = x^2$. Then", r"\frac{d}{dx} (x + y) = 1"),
        ("Let $n = 2 m$. Then", r"\sum_{n=1}^N m = N m"),
        (
            "The points of the curve satisfy\n\n$$x^2 + y^2 = 1.$$\n\nThus",
            r"\frac{d}{dx} (x^2 + y^2) = 2 x",
        ),
        (
            "With $u = x^2$ we have",
            r"\int_0^1 x e^u \, du = x (e - 1)",
        ),
    ] {
        assert_eq!(after(words, half_done), Verdict::Unknown, "{words}");
    }
    for (words, whole) in [
        // One of the names that the variable is made of may still move.
        (
            r"Let $z = x - \mu$. Then",
            r"\frac{d}{dz} (z + \mu)^2 = 2 (z + \mu)",
        ),
        (
            r"Let $\eta = \mu/\sigma^2$. Then",
            r"\frac{d}{d\eta} \left( \frac{\eta^2 \sigma^2}{2} \right) = \eta \sigma^2",
        ),
        (
            r"Let $z = \frac{x - \mu}{\sigma}$. Then",
            r"\frac{d}{dz} (\mu + \sigma z) = \sigma",
        ),
        (
            "The gas obeys $P V = n R T$. Then",
            r"\int_1^2 \frac{n R T}{V} \, dV = n R T \log 2",
        ),
        // What is to be solved, or is called wrong, holds at no given point.
        (
            "We solve $a x + b = 0$ by steps, for which we need",
            r"\frac{d}{dx} (a x + b) = a",
        ),
        (
            "A common mistake is $(a + b)^2 = a^2 + b^2$. In fact",
            r"\frac{d}{da} (a + b)^2 = 2 (a + b)",
        ),
        // The variable is given by the names, and these by the variable.
        (
            r"Substituting $z = \frac{x - \mu}{\sigma}$, that is $x = \mu + \sigma z$, we have",
            r"\int_0^1 (\mu + \sigma z) \, dz = \mu + \frac{\sigma}{2}",
        ),
        // A partial derivative does not ask what a constraint makes of the others.
        (
            r"Maximize $x y$ subject to $x + y = 1$ by $L = x y - \lambda (x + y - 1)$. Then",
            r"\frac{\partial L}{\partial x} = y - \lambda",
        ),
    ] {
        assert_eq!(after(words, whole), Verdict::Proved, "{words}");
    }
}

#[test]
fn equations_between_defined_names_are_claims_and_give_nothing() {
    let text = |claim: &str, next: &str| {
        format!(
            "From $v = g t$ and $h = \\frac{{1}}{{2}} g t^2$ we have ${claim}$. So\n\n$${next}$$\n"
        )
    };
    assert_eq!(
        last(&text("v^2 = 2 g h", "v^2 - 2 g h = 0")),
        Verdict::Proved
    );
    assert_ne!(last(&text("v^2 = g h", "v^2 - g h = 0")), Verdict::Proved);
    let odds = "The odds are $o = \\frac{p}{1-p}$. Observe that $1/o = \\frac{1+p}{p}$ and";
    assert_ne!(after(odds, "\\frac{p}{o} = 1 + p"), Verdict::Proved);
    let moments =
        "Let $X$ be a random variable with mean $m$. Let $Y = 3 X$. Then $Y = 2 X$ has the mean";
    assert_ne!(after(moments, "E(Y) = 2 m"), Verdict::Proved);
}

#[test]
fn a_property_counts_where_its_clause_is_whole() {
    for (words, counts) in [
        ("Let $x$ be positive.", true),
        ("The values of $x$ are positive for all times.", true),
        ("The mean of $x$ is positive.", false),
        ("The slope at $x$ is positive.", false),
        ("Here $x$ is positive on average.", false),
        ("Let $x$ be positively correlated with $y$.", false),
    ] {
        let verdict = after(words, "\\sqrt{x^2} = x");
        assert_eq!(verdict == Verdict::Proved, counts, "{words}: {verdict:?}");
        assert_ne!(verdict, Verdict::Refuted, "{words}");
    }
    for (words, counts) in [
        ("Let $X$ and $Y$ be independent random variables.", true),
        (
            "Let $X$ and $Y$ be random variables. The residuals of $X$ and $Y$ are independent.",
            false,
        ),
        (
            "Let $X$ and $Y$ be random variables. In naive Bayes $X$ and $Y$ are independent in every class.",
            false,
        ),
    ] {
        let verdict = after(words, "E[X Y] = E[X] E[Y]");
        assert_eq!(verdict == Verdict::Proved, counts, "{words}: {verdict:?}");
    }
}

#[test]
fn integrals_over_vectors_are_evaluated_where_one_density_is_not_enough() {
    let words = "Let $q(z) = \\mathcal{N}(z; \\mu_1, \\sigma_1^2)$ and $p(z) = \\mathcal{N}(z; \\mu_2, \\sigma_2^2)$ with $z \\in \\mathbb{R}^J$.";
    for (formula, verdict) in [
        (
            "\\int q(z) \\log \\frac{q(z)}{p(z)} dz = \\int q(z) \\log q(z) dz - \\int q(z) \\log p(z) dz",
            Verdict::Proved,
        ),
        (
            "\\int q(z) \\log \\frac{q(z)}{p(z)} dz = \\int q(z) \\log q(z) dz - \\int q(z) p(z) dz",
            Verdict::Refuted,
        ),
        // Undefined where p is the greater density, whichever that is.
        (
            "\\int q(z) \\log \\frac{q(z)}{p(z)} dz = \\int q(z) \\log (q(z) - p(z)) dz",
            Verdict::Refuted,
        ),
    ] {
        assert_eq!(after(words, formula), verdict, "{formula}");
    }
}

#[test]
fn roots_of_powers_of_complex_numbers_stay() {
    assert_eq!(
        after("Let $z$ be complex.", "f(\\sqrt{z^4}) = f(z^2)"),
        Verdict::Unknown
    );
    assert_eq!(
        after("Let $z$ be real.", "\\sqrt{z^4} = z^2"),
        Verdict::Proved
    );
    let scaled = r"\lVert z x \rVert^2 = z^2 \lVert x \rVert^2";
    let vector = "and $x \\in \\mathbb{R}^n$.";
    assert_ne!(
        after(&format!("Let $z$ be complex {vector}"), scaled),
        Verdict::Proved
    );
    // The word is of every day, too.
    let models = "Models with $k$ parameters are complex. The dependence on $x$ is complex.";
    assert_eq!(after(models, "|k|^2 = k^2"), Verdict::Proved);
    assert_eq!(after(models, "|x|^2 = x^2"), Verdict::Proved);
}
