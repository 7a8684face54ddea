//! The LaTeX that the printer writes, taken apart for formats that are not LaTeX.
//!
//! Knows the few shapes that occur there (fractions, roots, scripts, brackets, arrays) and shows anything else by name.

/// A formula as it is set.
#[derive(Debug, Clone, PartialEq)]
pub enum Formula {
    Row(Vec<Formula>),
    Name(String),
    Number(String),
    Sign(String),
    /// Upright words.
    Word(String),
    Fraction(Box<Formula>, Box<Formula>),
    Root(Box<Formula>),
    Scripts {
        base: Box<Formula>,
        below: Option<Box<Formula>>,
        above: Option<Box<Formula>>,
    },
    /// A mark over a formula.
    Accent(Box<Formula>, &'static str),
    /// Rows of cells between two brackets.
    Table(&'static str, Vec<Vec<Formula>>, &'static str),
    Marked(Box<Formula>),
}

/// Deepest nesting that is shown.
const DEEPEST: usize = 200;

/// Takes LaTeX apart; never fails: what is not known is shown as its name.
pub fn formula(latex: &str) -> Formula {
    Reader {
        rest: latex,
        depth: 0,
    }
    .row(&[])
}

/// LaTeX that the printer wrote as one line of plain text.
pub fn plain(latex: &str) -> String {
    formula(latex).plain()
}

struct Reader<'t> {
    rest: &'t str,
    depth: usize,
}

impl<'t> Reader<'t> {
    /// Atoms up to one of the ends, which is taken too.
    fn row(&mut self, ends: &[&str]) -> Formula {
        let mut items: Vec<Formula> = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            if let Some(end) = ends.iter().find(|end| self.rest.starts_with(**end)) {
                self.rest = &self.rest[end.len()..];
                break;
            }
            let Some(token) = self.token() else { break };
            if self.depth >= DEEPEST {
                items.push(Formula::Sign("…".to_owned()));
                self.rest = "";
                break;
            }
            self.depth += 1;
            self.item(token, &mut items);
            self.depth -= 1;
        }
        match items.len() {
            1 => items.remove(0),
            _ => Formula::Row(items),
        }
    }

    fn item(&mut self, token: &'t str, items: &mut Vec<Formula>) {
        if matches!(token, "_" | "^") {
            let script = Box::new(self.argument());
            let base = items.pop().unwrap_or_else(|| Formula::Row(vec![]));
            let (base, mut below, mut above) = match base {
                Formula::Scripts { base, below, above } => (base, below, above),
                base => (Box::new(base), None, None),
            };
            let slot = if token == "_" { &mut below } else { &mut above };
            *slot = Some(script);
            items.push(Formula::Scripts { base, below, above });
        } else if let Some(atom) = self.atom(token) {
            items.push(atom);
        }
    }

    /// A command with its backslash, a number, or a sign.
    fn token(&mut self) -> Option<&'t str> {
        let first = self.rest.chars().next()?;
        let length = match first {
            '\\' => {
                let letters = self.rest[1..]
                    .bytes()
                    .take_while(u8::is_ascii_alphabetic)
                    .count();
                match letters {
                    0 => 1 + self.rest[1..].chars().next().map_or(0, char::len_utf8),
                    count => 1 + count,
                }
            }
            '0'..='9' => self
                .rest
                .bytes()
                .take_while(|b| b.is_ascii_digit() || *b == b'.')
                .count(),
            other => other.len_utf8(),
        };
        let (token, rest) = self.rest.split_at(length);
        self.rest = rest;
        Some(token)
    }

    /// A group, or the next atom.
    fn argument(&mut self) -> Formula {
        self.rest = self.rest.trim_start();
        if self.depth >= DEEPEST {
            return Formula::Row(vec![]);
        }
        self.depth += 1;
        let found = match self.token() {
            Some("{") => self.row(&["}"]),
            Some(token) => self.atom(token).unwrap_or_else(|| Formula::Row(vec![])),
            None => Formula::Row(vec![]),
        };
        self.depth -= 1;
        found
    }

    /// The raw text of a group.
    fn words(&mut self) -> String {
        self.rest = self.rest.trim_start();
        let Some(inner) = self.rest.strip_prefix('{') else {
            return String::new();
        };
        let end = inner.find('}').unwrap_or(inner.len());
        self.rest = inner.get(end + 1..).unwrap_or_default();
        inner[..end].to_owned()
    }

    fn atom(&mut self, token: &'t str) -> Option<Formula> {
        let Some(command) = token.strip_prefix('\\') else {
            return Some(match token {
                "{" => self.row(&["}"]),
                t if t.starts_with(|c: char| c.is_ascii_digit()) => Formula::Number(t.to_owned()),
                "-" => Formula::Sign("−".to_owned()),
                "~" => return None,
                t if t.chars().all(char::is_alphabetic) => Formula::Name(t.to_owned()),
                t => Formula::Sign(t.to_owned()),
            });
        };
        if let Some((_, sign)) = SIGNS.iter().find(|(name, _)| *name == command) {
            return Some(Formula::Sign((*sign).to_owned()));
        }
        if let Some((_, letter)) = LETTERS.iter().find(|(name, _)| *name == command) {
            return Some(Formula::Name((*letter).to_owned()));
        }
        if let Some((_, mark)) = ACCENTS.iter().find(|(name, _)| *name == command) {
            return Some(Formula::Accent(Box::new(self.argument()), mark));
        }
        Some(match command {
            "frac" | "dfrac" | "tfrac" => {
                let above = self.argument();
                Formula::Fraction(Box::new(above), Box::new(self.argument()))
            }
            "binom" => {
                let above = self.argument();
                Formula::Table("(", vec![vec![above], vec![self.argument()]], ")")
            }
            "sqrt" => Formula::Root(Box::new(self.argument())),
            "boxed" => Formula::Marked(Box::new(self.argument())),
            "begin" => self.table(),
            "mathbf" | "boldsymbol" | "bm" | "mathit" => self.argument(),
            "mathbb" | "mathcal" | "mathscr" | "mathfrak" => styled(command, &self.words()),
            "mathrm" | "text" | "operatorname" | "mathsf" | "textrm" => Formula::Word(self.words()),
            "left" | "right" | "big" | "Big" | "bigl" | "bigr" | "," | ";" | ":" | "!" | " "
            | "quad" | "qquad" | "limits" | "displaystyle" => {
                if self.rest.starts_with('.') && matches!(command, "left" | "right") {
                    self.rest = &self.rest[1..];
                }
                return None;
            }
            "{" | "}" => Formula::Sign(command.to_owned()),
            "|" => Formula::Sign("‖".to_owned()),
            other => Formula::Word(other.to_owned()),
        })
    }

    /// `{pmatrix} .. \end{pmatrix}`.
    fn table(&mut self) -> Formula {
        let kind = self.words();
        let end = format!(r"\end{{{kind}}}");
        let (body, rest) = self
            .rest
            .split_once(end.as_str())
            .unwrap_or((self.rest, ""));
        self.rest = rest;
        let depth = self.depth;
        let cell = |text: &str| Reader { rest: text, depth }.row(&[]);
        let rows = body
            .split(r"\\")
            .map(|row| row.split('&').map(cell).collect());
        let (open, close) = if kind == "cases" {
            ("{", "")
        } else {
            ("(", ")")
        };
        Formula::Table(open, rows.collect(), close)
    }
}

