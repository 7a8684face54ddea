//! How far "# is positive" goes: of the name itself and of all of it, or of something it belongs to, at some time, in some
//! respect.
//!
//! The words on both sides of such a clause are open: only those that are known to leave it whole let it count.

use std::ops::Range;

use super::properties::PROPERTIES;
use super::sentences::{FORMULA, Sentence};

/// What a phrase after its formulas says of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    Wholly,
    /// Of something else, or only in some respect: it leaves open what the name is, and holds refutations back.
    InPart,
    /// Another phrase of which it is the beginning: "positive definite".
    Otherwise,
}

/// Words that may follow the phrase in its clause and leave it whole: its noun, what goes on to say more, the next clause.
const WHOLE: &[&str] = &[
    "a",
    "all",
    "also",
    "an",
    "and",
    "are",
    "as",
    "because",
    "both",
    "but",
    "by",
    "everywhere",
    "following",
    "follows",
    "from",
    "has",
    "have",
    "having",
    "hence",
    "here",
    "is",
    "it",
    "mutually",
    "namely",
    "of",
    "satisfying",
    "since",
    "so",
    "such",
    "taking",
    "that",
    "the",
    "then",
    "therefore",
    "they",
    "this",
    "throughout",
    "thus",
    "too",
    "we",
    "whereas",
    "which",
    "while",
    "who",
    "whose",
    "with",
    "each",
    // Nouns and adjectives of what is positive, independent, symmetric.
    "bernoulli",
    "beta",
    "binomial",
    "bounded",
    "chi-squared",
    "constant",
    "constants",
    "continuous",
    "copies",
    "covariance",
    "denoting",
    "density",
    "describing",
    "diagonal",
    "differentiable",
    "dimensional",
    "discrete",
    "distributed",
    "distribution",
    "distributions",
    "drawn",
    "draws",
    "element",
    "elements",
    "errors",
    "estimator",
    "events",
    "exponential",
    "exponentially",
    "factor",
    "finite",
    "fixed",
    "function",
    "functions",
    "gamma",
    "gaussian",
    "gaussians",
    "geometric",
    "identically",
    "integer",
    "integers",
    "invertible",
    "jointly",
    "known",
    "matrices",
    "matrix",
    "measurements",
    "noise",
    "non-negative",
    "nonnegative",
    "normal",
    "normally",
    "number",
    "numbers",
    "observations",
    "operator",
    "parameter",
    "parameters",
    "poisson",
    "positive",
    "quantities",
    "quantity",
    "random",
    "rates",
    "real",
    "real-valued",
    "reals",
    "realization",
    "realizations",
    "samples",
    "scalar",
    "scalars",
    "sequence",
    "sequences",
    "shape",
    "size",
    "square",
    "standard",
    "symmetric",
    "unbiased",
    "uniform",
    "uniformly",
    "univariate",
    "valued",
    "variable",
    "variables",
    "variates",
    "vector",
    "vectors",
    "weights",
    "defined",
    "representing",
    // Short words of German, French, Spanish.
    "und",
    "mit",
    "ist",
    "sind",
    "wobei",
    "et",
    "avec",
    "est",
    "sont",
    "y",
    "con",
];

/// Ends of phrases that are nouns: what follows tells more of them.
const NOUNS: &[&str] = &["matri", "number", "constant", "parameter", "scalar"];
/// After "for", what leaves a clause whole.
const FOR_ALL: &[&str] = &["all", "any", "each", "every"];
/// What makes something else of the phrase, which has a row of its own.
const LONGER: &[&str] = &[
    "definite",
    "semidefinite",
    "semi-definite",
    "semi",
    "-definite",
    "part",
    "parts",
];
/// After an adverb, "independently", what is said of the names themselves.
const ADVERBIAL: &[&str] = &[
    "and",
    "distributed",
    "drawn",
    "sampled",
    "generated",
    "chosen",
];

