//! Distributions told in words, and clauses that say more of their names than one property.

use hence::check::{Input, Options, note, with_stack};
use hence::report::Verdict;

/// The verdict of the last step.
fn last(text: &str) -> Verdict {
    let input = Input {
        path: "note.md".into(),
        bytes: text.as_bytes().to_vec(),
    };
    let steps = with_stack(|| note::check(&input, &Options::default())).steps;
    steps.last().expect("a step").verdict
}

/// What is said, a step that follows, and one that does not.
const TOLD: &[(&str, &str, &str)] = &[
    (
        "Let $h(x)$ be the probability density function of a normal distribution with mean $m$ and variance $v$.",
        r"\int_{-\infty}^\infty x h(x) dx = m",
        r"\int_{-\infty}^\infty x h(x) dx = v",
    ),
    (
        "Let $T$ have a chi-squared distribution with $k$ degrees of freedom.",
        r"E[T] = k",
        r"E[T] = 2 k",
    ),
    (
        "Let $U$ follow a uniform distribution with minimum $a$ and maximum $b$.",
        r"E[U] = \frac{a + b}{2}",
        r"E[U] = b - a",
    ),
    (
        "Let $T$ have a Laplace distribution with location $m$ and scale $s$.",
        r"\mathrm{Var}(T) = 2 s^2",
        r"\mathrm{Var}(T) = s^2",
    ),
    (
        "Let $T$ have a Wald distribution with drift rate $c$ and threshold $a$.",
        r"E[T] = \frac{a}{c}",
        r"E[T] = \frac{c}{a}",
    ),
    ("Let $T \\sim \\chi^2_k$.", r"E[T] = k", r"E[T] = 2 k"),
    (
        "Let $T \\sim \\mathrm{Wald}(c, a)$.",
        r"\mathrm{Var}(T) = \frac{a}{c^3}",
        r"\mathrm{Var}(T) = \frac{a^2}{c^3}",
    ),
    (
        "Let $T \\sim \\text{ex-Gaussian}(m, s, r)$.",
        r"\mathrm{Var}(T) = s^2 + \frac{1}{r^2}",
        r"\mathrm{Var}(T) = s^2 + \frac{1}{r}",
    ),
    (
        "Let $T$ be exponential with rate $r$.",
        r"E[T] = 1/r",
        r"E[T] = r",
    ),
    (
        "Suppose that $T$ has an exponential distribution with mean $m$.",
        r"E[T^2] = 2 m^2",
        r"E[T^2] = m^2",
    ),
    (
        "Let $Z$ be a standard normal random variable.",
        r"E[Z^4] = 3",
        r"E[Z^4] = 2",
    ),
    (
        "Let $Z$ be normally distributed with mean $m$ and variance $v$.",
        r"E[Z^2] = m^2 + v",
        r"E[Z^2] = m^2 - v",
    ),
    (
        "Let $Z$ be normal with mean $m$ and standard deviation $s$.",
        r"\mathrm{Var}(Z) = s^2",
        r"\mathrm{Var}(Z) = s",
    ),
    (
        "Let $Z$ be Gaussian with zero mean and variance $v$.",
        r"E[Z^2] = v",
        r"E[Z^2] = v^2",
    ),
    (
        "Let $N$ be a Poisson random variable with mean $m$.",
        r"E[N^2] = m^2 + m",
        r"E[N^2] = m^2",
    ),
    (
        "Consider a Poisson variable $N$ with rate $m > 0$.",
        r"\mathrm{Var}(N) = m",
        r"\mathrm{Var}(N) = m^2",
    ),
    (
        "Let $B$ be Bernoulli($q$).",
        r"\mathrm{Var}(B) = q - q^2",
        r"\mathrm{Var}(B) = q",
    ),
    (
        "Let $B$ be Bernoulli with success probability $q$.",
        r"E[B^2] = q",
        r"E[B^2] = q^2",
    ),
    (
        "Let $Y$ be uniform on $[0, c]$.",
        r"E[Y] = c/2",
        r"E[Y] = c",
    ),
    (
        "Let $Y$ be uniformly distributed over the interval $[a, b]$.",
        r"E[Y] = (a + b)/2",
        r"E[Y] = (b - a)/2",
    ),
    (
        "Let $G$ have a gamma distribution with shape $a$ and rate $b$.",
        r"E[G] = a/b",
        r"E[G] = a b",
    ),
    (
        "Let $G$ be gamma distributed with shape $a$ and scale $b$.",
        r"E[G] = a b",
        r"E[G] = a/b",
    ),
    (
        "Let $Q$ have a beta distribution with parameters $a$ and $b$.",
        r"E[Q] = \frac{a}{a + b}",
        r"E[Q] = \frac{b}{a + b}",
    ),
];

