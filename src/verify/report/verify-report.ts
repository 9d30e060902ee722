/** What a verification says, for people and for tools: `auxopt-verify/3`, as a schema, a type and a text. */
import { z } from 'zod';
import { rangesSchema } from '../cases/ranges.js';
import { count, methodName, oracleModes, variant, type Immutable } from '../protocol/message-parts.js';
import { capabilitiesSchema, implementationSchema } from '../protocol/replies.js';
import { resolutionSchema } from './resolution.js';

/** The value of `format` in every report of this version. */
export const verifyFormat = 'auxopt-verify/3';

/** What can be said of one case. */
export const verdicts = [
  'pass',
  'fail',
  'not-judged',
  'unsupported',
  'error',
  'crash',
  'timeout',
  'protocol',
] as const;

/** One of {@link verdicts}. */
export type Verdict = (typeof verdicts)[number];

/** A double; in a document those that are not finite are texts, because JSON has no numbers for them. */
const double = (meaning: string) =>
  z.codec(
    z.union([z.number(), z.literal(['Infinity', '-Infinity', 'NaN'])]).describe(meaning),
    z.custom<number>((value) => typeof value === 'number'),
    {
      decode: Number,
      encode: (value) =>
        Number.isFinite(value) ? value : (String(value) as 'Infinity' | '-Infinity' | 'NaN'),
    },
  );
const verdict = z.enum(verdicts).describe('what is said of the case');
const caseId = (meaning: string) => z.string().min(1).describe(meaning);

const formula = z.strictObject({
  should: z.string().describe('the line as the page has it'),
  is: z
    .string()
    .describe(
      'what the program computes in its place: empty where it leaves the line out, the same where it makes it elsewhere',
    ),
  condition: z
    .string()
    .describe('when or where it does, and what the names are that the page does not have')
    .exactOptional(),
});

/** A line as it should be, and as a program computes it. */
export type Formula = Immutable<z.infer<typeof formula>>;

const suspicion = z
  .strictObject({
    id: z
      .string()
      .describe(
        'id of the mistake, as `auxopt print mutants` prints it, page/… where it is a change of a page, or loop',
      ),
    mistake: z.string().describe('what was probably done'),
    fix: z.string().describe('how to fix it'),
    formula: formula.describe('where a program was judged by a page').exactOptional(),
    second: formula.describe('the other line, where two are wrong').exactOptional(),
  })
  .describe('a mistake that explains what was seen');

/** A mistake that explains what was seen. */
export type Suspicion = Immutable<z.infer<typeof suspicion>>;

const diagnosis = z.array(suspicion).describe('possible mistakes, most likely first');

const violation = z
  .strictObject({
    equation: z.string().describe('id of the equation or of the rule'),
    statement: z.string().describe('what it says'),
    round: count(0, 't; 0 for the start'),
    step: count(1, 'k, where the equation has one').exactOptional(),
    quantity: z.string().describe('which vector'),
    component: count(0, 'which coordinate, from 0'),
    expected: z.string().describe('exact text'),
    actual: z.string().describe('exact text, or what was written where that is no number'),
    sent: z.string().describe('what was sent there, as it was written, where that is known').exactOptional(),
    error: double('|actual − expected|, to double precision'),
    bound: double('the bound on the error'),
    fraction: double('error/bound; "Infinity" where nothing but equality is allowed'),
    boundInUlps: double('the bound in units in the last place; 0 for exact arithmetic'),
  })
  .describe('the first broken equation');

/** The schema of the result of a case. */
export const caseResultSchema = z
  .strictObject({
    id: caseId('stable name of the case'),
    level: count(0, 'the level that the case belongs to'),
    variant: variant.describe('the algorithm').exactOptional(),
    oracleMode: z.enum(oracleModes).describe('how gradients were got').exactOptional(),
    verdict,
    message: z.string().describe('what is wrong and how to fix it').exactOptional(),
    violation: violation.exactOptional(),
    diagnosis: diagnosis.exactOptional(),
    refused: z
      .literal(true)
      .describe('it answered "unsupported", although it declares that it has this')
      .exactOptional(),
    hidden: z
      .literal(true)
      .describe('rounding could hide a step of it: nothing that was reported shows that it was made')
      .exactOptional(),
    passesAlone: z.literal(true).describe('it passes in a process of its own').exactOptional(),
    log: z.string().describe('standard error during the case, cut').exactOptional(),
  })
  .describe('the result of one case');

