(** Huber's function: c p^2/2 where c |p| <= g, and g |p| - g^2/(2 c) elsewhere. Its derivative is c p, kept within [-g, g]. *)
From Auxopt Require Export Line.

Definition clip (g z : R) : R := Rmax (- g) (Rmin g z).
Definition huber (c g p : R) : R := clip g (c * p) * p - clip g (c * p) ^ 2 / (2 * c).

Section Huber.
Variables c g : R.
Hypotheses (Hc : 0 < c) (Hg : 0 <= g).

Lemma clip_bounds z : - g <= clip g z <= g.
Proof. unfold clip, Rmax, Rmin. repeat destruct (Rle_dec _ _); lra. Qed.

Lemma clip_above z : g <= z -> clip g z = g.
Proof. intros H. unfold clip, Rmax, Rmin. repeat destruct (Rle_dec _ _); lra. Qed.

(** It is a projection. *)
Lemma clip_nearest z p : - g <= p <= g -> (p - clip g z) * (z - clip g z) <= 0.
Proof. intros [H1 H2]. unfold clip, Rmax, Rmin. repeat destruct (Rle_dec _ _); nra. Qed.

Lemma clip_monotone z1 z2 : z1 <= z2 -> 0 <= clip g z2 - clip g z1 <= z2 - z1.
Proof. intros H. unfold clip, Rmax, Rmin. repeat destruct (Rle_dec _ _); lra. Qed.

Lemma huber_linear p : g <= c * p -> huber c g p = g * p - g ^ 2 / (2 * c).
Proof. intros H. unfold huber. now rewrite clip_above. Qed.

Lemma huber_nonneg p : 0 <= huber c g p.
Proof.
  unfold huber. assert (N := clip_nearest (c * p) 0 ltac:(lra)). set (v := clip g (c * p)) in *.
  apply Rmult_le_reg_l with (2 * c); [lra |]. rewrite Rmult_0_r.
  replace (2 * c * (v * p - v ^ 2 / (2 * c))) with (v * (2 * (c * p) - v)) by (field; lra).
  pose proof (pow2_ge_0 v). nra.
Qed.

(** It lies above its tangents, and below parabolas. *)
Lemma huber_between p q : 0 <= huber c g (p + q) - huber c g p - clip g (c * p) * q <= c / 2 * q ^ 2.
Proof.
  unfold huber. assert (N := clip_nearest (c * p) (clip g (c * (p + q))) (clip_bounds _)).
  assert (M := clip_nearest (c * (p + q)) (clip g (c * p)) (clip_bounds _)).
  set (w := clip g (c * (p + q))) in *. set (v := clip g (c * p)) in *.
  assert (E : 2 * c * (w * (p + q) - w ^ 2 / (2 * c) - (v * p - v ^ 2 / (2 * c)) - v * q)
    = 2 * c * (w - v) * (p + q) - w ^ 2 + v ^ 2) by (field; lra).
  split; apply Rmult_le_reg_l with (2 * c); try lra; rewrite E.
  - pose proof (pow2_ge_0 (w - v)). lra.
  - pose proof (pow2_ge_0 (w - v - c * q)). lra.
Qed.

Lemma clip_steep p q : (clip g (c * p) - clip g (c * q)) ^ 2 <= c ^ 2 * (p - q) ^ 2.
Proof.
  assert (W : forall p q, p <= q -> (clip g (c * p) - clip g (c * q)) ^ 2 <= c ^ 2 * (p - q) ^ 2).
  { clear p q. intros p q H. destruct (clip_monotone (c * p) (c * q)) as [M1 M2]; [apply Rmult_le_compat_l; lra |]. nra. }
  destruct (Rle_lt_dec p q) as [H | H]; [now apply W |].
  replace (_ ^ 2) with ((clip g (c * q) - clip g (c * p)) ^ 2) by ring.
  replace ((p - q) ^ 2) with ((q - p) ^ 2) by ring. apply W. lra.
Qed.

Lemma huber_smooth L : c <= L -> smooth_on_line (huber c g) (fun p => clip g (c * p)) L.
Proof.
  intros HL p q. pose proof (pow2_ge_0 q) as Q. pose proof (pow2_ge_0 (p - q)) as Q'.
  destruct (huber_between p q). pose proof (clip_steep p q). split; [apply Rabs_le; nra |].
  assert (c ^ 2 * (p - q) ^ 2 <= L ^ 2 * (p - q) ^ 2); [apply Rmult_le_compat_r; nra | lra].
Qed.
End Huber.

(** D = huber (2 d) g - d p^2/2 is d-smooth. *)
Lemma huber_difference d g : 0 < d -> 0 <= g ->
  smooth_on_line (fun p => huber (2 * d) g p - d / 2 * p ^ 2) (fun p => clip g (2 * d * p) - d * p) d.
Proof.
  intros Hd Hg p q. destruct (huber_between (2 * d) g ltac:(lra) Hg p q) as [A B]. split.
  - replace (huber (2 * d) g (p + q) - d / 2 * (p + q) ^ 2 - (huber (2 * d) g p - d / 2 * p ^ 2) - (clip g (2 * d * p) - d * p) * q)
      with (huber (2 * d) g (p + q) - huber (2 * d) g p - clip g (2 * d * p) * q - d / 2 * q ^ 2) by field.
    apply Rabs_le. lra.
  - clear A B.
    assert (E : forall p q, p <= q ->
      (clip g (2 * d * p) - d * p - (clip g (2 * d * q) - d * q)) ^ 2 <= d ^ 2 * (p - q) ^ 2).
    { clear p q. intros p q H. destruct (clip_monotone g Hg (2 * d * p) (2 * d * q)) as [M1 M2].
      { apply Rmult_le_compat_l; lra. }
      revert M1 M2. generalize (clip g (2 * d * p)) (clip g (2 * d * q)). intros v w M1 M2.
      assert (0 <= (w - v) * (2 * d * q - 2 * d * p - (w - v))) by (apply Rmult_le_pos; lra). nra. }
    destruct (Rle_lt_dec p q) as [H | H]; [now apply E |].
    replace (_ ^ 2) with ((clip g (2 * d * q) - d * q - (clip g (2 * d * p) - d * p)) ^ 2) by ring.
    replace ((p - q) ^ 2) with ((q - p) ^ 2) by ring. apply E. lra.
Qed.
