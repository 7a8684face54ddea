//! Phrases in the words of a text.

/// True if the phrase stands in the text as words of their own.
pub fn has_words(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let joined = |c: char| c.is_alphanumeric();
        !text[..at].ends_with(joined) && !text[at + phrase.len()..].starts_with(joined)
    })
}

/// True if the phrase begins a word of the text.
pub fn begins_word(text: &str, phrase: &str) -> bool {
    let mut found = text.match_indices(phrase);
    found.any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}
