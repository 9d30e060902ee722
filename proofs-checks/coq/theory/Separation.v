(** When AuxMOM provably beats SGD, and every method with constant coefficients: its rates against what those cannot beat. *)
From Auxopt Require Export Theorems LowTheorems LowLti.

Lemma sgd_at_least_less L varf F0 T measure floor floor' : floor' <= floor ->
  sgd_at_least L varf F0 T measure floor -> sgd_at_least L varf F0 T measure floor'.
Proof. intros H A eta He. destruct (A eta He) as (P & g & x & B & B' & C). exists P, g, x. split; [exact B | split; [exact B' | lra]]. Qed.

Lemma filters_at_least_less L varf F0 T floor floor' : floor' <= floor -> filters_at_least L varf F0 T floor -> filters_at_least L varf F0 T floor'.
Proof.
  intros H (P & g & x & C & A & B). exists P, g, x. split; [exact C |].
  split; [intros c; specialize (A c) | intros p r beta; specialize (B p r beta)]; lra.
Qed.

Lemma suboptimality_nonneg r v T L varD varh F0 : assumptions r v T L varD varh F0 -> 0 <= F0.
Proof. intros A. pose proof (value_lower r (x0 r)). pose proof (suboptimal _ _ _ _ _ _ _ A). lra. Qed.

Lemma tuned_at_start r T bound e : tuned_rate r T 1 bound -> start_error r e -> G r T <= bound e.
Proof.
  intros (Hg & Hb & Hf) [S | [(B & v & S & ->) | S]]; [now apply Hg | now apply Hb |].
  rewrite <- (Rmult_1_l e). now apply Hf.
Qed.

Lemma start_error_nonneg r e : start_error r e -> 0 <= e.
Proof.
  intros [[m [_ [_ H]]] | [(B & v & [HB [draw [_ H]]] & ->) | [_ H]]]; try (eapply Rle_trans; [| exact H]; apply ip_pos).
  destruct (H 0%nat) as [_ [_ N]]; [lia |]. apply Rmult_le_pos; [| left; apply Rinv_0_lt_compat, (lt_INR 0 B); lia].
  eapply Rle_trans; [| exact N]. apply ip_pos.
Qed.

(** Both comparisons without noise. *)
Lemma deterministic r T L delta F0 c d : assumptions r AuxMOM T L 0 0 F0 -> 0 < L -> 0 <= delta -> A2 r delta -> (exists e, start_error r e) ->
  RATE_DET_parameters r L delta -> 0 < c -> 0 < d -> 1 / INR (K r) + 5 / 7 * (delta / L) <= 1 / (d * c) ->
  c * G r T <= 2 * L * F0 / INR T / d.
Proof.
  intros A HL Hd H2 [e S] Par Hc Hd0 Hz. destruct (signs _ _ _ _ _ _ _ A) as (_ & He & Ha & HK & HT & _).
  pose proof (suboptimality_nonneg _ _ _ _ _ _ _ A) as HF.
  assert (Rate : G r T <= 2 * F0 / INR T * (L / INR (K r) + 5 / 7 * delta)).
  { destruct (RATE_DET r T L delta F0 A Hd H2 Par) as (Hg & Hb & Hf).
    destruct S as [S | [(B & v & S & _) | S]]; [exact (Hg _ S) | exact (Hb _ _ S) | exact (Hf _ S)]. }
  set (z := 1 / INR (K r) + 5 / 7 * (delta / L)) in *.
  assert (EZ : 2 * F0 / INR T * (L / INR (K r) + 5 / 7 * delta) = 2 * L * F0 / INR T * z) by (unfold z; field; lra).
  rewrite EZ in Rate. assert (P : 0 <= 2 * L * F0 / INR T).
  { apply Rmult_le_pos; [repeat apply Rmult_le_pos; lra | left; apply Rinv_0_lt_compat; lra]. }
  apply Rle_trans with (c * (2 * L * F0 / INR T * (1 / (d * c)))).
  - apply Rmult_le_compat_l; [lra |]. eapply Rle_trans; [exact Rate |]. now apply Rmult_le_compat_l.
  - right. field. repeat split; lra.
