/** Errors of documents in our words, also where a schema has none: a user never reads those of the library. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkDocument } from '../../src/problems/parse-document.js';

const schema = z.strictObject({
  level: z.int().min(0).max(5).exactOptional(),
  limit: z.number().positive().exactOptional(),
  names: z.array(z.string()).min(1).exactOptional(),
  kind: z.enum(['a', 'b']).exactOptional(),
  date: z.iso.datetime().exactOptional(),
  sum: z
    .string()
    .regex(/^[0-9a-f]{4}$/)
    .exactOptional(),
});

describe('a document against a schema without words', () => {
  it.each([
    [{ level: 99 }, '$.level: found the number 99; expected at most 5. Choose a value in this domain.'],
    [{ level: -1 }, '$.level: found the number -1; expected at least 0. Choose a value in this domain.'],
    [{ level: 1.5 }, '$.level: found the number 1.5; expected a whole number. Choose a whole number.'],
    [{ limit: 0 }, '$.limit: found the number 0; expected more than 0. Choose a value in this domain.'],
    [
      { level: 2 ** 60 },
      '$.level: found a number that a double reads as 1152921504606847000; expected at most 9007199254740991. Choose a value in this domain.',
    ],
    [{ limit: true }, '$.limit: found the boolean true; expected a number. Replace it by what is expected.'],
    [
      { names: [] },
      '$.names: found an array of 0 items; expected at least 1 item. Choose a value in this domain.',
    ],
    [{ names: {} }, '$.names: found an object without keys; expected an array.'],
    [
      { kind: 'c' },
      '$.kind: found the string "c"; expected one of "a"|"b". Write one of these forms exactly.',
    ],
    [
      { date: 'yesterday' },
      '$.date: found the string "yesterday"; expected a date and time such as 2026-01-31T12:00:00Z. Replace it by what is expected.',
    ],
    [
      { sum: 'xyz' },
      '$.sum: found the string "xyz"; expected text of this form: /^[0-9a-f]{4}$/. Replace it by what is expected.',
    ],
    [
      { nope: 1 },
      '$.nope: the key "nope" is unknown; expected only keys of the format. Remove it, or correct its spelling.',
    ],
    ['text', '$: found the string "text"; expected an object. Replace it by what is expected.'],
  ])('refuses %j', (document, message) => {
    expect(() => checkDocument(schema, document, 'x')).toThrow(`x at ${message}`);
  });
});
