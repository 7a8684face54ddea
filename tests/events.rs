//! Probabilities of events that are one comparison: moved, scaled and squared where that leaves the event as it was.

mod notes;

use hence::report::Verdict;
use notes::steps;

fn proves(before: &str, formula: &str) -> bool {
    let found = steps(&format!("{before}\n\n$$ {formula} $$\n"));
    found.last().expect("a step").verdict == Verdict::Proved
}

const POSITIVE: &str = "Let $X$ and $Y$ be real random variables and $z$, $c > 0$ real numbers.";
const ANY: &str = "Let $X$ and $Y$ be real random variables and $z$, $c$ real numbers.";

#[test]
fn one_event_written_in_two_ways() {
    for formula in [
        r"\mathrm{Pr}(X + Y = z) = \mathrm{Pr}(X = z - Y)",
        r"\mathrm{Pr}(X + c \leq z) = \mathrm{Pr}(X \leq z - c)",
        r"\mathrm{Pr}(c X \leq z) = \mathrm{Pr}(X \leq z / c)",
        r"\mathrm{Pr}(c X < z) = \mathrm{Pr}(X < z / c)",
        r"\mathrm{Pr}(-X \leq z) = \mathrm{Pr}(X \geq -z)",
        r"\mathrm{Pr}(X \leq Y) = \mathrm{Pr}(X - Y \leq 0)",
        r"\mathrm{Pr}(|X| \geq c) = \mathrm{Pr}(X^2 \geq c^2)",
        r"\mathrm{Pr}(X + Y \leq z) = 1 - \mathrm{Pr}(X > z - Y)",
    ] {
        assert!(proves(POSITIVE, formula), "{formula}");
    }
}

#[test]
fn other_events() {
    for formula in [
        r"\mathrm{Pr}(X + Y = z) = \mathrm{Pr}(X = z + Y)",
        r"\mathrm{Pr}(X + c \leq z) = \mathrm{Pr}(X \leq z + c)",
        r"\mathrm{Pr}(c X \leq z) = \mathrm{Pr}(X \leq z / c)",
        r"\mathrm{Pr}(c X \leq z) = \mathrm{Pr}(X \geq z / c)",
        r"\mathrm{Pr}(-X \leq z) = \mathrm{Pr}(X \leq -z)",
        r"\mathrm{Pr}(X \leq Y) = \mathrm{Pr}(Y \leq X)",
        r"\mathrm{Pr}(X \leq z) = \mathrm{Pr}(X < z)",
        r"\mathrm{Pr}(|X| \geq c) = \mathrm{Pr}(X^2 \geq c^2)",
        r"\mathrm{Pr}(|X| \leq c) = \mathrm{Pr}(X \leq c)",
        r"\mathrm{Pr}(X^2 \leq z) = \mathrm{Pr}(X \leq \sqrt{z})",
        r"\mathrm{Pr}(X Y \leq z) = \mathrm{Pr}(X \leq z / Y)",
        r"\mathrm{Pr}(X + Y \leq z) = 1 - \mathrm{Pr}(X + Y \geq z)",
        r"\mathrm{Pr}(2 X \leq z) = \mathrm{Pr}(X \leq 2 z)",
    ] {
        assert!(!proves(ANY, formula), "{formula}");
    }
}
