//! Collects the evidence that stands in the formulas.

use super::imaginary::mentions;
use super::*;
use crate::elaborate::lower::{differentials, is_dots, joins_events, listed_count};
use crate::elaborate::normalizing::normalizer;
use crate::elaborate::scope::is_density_letter;
use crate::elaborate::sorts::set_shape;
use crate::elaborate::survey::Says;
use crate::vocabulary::{Surety, head};

impl Study {
    pub(super) fn hear(&mut self, name: &Tree, says: &Says) {
        self.walk_said(says);
        // `p(x, y)` is said of p.
        let head = match &name.kind {
            Kind::Product(factors) => &factors[0].1,
            _ => name,
        };
        // That `a X` is drawn says so of neither name.
        if let (Says::Drawn(_), Kind::Product(factors)) = (says, &name.kind)
            && !matches!(&factors[..], [_, (_, group)] if bracket(group).is_some())
            && !factors.iter().any(|(_, factor)| is_dots(factor))
        {
            self.has_random = true;
            return self.walk(name);
        }
        if let Some((key, indices)) = self.key(head) {
            let indexed = indices > 0 && !written(head).is_some_and(|found| is_bold(found.name));
            let known = crate::vocabulary::head(&key);
            if known.is_some_and(|(_, surety)| surety == Surety::Always) {
                // `\mathrm{vec}(X)` is no name.
                self.has_random |= matches!(says, Says::Drawn(_));
                return self.walk(name);
            }
            if let Says::Drawn(law) = says {
                if indexed {
                    self.parameters_of_items(law);
                }
                if depends(law, name) {
                    self.at(&key).process = true;
                    self.walk(name);
                } else if let Kind::Product(_) = &name.kind {
                    self.at(&key).density = true;
                    self.walk(name);
                } else {
                    self.has_random = true;
                }
            }
            self.at(&key).said.push(says.clone());
        }
    }

    /// Mean and deviation of a normal distribution with a square or a number as its variance, from which the items of a
    /// sequence are drawn: they are numbers as these are.
    fn parameters_of_items(&mut self, law: &Tree) {
        let Kind::Product(factors) = &law.kind else {
            return;
        };
        let Some(arguments) = factors.get(1).and_then(|(_, group)| bracket(group)) else {
            return;
        };
        let [mean, spread] = comma_items(arguments.body)[..] else {
            return;
        };
        let deviation = square(spread);
        if deviation.is_none() && !matches!(spread.kind, Kind::Number(_)) {
            return;
        }
        for parameter in std::iter::once(mean).chain(deviation) {
            let plain = written(parameter).filter(|found| !is_bold(found.name));
            if let Some((key, 0)) = plain.and(self.key(parameter)) {
                self.at(&key).of_items = true;
            }
        }
    }

    pub(super) fn walk_said(&mut self, says: &Says) {
        match says {
            Says::MemberOf(set) => {
                if let Kind::Scripts {
                    base,
                    sup: Some(sup),
                    ..
                } = &set.kind
                    && letter_of(base).as_deref() == Some(r"\mathbb{R}")
                {
                    let sizes = set_shape(set).unwrap_or_default();
                    self.sizes.extend(sizes.into_iter().cloned());
                    self.mark_integers(sup);
                }
            }
            Says::Drawn(tree) => {
                let head = match &tree.kind {
                    Kind::Product(factors) => &factors[0].1,
                    _ => tree,
                };
                self.drawn.extend(head_spelling(head));
                self.walk(tree);
            }
            _ => {}
        }
    }

    pub(super) fn mark_integers(&mut self, tree: &Tree) {
        if let Some((key, 0)) = self.key(tree) {
            self.at(&key).integer = true;
        }
        for child in tree.children() {
            self.mark_integers(child);
        }
    }

