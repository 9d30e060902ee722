(** Gradient filters on L x^2/2: their response to the start decides their response to the noise, so they cannot be quick and quiet. *)
From Auxopt Require Export Filters LowHb LowNoiseRun.

(** sum_{j<t} c_{t-1-j} u_j. *)
Fixpoint conv (c u : nat -> R) (t : nat) : R := match t with O => 0 | S t' => c O * u t' + conv (shift c) u t' end.

Lemma conv_sub t : forall c u v, conv c (fun j => u j - v j) t = conv c u t - conv c v t.
Proof. induction t as [| t IH]; intros c u v; cbn; [ring |]. rewrite IH. ring. Qed.

(** The last coefficient meets the first number. *)
Lemma conv_first t : forall c u, conv c u (S t) = c t * u O + conv c (shift u) t.
Proof.
  induction t as [| t IH]; intros c u; [reflexivity |].
  change (c O * u (S t) + conv (shift c) u (S t) = c (S t) * u O + (c O * u (S t) + conv (shift c) (shift u) t)).
  rewrite IH. unfold shift at 1. ring.
Qed.

Lemma squares_last t : forall c, squares c (S t) = squares c t + c t ^ 2.
Proof. induction t as [| t IH]; intros c; [cbn; ring |]. cbn [squares] in *. rewrite IH. unfold shift at 2. ring. Qed.

(** The response to the start: a_t = 1 - L sum_{j<t} c_{t-1-j} a_j. *)
Section Response.
Variables (L : R) (c : nat -> R).

Fixpoint weighed (c : nat -> R) (l : list R) : R := match l with [] => 0 | p :: l' => c O * p + weighed (shift c) l' end.
Fixpoint responses (t : nat) : list R := match t with O => [] | S t' => (1 - L * weighed c (responses t')) :: responses t' end.
Definition response (t : nat) : R := 1 - L * weighed c (responses t).

Lemma response_next t : response t = 1 - L * conv c response t.
Proof.
  enough (E : forall d, weighed d (responses t) = conv d response t) by exact (f_equal (fun p => 1 - L * p) (E c)).
  induction t as [| t IH]; intros d; [reflexivity |]. cbn [conv]. rewrite <- IH. reflexivity.
Qed.

Definition loss (j : nat) : R := response j - response (S j).

(** The link: the response to a noise is what the response to the start loses. *)
Lemma response_to_noise m : L * (c m - conv c loss m) = loss m.
Proof.
  pose proof (conv_sub m c response (shift response)) as E. change (conv c loss m = conv c response m - conv c (shift response) m) in E.
  pose proof (response_next m) as A. pose proof (response_next (S m)) as B. rewrite conv_first in B.
  assert (O : response O = 1) by (cbv [response responses weighed]; ring).
  rewrite O in B. rewrite E. unfold loss. lra.
Qed.
End Response.

(** Numbers a_0 = 1, a_1, .. : where they fall slowly their squares add up to much, where they fall fast those of their differences do. *)
Section Split.
Variables (a : nat -> R) (B V kappa : R).
Hypotheses (Ha : a O = 1) (HB : 0 <= B) (HV : 0 <= V) (Hk : 0 <= kappa) (Hkk : kappa ^ 2 <= B * V).
Let e j := a j - a (S j).

Lemma mixed u q : kappa * (u * q) <= V * u ^ 2 + B / 4 * q ^ 2.
Proof.
  destruct (Req_dec V 0) as [-> | NV].
  - assert (kappa = 0) by nra. subst. pose proof (pow2_ge_0 q). nra.
  - apply Rmult_le_reg_l with V; [lra |]. pose proof (pow2_ge_0 (V * u - kappa / 2 * q)) as A.
    assert (M : kappa ^ 2 * q ^ 2 <= B * V * q ^ 2) by (apply Rmult_le_compat_r; [apply pow2_ge_0 | exact Hkk]). nra.
Qed.

Lemma fall s : kappa * (1 - a s ^ 2) <= V * squares e s + B * sum (S s) (fun t => a t ^ 2).
Proof.
  enough (H : kappa * (1 - a s ^ 2) + B / 2 * (1 + a s ^ 2) <= V * squares e s + B * sum (S s) (fun t => a t ^ 2)).
  { assert (0 <= B / 2 * (1 + a s ^ 2)) by (pose proof (pow2_ge_0 (a s)); apply Rmult_le_pos; lra). lra. }
  induction s as [| s IH]; [cbn; rewrite Ha; lra |].
  rewrite squares_last. cbn [sum] in *. pose proof (mixed (e s) (a s + a (S s))) as M. unfold e in M at 1 2 |- * at 2.
  pose proof (pow2_ge_0 (a s - a (S s))). nra.
