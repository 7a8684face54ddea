//! The table of phrases: words of a sentence that say what its names are, or in which mood it speaks.
//!
//! One row a phrase; languages stand side by side. A phrase that is not here says nothing.

use std::ops::Range;

use super::sentences::{FORMULA, Sentence};

/// What a phrase says of the names it stands with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Property {
    RandomVariable,
    RandomVector,
    Integer,
    Real,
    Complex,
    Vector,
    Matrix,
    Function,
    /// A density or probability mass function, kind open.
    Family,
    /// The sample space of the densities named is finite.
    Discrete,
    Continuous,
    Positive,
    NonNegative,
    /// Densities positive on the whole sample space.
    PositiveEverywhere,
    Symmetric,
    PositiveDefinite,
    Invertible,
    Orthogonal,
    Independent,
    Probability,
}

/// In which mood a sentence puts its formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mood {
    /// States: a relation is a step.
    State,
    /// Supposes for this sentence and its derivation: if, when, suppose, substitute.
    Suppose,
    /// Supposes to the end of the section: let, assume.
    Let,
    /// Gives a name its meaning: define, denote, write.
    Define,
    /// Announces what is to be derived: theorem, show, prove.
    Claim,
}

use Property::*;

/// Phrases that give properties. A longer phrase stands before its parts.
const PROPERTIES: &[(&str, &[Property])] = &[
    ("random variable", &[RandomVariable]),
    ("random vector", &[RandomVector]),
    ("随机变量", &[RandomVariable]),
    ("確率変数", &[RandomVariable]),
    ("zufallsvariable", &[RandomVariable]),
    ("variable aléatoire", &[RandomVariable]),
    ("variables aléatoires", &[RandomVariable]),
    ("joint distribution on a finite set", &[Family, Discrete]),
    (
        "probability distributions on a finite set",
        &[Family, Discrete],
    ),
    (
        "probability distribution on a finite set",
        &[Family, Discrete],
    ),
    ("discrete probability distribution", &[Family, Discrete]),
    ("discrete distribution", &[Family, Discrete]),
    ("probability mass function", &[Family, Discrete]),
    ("probability density function", &[Family, Continuous]),
    ("probability densit", &[Family, Continuous]),
    ("density function", &[Family, Continuous]),
    ("densit", &[Family]),
    ("pdf", &[Family, Continuous]),
    ("pmf", &[Family, Discrete]),
    ("continuous distribution", &[Family, Continuous]),
    ("positive everywhere", &[PositiveEverywhere]),
    ("full support", &[PositiveEverywhere]),
    ("positive definite", &[PositiveDefinite]),
    ("positive-definite", &[PositiveDefinite]),
    ("正定", &[PositiveDefinite]),
    ("covariance matri", &[PositiveDefinite]),
    ("协方差矩阵", &[PositiveDefinite]),
    ("共分散行列", &[PositiveDefinite]),
    ("symmetric", &[Symmetric]),
    ("对称", &[Symmetric]),
    ("対称", &[Symmetric]),
    ("symmetrisch", &[Symmetric]),
    ("symétrique", &[Symmetric]),
    ("invertible", &[Invertible]),
    ("nonsingular", &[Invertible]),
    ("non-singular", &[Invertible]),
    ("可逆", &[Invertible]),
    ("orthogonal matri", &[Orthogonal]),
    ("independent", &[Independent]),
    ("独立", &[Independent]),
    ("unabhängig", &[Independent]),
    ("indépendant", &[Independent]),
    ("positive integer", &[Integer, Positive]),
    ("natural number", &[Integer, NonNegative]),
    ("正整数", &[Integer, Positive]),
    ("自然数", &[Integer, NonNegative]),
    ("non-negative integer", &[Integer, NonNegative]),
    ("integer", &[Integer]),
    ("整数", &[Integer]),
    ("complex number", &[Complex]),
    ("positive real", &[Positive]),
    ("real number", &[Real]),
    ("non-negative", &[NonNegative]),
    ("nonnegative", &[NonNegative]),
    ("are positive", &[Positive]),
    ("is positive", &[Positive]),
    ("be positive", &[Positive]),
    ("column vector", &[Vector]),
    ("vector", &[Vector]),
    ("向量", &[Vector]),
    ("ベクトル", &[Vector]),
    ("vektor", &[Vector]),
    ("vecteur", &[Vector]),
    ("matrix", &[Matrix]),
    ("matrices", &[Matrix]),
    ("矩阵", &[Matrix]),
    ("行列", &[Matrix]),
    ("matrice", &[Matrix]),
    ("列向量", &[Vector]),
    ("smooth function", &[Function]),
    ("differentiable function", &[Function]),
];

