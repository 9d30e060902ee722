/** Names of vectors, coefficients and equations as people write them. */
import { methodNames } from './known-methods.js';
import { roundsBack, type Kind, type Transition } from './transition.js';

/** Vectors by the names that transitions give them. */
export const vectors: Readonly<Record<string, string>> = {
  m: 'the old estimate m^{t−1}',
  gf: 'g_f(x^{t−1})',
  gh: 'g_h(x^{t−1})',
  gfo: 'g_f(x^{t−2})',
  gho: 'g_h(x^{t−2})',
  sample: 'the sample g_f − g_h',
  bracket: 'the bracket g(x^{t−1}) − g(x^{t−2})',
  mOlder: 'the estimate m^{t−2} of two rounds ago',
  x: 'x^{t−1}',
  move: 'the last move x^{t−1} − x^{t−2}',
  xNew: 'the new iterate xᵗ',
  xOld: 'x^{t−2}',
  xOlder: 'x^{t−3}',
  xStart: 'x⁰',
  xEarlier: 'the iterate of an earlier round',
  direction: 'the direction',
  localGradient: 'the last local gradient of the round before',
  samplePrevious: 'the sample of the round before',
  gfPrevious: 'g_f of the round before',
  ghPrevious: 'g_h of the round before',
  meanF: 'the exact gradient of f',
  meanH: 'the exact gradient of h',
  gfSum: 'the sum of g_f over all rounds so far (it is never set back to zero)',
  ghSum: 'the sum of g_h over all rounds so far (it is never set back to zero)',
  sampleSum: 'the sum of the samples of all rounds so far',
  localSum: 'the sum of the local gradients of the round (m is changed in the local steps)',
  sampleLeft: 'the sample that is as many rounds old as the first wrong one (it leaves a window)',
  meanLocal: 'the mean of the local gradients of the round before',
  ghExtra: 'g_h(x^{t−1})',
  ones: 'a constant in every coordinate',
  leftM: 'the estimate that the run before ended with',
  leftX: 'the iterate that the run before ended with',
  leftXOld: 'the last but one iterate of the run before',
  old: 'the sample at the old point, g(x^{t−2}),',
  carried: 'm^{t−1} − g(x^{t−2})',
  ghSnapshot: 'g_h(x^{t−1}, ξᵗ), which has the sample of the round,',
  mUsed: 'mᵗ',
  xUsed: 'xᵗ',
  runningMean: 'the mean of x¹, …, xᵗ',
  runningMeanOfAll: 'the mean of x⁰, …, xᵗ',
  toBefore: 'the way back to what was reported before (a moving average)',
  givenM: 'the m⁰ that was given at the start',
  zero: 'zero',
  y: 'the local point y',
  here: 'the gradient at the local point, g_h(y)',
  there: 'the control variate g_h(x^{t−1})',
  change: 'g_h(y) − g_h(x^{t−1})',
  drift: 'y − x^{t−1} (a proximal term)',
  decay: 'y (weight decay)',
  lastStep:
    'the last local move y^{k−1} − y^{k−2} (heavy-ball momentum, or gradients that add up over the steps)',
  mOld: 'the old estimate m^{t−1}',
  mExpected: 'the estimate that the equations give, which is not the one that is reported',
  mAhead: '(1 − a)mᵗ + a times the sample (Nesterov momentum)',
  mAheadInFull: '(1 − a)mᵗ + the sample (Nesterov momentum)',
  hereAgain: 'the gradient at a second point of the same sample (as in an extragradient step)',
  herePrevious: 'the gradient of the local step before',
  hereFirst: 'the gradient of the first local step of the round',
  hereSum: 'the sum of the gradients of the round so far (zero_grad is forgotten)',
  hereSumOfRun: 'the sum of the gradients of all local steps so far (zero_grad is forgotten)',
  hereBefore: 'the last local gradient of the round before',
  herePlusPrevious: 'the mean of this and the last local gradient of the round',
  herePlusLast:
    'the mean of this and the last local gradient, of the round before where it is the first step',
  ghThere: 'g_h(x^{t−1}) (a control variate)',
  toAverage: 'the way to the average of y^{t,0}, …, y^{t,K}',
  toMeanOfNew: 'the way to the average of y^{t,1}, …, y^{t,K}',
  toRunMean: 'the way to the average of x¹, …, xᵗ',
  toRunMeanOfAll: 'the way to the average of x⁰, …, xᵗ',
  endMove: 'y^{t,K} − y^{t−1,K} (momentum of whole rounds)',
  toX: 'the way back to x^{t−1}',
  ...Object.fromEntries(
    roundsBack.map((count) => [`toBack${count}`, `the way back to x^{t−${count}} (as in Lookahead)`]),
  ),
  toPenultimate: 'the way back to y^{t,K−1}',
  'sign(y)': 'the sign of y (an ℓ₁ penalty)',
  'mean(direction)': 'the mean of the coordinates of the direction',
  mHalfOld: 'the mean of mᵗ and m^{t−1}',
  mHalfSample: 'the mean of mᵗ and the sample of the round',
  'mean(m)': 'the mean of the coordinates of the estimate',
  'mean(here)': 'the mean of the coordinates of the gradient',
  'mean(sample)': 'the mean of the coordinates of the sample',
  roundStep: 'the last local move of the round (heavy-ball momentum)',
  ...methodNames,
  yEnd: 'the last local point y^{t,K}',
  yLast: 'y^{t−1,K−1}',
  yPrevious: 'the local point before',
  yBest: 'the first local point of the round',
  x0: 'x⁰',
  yVisited: 'an earlier local point of the round',
};

