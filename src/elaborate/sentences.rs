//! The prose around the formulas: sentences as words with formulas in them.

use super::chains::Mathematics;
use super::dimensions::is_size;
use super::parts::{END_MARKS, units};
use crate::read::directive::Directive;
use std::sync::OnceLock;

use super::attributions::Attribution;
use super::draws::Draw;
use crate::read::note::{ItemKind, Note};

/// A sentence: prose in lower case, in which each formula stands as one placeholder character.
#[derive(Debug, Clone, Default)]
pub struct Sentence {
    pub words: String,
    /// (byte offset of the placeholder in `words`, index of the [`Mathematics`]).
    pub formulas: Vec<(usize, usize)>,
    /// Those of the formulas that are sizes, not names: the `n` of "an n-dimensional vector".
    pub sizes: Vec<usize>,
    /// Number of the section (headings seen so far) and of the paragraph.
    pub section: usize,
    pub paragraph: usize,
    /// Number of the theorem, lemma, example that it belongs to with its proof; 0 in the running text.
    pub unit: usize,
    /// True if it begins in lower case or with a formula, as what goes on after a display.
    pub continues: bool,
    /// What [`attributions`](super::attributions::attributions) finds, once it has been asked for.
    pub(super) attributions: OnceLock<Vec<Attribution>>,
    /// What [`draws`](super::draws::draws) finds.
    pub(super) draws: OnceLock<Vec<Draw>>,
}

impl Sentence {
    /// Words by themselves, as they stand beside a formula.
    pub fn of_words(words: String) -> Self {
        Self {
            words,
            ..Self::default()
        }
    }
}

#[cfg(test)]
impl Sentence {
    /// The sentence of a test, in which each `#` is a formula.
    pub fn of(text: &str) -> Self {
        let words = text.to_lowercase().replace('#', &FORMULA.to_string());
        let places = words.match_indices(FORMULA).enumerate();
        let formulas = places.map(|(place, (at, _))| (at, place)).collect();
        Self {
            words,
            formulas,
            ..Self::default()
        }
    }
}

/// Stands for a formula in the words of a sentence.
pub const FORMULA: char = '\u{fffc}';

/// Cuts a note's prose and inline formulas into sentences, in source order. A display ends no sentence by itself, but
/// is part of the sentence that leads to it. What a directive takes out says nothing.
pub fn sentences(note: &Note, mathematics: &[Mathematics]) -> Vec<Sentence> {
    let mut reader = Reader::default();
    let mut place = 0;
    for (at, item) in note.items.iter().enumerate() {
        let prose = matches!(item.kind, ItemKind::Prose(_) | ItemKind::Link { .. });
        if prose && note.ignores((note.cell_of(at), item.span.start)) {
            continue;
        }
        match &item.kind {
            ItemKind::Heading { .. } => {
                reader.end();
                reader.section += 1;
            }
            ItemKind::Break => {
                // A display belongs to the sentence that leads to it, over the end of its paragraph.
                let next = note.items[at + 1..]
                    .iter()
                    .find(|item| !matches!(item.kind, ItemKind::Break | ItemKind::Directive(_)));
                if !next.is_some_and(|item| matches!(item.kind, ItemKind::Display(_))) {
                    reader.end();
                }
                reader.paragraph += 1;
            }
            ItemKind::Prose(text) => reader.prose(text),
            ItemKind::Link { text, .. } => reader.prose(text),
            ItemKind::Display(_) | ItemKind::Inline(_) => {
                if let Some(math) = mathematics.get(place).filter(|math| math.item == at) {
                    if !math.ignored {
                        reader.formula(place, math.display);
                        reader.displayed = math.display;
                    }
                    place += 1;
                }
            }
            ItemKind::Directive(Directive::Suppose(..)) => {
                reader.directive(place);
                place += 1;
            }
            ItemKind::Directive(_) => {}
        }
    }
    reader.end();
    let units = units(&reader.done, mathematics, &headings(note));
    for (sentence, unit) in reader.done.iter_mut().zip(units) {
        sentence.unit = unit;
        let all = 0..sentence.formulas.len();
        sentence.sizes = all
            .filter(|&at| is_size(sentence, mathematics, at))
            .collect();
    }
    reader.done
}

fn headings(note: &Note) -> Vec<String> {
    let headings = note.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Heading { text, .. } => Some(text.clone()),
        _ => None,
    });
    headings.collect()
}

#[derive(Default)]
struct Reader {
    current: Sentence,
    /// True right after a display.
    displayed: bool,
    done: Vec<Sentence>,
    section: usize,
    paragraph: usize,
}

impl Reader {
    fn prose(&mut self, text: &str) {
        let mut previous = ' ';
        let mut characters = text.chars().peekable();
        while let Some(c) = characters.next() {
            // "$$a = b$$ For another .."
            let begins =
                c.is_uppercase() && characters.peek().is_some_and(|next| next.is_lowercase());
            if self.displayed && begins {
                self.end();
            }
            self.displayed &= c.is_whitespace();
            if self.current.words.trim().is_empty() {
                self.current.continues = c.is_lowercase();
            }
            let next = characters.peek().copied().unwrap_or(' ');
            let stop = matches!(c, '。' | '！' | '？' | '；')
                || (matches!(c, '.' | '!' | '?') && next.is_whitespace());
            let abbreviation = previous.is_ascii_uppercase()
                || self.current.words.ends_with("i.e")
                || self.current.words.ends_with("e.g")
                // "are i.i.d. Then" ends a sentence, "i.i.d. with mean" does not.
                || self.current.words.ends_with("i.i.d")
                    && !characters.clone().find(|c| !c.is_whitespace()).is_some_and(char::is_uppercase);
            let c = if c.is_whitespace() { ' ' } else { c };
            self.current.words.extend(c.to_lowercase());
            if stop && !abbreviation || END_MARKS.contains(&c) {
                self.end();
            }
            previous = c;
        }
    }

    fn formula(&mut self, place: usize, display: bool) {
        if self.current.words.trim().is_empty() {
            self.current.continues = true;
        }
        // "where", and a display after an empty line.
        if display && self.current.words.ends_with(char::is_alphanumeric) {
            self.current.words.push(' ');
        }
        self.current
            .formulas
            .push((self.current.words.len(), place));
        self.current.words.push(FORMULA);
    }

    /// A sentence of its own, which leaves the one around it as it is.
    fn directive(&mut self, place: usize) {
        let words = "let ".to_owned();
        self.done.push(Sentence {
            formulas: vec![(words.len(), place)],
            sizes: Vec::new(),
            words: words + &FORMULA.to_string(),
            section: self.section,
            paragraph: self.paragraph,
            continues: true,
            ..Sentence::default()
        });
    }

    fn end(&mut self) {
        if self.current.words.trim().is_empty() {
            self.current.words.clear();
            return;
        }
        let mut sentence = std::mem::take(&mut self.current);
        sentence.section = self.section;
        sentence.paragraph = self.paragraph;
        self.done.push(sentence);
    }
}
