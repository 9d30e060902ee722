(** The bounds and conditions of the -target variants. *)
From Auxopt Require Export Bounds Target Rate_TGT_MOM Rate_TGT_MVR Rate_RATE_TGT_MOM Rate_RATE_TGT_MVR.

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

(** What TGT-MOM and TGT-MVR assume, beside a start. *)
Definition of_TGT_MOM : Prop := of_target S AuxMOM /\ hyp_smoothness_consecutive_snapshots W.
Definition of_TGT_MVR : Prop :=
  of_target S AuxMVR /\ of_one_law S /\ mean_square W (p_Delta W) /\ var1 = first_target_variance r (sample_of S).

Ltac target_cases simple_1 simple_2 factor :=
  unfold target_condition; condition; intros [(C1 & C2 & C3 & C4 & C5) | [C1 C2]]; split;
  [ assert (X := at_most (14 * factor) _ _ _ C5 ltac:(repeat first [lra | apply pow_lt | apply Rmult_lt_0_compat]) eq_refl);
    field_simplify in X; [| lra ..]; from_simple simple_1
  | assert (X := at_most (14 * factor) _ _ _ C5 ltac:(repeat first [lra | apply pow_lt | apply Rmult_lt_0_compat]) eq_refl);
    field_simplify in X; [| lra ..]; from_simple simple_2
  | red; parameters; lra
  | red; from_exact (3 * factor) C2 ].

Lemma TGT_MOM_cases : target_condition r L delta ratio ((1 - a r) ^ 2 * L ^ 2 / a r ^ 2) -> hyp_TGT_MOM_exact_1 W /\ hyp_TGT_MOM_exact_2 W.
Proof.
  target_cases step_TGT_MOM_the_simple_condition_implies_the_exact_one_1 step_TGT_MOM_the_simple_condition_implies_the_exact_one_2 (a r ^ 2).
Qed.

Lemma TGT_MVR_cases : target_condition r L delta ratio ((1 - a r) * Delta ^ 2 / (a r * (2 - a r))) ->
  hyp_TGT_MVR_exact_1 W /\ hyp_TGT_MVR_exact_2 W.
Proof.
  target_cases step_TGT_MVR_the_simple_condition_implies_the_exact_one_1 step_TGT_MVR_the_simple_condition_implies_the_exact_one_2
    (a r * (2 - a r)).
Qed.

Lemma TGT_MOM_at E : of_TGT_MOM -> target_condition r L delta ratio ((1 - a r) ^ 2 * L ^ 2 / a r ^ 2) ->
  starts_with S ((1 - a r) ^ 2 * e0) ((1 - a r ^ 2) * var1) E -> G <= TGT_MOM_bound r T varD F0 E.
Proof.
  unfold of_TGT_MOM, TGT_MOM_bound. intros M C%TGT_MOM_cases.
  from step_TGT_MOM_exact_given_the_sum_over_rounds step_TGT_MOM_exact_first_snapshot_the_sum_over_rounds (a r ^ 2 * eta r).
Qed.

Lemma TGT_MVR_at E : of_TGT_MVR -> target_condition r L delta ratio ((1 - a r) * Delta ^ 2 / (a r * (2 - a r))) ->
  starts_with S ((1 - a r) ^ 2 * e0) ((1 - a r ^ 2) * var1) E -> G <= TGT_MVR_bound r (sample_of S) T varD F0 E.
Proof.
  unfold of_TGT_MVR, TGT_MVR_bound. intros (M & N & M7 & <-) C%TGT_MVR_cases.
  from step_TGT_MVR_exact_given_the_sum_over_rounds step_TGT_MVR_exact_first_snapshot_the_sum_over_rounds (a r * (2 - a r) * eta r).
Qed.

(** Tuned parameters. *)
Lemma RATE_TGT_MOM_parts : reaches_control r L ratio (control_reach c) ->
  RATE_TGT_MOM_parameters r L delta varD (control_reach c) (free_number c) ->
  hyp_RATE_TGT_MOM_exact_1 W /\ hyp_RATE_TGT_MOM_exact_2 W /\ hyp_RATE_TGT_MOM_exact_3 W /\ hyp_RATE_TGT_MOM_exact_4 W /\
  hyp_RATE_TGT_MOM_exact_5 W /\ hyp_RATE_TGT_MOM_exact_6 W.
Proof.
  unfold reaches_control, RATE_TGT_MOM_parameters. condition. intros (C0 & C2 & C3) [E Ea]. pose proof (L_pos W (domain_in S)) as HL.
  pose proof (reach_equation L (4 * delta + control_reach c) (10 * L * varD) (free_number c) (eta r) (p_K W) Af Ae
    ltac:(lra) ltac:(rewrite E; field; lra)) as Q.
  apply share_equation in Ea; [| change (p_L W) with L in HL; repeat first [lra | apply Rmult_le_pos]].
  repeat split; red; parameters; lra.
Qed.

Lemma RATE_TGT_MOM_at E : of_TGT_MOM -> reaches_control r L ratio (control_reach c) ->
  RATE_TGT_MOM_parameters r L delta varD (control_reach c) (free_number c) -> starts_with S (1 * e0) (2 * var1) E ->
  G <= RATE_TGT_MOM_bound r T L delta varD F0 (control_reach c) (free_number c) E.
Proof.
  unfold of_TGT_MOM, RATE_TGT_MOM_bound. intros M C P I. pose proof (RATE_TGT_MOM_parts C P). clear C P.
  from step_RATE_TGT_MOM_exact_given_in_closed_form step_RATE_TGT_MOM_exact_first_snapshot_in_closed_form (a r * free_number c).
Qed.

Lemma RATE_TGT_MVR_parts : reaches_control r L ratio (control_reach c) ->
  RATE_TGT_MVR_parameters r L delta Delta (control_reach c) (free_radius c) ->
  hyp_RATE_TGT_MVR_exact_1 W /\ hyp_RATE_TGT_MVR_exact_2 W /\ hyp_RATE_TGT_MVR_exact_3 W /\ hyp_RATE_TGT_MVR_exact_4 W /\
  hyp_RATE_TGT_MVR_exact_5 W /\ hyp_RATE_TGT_MVR_exact_6 W.
Proof.
  unfold reaches_control, RATE_TGT_MVR_parameters. condition. intros (C0 & C2 & C3) [E Ea].
  pose proof (reach_equation L (4 * delta + control_reach c) 1 (free_radius c) (eta r) (p_K W) Ar Ae
    ltac:(lra) ltac:(rewrite E; field; lra)) as Q.
  apply share_equation in Ea; [| repeat first [apply pow2_ge_0 | lra | apply Rmult_le_pos]].
  repeat split; red; parameters; lra.
Qed.

Lemma RATE_TGT_MVR_at E : of_TGT_MVR -> reaches_control r L ratio (control_reach c) ->
  RATE_TGT_MVR_parameters r L delta Delta (control_reach c) (free_radius c) -> starts_with S (1 * e0) (4 * var1) E ->
  G <= RATE_TGT_MVR_bound r (sample_of S) T L delta varD F0 Delta (control_reach c) (free_radius c) E.
Proof.
  unfold of_TGT_MVR, RATE_TGT_MVR_bound. intros (M & N & M7 & <-) C P I. pose proof (RATE_TGT_MVR_parts C P). clear C P.
  from step_RATE_TGT_MVR_exact_given_in_closed_form step_RATE_TGT_MVR_exact_first_snapshot_in_closed_form (a r * free_radius c).
Qed.
End Rate.
