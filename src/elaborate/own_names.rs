//! Letters that mean something by custom and that a note uses for something of its own: `e` for an error, `\pi` for a
//! policy, `E(x)` for an energy. Then they are names like others.

use rustc_hash::FxHashSet;

use super::chains::Mathematics;
use super::declare::named;
use super::evidence::letter_of;
use super::labels::{labelled, own_brackets};
use super::names::{Superscript, Written, bracket, mark, square, superscript, written};
use super::own_words::*;
use super::phrases::{Mood, mood};
use super::sentences::{FORMULA, Sentence};
use crate::parse::tree::{Kind, Relation, Row, Times, Tree};

/// What the note uses for itself.
#[derive(Debug, Clone, Default)]
pub struct OwnNames {
    letters: FxHashSet<String>,
    /// The words speak of complex numbers.
    pub complex: bool,
    /// The note has arrays of complex numbers.
    pub complex_arrays: bool,
    /// The letter that a formula or the words make the imaginary unit.
    pub unit: Option<String>,
    /// The words speak of inner products.
    pub multiplies: bool,
    /// Names that the words call functions of others.
    dependent: Vec<(String, String)>,
    /// Letters of sentences in which something varies or changes.
    varying: FxHashSet<String>,
    /// Letters that a formula gives as functions, or that the words call so.
    functions: FxHashSet<String>,
    /// Letters whose superscripts are labels.
    labelled: FxHashSet<String>,
    /// Brackets with a meaning of their own.
    brackets: FxHashSet<String>,
}

impl OwnNames {
    /// True if the letter is a name here, whatever it means elsewhere.
    pub fn contains(&self, key: &str) -> bool {
        self.letters.contains(key)
    }

    /// True if a formula gives the letter as a function, or the words call it one: where it stands without an argument, it
    /// still is no factor before a bracket.
    pub fn is_function(&self, key: &str) -> bool {
        self.functions.contains(key)
    }

    /// True if superscripts of the letter are no exponents.
    pub fn is_labelled(&self, letter: &str) -> bool {
        self.labelled.contains(letter)
    }

    /// True if the note gives this bracket a meaning.
    pub fn is_own_bracket(&self, open: &str) -> bool {
        self.brackets.contains(open)
    }

    /// True if the words may say of the name that it varies.
    pub fn may_vary(&self, key: &str) -> bool {
        self.varying.contains(key)
    }

    /// Names that the words call functions of others, with these.
    pub fn dependent(&self) -> &[(String, String)] {
        &self.dependent
    }

    /// True if the words call the first name a function of the second.
    pub fn varies_with(&self, name: &str, other: &str) -> bool {
        self.dependent.iter().any(|(a, b)| a == name && b == other)
    }

    /// Takes the capitals with the mark of a matrix: `V^{-1}` and `P^\top` are no variance and no probability.
    fn take_matrices(&mut self, tree: &Tree) {
        if let Some(Written {
            letter,
            sup: Some(sup),
            ..
        }) = written(tree)
            && HEADS.contains(&letter.as_str())
            && letter.starts_with(char::is_uppercase)
            && matches!(
                superscript(sup),
                Superscript::Inverse | Superscript::Transpose | Superscript::InverseTranspose
            )
        {
            self.letters.insert(letter);
        }
        for child in tree.children() {
            self.take_matrices(child);
        }
    }

