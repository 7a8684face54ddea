//! Facts across notes: theorems that are linked to, the conditions they carry, circles, and what is not there.

use hence::check::targets::Places;
use hence::check::{Input, Options, Surroundings, check_linked};
use hence::report::{FileReport, Report, Verdict};

fn run(notes: &[(&str, &str)], jobs: usize) -> Report {
    let input = |&(path, text): &(&str, &str)| Input {
        path: path.to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let inputs: Vec<Input> = notes.iter().map(input).collect();
    let places = Places {
        base: "/notes".to_owned(),
        root: Some("/notes".to_owned()),
    };
    let around = Surroundings {
        places,
        others: Vec::new(),
    };
    let options = Options {
        jobs,
        seed: 1,
        ..Options::default()
    };
    check_linked(&inputs, &around, &options, |_| ()).0
}

fn file<'a>(report: &'a Report, path: &str) -> &'a FileReport {
    report
        .files
        .iter()
        .find(|file| file.path == path)
        .expect("a note of that name")
}

/// The verdict on the last step of a note, and what it is given.
fn last(file: &FileReport) -> (Verdict, Vec<String>) {
    let step = file.steps.last().expect("a step");
    (step.verdict, step.given.clone())
}

const COSINE: &str = "**Theorem:** Let $X$ be a random variable with $X \\sim \\mathcal{N}(\\mu, \\sigma^2)$. Then\n\n\
    $$ \\mathrm{E}(\\cos(X)) = \\cos(\\mu) \\, e^{-\\frac{\\sigma^2}{2}} $$\n";

#[test]
fn a_theorem_holds_where_its_conditions_do() {
    let cited = "Let $Y$ be a random variable with $Y \\sim \\mathcal{N}(m, v)$. By [the cosine](/cosine),\n\n\
        $$ \\mathrm{E}(\\cos(Y)) = \\cos(m) \\, e^{-\\frac{v}{2}} $$\n";
    let other = cited.replace("\\mathcal{N}(m, v)", "\\mathrm{Exp}(m)");
    let uncited = cited.replace("[the cosine](/cosine)", "the cosine");
    let wrong = cited.replace("e^{-\\frac{v}{2}}", "e^{-v}");
    let notes = [
        ("cited.md", cited),
        ("cosine.md", COSINE),
        ("other.md", &other),
        ("uncited.md", &uncited),
        ("wrong.md", &wrong),
    ];
    let report = run(&notes, 2);
    let (verdict, given) = last(file(&report, "cited.md"));
    let theorem = file(&report, "cosine.md").steps.last().expect("a step");
    assert_ne!(theorem.verdict, Verdict::Refuted);
    assert_eq!(verdict, Verdict::Proved);
    assert_eq!(given, vec![format!("/cosine#{}", theorem.id)]);
    for path in ["other.md", "uncited.md", "wrong.md"] {
        let (verdict, given) = last(file(&report, path));
        assert!(
            verdict != Verdict::Proved || given.is_empty() && path == "uncited.md",
            "{path}: {verdict:?}"
        );
    }
    // Threads and order change nothing.
    let mut turned: Vec<_> = notes.to_vec();
    turned.reverse();
    let again = run(&turned, 1);
    for (path, _) in notes {
        let text = |report: &Report| serde_json::to_string(file(report, path)).expect("JSON");
        assert_eq!(text(&report), text(&again), "{path}");
    }
}

#[test]
fn a_proof_does_not_rest_on_itself() {
    let note = |other: &str| {
        format!(
            "{COSINE}\n**Proof:** By [the other]({other}), we have\n\n\
            $$ \\mathrm{{E}}(\\cos(X)) = \\cos(\\mu) \\, e^{{-\\frac{{\\sigma^2}}{{2}}}} $$\n"
        )
    };
    let (a, b) = (note("b.md"), note("a.md"));
    let report = run(&[("a.md", &a), ("b.md", &b)], 2);
    for file in &report.files {
        assert!(
            file.steps.iter().all(|step| step.given.is_empty()),
            "{}",
            file.path
        );
        assert!(
            file.diagnostics.iter().any(|d| d.code == "H032"),
            "{}",
            file.path
        );
    }
    // A link that is not needed is no circle.
    let plain = "See [a](a.md).\n\n$$ (x + 1)^2 = x^2 + 2 x + 1 $$\n";
    let report = run(
        &[("a.md", &a), ("b.md", &format!("**Lemma:**\n\n{plain}"))],
        2,
    );
    assert!(
        report
            .files
            .iter()
            .all(|file| file.diagnostics.iter().all(|d| d.code != "H032"))
    );
}

#[test]
fn what_is_not_there_is_told() {
    let report = run(
        &[("a.md", "By [b](/b) and [c](https://c.d/e), $x = x$.\n")],
        1,
    );
    let codes: Vec<&str> = report.files[0]
        .diagnostics
        .iter()
        .map(|d| d.code.as_str())
        .collect();
    assert_eq!(codes, ["H025"]);
}

/// The announced result is no fact for its own derivation, and is compared with it at the end.
#[test]
fn a_theorem_does_not_prove_itself() {
    let note = |reached: &str| {
        format!(
            "**Theorem:** For real $a$ and $b$,\n\n$$ \\label{{main}} \\phi(a, b) = a^2 - b^2 $$\n\n\
            **Proof:** From \\eqref{{main}},\n\n$$ \\phi(a, b) = {reached} $$\n"
        )
    };
    let report = run(&[("a.md", &note("(a - b)(a + b)"))], 1);
    assert!(
        report.files[0]
            .steps
            .iter()
            .all(|step| step.verdict != Verdict::Proved)
    );
}
