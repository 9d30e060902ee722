/** The printed form: what it looks like, that it reads back as the same page, ASCII, and TeX. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { algorithms } from '../../../spec/algorithms/index.js';
import {
  operatorOf,
  parsePage,
  printExpression,
  printPage,
  resolvePage,
  texOfLine,
} from '../../../spec/language/index.js';
import type { Binding, Expression, OperatorName, Page } from '../../../spec/language/index.js';
import * as language from '../../../spec/language/index.js';
import { methods } from '../../../spec/methods/index.js';
import { operators } from '../../../spec/language/operators.js';
import { toProgram } from '../../support/doc-examples.js';
import { doubles, methodOf, pageNames, readPage } from '../../support/pages.js';
import { forAll } from '../../support/for-all.js';

/** A page or an expression without places and source. */
const bare = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, part: unknown) => (key === 'span' || key === 'source' ? undefined : part)),
  );

describe.each(pageNames)('the page %s', (name) => {
  const page = parsePage(readPage(name));
  it('is in its file as it is printed', () => {
    expect(readPage(name)).toContain(`\`\`\`method\n${printPage(page)}\`\`\``);
  });
  it('reads back', () => {
    expect(bare(parsePage(printPage(page)))).toEqual(bare(page));
  });
});

const span = { line: 1, from: 1, to: 1 };
const name = fc
  .constantFrom('x', 'η', 'β1', 'm̂', 'ẑ', 'c_i', 'g′', 'c⁺', 'ℓ')
  .map((name) => ({ kind: 'name' as const, name, span }));
const member = name.map((one) => ({ ...one, name: `${one.name}[]`, index: { ...one, name: 'i' } }));
const number = fc
  .constantFrom('1', '2', '0.5', '10')
  .map((text) => ({ kind: 'number' as const, text, span }));
const nameOf = (text: string) => ({ kind: 'name' as const, name: text, span });
const bindings: readonly Binding[] = [
  { index: nameOf('i'), members: { set: nameOf('S') } },
  { index: nameOf('j'), members: { range: [{ kind: 'number', text: '1', span }, nameOf('n')] } },
];
const { expression } = fc.letrec<{ expression: Expression }>((tie) => {
  const gradient = fc
    .tuple(
      fc.constantFrom('f' as const, 'h' as const),
      tie('expression'),
      fc.option(name, { nil: undefined }),
    )
    .map(([of, point, sample]) => ({
      kind: 'gradient' as const,
      function: of,
      point,
      ...(sample && { sample }),
      span,
    }));
  const application = fc
    .tuple(
      fc.constantFrom(...(Object.keys(operators) as OperatorName[])),
      fc.constantFrom(...bindings),
      tie('expression'),
      tie('expression'),
    )
    .map(([operator, over, left, right]) => {
      const { types, isOver } = operatorOf(operator);
      return {
        kind: 'apply' as const,
        operator,
        operands: [left, right, right, left].slice(0, types.search(/ |$/) - 1),
        ...(isOver && { over }),
        span,
      };
    });
  return {
    expression: fc.oneof(
      { maxDepth: 5, depthIdentifier: 'e' },
      name,
      member,
      number,
      gradient,
      application,
      application,
      application,
    ),
  };
});
const inLine = (text: string): Page => parsePage(`method m\nstate x\n\nx ← ${text}`);

it('any expression reads back as it was, and is printed as it was', () => {
  forAll(1000, [expression], (e) => {
    const text = printExpression(e);
    const [line] = inLine(text).body;
    if (line?.kind !== 'line') throw new Error('no line');
    expect(bare(line.value)).toEqual(bare(e));
    expect(printExpression(line.value)).toBe(text);
  });
});

it('reads ASCII, spaces as one likes and any indentation, and prints one form', () => {
  const text = `method adam
given  eta > 0 each round;0<=beta1 <1; 0 <= beta2 < 1; eps > 0
state x;m from 0;v from 0
sample  xi
g' <- grad f(x,xi)
m <- beta1*m+(1-beta1)*g'      1   the first moment
v <- beta2*v + (1 - beta2)*g'.*g'
if norm(g') != 0
     x <- x - eta*(m/(1 - beta1^t)) ./ (sqrt(v/(1 - beta2^t)) + eps)    12   a step`;
  expect(printPage(parsePage(text))).toBe(
    `method adam
given  η > 0 each round; 0 ≤ β1 < 1; 0 ≤ β2 < 1; ε > 0
state  x; m from 0; v from 0

sample ξ
g′ ← ∇f(x, ξ)
m ← β1 m + (1 − β1) g′                                   1  the first moment
v ← β2 v + (1 − β2) g′ ⊙ g′
if ‖g′‖ ≠ 0
  x ← x − η (m / (1 − β1^t)) ⊘ (√(v / (1 − β2^t)) + ε)   12  a step
`,
  );
  const other = text.replace("norm(g')", "||g'||").replaceAll('^t', '**t');
  expect(other).not.toBe(text);
  expect(printPage(parsePage(other))).toBe(printPage(parsePage(text)));
});