/// Words before a formula that put it into a mood; the last one in the sentence before the formula counts.
const MOODS: &[(&str, Mood)] = &[
    ("let ", Mood::Let),
    ("assume", Mood::Let),
    ("assuming", Mood::Let),
    ("suppose", Mood::Let),
    ("consider", Mood::Let),
    ("假设", Mood::Let),
    ("假定", Mood::Let),
    ("设", Mood::Let),
    ("令", Mood::Let),
    ("sei ", Mood::Let),
    ("seien", Mood::Let),
    ("soit ", Mood::Let),
    ("soient", Mood::Let),
    ("supposons", Mood::Let),
    ("пусть", Mood::Let),
    ("if ", Mood::Suppose),
    ("when ", Mood::Suppose),
    ("whenever", Mood::Suppose),
    ("for ", Mood::Suppose),
    ("setting", Mood::Suppose),
    ("set ", Mood::Suppose),
    ("at ", Mood::Suppose),
    ("substitut", Mood::Suppose),
    ("provided", Mood::Suppose),
    ("in case", Mood::Suppose),
    ("where ", Mood::Suppose),
    ("with ", Mood::Suppose),
    ("since ", Mood::Suppose),
    ("because ", Mood::Suppose),
    ("given ", Mood::Suppose),
    ("当", Mood::Suppose),
    ("若", Mood::Suppose),
    ("如果", Mood::Suppose),
    ("其中", Mood::Suppose),
    ("也就是说", Mood::Suppose),
    ("もし", Mood::Suppose),
    ("ただし", Mood::Suppose),
    ("これは", Mood::Suppose),
    ("wenn ", Mood::Suppose),
    ("falls ", Mood::Suppose),
    ("für ", Mood::Suppose),
    ("lorsque", Mood::Suppose),
    ("pour ", Mood::Suppose),
    ("где", Mood::Suppose),
    ("если", Mood::Suppose),
    ("define", Mood::Define),
    ("denote", Mood::Define),
    ("defined as", Mood::Define),
    ("we write", Mood::Define),
    ("定义", Mood::Define),
    ("記", Mood::Define),
    ("theorem", Mood::Claim),
    ("show that", Mood::Claim),
    ("prove that", Mood::Claim),
    ("claim", Mood::Claim),
    ("proposition", Mood::Claim),
    ("lemma", Mood::Claim),
    ("then", Mood::State),
    ("we have", Mood::State),
    ("we get", Mood::State),
    ("we obtain", Mood::State),
    ("follows", Mood::State),
    ("hence", Mood::State),
    ("thus", Mood::State),
    ("therefore", Mood::State),
    ("so that", Mood::State),
    ("equals", Mood::State),
    ("就是", Mood::State),
    ("等于", Mood::State),
    ("则", Mood::State),
    ("那么", Mood::State),
    ("所以", Mood::State),
    ("仍然", Mood::State),
    ("よって", Mood::State),
    ("したがって", Mood::State),
];

