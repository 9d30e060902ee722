/** What README and the first page of the site say before anything else: a figure, a program, and gains. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawRaceFigure } from '../../docs/tooling/theory-figures/race.js';
import { root } from '../support/run-cli.js';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const pages = ['README.md', 'docs/index.md'] as const;

/** The gains of AuxMOM in the figure of the four settings, and their reciprocals, in three digits. */
const gains = [...read('docs/guide/setting-gains.svg').matchAll(/>AuxMOM ([\d.]+)<\/text>/g)].map(
  ([, gain]) => Number(gain),
);
const closer = new Set(gains.map((gain) => `${gain} times closer`));
const farther = new Set(gains.map((gain) => `${(1 / gain).toPrecision(3)} times farther`));

/** Every gain of a page: in a sentence, or in the column of a table that is headed `closer` or `farther`. */
function claimsOf(text: string): readonly string[] {
  let heading = '';
  return text.split('\n').flatMap((line) => {
    if (line.startsWith('|')) heading = /(closer|farther) \|$/.exec(line)?.[1] ?? heading;
    return [...line.matchAll(/([\d.]+) times( closer| farther|(?= \|))/g)].map(
      ([, factor, word]) => `${Number(factor).toPrecision(3)} times ${word === '' ? heading : word?.trim()}`,
    );
  });
}

const inDigits = (claims: ReadonlySet<string>): readonly string[] =>
  [...claims].map((claim) => claim.replace(/^[\d.]+/, (factor) => Number(factor).toPrecision(3)));

describe('the first page', () => {
  it('shows the race as the article draws it, described in words', () => {
    const drawn = drawRaceFigure();
    expect(read('docs/guide/race.svg')).toBe(drawn);
    expect(drawn).toMatch(/<desc id="desc">[^<]{100,}<\/desc>/);
  });

  it.each(pages)('%s claims the gains that the figure of the four settings shows', (page) => {
    const claims = claimsOf(read(page));
    expect(claims.length).toBeGreaterThanOrEqual(2);
    const known = [...inDigits(closer), ...inDigits(farther)];
    expect(claims.filter((claim) => !known.includes(claim))).toEqual([]);
  });

  it('would not claim another gain', () => {
    expect(inDigits(closer)).toContain('13.9 times closer');
    expect(claimsOf('13.8 times closer\n| h | farther |\n| a | 1.27 times |')).toEqual([
      '13.8 times closer',
      '1.27 times farther',
    ]);
    expect(inDigits(closer)).not.toContain('13.8 times closer');
    expect(inDigits(farther)).not.toContain('1.27 times farther');
  });

  it('has the same program in both, there with its equations', () => {
    const [readme, index] = pages.map((page) =>
      /```python\n(def aux_mom[^]*?return x)/
        .exec(read(page))?.[1]
        ?.replaceAll(/ *#.*$/gm, '')
        .replaceAll(/(?<=\S) *([*+]) */g, '$1'),
    );
    expect(readme).toBeDefined();
    expect(readme).toBe(index);
  });
});
