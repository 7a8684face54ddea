//! Values of random variables and their probabilities: sums over an index that numbers values, and moments beside the
//! density of what they are of. Beside each true case stands one that must not be proved.

mod notes;

use hence::report::Verdict;
use notes::{last, steps};

#[test]
fn an_index_may_number_the_values_of_a_variable() {
    for (words, right, wrong) in [
        (
            "The entropy of $X$ is",
            r"H(X) = -\sum_{i=1}^n p(x_i) \log p(x_i)",
            r"H(X) = \sum_{i=1}^n p(x_i) \log p(x_i)",
        ),
        (
            "The divergence is",
            r"D_{KL}(p \| q) = \sum_{i} p(x_i) \log \frac{p(x_i)}{q(x_i)}",
            r"D_{KL}(p \| q) = \sum_{i} p(x_i) \log \frac{q(x_i)}{p(x_i)}",
        ),
        (
            "The conditional entropy is",
            r"H(Y|X) = -\sum_{i=1}^n \sum_{j=1}^m p(x_i, y_j) \log p(y_j | x_i)",
            r"H(Y|X) = -\sum_{i=1}^n \sum_{j=1}^m p(x_i, y_j) \log p(x_i | y_j)",
        ),
        (
            "The divergence of two distributions over $K$ classes is",
            r"KL(p || q) = \sum_{k=1}^K p(k) \log p(k) - \sum_{k=1}^K p(k) \log q(k)",
            r"KL(p || q) = \sum_{k=1}^K p(k) \log p(k) - \sum_{k=1}^K q(k) \log q(k)",
        ),
        (
            "Let $X$ be a random variable with $P(X = x_i) = p_i$. Its expected value is",
            r"E[X] = \sum_i x_i p_i",
            r"E[X] = \sum_i p_i^2",
        ),
        (
            "Let $X$ be a random variable with $P(X = x_i) = p_i$. Its probabilities sum to one:",
            r"\sum_i p_i - \sum_i p_i^2 = 1 - \sum_i p_i^2",
            r"\sum_i p_i^2 - \sum_i p_i = 1 - \sum_i p_i^2",
        ),
    ] {
        let note = |row: &str| format!("{words} $$ {row} $$");
        assert_eq!(last(&note(right)), Verdict::Proved, "{right}");
        assert_eq!(last(&note(wrong)), Verdict::Refuted, "{wrong}");
    }
}

#[test]
fn items_of_samples_grids_and_events_are_no_values() {
    for text in [
        r"We draw a sample $x_1, \dots, x_n$ from the distribution $p$. $$\sum_{i=1}^n p(x_i) = 1$$",
        r"Approximate the integral of the probability density. $$\int p(x) dx = \sum_i p(x_i) h$$ $$\sum_i p(x_i) = 1$$",
        r"The events $A_i$ have probabilities $P(A_i)$, and are not disjoint. $$\sum_{i=1}^n P(A_i) = 1$$",
        r"For a random variable with probabilities $p(k)$ the distribution function is $$F(n) = \sum_{k=1}^n p(k)$$ $$\sum_{k=1}^n p(k) = 1$$",
        // A power of a probability is another number.
        r"Let $X$ be a random variable with $P(X = x_i) = p_i$. $$E[X] = \sum_i x_i p_i$$ $$\sum_i p_i^2 = \sum_i p_i$$",
        r"Let $X$ be a random variable with $P(X = x_i) = p_i$. $$1 - \sum_{i=1}^k p_i = 0$$",
        r"Let $X$ be a random variable that takes the values $x_1, \dots, x_{2n}$ with probabilities $p_1, \dots, p_{2n}$. $$\sum_{i=1}^n p_i = 1$$",
        r"Let $p(w)$ be the probability of a word, and $w_1, \dots, w_N$ the tokens of a sentence. $$\sum_{i=1}^N p(w_i) = 1$$",
        r"We keep the most likely values $x_1, \dots, x_K$ of the distribution. $$\sum_{i=1}^K p(x_i) = 1$$",
        r"We assume for the probabilities of the members of a family that $$p(f) = \sum_{i=1}^M p(m_i)$$ $$\sum_{i=1}^M p(m_i) = 1$$",
        r"The expected loss over outcomes is $$L = \sum_i p(x_i) \ell(x_i)$$ $$\sum_i p(x_i) \sum_j p(x_j) = \sum_i p(x_i)^2$$",
        r"The likelihood of a random sequence is $$L = \prod_{t=1}^T p(x_t)$$ $$\sum_{t=1}^T p(x_t) = 1$$",
    ] {
        assert_ne!(last(text), Verdict::Proved, "{text}");
    }
    // The sum may be over all values, which the words alone say.
    let text = r"Let $f$ be a distribution on $\{1, \dots, N\}$ with entropy $H$. $$\sum_{x \in \mathcal{X}} f(x) \log f(x) = \sum_{x=1}^{N} f(x) \log f(x)$$ $$\log N = N$$";
    assert_ne!(steps(text)[1].verdict, Verdict::Refuted, "{text}");
}

