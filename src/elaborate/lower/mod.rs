//! Syntax tree to expression, in a scope.
//!
//! [`lower`] gives the expression under the readings that the scope has in force; nothing unread is passed over: what has
//! no meaning here is an [`Unread`] with its place. Files by notation: [`product`] (application or product), [`head`]
//! (functions and their arguments), [`name`], [`array`], [`binder`], [`derivative`], [`density`], [`quantity`].

mod array;
mod bases;
mod binder;
mod blocks;
mod condition;
mod density;
mod derivative;
mod dots;
mod entropy;
mod event;
mod head;
mod information;
mod integral;
mod items;
mod law;
mod loose;
mod measure;
mod motion;
mod name;
mod own_density;
mod parameters;
mod places;
mod primed;
mod product;
mod quantity;
mod reach;
mod slash;
#[cfg(test)]
mod tests;
mod transform;
mod wide;

use super::antiderivatives::{limit_of, takes_limits};
use super::names;
use super::readings::Reading;
use super::scope::Scope;
use crate::diagnostic::Code;
use crate::expr::*;
use crate::number::Rational;
use crate::parse::tree::{Kind, Note, Relation, Sign, Span, Tree};

pub use bases::{common_base, has_other_base};
pub use derivative::differentials;
pub use dots::{is_dots, listed_count};
pub use event::joins_events;
pub use information::names_density;
pub use law::{LawVariables, lower_law};
pub use own_density::{OwnDensity, own_densities};
pub use parameters::hidden;

/// An expression with what lowering noticed on the way.
#[derive(Debug, Clone)]
pub struct Lowered {
    pub id: Id,
    /// Warnings: mended slips and unusual notation.
    pub notes: Vec<Note>,
    /// Alternative readings that would make a difference, with their places.
    pub readings: Vec<(Reading, Span)>,
}

/// Why a tree has no expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    pub span: Span,
    pub text: String,
    pub code: &'static str,
}

pub const ILL_SORTED: &str = "ill-sorted";
pub const UNREADABLE: &str = "unreadable";
pub const UNSUPPORTED: &str = "unsupported-notation";
pub const AMBIGUOUS: &str = "ambiguous";
pub const MISSING: &str = "missing-part";
pub const TOO_DEEP: &str = "too-large";

type Read<T> = Result<T, Unread>;

/// Deepest nesting that is lowered, within the stack of any thread.
const MAX_DEPTH: usize = 200;
/// Nodes that one lowering may make.
const MAX_NODES: usize = 1_000_000;

/// The expression of a tree.
///
/// # Errors
/// [`Unread`] names the first part without a meaning and says why.
pub fn lower(store: &mut Store, scope: &mut Scope, tree: &Tree) -> Result<Lowered, Unread> {
    let mut lowering = Lowering::new(store, scope);
    let id = lowering.tree(tree)?;
    let id = lowering.settle_sizes(id);
    lowering.refuse_loose(tree, id)?;
    Ok(Lowered {
        id,
        notes: lowering.notes,
        readings: lowering.readings,
    })
}

/// The distribution of a tree on the right of `\sim`: a named one, or that of a density.
///
/// # Errors
/// [`Unread`] if it is none.
pub fn lower_distribution(
    store: &mut Store,
    scope: &mut Scope,
    tree: &Tree,
) -> Result<Lowered, Unread> {
    let lowered = lower(store, scope, tree)?;
    match store.sort(lowered.id) {
        Sort::Distribution | Sort::Family => Ok(lowered),
        _ => Err(unread(tree, UNSUPPORTED, "this is no distribution")),
    }
}

