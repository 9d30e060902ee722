/** What is wrong with a workflow or a composite action, by the parser that GitHub's own editors use. */
import { register } from 'node:module';
import { parse } from 'yaml';

// The parser imports JSON without saying that it is JSON, which Node refuses: this says it.
const hook = `export function load(url, context, next) {
  const isSchema = url.includes('/workflow-parser/') && url.endsWith('.json');
  return next(url, isSchema ? { ...context, importAttributes: { type: 'json' } } : context);
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } =
  await import('@actions/workflow-parser');
const { parseAction } = await import('@actions/workflow-parser/actions/action-parser');

/** A step of a job or of an action, as far as the tests look at it. */
export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Messages of a workflow, none where it is valid: unknown keys, wrong types, expressions that cannot be. */
export async function findWorkflowProblems(content: string): Promise<readonly string[]> {
  const { value, context } = parseWorkflow({ name: 'workflow.yml', content }, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

/** Messages of an action. */
export function findActionProblems(content: string): readonly string[] {
  const { context } = parseAction({ name: 'action.yml', content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}

/** The steps of all jobs of a workflow, or of a composite action. */
export function listSteps(content: string): readonly Step[] {
  const { jobs, runs } = parse(content) as {
    jobs?: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
    runs?: { readonly steps: readonly Step[] };
  };
  return [...Object.values(jobs ?? {}), ...(runs === undefined ? [] : [runs])].flatMap(({ steps }) => steps);
}
