(** The theorems: every start, every condition. *)
From Auxopt Require Export Rates Reduced Families Rate_SGD_1.

Notation none := (fun u => u).

Section Theorems.
Variables (r : run) (T : nat) (L delta varD varh F0 : R).

Lemma gradient_known (A : known 0 0 (x0 r)) n : known 0 n (grad_D (x0 r)).
Proof. eapply known_later; [| apply known_grad_D, A]. right; lia. Qed.

(** A theorem from its lemma, in the worlds with given bounds for the variance of the first sample and the initial error. *)
Ltac holds := first
  [ assumption
  | reflexivity
  | apply auxiliary_holds
  | apply auxiliary_reduced; first [assumption | reflexivity]
  | apply world_similar; assumption
  | apply world_mean_square; [apply auxiliary_oracles | assumption]
  | apply world_affine; assumption
  | left; split; [apply auxiliary_given; assumption | reflexivity]
  | right; split; [apply auxiliary_first; first [assumption | apply Rle_refl] | reflexivity] ].
Ltac in_world lemma world := unshelve eapply (lemma (world _ _ _)); [all_signs | repeat split; lra | assumption | ..]; holds.
Ltac starts world lemma :=
  apply all_starts;
  [ apply gradient_known; eapply start_known; eassumption
  | intros e0 Hs; destruct (given_parts r _ e0 Hs) as (He & Hm & Hk & Hn); in_world lemma (world 0 e0)
  | intros var1 Hs; destruct (first_snapshot_parts r _ _ var1 Hs) as (He & Hm & Hk & Hn); in_world lemma (world var1 0) ].

(** The same for a bound that has the variance of the first sample. *)
Ltac starts_exactly world lemma :=
  match goal with A : assumptions _ _ _ _ _ _ _ |- _ => destruct (signs _ _ _ _ _ _ _ A) as (_ & _ & Ha & _ & HT & _) end;
  assert (0 <= 1 - a r ^ 2) by nra; pose proof (ip_pos _ : 0 <= first_variance r);
  apply all_starts_exactly;
  [ apply gradient_known; eapply start_known; eassumption
  | unfold MVR_2_bound, RATE_MVR_2_bound, RATE_MVR_2P_bound, RATE_MVR_H_bound, FAM_bound, RATE_FAM_bound, contraction; grows
  | intros e0 Hs; destruct (given_parts r _ e0 Hs) as (He & Hm & Hk & Hn); in_world lemma (world e0)
  | intros Hs; destruct (first_snapshot_parts r _ _ _ Hs) as (He & Hm & Hk & Hn); in_world lemma (world 0) ].

Theorem MOM_1 : MOM_1_statement r T L delta varD varh F0.
Proof. intros A Hd H2 C. starts (fun v1 e0 => auxiliary r AuxMOM T L delta 0 varD v1 varh F0 e0 1 1 1 none A) MOM_1_at. Qed.

Theorem MOM_1H : MOM_1H_statement r T L delta varD varh F0.
Proof. intros A Hd H2 C. starts (fun v1 e0 => auxiliary r AuxMOM T L delta 0 varD v1 varh F0 e0 1 1 1 none A) MOM_1H_at. Qed.

Theorem MOM_2 : MOM_2_statement r T L delta varD varh F0.
Proof.
  intros A Hd [H [HS [HK [HA HB]]]] C. pose proof (affine_implies_A2 r delta H HS HA HB).
  starts (fun v1 e0 => auxiliary r AuxMOM T L delta 0 varD v1 varh F0 e0 1 1 1 H A) MOM_2_at.
Qed.

Theorem MOM_3 : MOM_3_statement r T L delta varD varh F0.
Proof. intros A Hd H2 C. starts (fun v1 e0 => auxiliary r AuxMOM T L delta 0 varD v1 varh F0 e0 1 1 1 none A) MOM_3_at. Qed.

Theorem MVR_1 : MVR_1_statement r T L delta varD varh F0.
Proof. intros A Hd H2 C. starts (fun v1 e0 => auxiliary r AuxMVR T L delta 0 varD v1 varh F0 e0 1 1 1 none A) MVR_1_at. Qed.

Theorem RATE_DET : RATE_DET_statement r T L delta F0.
Proof. intros A Hd H2 P. starts (fun v1 e0 => auxiliary r AuxMOM T L delta 0 0 v1 0 F0 e0 1 1 1 none A) RATE_DET_at. Qed.

Theorem RATE_MOM s : RATE_MOM_statement r T L delta varD varh F0 s.
Proof.
  intros A Hd [H [HS [HK [HA HB]]]] Hf P. pose proof (affine_implies_A2 r delta H HS HA HB).
  starts (fun v1 e0 => auxiliary r AuxMOM T L delta 0 varD v1 varh F0 e0 s 1 1 H A) RATE_MOM_at.
Qed.

Theorem RATE_MOM_G s : RATE_MOM_G_statement r T L delta varD varh F0 s.
Proof. intros A Hd H2 Hf P. starts (fun v1 e0 => auxiliary r AuxMOM T L delta 0 varD v1 varh F0 e0 s 1 1 none A) RATE_MOM_G_at. Qed.

