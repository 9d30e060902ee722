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

/** How often a bar moves while no unit is done, in milliseconds. */
const pace = 1000;

/**
 * A bar over `total` units on standard error, with the time left by the pace so far; nothing where that is no terminal. It moves every second,
 * however long a unit takes, while the thread is free.
 *
 * @param done - units that an earlier run has done, which say nothing about the pace.
 */
export function createProgress(
  label: string,
  total: number,
  done = 0,
  { stream, now }: ProgressSurroundings = { stream: process.stderr, now: () => performance.now() },
): Progress {
  if (!stream.isTTY) return silentProgress(label, total);
  const begin = now();
  // An interrupted run has no chance to show a hidden cursor again.
  const look = { barsize: 24, clearOnComplete: true, hideCursor: false, stream };
  const bar = new SingleBar(
    { format: `${label} {bar} {value}/{total}{times}`, ...look },
    Presets.shades_classic,
  );
  bar.start(total, done, { times: '' });
  let advanced = 0;
  const show = (): void => {
    const elapsed = now() - begin;
    const rest = (elapsed / 1000 / advanced) * Math.max(total - done - advanced, 0);
    const left = advanced > 0 && rest > 0 ? `, about ${formatTime(rest)} left` : '';
    const isSilent = elapsed < pace || total <= done + advanced;
    const times = isSilent ? '' : `${left}, ${formatTime(elapsed / 1000)} so far`;
    bar.update(done + advanced, { times });
  };
  const timer = setInterval(show, pace).unref();
  return {
    advance: () => {
      advanced += 1;
      show();
    },
    finish: () => {
      clearInterval(timer);
      bar.stop();
    },
  };
}

/** Seconds as a rough time: 8 s, 3 min or 2 h. */
function formatTime(seconds: number): string {
  const [size, unit] = seconds < 90 ? [1, 's'] : seconds < 5400 ? [60, 'min'] : [3600, 'h'];
  return `${Math.max(Math.round(seconds / size), 1)} ${unit}`;
}