Qed.

Theorem SEP_DET r T L delta F0 c : SEP_DET_statement r T L delta F0 c.
Proof.
  intros A HL Hd H2 S Par Hc. pose proof (deterministic r T L delta F0 c) as D.
  pose proof (suboptimality_nonneg _ _ _ _ _ _ _ A) as HF. pose proof (rounds _ _ _ _ _ _ _ A) as HTn.
  destruct (signs _ _ _ _ _ _ _ A) as (_ & _ & _ & _ & HT & _). split; intros Hz.
  - destruct (LOW_SGD L 0 F0 T HL (Rle_refl 0) HF HTn) as [Low _]. eapply sgd_at_least_less; [| exact Low].
    eapply Rle_trans; [| apply Rmax_l]. rewrite <- (Rdiv_1_r (2 * L * F0 / INR T)). apply D; try assumption; try lra. now rewrite Rmult_1_l.
  - eapply sgd_at_least_less; [| exact (LOW_SGD_ITERATES L F0 T HL HF HTn)].
    eapply Rle_trans; [apply (D 4); assumption || lra |].
    replace (2 * L * F0 / INR T / 4) with (2 * L * F0 * / (4 * INR T)) by (field; lra).
    apply Rmult_le_compat_l; [repeat apply Rmult_le_pos; lra |]. apply Rinv_le_contravar; lra.
Qed.

Theorem SEP_LTI_DET r T L delta F0 c : SEP_LTI_DET_statement r T L delta F0 c.
Proof.
  intros A HL Hd H2 S Par Hc Hz. pose proof (suboptimality_nonneg _ _ _ _ _ _ _ A) as HF.
  destruct (LOW_LTI L 0 F0 T HL (Rle_refl 0) HF (rounds _ _ _ _ _ _ _ A)) as [Low _]. eapply filters_at_least_less; [| exact Low].
  eapply Rle_trans; [| apply Rmax_l]. rewrite <- (Rdiv_1_r (2 * L * F0 / INR T)).
  apply (deterministic r T L delta F0 c 1); try assumption; try lra. now rewrite Rmult_1_l.
Qed.

(** Roots are compared by squares. *)
Lemma below_number_root linear square value : 0 <= square ->
  (below_number linear square value <-> linear + sqrt square <= value).
Proof.
  intros Hs. unfold below_number. pose proof (sqrt_pos square) as P. pose proof (sqrt_sqrt square Hs) as E. split.
  - intros [H1 H2]. pose proof (root_at_most 1 square (value - linear) ltac:(lra) Hs H1 ltac:(lra)). lra.
  - intros H. split; [lra |]. rewrite <- E. nra.
Qed.

Lemma below_root_root linear square g : 0 <= linear -> 0 <= square -> 0 <= g ->
  (below_root linear square g <-> linear + sqrt square <= sqrt g).
Proof.
  intros Hl Hs Hg. unfold below_root. pose proof (sqrt_pos square) as P. pose proof (sqrt_sqrt square Hs) as E.
  pose proof (sqrt_pos g) as Pg. pose proof (sqrt_sqrt g Hg) as Eg. set (s := sqrt square) in *. set (q := sqrt g) in *.
  set (W := g - linear ^ 2 - square). assert (LS : 0 <= linear * s) by now apply Rmult_le_pos.
  assert (Four : 4 * linear ^ 2 * square = (2 * (linear * s)) ^ 2) by (rewrite <- E; ring).
  assert (EW : W = q * q - linear ^ 2 - s * s) by (unfold W; lra). rewrite Four. split.
  - intros [H1 H2]. assert (2 * (linear * s) <= W).
    { apply Rsqr_incr_0_var; [unfold Rsqr; lra | exact H1]. }
    apply Rsqr_incr_0_var; [unfold Rsqr; lra | exact Pg].
  - intros H. assert (H2 : (linear + s) * (linear + s) <= q * q) by (apply Rmult_le_compat; lra).
    assert (H3 : 2 * (linear * s) <= W) by lra. split; [lra |]. apply pow_incr. lra.
