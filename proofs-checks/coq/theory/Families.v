(** The bounds and conditions of the methods between AuxMOM and AuxMVR. *)
From Auxopt Require Export Starts Family Rate_FAM_1 Rate_FAM_2 Rate_RATE_FAM.

Lemma between_positive (r : run) share : 0 < a r <= 1 -> share <= 1 -> 0 < 1 + (1 - share) * (1 - a r).
Proof. intros Ha Hs. assert (0 <= (1 - share) * (1 - a r)) by (apply Rmult_le_pos; lra). lra. Qed.

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
Notation F0 := (suboptimality c).
Notation e0 := (initial_error c).
Notation var1 := (first_sample_variance c).
Notation carry := (carried c).
Notation share := (free_share c).
Notation excess := (free_excess c).
Notation G := (measure_of S).

Lemma contraction_positive : 0 < 1 + (1 - share) * (1 - a r).
Proof.
  apply between_positive; [exact (frame_weight _ _ _ (frame_holds S)) |].
  pose proof (shared_pos _ (domain_in S) : 0 <= 1 - share). lra.
Qed.

Ltac family_condition := pose proof contraction_positive; condition; assert (0 < share * a r) by (now apply Rmult_lt_0_compat).
Ltac from_family k C := apply (at_most k _ _ _ C); [repeat first [assumption | apply Rmult_lt_0_compat | lra] | parameters; field; repeat split; lra].
Notation weight := (a r * share * (a r * (1 + (1 - share) * (1 - a r)))).
Ltac from_weight C := from_family (a r * share * (a r * (1 + (1 - share) * (1 - a r)))) C.

Lemma FAM_1_cases : FAM_1_condition r L delta Delta varh carry share excess ->
  hyp_FAM_1_exact_1 W /\ hyp_FAM_1_exact_2 W \/ varh = 0 /\ hyp_FAM_1_quiet_2 W /\ hyp_FAM_1_quiet_3 W.
Proof.
  unfold FAM_1_condition, FAM_condition, FAM_1_lag, FAM_psi, contraction. family_condition. intros [C0 C].
  assert (Z : hyp_FAM_1_exact_1 W) by (red; from_family (a r * share) C0).
  destruct C as [(C1 & C2 & C3) | [C | [E C]]]; [left | left | right].
  - split; [exact Z |]. apply step_FAM_1_the_simple_condition_implies_the_exact_one_2; [apply domain_in | red; parameters; lra .. |].
    red. from_family (a r * share) C3.
  - split; [exact Z | red; from_weight C].
  - split; [exact E |]. split; [exact Z | red; from_weight C].
Qed.

Lemma FAM_1_at E : of_reduced (Between carry) S -> FAM_1_condition r L delta Delta varh carry share excess ->
  starts_with S ((1 - a r) ^ 2 * e0) ((1 - a r ^ 2) * var1) E ->
  G <= FAM_bound r T L delta varD varh F0 carry share (FAM_1_lag r delta Delta carry excess) E.
Proof.
  unfold of_reduced, FAM_bound, FAM_noise, FAM_1_lag, FAM_psi, contraction. intros (M & N & M2 & M5 & <-) C%FAM_1_cases.
  pose proof contraction_positive. pose proof (share_pos _ (domain_in S) : 0 < share). destruct C as [C | C].
  - from step_FAM_1_exact_given_the_sum_over_rounds step_FAM_1_exact_first_snapshot_the_sum_over_rounds (weight * eta r).
  - from step_FAM_1_quiet_given_the_sum_over_rounds step_FAM_1_quiet_first_snapshot_the_sum_over_rounds (weight * eta r).
Qed.

Lemma FAM_2_cases : FAM_2_condition r L delta Delta varh carry share ->
  hyp_FAM_2_exact_1 W /\ hyp_FAM_2_exact_2 W \/ varh = 0 /\ hyp_FAM_2_quiet_2 W /\ hyp_FAM_2_quiet_3 W.
Proof.
  unfold FAM_2_condition, FAM_condition, carries_enough, FAM_2_lag, contraction. family_condition. intros [C0 C].
  assert (Z : hyp_FAM_2_exact_1 W) by (red; parameters; lra).
  destruct C as [(C1 & C2 & C3) | [C | [E C]]]; [left | left | right].
  - split; [exact Z | from_simple step_FAM_2_the_simple_condition_implies_the_exact_one_2].
  - split; [exact Z | red; from_weight C].
  - split; [exact E |]. split; [exact Z | red; from_weight C].
Qed.

Lemma FAM_2_at E : of_reduced (Between carry) S -> FAM_2_condition r L delta Delta varh carry share ->
  starts_with S ((1 - a r) ^ 2 * e0) ((1 - a r ^ 2) * var1) E ->
  G <= FAM_bound r T L delta varD varh F0 carry share (FAM_2_lag r Delta carry) E.
Proof.
  unfold of_reduced, FAM_bound, FAM_noise, FAM_2_lag, contraction. intros (M & N & M2 & M5 & <-) C%FAM_2_cases.
  pose proof contraction_positive. pose proof (share_pos _ (domain_in S) : 0 < share). destruct C as [C | C].
  - from step_FAM_2_exact_given_the_sum_over_rounds step_FAM_2_exact_first_snapshot_the_sum_over_rounds (weight * eta r).
  - from step_FAM_2_quiet_given_the_sum_over_rounds step_FAM_2_quiet_first_snapshot_the_sum_over_rounds (weight * eta r).
Qed.

Lemma RATE_FAM_parts : RATE_FAM_parameters r L delta Delta carry share (free_radius c) ->
  hyp_RATE_FAM_exact_1 W /\ hyp_RATE_FAM_exact_2 W /\ hyp_RATE_FAM_exact_3 W /\ hyp_RATE_FAM_exact_4 W /\ hyp_RATE_FAM_exact_5 W.
Proof.
  unfold RATE_FAM_parameters, carries_enough, contraction. condition. intros (E & C1 & C2 & C3).
  pose proof (reach_equation L 0 1 (free_radius c) (eta r) (p_K W) Ar Ae ltac:(lra) ltac:(rewrite E; field; lra)) as Q.
  repeat split; red; parameters; lra.
Qed.

Lemma RATE_FAM_at E : of_reduced (Between carry) S -> RATE_FAM_parameters r L delta Delta carry share (free_radius c) ->
  starts_with S ((1 - a r) ^ 2 * e0) ((1 - a r ^ 2) * var1) E ->
  G <= RATE_FAM_bound r T L delta Delta varD varh F0 carry share (free_radius c) E.
Proof.
  unfold of_reduced, RATE_FAM_bound, FAM_noise, FAM_2_lag, contraction. intros (M & N & M2 & M5 & <-) P I.
  pose proof (RATE_FAM_parts P). clear P. pose proof contraction_positive. pose proof (share_pos _ (domain_in S) : 0 < share).
  from_starts idtac step_RATE_FAM_exact_given_in_closed_form (weight * free_radius c)
    step_RATE_FAM_exact_first_snapshot_in_closed_form (weight * free_radius c).
Qed.
End Rate.
