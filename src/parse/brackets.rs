//! Brackets and bars, matched once for each row before it is parsed.
//!
//! A region is a row, a brace group or a cell of a matrix: brackets never cross its ends. In a region brackets are
//! paired first, then the bars of every level: `|x|` is a pair, `p(y|x)` a separator, `f(x)|_{x=0}` an evaluation.

use super::commands::{Meaning, Side};
use super::lexer::Token;
use super::structure::NONE;
use super::tree::{Note, Span};
use crate::diagnostic::Code;
use std::ops::Range;

/// What a bracket or bar turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// No bracket, or one that is passed over: too many, or the second stroke of `||`.
    Nothing,
    /// Opens a group. Its content ends before `end`; `closed` if the token there is its closing bracket.
    Open {
        end: usize,
        closed: bool,
    },
    Close,
    /// A bar between items; true for a double one.
    Separator(bool),
    /// The bar of `f(x)|_{x=0}`.
    Evaluation,
}

/// Matches the brackets of the tokens in `row`, writing into `roles`.
pub fn resolve(tokens: &[Token<'_>], row: Range<usize>, roles: &mut [Role], notes: &mut Vec<Note>) {
    let mut open_regions: Vec<Region> = vec![Region::new(row.start, false)];
    for at in row.clone() {
        match tokens[at].meaning {
            Meaning::BraceOpen | Meaning::Begin => open_regions.push(Region::new(at + 1, true)),
            Meaning::BraceClose | Meaning::End if open_regions.len() > 1 => {
                if let Some(region) = open_regions.pop() {
                    region.finish(tokens, at, roles, notes);
                }
            }
            Meaning::Align | Meaning::Break if open_regions.len() > 1 => {
                if let Some(cell) = open_regions.last_mut() {
                    let done = std::mem::replace(cell, Region::new(at + 1, true));
                    done.finish(tokens, at, roles, notes);
                }
            }
            _ => {
                if let Some(region) = open_regions.last_mut() {
                    region.direct.push(at);
                }
            }
        }
    }
    while let Some(region) = open_regions.pop() {
        region.finish(tokens, row.end, roles, notes);
    }
}

struct Region {
    start: usize,
    /// The tokens directly inside, without those of nested braces and environments.
    direct: Vec<usize>,
    /// Inside braces or a cell, where a bar may separate.
    nested: bool,
}

/// Pairs, and what is left over.
#[derive(Default)]
struct Pairing {
    pairs: Vec<(usize, usize)>,
    /// Openers without a partner, and where their content ends.
    unclosed: Vec<(usize, usize)>,
    stray: Vec<usize>,
}

impl Pairing {
    fn repairs(&self) -> usize {
        self.unclosed.len() + self.stray.len()
    }
}

impl Region {
    fn new(start: usize, nested: bool) -> Region {
        Region {
            start,
            direct: Vec::new(),
            nested,
        }
    }

    fn finish(self, tokens: &[Token<'_>], end: usize, roles: &mut [Role], notes: &mut Vec<Note>) {
        let bracket = |&&at: &&usize| matches!(tokens[at].meaning, Meaning::Delimiter(_, side) if !matches!(side, Side::Either | Side::Middle));
        let brackets: Vec<usize> = self.direct.iter().filter(bracket).copied().collect();
        let dropping = pair(tokens, &brackets, end, true);
        let pairing = match dropping.repairs() {
            0 => dropping,
            repairs => {
                let closing = pair(tokens, &brackets, end, false);
                if closing.repairs() < repairs {
                    closing
                } else {
                    dropping
                }
            }
        };
        let pairing = with_intervals(pairing, tokens, &self.direct);
        for &(open, close) in &pairing.pairs {
            roles[open] = Role::Open {
                end: close,
                closed: true,
            };
            roles[close] = Role::Close;
        }
        for &(open, end) in &pairing.unclosed {
            roles[open] = Role::Open { end, closed: false };
            note(
                notes,
                tokens[open].span.clone(),
                "a bracket is not closed; it ends with its row or group",
            );
        }
        for &close in &pairing.stray {
            note(
                notes,
                tokens[close].span.clone(),
                "a closing bracket without an opening one is passed over",
            );
        }
        super::bars::resolve(
            tokens,
            &self.direct,
            self.start..end,
            self.nested,
            roles,
            notes,
        );
    }
}

pub(super) fn note(notes: &mut Vec<Note>, span: Span, text: &str) {
    notes.push(Note {
        code: Code::UnbalancedBracket,
        span,
        text: text.into(),
    });
}

/// Pairs brackets of one region with a stack. A closing bracket that does not fit the innermost opener is passed over
/// (`drop`) or ends the openers above the one it fits.
fn pair(tokens: &[Token<'_>], brackets: &[usize], end: usize, drop: bool) -> Pairing {
    let mut pairing = Pairing::default();
    let mut stack: Vec<usize> = Vec::new();
    for &at in brackets {
        let Meaning::Delimiter(close, side) = tokens[at].meaning else {
            continue;
        };
        if matches!(side, Side::Open | Side::Left) {
            stack.push(at);
            continue;
        }
        let fits = |open: usize| match tokens[open].meaning {
            Meaning::Delimiter(glyph, Side::Left) => side == Side::Right || closes(glyph, close),
            Meaning::Delimiter(glyph, _) => closes(glyph, close),
            _ => false,
        };
        // How deep to look is bounded, so that a row of mismatches costs linear time.
        let depth = if drop && side != Side::Right { 1 } else { 30 };
        match stack.iter().rev().take(depth).position(|&open| fits(open)) {
            Some(above) => {
                for _ in 0..above {
                    pairing.unclosed.extend(stack.pop().map(|open| (open, at)));
                }
                pairing.pairs.extend(stack.pop().map(|open| (open, at)));
            }
            None => pairing.stray.push(at),
        }
    }
    pairing
        .unclosed
        .extend(stack.into_iter().map(|open| (open, end)));
    pairing
}

fn closes(open: &str, close: &str) -> bool {
    matches!(
        (open, close),
        ("(", ")")
            | ("[", "]")
            | (r"\{", r"\}")
            | (r"\langle", r"\rangle" | "|")
            | ("|", "|" | r"\rangle")
            | (r"\|", r"\|")
            | (r"\lfloor", r"\rfloor")
            | (r"\lceil", r"\rceil")
            | (r"\llbracket", r"\rrbracket")
    )
}

/// `[0,1)`: an open bracket and a stray one that are next to each other and hold two items are one interval.
fn with_intervals(pairing: Pairing, tokens: &[Token<'_>], direct: &[usize]) -> Pairing {
    if pairing.unclosed.is_empty() || pairing.stray.is_empty() {
        return pairing;
    }
    let mut mended = Pairing {
        pairs: pairing.pairs,
        ..Pairing::default()
    };
    let mut stray = pairing.stray.into_iter().peekable();
    let mut unclosed = pairing.unclosed;
    unclosed.sort_unstable();
    for (open, end) in unclosed {
        while let Some(before) = stray.next_if(|&s| s < open) {
            mended.stray.push(before);
        }
        let brackets = |at: usize| {
            matches!(
                tokens[at].meaning,
                Meaning::Delimiter("(" | "[" | ")" | "]", _)
            )
        };
        let interval = stray.peek().copied().filter(|&close| {
            brackets(open) && brackets(close) && is_pair_of_items(tokens, direct, open, close)
        });
        match interval {
            Some(close) => {
                stray.next();
                mended.pairs.push((open, close));
            }
            None => mended.unclosed.push((open, end)),
        }
    }
    mended.stray.extend(stray);
    mended
}

fn is_pair_of_items(tokens: &[Token<'_>], direct: &[usize], open: usize, close: usize) -> bool {
    let from = direct.partition_point(|&at| at <= open);
    let to = direct.partition_point(|&at| at < close);
    let meanings = || direct[from..to].iter().map(|&at| tokens[at].meaning);
    meanings()
        .filter(|m| matches!(m, Meaning::Separator(_)))
        .count()
        == 1
        && !meanings().any(|m| matches!(m, Meaning::Relation(_) | Meaning::Gap))
}

/// The range of the tokens at the level of the row is not jumped over by brackets; see [`NONE`] for the others.
pub fn roles(count: usize) -> Vec<Role> {
    debug_assert!(count < NONE);
    vec![Role::Nothing; count]
}
