/** What a program makes of the rows of minibatches in place of their mean, as explanations: all its gradients are made so. */
import type { Method } from '../../../spec/language/index.js';
import type { DiagnosisInput } from '../diagnosis/index.js';
import { ratioField } from '../../exact/index.js';
import type { LoggedNumber } from '../session/recorder.js';
import { scaled } from './joined-rounds.js';
import type { OtherPage } from './other-pages.js';
import type { PageRun } from './page-run.js';
import { rowMistakes } from './row-weights.js';
import { variantRun } from './variant-run.js';

const { compare, one } = ratioField;

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
  for (const { id, words, weights } of rowMistakes(Math.max(...sizes)))
    yield {
      suspicion: {
        id,
        mistake: words,
        fix: 'Add the gradients of all rows up, and divide by their number once (reduction="mean" in PyTorch).',
      },
      size: method.states.length + method.lines.length,
      asItsRun: (run) => {
        const { computed } = run;
        const [share] = weights(1, 1);
        if (computed && share)
          return { ...run, computed: (question, at) => scaled(share, computed(question, at)) };
        const input = inputOf(run);
        if (input?.sampling === undefined && share && compare(share, one) === 0) return run;
        const again =
          input &&
          (variantRun(method, input, 'stands', weights) ?? variantRun(method, input, 'one', weights));
        return again ? { ...run, rounds: again.rounds } : run;
      },
    };
}
