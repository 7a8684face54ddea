//! One claim before both judges: rewriting proves, numbers refute.

use std::rc::Rc;

use super::bindings;
use super::doubts::any;
use crate::diagnostic::Reason;
use crate::evaluate::{self, Outcome};
use crate::expr::{BinderKind, Comparison, Id, Node, Operator, Sort, Store};
use crate::kernel::{Proof, Theorem};
use crate::report::{Counterexample, Evaluated, Side, Term, Verdict};
use crate::rewrite;
use crate::theory::{Context, FactKind, Theory};

/// Points at which a proved step is evaluated, and at which an unproved one has to agree.
const POINTS_PROVED: usize = 3;
const POINTS_UNPROVED: usize = 24;
/// How far the search for a proof goes for a claim that fails at a point.
const EASY: rewrite::Stage = rewrite::Stage::Linear;

/// How much work a step may cost, in elementary operations, and the seed of the random points.
#[derive(Debug, Clone, Copy)]
pub struct Budget {
    pub rewrite: usize,
    pub evaluate: u64,
    pub seed: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            rewrite: 500_000,
            evaluate: 400_000,
            seed: 1,
        }
    }
}

/// A relation between two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Claim {
    pub left: Id,
    pub relation: Comparison,
    pub right: Id,
}

/// What a verdict rests on, for explanations and certificates; its expressions live in the note's store.
#[derive(Debug, Clone)]
pub struct Evidence {
    pub claim: Claim,
    pub context: Context,
    /// The proof that the kernel has accepted, where there is one.
    pub proof: Option<Proof>,
}

impl Evidence {
    pub fn of(claim: Claim, context: Context, proof: Proof) -> Rc<Self> {
        Rc::new(Self {
            claim,
            context,
            proof: Some(proof),
        })
    }
}

/// What both judges said of one claim.
#[derive(Debug, Clone)]
pub struct Judgement {
    pub verdict: Verdict,
    pub laws: Vec<String>,
    /// Conditions taken from the sides being defined, as LaTeX.
    pub assumptions: Vec<String>,
    /// Places of the facts used, and of those that are not proved themselves.
    pub uses: Vec<String>,
    pub given: Vec<String>,
    /// Hypotheses that the proof uses, and those told with the facts that it uses.
    pub supposed: Vec<Id>,
    pub evaluated: Option<Evaluated>,
    pub unevaluated_because: Option<String>,
    pub counterexample: Option<Counterexample>,
    pub reason: Option<(Reason, String)>,
    pub work: u64,
    /// None where nothing was judged.
    pub evidence: Option<Rc<Evidence>>,
}

impl Judgement {
    pub fn unknown(reason: Reason, text: impl Into<String>) -> Self {
        Self {
            reason: Some((reason, text.into())),
            ..Self::of(Verdict::Unknown)
        }
    }

    pub fn of(verdict: Verdict) -> Self {
        Self {
            verdict,
            laws: Vec::new(),
            assumptions: Vec::new(),
            uses: Vec::new(),
            given: Vec::new(),
            supposed: Vec::new(),
            evaluated: None,
            unevaluated_because: None,
            counterexample: None,
            reason: None,
            work: 0,
            evidence: None,
        }
    }

    /// This judgement with all that another one rests on, and no stronger than that.
    pub fn and(mut self, other: Judgement) -> Self {
        if other.verdict == Verdict::Supported {
            self.verdict = Verdict::Supported;
        }
        for (own, others) in [
            (&mut self.laws, other.laws),
            (&mut self.assumptions, other.assumptions),
            (&mut self.uses, other.uses),
            (&mut self.given, other.given),
        ] {
            for one in others {
                if !own.contains(&one) {
                    own.push(one);
                }
            }
        }
        self.supposed.extend(other.supposed);
        self
    }

    pub fn passes(&self) -> bool {
        matches!(
            self.verdict,
            Verdict::Proved | Verdict::Supported | Verdict::Assumed
        )
    }
}

/// Asks both judges. A proof counts only if the numbers do not contradict it.
pub fn judge(
    store: &mut Store,
    theory: &Theory,
    context: &Context,
    claim: Claim,
    budget: Budget,
) -> Judgement {
    let before = store.size();
    let judgement = judged(store, theory, context, claim, budget);
    let evidence = judgement.evidence.unwrap_or_else(|| {
        Rc::new(Evidence {
            claim,
            context: context.clone(),
            proof: None,
        })
    });
    Judgement {
        work: (store.size() - before) as u64,
        evidence: Some(evidence),
        ..judgement
    }
}

