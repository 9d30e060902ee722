/** Implementations of aux-mom that are right almost everywhere, or only look right. */
import type { Implementation, Task } from '../../../../src/verify/index.js';
import { createFullCases } from '../../../../src/verify/cases/create-cases.js';
import { createNumberCodec } from '../../../../src/verify/protocol/numbers.js';
import {
  mapInitialization,
  mapParameters,
  createQuadraticOracle,
  mapProblem,
} from '../../../../spec/model/index.js';
import { createRationalField, nearestDouble, runExact } from '../../../../src/exact/index.js';

type Vector = readonly number[];

/** What may be spoilt. */
export interface Spoil {
  /** m as it is used and told. */
  readonly estimate?: (m: Vector, task: Task<number>) => Vector;
  /** A local gradient, given its atom and those before it in the run. */
  readonly local?: (
    gradient: Vector,
    atom: number,
    before: { readonly atom: number; readonly gradient: Vector } | undefined,
  ) => Vector;
  /** Whether m = g + (1−a)(m−g), as interpolation in libraries has it, and not (1−a)m + ag. */
  readonly isInterpolated?: boolean;
}

function checkTask({ stepSize, momentumWeight, localStepCount, roundCount }: Task<number>): void {
  const isGood =
    stepSize > 0 && momentumWeight > 0 && momentumWeight <= 1 && localStepCount >= 1 && roundCount >= 1;
  if (!isGood) throw new RangeError('parameters outside their domain');
}

/** AuxMOM in doubles, with one thing spoilt. */
export function createMomentum(spoil: Spoil = {}): Implementation<number> {
  return {
    name: 'momentum',
    initializations: ['given', 'zero', 'first-snapshot'],
    variants: {
      'aux-mom': (task) => {
        checkTask(task);
        const { stepSize, momentumWeight: a, localStepCount } = task;
        let before: { readonly atom: number; readonly gradient: Vector } | undefined;
        return ({ x, m: old }) => {
          const sample = task.drawSnapshot();
          const [f, h] = [sample.f(x), sample.h(x)];
          const g = f.map((value, i) => value - (h[i] ?? 0));
          const average = old?.map((value, i) => {
            const [gi = 0] = [g[i]];
            return spoil.isInterpolated === true ? gi + (1 - a) * (value - gi) : (1 - a) * value + a * gi;
          });
          const right = average ?? g;
          const m = spoil.estimate?.(right, task) ?? right;
          let y = x;
          for (let k = 1; k <= localStepCount; k += 1) {
            const { gradient, atom } = task.gradient({ function: 'h', draw: 'local', at: y });
            const used = spoil.local?.(gradient, atom, before) ?? gradient;
            before = { atom, gradient: used };
            y = y.map((value, i) => value - stepSize * ((used[i] ?? 0) + (m[i] ?? 0)));
            task.reportStep(y);
          }
          return { x: y, m };
        };
      },
    },
  };
}

/** Answers a run that it has seen before, by its parameters and its start, with the states of that time. */
export function createRememberer(): Implementation<number> {
  const honest = createMomentum();
  const prepare = honest.variants['aux-mom'];
  if (prepare === undefined) throw new Error('momentum has aux-mom');
  const seen = new Map<string, { readonly x: Vector; readonly m?: Vector }>();
  return {
    ...honest,
    variants: {
      'aux-mom': (task) => {
        const run = prepare(task);
        if (typeof run !== 'function') throw new Error('momentum is a function of a round');
        const { stepSize, momentumWeight, localStepCount, startingPoint, givenCorrection } = task;
        const key = JSON.stringify([
          stepSize,
          momentumWeight,
          localStepCount,
          startingPoint,
          givenCorrection,
        ]);
        return async (input) => {
          const place = `${key} ${JSON.stringify(input)}`;
          const known = seen.get(place);
          if (known !== undefined) return known;
          const made = await run(input);
          seen.set(place, made);
          return made;
        };
      },
    },
  };
}

/** Knows the trajectories of the published cases by heart and computes nothing: it asks no gradient at all. */
export function createCopier(): Implementation<number> {
  const { write } = createNumberCodec('binary64');
  const field = createRationalField();
  const table = new Map<string, readonly { readonly x: Vector; readonly m?: Vector }[]>();
  const keyOf = (values: readonly unknown[]): string => JSON.stringify(values);
  for (const given of createFullCases()) {
    const { variant, parameters, initialization, startingPoint } = given;
    // of minibatches the program says that it takes none
    if (variant !== 'aux-mom' || given.sampling !== undefined) continue;
    const to = field.fromRatio;
    const trace = runExact(field, variant, {
      parameters: mapParameters(parameters, to),
      initialization: mapInitialization(initialization, to),
      startingPoint: startingPoint.map(to),
      tape: given.tape,
      oracle: createQuadraticOracle(field, mapProblem(given.problem, to)),
    });
    const number = (value: typeof field.zero): number => nearestDouble(field.toRatio(value));
    const states = [trace.start, ...trace.rounds].map(({ iterate, correction }) => ({
      x: iterate.map(number),
      ...(correction === undefined ? {} : { m: correction.map(number) }),
    }));
    const m0 = initialization.kind === 'given' ? initialization.correction.map(write).map(Number) : undefined;
    table.set(
      keyOf([
        initialization.kind,
        startingPoint.map(write).map(Number),
        m0,
        parameters.localStepCount,
        parameters.roundCount,
      ]),
      states,
    );
  }
  return {
    name: 'copier',
    initializations: ['given', 'zero', 'exact', 'batch', 'first-snapshot'],
    singleRounds: false,
    variants: {
      'aux-mom': (task) => {
        checkTask(task);
        const { initialization, startingPoint, givenCorrection, localStepCount, roundCount } = task;
        const states = table.get(
          keyOf([initialization.kind, startingPoint, givenCorrection, localStepCount, roundCount]),
        );
        const at = (round: number) => states?.[round] ?? { x: startingPoint, m: startingPoint };
        return { start: () => at(0), round: ({ round }) => at(round) };
      },
    },
  };
}
