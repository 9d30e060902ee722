/** Every example of a docstring compiles against the package's own exports, runs, and gives what its comments say. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { findExamples, toProgram } from '../support/doc-examples.js';
import { root } from '../support/run-cli.js';
import { firstOf } from '../support/some-of.js';

// Inside the checkout, so that `auxopt/…` resolves to the package itself.
mkdirSync(join(root, 'test/docs/.generated'), { recursive: true });
const folder = mkdtempSync(join(root, 'test/docs/.generated/run-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const examples = findExamples();
const programs = examples.map((example, index) => {
  const file = join(folder, `example-${index}.mts`);
  writeFileSync(file, toProgram(example));
  return { ...example, file };
});

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  skipLibCheck: true,
  types: ['node'],
};

describe('docstring examples', () => {
  it('are found, and most of them check a value', () => {
    expect(examples.length).toBeGreaterThanOrEqual(15);
    const checking = programs.filter((program) => toProgram(program).includes('expectEqual('));
    expect(checking.length).toBeGreaterThan(examples.length / 2);
  });

  it('compile against the exports of the package', { tags: 'long' }, () => {
    const program = ts.createProgram(
      programs.map(({ file }) => file),
      { ...options, noEmit: true },
    );
    const messages = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
      const at = programs.find((candidate) => candidate.file === file?.fileName)?.name ?? file?.fileName;
      return `${at}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
    expect(messages).toEqual([]);
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
    const source = ts.sys.readFile(file) ?? '';
    const script = file.replace(/\.mts$/, '.mjs');
    writeFileSync(
      script,
      ts.transpileModule(source, { compilerOptions: options, fileName: file }).outputText,
    );
    await import(/* @vite-ignore */ pathToFileURL(script).href);
  });

  it('would fail where a comment is wrong', async () => {
    const script = join(folder, 'wrong.mjs');
    writeFileSync(script, toProgram({ name: 'wrong', code: '1 + 1; // 3\n', isDeclarative: false }));
    await expect(import(/* @vite-ignore */ pathToFileURL(script).href)).rejects.toThrow(
      /Expected values to be strictly/,
    );
  });
});
