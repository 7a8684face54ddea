//! Properties that the prose gives to names, as conditions: positive, symmetric, invertible, ..

use super::bindings::{Usage, definition};
use super::judge::Judgement;
use super::ledger::Scope as Span;
use super::walk::{Link, Walk};
use crate::diagnostic::Reason;
use crate::elaborate::attributions::{Attribution, attributions};
use crate::elaborate::carried;
use crate::elaborate::declare::{items as items_of, named};
use crate::elaborate::draws::draws;
use crate::elaborate::introductions::introductions;
use crate::elaborate::lower::{is_dots, lower};
use crate::elaborate::names::written;
use crate::elaborate::phrases::{Mood, Property, conditional};
use crate::elaborate::roles::density_of;
use crate::elaborate::scope::Nature;
use crate::elaborate::scope::base;
use crate::expr::{
    BinderKind, Comparison, Domain, Id, Node, Operator, Role, Sort, Store, SymbolId,
};
use crate::number::Rational;
use crate::parse::tree::{Kind, Relation, Statement, Tree};
use crate::read::note::ItemKind;
use crate::theory::{Fact, FactKind};
use crate::vocabulary::distributions::support;

/// Something that the prose says of names.
#[derive(Debug, Clone)]
pub(super) enum Stated {
    /// The name is brought in; false if that is not sure.
    Introduced(SymbolId, bool),
    Condition(Id, Span),
    /// A random variable, or any item of a sequence, and its distribution.
    Drawn(Id, Id),
    /// An equation for all values of its variables.
    Equation(Box<Fact>, Span),
    /// The words deny it or leave it open.
    Doubt(Id, Span),
}

/// Letters that stand for distributions.
const MEASURES: &[&str] = &["p", "q", "P", "Q", r"\pi", r"\rho"];

/// Properties that are no conditions here: what is said of such names is not all understood.
const UNSAID: &[Property] = &[Property::Orthogonal, Property::Unread];

