/** Drives a program in floating point on a test case, and gives what it reported in the form that the judge reads. */
import type { ReportedTrace } from '../../src/judge/index.js';
import { nearestDouble, roundToFormat, type FloatFormat, type Ratio } from '../../src/exact/index.js';
import type { AffineGradient } from '../../spec/model/index.js';
import type { TestCase } from './cases.js';
import type { DrivenProgram, Message } from './protocol-driver.js';
import { openCase } from './wire-case.js';
import { runMessage } from './python-program.js';

/** The states that a program visits on a case in callback mode; throws where it does not answer with ok. */
export async function runServed(
  program: DrivenProgram,
  testCase: TestCase,
  format: FloatFormat,
): Promise<ReportedTrace<number>> {
  const round = (value: Ratio | number): number =>
    roundToFormat(format, typeof value === 'number' ? value : nearestDouble(value));
  const { stepSize, momentumWeight } = testCase.parameters;
  const opened = await program.request({
    ...openCase(testCase, 'callback'),
    parameters: {
      ...testCase.parameters,
      stepSize: String(round(stepSize)),
      momentumWeight: String(round(momentumWeight)),
    },
    x0: testCase.startingPoint.map((value) => String(round(value))),
  });
  expectOk(opened);
  let fresh = 0;
  const answer = (question: Message): Message => {
    const atom = testCase.tape.rounds[fresh]?.snapshot ?? -1;
    fresh += 1;
    const at = (question['at'] as string[]).map(Number);
    const sample = testCase.problem.snapshotAtoms[atom]?.target;
    if (question['function'] !== 'f' || sample === undefined) throw new Error(JSON.stringify(question));
    return {
      type: 'oracleResult',
      session: 's',
      gradient: evaluate(sample, at, round).map(String),
      atom,
    };
  };
  const messages = await program.request(runMessage(testCase.parameters.roundCount), answer);
  expectOk(messages);
  const [start, ...rounds] = messages
    .filter(({ type, step }) => type === 'state' && step === undefined)
    .map((state) => ({
      iterate: (state['x'] as string[]).map(Number),
      ...(state['m'] === undefined ? {} : { correction: (state['m'] as string[]).map(Number) }),
    }));
  if (start === undefined) throw new Error('no start was reported');
  return { start, rounds: rounds.map((state) => ({ steps: [], ...state })) };
}

function evaluate(
  { matrix, vector }: AffineGradient<Ratio>,
  at: readonly number[],
  round: (value: Ratio | number) => number,
): number[] {
  return matrix.map((row, i) => {
    let sum = 0;
    row.forEach((entry, j) => {
      sum = round(sum + round(round(entry) * (at[j] ?? NaN)));
    });
    return round(sum - round(vector[i] ?? { numerator: 0n, denominator: 1n }));
  });
}

function expectOk(messages: readonly Message[]): void {
  const last = messages.at(-1);
  if (last?.type !== 'ok') throw new Error(JSON.stringify(last));
}
