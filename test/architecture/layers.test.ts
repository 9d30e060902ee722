/** Imports point one way. Every rule is also shown to fail, on a small tree that breaks it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cruiseLayers, repository, type Cruise } from './cruise-layers.js';
import { firstOf } from '../support/some-of.js';

const folders = ['spec', 'src', 'proofs-checks'];
const temporary: string[] = [];
afterAll(() => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
});

/** The rules that a tree of these files breaks; every file imports what stands beside its name. */
async function cruiseTree(files: Readonly<Record<string, readonly string[]>>): Promise<Cruise> {
  const root = mkdtempSync(join(tmpdir(), 'auxopt-layers-'));
  temporary.push(root);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write(
    'package.json',
    '{"type":"module","dependencies":{"ml-matrix":"*","zod":"*"},"devDependencies":{"vite":"*"}}',
  );
  for (const name of ['ml-matrix', 'zod', 'vite']) {
    write(`node_modules/${name}/package.json`, `{"name":"${name}","type":"module","main":"index.js"}`);
    write(`node_modules/${name}/index.js`, 'export const value = 1;\n');
  }
  for (const folder of folders) write(`${folder}/other.ts`, 'export const value = 1;\n');
  for (const [path, targets] of Object.entries(files)) {
    const lines = targets.map((target, i) =>
      target.startsWith('type ')
        ? `import type { value as v${i} } from '${target.slice(5)}';\nexport type T${i} = typeof v${i};\n`
        : `import { value as v${i} } from '${target}';\nexport const w${i} = v${i};\n`,
    );
    write(path, `${lines.join('')}export const value = 1;\n`);
  }
  return cruiseLayers(root, folders);
}

describe('the repository', () => {
  it('obeys every rule of its layers', { tags: ['long', 'gate'] }, async () => {
    const { broken, modules, imports } = await cruiseLayers(repository, folders);
    expect(broken).toEqual([]);
    // the tree was really read: TypeScript sources, `.js` specifiers resolved to them
    expect(modules).toContain('spec/algorithms/aux-mom.ts');
    expect(imports).toContain('src/run-input.ts -> spec/algorithms/index.ts');
    expect(
      imports.filter((arrow) => arrow.startsWith('src/fast/') && arrow.includes('ml-matrix')),
    ).not.toEqual([]);
    expect(modules.length).toBeGreaterThan(100);
  });
});

/** rule, importing file, what it imports, and the files that must exist for that. */
const wrongArrows: [rule: string, from: string, to: string, exists?: string][] = [
  ['resolvable', 'src/judge/a.ts', './nowhere.js'],
  ['spec-alone', 'spec/a.ts', '../src/exact/b.js', 'src/exact/b.ts'],
  ['spec-alone', 'spec/a.ts', '../src/errors.js', 'src/errors.ts'],
  ['spec-alone', 'spec/model/a.ts', 'zod'],
  ['spec-alone', 'spec/model/a.ts', 'node:fs'],
  ['spec-algebra', 'spec/algebra/a.ts', '../model/b.js', 'spec/model/b.ts'],
  ['spec-algebra', 'spec/algebra/a.ts', 'type ../algorithms/b.js', 'spec/algorithms/b.ts'],
  ['spec-model', 'spec/model/a.ts', '../algorithms/b.js', 'spec/algorithms/b.ts'],
  ['spec-model', 'spec/model/assumptions/a.ts', '../../theorems/b.js', 'spec/theorems/b.ts'],
  ['spec-algorithms', 'spec/algorithms/a.ts', 'type ../theorems/b.js', 'spec/theorems/b.ts'],
  ['spec-theorems', 'spec/theorems/a.ts', '../index.js', 'spec/index.ts'],
  ['spec-methods', 'spec/methods/a.ts', '../algorithms/index.js', 'spec/algorithms/index.ts'],
  ['spec-language', 'spec/language/a.ts', '../model/b.js', 'spec/model/b.ts'],
  ['reference', 'src/reference/a.ts', '../exact/b.js', 'src/exact/b.ts'],
  ['reference', 'src/reference/a.ts', '../errors.js', 'src/errors.ts'],
  ['exact', 'src/exact/a.ts', '../fast/b.js', 'src/fast/b.ts'],
  ['exact', 'src/exact/a.ts', 'type ../judge/b.js', 'src/judge/b.ts'],
  ['fast', 'src/fast/a.ts', '../exact/b.js', 'src/exact/b.ts'],
  ['fast', 'src/fast/a.ts', '../reference/b.js', 'src/reference/b.ts'],
  ['fast', 'src/fast/a.ts', 'type ../exact/b.js', 'src/exact/b.ts'],
  ['fast', 'src/fast/a.ts', '../judge/b.js', 'src/judge/b.ts'],
  ['equations', 'src/equations/a.ts', '../judge/b.js', 'src/judge/b.ts'],
  ['equations', 'src/equations/a.ts', '../../spec/algorithms/b.js', 'spec/algorithms/b.ts'],
  ['judge', 'src/judge/a.ts', '../fast/b.js', 'src/fast/b.ts'],
  ['judge', 'src/judge/a.ts', '../problems/b.js', 'src/problems/b.ts'],
  ['judge', 'src/judge/a.ts', '../cli/b.js', 'src/cli/b.ts'],
  ['problems', 'src/problems/a.ts', '../judge/b.js', 'src/judge/b.ts'],
  ['problems', 'src/problems/a.ts', '../fast/b.js', 'src/fast/b.ts'],
  ['expectation', 'src/expectation/a.ts', '../advise/b.js', 'src/advise/b.ts'],
  ['run-input', 'src/run-input.ts', './exact/b.js', 'src/exact/b.ts'],
  ['errors-lowest', 'src/errors.ts', './exact/b.js', 'src/exact/b.ts'],
  ['cli-last', 'src/verify/a.ts', '../cli/b.js', 'src/cli/b.ts'],
  ['cli-last', 'proofs-checks/a.ts', '../src/cli/b.js', 'src/cli/b.ts'],
  ['inner-not-outer', 'src/judge/a.ts', '../verify/b.js', 'src/verify/b.ts'],
  ['proofs', 'proofs-checks/a.ts', '../src/judge/b.js', 'src/judge/b.ts'],
  ['proofs', 'proofs-checks/a.ts', '../src/problems/draws/b.js', 'src/problems/draws/b.ts'],
  ['kernel', 'proofs-checks/kernel/a.ts', '../notation/b.js', 'proofs-checks/notation/b.ts'],
  ['proofs-no-package', 'proofs-checks/kernel/a.ts', 'zod'],
  ['proofs-no-package', 'proofs-checks/mutation/a.ts', 'zod'],
  ['proofs-only-from-cli', 'src/exact/a.ts', '../../proofs-checks/b.js', 'proofs-checks/b.ts'],
  ['proofs-only-from-cli', 'src/verify/a.ts', '../../proofs-checks/b.js', 'proofs-checks/b.ts'],
  ['node-at-the-edge', 'src/problems/a.ts', 'node:fs'],
  ['node-at-the-edge', 'src/judge/a.ts', 'path'],
  ['node-at-the-edge', 'proofs-checks/a.ts', 'node:process'],
  ['node-at-the-edge', 'proofs-checks/coq/steps.ts', 'node:process'],
  ['node-at-the-edge', 'src/index.ts', 'node:fs/promises'],
  ['ml-matrix-in-fast', 'src/problems/a.ts', 'ml-matrix'],
  ['ml-matrix-in-fast', 'src/cli/a.ts', 'ml-matrix'],
  ['no-tests-in-code', 'src/exact/a.ts', '../../test/b.js', 'test/b.ts'],
  ['no-dev-package', 'src/problems/a.ts', 'vite'],
];

