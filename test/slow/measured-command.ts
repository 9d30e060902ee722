/** What a command takes: memory and time of the whole process. */
import { spawnSync } from 'node:child_process';
import { main } from '../support/run-cli.js';

/** A finished command. */
export interface MeasuredCommand {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The peak of its resident memory. */
  readonly megabytes: number;
  /** Processor time, user and system, of all its threads. */
  readonly seconds: number;
}

/**
 * Runs `auxopt …args`, and measures the peak of its memory and its processor time. On Linux the peak is VmHWM: maxRSS of a process
 * that was started by a larger one begins at what that one takes.
 */
export function measured(...args: readonly string[]): MeasuredCommand {
  return measuredInHeap(undefined, ...args);
}

/** The same with a heap of so many megabytes: without one, Node leaves garbage for as long as it sees fit. */
export function measuredInHeap(heap: number | undefined, ...args: readonly string[]): MeasuredCommand {
  const probe = `import { existsSync, readFileSync } from 'node:fs';
    const status = '/proc/self/status';
    const peak = () => existsSync(status)
      ? /VmHWM:\\s*(\\d+)/.exec(readFileSync(status, 'utf8'))[1]
      : process.resourceUsage().maxRSS;
    const time = () => { const { user, system } = process.cpuUsage(); return user + system; };
    process.on('exit', () => process.stderr.write('\\n' + peak() + ' ' + time()));`;
  const limit = heap === undefined ? [] : [`--max-old-space-size=${heap}`];
  const options = [...limit, '--import', `data:text/javascript,${encodeURIComponent(probe)}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...options, main, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const [last = ''] = stderr.split('\n').slice(-1);
  const [peak, time] = last.split(' ').map(Number);
  return {
    code: status,
    stdout,
    stderr: stderr.slice(0, -last.length - 1),
    megabytes: (peak ?? NaN) / 1024,
    seconds: (time ?? NaN) / 1e6,
  };
}
