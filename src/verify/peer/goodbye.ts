/** What a process is to say and do after `bye`: one answer, a whole line, and then it ends. */
import { PeerFault, protocolFault } from './peer.js';
import { readReply } from './read-reply.js';

/** How long a process that was told goodbye may take to leave at least. */
const leastGraceSeconds = 2;

/** Watches a process that was told goodbye. */
export interface Goodbye {
  /** Takes a line that it still says. */
  readonly hear: (decode: () => string) => void;
  /** Takes the end of its output within a line, which was heard as if it were whole. */
  readonly breakOff: () => void;
  /** Waits until it has left, or for as long as it may take. */
  readonly wait: (left: Promise<void>, requestSeconds: number) => Promise<void>;
  /** The first thing that was wrong; once it has left, or was waited for. */
  readonly fault: () => PeerFault | undefined;
}

/** One for each process, whose `bye` has this id. */
export function createGoodbye(id: string): Goodbye {
  let hasAnswered = false;
  let fault: PeerFault | undefined;
  const blame = (what: string): void => {
    fault ??= protocolFault(what);
  };
  return {
    hear: (decode) => {
      try {
        const reply = readReply(decode());
        if (hasAnswered || reply.type !== 'ok')
          blame(`a message "${reply.type}" came after "bye"; one "ok" and nothing else was expected.`);
        else if (reply.id !== id)
          blame(
            `the answer to "bye" has the id ${JSON.stringify(reply.id)}, and the request had ${JSON.stringify(id)}: echo the id of the request.`,
          );
        hasAnswered = true;
      } catch (error) {
        if (!(error instanceof PeerFault)) throw error;
        fault ??= new PeerFault(error.verdict, `after "bye": ${error.message}`);
      }
    },
    breakOff: () => {
      blame('its last line after "bye" has no line end: end each message with a newline, and flush.');
    },
    wait: async (left, requestSeconds) => {
      const seconds = Math.max(leastGraceSeconds, requestSeconds);
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise<void>((resolve) => {
        timer = setTimeout(() => {
          blame(`it did not end within ${seconds} s after "bye".`);
          resolve();
        }, seconds * 1000);
      });
      await Promise.race([left, timeout]);
      clearTimeout(timer);
    },
    fault: () => {
      if (!hasAnswered) blame('it ended without an answer to "bye"; one "ok" was expected.');
      return fault;
    },
  };
}
