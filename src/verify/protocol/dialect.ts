/** The version that a program speaks: the kit sends it no field that is newer. */
import type { RequestBody } from '../peer/peer.js';
import { sinceOf } from './message-parts.js';
import type { Reply } from './replies.js';
import { protocolVersion, requestSchemas } from './requests.js';

/** What is known of a program's version; before its answer to `hello` it is taken for the kit's. */
export interface Dialect {
  /** Takes down the version that an answer says. */
  readonly learn: (answer: Reply) => void;
  /** A request without what the program does not know. */
  readonly say: (body: RequestBody) => RequestBody;
}

/** The dialect of a program that is not known yet. */
export function createDialect(): Dialect {
  let { minor } = protocolVersion;
  return {
    learn: (answer) => {
      if (answer.type === 'hello') ({ minor } = answer.protocol);
    },
    say: (body) => {
      // a request of no known type is sent on purpose
      const schemas: Readonly<Record<string, { readonly shape: Readonly<Record<string, object>> }>> =
        requestSchemas;
      const known = Object.entries(body).filter(
        ([name]) => sinceOf(schemas[body.type]?.shape[name]) <= minor,
      );
      return Object.fromEntries(known) as unknown as RequestBody;
    },
  };
}
