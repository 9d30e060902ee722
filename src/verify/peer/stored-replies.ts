/** What an implementation said in a task, in a form from which the task can be judged again without it. */
import { z } from 'zod';
import type { Answer, MinibatchQuestion, OracleQuestion, Reply, StateRecord } from '../protocol/replies.js';
import { type Peer, protocolFault } from './peer.js';
import { checkReply } from './read-reply.js';

/** A reply without its `id` and `session`: they depend on what was asked before. */
export interface StoredReply {
  readonly type: string;
}

/** The schema of {@link StoredReply}; the rest of a reply is checked where it is used. */
export const storedReplySchema: z.ZodType<StoredReply> = z.looseObject({ type: z.string() });

/** A peer that hands on what another one says and keeps it. */
export interface ListeningPeer extends Peer {
  /** What was said since the last call. */
  readonly takeReplies: () => readonly StoredReply[];
}

/** Keeps the replies of `peer`. */
export function keepReplies(peer: Peer): ListeningPeer {
  let replies: StoredReply[] = [];
  const keep = (reply: Reply): void => {
    const { id: _, session: __, ...stored } = { id: '', session: '', ...reply };
    replies.push(stored);
  };
  return {
    ...peer,
    request: async (body, handlers) => {
      const answer = await peer.request(
        body,
        handlers && {
          ask: (question) => {
            keep(question);
            return handlers.ask(question);
          },
          askMinibatch: (question) => {
            keep(question);
            return handlers.askMinibatch(question);
          },
          tell: (state) => {
            keep(state);
            handlers.tell(state);
          },
        },
      );
      keep(answer);
      return answer;
    },
    takeReplies: () => {
      const taken = replies;
      replies = [];
      return taken;
    },
  };
}

/** What is sent during a run, and not to end a request. */
export const sentTypes: ReadonlySet<string> = new Set([
  'oracle',
  'minibatch',
  'state',
] satisfies Reply['type'][]);

/** A peer that answers with stored replies, in their order, whatever it is asked. */
export function createStoredPeer(replies: readonly StoredReply[]): Peer {
  let next = 0;
  const take = (session: string | undefined): Reply => {
    const reply = replies[next++];
    if (reply === undefined) throw protocolFault('the stored replies end before the task does.');
    const isSent = sentTypes.has(reply.type);
    return checkReply({ ...reply, ...(isSent ? { session } : { id: 'stored' }) });
  };
  return {
    request: (body, handlers): Promise<Answer> => {
      const session = 'session' in body ? body.session : undefined;
      for (;;) {
        const reply: Reply = take(session);
        if (reply.type === 'oracle') handlers?.ask(reply satisfies OracleQuestion);
        else if (reply.type === 'minibatch') handlers?.askMinibatch(reply satisfies MinibatchQuestion);
        else if (reply.type === 'state') handlers?.tell(reply satisfies StateRecord);
        else return Promise.resolve(reply);
      }
    },
    stop: () => Promise.resolve(undefined),
    takeLog: () => '',
    isStopped: () => false,
  };
}
