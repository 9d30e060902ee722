/** Where this package is. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The nearest folder above with a package.json: so it holds in a checkout, from dist, and under any name it is installed by. */
function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}

/** The folder of its package.json. */
export const packageRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)));

/** Where its pages are. */
const pageFolder: string = join(packageRoot, 'spec/methods');

/** The file of a page that ships with it. */
export const pageFile = (name: string): string => join(pageFolder, `${name}.md`);

/** The pages that ship with it, by name. */
export const pageNames = (): readonly string[] =>
  existsSync(pageFolder)
    ? readdirSync(pageFolder).flatMap((file) => (file.endsWith('.md') ? [file.slice(0, -'.md'.length)] : []))
    : [];

/** Their texts by name; nothing is parsed. */
export const pageTexts = (): ReadonlyMap<string, string> =>
  new Map(pageNames().map((name) => [name, readFileSync(pageFile(name), 'utf8')]));
