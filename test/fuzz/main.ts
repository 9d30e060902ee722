/** `npm run fuzz -- --inputs 1000000 --seed 7`: every reader of the project against inputs near and far from right ones. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createProgress } from '../../src/cli/progress.js';
import { fuzz, type SubjectReport } from './kit/campaign.js';
import type { Finding } from './kit/runner.js';
import { subjects } from './subjects/index.js';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    out: { type: 'string', default: 'reports/fuzz' },
  },
});
const inputs = Number(values.inputs);
const seed = Number(values.seed);
const chosen = subjects.filter(
  ({ name }) => values.only === undefined || values.only.split(',').includes(name),
);
if (!(inputs >= 1) || !Number.isSafeInteger(seed) || chosen.length === 0) {
  process.stderr.write(`usage: npm run fuzz -- [--inputs N] [--seed S] [--only ${subjects.map(({ name }) => name).join(',')}]\n`);
  process.exit(2);
} // prettier-ignore

/** Keeps a finding as a file: what `--only` and `--seed` find again, and the input by itself. */
function save(finding: Finding): string {
  mkdirSync(values.out, { recursive: true });
  const path = join(values.out, `${finding.subject}-${finding.seed}.json`);
  writeFileSync(path, `${JSON.stringify(finding, null, 2)}\n`);
  return path;
}

function describe({ name, inputs: count, seconds, finding }: SubjectReport): string {
  const line = `${name.padEnd(18)}${String(count).padStart(9)} inputs ${seconds.toFixed(0).padStart(5)} s`;
  if (finding === undefined) return line;
  const { seed: ofBatch, path, reason, input } = finding;
  return [
    `${line}  FINDING: ${reason.slice(0, 300)}`,
    `  seed ${ofBatch}, path ${path}, saved as ${save(finding)}`,
    `  ${input.length > 400 ? `${input.slice(0, 400)}…` : input}`,
  ].join('\n');
}

process.stdout.write(`seed ${seed}\n`);
const progress = createProgress('inputs', inputs);
let shown = 0;
const reports = await fuzz({
  subjects: chosen,
  list: { module: new URL('./subjects/index.js', import.meta.url).href, exportName: 'subjects' },
  inputs,
  seed,
  onProgress: (done) => {
    for (; shown < Math.min(done, inputs); shown += 1) progress.advance();
  },
  onReport: (report) => {
    process.stdout.write(`${describe(report)}\n`);
  },
});
progress.finish();
const total = reports.reduce((sum, each) => sum + each.inputs, 0);
const findings = reports.filter(({ finding }) => finding !== undefined).length;
process.stdout.write(`${total} inputs, ${findings} findings\n`);
process.exitCode = findings === 0 ? 0 : 1;