/// Letters of the alphabets that have one.
fn styled(command: &str, text: &str) -> Formula {
    let known = [
        ("E", "𝔼"),
        ("R", "ℝ"),
        ("N", "ℕ"),
        ("Z", "ℤ"),
        ("Q", "ℚ"),
        ("C", "ℂ"),
        ("1", "𝟙"),
        ("P", "ℙ"),
    ];
    let letter = known
        .iter()
        .find(|(plain, _)| command == "mathbb" && *plain == text);
    match letter {
        Some((_, letter)) => Formula::Name((*letter).to_owned()),
        None => Formula::Name(text.to_owned()),
    }
}

const ACCENTS: &[(&str, &str)] = &[
    ("hat", "^"),
    ("widehat", "^"),
    ("bar", "¯"),
    ("overline", "¯"),
    ("tilde", "~"),
    ("widetilde", "~"),
    ("vec", "→"),
    ("dot", "˙"),
    ("ddot", "¨"),
];

const SIGNS: &[(&str, &str)] = &[
    ("cdot", "·"),
    ("times", "×"),
    ("otimes", "⊗"),
    ("odot", "⊙"),
    ("sum", "∑"),
    ("prod", "∏"),
    ("int", "∫"),
    ("leq", "≤"),
    ("le", "≤"),
    ("geq", "≥"),
    ("ge", "≥"),
    ("neq", "≠"),
    ("in", "∈"),
    ("to", "→"),
    ("mapsto", "↦"),
    ("mid", "|"),
    ("parallel", "‖"),
    ("perp", "⟂"),
    ("sim", "∼"),
    ("forall", "∀"),
    ("cap", "∩"),
    ("cup", "∪"),
    ("land", "∧"),
    ("lor", "∨"),
    ("lnot", "¬"),
    ("ldots", "…"),
    ("infty", "∞"),
    ("top", "⊤"),
    ("partial", "∂"),
    ("prime", "′"),
    ("lfloor", "⌊"),
    ("rfloor", "⌋"),
    ("lceil", "⌈"),
    ("rceil", "⌉"),
    ("ast", "∗"),
    ("star", "⋆"),
    ("nabla", "∇"),
];

