//! Expressions as Python, with names by what the model says of them.

use std::collections::BTreeSet;

use super::super::model::{Given, Model};
use super::super::problem::Problem;
use super::Refusal;
use crate::expr::*;
use crate::number::Rational;

/// Text that one program may have; definitions are written out wherever they are used.
const LONGEST: usize = 200_000;
/// Deepest nesting, that of Python's own parser.
const DEEPEST: usize = 60;

type Text = Result<String, Refusal>;

/// Writes expressions; collects what they need.
pub(super) struct Writer<'a> {
    pub store: &'a Store,
    pub problem: &'a Problem,
    pub model: &'a Model,
    /// Names whose values the program states.
    pub used: BTreeSet<SymbolId>,
    pub spaces: BTreeSet<SortId>,
    /// Variables of the open binders, the innermost last.
    stack: Vec<String>,
    /// Variable of the outcome while an expectation is open.
    outcome: String,
    variables: usize,
    written: usize,
    depth: usize,
}

impl<'a> Writer<'a> {
    pub fn new(store: &'a Store, problem: &'a Problem, model: &'a Model) -> Self {
        let count = model.outcomes.len().max(1) as u64;
        Self {
            store,
            problem,
            model,
            used: BTreeSet::new(),
            spaces: BTreeSet::new(),
            stack: Vec::new(),
            outcome: (model.seed % count).to_string(),
            variables: 0,
            written: 0,
            depth: 0,
        }
    }

    pub fn expression(&mut self, id: Id) -> Text {
        if self.depth >= DEEPEST || self.written > LONGEST {
            return Err("the expression is too large for a program");
        }
        self.depth += 1;
        let text = self.node(id);
        self.depth -= 1;
        self.written += text.as_ref().map_or(0, String::len) / self.depth.max(1);
        text
    }

    fn node(&mut self, id: Id) -> Text {
        match self.store.node(id) {
            Node::Number(value) => Ok(number(value)),
            Node::Constant(constant) => Ok(match constant {
                Constant::Pi => "math.pi",
                Constant::E => "math.e",
                Constant::I => "1j",
                Constant::Infinity => "math.inf",
                Constant::EulerGamma => "0.5772156649015329",
                Constant::True => "True",
                Constant::False => "False",
            }
            .to_owned()),
            Node::Name(name) => self.name(*name),
            Node::Bound(level, _) => {
                let at = self.stack.len().checked_sub(*level as usize + 1);
                at.map(|at| self.stack[at].clone())
                    .ok_or("a variable without binder")
            }
            Node::Sum(items) => Ok(format!("({})", self.all(items)?.join(" + "))),
            Node::Product(items) => self.product(items),
            Node::Chain(items) => Ok(format!("chain({})", self.all(items)?.join(", "))),
            Node::Power(base, exponent) => self.power(*base, *exponent),
            Node::Apply(operator, args) => self.apply(*operator, args),
            Node::Call(head, args) => self.call(*head, args),
            Node::Density { family, of, given } => self.density(*family, of, given),
            Node::Component(base, indices) => self.component(*base, indices),
            Node::Matrix {
                columns, entries, ..
            } => {
                let entries = self.all(entries)?;
                let rows = entries.chunks((*columns).max(1) as usize);
                let rows: Vec<String> = rows.map(|row| format!("[{}]", row.join(", "))).collect();
                Ok(format!("single(M([{}]))", rows.join(", ")))
            }
            Node::Bind(kind, sort, domain, body) => self.bind(*kind, *sort, *domain, *body),
            Node::Relation(relation, a, b) => {
                let (a, b) = (self.expression(*a)?, self.expression(*b)?);
                Ok(match relation {
                    Comparison::Equal => format!("same({a}, {b})"),
                    Comparison::NotEqual => format!("(not same({a}, {b}))"),
                    Comparison::Less => format!("({a} < {b})"),
                    Comparison::LessEqual => format!("({a} <= {b})"),
                    Comparison::In => format!("any(same({a}, x) for x in {b})"),
                })
            }
            Node::Cases(rows) => {
                let mut text = "otherwise()".to_owned();
                for &(value, condition) in rows.iter().rev() {
                    text = format!(
                        "({} if {} else {text})",
                        self.expression(value)?,
                        self.expression(condition)?
                    );
                }
                Ok(text)
            }
        }
    }

