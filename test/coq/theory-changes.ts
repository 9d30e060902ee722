/** One place of the theory changed: in a statement, a definition or a model. */
import { reasons } from './mutants.js';

/** One place of a file, changed. */
export interface TextChange {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** The files to compile again, the one that fails last. */
  readonly then: readonly string[];
  readonly lemma: string;
  readonly reason: RegExp;
}

/**
 * Files to compile, and below them changes of the first of these: name ¦ from ¦ to ¦ lemma
    ¦ reason (`identity` where
 * there is none). A line that starts with ¦ or ⏎ goes on with the row before; ⏎ is a new line of the file.
 */
const table = `
Statements Starts Rates
  MOM-1: F0 without its 2 ¦ 2 * F0 ¦ F0 ¦ MOM_1_at
  MOM-1: half the initial error ¦ 2 * E ¦ E ¦ MOM_1_at
  MOM-1: half the snapshot noise ¦ 2 * a * varD ¦ a * varD ¦ MOM_1_at
  MOM-1: three for four in the lag ¦ 4 * (1 - a) ^ 2 ¦ 3 * (1 - a) ^ 2 ¦ MOM_1_at
  MOM-1: seven for eight in the simple condition ¦ 8 * delta ¦ 7 * delta ¦ MOM_1_cases ¦ witness
  MOM-1: three for four in the exact condition ¦ 4 * delta ¦ 3 * delta ¦ MOM_1_cases
  MOM-2: three for four in the lag ¦ 4 * (1 - a) ^ 2 * delta ^ 2 * eta ^ 2 * K / a) * varh
    ¦ 3 * (1 - a) ^ 2 * delta ^ 2 * eta ^ 2 * K / a) * varh ¦ MOM_2_at
  MOM-2: one for two in the quiet condition
    ¦ 2 * delta ^ 2 * eta ^ 2 * K ^ 2 * (1 - a) ^ 2 / a ^ 2 <= 1.⏎⏎Definition MOM_2_bound
    ¦ delta ^ 2 * eta ^ 2 * K ^ 2 * (1 - a) ^ 2 / a ^ 2 <= 1.⏎⏎Definition MOM_2_bound ¦ MOM_2_cases
  MOM-3: one for two in the quiet condition ¦ 2 * delta ^ 2 * eta ^ 2 * kappa ¦ delta ^ 2 * eta ^ 2 * kappa
    ¦ MOM_3_cases
  MOM-3: half the snapshot noise ¦ 2 * a / (2 - a) * varD ¦ a / (2 - a) * varD ¦ MOM_3_at
  MVR-1: three for four in the snapshot noise ¦ 4 * a / (2 - a) * varD ¦ 3 * a / (2 - a) * varD ¦ MVR_1_at
  RATE-MOM: three for four in the first term ¦ 4 * P / T' * (L / K + delta) ¦ 3 * P / T' * (L / K + delta)
    ¦ RATE_MOM_at
  RATE-MVR: 15 for 16 in the snapshot noise ¦ 16 * delta ^ 2 * radius ¦ 15 * delta ^ 2 * radius ¦ RATE_MVR_at
  RATE-DET: four for five sevenths in the step size ¦ / eta = L + 5 / 7 ¦ / eta = L + 4 / 7 ¦ RATE_DET_parts
  RATE-DET: four for five sevenths in the bound ¦ (L / K + 5 / 7 * delta) ¦ (L / K + 4 / 7 * delta)
    ¦ RATE_DET_at
Statements Family Starts Rates Reduced Families Theorems
  SGD-1: half the target noise ¦ L * eta * varf. ¦ L * eta * varf / 2. ¦ SGD_1
  RATE-MOM-G: once the noise of a first snapshot ¦ tuned_rate (14 / 13) (RATE_MOM_G ¦ tuned_rate 1 (RATE_MOM_G
    ¦ RATE_MOM_G ¦ tactic
Statements Starts Reduced
  MVR-2: half the snapshot noise ¦ 2 * a / (2 - a) * varD⏎  + 2 * (1 ¦ a / (2 - a) * varD⏎  + 2 * (1
    ¦ MVR_2_at
  MVR-2: half the boundary ¦ 2 * (1 - a) / (2 - a) * (varD ¦ (1 - a) / (2 - a) * (varD ¦ MVR_2_at
  MVR-2: four for five in the simple condition ¦ 5 * Delta ^ 2 * eta ¦ 4 * Delta ^ 2 * eta ¦ MVR_2_cases
    ¦ witness
  MVR-2: one for two in the quiet condition ¦ 2 * (1 - a) * Delta ¦ (1 - a) * Delta ¦ MVR_2_cases
  RATE-MVR-2: four for five in the noise ¦ 5 * Delta ^ 2 * radius ¦ 4 * Delta ^ 2 * radius ¦ RATE_MVR_2_at
  RATE-MVR-2: one for eight fifths in the step size ¦ 8 / 5 * Delta ¦ 1 * Delta ¦ RATE_MVR_2_parts
  RATE-MVR-2P: seven for eight in the noise ¦ 8 * Delta ^ 2 * radius ¦ 7 * Delta ^ 2 * radius ¦ RATE_MVR_2P_at
  RATE-MVR-H: 9 for 10 in the noise ¦ 10 * Delta ^ 2 * radius ¦ 9 * Delta ^ 2 * radius ¦ RATE_MVR_H_at
  RATE-MVR-H: one for two in the local noise ¦ 2 * Delta / j ¦ 1 * Delta / j ¦ RATE_MVR_H_at
  RATE-MVR-H: two for nine quarters in the step size ¦ (9 / 4 + j) ¦ (2 + j) ¦ RATE_MVR_H_parts
Family Starts Families
  FAM-1: half the snapshot noise ¦ 2 * a ^ 2 / contraction ¦ a ^ 2 / contraction ¦ FAM_1_at
  FAM-1: half the boundary ¦ 2 * carry * a * (1 - a) ¦ carry * a * (1 - a) ¦ FAM_1_at
  FAM-1: less excess ¦ (1 - a + share * a) ¦ (1 - a) ¦ FAM_1_cases
  FAM-1: 15 for 16 in the simple condition ¦ 16 * FAM_1_lag ¦ 15 * FAM_1_lag ¦ FAM_1_cases
  FAM-2: less is carried ¦ carry * (delta ^ 2 + share * a * Delta ^ 2)
    ¦ carry * (delta ^ 2 + 2 * share * a * Delta ^ 2) ¦ FAM_2_cases ¦ witness
  FAM-2: half the lag ¦ (1 - a) * carry * Delta ^ 2. ¦ (1 - a) * carry * Delta ^ 2 / 2. ¦ FAM_2_cases
  RATE-FAM: half of 2 F0 / r ¦ 2 * F0 / (radius ¦ F0 / (radius ¦ RATE_FAM_at
  RATE-FAM: seven for eight in the condition ¦ Delta ^ 2 * radius ^ 2 <=
    ¦ Delta ^ 2 * radius ^ 2 * (7 / 8) <= ¦ RATE_FAM_parts ¦ witness
Target Targets
  TGT-MOM: half the snapshot noise ¦ 2 * a * varf ¦ a * varf ¦ TGT_MOM_at
  TGT-MOM: three for four in the exact condition ¦ + 4 * eta ^ 2 * K ^ 2 * lag ¦ + 3 * eta ^ 2 * K ^ 2 * lag
    ¦ TGT_MOM_cases
  TGT-MVR: half the initial error ¦ 2 * E / (a * (2 ¦ E / (a * (2 ¦ TGT_MVR_at
  TGT-MVR: half the boundary ¦ 2 * (1 - a) / (2 - a) ¦ (1 - a) / (2 - a) ¦ TGT_MVR_at
  RATE-TGT-MOM: nine for ten in the noise ¦ (10 * L * varf) / (s ¦ (9 * L * varf) / (s ¦ RATE_TGT_MOM_at
  RATE-TGT-MOM: seven for eight in the control ¦ 8 * ratio <= lambda ¦ 7 * ratio <= lambda
    ¦ RATE_TGT_MOM_parts
    ¦ witness
  RATE-TGT-MVR: 19 for 20 in the noise ¦ 20 * L2 ^ 2 * radius ¦ 19 * L2 ^ 2 * radius ¦ RATE_TGT_MVR_at
Target Targets TargetTheorems
  A6 with twice the noise ¦ <= ratio * norm2 ¦ <= 2 * ratio * norm2 ¦ target_holds ¦ unifier
Algorithm Vocabulary Steps Premises Link
  a step uphill ¦ scale (- eta r) ¦ scale (eta r) ¦ link_local
  the family carries (1 - carry) ¦ scale (carry * (1 - a r)) ¦ scale ((1 - carry) * (1 - a r)) ¦ m_later
    ¦ unifier
Algorithm Vocabulary Steps Premises Link Horizon Worlds Bounds Statements Starts
  A4 without the last local step ¦ (k < K r)%nat ->⏎    norm2 ¦ (S k < K r)%nat ->⏎    norm2 ¦ signs ¦ witness
Model
  the model with less noise than it has ¦ v T 1 (sD ^ 2) ¦ v T 1 (sD ^ 2 / 2) ¦ example_assumptions ¦ example
Consistency Model
  the models: a larger factor than the numbers give ¦ <= 1 / (4 * c) ¦ <= 1 / (5 * c) ¦ consistent_SEP
    ¦ witness
Consistency Model ModelTarget
  the models: a longer lag than a run may have ¦ ((1 - a r) ^ 2 * 1 ^ 2 ¦ ((1 - a r) ^ 2 * 9 ^ 2
    ¦ consistent_TGT
    ¦ witness
Correlation Corr
  CORR: a scalar correlation in place of the Loewner order
    ¦ forall u, quadratic_form n M u <= quadratic_form n M' u
    ¦ sum n (fun i => M i i) <= sum n (fun i => M' i i) ¦ CORR ¦ application
  CORR: strict where C annihilates the difference ¦ ~ same ¦ same ¦ CORR ¦ application
  CORR: less correlation
    ¦ plus (cross_covariance N) (transpose (cross_covariance N)))
    ⏎    (plus (cross_covariance N') (transpose (cross_covariance N')))
    ¦ plus (cross_covariance N') (transpose (cross_covariance N')))
    ⏎    (plus (cross_covariance N) (transpose (cross_covariance N)))
    ¦ more_correlated_loewner ¦ witness
Finite Quadratics
  CORR: noises of f and h added ¦ noise_f N s i - noise_h N s i ¦ noise_f N s i + noise_h N s i
    ¦ expect_noise_D
Stability Jury Stab
  STAB: 3 - a for 2 - a ¦ (2 - a) * (1 + decay).⏎⏎ ¦ (3 - a) * (1 + decay).⏎⏎ ¦ stable_jury ¦ witness
  STAB: the boundary counted as stable ¦ Rabs decay * (1 - a) < 1 ¦ Rabs decay * (1 - a) <= 1 ¦ stable_jury
    ¦ strict
  STAB: the round map with another sign ¦ - (1 - a) * reach * snd z ¦ + (1 - a) * reach * snd z ¦ round_act
Naive
  NAIVE: a limit one unit lower ¦ 0.1212126750 <= ¦ 0.1212126751 <= ¦ NAIVE ¦ witness
  NAIVE: another h ¦ (2 * y - zeta) ¦ (3 * y - zeta) ¦ naive_round
Classes
  L-smooth with twice the curvature ¦ <= c / 2 * norm2 v) ¦ <= c * norm2 v) ¦ smooth_A1 ¦ witness
Lower LowTheorems
  LOW-SGD: three for two at the start ¦ Rmax (2 * L ¦ Rmax (3 * L ¦ LOW_SGD
  LOW-SGD: all of the noise ¦ varf / (2 * T') ¦ varf / T' ¦ LOW_SGD ¦ witness
  LOW-SGD-ITERATES: four for three ¦ 4 * T' - 3 ¦ 4 * T' - 4 ¦ LOW_SGD_ITERATES ¦ unifier
  LOW-MOM: a fifth for a quarter ¦ T' + 1 / 4 ¦ T' + 1 / 5 ¦ LOW_MOM ¦ witness
  LOW-MOM: 5/17 of the snapshot noise ¦ 4 / 17 ¦ 5 / 17 ¦ LOW_MOM ¦ witness
  LOW-MOM: three for two in L/K ¦ (2 * L * F0 / (K' ¦ (3 * L * F0 / (K' ¦ LOW_MOM ¦ unifier
  LOW-MOM: all of the local noise ¦ (2 * K' * T') ¦ (K' * T') ¦ LOW_MOM ¦ unifier
  LOW-MOM: 9/27 for quadratics ¦ 8 / 27 ¦ 9 / 27 ¦ LOW_MOM ¦ unifier
  LOW-MOM: 3/27 for quadratics with noise ¦ 2 / 27 ¦ 3 / 27 ¦ LOW_MOM ¦ witness
  LOW-MOM: a larger difference than f allows ¦ 2 * delta <= L ¦ delta <= L ¦ LOW_MOM ¦ witness
LowNoiseRun
  LOW-MOM: more noise than there is ¦ 3 / 8 * varD ¦ 4 / 8 * varD ¦ noise_reaches ¦ unifier
LowWeights
  LOW-MOM: a quarter for a third in the lemma on weights ¦ (beta + 1 / 2) ^ 3 / 3) ¦ (beta + 1 / 2) ^ 3 / 4)
    ¦ squares_at_least ¦ witness
Lower LowTheorems Filters LowHb LowLti Separation
  SEP-DET: a smaller δ ¦ 5 / 7 * (delta / L) <= 1 / c ¦ 4 / 7 * (delta / L) <= 1 / c ¦ SEP_DET ¦ goal
  SEP-DET: 1/(3c) against every iterate ¦ 1 / (4 * c) ¦ 1 / (3 * c) ¦ SEP_DET ¦ witness
  SEP-NOISE: three for four under the root ¦ 4 * linear ^ 2 ¦ 3 * linear ^ 2 ¦ below_root_root ¦ subterm
  SEP-NOISE: a shorter root ¦ sqrt (8 * P ¦ sqrt (7 * P ¦ SEP_NOISE ¦ type
  SEP-CORR: less correlation ¦ 512 * delta ¦ 511 * delta ¦ SEP_CORR ¦ witness
  SEP-CORR: fewer rounds ¦ 8 * (1 / INR ¦ 7 * (1 / INR ¦ SEP_CORR ¦ witness
Filters LowHb LowLti
  LOW-LTI: three for two at the start ¦ Rmax (2 * L ¦ Rmax (3 * L ¦ LOW_LTI ¦ type
  LOW-LTI: all of LF₀ ¦ (L * F0 / 2) ¦ (L * F0) ¦ LOW_LTI ¦ witness
  LOW-LTI: twice the noise ¦ varf / (4 * T') ¦ varf / T' ¦ LOW_LTI ¦ witness
  LOW-LTI: N + 2 for N + 1 ¦ (INR N + 1) in ¦ (INR N + 2) in ¦ LOW_LTI ¦ subterm
  LOW-LTI: N = T ¦ (N < T)%nat ¦ (N <= T)%nat ¦ LOW_LTI ¦ type
  LOW-LTI: a negative variance ¦ 0 <= varf -> ¦ ¦ LOW_LTI ¦ product
LowLti
  LOW-LTI: a response to noise that is not what the start loses ¦ response j - response (S j)
    ¦ response j + response (S j) ¦ response_to_noise ¦ convertible
Filters LowHb
  momentum that does not start at rest ¦ | O => (x0, zero) ¦ | O => (x0, x0) ¦ swings_out ¦ convertible
  LOW-HB-ITERATES: three for four ¦ 4 * (1 + beta) * M ¦ 3 * (1 + beta) * M ¦ LOW_HB_ITERATES ¦ type
  LOW-HB-ITERATES: any β ¦ 0 < eta -> 0 <= beta -> ¦ 0 < eta -> ¦ LOW_HB_ITERATES ¦ product
  LOW-HB-ITERATES: fewer steps ¦ (T' - 1) + 1 ¦ (T' - 2) + 1 ¦ LOW_HB_ITERATES ¦ witness
Filters LowHb LowLti Separation
  SEP-LTI: a smaller δ ¦ 5 / 7 ¦ 4 / 7 ¦ SEP_LTI_DET ¦ goal
  SEP-LTI: a shorter root ¦ sqrt (8 * P ¦ sqrt (7 * P ¦ SEP_LTI ¦ type
  SEP-LTI: less correlation ¦ 1024 * delta ¦ 1023 * delta ¦ SEP_LTI_CORR ¦ witness
  SEP-LTI: fewer rounds ¦ 16 * (1 ¦ 15 * (1 ¦ SEP_LTI_CORR ¦ witness
TargetLower LowTarget
  LOW-TGT-MOM: three for two ¦ 2 / 5 * (1 - a) ^ 2 ¦ 3 / 5 * (1 - a) ^ 2 ¦ LOW_TGT_MOM ¦ unifier
  LOW-TGT-MOM: one round ¦ (2 <= T)%nat ->⏎  exists x0, L / 2 * x0 ^ 2 = F0 /\\⏎    let
    ¦ (1 <= T)%nat ->⏎  exists x0, L / 2 * x0 ^ 2 = F0 /\\⏎    let ¦ LOW_TGT_MOM ¦ type
  LOW-TGT-MVR: three for four ¦ 4 * s ^ 2)) <= reduced_G ¦ 3 * s ^ 2)) <= reduced_G ¦ LOW_TGT_MVR ¦ field
  the code without the auxiliary gradient at the snapshot ¦ eta * (h' y - h' x + u) ¦ eta * (h' y + u)
    ¦ local_parabola ¦ ring
Exchange Exchangeable
  EXCH: two laws ¦ -> laws p = laws q -> ¦ -> ¦ EXCH ¦ product
  EXCH: a point older than the later draw alone ¦ depends (Nat.min p q) u ¦ depends (Nat.max p q) u ¦ EXCH
    ¦ goal
`;

function readTable(): readonly TextChange[] {
  let then: readonly string[] = [];
  return table
    .replaceAll(/\n *(?=[¦⏎])/g, '')
    .trim()
    .split('\n')
    .flatMap((row) => {
      const [name = '', from, to = '', lemma = '', why = 'identity'] = row
        .split('¦')
        .map((cell) => cell.trim().replaceAll('⏎', '\n'));
      if (from === undefined) then = name.split(' ');
      const reason = reasons[why];
      if (reason === undefined) throw new RangeError(`no reason is called ${why}`);
      return from === undefined ? [] : [{ name, file: then[0] ?? '', from, to, then, lemma, reason }];
    });
}

/** Changed statements, algorithms and models. */
export const theoryChanges = readTable();
