/** The Python adapter speaks the protocol: every message that it sends, against those that are expected. */
import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replySchemas, type Reply } from '../../src/verify/protocol/replies.js';
import { drive, pythonIsMissing } from '../support/protocol-driver.js';
import {
  constantOracle,
  drivePython,
  hello,
  oneStep,
  openMessage,
  runMessage,
  serving,
} from '../support/python-program.js';
import { root } from '../support/run-cli.js';

const assets = join(root, 'src/verify/adapters/assets');
const example = (name: string): string => join(root, 'docs/examples/adapters', name);
const ok = (id: string) => ({ type: 'ok', id });

describe.skipIf(pythonIsMissing !== undefined)('the Python adapter', () => {
  it('says who the program is, and leaves with code 0 at bye', async () => {
    const program = drive('python3', [example('aux_mom_plain.py')]);
    const [answer] = await program.request(hello);
    expect(answer).toEqual({
      type: 'hello',
      id: 'hello',
      protocol: { major: 1, minor: 9 },
      implementation: { name: 'aux-mom-plain', version: '0', language: 'python' },
      capabilities: {
        variants: ['aux-mom', 'aux-mvr'],
        arithmetic: 'binary64',
        oracleModes: ['callback', 'tape'],
        snapshotDraws: 'joint',
        initializations: ['given', 'zero', 'none'],
        singleRounds: true,
      },
    });
    expect(await program.request({ type: 'bye', id: 'b' })).toEqual([ok('b')]);
    expect(await program.exit).toBe(0);
  });

  it('declares what serve() is told', async () => {
    const settings =
      ', version="2.1", arithmetic="binary32", initializations=("zero", "first-snapshot"), ' +
      'snapshot_draws="independent", single_rounds=False, subnormals="flushed"';
    const [answer] = await drivePython(serving(oneStep, settings)).request(hello);
    expect(answer).toMatchObject({
      implementation: { name: 'test', version: '2.1' },
      capabilities: {
        variants: ['aux-mom'],
        arithmetic: 'binary32',
        initializations: ['zero', 'first-snapshot'],
        snapshotDraws: 'independent',
        singleRounds: false,
        subnormals: 'flushed',
      },
    });
    expect(replySchemas.hello.safeParse(answer).success).toBe(true);
  });

  it('sends exactly the messages of a run in callback mode', async () => {
    const program = drive('python3', [example('aux_mom_plain.py')]);
    expect(await program.request(openMessage())).toEqual([ok('open')]);
    const answers = [
      { gradient: ['3', '1'], atom: 4 },
      { gradient: ['1', '2'], atom: 4 },
      { gradient: ['0.5', '-0.5'], atom: 0 },
    ].values();
    const messages = await program.request(runMessage(), () => ({
      type: 'oracleResult',
      session: 's',
      ...answers.next().value,
    }));
    const snapshot = { type: 'oracle', session: 's', draw: 'snapshot', at: ['1.0', '-2.0'] };
    // m = ½·0 + ½·((3, 1) − (1, 2)) = (1, −½); y = (1, −2) − ½·((½, −½) + m) = (0.25, −1.5)
    expect(messages).toEqual([
      { type: 'state', session: 's', round: 0, x: ['1.0', '-2.0'], m: ['0.0', '0.0'] },
      { ...snapshot, function: 'f' },
      { ...snapshot, function: 'h', atom: 4 },
      { type: 'oracle', session: 's', function: 'h', draw: 'local', at: ['1.0', '-2.0'] },
      { type: 'state', session: 's', round: 1, step: 1, y: ['0.25', '-1.5'] },
      { type: 'state', session: 's', round: 1, x: ['0.25', '-1.5'], m: ['1.0', '-0.5'] },
      ok('run'),
    ]);
    for (const message of messages) {
      expect(replySchemas[message.type as Reply['type']].safeParse(message).error).toBeUndefined();
    }
  });

  it('makes one round from a given state', async () => {
    const program = drivePython(
      serving(`
def one_round(t, x, x_previous, m):
    return x + t * x_previous, m
return one_round`),
    );
    await program.request(openMessage());
    const state = { round: 3, x: ['1', '0'], xPrevious: ['0.5', '2'], m: ['7', '8'] };
    expect(await program.request({ type: 'step', id: 'n', session: 's', state })).toEqual([
      { type: 'state', session: 's', round: 3, x: ['2.5', '6.0'], m: ['7.0', '8.0'] },
      ok('n'),
    ]);
  });

  it('asks f and h apart where draws are independent, and each sample again by its own atom', async () => {
    const program = drivePython(
      serving(
        `
def one_round(t, x, x_previous, m):
    sample = task.draw_snapshot()
    for gradient in (sample.f, sample.h, sample.f, sample.h):
        m = gradient(x)
    return x, m
return one_round`,
        ', snapshot_draws="independent"',
      ),
    );
    await program.request(openMessage());
    const messages = await program.request(runMessage(), constantOracle());
    const asked = messages.filter(({ type }) => type === 'oracle');
    expect(asked.map((question) => [question['function'], question['atom']])).toEqual([
      ['f', undefined],
      ['h', undefined],
      ['f', 7],
      ['h', 8],
    ]);
  });

  it('keeps what anything else prints off the protocol', async () => {
    const program = drivePython(
      `import os, subprocess\nprint("before serve")\n${serving(`
print("in prepare")
def one_round(t, x, x_previous, m):
    os.write(1, b"raw\\n")
    subprocess.run(["echo", "child"])
    print("in a round")
    return x, m
return one_round`)}`,
    );
    const messages = [...(await program.request(openMessage())), ...(await program.request(runMessage()))];
    expect(messages.map(({ type }) => type)).toEqual(['ok', 'state', 'state', 'ok']);
    program.end();
    await program.exit;
    for (const text of ['before serve', 'in prepare', 'raw', 'child', 'in a round']) {
      expect(program.log()).toContain(text);
    }
  });

  it('sends NaN and infinities as text that no reader takes for numbers', async () => {
    const program = drivePython(
      serving('return lambda t, x, x_previous, m: ([float("nan"), float("-inf")], m)'),
    );
    await program.request(openMessage());
    program.sendLine(JSON.stringify(runMessage()));
    await program.readLine();
    const line = (await program.readLine()) ?? '';
    expect(line).toContain('"x":["nan","-inf"]');
    expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  it('gives an algorithm vectors of its own: changing them in place changes no other state', async () => {
    const program = drivePython(
      `class Box:
    def __init__(self, numbers): self.numbers = numbers
    def tolist(self): return self.numbers
${serving(
  `
seen = []
def one_round(t, x, x_previous, m):
    seen.append(list(x_previous.numbers))
    x.numbers[0] += 1
    return x, Box(seen[-1])
return one_round`,
  ', vector=Box',
)}`,
    );
    await program.request(openMessage());
    const states = (await program.request(runMessage(3))).filter(({ type }) => type === 'state');
    expect(states.map((state) => state['x'])).toEqual([
      ['1.0', '-2.0'],
      ['2.0', '-2.0'],
      ['3.0', '-2.0'],
      ['4.0', '-2.0'],
    ]);
    // the m of this program is the x^{t−2} that it was given
    expect(states.slice(1).map((state) => state['m'])).toEqual([
      ['1.0', '-2.0'],
      ['1.0', '-2.0'],
      ['2.0', '-2.0'],
    ]);
  });

  it('is written for Python 3.8', { tags: 'long' }, () => {
    const text = 'import ast, sys; ast.parse(sys.stdin.read(), feature_version=(3, int(sys.argv[1])))';
    const parse = (source: string, minor: string) =>
      spawnSync('python3', ['-c', text, minor], { input: source, encoding: 'utf8' }).status;
    const source = readFileSync(join(assets, 'auxopt_adapter.py'), 'utf8');
    expect(parse(source, '8')).toBe(0);
    expect(parse('match x:\n    case 1: pass\n', '8')).toBe(1); // newer grammar is noticed
    expect(source).toContain('SPDX-License-Identifier: MIT');
  });
});
