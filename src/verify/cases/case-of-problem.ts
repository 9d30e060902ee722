/** A problem file as a case of the kit, with the draws of its seed. */
import type { ResolvedProblem } from '../../problems/index.js';
import { drawTapeFor } from '../../problems/index.js';
import type { VerificationCase } from './verification-case.js';

/** The case of a resolved problem, named `variant/name`. */
export function caseOfProblem(resolved: ResolvedProblem): VerificationCase {
  const { name, variant, problem, parameters, initialization, startingPoint } = resolved;
  return {
    id: `${variant}/${name}`,
    purpose: 'a problem of the user',
    isFixed: true,
    variant,
    problem,
    parameters,
    initialization,
    startingPoint,
    tape: drawTapeFor({ toRatio: (value) => value }, resolved),
  };
}
