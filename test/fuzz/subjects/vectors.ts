/** Published vectors: a folder with any change is refused, and a vector with a changed state is no vector. */
import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { checkVectors } from '../../../src/verify/vectors/check-vectors.js';
import { manifestName, sha256 } from '../../../src/verify/vectors/create-vectors.js';
import { expectedStates } from '../../../src/verify/vectors/expected-states.js';
import { readVectorFiles } from '../../../src/verify/vectors/read-vectors.js';
import { type Vector, vectorSchema } from '../../../src/verify/vectors/vector-schema.js';
import { caseFromOpen } from '../../../src/verify/trace-files/tape-case.js';
import { parseDocument } from '../../../src/problems/parse-document.js';
import { nearJson, nearText } from '../kit/mutate.js';
import { accepted, assertTrue, stable, subject, type Subject } from '../kit/subject.js';
import { textOf } from './documents.js';

const folder = 'spec/vectors/v1';
const files = new Map(
  readdirSync(folder)
    .sort()
    .map((name) => [name, textOf(`${folder}/${name}`)]),
);
const { vectors } = readVectorFiles(files, folder);
const small = vectors.filter((vector) => JSON.stringify(vector).length < 6000);
const names = [...files.keys()];

/** The files with one replaced, and the manifest's sum made right, as a careful forger would. */
function forge(name: string, text: string): Map<string, string> {
  const forged = new Map(files).set(name, text);
  if (name === manifestName) return forged;
  const manifest = files.get(manifestName) ?? '';
  return forged.set(manifestName, manifest.replace(sha256(files.get(name) ?? ''), sha256(text)));
}

/** A changed file in the folder, with a right sum. */
export const vectorFolders: Subject = subject({
  name: 'vector-folders',
  weight: 0.25,
  inputs: fc
    .constantFrom(...names.filter((name) => (files.get(name) ?? '').length < 20_000))
    .chain((name) => {
      const text = files.get(name) ?? '';
      const edited = fc.oneof(nearJson([JSON.parse(text)], 2), nearText(fc.constant(text), 2));
      return fc.record({ name: fc.constant(name), text: edited });
    }),
  check: ({ name, text }) => {
    let report;
    try {
      report = checkVectors(forge(name, text), folder, files);
    } catch (error) {
      accepted(() => { throw error as Error; });
      return;
    }
    assertTrue(report.verdict === 'fail' || text === files.get(name), () => 'a changed folder passes');
  },
}); // prettier-ignore

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
