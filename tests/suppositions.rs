//! Where what a note supposes ends: conditions of clauses, domains of functions, names and letters of the note's own.
//! Beside each note that is true stands its false twin.

mod notes;

use hence::report::Verdict::{self, Proved, Refuted};
use notes::{last, steps, verdicts};

/// Notes whose last step is proved, and must be; and such as must not pass.
fn compare(right: &[&str], wrong: &[&str]) {
    for text in right {
        assert_eq!(last(text), Proved, "{text}");
    }
    for text in wrong {
        let verdict = last(text);
        assert!(
            matches!(verdict, Verdict::Unknown | Refuted),
            "{verdict:?}: {text}"
        );
    }
}

#[test]
fn what_a_clause_supposes_ends_where_the_words_turn_to_all() {
    compare(
        &[
            "Let $k$ be an integer. $$\\sin(k \\pi) = 0$$",
            "If $X \\sim \\mathcal{N}(0, 1)$, then $$E[X^2] = 1$$",
            "Let $m$ be even, $m = 2 k$. Then $m^2 = 4 k^2$. If $m = 2 k + 1$ is odd we have $$m^2 = 4 k^2 + 4 k + 1$$",
        ],
        &[
            "If $k$ is an integer, this is simple. In general, $$\\sin(k \\pi) = 0$$",
            "Let $k \\in \\mathbb{N}$. Now let $k$ be real. $$\\cos(2 \\pi k) = 1$$",
            "For integer $k$ it is one. For half-integer $k$, $$\\cos(2 \\pi k) = 1$$",
            "If $X \\sim \\mathcal{N}(0, 1)$, this is simple. In general, $$E[X^2] = 1$$",
            "## Gaussian case\n\nLet $X \\sim \\mathcal{N}(0, 1)$.\n\n## General case\n\n$$E[X^2] = 1$$",
            "Suppose that $q = \\frac12$. Next, consider the general case. $$q (1 - q) = \\frac14$$",
            "Let $m$ be even, $m = 2 k$. Then $m^2 = 4 k^2$. If $m$ is odd we have $$m^2 = 4 k^2$$",
            "Compare this with the case $c = 0$ above: $$e^{c x} = 1 + c x$$",
            "For $c = 0$ we recover the plain case. The other one is $$\\frac{x}{1 + c} = x$$",
            "For an acute angle with $\\sin u = \\frac35$ we have $\\cos u = \\sqrt{1 - \\sin^2 u} = \\frac45$. \
             In general, $$\\sqrt{1 - \\sin^2 u} = \\cos u$$",
        ],
    );
}

#[test]
fn what_stands_after_a_condition_is_claimed() {
    compare(
        &["For $x > 0$, $y > 0$. Then $$x + y > 0$$"],
        &[
            "For $x > 0$, $\\ln x \\ge x - 1$. Therefore $$\\ln x + 1 \\ge x$$",
            "For all values, $x^2 \\ge x$. Hence $$2 x^2 \\ge 2 x$$",
        ],
    );
}

