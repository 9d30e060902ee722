/** The published vectors. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { manifestName, type Manifest, type Vector } from '../../verify/vectors/vector-schema.js';
import { packageRoot } from '../package.js';
import { readTextFile } from '../read-file.js';
import { printText } from '../text.js';

const folder = join(packageRoot, 'spec/vectors/v1');

/** The texts of all files, by name. */
export function vectorFiles(): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readTextFile(join(folder, name))]),
  );
}

/** Prints a line for each: id, how many mistakes it catches, purpose; or its open message. */
export function listVectors(asJson: boolean): void {
  const files = vectorFiles();
  const { files: listed } = JSON.parse(files.get(manifestName) ?? '') as Manifest;
  const vectors = listed.flatMap(({ name }) => JSON.parse(files.get(name) ?? '') as readonly Vector[]);
  const width = Math.max(...vectors.map(({ id }) => id.length));
  const lines = vectors.map(({ id, kills, open, purpose }) => {
    if (asJson) return JSON.stringify(open);
    const caught = new Set([...kills.tape, ...kills.callback]).size;
    return `${id.padEnd(width)}  ${String(caught).padStart(3)}  ${purpose}`;
  });
  printText(`${lines.join('\n')}\n`);
}
