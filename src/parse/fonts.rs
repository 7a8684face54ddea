//! The font of every token, worked out before parsing, and groups that are only decoration made transparent.
//!
//! `\boldsymbol{z; \mu}` has the same separators as `z; \mu`: its braces are passed over and its letters carry the font.
//! Indices and exponents inside do not: `\boldsymbol{\mu_q}` is `\boldsymbol{\mu}_q`.

use super::commands::{self, Meaning};
use super::lexer::Token;
use super::structure::{NONE, Structure};

/// For each token its font, if it has one.
pub fn fonts(structure: &Structure<'_>) -> Vec<Option<String>> {
    let tokens = &structure.tokens;
    let mut fonts: Vec<Option<String>> = vec![None; tokens.len()];
    // Scopes: the index at which one ends, and its font.
    let mut scopes: Vec<(usize, Option<String>)> = Vec::new();
    let mut group_ends: Vec<usize> = Vec::new();
    for at in 0..tokens.len() {
        while scopes.last().is_some_and(|&(end, _)| end <= at) {
            scopes.pop();
        }
        let current = scopes.last().and_then(|(_, font)| font.clone());
        match tokens[at].meaning {
            Meaning::BraceOpen => group_ends.push(structure.partner[at]),
            Meaning::BraceClose => {
                group_ends.pop();
            }
            Meaning::Font(font) => {
                if let Some(end) = argument_end(structure, at + 1) {
                    scopes.push((end, combine(current.as_deref(), font)));
                }
            }
            Meaning::Switch(font) => {
                let end = group_ends.last().copied().unwrap_or(tokens.len());
                if end != NONE {
                    scopes.push((end, Some(font.to_string())));
                }
            }
            Meaning::Sub | Meaning::Sup if current.is_some() => {
                if let Some(end) = argument_end(structure, at + 1) {
                    scopes.push((end, None));
                }
            }
            _ => fonts[at] = current,
        }
    }
    fonts
}

/// Where the argument that begins at `at` ends: a group, one token, or a command with its own argument.
fn argument_end(structure: &Structure<'_>, mut at: usize) -> Option<usize> {
    loop {
        match structure.tokens.get(at)?.meaning {
            Meaning::BraceOpen => return Some(structure.partner[at]),
            Meaning::Font(_) | Meaning::Accent(_) => at += 1,
            meaning if meaning.is_blank() => at += 1,
            _ => return Some(at + 1),
        }
    }
}

fn combine(outer: Option<&str>, inner: &str) -> Option<String> {
    match (outer, inner) {
        (outer, "") => outer.map(str::to_string),
        (None | Some("roman"), inner) => Some(inner.to_string()),
        (Some(outer), inner) if outer.split(' ').any(|font| font == inner) => {
            Some(outer.to_string())
        }
        // Bold mathematics around a roman word is that word.
        (Some(_), "roman") => Some("roman".to_string()),
        (Some("bold"), inner) => Some(format!("bold {inner}")),
        (Some(_), inner) => Some(inner.to_string()),
    }
}

/// Whether letters that stand together in this font are one word.
pub fn makes_words(font: &str) -> bool {
    font != "bold"
}

/// Makes the braces of fonts, colours and boxes transparent where they hold operators, relations or separators, since
/// those belong to what is around: `\boxed{x = 3}`, `\color{red}{+ b}`.
pub fn splice(structure: &mut Structure<'_>) {
    for at in 0..structure.tokens.len() {
        let meaning = structure.tokens[at].meaning;
        if meaning == Meaning::Phantom {
            skip_argument(structure, at);
            continue;
        }
        if !matches!(
            meaning,
            Meaning::Font(_) | Meaning::Decoration | Meaning::Colour
        ) || is_argument(structure, at)
        {
            continue;
        }
        let open = at
            + 1
            + structure.tokens[at + 1..]
                .iter()
                .take_while(|t| t.meaning == Meaning::Space)
                .count();
        let braced = structure
            .tokens
            .get(open)
            .is_some_and(|t| t.meaning == Meaning::BraceOpen);
        if !braced || !reaches_out(structure, open, matches!(meaning, Meaning::Font(_))) {
            continue;
        }
        let close = structure.partner[open];
        // `\cancel{=}` is the relation struck out.
        let mut inside =
            (structure.tokens[open + 1..close].iter()).filter(|t| !t.meaning.is_blank());
        if commands::crosses_out(structure.tokens[at].text)
            && matches!(inside.next(), Some(t) if matches!(t.meaning, Meaning::Relation(_)))
            && inside.next().is_none()
        {
            continue;
        }
        for place in [at, open, close] {
            structure.tokens[place].meaning = Meaning::Skip;
            structure.partner[place] = NONE;
        }
        skip_annotation(structure, close + 1);
    }
}

/// `\phantom{=}` and its argument are spacing.
fn skip_argument(structure: &mut Structure<'_>, at: usize) {
    let end = argument_end(structure, at + 1).map_or(at + 1, |end| end + 1);
    let braced =
        matches!(structure.tokens.get(end - 1), Some(t) if t.meaning == Meaning::BraceClose);
    for place in at..if braced { end } else { end - 1 } {
        structure.tokens[place].meaning = Meaning::Skip;
        structure.partner[place] = NONE;
    }
}

/// Whether the command at `at` is itself the argument of a command or script.
fn is_argument(structure: &Structure<'_>, at: usize) -> bool {
    use Meaning::*;
    let before = structure.tokens[..at]
        .iter()
        .rev()
        .find(|t| t.meaning != Space);
    before.is_some_and(|t| {
        matches!(
            t.meaning,
            Sub | Sup | Accent(_) | Font(_) | Fraction | Root | Binomial | Stack(_)
        )
    })
}

/// Whether the group at `open` holds, at its own level, something that binds to what is outside: a relation, or a sign
/// at its edge; any sign or separator for a font.
fn reaches_out(structure: &Structure<'_>, open: usize, font: bool) -> bool {
    let close = structure.partner[open];
    let mut at = open + 1;
    let mut edge = true;
    while at < close {
        let token: &Token<'_> = &structure.tokens[at];
        match token.meaning {
            Meaning::Relation(_) | Meaning::RareRelation(_) | Meaning::Align => return true,
            Meaning::Sign(_) | Meaning::Times(_) | Meaning::Over if edge || font => return true,
            Meaning::Separator(_) | Meaning::Delimiter(..) if font => return true,
            meaning => edge &= meaning.is_blank(),
        }
        let inner = structure.partner[at];
        at = if inner != NONE && inner > at {
            inner + 1
        } else {
            at + 1
        };
    }
    false
}

/// The note under a brace that was made transparent: `_{..}` after `\underbrace{..}`.
fn skip_annotation(structure: &mut Structure<'_>, mut at: usize) {
    while structure
        .tokens
        .get(at)
        .is_some_and(|t| matches!(t.meaning, Meaning::Sub | Meaning::Sup))
    {
        let end = argument_end(structure, at + 1).unwrap_or(structure.tokens.len());
        let end = (end + 1).min(structure.tokens.len());
        if !matches!(structure.tokens[end - 1].meaning, Meaning::BraceClose) {
            return;
        }
        for place in at..end {
            structure.tokens[place].meaning = Meaning::Skip;
            structure.partner[place] = NONE;
        }
        at = end;
    }
}
