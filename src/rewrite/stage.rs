//! How far a try goes: each stage knows the rules of the stages before it and some more.

/// From weak to strong; a claim proved early rests on fewer conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The arithmetic of fractions.
    Ring,
    /// Logarithms, exponentials, powers, trigonometry, derivatives.
    Algebra,
    /// Sums, integrals, expectations, matrices.
    Linear,
    /// Entropies and divergences by their definitions.
    Information,
    /// Conditional densities by joint ones.
    Joint,
    /// What the note defined or derived before; densities and moments of known distributions.
    Facts,
    /// Densities written out.
    Densities,
    /// Products and traces of arrays by their entries.
    Entries,
    /// Factorials, binomial coefficients and beta functions by the gamma function.
    Functions,
}

impl Stage {
    pub const ALL: [Stage; 9] = [
        Stage::Ring,
        Stage::Algebra,
        Stage::Linear,
        Stage::Information,
        Stage::Joint,
        Stage::Facts,
        Stage::Densities,
        Stage::Entries,
        Stage::Functions,
    ];
}
