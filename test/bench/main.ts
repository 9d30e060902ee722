/** `npm run bench -- [ROW…] [--quick] [--markdown FILE]`: what auxopt costs, beside its peers. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AuxoptError } from '../../src/errors.js';
import { badInput, doesNotHold, holds } from '../../src/cli/exit-codes.js';
import { createProgress } from '../../src/cli/progress.js';
import { print, table } from '../../src/cli/text.js';
import type { RaceResult } from './harness/race.js';
import { openWorkshop, root } from './harness/workshop.js';
import { planRows, selectRows } from './plan.js';
import { describeMachine, splitPage, tableOf, writePage } from './report.js';

/** What shells expect of a program that was interrupted. */
const interruptedCode = 130;

/** Runs the rows under a bar. */
async function measure(wanted: readonly string[], isQuick: boolean): Promise<readonly RaceResult[]> {
  const workshop = openWorkshop();
  // Peers end by themselves when their pipe does; the folder would stay.
  const interrupted = (): void => {
    workshop.remove();
    process.exit(interruptedCode);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const { effort, rows } = planRows(workshop, isQuick);
    const chosen = selectRows(rows, wanted);
    const results: RaceResult[] = [];
    const progress = createProgress('bench', chosen.length);
    try {
      for (const row of chosen) {
        results.push(await row.run(effort));
        progress.advance();
      }
    } finally {
      progress.finish();
    }
    return results;
  } finally {
    workshop.remove();
  }
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { quick: { type: 'boolean', default: false }, markdown: { type: 'string' } },
    allowPositionals: true,
  });
  const page = values.markdown === undefined ? undefined : resolve(root, values.markdown);
  if (page !== undefined) splitPage(page); // before minutes of work
  const machine = describeMachine();
  const results = await measure(positionals, values.quick);
  for (const { title, head, rows, numeric } of results.map(tableOf))
    print(`${title}\n${table(head, rows, numeric)}\n`);
  if (page !== undefined) await writePage(page, machine, results);
  const agreed = results.every(({ outcomes }) => outcomes.every(({ status }) => status !== 'refused'));
  return agreed ? holds : doesNotHold;
}

try {
  process.exitCode = await main();
} catch (error) {
  const isOfArguments = error instanceof TypeError && 'code' in error;
  if (!(error instanceof AuxoptError || isOfArguments)) throw error;
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = badInput;
}
