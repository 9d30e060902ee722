/** The proofs as a page: generated from what the kernel has accepted, so it cannot say anything else. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createDerivations, describeProofs } from '../../proofs-checks/index.js';
import { letterLines } from '../../proofs-checks/print/letters.js';
import { checkDocuments, trustedRules } from '../../proofs-checks/run.js';

it('docs/theory/proofs.md is what the kernel proves (npx vitest run test/proofs-checks/documents.test.ts --update)', async () => {
  const proofs = describeProofs(checkDocuments(createDerivations()));
  const text = [
    '# The proofs',
    '`test/proofs-checks/documents.test.ts` generates this page from `proofs-checks/`. `auxopt proofs` checks the proofs again and mutates every',
    "certificate. The constants are this project's own; only the shape of the rates is the paper's. [Reading a proof](reading-a-proof.md) explains the notation.",
    '',
    'All statements are in the Hilbert space of square-integrable random vectors. So a proof holds for every dimension, every parameter in',
    'its domain, and all distributions with finite second moments. You need to trust only these rules:',
    '',
    ...trustedRules.map((rule) => `- ${rule}`),
    '',
    '## Letters of the proofs',
    '',
    ...letterLines('constants.md'),
    ...proofs.flatMap(({ id, title, steps, rules, assumptions }) => [
      `## ${id}: ${title}`,
      '',
      ...steps.flatMap(({ statement, certificate }) => [
        `**${statement}**`,
        '',
        '<details><summary>certificate</summary>',
        '',
        certificate,
        '',
        '</details>',
        '',
      ]),
      `Rules: ${rules.join(', ')}. Rests on:`,
      '',
      ...assumptions.map((assumption) => `- ${assumption}`),
      '',
    ]),
  ].join('\n');
  expect(proofs.length).toBeGreaterThanOrEqual(13);
  await expect(text).toMatchFileSnapshot('../../docs/theory/proofs.md');
});

it('docs/theory/reading-a-proof.md lists the trusted files with their lines', () => {
  const page = readFileSync('docs/theory/reading-a-proof.md', 'utf8');
  const listed = [...page.matchAll(/^\| `([a-z]+\.ts)` +\| +(\d+) \|/gm)].map(([, file, lines]) => [
    file,
    Number(lines),
  ]);
  const files = readdirSync('proofs-checks/kernel').map((file) => [
    file,
    readFileSync(`proofs-checks/kernel/${file}`, 'utf8').split('\n').length - 1,
  ]);
  expect(listed.sort()).toEqual(files.sort());
});
