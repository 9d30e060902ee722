(** The assumptions can hold together: f(x) = x^2/2 and D(x) = d x^2/2 on the line, and coins for the noise. *)
From Auxopt Require Export Consistency LowSgd.

Section Model.
(** T rounds of K steps, a batch of B draws; the standard deviations of the noises; the curvature d of D. *)
Variables (T K B : nat) (sD sh d : R).
Hypotheses (T_pos : (1 <= T)%nat) (K_pos : (1 <= K)%nat) (B_pos : (1 <= B)%nat) (d_pos : 0 <= d).

Notation nonneg := (parabola_nonneg 1 Rlt_0_1).
Definition quadratic : problem := line_problem T K B sD sh _ (fun p => 1 * p) (fun p => d * p) 0 nonneg.

(** A run: x^0 = 1, and m^0 = 0, a batch mean, grad D(x^0), or first-snapshot. *)
Definition one : quadratic := point T K B 1.
Definition draw (i : nat) : quadratic := sample T K B (fun p => d * p) sD 0 i one.

Definition example (v : variant) (eta a : R) (s : start quadratic) : run :=
  line_run T K B sD sh _ (fun p => 1 * p) (fun p => d * p) 0 nonneg v 1 s eta a.

Lemma example_assumptions v eta a s : 0 < eta -> 0 < a <= 1 -> assumptions (example v eta a s) v T 1 (sD ^ 2) (sh ^ 2) (1 / 2).
Proof. intros He Ha. apply line_assumptions; try assumption; try lra. apply parabola_smooth; lra. Qed.

Lemma example_target v eta a s : smooth_target (example v eta a s) 1.
Proof. apply line_target, parabola_smooth; lra. Qed.

Lemma example_smooth : smooth_on_line (fun p => d / 2 * p ^ 2) (fun p => d * p) d.
Proof. apply parabola_smooth; lra. Qed.

Lemma example_difference v eta a s : smooth_difference (example v eta a s) d.
Proof. exact (line_difference _ _ _ _ _ _ _ _ _ _ _ _ example_smooth). Qed.

Lemma example_A5 v eta a s : A5 (example v eta a s) d.
Proof. exact (line_A5 _ _ _ _ _ _ _ _ _ _ _ _ example_smooth). Qed.

Lemma example_affine v eta a s : affine_difference (example v eta a s) d.
Proof. apply line_affine with d; [reflexivity | lra]. Qed.

Lemma example_one_law v eta a s : one_law (example v eta a s) sample_D grad_D T.
Proof.
  assert (N : forall t (u : quadratic), (1 <= t <= T)%nat -> norm2 (sub (sample_D t u) (grad_D u)) = sD ^ 2).
  { intros [| t] u Ht; [lia |]. rewrite <- (noise_variance T K B sD t 0) by lia. apply norm2_ext. intros w.
    change (d * u w + noise T K B sD (S t) 0 w + -1 * (d * u w) = noise T K B sD (S t) 0 w). ring. }
  intros i j u Hi Hj _ _. now rewrite !N.
Qed.

Lemma example_given v eta a : given_start (example v eta a (given zero)) (d ^ 2).
Proof.
  exists (zero : quadratic). split; [reflexivity |]. split; [apply known_zero |]. right.
  replace (d ^ 2) with (norm2 (point T K B (- d))) by (rewrite norm2_point; ring). apply norm2_ext. intros w.
  cbn. unfold point. ring.
Qed.

Lemma example_batch v eta a : batch_start (example v eta a (given (scale (/ INR B) (vector_sum B draw)))) B (sD ^ 2).
Proof.
  split; [exact B_pos |]. exists draw. split; [reflexivity |]. intros i Hi. split; [| split].
  - apply sample_known, point_known.
  - intros u Hu. now apply sample_unbiased.
  - now apply sample_error.
Qed.

Lemma example_first_snapshot v eta a : first_snapshot_start (example v eta a first_snapshot) (sD ^ 2).
Proof. split; [reflexivity |]. now apply sample_error. Qed.

Lemma example_possible v eta a (holds : run -> Prop) : (forall s, holds (example v eta a s)) ->
  possible K B 1 d (d ^ 2) (sD ^ 2) holds.
