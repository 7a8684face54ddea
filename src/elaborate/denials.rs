//! Words that take back what a sentence seems to suppose: denials, doubts, cases of several, and turns to another case.
//!
//! One test serves relations and properties alike. It looks at the clause before the object, at the few words after it,
//! and at the end of the sentence. It is meant to err on one side: what is denied here is not supposed, and nothing is
//! called wrong for the lack of it, so that a needless hit costs a verdict and never makes a false one.

use std::ops::Range;

use super::phrases::{is_finite_mood, states};
use super::sentences::{FORMULA, Sentence};

/// Words before an object, in its clause, that deny it, doubt it or leave it open. Latin ones stand as words of their own.
const BEFORE: &[&str] = &[
    "not",
    "cannot",
    "n't",
    "n’t",
    "no longer",
    "never",
    "nor",
    "neither",
    "unless",
    "without",
    "whether",
    "either",
    "wrong",
    "incorrect",
    "false",
    "mistake",
    "mistaken",
    "fail",
    "fails",
    "drop",
    "drops",
    "dropped",
    "dropping",
    "relax",
    "relaxing",
    "abandon",
    "remove",
    "removing",
    "lifting",
    "instead of",
    "rather than",
    "other than",
    "apart from",
    "except",
    "excluding",
    "exclude",
    "for which",
    "at least one of",
    "at most one of",
    "one of",
    "perhaps",
    "maybe",
    "possibly",
    "mostly",
    "null hypothesis is",
    "the set of",
    "if only",
    "anything but",
    "opposite",
    "most books",
    "otherwise",
    "with probability",
    "only if",
    "iff",
    "even if",
    "even when",
    "even for",
    "regardless",
    "irrespective",
    "as if",
    "as though",
    "hopefully",
    "ideally",
    "wish",
    "hope",
    "hypothetically",
    "desirable",
    "had we",
    "had it",
    "had there",
    "no matter",
    "unnecessary",
    "no need",
    "nothing",
    "nobody",
    "none",
    "few",
    "lack",
    "lacks",
    "lacking",
    "far from",
    "hardly",
    "rarely",
    "seldom",
    "barely",
    "scarcely",
    "often",
    "sometimes",
    "occasionally",
    "usually",
    "tempting",
    "tempted",
    "pretend",
    "doubt",
    "doubts",
    "doubtful",
    "deny",
    "denies",
    "contrary",
    "authors",
    "others",
    "textbooks",
    "elsewhere",
    "contradiction",
    "absurd",
    "contrast",
    "compare this with",
    "compare with the case",
    "compared with the case",
    "compared to the case",
    "unlike",
    "reject",
    "rejects",
    "rejected",
    "previous work",
    "earlier work",
    "prior work",
    "goal",
    "want to show",
    "want to prove",
    "like to show",
    "like to prove",
    "used to",
    "stop setting",
    "conjecture",
    "we ask if",
    "asks if",
    "ask whether",
    "may be that",
    "might let",
    "naively",
    "imagine",
    "think of",
    "in the worst case",
    "in the best case",
    "in most cases",
    "rule of thumb",
    "away from",
    "until",
    "if we had",
    "test the hypothesis",
    "the alternative is",
    "the claim is",
    "the default is",
    "example is",
    "erratum",
    "first edition",
    "last chapter",
    "previous exercise",
    "last week",
    "old version",
    "meet where",
    "stops when",
    "equality holds",
    "equality iff",
    "avoid",
    "forget about",
    "exercise:",
    "nicht",
    "kein",
    "keine",
    "keinen",
    "nie",
    "niemals",
    "ohne",
    "ob",
    "weder",
    "falsch",
    "sondern",
    "entweder",
    "es sei denn",
    "wäre",
    "wären",
    "würde",
    "würden",
    "hätte",
    "hätten",
    "könnte",
    "serait",
    "seraient",
    "sería",
    "serían",
    "sarebbe",
    "sarebbero",
    "бы",
    "außer",
    "genau dann",
    "selbst wenn",
    "auch wenn",
    "ne",
    "n'",
    "n’",
    "pas",
    "jamais",
    "sans",
    "à moins que",
    "ni",
    "faux",
    "sauf",
    "même si",
    "si et seulement si",
    "no suponemos",
    "no asumimos",
    "no se",
    "no es",
    "nunca",
    "sin",
    "a menos que",
    "falso",
    "si y sólo si",
    "si y solo si",
    "aunque",
    "non",
    "mai",
    "senza",
    "né",
    "a meno che",
    "se e solo se",
    "anche se",
    "не",
    "без",
    "если не",
    "никогда",
    "除非",
    "并非",
    "不是",
    "不假设",
    "未必",
    "不一定",
    "无论",
    "当且仅当",
    "とは限らない",
];

