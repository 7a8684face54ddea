//! LaTeX mathematics to tokens: nom on `&str`, one loop that counts the bytes.
//!
//! Blanks and comments leave no token. Arguments that are no mathematics (`\text{..}`, `\label{..}`) are taken whole,
//! and `\left(`, `\Big|` are one token with their delimiter.

use super::commands::{self, Meaning, Side, UNICODE_LETTERS};
use super::tree::{Relation, Separator, Span};
use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, take_while, take_while1},
    character::complete::{anychar, char, digit1, one_of, space0},
    combinator::{opt, recognize, verify},
    multi::{many0_count, many1_count},
    sequence::{delimited, pair, preceded},
};

/// No formula needs more; what is longer is data or an attack.
pub const MAX_TOKENS: usize = 100_000;

/// From this length on a run of plain letters is a word.
const LONG_RUN: usize = 5;
/// Letters of a run that are looked at together.
const LONGEST_RUN: usize = 31;

/// One token. `text` is the command without its backslash, the sign, the number, or the words of a `\text{..}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Token<'a> {
    pub text: &'a str,
    pub meaning: Meaning,
    /// The raw argument of a command that takes one.
    pub raw: Option<&'a str>,
    pub span: Span,
    /// Whether a blank stands before it.
    pub spaced: bool,
}

/// The tokens of `text`; false if there are more than [`MAX_TOKENS`], and the rest was left out.
pub fn tokens(text: &str) -> (Vec<Token<'_>>, bool) {
    let mut found = Vec::new();
    let mut rest = text;
    // Braces that Markdown escaped once more, `\\{` .. `\\}`, which look like a row break and a group.
    let mut escaped = 0usize;
    loop {
        let before = rest.len();
        rest = skip_blanks(rest);
        if rest.is_empty() {
            return (join_words(found, text), true);
        }
        if found.len() == MAX_TOKENS {
            return (join_words(found, text), false);
        }
        let spaced = rest.len() < before;
        let start = text.len() - rest.len();
        let read = match escaped_brace(rest, escaped) {
            Some(brace) => {
                escaped = if brace.1.0 == r"\{" {
                    escaped + 1
                } else {
                    escaped - 1
                };
                Ok(brace)
            }
            None => lexeme(rest, spaced),
        };
        // `anychar` succeeds on every rest that is not empty, so the alternative is never taken.
        let Ok((after, (lexeme, meaning, raw))) = read else {
            return (join_words(found, text), false);
        };
        let span = start..text.len() - after.len();
        found.push(Token {
            text: lexeme,
            meaning,
            raw,
            span,
            spaced,
        });
        rest = after;
    }
}

/// `\\{` whose group ends with `\\}`, or that end.
fn escaped_brace(text: &str, open: usize) -> Option<(&str, Lexeme<'_>)> {
    let rest = text.strip_prefix(r"\\")?;
    if open > 0 && rest.starts_with('}') {
        return Some((
            &rest[1..],
            (r"\}", Meaning::Delimiter(r"\}", Side::Close), None),
        ));
    }
    let (_, group) = raw_argument(rest).ok().filter(|_| rest.starts_with('{'))?;
    let opens = group.ends_with(r"\\");
    opens.then(|| {
        (
            &rest[1..],
            (r"\{", Meaning::Delimiter(r"\{", Side::Open), None),
        )
    })
}

type Lexeme<'a> = (&'a str, Meaning, Option<&'a str>);

/// Blanks, and comments up to the end of their line.
fn skip_blanks(mut text: &str) -> &str {
    loop {
        let trimmed = text.trim_start_matches([' ', '\t', '\n', '\r', '\u{feff}']);
        let Some(comment) = trimmed.strip_prefix('%') else {
            return trimmed;
        };
        text = comment.find('\n').map_or("", |end| &comment[end..]);
    }
}

fn lexeme(text: &str, spaced: bool) -> IResult<&str, Lexeme<'_>> {
    if text.starts_with('\\') {
        return alt((row_break, command)).parse(text);
    }
    if spaced && text.starts_with("!=") {
        let (rest, sign) = tag("!=").parse(text)?;
        return Ok((rest, (sign, Meaning::Relation(Relation::NotEqual), None)));
    }
    alt((number, sign_pair, words, parameter, sign)).parse(text)
}

