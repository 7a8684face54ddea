//! Conditions that stand right after a definition in the text: "for $c \neq 1$", "for $n = 0$", "for even $n$". One case of
//! several defines nothing.

use super::membership::Ends;
use super::walk::{Link, Walk, comparison};
use crate::elaborate::chains::Mathematics;
use crate::elaborate::declare::items;
use crate::elaborate::lower::{lower, same_sort};
use crate::elaborate::sentences::{FORMULA, Sentence};
use crate::elaborate::trailing::{conditions, is_comparison};
use crate::expr::{Comparison, Id, Node, SymbolId};
use crate::parse::tree::{Kind, Relation};

/// Words that begin a condition.
const BEGINNINGS: &[&str] = &[
    "for", "if", "when", "whenever", "on", "in", "over", "provided",
];
/// Words between them and the formula that restrict nothing by themselves.
const FILLERS: &[&str] = &[
    "all",
    "any",
    "every",
    "each",
    "the",
    "a",
    "an",
    "some",
    "given",
    "fixed",
    "general",
    "arbitrary",
    "real",
    "number",
    "numbers",
    "value",
    "values",
    "of",
    "that",
    "interval",
    "and",
    "where",
    "with",
];

/// Kinds of numbers, of which not all are: "for even $n$", "if $p$ is a prime number".
const KINDS: &[&str] = &[
    "even",
    "odd",
    "prime",
    "primes",
    "composite",
    "squarefree",
    "square-free",
    "square",
    "squares",
    "divisible",
    "multiple",
    "multiples",
    "power",
    "powers",
    "rational",
    "irrational",
    "small",
    "large",
];
/// Words before a name among which its kind may stand.
const KIND_BEFORE: usize = 3;

/// How the words around a definition restrict the values of its variables.
pub(super) enum Restriction {
    Free,
    /// One case of several defines nothing.
    Case,
    /// The definition is for the values with these conditions; None for a condition in words.
    Domain(Option<Vec<Id>>),
}

