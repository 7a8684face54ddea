//! Which density a distribution mentioned in prose belongs to: "$\mathcal{N}(\mu_1, \sigma_1^2)$ and
//! $\mathcal{N}(\mu_2, \sigma_2^2)$, called q(z) and p(z)", "p(z) is $\sim \mathcal{N}(0, I)$".
//!
//! The pairing is read off the words alone, before any judge looks: by an index that the density and the parameters
//! share, or by the order in which a sentence mentions both.

use super::sentences::{FORMULA, Sentence};

/// A density written in running text: `p(z)`, `q(z|x)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Byte offset in the sentence's words.
    pub at: usize,
    pub letter: char,
    /// What stands between its parentheses.
    pub arguments: String,
}

/// The densities that a sentence writes as plain text, in order.
pub fn mentions(sentence: &Sentence) -> Vec<Mention> {
    let words = &sentence.words;
    let mut found = Vec::new();
    for (open, _) in words.match_indices('(') {
        let Some(letter) = words[..open]
            .chars()
            .next_back()
            .filter(char::is_ascii_lowercase)
        else {
            continue;
        };
        let at = open - 1;
        if words[..at].ends_with(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        let Some(length) = words[open + 1..].find(')') else {
            continue;
        };
        let arguments = &words[open + 1..open + 1 + length];
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ',' | '|' | ' ' | ';' | '_');
        if (1..=12).contains(&length) && arguments.chars().all(plain) {
            found.push(Mention {
                at,
                letter,
                arguments: arguments.to_owned(),
            });
        }
    }
    found
}

/// The density in running text that is the left side of a formula which begins with a relation: the last one between the
/// formula before and this one.
pub fn subject(sentence: &Sentence, at: usize) -> Option<Mention> {
    let start = sentence.words[..at]
        .rfind(FORMULA)
        .map_or(0, |found| found + FORMULA.len_utf8());
    mentions(sentence)
        .into_iter()
        .rfind(|mention| start <= mention.at && mention.at < at)
}

/// Pairs of (number of the distribution, mention), by order, where a sentence mentions as many densities in running text
/// as it has distributions in formulas.
pub fn by_order(sentence: &Sentence, distributions: usize) -> Vec<(usize, Mention)> {
    let mentions = mentions(sentence);
    if mentions.len() != distributions {
        return Vec::new();
    }
    mentions.into_iter().enumerate().collect()
}

/// The index that all decorated names of a spelling list share, if there is one: `\mu_{1}`, `\sigma_{1}` give `1`.
pub fn shared_index<'a>(spellings: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut shared = None;
    for spelling in spellings {
        let index = index_of(spelling)?;
        match shared {
            None => shared = Some(index),
            Some(known) if known == index => {}
            Some(_) => return None,
        }
    }
    shared
}

/// The subscript of a canonical spelling: `\mu_{1}` gives `1`.
pub fn index_of(spelling: &str) -> Option<&str> {
    let (_, index) = spelling.split_once('_')?;
    Some(index.trim_start_matches('{').trim_end_matches('}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn densities_in_running_text_are_found() {
        let found = Sentence::of("compare # and # as a(y) and b(y|t), see (fig)");
        let letters: Vec<_> = mentions(&found)
            .into_iter()
            .map(|m| (m.letter, m.arguments))
            .collect();
        assert_eq!(
            letters,
            vec![('a', "y".to_owned()), ('b', "y|t".to_owned())]
        );
        assert_eq!(by_order(&found, 2).len(), 2);
    }

    #[test]
    fn the_subject_of_a_bare_relation_stands_before_it() {
        let found = Sentence::of("here r(y) is # and s(y) is #");
        assert_eq!(
            subject(&found, found.formulas[1].0).map(|m| m.letter),
            Some('s')
        );
    }

    #[test]
    fn an_index_is_shared_or_none() {
        assert_eq!(
            shared_index([r"\mu_{1}", r"\sigma_{1}"].into_iter()),
            Some("1")
        );
        assert_eq!(shared_index([r"\mu_{1}", r"\sigma_{2}"].into_iter()), None);
    }
}
