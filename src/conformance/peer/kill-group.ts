/** Ends a process with everything that it started, also where the kit itself is ended. */

const groups = new Set<number>();
let isWatching = false;

/** Kills the process group of `leader`; nothing happens where it is gone. */
export function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // gone, or (macOS) only zombies are left
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

/** Makes sure that the group does not outlive the kit. Returns a function that forgets it again. */
export function killGroupAtExit(leader: number): () => void {
  groups.add(leader);
  if (!isWatching) {
    isWatching = true;
    process.on('exit', killAll);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        killAll();
        process.kill(process.pid, signal); // once: now the default applies
      });
    }
  }
  return () => groups.delete(leader);
}

function killAll(): void {
  for (const leader of groups) killGroup(leader);
  groups.clear();
}
