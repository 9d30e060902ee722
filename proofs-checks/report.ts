/** What is said of a lemma or a theorem: who proves it, and when. */
import type { TheoremId } from '../spec/theorems/index.js';
import { describeStanding, type CoqStanding } from './coq/record.js';
import { provedInCoq } from './coq/theory.js';

/** `proved` now; `recorded`: part of it by Coq, for these very files, but not now; `refuted` by exact arithmetic. */
export type Verdict = 'proved' | 'recorded' | 'not proved' | 'refuted';

/** One line of the report about a lemma. */
export interface LemmaReport {
  readonly id: string;
  readonly verdict: Verdict;
}

/** One who proves a theorem or a part of it. */
export interface ProofCheck {
  readonly by: 'kernel' | 'Coq' | 'exact arithmetic';
  readonly verdict: Verdict;
}

/** One line of the report about a theorem. */
export interface TheoremReport {
  readonly id: TheoremId;
  readonly verdict: Verdict;
  /** Who proves it, when, and how: the parts of {@link checks}. */
  readonly method: string;
  readonly checks: readonly ProofCheck[];
  /** What stands between the theorem and its proof, where it is not proved. */
  readonly gaps?: readonly string[];
  /** What the proof rests on, in words. */
  readonly assumptions?: readonly string[];
}

/** What the kernel says. */
export const byKernel = (
  isProved: boolean,
  how: string,
): Pick<TheoremReport, 'verdict' | 'method' | 'checks'> => {
  const verdict = isProved ? 'proved' : 'not proved';
  return {
    verdict,
    method: `kernel: ${isProved ? 'proved now' : verdict}: ${how}`,
    checks: [{ by: 'kernel', verdict }],
  };
};

/** What exact polynomials say. */
export function reportArithmetic(id: TheoremId, holds: boolean, what: string): TheoremReport {
  const verdict = holds ? 'proved' : 'refuted';
  const method = `exact polynomials: ${holds ? 'checked now' : verdict}: ${what}`;
  return { id, verdict, method, checks: [{ by: 'exact arithmetic', verdict }] };
}

/** The report with Coq's part of the theorem: proved only where Coq is known to have checked these files. */
export function withCoq(
  id: keyof typeof provedInCoq,
  what: string,
  standing: CoqStanding,
  rest: TheoremReport = { id, verdict: 'proved', method: '', checks: [] },
): TheoremReport {
  const { file, theorems } = provedInCoq[id];
  const verdict = (
    { now: 'proved', recorded: 'recorded', unchecked: 'not proved', refused: 'not proved' } as const
  )[standing.kind];
  const method = `${describeStanding(standing)} (${file}.v: ${theorems.join(', ')}): ${what}`;
  const gaps = [...(rest.gaps ?? []), ...(verdict === 'not proved' ? [describeStanding(standing)] : [])];
  return {
    ...rest,
    verdict: rest.verdict === 'proved' ? verdict : rest.verdict,
    method: [method, rest.method].filter((text) => text !== '').join('; '),
    checks: [{ by: 'Coq', verdict }, ...rest.checks],
    ...(gaps.length > 0 && { gaps }),
  };
}
