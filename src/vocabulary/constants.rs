//! Names with a fixed value.

use crate::expr::Constant;

/// Spelling, constant, and whether the spelling has this meaning in every note. Where it does not, the name must be used
/// as the constant is (`e` as the base of a power, `i` where it is no index) and be nothing else in the note.
const CONSTANTS: &[(&str, Constant, bool)] = &[
    (r"\infty", Constant::Infinity, true),
    (r"\pi", Constant::Pi, false),
    ("e", Constant::E, false),
    ("i", Constant::I, false),
    (r"\mathrm{i}", Constant::I, false),
    (r"\mathrm{e}", Constant::E, false),
];

/// The constant that a spelling may name, and whether it always does.
pub fn constant(spelling: &str) -> Option<(Constant, bool)> {
    CONSTANTS
        .iter()
        .find(|(known, ..)| *known == spelling)
        .map(|&(_, constant, sure)| (constant, sure))
}

/// Names of sets of numbers in blackboard letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberSet {
    Naturals,
    Integers,
    Reals,
    Complexes,
}

const NUMBER_SETS: &[(&str, NumberSet)] = &[
    (r"\mathbb{N}", NumberSet::Naturals),
    (r"\mathbb{Z}", NumberSet::Integers),
    (r"\mathbb{Q}", NumberSet::Reals),
    (r"\mathbb{R}", NumberSet::Reals),
    (r"\mathbb{C}", NumberSet::Complexes),
];

/// The set of numbers that a spelling names.
pub fn number_set(spelling: &str) -> Option<NumberSet> {
    NUMBER_SETS
        .iter()
        .find(|(known, _)| *known == spelling)
        .map(|&(_, set)| set)
}
