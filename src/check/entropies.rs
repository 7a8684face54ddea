//! Which entropy a note means. Laws of Shannon's entropy are not used where the words speak of another one, and laws that
//! hold of discrete variables only are used where the note shows such, and no continuous ones: the notation is the same.

use super::judge::Judgement;
use super::walk::{Link, Walk};
use crate::diagnostic::{Code, Reason};
use crate::elaborate::names::letters;
use crate::elaborate::words::begins_word;
use crate::parse::tree::{Kind, Separator, Tree};

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
    "finite alphabet",
    "finite set",
    "finitely many",
    "alphabet",
    "pmf",
    "mass function",
    "codeword",
    "categorical",
    "bernoulli",
    "fair coin",
    "coin toss",
    "coin flip",
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
    "continu",
    "differential",
    "densi",
    "pdf",
    "gauss",
    "normal",
    "laplace",
    "exponential",
    "real-valued",
    "real valued",
    "real number",
    "interval",
    "stetig",
    "dichte",
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
        let shown = || self.sums_logarithms() || self.shows_condition();
        let text = if !self.speaks_of(ENTROPY) && !shown() {
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
        let finite = self.speaks_of(FINITE) || self.sums_logarithms();
        let marked = |text: &String| MARKS.iter().any(|mark| text.contains(mark));
        !finite
            || self.speaks_of(CONTINUOUS)
            || formulas().any(marked)
            || self.writes_differential(relation)
    }

    /// `H(X) = -\sum_x p(x) \log p(x)`
    fn sums_logarithms(&self) -> bool {
        let mut texts = self.mathematics.iter().map(|math| &math.region.text);
        texts.any(|text| ["H", r"\sum", "log"].iter().all(|part| text.contains(part)))
    }

    /// True if a formula has a condition, `H(X \mid Y)`.
    fn shows_condition(&self) -> bool {
        fn bar(tree: &Tree) -> bool {
            let own = match &tree.kind {
                Kind::List { separators, .. } => separators.contains(&Separator::Bar),
                _ => false,
            };
            own || tree.children().into_iter().any(bar)
        }
        self.chains.expressions.iter().any(|side| bar(&side.tree))
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
