(** The bounds and conditions of the theorems that assume A2 or A5 with one constant. *)
From Auxopt Require Export Starts Rate_MOM_1 Rate_MOM_1H Rate_MOM_2 Rate_MOM_3 Rate_MVR_1 Rate_RATE_DET Rate_RATE_MOM
  Rate_RATE_MOM_G Rate_RATE_MVR.

Section Rate.
Variable S : setting.
Notation W := (world_in S).
Notation r := (run_of S).
Notation T := (rounds_of S).
Notation c := (constants_of S).
Notation L := (smoothness c).
Notation delta := (similarity c).
Notation Delta := (mean_square_similarity c).
Notation varD := (snapshot_variance c).
Notation varh := (local_variance c).
Notation ratio := (local_ratio c).
Notation F0 := (suboptimality c).
Notation e0 := (initial_error c).
Notation var1 := (first_sample_variance c).
Notation G := (measure_of S).

Lemma MOM_1_cases : MOM_1_condition r L delta varh -> hyp_MOM_1_exact W \/ varh = 0 /\ hyp_MOM_1_quiet_2 W.
Proof.
  unfold MOM_1_condition, hyp_MOM_1_exact, hyp_MOM_1_quiet_2. condition. intros [[C1 C2] | [C | [E C]]]; [left | left | right].
  - from_simple step_MOM_1_the_simple_condition_implies_the_exact_one.
  - from_exact (a r ^ 2) C.
  - split; [exact E | from_exact (a r ^ 2) C].
Qed.

Lemma MOM_1_at E : of_auxiliary S AuxMOM -> A2 W (p_delta W) -> MOM_1_condition r L delta varh ->
  starts_with S ((1 - a r) ^ 2 * e0) ((1 - a r ^ 2) * var1) E -> G <= MOM_1_bound r T L delta varD varh F0 E.
Proof.
  unfold MOM_1_bound. intros M M2 [C | C]%MOM_1_cases.
  - from step_MOM_1_exact_given_the_sum_over_rounds step_MOM_1_exact_first_snapshot_the_sum_over_rounds (a r ^ 2 * eta r).
  - from step_MOM_1_quiet_given_the_sum_over_rounds step_MOM_1_quiet_first_snapshot_the_sum_over_rounds (a r ^ 2 * eta r).
Qed.

Lemma MOM_1H_cases : MOM_1H_condition r L delta varh -> hyp_MOM_1H_exact W \/ varh = 0 /\ hyp_MOM_1H_quiet_2 W.
Proof.
  unfold MOM_1H_condition, hyp_MOM_1H_exact, hyp_MOM_1H_quiet_2. condition. intros [[C1 C2] | [C | [E C]]]; [left | left | right].
  - from_simple step_MOM_1H_the_simple_condition_implies_the_exact_one.
  - from_exact (a r ^ 2 * (3 - a r)) C.
  - split; [exact E | from_exact (a r ^ 2 * (3 - a r)) C].
Qed.

Lemma MOM_1H_at E : of_auxiliary S AuxMOM -> A2 W (p_delta W) -> MOM_1H_condition r L delta varh ->
  starts_with S ((1 - a r) ^ 2 * e0) ((1 - a r ^ 2) * var1) E -> G <= MOM_1H_bound r T L delta varD varh F0 E.
Proof.
  unfold MOM_1H_bound. intros M M2 [C | C]%MOM_1H_cases.
  - from step_MOM_1H_exact_given_the_sum_over_rounds step_MOM_1H_exact_first_snapshot_the_sum_over_rounds (a r ^ 2 * (3 - a r) * eta r).
  - from step_MOM_1H_quiet_given_the_sum_over_rounds step_MOM_1H_quiet_first_snapshot_the_sum_over_rounds (a r ^ 2 * (3 - a r) * eta r).
Qed.

Lemma MOM_2_cases : MOM_2_condition r L delta varh -> hyp_MOM_2_exact W \/ varh = 0 /\ hyp_MOM_2_quiet_2 W.
Proof.
  unfold MOM_2_condition, hyp_MOM_2_exact, hyp_MOM_2_quiet_2. condition. intros [[C1 C2] | [C | [E C]]]; [left | left | right].
  - from_simple step_MOM_2_the_simple_condition_implies_the_exact_one.
  - from_exact (a r ^ 2) C.
  - split; [exact E | from_exact (a r ^ 2) C].
Qed.

Lemma MOM_2_at E : of_auxiliary S AuxMOM -> A2 W (p_delta W) -> of_affine S -> MOM_2_condition r L delta varh ->
  starts_with S ((1 - a r) ^ 2 * e0) ((1 - a r ^ 2) * var1) E -> G <= MOM_2_bound r T L delta varD varh F0 E.
