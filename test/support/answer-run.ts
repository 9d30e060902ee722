/** A small kit for the tests of adapters: opens cases, answers gradients exactly, and says what the states must be. */
import { createQuadraticOracle } from '../../spec/model/index.js';
import { formatDouble, parseDouble } from '../../src/verify/protocol/numbers.js';
import type { OracleQuestion, StateRecord } from '../../src/verify/protocol/replies.js';
import type { OpenRequest } from '../../src/verify/protocol/requests.js';
import { createRationalField, liftDouble, nearestDouble, runExact } from '../../src/exact/index.js';
import { problemOf, readHandVector, type HandVector } from './hand-vectors.js';
import type { Driven } from './pipe-driver.js';

const field = createRationalField();
type Exact = typeof field.zero;

const onWire = (value: Exact): string => {
  const double = nearestDouble(field.toRatio(value));
  // the cases of these tests are chosen so that nothing is ever rounded: equality below is exact
  if (field.compare(field.fromRatio(liftDouble(double)), value) !== 0) throw new Error('not a double');
  return formatDouble(double);
};
const fromWire = (number: unknown): Exact => {
  const value = parseDouble(number as string);
  if (value === undefined) throw new Error(`no number: ${String(number)}`);
  return field.fromRatio(liftDouble(value));
};

/** The `open` request of a vector. */
export function openOf(vector: HandVector, overrides: Partial<OpenRequest> = {}): OpenRequest {
  const { variant, parameters, initialization, startingPoint } = vector;
  return {
    type: 'open',
    id: 'open-1',
    session: 's "1"',
    case: vector.id,
    variant,
    parameters,
    initialization: { kind: initialization.kind },
    ...(initialization.kind === 'given' ? { m0: initialization.correction } : {}),
    dimension: startingPoint.length,
    x0: startingPoint,
    oracleMode: 'callback',
    ...overrides,
  };
}

/** What the exact engine makes of a vector: x⁰, m⁰, then y, x and m of all rounds, as the texts of exact numbers. */
export function expectedStates(vector: HandVector): readonly object[] {
  const text = (values: readonly Exact[]) => values.map(field.format);
  const { start, rounds } = runExact(field, vector.variant, readHandVector(field, vector).request);
  const estimate = (m: readonly Exact[] | undefined) => (m === undefined ? {} : { m: text(m) });
  return [
    { round: 0, x: text(start.iterate), ...estimate(start.correction) },
    ...rounds.flatMap(({ steps, iterate, correction }, index) => [
      ...steps.map(({ point }, k) => ({ round: index + 1, step: k + 1, y: text(point) })),
      { round: index + 1, x: text(iterate), ...estimate(correction) },
    ]),
  ];
}

/**
 * Sends a `run` or `step` request and answers every question by the tape, until the response. Gives the reported states
 * as exact texts, the questions, and the response.
 */
export async function answerRun(
  driven: Driven,
  vector: HandVector,
  request: {
    readonly type: string;
    readonly state?: { readonly round: number };
    readonly [key: string]: unknown;
  },
) {
  const oracle = createQuadraticOracle(field, problemOf(field, vector));
  const states: object[] = [];
  const questions: OracleQuestion[] = [];
  const samples: { draw: string; atom: number }[] = [];
  let [round, locals] = [request.state?.round ?? 1, 0];
  driven.send(request);
  for (;;) {
    const message = await driven.receive();
    if (message['type'] === 'state') {
      const { type: _type, session: _session, ...state } = message as unknown as StateRecord;
      const exact = Object.entries(state).map(([key, value]): [string, unknown] => [
        key,
        Array.isArray(value) ? value.map((number) => field.format(fromWire(number))) : value,
      ]);
      states.push(Object.fromEntries(exact));
      if (state.x !== undefined) [round, locals] = [state.round + 1, 0];
    } else if (message['type'] === 'oracle') {
      const question = message as unknown as OracleQuestion;
      questions.push(question);
      const name = question.atom ?? samples.length;
      if (question.atom === undefined) {
        const draws = vector.tape.rounds[round - 1];
        const atom = question.draw === 'local' ? draws?.local[locals] : draws?.snapshot;
        if (question.draw === 'local') locals += 1;
        samples.push({ draw: question.draw, atom: atom ?? -1 });
      }
      const sample = samples[name];
      if (sample?.draw !== question.draw) throw new Error(`no such sample: ${JSON.stringify(question)}`);
      const at = question.at.map(fromWire);
      const { session, function: of, draw } = question;
      const value = oracle.gradient({ function: of, draw, atom: sample.atom, at });
      driven.send({ type: 'oracleResult', session, gradient: value.map(onWire), atom: name });
    } else {
      return { states, questions, response: message };
    }
  }
}