Qed.

Section Noise.
Variables (r : run) (T : nat) (L delta varD varh varf F0 c : R).

Lemma best_rate e s : best_RATE_MOM r T L delta varD varh F0 e s -> 0 < L ->
  let P := F0 + e / (2 * delta) in
  let V := RATE_MOM_V r L delta varD varh in
  0 <= P /\ 0 <= V /\ G r T <= 4 * P / INR T * (L / INR (K r) + delta) + sqrt (8 * P * V / (INR (K r) * INR T)).
Proof.
  intros (A & Hd & HA & S & Hs & Best & E & Ea) HL P V. destruct (signs _ _ _ _ _ _ _ A) as (_ & He & Ha & HK & HT & HvD & Hvh).
  pose proof (suboptimality_nonneg _ _ _ _ _ _ _ A) as HF. pose proof (start_error_nonneg _ _ S) as He0.
  assert (HP : 0 <= P).
  { unfold P. assert (0 <= e / (2 * delta)) by (apply Rmult_le_pos; [exact He0 | left; apply Rinv_0_lt_compat; lra]). lra. }
  assert (HV : 0 <= V) by (unfold V, RATE_MOM_V; apply Rplus_le_le_0_compat; repeat apply Rmult_le_pos; lra).
  assert (N : 0 < INR (K r) * INR T) by (apply Rmult_lt_0_compat; lra).
  split; [exact HP |]. split; [exact HV |].
  set (linear := 4 * P / INR T * (L / INR (K r) + delta)).
  destruct (Rle_lt_dec V 0) as [V0 | Vpos].
  - (* without noise every s > 0 belongs to these parameters *)
    assert (EV : V = 0) by lra. apply Rle_trans with linear; [| pose proof (sqrt_pos (8 * P * V / (INR (K r) * INR T))); lra].
    apply Rnot_lt_le. intros Bad. set (gap := G r T - linear). assert (Gap : 0 < gap) by (unfold gap; lra).
    pose proof (tuned_at_start r T _ e (RATE_MOM r T L delta varD varh F0 (gap / 2) A Hd HA ltac:(lra)
      ltac:(split; [rewrite E; fold V; rewrite EV; unfold Rdiv; ring | exact Ea])) S) as B.
    unfold RATE_MOM_bound in B. cbv zeta in B. fold V P linear in B. rewrite EV in B. unfold gap in *.
    replace (2 * P * 0 / (INR (K r) * INR T * ((G r T - linear) / 2))) with 0 in B by (unfold Rdiv; ring). lra.
  - destruct Best as [Best | Best]; [| fold V in Best; lra]. fold P V in Best.
    pose proof (tuned_at_start r T _ e (RATE_MOM r T L delta varD varh F0 s A Hd HA Hs (conj E Ea)) S) as B.
    unfold RATE_MOM_bound in B. cbv zeta in B. fold V P linear in B.
    assert (E2 : sqrt (8 * P * V / (INR (K r) * INR T)) = 2 * s).
    { replace (8 * P * V / (INR (K r) * INR T)) with ((2 * s) ^ 2); [apply sqrt_pow2; lra |].
      replace ((2 * s) ^ 2) with (4 * s ^ 2) by ring. rewrite Best. field. lra. }
    rewrite E2. replace (2 * P * V / (INR (K r) * INR T * s)) with s in B; [lra |].
    replace (2 * P * V / (INR (K r) * INR T * s)) with (s ^ 2 / s); [field; lra |]. rewrite Best. field. repeat split; lra.
Qed.

(** The condition for any floor of this form. *)
Lemma noise_condition e s n v g : best_RATE_MOM r T L delta varD varh F0 e s -> 0 < L -> 0 < c -> 0 <= g ->
  let P := F0 + e / (2 * delta) in
  let V := RATE_MOM_V r L delta varD varh in
  let linear := 4 * P / INR T * (L / INR (K r) + delta) in
  let square := 8 * P * V / (INR (K r) * INR T) in
  (below_number (c * linear) (c ^ 2 * square) n \/
    below_number (c * linear) (c ^ 2 * square) v /\ below_root (c * linear) (c ^ 2 * square) g <->
    c * (linear + sqrt square) <= Rmax n (Rmin v (sqrt g))) /\
  c * G r T <= c * (linear + sqrt square).
