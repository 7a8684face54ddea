//! Which step rests on which: a note's steps with what each uses, as Graphviz DOT or as a picture.

use std::fmt::Write as _;

use indexmap::IndexMap;
use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::{FileReport, StepReport, Verdict};

/// Longest text of a node, in characters.
const TEXT: usize = 42;
/// Size of a node of the picture, and the room between two.
const BOX: (usize, usize) = (300, 36);
const GAP: (usize, usize) = (70, 14);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    Dot,
    Svg,
}

/// The steps of a note and what they rest on. An edge points from what is used to what uses it.
pub struct Graph<'a> {
    /// Name of each node: a step's id, or the place of a fact that is no step (`line 3`, `/P/a#1.2`).
    names: Vec<&'a str>,
    steps: Vec<Option<&'a StepReport>>,
    graph: DiGraph<(), ()>,
}

impl<'a> Graph<'a> {
    pub fn new(file: &'a FileReport) -> Self {
        let mut at: IndexMap<&str, Option<&StepReport>> = IndexMap::new();
        for step in &file.steps {
            at.insert(&step.id, Some(step));
        }
        for used in file.steps.iter().flat_map(used) {
            at.entry(used).or_insert(None);
        }
        let mut graph = DiGraph::new();
        at.iter().for_each(|_| {
            graph.add_node(());
        });
        for step in &file.steps {
            let to = at.get_index_of(step.id.as_str()).unwrap_or_default();
            for used in used(step) {
                let from = at.get_index_of(used).unwrap_or_default();
                graph.update_edge(NodeIndex::new(from), NodeIndex::new(to), ());
            }
        }
        let (names, steps) = at.into_iter().unzip();
        Self {
            names,
            steps,
            graph,
        }
    }

