/** What the fuzz found in the protocol, the offline files and the vectors, each as the smallest input that shows it. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { createResponder } from '../../src/verify/adapters/responder.js';
import { createVerificationCases } from '../../src/verify/cases/create-cases.js';
import { tapeCaseMessage } from '../../src/verify/trace-files/tape-case.js';
import { linesOf } from '../../src/problems/text-lines.js';
import { parseCases } from '../../src/verify/trace-files/judge-trace-file.js';
import { readReply } from '../../src/verify/peer/read-reply.js';
import { createNumberCodec } from '../../src/verify/protocol/numbers.js';
import type { Request } from '../../src/verify/protocol/requests.js';
import { createReference } from '../../src/verify/served-reference/index.js';
import { showLastLines } from '../../src/verify/report/foreign-text.js';
import { createGradientSource } from '../../src/verify/session/kit-gradients.js';
import { createRadixField, formatRatio } from '../../src/exact/index.js';
import { formatDecimal } from '../../src/exact/exact-number.js';
import { judgeTrace, readExactText } from '../../src/judge/index.js';
import { main } from '../support/run-cli.js';

const [given] = createVerificationCases();
if (given === undefined) throw new Error('there are no cases');
const open = tapeCaseMessage(given);
const { problem } = open;
if (problem === undefined) throw new Error('a case in tape mode has a problem');

describe('a case from a file that cannot be run', () => {
  const [round, ...rounds] = problem.tape.rounds;
  it.each([
    ['a point of another length', { x0: ['1'] }, /x0: it has 1 entry; expected 2/],
    ['no m⁰', { m0: [] }, /m0: it has 0 entries/],
    ['a start that the variant has not', { initialization: { kind: 'none' } }, /"none" does not fit aux-mom/],
    ['10¹² local steps', { parameters: { ...open.parameters, localStepCount: 1e12 } }, /local: it has 3 entries; expected 1000000000000/],
    ['no local step', { parameters: { ...open.parameters, localStepCount: 0 } }, /local: it has 3 entries/],
    ['fewer rounds', { problem: { ...problem, tape: { ...problem.tape, rounds } } }, /rounds: it has 3 entries; expected 4/],
    ['an unknown atom', { problem: { ...problem, tape: { ...problem.tape, rounds: [{ ...round, snapshot: 99 }, ...rounds] } } }, /the atom 99 is drawn/],
    ['no atoms', { problem: { ...problem, localAtoms: [] } }, /is drawn; expected an atom below 0/],
    ['a matrix of another size', { problem: { ...problem, target: { ...problem.target, matrix: [['1']] } } }, /target: it has another size/],
    ['a bias', { problem: { ...problem, target: { ...problem.target, vector: ['99', '0'] } } }, /must be unbiased/],
    ['a weight beyond 1', { parameters: { ...open.parameters, momentumWeight: '2' } }, /momentumWeight: it is outside its domain/],
    ['a number beyond all limits', { x0: ['1e999999999', '0'] }, /line 1 at \$: "1e999999999" is not an exact number/],
  ])('is refused in one sentence: %s', (_name, change, message) => {
    expect(() => parseCases(linesOf(JSON.stringify({ ...open, ...change })), 'cases.jsonl')).toThrow(message);
  });
}); // prettier-ignore

it('a case that is in a file twice is refused, with both lines', () => {
  const line = JSON.stringify(open);
  expect(() => parseCases(linesOf(`${line}\n\n${line}\n`), 'cases.jsonl')).toThrow(/^cases\.jsonl, line 3: the case .* repeats that of line 1/);
  expect(parseCases(linesOf(`${line}\n`), 'cases.jsonl')).toHaveLength(1);
}); // prettier-ignore

describe('a request that is malformed', () => {
  const respond = createResponder(createReference());
  const never = (): never => { throw new Error('nothing is asked'); };
  const port = { ask: never, askMinibatch: never, tell: () => undefined };
  it.each([
    ['nothing but its type', { type: 'open', id: 'q' }, { type: 'rejected', code: 'bad-input', message: expect.stringMatching(/^the open request is malformed at session/) as string }],
    ['a variant that every object has', { ...open, id: 'q', variant: 'constructor' }, { type: 'rejected', message: expect.stringMatching(/malformed at variant: one of aux-mom/) as string }],
    ['10¹² steps', { ...open, id: 'q', parameters: { ...open.parameters, localStepCount: 1e12 } }, { type: 'rejected', message: expect.stringMatching(/at most 10000000 draws/) as string }],
    ['rounds in words', { type: 'run', id: 'q', session: 's', rounds: 'two' }, { type: 'error', message: expect.stringMatching(/run request is malformed at rounds/) as string }],
    ['no state', { type: 'step', id: 'q', session: 's', state: null }, { type: 'error', message: expect.stringMatching(/malformed at state/) as string }],
    ['a type of a later version', { type: 'constructor', id: 'q' }, { type: 'unsupported' }],
  ])('is answered in words: %s', async (_name, request, response) => {
    expect(await respond(request as unknown as Request, port)).toMatchObject({ ...response, id: 'q' });
  });
}); // prettier-ignore

describe('what an implementation says', () => {
  it('is one fault, where it is wrong in a hundred thousand places', { tags: 'long' }, () => {
    const line = `{"type":"state","session":"s","round":1,"x":[${'null,'.repeat(150_000)}null]}`;
    expect(() => readReply(line)).toThrow(/malformed at x\.0: .*send the string "nan"/);
  });

  it.each([
    [{ type: 'source', id: 'q' }, /malformed at name: expected a string\./],
    [{ type: 'source', id: 'q', name: '', dimension: 1, startingPoint: [] }, /at name: expected at least 1 character\./],
    [{ type: 'hello', id: 'q' }, /malformed at protocol: expected an object\./],
    [{ type: 'ok', id: 'q', more: 1 }, /malformed at the message: the key "more" is unknown\./],
  ])('is a fault in plain words: %j', (message, words) => {
    expect(() => readReply(JSON.stringify(message))).toThrow(words);
  });

  it('is not read as numbers where it has another length', () => {
    const source = createGradientSource(given.problem, createNumberCodec('rational'));
    const at = Array.from({ length: 100_000 }, () => '1e1000000');
    expect(source.answer({ function: 'f', draw: 'mean', atom: 0 }, at)).toBeUndefined();
  });

  it('is judged in seconds, where a number has 100,000 places and where a log is a flood of line feeds', () => {
    const [text, log] = [`1e-100000`, `${'\n'.repeat(200_000)}the end`];
    const value = readExactText(text);
    if (value === undefined) throw new Error('it is no number');
    const field = createRadixField(30n);
    const moved = field.add(field.fromRatio(value), field.one);
    expect(formatRatio(field.toRatio(moved))).toBe(`1.${'0'.repeat(99_999)}1`);
    expect(showLastLines(log, 2)).toEqual({ lines: ['', 'the end'], dropped: 199_999 });
  }, 10_000);
}); // prettier-ignore

describe('long numbers of an implementation', () => {
  const number = (text: string) => readExactText(text) ?? { numerator: 0n, denominator: 0n };
  const affine = (slope: string, shift: string) => ({ matrix: [[number(slope)]], vector: [number(shift)] });
  const target = { ...affine('3', '1'), constant: number('0') };
  const line = { dimension: 1, target, auxiliary: target, snapshotAtoms: [], localAtoms: [] };
  // digits without a pattern: for others Euclid ends early
  const digits = (3n ** 80_000n).toString();
  const question = { function: 'f', draw: 'mean', atom: 0 } as const;

  it.each(['decimal', 'rational'] as const)('are answered without a gcd of their digits, in %s', (arithmetic) => {
    const { answer } = createGradientSource(line, createNumberCodec(arithmetic));
    const power = 10n ** BigInt(digits.length);
    const value = 3n * (power + BigInt(digits)) - power;
    expect(answer(question, [`1.${digits}`])).toEqual([formatDecimal(value, digits.length)]);
    if (arithmetic === 'decimal') return;
    // other denominators: of a step size, say, or made up
    expect(answer(question, ['1/7'])).toEqual(['-4/7']);
    expect(answer(question, [`1/${7n ** 20_000n}`])).toEqual([`${3n - 7n ** 20_000n}/${7n ** 20_000n}`]);
    expect(answer(question, ['1/21'])).toEqual(['-6/7']);
  }, 5_000);

  it('are judged and printed without one', () => {
    const told = { start: { iterate: ['1'] }, rounds: [{ steps: [], iterate: [`0.${digits}`] }] };
    const { verdict, violations } = judgeTrace(
      {
        variant: 'sgd',
        problem: line,
        parameters: { stepSize: number('0.1'), momentumWeight: number('1'), localStepCount: 1, roundCount: 1 },
        initialization: { kind: 'none' },
        startingPoint: [number('1')],
        tape: { initial: [], rounds: [{ snapshot: 0, local: [] }] },
        arithmetic: 'exact',
      },
      told,
      readExactText,
    );
    expect([verdict, violations.length > 0]).toEqual(['fail', true]);
  }, 5_000);
}); // prettier-ignore

describe('auxopt serve', { tags: 'long' }, () => {
  const serve = (input: string | Buffer) =>
    spawnSync(process.execPath, [main, 'serve'], { input, encoding: 'utf8', maxBuffer: 1 << 26 });

  it('ends at a line that is longer than any line of the protocol, without collecting it', () => {
    const { status, stderr } = serve(Buffer.alloc(100 * 1024 * 1024, 'a'));
    expect([status, stderr]).toEqual([1, 'auxopt: the kit sent a line of more than 4 MiB\n']);
  });

  it('says what is wrong with an answer to its question', () => {
    const { problem: _problem, ...rest } = open;
    const callback = { ...rest, oracleMode: 'callback' };
    const run = { type: 'run', id: 'r', session: open.session, rounds: 4 };
    const lines = [callback, run, { type: 'oracleResult', session: open.session }, { type: 'bye', id: 'b' }];
    const { status, stdout } = serve(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    expect(status).toBe(0);
    expect(stdout).toMatch(/"error","id":"r","message":"the answer to a question is malformed at gradient/);
  });
}); // prettier-ignore
