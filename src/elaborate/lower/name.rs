//! Names: constants, values with indices and powers, functions applied.

use super::dots::is_dots;
use super::event::INDICATORS;
use super::motion::undotted;
use super::product::Cursor;
use super::*;
use crate::elaborate::conventions::Notation;
use crate::elaborate::evidence::letter_of;
use crate::elaborate::labels::is_word;
use crate::elaborate::names::{Bracket, Superscript, Written, comma_items, mark, superscript};
use crate::elaborate::scope::{Nature, Scope};
use crate::vocabulary::constants::constant;

/// Letters that state an order of growth before a bracket.
const ORDERS: [&str; 5] = ["O", "o", r"\mathcal{O}", r"\mathcal{o}", r"\tilde{O}"];

/// Letters that functions have by custom: `\Phi^{-1}(u)` is a value of the inverse function.
const FUNCTIONS: &[&str] = &["f", "g", "h", "F", "G", r"\Phi", r"\varphi", r"\phi"];
impl Lowering<'_> {
    /// A name, with the bracket after it if there is one; moves over the bracket if the name is applied to it.
    pub(super) fn name(
        &mut self,
        tree: &Tree,
        found: &Written<'_>,
        argument: Option<Bracket<'_>>,
        cursor: &mut Cursor<'_>,
    ) -> Read<Id> {
        if let Some(sup) = found.sup
            && let Superscript::Power(power) = superscript(sup)
            && (self.scope.conventions.own.is_labelled(&found.letter) || is_word(power))
        {
            let text = format!("superscripts of `{}` are labels in this note", found.letter);
            return Err(unread(sup, UNSUPPORTED, text));
        }
        if let Some(id) = self.indicator_name(tree, found, argument, cursor)? {
            return self.unprimed(tree, found, id);
        }
        if let Some(id) = self.special(tree, found)? {
            return match self.store.is_array(id) && found.primes == 1 {
                true => Ok(self.transposed(id)),
                false => self.unprimed(tree, found, id),
            };
        }
        if argument.is_some_and(|argument| argument.open == "(") && self.states_order(found) {
            return Err(unread(tree, UNSUPPORTED, "an order of growth is no number"));
        }
        if let Some(id) = self.transform(tree, found, argument, cursor)? {
            return Ok(id);
        }
        if let Some(id) = self.subscript_density(tree, found, argument, cursor)? {
            return self.primed_density(tree, found, argument, id);
        }
        if let Some(id) = self.conjugated(found) {
            return self.raised(tree, id, found.sup);
        }
        if let Some((plain, order)) = undotted(found.name) {
            let base = Written {
                name: &plain,
                letter: names::letter(&plain),
                primes: found.primes.saturating_add(order),
                ..found.clone()
            };
            let argument = argument.filter(|argument| self.is_moment(&base, argument.body));
            let (key, _) = self.scope.resolve(&base);
            let nature = match argument {
                Some(argument) => self.scope.nature_before(&key, argument),
                None => self.scope.nature(&key),
            };
            if nature == Nature::Function {
                return self.name(tree, &base, argument, cursor);
            }
            if let Some(id) = self.dotted_value(tree, found)? {
                return Ok(id);
            }
        }
        let (key, indices) = self.scope.resolve(found);
        if self.scope.varies(&key) {
            let text = format!("{key} may be another constant at each place");
            return Err(unread(tree, UNSUPPORTED, text));
        }
        if let Some(argument) = argument.filter(|a| a.open != r"\{")
            && self.is_event_measure(&key, argument.body)
        {
            cursor.at += 1;
            let id = self.probability_of(tree, argument, found.sup)?;
            return self.unprimed(tree, found, id);
        }
        let mut nature = self.scope.nature(&key);
        if let (Nature::Value, Some(argument)) = (nature, argument)
            && (!self.is_array_name(&key)
                || self.vector_sort(&key).is_some() && Scope::lists_arguments(argument))
        {
            nature = self.scope.nature_before(&key, argument);
        }
        match (nature, argument) {
            (Nature::Family, Some(argument)) if argument.open != r"\{" => {
                let member = self.indexed_density(tree, found, argument, &indices)?;
                cursor.at += 1;
                let id = self.density_or_other(tree, &key, found, argument)?;
                let id = self.with_indices(tree, id, &member)?;
                let id = self.raised(tree, id, found.sup)?;
                self.raised(tree, id, argument.sup)
            }
            // "an $n \\times p$ matrix" in a note with densities p(x).
            (Nature::Family, _) if found.primes > 0 => {
                Err(unread(tree, UNSUPPORTED, primed::UNTOLD))
            }
            (Nature::Family, None) if indices.is_empty() && self.scope.study.is_size(&key) => {
                let symbol = self.scope.size_symbol(self.store, &key);
                let id = self.store.name(symbol);
                self.raised(tree, id, found.sup)
            }
            (Nature::Family, _) if indices.is_empty() => {
                let id = self.bare_density(tree, &key)?;
                self.raised(tree, id, found.sup)
            }
            // A number, or the density of an item at the variables that are averaged over.
            (Nature::Family, None) if !self.ambient.is_empty() => {
                let text = "a density with an index has no meaning here";
                Err(unread(tree, UNSUPPORTED, text))
            }
            (Nature::Function, Some(argument)) if argument.open == "(" => {
                cursor.at += 1;
                // `\sigma(z)_i` is the entry `\sigma_i(z)`.
                let mut indices = indices;
                indices.extend(argument.sub.into_iter().flat_map(comma_items));
                let id = self.application(tree, (&key, &indices), found, argument)?;
                self.raised(tree, id, argument.sup)
            }
            (Nature::Function, _) if indices.is_empty() => {
                self.bare_function(tree, &key, found, argument.is_some())
            }
            (_, Some(argument))
                if argument.open == "("
                    && FUNCTIONS.contains(&key.as_str())
                    && found.sup.is_some_and(primed::is_inverse)
                    && !self.is_array_name(&key) =>
            {
                Err(unread(tree, UNSUPPORTED, primed::INVERSE))
            }
            _ => self.value(tree, &key, &indices, found),
        }
    }

    /// True for `O(..)`, `o_p(..)`, unless the note says what the letter is.
    fn states_order(&self, found: &Written<'_>) -> bool {
        let said = self
            .scope
            .evidence(&found.letter)
            .is_some_and(|e| !e.said.is_empty());
        let probably = |item: &names::Item<'_>| matches!(item.text.as_str(), "p" | "P");
        ORDERS.contains(&found.letter.as_str()) && found.items.iter().all(probably) && !said
    }

    /// Constants, the identity, zero and one as arrays, indicators, deltas.
    fn special(&mut self, tree: &Tree, found: &Written<'_>) -> Read<Option<Id>> {
        let key = found.letter.as_str();
        let size = |this: &mut Self| -> Read<Id> {
            match &found.items[..] {
                [] => Ok(this.open_size()),
                [item] => this.scalar(item.tree),
                _ => Err(unread(tree, UNSUPPORTED, "this array has one size")),
            }
        };
        let operator = match key {
            r"\mathbf{0}" => Some(Operator::ZeroVector),
            r"\mathbf{1}" => Some(Operator::Ones),
            "I" | r"\mathrm{I}" | r"\mathbb{I}" if self.scope.reads_identity(key, found) => {
                Some(Operator::Identity)
            }
            _ => None,
        };
        if let Some(operator) = operator {
            let size = size(self)?;
            let id = self.store.apply(operator, &[size]);
            return self.raised(tree, id, found.sup).map(Some);
        }
        if key == r"\delta"
            && found.items.len() == 2
            && self.scope.evidence(r"\delta").is_none_or(|e| e.whole == 0)
        {
            let (a, b) = (
                self.scalar(found.items[0].tree)?,
                self.scalar(found.items[1].tree)?,
            );
            if a == b && self.scope.conventions.leaves_unread(Notation::Repeated) {
                let text = "the words sum over repeated indices, which is not read";
                return Err(unread(tree, UNSUPPORTED, text));
            }
            let id = self.store.apply(Operator::Delta, &[a, b]);
            return self.raised(tree, id, found.sup).map(Some);
        }
        if let Some((value, sure)) = self.constant(key)
            && found.items.is_empty()
            && found.primes == 0
            && !self.scope.evidence(key).is_some_and(|e| e.averaged)
            && (sure || self.is_constant(key, value))
            && (value != Constant::I || self.is_unit(key, tree))
        {
            let id = self.store.constant(value);
            return self.raised(tree, id, found.sup).map(Some);
        }
        Ok(None)
    }

    /// The constant that a spelling may name. The imaginary unit may go by another letter than i.
    fn constant(&self, key: &str) -> Option<(Constant, bool)> {
        let unit = self.scope.study.unit.as_str();
        match constant(key) {
            _ if key == unit => Some((Constant::I, false)),
            Some((Constant::I, _)) if key == "i" => None,
            found => found,
        }
    }

    /// `\mathbb{1}[x > 0]`, `\mathbb{1}_{x > 0}`, and `\mathbb{1}_A` where the words speak of events.
    fn indicator_name(
        &mut self,
        tree: &Tree,
        found: &Written<'_>,
        argument: Option<Bracket<'_>>,
        cursor: &mut Cursor<'_>,
    ) -> Read<Option<Id>> {
        let relation = |t: &Tree| matches!(t.kind, Kind::Chain { .. });
        let usual = INDICATORS.contains(&found.letter.as_str());
        // `\mathrm{I}_{X > a}`: with a relation below it, it is nothing else.
        let below = matches!(
            found.letter.as_str(),
            "I" | r"\mathrm{I}" | r"\mathbf{I}" | r"\chi"
        ) && matches!(&found.items[..], [only] if relation(only.tree));
        if !(usual || below) {
            return Ok(None);
        }
        let (id, sup) = match (&found.items[..], argument) {
            ([], Some(argument)) if relation(argument.body) => {
                cursor.at += 1;
                (self.indicator(argument.body)?, argument.sup)
            }
            ([item], _) => {
                let body = match names::bracket(item.tree) {
                    Some(inner) => inner.body,
                    None => item.tree,
                };
                let event = self.scope.conventions.names_events
                    && argument.is_none()
                    && self.is_indicated(body);
                if !relation(body) && !event {
                    return Ok(None);
                }
                (self.indicator(body)?, found.sup)
            }
            _ => return Ok(None),
        };
        self.raised(tree, id, sup).map(Some)
    }

    /// Whether a letter that may be a constant is one: it is neither bound, nor declared, nor indexed.
    fn is_constant(&self, key: &str, value: Constant) -> bool {
        let own = self.scope.conventions.own.contains(key);
        if own || self.scope.bound(key).is_some() || self.scope.fixed(key).is_some() {
            return false;
        }
        let study = &self.scope.study;
        let Some(evidence) = self.scope.evidence(key) else {
            return true;
        };
        // `2\pi(a + b)` is a product; `\pi(s)`, `\pi(a \mid s)` are applied.
        let applied = evidence.applied.iter().any(|application| match value {
            Constant::Pi => {
                !application.given.is_empty() || application.of.iter().any(Option::is_some)
            }
            // `i(a + b)` is a product where i is the imaginary unit.
            Constant::I => !study.imaginary_unit && study.has_complex(),
            _ => true,
        });
        let plain = evidence.said.is_empty() && evidence.arities & !1 == 0 && !applied;
        match value {
            Constant::I => plain,
            _ => plain && !evidence.summed && !evidence.integrated,
        }
    }

    /// Whether a letter of the imaginary unit is that here: where nothing shows complex numbers, it may be.
    fn is_unit(&mut self, key: &str, tree: &Tree) -> bool {
        let study = &self.scope.study;
        let number = !study.indices.contains(key);
        study.imaginary_unit
            || number && (study.has_complex() || self.reading(Reading::ImaginaryUnit, tree))
    }

    /// A name as a value, with indices, marks and power.
    fn value(
        &mut self,
        tree: &Tree,
        key: &str,
        indices: &[&Tree],
        found: &Written<'_>,
    ) -> Read<Id> {
        let sup = found.sup.map(superscript);
        let (mut key, mut sup) = (key.to_owned(), sup);
        let array = self.is_array_name(&key);
        if found.primes > 0 {
            if array && self.scope.study.primes_transpose {
                let id = self.plain_value(tree, &key, indices)?;
                return Ok(self.transposed(id));
            }
            key.push_str(&"'".repeat(usize::from(found.primes)));
        }
        match sup {
            Some(Superscript::Mark) => {
                if let Some(tree) = found.sup {
                    key.push_str(&format!("^{{{}}}", mark(tree)));
                }
                sup = None;
            }
            Some(Superscript::Bracketed(inner)) => {
                if let Some(index) = self.bracketed_index(inner) {
                    if let Some(id) = self.item_array(tree, &key, index, indices)? {
                        return Ok(id);
                    }
                    let mut all = vec![index];
                    all.extend(indices);
                    return self.plain_value(tree, &key, &all);
                }
                key.push_str(&format!("^{{{}}}", mark(inner)));
                sup = None;
            }
            _ => {}
        }
        let mut id = self.plain_value(tree, &key, indices)?;
        if let Some(Superscript::Power(power)) = sup
            && let Some(index) = self.lost_index(id, power)
        {
            self.note(
                Code::MissingIndex,
                tree,
                format!("the index of {key} is supplied"),
            );
            id = self.store.component(id, &[index]);
        }
        match sup {
            None => Ok(id),
            Some(_) => self.raised(tree, id, found.sup),
        }
    }

    /// `A^{(i)}`, `A^{(i)}_{jk}`: an item of a sequence of matrices, where it is no entry of a matrix A.
    fn item_array(
        &mut self,
        tree: &Tree,
        key: &str,
        index: &Tree,
        indices: &[&Tree],
    ) -> Read<Option<Id>> {
        let symbol = self.scope.value(self.store, key, 0);
        let sort = self.store.symbol(symbol).sort;
        let matrix = matches!(self.store.sort_of(sort), Sort::Matrix(..));
        if !matrix || !matches!(indices.len(), 0 | 2) {
            return Ok(None);
        }
        let spelling = format!(r"{key}^{{(\cdot)}}");
        let version = self.store.symbol(symbol).version;
        let items = self
            .store
            .declare_as(&spelling, Sort::Sequence(sort), Role::Note, version);
        let items = self.store.name(items);
        let index = self.scalar(index)?;
        let item = self.store.component(items, &[index]);
        if indices.is_empty() {
            return Ok(Some(item));
        }
        let indices: Read<Vec<Id>> = indices.iter().map(|t| self.scalar(t)).collect();
        self.component(tree, item, &indices?).map(Some)
    }

    /// The index of the sum around the square of a vector as long as its range: `\sum_{j=1}^n (\sigma^2 - v_j)`.
    fn lost_index(&mut self, id: Id, power: &Tree) -> Option<Id> {
        if !matches!(&power.kind, Kind::Number(n) if n == "2") {
            return None;
        }
        let Sort::Vector(size) = *self.store.sort(id) else {
            return None;
        };
        let &(symbol, _) = self
            .ranges
            .iter()
            .rev()
            .find(|&&(_, upper)| upper == size)?;
        Some(self.store.name(symbol))
    }

    /// `\overline{z}` of a complex name.
    fn conjugated(&mut self, found: &Written<'_>) -> Option<Id> {
        let accent = found.name.accents.last()?;
        if !matches!(accent.as_str(), "overline" | "bar") {
            return None;
        }
        let mut plain = found.name.clone();
        plain.accents.pop();
        let inner = Written {
            name: &plain,
            letter: names::letter(&plain),
            ..found.clone()
        };
        let (key, indices) = self.scope.resolve(&inner);
        if !indices.is_empty() || found.primes > 0 || self.scope.nature(&key) != Nature::Value {
            return None;
        }
        let symbol = self.scope.value(self.store, &key, 0);
        let id = self.store.name(symbol);
        (*self.store.sort(id) == Sort::Complex)
            .then(|| self.store.apply(Operator::Conjugate, &[id]))
    }

    fn is_array_name(&mut self, key: &str) -> bool {
        let symbol = self.scope.value(self.store, key, 0);
        let id = self.store.name(symbol);
        self.store.is_array(id)
    }

    /// The sort of a name that is a vector.
    fn vector_sort(&mut self, key: &str) -> Option<SortId> {
        let symbol = self.scope.value(self.store, key, 0);
        let sort = self.store.symbol(symbol).sort;
        matches!(self.store.sort_of(sort), Sort::Vector(_)).then_some(sort)
    }

    /// The index inside `x^{(i)}`, if it is one.
    fn bracketed_index<'t>(&self, tree: &'t Tree) -> Option<&'t Tree> {
        let Kind::Group { body, .. } = &tree.kind else {
            return None;
        };
        let letter = letter_of(body)?;
        (self.scope.bound(&letter).is_some() || self.scope.study.indices.contains(&letter))
            .then_some(body)
    }

    pub(super) fn plain_value(&mut self, tree: &Tree, key: &str, indices: &[&Tree]) -> Read<Id> {
        if indices.is_empty()
            && let Some(index) = self.implied
            && self.scope.bound(key).is_none()
            && self
                .scope
                .evidence(key)
                .is_some_and(|e| e.arities & 0b10 != 0)
        {
            let symbol = self.scope.value(self.store, key, 1);
            let base = self.store.name(symbol);
            self.note(
                Code::MissingIndex,
                tree,
                format!("the index of {key} is supplied"),
            );
            return Ok(self.store.component(base, &[index]));
        }
        let symbol = self.scope.value(self.store, key, indices.len());
        let id = self.store.name(symbol);
        if indices.is_empty() {
            return Ok(id);
        }
        let indices: Read<Vec<Id>> = indices.iter().map(|t| self.scalar(t)).collect();
        self.component(tree, id, &indices?)
    }

    /// A component of an array or sequence.
    pub(super) fn component(&mut self, tree: &Tree, id: Id, indices: &[Id]) -> Read<Id> {
        let mut sort = self.store.sort(id).clone();
        if let Sort::Random(inner) = sort {
            sort = self.store.sort_of(inner).clone();
        }
        let fits = match sort {
            Sort::Vector(_) => indices.len() == 1,
            Sort::Matrix(..) => indices.len() == 2,
            Sort::Sequence(_) => true,
            _ => false,
        };
        match fits {
            true => Ok(self.store.component(id, indices)),
            false => Err(unread(
                tree,
                ILL_SORTED,
                "this has no components of that kind",
            )),
        }
    }

    pub(super) fn indexed(&mut self, tree: &Tree, id: Id, sub: &Tree) -> Read<Id> {
        if !self.store.is_array(id) {
            return Err(unread(
                sub,
                UNSUPPORTED,
                "a subscript of an expression has no meaning here",
            ));
        }
        let items: Vec<&Tree> = match &sub.kind {
            Kind::Product(factors) => factors.iter().map(|(_, t)| t).collect(),
            _ => comma_items(sub),
        };
        let indices: Read<Vec<Id>> = items.into_iter().map(|t| self.scalar(t)).collect();
        self.component(tree, id, &indices?)
    }

    /// A value under a superscript.
    pub(super) fn raised(&mut self, tree: &Tree, id: Id, sup: Option<&Tree>) -> Read<Id> {
        let Some(sup) = sup else { return Ok(id) };
        let array = self.store.is_array(id);
        match superscript(sup) {
            Superscript::Transpose if array => Ok(self.transposed(id)),
            Superscript::Transpose if self.is_number(id) => Ok(id),
            Superscript::MaybeTranspose(_) if array => Ok(self.transposed(id)),
            Superscript::MaybeTranspose(_) if !self.scope.is_exponent() && self.is_number(id) => {
                Err(unread(
                    sup,
                    ILL_SORTED,
                    "a transpose of what looks like a number",
                ))
            }
            Superscript::Inverse if array => Ok(self.store.apply(Operator::Inverse, &[id])),
            Superscript::Inverse => {
                let id = self.require_scalar(id, tree)?;
                Ok(self.store.reciprocal(id))
            }
            Superscript::InverseTranspose if array => {
                let inverse = self.store.apply(Operator::Inverse, &[id]);
                Ok(self.transposed(inverse))
            }
            Superscript::Power(power) | Superscript::MaybeTranspose(power) => {
                self.power(tree, id, power)
            }
            Superscript::Bracketed(_) => Err(unread(
                sup,
                UNSUPPORTED,
                "a bracketed superscript has no meaning here",
            )),
            _ => Err(unread(
                sup,
                UNSUPPORTED,
                "this superscript has no meaning here",
            )),
        }
    }

    fn is_number(&self, id: Id) -> bool {
        !self.store.is_array(id)
            && !matches!(
                self.store.sort(id),
                Sort::Truth | Sort::Distribution | Sort::Family
            )
    }

    fn power(&mut self, tree: &Tree, id: Id, power: &Tree) -> Read<Id> {
        let exponent = self.tree(power)?;
        if self.store.is_array(exponent) {
            return Err(unread(power, ILL_SORTED, "an array stands in the exponent"));
        }
        let exponent = self.require_scalar(exponent, power)?;
        if self.store.is_array(id) {
            return self.array_power(tree, id, exponent);
        }
        let id = self.require_scalar(id, tree)?;
        Ok(self.store.power(id, exponent))
    }

    /// A function applied to the arguments in a bracket; indices are arguments before these.
    fn application(
        &mut self,
        tree: &Tree,
        (key, indices): (&str, &[&Tree]),
        found: &Written<'_>,
        argument: Bracket<'_>,
    ) -> Read<Id> {
        let items = match &argument.body.kind {
            Kind::List { items, .. } => items.iter().collect(),
            _ => vec![argument.body],
        };
        // A function that is only taken at squares, `L(\mu, \sigma^2)`, is one of what is squared.
        let roots = self.scope.squared_arguments(key, items.len());
        let items: Vec<&Tree> = items
            .into_iter()
            .enumerate()
            .map(|(at, item)| {
                names::square(item)
                    .filter(|_| roots.contains(&at))
                    .unwrap_or(item)
            })
            .collect();
        let (key, order, sup) = self.derived_order(key, found);
        let (mut args, mut symbol);
        let dotted = items.iter().any(|item| is_dots(item));
        let vector = match self.scope.nature(&key) {
            Nature::Value => self.vector_sort(&key),
            _ => None,
        };
        if dotted || vector.is_some() {
            args = match dotted {
                true => self.dotted_arguments(argument.body, &items)?,
                false => items.iter().map(|t| self.tree(t)).collect::<Read<_>>()?,
            };
            let sorts = args.iter().map(|&arg| self.store.sort_id(arg)).collect();
            let result = vector.unwrap_or_else(|| self.store.intern_sort(Sort::Real));
            symbol = self.scope.function_of(self.store, &key, (sorts, result));
        } else {
            let read: Read<Vec<Id>> = items.iter().map(|t| self.tree(t)).collect();
            args = read?;
            symbol = self.scope.function(self.store, &key, args.len());
            symbol = Scope::of_roots(self.store, symbol, &roots);
            if order == 0 {
                symbol = self.scope.overloaded(self.store, symbol, &args);
            }
            self.check_arguments(argument.body, symbol, &args)?;
        }
        if !indices.is_empty() {
            let indices: Read<Vec<Id>> = indices.iter().map(|t| self.scalar(t)).collect();
            let indices = indices?;
            symbol = Scope::of_indices(self.store, symbol, indices.len());
            args.splice(0..0, indices);
        }
        let parameters = self.parameters_of(&key);
        if !parameters.is_empty() {
            symbol = Scope::of_parameters(self.store, symbol, &parameters);
            args.splice(0..0, parameters);
        }
        let head = self.store.name(symbol);
        if order == 0 {
            if sup.is_some_and(primed::is_inverse) {
                return Err(unread(tree, UNSUPPORTED, primed::INVERSE));
            }
            let id = self.store.call(head, &args);
            return self.raised(tree, id, sup);
        }
        let [point] = args[..] else {
            return Err(unread(
                tree,
                UNSUPPORTED,
                "a prime belongs to a function of one variable",
            ));
        };
        let id = self.derivative_at(head, point, order);
        self.raised(tree, id, sup)
    }

    /// Primes and `^{(n)}` count derivatives; `^{-1}` makes the name of the inverse function.
    pub(super) fn derived_order<'t>(
        &self,
        key: &str,
        found: &Written<'t>,
    ) -> (String, u32, Option<&'t Tree>) {
        let primes = u32::from(found.primes);
        match found.sup.map(superscript) {
            Some(Superscript::Inverse) => (format!("{key}^{{-1}}"), primes, None),
            Some(Superscript::Bracketed(inner)) => {
                let order = match &inner.kind {
                    Kind::Group { body, .. } => match &body.kind {
                        Kind::Number(digits) => digits.parse().ok().filter(|&n: &u32| n <= 8),
                        _ => None,
                    },
                    _ => None,
                };
                match order {
                    Some(order) => (key.to_owned(), order, None),
                    None => (format!("{key}^{{{}}}", mark(inner)), primes, None),
                }
            }
            Some(Superscript::Mark) => {
                let text = found.sup.map(mark).unwrap_or_default();
                (format!("{key}^{{{text}}}"), primes, None)
            }
            _ => (key.to_owned(), primes, found.sup),
        }
    }

    fn check_arguments(&mut self, tree: &Tree, symbol: SymbolId, args: &[Id]) -> Read<()> {
        let Sort::Function(sorts, _) = self.store.sort_of(self.store.symbol(symbol).sort).clone()
        else {
            return Err(unread(tree, ILL_SORTED, "this is no function"));
        };
        if sorts.len() != args.len() {
            return Err(unread(
                tree,
                ILL_SORTED,
                "the function has another number of arguments",
            ));
        }
        for (&sort, &arg) in sorts.iter().zip(args) {
            let array = matches!(self.store.sort_of(sort), Sort::Vector(_) | Sort::Matrix(..));
            if array != self.store.is_array(arg) {
                return Err(unread(
                    tree,
                    ILL_SORTED,
                    "the function is applied to another kind of argument elsewhere",
                ));
            }
        }
        Ok(())
    }

    /// A function without its arguments: taken at the arguments it has everywhere else.
    /// `before`: whether a bracket follows, which may hold what it is applied to after all.
    fn bare_function(
        &mut self,
        tree: &Tree,
        key: &str,
        found: &Written<'_>,
        before: bool,
    ) -> Read<Id> {
        let evidence = self.scope.evidence(key).cloned().unwrap_or_default();
        let mut lists: Vec<Vec<String>> = evidence
            .applied
            .iter()
            .filter_map(|a| {
                let items = a.of.iter().zip(&a.squared);
                items
                    .map(|(of, root)| of.clone().or(root.clone()))
                    .collect::<Option<Vec<_>>>()
            })
            .collect();
        lists.dedup();
        let [names] = &lists[..] else {
            return self.loose_value(tree, key, found, before);
        };
        let names = names.clone();
        let args: Vec<Id> = names
            .iter()
            .map(|name| {
                let symbol = self.scope.value(self.store, name, 0);
                self.store.name(symbol)
            })
            .collect();
        self.note(
            Code::MissingArgument,
            tree,
            format!("{key} is taken at {}", names.join(", ")),
        );
        let roots = self.scope.squared_arguments(key, args.len());
        let (key, order, sup) = self.derived_order(key, found);
        let symbol = self.scope.function(self.store, &key, args.len());
        let symbol = Scope::of_roots(self.store, symbol, &roots);
        let head = self.store.name(symbol);
        let id = match (order, &args[..]) {
            (0, _) => self.store.call(head, &args),
            (_, &[point]) => self.derivative_at(head, point, order),
            _ => {
                return Err(unread(
                    tree,
                    UNSUPPORTED,
                    "a prime belongs to a function of one variable",
                ));
            }
        };
        self.raised(tree, id, sup)
    }
}
