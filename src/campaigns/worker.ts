/** The entry point of a worker thread: opens the kind once, then judges the cases it is given. */
import type { CampaignKind, CaseJudge, KindEntry } from './campaign-kind.js';

/** What a worker is told with every case; the options stay the same for all of its life. */
export interface WorkerTask {
  readonly entry: KindEntry;
  readonly options: unknown;
  readonly caseNumber: number;
}

// A thread that leaves without a word would keep the pool waiting for its case for ever.
const exit = process.exit.bind(process);
process.exit = (code): never => {
  throw new Error(`it tried to end the thread with exit code ${code ?? 0}`);
};
// Node itself ends a thread so, and says why
process.on('uncaughtExceptionMonitor', () => {
  process.exit = exit;
});

let opened: Promise<CaseJudge<unknown>> | undefined;

async function open({ entry, options }: WorkerTask): Promise<CaseJudge<unknown>> {
  const module = (await import(entry.module)) as Record<string, CampaignKind<unknown, unknown, unknown>>;
  const kind = module[entry.exportName];
  if (kind === undefined) throw new Error(`${entry.module} exports no ${entry.exportName}`);
  return kind.open(kind.options.parse(options));
}

/** Judges a case. */
export async function judgeCase(task: WorkerTask): Promise<unknown> {
  opened ??= open(task);
  return (await opened).judge(task.caseNumber);
}

/** Called before the thread ends. */
export async function closeJudge(): Promise<void> {
  if (opened !== undefined) await (await opened).close?.();
}
