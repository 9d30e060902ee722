/** The shared-scale engine and the reference recursions are the same run, to the last digit. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { variantNames } from '../../spec/algorithms/index.js';
import {
  createDecimalField,
  createRationalField,
  runExact,
  runSharedScale,
  sharedRatios,
  type ExactField,
  type Ratio,
} from '../../src/exact/index.js';
import { InputError } from '../../src/errors.js';
import { arbitraryCase, instantiate, type TestCase } from '../support/cases.js';

/** What a run did, as ratios in lowest terms. */
interface RunInRatios {
  readonly start: readonly Ratio[] | undefined;
  readonly rounds: readonly {
    readonly correction: readonly Ratio[] | undefined;
    readonly points: readonly (readonly Ratio[])[] | undefined;
    readonly iterate: readonly Ratio[];
  }[];
}

function reference<S>(field: ExactField<S>, testCase: TestCase): RunInRatios {
  const trace = runExact(field, testCase.variant, instantiate(field, testCase));
  const ratios = (vector: readonly S[]): Ratio[] => vector.map(field.toRatio);
  return {
    start: trace.start.correction?.map(field.toRatio),
    rounds: trace.rounds.map(({ correction, steps, iterate }) => ({
      correction: correction?.map(field.toRatio),
      points: steps.map(({ point }) => ratios(point)),
      iterate: ratios(iterate),
    })),
  };
}

function sharedScale(testCase: TestCase): RunInRatios {
  const trace = runSharedScale(testCase.variant, testCase);
  return {
    start: trace.initialCorrection && sharedRatios(trace.initialCorrection),
    rounds: trace.rounds.map(({ correction, points, iterate }) => ({
      correction: correction && sharedRatios(correction),
      points: points?.map(sharedRatios),
      iterate: sharedRatios(iterate),
    })),
  };
}

describe.each(variantNames)('%s on the shared scale', (variant) => {
  it('is the decimal.js run to the last digit', () => {
    const field = createDecimalField();
    fc.assert(
      fc.property(arbitraryCase({ variants: [variant] }), (testCase) => {
        expect(sharedScale(testCase)).toEqual(reference(field, testCase));
      }),
      { numRuns: 150 },
    );
  });
  it.each([3, 7, 150])('is the rational run where denominators are %i', (denominator) => {
    const field = createRationalField();
    const cases = arbitraryCase({ variants: [variant], denominator, maximumRounds: 3, maximumSteps: 3 });
    fc.assert(
      fc.property(cases, (testCase) => {
        expect(sharedScale(testCase)).toEqual(reference(field, testCase));
      }),
      { numRuns: 25 },
    );
  });
  it('leaves local points out where they are not asked for', () => {
    fc.assert(
      fc.property(arbitraryCase({ variants: [variant] }), (testCase) => {
        const full = runSharedScale(variant, testCase);
        const lean = runSharedScale(variant, testCase, { recordPoints: false });
        expect(lean.rounds.every(({ points }) => points === undefined)).toBe(true);
        expect(lean.rounds.map(({ iterate }) => iterate)).toEqual(full.rounds.map(({ iterate }) => iterate));
      }),
      { numRuns: 20 },
    );
  });
});

describe('input validation of the shared-scale engine', () => {
  const [testCase] = fc.sample(arbitraryCase({ variants: ['aux-mom'], noise: false }), {
    numRuns: 1,
    seed: 1,
  });
  if (testCase === undefined) throw new Error('fast-check made no case');
  const run = { ...testCase, initialization: { kind: 'zero' } as const };
  const zero = { numerator: 0n, denominator: 1n };
  it.each([
    [
      'a step size of 0',
      { ...run, parameters: { ...run.parameters, stepSize: zero } },
      'parameters.stepSize',
    ],
    ['half a round', { ...run, parameters: { ...run.parameters, roundCount: 0.5 } }, 'parameters.roundCount'],
    ['a point of another dimension', { ...run, startingPoint: [] }, 'startingPoint'],
    [
      'an m⁰ of another dimension',
      { ...run, initialization: { kind: 'given', correction: [] } as const },
      'initialization.correction',
    ],
    ['no initialisation', { ...run, initialization: { kind: 'none' } as const }, 'initialization.kind'],
    [
      'an empty batch',
      { ...run, initialization: { kind: 'batch', size: 0 } as const },
      'initialization.size',
    ],
    [
      'a batch without draws',
      { ...run, initialization: { kind: 'batch', size: 2 } as const },
      'tape.initial',
    ],
    ['a short tape', { ...run, tape: { initial: [], rounds: [] } }, 'tape.rounds'],
  ])('refuses %s', (_name, broken, where) => {
    expect(() => runSharedScale('aux-mom', broken)).toThrow(InputError);
    expect(() => runSharedScale('aux-mom', broken)).toThrow(where);
  });
  it('refuses atoms that the problem does not have', () => {
    const rounds = run.tape.rounds.map((round) => ({ ...round, snapshot: 9 }));
    expect(() => runSharedScale('aux-mom', { ...run, tape: { initial: [], rounds } })).toThrow(InputError);
  });
});
