//! Laws as people read them: printed back to LaTeX from what was loaded, so that a misread row shows.

use serde::Serialize;

use super::law::Law;
use crate::expr::{Comparison, Store};

/// A law, written.
#[derive(Debug, Clone, Serialize)]
pub struct Statement {
    pub id: &'static str,
    pub domain: &'static str,
    /// `definition` of an operator by others, or `axiom`: taken over from the source without a proof here.
    pub kind: &'static str,
    /// LaTeX.
    pub statement: String,
    pub variables: Vec<Variable>,
    /// LaTeX, all of which must hold.
    pub conditions: Vec<String>,
    pub doc: &'static str,
    pub source: &'static str,
    /// The statement with every part in brackets.
    pub brackets: String,
}

/// A name that stands for anything of its sort.
#[derive(Debug, Clone, Serialize)]
pub struct Variable {
    pub name: String,
    pub sort: String,
}

/// Sources that say that a row settles what a word means.
const DEFINITIONS: &[&str] = &["definition", "notation"];

/// What rows call the source of what every textbook of their domain has.
const TEXTBOOK: &str = "textbook";

/// The textbook of each domain.
const TEXTBOOKS: &[(&str, &str)] = &[
    ("complex", "Ahlfors, Complex Analysis, 1.1"),
    (
        "distributions",
        "Johnson, Kotz and Balakrishnan, Univariate Distributions",
    ),
    ("expectation", "Grimmett and Stirzaker, Probability, 3.3"),
    ("extrema", "Boyd and Vandenberghe, Convex Optimization, 4.1"),
    ("gaussian", "Petersen and Pedersen, The Matrix Cookbook, 8"),
    ("integrals", "Rudin, Real and Complex Analysis, 1"),
    ("information", "Cover and Thomas, Information Theory, 2"),
    ("logarithms", "DLMF 4.8"),
    ("matrices", "Petersen and Pedersen, The Matrix Cookbook, 1"),
    ("orders", "Hardy, Littlewood and Polya, Inequalities, 2"),
    ("powers", "DLMF 4.8"),
    (
        "products",
        "Graham, Knuth and Patashnik, Concrete Mathematics, 2",
    ),
    (
        "sums",
        "Graham, Knuth and Patashnik, Concrete Mathematics, 2",
    ),
    ("trigonometry", "DLMF 4"),
];

/// Writes a law.
pub fn statement(store: &Store, law: &Law) -> Statement {
    let variable = |&symbol| {
        let found = store.symbol(symbol);
        Variable {
            name: found.spelling.clone(),
            sort: store.sort_to_text(found.sort),
        }
    };
    let (latex, sign) = match law.relation {
        Comparison::LessEqual => (r"\leq", "<="),
        Comparison::Less => ("<", "<"),
        _ => ("=", "="),
    };
    let (left, right) = (law.left, law.right);
    Statement {
        id: law.id,
        domain: law.domain,
        kind: match DEFINITIONS.contains(&law.source) {
            true => "definition",
            false => "axiom",
        },
        statement: format!("{} {latex} {}", store.to_latex(left), store.to_latex(right)),
        variables: law.variables.iter().map(variable).collect(),
        conditions: law.conditions.iter().map(|&c| store.to_latex(c)).collect(),
        doc: law.doc,
        source: source(law),
        brackets: format!(
            "({sign} {} {})",
            store.to_brackets(left),
            store.to_brackets(right)
        ),
    }
}

fn source(law: &Law) -> &'static str {
    let domain = TEXTBOOKS.iter().find(|(domain, _)| *domain == law.domain);
    match domain {
        Some((_, textbook)) if law.source == TEXTBOOK => textbook,
        _ => law.source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theory::Theory;

    #[test]
    fn every_law_has_a_doc_and_a_source() {
        let (store, theory) = Theory::standard();
        for law in theory.laws() {
            let written = statement(store, law);
            assert!(!written.doc.is_empty(), "{}", law.id);
            assert!(
                !written.source.is_empty() && written.source != TEXTBOOK,
                "{}",
                law.id
            );
        }
    }

    /// A misread row shows in the brackets.
    #[test]
    fn laws_are_loaded_as_they_stand() {
        let (store, theory) = Theory::standard();
        for &(domain, _) in super::super::laws::DOMAINS {
            let own = theory.laws().iter().filter(|law| law.domain == domain);
            let lines: Vec<String> = own
                .map(|law| {
                    let given: Vec<String> = law
                        .conditions
                        .iter()
                        .map(|&c| store.to_brackets(c))
                        .collect();
                    let given = match given.is_empty() {
                        true => String::new(),
                        false => format!("\n  if {}", given.join(" ")),
                    };
                    format!("{}\n  {}{given}", law.id, statement(store, law).brackets)
                })
                .collect();
            insta::assert_snapshot!(domain, lines.join("\n"));
        }
    }
}
