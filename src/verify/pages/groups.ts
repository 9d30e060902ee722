/** Groups of coordinates, such as the tensors of a model: the page is about each of them alone, with parameters of its own. */
import type { Vector } from '../../../spec/algebra/index.js';
import { everyStatement, partsOf, typeOf, type Method, type Use } from '../../../spec/language/index.js';
import { ratioField, type Ratio } from '../../exact/index.js';
import type { ComponentReport } from '../../judge/index.js';
import { PeerFault } from '../peer/peer.js';
import type { Capabilities, Response } from '../protocol/replies.js';
import type { Suspicion } from '../report/verify-report.js';
import { judgePageRun, type PageJudgement } from './judge-page-run.js';
import { withOwnParameters } from './own-parameters.js';
import { isCount, parametersOf, type PageCase } from './page-cases.js';
import { compareKnown, exactly, type PageRun, type SeenRound } from './page-run.js';

type Opened = Extract<Response, { readonly type: 'ok' }>;

/** Coordinates that are judged alone, and the case with their parameters. */
export interface RunGroup {
  readonly coordinates: readonly number[];
  readonly given: PageCase;
  /** The rounds in which they have a gradient; all where it is left out. */
  readonly rounds?: readonly number[];
}

/**
 * The groups that a program says when a run is opened: one of all coordinates where it says none.
 *
 * @throws PeerFault for parameters that are refused, groups that are no partition of the coordinates, and counts that differ.
 */
export function groupsOf(
  method: Method,
  asked: PageCase,
  capabilities: Pick<Capabilities, 'only' | 'arithmetic' | 'oracleModes'>,
  { parameters, groups }: Opened,
): readonly [RunGroup, ...RunGroup[]] {
  const all = Array.from({ length: asked.problem.dimension }, (_, i) => i);
  if (groups === undefined)
    return [{ coordinates: all, given: withOwnParameters(method, asked, capabilities, parameters) }];
  const refuse = (problem: string): never => {
    throw new PeerFault('protocol', `the answer to "openMethod" ${problem}.`);
  };
  if (parameters !== undefined) refuse('has "parameters" beside "groups": each group has its own');
  if (!capabilities.oracleModes.includes('callback'))
    refuse('has "groups" in tape mode, where nothing is asked');
  const told = groups.flatMap(({ coordinates }) => coordinates);
  const wrong = all.find((i) => told.filter((one) => one === i).length !== 1);
  if (wrong !== undefined || told.length !== all.length)
    refuse(
      `has groups of the coordinates ${told.join(', ')}, and each of ${all.join(', ')} is expected in one group`,
    );
  const [first, ...others] = groups.map(({ coordinates, parameters: own, rounds }): RunGroup => {
    if (rounds?.some((round, i) => round <= (rounds[i - 1] ?? 0) || round > asked.roundCount) === true)
      refuse(
        `has a group with the rounds ${rounds.join(', ')}, and some of 1 to ${asked.roundCount} are expected, in order`,
      );
    const given = withOwnParameters(method, asked, capabilities, own);
    return { coordinates, given, ...(rounds === undefined ? {} : { rounds }) };
  });
  if (first === undefined) return refuse('has no group');
  for (const { name } of method.parameters.filter(isCount)) {
    const counts = new Set([first, ...others].map(({ given }) => given.parameters.get(name.name)));
    if (counts.size > 1) refuse(`has groups with several ${name.name}, and a run has one`);
  }
  return [first, ...others];
}

const takeOf =
  ({ coordinates }: RunGroup) =>
  (vector: Vector<Ratio>): Vector<Ratio> =>
    coordinates.map((i) => vector[i] ?? ratioField.zero);

/** The run of some coordinates in their rounds: what they are of every vector. The answer to a question that was not asked depends on the others. */
function restricted(run: PageRun, group: RunGroup): PageRun {
  const { coordinates, given, rounds: own } = group;
  const seen = run.rounds.filter((_, round) => round === 0 || own?.includes(round) !== false);
  const take = takeOf(group);
  const taken = (vectors: ReadonlyMap<string, Vector<Ratio>>): ReadonlyMap<string, Vector<Ratio>> =>
    new Map(
      [...vectors].map(([name, vector]) => [name, vector.length === run.dimension ? take(vector) : vector]),
    );
  const asked = (questions: SeenRound['questions']): SeenRound['questions'] =>
    questions.map((one) => ({ ...one, at: take(one.at), value: take(one.value) }));
  return {
    ...run,
    dimension: coordinates.length,
    parametersAt: (round) => parametersOf(given)(own?.[round - 1] ?? round),
    start: taken(run.start),
    rounds: seen.map((round) => ({
      ...{ ...round, states: taken(round.states), questions: asked(round.questions) },
    })),
    late: asked(run.late),
    answer: () => undefined,
  };
}

