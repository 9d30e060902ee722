/** The C adapter and its example: compiled strictly, driven over pipes, and fed what no kit would send. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { helloReplySchema, replySchemas } from '../../src/conformance/protocol/replies.js';
import { answerRun, expectedStates, openOf } from '../support/answer-run.js';
import { dyadicVector } from '../support/dyadic-vector.js';
import { drive, hello } from '../support/pipe-driver.js';
import { root } from '../support/run-cli.js';

const folder = mkdtempSync(join(tmpdir(), 'auxopt-c-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const assets = join(root, 'src/conformance/adapters/assets');
const source = readFileSync(join(root, 'docs/examples/adapters/aux_mom.c'), 'utf8');
const strict = ['-std=c99', '-Wall', '-Wextra', '-Werror', '-pedantic', `-I${assets}`];
const sanitized = ['-g', '-fsanitize=address,undefined', '-fno-sanitize-recover=all'];

/** Compiles a program; gives its path. */
function compile(name: string, text: string, flags: readonly string[]): string {
  const [file, program] = [join(folder, `${name}.c`), join(folder, name)];
  writeFileSync(file, text);
  const { status, stderr } = spawnSync('gcc', [...strict, ...flags, '-o', program, file], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return program;
}

const optimized = compile('optimized', source, ['-O2']);
const checked = compile('checked', source, sanitized);
const both = [
  ['-O2', optimized],
  ['sanitized', checked],
] as const;

/** The example with one piece of its text replaced. */
function mutant(name: string, from: string, to: string): string {
  expect(source.split(from)).toHaveLength(2);
  return compile(name, source.replace(from, to), sanitized);
}

describe.each(both)('the C example (%s)', (_name, program) => {
  it('says hello as the protocol wants it, and goodbye with code 0', async () => {
    const driven = drive(program);
    driven.send(hello);
    const reply = helloReplySchema.parse(await driven.receive());
    expect(reply.capabilities).toMatchObject({ variants: ['aux-mom', 'aux-mvr'], oracleModes: ['callback'] });
    driven.send({ type: 'bye', id: 'an "id" \\ é' });
    expect(await driven.receive()).toEqual({ type: 'ok', id: 'an "id" \\ é' });
    expect(await driven.finish()).toEqual({ code: 0, signal: null, stderr: '' });
  });

  it.each(['aux-mom', 'aux-mvr'] as const)('%s: a run has the exact numbers', async (variant) => {
    const driven = drive(program);
    for (const initialization of ['given', 'zero'] as const) {
      const vector = dyadicVector(
        variant,
        initialization === 'zero' ? { initialization: { kind: 'zero' } } : {},
      );
      const open = openOf(vector);
      driven.send(open);
      expect(await driven.receive()).toEqual({ type: 'ok', id: 'open-1' });
      const run = { type: 'run', id: 'run-1', session: open.session, rounds: 3 };
      const { states, questions, response } = await answerRun(driven, vector, run);
      expect(response).toEqual({ type: 'ok', id: 'run-1' });
      expect(states).toEqual(expectedStates(vector));
      expect(questions).toHaveLength(3 * (variant === 'aux-mom' ? 4 : 6));
      for (const question of questions) replySchemas.oracle.parse(question);
      driven.send({ type: 'close', id: 'close-1', session: open.session });
      expect(await driven.receive()).toEqual({ type: 'ok', id: 'close-1' });
    }
    expect(await driven.finish()).toEqual({ code: 0, signal: null, stderr: '' });
  });

  it.each(['aux-mom', 'aux-mvr'] as const)(
    '%s: a step from a given state has the exact numbers',
    async (variant) => {
      const vector = dyadicVector(variant);
      const states = expectedStates(vector) as { round: number; step?: number; x: string[]; m: string[] }[];
      const whole = (round: number) =>
        states.find((state) => state.round === round && state.step === undefined);
      const driven = drive(program);
      const open = openOf(vector);
      driven.send(open);
      await driven.receive();
      const decimal = (texts: string[] = []) => texts.map((text) => String(quotient(text)));
      const state = {
        round: 3,
        x: decimal(whole(2)?.x),
        xPrevious: decimal(whole(1)?.x),
        m: decimal(whole(2)?.m),
      };
      const made = await answerRun(driven, vector, {
        type: 'step',
        id: '7',
        session: open.session,
        state,
      } as object as {
        type: string;
      });
      expect(made.response).toEqual({ type: 'ok', id: '7' });
      expect(made.states).toEqual(states.filter(({ round }) => round === 3));
      await driven.finish();
    },
  );

  it.each([
    ['a step size of 0', { stepSize: '0' }, /step size/],
    ['a negative step size', { stepSize: '-1e-300' }, /step size/],
    ['a step size that overflows', { stepSize: '1e999999999' }, /stepSize is no finite/],
    ['a step size that is a word', { stepSize: 'NaN' }, /stepSize is no finite/],
    ['a step size that is a fraction', { stepSize: '1/3' }, /stepSize is no finite/],
    ['a momentum weight of 0', { momentumWeight: '0' }, /momentum weight/],
    ['a momentum weight above 1', { momentumWeight: '1.0000000000000002' }, /momentum weight/],
    ['no local steps', { localStepCount: 0 }, /local step/],
    ['minus one local step', { localStepCount: -1 }, /local step/],
    ['no rounds', { roundCount: 0 }, /round/],
  ])('rejects %s', async (_case, wrong, message) => {
    const vector = dyadicVector('aux-mom');
    const driven = drive(program);
    driven.send(openOf(vector, { parameters: { ...vector.parameters, ...wrong } }));
    const reply = replySchemas.rejected.parse(await driven.receive()) as unknown as Record<string, string>;
    expect(reply['message']).toMatch(message);
    // and the next case is served as if nothing had been
    driven.send(openOf(vector));
    expect(await driven.receive()).toEqual({ type: 'ok', id: 'open-1' });
    expect(await driven.finish()).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([
    ['a start of another length', { x0: ['1'] }],
    ['an empty start', { x0: [], dimension: 0 }],
    ['an m0 of another length', { m0: ['1', '2', '3'] }],
    ['a given start that is not given', { initialization: { kind: 'zero' }, x0: ['1', 'x'] }],
    ['no start of the estimate', { initialization: { kind: 'none' } }],
  ] as const)('rejects %s', async (_case, wrong) => {
    const driven = drive(program);
    driven.send(openOf(dyadicVector('aux-mom'), wrong));
    expect(await driven.receive()).toMatchObject({ type: 'rejected', id: 'open-1', code: 'bad-input' });
    await driven.finish();
  });

  it('names what it does not have, and needs an open session', async () => {
    const vector = dyadicVector('aux-mom');
    const driven = drive(program);
    const ask = async (message: object) => {
      driven.send(message);
      return driven.receive();
    };
    expect(await ask({ type: 'polish', id: '1', strange: [{}] })).toMatchObject({
      type: 'unsupported',
      id: '1',
    });
    for (const gap of [
      { variant: 'sgd' },
      { oracleMode: 'tape' },
      { initialization: { kind: 'batch', size: 2 } },
    ]) {
      expect(await ask(openOf(vector, gap as object))).toMatchObject({ type: 'unsupported', id: 'open-1' });
    }
    const run = { type: 'run', id: '2', session: 's "1"', rounds: 3 };
    expect(await ask(run)).toMatchObject({ type: 'error', id: '2' });
    await ask(openOf(vector));
    expect(await ask({ ...run, session: 'another' })).toMatchObject({ type: 'error', id: '2' });
    expect(await driven.finish()).toMatchObject({ code: 0, stderr: '' });
  });
});

/** The double of an exact text such as 3/8: the cases are chosen so that it is one. */
function quotient(text: string): number {
  const [numerator, denominator = '1'] = text.split('/');
  return Number(numerator) / Number(denominator);
}

const line = JSON.stringify(openOf(dyadicVector('aux-mom')));
const nested = (depth: number) => `{"type":"x","id":"1","a":${'['.repeat(depth)}${']'.repeat(depth)}}`;

describe.each(both)('hostile lines (%s)', (_name, program) => {
  it.each([
    ['deep nesting', [nested(17), nested(1_000_000), `${'{"a":'.repeat(500_000)}1`], /nested too deeply/],
    ['a line of more than 4 MiB', [`{"type":"${'x'.repeat(4 * 1024 * 1024)}"}`], /longer than 4 MiB/],
    ['a NUL', ['{"type":"hello\0"}'], /NUL/],
    [
      'no JSON',
      ['', 'hello', '{', '}', '[1,]', '{"type":"bye","id":"1",}', '{"a" 1}', '{"a":tru}'],
      /expected/,
    ],
    ['text behind the object', ['{"type":"bye","id":"1"} x', '{}{}'], /behind/],
    ['JSON that is no object', ['[]', '"bye"', '17', 'null', '-0.5e-7'], /object is expected/],
    [
      'numbers that JSON does not have',
      ['{"a":NaN}', '{"a":-}', '{"a":.5}', '{"a":1.}', '{"a":1e}'],
      /expected/,
    ],
    [
      'strings that JSON does not have',
      ['{"a":"\t"}', '{"a":"\\x"}', '{"a":"\\u12g4"}', '{"a":"\\'],
      /string|digits/,
    ],
    ['no type', ['{"id":"1"}'], /'type' is missing/],
    ['no id', ['{"type":"bye"}'], /'id' is missing/],
    ['a key twice', ['{"type":"bye","id":"1","id":"2"}'], /'id' comes twice/],
    ['a type that is no string', ['{"type":7,"id":"1"}', '{"type":{},"id":"1"}'], /string is expected/],
    [
      'an id that is no string',
      ['{"type":"bye","id":1}', '{"type":"hello","id":null}'],
      /string is expected/,
    ],
    [
      'counts that are none',
      mutations('localStepCount', ['"2"', '2.5', '1e3', '[]', '9'.repeat(400)]),
      /count/,
    ],
    [
      'numbers that are no strings',
      mutations('stepSize', ['1', 'null', '{}', '1e999']),
      /string is expected/,
    ],
    ['vectors that are none', mutations('x0', ['"1"', '{}', 'null', '3']), /vector is expected/],
    [
      'coordinates that are no strings',
      mutations('x0', ['[1,2]', '[["1"]]', '[null]']),
      /string is expected/,
    ],
    ['parameters that are none', mutations('parameters', ['[]', '"x"']), /object is expected/],
  ])('%s: one message and exit code 1', (_case, lines, message) => {
    for (const text of lines) expect(refuse(program, `${text}\n`)).toMatch(message);
  });

  it('a request that is cut anywhere: one message and exit code 1', () => {
    for (let length = 1; length < line.length; length += 4) {
      expect(refuse(program, line.slice(0, length))).toMatch(/ends inside a line/);
      expect(refuse(program, `${line.slice(0, length + 1)}\n`)).toMatch(/expected|string|missing/);
    }
  });

  it.each([
    ['a vector of another length', { gradient: ['1'] }, /gradient cannot be read/],
    ['a gradient that is not finite', { gradient: ['1', 'Infinity'] }, /gradient cannot be read/],
    ['bits that are not finite', { gradient: ['1', '7ff0000000000000'] }, /gradient cannot be read/],
    ['an atom that is no count', { atom: '0' }, /count/],
    ['another message', { type: 'close', id: '1' }, /oracleResult is expected/],
  ])('%s for an answer: one message and exit code 1', async (_case, wrong, message) => {
    const driven = drive(program);
    driven.send(line);
    await driven.receive();
    driven.send({ type: 'run', id: '2', session: 's "1"', rounds: 3 });
    await driven.receive(); // round 0
    await driven.receive(); // the question
    driven.send({ type: 'oracleResult', session: 's "1"', gradient: ['1', '2'], atom: 0, ...wrong });
    const { stderr, ...ending } = await driven.finish();
    expect(ending).toEqual({ code: 1, signal: null });
    expect(stderr).toMatch(message);
  });

  it('the end of the input inside a run', async () => {
    const driven = drive(program);
    driven.send(line);
    driven.send({ type: 'run', id: '2', session: 's "1"', rounds: 3 });
    expect(await driven.finish()).toMatchObject({ code: 1, signal: null });
  });
});

/** The `open` line with the value of one key replaced. */
function mutations(key: string, values: readonly string[]): string[] {
  return values.map((value) => {
    const changed = line.replace(
      new RegExp(`"${key}":(?:"[^"]*"|\\[[^\\]]*\\]|\\{[^}]*\\}|[^,}]*)`),
      `"${key}":${value}`,
    );
    if (changed === line) throw new Error(`${key} is not there`);
    return changed;
  });
}

/** What the program says on standard error when it refuses its input, which it must do with exit code 1 and no answer. */
function refuse(program: string, input: string): string {
  const { status, signal, stderr, stdout } = spawnSync(program, [], {
    input,
    encoding: 'utf8',
    timeout: 10_000,
  });
  const seen = { input: input.slice(0, 80), status, signal, stdout, stderr };
  expect(seen).toMatchObject({ status: 1, signal: null, stdout: '' });
  expect(stderr).toMatch(/^auxopt_adapter: [^\n]*\n$/);
  return stderr;
}

describe('the tests see mistakes', () => {
  it.each([
    [
      'another sign of the correction',
      'y[i] -= task->step_size * (g_h[i] + m[i])',
      'y[i] -= task->step_size * (g_h[i] - m[i])',
    ],
    [
      'a and 1 - a exchanged',
      'm[i] = (1 - a) * from->m[i] + a * g[i];',
      'm[i] = a * from->m[i] + (1 - a) * g[i];',
    ],
    ['one local step too few', 'k <= task->local_step_count', 'k < task->local_step_count'],
  ])('%s is not what the exact engine gives', async (_case, from, to) => {
    const driven = drive(mutant(`mutant-${from.length}`, from, to));
    const vector = dyadicVector('aux-mom');
    driven.send(openOf(vector));
    await driven.receive();
    const run = { type: 'run', id: 'run-1', session: 's "1"', rounds: 3 };
    const { states } = await answerRun(driven, vector, run);
    expect(states).not.toEqual(expectedStates(vector));
    await driven.finish();
  });

  it('a fresh sample at the old point is another question', async () => {
    const wrong = mutant(
      'fresh',
      'difference(task, from->x_previous, &atom',
      'atom = AUXOPT_FRESH, difference(task, from->x_previous, &atom',
    );
    const driven = drive(wrong);
    const vector = dyadicVector('aux-mvr');
    driven.send(openOf(vector));
    await driven.receive();
    const { questions } = await answerRun(driven, vector, {
      type: 'run',
      id: '1',
      session: 's "1"',
      rounds: 3,
    } as { type: string });
    // the fresh draw of f at the old point names no atom
    expect(questions.filter(({ draw, atom }) => draw === 'snapshot' && atom === undefined)).toHaveLength(6);
    await driven.finish();
  });

  it('printf and puts go to standard error', async () => {
    const noisy = mutant(
      'noisy',
      'if (!(task->step_size > 0))',
      'printf("opening %g\\n", task->step_size);\n  puts("!");\n  if (!(task->step_size > 0))',
    );
    const driven = drive(noisy);
    driven.send(line);
    expect(await driven.receive()).toEqual({ type: 'ok', id: 'open-1' });
    expect(await driven.finish()).toMatchObject({ code: 0, stderr: 'opening 0.25\n!\n' });
  });

  it('the sanitizer ends a program that reads too far', async () => {
    const wrong = mutant(
      'overread',
      'for (size_t i = 0; i < task->dimension; i++) y[i] = from[i];',
      'for (size_t i = 0; i < 99999; i++) y[i] = from[i];',
    );
    const driven = drive(wrong);
    const vector = dyadicVector('aux-mom');
    driven.send(line);
    await driven.receive();
    await expect(
      answerRun(driven, vector, { type: 'run', id: '1', session: 's "1"', rounds: 3 } as { type: string }),
    ).rejects.toThrow(/heap-buffer-overflow/);
    await driven.finish();
  });
});