#[test]
fn a_function_is_known_where_it_is_defined() {
    compare(
        &[
            "The density is $f(x) = a e^{-a x}$ for $x \\ge 0$. Then $$f(2) = a e^{-2 a}$$",
            "The loss is $h(r) = \\frac12 r^2$ for $|r| \\le 3$. Then $$h(2) = 2$$",
            "For even $n$, $a(n) = \\frac{n}{2}$. Hence $$2 a(n) = n$$",
            "Let $u(c) = \\ln c$ for $c > 0$. Then $$u(a b) = u(a) + u(b)$$",
            "The density is $f(x) = 2 x$ for $0 \\le x \\le 1$. $$\\int_0^t f(x) dx = t^2$$",
            "Let $w(x) = x^2$ for $x \\le 0$. $$\\int_0^1 w(-x) dx = \\frac13$$",
            "Let $w(x) = x^2$ for $x \\le 0$. $$w'(-2) = -4$$",
            "Let $w(x) = \\frac2x$ for $x \\ne 0$. $$w(-2) = -1$$",
            "Let $w(x) = \\ln x$ for $x \\ge e$. $$w(e^2) = 2$$",
            // Each definition holds where it is in force.
            "## First\n\nLet $f(x) = x^2$ and $$f(-3) = 9$$\n\n## Second\n\nLet $f(x) = x^2$ for $x > 0$ and $$f(2) = 4$$",
        ],
        &[
            "Let $w(x) = x^2$ for $x \\ge 0$. $$\\int_0^1 w(-x) dx = \\frac13$$",
            "Let $w(x) = x^2$ for $x \\ge 0$. $$w'(-2) = -4$$",
            "Let $w(x) = x^2$ for $x \\ge 0$. $$\\sum_{k=0}^m w(-k) = \\sum_{k=0}^m k^2$$",
            "Let $w(x) = x^2$ for $x \\ge 0$. Let $r = -3$. Then $$w(r) = 9$$",
            "Let $w(x) = x^2$ for $x \\ge 0$. Let $r < 0$. Then $$w(r) = r^2$$",
            "Let $w(x) = x^2$ for $x \\ge 0$. For $x < 0$ we have $$w(x) = x^2$$",
            "Let $w(x, y) = x y$ for $x \\ge 0$. Then $$\\int_{-1}^1 w(x, y) dx = 0$$",
            "Let $w(x) = x$ for $x \\ge 0$ and $X \\sim \\mathcal{N}(0, 1)$. Then $$E[w(X)] = 0$$",
            "Let $w(x) = \\ln x$ for $x \\ge e$. $$w(1) = 0$$",
            "The density is $f(x) = a e^{-a x}$ for $x \\ge 0$. Then $$f(-2) = a e^{2 a}$$",
            "The density is $f(x) = a e^{-a x}$ for $x \\ge 0$. $$\\int_{-1}^1 f(x) dx = e^a - e^{-a}$$",
            "The loss is $h(r) = \\frac12 r^2$ for $|r| \\le 3$. Then $$h(4) = 8$$",
            "For even $n$, $a(n) = \\frac{n}{2}$. Hence $$a(n + 1) = \\frac{n + 1}{2}$$",
            "If $n$ is even, $a(n) = \\frac{n}{2}$. Hence $$a(n + 1) = \\frac{n + 1}{2}$$",
            "For all odd numbers $n$ we set $a(n) = n^2$. Hence $$a(4) = 16$$",
            "When $r$ is a prime number, $d(r) = r - 1$. Hence $$d(9) = 8$$",
            "For a prime $p$ we have $\\varphi(p) = p - 1$. Hence $$\\varphi(p^2) = p^2 - 1$$",
            "For $x > 0$ let $f(x) = x$. Then $$f(-x) = -x$$",
        ],
    );
}

#[test]
fn letters_of_the_vocabulary_may_be_names_of_the_note() {
    compare(
        &[
            "$$E[2 X] = 2 E[X]$$",
            "The beta function is symmetric: $$B(a, b) = B(b, a)$$",
            "Let $q \\sim \\mathrm{Bet}(a, b)$. $$\\frac{B(a + 1, b)}{B(a, b)} = \\frac{a}{a + b}$$",
        ],
        &[
            "Let $E(v)$ be the energy of a body with speed $v$. $$E(2 v) = 2 E(v)$$",
            "Let $\\Gamma(t)$ be the reflection at time $t$. $$\\Gamma(t + 1) = t \\Gamma(t)$$",
            "The momentum is $p(t)$. $$\\int p(t) dt = 1$$",
            "Let $E(X)$ denote the elasticity of $X$. $$E(a X) = a E(X)$$",
            "Let $B(t, T)$ be the price at $t$ of a bond with maturity $T$. $$B(t, T) = B(T, t)$$",
        ],
    );
}

