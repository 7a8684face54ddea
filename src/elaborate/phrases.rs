//! The table of phrases: words of a sentence that say what its names are, or in which mood it speaks.
//!
//! One row a phrase; languages stand side by side. A phrase that is not here says nothing.

use self::Property::*;
use super::properties::PROPERTIES;
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
    Negative,
    NonPositive,
    /// Densities positive on the whole sample space.
    PositiveEverywhere,
    Symmetric,
    PositiveDefinite,
    Invertible,
    Orthogonal,
    /// Something that is not followed further.
    Unread,
    Independent,
    Probability,
}

impl Property {
    /// True if it tells what a name is, and nothing that a proof could rest on beyond that.
    pub(super) fn is_sort(self) -> bool {
        matches!(
            self,
            RandomVariable
                | RandomVector
                | Real
                | Complex
                | Vector
                | Matrix
                | Function
                | Family
                | Probability
        )
    }
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
    /// Gives a reason: since, because. What it says is known from elsewhere, or a step of its own.
    Reason,
    /// Gives a name its meaning: define, denote, write.
    Define,
    /// Announces what is to be derived: theorem, show, prove.
    Claim,
}

/// Phrases that deny properties.
pub(super) const DENYING: &[(&str, &[Property])] = &[
    ("singular matri", &[Invertible]),
    ("is singular", &[Invertible]),
    ("are singular", &[Invertible]),
    ("be singular", &[Invertible]),
    ("rank-deficient", &[Invertible]),
    ("rank deficient", &[Invertible]),
    ("degenerate matri", &[Invertible]),
    ("singuläre matri", &[Invertible]),
    ("ist singulär", &[Invertible]),
    ("matrice singulière", &[Invertible]),
    ("奇异矩阵", &[Invertible]),
    ("特異行列", &[Invertible]),
];

/// Phrases that speak only of a formula right after them: "a positive $x$".
pub(super) const ADJACENT: &[(&str, &[Property])] = &[
    ("positive", &[Positive]),
    ("negative", &[Negative]),
    ("positives", &[Positive]),
    ("positive zahlen", &[Positive]),
    ("正の", &[Positive]),
];

