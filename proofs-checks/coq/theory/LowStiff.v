(** f = h = L x^2/2 with local noise: AuxMOM makes K T steps of gradient descent. *)
From Auxopt Require Export LowSgd.

Lemma sum_of_sums K T f : sum T (fun t => sum K (fun k => f (t * K + k)%nat)) = sum (T * K) f.
Proof.
  assert (Split : forall n k, sum (n + k) f = sum n f + sum k (fun i => f (n + i)%nat)).
  { intros n. induction k as [| k IH]; [rewrite Nat.add_0_r; cbn; ring |].
    rewrite Nat.add_succ_r. cbn [sum]. rewrite IH. ring. }
  induction T as [| T IH]; [reflexivity |]. cbn [sum Nat.mul]. now rewrite IH, Nat.add_comm, Split.
Qed.

Section Stiff.
Variables (L delta varh F0 eta a : R) (K T : nat).
Hypotheses (HL : 0 < L) (Hd : 0 < delta) (Hv : 0 <= varh) (HF : 0 <= F0) (He : 0 < eta) (Ha : 0 < a <= 1)
  (HK : (1 <= K)%nat) (HT : (1 <= T)%nat).

Let sh := sqrt varh.
Let p0 := sqrt (2 * F0 / L).
Let f' (p : R) := L * p.
Let D' (p : R) := 0 * p.
Let P := line_problem T K 0 0 sh _ f' D' 0 (parabola_nonneg L HL).
Let r := line_run T K 0 0 sh _ f' D' 0 (parabola_nonneg L HL) AuxMOM p0 (given (point T K 0 (D' p0) : P)) eta a.
Let M := moment (2 * L * F0) ((1 - eta * L) ^ 2) ((eta * L) ^ 2 * varh).

Lemma stiff_correction t w : m r t w = 0.
Proof.
  induction t as [| t IH]; [change (0 * p0 = 0); ring |].
  assert (E := line_m T K 0 0 sh _ f' D' 0 (parabola_nonneg L HL) p0 eta a (point T K 0 (D' p0)) t w).
  change (m r (S t) w = (1 - a) * m r t w + a * (0 * x r t w + noise T K 0 0 (S t) 0 w)) in E.
  rewrite E, IH, silent. ring.
Qed.

Let n (t k : nat) : line T K 0 := noise T K 0 sh (S t) (S k).

Lemma stiff_step t k w : y r (S t) (S k) w = (1 - eta * L) * y r (S t) k w - eta * n t k w.
Proof.
  assert (E := line_y T K 0 0 sh _ f' D' 0 (parabola_nonneg L HL) p0 eta a (point T K 0 (D' p0)) t k w).
  change (y r (S t) (S k) w = y r (S t) k w - eta * (L * y r (S t) k w - 0 * y r (S t) k w + n t k w + m r (S t) w)) in E.
  rewrite E, stiff_correction. ring.
Qed.

Lemma later s i t k (u : P) : before s i t k -> depends (tossed K 0 s i) u -> depends (tossed K 0 t k) u.
Proof. intros B. apply depends_le. now apply tossed_before. Qed.

Lemma stiff_known_in_round t : depends (tossed K 0 (S t) 1) (y r (S t) 0) ->
  forall k, depends (tossed K 0 (S t) (S k)) (y r (S t) k).
Proof.
  intros H0. induction k as [| k IH]; [exact H0 |]. intros w w' E. rewrite !stiff_step. unfold n.
  rewrite (noise_known T K 0 sh (S t) (S k) w w' E). f_equal. f_equal.
  apply (later (S t) (S k) (S t) (S (S k))); [right; lia | exact IH | exact E].
Qed.

Lemma stiff_end t w : y r (S (S t)) 0 w = y r (S t) K w.
Proof. exact (line_x T K 0 0 sh _ f' D' 0 (parabola_nonneg L HL) p0 eta a (point T K 0 (D' p0)) t w). Qed.

Lemma stiff_known t : forall k, depends (tossed K 0 (S t) (S k)) (y r (S t) k).
Proof.
  induction t as [| t IH]; apply stiff_known_in_round; [apply point_known |].
  intros w w' E. rewrite !stiff_end. apply (later (S t) (S K) (S (S t)) 1%nat); [left; lia | apply IH | exact E].
Qed.

Lemma stiff_next t k : norm2 (y r (S t) k) * L ^ 2 = M (t * K + k)%nat -> (t < T)%nat -> (k < K)%nat ->
  norm2 (y r (S t) (S k)) * L ^ 2 = M (t * K + S k)%nat.
Proof.
  intros H Ht Hk. rewrite Nat.add_succ_r. unfold M in *. cbn [moment]. rewrite <- H.
  set (Y := y r (S t) k : P). set (N := n t k : P). change (@norm2 r Y) with (@norm2 P Y).
  replace (norm2 (y r (S t) (S k))) with (norm2 (add (scale (1 - eta * L) Y) (scale (- eta) N))).
  - assert (U : ip Y N = 0) by (apply noise_unbiased, stiff_known).
    assert (V : norm2 N = varh) by (rewrite <- (sf_square varh Hv); apply noise_variance; lia).
    unfold norm2 in *. expand_ip. rewrite (ip_sym N Y), U, V. ring.
  - apply norm2_ext. intros w. rewrite stiff_step.
    change ((1 - eta * L) * Y w + - eta * N w = (1 - eta * L) * Y w - eta * N w). ring.
Qed.

Lemma stiff_moments t : (t < T)%nat -> forall k, (k <= K)%nat -> norm2 (y r (S t) k) * L ^ 2 = M (t * K + k)%nat.
Proof.
  assert (Go : forall t, (t < T)%nat -> norm2 (y r (S t) 0) * L ^ 2 = M (t * K)%nat ->
    forall k, (k <= K)%nat -> norm2 (y r (S t) k) * L ^ 2 = M (t * K + k)%nat).
  { intros i Hi H0. induction k as [| k IH]; intros Hk; [now rewrite Nat.add_0_r |].
    apply stiff_next; [apply IH; lia | exact Hi | lia]. }
  induction t as [| t IH]; intros Ht; apply Go; try exact Ht.
  - transitivity (p0 ^ 2 * L ^ 2); [f_equal; exact (norm2_point T K 0 p0) |]. rewrite Rmult_comm. exact (p0_square L F0 HL HF).
  - transitivity (norm2 (y r (S t) K) * L ^ 2); [f_equal; apply norm2_ext; intros w; apply stiff_end |].
    rewrite IH by lia. f_equal. lia.
Qed.

Lemma stiff_G : G r T = sum (T * K) M / INR (T * K).
Proof.
  unfold G, G_by. change (Algorithm.K r) with K. rewrite mult_INR, Rmult_comm. f_equal. rewrite <- sum_of_sums.
  apply sum_ext. intros t Ht. apply sum_ext. intros k Hk. rewrite <- stiff_moments by lia.
  transitivity (norm2 (scale L (y r (S t) k))); [apply norm2_ext; reflexivity | expand_ip; ring].
Qed.

Lemma stiff_reaches varD floor : 0 <= varD -> floor <= sum (T * K) M / INR (T * K) ->
  reaches L delta F0 K T (both_quadratic delta) varD varh eta a floor.
Proof.
  intros HD H. exists r. repeat (split; [reflexivity |]). assert (Q : affine_difference P delta).
  { apply line_affine with 0; [reflexivity |]. replace (0 ^ 2) with 0 by ring. apply pow2_ge_0. }
  assert (A : assumptions r AuxMOM T L (0 ^ 2) (sh ^ 2) F0).
  { apply line_assumptions; try assumption; try lra.
    - apply parabola_smooth; lra.
    - pose proof (p0_square L F0 HL HF) as E. fold p0 in E. apply Rmult_le_reg_l with (2 * L); [lra |]. nra. }
  split.
  { unfold sh in A. rewrite (sf_square varh Hv) in A. destruct A; constructor; try assumption.
    intros t Ht. eapply Rle_trans; [now apply snapshot_noise |]. lra. }
  split; [apply line_target, parabola_smooth; lra |].
  split; [apply line_difference with (fun p => 0 / 2 * p ^ 2), parabola_smooth; nra |].
  split; [split; [exact Q | apply line_quadratic with L; reflexivity] |].
  split; [apply line_given | now rewrite stiff_G].
Qed.

Lemma stiff_floor varD : 0 <= varD -> reaches L delta F0 K T (both_quadratic delta) varD varh eta a
  (Rmax (2 * L * F0 / (INR K * INR T)) (Rmin (L * F0) (sqrt (L * F0 * varh / (2 * INR K * INR T))))).
Proof.
  intros HD. apply stiff_reaches; [exact HD |].
  assert (N : (1 <= T * K)%nat) by nia. assert (1 <= INR T /\ 1 <= INR K) as [H1 H2] by (split; now apply (le_INR 1)).
  assert (S0 : 0 <= 2 * L * F0) by (repeat apply Rmult_le_pos; lra).
  assert (U : 0 < eta * L) by now apply Rmult_lt_0_compat.
  pose proof (moment_floor (2 * L * F0) (eta * L) varh (1 / 2) (T * K) S0 U Hv ltac:(lra) N) as F.
  eapply Rle_trans; [| exact F]. rewrite mult_INR. right. f_equal; [f_equal; ring | f_equal; [field |]].
  assert (0 <= L * F0 * varh / (2 * INR K * INR T)).
  { apply Rmult_le_pos; [repeat apply Rmult_le_pos; lra | left; apply Rinv_0_lt_compat; repeat apply Rmult_lt_0_compat; lra]. }
  replace (2 * L * F0 * varh / (INR T * INR K)) with (2 ^ 2 * (L * F0 * varh / (2 * INR K * INR T))) by (field; lra).
  rewrite sqrt_mult, sqrt_pow2 by lra. lra.
Qed.

(** Steps longer than 2/L never approach. *)
Lemma stiff_diverges varD : 0 <= varD -> 2 <= eta * L -> reaches L delta F0 K T (both_quadratic delta) varD varh eta a (2 * L * F0).
Proof.
  intros HD Hu. apply stiff_reaches; [exact HD |]. assert (1 <= INR (T * K)) by (apply (le_INR 1); nia).
  assert (S0 : 0 <= 2 * L * F0) by (repeat apply Rmult_le_pos; lra).
  apply Rmult_le_reg_l with (INR (T * K)); [lra |].
  replace (INR (T * K) * (_ / INR (T * K))) with (sum (T * K) M) by (field; lra).
  rewrite <- sum_constant. apply sum_at_least. intros t _. unfold M. apply moment_start; try assumption; try lra. nra.
Qed.
End Stiff.