/// `\\`, `\\*`, `\\[6pt]`. A break that hugs a comma is a spacing command that Markdown escaped once more (`\\,`).
fn row_break(text: &str) -> IResult<&str, Lexeme<'_>> {
    let (rest, sign) = tag("\\\\").parse(text)?;
    if let Ok((rest, _)) = one_of::<_, _, nom::error::Error<&str>>(",;!").parse(rest) {
        return Ok((rest, (sign, Meaning::Space, None)));
    }
    if let Some(rest) = rest.strip_prefix('_') {
        return Ok((rest, ("_", Meaning::Sub, None)));
    }
    let (rest, _) = opt(char('*')).parse(rest)?;
    let (rest, _) = opt(delimited(pair(space0, char('[')), dimension, char(']'))).parse(rest)?;
    Ok((rest, (sign, Meaning::Break, None)))
}

/// `6pt`, `-.5 ex`, `\jot`.
fn dimension(text: &str) -> IResult<&str, &str> {
    let unit = alt((
        tag("pt"),
        tag("em"),
        tag("ex"),
        tag("mm"),
        tag("cm"),
        tag("mu"),
        tag("in"),
        tag("px"),
    ));
    let length = (
        opt(one_of("+-")),
        take_while1(|c: char| c.is_ascii_digit() || c == '.'),
        space0,
        unit,
    );
    let named = (
        opt(digit1),
        char('\\'),
        take_while1(|c: char| c.is_ascii_alphabetic()),
    );
    recognize((space0, alt((recognize(length), recognize(named))), space0)).parse(text)
}

/// `\name` or `\` and one sign, with the raw argument or the delimiter that belongs to it.
fn command(text: &str) -> IResult<&str, Lexeme<'_>> {
    let letters = preceded(char('\\'), take_while1(|c: char| c.is_ascii_alphabetic()));
    let single = recognize(pair(char('\\'), opt(anychar)));
    let (rest, name): (&str, &str) = alt((letters, single)).parse(text)?;
    let meaning = commands::meaning(name).unwrap_or(Meaning::Unknown);
    match meaning {
        Meaning::Left | Meaning::Right | Meaning::Middle | Meaning::Size(_) => {
            Ok(delimiter(rest, name, meaning))
        }
        Meaning::OperatorName | Meaning::Text if raw_argument(rest).is_err() => {
            Ok((rest, (name, Meaning::Unknown, None)))
        }
        Meaning::Text => {
            let (rest, words) = raw_argument(rest)?;
            Ok((rest, (words.trim(), Meaning::Text, Some(words))))
        }
        _ if meaning.takes_raw() => {
            let (rest, raw) = opt(raw_argument).parse(rest)?;
            Ok((rest, (name, meaning, raw)))
        }
        _ if matches!(name, "hskip" | "kern" | "mkern" | "mskip") => {
            let (rest, _) = opt(dimension).parse(rest)?;
            Ok((rest, (name, Meaning::Space, None)))
        }
        _ => Ok((rest, (name, meaning, None))),
    }
}

/// The brace group that follows, braces balanced, without its braces; a star and a bracketed option are passed over.
fn raw_argument(text: &str) -> IResult<&str, &str> {
    let option = delimited(
        char('['),
        take_while(|c| c != ']' && c != '{' && c != '\n'),
        char(']'),
    );
    let (rest, _) = (opt(char('*')), blanks, opt(option), blanks, char('{')).parse(text)?;
    let mut depth = 1usize;
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' if depth == 1 => return Ok((&rest[at + 1..], &rest[..at])),
            '}' => depth -= 1,
            _ => {}
        }
        // Nothing raw is long; an open brace must not swallow the formula, nor cost its length at every command.
        if at > 2_000 {
            break;
        }
    }
    Err(nom::Err::Error(nom::error::Error::new(
        text,
        nom::error::ErrorKind::Char,
    )))
}

fn blanks(text: &str) -> IResult<&str, &str> {
    take_while(|c: char| c.is_whitespace()).parse(text)
}

/// The delimiter after `\left`, `\Big`; `\Big/` is just the slash.
fn delimiter<'a>(rest: &'a str, name: &'a str, sizing: Meaning) -> (&'a str, Lexeme<'a>) {
    let unknown = (rest, (name, Meaning::Unknown, None));
    let after_blanks = skip_blanks(rest);
    let Some(first) = after_blanks.chars().next() else {
        return unknown;
    };
    let letters = after_blanks[1.min(after_blanks.len())..]
        .find(|c: char| !c.is_ascii_alphabetic())
        .map_or(after_blanks.len(), |at| at + 1);
    let end = match first {
        '\\' if letters > 1 => letters,
        '\\' => 1 + after_blanks[1..].chars().next().map_or(0, char::len_utf8),
        c => c.len_utf8(),
    };
    let (sign, after) = after_blanks.split_at(end);
    let spelling = if letters > 1 && first == '\\' {
        &sign[1..]
    } else {
        sign
    };
    let glyph = match (spelling, commands::meaning(spelling)) {
        ("<" | "lt", _) => r"\langle",
        (">" | "gt", _) => r"\rangle",
        (".", _) => ".",
        (_, Some(Meaning::Delimiter(glyph, _))) => glyph,
        (_, Some(meaning)) if matches!(sizing, Meaning::Size(_)) => {
            return (after, (sign, meaning, None));
        }
        (_, Some(Meaning::Over)) => return (after, (sign, Meaning::Over, None)),
        _ => return unknown,
    };
    let natural = match commands::meaning(spelling) {
        Some(Meaning::Delimiter(_, side)) => side,
        _ => Side::Either,
    };
    let side = match sizing {
        Meaning::Left => Side::Left,
        Meaning::Right => Side::Right,
        Meaning::Middle => Side::Middle,
        Meaning::Size(Some(side)) if natural == Side::Either => side,
        _ => natural,
    };
    (after, (glyph, Meaning::Delimiter(glyph, side), None))
}

