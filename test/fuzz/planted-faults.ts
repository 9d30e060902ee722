/** Parsers with a fault on purpose, each of the kind that the fuzz is there to find. */
import { parseJson } from '../../src/problems/json-syntax.js';
import { nearDocument } from './kit/mutate.js';
import { accepted, assertPlainMessage, assertTrue, subject, type Subject } from './kit/subject.js';
import { InputError } from '../../src/errors.js';

const inputs = nearDocument([{ format: 'planted/1', values: ['1', '2.5'], count: 3 }]);

/** The values of a right document. */
function valuesOf(text: string): readonly unknown[] | undefined {
  const document = accepted(() => parseJson(text, 'planted')) as { values?: unknown } | undefined;
  return Array.isArray(document?.values) ? (document.values as unknown[]) : undefined;
}

const faults: Readonly<Record<string, (text: string) => void>> = {
  'accepts-nan': (text) => {
    for (const value of valuesOf(text) ?? []) {
      const number = typeof value === 'string' && /^(NaN|[-\d.e]+)$/.test(value) ? Number(value) : 0;
      assertTrue(!Number.isNaN(number), () => 'NaN is accepted as a number');
    }
  },
  'throws-a-type-error': (text) => {
    const document = accepted(() => parseJson(text, 'planted')) as { values: { length: number } } | undefined;
    assertTrue(document === undefined || document.values.length >= 0, () => 'no length is negative');
  },
  'names-the-engine': (text) => {
    if (valuesOf(text) !== undefined) return;
    const problem = "Cannot read properties of undefined (reading 'values')";
    const { message } = new InputError({ problem, where: 'planted', expected: 'values', fix: 'Add them.' });
    assertPlainMessage(message);
  },
  loops: (text) => {
    while (valuesOf(text)?.length === 0);
  },
  'fills-the-memory': (text) => {
    const count = (valuesOf(text) ?? []).length;
    const kept: number[][] = [];
    while (count > 20) kept.push(Array.from({ length: 100_000 }, () => kept.length));
  },
  'keeps-the-last-of-two-keys': (text) => {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return;
    }
    assertTrue(value === undefined || accepted(() => ({ value: parseJson(text, 'planted') })) !== undefined, () => 'a repeated key is read');
  },
}; // prettier-ignore

/** One subject a fault. */
export const plantedFaults: readonly Subject[] = Object.entries(faults).map(([name, check]) =>
  subject({ name, weight: 1, inputs, check }),
);
