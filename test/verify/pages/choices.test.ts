/** Choices of a page: cases in which they go both ways, a word where they do not, and a word where nothing explains a failure. */
import { describe, expect, it } from 'vitest';
import { choicesOf } from '../../../src/equations/index.js';
import { verifyImplementation, type VerifyReport } from '../../../src/verify/index.js';
import { coverageLines } from '../../../src/verify/report/report-view.js';
import { createFloatField } from '../../../src/exact/float-field.js';
import { decidedCases } from '../../../src/verify/pages/decided-cases.js';
import { createPageCases } from '../../../src/verify/pages/page-cases.js';
import { servePage } from './support/serve-page.js';
import { methodOf } from '../../support/pages.js';
import { firstOf } from '../../support/some-of.js';

const pageOf = (domain: string, value: string): string => `method chosen
given  η > 0; ${domain}
state  x; scalar d from d₀; scalar e from 1

sample ξ
g ← ∇f(x, ξ)
d ← max(d, ${value})   1
x ← x − η e d g   2
e ← d / d₀   3
`;
const rare = pageOf('0 < d₀ < 100', '‖g‖');

async function verify(page: string, program = page, seed = 1, explains = false): Promise<VerifyReport> {
  const prepare = servePage(methodOf(program), createFloatField('binary64'));
  return verifyImplementation(
    { name: 'served', arithmetic: 'binary64', variants: {}, methods: { [methodOf(program).name]: prepare } },
    { page, seed, explains },
  );
}

describe('choices', () => {
  it('are the operands of max, min and bars, and both ways of a condition', () => {
    const page = `method m
given  η > 0
state  x; scalar s from 0

sample ξ
g ← ∇f(x, ξ)
s ← min(s, |⟨g, x⟩|)
if s < 1
  x ← x − η g
otherwise
  x ← x + η g
`;
    expect([...choicesOf(methodOf(page))].map(({ words }) => words)).toEqual([
      'line 7, s ← min(s, |⟨g, x⟩|): no run tells min(s, |⟨g, x⟩|) from s',
      'line 7, s ← min(s, |⟨g, x⟩|): no run tells min(s, |⟨g, x⟩|) from |⟨g, x⟩|',
      'line 7, s ← min(s, |⟨g, x⟩|): no run tells |⟨g, x⟩| from ⟨g, x⟩',
      'line 8, if s < 1: no run tells whether this is always so',
      'line 8, if s < 1: no run tells whether this is never so',
    ]);
  });

  it('go both ways in some cases, for which others are drawn anew', async () => {
    const method = methodOf(rare);
    const given = { arithmetic: 'binary64' } as const;
    const [plain, decided] = [createPageCases(method, given, 1), decidedCases(method, given, 1)];
    expect(decided.map(({ id }) => id)).toEqual(plain.map(({ id }) => id));
    expect(decided).toEqual(decidedCases(method, given, 1));
    for (const seed of [1, 2, 3]) expect((await verify(rare, rare, seed, true)).undecided).toBeUndefined();
    // without a choice nothing is drawn anew
    const sure = methodOf(pageOf('d₀ > 0', '‖g‖').replace('max(d, ‖g‖)', 'd + ‖g‖'));
    expect(decidedCases(sure, given, 1)).toEqual(createPageCases(sure, given, 1));
  });

  it.each([1, 2, 3, 4])('show a mistake in what follows from the rarer way, seed %i', async (seed) => {
    // what is drawn for η at first is below a quarter
    const wide = pageOf('0.3 < d₀ < 0.5', 'η').replace('x − η e d g', 'x − 0.01 e d g');
    expect((await verify(wide, wide, seed)).verdict).toBe('pass');
    expect((await verify(wide, wide.replace('e ← d / d₀', 'e ← 1'), seed)).verdict).toBe('fail');
  });

  it('are told where they go one way in all runs', async () => {
    const never = pageOf('d₀ > 0', '−‖g‖');
    const report = await verify(never, never, 1, true);
    const words = 'line 7, d ← max(d, −‖g‖): no run tells max(d, −‖g‖) from d';
    expect([report.verdict, report.undecided]).toEqual(['pass', [words]]);
    expect(coverageLines(report).join('\n')).toContain('Not tested: line 7');
  });
});

it(
  'where no change of the page explains a failure, the report says what was tried',
  { tags: 'long' },
  async () => {
    const page = pageOf('0.5 < d₀ < 2', '‖g‖');
    const program = page.replace('x ← x − η e d g', 'x ← x − η e d g + 0.001 d d d e e x');
    const report = await verify(page, program, 1, true);
    expect([report.verdict, report.diagnosis]).toEqual(['fail', undefined]);
    expect(report.search?.tried).toBeGreaterThan(100);
    expect(coverageLines(report).join('\n')).toMatch(/None of \d+ changes of the page explains all failures/);
  },
);

describe('two statements that set one name', () => {
  const choices = `method two
given  η > 0
state  x; y

sample ξ
if t mod 2 = 0
  y ← y − η ∇f(x, ξ)
if t mod 3 = 0
  y ← y − η x
x ← x − η y
`;
  const draws = `method twice
given  η > 0; n ≥ 1
state  x; g[i in 1..n]

sample j in 1..n
x ← x − η (∇f(x, j) − g[j])
g[j] ← ∇f(x, j)
sample j in 1..n
x ← x − η (∇f(x, j) − g[j])
g[j] ← x
`;
  firstOf(1, [
    ['choices', choices, 'y − η x', 'y − 2 η x', /TWO, line 9/],
    ['choices, the first', choices, 'y − η ∇f', 'y + η ∇f', /TWO, line 7/],
    ['draws of an index', draws, 'g[j] ← x', 'g[j] ← −x', /TWICE, line 10/],
    ['draws of an index, the first', draws, 'g[j] ← ∇f(x, j)', 'g[j] ← η ∇f(x, j)', /TWICE, line 7/],
  ])('are judged where the last of them has set it: %s', async (_, page, right, wrong, line) => {
    const passing = await verify(page);
    expect(passing.verdict).toBe('pass');
    expect(passing.results.every(({ verdict }) => verdict === 'pass')).toBe(true);
    const failing = await verify(page, page.replace(right, wrong));
    expect(failing.verdict).toBe('fail');
    expect(JSON.stringify(failing.results)).toMatch(line);
  });
});
