//! The parts of a note that say what they are: the statement of a theorem, its proof, a definition; and which of them
//! belong together.

use super::chains::Mathematics;
use super::sentences::{FORMULA, Sentence};
use crate::read::note::{ItemKind, Note};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The running text.
    Body,
    /// A theorem, a lemma, ..: what is supposed there is supposed, all else is claimed.
    Statement,
    Proof,
    Definition,
}

/// Words that open a part where a paragraph or heading begins with them; languages stand side by side.
const OPENINGS: &[(&str, Part)] = &[
    ("theorem", Part::Statement),
    ("lemma", Part::Statement),
    ("proposition", Part::Statement),
    ("corollary", Part::Statement),
    ("claim", Part::Statement),
    ("conjecture", Part::Statement),
    ("satz", Part::Statement),
    ("théorème", Part::Statement),
    ("定理", Part::Statement),
    ("引理", Part::Statement),
    ("命题", Part::Statement),
    ("proof", Part::Proof),
    ("beweis", Part::Proof),
    ("démonstration", Part::Proof),
    ("preuve", Part::Proof),
    ("证明", Part::Proof),
    ("証明", Part::Proof),
    ("definition", Part::Definition),
    ("définition", Part::Definition),
    ("定义", Part::Definition),
    ("定義", Part::Definition),
];
/// Words that open a part of the running text again.
const CLOSINGS: &[&str] = &["remark", "example", "note", "discussion"];
/// Words whose parts suppose by themselves, up to the end of their proof. A corollary goes on from its theorem, and a
/// claim may stand in a proof.
const UNITS: &[&str] = &[
    "theorem",
    "lemma",
    "proposition",
    "conjecture",
    "example",
    "satz",
    "beispiel",
    "théorème",
    "exemple",
    "定理",
    "引理",
    "命题",
];
/// Marks at the end of a proof, and the commands for them.
pub(super) const END_MARKS: &[char] = &['∎', '□', '■', '◻', '◼'];
const END_COMMANDS: &[&str] = &["\\blacksquare", "\\qedsymbol", "\\qed"];
const END_BOXES: &[&str] = &["\\square", "\\Box"];

/// For each sentence the number of the theorem, lemma, example that it belongs to with its proof; 0 in the running text.
pub fn units(
    sentences: &[Sentence],
    mathematics: &[Mathematics],
    headings: &[String],
) -> Vec<usize> {
    let (mut count, mut unit, mut before) = (0, 0, (0, usize::MAX));
    let mut of_sentence = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let at = (sentence.section, sentence.paragraph);
        let heading = (sentence.section != before.0)
            .then(|| {
                sentence
                    .section
                    .checked_sub(1)
                    .and_then(|at| headings.get(at))
            })
            .flatten();
        let opens = |text: &str| opens_unit(text) || opening(text) == Some(Part::Definition);
        let own = (at != before).then_some(&*sentence.words);
        let opener = own
            .filter(|text| opens(text))
            .or(heading.map(String::as_str).filter(|text| opens(text)));
        if let Some(text) = opener {
            count += 1;
            unit = if opens_unit(text) { count } else { 0 };
        }
        before = at;
        of_sentence.push(unit);
        if ends_proof(sentence, mathematics) {
            unit = 0;
        }
    }
    of_sentence
}

fn opens_unit(text: &str) -> bool {
    opens_with(text, UNITS.iter().map(|&word| (word, ()))).is_some()
}

/// True for a sentence with the mark at the end of a proof.
fn ends_proof(sentence: &Sentence, mathematics: &[Mathematics]) -> bool {
    let marked = |place: usize| {
        let text = mathematics[place].region.text.trim();
        END_COMMANDS.iter().any(|command| text.contains(command))
            || END_BOXES.iter().any(|command| text.ends_with(command))
    };
    let said = |text: &str| matches!(text.trim_matches([' ', '.', '(', ')']), "qed" | "q.e.d");
    sentence.words.contains(END_MARKS)
        || said(sentence.words.rsplit(FORMULA).next().unwrap_or_default())
        || sentence.formulas.iter().any(|&(_, place)| marked(place))
}

/// For each piece of mathematics, the part it stands in.
pub fn parts(note: &Note, mathematics: &[Mathematics]) -> Vec<Part> {
    let of_item = of_items(note);
    let at = |item: usize| of_item.get(item).copied().unwrap_or(Part::Body);
    mathematics.iter().map(|math| at(math.item)).collect()
}

/// For each item of the note, the part it stands in.
pub fn of_items(note: &Note) -> Vec<Part> {
    let mut current = Part::Body;
    let mut opens = true;
    let mut of_item = Vec::with_capacity(note.items.len());
    for item in &note.items {
        match &item.kind {
            ItemKind::Heading { text, .. } => current = opening(text).unwrap_or(Part::Body),
            ItemKind::Prose(text) if opens => current = opening(text).unwrap_or(current),
            _ => {}
        }
        opens = matches!(item.kind, ItemKind::Break | ItemKind::Heading { .. })
            || opens && matches!(item.kind, ItemKind::Directive(_));
        of_item.push(current);
    }
    of_item
}

/// The part that a paragraph opens.
fn opening(text: &str) -> Option<Part> {
    let closings = CLOSINGS.iter().map(|&word| (word, Part::Body));
    opens_with(text, OPENINGS.iter().copied().chain(closings))
}

/// What a paragraph opens with: the word, then a number or a title at most, then `:` or `.`.
fn opens_with<T>(text: &str, rows: impl IntoIterator<Item = (&'static str, T)>) -> Option<T> {
    const TITLE: usize = 80;
    let text = text.trim_start().to_lowercase();
    let ends = |rest: &str| {
        let mark = rest.find([':', '.', '：', '。']);
        let bare = |title: &str| {
            let title = title.trim();
            title.is_empty() || title.starts_with(|c: char| c.is_ascii_digit() || c == '(')
        };
        match mark {
            Some(at) => at < TITLE && bare(&rest[..at]),
            None => bare(rest) && rest.len() < TITLE,
        }
    };
    rows.into_iter()
        .find(|(word, _)| text.strip_prefix(word).is_some_and(ends))
        .map(|(_, part)| part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::elaborate::chains;
    use crate::{parse, read};

    #[test]
    fn a_note_is_cut_into_statement_proof_and_text() {
        let text = "We use $a$.\n\n**Theorem 1 (sum).** Let $x$ be.\n\n$$ x = y $$\n\n**Proof:** By\n\n$$ y = x $$\n\n\
                    Remark: $z$.\n\n## Proof\n\n$w$ is\n\n## More\n\nTheorem provers take $v$.\n";
        let note = read::read("n.md", text.as_bytes());
        let mathematics = chains::mathematics(&note, |text| parse::parse(text, &[]));
        use Part::*;
        let expected = [Body, Statement, Statement, Proof, Body, Proof, Body];
        assert_eq!(parts(&note, &mathematics), expected);
    }
}