#[test]
fn things_that_do_not_commute_are_not_turned_round() {
    compare(
        &[
            "The layers have $N$ units with $M$ inputs: $$M N = N M$$",
            "The weights $w_1$ and $w_2$ are numbers: $$w_1 w_2 = w_2 w_1$$",
            "The identity matrix $I$ and a matrix $A$: $$A I = A$$",
            "The operator fails with probability $$P(A) P(B) = P(B) P(A)$$",
        ],
        &[
            "The layers have weights $W_1$ and $W_2$: $$W_1 W_2 = W_2 W_1$$",
            "The gates $X$ and $Z$ satisfy $$X Z = Z X$$",
            "The operators of the oscillator: $$a a^\\dagger - a^\\dagger a = 0$$",
            "The Hamiltonian is $H = \\frac{p^2}{2 m} + V(x)$, the momentum operator $p$. $$H p = p H$$",
            "The complex amplitude $A$ satisfies $$|A|^2 = A^2$$",
            "Let $z$ be complex. $$|z|^2 = z^2$$",
            "We use the summation convention. $$\\delta_{ii} = 1$$",
        ],
    );
}

#[test]
fn a_clause_after_a_display_may_define_a_name_anew() {
    let note = |last: &str| {
        format!(
            "We have $$\\bar{{u}} = \\frac{{t}}{{n}}$$ where $t = \\sum_{{i=1}}^n u_i$.\n\n\
             For the other sample $$\\bar{{v}} = \\frac{{t}}{{n}}$$ where $t = \\sum_{{i=1}}^n v_i$. Hence \
             $$n \\bar{{v}} = {last} .$$"
        )
    };
    compare(&[&note(r"\sum_{i=1}^n v_i")], &[&note(r"\sum_{i=1}^n u_i")]);
}

#[test]
fn what_is_said_of_chance_is_said_of_what_it_names() {
    compare(
        &[
            "Let $X$ and $Y$ be independent. $$q(x, y) = q(x \\mid y) q(y) = q(x) q(y)$$",
            "Let $X \\sim \\mathcal{N}(0, 1)$. We have $$2 X \\sim \\mathcal{N}(0, 4)$$ Hence $$\\mathrm{Var}[2 X] = 4$$",
        ],
        &[
            "The prior $p$ makes $X$ and $Y$ independent. Here $$q(x, y) = q(x \\mid y) q(y) = q(x) q(y)$$",
            "Let $X \\sim \\mathcal{N}(0, 1)$. It is clear that $$2 X \\sim \\mathcal{N}(0, 2)$$ Hence \
             $$\\mathrm{Var}[2 X] = 2$$",
        ],
    );
}

#[test]
fn what_may_jump_is_not_differentiated_under_an_integral() {
    let exchange = |words: &str| {
        format!(
            "{words} $$\\frac{{d}}{{ds}} \\int_0^1 f(x, s) dx = \\int_0^1 \\frac{{d}}{{ds}} f(x, s) dx$$"
        )
    };
    compare(
        &[&exchange("Let $f$ be a function.")],
        &[
            &exchange(r"Let $f(x, s) = \operatorname{sgn}(x - s)$."),
            &exchange(r"Let $f(x, s) = 0$ for $x > b$, where $b = 2 s$."),
            "Let $f(x, s) = \\max(x, s)$. $$\\frac{d}{ds} \\int_0^1 \\frac{d}{ds} f(x, s) dx = \\int_0^1 \\frac{d}{ds} \\frac{d}{ds} f(x, s) dx$$",
            "The upper end $b$ grows with $s$. $$\\frac{d}{ds} \\int_0^b h(x, s) dx = \\int_0^b \\frac{d}{ds} h(x, s) dx$$",
        ],
    );
    compare(
        &["Let $f(x) = c g(x)$. As a function of $x$, $$f(x) \\propto g(x)$$"],
        &[
            "Let $f(x) = c g(x)$ where $c$ depends on $x$. As a function of $x$, $$f(x) \\propto g(x)$$",
        ],
    );
    compare(
        &["Let $x = v t$. Then $$\\dot{x} = v$$"],
        &["Let $x = v t$ where $v$ grows with time. Then $$\\dot{x} = v$$"],
    );
}