/// Turns of speech with such words that deny nothing.
const HARMLESS: &[&str] = &[
    "without loss of generality",
    "without any loss of generality",
    "without restriction",
    "no loss of generality",
    "ohne beschränkung der allgemeinheit",
    "ohne einschränkung",
    "sans perte de généralité",
    "sin pérdida de generalidad",
    "senza perdita di generalità",
    "not only",
    "a few",
    "no doubt",
    "do not forget",
    "ob.d.a",
];

/// Infinitives that suppose nothing by themselves: "who would like to assume", and words before them that do.
const INFINITIVES: &[&str] = &["to assume", "to suppose", "to require", "to ask that"];
const RESOLVING: &[&str] = &[
    "suffices",
    "enough",
    "going",
    "want",
    "have",
    "need",
    "us",
    "reasonable",
    "natural",
    "convenient",
    "order",
];

/// Verbs of what is only imagined, and of what is not done: "x > 0 would help", "we would like to have x > 0".
const IMAGINING: &[&str] = &["would", "wouldn't", "could", "couldn't"];
/// Words for a wish, and the verbs of wishes for something to hold: "we would like to compute f" supposes no less.
const WISHING: &[&str] = &["like", "love", "want", "prefer", "wish"];
const HAVING: &[&str] = &["have", "assume", "suppose", "be", "impose", "require"];
/// Words with which "were" is no past tense.
const SUBJUNCTIVE: &[&str] = &["if", "suppose", "imagine", "unless", "as", "wish"];

/// First words after an object that make it one side of an alternative or of a condition, or deny it.
const NEXT: &[&str] = &[
    "excluded",
    "excepted",
    "ausgenommen",
    "exclu",
    "if",
    "when",
    "whenever",
    "otherwise",
    "else",
    "wenn",
    "falls",
    "sonst",
    "lorsque",
    "si",
    "sinon",
    "or",
    "fails",
    "fail",
    "unless",
    "iff",
    "oder",
    "ou",
    "o",
    "oppure",
    "если",
    "或",
    "或者",
    "または",
];
/// Phrases that do so right after an object.
const NEXT_PHRASES: &[&str] = &[
    "for some",
    "with probability",
    "up to",
    "in distribution",
    "in law",
    "in probability",
    "in expectation",
    "on average",
    "in the first",
    "in the limit",
    "truncated",
    "be truncated",
    "censored",
    "be censored",
    "rounded",
    "conditioned",
    "conditional on",
    "restricted to",
    "given that",
    "provided",
    "modulo",
    "approximately",
    "asymptotically",
    "almost",
    "to first order",
    "to leading order",
    "not hold",
    "hold approximately",
    "hold asymptotically",
    "if and only if",
    "only if",
    "only when",
    "for illustration",
    "as an illustration",
    "as an example",
    "for example",
    "for instance",
    "as starting",
    "we recover",
    "one recovers",
    "exactly when",
    "exactly if",
    "genau dann",
    "si et seulement si",
    "si y sólo si",
    "si y solo si",
    "se e solo se",
    "тогда и только",
    "当且仅当",
];

