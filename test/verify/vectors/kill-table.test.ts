/** The kill table: every mistake dies, no family is redundant, harmless changes are no survivors, the published files are these. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { specVersion } from '../../../spec/version.js';
import { createVerificationCases } from '../../../src/verify/cases/create-cases.js';
import { mutants } from '../../../src/verify/mutants/index.js';
import { familyOf } from './create-vectors.js';
import { formatKillPage } from './kill-page.js';
import { createKillTable, measureKills, proveEquivalent } from './kill-table.js';
import { type VectorMutant, vectorMutants } from './vector-mutants.js';
import { madeOnce, publishedFiles, vectorFolder } from './made-once.js';

const cases = createVerificationCases();
const byId = (id: string): VectorMutant => {
  const found = vectorMutants.find((mutant) => mutant.id === id);
  if (found === undefined) throw new Error(`there is no mutant ${id}`);
  return found;
};
const planar = cases.filter(({ id }) => id === 'aux-mom/planar');

describe('the kill table', () => {
  it('has every mistake of the recursions, and every one is killed', { tags: 'long' }, async () => {
    const { killTable } = await madeOnce();
    expect(killTable.rows.map(({ id }) => id)).toEqual(expect.arrayContaining(mutants.map(({ id }) => id)));
    expect(killTable.survivors).toEqual([]);
    expect(killTable.killed).toBe(killTable.mutants);
    expect(killTable.mutants).toBe(
      vectorMutants.length - vectorMutants.filter(({ kind }) => kind === 'equivalent').length,
    );
  });

  it('kills no right implementation', { tags: 'long' }, async () => {
    const honest = [...new Set(vectorMutants.map(({ variant }) => variant))].map((variant) => ({
      ...byId('local-point-kept'),
      id: `honest ${variant}`,
      variant,
    }));
    const { createReference } = await import('../../../src/verify/served-reference/index.js');
    const kills = await measureKills(
      cases,
      honest.map((mutant) => ({
        ...mutant,
        implement: (arithmetic) => createReference({ arithmetic, variants: [mutant.variant] }),
      })),
    );
    expect(kills).toHaveLength(6);
    for (const { killedBy } of kills) expect(killedBy).toEqual({ tape: [], callback: [] });
  });

  it('counts a mistake that passes as a survivor', async () => {
    // its corner is K = 1: the general run does not see it
    const mutant = byId('two-steps-at-least');
    const kills = await measureKills(planar, [mutant]);
    const table = createKillTable(planar, kills, []);
    expect(table).toMatchObject({ mutants: 1, killed: 0, survivors: [mutant.id] });
  });
});

describe('families', () => {
  it('are each the only one to catch something', { tags: 'long' }, async () => {
    const { killTable } = await madeOnce();
    expect(killTable.families.filter(({ alone }) => alone.length === 0)).toEqual([]);
    expect(killTable.families.flatMap(({ vectors }) => vectors).reduce((sum, n) => sum + n, 0)).toBe(
      cases.length,
    );
    expect(cases.length).toBeLessThanOrEqual(60);
  });

  it('are found redundant where another one catches the same', async () => {
    const twins = [...planar, ...planar.map((given) => ({ ...given, id: 'aux-mom/twin' }))];
    const kills = await measureKills(twins, [byId('weights-swapped'), byId('heavy-ball')]);
    const table = createKillTable(twins, kills, []);
    expect(table.families.map(({ name, kills: count, alone }) => [name, count, alone])).toEqual([
      ['planar', 2, []],
      ['twin', 2, []],
    ]);
  });

  it('without one of them, exactly what it alone catches passes', { tags: 'long' }, async () => {
    const { killTable } = await madeOnce();
    const rest = cases.filter(({ id }) => familyOf(id) !== 'batch');
    const alone = killTable.families.find(({ name }) => name === 'batch')?.alone ?? [];
    const kills = await measureKills(rest, [...alone.map(byId), byId('batch-atom-reused')]);
    expect(alone).toContain('batch-sum');
    for (const { killedBy } of kills) expect(killedBy).toEqual({ tape: [], callback: [] });
  });
});

describe('a change that is no mistake', () => {
  it(
    'is proved so by equal states on every vector, passes, and is no survivor',
    { tags: 'long' },
    async () => {
      const declared = vectorMutants.filter(({ kind }) => kind === 'equivalent');
      expect(declared.length).toBeGreaterThan(0);
      const { killTable } = await madeOnce();
      expect(killTable.equivalent).toEqual(declared.map(({ id }) => id));
      for (const { id } of declared) expect(killTable.rows.map((row) => row.id)).not.toContain(id);
      for (const { killedBy } of await measureKills(cases, declared)) {
        expect(killedBy).toEqual({ tape: [], callback: [] });
      }
    },
  );

  it('is not taken on trust', async () => {
    // wrong only for K = 1: most vectors agree with it
    const liar = { ...byId('two-steps-at-least'), kind: 'equivalent' } as const;
    expect(await proveEquivalent(cases, [liar])).toEqual([]);
    expect(await proveEquivalent(planar, [liar])).toEqual([liar.id]);
    const kills = await measureKills(cases, [liar]);
    expect(createKillTable(cases, kills, []).mutants).toBe(1);
  });
});

/** These tests also write the files: `npx vitest run test/verify/vectors/kill-table.test.ts -u`. */
describe('what is published', { tags: 'long' }, () => {
  const place = (name: string): string => fileURLToPath(new URL(name, vectorFolder));

  it('is made again byte for byte', async () => {
    const { files } = await madeOnce();
    for (const [name, text] of files) await expect(text).toMatchFileSnapshot(place(name));
    expect([...publishedFiles().keys()].sort()).toEqual([...files.keys()].sort());
  });

  it('has a page that is current', async () => {
    const { killTable } = await madeOnce();
    const page = formatKillPage(killTable, specVersion);
    await expect(page).toMatchFileSnapshot(place('../../../docs/theory/kill-table.md'));
  });
});
