//! Expectations and moments: under a density as sums and integrals, of random variables as operators.

use super::event::INDICATORS;
use super::head::HeadScripts;
use super::measure::Measure;
use super::product::Cursor;
use super::*;
use crate::elaborate::names::{Bracket, bracket, comma_items, written};
use crate::elaborate::scope::Nature;
use crate::elaborate::scope::is_capital;
use crate::parse::tree::{Separator, Times};
use crate::vocabulary::{Quantity, head};

impl Lowering<'_> {
    pub(super) fn quantity(
        &mut self,
        cursor: &mut Cursor<'_>,
        tree: &Tree,
        quantity: Quantity,
        scripts: HeadScripts<'_>,
    ) -> Read<Id> {
        match quantity {
            Quantity::Expectation => self.expectation(cursor, tree, scripts),
            Quantity::Variance | Quantity::Covariance | Quantity::Correlation => {
                let argument = self.required(cursor, tree)?;
                let id = self.moment(tree, quantity, scripts.sub, argument)?;
                self.finish(tree, id, scripts.sup, argument.sup)
            }
            Quantity::Probability => {
                let argument = self.required(cursor, tree)?;
                if let Some(sub) = scripts.sub {
                    return Err(unread(
                        sub,
                        UNSUPPORTED,
                        "a probability with a subscript has no meaning here",
                    ));
                }
                let id = self.probability_of(tree, argument, None)?;
                self.raised(tree, id, scripts.sup)
            }
            Quantity::Divergence | Quantity::JensenShannon => {
                let argument = self.required(cursor, tree)?;
                if let Some(sub) = scripts.sub {
                    let text = "a divergence with this subscript has no meaning here";
                    return Err(unread(sub, UNSUPPORTED, text));
                }
                let id = match quantity {
                    Quantity::Divergence => self.divergence(tree, argument.body)?,
                    _ => self.jensen_shannon(argument.body)?,
                };
                let id = self.in_unit(id)?;
                self.finish(tree, id, scripts.sup, argument.sup)
            }
            Quantity::Entropy | Quantity::CrossEntropy | Quantity::MutualInformation => {
                let argument = self.required(cursor, tree)?;
                if let Some(sub) = scripts.sub {
                    return Err(unread(
                        sub,
                        UNSUPPORTED,
                        "an entropy with a subscript has no meaning here",
                    ));
                }
                let id = self.information(tree, quantity, argument.body)?;
                let id = self.in_unit(id)?;
                self.finish(tree, id, scripts.sup, argument.sup)
            }
        }
    }

    fn required<'t>(&mut self, cursor: &mut Cursor<'t>, tree: &Tree) -> Read<Bracket<'t>> {
        let Some(found) = cursor.beside().and_then(bracket) else {
            return Err(unread(tree, MISSING, "the quantity lacks its argument"));
        };
        cursor.at += 1;
        Ok(found)
    }

    fn expectation(
        &mut self,
        cursor: &mut Cursor<'_>,
        tree: &Tree,
        scripts: HeadScripts<'_>,
    ) -> Read<Id> {
        let argument = cursor.beside().and_then(bracket);
        let sub = scripts.sub.or(argument.and_then(|a| a.sub));
        let Some(sub) = sub.filter(|sub| !self.names_random(sub)) else {
            let id = self.plain_expectation(cursor, tree, scripts)?;
            return match sub.is_some_and(|sub| self.leaves_random(sub, id)) {
                true => {
                    let text = "an expectation over some of its random variables only";
                    Err(unread(tree, UNSUPPORTED, text))
                }
                false => Ok(id),
            };
        };
        let on_bracket = scripts.sub.is_none();
        let measure = match (on_bracket, argument) {
            (true, Some(argument)) => self.measure_of_bracket(sub, argument.body)?,
            _ => self.measure(sub)?,
        };
        let id = match argument {
            Some(argument) => {
                cursor.at += 1;
                let id = self.under(&measure, argument.body)?;
                self.raised(tree, id, argument.sup)?
            }
            None => {
                // Without brackets it takes the product that follows, up to another expectation.
                let factors = self.unbracketed(cursor);
                if factors.is_empty() {
                    return Err(unread(tree, MISSING, "the expectation lacks its argument"));
                }
                self.enter(&measure);
                let mut inner = Cursor { factors, at: 0 };
                let id = self.run(&mut inner, tree);
                self.leave(&measure);
                self.averaged(tree, &measure, id?)?
            }
        };
        self.raised(tree, id, scripts.sup)
    }

    /// The factors that an operator without brackets covers; moves over them.
    fn unbracketed<'t>(&mut self, cursor: &mut Cursor<'t>) -> Vec<(Times, &'t Tree)> {
        let mut factors = Vec::new();
        while let Some(&(times, tree)) = cursor.factors.get(cursor.at) {
            let another = names::head_spelling(tree)
                .and_then(|s| head(&s))
                .is_some_and(|(meaning, _)| {
                    matches!(
                        meaning,
                        crate::vocabulary::Head::Quantity(Quantity::Expectation)
                    )
                });
            if another || matches!(times, Times::Over) {
                break;
            }
            factors.push((times, tree));
            cursor.at += 1;
        }
        if let Some(first) = factors.first_mut() {
            first.0 = Times::Juxtaposed;
        }
        factors
    }

    fn plain_expectation(
        &mut self,
        cursor: &mut Cursor<'_>,
        tree: &Tree,
        scripts: HeadScripts<'_>,
    ) -> Read<Id> {
        let Some(argument) = cursor.beside().and_then(bracket) else {
            let factors = self.unbracketed(cursor);
            if factors.is_empty() {
                return Err(unread(tree, MISSING, "the expectation lacks its argument"));
            }
            let mut inner = Cursor { factors, at: 0 };
            let body = self.run(&mut inner, tree)?;
            let id = self.expect(tree, body)?;
            return self.raised(tree, id, scripts.sup);
        };
        cursor.at += 1;
        let id = match &argument.body.kind {
            Kind::List { items, separators } if separators.first() == Some(&Separator::Bar) => {
                let of = self.value_of(&items[0])?;
                let mut args = vec![of];
                for item in items[1..].iter().flat_map(comma_items) {
                    args.push(self.given(item)?);
                }
                self.store.apply(Operator::ConditionalExpectation, &args)
            }
            _ => {
                if let Some(measure) = self.own_measure(&[argument.body])? {
                    self.under(&measure, argument.body)?
                } else if let Some(measure) = self.only_measure(argument.body)? {
                    self.under(&measure, argument.body)?
                } else {
                    let body = self.tree(argument.body)?;
                    self.expect(argument.body, body)?
                }
            }
        };
        self.finish(tree, id, scripts.sup, argument.sup)
    }

    pub(super) fn value_of(&mut self, tree: &Tree) -> Read<Id> {
        let id = self.tree(tree)?;
        match self.store.is_array(id) {
            true => Ok(id),
            false => self.require_scalar(id, tree),
        }
    }

    /// A condition: a random variable, or an event.
    fn given(&mut self, tree: &Tree) -> Read<Id> {
        match tree.kind {
            Kind::Chain { .. } => self.chain(tree),
            _ => self.tree(tree),
        }
    }

    /// The expectation of something random. Without anything random it must be free of letters that may be.
    pub(super) fn expect(&mut self, tree: &Tree, body: Id) -> Read<Id> {
        if !self.store.is_array(body) {
            self.require_scalar(body, tree)?;
        }
        let open = !self.scope.study.has_random && !self.store.free_names(body).is_empty();
        let hidden = !self.is_random(body) && (open || self.hides_chance(body));
        if hidden || self.takes_density(body) || self.shows_indicator(body) {
            return Err(unread(
                tree,
                AMBIGUOUS,
                "nothing random is shown in the expectation",
            ));
        }
        Ok(self.store.apply(Operator::Expectation, &[body]))
    }

    /// True for what is made of capitals or estimates: it may be random where nothing in it is said to be.
    pub(super) fn hides_chance(&self, id: Id) -> bool {
        self.store.free_names(id).into_iter().any(|name| {
            let spelling = &self.store.symbol(name).spelling;
            let number = *self.store.sort_of(self.store.symbol(name).sort) == Sort::Real;
            number && (is_capital(spelling) || spelling.starts_with(r"\hat{"))
        })
    }

    /// True for the indicator of something that was not read: what is random about it does not show.
    fn shows_indicator(&self, id: Id) -> bool {
        self.store.free_names(id).into_iter().any(|name| {
            let spelling = &self.store.symbol(name).spelling;
            INDICATORS.iter().any(|letter| spelling.starts_with(letter))
        })
    }

    /// True for a density at a point that nothing binds and that is not random: nothing says that its point is averaged.
    fn takes_density(&self, id: Id) -> bool {
        let free = |pairs: &[(SymbolId, Id)]| {
            let mut values = pairs.iter().map(|&(_, value)| value);
            values.any(|value| !self.store.free_names(value).is_empty() && !self.is_random(value))
        };
        match self.store.node(id) {
            Node::Density { of, given, .. } if free(of) || free(given) => true,
            Node::Bind(..) => false,
            _ => {
                let children = self.store.children(id);
                children.into_iter().any(|child| self.takes_density(child))
            }
        }
    }

    pub(super) fn is_random(&self, id: Id) -> bool {
        self.store
            .free_names(id)
            .into_iter()
            .any(|symbol| self.store.is_chance(self.store.symbol(symbol).sort))
    }

    pub(super) fn is_random_operand(&self, tree: &Tree) -> bool {
        let named = written(tree).is_some_and(|found| {
            let (key, _) = self.scope.resolve(&found);
            self.is_random_name(&key)
        });
        named
            || tree
                .children()
                .into_iter()
                .any(|t| self.is_random_operand(t))
    }

    /// True if the note uses the name as a random variable.
    pub(super) fn is_random_name(&self, key: &str) -> bool {
        use crate::elaborate::phrases::Property::{RandomVariable, RandomVector};
        use crate::elaborate::survey::Says;
        self.scope.evidence(key).is_some_and(|e| {
            e.random
                || e.said.iter().any(|s| {
                    matches!(
                        s,
                        Says::Drawn(_) | Says::Property(RandomVariable | RandomVector)
                    )
                })
        })
    }

    /// True if something random is averaged in `\mathbb{E}_X[X Y]` that the subscript does not name.
    fn leaves_random(&self, sub: &Tree, id: Id) -> bool {
        let items = comma_items(sub).into_iter().filter_map(written);
        let named: Vec<String> = items.map(|found| self.scope.resolve(&found).0).collect();
        let mut averaged = Vec::new();
        self.averaged_names(id, false, &mut averaged);
        let spelling = |name: &SymbolId| &self.store.symbol(*name).spelling;
        averaged
            .iter()
            .any(|name| !named.iter().any(|named| named == spelling(name)))
    }

    /// The random variables that the outermost expectations average.
    fn averaged_names(&self, id: Id, inside: bool, found: &mut Vec<SymbolId>) {
        let moment = |operator: &Operator| {
            matches!(
                operator,
                Operator::Expectation
                    | Operator::ConditionalExpectation
                    | Operator::Variance
                    | Operator::ConditionalVariance
                    | Operator::Covariance
            )
        };
        match self.store.node(id) {
            Node::Name(name) if inside && self.store.is_chance(self.store.symbol(*name).sort) => {
                found.push(*name);
            }
            Node::Apply(operator, _) if inside && moment(operator) => {}
            Node::Apply(Operator::ConditionalExpectation, args) => {
                self.averaged_names(args[0], true, found);
            }
            Node::Apply(operator, args) if moment(operator) => {
                args.iter()
                    .for_each(|&arg| self.averaged_names(arg, true, found));
            }
            _ => {
                let children = self.store.children(id).into_iter();
                children.for_each(|child| self.averaged_names(child, inside, found));
            }
        }
    }

    /// True for the subscript `X` of `\mathbb{E}_X`, a random variable that says nothing new.
    fn names_random(&self, sub: &Tree) -> bool {
        comma_items(sub).into_iter().all(|t| {
            written(t).is_some_and(|found| {
                let (key, _) = self.scope.resolve(&found);
                self.is_random_name(&key)
                    && self.scope.nature(&key) == Nature::Value
                    && crate::elaborate::scope::is_capital(&key)
            })
        })
    }

    fn moment(
        &mut self,
        tree: &Tree,
        quantity: Quantity,
        sub: Option<&Tree>,
        argument: Bracket<'_>,
    ) -> Read<Id> {
        if let Some(sub) = sub.or(argument.sub) {
            let measure = self.measure(sub)?;
            return self.moment_under(tree, quantity, &measure, argument.body);
        }
        if quantity != Quantity::Correlation
            && let Some(measure) = self.own_measure(&[argument.body])?
        {
            return self.moment_under(tree, quantity, &measure, argument.body);
        }
        let (of, given) = match &argument.body.kind {
            Kind::List { items, separators } if separators.first() == Some(&Separator::Bar) => {
                (&items[0], items[1..].iter().flat_map(comma_items).collect())
            }
            _ => (argument.body, Vec::new()),
        };
        let args: Read<Vec<Id>> = comma_items(of)
            .into_iter()
            .map(|t| self.value_of(t))
            .collect();
        let mut args = args?;
        let conditions: Read<Vec<Id>> = given.into_iter().map(|t| self.given(t)).collect();
        let conditions = conditions?;
        let hidden = !self.scope.study.has_random || args.iter().any(|&a| self.hides_chance(a));
        if !args.iter().any(|&a| self.is_random(a)) && hidden
            || (args.iter()).any(|&a| self.takes_density(a) || self.shows_indicator(a))
        {
            return Err(unread(
                tree,
                AMBIGUOUS,
                "nothing random is shown in the moment",
            ));
        }
        let operator = match (quantity, args.len(), conditions.is_empty()) {
            (Quantity::Variance, 1, true) => Operator::Variance,
            (Quantity::Variance, 1, false) => Operator::ConditionalVariance,
            (Quantity::Covariance, 2, true) => Operator::Covariance,
            // The covariance of one vector with itself.
            (Quantity::Covariance, 1, true) => Operator::Variance,
            (Quantity::Correlation, 2, true) => Operator::Correlation,
            (Quantity::Covariance, 2, false) if !args.iter().any(|&a| self.store.is_array(a)) => {
                return Ok(self.conditional_covariance(&args, &conditions));
            }
            (Quantity::Correlation, 2, false) if !args.iter().any(|&a| self.store.is_array(a)) => {
                return Ok(self.conditional_correlation(&args, &conditions));
            }
            _ => return Err(unread(tree, UNSUPPORTED, "this moment has no meaning here")),
        };
        args.extend(conditions);
        Ok(self.store.apply(operator, &args))
    }

    /// `\mathrm{Cov}(X, Y \mid Z)` of numbers: the mean of the product less the product of the means, all given Z.
    fn conditional_covariance(&mut self, args: &[Id], conditions: &[Id]) -> Id {
        let mut mean = |of: Id| {
            let args = [&[of], conditions].concat();
            self.store.apply(Operator::ConditionalExpectation, &args)
        };
        let means = [mean(args[0]), mean(args[1])];
        let product = self.store.product(args);
        let args = [&[product], conditions].concat();
        let whole = self.store.apply(Operator::ConditionalExpectation, &args);
        let product = self.store.product(&means);
        self.store.subtract(whole, product)
    }

    /// The conditional covariance by the roots of the conditional variances.
    fn conditional_correlation(&mut self, args: &[Id], conditions: &[Id]) -> Id {
        let covariance = self.conditional_covariance(args, conditions);
        let mut factors = vec![covariance];
        for &arg in args {
            let args = [&[arg], conditions].concat();
            let variance = self.store.apply(Operator::ConditionalVariance, &args);
            let deviation = self.store.sqrt(variance);
            factors.push(self.store.reciprocal(deviation));
        }
        self.store.product(&factors)
    }

    /// A variance or covariance under a density: the mean of the product of the deviations.
    fn moment_under(
        &mut self,
        tree: &Tree,
        quantity: Quantity,
        measure: &Measure,
        body: &Tree,
    ) -> Read<Id> {
        let items = comma_items(body);
        let (first, second) = match (quantity, &items[..]) {
            (Quantity::Variance | Quantity::Covariance, [only]) => (*only, *only),
            (Quantity::Covariance, [a, b]) => (*a, *b),
            _ => return Err(unread(tree, UNSUPPORTED, "this moment has no meaning here")),
        };
        self.enter(measure);
        let values = self
            .scalar(first)
            .and_then(|a| Ok((a, self.scalar(second)?)));
        self.leave(measure);
        let (a, b) = values?;
        let mean_a = self.averaged(first, measure, a)?;
        let mean_b = self.averaged(second, measure, b)?;
        let (off_a, off_b) = (
            self.store.subtract(a, mean_a),
            self.store.subtract(b, mean_b),
        );
        let product = if a == b {
            let two = self.store.integer(2);
            self.store.power(off_a, two)
        } else {
            self.store.product(&[off_a, off_b])
        };
        Ok(self.average(measure, product))
    }
}
