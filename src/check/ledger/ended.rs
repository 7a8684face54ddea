//! What ends by the words of the note before its scope does: another case or theorem, a name let again, a supposition given up.

use super::{Entry, Ledger, Row, Scope};
use crate::elaborate::cases::Lead;
use crate::elaborate::sections::Sections;
use crate::expr::{BinderKind, Comparison, Id, Node, Operator, Store, SymbolId};
use crate::theory::FactKind;

impl Ledger {
    /// The words give up what this section supposed, and with it what only its author vouches for since.
    pub fn retract(&mut self) {
        let section = self.section;
        let own = |row: &Row| row.section == section && row.scope != Scope::Directed;
        let open = |row: &&Row| own(row) && !row.ended && (row.supposed || row.doubted);
        let first = self.rows.iter().filter(open).map(|row| row.sentence).min();
        let vouched = |row: &Row| {
            matches!(&row.entry, Entry::Fact(fact) if fact.given)
                && first.is_some_and(|first| row.sentence >= first)
        };
        self.end(|row| own(row) && (row.supposed || vouched(row)));
    }

    /// The words give up what this section supposed last.
    pub fn retract_last(&mut self) {
        let section = self.section;
        let own =
            |row: &Row| row.supposed && row.section == section && row.scope != Scope::Directed;
        let open = self.rows.iter().filter(|row| own(row) && !row.ended);
        if let Some(last) = open.map(|row| row.sentence).max() {
            self.end(|row| own(row) && row.sentence == last);
        }
    }

    /// What was supposed to have one value is supposed to have another one: neither is used.
    pub fn withdraw(&mut self, left: Id, right: Option<Id>) {
        let sentence = self.sentence;
        let mut gone = Vec::new();
        for row in self.rows.iter_mut() {
            let valued = match &row.entry {
                Entry::Fact(fact) => {
                    fact.kind == FactKind::Hypothesis
                        && fact.left == left
                        && right != Some(fact.right)
                }
                _ => false,
            };
            if valued && row.holds() && row.sentence != sentence && row.scope != Scope::Directed {
                gone.push(row.source().to_owned());
            }
        }
        for row in self.rows.iter_mut() {
            row.doubted |= !row.ended && gone.iter().any(|source| row.source() == source);
        }
        self.end_results(gone);
    }

    /// Another exercise or case begins: what the one before it supposed is over.
    pub fn enter_unit(&mut self) {
        let unit = self.unit;
        self.end(|row| {
            row.supposed && unit > 0 && row.unit == unit && row.scope != Scope::Directed
        });
        self.unit += 1;
    }

    /// What a theorem, a lemma, an example supposes is over with it; true if one is over here.
    pub fn enter_theorem(&mut self, theorem: usize) -> bool {
        let over = self.theorem != theorem && self.theorem != 0;
        self.theorem = theorem;
        if over {
            self.end(|row| {
                row.supposed
                    && row.theorem != 0
                    && row.theorem != theorem
                    && row.scope != Scope::Directed
            });
        }
        over
    }

    /// The words turn to variables that depend on each other.
    pub fn end_independence(&mut self, store: &Store) {
        let independent = |id: Id| matches!(store.node(id), Node::Apply(Operator::Independent, _));
        self.end_before(independent);
    }

    /// The words turn to what is not restricted: bounds and properties that sentences before supposed hold no longer.
    pub fn end_conditions(&mut self, store: &Store) {
        let restricts = |id: Id| match store.node(id) {
            Node::Relation(Comparison::Less | Comparison::LessEqual, ..) => true,
            Node::Apply(operator, _) => matches!(
                operator,
                Operator::Symmetric | Operator::PositiveDefinite | Operator::Independent
            ),
            _ => false,
        };
        self.end_before(restricts);
    }

    /// The words turn to variables of other laws: what sentences before had them drawn from holds no longer.
    pub fn end_laws(&mut self, store: &Store) {
        let drawn = |id: Id| matches!(store.node(id), Node::Apply(Operator::Draw, _));
        self.end_before(|id| match store.node(id) {
            Node::Bind(BinderKind::ForAll, .., body) => drawn(*body),
            _ => drawn(id),
        });
    }