Qed.

(** Averaged over s = 0 .. N. *)
Lemma split_at total N : B * sum (S N) (fun t => a t ^ 2) + V * squares e N <= total ->
  let M := B * (INR N + 1) in B <= total /\ kappa * M <= (kappa + M) * total.
Proof.
  intros H. assert (Mono : forall s, (s <= N)%nat -> kappa * (1 - a s ^ 2) <= total).
  { intros s Hs. eapply Rle_trans; [apply fall |]. eapply Rle_trans; [| exact H]. clear H.
    induction Hs as [| n Hs IH]; [lra |]. eapply Rle_trans; [exact IH |].
    rewrite squares_last. cbn [sum]. pose proof (pow2_ge_0 (a (S n))). pose proof (pow2_ge_0 (e n)). nra. }
  intros M. set (A := sum (S N) (fun t => a t ^ 2)) in *. pose proof (pos_INR N) as HN.
  assert (S1 : kappa * (INR (S N) - A) <= INR (S N) * total).
  { rewrite <- sum_constant. replace (kappa * (INR (S N) - A)) with (sum (S N) (fun s => kappa * (1 - a s ^ 2))).
    - apply sum_at_least. intros t Ht. apply Mono. lia.
    - unfold A. clear. induction (S N) as [| n IH]; [cbn; ring |]. cbn [sum]. rewrite IH, S_INR. ring. }
  assert (S2 : B * A <= total).
  { assert (0 <= V * squares e N) by (apply Rmult_le_pos; [exact HV | apply squares_nonneg]). lra. }
  rewrite S_INR in S1. unfold M. assert (B * (kappa * (INR N + 1 - A)) <= B * ((INR N + 1) * total)) by (apply Rmult_le_compat_l; assumption).
  assert (1 <= A).
  { unfold A. clear - Ha. induction N as [| n IH]; [cbn; rewrite Ha; lra |]. cbn [sum] in *. pose proof (pow2_ge_0 (a (S n))). lra. }
  split; [eapply Rle_trans; [| exact S2]; rewrite <- (Rmult_1_r B) at 1; now apply Rmult_le_compat_l |].
  assert (kappa * (B * A) <= kappa * total) by (apply Rmult_le_compat_l; assumption). lra.
Qed.
End Split.

(** The runs. *)
Section Runs.
Variables (L varf F0 : R) (T : nat).
Hypotheses (HL : 0 < L) (Hv : 0 <= varf) (HF : 0 <= F0) (HT : (1 <= T)%nat).
Let sf := sqrt varf.
Let p0 := sqrt (2 * F0 / L).
Let f' (p : R) := L * p.
Let P := sgd_problem T _ f' (parabola_nonneg L HL).
Let g := sgd_sample T sf _ f' (parabola_nonneg L HL).
Let x0 := sgd_point T _ f' p0 (parabola_nonneg L HL).
Notation noises := (noises T 0 L varf HL).

Lemma parabola_class : target_class P g x0 L varf F0.
Proof.
  apply (class_of _ _ _ _ _ _ _ _ (parabola_assumed L varf F0 1 T HL Hv HF Rlt_0_1 HT)); [now apply parabola_target |].
  intros t v. eapply Rle_trans; [now apply sample_error | right; exact (sf_square varf Hv)].
Qed.

Section Filter.
Variable c : nat -> R.
Let X := filtered P g x0 c.
Notation a := (response L c).

Definition weighs_to (t : nat) (w : outcome) : Prop := forall d,
  weigh P d (gradients P g x0 c t) w = L * p0 * conv d a t + noises (fun m => d m - conv d (loss L c) m) t w.

Lemma gradient_from t w : weighs_to t w -> L * X t w = L * p0 * a t - noises (loss L c) t w.
Proof.
  intros E. change (X t w) with (p0 + -1 * weigh P c (gradients P g x0 c t) w). rewrite E, response_next.
  pose proof (noises_linear T 0 L varf HL t L (fun m => c m - conv c (loss L c) m) 0 (fun _ => 0) w) as N.
  rewrite (noises_ext T 0 L varf HL t _ (loss L c) w) in N; [lra |]. intros m. pose proof (response_to_noise L c m). lra.
Qed.

