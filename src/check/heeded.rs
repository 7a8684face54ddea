//! Whether what a proof rests on was left as it was by the words from there to the step. A law, an independence or a
//! symmetry that is told of a name holds past words that are plain; where any other word stands between, or in the very
//! sentence that tells it, the note may have taken it back, have changed the name, or have turned to another case.

use rustc_hash::FxHashMap;

use super::doubts::any;
use super::judge::Judgement;
use super::walk::{Link, Walk};
use crate::diagnostic::Reason;
use crate::elaborate::names::letters;
use crate::elaborate::plain::unplain;
use crate::elaborate::scope::base;
use crate::expr::{BinderKind, Comparison, Id, Node, Operator, Store};
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
            let unheeded = rests.iter().find_map(|(source, names)| {
                let word = self.unheeded(link, source, names)?;
                Some(format!(
                    "it rests on what is supposed ({source}), and what the words say there or since was not understood: \
                     \"{word}\""
                ))
            });
            if let Some(text) = unheeded {
                link.judgement = Judgement::unknown(Reason::Context, text);
                (link.supposable, link.settled) = (false, true);
            }
        }
    }

    /// Sources of the laws, independences and symmetries that a proof uses, each with the letters it is about.
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
            .filter(|(id, source)| uses.contains(source) && is_told(&self.store, *id))
            .map(|(id, source)| (source.clone(), self.letters_in(*id)));
        let before = uses.iter().filter_map(|source| self.told.rests.get(source));
        own.chain(before.flatten().cloned()).collect()
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
        if self.mathematics[place].directive.is_some() {
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
        let lead = unplain(&sentences[to].words[..stand], conditions);
        if lead.is_some() {
            return lead;
        }
        let mut own = link.claim.map_or(Vec::new(), |claim| {
            [claim.left, claim.right]
                .map(|side| self.letters_in(side))
                .concat()
        });
        own.extend_from_slice(names);
        for at in from..to {
            let heard = self.heard(at);
            let about = at == from
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

/// True for laws, independence, properties of matrices, and values of moments.
fn is_told(store: &Store, id: Id) -> bool {
    match store.node(id) {
        Node::Bind(BinderKind::ForAll, .., body) => is_told(store, *body),
        Node::Apply(operator, _) => matches!(
            operator,
            Operator::Draw
                | Operator::Independent
                | Operator::Symmetric
                | Operator::PositiveDefinite
        ),
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
