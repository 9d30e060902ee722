/** Types of what judges: the judge, the verification kit, property suites, problems, advice, proofs. */
import { adviseRun, type Advice } from 'auxopt/advise';
import { verifyCommand, verifyImplementation, type Implementation, type VerifyReport } from 'auxopt/verify';
import type { Ratio } from 'auxopt/exact';
import {
  judgeTrace,
  readDouble,
  readExactText,
  type JudgeReport,
  type JudgeRequest,
  type ReportedTrace,
} from 'auxopt/judge';
import { readProblem, type ResolvedProblem } from 'auxopt/problems';
import { checkAllProofs, describeProofs, type ProofReport, type ProofText } from 'auxopt/proofs';
import { optimizerProperties, type OptimizerProperty } from 'auxopt/properties';
import type { AllHold, Same } from './same-type.js';

/** What the functions return, to the letter. */
export type Claims = AllHold<
  [
    Same<ReturnType<typeof adviseRun>, Advice>,
    Same<Advice['verdict'], 'use' | 'do-not-use' | 'measure-more'>,
    Same<ReturnType<typeof checkAllProofs>, ProofReport>,
    Same<ReturnType<typeof describeProofs>, readonly ProofText[]>,
    Same<ReturnType<typeof readProblem>, ResolvedProblem>,
    Same<Awaited<ReturnType<typeof optimizerProperties>>, readonly OptimizerProperty[]>,
    Same<ResolvedProblem['parameters']['stepSize'], Ratio>,
    Same<JudgeReport['verdict'], 'pass' | 'fail' | 'unsupported'>,
    Same<ReturnType<typeof judging>, JudgeReport>,
    Same<ReturnType<typeof verifying>, Promise<VerifyReport>>,
  ]
>;

/** A trace is read by a reader of its own numbers. */
export function judging(request: JudgeRequest, doubles: ReportedTrace<number>, texts: ReportedTrace<string>) {
  judgeTrace(request, texts, readExactText);
  // @ts-expect-error texts are not read as doubles
  judgeTrace(request, texts, readDouble);
  return judgeTrace(request, doubles, readDouble);
}

/** A command is an argument vector with a program in it; an implementation has factories by the names of variants. */
export async function verifying() {
  // @ts-expect-error no program
  await verifyCommand([]);
  // @ts-expect-error no shell sees the command
  await verifyCommand('python3 mine.py');
  const honest: Implementation<number> = {
    name: 'mine',
    variants: {
      sgd:
        (task) =>
        ({ x }) => ({ x: x.map((value) => value - task.stepSize) }),
    },
  };
  await verifyImplementation(honest);
  // @ts-expect-error an implementation has a name
  await verifyImplementation({ variants: honest.variants });
  // @ts-expect-error there is no such variant
  await verifyImplementation({ name: 'mine', variants: { adam: honest.variants.sgd } });
  return verifyCommand(['python3', 'mine.py']);
}