Proof.
  intros H.
  assert (All : forall s, let r := example v eta a s in
    Algorithm.K r = K /\ smooth_target r 1 /\ smooth_difference r d /\ holds r).
  { intros s r. split; [reflexivity |]. split; [apply example_target |]. split; [apply example_difference | apply H]. }
  repeat split; eexists; (split; [apply All |]);
    [apply example_given | apply example_batch | apply example_first_snapshot].
Qed.

Lemma example_exact v eta a : given_start (example v eta a (given (point T K B (d * 1) : quadratic))) 0.
Proof. exact (line_given T K B sD sh _ (fun p => 1 * p) (fun p => d * p) 0 nonneg v 1 eta a). Qed.
End Model.

Lemma K_one K : (1 <= K)%nat -> 1 <= INR K.
Proof. apply (le_INR 1). Qed.

(** 1/eta as the theorems give it, and a a share of 1. *)
Lemma step_inverse x : 0 < x -> 0 < / x /\ / / x = x.
Proof. intros H. split; [now apply Rinv_0_lt_compat | now apply Rinv_inv]. Qed.

Lemma share p x : 0 < p <= x -> 0 < p * / x <= 1.
Proof.
  intros [H1 H2]. assert (0 < / x) by (apply Rinv_0_lt_compat; lra). split; [apply Rmult_lt_0_compat; lra |].
  apply Rle_trans with (x * / x); [apply Rmult_le_compat_r; lra | right; field; lra].
Qed.

Lemma example_noiseless T K B d eta a s : (1 <= T)%nat -> (1 <= K)%nat -> 0 < eta -> 0 < a <= 1 ->
  assumptions (example T K B 0 0 d AuxMOM eta a s) AuxMOM T 1 0 0 (1 / 2).
Proof.
  intros HT HK He Ha. pose proof (example_assumptions T K B 0 0 d HT HK AuxMOM eta a s He Ha) as A.
  replace (0 ^ 2) with 0 in A by ring. exact A.
Qed.

(** All assumptions hold together, under the condition of each theorem, for every start, with noise of any variance. *)
Theorem consistent T K B sD sh v : consistent_statement T K B sD sh v.
Proof.
  intros (HT & HK & HB). pose proof (K_one K HK).
  apply example_possible with (T := T) (sh := sh) (v := v) (eta := / (2 * INR K)) (a := 1 / 2); try assumption; try lra. intros s.
  assert (E : (/ (2 * INR K)) ^ 2 * INR K ^ 2 = 1 / 4) by (field; lra).
  assert (2 * 1 * / (2 * INR K) <= 1).
  { rewrite Rmult_1_r, Rinv_mult. apply Rmult_le_reg_l with (INR K); [lra |]. field_simplify; lra. }
  split; [apply example_assumptions; try assumption; [apply Rinv_0_lt_compat |]; lra |].
  split; [apply smooth_A2, example_difference; lra |]. split; [apply example_A5; lra |].
  split; [apply example_affine |]. split; [now apply example_one_law |].
  unfold MOM_1_condition, MOM_1H_condition, MOM_2_condition, MOM_3_condition, MVR_1_condition, MVR_2_condition.
  cbn [example line_run Algorithm.eta Algorithm.a Algorithm.K].
  repeat split; left; (split; [assumption |]); try split; rewrite ?Rmult_assoc, ?E; lra.
Qed.

(** The step of the tuned forms of AuxMVR: w = eta K. *)
Lemma reach_model K s x : (1 <= K)%nat -> 0 < s -> 0 < x ->
  exists w, 0 < w /\ w * x <= 1 /\ / (w / INR K * INR K) = 2 * 1 / INR K + x + / s /\ 0 < w / INR K.
Proof.
  intros HK Hs Hx. pose proof (K_one K HK). assert (0 < / s) by now apply Rinv_0_lt_compat.
  assert (0 < 2 * 1 / INR K) by (apply Rmult_lt_0_compat; [lra | apply Rinv_0_lt_compat; lra]).
  destruct (step_inverse (2 * 1 / INR K + x + / s)) as [Hw E]; [lra |].
  set (y := 2 * 1 / INR K + x + / s) in *. exists (/ y). split; [exact Hw |]. split; [| split].
  - apply Rmult_le_reg_l with y; [unfold y; lra |]. rewrite <- Rmult_assoc, Rinv_r by (unfold y; lra). unfold y. lra.
  - replace (/ y / INR K * INR K) with (/ y) by (field; unfold y; lra). exact E.
  - apply Rmult_lt_0_compat; [exact Hw | apply Rinv_0_lt_compat; lra].
