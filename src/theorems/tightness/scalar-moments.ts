/** The second moments of a scalar case in doubles, a round at a time: fast enough for a search. */
import { rateTheorems, type RateTheoremId } from '../../../spec/theorems/index.js';
import type { ScalarRun } from '../rates/index.js';

/** A scalar run in doubles, with η = 1. */
export type ScalarNumbers = Omit<ScalarRun<number>, 'stepSize'>;

/**
 * Σ over the local steps of a round, where E y² is a form in (x, m) plus what local noise adds: r^K and Σ_{j<K} r^j with
 * r = 1 − B; Σ_k of the coefficients of x², xm, m² and 1 in E (y^{k−1})²; and the variance of y^K from local noise.
 */
function sumRound({ curvature, difference, localStepCount, localDeviation }: ScalarNumbers) {
  const factor = 1 - (curvature - difference);
  let [power, series, spread] = [1, 0, 0];
  let [squares, mixed, ofSeries, noise] = [0, 0, 0, 0];
  for (let k = 1; k <= localStepCount; k += 1) {
    squares += power * power;
    mixed -= 2 * power * series;
    ofSeries += series * series;
    noise += spread;
    spread = factor * factor * spread + localDeviation * localDeviation;
    series = 1 + factor * series;
    power *= factor;
  }
  return { power, series, forms: [squares, mixed, ofSeries, noise] as const, spread };
}

/**
 * G of a scalar case in doubles.
 *
 * In one dimension with additive noise AuxMVR's error obeys Eᵗ = āE^{t−1} + aν, so (x, E) is a Markov state like AuxMOM's
 * (x, m), and three second moments describe either.
 */
export function averageSquaredGradient(theorem: RateTheoremId, numbers: ScalarNumbers): number {
  const { curvature, difference, momentumWeight: a, snapshotDeviation, startingPoint } = numbers;
  const { localStepCount, roundCount, correction } = numbers;
  if (theorem === 'SGD-1') {
    // one local step with m = 0 and the noise of g_f
    const own = { difference: 0, correction: 0, snapshotDeviation: 0, localDeviation: snapshotDeviation };
    return averageSquaredGradient('MOM-1', { ...numbers, ...own, localStepCount: 1 });
  }
  const { power, series, forms, spread } = sumRound(numbers);
  const isReduced = rateTheorems[theorem].variants[0] === 'aux-mvr';
  const decay = 1 - a;
  const kept = isReduced ? correction - difference * startingPoint : correction;
  // Second moments of (x, e): e is m for AuxMOM, E = m − Δx for AuxMVR.
  let [xx, xe, ee] = [startingPoint * startingPoint, startingPoint * kept, kept * kept];
  const pull = isReduced ? 0 : a * difference;
  let total = 0;
  for (let t = 1; t <= roundCount; t += 1) {
    [xe, ee] = [
      decay * xe + pull * xx,
      decay * decay * ee + 2 * decay * pull * xe + pull * pull * xx + (a * snapshotDeviation) ** 2,
    ];
    const shift = isReduced ? difference : 0; // m = e + shift·x
    const [xm, mm] = [xe + shift * xx, ee + 2 * shift * xe + shift * shift * xx];
    total += forms[0] * xx + forms[1] * xm + forms[2] * mm + forms[3];
    const [ofX, ofE] = [power - series * shift, -series];
    [xx, xe] = [ofX * ofX * xx + 2 * ofX * ofE * xe + ofE * ofE * ee + spread, ofX * xe + ofE * ee];
  }
  return (curvature * curvature * total) / (localStepCount * roundCount);
}
