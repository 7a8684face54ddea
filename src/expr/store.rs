//! The hash-consed store: every distinct expression is one node, made by constructors that flatten and sort.
//!
//! Constructors never simplify (`0 \cdot x` stays), so an expression says what the note says, and what it needs to be defined.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use indexmap::{IndexMap, IndexSet};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};

use super::marks::Marks;
use super::node::*;
use super::operator::{Operator, Yields};
use crate::number::Rational;

/// What is known of a node without looking into it.
#[derive(Debug, Clone, Copy)]
struct Facts {
    /// Hash of the structure: the same on every machine and in every store.
    hash: u64,
    sort: SortId,
    /// Greatest de Bruijn index that is loose, plus one; 0 for a closed expression.
    loose: u32,
    /// Which de Bruijn indices are loose: a bit each, the last one for all others too.
    levels: u32,
    /// Bloom mask of the symbols that occur.
    symbols: u64,
    marks: Marks,
}

/// Stands for all loose indices without a bit of their own.
const FAR: u32 = 1 << 31;

/// Expressions, names and sorts of one note (or of the theory, from whose store a note's is cloned).
#[derive(Debug, Clone, Default)]
pub struct Store {
    nodes: IndexSet<Node, FxBuildHasher>,
    facts: Vec<Facts>,
    symbols: IndexSet<Symbol, FxBuildHasher>,
    sorts: IndexSet<Sort, FxBuildHasher>,
    locals: IndexMap<(SortId, Domain), Vec<SymbolId>, FxBuildHasher>,
    local_domains: FxHashMap<SymbolId, Domain>,
    size: usize,
    pub(super) memory: super::memory::Memory,
    /// Binders opened and closed before.
    pub(super) opened: super::substitute::Opened,
}

impl Store {
    pub fn new() -> Self {
        Self::default()
    }

    /// Number of nodes made so far.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Nodes made so far and the edges from them, by which memory and work grow: the unit in which budgets count.
    pub fn size(&self) -> usize {
        self.size
    }

    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    pub fn node(&self, id: Id) -> &Node {
        &self.nodes[id.0 as usize]
    }

    pub fn symbol(&self, id: SymbolId) -> &Symbol {
        &self.symbols[id.0 as usize]
    }

    pub fn sort(&self, id: Id) -> &Sort {
        self.sort_of(self.sort_id(id))
    }

    pub fn sort_id(&self, id: Id) -> SortId {
        self.facts[id.0 as usize].sort
    }

    pub fn sort_of(&self, id: SortId) -> &Sort {
        &self.sorts[id.0 as usize]
    }

    /// Greatest loose de Bruijn index plus one; 0 for a closed expression.
    pub fn loose(&self, id: Id) -> u32 {
        self.facts[id.0 as usize].loose
    }

    /// The loose de Bruijn indices as bits; None where one of them has no bit of its own.
    pub fn loose_levels(&self, id: Id) -> Option<u32> {
        let levels = self.facts[id.0 as usize].levels;
        (levels & FAR == 0).then_some(levels)
    }

    /// The kinds of nodes that an expression contains.
    pub fn marks(&self, id: Id) -> Marks {
        self.facts[id.0 as usize].marks
    }

    /// False only if no symbol of the mask occurs in the expression.
    pub(super) fn may_mention(&self, id: Id, mask: u64) -> bool {
        self.facts[id.0 as usize].symbols & mask != 0
    }

    pub(super) fn symbol_mask(&self, symbol: SymbolId) -> u64 {
        1 << (hash_of(&self.symbol(symbol).spelling) % 64)
    }

    pub fn intern_sort(&mut self, sort: Sort) -> SortId {
        SortId(self.sorts.insert_full(sort).0 as u32)
    }

    /// True for the sorts of names that chance decides: random variables, sequences of them, and events.
    pub fn is_chance(&self, sort: SortId) -> bool {
        match self.sort_of(sort) {
            Sort::Random(_) | Sort::Truth => true,
            Sort::Sequence(item) => self.is_chance(*item),
            _ => false,
        }
    }

