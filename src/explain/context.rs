//! What a step is taken to mean: its names with their sorts and where these come from, and what is in scope.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde::Serialize;

use crate::check::note::Examined;
use crate::check::understood::{By, Said, Understood};
use crate::expr::{Id, Node, Sort, Store, SymbolId};
use crate::report::StepReport;
use crate::theory::{Context, FactKind};

/// Facts and hypotheses that are shown; the rest is counted.
const MOST_SHOWN: usize = 60;

/// A step as it was understood.
#[derive(Debug, Clone, Serialize)]
pub struct Meaning {
    pub schema: u32,
    pub path: String,
    pub step: String,
    pub line: usize,
    pub column: usize,
    pub lhs: String,
    pub relation: String,
    pub rhs: String,
    /// Both sides as LaTeX and in full brackets; none for a side that could not be read.
    pub read_as: [Option<String>; 2],
    pub brackets: [Option<String>; 2],
    /// Why a side was not read, or the step not judged.
    pub reason: Option<String>,
    pub readings: Vec<String>,
    pub repair: Option<String>,
    pub names: Vec<Name>,
    /// Operators that the vocabulary gave their meaning.
    pub vocabulary: Vec<Word>,
    pub facts: Vec<Known>,
    pub hypotheses: Vec<Known>,
    /// Facts and hypotheses left out at the end.
    pub omitted: usize,
}

/// A name of the step.
#[derive(Debug, Clone, Serialize)]
pub struct Name {
    pub name: String,
    pub sort: String,
    /// `display`, `phrase`, `directive` or `guess`.
    pub from: &'static str,
    /// The words or the use that the sort comes from.
    pub because: Vec<String>,
    /// What the name stands for, where the note says so.
    pub meaning: Option<Known>,
    pub conditions: Vec<Known>,
    /// The comment that would change a guess.
    pub directive: Option<String>,
}

/// An operator as the vocabulary has it.
#[derive(Debug, Clone, Serialize)]
pub struct Word {
    pub spelling: &'static str,
    pub meaning: &'static str,
}

/// Something in scope, with the step or line it comes from.
#[derive(Debug, Clone, Serialize)]
pub struct Known {
    /// `definition`, `hypothesis`, `result` or `condition of a distribution`.
    pub kind: &'static str,
    pub latex: String,
    pub source: String,
}

/// What the step is taken to mean.
pub fn meaning(examined: &Examined, step: &StepReport) -> Meaning {
    let store = &examined.store;
    let evidence = examined.evidence.iter().find(|(id, _)| *id == step.id);
    let at = examined.report.steps.iter().position(|s| s.id == step.id);
    let read = at.and_then(|at| examined.sides.get(at).copied());
    let sides = match evidence {
        Some((_, found)) => [Some(found.claim.left), Some(found.claim.right)],
        None => read.map_or([None, None], |(left, right)| [left, right]),
    };
    let nothing = Context::default();
    let context = evidence.map_or(&nothing, |(_, found)| &found.context);
    let known = Scope {
        store,
        context,
        names: examined,
    };
    let (facts, hypotheses) = (known.facts(), known.hypotheses());
    let omitted =
        facts.len().saturating_sub(MOST_SHOWN) + hypotheses.len().saturating_sub(MOST_SHOWN);
    Meaning {
        schema: 1,
        path: examined.report.path.clone(),
        step: step.id.clone(),
        line: step.line,
        column: step.column,
        lhs: step.lhs.clone(),
        relation: step.relation.clone(),
        rhs: step.rhs.clone(),
        read_as: sides.map(|side| Some(store.to_latex(side?))),
        brackets: sides.map(|side| Some(store.to_brackets(side?))),
        reason: step.reason.clone(),
        readings: step.readings.clone(),
        repair: step.repair.clone(),
        names: names(store, sides)
            .into_iter()
            .map(|symbol| known.name(symbol))
            .collect(),
        vocabulary: vocabulary(store, sides),
        facts: facts.into_iter().take(MOST_SHOWN).collect(),
        hypotheses: hypotheses.into_iter().take(MOST_SHOWN).collect(),
        omitted,
    }
}

