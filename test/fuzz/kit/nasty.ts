/** Values, keys and pieces of text that parsers are known to stumble over. */

const nest = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const nestKeys = (depth: number): string => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
const quoted = (text: string): string => JSON.stringify(text);

/** Numbers as text that are none, or that mean far more than they show. */
export const nastyNumbers: readonly string[] = [
  'NaN', 'Infinity', '-Infinity', '-0', '0x10', '1/0', '0/0', '1/00', '-1/-1', '1e', '.5', '5.', '+1', '1_000', '١',
  '1e999999999', '-1e-999999999', '1e1000000000', '1e10000', '1e-10000', '1e10001', '1e400', '1e-400', '5e-324',
  '1/3', '2/6', '0.1', '00.10', '1e+2', '1E2', ' 1', '1 ', '', '7ff0000000000000', '7ff8000000000000', '9007199254740993',
  '1'.repeat(400), `0.${'3'.repeat(400)}`, `1/${'9'.repeat(400)}`, '1'.repeat(30_000), `${'7'.repeat(3000)}/${'3'.repeat(3000)}`,
]; // prettier-ignore

/** Texts of JSON values, right and wrong. */
export const nastyLeaves: readonly string[] = [
  'null', 'true', 'false', '[]', '{}', '""', '0', '-0', '1', '2', '-1', '1.5', '1e12', '1000000000', '1000000000000', '2147483648',
  '4294967296', '9007199254740993', '1e308', '1e309', '1e999999999', '01', '1.', 'NaN', 'undefined', "'a'", '"', '[', '}', ',', ':',
  '"\\ud800"', '"\ud800"', '"\\u0000"', '"\u0000"', '"\ufeff"', '"\u2028"', '"__proto__"', '"constructor"', '"toString"',
  '{"__proto__":{"a":1}}', '{"__proto__":null}', '{"a":1,"a":2}', '{"length":1}', '{"then":1}', '[[]]', '[null]', '[,]', '[1,]',
  quoted('a'.repeat(5000)), nest(60), nest(3000), nestKeys(60), nestKeys(3000),
  ...nastyNumbers.map(quoted),
]; // prettier-ignore

/** Keys that are something else in JavaScript. */
export const nastyKeys: readonly string[] = [
  '__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'length', 'then', '0', '', ' ', '\u0000',
  '\ud800', 'toJSON', 'kind', 'format', 'type', 'id', 'a.b', '$', '[0]',
]; // prettier-ignore

/** Pieces to put into any text. */
export const nastyPieces: readonly string[] = [
  '\ufeff', '\r\n', '\r', '\n', '\n\n', '\u0000', '\ud800', '\udc00', '\u2028', '\\', '"', "'", '""', ',', ',,', ':', '{', '}', '[', ']',
  '{}', '[]', 'null', '1e999999999', '//', '/*', '\t', '\u00a0', '=1+1', '-', '+', '.', '/', 'e', '9'.repeat(300), ' '.repeat(300),
]; // prettier-ignore
