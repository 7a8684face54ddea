//! Formulas to derivations: which expression is related to which, over rows and displays.
//!
//! Knows relations and rows, no meaning. A row that begins with a relation continues the chain before it, also in a new
//! display; a row that ends with one, or holds nothing else, relates the expression before it to the one after it.

use std::ops::Range;

use super::trailing::is_trailing;
use super::{antiderivatives, given, indefinite, under};
use crate::parse::tree::{Formula, Kind, Relation, Statement, Tree};
use crate::read::directive::{Directive, Supposition};
use crate::read::note::{ItemKind, Note, Region};

/// One region of mathematics with its parse.
#[derive(Debug)]
pub struct Mathematics {
    /// Index of the item in the note.
    pub item: usize,
    pub display: bool,
    /// Set for the LaTeX of a directive.
    pub directive: Option<Supposition>,
    /// True if a directive takes it out.
    pub ignored: bool,
    pub region: Region,
    pub formula: Formula,
}

/// A side of a relation, or a display that is only an expression.
#[derive(Debug)]
pub struct Expression {
    /// Index of the [`Mathematics`] it stands in.
    pub place: usize,
    pub tree: Tree,
    /// Bytes of the file.
    pub span: Range<usize>,
}

/// One relation sign and what it relates.
#[derive(Debug)]
pub struct Relating {
    pub relation: Relation,
    /// Bytes of the sign in the file.
    pub sign: Range<usize>,
    /// Index of the expression; None where the note has none (its left side stands in prose, or it is missing).
    pub left: Option<usize>,
    pub right: Option<usize>,
    pub place: usize,
    pub row: usize,
    pub statement: usize,
    /// The statement's place among those of the note: relations with the same number stand in one statement.
    pub sentence: usize,
    pub derivation: usize,
}

#[derive(Debug, Default)]
pub struct Chain {
    /// Indices into [`Chains::relations`].
    pub relations: Vec<usize>,
    /// The first expression.
    pub start: Option<usize>,
    /// True if it stands in displays (false: inline).
    pub display: bool,
}

/// All derivations of a note, in source order.
#[derive(Debug, Default)]
pub struct Chains {
    pub expressions: Vec<Expression>,
    pub relations: Vec<Relating>,
    pub derivations: Vec<Chain>,
}

/// Where a chain stands while rows are read.
#[derive(Default)]
struct Open {
    derivation: Option<usize>,
    last: Option<usize>,
    /// A relation that waits for its right side.
    pending: Option<usize>,
}

/// Collects the regions of a note with their parses.
pub fn mathematics(note: &Note, parse: impl Fn(&str) -> Formula) -> Vec<Mathematics> {
    let regions = note
        .items
        .iter()
        .enumerate()
        .filter_map(|(item, found)| match &found.kind {
            ItemKind::Display(region) => Some((item, true, None, region)),
            ItemKind::Inline(region) => Some((item, false, None, region)),
            ItemKind::Directive(Directive::Suppose(kind, region)) => {
                Some((item, false, Some(*kind), region))
            }
            _ => None,
        });
    let mut found: Vec<Mathematics> = regions
        .map(|(item, display, directive, region)| {
            let mut formula = parse(&region.text);
            under::complete(&mut formula);
            Mathematics {
                item,
                display,
                directive,
                ignored: note.ignores((region.cell, region.to_file(0))),
                formula,
                region: region.clone(),
            }
        })
        .collect();
    given::complete(&mut found);
    found
}

/// Joins the statements of all formulas to chains.
pub fn chains(note: &Note, mathematics: &[Mathematics]) -> Chains {
    let mut builder = Builder {
        note,
        chains: Chains::default(),
        sentence: 0,
    };
    let mut open = Open::default();
    let mut section_of_open = 0;
    let mut section = 0;
    let mut items = note.items.iter().enumerate();
    for (place, math) in mathematics.iter().enumerate() {
        for (_, item) in items.by_ref().take_while(|(at, _)| *at != math.item) {
            section += usize::from(matches!(item.kind, ItemKind::Heading { .. }));
        }
        if !math.display {
            builder.formula(place, math, &mut Open::default());
            continue;
        }
        if section != section_of_open {
            open = Open::default();
            section_of_open = section;
        }
        builder.formula(place, math, &mut open);
    }
    let mut chains = builder.chains;
    complete_brackets(&mut chains);
    chains
}

