//! What may have been meant by a wrong step: the first small edit that makes it true.
//!
//! Edits of the right side come first, then edits of the left one where nothing before vouches for it, then the relation.
//! All are read again as a part of the note, compared with the other side by numbers at a few points, and the best of those
//! that hold are judged like any step. A hint changes no verdict: the search works on copies.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::edits::{Edit, edits};
use super::judge::{Budget, Claim, differs, judge, judge_proof};
use super::mistake::Mistake;
use super::pool::Pool;
use super::walk::{Link, Walk, comparison};
use crate::elaborate::chains::to_file;
use crate::elaborate::lower::{lower, same_sort};
use crate::elaborate::roles::Role;
use crate::elaborate::scope::Scope;
use crate::evaluate;
use crate::expr::{Comparison, Id, Store};
use crate::kernel::ring;
use crate::parse::macros::Macro;
use crate::parse::parse;
use crate::parse::tree::{Relation, Tree};
use crate::read::note::Region;
use crate::report::{Hint, Verdict};
use crate::theory::Context;

/// Most edits that are read and compared by numbers; the likeliest come first.
const MOST_CANDIDATES: usize = 400;
/// Edits that are read and compared together.
const BATCH: usize = 32;
/// Most edits that are judged in full.
const MOST_JUDGED: usize = 6;
/// Points of the comparison, and its work for all candidates of a batch together.
const POINTS: usize = 3;
const SCREENING: u64 = 1_000_000;
/// A judgement here may cost this part of what a step may.
const SHARE: usize = 4;
/// Longest side that is edited, in bytes, and longest piece of it that is quoted.
const LONGEST_SIDE: usize = 4_000;
const LONGEST_PIECE: usize = 80;

/// Signs of relations as a hint writes them, and why.
const RELATIONS: &[(Relation, Relation, &str, Mistake)] = &[
    (
        Relation::LessEqual,
        Relation::GreaterEqual,
        r"\geq",
        Mistake::Direction,
    ),
    (
        Relation::GreaterEqual,
        Relation::LessEqual,
        r"\leq",
        Mistake::Direction,
    ),
    (Relation::Less, Relation::Greater, ">", Mistake::Direction),
    (Relation::Greater, Relation::Less, "<", Mistake::Direction),
    (
        Relation::Less,
        Relation::LessEqual,
        r"\leq",
        Mistake::Inequality,
    ),
    (
        Relation::Greater,
        Relation::GreaterEqual,
        r"\geq",
        Mistake::Inequality,
    ),
    (
        Relation::Equal,
        Relation::LessEqual,
        r"\leq",
        Mistake::Inequality,
    ),
    (
        Relation::Equal,
        Relation::GreaterEqual,
        r"\geq",
        Mistake::Inequality,
    ),
];

/// A side of a step as source text that can be read again.
struct Source<'a> {
    region: &'a Region,
    /// Where the side stands in the region.
    span: Range<usize>,
    /// Its text; breaks and marks of alignment are blanks, so that offsets stay.
    text: String,
    tree: Tree,
}

/// An edit that could be read.
struct Candidate {
    edit: Edit,
    claim: Claim,
}

/// An edit that holds.
struct Found {
    edit: Edit,
    claim: Claim,
    verdict: Verdict,
}

/// The sides of a step that does not hold, what may stand in them instead, and where that is tried.
struct Sides<'a> {
    left: Option<Source<'a>>,
    right: Option<Source<'a>>,
    /// The expressions of the left and the right side as written.
    ids: [Id; 2],
    pool: Pool,
    bench: Bench<'a>,
}

/// What the search may change.
struct Bench<'a> {
    store: Store,
    scope: Scope,
    macros: &'a [Macro],
    /// What was known at the step.
    context: &'a Context,
}