/// Adverbs before the phrase that leave it whole; others in "-ally" do not.
const WHOLLY: &[&str] = &[
    "statistically",
    "stochastically",
    "identically",
    "totally",
    "generally",
    "naturally",
    "really",
    "additionally",
    "finally",
    "especially",
    "originally",
    "usually",
    "automatically",
];
/// Before the name, words that make it belong to what the clause speaks of: "the mean of #".
const BELONGING: &[&str] = &[
    "of", "at", "between", "in", "to", "near", "from", "twice", "half", "on", "over", "under",
];
/// Nouns for the name itself: "the values of #", "the numbers #".
const OWN: &[&str] = &[
    "value",
    "values",
    "entries",
    "elements",
    "components",
    "members",
    "parameter",
    "parameters",
    "sequence",
    "pair",
    "pairs",
    "set",
    "family",
    "numbers",
    "variables",
    "constants",
    "collection",
    "sample",
    "samples",
    "realizations",
    "copies",
];
/// Words that may stand before the name or such a noun.
const ARTICLES: &[&str] = &[
    "the", "a", "an", "all", "each", "every", "any", "both", "one", "two", "some", "these", "those",
];
/// Words before one that joins, with which it makes nothing belong to anything: "in addition to #".
const IDIOMS: &[&str] = &["case", "addition", "here", "according", "belongs"];
/// Words after a comma that take something away from the clause.
const EXCEPTING: &[&str] = &[
    "unless",
    "except",
    "if",
    "when",
    "whenever",
    "provided",
    "until",
    "but not",
    "as long as",
    "at least when",
];

/// How far the phrase goes that stands after its formulas, in the words of a clause; of one before them it is whole.
pub(super) fn said_of(sentence: &Sentence, formulas: &[usize], phrase: Range<usize>) -> Said {
    let words = &sentence.words;
    if is_qualified(&words[..phrase.start]) {
        return Said::InPart;
    }
    let Some(first) = formulas.iter().map(|&at| sentence.formulas[at].0).min() else {
        return Said::Wholly;
    };
    if first > phrase.start {
        return Said::Wholly;
    }
    if belongs(&words[..first]) {
        return Said::InPart;
    }
    let said = &words[phrase.clone()];
    if NOUNS.iter().any(|noun| said.ends_with(noun)) {
        return Said::Wholly;
    }
    let last = formulas.iter().map(|&at| sentence.formulas[at].0).max();
    let verb = ["is ", "are ", "be "]
        .iter()
        .any(|verb| said.starts_with(verb));
    let joined =
        !verb && last.is_some_and(|last| words[last..phrase.start].trim() == FORMULA.to_string());
    let signed = said.ends_with("positive") || said.ends_with("negative");
    match after(&words[phrase.end..], signed) {
        // "$n$ independent trials": of the trials.
        Said::InPart if joined => Said::Otherwise,
        said => said,
    }
}

/// Words after a phrase that add nothing to it, or what is read by itself: nouns, moments, what ties these together.
const NEUTRAL: &[&str] = &[
    "a",
    "across",
    "all",
    "also",
    "an",
    "and",
    "another",
    "any",
    "are",
    "as",
    "be",
    "both",
    "bounded",
    "column",
    "common",
    "constant",
    "continuous",
    "covariance",
    "densities",
    "density",
    "deviation",
    "dimension",
    "discrete",
    "distribution",
    "domain",
    "each",
    "element",
    "error",
    "event",
    "every",
    "everywhere",
    "expectation",
    "finite",
    "fixed",
    "for",
    "from",
    "function",
    "given",
    "has",
    "have",
    "having",
    "here",
    "hermitian",
    "i.e",
    "in",
    "integrable",
    "is",
    "jointly",
    "known",
    "law",
    "length",
    "matrices",
    "matrix",
    "mean",
    "measurement",
    "moment",
    "mutually",
    "noise",
    "non-zero",
    "nonzero",
    "number",
    "observation",
    "of",
    "on",
    "one",
    "or",
    "other",
    "our",
    "outcome",
    "parameter",
    "possible",
    "quantities",
    "quantity",
    "random",
    "real",
    "real-valued",
    "respective",
    "respectively",
    "row",
    "scalar",
    "second",
    "sequence",
    "sequences",
    "shape",
    "size",
    "square",
    "standard",
    "support",
    "taking",
    "term",
    "that",
    "the",
    "throughout",
    "to",
    "too",
    "two",
    "unit",
    "unknown",
    "value",
    "valued",
    "variable",
    "variance",
    "variate",
    "vector",
    "weight",
    "whose",
    "with",
    "zero",
];
/// Phrases that say where functions are defined, and no more of their values.
const SUPPORTS: &[&str] = &[
    "defined on the same support",
    "defined over the same support",
    "on the same support",
    "with the same support",
    "over the same support",
];
/// Words with which another clause begins.
const STOPS: &[&str] = &[
    "because",
    "but",
    "by",
    "hence",
    "it",
    "let",
    "satisfying",
    "since",
    "so",
    "such",
    "then",
    "therefore",
    "they",
    "this",
    "thus",
    "we",
    "where",
    "whereas",
    "which",
    "while",
];

