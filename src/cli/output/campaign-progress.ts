/** How far a campaign is: a bar while it runs, and a sentence where somebody ends it. */
import { beforePoliteEnd } from '../../campaigns/index.js';
import { createProgress, type Progress } from './progress.js';

/** What a campaign calls while it runs. */
export interface CampaignProgress {
  readonly onStart: (total: number, known: number) => void;
  readonly onCase: () => void;
}

/**
 * Runs a campaign under a bar, which begins where the campaign was stopped. Who ends it is told what is kept.
 *
 * @param folder - where every result is kept, if anywhere.
 */
export async function trackCampaign<Result>(
  label: string,
  folder: string | undefined,
  run: (progress: CampaignProgress) => Promise<Result>,
): Promise<Result> {
  let progress: Progress | undefined;
  let forget: (() => void) | undefined;
  let [done, all] = [0, 0];
  try {
    return await run({
      onStart: (total, known) => {
        [done, all] = [known, total];
        progress = createProgress(label, total, known);
        forget = beforePoliteEnd((signal) => {
          progress?.finish();
          const kept =
            folder === undefined
              ? 'nothing is kept without --out'
              : `they are kept in ${folder}, and the same command goes on from there`;
          process.stderr.write(`auxopt: ended by ${signal} after ${done} of ${all} cases; ${kept}.\n`);
        });
      },
      onCase: () => {
        done += 1;
        progress?.advance();
      },
    });
  } finally {
    forget?.();
    progress?.finish();
  }
}
