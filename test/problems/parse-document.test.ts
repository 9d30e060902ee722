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
  const choose = 'Choose a value in this domain.';
  it.each([
    [{ level: 99 }, `$.level: found the number 99; expected at most 5. ${choose}`],
    [{ level: -1 }, `$.level: found the number -1; expected at least 0. ${choose}`],
    [{ level: 1.5 }, '$.level: found the number 1.5; expected a whole number. Choose a whole number.'],
    [{ limit: 0 }, `$.limit: found the number 0; expected more than 0. ${choose}`],
    [{ level: 2 ** 60 }, `as 1152921504606847000; expected at most 9007199254740991. ${choose}`],
    [{ limit: true }, '$.limit: found the boolean true; expected a number. Replace it by what is expected.'],
    [{ names: [] }, `$.names: found an array of 0 items; expected at least 1 item. ${choose}`],
    [{ names: {} }, '$.names: found an object without keys; expected an array.'],
    [
      { kind: 'c' },
      '$.kind: found the string "c"; expected one of "a"|"b". Write one of these forms exactly.',
    ],
    [{ date: 'now' }, '"now"; expected a date and time such as 2026-01-31T12:00:00Z. Replace it by what'],
    [{ sum: 'xyz' }, '$.sum: found the string "xyz"; expected text of this form: /^[0-9a-f]{4}$/. Replace'],
    [{ nope: 1 }, '"nope" is unknown; expected only keys of the format. Remove it, or correct its spelling.'],
    ['text', '$: found the string "text"; expected an object. Replace it by what is expected.'],
  ])('refuses %j', (document, message) => {
    const where = typeof document === 'string' ? 'x at $:' : `x at $.${Object.keys(document)[0]}:`;
    expect(() => checkDocument(schema, document, 'x')).toThrow(where);
    expect(() => checkDocument(schema, document, 'x')).toThrow(message);
  });
});
