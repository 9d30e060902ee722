/** The vector files and their manifest, made from the cases and from what was measured. */
import { createHash } from 'node:crypto';
import { specVersion } from '../../../spec/version.js';
import { ContractError } from '../../errors.js';
import { floatFormats, isRepresentable } from '../../exact/index.js';
import { mapCaseNumbers, type VerificationCase } from '../cases/verification-case.js';
import { tapeCaseMessage } from '../trace-files/tape-case.js';
import type { OracleMode } from '../protocol/message-parts.js';
import { protocolVersion } from '../protocol/requests.js';
import { expectedStates } from './expected-states.js';
import type { MutantKills } from './vector-mutants.js';
import { manifestFormat, vectorFormat, type Manifest, type Vector } from './vector-schema.js';

/** Files by name, the manifest included. */
export type VectorFiles = ReadonlyMap<string, string>;

export const manifestName = 'manifest.json';

/** The last part of the id of a case; every file holds one family. */
export function familyOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** The vector of one case. */
export function createVector(given: VerificationCase, kills: readonly MutantKills[]): Vector {
  assertHeld(given);
  const killedIn = (mode: OracleMode): readonly string[] =>
    kills.filter(({ killedBy }) => killedBy[mode].includes(given.id)).map(({ mutant }) => mutant.id);
  return {
    format: vectorFormat,
    id: given.id,
    purpose: given.purpose,
    kills: { tape: killedIn('tape'), callback: killedIn('callback') },
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
  kills: readonly MutantKills[],
): VectorFiles {
  const families = [...new Set(cases.map(({ id }) => familyOf(id)))];
  const groups = families.map((family) => {
    const vectors = cases
      .filter(({ id }) => familyOf(id) === family)
      .map((given) => createVector(given, kills));
    return { name: `${family}.json`, vectors, text: formatVectors(vectors) };
  });
  const counted = kills.filter(({ mutant }) => mutant.kind !== 'equivalent').length;
  const manifest: Manifest = {
    format: manifestFormat,
    specVersion,
    protocol: protocolVersion,
    counts: { files: groups.length, vectors: cases.length, mutants: counted },
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
