//! What stands in a step as written: the names, factors and terms that an edit may put into another place.

use crate::parse::tree::{Kind, Tree};

/// Longest factor or term that is put elsewhere, in bytes.
const LONGEST: usize = 60;
/// Most entries of a kind.
const MOST: usize = 16;

/// Pieces of source text, each once, in order of appearance.
#[derive(Debug, Default)]
pub struct Pool {
    /// Names, with their subscripts where they have some.
    pub names: Vec<String>,
    /// Names that end a sum or product: dimensions and counts.
    pub sizes: Vec<String>,
    /// Whole numbers from 2 on, also exponents: they become factors where powers are taken apart.
    pub numbers: Vec<String>,
    /// Factors and denominators of the terms.
    pub factors: Vec<String>,
    /// Terms of the sums, without signs.
    pub terms: Vec<String>,
    /// Subscripts.
    pub indices: Vec<String>,
}

impl Pool {
    /// Adds what stands in `tree`, whose spans count in `text`.
    pub fn add(&mut self, tree: &Tree, text: &str) {
        let source = |tree: &Tree| text.get(tree.span.clone()).unwrap_or_default().trim();
        match &tree.kind {
            Kind::Name(_) => enter(&mut self.names, source(tree)),
            Kind::Number(digits) if digits.parse::<u32>().is_ok_and(|n| n > 1) => {
                enter(&mut self.numbers, digits);
            }
            Kind::Scripts { base, sub, sup, .. } => {
                if let (Kind::Name(_), Some(sub)) = (&base.kind, sub) {
                    enter(&mut self.indices, source(sub));
                    let end = sup
                        .as_ref()
                        .filter(|sup| sup.span.start > sub.span.start)
                        .map_or(tree.span.end, |_| closed(text, sub.span.end));
                    enter(
                        &mut self.names,
                        text.get(tree.span.start..end).unwrap_or_default().trim(),
                    );
                }
            }
            Kind::Big { sup: Some(sup), .. } if matches!(sup.kind, Kind::Name(_)) => {
                enter(&mut self.sizes, source(sup));
            }
            Kind::Product(factors) => {
                let factors = factors.iter().map(|(_, factor)| factor);
                for factor in factors.filter(|f| !matches!(f.kind, Kind::Operator(_))) {
                    enter(&mut self.factors, source(factor));
                }
            }
            Kind::Fraction(_, bottom) => {
                enter(
                    &mut self.factors,
                    &format!(r"\frac{{1}}{{{}}}", source(bottom)),
                );
            }
            Kind::Sum(terms) => terms
                .iter()
                .for_each(|(_, term)| enter(&mut self.terms, source(term))),
            _ => {}
        }
        for child in tree.children() {
            self.add(child, text);
        }
    }
}

/// The end of a subscript with its closing brace.
fn closed(text: &str, end: usize) -> usize {
    end + usize::from(text[end..].starts_with('}'))
}

fn enter(list: &mut Vec<String>, piece: &str) {
    if !piece.is_empty()
        && piece.len() <= LONGEST
        && list.len() < MOST
        && !list.iter().any(|known| known == piece)
    {
        list.push(piece.to_owned());
    }
}
