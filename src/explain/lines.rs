//! From a proof to the lines in which a person would write it: one law a line.

use rustc_hash::FxHashSet;

use crate::expr::*;
use crate::kernel::Proof;
use crate::theory::{Context, FactId, LawId, Theory, instantiate};

/// Why a line equals the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    Law(LawId),
    Fact(FactId),
    Rule(&'static str),
    /// The relation of an inequality that a law states.
    Order(LawId),
}

/// One rewriting of a whole side.
#[derive(Debug, Clone)]
pub struct Move {
    pub from: Id,
    pub to: Id,
    /// Parts of `from` that change, as they stand in it.
    pub marks: Vec<Id>,
    /// What each of them was and became; bound variables are opened to local names.
    pub parts: Vec<(Id, Id)>,
    pub ground: Ground,
}

/// Moves that are collected; what would be longer is no explanation any more.
const MOST: usize = 4_000;

/// The moves of a proof in order, neighbours of one ground as one, detours left out; None if it is too long or malformed.
pub fn moves(
    store: &mut Store,
    theory: &Theory,
    context: &Context,
    proof: &Proof,
) -> Option<Vec<Move>> {
    let mut tracer = Tracer {
        store,
        theory,
        context,
        frames: Vec::new(),
    };
    let mut found = Vec::new();
    tracer.trace(proof, &mut found)?;
    Some(merged(without_detours(found)))
}

/// What stands around the part that a proof is about.
enum Frame {
    /// Children replaced so far, in the order of the node's own.
    Child {
        of: Id,
        children: Ids,
        at: usize,
    },
    Body {
        of: Id,
        local: SymbolId,
    },
}

struct Tracer<'a> {
    store: &'a mut Store,
    theory: &'a Theory,
    context: &'a Context,
    frames: Vec<Frame>,
}