it('prints every statement', () => {
  const text = `method all
given  0 < a ≤ 1 each step; η > 0; B ≥ 1; n ≥ 1
state  x; scalar s from 1; z from x
returns z

sample ξ of B
every 2 rounds
  d ← ∇f(x, ξ)
otherwise
  d ← ∇h(x, ξ)
y ← x
repeat n as j
  sample i in 1..n
  in round 1
    y ← y − a ∇f(y, i)
  afterwards
    y ← y − η ∇h(y, i)
  also_y ← y
  y ← also_y
if s > 1/2
  s ← s / 2
z ← z + s (y − d)
x ← x + z
`;
  expect(printPage(parsePage(text))).toBe(text);
});

const folder = new URL('../../../spec/language/', import.meta.url);
const examples = readdirSync(folder).flatMap((file) =>
  [...readFileSync(new URL(file, folder), 'utf8').matchAll(/ \* ```ts\n(.*?) \* ```/gs)].map(
    ([, code = '']) => [file, code.replace(/^ \* /gm, '')] as const,
  ),
);

it.each(examples)('%s: its docstring holds', (file, code) => {
  const program = toProgram({ name: file, code, isDeclarative: false }).split('\n').slice(1).join('\n');
  expect(program).toContain('expectEqual(');
  const scope = {
    ...language,
    doubles,
    expectEqual: (is: unknown, should: unknown) => {
      expect(is).toEqual(should);
    },
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the examples are those of our own docstrings
  const run = new Function(...Object.keys(scope), program) as (...values: unknown[]) => void;
  run(...Object.values(scope));
});

it('has an example of every reader', () => {
  expect(examples.map(([file]) => file).sort()).toEqual([
    'evaluate.ts',
    'parse.ts',
    'resolve.ts',
    'terms.ts',
    'tex.ts',
  ]);
});

/** As formulas of spec/algorithms are written: g_f for ∇f, brackets for parentheses, no spaces. */
const alike = (tex: string): string =>
  tex
    .replace(/\\nabla ([fh])/g, 'g_$1')
    .replace(/\\,|,\\qquad.*| /g, '')
    .replaceAll('[', '(')
    .replaceAll(']', ')');

it.each([
  ['aux-mom', '2', '4', '5'],
  ['aux-mom-target', '2', '4', '5'],
  ['aux-mvr-target', '2', '4', '5'],
] as const)('in TeX %s has the formulas of the paper', (variant, ...numbers) => {
  const method = methodOf(readPage(variant));
  for (const number of numbers) {
    const line = method.lines.find((line) => line.number === number);
    const equation = algorithms[variant].equations.find(
      ({ id }) => id === `${variant.toUpperCase()}.${number}`,
    );
    expect(line && alike(texOfLine(method, line))).toBe(alike(equation?.latex ?? ''));
  }
});

it('spec/language.md shows the page of STORM', () => {
  const shown = printPage(parsePage(readFileSync(new URL('../language.md', folder), 'utf8')));
  expect(shown).toBe(printPage(parsePage(readPage('storm'))));
});

it.each(['heavy-ball', 'sgd-ema'] as const)('in TeX %s has the recursion of spec/methods', (name) => {
  const method = methodOf(readPage(name));
  const [first] = method.lines;
  expect(first && alike(texOfLine(method, first))).toBe(alike(methods[name].latex));
});

it('has indices of rounds, steps and starts in TeX, and what letters are made of', () => {
  const method = resolvePage(
    parsePage(`method m
given  β1 > 0 each round; K ≥ 1
state  x; w from x; c⁺
sample ξ
m̂ ← √(∇f(x, ξ) ⊙ ∇f(w, ξ)) / (β1 K)
w ← x
y ← m̂
repeat K
  y ← −(y + c⁺) / K^k
c⁺ ← c⁺ + y
x ← x − max(y, 0) ⊘ (|y| + ‖y‖₁)`),
  );
  expect(method.lines.map((line) => texOfLine(method, line))).toEqual([
    '\\hat{m}^t = \\frac{\\sqrt{\\nabla f(x^{t-1}, \\xi^t) \\odot \\nabla f(x^{t-2}, \\xi^t)}}{\\beta_{1}\\, K}',
    'w^t = x^{t-1}',
    'y^{t,0} = \\hat{m}^t',
    'y^{t,k} = \\frac{-(y^{t,k-1} + c^{+,t-1})}{K^{k}}',
    'c^{+,t} = c^{+,t-1} + y^{t,K}',
    'x^t = x^{t-1} - \\max(y^{t,K}, 0) \\oslash (\\lvert y^{t,K} \\rvert + \\lVert y^{t,K} \\rVert_1)',
  ]);
});
