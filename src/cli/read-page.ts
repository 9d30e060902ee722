/** Pages of methods: a file, or the name of a page that ships with the package. */
import { parsePage, resolvePage, type Method } from '../../spec/language/index.js';
import { methodNames, type MethodName } from '../../spec/methods/index.js';
import { InputError } from '../errors.js';
import { pageFile, pageNames, pageTexts } from '../verify/package-root.js';
import { readTextFile } from './read-file.js';

/** Where the page of a name is, or the file that it is the path of. */
export const pagePath = (name: string): string => (pageNames().includes(name) ? pageFile(name) : name);

/**
 * The text of a page, and what it says.
 *
 * @throws InputError for a file that cannot be read or is no page.
 */
export function readPage(name: string): { readonly text: string; readonly method: Method } {
  const path = pagePath(name);
  if (path === name && !/[./]/u.test(name)) {
    throw new InputError({
      problem: `there is no page ${JSON.stringify(name)}`,
      where: name,
      expected: `a file, or one of ${pageNames().join(', ')}`,
      fix: 'docs/formats/method.md says how a page is written.',
    });
  }
  const text = readTextFile(path);
  try {
    return { text, method: resolvePage(parsePage(text)) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { where, problem, expected, fix } = error;
    const [what = '', ...lines] = fix.split('\n');
    throw Object.assign(new InputError({ where: `${name}, ${where}`, problem, expected, fix: what }), {
      lines,
    });
  }
}

/** What `--method` names: a method of the list, with its page, or a page alone; with the pages that it may be taken for. */
export function chosenMethod(name: string): {
  readonly method?: MethodName;
  readonly page?: string;
  readonly otherPages?: readonly string[];
} {
  const method = methodNames.find((known) => known === name);
  if (method !== undefined && !pageNames().includes(method)) return { method };
  const { text } = readPage(name);
  return {
    ...(method === undefined ? {} : { method }),
    page: text,
    otherPages: [...pageTexts().values()],
  };
}
