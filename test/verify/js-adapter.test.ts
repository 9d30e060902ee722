/** The JavaScript adapter and its example: driven over pipes, and judged inside a test. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replySchemas } from '../../src/verify/protocol/replies.js';
import { answerRun, expectedStates, openOf } from '../support/answer-run.js';
import { dyadicVector } from '../support/dyadic-vector.js';
import { drive, hello } from '../support/pipe-driver.js';
import { root } from '../support/run-cli.js';
import { firstOf } from '../support/some-of.js';

const example = join(root, 'docs/examples/adapters/aux-mom.mjs');
const text = readFileSync(example, 'utf8');
const start = () => drive(process.execPath, [example], root);
/** The example with one piece of its text replaced, started. */
const startMutant = (from: string, to: string) => {
  expect(text.split(from)).toHaveLength(2);
  const main = text
    .replace(from, to)
    .replace(/^if \(realpathSync.*$/m, 'await serveImplementation(implementation);');
  return drive(process.execPath, ['--input-type=module', '--eval', main], root);
};

describe('the JavaScript example', () => {
  it('says hello as the protocol wants it, and goodbye with code 0', { tags: 'long' }, async () => {
    const driven = start();
    driven.send(hello);
    const reply = replySchemas.hello.parse(await driven.receive());
    expect(reply.capabilities.variants).toEqual(['aux-mom', 'aux-mvr']);
    driven.send({ type: 'polish', id: '2' });
    expect(await driven.receive()).toMatchObject({ type: 'unsupported', id: '2' });
    driven.send({ type: 'bye', id: 'an "id" \\ é' });
    expect(await driven.receive()).toEqual({ type: 'ok', id: 'an "id" \\ é' });
    expect(await driven.finish()).toEqual({ code: 0, signal: null, stderr: '' });
  });

  firstOf(1, [['aux-mom'], ['aux-mvr']])('%s: a run has the exact numbers', async (variant) => {
    const vector = dyadicVector(variant);
    const driven = start();
    const open = openOf(vector);
    driven.send(open);
    expect(await driven.receive()).toEqual({ type: 'ok', id: 'open-1' });
    const run = { type: 'run', id: 'run-1', session: open.session, rounds: 3 };
    const { states, questions, response } = await answerRun(driven, vector, run);
    expect(response).toEqual({ type: 'ok', id: 'run-1' });
    expect(states).toEqual(expectedStates(vector));
    for (const question of questions) replySchemas.oracle.parse(question);
    expect(await driven.finish()).toEqual({ code: 0, signal: null, stderr: '' });
  });

  firstOf(1, [
    ['a step size of 0', { stepSize: '0' }, /step size/],
    ['a step size that overflows', { stepSize: '1e999999999' }, /not a finite number/],
    ['a momentum weight above 1', { momentumWeight: '1.0000000000000002' }, /momentum weight/],
    ['no local steps', { localStepCount: 0 }, /local step/],
    ['no rounds', { roundCount: 0 }, /round/],
  ])('rejects %s, and serves the next case', async (_case, wrong, message) => {
    const vector = dyadicVector('aux-mom');
    const driven = start();
    driven.send(openOf(vector, { parameters: { ...vector.parameters, ...wrong } }));
    const reply = await driven.receive();
    expect(replySchemas.rejected.parse(reply)).toMatchObject({
      message: expect.stringMatching(message) as string,
    });
    driven.send(openOf(vector));
    expect(await driven.receive()).toEqual({ type: 'ok', id: 'open-1' });
    await driven.finish();
  });

  it.each([
    ['JSON that ends early', '{"type":"hello","id":"1"'],
    ['a bare NaN', '{"type":"hello","id":NaN}'],
    ['no object', 'null'],
    ['deep nesting that does not close', '['.repeat(1_000_000)],
  ])('%s: a message and exit code 1', { tags: 'long' }, (_case, line) => {
    const ended = spawnSync(process.execPath, [example], {
      input: `${line}\n`,
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(ended).toMatchObject({ status: 1, signal: null, stdout: '' });
    expect(ended.stderr).toMatch(/^auxopt: the kit sent a line that is no JSON object: [^\n]*\n$/);
  });
});

describe('the tests see mistakes', () => {
  firstOf(1, [
    ['another sign of the correction', 'gradient[i] + m[i]', 'gradient[i] - m[i]'],
    ['one local step too few', 'k <= task.localStepCount', 'k < task.localStepCount'],
  ])('%s is not what the exact engine gives', async (_case, from, to) => {
    const vector = dyadicVector('aux-mom');
    const driven = startMutant(from, to);
    driven.send(openOf(vector));
    await driven.receive();
    const run = { type: 'run', id: 'run-1', session: 's "1"', rounds: 3 };
    expect((await answerRun(driven, vector, run)).states).not.toEqual(expectedStates(vector));
    await driven.finish();
  });

  it('console.log goes to standard error', { tags: 'long' }, async () => {
    const driven = startMutant(
      '  check(task);\n  const a = task.momentumWeight;\n  return ({ x, m: old })',
      '  console.log("opening");\n  const a = 1;\n  return ({ x, m: old })',
    );
    driven.send(openOf(dyadicVector('aux-mom')));
    expect(await driven.receive()).toEqual({ type: 'ok', id: 'open-1' });
    expect(await driven.finish()).toMatchObject({ code: 0, stderr: 'opening\n' });
  });
});

it('the in-process example passes under node --test', { tags: 'long' }, () => {
  const file = 'docs/examples/adapters/in-process.test.mjs';
  const { NODE_OPTIONS: _, VITEST: __, NODE_TEST_CONTEXT: ___, ...env } = process.env;
  const ended = spawnSync(process.execPath, ['--test', '--test-reporter=tap', file], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  expect(ended.stdout).toMatch(/^# pass 2$/m);
  expect(ended.stdout).toMatch(/^# fail 0$/m);
  expect(ended.status).toBe(0);
});