/// `12`, `0.5`, `.5`, `1{,}000`, `10\,000`.
fn number(text: &str) -> IResult<&str, Lexeme<'_>> {
    let thousands = many0_count(preceded(tag("{,}"), digit1));
    let fraction = opt(pair(char('.'), digit1));
    let whole = recognize((alt((spaced, recognize((digit1, thousands)))), fraction));
    let (rest, digits) = alt((whole, recognize(pair(char('.'), digit1)))).parse(text)?;
    Ok((rest, (digits, Meaning::Number, None)))
}

/// Groups of three digits behind thin spaces.
fn spaced(text: &str) -> IResult<&str, &str> {
    let first = verify(digit1, |digits: &str| {
        digits.len() <= 3 && !digits.starts_with('0')
    });
    let group = verify(digit1, |digits: &str| digits.len() == 3);
    recognize(pair(first, many1_count(preceded(tag(r"\,"), group)))).parse(text)
}

/// ASCII relations of several signs, `...`.
fn sign_pair(text: &str) -> IResult<&str, Lexeme<'_>> {
    let relation = alt((
        tag("<=>"),
        tag("::="),
        tag("<="),
        tag(">="),
        tag(":="),
        tag("=:"),
        tag("=="),
        tag("=>"),
        tag("->"),
    ));
    let dots = alt((tag("..."), tag("。。。"), tag("..")));
    let (rest, sign) = alt((relation, dots)).parse(text)?;
    let meaning = match sign {
        "..." | "。。。" | ".." => Meaning::Operator("ldots"),
        _ => commands::meaning(sign).unwrap_or(Meaning::Unknown),
    };
    Ok((rest, (sign, meaning, None)))
}

/// Running text that stands in the mathematics without `\text`: CJK, Cyrillic and other letters.
fn words(text: &str) -> IResult<&str, Lexeme<'_>> {
    let foreign = |c: char| c.is_alphabetic() && !c.is_ascii() && !is_mathematical(c);
    let (rest, run) = take_while1(foreign).parse(text)?;
    Ok((rest, (run, Meaning::Text, Some(run))))
}

fn is_mathematical(c: char) -> bool {
    UNICODE_LETTERS.iter().any(|&(letter, ..)| letter == c)
        || commands::meaning(c.encode_utf8(&mut [0; 4])).is_some()
}

/// `#1` in the body of a macro.
fn parameter(text: &str) -> IResult<&str, Lexeme<'_>> {
    let (rest, sign) = recognize(pair(char('#'), one_of("123456789"))).parse(text)?;
    Ok((rest, (sign, Meaning::Unknown, None)))
}

fn sign(text: &str) -> IResult<&str, Lexeme<'_>> {
    let (rest, sign) = recognize(anychar).parse(text)?;
    let letter = |c: char| c.is_ascii_alphabetic() || UNICODE_LETTERS.iter().any(|&(l, ..)| l == c);
    let meaning = match commands::meaning(sign) {
        _ if sign.chars().all(letter) => Meaning::Letter,
        found => found.unwrap_or(Meaning::Unknown),
    };
    Ok((rest, (sign, meaning, None)))
}

/// Makes one token of a run of plain letters that is a word of the table (`log`, `Var`), also between single letters
/// (`xlogx`), and of `:` `=`.
fn join_words<'a>(tokens: Vec<Token<'a>>, text: &'a str) -> Vec<Token<'a>> {
    let mut joined: Vec<Token<'a>> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        // A script without braces is one letter: `\gamma^tr` is a power times r. `x_max` is left to its writer.
        let script = at > 0 && tokens[at - 1].meaning == Meaning::Sup;
        let after = match is_plain_letter(&tokens[at]) && !script {
            true => &tokens[at + 1..],
            false => &[],
        };
        let further = after.iter().take(LONGEST_RUN - 1);
        let length = 1 + further
            .take_while(|t| is_plain_letter(t) && !t.spaced)
            .count();
        if tokens[at].meaning == Meaning::Separator(Separator::Colon)
            && tokens
                .get(at + 1)
                .is_some_and(|t| t.meaning == Meaning::Relation(Relation::Equal))
        {
            let mut defined = tokens[at].clone();
            defined.meaning = Meaning::Relation(Relation::Defined);
            defined.span.end = tokens[at + 1].span.end;
            joined.push(defined);
            at += 2;
        } else {
            push_run(&tokens, at..at + length, text, &mut joined);
            at += length;
        }
    }
    joined
}

