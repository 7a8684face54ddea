//! What is said beside a row: in `\text{..}`, over its relation, under its braces.
//!
//! A property that is given there to names is supposed for that row alone. All else proves nothing; where the row would
//! hold by it, or where it was not understood, the row is not called wrong.

use super::granted::SOURCE;
use super::judge::Claim;
use super::walk::{Link, Walk, comparison};
use crate::elaborate::attributions::{Attribution, attributions};
use crate::elaborate::declare::named_in;
use crate::elaborate::denials::denied;
use crate::elaborate::falsities::calls_false;
use crate::elaborate::lower::{lower, same_sort};
use crate::elaborate::phrases::Property;
use crate::elaborate::remarks::{Said, said, said_in_words};
use crate::elaborate::roles::Role;
use crate::elaborate::sentences::{FORMULA, Sentence};
use crate::elaborate::trailing::{Condition, conditions, is_comparison};
use crate::elaborate::unattributed::{Loose, unattributed};
use crate::expr::{Comparison, Id, Operator, Sort};
use crate::parse::tree::{Beside, Formula, Relation};
use crate::read::note::ItemKind;
use crate::report::Verdict;
use crate::theory::{Context, Fact, FactKind};

/// Words of reasons that suppose nothing: rules, and what is done by them.
const REASONS: &[&str] = &[
    "above",
    "add",
    "adding",
    "algebra",
    "all",
    "an",
    "and",
    "apply",
    "applying",
    "as",
    "bayes",
    "because",
    "before",
    "binomial",
    "bound",
    "by",
    "calculus",
    "cancel",
    "cancelling",
    "canceling",
    "cauchy",
    "chain",
    "collect",
    "collecting",
    "combine",
    "combining",
    "completing",
    "cyclic",
    "def",
    "definition",
    "denominator",
    "derivative",
    "differentiate",
    "differentiating",
    "distribute",
    "distributive",
    "distributivity",
    "divide",
    "dividing",
    "eq",
    "eqn",
    "equation",
    "evaluate",
    "expand",
    "expanding",
    "expansion",
    "expectation",
    "exponent",
    "exponents",
    "factor",
    "factoring",
    "fact",
    "for",
    "formula",
    "fractions",
    "from",
    "fubini",
    "fundamental",
    "geometric",
    "gives",
    "have",
    "identity",
    "in",
    "inequality",
    "insert",
    "inserting",
    "integral",
    "integrate",
    "integrating",
    "integration",
    "into",
    "is",
    "it",
    "iterated",
    "jensen",
    "law",
    "lemma",
    "like",
    "line",
    "linear",
    "linearity",
    "log",
    "logarithm",
    "logarithms",
    "marginalization",
    "marginalisation",
    "marginalize",
    "multiply",
    "multiplying",
    "now",
    "of",
    "on",
    "out",
    "over",
    "parts",
    "plug",
    "plugging",
    "power",
    "powers",
    "previous",
    "product",
    "proposition",
    "pull",
    "pulling",
    "putting",
    "pythagoras",
    "quotient",
    "rearrange",
    "rearranging",
    "regroup",
    "result",
    "rule",
    "rules",
    "same",
    "schwarz",
    "see",
    "series",
    "since",
    "simplify",
    "simplifying",
    "so",
    "square",
    "squares",
    "step",
    "subst",
    "substitute",
    "substituting",
    "substitution",
    "subtract",
    "subtracting",
    "sum",
    "sums",
    "swap",
    "taking",
    "taylor",
    "telescoping",
    "term",
    "terms",
    "that",
    "the",
    "then",
    "theorem",
    "this",
    "thus",
    "to",
    "total",
    "tower",
    "trace",
    "triangle",
    "trig",
    "trigonometric",
    "use",
    "using",
    "we",
    "with",
    "write",
    "writing",
];

