//! Items that a sum, an integral or an expectation binds by themselves: the `z_i` of `\sum_{z_i} q_i(z_i)`. Beside each
//! true row stands one that must not be proved.

mod notes;

use hence::report::Verdict;
use notes::last;

/// Rows, true and wrong ones, of which the true ones are proved and the wrong ones are not.
fn tell_apart(before: &str, rows: &[(&str, &str)]) {
    for (right, wrong) in rows {
        let note = |row: &str| format!("{before} $$ {row} $$");
        assert_eq!(last(&note(right)), Verdict::Proved, "{right}");
        let verdict = last(&note(wrong));
        assert!(
            matches!(verdict, Verdict::Refuted | Verdict::Unknown),
            "{wrong}: {verdict:?}"
        );
    }
}

#[test]
fn a_sum_over_an_item_takes_the_item_for_its_variable() {
    tell_apart(
        r"The likelihood of the observations is $$ \ell(\theta) = \sum_{i=1}^n \log p(x_i; \theta) $$",
        &[
            (
                r"\sum_{i=1}^n \log p(x_i; \theta) = \sum_{i=1}^n \log \sum_{z_i} p(x_i, z_i; \theta)",
                r"\sum_{i=1}^n \log p(x_i; \theta) = \sum_{i=1}^n \log \sum_{z_j} p(x_i, z_i; \theta)",
            ),
            (
                r"\sum_{z_i} p(x_i, z_i; \theta) = p(x_i; \theta)",
                r"\sum_{z_i} p(x_i, z; \theta) = p(x_i; \theta)",
            ),
            (
                r"\sum_{z_i} \sum_{z_j} p(x, z_i) q(z_j) = p(x)",
                r"\sum_{z_i} \sum_{z_j} p(x, z_i) = p(x)",
            ),
        ],
    );
}

#[test]
fn each_item_may_have_a_density_of_its_own() {
    tell_apart(
        r"Let $Q_i$ be a distribution over $z_i$.",
        &[
            (r"\sum_{z_i} Q_i(z_i) = 1", r"\sum_{z_i} Q_i(z_i)^2 = 1"),
            (
                r"\sum_{i=1}^n \log \sum_{z_i} Q_i(z_i) \frac{p(x_i, z_i; \theta)}{Q_i(z_i)} \ge \sum_{i=1}^n \sum_{z_i} Q_i(z_i) \log \frac{p(x_i, z_i; \theta)}{Q_i(z_i)}",
                r"\sum_{i=1}^n \log \sum_{z_i} Q_i(z_i) \frac{p(x_i, z_i; \theta)}{Q_i(z_i)} \le \sum_{i=1}^n \sum_{z_i} Q_i(z_i) \log \frac{p(x_i, z_i; \theta)}{Q_i(z_i)}",
            ),
            (
                r"\sum_{z_i} Q_i(z_i) \log \frac{Q_i(z_i)}{p(z_i)} + \sum_{z_j} Q_j(z_j) = 1 + \sum_{z_i} Q_i(z_i) \log Q_i(z_i) - \sum_{z_i} Q_i(z_i) \log p(z_i)",
                r"\sum_{z_i} Q_i(z_i) \log Q_i(z_i) = \sum_{z_j} Q_j(z_j) \log Q_j(z_j)",
            ),
        ],
    );
}

#[test]
fn integrals_and_expectations_run_over_items() {
    tell_apart(
        r"Each factor is normalized: $$ \int q_j(z_j) \, dz_j = 1 $$",
        &[
            (
                r"\int q_j(z_j) \log \frac{p(x, z_j)}{q_j(z_j)} dz_j = \log p(x) - D_{KL}(q_j(z_j) \| p(z_j | x))",
                r"\int q_j(z_j) \log p(x, z_j) dz_j = \log p(x) - D_{KL}(q_j(z_j) \| p(z_j | x))",
            ),
            (
                r"E_{z_j \sim q_j}[\log p(x, z_j)] = \int q_j(z_j) \log p(x, z_j) dz_j",
                r"E_{z_j \sim q_i}[\log p(x, z_j)] = \int q_j(z_j) \log p(x, z_j) dz_j",
            ),
            (r"H(q_j) + H(q_i) = H(q_i) + H(q_j)", r"H(q_j) = H(q_i)"),
            (
                r"\sum_{j=1}^n D_{KL}(q_j \| p) = \sum_{i=1}^n D_{KL}(q_i \| p)",
                r"\sum_{j=1}^n D_{KL}(q_j \| p) = n D_{KL}(q_1 \| p)",
            ),
            (
                r"E_{q_j}[\log p(x, z_j)] = \int q_j(z_j) \log p(x, z_j) dz_j",
                r"E_{q_i}[\log p(x, z_j)] = \int q_j(z_j) \log p(x, z_j) dz_j",
            ),
        ],
    );
}

#[test]
fn several_items_at_once_and_the_whole_beside_its_item_are_not_read() {
    for row in [
        r"\sum_{i=1}^n \sum_{x_{1..i-1}} f(x_{1..i-1}) = \sum_{i=1}^n \sum_{x_{1..i}} f(x_{1..i})",
        r"\sum_{i=1}^n \sum_{x_{1:i}} f(x_{1:i}) = \sum_{i=1}^n \sum_{x_{1:n}} f(x_{1:n})",
        r"\sum_{i=1}^n \sum_{z_{-i}} f(z_{-i}) = \sum_{i=1}^n \sum_{z_i} f(z_i)",
        r"\sum_{i=1}^n \int f(x_{\le i}) dx_{\le i} = n \int f(x_{\le 1}) dx_{\le 1}",
        r"\sum_{x_{<t}} f(x_{<t}) = \sum_{x_{>t}} f(x_{>t})",
        r"\sum_{z_i} f(z_i, z) = \sum_{z_j} f(z_j, z)",
    ] {
        assert_eq!(last(&format!("$$ {row} $$")), Verdict::Unknown, "{row}");
    }
}

#[test]
fn sums_are_ordered_by_their_terms_where_these_are_finitely_many() {
    tell_apart(
        "Let $q$ be a distribution over $z$.",
        &[
            (
                r"\sum_{i=1}^n \log \sum_z q(z) \frac{p(x_i,z)}{q(z)} \ge \sum_{i=1}^n \sum_z q(z) \log \frac{p(x_i,z)}{q(z)}",
                r"\sum_{i=1}^n \log \sum_z q(z) \frac{p(x_i,z)}{q(z)} \ge \sum_{i=1}^m \sum_z q(z) \log \frac{p(x_i,z)}{q(z)}",
            ),
            (
                r"\sum_{i=1}^n (1 + x_i) \le \sum_{i=1}^n e^{x_i}",
                r"\sum_{i=1}^n (1 + x_i) \ge \sum_{i=1}^n e^{x_i}",
            ),
            (
                r"\sum_{i=1}^n \sum_{j=1}^m (1 + a_i) \le \sum_{i=1}^n \sum_{j=1}^m e^{a_i}",
                r"\prod_{i=1}^n (1 + a_i) \le \prod_{i=1}^n e^{a_i}",
            ),
        ],
    );
}
