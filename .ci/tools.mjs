// `node .ci/tools.mjs FOLDER…`: packages that only some scripts need have a package.json of their own beside them; npm installs them here
// the first time, and again when the lockfile is another. Says nothing in a pipe, unless it fails.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

for (const folder of process.argv.slice(2)) {
  const modules = join(folder, 'node_modules');
  // written last, and removed by npm first: what was interrupted is not there
  const installed = join(modules, '.installed-lock.json');
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lock) {
    if (process.stderr.isTTY) console.error(`tools: npm ci in ${folder}, once`);
    const options = { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' };
    const { status, error, stderr } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], options);
    if (status !== 0) {
      console.error(`tools: npm ci failed in ${folder}: ${(error?.message ?? stderr).trim()}`);
      process.exit(1);
    }
    writeFileSync(installed, lock);
  }
  // what is compiled from the folder into dist/ finds them as its sources do
  const compiled = join('dist', modules);
  if (existsSync(compiled) && realpathSync(compiled) === realpathSync(modules)) continue;
  rmSync(compiled, { recursive: true, force: true });
  mkdirSync(join('dist', folder), { recursive: true });
  try {
    symlinkSync(resolve(modules), compiled, 'junction');
  } catch (error) {
    // another process has made the same link meanwhile
    if (error.code !== 'EEXIST') throw error;
  }
}
