(** Every iterate of SGD: Huber's function, of which it reaches only the linear part. *)
From Auxopt Require Export LowSgd.

Lemma least_at_least c n f : (forall t, (t <= n)%nat -> c <= f t) -> c <= least n f.
Proof. induction n as [| n IH]; intros H; cbn [least]; [auto |]. apply Rmin_glb; auto. Qed.

Section Iterates.
Variables (L F0 eta far : R) (T : nat).
Hypotheses (HL : 0 < L) (HF : 0 <= F0) (He : 0 < eta) (Hfar : 0 <= far) (HT : (1 <= T)%nat).

(** The slope, and the start, from which [far] steps of SGD lead to the end of the linear part. *)
Let reach := / (2 * L) + eta * far.
Let g := sqrt (F0 / reach).
Let p0 := g / L + eta * g * far.
Let f' (p : R) := clip g (L * p).

Lemma reach_pos : 0 < reach.
Proof.
  unfold reach. assert (0 < / (2 * L)) by (apply Rinv_0_lt_compat; lra).
  assert (0 <= eta * far) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma g_nonneg : 0 <= g.
Proof. apply sqrt_pos. Qed.

Lemma g_square : g ^ 2 * reach = F0.
Proof.
  pose proof reach_pos. unfold g. rewrite <- Rsqr_pow2, Rsqr_sqrt; [field; lra |].
  apply Rmult_le_pos; [exact HF | left; now apply Rinv_0_lt_compat].
Qed.

Let P := sgd_problem T _ f' (huber_nonneg L g HL g_nonneg).
Let sample := sgd_sample T 0 _ f' (huber_nonneg L g HL g_nonneg).
Let x0 := sgd_point T _ f' p0 (huber_nonneg L g HL g_nonneg).

Lemma on_linear_part d : d <= far -> g <= L * (p0 - eta * g * d).
Proof.
  intros Hd. pose proof g_nonneg.
  unfold p0. replace (L * (g / L + eta * g * far - eta * g * d)) with (g + L * (eta * g) * (far - d)) by (field; lra).
  assert (0 <= L * (eta * g) * (far - d)) by (repeat apply Rmult_le_pos; lra). lra.
Qed.

Lemma huber_assumed : sgd_assumptions P sample x0 eta T L 0 F0.
Proof.
  replace 0 with (0 ^ 2) at 1 by ring. apply sgd_assumed; try assumption; try lra.
  - apply huber_smooth; [exact HL | exact g_nonneg | lra].
  - rewrite huber_linear.
    + rewrite <- g_square. right. unfold p0, reach. field. lra.
    + exact g_nonneg.
    + pose proof (on_linear_part 0 Hfar) as H. rewrite Rmult_0_r, Rminus_0_r in H. exact H.
Qed.

Lemma huber_target : smooth_target P L.
Proof. apply line_target, huber_smooth; [exact HL | exact g_nonneg | lra]. Qed.

(** Wherever a point is on the linear part, its gradient is the slope. *)
Lemma linear_gradient d w (v : P) : d <= far -> v w = p0 - eta * g * d -> f' (v w) = g.
Proof. intros Hd ->. apply clip_above; [exact g_nonneg | now apply on_linear_part]. Qed.

Lemma linear_square d (v : P) : d <= far -> (forall w, v w = p0 - eta * g * d) -> norm2 (grad_f v) = g ^ 2.
Proof.
  intros Hd E. rewrite <- (norm2_point T 0 0 g). apply norm2_ext. intros w. now apply linear_gradient with d.
Qed.

Lemma steady t w : INR t <= far -> sgd P sample eta x0 t w = p0 - eta * g * INR t.
Proof.
  induction t as [| t IH]; intros Ht; [change (p0 = p0 - eta * g * 0); ring |]. rewrite S_INR in *.
  transitivity (sgd P sample eta x0 t w - eta * (f' (sgd P sample eta x0 t w) + noise T 0 0 0 (S t) 0 w)).
  - exact (sgd_next T 0 _ f' p0 eta (huber_nonneg L g HL g_nonneg) t w).
  - rewrite silent, (linear_gradient (INR t)), IH by (try apply IH; lra). ring.
Qed.

Lemma slope k : eta * L <= 2 * k -> 0 <= k -> 2 * L * F0 / (4 * k * far + 1) <= g ^ 2.
Proof.
  intros Hu Hk. assert (0 <= k * far) by now apply Rmult_le_pos. apply Rmult_le_reg_r with (4 * k * far + 1); [lra |].
  replace (2 * L * F0 / (4 * k * far + 1) * (4 * k * far + 1)) with (2 * L * F0) by (field; lra).
  rewrite <- g_square. replace (2 * L * (g ^ 2 * reach)) with (g ^ 2 * (1 + 2 * (eta * L) * far)) by (unfold reach; field; lra).
  apply Rmult_le_compat_l; [apply pow2_ge_0 |].
  assert (eta * L * far <= 2 * k * far) by (apply Rmult_le_compat_r; lra). lra.
Qed.
End Iterates.
