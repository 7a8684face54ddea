//! What the kernel recomputes by itself, as rows to be read: what stands beside the laws in a proof.

/// A rule of the kernel that is no law.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// As proofs name it.
    pub id: &'static str,
    /// What it proves, in LaTeX.
    pub statement: &'static str,
    pub condition: &'static str,
    pub doc: &'static str,
}

pub const RULES: &[Rule] = &[
    Rule {
        id: "ring",
        statement: r"(a + b)^2 = a^2 + 2 a b + b^2, \quad \frac{a}{b} + \frac{c}{b} = \frac{a + c}{b}",
        condition: "what stands in a denominator is not zero; exponents combine where the base is positive or they are integers",
        doc: "both sides are brought to one quotient of polynomials over parts that are not looked into, and compared; numbers are exact, and products of matrices keep their order",
    },
    Rule {
        id: "marginal",
        statement: r"\sum_{y} p(x, y \mid c) = p(x \mid c), \quad \int p(x, y \mid c) \, dy = p(x \mid c)",
        condition: "the sum or integral is over all values of one variable of the density, which stands nowhere else in it",
        doc: "a variable is summed or integrated out of a joint density; 1 where none is left",
    },
    Rule {
        id: "conditional",
        statement: r"p(x \mid y) = \frac{p(x, y)}{p(y)}",
        condition: r"p(y) \neq 0",
        doc: "a conditional density by the joint one",
    },
    Rule {
        id: "derivative",
        statement: r"\frac{d}{dx} f(g(x)) = f'(g(x)) \, g'(x), \quad (u v)' = u' v + u v'",
        condition: "each part is differentiable at the point: arguments of logarithms and bases of real powers are positive, denominators not zero",
        doc: "sums, products, quotients, powers and the elementary functions are differentiated from the outside in",
    },
    Rule {
        id: "limit",
        statement: r"\lim_{x \to \infty} \frac{2 x + a}{x - b} = 2, \quad \lim_{x \to \infty} x^k e^{-a x} = 0, \quad \lim_{x \to a} f(x) = f(a)",
        condition: "leading coefficients have the sign that is used; at a number, the body is differentiable there",
        doc: "limits of sums, products, powers and elementary functions from the inside out; polynomials are compared by their degrees, and an exponential that falls wins over them",
    },
    Rule {
        id: "entries",
        statement: r"\begin{pmatrix} a & b \\ c & d \end{pmatrix} \begin{pmatrix} x \\ y \end{pmatrix} = \begin{pmatrix} a x + b y \\ c x + d y \end{pmatrix}",
        condition: "the arrays are written out; of an inverse, that it exists",
        doc: "sums, products, transposes, traces, determinants and inverses of arrays that are written out, done on their entries",
    },
    Rule {
        id: "unroll",
        statement: r"\sum_{i=1}^{3} f(i) = f(1) + f(2) + f(3)",
        condition: "both ends are numbers, with at most 64 terms",
        doc: "a sum or product between numbers is written out",
    },
    Rule {
        id: "cases",
        statement: r"|x| = \begin{cases} x & x \geq 0 \\ -x & x < 0 \end{cases}",
        condition: "no condition of a piece is of a random variable, and nothing is taken for granted of the names in it",
        doc: "an equation with a function in pieces by a proof for each piece, which supposes its condition; \"otherwise\" is where no condition before it holds",
    },
];

#[cfg(test)]
mod tests {
    #[test]
    fn every_computed_rule_is_described() {
        for rule in super::super::computed::RULES {
            assert!(super::RULES.iter().any(|row| row.id == *rule), "{rule}");
        }
    }
}