    /// The sort of the values of a random variable; of others their own.
    pub fn of_values(&self, sort: SortId) -> &Sort {
        match self.sort_of(sort) {
            Sort::Random(of) => self.sort_of(*of),
            sort => sort,
        }
    }

    /// True for sequences and vectors, random ones too.
    pub fn has_items(&self, id: Id) -> bool {
        matches!(
            self.of_values(self.sort_id(id)),
            Sort::Vector(_) | Sort::Sequence(_)
        )
    }

    pub fn intern_symbol(&mut self, symbol: Symbol) -> SymbolId {
        SymbolId(self.symbols.insert_full(symbol).0 as u32)
    }

    /// A name of a note, of that spelling and sort.
    pub fn declare(&mut self, spelling: &str, sort: Sort) -> SymbolId {
        self.declare_as(spelling, sort, Role::Note, 0)
    }

    pub fn declare_as(&mut self, spelling: &str, sort: Sort, role: Role, version: u32) -> SymbolId {
        let sort = self.intern_sort(sort);
        self.intern_symbol(Symbol {
            spelling: spelling.to_owned(),
            sort,
            role,
            version,
        })
    }

    /// The `depth`-th local name for bound variables of a sort and domain: the same arguments give the same name, so
    /// that two bodies opened at the same depth are compared as they stand.
    pub fn local(&mut self, sort: SortId, domain: Domain, depth: u32) -> SymbolId {
        // The key's own number: another key that is new at the same time must not come to the same name.
        let (key, known) = {
            let entry = self.locals.entry((sort, domain));
            let key = entry.index();
            (key, entry.or_default().len() as u32)
        };
        for version in known..=depth {
            let spelling = format!("{}_{{{key}}}", domain_tag(domain));
            let symbol = self.intern_symbol(Symbol {
                spelling,
                sort,
                role: Role::Local,
                version,
            });
            self.locals[key].push(symbol);
            let other = self.local_domains.insert(symbol, domain);
            debug_assert!(other.is_none(), "a local name of two domains");
        }
        self.locals[&(sort, domain)][depth as usize]
    }

    /// What a local name ranges over; None for other names.
    pub fn domain_of(&self, symbol: SymbolId) -> Option<Domain> {
        self.local_domains.get(&symbol).copied()
    }

    /// True if some vector or matrix has this size: it is a natural number and at least 1.
    pub fn is_size(&self, id: Id) -> bool {
        *self.sort(id) == Sort::Integer
            && self.sorts.iter().any(|sort| match sort {
                Sort::Vector(n) => *n == id,
                Sort::Matrix(m, n) => *m == id || *n == id,
                _ => false,
            })
    }

    /// Order of expressions by structure: kind, then hash of the structure, then depth-first comparison.
    pub fn compare(&self, a: Id, b: Id) -> Ordering {
        if a == b {
            return Ordering::Equal;
        }
        let (x, y) = (self.node(a), self.node(b));
        let (p, q) = (&self.facts[a.0 as usize], &self.facts[b.0 as usize]);
        rank(x)
            .cmp(&rank(y))
            .then_with(|| match (x, y) {
                (Node::Number(m), Node::Number(n)) => m.cmp(n),
                (Node::Constant(m), Node::Constant(n)) => m.cmp(n),
                (Node::Name(m), Node::Name(n)) => self.compare_symbols(*m, *n),
                _ => Ordering::Equal,
            })
            .then_with(|| p.hash.cmp(&q.hash))
            .then_with(|| self.compare_children(a, b))
    }

    fn compare_symbols(&self, a: SymbolId, b: SymbolId) -> Ordering {
        let (x, y) = (self.symbol(a), self.symbol(b));
        (x.role, &x.spelling, x.version).cmp(&(y.role, &y.spelling, y.version))
    }