impl Walk<'_> {
    /// Collects what the note's words say of names, to be taken into the ledger where it is said.
    pub(super) fn collect_properties(&mut self) {
        let mathematics = self.mathematics;
        for introduction in introductions(self.sentences, mathematics) {
            for symbol in self.symbols_of(introduction.name) {
                let said = Stated::Introduced(symbol, introduction.surely);
                self.stated.push((introduction.place, said));
                if introduction.otherwise {
                    let doubt = Stated::Doubt(self.store.name(symbol), Span::Section);
                    self.stated.push((introduction.place, doubt));
                }
            }
        }
        self.collect_braces();
        self.collect_zeros();
        for sentence in self.sentences {
            let drawn = draws(sentence, self.mathematics);
            let drawn: Vec<usize> = drawn.iter().flat_map(|draw| draw.names.clone()).collect();
            for given in attributions(sentence) {
                // The condition of a clause holds no further than one that a relation states.
                let scope = match conditional(sentence, given.at) {
                    true => Span::Derivation,
                    false => Span::Section,
                };
                let places = |formulas: &[usize]| -> Vec<usize> {
                    let places = formulas.iter().map(|&formula| sentence.formulas[formula].1);
                    places.collect()
                };
                // "independent of $x$ and $y = x + 1$": an equation is a clause of its own.
                let equation = |place: &usize| self.mathematics[*place].formula.sides().count() > 1;
                let others = given.of.as_deref().map(places).map(|mut others| {
                    let first = others.first().copied();
                    others.retain(|place| Some(*place) == first || !equation(place));
                    others
                });
                let names = places(&given.formulas);
                self.attribute(given, (&names, others.as_deref()), scope);
                if given.more && !given.denied && !names.iter().all(|name| drawn.contains(name)) {
                    self.doubt_rest(given, &names, scope);
                }
            }
        }
        self.collect_marks();
        self.collect_samples();
        self.collect_moments();
        self.collect_lists();
        self.collect_draws();
        // Names are brought in before anything is said of them.
        self.stated.sort_by_key(|(place, _)| *place);
        self.stated.reverse();
    }

    /// The symbols that a name as it is written stands for; a function without its arguments, for each number of them.
    fn symbols_of(&mut self, tree: &Tree) -> Vec<SymbolId> {
        if let Ok(lowered) = lower(&mut self.store, &mut self.scope, tree)
            && let Some(symbol) = self.store.head(lowered.id)
        {
            return vec![symbol];
        }
        let Some(found) = written(tree) else {
            return Vec::new();
        };
        let (key, _) = self.scope.resolve(&found);
        if self.scope.nature(&key) != Nature::Function {
            return Vec::new();
        }
        let evidence = self.scope.evidence(&key).map(|e| e.applied.clone());
        let applied = evidence.unwrap_or_default();
        let mut arities: Vec<usize> = applied.iter().map(|one| one.of.len()).collect();
        arities.sort_unstable();
        arities.dedup();
        let symbols = arities.into_iter();
        symbols
            .map(|arity| self.scope.function(&mut self.store, &key, arity))
            .collect()
    }

    /// Takes what is said at a place into the ledger.
    pub(super) fn take_in(&mut self, place: usize, stated: Stated) {
        let source = format!("line {}", self.line_of_place(place));
        self.told.note(&source, place);
        let (condition, scope) = match stated {
            Stated::Condition(condition, scope) => (condition, scope),
            Stated::Drawn(variable, law) => {
                for condition in carried::conditions(&mut self.store, law) {
                    self.ledger
                        .carried(condition, source.clone(), Span::Section);
                }
                return self.suppose_drawn(variable, law, source, Span::Section);
            }
            Stated::Equation(fact, scope) => {
                let fact = Fact { source, ..*fact };
                self.ledger.supposing = true;
                self.ledger.fact(fact, None, scope);
                self.ledger.supposing = false;
                return;
            }
            Stated::Doubt(about, scope) => {
                self.ledger.oppose(&self.store, about, true);
                return self.ledger.doubt(about, source, scope);
            }
            // "Let $\bar{x}$ be the sample mean" says just what it means by custom.
            Stated::Introduced(symbol, _) if self.customary.contains(&symbol) => return,
            Stated::Introduced(symbol, surely) => {
                return self.ledger.introduce(&self.store, symbol, surely);
            }
        };
        let (body, variables) = self.for_any_item(condition);
        if let Node::Relation(Comparison::Equal, left, right) = *self.store.node(body) {
            let fact = Fact {
                variables,
                ..Fact::plain(FactKind::Hypothesis, left, right, source.clone())
            };
            self.ledger.fact(fact, None, scope);
            if matches!(self.store.node(left), Node::Apply(Operator::Variance, _))
                && let Some(carried) = carried::of_variance(&mut self.store, right)
            {
                self.ledger.carried(carried, source.clone(), scope);
            }
        }
        self.ledger.oppose(&self.store, condition, false);
        self.ledger.hypothesis(condition, source, scope);
    }

    /// A statement of all items of a sequence, as one of the item at a name that stands for any.
    fn for_any_item(&mut self, condition: Id) -> (Id, Vec<SymbolId>) {
        let Node::Bind(BinderKind::ForAll, sort, Domain::All, body) = *self.store.node(condition)
        else {
            return (condition, Vec::new());
        };
        let sort = self.store.sort_of(sort).clone();
        let letters = ["i", "j", "k"];
        let names =
            letters.map(|letter| (self.store).declare_as(letter, sort.clone(), Role::Note, 0));
        let free = |name: &SymbolId| !self.store.mentions(condition, *name);
        let Some(name) = names.into_iter().find(free) else {
            return (condition, Vec::new());
        };
        let item = self.store.name(name);
        (self.store.instantiate(body, item), vec![name])
    }

    /// A proof that takes for granted what the words deny proves nothing.
    pub(super) fn keep_denied(&self, link: &mut Link) {
        let denied = self.ledger.denied();
        let mut assumed = link.judgement.assumptions.iter();
        let against =
            assumed.find(|text| denied.iter().any(|&id| self.store.to_latex(id) == **text));
        if let Some(against) = against.filter(|_| link.judgement.passes()) {
            let text = format!("it holds only if `{against}`, which the words deny or leave open");
            link.judgement = Judgement::unknown(Reason::Context, text);
        }
    }

    /// Takes in what a phrase says of the names in these formulas, for independence of those in others.
    fn attribute(
        &mut self,
        given: &Attribution,
        (places, others): (&[usize], Option<&[usize]>),
        scope: Span,
    ) {
        let Some(&last) = places.iter().max() else {
            return;
        };
        let (mut variables, mut mentioned): (Vec<Id>, Vec<Id>) = Default::default();
        let unsaid = |property: &Property| UNSAID.contains(property);
        let unread = given.properties.iter().any(unsaid);
        for &place in places {
            for id in self.named_at(place) {
                if given.denied {
                    self.deny(given.properties, id, (place, scope));
                    continue;
                }
                if unread {
                    self.stated.push((place, Stated::Doubt(id, scope)));
                    continue;
                }
                for condition in self.conditions(given.properties, id) {
                    self.stated
                        .push((place, Stated::Condition(condition, scope)));
                }
                if !mentioned.contains(&id) {
                    mentioned.push(id);
                }
                if matches!(self.store.sort(id), Sort::Random(_)) && !variables.contains(&id) {
                    variables.push(id);
                }
            }
        }
        if !given.properties.contains(&Property::Independent) || given.denied {
            return;
        }
        if others.is_none()
            && let Some(sequence) = self.family(places, &variables)
        {
            let together = self.store.apply(Operator::Independent, &[sequence]);
            return self.stated.push((last, Stated::Condition(together, scope)));
        }
        // Of which items of a sequence this speaks is not sure.
        let mut doubted = false;
        for &variable in &variables {
            if let Node::Component(sequence, indices) = self.store.node(variable).clone()
                && (self.is_dotted(places)
                    || !indices
                        .iter()
                        .all(|&index| self.store.as_number(index).is_some()))
            {
                doubted = true;
                self.stated.push((last, Stated::Doubt(sequence, scope)));
            }
        }
        if doubted {
            return;
        }
        // "If they are independent" is supposed for its own clause, whatever the note says of others.
        if scope != Span::Derivation && self.denies_independence() {
            let doubts = mentioned
                .into_iter()
                .map(|id| (last, Stated::Doubt(id, scope)));
            return self.stated.extend(doubts);
        }
        for group in self.independent_groups(variables, others) {
            if let 2..=64 = group.len() {
                let together = self.store.apply(Operator::Independent, &group);
                self.stated.push((last, Stated::Condition(together, scope)));
            }
        }
        // Of what nobody takes the mean, only the densities show that it is random.
        for group in self.groups_of(mentioned, others) {
            let mut facts = self.factored(&group);
            facts.retain(|fact| self.is_of_measure(last, fact.left));
            if facts.is_empty() && group.len() > 1 {
                let unread = |id: &Id| *self.store.sort(*id) == Sort::Real;
                let doubted = group.into_iter().filter(unread);
                let doubts: Vec<_> = doubted.map(|id| (last, Stated::Doubt(id, scope))).collect();
                self.stated.extend(doubts);
            }
            for fact in facts {
                self.stated
                    .push((last, Stated::Equation(fact.into(), scope)));
            }
        }
    }

    /// What a clause says beyond its property is not read; but what has one distribution has one mean and one variance.
    fn doubt_rest(&mut self, given: &Attribution, places: &[usize], scope: Span) {
        let Some(&last) = places.iter().max() else {
            return;
        };
        let names: Vec<Id> = places
            .iter()
            .flat_map(|&place| self.named_at(place))
            .collect();
        if self.family(places, &names).is_some() {
            return;
        }
        let random =
            |id: &Id| matches!(self.store.sort(*id), Sort::Random(_)) && !self.store.is_array(*id);
        if let [first, others @ ..] = &names[..]
            && given.alike
            && names.iter().all(random)
        {
            for &other in others {
                for moment in [Operator::Expectation, Operator::Variance] {
                    let [left, right] = [other, *first].map(|one| self.store.apply(moment, &[one]));
                    let equal = self.store.relation(Comparison::Equal, left, right);
                    self.stated.push((last, Stated::Condition(equal, scope)));
                }
            }
        }
        let doubts = names.into_iter().map(|id| (last, Stated::Doubt(id, scope)));
        self.stated.extend(doubts);
    }

    /// True unless the sentence names another density than that of the expression: "independent under $p$".
    fn is_of_measure(&self, place: usize, density: Id) -> bool {
        let Some(&(sentence, _)) = self.stands.get(&place) else {
            return true;
        };
        let family = self.store.head(density);
        let family = family.map(|family| base(&self.store.symbol(family).spelling));
        let formulas = self.sentences[sentence].formulas.iter();
        let inline = formulas.filter(|(_, place)| !self.mathematics[*place].display);
        let names = inline.flat_map(|&(_, place)| named(&self.mathematics[place]));
        let letters = names.filter_map(written).map(|found| found.letter);
        let mut measures = letters
            .filter(|letter| MEASURES.contains(&letter.as_str()))
            .peekable();
        measures.peek().is_none() || measures.any(|letter| Some(letter.as_str()) == family)
    }

    /// A sequence written in braces, `\{X_n\}`, is likely another one than before.
    fn collect_braces(&mut self) {
        let mathematics = self.mathematics;
        for (place, math) in mathematics.iter().enumerate() {
            let mut sides = math.formula.sides();
            let (Some(side), None) = (sides.next(), sides.next()) else {
                continue;
            };
            let base = match &side.kind {
                Kind::Scripts { base, .. } => base,
                _ => side,
            };
            if let Kind::Group { open, body, .. } = &base.kind
                && open == r"\{"
                && !math.display
                && written(body).is_some()
            {
                let surely = matches!(self.mood_of(place), Mood::Let | Mood::Suppose);
                for symbol in self.symbols_of(body) {
                    let said = Stated::Introduced(symbol, surely);
                    self.stated.push((place, said));
                }
            }
        }
    }

    /// Takes in what marks over `\sim` say: `X_i \overset{iid}{\sim} D`.
    fn collect_marks(&mut self) {
        let mathematics = self.mathematics;
        for (place, math) in mathematics.iter().enumerate() {
            let statements = math.formula.rows.iter().flat_map(|row| &row.statements);
            let statements: Vec<&Statement> = statements.collect();
            let [statement] = statements[..] else {
                continue;
            };
            let drawn = |(relation, _): &(Relation, _)| *relation == Relation::Distributed;
            let marks = || statement.words.iter().map(|(mark, _)| mark);
            if math.ignored
                || !statement.relations.iter().any(drawn)
                || !marks().any(|mark| says_independent(mark))
            {
                continue;
            }
            let mut variables = self.named_at(place);
            variables.retain(|&id| matches!(self.store.sort(id), Sort::Random(_)));
            if let Some(sequence) = self.family(&[place], &variables) {
                let together = self.store.apply(Operator::Independent, &[sequence]);
                let said = Stated::Condition(together, Span::Section);
                self.stated.push((place, said));
            }
        }
    }

    /// The sequence all of whose items the formulas name, by one item at any index or by a list with dots; None where
    /// they name anything else as well.
    pub(super) fn family(&mut self, places: &[usize], variables: &[Id]) -> Option<Id> {
        if let ([place], &[whole]) = (places, variables)
            && self.gathers_items(*place)
        {
            let all = self.all_items(whole)?;
            return (!self.is_particular(all) && !self.denies_independence()).then_some(all);
        }
        let store = &self.store;
        let item = |id: &Id| match store.node(*id) {
            Node::Component(base, indices) => Some((*base, indices.clone())),
            _ => None,
        };
        let items = variables.iter().map(item).collect::<Option<Vec<_>>>()?;
        let (sequence, first) = items.first()?;
        if !store.has_items(*sequence) || items.iter().any(|(base, _)| base != sequence) {
            return None;
        }
        let any = |&index: &Id| matches!(store.node(index), Node::Name(_));
        // `X_1, \ldots, X_n` and `X_1, X_2, \ldots, X_n`; other lists leave items out.
        let number = |at: usize| {
            items
                .get(at)
                .and_then(|(_, i)| store.as_number(*i.first()?))
        };
        let counts = |at: usize| number(at).is_some_and(|n| *n == Rational::integer(at as i64 + 1));
        let from_one = match items.len() {
            2 => counts(0),
            3 => counts(0) && counts(1),
            _ => false,
        };
        let whole = match items.len() {
            1 => first.iter().all(any),
            _ => {
                let last = items.last().is_some_and(|(_, i)| i.iter().all(any));
                first.len() == 1 && last && from_one && places.len() == 1 && self.is_dotted(places)
            }
        };
        (whole && !self.is_particular(*sequence) && !self.denies_independence())
            .then_some(*sequence)
    }

    /// Takes in that what a display draws is what a linked note defines as a sample: "$$ y_i \sim D $$ be a [data set](..)".
    fn collect_samples(&mut self) {
        for (place, math) in self.mathematics.iter().enumerate() {
            if math.ignored || !self.is_linked_sample(math.item) {
                continue;
            }
            let named = self.named_at(place).into_iter();
            let of_item = |id: Id| match *self.store.node(id) {
                Node::Component(items, _) => Some(items),
                _ => None,
            };
            let mut items: Vec<Id> = named.filter_map(of_item).collect();
            items.dedup();
            if let [items] = items[..]
                && self.store.has_items(items)
                && !self.denies_independence()
            {
                let together = self.store.apply(Operator::Independent, &[items]);
                let said = Stated::Condition(together, Span::Section);
                self.stated.push((place, said));
            }
        }
    }

    /// True if a link to a definition of samples says what the formula before it is.
    fn is_linked_sample(&self, item: usize) -> bool {
        let rest = self.note.items[item + 1..].iter().map(|item| &item.kind);
        let mut rest = rest.filter(|kind| !matches!(kind, ItemKind::Break));
        let equates = |text: &str| matches!(text.trim(), "be a" | "be an" | "is a" | "is an");
        matches!((rest.next(), rest.next()), (Some(ItemKind::Prose(text)), Some(ItemKind::Link { target, .. }))
            if equates(text) && self.citations.samples.contains(target))
    }

    /// All items of a name: itself, or the sequence of its letter.
    fn all_items(&mut self, whole: Id) -> Option<Id> {
        if self.store.has_items(whole) {
            return Some(whole);
        }
        let name = self.store.head(whole)?;
        let items = self.scope.items_of(&mut self.store, name)?;
        Some(self.store.name(items))
    }

    /// True for `y = \{y_1, \ldots, y_n\}`.
    fn gathers_items(&self, place: usize) -> bool {
        let mut sides = self.mathematics[place].formula.sides().skip(1).take(1);
        sides.any(|side| match &side.kind {
            Kind::Group { body, .. } => items_of(body).into_iter().any(is_dots),
            _ => false,
        })
    }

    fn is_dotted(&self, places: &[usize]) -> bool {
        places.iter().any(|&place| {
            let mut sides = self.mathematics[place].formula.sides().take(1);
            sides.any(|side| items_of(side).into_iter().any(is_dots))
        })
    }

    /// True if the note gives an item of the sequence by an equation, `X_0 = 0`: what is said of all may not be meant of it.
    fn is_particular(&self, sequence: Id) -> bool {
        let Node::Name(symbol) = *self.store.node(sequence) else {
            return true;
        };
        let letter = base(&self.store.symbol(symbol).spelling);
        let statements = self.mathematics.iter().flat_map(|math| &math.formula.rows);
        let mut statements = statements.flat_map(|row| &row.statements);
        statements.any(|statement| {
            let equation = matches!(
                statement.relations.first(),
                Some((Relation::Equal | Relation::Defined, _))
            );
            let left = statement.sides.first().and_then(|side| side.as_ref());
            let item = left.and_then(written).filter(|left| !left.items.is_empty());
            equation && item.is_some_and(|item| item.letter == letter)
        })
    }

    /// True if the note speaks of dependence as well, or of independence as of something that does not hold.
    fn denies_independence(&self) -> bool {
        const DENIALS: [&str; 13] = [
            "no longer",
            "paired",
            "drop",
            "are dependent",
            "is dependent",
            "fails",
            "unlike",
            "alternative",
            "not independent",
            "without independence",
            "markov chain",
            " even ",
            " odd ",
        ];
        const INDEPENDENCE: [&str; 4] = ["independen", "i.i.d", "iid", "dependent"];
        self.sentences.iter().any(|sentence| {
            let says = |table: &[&str]| table.iter().any(|word| sentence.words.contains(word));
            says(&INDEPENDENCE) && says(&DENIALS)
        })
    }

    /// The names that a formula puts forward.
    pub(super) fn named_at(&mut self, place: usize) -> Vec<Id> {
        let mathematics = self.mathematics;
        let trees = named(&mathematics[place]).into_iter();
        let lowered = trees.filter_map(|tree| lower(&mut self.store, &mut self.scope, tree).ok());
        lowered.map(|lowered| lowered.id).collect()
    }

    /// The groups of random variables of which independence is said.
    fn independent_groups(&mut self, variables: Vec<Id>, others: Option<&[usize]>) -> Vec<Vec<Id>> {
        let groups = self.groups_of(variables, others);
        let random = |id: &Id| matches!(self.store.sort(*id), Sort::Random(_));
        let all_random = |group: &Vec<Id>| group.iter().all(random);
        groups.into_iter().filter(all_random).collect()
    }

    /// "independent random variables X and Y" is said of all of them together, "X and Y are independent of Z" of each
    /// with Z.
    fn groups_of(&mut self, names: Vec<Id>, others: Option<&[usize]>) -> Vec<Vec<Id>> {
        let Some(others) = others else {
            return vec![names];
        };
        let others: Vec<Id> = others
            .iter()
            .flat_map(|&place| self.named_at(place))
            .collect();
        let pairs = names.iter().flat_map(|&name| {
            let others = others.iter().filter(move |&&other| other != name);
            others.map(move |&other| vec![name, other])
        });
        pairs.collect()
    }

    /// Takes in that the words deny properties of an expression, or leave them open. Where they speak of independence,
    /// that concerns the densities of the variable as well.
    fn deny(&mut self, properties: &[Property], id: Id, (place, scope): (usize, Span)) {
        self.stated.push((place, Stated::Doubt(id, scope)));
        for condition in self.conditions(properties, id) {
            self.stated.push((place, Stated::Doubt(condition, scope)));
        }
        if !properties.contains(&Property::Independent) {
            return;
        }
        let Some(symbol) = self.store.head(id) else {
            return;
        };
        let letter = self.store.symbol(symbol).spelling.to_lowercase();
        let usages = self.usages.iter();
        let concerned = usages.filter(|usage| {
            let mut slots = usage.of.iter().chain(&usage.given);
            slots.any(|&slot| self.store.symbol(slot).spelling.to_lowercase() == letter)
        });
        let families: Vec<SymbolId> = concerned.map(|usage| usage.family).collect();
        for family in families {
            let family = self.store.name(family);
            self.stated.push((place, Stated::Doubt(family, scope)));
        }
    }

    /// The conditions that properties put on an expression.
    pub(super) fn conditions(&mut self, properties: &[Property], id: Id) -> Vec<Id> {
        let mut found = Vec::new();
        for &property in properties {
            match property {
                Property::PositiveEverywhere => found.extend(self.positive_densities(id)),
                _ => found.extend(condition(&mut self.store, property, id)),
            }
        }
        found
    }

    /// "samples $x_1, \dots, x_n$ from $D$": what the words say the variables are drawn from.
    fn collect_draws(&mut self) {
        let (sentences, mathematics) = (self.sentences, self.mathematics);
        for draw in sentences.iter().flat_map(|one| draws(one, mathematics)) {
            let law = lower(&mut self.store, &mut self.scope, &draw.law).ok();
            for &names in &draw.names {
                let named = self.named_at(names);
                let drawn = match self.family(&[names], &named) {
                    Some(sequence) => vec![self.any_item(sequence, named[0])],
                    None => named,
                };
                for variable in drawn {
                    let fits = |law: &Id| {
                        !(self.store.is_array(variable) && is_of_numbers(&self.store, *law))
                    };
                    let law = law.as_ref().map(|law| law.id).filter(fits);
                    let said = match law.filter(|_| !draw.denied) {
                        Some(law) if draw.density => match self.density_told(variable, law) {
                            Some(fact) => Stated::Equation(fact.into(), Span::Section),
                            None => Stated::Doubt(variable, Span::Section),
                        },
                        Some(law) => Stated::Drawn(variable, law),
                        None => Stated::Doubt(variable, Span::Section),
                    };
                    self.stated.push((draw.place, said));
                }
            }
        }
    }

    /// "$g(x)$ is the density of a normal distribution": what g is at all x.
    fn density_told(&mut self, density: Id, law: Id) -> Option<Fact> {
        if let Node::Density { family, .. } = *self.store.node(density) {
            let own = |usage: &&Usage| usage.family == family && usage.given.is_empty();
            let usage = self.usages.iter().find(own)?.clone();
            // Where other densities of the variable stand beside it, its values are those of an open space.
            let beside = |other: &Usage| {
                let mut slots = other.of.iter().chain(&other.given);
                other.family != family && slots.any(|slot| usage.of.contains(slot))
            };
            if self.usages.iter().any(beside) {
                return None;
            }
            let fact = definition(&mut self.store, &usage, law, String::new());
            let numbers = |id: Id| matches!(self.store.sort(id), Sort::Real | Sort::Integer);
            return fact.filter(|fact| match *self.store.node(fact.right) {
                Node::Apply(Operator::Pdf, ref args) => numbers(args[1]),
                _ => false,
            });
        }
        let right = density_of(&mut self.store, density, law)?;
        let (_, variables) = self.definable(density, right)?;
        Some(Fact {
            variables,
            ..Fact::plain(FactKind::Definition, density, right, String::new())
        })
    }

    /// The item of a sequence at an index that stands for any.
    pub(super) fn any_item(&mut self, sequence: Id, item: Id) -> Id {
        let free = |index: &Id| matches!(self.store.node(*index), Node::Name(_));
        match self.store.node(item) {
            Node::Component(_, indices) if indices.iter().all(free) => item,
            _ => {
                let integer = self.store.intern_sort(Sort::Integer);
                let index = self.store.local(integer, Domain::All, 0);
                let index = self.store.name(index);
                self.store.component(sequence, &[index])
            }
        }
    }

    /// Every density of the family is positive at all values.
    fn positive_densities(&mut self, id: Id) -> Vec<Id> {
        let family = match *self.store.node(id) {
            Node::Name(symbol) => symbol,
            Node::Density { family, .. } => family,
            _ => return Vec::new(),
        };
        let usages: Vec<_> = self
            .usages
            .iter()
            .filter(|usage| usage.family == family)
            .cloned()
            .collect();
        let store = &mut self.store;
        let mut found = Vec::new();
        for usage in usages {
            let slots: Vec<_> = usage.of.iter().chain(&usage.given).copied().collect();
            let pairs: Vec<_> = slots.iter().map(|&slot| (slot, store.name(slot))).collect();
            let (of, given) = pairs.split_at(usage.of.len());
            let density = store.density(family, of, given);
            let zero = store.integer(0);
            let positive = store.relation(Comparison::Less, zero, density);
            let closed = slots.iter().rev().fold(positive, |body, &slot| {
                store.bind_name(BinderKind::ForAll, slot, Domain::All, body)
            });
            found.push(closed);
        }
        found
    }
}

