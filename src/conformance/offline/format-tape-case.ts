/** A case as one line: the `open` message in tape mode, with every number exact. */
import type { VerificationCase } from '../cases/verification-case.js';
import { createNumberCodec } from '../protocol/numbers.js';
import { openMessage } from '../session/prepared-case.js';

export function formatTapeCase(given: VerificationCase): string {
  const codec = createNumberCodec('rational');
  const message = openMessage({ case: given, oracleMode: 'tape', codec }, given.id);
  return `${JSON.stringify({ ...message, id: 'offline' })}\n`;
}
