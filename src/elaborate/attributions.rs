//! Which names a property phrase speaks of: "Let $A$ be a symmetric matrix", "positive numbers $a$ and $b$".
//!
//! The phrases are a table ([`super::phrases`]); here a phrase in a sentence finds its formulas, and it is told whether the
//! words around it deny it.

use std::ops::Range;

use super::denials::denied;
use super::extents::{Said, said_of, says_more};
use super::independence::{Independence, independence};
use super::phrases::Property::{self, Complex, Family, Independent, RandomVariable, Unread};
use super::phrases::{ADJACENT, DENYING};
use super::properties::PROPERTIES;
use super::sentences::{FORMULA, Sentence};

/// A phrase of the table in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The formulas (indices into `Sentence::formulas`) that the phrase speaks of.
    pub formulas: Vec<usize>,
    pub properties: &'static [Property],
    /// Where the phrase begins.
    pub at: usize,
    /// True if the words deny it or leave it open.
    pub denied: bool,
    /// The words that the phrase leaves of its clause say more of the names.
    pub more: bool,
    /// All of them have one distribution.
    pub alike: bool,
    /// For independence, the formulas that each is independent of, where it is not of the others.
    pub of: Option<Vec<usize>>,
}

/// Words right before a phrase that make it say something else.
const CHANGING: &[&str] = &[
    "not",
    "not a",
    "not an",
    "non",
    "non-",
    "skew",
    "skew-",
    "anti",
    "anti-",
    "half-",
    "pairwise",
    "linearly",
    "almost",
    "nearly",
    "approximately",
    "nicht",
    "kein",
    "keine",
    "非",
    "不",
    "反",
];

/// Every property that the sentence gives or denies.
pub fn attributions(sentence: &Sentence) -> &[Attribution] {
    sentence.attributions.get_or_init(|| found(sentence))
}

fn found(sentence: &Sentence) -> Vec<Attribution> {
    if sentence.formulas.is_empty() {
        return Vec::new();
    }
    let words = &sentence.words;
    let mut found = Vec::new();
    let mut covered: Vec<(usize, usize)> = Vec::new();
    let adjacent = ADJACENT.iter().map(|row| (row, true));
    let rows = PROPERTIES.iter().map(|row| (row, false)).chain(adjacent);
    for (&(phrase, properties), adjacent) in rows {
        for (at, _) in words.match_indices(phrase) {
            let next = words[at + phrase.len()..].trim_start();
            if adjacent && !next.starts_with(FORMULA) {
                continue;
            }
            if covered.iter().any(|&(a, b)| a <= at && at < b) {
                continue;
            }
            let end = at + phrase.len();
            covered.push((at, end));
            let formulas = targets(sentence, at..end, properties);
            if formulas.is_empty() {
                continue;
            }
            let sort = properties.iter().all(|property| property.is_sort());
            if sort && is_random(&words[..at]) {
                let formulas = formulas.clone();
                found.push(Attribution::plain(formulas, &[RandomVariable], at));
            }
            let mut one = Attribution::plain(formulas, properties, at);
            let several = one.formulas.len() > 1 && words.contains("respectively");
            let unread = properties.contains(&Unread);
            // "$n$ independent trials": nothing follows for one name.
            let counts = properties == [Independent] && one.formulas.len() == 1;
            let complex = properties == [Complex];
            if complex && !follows_name(sentence, &one.formulas, at) {
                continue;
            }
            let said = match sort && !complex || unread || counts || !phrase.is_ascii() {
                true => Said::Wholly,
                false => said_of(sentence, &one.formulas, at..end),
            };
            if said == Said::Otherwise {
                continue;
            }
            if said == Said::InPart {
                one.properties = &[Unread];
            }
            let rest = &words[end..];
            let follows = formulas_before(sentence, &one.formulas, at);
            let named = matches!(phrase, "i.i.d" | " iid");
            one.alike =
                named || follows && ALIKE.iter().any(|words| sentence_of(rest).contains(words));
            let signed = phrase.ends_with("positive") || phrase.ends_with("negative");
            let whole = said == Said::Wholly && !sort && phrase.is_ascii();
            one.more = whole && (one.alike || follows && !counts && says_more(rest, signed));
            let doubted = several || inside(words, at) || denied(sentence, at..end);
            one.denied = changed(&words[..at]) || !sort && doubted;
            if properties.contains(&Independent) {
                one.relate(sentence, at..end);
            }
            found.push(one);
        }
    }
    found.extend(denying(sentence));
    found
}

