/** A fitted edit as a sentence, and what to write instead. */
import type { VariantName } from '../../../spec/model/index.js';
import type { Fit } from './fit.js';
import type { Kind } from './transitions.js';

/** Vectors by the names that transitions give them. */
const vectors: Readonly<Record<string, string>> = {
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
  direction: 'the direction',
  localGradient: 'the last local gradient of the round before',
  samplePrevious: 'the sample of the round before',
  gfPrevious: 'g_f of the round before',
  ghPrevious: 'g_h of the round before',
  meanF: 'the exact gradient of f',
  meanH: 'the exact gradient of h',
  ghExtra: 'g_h(x^{t−1})',
  ones: 'a constant in every coordinate',
  leftM: 'the estimate that the run before ended with',
  leftX: 'the iterate that the run before ended with',
  givenM: 'the m⁰ that was given at the start',
  zero: 'zero',
  y: 'the local point y',
  here: 'the gradient at the local point, g_h(y)',
  there: 'the control variate g_h(x^{t−1})',
  change: 'g_h(y) − g_h(x^{t−1})',
  drift: 'y − x^{t−1} (a proximal term)',
  decay: 'y (weight decay)',
  lastStep: 'the last local move y^{k−1} − y^{k−2} (heavy-ball momentum)',
  mOld: 'the old estimate m^{t−1}',
  mExpected: 'the estimate that the equations give, which is not the one that is reported',
  herePrevious: 'the gradient of the local step before',
  hereFirst: 'the gradient of the first local step of the round',
  hereBefore: 'the last local gradient of the round before',
  herePlusPrevious: 'the mean of this and the last local gradient',
  ghThere: 'g_h(x^{t−1}) (a control variate)',
  toAverage: 'the way to the average of y^{t,0}, …, y^{t,K}',
  toMeanOfNew: 'the way to the average of y^{t,1}, …, y^{t,K}',
  toX: 'the way back to x^{t−1}',
  toPenultimate: 'the way back to y^{t,K−1}',
  'sign(direction)': 'the sign of the direction',
  'sign(y)': 'the sign of y (an ℓ₁ penalty)',
  'mean(direction)': 'the mean of the coordinates of the direction',
  'reverse(direction)': 'the direction with its coordinates in reverse order',
  'reverse(here)': 'the gradient with its coordinates in reverse order',
  'mean(here)': 'the mean of the coordinates of the gradient',
  'reverse(m)': 'the estimate with its coordinates in reverse order',
  'sign(here)': 'the sign of the gradient',
  'sign(m)': 'the sign of the estimate',
  'sign(sample)': 'the sign of the sample',
  'mean(sample)': 'the mean of the coordinates of the sample',
  yEnd: 'the last local point y^{t,K}',
  yLast: 'y^{t−1,K−1}',
  yPrevious: 'the local point before',
  yBest: 'the first local point of the round',
  x0: 'x⁰',
};

/** Vectors that mean another thing in some equation. */
const special: Readonly<Partial<Record<Kind, Readonly<Record<string, string>>>>> = {
  estimate: {
    direction: 'the last local direction of the round before',
    whole: 'the new estimate',
    weight: 'a',
  },
  step: { m: 'the estimate mᵗ', whole: 'the new local point' },
  begin: { m: 'the estimate mᵗ' },
  ask: { m: 'the estimate' },
};

/** Coefficients that the equations have, as people write them. */
const dues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  estimate: {
    m: '1 − a',
    sample: 'a',
    bracket: '1 − a',
    gfo: '−(1 − a)',
    gho: '1 − a',
    weight: 'a',
    whole: '1',
  },
};

