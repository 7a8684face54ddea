//! Distributions of what is made of a random variable. A normal distribution may be degenerate.

super::rows! {
    "law-of-drawn", "X:Random D:D", "(Law X)" = "D", ["(Draw X D)"], "a variable has the distribution it is drawn from", "definition";
    "law-of-drawn-vector", "n:Z X:RVn D:D", "(Law X)" = "D", ["(Draw X D)"], "a random vector has the distribution it is drawn from", "definition";
    "law-of-drawn-matrix", "m:Z n:Z X:RMm,n D:D", "(Law X)" = "D", ["(Draw X D)"], "a random matrix has the distribution it is drawn from", "definition";
    "law-of-exponential", "X:Random m:R v:R", "(Law (exp X))" = "(LogNormal m v)", ["(Draw X (Normal m v))"], "the exponential of a normal variable is log-normal", "definition";
    "law-of-logarithm", "X:Random m:R v:R", "(Law (Log X))" = "(Normal m v)", ["(Draw X (LogNormal m v))"], "the logarithm of a log-normal variable is normal", "definition";
    "law-of-square", "X:Random", "(Law (^ X 2))" = "(ChiSquared 1)", ["(Draw X (Normal 0 1))"], "the square of a standard normal variable", "definition";
    "law-of-scaled-gamma", "X:Random c:R a:R b:R", "(Law (* c X))" = "(GammaDist a (/ b c))", ["(Draw X (GammaDist a b))", "(> c 0)"], "a multiple of a gamma variable", "textbook";
    "law-linear", "X:Random a:R m:R v:R", "(Law (* a X))" = "(Normal (* a m) (* (^ a 2) v))", ["(Draw X (Normal m v))"], "a multiple of a normal variable", "textbook";
    "law-linear-shifted", "X:Random a:R b:R m:R v:R", "(Law (+ (* a X) b))" = "(Normal (+ (* a m) b) (* (^ a 2) v))", ["(Draw X (Normal m v))"], "a linear transform of a normal variable", "textbook";
    "law-linear-form", "n:Z a:Vn X:RVn m:Vn S:Mn,n", "(Law (* (Transpose a) X))" = "(Normal (* (Transpose a) m) (* (Transpose a) S a))", ["(Draw X (MultivariateNormal m S))"], "a linear form of a normal vector", "textbook";
    "law-linear-form-shifted", "n:Z a:Vn b:R X:RVn m:Vn S:Mn,n", "(Law (+ (* (Transpose a) X) b))" = "(Normal (+ (* (Transpose a) m) b) (* (Transpose a) S a))", ["(Draw X (MultivariateNormal m S))"], "a linear form of a normal vector", "textbook";
    "law-linear-vector", "k:Z n:Z A:Mk,n X:RVn m:Vn S:Mn,n", "(Law (* A X))" = "(MultivariateNormal (* A m) (* A S (Transpose A)))", ["(Draw X (MultivariateNormal m S))"], "a linear transform of a normal vector", "textbook";
    "law-linear-vector-shifted", "k:Z n:Z A:Mk,n b:Vk X:RVn m:Vn S:Mn,n", "(Law (+ (* A X) b))" = "(MultivariateNormal (+ (* A m) b) (* A S (Transpose A)))", ["(Draw X (MultivariateNormal m S))"], "a linear transform of a normal vector", "textbook";
    "law-linear-matrix", "k:Z n:Z p:Z q:Z A:Mk,n X:RMn,p B:Mp,q M:Mn,p U:Mn,n V:Mp,p", "(Law (* A X B))" = "(MatrixNormal (* A M B) (* A U (Transpose A)) (* (Transpose B) V B))", ["(Draw X (MatrixNormal M U V))"], "a linear transform of a normal matrix", "textbook";
    "law-linear-matrix-shifted", "k:Z n:Z p:Z q:Z A:Mk,n X:RMn,p B:Mp,q b:Mk,q M:Mn,p U:Mn,n V:Mp,p", "(Law (+ (* A X B) b))" = "(MatrixNormal (+ (* A M B) b) (* A U (Transpose A)) (* (Transpose B) V B))", ["(Draw X (MatrixNormal M U V))"], "a linear transform of a normal matrix", "textbook";
}
