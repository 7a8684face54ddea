//! What a note supposes and defines, taken into the ledger: relations, and properties that the prose gives to names.

use super::bindings::definition;
use super::draws::draws;
use super::items::by_items;
use super::judge::{Claim, Judgement, differs, may_agree};
use super::ledger::{Entry, Scope as Span};
use super::restricted::Restriction;
use super::stated::{for_all_indices, is_of_numbers};
use super::walk::{Link, Walk, comparison};
use crate::diagnostic::Reason;
use crate::elaborate::carried;
use crate::elaborate::cases::{Lead, lead};
use crate::elaborate::chains::Relating;
use crate::elaborate::declare::items;
use crate::elaborate::lower::{hidden, is_dots, lower, names_density};
use crate::elaborate::phrases::{Mood, gives_meaning, is_let_with, substitutes};
use crate::elaborate::roles::{Role, density_of};
use crate::elaborate::sentences::{FORMULA, Sentence};
use crate::elaborate::ties::ties;
use crate::elaborate::trailing::explains;
use crate::elaborate::words::begins_word;
use crate::expr::{Comparison, Id, Node, Operator, Sort, Store, SymbolId};
use crate::kernel::ring;
use crate::parse::tree::{Relation, Tree};
use crate::report::Verdict;
use crate::theory::{Context, Fact, FactKind};

/// Conditions supposed before that a refuted claim is tried under.
const LAPSED: usize = 4;

/// Beginnings of words that tell one law of a variable from another.
const CASES: &[&str] = &[
    "given",
    "if",
    "else",
    "otherwise",
    "under",
    "when",
    "class",
    "group",
    "case",
    "null",
    "alternative",
    "control",
    "treat",
    "prior",
    "posterior",
    "conditional",
];

