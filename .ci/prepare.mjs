// The script `dependencies`: npm runs it after `npm ci` and `npm install` in a checkout. It builds the command line tool, so that it works at
// once. Not `prepare`, which npm would report to everybody who installs the tarball, as a script that is yet to be allowed.
import { chmodSync, existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const compiler = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
if (existsSync(compiler)) {
  // as `npm run build` does, which then has little to do
  const options = ['-p', 'tsconfig.json', '--incremental', '--tsBuildInfoFile', 'dist/.tsbuildinfo'];
  const built = spawnSync(process.execPath, [compiler, ...options], { stdio: 'inherit' });
  process.exitCode = built.status ?? 1;
  // `npx auxopt` in the checkout starts it as it is
  if (built.status === 0) chmodSync('dist/src/cli/main.js', 0o755);
}