    pub(super) fn walk(&mut self, tree: &Tree) {
        if let Some(found) = written(tree) {
            self.name(&found);
            self.inside_scripts(&found);
            return;
        }
        if let Some((size, _)) = normalizer(tree) {
            self.sizes.push(size.clone());
            self.mark_integers(size);
        }
        self.listed_counts(tree);
        for by in differentials(tree) {
            match self.key(by) {
                Some((key, 0)) => drop(self.differentiating.insert(key)),
                Some((key, 1)) => drop(self.itemwise.insert(key)),
                _ => {}
            }
        }
        match &tree.kind {
            Kind::Product(factors) => self.product(factors),
            Kind::Sum(terms) => {
                let terms: Vec<&Tree> = terms.iter().map(|(_, t)| t).collect();
                self.has_norms |= terms.iter().any(|term| is_inner_product(term));
                self.same_shape(&terms);
                terms.into_iter().for_each(|t| self.walk(t));
            }
            Kind::Scripts { base, sub, sup, .. } => {
                match sup.as_deref().map(superscript) {
                    Some(Superscript::Transpose | Superscript::InverseTranspose) => {
                        self.arrays(base, |e| e.transposed = true);
                    }
                    // `(A B)^T` makes no name of the T.
                    Some(Superscript::MaybeTranspose(_)) => {
                        self.arrays(base, |e| e.maybe_transposed = true);
                        self.walk(base);
                        return sub.iter().for_each(|sub| self.walk(sub));
                    }
                    _ => {}
                }
                tree.children().into_iter().for_each(|t| self.walk(t));
            }
            Kind::Group { open, body, .. } => {
                match open.as_str() {
                    "|" => {
                        self.imaginary |= mentions(body, &self.unit);
                        self.arrays(body, |e| e.barred = true);
                    }
                    r"\|" => {
                        self.has_norms = true;
                        self.arrays(body, |e| e.normed = true);
                    }
                    r"\langle" => self.inner_product(body),
                    r"\overline" | r"\bar" => self.sesquilinear |= is_inner_product(body),
                    _ => {}
                }
                self.walk(body);
            }
            Kind::Binomial(a, b) => {
                for part in [a, b] {
                    self.mark_integers(part);
                    self.walk(part);
                }
            }
            Kind::Factorial(body) => {
                self.mark_integers(body);
                self.walk(body);
            }
            Kind::Fraction(a, b) => self.fraction(a, b),
            Kind::Big {
                operator,
                sub,
                sup,
                body,
            } => self.big(operator, sub.as_deref(), sup.as_deref(), body.as_deref()),
            Kind::Integral {
                body,
                differential,
                sub,
                sup,
                ..
            } => {
                for variable in differential {
                    if let Some(name) = written(variable) {
                        let bold = is_bold(name.name);
                        let (key, indices) = self.resolve(&name, &|_| false);
                        let evidence = self.at(&key);
                        evidence.integrated |= indices.is_empty();
                        evidence.by_item |= !indices.is_empty();
                        evidence.bold |= bold;
                    }
                }
                if differential.is_empty() {
                    self.bare_integrand(body);
                }
                self.walk(body);
                sub.iter().chain(sup.iter()).for_each(|t| self.walk(t));
            }
            _ => tree.children().into_iter().for_each(|t| self.walk(t)),
        }
    }

    /// The two sides of `\langle x, y \rangle` are vectors of one length, if they are names.
    fn inner_product(&mut self, body: &Tree) {
        let sides = comma_items(body);
        if sides.len() != 2 {
            return;
        }
        for side in &sides {
            if let Some((key, 0)) = self.key(side) {
                self.at(&key).multiplied = true;
            }
        }
        self.same_shape(&sides);
    }

    /// What lists and arrays with dots count to is an integer.
    fn listed_counts(&mut self, tree: &Tree) {
        let lists: Vec<Vec<&Tree>> = match &tree.kind {
            Kind::List { items, .. } => vec![items.iter().collect()],
            Kind::Matrix { rows, .. } => {
                self.has_arrays |= rows.len() > 1 && rows[0].len() > 1;
                vec![
                    rows.iter().take(1).flatten().collect(),
                    rows.iter().filter_map(|row| row.first()).collect(),
                ]
            }
            _ => return,
        };
        for count in lists.iter().filter_map(|items| listed_count(items)) {
            self.mark_integers(&count);
        }
    }

