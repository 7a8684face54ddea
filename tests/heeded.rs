//! What is supposed of a name in words holds past words that are plain, and proves nothing past others.

mod notes;

use hence::report::Verdict;
use notes::last;

/// What is supposed, and a row that follows.
const SUPPOSED: &[(&str, &str)] = &[
    (r"Let $T \sim \mathcal{N}(2, 9)$.", r"\mathrm{Var}(T) = 9"),
    (
        "Let $U$ and $V$ be independent random variables.",
        r"\mathrm{E}[U V] = \mathrm{E}[U] \mathrm{E}[V]",
    ),
    (
        "Let $S$ be a random variable with mean $m$ and variance $v$.",
        r"\mathrm{E}[S^2] = m^2 + v",
    ),
];
/// Words before the row that leave it as it was.
const PLAIN: &[&str] = &[
    "Then the variance is",
    "By definition, we have",
    "Thus, using the formula above, we obtain",
];
/// Words that may not.
const OTHERS: &[&str] = &[
    "After a stroke of luck we double everything. Now",
    "Under another measure,",
    "In the second group,",
    "For the survivors,",
    "A posteriori,",
    "Once the selection is made, those that remain fulfil",
];

#[test]
fn plain_words_leave_a_law_as_it_was() {
    for (supposed, row) in SUPPOSED {
        for words in PLAIN {
            let note = format!("{supposed}\n\n{words}\n\n$${row}$$\n");
            assert_eq!(last(&note), Verdict::Proved, "{note}");
        }
    }
}

#[test]
fn nothing_is_proved_past_words_that_may_take_it_back() {
    for (supposed, row) in SUPPOSED {
        for words in OTHERS {
            for between in ["", &format!("Then\n\n$${row}$$\n\n")] {
                let note = format!("{supposed} {between}{words}\n\n$${row}$$\n");
                assert_ne!(last(&note), Verdict::Proved, "{note}");
            }
        }
    }
}

#[test]
fn a_sentence_that_says_more_of_its_law_supposes_none() {
    for said in [
        r"In the placebo arm $T \sim \mathcal{N}(2, 9)$.",
        r"A sceptic models $T \sim \mathcal{N}(2, 9)$.",
        r"Unlike last week, where $T \sim \mathcal{N}(2, 9)$, the law is open.",
    ] {
        let note = format!("{said}\n\n$$\\mathrm{{Var}}(T) = 9$$\n");
        assert_ne!(last(&note), Verdict::Proved, "{note}");
    }
}
