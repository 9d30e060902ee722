/** What all charts share: the colours of the methods, where drawings go, and legends. */
import { setLettersIn, withLetters } from '../../article/figures/shared/dom.js';
import type { VariantName } from '../../../spec/model/index.js';
import { methodColours, methodDashes } from '../../../src/cli/palette.js';

/** The look of a method: a colour, and a dash besides. */
export const lookOf = (variant: VariantName): { readonly colour: string; readonly dash: string } => ({
  colour: methodColours[variant],
  dash: methodDashes[variant],
});

/** Puts a drawing where the old one was. */
export function put(box: HTMLElement, drawing: SVGElement | HTMLElement): void {
  // One picture with one description; names of its groups would be read out as if they were controls.
  for (const svg of drawing instanceof SVGElement ? [drawing] : drawing.querySelectorAll('svg')) {
    svg.setAttribute('role', 'img');
    for (const group of svg.querySelectorAll('[aria-label], [aria-description], [aria-hidden]')) {
      for (const name of ['aria-label', 'aria-description', 'aria-hidden']) group.removeAttribute(name);
    }
    setLettersIn(svg);
  }
  box.replaceChildren(drawing);
}

/** A width that fits the box. */
export const widthOf = (box: HTMLElement): number => Math.max(280, Math.min(860, box.clientWidth));

/** Adds a legend below a drawing: colour and text of each entry, and how a line is drawn. */
export function addLegend(
  box: HTMLElement,
  entries: readonly (readonly [colour: string, text: string, line?: string])[],
  shape: 'square' | 'line' = 'square',
): void {
  const legend = document.createElement('ul');
  legend.className = 'legend';
  for (const [colour, text, line = '4px solid'] of entries) {
    const item = document.createElement('li');
    const swatch = document.createElement('span');
    swatch.className = shape === 'line' ? 'swatch line' : 'swatch';
    if (shape === 'line') swatch.style.borderTop = `${line} ${colour}`;
    else swatch.style.background = colour;
    const words = document.createElement('span');
    words.append(...withLetters(text));
    item.append(swatch, words);
    legend.append(item);
  }
  box.append(legend);
}

/** A sentence in place of a chart. */
export function note(text: string): HTMLElement {
  const paragraph = document.createElement('p');
  paragraph.className = 'note';
  paragraph.append(...withLetters(text));
  return paragraph;
}
