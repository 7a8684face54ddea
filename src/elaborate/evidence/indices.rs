//! Which parts of a subscript are indices, and which are marks of a name.

use super::*;

/// Stands for an index over which was summed or averaged.
const AVERAGED: &str = r"\bullet";

impl Study {
    pub(super) fn scripts(&mut self, tree: &Tree) {
        if let Some(found) = written(tree) {
            let list: Vec<_> = found
                .items
                .iter()
                .map(|item| (item.kind, item.text.clone()))
                .collect();
            if !list.is_empty() {
                let lists = self.lists.entry(found.letter).or_default();
                if !lists.contains(&list) {
                    lists.push(list);
                }
            }
        }
        match &tree.kind {
            Kind::Big {
                operator, sub, sup, ..
            } => {
                for bound in sub.iter().flat_map(|sub| bounds(sub)) {
                    self.binder(operator, bound, sup.as_deref());
                }
            }
            Kind::Integral {
                sub, differential, ..
            } => {
                for variable in differential {
                    if let Some(name) = written(variable) {
                        let set = sub.as_deref().map(|s| match bounds(s).pop() {
                            Some(Bound::Bare(_, Some(set))) => set_spelling(set),
                            _ => set_spelling(s),
                        });
                        if let Some(set) = set {
                            self.sets.entry(name.letter).or_insert(set);
                        }
                    }
                }
            }
            _ => {}
        }
        for child in tree.children() {
            self.scripts(child);
        }
    }

    pub(super) fn binder(&mut self, operator: &str, bound: Bound<'_>, sup: Option<&Tree>) {
        let summing = matches!(operator, "sum" | "prod");
        match (bound, sup) {
            (Bound::From(name, lower), Some(upper)) => {
                if let Some(letter) = letter_of(name) {
                    let range = (lower.clone(), upper.clone());
                    self.ranges.entry(letter.clone()).or_insert(range);
                    self.indices.insert(letter);
                }
            }
            (Bound::From(name, _), None) if summing => {
                self.indices.extend(letter_of(name));
            }
            (Bound::Bare(name, _), Some(upper)) if summing => {
                if let Some(letter) = letter_of(name) {
                    let one = Tree {
                        kind: Kind::Number("1".into()),
                        span: upper.span.clone(),
                    };
                    let range = (one, upper.clone());
                    self.ranges.entry(letter.clone()).or_insert(range);
                    self.indices.insert(letter);
                }
            }
            (Bound::Bare(name, set), None) if summing => {
                if let (Some(letter), Some(set)) = (letter_of(name), set) {
                    self.sets.entry(letter).or_insert(set_spelling(set));
                }
            }
            (Bound::Condition(condition), _) if summing => {
                for (side, _) in condition_indices(condition) {
                    self.indices.extend(letter_of(side));
                }
            }
            _ => {}
        }
    }

    /// `\frac{1}{n} \sum_i x_i` in a note that writes no range: as many are summed as are divided by, unless other ranges
    /// end elsewhere.
    pub(super) fn settle_averages(&mut self, trees: &[Tree]) {
        let mut averaged = Vec::new();
        trees.iter().for_each(|tree| averages(tree, &mut averaged));
        for (letter, size) in averaged {
            let count = letter_of(size);
            let agrees = |(_, upper): &(Tree, Tree)| letter_of(upper) == count;
            if !self.ranges.contains_key(&letter) && self.ranges.values().all(agrees) {
                let one = Tree {
                    kind: Kind::Number("1".into()),
                    span: size.span.clone(),
                };
                self.ranges.insert(letter.clone(), (one, size.clone()));
                self.indices.insert(letter);
            }
        }
    }

    /// Subscripts among the usual index letters are indices; others are where a sum binds them.
    pub(super) fn settle_indices(&mut self) {
        for lists in self.lists.values() {
            for (kind, text) in lists.iter().flatten() {
                if *kind == ItemKind::Letter && matches!(text.as_str(), "i" | "j") {
                    self.indices.insert(text.clone());
                }
            }
        }
    }

