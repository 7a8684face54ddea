//! Edits that change the form of a sum, a function or a power: what is not linear was taken for linear, or the chain rule
//! was forgotten.

use super::edits::{Editor, is_log};
use super::mistake::Mistake;
use crate::parse::tree::{Kind, Sign, Tree};

/// Deepest argument whose derivative is written down.
const DEPTH: u32 = 6;

impl Editor<'_> {
    /// The edits of form at one node.
    pub(super) fn forms(&mut self, tree: &Tree) {
        match &tree.kind {
            Kind::Sum(terms) => {
                if let [(Sign::Plus, a), (sign, b)] = &terms[..] {
                    self.joined(tree, a, *sign, b);
                }
            }
            Kind::Fraction(top, bottom) => self.split_fraction(tree, top, bottom),
            Kind::Product(factors) => {
                for pair in factors.windows(2) {
                    let ((_, head), (_, argument)) = (&pair[0], &pair[1]);
                    if let Kind::Operator(name) = &head.kind {
                        self.inner_sum(name, argument);
                        self.chain_rule(tree, argument);
                    }
                }
            }
            Kind::Scripts {
                base,
                sup: Some(sup),
                sub: None,
                ..
            } => {
                self.power(tree, base, sup);
                self.chain_rule(tree, sup);
                self.chain_rule(tree, base);
            }
            Kind::Group { open, close, body } => self.power_outside(tree, open, close, body),
            _ => {}
        }
    }

    /// `f(a) + f(b)` where f(a + b) is meant.
    fn joined(&mut self, sum: &Tree, a: &Tree, sign: Sign, b: &Tree) {
        let Some(sign) = plain(sign) else { return };
        let (x, y) = (self.source(a), self.source(b));
        let mut texts = Vec::new();
        match (&a.kind, &b.kind) {
            (Kind::Product(f), Kind::Product(g)) if self.same_head(&f[0].1, &g[0].1) => {
                let head = self.source(&f[0].1);
                let (u, v) = (self.rest(a, &f[1].1), self.rest(b, &g[1].1));
                texts.push(format!(r"{head} \left( {u} {sign} {v} \right)"));
            }
            (Kind::Root { body: u, .. }, Kind::Root { body: v, .. }) => {
                let (u, v) = (self.source(u), self.factor(v));
                texts.push(format!(r"\sqrt{{{u} {sign} {v}}}"));
            }
            (Kind::Fraction(p, q), Kind::Fraction(r, s)) => {
                let (top, bottom) = (self.source(p), self.source(q));
                let (other, below) = (self.factor(r), self.factor(s));
                let top = match top == other {
                    true => top.to_owned(),
                    false => format!("{top} {sign} {other}"),
                };
                texts.push(format!(r"\frac{{{top}}}{{{bottom} {sign} {below}}}"));
            }
            (
                Kind::Scripts {
                    base: u,
                    sup: Some(m),
                    ..
                },
                Kind::Scripts {
                    base: v,
                    sup: Some(n),
                    ..
                },
            ) if sign == "+" => {
                if self.source(u) == self.source(v) {
                    texts.push(format!("{x} {y}"));
                } else if self.source(m) == self.source(n) {
                    let (u, v, n) = (self.source(u), self.source(v), self.source(n));
                    texts.push(format!(r"\left( {u} + {v} \right)^{{{n}}}"));
                }
            }
            _ => {}
        }
        for text in texts {
            self.push(sum.span.clone(), text, Mistake::SumInside);
        }
    }

    fn same_head(&self, f: &Tree, g: &Tree) -> bool {
        matches!(f.kind, Kind::Operator(_)) && self.source(f) == self.source(g)
    }

    /// What a function at the head of `product` is applied to, from its first factor on; without the bracket.
    fn rest(&self, product: &Tree, first: &Tree) -> String {
        match &first.kind {
            Kind::Group { body, .. } if first.span.end == product.span.end => self.factor(body),
            _ => self
                .slice(first.span.start..product.span.end)
                .trim()
                .to_owned(),
        }
    }

    /// `a / (b + c)` where a / b + a / c is meant.
    fn split_fraction(&mut self, tree: &Tree, top: &Tree, bottom: &Tree) {
        if let Kind::Sum(terms) = &bottom.kind
            && let [(Sign::Plus, b), (sign, c)] = &terms[..]
            && let Some(sign) = plain(*sign)
        {
            let (a, b, c) = (self.source(top), self.source(b), self.source(c));
            let text = format!(r"\left( \frac{{{a}}}{{{b}}} {sign} \frac{{{a}}}{{{c}}} \right)");
            self.push(tree.span.clone(), text, Mistake::SumInside);
        }
    }

    /// `\log(a + b)` where \log(a b) is meant, `\log(a - b)` where the logarithm of the quotient is.
    fn inner_sum(&mut self, name: &str, argument: &Tree) {
        let Kind::Group { body, .. } = &argument.kind else {
            return;
        };
        if let Kind::Sum(terms) = &body.kind
            && let [(Sign::Plus, a), (sign, b)] = &terms[..]
            && is_log(name)
        {
            let (a, b) = (self.source(a), self.source(b));
            let text = match sign {
                Sign::Minus => format!(r"\frac{{{a}}}{{{b}}}"),
                _ => format!("{a} {b}"),
            };
            self.push(body.span.clone(), text, Mistake::SumInside);
        }
    }

    /// `[x]^2` where [x^2] is meant, and the exponents of a product multiplied instead of added.
    fn power(&mut self, tree: &Tree, base: &Tree, sup: &Tree) {
        let exponent = self.source(sup).to_owned();
        if let Kind::Group { open, close, body } = &base.kind {
            let text = format!("{open}{}^{{{exponent}}}{close}", self.factor(body));
            self.push(tree.span.clone(), text, Mistake::Power);
        }
        if let Kind::Product(factors) = &sup.kind
            && let [(_, a), (_, b)] = &factors[..]
        {
            let text = format!("{} + {}", self.source(a), self.source(b));
            self.push(sup.span.clone(), text, Mistake::SumInside);
        }
    }

    /// `[x^2]` where [x]^2 is meant.
    fn power_outside(&mut self, tree: &Tree, open: &str, close: &str, body: &Tree) {
        if let Kind::Scripts {
            base,
            sup: Some(sup),
            sub: None,
            ..
        } = &body.kind
            && matches!(open, "(" | "[")
        {
            let text = format!(
                "{open}{}{close}^{{{}}}",
                self.source(base),
                self.source(sup)
            );
            self.push(tree.span.clone(), text, Mistake::Power);
        }
    }

    /// A term with the derivative of an argument as a factor.
    fn chain_rule(&mut self, term: &Tree, argument: &Tree) {
        for name in self.pool.names.iter().take(4) {
            let Some(slope) = self.slope(argument, name, DEPTH) else {
                continue;
            };
            if !matches!(slope.as_str(), "0" | "1") {
                let slope = match slope.contains(['+', '-']) {
                    true => format!(r"\left( {slope} \right)"),
                    false => slope,
                };
                let text = format!("{slope} {}", self.source(term));
                self.push(term.span.clone(), text, Mistake::InnerDerivative);
            }
        }
    }

    /// The derivative of a polynomial as text; None for other forms.
    fn slope(&self, tree: &Tree, name: &str, depth: u32) -> Option<String> {
        if depth == 0 {
            return None;
        }
        let source = self.source(tree);
        if source == name {
            return Some("1".to_owned());
        }
        match &tree.kind {
            Kind::Number(_) | Kind::Name(_) => Some("0".to_owned()),
            Kind::Group { body, .. } | Kind::Brace(body) => self.slope(body, name, depth - 1),
            Kind::Scripts {
                base,
                sup: Some(sup),
                sub: None,
                ..
            } if self.source(base) == name => {
                let exponent = match &sup.kind {
                    Kind::Number(digits) => digits.parse::<u32>().ok()?,
                    _ => return None,
                };
                Some(match exponent {
                    2 => format!("2 {name}"),
                    n => format!("{n} {name}^{{{}}}", n.checked_sub(1)?),
                })
            }
            Kind::Scripts {
                base, sub: Some(_), ..
            } if matches!(base.kind, Kind::Name(_)) => Some("0".to_owned()),
            Kind::Fraction(top, bottom) if self.slope(bottom, name, depth - 1)? == "0" => {
                match self.slope(top, name, depth - 1)?.as_str() {
                    "0" => Some("0".to_owned()),
                    slope => Some(format!(r"\frac{{{slope}}}{{{}}}", self.source(bottom))),
                }
            }
            Kind::Product(factors) => {
                let slopes: Vec<String> = factors
                    .iter()
                    .map(|(_, factor)| self.slope(factor, name, depth - 1))
                    .collect::<Option<_>>()?;
                let mut depending = slopes.iter().zip(factors).filter(|(s, _)| *s != "0");
                let Some((slope, (_, factor))) = depending.next() else {
                    return Some("0".to_owned());
                };
                if depending.next().is_some() {
                    return None;
                }
                let others = factors.iter().filter(|(_, f)| f.span != factor.span);
                let others: Vec<&str> = others.map(|(_, f)| self.source(f)).collect();
                Some(joined_factors(&others.join(" "), slope))
            }
            Kind::Sum(terms) => {
                let mut text = String::new();
                for (sign, term) in terms {
                    let slope = self.slope(term, name, depth - 1)?;
                    if slope != "0" {
                        let sign = plain(*sign)?;
                        let first = text.is_empty() && sign == "+";
                        text.push_str(&format!("{} {slope} ", if first { "" } else { sign }));
                    }
                }
                let text = text.trim().to_owned();
                Some(if text.is_empty() {
                    "0".to_owned()
                } else {
                    text
                })
            }
            _ => None,
        }
    }
}

/// `3` and `2 t` give `6 t`.
fn joined_factors(a: &str, b: &str) -> String {
    let (number, rest) = b.split_once(' ').unwrap_or((b, ""));
    match (a.parse::<u32>(), number.parse::<u32>()) {
        _ if b == "1" => a.to_owned(),
        (Ok(m), Ok(n)) => format!("{} {rest}", m.saturating_mul(n)).trim().to_owned(),
        _ => format!("{a} {b}"),
    }
}

fn plain(sign: Sign) -> Option<&'static str> {
    match sign {
        Sign::Plus => Some("+"),
        Sign::Minus => Some("-"),
        _ => None,
    }
}
