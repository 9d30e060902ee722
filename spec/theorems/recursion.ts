/**
 * A rate from what the error of an estimate obeys, e_t = E‖mᵗ − ∇D(x^{t−1})‖², v_t the variance of sample t:
 *
 * $$e_t \le (1-c)\,e_{t-1} + \Lambda\,\mathbb{E}\lVert x^{t-1}-x^{t-2}\rVert^2 + n\,\sigma^2 + b\,(v_t - v_{t-1})$$
 *
 * Descent, bias and drift of a round are the same for every estimate, so c, Λ, n and b decide the condition and the bound.
 */
import { descentNoiseTerm, driftNoiseTerm, suboptimalityTerm, usedByDescent } from './common-terms.js';
import { condition, minus, numbers, over, plus, square, times, type Formula } from './formula.js';
import type { BoundTerm, Condition, RateTheorem } from './theorem.js';

const { delta, eta, firstVariance, K, L, one, ratio, reachSquare, start, stepsBefore, T, varD, varh } =
  numbers;

/** What the error of an estimate obeys, and how it is written. */
export interface Recursion {
  /** c, times `divisor`. */
  readonly contraction: Formula;
  readonly divisor?: number;
  /** Λ, times `lagDivisor`. */
  readonly lag: Formula;
  readonly lagDivisor?: Formula;
  /** n. */
  readonly noise: Formula;
  /** b, where there is one. */
  readonly boundary?: Formula;
  /** By which the slack of the condition is multiplied beside what Λ is over. */
  readonly scale?: Formula;
  /** What the error's recursion needs: the slack is ≥ 0. */
  readonly premise?: { readonly slack: Formula; readonly latex: string };
  /** Whether the local noise is that of A6, ℓ²‖y − x‖², and not that of A4. */
  readonly isControlled?: true;
  readonly latex: {
    readonly contraction: string;
    /** 2n/c. */
    readonly noise: string;
    /** factor·move·Λ/c. */
    readonly lag: (factor: number, move: string) => string;
    /** 2b/c. */
    readonly boundary?: string;
    /** σ² as the theorem calls it. */
    readonly variance: string;
  };
}

/** c·scale·(1 − Lη − κδ²η²K(K−1)) − 2κη²K²·Λ·scale. */
function slackOf(recursion: Recursion, kappa: 1 | 2): Formula {
  const { contraction, divisor = 1, lag, lagDivisor = one, scale = one } = recursion;
  return minus(
    times(scale, contraction, lagDivisor, minus(1, usedByDescent(kappa))),
    times(2 * kappa * divisor, scale, reachSquare, lag),
  );
}

/** 1 − 8η²ℓ²(K−1), and the condition with 1/(1 − u) ≤ 1 + 4u/3 for u = 2η²ℓ²(K−1) ≤ ¼. */
function controlledSlacks({ contraction, lag, lagDivisor = one }: Recursion): readonly Formula[] {
  const weight = times(contraction, lagDivisor);
  const small = times(8, square(eta), ratio, stepsBefore);
  const steps = times(square(eta), K, stepsBefore);
  const ofDrift = plus(
    times(weight, L, eta, ratio),
    times(2, weight, square(delta)),
    times(4, square(eta), K, lag, ratio),
  );
  const rest = minus(times(weight, minus(1, times(L, eta))), times(4, reachSquare, lag));
  // three times it, because 1 + 4u/3 = (3 + small)/3
  return [minus(1, small), minus(times(3, rest), times(steps, plus(3, small), ofDrift))];
}

const premiseLatex = ({ premise }: Recursion): string =>
  premise === undefined ? '' : `,\\quad ${premise.latex}`;

const premiseSlacks = ({ premise }: Recursion): readonly Formula[] =>
  premise === undefined ? [] : [premise.slack];

function exactCondition(recursion: Recursion): Condition {
  const { lag } = recursion.latex;
  const last = lag(4, '\\eta^2K^2');
  if (recursion.isControlled === true) {
    const latex =
      `8\\eta^2\\ell^2(K-1) \\le 1,\\quad L\\eta + \\Bigl(L\\eta\\ell^2 + 2\\delta^2 + ${lag(4, '\\eta^2K\\ell^2')}` +
      `\\Bigr)\\eta^2K(K-1)\\bigl(1 + \\tfrac83\\eta^2\\ell^2(K-1)\\bigr) + ${last} \\le 1`;
    return condition(latex, ...controlledSlacks(recursion));
  }
  const latex = `L\\eta + 2\\delta^2\\eta^2K(K-1) + ${last} \\le 1${premiseLatex(recursion)}`;
  return condition(latex, ...premiseSlacks(recursion), slackOf(recursion, 2));
}

/** Without local noise half of the drift is enough. */
const quietCondition = (recursion: Recursion): Condition =>
  condition(
    `\\sigma_h = 0,\\quad L\\eta + \\delta^2\\eta^2K(K-1) + ${recursion.latex.lag(2, '\\eta^2K^2')} \\le 1${premiseLatex(recursion)}`,
    times(-1, varh),
    ...premiseSlacks(recursion),
    slackOf(recursion, 1),
  );

/** The summands: 2/(cT) times what stands for ā²e₀, (2n/c)σ², (2b/c)(V − v₁)/T and 4η²K(Λ/c)σ_h² among them. */
function termsOf(recursion: Recursion): readonly BoundTerm[] {
  const { contraction, divisor = 1, lag, lagDivisor = one, noise, boundary, isControlled, latex } = recursion;
  return [
    suboptimalityTerm,
    {
      id: 'initial-error',
      latex: `\\frac{2\\bar a^2e_0}{${latex.contraction}T}`,
      value: over(times(2 * divisor, start.numerator), times(start.denominator, contraction, T)),
    },
    {
      id: 'snapshot-noise',
      latex: `${latex.noise}${latex.variance}`,
      value: over(times(2 * divisor, noise, varD), contraction),
    },
    ...(boundary === undefined
      ? []
      : [
          {
            id: 'boundary',
            latex: `${latex.boundary ?? ''}\\frac{V-v_1}{T}`,
            value: over(times(2, boundary, minus(varD, firstVariance)), times(contraction, T)),
          } as const,
        ]),
    ...(isControlled === true
      ? []
      : [
          descentNoiseTerm,
          driftNoiseTerm,
          {
            id: 'lag-noise',
            latex: `${latex.lag(4, '\\eta^2K')}\\sigma_h^2`,
            value: over(times(4 * divisor, square(eta), K, lag, varh), times(contraction, lagDivisor)),
          } as const,
        ]),
  ];
}

/** The theorem: everything but its name, its simple condition and its start follows from the recursion. */
export function createRecursionTheorem({
  recursion,
  ...theorem
}: Omit<RateTheorem, 'kind' | 'source' | 'exactCondition' | 'boundLatex' | 'terms'> & {
  readonly recursion: Recursion;
}): RateTheorem {
  const terms = termsOf(recursion);
  return {
    ...theorem,
    kind: 'upper',
    source: 'auxopt',
    exactCondition: exactCondition(recursion),
    ...(recursion.isControlled === true ? {} : { quietCondition: quietCondition(recursion) }),
    boundLatex: terms.map(({ latex }) => latex).join(' + '),
    terms,
  };
}