impl Walk<'_> {
    /// Takes a definition or hypothesis into the ledger.
    pub(super) fn suppose(&mut self, link: &Link, left: Id, right: Id) -> Judgement {
        let relating = &self.chains.relations[link.relation];
        let mood = self.mood_of(relating.place);
        let source = link.report.id.clone();
        let directive = self.mathematics[relating.place].directive.is_some();
        let drawn = relating.relation == Relation::Distributed;
        let longest = match directive {
            true => Span::Directed,
            // `X \sim D \Rightarrow B` supposes it for B only.
            false if drawn && self.is_premise(link.relation) => Span::Trailing,
            false => Span::Note,
        };
        let scope = self.span(link, right);
        self.ledger.supposing = !directive && matches!(mood, Mood::Let | Mood::Suppose);
        self.ledger.conditional = !directive && self.is_conditional_at(relating.place);
        self.ledger.case = match directive {
            true => None,
            false => self.case_of(link),
        };
        match relating.relation {
            // `c = c + 1` holds nowhere, and everything would follow from it.
            Relation::Equal if !directive && self.differ_everywhere(left, right) => {
                self.doubt_supposed(link, left, right);
                (self.ledger.supposing, self.ledger.conditional) = (false, false);
                self.ledger.case = None;
                let text = "no values of its names fulfil it";
                return Judgement::unknown(Reason::Context, text);
            }
            // Of a law that is only a name nothing is known; `\sim` says no more of other things.
            Relation::Distributed
                if self.is_qualified(link.relation)
                    || *self.store.sort(right) != Sort::Distribution
                        && density_of(&mut self.store, left, right).is_none() =>
            {
                self.obscure_names(left, relating.place);
                self.obscure_names(right, relating.place);
            }
            Relation::Equal | Relation::Defined if self.takes_chance_for_numbers(left, right) => {
                self.obscure_names(left, relating.place);
            }
            Relation::Equal | Relation::Defined | Relation::Equivalent | Relation::Distributed => {
                self.suppose_equation(link, (left, right), source, (scope, longest));
            }
            Relation::Independent => {
                self.suppose_independent([left, right], relating.place, source, scope);
                // How densities of their values factor is not followed.
                self.obscure_densities(relating);
            }
            relation if directive && comparison(relation, left, right).is_none() => {
                let text = format!("`{}` cannot be supposed", link.report.relation);
                return Judgement::unknown(Reason::Relation, text);
            }
            relation => {
                if let Some(claim) = comparison(relation, left, right) {
                    let condition = self.store.relation(claim.relation, claim.left, claim.right);
                    self.ledger.oppose(&self.store, condition, false);
                    self.ledger.hypothesis(condition, source, scope);
                }
            }
        }
        (self.ledger.supposing, self.ledger.conditional) = (false, false);
        self.ledger.case = None;
        Judgement::of(Verdict::Assumed)
    }

    /// True if the sides differ by a number that is not 0.
    fn differ_everywhere(&mut self, left: Id, right: Id) -> bool {
        if self.store.is_array(left) || self.store.is_array(right) {
            return false;
        }
        let difference = self.store.subtract(left, right);
        let Ok((normal, _)) = ring::normal(&mut self.store, difference) else {
            return false;
        };
        self.store
            .as_number(normal)
            .is_some_and(|number| !number.is_zero())
    }

    /// The case for which a definition is stated, by the words that lead to it or by those beside its row.
    fn case_of(&self, link: &Link) -> Option<Lead> {
        if link.role != Role::Definition {
            return None;
        }
        let place = self.chains.relations[link.relation].place;
        let &(sentence, at) = self.stands.get(&place)?;
        let beside = self.said_beside(link.relation).into_iter();
        let mut remarks = beside.filter(|(_, said)| said.formulas.is_empty());
        let found = lead(&self.sentences[sentence], at);
        let meant = matches!(self.mood_of(place), Mood::Let | Mood::Define);
        found
            .filter(|lead| !(lead.is_condition() && meant))
            .or_else(|| remarks.find_map(|(_, said)| Lead::of_remark(&said.sentence.words)))
    }

    /// Takes over `X_1, \ldots, X_n \sim D`, `X, Y \sim D`: each of them is drawn from it; None for anything else.
    pub(super) fn drawn_list(&mut self, relating: &Relating, source: &str) -> Option<Judgement> {
        if relating.relation != Relation::Distributed {
            return None;
        }
        let chains = self.chains;
        let listed = items(&chains.expressions[relating.left?].tree);
        if listed.len() < 2 || self.is_row_qualified(relating) {
            return None;
        }
        let law = self.expression(relating.right?).ok()?;
        let (dots, named): (Vec<&Tree>, Vec<&Tree>) = listed.into_iter().partition(|t| is_dots(t));
        let mut drawn = Vec::new();
        for item in named {
            drawn.push(lower(&mut self.store, &mut self.scope, item).ok()?.id);
        }
        let random = |id: &Id| matches!(self.store.sort(*id), Sort::Random(_));
        // `X, Y \sim D` may be one draw of both, where the points of D are pairs.
        if !is_of_numbers(&self.store, law) || !drawn.iter().all(random) {
            return None;
        }
        if !dots.is_empty() {
            let sequence = self.family(&[relating.place], &drawn)?;
            drawn = vec![self.any_item(sequence, drawn[0])];
        }
        for variable in drawn {
            self.suppose_drawn(variable, law, source.to_owned(), Span::Note);
        }
        Some(Judgement::of(Verdict::Assumed))
    }

    /// `X \perp Y`: random variables are independent; what it says of other things is not followed.
    fn suppose_independent(&mut self, sides: [Id; 2], place: usize, source: String, scope: Span) {
        let random = |&id: &Id| {
            // Vectors may be orthogonal.
            matches!(self.store.sort(id), Sort::Random(_)) && !self.store.is_array(id)
        };
        if sides.iter().all(random) {
            let condition = self.store.apply(Operator::Independent, &sides);
            self.ledger.hypothesis(condition, source, scope);
        } else {
            for side in sides {
                self.obscure_names(side, place);
            }
        }
    }

    /// Takes `A` of `A \Rightarrow B` into the ledger, for `B`: an equation, a bound, or what is drawn from what.
    pub(super) fn suppose_premise(&mut self, link: &mut Link, left: Id, right: Id) {
        let source = link.report.id.clone();
        if let Some(claim) = link.claim {
            link.role = Role::Hypothesis;
            let condition = (self.store).relation(claim.relation, claim.left, claim.right);
            self.ledger
                .hypothesis(condition, source.clone(), Span::Trailing);
            if claim.relation == Comparison::Equal {
                let fact = Fact::plain(FactKind::Hypothesis, claim.left, claim.right, source);
                self.ledger.fact(fact, None, Span::Trailing);
            }
            link.judgement = Judgement::of(Verdict::Assumed);
        } else if self.chains.relations[link.relation].relation == Relation::Distributed {
            link.role = Role::Hypothesis;
            link.judgement = self.suppose(link, left, right);
        }
    }

    /// How long a definition or hypothesis holds by the words around it.
    fn span(&self, link: &Link, right: Id) -> Span {
        let place = self.chains.relations[link.relation].place;
        // What a directive says holds to the end of its section, whatever it is.
        let directive = self.mathematics[place].directive.is_some();
        // A number is what a name stands for here; an expression is what it means.
        let number = self.store.free_names(right).is_empty() && !self.store.is_array(right);
        let named = matches!(self.store.node(right), Node::Name(_));
        let inline = !self.mathematics[place].display;
        match (link.role, self.mood_of(place)) {
            _ if directive => Span::Directed,
            // "A \Rightarrow B. C \Rightarrow D.": A is supposed for B only.
            _ if self.is_premise(link.relation) => Span::Trailing,
            _ if self.foretold.contains(&place) => Span::Section,
            (Role::Definition, Mood::Suppose) if number || self.follows_if(place) => {
                Span::Derivation
            }
            (Role::Definition, Mood::Let) => Span::Section,
            // "In the case $a = b$", "here $d = 1$": the text gives it a value, not a meaning.
            (Role::Definition, Mood::State) if inline && (number || named) => {
                match self.leads_on(place) {
                    true => Span::Derivation,
                    false => Span::Section,
                }
            }
            (Role::Definition, _) => Span::Note,
            (_, Mood::Let | Mood::Define) => Span::Section,
            (_, Mood::Suppose) if self.is_let_with(place) => Span::Section,
            (_, Mood::Suppose) if !number && self.gives_meaning(place) => Span::Section,
            // "the variance is": it gives a power of a new name its value.
            (_, Mood::State) if self.mathematics[place].display => Span::Section,
            _ => Span::Derivation,
        }
    }

    /// True right after "if".
    fn follows_if(&self, place: usize) -> bool {
        let found = self.stands.get(&place);
        found.is_some_and(|&(sentence, at)| {
            let before = self.sentences[sentence].words[..at].trim_end();
            let last = before.rsplit(|c: char| !c.is_alphabetic()).next();
            matches!(last, Some("if" | "whenever"))
        })
    }

    /// True if the sentence goes on after the formula: "on the diagonal $x = y$ we get".
    fn leads_on(&self, place: usize) -> bool {
        let found = self.stands.get(&place);
        found.is_some_and(|&(sentence, at)| {
            let after = &self.sentences[sentence].words[at + FORMULA.len_utf8()..];
            after.trim_start().starts_with(char::is_alphabetic)
        })
    }

    /// "Assume a model with": what is let is not announced, though the proof may begin with it again.
    pub(super) fn is_let(&self, mood: Mood, place: usize) -> bool {
        mood == Mood::Let || mood == Mood::Suppose && self.is_let_with(place)
    }

    fn is_let_with(&self, place: usize) -> bool {
        let found = self.stands.get(&place);
        found.is_some_and(|&(sentence, at)| is_let_with(&self.sentences[sentence], at))
    }

    /// True for what ", where" leads to: also a display, "where $T$ is the total".
    fn gives_meaning(&self, place: usize) -> bool {
        let found = self.stands.get(&place);
        found.is_some_and(|&(sentence, at)| {
            let sentence = &self.sentences[sentence];
            let before = &sentence.words[..at];
            let clause = before.rfind("where ").map(|from| &before[from..]);
            gives_meaning(sentence, at)
                || self.mathematics[place].display && clause.is_some_and(explains)
        })
    }

    fn substitutes(&self, place: usize) -> bool {
        let found = self.stands.get(&place);
        found.is_some_and(|&(sentence, at)| substitutes(&self.sentences[sentence], at))
    }

    /// Takes in that the note denies a definition or hypothesis, or leaves it open.
    pub(super) fn doubt_supposed(&mut self, link: &Link, left: Id, right: Id) {
        let scope = self.span(link, right);
        for side in [left, right] {
            self.ledger.doubt(side, link.report.id.clone(), scope);
        }
    }

    /// Takes in that the words may suppose what they mention. What ties several names ("a vector with $u^\top u = 1$") is no
    /// place, and may hold as long as the section.
    pub(super) fn doubt_mentioned(&mut self, link: &Link, left: Id, right: Id) {
        let scope = match self.store.node(left) {
            Node::Name(_) => self.span(link, right),
            _ => Span::Section,
        };
        for side in [left, right] {
            self.ledger.doubt(side, link.report.id.clone(), scope);
        }
    }

    /// Takes over `let P = p(x, y)`, which lets a name stand for a density to the end of the section.
    pub(super) fn alias(&mut self, relating: &Relating) -> Option<Judgement> {
        let supposed = matches!(
            self.mood_of(relating.place),
            Mood::Let | Mood::Define | Mood::Suppose
        );
        if relating.relation != Relation::Equal || !supposed {
            return None;
        }
        let chains = self.chains;
        let name = &chains.expressions[relating.left?].tree;
        let density = &chains.expressions[relating.right?].tree;
        let key = names_density(&mut self.store, &mut self.scope, name, density)?;
        self.scope.aliases.insert(key, density.clone());
        self.read_again_after(relating.place);
        Some(Judgement::of(Verdict::Assumed))
    }

    /// Names stand for densities to the end of their section only.
    pub(super) fn forget_aliases(&mut self, place: usize) {
        if !self.scope.aliases.is_empty() {
            self.scope.aliases.clear();
            self.read_again_after(place.saturating_sub(1));
        }
    }

    /// Notes equations in the text that are no identities: the note may speak of the points that fulfil them.
    pub(super) fn leave_open(&mut self, place: usize, links: &[Link]) {
        let display = self.mathematics[place].display;
        let Some(&(sentence, at)) = self.stands.get(&place) else {
            return;
        };
        if display && links.len() > 1 || !ties(self.sentences, (sentence, at), display) {
            return;
        }
        let open = links.iter().filter(|link| !link.judgement.passes());
        for claim in open.filter_map(|link| link.claim) {
            if claim.relation == Comparison::Equal {
                self.ledger.leave_open(claim.left, claim.right);
            }
        }
    }

    /// Takes over which names vary with which, for what is read from here on.
    pub(super) fn follow_dependents(&mut self, place: usize) {
        let dependents = self.ledger.dependents(&self.store);
        if self.scope.dependents != dependents {
            self.scope.dependents = dependents;
            self.read_again_after(place.saturating_sub(1));
        }
    }

    pub(super) fn read_again_after(&mut self, place: usize) {
        let chains = self.chains;
        self.lowered
            .retain(|&index, _| chains.expressions[index].place <= place);
    }

    /// `X \sim D`: the density `f` or `p` of the variable `x` is that of `D`; and `x` stands for the values of `X`.
    fn density_of_drawn(&mut self, variable: Id, distribution: Id, source: String, scope: Span) {
        let Node::Name(symbol) = *self.store.node(variable) else {
            return;
        };
        let letter = self.store.symbol(symbol).spelling.to_lowercase();
        let spelled = |symbol: SymbolId| self.store.symbol(symbol).spelling.as_str();
        let mut usages = self.usages.clone();
        usages.retain(|usage| {
            usage.given.is_empty() && matches!(usage.of[..], [slot] if spelled(slot) == letter)
        });
        usages.retain(|usage| matches!(spelled(usage.family), "f" | "p"));
        usages.retain(|usage| {
            // Beside $p(x \mid y) = ..$ the density of y is one of the family.
            let other = |fact: &Fact| matches!(self.store.node(fact.left), Node::Density { family, given, .. } if *family == usage.family && !given.is_empty());
            let mut facts = self.ledger.facts().map(|(fact, _)| fact);
            let defines = facts.any(|fact| {
                fact.kind == FactKind::Definition
                    && self.store.mentions(fact.left, usage.family)
                    && !other(fact)
            });
            !(self.seen.contains(&usage.family) && defines)
        });
        usages.retain(|usage| {
            let other = self.other_owner(usage.family, symbol, distribution);
            if let Some(place) = other {
                self.obscure.entry(usage.family).or_insert(place);
            }
            other.is_none()
        });
        for usage in &usages {
            let fact = definition(&mut self.store, usage, distribution, source.clone());
            if let Some(fact) = fact {
                // A family holds the densities of several variables; what is known of the others stays.
                self.ledger.density_of_drawn(fact, scope);
                self.seen.insert(usage.family);
            }
        }
        // "For all real $x$": also beyond the support.
        let any = self.is_any_real(&letter);
        if scope == Span::Note && self.scope.drawn_sort(&letter).is_some() && !any {
            let value = self.scope.value(&mut self.store, &letter, 0);
            let value = self.store.name(value);
            // Elsewhere the letter may be any number.
            for condition in carried::values(&mut self.store, distribution, value) {
                self.ledger
                    .carried(condition, source.clone(), Span::Section);
            }
        }
    }

    /// True if the text says of a letter that it is any real number: "for all $x$", "$x \in \mathbb{R}$", "let $x$ be real".
    fn is_any_real(&self, letter: &str) -> bool {
        const BEFORE: [&str; 6] = ["all", "any", "every", "each", "real", "arbitrary"];
        const AFTER: [&str; 6] = [
            "real",
            "be real",
            "is real",
            "be a real",
            "is a real",
            "be any",
        ];
        let told = |sentence: &Sentence, at: usize, place: usize| {
            let text = &self.mathematics[place].region.text;
            let text = text.replace([' ', '{', '}'], "");
            let Some(rest) = text.strip_prefix(letter) else {
                return false;
            };
            let (before, after) = sentence.words.split_at(at);
            let after = after[FORMULA.len_utf8()..].trim_start();
            match rest {
                "" => {
                    let last = before.trim_end().rsplit(' ').next();
                    last.is_some_and(|word| BEFORE.contains(&word))
                        || AFTER.iter().any(|words| after.starts_with(words))
                }
                _ => [r"\in\mathbbR", r"\in\R", r"\in\Reals"].contains(&rest),
            }
        };
        self.sentences.iter().any(|sentence| {
            let mut formulas = sentence.formulas.iter();
            formulas.any(|&(at, place)| told(sentence, at, place))
        })
    }

    /// A claim that fails, but holds under a condition that was supposed before: the author may still mean it.
    pub(super) fn lapsed(&mut self, claim: Claim, place: usize) -> Option<Judgement> {
        let names = [
            self.store.free_names(claim.left),
            self.store.free_names(claim.right),
        ]
        .concat();
        let (names, _) = self.meanings(&names);
        let lapsed = self.ledger.lapsed(&self.store, &names);
        if let Some(judgement) = self.judged_by_statement(claim, place, &lapsed) {
            return Some(judgement);
        }
        let known = self.ledger.context();
        let mut all = known.clone();
        let mut tried = 0;
        for (entry, _) in lapsed.into_iter().take(LAPSED) {
            let (condition, source) = self.supposed_again(&mut all, &entry);
            let mut context = known.clone();
            self.supposed_again(&mut context, &entry);
            tried += 1;
            // One of them, or all up to it.
            if may_agree(&mut self.store, &context, claim, self.budget)
                || tried > 1 && may_agree(&mut self.store, &all, claim, self.budget)
            {
                let text = format!(
                    "it fails as it stands, and holds where `{}`, which was supposed before ({source}) but not for this",
                    self.store.to_latex(condition)
                );
                return Some(Judgement::unknown(Reason::Context, text));
            }
        }
        None
    }

    /// Takes over what was supposed before: its condition, and its source.
    fn supposed_again(&mut self, context: &mut Context, entry: &Entry) -> (Id, String) {
        match entry {
            Entry::Fact(fact) => {
                let equation = self
                    .store
                    .relation(Comparison::Equal, fact.left, fact.right);
                context.facts.share(fact.clone());
                context.hypotheses.push((equation, fact.source.clone()));
                (equation, fact.source.clone())
            }
            Entry::Hypothesis(said) | Entry::Carried(said) => {
                context.hypotheses.share(said.clone());
                (said.0, said.1.clone())
            }
        }
    }

    /// True if a name with the index as a part of its spelling occurs.
    fn has_label(&self, id: Id, index: SymbolId) -> bool {
        let index = self.store.symbol(index).spelling.as_str();
        self.store.free_names(id).into_iter().any(|name| {
            let spelling = &self.store.symbol(name).spelling;
            let label = spelling.split_once("_{").map(|(_, label)| label);
            let mut parts = label
                .into_iter()
                .flat_map(|l| l.split(|c: char| !c.is_alphanumeric()));
            parts.any(|part| part == index)
        })
    }

    /// `left` is drawn from the distribution `right`.
    pub(super) fn suppose_drawn(&mut self, left: Id, right: Id, source: String, longest: Span) {
        // `X_i \sim D` says it of all items.
        let drawn = for_all_indices(&mut self.store, left, |store, left| {
            store.apply(Operator::Draw, &[left, right])
        });
        let variable = match *self.store.node(left) {
            Node::Name(name) => Some(name),
            _ => None,
        };
        // Samples are brought in anew without a word more often than single variables.
        let (about, span) = match drawn != self.store.apply(Operator::Draw, &[left, right]) {
            true if longest == Span::Note => (self.store.head(left), Span::Section),
            true => (self.store.head(left), longest),
            false => (variable, longest),
        };
        self.ledger.drawn(drawn, about, source.clone(), span);
        // What is drawn without being called random is an observed value.
        if variable.is_some() && !matches!(self.store.sort(left), Sort::Random(_)) {
            for condition in carried::values(&mut self.store, right, left) {
                self.ledger.carried(condition, source.clone(), longest);
            }
        }
        self.density_of_drawn(left, right, source, longest);
    }

    /// True for another law of a variable that has one, where the words tell both apart as cases: "given $Z = 1$,
    /// $X \sim D$". Which of them holds further on is not known.
    fn is_rival_law(&self, variable: Id, law: Id, place: usize) -> bool {
        let context = self.ledger.context();
        let mut known = draws(&self.store, &context);
        let Some(&(sentence, at)) = self.stands.get(&place) else {
            return false;
        };
        let of_variable = |index: usize| {
            let left = self.lowered.get(&index).and_then(|side| side.as_ref().ok());
            left.is_some_and(|left| left.id == variable)
        };
        let relations = self.chains.relations.iter();
        let mut before = relations
            .filter(|one| {
                one.relation == Relation::Distributed && one.left.is_some_and(of_variable)
            })
            .filter_map(|one| self.stands.get(&one.place))
            .filter(|&&stands| stands < (sentence, at));
        self.is_told_as_a_case((sentence, at))
            && known.any(|draw| draw.drawn == variable && draw.law != law)
            && before.any(|&other| other.0 == sentence || self.is_told_as_a_case(other))
    }

    fn is_told_as_a_case(&self, (sentence, at): (usize, usize)) -> bool {
        let before = &self.sentences[sentence].words[..at];
        let last = before.trim_end_matches(FORMULA).rsplit(['.', ';']).next();
        last.is_some_and(|words| CASES.iter().any(|word| begins_word(words, word)))
    }

    /// True if an equation fails with what is known.
    pub(super) fn contradicts(&mut self, left: Id, right: Id) -> bool {
        let context = self.ledger.context();
        let claim = comparison(Relation::Equal, left, right);
        claim.is_some_and(|claim| differs(&mut self.store, &context, claim, self.budget))
    }

    /// The error of a model of data, by the data.
    fn define_error(
        &mut self,
        (error, value): (Id, Id),
        about: Option<SymbolId>,
        source: String,
        scope: Span,
    ) {
        let variables = match self.store.node(error).clone() {
            Node::Component(_, indices) => indices
                .iter()
                .filter_map(|&index| match *self.store.node(index) {
                    Node::Name(name) => Some(name),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        };
        let fact = Fact {
            variables,
            ..Fact::plain(FactKind::Definition, error, value, source)
        };
        self.ledger.fact(fact, about, scope);
    }

    /// `scope` is that of the words around it; what tells a density or a draw holds for the longest one.
    fn suppose_equation(
        &mut self,
        link: &Link,
        (left, right): (Id, Id),
        source: String,
        (scope, longest): (Span, Span),
    ) {
        if *self.store.sort(right) == Sort::Distribution
            && density_of(&mut self.store, left, right).is_none()
        {
            let place = self.chains.relations[link.relation].place;
            let rival = self.is_rival_law(left, right, place);
            self.suppose_drawn(left, right, source, longest);
            if self.is_parametrized_otherwise(left, right, place) {
                return self.doubt_law(left, place);
            }
            if let Some(name) = self.store.head(left).filter(|_| rival) {
                self.ledger.contradict(name);
            }
            return;
        }
        let known = (&mut self.scope, &self.models);
        let (left, right) = by_items(&mut self.store, known, left, right).unwrap_or((left, right));
        let error = self.models.error(&mut self.store, left, right);
        if let Some((error, value)) = error.filter(|_| link.role == Role::Definition) {
            let about = self.store.head(left);
            return self.define_error((error, value), about, source, longest);
        }
        let mut right = density_of(&mut self.store, left, right).unwrap_or(right);
        let definable = self.definable(left, right);
        let (about, mut variables) = definable.map_or((None, Vec::new()), |(symbol, variables)| {
            (Some(symbol), variables)
        });
        // Of another parameter than the one that marks its names, it says nothing.
        let unsaid = |&variable: &SymbolId| {
            let spelling = &self.store.symbol(variable).spelling;
            self.scope.study.differentiates(spelling)
                && is_parameter(&self.store, left, variable)
                && hidden(&self.store, right, variable).is_some()
        };
        variables.retain(|variable| !unsaid(variable));
        // `\alpha_t = 1 - \beta_t` where `\beta_t` is a name of its own: it is not known at other t.
        if variables.iter().any(|&index| self.has_label(right, index)) {
            let place = self.chains.relations[link.relation].place;
            self.obscure_names(left, place);
            return;
        }
        for &variable in &variables {
            right = self
                .scope
                .dependents
                .unfold(&mut self.store, variable, right);
        }
        let density =
            *self.store.sort(right) == Sort::Real && about.is_some() && !variables.is_empty();
        // "Next put $m = a - b$", "now substituting $m = 2 a$": what the name was before is gone.
        let place = self.chains.relations[link.relation].place;
        let renews = match self.mood_of(place) {
            Mood::Let | Mood::Define | Mood::State => true,
            Mood::Suppose => self.substitutes(place) || self.gives_meaning(place),
            _ => false,
        };
        let renewed = link.role == Role::Hypothesis
            && renews
            && scope != Span::Directed
            && variables.is_empty()
            && about.is_some_and(|name| self.ledger.defines(&self.store, name))
            && self.contradicts(left, right);
        let scope = if renewed { Span::Section } else { scope };
        // "$c = a + b$, where $a = 2 x$": the names of what was said before get their meaning.
        let meant = scope == Span::Section
            && variables.is_empty()
            && about.is_some_and(|name| !self.ledger.defines(&self.store, name))
            && self.gives_meaning(place);
        let kind = if link.role == Role::Definition || density || renewed || meant {
            FactKind::Definition
        } else {
            FactKind::Hypothesis
        };
        let scope = if density { longest } else { scope };
        let domain = match self.restriction(link, left, &variables) {
            Restriction::Case => {
                let place = self.chains.relations[link.relation].place;
                return self.obscure_head(left, place);
            }
            Restriction::Domain(bounds) => Some(bounds),
            Restriction::Free => None,
        };
        if kind == FactKind::Hypothesis {
            if scope != Span::Directed {
                self.ledger.revalue(&self.store, left, right);
            }
            // "Suppose $a x = b$. If instead $a x = c$, .."
            let another = self.mood_of(place) == Mood::Suppose && scope != Span::Directed;
            if another && !matches!(self.store.node(left), Node::Name(_)) {
                self.ledger.withdraw(left, Some(right));
            }
            let condition = self.store.relation(Comparison::Equal, left, right);
            self.ledger.hypothesis(condition, source.clone(), scope);
        }
        let variables = if kind == FactKind::Definition {
            variables
        } else {
            Vec::new()
        };
        // "for x > 0 let f(x) = ..": it is defined there only.
        let mut conditions = self.ledger.local_conditions();
        conditions.retain(|&id| variables.iter().any(|&x| self.store.mentions(id, x)));
        if let (Some(function), FactKind::Definition) = (about, kind) {
            let bounds = match domain {
                Some(bounds) => bounds,
                None => Some(conditions.clone()),
            };
            self.restrict((function, &source), &variables, bounds);
        }
        self.ledger.fact(
            Fact {
                kind,
                left,
                right,
                variables,
                conditions,
                source,
                given: false,
            },
            about,
            scope,
        );
    }
}

/// True for what a density is given as its parameter, and for the arguments of a function.
fn is_parameter(store: &Store, left: Id, variable: SymbolId) -> bool {
    let given = match store.node(left) {
        Node::Density { given, .. } => store.split_given(given).1,
        _ => return matches!(store.node(left), Node::Call(..)),
    };
    let mut values = given.into_iter().map(|(_, value)| value);
    values.any(|value| *store.node(value) == Node::Name(variable))
}
