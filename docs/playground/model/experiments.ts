/** Guided experiments: a state to go to, and what to look for there. */

/** One experiment. */
export interface Experiment {
  readonly title: string;
  readonly hash: string;
  readonly lookFor: string;
  /** What is folded and belongs to it. */
  readonly opens?: 'promises';
}

/** In the order of a first visit. */
export const experiments: readonly Experiment[] = [
  {
    title: 'Start here',
    hash: '#setting=quadratics',
    lookFor:
      'A similar h and correlated noise. AuxMOM is closer to the optimum than SGD with its best step size.',
  },
  {
    title: 'Move the minimum of h',
    hash: '#setting=quadratics&zeta=8',
    lookFor:
      'The gradient of h is shifted by 8 and not by 1, so the minimum of h is far away. AuxMOM does not change at all, because m takes a constant shift away. Naive follows h.',
  },
  {
    title: 'Take the similarity away',
    hash: '#setting=quadratics&delta=1',
    lookFor:
      'δ is as large as L, and all else as before. AuxMOM now ends farther from the optimum than SGD, and no bound holds here.',
  },
  {
    title: 'Opposite noises',
    hash: '#setting=quadratics&rho=-1',
    lookFor:
      'ρ = −1. The noise of one sample of ∇f − ∇h has four times the variance of the noise of ∇f. Although m averages over samples, AuxMOM ends farther away than SGD. The second number compares with ρ = 0: opposite noises are worse than independent ones.',
  },
  {
    title: 'No momentum',
    hash: '#setting=quadratics&a=1',
    lookFor:
      'a = 1 keeps all noise of the newest sample in m. Move a down and watch the curve, and the bound below. If a gets too small for ηK, no bound is left.',
    opens: 'promises',
  },
  {
    title: 'Too large a step on h',
    hash: '#setting=toy&delta=1.5&eta=1&K=30',
    lookFor:
      'η times the curvature of h is 2.5, which is above 2. So every local step overshoots, and with K = 30 of them the method diverges. Click into the stability map to return.',
  },
  {
    title: 'The published toy',
    hash: '#setting=toy',
    lookFor:
      'The naive method stops at a wrong point. AuxMOM does not. In one dimension SGD needs only one step, so the number compares with naive. ηδK is 1 here, twice the usual limit; without noise and with a = 1 that still converges.',
  },
];
