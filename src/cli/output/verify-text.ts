/** Colours for the report of `auxopt verify`, where a terminal shows them. */
import { styleText } from 'node:util';
import type { TextRole } from '../../verify/report/format-text.js';

const styles = { heading: 'bold', pass: 'green', fail: 'red', excused: 'yellow', faint: 'dim' } as const;

/** The `paint` of `formatVerifyText`: colour on a terminal without NO_COLOR, else the text as it is. */
export function createPaint(
  stream: { readonly isTTY?: boolean } = process.stdout,
  environment: NodeJS.ProcessEnv = process.env,
): (role: TextRole, text: string) => string {
  const isPlain = stream.isTTY !== true || environment['NO_COLOR'] !== undefined;
  // whether to colour is decided here, so styleText must not look at its own stream
  return (role, text) => (isPlain ? text : styleText(styles[role], text, { validateStream: false }));
}
