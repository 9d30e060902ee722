/** `auxopt run`: the published numbers, the document, and what bad use gets. */
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRatio, formatRatio, parseExactNumber } from '../../src/exact/index.js';
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
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout) as RunDocument;
}

/** An exact decimal cut (not rounded) after its first digits, with its exponent. */
function leading(text: string | undefined, digits: number): string {
  const [mantissa = '', exponent] = (text ?? '').split('e');
  return mantissa.slice(0, digits + 1) + (exponent === undefined ? '' : `e${Number(exponent)}`);
}

describe('auxopt run --json', () => {
  it('gives rounds 0 … T of the published toy exactly', () => {
    const { format, variant, rounds } = run('docs/examples/toy.json', '--engine', 'exact');
    expect([format, variant]).toEqual(['auxopt-run/1', 'aux-mom']);
    expect(rounds.map(({ round }) => round)).toEqual(Array.from({ length: 101 }, (_, t) => t));
    expect(rounds[0]).toMatchObject({ x: ['1'], targetValue: '0.5' });
    expect(rounds[10]?.targetValue).toMatch(/^0\.00000366655\d+$/);
    expect(leading(rounds[100]?.targetValue, 6)).toBe('2.24827e-52');
    // f = x²/2, exactly
    const [x, f] = [rounds[1]?.x[0], rounds[1]?.targetValue].map((text) => parseExactNumber(text ?? ''));
    expect(formatRatio(createRatio((x?.numerator ?? 0n) ** 2n, 2n * (x?.denominator ?? 1n) ** 2n))).toBe(
      formatRatio(f ?? createRatio(0n, 1n)),
    );
  });

  it.each([
    ['toy-minus2.json', '3.96660e-87'],
    ['toy-minus10.json', '2.42874e-15'],
  ])('%s ends at f = %s…', (file, expected) => {
    const { rounds } = run(`docs/examples/${file}`, '--engine', 'exact');
    expect(leading(rounds[100]?.targetValue, 6)).toBe(expected);
  });

  it.each([
    ['toy.json', /^0\.121212\d+$/],
    ['toy-zeta10.json', /^12\.1212\d+$/],
    ['toy-zeta100.json', /^1212\.12\d+$/],
    ['toy-minus2.json', /^1\.13457\d+e\+34$/],
    ['toy-minus10.json', /^1\.93578\d+e\+66$|^1\.93579\d+e\+66$/],
    ['toy-minus100.json', /^2\.61010\d+e\+73$|^2\.61011\d+e\+73$/],
  ])('%s with --variant naive ends at the published value', (file, expected) => {
    const { variant, rounds } = run(`docs/examples/${file}`, '--variant', 'naive');
    expect(variant).toBe('naive');
    expect(rounds[100]?.targetValue).toMatch(expected);
  });

  const files = readdirSync(join(root, 'docs/examples')).filter((file) => file.endsWith('.json'));

  it('has example files to run', () => {
    expect(files.length).toBeGreaterThanOrEqual(7);
  });

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
    expect(code).toBe(0);
    expect(stdout).toContain('L = 1, δ = 1');
    expect(stdout).toContain('2.24828e-52');
  });

  it('writes a plot that says what it shows', { tags: 'long' }, () => {
    const path = join(folder, 'out.svg');
    expect(auxopt(['run', 'docs/examples/toy.json', '--plot', path]).code).toBe(0);
    const svg = readFileSync(path, 'utf8');
    expect(svg).toMatch(/^<svg xmlns=/);
    expect(svg).toContain('aria-description');
    expect(svg).toContain('target gradients');
    expect(readdirSync(folder)).toEqual(['out.svg']); // no draft is left
  });

  firstOf(2, [
    [
      'in expectation',
      ['noisy-correlated.json', '--engine', 'expectation'],
      'variance of x, AuxMOM',
      'SGD, η = 0.5 by SGD-1',
    ],
    ['to the optimum', ['toy.json', '--variant', 'aux-mvr'], 'AuxMVR', 'SGD, η = 1 by SGD-1: 0 from 1 on'],
    ['exactly', ['iris.json'], 'AuxMOM', 'SGD, η = 0.4717 by SGD-1'],
    ['in doubles', ['iris.json', '--engine', 'fast'], 'AuxMOM', 'SGD, η = 0.4717 by SGD-1'],
  ])('plots SGD beside the run, %s', (_how, [file = '', ...options], own, sgd) => {
    const path = join(folder, 'beside.svg');
    auxopt(['run', `docs/examples/${file}`, ...options, '--plot', path, '--force']);
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

describe('bad use of auxopt run', () => {
  it.each([
    ['a file that does not exist', ['run', 'nowhere.json'], /nowhere\.json: the file cannot be read/],
    ['no file', ['run'], /missing required argument/],
    [
      'an unknown variant',
      ['run', 'docs/examples/toy.json', '--variant', 'auxmom'],
      /Allowed choices are aux-mom/,
    ],
    [
      'an unknown engine',
      ['run', 'docs/examples/toy.json', '--engine', 'gpu'],
      /Allowed choices are exact, fast/,
    ],
    [
      'a seed that is no number',
      ['run', 'docs/examples/toy.json', '--seed', '1e3'],
      /expected a whole number/,
    ],
    [
      'a mistyped value',
      ['run', 'docs/examples/toy.json', '--engine', 'optex'],
      /Allowed choices are exact, fast, expectation, enumeration\.\n\(Did you mean exact\?\)\n$/,
    ],
    [
      'a value like no other',
      ['run', 'docs/examples/toy.json', '--engine', 'julia'],
      /Allowed choices are exact, fast, expectation, enumeration\.\n$/,
    ],
    ['an unknown option', ['run', 'docs/examples/toy.json', '--jsonn'], /Did you mean --json/],
    ['an unknown command', ['rum'], /unknown command 'rum'\n\(Did you mean run\?\)/],
    [
      'help for an unknown command',
      ['help', 'rum'],
      /^auxopt: unknown command 'rum'\n\(Did you mean run\?\)\n$/,
    ],
    ['help for one like no other', ['help', 'nonsense'], /^auxopt: unknown command 'nonsense'\n$/],
    ['an unknown command with --help', ['rum', '--help'], /^auxopt: unknown command 'rum'/],
    ['a file that is no problem', ['run', 'package.json'], /package\.json/],
  ])('%s exits 2 with one message', (_name, args, message) => {
    const { code, stdout, stderr } = auxopt(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /); // no stack
  });

  it('prints nothing and leaves nothing where the plot cannot be written', () => {
    const path = join(folder, 'missing', 'out.svg');
    const { code, stdout, stderr } = auxopt(['run', 'docs/examples/toy.json', '--plot', path]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('the file cannot be written');
    expect(existsSync(join(folder, 'missing'))).toBe(false);
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

  it.each(['--engine fast', '--engine expectation', '--engine enumeration', '--tape'])(
    '%s is refused in one sentence',
    (option) => {
      const { code, stdout, stderr } = auxopt(['run', file, ...option.split(' ')]);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toBe(
        `auxopt: ${option}: low-sgd-iterates has a Huber term, and ${option} needs a quadratic problem; expected a run on the exact engine. Leave ${option} out.\n`,
      );
    },
  );

  it('what has none runs with all of them', () => {
    const { code, stdout } = auxopt([
      'run',
      'spec/vectors/hard-members/low-sgd-noise.json',
      '--engine',
      'expectation',
      '--json',
    ]);
    expect(code).toBe(0);
    // 2LF₀S + σ²(u/(2 − u))(1 − S) with u = ½, q = ¼, F₀ = 8
    const S = (1 - 0.25 ** 10) / (10 * 0.75);
    expect(Number((JSON.parse(stdout) as { averageSquaredGradient: string }).averageSquaredGradient.split('/').reduce((top, bottom) => String(Number(top) / Number(bottom))))).toBeCloseTo(16 * S + (1 - S) / 3, 12); // prettier-ignore
  });
});
