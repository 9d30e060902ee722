/** The first thing that is read: who is closer to the optimum, in one number and one sentence. */
import { countOf } from '../../../src/errors.js';
import { withLetters } from '../../article/figures/shared/dom.js';
import { isDivergent, isNoCloser, type Expected } from '../model/answer.js';
import type { PlaygroundState } from '../model/state.js';
import { formatShort, timesInWords, withMinus } from './format.js';

/** A headline. */
export interface Headline {
  /** A number with its word, or a word. */
  readonly large: string;
  readonly heading: string;
  readonly sentence: string;
  readonly tone: 'better' | 'worse' | 'neutral';
}

/** A run with its name in sentences. */
export interface NamedRun {
  readonly name: string;
  /** The name in headings, where it is another one. */
  readonly short?: string;
  readonly expected: Expected;
}

/** What a run is compared with. */
interface Others {
  /** At its best step size. */
  readonly sgd: { readonly expected: Expected; readonly stepSize: string } | undefined;
  readonly naive: Expected | undefined;
  /** The chosen method at its best step size. */
  readonly tuned: { readonly stepSize: string; readonly finalGap: number } | undefined;
}

/** The chosen method against SGD, or against naive where SGD is at the optimum, as after one step on the line: nothing can be closer. */
export function similarityHeadline(
  { eta, variant }: Pick<PlaygroundState, 'eta' | 'variant'>,
  title: string,
  main: Expected | undefined,
  { sgd, naive, tuned }: Others,
): Headline | undefined {
  if (main === undefined || sgd === undefined) return undefined;
  const own = { name: title, expected: main };
  const best = { name: 'SGD with its best step size', short: 'SGD', expected: sgd.expected };
  if (variant === 'sgd')
    return compareRuns(
      `Your η = ${eta}`,
      { ...own, name: 'SGD with it' },
      { ...best, short: `with the best one, η = ${sgd.stepSize}` },
    );
  if (sgd.expected.finalGap === 0)
    return naive && compareRuns(`${title} against naive`, own, { name: 'naive', expected: naive });
  const headline = compareRuns(`${title} against SGD`, own, best);
  const ratio = tuned === undefined ? 1 : main.finalGap / tuned.finalGap;
  if (tuned === undefined || !(ratio >= 1.05)) return headline;
  const { large } = compareRuns('', { name: title, expected: { ...main, ...tuned } }, best);
  const sentence = `${headline.sentence} With its best step size, η = ${tuned.stepSize}: ${large}.`;
  return { ...headline, sentence };
}

/** The same run with and without correlated noise. */
export function correlationHeadline(
  title: string,
  rho: string,
  main: Expected | undefined,
  without: Expected | undefined,
): Headline | undefined {
  if (main === undefined || without === undefined) return undefined;
  return compareRuns(
    'Correlated noise',
    { name: `${title} with ρ = ${withMinus(rho)}`, short: title, expected: main },
    { name: 'the same with ρ = 0', short: 'without correlation', expected: without },
  );
}

/** Compares the chosen run with another one; the topic begins the heading. */
export function compareRuns(topic: string, own: NamedRun, other: NamedRun): Headline {
  const cost = own.expected.curve.at(-1)?.cost ?? 0;
  const [gap, otherGap] = [own.expected.finalGap, other.expected.finalGap];
  const places = `After ${countOf(cost, 'target gradient')} ${placeOf(own)}; ${placeOf(other)}.`;
  const headline = (large: string, heading: string, tone: Headline['tone']): Headline => ({
    large,
    heading: `${topic}: ${heading}.`,
    sentence: places,
    tone,
  });
  const [ownName, otherName] = [own.short ?? own.name, other.short ?? other.name];
  if (isDivergent(own.expected))
    return headline('diverges', `${ownName} moves away from the optimum`, 'worse');
  if (gap > 0 && isNoCloser(own.expected) && isNoCloser(other.expected))
    return headline('', 'neither ends closer to the optimum than it started', 'neutral');
  if (gap === 0 && otherGap === 0) return headline('=', 'both end exactly at the optimum', 'neutral');
  if (gap === 0) return headline('exact', `${ownName} ends exactly at the optimum`, 'better');
  if (otherGap === 0) return headline('behind', `${otherName} ends exactly at the optimum`, 'worse');
  const ratio = otherGap / gap;
  if (Math.abs(Math.log(ratio)) < Math.log(1.05))
    return headline('≈', `about as close as ${otherName}`, 'neutral');
  const isCloser = ratio > 1;
  const times = timesInWords(isCloser ? ratio : gap / otherGap);
  return headline(
    `${times.startsWith('more') ? '>\u00a010⁶' : times.replace(' times', '')}× ${isCloser ? 'closer' : 'farther'}`,
    `${isCloser ? 'closer to the optimum' : 'farther from the optimum'} than ${otherName}`,
    isCloser ? 'better' : 'worse',
  );
}

/** Where a run is at the end, in words. */
function placeOf({ name, expected }: NamedRun): string {
  if (isDivergent(expected)) return `${name} diverges`;
  if (expected.finalGap === 0) return `${name} ends exactly at the optimum`;
  const noCloser = isNoCloser(expected) ? ', no closer than it started' : '';
  return `${name} ends at ${formatShort(expected.finalGap)}${noCloser}`;
}

/** Shows a headline, or nothing. */
export function showHeadline(box: HTMLElement, headline: Headline | undefined): void {
  if (headline === undefined) {
    box.replaceChildren();
    return;
  }
  const [large, text, head] = [
    document.createElement('strong'),
    document.createElement('span'),
    document.createElement('b'),
  ];
  large.textContent = headline.large;
  head.append(...withLetters(`${headline.heading} `));
  text.append(head, ...withLetters(headline.sentence));
  box.dataset['tone'] = headline.tone;
  box.replaceChildren(...(headline.large === '' ? [] : [large]), text);
}
