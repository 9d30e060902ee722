(** The premises of the generated steps hold for every run under assumptions A1 to A5, here for all t and k. *)
From Auxopt Require Export Steps Premises.

Section Premises.
Variable W : world.
Hypothesis D : domain W.

(** Equations of the algorithms. *)
Notation u_ := (m_by W (ask W) (answer W)).

Lemma m_next t : u_ (S t) = correct_by W (ask W) (S t) (u_ t) (v_x W t) (snd (state_by W (ask W) (answer W) t)).
Proof. unfold v_x, m_by, x_by. cbn. destruct (state_by W (ask W) (answer W) t) as [[xt mt] bt]. reflexivity. Qed.

Lemma x_next t : v_x W (S t) = v_y W (S t) (K W).
Proof. unfold v_x, v_y, y_by, x_by, m_by. cbn. destruct (state_by W (ask W) (answer W) t) as [[xt mt] bt]. reflexivity. Qed.

Lemma before_next t : snd (state_by W (ask W) (answer W) (S t)) = v_x W t.
Proof. unfold v_x, x_by. cbn. destruct (state_by W (ask W) (answer W) t) as [[xt mt] bt]. reflexivity. Qed.

Lemma link_start : eq_round_start W.
Proof. intros t u. change (v_y W (S t) 0) with (v_x W t). ring. Qed.

Lemma link_start_value : eq_round_start_values W.
Proof. intros t. reflexivity. Qed.

Lemma link_end : eq_round_end W.
Proof. intros t u. rewrite x_next, (K_as_J W D). ring. Qed.

Lemma link_end_value : eq_round_end_values W.
Proof. intros t. unfold s_Fx, s_F. rewrite x_next, (K_as_J W D). reflexivity. Qed.

Lemma link_local : eq_local_step W.
Proof.
  intros t k u. unfold v_gf, v_gD, v_m, v_n, v_y, v_x, y_by, p_eta, grad_h. cbn [local_by pred]. expand_ip. ring.
Qed.

Lemma link_given : (exists m, init W = given m) -> eq_given_start W.
Proof.
  intros [m0 E] u. unfold v_m, v_gDx, v_nu, noise_at, p_abar, p_a. rewrite m_next. unfold correct_by. rewrite E. cbn [pred].
  change (snd (state_by W (ask W) (answer W) 0)) with (v_x W 0). destruct (kind W); expand_ip; ring.
Qed.

Lemma link_first_snapshot : init W = first_snapshot -> eq_first_snapshot_start W.
Proof.
  intros E u. unfold v_m, v_gDx, v_nu, noise_at. rewrite m_next. unfold correct_by. rewrite E. cbn [pred]. expand_ip. ring.
Qed.

Lemma m_later t : u_ (S (S t)) =
  match kind W with
  | AuxMOM => add (scale (1 - a W) (u_ (S t))) (scale (a W) (ask W (S (S t)) (v_x W (S t))))
  | AuxMVR =>
    add (add (scale (1 - a W) (u_ (S t))) (scale (a W) (ask W (S (S t)) (v_x W (S t)))))
      (scale (1 - a W) (sub (ask W (S (S t)) (v_x W (S t))) (ask W (S (S t)) (v_x W t))))
  | Between carry =>
    add (add (scale (1 - a W) (u_ (S t))) (scale (a W) (ask W (S (S t)) (v_x W (S t)))))
      (scale (carry * (1 - a W)) (sub (ask W (S (S t)) (v_x W (S t))) (ask W (S (S t)) (v_x W t))))
  end.
Proof. rewrite m_next, before_next. unfold correct_by. destruct (init W); reflexivity. Qed.

(** The offset of AuxMOM and AuxMVR, and that of the -target variants. *)
Definition no_offset : Prop := forall v u : W, ip (offset W v) u = 0.
Definition target_offset : Prop := forall v u : W, ip (offset W v) u = ip (grad_f v) u - ip (grad_D v) u.

Ltac next_correction :=
  intros kind_is offset_is t u; unfold v_m, v_gDx, v_gfx, v_nu, v_nub, v_rho, noise_at, p_abar, p_a; rewrite m_later, kind_is; cbn [pred];
  unfold v_nu, v_nub, noise_at; cbn [pred]; expand_ip; rewrite ?offset_is; ring.

Lemma link_momentum : kind W = AuxMOM -> no_offset -> eq_momentum_correction W.
Proof. next_correction. Qed.

