/** One page an algorithm, line by line, from the equations that the checker evaluates. */
import { algorithms, type Algorithm, type Equation } from '../../../spec/algorithms/index.js';

/** Pages by path. */
export function algorithmPages(): ReadonlyMap<string, string> {
  return new Map(
    Object.values(algorithms).map((algorithm) => [
      `learn/algorithms/${algorithm.variant}.md`,
      algorithmPage(algorithm),
    ]),
  );
}

function algorithmPage(algorithm: Algorithm): string {
  const { variant, title, summary, startEquations, equations } = algorithm;
  const once = equations.filter((equation) => !isLocal(equation) && !isLast(equation) && !isOracle(equation));
  const local = equations.filter((equation) => isLocal(equation) && !isLast(equation));
  const last = equations.filter(isLast);
  const general = [...startEquations, ...equations].filter(isOracle);
  const start = startEquations.filter((equation) => !isOracle(equation));
  return [
    `# ${capitalise(title)}`,
    `${capitalise(summary)}. ${estimateSentence(algorithm)} Files and commands call it \`${variant}\`.`,
    `Cost: ${costSentence(algorithm)}`,
    '## In short',
    inShort(variant === 'sgd' ? 'k = K = 1' : 'k = 1, \\ldots, K', once, local, last),
    '## Line by line',
    '**Before round 1**',
    ...start.map(describe),
    '**In every round t = 1 … T, once**',
    ...(once.length === 0 ? ['Nothing: the round consists of its local steps.'] : once.map(describe)),
    variant === 'sgd' ? '**The one local step, k = 1**' : '**In every local step k = 1 … K**',
    ...local.map(describe),
    '**At the end of the round**',
    ...last.map(describe),
    '## For every gradient above',
    ...uniqueById(general).map(describe),
    '## Try it',
    `\`npx auxopt run docs/examples/tiny.json --variant ${variant}\` runs it on a small problem. [The symbols](../symbols.md) are explained on their own page.`,
    '',
  ].join('\n\n');
}

/** What is computed, as one formula: the gradients that are taken first stand where they are used. */
function inShort(steps: string, ...[once, local, last]: readonly (readonly Equation<never>[])[]): string {
  const lines = (equations: readonly Equation<never>[] = [], indent = ''): readonly string[] =>
    equations.flatMap(({ latex }) => (latex.includes('=') ? [`&${indent}${latex}`] : []));
  return [
    '$$\n\\begin{aligned}',
    [
      '&\\textbf{in every round } t = 1, \\ldots, T:',
      ...lines(once, '\\quad '),
      `&\\quad\\textbf{in every step } ${steps}:`,
      ...lines(local, '\\qquad '),
      ...lines(last, '\\quad '),
    ].join(' \\\\\n'),
    '\\end{aligned}\n$$',
  ].join('\n');
}

const isLocal = ({ latex }: Equation<never>): boolean => latex.includes('t,k') || latex.includes('t,1');
const isLast = ({ latex }: Equation<never>): boolean => latex.startsWith('x^t = ');
const isOracle = ({ id }: Equation<never>): boolean => id.startsWith('ORACLE');

function describe({ id, statement, latex }: Equation<never>): string {
  return `**${id}** ${capitalise(statement)}.\n\n$$\n${latex}\n$$`;
}

function uniqueById(equations: readonly Equation<never>[]): readonly Equation<never>[] {
  return [...new Map(equations.map((equation) => [equation.id, equation])).values()];
}

function estimateSentence({ estimates }: Algorithm): string {
  if (estimates === 'difference') return 'Its state $m$ estimates $\\nabla f - \\nabla h$ at the snapshot.';
  if (estimates === 'target')
    return 'Its state $u$ (the API calls it `correction` too) estimates $\\nabla f$ at the snapshot.';
  return 'It keeps no estimate.';
}

function costSentence({ targetGradientsInRound }: Algorithm): string {
  const [first, later] = [targetGradientsInRound(1), targetGradientsInRound(2)];
  return first === later
    ? `${count(later)} a round.`
    : `${count(later)} a round, ${first} in round 1. Comparisons count target gradients, not rounds.`;
}

const count = (n: number): string => `${n} target gradient${n === 1 ? '' : 's'}`;
const capitalise = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
