//! The names that take arguments: functions of numbers and matrices, moments, probabilities, information quantities.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::distributions::{Distribution, distribution};
use crate::expr::Operator;

/// What a name that takes arguments means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// One argument, in brackets or juxtaposed: `\sin 2x`, `\operatorname{tr}(AB)`.
    Function(Operator),
    /// Two or more arguments in brackets.
    Several(Operator),
    /// Logarithm to a base; None: natural unless a subscript says otherwise.
    Logarithm(Option<i64>),
    Exponential,
    /// `\coth`: one over the operator.
    Reciprocal(Operator),
    Quantity(Quantity),
    Distribution(&'static Distribution),
}

/// Quantities of random variables and distributions, whose arguments have notations of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    Expectation,
    Variance,
    Covariance,
    Correlation,
    Probability,
    Divergence,
    /// The mean divergence of two densities from their mean.
    JensenShannon,
    /// Entropy, joint, conditional and cross-entropy: by the kind of the arguments.
    Entropy,
    CrossEntropy,
    MutualInformation,
}

/// In which notes a spelling has this meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surety {
    /// In all.
    Always,
    /// Before a bracket, where the note does not use the name otherwise.
    Bracket,
}

use Head::{Exponential, Function, Logarithm, Reciprocal, Several};
use Surety::{Always, Bracket};

const HEADS: &[(&str, Head, Surety)] = &[
    (r"\log \ln", Logarithm(None), Always),
    (r"\lg", Logarithm(Some(10)), Always),
    (r"\exp", Exponential, Always),
    (r"\sin", Function(Operator::Sin), Always),
    (r"\cos", Function(Operator::Cos), Always),
    (r"\tan", Function(Operator::Tan), Always),
    (r"\cot", Function(Operator::Cot), Always),
    (r"\sec", Function(Operator::Sec), Always),
    (r"\csc", Function(Operator::Csc), Always),
    (r"\arcsin", Function(Operator::Arcsin), Always),
    (r"\arccos", Function(Operator::Arccos), Always),
    (r"\arctan", Function(Operator::Arctan), Always),
    (r"\sinh", Function(Operator::Sinh), Always),
    (r"\cosh", Function(Operator::Cosh), Always),
    (r"\tanh", Function(Operator::Tanh), Always),
    (r"\coth", Reciprocal(Operator::Tanh), Always),
    (
        r"\sgn \mathrm{sgn} \mathrm{sign}",
        Function(Operator::Sign),
        Always,
    ),
    (r"\mathrm{abs}", Function(Operator::Abs), Always),
    (r"\mathrm{floor}", Function(Operator::Floor), Always),
    (r"\mathrm{ceil}", Function(Operator::Ceiling), Always),
    (r"\Gamma", Function(Operator::Gamma), Bracket),
    (r"\psi", Function(Operator::Digamma), Bracket),
    (r"\mathrm{B}", Several(Operator::Beta), Bracket),
    (r"B", Several(Operator::Beta), Bracket),
    (r"\mathrm{erf}", Function(Operator::Erf), Always),
    (r"\Phi", Function(Operator::NormalCdf), Bracket),
    (r"\mathrm{sigmoid}", Function(Operator::Sigmoid), Always),
    (r"\Re \mathrm{Re}", Function(Operator::Re), Always),
    (r"\Im \mathrm{Im}", Function(Operator::Im), Always),
    (r"\mathrm{card}", Function(Operator::Size), Always),
    (
        r"\det \mathrm{Det}",
        Function(Operator::Determinant),
        Always,
    ),
    (
        r"\tr \mathrm{tr} \mathrm{Tr} \mathrm{trace} \mathrm{Trace} \mathrm{Sp}",
        Function(Operator::Trace),
        Always,
    ),
    (
        r"\rank \mathrm{rank} \mathrm{rk}",
        Function(Operator::Rank),
        Always,
    ),
    (
        r"\diag \mathrm{diag} \mathrm{Diag}",
        Function(Operator::Diag),
        Always,
    ),
    (r"\mathrm{vec}", Function(Operator::Vec), Always),
    (r"\mathrm{inv}", Function(Operator::Inverse), Always),
    (r"\mathrm{root}", Function(Operator::MatrixRoot), Always),
    (r"\mathrm{norm}", Function(Operator::Norm), Always),
    (r"\mathrm{symmetric}", Function(Operator::Symmetric), Always),
    (
        r"\mathrm{posdef}",
        Function(Operator::PositiveDefinite),
        Always,
    ),
    (
        r"\mathrm{invertible}",
        Function(Operator::Invertible),
        Always,
    ),
    (
        r"\mathrm{convergent}",
        Function(Operator::Convergent),
        Always,
    ),
    (r"\mathrm{density}", Function(Operator::IsDensity), Always),
    (
        r"\mathrm{integer}",
        Function(Operator::IntegerValued),
        Always,
    ),
    (r"\mathrm{pdf}", Several(Operator::Pdf), Always),
    (r"\mathrm{cdf}", Several(Operator::Cdf), Always),
    (
        r"\mathbb{E} \mathrm{E} \mathsf{E} \mathcal{E} \mathrm{Expect}",
        Head::Quantity(Quantity::Expectation),
        Always,
    ),
    ("E", Head::Quantity(Quantity::Expectation), Bracket),
    (
        r"\mathrm{Var} \mathrm{var}",
        Head::Quantity(Quantity::Variance),
        Always,
    ),
    (
        r"V Var \mathbb{V} \mathrm{V} \mathbb{D} \mathrm{D}",
        Head::Quantity(Quantity::Variance),
        Bracket,
    ),
    (
        r"\mathrm{Cov} \mathrm{cov}",
        Head::Quantity(Quantity::Covariance),
        Always,
    ),
    (r"\mathbb{C}", Head::Quantity(Quantity::Covariance), Bracket),
    (
        r"\mathrm{Corr} \mathrm{corr}",
        Head::Quantity(Quantity::Correlation),
        Always,
    ),
    (
        r"\Pr \mathrm{Pr} \mathbb{P} \mathrm{P} \mathsf{P} \mathrm{Prob}",
        Head::Quantity(Quantity::Probability),
        Always,
    ),
    (
        r"D_{KL} \mathrm{KL} KL D_{kl} \mathbb{D}_{KL} \mathbb{KL} \mathcal{KL} \mathrm{D}_{KL} d_{KL} \mathcal{D}_{KL} \mathrm{DKL}
          \mathrm{kl}",
        Head::Quantity(Quantity::Divergence),
        Always,
    ),
    (
        r"D_{JS} \mathrm{JS} JS \mathrm{JSD} JSD D_{JSD} D_{js} \mathbb{D}_{JS} \mathrm{D}_{JS} \mathcal{D}_{JS}",
        Head::Quantity(Quantity::JensenShannon),
        Bracket,
    ),
    ("D", Head::Quantity(Quantity::Divergence), Bracket),
    (
        r"\mathrm{H} \mathbb{H} \mathcal{H} \mathrm{h} \mathrm{Entropy}",
        Head::Quantity(Quantity::Entropy),
        Always,
    ),
    ("H h", Head::Quantity(Quantity::Entropy), Bracket),
    (
        r"\mathrm{CE} \mathrm{Cross\ Entropy} \mathrm{CrossEntropy} \mathrm{Cross-Entropy}",
        Head::Quantity(Quantity::CrossEntropy),
        Always,
    ),
    (
        r"\mathrm{MI} \mathrm{I} \mathbb{I} \mathcal{I}",
        Head::Quantity(Quantity::MutualInformation),
        Bracket,
    ),
    ("I", Head::Quantity(Quantity::MutualInformation), Bracket),
];

