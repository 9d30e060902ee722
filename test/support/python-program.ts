/** Small Python programs for the tests of the Python adapter, and the requests that they are sent. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drive, type AnswerQuestion, type DrivenProgram, type Message } from './protocol-driver.js';

const folder = mkdtempSync(join(tmpdir(), 'auxopt-python-'));
process.once('exit', () => {
  rmSync(folder, { recursive: true, force: true });
});
let count = 0;

/** Starts `python3` on a text, with the adapter imported. */
export function drivePython(text: string): DrivenProgram {
  count += 1;
  const file = join(folder, `program-${count}.py`);
  writeFileSync(file, `import auxopt_adapter\nfrom auxopt_adapter import serve, Unsupported\n${text}`);
  return drive('python3', [file]);
}

/** The first request. */
export const hello: Message = {
  type: 'hello',
  id: 'hello',
  protocol: { major: 1, minor: 0 },
  limits: { lineBytes: 4_194_304, requestSeconds: 30 },
};

/** An `open` message of `aux-mom`, d = 2, η = a = ½, K = T = 1, from (1, −2) with m⁰ = 0, in callback mode. */
export function openMessage(change: Readonly<Record<string, unknown>> = {}): Message {
  return {
    type: 'open',
    id: 'open',
    session: 's',
    case: 'test',
    variant: 'aux-mom',
    parameters: { stepSize: '0.5', momentumWeight: '0.5', localStepCount: 1, roundCount: 1 },
    initialization: { kind: 'zero' },
    dimension: 2,
    x0: ['1', '-2'],
    oracleMode: 'callback',
    ...change,
  };
}

/** A `run` of the session of {@link openMessage}. */
export function runMessage(rounds = 1): Message {
  return { type: 'run', id: 'run', session: 's', rounds };
}

/** Answers every question with the same gradient, and a fresh sample with the next atom. */
export function constantOracle(gradient: readonly string[] = ['1', '2']): AnswerQuestion {
  let atom = 6;
  return (question) => {
    if (question['atom'] === undefined) atom += 1;
    return { type: 'oracleResult', session: 's', gradient, atom: question['atom'] ?? atom };
  };
}

/** A program that serves one `aux-mom` whose factory is the text. */
export const serving = (factory: string, settings = ''): string =>
  `def prepare(task):\n${factory.replace(/^/gm, '    ')}\nserve({"aux-mom": prepare}, name="test"${settings})\n`;

/** A factory for {@link serving}: one step along the gradient. */
export const oneStep = `
def one_round(t, x, x_previous, m):
    m = task.draw_snapshot().f(x)
    return x - task.step_size * m, m
return one_round`;