    /// Steps that rest on themselves, each circle by the names of its members; none in a sound report.
    pub fn circles(&self) -> Vec<Vec<&'a str>> {
        let own = |at: &NodeIndex| self.graph.contains_edge(*at, *at);
        let circles = tarjan_scc(&self.graph).into_iter();
        let circles = circles.filter(|circle| circle.len() > 1 || circle.iter().any(own));
        let named = |circle: Vec<NodeIndex>| {
            let mut names: Vec<&str> = circle.iter().map(|at| self.names[at.index()]).collect();
            names.sort_unstable();
            names
        };
        circles.map(named).collect()
    }

    pub fn write(&self, picture: Picture) -> String {
        match picture {
            Picture::Dot => self.dot(),
            Picture::Svg => self.svg(),
        }
    }

    fn dot(&self) -> String {
        let mut out =
            String::from("digraph hence {\n  rankdir=LR;\n  node [shape=box, style=filled];\n");
        for at in 0..self.names.len() {
            let (text, color) = (
                self.text(at).replace('\\', "\\\\").replace('"', "\\\""),
                self.color(at),
            );
            let _ = writeln!(out, "  n{at} [label=\"{text}\", fillcolor=\"{color}\"];");
        }
        for edge in self.graph.edge_indices() {
            if let Some((from, to)) = self.graph.edge_endpoints(edge) {
                let _ = writeln!(out, "  n{} -> n{};", from.index(), to.index());
            }
        }
        out.push_str("}\n");
        out
    }

    fn svg(&self) -> String {
        let places = self.places();
        let right = places.iter().map(|(x, _)| x + BOX.0).max().unwrap_or(0) + GAP.0;
        let below = places.iter().map(|(_, y)| y + BOX.1).max().unwrap_or(0) + GAP.1;
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{right}\" height=\"{below}\" font-family=\"monospace\" \
             font-size=\"11\">\n"
        );
        for edge in self.graph.edge_indices() {
            let Some((from, to)) = self.graph.edge_endpoints(edge) else {
                continue;
            };
            let ((x, y), (u, v)) = (places[from.index()], places[to.index()]);
            let (x, y, v) = (x + BOX.0, y + BOX.1 / 2, v + BOX.1 / 2);
            let bend = GAP.0 / 2;
            let _ = writeln!(
                out,
                "<path d=\"M{x} {y} C{} {y} {} {v} {u} {v}\" fill=\"none\" stroke=\"#666\"/>",
                x + bend,
                u.saturating_sub(bend)
            );
        }
        for (at, (x, y)) in places.iter().enumerate() {
            let (width, height) = BOX;
            let (text, color) = (escaped(&self.text(at)), self.color(at));
            let _ = writeln!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"4\" fill=\"{color}\" \
                 stroke=\"#333\"/><text x=\"{}\" y=\"{}\">{text}</text>",
                x + 8,
                y + height / 2 + 4
            );
        }
        out.push_str("</svg>\n");
        out
    }

    /// A column for each distance from what rests on nothing; in a column, the order of the note.
    fn places(&self) -> Vec<(usize, usize)> {
        let mut column = vec![0; self.names.len()];
        for circle in tarjan_scc(&self.graph).into_iter().rev() {
            for &at in &circle {
                let before = self
                    .graph
                    .neighbors_directed(at, petgraph::Direction::Incoming);
                let before = before.filter(|other| !circle.contains(other));
                column[at.index()] = before
                    .map(|other| column[other.index()] + 1)
                    .max()
                    .unwrap_or(0);
            }
        }
        let mut filled = vec![0; self.names.len() + 1];
        let place = |&column: &usize| {
            let row = filled[column];
            filled[column] += 1;
            (
                GAP.0 / 2 + column * (BOX.0 + GAP.0),
                GAP.1 + row * (BOX.1 + GAP.1),
            )
        };
        column.iter().map(place).collect()
    }

    fn text(&self, at: usize) -> String {
        let name = self.names[at];
        let Some(step) = self.steps[at] else {
            return name.to_owned();
        };
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let sides = format!("{name}  {} = {}", words(&step.lhs), words(&step.rhs)).replacen(
            " = ",
            &format!(" {} ", words(&step.relation)),
            1,
        );
        match sides.char_indices().nth(TEXT) {
            Some((cut, _)) => format!("{}..", &sides[..cut]),
            None => sides,
        }
    }

    fn color(&self, at: usize) -> &'static str {
        match self.steps[at].map(|step| step.verdict) {
            None => "#eeeeee",
            Some(Verdict::Proved) => "#c8e6c9",
            Some(Verdict::Supported) => "#dcedc8",
            Some(Verdict::Refuted) => "#ffcdd2",
            Some(Verdict::Unknown) => "#fff9c4",
            Some(Verdict::Assumed) => "#bbdefb",
        }
    }
}

fn used(step: &StepReport) -> impl Iterator<Item = &str> {
    step.uses.iter().chain(&step.given).map(String::as_str)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example;

    fn file(uses: &[&[&str]]) -> FileReport {
        let template = example::report()
            .files
            .iter()
            .flat_map(|file| file.steps.clone())
            .next()
            .expect("a step");
        let steps = uses.iter().enumerate().map(|(at, uses)| StepReport {
            id: format!("1.{}", at + 1),
            uses: uses.iter().map(|&used| used.to_owned()).collect(),
            given: Vec::new(),
            ..template.clone()
        });
        FileReport {
            steps: steps.collect(),
            ..FileReport::default()
        }
    }

    #[test]
    fn steps_point_to_what_uses_them() {
        let sound = file(&[&["line 3"], &["1.1"]]);
        let graph = Graph::new(&sound);
        let dot = graph.write(Picture::Dot);
        assert!(
            dot.contains("n0 -> n1;") && dot.contains("n2 -> n0;"),
            "{dot}"
        );
        assert!(graph.circles().is_empty());
        let columns: Vec<usize> = graph
            .places()
            .iter()
            .map(|&(x, _)| x / (BOX.0 + GAP.0))
            .collect();
        assert_eq!(columns, [1, 2, 0]);
        assert_eq!(graph.write(Picture::Svg).matches("<rect").count(), 3);
        let circular = file(&[&["1.2"], &["1.1"]]);
        assert_eq!(Graph::new(&circular).circles(), [["1.1", "1.2"]]);
    }
}
