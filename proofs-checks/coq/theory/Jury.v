(** Jury's criterion for a real matrix of order 2, and what happens where it fails. *)
From Auxopt Require Export Stability.

Section Matrix.
Variables p q r s : R.

Definition act (z : R * R) : R * R := (p * fst z + q * snd z, r * fst z + s * snd z).
Definition tau : R := p + s.
Definition det : R := p * s - q * r.

Lemma act_linear c z : act (c * fst z, c * snd z) = (c * fst (act z), c * snd (act z)).
Proof. unfold act. cbn. f_equal; ring. Qed.

(** V(z) - V(M z) = (1 - d)^2 |z - M^2 z|^2. *)
Definition square_of (z : R * R) : R := fst z ^ 2 + snd z ^ 2.
Lemma square_parts z : 0 <= square_of z /\ fst z ^ 2 <= square_of z /\ snd z ^ 2 <= square_of z.
Proof. unfold square_of. pose proof (pow2_ge_0 (fst z)). pose proof (pow2_ge_0 (snd z)). lra. Qed.

Definition inner (z w : R * R) : R := fst z * fst w + snd z * snd w.
Definition lyapunov (z : R * R) : R :=
  (1 - det ^ 2) * (square_of z + square_of (act z)) - 2 * tau * (1 - det) * inner z (act z).
Definition gap (z : R * R) : R * R := (fst z - fst (act (act z)), snd z - snd (act (act z))).

Lemma lyapunov_decrease z : lyapunov z - lyapunov (act z) = (1 - det) ^ 2 * square_of (gap z).
Proof. destruct z as [x y]. unfold lyapunov, gap, square_of, inner, act, tau, det. cbn [fst snd]. ring. Qed.

Lemma lyapunov_nonneg z : Rabs det < 1 -> Rabs tau < 1 + det -> 0 <= lyapunov z.
Proof.
  intros Hd Ht. apply Rabs_def2 in Hd as [Hd1 Hd2], Ht as [Ht1 Ht2]. unfold lyapunov.
  assert (H : 0 <= (1 + det) * (square_of z + square_of (act z)) - 2 * tau * inner z (act z)).
  { destruct z as [x y]. unfold square_of, inner. set (u := fst (act (x, y))). set (v := snd (act (x, y))). cbn [fst snd].
    assert (0 <= (1 + det - tau) * ((x + u) ^ 2 + (y + v) ^ 2))
      by (apply Rmult_le_pos; [lra | apply Rplus_le_le_0_compat; apply pow2_ge_0]).
    assert (0 <= (1 + det + tau) * ((x - u) ^ 2 + (y - v) ^ 2))
      by (apply Rmult_le_pos; [lra | apply Rplus_le_le_0_compat; apply pow2_ge_0]).
    lra. }
  assert (0 <= (1 - det) * ((1 + det) * (square_of z + square_of (act z)) - 2 * tau * inner z (act z)))
    by (apply Rmult_le_pos; lra). lra.
Qed.

(** (1 + d)^2 - tau^2 = det(I - M^2), and its multiple of z is a combination of the entries of z - M^2 z. *)
Lemma resolvent z :
  ((1 + det) ^ 2 - tau ^ 2) * fst z = (1 - (q * r + s ^ 2)) * fst (gap z) + q * tau * snd (gap z) /\
  ((1 + det) ^ 2 - tau ^ 2) * snd z = r * tau * fst (gap z) + (1 - (q * r + p ^ 2)) * snd (gap z).
Proof. destruct z as [x y]. unfold gap, act, tau, det. cbn [fst snd]. split; ring. Qed.
End Matrix.

(** Limits. *)
Lemma null_scale c u : Un_cv u 0 -> Un_cv (fun t => c * u t) 0.
Proof.
  intros H. replace 0 with (c * 0) by ring. apply (CV_mult (fun _ => c) u c 0); [| exact H].
  intros e He. exists O. intros n _. unfold Rdist. rewrite Rminus_diag, Rabs_R0. exact He.
Qed.

Lemma null_add u v : Un_cv u 0 -> Un_cv v 0 -> Un_cv (fun t => u t + v t) 0.
Proof. intros Hu Hv. replace 0 with (0 + 0) by ring. now apply CV_plus. Qed.

Lemma null_below u v : (forall t, Rabs (u t) <= v t) -> Un_cv v 0 -> Un_cv u 0.
Proof.
  intros H Hv e He. destruct (Hv e He) as [n Hn]. exists n. intros t Ht. specialize (Hn t Ht). specialize (H t).
  unfold Rdist in *. rewrite Rminus_0_r in *. pose proof (Rle_abs (v t)). lra.
Qed.

Lemma null_ext u v : (forall t, u t = v t) -> Un_cv v 0 -> Un_cv u 0.
Proof. intros E H. apply null_below with (fun t => Rabs (v t)); [intros t; rewrite E; lra |].
  intros e He. destruct (H e He) as [n Hn]. exists n. intros t Ht. specialize (Hn t Ht). unfold Rdist in *.
  rewrite Rminus_0_r in *. now rewrite Rabs_Rabsolu.
Qed.

Lemma null_square c u v : 0 < c -> (forall t, c * u t ^ 2 <= v t) -> Un_cv v 0 -> Un_cv u 0.
Proof.
  intros Hc H Hv e He. destruct (Hv (c * e ^ 2)) as [n Hn]; [apply Rmult_lt_0_compat; nra |]. exists n. intros t Ht.
  specialize (Hn t Ht). specialize (H t). unfold Rdist in *. rewrite Rminus_0_r in *. pose proof (Rle_abs (v t)).
  assert (u t ^ 2 < e ^ 2) by (apply Rmult_lt_reg_l with c; lra).
  rewrite <- (Rabs_pos_eq e) by lra. apply Rsqr_lt_abs_0. unfold Rsqr. nra.
Qed.

(** What falls and stays nonnegative falls by less and less. *)
Lemma falls (v : nat -> R) : (forall t, v (S t) <= v t) -> (forall t, 0 <= v t) -> Un_cv (fun t => v t - v (S t)) 0.
Proof.
  intros H1 H2. destruct (decreasing_cv v H1) as [l Hl].
  { exists 0. intros y [t ->]. unfold opp_seq. specialize (H2 t). lra. }
  replace 0 with (l - l) by ring. apply CV_minus; [exact Hl |].
  intros e He. destruct (Hl e He) as [n Hn]. exists n. intros t Ht. apply Hn. lia.
Qed.

Section Criterion.
Variables p q r s : R.
Notation M := (act p q r s).
Notation tau := (tau p s).
Notation det := (det p q r s).

Theorem jury_sufficient : Rabs det < 1 -> Rabs tau < 1 + det -> forall z, vanishes (fun t => iterate M t z).
Proof.
  intros Hd Ht z. set (v := fun t => lyapunov p q r s (iterate M t z)).
  assert (Hf : Un_cv (fun t => v t - v (S t)) 0).
  { apply falls; unfold v; intros t; cbn [iterate].
    - pose proof (lyapunov_decrease p q r s (iterate M t z)).
      assert (0 <= (1 - det) ^ 2 * square_of (gap p q r s (iterate M t z)))
        by (apply Rmult_le_pos; [apply pow2_ge_0 | apply square_parts]). lra.
    - now apply lyapunov_nonneg. }
  assert (E : forall t, v t - v (S t) = (1 - det) ^ 2 * square_of (gap p q r s (iterate M t z)))
    by (intros t; apply lyapunov_decrease).
  pose proof (Rabs_def2 _ _ Hd) as [Hd1 Hd2]. pose proof (Rabs_def2 _ _ Ht) as [Ht1 Ht2].
  assert (Hc : 0 < (1 - det) ^ 2) by nra. assert (HD : 0 < (1 + det) ^ 2 - tau ^ 2) by nra.
  assert (G1 : Un_cv (fun t => fst (gap p q r s (iterate M t z))) 0).
  { apply null_square with ((1 - det) ^ 2) (fun t => v t - v (S t)); [exact Hc | | exact Hf]. intros t. rewrite E.
    apply Rmult_le_compat_l; [apply pow2_ge_0 | apply square_parts]. }
  assert (G2 : Un_cv (fun t => snd (gap p q r s (iterate M t z))) 0).
  { apply null_square with ((1 - det) ^ 2) (fun t => v t - v (S t)); [exact Hc | | exact Hf]. intros t. rewrite E.
    apply Rmult_le_compat_l; [apply pow2_ge_0 | apply square_parts]. }
  set (D := (1 + det) ^ 2 - tau ^ 2) in *.
  split.
  - apply null_ext with (fun t => / D * ((1 - (q * r + s ^ 2)) * fst (gap p q r s (iterate M t z))
      + q * tau * snd (gap p q r s (iterate M t z)))).
    + intros t. destruct (resolvent p q r s (iterate M t z)) as [<- _]. fold D. field. lra.
    + apply null_scale, null_add; now apply null_scale.
  - apply null_ext with (fun t => / D * (r * tau * fst (gap p q r s (iterate M t z))
      + (1 - (q * r + p ^ 2)) * snd (gap p q r s (iterate M t z)))).
    + intros t. destruct (resolvent p q r s (iterate M t z)) as [_ <-]. fold D. field. lra.
    + apply null_scale, null_add; now apply null_scale.
Qed.

(** An eigenvalue at least 1 in absolute value, where Jury's second inequality fails. *)
Lemma eigenvalue : det <= 1 -> 1 + det <= Rabs tau -> 0 <= 1 + det ->
  exists l, l ^ 2 - tau * l + det = 0 /\ 1 <= Rabs l /\ (1 + det < Rabs tau -> 1 < Rabs l).
Proof.
  intros Hd Ht H0. set (w := sqrt (tau ^ 2 - 4 * det)).
  assert (HD : 0 <= tau ^ 2 - 4 * det) by (rewrite <- (pow2_abs tau); nra).
  assert (Hw : 0 <= w) by apply sqrt_pos.
  assert (Ew : w ^ 2 = tau ^ 2 - 4 * det) by (unfold w; rewrite <- Rsqr_pow2; now apply Rsqr_sqrt).
  assert (Hb : 1 - det <= w) by (rewrite <- (pow2_abs tau) in Ew; nra).
  destruct (Rle_dec 0 tau) as [Hs | Hs].
  - exists ((tau + w) / 2). rewrite (Rabs_pos_eq tau) in * by lra. rewrite (Rabs_pos_eq ((tau + w) / 2)) by lra.
    repeat split; [nra | lra | intros; lra].
  - exists ((tau - w) / 2). rewrite (Rabs_left tau) in * by lra. rewrite (Rabs_left ((tau - w) / 2)) by lra.
    repeat split; [nra | lra | intros; lra].
Qed.

Lemma eigenvector l : l ^ 2 - tau * l + det = 0 -> exists z, (fst z <> 0 \/ snd z <> 0) /\ M z = (l * fst z, l * snd z).
Proof.
  unfold Jury.tau, Jury.det. intros E. destruct (Req_dec q 0) as [Hq |]; [destruct (Req_dec (l - p) 0) as [Hp |] |].
  - destruct (Req_dec r 0) as [Hr |]; [destruct (Req_dec (l - s) 0) |].
    + exists (1, 0). unfold act. cbn. split; [left; lra |]. subst. f_equal; lra.
    + exists (l - s, r). unfold act. cbn. split; [now left |]. subst. f_equal; nra.
    + exists (l - s, r). unfold act. cbn. split; [now right |]. f_equal; nra.
  - exists (q, l - p). unfold act. cbn. split; [now right |]. f_equal; nra.
  - exists (q, l - p). unfold act. cbn. split; [now left |]. f_equal; nra.
Qed.

Lemma eigen_orbit l z t : M z = (l * fst z, l * snd z) -> iterate M t z = (l ^ t * fst z, l ^ t * snd z).
Proof.
  intros E. induction t as [| t IH]; [destruct z; cbn; f_equal; ring |]. cbn [iterate]. rewrite IH, act_linear, E. cbn. f_equal; ring.
Qed.

(** Two orbits span an area that is multiplied by the determinant. *)
Lemma area t z w : fst (iterate M t z) * snd (iterate M t w) - snd (iterate M t z) * fst (iterate M t w) =
  det ^ t * (fst z * snd w - snd z * fst w).
Proof.
  induction t as [| t IH]; cbn [iterate pow]; [ring |]. rewrite Rmult_assoc, <- IH. unfold act, Jury.det. cbn [fst snd]. ring.
Qed.
End Criterion.
