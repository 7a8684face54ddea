//! Shapes of the names that are arrays: rows and columns, unified over all formulas of a section.
//!
//! Sums and equations have sides of one shape, neighbours in a product share a size, inverses and determinants are
//! square, the parameters of a distribution fit its point. A name that nothing marks as an array becomes one where the
//! formulas fit in no other way (`y = X \beta` with a matrix `X`). What does not fit is left as it is: lowering says so.

mod form;
mod solve;
mod spread;

use rustc_hash::FxHashMap;

use super::evidence::Key;
use super::names::mark;
use crate::parse::tree::{Kind, Tree};

/// A size that is to be found: a place in the table of [`Shapes`].
pub type Dim = u32;

/// The size of scalars and of the columns of vectors.
pub const ONE: Dim = 0;

/// Rows and columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    pub rows: Dim,
    pub columns: Dim,
}

impl Shape {
    const SCALAR: Shape = Shape {
        rows: ONE,
        columns: ONE,
    };

    fn transposed(self) -> Shape {
        Shape {
            rows: self.columns,
            columns: self.rows,
        }
    }
}

#[derive(Debug, Clone)]
struct Cell {
    parent: Dim,
    /// The size as written.
    value: Option<Tree>,
    /// Not 1 unless the note says so: rows of vectors, both sizes of matrices.
    wide: bool,
}

/// The shapes of a section's names.
#[derive(Debug, Clone)]
pub struct Shapes {
    cells: Vec<Cell>,
    names: FxHashMap<Key, Shape>,
}

impl Default for Shapes {
    fn default() -> Self {
        let one = Cell {
            parent: ONE,
            value: None,
            wide: false,
        };
        Shapes {
            cells: vec![one],
            names: FxHashMap::default(),
        }
    }
}

impl Shapes {
    /// The shape of a name that is an array.
    pub fn of(&self, key: &str) -> Option<Shape> {
        self.names.get(key).map(|&shape| self.settled(shape))
    }

    /// The size as written, if it is.
    pub fn written(&self, dim: Dim) -> Option<&Tree> {
        self.cells[self.root(dim) as usize].value.as_ref()
    }

    /// The sizes that are not written anywhere of matrices that need not be square, in the order of the names.
    pub fn oblong(&self) -> Vec<Dim> {
        let mut found = Vec::new();
        for shape in self.in_order() {
            let dims = [shape.rows, shape.columns];
            if dims.contains(&ONE) || shape.rows == shape.columns {
                continue;
            }
            for dim in dims {
                if self.written(dim).is_none() && !found.contains(&dim) {
                    found.push(dim);
                }
            }
        }
        found
    }

    /// The lengths of vectors as written, in the order of the names.
    pub fn written_of_vectors(&self) -> Vec<Tree> {
        let vectors = self.in_order().filter(|shape| shape.columns == ONE);
        vectors
            .filter_map(|shape| self.written(shape.rows).cloned())
            .collect()
    }

    fn in_order(&self) -> impl Iterator<Item = Shape> {
        let mut names: Vec<(&Key, Shape)> = self.names.iter().map(|(k, &s)| (k, s)).collect();
        names.sort_by_key(|(key, _)| *key);
        names.into_iter().map(|(_, shape)| self.settled(shape))
    }

    fn settled(&self, shape: Shape) -> Shape {
        Shape {
            rows: self.root(shape.rows),
            columns: self.root(shape.columns),
        }
    }

    fn root(&self, mut dim: Dim) -> Dim {
        while self.cells[dim as usize].parent != dim {
            dim = self.cells[dim as usize].parent;
        }
        dim
    }

    fn fresh(&mut self, wide: bool) -> Dim {
        let dim = self.cells.len() as Dim;
        self.cells.push(Cell {
            parent: dim,
            value: None,
            wide,
        });
        dim
    }

    /// The size that is written so.
    fn size(&mut self, tree: &Tree) -> Dim {
        if matches!(&tree.kind, Kind::Number(digits) if digits == "1") {
            return ONE;
        }
        let dim = self.fresh(true);
        self.cells[dim as usize].value = Some(tree.clone());
        dim
    }

