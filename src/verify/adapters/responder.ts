/** Answers the kit's requests for an implementation in JavaScript, in whatever process it lives. */
import type { Vector } from '../../../spec/algebra/index.js';
import { variantNames } from '../../../spec/algorithms/index.js';
import { mapSchedule, parametersAt, scheduledNames, valueAt } from '../../../spec/model/index.js';
import { AuxoptError, ContractError, describeError } from '../../errors.js';
import {
  type MinibatchResult,
  minibatchResultSchema,
  type OpenRequest,
  type OracleResult,
  oracleResultSchema,
  protocolVersion,
  type Request,
  requestSchemas,
} from '../protocol/requests.js';
import { present, type WireVector } from '../protocol/message-parts.js';
import type { HelloReply, Replies, Response } from '../protocol/replies.js';
import {
  beginRound,
  createRoundCounter,
  createTask,
  doubleFormat,
  type Port,
  type RoundCounter,
} from './create-task.js';
import {
  type Implementation,
  type NumberFormat,
  type PreparedRun,
  type SavedMethod,
  type RoundInput,
  type RoundResult,
  type Task,
  UnsupportedError,
} from './implementation.js';
import { createMethodTask, type OpenMethodRequest } from './method-task.js';
import { checkShape } from '../../problems/parse-document.js';

/** Answers one request; a run tells and asks through the port before it returns. */
export type Responder = (request: Request, port: Port) => Promise<HelloReply | Response | Replies['saved']>;

interface Session<V> {
  readonly open: OpenRequest;
  readonly task: Task<V>;
  readonly counter: RoundCounter;
  readonly prepared: PreparedRun<V>;
}

/** The responder of an implementation. It holds the open session. */
export function createResponder<V>(implementation: Implementation<V>): Responder {
  const numbers = (implementation.numbers ?? doubleFormat) as NumberFormat<V>;
  let session: Session<V> | undefined;

  const openSession = (open: OpenRequest, port: Port): void => {
    [session, method] = [undefined, undefined];
    const { variants } = implementation;
    const prepare = Object.hasOwn(variants, open.variant) ? variants[open.variant] : undefined;
    if (prepare === undefined) throw new UnsupportedError(`variant ${open.variant}`);
    const counter = createRoundCounter();
    const task = createTask(open, numbers, counter, port);
    const prepared = prepare(task);
    session = {
      open,
      task,
      counter,
      prepared: typeof prepared === 'function' ? { round: prepared } : prepared,
    };
  };

  let method:
    | ({ readonly open: OpenMethodRequest; made: number } & Partial<SavedMethod<V>> &
        Pick<SavedMethod<V>, 'round'>)
    | undefined;
  const openMethod = (open: OpenMethodRequest, port: Port): void => {
    method = undefined;
    const { methods = {} } = implementation;
    const prepare = Object.hasOwn(methods, open.method) ? methods[open.method] : undefined;
    if (prepare === undefined) throw new UnsupportedError(`method ${open.method}`);
    const prepared = prepare(createMethodTask(open, numbers, port));
    const made = open.restore?.round ?? 0;
    method = { open, made, ...(typeof prepared === 'function' ? { round: prepared } : prepared) };
  };

  const tellRound = (round: number, result: RoundResult<V>, port: Port): void => {
    const { x, m } = result;
    const write = (values: Vector<V>) => values.map(numbers.write);
    const correction = m === undefined ? {} : { m: write(m) };
    const name = session?.open.session ?? '';
    const used = Object.fromEntries(
      scheduledNames.flatMap((parameter) => {
        const value = result[parameter];
        return value === undefined ? [] : [[parameter, mapSchedule(value, numbers.write)]];
      }),
    );
    port.tell({ type: 'state', session: name, round, x: write(x), ...correction, ...used });
  };

  const run = async ({ prepared, task, counter }: Session<V>, rounds: number, port: Port): Promise<void> => {
    let state = (await prepared.start?.()) ?? defaultStart(task, numbers);
    tellRound(0, state, port);
    let previous = state.x;
    for (let round = 1; round <= rounds; round += 1) {
      beginRound(counter, round);
      const { x } = state;
      state = await prepared.round({ ...state, ...givenIn(task, round), xPrevious: previous });
      previous = x;
      tellRound(round, state, port);
    }
  };

  const respond = async (request: Request, port: Port): Promise<HelloReply | Response | Replies['saved']> => {
    const { id } = request;
    switch (request.type) {
      case 'hello':
        return { type: 'hello', id, ...describe(implementation) };
      case 'open':
        openSession(request, port);
        return { type: 'ok', id };
      case 'openMethod':
        session = undefined;
        openMethod(request, port);
        return { type: 'ok', id };
      case 'run':
      case 'step': {
        if (request.type === 'run' && method?.open.session === request.session) {
          // a run that was restored goes on after its round, and one that was asked for in parts after the last part
          const before = method.made;
          for (let round = before + 1; round <= before + request.rounds; round += 1) {
            const reported = Object.entries(await method.round(round));
            method.made = round;
            const states: Record<string, WireVector> = {};
            for (const [name, vector] of reported) {
              if (!isListOfNumbers(vector))
                throw new ContractError(
                  `"${name}" is reported, and it is no vector: ${String(vector).slice(0, 80)}`,
                );
              states[name] = Array.from(vector, numbers.write);
            }
            port.tell({ type: 'state', session: request.session, round, states });
          }
          return { type: 'ok', id };
        }
        if (session?.open.session !== request.session)
          throw new ContractError(`no session ${request.session} is open`);
        if (request.type === 'run') {
          await run(session, request.rounds, port);
          return { type: 'ok', id };
        }
        if (implementation.singleRounds === false) throw new UnsupportedError('single rounds');
        const { round, x, xPrevious, m } = request.state;
        const read = (values: readonly (string | number)[]) =>
          values.map((value) => numbers.read(String(value)));
        beginRound(session.counter, round);
        const input = {
          ...givenIn(session.task, round),
          x: read(x),
          xPrevious: read(xPrevious),
          ...(m === undefined ? {} : { m: read(m) }),
        };
        tellRound(round, await session.prepared.round(input), port);
        return { type: 'ok', id };
      }
      case 'save':
        if (method?.open.session !== request.session || method.save === undefined)
          throw new UnsupportedError('save');
        return { type: 'saved', id, state: method.save() };
      case 'close':
        [session, method] = [undefined, undefined];
        return { type: 'ok', id };
      case 'bye':
        return { type: 'ok', id };
      default:
        // a later version of the kit may ask more
        return { type: 'unsupported', id, capability: 'this type of request' };
    }
  };

  return async (request, port) => {
    const { type } = request;
    // what has no id cannot be answered by it
    const id = typeof request.id === 'string' ? request.id : '';
    try {
      checkRequest(request);
      return await respond({ ...request, id }, port);
    } catch (error) {
      if (error instanceof UnsupportedError) return { type: 'unsupported', id, capability: error.capability };
      const message = describeError(error);
      const isRejection =
        (type === 'open' || type === 'openMethod') &&
        (error instanceof RangeError || error instanceof AuxoptError);
      return isRejection
        ? { type: 'rejected', id, code: 'bad-input', message }
        : { type: 'error', id, message };
    }
  };
}