/// Verbs that a denial after an object begins with.
const VERBS: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "does", "do", "did", "need", "needs", "can", "may",
    "must", "will", "would", "could", "should", "has", "have", "had", "isn't", "doesn't",
    "needn't", "cannot", "can't", "ist", "sind", "wird", "muss", "braucht", "gilt", "est", "sont",
    "n'est", "ne", "es", "no", "son", "non", "è", "sono", "не",
];
/// Words that, right after such verbs, say that the object does not hold or is over.
const AFTER: &[&str] = &[
    "not",
    "isn't",
    "doesn't",
    "needn't",
    "cannot",
    "can't",
    "never",
    "wrong",
    "false",
    "rejected",
    "refuted",
    "mistake",
    "mistaken",
    "fail",
    "violated",
    "dropped",
    "excluded",
    "impossible",
    "unnecessary",
    "superfluous",
    "absurd",
    "treated",
    "handled",
    "settled",
    "covered",
    "dealt",
    "done",
    "ruled",
    "nicht",
    "kein",
    "falsch",
    "verletzt",
    "pas",
    "jamais",
    "faux",
    "exclu",
    "nunca",
    "falso",
    "non",
    "не",
];
/// Phrases by which a sentence gives up what was supposed before it.
const RETRACTING: &[&str] = &[
    "scratch that",
    "actually no",
    "just kidding",
    "forget this",
    "forget that",
    "relax this",
    "relax it",
    "this does not hold",
    "that is wrong",
    "drop this",
    "drop these",
    "drop the",
    "drop our",
    "dropping",
    "without this",
    "without these",
    "without the assumption",
    "without that",
    "no longer",
    "other case",
    "remaining case",
    "opposite case",
    "absurd",
    "contradiction",
    "contradicts",
    "relaxing",
    "remove the assumption",
    "removing the assumption",
    "lift the assumption",
    "nicht mehr",
    "ohne diese",
    "im anderen fall",
    "andernfalls",
    "widerspruch",
    "sans cette",
    "dans l'autre cas",
    "dans le cas contraire",
    "sin esta",
    "en el otro caso",
    "en caso contrario",
    "senza questa",
    "nell'altro caso",
    "altrimenti",
    "в противном случае",
    "否则",
    "矛盾",
    "そうでなければ",
];

/// True if the sentence denies the object at these bytes of its words, leaves it open, or has it as one of several cases.
pub fn denied(sentence: &Sentence, object: Range<usize>) -> bool {
    let words = &sentence.words;
    let (before, after) = (&words[..object.start], &words[object.end..]);
    // "If x > 0, what follows?" asks for something else.
    let asks = words.trim_end().ends_with(['?', '？'])
        && !after.contains([',', ';', '，', '；'])
        && !states(after);
    asks || opens_doubtfully(words)
        || denies_before(clause_before(before))
        || denies_after(after)
        || alters(after)
}

/// True for a sentence that begins with a word or a label of doubt: "Wrong: set ..", "Naively, we set ..".
fn opens_doubtfully(words: &str) -> bool {
    const DOUBTFUL: [&str; 12] = [
        "wrong",
        "wrongly",
        "incorrect",
        "incorrectly",
        "bad",
        "false",
        "false claim",
        "myth",
        "naively",
        "possibly",
        "hypothetically",
        "❌",
    ];
    let words = words.trim_start_matches(['*', '_', ' ', '(', '>']);
    let opening = words.split([':', ',', '.']).next().unwrap_or_default();
    DOUBTFUL.contains(&opening.trim_matches(['*', '_', ' '])) || words.starts_with('❌')
}

/// Words after a comma that make another object of it: "$X \sim D$, truncated to .."; and those of somebody else.
fn alters(after: &str) -> bool {
    const ALTERING: [&str; 8] = [
        "given that",
        "rounded",
        "truncated",
        "censored",
        "conditioned",
        "conditional on",
        "restricted to",
        "we do not",
    ];
    let next = after.trim_start_matches([' ', ',', ';']);
    after.trim_start().starts_with([',', ';'])
        && ALTERING.iter().any(|phrase| next.starts_with(phrase))
}

