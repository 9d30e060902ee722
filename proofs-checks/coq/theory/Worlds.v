(** The world of the generated steps for T rounds of a run: the assumptions of the theorems are its premises. *)
From Auxopt Require Export Horizon Link.

(** The inputs of the algorithm, A1, F0, and the signs of all constants. *)
Record frame (r : run) (T : nat) (c : constants) : Prop := {
  frame_step : 0 < eta r;
  frame_weight : 0 < a r <= 1;
  frame_steps : (1 <= K r)%nat;
  frame_rounds : (1 <= T)%nat;
  frame_start : known 0 0 (x0 r);
  frame_m0 : known 1 0 (m0 r);
  frame_smooth : A1 r (smoothness c);
  frame_value : value (x0 r) - lower r <= suboptimality c;
  frame_signs : Forall (Rle 0) [smoothness c; similarity c; mean_square_similarity c; snapshot_variance c; first_sample_variance c;
    local_variance c; local_ratio c; initial_error c; control_reach c; carried c; 1 - carried c; 1 - free_share c; free_excess c];
  frame_free : 0 < free_number c /\ 0 < free_radius c /\ 0 < free_balance c /\ 0 < free_share c
}.

(** Equations between what is along no new direction. *)
Ltac flatly := unfold norm2, grad_h, sub; cbn; rewrite ?Rmult_0_r, ?Rplus_0_r; reflexivity.

Section World.
Variables (r : run) (sample : nat -> r -> r) (reply : nat -> nat -> r -> r -> r) (shift : r -> r) (T : nat) (c : constants).
Variable H : r -> r.
Hypotheses (O : oracles r sample reply shift) (A : frame r T c).
Notation x := (x_by r sample reply).
Notation y := (y_by r sample reply).
Notation mean v := (add (grad_D v) (shift v)).

(** Past the horizon the noise is as large as that of the last draw. *)
Definition tail : R := norm2 (sub (sample T (x (pred T))) (mean (x (pred T)))).
Definition tail_nonneg : 0 <= tail := ip_pos _.
Notation P := (wider r tail tail_nonneg).

Definition world_of : world := {|
  the_run := cut_run r tail tail_nonneg; ask := cut_ask r sample shift T tail tail_nonneg;
  answer := cut_answer r reply shift T tail tail_nonneg; offset := cut_offset r shift tail tail_nonneg;
  numbers := c; target_variance := 0; hessian := fun v : P => flat (H (fst v)) : P; sample_f := fun _ v => grad_f v |}.
Notation W := world_of.

Lemma world_domain : domain W.
Proof.
  destruct A as [Ae [Aa Aa1] AK AT Ax Am As AF AS (A1 & A2 & A3 & A4)].
  repeat match goal with Hf : Forall _ (_ :: _) |- _ => inversion_clear Hf end.
  constructor; try assumption; try apply Rle_refl; try (exact AK).
  - unfold p_abar. cbn. lra.
  - unfold p_F0. cbn. pose proof (value_lower r (x0 r)). lra.
  - split; [exact Ax | cbn; lia].
  - change (m0 W) with (m0 (cut_run r tail tail_nonneg)). rewrite cut_m0. split; [exact Am | cbn; lia].
  - now apply cut_oracles.
  - constructor; [intros t u Hu | reflexivity]. eapply known_later; [| apply known_grad_f, Hu]. right; lia.
Qed.

Lemma norm2_flat (u v : r) : norm2 (sub (flat u : P) (flat v)) = norm2 (sub u v).
Proof. flatly. Qed.

Lemma narrower (u v : P) : norm2 (sub (fst u) (fst v)) <= norm2 (sub u v).
Proof. apply (norm2_fst r tail tail_nonneg (sub u v)). Qed.

(** A bound by the distance of two points, at their first components. *)
Lemma by_distance k (u v : P) n : 0 <= k -> n <= k * norm2 (sub (fst u) (fst v)) -> n <= k * norm2 (sub u v).
Proof. intros Hk Hn. eapply Rle_trans; [exact Hn |]. apply Rmult_le_compat_l; [exact Hk | apply narrower]. Qed.

Lemma world_smooth : hyp_smoothness W.
Proof.
  apply link_smooth. intros u v. pose proof (frame_smooth _ _ _ A (fst u) (fst v)) as S.
  pose proof (norm2_fst r tail tail_nonneg v) as N. pose proof (Forall_inv (frame_signs _ _ _ A)) as L.
  change (value (add u v)) with (value (add (fst u) (fst v))). change (p_L W) with (smoothness c).
  replace (ip (grad_f u) v) with (ip (grad_f (fst u)) (fst v)) by (cbn; ring). change (value u) with (value (fst u)).
  eapply Rle_trans; [exact S |]. apply Rplus_le_compat_l, Rmult_le_compat_l; [lra | exact N].
