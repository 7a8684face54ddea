//! Evidence from the operands of the vocabulary's heads: traces, distributions, expectations, divergences.

use super::*;
use crate::vocabulary::{Head, Quantity, Surety, head};

impl Study {
    pub(super) fn head(&mut self, meaning: Head, weak: bool, tree: &Tree, next: Option<&Tree>) {
        match meaning {
            Head::Function(operator) => {
                use crate::expr::Operator::*;
                if let Some(next) = next {
                    match operator {
                        Trace | Determinant | Inverse => {
                            self.arrays_in(next, |e| e.traced = true);
                        }
                        Re | Im => self.arrays_in(next, |e| e.complex = true),
                        _ => {}
                    }
                }
            }
            Head::Quantity(quantity) => self.quantity(quantity, weak, tree, next),
            Head::Distribution(row) => {
                let normal = row.operator == crate::expr::Operator::Normal;
                self.has_normal |= normal;
                if let Some(argument) = next.and_then(bracket).filter(|_| normal) {
                    self.distribution(argument.body);
                }
            }
            _ => {}
        }
    }

    pub(super) fn arrays_in(&mut self, tree: &Tree, note: impl FnMut(&mut Evidence) + Copy) {
        match bracket(tree) {
            Some(inner) => self.arrays(inner.body, note),
            None => self.arrays(tree, note),
        }
    }

    /// The point and the parameters of a normal distribution are of one shape, squares aside.
    pub(super) fn distribution(&mut self, body: &Tree) {
        let mut parts = Vec::new();
        flatten(body, &mut parts);
        let bases: Vec<Key> = parts
            .iter()
            .filter_map(|t| {
                let found = written(t)?;
                let squared = found
                    .sup
                    .is_none_or(|s| matches!(&s.kind, Kind::Number(n) if n == "2"));
                let (key, indices) = self.resolve(&found, &|_| false);
                let upper = found.letter.starts_with(|c: char| c.is_ascii_uppercase())
                    || found.letter.starts_with(r"\Sigma")
                    || found.letter.starts_with(r"\Lambda");
                (squared && indices.is_empty() && !upper).then_some(key)
            })
            .collect();
        for pair in bases.windows(2) {
            self.shapes.join(&pair[0], &pair[1]);
        }
        for key in bases {
            self.at(&key).in_distribution = true;
        }
        if let Some(last) = parts.last()
            && let Some(found) = written(last).filter(|w| w.sup.is_some())
        {
            let (key, _) = self.resolve(&found, &|_| false);
            self.at(&key).deviation = true;
        }
    }

    pub(super) fn quantity(
        &mut self,
        quantity: Quantity,
        weak: bool,
        tree: &Tree,
        next: Option<&Tree>,
    ) {
        let sub = match &tree.kind {
            Kind::Scripts { sub, .. } => sub.as_deref(),
            _ => None,
        };
        let argument = next.and_then(bracket);
        match quantity {
            Quantity::Expectation => match sub {
                Some(sub) => self.measure(sub),
                None => {
                    if let Some(argument) = argument {
                        self.random_operand(argument.body);
                        if let Some(sub) = argument.sub {
                            self.walk(sub);
                        }
                    } else if let Some(next) = next {
                        self.random_operand(next);
                    }
                }
            },
            Quantity::Variance | Quantity::Covariance | Quantity::Correlation => match sub {
                Some(sub) => self.measure(sub),
                None => {
                    if let Some(argument) = argument {
                        self.random_operand(argument.body);
                    }
                }
            },
            Quantity::Divergence | Quantity::JensenShannon => {
                if let Some(argument) = argument {
                    let mut parts = Vec::new();
                    flatten_bars(argument.body, &mut parts);
                    if !weak || parts.len() == 2 {
                        parts.into_iter().for_each(|t| self.density_operand(t));
                    }
                }
            }
            Quantity::CrossEntropy => {
                if let Some(argument) = argument {
                    comma_items(argument.body)
                        .into_iter()
                        .for_each(|t| self.density_operand(t));
                }
            }
            Quantity::Entropy | Quantity::MutualInformation | Quantity::Probability => {
                if let Some(argument) = argument {
                    self.information_operand(argument.body);
                }
            }
        }
    }

    /// The subscript of an expectation: `q(z)`, `x \sim p`, `p`.
    pub(super) fn measure(&mut self, sub: &Tree) {
        if !self.measures.iter().any(|known| mark(known) == mark(sub)) {
            self.measures.push(sub.clone());
        }
        match &sub.kind {
            Kind::Chain { first, rest } if matches!(rest[..], [(Relation::Distributed, _)]) => {
                let (_, right) = &rest[0];
                self.density_operand(right);
                let from = written(right).map(|found| self.resolve(&found, &|_| false).0);
                for name in comma_items(first) {
                    if let Some(found) = written(name) {
                        let bold = is_bold(found.name);
                        let (key, indices) = self.resolve(&found, &|_| false);
                        self.at(&key).by_item |= !indices.is_empty();
                        if let Some(from) = &from {
                            self.at(from).sampled.push(key.clone());
                        }
                        self.at(&key).bold |= bold;
                        self.at(&key).integrated |= bold;
                    }
                }
            }
            _ => self.density_operand(sub),
        }
    }

