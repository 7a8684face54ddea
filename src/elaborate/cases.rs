//! Words that say for which case something is stated: "For a cube, ..", "In series, ..", "Model A: ..", "If the coin is fair,
//! ..". What is stated of one case is not known of another.

use super::sentences::{FORMULA, Sentence};

/// The words that lead to a statement and say of what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    kind: Kind,
    /// The noun without its article, or the clause of a condition.
    noun: String,
    /// True for one of several: "for a cube", "for fermions", "in series".
    open: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    For,
    In,
    At,
    With,
    Under,
    On,
    /// "Model A:", "(ideal gas)".
    Label,
    If,
}

const LEADS: &[(&str, Kind)] = &[
    ("for", Kind::For),
    ("in", Kind::In),
    ("at", Kind::At),
    ("with", Kind::With),
    ("without", Kind::With),
    ("under", Kind::Under),
    ("on", Kind::On),
    ("if", Kind::If),
    ("when", Kind::If),
    ("whenever", Kind::If),
    ("provided", Kind::If),
];
/// Words that may stand before a lead.
const JOINTS: &[&str] = &[
    "and", "but", "while", "whereas", "now", "only", "so", "then", "thus", "hence", "again",
];
const ARTICLES: &[&str] = &["a", "an", "the", "one", "two"];
/// First words of what names no case.
const ANY: &[&str] = &[
    "this",
    "that",
    "these",
    "those",
    "such",
    "all",
    "any",
    "every",
    "each",
    "both",
    "either",
    "some",
    "several",
    "many",
    "most",
    "its",
    "our",
    "their",
    "his",
    "her",
    "which",
    "what",
    "whom",
    "it",
    "them",
    "us",
    "general",
    "particular",
    "fact",
    "addition",
    "practice",
    "total",
    "terms",
    "example",
    "instance",
    "short",
    "convenience",
    "simplicity",
    "brevity",
    "contrast",
    "summary",
    "other",
    "words",
    "order",
    "turn",
    "place",
    "principle",
    "matrix",
    "vector",
    "closed",
    "view",
    "effect",
    "case",
    "completeness",
    "clarity",
    "later",
    "now",
    "respect",
    "average",
    "definition",
    "compact",
    "expectation",
    "notation",
    "reference",
    "comparison",
    "matter",
    "mind",
    "the",
    "sufficiently",
    "not",
    "no",
    "more",
    "less",
    "same",
    "given",
    "fixed",
    "arbitrary",
    "further",
    "moment",
];
/// Words behind which a lead ends.
const ENDING: &[&str] = &[
    "we", "the", "it", "this", "that", "there", "they", "one", "its", "our", "let", "is", "are",
    "has", "have", "gives", "of", "with", "where", "when", "which", "whose", "at", "by", "on",
    "in", "for", "to", "from", "using", "and", "or", "as",
];
/// Nouns of cases that are counted or lettered.
const COUNTED: &[&str] = &[
    "case",
    "model",
    "scenario",
    "option",
    "class",
    "group",
    "variant",
    "version",
    "regime",
    "phase",
    "setting",
    "experiment",
    "strategy",
    "plan",
    "policy",
    "user",
    "player",
    "sample",
];
/// Nouns of what a text goes through, one after the other.
const PASSING: &[&str] = &[
    "step",
    "part",
    "section",
    "line",
    "equation",
    "term",
    "chapter",
    "example",
    "figure",
    "table",
    "way",
    "form",
    "notation",
    "paragraph",
    "column",
    "row",
    "place",
    "iteration",
    "stage",
    "derivation",
    "proof",
    "approach",
    "method",
    "coordinate",
    "sum",
    "integral",
    "exercise",
];
/// Words of a short name.
const WORDS: usize = 4;

impl Lead {
    /// True if what is stated under the one need not hold under the other.
    pub fn rivals(&self, other: &Self) -> bool {
        let [first, second] = [self, other].map(|lead| words(&lead.noun));
        let within = |a: &[&str], b: &[&str]| a.iter().all(|word| b.contains(word));
        let last = [&first, &second].map(|noun| noun.last().map_or("", |last| singular(last)));
        let passes = last.iter().any(|last| PASSING.contains(last));
        let one_kind = self.kind == other.kind;
        if one_kind && matches!(self.kind, Kind::With) {
            let negated = |a: &[&str], b: &[&str]| a.split_first() == Some((&"no", b));
            return negated(&first, &second) || negated(&second, &first);
        }
        if passes || within(&first, &second) || within(&second, &first) {
            return false;
        }
        // "the bull market", "the bear market"
        let kin = last[0] == last[1] && first.len() == second.len();
        match self.kind {
            // "if $n$ is even" and "for odd $n$"
            Kind::If => one_kind || other.kind == Kind::For && second.len() == 1,
            Kind::Label if one_kind => kin || is_counted(&first, &second),
            Kind::Label => last[0] == last[1],
            _ => kin && other.kind != Kind::If || one_kind && self.open,
        }
    }

    /// True if both speak of one case, whatever leads to it: "when $n$ is odd", "for odd $n$".
    pub fn names(&self, other: &Self) -> bool {
        let [first, second] = [self, other].map(|lead| {
            let mut named = words(&lead.noun);
            named.retain(|word| !["is", "are", "the"].contains(word));
            named
        });
        let denied = |named: &[&str]| named.contains(&"no");
        !first.is_empty()
            && !second.is_empty()
            && denied(&first) == denied(&second)
            && (first.iter().all(|word| second.contains(word))
                || second.iter().all(|word| first.contains(word)))
    }

    /// True for the condition of a clause, "if the coin is fair".
    pub fn is_condition(&self) -> bool {
        self.kind == Kind::If
    }