    /// The body of an integral without a differential: what densities are applied to is integrated over.
    fn bare_integrand(&mut self, tree: &Tree) {
        if let Kind::Product(factors) = &tree.kind {
            for pair in factors.windows(2) {
                let usual = written(&pair[0].1)
                    .is_some_and(|w| matches!(w.letter.as_str(), "p" | "q" | "P" | "Q" | "r"));
                let argument = bracket(&pair[1].1).filter(|_| usual);
                if let Some(argument) = argument
                    && let Some((key, _)) = self.key(argument.body)
                {
                    self.at(&key).integrated = true;
                }
            }
        }
        for child in tree.children() {
            self.bare_integrand(child);
        }
    }

    /// A name where it stands alone.
    pub(super) fn name(&mut self, found: &Written<'_>) {
        let (key, indices) = self.resolve(found, &|_| false);
        let arity = indices.len().min(7);
        for (place, index) in indices.iter().enumerate() {
            if let Some(letter) = letter_of(index) {
                let (letter, place) = (format!("L:{letter}"), format!("P:{place}:{key}"));
                self.places.join(&letter, &place);
            }
        }
        let bold = is_bold(found.name);
        let inverse = found.sup.map(superscript);
        let evidence = self.at(&key);
        evidence.bold |= bold;
        evidence.arities |= 1 << arity;
        evidence.primed |= found.primes > 0;
        match inverse {
            Some(Superscript::Inverse) if arity == 0 => evidence.inverted = true,
            Some(Superscript::InverseTranspose) => {
                evidence.inverted = true;
                evidence.transposed = true;
            }
            Some(Superscript::Transpose) => evidence.transposed = true,
            Some(Superscript::MaybeTranspose(_)) => evidence.maybe_transposed = true,
            Some(Superscript::Power(power)) => evidence.squared |= mark(power) == "2",
            _ => {}
        }
        if arity == 0 {
            evidence.whole += 1;
        }
        if found.letter == "I" || found.letter == r"\mathbf{I}" {
            for item in found.items.iter().filter(|item| item.is_size()) {
                self.sizes.push(item.tree.clone());
                self.mark_integers(item.tree);
            }
        }
    }

    /// A formula that is just a name, as in "the function $w$".
    pub(super) fn mentioned(&mut self, tree: &Tree) {
        let alone = written(tree).filter(|found| found.items.is_empty());
        if let Some(found) = alone {
            let (key, _) = self.resolve(&found, &|_| false);
            self.at(&key).lone += 1;
        }
    }

    pub(super) fn inside_scripts(&mut self, found: &Written<'_>) {
        for item in &found.items {
            if item.kind == ItemKind::Expression {
                self.mark_integers(item.tree);
            }
        }
        if let Some(sup) = found.sup
            && let Superscript::Power(power) = superscript(sup)
        {
            let square = matches!(&power.kind, Kind::Number(n) if n == "2");
            self.imaginary |= found.letter == "e" && mentions(power, &self.unit)
                || found.letter == self.unit && square;
            self.walk(power);
        }
    }

    /// Every name that makes up the shape of an operand: factors of a product, terms of a sum.
    pub(super) fn arrays(&mut self, tree: &Tree, mut note: impl FnMut(&mut Evidence) + Copy) {
        if let Some(found) = written(tree) {
            let (key, indices) = self.resolve(&found, &|_| false);
            if indices.is_empty() {
                note(self.at(&key));
            }
            return;
        }
        match &tree.kind {
            Kind::Sum(terms) => terms.iter().for_each(|(_, t)| self.arrays(t, note)),
            Kind::Product(factors)
                if factors
                    .iter()
                    .all(|(_, t)| written(t).is_some() || bracket(t).is_some()) =>
            {
                factors.iter().for_each(|(_, t)| self.arrays(t, note));
            }
            Kind::Group { open, body, .. } if matches!(open.as_str(), "(" | "[" | r"\{") => {
                self.arrays(body, note);
            }
            Kind::Brace(body) => self.arrays(body, note),
            _ => {}
        }
    }