    fn compare_children(&self, a: Id, b: Id) -> Ordering {
        let (x, y) = (self.children(a), self.children(b));
        x.iter()
            .zip(&y)
            .map(|(&p, &q)| self.compare(p, q))
            .find(|o| o.is_ne())
            .unwrap_or(x.len().cmp(&y.len()))
    }

    /// Direct subexpressions: domain first, then operands in order.
    pub fn children(&self, id: Id) -> Ids {
        self.children_of(self.node(id))
    }

    /// The node with other children (as many as [`Store::children`] gives), through the constructors.
    pub fn with_children(&mut self, id: Id, children: &[Id]) -> Id {
        match *self.node(id) {
            Node::Number(_) | Node::Constant(_) | Node::Name(_) | Node::Bound(..) => id,
            Node::Sum(_) => self.sum(children),
            Node::Product(_) => self.product(children),
            Node::Chain(_) => self.chain(children),
            Node::Apply(operator, _) => self.apply(operator, children),
            Node::Matrix { rows, columns, .. } => self.matrix(rows, columns, children),
            Node::Power(..) => self.power(children[0], children[1]),
            Node::Relation(relation, ..) => self.relation(relation, children[0], children[1]),
            Node::Call(..) => self.call(children[0], &children[1..]),
            Node::Component(..) => self.component(children[0], &children[1..]),
            Node::Density {
                family,
                ref of,
                ref given,
            } => {
                let pair = |slots: &[(SymbolId, Id)], values: &[Id]| -> Vec<(SymbolId, Id)> {
                    slots
                        .iter()
                        .zip(values)
                        .map(|(&(slot, _), &v)| (slot, v))
                        .collect()
                };
                let (of, given) = (
                    pair(of, &children[..of.len()]),
                    pair(given, &children[of.len()..]),
                );
                self.density(family, &of, &given)
            }
            Node::Bind(kind, sort, domain, _) => {
                let (last, ids) = children.split_last().expect("a binder has a body");
                self.bind(kind, sort, domain.with_ids(ids), *last)
            }
            Node::Cases(_) => {
                let rows: Vec<_> = children.chunks(2).map(|c| (c[0], c[1])).collect();
                self.cases(&rows)
            }
        }
    }

    /// Interns a node that is canonical already.
    pub(super) fn intern(&mut self, node: Node) -> Id {
        if let Some(at) = self.nodes.get_index_of(&node) {
            return Id(at as u32);
        }
        let facts = self.facts_of(&node);
        self.size += 1 + self.children_of(&node).len();
        let (at, _) = self.nodes.insert_full(node);
        self.facts.push(facts);
        Id(at as u32)
    }

    fn facts_of(&mut self, node: &Node) -> Facts {
        let mut hasher = FxHasher::default();
        rank(node).hash(&mut hasher);
        let (mut loose, mut levels, mut symbols) = (0, 0u32, 0);
        match node {
            Node::Number(value) => value.hash_for_order(&mut hasher),
            Node::Constant(value) => value.hash(&mut hasher),
            Node::Name(symbol) => {
                self.hash_symbol(*symbol, &mut hasher);
                symbols = self.symbol_mask(*symbol);
            }
            Node::Bound(level, sort) => {
                level.hash(&mut hasher);
                loose = level + 1;
                levels = 1 << level.min(&31);
                symbols = self.sort_symbols(*sort);
            }
            Node::Apply(operator, _) => operator.hash(&mut hasher),
            Node::Matrix { rows, columns, .. } => (rows, columns).hash(&mut hasher),
            Node::Relation(relation, ..) => relation.hash(&mut hasher),
            Node::Bind(kind, sort, domain, _) => {
                symbols = self.sort_symbols(*sort);
                kind.hash(&mut hasher);
                std::mem::discriminant(domain).hash(&mut hasher);
            }
            Node::Density { family, of, given } => {
                self.hash_symbol(*family, &mut hasher);
                symbols = self.symbol_mask(*family);
                given.len().hash(&mut hasher);
                of.iter()
                    .chain(given.iter())
                    .for_each(|&(slot, _)| self.hash_symbol(slot, &mut hasher));
            }
            _ => {}
        }
        let bind = matches!(node, Node::Bind(..));
        let mut marks = Marks::of(node);
        let children = self.children_of(node);
        for (at, &child) in children.iter().enumerate() {
            let facts = self.facts[child.0 as usize];
            facts.hash.hash(&mut hasher);
            let inside = bind && at + 1 == children.len();
            loose = loose.max(if inside {
                facts.loose.saturating_sub(1)
            } else {
                facts.loose
            });
            levels |= match inside {
                true => facts.levels >> 1 | facts.levels & FAR,
                false => facts.levels,
            };
            symbols |= facts.symbols;
            marks |= facts.marks;
        }
        let sort = self.infer(node);
        if self.is_array_sort(sort) {
            marks |= Marks::ARRAY;
        }
        Facts {
            hash: hasher.finish(),
            sort,
            loose,
            levels,
            symbols,
            marks,
        }
    }

