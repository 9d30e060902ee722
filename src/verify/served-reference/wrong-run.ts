/** A run of one of the variants as the page of a mutant has it. */
import { readFileSync } from 'node:fs';
import { createVectorSpace, fromInteger, type Field, type Vector } from '../../../spec/algebra/index.js';
import {
  compileMethod,
  parsePage,
  type CompiledMethod,
  type Method,
  type Value,
  type World,
} from '../../../spec/language/index.js';
import {
  parametersAt,
  valueAt,
  type GradientQuery,
  type Initialization,
  type RunParameters,
  type VariantName,
} from '../../../spec/model/index.js';
import { recordStart } from '../../exact/record-run.js';
import type { RoundInput, RoundResult, Task } from '../adapters/implementation.js';
import { mutatedPage, type Mutation } from '../mutants/index.js';
import { pageFile } from '../package-root.js';
import type { Draws } from './draws.js';

/** What a run is made over. */
interface Setting<S> {
  readonly task: Task<S>;
  readonly draws: Draws<S>;
  readonly parameters: RunParameters<S>;
  readonly initialization: Initialization<S>;
}

/** A page with a mistake, and the states of the right one: those a single round is told. */
interface WrongPage<S> extends CompiledMethod<S> {
  readonly method: Method;
  readonly told: ReadonlySet<string>;
}

type Draw = Pick<GradientQuery<unknown>, 'draw' | 'atom'>;
type States<S> = Readonly<Record<string, Value<S>>>;

/** The start of a run, and its rounds. */
export type RunOf<S> = (setting: Setting<S>) => {
  readonly start: () => RoundResult<S>;
  readonly round: (input: RoundInput<S>) => RoundResult<S>;
};

/** What was made, as a run tells it. */
export const resultOf = <S>({
  iterate: x,
  correction: m,
}: {
  readonly iterate: Vector<S>;
  readonly correction?: Vector<S>;
}): RoundResult<S> => ({ x, ...(m === undefined ? {} : { m }) });

/** Runs of the page. States that it has besides x and m are kept as long as rounds follow one another. */
export function wrongRun<S>(field: Field<S>, variant: VariantName, mutation: Mutation): RunOf<S> {
  const text = readFileSync(pageFile(mutation.runs ?? variant), 'utf8');
  const method = mutatedPage(text, mutation.lines);
  const told = new Set(parsePage(text).states.map(({ name: { name } }) => name));
  const page = { method, told, ...compileMethod(method, field) };
  return (setting) => runPage(field, mutation.runs ?? variant, mutation, page, setting);
}

