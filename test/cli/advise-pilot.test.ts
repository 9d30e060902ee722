/** `auxopt advise --pilot` on programs: in Python and JavaScript, with and without values, and on broken ones. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { auxopt, root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { firstOf } from '../support/some-of.js';

const folder = temporaryFolder();
const adapter = pathToFileURL(join(root, 'dist/src/verify/index.js')).href;

/** A program in JavaScript; `parts` are what it serves beside, or in place of, gradients of a quadratic. */
function program(name: string, parts: string): readonly string[] {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(
    path,
    `import { serveGradients } from ${JSON.stringify(adapter)};
const curvature = [1, 0.4, 0.1, 0.02];
const noise = (index, i) => ((Math.sin(index * 12.9898 + i * 78.233) * 43758.5453) % 1) * 0.004;
const target = (x, draw) => x.map((xi, i) => curvature[i] * xi + (draw ? noise(draw.index, i) : 0));
const close = (x) => x.map((xi, i) => (curvature[i] + (i % 2 ? 0.01 : -0.01)) * (xi - 0.5));
const value = (x) => x.reduce((sum, xi, i) => sum + (curvature[i] * xi ** 2) / 2, 0);
await serveGradients({
  name: ${JSON.stringify(name)},
  dimension: 4,
  startingPoint: [1, 1, 1, 1],
  gradient: (of, x, draw) => (of === 'target' ? target(x, draw) : close(x)),
  ${parts}
});
`,
  );
  return ['--', process.execPath, path];
}

interface PilotDocument {
  readonly verdict: string;
  readonly sentence: string;
  readonly warnings: readonly string[];
  readonly compared: readonly string[];
  readonly plans: readonly {
    readonly method: string;
    readonly parameters: { readonly roundCount: number };
    readonly weightPerStepSize: number | null;
    readonly startingPoint: readonly number[];
    readonly correction?: readonly number[];
  }[];
  readonly rounds: readonly string[];
  readonly promise: object | null;
  readonly cost: { readonly values: number; readonly total: number };
}

