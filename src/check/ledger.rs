//! What the note has said up to a step: facts and hypotheses with the scope in which they hold.

mod ended;

use std::cell::OnceCell;
use std::rc::Rc;

use super::chance::is_operand;
use crate::elaborate::cases::Lead;
use crate::elaborate::dependents::Dependents;
use crate::elaborate::sections::Sections;
use crate::expr::{Comparison, Id, Node, Operator, Store, SymbolId};
use crate::theory::{Context, Fact, FactKind, Shared};

/// How long something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// To the end of the note, or until its name is given another meaning.
    Note,
    /// To the end of the section, with its subsections, or until its name is given another meaning.
    Section,
    /// To the end of the section, as a directive says.
    Directed,
    /// For its sentence and derivation.
    Derivation,
    /// For the next derivation, after which it is said.
    Trailing,
    /// For the next derivation, which refers to it: no supposition of its own.
    Cited,
}

/// One thing said, with its scope.
#[derive(Debug, Clone)]
pub enum Entry {
    Fact(Rc<Fact>),
    Hypothesis(Rc<(Id, String)>),
    Carried(Rc<(Id, String)>),
}

impl Entry {
    fn fact(fact: Fact) -> Self {
        Self::Fact(Rc::new(fact))
    }

    fn hypothesis(condition: Id, source: String) -> Self {
        Self::Hypothesis(Rc::new((condition, source)))
    }

    fn carried(condition: Id, source: String) -> Self {
        Self::Carried(Rc::new((condition, source)))
    }
}

#[derive(Debug, Clone)]
struct Row {
    entry: Entry,
    scope: Scope,
    /// The name a definition or hypothesis is about; a later one about the same name ends it.
    about: Option<SymbolId>,
    /// Sources of what it was proved from; it ends with them.
    rests_on: Vec<String>,
    /// Where it was said.
    section: usize,
    sentence: usize,
    unit: usize,
    theorem: usize,
    /// True for what the note supposes, by a hypothesis or by giving a name a value.
    supposed: bool,
    /// True for what a clause sets as its condition: if, when, for.
    conditional: bool,
    /// True for what the note denies or leaves open: nothing is proved from it, and as long as it would hold, nothing
    /// about its names is called wrong.
    doubted: bool,
    /// The case that it is stated for.
    case: Option<Lead>,
    ended: bool,
}

impl Row {
    /// True for what a step may use.
    fn holds(&self) -> bool {
        !self.ended && !self.doubted
    }

    fn is_local(&self) -> bool {
        matches!(self.scope, Scope::Derivation | Scope::Trailing)
    }

    fn source(&self) -> &str {
        match &self.entry {
            Entry::Fact(fact) => &fact.source,
            Entry::Hypothesis(said) | Entry::Carried(said) => &said.1,
        }
    }

    /// True for what defines a name, and for what is supposed of it.
    fn is_about(&self, store: &Store, symbol: SymbolId) -> bool {
        let supposes = match &self.entry {
            Entry::Fact(fact) if fact.kind == FactKind::Hypothesis => {
                store.mentions(fact.left, symbol) || store.mentions(fact.right, symbol)
            }
            Entry::Hypothesis(said) => store.mentions(said.0, symbol),
            // What a distribution asks of its parameters holds wherever it does.
            Entry::Carried(said) => self.scope == Scope::Section && store.mentions(said.0, symbol),
            Entry::Fact(_) => false,
        };
        match self.about {
            Some(about) => about == symbol,
            None => supposes,
        }
    }

    /// True for what restricts names, and gives none a value.
    fn is_condition(&self, store: &Store) -> bool {
        match &self.entry {
            Entry::Hypothesis(said) => {
                !matches!(store.node(said.0), Node::Relation(Comparison::Equal, ..))
            }
            Entry::Fact(_) | Entry::Carried(..) => false,
        }
    }

    fn is_supposed_equation(&self) -> bool {
        matches!(&self.entry, Entry::Fact(fact) if fact.kind != FactKind::Result)
    }

