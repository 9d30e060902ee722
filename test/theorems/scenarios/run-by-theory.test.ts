/** Runs with the parameters of the theory: what is proved of them holds, and is what the theorems say. */
import { describe, expect, it } from 'vitest';
import { separate } from '../../../src/advise/index.js';
import { separateRuns } from '../../../src/advise/separate.js';
import { ratioField, type Ratio } from '../../../src/exact/index.js';
import { describeScenario, runByTheory, type TheoryRun } from '../../../src/theorems/index.js';
import { loadProblem } from '../../../src/cli/read-file.js';

const { compare, add, divide, fromString, multiply } = ratioField;
const files = ['iris.json', 'iris-stochastic.json', 'setting-federated-client.json', 'noisy-correlated.json'];
const number = (text: string): Ratio => ratioField.toRatio(fromString(text));

describe.each(files)('%s', (file) => {
  const problem = loadProblem(`docs/examples/${file}`);
  const description = describeScenario(problem);

  it.each([
    ['aux-mom', file === 'iris.json' ? 'RATE-DET' : 'MOM-2'],
    ['aux-mvr', 'MVR-1'],
    ['sgd', 'SGD-1'],
  ] as const)('%s: %s bounds G of the run', (variant, theorem) => {
    const { proof, measurement } = runByTheory(problem, variant, 20, description);
    expect(proof).toMatchObject({ theorem, isViolation: false });
    expect(compare(measurement.averageSquaredGradient, proof?.bound ?? ratioField.zero)).toBeLessThanOrEqual(
      0,
    );
  });

  it('of naive nothing is proved', () => {
    expect(runByTheory(problem, 'naive', 20, description).proof).toBeUndefined();
  });
});

describe('without noise', () => {
  const problem = loadProblem('docs/examples/iris.json');
  const description = describeScenario(problem);
  const { smoothness, hessianSimilarity, optimum } = description;
  const run = (variant: 'aux-mom' | 'sgd'): TheoryRun => runByTheory(problem, variant, 40, description);

  it('the bound is 2F₀(L/K + (5/7)δ)/T but for the rounding of η', () => {
    const reach = add(
      divide(smoothness.upper, number('10')),
      multiply(number('5/7'), hessianSimilarity.upper),
    );
    const closed = divide(multiply(multiply(number('2'), optimum.suboptimality), reach), number('40'));
    const bound = run('aux-mom').proof?.bound ?? ratioField.zero;
    expect(compare(bound, closed)).toBeGreaterThanOrEqual(0);
    expect(compare(bound, multiply(closed, number('1.001')))).toBeLessThan(0);
  });

  it('a δ that is too small would promise more', () => {
    const halved = { ...hessianSimilarity, upper: divide(hessianSimilarity.upper, number('1000')) };
    const wrong = runByTheory(problem, 'aux-mom', 40, { ...description, hessianSimilarity: halved });
    expect(
      compare(wrong.proof?.bound ?? ratioField.zero, run('aux-mom').proof?.bound ?? ratioField.zero),
    ).toBe(-1);
  });

  it('against SGD: what separate says of the same constants', () => {
    const found = separateRuns(problem, description, run('aux-mom'), run('sgd'));
    const zero = number('0');
    const asked = separate({
      smoothness: smoothness.upper,
      hessianSimilarity: hessianSimilarity.upper,
      suboptimality: number('1'),
      localStepCount: 10,
      roundCount: 40,
      targetVariance: zero,
      snapshotVariance: zero,
      localVariance: zero,
      start: { kind: 'exact', targetGradientCount: 0 },
      affineDifference: true,
    });
    expect(found).toEqual(asked);
    expect(found).toMatchObject({ verdict: 'better', theorems: ['SEP-DET'] });
  });
});

it(
  'noise is counted: with the variances of its runs a single flower a gradient promises nothing',
  { tags: 'long' },
  () => {
    const problem = loadProblem('docs/examples/iris-stochastic.json');
    const description = describeScenario(problem);
    const [auxMom, sgd] = (['aux-mom', 'sgd'] as const).map((variant) =>
      runByTheory(problem, variant, 40, description),
    ) as [TheoryRun, TheoryRun];
    expect(auxMom.measurement.snapshotVariance.numerator).toBeGreaterThan(0n);
    expect(separateRuns(problem, description, auxMom, sgd).verdict).toBe('open');
  },
);
