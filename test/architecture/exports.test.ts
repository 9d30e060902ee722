/** What the package exports: how much, and that every function of it has an example. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type ts from 'typescript';
import { expect, it } from 'vitest';
import { root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
};

/** An exported value. */
interface Exported {
  readonly name: string;
  readonly isFunction: boolean;
  /** Its docstring. */
  readonly text: string;
}

/** The values that modules export, with their docstrings. */
async function valuesOf(files: readonly string[]): Promise<readonly (readonly Exported[])[]> {
  const { default: ts } = await import('typescript');
  const options = { module: ts.ModuleKind.NodeNext, noLib: true, types: [] };
  const host = ts.createCompilerHost(options);
  // packages are not read: that takes ten seconds, and no docstring is there
  host.resolveModuleNameLiterals = (literals, from) =>
    literals.map(({ text }) => ({
      resolvedModule: text.startsWith('.')
        ? { resolvedFileName: join(dirname(from), text.replace(/js$/, 'd.ts')), extension: '.d.ts' }
        : undefined,
    }));
  const program = ts.createProgram(files, options, host);
  const checker = program.getTypeChecker();
  return files.map((file) => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    return checker.getExportsOfModule(module as ts.Symbol).flatMap((exported) => {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      if (!(symbol.flags & ts.SymbolFlags.Value)) return [];
      const isFunction = checker.getTypeOfSymbol(symbol).getCallSignatures().length > 0;
      const tags = symbol.getJsDocTags().map(({ name }) => `@${name}`);
      const comment = ts.displayPartsToString(symbol.getDocumentationComment(checker));
      return [{ name: exported.name, isFunction, text: [comment, ...tags].join('\n') }];
    });
  });
}

/** What pages and docstrings import from the package: the tests run all of them. */
const shown = new Set(
  execFileSync('git', ['grep', '-l', "from 'auxopt"], { cwd: root, encoding: 'utf8' })
    .trimEnd()
    .split('\n')
    .flatMap((file) => [
      ...readFileSync(join(root, file), 'utf8').matchAll(/import \{([^}]*)\} from 'auxopt[a-z/]*'/g),
    ])
    .flatMap(([, names = '']) => names.split(/[^A-Za-z]+/)),
);

/** The functions without an example. */
const withoutExample = (values: readonly Exported[]): readonly string[] =>
  values
    .filter(({ name, isFunction, text }) => isFunction && !shown.has(name) && !text.includes('@example'))
    .map(({ name }) => name);

const entries = Object.entries(exports).flatMap(([name, target]) =>
  typeof target === 'string' ? [] : [{ name, file: join(root, target.types) }],
);

it('exports few values, each function with an example', { tags: ['long', 'gate'] }, async () => {
  const values = await valuesOf(entries.map(({ file }) => file));
  expect(values.flat().length).toBeLessThanOrEqual(186);
  expect(values[entries.findIndex(({ name }) => name === './properties')]?.length).toBeLessThanOrEqual(12);
  expect(values.flat().filter(({ isFunction }) => isFunction).length).toBeGreaterThan(100);
  expect(values.flatMap(withoutExample)).toEqual([]);
});

it('would notice a function that is only named', { tags: 'long' }, async () => {
  const file = join(temporaryFolder(), 'entry.d.ts');
  writeFileSync(
    file,
    `/** Doubles. */
export declare function twice(x: number): number;
/**
 * Halves.
 * @example
 * half(2); // 1
 */
export declare function half(x: number): number;
/** Two. */
export declare const two: number;
`,
  );
  const [found = []] = await valuesOf([file]);
  expect(found.map(({ name }) => name)).toEqual(['twice', 'half', 'two']);
  expect(withoutExample(found)).toEqual(['twice']);
});
