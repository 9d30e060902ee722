/** Attacks by definitions and births: each is refused. */
import { describe, expect, it } from 'vitest';
import {
  abbreviation,
  certified,
  check,
  definition,
  equation,
  family,
  head,
  notProved,
  one,
  orthogonal,
  read,
  refused,
  value,
} from './small-documents.js';

describe('definitions', () => {
  const families = [
    ...head.families,
    ...['p', 'q'].map((name) => value(name, ['n'])),
    family('r', ['n'], ['n', '0']),
    family('e', ['n'], ['0', '0']),
  ];
  const defined =
    (...definitions: readonly unknown[]) =>
    () =>
      check([one], { families, definitions });
  const ofP = (zero: unknown, successor: unknown) => definition('p', ['n'], zero, successor);

  it.each([
    [[ofP('0', '+ p{n} 1')]],
    [[ofP('0', '1'), definition('q', ['n'], 'p{5}', '+ q{n} p{n}')]],
    [[definition('r', ['n'], 'apply H e[0]', '(zero)')]],
    [[definition('D', ['t+3', 'n'], 't', 'D{t+3,n}')]],
    [[definition('r', ['n'], '(zero)', '+ r[n] w[n+1,0]')]],
  ])('are accepted where nothing is wrong (control): %j', (definitions) => {
    expect(defined(...definitions)().facts.size).toBe(1);
  });

  it.each([
    [[ofP('0', 'p{n+1}')], 'p: successor: p may not be used here'],
    [[ofP('p{0}', '0')], 'p: zero: p may not be used here'],
    [[ofP('0', '- 1 p{0}')], 'may not be used'],
    [[ofP('0', 'p{2*n}')], 'may not be used'],
    [[ofP('0', '1'), definition('p', ['n'], '1', '1', { name: 'again' })], 'defined twice'],
    [[ofP('0', 'q{n}'), definition('q', ['n'], '0', '+ p{n} 1')], 'p: successor: q may not be used here'],
  ])('are from the predecessor, once, and not in a circle: %j', (definitions, reason) => {
    refused(defined(...definitions), reason);
  });

  it('are not in a circle through an abbreviation', () => {
    const hidden = abbreviation('hidden', ['n'], { scalar: read('p{n+1}') });
    const definitions = [ofP('0', 'use hidden n')];
    const parts = { families, abbreviations: [...head.abbreviations, hidden], definitions };
    refused(() => check([one], parts), /may not be used/);
  });

  it.each(['k', 't', 'p{k}', 'F{k}', 'norm2 r[k]', 'use twice j', 'norm2 e[n+k*0]'])(
    'have no free index on the right, at any depth: %s',
    (free) => {
      refused(defined(ofP('0', free)), /is no (number, parameter or )?index here/);
    },
  );

  // the attack that this guards: u₀ = V u with V := 1 and V := Z would give ‖u‖² = ‖Zu‖²
  it.each([
    [ofP('n', '0'), 'zero: n is no number, parameter or index here'],
    [ofP('p{n}', '0'), 'zero'],
    [definition('r', ['n'], 'apply V e[0]', '(zero)'), 'r: zero: V is no operator here'],
    [definition('r', ['n'], '(zero)', 'apply V e[0]'), 'V is no operator here'],
    // a value is no index, so none hides in one
    [ofP(['value', 'F', read('F{k}')], '0'), 'an index is'],
  ])('have no other index and no free operator: %j', (given, reason) => {
    refused(defined(given), reason);
  });

  it.each<[readonly string[], RegExp?]>([
    ...['n+2', 'k', '2*n', '2', 'n+k', '1+n'].map((at): [string[]] => [[at]]),
    [['n', 'n'], /named twice/],
    [['n+1', 'n'], /another name/],
    [['t', 'k'], /n is not among the indices/],
    [['+ t -1', 'n'], /another name/],
    [['K', 'n'], /K is a parameter/],
    [['J', 'n'], /J is a parameter/],
    [['n'], /wrong number of indices/],
  ])('are well-founded, over an index that stands alone: not at %j', (at, reason) => {
    refused(defined(definition(reason === undefined ? 'p' : 'D', at, '0', '0')), reason);
  });

  it.each([
    [definition('w', ['t', 'n'], '(zero)', '(zero)'), 'noise is declared'],
    [definition('unknown', ['n'], '0', '0'), 'unknown'],
    [definition('e', ['n'], '(zero)', 'w[1,n]'), 'e is declared older'],
    [definition('e', ['n'], 'x[0]', '(zero)'), 'e is declared older'],
    [ofP('0', '^ F{n} 2'), 'linear'],
  ])('define no noise, nothing undeclared, and make nothing older than its parts: %j', (given, reason) => {
    refused(defined(given), reason);
  });

  it('cannot be used at another place than they define', () => {
    const definitions = [definition('D', ['t+1', 'n'], '0', '0')];
    const rewrite = [{ equation: 'D', case: 'zero' }];
    const at = (t: string) => check([certified(`D{${t},0}`, { rewrite })], { definitions });
    expect(at('t+1').facts.size).toBe(1);
    for (const t of ['0', 't', 't+2']) refused(() => at(t), /idle/);
  });
});

describe('births', () => {
  const wrong: readonly unknown[] = [
    ...[['t'], ['t', '0', '0'], ['k', '0'], ['a', '0'], ['1/2', '0'], ['-1', '0'], [read('- t 1'), '0']],
    ...[['t', read('F{t}')], '00', ['t', ''], () => ['0', '0']],
  ];
  it.each(wrong.map((birth): [unknown] => [birth]))(
    'are two polynomials in the indices of the family, not %j',
    (birth) => {
      const none = { definitions: [], equations: [], hypotheses: [], abbreviations: [] };
      const born = (at: unknown) => check([one], { families: [family('u', ['t'], at)], ...none });
      refused(() => born(birth));
      expect(born(['t', '0']).facts.size).toBe(1);
    },
  );

  it('do not make a noise orthogonal to its twin', () => {
    const twin = family('v', ['t', 'k'], ['t', 'k'], { noise: 'another' });
    const parts = { families: [...head.families, twin] };
    notProved('inner v[t+1,k+1] w', orthogonal('v[t+1,k+1]'), /births/, parts);
  });

  it('cannot be made earlier by an equation, a definition or an abbreviation', () => {
    const equated = (left: string, right: string) => () =>
      check([one], { equations: [equation('e', left, right)] });
    refused(equated('z[t]', 'y[t,1]'), /older/);
    refused(equated('y[t,k]', 'y[t,j]'), /older/);
    refused(equated('x[t]', 'w[t+1,0]'), /older/);
    expect(equated('x[t]', 'w[t,J]')().facts.size).toBe(1);
    const early = abbreviation('early', ['t'], { vector: read('w[t+5,0]') });
    const parts = { abbreviations: [...head.abbreviations, early] };
    notProved('inner (use early t) w', orthogonal('use early t'), /births/, parts);
  });
});