impl Tracer<'_> {
    /// Appends the moves of a proof; its two sides.
    fn trace(&mut self, proof: &Proof, out: &mut Vec<Move>) -> Option<(Id, Id)> {
        match proof {
            Proof::Same(id) => Some((*id, *id)),
            Proof::Law { law, values } => {
                let row = self.theory.get(*law);
                let map = row
                    .variables
                    .iter()
                    .copied()
                    .zip(values.iter().copied())
                    .collect();
                let instance = instantiate(self.store, row, &map)?;
                self.step(instance.left, instance.right, Ground::Law(*law), out)
            }
            Proof::Fact { fact, values } => {
                let row = self.context.facts.get(fact.0 as usize)?;
                let map: Substitution = row
                    .variables
                    .iter()
                    .copied()
                    .zip(values.iter().copied())
                    .collect();
                let left = self.store.substitute(row.left, &map);
                let right = self.store.substitute(row.right, &map);
                self.step(left, right, Ground::Fact(*fact), out)
            }
            Proof::Ring(a, b) => self.step(*a, *b, Ground::Rule("ring"), out),
            Proof::Computed { rule, left, right } => {
                self.step(*left, *right, Ground::Rule(rule), out)
            }
            Proof::Flip(inner) => {
                let start = out.len();
                let (left, right) = self.trace(inner, out)?;
                out[start..].reverse();
                for done in &mut out[start..] {
                    self.flip(done);
                }
                Some((right, left))
            }
            Proof::Then(parts) | Proof::AtMost(parts) => {
                let mut ends = None;
                for part in parts {
                    let (left, right) = self.trace(part, out)?;
                    ends = Some((ends.map_or(left, |(first, _)| first), right));
                }
                ends
            }
            Proof::Inside { of, children } => self.inside(*of, children, out),
            // Its pieces have no line in common.
            Proof::Cases(_) => None,
            Proof::Under { of, local, body } => {
                self.frames.push(Frame::Body {
                    of: *of,
                    local: *local,
                });
                let ends = self.trace(body, out);
                self.frames.pop();
                let close = |store: &mut Store, inner| {
                    let Node::Bind(kind, sort, domain, _) = *store.node(*of) else {
                        return None;
                    };
                    let closed = store.close(inner, *local);
                    Some(store.bind(kind, sort, domain, closed))
                };
                Some((*of, close(self.store, ends?.1)?))
            }
            Proof::Order {
                law,
                values,
                left,
                right,
            } => {
                let (start, _) = self.trace(left, out)?;
                let row = self.theory.get(*law);
                let map = row
                    .variables
                    .iter()
                    .copied()
                    .zip(values.iter().copied())
                    .collect();
                let instance = instantiate(self.store, row, &map)?;
                self.step(instance.left, instance.right, Ground::Order(*law), out)?;
                let (_, end) = self.trace(right, out)?;
                Some((start, end))
            }
        }
    }

    fn inside(
        &mut self,
        of: Id,
        proofs: &[Option<std::rc::Rc<Proof>>],
        out: &mut Vec<Move>,
    ) -> Option<(Id, Id)> {
        let mut children = self.store.children(of);
        for (at, proof) in proofs.iter().enumerate() {
            let Some(proof) = proof else { continue };
            self.frames.push(Frame::Child {
                of,
                children: children.clone(),
                at,
            });
            let ends = self.trace(proof, out);
            self.frames.pop();
            *children.get_mut(at)? = ends?.1;
        }
        Some((of, self.store.with_children(of, &children)))
    }

    fn step(&mut self, from: Id, to: Id, ground: Ground, out: &mut Vec<Move>) -> Option<(Id, Id)> {
        if out.len() >= MOST {
            return None;
        }
        if from != to {
            let (mark, whole, after) = self.outward(from, to)?;
            out.push(Move {
                from: whole,
                to: after,
                marks: vec![mark],
                parts: vec![(from, to)],
                ground,
            });
        }
        Some((from, to))
    }

    /// The part as it stands in the whole, the whole, and the whole with the part replaced.
    fn outward(&mut self, from: Id, to: Id) -> Option<(Id, Id, Id)> {
        let (mut mark, mut before, mut after, mut opened) = (from, from, to, 0);
        for frame in self.frames.iter().rev() {
            match frame {
                Frame::Child { of, children, at } => {
                    let mut children = children.clone();
                    *children.get_mut(*at)? = before;
                    before = self.store.with_children(*of, &children);
                    children[*at] = after;
                    after = self.store.with_children(*of, &children);
                }
                Frame::Body { of, local } => {
                    let Node::Bind(kind, sort, domain, _) = *self.store.node(*of) else {
                        return None;
                    };
                    for side in [&mut before, &mut after] {
                        let closed = self.store.close(*side, *local);
                        *side = self.store.bind(kind, sort, domain, closed);
                    }
                    // A binder around the part counts its level; it is taken off again below.
                    let closed = self.store.close(mark, *local);
                    mark = self
                        .store
                        .bind(BinderKind::Lambda, sort, Domain::All, closed);
                    opened += 1;
                }
            }
        }
        for _ in 0..opened {
            let Node::Bind(_, _, _, inner) = *self.store.node(mark) else {
                return None;
            };
            mark = inner;
        }
        Some((mark, before, after))
    }

    fn flip(&mut self, done: &mut Move) {
        std::mem::swap(&mut done.from, &mut done.to);
        for (from, to) in &mut done.parts {
            std::mem::swap(from, to);
        }
        // Only a part without opened variables is known to stand in the other form as it is.
        done.marks = done.parts.iter().map(|(from, _)| *from).collect();
    }
}

/// Where a form comes back, what lies between is left out.
fn without_detours(moves: Vec<Move>) -> Vec<Move> {
    let mut kept: Vec<Move> = Vec::new();
    for next in moves {
        if next.from == next.to {
            continue;
        }
        match kept.iter().position(|known| known.from == next.to) {
            Some(at) => kept.truncate(at),
            None => kept.push(next),
        }
    }
    kept
}

/// Neighbours of one ground become one move.
fn merged(moves: Vec<Move>) -> Vec<Move> {
    let mut kept: Vec<Move> = Vec::new();
    let mut seen = FxHashSet::default();
    for next in moves {
        match kept.last_mut() {
            Some(last) if last.ground == next.ground && last.to == next.from => {
                last.to = next.to;
                for (mark, part) in next.marks.into_iter().zip(next.parts) {
                    if seen.insert(part) {
                        last.marks.push(mark);
                        last.parts.push(part);
                    }
                }
            }
            _ => {
                seen = next.parts.iter().copied().collect();
                kept.push(next);
            }
        }
    }
    kept
}
