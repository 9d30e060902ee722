/** `auxopt proofs --coq` with Coq; `npm run proofs:coq` also tries the negative controls. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { auxoptProcess } from '../support/run-cli.js';

const isThere = spawnSync('coqc', ['--version']).status === 0;

describe.skipIf(!isThere)('auxopt proofs --coq', () => {
  it('adds the answer of Coq: everything is proved, from the axioms of the real numbers', () => {
    const { code, stdout } = auxoptProcess(['proofs', '--coq', '--json']);
    expect(code).toBe(0);
    const { coq } = JSON.parse(stdout) as {
      coq: { checked: boolean; seconds: number; assumptions: string[] };
    };
    expect(coq.checked).toBe(true);
    expect(coq.seconds).toBeGreaterThan(1);
    expect(coq.assumptions).toEqual([
      'ClassicalDedekindReals.sig_forall_dec',
      'ClassicalDedekindReals.sig_not_dec',
      'FunctionalExtensionality.functional_extensionality_dep',
    ]);
  });
});
