/** What is mutated, and by which tests it is judged. */

/** The tests of an area run in its process, on the sources, in seconds. */
export const areas = [
  {
    name: 'kernel',
    folder: 'proofs-checks/kernel',
    tests: ['test/proofs-checks/kernel/!(fuzz).test.ts'],
  },
  {
    name: 'algorithms',
    folder: 'spec/algorithms',
    tests: ['test/spec/algorithm-*.test.ts', 'test/spec/malformed-trace.test.ts'],
  },
  {
    name: 'judge',
    folder: 'src/judge',
    tests: ['test/laws/{judge,error-bound}.test.ts', 'test/judge/*.test.ts'],
  },
  {
    name: 'reference',
    folder: 'src/reference',
    tests: ['test/reference/*.test.ts', 'test/exact/{edges,reload,starts,run-exact-input}.test.ts'],
  },
  {
    name: 'exact',
    folder: 'src/exact',
    tests: ['test/exact/*.test.ts'],
  },
  {
    name: 'expectation',
    folder: 'src/expectation',
    tests: [
      'test/{agreement/expectation,expectation/{by-hand,enumerate,input-validation,low-rank,moments,parts,structure,summaries}}.test.ts',
    ],
  },
];

/** The area called `name`. */
export function readArea(name) {
  const area = areas.find((one) => one.name === name);
  if (area === undefined) {
    const names = areas.map((one) => one.name).join(', ');
    throw new RangeError(`AUXOPT_MUTATION_AREA is ${name ?? 'not set'}; expected one of ${names}`);
  }
  return area;
}
