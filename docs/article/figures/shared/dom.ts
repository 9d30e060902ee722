/** Elements in one call each. */
import { partsOf } from '../../../tooling/letters.js';

type Attributes = Readonly<Record<string, string | number>>;

function fill<E extends Element>(
  element: E,
  attributes: Attributes,
  children: readonly (Node | string)[],
): E {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** An HTML element with attributes and children. */
export const html = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] => fill(document.createElement(tag), attributes, children);

/** A text whose letters that stand for something are italic. */
export const withLetters = (text: string): readonly (Node | string)[] =>
  partsOf(text).flatMap((part): readonly (Node | string)[] =>
    typeof part === 'string'
      ? [part]
      : [
          html('i', { class: 'letter' }, part.letter),
          ...(part.index === '' ? [] : [html('sub', {}, part.index)]),
          ...(part.raised === '' ? [] : [html('sup', {}, part.raised)]),
        ],
  );

/** An SVG element with attributes and children. */
export const svg = <K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[K] => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  fill(element, attributes, children);
  if (tag === 'text') setLettersIn(element);
  return element;
};

/** Letters of a picture's texts are italic too. */
export function setLettersIn(picture: Element): void {
  for (const text of [picture, ...picture.querySelectorAll('text, tspan')]) {
    if (text.childElementCount > 0 || text.textContent === '') continue;
    const parts = partsOf(text.textContent);
    if (parts.every((part) => typeof part === 'string')) continue;
    text.replaceChildren(
      ...parts.flatMap((part) =>
        typeof part === 'string' ? [part] : [svg('tspan', { class: 'letter' }, part.letter), part.rest],
      ),
    );
  }
}

/** A polyline as the `d` of a path. */
export const pathData = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`).join('');
