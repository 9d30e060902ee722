/** What a verification found, in one dated document to publish: `auxopt-certificate/2`, as a schema and a type. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { VariantName } from '../../../spec/model/index.js';
import { highestLevel } from '../cases/random-sizes.js';
import { rangesSchema } from '../cases/ranges.js';
import { arithmeticNames, count, present, variant, type Immutable } from '../protocol/message-parts.js';
import { capabilitiesSchema, implementationSchema } from '../protocol/replies.js';
import { protocolVersion } from '../protocol/requests.js';
import { countUntested, untestedReasons } from './report-view.js';
import { resolutionSchema } from './resolution.js';
import { hasJudgedRun, hasRightRun } from './summarize.js';
import { formatVerifyJson, verifyFormat, verifyReportSchema, type VerifyReport } from './verify-report.js';

/** The value of `format` in every certificate of this version. */
export const certificateFormat = 'auxopt-certificate/2';

const { counts, verdict } = verifyReportSchema.shape;
const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, { error: '64 hexadecimal digits in lower case' })
  .describe('SHA-256 of its bytes, as sha256sum prints it');

const askedSchema = z
  .strictObject({
    level: z.int().min(0).max(highestLevel).describe('the highest level'),
    method: z
      .string()
      .min(1)
      .describe('the method that alone was asked for, or the file of its page')
      .exactOptional(),
    variant: z.array(variant).min(1).describe('the algorithms that alone were asked for').exactOptional(),
    problem: z.array(z.string()).min(1).describe('problem files in place of the cases').exactOptional(),
    seed: z.int().describe('the seed of the data'),
    randomCases: count(1, 'random problems of level 5').exactOptional(),
    allowUnsupported: z.literal(true).describe('refused cases leave the verdict as it is').exactOptional(),
    expectations: z.string().describe('the file of known failures').exactOptional(),
  })
  .describe('what was asked: the options of the command line that decide it');

/** What was asked. */
export type Asked = Immutable<z.infer<typeof askedSchema>>;

/** The schema of the document. */
export const certificateSchema = z
  .strictObject({
    format: z.literal(certificateFormat).describe('the version of this format'),
    date: z.iso.datetime().describe('when it was written, in UTC'),
    kit: z
      .strictObject({
        version: z.string().describe('the version of auxopt'),
        protocol: z.string().describe('the version of the verification protocol'),
      })
      .describe('what judged it'),
    command: z.array(z.string()).min(1).describe('the words that started the implementation'),
    files: z
      .array(z.strictObject({ path: z.string().describe('as the command or an option names it'), sha256 }))
      .describe('the files that the command and the options name, as they were before the run'),
    commit: z
      .strictObject({
        id: z
          .string()
          .regex(/^[0-9a-f]{40,64}$/, { error: 'the id of a commit' })
          .describe('its id'),
        isClean: z.boolean().describe('whether git saw no change of a tracked file'),
      })
      .describe('the commit of the working folder, where it is a checkout of git')
      .exactOptional(),
    asked: askedSchema,
    page: verifyReportSchema.shape.method.unwrap().shape.page,
    implementation: implementationSchema.describe('who the implementation says it is'),
    arithmetic: z.enum(arithmeticNames).describe('what it computes in, and was judged in'),
    only: capabilitiesSchema.shape.only,
    variants: z
      .array(variant)
      .describe('the algorithms of which a run was judged; of those that pass, found right'),
    covered: rangesSchema.exactOptional(),
    resolution: resolutionSchema.exactOptional(),
    cases: count(0, 'how many cases there were'),
    counts,
    untested: z
      .array(z.strictObject({ reason: z.string(), cases: count(1, 'how many') }))
      .describe('why cases were not tested'),
    refused: count(0, 'how many of them were refused although they are declared'),
    hidden: count(0, 'how many of them had states in which rounding could hide a step'),
    known: count(0, 'how many of the failures an expectations file excuses'),
    verdict,
    report: z
      .strictObject({ format: z.literal(verifyFormat).describe('its format'), sha256 })
      .describe('the report that `auxopt verify --json` prints of this run'),
  })
  .describe('the outcome of a verification, to publish');

/** The outcome of a verification, to publish. */
export type Certificate = Immutable<z.infer<typeof certificateSchema>>;

/** What a report does not say of its run. */
export interface AboutRun extends Pick<Certificate, 'command' | 'files' | 'commit' | 'asked'> {
  /** The version of the kit. */
  readonly version: string;
  /** When the run ended. */
  readonly date: Date;
}

/** The certificate of a report, of whatever verdict. */
export function createCertificate(report: VerifyReport, about: AboutRun): Certificate {
  const { implementation, capabilities, covered, resolution, cases, expectations } = report;
  const { command, files, commit, asked } = about;
  const isShown = report.verdict === 'pass' ? hasRightRun : hasJudgedRun;
  const isJudged = (name: VariantName): boolean =>
    isShown(report.results.filter((result) => result.variant === name));
  return {
    format: certificateFormat,
    date: about.date.toISOString(),
    kit: { version: about.version, protocol: `${protocolVersion.major}.${protocolVersion.minor}` },
    command,
    files,
    ...present({ commit }),
    asked,
    implementation,
    arithmetic: capabilities.arithmetic,
    ...present({ only: capabilities.only }),
    variants: capabilities.variants.filter(isJudged),
    ...present({ covered, resolution, page: report.method?.page }),
    cases,
    counts: report.counts,
    untested: [...untestedReasons(report)].map(([reason, number]) => ({ reason, cases: number })),
    refused: countUntested(report, 'refused'),
    hidden: countUntested(report, 'hidden'),
    known: expectations?.known.length ?? 0,
    verdict: report.verdict,
    report: {
      format: verifyFormat,
      sha256: createHash('sha256').update(formatVerifyJson(report)).digest('hex'),
    },
  };
}

/** What two certificates say that is not the same, but for their dates and the commits: a line each. */
export function compareCertificates(then: Certificate, now: Certificate): readonly string[] {
  const { date: _, commit: __, ...known } = then;
  const names = [...new Set([...Object.keys(known), ...Object.keys(now)])].filter(
    (name): name is keyof typeof known => name !== 'date' && name !== 'commit',
  );
  const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
  return names
    .filter((name) => !isDeepStrictEqual(then[name], now[name]))
    .map((name) => `${name}: then ${show(then[name])}, now ${show(now[name])}`);
}
