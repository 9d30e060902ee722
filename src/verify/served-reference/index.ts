/** The reference behind the protocol, right or wrong on purpose. */
export { createReference, type OpaqueImplementation } from './create-reference.js';
