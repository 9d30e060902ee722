/** Worker threads: each opens the kind once and closes it, and one that dies ends the campaign instead of hanging it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { CampaignKind, CaseRecord } from '../../src/campaigns/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';

interface Options {
  readonly count: number;
  readonly log: string;
  readonly failing: number;
  readonly way: string;
}

interface Result {
  readonly thread: number;
  readonly caseNumber: number;
}

// Workers run compiled code.
const compiled = '../../dist/src/campaigns/index.js';
const { openWorkers, runCampaign } = (await import(
  compiled
)) as typeof import('../../src/campaigns/index.js');
const folder = temporaryFolder();

/** A kind that says who judged what, and fails in the way it is asked to; plain JavaScript, as workers load it. */
const source = `import { appendFileSync } from 'node:fs';
import { threadId } from 'node:worker_threads';

export const workerKind = {
  name: 'worker',
  entry: { module: import.meta.url, exportName: 'workerKind' },
  options: { parse: (value) => value },
  result: { parse: (value) => value },
  countCases: ({ count }) => count,
  describeCase: (_options, caseNumber) => 'case ' + caseNumber,
  open: async ({ log, failing, way }) => {
    appendFileSync(log, 'open ' + threadId + '\\n');
    return {
      judge: async (caseNumber) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        if (caseNumber === failing && way === 'throw') throw new Error('planted');
        if (caseNumber === failing && way === 'exit') process.exit(7);
        return { thread: threadId, caseNumber };
      },
      close: () => {
        appendFileSync(log, 'close ' + threadId + '\\n');
      },
    };
  },
  isExpected: () => true,
  reduce: (_options, results) => results,
};
`;
const kindModule = join(folder, 'kind.mjs');
writeFileSync(kindModule, source);
const { workerKind } = (await import(/* @vite-ignore */ pathToFileURL(kindModule).href)) as {
  workerKind: CampaignKind<Options, Result, unknown>;
};

function run(way: string, workers = 3): { log: string; records: Promise<readonly CaseRecord<Result>[]> } {
  const log = join(folder, way);
  const options: Options = { count: 30, log, failing: way === 'none' ? -1 : 11, way };
  const records = runCampaign({ kind: workerKind, options, version: '0', openRunner: openWorkers(workers) });
  return { log, records };
}

describe('worker threads', () => {
  it('share the cases, open the kind once each, and close it', async () => {
    const { log, records } = run('none');
    const results = (await records).map(({ result }) => result);
    expect(results.map(({ caseNumber }) => caseNumber)).toEqual(Array.from({ length: 30 }, (_, i) => i));
    const threads = [...new Set(results.map(({ thread }) => thread))].toSorted();
    expect(threads).toHaveLength(3);
    const lines = readFileSync(log, 'utf8').trimEnd().split('\n').toSorted();
    expect(lines).toEqual(
      [...threads.map((id) => `close ${id}`), ...threads.map((id) => `open ${id}`)].toSorted(),
    );
  });

  it.each([
    ['throw', /case 11 \(case 11\) could not be judged: planted/],
    ['exit', /case 11 \(case 11\) could not be judged: it tried to end the thread with exit code 7/],
  ])('that fail by %s end the campaign with the case', async (way, message) => {
    await expect(run(way).records).rejects.toThrow(message);
  });
});
