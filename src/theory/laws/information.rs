//! Entropies, divergences and mutual information by their definitions; Gibbs' inequality.

super::rows! {
    "divergence-discrete", "f:K->R g:K->R", "(Divergence f g)" = "(sum x:K all (* (call f x) (Log (/ (call f x) (call g x)))))", [], "the Kullback-Leibler divergence", "Kullback and Leibler 1951";
    "divergence-continuous", "f:X->R g:X->R", "(Divergence f g)" = "(int x:X all (* (call f x) (Log (/ (call f x) (call g x)))))", [], "the Kullback-Leibler divergence", "Kullback and Leibler 1951";
    "divergence-discrete-joint", "f:K1->K2->R g:K1->K2->R", "(Divergence f g)" = "(sum x:K1 all (sum y:K2 all (* (call f x y) (Log (/ (call f x y) (call g x y))))))", [], "the Kullback-Leibler divergence", "Kullback and Leibler 1951";
    "divergence-continuous-joint", "f:X1->X2->R g:X1->X2->R", "(Divergence f g)" = "(int x:X1 all (int y:X2 all (* (call f x y) (Log (/ (call f x y) (call g x y))))))", [], "the Kullback-Leibler divergence", "Kullback and Leibler 1951";
    "entropy-discrete", "f:K->R", "(Entropy f)" = "(- (sum x:K all (* (call f x) (Log (call f x)))))", [], "the entropy", "Shannon 1948";
    "entropy-continuous", "f:X->R", "(Entropy f)" = "(- (int x:X all (* (call f x) (Log (call f x)))))", [], "the differential entropy", "Shannon 1948";
    "entropy-discrete-joint", "f:K1->K2->R", "(Entropy f)" = "(- (sum x:K1 all (sum y:K2 all (* (call f x y) (Log (call f x y))))))", [], "the joint entropy", "Shannon 1948";
    "entropy-continuous-joint", "f:X1->X2->R", "(Entropy f)" = "(- (int x:X1 all (int y:X2 all (* (call f x y) (Log (call f x y))))))", [], "the joint entropy", "Shannon 1948";
    "cross-entropy-discrete", "f:K->R g:K->R", "(CrossEntropy f g)" = "(- (sum x:K all (* (call f x) (Log (call g x)))))", [], "the cross-entropy", "textbook";
    "cross-entropy-continuous", "f:X->R g:X->R", "(CrossEntropy f g)" = "(- (int x:X all (* (call f x) (Log (call g x)))))", [], "the cross-entropy", "textbook";
    "conditional-entropy-discrete", "f:K1->K2->R g:K3->R", "(ConditionalEntropy f g)" = "(- (Entropy f) (Entropy g))", [], "the conditional entropy is that of both less that of the condition", "Shannon 1948";
    "conditional-entropy-continuous", "f:X1->X2->R g:X3->R", "(ConditionalEntropy f g)" = "(- (Entropy f) (Entropy g))", [], "the conditional entropy is that of both less that of the condition", "Shannon 1948";
    "mutual-information-discrete", "f:K1->K2->R", "(MutualInformation f)" = "(sum x:K1 all (sum y:K2 all (* (call f x y) (Log (/ (call f x y) (* (sum u:K2 all (call f x u)) (sum u:K1 all (call f u y))))))))", [], "the mutual information", "Shannon 1948";
    "mutual-information-continuous", "f:X1->X2->R", "(MutualInformation f)" = "(int x:X1 all (int y:X2 all (* (call f x y) (Log (/ (call f x y) (* (int u:X2 all (call f x u)) (int u:X1 all (call f u y))))))))", [], "the mutual information", "Shannon 1948";
    "gibbs-discrete", "f:K->R g:K->R", "0" <= "(sum x:K all (* (call f x) (Log (/ (call f x) (call g x)))))", ["(IsDensity f)", "(IsDensity g)", "(forall x:K all (> (call g x) 0))", "(Convergent (sum x:K all (* (call f x) (Log (/ (call f x) (call g x))))))"], "the divergence is not negative (Gibbs)", "Cover and Thomas 2.6.3";
    "gibbs-continuous", "f:X->R g:X->R", "0" <= "(int x:X all (* (call f x) (Log (/ (call f x) (call g x)))))", ["(IsDensity f)", "(IsDensity g)", "(forall x:X all (> (call g x) 0))", "(Convergent (int x:X all (* (call f x) (Log (/ (call f x) (call g x))))))"], "the divergence is not negative (Gibbs)", "Cover and Thomas 8.6.1";
}
