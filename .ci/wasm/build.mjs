// Compiles the assembly/ of each folder of kernels into its kernel-bytes.ts; with --check says whether that is up to date.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findDifference, formatModule, kernelFolders } from './kernel-module.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const compiler = join(here, 'node_modules/assemblyscript/bin/asc.js');

// No runtime and no data of its own: the memory belongs to the matrices. Relaxed instructions stay off, because they
// round differently on different machines.
const options = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd,bulk-memory'];

function run(command, parameters, cwd) {
  const { status, error } = spawnSync(command, parameters, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status === 0) return;
  console.error(`wasm: ${command} ${parameters.join(' ')} failed${error ? `: ${error.message}` : ''}`);
  process.exit(3);
}

function compile(source) {
  const folder = mkdtempSync(join(tmpdir(), 'auxopt-wasm-'));
  try {
    const outFile = join(folder, 'kernels.wasm');
    run(process.execPath, [compiler, source, '--outFile', outFile, ...options], root);
    return readFileSync(outFile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const unknown = process.argv.slice(2).filter((argument) => argument !== '--check');
if (unknown.length > 0) {
  console.error(`wasm: there is no option ${unknown[0]}; expected none, or --check`);
  process.exit(2);
}
for (const folder of kernelFolders.filter((name) => existsSync(join(root, name, 'assembly')))) {
  const bytes = compile(`${folder}/assembly/index.ts`);
  const modulePath = `${folder}/kernel-bytes.ts`;
  const path = join(root, modulePath);
  if (process.argv.includes('--check')) {
    const difference = existsSync(path)
      ? findDifference(readFileSync(path, 'utf8'), bytes)
      : 'there is no such file';
    if (difference !== undefined) {
      console.error(
        `wasm: ${modulePath} is not what its sources compile to: ${difference}. Run \`npm run wasm\`.`,
      );
      process.exit(1);
    }
    console.log(`wasm: ${modulePath} is what its sources compile to (${bytes.length} bytes)`);
  } else {
    writeFileSync(path, formatModule(bytes));
    console.log(`wasm: wrote ${modulePath} (${bytes.length} bytes)`);
  }
}
