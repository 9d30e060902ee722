/** Edits of the equations that explain all cases, failing and passing. */
import type { MethodName } from '../../../spec/methods/index.js';
import type { Candidate, ReadCase } from './catalogue-replay.js';
import { compareFits, fitTransitions } from './fit.js';
import type { Fit } from './edit.js';
import { structureOf } from './structure.js';
import { commonFeatures, isWrong, type Kind, type Leftover, type Transition } from './transition.js';
import { transitionsOf } from './transitions.js';
import { describeFit, isWrongReport } from './describe-edit.js';
import { describeRemedy } from './remedies.js';

/** In the order of the run: what comes first is the cause of what comes later. */
const causes: readonly Kind[] = [
  'report',
  'sample',
  'count',
  'begin',
  'ask',
  'start',
  'start-estimate',
  'estimate',
  'step',
  'end',
];

/** Kinds that only questions tell, or that are told from others by them. */
const ofQuestions: readonly Kind[] = ['sample', 'count', 'ask', 'begin', 'report'];

/** What was fitted: the cases that count, and what explains them. */
interface Fitted {
  readonly known: readonly ReadCase[];
  readonly candidates: readonly Candidate[];
}

/**
 * @param silent - cases that are fitted too where nothing is wrong with what is asked in the others: then what is made of it tells the same.
 * @param all - every case in the order of asking, also those that are not fitted: something of them may be left behind.
 */
export function fitCases(
  telling: readonly ReadCase[],
  silent: readonly ReadCase[],
  all: readonly (ReadCase | undefined)[],
  method?: MethodName,
): Fitted {
  const leftovers = leftoversOf(all);
  const cut = (list: readonly ReadCase[], from: number) => cutCases(list, from, leftovers);
  const told = cut(telling, 0);
  const areQuestionsRight = told.every((made) =>
    made.every((transition) => !ofQuestions.includes(transition.kind) || !isWrong(transition)),
  );
  const cases = areQuestionsRight ? [...telling, ...silent] : telling;
  const cuts = areQuestionsRight ? [...told, ...cut(silent, telling.length)] : told;
  const groups = new Map<string, Transition[]>();
  const ids = cases.map(({ id }) => id);
  for (const transition of cuts.flat()) {
    const key = `${transition.kind} ${transition.what}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [transition]);
    else group.push(transition);
  }
  const inexact = new Set(
    cases
      .filter(({ isFailing, run }, index) => isFailing && run.isExact && cuts[index]?.some(isWrong) !== true)
      .map(({ id }) => id),
  );
  const candidates: Candidate[] = [];
  let isCounted = false;
  for (const [key, group] of groups) {
    const fits = fitTransitions(group);
    const [best] = [...fits].sort(compareFits);
    if (best === undefined) continue;
    // a wrong number of steps is seen in the points and in the samples too
    if (key.startsWith('count')) {
      if (isCounted) continue;
      isCounted = true;
    }
    // others that fit as well are named after it
    const wrong = group.filter(isWrong);
    const places = new Set<string>();
    for (const fit of fits
      .filter(({ isComplete, cost }) => isComplete === best.isComplete && cost <= best.cost + 0.6)
      .filter(({ edit }) => {
        const place = 'term' in edit ? `${edit.type} ${edit.term}` : edit.type;
        return !places.has(place) && places.add(place);
      })
      // a number of steps or samples has one law
      .slice(0, best.kind === 'count' ? 1 : 3)) {
      candidates.push(candidateOf(fit, wrong, ids, cases, method));
    }
  }
  if (inexact.size > 0) {
    candidates.push({
      cases: inexact,
      cost: 3,
      suspicion: {
        id: 'fit/inexact',
        mistake:
          'exact arithmetic is declared, and the states agree to about 16 digits only: a binary floating-point number has a part in them',
        fix: 'Make every number from text or integers, also constants such as 0.5, or declare binary64.',
      },
    });
  }
  return { known: cases, candidates };
}

/** The transitions of each case; the first one has the index `from`. */
function cutCases(
  cases: readonly ReadCase[],
  from: number,
  leftovers: ReadonlyMap<string, Leftover>,
): readonly (readonly Transition[])[] {
  const placed = cases.map(({ id, run }, place) => ({
    run,
    index: from + place,
    leftover: leftovers.get(id),
  }));
  const variants = new Set(cases.map(({ run }) => run.variant));
  const cuts = new Map(
    [...variants].flatMap((variant) => {
      const own = placed.filter(({ run }) => run.variant === variant);
      return transitionsOf(own).map((made, place) => [own[place]?.index, made] as const);
    }),
  );
  return placed.map(({ run, index }) => [
    ...(cuts.get(index) ?? []),
    ...structureOf(run, index, (round) => commonFeatures(run, index, round)),
  ]);
}

/** A fit explains a case where it explains all that is wrong there; not all of it may have been looked at. */
function candidateOf(
  fit: Fit,
  wrong: readonly Transition[],
  ids: readonly string[],
  cases: readonly ReadCase[],
  method?: MethodName,
): Candidate {
  const failing = new Set(cases.filter(({ isFailing }) => isFailing).map(({ id }) => id));
  const own = new Set(fit.wrong.map(placeOf));
  const left = new Set(
    fit.isComplete ? [] : wrong.filter((t) => !own.has(placeOf(t))).map(({ index }) => index),
  );
  const explained = new Set(
    wrong.flatMap(({ index }) => (left.has(index) ? [] : (ids[index] ?? []))).filter((id) => failing.has(id)),
  );
  // counts, samples and points are read off the questions, and no state is held to them
  const isOfStates = !['count', 'sample', 'ask', 'begin'].includes(fit.kind);
  const consistent = fit.isComplete && fit.cost < 8 ? '' : 'consistent with: ';
  return {
    cases: explained,
    ...(fit.edit.type === 'values' && fit.edit.isEmpty === true ? { isEmpty: true } : {}),
    ...(fit.isComplete && isOfStates && { certainty: 'fitted' as const }),
    cost:
      fit.isComplete && isWrongReport(fit)
        ? 0
        : fit.cost + 0.01 * causes.indexOf(fit.kind) + (fit.isComplete ? 0 : 10),
    suspicion: {
      id: `fit/${fit.kind}`,
      mistake: `${consistent}${describeFit(fit)}${doubtOf(fit)}`,
      fix: describeRemedy(fit, method),
    },
  };
}

/** A condition that one or two cases show may well be another one. */
function doubtOf({ condition, wrong }: Fit): string {
  const count = new Set(wrong.map(({ index }) => index)).size;
  if (condition.text === '' || count > 2) return '';
  return ` (only ${count === 1 ? 'one case shows' : 'two cases show'} it: the condition may be another one)`;
}

function placeOf({ index, round, step = 0 }: Transition): string {
  return `${index} ${round} ${step}`;
}

/** What the last run of the same dimension before each case ended with. */
function leftoversOf(all: readonly (ReadCase | undefined)[]): ReadonlyMap<string, Leftover> {
  const last = new Map<number, Omit<Leftover, 'isOfRunBefore'>>();
  const found = new Map<string, Leftover>();
  all.forEach((given, index) => {
    if (given === undefined) return;
    const { id, run } = given;
    const left = last.get(run.d);
    if (left !== undefined) found.set(id, { ...left, isOfRunBefore: all[index - 1]?.run.d === run.d });
    const state = run.states.at(-1) ?? run.reportedStart;
    last.set(run.d, { ...state, xOld: run.states.at(-2)?.x ?? state.x });
  });
  return found;
}
