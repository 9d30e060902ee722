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
const smaller = new Set(gains.map((gain) => `${gain} times smaller`));
const larger = new Set(gains.map((gain) => `${(1 / gain).toPrecision(3)} times larger`));

/** Every gain of a page: in a sentence, or in the column of a table that is headed `smaller by` or `larger by`. */
function claimsOf(text: string): readonly string[] {
  let heading = '';
  return text.split('\n').flatMap((line) => {
    if (line.startsWith('|')) heading = /(smaller|larger) by +\|$/.exec(line)?.[1] ?? heading;
    return [...line.matchAll(/(?:is (1\/)([\d.]+\d)|([\d.]+) times(?: that of SGD|(?= \|)))/g)].map(
      ([claim, inverse, divisor, factor]) =>
        `${Number(divisor ?? factor).toPrecision(3)} times ${inverse ? 'smaller' : claim.endsWith('SGD') ? 'larger' : heading}`,
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
    const known = [...inDigits(smaller), ...inDigits(larger)];
    expect(claims.filter((claim) => !known.includes(claim))).toEqual([]);
  });

  it('would not claim another gain', () => {
    expect(inDigits(smaller)).toContain('13.9 times smaller');
    expect(
      claimsOf('the gap is 1/13.8.\nit is 1.27 times that of SGD\n| h | larger by |\n| a | 1.26 times |'),
    ).toEqual(['13.8 times smaller', '1.27 times larger', '1.26 times larger']);
    expect(inDigits(smaller)).not.toContain('13.8 times smaller');
    expect(inDigits(larger)).not.toContain('1.27 times larger');
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
