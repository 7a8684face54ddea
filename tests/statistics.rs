//! What notes of statistics suppose without a formula of its own: likelihoods, functions of variables, draws that follow
//! from theorems elsewhere. Beside each true case stands one that must not be proved.

mod notes;

use hence::report::Verdict;
use notes::{last, steps};

#[test]
fn what_was_drawn_has_a_likelihood() {
    for text in [
        r"Let $k \sim \mathrm{Bin}(m, q)$ and $p(q) = \mathrm{Bet}(q; a, b)$. The likelihood is $$p(k \mid q) = \binom{m}{k} q^k (1 - q)^{m - k}$$",
        r"Let $x \sim \mathcal{N}(m, s^2)$ and $p(m) = \mathcal{N}(m; 0, 1)$. Then $$p(x \mid m, s) = \frac{1}{\sqrt{2 \pi} s} \exp\left[-\frac{(x - m)^2}{2 s^2}\right]$$",
    ] {
        assert_eq!(last(text), Verdict::Proved, "{text}");
    }
    for text in [
        r"Let $k \sim \mathrm{Bin}(m, q)$ and $p(q) = \mathrm{Bet}(q; a, b)$. The likelihood is $$p(k \mid q) = \binom{m}{k} q^{m - k} (1 - q)^k$$",
        // What m may be is not given.
        r"Let $x \sim \mathcal{N}(m, s^2)$ and $p(m) = \mathcal{N}(m; 0, 1)$. Then $$p(x \mid s) = \frac{1}{\sqrt{2 \pi} s} \exp\left[-\frac{(x - m)^2}{2 s^2}\right]$$",
        r"Let $m \sim \mathcal{N}(0, 1)$ and let $x \sim \mathcal{N}(m, s^2)$, and $p(s) = \mathrm{Exp}(s; 1)$. Then $$p(x \mid s) = \frac{1}{\sqrt{2 \pi} s} \exp\left[-\frac{(x - m)^2}{2 s^2}\right]$$",
        // Of another model nothing is said.
        r"Let $x \sim \mathcal{N}(m, s^2)$ and $p(m) = \mathcal{N}(m; 0, 1)$. Then $$p(x \mid m, h) = \frac{1}{\sqrt{2 \pi} s} \exp\left[-\frac{(x - m)^2}{2 s^2}\right]$$",
        r"The observations $x = \{x_1, \ldots, x_n\}, \; x_i \sim \mathcal{N}(m, s^2), \; i = 1, \ldots, n$ of the data set depend on each other. Let $p(m) = \mathcal{N}(m; 0, 1)$. Then we get $$p(x \mid m) = \prod_{i=1}^n \mathcal{N}(x_i; m, s^2)$$",
    ] {
        assert_ne!(last(text), Verdict::Proved, "{text}");
    }
    for text in [
        // What the distribution is of is given, and nothing else was observed.
        r"Let $x \sim \mathcal{N}(m, s^2)$ and $p(s) = \mathrm{Exp}(s; 1)$. Then $$p(x \mid s) = \mathcal{N}(x; m, s^2)$$",
        r"Let $x \sim \mathcal{N}(m, 1)$ and $p(m) = \mathcal{N}(m; 0, 1)$. Sometimes the device shows noise instead. Then $$p(x \mid m) = \mathcal{N}(x; m, 1)$$",
        "## One\n\nLet $x \\sim \\mathcal{N}(m, 1)$.\n\n## Two\n\nLet $p(m) = \\mathcal{N}(m; 0, 1)$. $$p(x \\mid m) = \\mathcal{N}(x; m, 1)$$",
    ] {
        assert_ne!(last(text), Verdict::Proved, "{text}");
    }
    // A true likelihood for which no proof is found is not called wrong.
    for text in [
        r"Let $x \sim \mathcal{N}(0, s^2)$ and $p(s) = \mathrm{Exp}(s; 1)$. Then $$\frac{d}{dx} \log p(x \mid s) = -\frac{x}{s^2}$$",
        r"If the light is on, $x \sim \mathcal{N}(m, 1)$. Let $p(m) = \mathcal{N}(m; 0, 1)$. Then $$p(x \mid m) = \mathcal{N}(x; m, 1)$$",
    ] {
        assert_eq!(last(text), Verdict::Unknown, "{text}");
    }
    let wrong = r"Let $x \sim \mathcal{N}(0, s^2)$ and $p(s) = \mathrm{Exp}(s; 1)$. Then $$\frac{d}{dx} \log p(x \mid s) = -\frac{x}{s}$$";
    assert_eq!(last(wrong), Verdict::Refuted);
    // How many items there are is not read off a list or the product itself.
    let items = r"Let $x = \{x_1, \ldots, x_n\}, \; x_i \sim \mathcal{N}(m, s^2), \; i = 1, \ldots, n$ be a data set and $p(m) = \mathcal{N}(m; 0, 1)$. Then $$p(x \mid m) = \prod_{i=1}^n \mathcal{N}(x_i; m, s^2)$$";
    assert_eq!(last(items), Verdict::Unknown);
}