const results: Readonly<Record<Kind, string>> = {
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

const asks: Readonly<Record<string, string>> = {
  gf: 'g_f of the round is taken',
  gh: 'g_h of the round is taken',
  gfo: 'the old g_f, due at x^{t−2}, is taken',
  gho: 'the old g_h, due at x^{t−2}, is taken',
  local: 'the gradient of a local step is taken',
  anchor: 'the control variate is taken',
};

/** The sentence. */
export function describeFit(fit: Fit): string {
  const { condition, isByCoordinate, edit } = fit;
  const where = condition.text === '' ? '' : `, ${condition.text}`;
  const coordinates =
    isByCoordinate &&
    edit.type === 'coefficient' &&
    edit.law.shape === undefined &&
    !where.includes('coordinate')
      ? ' (coordinate by coordinate)'
      : '';
  return `${describeEdit(fit)}${coordinates}${where}`;
}

function describeEdit({ kind, what, edit, isByCoordinate }: Fit): string {
  if (kind === 'sample') return what;
  const result = results[kind];
  const nameOf = (term: string): string => special[kind]?.[term] ?? vectors[term] ?? term;
  if (edit.type === 'values') {
    const subject =
      kind === 'estimate'
        ? 'the estimate mᵗ'
        : kind === 'step'
          ? 'the local point y'
          : kind === 'ask' || kind === 'begin'
            ? 'the point of a gradient'
            : result;
    return kind === 'count' ? `the number of ${what} is wrong` : `${subject} ${edit.text}`;
  }
  if (kind === 'ask' || kind === 'begin') return describeAsk(what === '' ? 'local' : what, edit, nameOf);
  if (edit.type === 'replaced')
    return `${result} uses ${edit.isRough === true ? 'nearly ' : ''}${nameOf(edit.by)} in place of ${nameOf(edit.term)}`;
  const { term, law, isOwn } = edit;
  const due =
    kind === 'count'
      ? what.startsWith('fresh snap')
        ? '1'
        : what.startsWith('gradients')
          ? 'the due number'
          : 'K'
      : (dues[kind]?.[term] ?? '1');
  const text = law.text.replaceAll('{due}', due);
  if (law.shape !== undefined) {
    const cut = law.shape === 'clip' ? 'cut to' : 'always';
    return isByCoordinate
      ? `each coordinate of ${nameOf(term)} is ${law.shape === 'clip' ? `clipped to [−${text}, ${text}]` : `±${text}, whatever its size`} in ${result}`
      : `${nameOf(term)} is ${law.shape === 'clip' ? 'clipped' : 'normalised'}: its length is ${cut} ${text} in ${result}`;
  }
  if (kind === 'count') return `${text} ${what} are made in a round instead of ${due}`;
  if (kind === 'estimate' && term === 'weight')
    return `a is ${text} instead of a in the update of the estimate`;
  if (kind === 'step' && term === 'direction') {
    if (law.text === '0') return 'the local step is not made: the point stays where it is';
    if (law.text === '−{due}' || law.text === '−1')
      return 'the step goes along its direction instead of against it';
    return text.startsWith('a factor')
      ? `the step size is η times ${text}`
      : `the step size is η·${/^[^ ]*$/u.test(text) ? text : `(${text})`} instead of η`;
  }
  const whole = kind === 'estimate' ? 'the new estimate' : kind === 'step' ? 'the new local point' : result;
  if (term === 'whole' || term === 'yEnd' || term === 'x0')
    return law.text === '0' ? `${whole} is set to zero` : `${whole} is multiplied by ${text}`;
  if (!isOwn) return `${result} has a term too many: ${text === '1' ? '' : `${text} times `}${nameOf(term)}`;
  if (law.text === '0') return `${nameOf(term)} is missing from ${result}`;
  if (law.text === '−{due}') return `${nameOf(term)} has the wrong sign in ${result}`;
  const instead = due === '1' ? '' : ` instead of ${due}`;
  return `${nameOf(term)} is multiplied by ${text}${instead} in ${result}`;
}

function describeAsk(
  what: string,
  edit: Exclude<Fit['edit'], { type: 'values' }>,
  nameOf: (term: string) => string,
): string {
  const subject = asks[what] ?? what;
  if (edit.type === 'replaced') return `${subject} at ${nameOf(edit.by)} instead of at ${nameOf(edit.term)}`;
  const text = edit.law.text.replaceAll('{due}', '1');
  const isLookAhead = ['m', 'move', 'lastStep', 'mOld'].includes(edit.term);
  return edit.isOwn
    ? `${subject} at ${text} times ${nameOf(edit.term)}`
    : `${subject} at a point that is shifted by ${text} times ${nameOf(edit.term)}${isLookAhead ? ' (a look-ahead, as in Nesterov momentum)' : ''}`;
}

const updates: Readonly<Partial<Record<VariantName, string>>> = {
  'aux-mom': 'mᵗ = (1 − a)m^{t−1} + a[g_f(x^{t−1}, ξᵗ) − g_h(x^{t−1}, ξᵗ)]',
  'aux-mvr':
    'mᵗ = (1 − a)m^{t−1} + a g(x^{t−1}, ξᵗ) + (1 − a)[g(x^{t−1}, ξᵗ) − g(x^{t−2}, ξᵗ)], g = g_f − g_h',
  'aux-mom-target': 'uᵗ = (1 − a)u^{t−1} + a g_f(x^{t−1}, ξᵗ)',
  'aux-mvr-target': 'uᵗ = g_f(x^{t−1}, ξᵗ) + (1 − a)[u^{t−1} − g_f(x^{t−2}, ξᵗ)]',
};

const steps: Readonly<Partial<Record<VariantName, string>>> = {
  'aux-mom': 'y^{t,k} = y^{t,k−1} − η[g_h(y^{t,k−1}, ζ^{t,k}) + mᵗ]',
  'aux-mvr': 'y^{t,k} = y^{t,k−1} − η[g_h(y^{t,k−1}, ζ^{t,k}) + mᵗ]',
  'aux-mom-target': 'y^{t,k} = y^{t,k−1} − η[g_h(y^{t,k−1}, ζ^{t,k}) − g_h(x^{t−1}, ζ^{t,k}) + uᵗ]',
  'aux-mvr-target': 'y^{t,k} = y^{t,k−1} − η[g_h(y^{t,k−1}, ζ^{t,k}) − g_h(x^{t−1}, ζ^{t,k}) + uᵗ]',
  naive: 'y^{t,1} = x^{t−1} − η g_f(x^{t−1}, ξᵗ), then y^{t,k} = y^{t,k−1} − η g_h(y^{t,k−1}, ζ^{t,k})',
  sgd: 'xᵗ = x^{t−1} − η g_f(x^{t−1}, ξᵗ)',
};

/** How to put it right. */
export function describeRemedy({ kind, what, condition, wrong }: Fit): string {
  const variant = wrong[0]?.run.variant ?? 'aux-mom';
  const everywhere = condition.text === '' ? '' : ', always';
  switch (kind) {
    case 'count':
      return what.includes('step')
        ? 'Make exactly K local steps in every round.'
        : 'Draw one ξ in a round and one ζ in a local step, and take the gradients that the equations name.';
    case 'sample':
      return 'Draw one fresh ξ in a round for all its gradients, and one fresh ζ of h in every local step.';
    case 'start':
      return 'Start from the x⁰ of the task.';
    case 'start-estimate':
      return 'Make m⁰ as the kind of initialisation says.';
    case 'estimate':
      return `Write ${updates[variant] ?? 'the update as in the equations'}${everywhere}.`;
    case 'step':
      return `Write ${steps[variant] ?? 'the step as in the equations'}${everywhere}.`;
    case 'end':
      return 'Set xᵗ = y^{t,K}.';
    case 'begin':
      return 'Start the local steps of a round from y^{t,0} = x^{t−1}.';
    case 'ask':
      return 'Take the gradients of the round at x^{t−1} (and x^{t−2}), those of a local step at y^{t,k−1}.';
  }
}
