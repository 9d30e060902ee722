/** Cases of a special shape, made from arbitrary ones: what a reduction asks of problem, parameters and start. */
import type { AffineGradient, Initialization, Parameters, QuadraticProblem } from '../../spec/model/index.js';
import { createRationalField, formatRatio, runExact, type Ratio } from '../../src/exact/index.js';
import { instantiate, type TestCase } from './cases.js';

const zeroRatio: Ratio = { numerator: 0n, denominator: 1n };
export const oneRatio: Ratio = { numerator: 1n, denominator: 1n };

type Problem = QuadraticProblem<Ratio>;

/** h = 0, in the mean and in every sample. */
export function withoutAuxiliary(problem: Problem): Problem {
  const nothing = {
    matrix: problem.target.matrix.map((row) => row.map(() => zeroRatio)),
    vector: problem.target.vector.map(() => zeroRatio),
  };
  return {
    ...problem,
    auxiliary: { ...nothing, constant: zeroRatio },
    snapshotAtoms: problem.snapshotAtoms.map((atom) => ({ ...atom, auxiliary: nothing })),
    localAtoms: problem.localAtoms.map((atom) => ({ ...atom, auxiliary: nothing })),
  };
}

/** Every sample of h is its mean; f keeps its noise. */
export function withoutAuxiliaryNoise(problem: Problem): Problem {
  const { auxiliary } = problem;
  return {
    ...problem,
    snapshotAtoms: problem.snapshotAtoms.map((atom) => ({ ...atom, auxiliary })),
    localAtoms: problem.localAtoms.map((atom) => ({ ...atom, auxiliary })),
  };
}

/** Every sample is its mean. */
export function withoutNoise(problem: Problem): Problem {
  const quiet = withoutAuxiliaryNoise(problem);
  return {
    ...quiet,
    snapshotAtoms: quiet.snapshotAtoms.map((atom) => ({ ...atom, target: problem.target })),
  };
}

/** h = f. */
export function withAuxiliaryEqualToTarget(problem: Problem): Problem {
  return { ...problem, auxiliary: problem.target };
}

/** The same case with another problem, other parameters or another start. */
export function reshape(
  testCase: TestCase,
  change: {
    readonly variant?: TestCase['variant'];
    readonly problem?: (problem: Problem) => Problem;
    readonly parameters?: Partial<Parameters<Ratio>>;
    readonly initialization?: Initialization<Ratio>;
  },
): TestCase {
  return {
    ...testCase,
    variant: change.variant ?? testCase.variant,
    problem: (change.problem ?? ((same) => same))(testCase.problem),
    parameters: { ...testCase.parameters, ...change.parameters },
    initialization: change.initialization ?? testCase.initialization,
  };
}

const rationals = createRationalField();

/** x⁰, …, xᵀ of the exact engine, as texts. */
export function exactIterates(testCase: TestCase): string[][] {
  const { start, rounds } = runExact(rationals, testCase.variant, instantiate(rationals, testCase));
  return [start, ...rounds].map(({ iterate }) => iterate.map(rationals.format));
}

/** Every local point y^{t,k} of the exact engine, in order, as texts. */
export function exactPoints(testCase: TestCase): string[][] {
  const { rounds } = runExact(rationals, testCase.variant, instantiate(rationals, testCase));
  return rounds.flatMap(({ steps }) => steps.map(({ point }) => point.map(rationals.format)));
}

/** A ratio that another recursion arrived at, as text. */
export function textsOf(values: readonly Ratio[]): string[] {
  return values.map(formatRatio);
}

/** The sample of the target that round t sees. */
export function targetOfRound(testCase: TestCase, round: number): AffineGradient<Ratio> {
  const atom = testCase.problem.snapshotAtoms[testCase.tape.rounds[round - 1]?.snapshot ?? -1];
  if (atom === undefined) throw new Error(`round ${round} has no atom`);
  return atom.target;
}