    fn vector(&mut self) -> Shape {
        Shape {
            rows: self.fresh(true),
            columns: ONE,
        }
    }

    fn is_one(&self, dim: Dim) -> bool {
        self.root(dim) == ONE
    }

    fn is_scalar(&self, shape: Shape) -> bool {
        self.is_one(shape.rows) && self.is_one(shape.columns)
    }

    /// Whether the sizes can be the same; then they are from now on.
    fn unify(&mut self, a: Dim, b: Dim) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return true;
        }
        let (low, high) = (a.min(b), a.max(b));
        let (first, second) = (&self.cells[low as usize], &self.cells[high as usize]);
        if low == ONE && (second.wide || second.value.is_some()) {
            return false;
        }
        let value = match (&first.value, &second.value) {
            (Some(x), Some(y)) if mark(x) != mark(y) => return false,
            (Some(x), _) | (None, Some(x)) => Some(x.clone()),
            (None, None) => None,
        };
        let wide = first.wide || second.wide;
        self.cells[high as usize].parent = low;
        self.cells[low as usize].value = value;
        self.cells[low as usize].wide = wide;
        true
    }

    /// Whether both sizes of the shapes can be the same.
    fn same(&mut self, a: Shape, b: Shape) -> bool {
        let rows = self.unify(a.rows, b.rows);
        self.unify(a.columns, b.columns) && rows
    }
}

#[cfg(test)]
mod tests {
    use crate::elaborate::scope::Scope;
    use crate::elaborate::survey::Survey;
    use crate::expr::{Id, Store};
    use crate::parse::parse;

    /// Rows and columns of names, as the formulas (one a line) show them.
    fn shapes<const N: usize>(note: &str, names: [&str; N]) -> (Store, [(Id, Id); N]) {
        let mut survey = Survey::new();
        note.lines()
            .for_each(|line| survey.formula(&parse(line, &[])));
        let (mut store, mut scope) = (Store::new(), Scope::new(&survey));
        let found = names.map(|name| {
            let symbol = scope.value(&mut store, name, 0);
            let id = store.name(symbol);
            store.shape(id)
        });
        (store, found)
    }

    #[test]
    fn a_linear_model_has_three_sizes() {
        let note = "y = X b + u\nb = (X^{\\top} X)^{-1} X^{\\top} y";
        let (store, [x, y, b, u]) = shapes(note, ["X", "y", "b", "u"]);
        assert_eq!(y, u);
        assert_eq!((y.0, b.0), x);
        assert!(x.0 != x.1 && store.is_one(y.1) && store.is_one(b.1));
    }

    #[test]
    fn capitals_beside_matrices_are_matrices() {
        let note = "Y = X B + E\nY^{\\top} X + E^{\\top} X";
        let (store, [x, y, b]) = shapes(note, ["X", "Y", "B"]);
        assert_eq!((x.0, b.1), y);
        assert_eq!(x.1, b.0);
        assert!(!store.is_one(b.1) && x.1 != y.1);
    }

    #[test]
    fn parameters_fit_the_points_of_a_distribution() {
        let note = "z \\sim \\mathcal{N}(m, s^2 V)\nV^{-1}";
        let (store, [z, m, v, s]) = shapes(note, ["z", "m", "V", "s"]);
        assert_eq!(z, m);
        assert_eq!((z.0, z.0), v);
        assert!(store.is_one(s.0) && store.is_one(z.1));
    }

    #[test]
    fn items_that_are_numbers_have_numbers_as_parameters() {
        let note = "w_i \\sim \\mathcal{N}(m, s^2)\n\\sum_{i=1}^k m_i + m + s^2";
        let (mut store, [m, s]) = shapes(note, ["m", "s"]);
        let one = store.integer(1);
        assert_eq!((m, s), ((one, one), (one, one)));
    }

    #[test]
    fn sizes_are_those_that_are_written() {
        let note = "x \\in \\mathbb{R}^{k}\nx + a\n|A + I_m|\nc x";
        let (mut store, [x, a, m, c]) = shapes(note, ["x", "a", "A", "c"]);
        assert_eq!(x, a);
        assert!(m.0 != x.0 && m.0 == m.1);
        let one = store.integer(1);
        assert_eq!(c, (one, one));
    }
}
