/** The guides: their code is the example files, their commands work in an empty folder, their conversation is the protocol. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDouble } from '../../src/verify/protocol/numbers.js';
import { replySchemas } from '../../src/verify/protocol/replies.js';
import { oracleResultSchema, requestSchemas } from '../../src/verify/protocol/requests.js';
import { builds } from '../support/compile-c.js';
import { blocksOf } from '../support/markdown-examples.js';
import { root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The code blocks of a page in one language, but for parts of programs. */
function blocks(page: string, language: string): string[] {
  return blocksOf(page, read(`docs/guide/${page}`))
    .filter((block) => block.language === language && block.noRun === undefined)
    .map(({ code }) => code);
}

/** Runs the commands of a page in a folder of their own, as somebody would who has the package there. */
function follow(page: string, files: Readonly<Record<string, string>>) {
  const place = join(folder, page);
  mkdirSync(join(place, 'node_modules'), { recursive: true });
  symlinkSync(root, join(place, 'node_modules/auxopt'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text);
  const { NODE_OPTIONS: _, VITEST: __, NODE_TEST_CONTEXT: ___, ...env } = process.env;
  return blocks(page, 'sh')
    .flatMap((block) => block.trim().split('\n'))
    .map((command) => {
      const [name = '', ...words] = command
        .replace('npx auxopt', 'node node_modules/auxopt/dist/src/cli/main.js')
        .split(' ');
      const { status, stdout, stderr } = spawnSync(name, words, { cwd: place, env, encoding: 'utf8' });
      return { command, status, stdout, stderr };
    });
}

describe.each([
  ['verify-c.md', 'c', ['docs/examples/adapters/aux_mom.c']],
  [
    'verify-javascript.md',
    'js',
    ['docs/examples/adapters/aux-mom.mjs', 'docs/examples/adapters/in-process.test.mjs'],
  ],
])('%s', (page, language, files) => {
  it('shows the example files, whole and in order', () => {
    expect(blocks(page, language).length).toBeGreaterThan(files.length);
    expect(blocks(page, language).join('\n')).toBe(files.map(read).join('\n'));
  });
});

describe('the commands of the guides', { tags: ['long', 'gate'] }, () => {
  it('C: from an empty folder to a verdict', () => {
    const steps = follow('verify-c.md', { 'aux_mom.c': blocks('verify-c.md', 'c').join('\n') });
    expect(steps.map(({ command, status }) => [command, status])).toEqual([
      ['npx auxopt adapter c --out auxopt_adapter.h', 0],
      ['cc -std=c99 -O2 -o aux_mom aux_mom.c', 0],
      ['npx auxopt verify -- ./aux_mom', 0],
    ]);
    expect(steps[2]?.stdout).toMatch(/^PASS: \d+ of \d+ tested cases passed/m);
  });

  it('JavaScript: from an empty folder to a verdict', () => {
    const test = read('docs/examples/adapters/in-process.test.mjs');
    const steps = follow('verify-javascript.md', { 'in-process.test.mjs': test });
    expect(steps.map(({ command, status }) => [command, status])).toEqual([
      ['npx auxopt adapter javascript --out aux-mom.mjs', 0],
      ['npx auxopt verify -- node aux-mom.mjs', 0],
      ['node --test in-process.test.mjs', 0],
    ]);
  });

  it('a wrong C program gets exit code 1 by the same commands', () => {
    const wrong = read('docs/examples/adapters/aux_mom.c').replace('(g_h[i] + m[i])', '(g_h[i] - m[i])');
    rmSync(join(folder, 'verify-c.md'), { recursive: true, force: true });
    const steps = follow('verify-c.md', { 'aux_mom.c': wrong });
    expect(steps.map(({ status }) => status)).toEqual([0, 0, 1]);
    expect(steps[2]?.stdout).toMatch(/^ {2}breaks {6}AUX-M(?:OM|VR)\.\d: /m);
  });
});

describe('the conversation of verify-other-languages.md', () => {
  const lines = (blocks('verify-other-languages.md', 'text')[0] ?? '')
    .replace(/\n {3}/g, '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ from: line[0], message: JSON.parse(line.slice(2)) as { readonly type: string } }));
  const sent = (from: string) => lines.filter((line) => line.from === from).map(({ message }) => message);

  it('keeps to the schemas', () => {
    expect(lines.length).toBeGreaterThan(12);
    for (const message of sent('>')) {
      const schema = { ...requestSchemas, oracleResult: oracleResultSchema }[message.type as 'run'];
      expect(schema.parse(message)).toEqual(message);
    }
    for (const message of sent('<'))
      expect(replySchemas[message.type as 'ok'].parse(message)).toEqual(message);
  });

  it('is what the C adapter says, but for what is optional', () => {
    const input = sent('>')
      .map((message) => `${JSON.stringify(message)}\n`)
      .join('');
    const [, program] = builds[0] ?? ['', ''];
    const { stdout } = spawnSync(program, [], { input, encoding: 'utf8' });
    const said = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const required = said.filter(
      ({ type, round, step }) => type !== 'state' || (round !== 0 && step === undefined),
    );
    const number = (value: unknown): unknown =>
      typeof value === 'string' ? (parseDouble(value) ?? value) : value;
    const plain = (message: object) =>
      Object.fromEntries(
        Object.entries(message).map(([key, value]) => [
          key,
          ['x', 'm', 'at'].includes(key) ? (value as unknown[]).map(number) : (value as unknown),
        ]),
      );
    expect(required.slice(1).map(plain)).toEqual(sent('<').slice(1).map(plain));
  });
});
