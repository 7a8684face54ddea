//! What the words beside `X \sim D` say of the law: its density, its mean, a probability. Where that fails with the parameters
//! as the vocabulary has them, the note has others, and the law is not used.

use super::chance::is_operand;
use super::judge::{Claim, differs};
use super::ledger::Scope as Span;
use super::walk::Walk;
use crate::elaborate::carried;
use crate::elaborate::lower::lower;
use crate::elaborate::sentences::{FORMULA, Sentence};
use crate::elaborate::words::begins_word;
use crate::expr::{Comparison, Id, Node, Operator, Sort};
use crate::parse::tree::Relation;

/// Beginnings of words for a density, and of what says a thing again.
const DENSITIES: &[&str] = &["densit", "pdf", "pmf", "probability mass"];
const AGAIN: &[&str] = &["i.e", "that is", "meaning", "so that", "where", "with"];
/// Beginnings of a sentence that goes on about the law of the one before.
const GOING_ON: &[&str] = &["its ", "the density", "here", "that is", "i.e", "thus its"];

impl Walk<'_> {
    /// True if something fails that is said of the variable beside its draw.
    pub(super) fn is_parametrized_otherwise(
        &mut self,
        variable: Id,
        law: Id,
        place: usize,
    ) -> bool {
        let Some(&(at, drawn)) = self.stands.get(&place) else {
            return false;
        };
        let number = |sort: &Sort| matches!(sort, Sort::Random(_));
        if !matches!(self.store.node(variable), Node::Name(_))
            || !number(self.store.sort(variable))
            || self.store.is_array(variable)
        {
            return false;
        }
        let sentences = self.sentences;
        let own = sentences[at].formulas.iter();
        let mut beside: Vec<(&Sentence, usize, usize)> = own
            // What stands before may be said of the law before.
            .filter(|&&(stands, other)| stands > drawn && self.says_again((at, stands), other))
            .map(|&(stands, other)| (&sentences[at], stands, other))
            .collect();
        let next = sentences.get(at + 1).filter(|next| {
            let words = next
                .words
                .trim_start_matches(|c: char| !c.is_alphanumeric());
            next.section == sentences[at].section
                && GOING_ON.iter().any(|begins| words.starts_with(begins))
        });
        if let Some(next) = next {
            let inline = next.formulas.iter();
            let inline = inline.filter(|(_, other)| !self.mathematics[*other].display);
            beside.extend(inline.map(|&(stands, other)| (next, stands, other)));
        }
        beside.into_iter().any(|(sentence, stands, other)| {
            self.fails_of_law((variable, law), (sentence, stands), other)
        })
    }

    /// True for a formula in the text, and for a display that the words lead to as the law said again.
    fn says_again(&self, (sentence, stands): (usize, usize), place: usize) -> bool {
        if !self.mathematics[place].display {
            return true;
        }
        let words = &self.sentences[sentence].words[..stands];
        let lead = words.rsplit(FORMULA).next().unwrap_or_default();
        let lead = lead.rsplit(". ").next().unwrap_or_default();
        let mut begins = DENSITIES.iter().chain(AGAIN);
        begins.any(|word| begins_word(lead, word))
    }

    fn fails_of_law(
        &mut self,
        (variable, law): (Id, Id),
        (sentence, stands): (&Sentence, usize),
        place: usize,
    ) -> bool {
        let lead = sentence.words[..stands].rsplit(FORMULA).next();
        let lead = lead.unwrap_or_default();
        let density = DENSITIES.iter().any(|word| begins_word(lead, word));
        let of_density = density || AGAIN.iter().any(|word| begins_word(lead, word));
        let equal = |index: &usize| {
            let one = &self.chains.relations[*index];
            one.place == place && one.relation == Relation::Equal
        };
        let relations = (0..self.chains.relations.len()).filter(equal);
        let relations: Vec<usize> = relations.collect();
        for index in relations {
            let (left, right) = {
                let one = &self.chains.relations[index];
                (one.left, one.right)
            };
            let [Some(left), Some(right)] = [left, right].map(|side| self.expression(side?).ok())
            else {
                continue;
            };
            let claim = match self.is_quantity_of(left, variable) {
                true => Some((left, right, None)),
                false => {
                    let point = self.point_of(left).filter(|_| of_density);
                    point.map(|point| (self.density_at(law, point), right, Some(point)))
                }
            };
            if claim.is_some_and(|claim| self.fails_beside(law, claim)) {
                return true;
            }
        }
        let [row] = &self.mathematics[place].formula.rows[..] else {
            return false;
        };
        let [statement] = &row.statements[..] else {
            return false;
        };
        let ([Some(tree)], true) = (&statement.sides[..], density) else {
            return false;
        };
        let Ok(lowered) = lower(&mut self.store, &mut self.scope, tree) else {
            return false;
        };
        let known = self.store.free_names(law);
        let mut others = self.store.free_names(lowered.id);
        others.retain(|name| !known.contains(name));
        let [name] = others[..] else {
            return false;
        };
        let point = self.store.name(name);
        if self.point_of(lowered.id).is_some() || *self.store.sort(lowered.id) != Sort::Real {
            return false;
        }
        let density = self.density_at(law, point);
        self.fails_beside(law, (density, lowered.id, Some(point)))
    }

    /// True for a mean, a variance, a probability of just this variable.
    fn is_quantity_of(&self, id: Id, variable: Id) -> bool {
        let Node::Name(name) = *self.store.node(variable) else {
            return false;
        };
        let operator = match self.store.node(id) {
            Node::Apply(operator, _) => *operator,
            _ => return false,
        };
        let chance = |name: &_| self.store.is_chance(self.store.symbol(*name).sort);
        let mut random = self.store.free_names(id);
        random.retain(chance);
        let probability = operator == Operator::Probability;
        (probability || is_operand(&self.store, id, name)) && random == [name]
    }

    /// The `x` of `f(x)`.
    fn point_of(&self, id: Id) -> Option<Id> {
        let point = match self.store.node(id) {
            Node::Call(_, args) => match args[..] {
                [point] => point,
                _ => return None,
            },
            Node::Density { of, given, .. } if given.is_empty() && of.len() == 1 => of[0].1,
            _ => return None,
        };
        matches!(self.store.node(point), Node::Name(_)).then_some(point)
    }

    fn density_at(&mut self, law: Id, point: Id) -> Id {
        self.store.apply(Operator::Pdf, &[law, point])
    }

    fn fails_beside(&mut self, law: Id, (left, right, point): (Id, Id, Option<Id>)) -> bool {
        let mut context = self.ledger.context();
        if let Some(point) = point {
            for condition in carried::values(&mut self.store, law, point) {
                context.hypotheses.push((condition, String::new()));
            }
        }
        let claim = Claim {
            left,
            relation: Comparison::Equal,
            right,
        };
        differs(&mut self.store, &context, claim, self.budget)
    }

    /// The law of a variable is left in doubt.
    pub(super) fn doubt_law(&mut self, variable: Id, place: usize) {
        let source = format!("line {}", self.line_of_place(place));
        if let Some(name) = self.store.head(variable) {
            self.ledger.contradict(name);
        }
        self.ledger.doubt(variable, source, Span::Section);
    }
}