impl Attribution {
    fn plain(formulas: Vec<usize>, properties: &'static [Property], at: usize) -> Self {
        Self {
            formulas,
            properties,
            at,
            denied: false,
            more: false,
            alike: false,
            of: None,
        }
    }

    /// Takes in what a phrase of independence says its formulas are independent of.
    fn relate(&mut self, sentence: &Sentence, phrase: Range<usize>) {
        match independence(sentence, phrase, &self.formulas) {
            Independence::Mutual => {}
            Independence::Of(others) => self.of = Some(others),
            Independence::Conditional => self.denied = true,
        }
    }
}

/// Words of a clause by which all of several names have one distribution.
const ALIKE: &[&str] = &[
    "identically distributed",
    "same distribution",
    "identical distribution",
    "copies of each other",
];

fn formulas_before(sentence: &Sentence, formulas: &[usize], phrase: usize) -> bool {
    formulas.iter().all(|&at| sentence.formulas[at].0 < phrase)
}

fn sentence_of(words: &str) -> &str {
    words
        .split([';', ':', '.', FORMULA])
        .next()
        .unwrap_or(words)
}

/// True unless "is complex" stands apart from the names: "models with $k$ parameters are complex".
fn follows_name(sentence: &Sentence, formulas: &[usize], phrase: usize) -> bool {
    let ends = formulas
        .iter()
        .map(|&at| sentence.formulas[at].0 + FORMULA.len_utf8());
    let before = ends.filter(|&end| end <= phrase).max();
    let verb = ["is ", "are ", "be "]
        .iter()
        .any(|verb| sentence.words[phrase..].starts_with(verb));
    before.is_none_or(|end| !verb || sentence.words[end..phrase].trim().is_empty())
}

/// What the phrases of denial say; one that is denied itself says nothing.
fn denying(sentence: &Sentence) -> Vec<Attribution> {
    let words = &sentence.words;
    let mut found = Vec::new();
    for &(phrase, properties) in DENYING {
        for (at, _) in words.match_indices(phrase) {
            let end = at + phrase.len();
            if changed(&words[..at]) || inside(words, at) || denied(sentence, at..end) {
                continue;
            }
            let formulas = targets(sentence, at..end, &[]);
            if !formulas.is_empty() {
                found.push(Attribution {
                    denied: true,
                    ..Attribution::plain(formulas, properties, at)
                });
            }
        }
    }
    found
}

/// True if the words before a phrase make it say something else.
fn changed(before: &str) -> bool {
    let before = before.trim_end();
    CHANGING.iter().any(|word| {
        let start = before.strip_suffix(word);
        start.is_some_and(|rest| !word.is_ascii() || !rest.ends_with(char::is_alphanumeric))
    })
}

/// True if "random" stands in the noun phrase that ends here: "a random symmetric matrix".
fn is_random(before: &str) -> bool {
    const RANDOM: [&str; 3] = ["random", "zufällig", "aleatori"];
    const STARTS: [&str; 9] = ["a", "an", "the", "and", "be", "is", "are", "of", "with"];
    let noun = before
        .split_whitespace()
        .rev()
        .take_while(|word| !STARTS.contains(word) && !word.ends_with([',', ';', ':', ')']));
    noun.into_iter()
        .any(|word| RANDOM.iter().any(|random| word.starts_with(random)))
}

/// True if a phrase in Latin letters is the end of a longer word: the `symmetric` of `antisymmetric`.
fn inside(words: &str, at: usize) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic();
    words[at..].starts_with(letter) && words[..at].ends_with(letter)
}

