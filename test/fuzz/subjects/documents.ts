/** Valid documents to begin from: the files of the project itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The root of the checkout: the subjects are always run from there. */
const root = process.cwd();

/** The text of a file of the checkout. */
export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The JSON documents of a folder, those of at most so many characters. */
export function jsonFiles(folder: string, pattern: RegExp, most = 6000): readonly unknown[] {
  return readdirSync(join(root, folder))
    .filter((name) => pattern.test(name))
    .map((name) => textOf(join(folder, name)))
    .filter(({ length }) => length <= most)
    .map((text): unknown => JSON.parse(text));
}

/** The first lines of a table, header included. */
export function firstLines(path: string, count: number): string {
  return `${textOf(path).split('\n').slice(0, count).join('\n')}\n`;
}
