//! Printing expressions: readable LaTeX that reads back as the same node, and fully bracketed text for tests.

use super::node::*;
use super::operator::Operator;
use super::store::Store;
use crate::number::Rational;

/// How tightly a piece of LaTeX holds together; a looser one is bracketed where a tighter one is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Relation,
    Sum,
    /// A product with an open end: the body of a sum or logarithm takes in whatever follows.
    Open,
    Product,
    Factor,
    Atom,
}

/// Nodes printed at most; what lies beyond is `\ldots`. A DAG may be exponentially larger than its size.
const MAX_PRINTED: usize = 20_000;
/// Deepest nesting printed, within the stack of any thread.
const MAX_DEPTH: usize = 400;

impl Store {
    /// Readable LaTeX. Bound variables get letters by their sort that are not used for anything free.
    pub fn to_latex(&self, id: Id) -> String {
        self.to_latex_marked(id, &[])
    }

    /// Readable LaTeX in which the given parts stand in boxes, as far as they are printed in one piece.
    pub fn to_latex_marked(&self, id: Id, marks: &[Id]) -> String {
        let mut printer = Printer::new(self, id);
        printer.marks = marks.to_vec();
        printer.print(id, Level::Relation)
    }

    /// LaTeX of a sort, for messages: `\mathbb{R}^{n}`, `function`.
    pub fn sort_to_text(&self, sort: SortId) -> String {
        match self.sort_of(sort) {
            Sort::Real => "real".into(),
            Sort::Integer => "integer".into(),
            Sort::Complex => "complex".into(),
            Sort::Truth => "truth value".into(),
            Sort::Vector(n) => format!("vector of length {}", self.to_latex(*n)),
            Sort::Matrix(m, n) => format!("{}×{} matrix", self.to_latex(*m), self.to_latex(*n)),
            Sort::Sequence(item) => format!("sequence ({})", self.sort_to_text(*item)),
            Sort::Element(Some(set)) => format!("element of {}", self.symbol(*set).spelling),
            Sort::Element(None) => "element of a finite set".into(),
            Sort::Set(item) => format!("set ({})", self.sort_to_text(*item)),
            Sort::Function(args, result) => {
                let args: Vec<_> = args.iter().map(|&a| self.sort_to_text(a)).collect();
                format!(
                    "function ({}) -> {}",
                    args.join(", "),
                    self.sort_to_text(*result)
                )
            }
            Sort::Family => "family of densities".into(),
            Sort::Distribution => "distribution".into(),
            Sort::Random(item) => format!("random {}", self.sort_to_text(*item)),
            Sort::Unknown => "unknown".into(),
        }
    }
}

pub(super) struct Printer<'s> {
    pub(super) store: &'s Store,
    /// Letters of the binders that are open, outermost first.
    pub(super) bound: Vec<String>,
    /// Spellings that a bound variable must not take.
    taken: Vec<String>,
    /// Parts that get a box.
    marks: Vec<Id>,
    printed: usize,
}

impl<'s> Printer<'s> {
    pub(super) fn new(store: &'s Store, id: Id) -> Self {
        let free = store.free_names(id);
        Self {
            store,
            bound: Vec::new(),
            taken: free
                .iter()
                .map(|&s| store.symbol(s).spelling.clone())
                .collect(),
            marks: Vec::new(),
            printed: 0,
        }
    }

    pub(super) fn exhausted(&mut self) -> bool {
        self.printed += 1;
        self.printed > MAX_PRINTED || self.bound.len() > MAX_DEPTH
    }

    pub(super) fn print(&mut self, id: Id, least: Level) -> String {
        if self.exhausted() {
            return r"\ldots".into();
        }
        let (text, level) = self.node(id);
        if self.marks.contains(&id) {
            format!(r"\boxed{{{text}}}")
        } else if level >= least {
            text
        } else {
            format!(r"\left({text}\right)")
        }
    }

    pub(super) fn list(&mut self, ids: &[Id]) -> String {
        let items: Vec<_> = ids
            .iter()
            .map(|&id| self.print(id, Level::Relation))
            .collect();
        items.join(", ")
    }

