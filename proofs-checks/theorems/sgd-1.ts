/** SGD-1: one descent inequality, summed over rounds. Its slack is (1 − Lη)g. */
import { sgd1 } from '../../spec/theorems/index.js';
import {
  assume,
  declareHypothesis,
  defineSequence,
  inductionHypothesis,
  type Hypothesis,
} from '../kernel/index.js';
import { expression, innerProduct, readExpression, squaredNorm, vector } from '../notation/expression.js';
import { valueFamily, vectorFamily } from '../notation/families.js';
import {
  orthogonal,
  prove,
  proveByInduction,
  rewriting,
  square,
  times,
  timesNumber,
} from '../notation/steps.js';
import { symbolicBound } from './polynomial-field.js';
import { declareCondition, type TheoremProof } from './rate-proof.js';

const gradient = vectorFamily('gs', '\\nabla f(x^{#1})', (t) => [t, '0']);
const noise = vectorFamily('ns', 'n_f^{#1}', (t) => [t, '0'], 'noise');
const value = valueFamily('Fs', 'F(x^{#1})');
const total = valueFamily('Gs', '\\mathcal G_{#1}');

const step = vector`${gradient.at('t')} + ${noise.at('t+1')}`;
const here = gradient.at('t');

/** The hypotheses of SGD-1: A1, and unbiased gradients of variance at most σ_f². */
export const sgdHypotheses: {
  readonly smoothness: Hypothesis;
  readonly variance: Hypothesis;
  readonly boundedBelow: Hypothesis;
  readonly initialValue: Hypothesis;
} = {
  smoothness: declareHypothesis(
    'A1',
    'f is L-smooth',
    expression`${value.at('t')} - eta*${innerProduct(here, step)} + L*eta^2/2*${squaredNorm(step)}
      - ${value.at('t+1')}`,
  ),
  variance: declareHypothesis(
    'unbiased target gradients of variance at most σ_f²',
    'the noise of the target gradient has variance at most σ_f²',
    expression`varf - ${squaredNorm(noise.at('t+1'))}`,
  ),
  boundedBelow: declareHypothesis('A1', 'f is bounded below', expression`${value.at('t')}`),
  initialValue: declareHypothesis(
    'F0',
    'F₀ bounds the initial suboptimality',
    expression`F0 - ${value.at('0')}`,
  ),
};

const totalRecursion = defineSequence(total.symbol, {
  title: 'sum of squared target gradients',
  indices: [readExpression('n')],
  position: 0,
  zero: readExpression('0'),
  successor: expression`${total.at('n')} + ${squaredNorm(gradient.at('n'))}`,
});

const one = readExpression('1');
const conditions = declareCondition(sgd1, 'exact', one);
const [condition] = conditions.map((hypothesis) => assume(hypothesis));
if (condition === undefined) throw new RangeError('the condition of SGD-1 has one slack');

const round = prove(
  'SGD-1: a round',
  expression`2*${value.at('t')} + L*eta^2*varf - 2*${value.at('t+1')} - eta*${squaredNorm(here)}`,
  {
    terms: [
      times('2', assume(sgdHypotheses.smoothness)),
      times('L*eta^2', assume(sgdHypotheses.variance)),
      timesNumber(square('eta', here), condition),
    ],
    orthogonal: [orthogonal('2*eta - 2*L*eta^2', here, noise.atom('t+1'))],
  },
);

const rounds = proveByInduction('SGD-1: t rounds', {
  variable: 't',
  statement: expression`2*${value.at('0')} + t*L*eta^2*varf - 2*${value.at('t')} - eta*${total.at('t')}`,
  base: { terms: [], rewrite: [rewriting(totalRecursion.zero)] },
  step: {
    terms: [times('1', inductionHypothesis), times('1', round.fact)],
    rewrite: [rewriting(totalRecursion.successor, { n: 't' })],
  },
});

const { numerator, denominator } = symbolicBound(sgd1, readExpression('0'), one);

const bound = prove('SGD-1: the bound', expression`${numerator}*(t+1) - ${denominator}*${total.at('t+1')}`, {
  terms: [
    times('t+1', rounds.fact, { t: 't+1' }),
    times('2*(t+1)', assume(sgdHypotheses.boundedBelow), { t: 't+1' }),
    times('2*(t+1)', assume(sgdHypotheses.initialValue)),
  ],
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
    { name: 'F₀', value: expression`${numerator}*(t+1)`, step: bound },
  ],
  steps: [round, rounds, bound],
  rates: [{ id: 'SGD-1', condition: 'exact', start: 'none', bound }],
};
