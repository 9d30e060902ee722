/** Every word and every formula of the algorithms, as a document: it changes on purpose or not at all. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Specification from '../../spec/algorithms/index.js';
import type { Algorithm } from '../../spec/algorithms/index.js';

const roleLine = ({ name, function: f, draw, point, latex }: Algorithm['roundGradients'][number]): string =>
  `- ${name}: ${f}, ${draw}, ${point}, $${latex}$`;
const stepRole = (role: ReturnType<Algorithm['stepGradients']>[number]): string => {
  const { name, function: f, draw, point, latex } = role;
  return `- ${name}: ${f}, ${draw}, ${point}, $${latex}$`;
};
const equationLines = ({
  id,
  statement,
  latex,
}: Pick<Algorithm['equations'][number], 'id' | 'statement' | 'latex'>) =>
  `**${id}** ${statement}\n\n$$${latex}$$`;

const describeAlgorithm = (algorithm: Algorithm): string =>
  [
    `# ${algorithm.variant}: ${algorithm.title}`,
    algorithm.summary,
    `estimates: ${algorithm.estimates}, ${algorithm.correction === undefined ? 'without' : 'with'} a rule`,
    ['Once a round:', ...algorithm.roundGradients.map(roleLine)].join('\n'),
    ...[1, 2, 3].map((k) => [`In step ${k}:`, ...algorithm.stepGradients(k).map(stepRole)].join('\n')),
    `Target gradients in rounds 1, 2, 3: ${[1, 2, 3].map(algorithm.targetGradientsInRound).join(', ')}`,
    '## Start',
    ...algorithm.startEquations.map(equationLines),
    '## Round',
    ...algorithm.equations.map(equationLines),
  ].join('\n\n');

describe('the algorithms', () => {
  let specification: typeof Specification;
  // Loaded again for each test, so that what is written down while modules load is part of the test.
  beforeEach(async () => {
    vi.resetModules();
    specification = await import('../../spec/algorithms/index.js');
  });

  it('are listed by their variant names', () => {
    const { algorithms, variantNames } = specification;
    expect(variantNames).toEqual(['aux-mom', 'aux-mvr', 'aux-mom-target', 'aux-mvr-target', 'naive', 'sgd']);
    expect(Object.keys(algorithms)).toEqual(variantNames);
  });

  it('say what algorithm-texts.md says (npx vitest run test/spec/algorithm-texts.test.ts --update)', async () => {
    const text = Object.values(specification.algorithms).map(describeAlgorithm).join('\n\n');
    await expect(`${text}\n`).toMatchFileSnapshot('algorithm-texts.md');
  });
});
