/** A fitted edit as a sentence. */
import type { Edit, Fit } from './edit.js';
import { samplesOfStep } from './round-counts.js';
import type { Kind } from './transition.js';
import { asks, dues, ofTarget, results, special, vectors } from './words.js';

type Coefficient = Extract<Edit, { type: 'coefficient' }>;

/** The sentence. */
export function describeFit(fit: Fit): string {
  const { condition, isByCoordinate, edit } = fit;
  if (isIgnoredStart(fit)) return 'm⁰ is ignored: the run starts from m = 0';
  const where = condition.text === '' ? '' : `, ${condition.text}`;
  const isTold = isByCoordinate && edit.type === 'coefficient' && !where.includes('coordinate');
  return `${describeEdit(fit)}${isTold ? ' (coordinate by coordinate)' : ''}${where}`;
}

export function isIgnoredStart(fit: Fit): boolean {
  const { kind, edit, condition } = fit;
  if (kind !== 'estimate' || condition.text !== 'in round 1 only') return false;
  return edit.type === 'coefficient' && edit.term === 'm' && edit.law.text === '0';
}

/** Steps that use the right estimate beside a report of another one leave no doubt which of the two is wrong. */
export function isWrongReport({ edit }: Fit): boolean {
  return edit.type === 'replaced' && edit.by === 'mExpected';
}

const subjects: Readonly<Partial<Record<Kind, string>>> = {
  estimate: 'the estimate mᵗ',
  step: 'the local point y',
  ask: 'the point of a gradient',
  begin: 'the point that the local steps start from',
};

function describeEdit(fit: Fit): string {
  const { kind, what, edit, wrong } = fit;
  if (kind === 'sample') return what;
  const result = results[kind];
  if (isWrongReport(fit))
    return 'the estimate that is reported is not the one that the local steps use: they use mᵗ as the equations make it';
  const run = wrong[0]?.run;
  const nameOf = (term: string): string =>
    term === 'here' && run?.variant === 'sgd'
      ? 'the gradient g_f(x^{t−1})'
      : ((run === undefined || (run.hasAuxiliary && !run.plan.isTarget) ? undefined : ofTarget[term]) ??
        special[kind]?.[term] ??
        vectors[term] ??
        term);
  if (kind === 'report') return describeReport(what, edit, nameOf);
  switch (edit.type) {
    case 'values':
      return kind === 'count' ? describeCounts(what, wrong) : `${subjects[kind] ?? result} ${edit.text}`;
    case 'transformed':
      return `${nameOf(edit.term)} ${edit.text} before it enters ${result}`;
    case 'replaced':
      return kind === 'ask' || kind === 'begin'
        ? describeAsk(kind === 'begin' ? kind : what, edit, nameOf)
        : `${result} uses ${edit.isRough === true ? 'nearly ' : ''}${nameOf(edit.by)} in place of ${nameOf(edit.term)}`;
    case 'coefficient':
      return kind === 'ask' || kind === 'begin'
        ? describeAsk(kind === 'begin' ? kind : what, edit, nameOf)
        : describeCoefficient(fit, edit, nameOf);
  }
}

/** The coefficient of the equation. */
function dueOf({ kind, what, wrong }: Fit, term: string): string {
  if (kind === 'count') {
    if (what.startsWith('fresh local') && wrong[0]?.run.variant === 'naive') return 'K − 1';
    return what.startsWith('fresh snap') || what === samplesOfStep ? '1' : what.endsWith('start') ? 'B' : 'K';
  }
  const isPlainAverage = kind === 'estimate' && wrong[0]?.run.plan.isReduced === false;
  if (isPlainAverage && (term === 'gf' || term === 'gh')) return term === 'gf' ? 'a' : '−a';
  // the first sample of a run without m⁰ enters in full
  const isFull = wrong.every(({ terms }) => Math.abs(terms.get(term)?.own ?? 0) === 1);
  return term === 'sample' && isFull ? '1' : (dues[kind]?.[term] ?? '1');
}

