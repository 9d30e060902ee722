/** Properties: arbitraries of problems, and the theorems as checks on exact expectations. */
export * from './arbitraries/index.js';
export * from './rates/index.js';
export * from './stability/region.js';
export * from './stability/spectrum.js';
export * from './scenarios/index.js';
