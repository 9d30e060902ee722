/** Commands that cannot be started. */
import { existsSync } from 'node:fs';
import { type Peer, PeerFault } from './peer.js';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such command',
  EACCES: 'it may not be run',
  E2BIG: 'its words are too long',
  ERR_INVALID_ARG_VALUE: 'it is empty, or one of its words has a NUL character',
};

/** Why a command could not be started. */
export function startFault(file: string, { code = '', message }: NodeJS.ErrnoException): PeerFault {
  const reason = reasons[code] ?? message;
  const why =
    file !== '' && existsSync(file)
      ? `${reason}; to run that file name its interpreter first, as in python3 FILE`
      : reason;
  return new PeerFault('crash', `the command ${JSON.stringify(file)} could not be started: ${why}.`);
}

/** What stands for a process that was never there: every request is rejected with the reason. */
export function createUnstartedPeer(fault: PeerFault): Peer {
  return {
    request: () => Promise.reject(fault),
    stop: () => Promise.resolve(undefined),
    takeLog: () => '',
    isStopped: () => true,
  };
}
