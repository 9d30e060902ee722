(** How a bound or a condition of a theorem follows from generated steps: the world of a theorem, what the theorems assume of it, and
    tactics. *)
From Auxopt Require Export Worlds.

Record setting := {
  run_of : run;
  sample_of : nat -> run_of -> run_of;
  reply_of : nat -> nat -> run_of -> run_of -> run_of;
  shift_of : run_of -> run_of;
  rounds_of : nat;
  constants_of : constants;
  hessian_of : run_of -> run_of;
  oracles_hold : oracles run_of sample_of reply_of shift_of;
  frame_holds : frame run_of rounds_of constants_of
}.

Definition world_in (S : setting) : world :=
  world_of (run_of S) (sample_of S) (reply_of S) (shift_of S) (rounds_of S) (constants_of S) (hessian_of S).

Definition measure_of (S : setting) : R := G_by (run_of S) (y_by (run_of S) (sample_of S) (reply_of S)) (rounds_of S).

Section Setting.
Variable S : setting.
Notation W := (world_in S).
Notation c := (constants_of S).
Notation r := (run_of S).

Lemma domain_in : domain W.
Proof. exact (world_domain _ _ _ _ _ _ _ (oracles_hold S) (frame_holds S)). Qed.

Lemma K_in : INR (K r) = p_K W.
Proof. exact (K_number _ _ _ _ _ _ _ (oracles_hold S) (frame_holds S)). Qed.

Lemma divide_in factor rest bound : 0 < factor -> 0 <= rest ->
  factor * (INR (K r) * INR (rounds_of S) * bound - d_G W (rounds_of S)) = rest -> measure_of S <= bound.
Proof. exact (divide _ _ _ _ _ _ _ (oracles_hold S) (frame_holds S) factor rest bound). Qed.

(** What the theorems assume. *)
Definition of_auxiliary (v : variant) : Prop := kind r = v /\ no_offset W /\ hyp_snapshot_variance W /\ hyp_local_variance W.
Definition of_target (v : variant) : Prop :=
  kind r = v /\ target_offset W /\ hyp_snapshot_variance W /\ A2 W (p_delta W) /\ hyp_controlled_variance W.
Definition of_one_law : Prop := exch_nub_nu W /\ hyp_first_snapshot_variance_attained W.
Definition of_affine : Prop :=
  operator W (o_H W) /\ eq_affine_difference W /\ hyp_Hessian_of_the_mean_move W /\ hyp_Hessian_of_the_noise W.
Definition is_given : Prop := (exists m, init W = given m) /\ hyp_initial_error W.
Definition is_first_snapshot : Prop := init W = first_snapshot /\ hyp_first_snapshot_variance W.

(** E is what the start adds: [of_given] for a given correction, [of_first] for first-snapshot. *)
Definition starts_with (of_given of_first E : R) : Prop := is_given /\ E = of_given \/ is_first_snapshot /\ E = of_first.
End Setting.

Ltac parts :=
  intros; unfold of_auxiliary, of_target, of_one_law, of_affine, is_given, is_first_snapshot in *;
  repeat match goal with X : _ /\ _ |- _ => destruct X end.

Ltac premise :=
  lazymatch goal with S : setting |- _ => pose proof (domain_in S) as D end;
  solve
    [ assumption
    | apply world_smooth, frame_holds
    | apply world_initial_value, frame_holds
    | apply link_bounded_below
    | apply link_start
    | apply link_start_value
    | apply link_end; apply domain_in
    | apply link_end_value; apply domain_in
    | apply link_local
    | apply link_pair_noise
    | apply link_momentum; assumption
    | apply link_variance_reduced; assumption
    | apply link_family; assumption
    | apply link_target_momentum; assumption
    | apply link_target_reduced; assumption
    | apply link_given; assumption
    | apply link_first_snapshot; assumption
    | apply link_similar_rounds; assumption
    | apply link_similar_point; assumption
    | apply link_lipschitz; assumption
    | apply link_sampled_rounds; assumption
    | apply link_sampled_point; assumption
    | apply link_mean_square_rounds; assumption
    | apply link_mean_square_target; assumption
    | apply world_no_local_noise; assumption
    | apply world_no_snapshot_noise; assumption ].

