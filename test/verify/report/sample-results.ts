/** Results as a kit would report them. */
import type { CaseResult } from '../../../src/verify/report/verify-report.js';

export const failedResult: CaseResult = {
  id: 'L2/aux-mom/planar/callback',
  level: 2,
  variant: 'aux-mom',
  oracleMode: 'callback',
  verdict: 'fail',
  message: 'The estimate is wrong.',
  violation: {
    equation: 'AUX-MOM.2',
    statement: 'the estimate is a moving average of the sampled difference of target and auxiliary gradients',
    round: 3,
    step: 2,
    quantity: 'm',
    component: 0,
    expected: '0.25',
    actual: '0.5',
    error: 0.25,
    bound: 1.25e-16,
    fraction: 2e15,
    boundInUlps: 4,
  },
  diagnosis: [
    { id: 'swapped-weights', mistake: 'a and 1 − a are swapped.', fix: 'Give the new sample the weight a.' },
    { id: 'stale', mistake: 'The old gradient is used.', fix: 'Ask again.' },
  ],
  log: 'Traceback\n  line 2\n',
};

export const passedResult: CaseResult = { id: 'L0/hello', level: 0, verdict: 'pass' };

export const untestedResult: CaseResult = {
  id: 'L2/t',
  level: 2,
  variant: 'sgd',
  verdict: 'unsupported',
  message: 'no tape',
};
