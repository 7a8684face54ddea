//! In which words a formula stands: denied, concluded, supposed, only mentioned.

use super::doubts::any;
use super::judge::{Claim, judge_proof};
use super::walk::{Link, Walk, comparison};
use crate::elaborate::asked::asked_of;
use crate::elaborate::denials::denied;
use crate::elaborate::falsities::calls_false;
use crate::elaborate::names::{letters, written};
use crate::elaborate::outright::{is_led_by_supposing, is_supposed_outright};
use crate::elaborate::phrases::{
    Mood, concludes, conditional, constrains, defines, is_bare, is_claimed, mood, mood_of_display,
    names_in_passing, says_possible, sets_a_case, sets_to_zero, supposes_again, supposes_directly,
};
use crate::elaborate::places::{Place, Stand, place, restricts};
use crate::elaborate::roles::{Role, is_simple};
use crate::elaborate::scope::{base, unmarked};
use crate::elaborate::sentences::{FORMULA, Sentence};
use crate::elaborate::supposed::is_supposed;
use crate::elaborate::turns::speaks_of_another;
use crate::elaborate::words::has_words;
use crate::expr::{
    BinderKind, Comparison, Domain, Id, Node, Operator, Store, Substitution, SymbolId,
};
use crate::parse::tree::{Relation, Tree};
use crate::report::Verdict;
use crate::theory::{Fact, FactKind};

