/** A right implementation whose lines are changed on the way: only what means the same may pass. */
import fc from 'fast-check';
import { createVerificationCases } from '../../../src/verify/cases/create-cases.js';
import { createInProcessPeer } from '../../../src/verify/peer/in-process-peer.js';
import { PeerFault, type Peer } from '../../../src/verify/peer/peer.js';
import { readReply } from '../../../src/verify/peer/read-reply.js';
import type {
  MinibatchQuestion,
  OracleQuestion,
  Reply,
  StateRecord,
} from '../../../src/verify/protocol/replies.js';
import { createReference } from '../../../src/verify/served-reference/index.js';
import { inputOf } from '../../../src/verify/diagnosis/index.js';
import { runWholeCase } from '../../../src/verify/session/case-outcome.js';
import { prepareCase, type PreparedCase } from '../../../src/verify/session/prepared-case.js';
import { editNode, leaf, nodeAt, countNodes, printTree, toTree } from '../kit/json-tree.js';
import { nastyLeaves } from '../kit/nasty.js';
import { assertPlainMessage, assertTrue, stable, subject, type Subject } from '../kit/subject.js';
import { sameState } from './same-state.js';

const implementation = createReference({ arithmetic: 'decimal' });
const capabilities = {
  variants: [],
  arithmetic: 'decimal',
  oracleModes: ['callback', 'tape'],
  snapshotDraws: 'joint',
} as const;
const prepared = createVerificationCases()
  .filter(({ problem, parameters: { roundCount } }) => problem.dimension <= 2 && roundCount <= 4)
  .flatMap((given) => (['tape', 'callback'] as const).map((mode) => prepareCase(given, capabilities, mode)))
  .filter((each): each is PreparedCase => each !== undefined); // prettier-ignore

interface Slip {
  readonly at: number;
  readonly kind: 'leaf' | 'digit' | 'drop' | 'twice' | 'swap';
  readonly node: number;
  readonly other: number;
}

/** One line with a slip in it. */
function spoil(line: object, { kind, node, other }: Slip): string {
  const tree = toTree(line);
  const index = node % countNodes(tree);
  const text = printTree(nodeAt(tree, index));
  const digit = text.replace(/\d(?=\D*$)/, (found) => String((Number(found) + 1 + (other % 9)) % 10));
  const fresh = kind === 'digit' ? digit : (nastyLeaves[other % nastyLeaves.length] ?? '');
  return printTree(
    editNode(tree, index, (found) =>
      kind === 'drop' ? [] : kind === 'twice' ? [found, found] : [leaf(fresh)],
    ),
  );
}

/** The peer, with the line of that number spoilt; takes down what was said and what should have been. */
function createSlippingPeer(slip: Slip, isDifferent: (said: Reply, meant: Reply) => boolean): { peer: Peer; hasSlipped: () => boolean } {
  const inner = createInProcessPeer(implementation);
  let lines = 0;
  let hasSlipped = false;
  const pass = <Message extends Reply>(meant: Message): Message => {
    lines += 1;
    if (lines !== 1 + (slip.at % 24)) return meant;
    const said = readReply(spoil(meant, slip));
    if (isDifferent(said, meant)) hasSlipped = true;
    if (said.type !== meant.type) throw new PeerFault('protocol', 'another type of message');
    return said as Message;
  };
  const peer: Peer = {
    ...inner,
    request: async (body, handlers) =>
      pass(
        await inner.request(body, handlers && {
          ask: (question) => handlers.ask(pass<OracleQuestion>(question)),
          askMinibatch: (question) => handlers.askMinibatch(pass<MinibatchQuestion>(question)),
          tell: (state) => { handlers.tell(pass<StateRecord>(state)); },
        }),
      ),
  };
  return { peer, hasSlipped: () => hasSlipped };
} // prettier-ignore

/** Whether two messages say different things about the run. Ids are checked by the process peer, which is not in between here. */
function saysOther(said: Reply, meant: Reply): boolean {
  if (said.type !== meant.type) return true;
  if (said.type === 'state' && meant.type === 'state') return !sameState(said, meant);
  return false;
}

/** One case, one slip. */
export const conversations: Subject = subject({
  name: 'conversations',
  weight: 0.5,
  inputs: fc.record({
    case: fc.nat({ max: prepared.length - 1 }),
    slip: fc.record({
      at: fc.nat({ max: 23 }),
      kind: fc.constantFrom('leaf', 'digit', 'digit', 'drop', 'twice'),
      node: fc.nat({ max: 30 }),
      other: fc.nat({ max: 500 }),
    }),
  }),
  check: async ({ case: index, slip }) => {
    const given = prepared[index];
    if (given === undefined) return;
    const { peer, hasSlipped } = createSlippingPeer(slip, saysOther);
    try {
      const { verdict, message, evidence } = await runWholeCase(peer, given);
      if (message !== undefined) assertPlainMessage(message);
      // what explains a failure is searched for longer than an input may take
      if (evidence !== undefined) inputOf(evidence);
      assertTrue(
        verdict !== 'pass' || !hasSlipped(),
        () => `a changed state passes in ${stable(given.case.id)}`,
      );
    } catch (error) {
      if (!(error instanceof PeerFault)) throw error;
      assertPlainMessage(error.message);
    }
  },
});