#[test]
fn a_right_step_is_not_called_wrong_for_how_it_is_meant() {
    for text in [
        "$$\\frac{d}{dx} x^2 + x = 2 x + 1$$",
        "$$\\sum_{i=1}^n x_i + y_i = \\sum_{i=1}^n x_i + \\sum_{i=1}^n y_i$$",
        "The characteristic polynomial is $$\\det(A - t I) = t^2 - 3 t + 2$$",
        "$$\\operatorname{tr}(A B) = \\sum_i \\sum_j a_{ij} b_{ji} = \\operatorname{tr}(B A)$$",
        "The blocking probability with two servers is $$B(2, a) = \\frac{a^2 / 2}{1 + a + a^2 / 2}$$",
        "Setting $\\hbar = c = 1$, $$E = \\hbar \\omega = \\omega$$",
        "The mean is $$T = \\frac{x + y}{2}$$ A weighted variant is $$T = \\frac{x + 2 y}{3}$$",
        "In the first model $$f = a x + b$$ In the second model $$f = a x^2 + b$$",
        "We have $f(x) = x^2 + 1$.\n\n### The case $x = 1$\n\n$$f(x) = 2$$",
    ] {
        let found = verdicts(text);
        assert!(!found.contains(&Refuted), "{text}: {found:?}");
    }
    let twice = "The mean is $$T = \\frac{x + y}{2}$$ It follows that $$T = \\frac{x + 2 y}{3}$$";
    assert_eq!(last(twice), Refuted);
    let note = |step: &str| {
        format!(
            "The first loss has the derivative\n\n$${step}$$\n\nwhile the other one has\n\n\
             $$\\frac{{d}}{{dz}} \\log(1 - s(z)) = -s(z)$$\n\nwhere $s(z) = 1 / (1 + e^{{-z}})$.\n"
        )
    };
    assert_eq!(
        verdicts(&note("\\frac{d}{dz} \\log s(z) = 1 - s(z)"))[0],
        Proved
    );
    assert_eq!(
        verdicts(&note("\\frac{d}{dz} \\log s(z) = 1 + s(z)"))[0],
        Refuted
    );
    for text in [
        "$$\\frac{d}{dx} x^2 + x = 2 x + 2$$",
        "$$\\sum_{i=1}^n x_i + y = 2 \\sum_{i=1}^n x_i + y$$",
        "Setting $b = c = 1$, $$b u + c = u + 2$$",
    ] {
        assert_eq!(last(text), Refuted, "{text}");
    }
}

#[test]
fn superscripts_may_be_labels_and_brackets_functions() {
    compare(
        &[
            "We have $$x^1 x^2 = x^3$$",
            "The powers grow: $$r^{n+1} = r^n r$$",
            "Here $x^1 = x$ and $x^0 = 0! = 1$. $$x^2 x = x^3$$",
            "In a geometric series, $$x^0 + x^1 + x^2 = 1 + x + x^2$$",
            "Let $W^l$ be a power. $$W^2 W = W^3$$",
            "We have $$[u + v] w = u w + v w$$",
        ],
        &[
            "The iteration is $u^{t+1} = u^t - c g^t$. Then $$u^2 - u^1 = u^1 (u - 1)$$",
            "The first buyer offers $b^1$, the second one $b^2$. $$b^1 b^2 = b^3$$",
            "The draws $s^1, \\dots, s^n$ are given. $$s^1 s^2 = s^3$$",
            "With the start $c^0$ we get $$c^0 = 1$$",
            "Let $W^l$ be the weights of layer $l$. $$W^2 W^1 = W^3$$",
            "We update $$\\pi^{new} = \\pi^{new - old} \\pi^{old}$$",
            "The integer part of $u$ is $[u]$. $$[2 u] = 2 [u]$$",
            "Here $\\{u\\}$ is the fractional part of $u$. $$\\{u + v\\} = \\{u\\} + \\{v\\}$$",
        ],
    );
}

