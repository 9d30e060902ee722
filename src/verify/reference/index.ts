/** The reference behind the protocol, right or wrong on purpose, and the catalogue of mistakes. */
export { catalogue, mutants } from './catalogue.js';
export { createReference, type OpaqueImplementation } from './create-reference.js';
export { domainMutants } from './domain-mutants.js';
export { createFloatField } from './float-field.js';
export { hasPlan, planOf } from './honest-choices.js';
export { mutatedRound, nextMemory, type MadeRound } from './mutated-round.js';
export type { Mutant, Mutation, RoundMemory, Setting } from './mutation.js';
export { runMutated } from './run-mutated.js';
export { createSetting } from './setting.js';
export { firstMemory, startRecord } from './start-record.js';