    /// True if it supposes something of one of the names.
    fn supposes(&self, store: &Store, names: &[SymbolId]) -> bool {
        let mentions = |id: Id| names.iter().any(|&name| store.mentions(id, name));
        match &self.entry {
            Entry::Fact(fact) => fact.kind != FactKind::Result && mentions(fact.left),
            Entry::Hypothesis(said) => mentions(said.0),
            Entry::Carried(..) => false,
        }
    }
}

/// Everything said so far, in order.
#[derive(Debug, Default)]
pub struct Ledger {
    rows: Vec<Row>,
    section: usize,
    sentence: usize,
    /// The last sentence entered.
    reached: usize,
    /// Exercises, cases, .. begun so far.
    unit: usize,
    /// The theorem, lemma, example that the walk is in with its proof; 0 in the running text.
    theorem: usize,
    /// True while something is taken in that the words suppose.
    pub supposing: bool,
    /// True while something is taken in that is the condition of a clause.
    pub conditional: bool,
    /// The case that the words state it for, while something is taken in.
    pub case: Option<Lead>,
    /// See [`Context::moving`].
    pub moving: Shared<SymbolId>,
    /// Equations that may be supposed, with their sections.
    open: Vec<((Id, Id), usize)>,
    /// True if a row of the present derivation was proved from what is said beside it.
    restricted: bool,
    /// What holds of it, until something is added or ended.
    context: OnceCell<Context>,
}

impl Ledger {
    /// Ends what held for the section before; true if another section begins.
    pub fn enter_section(&mut self, section: usize, sections: &Sections) -> bool {
        let another = section != self.section;
        if another {
            self.section = section;
            self.end(|row| match row.scope {
                Scope::Note => false,
                Scope::Section | Scope::Directed => !sections.encloses(row.section, section),
                Scope::Derivation | Scope::Trailing | Scope::Cited => true,
            });
        }
        another
    }

    /// What was supposed for a derivation holds in its sentence, and in the next if that goes on from it.
    pub fn enter_sentence(&mut self, sentence: usize, goes_on: bool) {
        let before = self.reached;
        if sentence <= before {
            self.sentence = sentence;
            return;
        }
        (self.sentence, self.reached) = (sentence, sentence);
        self.end(|row| row.scope == Scope::Derivation && !(goes_on && before + 1 >= sentence));
    }

    /// The note denies this or leaves it open.
    pub fn doubt(&mut self, about: Id, source: String, scope: Scope) {
        self.push(Entry::hypothesis(about, source), scope);
        if let Some(row) = self.rows.last_mut() {
            row.doubted = true;
        }
        self.context.take();
    }

    /// True if something is doubted that speaks of the name.
    pub fn doubts(&self, store: &Store, symbol: SymbolId) -> bool {
        self.doubting(store, symbol).is_some()
    }

    /// Source of something doubted that speaks of the name.
    pub fn doubting(&self, store: &Store, symbol: SymbolId) -> Option<&str> {
        let mut doubted = self.rows.iter().filter(|row| row.doubted && !row.ended);
        let found = doubted.find(|row| match &row.entry {
            Entry::Fact(fact) => [fact.left, fact.right]
                .iter()
                .any(|&side| store.mentions(side, symbol)),
            Entry::Hypothesis(said) | Entry::Carried(said) => store.mentions(said.0, symbol),
        });
        found.map(Row::source)
    }

    /// True if a moment of the name is supposed to have a value.
    pub fn gives_moments(&self, store: &Store, symbol: SymbolId) -> bool {
        let mut rows = self.rows.iter().filter(|row| !row.ended);
        rows.any(|row| match &row.entry {
            Entry::Hypothesis(said) => is_operand(store, said.0, symbol),
            _ => false,
        })
    }

    /// True if a condition or a definition speaks of the name.
    pub fn says_of(&self, store: &Store, symbol: SymbolId) -> bool {
        let mut rows = self.rows.iter().filter(|row| !row.ended);
        rows.any(|row| match &row.entry {
            Entry::Fact(fact) => {
                fact.kind == FactKind::Definition && store.mentions(fact.left, symbol)
            }
            Entry::Hypothesis(said) | Entry::Carried(said) => store.mentions(said.0, symbol),
        })
    }

