//! Arrays made of arrays (`[1_n \; x]`), and arrays written with dots (`[a_1, \ldots, a_n]`, a column with `\vdots`).
//!
//! An array is the sum of its entries times unit vectors: `[x \; y]` is `x e_1^\top + y e_2^\top`, a list with dots
//! `\sum_{i=1}^n a_i e_i`. Where the entries are those of a name, it is that name.

use super::dots::{Places, are_consecutive, is_dots};
use super::*;
use crate::elaborate::names::comma_items;

impl Lowering<'_> {
    /// A matrix of columns side by side, or of rows below each other.
    pub(super) fn blocks(
        &mut self,
        tree: &Tree,
        (rows, columns): (usize, usize),
        cells: &[Id],
    ) -> Read<Id> {
        let one = self.store.integer(1);
        let shapes: Vec<(Id, Id)> = cells.iter().map(|&cell| self.store.shape(cell)).collect();
        let alike = shapes.iter().all(|shape| *shape == shapes[0]);
        let columns_of = rows == 1 && shapes[0].1 == one;
        let rows_of = columns == 1 && shapes[0].0 == one;
        if !alike || !(columns_of || rows_of) {
            let text = "blocks of these sizes have no meaning here";
            return Err(unread(tree, UNSUPPORTED, text));
        }
        let mut terms = Vec::new();
        for (at, &cell) in cells.iter().enumerate() {
            let unit = self.unit(at, cells.len(), rows_of);
            terms.push(match rows_of {
                true => self.store.chain(&[unit, cell]),
                false => self.store.chain(&[cell, unit]),
            });
        }
        Ok(self.store.sum(&terms))
    }

    /// A unit vector written out, as a column or as a row.
    fn unit(&mut self, at: usize, size: usize, column: bool) -> Id {
        let entry = |place: usize| i64::from(place == at);
        let entries: Vec<Id> = (0..size).map(|i| self.store.integer(entry(i))).collect();
        let size = u32::try_from(size).unwrap_or(u32::MAX);
        match column {
            true => self.store.matrix(size, 1, &entries),
            false => self.store.matrix(1, size, &entries),
        }
    }

    /// A list in brackets: a row in square ones, else a column.
    pub(super) fn listed_array(&mut self, tree: &Tree, open: &str, list: &Tree) -> Read<Id> {
        let items = comma_items(list);
        if items.len() < 2 {
            let text = "a list stands where one value is expected";
            return Err(unread(tree, UNSUPPORTED, text));
        }
        let column = if items.iter().any(|item| is_dots(item)) {
            self.dotted_vector(list, &items)?
        } else {
            let cells: Read<Vec<Id>> = items.iter().map(|item| self.tree(item)).collect();
            let cells = cells?;
            if cells.iter().any(|&cell| self.store.is_array(cell)) {
                return self.blocks(tree, (1, cells.len()), &cells);
            }
            for (&cell, item) in cells.iter().zip(&items) {
                self.require_scalar(cell, item)?;
            }
            let size = u32::try_from(cells.len()).unwrap_or(u32::MAX);
            match open {
                "[" => return Ok(self.store.matrix(1, size, &cells)),
                _ => return Ok(self.store.matrix(size, 1, &cells)),
            }
        };
        Ok(match open {
            "[" => self.transposed(column),
            _ => column,
        })
    }

    /// The column of a row that is written as a list; anything else as it is.
    pub(super) fn upright(&mut self, id: Id) -> Id {
        let (rows, columns) = self.store.shape(id);
        if !self.store.is_one(rows) || self.store.is_one(columns) {
            return id;
        }
        match self.store.node(id).clone() {
            Node::Apply(Operator::Transpose, args) => args[0],
            Node::Matrix {
                columns, entries, ..
            } => self.store.matrix(columns, 1, &entries),
            _ => id,
        }
    }

    /// A matrix with dots; None for one without.
    pub(super) fn dotted_matrix(&mut self, tree: &Tree, rows: &[Vec<Tree>]) -> Read<Option<Id>> {
        if !rows.iter().flatten().any(is_dots) {
            return Ok(None);
        }
        if let [row] = rows {
            let column = self.dotted_vector(tree, &row.iter().collect::<Vec<_>>())?;
            return Ok(Some(self.transposed(column)));
        }
        if rows[0].len() == 1 {
            let items: Vec<&Tree> = rows.iter().map(|row| &row[0]).collect();
            return self.dotted_vector(tree, &items).map(Some);
        }
        let grid = Grid::of(rows).ok_or_else(|| open_dots(tree))?;
        match grid.is_diagonal() {
            true => self.dotted_diagonal(tree, &grid),
            false => self.dotted_grid(tree, &grid),
        }
        .map(Some)
    }

    /// The column of items that count from 1 to where the list ends.
    pub(super) fn dotted_vector(&mut self, tree: &Tree, items: &[&Tree]) -> Read<Id> {
        let dots = items.iter().position(|item| is_dots(item));
        let (Some(dots), Some(&last)) = (dots.filter(|&at| at > 0), items.last()) else {
            return Err(open_dots(tree));
        };
        if dots + 2 != items.len() {
            return Err(open_dots(tree));
        }
        let first = Places::aligned(items[0], last);
        let Some(places) = Places::between(&first, last) else {
            return self.constant_vector(tree, &items[..dots], last);
        };
        if places.from != 1 || dots > 1 && !are_consecutive(&items[..dots], last, 1) {
            return Err(open_dots(tree));
        }
        let running = self.tree(&places.running("sum", &first))?;
        let Node::Bind(BinderKind::Sum, _, Domain::Range(_, size), body) =
            *self.store.node(running)
        else {
            return Err(open_dots(tree));
        };
        if let Node::Component(base, ref indices) = *self.store.node(body)
            && indices.len() == 1
            && self.is_index_itself(indices[0], 0)
            && self.has_shape(base, &[size])
        {
            return Ok(base);
        }
        if self.store.is_array(body) {
            let text = "a list of vectors or matrices has no meaning here";
            return Err(unread(tree, UNSUPPORTED, text));
        }
        let index = self.entry_index(0);
        let value = self.store.name(index);
        let entry = self.store.instantiate(body, value);
        let unit = self.store.apply(Operator::Unit, &[size, value]);
        let term = self.store.times(&[entry, unit]);
        let one = self.store.integer(1);
        let domain = Domain::Range(one, size);
        Ok(self.store.bind_name(BinderKind::Sum, index, domain, term))
    }

    /// The arguments of a function with dots among them, `t, x_1, \ldots, x_n`: what the dots join is one vector.
    pub(super) fn dotted_arguments(&mut self, list: &Tree, items: &[&Tree]) -> Read<Vec<Id>> {
        let dots = items.iter().position(|item| is_dots(item));
        let Some(dots) = dots.filter(|&at| at > 0 && at + 1 < items.len()) else {
            return Err(open_dots(list));
        };
        let starts = [dots.saturating_sub(2), dots - 1];
        let vectors =
            starts.map(|start| (start, self.dotted_vector(list, &items[start..dots + 2])));
        let Some((start, Ok(vector))) = vectors.into_iter().find(|(_, read)| read.is_ok()) else {
            return Err(open_dots(list));
        };
        let mut args = Vec::new();
        for item in &items[..start] {
            args.push(self.tree(item)?);
        }
        // Derivatives, sums and expectations by one of the items would take the function for a constant.
        if !self.store.free_names(vector).is_empty() {
            return Err(open_dots(list));
        }
        args.push(vector);
        for item in &items[dots + 2..] {
            args.push(self.tree(item)?);
        }
        Ok(args)
    }

    /// `0, \ldots, 0`: as many as stand beside it.
    fn constant_vector(&mut self, tree: &Tree, items: &[&Tree], last: &Tree) -> Read<Id> {
        let value = self.scalar(last)?;
        for item in items {
            if self.scalar(item)? != value {
                return Err(open_dots(tree));
            }
        }
        let size = self.open_size();
        if self.store.is_zero(value) {
            return Ok(self.store.apply(Operator::ZeroVector, &[size]));
        }
        let ones = self.store.apply(Operator::Ones, &[size]);
        if self.store.is_one(value) {
            return Ok(ones);
        }
        Ok(self.store.times(&[value, ones]))
    }

    /// Zeros but on the diagonal.
    fn dotted_diagonal(&mut self, tree: &Tree, grid: &Grid<'_>) -> Read<Id> {
        let mut items: Vec<&Tree> = (0..grid.leading()).map(|at| grid.at(at, at)).collect();
        items.extend([grid.dots, grid.corner()]);
        let vector = self.dotted_vector(tree, &items)?;
        if let Node::Apply(Operator::Ones, args) = self.store.node(vector).clone() {
            return Ok(self.store.apply(Operator::Identity, &args));
        }
        Ok(self.store.apply(Operator::Diag, &[vector]))
    }

    /// Entries that count along the rows and along the columns.
    fn dotted_grid(&mut self, tree: &Tree, grid: &Grid<'_>) -> Read<Id> {
        let fail = || open_dots(tree);
        let (right, below) = (grid.at(0, grid.columns - 1), grid.at(grid.rows - 1, 0));
        let first = Places::aligned(&Places::aligned(grid.at(0, 0), right), below);
        let across = Places::between(&first, right).ok_or_else(fail)?;
        let down = Places::between(&first, below).ok_or_else(fail)?;
        let entries = |row: &Places, column: &Places| {
            let entry = row.last_of(&first);
            column.last_of(&entry)
        };
        let corner = names::mark(&entries(&down, &across)) == names::mark(grid.corner());
        if (across.from, down.from) != (1, 1) || across.overlaps(&down) || !corner {
            return Err(fail());
        }
        for row in 0..grid.leading() {
            for column in 0..grid.leading() {
                let expected = down.nth(&across.nth(&first, column), row);
                if names::mark(grid.at(row, column)) != names::mark(&expected) {
                    return Err(fail());
                }
            }
        }
        let running = down.running("sum", &across.running("sum", &first));
        let running = self.tree(&running)?;
        let Node::Bind(BinderKind::Sum, _, Domain::Range(_, rows), inner) =
            *self.store.node(running)
        else {
            return Err(fail());
        };
        let Node::Bind(BinderKind::Sum, _, Domain::Range(_, columns), body) =
            *self.store.node(inner)
        else {
            return Err(fail());
        };
        if self.store.has_bound(columns, 0) || self.store.is_array(body) {
            return Err(fail());
        }
        if let Node::Component(base, ref indices) = *self.store.node(body)
            && indices.len() == 2
            && self.is_index_itself(indices[0], 1)
            && self.is_index_itself(indices[1], 0)
            && self.has_shape(base, &[rows, columns])
        {
            return Ok(base);
        }
        let (i, j) = (self.entry_index(0), self.entry_index(1));
        let (row, column) = (self.store.name(i), self.store.name(j));
        let inner = self.store.instantiate(inner, row);
        let Node::Bind(_, _, _, body) = *self.store.node(inner) else {
            return Err(fail());
        };
        let entry = self.store.instantiate(body, column);
        let left = self.store.apply(Operator::Unit, &[rows, row]);
        let right = self.store.apply(Operator::Unit, &[columns, column]);
        let right = self.transposed(right);
        let unit = self.store.chain(&[left, right]);
        let term = self.store.times(&[entry, unit]);
        let one = self.store.integer(1);
        let along = Domain::Range(one, columns);
        let term = self.store.bind_name(BinderKind::Sum, j, along, term);
        let domain = Domain::Range(one, rows);
        Ok(self.store.bind_name(BinderKind::Sum, i, domain, term))
    }

    fn is_index_itself(&self, id: Id, level: u32) -> bool {
        matches!(*self.store.node(id), Node::Bound(found, _) if found == level)
    }

    /// True for a name of that length, or of so many rows and columns.
    fn has_shape(&mut self, base: Id, sizes: &[Id]) -> bool {
        let one = self.store.integer(1);
        let shape = (sizes[0], sizes.get(1).copied().unwrap_or(one));
        matches!(self.store.node(base), Node::Name(_))
            && self.store.is_array(base)
            && self.store.shape(base) == shape
    }

    /// An index of entries, no name of the note.
    fn entry_index(&mut self, nth: u32) -> SymbolId {
        self.store
            .declare_as(r"\iota", Sort::Integer, Role::Local, u32::MAX - nth)
    }
}

