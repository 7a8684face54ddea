//! The kernel against search gone wrong: forged proofs are refused, or prove what holds.
//!
//! Right proofs are taken apart and put together wrongly (another law, another value, another place, a condition taken
//! away, a name captured), and the kernel is asked to accept whatever they would prove. What it accepts, numbers must not
//! refute.

use std::path::Path;
use std::rc::Rc;

use hence::check::judge::Evidence;
use hence::check::note::{Examined, examine};
use hence::check::{Input, Options, with_stack};
use hence::evaluate::{self, Method, Outcome};
use hence::expr::*;
use hence::kernel::{self, Proof};
use hence::theory::{Context, LawId, Theory, instantiate};

/// A small generator, the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, count: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % count.max(1)
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.roll(items.len()))
    }
}

/// What a proof would prove if each of its steps were right.
fn statement(
    store: &mut Store,
    theory: &Theory,
    context: &Context,
    proof: &Proof,
) -> Option<(Id, Id)> {
    let instance = |store: &mut Store, law: LawId, values: &[Id]| {
        let row = theory.get(law);
        let map = row
            .variables
            .iter()
            .copied()
            .zip(values.iter().copied())
            .collect();
        instantiate(store, row, &map).map(|found| (found.left, found.right))
    };
    match proof {
        Proof::Same(id) => Some((*id, *id)),
        Proof::Law { law, values } => instance(store, *law, values),
        Proof::Fact { fact, values } => {
            let row = context.facts.get(fact.0 as usize)?;
            let map: Substitution = row
                .variables
                .iter()
                .copied()
                .zip(values.iter().copied())
                .collect();
            Some((
                store.substitute(row.left, &map),
                store.substitute(row.right, &map),
            ))
        }
        Proof::Ring(a, b) => Some((*a, *b)),
        Proof::Computed { left, right, .. } => Some((*left, *right)),
        Proof::Flip(inner) => statement(store, theory, context, inner).map(|(a, b)| (b, a)),
        Proof::Then(parts) => {
            let first = statement(store, theory, context, parts.first()?)?;
            let last = statement(store, theory, context, parts.last()?)?;
            Some((first.0, last.1))
        }
        Proof::Inside { of, children } => {
            let mut all = store.children(*of);
            for (at, part) in children.iter().enumerate() {
                if let Some(part) = part {
                    *all.get_mut(at)? = statement(store, theory, context, part)?.1;
                }
            }
            Some((*of, store.with_children(*of, &all)))
        }
        Proof::Under { of, local, body } => {
            let (_, to) = statement(store, theory, context, body)?;
            let Node::Bind(kind, sort, domain, _) = *store.node(*of) else {
                return None;
            };
            let closed = store.close(to, *local);
            Some((*of, store.bind(kind, sort, domain, closed)))
        }
        Proof::Order { .. } | Proof::AtMost(_) | Proof::Cases(_) => None,
    }
}

/// Expressions that forged values are taken from: all closed parts of a claim.
fn parts(store: &Store, id: Id, out: &mut Vec<Id>) {
    if out.contains(&id) || out.len() > 400 {
        return;
    }
    if store.loose(id) == 0 {
        out.push(id);
    }
    for child in store.children(id) {
        parts(store, child, out);
    }
}

struct Forger<'a> {
    store: &'a mut Store,
    theory: &'a Theory,
    dice: &'a mut Dice,
    pool: Vec<Id>,
}

