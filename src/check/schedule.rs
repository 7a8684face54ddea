//! Notes in the order of their links: what a note cites is checked before it.
//!
//! Notes that link to each other in a circle are checked without each other first. Only if a proof then needs a theorem of
//! the circle, the order is that of the needs; a theorem that needs itself, through whatever notes, is not used and told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use rayon::prelude::*;

use super::exported::Exports;
use super::note::{self, Checked, Examined, Linked};
use super::targets::{self, Places};
use super::{Input, Options};
use crate::elaborate::parts::{self, Part};
use crate::read::{self, note::ItemKind};

/// What is kept of a note that is reported.
type Keep<'k, T> = dyn Fn(&mut Examined) -> T + Sync + 'k;

/// All notes of a run, with the links between them.
pub(super) struct Schedule<'a> {
    inputs: Vec<&'a Input>,
    /// The first so many are reported; the others are checked for what they offer.
    reported: usize,
    options: &'a Options,
    /// For each note, its links to notes that state theorems or define something: target as written, note.
    links: Vec<Vec<(String, usize)>>,
    /// For each note, targets that are not there.
    missing: Vec<Vec<String>>,
}

impl<'a> Schedule<'a> {
    pub(super) fn new(
        inputs: Vec<&'a Input>,
        reported: usize,
        options: &'a Options,
        places: &Places,
    ) -> Self {
        let known: BTreeMap<String, usize> = inputs
            .iter()
            .enumerate()
            .map(|(at, input)| (places.absolute(&input.path), at))
            .collect();
        let read = |input: &&Input| {
            let note = read::read(&input.path, &input.bytes);
            let displays = note.items.iter().enumerate();
            let displays = displays.filter(|(_, item)| matches!(item.kind, ItemKind::Display(_)));
            let states = parts::of_items(&note);
            let offers = displays
                .clone()
                .any(|(at, _)| matches!(states[at], Part::Statement | Part::Definition));
            (targets::targets(&note), offers)
        };
        let found: Vec<(Vec<String>, bool)> = inputs.par_iter().map(read).collect();
        let (mut links, mut missing) = (Vec::new(), Vec::new());
        for (at, (targets, _)) in found.iter().enumerate() {
            let (mut to, mut not_there) = (Vec::new(), Vec::new());
            for target in targets {
                let candidates = places.candidates(&inputs[at].path, target);
                match targets::resolve(&known, &candidates) {
                    Some(other) if other != at && found[other].1 => {
                        to.push((target.clone(), other))
                    }
                    Some(_) => {}
                    None if candidates.is_empty() => {}
                    None => not_there.push(target.clone()),
                }
            }
            links.push(to);
            missing.push(not_there);
        }
        Self {
            inputs,
            reported,
            options,
            links,
            missing,
        }
    }

    /// Checks every note; in the order of the inputs.
    pub(super) fn run<T: Send>(&self, keep: &Keep<T>) -> Vec<Checked<T>> {
        let mut results: Vec<Option<Checked<T>>> = self.inputs.iter().map(|_| None).collect();
        for level in self.levels() {
            let exports: Vec<Option<Arc<Exports>>> = results
                .iter()
                .map(|checked| checked.as_ref().map(|checked| checked.exports.clone()))
                .collect();
            let outside = |at: usize| exports[at].clone();
            let checked: Vec<Vec<(usize, Checked<T>)>> = level
                .par_iter()
                .map(|circle| self.circle(circle, &outside, keep))
                .collect();
            for (at, one) in checked.into_iter().flatten() {
                results[at] = Some(one);
            }
        }
        results.into_iter().flatten().collect()
    }

    /// Circles of notes (mostly single ones), in levels that depend on earlier levels only.
    fn levels(&self) -> Vec<Vec<Vec<usize>>> {
        let edges = self.links.iter().enumerate();
        let edges = edges.flat_map(|(from, to)| to.iter().map(move |&(_, to)| (from, to)));
        let circles = components(self.inputs.len(), edges);
        let mut level_of = vec![0; self.inputs.len()];
        let mut levels: Vec<Vec<Vec<usize>>> = Vec::new();
        for circle in circles {
            let outside = circle.iter().flat_map(|&at| &self.links[at]);
            let outside = outside.filter(|(_, to)| !circle.contains(to));
            let level = outside.map(|&(_, to)| level_of[to] + 1).max().unwrap_or(0);
            circle.iter().for_each(|&at| level_of[at] = level);
            if levels.len() <= level {
                levels.resize(level + 1, Vec::new());
            }
            levels[level].push(circle);
        }
        levels
    }

