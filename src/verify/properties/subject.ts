/** The implementation under test: started when it is first asked, and again after a fault. */
import type { Implementation } from '../adapters/implementation.js';
import { createInProcessPeer } from '../peer/in-process-peer.js';
import { greet } from '../peer/greet.js';
import type { Peer } from '../peer/peer.js';
import type { Capabilities } from '../protocol/replies.js';

/** A program that speaks the protocol over its standard input and output. It is cut off where it hangs. */
export interface CommandSubject {
  /** The argument vector; no shell sees it. */
  readonly command: readonly [string, ...string[]];
  /** Seconds to the first answer; 60 where it is left out. */
  readonly startSeconds?: number;
  /** Seconds for one request; 30 where it is left out. */
  readonly requestSeconds?: number;
}

/** Somebody who can be asked. */
export interface Subject {
  /** The peer and what it says it can; a new one where the last was stopped. */
  readonly open: () => Promise<{ readonly peer: Peer; readonly capabilities: Capabilities }>;
  readonly close: () => Promise<void>;
}

/** The subject of an implementation in this process, or of a command. */
export function createSubject<V>(given: Implementation<V> | CommandSubject): Subject {
  const requestSeconds = 'command' in given ? (given.requestSeconds ?? 30) : 30;
  let peer: Peer | undefined;
  let capabilities: Capabilities | undefined;
  const start = async (): Promise<Peer> => {
    if (!('command' in given)) return createInProcessPeer(given);
    // only here, so that everything else runs in a browser
    const { startProcessPeer } = await import('../peer/process-peer.js');
    const limits = { startSeconds: given.startSeconds ?? 60, requestSeconds };
    return startProcessPeer(given.command, { limits });
  };
  const close = async (): Promise<void> => {
    const old = peer;
    peer = undefined;
    await old?.stop();
  };
  return {
    open: async () => {
      if (peer?.isStopped() === true) await close();
      if (peer === undefined || capabilities === undefined) {
        peer = await start();
        ({ capabilities } = await greet(peer, requestSeconds));
      }
      return { peer, capabilities };
    },
    close,
  };
}
