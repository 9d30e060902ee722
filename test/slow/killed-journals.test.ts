/** One campaign killed a hundred times: nothing is lost, nothing is twice, and the journal is never refused. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openJournal, readRecords } from '../../src/campaigns/journal.js';
import { createStream, drawInteger } from '../../src/problems/draws.js';
import { options, tinyKind } from '../campaigns/tiny-kind.js';
import { root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const count = 20_000;
const folder = join(temporaryFolder(), 'campaign');
const dist = new URL('../../dist/src/campaigns/', import.meta.url).href;

/** The campaign of `tiny-kind.ts`, without its judge's imports, so that a process starts quickly. */
const program = `
  const { runCampaign } = await import('${dist}run-campaign.js');
  const { z } = await import('zod');
  const kind = {
    name: 'tiny',
    options: z.strictObject({ count: z.number(), offset: z.number() }),
    result: z.strictObject({ square: z.number() }),
    countCases: ({ count }) => count,
    describeCase: (_options, caseNumber) => String(caseNumber),
    open: () => ({ judge: (caseNumber) => ({ square: caseNumber ** 2 }) }),
  };
  const options = { count: ${count}, offset: 0 };
  const openHere = async () => ({ lanes: 1, judge: (await kind.open(options)).judge, close: async () => {} });
  process.stdout.write('.');
  await runCampaign({ kind, options, version: '0', openRunner: openHere, folder: ${JSON.stringify(folder)} });`;

const journalFile = join(folder, 'journal.jsonl');
const sizeOf = (): number => statSync(journalFile, { throwIfNoEntry: false })?.size ?? 0;

/** Kills of one run. */
const kills = 100;

it('a campaign goes on after each of many kills', async () => {
  const stream = createStream(9, 0);
  const known: number[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const end = once(child, 'exit');
    await once(child.stdout, 'data');
    // one in five at any moment, the others once some more results are there
    const goal = sizeOf() + drawInteger(stream, 1, 6000);
    if (drawInteger(stream, 0, 4) === 0) await pause(drawInteger(stream, 0, 60));
    else while (sizeOf() < goal && child.exitCode === null) await pause(1);
    child.kill('SIGKILL');
    const [code] = (await end) as [number | null];
    expect(code === null || code === 0, `kill ${kill}: exit code ${code ?? ''}`).toBe(true);
    const journal = openJournal(folder);
    if (journal === undefined) continue;
    const { records } = readRecords(tinyKind, options, journal);
    known.push(records.length);
    // every record is the one of its case, and the cases come in order, none left out
    expect(records.every(({ caseNumber, result }, i) => caseNumber === i && result.square === i ** 2)).toBe(
      true,
    );
  }
  expect(known).toEqual(known.toSorted((a, b) => a - b));
  expect(new Set(known).size).toBeGreaterThan(0.6 * kills);
}, 600_000);
