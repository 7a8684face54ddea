//! Names that are sums over the items of their own letter, `\mu = \sum_i \mu_i`: numbers beside a sequence, not the vector of
//! the items; and `\alpha_0 = \sum_{k=1}^K \alpha_k`, which is none of the items.

use super::*;

impl Study {
    /// Finds numbers that are marks: `\alpha_0` for the sum of `\alpha_1` to `\alpha_K`.
    pub(super) fn marked_totals(&mut self, survey: &Survey) {
        for &(left, right) in &survey.equations {
            let (whole, total) = (&survey.trees[left], &survey.trees[right]);
            let Some(found) = written(whole).filter(|found| found.sup.is_none()) else {
                continue;
            };
            let [item] = &found.items[..] else {
                continue;
            };
            let lists = self.lists.get(&found.letter).into_iter().flatten();
            // `\alpha_{k - 1}` may be the item 0.
            let plain = lists
                .into_iter()
                .all(|list| matches!(list[..], [(ItemKind::Letter | ItemKind::Number, _)]));
            let mut letters = self.index_letters(&found.letter).into_iter();
            let from_one = letters.all(|letter| {
                let range = self.ranges.get(&letter);
                range.is_none_or(|(low, _)| mark(low) == "1")
            });
            if item.text == "0" && plain && from_one && sums_items_of(total, &found.letter) {
                self.totals.insert(found.letter);
            }
        }
    }

    pub(super) fn totals(&mut self, survey: &Survey) {
        for &(left, right) in &survey.equations {
            let sides = [&survey.trees[left], &survey.trees[right]];
            for (whole, total) in [(sides[0], sides[1]), (sides[1], sides[0])] {
                let Some(found) = written(whole).filter(|found| {
                    let square = |sup: &Tree| matches!(&sup.kind, Kind::Number(two) if two == "2");
                    found.items.is_empty() && !is_bold(found.name) && found.sup.is_none_or(square)
                }) else {
                    continue;
                };
                if sums_items_of(total, &found.letter) {
                    self.at(&found.letter).of_items = true;
                }
            }
        }
    }
}

/// True if a sum of the expression has items of that letter among numbers: none of unit vectors or what is bold.
fn sums_items_of(tree: &Tree, letter: &str) -> bool {
    if let Kind::Big {
        operator,
        sub: Some(sub),
        body: Some(body),
        ..
    } = &tree.kind
        && operator == "sum"
    {
        let names: Vec<&Tree> = bounds(sub)
            .into_iter()
            .filter_map(|bound| match bound {
                Bound::From(name, _) | Bound::Bare(name, _) => Some(name),
                Bound::Condition(_) => None,
            })
            .collect();
        let bound: Vec<String> = names.into_iter().filter_map(letter_of).collect();
        let mut own = false;
        return only_numbers(body, &mut |found| {
            own |= found.letter == letter && found.items.iter().any(|i| bound.contains(&i.text));
        }) && own;
    }
    (tree.children().into_iter()).any(|child| sums_items_of(child, letter))
}

/// Visits the names of a tree; false if one of them is no number by its looks.
fn only_numbers(tree: &Tree, visit: &mut dyn FnMut(&Written<'_>)) -> bool {
    if let Some(found) = written(tree) {
        visit(&found);
        let unit = found.letter == "e" && !found.items.is_empty();
        return !unit && !is_bold(found.name);
    }
    (tree.children().into_iter()).all(|child| only_numbers(child, visit))
}
