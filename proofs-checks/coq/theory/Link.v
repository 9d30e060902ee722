(** The premises of the generated steps hold for every run under assumptions A1 to A5, here for all t and k. *)
From Auxopt Require Export Steps Premises.

Section Premises.
Variable W : world.
Hypothesis D : domain W.

(** Equations of the algorithms. *)

Lemma m_next t : m W (S t) = correct W (S t) (m W t) (x W t) (snd (state W t)).
Proof. unfold m, x. cbn. destruct (state W t) as [[xt mt] bt]. reflexivity. Qed.

Lemma x_next t : x W (S t) = y W (S t) (K W).
Proof. unfold y, x, m. cbn. destruct (state W t) as [[xt mt] bt]. reflexivity. Qed.

Lemma before_next t : snd (state W (S t)) = x W t.
Proof. unfold x. cbn. destruct (state W t) as [[xt mt] bt]. reflexivity. Qed.

Lemma link_start : eq_round_start W.
Proof. intros t u. unfold v_y, v_x, y. cbn. ring. Qed.

Lemma link_start_value : eq_round_start_values W.
Proof. intros t. reflexivity. Qed.

Lemma link_end : eq_round_end W.
Proof. intros t u. unfold v_x, v_y. rewrite x_next, (K_as_J W D). ring. Qed.

Lemma link_end_value : eq_round_end_values W.
Proof. intros t. unfold s_Fx, s_F. rewrite x_next, (K_as_J W D). reflexivity. Qed.

Lemma link_local : eq_local_step W.
Proof.
  intros t k u. unfold v_y, v_gf, v_gD, v_m, v_n, p_eta, y. cbn [local pred]. unfold grad_h. expand_ip. ring.
Qed.

Lemma link_given : (exists m, init W = given m) -> eq_given_start W.
Proof.
  intros [m0 E] u. unfold v_m, v_gDx, v_nu, p_abar, p_a. rewrite m_next. unfold correct. rewrite E. cbn [pred].
  change (snd (state W 0)) with (x W 0). destruct (kind W); expand_ip; ring.
Qed.

Lemma link_first_snapshot : init W = first_snapshot -> eq_first_snapshot_start W.
Proof.
  intros E u. unfold v_m, v_gDx, v_nu. rewrite m_next. unfold correct. rewrite E. cbn [pred]. expand_ip. ring.
Qed.

Lemma m_later t : m W (S (S t)) =
  match kind W with
  | AuxMOM => add (scale (1 - a W) (m W (S t))) (scale (a W) (sample_D (S (S t)) (x W (S t))))
  | AuxMVR =>
    add (add (scale (1 - a W) (m W (S t))) (scale (a W) (sample_D (S (S t)) (x W (S t)))))
      (scale (1 - a W) (sub (sample_D (S (S t)) (x W (S t))) (sample_D (S (S t)) (x W t))))
  end.
Proof. rewrite m_next, before_next. unfold correct. destruct (init W); reflexivity. Qed.

Lemma link_momentum : kind W = AuxMOM -> eq_momentum_correction W.
Proof.
  intros E t u. unfold v_m, v_gDx, v_nu, p_abar, p_a. rewrite m_later, E. cbn [pred]. expand_ip. ring.
Qed.

Lemma link_variance_reduced : kind W = AuxMVR -> eq_variance_reduced_correction W.
Proof.
  intros E t u. unfold v_m, v_gDx, v_nu, v_rho, noise_of_difference, p_abar, p_a. rewrite m_later, E.
  cbn [pred]. expand_ip. ring.
Qed.

(** A1. *)

Lemma link_bounded_below : hyp_bounded_below W.
Proof. intros t. unfold s_Fx. pose proof (value_lower W (x W t)). lra. Qed.

Lemma link_smooth : A1 W (p_L W) -> hyp_smoothness W.
Proof.
  intros H t k. pose proof (H (y W (S t) k) (scale (- eta W) (add (sample_h (S t) (S k) (y W (S t) k)) (m W (S t))))) as X.
  change (value _) with (value (y W (S t) (S k))) in X at 1.
  unfold s_F, v_n, v_gf, v_gD, v_m, p_eta, grad_h. cbn [pred].
  generalize dependent (value (y W (S t) (S k))). generalize (value (y W (S t) k)).
  revert H. generalize (y W (S t) k) (m W (S t)). intros p q _ Y Z.
  generalize (sample_h (S t) (S k) p) (grad_f p) (grad_D p). intros g gf gD.
  expand_ip. order_ip. intros X. lra.
