//! Gathers all that is known of one step.

use serde::Serialize;

use super::formula::formula;
use super::lines::{self, Ground, Move};
use super::multiplied::{Multiplied, multiplied};
use crate::check::judge::{Budget, Evidence, program};
use crate::check::note::Examined;
use crate::expr::*;
use crate::report::{Counterexample, Evaluated, StepReport, Verdict, verdict};
use crate::rewrite;
use crate::theory::{Context, FactId, Theory};

/// Lines of a proof that are shown; the rest is counted.
const MOST_LINES: usize = 120;
/// Rewritten parts that are shown for one line.
const MOST_PARTS: usize = 6;

/// All that is known of one step.
#[derive(Debug, Clone, Serialize)]
pub struct Explanation {
    pub schema: u32,
    pub path: String,
    pub step: String,
    pub line: usize,
    pub column: usize,
    /// The source of both sides and of the relation.
    pub lhs: String,
    pub relation: String,
    pub rhs: String,
    pub verdict: Verdict,
    /// The verdict in one sentence.
    pub summary: String,
    /// What the step is taken to say, as LaTeX.
    pub read_as: Option<String>,
    /// What the lines begin with, where that is not the left side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    pub lines: Vec<Line>,
    /// Lines left out at the end.
    pub omitted_lines: usize,
    pub laws: Vec<UsedLaw>,
    pub assumptions: Vec<String>,
    pub uses: Vec<String>,
    pub given: Vec<String>,
    pub evaluated: Option<Evaluated>,
    pub counterexample: Option<Counterexample>,
    /// What a proof lacks, for a step that is neither proved nor refuted.
    pub open: Option<Open>,
    pub reason_code: Option<String>,
    /// The counterexample as a Python program, or why there is none.
    #[serde(skip)]
    pub program: Option<Result<String, String>>,
}

/// One line of a proof.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// How it stands to the line before: nothing for the first.
    pub relation: String,
    /// The expression, and the same with a `\boxed` around what the next line changes.
    pub latex: String,
    pub marked: String,
    pub text: String,
    /// The law, rule or fact that gives this line from the one before.
    pub by: Option<String>,
    /// What was rewritten, and to what.
    pub parts: Vec<Part>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Part {
    pub from: String,
    pub to: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct UsedLaw {
    pub id: String,
    /// LaTeX; for a rule that computes, empty.
    pub statement: String,
    pub conditions: Vec<String>,
    pub doc: String,
}

/// How far the search for a proof came.
#[derive(Debug, Clone, Serialize)]
pub struct Open {
    /// Both sides in the normal form in which they are nearest.
    pub left: String,
    pub right: String,
    pub only_left: Vec<String>,
    pub only_right: Vec<String>,
    /// What the kernel said of a proof that was found, such as a condition that does not follow.
    pub refusal: Option<String>,
    pub why: String,
}

/// Explains one step of an examined note.
pub fn explain(
    examined: &mut Examined,
    theory: &Theory,
    step: &StepReport,
    budget: Budget,
) -> Explanation {
    let evidence = examined
        .evidence
        .iter()
        .find(|(id, _)| *id == step.id)
        .map(|(_, found)| found.clone());
    let mut explanation = bare(&examined.report.path, step);
    let Some(evidence) = evidence else {
        return explanation;
    };
    let store = &mut examined.store;
    let claim = evidence.claim;
    let relation = store.relation(claim.relation, claim.left, claim.right);
    explanation.read_as = Some(store.to_latex(relation));
    match (step.verdict, &evidence.proof) {
        (Verdict::Proved, Some(proof)) => {
            let signed = claim.relation != Comparison::Equal && !proof.is_order();
            if signed {
                explanation.lead = Some(
                    "the right side minus the left side, whose sign is plain at the end:"
                        .to_owned(),
                );
            }
            if let Some(moves) = lines::moves(store, theory, &evidence.context, proof) {
                let start = if signed {
                    store.subtract(claim.right, claim.left)
                } else {
                    claim.left
                };
                explanation.omitted_lines = moves.len().saturating_sub(MOST_LINES);
                explanation.laws = used_laws(store, theory, &moves);
                explanation.lines = write_lines(store, theory, &evidence.context, start, &moves);
            }
        }
        (Verdict::Supported | Verdict::Unknown, _) => {
            explanation.open = open(store, theory, &evidence, budget);
        }
        (Verdict::Refuted, _) => {
            explanation.program = Some(program(store, &evidence, budget));
        }
        _ => {}
    }
    explanation
}

fn bare(path: &str, step: &StepReport) -> Explanation {
    Explanation {
        schema: 1,
        path: path.to_owned(),
        step: step.id.clone(),
        line: step.line,
        column: step.column,
        lhs: step.lhs.clone(),
        relation: step.relation.clone(),
        rhs: step.rhs.clone(),
        verdict: step.verdict,
        summary: verdict(step),
        read_as: None,
        lead: None,
        lines: Vec::new(),
        omitted_lines: 0,
        laws: Vec::new(),
        assumptions: step.assumptions.clone(),
        uses: step.uses.clone(),
        given: step.given.clone(),
        evaluated: step.evaluated.clone(),
        counterexample: step.counterexample.clone(),
        open: None,
        reason_code: step.reason_code.clone(),
        program: None,
    }
}

fn write_lines(
    store: &mut Store,
    theory: &Theory,
    context: &Context,
    start: Id,
    moves: &[Move],
) -> Vec<Line> {
    let mut shown = told(store, theory, context, moves);
    shown.truncate(MOST_LINES);
    let store = &*store;
    let line = |whole: Id, by: Option<&Told>, next: Option<&Told>| {
        let latex = store.to_latex(whole);
        Line {
            relation: by.map_or("", |by| by.sign).to_owned(),
            marked: store.to_latex_marked(whole, next.map_or(&[], |next| &next.marks)),
            text: formula(&latex).plain(),
            latex,
            by: by.map(|by| by.by.clone()),
            parts: by.map_or_else(Vec::new, |by| by.parts.clone()),
        }
    };
    let first = line(start, None, shown.first());
    let rest = shown
        .iter()
        .enumerate()
        .map(|(at, by)| line(by.to, Some(by), shown.get(at + 1)));
    std::iter::once(first).chain(rest).collect()
}

/// One line of a proof: what it comes to, and why.
struct Told {
    marks: Vec<Id>,
    to: Id,
    sign: &'static str,
    by: String,
    parts: Vec<Part>,
}

/// The moves as a person tells them: a row that is added as a whole is one line.
fn told(store: &mut Store, theory: &Theory, context: &Context, moves: &[Move]) -> Vec<Told> {
    let mut told = Vec::new();
    let mut rest = moves;
    while let Some((step, after)) = rest.split_first() {
        if let Some(found) = multiplied(store, rest) {
            told.push(Told {
                marks: Vec::new(),
                to: rest[2].to,
                sign: "=",
                by: row(store, context, &found),
                parts: vec![Part {
                    from: store.to_latex(found.sides.0),
                    to: store.to_latex(found.sides.1),
                }],
            });
            rest = &rest[3..];
            continue;
        }
        rest = after;
        // Arithmetic that only moves a sign about is not seen by the reader.
        if step.ground == Ground::Rule("ring")
            && store.to_latex(step.from) == store.to_latex(step.to)
        {
            continue;
        }
        told.push(Told {
            marks: step.marks.clone(),
            to: step.to,
            sign: sign(theory, step.ground),
            by: ground(theory, context, step.ground),
            parts: parts(store, step),
        });
    }
    told
}

/// `2.1 multiplied by -c`.
fn row(store: &Store, context: &Context, found: &Multiplied) -> String {
    let source = source(context, found.fact);
    if store.is_one(found.factor) {
        return format!("{source} added");
    }
    let factor = formula(&store.to_latex(found.factor)).plain();
    format!("{source} multiplied by {factor}")
}

fn sign(theory: &Theory, ground: Ground) -> &'static str {
    match ground {
        Ground::Order(law) if theory.get(law).relation == Comparison::Less => "<",
        Ground::Order(_) => r"\leq",
        _ => "=",
    }
}

