/** What the charts show, in words. */
import { algorithms } from '../../../spec/algorithms/index.js';
import { nearestDouble, parseExactNumber } from '../../../src/exact/index.js';
import type { BoundVerdict, Constants, Expected, ProvedMap, Stability } from '../model/answer.js';
import type { PlaygroundState } from '../model/state.js';
import { withLetters } from '../../article/figures/shared/dom.js';
import { formatShort, sizeInWords } from './format.js';

/** What the theorem promises, and how much of it is used. */
export function boundSentence(
  verdict: BoundVerdict | undefined,
  { variant, a }: Pick<PlaygroundState, 'variant' | 'a'>,
): string {
  if (verdict === undefined)
    return `G is that of ${algorithms[variant].title}. The playground shows no bound for this method.`;
  const { theorem, isSimpleConditionMet, isExactConditionMet, ratio } = verdict;
  if (!isSimpleConditionMet && !isExactConditionMet) {
    return `The conditions of ${theorem} do not hold for these parameters, so it promises nothing here. A smaller ηK${Number(a) < 1 ? ' or a larger a' : ''} may help.`;
  }
  const which = isSimpleConditionMet ? 'simple condition' : 'exact condition';
  return `The ${which} of ${theorem} holds, so the theorem promises G ≤ bound. (Of the theorems that apply, the one with the smallest bound is shown.) G/bound = ${ratio}, from exact numbers.`;
}

/** The verdict about the round without noise. */
export function stabilitySentence({ verdict, factor }: Stability): string {
  if (factor >= 1.5)
    return `With these η and a, a round multiplies distances by ${formatShort(factor)} in the long run: the run diverges. Click into the map to choose another η and a.`;
  const shrink = `With these η and a, a round changes distances by a factor of ${formatShort(factor)} in the long run.`;
  if (verdict === undefined)
    return `${shrink} A and B need not commute here, so the map is computed in doubles only.`;
  const words = { true: 'stable', boundary: 'on the boundary', false: 'unstable' } as const;
  return `${shrink} STAB decides exactly: ${words[verdict]}. The map ignores noise and is computed in doubles. Click into the map to choose η and a.`;
}

/** What is proved at the present point. */
export function provedSentence({ found }: ProvedMap): string {
  const { verdict, theorems, factor, atMost } = found;
  const by = theorems.join(', ');
  switch (verdict) {
    case 'better':
      return `At your point AuxMOM is provably better (${by}), by a factor of at least ${formatShort(factor)}, with the η and a of the theorem and not with yours. No parameters give more than ${formatShort(atMost)} (LOW-MOM, SGD-1).`;
    case 'not-better':
      return `At your point AuxMOM is provably not better (${by}), whatever the parameters.`;
    case 'open':
      return `At your point the question is open (${by}). The guaranteed factor is ${formatShort(factor)}, which is no gain, and no parameters give more than ${formatShort(atMost)}.`;
  }
}

/** Whether another step size of the grid would end closer. */
export function tunedSentence(
  { eta, variant }: PlaygroundState,
  own: Expected,
  tuned: { readonly stepSize: string; readonly finalGap: number },
): string {
  const { title } = algorithms[variant];
  return tuned.finalGap < own.finalGap
    ? `On the same grid of step sizes ${title} is best with η = ${tuned.stepSize}, and would end at ${formatShort(tuned.finalGap)}.`
    : `No step size of the same grid is better for ${title} than your η = ${eta}.`;
}

/** What the trajectories are; `isPlane` is false where x is one number. */
export function trajectorySentence({ variant, seed }: PlaygroundState, isPlane: boolean): string {
  const points = isPlane ? 'All points y on the level sets of f and h' : 'All points y against rounds';
  const { title, targetGradientsInRound } = algorithms[variant];
  const cost = targetGradientsInRound(2);
  const price = cost === 1 ? '' : ` A round of ${title} takes ${cost} gradients of f, one of SGD takes 1.`;
  const size = variant === 'sgd' ? 'your η' : 'its best step size';
  return `${points}; dots are the xᵗ, one for each round. Draws of seed ${seed}, in doubles. SGD has ${size}.${price}`;
}

/** A long exact number as a short one. */
function approximation(value: string): string {
  const double = nearestDouble(parseExactNumber(value));
  return Number.isFinite(double) ? `≈ ${formatShort(double)}` : sizeInWords(value);
}

/** Constants and results, exact; long ones are cut in the middle and whole in their tooltip. */
export function showNumbers(list: HTMLElement, constants: Constants, expected: Expected): void {
  const rows: readonly (readonly [string, string, string])[] = [
    ['G', 'mean of E‖∇f‖² over local points', expected.averageSquaredGradient],
    ['E f(xᵀ)', 'at the end', expected.lastTargetValue],
    ['L', 'smoothness of f', constants.smoothness],
    ['δ', 'dissimilarity of the Hessians (A2)', constants.hessianSimilarity],
    ['δ of A5', 'of single samples, in mean square', constants.meanSquareSimilarity],
    ['F₀', 'f(x⁰) − inf f', constants.suboptimality],
    ['σ_D² at x⁰', 'variance of the sampled ∇f − ∇h', constants.snapshotVariance],
    ['σ_f² at x⁰', 'variance of the sampled ∇f', constants.targetVariance],
    ['σ_h² at x⁰', 'variance of the sampled ∇h in local steps', constants.localVariance],
    ['h convex', 'no theorem needs it', constants.isAuxiliaryConvex ? 'yes' : 'no'],
  ];
  list.replaceChildren(
    ...rows.flatMap(([symbol, meaning, value]) => {
      const term = document.createElement('dt');
      term.append(...withLetters(symbol));
      const small = document.createElement('small');
      small.append(' ', ...withLetters(meaning));
      term.append(small);
      const definition = document.createElement('dd');
      definition.dataset['exact'] = value;
      definition.dataset['name'] = symbol;
      definition.title =
        value.length > 400 ? `${value.length} characters; the command line prints them all` : value;
      definition.textContent =
        value.length > 28 ? `${approximation(value)} (exact: ${value.length} characters)` : value;
      return [term, definition];
    }),
  );
}
