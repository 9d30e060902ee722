/** Memory of a kernel with numbers and programs in it. */
import { topLimb } from './limb-numbers.js';
import { toDigitRows, type ChosenFormat, type DigitRow, type LimbStage } from './limb-program.js';
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

/**
 * Lays out tables and numbers and writes the tables, for both roles of the two copies of the entries.
 *
 * Below each number there are zeros, as many as a digit moves its limbs up, and above it zeros up to its room.
 *
 * @returns undefined where the kernel cannot be opened.
 */
export function createLimbMachine<Name extends string>(
  open: (byteCount: number) => LimbKernel | undefined,
  { format, largest }: ChosenFormat,
  { entryCount, scratchCount, limbCount }: MachineShape,
  programs: Readonly<Record<Name, readonly LimbStage[]>>,
): LimbMachine<Name> | undefined {
  const names = Object.keys(programs) as Name[];
  const digitStages = new Map(
    names.map((name) => [
      name,
      programs[name].map((stage) => toDigitRows(stage, format.bits, largest)).filter(({ length }) => length > 0),
    ]),
  );
  const all = [...digitStages.values()].flat(2);
  const shift = all.reduce((most, { terms }) => terms.reduce((m, term) => Math.max(m, term.shift), most), 0);
  const reach = format.isWide ? 2 : 1; // limbs that a carry goes up
  const below = Math.ceil(shift / 2) * 2;
  const room = Math.ceil(limbCount / limbsOfBlock) * limbsOfBlock;
  const stride = below + room;
  const termCount = all.reduce((sum, { terms }) => sum + terms.length, 0);
  const stageCount = [...digitStages.values()].reduce((sum, { length }) => sum + length, 0);
  const tableBytes = 2 * (all.length * bytesOfRow + termCount * bytesOfTerm + stageCount * alignment);
  const firstNumber = Math.ceil((tableOffset + tableBytes) / 16) * 2;
  const kernel = open(8 * (firstNumber + (2 * entryCount + scratchCount) * stride));
  if (kernel === undefined) return undefined;

  let parity = 0;
  const at = (number: number, role = parity): number => {
    const place =
      role === 0 || number >= 2 * entryCount ? number : number < entryCount ? number + entryCount : number - entryCount;
    return firstNumber + place * stride + below;
  };
  let free = tableOffset;
  /** Writes the table of a stage: its terms, then its rows. */
  const write = (stage: readonly DigitRow[], role: number): number => {
    const starts = stage.map(({ terms }) => {
      const start = free;
      for (const { source, shift: up, digit } of terms) {
        kernel.doubles[free / 8] = digit;
        kernel.words[free / 4 + 2] = 8 * (at(source, role) - up);
        free += bytesOfTerm;
      }
      return start;
    });
    const start = free;
    stage.forEach(({ target, terms }, r) => {
      kernel.words.set([8 * at(target, role), starts[r] as number, terms.length], free / 4);
      free += bytesOfRow;
    });
    free = Math.ceil(free / alignment) * alignment;
    return start;
  };
  const compiled = new Map(
    names.map((name) => {
      const stages = digitStages.get(name) ?? [];
      return [
        name,
        {
          tables: [0, 1].map((role) => stages.map((stage) => write(stage, role))),
          counts: stages.map(({ length }) => length),
          growth: stages.length * (shift + reach),
        },
      ];
    }),
  );

  const run = format.isWide ? kernel.wide : kernel.narrow;
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
    at,
    limbCount: () => blocks * limbsOfBlock,
    swap: () => {
      parity = 1 - parity;
    },
    run: (name) => {
      const program = compiled.get(name);
      if (program === undefined) return;
      trim();
      used += program.growth;
      if (used > room) throw new RangeError('a number has outgrown the room that was reckoned for it');
      // Never fewer than before: above the blocks that were written there are zeros.
      blocks = Math.max(blocks, Math.ceil(used / limbsOfBlock));
      const tables = program.tables[parity] ?? [];
      tables.forEach((table, s) => {
        run(table, program.counts[s] as number, blocks, format.base);
      });
    },
  };
}

/** Tables start here: the first bytes are left alone. */
const tableOffset = 1024;