/// Both sides of a relation in one sort: a literal 0 or 1 beside an array is the array of zeros or ones, the identity
/// matrix beside a matrix.
///
/// # Errors
/// `Err` with what differs, if no such reading makes the sides comparable.
pub fn same_sort(store: &mut Store, left: Id, right: Id) -> Result<(Id, Id), String> {
    let (a, b) = (store.shape(left), store.shape(right));
    if a == b {
        return Ok((left, right));
    }
    if let Some(right) = literal_array(store, right, a) {
        return Ok((left, right));
    }
    if let Some(left) = literal_array(store, left, b) {
        return Ok((left, right));
    }
    if a == (b.1, b.0) {
        if let Some(right) = listed_column(store, right) {
            return Ok((left, right));
        }
        if let Some(left) = listed_column(store, left) {
            return Ok((left, right));
        }
    }
    let describe = |store: &Store, id: Id| store.sort_to_text(store.sort_id(id));
    Err(format!(
        "the left side is {}, the right side {}",
        describe(store, left),
        describe(store, right)
    ))
}

/// The column of a row that is written as a list, `[a_1, \ldots, a_n]`: beside a column it is one.
fn listed_column(store: &mut Store, row: Id) -> Option<Id> {
    let Node::Apply(Operator::Transpose, args) = store.node(row) else {
        return None;
    };
    let column = args[0];
    let listed = matches!(store.node(column), Node::Bind(BinderKind::Sum, ..))
        || matches!(store.node(column), Node::Product(factors)
            if factors.iter().any(|&f| matches!(store.node(f), Node::Apply(Operator::Ones, _))));
    listed.then_some(column)
}

fn literal_array(store: &mut Store, literal: Id, (rows, columns): (Id, Id)) -> Option<Id> {
    let value = store.as_number(literal)?.to_i64()?;
    match (value, store.is_one(columns)) {
        (0, _) => Some(zeros(store, rows, columns)),
        (1, true) => Some(store.apply(Operator::Ones, &[rows])),
        (1, false) if rows == columns => Some(store.apply(Operator::Identity, &[rows])),
        _ => None,
    }
}

/// The array of zeros of that shape: the product of a column and a row where it is no vector.
pub fn zeros(store: &mut Store, rows: Id, columns: Id) -> Id {
    let column = store.apply(Operator::ZeroVector, &[rows]);
    if store.is_one(columns) {
        return column;
    }
    let row = store.apply(Operator::ZeroVector, &[columns]);
    let row = store.apply(Operator::Transpose, &[row]);
    store.chain(&[column, row])
}

fn unread(tree: &Tree, code: &'static str, text: impl Into<String>) -> Unread {
    Unread {
        span: tree.span.clone(),
        text: text.into(),
        code,
    }
}

/// The tree inside brace groups.
fn unwrapped(tree: &Tree) -> &Tree {
    match &tree.kind {
        Kind::Brace(body) => unwrapped(body),
        Kind::Group { open, body, .. } if open == "{" => unwrapped(body),
        _ => tree,
    }
}

fn is_list(tree: &Tree) -> bool {
    matches!(unwrapped(tree).kind, Kind::List { .. })
}

struct Lowering<'a> {
    store: &'a mut Store,
    scope: &'a mut Scope,
    notes: Vec<Note>,
    readings: Vec<(Reading, Span)>,
    depth: usize,
    /// Nodes in the store at the start.
    start: usize,
    /// The index that whole names take on under a sum whose body lacks it.
    implied: Option<Id>,
    /// Indices of the open sums with the upper ends of their ranges from 1.
    ranges: Vec<(SymbolId, Id)>,
    /// Variables at which bare densities are taken, innermost last: slot and value.
    ambient: Vec<Vec<(SymbolId, Id)>>,
    /// Letters of functions that stand without arguments.
    loose: Vec<SymbolId>,
    /// Letters by which the derivatives around differentiate, innermost last.
    deriving: Vec<String>,
    /// The product around shows that `\times` is no sign of numbers.
    crosses: bool,
}

impl<'a> Lowering<'a> {
    fn new(store: &'a mut Store, scope: &'a mut Scope) -> Self {
        let start = store.size();
        Self {
            store,
            scope,
            notes: Vec::new(),
            readings: Vec::new(),
            depth: 0,
            start,
            implied: None,
            ranges: Vec::new(),
            ambient: Vec::new(),
            loose: Vec::new(),
            deriving: Vec::new(),
            crosses: false,
        }
    }

