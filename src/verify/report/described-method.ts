/** The method that a program was judged as, as reports have it. */
import { createHash } from 'node:crypto';
import { parsePage } from '../../../spec/language/index.js';
import { methods, type MethodName } from '../../../spec/methods/index.js';
import type { VerifyReport } from './verify-report.js';

/** What a report says of a method of the list, or of one whose page was given; nothing where there is neither. */
export function describedMethod({
  method,
  page,
}: {
  readonly method?: MethodName | undefined;
  readonly page?: string | undefined;
}): VerifyReport['method'] {
  if (page !== undefined) {
    const { name } = parsePage(page);
    const hash = createHash('sha256').update(page).digest('hex');
    return { name, meaning: `what its page says (SHA-256 ${hash.slice(0, 12)}…)`, page: hash };
  }
  if (method === undefined) return undefined;
  const { meaning, letters } = methods[method];
  return { name: method, meaning, letters };
}