/// Words before a formula that put it into a mood; the last one in the sentence before the formula counts.
const MOODS: &[(&str, Mood)] = &[
    ("let ", Mood::Let),
    ("assume", Mood::Let),
    ("assuming", Mood::Let),
    ("suppose", Mood::Let),
    ("by assumption", Mood::Let),
    ("by hypothesis", Mood::Let),
    ("consider", Mood::Let),
    ("take ", Mood::Let),
    ("choose ", Mood::Let),
    ("pick ", Mood::Let),
    ("put ", Mood::Let),
    ("putting ", Mood::Suppose),
    ("fix ", Mood::Let),
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
    ("under ", Mood::Suppose),
    ("substitut", Mood::Suppose),
    ("provided", Mood::Suppose),
    ("in case", Mood::Suppose),
    ("where ", Mood::Suppose),
    ("with ", Mood::Suppose),
    ("since ", Mood::Reason),
    ("because ", Mood::Reason),
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

/// Those of the moods that suppose for their own clause only.
const CONDITIONS: &[&str] = &[
    "if ", "when ", "whenever", "under ", "provided", "in case", "for ", "当", "若", "如果",
    "もし", "wenn ", "falls ", "für ", "lorsque", "pour ", "если",
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

/// Words that, after a name that is supposed, say where it is taken from.
const PLACING: &[&str] = &[
    "in", "on", "from", "within", "inside", "outside", "between", "above", "below", "such", "with",
    "that", "which",
];

/// True if the words around a formula (its placeholder is at `at`) say what it is, in words of no table.
pub fn describes(words: &str, at: usize) -> bool {
    let clean = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric() && c != FORMULA)
            .to_owned()
    };
    let (before, after) = (&words[..at], &words[at + FORMULA.len_utf8()..]);
    let last = before
        .split_whitespace()
        .next_back()
        .map(clean)
        .unwrap_or_default();
    let mut following = after.split_whitespace();
    let next = following.next().unwrap_or_default();
    let named = NAMING.contains(&next);
    let apposed = !last.is_empty()
        && !last.contains(FORMULA)
        && last.chars().all(char::is_alphabetic)
        && !MENTIONING.contains(&last.as_str());
    // "any t in the second half"
    let supposed =
        last_mood(before).is_some_and(|(_, _, mood)| matches!(mood, Mood::Let | Mood::Suppose));
    let placed = supposed
        && PLACING.contains(&next)
        && following.next().is_some_and(|word| !word.contains(FORMULA));
    let stop = |c: char| matches!(c, ',' | ';' | ':' | '，' | '；');
    let before = before.rsplit(stop).next().unwrap_or_default();
    let after = after.split(stop).next().unwrap_or_default();
    (named || apposed || placed) && !understood(before) && !understood(after)
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

/// Words of a sentence that gives names new values, as programs do.
const UPDATING: &[&str] = &[
    "iterat",
    "update",
    "assign",
    "pseudocode",
    "in code",
    "increment",
    "overwrit",
    "until convergence",
    "each step sets",
    "loop",
    "aktualisier",
    "mettre à jour",
    "更新",
    "赋值",
];

/// True if the words give names new values, as programs do.
pub fn updates(sentence: &Sentence) -> bool {
    UPDATING.iter().any(|word| sentence.words.contains(word))
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
    last_mood(&sentence.words[..at]).map_or(Mood::State, |(_, _, mood)| mood)
}

/// The last word that sets a mood, with its place.
pub(super) fn last_mood(words: &str) -> Option<(usize, &'static str, Mood)> {
    let last = MOODS
        .iter()
        .filter_map(|&(phrase, mood)| find_last(words, phrase).map(|found| (found, phrase, mood)));
    last.max_by_key(|&(found, phrase, _)| (found, phrase.len()))
}

/// True if the words right before a formula suppose it: "assume $a = b = 1$", "with $A B = I$ and $C = D = I$".
pub fn supposes_directly(sentence: &Sentence, at: usize) -> bool {
    let mut before = sentence.words[..at].trim_end();
    while let Some((earlier, "and")) = before.rsplit_once(FORMULA).map(|(a, b)| (a, b.trim())) {
        before = earlier.trim_end();
    }
    let clause = before.rsplit([',', ';', ':', FORMULA]).next();
    let clause = clause.map_or(String::new(), |clause| format!("{clause} "));
    let last = last_mood(&clause);
    last.is_some_and(|(.., mood)| matches!(mood, Mood::Let | Mood::Suppose))
}

/// True if what stands at `at` is the condition of a clause (if, when, for), and holds no further than that.
pub fn conditional(sentence: &Sentence, at: usize) -> bool {
    let last = last_mood(&sentence.words[..at]);
    last.is_some_and(|(_, phrase, _)| CONDITIONS.contains(&phrase))
}

/// True if what stands at `at` is the case that its sentence goes on to speak of: also "with $c = 1$", "given $c = 1$".
pub fn sets_a_case(sentence: &Sentence, at: usize) -> bool {
    let last = last_mood(&sentence.words[..at]);
    conditional(sentence, at)
        || last.is_some_and(|(_, phrase, _)| {
            matches!(phrase, "given " | "with " | "setting" | "at " | "assuming")
        })
}

/// True for the condition of a sentence in which nothing but words follows from it: "if $b = 2 a$, the model is degenerate".
pub fn leads_to_words(sentence: &Sentence, at: usize) -> bool {
    let clause = sentence.words[..at].rsplit([',', ';', ':']).next();
    let mut words = clause.unwrap_or_default().split_whitespace();
    let first = words.find(|word| *word != "by").unwrap_or_default();
    let after = &sentence.words[at + FORMULA.len_utf8()..];
    let led = match first {
        "if" | "when" | "whenever" => true,
        "setting" => after.contains(char::is_alphabetic),
        _ => false,
    };
    led && sentence.formulas.len() == 1
}

/// True for a formula that ends its sentence right after the comma of a condition: "For $x > 0$, $\ln x < x$." claims it.
pub fn is_claimed(sentence: &Sentence, at: usize) -> bool {
    let after = sentence.words[at + FORMULA.len_utf8()..].trim_start();
    let ends = after.is_empty() || after.starts_with(['.', ';']);
    ends && sentence.words[..at].trim_end().ends_with(',') && conditional(sentence, at)
}

/// True for what "with" adds to what is let: "Let a and b be numbers with a + b = 1"; and for what is let in other words.
pub fn is_let_with(sentence: &Sentence, at: usize) -> bool {
    let before = &sentence.words[..at];
    match last_mood(before) {
        Some((found, "with " | "也就是说", _)) => {
            let earlier = last_mood(&before[..found]);
            earlier.is_some_and(|(_, _, mood)| mood == Mood::Let)
        }
        _ => false,
    }
}

/// True for what stands right after ", where": it says what its name means. "At points where" says where something holds.
pub fn gives_meaning(sentence: &Sentence, at: usize) -> bool {
    let before = &sentence.words[..at];
    let Some((found, phrase, _)) = last_mood(before).filter(|last| NAMING_MOODS.contains(&last.1))
    else {
        return false;
    };
    let joins = |word: &str| {
        matches!(word, "and" | "," | "") || word.chars().all(|c| c == FORMULA || c == ',')
    };
    let (led, between) = (before[..found].trim_end(), &before[found + phrase.len()..]);
    (led.is_empty() || led.ends_with([',', ';', FORMULA])) && between.split_whitespace().all(joins)
}

/// Words that put something else in the place of a name.
const SUBSTITUTING: &[&str] = &["substitut", "putting ", "put ", "set ", "setting"];

/// True if the words before a formula substitute: what they give a name takes the place of an earlier substitution.
pub fn substitutes(sentence: &Sentence, at: usize) -> bool {
    let last = last_mood(&sentence.words[..at]);
    last.is_some_and(|(_, phrase, _)| SUBSTITUTING.contains(&phrase))
}

/// Words that supposed formulas follow, and that say what the names mean.
const NAMING_MOODS: &[&str] = &["where ", "其中", "где"];
/// Words at the end of what leads to a display that make it what is supposed.
const LEADING: &[&str] = &["that", "holds for"];
/// Verbs before what is asked of names.
const FULFILLING: &[&str] = &[
    "satisfying",
    "satisfies",
    "satisfy",
    "fulfilling",
    "fulfils",
    "obeying",
    "obeys",
];
/// Words that make what follows a statement: the words before it say for what it is stated.
const STATING: &[&str] = &[
    "is", "are", "be", "holds", "hold", "equals", "equal", "gives", "give", "has", "have",
    "becomes", "reads", "ist", "sind", "hat", "gilt", "est", "sont", "es", "son", "è", "sono",
];

/// Words right before a formula that make it a condition of what is let.
const CONSTRAINING: &[&str] = &["such that", "subject to", "solving", "solving the equation"];

/// True if a formula in the text says what is asked of what is let: "let $A$ be a matrix such that $A A^T = S$".
pub fn constrains(sentence: &Sentence, at: usize) -> bool {
    let before = sentence.words[..at].trim_end();
    let led = CONSTRAINING.iter().chain(FULFILLING).any(|words| {
        before
            .strip_suffix(words)
            .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    });
    led && mood(sentence, at) == Mood::Let
}

/// Nouns of what has no other name than the formula after them gives it.
const NAMELESS: &[&str] = &[
    "quantity",
    "variable",
    "statistic",
    "vector",
    "matrix",
    "function",
    "transformation",
    "sum",
    "product",
];
/// Verbs of what is said of it.
const SAYING: &[&str] = &[
    "is", "are", "has", "have", "will", "follows", "follow", "jointly",
];

/// True if a formula in the text names something in passing: "then, the quantity $Y = b X$ will have".
pub fn names_in_passing(sentence: &Sentence, at: usize) -> bool {
    let word = |c: char| !c.is_alphanumeric();
    let before = sentence.words[..at].trim_end();
    let after = sentence.words[at + FORMULA.len_utf8()..].trim_start();
    let mut words = before.rsplit(word).filter(|word| !word.is_empty());
    let noun = words.next().is_some_and(|noun| NAMELESS.contains(&noun));
    let article = words.take(2).any(|word| matches!(word, "the" | "a" | "an"));
    let verb = after.split(word).next();
    before.ends_with(char::is_alphabetic)
        && noun
        && article
        && verb.is_some_and(|verb| SAYING.contains(&verb))
}

/// True if a word says that a display defines something, also for something: "define the ratio for each $i$".
pub fn defines(sentence: &Sentence, at: usize) -> bool {
    let mut before = &sentence.words[..at];
    while let Some((found, "for ", _)) = last_mood(before) {
        before = &before[..found];
    }
    mood_of_display(sentence, at) == Mood::Define
        || last_mood(before).is_some_and(|(_, _, mood)| mood == Mood::Define)
}

/// The mood in which a sentence puts a display: a supposing word counts only if it governs the display itself. "Suppose
/// that", "with" do; "for all x", "if X is normal, the mean is" say for what the display is stated.
pub fn mood_of_display(sentence: &Sentence, at: usize) -> Mood {
    let before = &sentence.words[..at];
    let Some((found, phrase, mood)) = last_mood(before) else {
        return Mood::State;
    };
    let between = &before[found + phrase.len()..];
    let words: Vec<&str> = between.split_whitespace().collect();
    let object = between.contains([FORMULA, ',', '，']);
    let led = words
        .last()
        .is_some_and(|last| LEADING.contains(last) || FULFILLING.contains(last));
    let stated = words.iter().any(|word| STATING.contains(word));
    match mood {
        Mood::Reason => Mood::State,
        Mood::Let if led => mood,
        // "where the weights are": it says what names mean, in whatever words.
        Mood::Suppose if NAMING_MOODS.contains(&phrase) && (object || stated) => Mood::Define,
        Mood::Let | Mood::Suppose if object => Mood::State,
        Mood::Suppose if stated => Mood::State,
        _ => mood,
    }
}

/// True if a word of the text supposes by itself: a mood that is no infinitive ("it is wrong to assume").
pub(super) fn is_finite_mood(text: &str) -> bool {
    let supposing = MOODS
        .iter()
        .filter(|(_, mood)| matches!(mood, Mood::Let | Mood::Suppose | Mood::Define));
    supposing
        .filter_map(|(phrase, _)| find_last(text, phrase))
        .any(|at| !text[..at].ends_with("to "))
}

/// True if a word of the text puts what follows it into the mood of a condition.
pub fn supposes_again(text: &str) -> bool {
    let supposing = last_mood(text).map(|(_, _, mood)| mood);
    supposing.is_some_and(|mood| matches!(mood, Mood::Let | Mood::Suppose | Mood::Define))
}

/// True if a word of the text states what follows it.
pub(super) fn states(text: &str) -> bool {
    let mut stating = MOODS.iter().filter(|(_, mood)| *mood == Mood::State);
    stating.any(|(phrase, _)| find_last(text, phrase).is_some())
}

/// Words after which a formula is a conclusion.
const CONCLUDING: &[&str] = &[
    "then",
    "hence",
    "thus",
    "therefore",
    "so",
    "so that",
    "implies",
    "we get",
    "we obtain",
    "obtaining",
    "yield",
    "yields",
    "we find",
    "follows that",
    "folgt",
    "somit",
    "donc",
    "所以",
    "因此",
    "conclude",
    "show that",
    "prove that",
    "shows that",
    "proves that",
    "it follows that",
    "gives",
    "clearly",
    "obviously",
    "consequently",
    "this means",
    "means that",
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

/// True if the words before the formula set something to zero, as a derivative whose zero is sought.
pub fn sets_to_zero(sentence: &Sentence, at: usize) -> bool {
    const SETTING: [&str; 6] = ["set ", "setting", "sets", "equate", "equating", "solve"];
    let before = &sentence.words[..at];
    let set = SETTING.iter().filter_map(|word| find_last(before, word));
    set.max()
        .is_some_and(|from| before[from..].contains("zero") || before[from..].contains(" 0"))
}

/// True if no words stand beside the formula in its clause: "$X \sim D$, $x > 0$", "($x > 0$)".
pub fn is_bare(sentence: &Sentence, at: usize) -> bool {
    let stop = |c: char| {
        matches!(
            c,
            ',' | ';' | ':' | '(' | ')' | '.' | '，' | '；' | '：' | '。' | '、'
        ) || c == FORMULA
    };
    let (before, after) = (
        &sentence.words[..at],
        &sentence.words[at + FORMULA.len_utf8()..],
    );
    let before = before.rsplit(stop).next().unwrap_or_default();
    let after = after.split(stop).next().unwrap_or_default();
    !before.contains(char::is_alphanumeric)
        && !after.contains(char::is_alphanumeric)
        && !before.contains('|')
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
        // "so" is no word of "solution"; "we obtain" begins "we obtained".
        let short = phrase.len() < 5 && !phrase.ends_with(' ');
        let after = &words[at + phrase.len()..];
        let inside = words[..at].ends_with(|c: char| c.is_alphanumeric())
            || short && after.starts_with(|c: char| c.is_ascii_alphabetic());
        !(latin && inside)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_display_is_supposed_by_words_that_govern_it() {
        let of = |text: &str| {
            let words = Sentence::of(text);
            mood_of_display(&words, words.formulas.last().map_or(0, |&(at, _)| at))
        };
        for text in [
            "Suppose that #",
            "Let there be a line #",
            "Assume of # that #",
        ] {
            assert_eq!(of(text), Mood::Let, "{text}");
        }
        for text in ["If #", "with weights #"] {
            assert_eq!(of(text), Mood::Suppose, "{text}");
        }
        for text in [
            "As it bends down, and since it does, #",
            "For all integers # #",
            "For large values, #",
            "If the weights agree, the mean is #",
            "For a small # the value is #",
        ] {
            assert_eq!(of(text), Mood::State, "{text}");
        }
    }

    #[test]
    fn what_is_said_in_words_of_no_table_is_noticed() {
        let described = |text: &str| {
            let words = Sentence::of(text);
            describes(&words.words, words.formulas[0].0)
        };
        assert!(described(
            "Take any # in the second half, and let # be an integer"
        ));
        assert!(described("Let # be sparse, and let # be an integer"));
        assert!(!described("Let # be an integer, and let # be sparse"));
        assert!(!described("The value of # decreases"));
        assert!(described("这里，权重 # is sparse，其他"));
    }

    #[test]
    fn the_last_word_before_a_formula_sets_the_mood() {
        let words = Sentence::of("If # then #");
        assert_eq!(mood(&words, words.formulas[0].0), Mood::Suppose);
        assert_eq!(mood(&words, words.formulas[1].0), Mood::State);
    }
}
