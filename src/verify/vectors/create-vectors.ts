/** The vector files and their manifest, made from the cases and from the kills that were measured. */
import { createHash } from 'node:crypto';
import { specVersion } from '../../../spec/version.js';
import { ContractError } from '../../errors.js';
import { floatFormats, isRepresentable } from '../../exact/index.js';
import { mapCaseNumbers, type VerificationCase } from '../cases/verification-case.js';
import { tapeCaseMessage } from '../trace-files/tape-case.js';
import { protocolVersion } from '../protocol/requests.js';
import { expectedStates } from './expected-states.js';
import { manifestFormat, vectorFormat, type Manifest, type Vector } from './vector-schema.js';

/** Files by name, the manifest included. */
export type VectorFiles = ReadonlyMap<string, string>;

export const manifestName = 'manifest.json';

/** The last part of the id of a case; every file holds one family. */
export function familyOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** What was measured: the mistakes that do not pass a vector, by its id, and how many mistakes there were. */
export interface MeasuredKills {
  readonly byVector: ReadonlyMap<string, Vector['kills']>;
  readonly mutantCount: number;
}

/** The vector of one case. */
export function createVector(
  given: VerificationCase,
  kills: Vector['kills'] = { tape: [], callback: [] },
): Vector {
  assertHeld(given);
  return {
    format: vectorFormat,
    id: given.id,
    purpose: given.purpose,
    kills,
    open: tapeCaseMessage(given),
    expected: expectedStates(given),
  };
}

/** An input that a double cannot hold would make the expected states those of another problem. */
function assertHeld(given: VerificationCase): void {
  mapCaseNumbers(given, (value) => {
    for (const format of [floatFormats.binary64, floatFormats.binary32]) {
      if (!isRepresentable(format, value)) {
        throw new ContractError(
          `${given.id}: ${value.numerator}/${value.denominator} is not a ${format.name}`,
        );
      }
    }
    return value;
  });
}

/** One vector a line, in a JSON array. */
export function formatVectors(vectors: readonly Vector[]): string {
  return `[\n${vectors.map((vector) => JSON.stringify(vector)).join(',\n')}\n]\n`;
}

/** The SHA-256 of a text's UTF-8 bytes, in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** All files: a family each, and the manifest. */
export function createVectorFiles(
  cases: readonly VerificationCase[],
  { byVector, mutantCount }: MeasuredKills,
): VectorFiles {
  const families = [...new Set(cases.map(({ id }) => familyOf(id)))];
  const groups = families.map((family) => {
    const vectors = cases
      .filter(({ id }) => familyOf(id) === family)
      .map((given) => createVector(given, byVector.get(given.id)));
    return { name: `${family}.json`, vectors, text: formatVectors(vectors) };
  });
  const manifest: Manifest = {
    format: manifestFormat,
    specVersion,
    protocol: protocolVersion,
    counts: { files: groups.length, vectors: cases.length, mutants: mutantCount },
    files: groups.map(({ name, vectors, text }) => ({
      name,
      sha256: sha256(text),
      vectors: vectors.map(({ id }) => id),
    })),
  };
  return new Map([
    ...groups.map(({ name, text }) => [name, text] as const),
    [manifestName, `${JSON.stringify(manifest, null, 2)}\n`],
  ]);
}
