/** 1/√(2π) */
export const INV_SQRT_2PI = 0.3989422804014327;

/** Standard normal density φ(x). */
export const density = (x: number): number => INV_SQRT_2PI * Math.exp(-0.5 * x * x);

/**
 * Standard normal distribution Φ(x) with full relative accuracy in both tails (about 1e-15).
 * W. J. Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969) 631–637.
 */
export function cumulative(x: number): number {
  const tail = lowerTail(Math.abs(x), Math.exp(-0.5 * x * x));
  return x > 0 ? 1 - tail : tail;
}

/**
 * Φ(−a) for a ≥ 0, given `expHalf` = exp(−a²/2) that the caller has computed for φ anyway:
 * one exponential serves density and distribution.
 */
export function lowerTail(a: number, expHalf: number): number {
  const x = a * Math.SQRT1_2;
  if (x <= 0.46875) return 0.5 - 0.5 * x * erfOverX(x * x);
  return x <= 4 ? 0.5 * expHalf * erfcxMiddle(x) : 0.5 * expHalf * erfcxFar(x);
}

/** erf(x)/x for |x| ≤ 0.46875, y = x². */
function erfOverX(y: number): number {
  const p =
    (((1.85777706184603153e-1 * y + 3.1611237438705656) * y + 1.13864154151050156e2) * y + 3.77485237685302021e2) * y +
    3.20937758913846947e3;
  const q =
    (((y + 2.36012909523441209e1) * y + 2.44024637934444173e2) * y + 1.28261652607737228e3) * y + 2.84423683343917062e3;
  return p / q;
}

/** exp(x²)·erfc(x) for 0.46875 < x ≤ 4. */
function erfcxMiddle(x: number): number {
  const p =
    (((((((2.15311535474403846e-8 * x + 5.64188496988670089e-1) * x + 8.88314979438837594) * x +
      6.61191906371416295e1) *
      x +
      2.98635138197400131e2) *
      x +
      8.8195222124176909e2) *
      x +
      1.71204761263407058e3) *
      x +
      2.05107837782607147e3) *
      x +
    1.23033935479799725e3;
  const q =
    (((((((x + 1.57449261107098347e1) * x + 1.17693950891312499e2) * x + 5.37181101862009858e2) * x +
      1.62138957456669019e3) *
      x +
      3.29079923573345963e3) *
      x +
      4.36261909014324716e3) *
      x +
      3.43936767414372164e3) *
      x +
    1.23033935480374942e3;
  return p / q;
}

/** exp(x²)·erfc(x) for x > 4. */
function erfcxFar(x: number): number {
  const y = 1 / (x * x);
  const p =
    ((((1.63153871373020978e-2 * y + 3.05326634961232344e-1) * y + 3.60344899949804439e-1) * y +
      1.25781726111229246e-1) *
      y +
      1.60837851487422766e-2) *
      y +
    6.58749161529837803e-4;
  const q =
    ((((y + 2.56852019228982242) * y + 1.87295284992346725) * y + 5.27905102951428412e-1) * y +
      6.05183413124413191e-2) *
      y +
    2.33520497626869185e-3;
  const SQRT_1_PI = 0.5641895835477563;
  return (SQRT_1_PI - (y * p) / q) / x;
}
