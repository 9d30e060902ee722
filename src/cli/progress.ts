/** Progress of long work: a bar on a terminal, silence in a pipe. */
import { Presets, SingleBar } from 'cli-progress';

/** What the work calls. */
export interface Progress {
  /** One more unit is done. */
  readonly advance: () => void;
  /** Clears the bar. */
  readonly finish: () => void;
}

/** Starts a bar; what shows nothing is as good. */
export type StartProgress = (label: string, total: number) => Progress;

/** Progress that is not shown. */
export const silentProgress: StartProgress = () => ({ advance: () => undefined, finish: () => undefined });

/** A bar over `total` units on standard error, or nothing where that is no terminal. */
export function createProgress(label: string, total: number, done = 0): Progress {
  if (!process.stderr.isTTY || (process.stderr.columns || 0) === 0) {
    return silentProgress(label, total);
  }
  const bar = new SingleBar(
    {
      format: `${label} {bar} {value}/{total}`,
      clearOnComplete: true,
      // An interrupted run has no chance to show a hidden cursor again.
      hideCursor: false,
      stream: process.stderr,
    },
    Presets.shades_classic,
  );
  bar.start(total, done);
  return {
    advance: () => {
      bar.increment();
    },
    finish: () => {
      bar.stop();
    },
  };
}