function advise(...args: readonly string[]): PilotDocument {
  const { code, stdout, stderr } = auxopt(['advise', '--json', ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as PilotDocument;
}

const helpful = program('helpful', 'value,');

it('keeps the name of a program on one line', { tags: 'long' }, () => {
  const forging = program('two\nNot worth it: forged', 'value,');
  const { stdout } = auxopt(['advise', '--pilot', '200', '--auxiliary-cost', '0', ...forging]);
  expect(stdout).toContain('on two\\u{a}Not worth it: forged');
  expect(stdout).not.toMatch(/^Not worth it: forged/mu);
});

describe('auxopt advise --pilot', () => {
  it('has hints that can be followed, one after the other', { tags: 'long' }, () => {
    const fix = (...args: readonly string[]): readonly string[] => {
      const { code, stderr } = auxopt(['advise', ...args, ...helpful]);
      return code === 0 ? [] : (/Pass ((?:--pilot \d+)?)(?: and )?((?:--target-gradients \d+)?)/.exec(stderr) ?? []).slice(1).flatMap((part) => (part === '' ? [] : part.split(' '))); // prettier-ignore
    };
    const first = fix('--pilot', '90', '--target-gradients', '90');
    expect(first).toEqual(['--target-gradients', '450']);
    const second = fix('--pilot', '90', ...first);
    expect(second[0]).toBe('--pilot');
    const both = fix('--pilot', '90', '--target-gradients', '95');
    expect([both[0], both[2], fix(...both)]).toEqual(['--pilot', '--target-gradients', []]);
    expect(fix(...second, ...first)).toEqual([]);
  });

  it('warns of a pilot that takes more than it leaves, and of no other', { tags: 'long' }, () => {
    const { warnings } = advise('--pilot', '190', '--target-gradients', '195', ...helpful);
    const message = '190 of 195 gradients, which may leave as few as 5 for';
    expect(warnings).toEqual([expect.stringContaining(message)]);
    expect(advise('--pilot', '190', '--target-gradients', '380', ...helpful).warnings).toEqual([]);
  });

  it('says ahead, with the plan for the rest, where the auxiliary helps', { tags: ['long', 'gate'] }, () => {
    const document = advise('--pilot', '200', ...helpful);
    expect(document).toMatchObject({ verdict: 'ahead', score: 'value', advised: 'aux-mom' });
    expect(document.cost.total).toBeLessThanOrEqual(200);
    const plan = document.plans.find(({ method }) => method === 'aux-mom');
    expect(plan?.parameters.roundCount).toBe(1000 - Math.ceil(document.cost.total));
    expect(plan?.startingPoint).toHaveLength(4);
    expect(plan?.correction).toHaveLength(4);
    const weights = document.plans.map(({ method, weightPerStepSize }) => [method, typeof weightPerStepSize]);
    const free = { sgd: 'object', momentum: 'object' };
    expect(Object.fromEntries(weights)).toEqual({ ...free, 'aux-mom': 'number', 'aux-mvr': 'number' });
    expect(document.promise).toMatchObject({ theorem: expect.stringMatching(/^MOM-/) as string });
  });

  it('says stop where it has nothing to do with f', { tags: ['long', 'gate'] }, () => {
    const other = 'value, gradient: (of, x, draw) => (of === "target" ? target(x, draw) : x.map((xi, i) => curvature[3 - i] * (xi - 3))),'; // prettier-ignore
    const document = advise('--pilot', '200', ...program('independent', other));
    expect(document).toMatchObject({ verdict: 'stop', advised: document.compared[1] });
    expect(document.sentence).toMatch(/^Not worth it: .* Use SGD.* with η_t = /);
  });

  it('prints the same bytes for the same seed', { tags: 'long' }, () => {
    const words = ['advise', '--pilot', '200', '--maximum-local-steps', '4', '--seed'];
    const [first, second, other] = ['1', '1', '2'].map((seed) => auxopt([...words, seed, ...helpful]).stdout);
    expect(second).toBe(first);
    expect(other).not.toBe(first);
    expect(first).toMatch(
      /^Ahead so far: go on with AuxMOM with η_t = .*, a_t = .*, K = \d+ and T = \d+ on helpful, /,
    );
    expect(first).toContain(' on helpful, from where steps on h alone led.');
  });

  it('judges by squared gradients where the program tells no values', { tags: 'long' }, () => {
    const document = advise('--pilot', '340', ...program('silent', ''));
    expect(document).toMatchObject({ verdict: 'ahead', score: 'squared-gradient', promise: null });
    expect(document.cost.values).toBe(0);
  });

  it('takes prices and epochs from the program, and the price of the option first', { tags: 'long' }, () => {
    const ask = (name: string, parts: string, ...more: readonly string[]): PilotDocument =>
      advise('--pilot', '200', '--maximum-local-steps', '4', ...more, ...program(name, `value, ${parts}`));
    const roundsOf = ({ plans }: PilotDocument, wanted: string): number =>
      plans.find(({ method }) => method === wanted)?.parameters.roundCount ?? 0;
    const rows = 'rows: { target: 50, auxiliary: 2, mean: 1000 },';
    const told = ask('rows', rows);
    expect(told.rounds[0]).toBe(
      'A gradient on the 2 rows of h costs 0.04 of one of f. One round is one batch of 50 rows of f, h at the same point, ' +
        'then K = 4 steps on the 2 rows of h: 1 + (1 + 4)·0.04 = 1.2 f-gradients.',
    );
    expect(told.rounds[1]).toMatch(
      /^T = (\d+): \1 batches, [\d.]+ epochs of f, \1 communication rounds where f is elsewhere\.$/,
    );
    expect(roundsOf(told, 'aux-mom')).toBe(Math.floor(roundsOf(told, 'sgd') / 1.2));
    const free = ask('rows', rows, '--auxiliary-cost', '0');
    expect(roundsOf(free, 'aux-mom')).toBe(roundsOf(free, 'sgd'));
    const prices = 'rows: { target: 50, auxiliary: 50, mean: 1000 }, prices: { auxiliary: 0.04 },';
    expect(roundsOf(ask('prices', prices), 'aux-mom')).toBe(roundsOf(told, 'aux-mom'));
  });

  it('asks a program in Python, with its value', { tags: 'long' }, () => {
    const document = advise('--pilot', '200', '--', 'python3', 'docs/examples/federated.py');
    expect(document).toMatchObject({ name: 'federated', score: 'value' });
    expect(document.cost.values).toBeTypeOf('number');
  });

  firstOf(2, [
    ['nan', 'gradient: (of, x) => x.map(() => NaN),', 2, 'gradient 1 of the target: NaN is among its entries'],
    ['dying', 'gradient: () => process.exit(7),', 3, 'the process ended with exit code 7'],
    ['throwing', 'gradient: () => { throw new Error("no rows"); },', 3, '"gradient" was answered with "error": no rows'],
    ['short', 'gradient: () => [1],', 3, 'has 1 entry; the dimension is 4'],
    ['worthless', 'value: () => NaN,', 2, 'f has no finite value there'],
  ] as const)('says what is wrong with a program that is %s', (name, parts, expected, message) => {
    const { code, stdout, stderr } = auxopt(['advise', '--json', '--pilot', '200', ...program(name, parts)]);
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(stderr).toContain(message);
  }); // prettier-ignore
});
