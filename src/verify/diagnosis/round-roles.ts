/** Which question of a round stands for which gradient. */
import type { Asked } from './question-log.js';
import type { Doubles } from './doubles.js';
import type { SeenRound, SeenRun } from './seen-run.js';
import { isSame, minus } from './doubles.js';
import type { Leftover, Push } from './transition.js';

/** The gradients of a round by their roles. */
export interface Roles {
  readonly gf: Doubles;
  readonly gh?: Doubles;
  readonly gfo?: Doubles;
  readonly gho?: Doubles;
  readonly atom: number;
  readonly asked: Readonly<Partial<Record<'gf' | 'gh' | 'gfo' | 'gho', Asked>>>;
}

/** g_f − g_h; g_f alone where no h enters. */
export const difference = (f: Doubles, h: Doubles | undefined): Doubles =>
  h === undefined ? f : minus(f, h);

/** Which question stands for which gradient of the round; one that nobody asked is computed. */
export function rolesOf(run: SeenRun, { x, xOld, asked }: SeenRound): Roles | undefined {
  const { plan, gradient } = run;
  if (!plan.keepsEstimate) return undefined;
  const free = [...asked];
  const take = (name: 'f' | 'h', at: Doubles): Asked | undefined => {
    const fits = [
      (question: Asked) => question.function === name && isSame(question.at, at),
      (question: Asked) => question.function === name,
    ];
    for (const fit of fits) {
      const place = free.findIndex(fit);
      if (place >= 0) return free.splice(place, 1)[0];
    }
    return undefined;
  };
  const needsOld = plan.isReduced;
  const gf = take('f', x);
  const gh = plan.isTarget ? undefined : take('h', x);
  const gfo = needsOld ? take('f', xOld) : undefined;
  const gho = needsOld && !plan.isTarget ? take('h', xOld) : undefined;
  const atom = (gf ?? gh ?? asked[0])?.atom ?? 0;
  const value = (question: Asked | undefined, name: 'f' | 'h', at: Doubles): Doubles =>
    question?.value ?? gradient(name, 'snapshot', atom, at);
  return {
    gf: value(gf, 'f', x),
    ...(plan.isTarget ? {} : { gh: value(gh, 'h', x) }),
    ...(needsOld ? { gfo: value(gfo, 'f', xOld) } : {}),
    ...(needsOld && !plan.isTarget ? { gho: value(gho, 'h', xOld) } : {}),
    atom,
    asked: {
      ...(gf === undefined ? {} : { gf }),
      ...(gh === undefined ? {} : { gh }),
      ...(gfo === undefined ? {} : { gfo }),
      ...(gho === undefined ? {} : { gho }),
    },
  };
}

/** The points of the questions before the local steps. */
export function pushQuestions(
  run: SeenRun,
  { round, x, xOld, mOld, xNew }: SeenRound,
  roles: Roles | undefined,
  before: SeenRound | undefined,
  leftover: Leftover | undefined,
  push: Push,
): void {
  if (roles === undefined || !run.hasQuestions) return;
  const earlier = run.states.slice(0, Math.max(round - 1, 0)).map((state) => state.x);
  const { gf, gh, gfo, gho } = roles.asked;
  const groups = [
    ['round', 'gf', 'gh', gf, gh, x],
    ['old', 'gfo', 'gho', gfo, gho, xOld],
  ] as const;
  for (const [both, ofF, ofH, f, h, at] of groups) {
    const isOne = f !== undefined && h !== undefined && isSame(f.at, h.at);
    // two gradients at one point are one decision
    const places = isOne
      ? ([[both, f]] as const)
      : ([
          [ofF, f],
          [ofH, h],
        ] as const);
    for (const [what, question] of places) {
      if (question === undefined) continue;
      push('ask', { what, round }, question.at, {
        [at === x ? 'x' : 'xOld']: [at, 1],
        ...(at === x ? { xOld: [xOld] } : { x: [x] }),
        move: [minus(x, xOld)],
        xNew: [xNew],
        m: [mOld],
        xOlder: [before?.xOld],
        xStart: [run.reportedStart.x],
        xEarlier: [earlier.find((one) => isSame(one, question.at))],
        yLast: [before?.steps.at(-1)?.from],
        leftX: [leftover?.x],
        leftXOld: [leftover?.xOld],
        ones: [x.map(() => 1)],
      });
    }
  }
}