Qed.

Lemma reduced_possible T K B sD w a (holds : run -> Prop) : counts T K B -> 0 < w / INR K -> 0 < a <= 1 ->
  (forall st, let r := example T K B sD 0 (1 / 4) AuxMVR (w / INR K) a st in
     assumptions r AuxMVR T 1 (sD ^ 2) 0 (1 / 2) -> A2 r (1 / 4) -> A5 r (1 / 4) -> one_law r sample_D grad_D T -> holds r) ->
  possible K B 1 (1 / 4) ((1 / 4) ^ 2) (sD ^ 2) holds.
Proof.
  intros (HT & HK & HB) Hw Ha H. apply example_possible with (T := T) (sh := 0) (v := AuxMVR) (eta := w / INR K) (a := a);
    try assumption; try lra. intros st.
  pose proof (example_assumptions T K B sD 0 (1 / 4) HT HK AuxMVR (w / INR K) a st Hw Ha) as A. replace (0 ^ 2) with 0 in A by ring.
  apply H; [exact A | apply smooth_A2, example_difference; lra | apply example_A5; lra | now apply example_one_law].
Qed.

Theorem consistent_RATE T K B sD sh s : consistent_RATE_statement T K B sD sh s.
Proof.
  intros (HT & HK & HB) Hs. pose proof (K_one K HK). pose proof (pow2_ge_0 sD). pose proof (pow2_ge_0 sh).
  assert (V : forall c x y, 0 <= c -> 0 <= x -> 0 <= y -> 0 <= (4 * (1 / 4) * INR K * x + c * y) / s).
  { intros c x y Hc Hx Hy. apply Rmult_le_pos; [| left; now apply Rinv_0_lt_compat].
    apply Rplus_le_le_0_compat; repeat apply Rmult_le_pos; lra. }
  assert (Z : 0 ^ 2 = 0) by ring.
  split; [| split; [| split; [| split; [| split; [| split]]]]].
  - destruct (step_inverse (1 + 5 / 7 * (1 / 4) * INR K)) as [He E]; [lra |]. rewrite <- Z at 1.
    apply example_possible with (T := T) (sh := 0) (v := AuxMOM) (eta := / (1 + 5 / 7 * (1 / 4) * INR K)) (a := 1);
      try assumption; try lra. intros st.
    split; [apply example_noiseless; try assumption; lra |].
    split; [apply smooth_A2, example_difference; lra |]. split; [exact E | reflexivity].
  - pose proof (V (1 + 2 * (1 / 4)) (sD ^ 2) (sh ^ 2) ltac:(lra) ltac:(lra) ltac:(lra)) as V1.
    set (x := 2 * 1 + 2 * (1 / 4) * INR K + (4 * (1 / 4) * INR K * sD ^ 2 + (1 + 2 * (1 / 4)) * sh ^ 2) / s) in *.
    destruct (step_inverse x) as [He E]; [unfold x; lra |].
    apply example_possible with (T := T) (sh := sh) (v := AuxMOM) (eta := / x) (a := 2 * (1 / 4) * INR K * / x);
      try assumption; try lra. intros st.
    split; [apply example_assumptions; first [assumption | exact He | apply share; unfold x; lra] |].
    split; [apply example_affine |]. split; [exact E | reflexivity].
  - pose proof (V (1 + 1 / 4) (sD ^ 2) (sh ^ 2) ltac:(lra) ltac:(lra) ltac:(lra)) as V1.
    set (x := 2 * 1 + 4 * (1 / 4) * INR K + (4 * (1 / 4) * INR K * sD ^ 2 + (1 + 1 / 4) * sh ^ 2) / s) in *.
    destruct (step_inverse x) as [He E]; [unfold x; lra |].
    apply example_possible with (T := T) (sh := sh) (v := AuxMOM) (eta := / x) (a := 4 * (1 / 4) * INR K * / x);
      try assumption; try lra. intros st.
    split; [apply example_assumptions; first [assumption | exact He | apply share; unfold x; lra] |].
    split; [apply smooth_A2, example_difference; lra |]. split; [exact E | reflexivity].
  - destruct (reach_model K s (3 * (1 / 4)) HK Hs) as (w & Hw & W & E & He); [lra |].
    apply (reduced_possible T K B sD w (8 * (1 / 4) ^ 2 * w ^ 2)); try easy; [nra |]. intros st r A _ M _.
    split; [exact A |]. split; [exact M |]. split; [exact E | cbn; field; lra].
  - destruct (reach_model K s (8 / 5 * (1 / 4)) HK Hs) as (w & Hw & W & E & He); [lra |].
    apply (reduced_possible T K B sD w (5 / 2 * (1 / 4) ^ 2 * w ^ 2)); try easy; [nra |]. intros st r A M2 M5 N.
    repeat (split; [assumption |]). cbn. field. lra.
  - destruct (reach_model K s (2 * (1 / 4)) HK Hs) as (w & Hw & W & E & He); [lra |].
    assert (0 < w ^ 2) by (apply pow_lt; exact Hw). set (R := 8 * (1 / 4) ^ 2 * w ^ 2). assert (0 < R) by (unfold R; lra).
    assert (0 < R / (1 + R) <= 1).
    { split; [apply Rmult_lt_0_compat; [lra | apply Rinv_0_lt_compat; lra] |].
      apply Rmult_le_reg_r with (1 + R); [lra |]. replace (R / (1 + R) * (1 + R)) with R by (field; lra). lra. }
    apply (reduced_possible T K B sD w (R / (1 + R))); try easy. intros st r A M2 M5 N.
    repeat (split; [assumption |]). cbn. unfold R. field. repeat split; nra.
  - intros j Hj. destruct (reach_model K s ((9 / 4 + j) * (1 / 4)) HK Hs) as (w & Hw & W & E & He); [lra |].
    assert (0 < j * w) by (now apply Rmult_lt_0_compat).
    apply example_possible with (T := T) (sh := sh) (v := AuxMVR) (eta := w / INR K) (a := 5 * (1 / 4) ^ 2 * w ^ 2 + j * (1 / 4) * w);
      try assumption; try lra. intros st.
    split; [apply example_assumptions; try assumption; split; nra |].
    split; [apply smooth_A2, example_difference; lra |]. split; [apply example_A5; lra |]. split; [now apply example_one_law |].
    split; [exact E | cbn; field; lra].