/// The free names of both sides, each once, in order.
fn names(store: &Store, sides: [Option<Id>; 2]) -> Vec<SymbolId> {
    let mut found: Vec<SymbolId> = Vec::new();
    for name in sides
        .into_iter()
        .flatten()
        .flat_map(|side| store.free_names(side))
    {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found.sort_by_key(|&name| store.symbol(name).spelling.clone());
    found
}

fn vocabulary(store: &Store, sides: [Option<Id>; 2]) -> Vec<Word> {
    let (mut found, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut open: Vec<Id> = sides.into_iter().flatten().collect();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        if let Node::Apply(operator, _) = store.node(id) {
            found.insert((operator.spelling(), operator.doc()));
        }
        open.extend(store.children(id));
    }
    let word = |(spelling, meaning)| Word { spelling, meaning };
    found.into_iter().map(word).collect()
}

/// What is in scope of a step.
struct Scope<'a> {
    store: &'a Store,
    context: &'a Context,
    names: &'a Examined,
}

impl Scope<'_> {
    fn name(&self, symbol: SymbolId) -> Name {
        let found = self.store.symbol(symbol);
        let sort = self.store.sort_of(found.sort);
        let nothing = Understood::default();
        let understood = self
            .names
            .understood
            .get(&found.spelling)
            .unwrap_or(&nothing);
        let meaning = self.definition(symbol);
        let from = origin(&understood.said, meaning.is_some());
        let because = match understood.said.is_empty() {
            false => understood.said.iter().map(said).collect(),
            true => understood
                .shows
                .iter()
                .map(|&text| text.to_owned())
                .collect(),
        };
        let about = |known: &&(Id, String)| self.store.mentions(known.0, symbol);
        let hypotheses = self.context.hypotheses.iter().filter(about);
        let carried = self.context.carried.iter().filter(about);
        let conditions = hypotheses
            .map(|known| self.known("hypothesis", known))
            .chain(carried.map(|known| self.known("condition of a distribution", known)));
        Name {
            name: found.spelling.clone(),
            sort: self.store.sort_to_text(found.sort),
            from,
            because,
            conditions: conditions.collect(),
            directive: (from == "guess").then(|| directive(&found.spelling, sort)),
            meaning,
        }
    }

    /// The definition in force whose left side the name heads.
    fn definition(&self, symbol: SymbolId) -> Option<Known> {
        let heads = |id: Id| match self.store.node(id) {
            Node::Name(name) => *name == symbol,
            Node::Call(head, _) | Node::Component(head, _) => {
                matches!(self.store.node(*head), Node::Name(name) if *name == symbol)
            }
            Node::Density { family, .. } => *family == symbol,
            _ => false,
        };
        let facts = self.context.facts.iter().rev();
        let fact = facts
            .filter(|fact| fact.kind == FactKind::Definition)
            .find(|fact| heads(fact.left))?;
        Some(Known {
            kind: "definition",
            latex: self.equation(fact.left, fact.right),
            source: fact.source.clone(),
        })
    }

    fn equation(&self, left: Id, right: Id) -> String {
        format!(
            "{} = {}",
            self.store.to_latex(left),
            self.store.to_latex(right)
        )
    }

    fn known(&self, kind: &'static str, (condition, source): &(Id, String)) -> Known {
        Known {
            kind,
            latex: self.store.to_latex(*condition),
            source: source.clone(),
        }
    }

    fn facts(&self) -> Vec<Known> {
        let row = |fact: &crate::theory::Fact| Known {
            kind: match fact.kind {
                FactKind::Definition => "definition",
                FactKind::Hypothesis => "hypothesis",
                FactKind::Result => "result",
            },
            latex: self.equation(fact.left, fact.right),
            source: fact.source.clone(),
        };
        self.context.facts.iter().map(row).collect()
    }

    fn hypotheses(&self) -> Vec<Known> {
        let hypotheses = self.context.hypotheses.iter();
        let carried = self.context.carried.iter();
        hypotheses
            .map(|known| self.known("hypothesis", known))
            .chain(carried.map(|known| self.known("condition of a distribution", known)))
            .collect()
    }
}