    fn node(&mut self, id: Id) -> (String, Level) {
        match self.store.node(id).clone() {
            Node::Number(value) => number(&value),
            Node::Constant(constant) => (constant_spelling(constant).into(), Level::Atom),
            Node::Name(symbol) => (self.store.symbol(symbol).spelling.clone(), Level::Atom),
            Node::Bound(level, _) => (self.bound_name(level), Level::Atom),
            Node::Sum(terms) => (self.sum(&terms), Level::Sum),
            Node::Product(factors) => self.product(&factors),
            Node::Power(base, exponent) => self.power(base, exponent),
            Node::Apply(operator, args) => self.apply(operator, &args),
            Node::Call(head, args) => (self.call(head, &args), Level::Atom),
            Node::Density { family, of, given } => (self.density(family, &of, &given), Level::Atom),
            Node::Chain(factors) => {
                let factors: Vec<_> = factors
                    .iter()
                    .map(|&f| self.print(f, Level::Factor))
                    .collect();
                (factors.join(" "), Level::Product)
            }
            Node::Component(base, indices) => (self.component(base, &indices), Level::Atom),
            Node::Matrix {
                rows: _,
                columns,
                entries,
            } => (self.matrix(columns as usize, &entries), Level::Atom),
            Node::Bind(kind, sort, domain, body) => self.bind(kind, sort, domain, body),
            Node::Relation(relation, a, b) => {
                let sign = comparison_sign(relation);
                let (a, b) = (self.print(a, Level::Sum), self.print(b, Level::Sum));
                (format!("{a} {sign} {b}"), Level::Relation)
            }
            Node::Cases(rows) => (self.cases(&rows), Level::Atom),
        }
    }

    fn bound_name(&self, level: u32) -> String {
        let at = self.bound.len().checked_sub(level as usize + 1);
        at.and_then(|at| self.bound.get(at).cloned())
            .unwrap_or_else(|| format!(r"\mathrm{{bound}}_{{{level}}}"))
    }

    /// Terms with a sign of their own: of higher degree before lower, with a plus in front, plain numbers last.
    fn sum(&mut self, terms: &[Id]) -> String {
        let mut shown: Vec<_> = terms
            .iter()
            .map(|&term| {
                let text = self.print(term, Level::Open);
                let negative = text.starts_with('-');
                let plain = matches!(self.store.node(term), Node::Number(_));
                let degree = -self.degree(term, 0);
                (plain, degree, alphabetical(&text), negative, text)
            })
            .collect();
        shown.sort();
        if let Some(first) = shown.iter().position(|(.., negative, _)| !negative) {
            let leading = shown.remove(first);
            shown.insert(0, leading);
        }
        let mut text = String::new();
        for (.., negative, term) in shown {
            match (text.is_empty(), negative) {
                (true, _) => text.push_str(&term),
                (false, true) => text.push_str(&format!(" - {}", &term[1..])),
                (false, false) => text.push_str(&format!(" + {term}")),
            }
        }
        text
    }

    /// The degree of a term as a monomial, for the order of a sum.
    fn degree(&self, id: Id, depth: u32) -> i64 {
        if depth > 8 {
            return 1;
        }
        match self.store.node(id) {
            Node::Number(_) | Node::Constant(_) => 0,
            Node::Product(items) => items.iter().map(|&i| self.degree(i, depth + 1)).sum(),
            Node::Power(base, exponent) => {
                let power = self.store.as_number(*exponent).and_then(Rational::to_i64);
                let base = self.degree(*base, depth + 1);
                power.map_or(base, |n| base.saturating_mul(n.clamp(-99, 99)))
            }
            _ => 1,
        }
    }