impl Walk<'_> {
    /// Adds to each refuted step what may have been meant by it; errors that are inherited have their hint where they
    /// were made.
    pub(super) fn hints(&self, links: &mut [Link], context: &Context) {
        for at in 0..links.len() {
            let link = &links[at];
            let wrong = link.judgement.verdict == Verdict::Refuted
                && matches!(link.role, Role::Step | Role::Claim)
                && link.report.inherited_from.is_none();
            if let (true, Some(claim)) = (wrong && link.claims_as_written(self.chains), link.claim)
            {
                let vouched = at > 0 && links[at - 1].judgement.passes();
                let known = link.slip.clone();
                let hint = known.or_else(|| self.hint(link.relation, claim, vouched, context));
                links[at].report.hint = hint;
            }
        }
    }

    /// The best edit of a step that does not hold; `vouched` if its left side follows from what is before.
    fn hint(
        &self,
        relation: usize,
        claim: Claim,
        vouched: bool,
        context: &Context,
    ) -> Option<Hint> {
        let macros = self.macros();
        let relating = &self.chains.relations[relation];
        let Sides {
            left,
            right,
            ids: [left_id, right_id],
            pool,
            mut bench,
        } = self.editable(relation, claim, &macros, context);
        // An edit easily makes an inequality true that was meant the other way.
        let equality = relating.relation == Relation::Equal;
        if !equality
            && let Some(hint) = self.other_relation(relation, (left_id, right_id), &mut bench)
        {
            return Some(hint);
        }
        if let Some(side) = &right {
            let other = left.as_ref().map(|left| left.text.as_str());
            let read = |id| comparison(relating.relation, left_id, id);
            let edits = edits(&side.tree, &side.text, &pool);
            let found = self.search(side, other, edits, claim, &read, &mut bench);
            if let Some(found) = found {
                return Some(write(side, &found, ""));
            }
        }
        if let Some(side) = left.as_ref().filter(|_| equality && !vouched) {
            let other = right.as_ref().map(|right| right.text.as_str());
            let read = |id| comparison(relating.relation, id, right_id);
            let edits = edits(&side.tree, &side.text, &pool);
            let found = self.search(side, other, edits, claim, &read, &mut bench);
            if let Some(found) = found {
                return Some(write(side, &found, " on the left"));
            }
        }
        self.other_relation(relation, (left_id, right_id), &mut bench)
    }

    /// The edit of the right side, of one of these kinds, that makes an equation true: with a proof, and so that its terms
    /// do not cancel.
    pub(super) fn mended(
        &self,
        relation: usize,
        claim: Claim,
        context: &Context,
        kinds: &[Mistake],
    ) -> Option<Hint> {
        let macros = self.macros();
        let mut sides = self.editable(relation, claim, &macros, context);
        let side = sides.right.as_ref()?;
        let other = sides.left.as_ref().map(|left| left.text.as_str());
        let mut edits = edits(&side.tree, &side.text, &sides.pool);
        edits.retain(|edit| kinds.contains(&edit.mistake));
        let read = |id| comparison(Relation::Equal, claim.left, id);
        let bench = &mut sides.bench;
        let found = self.search(side, other, edits, claim, &read, bench)?;
        let certain =
            found.verdict == Verdict::Proved && keeps_names(&mut bench.store, claim, found.claim);
        certain.then(|| write(side, &found, ""))
    }

    fn editable<'a>(
        &'a self,
        relation: usize,
        claim: Claim,
        macros: &'a [Macro],
        context: &'a Context,
    ) -> Sides<'a> {
        let relating = &self.chains.relations[relation];
        let mut bench = Bench {
            store: self.store.clone(),
            scope: self.scope.clone(),
            macros,
            context,
        };
        let derivation = &self.chains.derivations[relating.derivation].relations;
        bench.scope.own_densities =
            self.own_densities(derivation, &mut bench.store, &mut bench.scope, context);
        let ids = match relating.relation {
            Relation::GreaterEqual | Relation::Greater => [claim.right, claim.left],
            _ => [claim.left, claim.right],
        };
        let [left, right] = [(relating.left, ids[0]), (relating.right, ids[1])]
            .map(|(side, id)| self.source(side?, id, &mut bench));
        let mut pool = Pool::default();
        for side in [&left, &right].into_iter().flatten() {
            pool.add(&side.tree, &side.text);
        }
        Sides {
            left,
            right,
            ids,
            pool,
            bench,
        }
    }

    fn macros(&self) -> Vec<Macro> {
        let macros = self.note.macros.iter();
        let read = macros.map(|m| Macro {
            name: m.name.clone(),
            parameters: m.parameters.into(),
            body: m.body.clone(),
        });
        read.collect()
    }

    /// The text of an expression, if reading it by itself gives the side `id` again.
    fn source(&self, index: usize, id: Id, bench: &mut Bench) -> Option<Source<'_>> {
        let expression = &self.chains.expressions[index];
        let region = &self.mathematics[expression.place].region;
        let span = expression.tree.span.clone();
        let text = region.text.get(span.clone())?;
        if text.len() > LONGEST_SIDE {
            return None;
        }
        let text = match text.contains(r"\begin") {
            true => text.to_owned(),
            // The last row of a display reaches to the end of its environments.
            false => {
                let (row, _) = text.split_once(r"\end{").unwrap_or((text, ""));
                row.replace(r"\\", "  ").replace('&', " ")
            }
        };
        let (tree, same) = bench.read(&text)?;
        (same == id || self.lowered_as(index) == Some(same)).then_some(Source {
            region,
            span,
            text,
            tree,
        })
    }

    fn lowered_as(&self, index: usize) -> Option<Id> {
        self.lowered.get(&index)?.as_ref().ok().map(|l| l.id)
    }

    /// The best edit of `side` for which the relation holds that `claim` makes of its expression.
    fn search(
        &self,
        side: &Source,
        other: Option<&str>,
        edits: Vec<Edit>,
        stated: Claim,
        claim: &dyn Fn(Id) -> Option<Claim>,
        bench: &mut Bench,
    ) -> Option<Found> {
        let equality = stated.relation == Comparison::Equal;
        let mut reader = Reader::new(side, other, stated);
        let mut edits = edits.into_iter();
        let mut best: Option<Found> = None;
        let mut judged = 0;
        // Most edits that hold are among the first: the others are read only where these tell nothing.
        while judged < MOST_JUDGED {
            let candidates = reader.next(&mut edits, claim, bench);
            if candidates.is_empty() {
                break;
            }
            for candidate in self.screened(candidates, stated, bench) {
                if judged == MOST_JUDGED {
                    break;
                }
                judged += 1;
                let verdict = match best.is_none() && equality {
                    true => self.verdict(candidate.claim, bench),
                    false => self.proved(candidate.claim, bench),
                };
                let found = Found {
                    edit: candidate.edit,
                    claim: candidate.claim,
                    verdict,
                };
                match verdict {
                    Verdict::Proved => return Some(found),
                    Verdict::Supported => best = Some(found),
                    _ => {}
                }
            }
        }
        best
    }

    /// The candidates that hold at a few points.
    fn screened(
        &self,
        candidates: Vec<Candidate>,
        stated: Claim,
        bench: &mut Bench,
    ) -> Vec<Candidate> {
        let numeric = |claim: Claim| evaluate::Claim {
            left: claim.left,
            relation: claim.relation,
            right: claim.right,
        };
        let claims: Vec<_> = candidates.iter().map(|c| numeric(c.claim)).collect();
        let options = evaluate::Options {
            points: POINTS,
            seed: self.budget.seed,
            budget: SCREENING.min(self.budget.evaluate),
            high_precision: false,
            program: false,
        };
        let stated = numeric(stated);
        let holds = evaluate::screen(&mut bench.store, bench.context, &stated, &claims, &options);
        let kept = candidates.into_iter().zip(holds);
        kept.filter_map(|(candidate, holds)| holds.then_some(candidate))
            .collect()
    }

    fn verdict(&self, claim: Claim, bench: &mut Bench) -> Verdict {
        let (context, budget) = (bench.context, self.share());
        judge(&mut bench.store, self.theory, context, claim, budget).verdict
    }

    /// The verdict where only a proof counts; without one it is unknown.
    fn proved(&self, claim: Claim, bench: &mut Bench) -> Verdict {
        let (context, budget) = (bench.context, self.share());
        judge_proof(&mut bench.store, self.theory, context, claim, budget)
            .map_or(Verdict::Unknown, |judgement| judgement.verdict)
    }

    fn share(&self) -> Budget {
        Budget {
            rewrite: self.budget.rewrite / SHARE,
            ..self.budget
        }
    }

    /// Another relation between the same sides. That unequal sides are in order has to be proved.
    fn other_relation(
        &self,
        relation: usize,
        (left, right): (Id, Id),
        bench: &mut Bench,
    ) -> Option<Hint> {
        let relating = &self.chains.relations[relation];
        for &(from, to, sign, mistake) in RELATIONS {
            if from != relating.relation {
                continue;
            }
            let claim = comparison(to, left, right)?;
            if differs(&mut bench.store, bench.context, claim, self.budget) {
                continue;
            }
            let verdict = match from {
                Relation::Equal => self.proved(claim, bench),
                _ => self.verdict(claim, bench),
            };
            if matches!(verdict, Verdict::Proved | Verdict::Supported) {
                return Some(Hint {
                    span: [relating.sign.start, relating.sign.end],
                    replacement: sign.to_owned(),
                    text: format!("did you mean `{sign}`? {}", mistake.words()),
                    verdict: spelled(verdict).to_owned(),
                });
            }
        }
        None
    }
}

