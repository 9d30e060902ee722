/** Right programs of every habit: in any legal order of questions, with any of the optional reports, in any grouping of the sums. */
import { algorithms } from '../../spec/algorithms/index.js';
import {
  isSchedule,
  mapParameters,
  mapSchedule,
  parametersAt,
  valueAt,
  type DrawKind,
  type FunctionName,
} from '../../spec/model/index.js';
import { createRatio, liftDouble, roundRatio, type Ratio } from '../../src/exact/index.js';
import { subtractRatios } from '../../src/exact/exact-number.js';
import { multiplyRatios } from '../../src/problems/constructed/decimal-ratio.js';
import type { Peer, RunHandlers } from '../../src/verify/peer/peer.js';
import type { ArithmeticName } from '../../src/verify/protocol/message-parts.js';
import { createNumberCodec, formatOf } from '../../src/verify/protocol/numbers.js';
import type { OpenRequest, WireAffine } from '../../src/verify/protocol/requests.js';
import { plus as addRatios } from '../support/plain-ratios.js';
import type { Habits } from './honest-habits.js';

type Vector = readonly Ratio[];

interface Sample {
  readonly ask: (of: FunctionName, at: Vector) => Vector;
}

/** A program with these habits. It answers `open`, `run` and `close`; `mistake` is added to the step size, for controls. */
export function createHonestPeer(arithmetic: ArithmeticName, habit: Habits, mistake?: Ratio): Peer {
  const codec = createNumberCodec(arithmetic);
  const format = formatOf(arithmetic);
  const round = (value: Ratio): Ratio =>
    format === undefined ? value : liftDouble(roundRatio(format, value));
  const read = (text: string | number): Ratio => codec.read(text) ?? createRatio(0n, 1n);
  const one = createRatio(1n, 1n);
  /** Rounds after each operation, or after a whole expression. */
  const each = habit.rounding === 'extended' ? (value: Ratio): Ratio => value : round;
  const add = (left: Ratio, right: Ratio): Ratio => each(addRatios(left, right));
  const subtract = (left: Ratio, right: Ratio): Ratio => each(subtractRatios(left, right));
  const multiply = (left: Ratio, right: Ratio): Ratio => each(multiplyRatios(left, right));
  /** left·right + term, rounded once where products are fused. */
  const fuse = (left: Ratio, right: Ratio, term: Ratio): Ratio =>
    habit.rounding === 'fused'
      ? round(addRatios(multiplyRatios(left, right), term))
      : add(multiply(left, right), term);
  const sumUp = (terms: readonly Ratio[]): Ratio => {
    if (terms.length === 0) return createRatio(0n, 1n);
    const [first = one, ...others] = habit.sum === 'right' ? terms.toReversed() : terms;
    if (habit.sum !== 'pairwise' || terms.length < 3) return others.reduce(add, first);
    const middle = terms.length >> 1;
    return add(sumUp(terms.slice(0, middle)), sumUp(terms.slice(middle)));
  };
  const negate = ({ numerator, denominator }: Ratio): Ratio => ({ numerator: -numerator, denominator });
  const map = (vector: Vector, of: (value: Ratio, index: number) => Ratio): Vector =>
    vector.map((value, index) => round(of(value, index)));
  const at = (vector: Vector, index: number): Ratio => vector[index] ?? createRatio(0n, 1n);

  const runCase = (open: OpenRequest, rounds: number, { ask, tell }: RunHandlers): void => {
    const { session, problem, variant, initialization } = open;
    const { estimates } = algorithms[variant];
    const parameters = mapParameters(open.parameters, read);
    const K = open.parameters.localStepCount;
    const write = (vector: Vector) => vector.map(codec.write);
    let current = 0;
    let [snapshots, locals] = [0, 0];

    /** One gradient of a problem that is known: x ↦ matrix·x − vector, in the program's own way. */
    const evaluate = ({ matrix, vector }: WireAffine, point: Vector): Vector =>
      matrix.map((row, i) => {
        const constant = negate(read(vector[i] ?? 0));
        if (habit.rounding === 'fused')
          return round(row.reduce((sum, entry, j) => fuse(read(entry), at(point, j), sum), constant));
        return round(sumUp([...row.map((entry, j) => multiply(read(entry), at(point, j))), constant]));
      });
    const question = (of: FunctionName, draw: DrawKind, point: Vector, atom?: number) => {
      const body = { type: 'oracle', session, function: of, draw, at: write(point) } as const;
      const answer = ask({ ...body, ...(atom === undefined ? {} : { atom }) });
      if (habit.asksAgain && draw !== 'mean') ask({ ...body, atom: answer.atom });
      return { gradient: answer.gradient.map(read), atom: answer.atom };
    };
    const sampleOf = (draw: DrawKind): Sample => {
      if (problem !== undefined) {
        const tape = problem.tape.rounds[Math.max(current - 1, 0)];
        const drawn = current === 0 ? problem.tape.initial[snapshots] : tape?.snapshot;
        const ahead = problem.tape.rounds[Math.min(current, problem.tape.rounds.length - 1)]?.snapshot;
        const atom =
          draw === 'local' ? tape?.local[locals++] : snapshots++ > 0 && current > 0 ? ahead : drawn;
        const atoms = draw === 'local' ? problem.localAtoms : problem.snapshotAtoms;
        const holder = draw === 'mean' ? problem : atoms[atom ?? 0];
        return {
          ask: (of, point) => {
            const target = holder !== undefined && 'target' in holder ? holder.target : undefined;
            const affine = of === 'h' ? holder?.auxiliary : target;
            if (affine === undefined) throw new RangeError('a local sample knows h alone');
            return evaluate(affine, point);
          },
        };
      }
      let atom: number | undefined;
      return {
        ask: (of, point) => {
          const answer = question(of, draw, point, atom);
          if (draw !== 'mean') ({ atom } = answer);
          return answer.gradient;
        },
      };
    };
    /** g_f − g_h of one sample at one point, or g_f alone. */
    const measure = (sample: Sample, point: Vector): Vector => {
      if (estimates === 'target') return sample.ask('f', point);
      const names: readonly FunctionName[] = habit.isAuxiliaryFirst ? ['h', 'f'] : ['f', 'h'];
      const parts = new Map(names.map((name) => [name, sample.ask(name, point)]));
      return (parts.get('f') ?? []).map((value, i) =>
        each(subtractRatios(value, at(parts.get('h') ?? [], i))),
      );
    };

    const x0 = open.x0.map(read);
    let m: Vector | undefined;
    if (initialization.kind === 'given') m = (open.m0 ?? []).map(read);
    if (initialization.kind === 'zero') m = x0.map(() => createRatio(0n, 1n));
    if (initialization.kind === 'exact') m = measure(sampleOf('mean'), x0).map(round);
    if (initialization.kind === 'batch') {
      const size = initialization.size ?? 1;
      const drawn = Array.from({ length: size }, () => measure(sampleOf('snapshot'), x0));
      m = x0.map((_, i) =>
        round(multiply(sumUp(drawn.map((vector) => at(vector, i))), createRatio(1n, BigInt(size)))),
      );
    }
    const tellRound = (number: number, x: Vector): void => {
      // where it may choose, it keeps what it was given
      const { stepSize, momentumWeight: a } = parametersAt(parameters, number);
      const momentumWeight = codec.write(a);
      const used =
        open.schedule === 'reported' ? { stepSize: mapSchedule(stepSize, codec.write), momentumWeight } : {};
      const told = m !== undefined && habit.tells.estimate ? { m: write(m) } : {};
      tell({ type: 'state', session, round: number, x: write(x), ...told, ...used });
    };
    if (habit.tells.start || ['exact', 'batch'].includes(initialization.kind)) tellRound(0, x0);

    const takesOld = variant.startsWith('aux-mvr');
    let [x, xOld]: [Vector, Vector] = [x0, x0];
    let next: { readonly sample: Sample; readonly old?: Vector; readonly now?: Vector } | undefined;
    for (current = 1; current <= rounds; current += 1) {
      // the sample of this round was the second of the last where that looked ahead
      snapshots = next === undefined ? 0 : 1;
      const { stepSize, momentumWeight: a } = parametersAt(parameters, current);
      const rest = each(subtractRatios(one, a));
      locals = 0;
      const sample = next?.sample ?? sampleOf('snapshot');
      const isFirst = current === 1 && initialization.kind === 'first-snapshot';
      const isOldUnused = current === 1 || rest.numerator === 0n;
      let old = next?.old;
      const needsOld = takesOld && old === undefined && !(isOldUnused && habit.leavesOutOptional);
      if (needsOld && habit.isOldPointFirst) old = measure(sample, xOld);
      const g = next?.now ?? (estimates === 'nothing' ? sample.ask('f', x) : measure(sample, x));
      if (needsOld && !habit.isOldPointFirst) old = measure(sample, xOld);
      next = undefined;
      if (habit.logsExactGradients && problem === undefined) question('f', 'mean', x);
      const before = m;
      if (estimates === 'nothing') m = undefined;
      else if (isFirst || before === undefined) m = map(g, (value) => value);
      else if (takesOld && !isOldUnused) {
        const previous = old ?? [];
        m = map(g, (value, i) => {
          const [mi, oi] = [at(before, i), at(previous, i)];
          if (habit.correction === 'storm') return fuse(rest, subtract(mi, oi), value);
          return add(fuse(rest, mi, multiply(a, value)), multiply(rest, subtract(value, oi)));
        });
      } else {
        m = map(g, (value, i) => {
          const mi = at(before, i);
          if (habit.average === 'weights') return fuse(rest, mi, multiply(a, value));
          if (habit.average === 'step') return fuse(a, subtract(value, mi), mi);
          return fuse(rest, subtract(mi, value), value);
        });
      }
      const [snapshot, estimate] = [x, m ?? []];
      if (takesOld && ['before', 'both'].includes(habit.looksAhead)) {
        // as published: before the step that makes the point old
        const coming = sampleOf('snapshot');
        next = { sample: coming, old: measure(coming, x) };
      }
      const isControlled = estimates === 'target';
      const isUndrawn = (k: number): boolean => isControlled && k === 0 && habit.firstStep === 'undrawn';
      const isSkipped = (k: number): boolean =>
        isUndrawn(k) || (isControlled && k === 0 && habit.firstStep === 'none');
      const drawn = Array.from({ length: K }, (_, index) => {
        const isDrawn = variant !== 'sgd' && (variant !== 'naive' || index > 0) && !isUndrawn(index);
        return isDrawn && isControlled && habit.control === 'all-before' ? sampleOf('local') : undefined;
      });
      const controls = drawn.map((each_, k) => (isSkipped(k) ? undefined : each_?.ask('h', snapshot)));
      let y = x;
      let way: Vector = x.map(() => createRatio(0n, 1n));
      let sums = { parts: way, estimates: 0 };
      for (let k = 0; k < K; k += 1) {
        /** The direction, but for the estimate where that is part of it. */
        let parts: (index: number) => readonly Ratio[];
        let hasEstimate = false;
        const local =
          variant === 'sgd' || (variant === 'naive' && k === 0) || isUndrawn(k)
            ? undefined
            : (drawn[k] ?? sampleOf('local'));
        if (isSkipped(k)) [parts, hasEstimate] = [() => [], true];
        else if (local === undefined) parts = (i) => [at(g, i)];
        else {
          let control = controls[k];
          if (isControlled && habit.control === 'before') control ??= local.ask('h', snapshot);
          const isOne = isControlled && k === 0 && habit.firstStep === 'one';
          const h = isOne && control !== undefined ? control : local.ask('h', y);
          if (isOne) control ??= h;
          if (isControlled) control ??= local.ask('h', snapshot);
          const [here, there] = [h, control];
          hasEstimate = variant !== 'naive';
          parts = (i) => (there === undefined ? [at(here, i)] : [at(here, i), negate(at(there, i))]);
        }
        const direction = (i: number): Ratio =>
          sumUp(hasEstimate ? [...parts(i), at(estimate, i)] : parts(i));
        const from = y;
        const eta = valueAt(stepSize, k + 1);
        const step = mistake === undefined ? eta : addRatios(eta, mistake);
        if (habit.keeps === 'displacement') {
          way = map(way, (value, i) => fuse(negate(step), direction(i), value));
          const moved = way;
          y = map(snapshot, (value, i) => add(value, at(moved, i)));
        } else if (habit.keeps === 'sum' && !isSchedule(stepSize)) {
          sums = {
            parts: map(sums.parts, (value, i) => sumUp([value, ...parts(i)])),
            estimates: sums.estimates + (hasEstimate ? 1 : 0),
          };
          const made = sums;
          const times = createRatio(BigInt(made.estimates), 1n);
          y = map(snapshot, (value, i) =>
            fuse(negate(step), fuse(times, at(estimate, i), at(made.parts, i)), value),
          );
        } else y = map(from, (value, i) => fuse(negate(step), direction(i), value));
        // the points are sums of what it keeps, and no states that the next step is made from
        if (habit.tells.steps && habit.keeps !== 'sum')
          tell({ type: 'state', session, round: current, step: k + 1, y: write(y) });
      }
      if (estimates !== 'nothing' && ['after', 'both'].includes(habit.looksAhead)) {
        const coming = next?.sample ?? sampleOf('snapshot');
        next = { ...next, sample: coming, now: measure(coming, y) };
      }
      [xOld, x] = [x, y];
      tellRound(current, x);
    }
  };

  let opened: OpenRequest | undefined;
  return {
    request: (body, handlers) => {
      const answer = { type: 'ok', id: 'q' } as const;
      if (body.type === 'open') opened = { ...body, id: 'q' };
      if (body.type === 'run' && opened !== undefined && handlers !== undefined)
        runCase(opened, body.rounds, handlers);
      return Promise.resolve(answer);
    },
    stop: () => Promise.resolve(undefined),
    takeLog: () => '',
    isStopped: () => false,
  };
}
