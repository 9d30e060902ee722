/** What the package exports, as sources. */
import { join } from 'node:path';

/** The source file of every public entry point of a package.json, by the name that users import. */
export function entryPointsOf(
  root: string,
  { name, exports }: { readonly name: string; readonly exports: Readonly<Record<string, unknown>> },
): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(exports).flatMap(([path, target]) => {
      const types =
        typeof target === 'object' && target !== null && 'types' in target ? String(target.types) : '';
      const source = /^\.\/dist\/(.+)\.d\.ts$/.exec(types)?.[1];
      return source === undefined ? [] : [[`${name}${path.slice(1)}`, join(root, `${source}.ts`)]];
    }),
  );
}
