//! Entropies and mutual information of several random variables: chain rules and Shannon's inequalities. Beside each true
//! row stands one that must not be proved.

mod notes;

use hence::report::Verdict;
use notes::{last, steps};

#[test]
fn entropies_of_several_variables_follow_the_chain_rules() {
    for (right, wrong) in [
        (
            r"H(X,Y,Z) = H(X) + H(Y|X) + H(Z|X,Y)",
            r"H(X,Y,Z) = H(X) + H(Y|X) + H(Z|Y)",
        ),
        (
            r"H(X,Y|Z) = H(X|Z) + H(Y|X,Z)",
            r"H(X,Y|Z) = H(X|Z) + H(Y|Z)",
        ),
        (
            r"I(X;Y|Z) = H(X|Z) - H(X|Y,Z)",
            r"I(X;Y|Z) = H(X|Z) - H(Y|X,Z)",
        ),
        (
            r"I(X,Y;Z) = I(X;Z) + I(Y;Z|X)",
            r"I(X,Y;Z) = I(X;Z) + I(Y;Z)",
        ),
        (r"I(X;Y|Z) = I(Y;X|Z)", r"I(X;Y|Z) = I(X;Z|Y)"),
        (
            r"I(X;Y|Z) = H(X,Z) + H(Y,Z) - H(X,Y,Z) - H(Z)",
            r"I(X;Y|Z) = H(X,Z) + H(Y,Z) - H(X,Y,Z) + H(Z)",
        ),
    ] {
        let note =
            |row: &str| format!("Of discrete variables: $$ H(X,Y) = H(X) + H(Y|X) $$ $$ {row} $$");
        assert_eq!(last(&note(right)), Verdict::Proved, "{right}");
        assert_eq!(last(&note(wrong)), Verdict::Refuted, "{wrong}");
    }
}

#[test]
fn no_entropy_or_mutual_information_of_discrete_variables_is_negative() {
    for (right, wrong) in [
        (r"H(X) \ge 0", r"H(X) \le 0"),
        (r"H(X|Y) \ge 0", r"H(X|Y) - H(X) \ge 0"),
        (r"H(X|Y) \le H(X)", r"H(X|Y) \ge H(X)"),
        (r"H(X,Y) \le H(X) + H(Y)", r"H(X,Y) \ge H(X) + H(Y)"),
        (r"H(X,Y) \ge H(Y)", r"H(X,Y) \le H(Y)"),
        (r"H(X|Y,Z) \le H(X|Z)", r"H(X|Y,Z) \ge H(X|Z)"),
        (r"H(X|Y,Z) \le H(X)", r"H(X|Y,Z) \ge H(X)"),
        (r"I(X;Y|Z) \ge 0", r"I(X;Y|Z) \le 0"),
        (r"I(X;Y|Z) \le H(X|Z)", r"I(X;Y|Z) \ge H(X|Z)"),
        (r"I(X;Y,Z) \ge I(X;Y)", r"I(X;Y,Z) \ge H(X)"),
    ] {
        let note =
            |row: &str| format!("Of discrete variables: $$ H(X,Y) = H(X) + H(Y|X) $$ $$ {row} $$");
        assert_eq!(last(&note(right)), Verdict::Proved, "{right}");
        let verdict = last(&note(wrong));
        assert!(
            matches!(verdict, Verdict::Refuted | Verdict::Unknown),
            "{wrong}"
        );
    }
}

#[test]
fn entropies_of_continuous_variables_may_be_negative() {
    for words in [
        "Let $X$ and $Y$ be continuous random variables.",
        "The differential entropy of $X$ has these properties.",
        r"$$H(X) = -\int p(x) \log p(x) \, dx$$",
        r"Let $X \sim \mathcal{N}(0, \sigma^2)$.",
    ] {
        for row in [
            r"H(X) \ge 0",
            r"H(X|Y) \ge 0",
            r"H(X,Y) \ge H(X)",
            r"I(X;Y) \le H(X)",
        ] {
            let text = format!("{words} $$ {row} $$");
            assert_ne!(last(&text), Verdict::Proved, "{text}");
        }
    }
    for text in [
        r"Of discrete variables: $$h(X|Y) \ge 0$$",
        r"The entropy of the voltage $X$ given the temperature $Y$: $$H(X|Y) \ge 0$$",
        r"The entropy of $X$, uniform on $[0, a]$: $$H(X) \ge 0$$",
        r"The variances are finite, and the entropies coincide. $$H(X|Y) \ge 0$$",
        r"The entropy of a waiting time; the score is $\ell = \sum_i \log f(x_i)$. $$H(X|Y) \ge 0$$",
        r"The finite set has an infinite extension. The densities: $$H(X,Y) \ge H(X)$$",
    ] {
        assert_ne!(last(text), Verdict::Proved, "{text}");
    }
}

#[test]
fn other_entropies_have_other_laws() {
    for text in [
        r"Quantum states are discrete; with the von Neumann entropy $$H(A|B) \ge 0$$",
        r"Let $H(X)$ be the Rényi entropy of a discrete variable. $$H(X,Y) \le H(X)+H(Y)$$",
        r"The Tsallis entropy $H$ of discrete variables: $$H(X,Y)=H(X)+H(Y|X)$$",
    ] {
        assert_ne!(last(text), Verdict::Proved, "{text}");
    }
}

