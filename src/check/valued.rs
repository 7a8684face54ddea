//! Values that are said in passing: "at $t = 0$ it is $1$, and later ..".

use super::judge::Judgement;
use super::walk::{Link, Walk};
use crate::diagnostic::Reason;
use crate::elaborate::roles::Role;
use crate::elaborate::sentences::FORMULA;
use crate::report::Verdict;

impl Walk<'_> {
    /// A row that ends with a name is written for all its values: nobody writes $e^{-2 t}$ under $t = 0$. One that fails
    /// without a value that the words mention on the way to it is not proved by that.
    pub(super) fn doubt_passing(&mut self, link: &mut Link) {
        let place = self.chains.relations[link.relation].place;
        let passes = link.judgement.passes() && link.role == Role::Step;
        let Some(claim) = link.claim.filter(|_| passes) else {
            return;
        };
        if !self.mathematics[place].display || self.is_led_by_values(place) {
            return;
        }
        let names = self.store.free_names(claim.right);
        let Some(context) = self.ledger.without_values(&self.store, &names) else {
            return;
        };
        if self.judge(&context, claim).verdict == Verdict::Refuted {
            let text = "it holds only for a value that the words mention, and is written for others as well";
            link.judgement = Judgement::unknown(Reason::Context, text);
            (link.supposable, link.settled) = (false, true);
        }
    }

    /// True for a display of which nothing but values is said: "for $x = 1$ and $y = 2$ we get".
    fn is_led_by_values(&self, place: usize) -> bool {
        let Some(&(sentence, at)) = self.stands.get(&place) else {
            return false;
        };
        let sentence = &self.sentences[sentence];
        let before = sentence.formulas.iter().take_while(|one| one.0 < at);
        let before: Vec<&(usize, usize)> = before.collect();
        let joined = |pair: &[&(usize, usize)]| {
            let between = &sentence.words[pair[0].0 + FORMULA.len_utf8()..pair[1].0];
            matches!(between.trim(), "and" | "," | ", and")
        };
        let valued = |one: &&(usize, usize)| self.gives_a_number(one.1);
        !before.is_empty() && before.iter().all(valued) && before.windows(2).all(joined)
    }
}
