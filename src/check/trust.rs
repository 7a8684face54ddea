//! Whether a refutation can be trusted: it rests on what the names stand for, and a note says more than is understood.
//!
//! A step that fails is called wrong only if the names in it are accounted for. A name is vouched for by another step
//! that was proved with it; a name that no such step has, and of which the note says something that was not understood,
//! is a guess, and what fails for a guess is unknown. So are relations that fail together while little of what shares
//! their names holds: then it is the reading that fails.

use rustc_hash::{FxHashMap, FxHashSet};

use super::doubts::{Refuted, doubt, is_known};
use super::exported::names_with_sizes;
use super::judge::{Claim, Judgement};
use super::walk::{Judged, Link, Walk};
use crate::diagnostic::Reason;
use crate::elaborate::chains::Relating;
use crate::elaborate::declare::items;
use crate::elaborate::draws::draws;
use crate::elaborate::names::{letters, written};
use crate::elaborate::phrases::describes;
use crate::elaborate::roles::Role;
use crate::elaborate::scope::base;
use crate::elaborate::sentences::Sentence;
use crate::expr::{Comparison, Sort, SymbolId};
use crate::parse::tree::{Kind, Relation, Tree};
use crate::read::note::ItemKind;
use crate::report::{DerivationReport, Side, Verdict};
use crate::theory::Context;
use crate::vocabulary::heads::head;

/// What the note shows of one letter.
#[derive(Debug, Clone, Default)]
struct Standing {
    /// Derivations with steps proved with it.
    proved: FxHashSet<usize>,
    /// Steps proved with it.
    steps: usize,
    /// Derivations with errors of their own about it.
    failed: FxHashSet<usize>,
    /// Derivations with steps about it that could not be judged.
    undecided: FxHashSet<usize>,
    /// Derivations of one relation about it that was not found to hold: it may suppose what the others rest on.
    supposed: FxHashSet<usize>,
    /// Places of the prose that say of it what was not understood.
    described: usize,
}

/// The standing of all letters, the derivations of which a step is proved, and the relations under an implication of which
/// the premise was understood.
struct Standings {
    letters: FxHashMap<String, Standing>,
    holds: FxHashSet<usize>,
    granted: FxHashSet<usize>,
    /// The relation in which a name stands first.
    first: FxHashMap<SymbolId, usize>,
}

