/** What a process may say and do after `bye`: one answer, or none, and then it ends. */
import { PeerFault } from './peer.js';
import { readReply } from './read-reply.js';

/** How long a process that was told goodbye may take to leave at least. */
const leastGraceSeconds = 2;

/** Watches a process that was told goodbye. */
export interface Goodbye {
  /** Takes a line that it still says. */
  readonly hear: (decode: () => string) => void;
  /** Waits until it has left, or for as long as it may take. */
  readonly wait: (left: Promise<void>, requestSeconds: number) => Promise<void>;
  /** The first thing that was wrong. */
  readonly fault: () => PeerFault | undefined;
}

/** One for each process. */
export function createGoodbye(): Goodbye {
  let hasAnswered = false;
  let fault: PeerFault | undefined;
  return {
    hear: (decode) => {
      try {
        const { type } = readReply(decode());
        if (hasAnswered || type !== 'ok') {
          throw new PeerFault(
            'protocol',
            `a message "${type}" came after "bye"; one "ok" and nothing else was expected.`,
          );
        }
        hasAnswered = true;
      } catch (error) {
        if (!(error instanceof PeerFault)) throw error;
        fault ??= new PeerFault(error.verdict, `after "bye": ${error.message}`);
      }
    },
    wait: async (left, requestSeconds) => {
      const seconds = Math.max(leastGraceSeconds, requestSeconds);
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise<void>((resolve) => {
        timer = setTimeout(() => {
          fault ??= new PeerFault('protocol', `it did not end within ${seconds} s after "bye".`);
          resolve();
        }, seconds * 1000);
      });
      await Promise.race([left, timeout]);
      clearTimeout(timer);
    },
    fault: () => fault,
  };
}
