/** The messages of the protocol as one JSON Schema. */
import { z } from 'zod';
import { replySchemas } from './replies.js';
import { oracleResultSchema, requestSchemas } from './requests.js';
import { protocolVersion } from './version.js';

/** Every message, with who sends it in its title. */
export function createMessageSchema(): z.ZodType {
  const from = (sender: string, schemas: Readonly<Record<string, z.ZodType>>): readonly z.ZodType[] =>
    Object.entries(schemas).map(([type, schema]) => schema.meta({ title: `${sender}: ${type}` }));
  return z
    .union([
      ...from('kit', { ...requestSchemas, oracleResult: oracleResultSchema }),
      ...from('implementation', replySchemas),
    ])
    .describe('One line of the verification protocol, in either direction.');
}

/** The title of the schema. */
export const protocolTitle = `auxopt verification protocol ${protocolVersion.major}.${protocolVersion.minor}`;
