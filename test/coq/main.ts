/** `npm run proofs:coq`: everything checked by coqc, and that it refuses what is changed; with `--record` that is put on record. */
import { writeFileSync } from 'node:fs';
import { createDerivations } from '../../proofs-checks/theorems/registry.js';
import { checkWithCoq, round, type CoqReport } from '../../proofs-checks/coq/check.js';
import { mutantsOf, tryMutants, type Control } from './controls.js';
import { hashOf, hashOfGenerated, type CoqRecord } from '../../proofs-checks/coq/record.js';
import { sourcePath } from '../../proofs-checks/coq/theory.js';
import type { Compilation } from '../../proofs-checks/coq/coqc.js';

/** The status where there is no coqc: .ci/run lists the check as absent. */
const absent = 77;

const line = (mark: string, seconds: number, name: string): string =>
  `${mark.padEnd(8)} ${seconds.toFixed(1).padStart(5)} s  ${name}\n`;

function printFile({ name, accepted, seconds, output }: Compilation): void {
  process.stdout.write(line(accepted ? 'accepted' : 'REFUSED', seconds, `${name}.v`));
  if (!accepted) process.stdout.write(output);
}

function printControl({ name, refused, seconds, output }: Control): void {
  process.stdout.write(line(refused ? 'refused' : 'WRONG', seconds, name));
  if (output !== undefined) process.stdout.write(`${output}\n`);
}

/** What `npm run proofs:coq -- --json` prints; its seconds include the negative controls. */
interface WholeReport extends CoqReport {
  readonly controls: readonly Control[];
}

function printSummary({
  coq,
  checked,
  seconds,
  files,
  theorems,
  assumptions,
  refusals,
  controls,
}: WholeReport): void {
  const refused = controls.filter((one) => one.refused).length;
  process.stdout.write(
    [
      '',
      `Coq ${coq}: ${files.length} files, ${Math.round(seconds)} s of CPU.`,
      checked ? `Proved: ${theorems.join(', ')}.` : 'NOT PROVED.',
      `Axioms: ${assumptions.join(', ')}.`,
      ...refusals.map((why) => `REFUSED: ${why}`),
      `Negative controls: ${refused} of ${controls.length} refused where and why they should be.`,
      '',
    ].join('\n'),
  );
}

/** Everything holds, and every negative control was refused. */
function holdsInCoq({ checked, controls }: WholeReport): boolean {
  return checked && controls.every(({ refused }) => refused);
}

const json = process.argv.includes('--json');
const record = process.argv.includes('--record');
const derivations = createDerivations();
const controls: Control[] = [];
const answer = await checkWithCoq(derivations, {
  ...(json ? {} : { onFile: printFile }),
  afterwards: async (folder, files) => {
    await tryMutants(folder, mutantsOf(derivations, files), (control) => {
      controls.push(control);
      if (!json) printControl(control);
    });
  },
});
if (answer === undefined) {
  process.stdout.write(
    json
      ? `${JSON.stringify({ format: 'auxopt-coq/2', coq: null })}\n`
      : 'absent: coqc (apt-get install coq)\n',
  );
  process.exitCode = absent;
} else {
  const seconds = round([answer, ...controls].reduce((total, one) => total + one.seconds, 0));
  const report: WholeReport = { ...answer, seconds, controls };
  if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else printSummary(report);
  process.exitCode = holdsInCoq(report) ? 0 : 1;
  if (record && holdsInCoq(report)) {
    const done: CoqRecord = {
      format: 'auxopt-coq-record/1',
      hash: hashOf(derivations),
      generated: hashOfGenerated(derivations),
      // eslint-disable-next-line no-restricted-syntax -- the record says when
      date: new Date().toISOString().slice(0, 10),
      coq: answer.coq,
    };
    writeFileSync(sourcePath('record.json'), `${JSON.stringify(done, null, 2)}\n`);
  }
}
