/** `auxopt vectors`: the published vectors, listed, copied, and checked against what is made and measured again. */
import { Command } from 'commander';
import { specVersion } from '../../../spec/version.js';
import {
  checkVectors,
  makeVectors,
  makingSteps,
  type MadeVectors,
} from '../../verify/vectors/check-vectors.js';
import { formatKillPage, formatVectorCheck } from '../../verify/vectors/format-kill-table.js';
import { readVectorFiles } from '../../verify/vectors/read-vectors.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { writeTextFile } from '../files.js';
import { createProgress } from '../progress.js';
import { publishedVectors, readVectorFolder, writeVectorFolder } from './vector-folder.js';

/** The command with its own commands. */
export function createVectorsCommand(): Command {
  const command = new Command('vectors').description('the published test vectors (docs/formats/vectors.md)');
  command
    .command('list')
    .description('list the vectors: id, how many mistakes each catches, purpose')
    .option('--json', 'print their open messages, one a line, for auxopt verify --trace and for programs')
    .action(({ json }: { json?: true }) => {
      list(json === true);
    });
  command
    .command('copy')
    .description('copy the vectors into a new folder')
    .argument('<folder>', 'where they go')
    .option('--force', 'replace the vectors that are there')
    .action((folder: string, { force }: { force?: true }) => {
      writeVectorFolder(readVectorFolder(publishedVectors), folder, force === true);
    });
  command
    .command('check')
    .description('check sums and schema, make every file again, and measure which mistakes are caught')
    .argument('[folder]', 'the vectors; those of the package where it is left out')
    .option('--json', 'print one JSON document (docs/formats/vectors.md)')
    .option('--markdown <out.md>', 'also write the kill table as a page')
    .action(async (folder: string | undefined, options: CheckOptions) => {
      process.exitCode = await check(folder ?? publishedVectors, options);
    });
  command
    .command('make')
    .description('make the vectors from the cases of this version, for who changes them')
    .argument('<folder>', 'where they go; vectors that are there are replaced')
    .action(async (folder: string) => {
      const { files } = await makeWithProgress();
      writeVectorFolder(files, folder, true);
    });
  for (const each of command.commands) each.exitOverride();
  return command;
}

interface CheckOptions {
  readonly json?: true;
  readonly markdown?: string;
}

function list(asJson: boolean): void {
  const { vectors } = readVectorFiles(readVectorFolder(publishedVectors), publishedVectors);
  const width = Math.max(...vectors.map(({ id }) => id.length));
  const lines = vectors.map(({ id, kills, open, purpose }) => {
    if (asJson) return JSON.stringify(open);
    const caught = new Set([...kills.tape, ...kills.callback]).size;
    return `${id.padEnd(width)}  ${String(caught).padStart(3)}  ${purpose}`;
  });
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function check(folder: string, { json, markdown }: CheckOptions): Promise<number> {
  const report = await checkVectors(readVectorFolder(folder), folder, makeWithProgress);
  const { killTable, verdict } = report;
  if (markdown !== undefined && killTable !== undefined) {
    writeTextFile(markdown, formatKillPage(killTable, specVersion));
  }
  process.stdout.write(json === true ? `${JSON.stringify(report, null, 2)}\n` : formatVectorCheck(report));
  return verdict === 'pass' ? holds : doesNotHold;
}

async function makeWithProgress(): Promise<MadeVectors> {
  const progress = createProgress('vectors', makingSteps);
  try {
    return await makeVectors(progress.advance);
  } finally {
    progress.finish();
  }
}