/// True if the sentence gives up what was supposed before it.
pub fn retracts(sentence: &Sentence) -> bool {
    let words = sentence.words.trim_start();
    words.starts_with("otherwise") || RETRACTING.iter().any(|phrase| has(words, phrase))
}

/// True for a sentence that points to what was supposed last and gives it up: "this case is impossible, so we drop it".
pub fn withdraws(sentence: &Sentence) -> bool {
    const POINTING: [&str; 10] = [
        "this",
        "that",
        "it",
        "these",
        "such",
        "assumption",
        "supposition",
        "hypothesis",
        "condition",
        "case",
    ];
    const GIVING_UP: [&str; 14] = [
        "impossible",
        "untenable",
        "drop",
        "dropped",
        "discard",
        "discarded",
        "abandon",
        "abandoned",
        "ruled out",
        "violated",
        "set aside",
        "leave aside",
        "give up",
        "was case",
    ];
    let mut clauses = sentence.words.split([',', ';', ':', FORMULA]);
    clauses.any(|clause| {
        POINTING.iter().any(|word| has(clause, word))
            && GIVING_UP.iter().any(|phrase| has(clause, phrase))
    })
}

/// The part of a sentence that governs what comes after it: back to a stop, or to a comma (colon, bracket, "and") after
/// which a word supposes by itself.
fn clause_before(before: &str) -> &str {
    const STOPS: [&str; 7] = [";", "；", "。", " where ", " but ", " then ", " aber "];
    const JOINTS: [&str; 10] = [
        ",", ":", "(", "—", "，", "：", " and ", " und ", " et ", " y ",
    ];
    let cuts = |marks: &[&str]| -> Vec<usize> {
        let all = marks.iter().flat_map(|mark| before.match_indices(mark));
        all.map(|(at, mark)| at + mark.trim_end().len()).collect()
    };
    let stop = cuts(&STOPS).into_iter().max().unwrap_or(0);
    let joint = cuts(&JOINTS)
        .into_iter()
        .filter(|&at| is_finite_mood(&before[at..]))
        .max();
    &before[stop.max(joint.unwrap_or(0))..]
}

fn denies_before(clause: &str) -> bool {
    let harmless = HARMLESS.iter().filter(|phrase| clause.contains(**phrase));
    let plain = harmless.fold(clause.to_owned(), |text, phrase| text.replace(phrase, ""));
    let idle = |infinitive: &&&str| {
        plain.split(**infinitive).next().is_some_and(|before| {
            let resolved = last_word(before).is_some_and(|word| RESOLVING.contains(&word));
            before.len() < plain.len() && !resolved
        })
    };
    imagined(&plain)
        || INFINITIVES.iter().any(|infinitive| idle(&infinitive))
        || BEFORE.iter().any(|word| has(&plain, word))
        || last_word(&plain).is_some_and(|word| matches!(word, "or" | "no"))
}

/// True if the clause imagines: "were x > 0, ..", "this would hold with x > 0", "if there were x > 0".
fn imagined(clause: &str) -> bool {
    let words: Vec<&str> = clause.split_whitespace().collect();
    let mut places = words.iter().enumerate();
    places.any(|(at, word)| {
        let wish = words.get(at + 1).is_some_and(|next| WISHING.contains(next));
        match *word {
            "were" => at == 0 || words[..at].iter().any(|word| SUBJUNCTIVE.contains(word)),
            word if IMAGINING.contains(&word) && wish => words[at + 2..]
                .iter()
                .take(2)
                .any(|verb| HAVING.contains(verb) || *verb == "it"),
            word => IMAGINING.contains(&word),
        }
    })
}