fn ground(theory: &Theory, context: &Context, ground: Ground) -> String {
    match ground {
        Ground::Law(law) | Ground::Order(law) => theory.get(law).id.to_owned(),
        Ground::Rule(rule) => rule.to_owned(),
        Ground::Fact(fact) => format!("from {}", source(context, fact)),
    }
}

fn source(context: &Context, fact: FactId) -> &str {
    let fact = context.facts.get(fact.0 as usize);
    fact.map_or("the note", |fact| fact.source.as_str())
}

/// What was rewritten; nothing where it was the whole.
fn parts(store: &Store, by: &Move) -> Vec<Part> {
    let inner = by.parts.iter().filter(|(from, _)| *from != by.from);
    let part = |&(from, to): &(Id, Id)| Part {
        from: store.to_latex(from),
        to: store.to_latex(to),
    };
    inner.take(MOST_PARTS).map(part).collect()
}

fn used_laws(store: &Store, theory: &Theory, moves: &[Move]) -> Vec<UsedLaw> {
    let mut laws: Vec<UsedLaw> = Vec::new();
    for step in moves {
        let used = match step.ground {
            Ground::Law(law) | Ground::Order(law) => {
                let row = theory.get(law);
                let sign = match row.relation {
                    Comparison::Less => "<",
                    Comparison::LessEqual => r"\leq",
                    _ => "=",
                };
                UsedLaw {
                    id: row.id.to_owned(),
                    statement: format!(
                        "{} {sign} {}",
                        store.to_latex(row.left),
                        store.to_latex(row.right)
                    ),
                    conditions: row.conditions.iter().map(|&c| store.to_latex(c)).collect(),
                    doc: row.doc.to_owned(),
                }
            }
            Ground::Rule(rule) => UsedLaw {
                id: rule.to_owned(),
                statement: String::new(),
                conditions: Vec::new(),
                doc: if rule == "ring" {
                    "arithmetic, computed again by the kernel"
                } else {
                    "computed by the kernel"
                }
                .to_owned(),
            },
            Ground::Fact(_) => continue,
        };
        if laws.iter().all(|known| known.id != used.id) {
            laws.push(used);
        }
    }
    laws
}

fn open(store: &mut Store, theory: &Theory, evidence: &Evidence, budget: Budget) -> Option<Open> {
    let claim = (
        evidence.claim.left,
        evidence.claim.relation,
        evidence.claim.right,
    );
    let mut budget = rewrite::Budget::new(budget.rewrite);
    let failure = rewrite::prove(store, theory, &evidence.context, claim, &mut budget).err()?;
    let list = |ids: &[Id]| ids.iter().map(|&id| store.to_latex(id)).collect();
    Some(Open {
        left: store.to_latex(failure.left),
        right: store.to_latex(failure.right),
        only_left: list(&failure.only_left),
        only_right: list(&failure.only_right),
        refusal: failure.refusal.clone(),
        why: match failure.reason {
            rewrite::Reason::Different => "the normal forms differ",
            rewrite::Reason::Budget => "the work allowed for one step was used up",
            rewrite::Reason::Condition => {
                "a proof was found, but one of its conditions does not follow"
            }
            rewrite::Reason::Relation => "there is no method for this relation",
        }
        .to_owned(),
    })
}
