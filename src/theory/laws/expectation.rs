//! Expected values of random variables.

super::rows! {
    "expectation-add", "X:RU Y:RU", "(Expectation (+ X Y))" = "(+ (Expectation X) (Expectation Y))", ["(Convergent (Expectation X))", "(Convergent (Expectation Y))"], "expectation is linear", "textbook";
    "expectation-scale", "c:R X:RU", "(Expectation (* c X))" = "(* c (Expectation X))", [], "constants come out of expectations", "textbook";
    "expectation-constant", "c:R", "(Expectation c)" = "c", [], "the expectation of a constant", "textbook";
    "indicator-mean", "A:T", "(Expectation (Indicator A))" = "(Probability A)", [], "the mean of an indicator is the probability of its event", "definition";
    "indicator-power", "A:T n:Z", "(^ (Indicator A) n)" = "(Indicator A)", ["(> n 0)"], "powers of 0 and 1 are 0 and 1", "definition";
    "indicator-both", "A:T B:T x:R", "(* x (Indicator A) (Indicator B))" = "(* x (Indicator (And A B)))", [], "a product of indicators is 1 where both events happen", "definition";
    "indicator-not", "A:T", "(Indicator (Not A))" = "(- 1 (Indicator A))", [], "one of an event and its complement happens", "definition";
    "mean-by-generating", "X:Random", "(d t:R at 0 (Expectation (exp (* t X))))" = "(Expectation X)", ["(Convergent (d t:R at 0 (Expectation (exp (* t X)))))"], "the mean is the slope of the moment generating function at 0", "textbook";
    "square-by-generating", "X:Random", "(d t:R at 0 (d s:R at t (Expectation (exp (* s X)))))" = "(Expectation (^ X 2))", ["(Convergent (d t:R at 0 (d s:R at t (Expectation (exp (* s X))))))"], "the second moment is the second derivative of the moment generating function at 0", "textbook";
    "cube-by-generating", "X:Random", "(d t:R at 0 (d s:R at t (d u:R at s (Expectation (exp (* u X))))))" = "(Expectation (^ X 3))", ["(Convergent (d t:R at 0 (d s:R at t (d u:R at s (Expectation (exp (* u X)))))))"], "the third moment is the third derivative of the moment generating function at 0", "textbook";
    "variance-moments", "X:Random", "(Variance X)" = "(- (Expectation (^ X 2)) (^ (Expectation X) 2))", ["(Convergent (Expectation (^ X 2)))", "(Convergent (Expectation X))"], "the variance by moments", "textbook";
    "variance-definition", "X:Random", "(Variance X)" = "(Expectation (^ (- X (Expectation X)) 2))", [], "the variance about the mean", "definition";
    "covariance-definition", "X:Random Y:Random", "(Covariance X Y)" = "(Expectation (* (- X (Expectation X)) (- Y (Expectation Y))))", [], "the covariance about the means", "definition";
    "covariance-moments", "X:Random Y:Random", "(Covariance X Y)" = "(- (Expectation (* X Y)) (* (Expectation X) (Expectation Y)))", ["(Convergent (Expectation (* X Y)))", "(Convergent (Expectation X))", "(Convergent (Expectation Y))"], "the covariance by moments", "textbook";
    "correlation-definition", "X:Random Y:Random", "(Correlation X Y)" = "(/ (Covariance X Y) (sqrt (* (Variance X) (Variance Y))))", [], "the correlation by covariance and variances", "textbook";
    "expectation-sum", "X:Z->Random a:Z b:Z", "(Expectation (sum j:Z a b (call X j)))" = "(sum j:Z a b (Expectation (call X j)))", ["(forall j:Z a b (Convergent (Expectation (call X j))))"], "expectation of a finite sum", "textbook";
    "probability-above", "X:Random y:R", "(Probability (< y X))" = "(- 1 (Probability (<= X y)))", [], "the probability of the opposite", "textbook";
    "probability-strictly-below", "X:Random y:R", "(Probability (< X y))" = "(- (Probability (<= X y)) (Probability (= X y)))", [], "below a point, or at it", "textbook";
    "probability-from", "X:Random y:R", "(Probability (<= y X))" = "(+ 1 (Probability (= X y)) (* -1 (Probability (<= X y))))", [], "the probability of the opposite", "textbook";
    "event-at-most", "X:Random Y:Random c:R", "(Probability (<= X Y))" = "(Probability (<= (* c (- X Y)) 0))", ["(> c 0)"], "one event, written otherwise", "definition";
    "event-at-most-turned", "X:Random Y:Random c:R", "(Probability (<= X Y))" = "(Probability (<= 0 (* c (- X Y))))", ["(< c 0)"], "one event, written otherwise", "definition";
    "event-below", "X:Random Y:Random c:R", "(Probability (< X Y))" = "(Probability (< (* c (- X Y)) 0))", ["(> c 0)"], "one event, written otherwise", "definition";
    "event-below-turned", "X:Random Y:Random c:R", "(Probability (< X Y))" = "(Probability (< 0 (* c (- X Y))))", ["(< c 0)"], "one event, written otherwise", "definition";
    "event-equal", "X:Random Y:Random c:R", "(Probability (= X Y))" = "(Probability (= (* c (- X Y)) 0))", ["(!= c 0)"], "one event, written otherwise", "definition";
    "event-size-from", "X:Random c:R", "(Probability (<= c (Abs X)))" = "(Probability (<= (^ c 2) (^ X 2)))", ["(>= c 0)"], "what is at least as far from 0 has a square at least as large", "definition";
    "event-size-at-most", "X:Random c:R", "(Probability (<= (Abs X) c))" = "(Probability (<= (^ X 2) (^ c 2)))", ["(>= c 0)"], "what is at most as far from 0 has a square at most as large", "definition";
    "event-size-above", "X:Random c:R", "(Probability (< c (Abs X)))" = "(Probability (< (^ c 2) (^ X 2)))", ["(>= c 0)"], "what is farther from 0 has a larger square", "definition";
    "event-size-below", "X:Random c:R", "(Probability (< (Abs X) c))" = "(Probability (< (^ X 2) (^ c 2)))", ["(>= c 0)"], "what is closer to 0 has a smaller square", "definition";
    "probability-complement", "A:T", "(Probability (Not A))" = "(- 1 (Probability A))", [], "the probability of the complement", "textbook";
    "probability-union", "A:T B:T", "(Probability (Or A B))" = "(+ (Probability A) (Probability B) (* -1 (Probability (And A B))))", [], "the addition law of probability", "textbook";
    "probability-without", "A:T B:T", "(Probability (And A (Not B)))" = "(- (Probability A) (Probability (And A B)))", [], "one event without another", "textbook";
    "expectation-independent", "X:Random Y:Random", "(Expectation (* X Y))" = "(* (Expectation X) (Expectation Y))", ["(Independent X Y)", "(Convergent (Expectation X))", "(Convergent (Expectation Y))"], "the mean of a product of independent variables", "textbook";
    "variance-scale", "c:R X:Random", "(Variance (* c X))" = "(* (^ c 2) (Variance X))", [], "a constant comes out of a variance as its square", "textbook";
    "variance-shift", "c:R X:Random", "(Variance (+ c X))" = "(Variance X)", [], "a constant adds nothing to a variance", "textbook";
    "variance-sum-independent", "X:Z->Random a:Z b:Z", "(Variance (sum j:Z a b (call X j)))" = "(sum j:Z a b (Variance (call X j)))", ["(forall j:Z a b (forall k:Z a (- j 1) (Independent (call X j) (call X k))))", "(forall j:Z a b (Convergent (Expectation (^ (call X j) 2))))"], "variances of variables any two of which are independent add up", "textbook";
    "expectation-product-independent", "X:Z->Random a:Z b:Z", "(Expectation (prod j:Z a b (call X j)))" = "(prod j:Z a b (Expectation (call X j)))", ["(forall j:Z a b (Independent (call X j) (prod k:Z a (- j 1) (call X k))))", "(forall j:Z a b (Convergent (Expectation (call X j))))"], "the mean of a product of variables each of which is independent of those before it", "textbook";
    "generating-sum-independent", "X:Z->Random a:Z b:Z", "(Expectation (exp (sum j:Z a b (call X j))))" = "(prod j:Z a b (Expectation (exp (call X j))))", ["(forall j:Z a b (Independent (call X j) (sum k:Z a (- j 1) (call X k))))", "(forall j:Z a b (Convergent (Expectation (exp (call X j)))))"], "generating functions of independent variables are multiplied", "textbook";
    "expectation-tower", "X:RU Y:RU", "(Expectation (ConditionalExpectation X Y))" = "(Expectation X)", ["(Convergent (Expectation X))"], "the expectation of a conditional expectation", "textbook";
}
