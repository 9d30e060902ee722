/** The verifying part of the demo: AuxMOM in a dozen lines passes, and the same with a planted mistake is found and named. */
import { verifyImplementation, type Implementation, type VerifyReport } from '../../verify/index.js';
import { heading, paragraph, print } from '../text.js';

/** AuxMOM as a user would write it; the old estimate is weighted with `keep(a)`, which should be 1 − a. */
const auxMom = (keep: (a: number) => number): Implementation<number> => ({
  name: 'AuxMOM in a dozen lines',
  variants: {
    'aux-mom': ({ stepSize: eta, momentumWeight: a, localStepCount: K, roundCount: T, ...task }) => {
      if (!(eta > 0 && a > 0 && a <= 1 && K >= 1 && T >= 1)) throw new RangeError('outside the domain');
      return ({ x, m = [] }) => {
        const sample = task.drawSnapshot();
        const [f, h] = [sample.f(x), sample.h(x)];
        const estimate = m.map((mean, i) => keep(a) * mean + a * ((f[i] ?? NaN) - (h[i] ?? NaN)));
        let y = x;
        for (let k = 0; k < K; k += 1) {
          const local = task.drawLocal().h(y);
          y = y.map((value, i) => value - eta * ((local[i] ?? NaN) + (estimate[i] ?? NaN)));
        }
        return { x: y, m: estimate };
      };
    },
  },
});

/**
 * Prints both verdicts; returns the sentences that say what does not hold.
 *
 * @param planted - the weight of the old estimate in the wrong implementation.
 */
export async function demonstrateVerification(
  planted: (a: number) => number = () => 1,
): Promise<readonly string[]> {
  // single rounds: enough to see a mistake in an equation, and a second of work
  const verify = (keep: (a: number) => number): Promise<VerifyReport> =>
    verifyImplementation(auxMom(keep), { level: 1 });
  const [right, wrong] = [await verify((a) => 1 - a), await verify(planted)];
  const failure = wrong.results.find(({ verdict }) => verdict === 'fail');
  const [suspicion] = failure?.diagnosis ?? [];
  print(heading('Verification: AuxMOM in a dozen lines of JavaScript, held to its equations'));
  print(paragraph(`As it should be: ${right.verdict}, ${right.cases} cases of single rounds.`));
  print(
    paragraph(
      `With m in place of (1 − a)m in the estimate: ${wrong.verdict}, ${failure?.message?.split('\n')[0] ?? 'no message'}. ` +
        `Likely mistake: ${suspicion?.mistake ?? 'none named'}.`,
    ),
  );
  return [
    ...(right.verdict === 'pass' ? [] : ['a right implementation does not pass']),
    ...(wrong.verdict === 'fail' && suspicion !== undefined ? [] : ['a planted mistake is not named']),
  ];
}
