/**
 * SGD-1: one descent inequality, summed over rounds. Its slack is (1 − Lη)g.
 * NAIVE: on the toy every round contracts by r towards pζ, so ‖xᵗ − pζ‖² = r^{2t}‖x⁰ − pζ‖² with r < 1, and f(xᵗ) → ½p²ζ² = cζ² > 0.
 * The round is written out, step by step; r and p are those of `spec/theorems`.
 */
import { sgd1, naiveLimit, naiveRound, naiveToy } from '../../spec/theorems/index.js';
import { expression, innerProduct, readExpression, squaredNorm, vector } from '../notation/expression.js';
import { valueFamily, vectorFamily } from '../notation/families.js';
import {
  declareHypothesis,
  define,
  inductionHypothesis,
  orthogonal,
  prove,
  proveByInduction,
  proveSum,
  square,
  successorOf,
  times,
  timesNumber,
  zeroOf,
  declareEquation,
  rewriting,
} from '../notation/steps.js';
import { conclude, declareCondition, type TheoremProof } from './rate-proof.js';
import { sumOverRounds } from '../premises/sums.js';
import { conclusionName } from './start.js';
import type { Step } from '../derivation/schema.js';
import { scalar } from '../notation/formula.js';
import { rationalField } from './rational-field.js';

/** ∇f(x^t) of a run of SGD. */
export const gradientOfSgd = vectorFamily(
  'gs',
  '\\nabla f(x^{#1})',
  ['t'],
  ['t', '0'],
  'the gradient of f at the iterate after round t',
);
const noise = vectorFamily(
  'ns',
  'n_f^{#1}',
  ['t'],
  ['t', '0'],
  'the noise of the target gradient of round t',
  { noise: 'ξᵗ is independent of everything before round t, and g_f is unbiased' },
);
const value = valueFamily('Fs', 'F(x^{#1})', ['t'], 'E f − inf f at the iterate after round t');

/** Σ_{s<t} E‖∇f(x^s)‖², that is T times the measure G for t = T. */
export const totalOfSgd = sumOverRounds(
  'Gs',
  '\\mathcal G_{#1}',
  'sum of squared target gradients',
  squaredNorm(gradientOfSgd.at('n')),
);

const step = vector`${gradientOfSgd.at('t')} + ${noise.at('t+1')}`;
const here = gradientOfSgd.at('t');

const smoothness = declareHypothesis(
  'smoothness (SGD)',
  { A1: 'f is L-smooth' },
  expression`${value.at('t')} - eta*${innerProduct(here, step)} + L*eta^2/2*${squaredNorm(step)}
    - ${value.at('t+1')}`,
);
const variance = declareHypothesis(
  'target variance',
  {
    'unbiased target gradients of variance at most σ_f²':
      'the noise of the target gradient has variance at most σ_f²',
  },
  expression`varf - ${squaredNorm(noise.at('t+1'))}`,
);
const boundedBelow = declareHypothesis('bounded below (SGD)', { A1: 'f is bounded below' }, value.at('t'));
const initialValue = declareHypothesis(
  'initial value (SGD)',
  { F0: 'F₀ bounds the initial suboptimality' },
  expression`F0 - ${value.at('0')}`,
);

const conditions = declareCondition(sgd1, 'exact', '1');
const [condition] = conditions;
if (condition === undefined) throw new RangeError('the condition of SGD-1 has one slack');

const round = prove(
  'SGD-1: a round',
  expression`2*${value.at('t')} + L*eta^2*varf - 2*${value.at('t+1')} - eta*${squaredNorm(here)}`,
  {
    terms: [times('2', smoothness), times('L*eta^2', variance), timesNumber(square('eta', here), condition)],
    orthogonal: [orthogonal('2*eta - 2*L*eta^2', here, noise.at('t+1'))],
  },
);

const rounds = proveSum(
  'SGD-1: t rounds',
  't',
  expression`2*${value.at('0')} + t*L*eta^2*varf - 2*${value.at('t')} - eta*${totalOfSgd.at('t')}`,
  [totalOfSgd],
  { terms: [times('1', round)] },
);

const numerator = readExpression('2*F0 + (t+1)*L*eta^2*varf');
const measured = totalOfSgd.at('t+1');

const summed = prove('SGD-1: the sum over rounds', expression`${numerator} - eta*${measured}`, {
  terms: [times('1', rounds, { t: 't+1' }), times('2', boundedBelow, { t: 't+1' }), times('2', initialValue)],
});

