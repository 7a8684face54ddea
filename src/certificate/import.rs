//! From the rows of a certificate to expressions and proofs. Nothing is taken on trust: a row that a store would not
//! build like this is refused.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::format::{self, Proof, Row};
use crate::expr::*;
use crate::kernel;
use crate::number::Rational;
use crate::theory::{FactId, Theory};

/// Deepest expressions and proofs: both are walked recursively.
const DEEPEST: usize = 600;
/// Steps of one proof, shared parts counted as often as they are replayed.
const STEPS: usize = 200_000;
/// Local names of one domain.
const LOCALS: u32 = 1_000;
/// Rows of one note.
const ROWS: usize = 4_000_000;

/// Why a certificate is malformed.
pub type Malformed = &'static str;

/// What a row has become.
#[derive(Debug, Clone, Copy)]
enum Item {
    Sort(SortId),
    Name(SymbolId),
    Node(Id),
}

/// The rows of a note, built.
pub struct Table {
    items: Vec<Item>,
    depths: FxHashMap<Id, usize>,
}

type Result<T> = std::result::Result<T, Malformed>;

impl Table {
    /// Builds the rows in a store.
    pub fn build(store: &mut Store, rows: &[Row]) -> Result<Table> {
        let mut table = Table {
            items: Vec::new(),
            depths: FxHashMap::default(),
        };
        if rows.len() > ROWS {
            return Err("too many rows");
        }
        for row in rows {
            let item = match row {
                Row::Sort(sort) => Item::Sort(table.build_sort(store, sort)?),
                Row::Name {
                    spelling,
                    sort,
                    role,
                    version,
                    domain,
                } => {
                    let sort = table.sort(*sort)?;
                    Item::Name(match (role, domain) {
                        (Role::Local, Some(domain)) if *version < LOCALS => {
                            let domain = table.domain(domain)?;
                            store.local(sort, domain, *version)
                        }
                        (Role::Note | Role::Slot | Role::Parameter | Role::Law, None) => store
                            .intern_symbol(Symbol {
                                spelling: spelling.clone(),
                                sort,
                                role: *role,
                                version: *version,
                            }),
                        _ => return Err("a name that no note has"),
                    })
                }
                Row::Node(node) => {
                    let id = table.build_node(store, node)?;
                    table.measure(store, id)?;
                    Item::Node(id)
                }
            };
            table.items.push(item);
        }
        Ok(table)
    }

    pub fn node(&self, at: usize) -> Result<Id> {
        match self.items.get(at) {
            Some(Item::Node(id)) => Ok(*id),
            _ => Err("a place that holds no expression"),
        }
    }

    pub fn name(&self, at: usize) -> Result<SymbolId> {
        match self.items.get(at) {
            Some(Item::Name(name)) => Ok(*name),
            _ => Err("a place that holds no name"),
        }
    }

    fn sort(&self, at: usize) -> Result<SortId> {
        match self.items.get(at) {
            Some(Item::Sort(sort)) => Ok(*sort),
            _ => Err("a place that holds no sort"),
        }
    }

    pub fn nodes(&self, places: &[usize]) -> Result<Vec<Id>> {
        places.iter().map(|&at| self.node(at)).collect()
    }

    fn pairs(&self, pairs: &[(usize, usize)]) -> Result<Vec<(SymbolId, Id)>> {
        pairs
            .iter()
            .map(|&(slot, value)| Ok((self.name(slot)?, self.node(value)?)))
            .collect()
    }

    fn domain(&self, domain: &format::Domain) -> Result<Domain> {
        Ok(match domain {
            format::Domain::All => Domain::All,
            format::Domain::Range(a, b) => Domain::Range(self.node(*a)?, self.node(*b)?),
            format::Domain::In(a) => Domain::In(self.node(*a)?),
            format::Domain::At(a) => Domain::At(self.node(*a)?),
            format::Domain::Above(a) => Domain::Above(self.node(*a)?),
            format::Domain::Below(a) => Domain::Below(self.node(*a)?),
        })
    }

    fn build_sort(&self, store: &mut Store, sort: &format::Sort) -> Result<SortId> {
        let sort = match sort {
            format::Sort::Real => Sort::Real,
            format::Sort::Integer => Sort::Integer,
            format::Sort::Complex => Sort::Complex,
            format::Sort::Truth => Sort::Truth,
            format::Sort::Vector(n) => Sort::Vector(self.node(*n)?),
            format::Sort::Matrix(m, n) => Sort::Matrix(self.node(*m)?, self.node(*n)?),
            format::Sort::Sequence(item) => Sort::Sequence(self.sort(*item)?),
            format::Sort::Element(set) => Sort::Element(set.map(|set| self.name(set)).transpose()?),
            format::Sort::Set(item) => Sort::Set(self.sort(*item)?),
            format::Sort::Function(args, result) => {
                let args = args
                    .iter()
                    .map(|&arg| self.sort(arg))
                    .collect::<Result<_>>()?;
                Sort::Function(args, self.sort(*result)?)
            }
            format::Sort::Family => Sort::Family,
            format::Sort::Distribution => Sort::Distribution,
            format::Sort::Random(item) => Sort::Random(self.sort(*item)?),
            format::Sort::Unknown => Sort::Unknown,
        };
        Ok(store.intern_sort(sort))
    }

