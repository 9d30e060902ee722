/** What honest programs may do as they like, and the cases that they are asked. */
import fc from 'fast-check';
import { createFullCases } from '../../src/verify/cases/create-cases.js';
import { oracleModes } from '../../src/verify/protocol/message-parts.js';

/** Those of single draws, which is what these programs take; they come first. Their data are those of a few seeds. */
const casesOf = [undefined, 5, 6].map((seed) => {
  let made: ReturnType<typeof createFullCases> | undefined;
  return () => (made ??= createFullCases(seed).filter(({ sampling }) => sampling === undefined));
});
const count = casesOf[0]?.().length ?? 0;

/** What a program may do as it likes. */
export const habits = fc.record({
  caseNumber: fc.nat(count - 1),
  data: fc.nat(casesOf.length - 1),
  oracleMode: fc.constantFrom(...oracleModes),
  isAuxiliaryFirst: fc.boolean(),
  isOldPointFirst: fc.boolean(),
  /** The sample of the next round is drawn before the step, for its gradients at the point that will be old, or after it, at the new point. */
  looksAhead: fc.constantFrom('never', 'before', 'after', 'both'),
  /** Of the -target variants: the gradient at the snapshot before the one at y, or all of them before the first step. */
  control: fc.constantFrom('after', 'before', 'all-before'),
  leavesOutOptional: fc.boolean(),
  /** Of the -target variants: how many of the two equal gradients of step 1 are taken; with none, whether a sample is drawn for them. */
  firstStep: fc.constantFrom('both', 'one', 'none', 'undrawn'),
  tells: fc.record({ start: fc.boolean(), estimate: fc.boolean(), steps: fc.boolean() }),
  asksAgain: fc.boolean(),
  logsExactGradients: fc.boolean(),
  average: fc.constantFrom('weights', 'step', 'decay'),
  correction: fc.constantFrom('storm', 'bracket'),
  sum: fc.constantFrom('left', 'right', 'pairwise'),
  rounding: fc.constantFrom('each', 'fused', 'extended'),
  /** Inside a round: the point, or the snapshot and the way from it, as clients of federated learning do, or the sum of the gradients. */
  keeps: fc.constantFrom('point', 'displacement', 'sum'),
});

export type Habits = typeof habits extends fc.Arbitrary<infer Value> ? Value : never;

/** The case that a program is asked. */
export const caseOf = ({ caseNumber, data }: Habits): ReturnType<typeof createFullCases>[number] => {
  const given = casesOf[data]?.()[caseNumber];
  if (given === undefined) throw new RangeError('the number is one of a case');
  return given;
};
