/** Gradients that add up over rounds, as explanations: the loop around an optimizer, and not its equations, is another one. */
import { createRatio, ratioField, type Ratio } from '../../exact/index.js';
import type { OtherPage } from './other-pages.js';
import { exactly, type Known, type PageRun, type SeenRound } from './page-run.js';
import type { AskedQuestion } from './question-book.js';

/** No more rounds than these are taken together. */
const mostRounds = 8;

const { add, compare, multiply, one, zero } = ratioField;

/**
 * The program that makes one step after the last of n rounds, with the sum of their gradients or with the mean; and the one that makes a step in
 * every round, with the sum since it began anew.
 */
export function* joinedRounds(): Generator<OtherPage> {
  const page = (id: string, mistake: string, fix: string, asItsRun: OtherPage['asItsRun']): OtherPage => ({
    suspicion: { id: `rounds/${id}`, mistake, fix },
    asItsRun,
  });
  for (let n = 2; n <= mostRounds; n += 1) {
    for (const [made, share] of [
      ['mean', createRatio(1n, BigInt(n))],
      ['sum', one],
    ] as const)
      yield page(
        `${made}-of-${n}`,
        `the ${made} of the gradients of ${n} rounds is used, in one step after the last of them (gradient accumulation)`,
        'Make one step a round, with the gradient of that round alone.',
        (run) => inGroups(run, n, share),
      );
    yield page(
      `anew-after-${n}`,
      `gradients add up over the rounds, and are set to zero after every ${n} rounds only: each step is made with the sum so far`,
      'Set the gradients to zero in every round, before the new ones are computed (zero_grad).',
      (run) => ({
        ...run,
        rounds: run.rounds.map((round, t) => piled(run.rounds, round, t, n)),
        ...computedOver(run, (t) => t - ((t - 1) % n)),
      }),
    );
  }
}

/** Question by question the sum over rounds, which all ask as many; undefined where they do not. */
function summed(rounds: readonly SeenRound[], share: Ratio = one): readonly AskedQuestion[] | undefined {
  const last = rounds.at(-1)?.questions ?? [];
  if (rounds.some(({ questions }) => questions.length !== last.length)) return undefined;
  return last.map((question, place) => {
    const values = rounds.map(({ questions }) => questions[place]?.value ?? []);
    const sum = values.reduce((left, right) => left.map((value, i) => add(value, right[i] ?? value)));
    return { ...question, value: sum.map((value) => multiply(share, value)) };
  });
}

function piled(rounds: readonly SeenRound[], round: SeenRound, t: number, n: number): SeenRound {
  const questions = t === 0 ? undefined : summed(rounds.slice(t - ((t - 1) % n), t + 1));
  return questions ? { ...round, questions } : round;
}

/** The run with n rounds as one, the last of which makes the step; as it is where a round before that moves. */
function inGroups(run: PageRun, n: number, share: Ratio): PageRun {
  const [start, ...rounds] = run.rounds;
  const joined: SeenRound[] = [];
  let before = start;
  for (let t = 0; t < rounds.length; t += n) {
    const group = rounds.slice(t, t + n);
    const waiting = group.length < n ? group : group.slice(0, -1);
    if (before === undefined || !waiting.every((round) => isSame(round, before as SeenRound))) return run;
    const [last, questions] = [group.at(-1), summed(group, share)];
    if (last === undefined || group.length < n) break;
    if (questions === undefined) return run;
    joined.push({ ...last, questions });
    before = last;
  }
  if (start === undefined) return run;
  const { drawAt } = run;
  const { computed } = computedOver(run, (t) => t - n + 1);
  return {
    ...run,
    rounds: [start, ...joined],
    // what is so in the first round alone is so in the first of these
    parametersAt: (t) => run.parametersAt(t === 1 ? 1 : n * t),
    ...(drawAt && {
      drawAt: (t: number, isOfPass: boolean, place: number) => drawAt(n * t, isOfPass, place),
    }),
    ...(computed && { computed: (question, at) => scaled(share, computed(question, at)) }),
  };
}

/** In tape mode: gradients of rounds are the sums of those since round `first(t)`, each where its round began. */
function computedOver(
  { computed, drawAt, rounds }: PageRun,
  first: (t: number) => number,
): Pick<PageRun, 'computed'> {
  if (computed === undefined || drawAt === undefined) return {};
  const draws = rounds.map((_, t) => (t === 0 ? undefined : drawAt(t, false, 0)));
  const pointAt = (t: number): Known => exactly([...(rounds[t]?.states.values() ?? [])][0] ?? []);
  return {
    computed: (question, at) => {
      const t = question.draw === undefined ? -1 : draws.indexOf(question.draw);
      let sum = computed(question, at);
      for (let before = t < 1 ? t : first(t); before < t; before += 1) {
        const draw = draws[before];
        if (draw === undefined) return sum;
        const one = computed({ ...question, draw }, pointAt(before - 1));
        sum = added(sum, one);
      }
      return sum;
    },
  };
}

const added = (left: Known, right: Known): Known => ({
  value: left.value.map((value, i) => add(value, right.value[i] ?? zero)),
  errors: left.errors.map((error, i) => {
    const other = right.errors[i];
    return error && other && add(error, other);
  }),
});

/** A multiple of what is known. */
export const scaled = (share: Ratio, { value, errors }: Known): Known => ({
  value: value.map((one) => multiply(share, one)),
  errors: errors.map((one) => one && multiply(share, one)),
});

const isSame = (round: SeenRound, before: SeenRound): boolean =>
  [...round.states].every(([name, value]) => {
    const old = before.states.get(name);
    return old === undefined || value.every((one, i) => compare(one, old[i] ?? one) === 0);
  });