/** What cannot be told of a group alone; undefined where everything can. */
function doubtOf({ page: { method }, rounds }: PageRun): string | undefined {
  const asks = [...everyStatement<Use>(method.body)].some(
    (choice) =>
      choice.kind === 'choice' &&
      !choice.sides.every((side) => typeOf(side) === 'count') &&
      [...everyStatement<Use>([...choice.then, ...choice.otherwise])].some(
        (one) =>
          one.kind === 'sample' ||
          (one.kind === 'line' && partsOf(one.value).some(({ kind }) => kind === 'gradient')),
      ),
  );
  if (asks) return 'gradients are asked under a condition, which groups may decide differently';
  const text = (vector: Vector<Ratio>): string => vector.map(ratioField.format).join(' ');
  const values = new Map<string, string>();
  for (const { function: name, draw, at, value } of rounds.flatMap(({ questions }) => questions)) {
    const key = `${name} ${draw ?? ''} ${text(at)}`;
    if ((values.get(key) ?? text(value)) !== text(value))
      return 'two points at which a gradient is asked differ in other groups alone';
    values.set(key, text(value));
  }
  return undefined;
}

/** What comes of a run whose coordinates are in groups. */
export interface GroupJudgement extends PageJudgement {
  /** The run of the group that this is about: the first that fails, else the first. */
  readonly run: PageRun;
  readonly suspicions: readonly Suspicion[];
}

/** What changed in rounds in which a group has no gradient. */
function changedIdle(
  { rounds, start, page: { method } }: PageRun,
  group: RunGroup,
): readonly ComponentReport[] {
  const own = group.rounds;
  if (own === undefined) return [];
  const take = takeOf(group);
  const last = new Map(start);
  return rounds.flatMap(({ states }, round) =>
    method.states.flatMap(({ name: { name } }) => {
      const [before, now] = [last.get(name), states.get(name)];
      if (now !== undefined) last.set(name, now);
      if (round === 0 || own.includes(round) || before === undefined || now === undefined) return [];
      const place = {
        equation: method.name.toUpperCase(),
        statement: `${name} stays as it is without a gradient`,
        round,
      };
      return compareKnown(take(now), exactly(take(before)), { ...place, quantity: name });
    }),
  );
}

const idle: Suspicion = {
  id: 'group/idle',
  mistake: 'what has no gradient in a round is changed in it',
  fix: 'leave out what has no gradient: its point, its state and its step counter stay as they are.',
};

/** Judges each group: the run fails where one does, with the coordinates that the whole has. */
export function judgeGroups(whole: PageRun, groups: readonly [RunGroup, ...RunGroup[]]): GroupJudgement {
  const [first] = groups;
  if (groups.length === 1 && first.rounds === undefined) {
    const run = { ...whole, parametersAt: parametersOf(first.given) };
    return { ...judgePageRun(run), run, suspicions: [] };
  }
  const judged = groups.map((group) => {
    const run = restricted(whole, group);
    const reason = doubtOf(run);
    const own: PageJudgement =
      reason === undefined ? judgePageRun(run) : { verdict: 'unsupported', violations: [], reason };
    const changed = changedIdle(whole, group);
    const isIdle = changed.length > 0;
    const violations = own.violations.map((one) => ({
      ...one,
      round: group.rounds?.[one.round - 1] ?? one.round,
    }));
    const judgement = {
      ...own,
      ...(isIdle && { verdict: 'fail' as const }),
      violations: [...changed, ...violations],
    };
    return { group, run, judgement, isIdle };
  });
  const found = (['fail', 'unsupported', 'pass'] as const)
    .map((verdict) => judged.find(({ judgement }) => judgement.verdict === verdict))
    .find((one) => one !== undefined);
  if (found === undefined) return { verdict: 'pass', violations: [], run: whole, suspicions: [] };
  const { judgement, run, group, isIdle } = found;
  const violations = judgement.violations.map((one): ComponentReport => ({
    ...one,
    component: group.coordinates[one.component] ?? one.component,
  }));
  const suspicions = isIdle ? [idle] : judgement.verdict === 'fail' ? explanationOf(run, group, groups) : [];
  return { ...judgement, violations, run, suspicions };
}

const explanationOf = (...[run, group, groups]: Parameters<typeof borrowed>): readonly Suspicion[] => {
  const counter = countsAll(run, group);
  return counter.length > 0 ? counter : borrowed(run, group, groups);
};

/** Whether the run of a group is right if t counts the rounds in which it has no gradient too. */
function countsAll(run: PageRun, { rounds }: RunGroup): readonly Suspicion[] {
  if (rounds === undefined) return [];
  const counterAt = (round: number): number => rounds[round - 1] ?? round;
  return judgePageRun({ ...run, counterAt }, true).verdict === 'fail' ? [] : [counting];
}

const counting: Suspicion = {
  id: 'group/counter',
  mistake: 'the step counter t counts the steps of all, also those in which a tensor has no gradient',
  fix: 'let each tensor have a counter of its own.',
};

/** A parameter of another group with which the run of a group is right: a rate that is read from one group for all. */
function borrowed(
  run: PageRun,
  { coordinates, given }: RunGroup,
  groups: readonly RunGroup[],
): readonly Suspicion[] {
  const places = (of: readonly number[]): string =>
    `coordinate${of.length > 1 ? 's' : ''} ${of.map((i) => i + 1).join(', ')}`;
  for (const other of groups)
    for (const [name, value] of other.given.parameters) {
      const parameters = new Map([...given.parameters, [name, value]]);
      const borrowing = { ...run, parametersAt: parametersOf({ parameters }) };
      if (judgePageRun(borrowing, true).verdict !== 'pass') continue;
      return [
        {
          id: `group/${name}`,
          mistake: `the ${name} of ${places(other.coordinates)} is used for ${places(coordinates)}`,
          fix: `read ${name} from the group of each tensor.`,
        },
      ];
    }
  return [];
}
