//! Words that leave what was supposed of a name as it was: those of grammar, of derivations, and of the things that these
//! are about.
//!
//! A sentence with any other word may take a supposition back, change its name, or turn to another case, so that nothing
//! is proved past it from a law, an independence or a moment. A needless hit costs a proof and never makes a false one.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::sentences::FORMULA;

/// Articles, pronouns, joints, prepositions and helping verbs.
const GRAMMAR: &str = "
    a an the of is are be been being was were and or both each all every its their our this that these those which whose
    where when while there here it they them we us one two three four five i first second third fourth last final finally
    next also too so thus hence therefore then now again further furthermore moreover with by for from to in on into over
    as at between because since due via if can could may must will just simply directly such than respectively together
    within inside upon out above below once about per through same do does done have has having had actually exactly indeed usual e g
    i.e e.g theorem's";

/// What a derivation does.
const SPEECH: &str = "
    let suppose assume assumes assuming consider considering denote denotes denoting define defines defined definition
    write writes written call calls called note noting recall remember know known show shows shown see seen prove proves
    proof theorem lemma proposition corollary remark example claim divergence following follows follow followed get gets got obtain obtains obtained
    obtaining find finds found give gives giving yield yields yielding compute computes computed computing
    calculate calculates calculated calculating calculation evaluate evaluates evaluated evaluating derive derives derived
    deriving derivation work works make makes take takes taking taken use uses used using apply applies applied applying
    application employing plug plugging substitute substitutes substituting substituted substitution insert inserting
    expand expanding expanded rearrange rearranging simplify simplifies simplified collecting combine combines combined
    combining complete completing separate separating multiply multiplying left-multiplying multiplication
    divide dividing add adding addition subtract subtracting integrate integrates integrated integrating integration
    differentiate differentiating differentiated summing summation summarize factor factors pull pulled pulling move moved
    moving split splitting decomposed rewrite rewritten express expressed expression represent represented continue
    continuing becomes become reads read equals equal equality equivalent equivalently holds hold implies implied imply
    implying leads lead exists exist appear appears belongs belong result results resulting desired state states stated
    according set setting sets solve solving solved reach reached arrive conclude concluded minimize minimizes minimizing
    maximize maximizes maximizing fulfilled satisfies measures vanish vanishes cancel cancels describes total relative rest
    determinants determines respect twice-applying disappears ergo developed
     statement statements question exercise answer solution problem notation convenience mathematical ease
    combination combinations kind example fact facts obvious immediately immediate fixed finite definitions clear clearly easy easily necessarily similarly analogously
    likewise well possible entire whole simple larger smaller greater less more least equal maximum minimum
    smallest largest strictly monotonically increasing decreasing";

/// What is said of a derivation without any bearing on what it is about.
const MANNER: &str = "
    essentially namely precisely explicitly formally trivially trivial straightforward straightforwardly alternatively
    subsequently consequently accordingly notably importantly interestingly recursively inductively iteratively readily
    repeatedly carefully briefly merely purely basic elementary standard algebra algebraic algebraically arithmetic
    calculus manipulation manipulations exponentiation simplification simplifications rearrangement expansion expansions
    factorization factorisation cancellation computation computations argument's technique trick approach strategy idea
    intuition motivation overview summary outline detail details establish establishes established verify verifies
    verified verifying verification check checks checked checking confirm confirms confirmed demonstrate demonstrates
    deduce deduces deduced invoke invoking exploit exploiting utilize utilizing leverage collect collects gather gathers
    gathering regroup regrouping isolate isolates isolating eliminate eliminates reorder reordering 
     interchange interchanging distribute distributing distributive factorize factorizes
    factorise factoring bring brings bringing carry carrying perform performing proceed proceeds start starts starting
    begin begins beginning finish finally end ends needs need needed want wish aim goal help helps require requires
    required suffices sufficient enough remains remain interpret interpretation intuitive sketch appendix section chapter
    paragraph page figure table reader exercises lemmas theorems propositions corollaries proofs hint hints telescoping
    telescopes commute commutes commutative commutativity associative associativity additivity additive homogeneous
    bilinear bilinearity polynomial polynomials binomial trigonometric hyperbolic monotonic monotonicity convexity
    concavity continuity continuous asymptotic asymptotically infinitely tends towards reaches scatter scatters spreads
    amounts";