fn judged(
    store: &mut Store,
    theory: &Theory,
    context: &Context,
    claim: Claim,
    budget: Budget,
) -> Judgement {
    let mut few = look(store, context, claim, POINTS_PROVED, budget);
    let fails = !rests_on_others(context) && few.differs(store);
    let mut many = None;
    if fails && !easily_proved(store, theory, context, claim, budget) {
        let outcome = numbers(store, context, claim, POINTS_UNPROVED, budget);
        // A long search would only show that a false claim has no proof.
        if matches!(outcome, Outcome::Refuted(_)) {
            return unproved(store, claim, outcome, "");
        }
        many = Some(outcome);
    }
    match prove(store, theory, context, claim, budget) {
        Ok((proof, theorem)) => {
            let outcome = few.outcome(store);
            let judgement = proved(store, theory, context, claim, (outcome, budget), &theorem);
            Judgement {
                evidence: Some(Evidence::of(claim, context.clone(), proof)),
                ..judgement
            }
        }
        Err(why) => {
            let outcome =
                many.unwrap_or_else(|| numbers(store, context, claim, POINTS_UNPROVED, budget));
            unproved(store, claim, outcome, &why)
        }
    }
}

/// The judgement of a claim that has a proof; None where none was found.
pub fn judge_proof(
    store: &mut Store,
    theory: &Theory,
    context: &Context,
    claim: Claim,
    budget: Budget,
) -> Option<Judgement> {
    let before = store.size();
    let (proof, theorem) = prove(store, theory, context, claim, budget).ok()?;
    let outcome = numbers(store, context, claim, POINTS_PROVED, budget);
    let judgement = proved(store, theory, context, claim, (outcome, budget), &theorem);
    Some(Judgement {
        work: (store.size() - before) as u64,
        evidence: Some(Evidence::of(claim, context.clone(), proof)),
        ..judgement
    })
}

fn prove(
    store: &mut Store,
    theory: &Theory,
    context: &Context,
    claim: Claim,
    budget: Budget,
) -> Result<(Proof, Theorem), String> {
    let claim = (claim.left, claim.relation, claim.right);
    let mut budget = rewrite::Budget::new(budget.rewrite);
    rewrite::prove(store, theory, context, claim, &mut budget)
        .map_err(|failure| describe(store, &failure))
}

/// True if the first stages of the search prove the claim: where the numbers are against it, one of the judges errs.
fn easily_proved(
    store: &mut Store,
    theory: &Theory,
    context: &Context,
    claim: Claim,
    budget: Budget,
) -> bool {
    let claim = (claim.left, claim.relation, claim.right);
    let mut budget = rewrite::Budget::new(budget.rewrite);
    rewrite::prove_until(EASY, store, theory, context, claim, &mut budget).is_ok()
}

/// What stands between the sides and a proof, in a line.
fn describe(store: &Store, failure: &rewrite::Failure) -> String {
    match failure.reason {
        rewrite::Reason::Budget => "the budget of rewriting is used up".to_owned(),
        rewrite::Reason::Relation => "there is no method for this relation".to_owned(),
        rewrite::Reason::Condition => match &failure.refusal {
            Some(refusal) => format!("a condition is open: {refusal}"),
            None => "a condition is open".to_owned(),
        },
        rewrite::Reason::Different => format!(
            "the normal forms differ in `{}` on the left and `{}` on the right",
            terms(store, &failure.only_left),
            terms(store, &failure.only_right)
        ),
    }
}

/// A few terms for a message; long ones are cut.
fn terms(store: &Store, ids: &[Id]) -> String {
    const LENGTH: usize = 90;
    let cut = |text: String| match text.char_indices().nth(LENGTH) {
        Some((at, _)) => format!("{} ...", &text[..at]),
        None => text,
    };
    let shown: Vec<String> = ids
        .iter()
        .take(2)
        .map(|&id| cut(store.to_latex(id)))
        .collect();
    shown.join(", ")
}

/// The counterexample of a refuted claim as a Python program, or why there is none.
pub fn program(store: &mut Store, evidence: &Evidence, budget: Budget) -> Result<String, String> {
    let options = evaluate::Options {
        program: true,
        ..options(POINTS_UNPROVED, budget)
    };
    let claim = numeric(evidence.claim);
    let outcome = evaluate::judge(store, &evidence.context, &claim, &options);
    let found = match outcome {
        Outcome::Refuted(example) => example.program,
        _ => None,
    };
    match found {
        Some(program) => program.map_err(str::to_owned),
        None => Err("there is no counterexample".to_owned()),
    }
}