/** The result of one case. */
export type CaseResult = Immutable<z.infer<typeof caseResultSchema>>;

const vector = z.array(z.number());
const affine = z.strictObject({ matrix: z.array(vector), vector }).describe('the gradient Mx − v');

const reproduction = z
  .strictObject({
    case: z.string().describe('id of the case'),
    variant: variant.describe('the algorithm'),
    stepSize: z.number().describe('η'),
    momentumWeight: z.number().describe('a'),
    localStepCount: count(1, 'K'),
    round: count(1, 't'),
    x: vector.describe('xᵗ⁻¹ as it was reported'),
    xPrevious: vector.describe('xᵗ⁻² as it was reported; x⁰ in round 1'),
    m: vector.describe('mᵗ⁻¹ as it was reported or given; absent where there is none').exactOptional(),
    snapshot: z.strictObject({ f: affine, h: affine }).describe('the sample of the round'),
    local: z.array(affine).describe('h in the sample of each local step'),
    quantity: z.enum(['x', 'm', 'y']).describe('which state is wrong'),
    step: count(1, 'k, for y').exactOptional(),
    component: count(0, 'which coordinate, from 0'),
    expected: z.number().describe('what follows from the equations'),
    actual: z.number().describe('what was reported'),
  })
  .describe('the first wrong round in plain numbers, where it is short and in binary64');

/** One wrong round in plain numbers. */
export type Reproduction = Immutable<z.infer<typeof reproduction>>;

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
export const verifyReportSchema = z
  .strictObject({
    format: z.literal(verifyFormat).describe('the version of this format'),
    verdict: z.enum(['pass', 'fail', 'incomplete']).describe('of the whole run'),
    implementation: implementationSchema.describe('who the implementation says it is'),
    capabilities: capabilitiesSchema,
    method: z
      .strictObject({
        name: methodName.describe('of the list of methods, or of the page'),
        meaning: z.string().describe('what every step of a program that passes was'),
        letters: z
          .string()
          .describe('how the names in equations and mistakes are to be read')
          .exactOptional(),
        page: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .describe('SHA-256 of the page, where it is a method of which one was given')
          .exactOptional(),
      })
      .describe('the method that it was judged as, where one was named')
      .exactOptional(),
    allowsUnsupported: z
      .literal(true)
      .describe('cases that are refused although they are declared leave the verdict as it is')
      .exactOptional(),
    levels: z.array(count(0, 'a level')).describe('the levels that were run'),
    seed: z
      .int()
      .describe('the seed of the data, where one was given: the same seed gives the same cases')
      .exactOptional(),
    covered: rangesSchema.exactOptional(),
    resolution: resolutionSchema.exactOptional(),
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
    search: z
      .strictObject({
        tried: count(0, 'how many changed pages were tried'),
        isWhole: z
          .boolean()
          .describe('whether every change of one line was among them; else the search came to its limit'),
      })
      .describe('what was tried where no change of the page explains the failures')
      .exactOptional(),
    undecided: z
      .array(z.string())
      .describe(
        'choices of the page that went the same way in every run: a mistake in the other way would not be seen',
      )
      .exactOptional(),
    results: z.array(caseResultSchema).describe('every case, in the order of the run'),
    expectations: expectations.exactOptional(),
    reproduction: reproduction.exactOptional(),
  })
  .describe('the result of a verification');

/**
 * A whole verification. It passes iff a run of every variant was judged, all cases passed or were honestly unsupported, and no
 * expectation is broken; it is `incomplete` where nothing failed but a case was not run or
 * was refused although it is declared, or a variant has no run that was judged.
 */
export type VerifyReport = Immutable<z.infer<typeof verifyReportSchema>>;

/** The report as the document that `auxopt verify --json` prints, ended by a line break. */
export function formatVerifyJson(report: VerifyReport): string {
  return `${JSON.stringify(z.encode(verifyReportSchema, report as z.infer<typeof verifyReportSchema>), null, 2)}\n`;
}
