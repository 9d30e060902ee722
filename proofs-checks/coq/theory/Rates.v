(** The theorems follow from the generated steps. *)
From Auxopt Require Export Statements Horizon Link Rate_MOM_1 Rate_MOM_1H Rate_MOM_2 Rate_MOM_3 Rate_MVR_1 Rate_RATE_DET.

(** The world of the generated steps for T rounds of a run. *)
Definition world_of (r : run) (T : nat) (L delta varD varD1 varh F0 e0 : R) (H : r -> r) : world := {|
  the_run := cut_run r T; smoothness := L; similarity := delta; snapshot_variance := varD; first_variance := varD1;
  local_variance := varh; suboptimality := F0; initial_error := e0; target_variance := 0;
  hessian := H; sample_f := fun _ v => grad_f v |}.

Section Rate.
Variables (r : run) (v : variant) (T : nat) (L delta varD varD1 varh F0 e0 : R) (H : r -> r).
Hypothesis A : assumptions r v T L varD varh F0.
Hypotheses (delta_nonneg : 0 <= delta) (varD1_nonneg : 0 <= varD1) (e0_nonneg : 0 <= e0).
Hypothesis m0_is_known : known 1 0 (m0 r).

Let W := world_of r T L delta varD varD1 varh F0 e0 H.

Lemma varD_nonneg : 0 <= varD.
Proof.
  pose proof (snapshot_noise _ _ _ _ _ _ _ A 0%nat (rounds _ _ _ _ _ _ _ A)) as N.
  eapply Rle_trans; [| exact N]. apply ip_pos.
Qed.

Lemma varh_nonneg : 0 <= varh.
Proof.
  pose proof (local_noise _ _ _ _ _ _ _ A 0%nat 0%nat (rounds _ _ _ _ _ _ _ A) (local_steps _ _ _ _ _ _ _ A)) as N.
  eapply Rle_trans; [| exact N]. apply ip_pos.
Qed.

Lemma world_domain : domain W.
Proof.
  destruct A as [Av Ae [Aa Aa1] AK AT Ax AL As AD Ah AF].
  constructor; try assumption; try apply Rle_refl; try (exact varD_nonneg); try (exact varh_nonneg).
  - unfold p_abar. cbn. lra.
  - unfold p_F0. cbn. pose proof (value_lower r (x0 r)). lra.
  - constructor; cbn.
    + intros t u Hu. eapply known_later; [| apply known_grad_f, Hu]. right; lia.
    + reflexivity.
Qed.

Lemma world_snapshot_variance : hyp_snapshot_variance W.
Proof. apply link_snapshot_variance, cut_A3; [exact varD_nonneg | apply (snapshot_noise _ _ _ _ _ _ _ A)]. Qed.

Lemma world_local_variance : hyp_local_variance W.
Proof. apply link_local_variance, cut_A4; [exact varh_nonneg | apply (local_noise _ _ _ _ _ _ _ A)]. Qed.

Lemma world_smooth : hyp_smoothness W.
Proof. apply link_smooth. exact (smooth _ _ _ _ _ _ _ A). Qed.

Lemma world_initial_value : hyp_initial_value W.
Proof. generalize (suboptimal _ _ _ _ _ _ _ A). unfold hyp_initial_value, p_F0, s_Fx. cbn. lra. Qed.

Lemma world_initial_error : norm2 (sub (m0 r) (grad_D (x0 r))) <= e0 -> hyp_initial_error W.
Proof.
  unfold hyp_initial_error, p_e0, v_m, v_gDx. cbn. fold (m0 r).
  change (m0 (cut_run r T)) with (m0 r). expand_ip. order_ip. lra.
Qed.

Lemma world_first_variance :
  norm2 (sub (sample_D 1 (x0 r)) (grad_D (x0 r))) <= varD1 ->
  hyp_first_snapshot_variance W.
Proof.
  intros V. apply link_first_variance. cbn. unfold cut_D. pose proof (rounds _ _ _ _ _ _ _ A).
  destruct (Nat.leb_spec 1 T); [exact V | lia].
Qed.

Lemma world_no_local_noise : varh = 0 -> eq_no_local_noise W.
Proof. intros E t k u. apply null_ip. pose proof (world_local_variance t k). assert (p_varh W = 0) by exact E. lra. Qed.