Proof.
  unfold MOM_2_bound. intros M M2 MA [C | C]%MOM_2_cases.
  - from step_MOM_2_exact_given_the_sum_over_rounds step_MOM_2_exact_first_snapshot_the_sum_over_rounds (a r ^ 2 * eta r).
  - from step_MOM_2_quiet_given_the_sum_over_rounds step_MOM_2_quiet_first_snapshot_the_sum_over_rounds (a r ^ 2 * eta r).
Qed.

Lemma MOM_3_cases : MOM_3_condition r L delta varh -> hyp_MOM_3_exact W \/ varh = 0 /\ hyp_MOM_3_quiet_2 W.
Proof.
  unfold MOM_3_condition, kappa, hyp_MOM_3_exact, hyp_MOM_3_quiet_2. condition. intros [[C1 C2] | [C | [E C]]]; [left | left | right].
  - from_simple step_MOM_3_the_simple_condition_implies_the_exact_one.
  - from_exact (a r ^ 2) C.
  - split; [exact E | from_exact (a r ^ 2) C].
Qed.

Lemma MOM_3_at E : of_auxiliary S AuxMOM -> A2 W (p_delta W) -> MOM_3_condition r L delta varh ->
  starts_with S ((1 - a r) ^ 2 * e0) ((1 - a r ^ 2) * var1) E -> G <= MOM_3_bound r T L delta varD varh F0 E.
Proof.
  unfold MOM_3_bound. intros M M2 [C | C]%MOM_3_cases.
  - from step_MOM_3_exact_given_the_sum_over_rounds step_MOM_3_exact_first_snapshot_the_sum_over_rounds (a r ^ 2 * (2 - a r) * eta r).
  - from step_MOM_3_quiet_given_the_sum_over_rounds step_MOM_3_quiet_first_snapshot_the_sum_over_rounds (a r ^ 2 * (2 - a r) * eta r).
Qed.

Lemma MVR_1_cases : MVR_1_condition r L delta varh -> hyp_MVR_1_exact W \/ varh = 0 /\ hyp_MVR_1_quiet_2 W.
Proof.
  unfold MVR_1_condition, hyp_MVR_1_exact, hyp_MVR_1_quiet_2. condition. intros [[C1 C2] | [C | [E C]]]; [left | left | right].
  - from_simple step_MVR_1_the_simple_condition_implies_the_exact_one.
  - from_exact (a r * (2 - a r)) C.
  - split; [exact E | from_exact (a r * (2 - a r)) C].
Qed.

Lemma MVR_1_at E : of_auxiliary S AuxMVR -> mean_square W (p_delta W) -> MVR_1_condition r L delta varh ->
  starts_with S ((1 - a r) ^ 2 * e0) (Rmax 0 (1 - 2 * a r ^ 2) * var1) E -> G <= MVR_1_bound r T L delta varD varh F0 E.
Proof.
  unfold MVR_1_bound. intros M M5 C%MVR_1_cases. destruct (Rle_lt_dec 0 (1 - 2 * a r ^ 2)) as [small | large].
  - rewrite Rmax_right by exact small. assert (hyp_small_first_weight W) by (red; parameters; lra). destruct C as [C | C].
    + from step_MVR_1_exact_given_the_sum_over_rounds step_MVR_1_exact_first_snapshot_2a2_le_1_the_sum_over_rounds (a r * (2 - a r) * eta r).
    + from step_MVR_1_quiet_given_the_sum_over_rounds step_MVR_1_quiet_first_snapshot_2a2_le_1_the_sum_over_rounds (a r * (2 - a r) * eta r).
  - rewrite Rmax_left by lra. assert (hyp_large_first_weight W) by (red; parameters; lra). destruct C as [C | C].
    + from step_MVR_1_exact_given_the_sum_over_rounds step_MVR_1_exact_first_snapshot_2a2_ge_1_the_sum_over_rounds (a r * (2 - a r) * eta r).
    + from step_MVR_1_quiet_given_the_sum_over_rounds step_MVR_1_quiet_first_snapshot_2a2_ge_1_the_sum_over_rounds (a r * (2 - a r) * eta r).
Qed.

(** Tuned parameters. *)
Lemma RATE_DET_parts : varh = 0 -> RATE_DET_parameters r L delta ->
  hyp_RATE_DET_exact_1 W /\ hyp_RATE_DET_exact_2 W /\ hyp_RATE_DET_exact_3 W /\ hyp_RATE_DET_exact_5 W.
Proof.
  unfold RATE_DET_parameters. condition. intros Eh [E Ea].
  assert (F : eta r * (7 * L + 5 * delta * p_K W) = 7).
  { transitivity (7 * (eta r * / eta r)); [rewrite E; field | field; lra]. }
  repeat split; red; parameters; lra.
Qed.

