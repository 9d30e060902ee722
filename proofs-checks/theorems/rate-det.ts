/**
 * RATE-DET, from the lemmas: without noise and at a = 1 the correction is exact, so the bias of a step is the drift of D
 * alone, and Lη + ½δ²η²K(K−1) ≤ 1 gives G ≤ 2F₀/(ηKT).
 *
 * SEP-DET for G: K·Σ‖∇f(xᵗ)‖² of SGD on its hard member is at least c·Σ‖∇f(y^{t,k})‖² of AuxMOM on any member, where
 * 1/K + (5/7)δ/L ≤ 1/c. From RATE-DET, and from LOW-SGD's 2LF₀/T: on ½Lx² the gradient at x⁰ alone is 2LF₀.
 */
import { rateDet } from '../../spec/theorems/index.js';
import type { Equation, Step } from '../derivation/schema.js';
import { descentOfRound, directionSumsPositive } from '../lemmas/round.js';
import { quietDriftSums as driftSums, quietSteps } from '../lemmas/quiet.js';
import { expression, readExpression, squaredNorm, vector } from '../notation/expression.js';
import { vectorOf } from '../notation/formula.js';
import {
  declareEquation,
  inductionHypothesis,
  prove,
  proveByInduction,
  proveSum,
  rewriting,
  slack,
  square,
  successorOf,
  times,
  timesNumber,
  unfoldTwice,
  declareHypothesis,
} from '../notation/steps.js';
import { firstSnapshotStart, givenStart, iterateValue, momentumCorrection } from '../premises/algorithm.js';
import { boundedBelow, initialValue, similarityToPoint } from '../premises/assumptions.js';
import {
  bias,
  correction,
  differenceGradient,
  snapshotGradient,
  snapshotNoise,
  displacement,
} from '../premises/process.js';
import { biasSum, driftSum, gradientSum, totalGradient } from '../premises/sums.js';
import { conclude, type ProvenRate, type TheoremProof } from './rate-proof.js';
import { conclusionName, type StartName } from './start.js';
import { declareTuning } from './tuned-proof.js';
import { gradientOfSgd, totalOfSgd } from './baselines.js';

const conditions = declareTuning(rateDet);
// 7 − (7L + 5δK)η and its negative; a − 1; −σ_D²; −σ_h².
const [short, long, forgetful, , silent] = conditions;

const nothing = vectorOf(['zero']);
const noSnapshotNoise = declareEquation(
  'no snapshot noise',
  { 'no noise': 'the sampled difference of gradients has no noise' },
  snapshotNoise.at('t+1'),
  nothing,
);

/** 1 − Lη − ½δ²η²K(K−1) ≥ 0. */
const smallStep = prove(
  'RATE-DET: Lη + ½δ²η²K(K−1) ≤ 1',
  readExpression('1 - L*eta - 1/2*delta^2*eta^2*K*J'),
  {
    terms: [
      times('1/7 + 1/10*delta*eta*K', short),
      slack('7/10*delta*eta*K*L*eta + 1/70*delta*eta*K + 1/2*delta^2*eta^2*K'),
    ],
  },
);

const gap = (t: string) => vector`${snapshotGradient.at(t)} - ${differenceGradient.at(`${t}+1`, 'k')}`;

/** b = āu + ∇D(x) − ∇D(y) with ā = 0: 2ā⟨u, g⟩ is at most ā‖u‖² + ā‖g‖². */
const forgotten = (u: ReturnType<typeof vector>, t: string) => [
  times('1', similarityToPoint, { t, s: t }),
  square('abar', vector`${u} - (${gap(t)})`),
  timesNumber(square('1 + abar', u), forgetful),
  timesNumber(square('1', gap(t)), forgetful),
];

