/** What a verification found, in one dated document to publish: `auxopt-certificate/1`, as a schema and a type. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { methodNames, methods } from '../../../spec/methods/index.js';
import { highestLevel } from '../cases/random-sizes.js';
import { findImpossibleRange, rangesSchema } from '../cases/ranges.js';
import { arithmeticNames, count, variant, type Immutable } from '../protocol/message-parts.js';
import { implementationSchema } from '../protocol/replies.js';
import { protocolVersion } from '../protocol/requests.js';
import { isFailing } from './report-view.js';
import { judgingLevels } from './summarize.js';
import {
  formatVerifyJson,
  verdicts,
  verifyFormat,
  verifyReportSchema,
  type VerifyReport,
} from './verify-report.js';

/** The value of `format` in every certificate of this version. */
export const certificateFormat = 'auxopt-certificate/1';

const { counts, verdict } = verifyReportSchema.shape;

/** The schema of the document. */
export const certificateSchema = z
  .strictObject({
    format: z.literal(certificateFormat).describe('the version of this format'),
    date: z.iso.datetime().describe('when the verification ended, in UTC'),
    kit: z
      .strictObject({
        version: z.string().describe('the version of auxopt'),
        protocol: z.string().describe('the version of the verification protocol'),
      })
      .describe('what judged it'),
    implementation: implementationSchema.describe('who the implementation says it is'),
    arithmetic: z.enum(arithmeticNames).describe('what it computes in, and was judged in'),
    variants: z.array(variant).describe('the algorithms that were asked for'),
    method: z.enum(methodNames).describe('the method that alone was asked for').exactOptional(),
    scope: z.string().describe('which cases: all, those of a method, or problem files'),
    levels: z.array(count(0, 'a level')).describe('the levels that were run'),
    seed: z.int().describe('the seed of the data').exactOptional(),
    covered: rangesSchema.exactOptional(),
    cases: count(0, 'how many cases were tried'),
    counts,
    known: count(0, 'how many of the failures an expectations file excuses'),
    verdict,
    report: z
      .strictObject({
        format: z.literal(verifyFormat).describe('its format'),
        sha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/, { error: '64 hexadecimal digits in lower case' })
          .describe('SHA-256 of its bytes, as sha256sum prints it'),
      })
      .describe('the report that `auxopt verify --json` prints of this run'),
  })
  .describe('the outcome of a verification, to publish');

/** The outcome of a verification, to publish. */
export type Certificate = Immutable<z.infer<typeof certificateSchema>>;

/** Which cases are asked, in words: those of a method, of so many problem files, or all. */
export function describeScope(method: string | undefined, files: number | undefined): string {
  if (method !== undefined) return `the method ${method}`;
  return files === undefined ? 'all cases' : `${files} problem file${files === 1 ? '' : 's'}`;
}

/** The clocks of two machines may differ so much, in milliseconds. */
const clockDifference = 60_000;

/** What in a certificate contradicts the rest of it, or that it is of the past, in words; undefined where nothing does. */
export function findContradiction(certificate: Certificate): string | undefined {
  return contradictionOfNames(certificate) ?? contradictionOfNumbers(certificate);
}

function contradictionOfNames({ date, levels, method, scope, variants }: Certificate): string | undefined {
  if (Date.parse(date) > Date.now() + clockDifference) return `its date ${date} is in the future`;
  const [files] = /^[1-9]\d{0,14}(?= )/.exec(scope) ?? [];
  const expected = describeScope(method, files === undefined ? undefined : Number(files));
  if (scope !== expected) {
    const about = method === undefined ? 'no method is named' : `the method is ${method}`;
    return `${about}, and its scope is ${JSON.stringify(scope)}, not ${JSON.stringify(expected)}`;
  }
  if (variants.length === 0) return 'no algorithm was asked for';
  if (new Set(variants).size < variants.length) return 'it has an algorithm twice';
  const foreign = variants.find((name) => method !== undefined && name !== methods[method].variant);
  if (foreign !== undefined) return `${foreign} is no algorithm of the method ${String(method)}`;
  const strange = levels.find((level) => level > highestLevel);
  if (strange !== undefined) return `there is no level ${strange}`;
  if (levels.length === 0) return 'it has no level';
  const isRising = levels.every((level, index) => index === 0 || level > (levels[index - 1] ?? level));
  return isRising ? undefined : `its levels ${levels.join(', ')} are not in their order, each once`;
}

function contradictionOfNumbers(certificate: Certificate): string | undefined {
  const { cases, known, levels, verdict } = certificate;
  const countOf = (names: readonly (keyof Certificate['counts'])[]): number =>
    names.reduce((sum, name) => sum + certificate.counts[name], 0);
  const failing = countOf(verdicts.filter(isFailing));
  if (countOf(verdicts) !== cases)
    return `it has ${cases} cases, and its counts add up to ${countOf(verdicts)}`;
  if (known > failing) return `${known} failures are known, and ${failing} cases fail`;
  const impossible = certificate.covered && findImpossibleRange(certificate.covered);
  if (impossible !== undefined) return impossible;
  const broken = failing - certificate.counts['not-judged'];
  if (verdict === 'not-judged' && broken > known)
    return `it is not judged, and ${broken} cases fail, of which ${known} are known`;
  if (verdict === 'not-judged' && certificate.counts['not-judged'] === 0)
    return 'it is not judged, and no case is';
  if (verdict !== 'pass') return undefined;
  if (failing > known) return `it passes, and ${failing} cases fail, of which ${known} are known`;
  if (!levels.some((level) => judgingLevels.has(level)))
    return `it passes, and level ${levels.join(' and ')} judges no run`;
  return certificate.counts.pass === 0 ? 'it passes, and no case does' : undefined;
}

/**
 * The certificate of a report, of whatever verdict.
 *
 * @param about - `scope`: which cases were asked, in words; `version`: that of the kit; `date`: when the run ended.
 */
export function createCertificate(
  report: VerifyReport,
  about: { readonly scope: string; readonly version: string; readonly date: Date },
): Certificate {
  const { implementation, capabilities, method, levels, seed, covered, cases, expectations } = report;
  const asked = new Set(report.results.map((result) => result.variant));
  return {
    format: certificateFormat,
    date: about.date.toISOString(),
    kit: { version: about.version, protocol: `${protocolVersion.major}.${protocolVersion.minor}` },
    implementation,
    arithmetic: capabilities.arithmetic,
    variants: capabilities.variants.filter((name) => asked.has(name)),
    ...(method === undefined ? {} : { method: method.name }),
    scope: about.scope,
    levels,
    ...(seed === undefined ? {} : { seed }),
    ...(covered === undefined ? {} : { covered }),
    cases,
    counts: report.counts,
    known: expectations?.known.length ?? 0,
    verdict: report.verdict,
    report: {
      format: verifyFormat,
      sha256: createHash('sha256').update(formatVerifyJson(report)).digest('hex'),
    },
  };
}
