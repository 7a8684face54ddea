//! What was understood of every name of a note, and why: for people who ask, not for the judges.

use std::collections::BTreeMap;

use super::walk::Walk;
use crate::elaborate::declare::{Says, declarations};
use crate::elaborate::evidence::Evidence;
use crate::elaborate::names::written;
use crate::expr::Id;

/// What the note says and shows of one name.
#[derive(Debug, Clone, Default)]
pub struct Understood {
    pub said: Vec<Said>,
    /// How the name is used; what its sort is guessed from where nothing is said of it.
    pub shows: Vec<&'static str>,
}

/// One thing said of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub by: By,
    pub line: usize,
    pub text: String,
}

/// Where something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// A formula: a membership, a draw.
    Display,
    /// Words of the prose.
    Phrase,
    Directive,
}

/// What use tells of a name, in words.
const SIGNS: &[(fn(&Evidence) -> bool, &str)] = &[
    (|e| e.bold, "it is bold"),
    (|e| e.transposed, "it is transposed"),
    (|e| e.inverted, "it is inverted"),
    (|e| e.traced, "it stands under a trace or determinant"),
    (|e| e.normed, "it stands in a norm"),
    (|e| e.density, "it is used as a density"),
    (
        |e| e.random,
        "it stands under an expectation or a probability",
    ),
    (|e| e.integer, "it is a size or the end of a range"),
    (|e| e.summed, "it is summed over"),
    (|e| e.integrated, "it is integrated over"),
    (
        |e| e.deviation,
        "its square is the variance of a normal distribution",
    ),
    (
        |e| e.in_distribution,
        "it is a parameter or the point of a distribution",
    ),
    (|e| !e.applied.is_empty(), "it is applied to arguments"),
    (|e| !e.derived_by.is_empty(), "it is differentiated"),
    (|e| e.arities > 1, "it has an index"),
];

/// The sides of a step as they were read, where they were.
pub type Read = (Option<Id>, Option<Id>);

/// All names of the note by spelling.
pub fn understood(walk: &Walk) -> BTreeMap<String, Understood> {
    let mut names: BTreeMap<String, Understood> = BTreeMap::new();
    for (key, evidence) in &walk.scope.study.names {
        let shown = SIGNS.iter().filter(|(holds, _)| holds(evidence));
        names.entry(key.clone()).or_default().shows = shown.map(|(_, text)| *text).collect();
    }
    for declaration in declarations(walk.sentences, walk.mathematics) {
        let Some(name) = written(declaration.name) else {
            continue;
        };
        let (key, _) = walk.scope.resolve(&name);
        let math = &walk.mathematics[declaration.place];
        let by = match (math.directive, &declaration.says) {
            (Some(_), _) => By::Directive,
            (None, Says::MemberOf(_)) => By::Display,
            (None, Says::Property(_)) => By::Phrase,
        };
        let text = match declaration.says {
            Says::Property(property) => in_words(&format!("{property:?}")),
            Says::MemberOf(set) => {
                let source = math.region.text.get(set.span.clone());
                format!("member of {}", source.unwrap_or_default().trim())
            }
        };
        let line = walk.line_of_place(declaration.place);
        let said = Said { by, line, text };
        let known = &mut names.entry(key).or_default().said;
        if !known.contains(&said) {
            known.push(said);
        }
    }
    names
}

/// The sides of each relation as read, in the order of the steps.
pub fn sides(walk: &Walk) -> Vec<Read> {
    let read = |side: Option<usize>| Some(walk.lowered.get(&side?)?.as_ref().ok()?.id);
    let relations = walk.chains.relations.iter();
    relations.map(|r| (read(r.left), read(r.right))).collect()
}

/// `PositiveDefinite` as `positive definite`.
fn in_words(camel: &str) -> String {
    let mut words = String::new();
    for c in camel.chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}
