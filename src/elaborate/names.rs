//! Names as they are written: letter, marks and indices, before any decision what they mean.

use crate::parse::tree::{Kind, Name, Relation, Separator, Sign, Times, Tree};

/// A name with its scripts.
#[derive(Debug, Clone)]
pub struct Written<'t> {
    pub name: &'t Name,
    /// Letter with font (bold aside) and accents: `\hat{x}`, `\mathcal{X}`.
    pub letter: String,
    /// Items of the subscript.
    pub items: Vec<Item<'t>>,
    /// Number of items before a bar in the subscript: `p_{y|x}` has 1.
    pub bar: Option<usize>,
    pub sup: Option<&'t Tree>,
    pub primes: u8,
}

/// One item of a subscript.
#[derive(Debug, Clone)]
pub struct Item<'t> {
    pub tree: &'t Tree,
    pub kind: ItemKind,
    /// Canonical text: `1`, `i`, `i+1`.
    pub text: String,
}

impl Item<'_> {
    /// True for what may be the size of an identity matrix; `I_0`, `I_1` are functions, or the first of several.
    pub fn is_size(&self) -> bool {
        !matches!(self.text.as_str(), "0" | "1")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    Letter,
    Number,
    /// A number standing before a letter without a comma: the 2 of `\sigma_{2j}`.
    Coefficient,
    /// `i+1`, `n-1`, `2k`.
    Expression,
    Other,
}