#[test]
fn moments_beside_a_density_are_under_it() {
    for (words, right, wrong) in [
        ("", r"E[X] = \sum_x x p(x)", r"E[X] = \sum_x p(x)^2"),
        (
            "Let $X$ be a random variable with density $f(x)$.",
            r"E[(X - x)^2] = \int (t - x)^2 f(t) dt",
            r"E[(X - x)^2] = \int (t + x)^2 f(t) dt",
        ),
        (
            "Let $X$ be a random variable with density $f(x)$.",
            r"\mathrm{Var}(X) = \int x^2 f(x) dx - \left(\int x f(x) dx\right)^2",
            r"\mathrm{Var}(X) = \int x^2 f(x) dx - \int x f(x) dx",
        ),
        (
            "Let $X$ be a random variable with density $f(x)$.",
            r"P(X \le x) = \int_{-\infty}^x f(t) dt",
            r"P(X > x) = \int_{-\infty}^x f(t) dt",
        ),
        (
            "The entropy is an expectation.",
            r"H(X) = E[-\log p(X)]",
            r"H(X) = E[\log p(X)]",
        ),
        (
            "The entropy is",
            r"H(X) = -\sum_x P(X = x) \log P(X = x)",
            r"H(X) = \sum_x P(X = x) \log P(X = x)",
        ),
    ] {
        let note = |row: &str| format!("{words} $$ {row} $$");
        assert_eq!(last(&note(right)), Verdict::Proved, "{right}");
        assert_eq!(last(&note(wrong)), Verdict::Refuted, "{wrong}");
    }
}

#[test]
fn a_density_of_something_else_is_none_of_the_variable() {
    for text in [
        r"Let $X \sim q$. We also consider the density $p$. $$E[X] = \int x p(x) dx$$",
        r"Let $X$ have density $p(x)$ and $Y$ have density $q(x)$. $$E[Y] = \int x p(x) dx$$",
        r"Let $X$ have density $p(x)$ and $Y$ have density $q(x)$. $$E[X] = \int x q(x) dx$$",
        r"Let $X_1, X_2$ be independent with density $f(x)$. $$E[X_1 X_2] = \int x^2 f(x) dx$$",
        r"Conditional on $X > c$ the random variable $X$ has the density $f(x)$. $$E[X] = \int x f(x) dx$$",
        r"The random variable $|X|$ has the density $f(x)$. $$E[X] = \int x f(x) dx$$",
        r"Let $X$ be the maximum of variables with density $f(x)$. $$P(X \le a) = \int_{-\infty}^a f(x) dx$$",
        r"The random variable $X$ is a function of a variable with density $f(x)$. $$E[X] = \int x f(x) dx$$",
        r"The random variable $X$ does not have the density $f(x)$. $$E[X] = \int x f(x) dx$$",
        r"Let $X$ be a continuous random variable with density $p(x)$. $$P(X = x) = p(x)$$",
        r"Let $X$ be a random variable with density $f(x)$. $$P(X = x) = f(x)$$",
        r"Let $X$ be a random variable with density $f(x)$ and $Y = X^2$. $$E[Y] = \int x f(x) dx$$",
    ] {
        assert_ne!(last(text), Verdict::Proved, "{text}");
    }
    // Values that are left out may have no probability.
    for text in [
        r"Let $X$ be a random variable with density $f(x)$ on $[0, 1]$. $$E[X] = \int_0^1 x f(x) dx$$",
        r"Let $X$ be a discrete random variable with values $x_1, \dots, x_n$ and $P(X = x_i) = p_i$. The mean is $\mu = E[X]$. $$\sum_{i=1}^n x_i p_i = \mu$$",
        r"Let $X$ be a random variable with values $1, 2, \dots$ $$E[X] = \sum_{k=1}^\infty k p(k)$$",
    ] {
        assert_ne!(last(text), Verdict::Refuted, "{text}");
    }
}

