//! Small edits of an expression as written: what an author may have meant where a step is wrong.
//!
//! Each edit is a replacement of a span of source text, so that a hint can be pasted into the note. The rows of
//! [`Mistake`] name it in the words of a teacher.

use std::ops::Range;

use crate::parse::tree::{Kind, Sign, Tree};

/// Kinds of slips, likeliest first: hints are tried in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mistake {
    Sign,
    Factor,
    Fraction,
    Power,
    Name,
    Log,
    DroppedLog,
    Number,
    DoubledTerm,
    Arguments,
}

impl Mistake {
    /// What to say of it.
    pub fn words(self) -> &'static str {
        match self {
            Mistake::Sign => {
                "the sign of a term is wrong (a sign is easily lost when brackets are opened)"
            }
            Mistake::Factor => "a factor is missing or wrong",
            Mistake::Fraction => "numerator and denominator are swapped",
            Mistake::Power => "an exponent is missing or wrong",
            Mistake::Name => "another name is meant",
            Mistake::Log => "a logarithm is missing",
            Mistake::DroppedLog => "a logarithm too many",
            Mistake::Number => "a number is wrong",
            Mistake::DoubledTerm => "a term is there twice or should not be there",
            Mistake::Arguments => "two arguments are swapped",
        }
    }
}

/// One edit of a region's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub span: Range<usize>,
    pub replacement: String,
    pub mistake: Mistake,
}

/// All single edits of `tree`, whose spans count in `text`; `names` are the names of the step as written, `sizes` those
/// among them that count something (dimensions, upper limits).
pub fn edits(tree: &Tree, text: &str, names: &[String], sizes: &[String]) -> Vec<Edit> {
    let mut found = Vec::new();
    let context = Context { text, names, sizes };
    context.visit(tree, &mut found);
    found.sort_by_key(|edit| edit.mistake);
    found
}

struct Context<'a> {
    text: &'a str,
    names: &'a [String],
    sizes: &'a [String],
}

impl Context<'_> {
    fn source(&self, tree: &Tree) -> &str {
        self.text.get(tree.span.clone()).unwrap_or_default()
    }

    fn visit(&self, tree: &Tree, found: &mut Vec<Edit>) {
        match &tree.kind {
            Kind::Sum(terms) => self.terms(terms, found),
            Kind::Fraction(a, b) => self.fraction(tree, a, b, found),
            Kind::Number(digits) => self.number(tree, digits, found),
            Kind::Scripts {
                sup: Some(sup),
                base,
                ..
            } => self.power(tree, base, sup, found),
            Kind::Name(_) => self.name(tree, found),
            Kind::Operator(operator) if matches!(operator.as_str(), "log" | "ln") => {
                found.push(Edit {
                    span: tree.span.clone(),
                    replacement: String::new(),
                    mistake: Mistake::DroppedLog,
                });
            }
            Kind::List { items, .. } if items.len() == 2 => self.swap(&items[0], &items[1], found),
            _ => {}
        }
        for child in tree.children() {
            self.visit(child, found);
        }
    }

    fn terms(&self, terms: &[(Sign, Tree)], found: &mut Vec<Edit>) {
        for (at, (sign, term)) in terms.iter().enumerate() {
            let start = if at == 0 {
                term.span.start
            } else {
                terms[at - 1].1.span.end
            };
            let between = self.text.get(start..term.span.start).unwrap_or_default();
            if let Some(offset) = between.find(['+', '-', '−']) {
                let place = start + offset;
                let width = between[offset..].chars().next().map_or(1, char::len_utf8);
                let flipped = if *sign == Sign::Minus { "+" } else { "-" };
                found.push(Edit {
                    span: place..place + width,
                    replacement: flipped.to_owned(),
                    mistake: Mistake::Sign,
                });
            } else if at == 0 && *sign == Sign::Plus {
                self.prefix(term, "-", Mistake::Sign, found);
            }
            self.factors(term, found);
            if terms.len() > 1 {
                let span = start..term.span.end;
                found.push(Edit {
                    span,
                    replacement: String::new(),
                    mistake: Mistake::DoubledTerm,
                });
            }
        }
    }

    fn factors(&self, term: &Tree, found: &mut Vec<Edit>) {
        for factor in ["2", r"\frac{1}{2}"] {
            self.prefix(term, factor, Mistake::Factor, found);
        }
        for size in self.sizes {
            self.prefix(term, size, Mistake::Factor, found);
        }
    }

    fn prefix(&self, term: &Tree, factor: &str, mistake: Mistake, found: &mut Vec<Edit>) {
        let at = term.span.start;
        found.push(Edit {
            span: at..at,
            replacement: format!("{factor} "),
            mistake,
        });
    }

    fn fraction(&self, tree: &Tree, a: &Tree, b: &Tree, found: &mut Vec<Edit>) {
        let (top, bottom) = (self.source(a), self.source(b));
        let whole = tree.span.clone();
        found.push(Edit {
            span: whole.clone(),
            replacement: format!(r"\frac{{{bottom}}}{{{top}}}"),
            mistake: Mistake::Fraction,
        });
        for size in self.sizes {
            if matches!(&a.kind, Kind::Number(one) if one == "1") {
                let replacement = format!(r"\frac{{{size}}}{{{bottom}}}");
                found.push(Edit {
                    span: whole.clone(),
                    replacement,
                    mistake: Mistake::Factor,
                });
            }
        }
    }

    fn number(&self, tree: &Tree, digits: &str, found: &mut Vec<Edit>) {
        let Ok(value) = digits.parse::<i64>() else {
            return;
        };
        for other in [value + 1, value - 1, 2 * value] {
            if other > 0 && other < 1000 {
                let replacement = other.to_string();
                found.push(Edit {
                    span: tree.span.clone(),
                    replacement,
                    mistake: Mistake::Number,
                });
            }
        }
    }

    fn power(&self, tree: &Tree, base: &Tree, sup: &Tree, found: &mut Vec<Edit>) {
        let bare = match &tree.kind {
            Kind::Scripts { sub: Some(sub), .. } => {
                format!("{}_{{{}}}", self.source(base), self.source(sub))
            }
            _ => self.source(base).to_owned(),
        };
        if !matches!(sup.kind, Kind::Operator(_)) {
            found.push(Edit {
                span: tree.span.clone(),
                replacement: bare,
                mistake: Mistake::Power,
            });
        }
    }

    fn name(&self, tree: &Tree, found: &mut Vec<Edit>) {
        let here = self.source(tree);
        found.push(Edit {
            span: tree.span.end..tree.span.end,
            replacement: "^2".to_owned(),
            mistake: Mistake::Power,
        });
        for other in self.names.iter().filter(|other| *other != here) {
            found.push(Edit {
                span: tree.span.clone(),
                replacement: other.clone(),
                mistake: Mistake::Name,
            });
        }
    }

    fn swap(&self, a: &Tree, b: &Tree, found: &mut Vec<Edit>) {
        let between = self.text.get(a.span.end..b.span.start).unwrap_or_default();
        let replacement = format!("{}{between}{}", self.source(b), self.source(a));
        found.push(Edit {
            span: a.span.start..b.span.end,
            replacement,
            mistake: Mistake::Arguments,
        });
    }
}
