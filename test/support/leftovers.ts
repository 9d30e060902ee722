/** What a file of tests must not leave behind: files share a process (`isolate: false`), so the next one would meet it. */
import { vi } from 'vitest';

/** What there is of a process that tests could change. */
export interface ProcessState {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  /** How many listeners each event has, but for `exit`, where no other file is left to meet them. */
  readonly listeners: ReadonlyMap<string | symbol, number>;
}

export function readProcessState(): ProcessState {
  return {
    environment: { ...process.env },
    folder: process.cwd(),
    listeners: new Map(
      process
        .eventNames()
        .filter((name) => name !== 'exit')
        .map((name) => [name, process.listenerCount(name)]),
    ),
  };
}

/** What differs from `before`, in words; it is put right. */
export function findLeftovers(before: ProcessState): readonly string[] {
  const now = readProcessState();
  const isFake = vi.isFakeTimers();
  if (isFake) vi.useRealTimers();
  if (now.folder !== before.folder) process.chdir(before.folder);
  const names = new Set([...Object.keys(before.environment), ...Object.keys(now.environment)]);
  const variables = [...names].filter((name) => now.environment[name] !== before.environment[name]);
  for (const name of variables) {
    const value = before.environment[name];
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  const events = [...now.listeners].filter(([name, count]) => count > (before.listeners.get(name) ?? 0));
  for (const [name] of events)
    for (const listener of process.listeners(name as 'exit').slice(before.listeners.get(name) ?? 0))
      process.off(name, listener);
  return [
    ...variables.map((name) => `the environment variable ${name}`),
    ...(now.folder === before.folder ? [] : [`the working folder ${now.folder}`]),
    ...events.map(([name]) => `a listener of ${String(name)}`),
    ...(isFake ? ['fake timers'] : []),
  ];
}