impl Forger<'_> {
    /// The proof with one of its parts, chosen at random, forged.
    fn forge(&mut self, proof: &Proof) -> Proof {
        let deeper = self.dice.roll(5) > 0;
        match proof {
            Proof::Flip(inner) if deeper => Proof::Flip(self.part(inner)),
            Proof::Then(parts) if deeper && !parts.is_empty() => {
                let mut parts = parts.clone();
                let at = self.dice.roll(parts.len());
                parts[at] = self.part(&parts[at]);
                Proof::Then(parts)
            }
            Proof::Inside { of, children } if deeper => {
                let mut children = children.clone();
                let there: Vec<usize> = (0..children.len())
                    .filter(|&at| children[at].is_some())
                    .collect();
                if let Some(&at) = self.dice.pick(&there)
                    && let Some(part) = children[at].clone()
                {
                    children[at] = Some(self.part(&part));
                }
                Proof::Inside { of: *of, children }
            }
            Proof::Under { of, local, body } if deeper => Proof::Under {
                of: *of,
                local: *local,
                body: self.part(body),
            },
            _ => self.here(proof),
        }
    }

    fn part(&mut self, proof: &Rc<Proof>) -> Rc<Proof> {
        Rc::new(self.forge(proof))
    }

    fn any(&mut self) -> Id {
        let at = self.dice.roll(self.pool.len());
        self.pool[at]
    }

    fn here(&mut self, proof: &Proof) -> Proof {
        match proof {
            Proof::Law { law, values } => {
                let mut values = values.clone();
                match self.dice.roll(4) {
                    0 => return self.law_of(values),
                    1 if values.len() > 1 => {
                        let (a, b) = (self.dice.roll(values.len()), self.dice.roll(values.len()));
                        values.swap(a, b);
                    }
                    _ if !values.is_empty() => {
                        let at = self.dice.roll(values.len());
                        values[at] = match self.dice.roll(2) {
                            0 => self.any(),
                            _ => self.edited(values[at], 0),
                        };
                    }
                    _ => {}
                }
                Proof::Law { law: *law, values }
            }
            Proof::Fact { fact, values } => {
                let mut values = values.clone();
                if !values.is_empty() {
                    let at = self.dice.roll(values.len());
                    values[at] = self.any();
                }
                Proof::Fact {
                    fact: *fact,
                    values,
                }
            }
            Proof::Ring(a, b) => Proof::Ring(*a, self.edited(*b, 0)),
            Proof::Computed { rule, left, right } => match self.dice.roll(2) {
                0 => Proof::Computed {
                    rule,
                    left: *left,
                    right: self.edited(*right, 0),
                },
                _ => {
                    let rule = self
                        .dice
                        .pick(kernel::computed::RULES)
                        .copied()
                        .unwrap_or(rule);
                    Proof::Computed {
                        rule,
                        left: self.edited(*left, 0),
                        right: *right,
                    }
                }
            },
            Proof::Inside { of, children } => {
                let mut children = children.clone();
                if children.len() > 1 {
                    let (a, b) = (
                        self.dice.roll(children.len()),
                        self.dice.roll(children.len()),
                    );
                    children.swap(a, b);
                }
                Proof::Inside { of: *of, children }
            }
            Proof::Under { of, local, body } => {
                let of = match self.dice.roll(2) {
                    0 => self.edited(*of, 0),
                    _ => *of,
                };
                let Node::Bind(kind, sort, domain, _) = *self.store.node(of) else {
                    return Proof::Under {
                        of,
                        local: *local,
                        body: body.clone(),
                    };
                };
                let depth = self.dice.roll(3) as u32;
                let other = self.store.local(sort, kernel::scope(kind, domain), depth);
                Proof::Under {
                    of,
                    local: other,
                    body: body.clone(),
                }
            }
            Proof::Then(parts) => {
                let mut parts = parts.clone();
                if parts.len() > 1 {
                    let at = self.dice.roll(parts.len());
                    parts.remove(at);
                }
                Proof::Then(parts)
            }
            other => Proof::Flip(Rc::new(other.clone())),
        }
    }

    /// Some law with as many variables.
    fn law_of(&mut self, values: Vec<Id>) -> Proof {
        let fitting: Vec<LawId> = (0..self.theory.laws().len() as u32)
            .map(LawId)
            .filter(|&law| self.theory.get(law).variables.len() == values.len())
            .collect();
        let law = self.dice.pick(&fitting).copied().unwrap_or(LawId(0));
        Proof::Law { law, values }
    }

    /// A law at random values.
    fn fresh(&mut self) -> Proof {
        let law = LawId(self.dice.roll(self.theory.laws().len()) as u32);
        let count = self.theory.get(law).variables.len();
        let values = (0..count).map(|_| self.value()).collect();
        Proof::Law { law, values }
    }

    /// A part, a small number, or a function made of a part.
    fn value(&mut self) -> Id {
        match self.dice.roll(6) {
            0 => {
                let number = self.dice.roll(5) as i64 - 2;
                self.store.integer(number)
            }
            1 | 2 => {
                let body = self.any();
                let names = self.store.free_names(body);
                match self.dice.pick(&names).copied() {
                    Some(name) if self.store.symbol(name).role == Role::Note => {
                        self.store.lambda(&[name], body)
                    }
                    _ => body,
                }
            }
            _ => self.any(),
        }
    }

    /// The expression with a small change somewhere: a sign, an exponent, a part, a kind of binder.
    fn edited(&mut self, id: Id, depth: usize) -> Id {
        let children = self.store.children(id);
        if depth < 12 && !children.is_empty() && self.dice.roll(4) > 0 {
            let at = self.dice.roll(children.len());
            let mut changed = children.clone();
            changed[at] = self.edited(children[at], depth + 1);
            return self.store.with_children(id, &changed);
        }
        let array = self.store.is_array(id);
        match (self.store.node(id).clone(), self.dice.roll(5)) {
            (Node::Bind(kind, sort, domain, body), 0 | 1) => {
                let kinds = [BinderKind::Sum, BinderKind::Product, BinderKind::Integral];
                let other = self.dice.pick(&kinds).copied().unwrap_or(kind);
                self.store.bind(other, sort, domain, body)
            }
            (_, 0) if !array => self.store.negate(id),
            (_, 1) if !array => {
                let two = self.store.integer(2);
                self.store.power(id, two)
            }
            (_, 2) if !array => {
                let one = self.store.integer(1);
                self.store.sum(&[id, one])
            }
            (_, 3) if !array => self.store.apply(Operator::Abs, &[id]),
            _ if self.store.loose(id) > 0 => id,
            _ => self.any(),
        }
    }
}

