//! Words of properties that a sentence gives to no name: "all constants are positive", "by independence".
//!
//! Nothing is proved from them. They say by what a step may hold that fails without.

use std::ops::Range;

use super::attributions::attributions;
use super::phrases::Property::{self, *};
use super::properties::PROPERTIES;
use super::sentences::Sentence;

/// What the words may suppose of the names of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loose {
    Properties(&'static [Property]),
    /// Random variables have mean zero.
    Centred,
    /// The letter `I` is the unit of a product.
    Unit,
    /// The items of a list sum to one.
    Total,
    /// Random variables have densities.
    Continuous,
}

/// Parts of words that tell a property in another form than the table of properties does.
const STEMS: &[(&str, Loose)] = &[
    ("positiv", Loose::Properties(&[Positive])),
    ("non-negativ", Loose::Properties(&[NonNegative])),
    ("nonnegativ", Loose::Properties(&[NonNegative])),
    ("negativ", Loose::Properties(&[Negative])),
    // What is no negative number by its nature.
    ("absolute value", Loose::Properties(&[NonNegative])),
    ("amplitude", Loose::Properties(&[Positive])),
    ("temperature", Loose::Properties(&[Positive])),
    ("distance", Loose::Properties(&[NonNegative])),
    ("length", Loose::Properties(&[NonNegative])),
    ("radius", Loose::Properties(&[Positive])),
    ("step size", Loose::Properties(&[Positive])),
    ("learning rate", Loose::Properties(&[Positive])),
    ("discount factor", Loose::Properties(&[Positive])),
    ("standard deviation", Loose::Properties(&[Positive])),
    ("number of", Loose::Properties(&[Positive])),
    ("integer", Loose::Properties(&[Integer])),
    ("whole number", Loose::Properties(&[Integer])),
    ("symmetr", Loose::Properties(&[Symmetric])),
    ("self-adjoint", Loose::Properties(&[Symmetric])),
    ("selfadjoint", Loose::Properties(&[Symmetric])),
    ("hermitian", Loose::Properties(&[Symmetric])),
    ("gram matri", Loose::Properties(&[Symmetric])),
    ("kernel matri", Loose::Properties(&[Symmetric])),
    ("laplacian", Loose::Properties(&[Symmetric])),
    ("hessian", Loose::Properties(&[Symmetric])),
    ("covariance", Loose::Properties(&[Symmetric])),
    ("projection", Loose::Properties(&[Symmetric])),
    ("projector", Loose::Properties(&[Symmetric])),
    ("indep", Loose::Properties(&[Independent])),
    ("i.i.d", Loose::Properties(&[Independent])),
    ("iid", Loose::Properties(&[Independent])),
    ("not depend", Loose::Properties(&[Independent])),
    ("influence", Loose::Properties(&[Independent])),
    ("unrelated", Loose::Properties(&[Independent])),
    ("uncorrelated", Loose::Properties(&[Independent])),
    ("covarianc", Loose::Properties(&[Independent])),
    ("factoriz", Loose::Properties(&[Independent])),
    ("factoris", Loose::Properties(&[Independent])),
    ("centred", Loose::Centred),
    ("centered", Loose::Centred),
    ("mean zero", Loose::Centred),
    ("zero mean", Loose::Centred),
    ("zero-mean", Loose::Centred),
    ("mean vanish", Loose::Centred),
    ("vanishing mean", Loose::Centred),
    ("the mean of", Loose::Centred),
    ("noise", Loose::Centred),
    ("inverse", Loose::Unit),
    ("invertib", Loose::Unit),
    ("unit element", Loose::Unit),
    ("neutral element", Loose::Unit),
    ("one-hot", Loose::Total),
    ("one hot", Loose::Total),
    ("sum to one", Loose::Total),
    ("sums to one", Loose::Total),
    ("add up to", Loose::Total),
    ("normaliz", Loose::Total),
    ("normalis", Loose::Total),
    ("continuous", Loose::Continuous),
    ("densit", Loose::Continuous),
    // A root is the positive one more often than not.
    ("solving for", Loose::Properties(&[Positive])),
    ("solve for", Loose::Properties(&[Positive])),
    ("solved for", Loose::Properties(&[Positive])),
];

/// The phrases of a sentence that say something of names, but of no name of its own.
pub fn unattributed(sentence: &Sentence) -> Vec<(Range<usize>, Loose)> {
    let words = &sentence.words;
    let given: Vec<Range<usize>> = attributions(sentence)
        .iter()
        .filter(|given| {
            !given
                .properties
                .iter()
                .any(|property| matches!(property, Unread | Orthogonal))
        })
        .map(|given| given.at..given.at + length(&words[given.at..], given.properties))
        .collect();
    let table = PROPERTIES
        .iter()
        .filter(|(_, properties)| properties.iter().any(|property| restricts(*property)))
        .map(|&(phrase, properties)| (phrase, Loose::Properties(properties)));
    let mut found: Vec<(Range<usize>, Loose)> = Vec::new();
    for (phrase, loose) in table.chain(STEMS.iter().copied()) {
        for (at, _) in words.match_indices(phrase) {
            let own = at..at + phrase.len();
            let meets = |other: &Range<usize>| other.start < own.end && own.start < other.end;
            let known = |(other, same): &(Range<usize>, Loose)| meets(other) && *same == loose;
            // The density that a name is said to be is that of another.
            let of_others = loose == Loose::Continuous;
            if (of_others || !given.iter().any(meets)) && !found.iter().any(known) {
                found.push((own, loose));
            }
        }
    }
    found
}

/// The length of the phrase that a property was read from.
fn length(words: &str, properties: &[Property]) -> usize {
    let rows = PROPERTIES
        .iter()
        .filter(|(phrase, own)| *own == properties && words.starts_with(phrase));
    rows.map(|(phrase, _)| phrase.len()).max().unwrap_or(1)
}

/// True for properties that a step may hold by.
fn restricts(property: Property) -> bool {
    !property.is_sort() && !matches!(property, Discrete | Continuous | Unread | Orthogonal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_name_is_not_loose() {
        let found = |text: &str| -> Vec<Loose> {
            let loose = unattributed(&Sentence::of(text));
            loose.into_iter().map(|(_, loose)| loose).collect()
        };
        let positive = Loose::Properties(&[Positive]);
        assert!(found("All constants are positive, and # is what we seek").contains(&positive));
        assert!(found("Positivity of # gives").contains(&positive));
        assert!(found("Let # be positive.").is_empty());
        assert!(found("# is the sum of these.").is_empty());
    }
}