impl Bench<'_> {
    /// The expression that a text is, if it is just one and nothing had to be mended.
    fn read(&mut self, text: &str) -> Option<(Tree, Id)> {
        let mut formula = parse(text, self.macros);
        let [row] = &mut formula.rows[..] else {
            return None;
        };
        let [statement] = &mut row.statements[..] else {
            return None;
        };
        let [side] = &mut statement.sides[..] else {
            return None;
        };
        let mut tree = side.take()?;
        if !formula.notes.is_empty() || !tree.is_readable() {
            return None;
        }
        self.scope.conventions.enumerated.read_tree(&mut tree);
        let lowered = lower(&mut self.store, &mut self.scope, &tree).ok()?;
        Some((tree, lowered.id))
    }
}

/// Reads the edits of a side, likeliest first.
struct Reader<'a> {
    side: &'a Source<'a>,
    /// The other side, bare.
    other: Option<String>,
    /// Texts and claims that were tried.
    texts: FxHashSet<String>,
    claims: FxHashSet<Claim>,
}

impl<'a> Reader<'a> {
    fn new(side: &'a Source, other: Option<&str>, stated: Claim) -> Self {
        Self {
            side,
            other: other.map(bare),
            texts: FxHashSet::default(),
            claims: FxHashSet::from_iter([stated]),
        }
    }

