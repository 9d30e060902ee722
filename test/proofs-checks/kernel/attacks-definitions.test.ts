/** Attacks by definitions and births: each is refused. */
import { describe, expect, it } from 'vitest';
import { checkDerivation } from '../../../proofs-checks/kernel/index.js';
import {
  certified,
  check,
  definition,
  document,
  family,
  head,
  one,
  prove,
  refused,
  w,
  x,
} from './small-documents.js';

describe('definitions', () => {
  const values = (name: string, indices: readonly string[] = ['n']) => ({
    name,
    kind: 'value',
    indices,
    latex: name,
    meaning: name,
  });
  const define = (
    definitions: readonly unknown[],
    families: readonly unknown[] = [
      values('p'),
      values('q'),
      family('r', ['n'], ['n', '0']),
      family('e', ['n'], ['0', '0']),
    ],
  ) => check([one], { families: [...head.families, ...families], definitions });
  const p = (n: unknown) => ['value', 'p', n];
  const q = (n: unknown) => ['value', 'q', n];

  it('are from the predecessor, once, and not in a circle', () => {
    expect(define([definition('p', ['n'], '0', ['+', p('n'), '1'])]).facts.size).toBe(1);
    refused(
      () => define([definition('p', ['n'], '0', p(['+', 'n', '1']))]),
      'p: successor: p may not be used here',
    );
    refused(() => define([definition('p', ['n'], p('0'), '0')]), 'p: zero: p may not be used here');
    refused(() => define([definition('p', ['n'], '0', ['-', '1', p('0')])]), /may not be used/);
    refused(() => define([definition('p', ['n'], '0', p(['*', '2', 'n']))]), /may not be used/);
    refused(
      () => define([definition('p', ['n'], '0', '1'), definition('p', ['n'], '1', '1', { name: 'again' })]),
      /defined twice/,
    );
    // p by q and q by p
    refused(
      () => define([definition('p', ['n'], '0', q('n')), definition('q', ['n'], '0', ['+', p('n'), '1'])]),
      'p: successor: q may not be used here',
    );
    expect(
      define([definition('p', ['n'], '0', '1'), definition('q', ['n'], p('5'), ['+', q('n'), p('n')])]).facts
        .size,
    ).toBe(1);
    // through an abbreviation
    const abbreviations = [
      ...head.abbreviations,
      { name: 'hidden', indices: ['n'], scalar: p(['+', 'n', '1']), latex: 'x' },
    ];
    refused(
      () =>
        check([one], {
          families: [...head.families, values('p')],
          abbreviations,
          definitions: [definition('p', ['n'], '0', ['use', 'hidden', 'n'])],
        }),
      /may not be used/,
    );
  });

  it('have no free index on the right, at any depth, and no free operator', () => {
    for (const free of [
      'k',
      't',
      p('k'),
      ['value', 'F', 'k'],
      ['norm2', ['vector', 'r', 'k']],
      ['use', 'twice', 'j'],
      ['norm2', ['vector', 'e', ['+', 'n', ['*', 'k', '0']]]],
    ]) {
      refused(() => define([definition('p', ['n'], '0', free)]), /is no (number, parameter or )?index here/);
    }
    refused(
      () => define([definition('p', ['n'], 'n', '0')]),
      /zero: n is no number, parameter or index here/,
    );
    refused(() => define([definition('p', ['n'], p('n'), '0')]), /zero/);
    refused(
      () => define([definition('r', ['n'], ['apply', 'V', ['vector', 'e', '0']], ['zero'])]),
      'r: zero: V is no operator here',
    );
    refused(
      () => define([definition('r', ['n'], ['zero'], ['apply', 'V', ['vector', 'e', '0']])]),
      'V is no operator here',
    );
    // the attack that this guards: u₀ = V u with V := 1 and V := Z would give ‖u‖² = ‖Zu‖²
    expect(define([definition('r', ['n'], ['apply', 'H', ['vector', 'e', '0']], ['zero'])]).facts.size).toBe(
      1,
    );
    // a value is no index, so none hides in one
    refused(() => define([definition('p', ['n'], ['value', 'F', ['value', 'F', 'k']], '0')]), /an index is/);
  });

  it('are well-founded: the recursion runs over an index that stands alone', () => {
    for (const at of [
      [['+', 'n', '2']],
      ['k'],
      [['*', '2', 'n']],
      ['2'],
      [['+', 'n', 'k']],
      [['+', '1', 'n']],
    ]) {
      refused(() => define([definition('p', at, '0', '0')]));
    }
    refused(() => define([definition('D', ['n', 'n'], '0', '0')]), /named twice/);
    refused(() => define([definition('D', [['+', 'n', '1'], 'n'], '0', '0')]), /another name/);
    refused(() => define([definition('D', ['t', 'k'], '0', '0')]), /n is not among the indices/);
    refused(() => define([definition('D', [['+', 't', '-1'], 'n'], '0', '0')]), /another name/);
    refused(() => define([definition('D', ['K', 'n'], '0', '0')]), /K is a parameter/);
    refused(() => define([definition('D', ['J', 'n'], '0', '0')]), /J is a parameter/);
    refused(() => define([definition('D', ['n'], '0', '0')]), /wrong number of indices/);
    expect(
      define([definition('D', [['+', 't', '3'], 'n'], 't', ['value', 'D', ['+', 't', '3'], 'n'])]).facts.size,
    ).toBe(1);
  });

  it('define no noise, nothing that is not declared, and make nothing older than its parts', () => {
    refused(() => define([definition('w', ['t', 'n'], ['zero'], ['zero'])]), /noise is declared/);
    refused(() => define([definition('unknown', ['n'], '0', '0')]));
    refused(
      () => define([definition('e', ['n'], ['zero'], ['vector', 'w', '1', 'n'])]),
      /e is declared older/,
    );
    refused(() => define([definition('e', ['n'], ['vector', 'x', '0'], ['zero'])]), /e is declared older/);
    expect(
      define([
        definition('r', ['n'], ['zero'], ['+', ['vector', 'r', 'n'], ['vector', 'w', ['+', 'n', '1'], '0']]),
      ]).facts.size,
    ).toBe(1);
    refused(() => define([definition('p', ['n'], '0', ['^', ['norm2', x], '2'])]));
  });

  it('cannot be used at another place than they define', () => {
    const definitions = [definition('D', [['+', 't', '1'], 'n'], '0', '0')];
    const at = (t: unknown) =>
      check([certified(['value', 'D', t, '0'], { rewrite: [{ equation: 'D', case: 'zero' }] })], {
        definitions,
      });
    expect(at(['+', 't', '1']).facts.size).toBe(1);
    for (const t of ['0', 't', ['+', 't', '2']]) refused(() => at(t), /idle/);
  });
});

