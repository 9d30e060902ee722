/** `npm run bench`: what auxopt costs, beside its peers. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { AuxoptError } from '../../src/errors.js';
import { badInput, doesNotHold, holds } from '../../src/cli/exit-codes.js';
import { createProgress } from '../../src/cli/progress.js';
import { print, table } from '../../src/cli/text.js';
import { openWorkshop, root } from './harness/workshop.js';
import { parseOptions, selectRows, type BenchOptions } from './options.js';
import { planRows, type RowResult } from './plan.js';
import { createDocument, describeMachine, type BenchDocument } from './report/document.js';
import { splitPage, writePage } from './report/markdown-page.js';
import { tablesOf } from './report/tables.js';
import { targets } from './rows/targets.js';

/** What shells expect of a program that was interrupted. */
const interruptedCode = 130;

/** Runs the rows under a bar. */
async function measure({ only, quick }: BenchOptions): Promise<BenchDocument> {
  const machine = describeMachine();
  const workshop = openWorkshop();
  // Peers end by themselves when their pipe does; the folder would stay.
  const interrupted = (): void => {
    workshop.remove();
    process.exit(interruptedCode);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const rows = selectRows(planRows(workshop, quick), only);
    // a peer that cannot be installed is reported as absent
    spawnSync(process.execPath, ['.ci/tools.mjs', 'test/bench'], { cwd: root, stdio: 'inherit' });
    const results: RowResult[] = [];
    const progress = createProgress('bench', rows.length);
    try {
      for (const row of rows) {
        results.push(await row.run());
        progress.advance();
      }
    } finally {
      progress.finish();
    }
    return createDocument(machine, quick, results, targets);
  } finally {
    workshop.remove();
  }
}

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options === undefined) return holds;
  const page = options.markdown === undefined ? undefined : resolve(root, options.markdown);
  if (page !== undefined) splitPage(page); // before minutes of work
  const document = await measure(options);
  if (options.json) print(JSON.stringify(document, null, 2));
  else {
    for (const { title, head, rows, numeric } of tablesOf(document)) {
      print(title);
      print(table(head, rows, numeric));
      print();
    }
  }
  if (page !== undefined) await writePage(page, document);
  const isMissed = options.strict && document.targets.some(({ met }) => !met);
  return document.agreed && !isMissed ? holds : doesNotHold;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof AuxoptError)) throw error;
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = badInput;
}
