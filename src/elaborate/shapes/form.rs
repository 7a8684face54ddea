//! The form of an expression: number, array of a shape, or not known.

use super::solve::Solver;
use super::{Dim, ONE, Shape};
use crate::elaborate::evidence::{Key, is_d};
use crate::elaborate::lower::{is_dots, listed_count};
use crate::elaborate::names::{
    Bracket, Superscript, Written, bracket, comma_items, head_spelling, multiplies_itself,
    superscript, written,
};
use crate::elaborate::normalizing::normalizer;
use crate::elaborate::scope::{Nature, is_capital};
use crate::elaborate::sorts::set_shape;
use crate::expr::Operator;
use crate::parse::tree::{Kind, Separator, Times, Tree};
use crate::vocabulary::{Head, Quantity, Surety, head};

/// What the formulas say of an expression so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    Number,
    Array(Shape),
    /// A name, up to numbers before it, that nothing marks as an array.
    Plain(Key),
    /// A product of that shape with such a name at its end.
    Tail(Shape, Key),
    Open,
}

impl Solver<'_> {
    pub(super) fn form(&mut self, tree: &Tree) -> Form {
        if let Some(found) = written(tree) {
            return self.name(&found);
        }
        self.normalizer(tree);
        match &tree.kind {
            Kind::Number(digits) if digits == "0" || digits == "1" => Form::Open,
            Kind::Number(_) => Form::Number,
            Kind::Sum(terms) => {
                let forms: Vec<Form> = terms.iter().map(|(_, t)| self.form(t)).collect();
                self.join(&forms)
            }
            Kind::Product(factors) => self.product(factors),
            Kind::Scripts { base, sub, sup, .. } => {
                let form = self.scripted(base, sub.as_deref());
                self.raised(form, sup.as_deref())
            }
            Kind::Fraction(above, below) if is_derivative(above) => {
                self.form(below);
                Form::Open
            }
            Kind::Fraction(above, below) => {
                self.number(below);
                self.factor(above)
            }
            Kind::Root { body, .. } => {
                self.number(body);
                Form::Number
            }
            Kind::Big {
                body: Some(body), ..
            }
            | Kind::Integral { body, .. } => self.form(body),
            Kind::Group { open, body, .. } => self.group(open, body),
            Kind::Brace(body) | Kind::Decorated { body, .. } => self.form(body),
            Kind::Matrix { rows, .. } => self.matrix(rows),
            _ => {
                for child in tree.children() {
                    self.form(child);
                }
                Form::Open
            }
        }
    }

    /// The power of `2 \pi` beside a determinant is the size of its matrix.
    fn normalizer(&mut self, tree: &Tree) {
        let found = normalizer(tree).filter(|(_, matrix)| is_flat(matrix));
        let Some((size, matrix)) = found else {
            return;
        };
        if let Form::Array(shape) = self.form(matrix) {
            let size = self.shapes.size(size);
            self.shapes.unify(shape.rows, size);
        }
    }

    /// Something that only numbers can be.
    fn number(&mut self, tree: &Tree) {
        if let Form::Plain(key) = self.form(tree) {
            self.numbers.insert(key);
        }
    }

    fn group(&mut self, open: &str, body: &Tree) -> Form {
        if let (r"\langle", [a, b]) = (open, &comma_items(body)[..]) {
            let sides = [self.form(a), self.form(b)];
            return match self.join(&sides) {
                Form::Array(_) => Form::Number,
                _ => Form::Open,
            };
        }
        let form = self.form(body);
        match open {
            "|" => {
                self.square(&form);
                Form::Number
            }
            r"\|" => Form::Number,
            "(" | "[" | r"\{" | "{" => form,
            _ => Form::Open,
        }
    }

    /// A matrix that is no vector is square.
    fn square(&mut self, form: &Form) {
        if let Form::Array(shape) = *form
            && !self.shapes.is_one(shape.columns)
        {
            self.shapes.unify(shape.rows, shape.columns);
        }
    }

    fn matrix(&mut self, rows: &[Vec<Tree>]) -> Form {
        let columns = rows.first().map_or(0, Vec::len);
        let even = rows.iter().all(|row| row.len() == columns);
        let cells: Vec<Form> = rows.iter().flatten().map(|cell| self.form(cell)).collect();
        if !even || columns == 0 {
            return Form::Open;
        }
        if rows.iter().flatten().any(is_dots) {
            return self.dotted(rows);
        }
        let plain = |form: &Form| matches!(form, Form::Number | Form::Plain(_) | Form::Open);
        if !cells.iter().all(plain) {
            return self.blocks(rows.len(), columns, &cells);
        }
        if rows
            .iter()
            .flatten()
            .any(|cell| matches!(cell.kind, Kind::Operator(_) | Kind::Empty))
        {
            return Form::Open;
        }
        let (rows, columns) = (self.count(rows.len()), self.count(columns));
        Form::Array(Shape { rows, columns })
    }

    fn count(&mut self, count: usize) -> Dim {
        let kind = Kind::Number(count.to_string());
        self.shapes.size(&Tree { kind, span: 0..0 })
    }

    /// Vectors side by side, or rows below each other.
    fn blocks(&mut self, rows: usize, columns: usize, cells: &[Form]) -> Form {
        let mut arrays = cells.iter().filter_map(|form| match form {
            Form::Array(shape) => Some(*shape),
            _ => None,
        });
        let Some(first) = arrays.next() else {
            return Form::Open;
        };
        let count = self.count(rows.max(columns));
        if rows == 1 && self.shapes.is_one(first.columns) {
            self.join(cells);
            return Form::Array(Shape {
                rows: first.rows,
                columns: count,
            });
        }
        if columns == 1 && self.shapes.is_one(first.rows) {
            self.join(cells);
            return Form::Array(Shape {
                rows: count,
                columns: first.columns,
            });
        }
        Form::Open
    }

    /// An array with dots, as large as its entries count.
    fn dotted(&mut self, rows: &[Vec<Tree>]) -> Form {
        let across: Vec<&Tree> = rows[0].iter().collect();
        let down: Vec<&Tree> = rows.iter().map(|row| &row[0]).collect();
        let zero = |tree: &Tree| matches!(&tree.kind, Kind::Number(digits) if digits == "0");
        if rows.len() == across.len() && zero(across[across.len() - 1]) {
            let last = rows.len() - 1;
            let dots = &rows[last - 1][last - 1];
            let count = listed_count(&[across[0], dots, &rows[last][last]]);
            let size = match count {
                Some(count) => self.shapes.size(&count),
                None => self.shapes.fresh(true),
            };
            return Form::Array(Shape {
                rows: size,
                columns: size,
            });
        }
        let mut size = |items: &[&Tree]| match items {
            [_] => ONE,
            _ => match listed_count(items) {
                Some(count) => self.shapes.size(&count),
                None => self.shapes.fresh(true),
            },
        };
        let (rows, columns) = (size(&down), size(&across));
        Form::Array(Shape { rows, columns })
    }

    fn name(&mut self, found: &Written<'_>) -> Form {
        let form = self.plain_name(found);
        let form = match found.primes {
            0 => form,
            _ if self.scope.study.primes_transpose => turned(form),
            _ => Form::Open,
        };
        self.raised(form, found.sup)
    }

    fn plain_name(&mut self, found: &Written<'_>) -> Form {
        let letter = found.letter.as_str();
        match letter {
            r"\mathbf{0}" | r"\mathbf{1}" => return self.filled(&found.items_trees()),
            "I" | r"\mathrm{I}" | r"\mathbb{I}" if self.scope.reads_identity(letter, found) => {
                let size = match found.items_trees()[..] {
                    [size] => self.shapes.size(size),
                    _ => self.shapes.fresh(true),
                };
                return Form::Array(Shape {
                    rows: size,
                    columns: size,
                });
            }
            _ => {}
        }
        let (key, indices) = self.scope.resolve(found);
        let known = self.shapes.of(&key);
        match (known, indices.len()) {
            (Some(shape), 0) => Form::Array(shape),
            (Some(shape), 1) if self.shapes.is_one(shape.columns) => Form::Number,
            (Some(_), 2) => Form::Number,
            (None, 0) if self.is_number(&key) || self.scope.nature(&key) != Nature::Value => {
                Form::Number
            }
            (None, 0) => Form::Plain(key),
            _ => Form::Open,
        }
    }

    /// The vector of zeros or ones, with its size if one is written.
    fn filled(&mut self, sizes: &[&Tree]) -> Form {
        let rows = match sizes[..] {
            [] => self.shapes.fresh(true),
            [rows] => self.shapes.size(rows),
            _ => return Form::Open,
        };
        Form::Array(Shape { rows, columns: ONE })
    }

    fn scripted(&mut self, base: &Tree, sub: Option<&Tree>) -> Form {
        match (&base.kind, sub) {
            (Kind::Number(_), Some(size)) => match &size.kind {
                Kind::Product(factors) if factors.len() == 2 => Form::Array(Shape {
                    rows: self.shapes.size(&factors[0].1),
                    columns: self.shapes.size(&factors[1].1),
                }),
                _ => self.filled(&[size]),
            },
            (_, Some(_)) => {
                self.form(base);
                Form::Open
            }
            _ => self.form(base),
        }
    }

    /// True if `T` as the superscript of the form is no exponent.
    fn is_turned(&self, form: &Form) -> bool {
        let shown = |key: &String| self.scope.evidence(key).is_some_and(|e| e.transposed);
        !self.scope.is_exponent() || matches!(form, Form::Plain(key) if shown(key))
    }

    fn raised(&mut self, form: Form, sup: Option<&Tree>) -> Form {
        let Some(sup) = sup else { return form };
        match superscript(sup) {
            Superscript::Transpose => turned(form),
            Superscript::MaybeTranspose(_) if self.is_turned(&form) => turned(form),
            Superscript::Inverse | Superscript::InverseTranspose => {
                self.square(&form);
                form
            }
            Superscript::Power(power) => {
                self.number(power);
                match form {
                    Form::Array(shape) if self.shapes.is_one(shape.columns) => Form::Number,
                    Form::Array(shape) => Form::Array(shape),
                    Form::Number => Form::Number,
                    Form::Plain(key) if !self.is_matrix_letter(&key) => Form::Number,
                    _ => Form::Open,
                }
            }
            _ => Form::Open,
        }
    }

    // Products

    fn product(&mut self, factors: &[(Times, Tree)]) -> Form {
        let mut forms = Vec::new();
        let mut at = 0;
        while at < factors.len() {
            let (times, tree) = &factors[at];
            let next = factors
                .get(at + 1)
                .filter(|(times, _)| *times == Times::Juxtaposed)
                .map(|(_, t)| t);
            at += 1;
            if *times == Times::Over {
                self.number(tree);
                continue;
            }
            if *times == Times::By("otimes") {
                self.form(tree);
                forms.push(Form::Open);
                continue;
            }
            match self.headed(tree, next) {
                Some(Head::Function(operator)) if next.and_then(bracket).is_none() => {
                    let form = self.chain_of(&factors[at..]);
                    forms.push(self.function(operator, form));
                    break;
                }
                Some(meaning) => {
                    at += usize::from(next.is_some());
                    let form = self.applied(meaning, tree, next);
                    let sup = next.and_then(bracket).and_then(|b| b.sup);
                    forms.push(self.raised(form, sup));
                }
                None if self.is_applied(tree, next) => {
                    at += 1;
                    if let Some(argument) = next {
                        self.argument(tree, argument);
                    }
                    forms.push(Form::Open);
                }
                None if *times == Times::By("odot") => {
                    let form = self.form(tree);
                    let before = forms.pop().unwrap_or(Form::Open);
                    forms.push(self.join(&[before, form]));
                }
                None => forms.push(self.factor(tree)),
            }
        }
        self.chain(&forms)
    }

    /// A numeral by itself may stand for an array of zeros or ones, in a product or fraction it is a number.
    fn factor(&mut self, tree: &Tree) -> Form {
        match tree.kind {
            Kind::Number(_) => Form::Number,
            _ => self.form(tree),
        }
    }

    fn chain_of(&mut self, factors: &[(Times, Tree)]) -> Form {
        match factors {
            [(_, only)] => self.form(only),
            _ => self.product(factors),
        }
    }

    /// The meaning of a name of the vocabulary at the head of what follows.
    fn headed(&self, tree: &Tree, next: Option<&Tree>) -> Option<Head> {
        let spelling = head_spelling(tree)?;
        let (meaning, surety) = head(&spelling)?;
        let argument = next.and_then(bracket);
        let used = self.scope.evidence(&spelling);
        let fits = match surety {
            Surety::Always => next.is_some(),
            Surety::Bracket => {
                argument.is_some() && used.is_none_or(|e| e.whole == 0 && e.said.is_empty())
            }
        };
        fits.then_some(meaning)
    }

    /// True if a name is a function or density applied to the bracket after it.
    fn is_applied(&self, tree: &Tree, next: Option<&Tree>) -> bool {
        let Some(found) = written(tree) else {
            return false;
        };
        let (key, _) = self.scope.resolve(&found);
        next.and_then(bracket)
            .filter(|&argument| !multiplies_itself(&found, argument))
            .is_some_and(|argument| self.scope.nature_before(&key, argument) != Nature::Value)
    }

    /// A function is of one kind of argument: a name that nothing marks is a vector where the note takes the function of a
    /// vector that is a name, or maps vectors by it, unless it equates the name with a number.
    fn argument(&mut self, head: &Tree, argument: &Tree) {
        let form = self.form(argument);
        let Some(found) = written(head).filter(|_| comma_items(argument).len() == 1) else {
            return;
        };
        let (key, _) = self.scope.resolve(&found);
        if self.scope.nature(&key) != Nature::Function {
            return;
        }
        let named = bracket(argument).is_some_and(|inner| written(inner.body).is_some());
        match form {
            Form::Array(shape) if named && self.shapes.is_one(shape.columns) => {
                self.arguments.entry(key).or_insert(shape);
            }
            Form::Plain(name) if self.late && !self.valued.contains(&name) => {
                let shape = self.arguments.get(&key).copied();
                if let Some(shape) = shape.or_else(|| self.mapped(&key)) {
                    self.promote(&name, shape);
                }
            }
            _ => {}
        }
    }

    /// The shape of the vectors that the note says a function maps.
    fn mapped(&mut self, key: &str) -> Option<Shape> {
        let (from, _) = self.scope.maps(key)?;
        let &[rows] = &set_shape(&from)?[..] else {
            return None;
        };
        let rows = self.shapes.size(rows);
        Some(Shape { rows, columns: ONE })
    }

    fn function(&mut self, operator: Operator, form: Form) -> Form {
        match (operator, form) {
            (Operator::Trace | Operator::Determinant, form) => {
                self.square(&form);
                Form::Number
            }
            (Operator::Inverse, form) => {
                self.square(&form);
                form
            }
            (Operator::Diag, Form::Array(shape)) if self.shapes.is_one(shape.columns) => {
                Form::Array(Shape {
                    rows: shape.rows,
                    columns: shape.rows,
                })
            }
            (Operator::Diag, Form::Array(shape)) => Form::Array(Shape {
                rows: shape.rows,
                columns: ONE,
            }),
            (Operator::Diag | Operator::Vec, _) => Form::Open,
            _ => Form::Number,
        }
    }

    fn applied(&mut self, meaning: Head, tree: &Tree, next: Option<&Tree>) -> Form {
        let Some(next) = next else { return Form::Open };
        let argument = bracket(next);
        let body = argument.map_or(next, |b: Bracket<'_>| b.body);
        match meaning {
            Head::Function(operator) => {
                let form = self.form(body);
                self.function(operator, form)
            }
            Head::Quantity(Quantity::Expectation) => self.form(body),
            Head::Quantity(Quantity::Variance) => self.covariance(&[body, body]),
            Head::Quantity(Quantity::Covariance) => self.covariance(&comma_items(body)),
            Head::Distribution(_) => {
                self.distribution(tree, next, None);
                Form::Number
            }
            _ => {
                self.form(body);
                Form::Number
            }
        }
    }

    /// The covariance matrix of two vectors.
    fn covariance(&mut self, operands: &[&Tree]) -> Form {
        let forms: Vec<Form> = operands.iter().map(|t| self.form(t)).collect();
        match forms[..] {
            [Form::Array(a)] => Form::Array(Shape {
                rows: a.rows,
                columns: a.rows,
            }),
            [Form::Array(a), Form::Array(b)] => Form::Array(Shape {
                rows: a.rows,
                columns: b.rows,
            }),
            _ => Form::Open,
        }
    }

    /// Neighbours share a size. A capital beside a matrix is a matrix; what else stands at the end is decided by the
    /// other side.
    fn chain(&mut self, forms: &[Form]) -> Form {
        let mut shape: Option<Shape> = None;
        let mut plain: Vec<Key> = Vec::new();
        let mut open = false;
        for form in forms {
            match form {
                Form::Number => {}
                Form::Open => {
                    open = true;
                    shape = None;
                }
                Form::Plain(key) => match shape {
                    Some(before)
                        if self.is_matrix_letter(key) && !self.shapes.is_one(before.columns) =>
                    {
                        let columns = self.shapes.fresh(true);
                        let own = Shape {
                            rows: before.columns,
                            columns,
                        };
                        match self.promote(key, own) {
                            true => shape = Some(Shape { columns, ..before }),
                            false => plain.push(key.clone()),
                        }
                    }
                    _ => plain.push(key.clone()),
                },
                Form::Array(own) | Form::Tail(own, _) => {
                    if let (None, [.., before]) = (shape, &plain[..]) {
                        self.before_matrix(before, *own);
                    }
                    open |= matches!(form, Form::Tail(..));
                    let joined = match shape {
                        None => Some(*own),
                        Some(before) => self.times(before, *own),
                    };
                    open |= joined.is_none();
                    shape = joined;
                    // Whatever stood between two arrays is a number.
                    plain.clear();
                }
            }
        }
        match (shape, &plain[..]) {
            _ if open => Form::Open,
            (Some(shape), []) if self.shapes.is_scalar(shape) => Form::Number,
            (Some(shape), [tail]) if !self.shapes.is_one(shape.columns) => {
                Form::Tail(shape, tail.clone())
            }
            (Some(shape), _) => Form::Array(shape),
            (None, []) => Form::Number,
            (None, [only]) => Form::Plain(only.clone()),
            _ => Form::Open,
        }
    }

    /// A capital right before a matrix is one as well.
    fn before_matrix(&mut self, key: &str, matrix: Shape) {
        if self.is_matrix_letter(key) && !self.shapes.is_one(matrix.columns) {
            let rows = self.shapes.fresh(true);
            let columns = matrix.rows;
            self.promote(key, Shape { rows, columns });
        }
    }

    fn times(&mut self, a: Shape, b: Shape) -> Option<Shape> {
        if self.shapes.is_scalar(a) {
            return Some(b);
        }
        if self.shapes.is_scalar(b) {
            return Some(a);
        }
        if self.shapes.unify(a.columns, b.rows) {
            return Some(Shape {
                rows: a.rows,
                columns: b.columns,
            });
        }
        let dot = self.shapes.is_one(a.columns) && self.shapes.is_one(b.columns);
        (dot && self.shapes.unify(a.rows, b.rows)).then_some(Shape::SCALAR)
    }

    // Sums and equations

    /// What is added or equated is of one shape.
    pub(super) fn join(&mut self, forms: &[Form]) -> Form {
        let mut shape = None;
        for form in forms {
            if let Form::Array(own) = form {
                match shape {
                    None => shape = Some(*own),
                    Some(known) => {
                        self.shapes.same(known, *own);
                    }
                }
            }
        }
        let plain = |form: &&Form| matches!(form, Form::Plain(key) if !is_capital(key));
        let vectors = forms.iter().any(|form| plain(&form));
        for form in forms {
            if let Form::Tail(own, key) = form {
                let found = self.tail(*own, key, shape, vectors);
                shape = shape.or(found);
            }
        }
        let Some(shape) = shape else {
            let plain = forms.iter().filter_map(|form| match form {
                Form::Plain(key) => Some(key.clone()),
                _ => None,
            });
            if forms.contains(&Form::Number) {
                self.valued.extend(plain);
            }
            return match forms {
                _ if forms.contains(&Form::Open) => Form::Open,
                _ if forms.iter().all(|f| *f == Form::Number) => Form::Number,
                _ => {
                    let first = forms.iter().find(|f| matches!(f, Form::Plain(_)));
                    first.cloned().unwrap_or(Form::Open)
                }
            };
        };
        if !self.shapes.is_scalar(shape) {
            for form in forms {
                if let Form::Plain(key) = form {
                    self.promote(key, shape);
                }
            }
        }
        match self.shapes.is_scalar(shape) {
            true => Form::Number,
            false => Form::Array(shape),
        }
    }

    /// A product that ends in a name of unknown kind, beside terms of a shape (or names that can only be vectors): the
    /// name is a vector if the product would not fit else.
    fn tail(
        &mut self,
        own: Shape,
        key: &str,
        shape: Option<Shape>,
        vectors: bool,
    ) -> Option<Shape> {
        let columns = match shape {
            Some(shape) => {
                self.shapes.unify(own.rows, shape.rows);
                shape.columns
            }
            None if vectors => ONE,
            None => return None,
        };
        let last = Shape {
            rows: own.columns,
            columns,
        };
        if self.promote(key, last) {
            return Some(Shape {
                rows: own.rows,
                columns,
            });
        }
        self.shapes.unify(own.columns, columns).then_some(own)
    }

    // Distributions

    /// The shape of the points of a distribution, whose parameters have to fit; None where it is of numbers.
    pub(super) fn distribution(
        &mut self,
        head_tree: &Tree,
        arguments: &Tree,
        point: Option<Form>,
    ) -> Option<Shape> {
        let (meaning, _) = head(&head_spelling(head_tree)?)?;
        let Head::Distribution(row) = meaning else {
            return None;
        };
        let body = bracket(arguments)?.body;
        let (before, parameters) = parts(body);
        let mut points: Vec<Form> = point.into_iter().collect();
        points.extend(before.map(|t| self.form(t)));
        let forms: Vec<Form> = parameters.iter().map(|t| self.form(t)).collect();
        match (row.operator, &forms[..]) {
            (Operator::Normal, [mean, spread]) => {
                points.push(mean.clone());
                self.covariance_letter(spread);
                self.spread(&mut points, spread, true)
            }
            (Operator::StudentT, [mean, spread, _]) => {
                points.push(mean.clone());
                self.spread(&mut points, spread, false)
            }
            (Operator::MatrixNormal, [mean, rows, columns]) => {
                points.push(mean.clone());
                let (n, p) = (self.shapes.fresh(true), self.shapes.fresh(true));
                let whole = Shape {
                    rows: n,
                    columns: p,
                };
                points.push(Form::Array(whole));
                self.join(&points);
                self.covers(n, rows);
                self.covers(p, columns);
                Some(whole)
            }
            (Operator::Wishart, [scale, _]) => {
                points.push(scale.clone());
                let n = self.shapes.fresh(true);
                let square = Shape {
                    rows: n,
                    columns: n,
                };
                points.push(Form::Array(square));
                self.join(&points);
                Some(square)
            }
            _ => None,
        }
    }
}