#[test]
fn what_is_said_of_one_item_is_said_of_no_other() {
    let sum = "$$\\sum_{i=1}^n |c_i| = \\sum_{i=1}^n c_i$$";
    let all = last(&format!("Let $c_i > 0$ for all $i$. {sum}"));
    assert!(matches!(all, Proved | Verdict::Supported), "{all:?}");
    compare(
        &[],
        &[
            &format!("Let $c_1 > 0$. {sum}"),
            "Let $c_2 \\ge 0$. $$\\sqrt{c_1^2} = c_1$$",
            "Let $h(u_0) > 0$. $$\\int_0^1 |h(u)| du = \\int_0^1 h(u) du$$",
        ],
    );
}

#[test]
fn what_is_independent_of_a_third_one_is_not_independent() {
    let claim = "$$E[U V] = E[U] E[V]$$";
    let variables = "Let $U$, $V$ and $W$ be random variables.";
    compare(
        &[&format!("{variables} $U$ is independent of $V$. {claim}")],
        &[
            &format!(
                "{variables} $U$ is independent of $W$ and $V$ is independent of $W$. {claim}"
            ),
            &format!(
                "{variables} Suppose $W$ is independent of $U$ and $V$ is a function of $W$. $$E[W V] = E[W] E[V]$$"
            ),
        ],
    );
}

#[test]
fn a_formula_that_follows_is_known_to_what_it_explains() {
    let near = "The slope is\n\n$$\\frac{d}{du} \\rho(u) = 3 u^2$$\n\nwhere $\\rho(u) = u^3$.";
    assert_eq!(verdicts(near)[0], Proved);
    // Elsewhere it may be of another function.
    for text in [
        "## First\n\nWe have\n\n$$\\log h(1) = 1$$\n\n## Second\n\nLet $h(u) = e^u$.\n",
        "The slope is\n\n$$\\frac{d}{du} h(u) = h(u)$$\n\nfor any of them. Another model has $h(u) = e^u$.\n",
    ] {
        assert!(!verdicts(text).contains(&Proved), "{text}");
    }
}

#[test]
fn what_the_words_drop_is_supposed_no_longer() {
    let variables = "Suppose first that the random variables $U$ and $V$ are independent. Then $$E[U V] = E[U] E[V].$$";
    compare(
        &[
            &format!("{variables} Twice this is $$2 E[U V] = 2 E[U] E[V]$$"),
            "Assume $u \\ge 0$. Then $$|u| = u$$ and so $$3 |u| = 3 u$$",
        ],
        &[
            &format!("{variables} In the dependent case $$2 E[U V] = 2 E[U] E[V]$$"),
            &format!("{variables} Without independence we have $$2 E[U V] = 2 E[U] E[V]$$"),
            &format!("{variables} In general, however, $$2 E[U V] = 2 E[U] E[V]$$"),
            "Assume $u \\ge 0$. Then $$|u| = u$$ For arbitrary $u$ we conclude $$3 |u| = 3 u$$",
        ],
    );
}

#[test]
fn products_of_matrices_told_by_other_words_are_not_turned_round() {
    compare(
        &["Let $P$ and $Q$ be numbers. $$P Q = Q P$$"],
        &[
            "The Jacobians are $P$ and $Q$. $$P Q = Q P$$",
            "Let $P, Q \\in GL_n$. $$P Q = Q P$$",
            "For matrices with $P Q = 0$ we have $$(P + Q)^2 = P^2 + Q^2$$",
            "Here $P$ has rank one and $Q$ has rank two. $$P Q = Q P$$",
            "The operators $A(t)$ and $B$ act on states. $$\\int_0^1 A(t) B dt = B \\int_0^1 A(t) dt$$",
        ],
    );
}