/// Words that state a relation as possible or usual, not as always true.
const POSSIBLE: &[&str] = &[
    "can happen",
    "may be",
    "may happen",
    "might",
    "is possible",
    "possible that",
    "possible for",
    "in general",
    "有可能",
    "可能",
    "一般来说",
    "かもしれ",
];

/// Words after which a formula is only mentioned; after any other word, the word says what the formula is.
const MENTIONING: &[&str] = &[
    "of",
    "in",
    "for",
    "and",
    "to",
    "by",
    "at",
    "over",
    "that",
    "then",
    "where",
    "let",
    "on",
    "from",
    "when",
    "if",
    "since",
    "with",
    "as",
    "respect",
    "is",
    "are",
    "be",
    "into",
    "or",
    "than",
    "have",
    "has",
    "get",
    "obtain",
    "equals",
    "equal",
    "both",
    "all",
    "any",
    "every",
    "each",
    "given",
    "using",
    "between",
    "because",
    "because",
    "thus",
    "hence",
    "so",
    "substituting",
    "taking",
    "multiplying",
    "dividing",
    "adding",
    "setting",
    "have",
    "we",
];
/// Words after a formula that say what it is.
const NAMING: &[&str] = &[
    "is",
    "are",
    "be",
    "denotes",
    "denote",
    "represents",
    "represent",
    "being",
    "means",
];

/// True if the words around a formula (its placeholder is at `at`) say what it is, in words of no table.
pub fn describes(words: &str, at: usize) -> bool {
    let clean = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric() && c != FORMULA)
            .to_owned()
    };
    let before = words[..at]
        .split_whitespace()
        .next_back()
        .map(clean)
        .unwrap_or_default();
    let mut after = words[at + FORMULA.len_utf8()..].split_whitespace();
    let next = after.next().unwrap_or_default();
    let named = NAMING.contains(&next);
    let apposed = !before.is_empty()
        && !before.contains(FORMULA)
        && before.chars().all(char::is_alphabetic)
        && !MENTIONING.contains(&before.as_str());
    (named || apposed) && !understood(words)
}

/// Words that give a name no meaning beyond its sort.
const PLAIN: &[&str] = &[
    "number",
    "constant",
    "variable",
    "parameter",
    "index",
    "indices",
    "function",
    "value",
    "point",
    "densit",
    "distribution",
    "event",
];

/// True if a phrase of the table of properties stands in the words, or a word that gives just a sort.
fn understood(words: &str) -> bool {
    let properties = PROPERTIES.iter().map(|(phrase, _)| phrase);
    properties.chain(PLAIN).any(|phrase| words.contains(phrase))
}

/// True if words state what follows as possible only. What `may be done` to a formula is allowed, and holds always.
pub fn says_possible(words: &str) -> bool {
    let done = |rest: &str| {
        let word = rest.trim_start().split(|c: char| !c.is_alphabetic()).next();
        word.is_some_and(|word| word.len() > 4 && (word.ends_with("ed") || word.ends_with("en")))
    };
    POSSIBLE.iter().any(|phrase| {
        let mut places = words.match_indices(phrase);
        places.any(|(at, _)| *phrase != "may be" || !done(&words[at + phrase.len()..]))
    })
}

/// Words for the normal distribution, and for densities.
const NORMAL: &[&str] = &[
    "gaussian",
    "normal",
    "正态",
    "高斯",
    "正規分布",
    "ガウス",
    "gauß",
    "gauss",
    "нормальн",
];
const DENSITY: &[&str] = &["pdf", "density", "密度", "dichte", "densité", "плотност"];

/// True if words speak of the density of the normal distribution.
pub fn names_normal_density(words: &str) -> bool {
    let has = |table: &[&str]| table.iter().any(|word| words.contains(word));
    has(NORMAL) && has(DENSITY)
}