Lemma RATE_DET_at E : of_auxiliary S AuxMOM -> A2 W (p_delta W) -> varD = 0 -> varh = 0 -> RATE_DET_parameters r L delta ->
  starts_with S e0 (0 * var1) E -> G <= RATE_DET_bound r T L delta F0 E.
Proof.
  unfold RATE_DET_bound. intros M M2 ED Eh P. pose proof (RATE_DET_parts Eh P). clear P.
  from step_RATE_DET_exact_given_in_closed_form step_RATE_DET_exact_first_snapshot_in_closed_form 7.
Qed.

Lemma RATE_MOM_parts : RATE_MOM_parameters r L delta varD varh (free_number c) ->
  hyp_RATE_MOM_exact_1 W /\ hyp_RATE_MOM_exact_2 W /\ hyp_RATE_MOM_exact_3 W /\ hyp_RATE_MOM_exact_4 W.
Proof.
  unfold RATE_MOM_parameters, RATE_MOM_V. condition. intros [E Ea].
  pose proof (step_equation _ _ _ _ Af Ae E) as Q. repeat split; red; parameters; lra.
Qed.

Lemma RATE_MOM_at E : of_auxiliary S AuxMOM -> A2 W (p_delta W) -> of_affine S -> 0 < delta ->
  RATE_MOM_parameters r L delta varD varh (free_number c) -> starts_with S e0 (1 * var1) E ->
  G <= RATE_MOM_bound r T L delta varD varh F0 (free_number c) E.
Proof.
  unfold RATE_MOM_bound, RATE_MOM_V. intros M M2 MA Hd P I. pose proof (RATE_MOM_parts P). destruct P as [_ Ea].
  from_starts ltac:(rewrite ?Ea) step_RATE_MOM_exact_given_in_closed_form (a r * free_number c)
    step_RATE_MOM_exact_first_snapshot_in_closed_form (a r * free_number c).
Qed.

Lemma RATE_MOM_G_parts : RATE_MOM_G_parameters r L delta varD varh (free_number c) ->
  hyp_RATE_MOM_G_exact_1 W /\ hyp_RATE_MOM_G_exact_2 W /\ hyp_RATE_MOM_G_exact_3 W /\ hyp_RATE_MOM_G_exact_4 W.
Proof.
  unfold RATE_MOM_G_parameters, RATE_MOM_G_V. condition. intros [E Ea].
  pose proof (step_equation _ _ _ _ Af Ae E) as Q. repeat split; red; parameters; lra.
Qed.

Lemma RATE_MOM_G_at E : of_auxiliary S AuxMOM -> A2 W (p_delta W) -> 0 < delta ->
  RATE_MOM_G_parameters r L delta varD varh (free_number c) -> starts_with S e0 (14 / 13 * var1) E ->
  G <= RATE_MOM_G_bound r T L delta varD varh F0 (free_number c) E.
Proof.
  unfold RATE_MOM_G_bound, RATE_MOM_G_V. intros M M2 Hd P I. pose proof (RATE_MOM_G_parts P). destruct P as [_ Ea].
  from_starts ltac:(rewrite ?Ea) step_RATE_MOM_G_exact_given_in_closed_form (2 * a r * free_number c)
    step_RATE_MOM_G_exact_first_snapshot_in_closed_form (26 * a r * free_number c).
Qed.

Lemma RATE_MVR_parts : varh = 0 -> RATE_MVR_parameters r L delta (free_radius c) ->
  hyp_RATE_MVR_exact_1 W /\ hyp_RATE_MVR_exact_2 W /\ hyp_RATE_MVR_exact_3 W /\ hyp_RATE_MVR_exact_4 W /\ hyp_RATE_MVR_exact_5 W.
Proof.
  unfold RATE_MVR_parameters. condition. intros Eh [E Ea].
  pose proof (reach_equation L (3 * delta) 1 (free_radius c) (eta r) (p_K W) Ar Ae ltac:(lra) ltac:(rewrite E; field; lra)) as Q.
  repeat split; red; parameters; lra.
Qed.

Lemma RATE_MVR_at E : of_auxiliary S AuxMVR -> mean_square W (p_delta W) -> varh = 0 -> 0 < delta ->
  RATE_MVR_parameters r L delta (free_radius c) -> starts_with S e0 (26 / 25 * var1) E ->
  G <= RATE_MVR_bound r T L delta varD F0 (free_radius c) E.
Proof.
  unfold RATE_MVR_bound. intros M M5 Eh Hd P I. pose proof (RATE_MVR_parts Eh P). destruct P as [_ Ea].
  from_starts ltac:(rewrite ?Ea) step_RATE_MVR_exact_given_in_closed_form (a r * free_radius c)
    step_RATE_MVR_exact_first_snapshot_in_closed_form (25 * a r * free_radius c).
Qed.
End Rate.