/// What a superscript means, as far as its form says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Superscript<'t> {
    Transpose,
    /// `T` or `t`: a transpose of an array, an exponent of a number.
    MaybeTranspose(&'t Tree),
    Inverse,
    InverseTranspose,
    /// `x^{(i)}`.
    Bracketed(&'t Tree),
    /// A decoration: `x^*`, `x^{\text{new}}`, `x^+`.
    Mark,
    Power(&'t Tree),
}

/// The name that a tree is, if it is a name with or without scripts.
pub fn written(tree: &Tree) -> Option<Written<'_>> {
    match &tree.kind {
        Kind::Name(name) => Some(Written {
            name,
            letter: letter(name),
            items: Vec::new(),
            bar: None,
            sup: None,
            primes: 0,
        }),
        Kind::Scripts {
            base,
            sub,
            sup,
            primes,
        } => {
            let mut found = written(base)?;
            if found.sup.is_some() || (sub.is_some() && !found.items.is_empty()) {
                return None;
            }
            if let Some(sub) = sub {
                (found.items, found.bar) = subscript(sub);
            }
            found.sup = sup.as_deref();
            found.primes = found.primes.saturating_add(*primes);
            Some(found)
        }
        Kind::Brace(body) => written(body),
        Kind::Decorated { body, .. } => written(body),
        _ => None,
    }
}

/// Canonical spelling of a letter: bold and italic leave no trace, since notes use them at will.
pub fn letter(name: &Name) -> String {
    let plain = name.letter.as_str();
    let fontless = match name.font.as_deref() {
        Some("bold") if matches!(plain, "0" | "1") => format!(r"\mathbf{{{plain}}}"),
        None | Some("bold" | "italic" | "")
            if plain.chars().count() == 1 || plain.starts_with('\\') =>
        {
            plain.to_owned()
        }
        None | Some("bold" | "italic" | "roman" | "sans" | "typewriter" | "") => {
            format!(r"\mathrm{{{plain}}}")
        }
        Some("calligraphic") => format!(r"\mathcal{{{plain}}}"),
        Some("blackboard") => format!(r"\mathbb{{{plain}}}"),
        Some("fraktur") => format!(r"\mathfrak{{{plain}}}"),
        Some(font) => format!(r"\math{font}{{{plain}}}"),
    };
    name.accents.iter().fold(fontless, |inner, accent| {
        match accent.strip_prefix("overset ") {
            Some(mark) => format!(r"\overset{{{mark}}}{{{inner}}}"),
            None => format!(r"\{accent}{{{inner}}}"),
        }
    })
}

/// What is squared: the x of `x^2`.
pub fn square(tree: &Tree) -> Option<&Tree> {
    match &tree.kind {
        Kind::Scripts {
            base,
            sub: None,
            sup: Some(sup),
            primes: 0,
        } if matches!(&sup.kind, Kind::Number(digits) if digits == "2") => Some(base),
        _ => None,
    }
}

/// The letters of all names in a tree, subscripts and superscripts aside that are marks.
pub fn letters(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    collect_letters(tree, &mut found);
    found
}

/// True for a word in roman letters, as `\text{even}`, without scripts.
pub fn is_word(tree: &Tree) -> bool {
    match &tree.kind {
        Kind::Name(name) => letter(name)
            .strip_prefix(r"\mathrm{")
            .is_some_and(|word| word.len() > 2),
        _ => false,
    }
}

fn collect_letters(tree: &Tree, found: &mut Vec<String>) {
    if let Kind::Name(name) = &tree.kind {
        found.push(letter(name));
    }
    for child in tree.children() {
        collect_letters(child, found);
    }
}

pub fn is_bold(name: &Name) -> bool {
    name.font.as_deref() == Some("bold") || name.accents.iter().any(|a| a == "vec")
}

/// The items of a subscript, and how many stand before a bar.
fn subscript(tree: &Tree) -> (Vec<Item<'_>>, Option<usize>) {
    match &tree.kind {
        Kind::List { items, separators } => {
            let mut found = Vec::new();
            let mut bar = None;
            for (at, item) in items.iter().enumerate() {
                let (inner, inner_bar) = subscript(item);
                bar = bar.or(inner_bar.map(|b| b + found.len()));
                found.extend(inner);
                if separators.get(at) == Some(&Separator::Bar) {
                    bar = Some(found.len());
                }
            }
            (found, bar)
        }
        Kind::Product(factors)
            if factors
                .iter()
                .all(|(times, t)| *times == Times::Juxtaposed && is_leaf(t)) =>
        {
            let last = factors.len() - 1;
            let items = factors.iter().enumerate().map(|(at, (_, t))| {
                let mut found = item(t);
                if found.kind == ItemKind::Number && at < last {
                    found.kind = ItemKind::Coefficient;
                }
                found
            });
            (items.collect(), None)
        }
        _ => (vec![item(tree)], None),
    }
}

fn is_leaf(tree: &Tree) -> bool {
    match &tree.kind {
        Kind::Name(_) | Kind::Number(_) => true,
        Kind::Operator(name) => name == "bullet",
        Kind::Scripts { base, .. } => matches!(base.kind, Kind::Name(_)),
        _ => false,
    }
}

fn item(tree: &Tree) -> Item<'_> {
    let kind = match &tree.kind {
        Kind::Name(name) if name.letter.chars().count() > 1 && !name.letter.starts_with('\\') => {
            ItemKind::Other
        }
        Kind::Name(_) | Kind::Scripts { .. } => ItemKind::Letter,
        Kind::Number(_) => ItemKind::Number,
        Kind::Sum(_) | Kind::Product(_) | Kind::Fraction(..) => ItemKind::Expression,
        _ => ItemKind::Other,
    };
    Item {
        tree,
        kind,
        text: mark(tree),
    }
}