fn numeric(claim: Claim) -> evaluate::Claim {
    evaluate::Claim {
        left: claim.left,
        relation: claim.relation,
        right: claim.right,
    }
}

fn numbers(
    store: &mut Store,
    context: &Context,
    claim: Claim,
    points: usize,
    budget: Budget,
) -> Outcome {
    look(store, context, claim, points, budget).outcome(store)
}

fn look(
    store: &mut Store,
    context: &Context,
    claim: Claim,
    points: usize,
    budget: Budget,
) -> evaluate::Look {
    let [left, right] = [claim.left, claim.right].map(|side| meant(store, context, side));
    let claim = Claim {
        left,
        right,
        ..claim
    };
    evaluate::Look::new(store, context, &numeric(claim), &options(points, budget))
}

/// A side with entropies in which the densities stand as what they are defined to be, so that their support is seen.
fn meant(store: &mut Store, context: &Context, side: Id) -> Id {
    let informs = |store: &Store, id: Id| matches!(store.node(id), Node::Apply(operator, _) if operator.measures_information());
    match any(store, side, informs) {
        true => bindings::unfold(store, &context.facts, side),
        false => side,
    }
}

fn options(points: usize, budget: Budget) -> evaluate::Options {
    evaluate::Options {
        points,
        seed: budget.seed,
        // A proof needs few numbers beside it.
        budget: if points > POINTS_PROVED {
            budget.evaluate
        } else {
            budget.evaluate / 4
        },
        high_precision: points > POINTS_PROVED,
        program: false,
    }
}

/// True if a proof uses a fact that is not proved and holds for some values only.
fn rests_on_equation(
    store: &mut Store,
    context: &Context,
    theorem: &Theorem,
    budget: Budget,
) -> bool {
    let facts = theorem.facts().map(|fact| &context.facts[fact.0 as usize]);
    let given: Vec<_> = facts.filter(|fact| fact.given).collect();
    given.into_iter().any(|fact| {
        let equation = Claim {
            left: fact.left,
            relation: Comparison::Equal,
            right: fact.right,
        };
        look(store, context, equation, POINTS_PROVED, budget).differs(store)
    })
}

/// The sides of an equation differ at some point.
#[derive(Debug, Clone, Copy)]
pub struct Differs;

/// What a few points say of an equation that is worth a proof; nothing where they do not decide.
///
/// # Errors
/// [`Differs`] if the sides differ at one.
pub fn plausible(
    store: &mut Store,
    context: &Context,
    claim: Claim,
    budget: Budget,
) -> Result<Option<Evaluated>, Differs> {
    let mut look = look(store, context, claim, POINTS_PROVED, budget);
    if look.differs(store) {
        return Err(Differs);
    }
    match look.outcome(store) {
        Outcome::Agrees(agreement) => Ok(Some(Evaluated {
            points: agreement.points,
            max_relative_difference: agreement.max_relative_difference,
        })),
        Outcome::Refuted(_) | Outcome::Differs(_) => Err(Differs),
        Outcome::Cannot { .. } => Ok(None),
    }
}

/// True if a claim holds at as many points as one without proof has to.
pub fn agrees(store: &mut Store, context: &Context, claim: Claim, budget: Budget) -> bool {
    look(store, context, claim, POINTS_UNPROVED, budget).agrees(store)
}

/// True if a claim holds at a few points: enough to let it open.
pub fn may_agree(store: &mut Store, context: &Context, claim: Claim, budget: Budget) -> bool {
    look(store, context, claim, POINTS_PROVED, budget).agrees(store)
}

/// True if a claim fails at one of a few points, so that it is hardly worth a judgement. What rests on facts that are not
/// proved is not told by numbers.
pub fn differs(store: &mut Store, context: &Context, claim: Claim, budget: Budget) -> bool {
    !rests_on_others(context) && look(store, context, claim, POINTS_PROVED, budget).differs(store)
}

/// True if a claim may rest on facts that are not proved: numbers know nothing of these.
fn rests_on_others(context: &Context) -> bool {
    context.facts.iter().any(|fact| fact.given)
}

