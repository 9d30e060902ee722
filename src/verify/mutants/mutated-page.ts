/** The page of a variant with other lines. */
import { parsePage, resolveNames, type Method } from '../../../spec/language/index.js';
import { ContractError } from '../../errors.js';

/**
 * The page with what stands for its lines, as deep as those are. Other groupings of a line that is replaced go. It may leave something unread.
 *
 * @throws RangeError for a line that the page does not have, or has twice.
 */
export function mutatedPage(text: string, lines: Readonly<Record<string, string>> = {}): Method {
  const starts = Object.keys(lines);
  const used: string[] = [];
  let [isInside, isReplaced] = [false, false];
  const changed = text.split('\n').flatMap((line) => {
    const said = line.trimStart();
    if (said.startsWith('```')) isInside = !isInside;
    if (isReplaced && said.startsWith('also ')) return [];
    const start = isInside ? starts.find((one) => said.startsWith(one)) : undefined;
    isReplaced = start !== undefined;
    if (start === undefined) return [line];
    used.push(start);
    const indent = line.slice(0, line.length - said.length);
    const instead = lines[start] ?? '';
    return instead === '' ? [] : instead.split('\n').map((one) => indent + one);
  });
  if (used.toSorted().join('\n') !== starts.toSorted().join('\n'))
    throw new ContractError(`lines of the page: ${used.join(', ')} in place of ${starts.join(', ')}`);
  return resolveNames(parsePage(changed.join('\n')));
}
