/** A process that answers for gradients, as a source that constants can be measured from. */
import { countOf } from '../../errors.js';
import type { GradientSource } from '../../advise/index.js';
import { protocolFault, type Peer } from './peer.js';
import { formatDouble, parseDouble, parseNotFinite } from '../protocol/numbers.js';
import type { WireNumber, WireVector } from '../protocol/message-parts.js';
import type { SourceReply } from '../protocol/replies.js';
import { greet } from './greet.js';

/** A source of gradients with what it says of itself. */
export interface GradientProcess {
  readonly name: string;
  readonly startingPoint: readonly number[];
  /** Rows of the data that a gradient looks at, where it says so. */
  readonly rows?: SourceReply['rows'];
  /** What a gradient costs, where it says so. */
  readonly prices?: SourceReply['prices'];
  readonly source: GradientSource;
}

/**
 * Greets a process that says it is a source of gradients, and asks it what it is.
 *
 * @throws PeerFault where it breaks the protocol, or is no source of gradients.
 */
export async function openGradientProcess(peer: Peer, requestSeconds: number): Promise<GradientProcess> {
  const hello = await greet(peer, requestSeconds);
  if (hello.capabilities.gradients !== true) {
    throw protocolFault(
      'the program is no source of gradients: its capabilities do not say "gradients": true. In Python, use serve_gradients of the adapter.',
    );
  }
  const description = await expectReply(peer, { type: 'describe' }, 'source');
  const { name, dimension, rows, prices } = description;
  const startingPoint = readVector(description.startingPoint, dimension, 'the starting point');
  const strange = startingPoint.findIndex((value) => !Number.isFinite(value));
  if (strange >= 0) {
    throw protocolFault(
      `the starting point has the entry ${JSON.stringify(description.startingPoint[strange])}, which is not finite.`,
    );
  }
  // the protocol has one request at a time, and a measurement may ask for several gradients at once
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <R>(ask: () => Promise<R>): Promise<R> => {
    const mine = last.then(ask);
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    name,
    startingPoint,
    ...(rows && { rows }),
    ...(prices && { prices }),
    source: {
      dimension,
      gradient: async (of, point, draw) => {
        const question = {
          type: 'gradient',
          function: of === 'target' ? 'f' : 'h',
          at: point.map(formatDouble),
          draw: draw?.oracle ?? 'mean',
          ...(draw === undefined ? {} : { sample: draw.index }),
        } as const;
        const { gradient } = await inTurn(() => expectReply(peer, question, 'gradient'));
        return readVector(gradient, dimension, `a gradient of the ${of}`);
      },
      ...(hello.capabilities.values === true && {
        value: async (point: readonly number[]) => {
          const question = { type: 'value', at: point.map(formatDouble) } as const;
          const { value } = await inTurn(() => expectReply(peer, question, 'value'));
          return readNumber(value, 'a value of f');
        },
      }),
    },
  };
}

interface Expected {
  readonly source: SourceReply;
  readonly gradient: { readonly gradient: WireVector };
  readonly value: { readonly value: WireNumber };
}

async function expectReply<Type extends keyof Expected>(
  peer: Peer,
  body: Parameters<Peer['request']>[0],
  type: Type,
): Promise<Expected[Type]> {
  const reply = await peer.request(body);
  if (reply.type === type) return reply as unknown as Expected[Type];
  const why =
    reply.type === 'error'
      ? `: ${reply.message}`
      : reply.type === 'unsupported'
        ? `: ${reply.capability}`
        : '';
  throw protocolFault(`"${body.type}" was answered with "${reply.type}"${why}; "${type}" was expected.`);
}

/** Numbers that are not finite stay so: the measurement says at which gradient. */
function readVector(vector: WireVector, dimension: number, what: string): readonly number[] {
  if (vector.length !== dimension) {
    throw protocolFault(`${what} has ${countOf(vector.length, 'entry')}; the dimension is ${dimension}.`);
  }
  return vector.map((entry) => readNumber(entry, what));
}

function readNumber(entry: WireNumber, what: string): number {
  const value = parseNotFinite(entry) ?? parseDouble(entry);
  if (value === undefined) {
    throw protocolFault(
      `${what} has the entry ${JSON.stringify(entry)}, which is no number that a double holds, of a magnitude below 1.8e308.`,
    );
  }
  return value;
}
