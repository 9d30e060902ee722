/** An implementation in this process: the same messages and the same checks, without pipes. It cannot be cut off. */
import { createResponder } from '../adapters/responder.js';
import type { Implementation } from '../adapters/implementation.js';
import type { Answer, Reply } from '../protocol/replies.js';
import type { Request } from '../protocol/requests.js';
import { createDialect } from '../protocol/dialect.js';
import { PeerFault, type Peer, type RunHandlers } from './peer.js';
import type { Port } from '../adapters/create-task.js';
import { checkReply, checkResponseType } from './read-reply.js';

/** The peer of an implementation in JavaScript. */
export function createInProcessPeer<V>(implementation: Implementation<V>): Peer {
  const respond = createResponder(implementation);
  const dialect = createDialect();
  let requests = 0;
  let fault: PeerFault | undefined;
  /** A fault inside a handler must reach the kit, whatever the implementation catches. */
  const guard = <R>(action: () => R): R => {
    if (fault !== undefined) throw fault;
    try {
      return action();
    } catch (error) {
      if (error instanceof PeerFault) fault = error;
      throw error;
    }
  };
  const check = <R extends Reply>(message: R): R => guard(() => checkReply(message) as R);
  // One port for the life of the peer, because a task that was prepared by `open` uses it in `run`.
  let current: { readonly type: string; readonly handlers: RunHandlers | undefined } | undefined;
  const handlersNow = (): RunHandlers => {
    if (current?.handlers !== undefined) return current.handlers;
    throw new PeerFault(
      'protocol',
      `a state or a question arrived ${current === undefined ? 'before anything was asked' : `while "${current.type}" was answered`}.`,
    );
  };
  const port: Port = {
    ask: (question) => guard(() => handlersNow().ask(check(question))),
    askMinibatch: (question) => guard(() => handlersNow().askMinibatch(check(question))),
    tell: (state) => {
      guard(() => {
        handlersNow().tell(check(state));
      });
    },
  };
  return {
    request: async (body, handlers) => {
      if (fault !== undefined) throw fault;
      requests += 1;
      const request = { ...dialect.say(body), id: `q${requests}` } as Request;
      current = { type: body.type, handlers };
      const reply: Answer = await respond(request, port);
      // TypeScript cannot see that the callbacks above set it
      const after = fault as PeerFault | undefined;
      if (after !== undefined) throw after;
      const checked = check(reply);
      dialect.learn(checked);
      guard(() => {
        checkResponseType(checked, body.type);
      });
      return checked;
    },
    stop: () => Promise.resolve(undefined),
    takeLog: () => '',
    isStopped: () => fault !== undefined,
  };
}
