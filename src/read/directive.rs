//! Directives: what an author tells the program in a comment, `hence: expect refuted row 3`.
//!
//! Their words are read here, the LaTeX in them later, like that of any formula.

use std::ops::Range;

use super::note::{Item, ItemKind, Note, Position, Region};
use crate::diagnostic::{Code, Diagnostic, Reason, Severity};

/// What a comment asks for, from its place to the end of its section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Directive {
    /// The verdict of the next row of mathematics, or of a row of the next display, counted from 1.
    Expect {
        verdict: String,
        row: Option<usize>,
    },
    /// Pass over everything up to `end`.
    Ignore,
    End,
    /// Do not report this code again, for a reason.
    Accept {
        code: String,
        reason: String,
    },
    /// LaTeX that is to hold, as if the note said so.
    Suppose(Supposition, Region),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Supposition {
    Assume,
    Let,
}

const VERDICTS: [&str; 5] = ["proved", "supported", "refuted", "unknown", "assumed"];

/// Reads the text after `hence:`. `at` is where it begins in the file (or in the cell).
///
/// # Errors
/// What is wrong with it, in a line.
pub fn read(text: &str, at: usize, cell: Option<usize>) -> Result<Directive, String> {
    let (word, rest) = first_word(text);
    let alone = |directive| match rest {
        "" => Ok(directive),
        _ => Err(format!("`{word}` takes nothing after it")),
    };
    let supposition = |kind| match rest {
        "" => Err(format!("`{word}` needs a formula, such as `{word} x > 0`")),
        _ => Ok(Directive::Suppose(kind, region(text, rest, at, cell))),
    };
    match word {
        "expect" => expect(rest),
        "ignore" => alone(Directive::Ignore),
        "end" => alone(Directive::End),
        "accept" => accept(rest),
        "assume" => supposition(Supposition::Assume),
        "let" => supposition(Supposition::Let),
        _ => Err(format!(
            "`{word}` is none of expect, ignore, end, accept, assume, let"
        )),
    }
}

fn first_word(text: &str) -> (&str, &str) {
    let text = text.trim();
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (word, rest.trim())
}

fn expect(rest: &str) -> Result<Directive, String> {
    let (verdict, place) = first_word(rest);
    if !VERDICTS.contains(&verdict) {
        return Err(format!(
            "`expect` needs one of {}, not `{verdict}`",
            VERDICTS.join(", ")
        ));
    }
    let row = match first_word(place) {
        ("", _) => None,
        ("row", number) => Some(
            number
                .parse()
                .ok()
                .filter(|&row| row > 0)
                .ok_or_else(|| format!("`row` needs a number from 1, not `{number}`"))?,
        ),
        (other, _) => {
            return Err(format!(
                "after the verdict may stand `row N`, not `{other}`"
            ));
        }
    };
    let verdict = verdict.to_owned();
    Ok(Directive::Expect { verdict, row })
}

fn accept(rest: &str) -> Result<Directive, String> {
    let (code, reason) = first_word(rest);
    let warning = Code::ALL
        .iter()
        .filter(|known| known.severity() < Severity::Error)
        .map(|known| known.id());
    let reasons = Reason::ALL.iter().map(|known| known.id());
    let known = warning
        .chain(reasons)
        .find(|known| known.eq_ignore_ascii_case(code));
    match known {
        None => Err(format!(
            "`{code}` is no code of a warning or of an unknown step (`hence codes` lists them)"
        )),
        Some(_) if reason.is_empty() => Err(format!("`accept {code}` needs a reason after it")),
        Some(known) => Ok(Directive::Accept {
            code: known.to_owned(),
            reason: reason.to_owned(),
        }),
    }
}

/// The part of the text as mathematics of its own; dollar signs around it are left out.
fn region(text: &str, part: &str, at: usize, cell: Option<usize>) -> Region {
    let bare = part.trim_matches('$').trim();
    let offset = text.find(bare).unwrap_or(0);
    Region {
        text: bare.to_owned(),
        segments: vec![(0, at + offset)],
        closed: true,
        cell,
    }
}

/// Finds what `ignore` .. `end` take out; one without the other is a diagnostic.
pub fn settle(note: &mut Note) {
    let mut open: Option<Position> = None;
    let (mut ignored, mut complaints) = (Vec::new(), Vec::new());
    for (at, item) in note.items.iter().enumerate() {
        let cell = note.cell_of(at);
        let place = |offset| (cell, offset);
        let mut complain = |text: &str| {
            let of_cell = cell.map_or(String::new(), |cell| format!(" (cell {cell})"));
            complaints.push(Diagnostic {
                code: Code::UnknownDirective,
                span: item.span.clone(),
                text: format!("{text}{of_cell}"),
            });
        };
        match (&item.kind, open) {
            (ItemKind::Directive(Directive::Ignore), None) => open = Some(place(item.span.end)),
            (ItemKind::Directive(Directive::Ignore), Some(_)) => {
                complain("`ignore` stands inside of another `ignore`");
            }
            (ItemKind::Directive(Directive::End), None) => complain("`end` without `ignore`"),
            (ItemKind::Directive(Directive::End) | ItemKind::Heading { .. }, Some(start)) => {
                ignored.push(start..place(item.span.start));
                open = None;
            }
            _ => {}
        }
    }
    if let Some(start) = open {
        ignored.push(start..END);
    }
    note.ignored = ignored;
    note.diagnostics.extend(complaints);
}

/// After every place of a note.
const END: Position = (Some(usize::MAX), usize::MAX);

/// From an item to the end of its section.
pub fn scope(note: &Note, item: usize) -> Range<Position> {
    let heading = |(_, next): &(usize, &Item)| matches!(next.kind, ItemKind::Heading { .. });
    let end = note.items.iter().enumerate().skip(item + 1).find(heading);
    let end = end.map_or(END, |(at, next)| (note.cell_of(at), next.span.start));
    (note.cell_of(item), note.items[item].span.end)..end
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    #[test]
    fn words_are_read_or_complained_of() {
        let good = |text| read(text, 0, None).unwrap();
        let expected = Directive::Expect {
            verdict: "refuted".into(),
            row: Some(3),
        };
        assert_eq!(good("expect refuted row 3"), expected);
        assert_eq!(
            good("accept h013 as in the book"),
            Directive::Accept {
                code: "H013".into(),
                reason: "as in the book".into()
            }
        );
        let Directive::Suppose(Supposition::Let, region) = good("let  $a = 1$") else {
            panic!("no supposition");
        };
        assert_eq!((region.text.as_str(), region.to_file(0)), ("a = 1", 6));
        for bad in [
            "",
            "expcet refuted",
            "expect wrong",
            "expect refuted row 0",
            "expect refuted twice",
            "accept H013",
            "accept H028 it is so",
            "accept nonsense it is so",
            "assume",
            "end it",
        ] {
            assert!(read(bad, 0, None).is_err(), "{bad}");
        }
    }

    #[test]
    fn ignored_parts_end_with_their_section() {
        let text =
            "<!-- hence: end -->\n\n<!-- hence: ignore -->\n\n$a = b$\n\n# Next\n\n$c = d$\n";
        let note = file::read("a.md", text.as_bytes());
        let place = |part: &str| (None, text.find(part).unwrap());
        assert!(note.ignores(place("a = b")) && !note.ignores(place("c = d")));
        assert_eq!(note.diagnostics[0].code, Code::UnknownDirective);
    }
}
