//! What formulas are called and where the text refers to them: `\label`, `\tag`, `\eqref`, "equation (3)", links.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::chains::Mathematics;
use super::words::has_words;
use crate::read::note::{ItemKind, Note};

/// Commands that refer to a label.
const REFERENCES: &[&str] = &[
    r"\eqref{",
    r"\ref{",
    r"\cref{",
    r"\Cref{",
    r"\autoref{",
    r"\Eqref{",
];
/// Words after which a number in brackets, or bare, is that of a formula.
const EQUATION: &[&str] = &["equation", "equations", "eq.", "eqs.", "eqn.", "eq"];
/// Words that speak of what stands right before.
const BEFORE: &[&str] = &[
    "this",
    "these",
    "above",
    "latter",
    "previous",
    "preceding",
    "both",
];

/// Words at the beginning of a text that goes on from what stands right before.
const GOING_ON: &[&str] = &[
    "such that",
    "so that",
    "and so",
    "which",
    "and thus",
    "and hence",
    "and therefore",
    "thus",
    "hence",
    "therefore",
    "consequently",
    "accordingly",
    "it follows",
    "whereby",
];

/// Words of a sentence that derives what follows from what it cites, rather than quoting it.
const DERIVING: &[&str] = &[
    "using",
    "which",
    "so",
    "with",
    "applying",
    "combining",
    "because",
    "since",
    "by",
    "from",
    "inserting",
    "plugging",
    "substituting",
    "we have",
    "we get",
    "we obtain",
    "becomes",
    "become",
    "yields",
    "gives",
    "leads to",
    "follows",
    "therefore",
    "thus",
    "hence",
    "then",
    "implies",
    "equal to",
    "this reads",
    "can be",
];

/// Those of them that derive nothing in the name of what is linked: "The [estimates from data](/there) are".
const JOINING: &[&str] = &["from", "with", "by"];

/// Words at the end of a sentence that says what a linked thing is.
const QUOTING: &[&str] = &[
    "is", "are", "by", "as", "reads", "read", "states", "that", "equals", "ist", "sind", "durch",
    "est", "sont", "par",
];

/// Stands in the text for the end of a link.
const LINKED: char = '\u{fffc}';

/// One formula that a name stands for: its place, and its row where the name is that of a row.
pub type Named = (usize, Option<usize>);

/// The names of a note's formulas, and the text that leads to each display.
#[derive(Debug, Default)]
pub struct Citations {
    named: FxHashMap<String, Vec<Named>>,
    leads: FxHashMap<usize, Lead>,
    /// Targets of links to notes that define samples: independent items.
    pub samples: Vec<String>,
}

/// What the text between the display before and this one refers to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lead {
    /// Labels and numbers.
    pub names: Vec<String>,
    /// Targets of links.
    pub targets: Vec<String>,
    /// True if it speaks of what stands right before, or goes on from it: "using this", "such that".
    pub before: bool,
    /// True if the last sentence derives what follows.
    pub derives: bool,
    /// True if the last sentence links to what it says is so: "The [mean](/mean) is".
    pub quotes: bool,
}

impl Citations {
    pub fn new(note: &Note, mathematics: &[Mathematics]) -> Self {
        let mut found = Self::default();
        for (place, math) in mathematics.iter().enumerate() {
            found.name(place, math);
            if math.display {
                found.leads.insert(place, lead(note, math));
            }
        }
        found
    }

    /// A formula with one label is called by it as a whole; with several, each names its row.
    fn name(&mut self, place: usize, math: &Mathematics) {
        let labels = &math.formula.labels;
        if let [(label, _)] = &labels[..] {
            self.enter(label, (place, None));
        }
        for (at, row) in math.formula.rows.iter().enumerate() {
            if let Some(label) = row.label.as_ref().filter(|_| labels.len() > 1) {
                self.enter(label, (place, Some(at)));
            }
            if let Some(tag) = &row.tag {
                let tag = tag.trim_matches(['(', ')', '*', ' ']);
                self.enter(tag, (place, Some(at)));
            }
        }
    }

    fn enter(&mut self, name: &str, formula: Named) {
        self.named
            .entry(name.trim().to_owned())
            .or_default()
            .push(formula);
    }

    /// The formula of that name; None where there is none, or several.
    pub fn named(&self, name: &str) -> Option<Named> {
        match self.named.get(name).map(Vec::as_slice) {
            Some([one]) => Some(*one),
            _ => None,
        }
    }

    /// What leads to the display at that place.
    pub fn lead(&self, place: usize) -> Option<&Lead> {
        self.leads.get(&place)
    }
}