    /// Checks the notes of a circle.
    fn circle<T>(
        &self,
        circle: &[usize],
        outside: &(dyn Fn(usize) -> Option<Arc<Exports>> + Sync),
        keep: &Keep<T>,
    ) -> Vec<(usize, Checked<T>)> {
        let alone: Vec<(usize, Checked<T>)> = circle
            .iter()
            .map(|&at| (at, self.note(at, outside, &[], Some(keep))))
            .collect();
        if circle.len() == 1 {
            return alone;
        }
        let mut exports: BTreeMap<usize, Arc<Exports>> = alone
            .iter()
            .map(|(at, checked)| (*at, checked.exports.clone()))
            .collect();
        // What each would use of the others, if it could.
        let tried = |at: usize| exports.get(&at).cloned().or_else(|| outside(at));
        let needs: BTreeMap<usize, BTreeSet<usize>> = circle
            .iter()
            .map(|&at| {
                (
                    at,
                    self.used(at, &self.note(at, &tried, &[], None::<&Keep<T>>), circle),
                )
            })
            .collect();
        let edges = needs
            .iter()
            .flat_map(|(&from, to)| to.iter().map(move |&to| (from, to)));
        let order = components(self.inputs.len(), edges);
        let mut found: BTreeMap<usize, Checked<T>> = alone.into_iter().collect();
        for knot in order
            .into_iter()
            .filter(|knot| needs.contains_key(&knot[0]))
        {
            for &at in knot.iter().filter(|at| !needs[at].is_empty()) {
                let barred = |other: &usize| knot.contains(other) && needs[&at].contains(other);
                let around: Vec<usize> = knot.iter().copied().filter(barred).collect();
                let may = |other: usize| match knot.contains(&other) {
                    true => None,
                    false => exports.get(&other).cloned().or_else(|| outside(other)),
                };
                let checked = self.note(at, &may, &around, Some(keep));
                found.insert(at, checked);
            }
            for &at in &knot {
                exports.insert(at, found[&at].exports.clone());
            }
        }
        found.into_iter().collect()
    }

    fn note<T>(
        &self,
        at: usize,
        exports: &dyn Fn(usize) -> Option<Arc<Exports>>,
        around: &[usize],
        keep: Option<&Keep<T>>,
    ) -> Checked<T> {
        let named = |others: &dyn Fn(&usize) -> bool| {
            let links = self.links[at].iter().filter(|(_, to)| others(to));
            links.map(|(target, _)| target.clone()).collect::<Vec<_>>()
        };
        let mut theorems = Vec::new();
        for (target, to) in &self.links[at] {
            theorems.extend(exports(*to).map(|found| (target.clone(), found)));
        }
        let linked = Linked {
            theorems,
            missing: self.missing[at].clone(),
            circular: named(&|to| around.contains(to)),
        };
        let keep = keep.filter(|_| at < self.reported);
        note::guarded(self.inputs[at], self.options, &linked, |examined| {
            keep.map(|keep| keep(examined))
        })
    }

    /// The notes of the circle whose theorems this note's proofs use.
    fn used<T>(&self, at: usize, checked: &Checked<T>, circle: &[usize]) -> BTreeSet<usize> {
        let uses = checked
            .report
            .steps
            .iter()
            .flat_map(|step| step.uses.iter().chain(&step.given));
        let targets: BTreeSet<&str> = uses
            .filter_map(|used| used.rsplit_once('#'))
            .map(|(target, _)| target)
            .collect();
        let links = self.links[at].iter();
        links
            .filter(|(target, to)| circle.contains(to) && targets.contains(target.as_str()))
            .map(|&(_, to)| to)
            .collect()
    }
}

/// Strongly connected components, what is pointed at before what points; each sorted.
fn components(count: usize, edges: impl Iterator<Item = (usize, usize)>) -> Vec<Vec<usize>> {
    let mut graph: DiGraph<(), ()> = DiGraph::new();
    (0..count).for_each(|_| {
        graph.add_node(());
    });
    for (from, to) in edges {
        graph.update_edge(NodeIndex::new(from), NodeIndex::new(to), ());
    }
    let sorted = |component: Vec<NodeIndex>| {
        let mut found: Vec<usize> = component.into_iter().map(NodeIndex::index).collect();
        found.sort_unstable();
        found
    };
    tarjan_scc(&graph).into_iter().map(sorted).collect()
}
