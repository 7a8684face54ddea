//! From the expressions and proofs of a store to the rows of a certificate.

use std::collections::BTreeSet;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::format::{self, Fact, LawText, NoteProofs, Proof, Row, Says, Step};
use crate::expr::*;
use crate::kernel::{self, Theorem};
use crate::theory::{self, Context, FactId, FactKind, Law, LawId, Shared, Theory};

/// A proved claim with all that its proof may use.
#[derive(Debug)]
pub struct Claimed<'a> {
    pub id: &'a str,
    pub line: usize,
    pub claim: (Id, Comparison, Id),
    pub context: &'a Context,
    pub proof: &'a kernel::Proof,
}

/// Writes the proofs of one note.
pub struct Exporter<'a> {
    store: &'a mut Store,
    theory: &'a Theory,
    rows: Vec<Row>,
    nodes: FxHashMap<Id, usize>,
    sorts: FxHashMap<SortId, usize>,
    names: FxHashMap<SymbolId, usize>,
    proofs: Vec<Proof>,
    laws: BTreeSet<LawId>,
    steps: Vec<Step>,
}

impl<'a> Exporter<'a> {
    pub fn new(store: &'a mut Store, theory: &'a Theory) -> Self {
        Self {
            store,
            theory,
            rows: Vec::new(),
            nodes: FxHashMap::default(),
            sorts: FxHashMap::default(),
            names: FxHashMap::default(),
            proofs: Vec::new(),
            laws: BTreeSet::new(),
            steps: Vec::new(),
        }
    }

    /// Adds a step; false if the kernel does not accept it, or if it is too large to be stated.
    pub fn add(&mut self, claimed: &Claimed) -> bool {
        let check = |store: &mut Store, context: &Context| {
            kernel::check(store, self.theory, context, claimed.claim, claimed.proof)
        };
        let Ok(theorem) = check(self.store, claimed.context) else {
            return false;
        };
        let (facts, mut context) = needed(claimed.context, &theorem);
        // What the sides need to be defined may depend on facts that the proof itself does not use.
        let (renumber, theorem) = {
            let places: FxHashMap<FactId, usize> =
                facts.iter().enumerate().map(|(at, &id)| (id, at)).collect();
            let proof = renumbered(claimed.proof, &places);
            match kernel::check(self.store, self.theory, &context, claimed.claim, &proof) {
                Ok(theorem) => (Some(places), theorem),
                Err(_) => {
                    context = claimed.context.clone();
                    (None, theorem)
                }
            }
        };
        let Some(says) = says(self.store, claimed.claim, &context, &theorem) else {
            return false;
        };
        let mut seen = FxHashMap::default();
        let proof = self.proof(claimed.proof, renumber.as_ref(), &mut seen);
        let step = Step {
            id: claimed.id.to_owned(),
            line: claimed.line,
            left: self.node(claimed.claim.0),
            relation: claimed.claim.1,
            right: self.node(claimed.claim.2),
            proof,
            facts: context.facts.iter().map(|fact| self.fact(fact)).collect(),
            hypotheses: context
                .hypotheses
                .iter()
                .map(|(id, _)| self.node(*id))
                .collect(),
            carried: context
                .carried
                .iter()
                .map(|(id, _)| self.node(*id))
                .collect(),
            says,
        };
        self.laws.extend(theorem.laws());
        self.steps.push(step);
        true
    }

    /// The note's proofs and the laws they use.
    pub fn finish(self, path: &str) -> (NoteProofs, Vec<LawText>) {
        let laws = self
            .laws
            .iter()
            .map(|&law| law_text(Theory::standard().0, self.theory.get(law)))
            .collect();
        let proofs = NoteProofs {
            path: path.to_owned(),
            table: self.rows,
            proofs: self.proofs,
            steps: self.steps,
        };
        (proofs, laws)
    }

    fn push(&mut self, row: Row) -> usize {
        self.rows.push(row);
        self.rows.len() - 1
    }

    fn list(&mut self, ids: &[Id]) -> Vec<usize> {
        ids.iter().map(|&id| self.node(id)).collect()
    }