impl Walk<'_> {
    /// What is said beside the row of a relation.
    pub(super) fn said_beside(&self, relation: usize) -> Vec<(Beside, Said)> {
        let relating = &self.chains.relations[relation];
        let math = &self.mathematics[relating.place];
        let Some(row) = math.formula.rows.get(relating.row).filter(|_| math.display) else {
            return Vec::new();
        };
        let remarks = row
            .remarks
            .iter()
            .map(|remark| (remark.place, said(remark)));
        remarks.filter(|(_, said)| !said.is_label()).collect()
    }

    /// A relation with what is said beside it.
    pub(super) fn with_beside(&mut self, mut link: Link) -> Link {
        self.keep_supposed(&link);
        self.grant_beside(&mut link);
        link
    }

    /// Judges a step that was not proved with what is said beside it of its names.
    fn grant_beside(&mut self, link: &mut Link) {
        let Some(claim) = link.claim.filter(|_| link.role == Role::Step) else {
            return;
        };
        if link.judgement.passes() {
            return;
        }
        let mut context = self.ledger.context();
        let before = context.hypotheses.len() + context.facts.len();
        for (_, said) in self.said_beside(link.relation) {
            self.suppose_beside(&said, link, &mut context);
        }
        if context.hypotheses.len() + context.facts.len() == before {
            return;
        }
        let judgement = self.judge(&context, claim);
        if judgement.passes() {
            link.judgement = judgement;
            self.ledger.restrict();
        }
    }

    /// Supposes the properties that words beside a row give to names, and the bounds that they state.
    fn suppose_beside(&mut self, said: &Said, link: &Link, context: &mut Context) {
        let relating = &self.chains.relations[link.relation];
        let source = format!("line {}", self.line_of_place(relating.place));
        for given in attributions(&said.sentence)
            .iter()
            .filter(|given| !given.denied)
        {
            self.suppose_attribution(said, given, &source, context);
        }
        for &(at, formula) in &said.sentence.formulas {
            if denied(&said.sentence, at..at + FORMULA.len_utf8()) {
                continue;
            }
            for condition in stated(&said.formulas[formula]) {
                if is_comparison(condition.relation)
                    && let Some(claim) = self.claim_of(condition)
                {
                    let id = self.store.relation(claim.relation, claim.left, claim.right);
                    context.hypotheses.push((id, source.clone()));
                }
                if condition.relation == Relation::Independent
                    && let Some(id) = self.independent_sides(condition)
                {
                    context.hypotheses.push((id, source.clone()));
                }
            }
        }
    }

    fn suppose_attribution(
        &mut self,
        said: &Said,
        given: &Attribution,
        source: &str,
        context: &mut Context,
    ) {
        let mut names: Vec<Id> = Vec::new();
        for &formula in &given.formulas {
            let place = said.sentence.formulas[formula].1;
            for tree in named_in(&said.formulas[place]) {
                if let Ok(lowered) = lower(&mut self.store, &mut self.scope, tree) {
                    names.push(lowered.id);
                }
            }
        }
        for &name in &names {
            for condition in self.conditions(given.properties, name) {
                context.hypotheses.push((condition, source.to_owned()));
            }
        }
        if !given.properties.contains(&Property::Independent) || given.of.is_some() {
            return;
        }
        let random = |id: &Id| matches!(self.store.sort(*id), Sort::Random(_));
        if names.len() > 1 && names.iter().all(random) {
            let together = self.store.apply(Operator::Independent, &names);
            context.hypotheses.push((together, source.to_owned()));
        }
        for fact in self.factored(&names) {
            let source = source.to_owned();
            context.facts.push(Fact { source, ..fact });
        }
    }

    /// `X \perp Y` of random variables.
    fn independent_sides(&mut self, condition: Condition) -> Option<Id> {
        let sides = [condition.left, condition.right];
        let read = sides.map(|side| lower(&mut self.store, &mut self.scope, side).ok());
        let [Some(left), Some(right)] = read else {
            return None;
        };
        let pair = [left.id, right.id];
        let random =
            |&id: &Id| matches!(self.store.sort(id), Sort::Random(_)) && !self.store.is_array(id);
        let all = pair.iter().all(random);
        all.then(|| self.store.apply(Operator::Independent, &pair))
    }

    /// What a condition says of expressions.
    fn claim_of(&mut self, condition: Condition) -> Option<Claim> {
        let sides = [condition.left, condition.right];
        let read = sides.map(|side| lower(&mut self.store, &mut self.scope, side).ok());
        let [Some(left), Some(right)] = read else {
            return None;
        };
        let (left, right) = same_sort(&mut self.store, left.id, right.id).ok()?;
        comparison(condition.relation, left, right)
    }

    /// Why what is said beside a step, or under the braces of the rows before it, keeps it from being called wrong.
    pub(super) fn held_beside(
        &mut self,
        links: &[Link],
        at: usize,
        context: &Context,
    ) -> Option<String> {
        let claim = links[at].claim?;
        let mut beside = self.said_beside(links[at].relation);
        let before = links[..at]
            .iter()
            .flat_map(|link| self.said_beside(link.relation));
        let braces = before.filter(|(place, _)| *place == Beside::Brace);
        beside.extend(braces.collect::<Vec<_>>());
        beside.extend(self.stated_beside(&links[at]));
        let mut supposed = context.clone();
        for said in self.said_around(&links[at]) {
            self.suppose_beside(&said, &links[at], &mut supposed);
        }
        let (mut unread, mut worded) = (false, false);
        for (place, said) in &beside {
            self.suppose_beside(said, &links[at], &mut supposed);
            for formula in &said.formulas {
                unread |= !self.suppose_stated(formula, &mut supposed);
            }
            let mut loose: Vec<Loose> = Vec::new();
            for (_, one) in unattributed(&said.sentence) {
                if !loose.contains(&one) && self.grant(one, claim, &mut supposed) {
                    loose.push(one);
                }
            }
            if calls_false(&said.sentence.words) {
                return Some("what is said beside it calls it false".to_owned());
            }
            worded |= !loose.is_empty();
            unread |= *place != Beside::Brace && loose.is_empty() && !is_reason(said);
        }
        let added = supposed.hypotheses.len() + supposed.facts.len()
            > context.hypotheses.len() + context.facts.len();
        if added {
            let judgement = self.judge(&supposed, claim);
            if judgement.passes() {
                let text = "it fails as it stands, and holds by what is said beside it";
                return Some(text.to_owned());
            }
            // Nothing could be computed under it.
            unread |= worded && judgement.verdict == Verdict::Unknown;
        }
        (unread && links[at].slip.is_none()).then(|| {
            "what is said beside it was not understood, and may suppose something".to_owned()
        })
    }

    /// What holds for a step by the headings above it, "Case $x > 0$", and by a reason or condition right after it.
    fn said_around(&self, link: &Link) -> Vec<Said> {
        let place = self.chains.relations[link.relation].place;
        let Some(&(sentence, at)) = self.stands.get(&place) else {
            return Vec::new();
        };
        let own = &self.sentences[sentence];
        let headings = self.note.items.iter().filter_map(|item| match &item.kind {
            ItemKind::Heading { text, .. } => Some(text),
            _ => None,
        });
        let mut found: Vec<Said> = headings
            .enumerate()
            .filter(|(section, _)| self.sections.encloses(section + 1, own.section))
            .map(|(_, text)| said_in_words(text))
            .collect();
        let rest = (own, at + FORMULA.len_utf8());
        let next = self.sentences.get(sentence + 1).map(|next| (next, 0));
        let next = next.filter(|(next, _)| next.section == own.section);
        for (sentence, from) in std::iter::once(rest).chain(next) {
            if gives_reason(&sentence.words[from..]) {
                found.push(self.said_of(sentence, from));
            }
        }
        found
    }

    /// A sentence from a byte of its words on.
    fn said_of(&self, sentence: &Sentence, from: usize) -> Said {
        let later = sentence.formulas.iter().filter(|(at, _)| *at >= from);
        let later = later.take_while(|(_, place)| !self.mathematics[*place].display);
        let later: Vec<(usize, usize)> = later.copied().collect();
        let end = later.last().map_or(sentence.words.len(), |(at, _)| {
            let rest = &sentence.words[at + FORMULA.len_utf8()..];
            at + FORMULA.len_utf8() + rest.find(FORMULA).unwrap_or(rest.len())
        });
        let formulas = later
            .iter()
            .map(|&(_, place)| self.mathematics[place].formula.clone());
        let placed = later
            .iter()
            .enumerate()
            .map(|(nth, (at, _))| (at - from, nth));
        let mut said = Said {
            formulas: formulas.collect(),
            ..Said::default()
        };
        said.sentence.words = sentence.words[from..end].to_owned();
        said.sentence.formulas = placed.collect();
        said
    }

    /// Equations that stand in a later column of the row as its reason: `& & Q^T Q = I`.
    fn stated_beside(&self, link: &Link) -> Vec<(Beside, Said)> {
        let relating = &self.chains.relations[link.relation];
        let row = &self.mathematics[relating.place].formula.rows[relating.row];
        let later = row.statements.iter().skip(relating.statement + 1);
        let reasons = later.filter(|statement| !conditions(statement).is_empty());
        let formulas: Vec<Formula> = reasons
            .map(|statement| Formula {
                rows: vec![crate::parse::tree::Row {
                    statements: vec![statement.clone()],
                    ..Default::default()
                }],
                ..Formula::default()
            })
            .collect();
        let none = formulas.is_empty();
        let said = Said {
            formulas,
            ..Said::default()
        };
        (!none)
            .then_some((Beside::Brace, said))
            .into_iter()
            .collect()
    }

    /// Supposes the relations that a formula states; false if it states one that is not understood.
    fn suppose_stated(&mut self, formula: &Formula, context: &mut Context) -> bool {
        let mut read = true;
        for condition in stated(formula) {
            let understood = match condition.relation {
                Relation::Equal => self.suppose_equal(condition, context),
                relation if is_comparison(relation) => match self.claim_of(condition) {
                    Some(claim) => {
                        let id = self.store.relation(claim.relation, claim.left, claim.right);
                        context.hypotheses.push((id, SOURCE.to_owned()));
                        true
                    }
                    None => false,
                },
                Relation::Independent => {
                    let id = self.independent_sides(condition);
                    let read = id.is_some();
                    context
                        .hypotheses
                        .extend(id.map(|id| (id, SOURCE.to_owned())));
                    read
                }
                _ => false,
            };
            read &= understood;
        }
        read
    }

    fn suppose_equal(&mut self, condition: Condition, context: &mut Context) -> bool {
        let Some(claim) = self.claim_of(condition) else {
            return false;
        };
        let (left, right) = (claim.left, claim.right);
        let id = self.store.relation(Comparison::Equal, left, right);
        let source = SOURCE.to_owned();
        context.hypotheses.push((id, source.clone()));
        let fact = Fact::plain(FactKind::Hypothesis, left, right, source);
        context.facts.push(fact);
        true
    }
}

/// Words that begin a reason or a condition after a display.
const GIVING: &[&str] = &[
    "since", "because", "as", "recall", "note", "here", "where", "for", "if", "when", "whenever",
    "provided", "by", "with", "given", "remember", "assuming", "under", "in",
];

/// True if words begin with a reason or a condition.
fn gives_reason(words: &str) -> bool {
    let mut words = words.split(|c: char| !c.is_alphabetic());
    let first = words.find(|word| !word.is_empty());
    first.is_some_and(|first| GIVING.contains(&first))
}

/// The relations that a formula states.
fn stated(formula: &Formula) -> Vec<Condition<'_>> {
    let rows = formula.rows.iter().flat_map(|row| &row.statements);
    rows.flat_map(conditions).collect()
}

/// True if words are only those of reasons and of properties that were given to names.
fn is_reason(said: &Said) -> bool {
    let unread = |given: &Attribution| {
        let unread =
            |property: &Property| matches!(property, Property::Unread | Property::Orthogonal);
        given.denied || given.properties.iter().any(unread)
    };
    let given = attributions(&said.sentence);
    let read = !given.is_empty() && !given.iter().any(unread);
    read || said.plain_words().all(|word| REASONS.contains(&word))
}