#[test]
fn distributions_are_told_in_words() {
    for (said, right, wrong) in TOLD {
        let of = |claim: &str| last(&format!("{said} Then\n\n$$ {claim} $$\n"));
        assert_eq!(of(right), Verdict::Proved, "{said} {right}");
        assert_eq!(of(wrong), Verdict::Refuted, "{said} {wrong}");
    }
}

#[test]
fn several_variables_have_the_distribution_that_is_told() {
    for (said, right, wrong) in [
        (
            "Let $X$ and $Y$ be independent standard normals.",
            r"E[(a X + b Y)^2] = a^2 + b^2",
            r"E[(a X + b Y)^2] = (a + b)^2",
        ),
        (
            "Let $X$ and $Y$ be independent exponential random variables with rate $r$.",
            r"\mathrm{Var}(X + Y) = 2/r^2",
            r"\mathrm{Var}(X + Y) = 2/r",
        ),
    ] {
        let of = |claim: &str| last(&format!("{said} Then\n\n$$ {claim} $$\n"));
        assert_eq!(of(right), Verdict::Proved, "{said}");
        // Integrals over both may take more work than there is.
        let found = of(wrong);
        assert!(
            matches!(found, Verdict::Refuted | Verdict::Unknown),
            "{said}"
        );
    }
}

#[test]
fn a_binomial_variable_is_told_by_two_parameters() {
    let said = "Suppose $X$ is binomial with parameters $n$ and $p$.";
    let of = |claim: &str| last(&format!("{said} Then\n\n$$ {claim} $$\n"));
    assert!(matches!(
        of("E[X] = n p"),
        Verdict::Proved | Verdict::Supported
    ));
    assert_eq!(of("E[X] = n + p"), Verdict::Refuted);
}

#[test]
fn a_clause_with_an_unknown_word_tells_no_distribution() {
    for said in [
        "Unless $c = 0$, let $T$ be exponential with rate $r$.",
        "Let $T$ be exponential with rate $r$, truncated at $1$.",
        "Let $T$ be exponential with rate $r$ truncated at $1$.",
        "Let $T$ be approximately exponential with rate $r$.",
        "Let $T$ be a mixture of exponential distributions with mean $r$.",
        "Let $T$ be zero-inflated exponential with rate $r$.",
        "Let $T$ be exponential with rate $r$ or twice that.",
        "Let $T$ be exponential with a rate near $r$.",
        "Let $\\log T$ be exponential with rate $r$.",
        "The maximum of $T$ is exponential with rate $r$.",
        "Let $T$ not be exponential with rate $r$.",
    ] {
        for claim in ["E[T] = 1/r", "E[T] = r"] {
            let text = format!("{said} Then\n\n$$ {claim} $$\n");
            assert_eq!(last(&text), Verdict::Unknown, "{said} {claim}");
        }
    }
    // A deviation by its letter, a variance by the word.
    let text = "Let $Z$ be normal with mean $m$ and variance $\\sigma$.\n\n$$ E[Z^2] = m^2 + \\sigma^2 $$\n";
    assert_ne!(last(text), Verdict::Proved);
}