    fn pairs(&mut self, pairs: &[(SymbolId, Id)]) -> Vec<(usize, usize)> {
        pairs
            .iter()
            .map(|&(slot, value)| (self.name(slot), self.node(value)))
            .collect()
    }

    fn node(&mut self, id: Id) -> usize {
        if let Some(&known) = self.nodes.get(&id) {
            return known;
        }
        let entry = match self.store.node(id).clone() {
            Node::Number(value) => format::Node::Number(value.to_string()),
            Node::Constant(constant) => format::Node::Constant(constant),
            Node::Name(name) => format::Node::Name(self.name(name)),
            Node::Bound(level, sort) => format::Node::Bound(level, self.sort(sort)),
            Node::Sum(items) => format::Node::Sum(self.list(&items)),
            Node::Product(items) => format::Node::Product(self.list(&items)),
            Node::Power(base, exponent) => {
                format::Node::Power(self.node(base), self.node(exponent))
            }
            Node::Apply(operator, args) => format::Node::Apply(operator, self.list(&args)),
            Node::Call(head, args) => format::Node::Call(self.node(head), self.list(&args)),
            Node::Density { family, of, given } => {
                format::Node::Density(self.name(family), self.pairs(&of), self.pairs(&given))
            }
            Node::Chain(items) => format::Node::Chain(self.list(&items)),
            Node::Component(base, indices) => {
                format::Node::Component(self.node(base), self.list(&indices))
            }
            Node::Matrix {
                rows,
                columns,
                entries,
            } => format::Node::Matrix(rows, columns, self.list(&entries)),
            Node::Bind(kind, sort, domain, body) => {
                format::Node::Bind(kind, self.sort(sort), self.domain(domain), self.node(body))
            }
            Node::Relation(relation, a, b) => {
                format::Node::Relation(relation, self.node(a), self.node(b))
            }
            Node::Cases(rows) => format::Node::Cases(
                rows.iter()
                    .map(|&(v, c)| (self.node(v), self.node(c)))
                    .collect(),
            ),
        };
        let at = self.push(Row::Node(entry));
        self.nodes.insert(id, at);
        at
    }

    fn domain(&mut self, domain: Domain) -> format::Domain {
        match domain {
            Domain::All => format::Domain::All,
            Domain::Range(a, b) => format::Domain::Range(self.node(a), self.node(b)),
            Domain::In(a) => format::Domain::In(self.node(a)),
            Domain::At(a) => format::Domain::At(self.node(a)),
            Domain::Above(a) => format::Domain::Above(self.node(a)),
            Domain::Below(a) => format::Domain::Below(self.node(a)),
        }
    }

    fn sort(&mut self, id: SortId) -> usize {
        if let Some(&known) = self.sorts.get(&id) {
            return known;
        }
        let entry = match self.store.sort_of(id).clone() {
            Sort::Real => format::Sort::Real,
            Sort::Integer => format::Sort::Integer,
            Sort::Complex => format::Sort::Complex,
            Sort::Truth => format::Sort::Truth,
            Sort::Vector(n) => format::Sort::Vector(self.node(n)),
            Sort::Matrix(m, n) => format::Sort::Matrix(self.node(m), self.node(n)),
            Sort::Sequence(item) => format::Sort::Sequence(self.sort(item)),
            Sort::Element(set) => format::Sort::Element(set.map(|set| self.name(set))),
            Sort::Set(item) => format::Sort::Set(self.sort(item)),
            Sort::Function(args, result) => {
                let args = args.iter().map(|&arg| self.sort(arg)).collect();
                format::Sort::Function(args, self.sort(result))
            }
            Sort::Family => format::Sort::Family,
            Sort::Distribution => format::Sort::Distribution,
            Sort::Random(item) => format::Sort::Random(self.sort(item)),
            Sort::Unknown => format::Sort::Unknown,
        };
        let at = self.push(Row::Sort(entry));
        self.sorts.insert(id, at);
        at
    }

