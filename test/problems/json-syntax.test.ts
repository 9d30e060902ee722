import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import { parseJson } from '../../src/problems/json-syntax.js';
import { forAll } from '../support/for-all.js';

/** fast-check is fond of the key that is refused. */
const readable = fc.json({ maxDepth: 5 }).filter((text) => !text.includes('__proto__'));

const isAccepted = (parse: () => unknown): boolean => {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
};

describe('parseJson', () => {
  it('returns what JSON.parse returns', () => {
    forAll(100, [readable, fc.constantFrom(undefined, 2)], (text, indent) => {
      const spaced = JSON.stringify(JSON.parse(text), null, indent);
      expect(parseJson(spaced, 'a.json')).toEqual(JSON.parse(spaced));
    });
  });

  it('reads a string as long as one may be, and refuses a longer one', () => {
    const text = (length: number): string => JSON.stringify('é'.repeat(length));
    expect(parseJson(text(9_999_998), 'a.json')).toHaveLength(9_999_998);
    expect(() => parseJson(text(10_000_001), 'a.json')).toThrow(/a string is longer/);
  });

  it('counts the characters of a string as it is written', () => {
    const most = 'at most 10000000 characters of one string as it is written, escapes in full';
    expect(() => parseJson(`"${'\\u0061'.repeat(1_700_000)}"`, 'a.json')).toThrow(most);
    expect(parseJson(`"${'\\u0061'.repeat(1_600_000)}"`, 'a.json')).toHaveLength(1_600_000);
  });

  it('accepts a damaged text only where JSON.parse does', () => {
    const junk = fc.constantFrom('', '\n', ...'\\ \u0001 \u0085 true 1. , } ] " 0 - e ['.split(' '));
    forAll(2000, [fc.json({ maxDepth: 3 }), fc.nat(), fc.nat(3), junk], (text, position, length, insert) => {
      const at = position % (text.length + 1);
      const damaged = text.slice(0, at) + insert + text.slice(at + length);
      const accepted = isAccepted(() => parseJson(damaged, 'a.json'));
      const accepts = isAccepted(() => JSON.parse(damaged) as unknown);
      // Ours is stricter in four things only: repeated keys, __proto__, and numbers that JSON.parse takes for Infinity or for whole ones.
      if (accepted !== accepts)
        expect(() => parseJson(damaged, 'a.json')).toThrow(
          /is repeated|"__proto__" is unknown|1\.8e308|from a whole one/,
        );
    });
  });

  it('refuses a number beyond the doubles, with its digits', () => {
    expect(() => parseJson('{"a": [1e308, 1e309]}', 'a.json')).toThrow(
      'a.json at $, line 1, column 15: found the number 1e309; expected a JSON number that a double can hold',
    );
    expect(parseJson('[1e308, 1e-999]', 'a.json')).toEqual([1e308, 0]);
  });

  it('finds keys that are equal only after unescaping', () => {
    expect(() => parseJson('{"a": 1, "\\u0061": 2}', 'a.json')).toThrow(/"a" is repeated/);
  });

  it('says of values that are nested too deep what the limit is', () => {
    expect(() => parseJson('['.repeat(60), 'a.json')).toThrow(
      /line 1, column 52: the values are nested more than 50 deep; expected at most 50 levels of nesting\./,
    );
  });

  it('counts lines and columns from 1', () => {
    expect(() => parseJson('{\n "a": [1,\n  2 3]}', 'a.json')).toThrow(
      new InputError({
        problem: 'malformed JSON at "3"',
        where: 'a.json at $, line 3, column 5',
        expected: 'a comma or ]',
        fix: 'Correct the JSON text there: no trailing commas, no comments, double quotes around keys and strings.',
      }),
    );
  });
});
