/** Exact binomial tails: how surprising so many misses are. */

/** P(Bin(n, p) ≥ k), by summing logarithms. */
export function binomialTail(n: number, p: number, k: number): number {
  let logTerm = n * Math.log1p(-p);
  let tail = k <= 0 ? Math.exp(logTerm) : 0;
  for (let hits = 1; hits <= n; hits += 1) {
    logTerm += Math.log((n - hits + 1) / hits) + Math.log(p / (1 - p));
    if (hits >= k) tail += Math.exp(logTerm);
  }
  return tail;
}

/**
 * Whether so many misses speak against a coverage of 1 − risk: they would be rarer than once in a million if each trial missed
 * with probability `risk`. So an honest interval fails this check less often than once in a million runs.
 */
export function refutesCoverage(misses: number, trials: number, risk: number): boolean {
  return binomialTail(trials, risk, misses) < 1e-6;
}
