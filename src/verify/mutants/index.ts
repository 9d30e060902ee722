/** The catalogue of mistakes, and the recursion with hooks that makes them. */
export { catalogue, mutants } from './catalogue.js';
export { domainMutants } from './domain-mutants.js';
export { minibatchMutants, samplerMutants } from './minibatch-mutants.js';
export { scheduleMutants } from './schedule-mutants.js';
export { createSetting, mutatedRound, nextMemory } from './mutated-round.js';
export { firstMemory, startRecord } from './mutated-start.js';
export type { Mutant, Mutation, RoundMemory, SettingOfSampling } from './mutation.js';
