/** Every error of a page, word for word (errors.md), and pages that are too large for anything: refused at once. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContractError, InputError } from '../../../src/errors.js';
import { createRationalField } from '../../../src/exact/index.js';
import {
  compileMethod,
  complaints,
  inferUnits,
  limits,
  PageError,
  parsePage,
  printPage,
  resolvePage,
  termsOf,
  type Use,
} from '../../../spec/language/index.js';
import { methodOf, pageNames, readPage } from '../../support/pages.js';
import { forAll } from '../../support/for-all.js';

/** A title with the name of a complaint, a page, and its error. */
const blocks = readFileSync(new URL('errors.md', import.meta.url), 'utf8')
  .split('\n## ')
  .slice(1)
  .map((section) => {
    const [heading = '', page = '', message = ''] = section
      .split(/\n+~~~~(?:text\n)?/)
      .filter((part) => part !== '');
    const [, title = '', complaint = ''] = /^(.*) \((\w+)\)$/.exec(heading) ?? [];
    return [title, complaint, page, message] as const;
  });

function errorOf(text: string): PageError {
  try {
    methodOf(text);
  } catch (error) {
    if (error instanceof PageError) return error;
    throw error;
  }
  throw new Error('the page is accepted');
}

it.each(blocks)('%s: %s', (_title, complaint, page, message) => {
  const error = errorOf(page);
  expect([error.message, error.complaint]).toEqual([message, complaint]);
});

const head = 'method m\ngiven  η > 0; K ≥ 1\nstate  x; y from x\n\n';
const sgd = 'sample ξ\nx ← x − η ∇f(x, ξ)';
const nested = (depth: number): string => 'x ← x' + '('.repeat(depth) + 'x' + ')'.repeat(depth);

/** Pages beyond a limit, and where they are refused. */
const hostile: readonly (readonly [
  title: string,
  complaint: keyof typeof complaints,
  line: number,
  text: string,
])[] = [
  ['a million lines', 'fileTooLong', 1, '\n'.repeat(1_000_001)],
  ['a file of 100 MB', 'fileTooLong', 1, 'x'.repeat(100_000_000)],
  ['400,000 lines of equations', 'pageTooLong', 401, head + 'x ← x\n'.repeat(100_000)],
  ['a line of 900,000 characters', 'lineTooLong', 5, `${head}x ← ${'x + '.repeat(200_000)}x`],
  ['parentheses in one another', 'tooDeep', 5, head + nested(150)],
  ['minus signs in one another', 'tooDeep', 5, `${head}x ← ${'−'.repeat(300)}x`],
  ['roots, calls and bars in one another', 'tooDeep', 5, `${head}x ← ${'√|max('.repeat(40)}x`],
  [
    'repeats in one another',
    'tooDeep',
    25,
    head + Array.from({ length: 50 }, (_, i) => `${' '.repeat(i)}repeat K as k${i}\n`).join(''),
  ],
  ['a number of 300 digits', 'longNumber', 5, `${head}x ← ${'9'.repeat(300)} x`],
  ['an exponent of 30 digits', 'largeExponent', 5, `${head}x ← η^${'9'.repeat(30)} x`],
];

it('lets x be set from a slow copy of it, and a state be kept before or on one branch', () => {
  const lookahead = 'sample ξ\nx ← x − η ∇f(x, ξ)\ny ← y + (x − y) / K\nx ← y';
  const before = 'sample ξ\nd ← x − y\ny ← x\nx ← x − η ∇f(x, ξ) + d / K';
  const onBranch = 'sample ξ\nx ← x − η (∇f(x, ξ) − ∇f(y, ξ))\nevery K rounds\n  y ← x';
  for (const round of [lookahead, before, onBranch]) expect(methodOf(head + round).states).toHaveLength(2);
});

it('covers every complaint', () => {
  const named = [...blocks, ...hostile].map(([, complaint]) => complaint);
  expect([...new Set(named)].sort()).toEqual(Object.keys(complaints).sort());
});