impl Walk<'_> {
    /// Takes back refutations that rest on names which nothing vouches for.
    pub(super) fn weigh(&self, judged: &mut [Judged]) {
        if !judged
            .iter()
            .any(|one| one.links.iter().any(Link::is_error))
        {
            return;
        }
        let standing = self.standings(judged);
        // Names to which an equation that was taken back may give another meaning.
        let mut renewed: FxHashSet<SymbolId> = FxHashSet::default();
        for (at, one) in judged.iter_mut().enumerate() {
            let start = one.links.first().and_then(|link| link.claim);
            let refuted = one
                .links
                .iter_mut()
                .filter(|link| link.judgement.verdict == Verdict::Refuted);
            for link in refuted {
                let doubt = self
                    .doubt_of_claim(link, start, one.context.as_ref())
                    .or_else(|| {
                        let unexplained = link.slip.is_none().then_some(&*link)?;
                        Some((Reason::Context, self.doubt_of_names(unexplained, &renewed)?))
                    })
                    .or_else(|| {
                        let unexplained = link.slip.is_none().then_some(&*link)?;
                        let context = one.context.as_ref();
                        let doubt = self.doubt(at, unexplained, context, &standing)?;
                        Some((Reason::Context, doubt))
                    });
                if let Some((reason, doubt)) = doubt {
                    let values = values(&link.judgement).unwrap_or_default();
                    link.judgement = Judgement::unknown(reason, format!("{values}{doubt}"));
                    link.report.inherited_from = None;
                    link.supposable = reason == Reason::Context
                        && link.role == Role::Step
                        && !self.is_conditional(link);
                    renewed.extend(self.renews(link));
                    let begins =
                        link.claim.map(|claim| claim.left) == start.map(|claim| claim.left);
                    if reason == Reason::Context && (begins || self.stands_alone(link)) {
                        renewed.extend(self.functions_of(link));
                    }
                    if let Some(context) = one.context.as_ref().filter(|_| self.stands_alone(link))
                    {
                        renewed.extend(self.newcomers(link, context, &standing));
                    }
                }
            }
        }
    }

    fn doubt_of_claim(
        &self,
        link: &Link,
        start: Option<Claim>,
        context: Option<&Context>,
    ) -> Option<(Reason, String)> {
        let claim = link.claim?;
        let names = self.free_names(claim);
        let proportional = self.chains.relations[link.relation].relation == Relation::Proportional;
        if proportional
            && context.is_some_and(|context| {
                names
                    .iter()
                    .any(|&name| self.is_unknown_density(name, context))
            })
        {
            let text =
                "a density of it that the note does not give may be constant, as a flat prior is";
            return Some((Reason::Context, text.to_owned()));
        }
        if names.iter().any(|name| self.customary.contains(name)) {
            let text =
                "the note does not say by a formula what the mean or spread of its sample is";
            return Some((Reason::Context, text.to_owned()));
        }
        if link.slip.is_none() && self.shows_motion(&names, context) {
            let text = "a dot is a derivative, and how what it differentiates varies is not shown";
            return Some((Reason::Context, text.to_owned()));
        }
        let (reason, text) = doubt(&Refuted {
            store: &self.store,
            claim,
            independence: self.ledger.knows_independence(&self.store, &names),
            start: start.map(|claim| claim.left),
            context: context?,
            judgement: &link.judgement,
            source: [&link.report.lhs, &link.report.rhs],
            words: &self.words_around(link),
            sentence: self
                .sentence_of(link)
                .map_or("", |sentence| &sentence.words),
            related_sets: self.relates_sets(link),
        })?;
        Some((reason, text.to_owned()))
    }

    /// True if one of the names, or of those that they are defined by, has a dot: it is no number that may be anything.
    fn shows_motion(&self, names: &[SymbolId], context: Option<&Context>) -> bool {
        let mut known = names.to_vec();
        let mut at = 0;
        while let Some(&name) = known.get(at) {
            let spelling = &self.store.symbol(name).spelling;
            if spelling.starts_with(r"\dot{") || spelling.starts_with(r"\ddot{") {
                return true;
            }
            let facts = context.into_iter().flat_map(|context| &context.facts);
            let meanings = facts.filter(|fact| self.store.head(fact.left) == Some(name));
            for meaning in meanings {
                let shown = self.store.free_names(meaning.right).into_iter();
                let new: Vec<SymbolId> = shown.filter(|shown| !known.contains(shown)).collect();
                known.extend(new);
            }
            at += 1;
        }
        false
    }

    fn is_unknown_density(&self, name: SymbolId, context: &Context) -> bool {
        let family = *self.store.sort_of(self.store.symbol(name).sort) == Sort::Family;
        family && !is_known(&self.store, context, name)
    }

    /// True if a formula of the note relates letters of the step as sets: `A \subseteq B`, `A \cap B = \emptyset`.
    fn relates_sets(&self, link: &Link) -> bool {
        let own = self.letters_of(link);
        let empty = |tree: &Tree| matches!(&tree.kind, Kind::Operator(name) if name == "emptyset" || name == "varnothing");
        let statements = self
            .mathematics
            .iter()
            .flat_map(|math| &math.formula.rows)
            .flat_map(|row| &row.statements);
        statements
            .filter(|statement| {
                let mut relations = statement.relations.iter();
                relations.any(|(relation, _)| *relation == Relation::Subset)
                    || statement.sides.iter().flatten().any(empty)
            })
            .flat_map(|statement| statement.sides.iter().flatten())
            .flat_map(letters)
            .any(|letter| own.contains(&letter))
    }

    /// The name to which a relation that fails would give a meaning.
    pub(super) fn renews(&self, link: &Link) -> Option<SymbolId> {
        let claim = link.claim?;
        let (name, _) = self.definable(claim.left, claim.right)?;
        (claim.relation == Comparison::Equal && self.stands_alone(link)).then_some(name)
    }

    /// The functions that an equation relates to themselves, `f(x + y) = f(x) f(y)`: it may be supposed of them for all
    /// arguments, which is not followed.
    fn functions_of(&self, link: &Link) -> Vec<SymbolId> {
        let Some(claim) = link.claim.filter(|c| c.relation == Comparison::Equal) else {
            return Vec::new();
        };
        let mut names = self.free_names(claim);
        names.retain(|&name| {
            let sort = self.store.sort_of(self.store.symbol(name).sort);
            matches!(sort, Sort::Function(..) | Sort::Sequence(_))
                && [claim.left, claim.right]
                    .iter()
                    .all(|&side| self.store.mentions(side, name))
        });
        names
    }

    fn doubt_of_names(&self, link: &Link, renewed: &FxHashSet<SymbolId>) -> Option<String> {
        let claim = link.claim?;
        let sides = [claim.left, claim.right];
        let named = |name: &&SymbolId| sides.iter().any(|&side| self.store.mentions(side, **name));
        let mut names: Vec<&SymbolId> = renewed.iter().filter(named).collect();
        names.sort_unstable();
        let spelling = &self.store.symbol(**names.first()?).spelling;
        Some(format!(
            "the note may give `{spelling}` another meaning before, which was not followed"
        ))
    }

    pub(super) fn sentence_of(&self, link: &Link) -> Option<&Sentence> {
        let place = self.chains.relations[link.relation].place;
        let &(at, _) = self.stands.get(&place)?;
        Some(&self.sentences[at])
    }

    /// The words of the sections around a step up to its sentence, and of the two after it, which may give a reason.
    pub(super) fn words_around(&self, link: &Link) -> String {
        let place = self.chains.relations[link.relation].place;
        let Some(&(at, _)) = self.stands.get(&place) else {
            return String::new();
        };
        let section = self.sentences[at].section;
        let end = self.sentences.len().min(at + 3);
        let before = self.sentences[..end].iter();
        let around = before.filter(|sentence| self.sections.encloses(sentence.section, section));
        let words: Vec<&str> = around.map(|sentence| sentence.words.as_str()).collect();
        words.join(" ")
    }

    /// The letters of the free names of a step; where it could not be read, of all its names.
    fn letters_of(&self, link: &Link) -> Vec<String> {
        let mut found: Vec<String> = match link.claim {
            Some(claim) => [claim.left, claim.right]
                .iter()
                .flat_map(|&side| self.store.free_names(side))
                .map(|name| base(&self.store.symbol(name).spelling).to_owned())
                .collect(),
            None => {
                let relating = &self.chains.relations[link.relation];
                let sides = relating.left.into_iter().chain(relating.right);
                sides
                    .flat_map(|side| letters(&self.chains.expressions[side].tree))
                    .collect()
            }
        };
        found.retain(|letter| head(letter).is_none());
        found.sort_unstable();
        found.dedup();
        found
    }

    /// True if the note says of a name of the step what was not understood.
    pub(super) fn says_more_of(&self, link: &Link) -> bool {
        let letters = self.letters_of(link);
        let mut described = self
            .mentions()
            .filter(|(sentence, at, _)| describes(sentence, *at));
        described.any(|(.., tree)| {
            let mut named = items(tree).into_iter().filter_map(written);
            named.any(|named| letters.contains(&named.letter))
        })
    }

    fn standings(&self, judged: &[Judged]) -> Standings {
        let mut standing: FxHashMap<String, Standing> = FxHashMap::default();
        let mut holds = FxHashSet::default();
        let mut first: FxHashMap<SymbolId, usize> = FxHashMap::default();
        for (derivation, one) in judged.iter().enumerate() {
            for link in &one.links {
                for name in link.claim.iter().flat_map(|claim| self.free_names(*claim)) {
                    first.entry(name).or_insert(link.relation);
                }
                let fails = matches!(link.judgement.verdict, Verdict::Unknown | Verdict::Refuted);
                let supposes = fails && self.stands_alone(link);
                for letter in self.letters_of(link) {
                    let entry = standing.entry(letter).or_default();
                    if supposes {
                        entry.supposed.insert(derivation);
                    }
                    match link.judgement.verdict {
                        Verdict::Proved => {
                            holds.insert(derivation);
                            entry.proved.insert(derivation);
                            entry.steps += 1;
                        }
                        Verdict::Refuted if link.is_error() => {
                            entry.failed.insert(derivation);
                        }
                        Verdict::Unknown => {
                            entry.undecided.insert(derivation);
                        }
                        _ => {}
                    }
                }
            }
        }
        for (sentence, at, tree) in self.mentions() {
            if describes(sentence, at) {
                for named in items(tree).into_iter().filter_map(written) {
                    standing.entry(named.letter).or_default().described += 1;
                }
            }
        }
        let granted = judged.iter().flat_map(|one| one.links.windows(3));
        let granted = granted.filter(|three| {
            self.is_premise(three[0].relation) && three[0].judgement.verdict == Verdict::Assumed
        });
        Standings {
            letters: standing,
            holds,
            first,
            granted: granted.map(|three| three[2].relation).collect(),
        }
    }

    /// Names and terms in running text, without a relation.
    fn mentions(&self) -> impl Iterator<Item = (&str, usize, &Tree)> {
        self.sentences.iter().flat_map(|sentence| {
            let drawn = draws(sentence, self.mathematics).iter();
            let read: Vec<usize> = drawn.flat_map(|draw| draw.clause.clone()).collect();
            let formulas = sentence.formulas.iter();
            let others = formulas.filter(move |(_, place)| !read.contains(place));
            others.filter_map(|&(at, place)| {
                let math = &self.mathematics[place];
                let statement = math.formula.rows.first()?.statements.first()?;
                let alone = !math.display && statement.relations.is_empty();
                let tree = statement.sides.first()?.as_ref().filter(|_| alone)?;
                Some((sentence.words.as_str(), at, tree))
            })
        })
    }

    /// True if the note refers to others for what it means.
    fn rests_on_others(&self) -> bool {
        self.note
            .items
            .iter()
            .any(|item| matches!(item.kind, ItemKind::Link { .. }))
    }

    /// True if an arrow says what follows from what, and the relation is a part of that.
    fn is_conditional(&self, link: &Link) -> bool {
        let relations = &self.chains.relations;
        let own = &relations[link.relation];
        let arrows = || {
            relations
                .iter()
                .filter(|r| matches!(r.relation, Relation::Implies | Relation::Iff))
        };
        let continues = relations
            .iter()
            .any(|other| other.right.is_some() && other.right == own.left);
        let premise =
            |arrow: &Relating| !continues && own.right.is_some() && arrow.left == own.right;
        arrows().any(|arrow| arrow.sentence == own.sentence || premise(arrow))
    }

    /// True for a relation that shares no side with another.
    pub(super) fn stands_alone(&self, link: &Link) -> bool {
        let relating = &self.chains.relations[link.relation];
        let derivation = &self.chains.derivations[relating.derivation];
        let mut others = derivation
            .relations
            .iter()
            .filter(|&&other| other != link.relation);
        others.all(|&other| {
            let other = &self.chains.relations[other];
            (other.left.is_none() || other.left != relating.right)
                && (other.right.is_none() || other.right != relating.left)
        })
    }

    pub(super) fn free_names(&self, claim: Claim) -> Vec<SymbolId> {
        [claim.left, claim.right]
            .map(|side| self.store.free_names(side))
            .concat()
    }

    /// Names that the right side of an equation brings in and of which the note says nothing: the equation may say what
    /// they stand for.
    fn newcomers(&self, link: &Link, context: &Context, standings: &Standings) -> Vec<SymbolId> {
        let Some(claim) = link.claim.filter(|c| c.relation == Comparison::Equal) else {
            return Vec::new();
        };
        let left = names_with_sizes(&self.store, claim.left);
        let known = |name: SymbolId| {
            let mut values = context.facts.iter().map(|fact| fact.right);
            is_known(&self.store, context, name)
                || values.any(|value| self.store.mentions(value, name))
        };
        let mut names = self.store.free_names(claim.right);
        names.retain(|&name| !left.contains(&name) && !known(name));
        names.retain(|name| standings.first.get(name) == Some(&link.relation));
        names
    }

    /// A name that stands for something particular, by an accent or a word as its mark, of which nothing is known.
    fn particular(&self, claim: Claim, context: &Context) -> Option<String> {
        let known = |name: SymbolId| {
            context
                .facts
                .iter()
                .any(|fact| self.store.mentions(fact.left, name))
        };
        self.free_names(claim)
            .into_iter()
            .filter(|&name| !known(name))
            .map(|name| &self.store.symbol(name).spelling)
            .find(|spelling| is_marked(spelling))
            .cloned()
    }

    /// True for the letter of a value of the claim that no fact speaks of.
    fn is_loose(&self, letter: &str, claim: Claim, context: &Context) -> bool {
        let sides = [claim.left, claim.right].map(|side| self.store.free_names(side));
        sides.concat().into_iter().any(|name| {
            let symbol = self.store.symbol(name);
            let mut facts = context.facts.iter();
            base(&symbol.spelling) == letter
                && *self.store.sort_of(symbol.sort) != Sort::Family
                && !facts.any(|fact| {
                    [fact.left, fact.right]
                        .iter()
                        .any(|&side| self.store.mentions(side, name))
                })
        })
    }

    /// True if the sign of the relation or its sides carry a reference to another formula.
    fn cites(&self, link: &Link) -> bool {
        let text = [&*link.report.lhs, &*link.report.relation, &*link.report.rhs].concat();
        text.contains(r"\eqref{") || text.contains(r"\ref{")
    }

    /// Why the failure of a step says nothing; None if the step stands for itself.
    fn doubt(
        &self,
        derivation: usize,
        link: &Link,
        context: Option<&Context>,
        standing: &Standings,
    ) -> Option<String> {
        let none = Standing::default();
        let letters = self.letters_of(link);
        let of = |letter: &String| standing.letters.get(letter).unwrap_or(&none);
        let unclear = |letter: &String| {
            let elsewhere = of(letter).undecided.iter().any(|&at| at != derivation);
            of(letter).described > 0 || elsewhere
        };
        if let Some(letter) = letters
            .iter()
            .find(|letter| of(letter).steps == 0 && unclear(letter))
        {
            return Some(format!(
                "the note says more of `{letter}` than was understood, and no step with it is proved"
            ));
        }
        let open = self.rests_on_others() || letters.iter().any(unclear);
        if self.is_conditional(link) && !standing.granted.contains(&link.relation) {
            return Some("it stands under an implication".to_owned());
        }
        let relating = &self.chains.relations[link.relation];
        let alone = self.stands_alone(link) || !standing.holds.contains(&derivation);
        let inline = !self.mathematics[relating.place].display && !letters.is_empty();
        if alone && (open || inline) {
            return Some(
                "it stands alone, and the words around it may suppose what was not understood"
                    .to_owned(),
            );
        }
        if let (true, Some(claim), Some(context)) = (self.rests_on_others(), link.claim, context) {
            let supposed = |letter: &&String| {
                let elsewhere = of(letter).supposed.iter().any(|&at| at != derivation);
                elsewhere && self.is_loose(letter, claim, context)
            };
            if let Some(letter) = letters.iter().find(supposed) {
                return Some(format!(
                    "the note relates `{letter}` to other names in a formula that was not followed"
                ));
            }
        }
        if let (true, Some(claim), Some(context)) = (open, link.claim, context)
            && let Some(name) = self.particular(claim, context)
        {
            return Some(format!("what `{name}` stands for was not found"));
        }
        let newcomers = context.map(|context| self.newcomers(link, context, standing));
        if let Some(&name) = newcomers.iter().flatten().next() {
            let name = &self.store.symbol(name).spelling;
            return Some(format!(
                "`{name}` stands here for the first time, on the right alone, and the note does not say what it is: \
                 this may say it"
            ));
        }
        if self.cites(link) {
            return Some(
                "it cites another formula for what it does, and that was not followed".to_owned(),
            );
        }
        let outvoted = |letter: &&String| of(letter).failed.len() > of(letter).steps.max(1);
        if let Some(letter) = letters.iter().find(outvoted).filter(|_| open) {
            return Some(format!(
                "more fails than holds of what the note states with `{letter}`: it was probably misread"
            ));
        }
        None
    }
}