/// The object is one side of an alternative or of a condition, or a verb right after it denies it.
fn denies_after(after: &str) -> bool {
    let clause = after
        .split([',', ';', ':', '(', ')', '.', '，', '；', '：', '。'])
        .next()
        .unwrap_or_default()
        .trim_start();
    if NEXT_PHRASES.iter().any(|phrase| clause.starts_with(phrase)) {
        return true;
    }
    let helps = |word: &&str| VERBS.contains(word) || word.ends_with("ly");
    let mut words = clause.split_whitespace();
    let mut first = words.clone();
    let alternative = first
        .next()
        .is_some_and(|first| NEXT.contains(&first) || IMAGINING.contains(&first));
    let verb = words
        .clone()
        .next()
        .is_some_and(|first| VERBS.contains(&first));
    let after = words.find(|word| !helps(word) || AFTER.contains(word));
    alternative || verb && after.is_some_and(|word| AFTER.contains(&word))
}

fn last_word(text: &str) -> Option<&str> {
    text.split_whitespace().next_back()
}

fn is_latin(phrase: &str) -> bool {
    phrase.chars().all(|c| (c as u32) < 0x2e80)
}

/// True if the phrase stands in the text, as words of its own where its script has words.
fn has(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        // `non-negative` is a word of its own.
        let joined = |c: char| c.is_alphanumeric() || c == '-';
        let contraction = phrase.starts_with("n't") || phrase.starts_with("n’t");
        let elision = phrase.ends_with(['\'', '’']);
        let begins = contraction || !text[..at].ends_with(char::is_alphanumeric);
        let ends = elision || !text[at + phrase.len()..].starts_with(joined);
        !is_latin(phrase) || begins && ends
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::elaborate::sentences::FORMULA;

    fn sentence(text: &str) -> Sentence {
        let words = text.to_lowercase().replace('#', &FORMULA.to_string());
        Sentence {
            words,
            ..Sentence::default()
        }
    }

    fn denies(text: &str) -> bool {
        let sentence = sentence(text);
        let at = sentence.words.rfind(FORMULA).unwrap_or_default();
        denied(&sentence, at..at + FORMULA.len_utf8())
    }

    #[test]
    fn denials_doubts_and_alternatives_are_seen() {
        for text in [
            "Nobody has shown that we cannot take #.",
            "None of this requires it, and it would not help, as some say, to assume #.",
            "We don't ask for #",
            "The claim is open unless #",
            "Whether # is another matter",
            "It would be a mistake to suppose #",
            "Here # need not hold",
            "the condition # can be dropped",
            "The case # has been handled before",
            "Take # or its opposite",
            "Here # if the other is",
            "We put # otherwise",
            "either # or #",
            "For which values is #?",
            "It grows if and only if #",
            "# if and only if the other is",
            "Wir setzen nicht voraus, dass # gilt",
            "On ne suppose pas que #",
            "No suponemos que #",
            "Non si richiede che #",
            "不假设 #",
            "Nothing tells us that #",
            "A careless reader is quick to suppose #",
            "Were #, the sum would vanish",
            "It would be true with #",
            "# would make it easier",
            "We would like to have #",
            "If only there were #",
        ] {
            assert!(denies(text), "{text}");
        }
    }

    #[test]
    fn what_is_plainly_supposed_is_not_denied() {
        for text in [
            "Without loss of generality let #",
            "It is enough to assume #",
            "We need to suppose that #",
            "As y does not vanish, assume #",
            "If the sum is not empty, then for # we get",
            "It is not hard to see; suppose #",
            "When # the limit does not exist",
            "with a non-negative weight and #",
            "Let #, and do not forget the sign",
            "Für # gilt",
            "If #, what is the sum?",
            "We would like to find the largest #",
            "As one would expect, for # it grows",
            "The points were drawn with weight #",
        ] {
            assert!(!denies(text), "{text}");
        }
    }

    #[test]
    fn some_sentences_give_up_what_was_supposed() {
        assert!(retracts(&sentence("Otherwise we get #")));
        assert!(retracts(&sentence("Let us drop this condition again")));
        assert!(!retracts(&sentence("The other side gives #")));
    }
}
