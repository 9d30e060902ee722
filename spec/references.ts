/** Where each statement comes from. */
export interface Reference {
  readonly id: string;
  readonly citation: string;
  /** What this project takes from it. */
  readonly used: string;
}

/** Every reference, by the id that statements name. */
export const references: readonly Reference[] = [
  {
    id: 'paper',
    citation:
      'E. M. Chayti and S. P. Karimireddy, "Optimization with Access to Auxiliary Information", arXiv:2206.00395, ' +
      'Transactions on Machine Learning Research, 2024.',
    used: 'the problem, AuxMOM and AuxMVR, Hessian similarity, and the shape of the rates; none of its constants',
  },
  {
    id: 'authors-code',
    citation: "The paper's authors' public experiment code.",
    used: 'the -target variants, the first-snapshot initialisation, and the published toy numbers',
  },
  {
    id: 'storm',
    citation:
      'A. Cutkosky and F. Orabona, "Momentum-Based Variance Reduction in Non-Convex SGD", NeurIPS 2019.',
    used: 'what AuxMVR is for h = 0 and K = 1',
  },
  {
    id: 'dane',
    citation:
      'O. Shamir, N. Srebro and T. Zhang, "Communication-Efficient Distributed Optimization using an Approximate ' +
      'Newton-type Method", ICML 2014.',
    used: 'what the deterministic method is for a = 1: inexact DANE',
  },
  {
    id: 'svrg',
    citation:
      'R. Johnson and T. Zhang, "Accelerating Stochastic Gradient Descent using Predictive Variance Reduction", ' +
      'NeurIPS 2013.',
    used: 'the local step g_h(y) − g_h(x) + g_f(x)',
  },
  {
    id: 'higham',
    citation: 'N. J. Higham, "Accuracy and Stability of Numerical Algorithms", 2nd edition, SIAM, 2002.',
    used: 'the constants γ_n and the model of floating-point arithmetic behind every rounding bound',
  },
  {
    id: 'bareiss',
    citation:
      'E. H. Bareiss, "Sylvester\'s Identity and Multistep Integer-Preserving Gaussian Elimination", Mathematics of ' +
      'Computation 22, 1968.',
    used: 'the fraction-free elimination behind every certificate of definiteness',
  },
  {
    id: 'auxopt',
    citation: 'This project.',
    used: 'all constants of the theorems, which were derived and are checked here',
  },
];
