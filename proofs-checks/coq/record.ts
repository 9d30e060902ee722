/**
 * What Coq checked, and when: `npm run proofs:coq -- --record` writes it into the repository after everything passed.
 *
 * The record is of these very files: it holds as long as nothing changes that is hashed, which is every .v file, what the audit asks, and
 * the documents that the other .v files are generated from. A test compares the generated files too.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Derivation } from '../derivation/schema.js';
import { auditFile } from './audit.js';
import { exportToCoq, type CoqFile } from './export.js';
import { claims, readTheory, sourcePath } from './theory.js';

/** The file of the record; its keys are described in docs/formats/proofs.md. */
export interface CoqRecord {
  readonly format: 'auxopt-coq-record/1';
  readonly hash: string;
  /** Of the files that are generated from the documents. */
  readonly generated: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  /** The version of Coq. */
  readonly coq: string;
}

/** What is known of Coq's answer to the files with this hash. */
export type CoqStanding =
  | { readonly kind: 'now'; readonly hash: string; readonly version: string }
  | { readonly kind: 'recorded'; readonly hash: string; readonly version: string; readonly date: string }
  | { readonly kind: 'unchecked'; readonly hash: string }
  | { readonly kind: 'refused'; readonly hash: string; readonly refusals: readonly string[] };

const digest = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');
const partsOf = (files: readonly CoqFile[]): readonly string[] =>
  files.flatMap(({ name, text }) => [name, text]);

/** SHA-256 of all that Coq is asked: the theory, the audit, and the documents. */
export function hashOf(documents: readonly Derivation[], theory = readTheory()): string {
  return digest([...partsOf([...theory, auditFile(claims)]), JSON.stringify(documents)]);
}

/** SHA-256 of the files that are generated. */
export const hashOfGenerated = (documents: readonly Derivation[]): string =>
  digest(partsOf(exportToCoq(documents)));

const recordPath = (): string => sourcePath('record.json');

/** The record; undefined where there is none that can be read. */
export function readRecord(): CoqRecord | undefined {
  if (!existsSync(recordPath())) return undefined;
  try {
    return JSON.parse(readFileSync(recordPath(), 'utf8')) as CoqRecord;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What the record says of these documents. */
export function standingOf(documents: readonly Derivation[]): CoqStanding {
  const hash = hashOf(documents);
  const record = readRecord();
  return record?.hash === hash
    ? { kind: 'recorded', hash, version: record.coq, date: record.date }
    : { kind: 'unchecked', hash };
}

/** Who says so, of which files, and when. */
export function describeStanding(standing: CoqStanding): string {
  const files = `these files (${standing.hash.slice(0, 12)})`;
  switch (standing.kind) {
    case 'now':
      return `Coq: proved now for ${files} by ${standing.version}`;
    case 'recorded':
      return `Coq: checked for ${files} on ${standing.date} by ${standing.version}`;
    case 'unchecked':
      return `Coq: not checked for ${files}`;
    case 'refused':
      return `Coq: refuses ${files}: ${standing.refusals.join('; ')}`;
  }
}
