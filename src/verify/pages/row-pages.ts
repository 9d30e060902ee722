/** What a program makes of the rows of minibatches in place of their mean, as explanations. */
import type { FunctionName } from '../../../spec/model/index.js';
import { memoized } from '../../equations/index.js';
import type { Ratio } from '../../exact/index.js';
import type { DiagnosisInput } from '../diagnosis/index.js';
import { scaled } from './joined-rounds.js';
import type { OtherPage } from './other-pages.js';
import type { SeenRound } from './page-run.js';
import type { AskedQuestion } from './question-book.js';
import { meanOfRows, rowMistakes, type RowMistake } from './row-weights.js';

/** Of which gradients rows are. */
interface RowsOf {
  readonly function: FunctionName;
  readonly isLocal: boolean;
}

/** Whose rows: in words, and of which gradients. */
type Scope = readonly [words: string, isMeant: (of: RowsOf) => boolean];
const steps: readonly Scope[] = [
  ['', () => true],
  [', in the local steps', ({ isLocal }) => isLocal],
  [', of the snapshot', ({ isLocal }) => !isLocal],
];
const functions: readonly Scope[] = [
  ['', () => true],
  ...(['f', 'h'] as const satisfies readonly FunctionName[]).map((name): Scope => [
    `, of ∇${name}`,
    (of) => of.function === name,
  ]),
];
const scopes: readonly Scope[] = functions.flatMap(([of, isOf]) =>
  steps.map(([words, isIn]): Scope => [`${of}${words}`, (rows) => isOf(rows) && isIn(rows)]),
);

/** Of which gradients there are b rows, where a full minibatch has so many, and one of the other function. */
interface Shape extends RowsOf {
  readonly b: number;
  readonly full: number;
  readonly other: number;
}

/** Those of a run, each once. */
const shapesOf = memoized((rounds: readonly SeenRound[]): readonly Shape[] => {
  const all = rounds.flatMap(({ questions }) =>
    questions.flatMap(({ function: name, rows }): readonly Shape[] => {
      if (rows === undefined) return [];
      const { isLocal, coordinates, full, other } = rows;
      const [first] = coordinates;
      return [{ function: name, isLocal, full, other, b: Array.isArray(first) ? first.length : 1 }];
    }),
  );
  return [...new Map(all.map((shape) => [JSON.stringify(shape), shape])).values()];
});

/** Whether weights are those of the mean. */
const isMean = (weights: readonly Ratio[]): boolean =>
  weights.every(({ numerator, denominator }) => numerator * BigInt(weights.length) === denominator);

/** The scopes that tell the gradients of these runs apart: of several that mean the same the first, which says least. */
function tellingScopes<V>(inputs: readonly DiagnosisInput<V>[]): readonly Scope[] {
  const asked = inputs.flatMap(({ questions = [] }) => questions.flat());
  const present = (['f', 'h'] as const).flatMap((name) =>
    (['snapshot', 'local'] as const)
      .filter((draw) => asked.some((one) => one.function === name && one.draw === draw))
      .map((draw): RowsOf => ({ function: name, isLocal: draw === 'local' })),
  );
  const keyOf = ([, isMeant]: Scope): string => present.map(isMeant).join();
  return [...new Map(scopes.toReversed().map((scope) => [keyOf(scope), scope])).values()].toReversed();
}

/** The program that makes something else of the rows. */
export function* rowPages<V>(inputs: readonly DiagnosisInput<V>[]): Generator<OtherPage> {
  const sizes = inputs.flatMap(({ sampling }) =>
    sampling ? [sampling.batchSize, sampling.localBatchSize] : [],
  );
  if (sizes.length === 0) return;
  const mistakes = [...rowMistakes(Math.max(...sizes))];
  for (const scope of tellingScopes(inputs)) for (const mistake of mistakes) yield rowPage(mistake, scope);
}

function rowPage({ id, words, weights }: RowMistake, [of, isMeant]: Scope): OtherPage {
  return {
    suspicion: {
      id: `${id}${of}`,
      mistake: `${words}${of}`,
      fix: 'Add the gradients of all rows up, and divide by their number once (reduction="mean" in PyTorch).',
    },
    asItsRun: (run) => {
      const { computed } = run;
      const [share] = weights(1, 1);
      if (computed && share) {
        // the draws of a round one after another: that of the snapshot, and those of K local steps
        const ofRound = Number(run.parametersAt(1).get('K') ?? 1) + 1;
        return {
          ...run,
          computed: (question, at) => {
            const { function: name, draw } = question;
            const own = computed(question, at);
            if (draw === undefined || !isMeant({ function: name, isLocal: draw % ofRound > 0 })) return own;
            return scaled(share, own);
          },
        };
      }
      const isOther = ({ b, full, other, ...of }: Shape): boolean =>
        isMeant(of) && !isMean(weights(b, full, other));
      if (!shapesOf(run.rounds).some(isOther)) return run;
      const again = (one: AskedQuestion): AskedQuestion => {
        if (one.rows === undefined || !isMeant({ function: one.function, ...one.rows })) return one;
        const { coordinates, full, other } = one.rows;
        return { ...one, ...meanOfRows(coordinates, run.arithmetic, (b) => weights(b, full, other)) };
      };
      // most mistakes are refuted in the first round
      const rounds = run.rounds.map((round): SeenRound => {
        let questions: SeenRound['questions'] | undefined;
        return {
          ...round,
          get questions() {
            return (questions ??= round.questions.map(again));
          },
        };
      });
      return { ...run, rounds };
    },
  };
}
