/** What a run's second moments are made of: its maps, its forms and its start in whole numbers. */
import { mapProblem } from '../../spec/model/index.js';
import type { Matrix } from '../../spec/algebra/index.js';
import {
  baseOfRun,
  createVariantMaps,
  ratioField,
  type RadixNumber,
  type StateLayout,
} from '../exact/index.js';
import { checkProblem } from '../problems/index.js';
import { assertRunInput } from '../run-input.js';
import { createLeastScale } from './least-scale.js';
import { createHalfVectorIndex } from './half-vector.js';
import { createMeasures } from './measures.js';
import { createMomentMap, type MomentMap } from './moment-map.js';
import type { MomentProblem } from './moments.js';
import { createStartMoment, type ExpectationCase } from './start-moment.js';

/** Second moments that are ready to move. */
export interface PreparedMoments {
  readonly problem: MomentProblem;
  readonly layout: StateLayout;
  readonly stepsInSnapshot: 0 | 1;
  /** Whether there is an m⁰. */
  readonly hasCorrection: boolean;
}

/**
 * Checks a case and makes its maps.
 *
 * @throws InputError for what `expectRun` does not take.
 */
export function prepareMoments(given: ExpectationCase): PreparedMoments {
  const { variant, parameters, initialization } = given;
  assertRunInput(ratioField, variant, given, given.problem.dimension);
  const scale = createLeastScale(baseOfRun(given));
  const { field } = scale;
  const problem = mapProblem(given.problem, field.fromRatio);
  checkProblem(field, problem, 'the problem');
  const maps = createVariantMaps(field, variant, problem, {
    stepSize: field.fromRatio(parameters.stepSize),
    momentumWeight: field.fromRatio(parameters.momentumWeight),
  });
  const { layout, stepsInSnapshot } = maps;
  const index = createHalfVectorIndex(layout.size);
  const snapshotProbabilities = problem.snapshotAtoms.map(({ probability }) => probability);
  const localProbabilities = problem.localAtoms.map(({ probability }) => probability);
  const momentMap = (matrices: readonly Matrix<RadixNumber>[]): MomentMap =>
    createMomentMap(scale, index, matrices, snapshotProbabilities);
  const snapshot = momentMap(maps.snapshot);
  const start = createStartMoment(scale, index, layout, problem, given);
  return {
    problem: {
      scale,
      index,
      dimension: layout.dimension,
      maps: {
        first: initialization.kind === 'first-snapshot' ? momentMap(maps.firstSnapshot()) : snapshot,
        snapshot,
        local: createMomentMap(scale, index, maps.local, localProbabilities),
      },
      measures: createMeasures(scale, index, layout, variant, problem),
      start: start.entries,
    },
    layout,
    stepsInSnapshot,
    hasCorrection: start.hasCorrection,
  };
}