    /// What is a density by its place: `p`, `p(x)`, `q(z|x) p(x)`.
    pub(super) fn density_operand(&mut self, tree: &Tree) {
        if let Some(found) = written(tree) {
            let (key, _) = self.resolve(&found, &|_| false);
            let evidence = self.at(&key);
            (evidence.density, evidence.bare) = (true, true);
            return;
        }
        if let Kind::Product(factors) = &tree.kind {
            for (at, (_, factor)) in factors.iter().enumerate() {
                let applied = factors
                    .get(at + 1)
                    .is_some_and(|(_, t)| bracket(t).is_some());
                let name = head_spelling(factor);
                let known = name.as_deref().and_then(head);
                if applied
                    && known.is_none_or(|(_, surety)| surety == Surety::Bracket)
                    && let Some(found) = written(factor)
                {
                    let (key, _) = self.resolve(&found, &|_| false);
                    self.at(&key).density = true;
                }
            }
        }
        self.walk(tree);
    }

    /// Names that an expectation is taken over: capital letters, or what else may be random.
    pub(super) fn random_operand(&mut self, tree: &Tree) {
        self.averaged(tree);
        let mut keys = Vec::new();
        self.operands(tree, &mut keys);
        let capital = |key: &Key| {
            let letter = ["hat{", "bar{", "tilde{", "overline{"]
                .iter()
                .find_map(|accent| key.strip_prefix('\\')?.strip_prefix(accent))
                .unwrap_or(key);
            letter.starts_with(|c: char| c.is_ascii_uppercase())
        };
        let any_capital = keys.iter().any(capital);
        for key in keys {
            let letter = key.split('_').next().unwrap_or_default();
            let lower = matches!(
                letter,
                "x" | "y" | "z" | "u" | "v" | "w" | r"\epsilon" | r"\varepsilon" | r"\xi"
            );
            if capital(&key) || (!any_capital && lower) {
                self.at(&key).random = true;
                self.has_random = true;
            }
        }
    }

    /// Keys of all names that stand for values in an operand.
    pub(super) fn operands(&self, tree: &Tree, keys: &mut Vec<Key>) {
        if let Some(found) = written(tree) {
            let (key, _) = self.resolve(&found, &|_| false);
            if head(&key).is_none_or(|(_, s)| s == Surety::Bracket) && !keys.contains(&key) {
                keys.push(key);
            }
            return;
        }
        if let Kind::Product(factors) = &tree.kind {
            for (at, (_, factor)) in factors.iter().enumerate() {
                let applied = factors
                    .get(at + 1)
                    .is_some_and(|(t, next)| *t == Times::Juxtaposed && bracket(next).is_some());
                let functional = written(factor).is_some_and(|w| {
                    matches!(
                        w.letter.as_str(),
                        "f" | "g" | "h" | "p" | "q" | "E" | r"\phi" | r"\varphi"
                    ) || head(&w.letter).is_some_and(|(_, s)| s == Surety::Always)
                });
                if !(applied && functional) {
                    self.operands(factor, keys);
                }
            }
            return;
        }
        tree.children()
            .into_iter()
            .for_each(|t| self.operands(t, keys));
    }

    /// Capitals in the relations of a probability are random variables.
    pub(super) fn events(&mut self, tree: &Tree) {
        match &tree.kind {
            Kind::Chain { first, .. } => self.information_operand(first),
            Kind::List { items, .. } => items.iter().for_each(|t| self.events(t)),
            _ => {}
        }
    }

    pub(super) fn information_operand(&mut self, tree: &Tree) {
        match &tree.kind {
            Kind::List { items, .. } => items.iter().for_each(|t| self.information_operand(t)),
            Kind::Chain { first, .. } => self.information_operand(first),
            Kind::Product(_) => self.density_operand(tree),
            _ => {
                if let Some(found) = written(tree) {
                    let (key, _) = self.resolve(&found, &|_| false);
                    let capital = found.letter.starts_with(|c: char| c.is_ascii_uppercase());
                    match found.letter.as_str() {
                        "P" | "Q" | "p" | "q" => {
                            let evidence = self.at(&key);
                            (evidence.density, evidence.bare) = (true, true);
                        }
                        _ if capital => {
                            self.at(&key).random = true;
                            self.has_random = true;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
}