/// The verdict on what is said of the likelihood after a sentence about the data; with a prior, so that it defines nothing.
fn on_likelihood(data: &str, row: &str) -> Verdict {
    let prior = r"The prior is $p(\lambda) = \mathrm{Exp}(\lambda; 1)$.";
    last(&format!(
        "{data}\n\n{prior}\n\nThe likelihood of $\\lambda$ is\n\n$${row}$$\n"
    ))
}

#[test]
fn independent_samples_have_the_product_of_their_densities() {
    let rows = [
        r"p(x_1, \ldots, x_n|\lambda) = \prod_{i=1}^n \lambda e^{-\lambda x_i}",
        r"p(x|\lambda) = \prod_{i=1}^n p(x_i|\lambda)",
        r"p(x|\lambda) = \lambda^n \exp\left(-\lambda \sum_{i=1}^n x_i\right)",
        r"\log p(x|\lambda) = n \log \lambda - \lambda \sum_{i=1}^n x_i",
    ];
    let wrong = [
        r"p(x_1, \ldots, x_m|\lambda) = \prod_{i=1}^n \lambda e^{-\lambda x_i}",
        r"p(x|\lambda) = \prod_{i=2}^n p(x_i|\lambda)",
        r"p(x|\lambda) = \lambda \exp\left(-\lambda \sum_{i=1}^n x_i\right)",
        r"\log p(x|\lambda) = n \log \lambda - \lambda \prod_{i=1}^n x_i",
    ];
    for data in [
        r"Let $x_1, \ldots, x_n$ be i.i.d. $\mathrm{Exp}(\lambda)$.",
        r"Suppose we observe i.i.d. data $x_1, \ldots, x_n \sim \mathrm{Exp}(\lambda)$.",
        r"We are given i.i.d. samples $x_1, \ldots, x_n$ from $\mathrm{Exp}(\lambda)$.",
        r"Let $x_1, \ldots, x_n \overset{iid}{\sim} \mathrm{Exp}(\lambda)$.",
        r"Let $x_i \sim \mathrm{Exp}(\lambda)$ independently for $i = 1, \ldots, n$.",
        r"We have $n$ independent observations $x_1, \ldots, x_n$, each with $x_i \sim \mathrm{Exp}(\lambda)$.",
        r"Let $X_1, \ldots, X_n$ be independent with $X_i \sim \mathrm{Exp}(\lambda)$.",
        r"Let $x = (x_1, \ldots, x_n)$ be i.i.d. with $x_i \sim \mathrm{Exp}(\lambda)$.",
    ] {
        for row in rows {
            assert_eq!(on_likelihood(data, row), Verdict::Proved, "{data} {row}");
        }
        for row in wrong {
            assert_ne!(on_likelihood(data, row), Verdict::Proved, "{data} {row}");
        }
    }
    for data in [
        r"Let $x_1, \ldots, x_n \sim \mathrm{Exp}(\lambda)$.",
        r"Let $x_1, \ldots, x_n \sim \mathrm{Exp}(\lambda)$ depend on each other.",
        r"We observe independent data $x_1, \ldots, x_n \sim \mathrm{Exp}(\lambda)$ that are truncated at $c$.",
        r"If the sensor works, the independent data are $x_1, \ldots, x_n \sim \mathrm{Exp}(\lambda)$.",
    ] {
        for row in &rows[1..] {
            assert_ne!(on_likelihood(data, row), Verdict::Proved, "{data} {row}");
        }
    }
}

