//! User macros, expanded token by token with bounded work.

use super::commands::Meaning;
use super::lexer::{self, MAX_TOKENS, Token};
use super::tree::Span;
use rustc_hash::FxHashMap;

/// `\newcommand{\name}[parameters]{body}`, `\def`, `\DeclareMathOperator` (body `\operatorname{..}`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Macro {
    /// Without backslash.
    pub name: String,
    /// How many arguments a call takes, 0 to 9.
    pub parameters: usize,
    /// LaTeX with `#1`..`#9`.
    pub body: String,
}

/// Macros that stand in many notes without their definition, because the site or a package defines them. A macro of the
/// note goes first.
const USUAL: &[(&str, usize, &str)] = &[
    ("E", 0, r"\mathbb{E}"),
    ("Expect", 0, r"\mathbb{E}"),
    ("EE", 0, r"\mathbb{E}"),
    ("R", 0, r"\mathbb{R}"),
    ("RR", 0, r"\mathbb{R}"),
    ("N", 0, r"\mathbb{N}"),
    ("NN", 0, r"\mathbb{N}"),
    ("Z", 0, r"\mathbb{Z}"),
    ("ZZ", 0, r"\mathbb{Z}"),
    ("Var", 0, r"\operatorname{Var}"),
    ("Cov", 0, r"\operatorname{Cov}"),
    ("KL", 0, r"\operatorname{KL}"),
    ("ELBO", 0, r"\operatorname{ELBO}"),
    ("softmax", 0, r"\operatorname{softmax}"),
    ("norm", 1, r"\left\|#1\right\|"),
    ("abs", 1, r"\left|#1\right|"),
    ("Abs", 1, r"\left|#1\right|"),
    ("paren", 1, r"\left(#1\right)"),
    ("set", 1, r"\left\{#1\right\}"),
    ("ceil", 1, r"\left\lceil#1\right\rceil"),
    ("floor", 1, r"\left\lfloor#1\right\rfloor"),
    ("T", 0, r"\top"),
    ("d", 0, r"\mathrm{d}"),
    ("inv", 1, r"#1^{-1}"),
    ("cond", 0, r"\mid"),
    ("given", 0, r"\mid"),
    ("vecb", 1, r"\boldsymbol{#1}"),
    ("mbf", 0, r"\mathbf"),
    ("vbf", 0, r"\mathbf"),
];

struct Definition<'a> {
    parameters: usize,
    body: Vec<Token<'a>>,
}

/// Replaces the calls of macros; every token of an expansion gets the span of its call. False if the macros do not come
/// to an end within [`MAX_TOKENS`] tokens.
pub fn expand<'a>(tokens: Vec<Token<'a>>, macros: &'a [Macro]) -> (Vec<Token<'a>>, bool) {
    let named = tokens.iter().any(|t| t.meaning == Meaning::Unknown);
    if macros.is_empty() && !named {
        return (tokens, true);
    }
    let definitions = definitions(macros);
    // What is still to be read, last first.
    let mut pending: Vec<Token<'a>> = tokens;
    pending.reverse();
    let mut expanded = Vec::with_capacity(pending.len());
    let mut work = 0usize;
    while let Some(token) = pending.pop() {
        let definition = command_name(&token).and_then(|name| definitions.get(name));
        let Some(definition) = definition else {
            expanded.push(token);
            continue;
        };
        let arguments = arguments(&mut pending, definition.parameters);
        let body = substitute(definition, &arguments, &token.span);
        work += 1 + body.len();
        if work > MAX_TOKENS || pending.len() + body.len() > 2 * MAX_TOKENS {
            return (expanded, false);
        }
        pending.extend(body.into_iter().rev());
    }
    (expanded, true)
}

fn definitions(macros: &[Macro]) -> FxHashMap<&str, Definition<'_>> {
    let usual = USUAL
        .iter()
        .map(|&(name, parameters, body)| (name, parameters, body));
    let own = macros.iter().map(|m| {
        (
            m.name.trim_start_matches('\\'),
            m.parameters,
            m.body.as_str(),
        )
    });
    usual
        .chain(own)
        .map(|(name, parameters, body)| {
            let body = lexer::tokens(body).0;
            (name, Definition { parameters, body })
        })
        .collect()
}