/// The context with some of what is supposed taken away.
fn poorer(context: &Context, dice: &mut Dice) -> Context {
    let mut context = context.clone();
    if dice.roll(3) == 0 {
        context.hypotheses = Default::default();
        context.carried = Default::default();
    }
    context
}

fn notes() -> Vec<Input> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("derivations/right");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths.retain(|path| path.extension().is_some_and(|e| e == "md"));
    let input = |path: &std::path::PathBuf| Input {
        path: path.file_name().unwrap().to_string_lossy().into_owned(),
        bytes: std::fs::read(path).unwrap(),
    };
    paths.iter().map(input).collect()
}

/// Forges proofs like one that is right; the forgeries that the kernel accepts although numbers refute them.
fn attack(
    examined: &mut Examined,
    evidence: &Evidence,
    count: usize,
    dice: &mut Dice,
    accepted: &mut usize,
) -> Vec<String> {
    let theory = Theory::standard().1;
    let mut wrong = Vec::new();
    let mut pool = Vec::new();
    parts(&examined.store, evidence.claim.left, &mut pool);
    parts(&examined.store, evidence.claim.right, &mut pool);
    for _ in 0..count {
        // Each forgery starts from the note's own store, so that it stays small.
        let mut store = examined.store.clone();
        for _ in 0..40 {
            let mut forger = Forger {
                store: &mut store,
                theory,
                dice,
                pool: pool.clone(),
            };
            let proof = match (&evidence.proof, forger.dice.roll(3)) {
                (Some(proof), 1 | 2) => forger.forge(proof),
                _ => forger.fresh(),
            };
            let context = poorer(&evidence.context, dice);
            let Some((left, right)) = statement(&mut store, theory, &context, &proof) else {
                continue;
            };
            if store.loose(left) > 0 || store.loose(right) > 0 || left == right {
                continue;
            }
            let claim = (left, Comparison::Equal, right);
            let Ok(theorem) = kernel::check(&mut store, theory, &context, claim, &proof) else {
                continue;
            };
            *accepted += 1;
            let numbers = evaluate::Claim {
                left,
                relation: Comparison::Equal,
                right,
            };
            let options = evaluate::Options {
                points: 6,
                budget: 60_000,
                ..evaluate::Options::default()
            };
            // A forged statement may be defined nowhere; the theorem lists the conditions under which it would be.
            let vacuous = |method| method == Method::Undefined && !theorem.assumptions().is_empty();
            // What the theorem says that it takes for granted holds at the points.
            let mut context = context.clone();
            let taken = theorem.assumptions().iter();
            (context.hypotheses).extend(taken.map(|&id| (id, "assumption".to_owned())));
            if let Outcome::Refuted(found) =
                evaluate::judge(&mut store, &context, &numbers, &options)
                && !vacuous(found.method)
            {
                wrong.push(format!(
                    "{} = {}\n  {proof:?}\n  {:?} {:?} {:?}",
                    store.to_latex(left),
                    store.to_latex(right),
                    found.bindings,
                    found.left,
                    found.right
                ));
            }
        }
    }
    wrong
}

#[test]
fn no_forged_proof_is_accepted_for_what_is_wrong() {
    let wanted: usize = match std::env::var("HENCE_FORGERIES") {
        Ok(count) => count.parse().unwrap(),
        Err(_) if cfg!(debug_assertions) => 500,
        Err(_) => 100_000,
    };
    with_stack(|| {
        let mut dice = Dice(11);
        let mut examined: Vec<Examined> = notes()
            .iter()
            .map(|note| examine(note, &Options::default()))
            .collect();
        let steps: usize = examined.iter().map(|note| note.evidence.len()).sum();
        let rounds = wanted.div_ceil(40 * steps);
        let (mut accepted, mut wrong) = (0, Vec::new());
        for note in &mut examined {
            for (_, evidence) in note.evidence.clone() {
                wrong.extend(attack(note, &evidence, rounds, &mut dice, &mut accepted));
            }
        }
        println!("{} forgeries, {accepted} accepted", rounds * 40 * steps);
        assert!(
            wrong.is_empty(),
            "{} accepted:\n{}",
            wrong.len(),
            wrong.join("\n\n")
        );
        assert!(accepted > 0, "the forgeries are too crude to test anything");
    });
}
