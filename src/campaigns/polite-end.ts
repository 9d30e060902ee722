/** What there is to do when a person or an engine asks this process to end. */

/** Signals that ask; a terminal sends the first for Ctrl-C. */
const politeSignals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Does something before the signal ends the process, as it would without this.
 *
 * @returns a function that forgets it again.
 */
export function beforePoliteEnd(act: (signal: NodeJS.Signals) => void): () => void {
  const forget = (): void => {
    for (const signal of politeSignals) process.removeListener(signal, end);
  };
  const end = (signal: NodeJS.Signals): void => {
    forget();
    act(signal);
    // whoever forgets last leaves nobody to catch it
    process.kill(process.pid, signal);
  };
  for (const signal of politeSignals) process.on(signal, end);
  return forget;
}