#[test]
fn a_display_after_where_defines_the_names_before_it() {
    let note = |output: &str, led: &str, meaning: &str, claim: &str| {
        format!(
            "**Theorem:** The output is\n\n$$h = {output}$$\n\n{led}\n\n$$K = {meaning}$$\n\n**Proof:** We find that\n\n$${claim}$$"
        )
    };
    let given = "where the amplification is given by";
    compare(
        &[
            &note("c K", given, "a b + 1", "c (a b + 1) = c K"),
            &note(
                "c K",
                "where $K$ is the amplification",
                "a b + 1",
                "c (a b + 1) = c K",
            ),
            &note("c K", "where", "a b + 1", "c (a b + 1) = c K"),
        ],
        &[
            &note("c K", given, "a b + 1", "c (a b + 2) = c K"),
            // The words do not say that it is so.
            &note(
                "c K",
                "where one could think that",
                "a b + 1",
                "c (a b + 1) = c K",
            ),
            &note(
                "c K",
                "where it is not true that",
                "a b + 1",
                "c (a b + 1) = c K",
            ),
            // What the display derives is not defined by what stands after it.
            &note(
                "K",
                "where this can be written as",
                "a b + 1",
                "K = a b + 1",
            ),
        ],
    );
}

#[test]
fn a_covariance_that_is_made_of_others_may_be_singular() {
    let note = |law: &str| {
        format!(
            "Let $y \\sim \\mathcal{{N}}(m, S)$ and $P = X (X^T X)^{{-1}} X^T$. The residuals are distributed as \
             $$r \\sim \\mathcal{{N}}(0, (I_n - P) S)$$ and the image is $$A y \\sim \\mathcal{{N}}({law})$$"
        )
    };
    compare(
        &[&note("A m, A S A^T")],
        &[&note("A m, A^T S A"), &note("m, A S A^T")],
    );
}

#[test]
fn an_announced_distribution_is_compared_with_the_one_derived() {
    let note = |announced: &str, derived: &str| {
        format!(
            "**Theorem:** Let $x \\sim \\mathcal{{N}}(m, S)$. Then the estimate is distributed as\n\n\
             $$\n\\hat{{b}} \\sim \\mathcal{{N}}({announced})\n$$\n\n\
             **Proof:** The estimate is [given by](/P/estimate)\n\n$$\n\\hat{{b}} = A^{{-1}} x\n$$\n\n\
             and thus it is distributed as\n\n$$\n\\hat{{b}} \\sim \\mathcal{{N}}({derived})\n$$"
        )
    };
    let first = |text: String| verdicts(&text)[1];
    let right = "A^{-1} m, A^{-1} S (A^{-1})^T";
    let wrong = "A m, A S A^T";
    assert_eq!(
        verdicts(&note(right, right))[1..],
        [Proved, Verdict::Assumed, Proved]
    );
    assert_ne!(first(note(wrong, right)), Proved);
    // A theorem does not prove itself.
    assert_ne!(first(note(wrong, wrong)), Proved);
    assert_ne!(last(&note(wrong, wrong)), Proved);
}

#[test]
fn an_announced_estimate_is_compared_with_the_one_that_its_equation_gives() {
    let note = |announced: &str, between: &str| {
        format!(
            "**Theorem:** Let $L(m) = a m - b m^2$ with $b > 0$. Then the estimate of $m$ is\n\n\
             $$\n\\hat{{m}} = {announced}\n$$\n\n\
             **Proof:** {between} The derivative of $L$ is\n\n$$\nL'(m) = a - 2 b m\n$$\n\n\
             and setting it to zero gives\n\n$$\na - 2 b \\hat{{m}} = 0\n$$\n\n\
             and thus\n\n$$\n\\hat{{m}} = \\frac{{a}}{{2 b}}\n$$"
        )
    };
    let claim = |announced: &str, between: &str| {
        let found = steps(&note(announced, between));
        let claim = found.iter().find(|step| step.lhs == "\\hat{m}");
        claim.map(|step| step.verdict)
    };
    assert_eq!(claim(r"\frac{a}{2 b}", ""), Some(Proved));
    assert_ne!(claim(r"\frac{a}{b}", ""), Some(Proved));
    // What the proof supposes of the claim's names is none of the theorem.
    assert_ne!(
        claim(r"\frac{a}{2 b}", "Suppose $a = 2 c$ and $b = c$."),
        Some(Proved)
    );
}

