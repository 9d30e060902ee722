/** The exporter to Coq, without Coq. `npm run proofs:coq` runs coqc on what it writes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allFiles } from '../../proofs-checks/coq/check.js';
import { needsOf } from '../../proofs-checks/coq/coqc.js';
import { exportToCoq, isExported } from '../../proofs-checks/coq/export.js';
import { cheatingFiles } from '../coq/cheats.js';
import { stepMutants } from '../coq/step-mutants.js';
import { fileMutant, theoryMutants } from '../coq/text-mutants.js';
import { allowedAxioms, auditFile, readAssumptions, readSummary } from '../../proofs-checks/coq/audit.js';
import { hashOf, hashOfGenerated, readRecord, standingOf } from '../../proofs-checks/coq/record.js';
import { claims, coqProject, readTheory, statedIn } from '../../proofs-checks/coq/theory.js';
import type { Derivation, Scalar } from '../../proofs-checks/derivation/schema.js';
import { createDerivations, rateProofs } from '../../proofs-checks/theorems/registry.js';
import { root } from '../support/run-cli.js';

const derivations = createDerivations();
const files = new Map(allFiles(derivations).map((file) => [file.name, file]));
const exported = exportToCoq(derivations);
const wholeText = exported.map((file) => file.text).join('\n');

/** A derivation with one step: statement ≥ 0 from a square. */
const derivationOf = (statement: Scalar): Derivation => ({
  ...{ format: 'auxopt-derivation/1', id: 'TEST', title: 'a test', indices: ['t'] },
  parameters: [{ name: 'eta', domain: 'positive', latex: '\\eta' }],
  families: [{ name: 'x', kind: 'vector', indices: ['t'], birth: ['t', '0'], latex: 'x', meaning: 'x' }],
  ...{ operators: [], abbreviations: [], definitions: [], hypotheses: [], equations: [], conclusions: [] },
  steps: [
    {
      ...{ name: 'a square', rule: 'certificate', statement },
      certificate: { terms: [{ multiplier: ['*', '1/2', 'eta'], square: ['vector', 'x', 't'] }] },
    },
  ],
});
const plain = derivationOf(['norm2', ['vector', 'x', 't']]);

const textOf = (derivation: Derivation): string => exportToCoq([derivation]).at(-1)?.text ?? '';

