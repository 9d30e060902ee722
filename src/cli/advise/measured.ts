/** `auxopt advise -- CMD`: the constants of a problem that can only be asked for gradients. */
import {
  constantSymbols,
  measureConstants,
  type ConstantsFile,
  type ConstantText,
  type ConstantTexts,
} from '../../advise/index.js';
import { InputError } from '../../errors.js';
import { formatRatio, type Ratio } from '../../exact/index.js';
import { askGradientProgram, type ProgramLimits } from '../gradient-program.js';
import { formatJson, print, table } from '../text.js';
import { writeTextFile } from '../write-file.js';
import { showLine } from '../../verify/report/foreign-text.js';

/** How a program is measured. */
export interface MeasureOptions extends ProgramLimits {
  readonly pairs: number;
  readonly seed: number;
  readonly confidence: number;
  readonly suboptimality?: Ratio;
  /** Where the constants are written. */
  readonly save?: string;
  readonly json?: true;
}

/**
 * Measures the program, and hands its constants on; returns the exit code.
 *
 * @param advise - prints what follows from them. What it cannot advise on is an InputError, and the constants are printed before it.
 */
export function adviseFromProgram(
  command: readonly string[],
  options: MeasureOptions,
  advise: (constants: ConstantsFile) => void,
): Promise<number> {
  const { pairs, seed, confidence, suboptimality, save } = options;
  return askGradientProgram(command, options, {
    command: 'auxopt advise',
    // two draws a pair, of f and h together and of h alone; only the bar depends on it
    progress: ['gradients', 6 * pairs, () => true],
    ask: ({ name, startingPoint, source }) =>
      measureConstants(source, {
        name,
        startingPoint,
        seed,
        pairs,
        confidence,
        ...(suboptimality && { suboptimality: formatRatio(suboptimality) }),
      }),
    present: (constants) => {
      if (save !== undefined) writeTextFile(save, formatJson(constants));
      try {
        advise(constants);
      } catch (error) {
        if (error instanceof InputError && options.json !== true) printMeasured(constants);
        throw error;
      }
      if (options.json !== true) printMeasurement(constants);
    },
  });
}

/** Prints the constants, and what the measurement took. */
function printMeasured(file: ConstantsFile): void {
  const { name, affineDifference, constants } = file;
  print(
    `${showLine(name)}${affineDifference === true ? ', with affine gradients' : ''}`,
    table(
      ['constant', 'value', 'at least', 'at most', 'kind'],
      Object.entries<ConstantText>({ ...constants }).map(([key, { value, lower, upper, kind }]) => [
        constantSymbols[key as keyof ConstantTexts],
        ...[value, lower, upper].map(short),
        kind,
      ]),
      [1, 2, 3],
    ),
  );
  printMeasurement(file);
}

/** Prints what the measurement took, and what it rests on. */
function printMeasurement({ measurement }: ConstantsFile): void {
  if (measurement === undefined) return;
  const { gradients, confidence, assumptions, warnings } = measurement;
  print(
    `Measuring took ${gradients.target} gradients of f and ${gradients.auxiliary} of h. Confidence: ${confidence}.`,
    ...[...assumptions, ...warnings].map((line) => `- ${line}`),
  );
}

function short(text: string | undefined): string {
  if (text === undefined) return '';
  const value = Number(text);
  return Number.isFinite(value) && text.length > 8 ? value.toPrecision(6) : text;
}
