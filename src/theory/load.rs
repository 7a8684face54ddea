//! Law rows to laws: a reader of fully bracketed terms.
//!
//! A row says exactly what it means: no precedence, no notation to misread. `(+ a b)`, `(* a b)`, `(^ a b)`, `(/ a b)`,
//! `(exp a)`, `(sqrt a)`, `(call f x)`, `(_ v j)`, `(Log x)` and every other operator by its name, relations `<`, `<=`,
//! `!=`, `=`, and binders `(sum j:Z a b body)`, `(int x:R all body)`, `(argmax x:R all body)`, `(forall ..)`, `(lam ..)`, `(d x:R at a body)`.

use super::law::{Law, LawId};
use rustc_hash::FxHashMap;

use crate::expr::*;
use crate::number::Rational;

/// A law as a row of data.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub id: &'static str,
    /// `x:R j:Z A:Mn,n v:Vn f:Z->R X:Random`, separated by blanks.
    pub variables: &'static str,
    /// `=`, `<=` or `<`.
    pub relation: &'static str,
    pub left: &'static str,
    pub right: &'static str,
    pub conditions: &'static [&'static str],
    pub doc: &'static str,
    pub source: &'static str,
}

/// Why a row is no law. A mistake of the program: a test loads every row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("law `{law}`: {what} at `{token}`")]
pub struct RowError {
    pub law: &'static str,
    pub what: &'static str,
    pub token: String,
}

/// Reads one row into the store.
pub fn law(store: &mut Store, domain: &'static str, row: &Row) -> Result<Law, RowError> {
    let mut reader = Reader {
        law: row.id,
        names: FxHashMap::default(),
        bound: 0,
    };
    let mut variables = Vec::new();
    for declaration in row.variables.split_whitespace() {
        let (name, sort) = declaration
            .split_once(':')
            .ok_or_else(|| reader.error("no sort", declaration))?;
        let sort = reader.sort(store, sort)?;
        let symbol = store.declare_as(name, sort, Role::Law, 0);
        let id = store.name(symbol);
        reader.names.insert(name.to_owned(), id);
        variables.push(symbol);
    }
    let relation = match row.relation {
        "=" => Comparison::Equal,
        "<=" => Comparison::LessEqual,
        "<" => Comparison::Less,
        other => return Err(reader.error("no such relation", other)),
    };
    let left = reader.read(store, row.left)?;
    let right = reader.read(store, row.right)?;
    let conditions = row
        .conditions
        .iter()
        .map(|text| reader.read(store, text))
        .collect::<Result<_, _>>()?;
    Ok(Law {
        id: row.id,
        domain,
        variables,
        conditions,
        left,
        right,
        relation,
        doc: row.doc,
        source: row.source,
    })
}

/// Reads one expression over the given names.
pub fn expression(store: &mut Store, names: &[(&str, Id)], text: &str) -> Result<Id, RowError> {
    let mut reader = Reader {
        law: "",
        names: names
            .iter()
            .map(|&(name, id)| (name.to_owned(), id))
            .collect(),
        bound: 0,
    };
    reader.read(store, text)
}

