import { describe, expect, it } from 'vitest';
import { parseProblemText, problemFileSchema } from '../../src/problems/index.js';
import { edited, explicitFile, leastSquaresFile } from './fixtures.js';

describe('parseProblemText', () => {
  it.each([
    ['explicit', explicitFile],
    ['least squares', leastSquaresFile],
  ])('returns an %s file as written: a round trip', (_, file) => {
    const parsed = parseProblemText(JSON.stringify(file), 'a.json');
    expect(parsed).toEqual(file);
    expect(parseProblemText(JSON.stringify(parsed, null, 2), 'a.json')).toEqual(parsed);
    expect(problemFileSchema.parse(file)).toEqual(file);
  });

  it('ignores a byte-order mark', () => {
    expect(parseProblemText(`\uFEFF${JSON.stringify(explicitFile)}`, 'a.json')).toEqual(explicitFile);
  });

  it.each(['1', '-1', '+1', '0.25', '1e-3', '1E+3', '007', '1/3', '-2/6'])('takes the number %s', (text) => {
    const file = edited(explicitFile, ['startingPoint', 0], text);
    expect(parseProblemText(JSON.stringify(file), 'a.json').startingPoint[0]).toBe(text);
  });

  it('lets a key that names a prototype be unknown like any other', () => {
    const text = JSON.stringify(explicitFile).replace('"seed":7', '"seed":7,"__proto__":{"seed":1}');
    expect(() => parseProblemText(text, 'a.json')).toThrow(/"__proto__" is unknown/);
  });
});
