//! Every law is tried by numbers at random instances inside its conditions: none may fail.

use std::process::Command;

use hence::evaluate::{self, Claim, Options, Outcome};
use hence::theory::{Context, Theory};

/// Laws that numbers refute, and those that numbers cannot interpret, one a line.
fn tried() -> (Vec<String>, Vec<String>, usize) {
    let (store, theory) = Theory::standard();
    let (mut refuted, mut open, mut agree) = (Vec::new(), Vec::new(), 0);
    for law in theory.laws() {
        let mut store = store.clone();
        let context = Context {
            hypotheses: law
                .conditions
                .iter()
                .map(|&condition| (condition, law.id.to_owned()))
                .collect(),
            ..Context::default()
        };
        let claim = Claim {
            left: law.left,
            relation: law.relation,
            right: law.right,
        };
        match evaluate::judge(&mut store, &context, &claim, &Options::default()) {
            Outcome::Agrees(_) => agree += 1,
            Outcome::Refuted(example) => {
                refuted.push(format!("{}: {:?}", law.id, example.bindings))
            }
            Outcome::Differs(example) => {
                refuted.push(format!("{}: {:?}", law.id, example.bindings))
            }
            Outcome::Cannot { reason, detail } => {
                open.push(format!("{}: {} {detail}", law.id, reason.code()))
            }
        }
    }
    (refuted, open, agree)
}

#[test]
fn no_law_fails_inside_its_conditions() {
    let (refuted, open, agree) = tried();
    assert!(refuted.is_empty(), "refuted:\n{}", refuted.join("\n"));
    assert!(agree > 3 * open.len(), "{agree} agree");
    // A law that numbers stop to try is seen.
    insta::assert_snapshot!("laws_not_tried", open.join("\n"));
}

/// The page is what the program says: `INSTA_UPDATE=always cargo test` writes it anew.
#[test]
fn the_page_of_laws_is_current() {
    let output = Command::new(env!("CARGO_BIN_EXE_hence"))
        .args(["laws", "--format", "markdown"])
        .output()
        .expect("the program runs");
    let page = String::from_utf8(output.stdout).expect("UTF-8");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/laws.md");
    if std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always") {
        std::fs::write(path, &page).expect("the page can be written");
    }
    let known = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        known == page,
        "docs/laws.md is old: hence laws --format markdown > docs/laws.md"
    );
}