    /// Whole names that are added to each other are of one shape.
    pub(super) fn same_shape(&mut self, terms: &[&Tree]) {
        let keys: Vec<Key> = terms.iter().filter_map(|t| self.shape_key(t)).collect();
        for pair in keys.windows(2) {
            self.shapes.join(&pair[0], &pair[1]);
        }
    }

    /// The whole name, or the first of a sum of names, that a tree is.
    pub(super) fn shape_key(&self, tree: &Tree) -> Option<Key> {
        if let Some(found) = written(tree) {
            let (key, indices) = self.resolve(&found, &|_| false);
            let plain = found.sup.is_none() && indices.is_empty();
            return (plain && !matches!(key.as_str(), "I" | "0" | "e" | r"\pi")).then_some(key);
        }
        match &tree.kind {
            Kind::Sum(terms) => terms.iter().find_map(|(_, t)| self.shape_key(t)),
            Kind::Group { body, open, .. } if open == "(" || open == "[" => self.shape_key(body),
            _ => None,
        }
    }

    pub(super) fn product(&mut self, factors: &[(Times, Tree)]) {
        self.quadratic_forms(factors);
        self.entropic(factors);
        let mut at = 0;
        while at < factors.len() {
            let tree = &factors[at].1;
            let next = factors
                .get(at + 1)
                .filter(|(times, _)| *times == Times::Juxtaposed)
                .map(|(_, t)| t);
            let argument = next.and_then(bracket);
            let known = head_spelling(tree).and_then(|s| head(&self.headed(tree, &s)));
            // `V^{-1} (y - m)` is a product, not a variance.
            let own = || letter_of(tree).is_some_and(|letter| self.own.contains(&letter));
            let known = known
                .filter(|(_, surety)| *surety == Surety::Always || !is_inverted(tree) && !own());
            match (known, argument) {
                (Some((meaning, surety)), _) if surety == Surety::Always || argument.is_some() => {
                    let weak = surety == Surety::Bracket;
                    self.head(meaning, weak, tree, next);
                    if let Kind::Scripts { sup: Some(sup), .. } = &tree.kind {
                        self.walk(sup);
                    }
                    if weak && let Some(argument) = argument {
                        self.application(tree, argument);
                    }
                }
                (_, Some(argument))
                    if argument.open != r"\{"
                        && written(tree)
                            .is_some_and(|name| !multiplies_itself(&name, argument)) =>
                {
                    self.application(tree, argument);
                    let body = argument.body;
                    self.walk(body);
                    argument.sup.iter().for_each(|t| self.walk(t));
                    at += 1;
                }
                _ => self.walk(tree),
            }
            at += 1;
        }
    }

    /// `x^T x`, `x^T A x`, `x x^T`: beside the name itself `T` is no exponent.
    fn quadratic_forms(&mut self, factors: &[(Times, Tree)]) {
        for (_, factor) in factors {
            let Some(turned) = written(factor) else {
                continue;
            };
            if !matches!(
                turned.sup.map(superscript),
                Some(Superscript::MaybeTranspose(_))
            ) {
                continue;
            }
            let (key, indices) = self.resolve(&turned, &|_| false);
            let mut plain = factors.iter().filter_map(|(_, other)| written(other));
            let beside =
                plain.any(|other| other.sup.is_none() && self.resolve(&other, &|_| false).0 == key);
            if beside && indices.is_empty() {
                self.at(&key).transposed = true;
            }
        }
    }