/** Vectors that mean another thing in some equation. */
export const special: Readonly<Partial<Record<Kind, Readonly<Record<string, string>>>>> = {
  estimate: {
    direction: 'the last local direction of the round before',
    whole: 'the new estimate',
    weight: 'a',
  },
  step: { m: 'the estimate mᵗ', whole: 'the new local point' },
  begin: { m: 'the estimate mᵗ', y: 'x^{t−1}' },
  'start-estimate': { gf: 'g_f(x⁰)', gh: 'g_h(x⁰)', whole: 'the gradient at x⁰' },
  report: {
    mOld: 'the estimate of the round before',
    mReported: 'what was reported before',
    xOld: 'the iterate of the round before',
    yUsed: 'the local point',
    yBefore: 'the local point before',
    xNew: 'the last local point of the round',
  },
  ask: { m: 'the estimate' },
};

/** Vectors that are made of gradients of f alone: in the variants whose estimate is one of ∇f, and where h is 0. */
export const ofTarget: Readonly<Record<string, string>> = {
  sample: 'the sampled gradient g_f(x^{t−1})',
  gf: 'the sampled gradient g_f(x^{t−1})',
  bracket: 'the bracket g_f(x^{t−1}) − g_f(x^{t−2})',
  carried: 'm^{t−1} − g_f(x^{t−2})',
};

/** Coefficients that the equations have, as people write them. */
export const dues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  estimate: {
    m: '1 − a',
    sample: 'a',
    bracket: '1 − a',
    carried: '1 − a',
    old: '−(1 − a)',
    gfo: '−(1 − a)',
    gho: '1 − a',
    weight: 'a',
    whole: '1',
  },
};

export const results: Readonly<Record<Kind, string>> = {
  report: '',
  count: '',
  sample: '',
  start: 'the first state x⁰',
  'start-estimate': 'the first estimate m⁰',
  estimate: 'the update of the estimate m',
  step: 'the local step',
  end: 'the iterate xᵗ at the end of a round',
  begin: 'the point of the first local gradient',
  ask: 'the point of a gradient',
};

export const asks: Readonly<Record<string, string>> = {
  start: 'the gradients of the start are taken',
  round: 'the sample of the round is taken',
  old: 'the gradients of the old point, due at x^{t−2}, are taken',
  begin: 'the local steps of a round start',
  gf: 'g_f of the round is taken',
  gh: 'g_h of the round is taken',
  gfo: 'g_f of the old point, due at x^{t−2}, is taken',
  gho: 'g_h of the old point, due at x^{t−2}, is taken',
  local: 'the gradient of a local step is taken',
  anchor: 'the control variate is taken',
};

/** The coordinates that are ever wrong, where others of the same runs never are: those of one tensor, or of one group of parameters. */
export function wrongCoordinates(wrong: readonly Transition[]): string {
  const seen = new Map<number, Set<number>>();
  for (const { run, actual, expected, bound } of wrong) {
    const places = seen.get(run.d) ?? new Set();
    seen.set(run.d, places);
    actual.forEach((value, i) => {
      if (!(Math.abs(value - (expected[i] ?? 0)) <= (bound[i] ?? 0))) places.add(i + 1);
    });
  }
  const several = [...seen].filter(([dimension]) => dimension > 1);
  const [first] = several.toSorted(([left], [right]) => left - right);
  if (first === undefined || several.some(([dimension, { size }]) => size === dimension)) return '';
  const [dimension, places] = first;
  const sorted = [...places].sort((left, right) => left - right);
  const named =
    sorted.length > 6
      ? `${sorted.slice(0, 4).join(', ')} and ${sorted.length - 4} others`
      : sorted.join(', ');
  return ` in some coordinates alone (${named} of ${dimension}; the others are right in every round, so look at the state of that tensor or group: is it shared, or left out?)`;
}
