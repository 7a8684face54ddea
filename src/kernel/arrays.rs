//! Matrices and vectors written out: sums, products, transposes, traces, determinants and inverses by their entries.

use crate::expr::*;
use crate::number::Rational;

/// Rows and columns up to which arrays are computed with.
const MAX_SIDE: u32 = 8;
/// Rows up to which determinants are expanded: the terms are as many as permutations.
const MAX_DETERMINANT: usize = 4;

/// An array by its entries, row by row.
struct Written {
    rows: usize,
    columns: usize,
    entries: Vec<Id>,
}

impl Written {
    fn at(&self, row: usize, column: usize) -> Id {
        self.entries[row * self.columns + column]
    }

    fn square(&self) -> bool {
        self.rows == self.columns
    }

    /// Without one row and one column.
    fn minor(&self, row: usize, column: usize) -> Written {
        let mut entries = Vec::new();
        for i in (0..self.rows).filter(|&i| i != row) {
            entries.extend(
                (0..self.columns)
                    .filter(|&j| j != column)
                    .map(|j| self.at(i, j)),
            );
        }
        Written {
            rows: self.rows - 1,
            columns: self.columns - 1,
            entries,
        }
    }

    /// The entries as a node; a single entry is a number.
    fn express(&self, store: &mut Store) -> Id {
        match self.entries[..] {
            [only] => only,
            _ => store.matrix(self.rows as u32, self.columns as u32, &self.entries),
        }
    }
}

/// What the operation at the root gives by the entries of its operands, with the condition it needs (of an inverse:
/// that it exists). None where an operand is not written out.
pub fn by_entries(store: &mut Store, id: Id) -> Option<(Id, Vec<Id>)> {
    let none = Vec::new();
    let to = match store.node(id).clone() {
        Node::Sum(items) => sum(store, &items)?,
        Node::Product(items) => product(store, &items)?,
        Node::Chain(items) => chain(store, &items)?,
        Node::Component(base, indices) => component(store, base, &indices)?,
        Node::Matrix { entries, .. } => whole(store, id, &entries)?,
        Node::Apply(operator, args) if args.iter().any(|&a| is_written(store, a)) => {
            let arg = written(store, args[0])?;
            match operator {
                Operator::Transpose => transpose(&arg).express(store),
                Operator::Hadamard => {
                    let other = written(store, args[1])?;
                    entrywise(store, &[arg, other], Store::product)?
                }
                Operator::Trace if arg.square() => {
                    let diagonal: Vec<Id> = (0..arg.rows).map(|i| arg.at(i, i)).collect();
                    store.sum(&diagonal)
                }
                Operator::Determinant if arg.square() => determinant(store, &arg)?,
                Operator::Inverse if arg.square() => {
                    let condition = store.apply(Operator::Invertible, &[args[0]]);
                    return Some((inverse(store, &arg)?, vec![condition]));
                }
                Operator::DiagonalOf if arg.square() => {
                    let entries: Vec<Id> = (0..arg.rows).map(|i| arg.at(i, i)).collect();
                    store.matrix(arg.rows as u32, 1, &entries)
                }
                _ => return None,
            }
        }
        _ => return None,
    };
    Some((to, none))
}

/// The determinant of a square matrix written out.
pub fn determinant_of(store: &mut Store, id: Id) -> Option<Id> {
    let matrix = is_written(store, id).then(|| written(store, id))??;
    matrix
        .square()
        .then(|| determinant(store, &matrix))
        .flatten()
}

fn is_written(store: &Store, id: Id) -> bool {
    matches!(store.node(id), Node::Matrix { .. })
}

/// The array of which a matrix node has all entries, each at its place.
fn whole(store: &mut Store, id: Id, entries: &[Id]) -> Option<Id> {
    let Node::Component(base, _) = *store.node(*entries.first()?) else {
        return None;
    };
    let same = store.shape(base) == store.shape(id);
    (same && components(store, base)?.entries == entries).then_some(base)
}

/// A name of known size by its components.
fn components(store: &mut Store, id: Id) -> Option<Written> {
    let Node::Name(_) = store.node(id) else {
        return None;
    };
    let (rows, columns) = store.shape(id);
    let (rows, columns) = (side(store, rows)?, side(store, columns)?);
    let mut entries = Vec::new();
    for i in 1..=rows {
        for j in 1..=columns {
            let (i, j) = (store.integer(i as i64), store.integer(j as i64));
            entries.push(match (rows, columns) {
                (1, 1) => return None,
                (_, 1) => store.component(id, &[i]),
                _ => store.component(id, &[i, j]),
            });
        }
    }
    Some(Written {
        rows,
        columns,
        entries,
    })
}

/// The entries of a matrix node, a name, an identity or zero vector of known size, a transpose or diagonal matrix of such,
/// multiples of these.
fn written(store: &mut Store, id: Id) -> Option<Written> {
    match store.node(id).clone() {
        Node::Matrix {
            rows,
            columns,
            entries,
        } => (rows.max(columns) <= MAX_SIDE).then(|| Written {
            rows: rows as usize,
            columns: columns as usize,
            entries: entries.to_vec(),
        }),
        Node::Apply(Operator::Identity, args) => {
            let size = side(store, args[0])?;
            let one = store.integer(1);
            Some(diagonal(store, &vec![one; size]))
        }
        Node::Apply(Operator::ZeroVector, args) => {
            let size = side(store, args[0])?;
            let zero = store.integer(0);
            Some(Written {
                rows: size,
                columns: 1,
                entries: vec![zero; size],
            })
        }
        Node::Name(_) => components(store, id),
        Node::Apply(Operator::Transpose, args) => Some(transpose(&written(store, args[0])?)),
        Node::Apply(Operator::Diag, args) => {
            let vector = written(store, args[0])?;
            (vector.columns == 1).then(|| diagonal(store, &vector.entries))
        }
        Node::Product(items) => {
            let (arrays, scalars): (Ids, Ids) =
                items.iter().copied().partition(|&i| store.is_array(i));
            let [array] = arrays[..] else { return None };
            let mut found = written(store, array)?;
            for entry in &mut found.entries {
                let mut factors = scalars.clone();
                factors.push(*entry);
                *entry = store.product(&factors);
            }
            Some(found)
        }
        _ => None,
    }
}

