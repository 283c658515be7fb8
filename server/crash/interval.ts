/*
 * How far two counts of events can be told apart. Events that happen one by one are counted as Poisson: given both counts, the
 * later one is binomial, and the exact (Clopper–Pearson) interval of its share is an interval of the ratio of the two rates.
 * @see Przyborowski and Wilenski 1940; Clopper and Pearson 1934
 */

/** Lanczos, g = 7; relative error below 1e-13 for positive arguments. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function logGamma(x: number): number {
  const z = x - 1;
  let sum = LANCZOS[0]!;
  for (let at = 1; at < LANCZOS.length; at += 1) sum += LANCZOS[at]! / (z + at);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Continued fraction of the incomplete beta function, by Lentz. */
function betaFraction(a: number, b: number, x: number): number {
  const TINY = 1e-300;
  const keep = (value: number) => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / keep(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m <= 1000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / keep(1 + even * d);
    c = keep(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / keep(1 + odd * d);
    c = keep(1 + odd / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-14) break;
  }
  return h;
}

/** Regularised incomplete beta function I_x(a, b), for a, b > 0 and 0 ≤ x ≤ 1. */
export function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(a, b, x)) / a
    : 1 - (front * betaFraction(b, a, 1 - x)) / b;
}

/** The x at which {@link incompleteBeta} comes to a probability. */
function betaQuantile(probability: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  // Sixty halvings leave less than a double can tell.
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (incompleteBeta(a, b, middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** From, to; `to` null: no end. */
export type Interval = { from: number; to: number | null };

/**
 * Exact interval of a share, in which it lies with at least the confidence asked for.
 * @param successes of `trials`; need not be whole
 */
export function shareInterval(
  successes: number,
  trials: number,
  confidence = 0.95,
): { from: number; to: number } {
  const tail = (1 - confidence) / 2;
  return {
    from: successes <= 0 ? 0 : betaQuantile(tail, successes, trials - successes + 1),
    to: successes >= trials ? 1 : betaQuantile(1 - tail, successes + 1, trials - successes),
  };
}

/**
 * Exact interval of later rate ÷ earlier rate.
 * @param exposures for how long each was counted, in any one unit
 * @returns 0 to no end when nothing was counted
 */
export function rateRatioInterval(
  later: number,
  earlier: number,
  exposures: { later: number; earlier: number } = { later: 1, earlier: 1 },
  confidence = 0.95,
): Interval {
  if (later + earlier <= 0) return { from: 0, to: null };
  const { from, to } = shareInterval(later, later + earlier, confidence);
  const scale = exposures.earlier / exposures.later;
  const ratio = (share: number) => (share / (1 - share)) * scale;
  return { from: ratio(from), to: to >= 1 ? null : ratio(to) };
}
