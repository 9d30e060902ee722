/**
 * NAIVE: on the toy every round contracts by r towards pζ, so ‖xᵗ − pζ‖² = r^{2t}‖x⁰ − pζ‖² with r < 1, and f(xᵗ) → ½p²ζ² = cζ² > 0.
 * The round is written out, step by step; r and p are those of `spec/theorems`.
 */
import { naiveLimit, naiveRound, naiveToy } from '../../spec/theorems/index.js';
import type { Step } from '../derivation/schema.js';
import { expression, squaredNorm, vector } from '../notation/expression.js';
import { valueFamily, vectorFamily } from '../notation/families.js';
import { scalar } from '../notation/formula.js';
import {
  declareEquation,
  define,
  inductionHypothesis,
  prove,
  proveByInduction,
  rewriting,
  successorOf,
  times,
  zeroOf,
} from '../notation/steps.js';
import { rationalField } from './rational-field.js';

const { multiply, divide, subtract, compare, zero, one, fromString, format } = rationalField;

const { factor, shift } = naiveRound(rationalField);
const limit = divide(shift, subtract(one, factor));
const [rate, point] = [scalar(format(multiply(factor, factor))), scalar(format(limit))];
const lastStep = naiveToy.localStepCount - 1;

const iterate = vectorFamily({
  name: 'xn',
  latex: 'x^{#1}',
  meaning: 'the iterate of the naive method on the toy after round t',
  indices: ['t'],
  birth: ['0', '0'],
});
const local = vectorFamily({
  name: 'yn',
  latex: 'y^{#1,#2}',
  meaning: 'the point after k + 1 steps of round t of the naive method on the toy',
  indices: ['t', 'k'],
  birth: ['0', '0'],
});
const shiftOfToy = vectorFamily({
  name: 'zeta',
  latex: '\\zeta',
  meaning: 'ζ of the toy: ∇h(x) = 2x − ζ',
  indices: [],
  birth: ['0', '0'],
});

const firstStep = declareEquation(
  'naive first step',
  'NAIVE.1',
  'the first step of a round goes along ∇f(x) = x, η = 1/10',
  local.at('t+1', '0'),
  vector`${iterate.at('t')} - 1/10*${iterate.at('t')}`,
);
const laterStep = declareEquation(
  'naive later step',
  'NAIVE.1',
  'a later step goes along ∇h(y) = 2y − ζ',
  local.at('t+1', 'k+1'),
  vector`${local.at('t+1', 'k')} - 1/10*(2*${local.at('t+1', 'k')} - ${shiftOfToy.at()})`,
);
const end = declareEquation(
  'naive round end',
  'NAIVE.2',
  'a round has ten steps',
  iterate.at('t+1'),
  local.at('t+1', String(lastStep)),
);

/** r^{2t}, by its recurrence. */
const power = valueFamily({
  name: 'contraction',
  latex: 'r^{2\\cdot #1}',
  meaning: 'the t-th power of the squared factor of a round',
  indices: ['t'],
  deterministic: true,
});
const powers = {
  ...power,
  definition: define(
    power,
    'powers of the squared factor of a round',
    ['n'],
    scalar('1'),
    expression`${rate}*${power.at('n')}`,
  ),
};

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
