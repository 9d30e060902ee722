/** A wrong problem file with the error that it must give, and short ways to write one. */
import { edited, explicitFile, leastSquaresFile, type Json } from './fixtures.js';

/** A wrong file. */
export interface MalformedFile {
  readonly name: string;
  readonly text: string;
  /** JSON path that the error names. */
  readonly path: string;
  /** What the message must contain: what is wrong, what was expected, how to fix it. */
  readonly parts: readonly string[];
  /** Whether the form alone is wrong, so that a JSON Schema sees it. */
  readonly isFormal: boolean;
}

type Path = readonly (string | number)[];

export const formal = (name: string, path: string, file: unknown, ...parts: string[]): MalformedFile => ({
  name,
  path,
  text: JSON.stringify(file),
  parts,
  isFormal: true,
});
export const meant = (name: string, path: string, file: unknown, ...parts: string[]): MalformedFile => ({
  ...formal(name, path, file, ...parts),
  isFormal: false,
});
export const syntax = (name: string, text: string, ...parts: string[]): MalformedFile => ({
  name,
  path: '$',
  text,
  parts,
  isFormal: false,
});

export const explicit = (path: Path, value: unknown): Json => edited(explicitFile, path, value);
export const table = (path: Path, value: unknown): Json =>
  edited(leastSquaresFile, ['leastSquares', ...path], value);