    fn all(&mut self, ids: &[Id]) -> Result<Vec<String>, Refusal> {
        ids.iter().map(|&id| self.expression(id)).collect()
    }

    fn product(&mut self, items: &[Id]) -> Text {
        let mut text = Vec::new();
        let mut below = Vec::new();
        for &item in items {
            match self.store.node(item) {
                Node::Power(base, exponent)
                    if self.is_minus_one(*exponent) && !self.store.is_array(*base) =>
                {
                    below.push(self.expression(*base)?);
                }
                _ => text.push(self.expression(item)?),
            }
        }
        let above = if text.is_empty() {
            "1".to_owned()
        } else {
            text.join(" * ")
        };
        let below: String = below.iter().map(|b| format!(" / {b}")).collect();
        Ok(format!("({above}{below})"))
    }

    fn is_minus_one(&self, id: Id) -> bool {
        self.store
            .as_number(id)
            .is_some_and(|n| n.to_i64() == Some(-1))
    }

    fn power(&mut self, base: Id, exponent: Id) -> Text {
        if matches!(self.store.node(base), Node::Constant(Constant::E)) {
            return Ok(format!("exp({})", self.expression(exponent)?));
        }
        if self.is_minus_one(exponent) && !self.store.is_array(base) {
            return Ok(format!("(1 / {})", self.expression(base)?));
        }
        Ok(format!(
            "power({}, {})",
            self.expression(base)?,
            self.expression(exponent)?
        ))
    }

    fn name(&mut self, name: SymbolId) -> Text {
        if let Some(definition) = self.problem.definitions.get(&name) {
            return match definition.arity {
                0 => self.inside(Vec::new(), definition.body),
                arity => self.function(arity, definition.body),
            };
        }
        self.used.insert(name);
        let text = self.spelled(name);
        match self.model.values.get(&name) {
            Some(Given::Random(_)) => Ok(format!("{text}[{}]", self.outcome)),
            Some(_) => Ok(text),
            None => Err("a name without a value"),
        }
    }

    /// The Python name of a name.
    pub fn spelled(&self, name: SymbolId) -> String {
        let symbol = self.store.symbol(name);
        let mut text: String = symbol
            .spelling
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
            .collect();
        while text.contains("__") {
            text = text.replace("__", "_");
        }
        let text = text.trim_matches('_');
        // Its place tells it from other names and from those of Python.
        let place = self
            .problem
            .names
            .iter()
            .position(|n| *n == name)
            .unwrap_or(0);
        format!(
            "{}_{place}",
            if text.is_empty() || text.starts_with(|c: char| c.is_ascii_digit()) {
                "name"
            } else {
                text
            }
        )
    }

    /// A closed body with the given variables.
    fn inside(&mut self, stack: Vec<String>, body: Id) -> Text {
        let outer = std::mem::replace(&mut self.stack, stack);
        let text = self.expression(body);
        self.stack = outer;
        text
    }

    fn function(&mut self, arity: usize, body: Id) -> Text {
        let variables: Vec<String> = (0..arity).map(|_| self.fresh()).collect();
        let text = self.inside(variables.clone(), body)?;
        Ok(format!("(lambda {}: {text})", variables.join(", ")))
    }

    fn fresh(&mut self) -> String {
        self.variables += 1;
        format!("x{}", self.variables)
    }

    /// `lambda x: body`.
    fn body(&mut self, body: Id) -> Text {
        let variable = self.fresh();
        self.stack.push(variable.clone());
        let text = self.expression(body);
        self.stack.pop();
        Ok(format!("lambda {variable}: {}", text?))
    }

