/** Names are words: a mark of a key inside of one would make one key of two things. Nothing is named while this file loads. */
import { expect, it } from 'vitest';
import { assertWord, index, indexVariable, sequenceValue } from '../../../proofs-checks/kernel/symbols.js';
import { createAtom, type VectorSymbol } from '../../../proofs-checks/kernel/vectors.js';

const family = (name: string) => ({ name, latex: 'c', deterministic: true });
const vectors = (name: string): VectorSymbol => ({
  name,
  latex: 'v',
  noise: false,
  birth: () => {
    throw new RangeError('nobody asks');
  },
});

const rightlyNamed = vectors('rightlyNamed');

it.each(['', '1', '1s', 's ', ' s', 's t', 's^1', 's[t]', 's|t', 's·t', '_', 'é'])(
  '%j is no name',
  (name) => {
    const refusal = new RangeError(`a name is a letter, then letters and digits: ${name}`);
    const uses = [
      () => index(name),
      () => indexVariable(name),
      () => sequenceValue(family(name), []),
      () => createAtom(vectors(name), []),
      () => createAtom(rightlyNamed, [], ['H', name]),
    ];
    for (const use of uses) expect(use).toThrow(refusal);
  },
);

it.each(['s', 'S', 'zZ9', 'a0b1', 'gD'])('%j is a name', (name) => {
  expect(() => {
    assertWord(name);
  }).not.toThrow();
});
