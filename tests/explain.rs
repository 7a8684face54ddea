//! `hence explain`: proofs line by line, refutations term by term, and their programs.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A note of that text in a folder of its own.
fn note(name: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("explain-{name}"));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("note.md");
    std::fs::write(&file, text).unwrap();
    file
}

fn explain(file: &Path, place: &str, format: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hence"))
        .args([
            "explain",
            &format!("{}:{place}", file.display()),
            "--format",
            format,
        ])
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_proof_is_told_line_by_line() {
    let file = note(
        "proof",
        "For $a > 0$ and $b > 0$,\n\n$$\\log(a^2 b) = 2 \\log a + \\log b.$$\n",
    );
    let told = stdout(&explain(&file, "3", "text"));
    assert!(
        told.contains("by log-product") && told.contains("by log-power"),
        "{told}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&stdout(&explain(&file, "3", "json"))).unwrap();
    let lines = json[0]["lines"].as_array().unwrap();
    assert!(lines.len() >= 3);
    assert_eq!(lines[0]["by"], serde_json::Value::Null);
    assert!(lines[0]["marked"].as_str().unwrap().contains(r"\boxed"));
    let page = stdout(&explain(&file, "3", "html"));
    assert!(page.contains("<math") && !page.contains("<script"));
}

#[test]
fn a_refutation_is_told_term_by_term() {
    let file = note("wrong", "$$(u + v)^2 = u^2 + v^2.$$\n");
    let told = stdout(&explain(&file, "1.1", "text"));
    assert!(
        told.contains("counterexample") && told.contains("left side"),
        "{told}"
    );
    assert!(told.contains("u^2"));
}

#[test]
fn a_step_without_proof_says_what_differs() {
    let file = note("open", "$$f(u) + u = g(u) + u.$$\n");
    let output = explain(&file, "1", "text");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(explain(&file, "7", "text").status.code(), Some(2));
    assert_eq!(explain(&file, "x", "text").status.code(), Some(2));
}

/// Whether python3 is there.
fn python() -> bool {
    Command::new("python3")
        .arg("--version")
        .output()
        .is_ok_and(|out| out.status.success())
}

/// Every refuted step of the wrong notes that has a program fails there too.
#[test]
fn counterexamples_can_be_redone_in_python() {
    if !python() {
        return;
    }
    let notes = Path::new(env!("CARGO_MANIFEST_DIR")).join("derivations/wrong");
    let check = Command::new(env!("CARGO_BIN_EXE_hence"))
        .args(["check", "--format", "json", notes.to_str().unwrap()])
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&check.stdout).unwrap();
    let (mut ran, mut without) = (0, Vec::new());
    for file in report["files"].as_array().unwrap() {
        let path = Path::new(file["path"].as_str().unwrap()).to_owned();
        for step in file["steps"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|step| step["verdict"] == "refuted")
        {
            let program = explain(&path, step["id"].as_str().unwrap(), "python");
            if program.status.code() != Some(0) {
                without.push(String::from_utf8_lossy(&program.stderr).into_owned());
                continue;
            }
            let run = Command::new("python3")
                .args(["-c", &stdout(&program)])
                .output()
                .unwrap();
            let said = format!("{}{}", stdout(&run), String::from_utf8_lossy(&run.stderr));
            assert!(
                run.status.success(),
                "{} {}: {said}",
                path.display(),
                step["id"]
            );
            ran += 1;
        }
    }
    assert!(
        ran > 3 * without.len(),
        "{ran} programs, none for {without:#?}"
    );
}