    /// Bloom mask of the symbols in the sizes of a sort.
    fn sort_symbols(&self, sort: SortId) -> u64 {
        let of = |id: &Id| self.facts[id.0 as usize].symbols;
        match self.sort_of(sort) {
            Sort::Vector(n) => of(n),
            Sort::Matrix(m, n) => of(m) | of(n),
            _ => 0,
        }
    }

    fn hash_symbol(&self, symbol: SymbolId, hasher: &mut FxHasher) {
        let symbol = self.symbol(symbol);
        (&symbol.spelling, symbol.role, symbol.version).hash(hasher);
    }

    fn children_of(&self, node: &Node) -> Ids {
        match node {
            Node::Sum(items)
            | Node::Product(items)
            | Node::Chain(items)
            | Node::Apply(_, items) => Ids::from_slice(items),
            Node::Matrix { entries, .. } => Ids::from_slice(entries),
            Node::Power(a, b) | Node::Relation(_, a, b) => Ids::from_slice(&[*a, *b]),
            Node::Call(head, args) | Node::Component(head, args) => {
                let mut children = Ids::from_slice(&[*head]);
                children.extend_from_slice(args);
                children
            }
            Node::Density { of, given, .. } => {
                of.iter().chain(given.iter()).map(|&(_, v)| v).collect()
            }
            Node::Bind(_, _, domain, body) => {
                let mut children = Ids::from_slice(&domain.ids());
                children.push(*body);
                children
            }
            Node::Cases(rows) => rows.iter().flat_map(|&(v, c)| [v, c]).collect(),
            _ => Ids::new(),
        }
    }

    /// Sort of a node from the sorts of its children.
    fn infer(&mut self, node: &Node) -> SortId {
        match node {
            Node::Number(value) if value.is_integer() => self.intern_sort(Sort::Integer),
            Node::Number(_) => self.intern_sort(Sort::Real),
            Node::Constant(Constant::I) => self.intern_sort(Sort::Complex),
            Node::Constant(Constant::True | Constant::False) | Node::Relation(..) => {
                self.intern_sort(Sort::Truth)
            }
            Node::Constant(_) => self.intern_sort(Sort::Real),
            Node::Name(symbol) => self.symbol(*symbol).sort,
            Node::Bound(_, sort) => *sort,
            Node::Sum(items) | Node::Product(items) => self.join(items),
            Node::Power(base, exponent) => self.infer_power(*base, *exponent),
            Node::Apply(operator, args) => self.infer_apply(*operator, args),
            Node::Call(head, _) => match self.sort(*head) {
                Sort::Function(_, result) => *result,
                _ => self.intern_sort(Sort::Real),
            },
            Node::Density { .. } => self.intern_sort(Sort::Real),
            Node::Chain(items) => {
                let (rows, columns) =
                    (self.shape(items[0]).0, self.shape(items[items.len() - 1]).1);
                self.shaped(rows, columns)
            }
            Node::Component(base, _) => match self.sort(*base) {
                Sort::Sequence(item) => *item,
                _ => self.intern_sort(Sort::Real),
            },
            Node::Matrix { rows, columns, .. } => {
                let (rows, columns) = (
                    self.integer((*rows).into()),
                    self.integer((*columns).into()),
                );
                self.shaped(rows, columns)
            }
            Node::Bind(kind, variable, _, body) => self.infer_bind(*kind, *variable, *body),
            Node::Cases(rows) => {
                self.join(&rows.iter().map(|&(value, _)| value).collect::<Vec<_>>())
            }
        }
    }

