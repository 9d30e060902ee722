(** The theorems: every start, both conditions. *)
From Auxopt Require Export Rates Rate_SGD_1 Tuned.

(** The mean of a batch: its noises are independent, so their squared norms add up. *)
Lemma batch_error (r : run) B varD1 : known 0 0 (x0 r) -> batch_start r B varD1 -> given_start r (varD1 / INR B).
Proof.
  intros Hx [HB [draw [E Hd]]]. set (g := grad_D (x0 r)) in *.
  assert (Hg : forall n, known 0 n g).
  { intros n. eapply known_later; [| apply known_grad_D, Hx]. right; lia. }
  assert (Sum : forall n, (n <= B)%nat -> known 0 n (vector_sum n draw) /\
    norm2 (sub (vector_sum n draw) (scale (INR n) g)) <= INR n * varD1).
  { induction n as [| n IH]; intros Hn.
    - split; [apply known_zero |]. cbn. expand_ip. right. ring.
    - destruct IH as [IHk IHn]; [lia |]. destruct (Hd n) as (Kn & Un & Vn); [lia |].
      assert (L : known 0 n (sub (vector_sum n draw) (scale (INR n) g))).
      { apply known_add; [exact IHk | apply known_scale, known_scale, Hg]. }
      split.
      + cbn. apply known_add; [| exact Kn]. eapply known_later; [| exact IHk]. right; lia.
      + pose proof (Un _ L) as U. rewrite S_INR. cbn [vector_sum].
        revert IHn Vn U. generalize (vector_sum n draw) (draw n) (INR n). intros s d c.
        expand_ip. order_ip. nra. }
  exists (scale (/ INR B) (vector_sum B draw)). destruct (Sum B) as [KB NB]; [lia |].
  assert (P : 0 < INR B) by now apply (lt_INR 0%nat).
  split; [exact E |]. split.
  - apply known_scale. eapply known_later; [| exact KB]. left; lia.
  - fold g. replace (norm2 _) with ((/ INR B) ^ 2 * norm2 (sub (vector_sum B draw) (scale (INR B) g))).
    + apply Rle_trans with ((/ INR B) ^ 2 * (INR B * varD1)).
      * apply Rmult_le_compat_l; [apply pow2_ge_0 | exact NB].
      * right. field. lra.
    + expand_ip. order_ip. field. lra.
Qed.

Lemma affine_implies_A2 (P : problem) (delta : R) (H : P -> P) :
  symmetric H -> (forall u v w : P, ip (sub (grad_D u) (grad_D v)) w = ip (H (sub u v)) w) ->
  (forall v, norm2 (H v) <= delta ^ 2 * norm2 v) -> A2 P delta.
Proof.
  intros HS HA HB u v. eapply Rle_trans; [| apply HB]. right. unfold norm2.
  rewrite HA, (ip_sym (H _)), HA. reflexivity.
Qed.

(** A start as the lemmas of [Rates] want it. *)
Lemma given_parts (r : run) e0 : given_start r e0 ->
  0 <= e0 /\ (exists m, init r = given m) /\ known 1 0 (m0 r) /\ norm2 (sub (m0 r) (grad_D (x0 r))) <= e0.
Proof.
  intros [m [E [Hk Hn]]]. unfold m0. rewrite E. repeat split; try assumption; [| now exists m].
  eapply Rle_trans; [| exact Hn]. apply ip_pos.
Qed.

Lemma first_snapshot_parts (r : run) varD1 : first_snapshot_start r varD1 ->
  0 <= varD1 /\ init r = first_snapshot /\ known 1 0 (m0 r) /\ norm2 (sub (sample_D 1 (x0 r)) (grad_D (x0 r))) <= varD1.
Proof.
  intros [E Hn]. unfold m0. rewrite E. repeat split; try assumption; [| apply known_zero].
  eapply Rle_trans; [| exact Hn]. apply ip_pos.
Qed.

Section Theorems.
Variables (r : run) (T : nat) (L delta varD varh F0 : R).

Lemma all_starts (weight : R) (bound : R -> R) : known 0 0 (x0 r) ->
  (forall e0, given_start r e0 -> G r T <= bound ((1 - a r) ^ 2 * e0)) ->
  (forall varD1, first_snapshot_start r varD1 -> G r T <= bound (weight * varD1)) ->
  rate r T weight bound.
Proof. intros Hx Hg Hf. split; [exact Hg |]. split; [| exact Hf]. intros B v Hb. now apply Hg, batch_error. Qed.

