//! How fast notes are read, how long each example note takes from bytes to report, with and without a certificate, and
//! what a step costs in few notes and in many.
//!
//! The notes are part of the program, so that a run measures no disk.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use hence::check::certify::certify;
use hence::check::{Input, Options, check, check_and_keep, note};
use hence::parse;
use hence::read::{self, note::ItemKind};

macro_rules! notes {
    ($($name:literal),*) => {
        &[$(($name, include_str!(concat!("../derivations/right/", $name, ".md")))),*]
    };
}

const NOTES: &[(&str, &str)] = notes![
    "algebra",
    "chain-of-ratios",
    "derivatives",
    "entropy",
    "expectation",
    "integrals",
    "kl-and-entropies",
    "kl-diagonal",
    "kl-normal",
    "logarithms",
    "matrices",
    "mutual-information",
    "never-negative",
    "sums"
];

/// Lines and bytes a second, for all notes together.
fn reading(criterion: &mut Criterion) {
    let lines: usize = NOTES.iter().map(|(_, text)| text.lines().count()).sum();
    let bytes: usize = NOTES.iter().map(|(_, text)| text.len()).sum();
    let mut group = criterion.benchmark_group("read");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("files and formulas, bytes", |b| {
        b.iter(|| NOTES.iter().for_each(|(name, text)| formulas(name, text)));
    });
    group.throughput(Throughput::Elements(lines as u64));
    group.bench_function("files", |b| {
        b.iter(|| {
            NOTES
                .iter()
                .map(|(name, text)| {
                    read::read(&format!("{name}.md"), text.as_bytes())
                        .items
                        .len()
                })
                .sum::<usize>()
        });
    });
    group.bench_function("files and formulas", |b| {
        b.iter(|| NOTES.iter().for_each(|(name, text)| formulas(name, text)));
    });
    group.finish();
}

fn formulas(name: &str, text: &str) {
    let note = read::read(&format!("{name}.md"), text.as_bytes());
    for item in &note.items {
        if let ItemKind::Display(region) | ItemKind::Inline(region) = &item.kind {
            black_box(parse::parse(&region.text, &[]));
        }
    }
}

/// Each note from bytes to report, on one thread.
fn checking(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check");
    group.sample_size(10);
    for (name, text) in NOTES {
        let input = Input {
            path: format!("{name}.md"),
            bytes: text.as_bytes().to_vec(),
        };
        group.bench_with_input(BenchmarkId::from_parameter(name), &input, |b, input| {
            b.iter(|| note::check(input, &Options::default()));
        });
    }
    group.finish();
}

/// All notes together, on one thread, with and without the writing of a certificate.
fn certifying(criterion: &mut Criterion) {
    let inputs = copies(NOTES.len());
    let mut group = criterion.benchmark_group("all notes");
    group.sample_size(10);
    group.bench_function("checked", |b| b.iter(|| check(&inputs, &ONE, || ())));
    group.bench_function("checked and certified", |b| {
        b.iter(|| check_and_keep(&inputs, &ONE, certify));
    });
    group.finish();
}

/// Steps a second over more and more notes: the cost of a step does not depend on how many there are.
fn scaling(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("steps");
    group.sample_size(10);
    for count in [1, 2, 4].map(|times| times * NOTES.len()) {
        let inputs = copies(count);
        let steps = check(&inputs, &ONE, || ()).summary.steps;
        group.throughput(Throughput::Elements(steps as u64));
        group.bench_with_input(BenchmarkId::from_parameter(count), &inputs, |b, inputs| {
            b.iter(|| check(inputs, &ONE, || ()));
        });
    }
    group.finish();
}

const ONE: Options = Options {
    jobs: 1,
    budget: None,
    seed: 0,
};

/// So many notes, the examples again and again.
fn copies(count: usize) -> Vec<Input> {
    let notes = NOTES.iter().cycle().take(count).enumerate();
    let input = |(at, (name, text)): (usize, &(&str, &str))| Input {
        path: format!("{at}/{name}.md"),
        bytes: text.as_bytes().to_vec(),
    };
    notes.map(input).collect()
}

criterion_group!(benches, reading, checking, certifying, scaling);
criterion_main!(benches);