/// True if the words that a phrase leaves of its clause say something more of the names: "positive and less than one".
pub(super) fn says_more(words: &str, signed: bool) -> bool {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    if signed && ends_with_noun(rest.trim_start()) && !rest.trim_start().starts_with("and ") {
        return false;
    }
    let end = rest.find([',', ';', ':', '.', '(', ')', FORMULA]);
    let mut clause = rest[..end.unwrap_or(rest.len())].to_owned();
    let properties = PROPERTIES.iter().map(|row| &row.0);
    for phrase in SUPPORTS.iter().chain(properties) {
        while let Some(at) = clause.find(phrase) {
            let tail = clause[at + phrase.len()..].trim_start_matches(char::is_alphabetic);
            clause = format!("{} {tail}", &clause[..at]);
        }
    }
    let mut words = clause
        .split_whitespace()
        .take_while(|word| !STOPS.contains(word));
    words.any(|word| {
        let plain = |word: &str| NEUTRAL.contains(&word) || !word.is_ascii();
        !plain(word) && !plain(word.trim_end_matches('s'))
    })
}

/// True if the last word says in which respect something is: "mean-independent", "asymptotically independent".
fn is_qualified(before: &str) -> bool {
    let compound = before.strip_suffix('-');
    let compound = compound.is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_alphabetic()));
    let last = before.split_whitespace().next_back().unwrap_or_default();
    compound || last.ends_with("ally") && !WHOLLY.contains(&last)
}

/// True if the name after these words belongs to what they speak of, over any number of nouns for itself.
fn belongs(before: &str) -> bool {
    let clause = before.rsplit([',', ';', ':', '.']).next().unwrap_or(before);
    let mut words = clause.split_whitespace().rev().peekable();
    loop {
        while words
            .next_if(|word| ARTICLES.contains(word) || OWN.contains(word))
            .is_some()
        {}
        match (words.next(), words.peek()) {
            (Some(joins), Some(noun)) if BELONGING.contains(&joins) => {
                if IDIOMS.contains(noun) {
                    return false;
                }
                if !OWN.contains(noun) && !ARTICLES.contains(noun) {
                    return true;
                }
            }
            (joins, _) => return joins.is_some_and(|word| BELONGING.contains(&word)),
        }
    }
}

fn after(words: &str, signed: bool) -> Said {
    let rest_of_word = |c: char| c.is_ascii_alphabetic();
    let tail = words.trim_start_matches(rest_of_word);
    let ending = &words[..words.len() - tail.len()];
    let text = tail.trim_start();
    if text.is_empty() || text.starts_with(|c: char| !c.is_ascii_alphabetic() && c != '-') {
        let next = text.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
        let excepts = text.starts_with(',') && EXCEPTING.iter().any(|word| next.starts_with(word));
        return match ending {
            "ly" => Said::InPart,
            _ if excepts => Said::InPart,
            _ => Said::Wholly,
        };
    }
    let mut following = text.split_whitespace();
    let word = |text: Option<&str>| {
        let text = text.unwrap_or_default();
        let end = text
            .find([',', ';', ':', ')', FORMULA])
            .unwrap_or(text.len());
        text[..end].trim_end_matches('.').to_owned()
    };
    let (next, second) = (word(following.next()), word(following.next()));
    let (next, second) = (next.as_str(), second.as_str());
    let whole = match next {
        _ if LONGER.contains(&next) => return Said::Otherwise,
        _ if ending == "ly" => ADVERBIAL.contains(&next),
        "for" => FOR_ALL.contains(&second),
        "with" => second != "respect",
        "in" => ["this", "our", "all"].contains(&second),
        "under" => second == "our",
        "on" => text.starts_with("on the other hand"),
        "and" => !first_clause(text).contains(" or "),
        "by" => ["assumption", "definition", "construction", "hypothesis"].contains(&second),
        "as" => second != "long",
        _ => WHOLE.contains(&next) || !next.is_ascii() || signed && ends_with_noun(text),
    };
    match whole {
        true => Said::Wholly,
        false => Said::InPart,
    }
}

