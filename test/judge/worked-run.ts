/** A run that can be worked out by hand: f = x²/2, h = x², two rounds of two steps of aux-mom. */
import { floatFormats, parseExactNumber } from '../../src/exact/index.js';
import { judgeTrace, readExactText, type JudgeRequest } from '../../src/judge/index.js';

export const number: typeof parseExactNumber = parseExactNumber;
const affine = (matrix: string) => ({ matrix: [[number(matrix)]], vector: [number('0')] });
/** M x²/2. */
export const quadratic = (matrix: string) => ({ ...affine(matrix), constant: number('0') });
/** f = fx²/2 and h = hx²/2, without noise; h may have a curvature of its own in local steps. */
export function problemOf(f: string, h: string, local = h): NonNullable<JudgeRequest['problem']> {
  const [target, auxiliary] = [quadratic(f), quadratic(h)];
  return {
    dimension: 1,
    target,
    auxiliary,
    snapshotAtoms: [{ probability: number('1'), target, auxiliary }],
    localAtoms: [{ probability: number('1'), auxiliary: quadratic(local) }],
  };
}
export const request: JudgeRequest = {
  variant: 'aux-mom',
  problem: problemOf('1', '2'),
  parameters: { stepSize: number('1/4'), momentumWeight: number('1/2'), localStepCount: 2, roundCount: 2 },
  initialization: { kind: 'zero' },
  startingPoint: [number('1')],
  tape: { initial: [], rounds: [0, 0].map((snapshot) => ({ snapshot, local: [0, 0] })) },
  arithmetic: 'exact',
};
// m¹ = −1/2, d = 3/2, y = 5/8; d = 3/4, y = 7/16; m² = −1/4 − 7/32 = −15/32; d = 13/32, y = 43/128; d = 13/64, y = 73/256
export const states = {
  start: { iterate: ['1'], correction: ['0'] },
  rounds: [
    { correction: ['-1/2'], steps: [{ point: ['5/8'] }, { point: ['7/16'] }], iterate: ['7/16'] },
    { correction: ['-15/32'], steps: [{ point: ['43/128'] }, { point: ['73/256'] }], iterate: ['73/256'] },
  ],
};
type States = typeof states;
export const judge = (trace: unknown, change: Partial<JudgeRequest> = {}) =>
  judgeTrace({ ...request, ...change }, trace as States, readExactText);
export const doubles = (trace: States) =>
  JSON.parse(JSON.stringify(trace), (_key, value: unknown) => {
    if (typeof value !== 'string') return value;
    const { numerator, denominator } = number(value);
    return Number(numerator) / Number(denominator);
  }) as { start: { iterate: number[] }; rounds: { iterate: number[] }[] };
export const binary64 = { format: floatFormats.binary64, subnormals: 'gradual' } as const;