    fn build_node(&self, store: &mut Store, node: &format::Node) -> Result<Id> {
        use format::Node as N;
        let id = match node {
            N::Number(text) => store.number(rational(text).ok_or("a number that is none")?),
            N::Constant(constant) => store.constant(*constant),
            N::Name(name) => store.name(self.name(*name)?),
            N::Bound(level, sort) => store.bound(*level, self.sort(*sort)?),
            N::Sum(items) => store.sum(&self.nodes(items)?),
            N::Product(items) => store.product(&self.nodes(items)?),
            N::Power(base, exponent) => store.power(self.node(*base)?, self.node(*exponent)?),
            N::Apply(operator, args) => {
                let (least, most) = operator.arity();
                if !(least..=most).contains(&args.len()) {
                    return Err("an operator with a wrong number of arguments");
                }
                store.apply(*operator, &self.nodes(args)?)
            }
            N::Call(head, args) => store.call(self.node(*head)?, &self.nodes(args)?),
            N::Density(family, of, given) => {
                store.density(self.name(*family)?, &self.pairs(of)?, &self.pairs(given)?)
            }
            N::Chain(items) => store.chain(&self.nodes(items)?),
            N::Component(base, indices) => {
                store.component(self.node(*base)?, &self.nodes(indices)?)
            }
            N::Matrix(rows, columns, entries) => {
                if u64::from(*rows) * u64::from(*columns) != entries.len() as u64
                    || entries.is_empty()
                {
                    return Err("a matrix with a wrong number of entries");
                }
                store.matrix(*rows, *columns, &self.nodes(entries)?)
            }
            N::Bind(kind, sort, domain, body) => {
                let (sort, domain) = (self.sort(*sort)?, self.domain(domain)?);
                store.bind(*kind, sort, domain, self.node(*body)?)
            }
            N::Relation(relation, a, b) => {
                store.relation(*relation, self.node(*a)?, self.node(*b)?)
            }
            N::Cases(rows) => {
                let rows = rows
                    .iter()
                    .map(|&(v, c)| Ok((self.node(v)?, self.node(c)?)))
                    .collect::<Result<Vec<_>>>()?;
                store.cases(&rows)
            }
        };
        match self.is(store, id, node)? {
            true => Ok(id),
            false => Err("an expression that is not in canonical form"),
        }
    }

    /// Whether the node built is the row: the constructors flatten, and a flattened row is none that was written.
    fn is(&self, store: &Store, id: Id, node: &format::Node) -> Result<bool> {
        use format::Node as N;
        let same = |built: &[Id], written: &[usize]| -> Result<bool> {
            let (mut built, mut written) = (built.to_vec(), self.nodes(written)?);
            built.sort();
            written.sort();
            Ok(built == written)
        };
        Ok(match (store.node(id), node) {
            (Node::Sum(built), N::Sum(written)) | (Node::Product(built), N::Product(written)) => {
                same(built, written)?
            }
            (Node::Chain(built), N::Chain(written)) => **built == self.nodes(written)?[..],
            (Node::Component(base, built), N::Component(head, written)) => {
                *base == self.node(*head)? && **built == self.nodes(written)?[..]
            }
            (Node::Call(head, built), N::Call(written, args)) => {
                *head == self.node(*written)? && **built == self.nodes(args)?[..]
            }
            (Node::Power(..), N::Power(..))
            | (Node::Number(_), N::Number(_))
            | (Node::Constant(_), N::Constant(_))
            | (Node::Name(_), N::Name(_))
            | (Node::Bound(..), N::Bound(..))
            | (Node::Apply(..), N::Apply(..))
            | (Node::Density { .. }, N::Density(..))
            | (Node::Matrix { .. }, N::Matrix(..))
            | (Node::Bind(..), N::Bind(..))
            | (Node::Relation(..), N::Relation(..))
            | (Node::Cases(_), N::Cases(_)) => true,
            _ => false,
        })
    }

    /// Notes how deep the node is nested.
    fn measure(&mut self, store: &Store, id: Id) -> Result<()> {
        let children = store.children(id);
        let below = children
            .iter()
            .map(|child| self.depths.get(child).copied().unwrap_or(DEEPEST));
        let depth = 1 + below.max().unwrap_or(0);
        self.depths.insert(id, depth);
        match depth <= DEEPEST {
            true => Ok(()),
            false => Err("an expression nested too deeply"),
        }
    }
}

