/** Numbers and vectors of all kinds leave the Python adapter as what they are; optimizers with a hidden state can be served. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { pythonIsMissing } from '../support/protocol-driver.js';
import { constantOracle, drivePython, openMessage, runMessage } from '../support/python-program.js';
import { firstOf } from '../support/some-of.js';

/** What a round that gives `result` for x reports, or what went wrong. */
async function reported(result: string, settings = '', head = ''): Promise<unknown> {
  const program = drivePython(
    `${head}\ndef prepare(task):\n    return lambda t, x, x_previous, m: (${result}, None)\n` +
      `serve({"aux-mom": prepare}, name="test"${settings})\n`,
  );
  await program.request(openMessage({ initialization: { kind: 'none' } }));
  const messages = await program.request(runMessage());
  program.end();
  const state = messages.find(({ type, round }) => type === 'state' && round === 1);
  return state?.['x'] ?? messages.at(-1)?.['message'];
}

const [hasNumpy, hasTorch] = ['numpy', 'torch'].map(
  (module) => spawnSync('python3', ['-c', `import ${module}`]).status === 0,
);

describe.skipIf(pythonIsMissing !== undefined)('numbers of the Python adapter', () => {
  firstOf(2, [
    ['doubles', '[0.1, 1e-320]', '', ['0.1', '1e-320']],
    ['whole numbers', '(2, -3)', '', ['2.0', '-3.0']],
    ['a generator', '(v + v for v in x)', '', ['2.0', '-4.0']],
    ['vectors', '2 * (x + x) / 4 - (-x) * 3 + [0, 1]', '', ['4.0', '-7.0']],
    ['decimals', '[Decimal("0.1"), Decimal(7) / 8]', ', arithmetic="decimal"', ['0.1', '0.875']],
    ['fractions', '[Fraction(1, 3), 2]', ', arithmetic="rational"', ['1/3', '2']],
  ])('%s', async (_name, result, settings, texts) => {
    const head = 'from decimal import Decimal\nfrom fractions import Fraction';
    expect(await reported(result, settings, head)).toEqual(texts);
  });

  it('writes fractions of any length', async () => {
    const [text] = (await reported('[10**5000 + 1, 0]', ', arithmetic="rational"')) as string[];
    expect(text).toBe(`1${'0'.repeat(4999)}1`);
  });

  firstOf(2, [
    ['a float among fractions', ', arithmetic="rational"', '[0.5, x[1]]', '0.5 is a float'],
    ['a float among decimals', ', arithmetic="decimal"', '[0.5, x[1]]', '0.5 is a float'],
    ['vectors of different lengths', '', 'x + [1.0]', 'vectors of 2 and 1 coordinates do not go together'],
    ['a product of vectors', '', 'x * x', 'a vector is multiplied by a number, not by a vector'],
    ['a nested list', '', '[[1.0, 2.0]]', 'a vector of 2 numbers is expected'],
  ])('refuses %s', async (_name, settings, result, message) => {
    expect(await reported(result, settings)).toContain(message);
  });

  it.skipIf(hasNumpy !== true)('widens single precision of NumPy exactly', { tags: 'long' }, async () => {
    const widened = Math.fround(0.1).toString();
    const single = ', vector=numpy.float32, arithmetic="binary32"';
    expect(await reported('x * 0 + 0.1', single, 'import numpy')).toEqual([widened, widened]);
    // a list of NumPy's scalars, and doubles beside it as the control
    expect(await reported('[numpy.float32(0.1), 0.1]', single, 'import numpy')).toEqual([widened, '0.1']);
  });

  it.skipIf(hasTorch !== true)('widens half precision of PyTorch exactly', async () => {
    const half = ', vector=lambda v: torch.tensor(v, dtype=torch.bfloat16), arithmetic="bfloat16"';
    expect(await reported('x / 256 + 1', half, 'import torch')).toEqual(['1.0', '0.9921875']);
  });
});

const hidden = (body: string): string =>
  `def prepare(task):
    def rounds():
        x = task.starting_point
${body.replace(/^/gm, '        ')}
    return rounds()
serve({"aux-mom": prepare}, name="test", single_rounds=False)
`;

describe.skipIf(pythonIsMissing !== undefined)('an optimizer with a hidden state', () => {
  const heavyBall = hidden(`
for t in range(task.round_count):
    x = x - 0.5 * task.draw_snapshot().f(x)
    yield x, None`);

  it('yields its rounds, and every state is told before the next gradient is asked', async () => {
    const program = drivePython(heavyBall);
    await program.request(openMessage());
    const messages = await program.request(runMessage(2), constantOracle());
    expect(
      messages.map((message) => [message.type, message['round'], message['x'] ?? message['at']]),
    ).toEqual([
      ['state', 0, ['1.0', '-2.0']],
      ['oracle', undefined, ['1.0', '-2.0']],
      ['state', 1, ['0.5', '-3.0']],
      ['error', undefined, undefined],
    ]);
    // the case said one round, and two were asked for
    expect(messages.at(-1)?.['message']).toContain('the generator ended before it yielded round 2');
    const parameters = { stepSize: '1', momentumWeight: '1', localStepCount: 1, roundCount: 2 };
    await program.request(openMessage({ parameters }));
    const run = await program.request(runMessage(2), constantOracle());
    expect(run.map(({ type }) => type)).toEqual(['state', 'oracle', 'state', 'oracle', 'state', 'ok']);
  });

  it('makes no single rounds', async () => {
    const program = drivePython(heavyBall);
    await program.request(openMessage());
    const state = { round: 1, x: ['1', '0'], xPrevious: ['1', '0'], m: ['0', '0'] };
    expect(await program.request({ type: 'step', id: 'n', session: 's', state })).toEqual([
      { type: 'unsupported', id: 'n', capability: 'single rounds' },
    ]);
  });
});
