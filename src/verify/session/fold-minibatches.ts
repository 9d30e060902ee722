/** A run whose draws were minibatches, as a run of single draws: a minibatch is an atom whose gradient is the mean of its rows'. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type {
  AffineGradient,
  AtomTape,
  LocalAtom,
  QuadraticProblem,
  SnapshotAtom,
  VariantName,
} from '../../../spec/model/index.js';
import { createRatio, ratioField, type Ratio } from '../../exact/index.js';
import type { Minibatches } from '../../judge/index.js';
import { multiplyRatios } from '../../problems/constructed/decimal-ratio.js';
import type { PreparedCase } from './prepared-case.js';
import type { Recorder } from './recorder.js';

/** The case with the minibatches that were seen as its atoms, drawn as they were drawn; the case itself where draws are single. */
export function foldMinibatches(prepared: PreparedCase, recorder: Recorder): PreparedCase {
  const { case: given } = prepared;
  const { problem, sampling, variant, parameters } = given;
  if (sampling === undefined) return prepared;
  const { snapshot, local } = recorder.minibatches();
  // where nothing is drawn, as of an h that is 0, any row stands for it
  const some = (all: Minibatches['local']): Minibatches['local'] => (all.length === 0 ? [[0]] : all);
  const rows = { snapshot: some(snapshot), local: some(local) };
  const tape =
    sampling.kind === 'drawn'
      ? given.tape
      : tapeOf(recorder, variant, parameters.roundCount, parameters.localStepCount);
  return {
    ...prepared,
    case: { ...given, problem: meansOf(problem, rows), tape },
    rows: { problem, minibatches: rows },
  };
}

/** The draws of an implementation that draws by itself. Where a round has too few, old ones that it sees stand for them. */
function tapeOf(
  recorder: Recorder,
  variant: VariantName,
  roundCount: number,
  localStepCount: number,
): AtomTape {
  const drawn = recorder.drawn();
  const recorded = recorder.rounds();
  const { stepGradients } = algorithms[variant];
  const atomsOf = (draw: 'snapshot' | 'local', round: number): readonly number[] => {
    const fresh = drawn.filter((one) => one.draw === draw && one.round === round);
    const seen = recorded[round]?.questions.filter((question) => question.draw === draw) ?? [];
    return (fresh.length > 0 ? fresh : seen.slice(0, 1)).map(({ atom }) => atom);
  };
  return {
    initial: [],
    rounds: Array.from({ length: roundCount }, (_, index) => {
      const local = [...atomsOf('local', index + 1)];
      const last = local.at(-1) ?? 0;
      return {
        snapshot: atomsOf('snapshot', index + 1)[0] ?? 0,
        local: Array.from({ length: localStepCount }, (_step, k) =>
          stepGradients(k + 1).some(({ draw }) => draw === 'local') ? (local.shift() ?? last) : 0,
        ),
      };
    }),
  };
}

/** The problem whose atoms are minibatches, all equally likely: nothing depends on how likely they are. */
function meansOf(problem: QuadraticProblem<Ratio>, rows: Minibatches): QuadraticProblem<Ratio> {
  const take = <Atom>(atoms: readonly Atom[], minibatch: readonly number[]): readonly Atom[] =>
    minibatch.flatMap((row) => atoms[row] ?? []);
  const { snapshotAtoms, localAtoms } = problem;
  return {
    ...problem,
    snapshotAtoms: rows.snapshot.map((minibatch): SnapshotAtom<Ratio> => {
      const atoms = take(snapshotAtoms, minibatch);
      return {
        probability: createRatio(1n, BigInt(rows.snapshot.length)),
        target: meanOf(atoms.map(({ target }) => target)),
        auxiliary: meanOf(atoms.map(({ auxiliary }) => auxiliary)),
      };
    }),
    localAtoms: rows.local.map((minibatch): LocalAtom<Ratio> => ({
      probability: createRatio(1n, BigInt(rows.local.length)),
      auxiliary: meanOf(take(localAtoms, minibatch).map(({ auxiliary }) => auxiliary)),
    })),
  };
}

/** The mean of affine gradients, exactly. */
function meanOf(gradients: readonly AffineGradient<Ratio>[]): AffineGradient<Ratio> {
  const share = createRatio(1n, BigInt(gradients.length));
  const mean = (of: (gradient: AffineGradient<Ratio>) => Ratio | undefined): Ratio =>
    multiplyRatios(
      share,
      gradients
        .map((gradient) => of(gradient) ?? ratioField.zero)
        .reduce((sum, value) => ratioField.toRatio(ratioField.add(sum, value))),
    );
  const [first] = gradients;
  return {
    matrix: (first?.matrix ?? []).map((row, i) => row.map((_, j) => mean(({ matrix }) => matrix[i]?.[j]))),
    vector: (first?.vector ?? []).map((_, i) => mean(({ vector }) => vector[i])),
  };
}
