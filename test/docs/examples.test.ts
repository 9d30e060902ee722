/** Every code block of the documentation and every example of a docstring runs, and gives what it says. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { toProgram, findExamples } from '../support/doc-examples.js';
import {
  blocksOf,
  findBlocks,
  missingLines,
  readConsole,
  runnable,
  scriptsOfClone,
  type MarkdownBlock,
} from '../support/markdown-examples.js';
import { root } from '../support/run-cli.js';
import { firstOf } from '../support/some-of.js';

// Inside the checkout, so that `auxopt/…` resolves to the package itself.
mkdirSync(join(root, 'test/docs/.generated'), { recursive: true });
const folder = mkdtempSync(join(root, 'test/docs/.generated/guide-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const all = findBlocks();
const isOfClone = ({ language, code }: MarkdownBlock): boolean =>
  language === 'sh' && scriptsOfClone(code) !== undefined;
const blocks = all.filter((block) => !isOfClone(block));
const pages = [...new Set(blocks.map(({ page }) => page))];

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  skipLibCheck: true,
  types: ['node'],
};

const toJavaScript = (source: string): string =>
  ts.transpileModule(source, { compilerOptions: options, fileName: 'block.mts' }).outputText;

/** What the compiler says of programs. */
function complaintsAbout(files: readonly { readonly name: string; readonly file: string }[]) {
  const program = ts.createProgram(
    files.map(({ file }) => file),
    { ...options, noEmit: true },
  );
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const at = files.find((candidate) => candidate.file === file?.fileName)?.name ?? file?.fileName;
    return `${at}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

/** `npx auxopt` runs the checkout's own build, without asking a registry. */
const prelude = `npx() { if [ "$1" = auxopt ]; then shift; node '${join(root, 'dist/src/cli/main.js')}' "$@"; else command npx "$@"; fi; }
set -e
`;

function run(command: string, args: readonly string[], cwd: string, input?: string) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    timeout: 240_000,
    env: { ...process.env, COLUMNS: '200' }, // pages show tables as a wide terminal does
    input,
  });
  return { status, output: `${stdout}${stderr}` };
}

function runBlock({ language, code, name }: MarkdownBlock, cwd: string) {
  if (language === 'sh') return run('bash', ['-c', `${prelude}${code}`], cwd);
  if (language === 'console')
    return run('bash', ['-c', `${prelude.replace('set -e', '')}${readConsole(code).commands}`], cwd);
  if (language === 'python') return run('python3', ['-'], cwd, code);
  const script = join(cwd, `block-${name.replaceAll(/\W/g, '-')}.mjs`);
  writeFileSync(script, toJavaScript(toProgram({ name, code, isDeclarative: false })));
  return run(process.execPath, [script], cwd);
}

/** A folder that looks like the checkout to a command. */
function scratchFolder(page: string): string {
  const cwd = join(folder, page.replaceAll(/\W/g, '-'));
  mkdirSync(cwd, { recursive: true });
  for (const name of ['docs', 'spec']) symlinkSync(join(root, name), join(cwd, name));
  return cwd;
}

/** Pages whose blocks need a folder that is set up for them: the test that sets it up, and runs them. */
const ownTests: Readonly<Record<string, string>> = {
  'docs/guide/property-suites.md': 'property-suites',
  'docs/guide/verify-c.md': 'guides',
  'docs/guide/verify-javascript.md': 'guides',
  'docs/guide/verify-python.md': 'verify-python',
  'docs/guide/own-method.md': 'own-method',
};

/** Pages with commands that take long; what they print is in `test/cli` and `test/verify/real-optimizers` too. */
const longPages: readonly string[] = [
  ...['settings', 'real-optimizers', 'ci', 'read-a-failure', 'start', 'train'].map((page) => `guide/${page}`),
  ...['learn/settings', 'learn/by-example', 'formats/advise', 'formats/vectors', 'theory/benefit'],
]
  .map((page) => `docs/${page}.md`)
  .concat('README.md');

/** The comments of a program beside what it logs: a line each. */
function logsOf(code: string): string {
  return [...code.matchAll(/^(?:console\.log|print)\(.*\)(?:; \/\/| {2}#) (.*)$/gm)]
    .map(([, said]) => said)
    .join('\n');
}

describe('code blocks of the documentation', () => {
  it('that only need a clone name scripts that it has', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
    const named = all.filter(isOfClone).flatMap(({ code }) => scriptsOfClone(code) ?? []);
    const known = [...Object.keys(scripts), 'ci', 'cit', 'pack'];
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
    expect(named.length).toBeGreaterThanOrEqual(20);
  });

  it('are found on every page that promises any, and those that do not run say why', () => {
    const ran = blocks.filter(({ language, noRun }) => runnable.includes(language) && noRun === undefined);
    expect(ran.length).toBeGreaterThanOrEqual(10);
    const skipped = blocks.filter(({ noRun }) => noRun !== undefined);
    expect(skipped.filter(({ noRun }) => (noRun ?? '').length < 10)).toEqual([]);
    // More pages may come, but most blocks must run.
    expect(skipped.length).toBeLessThan(ran.length / 2);
  });

  it('in TypeScript compile against the exports of the package', { tags: ['long', 'gate'] }, () => {
    const files = blocks
      .filter(({ language, noRun }) => language === 'ts' && noRun === undefined)
      .map((block) => {
        const file = join(folder, `check-${block.name.replaceAll(/\W/g, '-')}.mts`);
        writeFileSync(file, toProgram({ ...block, isDeclarative: false }));
        return { name: block.name, file };
      });
    expect(complaintsAbout(files)).toEqual([]);
  });

  it('of pages that build on files of the examples have tests of their own', () => {
    for (const [page, test] of Object.entries(ownTests))
      expect(readFileSync(join(root, `test/docs/${test}.test.ts`), 'utf8')).toContain(page.split('/').at(-1));
  });

  /** Every block of a page, in order. */
  function runPage(page: string): void {
    const cwd = scratchFolder(page);
    let last: ReturnType<typeof run> = { status: 0, output: '' };
    for (const block of blocks.filter((one) => one.page === page && one.noRun === undefined)) {
      if (block.file !== undefined) writeFileSync(join(cwd, block.file), block.code);
      if (block.isOutput) expect(missingLines(block.code, last.output), block.name).toEqual([]);
      if (block.setup !== undefined)
        expect(run('bash', ['-ec', prelude + block.setup], cwd)).toMatchObject({ status: 0 });
      if (!runnable.includes(block.language)) continue;
      last = runBlock(block, cwd);
      const printed = block.language === 'console' ? readConsole(block.code).printed : logsOf(block.code);
      expect(missingLines(printed, last.output), block.name).toEqual([]);
      expect(last.status, `${block.name}: ${last.output}`).toBe(block.exit);
    }
  }

  const ran = pages.filter((page) => ownTests[page] === undefined);

  it.each(ran.filter((page) => !longPages.includes(page)))('%s', runPage);
  it.each(longPages)('%s, which takes long', { tags: 'long', timeout: 300_000 }, (page) => {
    expect(ran).toContain(page);
    runPage(page);
  });
});

describe('the runner of code blocks', () => {
  const cwd = scratchFolder('controls');
  const only = (text: string): MarkdownBlock => blocksOf('control', text)[0] as MarkdownBlock;

  it.each([
    ['a command that fails', '```sh\nnpx auxopt run nothing.json\necho goes on\n```', 2],
    ['a wrong comment', '```ts\n1 + 1; // 3\n```', 1],
    ['a Python error', '```python\nraise SystemExit(4)\n```', 4],
  ])('sees %s', (_name, text, status) => {
    expect(runBlock(only(text), cwd).status).toBe(status);
  });

  it('reads the marks before a block', () => {
    const block = only('<!-- no-run: needs a network -->\n\n<!-- exit: 2 -->\n\n```sh\nfalse\n```');
    expect(block).toMatchObject({ noRun: 'needs a network', exit: 2, name: 'control:5' });
  });

  it('misses a line that was not printed', () => {
    expect(missingLines('one\ntwo … and\nthree', 'one\ntwo (2) and\n')).toEqual(['three']);
  });
});