describe('births', () => {
  const late = (birth: readonly unknown[]) => family('u', ['t'], birth);
  it('are data: polynomials in the indices of the family, natural numbers', () => {
    for (const birth of [
      ['t'],
      ['t', '0', '0'],
      ['k', '0'],
      [['-', 't', '1'], '0'],
      ['a', '0'],
      ['1/2', '0'],
      ['-1', '0'],
      ['t', ['value', 'F', 't']],
      '00',
      ['t', ''],
    ]) {
      refused(() =>
        checkDerivation(
          document({
            families: [late(birth as readonly unknown[])],
            definitions: [],
            equations: [],
            hypotheses: [],
            abbreviations: [],
          }),
        ),
      );
    }
    refused(() =>
      checkDerivation(document({ families: [{ ...late(['t', '0']), birth: () => ['0', '0'] }] })),
    );
  });

  it('do not make a noise orthogonal to itself, to its twin, or to what contains it', () => {
    const orthogonal = (older: unknown, noise: unknown = w) =>
      prove(['inner', older, noise], { orthogonal: [{ weight: '1', older, noise }] });
    refused(() => orthogonal(w), /births/);
    const sum = ['vector', 'N', ['+', 't', '1'], ['+', 'k', '1']];
    refused(() => orthogonal(sum), /births/);
    expect(orthogonal(['vector', 'N', ['+', 't', '1'], 'k']).noises).toEqual(['w']);
    const twin = family('v', ['t', 'k'], ['t', 'k'], { noise: 'another' });
    const v = ['vector', 'v', ['+', 't', '1'], ['+', 'k', '1']];
    refused(
      () =>
        prove(
          ['inner', v, w],
          { orthogonal: [{ weight: '1', older: v, noise: w }] },
          { families: [...head.families, twin] },
        ),
      /births/,
    );
    // births that are earlier for some indices only
    refused(() => orthogonal(['vector', 'y', 't', 'k'], ['vector', 'w', 'k', 't']), /births/);
    refused(
      () => orthogonal(['vector', 'y', 't', ['*', 'k', 'k']], ['vector', 'w', 't', ['+', 'k', '1']]),
      /births/,
    );
    expect(
      orthogonal(['vector', 'y', 't', 'k'], ['vector', 'w', 't', ['+', ['*', 't', 'k'], 'k', '1']]).noises,
    ).toEqual(['w']);
  });

  it('cannot be made earlier by an equation, a definition or an abbreviation', () => {
    const equation = (left: unknown, right: unknown) =>
      check([one], { equations: [{ name: 'e', assumption: 'A', title: 'e', kind: 'vector', left, right }] });
    refused(() => equation(['vector', 'z', 't'], ['vector', 'y', 't', '1']), /older/);
    refused(() => equation(['vector', 'y', 't', 'k'], ['vector', 'y', 't', 'j']), /older/);
    refused(() => equation(['vector', 'x', 't'], ['vector', 'w', ['+', 't', '1'], '0']), /older/);
    expect(equation(['vector', 'x', 't'], ['vector', 'w', 't', 'J']).facts.size).toBe(1);
    const image = {
      name: 'early',
      indices: ['t'],
      vector: ['vector', 'w', ['+', 't', '5'], '0'],
      latex: 'x',
    };
    refused(
      () =>
        prove(
          ['inner', ['use', 'early', 't'], w],
          { orthogonal: [{ weight: '1', older: ['use', 'early', 't'], noise: w }] },
          { abbreviations: [...head.abbreviations, image] },
        ),
      /births/,
    );
  });
});