/// Adverbs without an ending of their own, and other words that are no noun of what is positive.
const NO_NOUNS: &[&str] = &[
    "half",
    "where",
    "whereas",
    "while",
    "whenever",
    "on",
    "later",
    "often",
    "sometimes",
    "somewhere",
    "elsewhere",
    "first",
    "at",
    "if",
    "when",
    "only",
    "or",
    "there",
    "mod",
    "modulo",
    "again",
    "now",
    "once",
    "unless",
    "until",
    "here",
    "almost",
    "always",
];

fn first_clause(text: &str) -> &str {
    text.split([',', ';', ':', '.']).next().unwrap_or_default()
}

/// True if a noun with at most one word before it ends the clause: "positive regularization strength".
fn ends_with_noun(text: &str) -> bool {
    let end = text
        .find([',', ';', ':', '.', FORMULA])
        .unwrap_or(text.len());
    let clause = text[..end].split(" and ").next().unwrap_or_default();
    let words: Vec<&str> = clause.split_whitespace().collect();
    let noun = |word: &&str| !NO_NOUNS.contains(word) && !word.ends_with("ly") && word.len() > 2;
    (1..=2).contains(&words.len()) && words.iter().all(noun)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, phrase: &str) -> Said {
        let sentence = Sentence::of(text);
        let at = sentence.words.find(phrase).unwrap_or_default();
        said_of(&sentence, &[0], at..at + phrase.len())
    }

    #[test]
    fn what_is_left_of_a_clause_may_say_more() {
        for text in [
            " and less than one.",
            " with trace zero",
            " with equal means",
            " standard normals",
            ". and identically distributed",
        ] {
            assert!(says_more(text, false), "{text}");
        }
        for text in [
            "ly, and less than one",
            " random variables with mean # and",
            " of each other.",
            " and symmetric, so",
            " for all #",
        ] {
            let words = text.replace('#', &FORMULA.to_string());
            assert!(!says_more(&words, false), "{text}");
        }
        assert!(!says_more(" regularization strength.", true));
        assert!(says_more(" and small.", true));
    }

    #[test]
    fn a_clause_counts_where_its_words_leave_it_whole() {
        for text in [
            "where # is positive, # is",
            "Let # be positive and #",
            "Let # be positive real numbers.",
            "The values of # are positive.",
            "Each of # is positive.",
            "In addition to # being positive and finite, # is",
            "For all # that are positive",
            "if # is positive for all #",
            "# is positive by assumption",
        ] {
            let phrase = if text.contains(" be ") {
                "be positive"
            } else {
                "positive"
            };
            assert_eq!(said(text, phrase), Said::Wholly, "{text}");
        }
        for text in [
            "The mean of # is positive.",
            "The slope at # is positive",
            "# is positive on average",
            "# is positive half of the time",
            "# is positive for large #",
            "# is positive on the left half of the axis",
            "# is positive where # is",
            "# is positive and decreasing or negative and increasing",
            "# is positive, unless # is negative",
            "The sum of the values of # and # is positive",
            "The mean of the parameters # is positive",
            "The average of all # is positive",
            "The sum over all # is positive",
            "Let # be positively correlated with #.",
        ] {
            assert_eq!(said(text, "positive"), Said::InPart, "{text}");
        }
        assert_eq!(
            said("# is positive definite", "is positive"),
            Said::Otherwise
        );
        for (text, whole) in [
            ("# and # are independent of each other", true),
            ("# are independently and identically distributed", true),
            ("The residuals of # and # are independent.", false),
            ("# and # are independent in each class", false),
            ("# and # are independent solutions of the equation", false),
            ("# and # are independent with respect to #", false),
            ("# and # are asymptotically independent", false),
            ("# and # are mean-independent", false),
            ("# and # are statistically independent", true),
        ] {
            let found = said(text, "independent");
            assert_eq!(found == Said::Wholly, whole, "{text}");
        }
    }
}
