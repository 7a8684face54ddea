//! Products: which factors are applied to which, and how the values are multiplied.

use super::*;
use crate::elaborate::conventions::Notation;
use crate::elaborate::evidence::letter_of;
use crate::elaborate::names::{Bracket, bracket, is_word, letters, multiplies_itself, written};
use crate::elaborate::scope::Nature;
use crate::parse::tree::Times;
use crate::vocabulary::head;

/// Factors of a product in order, and how far they are read.
pub(super) struct Cursor<'t> {
    pub factors: Vec<(Times, &'t Tree)>,
    pub at: usize,
}

impl<'t> Cursor<'t> {
    /// The next factor, if it stands without a sign of multiplication.
    pub fn beside(&self) -> Option<&'t Tree> {
        match self.factors.get(self.at) {
            Some((Times::Juxtaposed, tree)) => Some(tree),
            _ => None,
        }
    }

    /// The factor after the next one, if both stand without a sign of multiplication.
    pub fn beyond(&self) -> Option<&'t Tree> {
        self.beside()?;
        match self.factors.get(self.at + 1) {
            Some((Times::Juxtaposed, tree)) => Some(tree),
            _ => None,
        }
    }

    pub fn rest(&self) -> &[(Times, &'t Tree)] {
        &self.factors[self.at.min(self.factors.len())..]
    }
}

