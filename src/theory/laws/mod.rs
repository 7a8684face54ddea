//! The laws, one file a domain. To add a law, add a row.

mod complex;
mod densities;
mod distributions;
mod expectation;
mod extrema;
mod functions;
mod gaussian;
mod information;
mod integrals;
mod logarithms;
mod matrices;
mod orders;
mod powers;
mod products;
mod sums;
mod trigonometry;

use super::load::Row;

/// Every domain with its rows.
pub const DOMAINS: &[(&str, &[Row])] = &[
    ("complex", complex::ROWS),
    ("densities", densities::ROWS),
    ("distributions", distributions::ROWS),
    ("expectation", expectation::ROWS),
    ("extrema", extrema::ROWS),
    ("functions", functions::ROWS),
    ("gaussian", gaussian::ROWS),
    ("information", information::ROWS),
    ("integrals", integrals::ROWS),
    ("logarithms", logarithms::ROWS),
    ("matrices", matrices::ROWS),
    ("orders", orders::ROWS),
    ("powers", powers::ROWS),
    ("products", products::ROWS),
    ("sums", sums::ROWS),
    ("trigonometry", trigonometry::ROWS),
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