Qed.

Lemma world_initial_value : hyp_initial_value W.
Proof. pose proof (frame_value _ _ _ A). unfold hyp_initial_value, p_F0, s_Fx, v_x, x_by. cbn. lra. Qed.

Lemma world_similar : A2 r (similarity c) -> A2 W (p_delta W).
Proof. intros S u v. apply by_distance; [apply pow2_ge_0 |]. eapply Rle_trans; [right; apply norm2_flat | apply S]. Qed.

Lemma world_lipschitz : (forall u v : r, norm2 (sub (grad_f u) (grad_f v)) <= smoothness c ^ 2 * norm2 (sub u v)) ->
  forall u v : W, norm2 (sub (grad_f u) (grad_f v)) <= p_L W ^ 2 * norm2 (sub u v).
Proof. intros S u v. apply by_distance; [apply pow2_ge_0 |]. eapply Rle_trans; [right; apply norm2_flat | apply S]. Qed.

(** The noise of a snapshot draw: that of the run, and past the horizon one along a new direction. *)
Lemma noise_within t (v : P) : (t <= T)%nat -> norm2 (noise_at W t v) = norm2 (sub (sample t (fst v)) (mean (fst v))).
Proof.
  intros Ht. unfold noise_at. cbn [ask offset world_of]. unfold cut_ask, cut_offset. destruct (Nat.leb_spec t T); [| lia].
  flatly.
Qed.

Lemma noise_past t (v : P) : (T < t)%nat -> norm2 (noise_at W t v) = tail.
Proof.
  intros Ht. unfold noise_at. cbn [ask offset world_of]. unfold cut_ask, cut_offset. destruct (Nat.leb_spec t T); [lia |].
  change (norm2 (sub (mean (fst v)) (mean (fst v))) + tail * dot (plus (axis t) []) (plus (axis t) []) = tail).
  assert (E : plus (axis t) [] = axis t) by now destruct (axis t). rewrite E, dot_axis. expand_ip. ring.
Qed.

Lemma world_x t : (t <= T)%nat -> v_x W t = flat (x t).
Proof. apply cut_x. Qed.

Lemma world_y t k : (t < T)%nat -> (k <= K r)%nat -> v_y W (S t) k = flat (y (S t) k).
Proof. apply cut_y. Qed.

Lemma world_snapshot_variance :
  (forall t, (t < T)%nat -> norm2 (sub (sample (S t) (x t)) (mean (x t))) <= snapshot_variance c) -> hyp_snapshot_variance W.
Proof.
  intros V. apply link_snapshot_variance. intros t. unfold v_nu. cbn [pred]. destruct (Nat.le_gt_cases (S t) T).
  - rewrite noise_within, world_x by lia. now apply V.
  - rewrite noise_past by lia. pose proof (frame_rounds _ _ _ A). specialize (V (pred T)). unfold tail.
    replace (S (pred T)) with T in V by lia. apply V. lia.
Qed.

(** What is proved of local noise within the horizon, where it is proved of none past it. *)
Lemma local_within (bound : P -> P -> R) : (forall u v, 0 <= bound u v) ->
  (forall t k, (t < T)%nat -> (k < K r)%nat ->
    norm2 (sub (reply (S t) (S k) (x t) (y (S t) k)) (sub (grad_h (y (S t) k)) (shift (x t)))) <= bound (flat (x t)) (flat (y (S t) k))) ->
  forall t k, norm2 (v_n W (S t) (S k)) <= bound (v_x W t) (v_y W (S t) k).
Proof.
  intros Hb V t k. unfold v_n. cbn [pred answer offset world_of]. unfold cut_answer, cut_offset.
  destruct (Nat.leb_spec (S t) T), (Nat.leb_spec (S k) (K r)); cbn [andb];
    try (eapply Rle_trans; [right | apply Hb]; unfold norm2, grad_h; cbn; expand_ip; ring).
  rewrite world_x, world_y by lia. eapply Rle_trans; [right | apply V; lia]. flatly.
Qed.

Lemma world_local_variance :
  (forall t k, (t < T)%nat -> (k < K r)%nat ->
    norm2 (sub (reply (S t) (S k) (x t) (y (S t) k)) (sub (grad_h (y (S t) k)) (shift (x t)))) <= local_variance c) ->
  hyp_local_variance W.
Proof.
  intros V. apply link_local_variance, (local_within (fun _ _ => local_variance c)); [intros _ _ | exact V].
  exact (varh_pos W world_domain).
