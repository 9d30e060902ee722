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
      "MOM-1": "82420053658d6515",
      "MOM-2": "f9e4f76ac32f571a",
      "MOM-3": "a8ef670ad5902329",
      "MVR-1": "d8fce5c5bf6c90e3",
      "RATE-DET": "49e14ba5a5fd2121",
      "RATE-MOM": "1169b0c8a71b9b77",
      "RATE-MOM-G": "1a77e90f912e2210",
      "RATE-MVR": "98215cf89b68b1ff",
      "SGD-1": "ffc7ed76b51d9e62",
      "quadratic": "184dcb39da266771",
      "rational": "7eac70477917b015",
    }
  `);
});
