(** The lower bounds of SGD, on L x^2/2 and on Huber's function. *)
From Auxopt Require Export Classes Member Huber.

Lemma root_at_most k Q X : 0 <= k -> 0 <= Q -> 0 <= X -> k ^ 2 * Q <= X ^ 2 -> k * sqrt Q <= X.
Proof.
  intros Hk HQ HX H. apply Rsqr_incr_0_var; [| exact HX]. unfold Rsqr.
  replace (k * sqrt Q * (k * sqrt Q)) with (k ^ 2 * (sqrt Q * sqrt Q)) by ring. rewrite sqrt_sqrt by exact HQ. lra.
Qed.

(** Second moments on a quadratic: each step multiplies by q and adds v. *)
Fixpoint moment (start q v : R) (n : nat) : R := match n with O => start | S n' => q * moment start q v n' + v end.

Section Moments.
Variables (start u var s : R) (n : nat).
Hypotheses (Hstart : 0 <= start) (Hu : 0 < u) (Hvar : 0 <= var) (Hs : 0 < s < 1) (Hn : (1 <= n)%nat).
Let q := (1 - u) ^ 2.
Let M := moment start q (u ^ 2 * var).
Let N := INR n.

Lemma moment_start : 1 <= q -> forall t, start <= M t.
Proof.
  intros Hq. assert (0 <= u ^ 2 * var) by (apply Rmult_le_pos; [apply pow2_ge_0 | exact Hvar]).
  induction t as [| t IH]; unfold M in *; cbn [moment]; [lra |]. nra.
Qed.

Lemma moment_nonneg t : 0 <= M t.
Proof.
  assert (0 <= u ^ 2 * var) by (apply Rmult_le_pos; [apply pow2_ge_0 | exact Hvar]).
  assert (0 <= q) by apply pow2_ge_0.
  induction t as [| t IH]; unfold M in *; cbn [moment]; [lra |]. nra.
Qed.

Lemma N_pos : 1 <= N.
Proof. apply (le_INR 1), Hn. Qed.

Lemma start_in_sum : start <= sum n M.
Proof.
  destruct n as [| k]; [lia |]. clear - Hstart Hu Hvar. induction k as [| k IH]; [cbn; lra |].
  pose proof (moment_nonneg (S k)). cbn [sum] in *. lra.
Qed.

(** The sum of all, from the geometric sum. *)
Let Z := sum n (fun t => q ^ t).

Lemma sum_of_moments : u < 2 -> (2 - u) * sum n M = (2 - u) * start * Z + u * var * (N - Z).
Proof.
  intros H. assert (E : forall t, (2 - u) * M t = (2 - u) * start * q ^ t + u * var * (1 - q ^ t)).
  { induction t as [| t IH]; unfold M in *; [cbn; ring |]. cbn [moment]. change (q ^ S t) with (q * q ^ t).
    replace ((2 - u) * (q * moment start q (u ^ 2 * var) t + u ^ 2 * var))
      with (q * ((2 - u) * moment start q (u ^ 2 * var) t) + (2 - u) * (u ^ 2 * var)) by ring.
    rewrite IH. unfold q. ring. }
  unfold Z, N. clear - E. induction n as [| k IH]; [cbn; ring |].
  cbn [sum]. rewrite Rmult_plus_distr_l, IH, E, S_INR. ring.
Qed.

Lemma geometric : (1 - q) * Z = 1 - q ^ n.
Proof. unfold Z. clear. induction n as [| k IH]; [cbn; ring |]. cbn [sum pow]. rewrite Rmult_plus_distr_l, IH. ring. Qed.

Lemma power_at_most_mean : u < 2 -> N * q ^ n <= Z /\ 0 < Z <= N.
Proof.
  intros H. assert (Q0 : 0 < u * (2 - u)) by (apply Rmult_lt_0_compat; lra).
  assert (Q : 0 <= q) by apply pow2_ge_0. assert (Q1 : q <= 1) by (unfold q; lra).
  unfold N, Z. clearbody q.
  assert (B : forall t, 0 <= q ^ t <= 1).
  { induction t as [| t [IH IH1]]; cbn; [lra |]. assert (0 <= q * q ^ t) by (apply Rmult_le_pos; lra).
    assert (q * q ^ t <= 1 * 1) by (apply Rmult_le_compat; lra). lra. }
  assert (Mono : forall t k, q ^ (t + k) <= q ^ t).
  { intros t k. rewrite pow_add. pose proof (B t). pose proof (B k).
    rewrite <- (Rmult_1_r (q ^ t)) at 2. apply Rmult_le_compat_l; lra. }
  repeat split.
  - rewrite <- (sum_constant n). apply sum_at_least. intros t Ht. replace n with (t + (n - t))%nat by lia. apply Mono.
  - destruct n as [| k]; [lia |]. clear - B. induction k as [| k IH]; [cbn; lra |].
    pose proof (B (S k)). cbn [sum] in *. lra.
  - rewrite <- (Rmult_1_r (INR n)), <- (sum_constant n). apply sum_at_least. intros t _. apply B.
Qed.

(** What no u beats. *)
Lemma moment_floor : Rmax (start / N) (Rmin (s * start) ((1 - s) * sqrt (start * var / N))) <= sum n M / N.
Proof.
  pose proof N_pos as HN. assert (Hi : 0 < / N) by (apply Rinv_0_lt_compat; lra).
  apply Rmax_lub. { apply Rmult_le_compat_r; [lra | exact start_in_sum]. }
  destruct (Rlt_le_dec u 2) as [Hu2 | Hu2].
  - destruct (power_at_most_mean Hu2) as (HP & HZ & HZN). pose proof geometric as Geo. set (S0 := Z / N).
    assert (S1 : 0 < S0 <= 1).
    { unfold S0. split; [apply Rmult_lt_0_compat; lra |]. apply Rmult_le_reg_r with N; [lra |]. field_simplify; lra. }
    assert (EZ : Z = N * S0) by (unfold S0; field; lra).
    assert (E : sum n M / N = start * S0 + var * (u / (2 - u)) * (1 - S0)).
    { apply Rmult_eq_reg_l with (2 - u); [| lra].
      replace ((2 - u) * (sum n M / N)) with ((2 - u) * sum n M / N) by (field; lra).
      rewrite sum_of_moments by exact Hu2. unfold S0. field. lra. }
    assert (W : 1 - S0 <= u * (2 - u) * Z).
    { replace (u * (2 - u)) with (1 - q) by (unfold q; ring). rewrite Geo. unfold S0.
      enough (q ^ n <= Z / N) by lra. apply Rmult_le_reg_l with N; [lra |]. field_simplify; lra. }
    assert (V : (1 - S0) / (4 * Z) <= u / (2 - u)).
    { apply Rmult_le_reg_l with (4 * Z * (2 - u)); [apply Rmult_lt_0_compat; lra |].
      replace (4 * Z * (2 - u) * ((1 - S0) / (4 * Z))) with ((2 - u) * (1 - S0)) by (field; lra).
      replace (4 * Z * (2 - u) * (u / (2 - u))) with (4 * (u * Z)) by (field; lra).
      assert (0 < u * Z) by (apply Rmult_lt_0_compat; lra).
      assert ((2 - u) * (1 - S0) <= (2 - u) * (u * (2 - u) * Z)) by (apply Rmult_le_compat_l; lra).
      assert ((2 - u) ^ 2 * (u * Z) <= 4 * (u * Z)) by (apply Rmult_le_compat_r; nra). lra. }
    assert (F : start * S0 + var * (1 - S0) ^ 2 / (4 * Z) <= sum n M / N).
    { rewrite E. apply Rplus_le_compat_l.
      replace (var * (1 - S0) ^ 2 / (4 * Z)) with (var * (1 - S0) * ((1 - S0) / (4 * Z))) by (field; lra).
      replace (var * (u / (2 - u)) * (1 - S0)) with (var * (1 - S0) * (u / (2 - u))) by ring.
      apply Rmult_le_compat_l; [apply Rmult_le_pos; lra | exact V]. }
    eapply Rle_trans; [| exact F].
    assert (A0 : 0 <= start * S0) by (apply Rmult_le_pos; lra).
    assert (B0 : 0 <= var * (1 - S0) ^ 2 / (4 * Z)).
    { apply Rmult_le_pos; [apply Rmult_le_pos; [exact Hvar | apply pow2_ge_0] | left; apply Rinv_0_lt_compat; lra]. }
    destruct (Rle_lt_dec s S0) as [Big | Small].
    + eapply Rle_trans; [apply Rmin_l |]. assert (s * start <= S0 * start) by (apply Rmult_le_compat_r; lra). lra.
    + eapply Rle_trans; [apply Rmin_r |].
      assert (0 <= start * var / N) by (apply Rmult_le_pos; [apply Rmult_le_pos |]; lra).
      apply root_at_most; try lra.
      assert (C : (1 - s) ^ 2 * (start * var / N) <= (1 - S0) ^ 2 * (start * var / N)).
      { apply Rmult_le_compat_r; [lra | nra]. }
      eapply Rle_trans; [exact C |].
      replace ((1 - S0) ^ 2 * (start * var / N)) with (4 * (start * S0) * (var * (1 - S0) ^ 2 / (4 * Z))).
      * set (A1 := start * S0). set (B1 := var * (1 - S0) ^ 2 / (4 * Z)). pose proof (pow2_ge_0 (A1 - B1)). nra.
      * rewrite EZ. field. split; lra.
  - eapply Rle_trans; [apply Rmin_l |].
    assert (N * start <= sum n M).
    { unfold N. rewrite <- sum_constant. apply sum_at_least. intros t _. apply moment_start. unfold q. nra. }
    apply Rmult_le_reg_l with N; [lra |]. replace (N * (sum n M / N)) with (sum n M) by (field; lra).
    assert (s * start <= start) by nra. nra.
Qed.
End Moments.

(** SGD on a function of the line, from the point p, with noise of standard deviation sf. *)
Section Sgd.
Variables (T : nat) (sf : R) (f f' : R -> R) (p eta L F0 : R).
Hypothesis f_nonneg : forall p, 0 <= f p.
Hypothesis f_smooth : smooth_on_line f f' L.
Hypotheses (HL : 0 <= L) (He : 0 < eta) (HT : (1 <= T)%nat) (HF : f p <= F0).

Definition sgd_problem : problem := line_problem T 0 0 0 0 f f' (fun _ => 0) 0 f_nonneg.
Definition sgd_sample (t : nat) : sgd_problem -> sgd_problem := sample T 0 0 f' sf t 0.
Definition sgd_point : sgd_problem := point T 0 0 p.

Lemma sgd_assumed : sgd_assumptions sgd_problem sgd_sample sgd_point eta T L (sf ^ 2) F0.
Proof.
  constructor; try assumption.
  - constructor.
    + intros t v. apply sample_known.
    + intros t u v Hu _. now apply sample_unbiased.
  - apply point_known.
  - now apply smooth_A1, line_target.
  - intros t _. now apply sample_error.
  - cbn. unfold sgd_point, point. rewrite mean_constant. lra.
Qed.

Let X := sgd sgd_problem sgd_sample eta sgd_point.

Lemma sgd_next t w : X (S t) w = X t w - eta * (f' (X t w) + noise T 0 0 sf (S t) 0 w).
Proof.
  change (X (S t) w) with (X t w + - eta * sample T 0 0 f' sf (S t) 0 (X t) w). unfold sample. ring.
Qed.

Lemma sgd_known t : depends (tossed 0 0 (S t) 0) (X t).
Proof.
  induction t as [| t IH]; [apply point_known |]. intros w w' E. rewrite !sgd_next.
  assert (B : forall k, before (S t) k (S (S t)) 0) by (intros k; left; lia).
  rewrite (noise_known T 0 0 sf (S t) 0 w w' (firstn_le _ _ _ _ (tossed_before 0 0 _ _ _ _ (B 1%nat)) E)).
  now rewrite (IH w w' (firstn_le _ _ _ _ (tossed_before 0 0 _ _ _ _ (B 0%nat)) E)).
Qed.
End Sgd.

Section Quadratic.
Variables (L varf F0 eta : R) (T : nat).
Hypotheses (HL : 0 < L) (Hv : 0 <= varf) (HF : 0 <= F0) (He : 0 < eta) (HT : (1 <= T)%nat).

Lemma parabola_nonneg p : 0 <= L / 2 * p ^ 2.
Proof. apply Rmult_le_pos; [lra | apply pow2_ge_0]. Qed.

Let sf := sqrt varf.
Let p0 := sqrt (2 * F0 / L).
Let f' (p : R) := L * p.

Lemma sf_square : sf ^ 2 = varf.
Proof. unfold sf. rewrite <- Rsqr_pow2. now apply Rsqr_sqrt. Qed.

Lemma p0_square : L ^ 2 * p0 ^ 2 = 2 * L * F0.
Proof.
  unfold p0. rewrite <- (Rsqr_pow2 (sqrt _)), Rsqr_sqrt; [field; lra |].
  apply Rmult_le_pos; [lra | left; now apply Rinv_0_lt_compat].
Qed.

Let P := sgd_problem T _ f' parabola_nonneg.
Let g := sgd_sample T sf _ f' parabola_nonneg.
Let x0 := sgd_point T _ f' p0 parabola_nonneg.

Lemma parabola_assumed : sgd_assumptions P g x0 eta T L varf F0.
Proof.
  rewrite <- sf_square. apply sgd_assumed; try assumption; try lra.
  - now apply parabola_smooth; lra.
  - pose proof p0_square. apply Rmult_le_reg_l with (2 * L); [lra |]. nra.
Qed.

Lemma parabola_target : smooth_target P L.
Proof. apply line_target, parabola_smooth; lra. Qed.

Lemma parabola_moments t : (t <= T)%nat ->
  norm2 (grad_f (sgd P g eta x0 t)) = moment (2 * L * F0) ((1 - eta * L) ^ 2) ((eta * L) ^ 2 * varf) t.
Proof.
  induction t as [| t IH]; intros Ht.
  - rewrite <- p0_square. cbn [sgd moment]. rewrite <- Rpow_mult_distr. exact (norm2_point T 0 0 (L * p0)).
  - cbn [moment]. rewrite <- IH by lia. set (X := sgd P g eta x0 t).
    set (n := noise T 0 0 sf (S t) 0).
    transitivity (norm2 (add (scale ((1 - eta * L) * L) X) (scale (- eta * L) n : P) : P)).
    { apply norm2_ext. intros w. change (L * sgd P g eta x0 (S t) w = (1 - eta * L) * L * X w + - eta * L * n w).
      assert (E := sgd_next T sf _ f' p0 eta parabola_nonneg t w).
      change (sgd P g eta x0 (S t) w = X w - eta * (L * X w + n w)) in E. rewrite E. ring. }
    assert (U : ip X (n : P) = 0) by exact (noise_unbiased T 0 0 sf (S t) 0 X (sgd_known T sf _ f' p0 eta parabola_nonneg HT t)).
    assert (V : norm2 (n : P) = varf) by (rewrite <- sf_square; exact (noise_variance T 0 0 sf t 0 Ht (le_n 0))).
    replace (norm2 (grad_f X)) with (L ^ 2 * norm2 X).
    + unfold norm2 in *. expand_ip. rewrite (ip_sym (n : P) X), U, V. ring.
    + transitivity (norm2 (scale L X)); [expand_ip; ring |]. apply norm2_ext. reflexivity.
Qed.

Lemma parabola_G s : 0 < s < 1 ->
  Rmax (2 * L * F0 / INR T) (Rmin (2 * s * L * F0) ((1 - s) * sqrt (2 * L * F0 * varf / INR T))) <= sgd_G P g eta x0 T.
Proof.
  intros Hs. unfold sgd_G. rewrite (sum_ext T _ (moment (2 * L * F0) ((1 - eta * L) ^ 2) ((eta * L) ^ 2 * varf))).
  - replace (2 * s * L * F0) with (s * (2 * L * F0)) by ring.
    apply moment_floor; try assumption; try (apply Rmult_lt_0_compat; assumption). repeat apply Rmult_le_pos; lra.
  - intros t Ht. apply parabola_moments. lia.
Qed.
End Quadratic.