    /// Numbers first, then names and powers, then functions, then what has an open end; reciprocals as denominators.
    fn product(&mut self, factors: &[Id]) -> (String, Level) {
        let mut negative = false;
        let (mut numbers, mut plain) = (Vec::new(), Vec::new());
        let (mut open, mut below) = (Vec::new(), Vec::new());
        for &factor in factors {
            match self.store.node(factor) {
                Node::Number(value) => {
                    negative ^= value.is_negative();
                    let magnitude = value.abs();
                    if !magnitude.is_one() || !value.is_negative() {
                        numbers.push(magnitude);
                    }
                }
                Node::Power(base, exponent)
                    if self.is_minus_one(*exponent) && !self.store.is_array(*base) =>
                {
                    below.push(*base);
                }
                _ if self.is_open(factor) => open.push(factor),
                _ => plain.push(factor),
            }
        }
        let mut parts: Vec<String> = Vec::new();
        if below.is_empty() {
            parts.extend(numbers.iter().map(|n| number(n).0));
            parts.extend(self.in_order(&plain, Level::Factor));
        } else {
            let (whole, broken): (Vec<_>, Vec<_>) = numbers.iter().partition(|n| n.is_integer());
            parts.extend(broken.iter().map(|n| number(n).0));
            let mut above: Vec<String> = whole.iter().map(|n| number(n).0).collect();
            let least = match (plain.len(), above.is_empty()) {
                (1, true) => Level::Relation,
                _ => Level::Factor,
            };
            above.extend(self.in_order(&plain, least));
            for (at, base) in below.into_iter().enumerate() {
                let base = self.print(base, Level::Relation);
                let above = match (at, above.is_empty()) {
                    (0, false) => beside(&above),
                    _ => "1".into(),
                };
                parts.push(format!(r"\frac{{{above}}}{{{base}}}"));
            }
        }
        // Only the last factor may have an open end.
        let last = open.len().saturating_sub(1);
        let tail = !open.is_empty();
        for (at, factor) in open.into_iter().enumerate() {
            let array = matches!(self.store.node(factor), Node::Chain(_));
            let least = match (at == last, array) {
                (true, true) => Level::Product,
                (true, false) => Level::Open,
                _ => Level::Factor,
            };
            parts.push(self.print(factor, least));
        }
        if parts.is_empty() {
            parts.push("1".into());
        }
        let sign = if negative { "-" } else { "" };
        let level = if negative || tail {
            Level::Open
        } else {
            Level::Product
        };
        (format!("{sign}{}", beside(&parts)), level)
    }

    /// Factors as they are usually written: names alphabetically, then brackets, then functions.
    fn in_order(&mut self, factors: &[Id], least: Level) -> Vec<String> {
        let mut shown: Vec<(u8, String, String)> = factors
            .iter()
            .map(|&factor| {
                let rank = match self.store.node(factor) {
                    Node::Sum(_) => 1,
                    Node::Density { .. } | Node::Call(..) => 2,
                    Node::Apply(..) => 3,
                    Node::Bind(..) => 4,
                    _ if self.store.is_array(factor) => 5,
                    _ => 0,
                };
                let text = self.print(factor, least);
                (rank, alphabetical(&text), text)
            })
            .collect();
        shown.sort();
        shown.into_iter().map(|(.., text)| text).collect()
    }

    fn is_minus_one(&self, id: Id) -> bool {
        self.store
            .as_number(id)
            .is_some_and(|n| n.to_i64() == Some(-1))
    }

    fn is_open(&self, id: Id) -> bool {
        match self.store.node(id) {
            Node::Bind(kind, ..) => *kind != BinderKind::Integral,
            node => matches!(node, Node::Chain(_)),
        }
    }

    fn power(&mut self, base: Id, exponent: Id) -> (String, Level) {
        if self.is_minus_one(exponent) && !self.store.is_array(base) {
            let base = self.print(base, Level::Relation);
            return (format!(r"\frac{{1}}{{{base}}}"), Level::Factor);
        }
        if self
            .store
            .as_number(exponent)
            .and_then(Rational::to_fraction)
            == Some((1, 2))
        {
            let base = self.print(base, Level::Relation);
            return (format!(r"\sqrt{{{base}}}"), Level::Atom);
        }
        let raised = self.print(exponent, Level::Relation);
        if let Node::Apply(operator, args) = self.store.node(base).clone()
            && is_function_word(operator)
            && self
                .store
                .as_number(exponent)
                .is_some_and(|n| n.is_integer() && n.is_positive())
        {
            let (head, args) = (operator.spelling(), self.list(&args));
            return (
                format!(r"{head}^{{{raised}}}\left({args}\right)"),
                Level::Factor,
            );
        }
        let base = self.print(base, Level::Atom);
        (format!("{base}^{{{raised}}}"), Level::Factor)
    }

