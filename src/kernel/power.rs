//! Powers and words in the normal form: how exponents merge, and what a merged monomial settles to.

use super::monomial::{Exponent, Monomial, Polynomial};
use super::ring::{Result, Ring, RingError};
use crate::expr::*;
use crate::number::Rational;

/// Numbers under roots and symbolic exponents are factored by division up to this prime; what is left stays whole.
const MAX_PRIME: i64 = 1 << 10;
/// Exponents beyond this are not expanded, whatever the budget.
pub(super) const MAX_EXPONENT: i64 = 1 << 12;

impl Ring<'_> {
    /// True for a base that is itself a sum, product or power, and so must be expanded at exponents from 1 on.
    pub(super) fn is_compound(&self, base: Id) -> bool {
        matches!(
            self.store.node(base),
            Node::Sum(_) | Node::Product(_) | Node::Power(..)
        )
    }

    /// True if the value is positive whatever its parts are.
    fn is_positive_base(&self, base: Id) -> bool {
        match self.store.node(base) {
            Node::Number(value) => value.is_positive(),
            Node::Constant(constant) => {
                matches!(constant, Constant::Pi | Constant::E | Constant::EulerGamma)
            }
            _ => false,
        }
    }

    /// True if no value is negative, so that `(a b)^r = a^r b^r` holds with it.
    fn is_nonnegative_base(&self, base: Id) -> bool {
        match self.store.node(base) {
            Node::Density { .. } => true,
            Node::Apply(operator, _) => matches!(
                operator,
                Operator::Pdf | Operator::Abs | Operator::Norm | Operator::Probability
            ),
            _ => self.is_positive_base(base),
        }
    }

    fn is_integer(&self, exponent: &Exponent) -> bool {
        match exponent {
            Exponent::Number(value) => value.is_integer(),
            Exponent::Symbolic(id) => *self.store.sort(*id) == Sort::Integer,
        }
    }

    fn is_minus_one(&self, base: Id) -> bool {
        matches!(self.store.node(base), Node::Number(value) if value.to_i64() == Some(-1))
    }

    fn is_real(&self, exponent: &Exponent) -> bool {
        match exponent {
            Exponent::Number(_) => true,
            Exponent::Symbolic(id) => *self.store.sort(*id) != Sort::Complex,
        }
    }

    /// The number among the terms of an exponent.
    pub(super) fn constant_part(&self, exponent: &Exponent) -> Rational {
        match exponent {
            Exponent::Number(value) => value.clone(),
            Exponent::Symbolic(id) => match self.store.node(*id) {
                Node::Sum(terms) => terms
                    .iter()
                    .find_map(|&term| self.store.as_number(term).cloned())
                    .unwrap_or_else(Rational::zero),
                _ => Rational::zero(),
            },
        }
    }

    fn exponent(&mut self, id: Id) -> Result<Exponent> {
        let canonical = self.canonical(id)?;
        Ok(match self.store.as_number(canonical) {
            Some(value) => Exponent::Number(value.clone()),
            None => Exponent::Symbolic(canonical),
        })
    }

    fn exponent_id(&mut self, exponent: &Exponent) -> Id {
        match exponent {
            Exponent::Number(value) => self.store.number(value.clone()),
            Exponent::Symbolic(id) => *id,
        }
    }

    fn add_exponents(&mut self, a: &Exponent, b: &Exponent) -> Result<Exponent> {
        if let (Exponent::Number(a), Exponent::Number(b)) = (a, b) {
            return Ok(Exponent::Number(a.add(b)));
        }
        let (a, b) = (self.exponent_id(a), self.exponent_id(b));
        let sum = self.store.sum(&[a, b]);
        self.exponent(sum)
    }

    fn scale_exponent(&mut self, a: &Exponent, b: &Exponent) -> Result<Exponent> {
        if let (Exponent::Number(a), Exponent::Number(b)) = (a, b) {
            return Ok(Exponent::Number(a.mul(b)));
        }
        let (a, b) = (self.exponent_id(a), self.exponent_id(b));
        let product = self.store.product(&[a, b]);
        self.exponent(product)
    }

    /// Multiplies a monomial with `base^exponent`; true if the result may need [`Ring::settle`].
    pub(super) fn merge(
        &mut self,
        monomial: &mut Monomial,
        base: Id,
        exponent: &Exponent,
    ) -> Result<bool> {
        match monomial.factors.binary_search_by_key(&base, |(b, _)| *b) {
            Err(at) => {
                monomial.factors.insert(at, (base, exponent.clone()));
                Ok(self.is_compound(base))
            }
            Ok(at) => {
                let before = monomial.factors[at].1.clone();
                let sum = self.add_exponents(&before, exponent)?;
                self.require_merge(base, &before, exponent, &sum);
                monomial.factors[at].1 = sum;
                Ok(true)
            }
        }
    }

    /// What `b^m b^n = b^{m+n}` needs (see the conventions of [`super::ring`]).
    fn require_merge(&mut self, base: Id, m: &Exponent, n: &Exponent, sum: &Exponent) {
        if self.is_positive_base(base)
            || self.is_minus_one(base) && self.is_integer(m) && self.is_integer(n)
        {
            return;
        }
        let vanishes = sum.number().is_some_and(Rational::is_zero);
        match (self.is_integer(m) && self.is_integer(n), sum) {
            (true, Exponent::Number(_)) if !vanishes => {}
            (true, Exponent::Number(_)) => self.require(Comparison::NotEqual, base),
            (true, Exponent::Symbolic(_)) => self.require_integer_merge(base, m, n, sum),
            (false, Exponent::Number(_)) if !vanishes && m.number().is_some() => {
                self.require(Comparison::LessEqual, base);
            }
            (false, _) => self.require(Comparison::Less, base),
        }
    }

    /// `b \neq 0`, or both exponents from 0 on, or their sum not 0.
    fn require_integer_merge(&mut self, base: Id, m: &Exponent, n: &Exponent, sum: &Exponent) {
        let zero = self.store.integer(0);
        let (m, n, sum) = (
            self.exponent_id(m),
            self.exponent_id(n),
            self.exponent_id(sum),
        );
        let base = self.store.relation(Comparison::NotEqual, base, zero);
        let m = self.store.relation(Comparison::LessEqual, zero, m);
        let n = self.store.relation(Comparison::LessEqual, zero, n);
        let natural = self.store.apply(Operator::And, &[m, n]);
        let sum = self.store.relation(Comparison::NotEqual, sum, zero);
        let condition = self.store.apply(Operator::Or, &[base, natural, sum]);
        self.conditions.push(condition);
    }

    /// Brings a merged monomial to normal form: numbers into the coefficient, sums expanded, scalar words made factors.
    pub(super) fn settle(
        &mut self,
        monomial: Monomial,
        coefficient: Rational,
    ) -> Result<Polynomial> {
        let (mut kept, mut coefficient) = (Monomial::default(), coefficient);
        let mut expand: Vec<(Id, i64)> = Vec::new();
        for (base, exponent) in monomial.factors {
            if exponent.number().is_some_and(Rational::is_zero) {
                continue;
            }
            if self.store.is_zero(base) && exponent.number().is_some_and(Rational::is_positive) {
                return Ok(Polynomial::default());
            }
            let whole = self.whole_part(base, &self.constant_part(&exponent));
            let rest = match self.taken_out(base, whole) {
                Some(factor) => {
                    match factor {
                        Taken::Number(value) => coefficient = coefficient.mul(&value),
                        Taken::Expanded => expand.push((base, whole)),
                    }
                    let minus = Exponent::Number(Rational::integer(-whole));
                    let rest = self.add_exponents(&exponent, &minus)?;
                    if exponent.number().is_none() && self.is_compound(base) {
                        let whole = Exponent::Number(Rational::integer(whole));
                        self.require_integer_merge(base, &whole, &rest, &exponent);
                    }
                    rest
                }
                None => exponent,
            };
            if rest.number().is_some_and(Rational::is_zero) {
                continue;
            }
            match rest.integer().filter(|&e| e < 0 && self.is_sum(base)) {
                Some(power) => {
                    let content = self.reciprocal_of_sum(&mut kept, base, power)?;
                    coefficient = coefficient.mul(&content);
                }
                None => {
                    self.merge(&mut kept, base, &rest)?;
                }
            }
        }
        if !self.settle_word(&monomial.word, &mut kept)? {
            return Ok(Polynomial::default());
        }
        let mut product = self.reduce_units(kept, coefficient)?;
        for (base, times) in expand {
            let entry = self.entry(base)?;
            if let (true, Some((monomial, value))) = (times < 0, entry.polynomial.single()) {
                let power =
                    self.monomial_power(monomial, value, &Exponent::Number(times.into()))?;
                product = self.multiply(&product, &power)?;
            }
            for _ in 0..times {
                product = self.multiply(&product, &entry.polynomial)?;
            }
        }
        Ok(product)
    }

    fn is_sum(&self, base: Id) -> bool {
        matches!(self.store.node(base), Node::Sum(_))
    }

    /// Multiplies with a negative integer power of a sum, common factors taken out. Sums under roots come without that.
    fn reciprocal_of_sum(&mut self, into: &mut Monomial, base: Id, power: i64) -> Result<Rational> {
        if self.is_primitive(base) {
            self.merge(into, base, &Exponent::Number(power.into()))?;
            return Ok(Rational::one());
        }
        let entry = self.entry(base)?;
        let (content, common, sum) = self.primitive(&entry.polynomial)?;
        self.merge(into, sum, &Exponent::Number(power.into()))?;
        for (base, exponent) in &common.factors {
            let power = self.scale_exponent(exponent, &Exponent::Number(power.into()))?;
            self.merge(into, *base, &power)?;
        }
        Ok(content.pow(power).unwrap_or_else(Rational::one))
    }

    /// The integer part of an exponent that may be taken out: the floor; for products under a root towards 0, as they
    /// may be taken out of denominators too.
    fn whole_part(&self, base: Id, constant: &Rational) -> i64 {
        match constant.is_negative() && self.is_glued(base) {
            true => -floor(&constant.neg()).unwrap_or(0),
            false => floor(constant).unwrap_or(0),
        }
    }

    fn is_glued(&self, base: Id) -> bool {
        matches!(self.store.node(base), Node::Product(_) | Node::Power(..))
    }

    /// What `base^whole` contributes besides a factor; None if it stays a factor.
    fn taken_out(&self, base: Id, whole: i64) -> Option<Taken> {
        match self.store.node(base) {
            _ if whole == 0 => None,
            Node::Number(value) if !value.is_zero() => value.pow(whole).map(Taken::Number),
            _ if self.is_glued(base) && (-MAX_EXPONENT..0).contains(&whole) => {
                Some(Taken::Expanded)
            }
            _ if self.is_compound(base) && (1..=MAX_EXPONENT).contains(&whole) => {
                Some(Taken::Expanded)
            }
            _ => None,
        }
    }

    /// Powers of the imaginary unit and of -1 to least exponents.
    fn reduce_units(
        &mut self,
        mut monomial: Monomial,
        coefficient: Rational,
    ) -> Result<Polynomial> {
        let mut coefficient = coefficient;
        let unit = self.store.constant(Constant::I);
        if let Some(power) = monomial.exponent(unit).and_then(Exponent::integer) {
            monomial.factors.retain(|(base, _)| *base != unit);
            if power.rem_euclid(4) >= 2 {
                coefficient = coefficient.neg();
            }
            if power.rem_euclid(2) == 1 {
                self.merge(&mut monomial, unit, &Exponent::one())?;
            }
        }
        let minus = self.store.integer(-1);
        if let Some(&Exponent::Symbolic(power)) = monomial.exponent(minus)
            && *self.store.sort(power) == Sort::Integer
        {
            monomial.factors.retain(|(base, _)| *base != minus);
            let parity = self.parity(power)?;
            if !parity.number().is_some_and(Rational::is_zero) {
                self.merge(&mut monomial, minus, &parity)?;
            }
        }
        Ok(Polynomial::term(monomial, coefficient))
    }

    /// The integer exponent of -1 without its even terms, its other coefficients 1.
    fn parity(&mut self, exponent: Id) -> Result<Exponent> {
        let terms = match self.store.node(exponent) {
            Node::Sum(terms) => terms.to_vec(),
            _ => vec![exponent],
        };
        let mut odd = Ids::new();
        for term in terms {
            let factors = match self.store.node(term) {
                Node::Product(factors) => factors.to_vec(),
                _ => vec![term],
            };
            let coefficient = self.store.as_number(factors[0]).and_then(Rational::to_i64);
            match coefficient.map(|c| c.rem_euclid(2)) {
                Some(0) => {}
                Some(_) => odd.push(self.store.product(&factors[1..])),
                None => odd.push(term),
            }
        }
        let odd = self.store.sum(&odd);
        self.exponent(odd)
    }

    pub(super) fn power_of(&mut self, base: Id, exponent: Id) -> Result<Polynomial> {
        if self.store.is_array(base) || self.store.is_array(exponent) {
            return self.array_power(base, exponent);
        }
        let exponent = self.exponent(exponent)?;
        let entry = self.entry(base)?;
        let base = &entry.polynomial;
        if exponent.number().is_some_and(Rational::is_zero) {
            return Ok(Polynomial::constant(Rational::one()));
        }
        if base.is_zero() {
            return self.power_of_zero(&exponent);
        }
        if let Some(times) = exponent.integer().filter(|&e| e > 0) {
            return self.natural_power(base, times);
        }
        if let Some((monomial, coefficient)) = base.single() {
            return self.monomial_power(monomial, coefficient, &exponent);
        }
        if self.is_integer(&exponent) {
            let (content, mut common, sum) = self.primitive(base)?;
            self.merge(&mut common, sum, &Exponent::one())?;
            return self.monomial_power(&common, &content, &exponent);
        }
        let (content, sum) = self.unit(base);
        self.monomial_power(&Monomial::factor(sum, Exponent::one()), &content, &exponent)
    }

    /// `0^e` is 0 for a positive number; any other is kept as it stands.
    fn power_of_zero(&mut self, exponent: &Exponent) -> Result<Polynomial> {
        if exponent.number().is_some_and(Rational::is_positive) {
            return Ok(Polynomial::default());
        }
        let zero = self.store.integer(0);
        Ok(Polynomial::term(
            Monomial::factor(zero, exponent.clone()),
            Rational::one(),
        ))
    }

    fn natural_power(&mut self, base: &Polynomial, times: i64) -> Result<Polynomial> {
        if let Some((monomial, coefficient)) = base.single() {
            let exponent = Exponent::Number(Rational::integer(times));
            return self.monomial_power(monomial, coefficient, &exponent);
        }
        if times > MAX_EXPONENT {
            return Err(RingError::Budget);
        }
        let mut product = base.clone();
        for _ in 1..times {
            product = self.multiply(&product, base)?;
        }
        Ok(product)
    }

    /// `(coefficient * monomial)^exponent`, split as far as that holds without conditions on signs.
    fn monomial_power(
        &mut self,
        of: &Monomial,
        coefficient: &Rational,
        exponent: &Exponent,
    ) -> Result<Polynomial> {
        self.charge(1 + of.factors.len() as u64)?;
        let mut result = Monomial::default();
        let mut outside = Rational::one();
        // What no rule takes apart: a product of unknown sign under a root.
        let mut glued = Monomial::default();
        let mut sign = Rational::one();
        match exponent.integer().and_then(|e| coefficient.pow(e)) {
            Some(value) => outside = value,
            None => {
                for (prime, times) in prime_factors(&coefficient.abs()) {
                    let prime = self.store.number(prime);
                    let power = self.scale_exponent(&Exponent::Number(times.into()), exponent)?;
                    self.merge(&mut result, prime, &power)?;
                }
                if coefficient.is_negative() {
                    sign = Rational::integer(-1);
                }
            }
        }
        if self.is_integer(exponent) {
            if sign.is_negative() {
                let minus = self.store.integer(-1);
                self.merge(&mut result, minus, exponent)?;
            }
            for (base, power) in &of.factors {
                self.integer_power_of_power(&mut result, *base, power, exponent)?;
            }
        } else {
            for (base, power) in &of.factors {
                self.root_of_power(&mut result, &mut glued, *base, power, exponent)?;
            }
            self.glue(&mut result, glued, &sign, exponent)?;
        }
        self.settle(result, outside)
    }

    /// `(b^s)^k = b^{sk}` for an integer `k`; for a root `b^s` it needs `b` not negative.
    fn integer_power_of_power(
        &mut self,
        into: &mut Monomial,
        base: Id,
        s: &Exponent,
        k: &Exponent,
    ) -> Result<()> {
        let power = self.scale_exponent(s, k)?;
        if !self.is_integer(s) && !self.is_positive_base(base) {
            match (s.number(), k.number()) {
                (Some(_), Some(k)) if k.abs().is_one() => {}
                (Some(_), Some(_)) => self.require(Comparison::LessEqual, base),
                _ => self.require(Comparison::Less, base),
            }
        }
        self.merge(into, base, &power)?;
        Ok(())
    }

    /// `(b^s)^r` for a real `r`, as a factor of a product under the root: taken out where `b^s` is never negative.
    fn root_of_power(
        &mut self,
        into: &mut Monomial,
        glued: &mut Monomial,
        base: Id,
        s: &Exponent,
        r: &Exponent,
    ) -> Result<()> {
        if *s == Exponent::one() && (self.is_positive_base(base) || self.is_nonnegative_base(base))
        {
            self.merge(into, base, r)?;
            return Ok(());
        }
        if self.is_positive_base(base) && self.is_real(s) && self.is_real(r) {
            let power = self.scale_exponent(s, r)?;
            self.merge(into, base, &power)?;
            return Ok(());
        }
        let Some(s) = s.integer() else {
            // A symbolic or broken power of an unknown sign.
            let inner = match s {
                Exponent::Number(value) => self.store.number(value.clone()),
                Exponent::Symbolic(id) => *id,
            };
            let inner = self.store.power(base, inner);
            self.merge(glued, inner, &Exponent::one())?;
            return Ok(());
        };
        if self.is_nonnegative_base(base) {
            let power = self.scale_exponent(&Exponent::Number(s.into()), r)?;
            self.merge(into, base, &power)?;
            return Ok(());
        }
        if self.is_sum(base) {
            self.merge(glued, base, &Exponent::Number(s.into()))?;
            return Ok(());
        }
        // The square of a complex number may be negative.
        if *self.store.sort(base) == Sort::Complex {
            self.merge(glued, base, &Exponent::Number(s.into()))?;
            return Ok(());
        }
        let pairs = s.div_euclid(2);
        if s.rem_euclid(2) == 1 {
            self.merge(glued, base, &Exponent::one())?;
        }
        if pairs != 0 {
            let two = self.store.integer(2);
            let square = self.store.power(base, two);
            let power = self.scale_exponent(&Exponent::Number(pairs.into()), r)?;
            self.merge(into, square, &power)?;
        }
        Ok(())
    }

    /// Adds `(sign * glued)^r`.
    fn glue(
        &mut self,
        into: &mut Monomial,
        glued: Monomial,
        sign: &Rational,
        r: &Exponent,
    ) -> Result<()> {
        match (&glued.factors[..], sign.is_one()) {
            ([], true) => {}
            ([(base, exponent)], true) if *exponent == Exponent::one() => {
                self.merge(into, *base, r)?;
            }
            _ => {
                let base = self.express_term(&glued, sign);
                self.merge(into, base, r)?;
            }
        }
        Ok(())
    }
}

enum Taken {
    Number(Rational),
    Expanded,
}

/// Greatest integer not above the number, if it fits a machine word.
fn floor(value: &Rational) -> Option<i64> {
    value.to_fraction().map(|(n, d)| n.div_euclid(d))
}

/// Prime factors with their exponents, of a positive number; large factors stay as they are.
fn prime_factors(value: &Rational) -> Vec<(Rational, i64)> {
    let Some((n, d)) = value.to_fraction() else {
        return vec![(value.clone(), 1)];
    };
    let mut found = Vec::new();
    for (mut rest, unit) in [(n, 1), (d, -1)] {
        let mut prime = 2;
        while prime <= MAX_PRIME && prime * prime <= rest {
            let mut times = 0;
            while rest % prime == 0 {
                rest /= prime;
                times += 1;
            }
            if times > 0 {
                found.push((Rational::integer(prime), times * unit));
            }
            prime += 1;
        }
        if rest > 1 {
            found.push((Rational::integer(rest), unit));
        }
    }
    found
}
