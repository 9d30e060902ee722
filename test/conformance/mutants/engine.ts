/** The recursion with hooks: honest where the mutation is silent, and truthful about every gradient that it takes. */
import { createVectorSpace, type Field, type Vector } from '../../../spec/algebra/index.js';
import type { RunRequest } from '../../../spec/algorithms/index.js';
import type {
  GradientRecord,
  RoundRecord,
  StepRecord,
  Trace,
  VariantName,
} from '../../../spec/model/index.js';
import {
  honestDirection,
  honestEstimate,
  roundQuestions,
  stepQuestions,
  type Question,
} from './honest-choices.js';
import type { Mutation, Samples, Scene } from './mutation.js';
import { startRecord } from './start-record.js';

type Records<S> = Readonly<Record<string, GradientRecord<S>>>;

/** Runs `claimed`, or what the mutation makes of it. */
export function runMutated<S>(
  field: Field<S>,
  claimed: VariantName,
  request: Required<RunRequest<S>>,
  mutation: Mutation = {},
): Trace<S> {
  const variant = mutation.runs ?? claimed;
  const space = createVectorSpace(field);
  const { parameters, tape, oracle } = request;
  const { stepSize, momentumWeight: weight, localStepCount, roundCount } = parameters;
  const constants = { field, space, stepSize, weight, rest: field.subtract(field.one, weight) };

  const take = (
    questions: readonly Question<S>[],
    scene: Scene<S>,
    points: readonly Vector<S>[],
  ): Records<S> =>
    Object.fromEntries(
      questions.map(({ asking, query: honest }) => {
        const y = points.at(-1) ?? scene.x;
        const query = mutation.query?.(honest, asking, scene, y, points) ?? honest;
        const record = { ...query, value: oracle.gradient(query) };
        return [asking.role, { ...record, value: mutation.value?.(record, scene) ?? record.value }];
      }),
    );

  /** Takes the gradients of the round and makes mᵗ of them. */
  const update = (scene: Scene<S>): { gradients: Records<S>; estimate: Vector<S> | undefined } => {
    const gradients = take(roundQuestions(variant, scene), scene, []);
    const samples = samplesOf(gradients);
    if (samples === undefined) return { gradients, estimate: undefined };
    const estimate = mutation.newEstimate?.(samples, scene) ?? honestEstimate(variant, samples, scene);
    return { gradients, estimate };
  };

  /** g_D or g_f at both snapshots, out of what was taken. */
  const samplesOf = (taken: Records<S>): Samples<S> | undefined => {
    const {
      targetAtSnapshot: target,
      auxiliaryAtSnapshot: auxiliary,
      targetAtPrevious,
      auxiliaryAtPrevious,
    } = taken;
    if (target === undefined) return undefined;
    const minus = (f: GradientRecord<S>, h: GradientRecord<S> | undefined): Vector<S> =>
      h === undefined ? f.value : space.subtract(f.value, h.value);
    const current = minus(target, auxiliary);
    const old = targetAtPrevious === undefined ? current : minus(targetAtPrevious, auxiliaryAtPrevious);
    return {
      current,
      old,
      target: target.value,
      ...(auxiliary === undefined ? {} : { auxiliary: auxiliary.value }),
    };
  };

  const localSteps = (scene: Scene<S>, estimate: Vector<S> | undefined) => {
    const points: Vector<S>[] = [mutation.firstPoint?.(scene) ?? scene.x];
    const steps: StepRecord<S>[] = [];
    const count = mutation.stepCount?.(localStepCount) ?? localStepCount;
    for (let k = 1; k <= count; k += 1) {
      const y = points[k - 1] ?? scene.x;
      const gradients = take(stepQuestions(variant, scene, k, y), scene, points);
      const { auxiliaryAtPoint, targetAtSnapshot, auxiliaryAtSnapshot } = gradients;
      const here = (auxiliaryAtPoint ?? targetAtSnapshot)?.value ?? [];
      const samples = {
        here,
        ...(auxiliaryAtSnapshot === undefined ? {} : { there: auxiliaryAtSnapshot.value }),
      };
      const direction =
        mutation.direction?.(samples, estimate ?? space.zero(y.length), scene, k) ??
        honestDirection(samples, estimate, scene);
      const point =
        mutation.move?.(y, direction, scene) ?? space.subtract(y, space.scale(stepSize, direction));
      points.push(point);
      steps.push({ gradients, direction, point });
    }
    return { steps, points, iterate: mutation.iterate?.(points, scene) ?? points.at(-1) ?? scene.x };
  };

  const start = startRecord(field, variant, request, mutation);
  const visited = [start.iterate];
  const rounds: RoundRecord<S>[] = [];
  let estimate = start.correction;
  let oldPoints: readonly Vector<S>[] = [start.iterate];
  for (let t = 1; t <= roundCount; t += 1) {
    const draws = tape.rounds[t - 1] ?? { snapshot: 0, local: [] };
    const at = (index: number): Vector<S> => visited[Math.max(index, 0)] ?? start.iterate;
    const scene: Scene<S> = {
      ...constants,
      round: t,
      x: at(t - 1),
      xOld: at(t - 2),
      xOlder: at(t - 3),
      xStart: start.iterate,
      ...(estimate === undefined ? {} : { estimate }),
      draws,
      oldDraws: tape.rounds[t - 2] ?? draws,
      oldPoints,
    };
    const early = mutation.updatesAfterSteps === true ? undefined : update(scene);
    const { steps, points, iterate } = localSteps(scene, early === undefined ? estimate : early.estimate);
    const { gradients, estimate: correction } = early ?? update({ ...scene, xNext: iterate });
    rounds.push({ gradients, ...(correction === undefined ? {} : { correction }), steps, iterate });
    visited.push(iterate);
    oldPoints = points;
    estimate = correction;
  }
  return { start, rounds };
}
