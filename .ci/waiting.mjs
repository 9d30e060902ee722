// How long people wait: whole processes by the clock, medians. `npm run waiting` measures the commands, `npm run waiting -- --all` also what
// a contributor waits for (installation in a fresh clone, tests, site). Meant for a machine that does nothing else.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

const cli = join(process.cwd(), 'dist/src/cli/main.js');
const auxopt = (...args) => [process.execPath, [cli, ...args]];
const serve = ['--', process.execPath, cli, 'serve'];

/** What is measured: its name as people type it, how often, and the process. */
const commands = [
  ['auxopt --version', 9, auxopt('--version')],
  ['auxopt run docs/examples/toy.json', 9, auxopt('run', 'docs/examples/toy.json')],
  ['npm start', 5, ['npm', ['start']]],
  ['auxopt verify -- auxopt serve', 5, auxopt('verify', '--seed', '1', ...serve)],
  ['auxopt verify --level 5 -- auxopt serve', 3, auxopt('verify', '--seed', '1', '--level', '5', ...serve)],
  ['auxopt check --cases 300', 3, auxopt('check', '--cases', '300', '--seed', '7')],
  ['auxopt proofs', 3, auxopt('proofs')],
];
const clone = join(mkdtempSync(join(tmpdir(), 'auxopt-waiting-')), 'clone');
const contributing = [
  ['npm ci, in a fresh clone', 1, ['npm', ['ci', '--no-audit', '--no-fund'], clone]],
  ['npm test', 1, ['npm', ['test']]],
  ['npm run docs', 1, ['npm', ['run', 'docs']]],
];

/** Seconds of one run. */
function time([program, args, cwd = '.']) {
  const start = performance.now();
  const { status, error, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 1e9 });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0)
    throw new Error(`${program} ${args.join(' ')} ended with ${status ?? error}:\n${stderr.slice(-2000)}`);
  return seconds;
}

try {
  const all = process.argv.includes('--all');
  if (all) spawnSync('git', ['clone', '--quiet', '.', clone], { stdio: 'inherit' });
  const load = loadavg()[0].toFixed(2);
  console.log(
    `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.versions.node}, load ${load} before.\n`,
  );
  console.log('| command | runs | median | least | most |\n| --- | --: | --: | --: | --: |');
  for (const [name, count, command] of all ? [...commands, ...contributing] : commands) {
    const seconds = Array.from({ length: count }, () => time(command)).sort((left, right) => left - right);
    const shown = [seconds[Math.floor(count / 2)], seconds[0], seconds.at(-1)].map(
      (value) => `${value.toFixed(1)} s`,
    );
    console.log(`| \`${name}\` | ${count} | ${shown.join(' | ')} |`);
  }
} finally {
  rmSync(join(clone, '..'), { recursive: true, force: true });
}
