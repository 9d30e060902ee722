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
  readonly targetGradientCount: number;
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

/** The exact start, as if it cost nothing. */
const free = ['--start', 'exact', '--start-gradients', '0'];

function ask(args: readonly string[]): SeparationDocument {
  const { code, stdout, stderr } = auxopt([...args, '--json']);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as SeparationDocument;
}

describe('auxopt separate', () => {
  it('says that AuxMOM is provably better, by how much, and by which theorem', () => {
    // 1/24 + (5/7)/20 = 13/168
    const found = ask(plain('0.05', 24));
    expect(found).toMatchObject({ format: 'auxopt-separate/2', verdict: 'better', theorems: ['SEP-DET'] });
    expect(found.factor).toBe('12.92');
    expect(found.everyIterateFactor).toBe('3.356'); // 20/77 of it
    expect(auxopt(plain('0.05', 24)).stdout).toContain(
      'Provably better (SEP-DET). Against every iterate of SGD the factor is at least 3.356. ',
    );
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
        ask(noisy('--suboptimality', '1', '--variance-target', '1', '--correlation', correlation, ...free))
          .factor,
      );
    expect(factor('0.99')).toBeGreaterThan(factor('0.9'));
    expect(factor('0.9')).toBeGreaterThan(1);
    expect(factor('-1')).toBeLessThan(1);
  });

  it('promises less where the difference need not be affine, by the theorems for that, with (14/13)σ_D² for e₀', () => {
    const given = ['--suboptimality', '1', '--variance-target', '1', '--variance-difference', '0.02'];
    const any = ask(noisy(...given, '--any-difference', ...free));
    expect(any.theorems).toEqual(['RATE-MOM-G', 'LOW-SGD']);
    expect(Number(any.factor)).toBeLessThan(Number(ask(noisy(...given, ...free)).factor));
    // P = F₀ + (14/13)σ_D²/(8δ), as if e₀ = (14/13)·0.02 = 7/325 were given
    const zero = ['--start', 'zero', '--start-error', '7/325'];
    const first = ask(noisy(...given, '--any-difference', '--start', 'first-snapshot'));
    expect(first.factor).toBe(ask(noisy(...given, '--any-difference', ...zero)).factor);
  });

  it('charges what a start costs: SGD takes as many target gradients', () => {
    const given = ['--suboptimality', '1', '--variance-target', '0.1', '--variance-difference', '0.0001'];
    const at = (...start: readonly string[]): SeparationDocument =>
      ask([...plain('0.01', 100, 10), ...given, ...start]);
    const batch = at('--start', 'batch', '--start-gradients', '1000');
    expect(batch).toMatchObject({ verdict: 'open', targetGradientCount: 1010 });
    expect(at(...free)).toMatchObject({ verdict: 'better', targetGradientCount: 10 });
    expect(at('--start', 'exact', '--start-gradients', '1000')).toMatchObject({ targetGradientCount: 1010 });
    expect(at()).toMatchObject({ targetGradientCount: 10 });
    // e₀ = σ_D²/B
    const left = at('--start', 'zero', '--start-error', '0.0000001');
    expect(Number(left.factor)).toBeGreaterThan(Number(batch.factor));
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
    [
      [...plain('0.05', 24), '--start', 'batch'],
      /what the start batch costs is not given; expected --start-gradients/,
    ],
    [[...plain('0.05', 24), '--start', 'batch', '--start-gradients', '0'], /a batch of 0 gradients is none/],
    [
      [...plain('0.05', 24), '--start-error', '1'],
      /--start-error: it says nothing of the start first-snapshot/,
    ],
    [noisy('--suboptimality', '1', '--variance-target', '1', '--start', 'zero'), /expected --start-error/],
  ])('refuses %j', (args, message) => {
    const { code, stderr } = auxopt(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