/// The name under which a macro could redefine this token; bare letters and signs are no commands.
fn command_name<'a>(token: &Token<'a>) -> Option<&'a str> {
    let command = token.text.len() > 1 || token.meaning != Meaning::Letter;
    (command && token.raw.is_none() && token.text.chars().all(|c| c.is_ascii_alphabetic()))
        .then_some(token.text)
}

/// The arguments of a call, from the end of `pending`: brace groups without their braces, or single tokens.
fn arguments<'a>(pending: &mut Vec<Token<'a>>, count: usize) -> Vec<Vec<Token<'a>>> {
    (0..count.min(9)).map(|_| argument(pending)).collect()
}

fn argument<'a>(pending: &mut Vec<Token<'a>>) -> Vec<Token<'a>> {
    match pending.pop() {
        Some(first) if first.meaning == Meaning::BraceOpen => {
            let mut depth = 1usize;
            let mut found = Vec::new();
            while let Some(token) = pending.pop() {
                match token.meaning {
                    Meaning::BraceOpen => depth += 1,
                    Meaning::BraceClose if depth == 1 => return found,
                    Meaning::BraceClose => depth -= 1,
                    _ => {}
                }
                found.push(token);
            }
            found
        }
        // TeX takes one digit.
        Some(first) if first.meaning == Meaning::Number && first.text.len() > 1 => {
            let (digit, rest) = first.text.split_at(1);
            pending.push(Token {
                text: rest,
                ..first.clone()
            });
            vec![Token {
                text: digit,
                ..first
            }]
        }
        first => first.into_iter().collect(),
    }
}

fn substitute<'a>(
    definition: &Definition<'a>,
    arguments: &[Vec<Token<'a>>],
    call: &Span,
) -> Vec<Token<'a>> {
    let end = arguments.iter().flatten().map(|t| t.span.end).max();
    let call = call.start..end.map_or(call.end, |end| end.max(call.end));
    let mut body = Vec::with_capacity(definition.body.len());
    for token in &definition.body {
        let parameter = token
            .text
            .strip_prefix('#')
            .and_then(|n| n.parse::<usize>().ok());
        match parameter.and_then(|n| arguments.get(n.wrapping_sub(1))) {
            Some(argument) => body.extend(argument.iter().cloned()),
            None => {
                let raw_parameter = token.raw.is_some_and(|raw| raw.contains('#'));
                body.push(Token {
                    // Words made from an argument would be the same name for every argument.
                    meaning: if raw_parameter {
                        Meaning::Unknown
                    } else {
                        token.meaning
                    },
                    span: call.clone(),
                    ..token.clone()
                });
            }
        }
        if body.len() > MAX_TOKENS {
            break;
        }
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(text: &str, macros: &[(&str, usize, &str)]) -> (String, bool) {
        let macros: Vec<Macro> = macros
            .iter()
            .map(|&(name, parameters, body)| Macro {
                name: name.into(),
                parameters,
                body: body.into(),
            })
            .collect();
        let (tokens, whole) = expand(lexer::tokens(text).0, &macros);
        (
            tokens.iter().map(|t| t.text).collect::<Vec<_>>().join(" "),
            whole,
        )
    }

    #[test]
    fn expands_arguments_and_ends() {
        let cases = [
            (r"\a{xy}z", &[("a", 1, "(#1)#1")][..], "( x y ) x y z"),
            (r"\a x", &[("a", 1, r"\b{#1}"), ("b", 1, "#1+#1")], "x + x"),
            (r"\log", &[("log", 0, "L")], "L"),
            (r"\a 12", &[("a", 1, "(#1)")], "( 1 ) 2"),
        ];
        for (text, macros, result) in cases {
            assert_eq!(expanded(text, macros), (result.into(), true), "{text}");
        }
    }

    #[test]
    fn endless_doubling_is_cut() {
        assert!(!expanded(r"\a", &[("a", 0, r"\a\a")]).1);
        assert!(!expanded(r"\a{x}", &[("a", 1, r"\a{#1#1}")]).1);
    }
}