impl Lowering<'_> {
    pub(super) fn product(&mut self, tree: &Tree, factors: &[(Times, Tree)]) -> Read<Id> {
        let mut undotted: Option<Vec<(Times, Tree)>> = None;
        while let Some(next) = self.dotted_product(undotted.as_deref().unwrap_or(factors))? {
            undotted = Some(next);
        }
        let factors = undotted.as_deref().unwrap_or(factors);
        let factors: Vec<(Times, &Tree)> = factors.iter().map(|(times, t)| (*times, t)).collect();
        // `a \cdot (b \times c)`
        let around = self.crosses;
        let dotted = factors.iter().any(|(times, _)| *times == Times::By("cdot"));
        self.crosses |= dotted && factors.iter().any(|(_, factor)| shows_times(factor));
        let mut cursor = Cursor { factors, at: 0 };
        let id = self.run(&mut cursor, tree);
        self.crosses = around;
        id
    }

    /// True for a word of which nothing is known between two operands: `7 \mathrm{mod} 3`, `0 \text{ unless } x`.
    fn joins(&self, cursor: &Cursor<'_>) -> bool {
        let (_, word) = cursor.factors[cursor.at];
        let next = cursor.factors.get(cursor.at + 1);
        let between = cursor.at > 0 && next.is_some_and(|(times, _)| *times == Times::Juxtaposed);
        let known = || {
            let key = letter_of(word).unwrap_or_default();
            head(&key).is_some()
                || self.scope.nature(&key) != Nature::Value
                || self
                    .scope
                    .evidence(&key)
                    .is_some_and(|e| !e.said.is_empty())
        };
        between && is_word(word) && next.is_none_or(|(_, t)| bracket(t).is_none()) && !known()
    }

    /// One tree as a product of one factor.
    pub(super) fn single(&mut self, tree: &Tree) -> Read<Id> {
        let mut cursor = Cursor {
            factors: vec![(Times::Juxtaposed, tree)],
            at: 0,
        };
        self.operand(&mut cursor)
    }

    /// All factors from the cursor on.
    pub(super) fn run(&mut self, cursor: &mut Cursor<'_>, tree: &Tree) -> Read<Id> {
        let mut values: Vec<Id> = Vec::new();
        while cursor.at < cursor.factors.len() {
            let (times, factor) = cursor.factors[cursor.at];
            match times {
                Times::By("*" | "ast") if self.scope.conventions.leaves_unread(Notation::Star) => {
                    let text = "the words give `*` a meaning that is not read";
                    return Err(unread(factor, UNSUPPORTED, text));
                }
                Times::Over => {
                    let below = self.denominator(cursor, values.last().copied())?;
                    self.divide(&mut values, below, factor)?;
                }
                Times::Juxtaposed if self.joins(cursor) => {
                    let text = "what this word does with what stands on both sides of it has no meaning here";
                    return Err(unread(factor, UNSUPPORTED, text));
                }
                Times::By("times") if self.may_be_cross(cursor) => {
                    let text = "`\\times` may be a cross product here, which has no meaning";
                    return Err(unread(factor, UNSUPPORTED, text));
                }
                Times::Juxtaposed | Times::By("cdot" | "times" | "*" | "ast") => {
                    let value = self.operand(cursor)?;
                    if let (Times::By("times"), Some(&before)) = (times, values.last())
                        && self.store.is_array(before)
                        && self.store.is_array(value)
                    {
                        return Err(unread(
                            factor,
                            UNSUPPORTED,
                            "a cross product has no meaning here",
                        ));
                    }
                    values.push(value);
                }
                Times::By("odot") => {
                    let value = self.operand(cursor)?;
                    let before = values.pop().unwrap_or(value);
                    values.push(self.store.apply(Operator::Hadamard, &[before, value]));
                }
                Times::By("otimes") => {
                    let value = self.operand(cursor)?;
                    let before = values.pop().unwrap_or(value);
                    if !self.store.is_array(before) && !self.store.is_array(value) {
                        let text = "`\\otimes` between what is not known to be arrays";
                        return Err(unread(factor, UNSUPPORTED, text));
                    }
                    values.push(self.store.apply(Operator::Kronecker, &[before, value]));
                }
                Times::By(sign) => {
                    return Err(unread(
                        factor,
                        UNSUPPORTED,
                        format!("`{sign}` has no meaning here"),
                    ));
                }
            }
        }
        self.multiply(values, tree)
    }

    /// Whether the sign at the cursor may be that of a cross product: between names, where the words speak of such, or where
    /// dots and brackets show that the sign is another one than that of numbers.
    fn may_be_cross(&self, cursor: &Cursor<'_>) -> bool {
        let around = &cursor.factors[cursor.at.saturating_sub(1)..=cursor.at];
        let named = around.iter().all(|(_, tree)| !letters(tree).is_empty());
        let mixed = || {
            let mut signs = cursor.factors.iter();
            let plain = cursor
                .factors
                .iter()
                .all(|(_, tree)| written(tree).is_some());
            plain && signs.any(|(times, _)| *times == Times::By("cdot"))
                || around.iter().any(|(_, tree)| shows_times(tree))
        };
        named && (self.scope.conventions.leaves_unread(Notation::Cross) || self.crosses || mixed())
    }

    fn divide(&mut self, values: &mut Vec<Id>, below: Id, tree: &Tree) -> Read<()> {
        let Some(above) = values.pop() else {
            return Err(unread(tree, MISSING, "nothing stands before the slash"));
        };
        values.push(self.quotient(above, below));
        Ok(())
    }

    /// One operand: a function with its arguments, a derivative with its body, a name applied or alone, or any tree.
    pub(super) fn operand(&mut self, cursor: &mut Cursor<'_>) -> Read<Id> {
        let Some(&(_, tree)) = cursor.factors.get(cursor.at) else {
            let span = cursor.factors.last().map_or(0..0, |(_, t)| t.span.clone());
            return Err(Unread {
                span,
                text: "an operand is missing".into(),
                code: MISSING,
            });
        };
        if let Some(id) = self.derivative_operator(cursor)? {
            self.refuse_point(cursor)?;
            return Ok(id);
        }
        if let Some(id) = self.head_operand(cursor)? {
            return Ok(id);
        }
        if let Some(id) = self.difference(cursor)? {
            return Ok(id);
        }
        if let Some(found) = written(tree) {
            cursor.at += 1;
            let after = cursor.at;
            let argument = cursor.beside().and_then(bracket);
            let argument = argument.filter(|&inside| !multiplies_itself(&found, inside));
            self.refuse_primed_argument(cursor, &found)?;
            let id = self.name(tree, &found, argument, cursor)?;
            let consumed = cursor.at > after;
            let indexed = |argument: &Bracket<'_>| {
                let (key, _) = self.scope.resolve(&found);
                let before = self.scope.nature_before(&key, *argument);
                [self.scope.nature(&key), before].contains(&Nature::Function)
            };
            let argument = argument.filter(|argument| consumed && !indexed(argument));
            if let Some(sub) = argument.and_then(|a| a.sub) {
                let text = "an index after the argument of a function has no meaning here";
                return Err(unread(sub, UNSUPPORTED, text));
            }
            self.refuse_arguments(cursor, id)?;
            self.refuse_point(cursor)?;
            return Ok(id);
        }
        cursor.at += 1;
        if bracket(tree).is_some_and(|group| is_made_of_names(group.body)) {
            self.refuse_point(cursor)?;
        }
        self.tree(tree)
    }

    /// A number in round brackets right after a name is hardly a factor: it is a point.
    fn refuse_point(&self, cursor: &Cursor<'_>) -> Read<()> {
        let number = |tree: &Tree| match &tree.kind {
            Kind::Number(_) => true,
            Kind::Sum(terms) => {
                matches!(&terms[..], [(_, only)] if matches!(only.kind, Kind::Number(_)))
            }
            _ => false,
        };
        match cursor.beside() {
            Some(point) if bracket(point).is_some_and(|b| b.open == "(" && number(b.body)) => {
                let text = "a number in brackets after a name may be a point or a factor";
                Err(unread(point, UNSUPPORTED, text))
            }
            _ => Ok(()),
        }
    }

    /// `\Delta x`, and `d x` outside of integrals and derivatives, are names of their own.
    fn difference(&mut self, cursor: &mut Cursor<'_>) -> Read<Option<Id>> {
        let (_, tree) = cursor.factors[cursor.at];
        let letter = match &tree.kind {
            Kind::Name(name) if matches!(name.letter.as_str(), "d" | r"\Delta") => {
                name.letter.as_str()
            }
            _ => return Ok(None),
        };
        let next = match cursor.factors.get(cursor.at + 1) {
            Some(&(Times::Juxtaposed, next)) => next,
            _ => return Ok(None),
        };
        let of = written(next);
        if self.scope.conventions.own.contains(letter)
            || self.scope.bound(letter).is_some()
            || self.scope.fixed(letter).is_some()
            || of.is_none() && bracket(next).is_none()
        {
            return Ok(None);
        }
        if let Some(of) = of {
            let (key, indices) = self.scope.resolve(&of);
            if indices.is_empty() {
                cursor.at += 2;
                let symbol = self.scope.value(self.store, &format!("{letter} {key}"), 0);
                let id = self.store.name(symbol);
                return self.raised(tree, id, of.sup).map(Some);
            }
        }
        let text = "the difference or differential of what is no name has no meaning here";
        Err(unread(tree, UNSUPPORTED, text))
    }

    /// A list right after a number or a function is what it is applied to, no array; so is a relation, no indicator, and a
    /// place in square brackets, no factor.
    fn refuse_arguments(&mut self, cursor: &Cursor<'_>, id: Id) -> Read<()> {
        let Some(next) = cursor.beside() else {
            return Ok(());
        };
        let text = match bracket(next).map(|b| &b.body.kind) {
            Some(Kind::List { .. }) if !self.store.is_array(id) => {
                "a list stands where one value is expected"
            }
            Some(Kind::Chain { .. }) => "a relation stands where a value is expected",
            Some(body) if bracket(next).is_some_and(|b| b.open == "[") && is_place(body) => {
                "an index in square brackets has no meaning here"
            }
            _ => return Ok(()),
        };
        Err(unread(next, UNSUPPORTED, text))
    }

    /// The product of values in order. Two column vectors side by side are their dot product.
    pub(super) fn multiply(&mut self, values: Vec<Id>, tree: &Tree) -> Read<Id> {
        // A distribution or set may stand alone, not in a product.
        if let [only] = values[..] {
            return Ok(only);
        }
        for &value in &values {
            if !self.store.is_array(value) {
                self.require_scalar(value, tree)?;
            }
        }
        let mut values = values;
        self.fit_chain(&mut values, tree)?;
        Ok(self.store.times(&values))
    }
}

