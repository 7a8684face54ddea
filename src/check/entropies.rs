//! Which entropy a note means. Laws of Shannon's entropy are not used where the words speak of another one, and laws that
//! hold of discrete variables only are used where the note shows such, and no continuous ones: the notation is the same.

use super::judge::Judgement;
use super::walk::{Link, Walk};
use crate::diagnostic::{Code, Reason};
use crate::elaborate::names::letters;
use crate::elaborate::words::begins_word;

/// How the laws of entropies begin.
const LAWS: [&str; 4] = [
    "entropy-",
    "conditional-entropy",
    "mutual-information",
    "cross-entropy",
];

/// Laws that fail for continuous variables.
const DISCRETE: [&str; 3] = [
    "entropy-nonnegative-discrete",
    "entropy-of-part-discrete",
    "entropy-of-part-discrete-three",
];

/// Words for other entropies than Shannon's, in lower case.
const OTHERS: &[&str] = &[
    "rényi",
    "renyi",
    "tsallis",
    "neumann",
    "quantum",
    "qubit",
    "density matri",
    "density operator",
    "min-entropy",
    "max-entropy",
    "collision entropy",
    "hartley",
    "topological entropy",
    "thermodynamic",
    "boltzmann",
];

/// Words for entropies and information.
const ENTROPY: &[&str] = &[
    "entrop",
    "information",
    "shannon",
    "熵",
    "信息",
    "エントロピ",
    "情報",
    "엔트로피",
    "энтроп",
];

/// What a text says of discrete variables.
const FINITE: &[&str] = &[
    "discrete",
    "finite",
    "alphabet",
    "pmf",
    "mass function",
    "symbol",
    "codeword",
    "categorical",
    "bernoulli",
    "coin",
    "dice",
    "diskret",
    "discrèt",
    "дискретн",
    "离散",
    "離散",
    "이산",
];

/// What a text says of continuous variables.
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
    "interval",
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
const MARKS: [&str; 6] = [
    r"\int",
    r"\mathcal{N}",
    r"\mathcal N",
    r"\mathbb{R}",
    r"\mathbb R",
    r"\in [",
];

impl Walk<'_> {
    /// Takes back a proof by laws that may not be those of the entropy that is meant.
    pub(super) fn doubt_entropies(&self, link: &mut Link) {
        let rests = |on: &dyn Fn(&str) -> bool| link.judgement.laws.iter().any(|law| on(law));
        let entropies = |law: &str| LAWS.iter().any(|start| law.starts_with(start));
        if !rests(&entropies) {
            return;
        }
        let discrete = |law: &str| DISCRETE.contains(&law);
        let formulas = || self.mathematics.iter().map(|math| &math.region.text);
        // `-\sum_x p(x) \log p(x)`, `H(X \mid Y)`, `I(X; Y)`
        let sign = |text: &String| {
            ["log", "mid", "|", ";"]
                .iter()
                .any(|sign| text.contains(sign))
        };
        let text = if !self.speaks_of(ENTROPY) && !formulas().any(sign) {
            "the words speak of no entropy, and no formula shows one"
        } else if self.joins_variables(link.relation) && self.speaks_of(&["product", "multipl"]) {
            "variables side by side may be their product, of which the words speak"
        } else if self.speaks_of(OTHERS) {
            "the words speak of another entropy than Shannon's"
        } else if rests(&discrete) && self.may_be_continuous(link.relation) {
            "entropies of continuous variables may be negative, and the note does not show that these are discrete"
        } else {
            return;
        };
        link.judgement = Judgement::unknown(Reason::Context, text);
        (link.supposable, link.settled) = (false, true);
    }

    fn speaks_of(&self, words: &[&str]) -> bool {
        let mut sentences = self.sentences.iter();
        let says = |text: &str, word: &str| match word.is_ascii() {
            true => begins_word(text, word),
            // Words are not set apart in all scripts.
            false => text.contains(word),
        };
        sentences.any(|sentence| words.iter().any(|word| says(&sentence.words, word)))
    }

    fn may_be_continuous(&self, relation: usize) -> bool {
        let formulas = || self.mathematics.iter().map(|math| &math.region.text);
        // `-\sum_x p(x) \log p(x)`
        let summed = |text: &&String| text.contains(r"\sum") && text.contains("log");
        let finite = self.speaks_of(FINITE) || formulas().any(|text| summed(&text));
        let marked = |text: &String| MARKS.iter().any(|mark| text.contains(mark));
        !finite
            || self.speaks_of(CONTINUOUS)
            || formulas().any(marked)
            || self.writes_differential(relation)
    }

    fn joins_variables(&self, relation: usize) -> bool {
        let relating = &self.chains.relations[relation];
        let mut sides = relating.left.into_iter().chain(relating.right);
        sides.any(|side| {
            let mut notes = self.notes_of(side).into_iter();
            notes.any(|(code, ..)| code == Code::JuxtaposedVariables)
        })
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