fn origin(said: &[Said], defined: bool) -> &'static str {
    match said.iter().map(|said| said.by).max() {
        Some(By::Directive) => "directive",
        Some(By::Phrase) => "phrase",
        Some(By::Display) => "display",
        None if defined => "display",
        None => "guess",
    }
}

fn said(said: &Said) -> String {
    format!("line {}: {}", said.line, said.text)
}

/// The comment that says of a name what a guess did not take it for.
fn directive(name: &str, sort: &Sort) -> String {
    let text = match sort {
        Sort::Real => format!(r"assume {name} \in \mathbb{{R}}^{{n}}"),
        Sort::Family => format!(r"let {name}(x) = \mathcal{{N}}(x; \mu, \sigma^2)"),
        Sort::Function(..) => format!("let {name}(x) = x^2"),
        Sort::Random(_) => format!(r"assume {name} \sim \mathcal{{N}}(\mu, \sigma^2)"),
        _ => format!(r"assume {name} \in \mathbb{{R}}"),
    };
    format!("<!-- hence: {text} -->")
}

/// The meaning as plain text.
pub fn meaning_text(found: &Meaning) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write(found, &mut out);
    out
}

fn write(found: &Meaning, out: &mut String) -> std::fmt::Result {
    let Meaning {
        path,
        line,
        column,
        step,
        ..
    } = found;
    writeln!(out, "{path}:{line}:{column}  step {step}")?;
    let unread = || "(not read)".to_owned();
    let [left, right] = found
        .read_as
        .clone()
        .map(|side| side.unwrap_or_else(unread));
    writeln!(out, "\nread as\n    {left} {} {right}", found.relation)?;
    let [left, right] = found
        .brackets
        .clone()
        .map(|side| side.unwrap_or_else(unread));
    writeln!(out, "\nin full brackets\n    {left}\n    {right}")?;
    let asides = found.readings.iter().map(|text| ("reading", text));
    let asides = asides.chain(found.repair.iter().map(|text| ("repair", text)));
    for (what, text) in asides.chain(found.reason.iter().map(|text| ("not judged", text))) {
        writeln!(out, "{what}: {text}")?;
    }
    if !found.names.is_empty() {
        writeln!(out, "\nnames")?;
    }
    found
        .names
        .iter()
        .try_for_each(|name| write_name(name, out))?;
    if !found.vocabulary.is_empty() {
        writeln!(out, "\nfrom the vocabulary")?;
    }
    for word in &found.vocabulary {
        writeln!(out, "    {}   {}", word.spelling, word.meaning)?;
    }
    for (title, known) in [
        ("facts in scope", &found.facts),
        ("supposed", &found.hypotheses),
    ] {
        if !known.is_empty() {
            writeln!(out, "\n{title}")?;
        }
        for known in known {
            writeln!(
                out,
                "    {}   ({}, {})",
                known.latex, known.kind, known.source
            )?;
        }
    }
    if found.omitted > 0 {
        writeln!(out, "    .. and {} more", found.omitted)?;
    }
    Ok(())
}

fn write_name(name: &Name, out: &mut String) -> std::fmt::Result {
    let because = match name.because.is_empty() {
        true if name.from == "guess" => ": nothing is said of it".to_owned(),
        true => String::new(),
        false => format!(": {}", name.because.join("; ")),
    };
    writeln!(
        out,
        "    {}   {}   ({}{because})",
        name.name, name.sort, name.from
    )?;
    if let Some(meaning) = &name.meaning {
        writeln!(out, "        is {}   ({})", meaning.latex, meaning.source)?;
    }
    for known in &name.conditions {
        writeln!(
            out,
            "        {}   ({}, {})",
            known.latex, known.kind, known.source
        )?;
    }
    match &name.directive {
        Some(directive) => writeln!(
            out,
            "        if that is wrong, say for example  {directive}"
        ),
        None => Ok(()),
    }
}
