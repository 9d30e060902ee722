import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { algorithms, compareTrace, residual } from '../../spec/algorithms/index.js';
import {
  createQuadraticOracle,
  type Initialization,
  type Parameters,
  type QuadraticProblem,
  type Trace,
} from '../../spec/model/index.js';
import { recordFastTrace, runFast } from '../../src/fast/index.js';
import { exactShape, roundingShape, runOf, variantNames, type RandomRun } from './arbitraries.js';
import { dyadicField, liftToDyadic } from './dyadic-field.js';
import { present } from './present.js';
import { runPlainly, sequentialGradient } from './plain-recursion.js';
import { allKernels, kernels, smallRun, toRequest } from './requests.js';
import { firstSuites } from '../support/some-of.js';
import { forAll } from '../support/for-all.js';

const counts = ['dimension', 'localStepCount', 'roundCount', 'size', 'atom'];

/** `value` with every number below it lifted, except counts and indices. */
function lifted(value: unknown): unknown {
  const lift = (part: unknown, key: string): unknown => {
    if (typeof part === 'number') return counts.includes(key) ? part : liftToDyadic(part);
    if (Array.isArray(part)) return part.map((entry: unknown) => lift(entry, key));
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, entry]) => [name, lift(entry, name)]));
  };
  return lift(value, '');
}

/** The ids of all equations that a trace of `run` breaks, in exact arithmetic. */
function brokenEquations(run: RandomRun, trace: Trace<number>): readonly string[] {
  const request = {
    parameters: lifted(run.parameters) as Parameters<bigint>,
    initialization: lifted(run.initialization) as Initialization<bigint>,
    startingPoint: run.startingPoint.map(liftToDyadic),
    tape: run.tape,
    oracle: createQuadraticOracle(dyadicField, lifted(run.problem) as QuadraticProblem<bigint>),
  };
  const comparisons = compareTrace(
    dyadicField,
    algorithms[run.variant],
    request,
    lifted(trace) as Trace<bigint>,
  );
  const broken = [...comparisons].filter((comparison) =>
    residual(dyadicField, comparison).some((value) => value !== 0n),
  );
  return [...new Set(broken.map(({ equation }) => equation))];
}

firstSuites(2, variantNames)('%s', (variant) => {
  it.each(kernels)(
    'equals the plainly written recursion bit for bit, where every operation rounds, on the kernel %s',
    (kernel) => {
      forAll(50, [runOf(variant, roundingShape)], (run) => {
        expect(recordFastTrace(variant, toRequest(run, kernel))).toStrictEqual(runPlainly(run));
      });
    },
  );

  it('equals it on the kernel ml-matrix, which sums a row column after column', () => {
    forAll(50, [runOf(variant, roundingShape)], (run) => {
      const trace = recordFastTrace(variant, toRequest(run, 'ml-matrix'));
      expect(trace).toStrictEqual(runPlainly(run, sequentialGradient));
    });
  });

  it('satisfies every equation of the specification exactly, where doubles are exact', () => {
    forAll(100, [runOf(variant, exactShape), fc.constantFrom(...allKernels)], (run, kernel) => {
      const trace = recordFastTrace(variant, toRequest(run, kernel), { gradients: true });
      expect(brokenEquations(run, trace)).toEqual([]);
    });
  });

  it('returns the last states of its trace', () => {
    forAll(20, [runOf(variant, roundingShape)], (run) => {
      const last = recordFastTrace(variant, toRequest(run)).rounds.at(-1);
      const { iterate, correction } = runFast(variant, toRequest(run));
      expect(Array.from(iterate)).toStrictEqual(last?.iterate);
      expect(correction && Array.from(correction)).toStrictEqual(last?.correction);
    });
  });
});

it('ml-matrix and the other kernels round differently, so that bits tell them apart', () => {
  const differ = fc
    .sample(runOf('aux-mom', roundingShape), { numRuns: 50, seed: 7 })
    .filter((run) => JSON.stringify(runPlainly(run)) !== JSON.stringify(runPlainly(run, sequentialGradient)));
  expect(differ.length).toBeGreaterThan(5);
});

describe('negative controls', () => {
  const small: RandomRun = { ...smallRun, initialization: { kind: 'given', correction: [1, 1] } };

  it('sees a small change of one correction', () => {
    const trace = recordFastTrace('aux-mom', toRequest(small), { gradients: true });
    const [first, second] = trace.rounds;
    const [m = 0, ...others] = second?.correction ?? [];
    const wrong = {
      ...trace,
      rounds: [
        present(first, 'round 1'),
        { ...present(second, 'round 2'), correction: [m * (1 + 2 ** -40), ...others] },
      ],
    };
    expect(brokenEquations(small, trace)).toEqual([]);
    expect(brokenEquations(small, wrong)).toEqual(['AUX-MOM.2', 'AUX-MOM.4']);
  });

  it('sees an oracle that answers with the wrong sign', () => {
    const request = toRequest(small);
    const { oracle } = request;
    const broken = {
      ...oracle,
      writeLocalAuxiliary: (atom: number, at: Float64Array, out: Float64Array) => {
        oracle.writeLocalAuxiliary(atom, at, out);
        for (let i = 0; i < out.length; i += 1) out[i] = -(out[i] ?? 0);
      },
    };
    const trace = recordFastTrace('aux-mom', { ...request, oracle: broken }, { gradients: true });
    expect(brokenEquations(small, trace)).toEqual(['ORACLE.1']);
    expect(trace.rounds).not.toEqual(recordFastTrace('aux-mom', request, { gradients: true }).rounds);
  });

  it.each(variantNames.filter((other) => other !== 'aux-mom'))(
    'does not take a run of %s for one of aux-mom',
    (other) => {
      const run: RandomRun = {
        ...small,
        variant: other,
        parameters: { ...small.parameters, localStepCount: other === 'sgd' ? 1 : 2 },
        initialization: algorithms[other].estimates === 'nothing' ? { kind: 'none' } : small.initialization,
      };
      const trace = recordFastTrace(other, toRequest(run), { gradients: true });
      expect(brokenEquations(run, trace)).toEqual([]);
      expect(brokenEquations({ ...run, variant: 'aux-mom' }, trace)).not.toEqual([]);
    },
  );
});
