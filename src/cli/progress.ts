/** Progress of long work: a bar or lines on a terminal, silence in a pipe. */
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

/** How the state of the work is shown. */
interface Display {
  /** Called after every unit and every second. */
  readonly show: (value: number, times: string) => void;
  readonly stop: () => void;
}

/** How often a bar moves while no unit is done, and how often a terminal without a width gets a line, in milliseconds. */
const pace = { bar: 1000, line: 2000 };

/**
 * A bar over `total` units on standard error, with the time left by the pace so far; lines where the terminal does not say how
 * wide it is; nothing where that is no terminal. It moves every second, however long a unit takes, while the thread is free.
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
  const open = (stream.columns || 0) === 0 ? openLines : openBar;
  const display = open(label, total, done, { stream, now });
  let advanced = 0;
  const show = (): void => {
    const elapsed = now() - begin;
    const isBrief = elapsed < pace.bar;
    const rest = (elapsed / 1000 / advanced) * Math.max(total - done - advanced, 0);
    const left = advanced > 0 && rest > 0 ? `, about ${formatTime(rest)} left` : '';
    const isOver = total <= done + advanced;
    display.show(done + advanced, isBrief || isOver ? '' : `${left}, ${formatTime(elapsed / 1000)} so far`);
  };
  const timer = setInterval(show, pace.bar).unref();
  return {
    advance: () => {
      advanced += 1;
      show();
    },
    finish: () => {
      clearInterval(timer);
      display.stop();
    },
  };
}

function openBar(label: string, total: number, done: number, { stream }: ProgressSurroundings): Display {
  const bar = new SingleBar(
    {
      format: `${label} {bar} {value}/{total}{times}`,
      barsize: 24,
      clearOnComplete: true,
      // An interrupted run has no chance to show a hidden cursor again.
      hideCursor: false,
      stream,
    },
    Presets.shades_classic,
  );
  bar.start(total, done, { times: '' });
  return {
    show: (value, times) => {
      bar.update(value, { times });
    },
    stop: () => {
      bar.stop();
    },
  };
}

function openLines(
  label: string,
  total: number,
  done: number,
  { stream, now }: ProgressSurroundings,
): Display {
  let last = now();
  const write = (value: number, times: string): void => {
    stream.write(`${label}: ${value} of ${total}${times}\n`);
  };
  write(done, '');
  return {
    show: (value, times) => {
      if (now() - last < pace.line) return;
      last = now();
      write(value, times);
    },
    stop: () => undefined,
  };
}

/** Seconds as a rough time: 8 s, 3 min or 2 h. */
function formatTime(seconds: number): string {
  const [size, unit] = seconds < 90 ? [1, 's'] : seconds < 5400 ? [60, 'min'] : [3600, 'h'];
  return `${Math.max(Math.round(seconds / size), 1)} ${unit}`;
}