fn side(store: &Store, id: Id) -> Option<usize> {
    let size = store.as_number(id).and_then(Rational::to_i64)?;
    (1..=i64::from(MAX_SIDE))
        .contains(&size)
        .then_some(size as usize)
}

fn diagonal(store: &mut Store, entries: &[Id]) -> Written {
    let zero = store.integer(0);
    let size = entries.len();
    let at = |place: usize| match (place / size, place % size) {
        (i, j) if i == j => entries[i],
        _ => zero,
    };
    Written {
        rows: size,
        columns: size,
        entries: (0..size * size).map(at).collect(),
    }
}

fn transpose(of: &Written) -> Written {
    let mut entries = Vec::new();
    for j in 0..of.columns {
        entries.extend((0..of.rows).map(|i| of.at(i, j)));
    }
    Written {
        rows: of.columns,
        columns: of.rows,
        entries,
    }
}

fn sum(store: &mut Store, items: &[Id]) -> Option<Id> {
    items.iter().any(|&i| is_written(store, i)).then_some(())?;
    let all: Option<Vec<Written>> = items.iter().map(|&i| written(store, i)).collect();
    entrywise(store, &all?, Store::sum)
}

/// Arrays of one shape joined entry by entry.
fn entrywise(store: &mut Store, all: &[Written], join: fn(&mut Store, &[Id]) -> Id) -> Option<Id> {
    let (rows, columns) = (all[0].rows, all[0].columns);
    all.iter()
        .all(|a| (a.rows, a.columns) == (rows, columns))
        .then_some(())?;
    let mut entries = Vec::new();
    for place in 0..rows * columns {
        let parts: Vec<Id> = all.iter().map(|a| a.entries[place]).collect();
        entries.push(join(store, &parts));
    }
    let joined = Written {
        rows,
        columns,
        entries,
    };
    Some(joined.express(store))
}

fn product(store: &mut Store, items: &[Id]) -> Option<Id> {
    items
        .iter()
        .any(|&i| is_written(store, i) && store.is_array(i))
        .then_some(())?;
    let whole = store.product(items);
    Some(written(store, whole)?.express(store))
}

/// The first two neighbours that are written out are multiplied.
fn chain(store: &mut Store, items: &[Id]) -> Option<Id> {
    for at in 0..items.len() - 1 {
        let near = &items[at..at + 2];
        if !near.iter().any(|&i| is_written(store, i)) {
            continue;
        }
        let (Some(a), Some(b)) = (written(store, near[0]), written(store, near[1])) else {
            continue;
        };
        if a.columns != b.rows {
            return None;
        }
        let mut entries = Vec::new();
        for i in 0..a.rows {
            for j in 0..b.columns {
                let terms: Vec<Id> = (0..a.columns)
                    .map(|k| store.product(&[a.at(i, k), b.at(k, j)]))
                    .collect();
                entries.push(store.sum(&terms));
            }
        }
        let joined = Written {
            rows: a.rows,
            columns: b.columns,
            entries,
        };
        let joined = joined.express(store);
        let mut rest: Vec<Id> = items[..at].to_vec();
        rest.push(joined);
        rest.extend_from_slice(&items[at + 2..]);
        return Some(store.chain(&rest));
    }
    None
}

fn component(store: &mut Store, base: Id, indices: &[Id]) -> Option<Id> {
    let array = is_written(store, base).then(|| written(store, base))??;
    let index = |at: usize, below: usize| {
        let value = store.as_number(*indices.get(at)?)?.to_i64()?;
        (1..=below as i64)
            .contains(&value)
            .then(|| value as usize - 1)
    };
    match (indices.len(), array.columns, array.rows) {
        (1, 1, _) => Some(array.at(index(0, array.rows)?, 0)),
        (1, _, 1) => Some(array.at(0, index(0, array.columns)?)),
        (2, ..) => Some(array.at(index(0, array.rows)?, index(1, array.columns)?)),
        _ => None,
    }
}

/// Expansion along the first row.
fn determinant(store: &mut Store, of: &Written) -> Option<Id> {
    if of.rows > MAX_DETERMINANT {
        return None;
    }
    if of.rows == 1 {
        return Some(of.entries[0]);
    }
    let mut terms = Vec::new();
    for j in 0..of.columns {
        let minor = determinant(store, &of.minor(0, j))?;
        let sign = store.integer(if j % 2 == 0 { 1 } else { -1 });
        terms.push(store.product(&[sign, of.at(0, j), minor]));
    }
    Some(store.sum(&terms))
}

/// The adjugate divided by the determinant.
fn inverse(store: &mut Store, of: &Written) -> Option<Id> {
    let whole = determinant(store, of)?;
    let mut entries = Vec::new();
    for i in 0..of.rows {
        for j in 0..of.columns {
            let sign = store.integer(if (i + j) % 2 == 0 { 1 } else { -1 });
            let minor = match of.rows {
                1 => store.integer(1),
                _ => determinant(store, &of.minor(j, i))?,
            };
            let reciprocal = store.reciprocal(whole);
            entries.push(store.product(&[sign, minor, reciprocal]));
        }
    }
    let inverse = Written {
        rows: of.rows,
        columns: of.columns,
        entries,
    };
    Some(inverse.express(store))
}