/// What is computed with.
const MATHEMATICS: &str = "
    number numbers real integer natural positive non-negative nonnegative function functions value values equation
    equations identity identities formula formulas inequality inequalities form forms term terms side sides left right
    left-hand right-hand hand part parts step steps line lines way ways relation relationship rule chain sum sums product
    products quotient ratio power powers root roots square squares squared square-root integral integrals integrand
    antiderivative antiderivatives anti-derivative derivative derivatives differentiable gradient
    hessian exponent exponents exponential exponentials constant constants zero unit quantity quantities linear linearity
    quadratic transformation transformed property properties numerator denominator remaining support range space point
    points interval limits limit bound bounds bounded infinity log logarithm logarithms logarithmic logarithmized natural
    incomplete digamma factorial factorials infinitesimal volume surface area elemental shell thickness sphere radius
    scaling invariance multiplicative multiple proportional proportionality normalization times dimension dimensional
    dimensions symmetric symmetry definite semi-definite positive-definite invertible orthogonal orthonormal diagonal
    determinant trace length size order index indices argument arguments basis norm euclidean
    eigenvalue eigenvalues eigenvector eigenvectors rank full jacobian taylor series coordinates inverse transpose partition partitioned vector vectors matrix matrices scalar entry entries block
    row rows column columns projection operator operators functional family geometric differential n k m x y z d t p q c
    s r";

/// Chance and statistics.
const CHANCE: &str = "
    random variable variables distribution distributions distributed law laws density densities mass probability
    probabilities cumulative continuous discrete normal normally gaussian standard multivariate univariate bivariate
    exponentially gamma beta binomial bernoulli poisson uniform uniformly chi-squared chi-square chi-square-distributed
    student's t-distribution t-distributed wald log-normal log-normally lognormal laplace categorical multinomial
    matrix-normal matrix-normally normal-gamma beta-binomial ex-gaussian gamma-distributed mean means expected expectation
    expectations average probability-weighted variance variances covariance covariances deviation deviations moment
    moments moment-generating generating characteristic mgf pdf pmf cdf quantile median mode skewness kurtosis entropy
    entropies information shannon nats bits bit cross joint marginal likelihood log-likelihood precision precisions degrees
    degree freedom standardized based parameter parameters hyperparameters coefficient coefficients raw independent independently
    normals gaussians exponentials location sample samples sampled drawn observe observes image threshold
    identical identically i.i.d iid mutually pairwise uncorrelated correlation data model regression ordinary weighted
    least-squares estimator estimate estimates ols mle glm residual residuals residual-forming r-squared error errors
    design intercept slope statistic statistician unconscious unbiased conjugate exhibits cochran's success trial trials
    toss tosses coin coins heads tails fair die dice throw throws roll rolls rolled flip flips count link normalized";

/// Turns of speech in which other words say nothing.
const PHRASES: &[&str] = &[
    "is given",
    "are given",
    "given by",
    "also be parametrized",
    "general linear model",
    "in other words",
    "in terms of",
    "in this case",
    "in particular",
    "special case",
    "sample mean",
    "sample variance",
    "sampling distribution",
    "noise variance",
    "noise precision",
    "dependent variables",
    "correlated observations",
    "lower incomplete",
    "we observe that",
    "further observe that",
    "number of successes",
    "if and only if",
    "on the other hand",
    "and rate",
    "with rate",
    "and scale",
    "with scale",
    "scale parameter",
    "with shape",
    "under addition",
    "twice this",
    "further on",
    "go on",
    "noise level",
    "central moment",
    "drift rate",
    "rate parameter",
    "for any random",
    "for any linear",
    "any linear transformation",
    "to measure",
    "new random",
    "only two possible outcomes",
    "by some constant",
    "the same is true",
    "acts as",
];

/// Words of the posterior and of what is known: of densities with conditions they say no more than these show.
const CONDITIONS: &str = "
    given prior posterior conditional unknown bayes' bayes evidence observations observation observed measured measurements
    estimated estimation fitted signal under contrast case null hypothesis test across any arbitrary";

/// Frequent words of other languages, in which no word is known.
const FOREIGN: &[&str] = &[
    "der", "das", "und", "ist", "sei", "seien", "eine", "ein", "mit", "für", "von", "dass", "wir",
    "le", "les", "une", "est", "soit", "soient", "et", "que", "pour", "avec", "los", "una", "para",
    "gli", "che", "sia",
];

/// Letters of the shortest word that may be run together with another.
const GLUED: usize = 4;

struct Vocabulary {
    all: HashSet<&'static str>,
    conditions: HashSet<&'static str>,
}

fn vocabulary() -> &'static Vocabulary {
    static KNOWN: OnceLock<Vocabulary> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let groups = [GRAMMAR, SPEECH, MANNER, MATHEMATICS, CHANCE];
        Vocabulary {
            all: groups
                .iter()
                .flat_map(|group| group.split_whitespace())
                .collect(),
            conditions: CONDITIONS.split_whitespace().collect(),
        }
    })
}