    /// A binder; names in its body that depend on the variable are taken at it.
    fn bind(&mut self, kind: BinderKind, symbol: SymbolId, domain: Domain, body: Id) -> Id {
        let body = self.varying(symbol, body);
        self.store.bind_name(kind, symbol, domain, body)
    }

    fn varying(&mut self, symbol: SymbolId, body: Id) -> Id {
        self.scope.dependents.unfold(self.store, symbol, body)
    }

    fn note(&mut self, code: Code, tree: &Tree, text: impl Into<String>) {
        let note = Note {
            code,
            span: tree.span.clone(),
            text: text.into(),
        };
        let known = |n: &Note| n.code == note.code && n.span == note.span;
        if !self.notes.iter().any(known) {
            self.notes.push(note);
        }
    }

    /// Records that an alternative reading would make a difference here; true if it is in force.
    fn reading(&mut self, reading: Reading, tree: &Tree) -> bool {
        let occurrence = (reading, tree.span.clone());
        if !self.readings.contains(&occurrence) {
            self.readings.push(occurrence);
        }
        self.scope.readings.takes(reading)
    }

    fn tree(&mut self, tree: &Tree) -> Read<Id> {
        if self.depth >= MAX_DEPTH || self.store.size() - self.start > MAX_NODES {
            return Err(unread(
                tree,
                TOO_DEEP,
                "the expression is too large or too deeply nested",
            ));
        }
        self.depth += 1;
        let result = self.kind(tree);
        self.depth -= 1;
        result
    }

    /// A tree that must be a scalar.
    fn scalar(&mut self, tree: &Tree) -> Read<Id> {
        let id = self.tree(tree)?;
        self.require_scalar(id, tree)
    }

    fn require_scalar(&mut self, id: Id, tree: &Tree) -> Read<Id> {
        let text = match self.store.sort(id) {
            Sort::Vector(_) | Sort::Matrix(..) => "an array stands where a number is expected",
            Sort::Random(_) if self.store.is_array(id) => {
                "an array stands where a number is expected"
            }
            Sort::Truth => "a relation stands where a number is expected",
            Sort::Distribution => "a distribution stands where a number is expected",
            Sort::Family => "a density stands without its argument",
            Sort::Function(..) => "a function stands without its argument",
            Sort::Set(_) => "a set stands where a number is expected",
            Sort::Sequence(_) => "a sequence stands without its index",
            _ => return Ok(id),
        };
        Err(unread(tree, ILL_SORTED, text))
    }

    fn kind(&mut self, tree: &Tree) -> Read<Id> {
        match &tree.kind {
            Kind::Number(digits) => match Rational::parse_decimal(digits) {
                Some(value) => Ok(self.store.number(value)),
                None => Err(unread(tree, UNREADABLE, "the number cannot be read")),
            },
            Kind::Name(_) => self.single(tree),
            Kind::Operator(name) if name == "infty" => Ok(self.store.constant(Constant::Infinity)),
            Kind::Operator(name) => Err(unread(
                tree,
                UNSUPPORTED,
                format!("`{name}` stands without operands"),
            )),
            Kind::Sum(terms) => self.sum(tree, terms),
            Kind::Product(factors) => self.product(tree, factors),
            Kind::Scripts { .. } => self.scripts(tree),
            Kind::Fraction(above, below) => self.fraction(tree, above, below),
            Kind::Binomial(n, k) if is_list(k) => self.multinomial(n, unwrapped(k)),
            Kind::Binomial(n, k) => {
                let (n, k) = (self.scalar(n)?, self.scalar(k)?);
                Ok(self.store.apply(Operator::Binomial, &[n, k]))
            }
            Kind::Root { index, body } => self.root(index.as_deref(), body),
            Kind::Big {
                operator,
                sub,
                sup,
                body,
            } => self.big(
                tree,
                operator,
                sub.as_deref(),
                sup.as_deref(),
                body.as_deref(),
            ),
            Kind::Integral { .. } => self.integral(tree),
            Kind::Group { open, close, body } => self.group(tree, open, close, body),
            Kind::Brace(body) | Kind::Decorated { body, .. } => self.tree(body),
            Kind::List { .. } => Err(unread(
                tree,
                UNSUPPORTED,
                "a list stands where one value is expected",
            )),
            Kind::Chain { .. } => self.chain(tree),
            Kind::Matrix { environment, rows } => self.matrix(tree, environment, rows),
            Kind::Cases(rows) => self.cases(tree, rows),
            Kind::Factorial(body) if matches!(body.kind, Kind::Factorial(_)) => Err(unread(
                tree,
                UNSUPPORTED,
                "the double factorial is not followed",
            )),
            Kind::Factorial(body) => {
                let body = self.scalar(body)?;
                Ok(self.store.apply(Operator::Factorial, &[body]))
            }
            Kind::Text(words) => Err(unread(
                tree,
                UNSUPPORTED,
                format!("words stand in the formula: {words}"),
            )),
            Kind::Empty => Err(unread(tree, MISSING, "an operand is missing")),
            Kind::Unreadable(text) => {
                Err(unread(tree, UNREADABLE, format!("`{text}` cannot be read")))
            }
        }
    }

