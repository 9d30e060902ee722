/** What chaos.mjs can do wrong; each entry does one thing. */
import { spawn } from 'node:child_process';
import { closeSync, writeSync } from 'node:fs';

const sleepSync = (milliseconds) => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};
const forever = () => {
  for (;;) sleepSync(60_000);
};
const flood = (descriptor, chunk, bytes) => {
  for (let written = 0; written < bytes;) written += writeSync(descriptor, chunk);
};
const withX = (x) => (state) => [{ ...state, x }];
const line = (message) => `${JSON.stringify(message)}\n`;
const together = (...messages) => [messages.map(line).join('')];

/** A process that nobody waits for, with the pipes of this one. */
const orphan = () => {
  spawn('sleep', ['300'], { stdio: 'inherit' }).unref();
  sleepSync(50);
};

/** A process in a session of its own, whose parent is gone: no group and no chain of parents leads to it. */
const daemon = () => {
  spawn('sh', ['-c', 'sleep 300 &'], { detached: true, stdio: 'ignore' }).unref();
  sleepSync(50);
};

/** @type {Record<string, object>} */
export const misbehaviours = {
  // ── what is on standard output
  noise: { run: (_, { send }) => send('epoch 1: loss 0.3\n') },
  'deep-json': { run: (_, { send }) => send(`${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}\n`) },
  'deep-value': {
    state: (state) => [
      `{"type":"state","session":"${state.session}","round":1,"x":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}\n`,
    ],
  },
  'invalid-utf8': { run: (_, { send }) => send(Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d, 0x0a])) },
  'proto-key': {
    state: (state) => [`{"__proto__":{"polluted":true},${JSON.stringify(state).slice(1)}\n`],
  },
  'constructor-type': { run: (_, { send }) => send('{"type":"constructor"}\n') },
  'long-line': { run: () => flood(1, Buffer.alloc(1 << 20, 'x'), 100 << 20) },
  'half-line-silence': {
    answer: () => {
      writeSync(1, '{"type":"ok"');
      forever();
    },
  },
  'half-line-exit': {
    answer: () => {
      writeSync(1, '{"type":"ok"');
      process.exit(0);
    },
  },
  'bare-nan': { state: (state) => [`${JSON.stringify({ ...state, x: 0 }).replace('"x":0', '"x":[NaN]')}\n`] },
  'bare-infinity': {
    state: (state) => [`${JSON.stringify({ ...state, x: 0 }).replace('"x":0', '"x":[-Infinity]')}\n`],
  },

  // ── answers
  'wrong-id': { answer: (honest) => [{ ...honest, id: 'q0' }] },
  late: {
    answer: (honest) => {
      sleepSync(1500);
      return [honest];
    },
  },
  'two-answers': { answer: (honest) => together(honest, honest) },
  'state-after-answer': {
    run: (_, context) => (misbehaviours['state-after-answer'].session = context.session),
    answer: (honest) =>
      together(honest, {
        type: 'state',
        session: misbehaviours['state-after-answer'].session,
        round: 5,
        x: ['1'],
      }),
  },
  'hello-again': {
    answer: ({ id }) => [
      {
        type: 'hello',
        id,
        protocol: { major: 1, minor: 0 },
        implementation: { name: 'x', version: '0', language: 'x' },
        capabilities: {
          variants: ['sgd'],
          arithmetic: 'binary64',
          oracleModes: ['tape'],
          snapshotDraws: 'joint',
        },
      },
    ],
  },
  unsolicited: { start: () => writeSync(1, line({ type: 'ok', id: 'q1' })) },
  'unsolicited-later': {
    after: ({ type }) => {
      if (type === 'close') writeSync(1, line({ type: 'ok', id: 'q5' }));
    },
  },
  'error-with-markup': {
    answer: ({ id }) => [
      { type: 'error', id, message: '\u001b[31m<script>alert(1)</script>\u001b[0m | `x` \u202e ]]> &amp;' },
    ],
  },

  // ── states
  'text-nan': { state: withX(['nan']) },
  'text-infinity': { state: withX(['-inf']) },
  'wrong-state': { state: withX(['1']) },
  'wrong-length': { state: withX(['1', '2']) },
  'empty-vector': { state: withX([]) },
  'duplicate-state': { state: (state) => [state, state] },
  'missing-states': { state: ({ round, ...rest }) => (round < 3 ? [{ round, ...rest }] : ['']) },
  'no-states': { state: () => [''] },
  'out-of-order': { state: (state) => [{ ...state, round: 5 - state.round }] },
  'too-many-rounds': {
    state: (state) => (state.round === 16 ? [state, { ...state, round: 17 }] : [state]),
  },
  'endless-digits': { state: withX([`${'1'.repeat(900_000)}x`]) },
  'endless-exponent': {
    hello: (honest) => ({ ...honest, capabilities: { ...honest.capabilities, arithmetic: 'decimal' } }),
    state: withX(['1e999999999']),
  },

  // ── the process
  'exit-0': { run: () => process.exit(0) },
  'exit-7': { run: () => process.exit(7) },
  segfault: {
    run: () => {
      process.kill(process.pid, 'SIGSEGV');
      forever();
    },
  },
  'sleeps-forever': { run: forever },
  'stops-itself': { run: () => process.kill(process.pid, 'SIGSTOP') },
  'ignores-sigterm': {
    start: () => ['SIGTERM', 'SIGINT', 'SIGHUP'].forEach((signal) => process.on(signal, () => undefined)),
    run: forever,
  },
  'closes-stdin': {
    run: () => {
      closeSync(0);
      forever();
    },
  },
  'orphan-holds-pipes': {
    run: () => {
      orphan();
      process.exit(0);
    },
  },
  'orphan-of-an-honest-run': { start: orphan },
  'orphan-then-hang': {
    start: () => {
      orphan();
      forever();
    },
  },
  'daemon-of-an-honest-run': { start: daemon },
  'daemon-then-hang': {
    start: () => {
      daemon();
      forever();
    },
  },
  'daemon-every-session': {
    start: daemon,
    after: ({ type }) => {
      if (type === 'close') process.exit(0);
    },
  },
  'exits-after-session': {
    after: ({ type }) => {
      if (type === 'close') process.exit(0);
    },
  },
  'doubled-key': {
    state: (state) => [`{"type":"state",${JSON.stringify(state).slice(1)}\n`],
  },
  'talks-after-goodbye': {
    after: ({ type }, { send }) => {
      if (type === 'bye') send('saved the model\n');
    },
  },
  'breaks-off-after-goodbye': {
    after: ({ type }, { send }) => {
      if (type === 'bye') send('saved the');
    },
  },
  'answers-goodbye-twice': {
    after: ({ type, id }, { send }) => {
      if (type === 'bye') send({ type: 'ok', id });
    },
  },
  'closes-output': {
    run: () => {
      closeSync(1);
      forever();
    },
  },
  'flood-after-goodbye': {
    bye: ({ id }) => {
      writeSync(1, line({ type: 'ok', id }));
      for (;;) writeSync(1, 'x'.repeat(65_536));
    },
  },
  'silent-at-goodbye': { bye: () => process.exit(0) },
  'goodbye-without-line-end': {
    bye: ({ id }, { send }) => {
      send(JSON.stringify({ type: 'ok', id }));
      process.exit(0);
    },
  },
  'half-a-goodbye': {
    bye: (_, { send }) => {
      send('{"type":"ok"');
      process.exit(0);
    },
  },
  'goodbye-of-another-id': {
    bye: (_, { send }) => {
      send({ type: 'ok', id: 'q0' });
      process.exit(0);
    },
  },
  'ignores-goodbye': {
    after: ({ type }) => {
      if (type === 'bye') forever();
    },
  },

  // ── floods
  'stderr-flood': { run: () => flood(2, Buffer.alloc(1 << 20, 'log \n'), 200 << 20) },
  'question-flood': {
    run: (_, { send, session }) => {
      for (let i = 0; i < 1_000_000; i += 1)
        send({ type: 'oracle', session, function: 'f', draw: 'snapshot', at: ['1'] });
    },
  },
  'question-flood-without-reading': {
    run: (_, { send, session }) => {
      const questions = line({ type: 'oracle', session, function: 'f', draw: 'snapshot', at: ['1'] }).repeat(
        1000,
      );
      for (;;) send(questions);
    },
  },
  'state-flood': {
    run: (_, { send, session }) => {
      for (let round = 1; ; round += 1) send({ type: 'state', session, round, x: ['1'] });
    },
  },
  'step-flood': {
    run: (_, { send, session }) => {
      for (let step = 1; ; step += 1) send({ type: 'state', session, round: 1, step, y: ['1'] });
    },
  },
  'heavy-states': {
    run: (_, { send, session }) => {
      const x = Array.from({ length: 4 }, () => '1'.repeat(1_000_000));
      for (let round = 1; round < 1000; round += 1) send({ type: 'state', session, round, x });
    },
  },

  // ── lies
  'rounds-although-exact': {
    hello: (honest) => ({ ...honest, capabilities: { ...honest.capabilities, arithmetic: 'decimal' } }),
  },
  'binary64-as-binary32': {
    hello: (honest) => ({ ...honest, capabilities: { ...honest.capabilities, arithmetic: 'binary32' } }),
  },
  'rejects-what-it-declares': {
    open: ({ id }) => ({ type: 'rejected', id, code: 'no', message: 'not today' }),
  },
  'no-such-variant': {
    open: ({ id, variant }) => ({ type: 'unsupported', id, capability: `variant ${variant}` }),
  },
  'no-variants': {
    hello: (honest) => ({ ...honest, capabilities: { ...honest.capabilities, variants: [] } }),
  },
  'asks-in-tape-mode': { asksInTape: true },
  'huge-name': {
    hello: (honest) => ({
      ...honest,
      implementation: { ...honest.implementation, name: 'x'.repeat(1_000_000) },
    }),
  },
  'markup-in-name': {
    hello: (honest) => ({
      ...honest,
      implementation: { name: '\u001b[2J<b>|`x`\u202e', version: ']]>"&', language: '\u0007\u0000' },
    }),
  },

  // ── cheats
  'replays-earlier-session': { replays: ({ case: name }, remembered) => remembered.get(name) },
};
