/** Group commit: lines that arrive while a batch is being written go out together with the next one. */

/** Takes lines, and says when each is safe. */
export interface CommitQueue {
  /** Resolves once the line is on the disk; rejects for this and every later line once a write has failed. */
  readonly push: (line: string) => Promise<void>;
}

interface Waiting {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * A queue in front of a slow `commit`, which writes a text and flushes it to the disk.
 *
 * At most one commit runs at a time, and lines keep their order. After a failure nothing is written any more: what came
 * after a torn line would make it look whole.
 */
export function createCommitQueue(commit: (text: string) => Promise<void>): CommitQueue {
  let waiting: Waiting[] = [];
  let isRunning = false;
  let failure: { readonly reason: unknown } | undefined;

  const drain = async (): Promise<void> => {
    isRunning = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        if (failure !== undefined) throw failure.reason;
        await commit(batch.map(({ line }) => line).join(''));
        for (const { resolve } of batch) resolve();
      } catch (reason) {
        failure ??= { reason };
        for (const { reject } of batch) reject(reason);
      }
    }
    isRunning = false;
  };

  return {
    push: (line) =>
      new Promise((resolve, reject) => {
        waiting.push({ line, resolve, reject });
        if (!isRunning) void drain();
      }),
  };
}