#[test]
fn a_sample_has_the_parameters_that_are_given_or_known() {
    let row =
        |given: &str| format!(r"p(y \mid {given}) = \prod_{{i=1}}^n \mathcal{{N}}(y_i; m, s^2)");
    let note = |said: &str, given: &str| {
        let data = r"Let $y = (y_1, \ldots, y_n)$ be independent observations with $y_i \sim \mathcal{N}(m, s^2)$";
        let prior = r"The prior is $p(m) = \mathcal{N}(m; 0, 1)$.";
        last(&format!(
            "{data}{said}.\n\n{prior} We have\n\n$${}$$\n",
            row(given)
        ))
    };
    assert_eq!(note(", with known variance $s^2$", "m"), Verdict::Proved);
    assert_eq!(note("", "m, s"), Verdict::Proved);
    // Its inverse is as good.
    for (scale, proved) in [(r"1/s^2", true), (r"1/s^2 + m^2", false)] {
        let said = format!(", and let $t = {scale}$");
        assert_eq!(note(&said, "m, t") == Verdict::Proved, proved, "{scale}");
    }
    // The variance may have a prior of its own.
    assert_ne!(note(", with unknown variance $s^2$", "m"), Verdict::Proved);
    assert_ne!(note(", with known mean $m$", "s"), Verdict::Proved);
    let told = ", and it is known that $s^2$ exists";
    assert_ne!(note(told, "m"), Verdict::Proved);
}

#[test]
fn the_mean_of_a_random_sample_is_random() {
    let note = |row: &str| {
        last(&format!(
            "Let $y = (y_1, \\ldots, y_n)$ be drawn as $y_i \\sim \\mathcal{{N}}(m, s^2)$, with the sample mean $\\bar{{y}}$.\n\n$${row}$$\n"
        ))
    };
    let sum = r"\sum_{i=1}^n (y_i - m)^2 = y^\top y - 2 m n \bar{y} + n m^2";
    assert_eq!(note(sum), Verdict::Proved);
    assert_ne!(note(&sum.replace("2 m n", "m n")), Verdict::Proved);
    for constant in [
        r"\mathrm{E}[\bar{y}] = \bar{y}",
        r"\mathrm{Var}(\bar{y}) = 0",
    ] {
        assert_ne!(note(constant), Verdict::Proved, "{constant}");
    }
}

#[test]
fn what_a_model_supposes_is_no_claim() {
    let rows = r"\begin{split} m_0&: \; y \sim \mathrm{Bin}(n, q), \; q = 0.5 \\ m_1&: \; y \sim \mathrm{Bin}(n, q), \; q \sim \mathrm{Bet}(a, b) \end{split}";
    let note = |rows: &str, row: &str| {
        let text = format!("**Theorem:** Consider two models\n\n$${rows}$$\n\nThen\n\n$${row}$$\n");
        let found = steps(&text);
        let of = |lhs: &str| found.iter().find(|s| s.lhs == lhs).map(|s| s.verdict);
        (of("q"), found.last().map(|step| step.verdict))
    };
    // It is supposed of the model, and proves nothing.
    let (supposed, row) = note(rows, "2 q = 1");
    assert_eq!(supposed, Some(Verdict::Assumed));
    assert_ne!(row, Some(Verdict::Proved));
    // Equations of numbers are judged.
    let (_, row) = note(rows, r"H_0: \; 2 + 2 = 5");
    assert_eq!(row, Some(Verdict::Refuted));
}

#[test]
fn what_is_defined_by_chance_is_random() {
    for value in [
        r"|X|",
        r"\max(X, 1)",
        r"\mathbf{1}\{X < 1\}",
        r"\lfloor X \rfloor",
        r"\log(1 + e^X)",
        r"(X)_+",
    ] {
        let note = format!(r"Let $X \sim \mathcal{{N}}(0, 1)$ and $m = {value}$.");
        for row in [r"\mathrm{E}[m] = m", r"\mathrm{Var}(m) = 0"] {
            assert_ne!(
                last(&format!("{note}\n\n$${row}$$\n")),
                Verdict::Proved,
                "{value} {row}"
            );
        }
    }
    // A moment is a number.
    let mean = r"Let $X \sim \mathcal{N}(a, 1)$ and $m = \mathrm{E}[|X|]$.";
    assert_eq!(
        last(&format!("{mean}\n\n$$\\mathrm{{E}}[m X] = m a$$\n")),
        Verdict::Proved
    );
}

