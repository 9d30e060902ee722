/** Memory of a kernel with numbers and programs in it. */
import { ContractError } from '../../errors.js';
import { topLimb } from './limb-numbers.js';
import type { LimbFormat } from './limb-format.js';
import { certifyRows, toDigitStages, type DigitRow, type LimbProgram } from './limb-program.js';
import type { LimbKernel } from './limb-kernel.js';

/** Numbers 0 … n−1 are entries now, n … 2n−1 entries after the step, and from 2n on numbers in between. */
export interface MachineShape {
  /** n. */
  readonly entryCount: number;
  readonly scratchCount: number;
  /** The most limbs that a number may come to have. */
  readonly limbCount: number;
}

/** A kernel with programs by name. */
export interface LimbMachine<Name extends string> {
  readonly kernel: LimbKernel;
  readonly format: LimbFormat;
  /** Runs a program. */
  readonly run: (name: Name) => void;
  /** Makes the entries after the step the entries now. */
  readonly swap: () => void;
  /** Index of the lowest limb of a number in the kernel's doubles. */
  readonly at: (number: number) => number;
  /** How many limbs of a number may differ from 0. */
  readonly limbCount: () => number;
}

const limbsOfBlock = 8;
const bytesOfRow = 12;
const bytesOfTerm = 16;
const alignment = 16;
/** Tables start here: the first bytes are left alone. */
const tableOffset = 1024;

/**
 * Lays out tables and numbers and writes the tables, for both roles of the two copies of the entries.
 *
 * @param bits - k of the format.
 * @returns undefined where the bound does not hold for a row, or the kernel cannot be opened.
 */
export function createLimbMachine<Name extends string>(
  open: (byteCount: number) => LimbKernel | undefined,
  bits: number,
  { entryCount, scratchCount, limbCount }: MachineShape,
  programs: Readonly<Record<Name, LimbProgram>>,
): LimbMachine<Name> | undefined {
  const names = Object.keys(programs) as Name[];
  let numberCount = 2 * entryCount + scratchCount;
  const digitStages = new Map(
    names.map((name) => [
      name,
      programs[name].stages.flatMap((stage) => toDigitStages(stage, bits, () => numberCount++)),
    ]),
  );
  const stages = [...digitStages.values()].flat();
  const rows = stages.flat();
  const format = certifyRows(bits, rows);
  if (format === undefined) return undefined;
  const longest = Math.max(...[...digitStages.values()].map(({ length }) => length));
  // Each stage may carry one limb further up.
  const room = Math.ceil((limbCount + longest + 1) / limbsOfBlock) * limbsOfBlock;
  const termCount = rows.reduce((sum, { sources }) => sum + sources.length, 0);
  const tableBytes = 2 * (rows.length * bytesOfRow + termCount * bytesOfTerm + stages.length * alignment);
  const firstNumber = Math.ceil((tableOffset + tableBytes) / alignment) * 2;
  const kernel = open(8 * (firstNumber + numberCount * room));
  if (kernel === undefined) return undefined;

  let parity = 0;
  const at = (number: number, role = parity): number => {
    const place =
      role === 0 || number >= 2 * entryCount
        ? number
        : number < entryCount
          ? number + entryCount
          : number - entryCount;
    return firstNumber + place * room;
  };
  let free = tableOffset;
  /** Writes the table of a stage: its terms, then its rows. */
  const write = (stage: readonly DigitRow[], role: number): number => {
    const starts = stage.map(({ sources, digits }) => {
      const start = free;
      for (let c = 0; c < sources.length; c += 1) {
        kernel.doubles[free / 8] = digits[c] as number;
        kernel.words[free / 4 + 2] = 8 * at(sources[c] as number, role);
        free += bytesOfTerm;
      }
      return start;
    });
    const start = free;
    stage.forEach(({ target, sources }, r) => {
      kernel.words[free / 4] = 8 * at(target, role);
      kernel.words[free / 4 + 1] = starts[r] as number;
      kernel.words[free / 4 + 2] = sources.length;
      free += bytesOfRow;
    });
    free = Math.ceil(free / alignment) * alignment;
    return start;
  };
  const compiled = new Map(
    [...digitStages].map(([name, own]) => [
      name,
      {
        tables: [0, 1].map((role) => own.map((stage) => write(stage, role))),
        counts: own.map(({ length }) => length),
      },
    ]),
  );

  let used = room; // limbs in use: found at the first run
  let blocks = 0;
  const trim = (): void => {
    let top = -1;
    for (let entry = 0; entry < entryCount; entry += 1) {
      // only what is above the greatest so far matters
      const from = at(entry) + top + 1;
      top += topLimb(kernel.doubles, from, used - top - 1) + 1;
    }
    used = top + 1;
  };
  return {
    kernel,
    format,
    at,
    limbCount: () => blocks * limbsOfBlock,
    swap: () => {
      parity = 1 - parity;
    },
    run: (name) => {
      const program = compiled.get(name);
      if (program === undefined) return;
      trim();
      used += program.counts.length; // each stage may carry one limb further up
      if (used > room) throw new ContractError('a number has outgrown the room that was reckoned for it');
      // Never fewer than before: above the blocks that were written there are zeros.
      blocks = Math.max(blocks, Math.ceil(used / limbsOfBlock));
      const tables = program.tables[parity] ?? [];
      tables.forEach((table, s) => {
        kernel.runStage(table, program.counts[s] as number, blocks, format.base);
      });
    },
  };
}
