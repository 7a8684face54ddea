//! Sizes that the prose gives: "an $n \times p$ matrix $X$", "$x$ is a $k$-dimensional vector", "$y$ lies in $\mathbb{R}^n$".

use super::attributions::group;
use super::chains::Mathematics;
use super::sentences::{FORMULA, Sentence};
use crate::parse::tree::{Kind, Name, Times, Tree};

/// Words right after a formula that make it a size.
const AFTER: &[&str] = &[
    "-dimensional",
    " dimensional",
    "-dim",
    "-vector",
    "-component",
    "-element",
    "维",
    "維",
    "次元",
];

/// Words right before a formula that make it a size, of the name before them.
const BEFORE: &[&str] = &[
    "of dimension",
    "of dimensions",
    "of length",
    "of size",
    "of order",
    "of shape",
    "with dimension",
    "with dimensions",
];

/// Words between a name and its size: the name is what the size speaks of.
const LINKS: &[&str] = &[
    "is", "are", "be", "being", "denotes", "denote", "as", "in", "from", "为", "是",
];

/// Words that end the reach of a size to the name after it.
const STOPS: &[&str] = &[
    "of",
    "and",
    "with",
    "is",
    "are",
    "be",
    "for",
    "where",
    "in",
    "following",
    "which",
    "that",
    "such",
    "as",
    "so",
    "than",
    "to",
    "by",
    "from",
    "has",
    "have",
    "or",
    "then",
    "if",
    "we",
    "on",
    "at",
    "into",
    "over",
    "under",
];

/// What has a size: one of these words follows it.
const NOUNS: &[&str] = &[
    "vector",
    "matri",
    "array",
    "column",
    "row",
    "coefficient",
    "parameter",
    "point",
    "random",
    "向量",
    "矩阵",
    "ベクトル",
    "行列",
    "vektor",
    "vecteur",
    "matrice",
    "space",
    "observation",
    "data",
];

/// Words between a size and its name at most.
const REACH: usize = 6;

/// Names (formulas of the sentence, by index) with the set that the prose says they are in.
pub struct Sized {
    pub names: Vec<usize>,
    pub set: Tree,
}

/// True if the formula at that index of the sentence is a size, not a name.
pub fn is_size(sentence: &Sentence, mathematics: &[Mathematics], at: usize) -> bool {
    size_of(sentence, mathematics, at).is_some()
}

/// All sizes that a sentence gives.
pub fn sizes(sentence: &Sentence, mathematics: &[Mathematics]) -> Vec<Sized> {
    let all = 0..sentence.formulas.len();
    all.filter_map(|at| {
        let set = size_of(sentence, mathematics, at)?;
        let names = owners(sentence, at)?;
        Some(Sized { names, set })
    })
    .collect()
}

/// The set of arrays whose size the formula is.
fn size_of(sentence: &Sentence, mathematics: &[Mathematics], at: usize) -> Option<Tree> {
    let (place, math) = sentence.formulas[at];
    let tree = only_term(&mathematics[math])?;
    let words = &sentence.words;
    let (before, after) = (
        words[..place].trim_end(),
        &words[place + FORMULA.len_utf8()..],
    );
    let product = matches!(&tree.kind, Kind::Product(factors)
        if factors.len() == 2 && factors[1].0 == Times::By("times"));
    let marked = AFTER.iter().any(|word| follows(after, word).is_some())
        || BEFORE.iter().any(|word| before.ends_with(word));
    match &tree.kind {
        Kind::Scripts {
            base, sup: Some(_), ..
        } if is_reals(base) => Some(tree.clone()),
        _ if product || marked && !matches!(tree.kind, Kind::List { .. }) => Some(tuples(tree)),
        _ => None,
    }
}

/// What comes after a word at the start of a text; before ideographs a blank does not count.
fn follows<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let ideograph = !word.is_ascii();
    let text = if ideograph { text.trim_start() } else { text };
    text.strip_prefix(word)
}

/// The expression that a formula in the text is.
fn only_term(math: &Mathematics) -> Option<&Tree> {
    let statement = match &math.formula.rows[..] {
        [row] if !math.display => row.statements.first()?,
        _ => return None,
    };
    match &statement.sides[..] {
        [Some(tree)] => Some(tree),
        _ => None,
    }
}