/** SGD-1; its simple and its exact condition are one. */
export const sgd1Proof: TheoremProof = {
  theorem: sgd1,
  conditions,
  conditionParts: [{ name: 'descent', value: readExpression('L*eta') }],
  constants: [
    { name: 'suboptimality', value: expression`2*${value.at('t')}`, step: round },
    { name: 'gradient', value: expression`eta*${squaredNorm(here)}`, step: round },
    { name: 'target noise', value: readExpression('L*eta^2*varf'), step: round },
    { name: 'F₀', value: readExpression('2*F0'), step: summed },
  ],
  steps: [round, rounds, summed],
  rates: [
    {
      id: 'SGD-1',
      condition: 'exact',
      start: 'none',
      conclusion: conclude(
        conclusionName('SGD-1', { condition: 'exact', start: 'none' }),
        summed,
        measured,
        numerator,
        readExpression('eta'),
      ),
    },
  ],
};

const { multiply, divide, subtract, compare, zero, one, fromString, format } = rationalField;

const { factor, shift } = naiveRound(rationalField);
const limit = divide(shift, subtract(one, factor));
const [rate, point] = [scalar(format(multiply(factor, factor))), scalar(format(limit))];
const lastStep = naiveToy.localStepCount - 1;

const iterate = vectorFamily(
  'xn',
  'x^{#1}',
  ['t'],
  ['0', '0'],
  'the iterate of the naive method on the toy after round t',
);
const local = vectorFamily(
  'yn',
  'y^{#1,#2}',
  ['t', 'k'],
  ['0', '0'],
  'the point after k + 1 steps of round t of the naive method on the toy',
);
const shiftOfToy = vectorFamily('zeta', '\\zeta', [], ['0', '0'], 'ζ of the toy: ∇h(x) = 2x − ζ');

const firstStep = declareEquation(
  'naive first step',
  { 'NAIVE.1': 'the first step of a round goes along ∇f(x) = x, η = 1/10' },
  local.at('t+1', '0'),
  vector`${iterate.at('t')} - 1/10*${iterate.at('t')}`,
);
const laterStep = declareEquation(
  'naive later step',
  { 'NAIVE.1': 'a later step goes along ∇h(y) = 2y − ζ' },
  local.at('t+1', 'k+1'),
  vector`${local.at('t+1', 'k')} - 1/10*(2*${local.at('t+1', 'k')} - ${shiftOfToy.at()})`,
);
const end = declareEquation(
  'naive round end',
  { 'NAIVE.2': 'a round has ten steps' },
  iterate.at('t+1'),
  local.at('t+1', String(lastStep)),
);

/** r^{2t}, by its recurrence. */
const power = valueFamily(
  'contraction',
  '(r^2)^{#1}',
  ['t'],
  'the t-th power of the squared factor of a round',
  { deterministic: true },
);
const powers = define(
  power,
  'powers of the squared factor of a round',
  ['n'],
  scalar('1'),
  expression`${rate}*${power.at('n')}`,
);

const distance = (t: string) => squaredNorm(vector`${iterate.at(t)} - ${point}*${shiftOfToy.at()}`);

/** ±(r²‖xᵗ − pζ‖² − ‖x^{t+1} − pζ‖²) ≥ 0, and ±(r^{2t}‖x⁰ − pζ‖² − ‖xᵗ − pζ‖²) ≥ 0. */
function proveSign(sign: 1 | -1): readonly Step[] {
  const name = sign === 1 ? 'at most' : 'at least';
  const signed = (value: ReturnType<typeof expression>) => (sign === 1 ? value : expression`0 - (${value})`);
  const round = prove(
    `NAIVE: a round contracts by ${name} r`,
    signed(expression`${rate}*${distance('t')} - ${distance('t+1')}`),
    {
      terms: [],
      rewrite: [
        rewriting(end),
        ...Array.from({ length: lastStep }, (_, i) => rewriting(laterStep, { k: String(lastStep - 1 - i) })),
        rewriting(firstStep),
      ],
    },
  );
  const rounds = proveByInduction(`NAIVE: t rounds contract by ${name} r^t`, {
    over: 't',
    statement: signed(expression`${power.at('t')}*${distance('0')} - ${distance('t')}`),
    base: { terms: [], rewrite: [zeroOf(powers)] },
    step: {
      terms: [times(rate, inductionHypothesis), times('1', round)],
      rewrite: [successorOf(powers, { n: 't' })],
    },
  });
  return [round, rounds];
}

/** Both signs: the distance to pζ is known exactly after every round. */
export const naiveSteps: readonly Step[] = [...proveSign(1), ...proveSign(-1)];

/** Whether r² < 1 and the limit ½p² is the stated one, to its ten decimals, and positive. */
export function checkNaive(): boolean {
  const { numerator, denominator } = naiveLimit(rationalField);
  const value = divide(numerator, denominator);
  const half = divide(multiply(limit, limit), fromString('2'));
  const stated = fromString(naiveToy.limit);
  const unit = fromString('0.0000000001');
  return (
    compare(multiply(factor, factor), one) < 0 &&
    compare(value, half) === 0 &&
    compare(value, zero) > 0 &&
    compare(stated, value) <= 0 &&
    compare(value, rationalField.add(stated, unit)) < 0
  );
}