#[test]
fn what_has_one_distribution_has_one_mean_and_one_variance() {
    for said in [
        "Let $X, Y$ be i.i.d.",
        "Let $X$ and $Y$ be independent and identically distributed.",
        "Suppose that $X$ and $Y$ are independent, identically distributed random variables.",
    ] {
        let of = |claim: &str| last(&format!("{said} Then\n\n$$ {claim} $$\n"));
        assert_eq!(
            of(r"\mathrm{Var}(X - Y) = 2 \mathrm{Var}(X)"),
            Verdict::Proved,
            "{said}"
        );
        assert_ne!(
            of(r"\mathrm{Var}(X - Y) = \mathrm{Var}(X)"),
            Verdict::Proved,
            "{said}"
        );
        assert_eq!(of(r"E[X^3] = E[Y^3]"), Verdict::Unknown, "{said}");
    }
    let text =
        "Let $X$ and $Y$ be independent. Then\n\n$$ \\mathrm{Var}(X - Y) = 2 \\mathrm{Var}(X) $$\n";
    assert_eq!(last(text), Verdict::Refuted);
}

#[test]
fn what_a_clause_says_beyond_its_property_holds_refutations_back() {
    for (said, claim) in [
        ("Let $x$ be positive and less than one.", "|1 - x| = 1 - x"),
        (
            "Let $A$ be symmetric with trace zero.",
            r"\mathrm{tr}(A + I) = \mathrm{tr}(I)",
        ),
        (
            "Let $X$ and $Y$ be independent with equal means.",
            "E[X Y] = E[X]^2",
        ),
        (
            "Let $X$ and $Y$ be two independent draws from $p$.",
            r"\mathrm{Var}(X - Y) = 2 \mathrm{Var}(X)",
        ),
    ] {
        let text = format!("{said} Then\n\n$$ {claim} $$\n");
        assert_eq!(last(&text), Verdict::Unknown, "{said}");
    }
    for (said, claim) in [
        ("Let $x$ be positive.", "|1 - x| = 1 - x"),
        ("Let $x$ be positive and finite, then.", "|1 - x| = 1 - x"),
        (
            "Let $X$ and $Y$ be independent random variables.",
            "E[X Y] = E[X]^2",
        ),
    ] {
        let text = format!("{said} Then\n\n$$ {claim} $$\n");
        assert_eq!(last(&text), Verdict::Refuted, "{said}");
    }
}

#[test]
fn a_chain_that_the_words_suppose_is_supposed_whole() {
    for (said, claim) in [
        (
            "We assume $E[X] = E[Y] = 0$.",
            r"\mathrm{Cov}(X, Y) = E[X Y]",
        ),
        ("With $|u| = |v| = 1$,", r"|u| + |v| = 2"),
    ] {
        let text = format!("{said} we have\n\n$$ {claim} $$\n");
        assert_eq!(last(&text), Verdict::Proved, "{said}");
    }
    // What is said of a value is no supposition, nor is what is wrong without a name.
    for said in [
        "With $a = 1$ we get $a + b = b + 1 = 3 b + 2$.",
        "Assume $2 + 2 = 4 = 5$.",
        "So $E[X]^2 = E[X^2] = 0$.",
    ] {
        assert_ne!(last(said), Verdict::Assumed, "{said}");
    }
}

