/** The C adapter and its example: compiled strictly and driven over pipes, against the exact engine. */
import { describe, expect, it } from 'vitest';
import { verifyCommand } from '../../src/verify/index.js';
import { replySchemas } from '../../src/verify/protocol/replies.js';
import { answerRun, expectedStates, openOf } from '../support/answer-run.js';
import {
  builds,
  compileExample,
  compileGuide,
  compileInSingle,
  compileMutant,
  exampleOf,
} from '../support/compile-c.js';
import { dyadicVector } from '../support/dyadic-vector.js';
import { firstOf } from '../support/some-of.js';
import { drive, hello } from '../support/pipe-driver.js';

/** A program with a case open, and its whole run. */
async function opened(program: string, variant: 'aux-mom' | 'aux-mvr' = 'aux-mom') {
  const [driven, vector] = [drive(program), dyadicVector(variant)];
  driven.send(openOf(vector));
  await driven.receive();
  const run = () => answerRun(driven, vector, { type: 'run', id: '1', session: 's "1"', rounds: 3 });
  return { driven, vector, run };
}

describe.each(builds)('the C example (%s)', (_name, program) => {
  it('says hello as the protocol wants it, and goodbye with code 0', async () => {
    const driven = drive(program);
    driven.send(hello);
    const reply = replySchemas.hello.parse(await driven.receive());
    expect(reply.capabilities).toMatchObject({ variants: ['aux-mom', 'aux-mvr'], oracleModes: ['callback'] });
    driven.send({ type: 'bye', id: 'an "id" \\ é' });
    expect(await driven.receive()).toEqual({ type: 'ok', id: 'an "id" \\ é' });
    expect(await driven.finish()).toEqual({ code: 0, signal: null, stderr: '' });
  });

  it.each(['aux-mom', 'aux-mvr'] as const)('%s: a run has the exact numbers', async (variant) => {
    const driven = drive(program);
    for (const initialization of ['given', 'zero'] as const) {
      const start = initialization === 'zero' ? ({ initialization: { kind: 'zero' } } as const) : {};
      const vector = dyadicVector(variant, start);
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
      const { driven, vector } = await opened(program, variant);
      const states = expectedStates(vector) as { round: number; step?: number; x: string[]; m: string[] }[];
      const whole = (round: number) =>
        states.find((state) => state.round === round && state.step === undefined);
      const decimal = (texts: string[] = []) => texts.map((text) => String(quotient(text)));
      const [before, last] = [whole(1), whole(2)];
      const [x, xPrevious, m] = [last?.x, before?.x, last?.m].map(decimal);
      const state = { round: 3, x, xPrevious, m };
      const made = await answerRun(driven, vector, { type: 'step', id: '7', session: 's "1"', state });
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
    const strange = { type: 'polish', id: '1', strange: [{}] };
    expect(await ask(strange)).toMatchObject({ type: 'unsupported', id: '1' });
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

describe('a program with a state of its own', () => {
  const include = '#include "auxopt_adapter.h"';
  const program = compileMutant('own-state', include, `#define AUXOPT_HAS_OWN_STATE 1\n${include}`);

  it('says that single rounds are not to be had, and does not tell m', async () => {
    const driven = drive(program);
    driven.send(hello);
    expect(replySchemas.hello.parse(await driven.receive()).capabilities.singleRounds).toBe(false);
    const vector = dyadicVector('aux-mom');
    const open = openOf(vector);
    driven.send(open);
    await driven.receive();
    const run = { type: 'run', id: 'run-1', session: open.session, rounds: 3 };
    const { states } = await answerRun(driven, vector, run);
    const { m: _, ...last } = expectedStates(vector).at(-1) as { readonly m?: unknown };
    expect(states.at(-1)).toEqual(last);
    driven.send({ type: 'step', id: '7', session: open.session, state: {} });
    expect(await driven.receive()).toEqual({ type: 'unsupported', id: '7', capability: 'single rounds' });
    expect(await driven.finish()).toEqual({ code: 0, signal: null, stderr: '' });
  });
});

/** The double of an exact text such as 3/8: the cases are chosen so that it is one. */
function quotient(text: string): number {
  const [numerator, denominator = '1'] = text.split('/');
  return Number(numerator) / Number(denominator);
}

it('passes a case of the kit', async () => {
  const program = builds[0]?.[1] ?? '';
  const only = (id: string): boolean => id === 'L2/aux-mom/planar/callback';
  expect((await verifyCommand([program], { level: 2, variants: ['aux-mom'], only })).verdict).toBe('pass');
});

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
    const { driven, vector, run } = await opened(compileMutant(`mutant-${from.length}`, from, to));
    expect((await run()).states).not.toEqual(expectedStates(vector));
    await driven.finish();
  });

  const planar = (id: string): boolean => id === 'L2/aux-mom/planar/callback';
  firstOf(1, [
    ['one case', planar],
    ['all cases', () => true],
  ])('a wrong local step is explained, although numbers come as bits: by %s', async (_cases, only) => {
    const wrong = compileMutant(`minus-m-${_cases.length}`, '(g_h[i] + m[i])', '(g_h[i] - m[i])');
    const report = await verifyCommand([wrong], { level: 2, variants: ['aux-mom'], only });
    expect(report.verdict).toBe('fail');
    expect(report.diagnosis?.[0]?.mistake).toBe(
      'the program computes d ← ∇h(y, ζ) − m where AUX-MOM.4 has d ← ∇h(y, ζ) + m',
    );
  });

  it('a fresh sample at the old point is another question', { tags: 'long' }, async () => {
    const wrong = compileMutant(
      'fresh',
      'difference(task, from->x_previous, &atom',
      'atom = AUXOPT_FRESH, difference(task, from->x_previous, &atom',
    );
    const { driven, run } = await opened(wrong, 'aux-mvr');
    const { questions } = await run();
    // the fresh draw of f at the old point names no atom
    expect(questions.filter(({ draw, atom }) => draw === 'snapshot' && atom === undefined)).toHaveLength(6);
    await driven.finish();
  });

  it('printf and puts go to standard error', { tags: 'long' }, async () => {
    const noisy = compileMutant(
      'noisy',
      'if (!(task->step_size > 0))',
      'printf("opening %g\\n", task->step_size);\n  puts("!");\n  if (!(task->step_size > 0))',
    );
    const driven = drive(noisy);
    driven.send(openOf(dyadicVector('aux-mom')));
    expect(await driven.receive()).toEqual({ type: 'ok', id: 'open-1' });
    expect(await driven.finish()).toMatchObject({ code: 0, stderr: 'opening 0.25\n!\n' });
  });

  it('the sanitizer ends a program that reads too far', async () => {
    const wrong = compileMutant(
      'overread',
      'for (size_t i = 0; i < task->dimension; i++) y[i] = from[i];',
      'for (size_t i = 0; i < 99999; i++) y[i] = from[i];',
    );
    const { driven, run } = await opened(wrong);
    await expect(run()).rejects.toThrow(/heap-buffer-overflow/);
    await driven.finish();
  });
});

describe('a method of a page in C', () => {
  const page = exampleOf('nesterov.md');
  const judge = (name: string, from?: string, to?: string) =>
    verifyCommand([compileExample(name, 'nesterov.c', from, to)], { page, seed: 4 });

  it('is judged by its page, its states by their names', async () => {
    const { verdict, counts, cases, capabilities } = await judge('nesterov');
    expect([verdict, counts.pass]).toEqual(['pass', cases]);
    expect(capabilities).toMatchObject({ methods: ['nesterov'], variants: [], checksParameters: true });
  });

  it.each([
    ['b[i] = mu * b[i] + g[i]', 'b[i] = mu * b[i] + 2 * g[i]', 'NESTEROV.1 is violated'],
    ['(g[i] + mu * b[i])', 'b[i]', 'NESTEROV.2 is violated'],
    ['{"x", "b", NULL}', '{"x", "u", NULL}', '"u" is no vector of the page'],
    ['"nesterov", states', '"other", states', 'does not have the method nesterov'],
    ['mu > 0 && mu < 1 ? NULL', 'mu > 0 ? NULL', 'μ = 1, and μ < 1'],
  ])('with %s as %s it fails', { tags: ['long', 'gate'] }, async (from, to, message) => {
    const said = await judge('broken', from, to).then(
      ({ verdict, first }) => `${verdict} ${first?.message ?? ''}`,
      String,
    );
    expect(said).not.toMatch(/^pass/);
    expect(said).toContain(message);
  });
});

describe('in single precision', () => {
  const verify = async (program: string) => {
    const page = exampleOf('nesterov.md');
    const { verdict, capabilities, first } = await verifyCommand([program], { page, seed: 2 });
    return { verdict, arithmetic: capabilities.arithmetic, first: first?.message };
  };

  it.each(['c', 'cpp'] as const)('the example passes in %s', async (language) => {
    expect(await verify(compileInSingle('nesterov.c', language))).toEqual({
      verdict: 'pass',
      arithmetic: 'binary32',
    });
  });

  it('the program in C++ of the guide passes as SGD', async () => {
    const page = 'method sgd\ngiven  η > 0\nstate  x\n\nsample ξ\nx ← x − η ∇f(x, ξ)';
    const { verdict, first } = await verifyCommand([compileGuide()], { page, seed: 2 });
    expect([first?.message, verdict]).toEqual([undefined, 'pass']);
  });

  it('a rate that is off by a millionth fails', async () => {
    const program = compileInSingle('nesterov.c', 'c', 'x[i] -= lr', 'x[i] -= 1.000001f * lr');
    expect(await verify(program)).toMatchObject({ verdict: 'fail', arithmetic: 'binary32' });
  });
});
