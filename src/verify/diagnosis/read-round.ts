/** The questions of a round, cut into those before the local steps and those of each step. */
import { isTargetStep, type Plan } from '../mutants/index.js';
import type { Asked } from './question-log.js';
import { add, isSame, scaled, type Doubles } from './doubles.js';
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
  readonly samplesPerStep: number;
} {
  if (!keepsEstimate)
    return { before: [], local: all.map((question) => [question]), hasExtra: false, samplesPerStep: 1 };
  const isLocal = all.some(({ draw }) => draw === 'local');
  const due = (isTarget ? 1 : 2) * (isReduced ? 2 : 1);
  const before = isLocal ? all.filter(({ draw }) => draw !== 'local') : all.slice(0, due);
  const rest = isLocal ? all.filter(({ draw }) => draw === 'local') : all.slice(due);
  const freshCount = rest.filter(({ isFresh }) => isFresh).length;
  const perStep = isTarget ? 2 : 1;
  // a point that is asked again belongs to the same step
  const isEven =
    K > 1 &&
    rest.length === K * perStep &&
    (isTarget || rest.every(({ at }, place) => !isSame(at, rest[place - 1]?.at)));
  const local: Asked[][] = [];
  for (const question of rest) {
    const open = local.at(-1);
    // a fresh sample begins a step; where there are as many questions (or pairs) as steps, or one sample serves them all, each of them does
    const isNew =
      open === undefined ||
      (!isEven && (freshCount > 1 || K === 1) ? question.isFresh : open.length === perStep);
    if (isNew) local.push([question]);
    else open.push(question);
  }
  const samplesPerStep = countPerStep(local, K);
  if (samplesPerStep > 1)
    return { before, local: joined(local, samplesPerStep), hasExtra: false, samplesPerStep };
  const [first] = local[0] ?? [];
  const own = before.find(({ function: name, at }) => name === 'h' && isSame(at, x));
  // a first step without a gradient of its own takes the one that the round has
  if (local.length === K - 1 && own !== undefined && !isSame(first === undefined ? xNew : first.at, x))
    local.unshift([own]);
  // a gradient at the end of the round belongs to no step
  const isExtra = local.length === K + 1 && isSame(local[K]?.[0]?.at ?? [], xNew);
  return { before, local: isExtra ? local.slice(0, K) : local, hasExtra: isExtra, samplesPerStep };
}

/** How many samples in a row see the same points, where K steps have as many each. */
function countPerStep(local: readonly (readonly Asked[])[], K: number): number {
  const count = local.length / K;
  if (count < 2 || !Number.isInteger(count)) return 1;
  const isOne = local.every((sample, place) => {
    const first = local[place - (place % count)] ?? [];
    return (
      sample.length === first.length &&
      sample.every((question, i) => question.isFresh === (i === 0) && isSame(question.at, first[i]?.at))
    );
  });
  return isOne ? count : 1;
}

/** The questions of every so many samples as those of one step, each with the mean of their values. */
function joined(local: readonly (readonly Asked[])[], count: number): readonly (readonly Asked[])[] {
  return Array.from({ length: local.length / count }, (_, k) => {
    const own = local.slice(k * count, (k + 1) * count);
    return (own[0] ?? []).map((question, i): Asked => {
      const sum = own.map((sample) => sample[i]?.value ?? question.value).reduce(add);
      return { ...question, value: scaled(1 / count, sum) };
    });
  });
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