/// Variables side by side are the variables together.
#[test]
fn variables_side_by_side_are_joint() {
    let text = r"$$\begin{aligned} I(WX;Y|Z) &= H(WX|Z) - H(WX|YZ) \\ &= H(X|Z) + H(W|XZ) - H(X|YZ) - H(W|XYZ) \\
        &= I(X;Y|Z) + I(W;Y|XZ) \\ &= I(X;Y|Z) + I(W;Y|Z) \end{aligned}$$";
    let verdicts: Vec<Verdict> = steps(text).iter().map(|step| step.verdict).collect();
    use Verdict::{Proved, Refuted};
    assert_eq!(verdicts, [Proved, Proved, Proved, Refuted]);
}

/// What entropies have in common rests on how the variables hang together, which the words say and which is not followed.
#[test]
fn entropies_of_tied_variables_are_not_refuted() {
    for text in [
        r"Let $X_1, X_2, X_3$ be i.i.d. $$H(X_1, X_2, X_3) = 3 H(X_1)$$",
        r"$Z$ is the noise, $Y = X + Z$. $$I(X;Y) = H(Y) - H(Z)$$",
        r"For a symmetric channel $$H(Y|X) = H(p)$$",
        r"Let $X \to Y \to Z$ be a Markov chain. $$I(X;Y|Z) \le I(X;Y)$$",
        r"The message is coded. $$I(W;Y,X) = I(X;Y)$$ $$H(Y|W,X) = H(Y|X)$$",
    ] {
        let refuted = steps(text)
            .iter()
            .any(|step| step.verdict == Verdict::Refuted);
        assert!(!refuted, "{text}");
    }
}

/// A sum over the support of a density is the sum over all, where each term has the density as a factor.
#[test]
fn sums_over_a_support_are_sums_over_all() {
    let words = "Let $p(x,y)$ be the joint distribution of two discrete variables.";
    let proved = r"$$\sum_{x, y : p(x,y) > 0} p(x,y) \log \frac{p(x,y)}{p(x) p(y)} = \sum_{x, y} p(x,y) \log \frac{p(x,y)}{p(x) p(y)}$$";
    assert_eq!(last(&format!("{words} {proved}")), Verdict::Proved);
    for row in [
        r"$$\sum_{x : p(x) > 0} q(x) = \sum_x q(x)$$",
        r"$$\sum_{x : p(x) > 0} (p(x) + q(x)) = \sum_x (p(x) + q(x))$$",
        r"$$\sum_{x : p(x) > 0} \frac{1}{p(x)} = \sum_x \frac{1}{p(x)}$$",
        r"$$\sum_{x : p(x) < 1} p(x) = \sum_x p(x)$$",
    ] {
        let text = format!("Let $p$ and $q$ be discrete distributions. {row}");
        assert_eq!(last(&text), Verdict::Unknown, "{row}");
    }
}

#[test]
fn mixtures_of_two_densities_have_divergences() {
    for mixture in [
        r"\frac{p + q}{2}",
        r"\frac{1}{2} (p + q)",
        r"\frac{1}{2} p + \frac{1}{2} q",
    ] {
        let note = |row: &str| {
            format!(
                r"For distributions $p(x)$ and $q(x)$ the divergence is $$D_{{KL}}(p \| q) = \sum_x p(x) \log \frac{{p(x)}}{{q(x)}}$$ $${row}$$"
            )
        };
        let right =
            format!(r"D_{{KL}}(p \| {mixture}) = \sum_x p(x) \log \frac{{2 p(x)}}{{p(x) + q(x)}}");
        let wrong =
            format!(r"D_{{KL}}(p \| {mixture}) = \sum_x p(x) \log \frac{{p(x)}}{{p(x) + q(x)}}");
        assert_eq!(last(&note(&right)), Verdict::Proved, "{right}");
        assert_eq!(last(&note(&wrong)), Verdict::Refuted, "{wrong}");
    }
}

/// The divergence of Jensen and Shannon is half the divergences from the mean.
#[test]
fn the_mean_divergence_from_the_mean_has_a_name() {
    let note = |row: &str| {
        format!(
            r"Let $p(x)$ and $q(x)$ be discrete distributions. $$D_{{KL}}(p \| q) = \sum_x p(x) \log \frac{{p(x)}}{{q(x)}}$$ $${row}$$"
        )
    };
    let right = r"D_{JS}(p \| q) = \frac{1}{2} D_{KL}(p \| \frac{p+q}{2}) + \frac{1}{2} D_{KL}(q \| \frac{p+q}{2})";
    assert_eq!(last(&note(right)), Verdict::Proved, "{right}");
    for wrong in [
        r"D_{JS}(p \| q) = \frac{1}{2} D_{KL}(p \| q) + \frac{1}{2} D_{KL}(q \| p)",
        r"\mathrm{JSD}(p \| q) = H(\frac{p+q}{2}) + \frac{1}{2} H(p) - \frac{1}{2} H(q)",
    ] {
        assert_eq!(last(&note(wrong)), Verdict::Refuted, "{wrong}");
    }
}

/// `H` beside no word and no formula of an entropy may be a height; side by side may be a product.
#[test]
fn letters_are_not_taken_for_entropies_against_the_words() {
    for text in [
        r"Let $H(X,Y) = X^2 + Y^2$. $$H(X,Y) \le H(X) + H(Y)$$",
        r"Let $H$ be the height function and $I$ the current. $$I(X;Y) \ge 0$$ $$|x| \ge \; \log x$$ $$H(X,Y) \le H(X) + H(Y)$$",
        r"Let $X, Y$ be discrete, and $H(XY)$ the entropy of their product. $$H(X,Y) = H(X) + H(Y|X)$$ $$H(XY) = H(X) + H(Y|X)$$",
        r"Let $X, Y, Z$ be discrete random variables. $$I(X;Y;Z) \ge 0$$",
    ] {
        assert_ne!(last(text), Verdict::Proved, "{text}");
    }
}
