/** The naive baseline: one target step, then auxiliary steps, and nothing that corrects the difference. */
import type { Algorithm, DirectionRule } from './equation.js';
import { auxiliaryAtPoint, stepGradientEquation, targetAtSnapshot, type StepRole } from './gradient-roles.js';
import { gradientValueEquation } from './gradient-values.js';
import { moveEquation, roundEndEquation } from './local-steps.js';
import { startEquations } from './start.js';
import { directionEquation } from './state-equations.js';

const stepGradients = (step: number): readonly StepRole[] => [
  step === 1 ? targetAtSnapshot : auxiliaryAtPoint,
];

/** The direction is the sampled gradient itself. */
const direction: DirectionRule = (_field, { round }, step) => {
  const { targetAtSnapshot: target, auxiliaryAtPoint: auxiliary } = round.steps[step - 1]?.gradients ?? {};
  return (step === 1 ? target : auxiliary)?.value;
};

const estimates = 'nothing';

/** The algorithm `naive`: its gradients, its right-hand sides, its equations. */
export const naive: Algorithm = {
  variant: 'naive',
  title: 'naive',
  summary: 'one target step, then uncorrected auxiliary steps (baseline)',
  estimates,
  roundGradients: [],
  stepGradients,
  direction,
  startEquations: startEquations(estimates),
  equations: [
    stepGradientEquation(
      'NAIVE.1',
      'step 1 takes the target gradient at the snapshot, every later step the auxiliary gradient at its own point',
      stepGradients,
    ),
    gradientValueEquation,
    directionEquation(
      {
        id: 'NAIVE.2',
        statement: 'step 1 follows the target gradient, every later step the auxiliary gradient, uncorrected',
        latex:
          'd^{t,1} = g_f(x^{t-1}, \\xi^t),\\qquad d^{t,k} = g_h(y^{t,k-1}, \\zeta^{t,k})\\quad (k \\ge 2)',
      },
      direction,
    ),
    moveEquation('NAIVE.3'),
    roundEndEquation('NAIVE.4'),
  ],
  targetGradientsInRound: () => 1,
};
