/** The handshake. */
import { AuxoptError } from '../../errors.js';
import type { HelloReply } from '../protocol/replies.js';
import { largestLine, protocolVersion } from '../protocol/requests.js';
import { PeerFault, type Peer, protocolFault } from './peer.js';

/** The implementation could not be started, or broke the protocol before any case ran. */
export class StartError extends AuxoptError {
  readonly log: string;

  constructor(message: string, log: string) {
    super(message);
    this.log = log;
  }
}

/**
 * The first greeting: what fails here is no verdict on a case.
 *
 * @throws StartError
 */
export async function shakeHands(peer: Peer, requestSeconds: number): Promise<HelloReply> {
  try {
    const hello = await greet(peer, requestSeconds);
    const { variants, methods = [] } = hello.capabilities;
    if (variants.length + methods.length > 0) return hello;
    throw protocolFault(
      'the program is a source of gradients and has no algorithm to verify; auxopt advise asks such programs.',
    );
  } catch (error) {
    const left = await peer.stop();
    if (!(error instanceof PeerFault)) throw error;
    throw new StartError(
      left === undefined ? error.message : `${error.message} ${left.message}`,
      peer.takeLog(),
    );
  }
}

/** Says hello and checks the answer. */
export async function greet(peer: Peer, requestSeconds: number): Promise<HelloReply> {
  const limits = { lineBytes: largestLine, requestSeconds };
  const reply = await peer.request({ type: 'hello', protocol: protocolVersion, limits });
  if (reply.type !== 'hello') {
    const why = reply.type === 'error' ? `: ${reply.message}` : '';
    throw protocolFault(`"hello" was answered with "${reply.type}"${why}; "hello" was expected.`);
  }
  if (reply.protocol.major !== protocolVersion.major) {
    throw protocolFault(
      `the implementation speaks version ${reply.protocol.major} of the protocol, the kit version ${protocolVersion.major}.`,
    );
  }
  return reply;
}