/// Canonical text of a subscript or superscript that is part of a name; fonts leave no trace.
pub fn mark(tree: &Tree) -> String {
    match &tree.kind {
        Kind::Number(digits) => digits.clone(),
        Kind::Name(name) => {
            let plain = Name {
                font: None,
                ..name.clone()
            };
            let spelled = letter(&plain);
            match spelled
                .strip_prefix(r"\mathrm{")
                .and_then(|s| s.strip_suffix('}'))
            {
                Some(word) => word.to_owned(),
                None => spelled,
            }
        }
        Kind::Operator(name) if name.chars().all(|c| c.is_ascii_alphabetic()) => {
            match name.as_str() {
                "ldots" | "cdots" | "top" | "bullet" | "infty" | "partial" => format!(r"\{name}"),
                _ => name.clone(),
            }
        }
        Kind::Operator(name) | Kind::Text(name) | Kind::Unreadable(name) => name.clone(),
        Kind::Sum(terms) => {
            let mut text = String::new();
            for (at, (sign, term)) in terms.iter().enumerate() {
                match sign {
                    Sign::Plus if at == 0 => {}
                    Sign::Plus => text.push('+'),
                    Sign::Minus => text.push('-'),
                    Sign::PlusMinus => text.push_str(r"\pm "),
                    Sign::MinusPlus => text.push_str(r"\mp "),
                }
                text.push_str(&mark(term));
            }
            text
        }
        Kind::Product(factors) => joined(factors.iter().flat_map(|(times, t)| {
            let sign = match times {
                Times::Juxtaposed | Times::By("cdot") => None,
                Times::By(command) => Some(format!(r"\{command}")),
                Times::Over => Some("/".to_owned()),
            };
            sign.into_iter().chain([mark(t)])
        })),
        Kind::Fraction(a, b) => format!(r"\frac{{{}}}{{{}}}", mark(a), mark(b)),
        Kind::Scripts {
            base,
            sub,
            sup,
            primes,
        } => {
            let mut text = mark(base);
            text.push_str(&"'".repeat(usize::from(*primes)));
            if let Some(sub) = sub {
                text.push_str(&format!("_{{{}}}", mark(sub)));
            }
            if let Some(sup) = sup {
                text.push_str(&format!("^{{{}}}", mark(sup)));
            }
            text
        }
        Kind::Group { open, close, body } => format!("{open}{}{close}", mark(body)),
        Kind::Brace(body) | Kind::Decorated { body, .. } => mark(body),
        Kind::List { items, separators } => {
            let mut text = String::new();
            for (at, item) in items.iter().enumerate() {
                text.push_str(&mark(item));
                if let Some(separator) = separators.get(at) {
                    text.push_str(match separator {
                        Separator::Comma => ",",
                        Separator::Semicolon => ";",
                        Separator::Colon => ":",
                        Separator::Bar => "|",
                        Separator::DoubleBar => "||",
                        Separator::Backslash => r"\backslash ",
                    });
                }
            }
            text
        }
        Kind::Chain { first, rest } => {
            let mut text = mark(first);
            for (relation, side) in rest {
                let sign = match relation {
                    Relation::Equal => "=",
                    Relation::Distributed => r"\sim ",
                    _ => r"\ ",
                };
                text.push_str(sign);
                text.push_str(&mark(side));
            }
            text
        }
        Kind::Empty => String::new(),
        Kind::Factorial(body) => format!("{}!", mark(body)),
        Kind::Root { .. }
        | Kind::Big { .. }
        | Kind::Integral { .. }
        | Kind::Binomial(..)
        | Kind::Matrix { .. }
        | Kind::Cases(_) => shape(tree),
    }
}

/// Text of a notation that is no usual part of a name: what it is and what is in it.
fn shape(tree: &Tree) -> String {
    let word = match &tree.kind {
        Kind::Root { index, .. } => match index {
            Some(_) => "root",
            None => "sqrt",
        },
        Kind::Big { operator, .. } | Kind::Integral { operator, .. } => operator,
        Kind::Binomial(..) => "binom",
        Kind::Matrix { environment, .. } => environment,
        _ => "cases",
    };
    let parts: Vec<String> = tree.children().into_iter().map(mark).collect();
    format!(r"\{word}{{{}}}", parts.join("}{"))
}

/// Parts side by side; a command is kept apart from a letter after it.
fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.fold(String::new(), |mut text, part| {
        let command = text
            .rsplit_once('\\')
            .is_some_and(|(_, tail)| tail.chars().all(|c| c.is_ascii_alphabetic()));
        if command && part.starts_with(|c: char| c.is_ascii_alphabetic()) {
            text.push(' ');
        }
        text.push_str(&part);
        text
    })
}

