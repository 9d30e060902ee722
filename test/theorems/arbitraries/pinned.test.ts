/** Pinned draws: a change of a generator changes what every seed means, so it must not go unnoticed. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { rateTheorems } from '../../../spec/theorems/index.js';
import { formatRatio, type Ratio } from '../../../src/exact/index.js';
import {
  arbitraryProblemCase,
  arbitraryRationalCase,
  drawAt,
  drawRateProblem,
} from '../../../src/theorems/index.js';

const toPlain = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'numerator' in value ? formatRatio(value as Ratio) : value;

/** Twenty draws of seed 1 in a few characters, with every number and every constant of them. */
function digest(draw: (seed: number, index: number) => { readonly value: object }): string {
  const draws = Array.from({ length: 20 }, (_, index) => draw(1, index).value);
  return createHash('sha256').update(JSON.stringify(draws, toPlain)).digest('hex').slice(0, 16);
}

it('of each generator are those of seed 1', () => {
  const rates = Object.values(rateTheorems).map(
    (theorem) => [theorem.id, digest((seed, index) => drawRateProblem(theorem, seed, index))] as const,
  );
  const quadratic = digest((seed, index) => drawAt(arbitraryProblemCase(), seed, index));
  const rational = digest((seed, index) => drawAt(arbitraryRationalCase(), seed, index));
  expect({ quadratic, rational, ...Object.fromEntries(rates) }).toMatchInlineSnapshot(`
    {
      "FAM-1": "a61bdb864bf0598c",
      "FAM-2": "392ea4be7186e877",
      "MOM-1": "00053e3c20dc6880",
      "MOM-1H": "397bdae2cba31ab6",
      "MOM-2": "3cbf4b90cb324318",
      "MOM-3": "e4e4861331ade309",
      "MVR-1": "c79fe415a6c474f6",
      "MVR-2": "9e3e47350f0b428c",
      "RATE-DET": "77abd08f09420157",
      "RATE-FAM": "44b2a812c630a602",
      "RATE-MOM": "737d942c113d010e",
      "RATE-MOM-G": "6491cb17fc8fdbaa",
      "RATE-MVR": "7de1e35b770806e6",
      "RATE-MVR-2": "5ea5bfff3a2fa0f5",
      "RATE-MVR-2P": "152e683e79dc8d24",
      "RATE-MVR-H": "d57f62c92c9ea4d1",
      "RATE-TGT-MOM": "1b6690dcf0d2e42f",
      "RATE-TGT-MVR": "b0c2c45f7c1023ac",
      "SGD-1": "8eda9d52deadea06",
      "TGT-MOM": "d47b34edde6f75d1",
      "TGT-MVR": "cf11ac78873a569b",
      "quadratic": "512a0cc5368e726b",
      "rational": "8bd163fa03d4b3b7",
    }
  `);
});
