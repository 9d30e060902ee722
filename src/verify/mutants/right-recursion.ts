/** What the honest recursion does where a mutant does not interfere, written from the definitions in prose and not from `spec/`. */
import type { Vector } from '../../../spec/algebra/index.js';
import type { GradientQuery, VariantName } from '../../../spec/model/index.js';
import { ContractError } from '../../errors.js';
import type { Asking, Samples, Scene, StepSamples } from './mutation.js';

/** The traits in which the variants differ. */
interface Plan {
  /** Whether there is an m at all. */
  readonly keepsEstimate: boolean;
  /** Whether m estimates ∇f and h enters as a control variate. */
  readonly isTarget: boolean;
  /** Whether the estimate is carried along by the same atom at the old snapshot. */
  readonly isReduced: boolean;
}

const plan = (keepsEstimate: boolean, isTarget: boolean, isReduced: boolean): Plan => ({
  keepsEstimate,
  isTarget,
  isReduced,
});

/** The plans of the variants whose mistakes are known. */
const plans: Readonly<Partial<Record<VariantName, Plan>>> = {
  'aux-mom': plan(true, false, false),
  'aux-mvr': plan(true, false, true),
  'aux-mom-target': plan(true, true, false),
  'aux-mvr-target': plan(true, true, true),
  naive: plan(false, false, false),
  sgd: plan(false, false, false),
};

/**
 * The plan of a variant.
 *
 * @throws RangeError where it has none.
 */
export function planOf(variant: VariantName): Plan {
  const plan = plans[variant];
  if (plan === undefined) throw new ContractError(`no plan of ${variant} is known`);
  return plan;
}

/** A question together with the role it is asked in. */
export interface Question<S> {
  readonly asking: Asking;
  readonly query: GradientQuery<S>;
}

/** The gradients before the local steps: all with the one atom of the round. */
export function roundQuestions<S>(variant: VariantName, { draws, round, x, xOld }: Scene<S>): Question<S>[] {
  const { keepsEstimate, isTarget, isReduced } = planOf(variant);
  if (!keepsEstimate) return [];
  const ask = (role: Asking['role'], name: 'f' | 'h', at: Vector<S>): Question<S> => ({
    asking: { role, step: 0 },
    query: { function: name, draw: 'snapshot', atom: draws.snapshot, at },
  });
  const questions = [ask('targetAtSnapshot', 'f', x)];
  if (!isTarget) questions.push(ask('auxiliaryAtSnapshot', 'h', x));
  if (!isReduced || round === 1) return questions;
  questions.push(ask('targetAtPrevious', 'f', xOld));
  if (!isTarget) questions.push(ask('auxiliaryAtPrevious', 'h', xOld));
  return questions;
}

/** Whether a local step takes the gradient of f, with the sample of the round. */
function isTargetStep(variant: VariantName, step: number): boolean {
  return variant === 'sgd' || (variant === 'naive' && step === 1);
}

/** The gradients of local step k at y. */
export function stepQuestions<S>(
  variant: VariantName,
  { draws, x }: Scene<S>,
  step: number,
  y: Vector<S>,
): Question<S>[] {
  if (isTargetStep(variant, step)) {
    const query = { function: 'f', draw: 'snapshot', atom: draws.snapshot, at: x } as const;
    return [{ asking: { role: 'targetAtSnapshot', step }, query }];
  }
  // A step beyond K has no draw of its own: it uses the last one.
  const atom = draws.local[step - 1] ?? draws.local.at(-1) ?? 0;
  const ask = (role: Asking['role'], at: Vector<S>): Question<S> => ({
    asking: { role, step },
    query: { function: 'h', draw: 'local', atom, at },
  });
  const here = ask('auxiliaryAtPoint', y);
  return planOf(variant).isTarget ? [here, ask('auxiliaryAtSnapshot', x)] : [here];
}

/** mᵗ = (1−a)m^{t−1} + a g, plus (1−a)(g − g_old) for the reduced variants; g itself where there is no m^{t−1}. */
export function honestEstimate<S>(
  variant: VariantName,
  { current, old }: Samples<S>,
  scene: Scene<S>,
): Vector<S> {
  const { space, estimate, weight, rest } = scene;
  if (estimate === undefined) return current;
  const average = space.add(space.scale(rest, estimate), space.scale(weight, current));
  return planOf(variant).isReduced
    ? space.add(average, space.scale(rest, space.subtract(current, old)))
    : average;
}

/** g_h(y) + m, or g_h(y) − g_h(x) + u, or the bare gradient of the baselines. */
export function honestDirection<S>(
  { here, there }: StepSamples<S>,
  estimate: Vector<S> | undefined,
  { space }: Scene<S>,
): Vector<S> {
  const change = there === undefined ? here : space.subtract(here, there);
  return estimate === undefined ? change : space.add(change, estimate);
}
