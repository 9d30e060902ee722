/** A plan in the words of training loops: rows, batches, epochs, communication rounds. */
import { countOf } from '../../errors.js';
import type { PilotPlan } from './plan.js';

/** Rows of the data that a gradient looks at. */
export interface GradientRows {
  /** Of one sample of g_f: a batch. */
  readonly target: number;
  /** Of one local sample of g_h. */
  readonly auxiliary: number;
  /** Of ∇f: an epoch. */
  readonly mean?: number | undefined;
}

/** c_h by rows: what a gradient of h costs in gradients of f. */
export function auxiliaryPriceOf({ target, auxiliary }: GradientRows): number {
  return auxiliary / target;
}

/**
 * What one round and the whole plan are, in plain words.
 *
 * @param auxiliaryPrice - c_h.
 * @param rows - where the program says how many rows its gradients look at.
 */
export function describeRounds(
  {
    method,
    localStepCount,
    roundCount,
    roundPrice,
  }: Pick<PilotPlan, 'method' | 'localStepCount' | 'roundCount' | 'roundPrice'>,
  auxiliaryPrice: number,
  rows?: GradientRows,
): readonly string[] {
  const batch = rows === undefined ? 'one sample of f' : `one batch of ${countOf(rows.target, 'row')} of f`;
  const total =
    rows?.mean === undefined ? '' : `, ${number((roundCount * rows.target) / rows.mean)} epochs of f`;
  const whole = `T = ${roundCount}: ${roundCount} batches${total}, ${roundCount} communication rounds where f is elsewhere.`;
  if (method === 'sgd' || method === 'momentum') return [`One step is ${batch}: 1 f-gradient.`, whole];
  const cached = rows === undefined ? 'of h' : `on the ${countOf(rows.auxiliary, 'row')} of h`;
  const price = number(auxiliaryPrice);
  const [at, sum] =
    method === 'aux-mom'
      ? ['h at the same point', `1 + (1 + ${localStepCount})·${price}`]
      : ['h with it, both at this point and at the one before', `2 + (2 + ${localStepCount})·${price}`];
  return [
    `A gradient ${cached} costs ${price} of one of f. One round is ${batch}, ${at}, then K = ${localStepCount} ` +
      `steps ${cached}: ${sum} = ${number(roundPrice)} f-gradients.`,
    whole,
  ];
}

/** Three digits at most. */
function number(value: number): string {
  return String(Number(value.toPrecision(3)));
}