fn is_plain_letter(token: &Token<'_>) -> bool {
    token.meaning == Meaning::Letter && token.text.len() == 1 && token.span.len() == 1
}

fn push_run<'a>(tokens: &[Token<'a>], run: Span, text: &'a str, joined: &mut Vec<Token<'a>>) {
    if run.len() < 2 {
        joined.extend_from_slice(&tokens[run]);
        return;
    }
    let spelled = &text[tokens[run.start].span.start..tokens[run.end - 1].span.end];
    let alone = |run: &Span| {
        let opens =
            |t: &Token<'_>| matches!(t.meaning, Meaning::Delimiter(_, Side::Open | Side::Left));
        let inside = |t: Option<&Token<'_>>, meaning| t.is_some_and(|t| t.meaning == meaning);
        tokens.get(run.end).is_some_and(opens)
            || run.start > 0
                && inside(tokens.get(run.start - 1), Meaning::BraceOpen)
                && inside(tokens.get(run.end), Meaning::BraceClose)
    };
    let whole = commands::bare_word(spelled).is_some_and(|shy| !shy || alone(&run));
    let word = if whole {
        Some((run.clone(), spelled))
    } else {
        ["log", "exp", "ln"].into_iter().find_map(|word| {
            let found = spelled.find(word)?;
            let tail = spelled.len() - found - word.len();
            let start = run.start + found;
            (found <= 1 && tail <= 1).then(|| (start..start + word.len(), word))
        })
    };
    // Nobody writes a product of so many letters without a space: it is a word (`minimize`, `const`).
    // A font command has its own way with the letters it is given.
    let in_font = run.start > 1 && matches!(tokens[run.start - 2].meaning, Meaning::Font(_));
    let long = run.len() >= LONG_RUN && !in_font;
    let word = word.or_else(|| long.then(|| (run.clone(), spelled)));
    let Some((place, word)) = word else {
        joined.extend_from_slice(&tokens[run]);
        return;
    };
    joined.extend_from_slice(&tokens[run.start..place.start]);
    joined.push(Token {
        text: word,
        meaning: commands::function_word(word).unwrap_or(Meaning::OperatorName),
        raw: Some(word),
        span: tokens[place.start].span.start..tokens[place.end - 1].span.end,
        spaced: tokens[place.start].spaced,
    });
    joined.extend_from_slice(&tokens[place.end..run.end]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        tokens(text)
            .0
            .iter()
            .map(|t| &text[t.span.clone()])
            .collect()
    }

    #[test]
    fn cuts_at_the_right_bytes() {
        for (text, expected) in [
            (r"a\,b % c", vec!["a", r"\,", "b"]),
            (r"\frac12", vec![r"\frac", "12"]),
            (r"x\\[6pt] y", vec!["x", r"\\[6pt]", "y"]),
            (r"x\\ [y]", vec!["x", r"\\", "[", "y", "]"]),
            (r"\left\{a\Big|", vec![r"\left\{", "a", r"\Big|"]),
            (r"\text{for all $x$}y", vec![r"\text{for all $x$}", "y"]),
            (r"10\,000+2\,3", vec![r"10\,000", "+", "2", r"\,", "3"]),
            ("1{,}000.5>=.5", vec!["1{,}000.5", ">=", ".5"]),
            (r"\\{a\\}", vec![r"\\{", "a", r"\\}"]),
            ("xlog x", vec!["x", "log", "x"]),
            ("minimize x", vec!["minimize", "x"]),
            ("plogp", vec!["p", "log", "p"]),
            ("a != b", vec!["a", "!=", "b"]),
            ("n!=b", vec!["n", "!", "=", "b"]),
            ("KL(p)KL", vec!["KL", "(", "p", ")", "K", "L"]),
            ("数学x", vec!["数学", "x"]),
        ] {
            assert_eq!(texts(text), expected, "{text}");
        }
    }

    #[test]
    fn is_bounded() {
        let text = "{".repeat(300_000);
        let (found, whole) = tokens(&text);
        assert_eq!((found.len(), whole), (MAX_TOKENS, false));
    }
}
