/** `auxopt advise`: the document, the text, and the same bytes every time. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auxopt } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

interface AdviceDocument {
  readonly format: string;
  readonly verdict: string;
  readonly basis: string;
  readonly verdictByBounds: string;
  readonly sentence: string;
  readonly advised: { readonly variant: string; readonly parameters: object; readonly cost: string };
  readonly gain: { readonly predicted: string; readonly atLeast: string; readonly atMost: string | null };
  readonly expectation: { readonly gain: string } | null;
  readonly stability: { readonly isStable: boolean };
  readonly decisive: readonly string[];
}

function advise(...args: string[]): AdviceDocument {
  const { code, stdout, stderr } = auxopt(['advise', ...args, '--json']);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as AdviceDocument;
}

const priced = ['--target-gradients', '20', '--auxiliary-cost', '0.05', '--maximum-local-steps', '6'];
const given = [
  ...['--smoothness', '2', '--hessian-similarity', '0.1', '--suboptimality', '1'],
  ...['--target-variance', '0.3', '--snapshot-variance', '0.02', '--local-variance', '0'],
  ...priced,
];

describe('auxopt advise --json', () => {
  it('says use it, with the exact expectation of the very runs, where the auxiliary is close', () => {
    const document = advise('--problem', 'docs/examples/iris.json', ...priced);
    expect(document).toMatchObject({
      format: 'auxopt-advise/2',
      verdict: 'use',
      basis: 'expectation',
      verdictByBounds: 'use',
      decisive: [],
    });
    expect(document.sentence).toMatch(/^Worth it: use AuxMOM with η = /);
    expect(document.advised.variant).toBe('aux-mom');
    expect(Number(document.advised.cost)).toBeLessThanOrEqual(20);
    expect(Number(document.expectation?.gain)).toBeGreaterThan(1);
    expect(document.stability.isStable).toBe(true);
  });

  it('says do not use it where the noises are opposite, and exits with 0 all the same', () => {
    const document = advise('--problem', 'docs/examples/worse-than-sgd.json', ...priced);
    expect(document).toMatchObject({ verdict: 'do-not-use', verdictByBounds: 'do-not-use' });
    expect(Number(document.gain.predicted)).toBeLessThan(1);
  });

  it('says measure more where a decisive constant is only a lower bound', () => {
    const path = join(temporaryFolder(), 'constants.json');
    const constant = (value: string, kind = 'exact') => ({ value, kind });
    const constants = {
      ...{ smoothness: constant('2'), hessianSimilarity: constant('0.1', 'lower-bound') },
      ...{ suboptimality: constant('1'), targetVariance: constant('0.3') },
      ...{ snapshotVariance: constant('0.02'), localVariance: constant('0') },
    };
    writeFileSync(path, JSON.stringify({ format: 'auxopt-constants/1', name: 'measured', constants }));
    const document = advise('--constants', path, ...priced);
    expect(document).toMatchObject({ verdict: 'measure-more', decisive: ['hessianSimilarity'] });
    expect(document.gain.atLeast).toBe('0.000000');
    expect(document.sentence).toContain('of δ only a lower bound is known');
    // an option that knows it settles the matter
    expect(advise('--constants', path, '--hessian-similarity', '0.1', ...priced).verdict).toBe('use');
  });

  it('takes the constants from options, and prints the same bytes twice', () => {
    const [first, second] = [0, 1].map(() => auxopt(['advise', ...given, '--json']).stdout);
    expect([first, (JSON.parse(first ?? '') as AdviceDocument).verdict]).toEqual([second, 'use']);
  });
});

it('auxopt advise begins with the verdict, then prints what is known and both plans', () => {
  const { code, stdout } = auxopt(['advise', ...given]);
  expect([code, stdout]).toEqual([0, expect.stringContaining('σ_D²')]);
  expect(stdout).toContain('Stability (STAB)');
  expect(stdout).toMatch(/^Worth it: use AuxMOM with η = [\d.]+, a = [\d.]+, K = \d+/);
});