Qed.

(** The methods between AuxMOM and AuxMVR. *)
Lemma example_family T K B sD sh eta st : counts T K B -> 0 < eta ->
  family_assumptions (example T K B sD sh (1 / 4) (Between (2 / 3)) eta (1 / 2) st) T 1 (1 / 4) (1 / 4) (sD ^ 2) (sh ^ 2) (1 / 2) (2 / 3) 1.
Proof.
  intros (HT & HK & HB) He. split; [apply example_assumptions; try assumption; lra | lra | lra | lra | | | now apply example_one_law].
  - apply smooth_A2, example_difference. lra.
  - apply example_A5. lra.
Qed.

Theorem consistent_FAM T K B sD sh : consistent_FAM_statement T K B sD sh.
Proof.
  intros C family. pose proof C as (HT & HK & HB). pose proof (K_one K HK). split.
  - apply example_possible with (T := T) (sh := sh) (v := Between (2 / 3)) (eta := / (2 * INR K)) (a := 1 / 2); try assumption; try lra.
    intros st. assert (0 < / (2 * INR K)) by (apply Rinv_0_lt_compat; lra). split; [now apply example_family |].
    assert (E : (/ (2 * INR K)) ^ 2 * INR K ^ 2 = 1 / 4) by (field; lra).
    assert (2 * 1 * / (2 * INR K) <= 1).
    { rewrite Rmult_1_r, Rinv_mult. apply Rmult_le_reg_l with (INR K); [lra |]. field_simplify; lra. }
    unfold FAM_1_condition, FAM_2_condition, FAM_1_lag, FAM_psi, carries_enough, contraction.
    cbn [example line_run Algorithm.eta Algorithm.a Algorithm.K].
    split; (split; [lra |]); left; (split; [assumption |]); rewrite ?Rmult_assoc, ?E; lra.
  - destruct (step_inverse (2 * 1 / INR K + 1)) as [Hw E]; [assert (0 < 2 * 1 / INR K) by (apply Rmult_lt_0_compat; [lra | apply Rinv_0_lt_compat; lra]); lra |].
    set (w := / (2 * 1 / INR K + 1)) in *. assert (0 < w / INR K) by (apply Rmult_lt_0_compat; [exact Hw | apply Rinv_0_lt_compat; lra]).
    apply example_possible with (T := T) (sh := sh) (v := Between (2 / 3)) (eta := w / INR K) (a := 1 / 2); try assumption; try lra.
    intros st. split; [now apply example_family |]. unfold RATE_FAM_parameters, carries_enough, contraction.
    cbn [example line_run Algorithm.eta Algorithm.a Algorithm.K].
    replace (w / INR K * INR K) with w by (field; lra). rewrite E. split; [field; lra | lra].