    fn call(&mut self, head: Id, args: &[Id]) -> Text {
        let function = self.expression(head)?;
        let args = self.all(args)?;
        let curried = matches!(self.store.node(head), Node::Bound(..) | Node::Bind(..));
        let applied = if curried {
            args.join(")(")
        } else {
            args.join(", ")
        };
        Ok(format!("{function}({applied})"))
    }

    fn component(&mut self, base: Id, indices: &[Id]) -> Text {
        let places = self.all(indices)?.join(", ");
        if let Node::Name(name) = *self.store.node(base) {
            let defined = self
                .problem
                .definitions
                .get(&name)
                .is_some_and(|d| d.arity > 0);
            let listed = matches!(self.model.values.get(&name), Some(Given::Function { .. }));
            if defined || listed {
                return Ok(format!("{}({places})", self.name(name)?));
            }
        }
        Ok(format!("at({}, {places})", self.expression(base)?))
    }

    fn density(
        &mut self,
        family: SymbolId,
        of: &[(SymbolId, Id)],
        given: &[(SymbolId, Id)],
    ) -> Text {
        if let Some(rows) = self.problem.densities.get(&family) {
            let same = |slots: &[SymbolId], pairs: &[(SymbolId, Id)]| {
                slots.len() == pairs.len() && slots.iter().zip(pairs).all(|(s, (t, _))| s == t)
            };
            let row = rows
                .iter()
                .find(|row| same(&row.of, of) && same(&row.given, given));
            let row = row.ok_or("a density that follows from others")?;
            let args: Vec<Id> = of.iter().chain(given).map(|&(_, value)| value).collect();
            let function = self.function(args.len(), row.body)?;
            return Ok(format!("{function}({})", self.all(&args)?.join(", ")));
        }
        self.used.insert(family);
        let slots = |writer: &mut Self, pairs: &[(SymbolId, Id)]| -> Text {
            let mut shown = Vec::new();
            for &(slot, value) in pairs {
                let value = writer.expression(value)?;
                let text = writer.store.symbol(slot).spelling.clone();
                let at = match writer.space_of(writer.store.symbol(slot).sort) {
                    Some(space) => format!("place({space}, {value})"),
                    None => value,
                };
                shown.push(format!("{text:?}: {at}"));
            }
            Ok(format!("{{{}}}", shown.join(", ")))
        };
        let (of, given) = (slots(self, of)?, slots(self, given)?);
        Ok(format!("given({}, {of}, {given})", self.spelled(family)))
    }

    /// The variable that holds the points of a sort's finite space.
    pub fn space_of(&mut self, sort: SortId) -> Option<String> {
        self.model.spaces.contains_key(&sort).then(|| {
            self.spaces.insert(sort);
            self.space_name(sort)
        })
    }

    pub fn space_name(&self, sort: SortId) -> String {
        let mut sorts: Vec<SortId> = self.model.spaces.keys().copied().collect();
        sorts.sort();
        format!(
            "space_{}",
            sorts.iter().position(|s| *s == sort).unwrap_or(0)
        )
    }

