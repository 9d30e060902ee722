/** Oracle callbacks of the Python adapter, beside a Python loop that parses and writes the same JSON over the same pipes. */
import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { pythonEnvironment, pythonIsMissing } from '../support/protocol-driver.js';

const calls = 20_000;
const answer = '{"type":"oracleResult","session":"s","gradient":["0.30000000000000004","-1.25"],"atom":1}\n';
const question =
  '{"type":"oracle","session":"s","function":"h","draw":"local","at":["0.30000000000000004","-1.25"]}\n';

/** Asks through the adapter, as an algorithm does. */
const adapter = `
from auxopt_adapter import serve
def sgd(task):
    def one_round(t, x, x_previous, m):
        for _ in range(${calls}):
            x = task.draw_local().h(x)
        return x, None
    return one_round
serve({"sgd": sgd}, name="speed")
`;

/** Parses every answer and writes every question anew, with json alone. */
const plainLoop = `
import json, sys
question = ${question.trim()}
sys.stdin.readline(); sys.stdin.readline()
for _ in range(${calls}):
    sys.stdout.write(json.dumps(question) + "\\n")
    sys.stdout.flush()
    answer = json.loads(sys.stdin.readline())
    question = {"type": "oracle", "session": "s", "function": "h", "draw": "local", "at": answer["gradient"]}
print('{"type":"ok","id":"run"}', flush=True)
sys.stdin.readline()
`;

const open =
  '{"type":"open","id":"open","session":"s","case":"speed","variant":"sgd","parameters":{"stepSize":"1",' +
  '"momentumWeight":"1","localStepCount":1,"roundCount":1},"initialization":{"kind":"none"},"dimension":2,' +
  '"x0":["1","1"],"oracleMode":"callback"}\n';
const run = '{"type":"run","id":"run","session":"s","rounds":1}\n';

/** Milliseconds from the first question to the answer of the run; every question gets the same answer. */
function secondsOf(program: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', ['-c', program], {
      env: pythonEnvironment,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let asked = 0;
    let started = 0;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('"oracle"')) {
        if (asked === 0) started = performance.now();
        asked += 1;
        child.stdin.write(answer);
      }
      if (text.includes('"run"')) {
        child.stdin.end();
        if (asked === calls) resolve((performance.now() - started) / 1000);
        else reject(new Error(`${asked} questions were seen`));
      }
    });
    child.on('error', reject);
    child.stdin.write(open + run);
  });
}

it.skipIf(pythonIsMissing !== undefined)(
  'makes at least 2,000 callbacks a second at d = 2, at most 5 times as long as the plain loop',
  async () => {
    const ratios: number[] = [];
    const rates: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      const own = await secondsOf(adapter);
      ratios.push(own / (await secondsOf(plainLoop)));
      rates.push(calls / own);
    }
    const median = (values: number[]): number => values.sort((a, b) => a - b)[2] ?? NaN;
    console.log(`${median(rates).toFixed(0)} callbacks/s, ${median(ratios).toFixed(2)} times the plain loop`);
    expect(median(rates)).toBeGreaterThan(2000);
    expect(median(ratios)).toBeLessThan(5);
  },
);
