//! The parts of a note that say what they are: the statement of a theorem, its proof, a definition.

use super::chains::Mathematics;
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

/// The part that a paragraph opens: the word, then a number or a title at most, then `:` or `.`.
fn opening(text: &str) -> Option<Part> {
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
    let rows = OPENINGS.iter().map(|&(word, part)| (word, part));
    let closings = CLOSINGS.iter().map(|&word| (word, Part::Body));
    rows.chain(closings)
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
