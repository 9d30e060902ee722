(** Huber's function: c p^2/2 where c |p| <= g, and g |p| - g^2/(2 c) elsewhere. Its derivative is c p, kept within [-g, g]. *)
From Coq Require Import Reals Lra.
Open Scope R_scope.

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

Lemma huber_smooth L p q : c <= L -> huber c g (p + q) <= huber c g p + clip g (c * p) * q + L / 2 * q ^ 2.
Proof.
  intros HL. unfold huber. assert (N := clip_nearest (c * p) (clip g (c * (p + q))) (clip_bounds _)).
  set (w := clip g (c * (p + q))) in *. set (v := clip g (c * p)) in *.
  apply Rmult_le_reg_l with (2 * c); [lra |].
  replace (2 * c * (w * (p + q) - w ^ 2 / (2 * c))) with (2 * c * w * (p + q) - w ^ 2) by (field; lra).
  replace (2 * c * (v * p - v ^ 2 / (2 * c) + v * q + L / 2 * q ^ 2))
    with (2 * c * v * (p + q) - v ^ 2 + c * L * q ^ 2) by (field; lra).
  pose proof (pow2_ge_0 (w - v - c * q)). assert (0 <= c * (L - c) * q ^ 2).
  { apply Rmult_le_pos; [apply Rmult_le_pos; lra | apply pow2_ge_0]. }
  nra.
Qed.

(** D = huber (2 d) g - d p^2/2 has a d-Lipschitz derivative. *)
Lemma huber_difference d p q : 0 <= d ->
  (clip g (2 * d * p) - d * p - (clip g (2 * d * q) - d * q)) ^ 2 <= d ^ 2 * (p - q) ^ 2.
Proof.
  intros Hd.
  assert (E : forall p q, p <= q ->
    (clip g (2 * d * p) - d * p - (clip g (2 * d * q) - d * q)) ^ 2 <= d ^ 2 * (p - q) ^ 2).
  { clear p q. intros p q H. destruct (clip_monotone (2 * d * p) (2 * d * q)) as [M1 M2].
    { apply Rmult_le_compat_l; lra. }
    revert M1 M2. generalize (clip g (2 * d * p)) (clip g (2 * d * q)). intros v w M1 M2.
    assert (0 <= (w - v) * (2 * d * q - 2 * d * p - (w - v))) by (apply Rmult_le_pos; lra). nra. }
  destruct (Rle_lt_dec p q) as [H | H]; [now apply E |].
  replace (_ ^ 2) with ((clip g (2 * d * q) - d * q - (clip g (2 * d * p) - d * p)) ^ 2) by ring.
  replace ((p - q) ^ 2) with ((q - p) ^ 2) by ring. apply E. lra.
Qed.
End Huber.