fn lead(note: &Note, math: &Mathematics) -> Lead {
    let stop = |kind: &ItemKind| matches!(kind, ItemKind::Display(_) | ItemKind::Heading { .. });
    let items = &note.items[..math.item];
    let start = items
        .iter()
        .rposition(|item| stop(&item.kind))
        .map_or(0, |at| at + 1);
    let mut found = Lead::default();
    let mut sentence = String::new();
    // Outside of links.
    let mut own = String::new();
    let mut link = 0;
    for item in &items[start..] {
        match &item.kind {
            ItemKind::Prose(text) => {
                found.names.extend(references(text));
                found.names.extend(numbers(text));
                found.before |= speaks_of_before(text);
                sentence.push_str(text);
                own.push_str(text);
            }
            ItemKind::Link { text, target } => {
                link = sentence.len();
                sentence.push_str(text);
                match target.strip_prefix('#') {
                    Some(label) => found.names.push(label.to_owned()),
                    // `[[118, 285]]` leads nowhere.
                    None if !target.contains(char::is_alphabetic) => {}
                    None => {
                        sentence.push(LINKED);
                        found.targets.push(target.clone());
                    }
                }
            }
            ItemKind::Inline(region) => found.names.extend(references(&region.text)),
            _ => {}
        }
    }
    let last = sentence.trim_end().rsplit(". ").next();
    let last = last.unwrap_or_default().to_lowercase();
    let words = last.trim_end_matches(|c: char| !c.is_alphanumeric());
    let ends = |word: &str| words.rsplit(|c: char| !c.is_alphanumeric()).next() == Some(word);
    // "The definition of the [mean](/mean)", right before it; a link alone is no sentence.
    let before = sentence[..link].rsplit(". ").next().unwrap_or_default();
    let named = last.ends_with(LINKED) && before.contains(char::is_alphabetic);
    found.quotes = last.contains(LINKED) && (named || QUOTING.iter().any(|word| ends(word)));
    let own = own.trim_end().rsplit(". ").next().unwrap_or_default();
    let own = own.to_lowercase().replace("given by", "");
    let text = sentence.trim_start().to_lowercase();
    found.before |= GOING_ON
        .iter()
        .any(|phrase| text.starts_with(phrase) && has_words(&text, phrase));
    let last = last.replace("given by", "");
    found.derives = DERIVING.iter().any(|phrase| {
        has_words(&own, phrase) || !JOINING.contains(phrase) && has_words(&last, phrase)
    });
    found
}

/// Labels that `\eqref{..}` and its like refer to; several may stand in one, with commas.
pub fn references(text: &str) -> Vec<String> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    for command in REFERENCES {
        for (at, _) in text.match_indices(command) {
            let rest = &text[at + command.len()..];
            let inside = rest.split('}').next().unwrap_or_default();
            found.extend(inside.split(',').map(|label| (at, label.trim())));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found
        .into_iter()
        .map(|(_, label)| label.to_owned())
        .collect()
}

/// Numbers in "equation (3)", "eqs. 1 and 2".
fn numbers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut after = false;
    for word in text.split_whitespace() {
        let lower = word.to_lowercase();
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if EQUATION.contains(&lower.as_str()) {
            after = true;
        } else if after && bare.starts_with(|c: char| c.is_ascii_digit()) {
            found.push(bare.to_owned());
        } else if lower != "and" {
            after = false;
        }
    }
    found
}

fn speaks_of_before(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .map(str::to_lowercase)
        .any(|word| BEFORE.contains(&word.as_str()))
}

/// The part of a formula's source in which the sign of a relation and its mark stand.
pub fn marks(source: &str, sign: &Range<usize>) -> Vec<String> {
    references(source.get(sign.clone()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::elaborate::chains;
    use crate::{parse, read};

    #[test]
    fn labels_numbers_and_links_are_found() {
        let text = "$$ \\label{eq:a} a = b $$\n\nWith [c](/c) and \\eqref{eq:a, eq:b}:\n\n$$ a = c \\tag{2} $$\n\n\
                    By equation (2) and this,\n\n$$ \\begin{align} x &= y \\label{p} \\\\ u &= v \\label{q} \\end{align} $$\n";
        let note = read::read("n.md", text.as_bytes());
        let mathematics = chains::mathematics(&note, |text| parse::parse(text, &[]));
        let citations = Citations::new(&note, &mathematics);
        assert_eq!(citations.named("eq:a"), Some((0, None)));
        assert_eq!(citations.named("2"), Some((1, Some(0))));
        assert_eq!(citations.named("q"), Some((2, Some(1))));
        let lead = |place| citations.lead(place).cloned().unwrap_or_default();
        assert_eq!(lead(1).names, ["eq:a", "eq:b"]);
        assert_eq!(lead(1).targets, ["/c"]);
        assert_eq!(
            (lead(2).names, lead(2).before),
            (vec!["2".to_owned()], true)
        );
    }
}