    /// The conditions that the note denies or leaves open here.
    pub fn denied(&self) -> Vec<Id> {
        let doubted = self.rows.iter().filter(|row| row.doubted && !row.ended);
        let conditions = doubted.filter_map(|row| match &row.entry {
            Entry::Hypothesis(said) => Some(said.0),
            _ => None,
        });
        conditions.collect()
    }

    /// Ends what held for one derivation only; a condition holds for the rest of its sentence.
    pub fn end_derivation(&mut self, store: &Store) {
        self.end(|row| match row.scope {
            Scope::Cited => true,
            Scope::Derivation => !row.is_condition(store),
            Scope::Section | Scope::Directed | Scope::Trailing | Scope::Note => false,
        });
    }

    /// Ends the conditions that were said after one derivation.
    pub fn end_trailing(&mut self) {
        self.restricted = false;
        self.end(|row| row.scope == Scope::Trailing);
    }

    /// Ends rows, and with them what was proved from them.
    fn end(&mut self, which: impl Fn(&Row) -> bool) {
        let mut gone: Vec<String> = Vec::new();
        for row in self.rows.iter_mut().filter(|row| !row.ended && which(row)) {
            row.ended = true;
            gone.push(row.source().to_owned());
        }
        self.end_results(gone);
    }

    /// Ends what was proved from these sources.
    fn end_results(&mut self, mut gone: Vec<String>) {
        if !gone.is_empty() {
            self.context.take();
        }
        while let Some(source) = gone.pop() {
            let rest = self
                .rows
                .iter_mut()
                .filter(|row| !row.ended && row.rests_on.contains(&source));
            for row in rest {
                row.ended = true;
                gone.push(row.source().to_owned());
            }
        }
    }

    /// Adds a fact; what was said before about the same name holds no longer, if it was a definition of it.
    pub fn fact(&mut self, fact: Fact, about: Option<SymbolId>, scope: Scope) {
        if fact.kind == FactKind::Definition && about.is_some() {
            self.end(|row| row.about == about);
        }
        self.add(Entry::fact(fact), scope, about, Vec::new());
    }

    /// A name is supposed to have another value: the one supposed before ends.
    pub fn revalue(&mut self, store: &Store, left: Id, right: Id) {
        let closed = |id: Id| store.free_names(id).is_empty();
        if !matches!(store.node(left), Node::Name(_)) || !closed(right) {
            return;
        }
        let valued = |row: &Row| match &row.entry {
            Entry::Fact(fact) => {
                fact.kind != FactKind::Result
                    && fact.left == left
                    && fact.right != right
                    && closed(fact.right)
            }
            _ => false,
        };
        let mut rows = self.rows.iter().collect::<Vec<_>>();
        rows.retain(|row| row.holds() && row.scope != Scope::Directed && valued(row));
        let sources: Vec<String> = rows.iter().map(|row| row.source().to_owned()).collect();
        self.end(|row| sources.iter().any(|source| row.source() == source));
    }

    /// Adds the definition of a density that a draw gives; it ends with the draw.
    pub fn density_of_drawn(&mut self, fact: Fact, scope: Scope) {
        let rests_on = vec![fact.source.clone()];
        self.add(Entry::fact(fact), scope, None, rests_on);
    }

    /// What was supposed of these names and holds no longer, the last first; that of directives aside, which mean what they
    /// say. Each with its sentence.
    pub fn lapsed(&self, store: &Store, names: &[SymbolId]) -> Vec<(Entry, usize)> {
        let ended = |row: &&Row| row.ended && !row.doubted && row.scope != Scope::Directed;
        let rows = self.rows.iter().rev().filter(ended);
        let supposed = |row: &&Row| row.is_condition(store) || row.is_supposed_equation();
        rows.filter(|row| row.supposes(store, names) && supposed(row))
            .map(|row| (row.entry.clone(), row.sentence))
            .collect()
    }