    pub fn of(sentences: &[Sentence], mathematics: &[Mathematics]) -> Self {
        let says = |table: &[&str]| {
            let mut words = sentences.iter().map(|sentence| sentence.words.as_str());
            words.any(|words| table.iter().any(|word| words.contains(word)))
        };
        let mut found = Self {
            letters: FxHashSet::default(),
            complex: says(COMPLEX),
            complex_arrays: says(COMPLEX_ARRAYS)
                || mathematics.iter().any(|math| {
                    let text = &math.region.text;
                    COMPLEX_SPACES.iter().any(|space| text.contains(space))
                }),
            unit: unit(sentences, mathematics, says(ALTERNATING)),
            multiplies: says(PRODUCTS),
            dependent: sentences
                .iter()
                .flat_map(|sentence| dependent(sentence, mathematics))
                .collect(),
            varying: sentences
                .iter()
                .filter(|sentence| VARYING.iter().any(|word| sentence.words.contains(word)))
                .flat_map(|sentence| &sentence.formulas)
                .flat_map(|&(_, place)| named(&mathematics[place]))
                .filter_map(letter_of)
                .collect(),
            functions: sentences
                .iter()
                .flat_map(|sentence| called_functions(sentence, mathematics))
                .collect(),
            labelled: labelled(sentences, mathematics),
            brackets: own_brackets(sentences, mathematics),
        };
        let given: Vec<String> = mathematics.iter().flat_map(given_functions).collect();
        for sentence in sentences {
            for &(at, place) in &sentence.formulas {
                let math = &mathematics[place];
                // "is $e^{-a}$": a power of the constant names nothing.
                let powers = |tree: &&Tree| written(tree).is_none_or(|found| found.sup.is_none());
                let letters = named(math).into_iter().filter(powers).chain(heads(math));
                let own = letters.filter_map(letter_of).filter(|letter| {
                    found.unit.as_ref() != Some(letter)
                        && CONSTANTS.contains(&letter.as_str())
                        && renames_constant(sentence, at, math)
                        || HEADS.contains(&letter.as_str())
                            && (has_noun(sentence, at) || is_let(sentence, at, math))
                });
                found.letters.extend(own);
            }
        }
        let sides = || {
            let statements = mathematics.iter().flat_map(|math| &math.formula.rows);
            let statements = statements.flat_map(|row| &row.statements);
            statements.flat_map(|statement| statement.sides.iter().flatten())
        };
        let factors = DIFFERENCES
            .iter()
            .filter(|letter| sides().any(|side| stands_alone(side, letter)));
        found
            .letters
            .extend(factors.map(|&letter| letter.to_owned()));
        sides().for_each(|side| found.take_matrices(side));
        let formulas = || mathematics.iter().map(|math| math.region.text.as_str());
        let unshown = SPECIAL.iter().filter(|(_, words, signs)| {
            !says(words) && !formulas().any(|text| signs.iter().any(|sign| text.contains(sign)))
        });
        found
            .letters
            .extend(unshown.map(|(letter, ..)| (*letter).to_owned()));
        // In a note about chance `E(x)` is an expectation, whatever it is equal to.
        let shows_chance =
            || formulas().any(|text| CHANCE_SIGNS.iter().any(|sign| text.contains(sign)));
        let chance = says(CHANCE) || shows_chance();
        if !chance {
            let heads = given.iter().filter(|l| HEADS.contains(&l.as_str()));
            found.letters.extend(heads.cloned());
        }
        let brackets = || formulas().any(|text| text.replace(r"\left", "").contains("E["));
        let energies = chance && says(ENERGIES) && !brackets();
        let unlikely = |letter: &&String| match letter.as_str() {
            "p" | "q" | "P" | "Q" => !chance && says(NOUNS),
            "E" => energies || !chance && !says(QUANTITIES),
            _ => false,
        };
        let mut functions = Vec::new();
        sides().for_each(|side| functions_of_small(side, &mut functions));
        found
            .letters
            .extend(functions.iter().filter(unlikely).cloned());
        found.functions.extend(given);
        let mentioned = mathematics.iter().filter_map(mentioned_function);
        found.functions.extend(mentioned);
        found
    }
}

/// The letter of `i^2 = -1`, `j = \sqrt{-1}`, "where $j$ is the imaginary unit".
fn unit(sentences: &[Sentence], mathematics: &[Mathematics], alternating: bool) -> Option<String> {
    let by_formula = mathematics.iter().find_map(unit_of);
    let called = || {
        let mut sentences = sentences
            .iter()
            .filter(|s| s.words.contains("imaginary unit"));
        sentences.find_map(|sentence| {
            let mut names = sentence
                .formulas
                .iter()
                .flat_map(|&(_, place)| named(&mathematics[place]));
            names.find_map(|name| letter_of(name).filter(|l| UNITS.contains(&l.as_str())))
        })
    };
    by_formula
        .or_else(called)
        .or_else(|| alternating.then(|| "j".to_owned()))
}

fn unit_of(math: &Mathematics) -> Option<String> {
    let statements = math.formula.rows.iter().flat_map(|row| &row.statements);
    for statement in statements {
        let ([(Relation::Equal | Relation::Defined, _)], [Some(left), Some(right)]) =
            (&statement.relations[..], &statement.sides[..])
        else {
            continue;
        };
        let name = match square(left) {
            Some(base) if is_minus_one(right) => base,
            None if matches!(&right.kind, Kind::Root { body, .. } if is_minus_one(body)) => left,
            _ => continue,
        };
        let letter = letter_of(name).filter(|l| UNITS.contains(&l.as_str()));
        if letter.is_some() {
            return letter;
        }
    }
    None
}

