//! Divergences and entropies by their definitions.

super::rows! {
    "divergence-discrete", "p:E->R q:E->R", "(Divergence p q)" = "(sum x:E all (* (call p x) (Log (/ (call p x) (call q x)))))", [], "the Kullback-Leibler divergence of two discrete distributions", "definition";
    "divergence-discrete-joint", "p:E1->E2->R q:E1->E2->R", "(Divergence p q)" = "(sum x:E1 all (sum y:E2 all (* (call p x y) (Log (/ (call p x y) (call q x y))))))", [], "the Kullback-Leibler divergence of two joint distributions", "definition";
    "divergence-continuous", "p:R->R q:R->R", "(Divergence p q)" = "(int x:R all (* (call p x) (Log (/ (call p x) (call q x)))))", [], "the Kullback-Leibler divergence of two densities", "definition";
    "divergence-continuous-vector", "n:Z p:Vn->R q:Vn->R", "(Divergence p q)" = "(int x:Vn all (* (call p x) (Log (/ (call p x) (call q x)))))", [], "the Kullback-Leibler divergence of two densities of vectors", "definition";
    "entropy-discrete", "p:E->R", "(Entropy p)" = "(* -1 (sum x:E all (* (call p x) (Log (call p x)))))", [], "the entropy of a discrete distribution", "definition";
    "entropy-discrete-joint", "p:E1->E2->R", "(Entropy p)" = "(* -1 (sum x:E1 all (sum y:E2 all (* (call p x y) (Log (call p x y))))))", [], "the entropy of a joint distribution", "definition";
    "entropy-continuous", "p:R->R", "(Entropy p)" = "(* -1 (int x:R all (* (call p x) (Log (call p x)))))", [], "the differential entropy", "definition";
    "entropy-continuous-vector", "n:Z p:Vn->R", "(Entropy p)" = "(* -1 (int x:Vn all (* (call p x) (Log (call p x)))))", [], "the differential entropy of a vector", "definition";
    "cross-entropy-discrete", "p:E->R q:E->R", "(CrossEntropy p q)" = "(* -1 (sum x:E all (* (call p x) (Log (call q x)))))", [], "the cross-entropy of two discrete distributions", "definition";
    "cross-entropy-continuous", "p:R->R q:R->R", "(CrossEntropy p q)" = "(* -1 (int x:R all (* (call p x) (Log (call q x)))))", [], "the cross-entropy of two densities", "definition";
    "cross-entropy-continuous-vector", "n:Z p:Vn->R q:Vn->R", "(CrossEntropy p q)" = "(* -1 (int x:Vn all (* (call p x) (Log (call q x)))))", [], "the cross-entropy of two densities of vectors", "definition";
    "conditional-entropy-discrete", "f:K1->K2->R g:K3->R", "(ConditionalEntropy f g)" = "(- (Entropy f) (Entropy g))", [], "the conditional entropy is that of both less that of the condition", "Shannon 1948";
    "mutual-information-discrete", "f:K1->K2->R", "(MutualInformation f)" = "(sum x:K1 all (sum y:K2 all (* (call f x y) (Log (/ (call f x y) (* (sum u:K2 all (call f x u)) (sum u:K1 all (call f u y))))))))", [], "the mutual information", "Shannon 1948";
    "divergence-continuous-joint", "f:X1->X2->R g:X1->X2->R", "(Divergence f g)" = "(int x:X1 all (int y:X2 all (* (call f x y) (Log (/ (call f x y) (call g x y))))))", [], "the Kullback-Leibler divergence", "Kullback and Leibler 1951";
    "entropy-continuous-joint", "f:X1->X2->R", "(Entropy f)" = "(- (int x:X1 all (int y:X2 all (* (call f x y) (Log (call f x y))))))", [], "the joint entropy", "Shannon 1948";
    "conditional-entropy-continuous", "f:X1->X2->R g:X3->R", "(ConditionalEntropy f g)" = "(- (Entropy f) (Entropy g))", [], "the conditional entropy is that of both less that of the condition", "Shannon 1948";
    "mutual-information-continuous", "f:X1->X2->R", "(MutualInformation f)" = "(int x:X1 all (int y:X2 all (* (call f x y) (Log (/ (call f x y) (* (int u:X2 all (call f x u)) (int u:X1 all (call f u y))))))))", [], "the mutual information", "Shannon 1948";
    "gibbs-discrete", "f:K->R g:K->R", "0" <= "(sum x:K all (* (call f x) (Log (/ (call f x) (call g x)))))", ["(IsDensity f)", "(IsDensity g)", "(forall x:K all (> (call g x) 0))", "(Convergent (sum x:K all (* (call f x) (Log (/ (call f x) (call g x))))))"], "the divergence is not negative (Gibbs)", "Cover and Thomas 2.6.3";
    "gibbs-continuous", "f:X->R g:X->R", "0" <= "(int x:X all (* (call f x) (Log (/ (call f x) (call g x)))))", ["(IsDensity f)", "(IsDensity g)", "(forall x:X all (> (call g x) 0))", "(Convergent (int x:X all (* (call f x) (Log (/ (call f x) (call g x))))))"], "the divergence is not negative (Gibbs)", "Cover and Thomas 8.6.1";
    "divergence-by-entropies-discrete", "p:E->R q:E->R", "(Divergence p q)" = "(- (CrossEntropy p q) (Entropy p))", [], "the divergence is cross-entropy minus entropy", "Cover and Thomas 2.3";
    "divergence-by-entropies-continuous", "p:R->R q:R->R", "(Divergence p q)" = "(- (CrossEntropy p q) (Entropy p))", ["(Convergent (CrossEntropy p q))", "(Convergent (Entropy p))"], "the divergence is cross-entropy minus entropy", "Cover and Thomas 2.3";
    "divergence-by-entropies-vector", "n:Z p:Vn->R q:Vn->R", "(Divergence p q)" = "(- (CrossEntropy p q) (Entropy p))", ["(Convergent (CrossEntropy p q))", "(Convergent (Entropy p))"], "the divergence is cross-entropy minus entropy", "Cover and Thomas 2.3";
    "mutual-information-by-entropies-discrete", "f:K1->K2->R", "(MutualInformation f)" = "(- (+ (Entropy (lam x:K1 all (sum u:K2 all (call f x u)))) (Entropy (lam y:K2 all (sum u:K1 all (call f u y))))) (Entropy f))", [], "mutual information is the entropy of each less that of both", "Cover and Thomas 2.4";
    "divergence-of-product-discrete", "f:K1->K2->R g:K1->R h:K2->R", "(Divergence f (lam x:K1 all (lam y:K2 all (* (call g x) (call h y)))))" = "(- (+ (CrossEntropy (lam x:K1 all (sum u:K2 all (call f x u))) g) (CrossEntropy (lam y:K2 all (sum u:K1 all (call f u y))) h)) (Entropy f))", [], "the divergence from independence is two cross-entropies less the joint entropy", "Cover and Thomas 2.5";
    "cross-entropy-of-itself-discrete", "p:K->R", "(CrossEntropy p p)" = "(Entropy p)", [], "the cross-entropy of a distribution with itself is its entropy", "definition";
    "cross-entropy-of-itself-continuous", "p:X->R", "(CrossEntropy p p)" = "(Entropy p)", [], "the cross-entropy of a density with itself is its entropy", "definition";
    "entropy-swap-discrete", "f:K1->K2->R", "(Entropy f)" = "(Entropy (lam y:K2 all (lam x:K1 all (call f x y))))", [], "the joint entropy does not depend on the order of the variables", "Shannon 1948";
}
