//! Certificates: what was proved is accepted again, and what was changed is not.

use std::path::Path;

use hence::certificate::{Certificate, verify};
use hence::check::certify::{certify, unite};
use hence::check::{Input, Options, check_and_keep, with_stack};
use serde_json::Value;

/// The certificate of the right notes.
fn certificate() -> Certificate {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("derivations/right");
    let mut inputs: Vec<Input> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .map(|path| Input {
            path: path.file_name().unwrap().to_string_lossy().into_owned(),
            bytes: std::fs::read(&path).unwrap(),
        })
        .collect();
    inputs.sort_by(|a, b| a.path.cmp(&b.path));
    let (report, notes) = check_and_keep(&inputs, &Options::default(), certify);
    let left_out: Vec<&String> = notes.iter().flat_map(|note| &note.left_out).collect();
    assert!(left_out.is_empty(), "no certificate for {left_out:?}");
    let certificate = unite(notes);
    let steps: usize = certificate.notes.iter().map(|note| note.steps.len()).sum();
    assert_eq!(steps, report.summary.proved);
    certificate
}

/// What a certificate is accepted for: its statements with all they rest on.
fn meaning(certificate: &Certificate) -> Option<Vec<String>> {
    verify(certificate).ok()?;
    let steps = certificate.notes.iter().flat_map(|note| &note.steps);
    Some(steps.map(|step| format!("{:?}", step.says)).collect())
}

/// All places of a JSON value at which a number or text stands.
fn leaves(value: &Value, path: &mut Vec<String>, out: &mut Vec<Vec<String>>) {
    match value {
        Value::Array(items) => items.iter().enumerate().for_each(|(at, item)| {
            path.push(at.to_string());
            leaves(item, path, out);
            path.pop();
        }),
        Value::Object(fields) => fields.iter().for_each(|(key, item)| {
            path.push(key.clone());
            leaves(item, path, out);
            path.pop();
        }),
        Value::Null => {}
        _ => out.push(path.clone()),
    }
}

/// The value with one leaf changed.
fn tampered(value: &Value, path: &[String], how: u64) -> Value {
    let mut changed = value.clone();
    let place = path.iter().fold(&mut changed, |value, key| match value {
        Value::Array(items) => &mut items[key.parse::<usize>().unwrap()],
        other => &mut other[key.as_str()],
    });
    *place = match &*place {
        Value::Number(n) => match how % 3 {
            0 => (n.as_u64().unwrap_or(0) + 1).into(),
            1 => n.as_u64().unwrap_or(0).saturating_sub(1).into(),
            _ => (how / 3 % 40).into(),
        },
        Value::Bool(b) => (!b).into(),
        Value::String(text) => match how % 3 {
            0 => format!("{text}x").into(),
            1 => text.replacen(|c: char| c.is_ascii_digit(), "7", 1).into(),
            _ => ["real", "integer", "less", "Sin", "2", "-1", "derivative"][how as usize / 3 % 7]
                .into(),
        },
        _ => Value::Null,
    };
    changed
}

#[test]
fn no_tampered_certificate_is_accepted_with_another_meaning() {
    with_stack(|| {
        let whole = certificate();
        let verified = verify(&whole).unwrap();
        assert!(verified.steps.len() > 50 && verified.laws.len() > 10);
        std::panic::set_hook(Box::new(|_| {}));
        let tries = if cfg!(debug_assertions) { 25 } else { 2_000 };
        // A generator of its own keeps the changes the same everywhere.
        let mut state = 7_u64;
        let mut next = move || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            state >> 33
        };
        let (mut refused, mut harmless) = (0, 0);
        for note in &whole.notes {
            let mut part = Certificate {
                notes: vec![note.clone()],
                ..whole.clone()
            };
            part.digest = part.checksum();
            let original = meaning(&part).expect("each note stands for itself");
            let json = serde_json::to_value(&part).unwrap();
            let mut places = Vec::new();
            leaves(&json, &mut Vec::new(), &mut places);
            for _ in 0..tries {
                let place = &places[next() as usize % places.len()];
                let changed = tampered(&json, place, next());
                let Ok(mut changed) = serde_json::from_value::<Certificate>(changed) else {
                    refused += 1;
                    continue;
                };
                if changed == part {
                    continue;
                }
                assert!(verify(&changed).is_err(), "the checksum covers {place:?}");
                changed.digest = changed.checksum();
                match meaning(&changed) {
                    None => refused += 1,
                    Some(meaning) if meaning == original => harmless += 1,
                    Some(_) => panic!("accepted with another meaning: {place:?}"),
                }
            }
        }
        assert!(
            refused > 10 * harmless / 2,
            "{refused} refused, {harmless} harmless"
        );
    });
}
