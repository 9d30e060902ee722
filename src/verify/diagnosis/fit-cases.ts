/** Edits of the equations that explain all cases, failing and passing. */
import type { MethodName } from '../../../spec/methods/index.js';
import type { Candidate, ReadCase } from './catalogue-replay.js';
import { compareFits, fitTransitions } from './fit.js';
import type { Fit } from './edit.js';
import { structureOf } from './structure.js';
import { commonFeatures, isWrong, type Kind, type Leftover, type Transition } from './transition.js';
import { transitionsOf } from './transitions.js';
import { describeFit } from './describe-edit.js';
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

/** Whether nothing is wrong with what was asked: then what is made of it tells the same where nobody asks. */
export function areQuestionsRight(cases: readonly ReadCase[]): boolean {
  return cases.every(({ run }) =>
    [
      ...transitionsOf([{ run, index: 0, leftover: undefined }]).flat(),
      ...structureOf(run, 0, (round) => commonFeatures(run, 0, round)),
    ].every((transition) => !ofQuestions.includes(transition.kind) || !isWrong(transition)),
  );
}

/** @param all - every case in the order of asking, also those that are not fitted: something of them may be left behind. */
export function fitCases(
  cases: readonly ReadCase[],
  all: readonly (ReadCase | undefined)[],
  method?: MethodName,
): readonly Candidate[] {
  const groups = new Map<string, Transition[]>();
  const ids: string[] = [];
  const leftovers = leftoversOf(all);
  const note = (transition: Transition): void => {
    const key = `${transition.kind} ${transition.what}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [transition]);
    else group.push(transition);
  };
  const inexact = new Set<string>();
  const placed = cases.map(({ id, run }, index) => ({ run, index, leftover: leftovers.get(id) }));
  const variants = new Set(cases.map(({ run }) => run.variant));
  const cuts = new Map(
    [...variants].flatMap((variant) => {
      const own = placed.filter(({ run }) => run.variant === variant);
      return transitionsOf(own).map((made, place) => [own[place]?.index, made] as const);
    }),
  );
  for (const { id, run, isFailing } of cases) {
    const index = ids.push(id) - 1;
    const made = [
      ...(cuts.get(index) ?? []),
      ...structureOf(run, index, (round) => commonFeatures(run, index, round)),
    ];
    made.forEach(note);
    if (isFailing && run.isExact && !made.some(isWrong)) inexact.add(id);
  }
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
      .slice(0, 3)) {
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
  return candidates;
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
  const consistent = fit.isComplete && fit.cost < 8 ? '' : 'consistent with: ';
  return {
    cases: explained,
    ...(fit.edit.type === 'values' && fit.edit.isEmpty === true ? { isEmpty: true } : {}),
    cost: fit.cost + 0.01 * causes.indexOf(fit.kind) + (fit.isComplete ? 0 : 10),
    suspicion: {
      id: `fit/${fit.kind}`,
      mistake: `${consistent}${describeFit(fit)}`,
      fix: describeRemedy(fit, method),
    },
  };
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
