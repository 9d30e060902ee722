/** Made-up reports, with hostile text wherever a text is. */
import fc from 'fast-check';
import { variantNames } from '../../../spec/algorithms/index.js';
import type { ComponentReport } from '../../../src/judge/index.js';
import { arithmeticNames, oracleModes } from '../../../src/verify/protocol/message-parts.js';
import { countVerdicts, isFailing } from '../../../src/verify/report/report-view.js';
import {
  verdicts,
  verifyFormat,
  type CaseResult,
  type Suspicion,
  type VerifyReport,
} from '../../../src/verify/report/verify-report.js';
import { hostileText } from './hostile-text.js';

const double = fc.oneof(fc.double(), fc.constantFrom(0, Infinity, -Infinity, NaN));

/** The key, or not. */
function optional<Key extends string, Value>(
  key: Key,
  value: fc.Arbitrary<Value>,
): fc.Arbitrary<{ [K in Key]?: Value }> {
  const holder = (chosen: Value): { [K in Key]?: Value } =>
    Object.fromEntries([[key, chosen]]) as Record<Key, Value>;
  return fc.oneof(value.map(holder), fc.constant<{ [K in Key]?: Value }>({}));
}

/** Merges records of arbitraries that may lack keys. */
function merged<One extends object, Two extends object>(one: fc.Arbitrary<One>, two: fc.Arbitrary<Two>) {
  return fc.tuple(one, two).map(([first, second]) => ({ ...first, ...second }));
}

const suspicion: fc.Arbitrary<Suspicion> = fc.record({
  id: hostileText,
  mistake: hostileText,
  fix: hostileText,
});

const violation: fc.Arbitrary<ComponentReport> = merged(
  fc.record({
    equation: hostileText,
    statement: hostileText,
    round: fc.nat(9),
    quantity: hostileText,
    component: fc.nat(9),
    expected: hostileText,
    actual: hostileText,
    error: double,
    bound: double,
    fraction: double,
    boundInUlps: double,
  }),
  merged(optional('step', fc.integer({ min: 1, max: 9 })), optional('sent', hostileText)),
);

const result: fc.Arbitrary<CaseResult> = fc
  .tuple(
    fc.record({
      id: hostileText.map((text) => `L1/${text}`),
      level: fc.nat(5),
      verdict: fc.constantFrom(...verdicts),
    }),
    optional('variant', fc.constantFrom(...variantNames)),
    optional('oracleMode', fc.constantFrom(...oracleModes)),
    optional('message', hostileText),
    optional('violation', violation),
    optional('diagnosis', fc.array(suspicion, { maxLength: 3 })),
    optional('log', hostileText),
  )
  .map((parts) => Object.assign({}, ...parts) as CaseResult);

/** The report that a kit would make of these results. */
export function reportOf(results: readonly CaseResult[], changes: Partial<VerifyReport> = {}): VerifyReport {
  const first = results.find(({ verdict }) => isFailing(verdict));
  return {
    format: verifyFormat,
    verdict: first === undefined && results.length > 0 ? 'pass' : 'fail',
    implementation: { name: 'mine', version: '0.1', language: 'python' },
    capabilities: {
      variants: ['aux-mom'],
      arithmetic: 'binary64',
      oracleModes: ['callback'],
      snapshotDraws: 'joint',
    },
    levels: [...new Set(results.map(({ level }) => level))],
    cases: results.length,
    counts: countVerdicts(results),
    ...(first !== undefined && { first }),
    ...(first?.diagnosis !== undefined && { diagnosis: first.diagnosis }),
    results,
    ...changes,
  };
}

const expectations = (results: readonly CaseResult[]) =>
  fc.record({
    known: fc
      .tuple(fc.subarray([...results].filter(({ verdict }) => isFailing(verdict))), hostileText)
      .map(([chosen, reason]) => chosen.map(({ id, verdict }) => ({ id, verdict, reason }))),
    stale: fc.array(
      fc.record({ case: hostileText, verdict: fc.constantFrom(...verdicts), problem: hostileText }),
      { maxLength: 2 },
    ),
  });

/** Any report; ids of cases are distinct. */
export const anyReport: fc.Arbitrary<VerifyReport> = fc
  .tuple(
    fc.uniqueArray(result, { maxLength: 5, selector: ({ id }) => id }),
    fc.record({
      // the protocol has no longer names
      name: hostileText.map((text) => `n${text}`.slice(0, 200)),
      version: hostileText.map((text) => text.slice(0, 200)),
      language: hostileText.map((text) => text.slice(0, 200)),
    }),
    fc.constantFrom(...arithmeticNames),
  )
  .chain(([results, implementation, arithmetic]) =>
    optional('expectations', expectations(results)).map((more) => {
      const report = reportOf(results, { implementation, ...more });
      return { ...report, capabilities: { ...report.capabilities, arithmetic } };
    }),
  );
