/** Rate bounds: G over all draws of the implementation's own runs, against the bounds of the theorems. */
import fc from 'fast-check';
import { createVectorSpace } from '../../../spec/algebra/index.js';
import { evaluateGradient, mapProblem } from '../../../spec/model/index.js';
import { theoremsOf } from '../../../spec/theorems/index.js';
import { createRationalField, createRatio } from '../../exact/index.js';
import { judgeRate, measureQuadratic } from '../../theorems/index.js';
import { fitDraws, startsOf } from './dyadic-case.js';
import { expectObserved } from './enumerate-observations.js';
import { observeRun } from './observe.js';
import { BrokenLaw, type PropertyDefinition } from './property.js';
import { arbitraryRateLine, type RateBoundCase } from './rate-cases.js';

const field = createRationalField();
const { squaredNorm } = createVectorSpace(field);

/** With K = 1 the local points are the snapshots, which everybody tells; a case with K > 1 is for those who tell y too. */
export const rateBounds: PropertyDefinition<RateBoundCase> = {
  id: 'rate bounds',
  law: 'G = (1/KT) Σ E‖∇f(y^{t,k−1})‖² is at most the bound of every theorem whose condition holds',
  share: 2,
  fits: (variant) => theoremsOf(variant).length > 0,
  arbitrary: ({ variant, capabilities }) => {
    const starts = startsOf(capabilities).filter((kind) => kind !== 'batch');
    return arbitraryRateLine(variant, starts.length === 0 ? ['given'] : starts).map((line) => ({
      ...line,
      problem: fitDraws(line.problem, capabilities),
    }));
  },
  check: async (context, { problem, ...constants }) => {
    const { target } = mapProblem(problem.problem, field.fromRatio);
    const { localStepCount, roundCount } = problem.parameters;
    const innerOf = <Point>(localPoints: readonly (readonly Point[])[]): readonly Point[] =>
      localPoints.flatMap((points) => points.slice(0, localStepCount - 1));
    if (localStepCount > 1) {
      const first = await observeRun(context, problem);
      fc.pre(first !== undefined);
      fc.pre(innerOf(first.localPoints).length === roundCount * (localStepCount - 1));
    }
    const seen = await expectObserved(context, problem, (iterates, localPoints) => [
      [...iterates.slice(0, roundCount), ...innerOf(localPoints)]
        .map((at) => squaredNorm(evaluateGradient(field, target, at)))
        .reduce(field.add, field.zero),
    ]);
    const [total] = seen ?? [];
    fc.pre(total !== undefined);
    const count = BigInt(localStepCount * roundCount);
    const averageSquaredGradient = createRatio(total.numerator, total.denominator * count);
    const { parameters, initialization } = problem;
    // the theorem is about the equations, so its variances are those of the equations; G is what was made
    const measurement = { ...measureQuadratic(problem), averageSquaredGradient };
    for (const theorem of theoremsOf(context.variant)) {
      const verdict = judgeRate(theorem, { parameters, initialization, constants, measurement });
      if (!verdict.isViolation) continue;
      throw new BrokenLaw(`G is ${verdict.ratio} times the bound of ${theorem.id}, over all draws`, {
        equation: `${theorem.id}: ${theorem.title}`,
      });
    }
  },
};