    fn name(&mut self, id: SymbolId) -> usize {
        if let Some(&known) = self.names.get(&id) {
            return known;
        }
        let symbol = self.store.symbol(id).clone();
        let domain = self.store.domain_of(id).map(|domain| self.domain(domain));
        let sort = self.sort(symbol.sort);
        let at = self.push(Row::Name {
            spelling: symbol.spelling,
            sort,
            role: symbol.role,
            version: symbol.version,
            domain,
        });
        self.names.insert(id, at);
        at
    }

    fn fact(&mut self, fact: &theory::Fact) -> Fact {
        Fact {
            kind: match fact.kind {
                FactKind::Definition => format::FactKind::Definition,
                FactKind::Hypothesis => format::FactKind::Hypothesis,
                FactKind::Result => format::FactKind::Result,
            },
            left: self.node(fact.left),
            right: self.node(fact.right),
            variables: fact.variables.iter().map(|&v| self.name(v)).collect(),
            conditions: self.list(&fact.conditions),
            source: fact.source.clone(),
            given: fact.given,
        }
    }

    /// Writes a proof after its parts; a part that several share is written once.
    fn proof(
        &mut self,
        proof: &kernel::Proof,
        facts: Option<&FxHashMap<FactId, usize>>,
        seen: &mut FxHashMap<*const kernel::Proof, usize>,
    ) -> usize {
        use kernel::Proof as P;
        let key = std::ptr::from_ref(proof);
        if let Some(&known) = seen.get(&key) {
            return known;
        }
        let id = |law: &LawId| self.theory.get(*law).id.to_owned();
        let entry = match proof {
            P::Same(id) => Proof::Same(self.node(*id)),
            P::Law { law, values } => Proof::Law(id(law), self.list(values)),
            P::Fact { fact, values } => {
                let place = facts.map_or(fact.0 as usize, |facts| {
                    facts.get(fact).copied().unwrap_or(usize::MAX)
                });
                Proof::Fact(place, self.list(values))
            }
            P::Ring(a, b) => Proof::Ring(self.node(*a), self.node(*b)),
            P::Flip(inner) => Proof::Flip(self.proof(inner, facts, seen)),
            P::Then(parts) => Proof::Then(
                parts
                    .iter()
                    .map(|part| self.proof(part, facts, seen))
                    .collect(),
            ),
            P::AtMost(parts) => Proof::AtMost(
                parts
                    .iter()
                    .map(|part| self.proof(part, facts, seen))
                    .collect(),
            ),
            P::Cases(parts) => Proof::Cases(
                parts
                    .iter()
                    .map(|part| self.proof(part, facts, seen))
                    .collect(),
            ),
            P::Inside { of, children } => {
                let own = self.store.children(*of);
                let parts = children
                    .iter()
                    .map(|c| c.as_ref().map(|c| self.proof(c, facts, seen)))
                    .collect();
                Proof::Inside(self.node(*of), self.list(&own), parts)
            }
            P::Under { of, local, body } => {
                let body = self.proof(body, facts, seen);
                Proof::Under(self.node(*of), self.name(*local), body)
            }
            P::Computed { rule, left, right } => {
                Proof::Computed((*rule).to_owned(), self.node(*left), self.node(*right))
            }
            P::Order {
                law,
                values,
                left,
                right,
            } => {
                let law = id(law);
                let (left, right) = (
                    self.proof(left, facts, seen),
                    self.proof(right, facts, seen),
                );
                Proof::Order(law, self.list(values), left, right)
            }
        };
        self.proofs.push(entry);
        seen.insert(key, self.proofs.len() - 1);
        self.proofs.len() - 1
    }
}

/// The law's text: its statement and conditions in full brackets.
pub(super) fn law_text(store: &Store, law: &Law) -> LawText {
    let sign = relation_sign(law.relation);
    LawText {
        id: law.id.to_owned(),
        statement: format!(
            "{} {sign} {}",
            store.to_brackets(law.left),
            store.to_brackets(law.right)
        ),
        conditions: law
            .conditions
            .iter()
            .map(|&c| store.to_brackets(c))
            .collect(),
    }
}

fn relation_sign(relation: Comparison) -> &'static str {
    match relation {
        Comparison::Equal => "=",
        Comparison::NotEqual => "!=",
        Comparison::Less => "<",
        Comparison::LessEqual => "<=",
        Comparison::In => "in",
    }
}

