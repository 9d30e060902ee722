/** Programs that do another task than the one that is asked: with another start, or samples of another oracle. */
import type { Method } from '../../../spec/language/index.js';
import { memoized } from '../../equations/index.js';
import type { JudgedCase } from '../diagnosis/index.js';
import { judgePageRun } from './judge-page-run.js';
import type { OtherPage } from './other-pages.js';
import type { PageRun } from './page-run.js';
import { variantRun } from './variant-run.js';
import { askingStarts, startOf, startRun, type AskingStart } from './variant-start.js';

/** What a run of a variant was made of. */
type InputOf = (run: PageRun) => Input | undefined;
type Input = JudgedCase['input'];

/** The other tasks that a program may do in place of every one it is asked. */
export const otherTasks = (method: Method, inputOf: InputOf): readonly OtherPage[] => [
  ...askingStarts.map((kind) => startsAs(method, kind, inputOf)),
  sampleOfStart,
  ...(['local', 'snapshot'] as const).map((kind) => otherOracle(method, kind, inputOf)),
];

/** A run of a case with something else asked in it. */
const asAsked = (input: Input, change: Partial<Input['request']>): Input => ({
  ...input,
  request: { ...input.request, ...change },
});

/** The program that starts so, whatever start it is asked for. */
const startsAs = (method: Method, kind: AskingStart, inputOf: InputOf): OtherPage => {
  const startPage = memoized((page: Method) => (kind === 'first-snapshot' ? undefined : startOf(page, kind)));
  return {
    suspicion: {
      id: `start/${kind}`,
      mistake: `the run starts as with the start "${kind}", whatever start is asked for`,
      fix: 'Start as the initialization of the task says.',
    },
    asItsRun: (run) => {
      const input = inputOf(run);
      if (input === undefined || input.isSingleRound === true) return run;
      const draws = input.questions?.[0]?.filter(({ isFresh, draw }) => isFresh && draw !== 'mean');
      const initialization = kind === 'batch' ? { kind, size: Math.max(1, draws?.length ?? 1) } : { kind };
      const own = asAsked(input, { initialization });
      const start = startPage(method);
      const first = start && startRun(start, kind, own);
      // a start that is wrong so is no such start, and one of draws that nobody knows says nothing
      if (first !== undefined && !isRight(first)) return first;
      return { ...run, ...variantRun(method, own) };
    },
  };
};

function isRight(start: PageRun): boolean {
  const { verdict, lacksDraw } = judgePageRun(start, true);
  return verdict !== 'fail' && lacksDraw !== true;
}

/** The program whose first round sees a sample that its start has seen. */
const sampleOfStart: OtherPage = {
  suspicion: {
    id: 'start/sample-again',
    mistake: 'round 1 uses a sample of the start again',
    fix: 'Draw a new sample in round 1.',
  },
  asItsRun: (run) => {
    const [start, first, ...others] = run.rounds;
    if (start === undefined || first === undefined) return run;
    const seen = new Set(start.questions.flatMap(({ draw }) => draw ?? []));
    const isAgain = ({ draw = -1 }: (typeof first.questions)[number]): boolean => seen.has(draw);
    if (!first.questions.some(isAgain)) return run;
    const questions = first.questions.map((one) => (isAgain(one) ? { ...one, isFresh: true } : one));
    return { ...run, rounds: [start, { ...first, questions }, ...others] };
  },
};

/** The program with a tape that takes its draws of one kind from the samples of the other. */
const otherOracle = (method: Method, kind: 'local' | 'snapshot', inputOf: InputOf): OtherPage => {
  const other = kind === 'local' ? 'snapshot' : 'local';
  return {
    suspicion: {
      id: `oracle/${kind}`,
      mistake: `the ${kind} draws are samples of the ${other} oracle`,
      fix: `Take them from the samples of the ${kind} oracle.`,
    },
    asItsRun: (run) => {
      const input = inputOf(run);
      if (input?.request.problem === undefined || input.questions !== undefined) return run;
      const { problem } = input.request;
      const seen = { ...problem, [`${kind}Atoms`]: problem[`${other}Atoms`] };
      return { ...run, ...variantRun(method, asAsked(input, { problem: seen })) };
    },
  };
};
