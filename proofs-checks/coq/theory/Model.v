(** The assumptions can hold together: f(x) = x^2/2 and D(x) = d x^2/2 on the line, and coins for the noise. *)
From Auxopt Require Export Theorems Member.

Section Model.
(** T rounds of K steps, a batch of B draws; the standard deviations of the noises; the curvature d of D. *)
Variables (T K B : nat) (sD sh d : R).

Lemma half_square_nonneg p : 0 <= p ^ 2 / 2.
Proof. pose proof (pow2_ge_0 p). lra. Qed.

Definition quadratic : problem := line_problem T K B sD sh _ (fun p => p) (fun p => d * p) 0 half_square_nonneg.

Lemma similar p q : (d * p - d * q) ^ 2 <= d ^ 2 * (p - q) ^ 2.
Proof. right. ring. Qed.

(** A run: x^0 = 1, eta = 1/(2K), a = 1/2, and m^0 = 0, a batch mean, or first-snapshot. *)
Definition one : quadratic := point T K B 1.
Definition draw (i : nat) : quadratic := sample T K B (fun p => d * p) sD 0 i one.

Definition example (v : variant) (s : start quadratic) : run :=
  line_run T K B sD sh _ (fun p => p) (fun p => d * p) 0 half_square_nonneg v 1 s (/ (2 * INR K)) (1 / 2).

Hypotheses (T_pos : (1 <= T)%nat) (K_pos : (1 <= K)%nat) (B_pos : (1 <= B)%nat).

Lemma example_assumptions v s : assumptions (example v s) v T 1 (sD ^ 2) (sh ^ 2) (1 / 2).
Proof.
  assert (HK : 1 <= INR K) by (apply (le_INR 1); exact K_pos).
  apply line_assumptions; try assumption; try lra; [| intros p q; lra]. apply Rinv_0_lt_compat. lra.
Qed.

Lemma example_given v : given_start (example v (given zero)) (d ^ 2).
Proof.
  exists (zero : quadratic). split; [reflexivity |]. split; [apply known_zero |]. right.
  replace (d ^ 2) with (norm2 (point T K B (- d))) by (rewrite norm2_point; ring). apply norm2_ext. intros w.
  cbn. unfold point. ring.
Qed.

Lemma example_batch v : batch_start (example v (given (scale (/ INR B) (vector_sum B draw)))) B (sD ^ 2).
Proof.
  split; [exact B_pos |]. exists draw. split; [reflexivity |]. intros i Hi. split; [| split].
  - apply sample_known, point_known.
  - intros u Hu. now apply sample_unbiased.
  - now apply sample_error.
Qed.

Lemma example_first_snapshot v : first_snapshot_start (example v first_snapshot) (sD ^ 2).
Proof. split; [reflexivity |]. now apply sample_error. Qed.
End Model.

(** All assumptions hold together, under the condition of each theorem, for every start, with noise of any variance. *)
Theorem consistent (v : variant) (T K B : nat) (sD sh : R) :
  (1 <= T)%nat -> (1 <= K)%nat -> (1 <= B)%nat ->
  let holds (r : run) :=
    assumptions r v T 1 (sD ^ 2) (sh ^ 2) (1 / 2) /\
    A2 r (1 / 4) /\ A5 r (1 / 4) /\ affine_difference r (1 / 4) /\
    MOM_1_condition r 1 (1 / 4) /\ MOM_2_condition r 1 (1 / 4) /\ MOM_3_condition r 1 (1 / 4) /\ MVR_1_condition r 1 (1 / 4) in
  (exists r, holds r /\ given_start r ((1 / 4) ^ 2)) /\
  (exists r, holds r /\ batch_start r B (sD ^ 2)) /\
  (exists r, holds r /\ first_snapshot_start r (sD ^ 2)).
Proof.
  intros HT HK HB holds.
  assert (all : forall s, holds (example T K B sD sh (1 / 4) v s)).
  { intros s. assert (1 <= INR K) by (apply (le_INR 1); exact HK).
    assert (E : (/ (2 * INR K)) ^ 2 * INR K ^ 2 = 1 / 4) by (field; lra).
    assert (2 * 1 * / (2 * INR K) <= 1).
    { rewrite Rmult_1_r, Rinv_mult. apply Rmult_le_reg_l with (INR K); [lra |]. field_simplify; lra. }
    split; [now apply example_assumptions |]. split; [apply line_A2, similar |]. split; [apply line_A5, similar |].
    split; [apply line_affine with (1 / 4); [reflexivity | lra] |].
    unfold MOM_1_condition, MOM_2_condition, MOM_3_condition, MVR_1_condition.
    cbn [example line_run eta a Algorithm.K]. repeat split; left; (split; [assumption |]); rewrite ?Rmult_assoc, E; lra. }
  repeat split; eexists; (split; [apply all |]).
  - apply example_given.
  - apply example_batch; assumption.
  - apply example_first_snapshot; assumption.
Qed.
