/** What is loaded with a built file: everything that it imports statically, and what those import. */
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './run-cli.js';

/** What a file reaches. */
export interface Reached {
  readonly files: ReadonlySet<string>;
  /** The modules of Node that are asked for, each as `FILE imports NAME`. */
  readonly node: readonly string[];
  /** The packages that are asked for, by name. */
  readonly packages: ReadonlySet<string>;
}

/** The package of an import such as `csv-parse/sync`; undefined for files and modules of Node. */
export function packageOf(specifier: string): string | undefined {
  return /^(?!node:)(@[^/]+\/[^/]+|[a-z][^/:]*)/.exec(specifier)?.[1];
}

/** Follows the static imports of a built file. Types are gone in .js files alone. */
export function reach(entry: string): Reached {
  const files = new Set<string>();
  const packages = new Set<string>();
  const node: string[] = [];
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)\b[^;'"()]*['"]([^'"]+)['"]/gm,
    )) {
      if (name.startsWith('node:')) node.push(`${relative(root, file)} imports ${name}`);
      if (name.startsWith('.')) visit(join(dirname(file), name));
      const from = packageOf(name);
      if (from !== undefined) packages.add(from);
    }
  };
  visit(entry);
  return { files, node, packages };
}
