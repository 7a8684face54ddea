//! A compact s-expression of a tree, for tests and for showing how a formula was read.

use super::tree::{Kind, Name, Relation, Separator, Sign, Statement, Times, Tree};
use std::fmt::{self, Display, Formatter};

impl Display for Name {
    /// `x`, `bold:x`, `hat(x)`.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for accent in self.accents.iter().rev() {
            write!(f, "{accent}(")?;
        }
        if let Some(font) = &self.font {
            write!(f, "{font}:")?;
        }
        write!(f, "{}{}", self.letter, ")".repeat(self.accents.len()))
    }
}

impl Display for Tree {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Number(digits) => write!(f, "{digits}"),
            Kind::Name(name) => write!(f, "{name}"),
            Kind::Operator(name) => write!(f, "@{name}"),
            Kind::Sum(terms) => {
                write!(f, "(")?;
                for (at, (sign, term)) in terms.iter().enumerate() {
                    let gap = if at > 0 { " " } else { "" };
                    write!(f, "{gap}{}{term}", sign_text(*sign))?;
                }
                write!(f, ")")
            }
            Kind::Product(factors) => {
                write!(f, "(* ")?;
                for (at, (times, factor)) in factors.iter().enumerate() {
                    let gap = if at > 0 { " " } else { "" };
                    write!(f, "{gap}{}{factor}", times_text(*times))?;
                }
                write!(f, ")")
            }
            Kind::Scripts {
                base,
                sub,
                sup,
                primes,
            } => {
                write!(f, "{base}{}", "'".repeat(usize::from(*primes)))?;
                script(f, '_', sub)?;
                script(f, '^', sup)
            }
            Kind::Fraction(a, b) => write!(f, "(frac {a} {b})"),
            Kind::Binomial(a, b) => write!(f, "(binom {a} {b})"),
            Kind::Root { index: None, body } => write!(f, "(sqrt {body})"),
            Kind::Root {
                index: Some(index),
                body,
            } => write!(f, "(root {index} {body})"),
            Kind::Big {
                operator,
                sub,
                sup,
                body,
            } => {
                write!(f, "({operator}")?;
                script(f, '_', sub)?;
                script(f, '^', sup)?;
                match body {
                    Some(body) => write!(f, " {body})"),
                    None => write!(f, ")"),
                }
            }
            Kind::Integral {
                operator,
                sub,
                sup,
                body,
                differential,
            } => {
                write!(f, "({operator}")?;
                script(f, '_', sub)?;
                script(f, '^', sup)?;
                write!(f, " {body}")?;
                differential.iter().try_for_each(|d| write!(f, " d{d}"))?;
                write!(f, ")")
            }
            Kind::Group { open, close, body } => write!(f, "<{open} {body} {close}>"),
            Kind::Brace(body) => write!(f, "{{{body}}}"),
            Kind::List { items, separators } => {
                write!(f, "[")?;
                for (at, item) in items.iter().enumerate() {
                    let separator = at.checked_sub(1).and_then(|at| separators.get(at));
                    write!(f, "{}{item}", separator.map_or("", separator_text))?;
                }
                write!(f, "]")
            }
            Kind::Chain { first, rest } => {
                write!(f, "({first}")?;
                rest.iter()
                    .try_for_each(|(relation, side)| write!(f, " {relation} {side}"))?;
                write!(f, ")")
            }
            Kind::Matrix { environment, rows } => {
                write!(f, "({environment}")?;
                for row in rows {
                    write!(f, " [")?;
                    separated(f, row)?;
                    write!(f, "]")?;
                }
                write!(f, ")")
            }
            Kind::Cases(rows) => {
                write!(f, "(cases")?;
                for (value, condition) in rows {
                    match condition {
                        Some(condition) => write!(f, " [{value} if {condition}]")?,
                        None => write!(f, " [{value}]")?,
                    }
                }
                write!(f, ")")
            }
            Kind::Factorial(body) => write!(f, "(! {body})"),
            Kind::Decorated { command, body } => write!(f, "({command}: {body})"),
            Kind::Text(words) => write!(f, "{words:?}"),
            Kind::Empty => write!(f, "()"),
            Kind::Unreadable(text) => write!(f, "(unreadable {text:?})"),
        }
    }
}

impl Display for Statement {
    /// Sides and relations in order, then the words.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (at, side) in self.sides.iter().enumerate() {
            if let Some((relation, _)) = at.checked_sub(1).and_then(|at| self.relations.get(at)) {
                write!(f, " {relation} ")?;
            }
            match side {
                Some(side) => write!(f, "{side}")?,
                None => write!(f, "?")?,
            }
        }
        self.words
            .iter()
            .try_for_each(|(words, _)| write!(f, " {words:?}"))
    }
}

fn separated(f: &mut Formatter<'_>, items: &[Tree]) -> fmt::Result {
    for (at, item) in items.iter().enumerate() {
        write!(f, "{}{item}", if at > 0 { " & " } else { "" })?;
    }
    Ok(())
}

fn script(f: &mut Formatter<'_>, sign: char, tree: &Option<Box<Tree>>) -> fmt::Result {
    match tree {
        Some(tree) => write!(f, "{sign}{tree}"),
        None => Ok(()),
    }
}

fn sign_text(sign: Sign) -> &'static str {
    match sign {
        Sign::Plus => "+",
        Sign::Minus => "-",
        Sign::PlusMinus => "±",
        Sign::MinusPlus => "∓",
    }
}

fn times_text(times: Times) -> String {
    match times {
        Times::Juxtaposed => String::new(),
        Times::By(name) => format!("{name}:"),
        Times::Over => "/".into(),
    }
}

fn separator_text(separator: &Separator) -> &'static str {
    match separator {
        Separator::Comma => ", ",
        Separator::Semicolon => "; ",
        Separator::Colon => ": ",
        Separator::Bar => " | ",
        Separator::DoubleBar => " || ",
        Separator::Backslash => " \\ ",
    }
}

impl Display for Relation {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Relation::Equal => "=",
            Relation::NotEqual => "!=",
            Relation::LessEqual => "<=",
            Relation::Less => "<",
            Relation::GreaterEqual => ">=",
            Relation::Greater => ">",
            Relation::Defined => ":=",
            Relation::Equivalent => "equiv",
            Relation::Approximate => "approx",
            Relation::Proportional => "propto",
            Relation::Distributed => "~",
            Relation::Implies => "=>",
            Relation::ImpliedBy => "<==",
            Relation::Iff => "<=>",
            Relation::In => "in",
            Relation::NotIn => "notin",
            Relation::Subset => "subset",
            Relation::To => "->",
            Relation::MapsTo => "|->",
            Relation::Independent => "perp",
            Relation::Other(name) => name,
        })
    }
}