#[test]
fn a_chain_names_the_function_in_its_middle() {
    let note = |function: &str, inverse: &str| {
        format!(
            "Let $X \\sim \\mathrm{{Gam}}(a, b)$ and let $Y = b X$.\n\n**Proof:** We have\n\n$$Y = g(X) = {function}$$\n\nwith the inverse\n\n$$X = g^{{-1}}(Y) = {inverse}$$\n"
        )
    };
    let verdicts = |text: &str| -> Vec<Verdict> {
        let judged = steps(text).into_iter();
        let judged = judged.filter(|step| step.verdict != Verdict::Assumed);
        judged.map(|step| step.verdict).collect()
    };
    let right = note("b X", r"\frac{1}{b} Y");
    assert_eq!(verdicts(&right), [Verdict::Proved; 2]);
    let other = note("2 b X", r"\frac{1}{b} Y");
    assert_ne!(verdicts(&other)[0], Verdict::Proved);
    let shifted = note("b X", r"\frac{1}{b} (Y - 1)");
    assert_ne!(verdicts(&shifted)[1], Verdict::Proved);
}

#[test]
fn what_is_asked_of_what_is_let_is_supposed() {
    let matrix = r"Let $A$ be an $n \times n$ matrix such that $A A^T = S$.";
    assert_eq!(
        last(&format!("{matrix}\n\n$$A A^T = S$$\n")),
        Verdict::Proved
    );
    for text in [
        format!("{matrix}\n\n$$A = S$$\n"),
        format!("{matrix}\n\n$$A^T A = S$$\n"),
        "Let $x$ be a number such that $x^2 = 4$.\n\n$$x = 2$$\n".to_owned(),
    ] {
        assert_ne!(last(&text), Verdict::Proved, "{text}");
    }
}

#[test]
fn a_draw_that_was_not_shown_is_given() {
    let note = |claim: &str| {
        let text = format!(
            "Let $Z$ be a random vector. By a theorem it follows that\n\n$$Z \\sim \\mathcal{{N}}(0_n, I_n) \\; .$$\n\nLet $A$ be an $n \\times n$ matrix. Then\n\n$${claim}$$\n"
        );
        steps(&text).pop().expect("a step")
    };
    let shown = note(r"A Z + m \sim \mathcal{N}(m, A A^T)");
    assert_eq!(shown.verdict, Verdict::Proved);
    assert_eq!(shown.given, ["1.1"]);
    let wrong = note(r"A Z + m \sim \mathcal{N}(m, A)");
    assert_ne!(wrong.verdict, Verdict::Proved);
    let moment = "$$\\mathrm{E}[Z^2] = 1$$";
    let drawn = "Let $Z$ be a random variable. It follows that $$Z \\sim \\mathcal{N}(0, 1).$$";
    assert_eq!(last(&format!("{drawn} Hence {moment}")), Verdict::Proved);
    for text in [
        format!("{drawn} In another experiment $Z$ counts heads. Then {moment}"),
        format!(
            "Let $Z$ be a random variable. It is false that $$Z \\sim \\mathcal{{N}}(0, 1).$$ We had {moment}"
        ),
    ] {
        assert_ne!(last(&text), Verdict::Proved, "{text}");
    }
}

#[test]
fn what_is_defined_may_have_stood_in_the_theorem() {
    let note = |last: &str| {
        format!(
            "**Theorem:** The ratio of the evidences is\n\n$$R = e^{{u - v}} \\; .$$\n\n**Proof:** Define the log evidence for each model:\n\n$$u = \\log p(y \\mid a)$$\n\nIt follows that\n\n$$e^{{u}} = {last}$$\n"
        )
    };
    assert_eq!(last(&note(r"p(y \mid a)")), Verdict::Proved);
    assert_ne!(last(&note(r"p(y \mid b)")), Verdict::Proved);
}

