//! Products over an index.

super::rows! {
    "product-times", "f:Z->R g:Z->R a:Z b:Z", "(prod j:Z a b (* (call f j) (call g j)))" = "(* (prod j:Z a b (call f j)) (prod j:Z a b (call g j)))", [], "a product of products", "textbook";
    "product-exp", "f:Z->R a:Z b:Z", "(prod j:Z a b (exp (call f j)))" = "(exp (sum j:Z a b (call f j)))", [], "a product of exponentials", "textbook";
    "product-base", "c:R f:Z->R a:Z b:Z", "(prod j:Z a b (^ c (call f j)))" = "(^ c (sum j:Z a b (call f j)))", ["(> c 0)"], "a product of powers of one base", "textbook";
    "product-power", "f:Z->R p:R a:Z b:Z", "(prod j:Z a b (^ (call f j) p))" = "(^ (prod j:Z a b (call f j)) p)", ["(forall j:Z a b (> (call f j) 0))"], "an exponent comes out of a product", "textbook";
    "log-product-range", "f:Z->R a:Z b:Z", "(Log (prod j:Z a b (call f j)))" = "(sum j:Z a b (Log (call f j)))", ["(forall j:Z a b (> (call f j) 0))"], "the logarithm of a product is the sum of the logarithms", "textbook";
    "product-times-set", "f:K->R g:K->R S:Set", "(prod j:K in S (* (call f j) (call g j)))" = "(* (prod j:K in S (call f j)) (prod j:K in S (call g j)))", ["(Convergent (prod j:K in S (call f j)))", "(Convergent (prod j:K in S (call g j)))"], "a product of products", "textbook";
    "product-exp-set", "f:K->R S:Set", "(prod j:K in S (exp (call f j)))" = "(exp (sum j:K in S (call f j)))", ["(Convergent (sum j:K in S (call f j)))"], "a product of exponentials", "textbook";
    "product-base-set", "c:R f:K->R S:Set", "(prod j:K in S (^ c (call f j)))" = "(^ c (sum j:K in S (call f j)))", ["(> c 0)", "(Convergent (sum j:K in S (call f j)))"], "a product of powers of one base", "textbook";
    "product-power-set", "f:K->R a:R S:Set", "(prod j:K in S (^ (call f j) a))" = "(^ (prod j:K in S (call f j)) a)", ["(Convergent (prod j:K in S (call f j)))", "(forall j:K in S (> (call f j) 0))"], "an exponent comes out of a product", "textbook";
    "log-product-set", "f:K->R S:Set", "(Log (prod j:K in S (call f j)))" = "(sum j:K in S (Log (call f j)))", ["(Convergent (sum j:K in S (Log (call f j))))", "(forall j:K in S (> (call f j) 0))"], "the logarithm of a product is the sum of the logarithms", "textbook";
    "product-times-all", "f:E->R g:E->R", "(prod j:E all (* (call f j) (call g j)))" = "(* (prod j:E all (call f j)) (prod j:E all (call g j)))", [], "a product of products", "textbook";
    "product-exp-all", "f:E->R", "(prod j:E all (exp (call f j)))" = "(exp (sum j:E all (call f j)))", [], "a product of exponentials", "textbook";
    "product-base-all", "c:R f:E->R", "(prod j:E all (^ c (call f j)))" = "(^ c (sum j:E all (call f j)))", ["(> c 0)"], "a product of powers of one base", "textbook";
    "product-power-all", "f:E->R a:R", "(prod j:E all (^ (call f j) a))" = "(^ (prod j:E all (call f j)) a)", ["(forall j:E all (> (call f j) 0))"], "an exponent comes out of a product", "textbook";
    "log-product-all", "f:E->R", "(Log (prod j:E all (call f j)))" = "(sum j:E all (Log (call f j)))", ["(forall j:E all (> (call f j) 0))"], "the logarithm of a product is the sum of the logarithms", "textbook";
    "product-constant", "c:R a:Z b:Z", "(prod j:Z a b c)" = "(^ c (+ b (* -1 a) 1))", ["(<= a (+ b 1))", "(!= c 0)"], "a product of equal factors", "textbook";
    "product-constant-some", "c:R a:Z b:Z", "(prod j:Z a b c)" = "(^ c (+ b (* -1 a) 1))", ["(<= a b)"], "a product of equal factors, at least one", "textbook";
    "product-integers", "n:Z", "(prod j:Z 1 n j)" = "(Factorial n)", ["(>= n 0)"], "the factorial", "definition";
    "product-falling", "m:Z n:Z", "(prod j:Z 0 (- n 1) (- m j))" = "(/ (Factorial m) (Factorial (- m n)))", ["(>= n 0)", "(<= n m)"], "the falling factorial", "DLMF 5.2.4";
    "product-constant-set", "c:R S:Set", "(prod j:K in S c)" = "(^ c (Size S))", ["(!= c 0)", "(Convergent (sum j:K in S 1))"], "a product of equal factors", "textbook";
}
