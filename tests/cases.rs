//! What the note states of one case, one value or one place proves nothing of another. Each false row stands beside a true one.

mod notes;

use hence::report::Verdict::{self, Proved};
use notes::last;

fn neither(words: &str, row: &str) {
    let found = last(&format!("{words}\n\n$${row}$$\n"));
    assert!(!matches!(found, Proved | Verdict::Refuted), "{words} {row}");
}

fn is_proved(words: &str, row: &str) {
    let found = last(&format!("{words}\n\n$${row}$$\n"));
    assert_eq!(found, Proved, "{words} {row}");
}

#[test]
fn what_holds_in_one_case_is_left_with_it() {
    for (first, second) in [
        ("For a cone, $V = h r^2$.", "For a torus we get"),
        ("In vacuum, $V = h r^2$.", "In water,"),
        ("With drag $V = h r^2$.", "Without drag"),
        ("Model A: $V = h r^2$.", "Model B: all is free. In it"),
        ("If the die is fair, $V = h r^2$.", "In general, however,"),
        ("For fair dice, $V = h r^2$.", "For loaded dice"),
        ("At low speed, $V = h r^2$.", "At high speed we get"),
        ("For oxen $V = h r^2$;", "for horses the ratio is"),
        ("In the first round $V = h r^2$.", "In the second round"),
        ("When $k$ is even, $V = h r^2$.", "When $k$ is odd, we find"),
        ("When $k$ is even, $V = h r^2$.", "For odd $k$"),
        ("For slow motion $V = h r^2$.", "For a general motion"),
    ] {
        neither(&format!("{first} {second}"), r"\frac{V}{h} = r^2");
    }
    for (first, second) in [
        ("For a cone, $V = h r^2$.", "So for the cone"),
        ("For the mean, $V = h r^2$.", "For the variance"),
        ("Let $V = h r^2$.", "For a torus we get"),
        ("If the die is fair, $V = h r^2$.", "So"),
        ("When $k$ is even, $V = h r^2$.", "For even $k$"),
        ("At low speed, $V = h r^2$.", "So at low speed"),
    ] {
        is_proved(&format!("{first} {second}"), r"\frac{V}{h} = r^2");
    }
}

#[test]
fn words_in_the_row_leave_a_definition_open() {
    for row in [
        r"F = 2 N \quad \text{if the block slides}",
        r"\text{if } F = 2 N",
        r"F = 2 N \quad \text{(wrong)}",
        r"D \ge 0 \quad \text{with equality iff } F = 2 N",
    ] {
        neither(&format!("$${row}$$ At rest"), r"\frac{F}{N} = 2");
    }
    is_proved(
        r"$$F = 2 N \quad \text{(friction)}$$ So",
        r"\frac{F}{N} = 2",
    );
}

#[test]
fn what_is_asked_or_taken_back_defines_nothing() {
    for words in [
        "We ask if $b = 2 a$.",
        "We conjecture $b = 2 a$.",
        "It may be that $b = 2 a$.",
        "If $b = 2 a$, the model is degenerate.",
        "The equation $b = 2 a$ has many solutions.",
        "Let $b = 2 a$. Scratch that.",
        "Let $b = 2 a$. From now on $b$ denotes the base.",
        "Let $b = 2 a$ approximately.",
        "Wrong: set $b = 2 a$.",
        "Naively, we set $b = 2 a$.",
        "If we set $b = 2 a$, all is simple.",
        "With $c = 1$ we get $b = 2 a$.",
    ] {
        neither(&format!("{words} We get"), r"\frac{b}{a} = 2");
    }
    is_proved("The base is $b = 2 a$. We get", r"\frac{b}{a} = 2");
}

#[test]
fn a_second_value_ends_the_first() {
    neither(
        "Dogs: $y = 7 x$. Cats: $y = 5 x$. For cats",
        r"\frac{y}{x} = 7",
    );
    is_proved("Dogs: $y = 7 x$. For dogs", r"\frac{y}{x} = 7");
}

#[test]
fn a_value_said_in_passing_is_none_of_the_row() {
    neither(
        "With the charge $q = 1$ at $t = 0$ the current is",
        "e^{-t} = e^{-3 t}",
    );
    neither(
        "For $k = 0$ it is $u = a$. So a stiffer spring has",
        "a + k = u + 2 k",
    );
    is_proved("For $t = 0$ we get", "e^{-t} + 1 = 2");
}

