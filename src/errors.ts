/** The errors of the library, by the path that `src/` imports them from; the specification throws them too. */
export * from '../spec/errors.js';