fn is_reals(tree: &Tree) -> bool {
    matches!(&tree.kind, Kind::Name(name) if name.letter == "R" && name.font.as_deref() == Some("blackboard"))
}

/// `\mathbb{R}^{size}`.
fn tuples(size: &Tree) -> Tree {
    let name = Name {
        letter: "R".into(),
        font: Some("blackboard".into()),
        accents: Vec::new(),
    };
    let base = Tree {
        kind: Kind::Name(name),
        span: size.span.clone(),
    };
    Tree {
        kind: Kind::Scripts {
            base: Box::new(base),
            sub: None,
            sup: Some(Box::new(size.clone())),
            primes: 0,
        },
        span: size.span.clone(),
    }
}

/// The names that a size speaks of: those after it if nothing ends its reach, else those before it.
fn owners(sentence: &Sentence, at: usize) -> Option<Vec<usize>> {
    let place = |index: usize| sentence.formulas[index].0;
    let end = place(at) + FORMULA.len_utf8();
    if let Some(next) = sentence.formulas.get(at + 1) {
        let between = AFTER
            .iter()
            .fold(&sentence.words[end..next.0], |text, word| {
                text.strip_prefix(word).unwrap_or(text)
            });
        if reaches(between) {
            return Some(group(sentence, at + 1, true));
        }
    }
    let before = at.checked_sub(1)?;
    let between = &sentence.words[place(before) + FORMULA.len_utf8()..place(at)];
    let words: Vec<&str> = between.split_whitespace().collect();
    let mut after = sentence.words[end..].split([',', '.', ';', ')', '(', FORMULA]);
    let said = [between, after.next().unwrap_or_default()];
    let noun = NOUNS
        .iter()
        .any(|noun| said.iter().any(|text| text.contains(noun)));
    let linked = words.is_empty()
        || noun && words.iter().any(|word| LINKS.contains(word))
        || BEFORE.iter().any(|word| between.trim_end().ends_with(word));
    let near = words.len() <= REACH && !between.contains(['.', ';', '。', '(']);
    (linked && near).then(|| group(sentence, before, false))
}

/// True if words stand between a size and the name after it and only say what it is.
fn reaches(between: &str) -> bool {
    let plain = between
        .chars()
        .all(|c| c.is_alphanumeric() || c.is_whitespace() || c == '-');
    let words: Vec<&str> = between.split_whitespace().collect();
    plain
        && !words.is_empty()
        && words.len() <= REACH
        && !words.iter().any(|word| STOPS.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::elaborate::{chains, names, sentences};

    /// Names with their sizes, as the text says.
    fn said(text: &str) -> Vec<String> {
        let note = crate::read::read("note.md", text.as_bytes());
        let mathematics = chains::mathematics(&note, |text| crate::parse::parse(text, &[]));
        let sentences = sentences::sentences(&note, &mathematics);
        let each = sentences.iter().flat_map(|sentence| {
            let found = sizes(sentence, &mathematics);
            found.into_iter().flat_map(|sized| {
                let Kind::Scripts {
                    sup: Some(size), ..
                } = sized.set.kind
                else {
                    return Vec::new();
                };
                let name = |at: usize| &mathematics[sentence.formulas[at].1];
                let named = sized.names.into_iter().filter_map(|at| only_term(name(at)));
                named
                    .map(|tree| format!("{}: {}", names::mark(tree), names::mark(&size)))
                    .collect()
            })
        });
        each.collect()
    }

    #[test]
    fn a_size_belongs_to_the_name_it_speaks_of() {
        let cases = [
            ("Let $u$ be a $q$-dimensional vector.", vec!["u: q"]),
            (
                "Take the $m$-dimensional vectors $u$ and $w$.",
                vec!["u: m", "w: m"],
            ),
            ("$u$ 是 $q$ 维列向量。", vec!["u: q"]),
            (
                "The shadow falls on a $q$-dimensional sphere, where $r$ is small.",
                vec![],
            ),
            ("A matrix $M$ of order $q$ and a number $c$.", vec!["M: q"]),
        ];
        for (text, expected) in cases {
            assert_eq!(said(text), expected, "{text}");
        }
        assert_eq!(said("Let $M$ be a $m \\times q$ matrix.").len(), 1);
    }
}