Lemma world_no_snapshot_noise : varD = 0 -> eq_no_snapshot_noise W.
Proof. intros E t u. apply null_ip. pose proof (world_snapshot_variance t). assert (p_varD W = 0) by exact E. lra. Qed.

Lemma K_number : INR (K r) = p_K W.
Proof. unfold p_K. rewrite <- S_INR, <- (K_as_J W world_domain). reflexivity. Qed.

Lemma sum_of_round t n : d_g W (S t) n = sum n (fun k => norm2 (grad_f (y W (S t) k))).
Proof. induction n as [| n IH]; [reflexivity |]. cbn [d_g sum pred]. rewrite IH. reflexivity. Qed.

Lemma sum_of_rounds n : d_G W n = sum n (fun t => sum (K r) (fun k => norm2 (grad_f (y W (S t) k)))).
Proof.
  induction n as [| n IH]; [reflexivity |]. cbn [d_G sum].
  rewrite IH, sum_of_round, <- (K_as_J W world_domain). reflexivity.
Qed.

Lemma measure : G r T = d_G W T / (INR (K r) * INR T).
Proof. rewrite <- cut_G, sum_of_rounds. reflexivity. Qed.

(** factor * (K T bound - sum) = rest >= 0 proves sum / (K T) <= bound. *)
Lemma divide (factor rest bound : R) : 0 < factor -> 0 <= rest ->
  factor * (INR (K r) * INR T * bound - d_G W T) = rest -> G r T <= bound.
Proof.
  intros Hf Hr E. rewrite measure.
  assert (HK : 0 < INR (K r)) by (apply (lt_INR 0%nat), (local_steps _ _ _ _ _ _ _ A)).
  assert (HT : 0 < INR T) by (apply (lt_INR 0%nat), (rounds _ _ _ _ _ _ _ A)).
  assert (HKT : 0 < INR (K r) * INR T) by now apply Rmult_lt_0_compat.
  apply Rmult_le_reg_l with (INR (K r) * INR T); [exact HKT |].
  replace (INR (K r) * INR T * (d_G W T / (INR (K r) * INR T))) with (d_G W T) by (field; lra).
  rewrite <- E in Hr. apply Rmult_le_reg_l with factor; [exact Hf |]. lra.
Qed.

Ltac premise :=
  solve
    [ exact world_domain
    | exact world_snapshot_variance
    | exact world_local_variance
    | exact world_smooth
    | exact world_initial_value
    | apply link_bounded_below
    | apply link_start
    | apply link_start_value
    | apply link_end; exact world_domain
    | apply link_end_value; exact world_domain
    | apply link_local
    | apply link_momentum; assumption
    | apply link_variance_reduced; assumption
    | apply link_given; assumption
    | apply link_first_snapshot; assumption
    | apply link_similar_rounds; assumption
    | apply link_similar_point; assumption
    | apply link_sampled_rounds; [exact world_domain | apply cut_A5; assumption]
    | apply link_sampled_point; [exact world_domain | apply cut_A5; assumption]
    | constructor; assumption
    | apply link_affine; assumption
    | apply link_hessian_mean; assumption
    | apply link_hessian_noise; assumption
    | apply world_no_local_noise; assumption
    | apply world_no_snapshot_noise; assumption
    | apply world_initial_error; assumption
    | apply world_first_variance; assumption
    | assumption ].

(** The names of the steps, as the numbers of the statement. *)
Ltac parameters :=
  change (p_a W) with (a r); change (p_abar W) with (1 - a r); change (p_eta W) with (eta r);
  change (p_L W) with L; change (p_delta W) with delta; change (p_varD W) with varD; change (p_varD1 W) with varD1;
  change (p_varh W) with varh; change (p_F0 W) with F0; change (p_e0 W) with e0.

Ltac numbers :=
  assert (ET : T = S (pred T)) by (pose proof (rounds _ _ _ _ _ _ _ A); lia);
  assert (EN : INR T = INR (pred T) + 1) by (rewrite ET at 1; apply S_INR);
  assert (EJ : INR (n_J W) = p_K W - 1) by (unfold p_K; ring);
  rewrite <- ET, K_number, EN, ?EJ;
  assert (0 <= INR (pred T)) by apply pos_INR; assert (0 < p_K W) by apply p_K_pos; parameters;
  generalize dependent (d_G W T); generalize dependent (INR (pred T)); generalize dependent (p_K W);
  intros; field; repeat split; lra.

