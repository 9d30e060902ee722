import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { formatProblemFileJsonSchema } from '../../src/problems/problem-schema.js';
import { explicitFile, leastSquaresFile } from './fixtures.js';
import { malformedFiles } from './malformed-files.js';

const published = readFileSync(
  new URL('../../spec/schemas/problem-file.schema.json', import.meta.url),
  'utf8',
);
const parsed = JSON.parse(published) as Record<string, unknown>;
const examples = new URL('../../docs/examples/', import.meta.url);
const page = readFileSync(new URL('../../docs/formats/problem-file.md', import.meta.url), 'utf8');

/** Every property name in a JSON Schema, at any depth. */
function propertyNames(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties, ...rest } = schema as { properties?: Record<string, unknown> };
  return [
    ...Object.keys(properties ?? {}),
    ...Object.values(properties ?? {}).flatMap(propertyNames),
    ...Object.values(rest).flatMap(propertyNames),
  ];
}

describe('the published JSON Schema', () => {
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(parsed);

  it('is the generated one, byte for byte', () => {
    expect(published).toBe(formatProblemFileJsonSchema());
  });

  it.each(readdirSync(examples).filter((name) => name.endsWith('.json')))(
    'accepts docs/examples/%s',
    (name) => {
      validate(JSON.parse(readFileSync(new URL(name, examples), 'utf8')));
      expect(validate.errors ?? []).toEqual([]);
    },
  );

  it('accepts the fixtures', () => {
    expect([validate(explicitFile), validate(leastSquaresFile)]).toEqual([true, true]);
  });

  it.each(malformedFiles.filter(({ isFormal }) => isFormal))('rejects $name', ({ text }) => {
    expect(validate(JSON.parse(text))).toBe(false);
  });

  it('describes every field, and so does the page', () => {
    const names = [...new Set(propertyNames(parsed))];
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
    const undescribed = (schema: unknown): string[] => {
      if (typeof schema !== 'object' || schema === null) return [];
      const { properties = {} } = schema as { properties?: Record<string, { description?: string }> };
      return [
        ...Object.keys(properties).filter((name) => properties[name]?.description === undefined),
        ...Object.values(schema).flatMap(undescribed),
      ];
    };
    expect(undescribed(parsed)).toEqual([]);
  });
});
