/** `auxopt separate`: its three answers, its document, and its refusals. */
import { describe, expect, it } from 'vitest';
import { auxopt } from '../support/run-cli.js';

interface SeparationDocument {
  readonly format: string;
  readonly verdict: string;
  readonly theorems: readonly string[];
  readonly factor: string;
  readonly everyIterateFactor: string | null;
  readonly atMost: string;
}

const plain = (similarity: string, steps: number, rounds = 20): readonly string[] => [
  'separate',
  '--smoothness',
  '1',
  '--similarity',
  similarity,
  '--local-steps',
  String(steps),
  '--rounds',
  String(rounds), // prettier-ignore
];
const noisy = (...more: readonly string[]): readonly string[] => [
  'separate',
  '--smoothness',
  '1',
  '--similarity',
  '0.01',
  '--local-steps',
  '100',
  '--rounds',
  '100000',
  ...more, // prettier-ignore
];

function ask(args: readonly string[]): SeparationDocument {
  const { code, stdout, stderr } = auxopt([...args, '--json']);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as SeparationDocument;
}

describe('auxopt separate', () => {
  it('says that AuxMOM is provably better, by how much, and by which theorem', () => {
    // 1/24 + (5/7)/20 = 13/168
    const found = ask(plain('0.05', 24));
    expect(found).toMatchObject({ format: 'auxopt-separate/1', verdict: 'better', theorems: ['SEP-DET'] });
    expect(found.factor).toBe('12.92');
    expect(found.everyIterateFactor).toBe('3.356'); // 20/77 of it
    expect(auxopt(plain('0.05', 24)).stdout).toContain('Provably better (SEP-DET)');
  });

  it('says that it is provably not, whatever the parameters', () => {
    expect(ask(plain('0.05', 1))).toMatchObject({ verdict: 'not-better', theorems: ['LOW-MOM', 'SGD-1'] });
    // the difference is noisier than the target
    const noisier = ['--suboptimality', '1', '--variance-target', '1e-5', '--variance-difference', '1'];
    const found = ask([...plain('1', 100, 100_000), ...noisier]);
    expect(found.verdict).toBe('not-better');
    expect(auxopt(plain('0.05', 1)).stdout).toContain('Provably not better');
  });

  it('says that it is open', () => {
    const found = ask(plain('1.5', 100));
    expect(found.verdict).toBe('open');
    expect(Number(found.factor)).toBeLessThanOrEqual(1);
    expect(auxopt(plain('1.5', 100)).stdout).toContain('Open (SEP-DET, LOW-MOM, SGD-1)');
  });

  it('promises more for more correlated noise, and nothing for little', () => {
    const factor = (correlation: string): number =>
      Number(
        ask(noisy('--suboptimality', '1', '--variance-target', '1', '--correlation', correlation)).factor,
      );
    expect(factor('0.99')).toBeGreaterThan(factor('0.9'));
    expect(factor('0.9')).toBeGreaterThan(1);
    expect(factor('-1')).toBeLessThan(1);
  });

  it('promises less where the difference need not be affine, and where the start is in error', () => {
    const given = ['--suboptimality', '1', '--variance-target', '1', '--variance-difference', '0.02'];
    const factor = (...more: readonly string[]): number => Number(ask(noisy(...given, ...more)).factor);
    expect(factor('--any-difference')).toBeLessThan(factor());
    expect(factor('--start-error', '1')).toBeLessThan(factor());
  });

  it.each([
    [['separate', '--smoothness', '1'], /required option/],
    [noisy('--variance-target', '1'), /F₀ is not given/],
    [noisy('--suboptimality', '1', '--variance-target', '1', '--correlation', '2'), /is no correlation/],
    [
      ['separate', '--smoothness', '1', '--similarity', '0', '--local-steps', '2', '--rounds', '2', '--suboptimality', '1', '--variance-target', '1'], // prettier-ignore
      /δ: it is 0, and there is noise/,
    ],
    [plain('0.05', 0), /whole number ≥ 1/],
  ])('refuses %j', (args, message) => {
    const { code, stderr } = auxopt(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