impl Walk<'_> {
    /// True if the words around a formula deny it or leave it open.
    pub(super) fn denies(&self, place: usize) -> bool {
        let found = self.stands.get(&place);
        self.mathematics[place].directive.is_none()
            && found.is_some_and(|&(sentence, at)| {
                denied(&self.sentences[sentence], at..at + FORMULA.len_utf8())
            })
    }

    /// True if words in the row of a definition leave it open, or an arrow leads to it: "\\text{if } b = 2 a", "c = 1
    /// \\implies b = 2 a", "F = \\mu N \\text{ if it slides}".
    pub(super) fn is_open_in_row(&self, link: &Link, left: Id) -> bool {
        let relating = &self.chains.relations[link.relation];
        let math = &self.mathematics[relating.place];
        let supposed = matches!(link.role, Role::Definition | Role::Hypothesis);
        let name = matches!(self.store.node(left), Node::Name(_));
        if !math.display || math.directive.is_some() || !supposed || !name {
            return false;
        }
        let row = &math.formula.rows[relating.row];
        let words = row.statements[relating.statement].words.iter();
        let words: Vec<String> = words.map(|(text, _)| text.to_lowercase()).collect();
        let sentence = Sentence::of_words(format!("{} {FORMULA}", words.join(" ")));
        let at = sentence.words.len() - FORMULA.len_utf8();
        let led = denied(&sentence, at..sentence.words.len())
            || words.iter().any(|text| has_words(text, "if"));
        let beside = self.said_beside(link.relation).into_iter();
        let mut behind = beside.map(|(_, said)| said.sentence.words);
        led || self.is_consequent(link.relation)
            || behind.any(|words| {
                let sentence = Sentence::of_words(format!("{FORMULA} {}", words.trim()));
                denied(&sentence, 0..FORMULA.len_utf8()) || calls_false(&words)
            })
    }

    /// Takes in that an equation does not follow from what its name was defined to be. What is stated so and fails may be
    /// another value of the name: neither is used.
    pub(super) fn leave_determined(&mut self, link: &Link, left: Id, right: Id) {
        self.doubt_supposed(link, left, right);
        let place = self.chains.relations[link.relation].place;
        let stated = !self.mathematics[place].display
            && self.mood_of(place) == Mood::State
            && !self.is_concluded(place);
        if let Node::Name(name) = *self.store.node(left)
            && stated
            && link.judgement.verdict == Verdict::Refuted
        {
            self.ledger.contradict(name);
        }
    }

    /// True for what a sentence says of one value of a name only: "if $c = 1$ then $b = 2 a$".
    pub(super) fn is_of_a_case(&self, place: usize) -> bool {
        let Some(&(sentence, at)) = self.stands.get(&place) else {
            return false;
        };
        let sentence = &self.sentences[sentence];
        let stated =
            is_claimed(sentence, at) || matches!(self.mood_of(place), Mood::State | Mood::Claim);
        let before = sentence
            .formulas
            .iter()
            .take_while(|(other, _)| *other < at);
        let implies = |other: usize| {
            let between = &sentence.words[other + FORMULA.len_utf8()..at];
            between.trim() == "implies"
        };
        let mut cases =
            before.filter(|&&(other, _)| sets_a_case(sentence, other) || implies(other));
        stated && cases.any(|&(_, formula)| self.gives_a_number(formula))
    }

    /// True for `c = 1`.
    pub(super) fn gives_a_number(&self, place: usize) -> bool {
        let sides: Vec<&Tree> = self.mathematics[place].formula.sides().collect();
        let equal = (self.chains.relations.iter())
            .any(|one| one.place == place && one.relation == Relation::Equal);
        let [name, value] = sides[..] else {
            return false;
        };
        equal && written(name).is_some() && letters(value).is_empty()
    }

    pub(super) fn says_possible(&self, place: usize) -> bool {
        let found = self.stands.get(&place);
        found.is_some_and(|&(sentence, at)| says_possible(&self.sentences[sentence].words[..at]))
    }

    /// True for a display of which the words say that it defines something.
    pub(super) fn defines(&self, place: usize) -> bool {
        let found = self.stands.get(&place);
        self.mathematics[place].display
            && found.is_some_and(|&(sentence, at)| defines(&self.sentences[sentence], at))
    }

    pub(super) fn names_in_passing(&self, place: usize) -> bool {
        let found = self.stands.get(&place);
        found.is_some_and(|&(sentence, at)| names_in_passing(&self.sentences[sentence], at))
    }

    /// Supposes each relation of a chain in the text that goes on from what it supposes, unless it follows: to a constant,
    /// as in "assume $E[X] = E[Y] = 0$", to a bound, as in "let $r = a / b < 1$", or to what brings in a name of which
    /// nothing was said before, as in "the same force acts on both, $F = a x = b y$".
    pub(super) fn suppose_chain(&mut self, before: &[Link], link: &mut Link) {
        let chains = self.chains;
        let relating = &chains.relations[link.relation];
        let place = relating.place;
        let (Some(claim), Role::Step, false) = (link.claim, link.role, link.judgement.passes())
        else {
            return;
        };
        let relations = &chains.derivations[relating.derivation].relations;
        let Some(&(sentence, at)) = self.stands.get(&place) else {
            return;
        };
        let sentence = &self.sentences[sentence];
        let taken = |link: &Link| matches!(link.role, Role::Hypothesis | Role::Definition);
        let inside = |&relation: &usize| chains.relations[relation].place == place;
        if relations.len() < 2
            || self.mathematics[place].display
            || concludes(sentence, at)
            || self.denies(place)
            || self.is_of_a_case(place)
            || !relations.iter().all(inside)
            || !before.iter().all(taken)
            || self.free_names(claim).is_empty()
        {
            return;
        }
        let supposed = supposes_directly(sentence, at);
        let equal = |&relation: &usize| chains.relations[relation].relation == Relation::Equal;
        let end = relations
            .last()
            .and_then(|&last| chains.relations[last].right);
        let end = end.and_then(|end| self.expression(end).ok());
        let to_constant = supposed && end.is_some_and(|end| is_constant(&self.store, end));
        let holds = match claim.relation {
            Comparison::Equal => {
                to_constant && relations.iter().all(equal)
                    || !before.is_empty() && self.brings_a_name(before, claim)
            }
            _ => to_constant && !before.is_empty() && relations.last() == Some(&link.relation),
        };
        if holds {
            let swapped = matches!(
                relating.relation,
                Relation::Greater | Relation::GreaterEqual
            );
            let (left, right) = match swapped {
                true => (claim.right, claim.left),
                false => (claim.left, claim.right),
            };
            (link.role, link.claim) = (Role::Hypothesis, None);
            link.judgement = self.suppose(link, left, right);
        }
    }

    /// True if the right side of an equation shows a name that the note did not before its row.
    fn brings_a_name(&mut self, before: &[Link], claim: Claim) -> bool {
        let mut shown = self.store.free_names(claim.left);
        for link in before {
            let relating = &self.chains.relations[link.relation];
            for side in [relating.left, relating.right].into_iter().flatten() {
                if let Ok(side) = self.expression(side) {
                    shown.extend(self.store.free_names(side));
                }
            }
        }
        let names = self.store.free_names(claim.right);
        (names.iter()).any(|name| !shown.contains(name) && self.begun.contains(name))
    }

    /// True for "such that $A A^T = S$" of what is let.
    pub(super) fn constrains(&self, place: usize) -> bool {
        let found = self.stands.get(&place);
        found.is_some_and(|&(sentence, at)| {
            let sentence = &self.sentences[sentence];
            constrains(sentence, at) || is_supposed_outright(sentence, at)
        })
    }

    /// Makes a step of "let $Y = \\ln X$, such that $E(Y) = E(\\ln X)$": what is asked follows.
    pub(super) fn follows_anyway(&mut self, link: &mut Link, left: Id, right: Id) -> bool {
        let relating = &self.chains.relations[link.relation];
        if link.role != Role::Hypothesis || !self.constrains(relating.place) {
            return false;
        }
        let Some(claim) = comparison(relating.relation, left, right) else {
            return false;
        };
        let judgement = self.judge_citing(claim);
        let follows = judgement.verdict == Verdict::Proved;
        if follows {
            (link.role, link.claim, link.judgement) = (Role::Step, Some(claim), judgement);
        }
        follows
    }

    pub(super) fn is_concluded(&self, place: usize) -> bool {
        let found = self.stands.get(&place);
        found.is_some_and(|&(sentence, at)| concludes(&self.sentences[sentence], at))
    }

    /// How the text speaks of what it does not suppose: "the set of all $x > 0$", "we expand around $x = 0$".
    pub(super) fn only_mentions(&self, link: &Link, right: Id) -> Option<Place> {
        let relating = &self.chains.relations[link.relation];
        let math = &self.mathematics[relating.place];
        let &(sentence, at) = self.stands.get(&relating.place)?;
        let sentence = &self.sentences[sentence];
        if math.display || math.directive.is_some() {
            return None;
        }
        let displayed =
            |&(other, place): &(usize, usize)| other < at && self.mathematics[place].display;
        let states = |place: usize| {
            let rows = self.mathematics[place].formula.rows.iter();
            let mut statements = rows.flat_map(|row| &row.statements);
            statements.any(|statement| !statement.relations.is_empty())
        };
        let displayed = sentence.formulas.iter().any(displayed);
        if restricts(sentence, at, displayed, &states) {
            return Some(Place::Perhaps);
        }
        if relating.relation == Relation::Equal {
            let name = matches!(self.store.node(right), Node::Name(_));
            let mood = self.mood_of(relating.place);
            let stand = Stand {
                mood,
                concluded: mood != Mood::Claim && self.is_concluded(relating.place),
                value: name || self.store.free_names(right).is_empty(),
            };
            return place(sentence, at, stand);
        }
        let mentioned = is_condition(relating.relation)
            && link.role == Role::Hypothesis
            && self.mood_of(relating.place) == Mood::State
            && !is_bare(sentence, at);
        mentioned.then_some(Place::Perhaps)
    }

    /// The function to whose values a supposed equation would give a second meaning.
    pub(super) fn defined_again(&self, link: &Link, left: Id, right: Id) -> Option<SymbolId> {
        let relating = &self.chains.relations[link.relation];
        let equation = relating.relation == Relation::Equal && link.role == Role::Hypothesis;
        let call = matches!(self.store.node(left), Node::Call(..));
        let written = self.mathematics[relating.place].directive.is_none();
        // "if f(x) = 0" supposes that of a point.
        let point = self.is_conditional_at(relating.place);
        let (name, variables) = self.definable(left, right)?;
        let general = equation && call && written && !point && !variables.is_empty();
        (general && self.ledger.gives_meaning(left)).then_some(name)
    }

    /// The defined name that a display may give another meaning by its words: "another estimator is".
    pub(super) fn meant_otherwise(&self, link: &Link, left: Id) -> Option<SymbolId> {
        let relating = &self.chains.relations[link.relation];
        let &(sentence, at) = self.stands.get(&relating.place)?;
        let equation = relating.relation == Relation::Equal;
        let name = self
            .store
            .head(left)
            .filter(|_| equation && is_simple(&self.store, left))?;
        let display = self.mathematics[relating.place].display;
        let other = display && speaks_of_another(&self.sentences[sentence].words[..at]);
        (other && self.ledger.defines(&self.store, name)).then_some(name)
    }

    /// True for an equation between a defined name, or a power of one, and what it is made of: "let $v = a t$, so
    /// $v^2 = ..$" claims it, unless a word supposes it. In the text also of other terms, if all its names are defined or
    /// what these are made of: "from $v = g t$ and $h = \frac{1}{2} g t^2$ we have $v^2 = 2 g h$".
    pub(super) fn is_determined(&self, link: &Link, left: Id, right: Id) -> bool {
        let relating = &self.chains.relations[link.relation];
        let math = &self.mathematics[relating.place];
        if relating.relation != Relation::Equal
            || !matches!(link.role, Role::Hypothesis | Role::Definition)
            || math.directive.is_some()
        {
            return false;
        }
        let (base, is_power) = match *self.store.node(left) {
            Node::Power(base, _) => (base, true),
            _ => (left, false),
        };
        let names = self.store.free_names(right);
        let determined = match *self.store.node(base) {
            Node::Name(name) => {
                let made = self.ledger.lead_to(&self.store, &[name]);
                made.len() > 1 && names.iter().all(|other| made[1..].contains(other))
            }
            // `h(b) = 3 b^2` where $h$ is defined.
            Node::Call(_, ref arguments) => {
                let function = self.store.head(base);
                let (made, _) = self.meanings(function.as_slice());
                let own = arguments.iter().flat_map(|&at| self.store.free_names(at));
                let own: Vec<SymbolId> = own.collect();
                function.is_some_and(|function| self.ledger.defines(&self.store, function))
                    && names
                        .iter()
                        .all(|other| made.contains(other) || own.contains(other))
            }
            _ => false,
        };
        let whole = !math.display
            && !matches!(self.store.node(left), Node::Name(_))
            && self.is_of_defined(left, right);
        if names.is_empty() || !determined && !whole {
            return false;
        }
        let claims = match math.display {
            // "where $$b = a - y$$ $$b = x - y$$": after "where" a name is given one meaning.
            true => !is_power && self.governing_mood(relating.place) == Mood::Define,
            false => {
                matches!(self.mood_of(relating.place), Mood::State | Mood::Reason)
                    || self.is_stated_for_case(relating.place)
            }
        };
        claims || !math.display && self.is_concluded(relating.place)
    }

    /// True for what a clause states after its condition: "when $p = 1/2$ this is $V = n/4$".
    fn is_stated_for_case(&self, place: usize) -> bool {
        const STATING: &[&str] = &[
            "is", "equals", "becomes", "has", "have", "get", "obtain", "find",
        ];
        let found = self.stands.get(&place);
        found.is_some_and(|&(sentence, at)| {
            let before = &self.sentences[sentence].words[..at];
            let between = before.rsplit_once(FORMULA).map_or("", |(_, words)| words);
            let stated = STATING.iter().any(|word| has_words(between, word));
            stated && !supposes_again(between)
        })
    }

    /// True for an equation of numbers, or of names that all have values: it supposes nothing.
    pub(super) fn is_value_stated(&self, link: &Link, left: Id, right: Id) -> bool {
        let relating = &self.chains.relations[link.relation];
        let names = [left, right]
            .map(|side| self.store.free_names(side))
            .concat();
        relating.relation == Relation::Equal
            && link.role == Role::Hypothesis
            && self.mathematics[relating.place].directive.is_none()
            && !matches!(self.store.node(left), Node::Name(_))
            && self.meanings(&names).1
    }

    /// The names that the meanings of names lead to, those of functions too, and whether each of them has one.
    pub(super) fn meanings(&self, names: &[SymbolId]) -> (Vec<SymbolId>, bool) {
        let facts = self.ledger.context().facts;
        let (mut found, mut all, mut at) = (names.to_vec(), true, 0);
        while let Some(&name) = found.get(at) {
            at += 1;
            let mut facts = facts.iter().filter(|fact| fact.kind != FactKind::Result);
            let means = |fact: &&Fact| {
                let node = self.store.node(fact.left);
                matches!(node, Node::Name(_) | Node::Call(..))
                    && self.store.head(fact.left) == Some(name)
            };
            let Some(fact) = facts.find(means) else {
                all = false;
                continue;
            };
            let mut made = self.store.free_names(fact.right);
            made.retain(|other| !fact.variables.contains(other) && !found.contains(other));
            found.extend(made);
        }
        (found, all)
    }

    /// True if both sides show defined names, and beside them only what these are made of.
    fn is_of_defined(&self, left: Id, right: Id) -> bool {
        let sides = [left, right].map(|side| self.store.free_names(side));
        let (defined, others): (Vec<SymbolId>, Vec<SymbolId>) = sides
            .concat()
            .into_iter()
            .partition(|&name| self.ledger.made_of(&self.store, name).is_some());
        let made = self.ledger.lead_to(&self.store, &defined);
        sides[0].iter().any(|name| defined.contains(name))
            && others.iter().all(|name| made.contains(name))
    }

    /// True for `\frac{d f(\hat{x})}{d x} = 0` where the words set the derivative to zero: it says what the point is.
    pub(super) fn sets_to_zero(&self, place: usize, left: Id, right: Id) -> bool {
        let ledger = &self.ledger;
        let sought = |store: &Store, id: Id| {
            let Node::Bind(BinderKind::Derivative, _, Domain::At(point), _) = *store.node(id)
            else {
                return false;
            };
            let names = store.free_names(point);
            let fixed = |&name: &SymbolId| ledger.defines(store, name);
            !names.is_empty() && !names.iter().any(fixed)
        };
        let found = self.stands.get(&place);
        is_zero(&self.store, right)
            && any(&self.store, left, sought)
            && found.is_some_and(|&(sentence, at)| sets_to_zero(&self.sentences[sentence], at))
    }

    /// True for `0 = g(\hat{x})` where the words set derivatives to zero, and the note found `g(x)` to be one of them.
    pub(super) fn sets_known_to_zero(&mut self, place: usize, claim: Claim) -> bool {
        let found = self.stands.get(&place);
        let set = found.is_some_and(|&(sentence, at)| sets_to_zero(&self.sentences[sentence], at));
        let value = match claim {
            Claim { left, right, .. } if is_zero(&self.store, left) => right,
            Claim { left, right, .. } if is_zero(&self.store, right) => left,
            _ => return false,
        };
        if !set || claim.relation != Comparison::Equal {
            return false;
        }
        let context = self.ledger.context();
        let derivatives: Vec<Id> = self.derivatives_found().collect();
        derivatives.into_iter().rev().any(|slope| {
            let Some(at_point) = self.at_marked(slope, value) else {
                return false;
            };
            let same = Claim {
                left: at_point,
                relation: Comparison::Equal,
                right: value,
            };
            let proof = judge_proof(&mut self.store, self.theory, &context, same, self.budget);
            proof.is_some_and(|found| found.verdict == Verdict::Proved)
        })
    }

    /// The expression with the names that only `like` shows with a mark, `\hat{x}` for `x`; None if there are none.
    fn at_marked(&mut self, of: Id, like: Id) -> Option<Id> {
        let (own, others) = (self.store.free_names(of), self.store.free_names(like));
        let mut point = Substitution::default();
        for &name in others.iter().filter(|&name| !own.contains(name)) {
            let symbol = self.store.symbol(name);
            let plain = own.iter().find(|&&plain| {
                let plain = self.store.symbol(plain);
                plain.sort == symbol.sort && is_marked(&symbol.spelling, &plain.spelling)
            });
            let marked = self.store.name(name);
            point.insert(*plain?, marked);
        }
        (!point.is_empty()).then(|| self.store.substitute(of, &point))
    }

    pub(super) fn mood_of(&self, place: usize) -> Mood {
        self.stands
            .get(&place)
            .map_or(Mood::State, |&(sentence, at)| {
                mood(&self.sentences[sentence], at)
            })
    }

    /// The mood of a formula; a display is supposed only by words that govern it.
    pub(super) fn governing_mood(&self, place: usize) -> Mood {
        match self.stands.get(&place) {
            _ if self.supposes_display(place) => Mood::Let,
            Some(&(sentence, at)) if self.mathematics[place].display => {
                mood_of_display(&self.sentences[sentence], at)
            }
            _ => self.mood_of(place),
        }
    }

    /// True for a display that the words right before it suppose.
    pub(super) fn supposes_display(&self, place: usize) -> bool {
        let found = self.stands.get(&place);
        self.mathematics[place].display
            && found.is_some_and(|&(sentence, at)| {
                is_supposed(&self.sentences[sentence], at) || self.is_asked(sentence, at)
            })
    }

    /// True for a display that says what is asked of a name that the sentence brings in, and gives no value.
    fn is_asked(&self, sentence: usize, at: usize) -> bool {
        let sentence = &self.sentences[sentence];
        let of = asked_of(sentence, at).and_then(|which| sentence.formulas.get(which));
        of.is_some_and(|&(_, place)| {
            let mut relations = self.chains.relations.iter();
            !relations.any(|one| one.place == place && one.relation != Relation::In)
        })
    }

    /// True for a display by which something is derived: one that is supposed stands like a formula in the text.
    pub(super) fn stands_displayed(&self, place: usize) -> bool {
        self.mathematics[place].display && !self.supposes_display(place)
    }

    /// True for the first relation of a formula that is supposed, where that could not be taken in.
    pub(super) fn is_untaken(&self, link: &Link) -> bool {
        let relating = &self.chains.relations[link.relation];
        let chain = &self.chains.derivations[relating.derivation];
        let open = matches!(link.judgement.verdict, Verdict::Unknown | Verdict::Refuted);
        open && link.role == Role::Step
            && chain.relations.first() == Some(&link.relation)
            && (self.supposes_display(relating.place) || self.supposes_inline(relating.place))
    }

    fn supposes_inline(&self, place: usize) -> bool {
        let found = self.stands.get(&place);
        let found = found.filter(|_| !self.mathematics[place].display);
        found.is_some_and(|&(sentence, at)| is_led_by_supposing(&self.sentences[sentence], at))
    }

    /// What may rest on what is supposed and could not be taken in is not called wrong.
    pub(super) fn keep_supposed(&mut self, link: &Link) {
        let place = self.chains.relations[link.relation].place;
        if let Some(claim) = link.claim.filter(|_| link.role == Role::Step)
            && !link.judgement.passes()
            && !self.mathematics[place].display
            && (self.mood_of(place) == Mood::Suppose || self.supposes_inline(place))
        {
            self.ledger.withdraw(claim.left, None);
        }
        if let Some(Claim { left, right, .. }) = link.claim.filter(|_| self.is_untaken(link)) {
            self.doubt_supposed(link, left, right);
        }
    }

    /// True for a formula in the text before which its section displays nothing.
    pub(super) fn opens(&self, place: usize) -> bool {
        let section = self.section_of(place);
        let before = self.mathematics[..=place].iter().enumerate();
        section.is_some()
            && !before
                .filter(|(_, math)| math.display)
                .any(|(at, _)| self.section_of(at) == section)
    }

    /// True for a relation of a chain that gives several names one value: "setting $\hbar = c = 1$".
    pub(super) fn is_value_of_all(&mut self, relation: usize) -> bool {
        let relating = &self.chains.relations[relation];
        let derivation = &self.chains.derivations[relating.derivation];
        let place = relating.place;
        let supposed = matches!(self.mood_of(place), Mood::Let | Mood::Suppose);
        if self.mathematics[place].display || !supposed || self.is_concluded(place) {
            return false;
        }
        let chains = self.chains;
        let mut sides = derivation.relations.iter().map(|&r| &chains.relations[r]);
        let equal = sides
            .clone()
            .all(|one| one.place == place && one.relation == Relation::Equal);
        let lefts: Vec<usize> = sides.clone().filter_map(|one| one.left).collect();
        let value = sides.next_back().and_then(|one| one.right);
        let mut name = |index: usize| {
            let read = self.expression(index).ok();
            read.is_some_and(|id| matches!(self.store.node(id), Node::Name(_)))
        };
        let named = lefts.into_iter().all(&mut name);
        let closed = value.and_then(|index| self.expression(index).ok());
        equal && named && closed.is_some_and(|id| self.store.free_names(id).is_empty())
    }

    /// True for a formula in the text that is claimed under the condition before it.
    pub(super) fn is_claimed_at(&self, place: usize) -> bool {
        let found = self.stands.get(&place);
        let found = found.filter(|_| !self.mathematics[place].display);
        found.is_some_and(|&(sentence, at)| is_claimed(&self.sentences[sentence], at))
    }

    /// True for a formula in the text with which a sentence begins, or a clause after "then".
    pub(super) fn stands_by_itself(&self, place: usize) -> bool {
        let found = self.stands.get(&place);
        let found = found.filter(|_| !self.mathematics[place].display);
        found.is_some_and(|&(sentence, at)| {
            let before = self.sentences[sentence].words[..at].trim_end();
            let last = before.rsplit([' ', ',']).next().unwrap_or_default();
            before.is_empty() || ["then", "have"].contains(&last)
        })
    }

    /// True for a formula in the text that is the condition of a clause.
    pub(super) fn is_conditional_at(&self, place: usize) -> bool {
        let math = &self.mathematics[place];
        let inline = !math.display && math.directive.is_none();
        let found = self.stands.get(&place).filter(|_| inline);
        found.is_some_and(|&(sentence, at)| conditional(&self.sentences[sentence], at))
    }
}

/// True for 0, and for vectors and matrices of zeros.
fn is_zero(store: &Store, id: Id) -> bool {
    match store.node(id) {
        Node::Apply(Operator::ZeroVector, _) => true,
        Node::Chain(factors) => factors.iter().any(|&factor| is_zero(store, factor)),
        _ => store.is_zero(id),
    }
}

fn is_condition(relation: Relation) -> bool {
    use Relation::*;
    matches!(
        relation,
        LessEqual | Less | GreaterEqual | Greater | NotEqual
    )
}

/// True for `\hat{x}_{1}` and `x_{1}`.
fn is_marked(marked: &str, plain: &str) -> bool {
    let index = |key: &str| key[base(key).len()..].to_owned();
    base(marked) != base(plain) && unmarked(marked) == base(plain) && index(marked) == index(plain)
}
/// A number, or the identity.
fn is_constant(store: &Store, id: Id) -> bool {
    match store.node(id) {
        Node::Apply(Operator::Identity | Operator::ZeroVector, _) => true,
        _ => store.free_names(id).is_empty(),
    }
}