    fn sum(&mut self, tree: &Tree, terms: &[(Sign, Tree)]) -> Read<Id> {
        if let Some(whole) = places::over_sum(tree, terms) {
            return self.tree(&whole);
        }
        if let Some(whole) = wide::over_terms(tree, terms)
            && self.reading(Reading::BodyWide, tree)
        {
            return self.tree(&whole);
        }
        let mut undotted: Option<Vec<(Sign, Tree)>> = None;
        while let Some(next) = self.dotted_sum(undotted.as_deref().unwrap_or(terms))? {
            undotted = Some(next);
        }
        let terms = undotted.as_deref().unwrap_or(terms);
        let mut ids = Vec::with_capacity(terms.len());
        for (sign, term) in terms {
            let id = self.tree(term)?;
            ids.push(match sign {
                Sign::Plus => id,
                Sign::Minus => self.negate(id),
                Sign::PlusMinus | Sign::MinusPlus => {
                    return Err(unread(
                        term,
                        UNSUPPORTED,
                        "a double sign stands for two statements",
                    ));
                }
            });
        }
        self.agree(&mut ids, tree)?;
        Ok(self.store.sum(&ids))
    }

    /// The negative: a number in front takes the sign.
    fn negate(&mut self, id: Id) -> Id {
        match self.store.node(id).clone() {
            Node::Number(value) => self.store.number(value.neg()),
            Node::Product(factors) => match self.store.as_number(factors[0]) {
                Some(value) => {
                    let negative = value.neg();
                    let mut factors = factors.to_vec();
                    if negative.is_one() {
                        // The minus signs of `-(-x)` cancel.
                        factors.remove(0);
                    } else {
                        factors[0] = self.store.number(negative);
                    }
                    self.store.product(&factors)
                }
                None => self.store.negate(id),
            },
            _ => self.store.negate(id),
        }
    }

    fn fraction(&mut self, tree: &Tree, above: &Tree, below: &Tree) -> Read<Id> {
        if let Some(id) = self.derivative_fraction(tree, above, below)? {
            return Ok(id);
        }
        let numerator = self.tree(above)?;
        let denominator = self.scalar(below)?;
        Ok(self.quotient(numerator, denominator))
    }

    /// A quotient; number literals are divided at once, a literal 1 above leaves the reciprocal.
    fn quotient(&mut self, above: Id, below: Id) -> Id {
        let literal = self.store.as_number(below).cloned();
        if let Some(below) = literal.filter(|value| !value.is_zero()) {
            let factor = Rational::one().div(&below);
            if let Some(factor) = factor {
                if let Some(above) = self.store.as_number(above).cloned() {
                    return self.store.number(above.mul(&factor));
                }
                let factor = self.store.number(factor);
                return self.store.product(&[factor, above]);
            }
        }
        let inverse = self.store.reciprocal(below);
        if self.store.is_one(above) {
            return inverse;
        }
        self.store.times(&[above, inverse])
    }

