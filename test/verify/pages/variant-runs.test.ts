/** Two judges that share no equation: what the paper's variants are judged by, and their pages. They agree about every run, right or wrong. */
import { describe, expect, it } from 'vitest';
import { variantNames } from '../../../spec/algorithms/index.js';
import { inputOf } from '../../../src/verify/diagnosis/index.js';
import { createDriver } from '../../../src/verify/driver.js';
import { listTasks } from '../../../src/verify/levels/all-levels.js';
import { mutants, type Mutant } from '../../../src/verify/mutants/index.js';
import { judgePageRun } from '../../../src/verify/pages/judge-page-run.js';
import { shakeHands } from '../../../src/verify/peer/greet.js';
import { createInProcessPeer } from '../../../src/verify/peer/in-process-peer.js';
import type { Peer } from '../../../src/verify/peer/peer.js';
import { createReference } from '../../../src/verify/served-reference/index.js';
import { variantRun } from '../../../src/verify/pages/variant-run.js';
import { methodOf, readPage } from '../../support/pages.js';

/** The verdicts on the runs of level 1 that a page has all of: by the variant's judge, and by the page. */
async function verdictsOf(options: Parameters<typeof createReference>[0]) {
  const open = (): Peer => createInProcessPeer(createReference(options));
  const hello = await shakeHands(open(), 30);
  const { judge, close } = createDriver({ open, hello, requestSeconds: 30 });
  const verdicts: (readonly [id: string, variant: string, page: string])[] = [];
  for (const task of listTasks(hello.capabilities, { level: 2, seed: 5 }).asked) {
    const { outcome } = await judge(task);
    const run =
      outcome.evidence && variantRun(methodOf(readPage(task.variant ?? '')), inputOf(outcome.evidence));
    // a number that is not finite ends what a page can follow
    if (run !== undefined && !run.isCut)
      verdicts.push([task.id, outcome.verdict, judgePageRun(run, true).verdict]);
  }
  await close();
  return verdicts;
}

const wrong: readonly Mutant[] = mutants.filter(({ id }) => !id.includes('starts'));

describe('a page of a variant', () => {
  it.each(variantNames)('lets every right run of %s pass', { tags: 'long' }, async (variant) => {
    for (const arithmetic of ['binary64', 'rational'] as const) {
      const verdicts = await verdictsOf({ variants: [variant], arithmetic });
      expect(verdicts.length).toBeGreaterThan(25);
      expect(verdicts.filter(([, own, page]) => own !== 'pass' || page !== 'pass')).toEqual([]);
    }
  });

  it.each(wrong.filter((_, index) => index % 9 === 0).map((mutant) => [mutant.id, mutant] as const))(
    'finds %s wrong in the same runs',
    { tags: 'long' },
    async (_, mutant) => {
      // where all draws are one sample, only a page says that one was used again
      const isOfOne = (id: string): boolean => /no-noise|of-all/u.test(id);
      const verdicts = (await verdictsOf({ mutant })).filter(([id, own]) => own === 'fail' || !isOfOne(id));
      expect(verdicts.filter(([, own, page]) => own !== page)).toEqual([]);
      expect(verdicts.some(([, own]) => own === 'fail')).toBe(true);
    },
  );
});
