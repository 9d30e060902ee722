/**
 * What decides whether Coq proved what is claimed, in three steps, none of which reads a file that only proves.
 *
 * 1. Claims.v, compiled before anything that proves, has each theorem in full. Audit.v asks Coq for a proof of each of these propositions,
 *    by full names, and imports nothing: notations, coercions and definitions of other files do not reach it.
 * 2. Print Assumptions on all of them together: every line is understood, or the answer is refused.
 * 3. coqchk, a checker of its own, checks all compiled files again. Its summary may name nothing of this project: no axiom, and nothing that
 *    was accepted without the checks of recursion, positivity or universes.
 */
import { compile, run } from './coqc.js';
import type { CoqFile } from './export.js';

/** The axioms by which Coq's standard library makes the real numbers, as Coq prints them where nothing is imported. */
export const allowedAxioms: readonly string[] = [
  'ClassicalDedekindReals.sig_forall_dec',
  'ClassicalDedekindReals.sig_not_dec',
  'FunctionalExtensionality.functional_extensionality_dep',
];

/** What is to be proved: theorems of Claims.v, and the file that proves each. */
export interface Claim {
  readonly theorem: string;
  readonly file: string;
}

/** What was found out about some claims. */
export interface Verdict {
  /** Why they are not proved; none where they are. */
  readonly refusals: readonly string[];
  /** The axioms of the standard library that the proofs use. */
  readonly assumptions: readonly string[];
  /** Of CPU. */
  readonly seconds: number;
}

/** Asks for a proof of each claim, and what all of them assume. */
export function auditFile(claims: readonly Claim[]): CoqFile {
  const all = claims.reduceRight(
    (rest, { theorem }) => `(Coq.Init.Logic.conj Auxopt.Audit.${theorem} ${rest})`,
    'Coq.Init.Logic.I',
  );
  return {
    name: 'Audit',
    text: [
      'From Auxopt Require Claims.',
      `From Auxopt Require ${[...new Set(claims.map(({ file }) => file))].join(' ')}.`,
      ...claims.map(
        ({ theorem, file }) =>
          `Definition ${theorem} : Auxopt.Claims.${theorem} := @Auxopt.${file}.${theorem}.`,
      ),
      `Definition all := ${all}.`,
      'Print Assumptions Auxopt.Audit.all.',
      '',
    ].join('\n'),
  };
}

/** What `Print Assumptions` printed, once: axioms by name, and every line that is none. */
export function readAssumptions(output: string): { axioms: readonly string[]; refusals: readonly string[] } {
  const [head, ...lines] = output.trimEnd().split('\n');
  if (head === 'Closed under the global context' && lines.length === 0) return { axioms: [], refusals: [] };
  if (head !== 'Axioms:') return { axioms: [], refusals: [`Print Assumptions: ${head ?? ''}`] };
  // the type of an axiom goes on in indented lines
  const named = lines.filter((line) => !line.startsWith('  '));
  const axioms = named.map((line) => /^(\S+) :(?: |$)/.exec(line)?.[1]);
  return {
    axioms: axioms.flatMap((name) => name ?? []).sort(),
    refusals: named.flatMap((line, at) =>
      allowedAxioms.includes(axioms[at] ?? '') ? [] : [`Print Assumptions: ${line}`],
    ),
  };
}

const nothingUnsafe = [
  'Constants/Inductives relying on type-in-type',
  'Constants/Inductives relying on unsafe (co)fixpoints',
  'Inductives whose positivity is assumed',
];
const summaryStart = /^\s*CONTEXT SUMMARY\n=+\n/;
const known: readonly string[] = [
  '* Theory: Set is predicative',
  '* Theory: Rewrite rules are not allowed',
  '* Axioms:',
  '* Axioms: <none>',
  ...nothingUnsafe.map((what) => `* ${what}: <none>`),
];

/** What is wrong with the summary of coqchk: every line is understood, or refused. The library's own axioms are {@link readAssumptions}'s. */
export function readSummary(output: string): readonly string[] {
  if (!summaryStart.test(output)) return [`coqchk: ${output.trim().split('\n').at(-1) ?? ''}`];
  const lines = output
    .replace(summaryStart, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const missing = nothingUnsafe.filter((what) => !lines.some((line) => line.startsWith(`* ${what}:`)));
  return [
    ...lines
      .filter((line) => !known.includes(line) && !/^ {4}Coq\.\S+$/.test(line))
      .map((line) => `coqchk: ${line.trim()}`),
    ...missing.map((what) => `coqchk does not say: ${what}`),
  ];
}

/** The standard library is Coq's own; its files are not checked again. */
const library = ['Reals.Reals', 'micromega.Lra', 'micromega.Lia', 'Logic.FunctionalExtensionality'];

/**
 * Audits claims whose files are compiled in `folder`.
 *
 * @param isThorough - whether coqchk checks every proof in the folder again, and not only the audit file and what the rest was accepted with.
 */
export async function audit(folder: string, claims: readonly Claim[], isThorough: boolean): Promise<Verdict> {
  const asked = await compile(folder, auditFile(claims));
  if (!asked.accepted)
    return { refusals: [`Audit.v: ${lastError(asked.output)}`], assumptions: [], seconds: asked.seconds };
  const { axioms, refusals } = readAssumptions(asked.output);
  const modules = isThorough
    ? [...library.flatMap((name) => ['-admit', `Coq.${name}`]), 'Auxopt.Audit']
    : ['-norec', 'Auxopt.Audit'];
  const { status, output, seconds } = await run(folder, 'coqchk', [
    ...['-silent', '-o', '-bytecode-compiler', 'yes', '-R', '.', 'Auxopt'],
    ...modules,
  ]);
  const found = readSummary(output);
  return {
    refusals: [...refusals, ...(status === 0 || found.length > 0 ? found : ['coqchk: refused'])],
    assumptions: axioms,
    seconds: asked.seconds + seconds,
  };
}

const lastError = (output: string): string =>
  /^Error:[\s\S]*/m.exec(output)?.[0].trim().replaceAll(/\s+/g, ' ') ?? output.trim();
