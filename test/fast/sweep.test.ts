import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { algorithms } from '../../spec/algorithms/index.js';
import type { Parameters } from '../../spec/model/index.js';
import { liftProblem, mapVector } from './lift-problem.js';
import { floatFormats, liftDouble } from '../../src/exact/index.js';
import {
  prepareSweep,
  runFast,
  toFastProblem,
  type FastSweep,
  type FastSweepRequest,
} from '../../src/fast/index.js';
import { formatViolation, judgeTrace, readDouble, type ReportedTrace } from '../../src/judge/index.js';
import { exactShape, variantNames, type RandomRun } from './arbitraries.js';
import { deterministicRunOf, shape, withDeterministicLocal } from './deterministic-runs.js';
import { present } from './present.js';
import { kernels, smallRun, toRequest } from './requests.js';

const requestOf = ({ parameters, initialization, startingPoint, tape }: RandomRun): FastSweepRequest => ({
  parameters,
  initialization,
  startingPoint,
  tape,
});

/** What a run of a sweep was: its states, in the eigenbasis. */
function traceOf(sweep: FastSweep, run: RandomRun): ReportedTrace<number> {
  let start: ReportedTrace<number>['start'] = { iterate: [] };
  const rounds: ReportedTrace<number>['rounds'][number][] = [];
  const withCorrection = (correction: Float64Array | undefined) =>
    correction === undefined ? {} : { correction: Array.from(correction) };
  sweep.run(run.variant, requestOf(run), {
    onStart: (iterate, correction) => {
      start = { iterate: Array.from(iterate), ...withCorrection(correction) };
    },
    onRound: (_roundNumber, correction, iterate) => {
      rounds.push({ iterate: Array.from(iterate), ...withCorrection(correction), steps: [] });
    },
  });
  return { start, rounds };
}

/** Judges a trace as a binary64 run on the rotated problem. */
function judgeSweep(
  sweep: FastSweep,
  run: RandomRun,
  trace: ReportedTrace<number>,
  changes: Partial<Parameters<number>> = {},
) {
  const { initialization } = run;
  const parameters = { ...run.parameters, ...changes };
  return judgeTrace(
    {
      variant: run.variant,
      problem: liftProblem(sweep.problem, liftDouble),
      parameters: {
        ...parameters,
        stepSize: liftDouble(parameters.stepSize),
        momentumWeight: liftDouble(parameters.momentumWeight),
      },
      initialization:
        initialization.kind === 'given'
          ? { kind: 'given', correction: mapVector(present(trace.start.correction, 'm⁰'), liftDouble) }
          : initialization,
      startingPoint: mapVector(trace.start.iterate, liftDouble),
      tape: run.tape,
      arithmetic: { format: floatFormats.binary64, subnormals: 'gradual' },
    },
    trace,
    readDouble,
  );
}

const sweepOf = (run: RandomRun): FastSweep => prepareSweep(toFastProblem(run.problem));

/** Few dimensions and steps, so that the bound of K steps that were not reported stays near the rounding of doubles. */
const judged = { ...shape, maximumDimension: 4 };

