/** Problem files that are wrong in one way each, with the error that they must give. */
import type { MalformedFile } from './malformed-file.js';
import { formErrors, syntaxErrors } from './malformed-forms.js';
import { meaningErrors } from './malformed-meanings.js';

/** Every malformed file. */
export const malformedFiles: readonly MalformedFile[] = [...syntaxErrors, ...formErrors, ...meaningErrors];
