//! What every LaTeX command, ASCII sign and Unicode sign means as notation: one table.
//!
//! A row is (spellings, meaning). A spelling with letters is a command without its backslash; any other one is the sign
//! itself, where a leading backslash is part of it (`\,`). To teach the parser a command, add it to a row.

use super::tree::{Relation, Separator, Sign};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Which side of its content a delimiter stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Open,
    Close,
    /// After `\left`.
    Left,
    /// After `\right`.
    Right,
    /// After `\middle`: always separates.
    Middle,
    /// A bar, which may open, close or separate.
    Either,
}

/// What a token is for. Commands with arguments are named after what they yield.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Meaning {
    Letter,
    Number,
    /// A symbol that is an operand by itself: `\infty`, `\ldots`, `\partial`.
    Operator(&'static str),
    /// A symbol that waits for an argument: `\log`.
    Function(&'static str),
    Big(&'static str),
    Integral(&'static str),
    Accent(&'static str),
    Font(&'static str),
    /// A font for the rest of the group: `\bf`.
    Switch(&'static str),
    Sign(Sign),
    Times(&'static str),
    Over,
    Factorial,
    Prime(u8),
    Relation(Relation),
    /// Relations that are rare in derivations; several of them in a row betray a row that is no mathematics.
    RareRelation(&'static str),
    Not,
    Separator(Separator),
    Stop,
    Delimiter(&'static str, Side),
    Left,
    Right,
    Middle,
    /// `\big` and its kin; the side if the command fixes it.
    Size(Option<Side>),
    Fraction,
    Binomial,
    Root,
    /// `\over`, `\choose`: splits its group.
    Infix(&'static str),
    Decoration,
    /// `\overset`-like: mark, then base; true when the mark stands above.
    Stack(bool),
    /// `\xrightarrow{..}`: a relation with a mark.
    MarkedRelation(&'static str),
    Substack,
    Phantom,
    Pmod,
    /// `\mathop{..}`: classes of spacing without meaning.
    Class,
    /// `\dd`: the d of a differential.
    Differential,
    Space,
    /// Wide space: may separate statements.
    Gap,
    /// A command without effect on the meaning: `\displaystyle`, `\limits`, `\hline`.
    Skip,
    /// The same with one raw argument: `\ref{..}`, `\hspace{..}`.
    SkipArgument,
    Label,
    Tag,
    Colour,
    OperatorName,
    Text,
    Begin,
    End,
    /// A word written as a sign: `\therefore`, `\forall`.
    Word(&'static str),
    Break,
    Align,
    Sub,
    Sup,
    BraceOpen,
    BraceClose,
    Unknown,
}

impl Meaning {
    /// Whether the lexer takes the brace group that follows as raw text.
    pub fn takes_raw(self) -> bool {
        use Meaning::*;
        matches!(
            self,
            SkipArgument | Label | Tag | Colour | OperatorName | Text | Begin | End
        )
    }

    /// Passed over by the expression parser.
    pub fn is_blank(self) -> bool {
        use Meaning::*;
        matches!(
            self,
            Space | Gap | Skip | SkipArgument | Label | Tag | Align | Switch(_)
        )
    }
}

use Meaning::*;
use Side::{Close, Either, Open};

const ROWS: &[(&str, Meaning)] = &[
    // Letters
    (
        r"alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu xi omicron
        pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma
        Upsilon Phi Psi Omega varGamma varDelta varTheta varLambda varXi varPi varSigma varPhi varPsi varOmega digamma upxi upalpha upbeta upgamma upmu upsigma uptheta uppi
        ell hbar hslash imath jmath wp Re Im aleph beth gimel eth Bbbk complement mho Finv Game circledS",
        Letter,
    ),
    // Symbols that are operands
    ("infty infin ∞", Operator("infty")),
    ("ldots dots dotsc dotsb dotso dotsm hdots …", Operator("ldots")),
    ("cdots ⋯", Operator("cdots")),
    ("vdots", Operator("vdots")),
    ("ddots", Operator("ddots")),
    ("partial ∂", Operator("partial")),
    ("nabla grad ∇", Operator("nabla")),
    ("emptyset varnothing ∅", Operator("emptyset")),
    ("top", Operator("top")),
    ("intercal", Operator("intercal")),
    ("bot", Operator("bot")),
    ("bullet •", Operator("bullet")),
    ("neg lnot", Operator("neg")),
    ("triangledown", Operator("nabla")),
    ("sphericalangle", Operator("angle")),
    ("dagger dag †", Operator("dagger")),
    ("degree °", Operator("degree")),
    ("square Box", Operator("square")),
    ("triangle", Operator("triangle")),
    ("Diamond diamond", Operator("diamond")),
    ("checkmark", Operator("checkmark")),
    ("angle", Operator("angle")),
    ("surd", Operator("surd")),
    (r"\%", Operator("%")),
    (r"\#", Operator("#")),
    (r"\$", Operator("$")),
    ("@", Operator("@")),
    // Functions
    ("log", Function("log")),
    ("ln", Function("ln")),
    ("lg", Function("lg")),
    ("exp", Function("exp")),
    ("sin", Function("sin")),
    ("cos", Function("cos")),
    ("tan tg", Function("tan")),
    ("cot ctg", Function("cot")),
    ("sec", Function("sec")),
    ("csc cosec", Function("csc")),
    ("arcsin", Function("arcsin")),
    ("arccos", Function("arccos")),
    ("arctan arctg", Function("arctan")),
    ("sinh sh", Function("sinh")),
    ("cosh ch", Function("cosh")),
    ("tanh th", Function("tanh")),
    ("coth cth", Function("coth")),
    ("det", Function("det")),
    ("tr Tr trace", Function("tr")),
    ("rank", Function("rank")),
    ("dim", Function("dim")),
    ("ker", Function("ker")),
    ("deg", Function("deg")),
    ("hom", Function("hom")),
    ("gcd", Function("gcd")),
    ("lcm", Function("lcm")),
    ("sgn sign", Function("sgn")),
    ("diag", Function("diag")),
    ("arg", Function("arg")),
    ("Pr", Function("Pr")),
    // Operators with limits
    ("sum ∑", Big("sum")),
    ("prod ∏", Big("prod")),
    ("coprod", Big("coprod")),
    ("bigcup", Big("bigcup")),
    ("bigcap", Big("bigcap")),
    ("bigsqcup", Big("bigsqcup")),
    ("biguplus", Big("biguplus")),
    ("bigvee", Big("bigvee")),
    ("bigwedge", Big("bigwedge")),
    ("bigoplus", Big("bigoplus")),
    ("bigotimes", Big("bigotimes")),
    ("bigodot", Big("bigodot")),
    ("lim", Big("lim")),
    ("limsup varlimsup", Big("limsup")),
    ("liminf varliminf", Big("liminf")),
    ("max", Big("max")),
    ("min", Big("min")),
    ("sup", Big("sup")),
    ("inf", Big("inf")),
    ("argmax", Big("argmax")),
    ("argmin", Big("argmin")),
    ("int intop smallint ∫", Integral("int")),
    ("iint ∬", Integral("iint")),
    ("iiint", Integral("iiint")),
    ("oint ∮", Integral("oint")),
    ("dd diff dif mathd differentialD", Differential),
    // Accents and fonts
    ("hat widehat", Accent("hat")),
    ("tilde widetilde", Accent("tilde")),
    ("bar", Accent("bar")),
    ("overline", Accent("overline")),
    ("underline", Accent("underline")),
    ("underrightarrow", Accent("underrightarrow")),
    ("vec overrightarrow", Accent("vec")),
    ("overleftarrow", Accent("overleftarrow")),
    ("dot", Accent("dot")),
    ("ddot", Accent("ddot")),
    ("dddot", Accent("dddot")),
    ("check widecheck", Accent("check")),
    ("breve", Accent("breve")),
    ("acute", Accent("acute")),
    ("grave", Accent("grave")),
    ("mathring", Accent("ring")),
    ("utilde", Accent("utilde")),
    (
        "boldsymbol bm mathbf pmb mathbfit symbf bold symbfit vb vectorbold",
        Font("bold"),
    ),
    ("mathcal mathscr Cal symcal", Font("calligraphic")),
    ("mathbb mathds mathbbm Bbb symbb", Font("blackboard")),
    ("mathrm mathup symup", Font("roman")),
    ("mathfrak frak", Font("fraktur")),
    ("mathsf mathsfit", Font("sans")),
    ("mathtt", Font("typewriter")),
    ("mathit", Font("italic")),
    ("mathnormal", Font("")),
    ("bf bfseries boldmath", Switch("bold")),
    ("rm", Switch("roman")),
    ("cal", Switch("calligraphic")),
    ("sf", Switch("sans")),
    ("tt", Switch("typewriter")),
    ("it", Switch("italic")),
    // Signs
    ("+ ＋", Sign(Sign::Plus)),
    ("- − – ﹣ －", Sign(Sign::Minus)),
    ("pm ±", Sign(Sign::PlusMinus)),
    ("mp ∓", Sign(Sign::MinusPlus)),
    ("cdot cdotp centerdot · ⋅ ∙", Times("cdot")),
    ("times × ✕", Times("times")),
    (r"* \* ＊", Times("*")),
    ("ast ∗", Times("ast")),
    ("star", Times("star")),
    ("circledast", Times("circledast")),
    ("odot ⊙", Times("odot")),
    ("otimes ⊗", Times("otimes")),
    ("oplus ⊕", Times("oplus")),
    ("ominus", Times("ominus")),
    ("oslash", Times("oslash")),
    ("circ ∘", Times("circ")),
    ("cup ∪", Times("cup")),
    ("cap ∩", Times("cap")),
    ("sqcup", Times("sqcup")),
    ("sqcap", Times("sqcap")),
    ("uplus", Times("uplus")),
    ("setminus smallsetminus ∖", Times("setminus")),
    ("wedge", Times("wedge")),
    ("vee", Times("vee")),
    ("bmod mod", Times("bmod")),
    ("ltimes", Times("ltimes")),
    ("rtimes", Times("rtimes")),
    ("/ div ÷ ∕", Over),
    ("!", Factorial),
    ("' prime ′ ’", Prime(1)),
    ("″", Prime(2)),
    // Relations
    ("= == ＝", Relation(Relation::Equal)),
    ("ne neq != ≠ /=", Relation(Relation::NotEqual)),
    ("le leq leqslant leqq <= ≤ ≦ ⩽", Relation(Relation::LessEqual)),
    ("< lt ＜", Relation(Relation::Less)),
    (
        "ge geq geqslant geqq >= ≥ ≧ ⩾",
        Relation(Relation::GreaterEqual),
    ),
    ("> gt ＞", Relation(Relation::Greater)),
    (
        "coloneqq coloneq colonequals triangleq defeq eqdef doteq := ::= ≜ ≔ eqqcolon =:",
        Relation(Relation::Defined),
    ),
    ("equiv ≡", Relation(Relation::Equivalent)),
    (
        "approx simeq approxeq thickapprox ≈ ≃ asymp",
        Relation(Relation::Approximate),
    ),
    ("propto varpropto ∝", Relation(Relation::Proportional)),
    ("sim thicksim ∼ ~~", Relation(Relation::Distributed)),
    (
        "Rightarrow implies Longrightarrow => ⇒ ⟹",
        Relation(Relation::Implies),
    ),
    (
        "Leftarrow impliedby Longleftarrow ⇐",
        Relation(Relation::ImpliedBy),
    ),
    (
        "iff Leftrightarrow Longleftrightarrow <=> ⇔ ⟺",
        Relation(Relation::Iff),
    ),
    ("in isin ∈", Relation(Relation::In)),
    ("notin ∉", Relation(Relation::NotIn)),
    ("subset subseteq ⊂ ⊆ subseteqq", Relation(Relation::Subset)),
    (
        "to rightarrow longrightarrow -> → ⟶",
        Relation(Relation::To),
    ),
    ("mapsto longmapsto ↦", Relation(Relation::MapsTo)),
    ("perp Perp indep independent ⊥ ⫫", Relation(Relation::Independent)),
    ("ll", Relation(Relation::Other("ll"))),
    ("gg", Relation(Relation::Other("gg"))),
    ("leftarrow longleftarrow gets ←", Relation(Relation::Other("leftarrow"))),
    ("land", Relation(Relation::Other("land"))),
    ("lor", Relation(Relation::Other("lor"))),
    ("cong", Relation(Relation::Other("cong"))),
    ("lesssim lessapprox ≲", Relation(Relation::Other("lesssim"))),
    ("gtrsim gtrapprox ≳", Relation(Relation::Other("gtrsim"))),
    ("leftrightarrow longleftrightarrow", Relation(Relation::Other("leftrightarrow"))),
    ("supset supseteq", RareRelation("supset")),
    ("preceq preccurlyeq", RareRelation("preceq")),
    ("succeq succcurlyeq", RareRelation("succeq")),
    ("prec", RareRelation("prec")),
    ("succ", RareRelation("succ")),
    ("vdash", RareRelation("vdash")),
    ("models vDash", RareRelation("models")),
    ("hookrightarrow", RareRelation("hookrightarrow")),
    ("hookleftarrow", RareRelation("hookleftarrow")),
    ("rightsquigarrow leadsto", RareRelation("leadsto")),
    ("twoheadrightarrow", RareRelation("twoheadrightarrow")),
    ("circlearrowleft circlearrowright", RareRelation("circlearrow")),
    ("curvearrowright curvearrowleft", RareRelation("curvearrow")),
    ("nearrow searrow swarrow nwarrow", RareRelation("slanted arrow")),
    ("uparrow downarrow updownarrow Uparrow Downarrow ↑ ↓", RareRelation("upright arrow")),
    ("rightharpoonup rightleftharpoons", RareRelation("harpoon")),
    ("bowtie", RareRelation("bowtie")),
    ("doteqdot", RareRelation("doteqdot")),
    ("trianglelefteq", RareRelation("trianglelefteq")),
    ("sqsubseteq sqsubset", RareRelation("sqsubseteq")),
    ("ni owns", RareRelation("ni")),
    ("nsubseteq nleq ngeq nless ngtr nsim ncong nmid nparallel subsetneq subsetneqq", RareRelation("not")),
    ("xrightarrow xlongrightarrow", MarkedRelation("to")),
    ("xleftarrow", MarkedRelation("leftarrow")),
    ("xlongequal xequal", MarkedRelation("=")),
    ("xRightarrow", MarkedRelation("implies")),
    ("not", Not),
    // Separators
    (", ， 、", Separator(Separator::Comma)),
    ("; ；", Separator(Separator::Semicolon)),
    (": colon ：", Separator(Separator::Colon)),
    ("mid ∣", Separator(Separator::Bar)),
    ("parallel ∥", Separator(Separator::DoubleBar)),
    ("backslash", Separator(Separator::Backslash)),
    (". 。 ．", Stop),
    // Delimiters
    (r"( lparen （ \(", Delimiter("(", Open)),
    (r") rparen ） \)", Delimiter(")", Close)),
    (r"[ lbrack 【 \[", Delimiter("[", Open)),
    (r"] rbrack 】 \]", Delimiter("]", Close)),
    (r"\{ lbrace", Delimiter(r"\{", Open)),
    (r"\} rbrace", Delimiter(r"\}", Close)),
    ("langle ⟨ 〈", Delimiter(r"\langle", Open)),
    ("rangle ⟩ 〉", Delimiter(r"\rangle", Close)),
    ("lfloor ⌊", Delimiter(r"\lfloor", Open)),
    ("rfloor ⌋", Delimiter(r"\rfloor", Close)),
    ("lceil ⌈", Delimiter(r"\lceil", Open)),
    ("rceil ⌉", Delimiter(r"\rceil", Close)),
    ("lgroup", Delimiter("(", Open)),
    ("rgroup", Delimiter(")", Close)),
    ("llbracket lBrack ⟦", Delimiter(r"\llbracket", Open)),
    ("rrbracket rBrack ⟧", Delimiter(r"\rrbracket", Close)),
    ("lvert", Delimiter("|", Open)),
    ("rvert", Delimiter("|", Close)),
    ("lVert", Delimiter(r"\|", Open)),
    ("rVert", Delimiter(r"\|", Close)),
    ("| vert ｜", Delimiter("|", Either)),
    (r"\| Vert ‖", Delimiter(r"\|", Either)),
    ("left", Left),
    ("right", Right),
    ("middle", Middle),
    ("big Big bigg Bigg", Size(None)),
    ("bigl Bigl biggl Biggl", Size(Some(Open))),
    ("bigr Bigr biggr Biggr", Size(Some(Close))),
    ("bigm Bigm biggm Biggm", Size(Some(Side::Middle))),
    // Commands with arguments
    ("frac dfrac tfrac cfrac nicefrac sfrac", Fraction),
    ("binom dbinom tbinom", Binomial),
    ("sqrt √", Root),
    ("over", Infix("over")),
    ("choose", Infix("choose")),
    ("atop", Infix("atop")),
    (
        "underbrace overbrace underbracket overbracket cancel cancelto bcancel xcancel boxed fbox bbox smash vcenter
        ensuremath sout",
        Decoration,
    ),
    ("overset stackrel", Stack(true)),
    ("underset stackunder", Stack(false)),
    ("substack", Substack),
    ("phantom vphantom hphantom", Phantom),
    ("pmod imod pod", Pmod),
    ("mathop mathrel mathbin mathord mathopen mathclose mathpunct mathinner", Class),
    ("color textcolor colorbox", Colour),
    ("operatorname operatornamewithlimits", OperatorName),
    (
        "text textrm textbf textit mbox hbox textnormal textsf texttt textup intertext shortintertext textsc textmd
        emph",
        Text,
    ),
    ("begin", Begin),
    ("end", End),
    ("label", Label),
    ("tag", Tag),
    (
        "ref eqref autoref cref Cref cite citep citet hspace vspace mspace hypertarget href rule raisebox class
        cssId htmlId style",
        SkipArgument,
    ),
    // No effect
    (r"\, \: \; \! \> \/ \- thinspace medspace thickspace negthinspace enspace nobreakspace space ~", Space),
    ("\\\u{20} \\\n \\\t \\\r \u{a0} \u{3000} \u{200b} \u{2009}", Space),
    ("quad qquad hfill hfil enskip ", Gap),
    (
        "displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits displaylimits nonumber notag hline
        relax allowbreak nobreak strut mathstrut noalign noindent centering small footnotesize normalsize large Large
        qedhere qed blacksquare par null hfill protect",
        Skip,
    ),
    ("therefore ∴", Word("therefore")),
    ("because ∵", Word("because")),
    ("forall ∀", Word("for all")),
    ("exists ∃", Word("exists")),
    ("newline cr tabularnewline linebreak", Break),
    ("&", Align),
    (r"_ \_", Sub),
    (r"^ \^", Sup),
    ("{ bgroup", BraceOpen),
    ("} egroup", BraceClose),
];

/// Blank signs cannot stand in a list that is separated by blanks.
const BLANKS: &[&str] = &[
    "\\ ", "\\\n", "\\\t", "\\\r", "\u{a0}", "\u{3000}", "\u{2009}", "\u{200b}",
];

/// Words that name a function or operator when written as plain letters; `true` if only before a bracket or alone in a
/// group, since they may be products elsewhere.
const BARE_WORDS: &[(&str, bool)] = &[
    ("log", false),
    ("ln", false),
    ("exp", false),
    ("sin", false),
    ("cos", false),
    ("tan", false),
    ("cot", false),
    ("arcsin", false),
    ("arccos", false),
    ("arctan", false),
    ("sinh", false),
    ("cosh", false),
    ("tanh", false),
    ("det", false),
    ("tr", false),
    ("Tr", false),
    ("trace", false),
    ("rank", false),
    ("diag", false),
    ("max", false),
    ("min", false),
    ("sup", false),
    ("inf", false),
    ("lim", false),
    ("argmax", false),
    ("argmin", false),
    ("gcd", false),
    ("lcm", false),
    ("sgn", false),
    ("sign", false),
    ("Var", false),
    ("var", true),
    ("Cov", false),
    ("cov", true),
    ("Corr", false),
    ("ELBO", false),
    ("softmax", false),
    ("sigmoid", false),
    ("abs", true),
    ("sqrt", true),
    ("erf", true),
    ("sinc", true),
    ("floor", true),
    ("ceil", true),
    ("relu", true),
    ("std", true),
    ("mean", true),
    ("prob", true),
    ("KL", true),
    ("JS", true),
    ("MI", true),
    ("Pr", true),
];

fn table() -> &'static FxHashMap<&'static str, Meaning> {
    static TABLE: OnceLock<FxHashMap<&'static str, Meaning>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let spelled = ROWS.iter().flat_map(|(spellings, meaning)| {
            spellings.split_ascii_whitespace().map(|s| (s, *meaning))
        });
        spelled.chain(BLANKS.iter().map(|&s| (s, Space))).collect()
    })
}

/// The meaning of a command name without backslash, or of a sign; None if it is not in the table.
pub fn meaning(spelling: &str) -> Option<Meaning> {
    table().get(spelling).copied()
}

/// The function or operator that a word names, if it names one: `log`, `tr`, `argmax`.
pub fn function_word(word: &str) -> Option<Meaning> {
    match meaning(word) {
        Some(found @ (Function(_) | Big(_))) => Some(found),
        _ => None,
    }
}

/// Whether a run of plain letters is one word, and whether only before a bracket or alone in a group.
pub fn bare_word(run: &str) -> Option<bool> {
    BARE_WORDS
        .iter()
        .find(|(word, _)| *word == run)
        .map(|&(_, shy)| shy)
}

/// How an environment is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Environment {
    /// Its rows are rows of the display.
    Layout,
    Matrix,
    Cases,
    Unknown,
}

const ENVIRONMENTS: &[(&str, Environment)] = &[
    (
        "equation align aligned split gather gathered multline multlined eqnarray flalign alignat alignedat xalignat
        xxalignat dmath subequations displaymath math dgroup darray IEEEeqnarray center empheq",
        Environment::Layout,
    ),
    (
        "matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix array subarray psmallmatrix bsmallmatrix tabular",
        Environment::Matrix,
    ),
    ("cases dcases rcases drcases numcases", Environment::Cases),
];

/// How the environment of that name (a final `*` does not matter) is read.
pub fn environment(name: &str) -> Environment {
    let name = name.trim().trim_end_matches('*');
    ENVIRONMENTS
        .iter()
        .find(|(names, _)| names.split_ascii_whitespace().any(|n| n == name))
        .map_or(Environment::Unknown, |&(_, kind)| kind)
}

/// Environments whose name is followed by an argument that says nothing about the mathematics.
pub fn has_layout_argument(name: &str) -> bool {
    matches!(
        name.trim_end_matches('*'),
        "array"
            | "alignat"
            | "alignedat"
            | "subarray"
            | "tabular"
            | "xalignat"
            | "IEEEeqnarray"
            | "empheq"
    )
}

/// Words that make a `\text{..}` prose rather than a name.
const PROSE_WORDS: &str = "a an and any are as at be because but by can case cases does each else every for
    from given has have hence holds i.e. if iff in is it its let not note now of on only or otherwise over s.t. same
    since so such suppose that the then there therefore these they this thus to under use used using versus we when whenever
    vs where which with without";

/// Words that begin a reason or condition rather than name something.
const REMARK_WORDS: &str = "as because by due for from given if see since so using when where with";

/// Whether the words of a `\text{..}` begin a remark: `by symmetry`, `since`.
pub fn begins_remark(text: &str) -> bool {
    let first = text
        .split(|c: char| !c.is_alphabetic())
        .find(|w| !w.is_empty())
        .unwrap_or("")
        .to_lowercase();
    REMARK_WORDS
        .split_ascii_whitespace()
        .any(|word| word == first)
}

/// True for commands that strike out what they are given.
pub fn crosses_out(text: &str) -> bool {
    const STRIKES: [&str; 5] = ["cancel", "cancelto", "bcancel", "xcancel", "sout"];
    STRIKES.contains(&text.trim_start_matches('\\'))
}

/// True for words that make something else of what stands behind them: "half of", "one over", "not".
pub fn awaits_operand(text: &str) -> bool {
    const LAST: [&str; 8] = [
        "of", "over", "minus", "plus", "times", "not", "than", "without",
    ];
    let last = text.split_whitespace().next_back().unwrap_or_default();
    LAST.contains(&last.to_lowercase().as_str())
}

/// Whether the words of a `\text{..}` are prose: one of them is a connective, or it is not written in ASCII letters.
pub fn is_prose(text: &str) -> bool {
    let mut words = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '~'))
        .filter(|w| !w.is_empty())
        .peekable();
    words.peek().is_none()
        || words.any(|word| {
            let lower = word.trim_end_matches([',', ';', ':']).to_lowercase();
            let known = |p: &str| p == lower || p == lower.trim_end_matches('.');
            !word.is_ascii() || PROSE_WORDS.split_ascii_whitespace().any(known)
        })
}

/// Unicode letters of mathematics: sign, LaTeX letter, font.
pub const UNICODE_LETTERS: &[(char, &str, Option<&str>)] = &[
    ('ℝ', "R", Some("blackboard")),
    ('ℕ', "N", Some("blackboard")),
    ('ℤ', "Z", Some("blackboard")),
    ('ℚ', "Q", Some("blackboard")),
    ('ℂ', "C", Some("blackboard")),
    ('𝔼', "E", Some("blackboard")),
    ('ℙ', "P", Some("blackboard")),
    ('ℓ', r"\ell", None),
    ('𝒩', "N", Some("calligraphic")),
    ('ℒ', "L", Some("calligraphic")),
    ('α', r"\alpha", None),
    ('β', r"\beta", None),
    ('γ', r"\gamma", None),
    ('δ', r"\delta", None),
    ('ε', r"\varepsilon", None),
    ('ϵ', r"\epsilon", None),
    ('ζ', r"\zeta", None),
    ('η', r"\eta", None),
    ('θ', r"\theta", None),
    ('ι', r"\iota", None),
    ('κ', r"\kappa", None),
    ('λ', r"\lambda", None),
    ('μ', r"\mu", None),
    ('µ', r"\mu", None),
    ('ν', r"\nu", None),
    ('ξ', r"\xi", None),
    ('π', r"\pi", None),
    ('ρ', r"\rho", None),
    ('σ', r"\sigma", None),
    ('τ', r"\tau", None),
    ('υ', r"\upsilon", None),
    ('φ', r"\varphi", None),
    ('ϕ', r"\phi", None),
    ('χ', r"\chi", None),
    ('ψ', r"\psi", None),
    ('ω', r"\omega", None),
    ('Γ', r"\Gamma", None),
    ('Δ', r"\Delta", None),
    ('Θ', r"\Theta", None),
    ('Λ', r"\Lambda", None),
    ('Ξ', r"\Xi", None),
    ('Π', r"\Pi", None),
    ('Σ', r"\Sigma", None),
    ('Φ', r"\Phi", None),
    ('Ψ', r"\Psi", None),
    ('Ω', r"\Omega", None),
];