/// Writes the variables of integration into the brackets, derivation by derivation.
fn complete_brackets(chains: &mut Chains) {
    let mut known = Vec::new();
    for derivation in &chains.derivations {
        let rights = derivation.relations.iter();
        let rights = rights.filter_map(|&relation| chains.relations[relation].right);
        let mut places: Vec<usize> = derivation.start.into_iter().chain(rights).collect();
        // Expressions are made in source order.
        places.sort_unstable();
        places.dedup();
        let (Some(&first), Some(&last)) = (places.first(), places.last()) else {
            continue;
        };
        let expressions = chains.expressions[first..=last].iter_mut();
        let own = (first..).zip(expressions);
        let own = own.filter(|(at, _)| places.binary_search(at).is_ok());
        let mut own: Vec<&mut Tree> = own.map(|(_, found)| &mut found.tree).collect();
        antiderivatives::complete(own.iter_mut().map(|tree| &mut **tree), &mut known);
        let mut relations = derivation.relations.iter();
        if relations.all(|&relation| chains.relations[relation].relation == Relation::Equal) {
            indefinite::differentiate(&mut own);
        }
    }
}

struct Builder<'a> {
    note: &'a Note,
    chains: Chains,
    sentence: usize,
}

impl Builder<'_> {
    fn formula(&mut self, place: usize, math: &Mathematics, open: &mut Open) {
        for (row, found) in math.formula.rows.iter().enumerate() {
            for (statement, found) in found.statements.iter().enumerate() {
                // A chain goes on over a condition of its row.
                match is_trailing(&math.formula.rows[row], statement) {
                    true => {
                        self.statement((place, row, statement), math, found, &mut Open::default())
                    }
                    false => self.statement((place, row, statement), math, found, open),
                }
                self.sentence += 1;
            }
        }
    }

    fn statement(
        &mut self,
        at: (usize, usize, usize),
        math: &Mathematics,
        found: &Statement,
        open: &mut Open,
    ) {
        let mut sides = found.sides.iter();
        if let Some(Some(first)) = sides.next() {
            let expression = self.expression(at.0, math, first);
            match open.pending.take() {
                Some(waiting) => {
                    self.chains.relations[waiting].right = Some(expression);
                    if self.carries(math, first) {
                        open.last = Some(expression);
                    }
                }
                None => {
                    self.begin(expression, math.display, open);
                    open.last = Some(expression);
                }
            }
        }
        for ((relation, sign), side) in found.relations.iter().zip(sides) {
            if open.pending.is_some() && side.is_some() {
                // `a = \\ = b`: the sign is written twice at the break.
                open.pending = None;
                self.chains.relations.pop();
                if let Some(derivation) = open.derivation {
                    self.chains.derivations[derivation].relations.pop();
                }
            }
            let right = side.as_ref().map(|tree| self.expression(at.0, math, tree));
            let index = self.relate(at, math, *relation, sign.clone(), right, open);
            match side {
                // The chain goes on over a row that cannot be read or is ignored, from the last one before it.
                Some(tree) if self.carries(math, tree) => open.last = right,
                Some(_) => {}
                None => open.pending = Some(index),
            }
        }
    }

    /// True for a side from which a chain can go on.
    fn carries(&self, math: &Mathematics, tree: &Tree) -> bool {
        let start = math.region.to_file(tree.span.start);
        unreadable(tree).is_none() && !self.note.ignores((math.region.cell, start))
    }

    fn begin(&mut self, expression: usize, display: bool, open: &mut Open) {
        open.derivation = Some(self.chains.derivations.len());
        self.chains.derivations.push(Chain {
            relations: Vec::new(),
            start: Some(expression),
            display,
        });
    }

    fn relate(
        &mut self,
        (place, row, statement): (usize, usize, usize),
        math: &Mathematics,
        relation: Relation,
        sign: Range<usize>,
        right: Option<usize>,
        open: &mut Open,
    ) -> usize {
        let derivation = *open.derivation.get_or_insert_with(|| {
            self.chains.derivations.push(Chain {
                relations: Vec::new(),
                start: None,
                display: math.display,
            });
            self.chains.derivations.len() - 1
        });
        let index = self.chains.relations.len();
        self.chains.relations.push(Relating {
            relation,
            sign: to_file(&math.region, &sign),
            left: open.last,
            right,
            place,
            row,
            statement,
            sentence: self.sentence,
            derivation,
        });
        self.chains.derivations[derivation].relations.push(index);
        index
    }

    fn expression(&mut self, place: usize, math: &Mathematics, tree: &Tree) -> usize {
        let span = to_file(&math.region, &tree.span);
        self.chains.expressions.push(Expression {
            place,
            tree: tree.clone(),
            span,
        });
        self.chains.expressions.len() - 1
    }
}

/// A span of a region's text in bytes of the file.
pub fn to_file(region: &Region, span: &Range<usize>) -> Range<usize> {
    let start = region.to_file(span.start);
    let end = if span.end > span.start {
        region.to_file(span.end - 1) + 1
    } else {
        start
    };
    start..end
}

/// True if some part of the tree could not be read.
pub fn unreadable(tree: &Tree) -> Option<&Tree> {
    if matches!(tree.kind, Kind::Unreadable(_)) {
        return Some(tree);
    }
    tree.children().into_iter().find_map(unreadable)
}
