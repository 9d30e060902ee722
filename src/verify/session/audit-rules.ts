/** Rules beside the equations: of asking for gradients, of reporting η and a, and of drawing minibatches. */
import { equalityAlone, type ComponentReport } from '../../judge/judge-report.js';

const auditRules = {
  'AUDIT.1': 'a round takes the gradients that its equations name, and no others',
  'AUDIT.2': 'a sample that is asked for again is one that was drawn before',
  'AUDIT.3': 'every round draws its own samples, and every local step too',
  'AUDIT.4': 'a state is computed: every gradient that it depends on is asked for',
  'AUDIT.5': 'a round uses the step size and the momentum weight that it was given',
  'AUDIT.6':
    'a program that chooses its step size and momentum weight reports them in every round, in their domains',
  'AUDIT.7':
    'a minibatch has as many rows as the run asks for, and the last one of an epoch those that are left',
  'AUDIT.8': 'an epoch takes every row once before the next one begins',
  'AUDIT.9': 'gradients that an equation has with one sample see one draw',
} as const;

/** What every broken rule has. */
export function broken(
  rule: keyof typeof auditRules,
  round: number,
  quantity: string,
): Omit<ComponentReport, 'expected' | 'actual'> {
  return {
    equation: rule,
    statement: auditRules[rule],
    round,
    quantity,
    component: 0,
    ...equalityAlone,
  };
}
