/** `auxopt check --markdown`: what it says is what was found. */
import MarkdownIt from 'markdown-it';
import { expect, it } from 'vitest';
import { checkCampaign, type CheckOptions, runCampaign } from '../../src/campaigns/index.js';
import { formatCheckMarkdown } from '../../src/cli/check/present-check.js';
import type { TheoremCaseResult } from '../../src/theorems/rates/index.js';
import { openHere } from '../campaigns/tiny-kind.js';

const options: CheckOptions = { cases: 3, seed: 3, theorems: ['MOM-1', 'SGD-1'] };
const records = await runCampaign({ kind: checkCampaign, options, version: '0', openRunner: openHere });
const results = records.map(({ result }) => result);

/** The report of the results, one of them changed. */
function pageOf(place: number, difference: Partial<TheoremCaseResult>): string {
  const changed = results.with(place, { ...results[place], ...difference } as TheoremCaseResult);
  const summaries = checkCampaign.reduce(options, changed);
  const holds = changed.every(checkCampaign.isExpected);
  return formatCheckMarkdown({ options, summaries, proofs: { 'MOM-1': 'proved' }, holds });
}

const random = results.findIndex(({ kind }) => kind === 'random');
const right = pageOf(random, {});

it('begins with the verdict, and has a row for every theorem', () => {
  expect(right).toMatch(
    /^## auxopt check: pass\n\n\d+ cases by exact expectation; again: `npx auxopt check --cases 3/,
  );
  const rendered = new MarkdownIt().render(right);
  expect(rendered.match(/<tr>/gu)).toHaveLength(3);
  expect(rendered).toContain('<td>proved</td>');
  expect(right).not.toContain('violated');
});

it('names a violation, and the command that makes it again', () => {
  const page = pageOf(random + 2, { isViolation: true, ratio: '1.250000' });
  expect(page).toMatch(/^## auxopt check: fail\n/);
  expect(page).toContain(
    '- MOM-1 is violated by random case 2, ratio 1.250000; again: `npx auxopt check --theorem MOM-1 --seed 3 --cases 3`',
  );
});

it('names stored cases that no longer show what they should', () => {
  const stored = results.findIndex(({ kind }) => kind === 'stored');
  const page = pageOf(stored, { isShown: false });
  expect(page).toMatch(/^## auxopt check: fail\n/);
  expect(page).toContain('1 stored cases no longer show what they are stored for');
});