#[test]
fn a_law_whose_parameters_the_words_take_otherwise_is_not_used() {
    for (setting, usual, meant) in [
        (
            "Let $W \\sim \\mathrm{Exp}(c)$ with density $g(w) = \\frac{1}{c} e^{-w/c}$.",
            "\\mathrm{E}[W] = \\frac{1}{c}",
            "\\mathrm{E}[W] = c",
        ),
        (
            "Let $W \\sim \\mathrm{Exp}(c)$, so that $P(W > w) = e^{-w/c}$.",
            "\\mathrm{E}[W] = \\frac{1}{c}",
            "\\mathrm{E}[W] = c",
        ),
        (
            "Let $W \\sim \\mathrm{Exp}(c)$. The mean service time is $c$ hours.",
            "\\mathrm{Var}(W) = \\frac{1}{c^2}",
            "\\mathrm{Var}(W) = c^2",
        ),
        (
            "We parametrise normals by their standard deviation. Let $Z \\sim \\mathcal{N}(a, r)$.",
            "\\mathrm{Var}(Z) = r",
            "\\mathrm{Var}(Z) = r^2",
        ),
        (
            "Weights have mean $70$ and standard deviation $9$: $Z \\sim \\mathcal{N}(70, 9)$.",
            "\\mathrm{Var}(Z) = 9",
            "\\mathrm{Var}(Z) = 81",
        ),
    ] {
        for row in [usual, meant] {
            assert_eq!(
                last(&format!("{setting}\n\n$${row}$$\n")),
                Verdict::Unknown,
                "{setting} {row}"
            );
        }
    }
    for (setting, row) in [
        (
            "Let $W \\sim \\mathrm{Exp}(c)$ with density $g(w) = c e^{-c w}$.",
            "\\mathrm{E}[W] = \\frac{1}{c}",
        ),
        (
            "Let $W \\sim \\mathrm{Exp}(c)$ with rate $c$ and mean $\\frac{1}{c}$.",
            "\\mathrm{E}[W] = \\frac{1}{c}",
        ),
        (
            "Let $Z \\sim \\mathcal{N}(a, r^2)$ with mean $a$ and standard deviation $r$.",
            "\\mathrm{Var}(Z) = r^2",
        ),
    ] {
        assert_eq!(
            last(&format!("{setting}\n\n$${row}$$\n")),
            Verdict::Proved,
            "{setting}"
        );
    }
}

#[test]
fn what_stands_with_the_sign_of_a_draw_is_not_passed_over() {
    for law in [
        r"X \sim \mathcal{N}(0,1)",
        r"X \overset{\mathrm{i.i.d.}}{\sim} \mathcal{N}(0,1)",
        r"X \overset{(a)}{\sim} \mathcal{N}(0,1)",
    ] {
        let note = format!("Let ${law}$. $$ E[X^4] = 3 $$");
        assert_eq!(last(&note), Verdict::Proved, "{law}");
    }
    for law in [
        r"X \overset{\text{approx}}{\sim} \mathcal{N}(0,1)",
        r"X \overset{\text{not}}{\sim} \mathcal{N}(0,1)",
        r"X \sim_{H_0} \mathcal{N}(0,1)",
        r"X \sim \mathcal{N}_+(0,1)",
        r"X \sim \text{not } \mathcal{N}(0,1)",
        r"X \sim \mathcal{N}(0,1) \text{ truncated to } (0,\infty)",
        r"X \sim \mathcal{N}(0,1) \quad \text{under } H_0",
        r"X \sim \mathcal{N}(0,1) \quad (Z = 0)",
    ] {
        let note = format!("$$ {law} $$ $$ E[X^4] = 3 $$");
        assert_eq!(last(&note), Verdict::Unknown, "{law}");
    }
    let braces = |row: &str| format!(r"Let $X \sim \mathrm{{Uniform}}\{{0,1\}}$. $$ {row} $$");
    assert_eq!(last(&braces(r"\mathrm{Var}(X) = 1/12")), Verdict::Unknown);
}

#[test]
fn text_before_an_operand_is_not_passed_over() {
    for text in ["half of", "one over", "log of", "not"] {
        let note = format!(r"$$ \text{{{text} }} x = x $$");
        assert_eq!(last(&note), Verdict::Unknown, "{text}");
    }
    assert_eq!(last(r"$$ \text{So } x + x = 2 x $$"), Verdict::Proved);
    assert_eq!(last(r"$$ x \overset{\text{not}}{=} x $$"), Verdict::Unknown);
    assert_ne!(last(r"$$ x \cancel{=} x $$"), Verdict::Proved);
    assert_eq!(
        last(r"$$ x + \cancel{y} - \cancel{y} = x $$"),
        Verdict::Proved
    );
    assert_eq!(
        last(r"$$ x \cancel{+ y} \cancel{- y} = x $$"),
        Verdict::Proved
    );
    let struck = r"Let $X \cancel{\sim} \mathcal{N}(0,1)$. $$ E[X^4] = 3 $$";
    assert_eq!(last(struck), Verdict::Unknown);
}