Lemma exact_slack (c x s : R) : x <= 1 -> 0 < c -> c * (1 - x) = s -> 0 <= s.
Proof. intros Hx Hc <-. apply Rmult_le_pos; lra. Qed.

(** The exact condition of the steps, from the simple condition by [step], or from the exact one times [c]. *)
Ltac from_simple step := apply step; [exact world_domain | red; parameters; lra | red; parameters; lra].
Ltac from_exact c C :=
  apply (exact_slack c _ _ C);
  [ repeat first [lra | apply pow_lt | apply Rmult_lt_0_compat] | parameters; field; repeat split; lra ].

(** [from step factor]: a statement from a generated bound, where [factor] multiplies the sum of squared gradients. *)
Ltac from step factor :=
  pose proof A as [Av Ae [Aa Aa1] AK AT Ax AL As AD Ah AF];
  eapply (divide factor);
  [ assert (0 < INR (K r)) by (now apply (lt_INR 0%nat)); assert (0 < INR T) by (now apply (lt_INR 0%nat));
    assert (0 < 2 - a r) by lra; assert (0 < 3 - a r) by lra;
    repeat first [assumption | apply pow_lt | apply Rmult_lt_0_compat | lra]
  | apply (step W) with (t := pred T); premise
  | numbers ].


Lemma MOM_1_exact_condition : MOM_1_condition r L delta -> hyp_MOM_1_exact W.
Proof.
  pose proof A as [Av Ae [Aa Aa1] AK AT Ax AL As AD Ah AF]. unfold MOM_1_condition, hyp_MOM_1_exact. rewrite K_number.
  intros [[C1 C2] | C]; [from_simple step_MOM_1_the_simple_condition_implies_the_exact_one | from_exact (a r ^ 2) C].
Qed.

Lemma MOM_1H_exact_condition : MOM_1H_condition r L delta -> hyp_MOM_1H_exact W.
Proof.
  pose proof A as [Av Ae [Aa Aa1] AK AT Ax AL As AD Ah AF]. unfold MOM_1H_condition, hyp_MOM_1H_exact. rewrite K_number.
  intros [[C1 C2] | C]; [from_simple step_MOM_1H_the_simple_condition_implies_the_exact_one | from_exact (a r ^ 2 * (3 - a r)) C].
Qed.

Lemma MOM_2_exact_condition : MOM_2_condition r L delta -> hyp_MOM_2_exact W.
Proof.
  pose proof A as [Av Ae [Aa Aa1] AK AT Ax AL As AD Ah AF]. unfold MOM_2_condition, hyp_MOM_2_exact. rewrite K_number.
  intros [[C1 C2] | C]; [from_simple step_MOM_2_the_simple_condition_implies_the_exact_one | from_exact (a r ^ 2) C].
Qed.

Lemma MOM_3_exact_condition : MOM_3_condition r L delta -> hyp_MOM_3_exact W.
Proof.
  pose proof A as [Av Ae [Aa Aa1] AK AT Ax AL As AD Ah AF]. unfold MOM_3_condition, kappa, hyp_MOM_3_exact. rewrite K_number.
  intros [[C1 C2] | C]; [from_simple step_MOM_3_the_simple_condition_implies_the_exact_one | from_exact (a r ^ 2) C].
Qed.

Lemma MVR_1_exact_condition : MVR_1_condition r L delta -> hyp_MVR_1_exact W.
Proof.
  pose proof A as [Av Ae [Aa Aa1] AK AT Ax AL As AD Ah AF]. unfold MVR_1_condition, hyp_MVR_1_exact. rewrite K_number.
  intros [[C1 C2] | C]; [from_simple step_MVR_1_the_simple_condition_implies_the_exact_one | from_exact (a r * (2 - a r)) C].
Qed.

