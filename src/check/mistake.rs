//! The table of slips that hints look for, in the words of a teacher.

/// Kinds of slips, likeliest first: hints are tried in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mistake {
    Sign,
    Bracket,
    Factor,
    Number,
    Power,
    Fraction,
    Arguments,
    Exponent,
    SumInside,
    CrossTerm,
    DroppedTerm,
    DoubledTerm,
    Superfluous,
    InnerDerivative,
    Name,
    Index,
    NameThroughout,
    Exchange,
    Transpose,
    Order,
    DroppedLog,
    Log,
    Function,
    Root,
    Conditioning,
    OffByOne,
    Scale,
    OtherFactor,
    TwoSigns,
    Direction,
    Inequality,
}

/// What to say of each kind.
const WORDS: &[(Mistake, &str)] = &[
    (Mistake::Sign, "the sign of a term is wrong"),
    (
        Mistake::Bracket,
        "the minus before a bracket turns the sign of every term in it",
    ),
    (Mistake::Factor, "a factor is missing or wrong"),
    (Mistake::Number, "a number is wrong"),
    (
        Mistake::Power,
        "an exponent is missing, superfluous or wrong",
    ),
    (
        Mistake::Fraction,
        "numerator and denominator are interchanged",
    ),
    (Mistake::Arguments, "two arguments are interchanged"),
    (Mistake::Exponent, "the sign of an exponent is wrong"),
    (
        Mistake::SumInside,
        "a function of a sum is not the sum of the functions",
    ),
    (
        Mistake::CrossTerm,
        "the square of a sum has a mixed term as well",
    ),
    (Mistake::DroppedTerm, "a term is missing"),
    (
        Mistake::DoubledTerm,
        "a term stands there that does not belong there",
    ),
    (Mistake::Superfluous, "a factor is superfluous"),
    (
        Mistake::InnerDerivative,
        "the inner derivative of the chain rule is missing",
    ),
    (Mistake::Name, "another name is meant"),
    (Mistake::Index, "another index is meant"),
    (
        Mistake::NameThroughout,
        "another name is meant in all places",
    ),
    (Mistake::Exchange, "two names are interchanged"),
    (
        Mistake::Transpose,
        "a transpose or an inverse is missing or superfluous",
    ),
    (
        Mistake::Order,
        "the factors stand in the wrong order: products of matrices do not commute, and a transpose or an inverse \
         reverses them",
    ),
    (Mistake::DroppedLog, "there is a logarithm too many"),
    (Mistake::Log, "a logarithm is missing"),
    (Mistake::Function, "another function is meant"),
    (Mistake::Root, "a root is missing or superfluous"),
    (
        Mistake::Conditioning,
        "a joint, a conditional and a marginal distribution are confused",
    ),
    (Mistake::OffByOne, "a range or an exponent is off by one"),
    (Mistake::Scale, "the whole side is off by a constant factor"),
    (
        Mistake::OtherFactor,
        "a factor of another term is missing here",
    ),
    (Mistake::TwoSigns, "the signs of two terms are wrong"),
    (Mistake::Direction, "the inequality points the other way"),
    (
        Mistake::Inequality,
        "the sides are not equal, but the inequality holds",
    ),
];

impl Mistake {
    /// What to say of it: a sentence fragment.
    pub fn words(self) -> &'static str {
        let row = WORDS.iter().find(|(mistake, _)| *mistake == self);
        row.map_or("", |(_, words)| words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_stand_in_the_order_of_the_kinds() {
        assert!(WORDS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(WORDS.len(), Mistake::Inequality as usize + 1);
    }
}