    /// The next edits that can be read and say something new.
    fn next(
        &mut self,
        edits: &mut impl Iterator<Item = Edit>,
        claim: &dyn Fn(Id) -> Option<Claim>,
        bench: &mut Bench,
    ) -> Vec<Candidate> {
        let most = BATCH.min((MOST_CANDIDATES + 1).saturating_sub(self.claims.len()));
        edits
            .filter_map(|edit| self.candidate(edit, claim, bench))
            .take(most)
            .collect()
    }

    fn candidate(
        &mut self,
        edit: Edit,
        claim: &dyn Fn(Id) -> Option<Claim>,
        bench: &mut Bench,
    ) -> Option<Candidate> {
        let text = edited(&self.side.text, &edit.span, &edit.replacement);
        // What stands on the other side already tells the author nothing, unless it names a false law.
        if edit.mistake != Mistake::SumInside && self.other.as_ref() == Some(&bare(&text)) {
            return None;
        }
        if !self.texts.insert(text.clone()) {
            return None;
        }
        let (_, id) = bench.read(&text)?;
        let claim = claim(id)?;
        let (left, right) = same_sort(&mut bench.store, claim.left, claim.right).ok()?;
        let claim = Claim {
            left,
            right,
            ..claim
        };
        self.claims
            .insert(claim)
            .then_some(Candidate { edit, claim })
    }
}

/// True if the terms of the edited right side do not cancel: they leave all names that the right side shares with the
/// left one, and all but one of the others.
fn keeps_names(store: &mut Store, stated: Claim, edited: Claim) -> bool {
    let Ok((normal, _)) = ring::normal(store, edited.right) else {
        return false;
    };
    let mut lost = store.free_names(stated.right);
    lost.retain(|&name| !store.mentions(normal, name));
    lost.len() <= 1 && !lost.iter().any(|&name| store.mentions(stated.left, name))
}

fn edited(text: &str, span: &Range<usize>, replacement: &str) -> String {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    format!("{before}{replacement}{after}")
}

/// A text without what does not count: blanks and the sizes of brackets.
fn bare(text: &str) -> String {
    let plain = text.replace(r"\left", "").replace(r"\right", "");
    plain.split_whitespace().collect()
}

/// The hint for an edit: of the whole term where that is short, so that it can be read by itself.
fn write(side: &Source, found: &Found, place: &str) -> Hint {
    let edit = &found.edit;
    let whole = edit.piece.clone();
    let term = side.text.get(whole.clone()).unwrap_or_default();
    let broken = side
        .region
        .text
        .get(side.span.start + whole.start..side.span.start + whole.end)
        != Some(term);
    let (span, replacement) = match broken || term.len() > LONGEST_PIECE {
        true => (edit.span.clone(), edit.replacement.clone()),
        false => {
            let inside = edit.span.start - whole.start..edit.span.end - whole.start;
            let text = edited(term, &inside, &edit.replacement);
            (whole, text)
        }
    };
    let words = edit.mistake.words();
    let text = match replacement.trim() {
        "" => {
            let removed = side.text.get(span.clone()).unwrap_or_default().trim();
            format!("did you mean to leave out `{removed}`{place}? {words}")
        }
        replacement => format!("did you mean `{replacement}`{place}? {words}"),
    };
    let region = side.span.start + span.start..side.span.start + span.end;
    let file = to_file(side.region, &region);
    Hint {
        span: [file.start, file.end],
        replacement,
        text,
        verdict: spelled(found.verdict).to_owned(),
    }
}

fn spelled(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Proved => "proved",
        _ => "supported",
    }
}
