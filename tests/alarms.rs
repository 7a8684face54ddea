//! True steps that were called wrong or not followed: equations that the note states, names that are what nobody means by
//! them. Beside each stands a false twin that is not proved, and where it can be, refuted.

mod notes;

use hence::report::Verdict::{Proved, Refuted, Supported, Unknown};
use notes::last;

/// Notes whose last step is not called wrong, and twins of which it is.
fn alarms(true_ones: &[&str], false_ones: &[&str]) {
    for text in true_ones {
        assert_ne!(last(text), Refuted, "{text}");
    }
    for text in false_ones {
        assert_eq!(last(text), Refuted, "{text}");
    }
}

/// Notes whose last step is proved or supported, and twins of which it is refuted.
fn follow(true_ones: &[&str], false_ones: &[&str]) {
    for text in true_ones {
        let verdict = last(text);
        assert!(matches!(verdict, Proved | Supported), "{verdict:?}: {text}");
    }
    alarms(&[], false_ones);
}

#[test]
fn a_chain_in_the_text_is_supposed_whole() {
    follow(
        &[
            "The tension is the same in both strings, $T = k u = l w$, so $$\\frac{u}{w} = \\frac{l}{k}$$",
            "Let $u = v = w$. $$u + v + w = 3 w$$",
            "Let $r = \\lambda / \\mu < 1$, $\\lambda > 0$, $\\mu > 0$. $$\\sum_{n=0}^\\infty r^n = \\frac{1}{1 - r}$$",
            "In a geometric sequence $r = \\frac{v}{u} = \\frac{w}{v}$. $$v^2 = u w$$",
        ],
        &[
            "The tension is the same in both strings, $T = k u = l w$, so $$\\frac{u}{w} = \\frac{k}{l}$$",
            "Let $u = v = w$. $$u + v + w = 2 w$$",
            "Let $r = \\lambda / \\mu < 1$, $\\lambda > 0$, $\\mu > 0$. $$\\sum_{n=0}^\\infty r^n = \\frac{1}{1 + r}$$",
            "In a geometric sequence $r = \\frac{v}{u} = \\frac{w}{v}$. $$v^2 = 2 u w$$",
        ],
    );
}

#[test]
fn what_a_chain_claims_of_known_names_is_not_supposed() {
    for text in [
        "Let $m = \\frac{a + b}{2} = a + b$. $$2 m = a + b + m$$",
        "Let $a > 0$. The sum is $s = a + a = 3 a$, so $$s = 3 a$$",
    ] {
        assert_ne!(last(text), Proved, "{text}");
    }
}

#[test]
fn equations_are_solved_for_names_of_their_models() {
    follow(
        &[
            "Assume $x + y = 1$, $x - y = 0$. $$2 x = 1$$",
            "Suppose $\\frac{a}{b} = \\frac{c}{d}$. Then $$a d = b c$$",
            "Suppose $e^{a} = b c$ and $b = e^{d}$. $$c = e^{a - d}$$",
        ],
        &[
            "Assume $x + y = 1$, $x - y = 0$. $$2 x = 3$$",
            "Suppose $\\frac{a}{b} = \\frac{c}{d}$. Then $$a c = b d$$",
        ],
    );
}

#[test]
fn no_step_fails_where_a_stated_equation_does() {
    alarms(
        &[
            "The heat is $W = n R T \\log\\frac{u_4}{u_3}$. On the adiabats $T u_2^{g - 1} = S u_3^{g - 1}$ and $T u_1^{g - 1} = S u_4^{g - 1}$, so that $$\\frac{u_2}{u_1} = \\frac{u_3}{u_4}$$",
            "Suppose $M N = I$ and $L M = I$ for $n \\times n$ matrices $M$, $N$, $L$. $$(L M) N = N$$",
            "With $c = a F(d) - b F(e)$ and $p = b F(-e) - a F(-d)$, since $F(-x) = 1 - F(x)$, $$c - p = a - b$$",
        ],
        &[],
    );
}

