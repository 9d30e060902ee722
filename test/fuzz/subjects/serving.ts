/** What a kit says to our JavaScript side: every request has a response of the protocol, in words, and nothing is thrown. */
import fc from 'fast-check';
import {
  checkMinibatchResult,
  checkOracleResult,
  createResponder,
} from '../../../src/verify/adapters/responder.js';
import { createVerificationCases } from '../../../src/verify/cases/create-cases.js';
import { createReference } from '../../../src/verify/served-reference/index.js';
import { tapeCaseMessage } from '../../../src/verify/trace-files/tape-case.js';
import { replySchemas } from '../../../src/verify/protocol/replies.js';
import type { Request } from '../../../src/verify/protocol/requests.js';
import { nearJson } from '../kit/mutate.js';
import { assertPlainMessage, assertTrue, subject, type Subject } from '../kit/subject.js';

const cases = createVerificationCases().filter(
  ({ problem, parameters: { roundCount } }) => problem.dimension <= 2 && roundCount <= 4,
);
const tapes = cases.slice(0, 12).map((given) => ({ ...tapeCaseMessage(given), session: 's1' }));
const callbacks = tapes.map(({ problem: _problem, ...open }) => ({ ...open, oracleMode: 'callback' }));
const others = [
  {
    type: 'hello',
    id: 'q1',
    protocol: { major: 1, minor: 1 },
    limits: { lineBytes: 4194304, requestSeconds: 30 },
  },
  { type: 'run', id: 'q3', session: 's1', rounds: 2 },
  {
    type: 'step',
    id: 'q4',
    session: 's1',
    state: { round: 1, x: ['1', '2'], xPrevious: ['1', '2'], m: ['0', '0'] },
  },
  { type: 'close', id: 'q5', session: 's1' },
  { type: 'bye', id: 'q6' },
  { type: 'describe', id: 'q7' },
  { type: 'gradient', id: 'q8', function: 'f', at: ['1'], draw: 'mean' },
];
const answer = { type: 'oracleResult', session: 's1', gradient: ['0.5', '-1'], atom: 0 };

/** A text as what `parseLine` hands on: an object that JSON can say. */
function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A whole session: an open message, then others, each right or wrong. */
export const serving: Subject = subject({
  name: 'serving',
  weight: 2,
  inputs: fc.record({
    arithmetic: fc.constantFrom('binary64', 'rational', 'binary32', 'decimal'),
    open: nearJson([...tapes, ...callbacks], 2),
    requests: fc.array(nearJson(others, 1), { maxLength: 4 }),
    answer: nearJson([answer], 1),
  }),
  check: async ({ arithmetic, open, requests, answer: said }) => {
    const respond = createResponder(createReference({ arithmetic }));
    const port = {
      ask: () => checkOracleResult(parseObject(said) ?? answer),
      askMinibatch: () => checkMinibatchResult(parseObject(said)),
      tell: () => undefined,
    };
    const run = JSON.stringify(others[1]);
    for (const line of [open, run, ...requests]) {
      const request = parseObject(line);
      if (request === undefined) continue;
      const { rounds } = request as { rounds?: unknown };
      if (typeof rounds === 'number' && rounds > 1e6) continue; // a kit may ask for a long run
      const response = await respond(request as Request, port);
      const { id } = request as { id?: unknown };
      if (typeof id !== 'string' || id === '' || id.length > 200) continue; // nobody can be answered
      const checked = replySchemas[response.type].safeParse(response);
      assertTrue(checked.success, () => `${JSON.stringify(response).slice(0, 300)} is no response: ${String(checked.error)}`);
      if ('message' in response) assertPlainMessage(response.message);
    }
  },
}); // prettier-ignore
