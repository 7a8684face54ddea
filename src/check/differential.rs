//! Differential entropies. Laws that hold of discrete variables only are not used where the note speaks of continuous ones:
//! whether an entropy is of the one or the other kind, its notation does not show.

use super::judge::Judgement;
use super::walk::{Link, Walk};
use crate::diagnostic::Reason;
use crate::elaborate::names::letters;

/// Laws that fail for continuous variables.
const DISCRETE: [&str; 3] = [
    "entropy-nonnegative-discrete",
    "entropy-of-part-discrete",
    "entropy-of-part-discrete-three",
];

/// What a text says of continuous variables, in lower case.
const CONTINUOUS: &[&str] = &[
    "continuous",
    "continuum",
    "differential",
    "densit",
    "pdf",
    "gaussian",
    "normal",
    "laplace",
    "exponential",
    "real-valued",
    "real valued",
    "real number",
    "stetig",
    "dichte",
    "continu",
    "непрерывн",
    "плотност",
    "连续",
    "連続",
    "密度",
    "微分",
    "高斯",
    "正态",
    "연속",
    "밀도",
];

/// What a formula shows of them.
const MARKS: [&str; 5] = [
    r"\int",
    r"\mathcal{N}",
    r"\mathcal N",
    r"\mathbb{R}",
    r"\mathbb R",
];

impl Walk<'_> {
    /// Takes back a proof by laws of discrete variables where the note may mean continuous ones.
    pub(super) fn doubt_entropies(&self, link: &mut Link) {
        let laws = &link.judgement.laws;
        let rests = laws.iter().any(|law| DISCRETE.contains(&law.as_str()));
        if rests && (self.speaks_of_continuous() || self.writes_differential(link.relation)) {
            let text = "the note speaks of continuous variables, whose entropies may be negative";
            link.judgement = Judgement::unknown(Reason::Context, text);
            (link.supposable, link.settled) = (false, true);
        }
    }

    fn speaks_of_continuous(&self) -> bool {
        let said = |word: &str| {
            let mut sentences = self.sentences.iter();
            sentences.any(|sentence| sentence.words.contains(word))
        };
        let shown = |mark: &str| {
            let mut written = self.mathematics.iter();
            written.any(|mathematics| mathematics.region.text.contains(mark))
        };
        CONTINUOUS.iter().any(|word| said(word)) || MARKS.iter().any(|mark| shown(mark))
    }

    /// True if the relation has an h: the usual letter of differential entropies.
    fn writes_differential(&self, relation: usize) -> bool {
        let relating = &self.chains.relations[relation];
        let mut sides = relating.left.into_iter().chain(relating.right);
        sides.any(|side| {
            let letters = letters(&self.chains.expressions[side].tree);
            letters.iter().any(|letter| letter == "h")
        })
    }
}
