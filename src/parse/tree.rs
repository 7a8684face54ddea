//! The syntax tree of LaTeX mathematics: notation with offsets, no meaning.
//!
//! Every token of a row is inside exactly one node's span or in the row's `ignored` list.

use std::ops::Range;

use smallvec::SmallVec;

/// Bytes of the region's text (not of the file).
pub type Span = Range<usize>;

/// A node of the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    pub kind: Kind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A decimal number as written: `2`, `0.5`, `1{,}000` as `1000`.
    Number(String),
    /// A letter or word used as a name.
    Name(Name),
    /// A command that is an operator, constant or symbol and is no letter: `log`, `sin`, `det`, `partial`,
    /// `infty`, `ldots`, `emptyset`, `nabla`, `top`. No backslash. Bare `log`, `exp`, `ln`, `tr`, .. written as
    /// letters give the same operator as `\log` (a run of bare letters that is a row of the table of operators).
    Operator(String),
    /// Terms with signs, at least one; a single unsigned term is never wrapped.
    Sum(Vec<(Sign, Tree)>),
    /// Factors in order, at least two; explicit operators are kept, since juxtaposition may be application.
    Product(Vec<(Times, Tree)>),
    /// Nucleus with subscript, superscript and number of primes.
    Scripts {
        base: Box<Tree>,
        sub: Option<Box<Tree>>,
        sup: Option<Box<Tree>>,
        primes: u8,
    },
    /// `\frac{a}{b}`, `a \over b`.
    Fraction(Box<Tree>, Box<Tree>),
    /// `\binom{n}{k}`.
    Binomial(Box<Tree>, Box<Tree>),
    /// `\sqrt[index]{body}`.
    Root {
        index: Option<Box<Tree>>,
        body: Box<Tree>,
    },
    /// `\sum`, `\prod`, `\lim`, `\max`, `\bigcup`, ..: operator name, limits, and the body: the product that follows,
    /// up to `+`, `-`, a relation or a closing bracket. `body` is None when nothing follows.
    Big {
        operator: String,
        sub: Option<Box<Tree>>,
        sup: Option<Box<Tree>>,
        body: Option<Box<Tree>>,
    },
    /// `\int` (also `iint`, `oint`): the body runs to its differential over `+` and `-`; without one, to the end of the
    /// enclosing bracket or row, and `differential` is empty. `d` itself is inside the span.
    /// `\int \frac{dx}{x}` has body `\frac{1}{x}`; `\int dx f(x)` has body `f(x)`.
    Integral {
        operator: String,
        sub: Option<Box<Tree>>,
        sup: Option<Box<Tree>>,
        body: Box<Tree>,
        differential: Vec<Tree>,
    },
    /// A bracketed group. For `|..|`, `\|..\|` and `\langle..\rangle` too. `open`/`close` are `(`, `[`, `\{`, `|`, `\|`,
    /// `\langle`, `\lfloor`, `\lceil`, `.` (missing) ..; a LaTeX brace group `{..}` leaves no Group unless it is empty,
    /// holds several items at the place of an argument (`open` = `{`), see `Brace`.
    /// Also an accent over more than a name (`\bar{xy}`: open `\bar`, close empty) and `\pmod{n}` (open `\pmod`), a factor
    /// after what it qualifies; the bar of `f(x)|_{x=0}` is a group from `.` to `|` around the factors before it.
    Group {
        open: String,
        close: String,
        body: Box<Tree>,
    },
    /// A brace group `{..}` that is not an argument: transparent, but it ends a juxtaposed argument (`log{2\pi} q`).
    Brace(Box<Tree>),
    /// Items separated by `,`, `;`, `:`, `|`, `\mid`, `\|`, `||`, `\parallel`, `\vert`: separators.len() + 1 == items.len().
    /// Binding, loosest first: `;` and `||`-like, `|`-like, `,`. A bar separates only inside a bracket.
    List {
        items: Vec<Tree>,
        separators: Vec<Separator>,
    },
    /// A relation inside brackets or scripts: `j=1`, `x \in \mathcal{X}`, `X = x`, `x \sim p(x)`, `n \to \infty`.
    Chain {
        first: Box<Tree>,
        rest: Vec<(Relation, Tree)>,
    },
    /// Rows and cells of `matrix`, `pmatrix`, `bmatrix`, `vmatrix`, `array`, `smallmatrix`; environment name.
    Matrix {
        environment: String,
        rows: Vec<Vec<Tree>>,
    },
    /// `cases`: value and condition of each row.
    Cases(Vec<(Tree, Option<Tree>)>),
    /// `a!`.
    Factorial(Box<Tree>),
    /// `\underbrace{a}_{text}`, `\cancel{a}`, `\boxed{a}`, `\color..`: decoration that leaves the value as it is.
    /// A condition of `cases` with words before it has the command `text if`.
    Decorated { command: String, body: Box<Tree> },
    /// `\text{..}`, prose inside mathematics.
    Text(String),
    /// Nothing where something is expected (`{}`, an empty cell).
    Empty,
    /// Tokens that could not be read as mathematics; the row cannot be judged.
    Unreadable(String),
}

