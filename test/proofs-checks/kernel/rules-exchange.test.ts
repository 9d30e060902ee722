/** EXCH: the noises of two draws of one law at one point, which is older than both, have the same squared norm. */
import { describe, expect, it } from 'vitest';
import { certified, factOf, family, head, notProved, premise, prove, read } from './small-documents.js';

const noise = 'drawn afresh';
const draw = (shift: string, rest: object = {}) => ({
  noise,
  draw: { law: 'xi', member: [read(`t+${shift}`)], point: read('x'), ...rest },
});
/** u[t+1] and v[t+2] are noises at x[t], which is known in round t. */
const families = (first: object = draw('1'), second: object = draw('2')) => ({
  families: [...head.families, family('u', ['t'], ['t', '0'], first), family('v', ['t'], ['t', '0'], second)],
});
const statement = read('- (norm2 v[t+2]) (norm2 u[t+1])');
const at = (family: string, t = 't') => ({ family, at: { t: read(t) } });
const exchange = (rest: object = {}) => ({
  exchange: [{ weight: '1', left: at('v'), right: at('u'), ...rest }],
});

describe('EXCH', () => {
  it('is an equation, and the fact says of which law', () => {
    const expected = { premises: [], noises: [], laws: ['xi'], rules: ['CERT', 'EXCH'] };
    expect(prove(statement, exchange(), families())).toEqual({ name: 'P', statement, ...expected });
    const reversed = prove('- (norm2 u[t+1]) (norm2 v[t+2])', exchange({ weight: '-1' }), families());
    expect([reversed.laws, prove('0', {}).laws]).toEqual([['xi'], undefined]);
  });

  it('is not what FRESH and CERT give', () => {
    notProved(statement, {}, /leaves/, families());
    notProved('- (norm2 v[t+2]) (* 2 (norm2 u[t+1]))', exchange(), /leaves/, families());
  });

  const { noise: _noise, ...cyclic } = draw('2');
  const later = { point: read('x[t+1]') };
  const own = { point: read('u[t+1]') };
  it.each<[string, RegExp, object?, object?, object?]>([
    // the law changes: another batch size, another distribution, sampling that depends on the past
    ['draws of two laws', /an exchange of draws of two laws/, {}, draw('1'), draw('2', { law: 'other' })],
    // epochs, cyclic or Markov sampling: the draw is not independent of what is older, so it is no noise
    ['what is not drawn afresh', /v: only a noise is drawn/, {}, draw('1'), cyclic],
    ['no draw', /v is not declared as an answer of an oracle/, {}, draw('1'), { noise }],
    // at x[t+1] the draw of round t+2 is fresh, that of round t+1 is not
    ['a point not older than both', /against the order of births/, {}, draw('1', later), draw('2', later)],
    ['the draw itself as its point', /against the order of births/, {}, draw('1', own), draw('2', own)],
    ['a point that may be any', /j is no index here/, {}, draw('1', { point: read('x[j]') })],
    ['two points', /answers at two points/, {}, draw('1'), draw('2', { point: read('* 2 x') })],
    ['the same draw at two times', /answers at two points/, { right: at('u', 't+1') }],
    ['a draw for itself', /an exchange is idle/, { left: at('u') }],
    ['a weight that is no number', /the weight of an exchange is a number/, { weight: read('norm2 x') }],
    ['an exchange without a side', /an exchange/, { right: undefined }],
    ['a draw at no indices', /the indices of a draw/, { right: { family: 'u', at: {} } }],
    ['a family of values', /F is not declared/, { right: at('F') }],
    ['a name that every object has', /is not declared/, { right: at('toString') }],
    ['a member of no indices', /wrong number of indices/, {}, draw('1', { member: [] })],
    ['a point of too few indices', /wrong number of indices/, {}, draw('1', { point: read('w[t]') })],
    ['an empty law', /law/, {}, draw('1', { law: '' })],
    ['an unknown key', /unknown key/, {}, draw('1', { more: '1' })],
  ])('refuses %s', (_what, reason, rest = {}, first = draw('1'), second = draw('2')) => {
    notProved(statement, exchange(rest), reason, families(first, second));
  });

  it('refuses families that are not there, and what is no list', () => {
    notProved(statement, exchange(), /there is no such family/);
    notProved(statement, { exchange: {} }, /exchange/, families());
  });

  it('is passed on to what uses the step', () => {
    const steps = [certified(statement, exchange()), certified(statement, [premise('1', 'P')], 'Q')];
    expect(factOf(steps, families())).toMatchObject({ name: 'Q', laws: ['xi'] });
  });
});
