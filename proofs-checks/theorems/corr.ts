/**
 * CORR, its affine part: every second moment, and so every E‖∇f(y^{t,k})‖², is affine in the covariance Σ_D of the
 * snapshot noise.
 *
 * The vectors here are matrices, with the Frobenius inner product. E[zzᵀ] of the augmented state moves linearly, for
 * local noise of any kind, and additive snapshot noise adds a linear image of Σ_D. Three runs are compared: with Σ⁰,
 * with Σ¹, and with (1−θ)Σ⁰ + θΣ¹, for any θ. V is an arbitrary linear operator, w an arbitrary functional.
 */
import {
  anyOperator,
  applyWord,
  declareVectorEquation,
  inductionHypothesis,
  type CertificateTerm,
  type Equation,
  type Fact,
  type Polynomial,
  type StepPremise,
  type Vector,
} from '../kernel/index.js';
import { expression, innerProduct, vector } from '../notation/expression.js';
import { vectorFamily, type IndexValue, type VectorFamily } from '../notation/families.js';
import { textOf, withText } from '../notation/formula-text.js';
import { proveByInduction, rewriting, type InductiveStep } from '../notation/steps.js';

const plain = (name: string, latex: string): VectorFamily => vectorFamily(name, latex, () => ['0', '0']);

const covariances = [plain('Cov0', '\\Sigma^0'), plain('Cov1', '\\Sigma^1')] as const;
const start = plain('Start', 'S_{\\mathrm{start}}');
const functional = plain('w', 'w');

/** One of the three runs. */
interface Run {
  readonly covariance: Vector;
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

/** Start: given, or affine in Σ (batch, first-snapshot). Round: R S + GΣ. Within it: N S + G′Σ, then L a step. */
function createRun(name: string, covariance: Vector): Run {
  const state = plain(`S${name}`, `S^{${name}}_{#1}`);
  const local = plain(`X${name}`, `X^{${name}}_{#1,#2}`);
  const image = (letter: string, value: Vector): Vector =>
    withText(applyWord([letter], value), `${letter}(${textOf(value)?.latex ?? '\\cdot'})`);
  return {
    covariance,
    state,
    local,
    equations: {
      start: declareVectorEquation(
        'CORR.start',
        'the second moment at the start is affine in Σ',
        state.atom('0'),
        vector`${start.at()} + ${image('P', covariance)}`,
      ),
      round: declareVectorEquation(
        'CORR.round',
        'a round maps the second moment linearly and adds an image of Σ',
        state.atom('t+1'),
        vector`${image('R', state.at('t'))} + ${image('G', covariance)}`,
      ),
      snapshot: declareVectorEquation(
        'CORR.snapshot',
        'the snapshot does so too',
        local.atom('t+1', '0'),
        vector`${image('N', state.at('t'))} + ${image('Q', covariance)}`,
      ),
      step: declareVectorEquation(
        'CORR.step',
        'a local step maps the second moment linearly, its noise included',
        local.atom('t+1', 'k+1'),
        image('L', local.at('t+1', 'k')),
      ),
    },
  };
}

const first = createRun('0', covariances[0].at());
const second = createRun('1', covariances[1].at());
const mixed = createRun('m', vector`(1-mixing)*${first.covariance} + mixing*${second.covariance}`);
const runs = [first, second, mixed];

/** S^m − (1−θ)S⁰ − θS¹, which is to be shown 0. */
const gap = (of: (run: Run) => Vector): Vector =>
  vector`${of(mixed)} - (1-mixing)*${of(first)} - mixing*${of(second)}`;

/** sign · ⟨V gap, w⟩. */
function tested(sign: 1 | -1, of: (run: Run) => Vector): Polynomial {
  const difference = gap(of);
  const image = applyWord([anyOperator], difference);
  const shown = withText(image, `V(${textOf(difference)?.latex ?? '\\cdot'})`);
  return expression`${sign}*${innerProduct(shown, functional.at())}`;
}

/** A premise with V replaced by V followed by one more operator. */
function through<Premise extends StepPremise>(premise: Premise, letter: string): CertificateTerm<Premise> {
  return { multiplier: expression`1`, premise, at: { operator: [anyOperator, letter] } };
}

function proveSign(sign: 1 | -1): readonly InductiveStep[] {
  const name = sign === 1 ? '≥' : '≤';
  const stateAt =
    (t: IndexValue) =>
    (run: Run): Vector =>
      run.state.at(t);
  const rounds = proveByInduction(`second moments after rounds are affine in Σ (${name})`, {
    variable: 't',
    statement: tested(sign, stateAt('t')),
    base: { terms: [], rewrite: runs.map(({ equations }) => rewriting(equations.start)) },
    step: {
      terms: [through(inductionHypothesis, 'R')],
      rewrite: runs.map(({ equations }) => rewriting(equations.round)),
    },
  });
  const base: CertificateTerm<Fact> = through(rounds.fact, 'N');
  const steps = proveByInduction(`second moments at local points are affine in Σ (${name})`, {
    variable: 'k',
    statement: tested(sign, (run) => run.local.at('t+1', 'k')),
    base: { terms: [base], rewrite: runs.map(({ equations }) => rewriting(equations.snapshot)) },
    step: {
      terms: [through(inductionHypothesis, 'L')],
      rewrite: runs.map(({ equations }) => rewriting(equations.step)),
    },
  });
  return [rounds, steps];
}

/** Both signs: the gap is orthogonal to everything, at every local point of every round. */
export const correlationSteps: readonly InductiveStep[] = [...proveSign(1), ...proveSign(-1)];

/** The equations that CORR assumes. */
export const correlationPremises: readonly Equation[] = runs.flatMap(({ equations }) =>
  Object.values(equations),
);