    /// What is supposed now or denied is at odds with what sentences before supposed, which holds no longer.
    pub fn oppose(&mut self, store: &Store, condition: Id, denied: bool) {
        let opposite = |other: Id| match (store.node(condition), store.node(other)) {
            _ if denied => other == condition,
            (
                Node::Relation(Comparison::Less, a, b),
                Node::Relation(Comparison::Less | Comparison::LessEqual, c, d),
            ) => (a, b) == (d, c),
            _ => false,
        };
        self.end_before(opposite);
    }

    /// Ends the conditions of this kind that sentences before supposed.
    fn end_before(&mut self, which: impl Fn(Id) -> bool) {
        let sentence = self.sentence;
        self.end(|row| {
            let kept = row.doubted || row.scope == Scope::Directed;
            let condition = match &row.entry {
                Entry::Hypothesis(stated) | Entry::Carried(stated) => which(stated.0),
                Entry::Fact(_) => false,
            };
            row.sentence < sentence && !kept && condition
        });
    }

    /// The words turn to another case or to all: names have the values no longer that were supposed for them.
    pub fn end_values(&mut self, store: &Store) {
        let simple =
            |id: Id| store.free_names(id).is_empty() || matches!(store.node(id), Node::Name(_));
        self.end(|row| match &row.entry {
            _ if row.scope == Scope::Directed => false,
            Entry::Hypothesis(said) if row.conditional => {
                !matches!(store.node(said.0), Node::Relation(Comparison::Equal, ..))
            }
            Entry::Fact(fact) => {
                fact.kind != FactKind::Result
                    && matches!(store.node(fact.left), Node::Name(_))
                    && simple(fact.right)
            }
            _ => false,
        });
    }

    /// A heading turns to the general case: what the sections beside it supposed holds no longer.
    pub fn end_cases(&mut self, sections: &Sections) {
        let section = self.section;
        self.end(|row| {
            row.supposed && row.scope != Scope::Directed && !sections.encloses(row.section, section)
        });
    }

    /// The name is given two meanings: neither is used.
    pub fn contradict(&mut self, symbol: SymbolId) {
        let mut gone = Vec::new();
        let rows = self.rows.iter_mut();
        for row in rows.filter(|row| row.holds() && row.about == Some(symbol)) {
            row.doubted = true;
            gone.push(row.source().to_owned());
        }
        self.context.take();
        self.end_results(gone);
    }

    /// The words turn to a case: what this section states for one that is at odds with it, or with what the section calls
    /// by its name, is used no longer.
    pub fn enter_case(&mut self, case: &Lead) {
        let stated = self.rows.iter().filter(|row| row.section == self.section);
        let stated = stated.filter_map(|row| row.case.clone());
        let named: Vec<Lead> = stated.filter(|other| other.names(case)).collect();
        self.leave_case(|other| {
            !other.names(case)
                && (other.rivals(case) || named.iter().any(|named| other.rivals(named)))
        });
    }

    /// The words turn to another case: what this section states for one is used no longer.
    pub fn leave_case(&mut self, left: impl Fn(&Lead) -> bool) {
        let (section, mut gone) = (self.section, Vec::new());
        for row in self.rows.iter_mut() {
            let case = row.case.as_ref().is_some_and(&left);
            if case && row.holds() && row.section == section {
                row.doubted = true;
                gone.push(row.source().to_owned());
            }
        }
        if !gone.is_empty() {
            self.context.take();
        }
        self.end_results(gone);
    }

    /// A name is brought in anew: what was supposed of it holds no longer, nor what it was defined as. Unless the words
    /// are sure of it, only what another section said ends.
    pub fn introduce(&mut self, store: &Store, symbol: SymbolId, surely: bool) {
        let (section, sentence) = (self.section, self.sentence);
        self.end(|row| {
            let surely = surely || row.section != section || row.scope == Scope::Derivation;
            surely && row.sentence < sentence && row.is_about(store, symbol)
        });
    }
}
