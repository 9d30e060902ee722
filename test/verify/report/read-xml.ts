/** XML read by a strict parser. */
import { SaxesParser } from 'saxes';

export interface ReadElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: ReadElement[];
  text: string;
}

/** The root of a document. Throws for whatever is no well-formed XML 1.0. */
export function readXml(document: string): ReadElement {
  const parser = new SaxesParser();
  const root: ReadElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  for (const event of ['text', 'cdata'] as const) {
    parser.on(event, (text) => {
      const element = open.at(-1);
      if (element !== undefined) element.text += text;
    });
  }
  parser.write(document).close();
  const [found] = root.children;
  if (found === undefined) throw new Error('no element');
  return found;
}

/** Every element of this name, in the order of the document. */
export function elementsNamed(name: string, element: ReadElement): readonly ReadElement[] {
  return [
    ...(element.name === name ? [element] : []),
    ...element.children.flatMap((child) => elementsNamed(name, child)),
  ];
}
