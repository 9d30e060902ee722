/** The questions of a round, cut into those before the local steps and those of each step. */
import { isTargetStep, type Plan } from '../mutants/index.js';
import type { Asked } from './question-log.js';
import { isSame, type Doubles } from './doubles.js';
import type { SeenRun, SeenStep } from './seen-run.js';

/** The gradients before the local steps, and those of the local steps, a list for each. */
export function splitRound(
  all: readonly Asked[],
  { keepsEstimate, isTarget, isReduced }: Plan,
  { K, x, xNew }: { readonly K: number; readonly x: Doubles; readonly xNew: Doubles },
): {
  readonly before: readonly Asked[];
  readonly local: readonly (readonly Asked[])[];
  readonly hasExtra: boolean;
} {
  if (!keepsEstimate) return { before: [], local: all.map((question) => [question]), hasExtra: false };
  const isLocal = all.some(({ draw }) => draw === 'local');
  const due = (isTarget ? 1 : 2) * (isReduced ? 2 : 1);
  const before = isLocal ? all.filter(({ draw }) => draw !== 'local') : all.slice(0, due);
  const rest = isLocal ? all.filter(({ draw }) => draw === 'local') : all.slice(due);
  const freshCount = rest.filter(({ isFresh }) => isFresh).length;
  const local: Asked[][] = [];
  for (const question of rest) {
    const open = local.at(-1);
    // a fresh sample begins a step; where one sample serves them all, every question (or pair) does
    const isNew =
      open === undefined ||
      (freshCount > 1 || K === 1 ? question.isFresh : open.length === (isTarget ? 2 : 1));
    if (isNew) local.push([question]);
    else open.push(question);
  }
  const [first] = local[0] ?? [];
  const own = before.find(({ function: name, at }) => name === 'h' && isSame(at, x));
  // a first step without a gradient of its own takes the one that the round has
  if (local.length === K - 1 && own !== undefined && !isSame(first === undefined ? xNew : first.at, x))
    local.unshift([own]);
  // a gradient at the end of the round belongs to no step
  const isExtra = local.length === K + 1 && isSame(local[K]?.[0]?.at ?? [], xNew);
  return { before, local: isExtra ? local.slice(0, K) : local, hasExtra: isExtra };
}

/** The local steps, from reported points where there are any, else from the points of the questions. */
export function stepsOf(
  local: readonly (readonly Asked[])[],
  points: readonly Doubles[],
  xNew: Doubles,
): readonly SeenStep[] {
  const count = points.length > 0 ? points.length : local.length;
  const perStep =
    local.length === count
      ? (k: number) => local[k] ?? []
      : (k: number) => local[Math.min(k, local.length - 1)] ?? [];
  const pointOf = (asked: readonly Asked[]): Doubles | undefined => asked[0]?.at;
  return Array.from({ length: count }, (_, k): SeenStep => {
    const isReported = points.length > 0;
    const from = (isReported && k > 0 ? points[k - 1] : pointOf(perStep(k))) ?? xNew;
    const to = (isReported ? points[k] : pointOf(local[k + 1] ?? [])) ?? xNew;
    return { from, to, asked: perStep(k), isReported: isReported || k === count - 1 };
  });
}

/** In tape mode nobody asks: the gradients that the equations take at the reported points. */
export function askAsPrescribed(
  gradient: SeenRun['gradient'],
  { keepsEstimate, isTarget, isReduced }: Plan,
  variant: SeenRun['variant'],
  states: {
    readonly round: number;
    readonly x: Doubles;
    readonly xOld: Doubles;
    readonly points: readonly Doubles[];
    readonly K: number;
  },
  tape: { readonly snapshot: number; readonly local: readonly number[] } | undefined,
): readonly Asked[] {
  const { round, x, xOld, points, K } = states;
  if (tape === undefined) return [];
  const ask = (name: 'f' | 'h', draw: 'snapshot' | 'local', atom: number, at: Doubles): Asked => ({
    function: name,
    draw,
    atom,
    at,
    value: gradient(name, draw, atom, at),
    isFresh: true,
  });
  const before = !keepsEstimate
    ? []
    : [x, ...(isReduced && round > 1 ? [xOld] : [])].flatMap((at) =>
        (isTarget ? (['f'] as const) : (['f', 'h'] as const)).map((name) =>
          ask(name, 'snapshot', tape.snapshot, at),
        ),
      );
  if (points.length === 0 && K > 1) return before;
  const local = [x, ...points.slice(0, -1)].flatMap((y, k) =>
    isTargetStep(variant, k + 1)
      ? [ask('f', 'snapshot', tape.snapshot, x)]
      : [y, ...(isTarget ? [x] : [])].map((at) => ask('h', 'local', tape.local[k] ?? 0, at)),
  );
  return [...before, ...local];
}
