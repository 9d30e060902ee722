(** The theorems of the -target variants: their worlds, for every start and every condition. *)
From Auxopt Require Export Starts Targets.

Lemma target_oracles P sample_f : target_oracle P sample_f -> oracles P sample_f difference grad_h.
Proof.
  intros [Fk Fu]. constructor; unfold difference.
  - exact Fk.
  - intros t u v Hu Hv. rewrite Fu by assumption. unfold grad_h. expand_ip. ring.
  - intros t k x y Hx Hy. apply known_add; [| apply known_scale]; now apply known_sample_h.
  - intros t k u x y Hk Hu Hx Hy. rewrite !ip_sub_r, !unbiased_h by assumption. reflexivity.
  - intros t k v Hv. apply known_add; [| apply known_scale]; [now apply known_grad_f | now apply known_grad_D].
Qed.

Lemma gradient_parts {P : problem} (u v : P) : norm2 (sub u (add (grad_D v) (grad_h v))) = norm2 (sub u (grad_f v)).
Proof. unfold grad_h. expand_ip. ring. Qed.

Section Target.
Variables (r : run) (sample_f : nat -> r -> r) (v : variant) (T : nat) (L delta varf ratio F0 Delta var1 e0 free radius lambda : R).
Hypothesis A : target_assumptions r sample_f v T L delta varf ratio F0.
Hypotheses (signs_of : Forall (Rle 0) [Delta; var1; e0; lambda]) (free_pos : 0 < free /\ 0 < radius /\ 0 < 1 /\ 0 < 1).
Hypothesis m0_known : known 1 0 (m0 r).

Definition target_constants : constants := {|
  smoothness := L; similarity := delta; mean_square_similarity := Delta; snapshot_variance := varf; first_sample_variance := var1;
  local_variance := 0; local_ratio := ratio; suboptimality := F0; initial_error := e0; free_number := free; free_radius := radius;
  control_reach := lambda; free_balance := 1; carried := 0; free_share := 1; free_excess := 0 |}.

Lemma target_frame : frame r T target_constants.
Proof.
  destruct A. assert (0 <= varf) by (eapply Rle_trans; [| apply (target_noise 0%nat); lia]; apply ip_pos).
  repeat match goal with X : Forall _ (_ :: _) |- _ => inversion_clear X end.
  constructor; try assumption; cbn; all_signs.
Qed.

Definition target_setting : setting := {|
  run_of := r; sample_of := sample_f; reply_of := difference; shift_of := grad_h; rounds_of := T; constants_of := target_constants;
  hessian_of := fun u => u; oracles_hold := target_oracles r sample_f (target_samples _ _ _ _ _ _ _ _ _ A); frame_holds := target_frame |}.
Notation O := (oracles_hold target_setting).

Lemma target_holds : of_target target_setting v.
Proof.
  split; [exact (target_variant _ _ _ _ _ _ _ _ _ A) |]. split; [| split; [| split]].
  - intros u w. cbn. unfold grad_h, sub. expand_ip. ring.
  - apply world_snapshot_variance; [exact target_frame |]. intros t Ht.
    eapply Rle_trans; [right; apply gradient_parts | exact (target_noise _ _ _ _ _ _ _ _ _ A t Ht)].
  - apply world_similar. exact (target_similar _ _ _ _ _ _ _ _ _ A).
  - apply world_controlled; [exact O | exact target_frame |]. intros t k Ht Hk.
    pose proof (domain_in target_setting) as D. pose proof (known_v_x D t) as X. pose proof (known_v_y D t k) as Y.
    assert (Ex : v_x (world_in target_setting) t = flat (x_by r sample_f difference t)) by exact (world_x _ _ _ _ _ _ _ t (Nat.lt_le_incl _ _ Ht)).
    assert (Ey : v_y (world_in target_setting) (S t) k = flat (y_by r sample_f difference (S t) k)) by exact (world_y _ _ _ _ _ _ _ t k Ht (Nat.lt_le_incl _ _ Hk)).
    rewrite Ex in X. rewrite Ey in Y. destruct X as [X _], Y as [Y _].
    apply (target_local_noise _ _ _ _ _ _ _ _ _ A); [lia | | exact Y]. eapply known_later; [| exact X]. right; lia.
Qed.

Lemma target_given : (exists m, init r = given m) -> norm2 (sub (m0 r) (grad_f (x0 r))) <= e0 -> is_given target_setting.
Proof.
  intros [m E] N. split; [exists (flat m); cbn; unfold flat_start; now rewrite E |].
  apply world_initial_error. eapply Rle_trans; [right; apply gradient_parts | exact N].
Qed.

Lemma target_first : init r = first_snapshot -> norm2 (sub (sample_f 1 (x0 r)) (grad_f (x0 r))) <= var1 ->
  is_first_snapshot target_setting.
Proof.
  intros E N. split; [cbn; unfold flat_start; now rewrite E |].
  apply world_first_variance; [exact target_frame |]. eapply Rle_trans; [right; apply gradient_parts | exact N].
Qed.

Lemma target_MOM : v = AuxMOM -> lipschitz_target r L -> of_TGT_MOM target_setting.
Proof.
  intros Ev HL. split; [rewrite <- Ev; exact target_holds |]. apply link_lipschitz, world_lipschitz. exact HL.
