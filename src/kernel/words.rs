//! Products of vectors and matrices in the normal form: words, turned round where they are scalars.

use super::monomial::{Exponent, Monomial, Polynomial};
use super::power::MAX_EXPONENT;
use super::ring::{Result, Ring};
use crate::expr::*;
use crate::number::Rational;

impl Ring<'_> {
    /// Splits a word where its inner dimension is 1: the scalars become factors. False if the word is zero.
    pub(super) fn settle_word(&mut self, word: &[Id], into: &mut Monomial) -> Result<bool> {
        let is = |store: &Store, letter: Id, operator: Operator| matches!(store.node(letter), Node::Apply(op, _) if *op == operator);
        if word
            .iter()
            .any(|&letter| is(self.store, letter, Operator::ZeroVector))
        {
            return Ok(false);
        }
        let mut letters: Vec<Id> = word.to_vec();
        letters.retain(|&letter| !is(self.store, letter, Operator::Identity));
        if letters.is_empty() {
            letters.extend(word.first());
        }
        let mut cuts: Vec<usize> = Vec::new();
        for (at, &letter) in letters.iter().enumerate() {
            let (rows, columns) = self.store.shape(letter);
            if at == 0 && self.store.is_one(rows) {
                cuts.push(0);
            }
            if self.store.is_one(columns) {
                cuts.push(at + 1);
            }
        }
        for pair in cuts.windows(2) {
            let scalar = self.scalar_word(&letters[pair[0]..pair[1]]);
            self.merge(into, scalar, &Exponent::one())?;
        }
        match (cuts.first(), cuts.last()) {
            (Some(&first), Some(&last)) => {
                into.word.extend_from_slice(&letters[..first]);
                into.word.extend_from_slice(&letters[last..]);
            }
            _ => into.word.extend_from_slice(&letters),
        }
        Ok(true)
    }

    /// A scalar chain equals its transpose: the one that comes first stands for both.
    fn scalar_word(&mut self, letters: &[Id]) -> Id {
        let flipped: Vec<Id> = letters
            .iter()
            .rev()
            .map(|&letter| self.flip(letter))
            .collect();
        let (chain, other) = (self.store.chain(letters), self.store.chain(&flipped));
        let weight = |letters: &[Id]| letters.iter().filter(|&&l| self.is_transposed(l)).count();
        let order = weight(letters).cmp(&weight(&flipped));
        match order.then_with(|| self.store.compare(chain, other)) {
            std::cmp::Ordering::Greater => other,
            _ => chain,
        }
    }

    /// True for a transposed matrix; the form of a word with fewer of them is preferred.
    fn is_transposed(&self, letter: Id) -> bool {
        match self.store.node(letter) {
            Node::Apply(Operator::Transpose, args) => {
                matches!(self.store.sort(args[0]), Sort::Matrix(..))
            }
            _ => false,
        }
    }

    fn flip(&mut self, letter: Id) -> Id {
        match *self.store.node(letter) {
            Node::Apply(Operator::Transpose, ref args) => args[0],
            Node::Apply(Operator::Identity | Operator::Diag, _) => letter,
            _ => self.store.apply(Operator::Transpose, &[letter]),
        }
    }

    pub(super) fn transposed(&mut self, polynomial: &Polynomial) -> Result<Polynomial> {
        let mut result = Polynomial::default();
        for (monomial, coefficient) in &polynomial.terms {
            self.charge(1)?;
            let mut flipped = monomial.clone();
            flipped.word = monomial
                .word
                .iter()
                .rev()
                .map(|&letter| self.flip(letter))
                .collect();
            result.add(flipped, coefficient);
        }
        Ok(result)
    }

    /// A natural power of a matrix is a word; any other power of an array is a letter.
    pub(super) fn array_power(&mut self, base: Id, exponent: Id) -> Result<Polynomial> {
        let (rows, columns) = self.store.shape(base);
        let times = self.store.as_number(exponent).and_then(Rational::to_i64);
        let (base, exponent) = (self.canonical(base)?, self.canonical(exponent)?);
        match times {
            Some(0) if rows == columns => {
                let identity = self.store.apply(Operator::Identity, &[rows]);
                Ok(self.atom(identity))
            }
            Some(times @ 1..=MAX_EXPONENT) if rows == columns => {
                let entry = self.entry(base)?;
                let mut product = entry.polynomial.clone();
                for _ in 1..times {
                    product = self.multiply(&product, &entry.polynomial)?;
                }
                Ok(product)
            }
            _ => {
                let letter = self.store.power(base, exponent);
                Ok(self.atom(letter))
            }
        }
    }
}