    /// True if it was taken in of each random variable among the names of what it is independent.
    pub fn knows_independence(&self, store: &Store, names: &[SymbolId]) -> bool {
        let said: Vec<Id> = self
            .rows
            .iter()
            .filter_map(|row| match &row.entry {
                Entry::Hypothesis(said) => Some(said.0),
                _ => None,
            })
            .filter(|&id| matches!(store.node(id), Node::Apply(Operator::Independent, _)))
            .collect();
        let chance = |name: &&SymbolId| store.is_chance(store.symbol(**name).sort);
        !said.is_empty()
            && names
                .iter()
                .filter(chance)
                .all(|&name| said.iter().any(|&id| store.mentions(id, name)))
    }

    /// Sources of what is supposed of these names now.
    pub fn suppositions(&self, store: &Store, names: &[SymbolId]) -> Vec<String> {
        let rows = self
            .rows
            .iter()
            .filter(|row| row.holds() && row.supposes(store, names));
        rows.map(|row| row.source().to_owned()).collect()
    }

    /// Adds a result, which holds as long as all that it was proved from.
    pub fn result(&mut self, fact: Fact, rests_on: Vec<String>) {
        self.add(Entry::fact(fact), Scope::Note, None, rests_on);
    }

    /// Adds the distribution of a random variable; one that was given before holds no longer.
    pub fn drawn(
        &mut self,
        condition: Id,
        variable: Option<SymbolId>,
        source: String,
        scope: Scope,
    ) {
        let said = |row: &Row| matches!(&row.entry, Entry::Hypothesis(said) if said.0 == condition);
        if self.rows.iter().any(|row| row.holds() && said(row)) {
            return;
        }
        if variable.is_some() {
            self.end(|row| row.about == variable && matches!(row.entry, Entry::Hypothesis(..)));
        }
        self.add(
            Entry::hypothesis(condition, source),
            scope,
            variable,
            Vec::new(),
        );
        if let Some(row) = self.rows.last_mut() {
            row.supposed = true;
        }
    }

    /// True if nothing of these sources has ended.
    pub fn holds(&self, sources: &[String]) -> bool {
        let ended = |row: &Row| !row.holds() && row.scope != Scope::Cited;
        !self
            .rows
            .iter()
            .any(|row| ended(row) && sources.iter().any(|source| row.source() == source))
    }

    /// The sources themselves; for what is only cited, the sources of what that was proved from.
    pub fn grounds(&self, sources: &[String]) -> Vec<String> {
        let cited = |source: &String| {
            let mut rows = self.rows.iter();
            rows.find(|row| !row.ended && row.scope == Scope::Cited && row.source() == source)
        };
        let grounds = sources.iter().flat_map(|source| match cited(source) {
            Some(row) => row.rests_on.clone(),
            None => vec![source.clone()],
        });
        grounds.collect()
    }

    /// A fact that the present derivation refers to, unless it is known already.
    pub fn cited(&mut self, fact: Fact, rests_on: Vec<String>) {
        let same = |row: &Row| {
            row.holds()
                && matches!(&row.entry, Entry::Fact(f) if (f.left, f.right) == (fact.left, fact.right))
        };
        if !self.rows.iter().any(same) {
            self.add(Entry::fact(fact), Scope::Cited, None, rests_on);
        }
    }

    pub fn hypothesis(&mut self, condition: Id, source: String, scope: Scope) {
        self.push(Entry::hypothesis(condition, source), scope);
    }

    pub fn carried(&mut self, condition: Id, source: String, scope: Scope) {
        let known = self.rows.iter().any(|row| {
            !row.ended && matches!(&row.entry, Entry::Carried(said) if said.0 == condition)
        });
        if !known {
            self.push(Entry::carried(condition, source), scope);
        }
    }

    fn push(&mut self, entry: Entry, scope: Scope) {
        self.add(entry, scope, None, Vec::new());
    }

