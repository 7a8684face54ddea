//! Whether what a proof rests on was left as it was by the words from there to the step. A law, an independence or a
//! moment that is told of a name holds past words that are plain; where any other word stands between, or in the very
//! sentence that tells it, the note may have taken it back, have changed the name, or have turned to another case.

use rustc_hash::FxHashMap;

use super::doubts::any;
use super::judge::Judgement;
use super::walk::{Link, Walk};
use crate::diagnostic::Reason;
use crate::elaborate::names::letters;
use crate::elaborate::plain::unplain;
use crate::elaborate::scope::base;
use crate::elaborate::sentences::{FORMULA, Sentence};
use crate::expr::{BinderKind, Comparison, Id, Node, Operator, Sort, Store, SymbolId};
use crate::read::note::ItemKind;
use crate::report::Verdict;

/// Words of sentences that speak of laws, whether or not they show a name.
const OF_LAWS: &[&str] = &[
    "distribut",
    "law",
    "normal",
    "gauss",
    "random",
    "variable",
    "independen",
    "sampl",
    "mean",
    "varianc",
    "probab",
    "densit",
    "drawn",
    "expect",
    "dependen",
    "correlat",
    "symmetr",
];

/// How the laws begin that rest on the normalisation of a density.
const NORMALIZED: &[&str] = &["gibbs", "density-integral", "marginal"];
/// Words after a letter that say what it is.
const SAYING: &[&str] = &[
    "be",
    "is",
    "are",
    "need",
    "may",
    "integrate",
    "satisfy",
    "satisfies",
    "denote",
    "denotes",
];
/// Words for densities that say no more than that they are.
const OF_DENSITIES: &[&str] = &[
    "prior",
    "posterior",
    "conditional",
    "true",
    "model",
    "models",
    "approximate",
    "variational",
    "encoder",
    "decoder",
    "target",
    "proposal",
    "data-generating",
    "empirical",
    "unknown",
    "observed",
    "policy",
    "noise",
    "whose",
];

/// What steps were proved from, and where that is told.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Places by source.
    places: FxHashMap<String, usize>,
    /// Sources of suppositions by step, those of the steps it was proved from among them.
    rests: FxHashMap<String, Vec<(String, Vec<String>)>>,
    /// By sentence: its letters, and its first word that is not plain, without conditions and with them.
    sentences: FxHashMap<usize, Heard>,
}

#[derive(Debug, Clone)]
struct Heard {
    letters: Vec<String>,
    of_laws: bool,
    words: [Option<String>; 2],
}

impl Told {
    /// Notes where something is told, the first time.
    pub(super) fn note(&mut self, source: &str, place: usize) {
        self.places.entry(source.to_owned()).or_insert(place);
    }
}

