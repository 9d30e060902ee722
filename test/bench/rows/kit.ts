/** Rows `kit/…`: what the verification kit costs an oracle call, beside JSON lines with nothing behind them. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Implementation, type VerificationCase } from '../../../src/verify/index.js';
import { createVerificationCases } from '../../../src/verify/cases/create-cases.js';
import { createInProcessPeer } from '../../../src/verify/peer/in-process-peer.js';
import { defaultLimits, type Peer } from '../../../src/verify/peer/peer.js';
import { startProcessPeer } from '../../../src/verify/peer/process-peer.js';
import { runWholeCase } from '../../../src/verify/session/case-outcome.js';
import { prepareCase } from '../../../src/verify/session/prepared-case.js';
import { greet } from '../../../src/verify/peer/greet.js';
import { drawTape } from '../../../src/problems/draws.js';
import { inProcess, type Contender, type Started } from '../harness/contender.js';
import type { Race } from '../harness/race.js';
import { benchFolder, root } from '../harness/workshop.js';

const support = join(root, 'test/verify/support');
const [roundCount, localStepCount] = [20, 20];
/** Two calls at the snapshot and one a local step. */
const calls = roundCount * (2 + localStepCount);

/** A message of each direction, of the size that they have at d = 2. */
const question = {
  type: 'oracle',
  session: 's1',
  function: 'h',
  draw: 'local',
  at: ['0.30000000000000004', '-1.25'],
};
const answer = { type: 'oracleResult', session: 's1', gradient: ['0.30000000000000004', '-1.25'], atom: 1 };

/** The kit's planar case of `aux-mom`, longer. */
function longCase(): VerificationCase {
  const planar = createVerificationCases().find(({ id }) => id === 'aux-mom/planar');
  if (planar === undefined) throw new RangeError('the kit has no case aux-mom/planar');
  const { problem, parameters } = planar;
  const shape = {
    snapshotProbabilities: problem.snapshotAtoms.map(({ probability }) => probability),
    localProbabilities: problem.localAtoms.map(({ probability }) => probability),
    roundCount,
    localStepCount,
    initialDraws: 0,
  };
  return {
    ...planar,
    initialization: { kind: 'zero' } as const,
    parameters: { ...parameters, roundCount, localStepCount },
    tape: drawTape(shape, 1),
  };
}

/** A whole run in callback mode, judged; the peer is opened once. */
async function startKit(peer: Peer): Promise<Started<string>> {
  const hello = await greet(peer, 30);
  const prepared = prepareCase(longCase(), hello.capabilities, 'callback');
  if (prepared === undefined) throw new RangeError('the implementation does not take the case');
  const run = async (): Promise<string> => {
    const { verdict, message } = await runWholeCase(peer, prepared);
    return verdict === 'pass' ? verdict : `${verdict}: ${message ?? ''}`;
  };
  return {
    compute: run,
    time: async (runs) => {
      const from = performance.now();
      for (let i = 0; i < runs; i += 1) await run();
      return (performance.now() - from) / 1000;
    },
    stop: async () => {
      await peer.stop();
    },
  };
}

const kitHere: Contender<string> = {
  name: 'auxopt kit',
  isOurs: true,
  start: async () => {
    const { createImplementation } = (await import(
      pathToFileURL(join(support, 'honest-javascript.mjs')).href
    )) as {
      readonly createImplementation: () => Implementation<number>;
    };
    return startKit(createInProcessPeer(createImplementation()));
  },
};

const kitThere: Contender<string> = {
  name: 'auxopt kit',
  isOurs: true,
  start: () => {
    const command = [process.execPath, join(support, 'serve-javascript.mjs')] as const;
    return startKit(startProcessPeer(command, { limits: defaultLimits }));
  },
};

/** Both messages to text and back, which any kit that speaks JSON must do at least. */
const textHere: Contender<string> = inProcess('JSON to text and back', false, () => {
  const run = (): number => {
    let length = 0;
    for (let call = 0; call < calls; call += 1) {
      const asked = JSON.parse(JSON.stringify(question)) as typeof question;
      const answered = JSON.parse(JSON.stringify({ ...answer, gradient: asked.at })) as typeof answer;
      length += answered.gradient.length;
    }
    return length;
  };
  return { run, result: () => (run() === 2 * calls ? 'pass' : 'answers were lost') };
});

/** A process that parses each line and writes another. */
const echoThere: Contender<string> = {
  name: 'plain JSON lines',
  isOurs: false,
  start: () => {
    const child = spawn(process.execPath, [join(benchFolder, 'peers/echo.mjs')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const run = async (): Promise<string> => {
      for (let call = 0; call < calls; call += 1) {
        child.stdin.write(`${JSON.stringify(answer)}\n`);
        const next: IteratorResult<string, undefined> = await lines.next();
        if (next.value === undefined) return 'the echo ended early';
        const asked = JSON.parse(next.value) as typeof question;
        if (asked.at.length !== 2) return 'the echo lost a number';
      }
      return 'pass';
    };
    return Promise.resolve({
      compute: run,
      time: async (runs) => {
        const from = performance.now();
        for (let i = 0; i < runs; i += 1) await run();
        return (performance.now() - from) / 1000;
      },
      stop: () => {
        child.stdin.end();
        return new Promise((resolve) =>
          child.on('close', () => {
            resolve();
          }),
        );
      },
    });
  },
};

function kitRace(name: string, where: string, contenders: readonly Contender<string>[]): Race<string> {
  return {
    name: `kit/${name}`,
    computes: `a run of ${calls} oracle calls ${where}, asked for, judged and answered`,
    unit: { name: 'oracle call', count: calls },
    contenders,
    disagreement: (_reference, verdict) => (verdict === 'pass' ? undefined : verdict),
  };
}

/** The two rows. */
export const kitRaces: readonly Race<string>[] = [
  kitRace('in-process', 'in this process', [kitHere, textHere]),
  kitRace('process', 'of another process', [kitThere, echoThere]),
];
