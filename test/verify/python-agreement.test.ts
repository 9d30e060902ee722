/** Plain Python over fractions makes the very run of the exact engine: every variant, every start, both oracle modes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createRationalField, formatRatio, parseExactNumber, runExact } from '../../src/exact/index.js';
import { variantNames } from '../../spec/algorithms/index.js';
import { arbitraryCase, instantiate, type TestCase } from '../support/cases.js';
import { handVectors } from '../support/hand-vectors.js';
import { drive, pythonIsMissing, type DrivenProgram, type Message } from '../support/protocol-driver.js';
import { drivePython, runMessage } from '../support/python-program.js';
import { root } from '../support/run-cli.js';
import { caseOracle, openCase } from '../support/wire-case.js';
import { firstOf } from '../support/some-of.js';
import { forAllAsync } from '../support/for-all.js';

const field = createRationalField();
const file = join(root, 'docs/examples/adapters/all_variants_plain.py');
type Mode = 'callback' | 'tape';

/** The states of the exact engine as messages, local steps included. */
function expectedStates(testCase: TestCase): Message[] {
  const trace = runExact(field, testCase.variant, instantiate(field, testCase));
  const texts = (values: readonly ReturnType<typeof field.fromString>[]) =>
    values.map((value) => formatRatio(field.toRatio(value)));
  const state = { type: 'state', session: 's' };
  const withCorrection = (correction: Parameters<typeof texts>[0] | undefined) =>
    correction === undefined ? {} : { m: texts(correction) };
  const { start, rounds } = trace;
  return [
    { ...state, round: 0, x: texts(start.iterate), ...withCorrection(start.correction) },
    ...rounds.flatMap(({ steps, iterate, correction }, index) => [
      ...steps.map(({ point }, k) => ({ ...state, round: index + 1, step: k + 1, y: texts(point) })),
      { ...state, round: index + 1, x: texts(iterate), ...withCorrection(correction) },
    ]),
  ];
}

async function pythonStates(program: DrivenProgram, testCase: TestCase, mode: Mode): Promise<Message[]> {
  const [opened] = await program.request(openCase(testCase, mode));
  if (opened?.type !== 'ok') throw new Error(JSON.stringify(opened));
  const answer = mode === 'tape' ? undefined : caseOracle(testCase);
  const messages = await program.request(runMessage(testCase.parameters.roundCount), answer);
  const last = messages.at(-1);
  if (last?.type !== 'ok') throw new Error(JSON.stringify(last));
  return messages.filter(({ type }) => type === 'state').map(canonical);
}

/** How a program's run in tape mode compares with that of the exact engine. */
async function compare(program: DrivenProgram, testCase: TestCase): Promise<string> {
  try {
    const states = await pythonStates(program, testCase, 'tape');
    const isSame = JSON.stringify(states) === JSON.stringify(expectedStates(testCase));
    return isSame ? 'the same states' : 'other states';
  } catch (error) {
    return String(error);
  }
}

/** The same state with every number written the way the exact engine writes it. */
function canonical(state: Message): Message {
  const texts = Object.entries(state).map(([key, value]) => [
    key,
    Array.isArray(value) ? value.map((text: string) => formatRatio(parseExactNumber(text))) : value,
  ]);
  return Object.fromEntries(texts) as Message;
}

describe.skipIf(pythonIsMissing !== undefined)('plain Python over fractions', () => {
  const program = drive('python3', [file, 'rational']);
  afterAll(() => {
    program.end();
  });

  firstOf(1, [['tape'], ['callback']])('is the exact engine, in %s mode', async (mode) => {
    const variants = new Set<string>();
    await forAllAsync(100, [arbitraryCase()], async (testCase) => {
      variants.add(testCase.variant);
      expect(await pythonStates(program, testCase, mode)).toEqual(expectedStates(testCase));
    });
    expect([...variants].sort()).toEqual([...variantNames].sort());
  });

  it.each(handVectors)('makes the run that was worked out by hand: %s', async (_name, vector) => {
    const { target, auxiliary } = vector.problem;
    const constant = '0';
    const text = JSON.stringify({
      ...vector,
      problem: { ...vector.problem, target: { ...target, constant }, auxiliary: { ...auxiliary, constant } },
    });
    const testCase = JSON.parse(text, (_key, value: unknown) =>
      typeof value === 'string' && /^-?\d/.test(value) ? parseExactNumber(value) : value,
    ) as TestCase;
    const states = await pythonStates(program, testCase, 'tape');
    const ends = states.filter((state) => state['step'] === undefined).slice(1);
    expect(ends.map((state) => (state['x'] as string[]).map((value) => parseExactNumber(value)))).toEqual(
      vector.trace.rounds.map(({ iterate }) => iterate.map((value) => parseExactNumber(value))),
    );
  });

  firstOf(2, [
    ['a ↔ 1 − a', '(1 - a) * m + a * now', 'a * m + (1 - a) * now', 'other states'],
    ['the estimate is left out of the steps', '+ m)', '+ 0 * m)', 'other states'],
    ['the old point is the new one', 'gradient(sample, x_previous)', 'gradient(sample, x)', 'other states'],
    [
      'the old point sees another atom',
      'gradient(sample, x_previous)',
      'gradient(task.draw_snapshot(), x)',
      'LookupError: the tape has no further snapshot draw in round',
    ],
    ['a batch is summed', '/ size', '/ 1', 'other states'],
  ])('is not the exact engine where %s', async (_name, right, wrong, reason) => {
    const source = readFileSync(file, 'utf8');
    expect(source).toContain(right);
    const mutated = source
      .replace(right, wrong)
      .replace('sys.argv[1] if len(sys.argv) > 1 else "binary64"', '"rational"');
    const wrongProgram = drivePython(mutated);
    const outcomes: string[] = [];
    for (const testCase of fc.sample(arbitraryCase({ variants: ['aux-mvr'] }), 25)) {
      expect(await compare(program, testCase)).toBe('the same states');
      outcomes.push(await compare(wrongProgram, testCase));
    }
    wrongProgram.end();
    expect(outcomes.join('\n')).toContain(reason);
  });
});
