//! Divergences and entropies by their definitions.

super::rows! {
    "divergence-discrete", "p:E->R q:E->R", "(Divergence p q)" = "(sum x:E all (* (call p x) (Log (/ (call p x) (call q x)))))", [], "the Kullback-Leibler divergence of two discrete distributions", "definition";
    "divergence-discrete-joint", "p:E->E->R q:E->E->R", "(Divergence p q)" = "(sum x:E all (sum y:E all (* (call p x y) (Log (/ (call p x y) (call q x y))))))", [], "the Kullback-Leibler divergence of two joint distributions", "definition";
    "divergence-continuous", "p:R->R q:R->R", "(Divergence p q)" = "(int x:R all (* (call p x) (Log (/ (call p x) (call q x)))))", [], "the Kullback-Leibler divergence of two densities", "definition";
    "divergence-continuous-vector", "n:Z p:Vn->R q:Vn->R", "(Divergence p q)" = "(int x:Vn all (* (call p x) (Log (/ (call p x) (call q x)))))", [], "the Kullback-Leibler divergence of two densities of vectors", "definition";
    "entropy-discrete", "p:E->R", "(Entropy p)" = "(* -1 (sum x:E all (* (call p x) (Log (call p x)))))", [], "the entropy of a discrete distribution", "definition";
    "entropy-discrete-joint", "p:E->E->R", "(Entropy p)" = "(* -1 (sum x:E all (sum y:E all (* (call p x y) (Log (call p x y))))))", [], "the entropy of a joint distribution", "definition";
    "entropy-continuous", "p:R->R", "(Entropy p)" = "(* -1 (int x:R all (* (call p x) (Log (call p x)))))", [], "the differential entropy", "definition";
    "entropy-continuous-vector", "n:Z p:Vn->R", "(Entropy p)" = "(* -1 (int x:Vn all (* (call p x) (Log (call p x)))))", [], "the differential entropy of a vector", "definition";
    "cross-entropy-discrete", "p:E->R q:E->R", "(CrossEntropy p q)" = "(* -1 (sum x:E all (* (call p x) (Log (call q x)))))", [], "the cross-entropy of two discrete distributions", "definition";
    "cross-entropy-continuous", "p:R->R q:R->R", "(CrossEntropy p q)" = "(* -1 (int x:R all (* (call p x) (Log (call q x)))))", [], "the cross-entropy of two densities", "definition";
    "cross-entropy-continuous-vector", "n:Z p:Vn->R q:Vn->R", "(CrossEntropy p q)" = "(* -1 (int x:Vn all (* (call p x) (Log (call q x)))))", [], "the cross-entropy of two densities of vectors", "definition";
    "conditional-entropy-discrete", "p:E->E->R q:E->R", "(ConditionalEntropy p q)" = "(* -1 (sum x:E all (sum y:E all (* (call p x y) (Log (/ (call p x y) (call q x)))))))", [], "the entropy of the second variable given the first", "definition";
    "mutual-information-discrete", "p:E->E->R", "(MutualInformation p)" = "(sum x:E all (sum y:E all (* (call p x y) (Log (/ (call p x y) (* (sum y:E all (call p x y)) (sum x:E all (call p x y))))))))", [], "the mutual information of two discrete variables", "definition";
}
