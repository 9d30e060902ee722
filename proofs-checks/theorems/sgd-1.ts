/** SGD-1: one descent inequality, summed over rounds. Its slack is (1 − Lη)g. */
import { sgd1 } from '../../spec/theorems/index.js';
import { expression, innerProduct, readExpression, squaredNorm, vector } from '../notation/expression.js';
import { valueFamily, vectorFamily } from '../notation/families.js';
import {
  declareHypothesis,
  define,
  inductionHypothesis,
  orthogonal,
  prove,
  proveByInduction,
  square,
  successorOf,
  times,
  timesNumber,
  zeroOf,
} from '../notation/steps.js';
import { conclusionName } from './cases.js';
import { declareCondition, type TheoremProof } from './rate-proof.js';

/** ∇f(x^t) of a run of SGD. */
export const gradientOfSgd = vectorFamily({
  name: 'gs',
  latex: '\\nabla f(x^{#1})',
  meaning: 'the gradient of f at the iterate after round t',
  indices: ['t'],
  birth: ['t', '0'],
});
const noise = vectorFamily({
  name: 'ns',
  latex: 'n_f^{#1}',
  meaning: 'the noise of the target gradient of round t',
  indices: ['t'],
  birth: ['t', '0'],
  noise: 'ξᵗ is independent of everything before round t, and g_f is unbiased',
});
const value = valueFamily({
  name: 'Fs',
  latex: 'F(x^{#1})',
  meaning: 'E f − inf f at the iterate after round t',
  indices: ['t'],
});
const total = valueFamily({
  name: 'Gs',
  latex: '\\mathcal G_{#1}',
  meaning: 'sum of squared target gradients',
  indices: ['t'],
});

const step = vector`${gradientOfSgd.at('t')} + ${noise.at('t+1')}`;
const here = gradientOfSgd.at('t');

const smoothness = declareHypothesis(
  'smoothness (SGD)',
  'A1',
  'f is L-smooth',
  expression`${value.at('t')} - eta*${innerProduct(here, step)} + L*eta^2/2*${squaredNorm(step)}
    - ${value.at('t+1')}`,
);
const variance = declareHypothesis(
  'target variance',
  'unbiased target gradients of variance at most σ_f²',
  'the noise of the target gradient has variance at most σ_f²',
  expression`varf - ${squaredNorm(noise.at('t+1'))}`,
);
const boundedBelow = declareHypothesis('bounded below (SGD)', 'A1', 'f is bounded below', value.at('t'));
const initialValue = declareHypothesis(
  'initial value (SGD)',
  'F0',
  'F₀ bounds the initial suboptimality',
  expression`F0 - ${value.at('0')}`,
);

/** Σ_{s<t} E‖∇f(x^s)‖², that is T times the measure G for t = T. */
export const totalOfSgd = {
  ...total,
  definition: define(
    total,
    'sum of squared target gradients',
    ['n'],
    readExpression('0'),
    expression`${total.at('n')} + ${squaredNorm(gradientOfSgd.at('n'))}`,
  ),
};

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

const rounds = proveByInduction('SGD-1: t rounds', {
  over: 't',
  statement: expression`2*${value.at('0')} + t*L*eta^2*varf - 2*${value.at('t')} - eta*${total.at('t')}`,
  base: { terms: [], rewrite: [zeroOf(totalOfSgd)] },
  step: {
    terms: [times('1', inductionHypothesis), times('1', round)],
    rewrite: [successorOf(totalOfSgd, { n: 't' })],
  },
});

const numerator = readExpression('2*F0 + (t+1)*L*eta^2*varf');
const measured = total.at('t+1');

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
      conclusion: {
        name: conclusionName('SGD-1', { condition: 'exact', start: 'none' }),
        step: summed.name,
        bound: { of: measured.node, numerator: numerator.node, denominator: 'eta' },
      },
    },
  ],
};
