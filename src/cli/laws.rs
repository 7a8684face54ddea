//! `hence laws`: what is known without any note, and what the kernel computes.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use hence::explain::plain;
use hence::kernel::rules::{RULES, Rule};
use hence::theory::{Statement, Theory, statement};

use super::{Error, Outcome, output};

/// List the laws that proofs may use, each with its conditions
#[derive(Args)]
pub struct Arguments {
    /// Show this one in full, such as `log-product`; or all of a domain, such as `logarithms`
    id: Option<String>,

    /// How to write them
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON object
    Json,
    /// The page docs/laws.md
    Markdown,
}

pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let (store, theory) = Theory::standard();
    let wanted = |id: &str, domain: &str| {
        let named = arguments.id.as_deref();
        named.is_none_or(|name| name == id || name == domain)
    };
    let laws: Vec<Statement> = theory
        .laws()
        .iter()
        .filter(|law| wanted(law.id, law.domain))
        .map(|law| statement(store, law))
        .collect();
    let rules: Vec<&Rule> = RULES.iter().filter(|r| wanted(r.id, "kernel")).collect();
    if let (true, Some(id)) = (laws.is_empty() && rules.is_empty(), &arguments.id) {
        return Err(Error::UnknownLaw(id.clone()));
    }
    output::print(|out| match arguments.format {
        Format::Text if arguments.id.is_some() => {
            laws.iter().try_for_each(|law| in_full(law, out))?;
            rules.iter().try_for_each(|rule| rule_in_full(rule, out))
        }
        Format::Text => listed(&laws, &rules, out),
        Format::Json => json(&laws, &rules, out),
        Format::Markdown => page(&laws, &rules, out),
    })?;
    Ok(Outcome::Clean)
}

fn listed(laws: &[Statement], rules: &[&Rule], out: &mut dyn Write) -> io::Result<()> {
    let mut domain = "";
    for law in laws {
        if law.domain != domain {
            domain = law.domain;
            writeln!(out, "{domain}")?;
        }
        let conditions: Vec<String> = law.conditions.iter().map(|c| plain(c)).collect();
        let given = match conditions.is_empty() {
            true => String::new(),
            false => format!("   if {}", conditions.join(", ")),
        };
        writeln!(out, "  {:<28} {}{given}", law.id, plain(&law.statement))?;
    }
    writeln!(out, "kernel (rules that compute)")?;
    for rule in rules {
        writeln!(out, "  {:<28} {}", rule.id, plain(rule.statement))?;
    }
    Ok(())
}

fn in_full(law: &Statement, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}: {}", law.id, law.doc)?;
    writeln!(out, "  {}", plain(&law.statement))?;
    for condition in &law.conditions {
        writeln!(out, "  if {}", plain(condition))?;
    }
    for variable in &law.variables {
        writeln!(out, "  for any {}: {}", variable.name, variable.sort)?;
    }
    writeln!(out, "  {} ({}; {})", law.kind, law.domain, law.source)?;
    writeln!(out, "  {}", law.brackets)
}

fn rule_in_full(rule: &Rule, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}: {}", rule.id, rule.doc)?;
    writeln!(out, "  {}", plain(rule.statement))?;
    writeln!(out, "  if {}", rule.condition)?;
    writeln!(out, "  computed by the kernel")
}

fn json(laws: &[Statement], rules: &[&Rule], out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<serde_json::Value> = rules
        .iter()
        .map(|rule| {
            serde_json::json!({"id": rule.id, "kind": "computed", "statement": rule.statement,
                "conditions": [rule.condition], "doc": rule.doc})
        })
        .collect();
    let all = serde_json::json!({"schema": 1, "laws": laws, "rules": rules});
    writeln!(out, "{all:#}")
}

fn page(laws: &[Statement], rules: &[&Rule], out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "# Laws\n\nMade by `hence laws --format markdown > docs/laws.md`; a test keeps it current.\n\n\
         {} laws, of which a proof may use any instance inside its conditions. An axiom is taken over from its source; a \
         definition says what an operator means. Besides them the kernel computes by the rules at the end.",
        laws.len()
    )?;
    let mut domain = "";
    for law in laws {
        if law.domain != domain {
            domain = law.domain;
            writeln!(out, "\n## {domain}\n")?;
        }
        let given = match law.conditions.is_empty() {
            true => String::new(),
            false => format!(" if ${}$", law.conditions.join("$, $")),
        };
        writeln!(out, "- `{}`: ${}${given}  ", law.id, law.statement)?;
        writeln!(out, "  {} ({}: {})", law.doc, law.kind, law.source)?;
    }
    writeln!(out, "\n## computed by the kernel\n")?;
    for rule in rules {
        writeln!(out, "- `{}`: ${}$  ", rule.id, rule.statement)?;
        writeln!(out, "  {}; if {}", rule.doc, rule.condition)?;
    }
    Ok(())
}
