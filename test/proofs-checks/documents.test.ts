/** The proofs as a document: generated from the kernel's own objects, so it cannot say anything else than what was checked. */
import { expect, it } from 'vitest';
import { describeProofs, trustedRules } from '../../proofs-checks/index.js';

it('docs/theory/proofs.md is what the kernel proves (npx vitest run test/proofs-checks/documents.test.ts --update)', async () => {
  const proofs = describeProofs();
  const text = [
    '# The proofs',
    'Generated from `proofs-checks/` by `test/proofs-checks/documents.test.ts`; `auxopt proofs` checks them again and mutates every',
    "certificate. The constants are this project's own; only the shape of the rates is the paper's.",
    '',
    'Everything lives in the Hilbert space of square-integrable random vectors, so a proof holds for every dimension,',
    'distribution and parameter value. What is trusted, and nothing else:',
    '',
    ...trustedRules.map((rule) => `- ${rule}`),
    '',
    ...proofs.map(({ latex }) => `${latex}\n`),
  ].join('\n');
  expect(proofs.length).toBeGreaterThanOrEqual(13);
  await expect(text).toMatchFileSnapshot('../../docs/theory/proofs.md');
});
