/** The verdict on a recorded run: the judge on its states and gradients, and the audit of its questions. */
import {
  type ComponentReport,
  type JudgeReport,
  type JudgeRequest,
  type ReportedTrace,
} from '../../judge/index.js';
import { findViolations } from '../../judge/judge-trace.js';
import { algorithms } from '../../../spec/algorithms/index.js';
import type { GradientRecord, VariantName } from '../../../spec/model/index.js';
import type { Ratio } from '../../exact/index.js';
import { withoutFirstDraw } from './align-draws.js';
import { broken } from './audit-rules.js';
import type { PreparedCase } from './prepared-case.js';
import type { LoggedNumber } from './recorder.js';
import type { MissingQuestion, ReportedRun, ReportedRunAudit, StrayQuestion } from './reported-run.js';

/** What a run comes to. */
export interface RunJudgement {
  readonly verdict: 'pass' | 'fail' | 'unsupported';
  readonly violations: readonly ComponentReport[];
  /** Why it is unsupported. */
  readonly reason?: string;
}

/** What the judge is asked about a case. */
export function judgeRequestOf({ case: given, arithmetic, rows }: PreparedCase): JudgeRequest {
  const { variant, parameters, initialization, startingPoint, tape, problem } = given;
  return { variant, parameters, initialization, startingPoint, tape, problem, arithmetic, ...rows };
}

/** Reads what was sent, and the rows' numbers behind a mean. */
export function readerOf({
  codec,
}: PreparedCase): (number: LoggedNumber) => Ratio | readonly Ratio[] | undefined {
  return (number) => {
    if (typeof number !== 'object') return codec.read(number);
    const values = number.map(codec.read);
    return values.every((value) => value !== undefined) ? values : undefined;
  };
}

/**
 * Judges a whole run.
 *
 * @param followed - what is wrong with the reported η and a, of which `prepared` has those that count.
 */
export function judgeRun(
  prepared: PreparedCase,
  run: ReportedRun,
  followed: readonly ComponentReport[],
): RunJudgement {
  return asDrawn(prepared, (drawn) => judgeDrawn(drawn, run, followed));
}

/** The judgement with the samples of the local steps as the program took them, where there are two ways. */
function asDrawn(prepared: PreparedCase, judge: (prepared: PreparedCase) => RunJudgement): RunJudgement {
  const judgement = judge(prepared);
  const other = judgement.verdict === 'fail' ? withoutFirstDraw(prepared) : undefined;
  const second = other === undefined ? judgement : judge(other);
  return second.verdict === 'fail' ? judgement : second;
}

function judgeDrawn(
  prepared: PreparedCase,
  run: ReportedRun,
  followed: readonly ComponentReport[],
): RunJudgement {
  const request = judgeRequestOf(prepared);
  const report = findViolations(request, run.trace, readerOf(prepared));
  return combine(report, [...followed, ...withSent(report.violations, run.trace, request)], auditOf(run));
}

/**
 * Judges round t = `round` alone, from the states that were given for it: they stand in the trace as a round before, whose
 * own equations are not asked.
 */
export function judgeSingleRound(
  prepared: PreparedCase,
  trace: ReportedTrace<LoggedNumber>,
  audit: ReportedRunAudit,
  followed: readonly ComponentReport[],
): RunJudgement {
  return asDrawn(prepared, (drawn) => judgeLastRound(drawn, trace, audit, followed));
}

function judgeLastRound(
  prepared: PreparedCase,
  trace: ReportedTrace<LoggedNumber>,
  audit: ReportedRunAudit,
  followed: readonly ComponentReport[],
): RunJudgement {
  const request = judgeRequestOf(prepared);
  const last = trace.rounds.length;
  const parameters = { ...request.parameters, roundCount: last };
  const report = findViolations({ ...request, parameters }, trace, readerOf(prepared));
  const violations = report.violations.filter(({ round }) => round === last);
  return combine(report, [...followed, ...withSent(violations, trace, request)], auditOf(audit));
}

