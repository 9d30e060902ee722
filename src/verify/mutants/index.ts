/** The catalogue of mistakes, and the recursion with hooks that makes them. */
export { catalogue, mutants } from './catalogue.js';
export { domainMutants } from './domain-mutants.js';
export { minibatchMutants, samplerMutants } from './minibatch-mutants.js';
export { ownSchedule, scheduleMutants } from './schedule-mutants.js';
export { createSetting, mutatedRound, nextMemory, type MadeRound } from './mutated-round.js';
export { firstMemory, startRecord } from './mutated-start.js';
export type { Mutant, Mutation, RoundMemory, Setting, SettingOfSampling } from './mutation.js';
export { hasPlan, isTargetStep, planOf, type Plan } from './right-recursion.js';