impl<'t> Written<'t> {
    fn items_trees(&self) -> Vec<&'t Tree> {
        self.items.iter().map(|item| item.tree).collect()
    }
}

/// A name or a product of names: what is inside is looked at once more, and must not nest.
fn is_flat(tree: &Tree) -> bool {
    match &tree.kind {
        Kind::Product(factors) => factors.iter().all(|(_, factor)| written(factor).is_some()),
        _ => written(tree).is_some(),
    }
}

fn turned(form: Form) -> Form {
    match form {
        Form::Array(shape) => Form::Array(shape.transposed()),
        Form::Number => Form::Number,
        _ => Form::Open,
    }
}

/// `x; \mu, \Sigma` as point and parameters.
fn parts(body: &Tree) -> (Option<&Tree>, Vec<&Tree>) {
    match &body.kind {
        Kind::List { items, separators }
            if matches!(separators[..], [Separator::Semicolon | Separator::Bar]) =>
        {
            (Some(&items[0]), comma_items(&items[1]))
        }
        _ => (None, comma_items(body)),
    }
}

/// The numerator of a derivative: `d`, `\partial f`, `\mathrm{d}^2 f`.
fn is_derivative(above: &Tree) -> bool {
    match &above.kind {
        Kind::Product(factors) => is_d(&factors[0].1),
        _ => is_d(above),
    }
}