#[test]
fn items_of_a_recursion_vary_with_what_stands_in_it() {
    neither(
        r"Let $s_t = a s_{t-1} + b$.",
        r"\frac{d s_t}{d a} = s_{t-1}",
    );
    is_proved(r"Let $s_t = a r_t + b$.", r"\frac{d s_t}{d a} = r_t");
}

#[test]
fn states_and_noises_are_no_constants_of_a_moment() {
    let state = r"Let $s_t = a s_{t-1} + w_t$ with $w_t \sim \mathcal{N}(0, q)$.";
    neither(state, r"\mathrm{Var}(s_t) = q");
    let noise = r"Let $x \sim \mathcal{N}(0, 1)$ and $y = x + w$, where $w$ is";
    neither(
        &format!("{noise} measurement noise."),
        r"\mathrm{Var}(y) = 1",
    );
    is_proved(&format!("{noise} a constant."), r"\mathrm{Var}(y) = 1");
    is_proved(&format!("{noise} the noise level."), r"\mathrm{Var}(y) = 1");
}

#[test]
fn an_expectation_over_one_variable_leaves_the_other() {
    let words = r"Let $X$ and $Y$ be independent random variables.";
    neither(words, r"\mathrm{E}_X[X Y] = \mathrm{E}[X Y]");
    is_proved(
        words,
        r"\mathrm{E}_{X, Y}[X Y] = \mathrm{E}[X] \mathrm{E}[Y]",
    );
}

#[test]
fn bold_beside_plain_may_be_two_things() {
    neither(
        r"The speed $v$ is the length of $\mathbf{v}$.",
        r"\mathbf{v} = v",
    );
    is_proved(
        "",
        r"\mathbf{v}^\top \mathbf{w} = \mathbf{w}^\top \mathbf{v}",
    );
}

#[test]
fn iterates_are_no_powers() {
    let words = "With $f(x) = x + 1$";
    neither(
        &format!("Here $f^2$ means $f$ applied twice. {words}"),
        "f^2(x) = (x + 1)^2",
    );
}

#[test]
fn equations_of_several_models_hold_in_none_of_the_others() {
    let models = r"$$ M_1: y = a x $$ $$ M_2: y = a x^2 $$ For $M_2$";
    neither(models, r"\frac{y}{x} = a");
    neither(models, r"\frac{y}{x} = a x");
    neither(
        r"$$ H_0: b = c $$ $$ H_1: b \ne c $$ We reject $H_0$. So",
        "b - c = 0",
    );
    is_proved(r"$$ M: y = a x $$ So", r"\frac{y}{x} = a");
}

#[test]
fn what_is_given_up_is_used_no_longer() {
    for words in [
        "Suppose $a x = b y$. This case is impossible, so we drop it. Now",
        "Suppose $a x = b y$. The assumption is untenable. So",
        "Suppose $a x = b y$. If instead $a x = c$, then",
        "Suppose $a x = b y$. Suppose $a x = 2 b y$ holds. Then",
    ] {
        neither(words, r"\frac{x}{y} = \frac{b}{a}");
    }
    for words in [
        "Suppose $a x = b y$. This case is possible. Now",
        "Suppose $a x = b y$. Suppose $c x = d$. Then",
    ] {
        is_proved(words, r"\frac{x}{y} = \frac{b}{a}");
    }
    neither(
        "Suppose $a x = b y$, where $a$ may be zero. Then",
        r"x = \frac{b y}{a}",
    );
    is_proved(
        "Suppose $a x = b y$. Here $b$ may be zero. Then",
        r"x = \frac{b y}{a}",
    );
    // What was supposed in a way that was not read makes nothing wrong.
    neither(
        "Suppose $A B = 0$ for square matrices $A$ and $B$. Then",
        "A B A = 0",
    );
}

#[test]
fn cases_that_leave_points_out_are_not_supported() {
    for row in [
        r"|x| = \begin{cases} x & x > 3 \\ -x & x < 0 \end{cases}",
        r"\max(0, x) = \begin{cases} x & x > 1 \\ 0 & x < 0 \end{cases}",
    ] {
        assert_eq!(last(&format!("$$ {row} $$")), Verdict::Unknown, "{row}");
    }
}