Proof.
  intros Best HL Hc Gf P V linear square. destruct (best_rate e s Best HL) as (HP & HV & Rate). fold P V in HP, HV, Rate.
  destruct Best as (A & Hd & _). destruct (signs _ _ _ _ _ _ _ A) as (_ & _ & _ & HK & HT & _).
  assert (N : 0 < INR (K r) * INR T) by (apply Rmult_lt_0_compat; lra). fold linear square in Rate.
  assert (HS : 0 <= square).
  { apply Rmult_le_pos; [repeat apply Rmult_le_pos; lra | left; now apply Rinv_0_lt_compat]. }
  assert (HLin : 0 <= linear).
  { apply Rmult_le_pos; [apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra] |].
    assert (0 < L / INR (K r)) by (apply Rmult_lt_0_compat; [lra | apply Rinv_0_lt_compat; lra]). lra. }
  assert (Root : c * sqrt square = sqrt (c ^ 2 * square)).
  { rewrite sqrt_mult by (try apply pow2_ge_0; lra). now rewrite sqrt_pow2 by lra. }
  assert (CS : 0 <= c ^ 2 * square) by (apply Rmult_le_pos; [apply pow2_ge_0 | exact HS]).
  assert (CL : 0 <= c * linear) by (apply Rmult_le_pos; lra). split; [| apply Rmult_le_compat_l; lra].
  rewrite !below_number_root, below_root_root by assumption. rewrite Rmult_plus_distr_l, Root. split.
  - intros [H | [H1 H2]]; [eapply Rle_trans; [exact H | apply Rmax_l] |].
    eapply Rle_trans; [| apply Rmax_r]. now apply Rmin_glb.
  - intros H. unfold Rmax in H. destruct (Rle_dec _ _) in H; [right | now left].
    split; (eapply Rle_trans; [exact H |]); [apply Rmin_l | apply Rmin_r].
Qed.

Lemma floor_sign d : 0 < d -> 0 < L -> 0 <= varf -> 0 <= F0 -> (1 <= T)%nat -> 0 <= L * F0 * varf / (d * INR T).
Proof.
  intros Hd HL Hv HF HT. apply (le_INR 1) in HT. change (INR 1) with 1 in HT.
  apply Rmult_le_pos; [repeat apply Rmult_le_pos; lra | left; apply Rinv_0_lt_compat, Rmult_lt_0_compat; lra].
Qed.

Theorem SEP_NOISE : SEP_NOISE_statement r T L delta varD varh varf F0 c.
Proof.
  intros e s Best HL Hv Hc P V. assert (Parts := Best). destruct Parts as (A & _).
  pose proof (suboptimality_nonneg _ _ _ _ _ _ _ A) as HF. pose proof (rounds _ _ _ _ _ _ _ A) as HT.
  destruct (noise_condition e s (2 * L * F0 / INR T) (L * F0) (L * F0 * varf / (2 * INR T)) Best HL Hc) as [Iff Rate];
    [apply floor_sign; assumption || lra |].
  split; [exact Iff |]. intros Cond. destruct (LOW_SGD L varf F0 T HL Hv HF HT) as [Low _].
  eapply sgd_at_least_less; [| exact Low]. eapply Rle_trans; [exact Rate |]. now apply Iff.
Qed.

