/** JSON of any document: refused or read exactly as the language itself reads it. */
import { parseJson } from '../../../src/problems/json-syntax.js';
import { nearDocument } from '../kit/mutate.js';
import { accepted, assertTrue, stable, subject, type Subject } from '../kit/subject.js';
import { jsonFiles } from './documents.js';

function parseByLanguage(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text.replace(/^\ufeff/, '')) as unknown };
  } catch {
    return undefined;
  }
}

/** The syntax of JSON, against the engine's own parser. */
export const json: Subject = subject({
  name: 'json',
  weight: 25,
  inputs: nearDocument(jsonFiles('docs/examples', /\.json$/, 1500)),
  check: (text) => {
    const value = accepted(() => ({ value: parseJson(text, 'input') }));
    const other = parseByLanguage(text);
    if (value !== undefined) {
      assertTrue(other !== undefined && stable(other.value) === stable(value.value), () => 'the value is another one');
      return;
    }
    if (other === undefined) return;
    // what the language accepts is refused for these reasons only: a repeated key, the key __proto__, deep nesting, a number that no double holds or tells
    // from a whole one
    let message = '';
    try {
      parseJson(text, 'input');
    } catch (error) {
      message = String(error);
    }
    const infinite = (text.match(/\d[\d.eE+-]*/g) ?? []).some((each) => Number(each) === Infinity);
    const whole = /-?\d+[.eE]/.test(text) && message.includes('a double can tell from a whole one');
    const reasons = infinite ? /is repeated|"__proto__" is unknown|levels of nesting|a double can hold/ : /is repeated|"__proto__" is unknown|levels of nesting/;
    assertTrue(whole || reasons.test(message), () => `valid JSON is refused: ${message}`);
  },
}); // prettier-ignore