function runPage<S>(
  field: Field<S>,
  variant: VariantName,
  mutation: Mutation,
  { method, told, start, round: makeRound }: WrongPage<S>,
  { task, draws, parameters, initialization }: Setting<S>,
): ReturnType<RunOf<S>> {
  const { otherAtom, sampling } = draws;
  const { localStepCount: K } = parameters;
  const [point = 'x', estimate] = method.states.flatMap(({ name, from }) =>
    from === undefined ? name.name : [],
  );
  const hasSteps = method.body.some(({ kind }) => kind === 'repeat');
  const isByStep = method.parameters.some(({ name, each }) => name.name === 'η' && each === 'step');
  const space = createVectorSpace(field);
  /** What the page leaves open. */
  const given = (x: Vector<S>, m = space.zero(x.length)): States<S> => ({
    [point]: x,
    ...(estimate === undefined ? {} : { [estimate]: m }),
  });

  const gradient = (query: GradientQuery<S>): Vector<S> => {
    const { draw, atom } = query;
    const value = draws.gradient(query);
    const rows = draw === 'mean' ? undefined : sampling?.sizeOf({ draw, atom });
    const full = draw === 'local' ? sampling?.localBatchSize : sampling?.batchSize;
    if (mutation.rows === undefined || rows === undefined || full === undefined) return value;
    const [times, by] = mutation.rows(rows, full);
    const sum = space.scale(fromInteger(field, times), value);
    return by === 1 ? sum : sum.map((one) => field.divide(one, fromInteger(field, by)));
  };
  /** A draw by its name: ζ is of a local step, all others are of the round; with a prime it is another one, with ⁻ that of the round before. */
  const drawn = (name: string, round: number, pass: number | undefined, at: Vector<S>): Draw => {
    const { snapshot } = draws.ofRound(name.endsWith('⁻') ? Math.max(round - 1, 1) : round);
    const { local } = draws.ofRound(round);
    const draw = name.startsWith('ζ') ? 'local' : 'snapshot';
    // a step beyond K uses the last one of a tape
    const ofStep = local[(pass ?? 1) - 1] ?? local.at(-1) ?? 0;
    const atom = draw === 'local' || pass !== undefined ? ofStep : snapshot;
    const isOther = name.endsWith('′') && (draw === 'local' || pass === undefined);
    return { draw, atom: isOther ? otherAtom({ function: 'h', draw, atom, at }) : atom };
  };
  const worldAt = (x: Vector<S>): World<S, Draw> => ({
    draw: ({ sampling: { target }, round, passes }) => drawn(target.name, round, passes.at(-1), x),
    gradient: ({ function: name }, at, draw = { draw: 'mean', atom: 0 }) =>
      gradient({ function: name, ...draw, at }),
  });
  const ofRound = (round: number, m: Vector<S> | undefined) => {
    const rates = Array.from({ length: K + 1 }, (_, index) => {
      const k = Math.min(index + 1, K);
      const [t, step] = mutation.rate?.(round, k, parameters) ?? [round, k];
      return valueAt(parametersAt(parameters, t).stepSize, step);
    });
    const { momentumWeight } = parametersAt(parameters, mutation.weight?.(round) ?? round);
    const { epochLength } = sampling ?? {};
    const isNewEpoch = epochLength !== undefined && round > 1 && (round - 1) % epochLength === 0;
    return {
      // a run that starts from its first sample
      a: m === undefined && estimate !== undefined ? field.one : momentumWeight,
      e: isNewEpoch ? field.one : field.zero,
      K,
      η: isByStep ? rates : (rates[0] as S),
    };
  };
  /** What the page has besides x and m starts from x. */
  const statesFrom = (x: Vector<S>): States<S> =>
    start({ parameters: ofRound(1, x), states: given(x), world: worldAt(x) });
  /** In a single round, which is told x^{t−2}, what a mistake keeps is what it was when the session was opened. */
  const statesOfSingle = (xPrevious: Vector<S>): States<S> => ({
    ...statesFrom(task.startingPoint),
    ...Object.fromEntries(Object.entries(statesFrom(xPrevious)).filter(([name]) => told.has(name))),
  });

  let kept: { readonly round: number; readonly x: Vector<S>; readonly states: States<S> } | undefined;
  return {
    start: () => {
      const first = draws.ofRound(1).snapshot;
      const { startingPoint } = task;
      const right = { initialization, startingPoint, oracle: { gradient }, tape: { initial: draws.initial } };
      const input = mutation.start?.(right, { field, first, otherAtom }) ?? right;
      const made = recordStart(field, variant, input);
      kept = { round: 1, x: made.iterate, states: statesFrom(made.iterate) };
      return resultOf(made);
    },
    round: ({ round, x, xPrevious, m }) => {
      // the very vector that was made last: a run goes on; any other state has no history but its own
      const isNext = kept?.round === round && kept.x === x;
      const before = isNext && kept !== undefined ? kept.states : statesOfSingle(xPrevious);
      const points: Vector<S>[] = [];
      const states = makeRound({
        ...{ round, parameters: ofRound(round, m), world: worldAt(x) },
        states: { ...before, ...given(x, m) },
        observe: ({ target }, value, passes) => {
          const isPoint = hasSteps ? passes.length > 0 && target.name === 'y' : target.name === point;
          if (isPoint) points.push(value as Vector<S>);
          return undefined;
        },
      });
      if (hasSteps || K === 1) for (const y of points) task.reportStep(y);
      const made = states[point] as Vector<S>;
      kept = { round: round + 1, x: made, states };
      return { x: made, ...(estimate === undefined ? {} : { m: states[estimate] as Vector<S> }) };
    },
  };
}
