/** Second moments in limbs: every step, sum and comparison is an integer matrix on limbs. */
import { createFactoredScale, type Ratio } from '../../exact/index.js';
import type { HalfVectorForm } from '../half-vector.js';
import type { Measures } from '../measures.js';
import { readMoments } from '../read-moments.js';
import { divideByCount } from '../scaled-number.js';
import { stepKinds, type MomentProblem, type SecondMoments, type StepKind } from '../second-moments.js';
import type { LimbKernel } from './limb-kernel.js';
import { createLimbMachine } from './limb-machine.js';
import { fromLimbs, toLimbs, topLimb } from './limb-numbers.js';
import { chooseBits, type LimbProgram } from './limb-program.js';
import { roomFor } from './limb-room.js';
import { addExponents, formRow, greaterExponents, stepRows, type Exponents } from './step-rows.js';

type MeasureName = keyof Measures;
const measureNames: readonly MeasureName[] = [
  'squaredGradient',
  'targetValue',
  'snapshotVariance',
  'targetVariance',
  'localVariance',
  'correctionError',
];
const summaryNames = ['squaredGradient', 'snapshotVariance', 'targetVariance', 'localVariance'] as const;
const zero: Ratio = { numerator: 0n, denominator: 1n };

/**
 * Second moments as limbs over products of powers of the base's factors.
 *
 * The state has the half-vector, then for each form that is not constant the sum of what was noted and, for variances, the
 * greatest: all of one scale, so that adding and comparing are rows as well. Numbers leave the limbs only where they are
 * asked for.
 *
 * @param open - makes the kernel that runs the rows.
 * @returns undefined where no format is certified for these coefficients, or the kernel cannot be had.
 */