describe('a wrong arrow is reported', () => {
  firstOf(4, wrongArrows)(
    '%s: %s imports %s',
    async (rule: string, from: string, to: string, exists?: string) => {
      const { broken } = await cruiseTree({
        [from]: [to],
        ...(exists === undefined ? {} : { [exists]: [] }),
      });
      expect(broken.filter((found) => found.from === from).map((found) => found.rule)).toContain(rule);
    },
  );

  it('no-cycle: two files, and two files by their types alone', async () => {
    const values = await cruiseTree({ 'src/exact/a.ts': ['./b.js'], 'src/exact/b.ts': ['./a.js'] });
    expect(values.broken.map(({ rule }) => rule)).toContain('no-cycle');
    const types = await cruiseTree({ 'src/judge/a.ts': ['./b.js'], 'src/judge/b.ts': ['type ./a.js'] });
    expect(types.broken.map(({ rule }) => rule)).toContain('no-cycle');
  });

  it('covers every rule there is', async () => {
    const { default: config } = (await import('./layers.cjs')) as {
      default: { forbidden: readonly { readonly name: string }[] };
    };
    const shown = new Set([...wrongArrows.map(([rule]) => rule), 'no-cycle']);
    expect(config.forbidden.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
  });
});

it('right arrows are not reported', async () => {
  const { broken } = await cruiseTree({
    'spec/algebra/a.ts': [],
    'spec/model/a.ts': ['../algebra/a.js'],
    'spec/algorithms/a.ts': ['../model/a.js', '../algebra/a.js'],
    'spec/theorems/a.ts': ['../algorithms/a.js'],
    'spec/index.ts': ['./theorems/a.js'],
    'src/errors.ts': [],
    'src/reference/a.ts': ['../../spec/index.js'],
    'src/exact/a.ts': ['../../spec/index.js', '../reference/a.js', '../errors.js', 'zod'],
    'src/run-input.ts': ['../spec/index.js', './errors.js'],
    'src/fast/a.ts': ['../../spec/index.js', '../errors.js', '../run-input.js', 'ml-matrix'],
    'src/equations/a.ts': ['../exact/a.js', '../../spec/algebra/a.js'],
    'src/judge/a.ts': ['../exact/a.js', '../equations/a.js', '../../spec/index.js'],
    'src/problems/a.ts': ['../exact/a.js', 'zod'],
    'src/expectation/a.ts': ['../problems/a.js', '../judge/a.js'],
    'src/verify/a.ts': ['../judge/a.js', 'node:child_process'],
    'src/index.ts': ['./exact/a.js', './fast/a.js', './judge/a.js'],
    'proofs-checks/a.ts': ['../spec/index.js', '../src/exact/a.js'],
    'proofs-checks/derivation/schema.ts': ['zod'],
    'proofs-checks/coq/coqc.ts': ['node:child_process'],
    'spec/errors.ts': [],
    'proofs-checks/kernel/b.ts': [],
    'proofs-checks/kernel/a.ts': ['./b.js', '../../spec/errors.js'],
    'src/cli/main.ts': ['../index.js', '../../proofs-checks/a.js', '../verify/a.js', 'node:fs', 'zod'],
  });
  expect(broken).toEqual([]);
});