    fn root(&mut self, index: Option<&Tree>, body: &Tree) -> Read<Id> {
        let body = self.scalar(body)?;
        let Some(index) = index else {
            return Ok(self.store.sqrt(body));
        };
        let index = self.scalar(index)?;
        let one = self.store.integer(1);
        let exponent = self.quotient(one, index);
        Ok(self.store.power(body, exponent))
    }

    fn group(&mut self, tree: &Tree, open: &str, close: &str, body: &Tree) -> Read<Id> {
        match (open, close) {
            (_, "|") if open != "|" => {
                Err(unread(tree, MISSING, "a bar of evaluation needs a point"))
            }
            ("|", _) => self.bars(body),
            (r"\|", _) => {
                let body = self.normed(body)?;
                Ok(self.store.apply(Operator::Norm, &[body]))
            }
            (r"\lfloor", _) => {
                let body = self.scalar(body)?;
                Ok(self.store.apply(Operator::Floor, &[body]))
            }
            (r"\lceil", _) => {
                let body = self.scalar(body)?;
                Ok(self.store.apply(Operator::Ceiling, &[body]))
            }
            (r"\langle", _) => self.angle(tree, body, None),
            _ if self.scope.conventions.own.is_own_bracket(open) => {
                let text = format!("`{open}` has a meaning of its own in this note");
                Err(unread(tree, UNSUPPORTED, text))
            }
            // The bracket of Iverson: 1 where the relation holds, else 0.
            ("[", "]") if matches!(body.kind, Kind::Chain { .. }) => self.indicator(body),
            ("(" | "[" | r"\{" | "{" | ".", _) => match &body.kind {
                Kind::Chain { .. } => Err(unread(
                    tree,
                    UNSUPPORTED,
                    "a relation stands where a value is expected",
                )),
                Kind::List { .. } if matches!(open, "(" | "[") => {
                    self.listed_array(tree, open, body)
                }
                Kind::List { .. } => Err(unread(
                    tree,
                    UNSUPPORTED,
                    "a list stands where one value is expected",
                )),
                _ => self.tree(body),
            },
            _ => Err(unread(
                tree,
                UNSUPPORTED,
                format!("brackets `{open}` have no meaning here"),
            )),
        }
    }

    /// Something with scripts that is no plain name.
    fn scripts(&mut self, tree: &Tree) -> Read<Id> {
        let Kind::Scripts {
            base,
            sub,
            sup,
            primes,
        } = &tree.kind
        else {
            return self.kind(tree);
        };
        if names::written(tree).is_some() || matches!(base.kind, Kind::Operator(_)) {
            return self.single(tree);
        }
        if let Kind::Group { open, close, body } = &base.kind {
            if *primes > 0 && matches!(open.as_str(), r"\langle" | r"\|") {
                return Err(unread(tree, UNSUPPORTED, primed::UNTOLD));
            }
            if let (Some(from), Some(to)) = (sub.as_deref(), sup.as_deref())
                && let Some((variable, from)) = limit_of(from)
            {
                if !takes_limits(open, close) || !self.is_integrated(variable) {
                    let text = "a sequence of values, or a difference between two, is not told";
                    return Err(unread(tree, UNSUPPORTED, text));
                }
                return self.between(body, variable, (from, to));
            }
            if close == "|" && open != "|" {
                return self.evaluation(tree, body, sub.as_deref(), sup.as_deref());
            }
            if open == r"\langle" {
                let id = self.angle(base, body, sub.as_deref())?;
                return self.raised(tree, id, sup.as_deref());
            }
            if open == r"\|" {
                let mut args = vec![self.normed(body)?];
                match sub.as_deref() {
                    Some(index) if !matches!(&index.kind, Kind::Number(n) if n == "2") => {
                        args.push(self.norm_index(index)?);
                    }
                    _ => {}
                }
                let norm = self.store.apply(Operator::Norm, &args);
                return self.raised(tree, norm, sup.as_deref());
            }
        }
        if *primes > 0 {
            return self.primed_group(tree, base, *primes);
        }
        if let (Kind::Number(digits), Some(size)) = (&base.kind, sub) {
            let id = self.filled(tree, digits, size)?;
            return self.raised(tree, id, sup.as_deref());
        }
        let id = self.tree(base)?;
        let id = match sub {
            Some(sub) => self.indexed(tree, id, sub)?,
            None => id,
        };
        self.raised(tree, id, sup.as_deref())
    }

