//! The survey of a note: what its formulas and its prose say of every name, before anything is lowered.
//!
//! Gathering comes first ([`Survey`]); then the indices are told from the marks, and the evidence is collected for each
//! name ([`super::evidence::Study`]). No expression is made here.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::conventions::Conventions;
use super::evidence::{Key, letter_of};
use super::names::{Written, bracket, comma_items, written};
use super::phrases::Property;
use super::sorts::{says_matrix, set_shape};
use crate::parse::tree::{Formula, Kind, Relation, Separator, Statement, Tree};

/// Something said of one name.
#[derive(Debug, Clone, PartialEq)]
pub enum Says {
    Property(Property),
    /// Member of a set: `\mathbb{R}^{m \times n}`, `\mathcal{X}`.
    MemberOf(Tree),
    /// `f: \mathbb{R} \to \mathbb{R}`: domain and codomain.
    Maps(Tree, Tree),
    /// `X \sim \mathcal{N}(0, 1)`.
    Drawn(Tree),
}

impl Says {
    /// True for what makes a name a vector or a matrix.
    pub fn array(&self) -> bool {
        match self {
            Says::MemberOf(set) => set_shape(set).is_some(),
            Says::Property(Property::Vector | Property::RandomVector) => true,
            says => says_matrix(says),
        }
    }
}

/// Formulas and declarations of a note or of a section, in source order.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    pub(super) trees: Vec<Tree>,
    /// The two sides of equations, which are of one shape.
    pub(super) equations: Vec<(usize, usize)>,
    /// Which trees stand in one formula.
    pub(super) displays: Vec<Range<usize>>,
    pub(super) said: Vec<(Tree, Says)>,
    pub(super) conventions: Conventions,
}

impl Survey {
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in all statements of a formula.
    pub fn formula(&mut self, formula: &Formula) {
        let first = self.trees.len();
        for statement in formula.rows.iter().flat_map(|row| &row.statements) {
            self.statement(statement);
        }
        self.displays.push(first..self.trees.len());
    }

    /// Takes in the sides of a statement, and what its relations declare (`x \in A`, `X \sim D`, `f: A \to B`).
    pub fn statement(&mut self, statement: &Statement) {
        let mut last: Option<usize> = None;
        for (at, side) in statement.sides.iter().enumerate() {
            let Some(tree) = side else { continue };
            let relation = at
                .checked_sub(1)
                .and_then(|before| statement.relations.get(before))
                .map(|(relation, _)| *relation);
            if let (Some(Relation::Equal | Relation::Defined), Some(left)) = (relation, last) {
                self.equations.push((left, self.trees.len()));
            }
            last = Some(self.trees.len());
            self.tree(tree);
        }
        for (at, (relation, _)) in statement.relations.iter().enumerate() {
            if let (Some(Some(left)), Some(Some(right))) =
                (statement.sides.get(at), statement.sides.get(at + 1))
            {
                self.relation(left, *relation, right);
            }
        }
    }

    /// Takes in an expression.
    pub fn tree(&mut self, tree: &Tree) {
        self.trees.push(tree.clone());
        self.chains(tree);
    }

    /// Relations inside brackets and lists declare as well: `(x \in \mathbb{R}^n)`.
    fn chains(&mut self, tree: &Tree) {
        if let Kind::Chain { first, rest } = &tree.kind {
            let mut left = &**first;
            for (relation, right) in rest {
                if matches!(relation, Relation::In) {
                    self.relation(left, *relation, right);
                }
                left = right;
            }
        }
        for child in tree.children() {
            self.chains(child);
        }
    }

    fn relation(&mut self, left: &Tree, relation: Relation, right: &Tree) {
        match relation {
            Relation::In => self.member_of(left, right),
            Relation::Distributed => self.drawn(left, right),
            Relation::Equal if is_applied(left, right) => {
                self.declare(left, Property::Function);
            }
            Relation::To | Relation::MapsTo => {
                if let Kind::List { items, separators } = &left.kind
                    && let ([name, from], [Separator::Colon]) = (&items[..], &separators[..])
                {
                    let says = Says::Maps(from.clone(), right.clone());
                    self.said.push((name.clone(), says));
                }
            }
            _ => {}
        }
    }

    /// The name, or each of a list of names, is drawn from the distribution.
    pub fn drawn(&mut self, name: &Tree, law: &Tree) {
        for name in comma_items(name) {
            self.said.push((name.clone(), Says::Drawn(law.clone())));
        }
    }

    /// The prose says so of the name, or of each of a list of names.
    pub fn declare(&mut self, name: &Tree, property: Property) {
        for name in comma_items(name) {
            self.said.push((name.clone(), Says::Property(property)));
        }
    }

    /// The name, or each of a list of names, is a member of the set.
    pub fn member_of(&mut self, name: &Tree, set: &Tree) {
        for name in comma_items(name) {
            self.said.push((name.clone(), Says::MemberOf(set.clone())));
        }
    }

    /// Takes in a formula of elsewhere, which does not say of the names used as numbers here that they are arrays.
    pub fn distant(&mut self, formula: &Formula, numbers: &FxHashSet<Key>) {
        let heard = self.said.len();
        self.formula(formula);
        let rest = self.said.split_off(heard);
        let kept = |(name, says): &(Tree, Says)| !says.array() || !is_among(name, numbers);
        self.said.extend(rest.into_iter().filter(kept));
    }
}

/// True for a name whose letter is one of these.
pub fn is_among(name: &Tree, letters: &FxHashSet<Key>) -> bool {
    letter_of(name).is_some_and(|letter| letters.contains(&letter))
}

/// True for `x = x(t)`, which says that x is a function of t.
fn is_applied(name: &Tree, application: &Tree) -> bool {
    let Kind::Product(factors) = &application.kind else {
        return false;
    };
    let [(_, head), (_, argument)] = &factors[..] else {
        return false;
    };
    let (Some(own), Some(head)) = (written(name), written(head)) else {
        return false;
    };
    let arguments = bracket(argument).filter(|found| found.open == "(");
    let plain =
        |found: &Written| found.items.is_empty() && found.sup.is_none() && found.primes == 0;
    own.letter == head.letter
        && plain(&own)
        && plain(&head)
        && arguments.is_some_and(|found| {
            comma_items(found.body)
                .iter()
                .all(|item| written(item).is_some())
        })
}
