//! Vectors and matrices: shapes that must fit, transposes, bars, norms, matrices written out.

use super::product::Cursor;
use super::reach::Argument;
use super::*;
use crate::elaborate::names::bracket;

impl Lowering<'_> {
    /// The size of an identity, zero or one written without a size; it is settled by what stands beside it.
    pub(super) fn open_size(&mut self) -> Id {
        let symbol = self
            .store
            .declare_as(r"\square", Sort::Integer, Role::Law, u32::MAX);
        self.store.name(symbol)
    }

    /// `1_n`, `0_n`, `0_{nk}`: ones or zeros of that shape.
    pub(super) fn filled(&mut self, tree: &Tree, digits: &str, size: &Tree) -> Read<Id> {
        let (rows, columns) = match &size.kind {
            Kind::Product(factors) if factors.len() == 2 => {
                (self.scalar(&factors[0].1)?, self.scalar(&factors[1].1)?)
            }
            _ => (self.scalar(size)?, self.store.integer(1)),
        };
        match (digits, self.store.is_one(columns)) {
            ("0", _) => Ok(zeros(self.store, rows, columns)),
            ("1", true) => Ok(self.store.apply(Operator::Ones, &[rows])),
            _ => Err(unread(
                tree,
                UNSUPPORTED,
                "a number with a subscript has no meaning here",
            )),
        }
    }

    /// Gives `id` the size `size` where its size is open.
    pub(super) fn resize_to(&mut self, id: Id, size: Id) -> Id {
        let open = self.open_size();
        let Node::Name(symbol) = *self.store.node(open) else {
            return id;
        };
        let values = Substitution::from_iter([(symbol, size)]);
        self.store.substitute(id, &values)
    }

    /// Sizes that nothing settled are the section's size.
    pub(super) fn settle_sizes(&mut self, id: Id) -> Id {
        let open = self.open_size();
        let Node::Name(symbol) = *self.store.node(open) else {
            return id;
        };
        if !self.store.mentions(id, symbol) {
            return id;
        }
        let size = self.scope.default_size(self.store);
        self.resize_to(id, size)
    }

    /// Makes values that are added to each other agree in shape.
    pub(super) fn agree(&mut self, ids: &mut [Id], tree: &Tree) -> Read<()> {
        let open = self.open_size();
        let arrays: Vec<Id> = ids
            .iter()
            .copied()
            .filter(|&id| self.store.is_array(id))
            .collect();
        let Some(&first) = arrays.first() else {
            return Ok(());
        };
        let known = arrays
            .iter()
            .copied()
            .find(|&id| self.store.shape(id).0 != open);
        let shape = self.store.shape(known.unwrap_or(first));
        for id in ids.iter_mut() {
            if self.store.is_array(*id) && self.store.shape(*id).0 == open && shape.0 != open {
                *id = self.resize_to(*id, shape.0);
            }
            if self.store.shape(*id) != shape {
                let text = format!(
                    "{} is added to {}",
                    self.store.sort_to_text(self.store.sort_id(*id)),
                    self.store
                        .sort_to_text(self.store.sort_id(known.unwrap_or(first)))
                );
                return Err(unread(tree, ILL_SORTED, text));
            }
        }
        Ok(())
    }

    /// Makes neighbours in a product fit; two vectors side by side become a dot product.
    pub(super) fn fit_chain(&mut self, values: &mut [Id], tree: &Tree) -> Read<()> {
        let places: Vec<usize> = (0..values.len())
            .filter(|&at| self.store.is_array(values[at]))
            .collect();
        let open = self.open_size();
        for pass in [true, false] {
            // Forwards, then backwards, so that an open size learns from either neighbour.
            let pairs: Vec<(usize, usize)> = places.windows(2).map(|w| (w[0], w[1])).collect();
            let ordered: Vec<_> = if pass {
                pairs
            } else {
                pairs.into_iter().rev().collect()
            };
            for (left, right) in ordered {
                let (columns, rows) = (
                    self.store.shape(values[left]).1,
                    self.store.shape(values[right]).0,
                );
                if rows == open && columns != open && !self.store.is_one(columns) {
                    values[right] = self.resize_to(values[right], columns);
                } else if columns == open && rows != open {
                    values[left] = self.resize_to(values[left], rows);
                }
            }
        }
        let mut columns: Option<Id> = None;
        for (nth, &at) in places.iter().enumerate() {
            let (rows, own) = self.store.shape(values[at]);
            if let Some(before) = columns {
                let left = places[nth - 1];
                if before != rows {
                    let dot = self.store.is_one(before)
                        && self.store.is_one(own)
                        && self.store.shape(values[left]) == self.store.shape(values[at])
                        && (nth == 1 || self.store.is_one(columns.unwrap_or(before)));
                    if dot && places.len() == 2 {
                        values[left] = self.transposed(values[left]);
                        self.note(
                            Code::OtherReading,
                            tree,
                            "two vectors side by side are read as their dot product",
                        );
                    } else if !(self.store.is_one(before)
                        && nth > 0
                        && self.is_scalar_prefix(values, &places[..nth]))
                    {
                        return Err(unread(
                            tree,
                            ILL_SORTED,
                            "the shapes of the factors do not fit",
                        ));
                    }
                }
            }
            columns = Some(own);
        }
        Ok(())
    }

    /// True if the factors so far make a number, so that any array may follow.
    fn is_scalar_prefix(&mut self, values: &[Id], places: &[usize]) -> bool {
        let Some((&first, &last)) = places.first().zip(places.last()) else {
            return false;
        };
        let (rows, columns) = (
            self.store.shape(values[first]).0,
            self.store.shape(values[last]).1,
        );
        self.store.is_one(rows) && self.store.is_one(columns)
    }

    pub(super) fn transposed(&mut self, id: Id) -> Id {
        self.store.apply(Operator::Transpose, &[id])
    }

    /// A vector's square is its squared norm; a square matrix has natural powers, and a square root.
    pub(super) fn array_power(&mut self, tree: &Tree, id: Id, exponent: Id) -> Read<Id> {
        let (rows, columns) = self.store.shape(id);
        let power = self.store.as_number(exponent).and_then(Rational::to_i64);
        if self.store.is_one(columns) && power == Some(2) {
            let left = self.transposed(id);
            return Ok(self.store.chain(&[left, id]));
        }
        if self.store.is_one(rows) && power == Some(2) {
            let right = self.transposed(id);
            return Ok(self.store.chain(&[id, right]));
        }
        let half = self.store.ratio(1, 2);
        let minus = self.store.ratio(-1, 2);
        if rows == columns && (exponent == half || exponent == minus) {
            let root = self.store.apply(Operator::MatrixRoot, &[id]);
            return Ok(match exponent == half {
                true => root,
                false => self.store.apply(Operator::Inverse, &[root]),
            });
        }
        match power {
            Some(-1) => Ok(self.store.apply(Operator::Inverse, &[id])),
            Some(0..) if rows == columns => Ok(self.store.power(id, exponent)),
            None if rows == columns && *self.store.sort(exponent) == Sort::Integer => {
                Ok(self.store.power(id, exponent))
            }
            _ => Err(unread(
                tree,
                ILL_SORTED,
                "this power of an array has no meaning here",
            )),
        }
    }

    /// `|..|`: determinant, norm, size or absolute value, by what is inside.
    pub(super) fn bars(&mut self, body: &Tree) -> Read<Id> {
        let id = self.tree(body)?;
        let (rows, columns) = self.store.shape(id);
        let operator = match self.store.sort(id) {
            Sort::Set(_) => Operator::Size,
            _ if !self.store.is_array(id) => {
                let id = self.require_scalar(id, body)?;
                return Ok(self.store.apply(Operator::Abs, &[id]));
            }
            _ if rows == columns => Operator::Determinant,
            _ if self.store.is_one(columns) => Operator::Norm,
            _ => {
                return Err(unread(
                    body,
                    ILL_SORTED,
                    "bars around a matrix that is not square",
                ));
            }
        };
        Ok(self.store.apply(operator, &[id]))
    }

    /// What a norm is taken of; arrays of complex numbers have another.
    pub(super) fn normed(&mut self, body: &Tree) -> Read<Id> {
        let id = self.tree(body)?;
        if self.store.is_array(id) && self.scope.conventions.own.complex_arrays {
            let text = "a norm of what may have complex entries";
            return Err(unread(body, UNSUPPORTED, text));
        }
        Ok(id)
    }

    pub(super) fn norm_index(&mut self, index: &Tree) -> Read<Id> {
        match &index.kind {
            Kind::Number(_) => self.tree(index),
            Kind::Operator(name) if name == "infty" => self.tree(index),
            _ => Err(unread(index, UNSUPPORTED, "this norm is not known")),
        }
    }

    /// Trace, determinant and other functions of arrays; without brackets they take all arrays beside them.
    pub(super) fn array_function(
        &mut self,
        cursor: &mut Cursor<'_>,
        tree: &Tree,
        operator: Operator,
        sup: Option<&Tree>,
    ) -> Read<Id> {
        let Some(first) = cursor.beside() else {
            return Err(unread(tree, MISSING, "the function lacks its argument"));
        };
        let argument = match bracket(first) {
            Some(inner) => {
                cursor.at += 1;
                if operator == Operator::Diag && matches!(inner.body.kind, Kind::List { .. }) {
                    let id = self.diagonal(inner.body)?;
                    return self.finish(tree, id, sup, inner.sup);
                }
                Argument {
                    id: self.tree(inner.body)?,
                    sup: inner.sup,
                }
            }
            None => {
                let mut parts = vec![self.operand(cursor)?];
                while cursor
                    .beside()
                    .is_some_and(|t| bracket(t).is_none() || operator == Operator::Trace)
                    && self.store.is_array(parts[0])
                {
                    parts.push(self.operand(cursor)?);
                }
                Argument {
                    id: self.multiply(parts, first)?,
                    sup: None,
                }
            }
        };
        let id = match operator {
            Operator::Diag => self.upright(argument.id),
            _ => argument.id,
        };
        let (rows, columns) = self.store.shape(id);
        let id = match operator {
            Operator::Trace | Operator::Determinant | Operator::Inverse if rows != columns => {
                return Err(unread(
                    first,
                    ILL_SORTED,
                    "this function is of square matrices",
                ));
            }
            // A number is a matrix of one row and column.
            Operator::Trace | Operator::Determinant if !self.store.is_array(id) => {
                let id = self.require_scalar(id, first)?;
                self.store.apply(operator, &[id])
            }
            Operator::Diag if self.store.is_array(id) && !self.store.is_one(columns) => {
                self.store.apply(Operator::DiagonalOf, &[id])
            }
            _ => self.store.apply(operator, &[id]),
        };
        self.finish(tree, id, sup, argument.sup)
    }

    /// `\operatorname{diag}(a, b, c)`.
    fn diagonal(&mut self, list: &Tree) -> Read<Id> {
        let Kind::List { items, .. } = &list.kind else {
            return self.tree(list);
        };
        if items.iter().any(is_dots) {
            let vector = self.dotted_vector(list, &items.iter().collect::<Vec<_>>())?;
            return Ok(self.store.apply(Operator::Diag, &[vector]));
        }
        let entries: Read<Vec<Id>> = items.iter().map(|t| self.scalar(t)).collect();
        let entries = entries?;
        let rows = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        let vector = self.store.matrix(rows, 1, &entries);
        Ok(self.store.apply(Operator::Diag, &[vector]))
    }

    /// Rows and cells of a matrix written out.
    pub(super) fn matrix(
        &mut self,
        tree: &Tree,
        environment: &str,
        rows: &[Vec<Tree>],
    ) -> Read<Id> {
        let columns = rows.first().map_or(0, Vec::len);
        if columns == 0 || rows.iter().any(|row| row.len() != columns) || rows.len() * columns > 400
        {
            return Err(unread(
                tree,
                ILL_SORTED,
                "the rows of the matrix differ in length",
            ));
        }
        let id = match self.dotted_matrix(tree, rows)? {
            Some(id) => id,
            None => self.written_out(tree, rows, columns)?,
        };
        match environment.trim_end_matches('*') {
            "vmatrix" => {
                let (rows, columns) = self.store.shape(id);
                if rows != columns {
                    let text = "bars around a matrix that is not square";
                    return Err(unread(tree, ILL_SORTED, text));
                }
                Ok(self.store.apply(Operator::Determinant, &[id]))
            }
            "Vmatrix" => Ok(self.store.apply(Operator::Norm, &[id])),
            _ => Ok(id),
        }
    }

    fn written_out(&mut self, tree: &Tree, rows: &[Vec<Tree>], columns: usize) -> Read<Id> {
        let cells: Read<Vec<Id>> = rows.iter().flatten().map(|cell| self.tree(cell)).collect();
        let cells = cells?;
        if cells.len() > 1 && cells.iter().any(|&cell| self.store.is_array(cell)) {
            return self.blocks(tree, (rows.len(), columns), &cells);
        }
        for (&cell, tree) in cells.iter().zip(rows.iter().flatten()) {
            self.require_scalar(cell, tree)?;
        }
        Ok(match cells[..] {
            [only] => only,
            _ => {
                let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                self.store.matrix(size(rows.len()), size(columns), &cells)
            }
        })
    }
}
