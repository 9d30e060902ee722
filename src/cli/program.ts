/** The whole program as an object: what the command line parses, and what the reference pages are printed from. */
import { Command } from 'commander';
import { version } from './version.js';

/**
 * Every command, in the order of the help; new ones are added here and nowhere else. Each is loaded when it is needed: most
 * of the time that `auxopt serve` or `auxopt adapter` would take to start is the plots of other commands.
 */
const commands = {
  demo: async () => (await import('./commands/demo.js')).createDemoCommand(),
  run: async () => (await import('./commands/run.js')).createRunCommand(),
  verify: async () => (await import('./commands/verify.js')).createVerifyCommand(),
  replay: async () => (await import('./commands/replay.js')).createReplayCommand(),
  serve: async () => (await import('./commands/serve.js')).createServeCommand(),
  adapter: async () => (await import('./commands/adapter.js')).createAdapterCommand(),
  vectors: async () => (await import('./commands/vectors.js')).createVectorsCommand(),
  check: async () => (await import('./commands/check.js')).createCheckCommand(),
  merge: async () => (await import('./commands/merge.js')).createMergeCommand(),
  tightness: async () => (await import('./commands/tightness.js')).createTightnessCommand(),
  proofs: async () => (await import('./commands/proofs.js')).createProofsCommand(),
  settings: async () => (await import('./commands/settings.js')).createSettingsCommand(),
  measure: async () => (await import('./commands/measure.js')).createMeasureCommand(),
  advise: async () => (await import('./commands/advise.js')).createAdviseCommand(),
  figures: async () => (await import('./commands/figures.js')).createFiguresCommand(),
  schema: async () => (await import('./commands/schema.js')).createSchemaCommand(),
} as const satisfies Readonly<Record<string, () => Promise<Command>>>;

/** Words that ask for the version, which needs no command. */
const versionFlags = ['-V', '--version'];

/**
 * The program.
 *
 * @param wanted - the word that names a command: then it alone is loaded; none is where it asks for the version. All are,
 *   where it names none.
 */
export async function createProgram(wanted?: string): Promise<Command> {
  const program = new Command('auxopt');
  program
    .description(
      'Reference implementation of optimization with access to auxiliary information (AuxMOM and AuxMVR).',
    )
    .version(version, versionFlags.join(', '))
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      '\nExit codes: 0 holds · 1 does not hold · 2 usage or bad input · 3 could not start what should be judged',
    );
  for (const load of loadersFor(wanted)) program.addCommand(await load());
  for (const command of [program, ...program.commands]) command.exitOverride();
  return program;
}

function loadersFor(wanted = ''): readonly (() => Promise<Command>)[] {
  if (versionFlags.includes(wanted)) return [];
  return Object.hasOwn(commands, wanted)
    ? [commands[wanted as keyof typeof commands]]
    : Object.values(commands);
}
