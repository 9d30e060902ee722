/**
 * CORR, its affine part: every second moment, and so every E‖∇f(y^{t,k})‖², is affine in the covariance Σ_D of the
 * snapshot noise.
 *
 * The vectors here are matrices, with the Frobenius inner product. E[zzᵀ] of the augmented state moves linearly, for
 * local noise of any kind, and additive snapshot noise adds a linear image of Σ_D. Three runs are compared: with Σ⁰,
 * with Σ¹, and with (1−θ)Σ⁰ + θΣ¹, for any θ. V is an arbitrary linear operator, w an arbitrary functional.
 */
import type { Equation, Step } from '../derivation/schema.js';
import { expression, innerProduct, vector } from '../notation/expression.js';
import { vectorFamily, type IndexValue, type VectorFamily } from '../notation/families.js';
import { vectorOf, type ScalarFormula, type VectorFormula } from '../notation/formula.js';
import {
  arbitraryOperator,
  declareEquation,
  inductionHypothesis,
  proveByInduction,
  rewriting,
  through,
} from '../notation/steps.js';

const plain = (name: string, latex: string, meaning: string, indices: readonly string[] = []): VectorFamily =>
  vectorFamily(name, latex, indices, ['0', '0'], meaning);

const covariances = [
  plain('Cov0', '\\Sigma^0', 'a covariance of the snapshot noise'),
  plain('Cov1', '\\Sigma^1', 'another covariance of the snapshot noise'),
] as const;
const start = plain(
  'Start',
  'S_{\\mathrm{start}}',
  'the part of the second moment at the start that Σ leaves alone',
);
const functional = plain('w', 'w', 'an arbitrary linear functional');

const apply = (letter: string, value: VectorFormula): VectorFormula =>
  vectorOf(['apply', letter, value.node]);

/** One of the three runs. */
interface Run {
  readonly covariance: VectorFormula;
  /** E[zzᵀ] after round t. */
  readonly state: VectorFamily;
  /** E[zzᵀ] after k local steps of round t + 1. */
  readonly local: VectorFamily;
  readonly equations: {
    readonly start: Equation;
    readonly round: Equation;
    readonly snapshot: Equation;
    readonly step: Equation;
  };
}

/** Start: given, or affine in Σ (batch, first-snapshot). Round: R S + GΣ. Within it: N S + Q Σ, then L a step. */
function createRun(name: string, covariance: VectorFormula): Run {
  const state = plain(`S${name}`, `S^{${name}}_{#1}`, 'the second moment after round t', ['t']);
  const local = plain(`X${name}`, `X^{${name}}_{#1,#2}`, 'the second moment after k local steps of round t', [
    't',
    'k',
  ]);
  return {
    covariance,
    state,
    local,
    equations: {
      start: declareEquation(
        `start, run ${name}`,
        { 'CORR.start': 'the second moment at the start is affine in Σ' },
        state.at('0'),
        vector`${start.at()} + ${apply('P', covariance)}`,
      ),
      round: declareEquation(
        `round, run ${name}`,
        { 'CORR.round': 'a round maps the second moment linearly and adds an image of Σ' },
        state.at('t+1'),
        vector`${apply('R', state.at('t'))} + ${apply('G', covariance)}`,
      ),
      snapshot: declareEquation(
        `snapshot, run ${name}`,
        { 'CORR.snapshot': 'so does the snapshot: linearly, and with an image of Σ added' },
        local.at('t+1', '0'),
        vector`${apply('N', state.at('t'))} + ${apply('Q', covariance)}`,
      ),
      step: declareEquation(
        `step, run ${name}`,
        { 'CORR.step': 'a local step maps the second moment linearly, its noise included' },
        local.at('t+1', 'k+1'),
        apply('L', local.at('t+1', 'k')),
      ),
    },
  };
}

const first = createRun('0', covariances[0].at());
const second = createRun('1', covariances[1].at());
const mixed = createRun('m', vector`(1-mixing)*${first.covariance} + mixing*${second.covariance}`);
const runs = [first, second, mixed];

/** sign · ⟨V(S^m − (1−θ)S⁰ − θS¹), w⟩: that the gap is 0 for every V and w is to be shown. */
function tested(sign: 1 | -1, of: (run: Run) => VectorFormula): ScalarFormula {
  const gap = vector`${of(mixed)} - (1-mixing)*${of(first)} - mixing*${of(second)}`;
  const value = innerProduct(apply(arbitraryOperator, gap), functional.at());
  return sign === 1 ? value : expression`-${value}`;
}

function proveSign(sign: 1 | -1): readonly Step[] {
  const name = sign === 1 ? '≥' : '≤';
  const stateAt =
    (t: IndexValue) =>
    (run: Run): VectorFormula =>
      run.state.at(t);
  const rounds = proveByInduction(`second moments after rounds are affine in Σ (${name})`, {
    over: 't',
    statement: tested(sign, stateAt('t')),
    base: { terms: [], rewrite: runs.map(({ equations }) => rewriting(equations.start)) },
    step: {
      terms: [through(inductionHypothesis, 'R')],
      rewrite: runs.map(({ equations }) => rewriting(equations.round)),
    },
  });
  const steps = proveByInduction(`second moments at local points are affine in Σ (${name})`, {
    over: 'k',
    statement: tested(sign, (run) => run.local.at('t+1', 'k')),
    base: {
      terms: [through(rounds, 'N')],
      rewrite: runs.map(({ equations }) => rewriting(equations.snapshot)),
    },
    step: {
      terms: [through(inductionHypothesis, 'L')],
      rewrite: runs.map(({ equations }) => rewriting(equations.step)),
    },
  });
  return [rounds, steps];
}

/** Both signs: the gap is orthogonal to everything, at every local point of every round. */
export const correlationSteps: readonly Step[] = [...proveSign(1), ...proveSign(-1)];
