export * from './stream.js';
export * from './tape.js';