/// True for `\\hat{x}`, `x_{\\mathrm{max}}`: an accent or a word as a subscript.
fn is_marked(spelling: &str) -> bool {
    const ACCENTS: [&str; 4] = [r"\hat{", r"\bar{", r"\tilde{", r"\overline{"];
    let word = spelling.split_once("_{").is_some_and(|(_, sub)| {
        sub.chars().filter(char::is_ascii_alphabetic).count() > 2 && !sub.contains([',', '\\'])
    });
    word || ACCENTS.iter().any(|accent| spelling.starts_with(accent)) || spelling.ends_with("^{*}")
}

/// What the sides were found to be.
fn values(judgement: &Judgement) -> Option<String> {
    let example = judgement.counterexample.as_ref()?;
    let (Side::Enclosure { lo: left, .. }, Side::Enclosure { lo: right, .. }) =
        (&example.lhs, &example.rhs)
    else {
        return None;
    };
    Some(format!(
        "as read, it fails (left {left}, right {right}), but "
    ))
}

/// The ends of a derivation stand on the reading of its steps: they fail only where a step does, and are not proved where
/// one of the steps that were taken back is among them.
pub(super) fn settle_ends(
    reports: &mut [DerivationReport],
    judged: &[Judged],
    taken: &FxHashSet<String>,
) {
    for (report, one) in reports.iter_mut().zip(judged) {
        let mut links = one.links.iter();
        let fails = links.any(|link| link.judgement.verdict == Verdict::Refuted);
        let open = report.steps.iter().any(|id| taken.contains(id));
        let closed = report.closed_form.iter_mut().map(|form| &mut form.verdict);
        let links = report.links.iter_mut().map(|link| &mut link.verdict);
        for verdict in closed.chain(links) {
            if *verdict == Verdict::Refuted && !fails || *verdict == Verdict::Proved && open {
                *verdict = Verdict::Unknown;
            }
        }
    }
}
