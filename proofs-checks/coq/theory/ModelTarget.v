(** The assumptions of the -target variants can hold together, on the problem of [Model] with a noisy oracle of the gradient of f. *)
From Auxopt Require Export Model.

Section Model.
Variables (T K B : nat) (sD sh : R).
Hypotheses (T_pos : (1 <= T)%nat) (K_pos : (1 <= K)%nat) (B_pos : (1 <= B)%nat).
Notation P := (quadratic T K B sD sh (1 / 4)).
Notation run_from := (example T K B sD sh (1 / 4)).

Definition answer_f (t : nat) : P -> P := sample T K B (fun p => 1 * p) sD t 0.

Lemma answer_error t (v : P) : norm2 (sub (answer_f t v) (grad_f v)) <= sD ^ 2.
Proof. now apply sample_error. Qed.

Lemma answer_oracle : target_oracle P answer_f.
Proof. split; [intros t v; apply sample_known | intros t u v Hu _; now apply sample_unbiased]. Qed.

Lemma answer_one_law : one_law P answer_f grad_f T.
Proof.
  assert (N : forall t (u : P), (1 <= t <= T)%nat -> norm2 (sub (answer_f t u) (grad_f u)) = sD ^ 2).
  { intros [| t] u Ht; [lia |]. rewrite <- (noise_variance T K B sD t 0) by lia. apply norm2_ext. intros w.
    change (1 * u w + noise T K B sD (S t) 0 w + -1 * (1 * u w) = noise T K B sD (S t) 0 w). ring. }
  intros i j u Hi Hj _ _. now rewrite !N.
Qed.

Lemma example_lipschitz : forall u v : P, norm2 (sub (grad_f u) (grad_f v)) <= 1 ^ 2 * norm2 (sub u v).
Proof. exact (proj2 (example_target T K B sD sh (1 / 4) AuxMOM 1 1 first_snapshot)). Qed.

Lemma answer_A7 t (u v : P) : norm2 (sub (answer_f t u) (answer_f t v)) <= 1 ^ 2 * norm2 (sub u v).
Proof.
  eapply Rle_trans; [right | apply (example_lipschitz u v)]. apply norm2_ext. intros w.
  change (1 * u w + noise T K B sD t 0 w + -1 * (1 * v w + noise T K B sD t 0 w) = 1 * u w + -1 * (1 * v w)). ring.
Qed.

Lemma example_target_assumptions v eta a s : 0 < eta -> 0 < a <= 1 ->
  target_assumptions (run_from v eta a s) answer_f v T 1 (1 / 4) (sD ^ 2) 0 (1 / 2).
Proof.
  intros He Ha. pose proof (example_assumptions T K B sD sh (1 / 4) T_pos K_pos v eta a s He Ha) as [].
  constructor; try assumption; try lra.
  - exact answer_oracle.
  - apply smooth_A2, example_difference. lra.
  - intros t Ht. apply answer_error.
  - intros t k x y _ _ _. right. rewrite Rmult_0_l. transitivity (norm2 (zero : P)); [| apply ip_zero]. apply norm2_ext. intros w.
    cbn. unfold sample. ring.
Qed.

Lemma example_possible_target v eta a (holds : forall r : run, (nat -> r -> r) -> Prop) : (forall s, holds (run_from v eta a s) answer_f) ->
  possible_target T K B sD holds.
Proof.
  intros H. assert (All : forall s, let r := run_from v eta a s in
    Algorithm.K r = K /\ smooth_target r 1 /\ smooth_difference r (1 / 4) /\ one_law r answer_f grad_f T /\ holds r answer_f).
  { intros s r. split; [reflexivity |]. split; [apply example_target |]. split; [apply example_difference; lra |].
    split; [exact answer_one_law | apply H]. }
  repeat split.
  - exists (run_from v eta a (given zero)), answer_f. split; [apply All |]. exists (zero : P). split; [reflexivity |].
    split; [apply known_zero |]. right. transitivity (norm2 (point T K B (-1))); [| rewrite norm2_point; ring].
    apply norm2_ext. intros w. cbn. unfold point. ring.
  - exists (run_from v eta a (given (scale (/ INR B) (vector_sum B (fun i => sample T K B (fun p => 1 * p) sD 0 i (one T K B sD sh (1 / 4)) : P))))), answer_f.
    split; [apply All |]. split; [exact B_pos |]. eexists. split; [reflexivity |]. intros i Hi. split; [| split].
    + apply sample_known, point_known.
    + intros u Hu. now apply sample_unbiased.
    + now apply sample_error.
  - exists (run_from v eta a first_snapshot), answer_f. split; [apply All |]. split; [reflexivity | apply answer_error].