/// The first word of a text that may say more; where `conditions` is set, those of what is known are allowed.
pub fn unplain(text: &str, conditions: bool) -> Option<String> {
    let mut text = without_reasons(&without_references(&text.to_lowercase()));
    for phrase in PHRASES {
        text = text.replace(phrase, " ");
    }
    let words = || {
        text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '.'))
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|word| word.contains(char::is_alphabetic))
    };
    if words().any(|word| FOREIGN.contains(&word)) {
        return None;
    }
    let known = vocabulary();
    let allowed =
        |word: &str| known.all.contains(word) || conditions && known.conditions.contains(word);
    let glued = |word: &str| {
        let cuts = (GLUED..word.len()).filter(|&at| at + GLUED <= word.len());
        let mut halves = cuts.map(|at| word.split_at(at));
        halves.any(|(first, second)| allowed(first) && allowed(second))
    };
    words()
        .filter(|word| word.is_ascii())
        .find(|word| !allowed(word) && !glued(word) && !is_misspelt(word))
        .map(str::to_owned)
}

/// Letters of the shortest word of which a misspelling is seen.
const LONG: usize = 7;

/// True for a long plain word with one slip within it: a letter left out or doubled, two exchanged, a vowel for another.
fn is_misspelt(word: &str) -> bool {
    let mut plain = vocabulary().all.iter();
    word.len() >= LONG && plain.any(|plain| is_slip(plain.as_bytes(), word.as_bytes()))
}

fn is_slip(plain: &[u8], word: &[u8]) -> bool {
    let vowel = |letter: u8| b"aeiou".contains(&letter);
    let Some(at) = plain.iter().zip(word).position(|(a, b)| a != b) else {
        return false;
    };
    if at == 0 {
        return false;
    }
    match (&plain[at..], &word[at..]) {
        ([_, left @ ..], right) if left == right => true,
        (left, [extra, right @ ..]) if left == right => *extra == word[at - 1],
        ([a, b, left @ ..], [c, d, right @ ..]) if (a, b) == (d, c) && left == right => true,
        ([a, left @ ..], [b, right @ ..]) => left == right && vowel(*a) && vowel(*b),
        _ => false,
    }
}

/// The text without its clauses that cite a reason: "by Markov's inequality,". "By contrast" and "by doubling" cite none.
fn without_reasons(text: &str) -> String {
    const STOPS: [char; 6] = [',', ';', ':', '.', '(', FORMULA];
    const JOINTS: [&str; 7] = ["and", "so", "then", "thus", "hence", "therefore", "now"];
    let cites = |clause: &str| {
        let mut words = clause
            .split_whitespace()
            .skip_while(|word| JOINTS.contains(word));
        words.next() == Some("by")
            && words
                .next()
                .map(|next| next.trim_matches(|c: char| !c.is_alphanumeric()))
                .is_some_and(|next| next != "contrast" && !next.ends_with("ing"))
    };
    let clauses = text.split_inclusive(STOPS);
    clauses.filter(|clause| !cites(clause)).collect()
}

/// The text without `\eqref{..}` and without the targets of links.
fn without_references(text: &str) -> String {
    let mut kept = String::new();
    let text = without(text, "](", ')');
    let mut rest = text.as_str();
    while let Some(at) = rest.find("ref{") {
        let start = rest[..at].rfind('\\').unwrap_or(at);
        kept.push_str(&rest[..start]);
        rest = rest[at..].split_once('}').map_or("", |(_, after)| after);
    }
    kept + rest
}

/// The text without what stands from these signs to the one that closes it.
fn without(text: &str, open: &str, close: char) -> String {
    let mut pieces = text.split(open);
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |kept, piece| {
        kept + " " + piece.split_once(close).map_or("", |(_, after)| after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_announces_is_plain() {
        for text in [
            "Let X be a random variable following a beta distribution:",
            "Then, the mean or expected value of X is",
            "With \\eqref{eq:pdf}, this is equal to",
            "an independentrandom variable",
            "Hence, by Chernoff's inequality, we have",
            "Sei X normalverteilt",
        ] {
            assert_eq!(unplain(text, false), None, "{text}");
        }
    }

    #[test]
    fn a_slip_within_a_long_word_is_passed_over() {
        for text in [
            "the deriatives are",
            "sqaures of",
            "seperating them",
            "it is developped",
        ] {
            assert_eq!(unplain(text, false), None, "{text}");
        }
        for text in ["we inverted it", "it is rescaled", "the conditiones"] {
            assert!(unplain(text, false).is_some(), "{text}");
        }
    }

    #[test]
    fn what_changes_a_variable_is_not() {
        for (text, word) in [
            ("We double X.", "double"),
            ("Under the measure Q,", "under"),
            ("The posterior mean is", "posterior"),
            ("Given their sum,", "given"),
            ("In the second group", "group"),
            ("By contrast, for others", "contrast"),
        ] {
            assert_eq!(unplain(text, false).as_deref(), Some(word), "{text}");
        }
        assert_eq!(unplain("The posterior distribution is", true), None);
    }
}
