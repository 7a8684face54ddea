//! Carries expressions from one store into another, with their names and sorts.

use rustc_hash::FxHashMap;

use super::node::*;
use super::store::Store;

/// A way from one store into another. Each name becomes one name there, as `rename` says.
pub struct Transfer<'a> {
    from: &'a Store,
    rename: &'a dyn Fn(&mut Symbol),
    expressions: FxHashMap<Id, Id>,
    symbols: FxHashMap<SymbolId, SymbolId>,
}

impl<'a> Transfer<'a> {
    /// `rename` may change anything of a name but its sort.
    pub fn new(from: &'a Store, rename: &'a dyn Fn(&mut Symbol)) -> Self {
        Self {
            from,
            rename,
            expressions: FxHashMap::default(),
            symbols: FxHashMap::default(),
        }
    }

    /// The same expression in the other store.
    pub fn expression(&mut self, to: &mut Store, id: Id) -> Id {
        if let Some(&known) = self.expressions.get(&id) {
            return known;
        }
        let from = self.from;
        let children: Ids = from
            .children(id)
            .iter()
            .map(|&child| self.expression(to, child))
            .collect();
        let made = match from.node(id) {
            Node::Number(value) => to.number(value.clone()),
            Node::Constant(constant) => to.constant(*constant),
            Node::Name(symbol) => {
                let symbol = self.symbol(to, *symbol);
                to.name(symbol)
            }
            Node::Bound(level, sort) => {
                let sort = self.sort(to, *sort);
                to.bound(*level, sort)
            }
            Node::Sum(_) => to.sum(&children),
            Node::Product(_) => to.product(&children),
            Node::Chain(_) => to.chain(&children),
            Node::Power(..) => to.power(children[0], children[1]),
            Node::Apply(operator, _) => to.apply(*operator, &children),
            Node::Call(..) => to.call(children[0], &children[1..]),
            Node::Component(..) => to.component(children[0], &children[1..]),
            Node::Matrix { rows, columns, .. } => to.matrix(*rows, *columns, &children),
            Node::Relation(relation, ..) => to.relation(*relation, children[0], children[1]),
            Node::Cases(_) => {
                let rows: Vec<_> = children.chunks(2).map(|row| (row[0], row[1])).collect();
                to.cases(&rows)
            }
            Node::Bind(kind, sort, domain, _) => {
                let sort = self.sort(to, *sort);
                let (body, ends) = children.split_last().expect("a binder has a body");
                to.bind(*kind, sort, domain.with_ids(ends), *body)
            }
            Node::Density { family, of, given } => {
                let (of_values, given_values) = children.split_at(of.len());
                let mut pairs = |to: &mut Store, slots: &[(SymbolId, Id)], values: &[Id]| {
                    let slots = slots.iter().zip(values);
                    slots
                        .map(|(&(slot, _), &value)| (self.symbol(to, slot), value))
                        .collect::<Vec<_>>()
                };
                let (of, given) = (pairs(to, of, of_values), pairs(to, given, given_values));
                let family = self.symbol(to, *family);
                to.density(family, &of, &given)
            }
        };
        self.expressions.insert(id, made);
        made
    }

    /// The same name in the other store.
    pub fn symbol(&mut self, to: &mut Store, symbol: SymbolId) -> SymbolId {
        if let Some(&known) = self.symbols.get(&symbol) {
            return known;
        }
        let mut copy = self.from.symbol(symbol).clone();
        copy.sort = self.sort(to, copy.sort);
        (self.rename)(&mut copy);
        let made = to.intern_symbol(copy);
        self.symbols.insert(symbol, made);
        made
    }

    fn sort(&mut self, to: &mut Store, sort: SortId) -> SortId {
        let copy = match self.from.sort_of(sort).clone() {
            Sort::Vector(n) => Sort::Vector(self.expression(to, n)),
            Sort::Matrix(m, n) => Sort::Matrix(self.expression(to, m), self.expression(to, n)),
            Sort::Sequence(item) => Sort::Sequence(self.sort(to, item)),
            Sort::Set(item) => Sort::Set(self.sort(to, item)),
            Sort::Random(inner) => Sort::Random(self.sort(to, inner)),
            Sort::Element(set) => Sort::Element(set.map(|set| self.symbol(to, set))),
            Sort::Function(arguments, result) => {
                let arguments = arguments.iter().map(|&a| self.sort(to, a)).collect();
                Sort::Function(arguments, self.sort(to, result))
            }
            plain => plain,
        };
        to.intern_sort(copy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back_is_the_same() {
        let mut a = Store::new();
        let n = a.declare("n", Sort::Integer);
        let size = a.name(n);
        let x = a.declare("x", Sort::Vector(size));
        let (x, j) = (a.name(x), a.declare("j", Sort::Integer));
        let index = a.name(j);
        let entry = a.component(x, &[index]);
        let one = a.integer(1);
        let body = a.power(entry, size);
        let sum = a.bind_name(BinderKind::Sum, j, Domain::Range(one, size), body);
        let mut b = Store::new();
        b.declare("other", Sort::Truth);
        let there = Transfer::new(&a, &|_| ()).expression(&mut b, sum);
        let back = Transfer::new(&b, &|_| ()).expression(&mut a, there);
        assert_eq!(back, sum);
        assert_eq!(a.to_latex(sum), b.to_latex(there));
    }
}
