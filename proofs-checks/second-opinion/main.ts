/** `npm run second-opinion -- [--json]`: asks Z3 about every lemma. Exit code 0 where nothing contradicts the proofs. */
import { createAsk } from './ask-z3.js';
import { formSecondOpinion, isConfirmed, type LemmaOpinion } from './opinion.js';

const isJson = process.argv.includes('--json');

function show({ id, dimension, verdict, lowered, steps, constants }: LemmaOpinion): void {
  if (isJson) return;
  const superscript = dimension === 1 ? 'ℝ¹' : 'ℝ²';
  console.log(`${id} in ${superscript}: ${verdict}; with a constant halved: ${lowered}`);
  for (const step of steps) console.log(`  ${step.step}, parameters ${step.parameters}: ${step.verdict}`);
  for (const one of constants) console.log(`  ${one.step}, ${one.constant} halved: ${one.answer}`);
}

const opinion = await formSecondOpinion(await createAsk(), { free: 5000, fixed: 20_000 }, show);
if (isJson) console.log(JSON.stringify(opinion, undefined, 2));
// Z3 keeps its threads running, so the process has to be ended.
process.exit(isConfirmed(opinion) ? 0 : 1);
