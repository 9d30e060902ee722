/** Derivations as Coq files. They contain steps only: what they speak of is defined by hand in `theory/`. */
import type { Derivation } from '../derivation/schema.js';
import { Context } from './context.js';
import { identifier } from './coq-text.js';
import { definitions, premises } from './declarations.js';
import { exportStep } from './steps.js';

/** A file of Coq, by its name without `.v`. */
export interface CoqFile {
  readonly name: string;
  readonly text: string;
}

const header = (needs: readonly string[]): string =>
  `From Auxopt Require Import ${needs.join(' ')}.\nOpen Scope R_scope.\n`;

/**
 * Whether a derivation is exported. CORR, NAIVE and SEP-DET are proved in Coq by hand, in vocabularies of their own; RATE-MOM, RATE-MOM-G and
 * RATE-MVR follow from the exported theorems by hand too.
 */
export const isExported = ({ id }: Derivation): boolean =>
  !['CORR', 'NAIVE', 'SEP-DET'].includes(id) && (!id.startsWith('RATE-') || id === 'RATE-DET');

/**
 * All derivations as Coq files: premises and definitions once, steps that several derivations share once.
 *
 * @throws RangeError where two things would have one name.
 */
export function exportToCoq(all: readonly Derivation[]): readonly CoqFile[] {
  const derivations = all.filter(isExported);
  const assumed = new Map<string, string>();
  const defined = new Map<string, string>();
  const steps = new Map<string, { readonly text: string; readonly ids: Set<string> }>();
  for (const derivation of derivations) {
    const context = new Context(derivation);
    for (const [name, text] of premises(context)) merge(assumed, name, text);
    for (const [name, text] of definitions(context)) merge(defined, name, text);
    for (const step of derivation.steps) {
      const text = exportStep(context, step);
      const before = steps.get(step.name);
      if (before !== undefined && before.text !== text)
        throw new RangeError(`two steps are called ${step.name}`);
      if (before === undefined) steps.set(step.name, { text, ids: new Set([derivation.id]) });
      else before.ids.add(derivation.id);
    }
  }
  const files: CoqFile[] = [
    {
      name: 'Premises',
      text: [header(['Steps']), ...defined.values(), ...assumed.values()].join('\n\n'),
    },
  ];
  const shared = [...steps.values()].filter(({ ids }) => ids.size > 1).map(({ text }) => text);
  files.push({ name: 'Shared', text: [header(['Steps', 'Premises']), ...shared].join('\n\n') });
  for (const { id } of derivations) {
    const own = [...steps.values()]
      .filter(({ ids }) => ids.size === 1 && ids.has(id))
      .map(({ text }) => text);
    files.push({
      name: identifier('Rate', id),
      text: [header(['Steps', 'Premises', 'Shared']), ...own].join('\n\n'),
    });
  }
  const names = files.flatMap(({ text }) =>
    [...text.matchAll(/^(?:Lemma|Definition|Fixpoint) (\S+)/gm)].map(([, name]) => name),
  );
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new RangeError(`two things are called ${twice} in Coq`);
  return files.map((file) => ({ ...file, text: `${file.text}\n` }));
}

/** One step of a derivation, as it is in the exported files. */
export function exportNamedStep(derivation: Derivation, name: string): string {
  const context = new Context(derivation);
  const texts = derivation.steps.map((step) => ({ name: step.name, text: exportStep(context, step) }));
  const found = texts.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`no step ${name}`);
  return found.text;
}

function merge(all: Map<string, string>, name: string, text: string): void {
  if ((all.get(name) ?? text) !== text) throw new RangeError(`two different things are called ${name}`);
  all.set(name, text);
}
