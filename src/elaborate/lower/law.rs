//! Rows of LaTeX with declared variables: laws and the table of distributions.

use super::*;
use crate::elaborate::survey::Survey;

/// The declared variables of a row, in order.
#[derive(Debug, Clone, Default)]
pub struct LawVariables {
    pub symbols: Vec<SymbolId>,
    scope: Scope,
}

impl LawVariables {
    /// Reads `a b: real; A: matrix m n; f: real -> real; x: element; X: random real; n: integer; v: vector n`.
    ///
    /// Sizes are numbers or variables declared before as integers.
    ///
    /// # Errors
    /// The piece that cannot be read.
    pub fn read(store: &mut Store, declarations: &str) -> Result<Self, String> {
        let mut found = Self {
            symbols: Vec::new(),
            scope: Scope::new(&Survey::new()),
        };
        for piece in declarations
            .split(';')
            .map(str::trim)
            .filter(|p| !p.is_empty())
        {
            let Some((names, sort)) = piece.rsplit_once(':') else {
                return Err(format!("`{piece}` has no sort"));
            };
            let sort = found.sort(store, sort.trim())?;
            for name in names.split_whitespace() {
                let symbol = store.declare_as(name, sort.clone(), Role::Law, 0);
                found.scope.declare(store, name, symbol);
                found.symbols.push(symbol);
            }
        }
        Ok(found)
    }

    fn sort(&self, store: &mut Store, text: &str) -> Result<Sort, String> {
        if let Some((args, result)) = text.rsplit_once("->") {
            let result = self.sort(store, result.trim())?;
            let result = store.intern_sort(result);
            let mut sorts = Vec::new();
            for arg in args.split(',') {
                let sort = self.sort(store, arg.trim())?;
                sorts.push(store.intern_sort(sort));
            }
            return Ok(Sort::Function(sorts, result));
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        Ok(match words[..] {
            ["real"] => Sort::Real,
            ["integer"] => Sort::Integer,
            ["complex"] => Sort::Complex,
            ["truth"] => Sort::Truth,
            ["element"] => Sort::Element(None),
            ["family"] => Sort::Family,
            ["distribution"] => Sort::Distribution,
            ["vector", n] => Sort::Vector(self.size(store, n)?),
            ["matrix", m, n] => Sort::Matrix(self.size(store, m)?, self.size(store, n)?),
            ["sequence", ..] if words.len() > 1 => {
                let item = self.sort(store, &words[1..].join(" "))?;
                Sort::Sequence(store.intern_sort(item))
            }
            ["random", ..] if words.len() > 1 => {
                let item = self.sort(store, &words[1..].join(" "))?;
                Sort::Random(store.intern_sort(item))
            }
            ["set", ..] if words.len() > 1 => {
                let item = self.sort(store, &words[1..].join(" "))?;
                Sort::Set(store.intern_sort(item))
            }
            _ => return Err(format!("`{text}` is no sort")),
        })
    }

    fn size(&self, store: &mut Store, text: &str) -> Result<Id, String> {
        if let Ok(number) = text.parse::<i64>() {
            return Ok(store.integer(number));
        }
        match self.scope.fixed(text) {
            Some(symbol) => Ok(store.name(symbol)),
            None => Err(format!("the size `{text}` is not declared")),
        }
    }
}

/// The expression of a row of a law, in the scope of its declared variables. Free letters that are not declared are
/// refused, so that a law says all it means.
///
/// # Errors
/// [`Unread`] with the place in `tree`.
pub fn lower_law(
    store: &mut Store,
    variables: &mut LawVariables,
    tree: &Tree,
) -> Result<Id, Unread> {
    let lowered = lower(store, &mut variables.scope, tree)?;
    let stray = store
        .free_names(lowered.id)
        .into_iter()
        .find(|&symbol| store.symbol(symbol).role == Role::Note);
    match stray {
        Some(symbol) => {
            let text = format!("`{}` is not declared", store.symbol(symbol).spelling);
            Err(unread(tree, UNSUPPORTED, text))
        }
        None => Ok(lowered.id),
    }
}
