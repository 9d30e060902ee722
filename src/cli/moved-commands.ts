/** Commands and options of 0.1 that are gone: what does their work now, for one release. */
export const movedCommands: Readonly<Record<string, string>> = {
  replay: 'auxopt verify, with the --seed and --only of the report; --transcript FILE keeps what is said',
  badge: 'auxopt verify --badge FILE, which draws the run itself',
  measure: 'auxopt advise -- CMD, with --save FILE for what was measured',
  separate: 'auxopt advise, with the constants: its second line says what is proved against SGD',
  schema: 'auxopt print schemas, with a name or --out FOLDER',
  vectors: 'auxopt print vectors, with --json or --out FOLDER',
  settings: 'auxopt demo --settings',
  tightness: 'auxopt check --search simple, with --theorem',
  figures: 'npm run docs:figures, in a clone',
};

const limits = '--limits, as start=60,request=30';
const constant = '--constants FILE, which knows it (docs/formats/constants.md)';
const report = '--markdown, a summary; --json has all of it';
const parameter = 'the parameters as words, such as lr=0.1 momentum=0.9';

/** By command and option. */
export const movedOptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  run: { '--expect': '--engine expectation', '--enumerate': '--engine enumeration' },
  check: { '--report': report },
  merge: { '--report': report },
  verify: {
    '--report': report,
    '--random-cases': '--cases',
    '--start-limit': limits,
    '--request-limit': limits,
    '--total-limit': '--limits, as total=600',
  },
  translate: {
    '--lr': parameter,
    '--momentum': parameter,
    '--dampening': parameter,
    '--decay': parameter,
    '--weight': parameter,
  },
  adapter: { '--list': 'auxopt adapter alone' },
  proofs: { '--derivations': '--export derivations, with --out FOLDER' },
  advise: {
    '--mean-square-similarity': constant,
    '--correction-error': constant,
    '--snapshot-auxiliary-variance': constant,
    '--noise-covariance': constant,
    '--noise-correlation': constant,
    '--points': 'measureConstants of auxopt/advise, which has furtherNoisePoints',
    '--start-limit': limits,
    '--request-limit': limits,
  },
};

/** The line for a name that is gone; nothing for another word. */
export function whereItWent(name = ''): string | undefined {
  return Object.hasOwn(movedCommands, name)
    ? `auxopt ${name} is gone; use: ${movedCommands[name] ?? ''}`
    : undefined;
}

/** What does the work of an option of a command that is gone. */
export function whereOptionWent(command: string, option: string): string | undefined {
  const moved = Object.hasOwn(movedOptions, command) ? movedOptions[command] : undefined;
  return moved !== undefined && Object.hasOwn(moved, option) ? moved[option] : undefined;
}
