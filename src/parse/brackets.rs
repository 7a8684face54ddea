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
        let mut pairing = pair(tokens, &brackets, end, Mending::Drop, &self.direct);
        for mending in [Mending::Close, Mending::Interval] {
            if pairing.repairs() == 0 {
                break;
            }
            let other = pair(tokens, &brackets, end, mending, &self.direct);
            if other.repairs() < pairing.repairs() {
                pairing = other;
            }
        }
        // Mended ends must nest: an inner one never goes beyond its outer one.
        pairing.unclosed.sort_unstable();
        for &(open, close) in &pairing.pairs {
            roles[open] = Role::Open {
                end: close,
                closed: true,
            };
            roles[close] = Role::Close;
        }
        for &(open, end) in &pairing.unclosed {
            if let Meaning::Delimiter("|" | r"\|", Side::Open) = tokens[open].meaning {
                // `\bigl|` where `\bigm|` is meant.
                roles[open] =
                    Role::Separator(tokens[open].meaning != Meaning::Delimiter("|", Side::Open));
                continue;
            }
            let end = if self.nested {
                end
            } else {
                self.before_relation(tokens, open, end)
            };
            roles[open] = Role::Open { end, closed: false };
            note(
                notes,
                tokens[open].span.clone(),
                "a bracket is not closed; it ends with its row or group",
            );
        }
        for &close in &pairing.stray {
            let bar = matches!(tokens[close].meaning, Meaning::Delimiter("|", _));
            let scripts = tokens
                .get(close + 1)
                .is_some_and(|t| matches!(t.meaning, Meaning::Sub | Meaning::Sup));
            if bar && scripts {
                // `f(x) \rvert_{x=0}`
                roles[close] = Role::Evaluation;
                continue;
            }
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

/// What to do with a closing bracket that does not fit the innermost opener.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mending {
    /// Pass over it.
    Drop,
    /// End the openers above the one that it fits.
    Close,
    /// Pair it where the two make an interval, `[0, 1)`.
    Interval,
}

/// Pairs the brackets of one region with a stack.
fn pair(
    tokens: &[Token<'_>],
    brackets: &[usize],
    end: usize,
    mending: Mending,
    direct: &[usize],
) -> Pairing {
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
        let depth = if mending == Mending::Close || side == Side::Right {
            30
        } else {
            1
        };
        let found = stack.iter().rev().take(depth).position(|&open| fits(open));
        let interval = || {
            stack
                .last()
                .is_some_and(|&open| is_interval(tokens, direct, open, at))
        };
        match found {
            Some(above) => {
                for _ in 0..above {
                    pairing.unclosed.extend(stack.pop().map(|open| (open, at)));
                }
                pairing.pairs.extend(stack.pop().map(|open| (open, at)));
            }
            None if mending == Mending::Interval && interval() => {
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

/// Whether two brackets that do not match hold two items: `(a, b]`.
fn is_interval(tokens: &[Token<'_>], direct: &[usize], open: usize, close: usize) -> bool {
    let round = |at: usize| {
        matches!(
            tokens[at].meaning,
            Meaning::Delimiter("(" | "[" | ")" | "]", _)
        )
    };
    let from = direct.partition_point(|&at| at <= open);
    let to = direct.partition_point(|&at| at < close);
    // Ends of intervals are short, and a long look at every mismatch would be quadratic.
    let between = direct
        .get(from..to)
        .filter(|between| between.len() <= 60)
        .unwrap_or(&[]);
    let count = |what: fn(Meaning) -> bool| {
        between
            .iter()
            .filter(|&&at| what(tokens[at].meaning))
            .count()
    };
    round(open)
        && round(close)
        && count(|m| matches!(m, Meaning::Separator(_))) == 1
        && count(|m| matches!(m, Meaning::Relation(_) | Meaning::Gap)) == 0
}

impl Region {
    /// In a row an open bracket ends before the next relation at its level, which belongs to the chain.
    fn before_relation(&self, tokens: &[Token<'_>], open: usize, end: usize) -> usize {
        let mut depth = 0usize;
        // A look at the nearer tokens is enough, and bounds the work for many open brackets.
        let from = self.direct.partition_point(|&at| at <= open);
        let inside = self.direct[from..]
            .iter()
            .copied()
            .take(400)
            .take_while(|&at| at < end);
        for at in inside {
            match tokens[at].meaning {
                Meaning::Delimiter(_, Side::Open | Side::Left) => depth += 1,
                Meaning::Delimiter(_, Side::Close | Side::Right) => depth = depth.saturating_sub(1),
                Meaning::Relation(_) if depth == 0 => return at,
                _ => {}
            }
        }
        end
    }
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

/// The range of the tokens at the level of the row is not jumped over by brackets; see [`NONE`] for the others.
pub fn roles(count: usize) -> Vec<Role> {
    debug_assert!(count < NONE);
    vec![Role::Nothing; count]
}