    fn bind(&mut self, kind: BinderKind, sort: SortId, domain: Domain, body: Id) -> Text {
        use BinderKind::*;
        let ends = self.all(&domain.ids())?;
        let text = self.body(body)?;
        let real = *self.store.sort_of(sort) == Sort::Real;
        let space = match domain {
            Domain::All => self.space_of(sort),
            _ => None,
        };
        Ok(match (kind, domain, space) {
            (Lambda, ..) => format!("({text})"),
            (Sum | Integral, Domain::All, Some(space)) => {
                format!("over({space}, {space}_weights, {text})")
            }
            (Product, Domain::All, Some(space)) => format!("math.prod(map({text}, {space}))"),
            (Maximum, Domain::All, Some(space)) => format!("max(map({text}, {space}))"),
            (Minimum, Domain::All, Some(space)) => format!("min(map({text}, {space}))"),
            (ForAll, Domain::All, Some(space)) => format!("all(map({text}, {space}))"),
            (Sum, Domain::Range(..), _) => format!("total({}, {}, {text})", ends[0], ends[1]),
            (Product, Domain::Range(..), _) => format!("product({}, {}, {text})", ends[0], ends[1]),
            (Maximum, Domain::Range(..), _) => {
                format!("max(map({text}, range({}, {} + 1)))", ends[0], ends[1])
            }
            (Minimum, Domain::Range(..), _) => {
                format!("min(map({text}, range({}, {} + 1)))", ends[0], ends[1])
            }
            (ForAll, Domain::Range(..), _) if !real => {
                format!("all(map({text}, range({}, {} + 1)))", ends[0], ends[1])
            }
            (Sum, Domain::All, None) if *self.store.sort_of(sort) == Sort::Integer => {
                format!("integers({text})")
            }
            (Sum, Domain::In(_), _) => format!("over({0}, [1] * len({0}), {text})", ends[0]),
            (Product, Domain::In(_), _) => format!("math.prod(map({text}, {}))", ends[0]),
            (Integral, Domain::Range(..), _) if real => {
                format!("integral({}, {}, {text})", ends[0], ends[1])
            }
            (Integral, Domain::All, None) if real => {
                format!("integral(-math.inf, math.inf, {text})")
            }
            (Derivative, Domain::At(_), _) if real => format!("derivative({text}, {})", ends[0]),
            _ => return Err("a binder that the program has no words for"),
        })
    }

    fn apply(&mut self, operator: Operator, args: &[Id]) -> Text {
        use Operator::*;
        match operator {
            Pdf => return self.pdf(args),
            Expectation | Probability => {
                let body = self.at_outcome(args[0])?;
                return Ok(format!("expected(chances, {body})"));
            }
            Variance | Covariance => {
                let (a, b) = (
                    self.at_outcome(args[0])?,
                    self.at_outcome(args[args.len() - 1])?,
                );
                return Ok(format!(
                    "covariance(lambda f: expected(chances, f), {a}, {b})"
                ));
            }
            ConditionalExpectation | ConditionalProbability => {
                let mut parts = std::vec::Vec::new();
                for &id in &args[1..] {
                    let now = match *self.store.sort(id) {
                        Sort::Truth => "True".to_owned(),
                        _ => self.expression(id)?,
                    };
                    parts.push(format!("same(({})(w), {now})", self.at_outcome(id)?));
                }
                let body = self.at_outcome(args[0])?;
                return Ok(format!(
                    "expected(chances, {body}, lambda w: {})",
                    parts.join(" and ")
                ));
            }
            _ => {}
        }
        let args = self.all(args)?;
        let list = args.join(", ");
        let first = args.first().cloned().unwrap_or_default();
        Ok(match operator {
            Log => format!("log({list})"),
            Sin | Cos | Tan | Sinh | Cosh | Tanh => format!("trig({:?}, {list})", word(operator)),
            Cot => format!("(1 / trig(\"tan\", {list}))"),
            Sec => format!("(1 / trig(\"cos\", {list}))"),
            Csc => format!("(1 / trig(\"sin\", {list}))"),
            Arcsin => format!("math.asin({list})"),
            Arccos => format!("math.acos({list})"),
            Arctan => format!("math.atan({list})"),
            Abs => format!("abs({list})"),
            Sign => format!("sign({list})"),
            Floor => format!("math.floor({list})"),
            Ceiling => format!("math.ceil({list})"),
            Factorial => format!("factorial({list})"),
            Binomial => format!("choose({list})"),
            Gamma => format!("gamma({list})"),
            MultiGamma => format!("multigamma({list})"),
            Beta => format!("beta({list})"),
            Digamma => format!("digamma({list})"),
            Trigamma => format!("trigamma({list})"),
            Erf => format!("math.erf({list})"),
            NormalCdf => format!("normal_cdf({list})"),
            Sigmoid => format!("(1 / (1 + exp(-({list}))))"),
            Max => format!("max([{list}])"),
            Min => format!("min([{list}])"),
            Delta => format!("int(same({list}))"),
            Indicator => format!("int({list})"),
            Re => format!("complex({list}).real"),
            Im => format!("complex({list}).imag"),
            Conjugate => format!("conjugate({list})"),
            Size => format!("len({list})"),
            Transpose => format!("transpose({list})"),
            Inverse => format!("inverse({list})"),
            Determinant => format!("determinant({list})"),
            Trace => format!("trace({list})"),
            Identity => format!("identity({list})"),
            Ones => format!("vector([1] * {first})"),
            ZeroVector => format!("vector([0] * {first})"),
            Unit => format!(
                "vector([int(k + 1 == {}) for k in range({first})])",
                args[1]
            ),
            Diag => format!("diagonal({list})"),
            DiagonalOf => format!("diagonal_of({list})"),
            Norm if args.len() == 1 => format!("norm({list})"),
            Kronecker => format!("kronecker({list})"),
            Vec => format!("stacked({list})"),
            Hadamard => format!("hadamard({list})"),
            Elementwise => format!("elementwise({list})"),
            And => format!("({})", args.join(" and ")),
            Or => format!("({})", args.join(" or ")),
            Not => format!("(not {list})"),
            _ => return Err("an operator that the program has no words for"),
        })
    }