/// Reads all rows of all domains; places are in order.
pub fn laws(
    store: &mut Store,
    domains: &[(&'static str, &[Row])],
) -> Result<(Vec<Law>, FxHashMap<&'static str, LawId>), RowError> {
    let (mut laws, mut ids) = (Vec::new(), FxHashMap::default());
    for &(domain, rows) in domains {
        for row in rows {
            let id = LawId(u32::try_from(laws.len()).unwrap_or(u32::MAX));
            if ids.insert(row.id, id).is_some() {
                return Err(RowError {
                    law: row.id,
                    what: "the id stands twice",
                    token: row.id.to_owned(),
                });
            }
            laws.push(law(store, domain, row)?);
        }
    }
    Ok((laws, ids))
}

struct Reader {
    law: &'static str,
    names: FxHashMap<String, Id>,
    /// Number of binders read so far: their names are told apart by it.
    bound: u32,
}

impl Reader {
    fn error(&self, what: &'static str, token: &str) -> RowError {
        RowError {
            law: self.law,
            what,
            token: token.to_owned(),
        }
    }

    /// `R`, `Z`, `C`, `Vn`, `Mm,n`, `D` (distribution), `Random`, `RMm,n` (random matrix), `Set`, `a->b`, `a->b->c`, and the variables
    /// of sort `E`, `K`, `X`, `U` (with digits to tell several apart; see [`super::instance`]).
    fn sort(&self, store: &mut Store, text: &str) -> Result<Sort, RowError> {
        if let Some((argument, result)) = text.rsplit_once("->") {
            let arguments: Result<Vec<Sort>, _> =
                argument.split("->").map(|a| self.sort(store, a)).collect();
            let arguments = arguments?
                .into_iter()
                .map(|sort| store.intern_sort(sort))
                .collect();
            let result = self.sort(store, result)?;
            return Ok(Sort::Function(arguments, store.intern_sort(result)));
        }
        let size = |store: &mut Store, name: &str| match name.parse() {
            Ok(number) => Ok(store.integer(number)),
            Err(_) => {
                let known = self.names.get(name).copied();
                known.ok_or_else(|| self.error("no such size", text))
            }
        };
        if let Some(variable) = super::instance::sort_variable(store, text) {
            return Ok(variable);
        }
        Ok(match text {
            "R" => Sort::Real,
            "Z" => Sort::Integer,
            "C" => Sort::Complex,
            "D" => Sort::Distribution,
            "T" => Sort::Truth,
            "Random" => Sort::Random(store.intern_sort(Sort::Real)),
            "Set" => {
                let unknown = store.intern_sort(Sort::Unknown);
                Sort::Set(unknown)
            }
            _ => match text.split_at(1) {
                ("R", inner) => {
                    let inner = self.sort(store, inner)?;
                    Sort::Random(store.intern_sort(inner))
                }
                ("V", n) => Sort::Vector(size(store, n)?),
                ("M", shape) => {
                    let (m, n) = shape
                        .split_once(',')
                        .ok_or_else(|| self.error("no such sort", text))?;
                    Sort::Matrix(size(store, m)?, size(store, n)?)
                }
                _ => return Err(self.error("no such sort", text)),
            },
        })
    }

    fn read(&mut self, store: &mut Store, text: &str) -> Result<Id, RowError> {
        let spaced = text.replace('(', " ( ").replace(')', " ) ");
        let tokens: Vec<&str> = spaced.split_whitespace().collect();
        let mut at = 0;
        let id = self.term(store, &tokens, &mut at)?;
        if at == tokens.len() {
            Ok(id)
        } else {
            Err(self.error("more than one term", tokens[at]))
        }
    }

    fn term(&mut self, store: &mut Store, tokens: &[&str], at: &mut usize) -> Result<Id, RowError> {
        let token = self.next(tokens, at)?;
        if token != "(" {
            return self.leaf(store, token);
        }
        let head = self.next(tokens, at)?;
        if let Some(kind) = binder(head) {
            return self.binder(store, kind, tokens, at);
        }
        let mut args = Vec::new();
        while tokens.get(*at).is_some_and(|&t| t != ")") {
            args.push(self.term(store, tokens, at)?);
        }
        self.next(tokens, at)?;
        self.apply(store, head, &args)
    }

    fn next<'t>(&self, tokens: &[&'t str], at: &mut usize) -> Result<&'t str, RowError> {
        let token = tokens
            .get(*at)
            .copied()
            .ok_or_else(|| self.error("a bracket is open", ""))?;
        *at += 1;
        Ok(token)
    }

    fn leaf(&self, store: &mut Store, token: &str) -> Result<Id, RowError> {
        if let Some(&id) = self.names.get(token) {
            return Ok(id);
        }
        let digits = token.strip_prefix('-').unwrap_or(token);
        if let Some(value) = fraction(digits) {
            return Ok(store.number(if digits == token { value } else { value.neg() }));
        }
        let constant = match token {
            "pi" => Constant::Pi,
            "e" => Constant::E,
            "i" => Constant::I,
            "inf" => Constant::Infinity,
            "true" => Constant::True,
            _ => return Err(self.error("no such name", token)),
        };
        Ok(store.constant(constant))
    }

    fn binder(
        &mut self,
        store: &mut Store,
        kind: BinderKind,
        tokens: &[&str],
        at: &mut usize,
    ) -> Result<Id, RowError> {
        let declaration = self.next(tokens, at)?;
        let (name, sort) = declaration
            .split_once(':')
            .ok_or_else(|| self.error("no sort", declaration))?;
        let sort = self.sort(store, sort)?;
        let domain = match tokens.get(*at).copied() {
            Some("all") => {
                *at += 1;
                Domain::All
            }
            Some("in") => {
                *at += 1;
                Domain::In(self.term(store, tokens, at)?)
            }
            Some("at") => {
                *at += 1;
                Domain::At(self.term(store, tokens, at)?)
            }
            _ => {
                let low = self.term(store, tokens, at)?;
                Domain::Range(low, self.term(store, tokens, at)?)
            }
        };
        self.bound += 1;
        let symbol = store.declare_as(&format!("{name}_{{{}}}", self.bound), sort, Role::Law, 1);
        let id = store.name(symbol);
        let outer = self.names.insert(name.to_owned(), id);
        let body = self.term(store, tokens, at)?;
        match outer {
            Some(outer) => self.names.insert(name.to_owned(), outer),
            None => self.names.remove(name),
        };
        match self.next(tokens, at)? {
            ")" => Ok(store.bind_name(kind, symbol, domain, body)),
            other => Err(self.error("a binder has one body", other)),
        }
    }

    fn apply(&self, store: &mut Store, head: &str, args: &[Id]) -> Result<Id, RowError> {
        let compare = |store: &mut Store, relation, a: usize, b: usize| {
            store.relation(relation, args[a], args[b])
        };
        Ok(match (head, args.len()) {
            ("+", _) => store.sum(args),
            ("*", _) => store.times(args),
            ("^", 2) => store.power(args[0], args[1]),
            ("/", 2) => store.divide(args[0], args[1]),
            ("-", 1) => store.negate(args[0]),
            ("-", 2) => store.subtract(args[0], args[1]),
            ("exp", 1) => store.exp(args[0]),
            ("sqrt", 1) => store.sqrt(args[0]),
            ("call", 2..) => store.call(args[0], &args[1..]),
            ("_", 2..) => store.component(args[0], &args[1..]),
            ("<", 2) => compare(store, Comparison::Less, 0, 1),
            (">", 2) => compare(store, Comparison::Less, 1, 0),
            ("<=", 2) => compare(store, Comparison::LessEqual, 0, 1),
            (">=", 2) => compare(store, Comparison::LessEqual, 1, 0),
            ("!=", 2) => compare(store, Comparison::NotEqual, 0, 1),
            ("=", 2) => compare(store, Comparison::Equal, 0, 1),
            _ => {
                let operator = Operator::ALL
                    .iter()
                    .copied()
                    .find(|operator| format!("{operator:?}") == head);
                let operator = operator.ok_or_else(|| self.error("no such operator", head))?;
                let (low, high) = operator.arity();
                if !(low..=high).contains(&args.len()) {
                    return Err(self.error("wrong number of arguments", head));
                }
                store.apply(operator, args)
            }
        })
    }
}

fn binder(head: &str) -> Option<BinderKind> {
    Some(match head {
        "sum" => BinderKind::Sum,
        "prod" => BinderKind::Product,
        "int" => BinderKind::Integral,
        "d" => BinderKind::Derivative,
        "lim" => BinderKind::Limit,
        "lam" => BinderKind::Lambda,
        "max" => BinderKind::Maximum,
        "min" => BinderKind::Minimum,
        "argmax" => BinderKind::ArgMax,
        "argmin" => BinderKind::ArgMin,
        "forall" => BinderKind::ForAll,
        _ => return None,
    })
}

/// `3`, `0.25` or `1/3`.
fn fraction(digits: &str) -> Option<Rational> {
    match digits.split_once('/') {
        Some((above, below)) => Rational::new(above.parse().ok()?, below.parse().ok()?),
        None => Rational::parse_decimal(digits),
    }
}
