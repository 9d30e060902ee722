/** Runs dependency-cruiser with the rules of the project on a tree: the repository, or a small one made up for a test. */
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTypeScriptConfig from 'dependency-cruiser/config-utl/extract-ts-config';

export const repository: string = fileURLToPath(new URL('../../', import.meta.url));

/** One broken rule. */
export interface BrokenRule {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** What was found in a tree. */
export interface Cruise {
  readonly broken: readonly BrokenRule[];
  /** The modules of the tree itself, packages left out. */
  readonly modules: readonly string[];
  /** Every import between them, as `from -> to`. */
  readonly imports: readonly string[];
}

/** Holds the folders of `baseDir` to the rules. */
export async function cruiseLayers(baseDir: string, folders: readonly string[]): Promise<Cruise> {
  const options = await extractOptions(`${repository}/test/architecture/layers.cjs`);
  const tsConfig = extractTypeScriptConfig(`${repository}/tsconfig.json`);
  const { output } = await cruise([...folders], { ...options, validate: true, baseDir }, undefined, {
    tsConfig,
  });
  const { modules, summary } = output as ICruiseResult;
  const own = modules.filter(({ source }) => folders.some((folder) => source.startsWith(`${folder}/`)));
  return {
    broken: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    modules: own.map(({ source }) => source),
    imports: own.flatMap(({ source, dependencies }) =>
      dependencies.map(({ resolved }) => `${source} -> ${resolved}`),
    ),
  };
}
