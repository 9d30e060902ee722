/** The lint rules of this project's own: what they refuse, and what they let pass. */
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run-cli.js';

const eslint = new ESLint({
  cwd: root,
  // types are of no use to these rules, and take half a minute
  overrideConfig: { languageOptions: { parserOptions: { project: null, projectService: false } } },
  ruleFilter: ({ ruleId }) => ruleId === 'no-restricted-syntax',
});

/** What the rules say of a line in a file. */
async function complaintsOf(line: string, filePath = 'src/verify/driver.ts'): Promise<readonly string[]> {
  const [result] = await eslint.lintText(`${line}\n`, { filePath });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

describe('a fact that is read from words', { tags: 'long' }, () => {
  it.each([
    'export const passesAlone = outcome.message.endsWith(remark);',
    'export const isAbout = message.includes(name);',
    'export const isSame = outcome.message === formatViolation(violation);',
    'export const isOther = remark !== outcome.remark;',
    String.raw`export const isAuxiliary = /\bg_h\b/u.test(suspicion.mistake);`,
    'export const isAny = /h/u.test(`${mistake} ${other}`);',
    'export const digits = /[0-9]+/u.exec(error.message);',
  ])('%s', async (line) => {
    expect(await complaintsOf(line)).toContain('no-restricted-syntax');
  });

  it.each([
    'export const isSilent = outcome.message === undefined;',
    "export const isUnsaid = issue.message !== '';",
    "export const isFailing = outcome.verdict === 'fail';",
    'export const shown = `${message}.`;',
  ])('is not in %s', async (line) => {
    expect(await complaintsOf(line)).toEqual([]);
  });
});

describe('a test that chooses by chance', { tags: 'long' }, () => {
  it.each([
    'export const part = Math.floor(Date.now() / 86_400_000) % 4;',
    'export const isSunday = new Date().getDay() === 0;',
    'export const rows = table.filter(() => Math.random() < 0.25);',
  ])('%s', async (line) => {
    for (const file of ['test/cli/run.test.ts', 'test/support/setup.ts', 'vitest.config.ts'])
      expect(await complaintsOf(line, file)).toEqual(['no-restricted-syntax']);
  });

  it.each(['export const day = new Date(0);', 'export const seed = 7;'])('is not in %s', async (line) => {
    expect(await complaintsOf(line, 'test/cli/run.test.ts')).toEqual([]);
  });
});
