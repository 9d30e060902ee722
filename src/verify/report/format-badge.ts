/** A certificate as a small picture for a README. */
import { countOf } from '../../errors.js';
import { describeDeclared } from '../cases/declared.js';
import { defaultLevel } from '../levels/all-levels.js';
import type { Certificate } from './certificate.js';
import { cleanXmlText, html, showLine, type Html } from './foreign-text.js';
import { describeCoarse } from './resolution.js';

const outcomes = {
  pass: { word: 'verified', colour: '#2e7d32' },
  fail: { word: 'fails', colour: '#c62828' },
  incomplete: { word: 'incomplete', colour: '#616161' },
} as const;

/** Algorithms that have room beside one another; more are counted. */
const mostNames = 2;
/** Width of a character and of a margin, in pixels; `textLength` fits the text to what is computed with them. */
const characterWidth = 6.6;
const margin = 7;

/** The words of the badge: what was verified, in which arithmetic, and what less than everything it was. */
function describe({ resolution, ...certificate }: Certificate): string {
  const { variants, asked, cases, arithmetic, known, refused, hidden, verdict, ...rest } = certificate;
  const { method, problem, level } = asked;
  const subject =
    method ?? (variants.length > mostNames ? `${variants.length} algorithms` : variants.join(', '));
  const outcome =
    verdict === 'pass' && variants.length === 0 ? 'no right run' : `${subject} ${outcomes[verdict].word}`;
  const parts = [
    [outcome, describeDeclared(rest, rest.covered)].filter(Boolean).join(' ').trim(),
    arithmetic,
    ...(verdict === 'pass' ? describeCoarse(resolution, arithmetic) : []),
    ...(level < defaultLevel ? [`level ${level}`] : []),
    ...(problem === undefined ? [] : [countOf(problem.length, 'problem file')]),
    ...(refused === 0 ? [] : [`${refused} refused`]),
    ...(hidden === 0 ? [] : [`${hidden} of ${cases} hidden by rounding`]),
    ...(known === 0 ? [] : [countOf(known, 'known failure')]),
  ];
  return parts.join(', ');
}

/**
 * The badge: `auxopt | aux-mom verified, binary64`, or the name of the method that alone was verified, with the numbers behind it as
 * its title.
 *
 * @returns an SVG document of 20 pixels' height, ended by a line break.
 */
export function formatBadge(certificate: Certificate): string {
  const { implementation, counts, cases, asked, date, kit, variants } = certificate;
  // known failures alone verify nothing
  const verdict =
    variants.length === 0 && certificate.verdict === 'pass' ? 'incomplete' : certificate.verdict;
  const untested = counts.unsupported + counts['not-judged'];
  const left = 'auxopt';
  const right = describe(certificate);
  const title = `${implementation.name} ${implementation.version}: ${counts.pass} of ${cases - untested} tested cases pass, ${untested} not tested, levels 0 to ${asked.level}, ${date.slice(0, 10)}, auxopt ${kit.version}`;
  const widths = [left, right].map((text) => Math.ceil(text.length * characterWidth) + 2 * margin);
  const [first = 0, second = 0] = widths;
  const width = first + second;
  const text = (words: string, start: number, length: number): Html =>
    html`<text x="${start + margin}" y="14" textLength="${length - 2 * margin}">${words}</text>`;
  const { markup } = html`<svg
    xmlns="http://www.w3.org/2000/svg"
    width="${width}"
    height="20"
    role="img"
    aria-label="${left}: ${right}"
    font-family="Verdana, DejaVu Sans, sans-serif"
    font-size="11"
    fill="#fff"
  >
    <title>${cleanXmlText(showLine(title))}</title>
    <rect width="${width}" height="20" rx="3" fill="${outcomes[verdict].colour}" />
    <path d="M${first} 0H3a3 3 0 0 0-3 3v14a3 3 0 0 0 3 3h${first - 3}z" fill="#444" />
    ${text(left, 0, first)} ${text(right, first, second)}
  </svg> `;
  return `${markup.trim()}\n`;
}
