/** The formats of verification as JSON Schema, as they are published in `spec/schemas`. */
import { z } from 'zod';
import { formatJsonSchema } from '../../problems/schema-parts.js';
import { replySchemas } from '../protocol/replies.js';
import {
  minibatchResultSchema,
  oracleResultSchema,
  protocolVersion,
  requestSchemas,
} from '../protocol/requests.js';
import { manifestFormat, manifestSchema, vectorFileSchema, vectorFormat } from '../vectors/vector-schema.js';
import {
  pageManifestFormat,
  pageManifestSchema,
  pageVectorFormat,
  pageVectorSchema,
} from '../vectors/page-vector-schema.js';
import { certificateFormat, certificateSchema } from './certificate.js';
import { expectationsFormat, expectationsSchema } from './expectations.js';
import { transcriptFormat, transcriptLineSchema } from './transcript.js';
import { verifyFormat, verifyReportSchema } from './verify-report.js';

/** Every message of the protocol, with who sends it in its title. */
function createMessageSchema(): z.ZodType {
  const from = (sender: string, schemas: Readonly<Record<string, z.ZodType>>): readonly z.ZodType[] =>
    Object.entries(schemas).map(([type, schema]) => schema.meta({ title: `${sender}: ${type}` }));
  return z
    .union([
      ...from('kit', {
        ...requestSchemas,
        oracleResult: oracleResultSchema,
        minibatchResult: minibatchResultSchema,
      }),
      ...from('implementation', replySchemas),
    ])
    .describe('One line of the verification protocol, in either direction.');
}

const protocolTitle = `auxopt verification protocol ${protocolVersion.major}.${protocolVersion.minor}`;

/** The text of each schema by the name that `auxopt print schemas` knows it by. */
export const verificationSchemas: Readonly<
  Record<
    | 'protocol'
    | 'expectations'
    | 'verify'
    | 'certificate'
    | 'transcript'
    | 'vector'
    | 'vector-manifest'
    | 'page-vectors'
    | 'page-vectors-manifest',
    () => string
  >
> = {
  protocol: () => formatJsonSchema(createMessageSchema(), protocolTitle),
  expectations: () => formatJsonSchema(expectationsSchema, expectationsFormat),
  verify: () => formatJsonSchema(verifyReportSchema, verifyFormat),
  certificate: () => formatJsonSchema(certificateSchema, certificateFormat),
  transcript: () => formatJsonSchema(transcriptLineSchema, `${transcriptFormat}: one line`),
  vector: () => formatJsonSchema(vectorFileSchema, `${vectorFormat}: one file`),
  'vector-manifest': () => formatJsonSchema(manifestSchema, manifestFormat),
  'page-vectors': () => formatJsonSchema(pageVectorSchema, pageVectorFormat),
  'page-vectors-manifest': () => formatJsonSchema(pageManifestSchema, pageManifestFormat),
};