/// Text beyond this is cut by the printer, and would not state all.
const LONGEST: usize = 200_000;

/// What a claim says and rests on; None if it is too large to be stated in full.
pub(super) fn says(
    store: &Store,
    (left, relation, right): (Id, Comparison, Id),
    context: &Context,
    theorem: &Theorem,
) -> Option<Says> {
    let mut names = BTreeSet::new();
    let mut whole = true;
    let mut text = |id: Id| {
        let text = store.to_brackets(id);
        whole &= text.len() < LONGEST && !text.contains("...");
        for name in store.free_names(id) {
            let symbol = store.symbol(name);
            let sort = store.sort_to_text(symbol.sort);
            names.insert(format!("{} ({}): {sort}", symbol.spelling, symbol.version));
        }
        text
    };
    let statement = format!("{} {} {}", text(left), relation_sign(relation), text(right));
    let facts = context.facts.iter().map(|fact| {
        let variables: Vec<&str> = fact
            .variables
            .iter()
            .map(|&v| store.symbol(v).spelling.as_str())
            .collect();
        let note = if fact.given { ", not proved" } else { "" };
        let (left, right) = (text(fact.left), text(fact.right));
        let conditions: Vec<String> = fact.conditions.iter().map(|&c| text(c)).collect();
        let provided = match conditions.is_empty() {
            true => String::new(),
            false => format!(" provided {}", conditions.join(", ")),
        };
        format!(
            "{:?} ({}{note}) for all [{}]: {left} = {right}{provided}",
            fact.kind,
            fact.source,
            variables.join(" ")
        )
    });
    let facts = facts.collect();
    let hypotheses = context.hypotheses.iter().map(|(id, _)| text(*id)).collect();
    let carried = context.carried.iter().map(|(id, _)| text(*id)).collect();
    let assumptions = theorem.assumptions().iter().map(|&id| text(id)).collect();
    let names = names.into_iter().collect();
    whole.then_some(Says {
        statement,
        names,
        facts,
        hypotheses,
        carried,
        assumptions,
    })
}

/// The facts that a theorem uses, and a context of nothing but what it uses.
fn needed(context: &Context, theorem: &Theorem) -> (Vec<FactId>, Context) {
    let facts: Vec<FactId> = theorem.facts().collect();
    let used = |list: &Shared<(Id, String)>, used: &[Id]| {
        list.iter()
            .filter(|(id, _)| used.contains(id))
            .cloned()
            .collect()
    };
    let context = Context {
        facts: facts
            .iter()
            .map(|fact| context.facts[fact.0 as usize].clone())
            .collect(),
        hypotheses: used(&context.hypotheses, theorem.hypotheses()),
        carried: used(&context.carried, theorem.assumptions()),
        moving: context.moving.clone(),
    };
    (facts, context)
}

/// The proof with other places of its facts.
fn renumbered(proof: &kernel::Proof, places: &FxHashMap<FactId, usize>) -> kernel::Proof {
    use kernel::Proof as P;
    let part = |inner: &Rc<P>| Rc::new(renumbered(inner, places));
    match proof {
        P::Fact { fact, values } => P::Fact {
            fact: FactId(places.get(fact).map_or(u32::MAX, |&at| at as u32)),
            values: values.clone(),
        },
        P::Flip(inner) => P::Flip(part(inner)),
        P::Then(parts) => P::Then(parts.iter().map(part).collect()),
        P::AtMost(parts) => P::AtMost(parts.iter().map(part).collect()),
        P::Cases(parts) => P::Cases(parts.iter().map(part).collect()),
        P::Inside { of, children } => P::Inside {
            of: *of,
            children: children.iter().map(|c| c.as_ref().map(part)).collect(),
        },
        P::Under { of, local, body } => P::Under {
            of: *of,
            local: *local,
            body: part(body),
        },
        P::Order {
            law,
            values,
            left,
            right,
        } => P::Order {
            law: *law,
            values: values.clone(),
            left: part(left),
            right: part(right),
        },
        other => other.clone(),
    }
}