(** A theorem from its lemma for a given correction and the one for first-snapshot. *)
Ltac starts A given_lemma first_lemma :=
  apply all_starts;
  [ apply (start_known _ _ _ _ _ _ _ A)
  | intros e0 Hs; destruct (given_parts r e0 Hs) as (He & Hm & Hk & Hn);
    pose proof (Rle_refl 0); pose proof (is_variant _ _ _ _ _ _ _ A);
    apply (given_lemma e0); try eassumption
  | intros varD1 Hs; destruct (first_snapshot_parts r varD1 Hs) as (He & Hm & Hk & Hn);
    pose proof (Rle_refl 0); pose proof (is_variant _ _ _ _ _ _ _ A);
    apply (first_lemma varD1); try eassumption ].

Notation none := (fun u : r => u).

Theorem MOM_1 : MOM_1_statement r T L delta varD varh F0.
Proof.
  intros A Hd H2 C.
  starts A (fun e0 => MOM_1_given r AuxMOM T L delta varD 0 varh F0 e0 none)
    (fun varD1 => MOM_1_first_snapshot r AuxMOM T L delta varD varD1 varh F0 0 none);
    apply MOM_1_exact_condition with (v := AuxMOM); assumption.
Qed.

Theorem MOM_1H : MOM_1H_statement r T L delta varD varh F0.
Proof.
  intros A Hd H2 C.
  starts A (fun e0 => MOM_1H_given r AuxMOM T L delta varD 0 varh F0 e0 none)
    (fun varD1 => MOM_1H_first_snapshot r AuxMOM T L delta varD varD1 varh F0 0 none);
    apply MOM_1H_exact_condition with (v := AuxMOM); assumption.
Qed.

Theorem MOM_2 : MOM_2_statement r T L delta varD varh F0.
Proof.
  intros A Hd [H [HS [HK [HA HB]]]] C. pose proof (affine_implies_A2 r delta H HS HA HB).
  starts A (fun e0 => MOM_2_given r AuxMOM T L delta varD 0 varh F0 e0 H)
    (fun varD1 => MOM_2_first_snapshot r AuxMOM T L delta varD varD1 varh F0 0 H);
    apply MOM_2_exact_condition with (v := AuxMOM); assumption.
Qed.

Theorem MOM_3 : MOM_3_statement r T L delta varD varh F0.
Proof.
  intros A Hd H2 C.
  starts A (fun e0 => MOM_3_given r AuxMOM T L delta varD 0 varh F0 e0 none)
    (fun varD1 => MOM_3_first_snapshot r AuxMOM T L delta varD varD1 varh F0 0 none);
    apply MOM_3_exact_condition with (v := AuxMOM); assumption.
Qed.

Theorem MVR_1 : MVR_1_statement r T L delta varD varh F0.
Proof.
  intros A Hd H2 C.
  starts A (fun e0 => MVR_1_given r AuxMVR T L delta varD 0 varh F0 e0 none)
    (fun varD1 => MVR_1_first_snapshot r AuxMVR T L delta varD varD1 varh F0 0 none);
    apply MVR_1_exact_condition with (v := AuxMVR); assumption.
Qed.

Theorem RATE_DET : RATE_DET_statement r T L delta F0.
Proof.
  intros A Hd H2 [E Ea]. pose proof (is_variant _ _ _ _ _ _ _ A). pose proof (Rle_refl 0).
  assert (Hg : forall e0, given_start r e0 -> G r T <= 2 * F0 / INR T * (L / INR (K r) + 5 / 7 * delta)).
  { intros e0 Hs. destruct (given_parts r e0 Hs) as (He & Hm & Hk & Hn).
    now apply (RATE_DET_given r AuxMOM T L delta 0 0 0 F0 0 none). }
  split; [exact Hg |]. split.
  - intros B v Hb. apply (Hg (v / INR B)), batch_error, Hb. exact (start_known _ _ _ _ _ _ _ A).
  - intros v Hs. destruct (first_snapshot_parts r v Hs) as (He & Hm & Hk & Hn).
    now apply (RATE_DET_first_snapshot r AuxMOM T L delta 0 0 0 F0 0 none).
Qed.
End Theorems.

(** The tuned theorems. *)
Theorem RATE_MOM r T L delta varD varh F0 s : RATE_MOM_statement r T L delta varD varh F0 s.
Proof. apply RATE_MOM_from, MOM_2. Qed.

