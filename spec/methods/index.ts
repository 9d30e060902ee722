export * from './method.js';
export * from './registry.js';
