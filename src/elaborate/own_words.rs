//! Letters and words by which a note uses a letter of the vocabulary for something of its own.

/// Letters that are constants unless they are said to be something else.
pub(super) const CONSTANTS: &[&str] = &["e", "i", r"\pi"];
/// Letters that are heads before a bracket, or densities.
pub(super) const HEADS: &[&str] = &["E", "V", "H", "I", "D", "p", "q", "P", "Q", r"\Gamma"];
/// Letters for differences and differentials of the name after them, unless they are factors elsewhere.
pub(super) const DIFFERENCES: &[&str] = &["d", r"\Delta"];

/// Words for what such a constant is by custom: they give it no other meaning.
pub(super) const CUSTOMARY: &[&str] = &[
    "euler",
    "imaginary",
    "complex",
    "circle",
    "natural log",
    "mathematical constant",
    "transcendental",
    "irrational",
    "kreiszahl",
    "einheit",
    "虚数",
    "圆周率",
    "自然",
];
/// Verbs and prepositions after or before which the constant itself may stand: "is $\pi$", "by $e$".
pub(super) const PLACES: &[&str] = &[
    "is", "by", "of", "to", "and", "or", "with", "where", "that", "at", "in", "on", "from", "than",
    "between", "times", "for", "over", "equals", "are", "as", "about", "minus", "plus", "into",
    "the", "a", "power", "powers", "factor", "value", "radians", "angle", "not", "both", "have",
    "has", "contains", "like", "since", "number", "constant", "base", "unit", "ratio",
];
/// Words for what is not constant.
pub(super) const VARYING: &[&str] = &[
    "varies",
    "vary",
    "varying",
    "changes",
    "changing",
    "grows",
    "growing",
    "shrinks",
    "increases",
    "decreases",
    "depends",
    "dependent",
    "function of",
    "variable",
    "ändert",
    "veränder",
    "varie",
];
/// Words of a noun with its article, before the name that it stands for.
pub(super) const NOUN_WORDS: usize = 2;
/// Words that say what the name after them is.
pub(super) const SAYING: &[&str] = &[
    "is the", "is a", "is an", "be the", "be a", "be an", "denotes", "denote", "be",
];
/// Nouns for functions of a note's own.
pub(super) const NOUNS: &[&str] = &[
    "energy",
    "energie",
    "énergie",
    "potential",
    "polynomial",
    "polynomials",
    "polynom",
    "price",
    "pressure",
    "voltage",
    "volume",
    "velocity",
    "momentum",
    "population",
    "electric field",
    "hamiltonian",
    "demand",
    "profit",
    "temperature",
    "elliptic integral",
    "variance function",
    "能量",
    "势能",
    "多项式",
];
/// Words of notes about chance, where E is an expectation and p a density.
pub(super) const CHANCE: &[&str] = &[
    "probab",
    "distribut",
    "densit",
    "random",
    "expect",
    "entrop",
    "likelihood",
    "bayes",
    "diverg",
    "stochast",
    "posterior",
    "wahrschein",
    "verteil",
    "dichte",
    "zufall",
    "概率",
    "分布",
    "密度",
    "随机",
    "期望",
    "熵",
    "確率",
    "期待",
    "вероятн",
    "распредел",
    "плотност",
    "확률",
    "분포",
    "xác suất",
    "phân phối",
];
/// Letters that are functions of the vocabulary before a bracket only in notes that show it: words or signs of their custom.
pub(super) const SPECIAL: &[(&str, &[&str], &[&str])] = &[
    (
        "B",
        &[
            "beta",
            "gamma function",
            "ベータ",
            "prior",
            "posterior",
            "conjugate",
            "dirichlet",
            "binomial",
            "bernoulli",
            "euler",
        ],
        &[
            r"\Gamma",
            r"\int_0^1",
            r"\int_{0}^{1}",
            r"\int^1_0",
            r"\int^{1}_{0}",
            r"\int\limits_0^1",
            r"\int\limits_{0}^{1}",
            r"\mathrm{Be",
            "Bet",
        ],
    ),
    ("h", ENTROPIES, ENTROPY_SIGNS),
    ("H", ENTROPIES, ENTROPY_SIGNS),
];
/// The same in formulas.
pub(super) const ENTROPY_SIGNS: &[&str] = &[
    "KL",
    r"\parallel",
    "|",
    r"\mid",
    r"\log",
    r"\ln",
    "h(X,",
    "H(X,",
    "H(X_",
    "I(",
];
/// Words of notes about information.
pub(super) const ENTROPIES: &[&str] = &[
    "entrop",
    "informat",
    "uncertain",
    "surpris",
    "bits",
    "nats",
    "coding",
    "熵",
    "エントロピー",
    "энтроп",
    "엔트로피",
];
/// Words for what heads mean by custom, beside those of chance.
pub(super) const QUANTITIES: &[&str] = &[
    "mean",
    "average",
    "moment",
    "varian",
    "informat",
    "uncertain",
    "event",
    "beta",
    "measure",
    "hypothes",
    "indicator",
    "euler",
];
/// The same in formulas.
pub(super) const CHANCE_SIGNS: &[&str] = &[
    r"\sim",
    r"\Pr",
    r"\parallel",
    "||",
    "KL",
    "Var",
    r"\mathcal{N}",
    r"\mathcal N",
    r"\mathbb{E}",
    r"\mathbb E",
    r"\mathrm{E}",
    r"\operatorname{E}",
    "E_p",
    "E_q",
    "E_{p",
    "E_{q",
];
/// Words for what E is in notes about chance that have no `E[X]`.
pub(super) const ENERGIES: &[&str] = &["energ", "error function", "hamiltonian"];
/// Words for complex numbers.
pub(super) const COMPLEX: &[&str] = &[
    "complex number",
    "complex plane",
    "complex-valued",
    "complex conjugate",
    "complex impedance",
    "complex amplitude",
    "complex exponential",
    "frequency response",
    "fourier",
    "phasor",
    "quantum",
    "imaginary",
    "komplexe",
    "nombre complexe",
    "nombres complexes",
    "复数",
    "虚数",
    "複素",
    "комплексн",
];

/// Words for arrays of complex numbers, of which a norm is no sum of squares.
pub(super) const COMPLEX_ARRAYS: &[&str] = &[
    "complex vector",
    "complex matri",
    "complex inner product",
    "complex hilbert",
    "hermitian",
    "unitary",
];
/// The same in formulas.
pub(super) const COMPLEX_SPACES: &[&str] = &[r"\mathbb{C}^", r"\mathbb C^", r"\C^"];

/// Words of notes about alternating currents, where j is the imaginary unit.
pub(super) const ALTERNATING: &[&str] =
    &["impedance", "phasor", "reactance", "impedanz", "impédance"];
/// Letters of the imaginary unit.
pub(super) const UNITS: &[&str] = &["i", "j"];
/// Words for products of vectors.
pub(super) const PRODUCTS: &[&str] = &[
    "inner product",
    "dot product",
    "scalar product",
    "skalarprodukt",
    "produit scalaire",
    "producto escalar",
    "scalare",
    "скалярн",
    "内积",
    "点积",
    "内積",
    "내적",
    "tích vô hướng",
];
