//! Formulas as MathML.

use super::formula::Formula;

/// The formula as a `math` element.
pub fn mathml(formula: &Formula) -> String {
    format!(
        "<math display=\"block\"><mrow>{}</mrow></math>",
        element(formula)
    )
}

/// The formula within a line of text.
pub fn inline(formula: &Formula) -> String {
    format!("<math><mrow>{}</mrow></math>", element(formula))
}

/// Text in which HTML's signs are escaped.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn element(formula: &Formula) -> String {
    match formula {
        Formula::Row(items) => format!(
            "<mrow>{}</mrow>",
            items.iter().map(element).collect::<String>()
        ),
        Formula::Name(text) => format!("<mi>{}</mi>", escape(text)),
        Formula::Word(text) => format!("<mi mathvariant=\"normal\">{}</mi>", escape(text)),
        Formula::Number(text) => format!("<mn>{}</mn>", escape(text)),
        Formula::Sign(text) => format!("<mo>{}</mo>", escape(text)),
        Formula::Fraction(above, below) => {
            format!("<mfrac>{}{}</mfrac>", element(above), element(below))
        }
        Formula::Root(inner) => format!("<msqrt>{}</msqrt>", element(inner)),
        Formula::Scripts { base, below, above } => {
            scripts(base, below.as_deref(), above.as_deref())
        }
        Formula::Accent(inner, mark) => format!(
            "<mover accent=\"true\">{}<mo>{mark}</mo></mover>",
            element(inner)
        ),
        Formula::Table(open, rows, close) => {
            let cell = |cell: &Formula| format!("<mtd>{}</mtd>", element(cell));
            let row = |cells: &Vec<Formula>| {
                format!("<mtr>{}</mtr>", cells.iter().map(cell).collect::<String>())
            };
            let rows: String = rows.iter().map(row).collect();
            format!("<mrow><mo>{open}</mo><mtable>{rows}</mtable><mo>{close}</mo></mrow>")
        }
        Formula::Marked(inner) => format!("<mrow class=\"changed\">{}</mrow>", element(inner)),
    }
}

fn scripts(base: &Formula, below: Option<&Formula>, above: Option<&Formula>) -> String {
    let stacked = matches!(base, Formula::Sign(sign) if sign == "∑" || sign == "∏");
    let base = element(base);
    let (tag, parts) = match (below, above) {
        (Some(below), Some(above)) => (
            if stacked { "munderover" } else { "msubsup" },
            element(below) + &element(above),
        ),
        (Some(below), None) => (if stacked { "munder" } else { "msub" }, element(below)),
        (None, Some(above)) => (if stacked { "mover" } else { "msup" }, element(above)),
        (None, None) => return base,
    };
    format!("<{tag}>{base}{parts}</{tag}>")
}

#[cfg(test)]
mod tests {
    use super::super::formula::formula;
    use super::*;

    #[test]
    fn fractions_and_scripts_are_elements() {
        assert_eq!(
            inline(&formula(r"\frac{a}{2}^{n}")),
            "<math><mrow><msup><mfrac><mi>a</mi><mn>2</mn></mfrac><mi>n</mi></msup></mrow></math>"
        );
        assert!(inline(&formula("a < b")).contains("&lt;"));
    }
}
