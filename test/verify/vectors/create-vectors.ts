/** The vector files and their manifest, made from the cases and from the kills that were measured. */
import { createHash } from 'node:crypto';
import { specVersion } from '../../../spec/version.js';
import { ContractError } from '../../../src/errors.js';
import { floatFormats, isRepresentable } from '../../../src/exact/index.js';
import { mapCaseNumbers, type VerificationCase } from '../../../src/verify/cases/verification-case.js';
import { tapeCaseMessage } from '../../../src/verify/trace-files/tape-case.js';
import { protocolVersion } from '../../../src/verify/protocol/requests.js';
import { expectedStates } from './expected-states.js';
import {
  manifestFormat,
  manifestName,
  vectorFormat,
  type Manifest,
  type Vector,
} from '../../../src/verify/vectors/vector-schema.js';

/** Files by name, the manifest included. */
export type VectorFiles = ReadonlyMap<string, string>;

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
function formatVectors(vectors: readonly Vector[]): string {
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