Lemma link_variance_reduced : kind W = AuxMVR -> no_offset -> eq_variance_reduced_correction W.
Proof. next_correction. Qed.

Lemma link_family : kind W = Between (p_carry W) -> no_offset -> eq_correction_of_the_family W.
Proof. next_correction. Qed.

Lemma link_target_momentum : kind W = AuxMOM -> target_offset -> eq_target_momentum W.
Proof. next_correction. Qed.

Lemma link_target_reduced : kind W = AuxMVR -> target_offset -> eq_target_variance_reduction W.
Proof. next_correction. Qed.

Lemma link_pair_noise : eq_parts_of_the_pair_noise W.
Proof. intros t u. unfold v_rho. expand_ip. ring. Qed.

(** A1. *)

Lemma link_bounded_below : hyp_bounded_below W.
Proof. intros t. unfold s_Fx. pose proof (value_lower W (v_x W t)). lra. Qed.

Lemma link_smooth : A1 W (p_L W) -> hyp_smoothness W.
Proof.
  intros H t k.
  pose proof (H (v_y W (S t) k) (scale (- eta W) (add (answer W (S t) (S k) (v_x W t) (v_y W (S t) k)) (u_ (S t))))) as X.
  change (value _) with (value (v_y W (S t) (S k))) in X at 1.
  unfold s_F, v_n, v_gf, v_gD, v_m, p_eta, grad_h. cbn [pred].
  generalize dependent (value (v_y W (S t) (S k))). generalize (value (v_y W (S t) k)).
  revert H. generalize (v_y W (S t) k) (u_ (S t)) (v_x W t). intros p q z _ Y Z.
  generalize (answer W (S t) (S k) z p) (grad_f p) (grad_D p) (offset W z). intros g gf gD o.
  expand_ip. order_ip. intros X. lra.
Qed.

(** A2 to A4, and A6. *)

Lemma link_similar_point : A2 W (p_delta W) -> hyp_similarity_snapshot_and_local_point W.
Proof.
  intros H t k s. generalize (H (v_x W t) (v_y W (S s) k)). unfold v_gDx, v_gD. expand_ip. order_ip. lra.
Qed.

Lemma link_similar_rounds : A2 W (p_delta W) -> hyp_similarity_consecutive_snapshots W.
Proof. intros H t. generalize (H (v_x W t) (v_x W (S t))). unfold v_gDx. expand_ip. order_ip. lra. Qed.

Lemma link_lipschitz : (forall u v : W, norm2 (sub (grad_f u) (grad_f v)) <= p_L W ^ 2 * norm2 (sub u v)) ->
  hyp_smoothness_consecutive_snapshots W.
Proof. intros H t. generalize (H (v_x W t) (v_x W (S t))). unfold v_gfx. expand_ip. order_ip. lra. Qed.

Lemma link_snapshot_variance : (forall t, norm2 (v_nu W (S t)) <= p_varD W) -> hyp_snapshot_variance W.
Proof. intros H t. specialize (H t). unfold norm2 in H. lra. Qed.

Lemma link_local_variance : (forall t k, norm2 (v_n W (S t) (S k)) <= p_varh W) -> hyp_local_variance W.
Proof. intros H t k. specialize (H t k). unfold norm2 in H. lra. Qed.

Lemma link_controlled :
  (forall t k, norm2 (v_n W (S t) (S k)) <= p_ratio W * norm2 (sub (v_x W t) (v_y W (S t) k))) -> hyp_controlled_variance W.
Proof. intros H t k. specialize (H t k). revert H. expand_ip. order_ip. lra. Qed.

(** A5 and A7, for the oracle of the snapshots. *)

Definition mean_square (c : R) : Prop := forall t (u v : W), known t 0 u -> known t 0 v ->
  norm2 (sub (ask W t u) (ask W t v)) <= c ^ 2 * norm2 (sub u v).

Ltac sampled_rounds N H t :=
  generalize (H (S (S t)) (v_x W (S t)) (v_x W t) (known_v_x D (S t)) (known_later_round _ _ _ _ (Nat.lt_succ_diag_r _) (known_v_x D t)));
  unfold v_gDx, v_gfx, v_rho, v_nu, v_nub, noise_at; cbn [pred]; generalize (v_x W (S t)) (v_x W t); intros p q;
  generalize (ask W (S (S t)) p) (ask W (S (S t)) q); intros sp sq;
  expand_ip; rewrite ?(fun v u : W => eq_trans (ip_sym u _) (N v u)), ?N; order_ip; lra.