    fn apply(&mut self, operator: Operator, args: &[Id]) -> (String, Level) {
        use Operator::{
            Abs, And, Ceiling, ConditionalEntropy, ConditionalExpectation, ConditionalProbability,
            ConditionalVariance, Conjugate, Delta, Determinant, Divergence, Draw, Expectation,
            Factorial, Floor, Hadamard, Identity, Independent, Indicator, Inverse, Kronecker, Norm,
            Not, Ones, Or, Pdf, Transpose, ZeroVector,
        };
        let first = args.first().copied();
        let text = match (operator, first) {
            (Abs | Determinant, Some(a)) => {
                let body = self.print(a, Level::Relation);
                return (format!(r"\left|{body}\right|"), Level::Atom);
            }
            (Norm, Some(a)) => {
                let body = self.print(a, Level::Relation);
                match args.get(1) {
                    Some(&index) => {
                        let index = self.print(index, Level::Relation);
                        format!(r"\left\|{body}\right\|_{{{index}}}")
                    }
                    None => format!(r"\left\|{body}\right\|"),
                }
            }
            (Floor, Some(a)) => format!(r"\lfloor {} \rfloor", self.print(a, Level::Relation)),
            (Ceiling, Some(a)) => format!(r"\lceil {} \rceil", self.print(a, Level::Relation)),
            (Factorial, Some(a)) => {
                return (format!("{}!", self.print(a, Level::Atom)), Level::Factor);
            }
            (Operator::Binomial, Some(a)) if args.len() == 2 => {
                let (n, k) = (
                    self.print(a, Level::Relation),
                    self.print(args[1], Level::Relation),
                );
                format!(r"\binom{{{n}}}{{{k}}}")
            }
            (Conjugate, Some(a)) => format!(r"\overline{{{}}}", self.print(a, Level::Relation)),
            (Transpose, Some(a)) => {
                return (
                    format!(r"{}^{{\top}}", self.print(a, Level::Atom)),
                    Level::Factor,
                );
            }
            (Inverse, Some(a)) => {
                return (
                    format!("{}^{{-1}}", self.print(a, Level::Atom)),
                    Level::Factor,
                );
            }
            (Identity, Some(n)) => format!("I_{{{}}}", self.print(n, Level::Relation)),
            (Ones, Some(n)) => format!(r"\mathbf{{1}}_{{{}}}", self.print(n, Level::Relation)),
            (ZeroVector, Some(n)) => {
                format!(r"\mathbf{{0}}_{{{}}}", self.print(n, Level::Relation))
            }
            (Delta, Some(_)) => format!(r"\delta_{{{}}}", self.list(args)),
            (Indicator, Some(a)) => {
                format!(
                    r"\mathbb{{1}}\left[{}\right]",
                    self.print(a, Level::Relation)
                )
            }
            (Hadamard | Kronecker, Some(a)) if args.len() == 2 => {
                let (a, b) = (
                    self.print(a, Level::Factor),
                    self.print(args[1], Level::Factor),
                );
                return (format!("{a} {} {b}", operator.spelling()), Level::Product);
            }
            (And | Or, Some(_)) => {
                let sign = if operator == And {
                    r" \cap "
                } else {
                    r" \cup "
                };
                let items: Vec<_> = args.iter().map(|&a| self.print(a, Level::Atom)).collect();
                return (items.join(sign), Level::Product);
            }
            (Not, Some(a)) => {
                return (
                    format!("{}^{{c}}", self.print(a, Level::Atom)),
                    Level::Factor,
                );
            }
            (Independent, Some(_)) => {
                let items: Vec<_> = args.iter().map(|&a| self.print(a, Level::Sum)).collect();
                return (items.join(r" \perp "), Level::Relation);
            }
            (Draw, Some(a)) if args.len() == 2 => {
                let (a, b) = (self.print(a, Level::Sum), self.print(args[1], Level::Sum));
                return (format!(r"{a} \sim {b}"), Level::Relation);
            }
            (Pdf, Some(distribution)) if args.len() == 2 => self.pdf(distribution, args[1]),
            (Expectation, Some(a)) => {
                format!(
                    r"\mathbb{{E}}\left[{}\right]",
                    self.print(a, Level::Relation)
                )
            }
            (ConditionalExpectation | ConditionalVariance | ConditionalProbability, Some(a)) => {
                let of = self.print(a, Level::Relation);
                let given = self.list(&args[1..]);
                format!(r"{}\left({of} \mid {given}\right)", operator.spelling())
            }
            (ConditionalEntropy, Some(a)) if args.len() == 2 => {
                let (joint, condition) = (
                    self.print(a, Level::Relation),
                    self.print(args[1], Level::Relation),
                );
                format!(r"H\left({joint} \mid {condition}\right)")
            }
            (Divergence, Some(a)) if args.len() == 2 => {
                let (p, q) = (
                    self.print(a, Level::Relation),
                    self.print(args[1], Level::Relation),
                );
                format!(r"D_{{\mathrm{{KL}}}}\left({p} \parallel {q}\right)")
            }
            _ => format!(
                r"{}\left({}\right)",
                distribution_spelling(operator),
                self.list(args)
            ),
        };
        (text, Level::Factor)
    }