impl Walk<'_> {
    /// The doubts that single steps are subject to.
    pub(super) fn doubt_links(&mut self, links: &mut [Link]) {
        links.iter_mut().for_each(|link| self.keep_apart(link));
        links.iter_mut().for_each(|link| self.doubt_passing(link));
        links.iter_mut().for_each(|link| self.doubt_fonts(link));
        links.iter_mut().for_each(|link| self.doubt_entropies(link));
        self.heed(links);
    }

    /// Takes back proofs from what the words may have taken back.
    pub(super) fn heed(&mut self, links: &mut [Link]) {
        for link in links.iter() {
            let place = self.chains.relations[link.relation].place;
            self.told.note(&link.report.id, place);
        }
        let mut rests: Vec<(String, Vec<String>)> = Vec::new();
        for link in links {
            if link.judgement.verdict != Verdict::Proved {
                continue;
            }
            for one in self.supposed_by(link) {
                if !rests.contains(&one) {
                    rests.push(one);
                }
            }
            self.told
                .rests
                .insert(link.report.id.clone(), rests.clone());
            let varies = self.takes_for_constant(link).map(|(name, other)| {
                format!("the words say that `{name}` varies with `{other}`, and it was taken for a constant")
            });
            let unheeded = varies.or_else(|| self.normalizes_otherwise(link));
            let unheeded = unheeded.or_else(|| rests.iter().find_map(|(source, names)| {
                let word = self.unheeded(link, source, names)?;
                Some(format!(
                    "it rests on what is supposed ({source}), and what the words say there or since was not understood: \
                     \"{word}\""
                ))
            }));
            if let Some(text) = unheeded {
                link.judgement = Judgement::unknown(Reason::Context, text);
                (link.supposable, link.settled) = (false, true);
            }
        }
    }

    /// A name of the claim that the words call a function of what the claim sums, integrates or averages over.
    fn takes_for_constant(&self, link: &Link) -> Option<(String, String)> {
        let dependent = self.scope.conventions.own.dependent();
        let claim = link.claim.filter(|_| !dependent.is_empty())?;
        let free = self.free_names(claim);
        let random = |name: SymbolId| self.store.is_chance(self.store.symbol(name).sort);
        let spelled = |letter: &String, test: &dyn Fn(SymbolId) -> bool| {
            free.iter()
                .any(|&name| self.store.symbol(name).spelling == *letter && test(name))
        };
        let relating = &self.chains.relations[link.relation];
        let sides = relating.left.into_iter().chain(relating.right);
        let written: Vec<String> = sides
            .flat_map(|side| letters(&self.chains.expressions[side].tree))
            .collect();
        let binds = |store: &Store, id: Id| {
            matches!(
                store.node(id),
                Node::Bind(BinderKind::Sum | BinderKind::Integral, ..)
            )
        };
        let bound = [claim.left, claim.right]
            .iter()
            .any(|&side| any(&self.store, side, binds));
        let averages = self.measures(link);
        let mut pairs = dependent.iter();
        let found = pairs.find(|(name, other)| {
            let over = bound && written.contains(other) && !spelled(other, &|_| true);
            spelled(name, &|name| !random(name)) && (over || averages && spelled(other, &random))
        });
        found.cloned()
    }

    /// Why a proof may not take it that a family is normalised: the words call it something else than a density.
    fn normalizes_otherwise(&self, link: &Link) -> Option<String> {
        let rests = |law: &&String| NORMALIZED.iter().any(|start| law.starts_with(start));
        let claim = link
            .claim
            .filter(|_| link.judgement.laws.iter().find(rests).is_some())?;
        let family = |name: &SymbolId| {
            let symbol = self.store.symbol(*name);
            *self.store.sort_of(symbol.sort) == Sort::Family
        };
        let place = self.chains.relations[link.relation].place;
        let end = self.stands.get(&place)?.0;
        let families = self.free_names(claim).into_iter().filter(family);
        families.into_iter().find_map(|name| {
            let letter = base(&self.store.symbol(name).spelling);
            let mut before = self.sentences[..=end].iter();
            let word = before.find_map(|sentence| self.called_otherwise(sentence, letter))?;
            Some(format!(
                "it rests on it that `{letter}` is normalised, and the words say of it what was not understood: \"{word}\""
            ))
        })
    }

    /// A word that is not plain in a sentence that says what a letter by itself is.
    fn called_otherwise(&self, sentence: &Sentence, letter: &str) -> Option<String> {
        let named = |place: usize| {
            let math = &self.mathematics[place];
            !math.display && math.region.text.trim() == letter
        };
        let mut own = sentence.formulas.iter().filter(|(_, place)| named(*place));
        let said = own.any(|&(at, _)| {
            let after = sentence.words[at + FORMULA.len_utf8()..].trim_start();
            let after = match after.strip_prefix("and ") {
                Some(rest) => rest.trim_start_matches(FORMULA).trim_start(),
                None => after,
            };
            let next = after.split_whitespace().next().unwrap_or_default();
            SAYING.contains(&next)
        });
        let first = sentence.words.split(FORMULA).next()?;
        let led = first.trim_start().starts_with("let ");
        let display = |&(at, place): &(usize, usize)| self.mathematics[place].display.then_some(at);
        let end = sentence.formulas.iter().find_map(display);
        let words = &sentence.words[..end.unwrap_or(sentence.words.len())];
        (said || led && sentence.formulas.iter().any(|(_, place)| named(*place)))
            .then(|| unplain(words, false).filter(|word| !OF_DENSITIES.contains(&word.as_str())))
            .flatten()
    }

    /// Sources of the laws, independences and moments that a proof uses, each with the letters it is about.
    fn supposed_by(&self, link: &Link) -> Vec<(String, Vec<String>)> {
        let uses = &link.judgement.uses;
        let Some(evidence) = link
            .judgement
            .evidence
            .as_ref()
            .filter(|_| !uses.is_empty())
        else {
            return Vec::new();
        };
        let said = evidence.context.hypotheses.iter();
        let own = said
            .filter(|(id, _)| {
                link.judgement.supposed.contains(id)
                    && is_told(&self.store, *id)
                    && !self.only_bounds(link, *id)
            })
            .map(|(id, source)| (source.clone(), self.letters_in(*id)));
        let before = uses.iter().filter_map(|source| self.told.rests.get(source));
        own.chain(before.flatten().cloned()).collect()
    }

    /// True for a law that tells a moment of other variables no more than the signs of its parameters.
    fn only_bounds(&self, link: &Link, condition: Id) -> bool {
        let Node::Apply(Operator::Draw, pair) = self.store.node(condition) else {
            return false;
        };
        let Some(claim) = link.claim.filter(|_| self.measures(link)) else {
            return false;
        };
        let reached = self.reached(&self.free_names(claim));
        !(self.store.free_names(pair[0]).iter()).any(|name| reached.contains(name))
    }

    fn letters_in(&self, id: Id) -> Vec<String> {
        let names = self.store.free_names(id).into_iter();
        names
            .map(|name| base(&self.store.symbol(name).spelling).to_owned())
            .collect()
    }

    /// A word between what is told and a step that rests on it, or in the sentence that tells it, which is not plain.
    fn unheeded(&mut self, link: &Link, source: &str, names: &[String]) -> Option<String> {
        let place = *self.told.places.get(source)?;
        let own = self.chains.relations[link.relation].place;
        // `X \sim D \Rightarrow E[X] = m`
        if self.mathematics[place].directive.is_some() || place == own {
            return None;
        }
        let from = self.stands.get(&place)?.0;
        let &(to, stand) = self
            .stands
            .get(&self.chains.relations[link.relation].place)?;
        if from > to {
            return None;
        }
        let conditions = !self.measures(link);
        let sentences = self.sentences;
        if let Some(word) = unplain(&sentences[to].words[..stand], conditions) {
            return Some(word);
        }
        let mut own = link.claim.map_or(Vec::new(), |claim| {
            [claim.left, claim.right]
                .map(|side| self.letters_in(side))
                .concat()
        });
        own.extend_from_slice(names);
        // What was said since the last display leads to this one, whatever it is about.
        let displayed = |at: &usize| {
            let mut formulas = sentences[*at].formulas.iter();
            formulas.any(|&(_, place)| self.mathematics[place].display)
        };
        let lead = (from..to).rev().find(displayed);
        for at in from..to {
            let heard = self.heard(at);
            let about = at == from
                || lead.is_none_or(|lead| at > lead)
                || heard.of_laws
                || heard.letters.iter().any(|letter| own.contains(letter));
            if let Some(word) = heard.words[usize::from(conditions)]
                .clone()
                .filter(|_| about)
            {
                return Some(word);
            }
        }
        let sections = sentences[from].section..sentences[to].section;
        let headings = self.note.items.iter().filter_map(|item| match &item.kind {
            ItemKind::Heading { text, .. } => Some(text),
            _ => None,
        });
        let mut between = headings.skip(sections.start).take(sections.len());
        between.find_map(|title| unplain(title, conditions))
    }

    fn heard(&mut self, at: usize) -> Heard {
        if let Some(heard) = self.told.sentences.get(&at) {
            return heard.clone();
        }
        let sentence = &self.sentences[at];
        let formulas = sentence.formulas.iter();
        let sides = formulas.flat_map(|&(_, place)| self.mathematics[place].formula.sides());
        let heard = Heard {
            letters: sides.flat_map(letters).collect(),
            of_laws: OF_LAWS.iter().any(|word| sentence.words.contains(word)),
            words: [false, true].map(|conditions| unplain(&sentence.words, conditions)),
        };
        self.told.sentences.insert(at, heard.clone());
        heard
    }

    /// True for a claim about moments, probabilities or entropies, not of densities, which show their conditions.
    fn measures(&self, link: &Link) -> bool {
        let measure = |store: &Store, id: Id| match store.node(id) {
            Node::Apply(operator, _) => {
                operator.measures_information()
                    || matches!(
                        operator,
                        Operator::Expectation
                            | Operator::Variance
                            | Operator::Covariance
                            | Operator::Probability
                    )
            }
            _ => false,
        };
        link.claim.is_some_and(|claim| {
            [claim.left, claim.right]
                .into_iter()
                .any(|side| any(&self.store, side, measure))
        })
    }
}

/// True for laws, independence, and values of moments.
fn is_told(store: &Store, id: Id) -> bool {
    match store.node(id) {
        Node::Bind(BinderKind::ForAll, .., body) => is_told(store, *body),
        Node::Apply(operator, _) => matches!(operator, Operator::Draw | Operator::Independent),
        Node::Relation(Comparison::Equal, left, right) => [*left, *right].iter().any(|&side| {
            matches!(
                store.node(side),
                Node::Apply(
                    Operator::Expectation | Operator::Variance | Operator::Covariance,
                    _
                )
            )
        }),
        _ => false,
    }
}
