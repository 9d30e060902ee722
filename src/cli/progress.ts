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

/** Where a bar is drawn, and the time in milliseconds. */
interface ProgressSurroundings {
  readonly stream: NodeJS.WriteStream;
  readonly now: () => number;
}

/**
 * A bar over `total` units on standard error, with the time left by the pace so far; nothing where that is no terminal.
 *
 * @param done - units that an earlier run has done, which say nothing about the pace.
 */
export function createProgress(
  label: string,
  total: number,
  done = 0,
  { stream, now }: ProgressSurroundings = { stream: process.stderr, now: () => performance.now() },
): Progress {
  if (!stream.isTTY || (stream.columns || 0) === 0) return silentProgress(label, total);
  const bar = new SingleBar(
    {
      format: `${label} {bar} {value}/{total}{left}`,
      barsize: 24,
      clearOnComplete: true,
      // An interrupted run has no chance to show a hidden cursor again.
      hideCursor: false,
      stream,
    },
    Presets.shades_classic,
  );
  const begin = now();
  let advanced = 0;
  bar.start(total, done, { left: '' });
  return {
    advance: () => {
      advanced += 1;
      const rest = ((now() - begin) / 1000 / advanced) * Math.max(total - done - advanced, 0);
      bar.increment(1, { left: rest > 0 && now() - begin >= 1000 ? `, ${formatTime(rest)} left` : '' });
    },
    finish: () => {
      bar.stop();
    },
  };
}

/** Seconds as a rough time: about 8 s, 3 min or 2 h. */
function formatTime(seconds: number): string {
  const [size, unit] = seconds < 90 ? [1, 's'] : seconds < 5400 ? [60, 'min'] : [3600, 'h'];
  return `about ${Math.max(Math.round(seconds / size), 1)} ${unit}`;
}
