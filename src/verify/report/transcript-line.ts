/** The lines of a replay bundle: `auxopt-transcript/1`. */
import { z } from 'zod';
import type { Immutable } from '../protocol/message-parts.js';

/** The value of `format` in the first line. */
export const transcriptFormat = 'auxopt-transcript/1';

/** Whose words a line holds: the kit's, the implementation's standard output, its standard error. */
export const transcriptSpeakers = ['kit', 'implementation', 'log'] as const;

export type TranscriptSpeaker = (typeof transcriptSpeakers)[number];

const speaker = z.enum(transcriptSpeakers, { error: '"kit", "implementation", "log" or "process"' });

const lineEntry = z.strictObject({
  from: speaker.describe('whose words: the kit, standard output, standard error'),
  line: z.string({ error: 'the line as a string' }).describe('a whole line of UTF-8, without its line feed'),
});

const bytesEntry = z.strictObject({
  from: speaker.describe('whose words: the kit, standard output, standard error'),
  base64: z
    .string({ error: 'bytes in base64' })
    .regex(/^[A-Za-z0-9+/]*={0,2}$/, { error: 'bytes in base64' })
    .describe('bytes that are no whole line of UTF-8; a line feed at their end is among them'),
});

const eventEntry = z.strictObject({
  from: z.literal('process').describe('something that happened to a process'),
  event: z
    .string({ error: 'the event as a string' })
    .min(1)
    .describe('for example "start", "kill", "exit 1", "signal SIGSEGV"'),
});

export const transcriptHeaderSchema = z
  .strictObject({
    format: z
      .literal(transcriptFormat, { error: `"${transcriptFormat}"` })
      .describe('the version of this format'),
    kit: z.string({ error: 'the version of the kit, a string' }).describe('version of the kit'),
    argv: z
      .array(z.string(), { error: 'the words of a command, an array of strings' })
      .describe('the command of the implementation, word by word'),
    options: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]), {
        error: 'an object of options',
      })
      .describe('options of auxopt verify that change what is asked'),
  })
  .describe('the first line');

/** The first line: what was run. */
export type TranscriptHeader = Immutable<z.infer<typeof transcriptHeaderSchema>>;

/** Anything that happened, in the order in which the kit saw it. */
export type TranscriptEntry = Immutable<
  z.infer<typeof lineEntry> | z.infer<typeof bytesEntry> | z.infer<typeof eventEntry>
>;

/** The schema of an entry, chosen by its keys, so that an error speaks of one shape alone. */
export function entrySchemaFor(document: unknown): z.ZodType<TranscriptEntry> {
  if (typeof document !== 'object' || document === null) return lineEntry;
  if ('event' in document || ('from' in document && document.from === 'process')) return eventEntry;
  return 'base64' in document ? bytesEntry : lineEntry;
}

/** The schema of any line, for publication. */
export const transcriptLineSchema = z.union([
  transcriptHeaderSchema,
  lineEntry.describe('a line'),
  bytesEntry.describe('bytes that are no line'),
  eventEntry.describe('an event'),
]);
