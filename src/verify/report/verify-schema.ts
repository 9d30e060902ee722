/** `auxopt-verify/1` as a document: its schema and its text. */
import { z } from 'zod';
import type { ComponentReport } from '../../judge/index.js';
import { count, oracleModes, variant } from '../protocol/message-parts.js';
import { capabilitiesSchema, implementationSchema } from '../protocol/replies.js';
import {
  verdicts,
  verifyFormat,
  type CaseResult,
  type Suspicion,
  type VerifyReport,
} from './verify-report.js';

/** A double in a document: JSON has no number for those that are not finite. */
export type JsonDouble = number | 'Infinity' | '-Infinity' | 'NaN';

/** A part of a report as it is in a document. */
export type JsonOf<Part> = Part extends number
  ? JsonDouble
  : Part extends readonly (infer Item)[]
    ? readonly JsonOf<Item>[]
    : Part extends object
      ? { readonly [Key in keyof Part]: JsonOf<Part[Key]> }
      : Part;

const double = (meaning: string) =>
  z.union([z.number(), z.enum(['Infinity', '-Infinity', 'NaN'])]).describe(meaning);
const verdict = z.enum(verdicts).describe('what is said of the case');
const caseId = (meaning: string) => z.string().min(1).describe(meaning);

const suspicion: z.ZodType<JsonOf<Suspicion>> = z
  .strictObject({
    id: z.string().describe('id of the mistake, as `auxopt serve --list-mutants` prints it'),
    mistake: z.string().describe('what was probably done'),
    mend: z.string().describe('how to mend it'),
  })
  .describe('a mistake that explains what was seen');

const diagnosis = z.array(suspicion).describe('likely mistakes, best first');

const violation: z.ZodType<JsonOf<ComponentReport>> = z
  .strictObject({
    equation: z.string().describe('id of the equation or of the rule'),
    statement: z.string().describe('what it says'),
    round: count(0, 't; 0 for the start'),
    step: count(1, 'k, where the equation has one').exactOptional(),
    quantity: z.string().describe('which vector'),
    component: count(0, 'which coordinate, from 0'),
    expected: z.string().describe('exact text'),
    actual: z.string().describe('exact text, or what was written where that is no number'),
    error: double('|actual − expected|, to double precision'),
    bound: double('the bound on the error'),
    fraction: double('error/bound; "Infinity" where nothing but equality is allowed'),
    boundInUlps: double('the bound in units in the last place; 0 for exact arithmetic'),
  })
  .describe('the first broken equation');

/** The schema of the result of a case. */
export const caseResultSchema: z.ZodType<JsonOf<CaseResult>> = z
  .strictObject({
    id: caseId('stable name of the case'),
    level: count(0, 'the level that the case belongs to'),
    variant: variant.describe('the algorithm').exactOptional(),
    oracleMode: z.enum(oracleModes).describe('how gradients were got').exactOptional(),
    verdict,
    message: z.string().describe('what is wrong and how to mend it').exactOptional(),
    violation: violation.exactOptional(),
    diagnosis: diagnosis.exactOptional(),
    log: z.string().describe('standard error during the case, cut').exactOptional(),
  })
  .describe('the result of one case');

const expectations = z
  .strictObject({
    known: z
      .array(
        z.strictObject({
          id: caseId('a case that fails as expected'),
          verdict,
          reason: z.string().describe('why, as the file says'),
        }),
      )
      .describe('failures that do not fail the run'),
    stale: z
      .array(
        z.strictObject({
          case: z.string().describe('the id or pattern of the entry'),
          verdict,
          problem: z.string().describe('what is no longer so'),
        }),
      )
      .describe('entries that fail the run'),
  })
  .describe('where an expectations file was given');

/** The schema of the document. */
export const verifyReportSchema: z.ZodType<JsonOf<VerifyReport>> = z
  .strictObject({
    format: z.literal(verifyFormat).describe('the version of this format'),
    verdict: z.enum(['pass', 'fail']).describe('of the whole run'),
    implementation: implementationSchema.describe('who the implementation says it is'),
    capabilities: capabilitiesSchema,
    levels: z.array(count(0, 'a level')).describe('the levels that were run'),
    cases: count(0, 'how many cases were tried'),
    counts: z
      .strictObject(
        Object.fromEntries(verdicts.map((name) => [name, count(0, `cases that are ${name}`)])) as Record<
          (typeof verdicts)[number],
          z.ZodInt
        >,
      )
      .describe('how many cases have each verdict'),
    first: caseResultSchema.describe('the first case that fails the run').exactOptional(),
    diagnosis: diagnosis.exactOptional(),
    results: z.array(caseResultSchema).describe('every case, in the order of the run'),
    expectations: expectations.exactOptional(),
  })
  .describe('the result of a verification');

/** Writes a double that JSON does not have as a string. */
function writeDouble(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** A result as plain data that survives JSON unchanged. */
export function encodeCaseResult(result: CaseResult): JsonOf<CaseResult> {
  return caseResultSchema.parse(JSON.parse(JSON.stringify(result, writeDouble)));
}

/** The keys of a violation whose numbers need not be finite. */
const doubleKeys: ReadonlySet<string> = new Set(['error', 'bound', 'fraction', 'boundInUlps']);

/** The result that {@link encodeCaseResult} wrote. */
export function decodeCaseResult(written: JsonOf<CaseResult>): CaseResult {
  if (written.violation === undefined) return written as CaseResult;
  const entries = Object.entries(written.violation).map(
    ([key, value]) => [key, doubleKeys.has(key) ? Number(value) : value] as const,
  );
  const violation: unknown = Object.fromEntries(entries);
  return { ...written, violation } as CaseResult;
}

/** The report as the document that `auxopt verify --json` prints, ended by a line break. */
export function formatVerifyJson(report: VerifyReport): string {
  return `${JSON.stringify(report, writeDouble, 2)}\n`;
}