    fn add(&mut self, entry: Entry, scope: Scope, about: Option<SymbolId>, rests_on: Vec<String>) {
        let supposed = match entry {
            Entry::Fact(_) => self.supposing,
            Entry::Hypothesis(..) => scope != Scope::Note,
            Entry::Carried(..) => false,
        };
        self.context.take();
        self.rows.push(Row {
            entry,
            scope,
            about,
            rests_on,
            section: self.section,
            sentence: self.sentence,
            unit: self.unit,
            theorem: self.theorem,
            supposed,
            conditional: self.conditional,
            doubted: false,
            case: self.case.clone(),
            ended: false,
        });
    }

    /// What a step may use now.
    pub fn context(&self) -> Context {
        (self.context.get_or_init(|| self.context_of(|_| true))).clone()
    }

    /// What a step may use now without the values that were said in passing of these names; None if there are none.
    pub fn without_values(&self, store: &Store, names: &[SymbolId]) -> Option<Context> {
        let valued = |row: &Row| match &row.entry {
            Entry::Fact(fact) => {
                let name =
                    matches!(store.node(fact.left), Node::Name(name) if names.contains(name));
                name && fact.kind != FactKind::Result && store.free_names(fact.right).is_empty()
            }
            _ => false,
        };
        let local = |row: &Row| row.scope == Scope::Derivation && row.holds();
        let rows = self.rows.iter().filter(|row| local(row) && valued(row));
        let sources: Vec<&str> = rows.map(Row::source).collect();
        let other = |row: &Row| !sources.contains(&row.source());
        (!sources.is_empty()).then(|| self.context_of(other))
    }

    /// What a step may use now without what is only cited; None if nothing is.
    pub fn uncited(&self) -> Option<Context> {
        let cited = |row: &Row| row.scope == Scope::Cited;
        let any = self.rows.iter().any(|row| row.holds() && cited(row));
        any.then(|| self.context_of(|row| !cited(row)))
    }

    fn context_of(&self, which: impl Fn(&Row) -> bool) -> Context {
        let mut context = Context {
            moving: self.moving.clone(),
            ..Context::default()
        };
        for row in self.rows.iter().filter(|row| row.holds() && which(row)) {
            match &row.entry {
                Entry::Fact(fact) => context.facts.share(fact.clone()),
                Entry::Hypothesis(said) => context.hypotheses.share(said.clone()),
                Entry::Carried(said) => context.carried.share(said.clone()),
            }
        }
        context
    }

    /// What the present derivation shows holds under what is said beside one of its rows.
    pub fn restrict(&mut self) {
        self.restricted = true;
    }

    /// True if something holds for the present derivation only.
    pub fn has_local(&self) -> bool {
        self.restricted || self.rows.iter().any(|row| row.holds() && row.is_local())
    }

    /// True if something holds for the present derivation only that is not among its conditions.
    pub fn has_other_local(&self) -> bool {
        let local = || self.rows.iter().filter(|row| row.holds() && row.is_local());
        let condition = |row: &Row| matches!(row.entry, Entry::Hypothesis(_));
        let said = |source: &str| local().any(|row| condition(row) && row.source() == source);
        self.restricted || local().any(|row| !said(row.source()))
    }

    /// What is supposed for the present derivation.
    pub fn local_conditions(&self) -> Vec<Id> {
        let local = self.rows.iter().filter(|row| row.holds() && row.is_local());
        let condition = |row: &Row| match &row.entry {
            Entry::Hypothesis(said) => Some(said.0),
            _ => None,
        };
        local.filter_map(condition).collect()
    }

    /// The facts in force, each with the sentence that it was taken in with.
    pub fn facts(&self) -> impl Iterator<Item = (&Fact, usize)> {
        let rows = self.rows.iter().filter(|row| row.holds());
        rows.filter_map(|row| match &row.entry {
            Entry::Fact(fact) => Some((&**fact, row.sentence)),
            _ => None,
        })
    }

    /// True if a section that encloses the present one supposes this.
    pub fn is_said_around(&self, condition: Id, sections: &Sections) -> bool {
        let said = |row: &Row| matches!(&row.entry, Entry::Hypothesis(said) if said.0 == condition);
        let mut rows = self.rows.iter().filter(|row| row.holds() && said(row));
        rows.any(|row| sections.encloses(row.section, self.section))
    }

