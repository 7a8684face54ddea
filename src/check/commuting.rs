//! Proofs that turn products round, in sections whose words speak of things that do not commute: operators, elements of
//! groups, quaternions. Names of which nothing is said were read as numbers there.

use rustc_hash::FxHashSet;

use super::judge::Judgement;
use super::walk::{Judged, Link, Walk};
use crate::diagnostic::Reason;
use crate::elaborate::conventions::Called;
use crate::elaborate::sentences::Sentence;
use crate::expr::{BinderKind, Comparison, Id, Node, Operator, Sort, SortId, Store, SymbolId};
use crate::report::Verdict;
use crate::theory::{Context, FactKind};

/// Words for things that capital letters and letters with a hat stand for.
const OPERATORS: &[&str] = &[
    "operator",
    "matri",
    "linear map",
    "linear transformation",
    "endomorphism",
    "hilbert space",
    "hamiltonian",
    "propagator",
    "quantum",
    "hessian",
    "jacobians",
    "projector",
    "rotation",
    "reflections",
    "unitary",
    "hermitian",
    "tensor",
    "eigenval",
    "eigenvec",
    "kalman",
    "linear layer",
    "acts on",
    "act on",
    "has rank",
    "have rank",
    "opérateur",
    "算子",
    "矩阵",
    "行列",
];
/// Signs in formulas for the same.
const SIGNS: &[&str] = &[
    "GL",
    "SL",
    "SO(",
    "SU(",
    "M_n(",
    "M_{n}(",
    r"n \times n",
    r"n\times n",
    r"2\times2",
    r"2 \times 2",
    r"d \times d",
    r"\succ",
    r"\prec",
];
/// Words for things that any letter stands for.
const ELEMENTS: &[&str] = &[
    "be a group",
    "a group \u{fffc}",
    "the group",
    "of a group",
    "group element",
    "in a group",
    "any group",
    "subgroup",
    "permutation",
    "quaternion",
    "pauli",
    "gamma matri",
    "commutator",
    "non-commut",
    "noncommut",
    "not commute",
    "n't commute",
    "non-abelian",
    "nonabelian",
    "concatenat",
    "eine gruppe",
    "untergruppe",
    "un groupe",
    "群",
];

impl Walk<'_> {
    /// Takes back what was proved or supported by turning products of such names round, and all that rests on it; gives the
    /// steps.
    pub(super) fn doubt_products(&self, judged: &mut [Judged]) -> FxHashSet<String> {
        let mut taken: FxHashSet<String> = FxHashSet::default();
        let speaks = |table: &[&str]| -> Vec<usize> {
            let sentences = self.sentences.iter().enumerate();
            let said = sentences.filter(|(_, s)| table.iter().any(|word| s.words.contains(word)));
            said.map(|(at, _)| at).collect()
        };
        let signed = |sentence: &Sentence| {
            let texts = sentence.formulas.iter();
            let mut texts = texts.map(|&(_, place)| &self.mathematics[place].region.text);
            texts.any(|text| SIGNS.iter().any(|sign| text.contains(sign)))
        };
        let elements = speaks(ELEMENTS);
        let mut operators = speaks(OPERATORS);
        let shown = self.sentences.iter().enumerate();
        operators.extend(shown.filter(|(_, s)| signed(s)).map(|(at, _)| at));
        let called = |what| self.scope.conventions.called_so(what).next().is_some();
        let called = called(Called::Operator) || called(Called::Weights);
        if operators.is_empty() && elements.is_empty() && !called {
            return taken;
        }
        for one in &mut *judged {
            for link in &mut one.links {
                if !matches!(link.judgement.verdict, Verdict::Proved | Verdict::Supported) {
                    continue;
                }
                let (any, capital) = (
                    self.is_said(link, &elements),
                    self.is_said(link, &operators),
                );
                let evidence = link.judgement.evidence.clone();
                let names = evidence.and_then(|e| self.turned(link, &e.context, any, capital));
                if let Some(names) = names {
                    let text = format!(
                        "the words speak of things whose products depend on the order, and `{}` and `{}` were read as numbers",
                        names[0], names[1]
                    );
                    link.judgement = Judgement::unknown(Reason::Context, text);
                    taken.insert(link.report.id.clone());
                }
            }
        }
        take_back_with(judged, &mut taken);
        taken
    }

    /// True if one of the sentences stands before the step, in its section or one around it.
    fn is_said(&self, link: &Link, sentences: &[usize]) -> bool {
        let place = self.chains.relations[link.relation].place;
        let Some(&(at, _)) = self.stands.get(&place) else {
            return false;
        };
        let section = self.sentences[at].section;
        sentences.iter().any(|&said| {
            said <= at
                && self
                    .sections
                    .encloses(self.sentences[said].section, section)
        })
    }

    /// True for a name that is defined by one that the words call an operator: `H = \frac{p^2}{2m} + V(x)`.
    fn is_made_of_operators(&self, context: &Context, name: SymbolId) -> bool {
        let meanings = context.facts.iter().filter(|fact| {
            fact.kind == FactKind::Definition && *self.store.node(fact.left) == Node::Name(name)
        });
        let mut made_of = meanings.flat_map(|fact| self.store.free_names(fact.right));
        made_of.any(|other| {
            let spelling = &self.store.symbol(other).spelling;
            self.scope.is_called(spelling, Called::Operator)
        })
    }

    /// Two names in one product of the step or of what it uses, of which the note says nothing.
    fn turned(
        &self,
        link: &Link,
        context: &Context,
        any: bool,
        capital: bool,
    ) -> Option<[String; 2]> {
        let uses = &link.judgement.uses;
        let facts = context.facts.iter();
        let used = facts.filter(|fact| uses.contains(&fact.source));
        let claim = link.claim?;
        let sides: Vec<Id> = used
            .flat_map(|fact| [fact.left, fact.right])
            .chain([claim.left, claim.right])
            .collect();
        let all = sides.iter().flat_map(|&side| self.store.free_names(side));
        let spelled = all.map(|name| self.store.symbol(name).spelling.as_str());
        let marked: Vec<&str> = spelled.filter(|s| s.ends_with(DAGGER)).collect();
        let unsaid = |&name: &SymbolId| {
            let symbol = self.store.symbol(name);
            let number = takes_numbers(&self.store, symbol.sort);
            let called = |what| self.scope.is_called(&symbol.spelling, what);
            let weights = called(Called::Weights) && is_operator(&symbol.spelling, &marked);
            let called =
                called(Called::Operator) || weights || self.is_made_of_operators(context, name);
            let shown = any || called || capital && is_operator(&symbol.spelling, &marked);
            number && shown && (called || !is_said_of(&self.store, context, name))
        };
        let mut names: Vec<SymbolId> = sides
            .iter()
            .flat_map(|&side| self.store.free_names(side))
            .filter(unsaid)
            .collect();
        names.sort_unstable();
        names.dedup();
        if names.len() < 2
            || !sides
                .iter()
                .any(|&side| multiplies(&self.store, side, &names))
        {
            return None;
        }
        Some([0, 1].map(|at| self.store.symbol(names[at]).spelling.clone()))
    }
}

