/** `auxopt advise` for people: what is known, the two plans, and what follows. */
import {
  constantNamesOf,
  constantSymbols,
  countGradients,
  type BoundedPlan,
  type Constant,
} from '../../advise/index.js';
import type { AdviceReport } from './advise-json.js';
import { formatShort, formatSignificant, heading, print, table } from './text.js';

/** Prints the report. */
export function printAdvice(report: AdviceReport): void {
  const { name, constants, advice, settled, expected, sentence } = report;
  print(heading(`${name}: is the auxiliary worth it?`));
  print(
    table(
      ['constant', 'value', 'at least', 'at most', 'known'],
      constantNamesOf(constants).map((key) => {
        const { value, lower, upper, kind, method } = constants[key] as Constant;
        return [
          constantSymbols[key],
          formatShort(value),
          kind === 'exact' ? '' : formatShort(lower),
          kind === 'exact' ? '' : upper === undefined ? 'open' : formatShort(upper),
          method === undefined ? kind : kind === 'exact' ? method : `${kind}: ${method}`,
        ];
      }),
      [1, 2, 3],
    ),
  );
  print(
    table(
      [
        'for the same budget',
        'theorem',
        'η',
        'a',
        'K',
        'T',
        'm⁰',
        'gradients of f',
        'of h',
        'bound on G',
        ...(expected ? ['exact G'] : []),
      ],
      [
        [...planRow(advice.advised), ...(expected ? [formatSignificant(expected.advised, 4)] : [])],
        [...planRow(advice.sgd), ...(expected ? [formatSignificant(expected.sgd, 4)] : [])],
      ],
      [2, 3, 4, 5, 7, 8, 9, 10],
    ),
  );
  const { factor, critical, pairCount } = advice.stability;
  const where =
    critical === undefined
      ? ''
      : `, first at λ_f = ${formatSignificant(critical.targetEigenvalue, 4)}, λ_h = ${formatSignificant(critical.auxiliaryEigenvalue, 4)}`;
  const margin = `η may grow ${formatShort(factor)} times before a noiseless run with commuting Hessians becomes unstable`;
  print(`Stability (STAB): ${margin}${where} (${pairCount} pairs of eigenvalues tried).`);
  if (settled.basis === 'bounds' && advice.verdict !== 'measure-more') {
    print(
      'G is the average of E‖∇f‖² over all local points. A bound is for every problem with these constants.',
    );
  }
  print();
  print(sentence);
}

function planRow({ plan, bound }: BoundedPlan): readonly string[] {
  const { stepSize, momentumWeight, localStepCount, roundCount } = plan.parameters;
  const batchSize = plan.start.kind === 'batch' ? plan.start.size : 0;
  const counts = countGradients({ variant: plan.variant, localStepCount, batchSize }, roundCount);
  return [
    plan.variant,
    plan.theorem,
    formatSignificant(stepSize, 4),
    plan.variant === 'sgd' ? '' : formatSignificant(momentumWeight, 4),
    String(localStepCount),
    String(roundCount),
    plan.start.kind === 'none'
      ? ''
      : plan.start.kind === 'batch'
        ? `batch of ${plan.start.size}`
        : plan.start.kind,
    String(counts.target),
    String(counts.auxiliary),
    formatSignificant(bound, 4),
  ];
}
