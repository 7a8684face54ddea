//! mini lowering (temporary)

use crate::diagnostic::Reason;
use crate::expr::*;
use crate::number::Rational;
use crate::parse::tree::{self as t, Kind, Sign, Times, Tree};

#[derive(Debug, Clone)]
pub struct Lowered {
    pub id: Id,
}
#[derive(Debug, Clone)]
pub struct Unread {
    pub reason: Reason,
    pub text: String,
    pub span: t::Span,
}

pub fn lower(store: &mut Store, scope: &mut Scope, tree: &Tree) -> Result<Lowered, Unread> {
    let mut l = L { s: store, scope };
    Ok(Lowered { id: l.e(tree)? })
}
struct L<'a> {
    s: &'a mut Store,
    scope: &'a mut Scope,
}
type R = Result<Id, Unread>;
fn bad<T>(t: &Tree, what: &str) -> Result<T, Unread> {
    Err(Unread {
        reason: Reason::UnreadNotation,
        text: format!("{what}: {t}"),
        span: t.span.clone(),
    })
}
fn function(name: &str) -> Option<Operator> {
    Some(match name {
        "log" | "ln" => Operator::Log,
        "sin" => Operator::Sin,
        "cos" => Operator::Cos,
        "tan" => Operator::Tan,
        "cot" => Operator::Cot,
        "sinh" => Operator::Sinh,
        "cosh" => Operator::Cosh,
        "tanh" => Operator::Tanh,
        "arctan" => Operator::Arctan,
        "arcsin" => Operator::Arcsin,
        "arccos" => Operator::Arccos,
        _ => return None,
    })
}
impl L<'_> {
    fn sym(&mut self, key: &str, sort: Sort) -> SymbolId {
        if let Some(&s) = self.scope.names.get(key) {
            return s;
        }
        let s = self.s.declare(key, sort);
        self.scope.names.insert(key.to_owned(), s);
        s
    }
    fn e(&mut self, t: &Tree) -> R {
        match &t.kind {
            Kind::Number(d) => match Rational::parse_decimal(d) {
                Some(v) => Ok(self.s.number(v)),
                None => bad(t, "number"),
            },
            Kind::Name(n) => self.name(t, n),
            Kind::Sum(ts) => {
                let mut v = vec![];
                for (s, x) in ts {
                    let x = self.e(x)?;
                    v.push(match s {
                        Sign::Plus => x,
                        Sign::Minus => self.s.negate(x),
                        _ => return bad(t, "sign"),
                    });
                }
                Ok(self.s.sum(&v))
            }
            Kind::Product(fs) => self.product(t, fs),
            Kind::Fraction(a, b) => {
                let (a, b) = (self.e(a)?, self.e(b)?);
                Ok(self.s.divide(a, b))
            }
            Kind::Root { index: None, body } => {
                let b = self.e(body)?;
                Ok(self.s.sqrt(b))
            }
            Kind::Group { open, body, .. } => {
                let b = self.e(body)?;
                Ok(match open.as_str() {
                    "(" | "[" | "\\{" => b,
                    "|" => self.s.apply(Operator::Abs, &[b]),
                    _ => return bad(t, "bracket"),
                })
            }
            Kind::Brace(b) | Kind::Decorated { body: b, .. } => self.e(b),
            Kind::Binomial(a, b) => {
                let (a, b) = (self.e(a)?, self.e(b)?);
                Ok(self.s.apply(Operator::Binomial, &[a, b]))
            }
            Kind::Factorial(a) => {
                let a = self.e(a)?;
                Ok(self.s.apply(Operator::Factorial, &[a]))
            }
            Kind::Operator(o) if o == "infty" => Ok(self.s.constant(Constant::Infinity)),
            Kind::Scripts {
                base,
                sub,
                sup,
                primes: 0,
            } => self.scripts(t, base, sub.as_deref(), sup.as_deref()),
            Kind::Big {
                operator,
                sub: Some(sub),
                sup,
                body: Some(body),
            } if operator == "sum" || operator == "prod" => {
                let Kind::Chain { first, rest } = &sub.kind else {
                    return bad(t, "sum");
                };
                let (Kind::Name(n), [(t::Relation::Equal, lo)]) = (&first.kind, &rest[..]) else {
                    return bad(t, "sum");
                };
                let lo = self.e(lo)?;
                let Some(sup) = sup else { return bad(t, "sum") };
                let hi = self.e(sup)?;
                let v = self.s.declare_as(&n.letter, Sort::Integer, Role::Note, 9);
                let old = self.scope.names.insert(n.letter.clone(), v);
                let b = self.e(body);
                match old {
                    Some(o) => {
                        self.scope.names.insert(n.letter.clone(), o);
                    }
                    None => {
                        self.scope.names.remove(&n.letter);
                    }
                }
                let b = b?;
                Ok(self.s.bind_name(
                    if operator == "sum" {
                        BinderKind::Sum
                    } else {
                        BinderKind::Product
                    },
                    v,
                    Domain::Range(lo, hi),
                    b,
                ))
            }
            Kind::Integral {
                sub,
                sup,
                body,
                differential,
                ..
            } if differential.len() == 1 => {
                let Kind::Name(n) = &differential[0].kind else {
                    return bad(t, "differential");
                };
                let dom = match (sub, sup) {
                    (Some(a), Some(b)) => {
                        let (a, b) = (self.e(a)?, self.e(b)?);
                        Domain::Range(a, b)
                    }
                    (None, None) => Domain::All,
                    _ => return bad(t, "limits"),
                };
                let v = self.sym(&n.letter, Sort::Real);
                let b = self.e(body)?;
                Ok(self.s.bind_name(BinderKind::Integral, v, dom, b))
            }
            _ => bad(t, "notation"),
        }
    }
    fn name(&mut self, _t: &Tree, n: &t::Name) -> R {
        if n.letter == "\\pi" {
            return Ok(self.s.constant(Constant::Pi));
        }
        if n.letter == "e" {
            return Ok(self.s.constant(Constant::E));
        }
        if n.letter == "i" && !self.scope.names.contains_key("i") {
            return Ok(self.s.constant(Constant::I));
        }
        let sort = if n.letter == "n" || n.letter == "k" || n.letter == "m" {
            Sort::Integer
        } else {
            Sort::Real
        };
        let key = n
            .accents
            .iter()
            .fold(n.letter.clone(), |k, a| format!("\\{a}{{{k}}}"));
        let s = self.sym(&key, sort);
        Ok(self.s.name(s))
    }
    fn scripts(&mut self, t: &Tree, base: &Tree, sub: Option<&Tree>, sup: Option<&Tree>) -> R {
        let b = match sub {
            None => self.e(base)?,
            Some(sub) => {
                let Kind::Name(n) = &base.kind else {
                    return bad(t, "subscript");
                };
                let key = format!("{}_{{{}}}", n.letter, sub);
                let s = self.sym(&key, Sort::Real);
                self.s.name(s)
            }
        };
        match sup {
            None => Ok(b),
            Some(p) => {
                let p = self.e(p)?;
                Ok(self.s.power(b, p))
            }
        }
    }
    fn product(&mut self, t: &Tree, fs: &[(Times, Tree)]) -> R {
        let mut v = vec![];
        let mut at = 0;
        while at < fs.len() {
            let (times, f) = &fs[at];
            let (op, pow) = match &f.kind {
                Kind::Operator(o) => (Some(o.clone()), None),
                Kind::Scripts {
                    base,
                    sup: Some(p),
                    sub: None,
                    ..
                } => match &base.kind {
                    Kind::Operator(o) => (Some(o.clone()), Some(p)),
                    _ => (None, None),
                },
                _ => (None, None),
            };
            if let Some(o) = op
                && o != "infty"
            {
                let rest = &fs[at + 1..];
                if rest.is_empty() {
                    return bad(t, "argument");
                }
                let grouped = matches!(rest[0].1.kind, Kind::Group { .. } | Kind::Brace(_));
                let n = if grouped {
                    1
                } else {
                    rest.iter().position(|(_, x)| matches!(x.kind, Kind::Operator(_)) || matches!(&x.kind, Kind::Scripts { base, .. } if matches!(base.kind, Kind::Operator(_)))).unwrap_or(rest.len())
                };
                if n == 0 {
                    return bad(t, "argument");
                }
                let arg = if n == 1 {
                    self.e(&rest[0].1)?
                } else {
                    self.product(t, &rest[..n])?
                };
                let x = if o == "exp" {
                    self.s.exp(arg)
                } else if let Some(op) = function(&o) {
                    self.s.apply(op, &[arg])
                } else {
                    return bad(t, "operator");
                };
                let x = match pow {
                    Some(p) => {
                        let p = self.e(p)?;
                        self.s.power(x, p)
                    }
                    None => x,
                };
                v.push(if *times == Times::Over {
                    self.s.reciprocal(x)
                } else {
                    x
                });
                at += 1 + n;
                continue;
            }
            let x = self.e(f)?;
            v.push(if *times == Times::Over {
                self.s.reciprocal(x)
            } else {
                x
            });
            at += 1;
        }
        Ok(self.s.times(&v))
    }
}
#[derive(Debug, Clone, Default)]
pub struct Scope {
    pub names: rustc_hash::FxHashMap<String, SymbolId>,
}
