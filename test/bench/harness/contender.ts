/** What takes part in a comparison: something of ours or a peer, in this process or in one of its own. */

/** A contender that has been started on the data of a row. */
export interface Started<Result> {
  /** What it computes; made once, before anything is timed. */
  readonly compute: () => Promise<Result>;
  /** Seconds for `runs` runs in a row. */
  readonly time: (runs: number) => Promise<number>;
  /** Ends whatever was started. */
  readonly stop: () => Promise<void>;
  /** How many runs make one unit of the comparison; 1 unless it says otherwise. */
  readonly runsNeeded?: number;
}

/** A contender of a row. */
export interface Contender<Result> {
  readonly name: string;
  /** Of auxopt itself, or a peer. */
  readonly isOurs: boolean;
  /** @throws AbsentError where it is not to be had on this machine. */
  readonly start: () => Promise<Started<Result>>;
}

/** A contender is not to be had here; the message is the reason. */
export class AbsentError extends Error {}

/** A contender in this process. */
export function inProcess<Result>(
  name: string,
  isOurs: boolean,
  prepare: () => { readonly run: () => unknown; readonly result: () => Result; readonly runsNeeded?: number },
): Contender<Result> {
  return {
    name,
    isOurs,
    // async, so that what prepare throws is a rejection
    // eslint-disable-next-line @typescript-eslint/require-await
    start: async () => {
      const { run, result, runsNeeded } = prepare();
      return {
        compute: () => Promise.resolve(result()),
        time: (runs) => {
          const from = performance.now();
          for (let i = 0; i < runs; i += 1) run();
          return Promise.resolve((performance.now() - from) / 1000);
        },
        stop: () => Promise.resolve(),
        ...(runsNeeded === undefined ? {} : { runsNeeded }),
      };
    },
  };
}

/** A contender that is not to be had, for a reason that is known before it is started. */
export function absent<Result>(name: string, reason: string, isOurs = false): Contender<Result> {
  return { name, isOurs, start: () => Promise.reject(new AbsentError(reason)) };
}