/// A name: letter or word with decorations, without sub- or superscripts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name {
    /// `x`, `\mu`, `KL` (from `\mathrm{KL}`, `\text{..}` before a bracket, `\operatorname{..}`), `\Gamma`.
    pub letter: String,
    /// Fonts that tell names apart or mark a vector: `bold`, `calligraphic`, `blackboard`, `roman`, `fraktur`, `sans`.
    /// `\boldsymbol{\mu_q}` and `\boldsymbol{\mu}_q` give the same tree: the font is pushed to the names inside.
    pub font: Option<String>,
    /// Accents from the inside out: `hat`, `tilde`, `bar`, `dot`, `vec`, `overline`, ..
    pub accents: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    Plus,
    Minus,
    PlusMinus,
    MinusPlus,
}

/// How a factor is joined to the one before; the first factor of a product has `Juxtaposed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    Juxtaposed,
    /// `\cdot`, `*`, `\times`, `\ast`, `\odot`, `\otimes`, `\circ`: the command without backslash.
    By(&'static str),
    /// `/`, `\div`: divides by this one factor.
    Over,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    Comma,
    Semicolon,
    Colon,
    /// One bar: `|`, `\mid`, `\vert`.
    Bar,
    /// Two bars: `||`, `\|`, `\parallel`, `\Vert`, `\mid\mid`.
    DoubleBar,
    Backslash,
}

/// A relation sign, in one spelling for each (`<=`, `\le`, `\leq`, `\leqslant` are one).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    Equal,
    NotEqual,
    LessEqual,
    Less,
    GreaterEqual,
    Greater,
    /// `:=`, `\coloneqq`, `\triangleq`, `\equiv` with a mark of definition.
    Defined,
    Equivalent,
    Approximate,
    Proportional,
    /// `\sim`.
    Distributed,
    Implies,
    ImpliedBy,
    Iff,
    In,
    NotIn,
    Subset,
    To,
    /// `\mapsto`.
    MapsTo,
    /// `\perp`, `\perp\!\!\!\perp`.
    Independent,
    Other(&'static str),
}

/// A display or an inline formula, cut into rows.
#[derive(Debug, Clone, Default)]
pub struct Formula {
    pub rows: Vec<Row>,
    pub labels: Vec<(String, Span)>,
    pub notes: Vec<Note>,
}

/// One row: one or more statements (`a = b, \quad c = d`, `.. \text{ and } ..`).
#[derive(Debug, Clone, Default)]
pub struct Row {
    pub statements: Vec<Statement>,
    /// Tokens passed over: spacing, punctuation, alignment marks, labels, tags, a trailing remark in parentheses.
    pub ignored: Vec<(String, Span)>,
    /// What words, marks over relations and labels of braces say beside the mathematics of the row.
    pub remarks: Vec<Remark>,
    /// `\label{..}` of this row, `\tag{..}` of this row.
    pub label: Option<String>,
    pub tag: Option<String>,
    pub span: Span,
}

/// Something said beside the mathematics of a row, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    pub text: String,
    pub place: Beside,
}

/// Where a [`Remark`] stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// `\text{..}` of the row: prose, with formulas between dollar signs.
    Words,
    /// A last bracket with words in it: mathematics, with words in `\text{..}`.
    Bracket,
    /// Over or under a relation: mathematics as well.
    Relation,
    /// The label of a brace: mathematics as well.
    Brace,
}

/// A chain of sides: `sides.len() == relations.len() + 1`. A side that is missing (a row that begins or ends with a
/// relation) is None.
#[derive(Debug, Clone, Default)]
pub struct Statement {
    pub sides: Vec<Option<Tree>>,
    pub relations: Vec<(Relation, Span)>,
    /// Words in the statement (`\text{for all } x > 0`), in order.
    pub words: Vec<(String, Span)>,
}

/// Something that parsing noticed: a mended bracket, an unknown command, an unclosed environment.
#[derive(Debug, Clone)]
pub struct Note {
    pub code: crate::diagnostic::Code,
    pub span: Span,
    pub text: String,
}