Theorem RATE_MVR radius : RATE_MVR_statement r T L delta varD F0 radius.
Proof. intros A Hd H5 Hf P. starts (fun v1 e0 => auxiliary r AuxMVR T L delta 0 varD v1 0 F0 e0 1 radius 1 none A) RATE_MVR_at. Qed.

Theorem MVR_2 Delta : MVR_2_statement r T L delta varD varh F0 Delta.
Proof.
  intros A Hd HD H2 H5 HO C.
  starts_exactly (fun e0 => auxiliary r AuxMVR T L delta Delta varD (first_variance r) varh F0 e0 1 1 1 none A) MVR_2_at.
Qed.

Theorem RATE_MVR_2 Delta radius : RATE_MVR_2_statement r T L delta varD F0 Delta radius.
Proof.
  intros A [Hd HD] HD0 H2 H5 HO Hr P.
  starts_exactly (fun e0 => auxiliary r AuxMVR T L delta Delta varD (first_variance r) 0 F0 e0 1 radius 1 none A) RATE_MVR_2_at.
Qed.

Theorem RATE_MVR_2P Delta radius : RATE_MVR_2P_statement r T L delta varD F0 Delta radius.
Proof.
  intros A Hd HD H2 H5 HO Hr P.
  starts_exactly (fun e0 => auxiliary r AuxMVR T L delta Delta varD (first_variance r) 0 F0 e0 1 radius 1 none A) RATE_MVR_2P_at.
Qed.

Theorem RATE_MVR_H Delta radius j : RATE_MVR_H_statement r T L delta varD varh F0 Delta radius j.
Proof.
  intros A [Hd HD] HD0 H2 H5 HO Hr Hj P.
  starts_exactly (fun e0 => auxiliary r AuxMVR T L delta Delta varD (first_variance r) varh F0 e0 1 radius j none A) RATE_MVR_H_at.
Qed.

(** The family. *)
Theorem FAM_1 Delta carry share excess : FAM_1_statement r T L delta Delta varD varh F0 carry share excess.
Proof.
  intros [A [Hd HD] [Hc Hc1] [Hp Hp1] H2 H5 HO] Hx C. pose proof (between_positive r share (momentum_weight _ _ _ _ _ _ _ A) Hp1).
  starts_exactly (fun e0 => in_family carry share excess r (Between carry) T L delta Delta varD (first_variance r) varh F0 e0 1 1 1 none A) FAM_1_at.
Qed.

Theorem FAM_2 Delta carry share : FAM_2_statement r T L delta Delta varD varh F0 carry share.
Proof.
  intros [A [Hd HD] [Hc Hc1] [Hp Hp1] H2 H5 HO] C. pose proof (between_positive r share (momentum_weight _ _ _ _ _ _ _ A) Hp1).
  starts_exactly (fun e0 => in_family carry share 0 r (Between carry) T L delta Delta varD (first_variance r) varh F0 e0 1 1 1 none A) FAM_2_at.
Qed.

Theorem RATE_FAM Delta carry share radius : RATE_FAM_statement r T L delta Delta varD varh F0 carry share radius.
Proof.
  intros [A [Hd HD] [Hc Hc1] [Hp Hp1] H2 H5 HO] Hr P. pose proof (between_positive r share (momentum_weight _ _ _ _ _ _ _ A) Hp1).
  starts_exactly (fun e0 => in_family carry share 0 r (Between carry) T L delta Delta varD (first_variance r) varh F0 e0 1 radius 1 none A) RATE_FAM_at.
Qed.
End Theorems.

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
  ask := sample_D; answer := at_point; offset := fun _ => zero; target_variance := varf; hessian := fun u : P => u;
  numbers := auxiliary_constants 0 1 0 L 0 0 0 0 0 F0 0 1 1 1; Vocabulary.sample_f := cut_f |}.

Theorem SGD_1 : SGD_1_statement P sample_f x0 eta T L varf F0.
Proof.
  intros [[Tk Tu] Hx He HT HL H1 Hv HF] Hc.
  assert (Hvf : 0 <= varf) by (eapply Rle_trans; [| exact (Hv 0%nat HT)]; apply ip_pos).
  assert (D : domain W).
  { pose proof (value_lower P x0).
    constructor; unfold p_a, p_abar, p_eta, p_L, p_delta, p_Delta, p_varD, p_varD1, p_varh, p_ratio, p_varf, p_F0, p_e0, p_free, p_reach,
      p_control, p_balance, p_carry, p_left, p_share, p_shared, p_excess, W; cbn; try assumption; try lra; try lia.
    - apply known_zero.
    - apply auxiliary_oracles.
    - constructor; cbn; unfold cut_f; intros t.
      + intros v Hk. destruct (t <=? T); [now apply Tk |]. eapply known_later; [| apply known_grad_f, Hk]. right; lia.
      + intros u v Hu Hk. destruct (t <=? T); [now apply Tu | reflexivity]. }
  assert (V : hyp_target_variance W).
  { apply link_sgd_variance. intros t. cbn. unfold cut_f at 1. destruct (Nat.leb_spec (S t) T).
    - rewrite cut_sgd by lia. now apply Hv.
    - eapply Rle_trans; [| exact Hvf]. right. unfold norm2. expand_ip. ring. }
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