function describeCoefficient(
  fit: Fit,
  { term, law, isOwn }: Pick<Coefficient, 'term' | 'law' | 'isOwn'>,
  nameOf: (term: string) => string,
): string {
  const { kind, what, wrong } = fit;
  const result = results[kind];
  const due = dueOf(fit, term);
  const plain = due === '1' ? law.text.replace(/^\{due\} (?:· )?|(?: ·)? \{due\}$/u, '') : law.text;
  const text = plain.replaceAll('{due}', plain !== '{due}' && due.includes(' ') ? `(${due})` : due);
  const vector = nameOf(term);
  if (kind === 'count') {
    const where = what.endsWith('start') ? '' : what === samplesOfStep ? ' in a local step' : ' in a round';
    const things = what.replace(/^reported /u, '');
    const counted = text === '1' ? `${things.replace(/(step|sample)s/u, '$1')} is` : `${things} are`;
    const verb = what.includes('sample') ? 'drawn' : things === what ? 'made' : 'reported';
    return `${text} ${counted} ${verb}${where} instead of ${due}`;
  }
  if (kind === 'estimate' && term === 'weight') {
    return law.text === '0' && wrong[0]?.run.plan.isReduced === true
      ? `${nameOf('carried')} has the weight 1 instead of 1 − a in the update of the estimate`
      : law.text === '0'
        ? 'the estimate is not updated (as with a = 0)'
        : `a is ${text} instead of a in the update of the estimate`;
  }
  if (kind === 'estimate' && term === 'carried' && law.text === '0')
    return 'a is 1 instead of a in the update of the estimate: the new sample is taken alone';
  if (kind === 'step' && term === 'direction') {
    if (law.text === '0') return 'the local step is not made: the point stays where it is';
    if (law.text === '−{due}' || law.text === '−1')
      return 'the step goes along its direction instead of against it';
    return law.instead === undefined
      ? `the step size is multiplied by ${text}`
      : `the step size is ${law.instead} instead of η`;
  }
  if ((kind === 'end' || kind === 'step') && term === 'toX' && text !== '1')
    return `xᵗ is not y^{t,K}: it is moved back by ${text} times the way to x^{t−1} (a step size of its own for whole rounds)`;
  if (kind === 'estimate' && term === 'sampleLeft')
    return `the average is cut to a window of ${wrong[0]?.features['w'] ?? 0} rounds: an older sample is taken out of the estimate`;
  if (kind === 'estimate' && term === 'ghInSample' && (text === '1' || text === '−1'))
    return `the estimate is made of g_f ${text === '1' ? '−' : '+'} g_h instead of g_f`;
  if ((kind === 'end' || kind === 'step') && !isOwn && text === '1' && term.startsWith('to'))
    return `${results.end} is ${vector.replace(/^the way (?:back )?to /, '')} instead of y^{t,K}`;
  const whole = kind === 'estimate' ? 'the new estimate' : kind === 'step' ? 'the new local point' : result;
  if (term === 'whole' || term === 'yEnd' || term === 'x0')
    return law.text === '0' ? `${whole} is set to zero` : `${whole} is multiplied by ${text}`;
  if (
    kind === 'step' &&
    !isOwn &&
    text === '−1' &&
    (term === 'move' || (term === 'lastStep' && isOneStep(wrong)))
  )
    return 'the step starts from x^{t−2} instead of x^{t−1} (as where the parameters are not put back after a gradient at the old point)';
  if (!isOwn) return `${result} has a term too many: ${text === '1' ? '' : `${text} times `}${vector}`;
  if (law.text === '0') return `${vector} is missing from ${result}`;
  if (law.text === '−{due}') return `${vector} has the wrong sign in ${result}`;
  const instead = due === '1' && text !== 'a' ? '' : ` instead of ${due}`;
  return `${vector} is multiplied by ${text}${instead} in ${result}`;
}

/** Where no formula gives a number, those that were seen. */
function describeCounts(what: string, wrong: Fit['wrong']): string {
  const letter = what.endsWith('start') ? 'B' : 'K';
  const seen = wrong.map(({ expected: [due = 0], actual: [count = 0] }) => ({ due, count }));
  const pairs = seen
    .filter(
      (pair, i) => seen.findIndex((other) => other.due === pair.due && other.count === pair.count) === i,
    )
    .toSorted((left, right) => left.due - right.due || left.count - right.count);
  const shown = pairs.slice(0, 4).map(({ due, count }) => `${count} where ${letter} is ${due}`);
  // counts in a round of what is due once depend on something else
  const isOne = pairs.every(({ due }) => due === 1);
  const list = isOne
    ? [...new Set(pairs.map(({ count }) => count))].slice(0, 4).join(', ')
    : shown.join(', ');
  return `the number of ${what} is wrong: ${list}${pairs.length > 4 ? ', …' : ''}${isOne ? ' instead of 1' : ''}`;
}

/** Whether every round has one local step. */
function isOneStep(wrong: Fit['wrong']): boolean {
  return wrong.every(({ run: { K } }) => K === 1);
}

const reports = {
  m: ['the estimate that is reported', 'the one that the local steps use, which is right'],
  x: ['the iterate that is reported', 'the one that the next round starts from, which is right'],
  y: ['the local point that is reported', 'the one that the next gradient is taken at, which is right'],
} as const;

const swapped = 'xᵗ and mᵗ are reported in each other’s place: both are right otherwise';

/** The states that are reported are others than those that the program computes with. */
function describeReport(what: string, edit: Edit, nameOf: (term: string) => string): string {
  if (what === 'both') return swapped;
  const [reported, used] = reports[what === 'm' || what === 'y' ? what : 'x'];
  const head = `${reported} is not ${used}`;
  if (edit.type === 'replaced')
    return `${head}: ${nameOf(edit.by)} is reported in place of ${nameOf(edit.term)}`;
  if (edit.type !== 'coefficient') return head;
  const text = edit.law.text.replaceAll('{due}', '1');
  return edit.isOwn
    ? `${head}: ${text} times ${nameOf(edit.term)} is reported`
    : `${head}: it has a term too many, ${text} times ${nameOf(edit.term)}`;
}

function describeAsk(
  what: string,
  edit: Extract<Edit, { type: 'coefficient' | 'replaced' }>,
  nameOf: (term: string) => string,
): string {
  const subject = asks[what] ?? what;
  const at = what === 'begin' ? 'from' : 'at';
  if (edit.type === 'coefficient' && edit.isOwn && edit.law.text === '0')
    return `${subject} ${at} the origin`;
  if (edit.type === 'replaced')
    return `${subject} ${at} ${nameOf(edit.by)} instead of ${at} ${nameOf(edit.term)}`;
  const text = edit.law.text.replaceAll('{due}', '1');
  const isLookAhead = ['m', 'move', 'lastStep', 'mOld'].includes(edit.term);
  return edit.isOwn
    ? `${subject} ${at} ${text} times ${nameOf(edit.term)}`
    : `${subject} ${at} a point that is shifted by ${text} times ${nameOf(edit.term)}${isLookAhead ? ' (a look-ahead, as in Nesterov momentum)' : ''}`;
}