Lemma MOM_1_given : kind r = AuxMOM -> A2 r delta -> 
  (exists m, init r = given m) -> norm2 (sub (m0 r) (grad_D (x0 r))) <= e0 -> 
  hyp_MOM_1_exact W -> G r T <= MOM_1_bound r T L delta varD varh F0 ((1 - a r) ^ 2 * e0).
Proof. intros. unfold MOM_1_bound. from step_MOM_1_exact_given_the_sum_over_rounds (a r ^ 2 * eta r). Qed.

Lemma MOM_1_first_snapshot : kind r = AuxMOM -> A2 r delta -> 
  init r = first_snapshot -> norm2 (sub (sample_D 1 (x0 r)) (grad_D (x0 r))) <= varD1 -> 
  hyp_MOM_1_exact W -> G r T <= MOM_1_bound r T L delta varD varh F0 ((1 - a r ^ 2) * varD1).
Proof. intros. unfold MOM_1_bound. from step_MOM_1_exact_first_snapshot_the_sum_over_rounds (a r ^ 2 * eta r). Qed.

Lemma MOM_1H_given : kind r = AuxMOM -> A2 r delta ->
  (exists m, init r = given m) -> norm2 (sub (m0 r) (grad_D (x0 r))) <= e0 ->
  hyp_MOM_1H_exact W -> G r T <= MOM_1H_bound r T L delta varD varh F0 ((1 - a r) ^ 2 * e0).
Proof. intros. unfold MOM_1H_bound. from step_MOM_1H_exact_given_the_sum_over_rounds (a r ^ 2 * (3 - a r) * eta r). Qed.

Lemma MOM_1H_first_snapshot : kind r = AuxMOM -> A2 r delta ->
  init r = first_snapshot -> norm2 (sub (sample_D 1 (x0 r)) (grad_D (x0 r))) <= varD1 ->
  hyp_MOM_1H_exact W -> G r T <= MOM_1H_bound r T L delta varD varh F0 ((1 - a r ^ 2) * varD1).
Proof. intros. unfold MOM_1H_bound. from step_MOM_1H_exact_first_snapshot_the_sum_over_rounds (a r ^ 2 * (3 - a r) * eta r). Qed.

Lemma MOM_2_given : kind r = AuxMOM -> A2 r delta -> (forall t k u, known t k u -> known t k (H u)) -> symmetric H ->
  (forall u v w : r, ip (sub (grad_D u) (grad_D v)) w = ip (H (sub u v)) w) ->
  (forall u, norm2 (H u) <= delta ^ 2 * norm2 u) -> 
  (exists m, init r = given m) -> norm2 (sub (m0 r) (grad_D (x0 r))) <= e0 -> 
  hyp_MOM_2_exact W -> G r T <= MOM_2_bound r T L delta varD varh F0 ((1 - a r) ^ 2 * e0).
Proof. intros. unfold MOM_2_bound. from step_MOM_2_exact_given_the_sum_over_rounds (a r ^ 2 * eta r). Qed.

Lemma MOM_2_first_snapshot : kind r = AuxMOM -> A2 r delta -> (forall t k u, known t k u -> known t k (H u)) -> symmetric H ->
  (forall u v w : r, ip (sub (grad_D u) (grad_D v)) w = ip (H (sub u v)) w) ->
  (forall u, norm2 (H u) <= delta ^ 2 * norm2 u) -> 
  init r = first_snapshot -> norm2 (sub (sample_D 1 (x0 r)) (grad_D (x0 r))) <= varD1 -> 
  hyp_MOM_2_exact W -> G r T <= MOM_2_bound r T L delta varD varh F0 ((1 - a r ^ 2) * varD1).
Proof. intros. unfold MOM_2_bound. from step_MOM_2_exact_first_snapshot_the_sum_over_rounds (a r ^ 2 * eta r). Qed.

Lemma MOM_3_given : kind r = AuxMOM -> A2 r delta -> 
  (exists m, init r = given m) -> norm2 (sub (m0 r) (grad_D (x0 r))) <= e0 -> 
  hyp_MOM_3_exact W -> G r T <= MOM_3_bound r T L delta varD varh F0 ((1 - a r) ^ 2 * e0).
Proof. intros. unfold MOM_3_bound. from step_MOM_3_exact_given_the_sum_over_rounds (a r ^ 2 * (2 - a r) * eta r). Qed.

