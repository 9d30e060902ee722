/** The hard members that are stored as problem files: one a claim, for one choice of parameters. */
import { lowerTheorems, type LowerClaim, type LowerTheoremId } from '../../spec/theorems/index.js';
import { formatRatio, parseExactNumber } from '../../src/exact/index.js';
import {
  formatProblemFile,
  toProblemFile,
  type ExplicitProblemFile,
  type ProblemFileNotes,
  type ResolvedProblem,
} from '../../src/problems/index.js';
import type { HuberProblem, HuberTerm } from '../../src/problems/huber-problem.js';
import { createMemberCase, membersOf, type LowerCase } from '../../src/theorems/lower/lower-case.js';

const number = parseExactNumber;

/** The problem file that means a problem with Huber terms. */
export function toHuberFile(
  { quadratic, ...terms }: HuberProblem,
  notes: ProblemFileNotes = {},
): ExplicitProblemFile {
  const file = toProblemFile(quadratic, notes);
  const text = ({ curvature, slope }: HuberTerm) => ({
    huber: { curvature: formatRatio(curvature), slope: formatRatio(slope) },
  });
  return {
    ...file,
    target: { ...file.target, ...(terms.target && text(terms.target)) },
    auxiliary: { ...file.auxiliary, ...(terms.auxiliary && text(terms.auxiliary)) },
  };
}

/** L = 1, δ = 1/2; SGD takes η = 1/2, AuxMOM η = 1, a = 1/2 and K = 2: short numbers. */
const sgdCase: LowerCase = {
  smoothness: number('1'),
  hessianSimilarity: number('1/2'),
  parameters: { stepSize: number('1/2'), momentumWeight: number('1'), localStepCount: 1, roundCount: 10 },
  startingPoint: number('4'),
  snapshotDeviation: number('1'),
  localDeviation: number('0'),
};
const momentumCase: LowerCase = {
  ...sgdCase,
  parameters: { stepSize: number('1'), momentumWeight: number('1/2'), localStepCount: 2, roundCount: 6 },
  localDeviation: number('1'),
};

/** The numbers of the docs: K = 10, a = 1/2, two rounds; and one draw in two with half the slope again. */
const targetCase: LowerCase = {
  ...sgdCase,
  parameters: { stepSize: number('1'), momentumWeight: number('1/2'), localStepCount: 10, roundCount: 2 },
  startingPoint: number('1'),
  slopeDeviation: number('1/2'),
};

/** A stored member. */
export interface StoredMember {
  readonly file: string;
  readonly theorem: LowerTheoremId;
  readonly claim: LowerClaim;
  readonly given: LowerCase;
  readonly problem: ResolvedProblem | HuberProblem;
  /** The file as it should be. */
  readonly text: string;
}

/** Those of LOW-LTI are LOW-SGD's, and heavy ball is no variant of a problem file. */
const isOfVariant = (id: LowerTheoremId): boolean => id !== 'LOW-LTI' && id !== 'LOW-HB-ITERATES';

/** All of them: the last member of each claim, so that the noisy one stands for a claim about noise. */
export const storedMembers: readonly StoredMember[] = Object.values(lowerTheorems).flatMap((theorem) =>
  theorem.claims
    // the noisy member of `snapshot-noise-quadratic` is that of `snapshot-noise`
    // and the three claims of LOW-TGT-MVR have one member
    .filter(
      ({ id }) =>
        !['snapshot-noise-quadratic', 'target-first', 'target-later'].includes(id) && isOfVariant(theorem.id),
    )
    .map((claim) => {
      const own = theorem.id.toLowerCase();
      const name = theorem.claims.length === 1 ? own : `${own}-${claim.id}`;
      const given = theorem.variants.includes('sgd')
        ? sgdCase
        : theorem.id.startsWith('LOW-TGT')
          ? targetCase
          : momentumCase;
      const member = membersOf(claim.id, given).at(-1);
      if (member === undefined) throw new Error(`${claim.id} has no member`);
      const problem = createMemberCase(member, name);
      const notes = {
        description: `A hard member of ${theorem.id}, ${claim.id}: ${claim.member}. It is made for these parameters.`,
        source: 'docs/theory/benefit.md',
      };
      const file = 'quadratic' in problem ? toHuberFile(problem, notes) : toProblemFile(problem, notes);
      return {
        file: `${name}.json`,
        theorem: theorem.id,
        claim,
        given,
        problem,
        text: formatProblemFile(file),
      };
    }),
);