impl Walk<'_> {
    /// How the words around a definition of something at these variables restrict them.
    pub(super) fn restriction(
        &mut self,
        link: &Link,
        left: Id,
        variables: &[SymbolId],
    ) -> Restriction {
        let place = self.chains.relations[link.relation].place;
        let mathematics = self.mathematics;
        let math = &mathematics[place];
        let (Some(&(sentence, at)), [_, ..]) = (self.stands.get(&place), variables) else {
            return Restriction::Free;
        };
        if math.display || math.directive.is_some() {
            return Restriction::Free;
        }
        let sentences = self.sentences;
        if self.is_of_kind(&sentences[sentence], at, variables) {
            return Restriction::Domain(None);
        }
        let Some((words, next)) = after(&sentences[sentence], at) else {
            return Restriction::Free;
        };
        let condition = &mathematics[next];
        let bounds = match words {
            Words::Plain => self.bounds_of(condition, variables),
            Words::Other if self.is_variable(condition, variables) => return Restriction::Case,
            Words::Other => None,
        };
        let bounds = bounds.unwrap_or_default();
        let value = |id: &Id| matches!(self.store.node(*id), Node::Relation(Comparison::Equal, ..));
        let elsewhere = |id: &Id| variables.iter().all(|&x| !self.store.mentions(*id, x));
        // A bound on the variable is its domain: nothing is meant of other values.
        let case = bounds.iter().any(value)
            || bounds.iter().any(elsewhere) && self.is_given_twice(&sentences[sentence], left);
        let mut own = bounds;
        own.retain(|id| variables.iter().any(|&x| self.store.mentions(*id, x)));
        match own.is_empty() {
            _ if case => Restriction::Case,
            true => Restriction::Free,
            false => Restriction::Domain(Some(own)),
        }
    }

    /// True if one of the variables stands before the definition as a number of some kind: "for even $n$, ..".
    fn is_of_kind(&mut self, sentence: &Sentence, at: usize, variables: &[SymbolId]) -> bool {
        let before = sentence.formulas.iter().filter(|&&(other, _)| other < at);
        let before: Vec<(usize, usize)> = before.copied().collect();
        before.into_iter().any(|(other, place)| {
            let clause = |c: char| c == FORMULA || ",.;:".contains(c);
            let leading = sentence.words[..other].rsplit(clause).next();
            let after = &sentence.words[other + FORMULA.len_utf8()..];
            let leading = leading.unwrap_or_default().split_whitespace().rev();
            let following = after.split(clause).next().unwrap_or_default();
            let mut words = leading
                .take(KIND_BEFORE)
                .chain(following.split_whitespace());
            words.any(|word| KINDS.contains(&word))
                && self.is_variable(&self.mathematics[place], variables)
        })
    }

    /// True if two formulas of the sentence begin with the same side.
    fn is_given_twice(&mut self, sentence: &Sentence, left: Id) -> bool {
        let mathematics = self.mathematics;
        let firsts = sentence
            .formulas
            .iter()
            .filter_map(|&(_, place)| mathematics[place].formula.sides().next());
        let firsts = firsts.filter_map(|side| lower(&mut self.store, &mut self.scope, side).ok());
        firsts.filter(|lowered| lowered.id == left).count() > 1
    }

    /// True if a formula is one of the variables: the second one of "$a_n = n$ for even $n$".
    fn is_variable(&mut self, math: &Mathematics, variables: &[SymbolId]) -> bool {
        let mut sides = math.formula.sides();
        let (Some(only), None) = (sides.next(), sides.next()) else {
            return false;
        };
        let read = lower(&mut self.store, &mut self.scope, only);
        let name = read.ok().map(|lowered| self.store.node(lowered.id).clone());
        matches!(name, Some(Node::Name(name)) if variables.contains(&name))
    }

    /// What a formula after a definition asks for; None if it is no condition.
    fn bounds_of(&mut self, math: &Mathematics, variables: &[SymbolId]) -> Option<Vec<Id>> {
        let mut found = Vec::new();
        let statements = math.formula.rows.iter().flat_map(|row| &row.statements);
        for statement in statements {
            if let ([Some(set)], [], [variable]) =
                (&statement.sides[..], &statement.relations[..], variables)
            {
                let variable = self.store.name(*variable);
                let Kind::Group { .. } = set.kind else {
                    return None;
                };
                let ends = self.ends(set)?;
                found.extend(self.bounded(variable, ends));
            }
            for condition in conditions(statement) {
                let left = lower(&mut self.store, &mut self.scope, condition.left)
                    .ok()?
                    .id;
                match condition.relation {
                    Relation::In => {
                        let ends = self.ends(condition.right).unwrap_or_default();
                        found.extend(self.bounded(left, ends));
                    }
                    Relation::Equal if items(condition.right).len() > 1 => {
                        let (low, high) = self.enumerated(condition.right)?;
                        let high = high.map(|high| (high, Comparison::LessEqual));
                        let ends = (Some((low, Comparison::LessEqual)), high);
                        found.extend(self.bounded(left, ends));
                    }
                    relation if relation == Relation::Equal || is_comparison(relation) => {
                        let right = lower(&mut self.store, &mut self.scope, condition.right);
                        let right = right.ok()?.id;
                        let (left, right) = same_sort(&mut self.store, left, right).ok()?;
                        let claim = comparison(relation, left, right)?;
                        found.push(self.store.relation(claim.relation, claim.left, claim.right));
                    }
                    _ => return None,
                }
            }
        }
        Some(found)
    }

    /// The bounds that two ends put on a name.
    fn bounded(&mut self, name: Id, (low, high): Ends) -> Vec<Id> {
        let bounds = [
            low.map(|(low, relation)| (low, relation, name)),
            high.map(|(high, relation)| (name, relation, high)),
        ];
        let bounds = bounds.into_iter().flatten();
        bounds
            .map(|(smaller, relation, larger)| self.store.relation(relation, smaller, larger))
            .collect()
    }
}

/// The words between a definition and the formula after it.
enum Words {
    /// Only words that lead to a condition.
    Plain,
    /// A word of a condition and others: "for even".
    Other,
}

/// The words after the formula at `at` as far as the next formula, with the place of that.
fn after(sentence: &Sentence, at: usize) -> Option<(Words, usize)> {
    let start = at + FORMULA.len_utf8();
    let &(end, next) = sentence
        .formulas
        .iter()
        .find(|(other, _)| *other >= start)?;
    let text = sentence.words[start..end].trim();
    let mut words = text.trim_start_matches(',').split_whitespace();
    if !words
        .next()
        .is_some_and(|first| BEGINNINGS.contains(&first))
    {
        return None;
    }
    match words.all(|word| FILLERS.contains(&word)) {
        true => Some((Words::Plain, next)),
        false if text.split_whitespace().count() <= 4 => Some((Words::Other, next)),
        false => None,
    }
}
