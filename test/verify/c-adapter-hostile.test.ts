/** The C adapter on input that no kit would send: one message and exit code 1, never a signal, never a hang. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { openOf } from '../support/answer-run.js';
import { builds } from '../support/compile-c.js';
import { dyadicVector } from '../support/dyadic-vector.js';
import { drive } from '../support/pipe-driver.js';

const line = JSON.stringify(openOf(dyadicVector('aux-mom')));
const nested = (depth: number) => `{"type":"x","id":"1","a":${'['.repeat(depth)}${']'.repeat(depth)}}`;

describe.each(builds)('hostile lines (%s)', (build, program) => {
  it.each([
    ['deep nesting', [nested(17), nested(1_000_000), `${'{"a":'.repeat(500_000)}1`], /nested too deeply/],
    ['a line of more than 4 MiB', [`{"type":"${'x'.repeat(4 * 1024 * 1024)}"}`], /longer than 4 MiB/],
    ['a NUL', ['{"type":"hello\0"}'], /NUL/],
    ['no JSON', ['', 'hello', '{', '}', '[1,]', '{"id":"1",}', '{"a" 1}', '{"a":tru}'], /expected/],
    ['text behind the object', ['{"type":"bye","id":"1"} x', '{}{}'], /behind/],
    ['JSON that is no object', ['[]', '"bye"', '17', 'null', '-0.5e-7'], /object is expected/],
    ['no numbers', ['{"a":NaN}', '{"a":-}', '{"a":.5}', '{"a":1.}', '{"a":1e}'], /expected/],
    ['no strings', ['{"a":"\t"}', '{"a":"\\x"}', '{"a":"\\u12g4"}', '{"a":"\\'], /string|digits/],
    ['no type', ['{"id":"1"}'], /'type' is missing/],
    ['no id', ['{"type":"bye"}'], /'id' is missing/],
    ['a key twice', ['{"type":"bye","id":"1","id":"2"}'], /'id' comes twice/],
    ['a type that is no string', ['{"type":7,"id":"1"}', '{"type":{},"id":"1"}'], /string is expected/],
    ['a wrong id', ['{"type":"bye","id":1}', '{"type":"hello","id":null}'], /string is expected/],
    ['no counts', mutations('localStepCount', ['"2"', '2.5', '1e3', '[]', '9'.repeat(400)]), /count/],
    ['bare numbers', mutations('stepSize', ['1', 'null', '{}', '1e999']), /string is expected/],
    ['vectors that are none', mutations('x0', ['"1"', '{}', 'null', '3']), /vector is expected/],
    ['bare coordinates', mutations('x0', ['[1,2]', '[["1"]]', '[null]']), /string is expected/],
    ['parameters that are none', mutations('parameters', ['[]', '"x"']), /object is expected/],
  ])('%s: one message and exit code 1', (_case, lines, message) => {
    for (const text of lines) expect(refuse(program, `${text}\n`)).toMatch(message);
  });

  const tags = build === 'sanitized' ? ['long'] : [];
  it('a request that is cut anywhere: one message and exit code 1', { tags }, () => {
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
    const pair = new RegExp(`"${key}":(?:"[^"]*"|\\[[^\\]]*\\]|\\{[^}]*\\}|[^,}]*)`);
    const changed = line.replace(pair, `"${key}":${value}`);
    if (changed === line) throw new Error(`${key} is not there`);
    return changed;
  });
}

/** What the program says on standard error when it refuses its input, which it must do with exit code 1 and no answer. */
function refuse(program: string, input: string): string {
  const options = { input, encoding: 'utf8', timeout: 10_000 } as const;
  const { status, signal, stderr, stdout } = spawnSync(program, [], options);
  const seen = { input: input.slice(0, 80), status, signal, stdout, stderr };
  expect(seen).toMatchObject({ status: 1, signal: null, stdout: '' });
  expect(stderr).toMatch(/^auxopt_adapter: [^\n]*\n$/);
  return stderr;
}
