/** Commands of 0.1 that are gone: what does their work now, for one release. */
export const movedCommands: Readonly<Record<string, string>> = {
  replay: 'auxopt verify, with the --seed and --only of the report; --transcript FILE keeps what is said',
  badge: 'auxopt verify --badge FILE, which draws the run itself',
  measure: 'auxopt advise -- CMD, with --save FILE for what was measured',
  schema: 'auxopt print schemas, with a name or --out FOLDER',
  vectors: 'auxopt print vectors, with --json or --out FOLDER',
  settings: 'auxopt demo --settings',
  tightness: 'auxopt check --search simple, with --theorem',
  figures: 'npm run docs:figures, in a clone',
};

/** The line for a name that is gone; nothing for another word. */
export function whereItWent(name = ''): string | undefined {
  return Object.hasOwn(movedCommands, name)
    ? `auxopt ${name} is gone; use: ${movedCommands[name] ?? ''}`
    : undefined;
}