#[test]
fn a_name_is_not_applied_to_terms_of_itself() {
    follow(
        &[
            "Let $s = \\frac{1}{1 + e^{-z}}$. $$\\frac{ds}{dz} = s(1 - s)$$",
            "Let $g_1 = v_1$ and $g_2 = v_2(1 - v_1)$. $$1 - g_1 - g_2 = (1 - v_1)(1 - v_2)$$",
        ],
        &["Let $g_1 = v_1$ and $g_2 = v_2(1 - v_1)$. $$1 - g_1 - g_2 = (1 - v_1)(1 + v_2)$$"],
    );
    let twin = "Let $s = \\frac{1}{1 + e^{-z}}$. $$\\frac{ds}{dz} = s(1 + s)$$";
    assert_ne!(last(twin), Proved);
}

#[test]
fn a_letter_before_a_name_in_brackets_is_no_factor() {
    for text in [
        "Let $m = \\frac12 (p + q)$ for distributions $p$ and $q$. We compare with $H(m)$. $$\\sum_x p(x) \\log \\frac{p(x)}{m(x)} = \\sum_x p(x) \\log p(x) - \\sum_x p(x) \\log m(x)$$ $$\\frac{m(2 x)}{m(x)} = 2$$",
        "Let $m = \\frac12 (p + q)$ for distributions $p$ and $q$. The entropy is $H(m)$. $$\\sum_x m(x) = 1$$",
        "Let $w = p / q$ for densities $p$ and $q$. $$\\sum_x q(x) w(x) = w \\sum_x x q(x)$$ $$w(2 x) = 2 w(x)$$",
    ] {
        assert_eq!(last(text), Unknown, "{text}");
    }
}

#[test]
fn values_are_those_of_their_variables() {
    alarms(
        &[
            "Let $U \\sim U(0, 1)$. $$P(U < p) = p$$",
            "Let $U \\sim U(0, 1)$. $$P(-\\log U \\le t) = 1 - e^{-t}$$",
            "Let $X \\sim \\mathrm{Geom}(p)$ be the number of trials until the first success. $$P(X > k) = (1 - p)^k$$",
            "With $K$ classes the target is $q_k = (1 - c) \\delta_{k, y} + c / K$, where $y$ is the label. $$\\sum_{k=1}^K q_k = (1 - c) + c$$",
            "Let $a(x, y) = \\min\\left(1, \\frac{\\pi(y) q(y, x)}{\\pi(x) q(x, y)}\\right)$. Then $$\\pi(x) q(x, y) a(x, y) = \\min(\\pi(x) q(x, y), \\pi(y) q(y, x))$$",
            "$G$ has distribution function $F(g) = e^{-e^{-g}}$. $$P(G + a \\le x) = F(x - a)$$",
            "Let $X \\perp Y \\mid Z$. $$p(x, y | z) = p(x | z) p(y | z)$$",
        ],
        &[
            "Let $U \\sim U(0, 1)$. $$P(U < p) = p^2$$",
            "Let $X \\sim \\mathrm{Geom}(p)$ be the number of trials until the first success. $$P(X > k) = p^k$$",
            "With $K$ classes the target is $q_k = (1 - c) \\delta_{k, y} + c / K$, where $y$ is the label. $$\\sum_{k=1}^K q_k = (1 - c) + 2 c$$",
        ],
    );
}

#[test]
fn the_sum_of_the_items_may_be_called_the_item_zero() {
    follow(
        &["Let $a_0 = \\sum_{k=1}^K a_k$ and $m_k = \\frac{a_k}{a_0}$. $$\\sum_{k=1}^K m_k = 1$$"],
        &[
            "Let $a_0 = \\sum_{k=1}^K a_k$ and $m_k = \\frac{a_k}{a_0}$. $$\\sum_{k=1}^K m_k = a_0$$",
        ],
    );
}

