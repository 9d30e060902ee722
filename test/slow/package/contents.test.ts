/** What npm would publish: nothing but what is meant to be there, and no more of it than the budget says. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../support/run-cli.js';
import { findContentProblems, type Budget } from './support/contents.js';
import { pack, readManifest, unpackWith, type Listing, type Manifest, type Packed } from './support/pack.js';

const budget = JSON.parse(readFileSync(new URL('budget.json', import.meta.url), 'utf8')) as Budget;
const hasSource = (path: string): boolean => existsSync(join(root, path));

describe('the contents of the package', { tags: 'gate' }, () => {
  let packed: Packed;
  beforeAll(() => {
    packed = pack();
  }, 120_000);
  const problems = (listing: Listing = packed.listing): readonly string[] =>
    findContentProblems(listing, budget, hasSource);

  it('are what is allowed, within the budget', () => {
    const { size, unpackedSize, files } = packed.listing;
    console.log(`${size} bytes packed, ${unpackedSize} unpacked, ${files.length} files`);
    expect(problems()).toEqual([]);
  });

  it.each([
    ['dist/src/cli/main.js.map', 'dist/src/cli/main.js.map must not be in the package'],
    ['dist/notes.txt', 'dist/notes.txt fits no pattern of what may be in the package'],
    [
      'spec/vectors/v1/aux-mom.json.bak',
      'spec/vectors/v1/aux-mom.json.bak fits no pattern of what may be in the package',
    ],
    ['dist/src/old.js', 'dist/src/old.js is left over from an older build: run npm run clean, then build'],
  ])('notice the planted file %s', (path, problem) => {
    const folder = unpackWith(packed.tarball, (manifest) => manifest);
    writeFileSync(join(folder, path), '');
    expect(problems(pack(folder).listing)).toEqual([problem]);
  });

  it('notice growth, and a budget that is too wide', () => {
    const { listing } = packed;
    const grown = { ...listing, unpackedSize: budget.unpackedBytes + 1 };
    expect(problems(grown)).toEqual([
      `${budget.unpackedBytes + 1} unpacked bytes: the budget is ${budget.unpackedBytes}`,
    ]);
    const wide = { ...budget, packedBytes: 2 * listing.size };
    expect(findContentProblems(listing, wide, hasSource)).toEqual([
      `${listing.size} packed bytes: lower the budget of ${2 * listing.size}`,
    ]);
  });

  it('run nothing on the machine that installs them, for which npm would want leave', () => {
    const run = ['preinstall', 'install', 'postinstall', 'prepare'];
    const askedFor = (folder: string) =>
      Object.keys(readManifest(folder).scripts).filter((name) => run.includes(name));
    expect(askedFor(unpackWith(packed.tarball, (manifest) => manifest))).toEqual([]);
    const asking = (manifest: Manifest): Manifest => ({ ...manifest, scripts: { prepare: 'node x.mjs' } });
    expect(askedFor(unpackWith(packed.tarball, asking))).toEqual(['prepare']);
  });
});