#[test]
fn what_a_theorem_supposes_holds_in_its_proof() {
    let note = |condition: &str, lead: &str, row: &str| {
        last(&format!(
            "**Theorem:** The absolute value fulfils\n\n$$\n|a b| = a |b|\n$$\n\nwhere {condition}.\n\n\
             **Proof:** We know that\n\n$$\n|u v| = |u| |v|\n$$\n\n{lead} we get\n\n$${row}$$\n"
        ))
    };
    let row = "2 |a| = 2 a";
    assert_eq!(note("$a \\geq 0$", "Therefore", row), Proved);
    assert_ne!(note("$a \\leq 0$", "Therefore", row), Proved);
    assert_ne!(note("$a \\geq 0$", "In general", row), Proved);
    assert_ne!(note("$a \\geq 0$", "For all $a$", row), Proved);
    assert_ne!(note("$b \\geq 0$", "Therefore", row), Proved);
    // Of two displays each may have its own.
    let two = "$a \\geq 0$. Also\n\n$$\n|a - b| = |b - a|\n$$\n\nholds";
    assert_ne!(note(two, "Therefore", row), Proved);
    // One case is not all of them.
    assert_ne!(note("$a = 1$", "Therefore", "2 a = 2"), Proved);
}

#[test]
fn a_display_that_supposes_is_given_where_it_is_referred_to() {
    let note = |row: &str| {
        last(&format!(
            "**Theorem:** We have\n\n$$\nR^2 = R\n$$\n\n**Proof:** 1) It is given by\n\n$$ \\label{{tie}}\nR = a - b^2\n$$\n\n\
             such that\n\n$$\nR + b^2 = a\n$$\n\n2) In general\n\n$$ 1 + a - b^2 \\overset{{\\eqref{{tie}}}}{{=}} {row} $$\n"
        ))
    };
    assert_eq!(note("1 + R"), Proved);
    assert_ne!(note("1 - R"), Proved);
}

#[test]
fn models_are_found_by_solving_for_a_matrix() {
    let note = |condition: &str, claim: &str| {
        format!(
            "Let $V$ be a positive definite $n \\times n$ matrix and $W$ an $n \\times n$ matrix such that \
             ${condition}$. Then we have $${claim}$$"
        )
    };
    compare(
        &[&note("W V W^T = I_n", "W V W^T + V = I_n + V")],
        &[&note("W V W^T = I_n", "W^T V W + V = I_n + V")],
    );
    // Of the roots of a matrix the positive definite one is meant, but not the only one.
    let root = "W W = V^{-1}$ and $W$ is symmetric, so that $W V W = I_n";
    assert_ne!(last(&note(root, "W = V^{-1/2}")), Refuted);
    assert_ne!(last(&note(root, "W = V^{1/2}")), Proved);
}

#[test]
fn equations_are_supposed_in_so_many_words() {
    for (words, row) in [
        ("Suppose $a x = b y$.", "a x - b y = 0"),
        ("Assume that $x y = z w$.", "x y - z w = 0"),
        ("Let $a + b = c + d$.", "a - c = d - b"),
        ("Suppose $x + y = 2 z$ and $x - y = 4 w$.", "x = z + 2 w"),
    ] {
        assert_eq!(
            last(&format!("{words}\n\n$${row}$$\n")),
            Verdict::Proved,
            "{words}"
        );
    }
    for (words, row) in [
        ("Suppose $a x = b y$.", "a x + b y = 0"),
        ("Suppose $a x = b y$ is false.", "a x - b y = 0"),
        ("Suppose $a x = b y$, for contradiction.", "a x - b y = 0"),
        ("Suppose we want to show that $a x = b y$.", "a x - b y = 0"),
        (
            "Suppose $x > 0$. Then one might think that $a x = b y$.",
            "a x - b y = 0",
        ),
        // Nothing fulfils it.
        ("Suppose $x^2 + 1 = 0$ and $x + y = y + 2$.", "x = 7"),
    ] {
        assert_ne!(
            last(&format!("{words}\n\n$${row}$$\n")),
            Verdict::Proved,
            "{words}"
        );
    }
}