/// The mood in which a sentence puts the formula whose placeholder is at `at`.
pub fn mood(sentence: &Sentence, at: usize) -> Mood {
    let before = &sentence.words[..at];
    let last = MOODS.iter().filter_map(|&(phrase, mood)| {
        find_last(before, phrase).map(|found| (found, phrase.len(), mood))
    });
    last.max_by_key(|&(found, length, _)| (found, length))
        .map_or(Mood::State, |(.., mood)| mood)
}

/// Words after which a formula is a conclusion.
const CONCLUDING: &[&str] = &[
    "then",
    "hence",
    "thus",
    "therefore",
    "so that",
    "implies",
    "conclude",
    "show that",
    "prove that",
    "shows that",
    "proves that",
    "it follows that",
];

/// True if the last words before the formula that give it a mood announce a conclusion.
pub fn concludes(sentence: &Sentence, at: usize) -> bool {
    let before = &sentence.words[..at];
    let last = CONCLUDING
        .iter()
        .filter_map(|phrase| find_last(before, phrase).map(|found| found + phrase.len()))
        .max();
    let supposed = MOODS
        .iter()
        .filter(|(_, mood)| matches!(mood, Mood::Let | Mood::Define))
        .filter_map(|(phrase, _)| find_last(before, phrase).map(|found| found + phrase.len()))
        .max();
    last.is_some_and(|at| supposed.is_none_or(|before| before < at))
}

/// Words that begin a sentence which goes on from the one before it, and words near its beginning that point there.
const GOING_ON: &[&str] = &[
    "then",
    "so",
    "hence",
    "thus",
    "therefore",
    "we",
    "which",
    "now",
    "consequently",
    "and",
    "dann",
    "also",
    "alors",
    "donc",
    "则",
    "那么",
    "所以",
    "よって",
    "тогда",
];
const POINTING: &[&str] = &["this", "that", "these", "it"];

/// True if a sentence goes on from the one before it: what that supposes holds here too.
pub fn goes_on(sentence: &Sentence) -> bool {
    let word = |c: char| !c.is_alphanumeric();
    let mut first = sentence.words.split(word).filter(|word| !word.is_empty());
    sentence.continues
        || first
            .clone()
            .next()
            .is_some_and(|word| GOING_ON.contains(&word))
        || first.by_ref().take(3).any(|word| POINTING.contains(&word))
}

/// The last place of a phrase; phrases in Latin letters begin at a word.
fn find_last(words: &str, phrase: &str) -> Option<usize> {
    words.rmatch_indices(phrase).map(|(at, _)| at).find(|&at| {
        let latin = phrase.starts_with(|c: char| c.is_ascii_alphabetic());
        !latin || !words[..at].ends_with(|c: char| c.is_alphanumeric())
    })
}

/// Every property that the sentence gives, with the formulas (indices into `Sentence::formulas`) it gives them to.
pub fn properties(sentence: &Sentence) -> Vec<(Vec<usize>, &'static [Property])> {
    let mut found = Vec::new();
    let mut covered: Vec<(usize, usize)> = Vec::new();
    for &(phrase, given) in PROPERTIES {
        for (at, _) in sentence.words.match_indices(phrase) {
            if covered.iter().any(|&(a, b)| a <= at && at < b) || negated(&sentence.words[..at]) {
                continue;
            }
            covered.push((at, at + phrase.len()));
            let family = given.contains(&Family);
            let formulas = targets(sentence, at..at + phrase.len(), family);
            if !formulas.is_empty() {
                found.push((formulas, given));
            }
        }
    }
    found
}

fn negated(before: &str) -> bool {
    ["not ", "non", "非", "不"]
        .iter()
        .any(|no| before.trim_end().ends_with(no.trim_end()))
}