Lemma filtered_gradient t w : L * X t w = L * p0 * a t - noises (loss L c) t w.
Proof.
  apply gradient_from. induction t as [| t IH]; intros d; [change (0 = L * p0 * 0 + 0); ring |].
  change (d O * (L * X t w + noise T 0 0 sf (S t) 0 w) + weigh P (shift d) (gradients P g x0 c t) w
    = L * p0 * (d O * a t + conv (shift d) a t) + noises (fun m => d m - conv d (loss L c) m) (S t) w).
  rewrite (noises_later T 0 L varf HL _ t 1 (fun m => shift d m - conv (shift d) (loss L c) m) (- d O) (loss L c))
    by (intros i; unfold shift at 1; cbn [conv]; unfold shift; ring).
  rewrite (gradient_from t w IH), IH. cbn [conv]. unfold sf. ring.
Qed.

Lemma noises_apart t : forall d q, ip (point T 0 0 q) (noises d t) = 0.
Proof.
  induction t as [| t IH]; intros d q; [apply (ip_zero_r (S := line T 0 0)) |].
  cbn [LowNoiseRun.noises]. rewrite (ip_add_r (S := line T 0 0)), (ip_scale_r (S := line T 0 0)), IH, noise_unbiased; [ring |].
  apply point_known.
Qed.

Lemma filtered_square t : (t <= T)%nat ->
  norm2 (grad_f (X t)) = 2 * L * F0 * a t ^ 2 + varf * squares (loss L c) t.
Proof.
  intros Ht. rewrite <- (p0_square L F0 HL HF). fold p0. pose proof (noises_square T 0 L varf HL Hv t Ht (loss L c)) as Q.
  change (norm2 (noises (loss L c) t : line T 0 0) = varf * squares (loss L c) t) in Q. rewrite <- Q.
  transitivity (norm2 (add (point T 0 0 (L * p0 * a t)) (scale (-1) (noises (loss L c) t : line T 0 0)))).
  { apply norm2_ext. intros w. change (L * X t w = L * p0 * a t + -1 * noises (loss L c) t w). rewrite filtered_gradient. ring. }
  pose proof (noises_apart t (loss L c) (L * p0 * a t)) as U. pose proof (norm2_point T 0 0 (L * p0 * a t)) as V.
  unfold norm2 in *. expand_ip. rewrite (ip_sym (noises (loss L c) t : line T 0 0) (point T 0 0 _)), U, V. ring.
Qed.

(** T G, for every N < T. *)
Lemma filtered_split N kappa : (N < T)%nat -> 0 <= kappa -> kappa ^ 2 <= 2 * L * F0 * (varf * (INR T - INR N)) ->
  let M := 2 * L * F0 * (INR N + 1) in let total := INR T * mean_square P T X in 2 * L * F0 <= total /\ kappa * M <= (kappa + M) * total.
Proof.
  intros HN Hk Hkk. pose proof (le_INR 1 T HT) as T1. change (INR 1) with 1 in T1.
  assert (LF : 0 <= 2 * L * F0) by (repeat apply Rmult_le_pos; lra).
  assert (NT : INR N <= INR T) by (apply le_INR; lia).
  apply split_at with (a := a) (V := varf * (INR T - INR N)); try assumption; [cbv [response responses weighed]; ring | apply Rmult_le_pos; lra |].
  unfold mean_square. replace (INR T * (_ / INR T)) with (sum T (fun t => norm2 (grad_f (X t)))) by (field; lra).
  rewrite (sum_ext T _ (fun t => 2 * L * F0 * a t ^ 2 + varf * squares (loss L c) t)) by (intros t Ht; apply filtered_square; lia).
  assert (Q : forall t, 0 <= squares (loss L c) t) by (intros; apply squares_nonneg).
  assert (Later : forall n, (N <= n)%nat -> squares (loss L c) N <= squares (loss L c) n).
  { intros n H. induction H as [| n H IH]; [lra |]. rewrite squares_last. pose proof (pow2_ge_0 (loss L c n)). lra. }
  enough (H : forall n, (N <= n)%nat -> 2 * L * F0 * sum (Nat.min n (S N)) (fun t => a t ^ 2) + varf * (INR n - INR N) * squares (loss L c) N
    <= sum n (fun t => 2 * L * F0 * a t ^ 2 + varf * squares (loss L c) t)).
  { specialize (H T ltac:(lia)). rewrite Nat.min_r in H by lia. exact H. }
  intros n H. induction H as [| n H IH].
  - rewrite Nat.min_l by lia. replace (INR N - INR N) with 0 by ring. rewrite Rmult_0_r, Rmult_0_l, Rplus_0_r.
    clear - Hv Q LF. induction N as [| n IH]; cbn [sum]; [lra |]. pose proof (Rmult_le_pos _ _ Hv (Q n)). lra.
  - cbn [sum]. rewrite S_INR. pose proof (Rmult_le_compat_l _ _ _ Hv (Later n H)) as A.
    assert (B : sum (Nat.min (S n) (S N)) (fun t => a t ^ 2) <= sum (Nat.min n (S N)) (fun t => a t ^ 2) + a n ^ 2).
    { destruct (Nat.leb_spec n N).
      - rewrite !Nat.min_l by lia. cbn [sum]. lra.
      - rewrite !Nat.min_r by lia. pose proof (pow2_ge_0 (a n)). lra. }
    pose proof (Rmult_le_compat_l _ _ _ LF B). lra.
