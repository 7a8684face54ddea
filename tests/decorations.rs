//! No decoration is lost: a decorated head is never taken for the plain one, a part of a space never for the whole.

use hence::check::{Input, Options, note, with_stack};
use hence::report::{StepReport, Verdict};

fn steps(text: &str) -> Vec<StepReport> {
    let input = Input {
        path: "note.md".into(),
        bytes: text.as_bytes().to_vec(),
    };
    with_stack(|| note::check(&input, &Options::default())).steps
}

/// Verdicts of all that is no definition.
fn verdicts(text: &str) -> Vec<Verdict> {
    let steps = steps(text);
    let judged = steps.iter().filter(|s| s.verdict != Verdict::Assumed);
    judged.map(|step| step.verdict).collect()
}

/// Heads with what stands after them.
const HEADS: &[(&str, &str)] = &[
    ("p", "(x)"),
    ("p", "(x | y)"),
    ("f_X", "(x)"),
    ("F_X", "(x)"),
    ("V_C", "(t)"),
    ("f", "(x)"),
    (r"\pi", "(a | s)"),
    ("P", "(A)"),
    (r"\mathbb{E}", "[X]"),
    (r"\mathrm{Var}", "(X)"),
    (r"\mathcal{N}", "(x; 0, 1)"),
    (r"\max", "(a, b)"),
    (r"\Gamma", "(x)"),
    (r"\sin", "(x)"),
    ("x", ""),
    ("A", "x"),
    ("f(x)", ""),
    ("p(x)", ""),
    (r"\|x\|", ""),
    (r"\delta_{ij}", ""),
];

/// Decorations of a head: each makes another thing of it.
fn decorated(head: &str) -> [String; 7] {
    [
        format!("{head}'"),
        format!("{head}''"),
        format!("{head}^*"),
        format!("{head}^{{-1}}"),
        format!(r"\tilde{{{head}}}"),
        format!("{head}^{{(2)}}"),
        format!("{head}_3"),
    ]
}

#[test]
fn a_decorated_head_is_not_the_plain_one() {
    let mut lost = Vec::new();
    for (head, after) in HEADS {
        for other in decorated(head) {
            // The subscript of a normal distribution is its dimension.
            if other.ends_with("_3") && head.contains("mathcal") {
                continue;
            }
            let text = format!("$$b + {other}{after} = b + {head}{after}$$\n");
            if verdicts(&text).contains(&Verdict::Proved) {
                lost.push(text);
            }
        }
    }
    assert_eq!(lost, Vec::<String>::new());
}

#[test]
fn primes_of_names_with_capitals_are_derivatives() {
    let given = "Let $F_X(x) = 1 - e^{-x}$. Then $$F_X'(x) = ";
    let right = verdicts(&format!("{given}e^{{-x}}$$\n"));
    assert_eq!(right, [Verdict::Proved]);
    let wrong = verdicts(&format!("{given}1 - e^{{-x}}$$\n"));
    assert_eq!(wrong, [Verdict::Refuted]);
    let voltage = "The voltage is $V_C(t) = V_0 e^{-t/\\tau}$. $$V_C'(t) = ";
    let right = verdicts(&format!("{voltage}-V_C(t)/\\tau$$\n"));
    assert_eq!(right, [Verdict::Proved]);
    let wrong = verdicts(&format!("{voltage}V_C(t)/\\tau$$\n"));
    assert_eq!(wrong, [Verdict::Refuted]);
}

#[test]
fn capitals_below_a_name_make_no_density_of_a_number() {
    let carnot = r"$$T_H (1 - \frac{T_C}{T_H}) = T_H";
    assert_eq!(verdicts(&format!("{carnot} - T_C$$\n")), [Verdict::Proved]);
    assert_eq!(verdicts(&format!("{carnot} + T_C$$\n")), [Verdict::Refuted]);
}

#[test]
fn a_part_of_a_space_is_not_the_whole() {
    for text in [
        r"$$\int_{\mathbb{R}^+} e^{-x^2} dx = \sqrt{\pi}$$",
        r"$$\int_{\mathbb{R}_+} f(x) dx = \int_{\mathbb{R}^-} f(x) dx$$",
        r"$$\int_{\mathcal{R}_1} p(x, c_2) dx + \int_{\mathcal{R}_2} p(x, c_1) dx = p(c_1) + p(c_2)$$",
        r"The acceptance region is $\mathcal{R}$. $$\int_{\mathcal{R}} p(x) dx = 1$$",
        r"The typical set is $\mathcal{T}$. $$\sum_{x \in \mathcal{T}} p(x) = 1$$",
    ] {
        let proved = verdicts(text).contains(&Verdict::Proved);
        assert!(!proved, "{text}");
    }
    for text in [
        r"$$\int_{\mathbb{R}^+} e^{-x} dx = 1$$",
        r"$$\sum_{x \in \mathcal{X}} p(x) = 1$$",
        r"$$\int_{\mathcal{Z}} q(z) dz = 1$$",
    ] {
        assert_eq!(verdicts(text), [Verdict::Proved], "{text}");
    }
}

#[test]
fn a_script_without_braces_is_one_letter() {
    let square = r"$$(\gamma^tr)^2 = \gamma^{2t}r";
    assert_eq!(verdicts(&format!("{square}^2$$\n")), [Verdict::Proved]);
    assert_ne!(verdicts(&format!("{square}^3$$\n")), [Verdict::Proved]);
}

#[test]
fn h_is_an_entropy_where_the_words_say_so() {
    let square = r"$$\mathbb{E}[h(X)^2] = \mathbb{E}[h(X)]^2$$";
    assert_ne!(verdicts(square), [Verdict::Proved]);
    let hat = r"The entropy is $H(X)$. $$H(\hat{X}) = H(X)$$";
    assert_ne!(verdicts(hat), [Verdict::Proved]);
}
