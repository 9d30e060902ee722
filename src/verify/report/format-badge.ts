/** A certificate as a small picture for a README. */
import type { Certificate } from './certificate.js';
import { cleanXmlText, html, showLine, type Html } from './foreign-text.js';

const outcomes = {
  pass: { word: 'verified', colour: '#2e7d32' },
  fail: { word: 'fails', colour: '#c62828' },
  'not-judged': { word: 'not judged', colour: '#616161' },
} as const;

/** Algorithms that have room beside one another; more are counted. */
const mostNames = 2;
/** Width of a character and of a margin, in pixels; `textLength` fits the text to what is computed with them. */
const characterWidth = 6.6;
const margin = 7;

/**
 * The badge: `auxopt | aux-mom verified`, or the name of the method that alone was verified, with the numbers behind it as its title.
 *
 * @returns an SVG document of 20 pixels' height, ended by a line break.
 */
export function formatBadge(certificate: Certificate): string {
  const { implementation, variants, method, counts, cases, levels, known, date, kit, verdict } = certificate;
  const { word, colour } = outcomes[verdict];
  const subject =
    method ?? (variants.length > mostNames ? `${variants.length} algorithms` : variants.join(', '));
  const excused = known === 0 ? '' : `, ${known} known failure${known === 1 ? '' : 's'}`;
  const left = 'auxopt';
  const right = `${subject} ${word}${excused}`.trim();
  const title = `${implementation.name} ${implementation.version}: ${counts.pass} of ${cases - counts.unsupported - counts['not-judged']} tested cases pass, levels ${levels.join(', ')}, ${date.slice(0, 10)}, auxopt ${kit.version}`;
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
    <rect width="${width}" height="20" rx="3" fill="${colour}" />
    <path d="M${first} 0H3a3 3 0 0 0-3 3v14a3 3 0 0 0 3 3h${first - 3}z" fill="#444" />
    ${text(left, 0, first)} ${text(right, first, second)}
  </svg> `;
  return `${markup.trim()}\n`;
}