Qed.
End Filter.

(** Momentum from rest is a filter: c_j = p + r (1 + beta + ... + beta^j). *)
Section Momentum.
Variables p r beta : R.
Let c j := p + r * sum (S j) (fun i => beta ^ i).

Lemma weigh_linear l : forall e u d v b w, (forall j, e j = u * d j + v * b j) -> weigh P e l w = u * weigh P d l w + v * weigh P b l w.
Proof.
  induction l as [| q l IH]; intros e u d v b w E; [change (0 = u * 0 + v * 0); ring |].
  change (e O * q w + weigh P (shift e) l w = u * (d O * q w + weigh P (shift d) l w) + v * (b O * q w + weigh P (shift b) l w)).
  rewrite E, (IH (shift e) u (shift d) v (shift b)) by (intros j; apply E). ring.
Qed.

Lemma momentum_state t w : fst (moving P g x0 p r beta t) w = filtered P g x0 c t w /\
  snd (moving P g x0 p r beta t) w = weigh P (fun j => beta ^ j) (gradients P g x0 c t) w.
Proof.
  induction t as [| t [IH IHv]]; [split; [change (p0 = p0 + -1 * 0); ring | reflexivity] |].
  cbn [moving]. destruct (moving P g x0 p r beta t) as [x v]. cbn [fst snd] in *.
  set (past := gradients P g x0 c t) in *.
  assert (G : g (S t) x w = g (S t) (filtered P g x0 c t) w).
  { change (f' (x w) + noise T 0 0 sf (S t) 0 w = f' (filtered P g x0 c t w) + noise T 0 0 sf (S t) 0 w). now rewrite IH. }
  split.
  - change (x w + -1 * (p * g (S t) x w + r * (beta * v w + g (S t) x w))
      = p0 + -1 * (c O * g (S t) (filtered P g x0 c t) w + weigh P (shift c) past w)).
    rewrite (weigh_linear past (shift c) 1 c (r * beta) (fun j => beta ^ j)) by (intros j; unfold c, shift; cbn [sum pow]; ring).
    rewrite IH, G, IHv. change (filtered P g x0 c t w) with (p0 + -1 * weigh P c past w).
    replace (c O) with (p + r) by (unfold c; cbn; ring). ring.
  - change (beta * v w + g (S t) x w = 1 * g (S t) (filtered P g x0 c t) w + weigh P (fun j => beta ^ (S j)) past w).
    rewrite (weigh_linear past _ beta (fun j => beta ^ j) 0 (fun j => beta ^ j)) by (intros j; cbn [pow]; ring).
    rewrite IHv, G. ring.
Qed.

Lemma momentum_average : mean_square P T (momentum P g x0 p r beta) = mean_square P T (filtered P g x0 c).
Proof.
  unfold mean_square. f_equal. apply sum_ext. intros t _. apply norm2_ext. intros w. apply (f_equal (Rmult L)). apply momentum_state.
Qed.
End Momentum.

Lemma filters_reach floor : (forall c, floor <= mean_square P T (filtered P g x0 c)) -> filters_at_least L varf F0 T floor.
Proof.
  intros H. do 3 eexists. split; [exact parabola_class |]. split; [exact H |]. intros p r beta. rewrite momentum_average. apply H.
Qed.
End Runs.