#[test]
fn a_letter_that_is_substituted_again_stands_for_the_new_expression() {
    compare(
        &[
            "Substituting $z = x - 2$ we have $$(x - 2)^2 = z^2$$ Now substituting $z = 3 x$, we have $$z^2 = 9 x^2$$",
        ],
        &[
            "Substituting $z = x - 2$ we have $$(x - 2)^2 = z^2$$ Now substituting $z = 3 x$, we have $$z = x - 2$$",
        ],
    );
}

#[test]
fn what_stands_after_where_gives_names_their_meaning() {
    let note = |last: &str| {
        format!(
            "Let $x \\sim \\mathcal{{N}}(0, S)$ where $$S = \\begin{{bmatrix}} 1 & r \\\\ r & 1 \\end{{bmatrix}}$$ \
             Then $$2 r = r + r$$ Moreover, $$|S| = {last}$$"
        )
    };
    compare(&[&note("1 - r^2")], &[&note("1 + r^2"), &note("1 - r")]);
    // Where something holds is no meaning.
    compare(
        &[],
        &["At points where $f = g$ they meet. $$1 + 1 = 2$$ In general $$f = g$$"],
    );
}

#[test]
fn independence_in_a_condition_is_supposed_for_its_clause() {
    compare(
        &[
            "If $X$ and $Y$ are independent, then $E[X Y] = E[X] E[Y]$. This fails where they are dependent. $$E[X + Y] = E[X] + E[Y]$$",
        ],
        &[
            "If $X$ and $Y$ are independent, this is simple. Here $X$ and $Y$ are dependent. $$E[X Y] = E[X] E[Y]$$",
        ],
    );
}

#[test]
fn a_property_belongs_to_the_noun_it_stands_before() {
    compare(
        &["Let $Z \\sim \\mathcal{N}(m, v)$ with possible values on the whole line. $$E[Z] = m$$"],
        &[],
    );
}

#[test]
fn what_is_said_of_one_value_defines_nothing_in_general() {
    let note = |words: &str| format!("{words} In general\n\n$$\\frac{{b}}{{a}} = 2$$\n");
    for words in [
        "If $c = 1$ then $b = 2 a$.",
        "When $c = 1$, $b = 2 a$.",
        "For $c = 1$ we have $b = 2 a$.",
    ] {
        let last = last(&note(words));
        assert!(!matches!(last, Proved | Refuted), "{words}");
    }
    assert_eq!(last(&note("Let $b = 2 a$.")), Proved);
    assert_eq!(last(&note("For $c = 1$, let $b = 2 a$.")), Proved);
}

#[test]
fn of_two_laws_in_two_cases_neither_holds_further_on() {
    for words in [
        r"Given $Z = 0$, $X \sim \mathcal{N}(0, 1)$. Given $Z = 1$, $X \sim \mathcal{N}(5, 1)$. Hence",
        r"Under $P$ we have $X \sim \mathcal{N}(0, 1)$; under $Q$ we have $X \sim \mathcal{N}(5, 1)$. Then",
        r"For class 0 we have $X \sim \mathcal{N}(0, 1)$ and for class 1 we have $X \sim \mathcal{N}(5, 1)$.",
    ] {
        for row in ["5", "0"] {
            let found = last(&format!("{words}\n\n$$\\mathrm{{E}}[X] = {row}$$\n"));
            assert!(!matches!(found, Proved | Refuted), "{words} {row}");
        }
    }
    // A variable that is let again has its new law.
    let again = r"Let $X \sim \mathcal{N}(0, 1)$. $$\mathrm{E}[X] = 0$$ Now let $X \sim \mathcal{N}(5, 1)$.";
    assert_eq!(
        last(&format!("{again}\n\n$$\\mathrm{{E}}[X] = 5$$\n")),
        Proved
    );
}