/// What stands between the size and the name of an array.
const SIZED: &[&str] = &[
    "matrices",
    "matrix",
    "-dimensional",
    "random",
    "vectors",
    "vector",
    "矩阵",
    "行列",
];

/// The formulas a phrase speaks of: those right after it ("random variables X and Y"), else the group before it.
fn targets(sentence: &Sentence, phrase: Range<usize>, properties: &[Property]) -> Vec<usize> {
    let Range { start, end } = phrase;
    let family = properties.contains(&Family);
    // The rest of the word: `densit`-y, `variable`-s.
    let rest = |c: char| c == 's' || family && c.is_ascii_alphabetic();
    let mut from = end;
    let all = sentence.formulas.iter().enumerate();
    for (next, &(at, _)) in all.filter(|(_, formula)| formula.0 >= end) {
        let mut between = sentence.words[from..at].trim_start_matches(rest).trim();
        if properties == [Independent] {
            between = without_sample(between);
        }
        // "a symmetric $n \times n$ matrix $A$": the size stands between.
        if from > end {
            between = SIZED.iter().fold(between, |text, noun| {
                text.strip_prefix(noun).unwrap_or(text)
            });
        }
        match between.is_empty() {
            false => break,
            true if sentence.sizes.contains(&next) => from = at + FORMULA.len_utf8(),
            // "if $A$ is invertible $$x = A^{-1} b$$"
            true if family || !is_said_before(sentence, start) => {
                return group(sentence, next, true);
            }
            true => break,
        }
    }
    let named =
        |index: &usize| sentence.formulas[*index].0 < start && !sentence.sizes.contains(index);
    let Some(last) = (0..sentence.formulas.len()).rev().find(named) else {
        return Vec::new();
    };
    let between = &sentence.words[sentence.formulas[last].0 + FORMULA.len_utf8()..start];
    // "let $f$ be its density"
    let between = match between.split_whitespace().collect::<Vec<_>>()[..] {
        [copula @ ("be" | "is" | "denote" | "denotes"), "its"] if family => copula,
        _ => between,
    };
    let unlike = sentence.words[..sentence.formulas[last].0]
        .trim_end()
        .ends_with("unlike");
    let another = of_another(between) || of_next_noun(between, &sentence.words[end..]);
    match near(between) && !unlike && !another && (!family || equates(between)) {
        true => group(sentence, last, false),
        false => Vec::new(),
    }
}

/// What was drawn, between "independent" and its names.
const SAMPLES: &[&str] = &[
    "samples",
    "sample",
    "observations",
    "measurements",
    "draws",
    "data points",
    "datapoints",
    "data",
    "realizations",
    "realisations",
    "copies",
];

/// The words between "independent" and a name without what says that it was drawn: "and identically distributed samples".
fn without_sample(between: &str) -> &str {
    let words = between.trim_start_matches('.').trim_start();
    let words = words
        .strip_prefix("and identically distributed")
        .unwrap_or(words);
    let words = words.trim_start();
    let words = words
        .strip_prefix("(i.i.d.)")
        .or(words.strip_prefix("(iid)"))
        .unwrap_or(words);
    let words = words.trim_start();
    let mut nouns = SAMPLES.iter().filter_map(|noun| words.strip_prefix(noun));
    let rest = nouns.find(|rest| !rest.starts_with(char::is_alphabetic));
    rest.map_or(between, str::trim_start)
}

/// True if nothing but "is" stands between a formula and the phrase that begins there.
fn is_said_before(sentence: &Sentence, start: usize) -> bool {
    let words = sentence.words[..start].trim_end();
    let verbs = ["is", "are"];
    let mut before = verbs.iter().filter_map(|verb| words.strip_suffix(verb));
    before.any(|before| before.trim_end().ends_with(FORMULA))
}

/// Words that say that a name is what follows.
const COPULAS: &[&str] = &[
    "be", "is", "are", "being", "denote", "denotes", "a", "two", "as", "both",
];