const LETTERS: &[(&str, &str)] = &[
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ϵ"),
    ("varepsilon", "ε"),
    ("zeta", "ζ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("vartheta", "ϑ"),
    ("iota", "ι"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("nu", "ν"),
    ("xi", "ξ"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("upsilon", "υ"),
    ("phi", "ϕ"),
    ("varphi", "φ"),
    ("chi", "χ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Theta", "Θ"),
    ("Lambda", "Λ"),
    ("Xi", "Ξ"),
    ("Pi", "Π"),
    ("Sigma", "Σ"),
    ("Phi", "Φ"),
    ("Psi", "Ψ"),
    ("Omega", "Ω"),
    ("ell", "ℓ"),
];

impl Formula {
    /// One line of plain text; marked parts stand in `⟦⟧`.
    pub fn plain(&self) -> String {
        match self {
            Formula::Row(items) => {
                let mut text = String::new();
                for item in items {
                    let part = item.plain();
                    let spaced = matches!(item, Formula::Sign(s) if SPACED.contains(&s.as_str()));
                    let touching = |text: &str| {
                        text.ends_with(|c: char| c.is_alphanumeric() || ")]⟧|!".contains(c))
                            && part.starts_with(|c: char| c.is_alphanumeric() || c == '√')
                    };
                    if spaced && !text.is_empty() || !text.ends_with(' ') && touching(&text) {
                        text.push(' ');
                    }
                    text.push_str(&part);
                    if spaced
                        || part == ","
                        || part == ":"
                        || matches!(item, Formula::Scripts { base, .. } if big(base))
                    {
                        text.push(' ');
                    }
                }
                text.replace("  ", " ").trim().to_owned()
            }
            Formula::Name(text) | Formula::Number(text) | Formula::Word(text) => text.clone(),
            Formula::Sign(text) if text == "−" => "-".to_owned(),
            Formula::Sign(text) => text.clone(),
            Formula::Fraction(above, below) => format!("{}/{}", tight(above), tight(below)),
            Formula::Root(inner) => format!("√{}", tight(inner)),
            Formula::Scripts { base, below, above } => {
                let mut text = base.plain();
                for (sign, script) in [('_', below), ('^', above)] {
                    if let Some(script) = script {
                        text.push(sign);
                        text.push_str(&tight(script));
                    }
                }
                text
            }
            Formula::Accent(inner, mark) => format!("{}{mark}", inner.plain()),
            Formula::Table(open, rows, close) => {
                let row = |cells: &Vec<Formula>| {
                    cells
                        .iter()
                        .map(Formula::plain)
                        .collect::<Vec<_>>()
                        .join(", ")
                };
                format!(
                    "{open}{}{close}",
                    rows.iter().map(row).collect::<Vec<_>>().join("; ")
                )
            }
            Formula::Marked(inner) => format!("⟦{}⟧", inner.plain()),
        }
    }
}

const SPACED: &[&str] = &[
    "=", "+", "−", "≤", "≥", "≠", "<", ">", "∈", "|", "‖", "∼", "↦", "→", "·", "∧", "∨", "⟂",
];

fn big(base: &Formula) -> bool {
    matches!(base, Formula::Sign(sign) if "∑∏∫".contains(sign.as_str()))
        || matches!(base, Formula::Word(word) if word == "max" || word == "min" || word == "lim")
}

/// `P(x)`: a name and one pair of brackets.
fn is_call(items: &[Formula]) -> bool {
    let is = |at: usize, sign: &str| matches!(items.get(at), Some(Formula::Sign(s)) if s == sign);
    let closing = (0..items.len()).filter(|&at| is(at, ")")).count();
    is(1, "(") && closing == 1 && is(items.len() - 1, ")")
}

/// In brackets unless it is one piece.
fn tight(inner: &Formula) -> String {
    let text = inner.plain();
    let several = matches!(inner, Formula::Row(items) if !items.is_empty() && !is_call(items));
    match several || matches!(inner, Formula::Fraction(..)) {
        true => format!("({text})"),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::formula;

    #[test]
    fn formulas_become_plain_text() {
        let plain = |latex: &str| formula(latex).plain();
        assert_eq!(
            plain(r"\frac{1}{2} \sigma^{2} - \log\left(a b\right)"),
            "1/2 σ^2 - log(a b)"
        );
        assert_eq!(
            plain(r"\sum_{i=1}^{n} \boxed{x_{i}^{2}}"),
            "∑_(i = 1)^n ⟦x_i^2⟧"
        );
        assert_eq!(
            plain(r"\begin{pmatrix}a & b \\ c & d\end{pmatrix}"),
            "(a, b; c, d)"
        );
    }

    #[test]
    fn nothing_breaks_it() {
        for text in [
            "{{{", r"\frac{", "^", "_^_", r"\begin{", r"\", "}", r"\left.", "ä^ö",
        ] {
            formula(text).plain();
        }
        formula(&"{".repeat(100_000)).plain();
        formula(&"^".repeat(10_000)).plain();
    }
}
