/**
 * Negative controls of the audit: LowTheorems.v, a file that nobody need read, replaced by one that cheats. coqc accepts all but those that
 * are listed last; the audit must refuse each, for its reason.
 */
import { audit, type Claim } from '../../proofs-checks/coq/audit.js';
import { compile } from '../../proofs-checks/coq/coqc.js';
import type { CoqFile } from '../../proofs-checks/coq/export.js';
import { readTheory } from '../../proofs-checks/coq/theory.js';

/** A file that cheats, and for every cheat in it what the audit must say. */
export interface Cheat {
  readonly file: CoqFile;
  readonly claims: readonly Claim[];
  readonly cheats: readonly { readonly name: string; readonly reasons: readonly RegExp[] }[];
}

const file = 'LowTheorems';
const theorem = 'LOW_SGD_ITERATES';
const statement = `${theorem}_statement`;

/** The theorem from a contradiction. */
const contradiction = (makes: string, is: string): string =>
  `${makes}\nTheorem ${theorem} L F0 T : ${statement} L F0 T.\nProof. destruct (${is}). Qed.`;
/** A proof of something else under the same name. */
const other = (text: string): string => `${text}\nTheorem ${theorem} : True.\nProof. exact I. Qed.`;

/** Contradictions: what makes one, the term, and the name that both Print Assumptions and coqchk must name. All are in one file. */
const assumed: readonly (readonly [name: string, makes: string, is: string, culprit: string])[] = [
  ['an axiom', 'Axiom cheat : False.', 'cheat', 'cheat'],
  ['an axiom with a Greek name', 'Axiom ξ : False.', 'ξ', 'ξ'],
  ['an axiom with an accent', 'Axiom évident : False.', 'évident', 'évident'],
  ["an axiom that ends in '", "Axiom x' : False.", "x'", "x'"],
  ['an axiom with a long type', `Axiom cheat : forall ${'(n : nat -> nat -> nat) '.repeat(9)}, False.`, `cheat ${'(fun n _ => n) '.repeat(9)}`, 'cheat'], // prettier-ignore
  ['an axiom in a module', 'Module N. Axiom cheat : False. End N.', 'N.cheat', 'N.cheat'],
  ['an axiom named as one that is allowed', 'Module ClassicalDedekindReals. Axiom sig_not_dec : False. End ClassicalDedekindReals.', 'ClassicalDedekindReals.sig_not_dec', 'ClassicalDedekindReals.sig_not_dec'], // prettier-ignore
  ['an axiom named as one of the library', 'Module Coq. Module Logic. Axiom cheat : False. End Logic. End Coq.', 'Coq.Logic.cheat', 'Coq.Logic.cheat'], // prettier-ignore
  ['a parameter', 'Parameter cheat : False.', 'cheat', 'cheat'],
  ['a conjecture', 'Conjecture cheat : False.', 'cheat', 'cheat'],
  ['an instance that is declared', 'Class C : Prop := { no : False }.\nDeclare Instance cheat : C.', 'no', 'cheat'], // prettier-ignore
  ['a variable, where that is no error', 'Set Warnings "-declaration-outside-section".\nVariable cheat : False.', 'cheat', 'cheat'], // prettier-ignore
  ['a context, where that is no error', 'Set Warnings "-context-outside-section".\nContext (cheat : False).', 'cheat', 'cheat'], // prettier-ignore
  ['an admitted lemma', 'Lemma cheat : False. Admitted.', 'cheat', 'cheat'],
  ['an admitted obligation', 'Obligation Tactic := idtac.\nProgram Definition cheat : False := _.\nAdmit Obligations.', 'cheat', 'cheat_obligation_1'], // prettier-ignore
  ['a module that is declared', 'Module Type U. Axiom cheat : False. End U.\nDeclare Module N : U.', 'N.cheat', 'N.cheat'], // prettier-ignore
  ['the parameter of a functor', 'Module Type U. Axiom cheat : False. End U.\nModule F (X : U). Definition no : False := X.cheat. End F.\nDeclare Module X : U.\nModule Y := F X.', 'Y.no', 'X.cheat'], // prettier-ignore
  ['an axiom behind a sealed module', 'Module Type U. Parameter no : False. End U.\nModule N : U. Axiom cheat : False. Definition no := cheat. End N.', 'N.no', 'N.(cheat|no)'], // prettier-ignore
  ['recursion that is not checked', 'Unset Guard Checking.\nFixpoint cheat (n : nat) : False := cheat n.\nSet Guard Checking.', 'cheat O', 'cheat'], // prettier-ignore
  ['recursion that is not checked, by an attribute', '#[bypass_check(guard)] Fixpoint cheat (n : nat) : False := cheat n.', 'cheat O', 'cheat'], // prettier-ignore
  ['corecursion that is not checked', 'CoInductive box : Prop := put (p : box) (no : False).\n#[bypass_check(guard)] CoFixpoint loop : box := match loop with put p no => put p no end.\nLemma no : False. Proof. destruct loop as [_ no]. exact no. Qed.', 'no', 'loop'], // prettier-ignore
  ['an inductive type that is not positive', 'Unset Positivity Checking.\nInductive bad : Prop := put (take : bad -> False).\nSet Positivity Checking.\nLemma no (b : bad) : False. Proof. destruct b as [take] eqn:E. exact (take b). Qed.', 'no (put no)', 'bad'], // prettier-ignore
  ['an inductive type that is not positive, by an attribute', '#[bypass_check(positivity)] Inductive bad : Prop := put (take : bad -> False).\nLemma no (b : bad) : False. Proof. destruct b as [take] eqn:E. exact (take b). Qed.', 'no (put no)', 'bad'], // prettier-ignore
  ['universes that are not checked', 'Unset Universe Checking.\nDefinition cheat : False := Hurkens.TypeNeqSmallType.paradox Type eq_refl.\nSet Universe Checking.', 'cheat', 'cheat'], // prettier-ignore
  ['universes that are not checked, by an attribute', '#[bypass_check(universes)] Definition cheat : False := Hurkens.TypeNeqSmallType.paradox Type eq_refl.', 'cheat', 'cheat'], // prettier-ignore
];