#[test]
fn a_quantity_is_named_in_passing() {
    let drawn = r"Let $X \sim \mathcal{N}(m, s^2)$ be a random variable.";
    let note = |words: &str| format!("{drawn} {words}\n\n$$\\mathrm{{E}}(Y) = 2 m$$\n");
    assert_eq!(
        last(&note("Then, the quantity $Y = 2 X$ has the mean")),
        Verdict::Proved
    );
    let other = note("Then, the quantity $Y = 3 X$ has the mean");
    assert_ne!(last(&other), Verdict::Proved);
    let again = note("Let $Y = 3 X$. Then, the quantity $Y = 2 X$ has the mean");
    let second = steps(&again).into_iter().nth(2).expect("a step");
    assert_ne!(second.verdict, Verdict::Assumed, "it has a meaning");
}

/// Squares are names of their own to statisticians: $s^2$ is defined, also where it stood in the theorem.
#[test]
fn the_square_of_a_name_is_defined_like_a_name() {
    let sample = r"**Theorem:** Let $x_1, \ldots, x_n$ be numbers. Define the sample mean $$ \bar{x} = \frac{1}{n} \sum_{i=1}^{n} x_i $$ and the spread $$ s^2 = \frac{1}{n-1} \sum_{i=1}^{n} (x_i - \bar{x})^2 \; . $$";
    let note = |row: &str| last(&format!("{sample}\n\n**Proof:** We have $$ {row} $$"));
    assert_eq!(
        note(r"(n-1) s^2 = \sum_{i=1}^{n} (x_i - \bar{x})^2"),
        Verdict::Proved
    );
    assert_ne!(
        note(r"n s^2 = \sum_{i=1}^{n} (x_i - \bar{x})^2"),
        Verdict::Proved
    );
    let later = |row: &str| {
        last(&format!(
            "**Theorem:** The ratio is $$ Q = \\frac{{T}}{{s^2}} $$ where $s^2$ is the spread.\n\n**Proof:** The [spread](/spread) is given by \
             $$ s^2 = \\sum_{{i=1}}^{{n}} (x_i - c)^2 \\; . $$ Then $$ {row} $$"
        ))
    };
    let twice = r"2 \sum_{i=1}^{n} (c - x_i)^2";
    assert_eq!(later(&format!("2 s^2 = {twice}")), Verdict::Proved);
    assert_ne!(later(&format!("s^2 = {twice}")), Verdict::Proved);
}

#[test]
fn what_a_power_is_by_chance_is_random() {
    let note = |row: &str| {
        last(&format!(
            "Let $X_1, \\ldots, X_n$ be independent random variables. Define $$ s^2 = \\sum_{{i=1}}^{{n}} X_i^2 \\; . $$ Then $$ {row} $$"
        ))
    };
    assert_eq!(note(r"3 s^2 = 3 \sum_{i=1}^{n} X_i^2"), Verdict::Proved);
    for row in [r"\mathrm{E}[s^2] = s^2", r"\mathrm{Var}(s^2) = 0"] {
        assert_ne!(note(row), Verdict::Proved, "{row}");
    }
}

#[test]
fn what_a_name_means_is_defined_wherever_it_stands() {
    let note = |row: &str| {
        let text = format!(
            "Let $x_1, \\ldots, x_n$ be numbers with the mean $\\bar{{x}} = \\frac{{1}}{{n}} \\sum_{{i=1}}^n x_i$. The variance is \
             $$ v = \\frac{{1}}{{n-1}} \\sum_{{i=1}}^{{n}} (x_i - \\bar{{x}})^2 \\; . $$ Hence $$ {row} $$"
        );
        steps(&text).pop().expect("a step")
    };
    let shown = note(r"(n - 1) v = \sum_{i=1}^{n} (x_i - \bar{x})^2");
    assert_eq!(shown.verdict, Verdict::Proved);
    assert!(!shown.assumptions.is_empty(), "it divides by n and n - 1");
    let wrong = note(r"(n + 1) v = \sum_{i=1}^{n} (x_i - \bar{x})^2");
    assert_ne!(wrong.verdict, Verdict::Proved);
}
