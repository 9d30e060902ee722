/** The list of experiments, and what to look for in the one that is shown. */
import { withLetters } from '../../article/figures/shared/dom.js';
import { experiments } from '../model/experiments.js';
import { settings } from '../model/settings.js';
import { formatHash, parseHash, type PlaygroundState } from '../model/state.js';

/** Marks the experiment that a state is, in the elements that `find` knows by their ids; the list is made at the first call. */
export function showExperiment(find: (id: string) => HTMLElement, state: PlaygroundState): void {
  const list = find('experiments');
  if (list.childElementCount === 0) {
    for (const { title, hash } of experiments) {
      const link = document.createElement('a');
      link.href = hash;
      link.append(...withLetters(title));
      list.append(link);
    }
  }
  const shown = experiments.findIndex(({ hash }) => formatHash(parseHash(hash).state) === formatHash(state));
  for (const [index, link] of [...list.children].entries()) {
    if (index === shown) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  const { lookFor = '', opens } = experiments[shown] ?? {};
  find('look-for').replaceChildren(...withLetters(lookFor));
  if (opens !== undefined) (find(opens) as HTMLDetailsElement).open = true;
  find('summary').textContent =
    `${settings[state.setting].title}: η = ${state.eta}, a = ${state.a}, K = ${state.K}`;
}
