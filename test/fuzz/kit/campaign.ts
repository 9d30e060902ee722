/** A fuzz of many subjects: each gets its share of the inputs, in batches with seeds of their own. */
import fc from 'fast-check';
import { defaultLimits, feedSubject, type Finding, type Limits, type SubjectList } from './runner.js';
import type { Subject } from './subject.js';

/** What to fuzz. */
export interface FuzzRequest {
  readonly subjects: readonly Subject[];
  readonly list: SubjectList;
  /** Inputs of all subjects together. */
  readonly inputs: number;
  readonly seed: number;
  readonly limits?: Limits;
  /** Inputs of one thread: a new one begins with an empty heap. */
  readonly batch?: number;
  readonly onProgress?: (done: number) => void;
  /** Called when a subject is done. */
  readonly onReport?: (report: SubjectReport) => void;
}

/** What one subject came to. */
export interface SubjectReport {
  readonly name: string;
  readonly inputs: number;
  readonly seconds: number;
  readonly finding?: Finding;
}

/** The input of a seed and a path, as JSON. */
export function remakeInput({ inputs }: Subject, seed: number, path: string): string {
  return JSON.stringify(fc.sample(inputs, { seed, path, numRuns: 1 })[0]);
}

/** Inputs of each subject; together at least `inputs`. */
function shareOut(subjects: readonly Subject[], inputs: number): readonly number[] {
  const total = subjects.reduce((sum, { weight }) => sum + weight, 0);
  return subjects.map(({ weight }) => Math.ceil((inputs * weight) / total));
}

/** Fuzzes one subject after another; a finding ends its subject, and no other. */
export async function fuzz(request: FuzzRequest): Promise<readonly SubjectReport[]> {
  const { subjects, list, seed, limits = defaultLimits, batch = 150_000, onProgress } = request;
  const shares = shareOut(subjects, request.inputs);
  const reports: SubjectReport[] = [];
  let before = 0;
  for (const [index, subject] of subjects.entries()) {
    const share = shares[index] ?? 0;
    const begin = performance.now();
    let done = 0;
    let finding: Finding | undefined;
    for (let part = 0; done < share && finding === undefined; part += 1) {
      const runs = Math.min(batch, share - done);
      const [offset, here] = [before, done];
      finding = await feedSubject(
        { subject, list, seed: (seed + part) | 0, runs, limits, onProgress: (count) => onProgress?.(offset + here + count) },
        remakeInput,
      ); // prettier-ignore
      done += finding === undefined ? runs : Number(finding.path.split(':')[0]) + 1;
    }
    before += share;
    const seconds = (performance.now() - begin) / 1000;
    const report = { name: subject.name, inputs: done, seconds, ...(finding && { finding }) };
    reports.push(report);
    request.onReport?.(report);
  }
  return reports;
}