const examples = findExamples();
const programs = examples.map((example, index) => {
  const file = join(folder, `example-${index}.mts`);
  writeFileSync(file, toProgram(example));
  return { ...example, file };
});

describe('docstring examples', () => {
  it('are found, and most of them check a value', () => {
    expect(examples.length).toBeGreaterThanOrEqual(15);
    const checking = programs.filter((program) => toProgram(program).includes('expectEqual('));
    expect(checking.length).toBeGreaterThan(examples.length / 2);
  });

  it('compile against the exports of the package', { tags: ['long', 'gate'] }, () => {
    expect(complaintsAbout(programs)).toEqual([]);
  });

  /** Those that search, measure or verify at length. */
  const longFiles = ['advise/advise', 'adapters/describe-optimizer', 'properties/optimizer-properties'];
  const isLong = (name: string): boolean => longFiles.some((part) => name.includes(`${part}.ts:`));
  const ran = programs.filter(({ isDeclarative }) => !isDeclarative);
  firstOf(
    ran.filter(({ name }) => !isLong(name)).length,
    ran
      .toSorted((one, other) => Number(isLong(one.name)) - Number(isLong(other.name)))
      .map(({ name, file }) => [name, file] as const),
  )('%s runs and gives what it says', async (_name, file) => {
    const script = file.replace(/\.mts$/, '.mjs');
    writeFileSync(script, toJavaScript(readFileSync(file, 'utf8')));
    await import(/* @vite-ignore */ pathToFileURL(script).href);
  });

  it('would fail where a comment is wrong', async () => {
    const script = join(folder, 'wrong.mjs');
    writeFileSync(script, toProgram({ name: 'wrong', code: '1 + 1; // 3\n', isDeclarative: false }));
    const wrong = import(/* @vite-ignore */ pathToFileURL(script).href);
    await expect(wrong).rejects.toThrow('Expected values to be strictly');
  });
});