    /// Sort of a sum or product: the first non-scalar's; else complex, real or integer, whichever is widest.
    fn join(&mut self, items: &[Id]) -> SortId {
        let mut widest = self.intern_sort(Sort::Integer);
        for &item in items {
            let mut sort = self.sort_id(item);
            if let Sort::Random(inner) = self.sort_of(sort) {
                sort = *inner;
            }
            match self.sort_of(sort) {
                Sort::Integer => {}
                Sort::Complex => widest = sort,
                Sort::Vector(_) | Sort::Matrix(..) => return sort,
                _ if *self.sort_of(widest) == Sort::Complex => {}
                _ => widest = self.intern_sort(Sort::Real),
            }
        }
        widest
    }

    fn infer_power(&mut self, base: Id, exponent: Id) -> SortId {
        match self.sort(base) {
            Sort::Matrix(..) | Sort::Complex => self.sort_id(base),
            _ if *self.sort(exponent) == Sort::Complex => self.sort_id(exponent),
            Sort::Integer if matches!(self.node(exponent), Node::Number(n) if n.is_integer() && !n.is_negative()) => {
                self.sort_id(base)
            }
            _ => self.intern_sort(Sort::Real),
        }
    }

    fn infer_apply(&mut self, operator: Operator, args: &[Id]) -> SortId {
        let first = args.first().copied();
        let sort = match (operator.yields(), first) {
            (Yields::Integer, _) => Sort::Integer,
            (Yields::Truth, _) => Sort::Truth,
            (Yields::Distribution, _) => Sort::Distribution,
            (Yields::Same, Some(arg)) => match self.sort(arg) {
                Sort::Random(inner) => return *inner,
                other => other.clone(),
            },
            (Yields::Transposed, Some(arg)) => {
                let (rows, columns) = self.shape(arg);
                return self.shaped(columns, rows);
            }
            (Yields::Square, Some(size)) => Sort::Matrix(size, size),
            (Yields::Vector, Some(size)) => Sort::Vector(size),
            (Yields::Diagonal, Some(arg)) => {
                let rows = self.shape(arg).0;
                Sort::Matrix(rows, rows)
            }
            (Yields::DiagonalOf, Some(arg)) => Sort::Vector(self.shape(arg).0),
            (Yields::Stacked, Some(arg)) => {
                let (rows, columns) = self.shape(arg);
                Sort::Vector(self.product(&[rows, columns]))
            }
            (Yields::Blocks, Some(arg)) if args.len() == 2 => {
                let ((m, n), (p, q)) = (self.shape(arg), self.shape(args[1]));
                let (rows, columns) = (self.product(&[m, p]), self.product(&[n, q]));
                return self.shaped(rows, columns);
            }
            (Yields::Unknown, _) => Sort::Unknown,
            // A function of a complex number is complex, but for the parts of it.
            (Yields::Real, Some(arg))
                if *self.sort(arg) == Sort::Complex
                    && !matches!(operator, Operator::Abs | Operator::Re | Operator::Im) =>
            {
                Sort::Complex
            }
            _ => Sort::Real,
        };
        let covariance = matches!(
            operator,
            Operator::Variance | Operator::Covariance | Operator::ConditionalVariance
        );
        match (covariance, first.map(|arg| self.shape(arg))) {
            (true, Some((rows, _))) if !self.is_one(rows) => {
                let last = if operator == Operator::Covariance {
                    self.shape(args[1]).0
                } else {
                    rows
                };
                self.shaped(rows, last)
            }
            _ => self.intern_sort(sort),
        }
    }