Qed.

Lemma world_controlled :
  (forall t k, (t < T)%nat -> (k < K r)%nat ->
    norm2 (sub (reply (S t) (S k) (x t) (y (S t) k)) (sub (grad_h (y (S t) k)) (shift (x t))))
      <= local_ratio c * norm2 (sub (x t) (y (S t) k))) ->
  hyp_controlled_variance W.
Proof.
  intros V. apply link_controlled, (local_within (fun u v => local_ratio c * norm2 (sub u v))).
  - intros u v. apply Rmult_le_pos; [exact (ratio_pos W world_domain) | apply ip_pos].
  - intros t k Ht Hk. rewrite norm2_flat. now apply V.
Qed.

Lemma world_initial_error : norm2 (sub (m0 r) (mean (x0 r))) <= initial_error c -> hyp_initial_error W.
Proof.
  unfold hyp_initial_error, p_e0, v_m, v_gDx, m_by. cbn [state_by fst snd pred world_of the_run numbers].
  rewrite cut_m0. unfold norm2. cbn. expand_ip. order_ip. lra.
Qed.

Lemma first_noise : norm2 (v_nu W 1) = norm2 (sub (sample 1 (x0 r)) (mean (x0 r))).
Proof. unfold v_nu. rewrite noise_within by exact (frame_rounds _ _ _ A). reflexivity. Qed.

Lemma world_first_variance : norm2 (sub (sample 1 (x0 r)) (mean (x0 r))) <= first_sample_variance c -> hyp_first_snapshot_variance W.
Proof. rewrite <- first_noise. unfold hyp_first_snapshot_variance, norm2. change (p_varD1 W) with (first_sample_variance c). lra. Qed.

Lemma world_first_attained : first_sample_variance c <= norm2 (sub (sample 1 (x0 r)) (mean (x0 r))) ->
  hyp_first_snapshot_variance_attained W.
Proof. rewrite <- first_noise. unfold hyp_first_snapshot_variance_attained, norm2. change (p_varD1 W) with (first_sample_variance c). lra. Qed.

(** A bound on one draw in mean square is one on its mean. *)
Lemma mean_of_mean_square k : (forall t (u v : r), known t 0 u -> known t 0 v ->
    norm2 (sub (sample t u) (sample t v)) <= k ^ 2 * norm2 (sub u v)) ->
  forall t (u v : r), known t 0 u -> known t 0 v -> norm2 (sub (mean u) (mean v)) <= k ^ 2 * norm2 (sub u v).
Proof.
  intros M t u v Hu Hv. eapply Rle_trans; [| exact (M t u v Hu Hv)].
  set (s := sub (sample t u) (sample t v)). set (g := sub (mean u) (mean v)).
  assert (Hg : known t 0 g).
  { pose proof (offset_known _ _ _ _ O t 0%nat). apply known_add; [| apply known_scale]; apply known_add; try apply known_grad_D; auto. }
  assert (E : ip g s = ip g g).
  { unfold s. rewrite ip_sub_r, !(ask_unbiased _ _ _ _ O) by assumption. unfold g at 4. now rewrite ip_sub_r. }
  pose proof (ip_pos (sub s g)) as N. rewrite ip_sub, !ip_sub_r, (ip_sym s g), E in N. unfold norm2. lra.
Qed.

Lemma world_mean_square k : (forall t (u v : r), known t 0 u -> known t 0 v ->
    norm2 (sub (sample t u) (sample t v)) <= k ^ 2 * norm2 (sub u v)) -> mean_square W k.
Proof.
  intros M t u v [Hu _] [Hv _]. apply by_distance; [apply pow2_ge_0 |]. cbn [ask world_of]. unfold cut_ask.
  destruct (Nat.leb_spec t T).
  - eapply Rle_trans; [right; apply norm2_flat | now apply M].
  - eapply Rle_trans; [right | apply (mean_of_mean_square k M t); assumption].
    change (norm2 (sub (mean (fst u)) (mean (fst v)))
      + tail * dot (plus (axis t) (map (Rmult (-1)) (axis t))) (plus (axis t) (map (Rmult (-1)) (axis t)))
      = norm2 (sub (mean (fst u)) (mean (fst v)))).
    rewrite dot_plus, (dot_sym (axis t)), (dot_sym (map _ _)), !dot_plus, !dot_times, (dot_sym (axis t) (map _ _)), !dot_times. ring.
Qed.