Lemma MOM_3_first_snapshot : kind r = AuxMOM -> A2 r delta -> 
  init r = first_snapshot -> norm2 (sub (sample_D 1 (x0 r)) (grad_D (x0 r))) <= varD1 -> 
  hyp_MOM_3_exact W -> G r T <= MOM_3_bound r T L delta varD varh F0 ((1 - a r ^ 2) * varD1).
Proof. intros. unfold MOM_3_bound. from step_MOM_3_exact_first_snapshot_the_sum_over_rounds (a r ^ 2 * (2 - a r) * eta r). Qed.

Lemma MVR_1_given : kind r = AuxMVR -> A5 r delta -> 
  (exists m, init r = given m) -> norm2 (sub (m0 r) (grad_D (x0 r))) <= e0 -> 
  hyp_MVR_1_exact W -> G r T <= MVR_1_bound r T L delta varD varh F0 ((1 - a r) ^ 2 * e0).
Proof. intros. unfold MVR_1_bound. from step_MVR_1_exact_given_the_sum_over_rounds (a r * (2 - a r) * eta r). Qed.

Lemma MVR_1_first_snapshot : kind r = AuxMVR -> A5 r delta ->
  init r = first_snapshot -> norm2 (sub (sample_D 1 (x0 r)) (grad_D (x0 r))) <= varD1 ->
  hyp_MVR_1_exact W -> G r T <= MVR_1_bound r T L delta varD varh F0 (Rmax 0 (1 - 2 * a r ^ 2) * varD1).
Proof.
  intros. unfold MVR_1_bound. destruct (Rle_lt_dec 0 (1 - 2 * a r ^ 2)) as [small | large].
  - rewrite Rmax_right by exact small.
    assert (hyp_small_first_weight W) by (red; parameters; lra).
    from step_MVR_1_exact_first_snapshot_2a2_le_1_the_sum_over_rounds (a r * (2 - a r) * eta r).
  - rewrite Rmax_left by lra.
    assert (hyp_large_first_weight W) by (red; parameters; lra).
    from step_MVR_1_exact_first_snapshot_2a2_ge_1_the_sum_over_rounds (a r * (2 - a r) * eta r).
Qed.

Lemma RATE_DET_parts : varD = 0 -> varh = 0 -> / eta r = L + 5 / 7 * delta * INR (K r) -> a r = 1 ->
  hyp_RATE_DET_exact_1 W /\ hyp_RATE_DET_exact_2 W /\ hyp_RATE_DET_exact_3 W /\ hyp_RATE_DET_exact_5 W.
Proof.
  pose proof A as [Av Ae [Aa Aa1] AK AT Ax AL As AD Ah AF]. intros ED Eh E Ea.
  unfold hyp_RATE_DET_exact_1, hyp_RATE_DET_exact_2, hyp_RATE_DET_exact_3, hyp_RATE_DET_exact_5.
  rewrite <- K_number. parameters.
  assert (F : eta r * (7 * L + 5 * delta * INR (K r)) = 7).
  { transitivity (7 * (eta r * / eta r)); [rewrite E; field | field; lra]. }
  repeat split; lra.
Qed.

Lemma RATE_DET_given : kind r = AuxMOM -> A2 r delta -> (exists m, init r = given m) ->
  varD = 0 -> varh = 0 -> / eta r = L + 5 / 7 * delta * INR (K r) -> a r = 1 ->
  G r T <= 2 * F0 / INR T * (L / INR (K r) + 5 / 7 * delta).
Proof.
  intros. destruct RATE_DET_parts as (? & ? & ? & ?); try assumption.
  from step_RATE_DET_exact_given_in_closed_form 7.
Qed.

Lemma RATE_DET_first_snapshot : kind r = AuxMOM -> A2 r delta -> init r = first_snapshot ->
  varD = 0 -> varh = 0 -> / eta r = L + 5 / 7 * delta * INR (K r) -> a r = 1 ->
  G r T <= 2 * F0 / INR T * (L / INR (K r) + 5 / 7 * delta).
Proof.
  intros. destruct RATE_DET_parts as (? & ? & ? & ?); try assumption.
  from step_RATE_DET_exact_first_snapshot_in_closed_form 7.
Qed.
End Rate.
