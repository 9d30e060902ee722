/** A verification report as JUnit XML, the form that CI services read. */
import { describeFailure, factLine } from './describe-failure.js';
import { coverageLines, headlineOf, isFailing } from './report-view.js';
import type { CaseResult, VerifyReport } from './verify-report.js';
import { cleanXmlText, escapeMarkup } from './foreign-text.js';

/** The longest message in an attribute. */
const messageLimit = 2000;

/**
 * The report as JUnit XML: a suite a level; the first one has the ranges that were covered. `fail` is a failure; `error`, `crash`, `timeout` and `protocol` are errors;
 * `unsupported` and what an expectation excuses are skipped, with the reason. A stale expectation is a failure of a suite
 * of its own, so that CI shows it.
 */
export function formatJunit(report: VerifyReport): string {
  const known = new Map(report.expectations?.known.map(({ id, reason }) => [id, reason]));
  const levels = [...new Set(report.results.map(({ level }) => level))].sort((one, other) => one - other);
  const suites = levels.map((level, index) =>
    suite(
      `auxopt L${level}`,
      report.results
        .filter((result) => result.level === level)
        .map((result) => testCase(result, known.get(result.id))),
      index === 0 ? coverageLines(report) : [],
    ),
  );
  const stale = staleCases(report);
  if (stale.length > 0) suites.push(suite('auxopt expectations', stale));
  const { name, version, language } = report.implementation;
  const all = suites.flatMap(({ cases }) => cases);
  return formatXml({
    name: 'testsuites',
    attributes: { name: `auxopt verify: ${name} ${version} (${language})`, ...totals(all) },
    content: suites,
  });
}

interface SuiteElement extends XmlElement {
  readonly cases: readonly CaseElement[];
}

interface CaseElement extends XmlElement {
  readonly content: readonly XmlElement[];
}

/** @param notes - lines on the whole run, which JUnit keeps as properties of a suite. */
function suite(name: string, cases: readonly CaseElement[], notes: readonly string[] = []): SuiteElement {
  const properties = notes.map((value, index) => ({
    name: 'property',
    attributes: { name: `ranges ${index + 1}`, value },
  }));
  return {
    name: 'testsuite',
    attributes: { name, ...totals(cases) },
    content: [...(notes.length === 0 ? [] : [{ name: 'properties', content: properties }]), ...cases],
    cases,
  };
}

function totals(cases: readonly CaseElement[]): Record<'tests' | 'failures' | 'errors' | 'skipped', number> {
  const having = (name: string): number =>
    cases.filter(({ content }) => content.some((child) => child.name === name)).length;
  return {
    tests: cases.length,
    failures: having('failure'),
    errors: having('error'),
    skipped: having('skipped'),
  };
}

function testCase(result: CaseResult, knownReason: string | undefined): CaseElement {
  const { id, level, variant, log = '' } = result;
  const content = outcome(result, knownReason);
  if (cleanXmlText(log) !== '' && content.length > 0) content.push({ name: 'system-err', content: log });
  return {
    name: 'testcase',
    attributes: {
      name: id,
      classname: `auxopt.L${level}${variant === undefined ? '' : `.${variant}`}`,
    },
    content,
  };
}

function outcome(result: CaseResult, knownReason: string | undefined): XmlElement[] {
  const { verdict } = result;
  const message = headlineOf(result).slice(0, messageLimit);
  if (verdict === 'pass') return [];
  if (verdict === 'unsupported') return [{ name: 'skipped', attributes: { message } }];
  if (knownReason !== undefined && isFailing(verdict)) {
    return [{ name: 'skipped', attributes: { message: `known ${verdict}: ${knownReason}` } }];
  }
  const name = verdict === 'fail' ? 'failure' : 'error';
  const type = verdict === 'fail' ? (result.violation?.equation ?? verdict) : verdict;
  return [{ name, attributes: { message, type }, content: describeFailure(result).map(factLine).join('\n') }];
}

function staleCases(report: VerifyReport): readonly CaseElement[] {
  return (report.expectations?.stale ?? []).map(({ case: pattern, verdict, problem }) => ({
    name: 'testcase',
    attributes: { name: `${pattern} (${verdict})`, classname: 'auxopt.expectations' },
    content: [{ name: 'failure', attributes: { message: problem, type: 'stale' } }],
  }));
}

/** An element. Its content is elements, or one text. */
interface XmlElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
  readonly content?: string | readonly XmlElement[];
}

/** A document with this root. */
function formatXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${formatElement(root, '')}\n`;
}

function formatElement({ name, attributes = {}, content = [] }: XmlElement, indent: string): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeMarkup(cleanXmlText(String(value)))}"`)
    .join('');
  if (content.length === 0) return `${indent}<${name}${written}/>`;
  const inner =
    typeof content === 'string'
      ? escapeMarkup(cleanXmlText(content), /[&<>]/gu)
      : `\n${content.map((child) => formatElement(child, `${indent}  `)).join('\n')}\n${indent}`;
  return `${indent}<${name}${written}>${inner}</${name}>`;
}
