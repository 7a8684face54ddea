//! A file of any format: its bytes become text, and the format's reader does the rest.

use super::note::Note;
use super::{directive, latex, markdown, notebook};
use crate::diagnostic::{Code, Diagnostic};

/// Larger files are not read: no note is as large, and the stages after this one build trees of it.
const MAX_FILE: usize = 16 << 20;

/// Reads a file. The format follows from the extension of `path`: `.tex`, `.ipynb`, otherwise Markdown.
///
/// Never fails: what could not be read is in [`Note::diagnostics`].
pub fn read(path: &str, bytes: &[u8]) -> Note {
    let mut note = Note {
        path: path.replace('\\', "/"),
        ..Note::default()
    };
    if bytes.len() > MAX_FILE {
        note.diagnostics.push(Diagnostic {
            code: Code::TooLarge,
            span: 0..bytes.len(),
            text: format!("the file has more than {} MiB; not read", MAX_FILE >> 20),
        });
        return note;
    }
    note.text = decode(bytes, &mut note.diagnostics);
    let extension = note
        .path
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "tex" | "latex" => {
            let text = std::mem::take(&mut note.text);
            latex::read(&text, &mut note);
            note.text = text;
        }
        "ipynb" => notebook::read(&mut note),
        _ => {
            let text = std::mem::take(&mut note.text);
            markdown::read(&text, None, &mut note);
            note.text = text;
        }
    }
    directive::settle(&mut note);
    note
}

/// Each invalid byte becomes one control character, which no later stage can take for mathematics, so that offsets
/// stay those of the file.
fn decode(bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) -> String {
    const SUBSTITUTE: char = '\u{1a}';
    let mut text = String::with_capacity(bytes.len());
    let (mut first, mut count) = (None, 0usize);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            first = first.or(Some(text.len()));
            count += chunk.invalid().len();
            text.extend(std::iter::repeat_n(SUBSTITUTE, chunk.invalid().len()));
        }
    }
    if let Some(first) = first {
        diagnostics.push(Diagnostic {
            code: Code::InvalidUtf8,
            span: first..first + 1,
            text: format!("{count} invalid bytes, the first here"),
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::directive::Directive;
    use super::super::note::ItemKind;
    use super::*;

    /// The items in short: `# heading`, `[display]`, `{inline}`, `<link>`, `!directive`, `/` for a break.
    fn sketch(path: &str, text: &str) -> String {
        let note = read(path, text.as_bytes());
        let show = |kind: &ItemKind| match kind {
            ItemKind::Heading { text, .. } => format!("# {text}"),
            ItemKind::Display(region) => format!("[{}]", region.text.trim()),
            ItemKind::Inline(region) => format!("{{{}}}", region.text.trim()),
            ItemKind::Prose(text) => text.trim().to_string(),
            ItemKind::Link { text, target } => format!("<{text} {target}>"),
            ItemKind::Break => "/".to_string(),
            ItemKind::Directive(Directive::Suppose(kind, region)) => {
                format!("!{kind:?} {}", region.text)
            }
            ItemKind::Directive(directive) => format!("!{directive:?}"),
        };
        let items: Vec<String> = note.items.iter().map(|item| show(&item.kind)).collect();
        items.join(" ")
    }

    #[test]
    fn markdown_dialects() {
        let rows = [
            (
                "---\na: $x$\n---\n# *On* $x$\n\nlet **$y$** be",
                "# On $x$ let {y} be /",
            ),
            ("pays $5 and $6, not $ z_1 $", "pays $5 and $6, not {z_1} /"),
            ("```py\n$$a$$\n```\n`$b$` c", "c /"),
            ("> $$ a\n> = b $$\n> c", "[a\n= b] c /"),
            ("$$ a\n\n= b $$", "[a\n\n= b] /"),
            (
                "$$a = b\n\nnext $c$ and $$d$$ too",
                "[a = b] / next {c} and {d} too /",
            ),
            ("\\\\[a+b\\\\]\n\\(b\\) \\[1\\]", "[a+b] {b} [1] /"),
            ("```math\na\n```\n:::{math}\n:label: l\nb\n:::", "[a] [b] /"),
            ("```{prf:proof}\nc\n```", "Proof. c /"),
            (
                "<script type=\"math/tex; mode=display\">a</script>",
                "[a] /",
            ),
            ("- a\n\n        $$b$$\n- c", "a / [b] / c /"),
            (
                "<!-- hence: assume a\nlet b -->\nx {: .note }",
                "!Assume a !Let b x /",
            ),
            (
                "see [the *proof*](/p/q) <b>now</b>",
                "see <the proof /p/q> now /",
            ),
            (
                "\\begin{align} a\n- b \\end{align}\nc",
                "[\\begin{align} a\n- b \\end{align}] c /",
            ),
        ];
        for (text, expected) in rows {
            assert_eq!(sketch("a.md", text), expected, "{text}");
        }
    }

    #[test]
    fn latex_files() {
        let text = "\\newtheorem{satz}{Satz}\n\\begin{document}\\section{A}\nLet~$x$ \\emph{be}. % $c$\n\n\
            \\begin{satz}\\begin{align*} a % hence: ignore\n= b\\end{align*}\\end{satz}\\verb|x| see \\eqref{k}";
        let expected = "# A Let {x} be. / Satz. !Ignore [\\begin{align*} a                \n= b\\end{align*}] / see <(k) #k> /";
        assert_eq!(sketch("a.tex", text), expected);
    }

    #[test]
    fn notebooks_count_in_their_cells() {
        let text = r##"{"cells": [{"cell_type": "code", "source": "$a$"},
            {"cell_type": "markdown", "source": ["# T\n", "$$b$$"]}]}"##;
        let note = read("a.ipynb", text.as_bytes());
        let ItemKind::Display(region) = &note.items[1].kind else {
            panic!("no display: {:?}", note.items);
        };
        assert_eq!(
            (region.cell, &note.source(Some(1))[region.to_file(0)..][..1]),
            (Some(1), "b")
        );
        assert_eq!(read("b.ipynb", b"{").diagnostics[0].code, Code::Unreadable);
    }

    #[test]
    fn bad_bytes_keep_the_offsets() {
        let note = read("a.md", b"\xff\xfe $x$");
        assert_eq!(note.diagnostics[0].code, Code::InvalidUtf8);
        assert_eq!(note.items[1].span, 3..6);
        assert_eq!(note.text.len(), 6);
    }

    #[test]
    fn hostile_files_cost_little() {
        for unit in [
            "{",
            "$",
            "$$ ",
            "\\[ a\n\n$",
            "\\begin{align}",
            "$\\text{$",
            "`a``b",
            "<",
            "](",
            ":::{note}\n",
        ] {
            for path in ["a.md", "a.tex"] {
                read(path, unit.repeat(20_000).as_bytes());
            }
        }
    }
}