fn is_minus_one(tree: &Tree) -> bool {
    mark(tree) == "-1"
}

/// "where $y$ is a function of $x$", "$y$ depends on $x$".
fn dependent(sentence: &Sentence, mathematics: &[Mathematics]) -> Vec<(String, String)> {
    const BETWEEN: &[&str] = &[
        "a function of",
        "be a function of",
        "is a function of",
        "as a function of",
        "are functions of",
        "depends on",
        "depend on",
        "depending on",
        "grows with",
        "shrinks with",
        "increases with",
        "decreases with",
        "changes with",
        "moves with",
        "varies with",
        "vary with",
        "shifts with",
        "changes along",
        "be chosen after",
        "is chosen after",
        "is not constant in",
        "is not constant along",
        "eine funktion von",
        "hängt von",
        "une fonction de",
        "dépend de",
    ];
    let letters = |place: usize| {
        let names = named(&mathematics[place]).into_iter();
        names.filter_map(letter_of).collect::<Vec<_>>()
    };
    let mut found = Vec::new();
    for pair in sentence.formulas.windows(2) {
        let [(at, name), (next, other)] = [pair[0], pair[1]];
        let between = sentence.words[at + FORMULA.len_utf8()..next].trim();
        let between = between
            .trim_start_matches("being ")
            .trim_start_matches("viewed ");
        // "depends on the price $p$"
        let named_after = BETWEEN.iter().any(|phrase| {
            let rest = between.strip_prefix(phrase);
            rest.is_some_and(|rest| rest.split_whitespace().count() <= NOUN_WORDS)
        });
        // "let $x$ be the position at time $t$"
        let at_time =
            between.ends_with("at time") && SAYING.iter().any(|saying| between.starts_with(saying));
        if named_after || at_time {
            for name in letters(name) {
                found.extend(
                    letters(other)
                        .into_iter()
                        .map(|other| (name.clone(), other)),
                );
            }
        }
    }
    found
}

/// `V` of `V(x)`, the only side of a formula or the left one.
fn heads(math: &Mathematics) -> Vec<&Tree> {
    let statements = math.formula.rows.iter().flat_map(|row| &row.statements);
    let sides = statements.filter_map(|statement| statement.sides.first()?.as_ref());
    sides
        .filter_map(|tree| match &tree.kind {
            Kind::Product(factors) if factors.len() == 2 => Some(&factors[0].1),
            _ => None,
        })
        .collect()
}

/// True if the words around the formula, or its sign, give the constant in it another meaning.
fn renames_constant(sentence: &Sentence, at: usize, math: &Mathematics) -> bool {
    if CUSTOMARY.iter().any(|word| sentence.words.contains(word)) {
        return false;
    }
    let (before, after) = (
        sentence.words[..at].trim_end(),
        sentence.words[at + FORMULA.len_utf8()..].trim_start(),
    );
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let statements = math.formula.rows.iter().flat_map(|row| &row.statements);
    let relations: Vec<Relation> = statements
        .flat_map(|statement| statement.relations.iter().map(|(relation, _)| *relation))
        .collect();
    let noun = last.chars().all(char::is_alphabetic)
        && last.chars().count() > 2
        && !PLACES.contains(&last);
    match &relations[..] {
        [] => {
            let last_is = matches!(last, "is" | "as" | "denoted" | "called") && !math.display;
            noun || last_is || SAYING.iter().any(|words| after.starts_with(words))
        }
        [Relation::Defined, ..] => true,
        // "for $i = 1, \dots, n$", "let $e = y - x$", "the error is $e = y - x$"
        [Relation::Equal, ..] => {
            let supposed = matches!(mood(sentence, at), Mood::Let | Mood::Define | Mood::Suppose);
            let named = noun || last == "is" || last.ends_with([':', ',']);
            !math.display && supposed || named && math.formula.rows.iter().all(is_made_of_names)
        }
        [
            Relation::Less | Relation::LessEqual | Relation::Greater | Relation::GreaterEqual,
            ..,
        ] => noun,
        [Relation::In, ..] => true,
        _ => false,
    }
}