    /// A letter that is equated with a column of its own numbered names, in order, or that is said to be a vector beside such
    /// a column, is the vector of these. Names that are arrays themselves are parts of one.
    pub(super) fn settle_components(&mut self, survey: &Survey) {
        for &(left, right) in &survey.equations {
            let sides = [&survey.trees[left], &survey.trees[right]];
            for (whole, column) in [(sides[0], sides[1]), (sides[1], sides[0])] {
                let letter = whole_letter(whole);
                if letter.is_some() && letter == column_of(column) {
                    self.spelled.extend(letter);
                }
            }
        }
        let mut columns = FxHashSet::default();
        survey
            .trees
            .iter()
            .for_each(|tree| written_out(tree, &mut columns));
        let arrays = || survey.said.iter().filter(|(_, says)| says.array());
        let whole = arrays().filter_map(|(name, _)| whole_letter(name));
        self.spelled
            .extend(whole.filter(|letter| columns.contains(letter)));
        for found in arrays().filter_map(|(name, _)| written(name)) {
            if !found.items.is_empty() {
                self.spelled.remove(&found.letter);
            }
        }
    }

    /// True for `x_1` where the note writes x out by its components.
    fn is_spelled(&self, found: &Written<'_>) -> bool {
        found.items.len() == 1 && self.spelled.contains(&found.letter)
    }

    /// The key of a name and its indices. `bound` says which letters a binder around it binds.
    pub fn resolve<'t>(
        &self,
        found: &Written<'t>,
        bound: &dyn Fn(&str) -> bool,
    ) -> (Key, Vec<&'t Tree>) {
        let first = (0..found.items.len())
            .find(|&at| self.is_index(found, at, bound))
            .unwrap_or(found.items.len());
        let marks: Vec<&str> = found.items[..first]
            .iter()
            .map(|i| i.text.as_str())
            .collect();
        let mut key = found.letter.clone();
        if !marks.is_empty() {
            key.push_str(&format!("_{{{}}}", marks.join(",")));
        }
        let (averaged, indices): (Vec<_>, Vec<_>) = found.items[first..]
            .iter()
            .partition(|i| i.text == AVERAGED);
        if !averaged.is_empty() {
            // `n_{i \bullet}` is another name than `n_{ij}`, with the indices that are left.
            let places = found.items[first..].iter().map(|i| match i.text.as_str() {
                AVERAGED => AVERAGED,
                _ => r"\cdot",
            });
            key.push_str(&format!("_{{{}}}", places.collect::<Vec<_>>().join(" ")));
        }
        (key, indices.into_iter().map(|i| i.tree).collect())
    }

    pub(super) fn is_index(
        &self,
        found: &Written<'_>,
        at: usize,
        bound: &dyn Fn(&str) -> bool,
    ) -> bool {
        let item = &found.items[at];
        match item.kind {
            ItemKind::Letter => {
                let letter = letter_of(item.tree).unwrap_or_default();
                bound(&letter)
                    || self.indices.contains(&letter)
                    || self.is_limit(&letter) && self.has_index_at(&found.letter, at)
            }
            ItemKind::Expression => self.mentions_index(item.tree, bound),
            ItemKind::Number if item.text == "0" && self.totals.contains(&found.letter) => false,
            ItemKind::Number => {
                (self.has_index_at(&found.letter, at) || at == 0 && self.is_spelled(found))
                    && !self.is_marked(&found.letter, at, &item.text)
            }
            ItemKind::Coefficient => {
                !self.is_marked(&found.letter, at, &item.text) && { self.arity_two(&found.letter) }
            }
            ItemKind::Other => item.text == r"\ldots",
        }
    }

    pub(super) fn mentions_index(&self, tree: &Tree, bound: &dyn Fn(&str) -> bool) -> bool {
        letter_of(tree).is_some_and(|l| bound(&l) || self.indices.contains(&l) || self.is_limit(&l))
            || tree
                .children()
                .iter()
                .any(|t| self.mentions_index(t, bound))
    }

    /// The letters that stand as the only index of a name, sorted.
    pub fn index_letters(&self, letter: &str) -> Vec<String> {
        let lists = self.lists.get(letter).into_iter().flatten();
        let single = lists.filter_map(|list| match &list[..] {
            [(ItemKind::Letter, text)] => Some(text.clone()),
            _ => None,
        });
        let mut letters: Vec<String> = single.collect();
        letters.sort();
        letters.dedup();
        letters
    }

    /// True if the letter is the upper end of some range.
    pub fn is_limit(&self, letter: &str) -> bool {
        self.ranges
            .values()
            .any(|(_, upper)| letter_of(upper).as_deref() == Some(letter))
    }

    /// True if some name of that letter has an index letter at that place of its subscript.
    pub(super) fn has_index_at(&self, letter: &str, at: usize) -> bool {
        self.lists.get(letter).is_some_and(|lists| {
            lists.iter().any(|list| {
                list.get(at).is_some_and(|(kind, text)| {
                    *kind == ItemKind::Letter && self.indices.contains(text)
                }) && list[..at]
                    .iter()
                    .all(|(_, text)| !self.indices.contains(text))
            })
        })
    }

    pub(super) fn arity_two(&self, letter: &str) -> bool {
        self.lists.get(letter).is_some_and(|lists| {
            lists
                .iter()
                .any(|list| list.len() == 2 && list.iter().all(|(_, t)| self.indices.contains(t)))
        })
    }

    /// True if the number is a mark: the name with it is indexed in turn (`\sigma_{1,j}`).
    pub(super) fn is_marked(&self, letter: &str, at: usize, number: &str) -> bool {
        !self.arity_two(letter)
            && self.lists.get(letter).is_some_and(|lists| {
                lists.iter().any(|list| {
                    list.len() > at + 1
                        && list[at].1 == number
                        && list[at].0 == ItemKind::Number
                        && list[at + 1].0 == ItemKind::Letter
                        && self.indices.contains(&list[at + 1].1)
                })
            })
    }

    pub(super) fn key(&self, tree: &Tree) -> Option<(Key, usize)> {
        let found = written(tree)?;
        let (key, indices) = self.resolve(&found, &|_| false);
        Some((key, indices.len()))
    }
}