/// True for a distribution of numbers, not of arrays.
pub(super) fn is_of_numbers(store: &Store, law: Id) -> bool {
    match store.node(law) {
        Node::Apply(operator, _) => {
            matches!(
                operator,
                Operator::Normal | Operator::Laplace | Operator::ExGaussian
            ) || support(*operator).is_some()
        }
        _ => false,
    }
}

/// The condition that a property puts on an expression; None where it only tells the sort.
fn condition(store: &mut Store, property: Property, id: Id) -> Option<Id> {
    let zero = store.integer(0);
    match property {
        Property::Positive => Some(for_all_indices(store, id, |store, id| {
            store.relation(Comparison::Less, zero, id)
        })),
        Property::NonNegative => Some(for_all_indices(store, id, |store, id| {
            store.relation(Comparison::LessEqual, zero, id)
        })),
        Property::Integer if matches!(store.sort(id), Sort::Integer | Sort::Real) => {
            Some(store.apply(Operator::IntegerValued, &[id]))
        }
        Property::Negative => Some(for_all_indices(store, id, |store, id| {
            store.relation(Comparison::Less, id, zero)
        })),
        Property::NonPositive => Some(for_all_indices(store, id, |store, id| {
            store.relation(Comparison::LessEqual, id, zero)
        })),
        Property::Symmetric if store.is_array(id) => Some(store.apply(Operator::Symmetric, &[id])),
        Property::PositiveDefinite if store.is_array(id) => {
            Some(store.apply(Operator::PositiveDefinite, &[id]))
        }
        Property::Invertible if store.is_array(id) => {
            Some(store.apply(Operator::Invertible, &[id]))
        }
        _ => None,
    }
}

