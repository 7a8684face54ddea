//! What the bars of a region are: a pair (`|x|`, `\|x\|`), a separator (`p(y|x)`, `KL(p||q)`) or an evaluation (`f|_{0}`).
//!
//! A bar without an operand on its left opens, one without an operand on its right closes. Between two operands it closes
//! an open one; else it waits: a later bar that must close makes it the opening one, and otherwise it separates.

use super::brackets::{Role, note};
use super::commands::{Meaning, Side};
use super::lexer::Token;
use super::tree::Note;
use std::ops::Range;

/// One bar or two strokes that stand together.
#[derive(Debug, Clone, Copy)]
struct Bar {
    at: usize,
    /// The second stroke of `||` written with single ones.
    second: Option<usize>,
    double: bool,
}

#[derive(Default)]
struct Level {
    open: Vec<Bar>,
    waiting: Vec<Bar>,
    bracketed: bool,
}

/// Resolves the bars among the tokens `direct` of one region; `nested` if the region itself is a group.
pub fn resolve(
    tokens: &[Token<'_>],
    direct: &[usize],
    region: Range<usize>,
    nested: bool,
    roles: &mut [Role],
    notes: &mut Vec<Note>,
) {
    if !direct.iter().any(|&at| is_bar(&tokens[at])) {
        return;
    }
    let mut resolver = Resolver {
        tokens,
        region,
        roles,
        notes,
    };
    let mut levels = vec![Level {
        bracketed: nested,
        ..Level::default()
    }];
    let mut next = 0;
    while next < direct.len() {
        let at = direct[next];
        next += 1;
        match resolver.roles[at] {
            Role::Open { .. } => levels.push(Level {
                bracketed: true,
                ..Level::default()
            }),
            Role::Close if levels.len() > 1 => {
                if let Some(level) = levels.pop() {
                    resolver.finish(level);
                }
            }
            _ if is_bar(&tokens[at]) => {
                let second = direct
                    .get(next)
                    .copied()
                    .filter(|&other| resolver.stand_together(at, other));
                let level = levels
                    .last_mut()
                    .map(|level| resolver.bar(at, second, level));
                next += usize::from(level.is_some() && second.is_some());
            }
            _ => {}
        }
    }
    while let Some(level) = levels.pop() {
        resolver.finish(level);
    }
}

fn is_bar(token: &Token<'_>) -> bool {
    matches!(token.meaning, Meaning::Delimiter(_, Side::Either))
}

struct Resolver<'a, 't> {
    tokens: &'a [Token<'t>],
    region: Range<usize>,
    roles: &'a mut [Role],
    notes: &'a mut Vec<Note>,
}

impl Resolver<'_, '_> {
    fn stand_together(&self, first: usize, second: usize) -> bool {
        let single = |at: usize| self.tokens[at].meaning == Meaning::Delimiter("|", Side::Either);
        let strokes = self.tokens[first].span.len() == 1;
        second == first + 1
            && single(first)
            && single(second)
            && !(strokes && self.tokens[second].spaced)
    }

    /// Decides a bar, or two strokes that stand together.
    fn bar(&mut self, at: usize, second: Option<usize>, level: &mut Level) {
        let double = self.tokens[at].meaning == Meaning::Delimiter(r"\|", Side::Either);
        let Some(other) = second else {
            return self.place(
                Bar {
                    at,
                    second: None,
                    double,
                },
                level,
            );
        };
        let single_waits = |bars: &[Bar]| bars.last().is_some_and(|bar| !bar.double);
        if single_waits(&level.open) || single_waits(&level.waiting) && level.open.is_empty() {
            // `|a||b|`: the first stroke closes, the second opens.
            self.place(
                Bar {
                    at,
                    second: None,
                    double: false,
                },
                level,
            );
            self.place(
                Bar {
                    at: other,
                    second: None,
                    double: false,
                },
                level,
            );
        } else {
            self.place(
                Bar {
                    at,
                    second,
                    double: true,
                },
                level,
            );
        }
    }

