/** A source of gradients in JavaScript: what `auxopt advise` asks. */
import type { GradientSource } from '../../advise/index.js';
import { describeError } from '../../errors.js';
import { formatDouble } from '../protocol/numbers.js';
import type { SourceReply } from '../protocol/replies.js';
import { protocolVersion, type Request } from '../protocol/requests.js';
import { createLineReader, parseLine, writeAll } from './serve-implementation.js';

/** Gradients of f and h, with what a report calls them. */
export interface ServedGradients extends GradientSource {
  readonly name: string;
  /** x⁰, d numbers. */
  readonly startingPoint: readonly number[];
  /** How many rows of the data a gradient looks at; with it a pilot knows prices and epochs. */
  readonly rows?: SourceReply['rows'];
  /** What a gradient costs in gradients of f, where rows do not tell: `{ auxiliary: 0.25 }` for a model of a quarter of the size. */
  readonly prices?: SourceReply['prices'];
}

/**
 * Serves gradients over standard input and output until the other side says goodbye. `console.log` goes to standard error from
 * now on: standard output belongs to the protocol.
 *
 * @param served - as {@link GradientSource}: equal draws mean equal samples, for f and h together.
 * @example
 * ```js no-run: it talks to auxopt over standard input
 * import { serveGradients } from 'auxopt/verify';
 *
 * await serveGradients({
 *   name: 'mine',
 *   dimension: 1,
 *   startingPoint: [1],
 *   gradient: (of, [x]) => [of === 'target' ? 2 * x : 1.5 * x],
 *   value: ([x]) => x * x,
 * });
 * ```
 */
export async function serveGradients(served: ServedGradients): Promise<void> {
  console.log = console.info = console.debug = console.error;
  const readLine = createLineReader();
  for (;;) {
    const line = readLine();
    if (line === undefined) return;
    const request = parseLine(line) as Request;
    let answer: object;
    try {
      answer = await respond(served, request);
    } catch (error) {
      answer = { type: 'error', message: describeError(error).slice(0, 2000) };
    }
    writeAll(`${JSON.stringify({ ...answer, id: request.id })}\n`);
    if (request.type === 'bye') return;
  }
}

async function respond(served: ServedGradients, request: Request): Promise<object> {
  const { name, dimension, startingPoint, rows, prices, gradient, value } = served;
  switch (request.type) {
    case 'hello':
      return {
        type: 'hello',
        protocol: protocolVersion,
        implementation: { name, version: '0', language: 'javascript' },
        capabilities: {
          variants: [],
          arithmetic: 'binary64',
          oracleModes: ['callback'],
          snapshotDraws: 'joint',
          gradients: true,
          ...(value && { values: true }),
        },
      };
    case 'describe':
      return {
        type: 'source',
        name,
        dimension,
        startingPoint: startingPoint.map(formatDouble),
        ...(rows && { rows }),
        ...(prices && { prices }),
      };
    case 'gradient': {
      const { function: of, at, draw: oracle, sample = 0 } = request;
      const draw = oracle === 'mean' ? undefined : { oracle, index: sample };
      const made = await gradient(of === 'f' ? 'target' : 'auxiliary', at.map(Number), draw);
      return { type: 'gradient', gradient: Array.from(made, formatDouble) };
    }
    case 'value':
      if (value === undefined) break;
      return { type: 'value', value: formatDouble(await value(request.at.map(Number))) };
    case 'bye':
      return { type: 'ok' };
    default:
  }
  return { type: 'unsupported', capability: `requests of type ${request.type}` };
}
