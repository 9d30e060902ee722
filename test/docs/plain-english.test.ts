/** Documents use ordinary technical words: a short list of words that this project once used in senses of its own. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run-cli.js';

/** Each with the ordinary word. */
const unusual: Readonly<Record<string, string>> = {
  mend: 'fix',
  mends: 'fixes',
  mended: 'fixed',
  mending: 'fixing',
  door: 'input validation',
  doors: 'input validation',
  'golden file': 'snapshot',
  'golden files': 'snapshots',
  'why the rest lives': 'survivors',
  'is there; expected': 'found …; expected',
};

function findUnusual(text: string): readonly string[] {
  // a name in a format, in code, is no word
  const prose = text.replaceAll(/`[^`\n]*`/g, '``').replaceAll(/\s+/g, ' ');
  return Object.keys(unusual).filter((word) => new RegExp(`(?<!\\w)${word}(?!\\w)`, 'i').test(prose));
}

const pages = ['README.md', 'CONTRIBUTING.md'].concat(
  ['guide', 'learn', 'theory', 'formats', 'faq', 'experiments', 'decisions'].flatMap((folder) => {
    const path = join(root, 'docs', folder);
    return readdirSync(path)
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${folder}/${name}`);
  }),
);

describe('the words of the documents', () => {
  it.each(pages)('%s uses ordinary ones', (page) => {
    expect(findUnusual(readFileSync(join(root, page), 'utf8'))).toEqual([]);
  });

  it('finds an unusual word, also across a line, and not inside code', () => {
    expect(findUnusual('how to mend it: why the rest\nlives, `mend`')).toEqual([
      'mend',
      'why the rest lives',
    ]);
    expect(findUnusual('`mend`, amended, doorbell')).toEqual([]);
  });
});

describe('a decision record', () => {
  it.each(pages.filter((page) => page.startsWith('docs/decisions/')))(
    '%s has a status and a date',
    (page) => {
      const [, , status] = readFileSync(join(root, page), 'utf8').split('\n');
      expect(status).toMatch(/^Status: (accepted|superseded by \[?\d{4}\b.*), 20\d\d-\d\d-\d\d\.$/);
    },
  );
});
