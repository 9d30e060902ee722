/** Laws of symmetry: an algorithm knows no units, no origin, no axes and no order of coordinates. */
import fc from 'fast-check';
import { scaledIdentity, type Vector } from '../../../spec/algebra/index.js';
import { createRatio, formatRatio, ratioField, type Ratio } from '../../exact/index.js';
import { powerOfTwo } from '../../exact/binary-ratio.js';
import { arbitraryDyadicCase } from '../../theorems/index.js';
import { requireSameIterates } from './agreement.js';
import { fitDraws, isExactIn, startsOf, tooFewDigits } from './dyadic-case.js';
import { observe } from './observe.js';
import type { PropertyCase, PropertyContext, PropertyDefinition } from './property.js';
import { noChange, type Similarity } from './similarity.js';

/** A case with the change that must not matter. */
interface SymmetryCase extends PropertyCase {
  readonly similarity: Similarity;
}

const whole = (value: number): Ratio => createRatio(BigInt(value), 1n);

/** Bits that a change may add, by what the format has to spare. */
const spareBits = ({ arithmetic }: Pick<PropertyContext, 'arithmetic'>): number =>
  arithmetic === 'binary32' ? 4 : 12;

/** What is drawn of a change before the dimension is known, so that both shrink alone, and what it means in d dimensions. */
interface Change<Drawn> {
  readonly draw: (bits: number) => fc.Arbitrary<Drawn>;
  readonly of: (
    drawn: Drawn,
    dimension: number,
  ) => { readonly similarity: Similarity; readonly note: string };
  /** Where it needs just these dimensions. */
  readonly dimension?: 2;
}

/** A law whose runs are compared bit by bit. */
function symmetry<Drawn>(
  id: string,
  law: string,
  { draw, of: describe, dimension }: Change<Drawn>,
): PropertyDefinition<SymmetryCase> {
  return {
    id,
    law,
    skip: (_variant, arithmetic) => tooFewDigits(arithmetic),
    arbitrary: (context) => {
      const { variant, capabilities } = context;
      const starts = startsOf(capabilities);
      return fc
        .record({
          problem: arbitraryDyadicCase({
            variant,
            starts,
            ...(dimension === undefined ? {} : { dimension }),
          }),
          drawn: draw(spareBits(context)),
        })
        .map(({ problem, drawn }) => ({
          problem: fitDraws(problem, capabilities),
          ...describe(drawn, problem.problem.dimension),
        }));
    },
    check: async (context, { problem, similarity, note }) => {
      fc.pre(isExactIn(context.arithmetic, problem, similarity));
      const plain = await observe(context, problem);
      const changed = await observe(context, problem, { similarity });
      fc.pre(plain !== undefined && changed !== undefined);
      requireSameIterates(
        changed,
        plain,
        `the run after ${note ?? ''}, changed back, against the run before`,
      );
    },
  };
}

/** x ↦ 2ᵖx, f ↦ 2^q f. */
const homogeneity = symmetry('homogeneity in units', 'x ↦ 2ᵖx, f ↦ 2^q f, η ↦ 2^{2p−q}η maps runs to runs', {
  draw: (bits) =>
    fc.record({ p: fc.integer({ min: -bits, max: bits }), q: fc.integer({ min: -bits, max: bits }) }),
  of: ({ p, q }, dimension) => ({
    similarity: {
      ...noChange(dimension),
      matrix: scaledIdentity(ratioField, dimension, powerOfTwo(p)),
      squaredScale: powerOfTwo(2 * p),
      gradientScale: powerOfTwo(q - 2 * p),
    },
    note: `measuring point in units of 2^${-p} and value in units of 2^${-q}`,
  }),
});

/** x ↦ x + c. */
const translation = symmetry('translation', 'x ↦ x + c maps runs to runs', {
  draw: (bits) => fc.array(fc.integer({ min: -(2 ** bits), max: 2 ** bits }), { minLength: 2, maxLength: 2 }),
  of: (drawn, dimension) => {
    const shift: Vector<Ratio> = drawn.slice(0, dimension).map(whole);
    return {
      similarity: { ...noChange(dimension), shift },
      note: `moving the origin by (${shift.map(formatRatio).join(', ')})`,
    };
  },
});

/** Turns by the angle of 3 + 4i and its kin. They are exact in binary where lengths grow by 5 too. */
const rotation = symmetry('rotation', 'x ↦ Qx with QᵀQ = s²I and ∇f ↦ Q∇f maps runs to runs', {
  dimension: 2,
  draw: () => fc.constantFrom([3, 4], [4, 3], [-3, 4], [4, -3], [-4, -3]),
  of: ([c = 0, s = 0]) => ({
    similarity: {
      ...noChange(2),
      matrix: [
        [whole(c), whole(-s)],
        [whole(s), whole(c)],
      ],
      squaredScale: whole(c * c + s * s),
    },
    note: `turning the plane by the angle of ${c} + ${s}i and stretching it by 5`,
  }),
});

/** Order and signs of the coordinates. */
const permutation = symmetry(
  'coordinate permutation and reflection',
  'exchanging coordinates, and changing their signs, maps runs to runs',
  {
    draw: () => fc.record({ isSwapped: fc.boolean(), signs: fc.tuple(fc.boolean(), fc.boolean()) }),
    of: ({ isSwapped, signs }, dimension) => ({
      similarity: {
        ...noChange(dimension),
        matrix: Array.from({ length: dimension }, (_, i) =>
          Array.from({ length: dimension }, (_unused, j) => {
            const from = isSwapped ? dimension - 1 - i : i;
            return whole(from === j ? (signs[i] === true ? -1 : 1) : 0);
          }),
        ),
      },
      note: `${isSwapped ? 'reversing the order of' : 'keeping the order of'} coordinates, with signs ${signs
        .slice(0, dimension)
        .map((isMinus) => (isMinus ? '−' : '+'))
        .join('')}`,
    }),
  },
);

/** All laws of symmetry. */
export const symmetries: readonly PropertyDefinition<SymmetryCase>[] = [
  homogeneity,
  translation,
  rotation,
  permutation,
];
