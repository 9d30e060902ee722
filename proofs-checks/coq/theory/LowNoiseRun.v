(** f = h = delta x^2/2, from its minimizer, with snapshot noise: what the noise alone keeps a run from. *)
From Auxopt Require Export LowSgd LowWeights.

Section Noise.
Variables (T K : nat) (delta varD eta a : R).
Hypotheses (Hd : 0 < delta) (Hv : 0 <= varD) (Hb : 0 <= 1 - eta * delta).
Let b := 1 - eta * delta.
Let sD := sqrt varD.
Let f' (p : R) := delta * p.
Let D' (p : R) := 0 * p.

Definition noise_problem : problem := line_problem T K 0 sD 0 _ f' D' 0 (parabola_nonneg delta Hd).
Definition noise_run : run :=
  line_run T K 0 sD 0 _ f' D' 0 (parabola_nonneg delta Hd) AuxMOM 0 (given (point T K 0 (D' 0) : noise_problem)) eta a.
Notation P := noise_problem.
Notation r := noise_run.
Let n (t : nat) : P := noise T K 0 sD (S t) 0.

(** The noises of t rounds, the newest first. *)
Fixpoint noises (c : nat -> R) (t : nat) : P :=
  match t with O => zero | S t' => add (scale (c O) (n t')) (noises (shift c) t') end.

Lemma noises_known t : forall c, depends (tossed K 0 (S t) 0) (noises c t).
Proof.
  induction t as [| t IH]; intros c w w' E; [reflexivity |].
  assert (L : forall k, before (S t) k (S (S t)) 0) by (intros k; left; lia).
  change (c O * n t w + noises (shift c) t w = c O * n t w' + noises (shift c) t w'). f_equal.
  - f_equal. apply (noise_known T K 0 sD (S t) 0). exact (firstn_le _ _ _ _ (tossed_before K 0 _ _ _ _ (L 1%nat)) E).
  - apply IH. exact (firstn_le _ _ _ _ (tossed_before K 0 _ _ _ _ (L 0%nat)) E).
Qed.

Lemma noises_square t : (t <= T)%nat -> forall c, norm2 (noises c t) = varD * squares c t.
Proof.
  induction t as [| t IH]; intros Ht c; [cbn [squares]; rewrite Rmult_0_r; exact (ip_zero (zero : P)) |].
  cbn [noises squares]. assert (U : ip (noises (shift c) t) (n t) = 0) by (apply noise_unbiased, noises_known).
  assert (V : norm2 (n t) = varD) by (rewrite <- (sf_square varD Hv); apply noise_variance; lia).
  rewrite Rmult_plus_distr_l, <- IH by lia. unfold norm2 in *. expand_ip. rewrite (ip_sym (n t) (noises _ _)), U, V. ring.
Qed.

Lemma noises_ext t : forall c d w, (forall i, c i = d i) -> noises c t w = noises d t w.
Proof.
  induction t as [| t IH]; intros c d w E; [reflexivity |].
  change (c O * n t w + noises (shift c) t w = d O * n t w + noises (shift d) t w). rewrite E. f_equal.
  apply IH. intros i. apply E.
Qed.

Lemma noises_linear t : forall u c v d w, noises (fun i => u * c i + v * d i) t w = u * noises c t w + v * noises d t w.
Proof.
  induction t as [| t IH]; intros u c v d w; [cbn; ring |].
  change ((u * c O + v * d O) * n t w + noises (shift (fun i => u * c i + v * d i)) t w
    = u * (c O * n t w + noises (shift c) t w) + v * (d O * n t w + noises (shift d) t w)).
  rewrite (noises_ext t _ (fun i => u * shift c i + v * shift d i)), IH by reflexivity. ring.
Qed.

Lemma noises_later c t u d v e w : (forall i, shift c i = u * d i + v * e i) ->
  noises c (S t) w = c O * n t w + (u * noises d t w + v * noises e t w).
Proof.
  intros E. change (noises c (S t) w) with (c O * n t w + noises (shift c) t w). f_equal.
  rewrite <- noises_linear. apply noises_ext, E.
Qed.

Lemma noise_correction t w : m r (S t) w = (1 - a) * m r t w + a * n t w.
Proof.
  assert (E := line_m T K 0 sD 0 _ f' D' 0 (parabola_nonneg delta Hd) 0 eta a (point T K 0 (D' 0)) t w).
  change (m r (S t) w = (1 - a) * m r t w + a * (0 * x r t w + n t w)) in E. rewrite E. ring.
Qed.

Lemma noise_local t k w : delta * y r (S t) k w = b ^ k * (delta * x r t w) - (1 - b ^ k) * m r (S t) w.
Proof.
  induction k as [| k IH]; [change (y r (S t) 0 w) with (x r t w); cbn [pow]; ring |].
  assert (E := line_y T K 0 sD 0 _ f' D' 0 (parabola_nonneg delta Hd) 0 eta a (point T K 0 (D' 0)) t k w).
  change (y r (S t) (S k) w = y r (S t) k w
    - eta * (delta * y r (S t) k w - 0 * y r (S t) k w + noise T K 0 0 (S t) (S k) w + m r (S t) w)) in E.
  rewrite E, silent. change (b ^ S k) with (b * b ^ k).
  replace (delta * (y r (S t) k w - eta * (delta * y r (S t) k w - 0 * y r (S t) k w + 0 + m r (S t) w)))
    with (b * (delta * y r (S t) k w) - (1 - b) * m r (S t) w) by (unfold b; ring). rewrite IH. ring.
Qed.

Lemma noise_m t w : m r t w = noises (in_m a) t w.
Proof.
  induction t as [| t IH]; [change (0 * 0 = 0); ring |].
  rewrite noise_correction, (noises_later _ _ _ _ _ _ _ (shift_m a)), IH. unfold in_m at 2. cbn [pow]. ring.
Qed.

Lemma noise_x t w : delta * x r t w = - noises (in_x b a K) t w.
Proof.
  induction t as [| t IH]; [change (delta * 0 = - 0); ring |].
  assert (E := line_x T K 0 sD 0 _ f' D' 0 (parabola_nonneg delta Hd) 0 eta a (point T K 0 (D' 0)) t w).
  change (x r (S t) w = y r (S t) K w) in E.
  rewrite E, noise_local, IH, noise_correction, noise_m, (noises_later _ _ _ _ _ _ _ (shift_x b a K)).
  cbn [in_x]. unfold in_m at 2. cbn [pow]. ring.
Qed.

Lemma noise_y t k w : delta * y r (S t) k w = - noises (in_y b a K k) (S t) w.
Proof.
  rewrite noise_local, noise_x, noise_correction, noise_m, (noises_later _ _ _ _ _ _ _ (shift_y b a K k)).
  unfold in_y. unfold in_m at 2. cbn [pow]. ring.
Qed.

Lemma noise_G : G r T = varD * sum T (fun t => sum K (fun k => squares (in_y b a K k) (S t))) / (INR K * INR T).
Proof.
  unfold G, G_by. f_equal. assert (Scale : forall n c g, c * sum n g = sum n (fun i => c * g i)).
  { intros i c g. induction i as [| i IH]; cbn [sum]; [ring |]. rewrite <- IH. ring. }
  rewrite Scale. apply sum_ext. intros t Ht. rewrite Scale. apply sum_ext. intros k Hk.
  rewrite <- noises_square by lia. transitivity (norm2 (scale (-1) (noises (in_y b a K k) (S t)))).
  - apply norm2_ext. intros w. change (delta * y r (S t) k w = -1 * noises (in_y b a K k) (S t) w). rewrite noise_y. ring.
  - expand_ip. ring.
Qed.

Hypotheses (He : 0 < eta) (Ha : 0 < a <= 1) (HK : (1 <= K)%nat) (HT : (1 <= T)%nat).

Lemma noise_reaches L F0 : delta <= L -> 0 <= F0 -> let th := theta b a K in
  reaches L delta F0 K T (both_quadratic delta) varD 0 eta a (3 / 8 * varD * (INR T * th - 2 - th / 2) / INR T).
Proof.
  intros HL HF th. exists r. repeat (split; [reflexivity |]). assert (Q : affine_difference P delta).
  { apply line_affine with 0; [reflexivity |]. replace (0 ^ 2) with 0 by ring. apply pow2_ge_0. }
  assert (A : assumptions r AuxMOM T L (sD ^ 2) (0 ^ 2) F0).
  { apply line_assumptions; try assumption; try lra. apply parabola_smooth; nra. }
  unfold sD in A. rewrite (sf_square varD Hv) in A. replace (0 ^ 2) with 0 in A by ring. split; [exact A |].
  split; [apply line_target, parabola_smooth; nra |].
  split; [apply line_difference with (fun p => 0 / 2 * p ^ 2), parabola_smooth; nra |].
  split; [split; [exact Q | apply line_quadratic with delta; reflexivity] |]. split; [apply line_given |].
  assert (B : 0 <= b < 1) by (unfold b; assert (0 < eta * delta) by (now apply Rmult_lt_0_compat); lra).
  pose proof (squares_of_rounds b a K B Ha HK T) as W. fold th in W. rewrite noise_G.
  assert (NK : 0 < INR K) by (apply (lt_INR 0); lia). assert (NT : 0 < INR T) by (apply (lt_INR 0); lia).
  apply Rmult_le_reg_r with (INR K * INR T); [now apply Rmult_lt_0_compat |].
  replace (3 / 8 * varD * (INR T * th - 2 - th / 2) / INR T * (INR K * INR T))
    with (varD * (INR K * (3 / 8 * (INR T * th - 2 - th / 2)))) by (field; lra).
  replace (varD * sum T _ / (INR K * INR T) * (INR K * INR T))
    with (varD * sum T (fun t => sum K (fun k => squares (in_y b a K k) (S t)))) by (field; lra).
  now apply Rmult_le_compat_l.
Qed.
End Noise.