/// True for `e = y - x`: arithmetic with names, as no constant is; and for `i = 2`.
fn is_made_of_names(row: &Row) -> bool {
    row.statements.iter().all(|statement| {
        let mut sides = statement.sides.iter().flatten();
        // The unit is no real number.
        let unit = |left: &Tree| letter_of(left).is_some_and(|l| UNITS.contains(&l.as_str()));
        let number = sides.next().is_some_and(unit)
            && sides
                .clone()
                .all(|side| matches!(side.kind, Kind::Number(_)));
        let right = statement.sides.iter().skip(1).flatten();
        number
            || right.clone().count() == 1
                && right
                    .clone()
                    .all(|side| !super::names::letters(side).is_empty() && is_plain(side))
    })
}

fn is_plain(tree: &Tree) -> bool {
    match &tree.kind {
        Kind::Scripts { sup: Some(sup), .. } => matches!(sup.kind, Kind::Number(_)),
        Kind::Big { .. } | Kind::Integral { .. } | Kind::Operator(_) => false,
        _ => tree.children().into_iter().all(is_plain),
    }
}

/// "The energy is $E(x)$", "the price $p$".
fn has_noun(sentence: &Sentence, at: usize) -> bool {
    let before = sentence.words[..at].trim_end();
    let before = ["is", "are", "be", "by", "function"]
        .iter()
        .find_map(|verb| before.strip_suffix(verb))
        .unwrap_or(before)
        .trim_end();
    let after = sentence.words[at + FORMULA.len_utf8()..].trim_start();
    let said = SAYING
        .iter()
        .find_map(|words| after.strip_prefix(words))
        .map(str::trim_start);
    NOUNS.iter().any(|noun| {
        before.ends_with(noun)
            || said.is_some_and(|said| said.starts_with(noun))
            || lists(sentence, at, noun)
    })
}

/// "Let $E(X)$ denote the elasticity of $X$", of something that is not what the letter means by custom.
fn is_let(sentence: &Sentence, at: usize, math: &Mathematics) -> bool {
    let after = sentence.words[at + FORMULA.len_utf8()..].trim_start();
    let said = ["be the ", "be a ", "be an ", "denote the ", "denotes the "];
    let customary = |words: &&str| sentence.words.contains(words);
    let capital = |letter: String| {
        let letter = letter.trim_start_matches('\\');
        letter.starts_with(|c: char| c.is_ascii_uppercase())
    };
    heads(math).into_iter().filter_map(letter_of).any(capital)
        && said.iter().any(|words| after.starts_with(words))
        && !CHANCE.iter().chain(QUANTITIES).any(customary)
}

/// "let $p$ and $q$ be polynomials"
fn lists(sentence: &Sentence, at: usize, noun: &str) -> bool {
    let after = &sentence.words[at..];
    let Some(end) = after.find(" be ") else {
        return false;
    };
    let names = after[..end]
        .split_whitespace()
        .all(|word| word.contains(FORMULA) || matches!(word, "and" | "," | "und" | "et"));
    names
        && after[end + 4..]
            .trim_start()
            .trim_start_matches("two ")
            .starts_with(noun)
}

/// "the function $w$", "let $w$ be a convex function": not "y is a function of t", which leaves y a quantity.
fn called_functions(sentence: &Sentence, mathematics: &[Mathematics]) -> Vec<String> {
    const BEING: [&str; 4] = ["be ", "is ", "denote ", "denotes "];
    let mut found = Vec::new();
    for &(at, place) in &sentence.formulas {
        let (before, after) = (
            &sentence.words[..at],
            &sentence.words[at + FORMULA.len_utf8()..],
        );
        let clause = after
            .split([',', '.', ';', FORMULA])
            .next()
            .unwrap_or_default();
        let being = BEING
            .iter()
            .any(|verb| clause.trim_start().starts_with(verb));
        let called = being && clause.contains("function") && !clause.contains("function of");
        if before.trim_end().ends_with("function") || called {
            found.extend(named(&mathematics[place]).into_iter().filter_map(letter_of));
        }
    }
    found
}

/// Letters that a formula gives as functions of what stands on its right: `E(x) = \frac{1}{2} k x^2`. An expectation is
/// over its argument, which is bound on the right.
fn given_functions(math: &Mathematics) -> Vec<String> {
    let statements = math.formula.rows.iter().flat_map(|row| &row.statements);
    let mut found = Vec::new();
    for statement in statements {
        let ([(Relation::Equal | Relation::Defined, _), ..], [Some(left), Some(right), ..]) =
            (&statement.relations[..], &statement.sides[..])
        else {
            continue;
        };
        if let Some((letter, argument)) = applied(left)
            && varies(right, &argument)
            && !names_a_head(right)
        {
            found.push(letter);
        }
    }
    found
}

