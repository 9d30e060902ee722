/** HTML reports: complete, self-contained, escaped, and they show what is wrong. */
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import {
  checkCampaign,
  openHere,
  checkedTheoremIds,
  runCampaign,
  type CheckOptions,
} from '../../src/campaigns/index.js';
import { binRatios, renderCheckReport } from '../../src/cli/check/html-report.js';
import { html, trustMarkup } from '../../src/verify/report/foreign-text.js';
import { htmlTable, renderHtmlReport } from '../../src/verify/report/html-page.js';
import { witnesses, type TheoremCaseResult } from '../../src/theorems/rates/index.js';

const options: CheckOptions = { cases: 7, seed: 3, theorems: checkedTheoremIds };
const records = await runCampaign({ kind: checkCampaign, options, version: '0', openRunner: openHere });
const results = records.map(({ result }) => result);

function render(own: readonly TheoremCaseResult[] = results): string {
  const summaries = checkCampaign.reduce(options, own);
  return renderCheckReport({ options, results: own, summaries, proofs: { 'MOM-1': 'proved' } });
}

/** The results with one of them changed. */
function change(place: number, difference: Partial<TheoremCaseResult>): readonly TheoremCaseResult[] {
  return results.with(place, { ...results[place], ...difference } as TheoremCaseResult);
}

function textOf(page: string): string {
  return parseHTML(page).document.body.textContent;
}

describe('the report of auxopt check', () => {
  const page = render();
  const { document } = parseHTML(page);

  it('has the tables and a picture of every theorem', () => {
    expect(document.querySelectorAll('figure svg[role=img][aria-label]')).toHaveLength(
      checkedTheoremIds.length,
    );
    const rows = [...document.querySelectorAll('table')].map(
      (table) => table.querySelectorAll('tbody tr').length,
    );
    expect(rows).toEqual([checkedTheoremIds.length, checkedTheoremIds.length, witnesses.length]);
    expect(document.querySelector('.verdict.holds')?.textContent).toContain(
      `${results.length} cases: every bound holds`,
    );
    expect(textOf(page)).toContain('auxopt check --cases 7 --seed 3');
    expect(document.documentElement.getAttribute('lang')).toBe('en');
  });

  it('loads nothing, runs nothing, and forbids both', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son\w+=|javascript:/i);
    // namespaces name a place on the web and are never fetched
    expect(page.replaceAll(/xmlns(?::\w+)?="[^"]*"/g, '')).not.toMatch(/https?:|\/\//);
    expect(page).toContain(`content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;`);
  });

  it('has every element closed', () => {
    const open: string[] = [];
    const isVoid = new Set(['meta', 'br', 'doctype']);
    for (const [, slash, name = '', self] of page.matchAll(
      /<(\/?)!?([a-zA-Z][\w-]*)(?:"[^"]*"|[^">])*?(\/?)>/g,
    )) {
      if (slash === '/') expect(open.pop()).toBe(name);
      else if (self !== '/' && !isVoid.has(name.toLowerCase())) open.push(name);
    }
    expect(open).toEqual([]);
  });

  it('is light and dark, wide and narrow', () => {
    expect(page).toContain('prefers-color-scheme: dark');
    expect(page).toContain('name="viewport" content="width=device-width');
    // every drawing takes its text colour from the page, and scales with it
    for (const svg of document.querySelectorAll('figure svg')) {
      expect(svg.getAttribute('style')).toContain('color: currentColor');
      expect(svg.getAttribute('viewBox')).toBe('0 0 350 230');
    }
  });

  it('is the same twice', () => {
    expect(render()).toBe(page);
  });

  it('shows a violation, and how to make it again', () => {
    const place = results.findIndex(({ kind }) => kind === 'random') + 2;
    const bad = render(change(place, { isViolation: true, ratio: '1.250000' }));
    expect(parseHTML(bad).document.querySelector('.verdict.fails')?.textContent).toContain('1 did not give');
    expect(textOf(bad)).toContain('auxopt check --theorem MOM-1 --seed 3 --cases 3');
    expect(parseHTML(bad).document.querySelector('td.bad')?.textContent).toBe('1');
    expect(textOf(page)).not.toContain('Violations');
  });

  it('shows a stored case that no longer shows what it should', () => {
    const { document: bad } = parseHTML(render(change(0, { isShown: false })));
    expect(bad.querySelector('.verdict.fails')).not.toBeNull();
    expect([...bad.querySelectorAll('td.bad')].map(({ textContent }) => textContent)).toEqual(['no']);
  });
});

describe('the histogram', () => {
  it('counts every random case once, and a violation beyond the bound', () => {
    const own = results.slice(0, 12);
    const random = own.filter(({ kind }) => kind === 'random').length;
    const count = (bins: ReturnType<typeof binRatios>): number =>
      bins.reduce((sum, bin) => sum + bin.count, 0);
    expect(count(binRatios(own))).toBe(random);
    const place = own.findIndex(({ kind }) => kind === 'random');
    for (const ratio of ['1.000001', '97.5', 'infinite']) {
      const bins = binRatios(
        own.with(place, { ...own[place], ratio, isViolation: true } as TheoremCaseResult),
      );
      expect(count(bins)).toBe(random);
      expect(count(bins.filter(({ low }) => low >= 1))).toBe(1);
    }
    const attained = binRatios([{ ...own[place], ratio: '1.000000' } as TheoremCaseResult]);
    expect(attained.filter((bin) => bin.count > 0).map(({ high }) => high)).toEqual([1]);
  });
});

describe('text from outside', () => {
  const attack = `<script>alert("1")</script> & ' " <b>`;

  it('is escaped wherever it stands', () => {
    const page = renderHtmlReport({
      title: attack,
      verdict: { holds: true, text: attack },
      facts: [[attack, attack]],
      sections: [
        {
          heading: attack,
          body: [attack, htmlTable([attack], [[attack, { content: attack, isBad: true }]])],
        },
      ],
      version: attack,
    });
    expect(page).not.toMatch(/<script|<b>/);
    expect(parseHTML(page).document.querySelector('h1')?.textContent).toBe(attack);
    expect(parseHTML(page).document.querySelectorAll('td')[1]?.textContent).toBe(attack);
  });

  it('would show if it were trusted', () => {
    expect(html`<p title="${attack}">${attack}</p>`.markup).not.toContain('<script');
    expect(html`<p>${trustMarkup(attack)}</p>`.markup).toContain('<script');
  });
});
