/** The naive baseline: one target step, then auxiliary steps, and nothing that corrects the difference. */
import { defineAlgorithm } from './define-algorithm.js';
import type { DirectionRule } from './equation.js';
import { auxiliaryAtPoint, targetAtSnapshot, type StepRole } from './gradient-roles.js';

const stepGradients = (step: number): readonly StepRole[] => [
  step === 1 ? targetAtSnapshot : auxiliaryAtPoint,
];

/** The direction is the sampled gradient itself. */
const direction: DirectionRule = (_field, { round }, step) => {
  const { targetAtSnapshot: target, auxiliaryAtPoint: auxiliary } = round.steps[step - 1]?.gradients ?? {};
  return (step === 1 ? target : auxiliary)?.value;
};

/** The algorithm `naive`. */
export const naive = defineAlgorithm({
  variant: 'naive',
  title: 'naive',
  summary: 'one target step, then uncorrected auxiliary steps (baseline)',
  estimates: 'nothing',
  roundGradients: [],
  stepGradients,
  stepStatement:
    'step 1 takes the target gradient at the snapshot, every later step the auxiliary gradient at its own point',
  direction: {
    statement: 'step 1 follows the target gradient, every later step the auxiliary gradient, uncorrected',
    latex: 'd^{t,1} = g_f(x^{t-1}, \\xi^t),\\qquad d^{t,k} = g_h(y^{t,k-1}, \\zeta^{t,k})\\quad (k \\ge 2)',
    rule: direction,
  },
  targetGradientsInRound: () => 1,
});
