/** The entry: puts the figures into a page, and takes them out again. Nothing happens at import. */
/// <reference types="vite/client" />
import { compare } from './figures/compare.js';
import { harm } from './figures/harm.js';
import { momentum } from './figures/momentum.js';
import { lookRules } from './figures/race-drawing.js';
import { race } from './figures/race.js';
import { reach } from './figures/reach.js';
import { region } from './figures/region.js';
import { round } from './figures/round.js';
import { mountFigure, type Figure } from './figures/shared/frame.js';
import style from './style.css?inline';

/** The figures by the name in `data-figure`, with their titles. */
const figures: Readonly<Record<string, { readonly title: string; readonly figure: Figure }>> = {
  race: { title: 'Three methods, equally many gradients of f', figure: race },
  round: { title: 'One round, step by step', figure: round },
  reach: { title: 'What local steps buy, and where δ stops them', figure: reach },
  compare: { title: 'The same cost, with noise: exact expectations', figure: compare },
  momentum: { title: 'Momentum averages noise away, and lags behind', figure: momentum },
  harm: { title: 'Where the help ends', figure: harm },
  region: { title: 'What is proved, over K and δ', figure: region },
};

/** Mounts every `[data-figure]` of a page; returns what unmounts them. */
export function mount(page: Document | Element): () => void {
  const owner = page instanceof Document ? page : page.ownerDocument;
  const sheet = owner.createElement('style');
  sheet.textContent = `${lookRules()}\n${style}`;
  owner.head.append(sheet);
  const unmounts = [...page.querySelectorAll<HTMLElement>('[data-figure]')].map((box) => {
    const name = box.dataset['figure'] ?? '';
    const entry = figures[name];
    if (entry === undefined)
      throw new Error(`there is no figure "${name}"; there are ${Object.keys(figures).join(', ')}`);
    return mountFigure(box, entry.title, entry.figure);
  });
  return () => {
    for (const unmount of unmounts) unmount();
    sheet.remove();
  };
}