    /// The spelling under which the vocabulary may know a tree.
    pub(super) fn headed(&self, tree: &Tree, spelling: &str) -> String {
        let with_sub = written(tree).filter(|w| !w.items.is_empty()).map(|w| {
            format!(
                "{spelling}_{{{}}}",
                w.items.iter().map(|i| i.text.as_str()).collect::<String>()
            )
        });
        match with_sub {
            Some(longer) if head(&longer).is_some() => longer,
            _ => spelling.to_owned(),
        }
    }

    /// A name before a bracket.
    pub(super) fn application(&mut self, tree: &Tree, argument: Bracket<'_>) {
        let Some(found) = written(tree) else { return };
        let power = found.letter == "e" && found.sup.is_some();
        if argument.open == "[" || power {
            // A function in square brackets is rare, a power of e with arguments rarer; a product is likelier.
            self.name(&found);
            return;
        }
        let (key, indices) = self.resolve(&found, &|_| false);
        let application = self.arguments(argument.body);
        if key == "P" {
            self.events(argument.body);
        }
        let capitals: Vec<&str> = found
            .items
            .iter()
            .map(|i| i.text.as_str())
            .filter(|text| text.len() == 1 && text.chars().all(|c| c.is_ascii_uppercase()))
            .collect();
        // `f_X(..)`, `P_X(x)`, and not `T_H(1 - a)`, `V_C(t)`; `F_X(x)` is a function.
        let usual = matches!(found.letter.as_str(), "f" | "p" | "q" | "g" | "h");
        let own = |key: &String| capitals.iter().any(|c| c.to_lowercase() == *key);
        let of_variable = application.of.iter().flatten().any(own);
        let density = !application.given.is_empty()
            || !application.parameters.is_empty()
            || !capitals.is_empty() && (usual || of_variable && is_density_letter(&found.letter));
        let bound = application.of.iter().flatten().any(|k| self.is_variable(k));
        let bold = is_bold(found.name);
        let primed = found.primes > 0;
        let undone = matches!(found.sup.map(superscript), Some(Superscript::Inverse));
        let arity = indices.len().min(7);
        let measures = joins_events(argument.body);
        let evidence = self.at(&key);
        evidence.bold |= bold;
        evidence.measures |= measures;
        evidence.undone |= undone && indices.is_empty();
        evidence.density |= density;
        evidence.summed_over |= bound;
        evidence.primed |= primed;
        evidence.arities |= 1 << arity;
        if !evidence.applied.contains(&application) {
            evidence.applied.push(application);
        }
        if density {
            self.density_arguments(argument.body);
        }
    }

    pub(super) fn is_variable(&self, key: &str) -> bool {
        self.names.get(key).is_some_and(Evidence::is_bound)
    }

    /// The arguments in a bracket: `x, y | z; \theta`.
    pub fn arguments(&self, body: &Tree) -> Application {
        let (of, given, parameters) = parts_of(body);
        let keys = |tree: &Tree| -> Vec<Option<Key>> {
            comma_items(tree)
                .into_iter()
                .map(|t| self.argument_key(t))
                .collect()
        };
        let squared = comma_items(of)
            .into_iter()
            .map(|t| self.argument_key(square(t)?))
            .collect();
        Application {
            of: keys(of),
            squared,
            given: given.map(keys).unwrap_or_default(),
            parameters,
        }
    }

    /// Counts a name that an equation puts together from its items.
    pub(super) fn gathered(&mut self, left: &Tree, right: &Tree) {
        let Kind::Group { body, .. } = &right.kind else {
            return;
        };
        let items = comma_items(body);
        let (Some((key, 0)), Some(first)) = (self.key(left), items.first()) else {
            return;
        };
        if listed_count(&items).is_some() && self.key(first) == Some((key.clone(), 1)) {
            self.at(&key).for_items += 1;
        }
    }

