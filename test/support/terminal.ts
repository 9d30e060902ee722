/** Standard output as a terminal of some width or as a pipe, and what is written to it. */
import { vi } from 'vitest';

/**
 * What `show` writes to standard output; afterwards standard output is as it was.
 *
 * @param columns - of the terminal; a pipe where it is left out.
 */
export async function writtenOn(columns: number | undefined, show: () => unknown): Promise<string> {
  const { stdout } = process;
  const names = ['columns', 'isTTY'] as const;
  const before = names.map((name) => [name, Object.getOwnPropertyDescriptor(stdout, name)] as const);
  Object.defineProperty(stdout, 'columns', { value: columns, configurable: true });
  Object.defineProperty(stdout, 'isTTY', { value: columns !== undefined, configurable: true });
  let text = '';
  const write = vi.spyOn(stdout, 'write').mockImplementation((part) => {
    text += String(part);
    return true;
  });
  try {
    await show();
  } finally {
    write.mockRestore();
    for (const [name, own] of before) {
      if (own === undefined) Reflect.deleteProperty(stdout, name);
      else Object.defineProperty(stdout, name, own);
    }
  }
  return text;
}
