/** Once the gate is closed no worker thread starts anything, and closing waits for those that were before. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const gate = fileURLToPath(new URL('../../dist/src/verify/peer/start-gate.js', import.meta.url));

/** A worker thread that starts two things, the first of which takes its time. */
const worker = `
  const { workerData: flags } = require('node:worker_threads');
  const raise = (flag) => { Atomics.store(flags, flag, 1); Atomics.notify(flags, flag); };
  import(${JSON.stringify(gate)}).then(({ throughGate }) => {
    throughGate(() => { raise(0); Atomics.wait(flags, 3, 0, 200); raise(1); });
    throughGate(() => raise(2));
  });`;

/** What the worker has started when the gate is closed (or would have been), and what it starts after that. */
function observe(close: string): unknown {
  const program = `
    import { Worker } from 'node:worker_threads';
    import { closeGate, openGate } from ${JSON.stringify(gate)};
    openGate();
    const flags = new Int32Array(new SharedArrayBuffer(16));
    new Worker(${JSON.stringify(worker)}, { eval: true, execArgv: [], workerData: flags });
    await Atomics.waitAsync(flags, 0, 0).value;
    ${close}
    const first = Atomics.load(flags, 1);
    Atomics.wait(flags, 2, 0, 1000);
    process.stdout.write(JSON.stringify({ first, second: Atomics.load(flags, 2) }));
    process.exit();`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  return JSON.parse(output);
}

describe('the start gate', () => {
  it('lets in who was before, and nobody after', { tags: 'long' }, () => {
    expect(observe('closeGate();')).toEqual({ first: 1, second: 0 });
  });

  it('negative control: open, it lets in everybody and waits for nobody', () => {
    expect(observe('')).toEqual({ first: 0, second: 1 });
  });
});