Qed.
End Model.

Theorem consistent_TGT T K B sD s : consistent_TGT_statement T K B sD s.
Proof.
  intros (HT & HK & HB) Hs. pose proof (K_one K HK). pose proof (pow2_ge_0 sD).
  assert (Short : 0 < / (8 * INR K)) by (apply Rinv_0_lt_compat; lra).
  assert (Step : 2 * 1 * / (8 * INR K) <= 1).
  { replace (2 * 1 * / (8 * INR K)) with (/ (4 * INR K)) by (field; lra). rewrite <- Rinv_1. apply Rinv_le_contravar; lra. }
  assert (Square : forall c, c * (/ (8 * INR K)) ^ 2 * INR K ^ 2 = c / 64) by (intros; field; lra).
  assert (Share : forall x, 0 < x -> 0 < x / (1 + x) <= 1).
  { intros x Hx. split; [apply Rmult_lt_0_compat; [lra | apply Rinv_0_lt_compat; lra] |].
    apply Rmult_le_reg_r with (1 + x); [lra |]. replace (x / (1 + x) * (1 + x)) with x by (field; lra). lra. }
  assert (Control : forall r : run, reaches_control r 1 0 0) by (intros r; repeat split; lra).
  split; [| split; [| split]].
  - apply (example_possible_target T K B sD 1 HT HK HB AuxMOM (/ (8 * INR K)) (1 / 2)). intros st.
    split; [apply example_target_assumptions; first [assumption | lra] |]. split; [exact (example_lipschitz T K B sD 1) |].
    left. cbn [example line_run Algorithm.eta Algorithm.a Algorithm.K]. repeat split; try exact Step; rewrite ?Square; lra.
  - apply (example_possible_target T K B sD 1 HT HK HB AuxMVR (/ (8 * INR K)) (1 / 2)). intros st.
    split; [apply example_target_assumptions; first [assumption | lra] |]. split; [exact (fun t u v _ _ => answer_A7 T K B sD 1 t u v) |].
    left. cbn [example line_run Algorithm.eta Algorithm.a Algorithm.K]. repeat split; try exact Step; rewrite ?Square; lra.
  - assert (N : 0 <= 10 * 1 * sD ^ 2 / s) by (apply Rmult_le_pos; [lra | left; now apply Rinv_0_lt_compat]).
    set (y := 2 * 1 / INR K + 4 * (1 / 4) + 0 + 10 * 1 * sD ^ 2 / s).
    assert (Y : 1 < y) by (assert (0 < 2 * 1 / INR K) by (apply Rmult_lt_0_compat; [lra | apply Rinv_0_lt_compat; lra]); unfold y; lra).
    destruct (step_inverse y) as [Hw E]; [lra |]. set (w := / y) in *.
    assert (He : 0 < w / INR K) by (apply Rmult_lt_0_compat; [exact Hw | apply Rinv_0_lt_compat; lra]).
    apply (example_possible_target T K B sD 1 HT HK HB AuxMOM (w / INR K) (5 * w / (1 + 5 * w))). intros st.
    split; [apply example_target_assumptions; try assumption; apply Share; lra |]. split; [exact (example_lipschitz T K B sD 1) |].
    split; [apply Control |]. unfold RATE_TGT_MOM_parameters. cbn [example line_run Algorithm.eta Algorithm.a Algorithm.K].
    replace (w / INR K * INR K) with w by (field; lra). split; [exact E | field; repeat split; nra].
  - destruct (reach_model K s (4 * (1 / 4) + 0) HK Hs) as (w & Hw & W & E & He); [lra |].
    assert (0 < w ^ 2) by (apply pow_lt; exact Hw).
    apply (example_possible_target T K B sD 1 HT HK HB AuxMVR (w / INR K) (20 * w ^ 2 / (1 + 20 * w ^ 2))). intros st.
    split; [apply example_target_assumptions; try assumption; apply Share; lra |]. split; [exact (fun t u v _ _ => answer_A7 T K B sD 1 t u v) |].
    split; [apply Control |]. unfold RATE_TGT_MVR_parameters. cbn [example line_run Algorithm.eta Algorithm.a Algorithm.K].
    split; [rewrite E; ring | field; repeat split; nra].
Qed.
