/** A case as one line: the `open` message in tape mode, with every number exact. */
import type { VerificationCase } from '../cases/verification-case.js';
import { createNumberCodec } from '../protocol/numbers.js';
import type { OpenRequest } from '../protocol/requests.js';
import { openMessage } from '../session/prepared-case.js';

/** The message; its session is the id of the case. */
export function tapeCaseMessage(given: VerificationCase): OpenRequest {
  const codec = createNumberCodec('rational');
  return { ...openMessage({ case: given, oracleMode: 'tape', codec }, given.id), id: 'offline' };
}

export function formatTapeCase(given: VerificationCase): string {
  return `${JSON.stringify(tapeCaseMessage(given))}\n`;
}
