/**
 * The vectors of a run of AuxMOM or AuxMVR, with their births. Round t + 1 starts at x^t; `point.at('t+1', 'k')` is
 * the point after k local steps.
 *
 * Local steps past K and rounds past T are imagined, without noise or, where draws have one law, with new noise of the same mean square:
 * the statements proved never mention them, and every assumption can be continued that way, so indices run over all natural numbers.
 */
import { vector } from '../notation/expression.js';
import { abbreviateVector, vectorFamily, type IndexValue } from '../notation/families.js';
import type { VectorFormula } from '../notation/formula.js';

/** x^t, known at the end of round t. */
export const iterate = vectorFamily('x', 'x^{#1}', ['t'], ['t', 'K'], 'the iterate after round t');
/** y^{t,k}. */
export const point = vectorFamily(
  'y',
  'y^{#1,#2}',
  ['t', 'k'],
  ['t', 'k'],
  'the point after k local steps of round t',
);

/** x^t − y^{t+1,k}: how far local steps have come from the snapshot. */
export const displacement = (k: IndexValue): VectorFormula =>
  vector`${iterate.at('t')} - ${point.at('t+1', k)}`;
/** m^t, known when the snapshot of round t is drawn. */
export const correction = vectorFamily('m', 'm^{#1}', ['t'], ['t', '0'], 'the correction of round t');
/** ∇f(y^{t,k}), known with y^{t,k}. */
export const targetGradient = vectorFamily(
  'gf',
  '\\nabla f(y^{#1,#2})',
  ['t', 'k'],
  ['t', 'k'],
  'the gradient of f at the point after k local steps of round t',
);
/** ∇D(y^{t,k}). */
export const differenceGradient = vectorFamily(
  'gD',
  '\\nabla D(y^{#1,#2})',
  ['t', 'k'],
  ['t', 'k'],
  'the gradient of D = f − h at the point after k local steps of round t',
);
/** ∇D(x^t). */
export const snapshotGradient = vectorFamily(
  'gDx',
  '\\nabla D(x^{#1})',
  ['t'],
  ['t', 'K'],
  'the gradient of D at the iterate after round t',
);
/** ∇f(x^t). */
export const snapshotTarget = vectorFamily(
  'gfx',
  '\\nabla f(x^{#1})',
  ['t'],
  ['t', 'K'],
  'the gradient of f at the iterate after round t',
);
/**
 * n^{t,k} = g_h(y^{t,k−1}, ζ^{t,k}) − ∇h(y^{t,k−1}): mean zero given everything earlier (A4). In a -target variant the answer of the
 * same draw at x^{t−1} is subtracted, with its mean.
 */
export const localNoise = vectorFamily(
  'n',
  'n^{#1,#2}',
  ['t', 'k'],
  ['t', 'k'],
  'the noise of the auxiliary gradient in local step k of round t',
  {
    noise:
      'ζ^{t,k} is independent of everything before local step k of round t, ξᵗ included, and g_h is unbiased',
  },
);
/** ν^t = g_D(x^{t−1}, ξᵗ) − ∇D(x^{t−1}): mean zero given everything earlier (A3). In a -target variant g_f and ∇f. */
export const snapshotNoise = vectorFamily(
  'nu',
  '\\nu^{#1}',
  ['t'],
  ['t', '0'],
  'the noise of the sampled difference of gradients at the snapshot of round t',
  {
    noise: 'ξᵗ is independent of everything before round t, and g_D is unbiased',
    draw: { law: 'snapshot', member: ['t+1'], point: iterate.at('t') },
  },
);
/** ν^t at the point of the round before: g_D(x^{t−2}, ξᵗ) − ∇D(x^{t−2}). */
export const olderNoise = vectorFamily(
  'nub',
  '\\nu_-^{#1}',
  ['t'],
  ['t', '0'],
  'the noise of the sample of round t at the snapshot of the round before',
  {
    noise: 'ξᵗ is independent of everything before round t, and g_D is unbiased',
    draw: { law: 'snapshot', member: ['t+2'], point: iterate.at('t') },
  },
);
/** ρ^t: noise of g_D(x^{t−1}, ξᵗ) − g_D(x^{t−2}, ξᵗ), the same atom at both points. */
export const pairNoise = vectorFamily(
  'rho',
  '\\rho^{#1}',
  ['t'],
  ['t', '0'],
  'the noise of the sampled change of the difference between the two snapshots before round t',
  { noise: 'ξᵗ, the same at both points, is independent of everything before round t, and g_D is unbiased' },
);
/** χ^{t,k}: noise of g_D(x^{t−1}, ·) − g_D(y^{t,k−1}, ·) for a sample drawn after both points. A5 speaks of it. */
export const thoughtNoise = vectorFamily(
  'chi',
  '\\chi^{#1,#2}',
  ['t', 'k'],
  ['t', 'k'],
  'the noise of a sampled change of the difference between snapshot and local point, for a fresh sample',
  { noise: 'A5 is applied to a sample that is independent of both points, and g_D is unbiased' },
);

/** d̄ = ∇h(y^{t,k}) + m^t with ∇h = ∇f − ∇D: the mean direction of the step from y^{t,k}. */
export const meanDirection = abbreviateVector(
  'dbar',
  '\\bar d(y^{#1,#2})',
  ['t', 'k'],
  vector`${targetGradient.at('t', 'k')} - ${differenceGradient.at('t', 'k')} + ${correction.at('t')}`,
);

/** b = d̄ − ∇f = m^t − ∇D(y^{t,k}): the bias of that direction. */
export const bias = abbreviateVector(
  'bias',
  'b(y^{#1,#2})',
  ['t', 'k'],
  vector`${correction.at('t')} - ${differenceGradient.at('t', 'k')}`,
);

/** E^{t+1} = m^{t+1} − ∇D(x^t): the error of the estimate of the round after x^t. */
export const correctionError = abbreviateVector(
  'error',
  'E^{#1+1}',
  ['t'],
  vector`${correction.at('t+1')} - ${snapshotGradient.at('t')}`,
);

/** x^{t+1} − x^t. */
export function roundMove(next: IndexValue, previous: IndexValue): VectorFormula {
  return vector`${iterate.at(next)} - ${iterate.at(previous)}`;
}

/** S = ∇D(x^{t+1}) − ∇D(x^t). */
export function gradientMove(next: IndexValue, previous: IndexValue): VectorFormula {
  return vector`${snapshotGradient.at(next)} - ${snapshotGradient.at(previous)}`;
}