    /// The density of a distribution at a point: `\mathcal{N}(x; \mu, \sigma^2)`.
    fn pdf(&mut self, distribution: Id, point: Id) -> String {
        let point = self.print(point, Level::Relation);
        match self.store.node(distribution).clone() {
            Node::Apply(operator, args) => {
                let head = distribution_spelling(operator);
                format!(r"{head}\left({point}; {}\right)", self.list(&args))
            }
            _ => {
                let distribution = self.print(distribution, Level::Relation);
                format!(r"\mathrm{{pdf}}\left({distribution}, {point}\right)")
            }
        }
    }

    fn density(
        &mut self,
        family: SymbolId,
        of: &[(SymbolId, Id)],
        given: &[(SymbolId, Id)],
    ) -> String {
        let head = self.store.symbol(family).spelling.clone();
        let of = self.slots(of);
        let (given, mut parameters) = self.store.split_given(given);
        // `p_{\theta}(x)` shows its parameter already.
        let shown = |slot: SymbolId, value: Id| {
            let slot = &self.store.symbol(slot).spelling;
            let itself = matches!(self.store.node(value), Node::Name(name)
                if self.store.symbol(*name).spelling == *slot);
            itself
                && head
                    .split_once("_{")
                    .is_some_and(|(_, marks)| marks.contains(&**slot))
        };
        parameters.retain(|&(slot, value)| !shown(slot, value));
        let mut text = format!("{head}({of}");
        if !given.is_empty() {
            text += &format!(r" \mid {}", self.slots(&given));
        }
        if !parameters.is_empty() {
            text += &format!("; {}", self.slots(&parameters));
        }
        text + ")"
    }

    fn slots(&mut self, pairs: &[(SymbolId, Id)]) -> String {
        let shown: Vec<_> = pairs
            .iter()
            .map(|&(slot, value)| {
                let slot = self.store.symbol(slot).spelling.clone();
                let value = self.print(value, Level::Sum);
                if slot == value {
                    value
                } else {
                    format!("{slot} = {value}")
                }
            })
            .collect();
        shown.join(", ")
    }

    fn matrix(&mut self, columns: usize, entries: &[Id]) -> String {
        let rows: Vec<String> = entries
            .chunks(columns.max(1))
            .map(|row| {
                let cells: Vec<_> = row
                    .iter()
                    .map(|&e| self.print(e, Level::Relation))
                    .collect();
                cells.join(" & ")
            })
            .collect();
        format!(r"\begin{{pmatrix}}{}\end{{pmatrix}}", rows.join(r" \\ "))
    }

    fn cases(&mut self, rows: &[(Id, Id)]) -> String {
        let rows: Vec<String> = rows
            .iter()
            .map(|&(value, condition)| {
                let value = self.print(value, Level::Relation);
                let condition = match self.store.node(condition) {
                    Node::Constant(Constant::True) => r"\text{otherwise}".to_owned(),
                    _ => self.print(condition, Level::Relation),
                };
                format!("{value} & {condition}")
            })
            .collect();
        format!(r"\begin{{cases}}{}\end{{cases}}", rows.join(r" \\ "))
    }

    fn bind(
        &mut self,
        kind: BinderKind,
        sort: SortId,
        domain: Domain,
        body: Id,
    ) -> (String, Level) {
        if kind == BinderKind::Lambda {
            return self.lambda(sort, body);
        }
        // Domains stand outside of the binder.
        let bounds: Vec<String> = domain
            .ids()
            .iter()
            .map(|&id| self.print(id, Level::Relation))
            .collect();
        let name = self.fresh(kind, sort, domain, body);
        self.bound.push(name.clone());
        let least = match kind {
            BinderKind::Integral | BinderKind::Lambda | BinderKind::ForAll => Level::Relation,
            _ => Level::Open,
        };
        let body = self.print(body, least);
        self.bound.pop();
        bound_text(kind, domain, &name, &bounds, &body)
    }

