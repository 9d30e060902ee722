/**
 * XML as text. Own code: the JUnit builders on npm cannot say why a case was skipped, and an element with attributes
 * and text is all that JUnit needs.
 */

/** An element; an attribute that is undefined is left out. Its content is elements, or one text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number | undefined>>;
  readonly content?: string | readonly XmlElement[];
}

/** What no XML 1.0 document may hold, and the controls that it may hold but nobody wants. */
const unwanted = /[^\t\n\u0020-\u007E\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // a parser makes spaces of these in attributes
  '\n': '&#10;',
  '\t': '&#9;',
};

/** The text that an XML parser hands back: line ends are `\n`, and what XML cannot carry is gone. */
export function cleanXmlText(text: string): string {
  return text.replaceAll(/\r\n?/gu, '\n').replaceAll(unwanted, '');
}

/** A document with this root. */
export function formatXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${formatElement(root, '')}\n`;
}

function formatElement({ name, attributes = {}, content = [] }: XmlElement, indent: string): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value), /[&<>"\n\t]/gu)}"`)
    .join('');
  if (content.length === 0) return `${indent}<${name}${written}/>`;
  const inner =
    typeof content === 'string'
      ? escapeXml(content, /[&<>]/gu)
      : `\n${content.map((child) => formatElement(child, `${indent}  `)).join('\n')}\n${indent}`;
  return `${indent}<${name}${written}>${inner}</${name}>`;
}

function escapeXml(text: string, special: RegExp): string {
  return cleanXmlText(text).replaceAll(special, (character) => entities[character] ?? character);
}
