/**
 * A small honest SGD that speaks the protocol by hand, and misbehaves as its first argument says: in the runs of the case
 * sgd/long in any units, unless the misbehaviour is of another kind. Without an argument it is honest throughout.
 */
import { readSync, writeSync } from 'node:fs';
import { misbehaviours } from './misbehaviours.mjs';

const kind = process.argv[2] ?? 'none';
const bad = kind === 'none' ? {} : misbehaviours[kind];
if (bad === undefined) throw new Error(`there is no misbehaviour ${kind}`);

function write(text) {
  let rest = typeof text === 'string' ? Buffer.from(text) : text;
  while (rest.length > 0) rest = rest.subarray(writeSync(1, rest));
}
const isRaw = (message) => typeof message === 'string' || Buffer.isBuffer(message);
const send = (message) => write(isRaw(message) ? message : `${JSON.stringify(message)}\n`);

let buffered = Buffer.alloc(0);
function readLine() {
  for (;;) {
    const end = buffered.indexOf(10);
    if (end >= 0) {
      const line = buffered.toString('utf8', 0, end);
      buffered = buffered.subarray(end + 1);
      return line;
    }
    const chunk = Buffer.alloc(1 << 16);
    const size = readSync(0, chunk);
    if (size === 0) process.exit(0);
    buffered = Buffer.concat([buffered, chunk.subarray(0, size)]);
  }
}

let open;
let isGuilty = false;
const remembered = new Map();

function ask(question) {
  send({ type: 'oracle', session: open.session, ...question });
  return JSON.parse(readLine());
}

/** g_f(x, ξᵗ), from the kit or from the tape. */
function gradient(round, x) {
  if (open.problem === undefined || bad.asksInTape)
    return ask({ function: 'f', draw: 'snapshot', at: x.map(String) }).gradient.map(Number);
  const { matrix, vector } = open.problem.snapshotAtoms[open.problem.tape.rounds[round - 1].snapshot].target;
  return matrix.map((row, i) =>
    row.reduce((sum, value, j) => sum + Number(value) * x[j], -Number(vector[i])),
  );
}

const tell = (state) => {
  const honest = { type: 'state', session: open.session, ...state };
  for (const message of (isGuilty && bad.state?.(honest)) || [honest]) send(message);
};

function makeRound(round, x) {
  const g = gradient(round, x);
  return x.map((value, i) => value - Number(open.parameters.stepSize) * g[i]);
}

function run(rounds) {
  let x = open.x0.map(Number);
  const told = [];
  // a cheat that was here before need not ask again
  const known = bad.replays?.(open, remembered);
  for (let t = 1; t <= rounds; t += 1) {
    x = known?.[t - 1] ?? makeRound(t, x);
    told.push(x);
    tell({ round: t, x: x.map(String) });
  }
  remembered.set(open.case, told);
}

function isOutside({ parameters: { stepSize, localStepCount, roundCount }, x0, dimension }) {
  return !(Number(stepSize) > 0 && localStepCount === 1 && roundCount >= 1 && x0.length === dimension);
}

function answer(request) {
  const { id, type } = request;
  switch (type) {
    case 'hello': {
      const honest = {
        type,
        id,
        protocol: { major: 1, minor: 0 },
        implementation: { name: 'chaos', version: '0', language: 'javascript' },
        capabilities: {
          variants: ['sgd'],
          arithmetic: 'binary64',
          oracleModes: ['callback', 'tape'],
          snapshotDraws: 'joint',
          initializations: ['none'],
        },
      };
      return bad.hello?.(honest) ?? honest;
    }
    case 'open':
      open = request;
      return (
        bad.open?.(request) ??
        (isOutside(request) ? { type: 'rejected', id, code: 'domain', message: 'no' } : { type: 'ok', id })
      );
    case 'run':
      run(request.rounds);
      return { type: 'ok', id };
    case 'step':
      tell({
        round: request.state.round,
        x: makeRound(request.state.round, request.state.x.map(Number)).map(String),
      });
      return { type: 'ok', id };
    case 'close':
    case 'bye':
      return { type: 'ok', id };
    default:
      return { type: 'unsupported', id, capability: 'this request' };
  }
}

bad.start?.();
for (;;) {
  const request = JSON.parse(readLine());
  isGuilty =
    request.type === 'run' &&
    (bad.case === undefined ? open.case.startsWith('sgd/long') : open.case === bad.case);
  if (isGuilty) bad.run?.(request, { send, ask, session: open.session });
  if (request.type === 'bye') bad.bye?.(request, { send });
  const honest = answer(request);
  for (const message of (isGuilty && bad.answer?.(honest)) || [honest]) send(message);
  bad.after?.(request, { send });
  if (request.type === 'bye') process.exit(0);
}