Theorem SEP_LTI : SEP_LTI_statement r T L delta varD varh varf F0 c.
Proof.
  intros e s Best HL Hv Hc P V. assert (Parts := Best). destruct Parts as (A & _).
  pose proof (suboptimality_nonneg _ _ _ _ _ _ _ A) as HF. pose proof (rounds _ _ _ _ _ _ _ A) as HT.
  destruct (noise_condition e s (2 * L * F0 / INR T) (L * F0 / 2) (L * F0 * varf / (4 * INR T)) Best HL Hc) as [Iff Rate];
    [apply floor_sign; assumption || lra |].
  split; [exact Iff |]. intros Cond. destruct (LOW_LTI L varf F0 T HL Hv HF HT) as [Low _].
  eapply filters_at_least_less; [| exact Low]. eapply Rle_trans; [exact Rate |]. now apply Iff.
Qed.
End Noise.

(** The conditions on the correlation, for a floor that is h times as large, and its square h times. *)
Lemma correlated r T L delta varf F0 rho s h : best_RATE_MOM r T L delta (2 * (1 - rho) * varf) 0 F0 0 s -> 0 < L -> 0 <= varf -> rho <= 1 ->
  0 < h -> 8 * (1 / INR (K r) + delta / L) <= h * INR T -> 128 * F0 * (L / INR (K r) + delta) ^ 2 <= h * (L * INR T * varf) ->
  512 * delta * (1 - rho) <= h * L -> 256 * delta * varf * (1 - rho) <= h ^ 2 * (L ^ 2 * F0 * INR T) ->
  1 * (4 * (F0 + 0 / (2 * delta)) / INR T * (L / INR (K r) + delta)
    + sqrt (8 * (F0 + 0 / (2 * delta)) * RATE_MOM_V r L delta (2 * (1 - rho) * varf) 0 / (INR (K r) * INR T)))
  <= Rmin (h * (L * F0)) (sqrt (h * (L * F0 * varf / (2 * INR T)))).
Proof.
  intros Best HL Hv Hrho Hh C1 C2 C3 C4.
  destruct Best as (A & Hd & _). destruct (signs _ _ _ _ _ _ _ A) as (_ & _ & _ & HK & HT & _).
  pose proof (suboptimality_nonneg _ _ _ _ _ _ _ A) as HF.
  unfold RATE_MOM_V. set (k := INR (K r)) in *. set (t := INR T) in *.
  replace (F0 + 0 / (2 * delta)) with F0 by (field; lra).
  assert (Ht : 0 < / t) by (apply Rinv_0_lt_compat; lra).
  set (alpha := F0 * (L / k + delta) / t).
  replace (4 * F0 / t * (L / k + delta)) with (4 * alpha) by (unfold alpha; field; lra).
  set (beta := delta * F0 * (2 * (1 - rho) * varf) / t).
  replace (8 * F0 * (4 * delta * k * (2 * (1 - rho) * varf) + (L + 2 * delta) * 0) / (k * t)) with (32 * beta)
    by (unfold beta; field; lra).
  assert (Hk : 0 < L / k) by (apply Rmult_lt_0_compat; [lra | apply Rinv_0_lt_compat; lra]).
  assert (A0 : 0 <= alpha) by (unfold alpha; apply Rmult_le_pos; [apply Rmult_le_pos |]; lra).
  assert (B0 : 0 <= beta) by (unfold beta; apply Rmult_le_pos; [repeat apply Rmult_le_pos |]; lra).
  set (gamma := h * (L * F0 * varf / (2 * t))). assert (G0 : 0 <= gamma).
  { unfold gamma. apply Rmult_le_pos; [lra |]. apply Rmult_le_pos; [repeat apply Rmult_le_pos; lra | left; apply Rinv_0_lt_compat; lra]. }
  rewrite Rmult_1_l. apply Rmin_glb.
  - assert (H1 : 4 * alpha <= h * (L * F0) / 2).
    { unfold alpha. apply Rmult_le_reg_r with (2 * t); [lra |].
      replace (4 * (F0 * (L / k + delta) / t) * (2 * t)) with (L * F0 * (8 * (1 / k + delta / L))) by (field; lra).
      replace (h * (L * F0) / 2 * (2 * t)) with (L * F0 * (h * t)) by field. apply Rmult_le_compat_l; [apply Rmult_le_pos; lra | exact C1]. }
    assert (H2 : 1 * sqrt (32 * beta) <= h * (L * F0) / 2); [| lra].
    apply root_at_most; try lra.
    apply Rmult_le_reg_r with (4 * t); [lra |]. unfold beta.
    replace (1 ^ 2 * (32 * (delta * F0 * (2 * (1 - rho) * varf) / t)) * (4 * t)) with (F0 * (256 * delta * varf * (1 - rho))) by (field; lra).
    replace ((h * (L * F0) / 2) ^ 2 * (4 * t)) with (F0 * (h ^ 2 * (L ^ 2 * F0 * t))) by field. now apply Rmult_le_compat_l.
  - assert (H1 : 8 * alpha <= sqrt gamma).
    { apply Rsqr_incr_0_var; [| apply sqrt_pos]. rewrite Rsqr_sqrt by exact G0. unfold Rsqr, alpha, gamma.
      apply Rmult_le_reg_r with (2 * t ^ 2); [apply Rmult_lt_0_compat; [lra | apply pow_lt; lra] |].
      replace (8 * (F0 * (L / k + delta) / t) * (8 * (F0 * (L / k + delta) / t)) * (2 * t ^ 2))
        with (F0 * (128 * F0 * (L / k + delta) ^ 2)) by (field; lra).
      replace (h * (L * F0 * varf / (2 * t)) * (2 * t ^ 2)) with (F0 * (h * (L * t * varf))) by (field; lra). now apply Rmult_le_compat_l. }
    assert (H2 : 2 * sqrt (32 * beta) <= sqrt gamma); [| lra].
    apply root_at_most; [lra | lra | apply sqrt_pos |]. rewrite <- (Rsqr_pow2 (sqrt gamma)), Rsqr_sqrt by exact G0.
    unfold gamma, beta.
    apply Rmult_le_reg_r with (2 * t); [lra |].
    replace (2 ^ 2 * (32 * (delta * F0 * (2 * (1 - rho) * varf) / t)) * (2 * t)) with (F0 * varf * (512 * delta * (1 - rho))) by (field; lra).
    replace (h * (L * F0 * varf / (2 * t)) * (2 * t)) with (F0 * varf * (h * L)) by (field; lra).
    apply Rmult_le_compat_l; [now apply Rmult_le_pos | exact C3].