    fn infer_bind(&mut self, kind: BinderKind, variable: SortId, body: Id) -> SortId {
        match kind {
            BinderKind::Lambda => {
                let result = self.sort_id(body);
                self.intern_sort(Sort::Function(vec![variable], result))
            }
            BinderKind::ForAll => self.intern_sort(Sort::Truth),
            BinderKind::ArgMax | BinderKind::ArgMin => variable,
            BinderKind::Derivative => match self.sort_of(variable) {
                Sort::Vector(_) | Sort::Matrix(..) => variable,
                _ => self.sort_id(body),
            },
            _ => match self.sort(body) {
                Sort::Integer if kind == BinderKind::Integral => self.intern_sort(Sort::Real),
                Sort::Random(inner) => *inner,
                _ => self.sort_id(body),
            },
        }
    }

    /// Rows and columns; scalars are 1×1, vectors n×1.
    pub fn shape(&mut self, id: Id) -> (Id, Id) {
        let mut sort = self.sort(id).clone();
        if let Sort::Random(inner) = sort {
            sort = self.sort_of(inner).clone();
        }
        let one = self.integer(1);
        match sort {
            Sort::Vector(n) => (n, one),
            Sort::Matrix(m, n) => (m, n),
            _ => (one, one),
        }
    }

    /// The sort of an array of that shape: Real, Vector or Matrix.
    pub fn shaped(&mut self, rows: Id, columns: Id) -> SortId {
        let sort = match (self.is_one(rows), self.is_one(columns)) {
            (true, true) => Sort::Real,
            (false, true) => Sort::Vector(rows),
            _ => Sort::Matrix(rows, columns),
        };
        self.intern_sort(sort)
    }

    /// True for vectors and matrices (also random ones).
    pub fn is_array(&self, id: Id) -> bool {
        self.is_array_sort(self.sort_id(id))
    }

    fn is_array_sort(&self, sort: SortId) -> bool {
        let sort = match self.sort_of(sort) {
            Sort::Random(inner) => self.sort_of(*inner),
            sort => sort,
        };
        matches!(sort, Sort::Vector(_) | Sort::Matrix(..))
    }

    pub fn is_one(&self, id: Id) -> bool {
        matches!(self.node(id), Node::Number(n) if n.is_one())
    }

    pub fn is_zero(&self, id: Id) -> bool {
        matches!(self.node(id), Node::Number(n) if n.is_zero())
    }

    pub fn as_number(&self, id: Id) -> Option<&Rational> {
        match self.node(id) {
            Node::Number(value) => Some(value),
            _ => None,
        }
    }
}

/// Spelling of the local names of a domain, for messages.
fn domain_tag(domain: Domain) -> &'static str {
    match domain {
        Domain::Range(..) => "j",
        Domain::All | Domain::In(_) => "x",
        Domain::At(_) | Domain::Above(_) | Domain::Below(_) => "t",
    }
}

fn hash_of(value: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish() >> 20
}

/// Kinds of nodes in the order in which operands are sorted.
fn rank(node: &Node) -> u8 {
    match node {
        Node::Number(_) => 0,
        Node::Constant(_) => 1,
        Node::Name(_) => 2,
        Node::Bound(..) => 3,
        Node::Component(..) => 4,
        Node::Power(..) => 5,
        Node::Product(_) => 6,
        Node::Apply(..) => 7,
        Node::Call(..) => 8,
        Node::Density { .. } => 9,
        Node::Sum(_) => 10,
        Node::Chain(_) => 11,
        Node::Matrix { .. } => 12,
        Node::Bind(..) => 13,
        Node::Relation(..) => 14,
        Node::Cases(_) => 15,
    }
}
