/** The table of symbols, and the references, from the specification. */
import { references } from '../../../spec/references.js';
import { symbols } from '../../../spec/symbols.js';

/** Pages by path. */
export function symbolPages(): ReadonlyMap<string, string> {
  return new Map([['learn/symbols.md', symbolPage()]]);
}

function symbolPage(): string {
  return [
    '# Symbols and names',
    'Each symbol of the formulas, with its name in the code and its unit. Units are built from *point*, the unit of $x$, and *value*, the unit of $f$.',
    [
      '| symbol | name in the code | meaning | shape | unit | domain |',
      '| --- | --- | --- | --- | --- | --- |',
      ...symbols.map(
        ({ latex, name, meaning, shape, unit, domain }) =>
          `| $${latex}$ | \`${name}\` | ${cell(meaning)} | ${shape} | ${cell(unit)} | ${cell(domain)} |`,
      ),
    ].join('\n'),
    '## Learning rate, momentum, batch: the names in other libraries',
    [
      '| elsewhere | here |',
      '| --- | --- |',
      '| learning rate (`lr`) | the step size $\\eta$. If a library adds up gradients without the weight $a$ (`dampening = 0`), its rate is $\\eta a$ |',
      '| momentum, $\\beta$ | $1 - a$: the weight of the old estimate |',
      '| dampening | $1 - a$ gives the average of these equations; 0 gives heavy-ball momentum, which is $1/a$ times as large |',
      '| epoch, communication round, outer step | no epoch: a round, of one snapshot and K local steps |',
      '| inner steps, local updates | local steps, K in each round |',
      '| anchor, checkpoint, reference point | snapshot, $x^{t-1}$ |',
      '| control variate, correction, drift term | the estimate $m^t$ of $\\nabla f - \\nabla h$ |',
      '| minibatch | an atom: one joint draw, however many rows it averages |',
    ].join('\n'),
    '## References',
    ...references.map(({ id, citation, used }) => `**${id}.** ${citation} Used here: ${used}.`),
    '',
  ].join('\n\n');
}

/** A bar would end the cell. */
const cell = (text: string): string => text.replaceAll('|', '\\|');