describe('the exported steps', () => {
  const text = textOf(derivationOf(['*', '1/2', 'eta', ['norm2', ['vector', 'x', 't']]]));

  it('are lemmas with whole coefficients: a statement is multiplied by its common denominator', () => {
    expect(text).toContain('Lemma step_a_square (W : world) (D : domain W) : forall t : nat, 0 <= ');
    expect(text).toContain('(ip (v_x W t) (v_x W t)) * (p_eta W)');
    expect(text).not.toContain('1/2');
  });

  it('prove an identity of numbers by ring, each inner product a variable', () => {
    expect(text).toMatch(/Lemma step_a_square_numbers \(v0 v1 : R\) :\n {2}0 < v1 ->\n/);
    expect(text).toMatch(/subst; ring\.\nQed\./);
  });

  it('are there for every step of every rate', () => {
    const lemmas = new Set(
      [...wholeText.matchAll(/^Lemma (step_\S+) \(W : world\)/gm)].map(([, name]) => name),
    );
    const steps = new Set(derivations.filter(isExported).flatMap((one) => one.steps.map(({ name }) => name)));
    expect(derivations.filter(isExported).map(({ id }) => id)).toEqual(
      rateProofs.map(({ theorem }) => theorem.id),
    );
    expect(lemmas.size).toBe(steps.size);
  });

  it('are written once where several derivations share them', () => {
    const names = [...wholeText.matchAll(/^(?:Lemma|Definition|Fixpoint) (\S+)/gm)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each<[string, Scalar, string]>([
    [
      'a product as an index',
      ['norm2', ['vector', 'x', ['*', 't', '2']]],
      'a product as an index cannot be exported',
    ],
    ['a family that is not declared', ['norm2', ['vector', 'z', 't']], 'no family z'],
    ['an abbreviation that is not declared', ['use', 'z'], 'no abbreviation z'],
  ])('refuse %s', (_, statement, message) => {
    expect(() => textOf(derivationOf(statement))).toThrow(message);
  });

  it('refuse two different steps of one name', () => {
    const second = { ...derivationOf(['norm2', ['vector', 'x', '0']]), id: 'OTHER' };
    expect(() => exportToCoq([plain, second])).toThrow('two steps are called a square');
  });
});

describe('the names and titles of a document', () => {
  const named = (name: string): Derivation => ({
    ...{ ...plain, id: name },
    steps: plain.steps.map((step) => ({ ...step, name })),
  });

  it('may not become one name in Coq', () => {
    expect(() => exportToCoq([named('a square'), named('a-square')])).toThrow(
      'two things are called step_a_square_numbers in Coq',
    );
  });

  it('end no comment, and start neither one nor a string', () => {
    const title = '*) Axiom cheat : False. (* "';
    const statement: Scalar = ['norm2', ['vector', 'x', 't']];
    const hypotheses = [{ assumption: 'A1', name: 'h', title, statement }];
    const [{ text } = { text: '' }] = exportToCoq([{ ...plain, hypotheses }]);
    expect(text).toContain('(** ∗) Axiom cheat : False. (∗ ″ *)');
  });
});

describe('the files', () => {
  it('admit nothing and assume nothing of their own', () => {
    for (const { name, text } of files.values()) {
      expect(text, name).not.toMatch(
        /\b(Admitted|admit|Axiom|Axioms|Parameter|Parameters|Conjecture|Abort|Unset)\b/,
      );
      // outside of a section, these would be axioms too
      const inSections = text.replaceAll(/^Section (\w+)\.[\s\S]*?^End \1\./gm, '');
      expect(inSections, name).not.toMatch(/^(Variable|Variables|Hypothesis|Hypotheses|Context)\b/m);
    }
  });

  it('need one another without cycles', () => {
    const done = new Set<string>();
    for (let before = -1; before < done.size;) {
      before = done.size;
      for (const file of files.values()) {
        if (needsOf(file).every((name) => done.has(name))) done.add(file.name);
      }
    }
    expect([...files.keys()].filter((name) => !done.has(name))).toEqual([]);
  });

  it('that state the theorems need no other file', () => {
    for (const name of statedIn) {
      const file = files.get(name);
      const others = file && needsOf(file).filter((one) => !statedIn.includes(one));
      expect(others, name).toEqual([]);
    }
  });

  it('prove every claim, and the audit asks for each of them in full', () => {
    const text = files.get('Claims')?.text ?? '';
    const claimed = [...text.matchAll(/^Definition (\w+) : Prop := /gm)].map(([, name]) => name);
    expect(claims.map(({ theorem }) => theorem).sort()).toEqual(claimed.sort());
    const asked = auditFile(claims).text;
    for (const { theorem, file } of claims) {
      expect(files.get(file)?.text).toMatch(new RegExp(`^Theorem ${theorem}\\b`, 'm'));
      expect(asked).toContain(
        `\nDefinition ${theorem} : Auxopt.Claims.${theorem} := @Auxopt.${file}.${theorem}.\n`,
      );
    }
    expect(asked).not.toContain('Import');
  });

  it('are listed in _CoqProject', () => {
    expect(coqProject([{ name: 'Space', text: '' }])).toBe('-R . Auxopt\nSpace.v\n');
  });
});

describe('what Print Assumptions prints', () => {
  const [sigForall = ''] = allowedAxioms;
  const allowed = `${sigForall} :\n  forall P : nat -> Prop,\n  (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n}`;

  it('is read line by line', () => {
    expect(readAssumptions('Closed under the global context\n')).toEqual({ axioms: [], refusals: [] });
    expect(readAssumptions(`Axioms:\n${allowed}\n`)).toEqual({ axioms: [sigForall], refusals: [] });
  });

  it.each([
    'cheat : forall A : Prop, A',
    'ξ : False',
    `Evil.${sigForall} : False`,
    `${sigForall}x : False`,
    'loop is assumed to be guarded.',
    'bad is assumed to be positive.',
    'cheat relies on an unsafe hierarchy.',
    'Section Variables:',
    '',
  ])('is refused for the line %j', (line) => {
    const { refusals } = readAssumptions(`Axioms:\n${allowed}\n${line}\n${allowed}`);
    expect(refusals).toEqual([`Print Assumptions: ${line}`]);
  });

  it.each(['', 'Warning: something', 'Axioms: none'])('is refused as a whole: %j', (output) => {
    expect(readAssumptions(output).refusals).toHaveLength(1);
  });
});

describe('the summary of coqchk', () => {
  const unsafe = [
    'Constants/Inductives relying on type-in-type',
    'Constants/Inductives relying on unsafe (co)fixpoints',
    'Inductives whose positivity is assumed',
  ];
  const summary = (axioms: string, change = (line: string): string => line): string =>
    [
      '\nCONTEXT SUMMARY\n===============\n\n* Theory: Set is predicative\n  ',
      `* Theory: Rewrite rules are not allowed\n  \n* Axioms:${axioms}`,
      ...unsafe.map((what) => change(`* ${what}: <none>`)),
    ].join('\n');

  it('may name the standard library alone', () => {
    expect(readSummary(summary(' <none>'))).toEqual([]);
    expect(readSummary(summary('\n    Coq.Logic.Classical_Prop.classic'))).toEqual([]);
  });

  it('is refused where it names anything else, or is another', () => {
    expect(readSummary(summary('\n    Auxopt.M.cheat'))).toEqual(['coqchk: Auxopt.M.cheat']);
    const impredicative = summary(' <none>').replace('Set is predicative', 'Set is impredicative');
    expect(readSummary(impredicative)).toEqual(['coqchk: * Theory: Set is impredicative']);
    for (const what of unsafe) {
      const named = summary(' <none>', (line) => (line.includes(what) ? `* ${what}:\n    Auxopt.M.x` : line));
      expect(readSummary(named)).toEqual([`coqchk: * ${what}:`, 'coqchk: Auxopt.M.x']);
      const silent = summary(' <none>', (line) => (line.includes(what) ? '' : line));
      expect(readSummary(silent)).toEqual([`coqchk does not say: ${what}`]);
    }
    expect(readSummary('Fatal Error: Missing module')).toEqual(['coqchk: Fatal Error: Missing module']);
  });
});

describe('the record', () => {
  it('is of these files: npm run proofs:coq -- --record renews it', () => {
    const [hash, generated] = [hashOf(derivations), hashOfGenerated(derivations)];
    expect(readRecord()).toMatchObject({ hash, generated });
  });

  it('says nothing of other documents, and every .v file is in its hash', () => {
    expect([standingOf(derivations).kind, standingOf([]).kind]).toEqual(['recorded', 'unchecked']);
    expect(standingOf(derivations.slice(1)).kind).toBe('unchecked');
    const theory = readTheory();
    for (const changed of theory) {
      const others = theory.map((file) => (file === changed ? { ...file, text: `${file.text}\n` } : file));
      expect(hashOf(derivations, others)).not.toBe(hashOf(derivations));
    }
  });
});

describe('the negative controls', () => {
  const mutants = [
    ...stepMutants(derivations),
    ...exported.map(({ name }) => fileMutant(files, name)),
    ...theoryMutants(files),
  ];
  const cheats = cheatingFiles.flatMap((one) => one.cheats);

  it('are at least twenty, with different names', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(20);
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });

  it('are at least 37 cheats, in a file that nobody need read', () => {
    expect(new Set(cheats.map(({ name }) => name)).size).toBe(cheats.length);
    expect(cheats.length).toBeGreaterThanOrEqual(37);
    for (const { file } of cheatingFiles) expect(statedIn).not.toContain(file.name);
  });

  it('change one file each, and name a lemma in the file that fails', () => {
    for (const { name, files: changed, lemma } of mutants) {
      expect(changed.filter((file) => files.get(file.name)?.text !== file.text).length, name).toBe(1);
      expect(changed.at(-1)?.text, name).toMatch(new RegExp(`^(Lemma|Theorem) ${lemma}\\b`, 'm'));
    }
  });

  it('change one constant in every exported file', () => {
    for (const { name } of exported) expect(fileMutant(files, name).files[0]?.name).toBe(name);
  });
});

describe('the page on Coq', () => {
  const page = readFileSync(join(root, 'docs/theory/coq.md'), 'utf8');
  const claimed = claims.map(({ theorem }) => theorem);
  const unnamed = (text: string) => claimed.filter((name) => !text.includes(`\`${name}\``));
  const listed = (text: string) =>
    /^Not in Coq yet, proved only by the kernel: (.*)\.$/mu.exec(text)?.[1]?.split(', ').sort() ?? [];
  const missing = rateProofs
    .map(({ theorem: { id } }) => id as string)
    .filter((id) => !claimed.includes(id.replaceAll('-', '_')))
    .sort();

  it('names every claim, and the rates that have none', () => {
    expect([unnamed(page), listed(page)]).toEqual([[], missing]);
  });

  it('control: sees a claim that is not named and a rate that is not listed', () => {
    expect(unnamed(page.replaceAll('`MOM_2`', ''))).toEqual(['MOM_2']);
    const listing = `Not in Coq yet, proved only by the kernel: MVR-2, TGT-MOM.\n${page}`;
    expect(listed(listing)).toEqual(['MVR-2', 'TGT-MOM']);
  });
});