Qed.

Theorem SEP_CORR r T L delta varf F0 rho s : SEP_CORR_statement r T L delta varf F0 rho s.
Proof.
  intros Best HL Hv Hrho (C1 & C2 & C3 & C4).
  destruct (SEP_NOISE r T L delta (2 * (1 - rho) * varf) 0 varf F0 1 0 s Best HL Hv Rlt_0_1) as [Iff Beats]. apply Beats, Iff.
  unfold sgd_floor. eapply Rle_trans; [| apply Rmax_r].
  pose proof (correlated r T L delta varf F0 rho s 1 Best HL Hv Hrho) as H. rewrite ?Rmult_1_l, ?pow1 in H. rewrite Rmult_1_l. apply H; lra.
Qed.

Theorem SEP_LTI_CORR r T L delta varf F0 rho s : SEP_LTI_CORR_statement r T L delta varf F0 rho s.
Proof.
  intros Best HL Hv Hrho (C1 & C2 & C3 & C4).
  destruct (SEP_LTI r T L delta (2 * (1 - rho) * varf) 0 varf F0 1 0 s Best HL Hv Rlt_0_1) as [Iff Beats]. apply Beats, Iff.
  assert (0 < INR T) by (destruct Best as (A & _); destruct (signs _ _ _ _ _ _ _ A) as (_ & _ & _ & _ & HT & _); lra).
  unfold filter_floor. eapply Rle_trans; [| apply Rmax_r].
  replace (L * F0 / 2) with (1 / 2 * (L * F0)) by field.
  replace (L * F0 * varf / (4 * INR T)) with (1 / 2 * (L * F0 * varf / (2 * INR T))) by (field; lra).
  apply (correlated r T L delta varf F0 rho s (1 / 2) Best HL Hv Hrho); lra.
Qed.
