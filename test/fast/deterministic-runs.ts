/** Runs whose local oracle is deterministic, as a sweep needs them. */
import fc from 'fast-check';
import { roundingShape, runOf, type RandomRun, type RunShape } from './arbitraries.js';

/** The run with one local atom, that of h itself. */
export function withDeterministicLocal(run: RandomRun): RandomRun {
  const { auxiliary } = run.problem;
  return {
    ...run,
    problem: { ...run.problem, localAtoms: [{ probability: 1, auxiliary }] },
    tape: {
      ...run.tape,
      rounds: run.tape.rounds.map(({ snapshot, local }) => ({ snapshot, local: local.map(() => 0) })),
    },
  };
}

export const deterministicRunOf = (...given: Parameters<typeof runOf>): fc.Arbitrary<RandomRun> =>
  runOf(...given).map(withDeterministicLocal);

/** Numbers with full products, and no subnormal ones: ml-matrix does not decompose those. */
const element = fc
  .double({ min: -2, max: 2, noNaN: true })
  .map((value) => Math.round(value * 2 ** 30) / 2 ** 30);
export const shape: RunShape = { ...roundingShape, element };