/// `w(x)`: the letter of a function and that of its argument.
fn applied(tree: &Tree) -> Option<(String, String)> {
    let Kind::Product(factors) = &tree.kind else {
        return None;
    };
    let [(_, head), (_, argument)] = &factors[..] else {
        return None;
    };
    let (letter, inner) = (written(head)?, bracket(argument)?);
    let small = |a: &String| a.starts_with(|c: char| c.is_ascii_lowercase() || c == '\\');
    let argument = letter_of(inner.body).filter(|a| inner.open == "(" && small(a))?;
    Some((letter.letter, argument))
}

/// Heads before a round bracket that shows no capital: `E(w + u)`.
fn functions_of_small(tree: &Tree, found: &mut Vec<String>) {
    if let Kind::Product(factors) = &tree.kind {
        for pair in factors.windows(2) {
            let (head, argument) = (&pair[0].1, bracket(&pair[1].1));
            let small = argument.filter(|argument| {
                let names = super::names::letters(argument.body);
                argument.open == "("
                    && !names.is_empty()
                    && !names
                        .iter()
                        .any(|name| name.starts_with(char::is_uppercase))
            });
            if let (Some(letter), Some(_)) = (letter_of(head), small) {
                found.push(letter);
            }
        }
    }
    for child in tree.children() {
        functions_of_small(child, found);
    }
}

/// "the price $S(t)$": a letter with its argument, alone in a formula.
fn mentioned_function(math: &Mathematics) -> Option<String> {
    let [row] = &math.formula.rows[..] else {
        return None;
    };
    let [statement] = &row.statements[..] else {
        return None;
    };
    let [Some(side)] = &statement.sides[..] else {
        return None;
    };
    applied(side).map(|(letter, _)| letter)
}

/// True if the letter stands somewhere without a name or bracket after it, scripts and derivatives aside.
fn stands_alone(tree: &Tree, letter: &str) -> bool {
    let is = |tree: &Tree| letter_of(tree).as_deref() == Some(letter);
    match &tree.kind {
        Kind::Fraction(above, _) if is(above) => false,
        Kind::Product(factors) => factors.iter().enumerate().any(|(at, (_, factor))| {
            let next = factors
                .get(at + 1)
                .filter(|(times, _)| *times == Times::Juxtaposed);
            let before =
                next.is_some_and(|(_, next)| written(next).is_some() || bracket(next).is_some());
            match is(factor) {
                true => !before,
                false => stands_alone(factor, letter),
            }
        }),
        Kind::Scripts { base, .. } => stands_alone(base, letter),
        _ if is(tree) => true,
        _ => tree
            .children()
            .into_iter()
            .any(|child| stands_alone(child, letter)),
    }
}

/// True if the letter stands in the tree where no sum or integral is over it.
fn varies(tree: &Tree, letter: &str) -> bool {
    let over = |bound: &Tree| super::names::letters(bound).iter().any(|l| l == letter);
    match &tree.kind {
        Kind::Big { sub: Some(sub), .. } if over(sub) => false,
        Kind::Big { sub: None, .. } => false,
        Kind::Integral { differential, .. } if differential.iter().any(over) => false,
        _ if letter_of(tree).as_deref() == Some(letter) => true,
        _ => tree
            .children()
            .into_iter()
            .any(|child| varies(child, letter)),
    }
}

/// True if a head of the vocabulary for chance stands in the tree: `V(x) = E(x^2) - E(x)^2`.
fn names_a_head(tree: &Tree) -> bool {
    let head = letter_of(tree).is_some_and(|letter| {
        HEADS.contains(&letter.as_str())
            || matches!(letter.as_str(), "Var" | r"\mathbb{E}" | "Cov" | "Pr")
    });
    head || tree.children().into_iter().any(names_a_head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_give_heads_another_meaning() {
        let of = |text: &str| {
            let sentence = Sentence::of(text);
            has_noun(&sentence, sentence.formulas[0].0)
        };
        assert!(of("the energy is #"));
        assert!(of("here # is the potential"));
        assert!(of("let # and # be polynomials"));
        assert!(!of("the expectation is #"));
        assert!(!of("let # be a density and # a polynomial"));
    }
}
