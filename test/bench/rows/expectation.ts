/** Rows `expectation/n`: exact expectations of AuxMOM, a state of n entries, three atoms, 200 local steps. */
import {
  createDecimalField,
  createRatio,
  nearestDouble,
  type ExactField,
  type Ratio,
} from '../../../src/exact/index.js';
import { expectRun, type ExpectationOptions } from '../../../src/expectation/index.js';
import { createSampler, runPilot } from '../../slow/monte-carlo.js';
import type { TestCase } from '../../support/cases.js';
import { encodeTokens, parseRatios, ratioDisagreement } from '../exact/token-file.js';
import { createMomentPlan, equallyLikely, planTokens, threeAtomCase } from '../expectation/moment-plan.js';
import { applyMomentStep, applySparse } from '../expectation/second-moments.js';
import { inProcess, type Contender } from '../harness/contender.js';
import { inOtherProcess } from '../harness/process-contender.js';
import type { Race } from '../harness/race.js';
import type { Workshop } from '../harness/workshop.js';

/** What a contender says of G: exactly, or as an estimate. */
export type Average = { readonly exact: Ratio } | { readonly mean: number; readonly standardError: number };

function ours(name: string, testCase: TestCase, options: ExpectationOptions): Contender<Average> {
  return inProcess(name, true, () => {
    const run = () => expectRun(testCase, options);
    return { run, result: () => ({ exact: run().averageSquaredGradient }) };
  });
}

/** The recursion over a field of the library, number by number. */
function overField<S>(name: string, field: ExactField<S>, testCase: TestCase): Contender<Average> {
  return inProcess(name, false, () => {
    const { start, snapshot, local, squaredGradient } = createMomentPlan(field, testCase);
    const { roundCount, localStepCount } = testCase.parameters;
    const run = (): S => {
      let [values, sum] = [start, field.zero];
      for (let t = 0; t < roundCount; t += 1) {
        values = applyMomentStep(field, snapshot, values);
        for (let k = 0; k < localStepCount; k += 1) {
          sum = field.add(sum, applySparse(field, squaredGradient, values));
          values = applyMomentStep(field, local, values);
        }
      }
      return sum;
    };
    return { run, result: () => averageOf(field.toRatio(run()), testCase) };
  });
}

/** The sum over all local steps, divided by their number. */
function averageOf({ numerator, denominator }: Ratio, { parameters }: TestCase): Average {
  const steps = BigInt(parameters.roundCount * parameters.localStepCount);
  return { exact: createRatio(numerator, denominator * steps) };
}

/** How a Monte-Carlo run is scaled: to a relative standard error of 1e-3 of G, or of every E‖∇f‖² of the run. */
function monteCarlo(
  name: string,
  testCase: TestCase,
  of: 'average' | 'steps',
  pilotRuns: number,
): Contender<Average> {
  return inProcess(name, false, () => {
    const sample = createSampler(equallyLikely(testCase));
    const stepCount = testCase.parameters.roundCount * testCase.parameters.localStepCount;
    const { average, steps } = runPilot(sample, stepCount, pilotRuns);
    const values = new Float64Array(stepCount);
    return {
      run: () => {
        sample(values);
      },
      result: () => average,
      runsNeeded:
        of === 'average' ? average.runsNeeded : Math.max(...steps.map(({ runsNeeded }) => runsNeeded)),
    };
  });
}

/** Exact numbers must be equal; an estimate must be within five of its standard errors. */
export function averageDisagreement(reference: Average, result: Average): string | undefined {
  if (!('exact' in reference)) throw new TypeError('the reference is exact');
  if ('exact' in result) return ratioDisagreement([reference.exact], [result.exact]);
  const distance = Math.abs(result.mean - nearestDouble(reference.exact)) / result.standardError;
  return distance <= 5 ? undefined : `its mean is ${distance.toPrecision(3)} standard errors away`;
}

/** What the row of d dimensions is made of. */
export interface ExpectationShape {
  readonly dimension: number;
  readonly roundCount: number;
  readonly localStepCount: number;
  readonly pilotRuns: number;
}

/** The row; its state has 2d + 1 entries. */
export function expectationRace(workshop: Workshop, shape: ExpectationShape): Race<Average> {
  const { dimension, roundCount, localStepCount, pilotRuns } = shape;
  const testCase = threeAtomCase(dimension, roundCount, localStepCount);
  const size = 2 * dimension + 1;
  const data = workshop.once(`moments-${size}.txt`, () => encodeTokens(planTokens(testCase)));
  const parse = (line: string): Average => averageOf(parseRatios(line)[0] as Ratio, testCase);
  return {
    name: `expectation/${size}`,
    computes: `G of AuxMOM exactly, a state of ${size} entries, 3 atoms, ${roundCount * localStepCount} steps`,
    contenders: [
      ours('auxopt', testCase, { rounds: false }),
      ours('auxopt, every E‖∇f‖²', testCase, { moments: false }),
      overField('decimal.js', createDecimalField(), testCase),
      inOtherProcess('Python integers', workshop.python('moments_integers.py', data), parse),
      inOtherProcess('C, FLINT integers', workshop.c('moments_flint.c', ['-lflint'], data), parse),
      monteCarlo('Monte-Carlo, G to 1e-3', testCase, 'average', pilotRuns),
      monteCarlo('Monte-Carlo, every E‖∇f‖² to 1e-3', testCase, 'steps', pilotRuns),
    ],
    disagreement: averageDisagreement,
  };
}
