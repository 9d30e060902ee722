/** Training loops around the right method: with h = 0 and K = 1, a step is a function of the gradients of f. */
import { valueAt } from '../../../spec/model/index.js';
import type { Candidate, ReadCase } from './catalogue-replay.js';
import { add, isSame, scaled, type Doubles } from './doubles.js';
import { longestForm } from './rough-field.js';
import { inRound, type SeenRun } from './seen-run.js';
import { loops, partLoops, type LoopKind } from './training-loops.js';

/** The loops that make every step of every case, passing ones included. */
export function findLoops(cases: readonly ReadCase[]): readonly Candidate[] {
  const read = cases.flatMap(({ id, isFailing, run }) => {
    const gradients = gradientsOf(run);
    return gradients === undefined ? [] : [{ id, isFailing, run, gradients }];
  });
  const failing = new Set(read.filter(({ isFailing }) => isFailing).map(({ id }) => id));
  if (failing.size === 0) return [];
  const hasMinibatches = read.some(({ run }) => run.sampling !== undefined);
  return [...loops, ...(hasMinibatches ? partLoops : [])]
    .filter((loop) => read.every(({ run, gradients }) => makes(loop, run, gradients)))
    .map(({ text, fix }) => ({
      ...{ cases: failing, certainty: 'fitted', cost: 0.6 },
      suspicion: { id: 'loop', mistake: text, fix },
    }));
}

/** The gradient of a round, and those of the rows of its minibatch. */
interface RoundGradients {
  readonly gradient: Doubles;
  readonly rows: readonly Doubles[];
}

/** Whether the loop around the equations of the variant makes every step of a run. */
function makes(kind: LoopKind, run: SeenRun, gradients: readonly RoundGradients[]): boolean {
  const { plan, startKind, reportedStart, givenM, x0, roundoff } = run;
  const zeros = x0.map(() => 0);
  let m = reportedStart.m ?? givenM ?? (startKind === 'zero' ? zeros : undefined);
  let sizes = zeros;
  const loop = kind.create(run);
  return run.rounds.every(({ x, xNew, round }, index) => {
    const { eta, a } = inRound(run, round);
    const rate = valueAt(eta, 1);
    const { gradient: own, rows } = gradients[index] ?? { gradient: [], rows: [] };
    const taken = loop(own, rows);
    let direction: Doubles = zeros;
    for (const gradient of taken) {
      m = plan.keepsEstimate && m !== undefined ? add(scaled(1 - a, m), scaled(a, gradient)) : gradient;
      direction = add(direction, m);
    }
    for (const gradient of [...taken, ...rows])
      sizes = sizes.map((size, i) => Math.max(size, Math.abs(gradient[i] ?? 0)));
    return x.every((value, i) => {
      const [way = 0, next = 0] = [direction[i], xNew[i]];
      const size = Math.abs(value) + Math.abs(next) + rate * (Math.abs(way) + (sizes[i] ?? 0));
      return Math.abs(value - rate * way - next) <= longestForm * roundoff * round * size;
    });
  });
}

/** g_f at the start of each round; undefined where the run has an auxiliary, more local steps, or other gradients. */
function gradientsOf({
  K,
  rounds,
  isSingleRound,
  plan,
  sampling,
}: SeenRun): readonly RoundGradients[] | undefined {
  if (K !== 1 || isSingleRound || plan.isTarget || rounds.length === 0) return undefined;
  const isPlain = rounds.every(({ all }) =>
    all.every(({ function: name, value }) => name === 'f' || value.every((entry) => entry === 0)),
  );
  const found = rounds.flatMap(({ x, all }): readonly RoundGradients[] => {
    const own = all.find(({ function: name, at }) => name === 'f' && isSame(at, x));
    if (own === undefined) return [];
    const rows = sampling?.rowsOf.snapshot[own.atom]?.map((row) =>
      sampling.gradientOfRow('f', 'snapshot', row, x),
    );
    return [{ gradient: own.value, rows: rows ?? [own.value] }];
  });
  return isPlain && found.length === rounds.length ? found : undefined;
}