/** All of them in one file, each in a module of its own and used by the theorem; each must be named by either judge. */
const assumedTogether: Cheat = {
  file: {
    name: file,
    text: [
      'From Auxopt Require Import Lower.\nFrom Coq Require Hurkens Program.Tactics.',
      ...assumed.map(
        ([, makes, is], at) => `Module M${at}.\n${makes}\nDefinition no_more : False := ${is}.\nEnd M${at}.`,
      ),
      `Theorem ${theorem} L F0 T : ${statement} L F0 T.\nProof.`,
      ...assumed.map((_, at) => `pose proof M${at}.no_more.`),
      'contradiction. Qed.\n',
    ].join('\n'),
  },
  claims: [{ theorem, file }],
  cheats: assumed.map(([name, , , culprit], at) => ({
    name,
    reasons: ['Print Assumptions', 'coqchk'].map(
      (judge) => new RegExp(`^${judge}: \\S*LowTheorems\\.M${at}\\.${culprit}( |$)`),
    ),
  })),
};

const anotherType = /^Audit\.v: Error: The term .* has type .* while it is expected to have type/;
const refused = /^LowTheorems\.v: /;

/** What cannot share a file. */
const alone: readonly (readonly [name: string, text: string, reason: RegExp])[] = [
  ['the theorem itself admitted', `Theorem ${theorem} L F0 T : ${statement} L F0 T.\nAdmitted.`, /^coqchk: Auxopt\.LowTheorems\.LOW_SGD_ITERATES$/], // prettier-ignore
  ['an axiom behind an abbreviation', `From Auxopt Require Claims.\nAxiom cheat : Claims.${theorem}.\nNotation ${theorem} := cheat.`, /^coqchk: Auxopt\.LowTheorems\.cheat$/], // prettier-ignore
  ['universes left unchecked for whoever requires the file', contradiction('From Coq Require Hurkens.\n#[global] Unset Universe Checking.\nDefinition cheat : False := Hurkens.TypeNeqSmallType.paradox Type eq_refl.', 'cheat'), /^Print Assumptions: Type hierarchy is collapsed/], // prettier-ignore
  ['recursion left unchecked, on a narrow page', contradiction('#[global] Set Printing Width 2.\n#[global] Set Printing Depth 1.\n#[global] Unset Guard Checking.\nFixpoint cheat (n : nat) : False := cheat n.', 'cheat O'), /^coqchk: Auxopt\.LowTheorems\.cheat$/], // prettier-ignore
  // something else under the same name
  ['nothing', '', /^Audit\.v: Error: The reference Auxopt\.LowTheorems\.LOW_SGD_ITERATES was not found/],
  ['I', `Definition ${theorem} := I.`, anotherType],
  ['another theorem', other(''), anotherType],
  ['the statement redefined', `Definition ${statement} (L F0 : R) (T : nat) : Prop := True.\nTheorem ${theorem} L F0 T : ${statement} L F0 T.\nProof. exact I. Qed.`, anotherType], // prettier-ignore
  ['the statement as a notation', `Notation ${statement} := (fun (L F0 : R) (T : nat) => True).\nTheorem ${theorem} L F0 T : ${statement} L F0 T.\nProof. exact I. Qed.`, anotherType], // prettier-ignore
  ['the claim redefined, in modules of its name', other(`Module Auxopt. Module Claims. Definition ${theorem} := True. End Claims. End Auxopt.`), anotherType], // prettier-ignore
  ['a comparison as a notation', `Notation "x <= y" := (x = x) : R_scope.\nTheorem ${theorem} (L F0 : R) (T : nat) : L <= F0.\nProof. reflexivity. Qed.`, anotherType], // prettier-ignore
  ['other real numbers', `Definition R := unit.\nTheorem ${theorem} (L F0 : R) (T : nat) : L = L.\nProof. reflexivity. Qed.`, anotherType], // prettier-ignore
  ['a coercion to the claim', `From Auxopt Require Claims.\nInductive box := Box.\nDefinition ${theorem} := Box.\nDefinition cast (b : box) : Claims.${theorem} -> True := fun _ => I.\n#[global] Coercion cast : box >-> Funclass.`, anotherType], // prettier-ignore
  [
    'a hypothesis of a section',
    `Section S. Hypothesis cheat : False.\n${contradiction('', 'cheat')}\nEnd S.`,
    anotherType,
  ],
  ['one more premise', `Theorem ${theorem} L F0 T : False -> ${statement} L F0 T.\nProof. contradiction. Qed.`, anotherType], // prettier-ignore
  ['numbers left out', `Theorem ${theorem} (H : 1 < 0) : ${statement} 1 0 1.\nProof. lra. Qed.`, anotherType],
  ['an instance to be found', `Class C : Prop := { no : False }.\nTheorem ${theorem} {c : C} L F0 T : ${statement} L F0 T.\nProof. destruct no. Qed.`, anotherType], // prettier-ignore
  ['a functor in place of a theorem', `Module Type U. Axiom no : False. End U.\nModule ${theorem} (X : U).\n${contradiction('', 'X.no')}\nEnd ${theorem}.`, /^Audit\.v: Error: The reference Auxopt\.LowTheorems\.LOW_SGD_ITERATES was not found/], // prettier-ignore
  // refused by coqc
  [
    'a term that is not checked',
    `Theorem ${theorem} L F0 T : ${statement} L F0 T.\nProof. exact_no_check I. Qed.`,
    refused,
  ],
  ['rewrite rules', 'Symbol c : bool.\nRewrite Rule r := c => true.', refused],
  ['a plugin that is not there', 'Declare ML Module "auxopt-cheat.plugin".', refused],
];

