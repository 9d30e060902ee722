/** Published vectors: one with a changed state is no vector. */
import { readdirSync } from 'node:fs';
import { expectedStates } from '../../verify/vectors/expected-states.js';
import { manifestName, type Vector, vectorSchema } from '../../../src/verify/vectors/vector-schema.js';
import { caseFromOpen } from '../../../src/verify/trace-files/tape-case.js';
import { parseDocument } from '../../../src/problems/parse-document.js';
import { nearJson } from '../kit/mutate.js';
import { accepted, assertTrue, stable, subject, type Subject } from '../kit/subject.js';
import { textOf } from './documents.js';

const folder = 'spec/vectors/v1';
const vectors = readdirSync(folder)
  .filter((name) => name !== manifestName)
  .flatMap((name) => JSON.parse(textOf(`${folder}/${name}`)) as readonly Vector[]);
const small = vectors.filter((vector) => JSON.stringify(vector).length < 6000);

/** The states that follow from the request of a vector. */
const statesOf = ({ open }: Vector): string => stable(expectedStates(caseFromOpen(open, 'vector')));

/** One vector by itself: states that do not follow from its request are found by making them again. */
export const singleVectors: Subject = subject({
  name: 'vectors',
  weight: 0.15,
  inputs: nearJson(small, 2),
  check: (text) => {
    const vector = accepted(() => parseDocument(vectorSchema, text, 'vector'));
    if (vector === undefined) return;
    const remade = accepted(() => statesOf(vector));
    const original = vectors.find(({ open }) => stable(open) === stable(vector.open));
    if (original === undefined || remade === undefined) return;
    // the request is a published one: its states must be the published ones, whatever the text says
    const isSame = stable(vector.expected) === stable(original.expected);
    assertTrue((remade === stable(vector.expected)) === isSame, () => 'changed states verify');
  },
});