#[test]
fn densities_that_name_their_variables_stand_beside_moments() {
    for (right, wrong) in [
        (
            r"E[X] = \int_{\mathcal{X}} x f_X(x) dx",
            r"E[X] = \int_{\mathcal{X}} x^2 f_X(x) dx",
        ),
        (
            r"E[X Y] = \int_{\mathcal{X}} \int_{\mathcal{Y}} x y f_{X,Y}(x, y) \, dy \, dx",
            r"E[X Y] = \int_{\mathcal{X}} \int_{\mathcal{Y}} x y f_X(x) f_Y(y) \, dy \, dx",
        ),
        (
            r"E[X + Y] = \sum_{x \in \mathcal{X}} \sum_{y \in \mathcal{Y}} (x + y) f_{X,Y}(x, y)",
            r"E[X + Y] = \sum_{x \in \mathcal{X}} \sum_{y \in \mathcal{Y}} (x - y) f_{X,Y}(x, y)",
        ),
    ] {
        assert_eq!(last(&format!("$$ {right} $$")), Verdict::Proved, "{right}");
        assert_ne!(last(&format!("$$ {wrong} $$")), Verdict::Proved, "{wrong}");
    }
    // Sums and integrals of one note: each derivation says which.
    let both = r"Discrete: $$E[X] = \sum_{x \in \mathcal{X}} x f_X(x)$$ Continuous: $$E[X] = \int_{\mathcal{X}} x f_X(x) dx$$";
    assert!(steps(both).iter().all(|s| s.verdict == Verdict::Proved));
    for wrong in [
        r"E[X] = \int_{\mathcal{Y}} x f_X(x) dx",
        r"E[X] = \int_{\mathcal{A}} x f_X(x) dx",
        r"E[X] = \int_{\mathcal{X}} x f_Y(x) dx",
        r"E[X Y] = \int_{\mathcal{X}} \int_{\mathcal{Y}} x y f_{X,Y}(y, x) \, dy \, dx",
    ] {
        assert_ne!(last(&format!("$$ {wrong} $$")), Verdict::Proved, "{wrong}");
    }
}

#[test]
fn a_small_p_may_measure_events() {
    for (right, wrong) in [
        (
            r"p(A \cup B) = p(A) + p(B) - p(A \cap B)",
            r"p(A \cup B) = p(A) + p(B) + p(A \cap B)",
        ),
        (
            r"p(B \setminus A) = p(B) - p(A \cap B)",
            r"p(B \setminus A) = p(B) - p(A)",
        ),
        (
            r"p(A \cap B) \geq p(A) + p(B) - 1",
            r"p(A \cap B) \geq p(A) + p(B)",
        ),
        (r"p(A \cap B) = p(B \cap A)", r"p(A \cap B) = p(A) p(B)"),
        (r"p(A \cup B) \leq p(A) + p(B)", r"p(A \cup B) \leq p(A)"),
    ] {
        let note = |row: &str| format!("Let $A$ and $B$ be events. $$ {row} $$");
        assert_eq!(last(&note(right)), Verdict::Proved, "{right}");
        assert_ne!(last(&note(wrong)), Verdict::Proved, "{wrong}");
    }
    let bounded =
        r"Any event has a probability. $$0 \leq p(E) \leq 1$$ $$p(\overline{E}) = 1 - p(E)$$";
    assert!(steps(bounded).iter().all(|s| s.verdict == Verdict::Proved));
    // A density may be above 1.
    for text in [
        r"$$p(Z) \leq 1$$",
        r"Let $X$ be a random variable. In any event, $$p(X) \leq 1$$",
        r"The latent $Z$ explains the event. $$p(x) = \int p(x \mid Z) p(Z) dZ$$ $$p(Z) \leq 1$$",
        r"The events have densities. $$p(Z \mid W) \leq 1$$",
    ] {
        assert_ne!(last(text), Verdict::Proved, "{text}");
    }
}

