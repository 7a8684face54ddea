//! `f(x) \log f(x)`: what is weighed with itself and its own logarithm is a density.

use super::*;
use crate::elaborate::names::mark;
use crate::vocabulary::{Head, head};

impl Study {
    pub(super) fn entropic(&mut self, factors: &[(Times, Tree)]) {
        for (at, pair) in factors.windows(2).enumerate() {
            let (name, argument) = (&pair[0].1, &pair[1].1);
            let Some(found) = written(name).filter(|found| found.items.is_empty()) else {
                continue;
            };
            let logarithm = |three: &&[(Times, Tree)]| {
                let meaning = head_spelling(&three[0].1).and_then(|spelling| head(&spelling));
                matches!(meaning, Some((Head::Logarithm(_), _)))
                    && mark(&three[1].1) == mark(name)
                    && mark(&three[2].1) == mark(argument)
            };
            if bracket(argument).is_some()
                && factors[at + 2..].windows(3).any(|three| logarithm(&three))
            {
                let key = self.resolve(&found, &|_| false).0;
                self.at(&key).density = true;
            }
        }
    }
}