Qed.

(** A2 to A4. *)

Lemma link_similar_point : A2 W (p_delta W) -> hyp_similarity_snapshot_and_local_point W.
Proof.
  intros H t k s. generalize (H (x W t) (y W (S s) k)). unfold v_x, v_y, v_gDx, v_gD. expand_ip. order_ip. lra.
Qed.

Lemma link_similar_rounds : A2 W (p_delta W) -> hyp_similarity_consecutive_snapshots W.
Proof. intros H t. generalize (H (x W t) (x W (S t))). unfold v_x, v_gDx. expand_ip. order_ip. lra. Qed.

Lemma link_snapshot_variance :
  (forall t, norm2 (sub (sample_D (S t) (x W t)) (grad_D (x W t))) <= p_varD W) ->
  hyp_snapshot_variance W.
Proof. intros H t. specialize (H t). unfold v_nu. cbn [pred]. unfold norm2 in H. lra. Qed.

Lemma link_first_variance :
  norm2 (sub (sample_D 1 (x0 W)) (grad_D (x0 W))) <= p_varD1 W ->
  hyp_first_snapshot_variance W.
Proof. intros H. unfold hyp_first_snapshot_variance, v_nu. cbn [pred].
  change (x W 0) with (x0 W). unfold norm2 in H. lra. Qed.

Lemma link_local_variance :
  (forall t k, norm2 (sub (sample_h (S t) (S k) (y W (S t) k)) (grad_h (y W (S t) k))) <= p_varh W) ->
  hyp_local_variance W.
Proof. intros H t k. specialize (H t k). unfold v_n. cbn [pred]. unfold norm2 in H. lra. Qed.

(** A5. *)

Lemma link_sampled_rounds : A5 W (p_delta W) ->
  hyp_sampled_similarity_consecutive_snapshots W.
Proof.
  intros H t. assert (B : before (S t) 0 (S (S t)) 0) by (left; lia).
  generalize (H (S (S t)) (x W (S t)) (x W t) (known_v_x D (S t)) (known_later _ _ _ _ _ _ B (known_v_x D t))).
  unfold v_x, v_gDx, v_rho, noise_of_difference. cbn [pred].
  generalize (x W (S t)) (x W t). intros p q. generalize (sample_D (S (S t)) p) (sample_D (S (S t)) q).
  generalize (grad_D p) (grad_D q). intros gp gq sp sq. expand_ip. order_ip. lra.
Qed.

Lemma link_sampled_point : A5 W (p_delta W) ->
  hyp_sampled_similarity_snapshot_and_local_point W.
Proof.
  intros H t k.
  assert (Bx : before (S t) 0 (S (S t)) 0) by (left; lia).
  assert (By : before (S t) (S k) (S (S t)) 0) by (left; lia).
  generalize (H (S (S t)) (x W t) (y W (S t) k) (known_later _ _ _ _ _ _ Bx (known_v_x D t))
    (known_later _ _ _ _ _ _ By (known_v_y D t k))).
  unfold v_x, v_y, v_gD, v_gDx, v_chi, noise_of_difference. cbn [pred].
  generalize (x W t) (y W (S t) k). intros p q. generalize (sample_D (S (S t)) p) (sample_D (S (S t)) q).
  generalize (grad_D p) (grad_D q). intros gp gq sp sq. expand_ip. order_ip. lra.
Qed.

(** An affine gradient of D. *)

Section Affine.
Hypothesis H : symmetric (hessian W).
Hypothesis affine : forall u v w : W, ip (sub (grad_D u) (grad_D v)) w = ip (hessian W (sub u v)) w.
Hypothesis bounded : forall v, norm2 (hessian W v) <= p_delta W ^ 2 * norm2 v.

Lemma link_affine : eq_affine_difference W.
Proof.
  intros t u. unfold v_gDx, v_x, o_H. rewrite !(H _ u). generalize (affine (x W (S t)) (x W t) u). rewrite (H _ u).
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
