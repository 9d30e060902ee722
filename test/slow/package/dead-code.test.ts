/** knip: no file, export or dependency that nothing uses; knip.jsonc has the few exceptions and why. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyCheckout } from '../../support/copy-checkout.js';
import { root } from '../../support/run-cli.js';
import { runProgram, type Finished } from './support/npm.js';

const program = join(root, 'test/slow/package/node_modules/knip/bin/knip.js');
const options = ['--config', 'test/slow/package/knip.jsonc', '--no-config-hints', '--reporter', 'compact'];
const knip = (folder: string): Finished => runProgram([process.execPath, program, ...options], folder);

describe('knip', { tags: 'gate' }, () => {
  it('finds nothing unused', () => {
    const { code, stdout, stderr } = knip(root);
    expect(stdout + stderr).toBe('');
    expect(code).toBe(0);
  });

  it('finds a dead file, a dead export and a dead dependency that are planted', () => {
    const folder = copyCheckout();
    writeFileSync(join(folder, 'src/exact/forgotten.ts'), 'export const forgotten: number = 1;\n');
    const used = join(folder, 'src/reference/sgd.ts');
    writeFileSync(used, `${readFileSync(used, 'utf8')}\nexport const unwanted: number = 1;\n`);
    const manifest = join(folder, 'package.json');
    writeFileSync(
      manifest,
      readFileSync(manifest, 'utf8').replace('"zod":', '"a-package-of-nobody": "1.0.0",\n    "zod":'),
    );
    const { code, stdout } = knip(folder);
    expect(code).toBe(1);
    expect(stdout).toContain('src/exact/forgotten.ts');
    expect(stdout).toContain('src/reference/sgd.ts: unwanted');
    expect(stdout).toContain('a-package-of-nobody');
  });
});