/// `\sigma_j` with a free index means all of them.
pub(super) fn for_all_indices(
    store: &mut Store,
    id: Id,
    state: impl Fn(&mut Store, Id) -> Id,
) -> Id {
    let statement = state(store, id);
    let Node::Component(base, indices) = store.node(id).clone() else {
        return statement;
    };
    let [index] = indices[..] else {
        return statement;
    };
    let Node::Name(symbol) = *store.node(index) else {
        return statement;
    };
    let domain = match *store.sort(base) {
        Sort::Vector(size) => Domain::Range(store.integer(1), size),
        _ => Domain::All,
    };
    store.bind_name(BinderKind::ForAll, symbol, domain, statement)
}

/// True for a mark that says so of what is drawn: `iid`, `\text{i.i.d.}`, `ind`.
fn says_independent(mark: &str) -> bool {
    let bare = [
        "mathrm",
        "text",
        "textrm",
        "rm",
        "mathsf",
        "scriptsize",
        "tiny",
    ]
    .iter()
    .fold(mark.to_lowercase(), |mark, font| {
        mark.replace(&format!("\\{font}"), "")
    });
    let letters: String = bare.chars().filter(char::is_ascii_alphabetic).collect();
    matches!(
        letters.as_str(),
        "iid" | "ind" | "indep" | "independent" | "independently"
    )
}