    /// `lambda w: ..`, where random names have their values at the outcome w.
    fn at_outcome(&mut self, id: Id) -> Text {
        if !self.problem.draws.is_empty() {
            return Err("an expectation over a known distribution");
        }
        let outside = std::mem::replace(&mut self.outcome, "w".to_owned());
        let text = self.expression(id);
        self.outcome = outside;
        Ok(format!("lambda w: {}", text?))
    }

    fn pdf(&mut self, args: &[Id]) -> Text {
        let Node::Apply(distribution, parameters) = self.store.node(args[0]) else {
            return Err("a distribution without a formula");
        };
        let head = DENSITIES.iter().find(|(known, _)| known == distribution);
        let (_, head) = head.ok_or("a density that the program has no words for")?;
        let parameters = self.all(parameters)?.join(", ");
        Ok(format!(
            "{head}({}, {parameters})",
            self.expression(args[1])?
        ))
    }
}

const DENSITIES: &[(Operator, &str)] = &[
    (Operator::Normal, "normal"),
    (Operator::MultivariateNormal, "multivariate_normal"),
    (Operator::DiagonalNormal, "diagonal_normal"),
    (Operator::Uniform, "uniform"),
    (Operator::DiscreteUniform, "discrete_uniform"),
    (Operator::Exponential, "exponential"),
    (Operator::GammaDist, "gamma_density"),
    (Operator::ChiSquared, "chi_squared"),
    (Operator::InverseGamma, "inverse_gamma"),
    (Operator::LogNormal, "log_normal"),
    (Operator::Wald, "wald"),
    (Operator::ExGaussian, "ex_gaussian"),
    (Operator::BetaDist, "beta_density"),
    (Operator::Laplace, "laplace"),
    (Operator::StudentT, "student"),
    (Operator::FisherF, "fisher"),
    (Operator::Bernoulli, "bernoulli"),
    (Operator::BinomialDist, "binomial"),
    (Operator::Geometric, "geometric"),
    (Operator::Poisson, "poisson"),
    (Operator::BetaBinomial, "beta_binomial"),
];

fn word(operator: Operator) -> &'static str {
    operator.spelling().trim_start_matches('\\')
}

/// A number as Python writes it; broken ones are divided there.
pub(super) fn number(value: &Rational) -> String {
    let (numerator, denominator) = value.parts();
    match value.is_integer() {
        true if value.is_negative() => format!("({numerator})"),
        true => numerator.to_string(),
        false => format!("({numerator} / {denominator})"),
    }
}