/// What a superscript means by its form.
pub fn superscript(tree: &Tree) -> Superscript<'_> {
    match &tree.kind {
        Kind::Operator(name) => match name.as_str() {
            "top" | "intercal" => Superscript::Transpose,
            _ => Superscript::Mark,
        },
        Kind::Name(name) if name.letter == "T" && name.accents.is_empty() => {
            match name.font.as_deref() {
                None => Superscript::MaybeTranspose(tree),
                Some(_) => Superscript::Transpose,
            }
        }
        Kind::Name(name) if name.letter == "t" && name.font.as_deref() == Some("roman") => {
            Superscript::Transpose
        }
        Kind::Name(name) if name.letter.chars().count() > 1 && !name.letter.starts_with('\\') => {
            Superscript::Mark
        }
        Kind::Text(_) => Superscript::Mark,
        Kind::Group { open, body, .. }
            if open == "[" && matches!(body.kind, Kind::Chain { .. }) =>
        {
            Superscript::Power(tree)
        }
        Kind::Group { open, .. } if open == "(" || open == "[" => Superscript::Bracketed(tree),
        Kind::Sum(terms) => match &terms[..] {
            [(Sign::Minus, only)] => match &only.kind {
                Kind::Number(digits) if digits == "1" => Superscript::Inverse,
                Kind::Operator(name) if name == "top" => Superscript::InverseTranspose,
                Kind::Name(name) if name.letter == "T" => Superscript::InverseTranspose,
                _ => Superscript::Power(tree),
            },
            _ => Superscript::Power(tree),
        },
        Kind::Brace(body) => superscript(body),
        _ => Superscript::Power(tree),
    }
}

/// The spelling under which a head is looked up in the vocabulary: the letter, with a subscript or superscript where the
/// vocabulary has it so (`D_{KL}`, `\chi^{2}`).
pub fn head_spelling(tree: &Tree) -> Option<String> {
    match &tree.kind {
        Kind::Operator(name) => Some(format!(r"\{name}")),
        Kind::Scripts { base, .. } if matches!(base.kind, Kind::Operator(_)) => head_spelling(base),
        _ => written(tree).map(|w| w.letter),
    }
}

/// The items of a list with commas; the tree itself where it is none.
pub fn comma_items(tree: &Tree) -> Vec<&Tree> {
    match &tree.kind {
        Kind::List { items, separators } if separators.iter().all(|s| *s == Separator::Comma) => {
            items.iter().collect()
        }
        _ => vec![tree],
    }
}

/// Body, subscript and superscript of a bracket with scripts.
#[derive(Debug, Clone, Copy)]
pub struct Bracket<'t> {
    pub open: &'t str,
    pub body: &'t Tree,
    pub sub: Option<&'t Tree>,
    pub sup: Option<&'t Tree>,
}

/// True for `s(1 - s)`, `v_2 (1 - v_1)`: a name is not applied to terms of itself, as long as these have no arguments.
pub fn multiplies_itself(name: &Written<'_>, bracket: Bracket<'_>) -> bool {
    fn stands_bare(tree: &Tree, letter: &str) -> bool {
        if let Some(found) = written(tree) {
            return found.letter == letter;
        }
        match &tree.kind {
            Kind::Sum(terms) => terms.iter().any(|(_, term)| stands_bare(term, letter)),
            Kind::Product(factors) => factors.iter().enumerate().any(|(at, (_, factor))| {
                let next = factors
                    .get(at + 1)
                    .and_then(|(_, next)| self::bracket(next));
                next.is_none() && stands_bare(factor, letter)
            }),
            _ => false,
        }
    }
    let sum = matches!(bracket.body.kind, Kind::Sum(_));
    bracket.open == "(" && sum && stands_bare(bracket.body, &name.letter)
}

/// The bracket `(..)`, `[..]`, `\{..\}` that a tree is, with its scripts.
pub fn bracket(tree: &Tree) -> Option<Bracket<'_>> {
    match &tree.kind {
        Kind::Group { open, close, body }
            if matches!(open.as_str(), "(" | "[" | r"\{") && close != "|" =>
        {
            Some(Bracket {
                open,
                body,
                sub: None,
                sup: None,
            })
        }
        Kind::Scripts {
            base,
            sub,
            sup,
            primes: 0,
        } => {
            let inner = bracket(base)?;
            if inner.sub.is_some() || inner.sup.is_some() {
                return None;
            }
            Some(Bracket {
                sub: sub.as_deref(),
                sup: sup.as_deref(),
                ..inner
            })
        }
        _ => None,
    }
}
