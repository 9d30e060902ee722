/** Laws that the fast version satisfies bit for bit, because the changes they make are exact in doubles. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AffineGradient, Initialization, QuadraticFunction } from '../../spec/model/index.js';
import { createFastQuadraticOracle, recordFastTrace, runFast, toFastProblem } from '../../src/fast/index.js';
import { roundingShape, runOf, variantNames, type RandomRun } from '../fast/arbitraries.js';
import { allKernels, toRequest } from '../fast/requests.js';
import { forAll } from '../support/for-all.js';

/** The run in other units: points times 2^p, values times 2^v. */
function inUnits(run: RandomRun, pointExponent: number, valueExponent: number): RandomRun {
  const point = 2 ** pointExponent;
  const value = 2 ** valueExponent;
  const affine = ({ matrix, vector }: AffineGradient<number>): AffineGradient<number> => ({
    matrix: matrix.map((row) => row.map((entry) => (entry * value) / point / point)),
    vector: vector.map((entry) => (entry * value) / point),
  });
  const quadratic = (part: QuadraticFunction<number>): QuadraticFunction<number> => ({
    ...affine(part),
    constant: part.constant * value,
  });
  const { problem, parameters, initialization, startingPoint } = run;
  const scaledStart: Initialization<number> =
    initialization.kind === 'given'
      ? { kind: 'given', correction: initialization.correction.map((entry) => (entry * value) / point) }
      : initialization;
  return {
    ...run,
    problem: {
      ...problem,
      target: quadratic(problem.target),
      auxiliary: quadratic(problem.auxiliary),
      snapshotAtoms: problem.snapshotAtoms.map((atom) => ({
        ...atom,
        target: affine(atom.target),
        auxiliary: affine(atom.auxiliary),
      })),
      localAtoms: problem.localAtoms.map((atom) => ({ ...atom, auxiliary: affine(atom.auxiliary) })),
    },
    parameters: { ...parameters, stepSize: (parameters.stepSize * point * point) / value },
    initialization: scaledStart,
    startingPoint: startingPoint.map((entry) => entry * point),
  };
}

// Far from underflow, so that a power of two only moves the exponent.
const element = fc
  .double({ min: -2, max: 2, noNaN: true })
  .map((value) => Math.round(value * 2 ** 30) / 2 ** 30);
const shape = { ...roundingShape, element };
const exponent = fc.integer({ min: -20, max: 20 });
const kernel = fc.constantFrom(...allKernels);

describe.each(variantNames)('%s', (variant) => {
  it('does not depend on the units', () => {
    forAll(
      40,
      [runOf(variant, shape), exponent, exponent, kernel],
      (run, pointExponent, valueExponent, on) => {
        const original = runFast(variant, toRequest(run, on));
        const scaled = runFast(variant, toRequest(inUnits(run, pointExponent, valueExponent), on));
        expect(scaled.iterate).toEqual(original.iterate.map((entry) => entry * 2 ** pointExponent));
        expect(scaled.correction).toEqual(
          original.correction?.map((entry) => entry * 2 ** (valueExponent - pointExponent)),
        );
      },
    );
  });

  it('does the rounds 1 … T alike however many follow', () => {
    forAll(20, [runOf(variant, shape), kernel], (run, on) => {
      const whole = recordFastTrace(variant, toRequest(run, on));
      const first = recordFastTrace(variant, {
        ...toRequest(run, on),
        parameters: { ...run.parameters, roundCount: 1 },
      });
      expect(first.rounds).toEqual(whole.rounds.slice(0, 1));
    });
  });

  it('sees atoms through their content alone', () => {
    forAll(20, [runOf(variant, shape), kernel], (run, on) => {
      const { problem, tape } = run;
      const swap = (atom: number): number => 1 - atom;
      const swapped = {
        ...toRequest(run),
        oracle: createFastQuadraticOracle(
          toFastProblem({
            ...problem,
            snapshotAtoms: problem.snapshotAtoms.toReversed(),
            localAtoms: problem.localAtoms.toReversed(),
          }),
          { kernel: on },
        ),
        tape: {
          initial: tape.initial.map(swap),
          rounds: tape.rounds.map(({ snapshot, local }) => ({
            snapshot: swap(snapshot),
            local: local.map(swap),
          })),
        },
      };
      expect(runFast(variant, swapped)).toEqual(runFast(variant, toRequest(run, on)));
    });
  });
});

/** The run with f in the place of h: no difference is left to estimate. */
const withEqualFunctions = (run: RandomRun): RandomRun => ({
  ...run,
  problem: {
    ...run.problem,
    auxiliary: run.problem.target,
    snapshotAtoms: run.problem.snapshotAtoms.map((atom) => ({
      ...atom,
      target: run.problem.target,
      auxiliary: run.problem.target,
    })),
    localAtoms: run.problem.localAtoms.map((atom) => ({ ...atom, auxiliary: run.problem.target })),
  },
});

it.each(['aux-mom', 'aux-mvr'] as const)(
  '%s with h = f and m⁰ = 0 is K T plain gradient steps',
  (variant) => {
    forAll(60, [runOf(variant, shape), kernel], (random, on) => {
      const run = { ...withEqualFunctions(random), initialization: { kind: 'zero' } as const };
      const { localStepCount, roundCount } = run.parameters;
      const steps = localStepCount * roundCount;
      const descent = runFast('sgd', {
        ...toRequest(run, on),
        parameters: { ...run.parameters, localStepCount: 1, roundCount: steps },
        initialization: { kind: 'none' },
        tape: { initial: [], rounds: Array.from({ length: steps }, () => ({ snapshot: 0, local: [0] })) },
      });
      expect(runFast(variant, { ...toRequest(run, on), tape: { ...run.tape, initial: [] } }).iterate).toEqual(
        descent.iterate,
      );
    });
  },
);
