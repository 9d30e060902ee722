/** Guided experiments: a state to go to, and what to look for there. */

/** One experiment. */
export interface Experiment {
  readonly title: string;
  readonly hash: string;
  readonly lookFor: string;
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
    title: 'Take the similarity away',
    hash: '#setting=quadratics&delta=1&a=1&eta=0.1',
    lookFor: 'δ is as large as L. Local steps lead astray, and little is left of the advantage over SGD.',
  },
  {
    title: 'Opposite noises',
    hash: '#setting=quadratics&rho=-1&sigma=1',
    lookFor:
      'ρ = −1: m carries four times the noise of SGD. The second headline says what correlation would have been worth.',
  },
  {
    title: 'No momentum',
    hash: '#setting=quadratics&a=1',
    lookFor:
      'a = 1 keeps all noise of the newest sample in m. Move a down and watch the bound and the curve.',
  },
  {
    title: 'Too large a step on h',
    hash: '#setting=toy&delta=1.5&eta=1&K=30',
    lookFor:
      'η times the curvature of h, 2.5, is above 2, so every local step overshoots, whatever K is: the method diverges. Click into the map of stability to come back.',
  },
  {
    title: 'The published toy',
    hash: '#setting=toy',
    lookFor:
      'The naive method stops at a wrong point, AuxMOM does not. In one dimension SGD needs a single step, so it is the wrong example for a comparison.',
  },
];
