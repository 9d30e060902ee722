/** One round with hooks: honest where the mutation is silent, and truthful about every gradient that it takes. */
import { createVectorSpace, fromInteger, type Field, type Vector } from '../../../spec/algebra/index.js';
import {
  parametersAt,
  valueAt,
  type GradientRecord,
  type RoundDraws,
  type RoundRecord,
  type RunParameters,
  type StepRecord,
  type VariantName,
} from '../../../spec/model/index.js';
import {
  honestDirection,
  honestEstimate,
  roundQuestions,
  stepQuestions,
  type Question,
} from './right-recursion.js';
import type { Mutation, RoundMemory, Samples, Scene, Setting } from './mutation.js';

type Records<S> = Readonly<Record<string, GradientRecord<S>>>;

/** η, a, K and the arithmetic; where gradients and other atoms come from is the caller's. */
export function createSetting<S>(
  field: Field<S>,
  parameters: RunParameters<S>,
  source: Pick<Setting<S>, 'gradient' | 'otherAtom' | 'sampling'>,
): Setting<S> {
  return {
    field,
    space: createVectorSpace(field),
    parameters,
    divide: (value, count) => field.divide(value, fromInteger(field, count)),
    ...source,
  };
}

/** A round, and the local points y^{t,0}, … of it. */
export interface MadeRound<S> extends RoundRecord<S> {
  readonly points: readonly Vector<S>[];
}

/** Makes round t of `claimed`, or of what the mutation makes of it, out of what is remembered. */
export function mutatedRound<S>(
  setting: Setting<S>,
  claimed: VariantName,
  mutation: Mutation,
  memory: RoundMemory<S>,
  reportStep: (point: Vector<S>) => void = () => undefined,
): MadeRound<S> {
  const variant = mutation.runs ?? claimed;
  const { space, field, parameters } = setting;
  const { localStepCount } = parameters;
  const { round } = memory;
  const { rate, weight: weightOf } = mutation.schedule ?? {};
  /** η of local step k. */
  const etaOf = (k: number): S => {
    const [t, step] = rate?.(round, k, parameters) ?? [round, k];
    return valueAt(parametersAt(parameters, t).stepSize, step);
  };
  const { momentumWeight: weight } = parametersAt(parameters, weightOf?.(round) ?? round);
  const rest = field.subtract(field.one, weight);
  const scene: Scene<S> = { ...setting, ...memory, stepSize: etaOf(1), weight, rest, localStepCount };

  const take = (questions: readonly Question<S>[], at: Scene<S>, points: readonly Vector<S>[]): Records<S> =>
    Object.fromEntries(
      questions.map(({ asking, query: honest }) => {
        const query = mutation.query?.(honest, asking, at, points.at(-1) ?? at.x, points) ?? honest;
        const record = { ...query, value: setting.gradient(query) };
        return [asking.role, { ...record, value: mutation.value?.(record, at) ?? record.value }];
      }),
    );

  /** Takes the gradients of the round and makes mᵗ of them. */
  const update = (at: Scene<S>): { gradients: Records<S>; estimate: Vector<S> | undefined } => {
    const gradients = take(roundQuestions(variant, at), at, []);
    const samples = samplesOf(setting, gradients);
    if (samples === undefined) return { gradients, estimate: undefined };
    const estimate = mutation.newEstimate?.(samples, at) ?? honestEstimate(variant, samples, at);
    return { gradients, estimate };
  };

  const localSteps = (estimate: Vector<S> | undefined) => {
    const points: Vector<S>[] = [mutation.firstPoint?.(scene) ?? scene.x];
    const steps: StepRecord<S>[] = [];
    const count = mutation.stepCount?.(localStepCount) ?? localStepCount;
    for (let k = 1; k <= count; k += 1) {
      const y = points[k - 1] ?? scene.x;
      const at: Scene<S> = { ...scene, stepSize: etaOf(k) };
      const gradients = take(stepQuestions(variant, at, k, y), at, points);
      const { auxiliaryAtPoint, targetAtSnapshot, auxiliaryAtSnapshot } = gradients;
      const here = (auxiliaryAtPoint ?? targetAtSnapshot)?.value ?? [];
      const samples = {
        here,
        ...(auxiliaryAtSnapshot === undefined ? {} : { there: auxiliaryAtSnapshot.value }),
      };
      const direction =
        mutation.direction?.(samples, estimate ?? space.zero(y.length), at, k) ??
        honestDirection(samples, estimate, at);
      const point =
        mutation.move?.(y, direction, at) ?? space.subtract(y, space.scale(at.stepSize, direction));
      reportStep(point);
      points.push(point);
      steps.push({ gradients, direction, point });
    }
    return { steps, points, iterate: mutation.iterate?.(points, scene) ?? points.at(-1) ?? scene.x };
  };

  const early = mutation.updatesAfterSteps === true ? undefined : update(scene);
  const { steps, points, iterate } = localSteps(early === undefined ? memory.estimate : early.estimate);
  const { gradients, estimate } = early ?? update({ ...scene, xNext: iterate });
  return {
    gradients,
    ...(estimate === undefined ? {} : { correction: estimate }),
    steps,
    iterate,
    points,
  };
}

/** What is remembered after a round, for the next one. */
export function nextMemory<S>(
  before: RoundMemory<S>,
  { iterate, correction, points }: Pick<MadeRound<S>, 'iterate' | 'correction' | 'points'>,
  draws: RoundDraws,
): RoundMemory<S> {
  return {
    round: before.round + 1,
    x: iterate,
    xOld: before.x,
    xOlder: before.xOld,
    xStart: before.xStart,
    ...(correction === undefined ? {} : { estimate: correction }),
    draws,
    oldDraws: before.draws,
    oldPoints: points,
  };
}

/** g_D or g_f at both snapshots, out of what was taken. */
function samplesOf<S>({ space }: Setting<S>, taken: Records<S>): Samples<S> | undefined {
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
}
