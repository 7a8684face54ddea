//! Where shapes come from at first, and the passes over the formulas until nothing changes.

use rustc_hash::{FxHashMap, FxHashSet};

use super::form::Form;
use super::{ONE, Shape, Shapes};
use crate::elaborate::evidence::{Key, letter_of};
use crate::elaborate::phrases::Property;
use crate::elaborate::scope::{Nature, Scope, is_capital};
use crate::elaborate::sorts::set_shape;
use crate::elaborate::survey::{Says, Survey};
use crate::parse::tree::{Kind, Tree};
use crate::vocabulary::constants::number_set;

/// Passes over the formulas: each may show a few more names to be arrays.
const PASSES: usize = 5;
/// Sizes in one section; what comes after is left open.
const MAX_DIMS: usize = 200_000;

/// Finds the shapes of a section.
pub(super) struct Solver<'s> {
    pub scope: &'s Scope,
    pub shapes: Shapes,
    /// Names that stand where only numbers do: below a fraction, in an exponent.
    pub numbers: FxHashSet<Key>,
    /// Names that are added to numbers or equated with them.
    pub valued: FxHashSet<Key>,
    /// Vectors that functions are taken of.
    pub arguments: FxHashMap<Key, Shape>,
    /// What the formulas show by themselves is settled.
    pub late: bool,
    changed: bool,
}

impl Shapes {
    /// The shapes of the names of a survey, as its scope reads them.
    pub fn solve(scope: &Scope, survey: &Survey) -> Shapes {
        let mut solver = Solver {
            scope,
            shapes: Shapes::default(),
            numbers: FxHashSet::default(),
            valued: FxHashSet::default(),
            arguments: FxHashMap::default(),
            late: false,
            changed: true,
        };
        // What may be a vector or a matrix waits for what the others show.
        for guesses in [false, true] {
            solver.begin(guesses);
            solver.settle(survey);
            solver.late = true;
        }
        solver.shapes
    }
}

/// True for a set of numbers: `\\mathbb{R}`, `(0, 1)`, `\\{1, 2\\}`.
fn is_number_set(set: &Tree) -> bool {
    match &set.kind {
        Kind::Group { .. } => true,
        Kind::Scripts { base, .. } if set_shape(set).is_none() => is_number_set(base),
        Kind::Scripts { .. } => false,
        _ => letter_of(set).as_deref().and_then(number_set).is_some(),
    }
}