/// Distributions with a spelling that is an everyday letter have it only before a bracket.
const LETTERS: &[&str] = &[
    "N",
    "U",
    "t",
    "F",
    r"\mathbb{N}",
    r"\mathcal{G}",
    r"\mathcal{B}",
    r"\mathcal{T}",
    r"\mathcal{W}",
];

/// What a spelling (letter with font and, for some, a subscript) means at the head of arguments.
pub fn head(spelling: &str) -> Option<(Head, Surety)> {
    static TABLE: OnceLock<FxHashMap<String, (Head, Surety)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        HEADS
            .iter()
            .flat_map(|&(spellings, head, surety)| {
                words(spellings).map(move |s| (s, (head, surety)))
            })
            .collect()
    });
    if let Some(&found) = table.get(spelling) {
        return Some(found);
    }
    // A word is the same word in any font: `\mathbb{Var}`.
    if let Some(found) = upright(spelling).and_then(|upright| table.get(&upright)) {
        return Some(*found);
    }
    let row = distribution(spelling)?;
    let surety = match LETTERS.contains(&spelling) {
        true => Bracket,
        false => Always,
    };
    Some((Head::Distribution(row), surety))
}

/// The upright spelling of a word in another font.
fn upright(spelling: &str) -> Option<String> {
    let word = spelling
        .strip_prefix(r"\math")?
        .split_once('{')?
        .1
        .strip_suffix('}')?;
    (word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic()))
        .then(|| format!(r"\mathrm{{{word}}}"))
}

/// Spellings are separated by blanks; a blank inside of one is written `\ `.
fn words(spellings: &str) -> impl Iterator<Item = String> {
    spellings
        .replace(r"\ ", "\u{0}")
        .split_ascii_whitespace()
        .map(|s| s.replace('\u{0}', " "))
        .collect::<Vec<_>>()
        .into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_found_once() {
        let all: Vec<String> = HEADS.iter().flat_map(|(s, ..)| words(s)).collect();
        for spelling in &all {
            assert_eq!(
                all.iter().filter(|s| *s == spelling).count(),
                1,
                "{spelling}"
            );
            assert!(head(spelling).is_some());
        }
        assert_eq!(
            head(r"\mathrm{Cross Entropy}").map(|(h, _)| h),
            Some(Head::Quantity(Quantity::CrossEntropy))
        );
    }
}
