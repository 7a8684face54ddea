//! Entropies and mutual information, of densities and of random variables.

use super::information::Operand;
use super::*;
use crate::elaborate::names::{comma_items, written};
use crate::elaborate::scope::is_capital;
use crate::parse::tree::Separator;
use crate::vocabulary::Quantity;

/// What a quantity is of, and under what conditions: `X, Y; Z | W` is of `X, Y` and `Z`, given `W`.
struct Arguments<'t> {
    of: Vec<&'t Tree>,
    given: Vec<&'t Tree>,
}

impl Lowering<'_> {
    fn arguments<'t>(&mut self, body: &'t Tree) -> Arguments<'t> {
        let conditioned = |tree: &'t Tree| match &tree.kind {
            Kind::List { items, separators } => match separators.first() {
                Some(Separator::Bar | Separator::DoubleBar) => Some((items, separators)),
                _ => None,
            },
            _ => None,
        };
        if let Some((items, separators)) = conditioned(body) {
            if separators[0] == Separator::DoubleBar {
                self.note(
                    Code::DoubleBar,
                    body,
                    "a double bar is read as a conditioning bar",
                );
            }
            let of = match &items[0].kind {
                Kind::List { items, .. } => items.iter().collect(),
                _ => vec![&items[0]],
            };
            let given = items[1..].iter().flat_map(comma_items).collect();
            return Arguments { of, given };
        }
        let Kind::List { items, .. } = &body.kind else {
            return Arguments {
                of: vec![body],
                given: Vec::new(),
            };
        };
        let mut of: Vec<&Tree> = items.iter().collect();
        let mut given = Vec::new();
        // `X; Y | Z`: the condition is of all that stands before it.
        if let Some((inner, [Separator::Bar, ..])) = of
            .last()
            .and_then(|last| conditioned(last))
            .map(|(i, s)| (i, &s[..]))
        {
            of.pop();
            of.push(&inner[0]);
            given = inner[1..].iter().flat_map(comma_items).collect();
        }
        Arguments { of, given }
    }

    pub(super) fn information(&mut self, tree: &Tree, quantity: Quantity, body: &Tree) -> Read<Id> {
        let Arguments { of, given } = self.arguments(body);
        if of
            .iter()
            .any(|t| matches!(self.operand_kind(t), Operand::Lambda))
        {
            return self.information_of_lambdas(body, quantity, &of, &given);
        }
        match (quantity, &of[..]) {
            (Quantity::CrossEntropy, [p, q]) if given.is_empty() => self.cross_entropy(p, q),
            (Quantity::MutualInformation, [x, y]) => self.mutual(tree, x, y, &given),
            (Quantity::Entropy, _) => self.entropy(tree, &of, &given),
            _ => Err(unread(
                body,
                UNSUPPORTED,
                "this quantity has another number of arguments",
            )),
        }
    }

    /// Quantities of densities that are written as functions.
    fn information_of_lambdas(
        &mut self,
        tree: &Tree,
        quantity: Quantity,
        items: &[&Tree],
        given: &[&Tree],
    ) -> Read<Id> {
        let operator = match (quantity, items.len(), given.len()) {
            (Quantity::MutualInformation, 1, 0) => Operator::MutualInformation,
            (Quantity::Entropy, 1, 0) => Operator::Entropy,
            (Quantity::Entropy, 1, 1) => Operator::ConditionalEntropy,
            (Quantity::Entropy | Quantity::CrossEntropy, 2, 0) => Operator::CrossEntropy,
            _ => {
                return Err(unread(
                    tree,
                    UNSUPPORTED,
                    "this quantity has another number of arguments",
                ));
            }
        };
        let args: Read<Vec<Id>> = items
            .iter()
            .chain(given)
            .map(|t| self.lambda_or_value(t))
            .collect();
        Ok(self.store.apply(operator, &args?))
    }

    fn cross_entropy(&mut self, p: &Tree, q: &Tree) -> Read<Id> {
        let (p, q) = (&self.meant(p), &self.meant(q));
        if let (Operand::Listed(a), Operand::Listed(b)) =
            (self.operand_kind(p), self.operand_kind(q))
        {
            return self.sum_of_listed(p, [&a, &b], |store, [p, q]| {
                let log = store.log(q);
                let term = store.product(&[p, log]);
                store.negate(term)
            });
        }
        let (p, q) = self.pair_of_lambdas(p, q)?;
        Ok(self.store.apply(Operator::CrossEntropy, &[p, q]))
    }

    fn entropy(&mut self, tree: &Tree, items: &[&Tree], given: &[&Tree]) -> Read<Id> {
        if given.is_empty() {
            let density = |tree: &Tree| {
                use Operand::{Density, Family, Listed};
                matches!(self.operand_kind(tree), Family(_) | Density | Listed(_))
            };
            if let [p, q] = items
                && density(p)
                && density(q)
            {
                return self.cross_entropy(p, q);
            }
            if let [only] = items
                && matches!(self.operand_kind(only), Operand::Listed(_))
            {
                return self.cross_entropy(only, only);
            }
            if let [only] = items
                && matches!(
                    self.operand_kind(only),
                    Operand::Family(_) | Operand::Density
                )
            {
                return self.entropy_of_density(only);
            }
        }
        let mut letters = Vec::new();
        for item in items {
            letters.extend(self.letters(
                item,
                "an entropy of what is no random variable and no density",
            )?);
        }
        let mut conditions = Vec::new();
        let mut held = Vec::new();
        for item in given {
            match self.operand_kind(item) {
                Operand::Held(letter, value) => held.push((letter, self.tree(value)?)),
                _ => conditions.extend(
                    self.letters(item, "this condition of an entropy has no meaning here")?,
                ),
            }
        }
        self.entropy_of_variables(tree, &letters, &conditions, &held)
    }

    /// The letters of the random variables that an item names: one, or several side by side.
    fn letters(&mut self, item: &Tree, otherwise: &'static str) -> Read<Vec<String>> {
        match self.operand_kind(item) {
            Operand::Variable(letter) => {
                self.warn_case(item);
                Ok(vec![letter])
            }
            Operand::Joint(letters) => {
                let text = "variables side by side are read as all of them together";
                self.note(Code::JuxtaposedVariables, item, text);
                Ok(letters)
            }
            _ => Err(unread(item, UNSUPPORTED, otherwise)),
        }
    }

    fn warn_case(&mut self, tree: &Tree) {
        let lower = written(tree).is_some_and(|w| !is_capital(&w.letter));
        let random = written(tree).is_some_and(|w| self.is_random_name(&w.letter));
        if lower && !random {
            self.note(
                Code::RandomVariableCase,
                tree,
                "a value stands where a random variable is meant",
            );
        }
    }

    fn entropy_of_density(&mut self, tree: &Tree) -> Read<Id> {
        let tree = &self.meant(tree);
        let variables = self.variables_of(&[tree]);
        // `H(p(y|x))` is of the density as written, at the x in scope.
        let lambda = self.lambda_over(tree, &variables)?;
        Ok(self.store.apply(Operator::Entropy, &[lambda]))
    }

    /// `H(Y, Z | X, W = w)` of the joint density of the section.
    fn entropy_of_variables(
        &mut self,
        tree: &Tree,
        letters: &[String],
        conditions: &[String],
        held: &[(String, Id)],
    ) -> Read<Id> {
        let given: Vec<(SymbolId, Id)> = held
            .iter()
            .map(|(letter, value)| (self.slot_for(letter, Some(*value)), *value))
            .collect();
        let all: Vec<String> = letters.iter().chain(conditions).cloned().collect();
        let joint = self.joint_lambda(tree, &all, &given)?;
        if conditions.is_empty() {
            return Ok(self.store.apply(Operator::Entropy, &[joint]));
        }
        let condition = self.joint_lambda(tree, conditions, &given)?;
        if all.len() == 2 {
            let both = [joint, condition];
            return Ok(self.store.apply(Operator::ConditionalEntropy, &both));
        }
        // By the chain rule, since the laws of conditional entropies are of two variables.
        let [both, condition] =
            [joint, condition].map(|of| self.store.apply(Operator::Entropy, &[of]));
        Ok(self.store.subtract(both, condition))
    }

    /// The joint density of variables as a lambda, first variable outermost. More than three stand in the order of their
    /// letters, whatever order they are written in: entropies do not depend on it, and laws exchange no more than three.
    fn joint_lambda(
        &mut self,
        tree: &Tree,
        letters: &[String],
        given: &[(SymbolId, Id)],
    ) -> Read<Id> {
        let family = self.scope.joint_family(letters);
        let mut letters = letters.to_vec();
        if letters.len() > 3 {
            letters.sort();
        }
        let variables: Vec<(String, SymbolId)> = letters
            .iter()
            .map(|letter| (letter.clone(), self.fresh_variable(letter)))
            .collect();
        let pairs: Vec<_> = variables
            .iter()
            .map(|(letter, symbol)| {
                let value = self.store.name(*symbol);
                (self.slot_for(letter, Some(value)), value)
            })
            .collect();
        let body = self.make_density(tree, &family, &pairs, given)?;
        let symbols: Vec<SymbolId> = variables.iter().map(|(_, s)| *s).collect();
        Ok(self.store.lambda(&symbols, body))
    }

    /// `I(X; Y)`; of several variables or with a condition, the difference of entropies that it is.
    fn mutual(&mut self, tree: &Tree, x: &Tree, y: &Tree, given: &[&Tree]) -> Read<Id> {
        let otherwise = "a mutual information of what are no random variables";
        let mut groups = [Vec::new(), Vec::new(), Vec::new()];
        let items = comma_items(x).into_iter().map(|item| (0, item));
        let items = items.chain(comma_items(y).into_iter().map(|item| (1, item)));
        for (group, item) in items.chain(given.iter().map(|item| (2, *item))) {
            groups[group].extend(self.letters(item, otherwise)?);
        }
        let [first, second, given] = groups;
        if let ([x], [y], []) = (&first[..], &second[..], &given[..]) {
            let joint = self.joint_lambda(tree, &[x.clone(), y.clone()], &[])?;
            return Ok(self.store.apply(Operator::MutualInformation, &[joint]));
        }
        let outer = self.entropy_of_variables(tree, &first, &given, &[])?;
        let given: Vec<String> = second.into_iter().chain(given).collect();
        let inner = self.entropy_of_variables(tree, &first, &given, &[])?;
        Ok(self.store.subtract(outer, inner))
    }
}