impl Solver<'_> {
    fn settle(&mut self, survey: &Survey) {
        self.changed = true;
        for _ in 0..PASSES {
            if !self.changed || self.shapes.cells.len() > MAX_DIMS {
                break;
            }
            self.changed = false;
            self.pass(survey);
        }
    }

    /// Shapes that are declared or shown by a mark of the name itself; of random capitals only as a guess.
    fn begin(&mut self, guesses: bool) {
        let names = &self.scope.study.names;
        let mut keys: Vec<&Key> = names.keys().collect();
        keys.sort();
        let mut classes: FxHashMap<String, (bool, bool)> = FxHashMap::default();
        for key in &keys {
            let shown = classes
                .entry(self.scope.study.shapes.root(key))
                .or_default();
            shown.0 |= self.scope.shows_matrix(key);
            shown.1 |= self.scope.shows_vector(key);
        }
        let mut shared: FxHashMap<String, Shape> = FxHashMap::default();
        for key in keys {
            if guesses && self.shapes.names.contains_key(key) {
                continue;
            }
            let declared = self.declared(&names[key].said);
            let root = self.scope.study.shapes.root(key);
            let shape = match (declared, classes[&root]) {
                (Some(shape), _) => shape,
                _ if self.scope.nature(key) != Nature::Value || self.is_number(key) => continue,
                _ if !guesses && is_capital(key) && names[key].random => continue,
                (None, (true, _)) => self.open_matrix(),
                (None, (false, true)) => self.shapes.vector(),
                _ => continue,
            };
            self.shapes.names.insert(key.clone(), shape);
            let class = *shared.entry(root).or_insert(shape);
            self.shapes.same(class, shape);
            self.indexed(key, shape);
        }
    }

    /// The shape that all that is said of a name comes to: a written size before words such as "matrix" and "symmetric".
    fn declared(&mut self, said: &[Says]) -> Option<Shape> {
        let is_set = |says: &&Says| matches!(says, Says::MemberOf(_));
        let sets = said.iter().filter(is_set);
        let words = said.iter().filter(|says| !is_set(says));
        let mut shapes = Vec::new();
        for says in sets.chain(words) {
            shapes.extend(self.said(says));
        }
        let (&first, rest) = shapes.split_first()?;
        let square = |shape: &Shape| !self.shapes.is_one(shape.columns);
        // "A matrix of order n" is square; what a formula says to be in \mathbb{R}^n, which counts first, is a vector.
        let formula = matches!(said.first(), Some(Says::MemberOf(_)));
        let whole = match rest.iter().find(|shape| square(shape)) {
            Some(_) if !square(&first) && !formula => Shape {
                rows: first.rows,
                columns: first.rows,
            },
            _ => first,
        };
        for &other in rest {
            self.shapes.same(whole, other);
        }
        Some(whole)
    }

    /// A vector is as long as the range of its index.
    fn indexed(&mut self, key: &str, shape: Shape) {
        let Some((lower, upper)) = self.scope.range_of_place(&format!("P:0:{key}")) else {
            return;
        };
        let from_one = matches!(&lower.kind, Kind::Number(digits) if digits == "1");
        if from_one && shape.columns == ONE && self.shapes.written(shape.rows).is_none() {
            let size = self.shapes.size(&upper);
            self.shapes.unify(shape.rows, size);
        }
    }

    fn open_matrix(&mut self) -> Shape {
        Shape {
            rows: self.shapes.fresh(true),
            columns: self.shapes.fresh(true),
        }
    }

    fn said(&mut self, says: &Says) -> Option<Shape> {
        match says {
            Says::MemberOf(set) => match set_shape(set)?[..] {
                [rows] => Some(Shape {
                    rows: self.shapes.size(rows),
                    columns: ONE,
                }),
                [rows, columns] => Some(Shape {
                    rows: self.shapes.size(rows),
                    columns: self.shapes.size(columns),
                }),
                _ => None,
            },
            Says::Property(Property::Vector | Property::RandomVector) => Some(self.shapes.vector()),
            Says::Property(Property::Matrix) => Some(self.open_matrix()),
            Says::Property(
                Property::Symmetric
                | Property::PositiveDefinite
                | Property::Invertible
                | Property::Orthogonal,
            ) => {
                let rows = self.shapes.fresh(true);
                Some(Shape {
                    rows,
                    columns: rows,
                })
            }
            _ => None,
        }
    }

    /// True if the note says of the name that it is a number, or uses it as one.
    pub(super) fn is_number(&self, key: &str) -> bool {
        let study = &self.scope.study;
        let evidence = study.evidence(key);
        let said = evidence.is_some_and(|e| {
            e.integer && !e.integrated
                || e.said.iter().any(|says| match says {
                    Says::Property(p) => matches!(
                        p,
                        Property::Integer
                            | Property::Real
                            | Property::Complex
                            | Property::Positive
                            | Property::NonNegative
                            | Property::Probability
                    ),
                    Says::MemberOf(set) => is_number_set(set),
                    _ => false,
                })
        });
        said || study.indices.contains(key)
            || study.is_limit(key)
            || self.numbers.contains(key)
            || matches!(key, "e" | r"\pi" | "d" | "0" | "1")
    }

    /// Makes a name an array of that shape, if it may be one.
    pub(super) fn promote(&mut self, key: &str, shape: Shape) -> bool {
        let matrix = !self.shapes.is_one(shape.columns);
        let fits = !self.is_number(key)
            && self.scope.nature(key) == Nature::Value
            && !self.shapes.names.contains_key(key)
            && (!matrix || is_capital(key));
        if fits {
            self.shapes.names.insert(key.to_owned(), shape);
            self.changed = true;
        }
        fits
    }

    /// True for a capital that stands for a matrix where it is an array: it is not random and has no entries of one index.
    pub(super) fn is_matrix_letter(&self, key: &str) -> bool {
        let evidence = self.scope.evidence(key);
        is_capital(key) && evidence.is_none_or(|e| !e.random && e.arities & 0b10 == 0)
    }

    fn pass(&mut self, survey: &Survey) {
        let forms: Vec<Form> = survey.trees.iter().map(|tree| self.form(tree)).collect();
        for &(left, right) in &survey.equations {
            self.join(&[forms[left].clone(), forms[right].clone()]);
        }
        for (name, says) in &survey.said {
            if let Says::Drawn(distribution) = says {
                self.drawn(name, distribution);
            }
        }
    }

    /// `X \sim D`: a value has the shape of its distribution's points.
    fn drawn(&mut self, name: &Tree, distribution: &Tree) {
        let Kind::Product(factors) = &distribution.kind else {
            return;
        };
        let points = self.form(name);
        if let [(_, head), (_, arguments)] = &factors[..]
            && let Some(known) = self.distribution(head, arguments, Some(points.clone()))
        {
            self.join(&[points, Form::Array(known)]);
        }
    }
}
