export * from './field.js';
export * from './matrix.js';
export * from './vector.js';
