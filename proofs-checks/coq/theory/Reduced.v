(** The bounds and conditions of MVR-2 and its tuned forms: A5 has a constant of its own, and draws have one law. *)
From Auxopt Require Export Starts Rate_MVR_2 Rate_RATE_MVR_2 Rate_RATE_MVR_2P Rate_RATE_MVR_H.

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

Lemma MVR_2_cases : MVR_2_condition r L delta varh Delta -> hyp_MVR_2_exact W \/ varh = 0 /\ hyp_MVR_2_quiet_2 W.
Proof.
  unfold MVR_2_condition, hyp_MVR_2_exact, hyp_MVR_2_quiet_2. condition. intros [(C1 & C2 & C3) | [C | [E C]]]; [left | left | right].
  - from_simple step_MVR_2_the_simple_condition_implies_the_exact_one.
  - from_exact (a r * (2 - a r)) C.
  - split; [exact E | from_exact (a r * (2 - a r)) C].
Qed.

Lemma MVR_2_at E : of_reduced AuxMVR S -> MVR_2_condition r L delta varh Delta -> starts_with S ((1 - a r) ^ 2 * e0) ((1 - a r ^ 2) * var1) E ->
  G <= MVR_2_bound r T L delta varD varh F0 Delta E.
Proof.
  unfold of_reduced, MVR_2_bound. intros (M & N & M2 & M5 & <-) [C | C]%MVR_2_cases.
  - from step_MVR_2_exact_given_the_sum_over_rounds step_MVR_2_exact_first_snapshot_the_sum_over_rounds (a r * (2 - a r) * eta r).
  - from step_MVR_2_quiet_given_the_sum_over_rounds step_MVR_2_quiet_first_snapshot_the_sum_over_rounds (a r * (2 - a r) * eta r).
Qed.

(** Tuned parameters. *)
Lemma RATE_MVR_2_parts : varh = 0 -> delta <= Delta -> RATE_MVR_2_parameters r L Delta (free_radius c) ->
  hyp_RATE_MVR_2_exact_1 W /\ hyp_RATE_MVR_2_exact_2 W /\ hyp_RATE_MVR_2_exact_3 W /\ hyp_RATE_MVR_2_exact_4 W /\
  hyp_RATE_MVR_2_exact_5 W /\ hyp_RATE_MVR_2_exact_6 W.
Proof.
  unfold RATE_MVR_2_parameters. condition. intros Eh Hd [E Ea].
  pose proof (reach_equation L (8 / 5 * Delta) 1 (free_radius c) (eta r) (p_K W) Ar Ae ltac:(lra) ltac:(rewrite E; field; lra)) as Q.
  repeat split; red; parameters; lra.
Qed.

Lemma RATE_MVR_2_at E : of_reduced AuxMVR S -> varh = 0 -> delta <= Delta -> RATE_MVR_2_parameters r L Delta (free_radius c) ->
  starts_with S e0 (14 / 13 * var1) E -> G <= RATE_MVR_2_bound r T L varD F0 Delta (free_radius c) E.
Proof.
  unfold of_reduced, RATE_MVR_2_bound. intros (M & N & M2 & M5 & <-) Eh Hd P I. pose proof (RATE_MVR_2_parts Eh Hd P). clear P.
  from_starts idtac step_RATE_MVR_2_exact_given_in_closed_form (5 * a r * free_radius c)
    step_RATE_MVR_2_exact_first_snapshot_in_closed_form (65 * a r * free_radius c).
Qed.

Lemma RATE_MVR_2P_parts : varh = 0 -> RATE_MVR_2P_parameters r L delta Delta (free_radius c) ->
  hyp_RATE_MVR_2P_exact_1 W /\ hyp_RATE_MVR_2P_exact_2 W /\ hyp_RATE_MVR_2P_exact_3 W /\ hyp_RATE_MVR_2P_exact_4 W /\
  hyp_RATE_MVR_2P_exact_5 W.
Proof.
  unfold RATE_MVR_2P_parameters. condition. intros Eh [E Ea].
  pose proof (reach_equation L (2 * delta) 1 (free_radius c) (eta r) (p_K W) Ar Ae ltac:(lra) ltac:(rewrite E; field; lra)) as Q.
  apply share_equation in Ea; [| repeat first [apply pow2_ge_0 | lra | apply Rmult_le_pos]].
  repeat split; red; parameters; lra.
Qed.

Lemma RATE_MVR_2P_at E : of_reduced AuxMVR S -> varh = 0 -> RATE_MVR_2P_parameters r L delta Delta (free_radius c) ->
  starts_with S e0 (4 * var1) E -> G <= RATE_MVR_2P_bound r T L delta varD F0 Delta (free_radius c) E.
Proof.
  unfold of_reduced, RATE_MVR_2P_bound. intros (M & N & M2 & M5 & <-) Eh P I. pose proof (RATE_MVR_2P_parts Eh P). clear P.
  from step_RATE_MVR_2P_exact_given_in_closed_form step_RATE_MVR_2P_exact_first_snapshot_in_closed_form (a r * free_radius c).
Qed.

Lemma RATE_MVR_H_parts : delta <= Delta -> RATE_MVR_H_parameters r L Delta (free_radius c) (free_balance c) ->
  hyp_RATE_MVR_H_exact_1 W /\ hyp_RATE_MVR_H_exact_2 W /\ hyp_RATE_MVR_H_exact_3 W /\ hyp_RATE_MVR_H_exact_4 W /\
  hyp_RATE_MVR_H_exact_5 W.
Proof.
  unfold RATE_MVR_H_parameters. condition. intros Hd [E Ea].
  pose proof (reach_equation L ((9 / 4 + free_balance c) * Delta) 1 (free_radius c) (eta r) (p_K W) Ar Ae ltac:(lra)
    ltac:(rewrite E; field; lra)) as Q.
  repeat split; red; parameters; lra.
Qed.

Lemma RATE_MVR_H_at E : of_reduced AuxMVR S -> delta <= Delta -> RATE_MVR_H_parameters r L Delta (free_radius c) (free_balance c) ->
  starts_with S e0 (14 / 13 * var1) E -> G <= RATE_MVR_H_bound r T L varD varh F0 Delta (free_radius c) (free_balance c) E.
Proof.
  unfold of_reduced, RATE_MVR_H_bound. intros (M & N & M2 & M5 & <-) Hd P I. pose proof (RATE_MVR_H_parts Hd P). clear P.
  from_starts idtac step_RATE_MVR_H_exact_given_in_closed_form (2 * a r * free_balance c * free_radius c)
    step_RATE_MVR_H_exact_first_snapshot_in_closed_form (26 * a r * free_balance c * free_radius c).
Qed.
End Rate.
