/** `auxopt run`: the published toy, the document, the table and the plot. */
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRatio, nearestDouble, parseExactNumber } from '../../src/exact/index.js';
import { methodColours } from '../../src/cli/palette.js';
import { auxopt, root } from '../support/run-cli.js';
import { firstOf } from '../support/some-of.js';
import { temporaryFolder } from '../support/temporary-folder.js';

interface RunDocument {
  readonly format: string;
  readonly variant: string;
  readonly rounds: readonly { readonly round: number; readonly x: string[]; readonly targetValue: string }[];
  readonly judgement?: { readonly verdict: string; readonly worstFraction: string };
}

const folder = temporaryFolder();

function run(...args: string[]): RunDocument {
  const { code, stdout, stderr } = auxopt(['run', ...args, '--json']);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as RunDocument;
}

describe('auxopt run --json', () => {
  it('gives rounds 0 … T of the published toy exactly', () => {
    const { format, variant, rounds } = run('docs/examples/toy.json', '--engine', 'exact');
    expect([format, variant]).toEqual(['auxopt-run/1', 'aux-mom']);
    expect(rounds.map(({ round }) => round)).toEqual(Array.from({ length: 101 }, (_, t) => t));
    expect(rounds[0]).toMatchObject({ x: ['1'], targetValue: '0.5' });
    expect(rounds[10]?.targetValue).toMatch(/^0\.00000366655\d+$/);
    expect(rounds[100]?.targetValue).toMatch(/^2\.24827\d+e-52$/);
    // f = x²/2, exactly
    const { numerator, denominator } = parseExactNumber(rounds[1]?.x[0] ?? '');
    const half = createRatio(numerator ** 2n, 2n * denominator ** 2n);
    expect(parseExactNumber(rounds[1]?.targetValue ?? '')).toEqual(half);
  });

  it('runs another variant where it is asked to', () => {
    const { variant, rounds } = run('docs/examples/toy.json', '--variant', 'naive');
    expect([variant, rounds[100]?.targetValue]).toEqual(['naive', expect.stringMatching(/^0\.121212\d+$/)]);
  });

  const files = readdirSync(join(root, 'docs/examples')).filter((file) => file.endsWith('.json'));

  const runsBoth = (file: string): void => {
    const exact = run(`docs/examples/${file}`);
    const fast = run(`docs/examples/${file}`, '--engine', 'fast');
    expect(fast.judgement?.verdict).toBe('pass');
    expect(Number(fast.judgement?.worstFraction)).toBeLessThanOrEqual(1);
    expect(fast.rounds.length).toBe(exact.rounds.length);
    expect(fast.rounds[0]?.x.map(Number)).toEqual(exact.rounds[0]?.x.map(Number));
  };
  // the settings have tests of their own, most toys differ by a number, and real data have many digits
  const isLong = (file: string): boolean => /^(?:setting-|toy-|iris)/.test(file);
  const title = 'runs %s on both engines, and the fast run passes the judge';

  it.each(files.filter((file) => !isLong(file)))(title, runsBoth);
  it.each(files.filter(isLong))(title, { tags: 'long' }, runsBoth);

  it('draws other atoms by another seed, and the same by the same', () => {
    const [first, again, other] = ['1', '1', '2'].map(
      (seed) => auxopt(['run', 'docs/examples/noisy-correlated.json', '--seed', seed, '--json']).stdout,
    );
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
});

describe('auxopt run for people', () => {
  it('prints the constants of the problem and a table', () => {
    const { code, stdout } = auxopt(['run', 'docs/examples/toy.json']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('L = 1, δ = 1')]);
    expect(stdout).toContain('2.24828e-52');
  });

  it('writes a plot that says what it shows', { tags: 'long' }, () => {
    const path = join(folder, 'out.svg');
    expect(auxopt(['run', 'docs/examples/toy.json', '--plot', path]).code).toBe(0);
    const svg = readFileSync(path, 'utf8');
    expect(svg).toMatch(/^<svg xmlns=/);
    expect(svg).toContain('aria-description');
    // no draft is left
    expect([svg, readdirSync(folder)]).toEqual([expect.stringContaining('target gradients'), ['out.svg']]);
  });

  firstOf(2, [
    ['noisy-correlated.json --engine expectation', 'variance of x, AuxMOM', 'SGD, η = 0.5 by SGD-1'],
    ['toy.json --variant aux-mvr', 'AuxMVR', 'SGD, η = 1 by SGD-1: 0 from 1 on'],
    ['iris.json --engine exact', 'AuxMOM', 'SGD, η = 0.4717 by SGD-1'],
    ['iris.json --engine fast', 'AuxMOM', 'SGD, η = 0.4717 by SGD-1'],
  ])('plots SGD beside the run: %s', (line, own, sgd) => {
    const path = join(folder, 'beside.svg');
    auxopt(['run', ...`docs/examples/${line}`.split(' '), '--plot', path, '--force']);
    const svg = readFileSync(path, 'utf8');
    for (const name of [own, sgd]) expect(svg).toContain(`>${name}</text>`);
    expect(svg).toContain(`stroke="${methodColours.sgd}"`);
    expect(svg).toMatch(/font-weight="600"[^]*: /);
    rmSync(path);
  });

  it('plots SGD once where it is what runs, and with the same η where no theorem gives one', () => {
    const path = join(folder, 'sgd.svg');
    auxopt(['run', 'docs/examples/iris.json', '--variant', 'sgd', '--plot', path]);
    expect(readFileSync(path, 'utf8').match(/>SGD[^<]*<\/text>/g)).toEqual(['>SGD</text>']);
    const huber = 'spec/vectors/hard-members/low-sgd-iterates.json';
    auxopt(['run', huber, '--variant', 'naive', '--plot', path, '--force']);
    expect(readFileSync(path, 'utf8')).toContain('>SGD, the same η</text>');
    rmSync(path);
  });
});

describe('a hard member with a Huber term', () => {
  const file = 'spec/vectors/hard-members/low-sgd-iterates.json';

  it('runs exactly: every iterate from which a step starts has the gradient 1, and the one after them has not', () => {
    const { rounds } = run(file) as unknown as { rounds: readonly { readonly squaredGradient: string }[] };
    const squares = rounds.map(({ squaredGradient }) => squaredGradient);
    expect(squares.slice(0, -1)).toEqual(Array.from({ length: 10 }, () => '1'));
    expect(squares.at(-1)).toBe('0.25');
    expect(auxopt(['run', file]).stdout).toContain('L = 1, δ = 1; inf f = 0.');
  });

  it('another variant runs on it too', () => {
    // x¹ = x⁰ − η
    const [start, first] = run(
      'spec/vectors/hard-members/low-mom-similarity.json',
      '--variant',
      'sgd',
    ).rounds;
    expect(Number(start?.x[0]) - Number(first?.x[0])).toBe(1);
  });

  it('what has none has an expectation: 2LF₀S + σ²(u/(2 − u))(1 − S) with u = ½, q = ¼, F₀ = 8', () => {
    const document = run('spec/vectors/hard-members/low-sgd-noise.json', '--engine', 'expectation');
    const { averageSquaredGradient } = document as unknown as { averageSquaredGradient: string };
    const S = (1 - 0.25 ** 10) / (10 * 0.75);
    const average = nearestDouble(parseExactNumber(averageSquaredGradient, Infinity));
    expect(average).toBeCloseTo(16 * S + (1 - S) / 3, 12);
  });
});
