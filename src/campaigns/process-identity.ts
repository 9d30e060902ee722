/** Who a process is, so that another can tell whether it is still running. */
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process, as written to its claim on a folder. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** Within one space a process id means one process at a time: host, boot and, on Linux, pid namespace. */
  readonly space: string;
  /** When it started, in ticks of the kernel; tells a reused process id. Empty where that is not known. */
  readonly started: string;
}

function readOr<Value>(read: () => Value, fallback: Value): Value {
  try {
    return read();
  } catch {
    return fallback;
  }
}

/** State and start of a process by /proc, where there is one: fields 3 and 22 of its stat. */
function readStat(pid: number): { readonly state: string; readonly started: string } | undefined {
  const stat = readOr(() => readFileSync(`/proc/${pid}/stat`, 'utf8'), '');
  // The name, field 2, may hold spaces and brackets; the last bracket ends it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, started] = [fields[0], fields[19]];
  return state === undefined || started === undefined ? undefined : { state, started };
}

/** This process. */
export function identifySelf(): ProcessIdentity {
  const host = hostname();
  const boot = readOr(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(), '');
  const namespace = readOr(() => readlinkSync('/proc/self/ns/pid'), '');
  const { pid } = process;
  return { pid, host, space: `${host} ${boot} ${namespace}`, started: readStat(pid)?.started ?? '' };
}

/**
 * Whether a process is running.
 *
 * @returns `unknown` where it ran in another space, so that its process id says nothing here.
 */
export function findLife(other: ProcessIdentity, self: ProcessIdentity): 'alive' | 'dead' | 'unknown' {
  if (other.space !== self.space) return 'unknown';
  try {
    process.kill(other.pid, 0);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EPERM') return 'dead';
  }
  const stat = readStat(other.pid);
  if (stat === undefined) return 'alive';
  // A zombie has ended; another start means that the number was given to somebody else.
  const isSame = other.started === '' || stat.started === other.started;
  return isSame && stat.state !== 'Z' ? 'alive' : 'dead';
}
