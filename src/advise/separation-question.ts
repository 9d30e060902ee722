/** What is asked of two methods at equal cost: a class of problems, K, T and a start. */
import { InputError } from '../errors.js';
import { formatRatio, type Ratio } from '../exact/index.js';

/** A start of AuxMOM: the target gradients that it takes, and what it leaves of e₀. */
export type SeparationStart =
  /** m⁰ = 0 takes none, and e₀ = ‖∇D(x⁰)‖². */
  | { readonly kind: 'zero'; readonly correctionError: Ratio }
  /** The mean of B draws: B of them, and e₀ = σ_D²/B. */
  | { readonly kind: 'batch'; readonly size: number }
  /** m⁰ = ∇D(x⁰) takes as many as it is said to, such as all rows; e₀ = 0. */
  | { readonly kind: 'exact'; readonly targetGradientCount: number }
  /** m¹ = g_D(x⁰, ξ¹) takes none; σ_D² stands for e₀, (14/13)σ_D² where ∇D need not be affine. */
  | { readonly kind: 'first-snapshot' };

/** The constants of the class, K, T and the start; SGD takes as many target gradients as T rounds and the start. */
export interface SeparationQuestion extends SeparationClass {
  readonly start: SeparationStart;
}

/** The constants of the class, K and T. */
export interface SeparationClass {
  /** L > 0. */
  readonly smoothness: Ratio;
  /** δ; > 0 where there is noise: a larger δ is a δ too. */
  readonly hessianSimilarity: Ratio;
  readonly localStepCount: number;
  readonly roundCount: number;
  /** F₀ > 0. It does not matter without noise. */
  readonly suboptimality: Ratio;
  /** σ_f². */
  readonly targetVariance: Ratio;
  /** σ_D². */
  readonly snapshotVariance: Ratio;
  /** σ_h². */
  readonly localVariance: Ratio;
  /** Whether ∇D is affine, as for all quadratics. Without noise it does not matter. */
  readonly affineDifference: boolean;
}

/** @throws InputError for the first number that is outside its domain. */
export function assertQuestion({ start, ...question }: SeparationQuestion): void {
  const ofStart = Object.entries<string | number | Ratio>(start).map(
    ([name, value]) => [`start.${name}`, value] as const,
  );
  for (const [where, value] of [...Object.entries(question), ...ofStart]) {
    const broken = typeof value === 'number' ? brokenCount(where, value) : brokenConstant(where, value);
    if (broken === undefined) continue;
    const fix = 'Give the constants of the class, and what the method does.';
    throw new InputError({ where, ...broken, fix });
  }
}

type Broken = { readonly problem: string; readonly expected: string } | undefined;

function brokenCount(name: string, value: number): Broken {
  const least = name === 'start.targetGradientCount' ? 0 : 1;
  if (Number.isSafeInteger(value) && value >= least) return undefined;
  return { problem: `it is ${value}`, expected: `a whole number ≥ ${least}` };
}

function brokenConstant(name: string, value: Ratio | string | boolean): Broken {
  if (typeof value !== 'object' || value.numerator > 0n) return undefined;
  if (name !== 'smoothness' && value.numerator === 0n) return undefined;
  return {
    problem: `it is ${formatRatio(value)}`,
    expected: `a number ${name === 'smoothness' ? '>' : '≥'} 0`,
  };
}
