/** Changed places of the theory and of exported files. */
import type { CoqFile } from '../../proofs-checks/coq/export.js';
import { identity, witness, type Mutant } from './mutants.js';
import { theoryChanges, type TextChange } from './theory-changes.js';

function textMutant(files: ReadonlyMap<string, CoqFile>, change: TextChange): Mutant {
  const { name, file, from, to, then, lemma, reason } = change;
  const changed = then.map((one) => {
    const original = files.get(one);
    if (original === undefined) throw new RangeError(`no file ${one}`);
    if (one !== file) return original;
    if (!original.text.includes(from)) throw new RangeError(`${file} does not contain ${from}`);
    return { ...original, text: original.text.replace(from, to) };
  });
  return { name, files: changed, lemma, reason };
}

/** Changed statements, algorithms and models. */
export function theoryMutants(files: ReadonlyMap<string, CoqFile>): readonly Mutant[] {
  return theoryChanges.map((change) => textMutant(files, change));
}

/** The exported file with one constant changed: in the conclusion of its first step, or in a premise. */
export function fileMutant(files: ReadonlyMap<string, CoqFile>, file: string): Mutant {
  const text = files.get(file)?.text ?? '';
  const name = `${file}.v: a constant changed`;
  if (file === 'Premises') {
    const from = /^Definition hyp_similarity_snapshot_and_local_point .*$/m.exec(text)?.[0] ?? '';
    const to = from.replace('- 2 *', '- 3 *');
    const then = ['Premises', 'Link'];
    return textMutant(files, { name, file, from, to, then, lemma: 'link_similar_point', reason: witness });
  }
  const [from = '', lemma = ''] = /^Lemma (step_\S+_numbers) [^.]*\.\n/m.exec(text) ?? [];
  const line = from.split('\n').at(-2) ?? '';
  const more = (_: string, sign = '', number = '1') => `(${sign}${Number.parseInt(number) + 1} * `;
  const to = from.replace(line, line.replace(/\((- )?(\d+ \* )?/, more));
  return textMutant(files, { name, file, from, to, then: [file], lemma, reason: identity });
}
