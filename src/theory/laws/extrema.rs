//! Greatest and least values of functions, and where they are taken.

super::rows! {
    "argmax-add-all", "f:U->R c:R", "(argmax x:U all (+ c (call f x)))" = "(argmax x:U all (call f x))", [], "a constant does not move the maximum", "textbook";
    "argmax-scale-all", "f:U->R c:R", "(argmax x:U all (* c (call f x)))" = "(argmax x:U all (call f x))", ["(> c 0)"], "a positive factor does not move the maximum", "textbook";
    "argmax-log-all", "f:U->R", "(argmax x:U all (call f x))" = "(argmax x:U all (Log (call f x)))", ["(forall x:U all (> (call f x) 0))"], "the logarithm increases", "textbook";
    "argmin-negative-all", "f:U->R", "(argmin x:U all (call f x))" = "(argmax x:U all (* -1 (call f x)))", [], "the least value is where the negative is greatest", "textbook";
    "maximum-add-all", "f:U->R c:R", "(max x:U all (+ c (call f x)))" = "(+ c (max x:U all (call f x)))", [], "constants come out of a maximum", "textbook";
    "maximum-scale-all", "f:U->R c:R", "(max x:U all (* c (call f x)))" = "(* c (max x:U all (call f x)))", ["(> c 0)"], "positive factors come out of a maximum", "textbook";
    "minimum-negative-all", "f:U->R", "(min x:U all (call f x))" = "(* -1 (max x:U all (* -1 (call f x))))", [], "the least value is the negative of the greatest of the negatives", "textbook";
    "argmax-add-set", "f:U->R c:R S:Set", "(argmax x:U in S (+ c (call f x)))" = "(argmax x:U in S (call f x))", [], "a constant does not move the maximum", "textbook";
    "argmax-scale-set", "f:U->R c:R S:Set", "(argmax x:U in S (* c (call f x)))" = "(argmax x:U in S (call f x))", ["(> c 0)"], "a positive factor does not move the maximum", "textbook";
    "argmax-log-set", "f:U->R S:Set", "(argmax x:U in S (call f x))" = "(argmax x:U in S (Log (call f x)))", ["(forall x:U in S (> (call f x) 0))"], "the logarithm increases", "textbook";
    "argmin-negative-set", "f:U->R S:Set", "(argmin x:U in S (call f x))" = "(argmax x:U in S (* -1 (call f x)))", [], "the least value is where the negative is greatest", "textbook";
    "maximum-add-set", "f:U->R c:R S:Set", "(max x:U in S (+ c (call f x)))" = "(+ c (max x:U in S (call f x)))", [], "constants come out of a maximum", "textbook";
    "maximum-scale-set", "f:U->R c:R S:Set", "(max x:U in S (* c (call f x)))" = "(* c (max x:U in S (call f x)))", ["(> c 0)"], "positive factors come out of a maximum", "textbook";
    "minimum-negative-set", "f:U->R S:Set", "(min x:U in S (call f x))" = "(* -1 (max x:U in S (* -1 (call f x))))", [], "the least value is the negative of the greatest of the negatives", "textbook";
    "argmax-add", "f:Z->R c:R a:Z b:Z", "(argmax x:Z a b (+ c (call f x)))" = "(argmax x:Z a b (call f x))", [], "a constant does not move the maximum", "textbook";
    "argmax-scale", "f:Z->R c:R a:Z b:Z", "(argmax x:Z a b (* c (call f x)))" = "(argmax x:Z a b (call f x))", ["(> c 0)"], "a positive factor does not move the maximum", "textbook";
    "argmax-log", "f:Z->R a:Z b:Z", "(argmax x:Z a b (call f x))" = "(argmax x:Z a b (Log (call f x)))", ["(forall x:Z a b (> (call f x) 0))"], "the logarithm increases", "textbook";
    "argmin-negative", "f:Z->R a:Z b:Z", "(argmin x:Z a b (call f x))" = "(argmax x:Z a b (* -1 (call f x)))", [], "the least value is where the negative is greatest", "textbook";
    "maximum-add", "f:Z->R c:R a:Z b:Z", "(max x:Z a b (+ c (call f x)))" = "(+ c (max x:Z a b (call f x)))", [], "constants come out of a maximum", "textbook";
    "maximum-scale", "f:Z->R c:R a:Z b:Z", "(max x:Z a b (* c (call f x)))" = "(* c (max x:Z a b (call f x)))", ["(> c 0)"], "positive factors come out of a maximum", "textbook";
    "minimum-negative", "f:Z->R a:Z b:Z", "(min x:Z a b (call f x))" = "(* -1 (max x:Z a b (* -1 (call f x))))", [], "the least value is the negative of the greatest of the negatives", "textbook";
}