/** What round t is given beside its state. */
function givenIn<V>(
  { parameters }: Task<V>,
  round: number,
): Pick<RoundInput<V>, 'round' | 'stepSize' | 'stepSizes' | 'momentumWeight'> {
  const { stepSize, momentumWeight, localStepCount } = parametersAt(parameters, round);
  const stepSizes = Array.from({ length: localStepCount }, (_, index) => valueAt(stepSize, index + 1));
  return { round, stepSize: valueAt(stepSize, 1), stepSizes, momentumWeight };
}

/** x⁰ with the given m⁰, with zero, or without one. */
function defaultStart<V>(task: Task<V>, numbers: NumberFormat<V>): RoundResult<V> {
  const { initialization, startingPoint: x, givenCorrection } = task;
  switch (initialization.kind) {
    case 'given':
      return { x, ...(givenCorrection === undefined ? {} : { m: givenCorrection }) };
    case 'zero':
      return { x, m: x.map(() => numbers.read('0')) };
    case 'first-snapshot':
    case 'none':
      return { x };
    default:
      throw new UnsupportedError(`initialization ${initialization.kind}`);
  }
}

/** The answer to `hello`, without its id. */
function describe<V>(implementation: Implementation<V>): Omit<HelloReply, 'type' | 'id'> {
  const { name, version = '0', language = 'javascript', methods, ...declared } = implementation;
  const { subnormals, singleRounds, schedules, minibatches, only, checksParameters, saves } = declared;
  return {
    protocol: protocolVersion,
    implementation: { name, version, language },
    capabilities: {
      variants: variantNames.filter((variant) => implementation.variants[variant] !== undefined),
      arithmetic: implementation.arithmetic ?? 'binary64',
      oracleModes: implementation.oracleModes ?? ['callback', 'tape'],
      snapshotDraws: implementation.snapshotDraws ?? 'joint',
      initializations: implementation.initializations ?? ['given', 'zero', 'none'],
      ...present({ singleRounds, subnormals, schedules, minibatches, only }),
      ...present({ methods: methods && Object.keys(methods), checksParameters, saves }),
    },
  };
}

/** A request that breaks the protocol. */
class MalformedRequest extends AuxoptError {}

/** Throws a {@link MalformedRequest} for a request of a known type that lacks something, or has too much. */
function checkRequest(request: Request): void {
  const schema = Object.hasOwn(requestSchemas, request.type) ? requestSchemas[request.type] : undefined;
  const checked = schema && checkShape<unknown>(schema, request);
  if (checked === undefined || checked.success) return;
  throw malformed(`the ${request.type} request`, checked.issues[0]);
}

/** The answer to a question, checked. */
export function checkOracleResult(message: unknown): OracleResult {
  return checkAnswer<OracleResult>(oracleResultSchema, message);
}

/** The answer to a question about a minibatch, checked. */
export function checkMinibatchResult(message: unknown): MinibatchResult {
  return checkAnswer<MinibatchResult>(minibatchResultSchema, message);
}

function checkAnswer<T>(schema: Parameters<typeof checkShape<T>>[0], message: unknown): T {
  const checked = checkShape<T>(schema, message);
  if (checked.success) return checked.data;
  throw malformed('the answer to a question', checked.issues[0]);
}

function malformed(
  what: string,
  { path, message }: { readonly path: readonly PropertyKey[]; readonly message: string },
): MalformedRequest {
  const place = path.length === 0 ? '' : ` at ${path.map(String).join('.')}`;
  return new MalformedRequest(`${what} is malformed${place}: ${message}`);
}

/** Whether it is an array, or a typed one. */
const isListOfNumbers = (value: unknown): boolean =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
