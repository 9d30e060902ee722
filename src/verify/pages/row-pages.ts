/** What a program makes of the rows of minibatches in place of their mean, as explanations. */
import type { FunctionName } from '../../../spec/model/index.js';
import type { Method } from '../../../spec/language/index.js';
import type { DiagnosisInput } from '../diagnosis/index.js';
import { ratioField } from '../../exact/index.js';
import type { LoggedNumber } from '../session/recorder.js';
import { scaled } from './joined-rounds.js';
import type { OtherPage } from './other-pages.js';
import type { PageRun } from './page-run.js';
import { rowMistakes, type RowMistake } from './row-weights.js';
import { variantRun, type RowsOf } from './variant-run.js';

const { compare, one } = ratioField;

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

/**
 * The program that makes something else of the rows.
 *
 * @param inputOf - what a run was made of.
 */
export function* rowPages(
  method: Method,
  inputs: readonly DiagnosisInput<LoggedNumber>[],
  inputOf: (run: PageRun) => DiagnosisInput<LoggedNumber> | undefined,
): Generator<OtherPage> {
  const sizes = inputs.flatMap(({ sampling }) =>
    sampling ? [sampling.batchSize, sampling.localBatchSize] : [],
  );
  if (sizes.length === 0) return;
  const mistakes = [...rowMistakes(Math.max(...sizes))];
  for (const scope of scopes) for (const mistake of mistakes) yield rowPage(method, mistake, scope, inputOf);
}

function rowPage(
  method: Method,
  { id, words, weights }: RowMistake,
  [of, isMeant]: Scope,
  inputOf: (run: PageRun) => DiagnosisInput<LoggedNumber> | undefined,
): OtherPage {
  const weigh = (rows: RowsOf) => (isMeant(rows) ? weights : undefined);
  return {
    suspicion: {
      id: `${id}${of}`,
      mistake: `${words}${of}`,
      fix: 'Add the gradients of all rows up, and divide by their number once (reduction="mean" in PyTorch).',
    },
    size: method.states.length + method.lines.length,
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
      const input = inputOf(run);
      if (input?.sampling === undefined && share && compare(share, one) === 0) return run;
      const again =
        input && (variantRun(method, input, 'stands', weigh) ?? variantRun(method, input, 'one', weigh));
      return again ? { ...run, rounds: again.rounds } : run;
    },
  };
}
