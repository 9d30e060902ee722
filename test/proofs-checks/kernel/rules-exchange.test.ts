/** EXCH: the noises of two draws of one law at one point, which is older than both, have the same squared norm. */
import { describe, expect, it } from 'vitest';
import { certified, factOf, family, head, prove, refused } from './small-documents.js';

const point = ['vector', 'x', 't'];
const draw = (shift: string, rest: object = {}) => ({
  noise: 'drawn afresh',
  draw: { law: 'xi', member: [['+', 't', shift]], point, ...rest },
});
/** u[t+1] and v[t+2] are noises at x[t], which is known in round t. */
const families = (first: object = draw('1'), second: object = draw('2')) => ({
  families: [...head.families, family('u', ['t'], ['t', '0'], first), family('v', ['t'], ['t', '0'], second)],
});
const u = ['vector', 'u', ['+', 't', '1']];
const v = ['vector', 'v', ['+', 't', '2']];
const statement = ['-', ['norm2', v], ['norm2', u]];
const exchange = (rest: object = {}) => ({
  exchange: [
    { weight: '1', left: { family: 'v', at: { t: 't' } }, right: { family: 'u', at: { t: 't' } }, ...rest },
  ],
});
const of = (parts: object, rest: object = {}) => prove(statement, exchange(rest), parts);

describe('EXCH', () => {
  it('is an equation, and the fact says of which law', () => {
    const fact = of(families());
    expect(fact).toEqual({
      name: 'P',
      statement,
      premises: [],
      noises: [],
      laws: ['xi'],
      rules: ['CERT', 'EXCH'],
    });
    const reversed = ['-', ['norm2', u], ['norm2', v]];
    expect(prove(reversed, exchange({ weight: '-1' }), families()).laws).toEqual(['xi']);
    expect(prove('0', { terms: [] }).laws).toBeUndefined();
  });

  it('is not what FRESH and CERT give', () => {
    refused(() => prove(statement, {}, families()), 'leaves');
    refused(() => prove(['-', ['norm2', v], ['*', '2', ['norm2', u]]], exchange(), families()), 'leaves');
  });

  // the law changes: another batch size, another distribution, sampling that depends on the past
  it('refuses draws of two laws', () => {
    refused(() => of(families(draw('1'), draw('2', { law: 'other' }))), 'an exchange of draws of two laws');
  });

  // epochs, cyclic or Markov sampling: the draw is not independent of what is older, so it is no noise
  it('refuses what is not declared to be drawn afresh', () => {
    const { noise: _noise, ...cyclic } = draw('2');
    refused(() => of(families(draw('1'), cyclic)), 'v: only a noise is drawn');
    refused(
      () => of(families(draw('1'), { noise: 'drawn afresh' })),
      'v is not declared as an answer of an oracle',
    );
    refused(() => of({}), 'there is no such family');
  });

  it('refuses a point that is not older than both draws', () => {
    // at x[t+1] the draw of round t+2 is fresh, that of round t+1 is not
    const later = ['vector', 'x', ['+', 't', '1']];
    refused(
      () => of(families(draw('1', { point: later }), draw('2', { point: later }))),
      'an exchange against the order of births',
    );
    // the draw itself is no older than itself
    const own = families(draw('1', { point: u }), draw('2', { point: u }));
    refused(() => of(own), 'an exchange against the order of births');
    // births that depend on an index that may be anything
    const loose = ['vector', 'x', 'j'];
    refused(() => of(families(draw('1', { point: loose }), draw('2'))), 'j is no index here');
  });

  it('refuses answers at two points, and a draw for itself', () => {
    const doubled = ['*', '2', point];
    refused(
      () => of(families(draw('1'), draw('2', { point: doubled }))),
      'an exchange of answers at two points',
    );
    const at = { t: ['+', 't', '1'] };
    refused(() => of(families(), { right: { family: 'u', at } }), 'an exchange of answers at two points');
    refused(() => of(families(), { left: { family: 'u', at: { t: 't' } } }), 'an exchange is idle');
  });

  it('refuses a weight that is no number, and what is no exchange', () => {
    refused(() => of(families(), { weight: ['norm2', point] }), 'the weight of an exchange is a number');
    refused(() => of(families(), { right: undefined }), /an exchange/);
    refused(() => of(families(), { right: { family: 'u', at: {} } }), 'the indices of a draw');
    refused(() => of(families(), { right: { family: 'F', at: { t: 't' } } }), 'F is not declared');
    refused(() => of(families(), { right: { family: 'toString', at: { t: 't' } } }), 'is not declared');
    refused(() => prove(statement, { exchange: {} }, families()), /exchange/);
  });

  it('refuses a family whose member or point does not exist', () => {
    refused(() => of(families(draw('1', { member: [] }))), /wrong number of indices/);
    refused(() => of(families(draw('1', { point: ['vector', 'w', 't'] }))), /wrong number of indices/);
    refused(() => of(families(draw('1', { law: '' }))), /law/);
    refused(() => of(families(draw('1', { more: '1' }))), /unknown key/);
  });

  it('is passed on to what uses the step', () => {
    const first = certified(statement, exchange());
    const second = certified(statement, { terms: [{ multiplier: '1', premise: 'P' }] }, 'Q');
    expect(factOf([first, second], families())).toMatchObject({ name: 'Q', laws: ['xi'] });
  });
});
