//! Messages about a note: a code from one table, a place, and what to do.
//!
//! *Invariant:* knows no stage; every stage may use it.

use std::ops::Range;

/// How much a message matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Note,
    Warning,
    Error,
}

/// One message. `span` counts bytes of the original file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub span: Range<usize>,
    pub text: String,
}

macro_rules! codes {
    ($($name:ident = $id:literal, $severity:ident, $title:literal;)*) => {
        /// The table of codes; the text of a diagnostic says what is special about its place.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $title] $name),* }

        impl Code {
            /// All codes, in the order of their numbers.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// Stable id, such as `H001`.
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => $id),* }
            }

            /// One-line title.
            pub fn title(self) -> &'static str {
                match self { $(Code::$name => $title),* }
            }

            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity),* }
            }
        }
    };
}

codes! {
    InvalidUtf8 = "H001", Warning, "the file is not valid UTF-8; invalid bytes were replaced";
    UnclosedDisplay = "H002", Warning, "a display or environment is not closed";
    TooLarge = "H003", Warning, "a piece of the note is too large or too deeply nested to be read";
    UnknownDirective = "H004", Warning, "a hence directive could not be read";
    UnbalancedBracket = "H010", Warning, "a bracket is not balanced; it was mended";
    MissingDifferential = "H011", Warning, "an integral has no differential; it was supplied";
    MissingIndex = "H012", Warning, "the body of a sum lacks its index; it was supplied";
    LogScope = "H013", Warning, "a function without brackets is read as covering more or less than usual";
    IndexSpelling = "H014", Warning, "an index is spelled in two ways";
    RandomVariableCase = "H015", Warning, "a value stands where a random variable is meant";
    DoubleBar = "H016", Warning, "a double bar stands where a conditioning bar is meant";
    ParameterReading = "H017", Warning, "the second parameter of the normal distribution is read as a standard deviation";
    MissingArgument = "H018", Warning, "a density or definition is written without its argument";
    UnboundDimension = "H019", Warning, "a dimension is named in two ways";
    DiffersFromUsual = "H020", Warning, "a definition differs from the usual one";
    UnknownCommand = "H021", Warning, "a LaTeX command is not known";
    Unreadable = "H022", Warning, "a row cannot be read as mathematics";
    Inherited = "H023", Note, "a row is wrong only because the row before is";
    Repeated = "H024", Note, "a row repeats the row before";
    MissingLink = "H025", Warning, "a link leads to a note that is not there";
    ThinEquality = "H026", Warning, "a strict relation fails on a thin set";
    SmallSize = "H027", Warning, "a relation fails only at sizes below the terms written out";
    ExpectUnmet = "H028", Error, "an expect directive is not met";
    ImplicitDefinition = "H029", Note, "a name is taken to be defined here";
    OtherReading = "H030", Warning, "an unusual reading of the notation was taken";
    UnusedDirective = "H031", Warning, "an accept directive finds nothing to accept";
    CircularProof = "H032", Warning, "a proof would rest on itself through links between notes";
    JuxtaposedVariables = "H033", Note, "random variables side by side are read as all of them together";
}

macro_rules! reasons {
    ($($name:ident = $id:literal, $title:literal;)*) => {
        /// Why a step could not be judged: the `reason_code` of the report.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Reason { $(#[doc = $title] $name),* }

        impl Reason {
            pub const ALL: &'static [Reason] = &[$(Reason::$name),*];

            pub fn id(self) -> &'static str {
                match self { $(Reason::$name => $id),* }
            }

            pub fn title(self) -> &'static str {
                match self { $(Reason::$name => $title),* }
            }
        }
    };
}

reasons! {
    Unreadable = "unreadable", "a side cannot be read as mathematics";
    UnreadNotation = "unread-notation", "a side has notation that is not understood";
    IllSorted = "ill-sorted", "the parts of a side do not fit each other";
    MissingSide = "missing-side", "one side is missing";
    Relation = "relation", "relations of this kind are not judged";
    Undecided = "undecided", "no proof was found and the numbers do not decide";
    NoModel = "no-model", "no values satisfy the hypotheses";
    Ambiguous = "ambiguous", "readings of the notation give different verdicts";
    Conflict = "conflict", "the two judges disagree: an error of the program";
    Budget = "budget", "the budget ran out";
    Ignored = "ignored", "a directive says to pass over this";
    Introduced = "introduced", "the step brings in what a name stands for, which the note does not say elsewhere";
    Context = "context", "it fails for what was understood of its names, but the note says more of them";
    Rounded = "rounded", "the sides agree only within the digits that are written";
    Repaired = "repaired-fails", "the row was mended, and the mended row does not hold";
}
