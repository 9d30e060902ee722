/** The vectors made again, and every kill measured again, once for all tests of a file. */
import { readdirSync, readFileSync } from 'node:fs';
import { createVerificationCases } from '../../../src/verify/cases/create-cases.js';
import type { Vector } from '../../../src/verify/vectors/vector-schema.js';
import { createVectorFiles, type VectorFiles } from './create-vectors.js';
import { createKillTable, type KillTable, measureKills, proveEquivalent } from './kill-table.js';
import { vectorMutants } from './vector-mutants.js';

/** The folder of the published vectors. */
export const vectorFolder = new URL('../../../spec/vectors/v1/', import.meta.url);

/** The published files by name. */
export function publishedFiles(): VectorFiles {
  return new Map(
    readdirSync(vectorFolder)
      .sort()
      .map((name) => [name, readFileSync(new URL(name, vectorFolder), 'utf8')]),
  );
}

/** What was measured, and the files that say so. */
export interface MadeVectors {
  readonly files: VectorFiles;
  readonly killTable: KillTable;
}

let made: Promise<MadeVectors> | undefined;

/** What is published, made from the cases alone: it takes seconds. */
export function madeOnce(): Promise<MadeVectors> {
  return (made ??= makeVectors());
}

async function makeVectors(): Promise<MadeVectors> {
  const cases = createVerificationCases();
  const kills = await measureKills(cases, vectorMutants);
  const killTable = createKillTable(cases, kills, await proveEquivalent(cases, vectorMutants));
  const byVector = new Map(
    cases.map(({ id }): [string, Vector['kills']] => {
      const killersIn = (mode: 'tape' | 'callback'): string[] =>
        kills.filter(({ killedBy }) => killedBy[mode].includes(id)).map(({ mutant }) => mutant.id);
      return [id, { tape: killersIn('tape'), callback: killersIn('callback') }];
    }),
  );
  return { files: createVectorFiles(cases, { byVector, mutantCount: killTable.mutants }), killTable };
}
