//! Conditions that stand after what they are a condition of: `|x| = x, \quad x \ge 0`, `.. \text{ for } x > 0`, or in the
//! prose right after a display, "where $x$ is positive".

use super::declare::items;
use super::names::letters;
use super::sentences::{FORMULA, Sentence};
use crate::parse::tree::{Kind, Relation, Row, Statement, Tree};

/// Words that begin a condition.
const WORDS: &[&str] = &[
    "if", "for", "when", "whenever", "where", "provided", "with", "given", "assuming", "as",
    "wenn", "falls", "für", "wobei", "mit", "si", "pour", "où", "avec", "para", "con", "donde",
    "se", "per", "dove", "если", "при", "для", "где", "其中", "当", "若",
];
/// Those that say of what kind the names are.
const DESCRIBING: &[&str] = &[
    "where", "with", "wobei", "mit", "où", "avec", "con", "donde", "dove", "где", "其中",
];
/// Words that lead from a display to what it was written with: "using the precision $\tau = 1/\sigma^2$".
const USING: &[&str] = &["using"];
/// Words between such a word and its formula.
const FILLERS: &[&str] = &[
    "and", "all", "any", "every", "each", "some", "real", "that", "long", "alle", "und", "tout",
    "tous", "et", "que", "y", "e", "что", "и",
];

/// `left R right`, said as a condition.
#[derive(Debug, Clone, Copy)]
pub struct Condition<'t> {
    pub left: &'t Tree,
    pub relation: Relation,
    pub right: &'t Tree,
}

/// True if the statement with that index in its row is a condition of those before it: a condition word leads to it, or
/// it bounds a name that stands in them.
pub fn is_trailing(row: &Row, at: usize) -> bool {
    let (before, statement) = (&row.statements[..at], &row.statements[at]);
    let main = before
        .iter()
        .any(|other| !other.relations.is_empty() && !is_bound(other));
    main && (is_worded(statement) || is_bound(statement) && speaks_of(statement, before))
}

/// True if a condition word leads to the statement.
pub fn is_worded(statement: &Statement) -> bool {
    let words = statement.words.iter().map(|(text, _)| text.to_lowercase());
    words
        .into_iter()
        .any(|text| text.split_whitespace().any(|word| WORDS.contains(&word)))
}

/// The conditions that a statement states, those in a bracket too: `(x > 0)`.
pub fn conditions(statement: &Statement) -> Vec<Condition<'_>> {
    let mut found = Vec::new();
    for (at, &(relation, _)) in statement.relations.iter().enumerate() {
        if let (Some(Some(left)), Some(Some(right))) =
            (statement.sides.get(at), statement.sides.get(at + 1))
        {
            found.push(Condition {
                left,
                relation,
                right,
            });
        }
    }
    if let ([Some(only)], []) = (&statement.sides[..], &statement.relations[..]) {
        found.extend(bracketed(only));
    }
    found
}

/// The relations in a bracket that a tree is.
fn bracketed(tree: &Tree) -> Vec<Condition<'_>> {
    let Kind::Group { body, .. } = &tree.kind else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for item in items(body) {
        let Kind::Chain { first, rest } = &item.kind else {
            continue;
        };
        let mut left = &**first;
        for (relation, right) in rest {
            found.push(Condition {
                left,
                relation: *relation,
                right,
            });
            left = right;
        }
    }
    found
}

/// True for `x \ge 0`, `0 < x < 1`, `x \neq y`: names and numbers compared.
fn is_bound(statement: &Statement) -> bool {
    let conditions = conditions(statement);
    let bounds = |one: &Condition| match one.relation {
        Relation::In => is_name(one.left),
        relation => is_comparison(relation) && is_limit(one.left) && is_limit(one.right),
    };
    !conditions.is_empty() && conditions.iter().all(bounds)
}

/// A name or a number with its sign, the size of a name, or a fraction of these: what bounds are put on, and bounds.
fn is_limit(tree: &Tree) -> bool {
    let plain = |tree: &Tree| is_name(tree) || matches!(tree.kind, Kind::Number(_));
    match &tree.kind {
        Kind::Sum(terms) => matches!(&terms[..], [(_, only)] if plain(only)),
        Kind::Group { open, body, .. } if matches!(open.as_str(), "|" | r"\|") => is_name(body),
        Kind::Fraction(over, under) => plain(over) && plain(under),
        _ => plain(tree),
    }
}

fn speaks_of(statement: &Statement, before: &[Statement]) -> bool {
    let sides = before.iter().flat_map(|other| other.sides.iter().flatten());
    let known: Vec<String> = sides.flat_map(letters).collect();
    let of = |tree: &Tree| letters(tree).iter().all(|letter| known.contains(letter));
    conditions(statement)
        .iter()
        .all(|one| of(one.left) && (one.relation == Relation::In || of(one.right)))
}

/// True for relations that bound what they compare.
pub fn is_comparison(relation: Relation) -> bool {
    use Relation::*;
    matches!(
        relation,
        NotEqual | LessEqual | Less | GreaterEqual | Greater
    )
}

fn is_name(tree: &Tree) -> bool {
    match &tree.kind {
        Kind::Name(_) => true,
        Kind::Scripts { base, .. } => is_name(base),
        _ => false,
    }
}

/// The prose after a display, as far as it begins with a condition word.
#[derive(Debug, Clone, Copy)]
pub struct Clause {
    /// Index of the sentence, and from which byte on.
    pub sentence: usize,
    pub start: usize,
    /// True if the sentence of the display goes on with it, also in a paragraph of its own.
    pub joined: bool,
    /// True if its word says of what kind the names are.
    pub describes: bool,
    /// True if it says what the display was written with.
    pub uses: bool,
}