describe.each(variantNames)('a sweep with %s', (variant) => {
  it('is an honest run on the rotated problem, to the judge', () => {
    let worst = 0;
    fc.assert(
      fc.property(deterministicRunOf(variant, judged), (run) => {
        const sweep = sweepOf(run);
        const report = judgeSweep(sweep, run, traceOf(sweep, run));
        expect(report.violations.map(formatViolation)).toEqual([]);
        expect(report.verdict).toBe('pass');
        worst = Math.max(worst, report.worst?.fraction ?? 0);
      }),
      { numRuns: 60 },
    );
    expect(worst).toBeGreaterThan(0); // something was rounded
  });

  it('equals runFast where doubles are exact and the local matrix is diagonal', () => {
    fc.assert(
      fc.property(deterministicRunOf(variant, exactShape), (random) => {
        const run = withDiagonalAuxiliary(random);
        const { iterate, correction } = sweepOf(run).run(variant, requestOf(run));
        const stepped = runFast(variant, toRequest(run));
        expect(withoutNegativeZeros(iterate)).toEqual(withoutNegativeZeros(stepped.iterate));
        expect(correction && withoutNegativeZeros(correction)).toEqual(
          stepped.correction && withoutNegativeZeros(stepped.correction),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same bits on every kernel', () => {
    fc.assert(
      fc.property(deterministicRunOf(variant, shape), (run) => {
        const [first, ...others] = kernels.map((kernel) =>
          prepareSweep(toFastProblem(run.problem), { kernel }).run(variant, requestOf(run)),
        );
        for (const other of others) expect(other).toStrictEqual(first);
      }),
      { numRuns: 20 },
    );
  });
});

const withoutNegativeZeros = (values: Float64Array): number[] => Array.from(values, (value) => value + 0);

function withDiagonalAuxiliary(run: RandomRun): RandomRun {
  const { auxiliary } = run.problem;
  const matrix = auxiliary.matrix.map((row, i) => row.map((entry, j) => (i === j ? entry : 0)));
  const diagonal = { ...auxiliary, matrix };
  return {
    ...run,
    problem: { ...run.problem, auxiliary: diagonal, localAtoms: [{ probability: 1, auxiliary: diagonal }] },
  };
}

describe('the judge of sweeps', () => {
  it.each(variantNames)('sees %s take one step more or less, or a step of another size', (variant) => {
    const isBaseline = algorithms[variant].estimates === 'nothing';
    const run: RandomRun = {
      ...withDeterministicLocal(smallRun),
      variant,
      parameters: { ...smallRun.parameters, localStepCount: variant === 'sgd' ? 1 : 2 },
      initialization: isBaseline ? { kind: 'none' } : { kind: 'zero' },
      tape: {
        initial: [],
        rounds: smallRun.tape.rounds.map(() => ({ snapshot: 0, local: [0, 0, 0] })),
      },
    };
    const sweep = sweepOf(run);
    const trace = traceOf(sweep, run);
    const verdictWith = (changes: Partial<Parameters<number>>) =>
      judgeSweep(sweep, run, trace, changes).verdict;
    expect(verdictWith({})).toBe('pass');
    expect(verdictWith({ stepSize: run.parameters.stepSize * (1 + 2 ** -40) })).toBe('fail');
    if (variant === 'sgd') return; // it has K = 1 alone
    expect(verdictWith({ localStepCount: 3 })).toBe('fail');
    expect(verdictWith({ localStepCount: 1 })).toBe('fail');
  });

  it('sees a small change of one iterate', () => {
    const run = withDeterministicLocal(smallRun);
    const sweep = sweepOf(run);
    const trace = traceOf(sweep, run);
    const spoilt = {
      ...trace,
      rounds: trace.rounds.map((round) => ({
        ...round,
        iterate: round.iterate.map((entry, i) => (i === 0 ? entry * (1 + 2 ** -40) : entry)),
      })),
    };
    expect(judgeSweep(sweep, run, trace).verdict).toBe('pass');
    expect(judgeSweep(sweep, run, spoilt).verdict).toBe('fail');
  });
});

describe('the door of a sweep', () => {
  const local = present(smallRun.problem.localAtoms[0], 'the atom');
  it.each([
    ['two local atoms', [local, local], 'problem.localAtoms: there are 2 local atoms'],
    [
      'an unsymmetric local matrix',
      [
        {
          ...local,
          auxiliary: {
            ...local.auxiliary,
            matrix: [
              [1, 2],
              [0, 1],
            ],
          },
        },
      ],
      'problem.localAtoms[0].auxiliary.matrix: the matrix is not symmetric',
    ],
    [
      'a matrix whose squares overflow',
      [
        {
          ...local,
          auxiliary: {
            ...local.auxiliary,
            matrix: [
              [1e300, 1e300],
              [1e300, 2e300],
            ],
          },
        },
      ],
      'problem.localAtoms[0].auxiliary.matrix: its eigenvectors could not be computed',
    ],
  ])('refuses %s', (_name, localAtoms, message) => {
    expect(() => prepareSweep(toFastProblem({ ...smallRun.problem, localAtoms }))).toThrow(message);
  });

  it('is that of runFast for the rest', () => {
    const run = withDeterministicLocal(smallRun);
    const request = { ...requestOf(run), startingPoint: [1] };
    expect(() => sweepOf(run).run('aux-mom', request)).toThrow('startingPoint: the vector has 1 entries');
  });
});