    /// `(x, y) \mapsto f(x, y)`.
    fn lambda(&mut self, sort: SortId, body: Id) -> (String, Level) {
        let (mut sorts, mut body) = (vec![sort], body);
        while let Node::Bind(BinderKind::Lambda, sort, Domain::All, inner) = *self.store.node(body)
        {
            sorts.push(sort);
            body = inner;
        }
        let count = sorts.len();
        let mut names = Vec::new();
        for (at, sort) in sorts.into_iter().enumerate() {
            let level = u32::try_from(count - 1 - at).unwrap_or(0);
            let slot = self.slot_of(body, level).filter(|s| self.is_unused(s));
            let name = slot.unwrap_or_else(|| self.letter_for(BinderKind::Lambda, sort));
            self.bound.push(name.clone());
            names.push(name);
        }
        let body = self.print(body, Level::Sum);
        self.bound.truncate(self.bound.len() - count);
        let names = match &names[..] {
            [only] => only.clone(),
            _ => format!("({})", names.join(", ")),
        };
        (format!(r"{names} \mapsto {body}"), Level::Relation)
    }

    fn is_unused(&self, name: &String) -> bool {
        !self.taken.contains(name) && !self.bound.contains(name)
    }

    /// A letter for a bound variable that neither occurs free nor is bound outside.
    fn fresh(&self, kind: BinderKind, sort: SortId, domain: Domain, body: Id) -> String {
        if let (BinderKind::Derivative, Domain::At(point)) = (kind, domain)
            && let Node::Name(symbol) = *self.store.node(point)
            && !self.store.mentions(body, symbol)
        {
            return self.store.symbol(symbol).spelling.clone();
        }
        if let Some(slot) = self.slot_of(body, 0)
            && self.is_unused(&slot)
        {
            return slot;
        }
        self.letter_for(kind, sort)
    }

    fn letter_for(&self, kind: BinderKind, sort: SortId) -> String {
        let letters: &[&str] = match self.store.sort_of(sort) {
            Sort::Integer => &["i", "j", "k", "l", "m"],
            Sort::Vector(_) => &["z", "x", "y", "u", "v"],
            Sort::Real if kind == BinderKind::Derivative => &["t", "s", "u"],
            _ => &["x", "y", "z", "t", "u", "v"],
        };
        let plain = letters.iter().map(|l| (*l).to_owned());
        let numbered = (1..).map(|n| format!("{}_{{{n}}}", letters[0]));
        plain
            .chain(numbered)
            .find(|name| self.is_unused(name))
            .unwrap_or_default()
    }

    /// The slot of a density at which the variable of the binder stands.
    fn slot_of(&self, id: Id, level: u32) -> Option<String> {
        if !self.store.has_bound(id, level) {
            return None;
        }
        if let Node::Density { of, given, .. } = self.store.node(id) {
            let at = |pair: &&(SymbolId, Id)| matches!(self.store.node(pair.1), Node::Bound(l, _) if *l == level);
            if let Some((slot, _)) = of.iter().chain(given.iter()).find(at) {
                return Some(self.store.symbol(*slot).spelling.clone());
            }
        }
        let bind = matches!(self.store.node(id), Node::Bind(..));
        let children = self.store.children(id);
        let last = children.len().saturating_sub(1);
        children
            .iter()
            .enumerate()
            .find_map(|(at, &child)| self.slot_of(child, level + u32::from(bind && at == last)))
    }
}

/// Functions whose powers are written on the function: `\sin^2 x`.
fn is_function_word(operator: Operator) -> bool {
    use Operator::{Cos, Cosh, Cot, Csc, Log, Sec, Sin, Sinh, Tan, Tanh};
    matches!(
        operator,
        Sin | Cos | Tan | Cot | Sec | Csc | Sinh | Cosh | Tanh | Log
    )
}

/// Factors side by side; a number after a factor needs a sign.
fn beside(parts: &[String]) -> String {
    let mut text = String::new();
    for part in parts {
        let digit = part.starts_with(|c: char| c.is_ascii_digit())
            || part.starts_with(r"\frac") && text.ends_with(|c: char| c.is_ascii_digit());
        match (text.is_empty(), digit) {
            (true, _) => {}
            (false, true) => text.push_str(r" \cdot "),
            (false, false) => text.push(' '),
        }
        text.push_str(part);
    }
    text
}

