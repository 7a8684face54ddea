//! The command line: exit statuses, formats, files.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn hence(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hence"));
    command.args(arguments).stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    hence(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn on_input(arguments: &[&str], note: &str) -> Output {
    let mut child = hence(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(note.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

/// A folder of notes for one test, removed at the end of it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&path);
        for (file, content) in files {
            let file = path.join(file);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, content).unwrap();
        }
        Folder(path)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        hence(arguments).current_dir(&self.0).output().unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const RIGHT: &str = "$$(a + b)^2 = a^2 + 2 a b + b^2$$\n";
const WRONG: &str = "$$(a + b)^2 = a^2 + b^2$$\n";

#[test]
fn the_status_says_what_was_found() {
    assert_eq!(on_input(&["check", "-"], RIGHT).status.code(), Some(0));
    let wrong = on_input(&["check", "-"], WRONG);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(text(&wrong.stdout).contains("-:1:13: refuted: does not hold at a = "));
    assert!(wrong.stderr.is_empty());
    assert_eq!(
        run(&["check", "--format", "smoke-signals"]).status.code(),
        Some(2)
    );
}

#[test]
fn what_cannot_be_read_is_listed_and_the_rest_checked() {
    let folder = Folder::new("unreadable", &[("a.md", RIGHT)]);
    let output = folder.run(&["check", "a.md", "gone.md", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["failures"][0]["path"], "gone.md");
    assert_eq!(report["files"][0]["steps"][0]["verdict"], "proved");
}

#[test]
fn folders_are_walked_in_order_without_ignored_files() {
    let folder = Folder::new(
        "walk",
        &[
            ("b.md", RIGHT),
            ("a/z.tex", "\\[ 1 + 1 = 2 \\]"),
            ("a/program.rs", WRONG),
            ("drafts/c.md", WRONG),
            (".gitignore", "drafts\n"),
        ],
    );
    let output = folder.run(&["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let paths: Vec<&str> = report["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["a/z.tex", "b.md"]);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_json_does_not_depend_on_threads_or_order() {
    let notes = [
        ("a.md", RIGHT),
        ("b.md", WRONG),
        ("c.md", RIGHT),
        ("d.md", WRONG),
    ];
    let folder = Folder::new("threads", &notes);
    let one = folder.run(&[
        "check", "--format", "json", "--jobs", "1", "a.md", "b.md", "c.md", "d.md",
    ]);
    let many = folder.run(&[
        "check", "--format", "json", "--jobs", "4", "d.md", "c.md", "b.md", "a.md", "a.md",
    ]);
    assert_eq!(text(&one.stdout), text(&many.stdout));
}

#[test]
fn foreseen_errors_are_fulfilled() {
    let foreseen = format!("<!-- hence: expect refuted -->\n\n{WRONG}");
    assert_eq!(on_input(&["check", "-"], &foreseen).status.code(), Some(0));
    let unmet = format!("<!-- hence: expect refuted -->\n\n{RIGHT}");
    assert_eq!(on_input(&["check", "-"], &unmet).status.code(), Some(1));
    let nowhere = "<!-- hence: expect refuted -->\n\nNothing here.\n";
    assert_eq!(on_input(&["check", "-"], nowhere).status.code(), Some(1));
}

#[test]
fn every_format_is_written() {
    for format in ["text", "concise", "json", "sarif", "junit", "github"] {
        let output = on_input(&["check", "-", "--format", format], WRONG);
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(text(&output.stdout).contains("refuted"), "{format}");
        assert!(
            !text(&output.stdout).contains('\u{1b}'),
            "{format} is coloured in a pipe"
        );
    }
}

#[test]
fn codes_are_listed() {
    assert!(text(&run(&["codes"]).stdout).contains("H013"));
    assert_eq!(text(&run(&["codes", "h013"]).stdout).lines().count(), 1);
    assert!(text(&run(&["codes", "undecided"]).stdout).contains("unknown"));
    assert_eq!(run(&["codes", "H999"]).status.code(), Some(2));
}

#[test]
fn laws_are_listed_in_full_and_one_by_one() {
    let all: serde_json::Value =
        serde_json::from_slice(&run(&["laws", "--format", "json"]).stdout).unwrap();
    assert!(all["laws"].as_array().unwrap().len() > 100);
    assert!(
        all["rules"]
            .as_array()
            .unwrap()
            .iter()
            .any(|rule| rule["id"] == "derivative")
    );
    let one = text(&run(&["laws", "log-product"]).stdout);
    assert!(
        one.contains(r"if 0 < x") && one.contains("DLMF 4.8.1"),
        "{one}"
    );
    assert_eq!(run(&["laws", "no-such-law"]).status.code(), Some(2));
}

#[test]
fn the_directive_that_context_offers_changes_the_guess() {
    let folder = Folder::new("context", &[("a.md", "$$c + c = 2 c$$\n")]);
    let context = |place: &str| -> serde_json::Value {
        let output = folder.run(&["context", place, "--format", "json"]);
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let guessed = &context("a.md:1")[0]["names"][0];
    assert_eq!(
        (&guessed["sort"], &guessed["from"]),
        (&"real".into(), &"guess".into())
    );
    let directive = guessed["directive"].as_str().unwrap();
    std::fs::write(
        folder.0.join("b.md"),
        format!("{directive}\n\n$$c + c = 2 c$$\n"),
    )
    .unwrap();
    let told = &context("b.md:3")[0]["names"][0];
    assert_eq!(told["sort"], "vector of length n");
    assert_eq!(told["from"], "directive");
    assert_eq!(folder.run(&["context", "a.md:9"]).status.code(), Some(2));
}

/// The README shows a note and what hence says of it: a Markdown block and a text block between two marks.
#[test]
fn the_readme_shows_real_output() {
    let readme =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let (_, rest) = readme.split_once("<!-- transcript: begin -->").unwrap();
    let (transcript, _) = rest.split_once("<!-- transcript: end -->").unwrap();
    let block = |language: &str| -> String {
        let (_, rest) = transcript.split_once(&format!("```{language}\n")).unwrap();
        rest.split_once("```").unwrap().0.to_owned()
    };
    let folder = Folder::new("readme", &[("post.md", &block("markdown"))]);
    let output = text(&folder.run(&["check", "post.md"]).stdout);
    assert_eq!(output, block("text"), "\n{output}");
}

/// (note, exit status, what the JSON must and must not hold).
#[test]
fn directives_are_acted_on() {
    let rows = [
        // A row inside of a display.
        (
            "$$\\begin{aligned} a &= a \\\\\n% hence: expect refuted\n&= a + 1 \\end{aligned}$$",
            0,
            "\"met\":true",
        ),
        (
            "<!-- hence: expect proved row 2 -->\n\n$$a = a$$",
            1,
            "H028",
        ),
        // What is assumed holds to the end of the section.
        (
            "<!-- hence: assume s > 0 -->\n\n$$\\sqrt{s^2} = s$$\n",
            0,
            "\"uses\":[\"1.1\"]",
        ),
        (
            "# A\n\n<!-- hence: assume s > 0 -->\n\n# B\n\n$$\\sqrt{s^2} = s$$\n",
            1,
            "\"verdict\":\"refuted\"",
        ),
        (
            "<!-- hence: let c = 2 -->\n\n$$c^2 = 4$$\n",
            0,
            "\"verdict\":\"proved\"",
        ),
        // Two values cannot prove anything.
        (
            "<!-- hence: assume c = 2 -->\n<!-- hence: assume c = 3 -->\n\n$$x = x + c - 2$$\n",
            0,
            "\"proved\":0",
        ),
        (
            "<!-- hence: assume nothing much -->\n\n$$a = a$$",
            0,
            "H004",
        ),
        (
            "<!-- hence: ignore -->\n$$1 = 2$$\n<!-- hence: end -->\n\n$$a = a$$",
            0,
            "\"reason_code\":\"ignored\"",
        ),
        (
            "<!-- hence: accept H013 as in the book -->\n\n$$a = a$$",
            0,
            "H031",
        ),
        ("<!-- hence: expcet refuted -->\n\n$$a = a$$", 0, "H004"),
    ];
    for (note, status, holds) in rows {
        let output = on_input(&["check", "-", "--format", "json"], note);
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let report = report.to_string();
        assert_eq!(output.status.code(), Some(status), "{note}\n{report}");
        assert!(report.contains(holds), "{note}\n{report}");
    }
}
