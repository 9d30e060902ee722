/** Rows `exact/n`: exact trajectories of AuxMOM, d = 3, data of three digits, n = T·K steps. */
import {
  baseOfRun,
  createDecimalField,
  createRadixField,
  createRationalField,
  runExact,
  type ExactField,
  type Ratio,
} from '../../../src/exact/index.js';
import { slowCase } from '../../slow/slow-case.js';
import { instantiate, type TestCase } from '../../support/cases.js';
import { caseTokens, encodeTokens, parseRatios, ratioDisagreement } from '../exact/token-file.js';
import { absent, inProcess, type Contender } from '../harness/contender.js';
import { inOtherProcess } from '../harness/process-contender.js';
import type { Race } from '../harness/race.js';
import type { Workshop } from '../harness/workshop.js';

/** The rational field brings every number to lowest terms: beyond this it takes minutes. */
const mostFractionSteps = 200;

/** The result of a contender: the entries of x^T. */
type Iterate = readonly Ratio[];

/** The case of a row; T·K a multiple of 10. */
export function exactCase(steps: number): TestCase {
  return slowCase('aux-mom', { roundCount: steps / 10, localStepCount: 10 });
}

function overField<S>(name: string, field: ExactField<S>, testCase: TestCase): Contender<Iterate> {
  return inProcess(name, true, () => {
    const request = instantiate(field, testCase);
    const run = () => runExact(field, 'aux-mom', request);
    return { run, result: () => run().rounds.at(-1)?.iterate.map(field.toRatio) ?? [] };
  });
}

/** The row of T·K steps. */
export function exactRace(workshop: Workshop, steps: number): Race<Iterate> {
  const testCase = exactCase(steps);
  const equations = workshop.once(`exact-${steps}.txt`, () => encodeTokens(caseTokens(testCase)));
  return {
    name: `exact/${steps}`,
    computes: `AuxMOM without rounding, d = 3, data of three digits, T·K = ${steps}`,
    contenders: [
      overField('auxopt', createRadixField(baseOfRun(testCase)), testCase),
      overField('auxopt, decimal.js', createDecimalField(), testCase),
      steps > mostFractionSteps
        ? absent(
            'auxopt, fraction.js',
            `it is not asked beyond T·K = ${mostFractionSteps}: a gcd a number takes seconds there`,
            true,
          )
        : overField('auxopt, fraction.js', createRationalField(), testCase),
      inOtherProcess('Python fractions', workshop.python('exact_fractions.py', equations), parseRatios),
      inOtherProcess('Python decimal', workshop.python('exact_decimal.py', equations), parseRatios),
      inOtherProcess('gmpy2 mpq', workshop.python('exact_mpq.py', equations), parseRatios),
    ],
    disagreement: ratioDisagreement,
  };
}
