/**
 * The Python package: node .ci/wheel.mjs [FOLDER], after a build. Bundles the kit to one file, puts what it reads beside it, and lets
 * hatchling make the wheel; both come with the machine, nothing is fetched.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const kit = join(root, 'dist/python/kit');
const folder = resolve(process.argv[2] ?? join(root, 'dist/python'));

rmSync(join(root, 'dist/python'), { recursive: true, force: true });
await build({
  configFile: false,
  root,
  logLevel: 'error',
  build: {
    ssr: 'dist/src/cli/main.js',
    outDir: kit,
    minify: true,
    target: 'node20',
    rollupOptions: { output: { codeSplitting: false, entryFileNames: 'auxopt.mjs' } },
  },
  ssr: { noExternal: true },
});
const beside = ['package.json', 'LICENSE', 'spec/vectors/v1', 'src/verify/adapters/assets'];
const pages = readdirSync(join(root, 'spec/methods')).filter((file) => file.endsWith('.md'));
for (const path of [...beside, ...pages.map((file) => `spec/methods/${file}`)])
  cpSync(join(root, path), join(kit, path), { recursive: true });

mkdirSync(folder, { recursive: true });
// hatchling is of the machine's own Python
const python = process.env.PYTHON ?? '/usr/bin/python3';
const { status } = spawnSync(python, ['-m', 'hatchling', 'build', '-t', 'wheel', '-d', folder], {
  cwd: join(root, 'python'),
  stdio: ['ignore', 'inherit', 'inherit'],
});
process.exitCode = status ?? 1;
