/**
 * The largest error only in η, and only in a, that passes every case, format by format: writes docs/theory/formats.md.
 *
 * npm run -s build && node docs/experiments/formats.mjs
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { algorithms, variantNames } from '../../dist/spec/algorithms/index.js';
import { mapSchedule } from '../../dist/spec/model/index.js';
import { createRatio, floatFormats, liftDouble, roundRatio } from '../../dist/src/exact/index.js';
import { listTasks } from '../../dist/src/verify/levels/all-levels.js';
import { shakeHands } from '../../dist/src/verify/peer/greet.js';
import { createInProcessPeer } from '../../dist/src/verify/peer/in-process-peer.js';
import { createReference } from '../../dist/src/verify/served-reference/index.js';

/** @typedef {import('../../dist/src/exact/index.js').FormatName} FormatName */
/** @typedef {import('../../dist/spec/model/index.js').VariantName} VariantName */
/** @typedef {'stepSize' | 'momentumWeight'} Scalar */

/** ε goes down from 1 by this factor. */
const gridRoot = 4;

/**
 * The reference, right but for one scalar: it computes with fl(c(1 + ε)) in place of c. An a stays at most 1.
 *
 * @param {FormatName} arithmetic
 * @param {VariantName} variant
 * @param {Scalar} scalar
 * @param {number} epsilon
 */
export function createWrong(arithmetic, variant, scalar, epsilon) {
  const reference = createReference({ arithmetic, variants: [variant] });
  const prepare = reference.variants[variant];
  const factor = liftDouble(2 ** 60 * epsilon); // whole, so that 1 + ε is exact
  const scale = (/** @type {number} */ value) => {
    const { numerator, denominator } = liftDouble(value);
    const one = factor.denominator << 60n;
    const moved = createRatio(numerator * (one + factor.numerator), denominator * one);
    const rounded = roundRatio(floatFormats[arithmetic], moved);
    return scalar === 'momentumWeight' ? Math.min(rounded, 1) : rounded;
  };
  return {
    ...reference,
    variants: {
      [variant]: (task) => {
        prepare(task); // refuses what the reference refuses
        const { parameters } = task;
        return prepare({
          ...task,
          parameters: { ...parameters, [scalar]: mapSchedule(parameters[scalar], scale) },
        });
      },
    },
  };
}

const isFewBits = ({ id }) => id.includes('/few-bits');

/**
 * The cases of a variant, those of few bits first.
 *
 * @param {FormatName} arithmetic
 * @param {VariantName} variant
 */
export async function casesOf(arithmetic, variant) {
  const { capabilities } = await shakeHands(
    createInProcessPeer(createReference({ arithmetic, variants: [variant] })),
    30,
  );
  const { asked } = listTasks(capabilities, { level: 2 });
  return [...asked.filter(isFewBits), ...asked.filter((task) => !isFewBits(task))];
}

/**
 * The first case that an implementation does not pass; undefined where it passes all.
 *
 * @param implementation
 * @param {Awaited<ReturnType<typeof casesOf>>} cases
 */
export async function firstFailure(implementation, cases) {
  const peer = createInProcessPeer(implementation);
  await shakeHands(peer, 30);
  for (const task of cases) {
    const { verdict } = await task.run(peer, { isOver: () => false });
    if (verdict !== 'pass') return task.id;
  }
  return undefined;
}

/**
 * The largest |ε| of a grid, of either sign, that passes.
 *
 * @param {FormatName} arithmetic
 * @param {VariantName} variant
 * @param {Scalar} scalar
 * @param {Awaited<ReturnType<typeof casesOf>>} cases
 */
export async function largestPassing(arithmetic, variant, scalar, cases) {
  for (let place = 1; ; place += 1) {
    const epsilon = 2 ** (-place / gridRoot);
    for (const signed of [epsilon, -epsilon]) {
      const failure = await firstFailure(createWrong(arithmetic, variant, scalar, signed), cases);
      if (failure === undefined) return epsilon;
    }
  }
}

/** @type {readonly Scalar[]} */
export const scalars = ['stepSize', 'momentumWeight'];

/**
 * One row of the table.
 *
 * @param {FormatName} arithmetic
 * @param {VariantName} variant
 */
export async function measureRow(arithmetic, variant) {
  const all = await casesOf(arithmetic, variant);
  const others = all.filter((task) => !isFewBits(task));
  const cells = [];
  for (const scalar of scalars) {
    const isThere = scalar === 'stepSize' || algorithms[variant].estimates !== 'nothing';
    for (const cases of [all, others]) {
      cells.push(isThere ? show(await largestPassing(arithmetic, variant, scalar, cases)) : '');
    }
  }
  return `| ${[arithmetic, variant, ...cells].join(' | ')} |`;
}

/** @param {number} value */
function show(value) {
  return value >= 1e-4 ? `${(100 * value).toPrecision(2)} %` : value.toExponential(1);
}

async function main() {
  const rows = [];
  for (const arithmetic of Object.keys(floatFormats)) {
    for (const variant of variantNames) {
      rows.push(await measureRow(arithmetic, variant));
      console.error(rows.at(-1));
    }
  }
  const page = new URL('../theory/formats.md', import.meta.url);
  const text = [...head, ...rows, ''].join('\n');
  const { format, resolveConfig } = await import('prettier');
  const options = await resolveConfig(fileURLToPath(page));
  writeFileSync(page, await format(text, { ...options, parser: 'markdown' }));
}

const head = `# What each format shows of η and a

How small an error in η or a can a verification detect? The answer depends on the floating-point format. Let p be the number of bits of the format, and c the η or a that is wrong by a
relative error ε. If |ε| is at most 2^−p, then c and c(1 + ε) can round to the same number. This limit is 1.1e-16 in binary64, 6.0e-8 in binary32, 0.049 % in binary16 and
0.39 % in bfloat16. No test of a program can detect a smaller error. A step that rounds hides more. In bfloat16, for example, 0.001 times a difference is less than the rounding of a sum. So every variant has two special cases, \`few-bits\` and \`few-bits-slow\`. Their data have so few bits that the first rounds
are exact in every format and in every order of evaluation. There the judge allows no rounding ([decision](../decisions/0003-rounding-bounds.md)).
Some coordinates start from 0. Their next state is η or a times a gradient and shows every digit of it.

The table shows the largest relative error only in η, and only in a, with which the reference still passes every case of levels 1 and 2. The reference computes
with c(1 + ε), rounded to the format, instead of c. It is right otherwise, and a stays at most 1. ε is 2^(−n/${gridRoot}), of either sign, so a number in the table
is up to ${Math.round(100 * (2 ** (1 / gridRoot) - 1))} % too small. The columns "other cases" leave the two special cases out.

A program that reports less also shows less: without m, from its own start, or in few coordinates. So every verification in floating point
measures what its own runs can detect. It compares each judged state with the state that η(1 ± 2^−n), and then a(1 ± 2^−n), would have produced from the states before
it, within the same bound. The report gives the smallest error that shows (\`resolution\`). If it is above 0.78 %, the spacing of
bfloat16, the verdict and the badge give it too: "a to 25 %".

\`\`\`sh
npm run -s build && node docs/experiments/formats.mjs   # measures it again and writes this page
\`\`\`

| format | variant | η: largest that passes | other cases | a: largest that passes | other cases |
| --- | --- | --- | --- | --- | --- |`.split('\n');

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
