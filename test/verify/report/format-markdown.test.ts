import fc from 'fast-check';
import MarkdownIt, { type Token } from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { formatMarkdown } from '../../../src/verify/report/format-markdown.js';
import { showLine } from '../../../src/verify/report/foreign-text.js';
import type { VerifyReport } from '../../../src/verify/report/verify-report.js';
import { anyReport } from './arbitrary-report.js';
import { harmless, mapTexts } from './map-texts.js';
import { firstOf } from '../../support/some-of.js';
import { forAll } from '../../support/for-all.js';

// as permissive as any renderer: HTML, links out of plain addresses, tables, strikethrough
const renderer = new MarkdownIt({ html: true, linkify: true });

/** Every token in order, those inside lines too. */
function tokensOf(markdown: string): readonly Token[] {
  return renderer.parse(markdown, {}).flatMap((token) => [token, ...(token.children ?? [])]);
}

/** What was rendered, without what it says. */
const skeletonOf = (markdown: string): readonly string[] =>
  tokensOf(markdown).map(({ type, tag }) => `${type} ${tag}`);

/** Text outside code: where GitHub looks for mentions and issue numbers. */
const textsOf = (markdown: string): readonly string[] =>
  tokensOf(markdown)
    .filter(({ type }) => type === 'text')
    .map(({ content }) => content);

type Format = (report: VerifyReport) => string;

/** No text of anybody makes an element. */
const addsNoElement = (format: Format) =>
  fc.property(anyReport, (report) => {
    expect(skeletonOf(format(report))).toEqual(skeletonOf(format(mapTexts(report, harmless(), 'all'))));
  });

/** Nothing that an implementation says is outside code. */
const staysInCode = (format: Format) =>
  fc.property(anyReport, (report) => {
    expect(textsOf(format(report))).toEqual(textsOf(format(mapTexts(report, harmless(), 'implementation'))));
  });

describe('Markdown', () => {
  firstOf(1, [[100], [500]])('renders no element that the template does not have: %i cases', (numRuns) => {
    fc.assert(addsNoElement(formatMarkdown), { numRuns });
  });

  it('keeps what an implementation says inside code, and says it whole', { tags: 'long' }, () => {
    fc.assert(staysInCode(formatMarkdown), { numRuns: 500 });
    forAll(300, [anyReport], (report) => {
      const { name, version, language } = report.implementation;
      const codes = tokensOf(formatMarkdown(report)).filter(({ type }) => type === 'code_inline');
      expect(codes[0]?.content).toBe(showLine(`${name} ${version} (${language})`, 200));
    });
  });

  it.each([
    ['prose is not escaped', (markdown: string) => markdown.replaceAll(/\\([!-~])/gu, '$1')],
    ['code spans have one backtick', (markdown: string) => markdown.replaceAll(/(?<!`)``(?!`)/gu, '`')],
    ['fences have three backticks', (markdown: string) => markdown.replaceAll(/^`{3,}/gmu, '```')],
    ['line breaks are kept', (markdown: string) => markdown.replaceAll(String.raw`\u{a}`, '\n')],
  ])('is seen to be broken where %s', (_what, breakIt) => {
    const broken = addsNoElement((report) => breakIt(formatMarkdown(report)));
    expect(fc.check(broken, { numRuns: 2000, endOnFailure: true }).failed).toBe(true);
  });

  it('is seen to be broken where a message is prose', () => {
    const broken = staysInCode((report) => `${formatMarkdown(report)}\n${report.implementation.language}`);
    expect(fc.check(broken, { numRuns: 500, endOnFailure: true }).failed).toBe(true);
  });
});
