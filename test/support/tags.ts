/** The tags that tests may have. */

/**
 * `long`: exhaustive by nature (every kill, every mutant, every page), so that `npm test` leaves it to `npm run test:long`.
 * Something shorter of the same kind always stays untagged, so that `npm test` still notices what is broken.
 */
export const tags = [{ name: 'long', description: 'left to npm run test:long', timeout: 600_000 }];