Theorem RATE_MOM_G r T L delta varD varh F0 s : RATE_MOM_G_statement r T L delta varD varh F0 s.
Proof. apply RATE_MOM_G_from, MOM_3. Qed.

Theorem RATE_MVR r T L delta varD F0 radius : RATE_MVR_statement r T L delta varD F0 radius.
Proof. apply RATE_MVR_from, MVR_1. Qed.

(** SGD is a run of one step a round, with f for D: only its oracle of g_f matters. *)
Section Sgd.
Variables (P : problem) (sample_f : nat -> P -> P) (x0 : P) (eta : R) (T : nat) (L varf F0 : R).

(** Past round T the draws are noiseless. *)
Let cut_f (t : nat) (v : P) : P := if t <=? T then sample_f t v else grad_f v.

Lemma cut_sgd t : (t <= T)%nat -> sgd P cut_f eta x0 t = sgd P sample_f eta x0 t.
Proof.
  induction t as [| t IH]; intros Ht; [reflexivity |]. cbn [sgd]. rewrite IH by lia. unfold cut_f.
  destruct (Nat.leb_spec (S t) T); [reflexivity | lia].
Qed.

Let W : world := {|
  the_run := {| oracle := P; kind := AuxMOM; Algorithm.x0 := x0; init := first_snapshot; Algorithm.eta := eta; a := 1; K := 1 |};
  smoothness := L; similarity := 0; snapshot_variance := 0; first_variance := 0; local_variance := 0; suboptimality := F0;
  initial_error := 0; target_variance := varf; hessian := fun u : P => u; Vocabulary.sample_f := cut_f |}.

Theorem SGD_1 : SGD_1_statement P sample_f x0 eta T L varf F0.
Proof.
  intros [[Tk Tu] Hx He HT HL H1 Hv HF] Hc.
  assert (Hvf : 0 <= varf) by (eapply Rle_trans; [| exact (Hv 0%nat HT)]; apply ip_pos).
  assert (D : domain W).
  { pose proof (value_lower P x0).
    constructor; unfold p_a, p_abar, p_eta, p_L, p_delta, p_varD, p_varD1, p_varh, p_varf, p_F0, p_e0, W;
      cbn; try assumption; try lra; try lia.
    - apply known_zero.
    - constructor; cbn; unfold cut_f; intros t.
      + intros v Hk. destruct (t <=? T); [now apply Tk |]. eapply known_later; [| apply known_grad_f, Hk]. right; lia.
      + intros u v Hu Hk. destruct (t <=? T); [now apply Tu | reflexivity]. }
  assert (V : hyp_target_variance W).
  { apply link_sgd_variance. intros t. cbn. unfold cut_f at 1. destruct (Nat.leb_spec (S t) T).
    - rewrite cut_sgd by lia. now apply Hv.
    - eapply Rle_trans; [| exact Hvf]. right. apply (noiseless P). }
  assert (X := step_SGD_1_the_sum_over_rounds W D (link_sgd_smooth W H1) V (link_sgd_bounded_below W)).
  assert (E : forall n, (n <= T)%nat -> d_Gs W n = sum n (fun t => norm2 (grad_f (sgd P sample_f eta x0 t)))).
  { induction n as [| n IH]; intros Hn; [reflexivity |]. cbn [d_Gs sum]. rewrite IH by lia.
    unfold v_gs. cbn. rewrite cut_sgd by lia. reflexivity. }
  assert (ET : T = S (pred T)) by lia.
  assert (EN : INR T = INR (pred T) + 1) by (rewrite ET at 1; apply S_INR).
  assert (P0 : 0 <= INR (pred T)) by apply pos_INR.
  unfold sgd_G. rewrite <- E by lia.
  assert (Y := fun h1 h2 => X h1 h2 (pred T)). rewrite <- ET in Y.
  change (p_F0 W) with F0 in Y. change (p_eta W) with eta in Y. change (p_varf W) with varf in Y. change (p_L W) with L in Y.
  specialize (Y ltac:(red; change (p_F0 W) with F0; change (s_Fs W 0) with (value x0 - lower P); lra)
    ltac:(red; change (p_L W) with L; change (p_eta W) with eta; lra)).
  clear E X. generalize dependent (d_Gs W T). intros s Y.
  rewrite EN. apply Rmult_le_reg_l with (eta * (INR (pred T) + 1)).
  { apply Rmult_lt_0_compat; lra. }
  match goal with |- ?l <= ?u => enough (0 <= u - l) by lra end.
  eapply Rle_trans; [exact Y |]. right. field. split; lra.
Qed.
End Sgd.
