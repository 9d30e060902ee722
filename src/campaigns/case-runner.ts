/** Who judges the cases: worker threads on all cores, or this thread, for tests and tiny work. */
import Tinypool from 'tinypool';
import type { CampaignKind } from './campaign-kind.js';
import type { WorkerTask } from './worker.js';

/** Judges cases, several at a time. */
export interface CaseRunner<Result> {
  /** How many cases to hand out at once. */
  readonly lanes: number;
  readonly judge: (caseNumber: number) => Promise<Result>;
  readonly close: () => Promise<void>;
}

/** Opens a runner for a campaign. */
export type OpenRunner = <Options, Result>(
  kind: CampaignKind<Options, Result, unknown>,
  options: Options,
) => Promise<CaseRunner<Result>>;

/** Worker threads; each opens the kind for itself. They run compiled code only. */
export function openWorkers(workerCount: number): OpenRunner {
  return <Options, Result>(kind: CampaignKind<Options, Result, unknown>, options: Options) => {
    const pool = new Tinypool({
      filename: new URL('./worker.js', import.meta.url).href,
      name: 'judgeCase',
      teardown: 'closeJudge',
      minThreads: workerCount,
      maxThreads: workerCount,
      // What a worker opened it keeps to the end.
      isolateWorkers: false,
      idleTimeout: Infinity,
    });
    return Promise.resolve({
      // One more for each, so that nobody waits while a result is written.
      lanes: 2 * workerCount,
      judge: (caseNumber: number): Promise<Result> => {
        const task: WorkerTask = { entry: kind.entry, options, caseNumber };
        return pool.run(task) as Promise<Result>;
      },
      close: () => pool.destroy(),
    });
  };
}

/** This thread. */
export const openHere: OpenRunner = async (kind, options) => {
  const { judge, close } = await kind.open(options);
  return {
    lanes: 1,
    judge: async (caseNumber) => judge(caseNumber),
    close: async () => {
      await close?.();
    },
  };
};