impl Formula {
    /// All sides of its statements.
    pub fn sides(&self) -> impl Iterator<Item = &Tree> {
        let statements = self.rows.iter().flat_map(|row| &row.statements);
        statements.flat_map(|statement| statement.sides.iter().flatten())
    }
}

impl Tree {
    /// Direct subtrees in source order.
    pub fn children(&self) -> SmallVec<[&Tree; 4]> {
        match &self.kind {
            Kind::Number(_) | Kind::Name(_) | Kind::Operator(_) | Kind::Text(_) => SmallVec::new(),
            Kind::Empty | Kind::Unreadable(_) => SmallVec::new(),
            Kind::Sum(terms) => terms.iter().map(|(_, t)| t).collect(),
            Kind::Product(factors) => factors.iter().map(|(_, t)| t).collect(),
            Kind::Scripts { base, sub, sup, .. } => std::iter::once(&**base)
                .chain(sub.as_deref())
                .chain(sup.as_deref())
                .collect(),
            Kind::Fraction(a, b) | Kind::Binomial(a, b) => SmallVec::from_slice(&[&**a, &**b]),
            Kind::Root { index, body } => index.as_deref().into_iter().chain([&**body]).collect(),
            Kind::Big { sub, sup, body, .. } => sub
                .as_deref()
                .into_iter()
                .chain(sup.as_deref())
                .chain(body.as_deref())
                .collect(),
            Kind::Integral {
                sub,
                sup,
                body,
                differential,
                ..
            } => {
                let limits = sub.as_deref().into_iter().chain(sup.as_deref());
                limits.chain([&**body]).chain(differential.iter()).collect()
            }
            Kind::Group { body, .. }
            | Kind::Brace(body)
            | Kind::Factorial(body)
            | Kind::Decorated { body, .. } => SmallVec::from_slice(&[&**body]),
            Kind::List { items, .. } => items.iter().collect(),
            Kind::Chain { first, rest } => std::iter::once(&**first)
                .chain(rest.iter().map(|(_, t)| t))
                .collect(),
            Kind::Matrix { rows, .. } => rows.iter().flatten().collect(),
            Kind::Cases(rows) => rows
                .iter()
                .flat_map(|(v, c)| std::iter::once(v).chain(c.as_ref()))
                .collect(),
        }
    }

    /// Direct subtrees in source order, to be changed in place.
    pub fn children_mut(&mut self) -> Vec<&mut Tree> {
        match &mut self.kind {
            Kind::Number(_) | Kind::Name(_) | Kind::Operator(_) | Kind::Text(_) => vec![],
            Kind::Empty | Kind::Unreadable(_) => vec![],
            Kind::Sum(terms) => terms.iter_mut().map(|(_, t)| t).collect(),
            Kind::Product(factors) => factors.iter_mut().map(|(_, t)| t).collect(),
            Kind::Scripts { base, sub, sup, .. } => std::iter::once(&mut **base)
                .chain(sub.as_deref_mut())
                .chain(sup.as_deref_mut())
                .collect(),
            Kind::Fraction(a, b) | Kind::Binomial(a, b) => vec![a, b],
            Kind::Root { index, body } => index
                .as_deref_mut()
                .into_iter()
                .chain([&mut **body])
                .collect(),
            Kind::Big { sub, sup, body, .. } => sub
                .as_deref_mut()
                .into_iter()
                .chain(sup.as_deref_mut())
                .chain(body.as_deref_mut())
                .collect(),
            Kind::Integral {
                sub,
                sup,
                body,
                differential,
                ..
            } => {
                let limits = sub.as_deref_mut().into_iter().chain(sup.as_deref_mut());
                limits
                    .chain([&mut **body])
                    .chain(differential.iter_mut())
                    .collect()
            }
            Kind::Group { body, .. }
            | Kind::Brace(body)
            | Kind::Factorial(body)
            | Kind::Decorated { body, .. } => vec![body],
            Kind::List { items, .. } => items.iter_mut().collect(),
            Kind::Chain { first, rest } => std::iter::once(&mut **first)
                .chain(rest.iter_mut().map(|(_, t)| t))
                .collect(),
            Kind::Matrix { rows, .. } => rows.iter_mut().flatten().collect(),
            Kind::Cases(rows) => rows
                .iter_mut()
                .flat_map(|(v, c)| std::iter::once(v).chain(c.as_mut()))
                .collect(),
        }
    }

    /// Whether nothing in the tree is unreadable.
    pub fn is_readable(&self) -> bool {
        !matches!(self.kind, Kind::Unreadable(_))
            && self.children().into_iter().all(Tree::is_readable)
    }
}
