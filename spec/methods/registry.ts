/** Every method by its name: the only list to extend. */
import type { Method } from './method.js';

const alone = { auxiliary: 'zero', localStepCount: 1 } as const;
const noAuxiliary = 'none (h = 0).';
const eta = { name: 'η', from: 'η', gives: 'η' };
const weight = { name: 'a', from: 'a', gives: 'a' };
/** With a = 1 every start does the same. */
const anyStart = ['zero', 'first-snapshot'] as const;

/** The methods. */
export const methods = {
  sgd: {
    title: 'stochastic gradient descent',
    variant: 'sgd',
    restriction: { ...alone },
    latex: 'x^t = x^{t-1} - \\eta\\, g_f(x^{t-1}, \\xi^t)',
    meaning: 'x ← x − η g, with one fresh sample a step',
    letters: 'the local step is the step, and y is the next x',
    source: 'every library: SGD without momentum',
    auxiliary: noAuxiliary,
    starts: ['none'],
    parameters: [{ name: 'learning rate', from: 'η', gives: 'η = learning rate' }],
  },
  'sgd-ema': {
    title: 'SGD along an exponential moving average of gradients',
    variant: 'aux-mom',
    restriction: { ...alone },
    latex: 'm^t = (1-a)\\, m^{t-1} + a\\, g_f(x^{t-1}, \\xi^t),\\qquad x^t = x^{t-1} - \\eta\\, m^t',
    meaning: 'm ← (1 − a) m + a g, x ← x − η m, with one fresh sample a step',
    letters: 'the estimate is m, the local step is x ← x − η m, y is the next x, and g_h is 0',
    source:
      'torch.optim.SGD with dampening = momentum, whose first buffer is the first gradient (first-snapshot); optax.ema without ' +
      'debiasing, then scale (zero)',
    auxiliary: noAuxiliary,
    starts: ['first-snapshot', 'zero'],
    parameters: [
      { name: 'lr', from: 'η', gives: 'η = lr' },
      { name: 'momentum', from: '1 − a', gives: 'a = 1 − momentum' },
      { name: 'dampening', from: '1 − a', gives: 'a = 1 − dampening' },
    ],
  },
  'heavy-ball': {
    title: 'heavy-ball momentum',
    variant: 'aux-mom',
    restriction: { ...alone },
    latex:
      'v^t = \\mu\\, v^{t-1} - \\ell\\, g_f(x^{t-1}, \\xi^t),\\qquad x^t = x^{t-1} + v^t,\\qquad v^0 = 0',
    meaning:
      'v ← μ v − ℓ g, x ← x + v from rest, with ℓ = η a, μ = 1 − a and one fresh sample a step ' +
      '(under schedules: m ← μ m + a g, x ← x − η m)',
    letters:
      'the estimate m is −v/η with η = ℓ/(1 − μ) and a = 1 − μ, the local step is x ← x + v, y is the next x, and g_h is 0',
    source:
      'B. T. Polyak, 1964; SGD of Keras, TensorFlow.js, convnetjs, scikit-learn, optax and ensmallen, and torch.optim.SGD without ' +
      'dampening',
    auxiliary: noAuxiliary,
    starts: ['zero'],
    parameters: [
      { name: 'learning rate ℓ', from: 'η a', gives: 'η = ℓ/(1 − μ)' },
      { name: 'momentum μ', from: '1 − a', gives: 'a = 1 − μ' },
    ],
  },
  storm: {
    title: 'STORM',
    variant: 'aux-mvr',
    restriction: { ...alone },
    latex:
      'd^t = g_f(x^{t-1}, \\xi^t) + (1-a)\\,[d^{t-1} - g_f(x^{t-2}, \\xi^t)],\\qquad x^t = x^{t-1} - \\eta\\, d^t,\\qquad ' +
      'd^1 = g_f(x^0, \\xi^1)',
    meaning: 'd ← g(x, ξ) + (1 − a)(d − g(x before, ξ)), x ← x − η d, with the same fresh ξ at both points',
    letters: 'the estimate m is d, the local step is x ← x − η d, y is the next x, and g_h is 0',
    source:
      'A. Cutkosky and F. Orabona, "Momentum-Based Variance Reduction in Non-Convex SGD", NeurIPS 2019, with constant η and a',
    auxiliary: noAuxiliary,
    starts: ['first-snapshot'],
    parameters: [eta, weight],
  },
  'svrg-step': {
    title: 'one outer step of SVRG',
    variant: 'aux-mom-target',
    restriction: { auxiliary: 'target', noise: 'local', momentumWeight: 1 },
    latex:
      'y^k = y^{k-1} - \\eta\\,[\\nabla f_{i_k}(y^{k-1}) - \\nabla f_{i_k}(x) + \\nabla f(x)],\\qquad y^0 = x,\\qquad x^+ = y^K',
    meaning:
      'y ← y − η[g(y, ζ) − g(x, ζ) + ∇f(x)], K times from the snapshot x, with a fresh ζ per step; the last y is the next x',
    letters:
      'a local step is an inner step, g_h(·, ζ) is the gradient of the component, g_f(x^{t−1}) is the full gradient at the snapshot',
    source:
      'R. Johnson and T. Zhang, "Accelerating Stochastic Gradient Descent using Predictive Variance Reduction", NeurIPS 2013, ' +
      'option I',
    auxiliary:
      'h = f; a local sample of it is a component fᵢ with a random i = iₖ. A snapshot gradient of f is the full one.',
    starts: anyStart,
    parameters: [eta, { name: 'inner steps', from: 'K', gives: 'K = inner steps' }],
  },
  'dane-step': {
    title: 'one round of inexact DANE',
    variant: 'aux-mom',
    restriction: { noise: 'none', momentumWeight: 1 },
    latex:
      'y^k = y^{k-1} - \\eta\\,[\\nabla h(y^{k-1}) + \\nabla f(x) - \\nabla h(x)],\\qquad y^0 = x,\\qquad x^+ = y^K',
    meaning: 'y ← y − η[∇h(y) + ∇f(x) − ∇h(x)], K times from x; the last y is the next x',
    letters: 'the estimate m is ∇f(x) − ∇h(x), the snapshot x^{t−1} is x, and all gradients are exact',
    source:
      'O. Shamir, N. Srebro and T. Zhang, "Communication-Efficient Distributed Optimization using an Approximate Newton-type ' +
      'Method", ICML 2014, its local problem solved by K gradient steps, without its proximal term',
    auxiliary:
      'h is the function of the machine that makes the steps, and f is the mean of the functions of all machines.',
    starts: anyStart,
    parameters: [eta, { name: 'local gradient steps', from: 'K', gives: 'K = local gradient steps' }],
  },
  'scaffold-step': {
    title: 'one round of SCAFFOLD on one client',
    variant: 'aux-mom',
    restriction: { momentumWeight: 1 },
    latex:
      'y^k = y^{k-1} - \\eta\\,[g_i(y^{k-1}, \\zeta^k) - c_i + c],\\qquad c_i = g_i(x, \\xi),\\qquad c = g_f(x, \\xi),\\qquad y^0 = x',
    meaning: 'y ← y − η[gᵢ(y, ζ) − cᵢ + c], K times from x, with cᵢ = gᵢ(x, ξ) and c = g(x, ξ) of this round',
    letters: 'the estimate m is c − cᵢ, g_h is the gradient gᵢ of the client, and g_f that of the server',
    source:
      'S. P. Karimireddy et al., "SCAFFOLD: Stochastic Controlled Averaging for Federated Learning", ICML 2020, option I with control ' +
      "variates of the round's own point, one client, global step size 1",
    auxiliary: 'h is the function of the client; c is the control variate of the server.',
    starts: anyStart,
    parameters: [
      { name: 'local step size', from: 'η', gives: 'η = local step size' },
      { name: 'local steps', from: 'K', gives: 'K = local steps' },
    ],
  },
} as const satisfies Readonly<Record<string, Method>>;

/** The name of a method. */
export type MethodName = keyof typeof methods;

/** The names, in the order of the registry. */
export const methodNames = Object.keys(methods) as readonly MethodName[] as readonly [
  MethodName,
  ...MethodName[],
];
