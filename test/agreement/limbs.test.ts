/** Second moments in limbs against those in BigInt: the same ratios, to the last digit, in everything that is reported. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { variantNames } from '../../spec/algorithms/index.js';
import { mapProblem, mapParameters, type Initialization } from '../../spec/model/index.js';
import { InputError } from '../../src/errors.js';
import { createRatio, formatRatio, type Ratio } from '../../src/exact/index.js';
import { expectRun, type ExpectationCase, type ExpectationOptions } from '../../src/expectation/index.js';
import { createLimbMoments } from '../../src/expectation/limbs/limb-moments.js';
import { createJavaScriptKernel, type LimbKernel } from '../../src/expectation/limbs/limb-kernel.js';
import { prepareMoments } from '../../src/expectation/prepare-moments.js';
import { openWasmKernel } from '../../src/expectation/wasm/wasm-kernel.js';
import { arbitraryCase, type TestCase } from '../support/cases.js';

/** A whole result as text: every number of it. */
function textOf(given: ExpectationCase, options: ExpectationOptions): string {
  return JSON.stringify(expectRun(given, options), (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}

/** Whether limbs, in JavaScript and in WebAssembly, say what BigInt says. */
function expectAgreement(given: ExpectationCase, options: ExpectationOptions = {}): void {
  const known = textOf(given, { ...options, arithmetic: 'bigint' });
  for (const arithmetic of ['limbs', 'wasm-limbs', 'fastest'] as const) {
    expect(textOf(given, { ...options, arithmetic })).toBe(known);
  }
}

const anyOptions = fc.record({ moments: fc.boolean(), rounds: fc.boolean(), localSteps: fc.boolean() });

/** The numbers of a case times a factor that is close to 1 and has the denominator. */
function withDenominator(testCase: TestCase, denominator: bigint): TestCase {
  const change = ({ numerator, denominator: own }: Ratio): Ratio =>
    createRatio(numerator * (denominator + 1n), own * denominator);
  const { problem, parameters, startingPoint } = testCase;
  const changed = mapProblem(problem, change);
  const keep = <A extends { readonly probability: Ratio }>(atoms: readonly A[], from: readonly A[]): A[] =>
    atoms.map((atom, j) => ({ ...atom, probability: from[j]?.probability ?? atom.probability }));
  return {
    ...testCase,
    problem: {
      ...changed,
      snapshotAtoms: keep(changed.snapshotAtoms, problem.snapshotAtoms),
      localAtoms: keep(changed.localAtoms, problem.localAtoms),
    },
    parameters: { ...mapParameters(parameters, change), momentumWeight: parameters.momentumWeight },
    startingPoint: startingPoint.map(change),
  };
}

describe.each(variantNames)('limbs and BigInt, %s', (variant) => {
  it('agree on random problems, whatever the start and whatever is asked for', () => {
    fc.assert(
      fc.property(
        arbitraryCase({ variants: [variant], maximumRounds: 5, maximumSteps: 5 }),
        anyOptions,
        (testCase, options) => {
          expectAgreement(testCase, options);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('agree where denominators have large factors, and coefficients many digits', () => {
    fc.assert(
      fc.property(
        arbitraryCase({ variants: [variant], maximumDimension: 2, maximumRounds: 3, maximumSteps: 3 }),
        fc.constantFrom(7n, 97n, 10_403n, 1_000_003n, 2n ** 31n, 3n ** 20n),
        (testCase, denominator) => {
          expectAgreement(withDenominator(testCase, denominator));
        },
      ),
      { numRuns: 6 },
    );
  });

  it('agree on a run of 120 steps, in the last digits of thousands', () => {
    const [testCase] = fc.sample(arbitraryCase({ variants: [variant], maximumDimension: 2 }), {
      numRuns: 1,
      seed: 12,
    });
    if (testCase === undefined) throw new Error('no case');
    const { localStepCount } = testCase.parameters;
    const long = {
      ...testCase,
      parameters: { ...testCase.parameters, roundCount: Math.ceil(120 / localStepCount) },
    };
    expectAgreement(long, { rounds: false });
    expect(formatRatio(expectRun(long, { rounds: false }).averageSquaredGradient).length).toBeGreaterThan(
      150,
    );
  });
});

const starts: readonly Initialization<Ratio>[] = [
  { kind: 'zero' },
  { kind: 'exact' },
  { kind: 'batch', size: 3 },
  { kind: 'batch', size: 7 },
  { kind: 'first-snapshot' },
];

/** One noisy case of AuxMVR in two dimensions. */
function noisyCase(): TestCase {
  const found = fc
    .sample(arbitraryCase({ variants: ['aux-mvr'], maximumDimension: 2 }), { numRuns: 200, seed: 3 })
    .find(({ problem, parameters }) => problem.snapshotAtoms.length > 1 && parameters.roundCount > 2);
  if (found === undefined) throw new Error('no noisy case');
  return found;
}

describe('starts', () => {
  it.each(starts)('%o', (initialization) => {
    expectAgreement({ ...noisyCase(), initialization });
  });
});

describe('coefficients that limbs are not for', () => {
  const noisy = noisyCase();
  const short = { ...noisy, parameters: { ...noisy.parameters, localStepCount: 1, roundCount: 1 } };
  const huge = withDenominator(short, 10n ** 60n + 7n);
  it('are refused by name', () => {
    for (const arithmetic of ['limbs', 'wasm-limbs'] as const) {
      expect(() => expectRun(huge, { arithmetic })).toThrow(InputError);
      expect(() => expectRun(huge, { arithmetic })).toThrow(/options\.arithmetic/);
    }
  });
  it('are left to BigInt otherwise', () => {
    expect(textOf(huge, { rounds: false })).toBe(textOf(huge, { rounds: false, arithmetic: 'bigint' }));
  });
});

describe('a platform without the WebAssembly kernel', () => {
  it('computes in JavaScript', () => {
    const { problem } = prepareMoments(noisyCase());
    expect(createLimbMoments(problem, () => undefined)).toBeUndefined();
    expect(openWasmKernel(2 ** 40)).toBeUndefined(); // more than there are addresses
  });
});

/** The same case with numbers of many blocks of limbs. */
function longCase(): TestCase {
  const { parameters, ...given } = noisyCase();
  return { ...given, parameters: { ...parameters, roundCount: 40 } };
}

/** G by the limb engine over a kernel. */
function averageWith(open: (byteCount: number) => LimbKernel): string {
  const given = longCase();
  const { problem, stepsInSnapshot } = prepareMoments(given);
  const state = createLimbMoments(problem, open);
  if (state === undefined) throw new Error('refused');
  for (let t = 1; t <= given.parameters.roundCount; t += 1) {
    state.apply(t === 1 ? 'first' : 'snapshot');
    for (let k = 1 + stepsInSnapshot; k <= given.parameters.localStepCount; k += 1) {
      state.note('squaredGradient', false);
      state.apply('local');
    }
  }
  return formatRatio(state.average('squaredGradient'));
}

describe('a kernel with a mistake', () => {
  const right = formatRatio(
    expectRun(longCase(), { arithmetic: 'bigint', rounds: false }).averageSquaredGradient,
  );
  it('is not seen where there is none', () => {
    expect(averageWith(createJavaScriptKernel)).toBe(right);
  });
  it.each<[string, (kernel: LimbKernel) => LimbKernel['runStage']]>([
    [
      'a carry that is lost between two blocks',
      ({ runStage, words }) =>
        (rows, rowCount, blockCount, base) => {
          // each row in two parts: the upper part does not hear of the lower one
          for (let block = 0; block < blockCount; block += 1) {
            const moved = (by: number): void => {
              for (let r = 0; r < rowCount; r += 1) {
                const row = rows / 4 + 3 * r;
                words[row] = (words[row] as number) + by;
                const first = (words[row + 1] as number) / 4;
                for (let term = 0; term < (words[row + 2] as number); term += 1) {
                  words[first + 4 * term + 2] = (words[first + 4 * term + 2] as number) + by;
                }
              }
            };
            moved(64 * block);
            runStage(rows, rowCount, 1, base);
            moved(-64 * block);
          }
        },
    ],
    [
      'a carry that is rounded to another base',
      ({ runStage }) =>
        (rows, rowCount, blockCount, base) => {
          runStage(rows, rowCount, blockCount, base / 2);
        },
    ],
    [
      'a row that is left out',
      ({ runStage }) =>
        (rows, rowCount, blockCount, base) => {
          runStage(rows, rowCount - 1, blockCount, base);
        },
    ],
  ])('is seen: %s', (_name, mutate) => {
    expect(
      averageWith((byteCount) => {
        const kernel = createJavaScriptKernel(byteCount);
        return { ...kernel, runStage: mutate(kernel) };
      }),
    ).not.toBe(right);
  });
});
