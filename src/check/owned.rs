//! Whose density a letter is. `f` and `p` are taken for the density of what is drawn, unless the text says that they are
//! that of something else: "the maximum, with density $f$", "let $f$ be the density of $Y$".

use super::walk::Walk;
use crate::elaborate::chains::Mathematics;
use crate::elaborate::enumerated::is_plain_beside;
use crate::elaborate::names::letters;
use crate::elaborate::sentences::Sentence;
use crate::elaborate::told;
use crate::elaborate::words::begins_word;
use crate::expr::{Id, SymbolId};
use crate::parse::tree::{Kind, Statement, Tree};

/// Beginnings of words for densities.
const DENSITIES: &[&str] = &["densit", "pdf", "pmf", "distribution", "probabilit", "law"];

/// The letters that a sentence may use while it speaks of a variable and its density.
struct Letters {
    family: String,
    variable: String,
    value: String,
    /// Those of the law that it is drawn from.
    law: Vec<String>,
}

impl Walk<'_> {
    /// The place of a sentence that brings a density in and says more than that it is the one of this variable.
    pub(super) fn other_owner(
        &self,
        family: SymbolId,
        variable: SymbolId,
        law: Id,
    ) -> Option<usize> {
        let spelling = |symbol: SymbolId| self.store.symbol(symbol).spelling.clone();
        let names = self.store.free_names(law).into_iter();
        let own = Letters {
            family: spelling(family),
            value: spelling(variable).to_lowercase(),
            variable: spelling(variable),
            law: names.map(spelling).collect(),
        };
        let mut sentences = self.sentences.iter();
        let apart = sentences.find(|sentence| own.are_told_apart(sentence, self.mathematics))?;
        Some(apart.formulas.first()?.1)
    }
}

impl Letters {
    fn are_told_apart(&self, sentence: &Sentence, mathematics: &[Mathematics]) -> bool {
        let inline = sentence
            .formulas
            .iter()
            .map(|&(_, place)| &mathematics[place]);
        let formulas: Vec<&Mathematics> = inline.filter(|math| !math.display).collect();
        let statements = || formulas.iter().flat_map(|math| statements(math));
        let density = || {
            DENSITIES
                .iter()
                .any(|word| begins_word(&sentence.words, word))
        };
        if !statements().any(|one| self.is_family(one)) || !density() {
            return false;
        }
        let own = statements()
            .any(|one| first(one).is_some_and(|tree| letters(tree) == [&*self.variable]));
        let other = statements().any(|one| !self.allows(one));
        other || !is_plain_beside(&sentence.words, |word| own && told::is_known(word))
    }

    /// `f`, `f(x)` by itself.
    fn is_family(&self, statement: &Statement) -> bool {
        let side = first(statement).filter(|_| statement.relations.is_empty());
        side.is_some_and(|tree| {
            let letters = letters(tree);
            letters.contains(&self.family)
                && letters
                    .iter()
                    .all(|one| [&self.family, &self.value].contains(&one))
        })
    }

    fn allows(&self, statement: &Statement) -> bool {
        let own = |letter: &String| {
            [&self.family, &self.variable, &self.value].contains(&letter)
                || self.law.contains(letter)
        };
        // `X^2` is another variable.
        let made = |tree: &Tree| {
            statement.relations.is_empty()
                && letters(tree) == [&*self.variable]
                && !matches!(tree.kind, Kind::Name(_))
        };
        first(statement).is_some_and(|tree| letters(tree).iter().all(own) && !made(tree))
    }
}

fn statements(math: &Mathematics) -> impl Iterator<Item = &Statement> {
    math.formula.rows.iter().flat_map(|row| &row.statements)
}

fn first(statement: &Statement) -> Option<&Tree> {
    statement.sides.first()?.as_ref()
}