describe('refused at once', { timeout: 2000 }, () => {
  it.each(hostile)('%s', (_title, complaint, line, text) => {
    const error = errorOf(text);
    expect([error.complaint, error.span.line]).toEqual([complaint, line]);
    expect(error.message.length).toBeLessThan(1000);
  });

  it.each(['10000000', '1000\n  repeat 1000 as i\n    repeat 1000 as j'])('repeat %s', (count) => {
    const inner = ' '.repeat(2 * count.split('\n').length);
    const { round } = compileMethod(
      methodOf(`${head}repeat ${count}\n${inner}y ← y + η x\nx ← y / K`),
      createRationalField(),
    );
    const input = { round: 1, parameters: {}, states: {}, world: { draw: () => 0, gradient: () => [] } };
    const { one } = createRationalField();
    const given = { ...input, parameters: { η: one, K: 1 }, states: { x: [one], y: [one] } };
    expect(() => round(given)).toThrow(ContractError);
    expect(() => round(given)).toThrow('a round has from 0 to 1000000 passes');
  });

  it('a power of 10^9', () => {
    const { one } = createRationalField();
    const { round } = compileMethod(
      methodOf(`${head}y ← y + η^K x\nx ← y`.replace('; y from x', '; y')),
      createRationalField(),
    );
    const input = { round: 1, parameters: { η: one, K: 1e9 }, world: { draw: () => 0, gradient: () => [] } };
    expect(() => round({ ...input, states: { x: [one], y: [one] } })).toThrow(
      'an exponent is 1000000000, beyond 1000000',
    );
  });

  it('a value of 2^300 terms', () => {
    const method = methodOf(
      head + sgd.replace('x ←', 'g ←') + '\ng ← g + g'.repeat(300) + '\ny ← y − g\nx ← x + y / K',
    );
    expect(inferUnits(method).warnings).toEqual([]);
    const last = method.lines.find(({ target }) => target.name === 'y')?.value as Use;
    expect(() => termsOf(last, () => true)).toThrow(InputError);
    expect(termsOf(last)).toHaveLength(2);
  });
});

/** Pages of which some characters or lines were changed. */
const bits = [
  'x;η;∇f(x, ξ);(;); ;\n;\n  ;←;+;/;^;|;‖;,;sample ξ\n;repeat K\n;if t = 1\n;otherwise\n',
  'in round 1\n;every 2 rounds\n;also m ← m;max(;√; 3;..;\u0302;м',
].flatMap((line) => line.split(';'));
const changed = fc
  .tuple(
    fc.constantFrom(...pageNames).map((name) => printPage(parsePage(readPage(name)))),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom('', ...bits), fc.nat(2)), {
      minLength: 1,
      maxLength: 2,
    }),
  )
  .map(([page, edits]) =>
    edits.reduce((text, [place, bit, cut]) => {
      const at = Math.floor(place * text.length);
      return text.slice(0, at) + bit + text.slice(at + cut);
    }, page),
  );

it('any changed page is a page, which prints as one and the same, or gives an error that points into it', () => {
  let pages = 0;
  forAll(1500, [changed], (text) => {
    try {
      const page = parsePage(text);
      const printed = printPage(page);
      const method = resolvePage(page);
      pages += 1;
      expect(printPage(parsePage(printed))).toBe(printed);
      expect(resolvePage(parsePage(printed)).versions).toHaveLength(method.versions.length);
      expect(inferUnits(method).warnings.length).toBeGreaterThanOrEqual(0);
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      const { line, from, to } = error.span;
      const isInside = [line > 0, line <= text.split('\n').length, from > 0, to > from];
      expect(isInside).toEqual(Array(4).fill(true));
    }
  });
  expect(pages).toBeGreaterThan(0);
});

it('reads what is as large as it may be', () => {
  const lines = `${head}g ← x\n${'g ← g + x\n'.repeat(limits.lines - 7)}y ← y + g\nx ← x + η K y`;
  expect([lines.split('\n').length, methodOf(lines).lines.length]).toEqual([limits.lines, limits.lines - 4]);
  expect(() => parsePage(head + nested(limits.depth))).not.toThrow();
});