Qed.

Lemma target_MVR : v = AuxMVR -> A7 r sample_f Delta -> one_law r sample_f grad_f T -> var1 = first_target_variance r sample_f ->
  of_TGT_MVR target_setting.
Proof.
  intros Ev H7 HO E. split; [rewrite <- Ev; exact target_holds |]. split; [split |].
  - apply world_one_law; [exact O | exact target_frame |]. intros s t w Hs Ht Ks Kt.
    transitivity (norm2 (sub (sample_f s w) (grad_f w))); [apply gradient_parts |].
    etransitivity; [exact (HO s t w Hs Ht Ks Kt) | symmetry; apply gradient_parts].
  - apply world_first_attained; [exact target_frame |]. cbn. rewrite E. right. symmetry. apply gradient_parts.
  - split; [| exact E]. apply world_mean_square; [exact O | exact H7].
Qed.
End Target.

Section Theorems.
Variables (r : run) (sample_f : nat -> r -> r) (T : nat) (L delta varf ratio F0 : R).

Lemma target_gradient_known : known 0 0 (x0 r) -> forall n, known 0 n (grad_f (x0 r)).
Proof. intros Hx n. eapply known_later; [| apply known_grad_f, Hx]. right; lia. Qed.

(** A theorem from its lemma, in the worlds with given bounds for the variance of the first sample and the initial error. *)
Ltac holds := first
  [ assumption
  | apply target_MOM; first [assumption | reflexivity]
  | apply target_MVR; first [assumption | reflexivity]
  | left; split; [apply target_given; assumption | reflexivity]
  | right; split; [apply target_first; first [assumption | apply Rle_refl] | reflexivity] ].
Ltac in_world lemma world := unshelve eapply (lemma (world _ _ _)); [all_signs | repeat split; lra | assumption | ..]; holds.
Ltac starts world lemma :=
  match goal with A : target_assumptions _ _ _ _ _ _ _ _ _ |- _ => pose proof (target_start_known _ _ _ _ _ _ _ _ _ A) end;
  apply all_starts;
  [ now apply target_gradient_known
  | intros e0 Hs; destruct (given_parts r _ e0 Hs) as (He & Hm & Hk & Hn); in_world lemma (world 0 e0)
  | intros var1 Hs; destruct (first_snapshot_parts r _ _ var1 Hs) as (He & Hm & Hk & Hn); in_world lemma (world var1 0) ].

(** The same for a bound that has the variance of the first sample. *)
Ltac starts_exactly world lemma :=
  match goal with A : target_assumptions _ _ _ _ _ _ _ _ _ |- _ =>
    pose proof (target_start_known _ _ _ _ _ _ _ _ _ A); pose proof (target_weight _ _ _ _ _ _ _ _ _ A);
    pose proof (lt_INR 0 T (target_rounds _ _ _ _ _ _ _ _ _ A) : 0 < INR T)
  end;
  assert (0 <= 1 - a r ^ 2) by nra; pose proof (ip_pos _ : 0 <= first_target_variance r sample_f);
  apply all_starts_exactly;
  [ now apply target_gradient_known
  | unfold TGT_MVR_bound, RATE_TGT_MVR_bound; grows
  | intros e0 Hs; destruct (given_parts r _ e0 Hs) as (He & Hm & Hk & Hn); in_world lemma (world e0)
  | intros Hs; destruct (first_snapshot_parts r _ _ _ Hs) as (He & Hm & Hk & Hn); in_world lemma (world 0) ].

Theorem TGT_MOM : TGT_MOM_statement r sample_f T L delta varf ratio F0.
Proof.
  intros A HL C. starts (fun v1 e0 => target_setting r sample_f AuxMOM T L delta varf ratio F0 0 v1 e0 1 1 0 A) TGT_MOM_at.
Qed.

Theorem RATE_TGT_MOM lambda s : RATE_TGT_MOM_statement r sample_f T L delta varf ratio F0 lambda s.
Proof.
  intros A HL C Hf P. pose proof (proj1 C).
  starts (fun v1 e0 => target_setting r sample_f AuxMOM T L delta varf ratio F0 0 v1 e0 s 1 lambda A) RATE_TGT_MOM_at.
Qed.

Theorem TGT_MVR L2 : TGT_MVR_statement r sample_f T L delta varf ratio F0 L2.
Proof.
  intros A H2 H7 HO C. pose (v1 := first_target_variance r sample_f).
  starts_exactly (fun e0 => target_setting r sample_f AuxMVR T L delta varf ratio F0 L2 v1 e0 1 1 0 A) TGT_MVR_at.
Qed.

Theorem RATE_TGT_MVR L2 lambda radius : RATE_TGT_MVR_statement r sample_f T L delta varf ratio F0 L2 lambda radius.
Proof.
  intros A H2 H7 HO C Hr P. pose proof (proj1 C). pose (v1 := first_target_variance r sample_f).
  starts_exactly (fun e0 => target_setting r sample_f AuxMVR T L delta varf ratio F0 L2 v1 e0 1 radius lambda A) RATE_TGT_MVR_at.
Qed.
End Theorems.
