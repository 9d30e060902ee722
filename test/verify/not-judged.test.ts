/** No verdict without a judged run: whoever runs nothing does not pass, in whatever way it avoids to. */
import { initializationKinds } from '../../spec/model/index.js';
import { describe, expect, it } from 'vitest';
import { variantNames } from '../../spec/algorithms/index.js';
import { createFullCases } from '../../src/verify/cases/create-cases.js';
import { UnsupportedError, verifyImplementation, type Implementation } from '../../src/verify/index.js';
import { applyExpectations } from '../../src/verify/report/expectations.js';
import { createReference } from '../../src/verify/served-reference/index.js';
import { createMomentum } from './levels/support/odd-implementations.js';
import { firstOf } from '../support/some-of.js';

type Programs = Readonly<Record<string, Implementation<number>>>;

const honest = createMomentum();
const momentum = honest.variants['aux-mom'];
if (momentum === undefined) throw new Error('momentum has aux-mom');
const unsupported = (): never => {
  throw new UnsupportedError('anything');
};
/** The parameters are checked, and then nothing is done. */
const checksThen = (act: () => never): Implementation<number> => ({
  ...honest,
  variants: { 'aux-mom': (task) => (momentum(task), act()) },
});

const programs: Programs = {
  'that answers unsupported to every open': { ...honest, variants: { 'aux-mom': unsupported } },
  'that checks the parameters, and then answers unsupported': checksThen(unsupported),
  'that has no start': { ...honest, initializations: [], singleRounds: false },
  'that makes single rounds alone': { ...honest, initializations: [] },
  'whose second variant is never run': {
    ...honest,
    variants: { 'aux-mom': momentum, 'aux-mvr': unsupported },
  },
};

describe('a program', () => {
  for (const level of [0, 3, 5]) {
    const short = level === 0 ? Object.keys(programs).length : 1;
    firstOf(short, Object.entries(programs))(
      `%s does not pass, levels 0 to ${level}`,
      async (name, program) => {
        const report = await verifyImplementation(program, { level, randomCases: 3, explains: false });
        expect(report.verdict).toBe('incomplete');
        const missing = report.results.filter(({ verdict }) => verdict === 'not-judged');
        const variant = name.includes('second') && level > 0 ? 'aux-mvr' : 'aux-mom';
        expect(missing.map(({ id }) => id)).toContain(`L0/judged-run/${variant}`);
        expect(missing.at(-1)?.message).toMatch(/^No (?:whole )?run of aux-m.. was judged/);
      },
    );
  }

  it('that makes single rounds alone passes where nothing else is asked', async () => {
    const report = await verifyImplementation({ ...honest, initializations: [] }, { level: 1 });
    expect(report.verdict).toBe('pass');
  });

  it('that raises after the checks fails', { tags: 'long' }, async () => {
    const report = await verifyImplementation(
      checksThen(() => {
        throw new TypeError('not a function');
      }),
    );
    expect(report.verdict).toBe('fail');
    // a TypeError is no refusal
    expect(report.results.filter(({ level, verdict }) => level === 3 && verdict === 'pass')).toEqual([]);
  });

  it(
    'that refuses everything passes nothing of level 3, and the honest one all of it',
    { tags: 'long' },
    async () => {
      const refuses: Implementation<number> = {
        ...honest,
        variants: {
          'aux-mom': () => {
            throw new RangeError('no');
          },
        },
      };
      const options = { only: (id: string) => id.startsWith('L3/') };
      const verdictsOf = async (program: Implementation<number>) => [
        ...new Set((await verifyImplementation(program, options)).results.map(({ verdict }) => verdict)),
      ];
      expect(await verdictsOf(refuses)).toEqual(['fail', 'not-judged']);
      expect(await verdictsOf(honest)).toEqual(['pass', 'not-judged']); // level 3 alone judges no run
    },
  );

  it('passes with a case chosen by its id, and not with one that judges no run', async () => {
    const only = async (pattern: RegExp) =>
      (await verifyImplementation(honest, { only: (id) => pattern.test(id) })).verdict;
    expect([await only(/^L2.*planar/), await only(/^L3/), await only(/^L0/)]).toEqual([
      'pass',
      'incomplete',
      'incomplete',
    ]);
  });

  it('may be known to have no run of one variant, never of all', { tags: 'long' }, async () => {
    const verdictOf = async (program: Implementation<number>) => {
      const report = await verifyImplementation(program, { explains: false });
      const expected = report.results
        .filter(({ id, verdict }) => verdict === 'not-judged' && /aux-mvr|^L0/.test(id))
        .map(({ id }) => ({ case: id, verdict: 'not-judged' as const, reason: 'not yet' }));
      return applyExpectations(report, { format: 'auxopt-expectations/1', expected }).verdict;
    };
    const { 'whose second variant is never run': one, 'that has no start': all } = programs;
    if (one === undefined || all === undefined) throw new Error('both are there');
    expect([await verdictOf(one), await verdictOf(all)]).toEqual(['pass', 'incomplete']);
  });
});

describe('the cases of level 2', () => {
  it.each(initializationKinds)(
    'judge runs of every variant from the start %s',
    { tags: 'long' },
    async (kind) => {
      const reference = { ...createReference(), initializations: [kind], singleRounds: false };
      const report = await verifyImplementation(reference, {
        only: (id) => id.startsWith('L2/') && id.endsWith('/tape'),
      });
      const judged = new Set(
        report.results.filter(({ verdict }) => verdict === 'pass').map(({ variant }) => variant),
      );
      expect([...judged].sort()).toEqual(kind === 'none' ? ['naive', 'sgd'] : [...variantNames].sort());
    },
  );

  it('have a = 1 and h = 0 from the starts of methods that are fixed to them', () => {
    const ids = createFullCases().map(({ id }) => id);
    for (const name of ['no-momentum-zero', 'no-momentum-first-snapshot', 'no-auxiliary-zero']) {
      for (const variant of variantNames.slice(0, 4)) expect(ids).toContain(`${variant}/${name}`);
    }
    expect(new Set(ids).size).toBe(ids.length);
  });
});
