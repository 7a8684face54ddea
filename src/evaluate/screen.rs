//! Many claims about the same names at a few points, cheaply: which of them are worth a judgement.

use super::compare::{Finding, Reading, compare};
use super::evaluator::Evaluator;
use super::expand::expand;
use super::model::Style;
use super::outcome::*;
use super::problem::Problem;
use super::rng::{key_of, key_of_numbers};
use super::sample::sample;
use super::scalar::Approximate;
use crate::expr::*;
use crate::theory::Context;

/// Proposals for each point that is wanted.
const ATTEMPTS: u64 = 3;

/// For each of `claims`, true if it holds at the points tried. The names and what is known of them are those of
/// `stated`: a claim with others has no value. The work is shared, so that what is alike in the claims is evaluated once;
/// when it is used up, the claims that are left do not hold.
pub fn screen(
    store: &mut Store,
    context: &Context,
    stated: &Claim,
    claims: &[Claim],
    options: &Options,
) -> Vec<bool> {
    let mut written = |claim: &Claim| Claim {
        left: expand(store, claim.left),
        right: expand(store, claim.right),
        ..*claim
    };
    let stated = written(stated);
    let claims: Vec<Claim> = claims.iter().map(&mut written).collect();
    let problem = Problem::new(store, context, &[stated.left, stated.right]);
    let names = problem.names.iter();
    let names = names.map(|&name| key_of(&store.symbol(name).spelling));
    let seed = key_of_numbers(std::iter::once(options.seed).chain(names));
    let mut screen = Screen {
        store,
        problem: &problem,
        work: options.budget,
        held: vec![Some(0); claims.len()],
        points: 0,
    };
    for attempt in 0..options.points as u64 * ATTEMPTS {
        if screen.points >= options.points || screen.work == 0 {
            break;
        }
        // Most fail at the first point: it is one that costs little.
        let style = match attempt {
            0 => Style::Simple,
            _ => Style::Usual,
        };
        screen.point(key_of_numbers([seed, attempt]), style, &claims);
    }
    let needed = screen.points.saturating_sub(1).max(1);
    let held = screen.held.into_iter();
    held.map(|held| held.is_some_and(|count| count >= needed))
        .collect()
}

struct Screen<'a> {
    store: &'a Store,
    problem: &'a Problem,
    work: u64,
    /// At how many points each claim held; None once it failed.
    held: Vec<Option<usize>>,
    points: usize,
}

impl Screen<'_> {
    /// Compares the sides of the claims that are left at one model.
    fn point(&mut self, seed: u64, style: Style, claims: &[Claim]) {
        let sampled = sample(self.store, self.problem, seed, style, &mut self.work);
        let Ok(Some(model)) = sampled else { return };
        let mut evaluator =
            Evaluator::<Approximate>::new(self.store, self.problem, &model, 64, &mut self.work);
        evaluator.look_at_an_outcome();
        let mut counts = false;
        for (claim, held) in claims.iter().zip(&mut self.held) {
            let Some(count) = held else { continue };
            let reading = Reading {
                left: evaluator.evaluate(claim.left),
                right: evaluator.evaluate(claim.right),
                measured: evaluator.measured(),
            };
            counts |= reading.left.is_ok() || reading.right.is_ok();
            match compare(claim.relation, &reading) {
                Finding::Holds { .. } => *count += 1,
                Finding::Undefined => {}
                Finding::Fails | Finding::OneSided(..) | Finding::Skipped(_) => *held = None,
            }
        }
        self.points += usize::from(counts);
    }
}