fn open_dots(tree: &Tree) -> Unread {
    let text = "the dots leave open which entries are meant";
    unread(tree, UNSUPPORTED, text)
}

/// A matrix whose last row and column but one are dots.
struct Grid<'t> {
    cells: &'t [Vec<Tree>],
    rows: usize,
    columns: usize,
    dots: &'t Tree,
}

impl<'t> Grid<'t> {
    fn of(cells: &'t [Vec<Tree>]) -> Option<Self> {
        let (rows, columns) = (cells.len(), cells.first()?.len());
        let passed = |tree: &Tree| is_dots(tree) || matches!(tree.kind, Kind::Empty);
        if rows != columns || rows < 3 || cells.iter().any(|row| row.len() != columns) {
            return None;
        }
        let dotted = |at: usize| at == rows - 2;
        for (i, row) in cells.iter().enumerate() {
            for (j, cell) in row.iter().enumerate() {
                if passed(cell) != (dotted(i) || dotted(j)) {
                    return None;
                }
            }
        }
        let dots = cells.iter().flatten().find(|cell| is_dots(cell))?;
        Some(Grid {
            cells,
            rows,
            columns,
            dots,
        })
    }

    fn at(&self, row: usize, column: usize) -> &'t Tree {
        &self.cells[row][column]
    }

    /// Rows before the dots.
    fn leading(&self) -> usize {
        self.rows - 2
    }

    fn corner(&self) -> &'t Tree {
        self.at(self.rows - 1, self.columns - 1)
    }

    fn is_diagonal(&self) -> bool {
        let zero = |tree: &Tree| matches!(&tree.kind, Kind::Number(digits) if digits == "0");
        let places: Vec<usize> = (0..self.leading()).chain([self.rows - 1]).collect();
        places
            .iter()
            .all(|&i| places.iter().all(|&j| i == j || zero(self.at(i, j))))
    }
}
