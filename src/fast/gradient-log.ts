/** Stands between a run and its oracle, and keeps every question with its answer. */
import type {
  GradientRecord,
  RoundGradients,
  StartGradients,
  StepGradients,
} from '../../spec/model/index.js';
import type { FastOracle } from './oracle.js';
import type { FastWorkspace } from './workspace.js';

/** The gradients taken since they were last collected. */
export interface GradientLog {
  /** The oracle to run with: it answers as the original does. */
  readonly oracle: FastOracle;
  /** The gradients of the initialisation, one entry a draw. */
  readonly takeStart: () => readonly StartGradients<number>[];
  /** The gradients that the round took before its local steps, once the first step has been taken. */
  readonly takeRound: () => RoundGradients<number>;
  /** The gradients of the local step just taken. */
  readonly takeStep: () => StepGradients<number>;
}

/** A question, its answer, and which buffer held the point: that, not the value, tells x^{t−1} from x^{t−2}. */
interface LoggedGradient {
  readonly record: GradientRecord<number>;
  readonly isAtPrevious: boolean;
  readonly isAtSnapshot: boolean;
}

/**
 * A log of what a run on `workspace` asks of `oracle`.
 *
 * @param hasRoundGradients - whether the variant takes gradients before its local steps; if so its snapshot draws belong to
 *   the round, otherwise to the step.
 */
export function createGradientLog(
  oracle: FastOracle,
  workspace: FastWorkspace,
  hasRoundGradients: boolean,
): GradientLog {
  let pending: LoggedGradient[] = [];
  const keep: Keep = (question, at, out) => {
    pending.push({
      record: { ...question, at: Array.from(at), value: Array.from(out) },
      isAtPrevious: at === workspace.xOld.buffer,
      isAtSnapshot: at === workspace.x.buffer,
    });
  };
  const takeWhere = (isWanted: (gradient: LoggedGradient) => boolean): readonly LoggedGradient[] => {
    const taken = pending.filter(isWanted);
    pending = pending.filter((gradient) => !isWanted(gradient));
    return taken;
  };
  const isOfRound = ({ record }: LoggedGradient): boolean => hasRoundGradients && record.draw === 'snapshot';
  return {
    oracle: listenTo(oracle, keep),
    takeStart: () => groupDraws(takeWhere(() => true).map(({ record }) => record)),
    takeRound: () =>
      Object.fromEntries(
        takeWhere(isOfRound).map(({ record, isAtPrevious }) => [
          `${record.function === 'f' ? 'target' : 'auxiliary'}At${isAtPrevious ? 'Previous' : 'Snapshot'}`,
          record,
        ]),
      ),
    takeStep: () =>
      Object.fromEntries(
        takeWhere((gradient) => !isOfRound(gradient)).map(({ record, isAtSnapshot }) => [
          record.function === 'f' ? 'targetAtSnapshot' : `auxiliaryAt${isAtSnapshot ? 'Snapshot' : 'Point'}`,
          record,
        ]),
      ),
  };
}

type Keep = (
  question: Pick<GradientRecord<number>, 'function' | 'draw' | 'atom'>,
  at: Float64Array,
  out: Float64Array,
) => void;

/** The same oracle, which passes every gradient to `keep` after it was written. */
function listenTo(oracle: FastOracle, keep: Keep): FastOracle {
  const { writeMeanTarget, writeMeanAuxiliary } = oracle;
  const sample =
    (
      name: 'f' | 'h',
      draw: 'snapshot' | 'local',
      write: FastOracle['writeTarget'],
    ): FastOracle['writeTarget'] =>
    (atom, at, out) => {
      write(atom, at, out);
      keep({ function: name, draw, atom }, at, out);
    };
  const mean =
    (name: 'f' | 'h', write: (at: Float64Array, out: Float64Array) => void) =>
    (at: Float64Array, out: Float64Array): void => {
      write(at, out);
      keep({ function: name, draw: 'mean', atom: 0 }, at, out);
    };
  return {
    ...oracle,
    writeTarget: sample('f', 'snapshot', oracle.writeTarget),
    writeAuxiliary: sample('h', 'snapshot', oracle.writeAuxiliary),
    writeLocalAuxiliary: sample('h', 'local', oracle.writeLocalAuxiliary),
    ...(writeMeanTarget && { writeMeanTarget: mean('f', writeMeanTarget) }),
    ...(writeMeanAuxiliary && { writeMeanAuxiliary: mean('h', writeMeanAuxiliary) }),
  };
}

/** Every draw of the initialisation asks for g_f first. */
function groupDraws(records: readonly GradientRecord<number>[]): readonly StartGradients<number>[] {
  const draws: StartGradients<number>[] = [];
  for (const record of records) {
    if (record.function === 'f') draws.push({ target: record });
    else draws.push({ ...draws.pop(), auxiliary: record });
  }
  return draws;
}