#[test]
fn laws_end_where_the_words_turn_to_others() {
    let note = |words: &str| {
        format!("Let $X \\sim \\mathcal{{N}}(0,1)$. Then $$ E[X^4] = 3 $$ {words} $$ E[X^4] = 3 $$")
    };
    for words in [
        "Once more,",
        "So the fourth moment is",
        "Again, by symmetry,",
    ] {
        assert_eq!(last(&note(words)), Verdict::Proved, "{words}");
    }
    for words in [
        "What if $X$ is not normal?",
        "For other distributions of $X$,",
        "More generally, if $X$ has some distribution,",
        "In general, without normality,",
        "We now drop the assumption of normality.",
    ] {
        assert_ne!(last(&note(words)), Verdict::Proved, "{words}");
    }
}

/// A draw given another variable says what the density is that the note writes of them.
#[test]
fn a_draw_given_another_variable_says_what_its_density_is() {
    for drawn in [
        r"Let $X \mid Y \sim \mathcal{N}(m, 1/Y)$ with $Y \sim \mathrm{Gam}(a, b)$.",
        r"Let $x \mid y \sim \mathcal{N}(m, 1/y)$ with $y \sim \mathrm{Gam}(a, b)$.",
        r"Let $X, Y \sim \mathrm{NG}(m, 1, a, b)$ be normal-gamma.",
    ] {
        let note = |row: &str| last(&format!("{drawn} Then $$ {row} $$"));
        let right = note(r"p(x \mid y) = \sqrt{\frac{y}{2 \pi}} e^{- y (x - m)^2 / 2}");
        assert_eq!(right, Verdict::Proved, "{drawn}");
        let wrong = note(r"p(x \mid y) = \sqrt{\frac{y}{2 \pi}} e^{- (x - m)^2 / (2 y)}");
        assert_ne!(wrong, Verdict::Proved, "{drawn}");
        let both = |row: &str| note(&format!(r"p(x \mid y) p(y) = p(x, y) $$ and $$ {row}"));
        let other = both(r"p(y) = \frac{b^a}{\Gamma(a)} y^{a-1} e^{-b y}");
        assert_eq!(other, Verdict::Proved, "{drawn}");
        let marginal = |shape: &str| {
            both(&format!(
                r"p(x) = \frac{{b^a \Gamma(a + {shape})}}{{\sqrt{{2 \pi}} \Gamma(a)}} \left( b + \frac{{(x - m)^2}}{{2}} \right)^{{-a - 1/2}}"
            ))
        };
        assert_eq!(marginal("1/2"), Verdict::Supported, "{drawn}");
        assert_eq!(marginal("1"), Verdict::Refuted, "{drawn}");
    }
    // Its mean is not drawn from it, and of another density nothing is said.
    for text in [
        r"Let $X \mid Y \sim \mathcal{N}(0, 1)$. $$ \mathrm{Var}(\mathrm{E}(X \mid Y)) = 1 $$",
        r"Let $X \mid Y \sim \mathcal{N}(0, 1)$. $$ p(x \mid z) = \frac{1}{\sqrt{2 \pi}} e^{-x^2/2} $$",
        r"It is false that $X \mid Y \sim \mathcal{N}(0, 1)$. $$ p(x \mid y) = \frac{1}{\sqrt{2 \pi}} e^{-x^2/2} $$",
    ] {
        assert_ne!(last(text), Verdict::Proved, "{text}");
    }
}

#[test]
fn what_is_given_a_variable_needs_no_value_where_that_has_none() {
    let note = |row: &str| {
        let drawn =
            r"Let $p(x \mid y) = \mathcal{N}(x; m, 1/y)$ and $p(y) = \mathrm{Gam}(y; a, b)$.";
        last(&format!("{drawn} Then $$ {row} $$"))
    };
    let right = note(r"p(x) = \int p(x \mid y) p(y) \, dy");
    assert_eq!(right, Verdict::Proved);
    let wrong = note(r"p(x) = 2 \int p(x \mid y) p(y) \, dy");
    assert_ne!(wrong, Verdict::Proved);
}
