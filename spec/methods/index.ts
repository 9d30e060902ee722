export * from './method.js';
export * from './optimizers.js';
export * from './registry.js';
