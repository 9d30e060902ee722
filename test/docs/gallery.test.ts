/** The gallery: its pages are what its data say, its wrappers are short, and a changed verdict is noticed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run-cli.js';

interface Run {
  readonly name: string;
  readonly wrapper: string;
  /** A program that must differ, made so on purpose. */
  readonly control?: boolean;
}
interface System {
  readonly from: string;
  readonly commit?: string;
  readonly runs: readonly Run[];
}
interface Found {
  readonly verdict: string;
  readonly words?: string;
}
type Systems = Readonly<Record<string, System>>;
type Verdicts = Readonly<Record<string, { readonly runs: Readonly<Record<string, Found>> }>>;
interface Gallery {
  readonly readSystems: () => Systems;
  readonly readVerdicts: () => Verdicts;
  readonly renderPages: (systems: Systems, verdicts: Verdicts) => Readonly<Record<string, string>>;
  readonly differences: (recorded: Found | undefined, found: Found) => readonly string[];
  readonly verdictOf: (report: unknown) => Found;
}

const folder = join(root, 'docs/gallery');
const gallery = (await import(join(folder, 'gallery.mjs'))) as Gallery;
const [systems, verdicts] = [gallery.readSystems(), gallery.readVerdicts()];
const render = async (given: Verdicts): Promise<Readonly<Record<string, string>>> => {
  const options = await resolveConfig(join(folder, 'index.md'));
  const pages = Object.entries(gallery.renderPages(systems, given));
  const formatted = pages.map(async ([name, text]): Promise<[string, string]> => [
    name,
    await format(text, { ...options, filepath: name }),
  ]);
  return Object.fromEntries(await Promise.all(formatted));
};
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe('the pages of the gallery', () => {
  it('are what the recorded verdicts say', async () => {
    for (const [name, text] of Object.entries(await render(verdicts))) expect(read(name), name).toBe(text);
  });

  it('are others where a verdict is', async () => {
    const torch = verdicts['torch']?.runs ?? {};
    const changed = { ...verdicts, torch: { runs: { ...torch, adam: { verdict: 'pass' } } } };
    const pages = await render(changed);
    expect(pages['torch.md']).not.toBe(read('torch.md'));
    expect(pages['index.md']).not.toBe(read('index.md'));
  });

  it('call a run that must differ a control, and count those that do', async () => {
    for (const [name, { runs }] of Object.entries(systems))
      for (const run of runs.filter(({ control }) => control))
        expect(verdicts[name]?.runs[run.name]?.verdict, `${name} ${run.name}`).not.toBe('pass');
    expect(read('torch.md')).toMatch(/`AdamW` .*control: differs in 43 of 45/u);
    const torch = verdicts['torch']?.runs ?? {};
    const pages = await render({ ...verdicts, torch: { runs: { ...torch, adam: { verdict: 'pass' } } } });
    expect(pages['torch.md']).toMatch(/`Adam` .*control: passes/u);
    expect(
      [read('index.md'), pages['index.md']].map((page) => /torch\.optim.*(\d) of 5/u.exec(page ?? '')?.[1]),
    ).toEqual(['5', '4']);
  });

  it('are one for each system, and no other', () => {
    const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));
    expect(pages.sort()).toEqual(['index.md', ...Object.keys(systems).map((name) => `${name}.md`)].sort());
  });

  it('have a verdict on every run, but for what cannot run here', () => {
    for (const [name, { from, runs, commit }] of Object.entries(systems)) {
      const recorded = Object.keys(verdicts[name]?.runs ?? {});
      expect(recorded, name).toEqual(from === 'none' ? [] : runs.map((run) => run.name));
      if (from === 'clone') expect(commit, name).toMatch(/^[0-9a-f]{40}$/u);
    }
  });
});

describe('the wrappers of the gallery', () => {
  const files = ['wrappers', 'shared'].flatMap((part) =>
    readdirSync(join(folder, part)).flatMap((name) => (name.includes('.') ? [`${part}/${name}`] : [])),
  );

  it.each(files)('%s is short', (name) => {
    const lines = read(name)
      .split('\n')
      .filter((line) => line.trim() !== '');
    expect(lines.length).toBeLessThanOrEqual(name.endsWith('.cpp') ? 60 : 40);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(140);
  });

  it('are there for every run', () => {
    for (const { runs, from } of Object.values(systems))
      for (const { wrapper } of from === 'none' ? [] : runs)
        expect(existsSync(join(folder, 'wrappers', wrapper)), wrapper).toBe(true);
  });
});

describe('a verdict of the gallery', () => {
  const report = {
    verdict: 'fail',
    counts: { pass: 3, fail: 1, unsupported: 2 },
    first: { id: 'L2/x', violation: { equation: 'AUX-MOM.6', round: 1, statement: 'after K steps' } },
    diagnosis: [{ mistake: 'Nesterov momentum' }],
  };
  const recorded = gallery.verdictOf(report);

  it('is what the report says', () => {
    expect(recorded).toEqual({
      verdict: 'fail',
      tested: 4,
      passed: 3,
      case: 'L2/x',
      equation: 'AUX-MOM.6',
      round: 1,
      words: 'after K steps',
      mistake: 'Nesterov momentum',
    });
    const crash = {
      ...report,
      diagnosis: [],
      first: { id: 'L2/y', message: 'it ended', log: 'a\nTypeError: b\n' },
    };
    expect(gallery.verdictOf(crash).words).toBe('it ended: TypeError: b');
  });

  it('differs from another one, and not by the number of cases', () => {
    expect(
      gallery.differences(recorded, gallery.verdictOf({ ...report, counts: { pass: 9, unsupported: 0 } })),
    ).toEqual([]);
    expect(gallery.differences(recorded, gallery.verdictOf({ ...report, diagnosis: [] }))).toEqual([
      'mistake: recorded "Nesterov momentum", found undefined',
    ]);
    expect(gallery.differences(undefined, recorded)[0]).toBe('verdict: recorded undefined, found "fail"');
  });
});