/// The letter of which a column has the numbered names, `[x_1; x_2]`, none of them bold or transposed.
fn column_of(tree: &Tree) -> Option<String> {
    let Kind::Matrix { rows, .. } = &bracket(tree).map_or(tree, |inner| inner.body).kind else {
        return None;
    };
    let mut letter = None;
    for (row, number) in rows.iter().zip(1..) {
        let [cell] = &row[..] else { return None };
        let found = written(cell).filter(|found| found.sup.is_none() && !is_bold(found.name))?;
        let [item] = &found.items[..] else {
            return None;
        };
        if item.text != number.to_string() || letter.as_ref().is_some_and(|l| *l != found.letter) {
            return None;
        }
        letter = Some(found.letter);
    }
    letter.filter(|_| rows.len() > 1)
}

/// The letter of a name without a subscript.
fn whole_letter(tree: &Tree) -> Option<String> {
    let found = written(tree).filter(|found| found.items.is_empty() && found.sup.is_none())?;
    Some(found.letter)
}

fn written_out(tree: &Tree, columns: &mut FxHashSet<String>) {
    columns.extend(column_of(tree));
    let children = tree.children();
    children
        .into_iter()
        .for_each(|child| written_out(child, columns));
}

/// The indices of sums without range that are divided by a number of items, with that.
fn averages<'t>(tree: &'t Tree, found: &mut Vec<(String, &'t Tree)>) {
    match &tree.kind {
        Kind::Product(factors) => {
            for pair in factors.windows(2) {
                if let Kind::Fraction(above, below) = &pair[0].1.kind
                    && matches!(&above.kind, Kind::Number(one) if one == "1")
                {
                    found.extend(averaged(&pair[1].1, below));
                }
            }
        }
        Kind::Fraction(above, below) => found.extend(averaged(above, below)),
        _ => {}
    }
    for child in tree.children() {
        averages(child, found);
    }
}

/// The index of a sum without range, with what divides it if that counts items by custom.
fn averaged<'t>(sum: &Tree, divisor: &'t Tree) -> Option<(String, &'t Tree)> {
    let Kind::Big {
        operator,
        sub: Some(sub),
        sup: None,
        ..
    } = &sum.kind
    else {
        return None;
    };
    let counts = matches!(letter_of(divisor).as_deref(), Some("n" | "N"));
    let letter = letter_of(sub).filter(|letter| is_index_letter(letter));
    let plain = |tree: &Tree| matches!(tree.kind, Kind::Name(_));
    (operator == "sum" && counts && plain(divisor) && plain(sub)).then_some((letter?, divisor))
}

/// The spelling of a set that is a name; the canonical text of another.
fn set_spelling(set: &Tree) -> String {
    letter_of(set)
        .filter(|_| matches!(set.kind, Kind::Name(_)))
        .unwrap_or_else(|| mark(set))
}
