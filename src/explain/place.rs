//! PLACE on the command line: FILE:LINE, FILE:LINE:COLUMN or a step's id, FILE:1.2.

use crate::report::StepReport;

/// Which steps of a note are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Line(usize),
    Column(usize, usize),
    Step(String),
}

/// Why a text is no place.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{0}` is no place: write FILE:LINE, FILE:LINE:COLUMN, or FILE:STEP such as notes/kl.md:1.2"
)]
pub struct Unplaced(String);

impl Place {
    /// Splits at the last colons that digits follow.
    ///
    /// # Errors
    /// If no number follows a colon.
    pub fn parse(text: &str) -> Result<(String, Place), Unplaced> {
        let unplaced = || Unplaced(text.to_owned());
        let (rest, last) = text.rsplit_once(':').ok_or_else(unplaced)?;
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if let Some((derivation, step)) = last.split_once('.')
            && digits(derivation)
            && digits(step)
        {
            return Ok((rest.to_owned(), Place::Step(last.to_owned())));
        }
        let number = |part: &str| part.parse::<usize>().map_err(|_| unplaced());
        if !digits(last) {
            return Err(unplaced());
        }
        match rest.rsplit_once(':') {
            Some((file, line)) if digits(line) => {
                Ok((file.to_owned(), Place::Column(number(line)?, number(last)?)))
            }
            _ => Ok((rest.to_owned(), Place::Line(number(last)?))),
        }
    }

    /// The steps meant: all of a line, the last one that begins at or before a column.
    pub fn choose<'s>(&self, steps: &'s [StepReport]) -> Vec<&'s StepReport> {
        match self {
            Place::Step(id) => steps.iter().filter(|step| step.id == *id).collect(),
            Place::Line(line) => steps.iter().filter(|step| step.line == *line).collect(),
            Place::Column(line, column) => {
                let on_line = || steps.iter().filter(|step| step.line == *line);
                let before = on_line().rfind(|step| step.column <= *column);
                before.or_else(|| on_line().next()).into_iter().collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_split_at_the_last_colons_before_digits() {
        let parsed = |text| Place::parse(text).unwrap();
        assert_eq!(parsed("a:b.md:3"), ("a:b.md".into(), Place::Line(3)));
        assert_eq!(parsed("b.md:3:14"), ("b.md".into(), Place::Column(3, 14)));
        assert_eq!(
            parsed("b.md:2.10"),
            ("b.md".into(), Place::Step("2.10".into()))
        );
        assert!(Place::parse("b.md").is_err());
        assert!(Place::parse("b.md:").is_err());
        assert!(Place::parse("b.md:99999999999999999999999").is_err());
    }
}
