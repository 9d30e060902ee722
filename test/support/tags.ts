/** The tags that tests may have. */

/**
 * `long`: exhaustive by nature (every kill, every mutant, every page) or some seconds long, so that `npm test` leaves it to
 * `npm run test:long`, which .ci/nightly runs. Something shorter of the same kind stays untagged where it can be had in about a second, so
 * that `npm test` still notices what is broken. `gate`: a long test that .ci/run takes, one for each end of the road.
 */
export const tags = [
  { name: 'long', description: 'left to npm run test:long', timeout: 600_000 },
  { name: 'gate', description: 'in .ci/run as well: npm run test:gate', timeout: 600_000 },
];
