/** What the module exports. Its memory is imported: one matrix store, laid out by ../wasm-gradients.ts. */
export { dense } from './dense';
export { step } from './step';
export { symmetric } from './symmetric';