/// The formulas a phrase speaks of: those right after it ("random variables X and Y"), else the group before it.
fn targets(sentence: &Sentence, phrase: Range<usize>, family: bool) -> Vec<usize> {
    let Range { start, end } = phrase;
    let after = sentence.formulas.iter().position(|&(at, _)| at >= end);
    if let Some(first) = after {
        // The rest of the word: `densit`-y, `variable`-s.
        let rest = |c: char| c == 's' || family && c.is_ascii_alphabetic();
        let between = sentence.words[end..sentence.formulas[first].0].trim_start_matches(rest);
        if between.trim().is_empty() {
            return group(sentence, first, true);
        }
    }
    let named =
        |index: &usize| sentence.formulas[*index].0 < start && !sentence.sizes.contains(index);
    let Some(last) = (0..sentence.formulas.len()).rev().find(named) else {
        return Vec::new();
    };
    let between = &sentence.words[sentence.formulas[last].0 + FORMULA.len_utf8()..start];
    match near(between) && (!family || equates(between)) {
        true => group(sentence, last, false),
        false => Vec::new(),
    }
}

/// True if the words between a name and a phrase say that the name is what the phrase says: a density is told apart from
/// the variable that has it.
fn equates(between: &str) -> bool {
    let words = between.trim_start_matches([',', ' ']);
    let first = words.split_whitespace().next().unwrap_or_default();
    COPULAS.contains(&first) && !words.contains(',')
}

const COPULAS: &[&str] = &[
    "be", "is", "are", "being", "denote", "denotes", "a", "two", "as", "both",
];

/// Words after which a phrase speaks of something that a formula has, or of another thing, and not of the formula.
const HAVING: &[&str] = &["with", "has", "have", "having", "whose", "admits", "its"];

/// True if few words stand between a formula and the phrase, no clause ends there, and it is the formula that the
/// phrase speaks of.
fn near(between: &str) -> bool {
    let mut words = between.split_whitespace();
    between.split_whitespace().count() <= 9
        && !between.contains(['.', ';', '。'])
        && !words.any(|word| HAVING.contains(&word))
}

/// The formulas joined with the given one by commas and "and", in one direction.
pub(super) fn group(sentence: &Sentence, from: usize, forwards: bool) -> Vec<usize> {
    let mut members = vec![from];
    let mut at = from;
    loop {
        let next = if forwards { at + 1 } else { at.wrapping_sub(1) };
        let (Some(&a), Some(&b)) = (
            sentence.formulas.get(at.min(next)),
            sentence.formulas.get(at.max(next)),
        ) else {
            break;
        };
        let joint = &sentence.words[a.0 + FORMULA.len_utf8()..b.0];
        if !matches!(
            joint.trim(),
            "," | "and" | ", and" | "、" | "和" | "与" | "と" | "und" | "et" | "，" | "or" | "及"
        ) {
            break;
        }
        members.push(next);
        at = next;
    }
    members.sort_unstable();
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str) -> Sentence {
        let words = text.to_lowercase().replace('#', &FORMULA.to_string());
        let formulas = words
            .match_indices(FORMULA)
            .enumerate()
            .map(|(place, (at, _))| (at, place))
            .collect();
        Sentence {
            words,
            formulas,
            ..Sentence::default()
        }
    }

    #[test]
    fn properties_reach_the_names_they_speak_of() {
        let found = properties(&sentence("Let # and # be random variables with # finite."));
        assert_eq!(found, vec![(vec![0, 1], &[RandomVariable][..])]);
        let found = properties(&sentence("where # is a symmetric matrix and # an integer"));
        assert!(found.contains(&(vec![0], &[Symmetric][..])));
        assert!(found.contains(&(vec![0], &[Matrix][..])));
        assert!(found.contains(&(vec![1], &[Integer][..])));
        assert!(properties(&sentence("# is not symmetric")).is_empty());
    }

    #[test]
    fn the_last_word_before_a_formula_sets_the_mood() {
        let words = sentence("If # then #");
        assert_eq!(mood(&words, words.formulas[0].0), Mood::Suppose);
        assert_eq!(mood(&words, words.formulas[1].0), Mood::State);
    }
}
