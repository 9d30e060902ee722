/** The lint rule against reading facts back from words: what it refuses, and what it lets pass. */
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run-cli.js';

const eslint = new ESLint({
  cwd: root,
  // types are of no use to this rule, and take half a minute
  overrideConfig: { languageOptions: { parserOptions: { project: null, projectService: false } } },
  ruleFilter: ({ ruleId }) => ruleId === 'no-restricted-syntax',
});

/** What the rule says of a line of source. */
async function complaintsOf(line: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(`${line}\n`, { filePath: 'src/verify/driver.ts' });
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