/// True for a bracket in which names are multiplied by `\times`.
fn shows_times(tree: &Tree) -> bool {
    let times = |factors: &[(Times, Tree)]| {
        factors.windows(2).any(|two| {
            two[1].0 == Times::By("times") && two.iter().all(|(_, t)| !letters(t).is_empty())
        })
    };
    bracket(tree).is_some_and(|group| match &group.body.kind {
        Kind::Product(factors) => times(factors),
        Kind::Sum(terms) => terms
            .iter()
            .any(|(_, term)| matches!(&term.kind, Kind::Product(factors) if times(factors))),
        _ => false,
    })
}

/// `f g`, `f + g`: what may be a function.
fn is_made_of_names(tree: &Tree) -> bool {
    let name = |tree: &Tree| matches!(tree.kind, Kind::Name(_));
    match &tree.kind {
        Kind::Sum(terms) => terms.iter().all(|(_, term)| name(term)),
        Kind::Product(factors) => factors.iter().all(|(_, factor)| name(factor)),
        _ => false,
    }
}

/// True for `0`, `n`, `n + 1`: what may count the items of a sequence.
fn is_place(body: &Kind) -> bool {
    match body {
        Kind::Number(_) | Kind::Name(_) => true,
        Kind::Sum(terms) => {
            let letters = terms
                .iter()
                .filter(|(_, t)| matches!(t.kind, Kind::Name(_)));
            let numbers = terms
                .iter()
                .filter(|(_, t)| matches!(t.kind, Kind::Number(_)));
            (letters.count(), numbers.count()) == (1, terms.len() - 1)
        }
        _ => false,
    }
}
