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
        let note = |row: &str| {
            format!("The chain rule of entropy: $$ H(X,Y) = H(X) + H(Y|X) $$ $$ {row} $$")
        };
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
        let note = |row: &str| {
            format!("The chain rule of entropy: $$ H(X,Y) = H(X) + H(Y|X) $$ $$ {row} $$")
        };
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
    assert_ne!(last(r"The entropy: $$h(X|Y) \ge 0$$"), Verdict::Proved);
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