    /// A chain of relations as a truth value.
    fn chain(&mut self, tree: &Tree) -> Read<Id> {
        let Kind::Chain { first, rest } = &tree.kind else {
            return self.tree(tree);
        };
        let mut left = self.tree(first)?;
        let mut relations = Vec::new();
        for (relation, right) in rest {
            let right_id = if *relation == Relation::In {
                self.set(right)?
            } else {
                self.tree(right)?
            };
            relations.push(self.comparison(tree, left, *relation, right_id)?);
            left = right_id;
        }
        Ok(match relations[..] {
            [only] => only,
            _ => self.store.apply(Operator::And, &relations),
        })
    }

    fn comparison(&mut self, tree: &Tree, left: Id, relation: Relation, right: Id) -> Read<Id> {
        let (comparison, swap) = match relation {
            Relation::Equal => (Comparison::Equal, false),
            Relation::NotEqual => (Comparison::NotEqual, false),
            Relation::Less => (Comparison::Less, false),
            Relation::LessEqual => (Comparison::LessEqual, false),
            Relation::Greater => (Comparison::Less, true),
            Relation::GreaterEqual => (Comparison::LessEqual, true),
            Relation::In => (Comparison::In, false),
            _ => {
                return Err(unread(
                    tree,
                    UNSUPPORTED,
                    "this relation has no truth value here",
                ));
            }
        };
        let (left, right) = match comparison {
            Comparison::In => (left, right),
            _ => {
                same_sort(self.store, left, right).map_err(|text| unread(tree, ILL_SORTED, text))?
            }
        };
        Ok(match swap {
            false => self.store.relation(comparison, left, right),
            true => self.store.relation(comparison, right, left),
        })
    }

    fn cases(&mut self, tree: &Tree, rows: &[(Tree, Option<Tree>)]) -> Read<Id> {
        let mut lowered = Vec::new();
        for (value, condition) in rows {
            let value = self.tree(value)?;
            let condition = match condition {
                None => self.store.constant(Constant::True),
                Some(condition) => self.condition(condition)?,
            };
            lowered.push((value, condition));
        }
        if lowered.is_empty() {
            return Err(unread(tree, MISSING, "no case is given"));
        }
        let mut values: Vec<Id> = lowered.iter().map(|&(value, _)| value).collect();
        self.agree(&mut values, tree)?;
        for (row, value) in lowered.iter_mut().zip(values) {
            row.0 = value;
        }
        Ok(self.store.cases(&lowered))
    }

    fn condition(&mut self, tree: &Tree) -> Read<Id> {
        match &tree.kind {
            Kind::Text(words)
                if words.trim().to_lowercase().contains("otherwise") || words.contains("else") =>
            {
                Ok(self.store.constant(Constant::True))
            }
            Kind::Decorated { body, command } if command.starts_with("text") => {
                match command.trim_start_matches("text").trim() {
                    "if" | "for" | "when" | "falls" | "若" | "当" | "" => self.condition(body),
                    _ => Err(unread(
                        tree,
                        UNSUPPORTED,
                        "the condition of a case is in words",
                    )),
                }
            }
            Kind::List { items, .. } => {
                let parts: Result<Vec<Id>, Unread> =
                    items.iter().map(|t| self.condition(t)).collect();
                let parts = parts?;
                Ok(self.store.apply(Operator::And, &parts))
            }
            Kind::Chain { .. } => self.chain(tree),
            Kind::Name(name)
                if name.letter.eq_ignore_ascii_case("otherwise") || name.letter == "else" =>
            {
                Ok(self.store.constant(Constant::True))
            }
            _ => Err(unread(
                tree,
                UNSUPPORTED,
                "the condition of a case cannot be read",
            )),
        }
    }
}