/// The condition that the prose adds after the display whose placeholder is at `at`; `stopped` says that the display
/// ends its sentence by itself.
pub fn clause(
    sentences: &[Sentence],
    (sentence, at): (usize, usize),
    stopped: bool,
) -> Option<Clause> {
    let own = &sentences[sentence];
    let start = at + FORMULA.len_utf8();
    let goes_on = own.words[start..].contains(|c: char| c.is_alphanumeric() || c == FORMULA);
    let (next, start) = match goes_on {
        true => (sentence, start),
        false => (sentence + 1, 0),
    };
    let text = &sentences
        .get(next)
        .filter(|next| next.section == own.section)?
        .words[start..];
    let first = text
        .split(|c: char| !c.is_alphabetic())
        .find(|word| !word.is_empty())?;
    let leading =
        text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '('));
    let uses = USING.contains(&first);
    let describes = DESCRIBING.contains(&first);
    (leading.starts_with(first) && (uses || WORDS.contains(&first))).then_some(Clause {
        sentence: next,
        start,
        // No sentence begins with "where" in lower case.
        joined: (!stopped || describes) && (goes_on || sentences[next].continues),
        describes,
        uses,
    })
}

/// True if words are only those that lead from a condition word to its formula, and other formulas.
pub fn leads(words: &str) -> bool {
    let mut words = words
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    words.all(|word| WORDS.contains(&word) || FILLERS.contains(&word))
}

/// True if the formula after these words is said of what stands before: "where", "where $a$ is a number and".
pub fn joins(words: &str) -> bool {
    const AND: [&str; 6] = ["and", "und", "et", "y", "e", "и"];
    let last = words
        .rsplit(|c: char| !c.is_alphabetic())
        .find(|word| !word.is_empty());
    last.is_some_and(|word| DESCRIBING.contains(&word) || AND.contains(&word))
}

/// True if the display after these words says what names of the one before are: "where $P$ is the projection matrix",
/// "where the coefficients are given by". Any other verb may derive or ask something.
pub fn explains(words: &str) -> bool {
    const OTHER: [&str; 31] = [
        "if",
        "that",
        "then",
        "so",
        "such",
        "hence",
        "thus",
        "therefore",
        "because",
        "since",
        "we",
        "it",
        "have",
        "has",
        "get",
        "follows",
        "follow",
        "implies",
        "yields",
        "gives",
        "satisfies",
        "satisfy",
        "solves",
        "minimizes",
        "maximizes",
        "can",
        "may",
        "must",
        "should",
        "could",
        "would",
    ];
    let words = words
        .trim()
        .trim_start_matches([',', ';'])
        .trim_end_matches([':', ',']);
    let plain = !words.contains([',', ';', ':', '.', '?']);
    let mut found = words.split(|c: char| !c.is_alphabetic());
    let mut first = found.by_ref().skip_while(|word| word.is_empty());
    let leads = |word: &str| DESCRIBING.contains(&word) || USING.contains(&word);
    let led = first.next().is_some_and(leads);
    plain && led && found.all(|word| !OTHER.contains(&word))
}

/// True if the source of a display ends with a full stop.
pub fn is_stopped(source: &str) -> bool {
    let mut rest = source.trim_end();
    loop {
        let shorter = rest.trim_end_matches(['}', ' ', '\n', '\t', '\\', ';', ',', '~', '&']);
        let shorter = match shorter.rfind(r"\end{") {
            Some(at) if !shorter[at + 5..].contains(['}', '\\']) => &shorter[..at],
            _ => shorter,
        };
        if shorter.len() == rest.len() {
            return rest.ends_with(['.', '。']);
        }
        rest = shorter;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn trailing(text: &str) -> Vec<bool> {
        let formula = parse::parse(text, &[]);
        let row = &formula.rows[0];
        (0..row.statements.len())
            .map(|at| is_trailing(row, at))
            .collect()
    }

    #[test]
    fn conditions_after_a_statement_are_told_from_statements() {
        assert_eq!(trailing(r"|u| = u, \quad u \geq 0"), [false, true]);
        assert_eq!(trailing(r"|u| = u \quad (u \geq 0)"), [false, true]);
        assert_eq!(trailing(r"|u| = u \text{ if } u^2 > u"), [false, true]);
        assert_eq!(trailing(r"|u| = u \text{ for positive } u"), [false, true]);
        assert_eq!(trailing(r"u^2 = v, \quad |u| < 1"), [false, true]);
        assert_eq!(trailing(r"u^2 = v, \quad -1 < u < 1"), [false, true]);
        assert_eq!(trailing(r"u^2 = v, \quad u v > 1"), [false, false]);
        assert_eq!(trailing(r"u = v + 1, \quad w = v - 1"), [false, false]);
        assert_eq!(trailing(r"u + 1 = v, \quad w > 0"), [false, false]);
        assert_eq!(trailing(r"u \leq v, \quad v \leq w"), [false, false]);
    }

    #[test]
    fn the_prose_after_a_display_may_begin_with_a_condition() {
        let words = format!("we have {FORMULA} where {FORMULA}.");
        let formulas = words
            .match_indices(FORMULA)
            .enumerate()
            .map(|(n, (at, _))| (at, n))
            .collect();
        let sentences = [Sentence {
            words,
            formulas,
            ..Sentence::default()
        }];
        let at = sentences[0].formulas[0].0;
        let found = clause(&sentences, (0, at), false).expect("a clause");
        assert!(found.joined && found.describes);
        assert!(leads(" where all ") && !leads(" where the sum over "));
        assert!(
            is_stopped("\\begin{aligned} a &= b. \\end{aligned}\n") && !is_stopped("a = 1.5 b")
        );
    }
}