(** EXCH. *)
Lemma world_one_law : one_law r sample (fun v => mean v) T -> exch_nub_nu W.
Proof.
  intros L t. change (norm2 (noise_at W (S (S t)) (v_x W t)) = norm2 (noise_at W (S t) (v_x W t))).
  destruct (Nat.le_gt_cases (S (S t)) T).
  - rewrite !noise_within, world_x by lia. pose proof (known_v_x world_domain t) as X. rewrite world_x in X by lia.
    destruct X as [X _]. apply L; [lia | lia | eapply known_later; [| exact X]; left; lia | exact X].
  - rewrite (noise_past (S (S t))) by lia. destruct (Nat.le_gt_cases (S t) T).
    + unfold tail. replace T with (S t) by lia. cbn [pred]. rewrite noise_within, world_x by lia. reflexivity.
    + now rewrite noise_past by lia.
Qed.

(** An affine gradient of D, with Hessian H. *)
Lemma world_affine : symmetric H -> (forall t k v, known t k v -> known t k (H v)) ->
  (forall u v w : r, ip (sub (grad_D u) (grad_D v)) w = ip (H (sub u v)) w) -> (forall v, norm2 (H v) <= similarity c ^ 2 * norm2 v) ->
  operator W (o_H W) /\ eq_affine_difference W /\ hyp_Hessian_of_the_mean_move W /\ hyp_Hessian_of_the_noise W.
Proof.
  intros HS HK HA HB. assert (S : symmetric (hessian W)).
  { intros u v. cbn. rewrite dot_nil. now rewrite HS. }
  assert (B : forall v, norm2 (hessian W v) <= p_delta W ^ 2 * norm2 v).
  { intros v. apply Rle_trans with (norm2 (H (fst v))); [right; flatly |]. eapply Rle_trans; [apply HB |].
    apply Rmult_le_compat_l; [apply pow2_ge_0 | apply norm2_fst]. }
  split; [split; [exact S | intros t k v [X _]; split; [now apply HK | cbn; lia]] |].
  split; [apply link_affine; [exact S |] | split; [now apply link_hessian_mean | now apply link_hessian_noise]].
  intros u v w. pose proof (HA (fst u) (fst v) (fst w)) as E. unfold sub in *. cbn in *. now rewrite E.
Qed.

Lemma world_no_local_noise : hyp_local_variance W -> local_variance c = 0 -> eq_no_local_noise W.
Proof. intros V E t k u. apply null_ip. pose proof (V t k). assert (p_varh W = 0) by exact E. lra. Qed.

Lemma world_no_snapshot_noise : hyp_snapshot_variance W -> snapshot_variance c = 0 -> eq_no_snapshot_noise W.
Proof. intros V E t u. apply null_ip. pose proof (V t). assert (p_varD W = 0) by exact E. lra. Qed.

Lemma K_number : INR (K r) = p_K W.
Proof. unfold p_K. rewrite <- S_INR, <- (K_as_J W world_domain). reflexivity. Qed.

Lemma sum_of_round t n : d_g W (S t) n = sum n (fun k => norm2 (grad_f (v_y W (S t) k))).
Proof. induction n as [| n IH]; [reflexivity |]. cbn [d_g sum pred]. rewrite IH. reflexivity. Qed.

Lemma sum_of_rounds n : d_G W n = sum n (fun t => sum (K r) (fun k => norm2 (grad_f (v_y W (S t) k)))).
Proof.
  induction n as [| n IH]; [reflexivity |]. cbn [d_G sum].
  rewrite IH, sum_of_round, <- (K_as_J W world_domain). reflexivity.
Qed.

Lemma measure : G_by r y T = d_G W T / (INR (K r) * INR T).
Proof.
  pose proof (cut_G r sample reply shift T tail tail_nonneg) as E. rewrite <- E, sum_of_rounds. reflexivity.
Qed.

(** factor * (K T bound - sum) = rest >= 0 proves sum / (K T) <= bound. *)
Lemma divide (factor rest bound : R) : 0 < factor -> 0 <= rest ->
  factor * (INR (K r) * INR T * bound - d_G W T) = rest -> G_by r y T <= bound.
Proof.
  intros Hf Hr E. rewrite measure.
  assert (HK : 0 < INR (K r)) by (apply (lt_INR 0%nat), (frame_steps _ _ _ A)).
  assert (HT : 0 < INR T) by (apply (lt_INR 0%nat), (frame_rounds _ _ _ A)).
  assert (HKT : 0 < INR (K r) * INR T) by now apply Rmult_lt_0_compat.
  apply Rmult_le_reg_l with (INR (K r) * INR T); [exact HKT |].
  replace (INR (K r) * INR T * (d_G W T / (INR (K r) * INR T))) with (d_G W T) by (field; lra).
  rewrite <- E in Hr. apply Rmult_le_reg_l with factor; [exact Hf |]. lra.
Qed.
End World.
