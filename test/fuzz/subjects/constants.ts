/** Files of constants: refused, or constants in order, on which advice is given or refused. */
import { adviseRun, completeConstants, parseConstants } from '../../../src/advise/index.js';
import { isCertain, namesOf, type Constant } from '../../../src/advise/constant.js';
import { nearDocument } from '../kit/mutate.js';
import { accepted, assertTrue, subject, type Subject } from '../kit/subject.js';

const exact = (value: string) => ({ value, kind: 'exact' });
const documents: readonly unknown[] = [
  {
    format: 'auxopt-constants/1',
    name: 'measured',
    affineDifference: true,
    constants: {
      smoothness: exact('2'),
      hessianSimilarity: { value: '0.5', lower: '0.25', upper: '1', kind: 'estimate', method: 'power iteration' },
      meanSquareSimilarity: { value: '0.75', kind: 'lower-bound' },
      suboptimality: exact('10'),
      correctionError: exact('3/7'),
      targetVariance: { value: '1', lower: '0.5', kind: 'estimate' },
      snapshotAuxiliaryVariance: exact('2'),
      noiseCovariance: { value: '-0.5', lower: '-1', upper: '0.1', kind: 'estimate' },
      localVariance: exact('1e-3'),
    },
    measurement: { gradients: { target: 10, auxiliary: 20 }, confidence: '0.95', assumptions: ['normal noise'], warnings: [] },
  },
  {
    format: 'auxopt-constants/1',
    name: 'exact',
    constants: {
      smoothness: exact('1'),
      hessianSimilarity: exact('0.1'),
      suboptimality: exact('1'),
      targetVariance: exact('0'),
      snapshotVariance: exact('0'),
      noiseCorrelation: exact('0.5'),
      localVariance: exact('0'),
    },
  },
]; // prettier-ignore

function assertOrdered(name: string, { lower, value, upper }: Constant): void {
  const isAtMost = (p: typeof value, q: typeof value): boolean =>
    p.numerator * q.denominator <= q.numerator * p.denominator;
  assertTrue(isAtMost(lower, value) && (upper === undefined || isAtMost(value, upper)), () => `${name} is outside its interval`);
  assertTrue(name.startsWith('noise') || lower.numerator >= 0n, () => `${name} may be negative`);
} // prettier-ignore

/** From text to advice. */
export const constants: Subject = subject({
  name: 'constants',
  weight: 1,
  inputs: nearDocument(documents),
  check: (text) => {
    const parsed = accepted(() => parseConstants(text, 'input'));
    if (parsed === undefined) return;
    for (const [name, constant] of Object.entries(parsed.known)) assertOrdered(name, constant);
    const complete = accepted(() => completeConstants(parsed));
    // where anything is open advice takes seconds: it looks for what would decide
    if (complete === undefined || !namesOf(complete).every((each) => isCertain(complete[each] as Constant)))
      return;
    const budget = { kind: 'target-gradients', count: 3 } as const;
    accepted(() => adviseRun({ constants: complete, budget, maximumLocalSteps: 2 }));
  },
});