/// A proved claim, and what the numbers say of it at a few points.
fn proved(
    store: &mut Store,
    theory: &Theory,
    context: &Context,
    claim: Claim,
    (outcome, budget): (Outcome, Budget),
    theorem: &Theorem,
) -> Judgement {
    let mut judgement = Judgement::of(Verdict::Proved);
    match outcome {
        Outcome::Agrees(agreement) => {
            judgement.evaluated = Some(Evaluated {
                points: agreement.points,
                max_relative_difference: agreement.max_relative_difference,
            });
        }
        // Where the equation that it follows from does not hold, the numbers know nothing of it.
        Outcome::Refuted(_) if rests_on_equation(store, context, theorem, budget) => {
            judgement.unevaluated_because =
                Some("it follows from a step that was not proved itself".to_owned());
        }
        Outcome::Refuted(example) => {
            let mut conflict = Judgement::unknown(
                Reason::Conflict,
                "a proof was found, but the numbers contradict it: this is an error of the program",
            );
            conflict.counterexample = Some(write_counterexample(store, &example));
            return conflict;
        }
        Outcome::Differs(_) => {}
        Outcome::Cannot {
            reason: evaluate::Cannot::NoModel,
            ..
        } if supposes(store, context, theorem) => {
            return Judgement::unknown(
                Reason::NoModel,
                "no values of the names satisfy all that is supposed, so anything would follow from it",
            );
        }
        Outcome::Cannot {
            reason: evaluate::Cannot::Undefined,
            ..
        } => {
            return Judgement::unknown(
                Reason::Undecided,
                "a proof was found, but no point at which both sides are defined",
            );
        }
        // Nothing free in it can be blamed for the divergence.
        Outcome::Cannot {
            reason: evaluate::Cannot::Divergence,
            ..
        } if [claim.left, claim.right]
            .iter()
            .all(|&side| store.free_names(side).is_empty()) =>
        {
            return Judgement::unknown(
                Reason::Undecided,
                "a proof was found, but a sum, integral or limit in it does not seem to have a value",
            );
        }
        Outcome::Cannot { .. } if takes_convergence(store, theorem) => {
            return Judgement::unknown(
                Reason::Undecided,
                "a proof was found that takes for granted that a series or integral converges, and no point was found at which it does",
            );
        }
        Outcome::Cannot { reason, detail } => {
            judgement.unevaluated_because = Some(sentence(reason.text(), &detail))
        }
    }
    recorded(store, theory, context, theorem, judgement)
}

/// A judgement with what its theorem rests on.
pub fn recorded(
    store: &Store,
    theory: &Theory,
    context: &Context,
    theorem: &Theorem,
    mut judgement: Judgement,
) -> Judgement {
    judgement.laws = theorem
        .laws()
        .map(|law| theory.get(law).id.to_owned())
        .collect();
    judgement.laws.extend(theorem.rules().map(str::to_owned));
    judgement.assumptions = theorem
        .assumptions()
        .iter()
        .filter(|&&id| !counts_upwards(store, id))
        .map(|&id| store.to_latex(id))
        .collect();
    for fact in theorem.facts() {
        let fact = &context.facts[fact.0 as usize];
        judgement.uses.push(fact.source.clone());
        if fact.given {
            judgement.given.push(fact.source.clone());
        }
    }
    for &hypothesis in theorem.hypotheses() {
        let source = context.hypotheses.iter().find(|(id, _)| *id == hypothesis);
        judgement
            .uses
            .extend(source.map(|(_, source)| source.clone()));
    }
    let told = |source: &String| {
        theorem
            .facts()
            .any(|fact| context.facts[fact.0 as usize].source == *source)
    };
    let told = context.hypotheses.iter().filter(|(_, source)| told(source));
    judgement.supposed = theorem.hypotheses().to_vec();
    judgement.supposed.extend(told.map(|(id, _)| *id));
    judgement.uses.sort();
    judgement.uses.dedup();
    judgement.given.sort();
    judgement.given.dedup();
    judgement
}

/// True for `1 \leq n + 1`: that a sum from 1 to n does not run backwards is no news to anybody.
fn counts_upwards(store: &Store, condition: Id) -> bool {
    let Node::Relation(Comparison::LessEqual, one, end) = *store.node(condition) else {
        return false;
    };
    let whole =
        |id: Id| matches!(store.node(id), Node::Name(_)) && *store.sort(id) == Sort::Integer;
    store.is_one(one)
        && matches!(store.node(end), Node::Sum(terms) if terms.len() == 2
            && terms.iter().any(|&term| store.is_one(term))
            && terms.iter().any(|&term| whole(term)))
}