    /// The case that words in brackets beside a row name: "(ideal gas)".
    pub fn of_remark(text: &str) -> Option<Self> {
        let words = words(text);
        let named = (1..=WORDS).contains(&words.len()) && !words.iter().any(|word| word.len() < 2);
        named.then(|| Self {
            kind: Kind::Label,
            noun: words.join(" "),
            open: false,
        })
    }
}

/// The lead of a sentence.
pub fn opening(sentence: &Sentence) -> Option<Lead> {
    lead_of(&sentence.words)
}

/// The lead under which the formula at `at` is stated.
pub fn lead(sentence: &Sentence, at: usize) -> Option<Lead> {
    let before = &sentence.words[..at];
    // "When $n$ is even, $m = n / 2$"
    let clause = before.rsplit(';').next().unwrap_or_default();
    if let Some(condition) = lead_of(clause).filter(Lead::is_condition) {
        return Some(condition);
    }
    let pieces = before.split([FORMULA, ';']).collect::<Vec<_>>();
    pieces.into_iter().rev().find_map(|piece| {
        let parts = piece.match_indices(", ").map(|(at, _)| &piece[at + 2..]);
        let parts: Vec<&str> = parts.collect();
        parts.into_iter().rev().chain([piece]).find_map(lead_of)
    })
}

/// The lead that a clause begins with.
fn lead_of(clause: &str) -> Option<Lead> {
    let clause = clause.trim_start_matches(|c: char| !c.is_alphanumeric() && c != FORMULA);
    let mut rest = clause;
    let (word, kind) = loop {
        let (word, after) = rest.split_once(' ')?;
        rest = after.trim_start();
        if let Some(&(_, kind)) = LEADS.iter().find(|(lead, _)| *lead == word) {
            break (word, kind);
        }
        if !JOINTS.contains(&word) {
            return label(clause);
        }
    };
    if kind == Kind::If {
        let noun = rest.split(',').next().unwrap_or_default();
        return Some(Lead {
            kind,
            noun: noun.to_owned(),
            open: false,
        });
    }
    let noun = rest.split([',', ':', '.', ';', '(']).next()?;
    let mut all = noun.split_whitespace().peekable();
    let article = all.next_if(|word| ARTICLES.contains(word) && *word != "one");
    let named: Vec<&str> = all
        .take_while(|word| !word.starts_with(FORMULA))
        .take_while(|word| !ENDING[..].contains(word) || *word == "one")
        .collect();
    let plain = |word: &&str| {
        word.chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '\''))
    };
    let short = (1..=WORDS).contains(&named.len()) && named.iter().all(plain);
    // "with high probability"
    let case =
        named.first().is_some_and(|first| !ANY.contains(first)) && !named.contains(&"probability");
    // "with replacement", "without replacement"
    let mut noun = named.join(" ");
    if word == "without" {
        noun = format!("no {noun}");
    }
    let plural = named.last().is_some_and(|last| singular(last) != *last);
    let open = match (article, kind) {
        (Some(article), _) => article != "the",
        (None, Kind::In) => named.len() == 1 || plural,
        (None, _) => true,
    };
    (short && case).then_some(Lead { kind, noun, open })
}

/// "Model A:".
fn label(clause: &str) -> Option<Lead> {
    let (label, _) = clause.split_once(':')?;
    let named = words(label);
    let counted = (2..=3).contains(&named.len())
        && named.iter().any(|word| COUNTED.contains(word))
        && !label.contains(FORMULA);
    counted.then(|| Lead {
        kind: Kind::Label,
        noun: named.join(" "),
        open: false,
    })
}

fn is_counted(first: &[&str], second: &[&str]) -> bool {
    first
        .iter()
        .any(|word| COUNTED.contains(word) && second.contains(word))
}

fn singular(word: &str) -> &str {
    let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2);
    stem.filter(|stem| !stem.ends_with(['s', 'u', 'i']))
        .unwrap_or(word)
}

fn words(text: &str) -> Vec<&str> {
    let each = text.split(|c: char| !c.is_alphanumeric());
    each.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Lead> {
        let sentence = Sentence::of(text);
        lead(&sentence, sentence.formulas[0].0)
    }

    #[test]
    fn leads_of_two_cases_are_rivals() {
        for (first, second) in [
            ("For a cube, #", "For a sphere we get #"),
            ("In series, #.", "In parallel, #"),
            ("For fermions #", "For bosons the mean is #"),
            ("With replacement #.", "Without replacement, #"),
            ("Model A: #", "Model B: #"),
            ("In one dimension #", "In three dimensions #"),
            ("For the first user #", "For the second user #"),
            ("If the coin is fair, #", "If it is biased, #"),
        ] {
            let (first, second) = (of(first), of(second));
            let rivals = first.as_ref().zip(second.as_ref());
            assert!(
                rivals.is_some_and(|(a, b)| a.rivals(b)),
                "{first:?} {second:?}"
            );
        }
    }

    #[test]
    fn leads_that_go_on_are_none() {
        for (first, second) in [
            ("For the mean #", "For the variance #"),
            ("For a cube, #", "For the cube #"),
            ("In general, #", "In particular, #"),
            ("Let #", "For a sphere #"),
            ("For all values #", "For a sphere #"),
            ("In matrix form #", "In this notation #"),
            ("Mean: #", "Variance: #"),
        ] {
            let (first, second) = (of(first), of(second));
            let rivals = first.as_ref().zip(second.as_ref());
            assert!(
                !rivals.is_some_and(|(a, b)| a.rivals(b)),
                "{first:?} {second:?}"
            );
        }
    }
}