const honest = readTheory().find(({ name }) => name === file)?.text ?? '';
const classical = honest.replace(
  new RegExp(`(Theorem ${theorem} .*\\nProof\\.)`),
  'From Coq Require Import Classical.\n$1 pose proof classic.',
);

/** Every file that cheats. */
export const cheatingFiles: readonly Cheat[] = [
  assumedTogether,
  {
    file: { name: file, text: classical },
    claims: [{ theorem, file }],
    cheats: [
      {
        name: 'another axiom of the standard library',
        reasons: [/^Print Assumptions: Classical_Prop\.classic :/],
      },
    ],
  },
  ...alone.map(([name, text, reason]) => ({
    file: { name: file, text: `From Auxopt Require Import Lower.\n${text}\n` },
    claims: [{ theorem, file }],
    cheats: [{ name, reasons: [reason] }],
  })),
];

/** What is said of a file that cheats, beside what was compiled already. */
export async function tryCheat(
  folder: string,
  { file: cheating, claims }: Cheat,
): Promise<{ readonly refusals: readonly string[]; readonly seconds: number }> {
  const { accepted, output, seconds } = await compile(folder, cheating);
  if (!accepted) return { refusals: [`${cheating.name}.v: ${output.trim()}`], seconds };
  const verdict = await audit(folder, claims, false);
  return { refusals: verdict.refusals, seconds: seconds + verdict.seconds };
}
