/** The published vectors: of their schemas, listed by their sums, and each with all of its states. */
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { manifestName, type Manifest, type Vector } from '../../../src/verify/vectors/vector-schema.js';
import { sha256 } from './create-vectors.js';
import { publishedFiles } from './made-once.js';

const published = publishedFiles();
const read = (name: string): unknown => JSON.parse(published.get(name) ?? '');
const planar = read('planar.json') as readonly Vector[];

describe('the published schemas', () => {
  const folder = new URL('../../../spec/schemas/', import.meta.url);
  const schemaOf = (name: string) =>
    JSON.parse(readFileSync(new URL(`${name}.schema.json`, folder), 'utf8')) as Record<string, unknown>;
  const compile = (name: string): ValidateFunction =>
    new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schemaOf(name));

  it('accept every published file, and refuse what they do not name', () => {
    const [vectors, manifest] = [compile('vector'), compile('vector-manifest')];
    for (const [name, text] of published) {
      const document: unknown = JSON.parse(text);
      const validate = name === manifestName ? manifest : vectors;
      expect([name, validate(document), validate.errors]).toEqual([name, true, null]);
    }
    expect(vectors(planar.map((vector) => ({ ...vector, note: '' })))).toBe(false);
    expect(vectors(planar.map(({ expected: _, ...rest }) => rest))).toBe(false);
  });

  it.each(['vector', 'vector-manifest'])('%s has every field on its page', (name) => {
    const text = ['vectors', 'protocol']
      .map((page) => readFileSync(new URL(`../../docs/formats/${page}.md`, folder), 'utf8'))
      .join('');
    const names = [...JSON.stringify(schemaOf(name)).matchAll(/"properties":\{"(\w+)"|\},"(\w+)":\{/g)]
      .flatMap(([, first, next]) => first ?? next ?? [])
      .filter((key) => !['items', 'properties', 'anyOf'].includes(key));
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((key) => !new RegExp(`[\`"{ ]${key}[\`"},? ]`).test(text))).toEqual([]);
  });
});

it('the published files are those of the manifest, with their sums', () => {
  const { files, counts } = read(manifestName) as Manifest;
  expect(files.map(({ name }) => name).toSorted()).toEqual(
    [...published.keys()].filter((name) => name !== manifestName).toSorted(),
  );
  for (const { name, sha256: listed } of files) expect(sha256(published.get(name) ?? '')).toBe(listed);
  const vectors = files.flatMap(({ name }) => read(name) as readonly Vector[]);
  expect(counts).toMatchObject({ files: files.length, vectors: vectors.length });
  expect(new Set(vectors.map(({ id }) => id)).size).toBe(vectors.length);
  for (const vector of vectors) {
    expect(vector.open).toMatchObject({ case: vector.id, session: vector.id, oracleMode: 'tape' });
    expect(vector.expected).toHaveLength(vector.open.parameters.roundCount + 1);
  }
});
