//! Functions of the vocabulary with their arguments, bracketed or juxtaposed.

use super::product::Cursor;
use super::reach::Reach;
use super::*;
use crate::elaborate::conventions::Base;
use crate::elaborate::names::{Bracket, bracket, head_spelling};
use crate::parse::tree::Separator;
use crate::vocabulary::Distribution;
use crate::vocabulary::distributions::logarithmic;
use crate::vocabulary::{Head, Surety, head};

/// Subscript and superscript of a head.
#[derive(Clone, Copy)]
pub(super) struct HeadScripts<'t> {
    pub sub: Option<&'t Tree>,
    pub sup: Option<&'t Tree>,
}

/// True for the size of what a distribution of vectors or matrices is of, `\mathcal{N}_{n \times p}`: all else, as in
/// `\mathcal{N}_+`, makes another distribution of it.
fn is_size_of(row: &Distribution, sub: &Tree) -> bool {
    use Operator::*;
    let of_arrays = matches!(
        row.operator,
        Normal
            | MultivariateNormal
            | DiagonalNormal
            | MatrixNormal
            | Wishart
            | NormalGamma
            | Dirichlet
            | Multinomial
    );
    of_arrays && is_size(sub)
}

fn is_size(tree: &Tree) -> bool {
    match &tree.kind {
        Kind::Number(digits) => digits != "0",
        Kind::Name(name) => {
            let letter = names::letter(name);
            letter.chars().count() == 1 && letter.chars().all(char::is_alphabetic)
        }
        Kind::Product(factors) => factors.iter().all(|(_, factor)| is_size(factor)),
        Kind::List { items, .. } => items.iter().all(is_size),
        Kind::Sum(terms) => terms.iter().all(|(_, term)| is_size(term)),
        Kind::Brace(body) => is_size(body),
        _ => false,
    }
}