/// `3`, `-3/4`; what the store prints.
fn rational(text: &str) -> Option<Rational> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (above, below) = digits.split_once('/').unwrap_or((digits, "1"));
    let whole = |part: &str| {
        part.bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| Rational::parse_decimal(part))?
    };
    let value = whole(above)?.div(&whole(below)?)?;
    let value = if sign {
        Rational::zero().sub(&value)
    } else {
        value
    };
    (value.to_string() == text).then_some(value)
}

/// Builds proofs; each after its parts.
pub fn proofs(
    store: &Store,
    theory: &Theory,
    table: &Table,
    rows: &[Proof],
) -> Result<Vec<Rc<kernel::Proof>>> {
    let mut built: Vec<(Rc<kernel::Proof>, usize, usize)> = Vec::new();
    for row in rows {
        let (proof, parts) = build(store, theory, table, &built, row)?;
        let depth = parts.iter().map(|&at| built[at].1).max().unwrap_or(0) + 1;
        let steps = parts
            .iter()
            .fold(1_usize, |sum, &at| sum.saturating_add(built[at].2));
        if depth > DEEPEST || steps > STEPS {
            return Err("a proof that is too large");
        }
        built.push((Rc::new(proof), depth, steps));
    }
    Ok(built.into_iter().map(|(proof, ..)| proof).collect())
}

fn build(
    store: &Store,
    theory: &Theory,
    table: &Table,
    built: &[(Rc<kernel::Proof>, usize, usize)],
    row: &Proof,
) -> Result<(kernel::Proof, Vec<usize>)> {
    use kernel::Proof as P;
    let part = |at: usize| {
        built
            .get(at)
            .map(|(proof, ..)| proof.clone())
            .ok_or("a proof that refers to a later one")
    };
    let law = |id: &str| theory.law(id).ok_or("a law that is not known");
    Ok(match row {
        Proof::Same(id) => (P::Same(table.node(*id)?), vec![]),
        Proof::Law(id, values) => (
            P::Law {
                law: law(id)?,
                values: table.nodes(values)?,
            },
            vec![],
        ),
        Proof::Fact(fact, values) => {
            let fact = FactId(u32::try_from(*fact).map_err(|_| "a fact that is none")?);
            (
                P::Fact {
                    fact,
                    values: table.nodes(values)?,
                },
                vec![],
            )
        }
        Proof::Ring(a, b) => (P::Ring(table.node(*a)?, table.node(*b)?), vec![]),
        Proof::Flip(inner) => (P::Flip(part(*inner)?), vec![*inner]),
        Proof::Then(parts) => (
            P::Then(parts.iter().map(|&at| part(at)).collect::<Result<_>>()?),
            parts.clone(),
        ),
        Proof::AtMost(parts) => (
            P::AtMost(parts.iter().map(|&at| part(at)).collect::<Result<_>>()?),
            parts.clone(),
        ),
        Proof::Cases(parts) => (
            P::Cases(parts.iter().map(|&at| part(at)).collect::<Result<_>>()?),
            parts.clone(),
        ),
        Proof::Inside(of, own, children) => {
            let of = table.node(*of)?;
            let parts = children
                .iter()
                .map(|c| c.map(part).transpose())
                .collect::<Result<Vec<_>>>()?;
            let children = placed(store, of, &table.nodes(own)?, parts)?;
            (P::Inside { of, children }, row_parts(row))
        }
        Proof::Under(of, local, body) => (
            P::Under {
                of: table.node(*of)?,
                local: table.name(*local)?,
                body: part(*body)?,
            },
            vec![*body],
        ),
        Proof::Computed(rule, left, right) => {
            let rule = kernel::computed::RULES
                .iter()
                .find(|known| *known == rule)
                .ok_or("a rule that is not known")?;
            (
                P::Computed {
                    rule,
                    left: table.node(*left)?,
                    right: table.node(*right)?,
                },
                vec![],
            )
        }
        Proof::Order(id, values, left, right) => {
            let (law, values) = (law(id)?, table.nodes(values)?);
            (
                P::Order {
                    law,
                    values,
                    left: part(*left)?,
                    right: part(*right)?,
                },
                vec![*left, *right],
            )
        }
    })
}

fn row_parts(row: &Proof) -> Vec<usize> {
    match row {
        Proof::Inside(_, _, children) => children.iter().flatten().copied().collect(),
        _ => vec![],
    }
}

/// The proofs for the children in the order in which this store lists them: local names may sort otherwise here.
fn placed(
    store: &Store,
    of: Id,
    written: &[Id],
    parts: Vec<Option<Rc<kernel::Proof>>>,
) -> Result<Vec<Option<Rc<kernel::Proof>>>> {
    let own = store.children(of);
    if own.len() != written.len() || own.len() != parts.len() {
        return Err("a wrong number of children");
    }
    let mut rest: Vec<(Id, Option<Rc<kernel::Proof>>)> =
        written.iter().copied().zip(parts).collect();
    let mut found = Vec::new();
    for child in own {
        let at = rest
            .iter()
            .position(|(id, _)| *id == child)
            .ok_or("children that are not the node's")?;
        found.push(rest.remove(at).1);
    }
    Ok(found)
}
