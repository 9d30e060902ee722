/**
 * The vectors of a run of AuxMOM or AuxMVR, with their births. Round t + 1 starts at x^t; `y('t+1', 'k')` is the
 * point after k local steps.
 *
 * Local steps past K and rounds past T are imagined, without noise: the statements proven never mention them, and
 * every assumption can be continued that way, so indices run over all natural numbers.
 */
import type { Vector } from '../kernel/index.js';
import { vector } from '../notation/expression.js';
import { withText } from '../notation/formula-text.js';
import { fillIndices, vectorFamily, type IndexValue, type VectorFamily } from '../notation/families.js';

/** x^t, known at the end of round t. */
export const iterate: VectorFamily = vectorFamily('x', 'x^{#1}', (t) => [t, 'J+1']);
/** y^{t,k}. */
export const point: VectorFamily = vectorFamily('y', 'y^{#1,#2}', (t, k) => [t, k]);
/** m^t, known when the snapshot of round t is drawn. */
export const correction: VectorFamily = vectorFamily('m', 'm^{#1}', (t) => [t, '0']);
/** ∇f(y^{t,k}), known with y^{t,k}. */
export const targetGradient: VectorFamily = vectorFamily('gf', '\\nabla f(y^{#1,#2})', (t, k) => [t, k]);
/** ∇D(y^{t,k}). */
export const differenceGradient: VectorFamily = vectorFamily('gD', '\\nabla D(y^{#1,#2})', (t, k) => [t, k]);
/** ∇D(x^t). */
export const snapshotGradient: VectorFamily = vectorFamily('gDx', '\\nabla D(x^{#1})', (t) => [t, 'J+1']);
/** n^{t,k} = g_h(y^{t,k−1}, ζ^{t,k}) − ∇h(y^{t,k−1}): mean zero given everything earlier (A4). */
export const localNoise: VectorFamily = vectorFamily('n', 'n^{#1,#2}', (t, k) => [t, k], 'noise');
/** ν^t = g_D(x^{t−1}, ξᵗ) − ∇D(x^{t−1}): mean zero given everything earlier (A3). */
export const snapshotNoise: VectorFamily = vectorFamily('nu', '\\nu^{#1}', (t) => [t, '0'], 'noise');
/** ρ^t: noise of g_D(x^{t−1}, ξᵗ) − g_D(x^{t−2}, ξᵗ), the same atom at both points. */
export const pairNoise: VectorFamily = vectorFamily('rho', '\\rho^{#1}', (t) => [t, '0'], 'noise');
/** χ^{t,k}: noise of g_D(x^{t−1}, ·) − g_D(y^{t,k−1}, ·) for a sample drawn after both points. A5 speaks of it. */
export const thoughtNoise: VectorFamily = vectorFamily('chi', '\\chi^{#1,#2}', (t, k) => [t, k], 'noise');

/** d̄ = ∇h(y^{t,k}) + m^t with ∇h = ∇f − ∇D: the mean direction of the step from y^{t,k}. */
export function meanDirection(t: IndexValue, k: IndexValue): Vector {
  return withText(
    vector`${targetGradient.at(t, k)} - ${differenceGradient.at(t, k)} + ${correction.at(t)}`,
    fillIndices('\\bar d(y^{#1,#2})', [t, k]),
  );
}

/** b = d̄ − ∇f = m^t − ∇D(y^{t,k}): the bias of that direction. */
export function bias(t: IndexValue, k: IndexValue): Vector {
  return withText(
    vector`${correction.at(t)} - ${differenceGradient.at(t, k)}`,
    fillIndices('b(y^{#1,#2})', [t, k]),
  );
}

/** E^{t+1} = m^{t+1} − ∇D(x^t): the error of the estimate of round t + 1. */
export function correctionError(round: IndexValue, previous: IndexValue): Vector {
  return withText(
    vector`${correction.at(round)} - ${snapshotGradient.at(previous)}`,
    fillIndices('E^{#1}', [round]),
  );
}

/** x^{t+1} − x^t. */
export function roundMove(next: IndexValue, previous: IndexValue): Vector {
  return vector`${iterate.at(next)} - ${iterate.at(previous)}`;
}

/** S = ∇D(x^{t+1}) − ∇D(x^t). */
export function gradientMove(next: IndexValue, previous: IndexValue): Vector {
  return vector`${snapshotGradient.at(next)} - ${snapshotGradient.at(previous)}`;
}