/// What terms and factors are sorted by: their letters, numbers and case aside.
fn alphabetical(text: &str) -> String {
    text.trim_start_matches(|c: char| !c.is_ascii_alphabetic() && c != '\\')
        .to_lowercase()
}

fn bound_text(
    kind: BinderKind,
    domain: Domain,
    name: &str,
    bounds: &[String],
    body: &str,
) -> (String, Level) {
    let big = |sign: &str| {
        let text = match domain {
            Domain::Range(..) => {
                format!("{sign}_{{{name}={}}}^{{{}}} {body}", bounds[0], bounds[1])
            }
            Domain::In(_) => format!(r"{sign}_{{{name} \in {}}} {body}", bounds[0]),
            _ => format!("{sign}_{{{name}}} {body}"),
        };
        (text, Level::Open)
    };
    match kind {
        BinderKind::Sum => big(r"\sum"),
        BinderKind::Product => big(r"\prod"),
        BinderKind::Maximum => big(r"\max"),
        BinderKind::Minimum => big(r"\min"),
        BinderKind::ArgMax => big(r"\arg\max"),
        BinderKind::ArgMin => big(r"\arg\min"),
        BinderKind::Integral => {
            let limits = match domain {
                Domain::Range(..) => format!("_{{{}}}^{{{}}}", bounds[0], bounds[1]),
                Domain::In(_) => format!("_{{{}}}", bounds[0]),
                _ => String::new(),
            };
            (format!(r"\int{limits} {body} \, d{name}"), Level::Product)
        }
        BinderKind::Limit => {
            let side = match domain {
                Domain::Above(_) => "^{+}",
                Domain::Below(_) => "^{-}",
                _ => "",
            };
            let text = format!(r"\lim_{{{name} \to {}{side}}} {body}", bounds[0]);
            (text, Level::Open)
        }
        BinderKind::Derivative if bounds.first().is_some_and(|p| p == name) => {
            (format!(r"\frac{{d}}{{d{name}}} {body}"), Level::Open)
        }
        BinderKind::Derivative => {
            let point = bounds.first().map_or("", String::as_str);
            let text = format!(r"\left.\frac{{d}}{{d{name}}} {body}\right|_{{{name}={point}}}");
            (text, Level::Factor)
        }
        BinderKind::Lambda => (format!(r"{name} \mapsto {body}"), Level::Relation),
        BinderKind::ForAll => (format!(r"\forall {name}: {body}"), Level::Relation),
    }
}

fn number(value: &Rational) -> (String, Level) {
    let (numerator, denominator) = value.parts();
    let sign = if value.is_negative() { "-" } else { "" };
    let magnitude = numerator.to_string();
    let magnitude = magnitude.trim_start_matches('-');
    let text = if value.is_integer() {
        format!("{sign}{magnitude}")
    } else {
        format!(r"{sign}\frac{{{magnitude}}}{{{denominator}}}")
    };
    match (value.is_negative(), value.is_integer()) {
        (true, _) => (text, Level::Open),
        (false, true) => (text, Level::Atom),
        (false, false) => (text, Level::Factor),
    }
}

fn constant_spelling(constant: Constant) -> &'static str {
    match constant {
        Constant::Pi => r"\pi",
        Constant::E => "e",
        Constant::I => "i",
        Constant::Infinity => r"\infty",
        Constant::EulerGamma => r"\gamma",
        Constant::True => r"\text{true}",
        Constant::False => r"\text{false}",
    }
}

/// Distributions of vectors are written like those of numbers; the arguments tell them apart.
fn distribution_spelling(operator: Operator) -> &'static str {
    match operator {
        Operator::MultivariateNormal | Operator::DiagonalNormal => Operator::Normal.spelling(),
        Operator::DiscreteUniform => Operator::Uniform.spelling(),
        _ => operator.spelling(),
    }
}

fn comparison_sign(relation: Comparison) -> &'static str {
    match relation {
        Comparison::Equal => "=",
        Comparison::NotEqual => r"\neq",
        Comparison::Less => "<",
        Comparison::LessEqual => r"\leq",
        Comparison::In => r"\in",
    }
}