/// True if the theorem assumes that a series or integral of known functions converges.
fn takes_convergence(store: &Store, theorem: &Theorem) -> bool {
    let known = |id: Id| {
        let mut names = store.free_names(id).into_iter();
        names.all(|name| {
            let sort = store.sort_of(store.symbol(name).sort);
            matches!(sort, Sort::Real | Sort::Integer | Sort::Complex)
        })
    };
    let mut assumed = theorem.assumptions().iter();
    assumed.any(|&id| match store.node(id) {
        Node::Apply(Operator::Convergent, args) => {
            let binds = matches!(
                store.node(args[0]),
                Node::Bind(BinderKind::Sum | BinderKind::Integral, ..)
            );
            binds && known(args[0])
        }
        _ => false,
    })
}

/// True if the theorem rests on something the note supposes, or on the definition of a name of which it supposes more.
fn supposes(store: &Store, context: &Context, theorem: &Theorem) -> bool {
    let supposed = |fact: crate::theory::FactId| {
        let fact = &context.facts[fact.0 as usize];
        let names = store.free_names(fact.left);
        let mut about = names.iter().filter(|&&name| {
            let mut hypotheses = context.hypotheses.iter();
            hypotheses.any(|(id, _)| store.mentions(*id, name))
        });
        fact.kind != FactKind::Definition || about.next().is_some()
    };
    !theorem.hypotheses().is_empty() || theorem.facts().any(supposed)
}

/// A claim without proof: refuted, supported or unknown by numbers.
fn unproved(store: &Store, claim: Claim, outcome: Outcome, why: &str) -> Judgement {
    match outcome {
        // `x \neq x`: what agrees wherever it is tried speaks against it.
        Outcome::Agrees(_) if claim.relation == Comparison::NotEqual => Judgement::unknown(
            Reason::Undecided,
            "no values were found at which the sides differ",
        ),
        Outcome::Agrees(agreement) => {
            let evaluated = Evaluated {
                points: agreement.points,
                max_relative_difference: agreement.max_relative_difference,
            };
            Judgement {
                evaluated: Some(evaluated),
                reason: Some((Reason::Undecided, format!("no proof was found: {why}"))),
                ..Judgement::of(Verdict::Supported)
            }
        }
        Outcome::Refuted(example) => Judgement {
            counterexample: Some(write_counterexample(store, &example)),
            ..Judgement::of(Verdict::Refuted)
        },
        Outcome::Differs(_) => Judgement::unknown(
            Reason::Undecided,
            "the sides differ at some point, so they are not equal in general; that they never are is not shown",
        ),
        Outcome::Cannot { reason, detail } => {
            let text = sentence(reason.text(), &detail);
            let code = match reason {
                evaluate::Cannot::NoModel => Reason::NoModel,
                evaluate::Cannot::Budget => Reason::Budget,
                _ => Reason::Undecided,
            };
            Judgement::unknown(
                code,
                format!("no proof was found ({why}), and the numbers do not decide: {text}"),
            )
        }
    }
}

fn sentence(text: &str, detail: &str) -> String {
    if detail.is_empty() {
        text.to_owned()
    } else {
        format!("{text}: {detail}")
    }
}

fn write_counterexample(store: &Store, example: &evaluate::Counterexample) -> Counterexample {
    let side = |enclosure: &evaluate::Enclosure| match enclosure {
        evaluate::Enclosure::Between { lo, hi } => Side::Enclosure {
            lo: lo.clone(),
            hi: hi.clone(),
        },
        evaluate::Enclosure::Undefined { .. } => Side::Undefined("undefined"),
    };
    let bindings = example.bindings.iter().map(|(name, value)| {
        (
            name.clone(),
            serde_json::to_value(value).unwrap_or(serde_json::Value::Null),
        )
    });
    let terms = example.terms.iter().map(|term| Term {
        side: match term.side {
            evaluate::Side::Left => "lhs",
            evaluate::Side::Right => "rhs",
        },
        term: store.to_latex(term.term),
        value: term.value.clone(),
    });
    let mut model = example.model.clone();
    for enclosure in [&example.left, &example.right] {
        if let evaluate::Enclosure::Undefined { why, at } = enclosure {
            let place = at
                .map(|id| format!(" at ${}$", store.to_latex(id)))
                .unwrap_or_default();
            model = format!("{model}; undefined: {why}{place}");
        }
    }
    Counterexample {
        method: match example.method {
            evaluate::Method::Certified => "certified",
            evaluate::Method::Numeric => "numeric",
            evaluate::Method::Undefined => "undefined",
        }
        .to_owned(),
        bindings: bindings.collect(),
        lhs: side(&example.left),
        rhs: side(&example.right),
        terms: terms.collect(),
        model,
    }
}