Lemma link_sampled_rounds : no_offset -> mean_square (p_delta W) -> hyp_sampled_similarity_consecutive_snapshots W.
Proof. intros N H t. sampled_rounds N H t. Qed.

Lemma link_mean_square_rounds : no_offset -> mean_square (p_Delta W) -> hyp_mean_square_similarity_consecutive_snapshots W.
Proof. intros N H t. sampled_rounds N H t. Qed.

Lemma link_mean_square_target : target_offset -> mean_square (p_Delta W) -> hyp_mean_square_smoothness_consecutive_snapshots W.
Proof. intros N H t. sampled_rounds N H t. Qed.

Lemma link_sampled_point : no_offset -> mean_square (p_delta W) -> hyp_sampled_similarity_snapshot_and_local_point W.
Proof.
  intros N H t k.
  generalize (H (S (S t)) (v_x W t) (v_y W (S t) k) (known_later_round _ _ _ _ (Nat.lt_succ_diag_r _) (known_v_x D t))
    (known_later_round _ _ _ _ (Nat.lt_succ_diag_r _) (known_v_y D t k))).
  unfold v_gD, v_gDx, v_chi, noise_at. cbn [pred].
  generalize (v_x W t) (v_y W (S t) k). intros p q. generalize (ask W (S (S t)) p) (ask W (S (S t)) q). intros sp sq.
  expand_ip. rewrite ?(fun v u : W => eq_trans (ip_sym u _) (N v u)), ?N. order_ip. lra.
Qed.

(** An affine gradient of D. *)

Section Affine.
Hypothesis H : symmetric (hessian W).
Hypothesis affine : forall u v w : W, ip (sub (grad_D u) (grad_D v)) w = ip (hessian W (sub u v)) w.
Hypothesis bounded : forall v, norm2 (hessian W v) <= p_delta W ^ 2 * norm2 v.

Lemma link_affine : eq_affine_difference W.
Proof.
  intros t u. unfold v_gDx, o_H. rewrite !(H _ u). generalize (affine (v_x W (S t)) (v_x W t) u). rewrite (H _ u).
  expand_ip. lra.
Qed.

Lemma link_hessian_noise : hyp_Hessian_of_the_noise W.
Proof. intros t. generalize (bounded (d_N W (S t) (S (n_J W)))). unfold norm2, o_H. lra. Qed.

Lemma link_hessian_mean : hyp_Hessian_of_the_mean_move W.
Proof.
  intros t. generalize (bounded (lin [(1, v_x W t); (-1, v_y W (S t) (S (n_J W))); (- p_eta W, d_N W (S t) (S (n_J W)))])).
  unfold norm2. rewrite (image_square _ H), square_eq. unfold o_H. cbn [square ip_lin map fst snd].
  generalize (v_x W t) (v_y W (S t) (S (n_J W))) (d_N W (S t) (S (n_J W))). intros u v w.
  order_ip. lra.
Qed.
End Affine.

(** SGD. *)

Lemma link_sgd_smooth : A1 W (p_L W) -> hyp_smoothness_SGD W.
Proof.
  intros H t. set (s := sgd W (sample_f W) (eta W) (x0 W)).
  pose proof (H (s t) (scale (- eta W) (sample_f W (S t) (s t)))) as X.
  change (add (s t) _) with (s (S t)) in X. unfold s_Fs, v_gs, v_ns, p_eta. cbn [pred]. fold s.
  generalize dependent (value (s (S t))). generalize (value (s t)). generalize (s t). clear s. intros p Y Z.
  generalize (sample_f W (S t) p) (grad_f p). intros g gf. expand_ip. order_ip. lra.
Qed.

Lemma link_sgd_bounded_below : hyp_bounded_below_SGD W.
Proof. intros t. unfold s_Fs. generalize (value_lower W (sgd W (sample_f W) (eta W) (x0 W) t)). lra. Qed.

Lemma link_sgd_variance :
  (forall t, let x := sgd W (sample_f W) (eta W) (x0 W) t in norm2 (sub (sample_f W (S t) x) (grad_f x)) <= p_varf W) ->
  hyp_target_variance W.
Proof. intros H t. specialize (H t). cbv zeta in H. unfold v_ns, norm2 in *. cbn [pred] in *. lra. Qed.
End Premises.