export function createLimbMoments(
  problem: MomentProblem,
  open: (byteCount: number) => LimbKernel | undefined,
): SecondMoments | undefined {
  const { scale: sharedScale, index, dimension, maps, stepCounts, measures, start } = problem;
  const scale = createFactoredScale(sharedScale.base);
  const one = index.length - 1; // S holds a 1 there
  const isConstant = ({ positions }: HalfVectorForm): boolean =>
    positions.every((position) => position === one);
  const summarised = summaryNames.filter((name) => !isConstant(measures[name]));
  const extras = new Map(
    summarised
      .flatMap((name) =>
        name === 'squaredGradient'
          ? [[name, 'sum']]
          : [
              [name, 'sum'],
              [name, 'greatest'],
            ],
      )
      .map(([name, role], e) => [`${String(name)} ${String(role)}`, index.length + e]),
  );
  const entryCount = index.length + extras.size;
  const rowCount = Math.max(...stepKinds.map((kind) => maps[kind].rows.length));
  const [slot, difference, firstProduct] = [2 * entryCount, 2 * entryCount + 1, 2 * entryCount + 2];

  // Programs: steps, and for each form its value, its note in the sum, its comparison with the greatest.
  const programs: Record<string, LimbProgram> = {};
  const roundCount = stepCounts.first + stepCounts.snapshot;
  const stepCount = roundCount + stepCounts.local;
  const stepExponents = {} as Record<StepKind, Exponents>;
  /** The program of a kind of step; round 1 mostly steps as the others do. */
  const programOf = (kind: StepKind): StepKind =>
    kind === 'first' && maps.first === maps.snapshot ? 'snapshot' : kind;
  for (const kind of stepKinds) {
    if (programOf(kind) !== kind) continue;
    const { exponents, stages } = stepRows(
      scale,
      index,
      maps[kind],
      {
        now: (entry) => entry,
        next: (entry) => entryCount + entry,
        product: (row, column) => firstProduct + row * index.size + column,
      },
      extras.size,
    );
    programs[kind] = { stages, runs: Math.max(1, stepCounts[kind]) };
    stepExponents[kind] = exponents;
  }
  const formExponents = {} as Record<MeasureName, Exponents>;
  for (const name of measureNames) {
    const form = measures[name];
    if (form === undefined || isConstant(form)) continue;
    const { exponents, sources, coefficients } = formRow(scale, form);
    formExponents[name] = exponents;
    const runs = name === 'squaredGradient' || name === 'localVariance' ? stepCount : roundCount;
    const program = (target: number, from: readonly number[], by: readonly bigint[]): LimbProgram => ({
      stages: [[{ target, sources: from, coefficients: by }]],
      runs,
    });
    programs[`value ${name}`] = program(slot, sources, coefficients);
    const sum = extras.get(`${name} sum`);
    if (sum === undefined) continue;
    programs[`add ${name}`] = program(sum, [sum, ...sources], [1n, ...coefficients]);
    const greatest = extras.get(`${name} greatest`);
    if (greatest === undefined) continue;
    programs[`compare ${name}`] = program(difference, [slot, greatest], [1n, -1n]);
    programs[`replace ${name}`] = program(greatest, [slot], [1n]);
  }

  const startExponents = start
    .map(({ coefficient, places }) => scale.leastExponents([coefficient], places))
    .reduce(greaterExponents);
  const startNumbers = start.map(({ coefficient, places }) =>
    scale.over(places, startExponents)(coefficient),
  );
  const bits = chooseBits(Object.values(programs));
  if (bits === undefined) return undefined;
  const machine = createLimbMachine(
    open,
    bits,
    {
      entryCount,
      scratchCount: 2 + rowCount * index.size,
      limbCount: roomFor(bits, startNumbers, programs, stepCounts),
    },
    programs,
  );
  if (machine === undefined) return undefined;
  const { format } = machine;
  const { doubles } = machine.kernel;
  startNumbers.forEach((value, entry) => {
    doubles.set(toLimbs(value, format), machine.at(entry));
  });

  let exponents = startExponents;
  const read = (number: number): bigint =>
    fromLimbs(doubles, machine.at(number), machine.limbCount(), format);
  const ratioOf = (number: number, name: MeasureName): Ratio =>
    scale.reduce(read(number), addExponents(exponents, formExponents[name]));
  const constants = new Map<MeasureName, Ratio>();
  /** The value of a form that reads nothing but the 1. */
  const constantOf = (name: MeasureName): Ratio | undefined => {
    const form = measures[name];
    if (form === undefined) return zero;
    if (!isConstant(form)) return undefined;
    const known =
      constants.get(name) ??
      sharedScale.toRatio(
        form.coefficients.reduce((sum, value) => sum + value, 0n),
        form.places,
      );
    constants.set(name, known);
    return known;
  };
  const measure = (name: MeasureName): Ratio => {
    const constant = constantOf(name);
    if (constant !== undefined) return constant;
    machine.run(`value ${name}`);
    return ratioOf(slot, name);
  };
  const counts = { squaredGradient: 0, snapshotVariance: 0, targetVariance: 0, localVariance: 0 };
  return {
    arithmetic: machine.kernel.name === 'wasm' ? 'wasm-limbs' : 'limbs',
    apply: (kind) => {
      machine.run(programOf(kind));
      machine.swap();
      exponents = addExponents(exponents, stepExponents[programOf(kind)]);
    },
    measure,
    note: (name, isWanted) => {
      counts[name] += 1;
      const constant = constantOf(name);
      if (constant !== undefined) return isWanted ? constant : undefined;
      machine.run(`add ${name}`);
      const isCompared = extras.has(`${name} greatest`);
      if (!isCompared && !isWanted) return undefined;
      machine.run(`value ${name}`);
      if (isCompared) {
        machine.run(`compare ${name}`);
        const from = machine.at(difference);
        const top = topLimb(doubles, from, machine.limbCount());
        if (top >= 0 && (doubles[from + top] as number) > 0) machine.run(`replace ${name}`);
      }
      return isWanted ? ratioOf(slot, name) : undefined;
    },
    average: (name) => {
      if (counts[name] === 0) return zero;
      return (
        constantOf(name) ?? divideByCount(ratioOf(extras.get(`${name} sum`) as number, name), counts[name])
      );
    },
    maximum: (name) => {
      if (counts[name] === 0) return zero;
      return constantOf(name) ?? ratioOf(extras.get(`${name} greatest`) as number, name);
    },
    moments: (from) =>
      readMoments(
        index,
        {
          entry: read,
          one: scale.power(exponents),
          toRatio: (numerator, power) =>
            scale.reduce(numerator, power === 1 ? exponents : addExponents(exponents, exponents)),
        },
        from,
        dimension,
      ),
  };
}
