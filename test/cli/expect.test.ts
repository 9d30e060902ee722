/** `auxopt run --engine expectation` and `--engine enumeration`: the documents, and that they agree. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatRatio, parseExactNumber } from '../../src/exact/index.js';
import { auxopt, root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

interface Step {
  readonly squaredGradient: string;
  readonly targetValue: string;
}
interface Document {
  readonly format: string;
  readonly rounds: readonly {
    readonly round: number;
    readonly steps: Step[];
    readonly correctionError: string | null;
  }[];
  readonly averageSquaredGradient: string;
  readonly snapshotVariance: string;
  readonly localVariance: string;
}

function run(...args: string[]): Document {
  const { code, stdout, stderr } = auxopt(['run', ...args, '--json']);
  expect([stderr, code]).toEqual(['', 0]);
  return JSON.parse(stdout) as Document;
}

describe('auxopt run --engine expectation --json', () => {
  const files = readdirSync(join(root, 'docs/examples')).filter((file) => file.endsWith('.json'));

  const isExact = (file: string): void => {
    const document = run(`docs/examples/${file}`, '--engine', 'expectation');
    expect(document.format).toBe('auxopt-expectation/1');
    const { averageSquaredGradient, snapshotVariance, localVariance } = document;
    // the later numbers have thousands of digits; the first round and G, made of all of them, say it
    const steps = document.rounds.slice(0, 1).flatMap((round) => round.steps);
    const texts = steps.flatMap(({ squaredGradient, targetValue }) => [squaredGradient, targetValue]);
    for (const text of [...texts, averageSquaredGradient, snapshotVariance, localVariance]) {
      expect(formatRatio(parseExactNumber(text, Infinity))).toBe(text); // exact, and in lowest terms
    }
    expect(document.rounds.map(({ round }) => round)).toEqual(document.rounds.map((_, index) => index + 1));
  };
  // the settings have tests of their own, most toys differ by a number, and real data have many digits
  const isLong = (file: string): boolean => /^(?:setting-|toy-|iris)/.test(file);

  it.each(files.filter((file) => !isLong(file)))('is exact for %s', isExact);
  it.each(files.filter(isLong))('is exact for %s', { tags: 'long' }, isExact);

  it('of a run without noise is the run', () => {
    const expected = run('docs/examples/toy.json', '--engine', 'expectation');
    const { rounds } = JSON.parse(auxopt(['run', 'docs/examples/toy.json', '--json']).stdout) as {
      rounds: { targetValue: string }[];
    };
    expect(expected.rounds.map(({ steps }) => steps.at(-1)?.targetValue)).toEqual(
      rounds.slice(1).map(({ targetValue }) => targetValue),
    );
    expect([expected.snapshotVariance, expected.localVariance]).toEqual(['0', '0']);
  });

  it('agrees with --engine enumeration to the last digit', () => {
    const expected = run('docs/examples/tiny.json', '--engine', 'expectation');
    const enumerated = run('docs/examples/tiny.json', '--engine', 'enumeration');
    expect(enumerated.averageSquaredGradient).toBe(expected.averageSquaredGradient);
    const numbers = ({ rounds }: Document) =>
      rounds.map(({ steps, correctionError }) => [
        correctionError,
        ...steps.flatMap(({ squaredGradient, targetValue }) => [squaredGradient, targetValue]),
      ]);
    expect(numbers(enumerated)).toEqual(numbers(expected));
    // and not with another problem's
    const other = run('docs/examples/tiny.json', '--engine', 'expectation', '--variant', 'aux-mom');
    expect(numbers(other)).not.toEqual(numbers(expected));
  });
});

describe('auxopt run --engine expectation for people', { tags: 'long' }, () => {
  it('prints and plots the expectation with the standard deviation over noise', () => {
    const path = join(temporaryFolder(), 'e.svg');
    const file = 'docs/examples/noisy-correlated.json';
    const { code, stdout } = auxopt(['run', file, '--engine', 'expectation', '--plot', path]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('standard deviation of x')]);
    expect(readFileSync(path, 'utf8')).toContain('E f(x)');
  });
});
