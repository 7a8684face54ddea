//! The laws, one file a domain. To add a law, add a row.

mod distributions;
mod gaussian;
mod information;
mod integrals;
mod logarithms;
mod matrices;
mod orders;

use super::load::Row;

/// Every domain with its rows.
pub const DOMAINS: &[(&str, &[Row])] = &[
    ("distributions", distributions::ROWS),
    ("gaussian", gaussian::ROWS),
    ("information", information::ROWS),
    ("integrals", integrals::ROWS),
    ("logarithms", logarithms::ROWS),
    ("matrices", matrices::ROWS),
    ("orders", orders::ROWS),
];

/// Makes rows from `id, variables, left = right, [conditions], doc, source`.
macro_rules! rows {
    ($($id:literal, $variables:literal, $left:literal $relation:tt $right:literal, [$($condition:literal),*], $doc:literal, $source:literal;)*) => {
        pub const ROWS: &[$crate::theory::Row] = &[$($crate::theory::Row {
            id: $id,
            variables: $variables,
            relation: stringify!($relation),
            left: $left,
            right: $right,
            conditions: &[$($condition),*],
            doc: $doc,
            source: $source,
        }),*];
    };
}
use rows;