#[test]
fn entropies_are_to_the_base_of_the_logarithms_beside_them() {
    for (right, wrong) in [
        (
            r"H(X) = -\sum_x p(x) \log_2 p(x)",
            r"H(X) = \sum_x p(x) \log_2 p(x)",
        ),
        (
            r"H(X) = -\sum_x p(x) \log_b p(x)",
            r"H(X) = -\sum_x p(x) \log_b p(x)^2",
        ),
        (
            r"H(X) + 1 = -\sum_x p(x) \log_2 \frac{p(x)}{2}",
            r"H(X) + 1 = -\sum_x p(x) \log_3 \frac{p(x)}{2}",
        ),
        (
            r"D(p \| q) = \sum_x p(x) \log_2 \frac{p(x)}{q(x)}",
            r"D(p \| q) = \sum_x p(x) \log_2 \frac{q(x)}{p(x)}",
        ),
    ] {
        let note = |row: &str| format!("Let $X$ be discrete with distribution $p$. $$ {row} $$");
        assert_eq!(last(&note(right)), Verdict::Proved, "{right}");
        assert_ne!(last(&note(wrong)), Verdict::Proved, "{wrong}");
    }
    for text in [
        r"$$H(X) = -\sum_x p(x) \log_2 p(x)$$ $$H(X) = -\sum_x p(x) \log_3 p(x)$$",
        r"Entropies are in nats. $$H(X) = -\sum_x p(x) \log_2 p(x)$$",
        r"$$H(X) = -\sum_x p(x) \log_2 p(x) = -\sum_x p(x) \ln p(x)$$",
    ] {
        assert_ne!(last(text), Verdict::Proved, "{text}");
    }
}

#[test]
fn the_name_of_a_quantity_names_no_density() {
    let text = r"Mutual information: $$I(X;Y) = H(X) + H(Y) - H(X,Y)$$";
    assert_eq!(last(text), Verdict::Proved);
    let text = r"Mutual information: $$I(X;Y) = H(X) + H(Y) + H(X,Y)$$";
    assert_eq!(last(text), Verdict::Refuted);
    // The parameter p is no density.
    let text = r"Let $X \sim \text{Bernoulli}(p)$. The entropy is $$H(X) = p \log p - (1 - p) \log(1 - p)$$";
    assert_eq!(last(text), Verdict::Refuted);
}

#[test]
fn a_small_p_of_other_things_is_no_probability() {
    for text in [
        r"The price of a bundle $A$ is $p(A)$. $$p(A \cup B) \le p(A) + p(B)$$ $$p(A) \le 1$$",
        r"Let $p(A) = |A|$ for finite sets. $$p(A \cup B) \le 1$$",
    ] {
        assert_ne!(last(text), Verdict::Proved, "{text}");
    }
}

/// What may be any number may also lie beyond the support.
#[test]
fn any_real_number_need_not_be_a_value() {
    for (words, row) in [
        (
            r"Let $X \sim \mathrm{Uniform}(0,1)$ and let $x$ be real.",
            r"P(X \le x) = x",
        ),
        (
            r"Let $X \sim \mathrm{Uniform}(0,1)$. For all $x \in \mathbb{R}$,",
            r"P(X \le x) = x",
        ),
        (
            r"Let $X \sim \mathrm{Exp}(\lambda)$ and $x \in \mathbb{R}$.",
            r"P(X > x) = e^{-\lambda x}",
        ),
        (
            r"Let $X \sim \mathrm{Exp}(\lambda)$. For every $x$",
            r"P(X > x) = e^{-\lambda x}",
        ),
    ] {
        let text = format!("{words} $$ {row} $$");
        assert_ne!(last(&text), Verdict::Proved, "{text}");
    }
    let text = r"Let $X \sim \mathrm{Exp}(\lambda)$ and $x > 0$. $$P(X > x) = e^{-\lambda x}$$";
    assert_eq!(last(text), Verdict::Proved);
}
