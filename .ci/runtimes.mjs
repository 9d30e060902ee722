// `node .ci/runtimes.mjs bun|deno`: the program and every subpath of the package on another runtime, against what Node says. The runtime
// comes from npm into a temporary folder; exit code 77 where it cannot be had. Node's own versions: test/slow/package/node-versions.test.ts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const versions = { bun: '1.4.5', deno: '2.9.6' };
const root = new URL('..', import.meta.url).pathname;
const [runtime = ''] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'auxopt-runtime-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

writeFileSync(join(folder, 'package.json'), '{"private":true}');
const install = ['install', '--no-audit', '--no-fund', `${runtime}@${versions[runtime]}`];
const installed = spawnSync('npm', install, { cwd: folder, encoding: 'utf8' });
const program = join(folder, 'node_modules/.bin', runtime);
if (installed.status !== 0 || spawnSync(program, ['--version']).status !== 0) {
  console.log(`${runtime} ${versions[runtime]} cannot be installed here`);
  process.exit(77);
}
const start = { bun: [program], deno: [program, 'run', '-A', '--unstable-unsafe-proto'] }[runtime];

/** What a command line prints, and its exit code; nothing may take two minutes. */
function run([file, ...args], more) {
  const { status, signal, stdout, stderr } = spawnSync(file, [...args, ...more], {
    cwd: root,
    encoding: 'utf8',
    timeout: 120_000,
    maxBuffer: 2 ** 28,
  });
  return { status, signal, stdout, stderr };
}
const main = 'dist/src/cli/main.js';
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const subpaths = Object.keys(exports).filter((path) => !path.includes('*') && !path.endsWith('.json'));
const importer = join(root, 'dist/imports.mjs');
writeFileSync(
  importer,
  subpaths
    .map(
      (path) => `console.log('${path}', Object.keys(await import('auxopt${path.slice(1)}')).sort().join());`,
    )
    .join('\n'),
);
process.on('exit', () => rmSync(importer, { force: true }));

const served = ['--', process.execPath, main, 'serve', '--variant', 'sgd'];
const commands = [
  ['import of every subpath', [importer]],
  ['run tiny.json', [main, 'run', 'docs/examples/tiny.json', '--json']],
  ['run iris.json', [main, 'run', 'docs/examples/iris.json', '--json']],
  ['check', [main, 'check', '--cases', '2', '--theorem', 'SGD-1', '--json']],
  ['verify', [main, 'verify', '--level', '1', '--seed', '1', '--json', ...served]],
];
const unsupported = { bun: [], deno: ['check', 'verify'] }[runtime];

let failed = 0;
for (const [name, args] of commands) {
  const there = run(start, args);
  const isRefusal =
    there.status === 2 && /^auxopt: auxopt \w+ is not supported on Deno: [^\n]*\n$/.test(there.stderr);
  const here = unsupported.includes(name) ? undefined : run([process.execPath], args);
  const isRight =
    here === undefined
      ? isRefusal
      : there.status === here.status && there.stdout === here.stdout && here.stdout !== '';
  console.log(
    `${isRight ? (here === undefined ? 'not supported, and says so' : 'as on Node') : 'WRONG'}: ${runtime}, ${name}`,
  );
  if (isRight) continue;
  failed += 1;
  console.log(there.status, there.signal, there.stderr.slice(0, 500));
}
process.exit(failed === 0 ? 0 : 1);