#[test]
fn a_quantity_of_an_open_function_may_be_that_of_one() {
    alarms(
        &[
            "For a density $f$ we write $h = -\\int f(x) \\log f(x) dx$. **Uniform** on $[0, a]$, $a > 0$: $$h = \\log a$$",
        ],
        &[],
    );
}

#[test]
fn the_identity_stands_beside_matrices_that_are_written_out() {
    follow(
        &[
            "For $N = \\begin{pmatrix} 0 & 1 \\\\ 0 & 0 \\end{pmatrix}$ we have $$(I + a N)(I + b N) = I + (a + b) N$$",
        ],
        &[
            "For $N = \\begin{pmatrix} 0 & 1 \\\\ 0 & 0 \\end{pmatrix}$ we have $$(I + a N)(I + b N) = I + a b N$$",
        ],
    );
}

#[test]
fn values_of_a_prior_are_values() {
    let drawn = "The prior is $c \\sim \\mathrm{Gamma}(a, b)$, and $t_1, \\dots, t_n$ are independent with $t_i \\sim \\mathrm{Exp}(c)$. Then ";
    let right = format!("{drawn}$$p(c \\mid t) \\propto p(t \\mid c) p(c)$$");
    assert_eq!(last(&right), Proved);
    for wrong in [
        format!("{drawn}$$p(c \\mid t) \\propto p(t \\mid c)$$"),
        format!("{drawn}$$p(c \\mid t) \\propto c^{{a + n}} e^{{-c (b + \\sum_{{i=1}}^n t_i)}}$$"),
    ] {
        assert_ne!(last(&wrong), Proved, "{wrong}");
    }
}

#[test]
fn a_variable_that_the_words_call_continuous_has_no_atoms() {
    for words in [
        r"Let $U$ be a continuous random variable with density $h(u)$.",
        r"The random variable $U$ has a density $h$.",
    ] {
        let row = r"P(a < U < b) = P(U < b) - P(U < a)";
        let found = last(&format!("{words}\n\n$${row}$$\n"));
        assert_ne!(found, Refuted, "{words}");
        let row = r"P(a < U < b) = P(U < a) - P(U < b)";
        let found = last(&format!("{words}\n\n$${row}$$\n"));
        assert_eq!(found, Refuted, "{words}");
    }
}

#[test]
fn one_hot_labels_sum_to_one() {
    let words = r"The label $y$ is one-hot and $L = - \sum_{k=1}^m y_k \log \frac{e^{s_k}}{Z}$.";
    let right = r"L = - \sum_{k=1}^m y_k s_k + \log Z";
    let wrong = r"L = - \sum_{k=1}^m y_k s_k - \log Z";
    assert_ne!(last(&format!("{words}\n\n$${right}$$\n")), Refuted);
    assert_eq!(last(&format!("{words}\n\n$${wrong}$$\n")), Refuted);
}

/// How many items a list has is not known by its index: `n` may be their number.
#[test]
fn the_number_of_items_may_be_any_letter_for_a_size() {
    let text = r"The entropy of the distribution $p$ over $n$ symbols with $p_i = 1/n$ is $$H(p) = \log n$$";
    assert_ne!(last(text), Refuted);
    let text = r"Let $p_1, \dots, p_n$ be probabilities with $p_i = 1/n$. $$-\sum_{i=1}^n p_i \log p_i = 2 \log n$$";
    assert_eq!(last(text), Refuted);
}

/// What belongs to a set is not known to the numbers.
#[test]
fn values_that_ask_for_membership_are_not_refuted() {
    let text = r"Let $f(x) = \begin{cases} 1 & x \in S \\ 0 & \text{else} \end{cases}$. Since $2 \in S$, $$f(2) = 1$$";
    assert_ne!(last(text), Refuted);
    let text = r"Let $f(x) = \begin{cases} 1 & x \geq 2 \\ 0 & \text{else} \end{cases}$. Then $$f(3) = 0$$";
    assert_ne!(last(text), Proved);
}
