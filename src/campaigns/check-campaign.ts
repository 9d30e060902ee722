/** The campaign `check`: rates on stored and random cases, lower bounds and comparisons on random ones. */
import { z } from 'zod';
import {
  lowerTheorems,
  rateTheorems,
  separationTheorems,
  type BoundTermId,
  type CheckedTheoremId,
  type LowerTheoremId,
  type RateTheoremId,
} from '../../spec/theorems/index.js';
import { ContractError } from '../errors.js';
import {
  isExpected,
  judgeTheoremCase,
  storedCasesOf,
  summarizeTheorem,
  type TheoremCaseResult,
  type TheoremSummary,
} from '../theorems/rates/index.js';
import { judgeLowerCase, type JudgedBoundCase } from '../theorems/lower/judge-lower.js';
import { judgeSeparationCase } from '../theorems/separation/judge-separation.js';
import type { CampaignKind } from './campaign-kind.js';

/** What decides every case of `auxopt check`. */
export interface CheckOptions {
  /** Random cases a theorem; the stored ones come on top. */
  readonly cases: number;
  readonly seed: number;
  readonly theorems: readonly CheckedTheoremId[];
}

/** Ids of the theorems that are checked, in the order of the report. */
export const checkedTheoremIds: readonly CheckedTheoremId[] = Object.values<{
  readonly id: CheckedTheoremId;
}>({ ...rateTheorems, ...lowerTheorems, ...separationTheorems }).map(({ id }) => id);

const optionsSchema: z.ZodType<CheckOptions> = z.strictObject({
  cases: z.number().int().positive(),
  seed: z.number().int(),
  theorems: z.array(z.enum(checkedTheoremIds)).min(1),
});

const judged = { ratio: z.string().regex(/^(?:\d{1,1000}\.\d{6}|infinite)$/), isViolation: z.boolean() };

/**
 * A ratio above 1 is a violation where a condition holds, as in every random case and in the stored ones but those outside of it; without
 * one a ratio is 1 at most, rounded down. What a stored case shows follows from its purpose and its ratio.
 */
function isConsistent(result: TheoremCaseResult): boolean {
  const { kind, ratio, isViolation } = result;
  const value = ratio === 'infinite' ? Infinity : Number(ratio);
  if (isViolation)
    return value >= 1 && !(kind === 'stored' && result.purpose !== 'halved-term' && result.isShown);
  if (kind === 'random' || result.purpose === 'halved-term') return value <= 1;
  if (result.purpose === 'outside') return !result.isShown || value >= 1;
  return value <= 1 && (!result.isShown || value === 1);
}

const caseSchema: z.ZodType<TheoremCaseResult> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('stored'),
    name: z.string(),
    purpose: z.enum(['halved-term', 'attained', 'outside']),
    term: z.custom<BoundTermId>((value) => typeof value === 'string').optional(),
    ...judged,
    isShown: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('random'),
    index: z.number().int(),
    regime: z.enum(['inside', 'simple-edge', 'exact-edge', 'quiet-edge']),
    isQuadratic: z.boolean(),
    ...judged,
  }),
]);

const resultSchema: z.ZodType<TheoremCaseResult> = caseSchema.refine(isConsistent, {
  error: 'a violation as its ratio says',
});

const isRate = (id: CheckedTheoremId): id is RateTheoremId => id in rateTheorems;
const isLower = (id: CheckedTheoremId): id is LowerTheoremId => id in lowerTheorems;

/** The cases of one theorem among all: a run of numbers. */
interface TheoremRange {
  readonly id: CheckedTheoremId;
  readonly from: number;
  readonly to: number;
}

const countStored = (id: CheckedTheoremId): number => (isRate(id) ? storedCasesOf(id).length : 0);

/** Theorem after theorem, stored cases before random ones. */
function listRanges({ theorems, cases }: CheckOptions): readonly TheoremRange[] {
  let from = 0;
  return theorems.map((id) => {
    const range = { id, from, to: from + countStored(id) + cases };
    from = range.to;
    return range;
  });
}

function locate(
  options: CheckOptions,
  caseNumber: number,
): { readonly id: CheckedTheoremId; readonly number: number } {
  const range = listRanges(options).find(({ from, to }) => caseNumber >= from && caseNumber < to);
  if (range === undefined) throw new ContractError(`there is no case ${caseNumber}`);
  return { id: range.id, number: caseNumber - range.from };
}

/** Judges a case again, with everything that is needed to save it. */
export function judgeCheckCase(
  options: CheckOptions,
  caseNumber: number,
): JudgedBoundCase & { readonly id: CheckedTheoremId } {
  const { id, number } = locate(options, caseNumber);
  const { seed } = options;
  if (isRate(id)) return { id, ...judgeTheoremCase({ theorem: rateTheorems[id], seed }, number) };
  // the same for a bound, however many rates there are
  const label = 109 + checkedTheoremIds.indexOf(id) - Object.keys(rateTheorems).length;
  return isLower(id)
    ? { id, ...judgeLowerCase(lowerTheorems[id], seed, label, number) }
    : { id, ...judgeSeparationCase(id, seed, label, number) };
}

/** The results of each theorem. */
export function splitByTheorem(
  options: CheckOptions,
  results: readonly TheoremCaseResult[],
): readonly { readonly id: CheckedTheoremId; readonly results: readonly TheoremCaseResult[] }[] {
  return listRanges(options).map(({ id, from, to }) => ({ id, results: results.slice(from, to) }));
}

/** The kind. */
export const checkCampaign: CampaignKind<CheckOptions, TheoremCaseResult, readonly TheoremSummary[]> = {
  name: 'check',
  entry: { module: import.meta.url, exportName: 'checkCampaign' },
  options: optionsSchema,
  result: resultSchema,
  countCases: (options) => listRanges(options).at(-1)?.to ?? 0,
  isOf: (options, caseNumber, result) => {
    const { id, number } = locate(options, caseNumber);
    const stored = isRate(id) ? storedCasesOf(id)[number] : undefined;
    if (stored === undefined) return result.kind === 'random' && result.index === number - countStored(id);
    const { run, purpose } = stored;
    const term = purpose.kind === 'halved-term' ? purpose.term : undefined;
    return (
      result.kind === 'stored' &&
      result.name === run.name &&
      result.purpose === purpose.kind &&
      result.term === term
    );
  },
  describeCase: (options, caseNumber) => {
    const { id, number } = locate(options, caseNumber);
    return `case ${number} of ${id}`;
  },
  open: (options) => ({ judge: (caseNumber) => judgeCheckCase(options, caseNumber).result }),
  isExpected,
  reduce: (options, results) =>
    splitByTheorem(options, results).map((part) => summarizeTheorem(part.id, part.results)),
};
