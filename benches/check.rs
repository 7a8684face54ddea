//! How fast notes are read, and how long each example note takes from bytes to report.
//!
//! The notes are part of the program, so that a run measures no disk.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use hence::check::{Input, Options, note};
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

/// Lines a second, for all notes together.
fn reading(criterion: &mut Criterion) {
    let lines: usize = NOTES.iter().map(|(_, text)| text.lines().count()).sum();
    let mut group = criterion.benchmark_group("read");
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

criterion_group!(benches, reading, checking);
criterion_main!(benches);