    /// True if the sentence that is read now has given the name a meaning already.
    pub fn defined_here(&self, symbol: SymbolId) -> bool {
        let mut rows = self.rows.iter().filter(|row| row.holds());
        rows.any(|row| row.about == Some(symbol) && row.sentence == self.sentence)
    }

    /// True if a definition of just this expression is in force.
    pub fn gives_meaning(&self, id: Id) -> bool {
        let mut rows = self.rows.iter().filter(|row| row.holds());
        rows.any(|row| match &row.entry {
            Entry::Fact(fact) => fact.kind == FactKind::Definition && fact.left == id,
            _ => false,
        })
    }

    /// What names are equal to.
    pub fn dependents(&self, store: &Store) -> Dependents {
        let facts = self.rows.iter().filter_map(|row| match &row.entry {
            Entry::Fact(fact) if row.holds() && fact.kind != FactKind::Result => Some(&**fact),
            _ => None,
        });
        let equations = facts.map(|fact| (fact.left, fact.right, &fact.variables[..]));
        let known = Dependents::new(store, equations);
        let supposed = self.rows.iter().filter(|row| !row.ended);
        let supposed = supposed.filter_map(|row| match &row.entry {
            Entry::Hypothesis(said) => match *store.node(said.0) {
                Node::Relation(Comparison::Equal, left, right) => Some((left, right)),
                _ => None,
            },
            Entry::Fact(fact) if fact.kind == FactKind::Hypothesis => match store.node(fact.left) {
                // It gives the name a value.
                Node::Name(_) => None,
                _ => Some((fact.left, fact.right)),
            },
            _ => None,
        });
        let open = self.open.iter().filter(|open| open.1 == self.section);
        known.with_constraints(store, supposed.chain(open.map(|open| open.0)))
    }

    /// An equation of the section that is no identity, of which it is not understood whether it is supposed.
    pub fn leave_open(&mut self, left: Id, right: Id) {
        self.open.push(((left, right), self.section));
    }

    /// The names by which the name, or an item of it, is defined; None if no definition of it is in force.
    pub fn made_of(&self, store: &Store, symbol: SymbolId) -> Option<Vec<SymbolId>> {
        self.equated(store, symbol, &[FactKind::Definition])
    }

    /// The names that the meanings of these names lead to, themselves among them; meanings are also what was supposed.
    pub fn lead_to(&self, store: &Store, names: &[SymbolId]) -> Vec<SymbolId> {
        let mut found = names.to_vec();
        let mut at = 0;
        while let Some(&name) = found.get(at) {
            at += 1;
            let kinds = [FactKind::Definition, FactKind::Hypothesis];
            for other in self.equated(store, name, &kinds).unwrap_or_default() {
                if !found.contains(&other) {
                    found.push(other);
                }
            }
        }
        found
    }

    fn equated(
        &self,
        store: &Store,
        symbol: SymbolId,
        kinds: &[FactKind],
    ) -> Option<Vec<SymbolId>> {
        let mut rows = self.rows.iter().filter(|row| row.holds());
        rows.find_map(|row| match &row.entry {
            Entry::Fact(fact)
                if kinds.contains(&fact.kind) && names_whole_or_item(store, fact.left, symbol) =>
            {
                Some(store.free_names(fact.right))
            }
            _ => None,
        })
    }

    /// True if a definition of the name is in force.
    pub fn defines(&self, store: &Store, symbol: SymbolId) -> bool {
        self.rows.iter().any(|row| {
            row.holds()
                && match &row.entry {
                    Entry::Fact(fact) => {
                        fact.kind == FactKind::Definition && store.mentions(fact.left, symbol)
                    }
                    _ => false,
                }
        })
    }
}

/// True for a name itself and for items of it.
fn names_whole_or_item(store: &Store, id: Id, name: SymbolId) -> bool {
    match *store.node(id) {
        Node::Component(base, _) => *store.node(base) == Node::Name(name),
        _ => *store.node(id) == Node::Name(name),
    }
}