/** The violations with what was sent in their places. */
function withSent(
  violations: readonly ComponentReport[],
  trace: ReportedTrace<LoggedNumber>,
  { variant }: JudgeRequest,
): readonly ComponentReport[] {
  return violations.map((violation): ComponentReport => {
    const sent = sentAt(violation, trace, variant);
    return sent === undefined ? violation : { ...violation, sent };
  });
}

function sentAt(
  { quantity, round, step = 0, component }: ComponentReport,
  { start, rounds }: ReportedTrace<LoggedNumber>,
  variant: VariantName,
): string | undefined {
  const here = rounds[round - 1];
  const taken = here?.steps[step - 1];
  const states = {
    x: (here ?? start).iterate,
    m: (here ?? start).correction,
    y: taken?.point,
  };
  if (Object.hasOwn(states, quantity)) {
    const number = states[quantity as keyof typeof states]?.[component];
    return number === undefined ? undefined : String(number);
  }
  const { roundGradients, stepGradients } = algorithms[variant];
  const role = [...roundGradients, ...stepGradients(step)].find(
    ({ latex }) => quantity === `the function and draw of ${latex}`,
  );
  const gradients = step === 0 ? here?.gradients : taken?.gradients;
  const record =
    role && (gradients as Readonly<Partial<Record<string, GradientRecord<LoggedNumber>>>>)[role.name];
  return record && `a gradient of ${record.function} with the draw "${record.draw}", sample ${record.atom}`;
}

function combine(
  { verdict, reason }: Pick<JudgeReport, 'verdict' | 'reason'>,
  judged: readonly ComponentReport[],
  audited: readonly ComponentReport[],
): RunJudgement {
  const violations = [...judged, ...audited].sort((left, right) => left.round - right.round);
  return {
    verdict: violations.length > 0 ? 'fail' : verdict === 'unsupported' ? verdict : 'pass',
    violations,
    ...(reason === undefined ? {} : { reason }),
  };
}

function auditOf({ stray, undrawn, stale, missing }: ReportedRunAudit): readonly ComponentReport[] {
  return [
    ...stray.map((entry) => tooMany(entry, stray)),
    ...undrawn.map((entry) => violation('AUDIT.2', entry, 'an atom that an answer named')),
    ...stale.map((entry) => violation('AUDIT.3', entry, 'a fresh draw, without an atom')),
    ...missing.map(omission),
  ];
}

/** A question too many, with how many of its kind there are in its round. */
function tooMany(entry: StrayQuestion, all: readonly StrayQuestion[]): ComponentReport {
  const { function: name, draw } = entry.question;
  const isAlike = ({ round, question }: StrayQuestion): boolean =>
    round === entry.round && question.function === name && question.draw === draw;
  const count = all.filter(isAlike).length;
  const found = violation('AUDIT.1', entry, 'no further gradient');
  const words = `${count} ${draw} ${count === 1 ? 'gradient' : 'gradients'} of ${name} too many in this round`;
  return { ...found, actual: `${words}: ${found.actual}` };
}

function omission({ round, expected }: MissingQuestion): ComponentReport {
  const { function: name, draw, step } = expected;
  return {
    ...broken('AUDIT.4', round, `the gradient of ${name}`),
    ...(step === 0 || round === 0 ? {} : { step }),
    expected: `a question with the draw ${draw}`,
    actual: 'no question',
  };
}

function violation(
  rule: 'AUDIT.1' | 'AUDIT.2' | 'AUDIT.3',
  { round, question }: StrayQuestion,
  expected: string,
): ComponentReport {
  const { function: name, draw, atom, at } = question;
  return {
    ...broken(rule, round, `the gradient of ${name}`),
    expected,
    actual: `the ${draw} sample ${atom} at (${at.join(', ').slice(0, 80)})`,
  };
}