/// Words after which a phrase speaks of something that a name has, not of the name.
const HAVING: &[&str] = &["with", "has", "have", "having", "whose", "admits", "its"];

/// True if the words between a name and a phrase say that the name is what the phrase says: a density is told apart from
/// the variable that has it.
fn equates(between: &str) -> bool {
    let words = between.trim_start_matches([',', ' ']);
    let first = words.split_whitespace().next().unwrap_or_default();
    COPULAS.contains(&first) && !words.contains(',')
}

/// True if few words stand between a formula and the phrase, no clause ends there, and the phrase speaks of the formula.
fn near(between: &str) -> bool {
    between.split_whitespace().count() <= 9
        && !between.contains(['.', ';', '。'])
        && !between
            .split_whitespace()
            .any(|word| HAVING.contains(&word))
}

/// Nouns of which "of" tells the members: "a sequence of independent variables".
const GATHERING: &[&str] = &[
    "sequence",
    "set",
    "collection",
    "pair",
    "family",
    "list",
    "sample",
    "series",
    "couple",
    "number",
    "vector",
    "matrix",
    "array",
    "tuple",
    "class",
    "kind",
    "type",
    "group",
    "system",
    "finite",
];

/// True if the phrase belongs to a noun after it that is listed with the name: "$X$ and uncorrelated observations".
fn of_next_noun(between: &str, after: &str) -> bool {
    let rest = between.trim_start_matches([',', ' ']);
    let mut words = rest.split_whitespace();
    let noun = after
        .trim_start_matches(char::is_alphabetic)
        .strip_prefix(' ')
        .is_some_and(|next| next.starts_with(char::is_alphabetic));
    words.next() == Some("and") && noun && !words.any(|word| COPULAS.contains(&word))
}

/// True if the phrase tells of another noun than the name: "x is the logarithm of a positive number".
fn of_another(between: &str) -> bool {
    const JOINTS: [&str; 11] = [
        "of", "to", "than", "between", "from", "by", "may", "might", "near", "can", "could",
    ];
    let mut last = "";
    for word in between.split_whitespace() {
        if JOINTS.contains(&word)
            && !(word == "of" && GATHERING.contains(&last.trim_end_matches('s')))
        {
            return true;
        }
        last = word;
    }
    false
}

/// The formulas joined with the given one by commas and "and", in one direction.
pub fn group(sentence: &Sentence, from: usize, forwards: bool) -> Vec<usize> {
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
    use crate::elaborate::phrases::Property::*;

    #[test]
    fn properties_reach_the_names_they_speak_of() {
        let given = |text: &str| -> Vec<(Vec<usize>, &'static [Property])> {
            let found = found(&Sentence::of(text)).into_iter();
            let given = found.filter(|one| !one.denied);
            given.map(|one| (one.formulas, one.properties)).collect()
        };
        let found = given("Let # and # be random variables with # finite.");
        assert_eq!(found, vec![(vec![0, 1], &[RandomVariable][..])]);
        let found = given("where # is a symmetric matrix and # an integer");
        assert!(found.contains(&(vec![0], &[Symmetric][..])));
        assert!(found.contains(&(vec![0], &[Matrix][..])));
        assert!(found.contains(&(vec![1], &[Integer][..])));
        let found = given("Let # be a random vector and let # be a symmetric # matrix");
        assert!(!found.contains(&(vec![1], &[RandomVariable][..])));
        let found = given("Let # have the probability density #");
        assert_eq!(found, vec![(vec![1], &[Family, Continuous][..])]);
        let found = given("Let # be a random symmetric matrix");
        assert!(found.contains(&(vec![0], &[RandomVariable][..])));
        for text in [
            "# is not symmetric",
            "# is skew-symmetric",
            "an antisymmetric #",
            "# and # need never be independent",
            "# is positive or zero",
            "Unless # is positive",
        ] {
            assert!(given(text).is_empty(), "{text}");
        }
    }
}
