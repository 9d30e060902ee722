/** The published formats as JSON Schema. */
import { formatDerivationJsonSchema } from '../../../proofs-checks/derivation/schema.js';
import { formatConstantsFileJsonSchema } from '../../advise/constants-file.js';
import { formatProblemFileJsonSchema } from '../../problems/problem-schema.js';
import { verificationSchemas } from '../../verify/report/published-schemas.js';

/** The text of every published schema by the name of its format. */
export const schemas: Readonly<Record<string, () => string>> = {
  'problem-file': formatProblemFileJsonSchema,
  constants: formatConstantsFileJsonSchema,
  ...verificationSchemas,
  derivation: formatDerivationJsonSchema,
};
