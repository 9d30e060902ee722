/** What a run's second moments are made of: its steps, its forms and its start in whole numbers. */
import {
  isSchedule,
  mapParameters,
  mapProblem,
  parametersAt,
  subtractGradients,
  valueAt,
} from '../../spec/model/index.js';
import { baseOfRun, ratioField } from '../exact/index.js';
import { createLinearSteps, type StateLayout } from '../exact/linear-maps.js';
import { checkProblem } from '../problems/check-problem.js';
import { assertRunInput } from '../run-input.js';
import { createLeastScale } from './least-scale.js';
import { createMeasures, createValueForm } from './measures.js';
import { createMomentStep } from './moment-step.js';
import type { MomentProblem, MomentSteps } from './moments.js';
import { createGradientMoments } from './noise.js';
import { constantUnit, createSampledGradient } from './sampled-gradient.js';
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
 * Checks a case and makes its steps.
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
  const { target, auxiliary, snapshotAtoms, localAtoms } = problem;
  const inField = mapParameters(parameters, field.fromRatio);
  const linearAt = (round: number, step: number) => {
    const { stepSize, momentumWeight } = parametersAt(inField, round);
    const parametersOfStep = { stepSize: valueAt(stepSize, step), momentumWeight };
    return createLinearSteps(field, variant, problem.dimension, parametersOfStep);
  };
  const { layout, samples, stepsInSnapshot } = linearAt(1, 1);
  const targets = snapshotAtoms.map(({ probability, target: gradient }) => ({ probability, gradient }));
  const locals = localAtoms.map(({ probability, auxiliary: gradient }) => ({ probability, gradient }));
  const unit = constantUnit(scale, [
    ...snapshotAtoms.flatMap((atom) => [atom.target, atom.auxiliary]),
    ...locals.map(({ gradient }) => gradient),
  ]);
  const difference = subtractGradients(field, target, auxiliary);
  const gradients = {
    target: createSampledGradient(scale, unit, target, targets),
    difference: createSampledGradient(
      scale,
      unit,
      difference,
      snapshotAtoms.map((atom) => ({
        probability: atom.probability,
        gradient: subtractGradients(field, atom.target, atom.auxiliary),
      })),
      subtractGradients(field, difference, target), // −∇h, which atoms without noise in h share
    ),
    auxiliary: createSampledGradient(scale, unit, auxiliary, locals),
  };
  const start = createStartMoment(scale, layout, unit, problem, given);
  const noise = {
    snapshot: createGradientMoments(scale, gradients[samples]),
    local: createGradientMoments(scale, gradients.auxiliary),
  };
  const stepsAt = (round: number): MomentSteps => {
    const linear = linearAt(round, 1);
    const isOwnStart = round === 1 && initialization.kind === 'first-snapshot';
    const snapshot = isOwnStart ? linear.firstSnapshot : linear.snapshot;
    const localOf = ({ local }: typeof linear) =>
      createMomentStep(scale, layout, local, gradients.auxiliary, noise.local);
    const first = localOf(linear);
    const isSame = !isSchedule(parametersAt(inField, round).stepSize);
    return {
      snapshot: createMomentStep(scale, layout, snapshot, gradients[samples], noise.snapshot),
      local: (step) => (isSame || step === 1 ? first : localOf(linearAt(round, step))),
    };
  };
  return {
    problem: {
      scale,
      layout,
      unit,
      stepsAt,
      measures: createMeasures(
        scale,
        layout,
        variant,
        gradients,
        createValueForm(scale, layout, target, unit),
      ),
      start: start.entries,
    },
    layout,
    stepsInSnapshot,
    hasCorrection: start.hasCorrection,
  };
}