(** The names of the steps, as the numbers of the statement. *)
Ltac parameters :=
  lazymatch goal with S : setting |- _ =>
    let W := constr:(world_in S) in let r := constr:(run_of S) in let c := constr:(constants_of S) in
    change (p_a W) with (a r); change (p_abar W) with (1 - a r); change (p_eta W) with (eta r);
    change (p_L W) with (smoothness c); change (p_delta W) with (similarity c); change (p_Delta W) with (mean_square_similarity c);
    change (p_varD W) with (snapshot_variance c); change (p_varD1 W) with (first_sample_variance c);
    change (p_varh W) with (local_variance c); change (p_ratio W) with (local_ratio c); change (p_F0 W) with (suboptimality c);
    change (p_e0 W) with (initial_error c); change (p_free W) with (free_number c); change (p_reach W) with (free_radius c);
    change (p_control W) with (control_reach c); change (p_balance W) with (free_balance c);
    change (p_carry W) with (carried c); change (p_left W) with (1 - carried c); change (p_share W) with (free_share c);
    change (p_shared W) with (1 - free_share c); change (p_excess W) with (free_excess c)
  end.

Ltac known_signs :=
  lazymatch goal with S : setting |- _ =>
    pose proof (frame_holds S) as [Ae [Aa Aa1] AK AT Ax Am As AF AS (Af & Ar & Aj & Ap)];
    assert (0 < INR (K (run_of S))) by (now apply (lt_INR 0%nat)); assert (0 < INR (rounds_of S)) by (now apply (lt_INR 0%nat));
    assert (0 < 2 - a (run_of S)) by lra; assert (0 < 3 - a (run_of S)) by lra
  end.

Ltac numbers prepare :=
  lazymatch goal with S : setting |- _ =>
    rewrite (K_in S) in *;
    assert (ET : rounds_of S = Datatypes.S (pred (rounds_of S))) by lia;
    assert (EN : INR (rounds_of S) = INR (pred (rounds_of S)) + 1) by (rewrite ET at 1; apply S_INR);
    assert (EJ : INR (n_J (world_in S)) = p_K (world_in S) - 1) by (unfold p_K; ring);
    rewrite <- ET, EN, ?EJ;
    assert (0 <= INR (pred (rounds_of S))) by apply pos_INR; assert (0 < p_K (world_in S)) by apply p_K_pos; parameters; prepare;
    generalize dependent (d_G (world_in S) (rounds_of S)); generalize dependent (INR (pred (rounds_of S)));
    generalize dependent (p_K (world_in S))
  end;
  intros; field; repeat split; lra.

(** A bound from a generated one, where [factor] multiplies the sum of squared gradients. *)
Ltac from_after prepare step factor :=
  parts; known_signs;
  lazymatch goal with S : setting |- _ =>
    eapply (divide_in S factor);
    [ repeat first [assumption | apply pow_lt | apply Rmult_lt_0_compat | lra]
    | apply (step (world_in S)) with (t := pred (rounds_of S)); premise
    | numbers prepare ]
  end.
Ltac from_starts prepare given_step given_factor first_step first_factor :=
  lazymatch goal with I : starts_with _ _ _ _ |- _ =>
    destruct I as [[I ->] | [I ->]]; [from_after prepare given_step given_factor | from_after prepare first_step first_factor]
  end.
Ltac from given_step first_step factor := intros; from_starts idtac given_step factor first_step factor.

Lemma at_most k x b s : x <= b -> 0 < k -> k * (b - x) = s -> 0 <= s.
Proof. intros Hx Hk <-. apply Rmult_le_pos; lra. Qed.

(** The exact condition of the steps, from the simple condition by [step], or from the exact one times a factor. *)
Ltac condition := known_signs; lazymatch goal with S : setting |- _ => rewrite (K_in S) in * end.
Ltac from_simple step := apply step; [apply domain_in | red; parameters; lra ..].
Ltac from_exact k C :=
  apply (at_most k _ _ _ C);
  [ repeat first [lra | apply pow_lt | apply Rmult_lt_0_compat] | parameters; field; repeat split; lra ].

(** Where 1/(eta K) = 2L/K + x + V/s, without quotients. *)
Lemma reach_equation L x V s eta K : 0 < s -> 0 < eta -> 0 < K -> / (eta * K) = 2 * L / K + x + V / s ->
  s = 2 * L * eta * s + x * (eta * K) * s + V * (eta * K).
Proof.
  intros Hs He HK E. transitivity (s * (eta * K) * / (eta * K)); [field; lra |]. rewrite E. field. lra.
Qed.

Lemma step_equation x V s eta : 0 < s -> 0 < eta -> / eta = x + V / s -> s = x * eta * s + V * eta.
Proof. intros Hs He E. transitivity (s * eta * / eta); [field; lra |]. rewrite E. field. lra. Qed.

(** Where a = R/(1 + R). *)
Lemma share_equation a R : 0 <= R -> a = R / (1 + R) -> a = (1 - a) * R.
Proof. intros HR ->. field. lra. Qed.
