(** The lower bounds of AuxMOM, from its hard members. *)
From Auxopt Require Export LowStiff LowNoiseRun.

(** The slow members: Huber's function, and a parabola of small curvature. *)
Section Members.
Variables (T K : nat) (L delta eta a F0 : R).
Hypotheses (Hd : 0 < delta) (HL : 2 * delta <= L) (He : 0 < eta) (Hb : 0 <= 1 - eta * delta) (Ha : 0 < a <= 1)
  (HK : (1 <= K)%nat) (HT : (1 <= T)%nat) (HF : 0 <= F0).
Let b := 1 - eta * delta.
Let th := theta b a K.
Let M := moved b a K T.

Lemma slow_reaches (f f' : R -> R) (f_nonneg : forall p, 0 <= f p) p0 g c D (more : problem -> Prop) : 0 <= g ->
  smooth_on_line f f' L -> f p0 <= F0 ->
  smooth_on_line D (slow_D' f' delta) delta ->
  (forall p, p0 - g * M / delta <= p <= p0 -> 0 <= f' p <= g /\ c ^ 2 <= f' p ^ 2) ->
  more (slow_problem T K f f' delta f_nonneg) ->
  reaches L delta F0 K T more 0 0 eta a (c ^ 2).
Proof.
  intros Hg H1 H0 H2 Hc Hm. exists (slow_run T K f f' delta eta a p0 f_nonneg). repeat (split; [reflexivity |]).
  split.
  { assert (A : assumptions (slow_run T K f f' delta eta a p0 f_nonneg) AuxMOM T L (0 ^ 2) (0 ^ 2) F0).
    { apply line_assumptions; try assumption; lra. }
    replace (0 ^ 2) with 0 in A by ring. exact A. }
  split; [now apply line_target |]. split; [now apply line_difference with D |]. split; [exact Hm |]. split; [apply line_given |].
  apply G_at_least; [exact HK | exact HT |]. intros t k Ht Hk. apply gradient_at_least. intros w. apply Hc.
  apply slow_points; try assumption; try lia. intros p Hp. now apply Hc.
Qed.

Lemma T_one : 1 <= INR T.
Proof. apply (le_INR 1), HT. Qed.

Lemma b_one : 0 <= b < 1.
Proof. unfold b. assert (0 < eta * delta) by now apply Rmult_lt_0_compat. lra. Qed.

Lemma M_range : 0 <= M <= INR T * th + 1 - th.
Proof. split; [now apply moved_nonneg; [apply b_one | |] | now apply moved_at_most; [apply b_one | |]]. Qed.

Lemma th_range : 0 < th <= 1.
Proof. apply theta_range; [apply b_one | |]; assumption. Qed.

Lemma huber_reaches : reaches L delta F0 K T any 0 0 eta a (delta * F0 / (INR T * th + 5 / 4 - th)).
Proof.
  pose proof T_one. destruct M_range as [M1 M2]. destruct th_range as [T1 T2].
  assert (P : 0 < M + 1 / 4) by lra. set (g := sqrt (delta * F0 / (M + 1 / 4))).
  assert (Hg : 0 <= g) by apply sqrt_pos.
  assert (G2 : g ^ 2 * (M + 1 / 4) = delta * F0).
  { unfold g. rewrite <- Rsqr_pow2, Rsqr_sqrt; [field; lra |].
    apply Rmult_le_pos; [apply Rmult_le_pos; lra | left; now apply Rinv_0_lt_compat]. }
  assert (S2 : 0 < 2 * delta) by lra.
  set (p0 := g / (2 * delta) + g * M / delta).
  assert (Far : p0 - g * M / delta = g / (2 * delta)) by (unfold p0; ring).
  assert (G0 : 0 <= g * M / delta).
  { apply Rmult_le_pos; [apply Rmult_le_pos; lra | left; now apply Rinv_0_lt_compat]. }
  assert (Lin : forall p, p0 - g * M / delta <= p -> g <= 2 * delta * p).
  { intros p Hp. rewrite Far in Hp. replace g with (2 * delta * (g / (2 * delta))) at 1 by (field; lra).
    apply Rmult_le_compat_l; lra. }
  assert (R : reaches L delta F0 K T any 0 0 eta a (g ^ 2)).
  { apply (slow_reaches (huber (2 * delta) g) (fun p => clip g (2 * delta * p)) (huber_nonneg (2 * delta) g S2 Hg) p0 g g
      (fun p => huber (2 * delta) g p - delta / 2 * p ^ 2) any Hg).
    - now apply huber_smooth.
    - rewrite huber_linear by (try apply Lin; lra). right. apply Rmult_eq_reg_l with delta; [| lra]. rewrite <- G2.
      unfold p0. field. lra.
    - now apply huber_difference.
    - intros p [Hp _]. rewrite clip_above; [lra | exact Hg | now apply Lin].
    - exact I. }
  destruct R as (r & E1 & E2 & E3 & A & B1 & B2 & C & S & G). exists r. repeat (split; [assumption |]).
  eapply Rle_trans; [| exact G]. apply Rmult_le_reg_r with (INR T * th + 5 / 4 - th); [lra |].
  replace (delta * F0 / (INR T * th + 5 / 4 - th) * (INR T * th + 5 / 4 - th)) with (delta * F0) by (field; lra).
  rewrite <- G2. apply Rmult_le_compat_l; [apply pow2_ge_0 | lra].
Qed.

Lemma parabola_reaches : reaches L delta F0 K T (both_quadratic delta) 0 0 eta a (8 / 27 * (delta * F0 / (INR T * th + 1 - th))).
Proof.
  pose proof T_one. destruct M_range as [M1 M2]. destruct th_range as [T1 T2].
  set (B := INR T * th + 1 - th) in *. assert (B1 : 1 <= B).
  { unfold B. assert (0 <= (INR T - 1) * th) by (apply Rmult_le_pos; lra). lra. }
  set (l := delta / (3 * B)). assert (L0 : 0 < l) by (apply Rmult_lt_0_compat; [lra | apply Rinv_0_lt_compat; lra]).
  assert (L1 : 3 * B * l = delta) by (unfold l; field; lra). assert (L2 : 3 * l <= delta).
  { assert (0 <= (B - 1) * l) by (apply Rmult_le_pos; lra). lra. }
  set (p0 := sqrt (2 * F0 / l)). assert (P0 : 0 <= p0) by apply sqrt_pos.
  assert (F : l ^ 2 * p0 ^ 2 = 2 * l * F0) by now apply p0_square.
  assert (Far : 2 / 3 * p0 <= p0 - l * p0 * M / delta).
  { assert (D : l * p0 * M / delta <= l * p0 * B / delta).
    { apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat |]. apply Rmult_le_compat_l; [apply Rmult_le_pos; lra | lra]. }
    replace (l * p0 * B / delta) with (p0 / 3) in D by (unfold l; field; lra). lra. }
  assert (Far' : p0 - l * p0 * M / delta <= p0).
  { enough (0 <= l * p0 * M / delta) by lra. apply Rmult_le_pos; [| left; now apply Rinv_0_lt_compat].
    apply Rmult_le_pos; [apply Rmult_le_pos |]; lra. }
  assert (R : reaches L delta F0 K T (both_quadratic delta) 0 0 eta a ((l * (2 / 3 * p0)) ^ 2)).
  { apply (slow_reaches _ (fun p => l * p) (parabola_nonneg l L0) p0 (l * p0) _ (fun p => (l - delta) / 2 * p ^ 2)).
    - apply Rmult_le_pos; lra.
    - apply parabola_smooth; nra.
    - apply Rmult_le_reg_l with (2 * l); [lra |]. nra.
    - intros p q. destruct (parabola_smooth (l - delta) delta ltac:(nra) ltac:(lra) p q) as [U V]. unfold slow_D'.
      now replace (l * p - delta * p) with ((l - delta) * p) by ring; replace (l * q - delta * q) with ((l - delta) * q) by ring.
    - intros p [Hp1 Hp2]. split; [split; [apply Rmult_le_pos; lra | apply Rmult_le_compat_l; lra] |].
      apply pow_incr. split; [apply Rmult_le_pos; lra | apply Rmult_le_compat_l; lra].
    - split; [| now apply line_quadratic with l]. apply line_affine with (l - delta).
      + intros p. unfold slow_D'. ring.
      + replace ((l - delta) ^ 2) with ((delta - l) ^ 2) by ring. apply pow_incr. lra. }
  destruct R as (r & E1 & E2 & E3 & A & B1' & B2' & C & S & G). exists r. repeat (split; [assumption |]).
  eapply Rle_trans; [| exact G]. right. replace ((l * (2 / 3 * p0)) ^ 2) with (4 / 9 * (l ^ 2 * p0 ^ 2)) by (field; lra).
  rewrite F. unfold l. field. lra.
Qed.

(** One of a slow member and the noise reaches a root, up to constants. *)
Lemma one_of_two more varD slow c : 0 <= varD -> 0 <= c ->
  reaches L delta F0 K T more 0 0 eta a slow -> reaches L delta F0 K T (both_quadratic delta) varD 0 eta a
    (3 / 8 * varD * (INR T * th - 2 - th / 2) / INR T) ->
  (forall P, both_quadratic delta P -> more P) ->
  (INR T * th < 3 -> c * (delta * F0) <= slow) ->
  (3 <= INR T * th -> c ^ 2 * (delta * F0) <= 3 / 8 * (INR T * th - 2 - th / 2) * slow) ->
  reaches L delta F0 K T more varD 0 eta a (c * Rmin (delta * F0) (sqrt (delta * F0 * varD / INR T))).
Proof.
  intros HD Hc Slow Noise More Short Long. pose proof T_one. destruct th_range as [T1 T2].
  set (Q := delta * F0 * varD / INR T). assert (HQ : 0 <= Q).
  { apply Rmult_le_pos; [repeat apply Rmult_le_pos; lra | left; apply Rinv_0_lt_compat; lra]. }
  assert (UseSlow : c * Rmin (delta * F0) (sqrt Q) <= slow ->
    reaches L delta F0 K T more varD 0 eta a (c * Rmin (delta * F0) (sqrt Q))).
  { intros H1. destruct Slow as (r & E1 & E2 & E3 & A & B1 & B2 & C & S & G). exists r. repeat (split; [assumption |]).
    split; [| repeat (split; [assumption |]); lra].
    destruct A; constructor; try assumption. intros t Ht. eapply Rle_trans; [now apply snapshot_noise | exact HD]. }
  destruct (Rlt_le_dec (INR T * th) 3) as [Y | Y].
  { apply UseSlow. eapply Rle_trans; [| apply Short, Y]. apply Rmult_le_compat_l; [exact Hc | apply Rmin_l]. }
  destruct (Rle_lt_dec (c * sqrt Q) slow) as [Z | Z].
  { apply UseSlow. eapply Rle_trans; [| exact Z]. apply Rmult_le_compat_l; [exact Hc | apply Rmin_r]. }
  destruct Noise as (r & E1 & E2 & E3 & A & B1 & B2 & C & S & G). exists r. repeat (split; [assumption |]).
  split; [now apply More |]. split; [exact S |]. eapply Rle_trans; [| exact G].
  eapply Rle_trans; [apply Rmult_le_compat_l; [exact Hc | apply Rmin_r] |].
  set (N := 3 / 8 * varD * (INR T * th - 2 - th / 2) / INR T).
  assert (Prod : c ^ 2 * Q <= N * slow).
  { unfold Q, N. replace (c ^ 2 * (delta * F0 * varD / INR T)) with (varD / INR T * (c ^ 2 * (delta * F0))) by (field; lra).
    replace (3 / 8 * varD * (INR T * th - 2 - th / 2) / INR T * slow)
      with (varD / INR T * (3 / 8 * (INR T * th - 2 - th / 2) * slow)) by (field; lra).
    apply Rmult_le_compat_l; [| now apply Long]. apply Rmult_le_pos; [exact HD | left; apply Rinv_0_lt_compat; lra]. }
  assert (N0 : 0 <= N).
  { unfold N. apply Rmult_le_pos; [apply Rmult_le_pos; lra | left; apply Rinv_0_lt_compat; lra]. }
  assert (R0 : 0 <= c * sqrt Q) by (apply Rmult_le_pos; [exact Hc | apply sqrt_pos]).
  assert (R2 : c ^ 2 * Q = c * sqrt Q * (c * sqrt Q)).
  { replace (c * sqrt Q * (c * sqrt Q)) with (c ^ 2 * (sqrt Q * sqrt Q)) by ring. now rewrite sqrt_sqrt. }
  destruct (Rle_lt_dec (c * sqrt Q) N) as [| Bad]; [assumption | exfalso]. rewrite R2 in Prod.
  assert (0 < c * sqrt Q) by lra. destruct (Rle_lt_dec slow 0) as [S0 | S0].
  - assert (N * slow <= 0) by nra. nra.
  - assert (N * slow < c * sqrt Q * (c * sqrt Q)); [| lra].
    apply Rle_lt_trans with (N * (c * sqrt Q)); [apply Rmult_le_compat_l; lra | apply Rmult_lt_compat_r; lra].
Qed.
End Members.
