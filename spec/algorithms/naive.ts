/** The naive baseline: one target step, then auxiliary steps, and nothing that corrects the difference. */
import type { Algorithm, Equation } from './equation.js';
import { compareDirection } from './correction.js';
import { auxiliaryAtPoint, stepGradientEquation, targetAtSnapshot, type StepRole } from './gradient-roles.js';
import { gradientValueEquation } from './gradient-values.js';
import { moveEquation, roundEndEquation } from './local-steps.js';
import { startEquations } from './start.js';

const stepGradients = (step: number): readonly StepRole[] => [
  step === 1 ? targetAtSnapshot : auxiliaryAtPoint,
];

/** NAIVE.2: the direction is the sampled gradient itself. */
const directionEquation: Equation = {
  id: 'NAIVE.2',
  statement: 'step 1 follows the target gradient, every later step the auxiliary gradient, uncorrected',
  latex: 'd^{t,1} = g_f(x^{t-1}, \\xi^t),\\qquad d^{t,k} = g_h(y^{t,k-1}, \\zeta^{t,k})\\quad (k \\ge 2)',
  compare: (field, context) =>
    context.round.steps.flatMap(({ gradients }, index) => {
      const record = index === 0 ? gradients.targetAtSnapshot : gradients.auxiliaryAtPoint;
      if (record === undefined) return [];
      return [compareDirection(field, context, index + 1, record.value)];
    }),
};

/** `naive`, theory §2. */
export const naive: Algorithm = {
  variant: 'naive',
  title: 'naive',
  summary: 'one target step, then uncorrected auxiliary steps (baseline)',
  estimates: 'nothing',
  roundGradients: [],
  stepGradients,
  startEquations: startEquations('nothing'),
  equations: [
    stepGradientEquation(
      'NAIVE.1',
      'step 1 takes the target gradient at the snapshot, every later step the auxiliary gradient at its own point',
      stepGradients,
    ),
    gradientValueEquation,
    directionEquation,
    moveEquation('NAIVE.3'),
    roundEndEquation('NAIVE.4'),
  ],
  targetGradientsInRound: () => 1,
};
