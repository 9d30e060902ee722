/** What the report of a wrong variant says first: the equation as it should be and as the program computes it. */
import { describe, expect, it } from 'vitest';
import {
  verifyImplementation,
  type RoundInput,
  type Task,
  type VerifyReport,
} from '../../src/verify/index.js';
import { mutants } from '../../src/verify/mutants/index.js';
import { explainVariant } from '../../src/verify/pages/explain-variant.js';
import { createReference } from '../../src/verify/served-reference/index.js';
import { readPage } from '../support/pages.js';

type Vector = readonly number[];

/** A local step of a wrong AuxMOM: from the local point, the direction and η. */
type LocalStep = (y: Vector, direction: Vector, eta: number) => Vector;

const verifyStep = (step: LocalStep): Promise<VerifyReport> =>
  verifyImplementation(
    {
      name: 'mine',
      oracleModes: ['callback'],
      initializations: ['given'],
      variants: {
        'aux-mom': (task: Task<number>) => {
          const isRight =
            task.stepSize > 0 &&
            task.momentumWeight > 0 &&
            task.momentumWeight <= 1 &&
            task.localStepCount >= 1;
          if (!isRight) throw new RangeError('domain');
          return ({ x, m: old = [], stepSize, momentumWeight }: RoundInput<number>) => {
            const sample = task.drawSnapshot();
            const [f, h] = [sample.f(x), sample.h(x)];
            const m = old.map(
              (value, i) => (1 - momentumWeight) * value + momentumWeight * ((f[i] ?? 0) - (h[i] ?? 0)),
            );
            let y = x;
            for (let k = 0; k < task.localStepCount; k += 1) {
              const gradient = task.drawLocal().h(y);
              y = step(
                y,
                gradient.map((value, i) => value + (m[i] ?? 0)),
                stepSize,
              );
            }
            return { x: y, m };
          };
        },
      },
    },
    { level: 2, seed: 3 },
  );

const verifyMutant = (id: string): Promise<VerifyReport> => {
  const mutant = mutants.find((one) => one.id === id);
  if (mutant === undefined) throw new Error(`there is no mutant ${id}`);
  return verifyImplementation(createReference({ mutant }), { level: 2, seed: 3 });
};

describe('a report of a wrong variant', () => {
  it('has the equation as it should be and as the program computes it', async () => {
    const { diagnosis = [] } = await verifyMutant('weights-swapped');
    expect(diagnosis).toMatchObject([
      {
        id: expect.stringContaining('page/') as string,
        formula: {
          should: 'm ← (1 − a) m + a (∇f(x, ξ) − ∇h(x, ξ))',
          is: 'm ← a m + (1 − a) (∇f(x, ξ) − ∇h(x, ξ))',
        },
      },
    ]);
  });

  it('says the equation where two factors are wrong at once', async () => {
    // two factors are wrong at once, by one pair of parentheses
    const { diagnosis = [] } = await verifyStep((y, d, eta) =>
      y.map((value, i) => eta * value - (d[i] ?? 0)),
    );
    expect(diagnosis[0]?.formula?.is).toBe('y ← η y − d');
    expect(diagnosis[0]?.mistake).toContain('where AUX-MOM.5 has');
  });

  it('says nothing of a variant that has no page yet', () => {
    expect(explainVariant('aux-mom', [], () => undefined)).toEqual({
      suspicions: [],
      byCase: new Map(),
    });
  });

  it('has no equation for what is no edit of the page', { tags: 'long' }, async () => {
    let state = 1;
    const random = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
    const { diagnosis = [] } = await verifyStep((y, d, eta) =>
      y.map((value, i) => value - eta * (d[i] ?? 0) + random()),
    );
    expect(diagnosis.filter(({ formula }) => formula !== undefined)).toEqual([]);
  });

  it('says that one sample serves all rounds of a method', { tags: 'long' }, async () => {
    const { diagnosis = [] } = await verifyImplementation(
      {
        name: 'mine',
        oracleModes: ['callback'],
        variants: {},
        methods: {
          sgd: ({ drawSample, parametersAt, states: { x: start = [] } }) => {
            const sample = drawSample();
            let x = start;
            return (round) => {
              const gradient = sample.f(x);
              x = x.map((value, i) => value - Number(parametersAt(round)['η']) * (gradient[i] ?? 0));
              return { x };
            };
          },
        },
      },
      { page: readPage('sgd'), seed: 3 },
    );
    expect(diagnosis[0]?.mistake).toBe('the sample ξ of round 1 is used in every round');
  });
});
