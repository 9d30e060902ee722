/** What a kit sends, before anything is done with it: a wrong message is answered in words. */
import { AuxoptError } from '../../errors.js';
import { checkShape } from '../../problems/check-shape.js';
import { oracleResultSchema, requestSchemas, type OracleResult, type Request } from '../protocol/requests.js';

/** A request that breaks the protocol. */
export class MalformedRequest extends AuxoptError {}

/** Throws a {@link MalformedRequest} for a request of a known type that lacks something, or has too much. */
export function checkRequest(request: Request): void {
  const schema = Object.hasOwn(requestSchemas, request.type) ? requestSchemas[request.type] : undefined;
  const checked = schema && checkShape<unknown>(schema, request);
  if (checked === undefined || checked.success) return;
  throw malformed(`the ${request.type} request`, checked.issues[0]);
}

/** The answer to a question, checked. */
export function checkOracleResult(message: unknown): OracleResult {
  const checked = checkShape(oracleResultSchema, message);
  if (checked.success) return checked.data;
  throw malformed('the answer to a question', checked.issues[0]);
}

function malformed(
  what: string,
  { path, message }: { path: PropertyKey[]; message: string },
): MalformedRequest {
  const place = path.length === 0 ? '' : ` at ${path.map(String).join('.')}`;
  return new MalformedRequest(`${what} is malformed${place}: ${message}`);
}
