/** Names that libraries have for pages and their parameters, as the pages say them: `auxopt translate`: torch (lr = ℓ, momentum = μ). */
import { InputError } from '../../errors.js';
import { parseExactNumber, type Ratio } from '../../exact/index.js';
import type { Method } from '../../../spec/language/index.js';
import { readPage } from '../read-page.js';
import { pageNames, pageTexts } from '../../verify/package-root.js';

/** A page as a user names it. */
export interface NamedPage {
  readonly name: string;
  readonly method: Method;
  /** The names of parameters, and the letters of the page. */
  readonly letters: ReadonlyMap<string, string>;
  /** Values of letters that may be left out, or have no name. */
  readonly defaults: ReadonlyMap<string, Ratio>;
}

/** What a page says about libraries. */
function librariesOf(text: string): readonly Pick<NamedPage, 'name' | 'letters' | 'defaults'>[] {
  const [, said = ''] = /^`auxopt translate`: ([^]*?)\.(?:\n|$)/m.exec(text) ?? [];
  return said
    .replaceAll('\n', ' ')
    .split('; ')
    .flatMap((entry) => {
      const [, names = '', pairs = ''] = /^(.*) \((.*)\)$/.exec(entry) ?? [];
      const letters = new Map<string, string>();
      const defaults = new Map<string, Ratio>();
      for (const pair of pairs.split(', ')) {
        const [, word = '', letter = '', value] = /^(\S+) = (\S+)(?: or (\S+))?$/.exec(pair) ?? [];
        const isFixed = /^\d/.test(letter);
        if (!isFixed) letters.set(word, letter);
        const fixed = isFixed ? letter : value;
        if (fixed !== undefined) defaults.set(isFixed ? word : letter, parseExactNumber(fixed));
      }
      return names === '' ? [] : names.split(', ').map((name) => ({ name, letters, defaults }));
    });
}

/**
 * The page of a library's name, of a page's name, or of a file.
 *
 * @throws InputError where there is none.
 */
export function namedPage(name: string, where: string): NamedPage {
  if (pageNames().includes(name) || /[./]/u.test(name)) {
    const { method } = readPage(name);
    const letters = new Map(method.parameters.map((parameter) => [parameter.name.name, parameter.name.name]));
    return { name, method, letters, defaults: new Map() };
  }
  const known = [...pageTexts()].flatMap(([page, text]) =>
    librariesOf(text).map((library) => ({ ...library, page })),
  );
  const found = known.find((library) => library.name === name);
  if (found !== undefined) return { ...found, method: readPage(found.page).method };
  throw new InputError({
    problem: `no library and no page is called ${JSON.stringify(name)}`,
    where,
    expected: `${known.map((library) => library.name).join(', ')}, a name of auxopt print page, or a file`,
    fix: 'Write the equations of another optimizer on a page (docs/guide/own-method.md), and name its file.',
  });
}
