//! The promise that no token is lost, as a check for tests.

use super::commands::Meaning;
use super::lexer::Token;
use super::tree::{Formula, Kind, Span, Tree};

/// The tokens of the formula's text that are in no leaf of a tree, no relation, no words and no ignored entry. Signs and
/// brackets count as covered by the node that they build.
pub fn uncovered<'t, 'a>(formula: &Formula, tokens: &'t [Token<'a>]) -> Vec<&'t Token<'a>> {
    let mut covered: Vec<Span> = Vec::new();
    let mut built: Vec<Span> = Vec::new();
    for row in &formula.rows {
        covered.extend(row.ignored.iter().map(|(_, span)| span.clone()));
        for statement in &row.statements {
            covered.extend(statement.words.iter().map(|(_, span)| span.clone()));
            covered.extend(statement.relations.iter().map(|(_, span)| span.clone()));
            for side in statement.sides.iter().flatten() {
                built.push(side.span.clone());
                leaves(side, &mut covered);
            }
        }
    }
    let inside = |spans: &[Span], span: &Span| {
        span.clone()
            .all(|byte| spans.iter().any(|s| s.contains(&byte)))
    };
    tokens
        .iter()
        .filter(|token| {
            let leaf = matches!(
                token.meaning,
                Meaning::Letter | Meaning::Number | Meaning::Operator(_)
            );
            let blank = token.meaning.is_blank()
                || matches!(
                    token.meaning,
                    Meaning::Break
                        | Meaning::Begin
                        | Meaning::End
                        | Meaning::BraceOpen
                        | Meaning::BraceClose
                );
            !blank && !inside(&covered, &token.span) && (leaf || !inside(&built, &token.span))
        })
        .collect()
}

fn leaves(tree: &Tree, covered: &mut Vec<Span>) {
    let children = tree.children();
    let worded =
        matches!(&tree.kind, Kind::Decorated { command, .. } if command.starts_with("text"));
    if children.is_empty() && !tree.span.is_empty() || worded {
        covered.push(tree.span.clone());
    }
    children
        .into_iter()
        .for_each(|child| leaves(child, covered));
}
