/**
 * A rate from what the error of an estimate obeys, e_t = E‖mᵗ − ∇D(x^{t−1})‖², v_t the variance of sample t:
 *
 * $$e_t \le (1-c)\,e_{t-1} + \Lambda\,\mathbb{E}\lVert x^{t-1}-x^{t-2}\rVert^2 + n\,\sigma^2 + b\,(v_t - v_{t-1})$$
 *
 * Descent, bias and drift of a round are the same for every estimate, so c, Λ, n and b decide the condition and the bound.
 */
import type { Arithmetic, Fraction } from './arithmetic.js';
import {
  descentNoiseTerm,
  driftNoiseTerm,
  stepSimilaritySquare,
  stepsBefore,
  suboptimalityTerm,
} from './common-terms.js';
import type { BoundTerm, Condition, RateInput, RateTheorem } from './theorem.js';

type Value = <S>(arithmetic: Arithmetic<S>, input: RateInput<S>) => S;

/** What the error of an estimate obeys, and how it is written. */
export interface Recursion {
  /** c, times `divisor`. */
  readonly contraction: Value;
  readonly divisor?: number;
  /** Λ. */
  readonly lag: <S>(arithmetic: Arithmetic<S>, input: RateInput<S>) => Fraction<S>;
  /** n. */
  readonly noise: Value;
  /** b, where there is one. */
  readonly boundary?: Value;
  /** By which the slack of the condition is multiplied beside what Λ is over. */
  readonly scale?: Value;
  /** What the error's recursion needs: the slack is ≥ 0. */
  readonly premise?: { readonly slack: Value; readonly latex: string };
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

/** ηK squared. */
const reachSquare: Value = ({ times, square }, { stepSize, localStepCount }) =>
  square(times(stepSize, localStepCount));

/** c·scale·(1 − Lη − κδ²η²K(K−1)) − 2κη²K²·Λ·scale. */
function slackOf<S>(arithmetic: Arithmetic<S>, input: RateInput<S>, recursion: Recursion, kappa: 1 | 2): S {
  const { minus, plus, times } = arithmetic;
  const { numerator, denominator } = recursion.lag(arithmetic, input);
  const scale = recursion.scale?.(arithmetic, input) ?? times(1);
  const weight = times(scale, recursion.contraction(arithmetic, input), denominator);
  const drift = times(
    kappa,
    stepSimilaritySquare(arithmetic, input),
    input.localStepCount,
    stepsBefore(arithmetic, input),
  );
  const used = plus(times(input.smoothness, input.stepSize), drift);
  return minus(
    times(weight, minus(times(1), used)),
    times(2 * kappa * (recursion.divisor ?? 1), scale, reachSquare(arithmetic, input), numerator),
  );
}

/** 1 − 8η²ℓ²(K−1), and the condition with 1/(1 − u) ≤ 1 + 4u/3 for u = 2η²ℓ²(K−1) ≤ ¼. */
function controlledSlacks<S>(
  arithmetic: Arithmetic<S>,
  input: RateInput<S>,
  recursion: Recursion,
): readonly S[] {
  const { minus, plus, times, square } = arithmetic;
  const { smoothness, stepSize, localStepCount, hessianSimilarity } = input;
  const ratio = controlOf(arithmetic, input);
  const before = stepsBefore(arithmetic, input);
  const { numerator, denominator } = recursion.lag(arithmetic, input);
  const weight = times(recursion.contraction(arithmetic, input), denominator);
  const small = times(8, square(stepSize), ratio, before);
  const steps = times(square(stepSize), localStepCount, before);
  const ofDrift = plus(
    times(weight, smoothness, stepSize, ratio),
    times(2, weight, square(hessianSimilarity)),
    times(4, square(stepSize), localStepCount, numerator, ratio),
  );
  const rest = minus(
    times(weight, minus(times(1), times(smoothness, stepSize))),
    times(4, reachSquare(arithmetic, input), numerator),
  );
  // three times it, because 1 + 4u/3 = (3 + small)/3
  return [minus(times(1), small), minus(times(3, rest), times(steps, plus(times(3), small), ofDrift))];
}

/** ℓ², 0 where it is left out. */
export const controlOf: Value = ({ times }, { controlledVariance }) => controlledVariance ?? times(0);

/** Δ of A5, or L₂ of A7; δ where it is left out. */
export const meanSquareOf: Value = (_arithmetic, { meanSquareSimilarity, hessianSimilarity }) =>
  meanSquareSimilarity ?? hessianSimilarity;

const premiseLatex = ({ premise }: Recursion): string =>
  premise === undefined ? '' : `,\\quad ${premise.latex}`;

const premiseSlacks = <S>(
  arithmetic: Arithmetic<S>,
  input: RateInput<S>,
  { premise }: Recursion,
): readonly S[] => (premise === undefined ? [] : [premise.slack(arithmetic, input)]);

function exactCondition(recursion: Recursion): Condition {
  const { lag } = recursion.latex;
  const last = lag(4, '\\eta^2K^2');
  if (recursion.isControlled === true) {
    return {
      latex:
        `8\\eta^2\\ell^2(K-1) \\le 1,\\quad L\\eta + \\Bigl(L\\eta\\ell^2 + 2\\delta^2 + ${lag(4, '\\eta^2K\\ell^2')}` +
        `\\Bigr)\\eta^2K(K-1)\\bigl(1 + \\tfrac83\\eta^2\\ell^2(K-1)\\bigr) + ${last} \\le 1`,
      slacks: (arithmetic, input) => controlledSlacks(arithmetic, input, recursion),
    };
  }
  return {
    latex: `L\\eta + 2\\delta^2\\eta^2K(K-1) + ${last} \\le 1${premiseLatex(recursion)}`,
    slacks: (arithmetic, input) => [
      ...premiseSlacks(arithmetic, input, recursion),
      slackOf(arithmetic, input, recursion, 2),
    ],
  };
}

/** Without local noise half of the drift is enough. */
const quietCondition = (recursion: Recursion): Condition => ({
  latex: `\\sigma_h = 0,\\quad L\\eta + \\delta^2\\eta^2K(K-1) + ${recursion.latex.lag(2, '\\eta^2K^2')} \\le 1${premiseLatex(recursion)}`,
  slacks: (arithmetic, input) => [
    arithmetic.times(-1, input.localVariance),
    ...premiseSlacks(arithmetic, input, recursion),
    slackOf(arithmetic, input, recursion, 1),
  ],
});

/** 2/(cT) times what stands for ā²e₀. */
const startTerm = ({ contraction, divisor = 1, latex }: Recursion): BoundTerm => ({
  id: 'initial-error',
  latex: `\\frac{2\\bar a^2e_0}{${latex.contraction}T}`,
  value: (arithmetic, input) => {
    const { times, over } = arithmetic;
    const { numerator, denominator } = input.initialError;
    return over(
      times(2 * divisor, numerator),
      times(denominator, contraction(arithmetic, input), input.roundCount),
    );
  },
});

/** (2n/c)σ². */
const noiseTerm = ({ contraction, divisor = 1, noise, latex }: Recursion): BoundTerm => ({
  id: 'snapshot-noise',
  latex: `${latex.noise}${latex.variance}`,
  value: (arithmetic, input) =>
    arithmetic.over(
      arithmetic.times(2 * divisor, noise(arithmetic, input), input.snapshotVariance),
      contraction(arithmetic, input),
    ),
});

/** (2b/c)(V − v₁)/T. */
const boundaryTerm = ({ contraction, latex }: Recursion, boundary: Value): BoundTerm => ({
  id: 'boundary',
  latex: `${latex.boundary ?? ''}\\frac{V-v_1}{T}`,
  value: (arithmetic, input) => {
    const { minus, times, over } = arithmetic;
    const { snapshotVariance, firstSnapshotVariance = snapshotVariance, roundCount } = input;
    return over(
      times(2, boundary(arithmetic, input), minus(snapshotVariance, firstSnapshotVariance)),
      times(contraction(arithmetic, input), roundCount),
    );
  },
});

/** 4η²K(Λ/c)σ_h². */
const lagNoiseTerm = ({ contraction, divisor = 1, lag, latex }: Recursion): BoundTerm => ({
  id: 'lag-noise',
  latex: `${latex.lag(4, '\\eta^2K')}\\sigma_h^2`,
  value: (arithmetic, input) => {
    const { times, square, over } = arithmetic;
    const { numerator, denominator } = lag(arithmetic, input);
    return over(
      times(4 * divisor, square(input.stepSize), input.localStepCount, numerator, input.localVariance),
      times(contraction(arithmetic, input), denominator),
    );
  },
});

/** The theorem: everything but its name, its simple condition and its start follows from the recursion. */
export function createRecursionTheorem(
  theorem: Omit<RateTheorem, 'exactCondition' | 'boundLatex' | 'terms'> & {
    readonly recursion: Recursion;
  },
): RateTheorem {
  const { recursion, ...rest } = theorem;
  const { boundary, isControlled } = recursion;
  const terms = [
    suboptimalityTerm,
    startTerm(recursion),
    noiseTerm(recursion),
    ...(boundary === undefined ? [] : [boundaryTerm(recursion, boundary)]),
    ...(isControlled === true ? [] : [descentNoiseTerm, driftNoiseTerm, lagNoiseTerm(recursion)]),
  ];
  return {
    ...rest,
    exactCondition: exactCondition(recursion),
    ...(isControlled === true ? {} : { quietCondition: quietCondition(recursion) }),
    boundLatex: terms.map(({ latex }) => latex).join(' + '),
    terms,
  };
}