/** Everything after the bias of one step, for a start. */
function proveStart(
  start: StartName,
  equation: Equation,
): { readonly steps: readonly Step[]; readonly rate: ProvenRate } {
  const name = conclusionName('RATE-DET', { condition: 'exact', start });
  const distance = squaredNorm(displacement('k'));
  const isGiven = start === 'given';
  const oneStep = proveByInduction(`${name}: the bias of a step is drift`, {
    over: 't',
    statement: expression`delta^2*${distance} - ${squaredNorm(bias('t+1', 'k'))}`,
    base: {
      terms: isGiven
        ? forgotten(vector`${correction.at('0')} - ${snapshotGradient.at('0')}`, '0')
        : [times('1', similarityToPoint, { t: '0', s: '0' })],
      rewrite: [rewriting(equation), rewriting(noSnapshotNoise, { t: '0' })],
    },
    step: {
      terms: forgotten(vector`${correction.at('t+1')} - ${snapshotGradient.at('t+1')}`, 't+1'),
      rewrite: [rewriting(momentumCorrection), rewriting(noSnapshotNoise, { t: 't+1' })],
    },
  });
  const sums = proveSum(
    `${name}: bias of k steps`,
    'k',
    expression`delta^2*${driftSum.at('t+1', 'k')} - ${biasSum.at('t+1', 'k')}`,
    [driftSum, biasSum],
    { terms: [times('1', oneStep)] },
  );
  const round = prove(
    `${name}: a round`,
    expression`2*${iterateValue.at('t')} - 2*${iterateValue.at('t+1')} - eta*${gradientSum.at('t+1', 'K')}`,
    {
      terms: [
        times('2', descentOfRound),
        times('eta', sums, { k: 'K' }),
        times('eta*delta^2', driftSums, { k: 'J' }),
        timesNumber(times('eta', directionSumsPositive, { k: 'K' }), smallStep),
        times('L*eta^2*K', silent),
      ],
    },
  );
  const rounds = proveSum(
    `${name}: t rounds`,
    't',
    expression`2*${iterateValue.at('0')} - 2*${iterateValue.at('t')} - eta*${totalGradient.at('t')}`,
    [totalGradient],
    { terms: [times('1', round)] },
  );
  const numerator = readExpression('2*F0*(7*L + 5*delta*K)');
  const of = totalGradient.at('t+1');
  const step = prove(`${name}: in closed form`, expression`${numerator} - 7*${of}`, {
    cancel: readExpression('eta').node,
    terms: [
      times('7', rounds, { t: 't+1' }),
      times('14', boundedBelow, { t: 't+1' }),
      times('14', initialValue),
      times('2*F0', long),
    ],
  });
  return {
    steps: [oneStep, sums, round, rounds, step],
    rate: {
      id: 'RATE-DET',
      condition: 'exact',
      start,
      conclusion: conclude(name, step, of, numerator, readExpression('7')),
    },
  };
}

const starts = [proveStart('given', givenStart), proveStart('first-snapshot', firstSnapshotStart)];

/** RATE-DET, for every start. */
export const rateDetProof: TheoremProof = {
  theorem: rateDet,
  conditions,
  conditionParts: [],
  constants: [],
  steps: [...quietSteps, smallStep, ...starts.flatMap(({ steps }) => steps)],
  rates: starts.map(({ rate }) => rate),
};

const member = declareHypothesis(
  'hard member of SGD',
  { 'LOW-SGD member': 'f = ½Lx² with ½L(x⁰)² = F₀: the squared gradient at x⁰ is 2LF₀, for every step size' },
  expression`${squaredNorm(gradientOfSgd.at('0'))} - 2*L*F0`,
);

/** Σ_{s≤t} ‖∇f(x^s)‖² − 2LF₀ ≥ 0: the start counts, and later gradients take nothing away. */
const floor = proveByInduction('LOW-SGD: the start alone', {
  over: 't',
  statement: expression`${totalOfSgd.at('t+1')} - 2*L*F0`,
  base: { terms: [times('1', member)], rewrite: [...unfoldTwice(totalOfSgd)] },
  step: {
    terms: [times('1', inductionHypothesis), square('1', gradientOfSgd.at('t+1'))],
    rewrite: [successorOf(totalOfSgd, { n: 't+1' })],
  },
});

const similar = declareHypothesis(
  'SEP-DET condition',
  { 'SEP-DET condition': '1/K + (5/7)δ/L ≤ 1/c, times 7cKL' },
  readExpression('7*L*K - gain*(7*L + 5*delta*K)'),
);

const separations = rateDetProof.rates.map(({ start, conclusion }) =>
  prove(
    `SEP-DET (${start}): c·G of AuxMOM is at most G of SGD`,
    expression`K*${totalOfSgd.at('t+1')} - gain*${totalGradient.at('t+1')}`,
    {
      cancel: readExpression('7').node,
      terms: [times('7*K', floor), times('gain', { name: conclusion.step }), times('2*F0', similar)],
    },
  ),
);

/** LOW-SGD's first claim, and SEP-DET for every start. */
export const separationSteps: readonly Step[] = [floor, ...separations];
