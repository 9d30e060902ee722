import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { schemas } from '../../../src/cli/print/command.js';
import { expectationsFormat, parseExpectations } from '../../../src/verify/report/expectations.js';
import { transcriptEntry } from '../../../src/verify/report/transcript.js';
import { formatVerifyJson, verifyReportSchema } from '../../../src/verify/report/verify-report.js';
import { replySchemas } from '../../../src/verify/protocol/replies.js';
import { requestSchemas } from '../../../src/verify/protocol/requests.js';
import { auxopt } from '../../support/run-cli.js';
import { anyReport, reportOf } from './arbitrary-report.js';
import { failedResult } from './sample-results.js';
import { firstOf } from '../../support/some-of.js';
import { forAll } from '../../support/for-all.js';

const folder = new URL('../../../spec/schemas/', import.meta.url);
const page = (name: string): string =>
  readFileSync(new URL(`../../../docs/formats/${name}.md`, import.meta.url), 'utf8');
const published = (name: string): string => readFileSync(new URL(`${name}.schema.json`, folder), 'utf8');
const validatorOf = (name: string): ValidateFunction =>
  // a schema of a union says its type in each branch
  new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(
    JSON.parse(published(name)) as Record<string, unknown>,
  );

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

describe('the published JSON Schemas', () => {
  it.each(Object.keys(schemas))('%s is the generated one, byte for byte', (name) => {
    expect(published(name)).toBe(schemas[name]?.());
  });

  it('are all there, and no others', () => {
    expect(readdirSync(folder).sort()).toEqual(
      Object.keys(schemas)
        .map((name) => `${name}.schema.json`)
        .sort(),
    );
  });

  it('are printed one by one, and written all at once', () => {
    expect(auxopt(['print', 'schemas', 'verify'])).toEqual({
      code: 0,
      stdout: published('verify'),
      stderr: '',
    });
    const target = mkdtempSync(join(tmpdir(), 'auxopt-schemas-'));
    try {
      expect(auxopt(['print', 'schemas', '--out', target])).toEqual({ code: 0, stdout: '', stderr: '' });
      for (const name of Object.keys(schemas)) {
        expect(readFileSync(join(target, `${name}.schema.json`), 'utf8')).toBe(published(name));
      }
    } finally {
      rmSync(target, { recursive: true });
    }
  });

  it.each(['verify', 'certificate', 'expectations', 'transcript', 'protocol'])(
    '%s has every field on its page',
    (name) => {
      const names = [...new Set(propertyNames(JSON.parse(published(name))))];
      const text = name === 'protocol' ? page(name) : page(name) + page('protocol');
      const missing = names.filter((key) => !new RegExp(`[\`"{ .]${key}[\`"},? ]`).test(text));
      expect(names.length).toBeGreaterThan(3);
      expect(missing).toEqual([]);
    },
  );
});

describe('auxopt-verify/2', () => {
  const validate = validatorOf('verify');

  firstOf(1, [[100], [500]])('accepts every report: %i of them', (numRuns) => {
    forAll(numRuns, [anyReport], (report) => {
      const document: unknown = JSON.parse(formatVerifyJson(report));
      validate(document);
      expect(validate.errors ?? []).toEqual([]);
      expect(verifyReportSchema.safeParse(document).success).toBe(true);
    });
  });

  const good = JSON.parse(formatVerifyJson(reportOf([failedResult]))) as Record<string, unknown>;

  it.each([
    ['another format', { format: 'auxopt-verify/1' }],
    ['an unknown verdict', { verdict: 'acceptable' }],
    ['an unknown key', { seconds: 3 }],
    ['no counts', { counts: {} }],
    ['half a case', { results: [{ id: 'a' }] }],
    ['an unknown verdict of a case', { results: [{ ...failedResult, verdict: 'acceptable' }] }],
    ['half a case', { cases: 0.5 }],
    [
      'null for a double',
      { results: [{ ...failedResult, violation: { ...failedResult.violation, bound: null } }] },
    ],
  ])('refuses %s', (_what, change) => {
    expect(validate(good)).toBe(true);
    expect(validate({ ...good, ...change })).toBe(false);
    expect(verifyReportSchema.safeParse({ ...good, ...change }).success).toBe(false);
  });

  it('writes doubles that are not finite by their names', () => {
    const { violation } = failedResult;
    if (violation === undefined) throw new Error('the sample has a violation');
    const text = formatVerifyJson(
      reportOf([{ ...failedResult, violation: { ...violation, fraction: Infinity } }]),
    );
    expect(text).toContain('"fraction": "Infinity"');
  });
});

describe('the schema of the protocol', () => {
  const validate = validatorOf('protocol');
  const examples = [...page('protocol').matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) => text);

  it('accepts the messages of its page, and names every message', () => {
    expect(examples.length).toBeGreaterThanOrEqual(4);
    for (const example of examples) {
      validate(JSON.parse(example));
      expect(validate.errors ?? []).toEqual([]);
    }
    const titles = [...published('protocol').matchAll(/"title": "(\w+: \w+)"/g)].map(([, title]) => title);
    expect(titles.sort()).toEqual(
      [
        ...Object.keys(requestSchemas).map((type) => `kit: ${type}`),
        'kit: oracleResult',
        'kit: minibatchResult',
        ...Object.keys(replySchemas).map((type) => `implementation: ${type}`),
      ].sort(),
    );
  });

  it('refuses what the page does not name', () => {
    for (const example of examples) {
      const message = JSON.parse(example) as Record<string, unknown>;
      expect(validate({ ...message, extra: 1 })).toBe(false);
      expect(validate({ ...message, type: 'other' })).toBe(false);
    }
  });
});

describe('the schemas of expectations and transcripts', () => {
  it('accept the examples of their pages', () => {
    const [expectations = ''] = [...page('expectations').matchAll(/```json\n([\s\S]*?)```/g)].map(
      ([, text = '']) => text,
    );
    expect(validatorOf('expectations')(JSON.parse(expectations))).toBe(true);
    expect(parseExpectations(expectations, 'page').format).toBe(expectationsFormat);
    expect(validatorOf('expectations')({ format: expectationsFormat, expected: [{ case: 'a' }] })).toBe(
      false,
    );
  });

  it('accept every line of a transcript', () => {
    const validate = validatorOf('transcript');
    const [text = ''] = [...page('transcript').matchAll(/```jsonl\n([\s\S]*?)```/g)].map(
      ([, found = '']) => found,
    );
    const lines = text.trim().split('\n');
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines) expect([line, validate(JSON.parse(line))]).toEqual([line, true]);
    expect(validate(transcriptEntry('log', new Uint8Array([255])))).toBe(true);
    expect(validate({ from: 'nobody', line: '' })).toBe(false);
  });
});
