//! Expressions as fully bracketed text, for tests and for `hence context`: what a printed formula may hide is seen here.

use super::node::*;
use super::print::Printer;
use super::store::Store;

impl Store {
    /// Every node in brackets: `(+ x (* 2 y))`. Bound variables are `%0`, `%1`, .. from the outside in.
    pub fn to_brackets(&self, id: Id) -> String {
        let mut printer = Printer::new(self, id);
        printer.brackets(id)
    }
}

impl Printer<'_> {
    pub(super) fn brackets(&mut self, id: Id) -> String {
        if self.exhausted() {
            return "...".into();
        }
        match self.store.node(id).clone() {
            Node::Number(value) => value.to_string(),
            Node::Constant(constant) => format!("{constant:?}").to_lowercase(),
            Node::Name(symbol) => self.store.symbol(symbol).spelling.clone(),
            Node::Bound(level, _) => match self.bound.len().checked_sub(level as usize + 1) {
                Some(at) => format!("%{at}"),
                None => format!("%loose{level}"),
            },
            Node::Sum(items) => self.bracket("+", &items),
            Node::Product(items) => self.bracket("*", &items),
            Node::Chain(items) => self.bracket("chain", &items),
            Node::Power(base, exponent) => self.bracket("^", &[base, exponent]),
            Node::Apply(operator, args) => self.bracket(&format!("{operator:?}"), &args),
            Node::Call(head, args) => {
                let head = self.brackets(head);
                self.bracket(&format!("call {head}"), &args)
            }
            Node::Density { family, of, given } => {
                let family = self.store.symbol(family).spelling.clone();
                let of = self.bracket_slots(&of);
                let given = self.bracket_slots(&given);
                let bar = if given.is_empty() { "" } else { " |" };
                format!("(density {family}{of}{bar}{given})")
            }
            Node::Component(base, indices) => {
                let base = self.brackets(base);
                self.bracket(&format!("at {base}"), &indices)
            }
            Node::Matrix {
                rows,
                columns,
                entries,
            } => self.bracket(&format!("matrix {rows} {columns}"), &entries),
            Node::Bind(kind, sort, domain, body) => {
                let sort = self.store.sort_to_text(sort);
                let domain = match domain {
                    Domain::All => String::new(),
                    Domain::Range(a, b) => {
                        format!(" [{} {}]", self.brackets(a), self.brackets(b))
                    }
                    Domain::In(a) => format!(" in {}", self.brackets(a)),
                    Domain::At(a) => format!(" at {}", self.brackets(a)),
                    Domain::Above(a) => format!(" above {}", self.brackets(a)),
                    Domain::Below(a) => format!(" below {}", self.brackets(a)),
                };
                let name = format!("%{}", self.bound.len());
                self.bound.push(name.clone());
                let body = self.brackets(body);
                self.bound.pop();
                let kind = format!("{kind:?}").to_lowercase();
                format!("({kind} {name}: {sort}{domain} {body})")
            }
            Node::Relation(relation, a, b) => self.bracket(comparison_text(relation), &[a, b]),
            Node::Cases(rows) => {
                let flat: Vec<Id> = rows.iter().flat_map(|&(v, c)| [v, c]).collect();
                self.bracket("cases", &flat)
            }
        }
    }

    fn bracket(&mut self, head: &str, ids: &[Id]) -> String {
        let mut text = format!("({head}");
        for &id in ids {
            text.push(' ');
            text.push_str(&self.brackets(id));
        }
        text.push(')');
        text
    }

    fn bracket_slots(&mut self, pairs: &[(SymbolId, Id)]) -> String {
        let mut text = String::new();
        for &(slot, value) in pairs {
            let slot = self.store.symbol(slot).spelling.clone();
            text.push_str(&format!(" {slot}={}", self.brackets(value)));
        }
        text
    }
}

fn comparison_text(relation: Comparison) -> &'static str {
    match relation {
        Comparison::Equal => "=",
        Comparison::NotEqual => "!=",
        Comparison::Less => "<",
        Comparison::LessEqual => "<=",
        Comparison::In => "in",
    }
}