Qed.

(** AuxMOM's side of SEP-NOISE and SEP-CORR, with numbers. *)
Lemma noisy_model : exists r : run, smooth_target r 1 /\ K r = 8%nat /\ best_RATE_MOM r 16 1 (1 / 4) (1 / 64) 0 (1 / 2) 0 (1 / 32).
Proof.
  exists (example 16 8 0 (1 / 8) 0 (1 / 4) AuxMOM (/ 10) (/ 5 * 2) (given (point 16 8 0 (1 / 4 * 1) : quadratic 16 8 0 (1 / 8) 0 (1 / 4)))).
  split; [apply example_target |]. split; [reflexivity |]. unfold best_RATE_MOM, RATE_MOM_parameters, RATE_MOM_V.
  cbn [example line_run Algorithm.eta Algorithm.a Algorithm.K].
  replace (INR 8) with 8 by (cbn; ring). replace (INR 16) with 16 by (cbn; ring). split.
  { replace (1 / 64) with ((1 / 8) ^ 2) by field. replace 0 with (0 ^ 2) at 3 by ring.
    apply example_assumptions; try lia; lra. }
  split; [lra |]. split; [apply example_affine |]. split; [left; apply example_exact |].
  split; [lra |]. split; [left; field |]. split; field.
Qed.

Theorem consistent_SEP : consistent_SEP_statement.
Proof.
  split; [| split].
  - intros T c HT Hc. destruct (INR_unbounded (8 * c)) as [K0 HK0]. set (K := S K0).
    assert (N : 8 * c < INR K) by (unfold K; rewrite S_INR; lra). set (d := / (8 * c)).
    assert (Hd : 0 < d) by (apply Rinv_0_lt_compat; lra).
    assert (E1 : 1 / (4 * c) = d + d) by (unfold d; field; lra).
    assert (NK : / INR K <= d) by (apply Rinv_le_contravar; lra).
    assert (P : 0 < 1 + 5 / 7 * d * INR K) by (assert (0 < d * INR K) by (apply Rmult_lt_0_compat; lra); lra).
    destruct (step_inverse _ P) as [He E].
    exists (example T K 0 0 0 d AuxMOM (/ (1 + 5 / 7 * d * INR K)) 1 (given (point T K 0 (d * 1) : quadratic T K 0 0 0 d))), d.
    split; [apply example_noiseless; first [assumption | lra | unfold K; lia] |].
    split; [lra |]. split; [apply example_target |]. split; [apply example_difference; lra |].
    split; [left; apply example_exact |]. split; [split; [exact E | reflexivity] |].
    cbn [example line_run Algorithm.K]. fold K. lra.
  - destruct noisy_model as (r & S & EK & B). exists r. split; [exact S |]. split; [exact B |].
    split; right; unfold below_number, below_root, RATE_MOM_V; rewrite EK;
      replace (INR 8) with 8 by (cbn; ring); replace (INR 16) with 16 by (cbn; ring); lra.
  - destruct noisy_model as (r & S & EK & B). exists r. split; [exact S |].
    replace (2 * (1 - 511 / 512) * 4) with (1 / 64) by field. split; [exact B |].
    unfold SEP_CORR_condition, SEP_LTI_CORR_condition. rewrite EK. replace (INR 8) with 8 by (cbn; ring).
    replace (INR 16) with 16 by (cbn; ring). lra.
Qed.