/// What was proved from steps that were taken back goes with them.
pub(super) fn take_back_with(judged: &mut [Judged], taken: &mut FxHashSet<String>) {
    let mut more = !taken.is_empty();
    while more {
        more = false;
        let links = judged.iter_mut().flat_map(|one| &mut one.links);
        for link in links.filter(|link| link.judgement.verdict == Verdict::Proved) {
            let from = link.judgement.uses.iter().find(|id| taken.contains(*id));
            if let Some(from) = from {
                let text = format!("it rests on {from}, which was taken back");
                link.judgement = Judgement::unknown(Reason::Context, text);
                more |= taken.insert(link.report.id.clone());
            }
        }
    }
}

/// True if the note says something of the name by itself, its own results aside: an equation of products, `A B = 0`, may
/// be of any things.
fn is_said_of(store: &Store, context: &Context, name: SymbolId) -> bool {
    let product = |id: Id| matches!(store.node(id), Node::Product(_) | Node::Sum(_));
    let equation = |id: Id| {
        matches!(*store.node(id), Node::Relation(Comparison::Equal, left, right)
            if product(left) || product(right))
    };
    let facts = context.facts.iter();
    let facts = facts
        .filter(|fact| fact.kind != FactKind::Result)
        .map(|fact| fact.left);
    let hypotheses = context.hypotheses.iter().map(|(id, _)| *id);
    facts
        .filter(|&id| !product(id))
        .chain(hypotheses.filter(|&id| !equation(id)))
        .any(|id| store.mentions(id, name))
}

/// True for numbers, and for sequences and functions of numbers.
fn takes_numbers(store: &Store, sort: SortId) -> bool {
    match *store.sort_of(sort) {
        Sort::Real => true,
        Sort::Sequence(inner) | Sort::Function(_, inner) => takes_numbers(store, inner),
        _ => false,
    }
}

/// The mark of an adjoint.
const DAGGER: &str = "^{dagger}";

/// `A`, `\hat{H}`, and `a` beside `a^\dagger`.
fn is_operator(spelling: &str, marked: &[&str]) -> bool {
    let letter = spelling.strip_prefix(r"\hat{").unwrap_or(spelling);
    letter.starts_with(|c: char| c.is_ascii_uppercase())
        || marked
            .iter()
            .any(|mark| mark.strip_suffix(DAGGER) == Some(spelling) || *mark == spelling)
}

/// True for a name that an expression adds and multiplies, itself or at arguments.
fn is_operand(store: &Store, id: Id, name: SymbolId) -> bool {
    match store.node(id) {
        Node::Name(own) => *own == name,
        Node::Call(head, _) | Node::Component(head, _) => is_operand(store, *head, name),
        Node::Bind(BinderKind::Sum | BinderKind::Integral | BinderKind::Derivative, _, _, body) => {
            is_operand(store, *body, name)
        }
        Node::Sum(_)
        | Node::Product(_)
        | Node::Power(..)
        | Node::Apply(Operator::Log | Operator::Sin | Operator::Cos | Operator::Inverse, _) => {
            let mut parts = store.children(id).into_iter();
            parts.any(|part| is_operand(store, part, name))
        }
        _ => false,
    }
}

/// True if two of the names are multiplied, or a sum of them is raised.
fn multiplies(store: &Store, id: Id, names: &[SymbolId]) -> bool {
    let among = |id: Id| {
        names
            .iter()
            .filter(|&&name| is_operand(store, id, name))
            .count()
    };
    let joins = match store.node(id) {
        Node::Product(_) | Node::Power(..) => among(id) > 1,
        _ => false,
    };
    joins
        || store
            .children(id)
            .into_iter()
            .any(|child| multiplies(store, child, names))
}