impl Lowering<'_> {
    /// The operand that begins with a name of the vocabulary, if the one at the cursor does.
    pub(super) fn head_operand(&mut self, cursor: &mut Cursor<'_>) -> Read<Option<Id>> {
        let (_, tree) = cursor.factors[cursor.at];
        let Some((meaning, scripts)) = self.meaning(cursor) else {
            return Ok(None);
        };
        cursor.at += 1;
        if let Kind::Scripts { primes, .. } = &tree.kind
            && *primes > 0
        {
            return self.primed_head(cursor, tree, meaning, *primes).map(Some);
        }
        let id = match meaning {
            Head::Function(operator) => self.function(cursor, tree, operator, scripts)?,
            Head::Logarithm(base) => self.logarithm(cursor, tree, base, scripts)?,
            Head::Exponential | Head::Reciprocal(_) if scripts.sub.is_some() => {
                let text = "a subscript of this function has no meaning here";
                return Err(unread(tree, UNSUPPORTED, text));
            }
            Head::Exponential => {
                let argument = self.argument(cursor, tree, Reach::Next)?;
                let id = self.store.exp(argument.id);
                self.finish(tree, id, scripts.sup, argument.sup)?
            }
            Head::Reciprocal(operator) => {
                let argument = self.argument(cursor, tree, Reach::Next)?;
                let inner = self.store.apply(operator, &[argument.id]);
                let id = self.store.reciprocal(inner);
                self.finish(tree, id, scripts.sup, argument.sup)?
            }
            Head::Several(operator) => self.several(cursor, tree, operator, scripts)?,
            Head::Quantity(quantity) => self.quantity(cursor, tree, quantity, scripts)?,
            Head::Distribution(_) if scripts.sup.is_some() => {
                let text = "a superscript of a distribution has no meaning here";
                return Err(unread(tree, UNSUPPORTED, text));
            }
            Head::Distribution(row) if scripts.sub.is_some_and(|sub| !is_size_of(row, sub)) => {
                let text = "a subscript of this distribution has no meaning here";
                return Err(unread(tree, UNSUPPORTED, text));
            }
            // `\mathrm{Uniform}\{0, 1\}` is over what the braces list.
            Head::Distribution(_)
                if (cursor.beside().and_then(bracket)).is_some_and(|found| found.open == r"\{") =>
            {
                let text = "the parameters of a distribution in braces have no meaning here";
                return Err(unread(tree, UNSUPPORTED, text));
            }
            Head::Distribution(row) => self.distribution(cursor, tree, row)?,
        };
        Ok(Some(id))
    }

    /// `\Gamma'(a)`: a derivative of a known function of one variable.
    fn primed_head(
        &mut self,
        cursor: &mut Cursor<'_>,
        tree: &Tree,
        meaning: Head,
        primes: u8,
    ) -> Read<Id> {
        let plain = matches!(
            &tree.kind,
            Kind::Scripts {
                sub: None,
                sup: None,
                ..
            }
        );
        let (Head::Function(operator), true) = (meaning, plain && operator_is_real(meaning)) else {
            let text = "a prime at this function has no meaning here";
            return Err(unread(tree, UNSUPPORTED, text));
        };
        let argument = self.argument(cursor, tree, Reach::Next)?;
        let real = self.store.intern_sort(Sort::Real);
        let variable = self.store.bound(0, real);
        let mut body = self.store.apply(operator, &[variable]);
        for nth in 1..=primes {
            let point = if nth == primes { argument.id } else { variable };
            body = self
                .store
                .bind(BinderKind::Derivative, real, Domain::At(point), body);
        }
        self.finish(tree, body, None, argument.sup)
    }

    /// What the tree at the cursor means as a head, if it is one in this scope.
    pub(super) fn meaning<'t>(&self, cursor: &Cursor<'t>) -> Option<(Head, HeadScripts<'t>)> {
        let (_, tree) = cursor.factors[cursor.at];
        let spelling = head_spelling(tree)?;
        let (sub, sup) = match &tree.kind {
            Kind::Scripts { sub, sup, .. } => (sub.as_deref(), sup.as_deref()),
            _ => (None, None),
        };
        let mut scripts = HeadScripts { sub, sup };
        let longer = sub.map(|sub| format!("{spelling}_{{{}}}", names::mark(sub)));
        let raised = sup.map(|sup| format!("{spelling}^{{{}}}", names::mark(sup)));
        let found = longer
            .and_then(|l| head(&l))
            .inspect(|_| scripts.sub = None)
            .or_else(|| {
                raised
                    .and_then(|l| head(&l))
                    .inspect(|_| scripts.sup = None)
            })
            .or_else(|| head(&spelling));
        let (meaning, surety) = found?;
        let argument = match cursor.factors.get(cursor.at + 1) {
            Some((crate::parse::tree::Times::Juxtaposed, next)) => bracket(next),
            _ => None,
        };
        // `E` without a bracket is an expectation if a distribution is its subscript.
        let measured = spelling == "E"
            && sub.is_some_and(|s| !matches!(s.kind, Kind::Number(_) | Kind::Name(_)));
        let fits = match surety {
            Surety::Always => !self.is_declared(&spelling),
            Surety::Bracket => {
                measured || argument.is_some_and(|a| self.applies(meaning, &spelling, a))
            }
        };
        fits.then_some((meaning, scripts))
    }

    /// True if the note says itself what the name is.
    fn is_declared(&self, key: &str) -> bool {
        self.scope.evidence(key).is_some_and(|e| !e.said.is_empty())
    }

    /// Whether a name that may be a head is one before this bracket.
    fn applies(&self, meaning: Head, key: &str, argument: Bracket<'_>) -> bool {
        use crate::vocabulary::Quantity::*;
        if self.scope.conventions.own.contains(key) {
            return false;
        }
        let evidence = self.scope.evidence(key);
        let free = evidence.is_none_or(|e| e.whole == 0 && e.said.is_empty());
        let seen = |key: &str| {
            self.scope
                .evidence(key)
                .is_some_and(|e| !e.applied.is_empty())
        };
        let items = match &argument.body.kind {
            Kind::List { items, .. } => items.len(),
            _ => 1,
        };
        match meaning {
            Head::Function(Operator::Gamma) => free,
            Head::Function(Operator::Digamma) => free && seen(r"\Gamma"),
            Head::Function(Operator::NormalCdf) => {
                free && items == 1 && self.scope.study.has_normal
            }
            Head::Several(Operator::Beta) => items == 2 && free,
            Head::Quantity(Expectation) => evidence.is_none_or(|e| e.said.is_empty()),
            Head::Quantity(Variance) => free && self.is_random_operand(argument.body),
            Head::Quantity(Divergence | JensenShannon) => {
                matches!(&argument.body.kind, Kind::List { separators, .. } if separators.contains(&Separator::DoubleBar))
            }
            Head::Quantity(Entropy) => self.is_information(argument.body),
            Head::Quantity(MutualInformation) => {
                (items >= 2 || matches!(argument.body.kind, Kind::Chain { .. }))
                    && self.is_information(argument.body)
            }
            Head::Distribution(row) if row.operator == Operator::Normal => items == 2 && free,
            Head::Distribution(_) => self.scope.study.drawn.contains(key),
            _ => free,
        }
    }

    fn function(
        &mut self,
        cursor: &mut Cursor<'_>,
        tree: &Tree,
        operator: Operator,
        scripts: HeadScripts<'_>,
    ) -> Read<Id> {
        if let Some(sub) = scripts.sub {
            return Err(unread(
                sub,
                UNSUPPORTED,
                "a subscript of this function has no meaning here",
            ));
        }
        let of_arrays = matches!(
            operator,
            Operator::Trace
                | Operator::Determinant
                | Operator::Rank
                | Operator::Diag
                | Operator::Vec
                | Operator::Inverse
                | Operator::Norm
                | Operator::Symmetric
                | Operator::PositiveDefinite
                | Operator::Invertible
                | Operator::Size
        );
        if of_arrays {
            return self.array_function(cursor, tree, operator, scripts.sup);
        }
        if matches!(operator, Operator::Convergent | Operator::IsDensity) {
            let argument = cursor.beside().and_then(bracket);
            let Some(argument) = argument else {
                return Err(unread(tree, MISSING, "the predicate lacks its argument"));
            };
            cursor.at += 1;
            let id = self.lambda_or_value(argument.body)?;
            return Ok(self.store.apply(operator, &[id]));
        }
        let beside = cursor.beside();
        let angle =
            |tree: &&Tree| matches!(&tree.kind, Kind::Group { open, .. } if open == r"\langle");
        if let Some(angle) = beside.filter(angle) {
            let text = "angle brackets after a function may stand for an angle";
            return Err(unread(angle, UNSUPPORTED, text));
        }
        let argument = self.argument(cursor, tree, Reach::of(operator))?;
        let inverse = match (operator, scripts.sup.map(names::superscript)) {
            (Operator::Sin, Some(names::Superscript::Inverse)) => Some(Operator::Arcsin),
            (Operator::Cos, Some(names::Superscript::Inverse)) => Some(Operator::Arccos),
            (Operator::Tan, Some(names::Superscript::Inverse)) => Some(Operator::Arctan),
            _ => None,
        };
        if let Some(inverse) = inverse {
            let id = self.store.apply(inverse, &[argument.id]);
            return self.finish(tree, id, None, argument.sup);
        }
        let id = self.store.apply(operator, &[argument.id]);
        self.finish(tree, id, scripts.sup, argument.sup)
    }

    fn logarithm(
        &mut self,
        cursor: &mut Cursor<'_>,
        tree: &Tree,
        base: Option<i64>,
        scripts: HeadScripts<'_>,
    ) -> Read<Id> {
        if scripts.sub.is_none()
            && scripts.sup.is_none()
            && base.is_none()
            && let Some(id) = self.logarithmic(cursor)?
        {
            return Ok(id);
        }
        let natural = head_spelling(tree).as_deref() == Some(r"\ln");
        if let Some(sub) = scripts.sub.filter(|_| natural) {
            let text = "a subscript of this function has no meaning here";
            return Err(unread(sub, UNSUPPORTED, text));
        }
        let base = match (scripts.sub, base) {
            (Some(sub), _) => Some(self.scalar(sub)?),
            (None, Some(base)) => Some(self.store.integer(base)),
            (None, None) => self.usual_base(tree)?,
        };
        let argument = self.argument(cursor, tree, Reach::Logarithm)?;
        let mut id = self.store.log(argument.id);
        if let Some(base) = base
            && *self.store.node(base) != Node::Constant(Constant::E)
        {
            let below = self.store.log(base);
            id = self.store.divide(id, below);
        }
        self.finish(tree, id, scripts.sup, argument.sup)
    }

    /// The base of a logarithm that is written without one; None for the natural one.
    fn usual_base(&mut self, tree: &Tree) -> Read<Option<Id>> {
        let natural = head_spelling(tree).as_deref() == Some(r"\ln");
        for (reading, base) in [(Reading::LogTwo, 2), (Reading::LogTen, 10)] {
            if !natural && self.scope.readings.takes(reading) {
                return Ok(Some(self.store.integer(base)));
            }
        }
        match self.scope.conventions.base {
            _ if natural => Ok(None),
            Base::Natural => Ok(None),
            Base::Number(base) => Ok(Some(self.store.integer(base))),
            Base::Unclear => {
                let text = "the words give logarithms several bases";
                Err(unread(tree, UNSUPPORTED, text))
            }
        }
    }

    /// `\ln\mathcal{N}(\mu, \sigma^2)`, without a point: the distribution of what has a normal logarithm.
    fn logarithmic(&mut self, cursor: &mut Cursor<'_>) -> Read<Option<Id>> {
        let Some(&(_, tree)) = cursor.factors.get(cursor.at) else {
            return Ok(None);
        };
        let Some((Head::Distribution(row), _)) = self.meaning(cursor) else {
            return Ok(None);
        };
        let pair = |tree: &Tree| {
            matches!(&tree.kind, Kind::List { items, separators }
                if items.len() == 2 && separators[..] == [Separator::Comma])
        };
        let parameters = cursor.factors.get(cursor.at + 1);
        let pointless = parameters
            .and_then(|&(_, t)| bracket(t))
            .is_some_and(|b| pair(b.body) && b.sup.is_none());
        let (Some(operator), true) = (logarithmic(row.operator), pointless) else {
            return Ok(None);
        };
        cursor.at += 1;
        let id = self.distribution(cursor, tree, row)?;
        match self.store.node(id).clone() {
            Node::Apply(of, args) if of == row.operator => {
                Ok(Some(self.store.apply(operator, &args)))
            }
            _ => Err(unread(
                tree,
                UNSUPPORTED,
                "the logarithm of this distribution has no meaning here",
            )),
        }
    }

    /// Powers on the function (`\sin^2 x`) and after its bracket (`\sin(x)^2`).
    pub(super) fn finish(
        &mut self,
        tree: &Tree,
        id: Id,
        on_head: Option<&Tree>,
        after: Option<&Tree>,
    ) -> Read<Id> {
        let id = self.raised(tree, id, on_head)?;
        self.raised(tree, id, after)
    }

    fn several(
        &mut self,
        cursor: &mut Cursor<'_>,
        tree: &Tree,
        operator: Operator,
        scripts: HeadScripts<'_>,
    ) -> Read<Id> {
        let Some(argument) = cursor.beside().and_then(bracket) else {
            return Err(unread(tree, MISSING, "the function lacks its arguments"));
        };
        cursor.at += 1;
        let items = names::comma_items(argument.body);
        let (low, high) = operator.arity();
        if items.len() < low || items.len() > high {
            return Err(unread(
                argument.body,
                UNSUPPORTED,
                "the function has another number of arguments",
            ));
        }
        let args: Read<Vec<Id>> = items.into_iter().map(|t| self.tree(t)).collect();
        let id = self.store.apply(operator, &args?);
        self.finish(tree, id, scripts.sup, argument.sup)
    }
}

/// True for functions of a real variable that have derivatives.
fn operator_is_real(meaning: Head) -> bool {
    matches!(
        meaning,
        Head::Function(
            Operator::Gamma
                | Operator::Digamma
                | Operator::Erf
                | Operator::NormalCdf
                | Operator::Sin
                | Operator::Cos
                | Operator::Tan
        )
    )
}
