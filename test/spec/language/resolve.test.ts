/** Versions and questions: which value every name reads, and what a page asks of its oracles. */
import { expect, it } from 'vitest';
import {
  originalOf,
  partsOf,
  printExpression,
  repeatsOf,
  type Method,
  type Version,
} from '../../../spec/language/index.js';
import { methodOf, readPage } from '../../support/pages.js';

/** Each version as `name.number: origin`, with the versions that meet in it. */
function versionsOf({ versions }: Method): readonly string[] {
  const nameOf = (version: Version): string =>
    `${version.name}${versions.filter(({ name }) => name === version.name).indexOf(version)}`;
  return versions.map((version) => {
    const { origin } = version;
    const meeting = [
      ...('first' in origin ? [origin.first] : []),
      ...('last' in origin ? [origin.last] : []),
    ];
    const reads =
      origin.kind === 'line'
        ? partsOf(origin.line.value).flatMap((part) => (part.kind === 'name' ? [part.version] : []))
        : meeting;
    return [`${nameOf(version)}: ${origin.kind}`, ...reads.map(nameOf)].join(' ');
  });
}

/** A list of versions, as many in a line as are of one kind of place. */
const listed = (text: string): readonly string[] => text.trim().split(/;\s+/u);

const questionsOf = ({ questions }: Method): readonly string[] =>
  questions.map(({ gradient, blocks }) => {
    const places = blocks.map((block) => (block.kind === 'repeat' ? 'repeat' : block.branch));
    return [printExpression(gradient), ...places].join(' ');
  });

it('AuxMVR: where flows meet, and what each line reads', () => {
  const method = methodOf(readPage('aux-mvr'));
  expect(versionsOf(method)).toEqual(
    listed(`
    t0: counter; η0: parameter; a0: parameter; K0: parameter;
    x0: state x1; w0: state w1; m0: state m1;
    ξ0: sample; g0: line x0 ξ0 x0 ξ0; g′0: line w0 ξ0 w0 ξ0; m1: line a0 m0 a0 g0 a0 g0 g′0; w1: line x0;
    y0: line x0; k0: counter; y1: pass y0 y2; ζ0: sample;
    d0: line y1 ζ0 m1; y2: line y1 η0 d0; y3: after y0 y2; x1: line y3`),
  );
  expect(questionsOf(method)).toEqual(['∇f(x, ξ)', '∇h(x, ξ)', '∇f(w, ξ)', '∇h(w, ξ)', '∇h(y, ζ) repeat']);
  const { versions } = method;
  const copies = versions.filter((version) => originalOf(version) !== version);
  expect(copies.map((copy) => [copy.name, originalOf(copy).index])).toEqual([
    ['w', 4],
    ['y', 4],
    ['x', 18],
  ]);
});

it('naive: a branch, and the names that live on', () => {
  const method = methodOf(readPage('naive'));
  expect(versionsOf(method).slice(5)).toEqual(
    listed(`
    y0: line x0; k0: counter; y1: pass y0 y2; d0: line x0 ξ0;
    ζ0: sample; d1: line y1 ζ0; d2: choice d0 d1; y2: line y1 η0 d2; y3: after y0 y2; x1: line y3`),
  );
  expect(questionsOf(method)).toEqual(['∇f(x, ξ) repeat then', '∇h(y, ζ) repeat otherwise']);
});

it('a start asks too, a state may pass through loops, and a name keeps its value over a branch', () => {
  const method = methodOf(`method m
given  η > 0; K ≥ 1; q ≥ 1
state  x; v from ∇f(x); scalar s from 1

every q rounds
  v ← ∇f(x)
repeat K
  repeat 2 as j
    sample ξ
    x ← x − (s η / j) (v + ∇f(x + v, ξ))
s ← s / 2`);
  expect(versionsOf(method).slice(4)).toEqual(
    listed(`
    x0: state x5; v0: state v2; s0: state s1; v1: line x0; v2: choice v1 v0;
    k0: counter; x1: pass x0 x4; j0: counter; x2: pass x1 x3; ξ0: sample; x3: line x2 s0 η0 j0 v2 x2 v2 ξ0;
    x4: after x1 x3; x5: after x0 x4; s1: line s0`),
  );
  expect(questionsOf(method)).toEqual(['∇f(x)', '∇f(x) then', '∇f(x + v, ξ) repeat repeat']);
  expect(method.questions.map(({ blocks }) => repeatsOf(blocks).map(({ counter }) => counter.name))).toEqual([
    [],
    [],
    ['k', 'j'],
  ]);
  expect(method.parameters.map(({ name }) => name.version.type)).toEqual(['scalar', 'count', 'count']);
});
