/** The check of a folder: one clear error for each way to spoil one. */
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import {
  checkVectors,
  formatVectorCheck,
  type VectorCheck,
} from '../../../src/verify/vectors/check-vectors.js';
import {
  formatVectors,
  manifestName,
  sha256,
  type VectorFiles,
} from '../../../src/verify/vectors/create-vectors.js';
import { readVectorFiles } from '../../../src/verify/vectors/read-vectors.js';
import type { Vector } from '../../../src/verify/vectors/vector-schema.js';
import { publishedFiles } from './made-once.js';

const published = publishedFiles();
const planar = JSON.parse(published.get('planar.json') ?? '') as readonly Vector[];

/** The published files with one replaced. */
const withFile = (name: string, text: string): VectorFiles => new Map([...published, [name, text]]);

/** The same with its checksum in the manifest. */
function withListed(name: string, text: string): VectorFiles {
  const manifest = published.get(manifestName) ?? '';
  const listed = manifest.replace(sha256(published.get(name) ?? ''), sha256(text));
  return new Map([...withFile(name, text), [manifestName, listed]]);
}

const withPlanar = (change: (vector: Vector) => unknown): string =>
  formatVectors(planar.map((vector, index) => (index === 0 ? (change(vector) as Vector) : vector)));

const check = (files: VectorFiles): VectorCheck => checkVectors(files, 'DIR', published);

function messageOf(files: VectorFiles): string {
  try {
    check(files);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'no error';
}

describe('files that are no vectors', () => {
  it.each([
    ['half a file', (published.get('planar.json') ?? '').slice(0, 900), 'DIR/planar.json'],
    ['an unknown key', withPlanar((vector) => ({ ...vector, note: '' })), 'DIR/planar.json at $[0]'],
    ['another format', withPlanar((vector) => ({ ...vector, format: 'auxopt-vector/2' })), '$[0].format'],
    [
      'a number that is no text',
      withPlanar((vector) => ({
        ...vector,
        expected: vector.expected.map((state) => ({ ...state, x: [1, 2] })),
      })),
      '$[0].expected[0].x[0]',
    ],
    ['no vectors', '[]\n', 'DIR/planar.json'],
  ])('%s: one error that says where', (_what, text, where) => {
    const message = messageOf(withFile('planar.json', text));
    expect(message).toContain(where);
    expect(message.split('\n')).toHaveLength(1);
  });

  it('an id that is there twice', () => {
    const twice = withPlanar((vector) => ({ ...vector, id: 'aux-mom/zero' }));
    expect(messageOf(withListed('planar.json', twice))).toContain(
      'DIR/zero.json: the id "aux-mom/zero" is there twice; expected an id that no other vector has; the first is in DIR/planar.json',
    );
  });

  it('a file that is missing', () => {
    const files = new Map([...published].filter(([name]) => name !== 'long.json'));
    expect(messageOf(files)).toContain('DIR: the file long.json is missing');
    expect(messageOf(new Map())).toContain('DIR: the file manifest.json is missing');
  });
});

describe('files that were changed', () => {
  const edited = withPlanar((vector) => ({
    ...vector,
    expected: vector.expected.map((state) => (state.round === 2 ? { ...state, x: ['0.5', '0.5'] } : state)),
  }));

  it('are found by their checksums', () => {
    const report = check(withFile('planar.json', edited));
    expect(report).toMatchObject({ verdict: 'fail', problems: [{ where: 'planar.json' }] });
    expect(report.problems[0]?.problem).toContain(sha256(edited));
    expect(formatVectorCheck(report)).toMatch(
      /\n {2}planar\.json: its SHA-256 is .*\nfail: files were changed\.\n$/,
    );
    const [stray] = check(withFile('more.json', '[]')).problems;
    expect(stray).toEqual({ where: 'more.json', problem: 'the manifest does not list this file' });
  });

  it('are found by what is made again where the manifest was changed too', { tags: 'long' }, () => {
    const report = check(withListed('planar.json', edited));
    expect(report.verdict).toBe('fail');
    const [value, checksum] = report.problems;
    expect(value?.where).toBe('planar.json at $[0].expected[2].x[0] of aux-mom/planar');
    expect(value?.problem).toMatch(/^"0\.5" was found; "0\.\d+" was made again$/);
    expect(checksum?.where).toBe('manifest.json at $.files[0].sha256');
    expect(report.problems).toHaveLength(2);
  });

  it(
    'are found where a claim of a kill was added, or the text is other text for the same data',
    { tags: 'long' },
    () => {
      const claimed = withPlanar((vector) => ({
        ...vector,
        kills: { ...vector.kills, tape: ['nothing', ...vector.kills.tape] },
      }));
      expect(check(withListed('planar.json', claimed)).problems[0]?.where).toContain('$[0].kills.tape');
      const spaced = `${JSON.stringify(planar, null, 2)}\n`;
      expect(check(withListed('planar.json', spaced)).problems[0]).toEqual({
        where: 'planar.json',
        problem: 'the same data, written in another way',
      });
    },
  );
});

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

describe('the published files', () => {
  it('hold', () => {
    const report = check(published);
    expect(report).toMatchObject({ verdict: 'pass', problems: [] });
    expect(formatVectorCheck(report)).toContain('pass: every file was made again, byte for byte.');
  });

  it('are small enough to read', () => {
    const { manifest, vectors } = readVectorFiles(published, 'published');
    expect(manifest.counts).toMatchObject({ files: published.size - 1, vectors: vectors.length });
    for (const vector of vectors) {
      expect(vector.open).toMatchObject({ case: vector.id, session: vector.id, oracleMode: 'tape' });
      expect(vector.expected).toHaveLength(vector.open.parameters.roundCount + 1);
    }
  });
});
