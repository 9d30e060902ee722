/** L0, the handshake: who is there, what it can do, and whether it keeps to the protocol where nothing is computed. */
import type { Peer, RequestBody } from '../peer/peer.js';
import type { LevelTask } from './level.js';

/** The tasks after the handshake itself, which comes first and without which nothing else runs. */
export function level0Tasks(): readonly LevelTask[] {
  return [
    { id: 'L0/handshake', level: 0, run: () => Promise.resolve({ verdict: 'pass' }) },
    { id: 'L0/unknown-request', level: 0, run: askUnknown },
  ];
}

/** A later minor version may ask something new: that must not end an implementation of this one. */
async function askUnknown(peer: Peer): ReturnType<LevelTask['run']> {
  const response = await peer.request({ type: 'auxopt-test-unknown' } as unknown as RequestBody);
  if (response.type === 'unsupported') return { verdict: 'pass' };
  return {
    verdict: 'fail',
    message: `a request of an unknown type was answered with "${response.type}"; "unsupported" was expected, so that later versions can ask more.`,
  };
}