    fn place(&mut self, bar: Bar, level: &mut Level) {
        let last = bar.second.unwrap_or(bar.at);
        let left = self.operand_before(bar.at);
        let right = self.operand_after(last);
        let fits = |open: Option<&Bar>| open.is_some_and(|open| open.double == bar.double);
        if !left && (right || !fits(level.open.last())) {
            level.open.push(bar);
        } else if fits(level.open.last()) {
            self.pair(level.open.pop(), bar);
        } else if right {
            level.waiting.push(bar);
        } else if fits(level.waiting.last()) {
            self.pair(level.waiting.pop(), bar);
        } else if self.scripts_follow(last) {
            self.roles[bar.at] = Role::Evaluation;
        } else if level.bracketed {
            self.separate(bar);
        } else {
            note(
                self.notes,
                self.tokens[bar.at].span.clone(),
                "a bar without a partner is passed over",
            );
        }
    }

    fn pair(&mut self, open: Option<Bar>, close: Bar) {
        let Some(open) = open else { return };
        self.roles[open.at] = Role::Open {
            end: close.at,
            closed: true,
        };
        self.roles[close.at] = Role::Close;
    }

    fn separate(&mut self, bar: Bar) {
        self.roles[bar.at] = Role::Separator(bar.double);
    }

    fn finish(&mut self, mut level: Level) {
        if !level.bracketed
            && level.waiting.len() == 2
            && level.waiting[0].double == level.waiting[1].double
        {
            let close = level.waiting.remove(1);
            self.pair(level.waiting.pop(), close);
        }
        for bar in level.waiting {
            self.separate(bar);
        }
        for bar in level.open {
            // `f_{|A}` restricts; elsewhere something is missing.
            if bar.at != self.region.start {
                note(
                    self.notes,
                    self.tokens[bar.at].span.clone(),
                    "a bar without a partner",
                );
            }
            self.separate(bar);
        }
    }

    /// The nearest token in that direction that is not spacing, inside the region.
    fn neighbour(&self, from: usize, step: isize) -> Option<usize> {
        let mut at = from;
        loop {
            at = at
                .checked_add_signed(step)
                .filter(|at| self.region.contains(at))?;
            if !self.tokens[at].meaning.is_blank() {
                return Some(at);
            }
        }
    }

    fn operand_before(&self, bar: usize) -> bool {
        use Meaning::*;
        let Some(at) = self.neighbour(bar, -1) else {
            return false;
        };
        match self.tokens[at].meaning {
            Letter | Number | Operator(_) | BraceClose | End | Prime(_) | Factorial
            | OperatorName | Text => true,
            // The dot of `f(\cdot | x)` stands for an argument.
            Times(_) | Stop | Sign(_) => self
                .neighbour(at, -1)
                .is_none_or(|b| self.ends_item(b, true)),
            Delimiter(..) => matches!(self.roles[at], Role::Close),
            _ => false,
        }
    }

    fn operand_after(&self, bar: usize) -> bool {
        use Meaning::*;
        let Some(at) = self.neighbour(bar, 1) else {
            return false;
        };
        match self.tokens[at].meaning {
            Relation(_) | RareRelation(_) | MarkedRelation(_) | Separator(_) | Stop | Sub | Sup
            | BraceClose | End | Sign(_) | Over | Factorial | Prime(_) | Break | Word(_) | Not => {
                false
            }
            Times(_) => self
                .neighbour(at, 1)
                .is_none_or(|b| self.ends_item(b, false)),
            Delimiter(..) if self.roles[at] == Role::Close => false,
            _ => true,
        }
    }

    fn ends_item(&self, at: usize, leftwards: bool) -> bool {
        match self.tokens[at].meaning {
            Meaning::Separator(_) => true,
            // `f_*|x`
            Meaning::Sub | Meaning::Sup => leftwards,
            Meaning::Delimiter(_, Side::Either) => {
                leftwards && matches!(self.roles[at], Role::Open { .. } | Role::Separator(_))
            }
            Meaning::Delimiter(..) => leftwards == matches!(self.roles[at], Role::Open { .. }),
            _ => false,
        }
    }

    fn scripts_follow(&self, bar: usize) -> bool {
        self.neighbour(bar, 1)
            .is_some_and(|at| matches!(self.tokens[at].meaning, Meaning::Sub | Meaning::Sup))
    }
}