    /// Counts the names that stand in a density as they are.
    fn density_arguments(&mut self, body: &Tree) {
        let (of, given, _) = parts_of(body);
        let arguments = [Some(of), given]
            .into_iter()
            .flatten()
            .flat_map(comma_items);
        let bare = |found: &Written<'_>| found.items.is_empty() && found.sup.is_none();
        for found in arguments.filter_map(written).filter(bare) {
            let (key, _) = self.resolve(&found, &|_| false);
            self.at(&key).for_items += 1;
        }
    }

    pub(super) fn argument_key(&self, tree: &Tree) -> Option<Key> {
        match &tree.kind {
            Kind::Chain { first, rest } if matches!(rest[..], [(Relation::Equal, _)]) => {
                self.argument_key(first)
            }
            _ => written(tree)
                .filter(|w| w.sup.is_none())
                .and(self.key(tree))
                .map(|(k, _)| k),
        }
    }

    pub(super) fn big(
        &mut self,
        operator: &str,
        sub: Option<&Tree>,
        sup: Option<&Tree>,
        body: Option<&Tree>,
    ) {
        let summing = matches!(operator, "sum" | "prod");
        for bound in sub.into_iter().flat_map(bounds) {
            match bound {
                Bound::From(_, lower) => self.walk(lower),
                Bound::Bare(name, _) if sup.is_none() => {
                    if let Some((key, indices)) = self.key(name) {
                        let evidence = self.at(&key);
                        evidence.summed |= summing;
                        evidence.by_item |= summing && indices > 0;
                    }
                }
                Bound::Condition(tree) => self.walk(tree),
                Bound::Bare(..) => {}
            }
        }
        if let Some(sup) = sup {
            self.mark_integers(sup);
        }
        if let Some(body) = body {
            self.walk(body);
        }
    }

    /// A fraction; `\frac{dy}{dx}` says that y depends on x.
    pub(super) fn fraction(&mut self, above: &Tree, below: &Tree) {
        if let (Some(of), Some(by)) = (differential_of(above), differential_of(below)) {
            if let (Some((of, 0)), Some((by, 0))) = (self.key(of), self.key(by)) {
                let evidence = self.at(&of);
                if !evidence.derived_by.contains(&by) {
                    evidence.derived_by.push(by);
                }
            }
            return;
        }
        self.walk(above);
        self.walk(below);
    }
}

fn is_inverted(tree: &Tree) -> bool {
    let sup = written(tree).and_then(|found| found.sup);
    matches!(
        sup.map(superscript),
        Some(Superscript::Inverse | Superscript::InverseTranspose)
    )
}

/// True for a function drawn from what depends on its argument.
fn depends(law: &Tree, name: &Tree) -> bool {
    let Kind::Product(factors) = &name.kind else {
        return false;
    };
    let [_, (_, group)] = &factors[..] else {
        return false;
    };
    let argument = bracket(group).and_then(|bracket| written(bracket.body));
    argument.is_some_and(|argument| letters(law).contains(&argument.letter))
}

/// `\langle x, y \rangle`.
fn is_inner_product(tree: &Tree) -> bool {
    match &tree.kind {
        Kind::Group { open, body, .. } => open == r"\langle" && comma_items(body).len() == 2,
        Kind::Brace(body) => is_inner_product(body),
        _ => false,
    }
}

/// What stands in a bracket: `x, y | z; \theta`, the parameters as text.
fn parts_of(body: &Tree) -> (&Tree, Option<&Tree>, String) {
    let (body, parameters) = match &body.kind {
        Kind::List { items, separators } if separators.contains(&Separator::Semicolon) => {
            let rest: Vec<String> = items[1..].iter().map(mark).collect();
            (&items[0], rest.join(";"))
        }
        _ => (body, String::new()),
    };
    let bar = |s: &Separator| matches!(s, Separator::Bar | Separator::DoubleBar);
    match &body.kind {
        Kind::List { items, separators } if separators.iter().any(bar) => {
            (&items[0], items.get(1), parameters)
        }
        _ => (body, None, parameters),
    }
}