Lemma harmonic k M x y : 0 <= k -> 0 <= M -> 0 <= y -> 2 * x <= k -> 2 * x <= M -> k * M <= (k + M) * y -> x <= y.
Proof.
  intros Hk HM Hy Xk XM H. apply Rnot_lt_le. intros Bad. assert (0 < k + M) by lra.
  assert ((k + M) * y < (k + M) * x) by (apply Rmult_lt_compat_l; lra).
  assert (k * (2 * x) <= k * M) by (apply Rmult_le_compat_l; lra). assert (M * (2 * x) <= M * k) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Theorem LOW_LTI L varf F0 T : LOW_LTI_statement L varf F0 T.
Proof.
  intros HL Hv HF HT. pose proof (le_INR 1 T HT) as T1. change (INR 1) with 1 in T1.
  assert (LF : 0 <= L * F0) by (apply Rmult_le_pos; lra).
  split; [| intros N HN]; apply (filters_reach L varf F0 T HL Hv HF HT); intros c;
    pose proof (filtered_split L varf F0 T HL Hv HF HT c) as Split; set (G := mean_square _ _ _) in *.
  - set (N := Nat.div2 T). assert (HN : (N < T)%nat) by (apply Nat.lt_div2; lia).
    assert (N2 : (2 * N <= T <= 2 * N + 1)%nat).
    { pose proof (Nat.div2_odd T) as E. fold N in E. destruct (Nat.odd T); cbn [Nat.b2n] in E; lia. }
    destruct N2 as [Na Nb]. apply le_INR in Na, Nb. rewrite plus_INR, mult_INR in *. change (INR 2) with 2 in *. change (INR 1) with 1 in *.
    set (z := sqrt (L * F0 * varf / (4 * INR T))). assert (Z : 0 <= z) by apply sqrt_pos.
    assert (Zz : 4 * INR T * z ^ 2 = L * F0 * varf).
    { unfold z. rewrite <- Rsqr_pow2, Rsqr_sqrt; [field; lra |].
      apply Rmult_le_pos; [now apply Rmult_le_pos | left; apply Rinv_0_lt_compat; lra]. }
    destruct (Split N (2 * INR T * z) HN) as [Start H].
    + apply Rmult_le_pos; lra.
    + replace ((2 * INR T * z) ^ 2) with (INR T * (4 * INR T * z ^ 2)) by ring. rewrite Zz.
      assert (0 <= L * F0 * varf * (2 * (INR T - INR N) - INR T)) by (apply Rmult_le_pos; [now apply Rmult_le_pos | lra]). lra.
    + assert (Div : forall q, q * INR T <= INR T * G -> q <= G).
      { intros q Hq. apply Rmult_le_reg_r with (INR T); lra. }
      apply Rmax_lub; apply Div; [replace (2 * L * F0 / INR T * INR T) with (2 * L * F0) by (field; lra); exact Start |].
      eapply harmonic; [| | | | | exact H]; fold z; pose proof (Rmin_l (L * F0 / 2) z); pose proof (Rmin_r (L * F0 / 2) z).
      * apply Rmult_le_pos; lra.
      * apply Rmult_le_pos; lra.
      * lra.
      * assert (Rmin (L * F0 / 2) z * INR T <= z * INR T) by (apply Rmult_le_compat_r; lra). lra.
      * assert (Rmin (L * F0 / 2) z * INR T <= L * F0 / 2 * INR T) by (apply Rmult_le_compat_r; lra).
        assert (L * F0 * INR T <= L * F0 * (2 * INR N + 1)) by (apply Rmult_le_compat_l; lra). lra.
  - unfold split_floor. cbv zeta. set (kappa := sqrt _). set (M := 2 * L * F0 * (INR N + 1)).
    assert (NT : INR N <= INR T) by (apply le_INR; lia).
    assert (K0 : 0 <= kappa) by apply sqrt_pos. assert (M0 : 0 <= M) by (unfold M; pose proof (pos_INR N); apply Rmult_le_pos; lra).
    destruct (Split N kappa HN K0) as [Start H].
    + unfold kappa. rewrite <- Rsqr_pow2, Rsqr_sqrt; [lra |]. repeat apply Rmult_le_pos; lra.
    + fold M in H. apply Rmult_le_reg_r with (INR T); [lra |]. unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
      destruct (Req_dec (kappa + M) 0) as [E | NE].
      * replace (kappa * M) with 0 by (assert (kappa = 0) by lra; subst kappa; rewrite H0; ring). unfold Rdiv. rewrite Rmult_0_l. lra.
      * apply Rmult_le_reg_l with (kappa + M); [lra |]. replace ((kappa + M) * (kappa * M / (kappa + M))) with (kappa * M) by (field; lra). lra.
Qed.
