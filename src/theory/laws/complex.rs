//! Complex numbers.

super::rows! {
    "euler", "x:C", "(exp (* i x))" = "(+ (Cos x) (* i (Sin x)))", [], "Euler's formula", "DLMF 4.14";
    "conjugate-real", "x:R", "(Conjugate x)" = "x", [], "a real number is its own conjugate", "textbook";
    "conjugate-i", "", "(Conjugate i)" = "(* -1 i)", [], "the conjugate of the imaginary unit", "textbook";
    "conjugate-conjugate", "z:C", "(Conjugate (Conjugate z))" = "z", [], "conjugating twice", "textbook";
    "conjugate-sum", "z:C w:C", "(Conjugate (+ z w))" = "(+ (Conjugate z) (Conjugate w))", [], "conjugates add", "textbook";
    "conjugate-product", "z:C w:C", "(Conjugate (* z w))" = "(* (Conjugate z) (Conjugate w))", [], "conjugates multiply", "textbook";
    "real-part", "z:C", "(Re z)" = "(* 0.5 (+ z (Conjugate z)))", [], "the real part by the conjugate", "textbook";
    "imaginary-part", "z:C", "(Im z)" = "(* -0.5 i (- z (Conjugate z)))", [], "the imaginary part by the conjugate", "textbook";
    "modulus", "z:C", "(Abs z)" = "(sqrt (* z (Conjugate z)))", [], "the modulus by the conjugate", "textbook";
    "modulus-squared", "z:C", "(^ (Abs z) 2)" = "(* z (Conjugate z))", [], "the squared modulus by the conjugate", "textbook";
    "imaginary-square", "", "(^ i 2)" = "-1", [], "the square of the imaginary unit", "textbook";
}
