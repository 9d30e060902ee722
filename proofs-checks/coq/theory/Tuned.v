(** The tuned theorems follow from MOM-2, MOM-3 and MVR-1 by substitution. *)
From Auxopt Require Export Statements.

Section Numbers.
Variables (L d K T eta a vD vh F e s : R).
Hypotheses (HL : 0 <= L) (Hd : 0 < d) (HK : 1 <= K) (HT : 1 <= T) (He : 0 < eta) (Ha : 0 < a <= 1)
  (HvD : 0 <= vD) (Hvh : 0 <= vh) (He0 : 0 <= e) (Hs : 0 < s).

(** Where 1/eta >= V/s, eta V <= s. *)
Lemma noise_at_most V rest : 0 <= rest -> / eta = rest + V / s -> eta * V <= s.
Proof.
  intros Hr E.
  assert (E1 : s = eta * rest * s + eta * V).
  { transitivity (s * eta * / eta); [field; lra |]. rewrite E. field. lra. }
  assert (0 <= eta * rest * s) by (repeat apply Rmult_le_pos; lra). lra.
Qed.

(** The step is short enough. *)
Lemma step_at_most rest : 0 <= rest -> / eta = 2 * L + rest -> 2 * L * eta <= 1.
Proof.
  intros Hr E. assert (E1 : 1 = eta * (2 * L + rest)) by (rewrite <- E; field; lra).
  assert (0 <= eta * rest) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma half_step c : 1 <= c -> a = 2 * c * d * K * eta -> 0 <= d * eta * (K - 1) <= a / 2.
Proof.
  intros Hc E. assert (P : 0 <= d * eta) by (apply Rmult_le_pos; lra). split; [apply Rmult_le_pos; lra |].
  rewrite E. replace (2 * c * d * K * eta / 2) with (d * eta * (c * K)) by field.
  apply Rmult_le_compat_l; [exact P |]. assert (0 <= (c - 1) * K) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma mom_2_tuned E :
  let V := 4 * d * K * vD + (L + 2 * d) * vh in
  / eta = 2 * L + 2 * d * K + V / s -> a = 2 * d * K * eta ->
  E <= (1 - a) ^ 2 * e \/ E <= (1 - a ^ 2) * e ->
  2 * F / (eta * K * T) + 2 * E / (a * T) + 2 * a * vD
  + (L * eta + 2 * d ^ 2 * eta ^ 2 * (K - 1) + 4 * (1 - a) ^ 2 * d ^ 2 * eta ^ 2 * K / a) * vh
  <= 4 * (F + e / (2 * d)) / T * (L / K + d) + 2 * (F + e / (2 * d)) * V / (K * T * s) + s.
Proof.
  intros V H1 H2 HE.
  assert (Z : 0 <= d * K) by (apply Rmult_le_pos; lra).
  assert (B : 0 <= (1 - a) * e /\ 0 <= a * e) by (split; apply Rmult_le_pos; lra).
  assert (E1 : E <= e).
  { destruct HE as [HE | HE]; (eapply Rle_trans; [exact HE | nra]). }
  assert (N : eta * V <= s) by (apply noise_at_most with (2 * L + 2 * d * K); [lra | exact H1]).
  destruct (half_step 1 ltac:(lra) ltac:(rewrite H2; ring)) as [Q1 Q2].
  assert (S0 : 2 * E / (a * T) <= 2 * e / (a * T)).
  { apply Rmult_le_compat_r; [| lra]. left. apply Rinv_0_lt_compat. nra. }
  assert (S1 : 2 * a * vD + (L * eta + 2 * d ^ 2 * eta ^ 2 * (K - 1) + 4 * (1 - a) ^ 2 * d ^ 2 * eta ^ 2 * K / a) * vh <= eta * V).
  { replace (4 * (1 - a) ^ 2 * d ^ 2 * eta ^ 2 * K / a) with (2 * d * eta * (1 - a) ^ 2) by (rewrite H2; field; nra).
    replace (2 * a * vD) with (eta * (4 * d * K * vD)) by (rewrite H2; ring).
    unfold V. enough (0 <= 2 * d * eta * (1 - d * eta * (K - 1) - (1 - a) ^ 2) * vh) by nra.
    assert (0 <= 1 - d * eta * (K - 1) - (1 - a) ^ 2) by nra.
    repeat apply Rmult_le_pos; lra. }
  assert (S2 : 4 * (F + e / (2 * d)) / T * (L / K + d) + 2 * (F + e / (2 * d)) * V / (K * T * s)
    = 2 * F / (eta * K * T) + 2 * e / (a * T)).
  { transitivity (2 * (F + e / (2 * d)) / (K * T) * / eta); [rewrite H1; field; lra |].
    rewrite H2. field. repeat split; lra. }
  lra.
Qed.

(** What a start adds, for the theorems with a(2 - a). *)
Lemma start_at_most E : 2 * E <= (2 - a) * e -> 2 * E / (a * (2 - a) * T) <= e / (a * T).
Proof.
  intros HE. replace (e / (a * T)) with ((2 - a) * e / (a * (2 - a) * T)) by (field; lra).
  apply Rmult_le_compat_r; [| exact HE]. left. apply Rinv_0_lt_compat. repeat apply Rmult_lt_0_compat; lra.
Qed.

Lemma mom_3_tuned E :
  let V := 4 * d * K * vD + (L + d) * vh in
  / eta = 2 * L + 4 * d * K + V / s -> a = 4 * d * K * eta -> 2 * E <= (2 - a) * e ->
  2 * F / (eta * K * T) + 2 * E / (a * (2 - a) * T) + 2 * a / (2 - a) * vD
  + (L * eta + 2 * d ^ 2 * eta ^ 2 * (K - 1) + 4 * (1 - a) * d ^ 2 * eta ^ 2 * K / a) * vh
  <= 4 * (F + e / (8 * d)) / T * (L / K + 2 * d) + 2 * (F + e / (8 * d)) * V / (K * T * s) + s.
Proof.
  intros V H1 H2 HE. pose proof (start_at_most E HE) as S0.
  assert (Z : 0 <= d * K) by (apply Rmult_le_pos; lra).
  assert (N : s = 2 * L * eta * s + a * s + eta * V).
  { transitivity (s * eta * / eta); [field; lra |]. rewrite H1, H2. field. lra. }
  destruct (half_step 2 ltac:(lra) ltac:(rewrite H2; ring)) as [Q1 Q2].
  assert (S1 : (L * eta + 2 * d ^ 2 * eta ^ 2 * (K - 1) + 4 * (1 - a) * d ^ 2 * eta ^ 2 * K / a) * vh <= eta * (L + d) * vh).
  { replace (4 * (1 - a) * d ^ 2 * eta ^ 2 * K / a) with (d * eta * (1 - a)) by (rewrite H2; field; nra).
    enough (0 <= d * eta * (1 - 2 * (d * eta * (K - 1)) - (1 - a)) * vh) by nra.
    repeat apply Rmult_le_pos; lra. }
  assert (S2 : 2 * a / (2 - a) * vD + eta * (L + d) * vh <= s).
  { assert (X : 0 <= eta * (L + d) * vh) by (repeat apply Rmult_le_pos; lra).
    assert (Y : 0 <= 2 * L * eta * s) by (repeat apply Rmult_le_pos; lra).
    assert (Z1 : 0 <= a * s) by (apply Rmult_le_pos; lra). assert (Z2 : 0 <= a * (eta * (L + d) * vh)) by (apply Rmult_le_pos; lra).
    replace (eta * V) with (a * vD + eta * (L + d) * vh) in N by (unfold V; rewrite H2; ring).
    enough (2 * a / (2 - a) * vD <= s - eta * (L + d) * vh) by lra. apply Rmult_le_reg_r with (2 - a); [lra |].
    replace (2 * a / (2 - a) * vD * (2 - a)) with (2 * (a * vD)) by (field; lra). lra. }
  assert (S3 : 4 * (F + e / (8 * d)) / T * (L / K + 2 * d) + 2 * (F + e / (8 * d)) * V / (K * T * s)
    = 2 * F / (eta * K * T) + e / (a * T)).
  { transitivity (2 * (F + e / (8 * d)) / (K * T) * / eta); [rewrite H1; field; lra |].
    rewrite H2. field. repeat split; lra. }
  unfold V in *. lra.
Qed.

Lemma mvr_tuned E radius :
  0 < radius -> / (eta * K) = 2 * L / K + 3 * d + / radius -> a = 8 * d ^ 2 * eta ^ 2 * K ^ 2 -> 2 * E <= (2 - a) * e ->
  2 * F / (eta * K * T) + 2 * E / (a * (2 - a) * T) + 4 * a / (2 - a) * vD
  <= 4 * F / T * (L / K + 3 / 2 * d) + 2 * F / (radius * T) + 16 * d ^ 2 * radius ^ 2 * vD
  + e / (8 * d ^ 2 * eta ^ 2 * K ^ 2 * T).
Proof.
  intros Hr H1 H2 HE. pose proof (start_at_most E HE) as S0.
  assert (P : 0 < eta * K) by (apply Rmult_lt_0_compat; lra).
  assert (HLK : 0 <= 2 * L / K) by (apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra]).
  assert (W : eta * K * (1 + 3 * (d * radius)) <= radius).
  { assert (E1 : radius = eta * K * radius * (2 * L / K) + eta * K * (1 + 3 * (d * radius))).
    { transitivity (radius * (eta * K) * / (eta * K)); [field; lra |]. rewrite H1. field. lra. }
    assert (0 <= eta * K * radius * (2 * L / K)).
    { apply Rmult_le_pos; [| exact HLK]. repeat apply Rmult_le_pos; lra. }
    lra. }
  assert (S1 : 4 * a / (2 - a) * vD <= 16 * d ^ 2 * radius ^ 2 * vD).
  { apply Rmult_le_compat_r; [exact HvD |]. apply Rmult_le_reg_r with (2 - a); [lra |].
    replace (4 * a / (2 - a) * (2 - a)) with (4 * a) by (field; lra).
    set (w := eta * K) in *. replace a with (8 * d ^ 2 * w ^ 2) by (unfold w; rewrite H2; ring).
    assert (U : 0 < d * radius) by (apply Rmult_lt_0_compat; lra). set (u := d * radius) in *.
    assert (W2 : w ^ 2 * (1 + 3 * u) ^ 2 <= radius ^ 2).
    { replace (w ^ 2 * (1 + 3 * u) ^ 2) with ((w * (1 + 3 * u)) ^ 2) by ring.
      apply pow_incr. split; [apply Rmult_le_pos; lra | exact W]. }
    assert (X : 0 <= w ^ 2) by apply pow2_ge_0. assert (Y : 0 <= d ^ 2) by apply pow2_ge_0.
    replace (16 * d ^ 2 * radius ^ 2 * (2 - 8 * d ^ 2 * w ^ 2))
      with (d ^ 2 * (32 * radius ^ 2 - 128 * u ^ 2 * w ^ 2)) by (unfold u; field).
    replace (4 * (8 * d ^ 2 * w ^ 2)) with (d ^ 2 * (32 * w ^ 2)) by ring.
    apply Rmult_le_compat_l; [exact Y |].
    assert (0 <= w ^ 2 * u) by (apply Rmult_le_pos; lra).
    assert (0 <= w ^ 2 * u ^ 2) by (apply Rmult_le_pos; [lra | apply pow2_ge_0]).
    nra. }
  assert (S2 : 2 * F / (eta * K * T) = 4 * F / T * (L / K + 3 / 2 * d) + 2 * F / (radius * T)).
  { transitivity (2 * F / T * / (eta * K)); [field; lra |]. rewrite H1. field. lra. }
  assert (S3 : e / (a * T) = e / (8 * d ^ 2 * eta ^ 2 * K ^ 2 * T)) by (rewrite H2; reflexivity).
  lra.
Qed.
End Numbers.

(** What A3, A4 and the starts say of signs. *)
Section Signs.
Variables (r : run) (v : variant) (T : nat) (L varD varh F0 : R).
Hypothesis A : assumptions r v T L varD varh F0.

Lemma signs : 0 <= L /\ 0 < eta r /\ 0 < a r <= 1 /\ 1 <= INR (K r) /\ 1 <= INR T /\ 0 <= varD /\ 0 <= varh.
Proof.
  destruct A as [_ He Ha HK HT _ HL _ H3 H4 _].
  assert (N : forall n, (1 <= n)%nat -> 1 <= INR n) by (intros n Hn; apply (le_INR 1 n), Hn).
  repeat split; try assumption; try (now apply N); try tauto.
  - eapply Rle_trans; [| apply (H3 0%nat); lia]. apply ip_pos.
  - eapply Rle_trans; [| apply (H4 0%nat 0%nat); lia]. apply ip_pos.
Qed.

Lemma given_sign e0 : given_start r e0 -> 0 <= e0.
Proof. intros [m0 [_ [_ H]]]. eapply Rle_trans; [| exact H]. apply ip_pos. Qed.

Lemma batch_sign B varD1 : batch_start r B varD1 -> 0 <= varD1 / INR B.
Proof.
  intros [HB [draw [_ H]]]. apply Rmult_le_pos.
  - destruct (H 0%nat) as [_ [_ Hn]]; [lia |]. eapply Rle_trans; [| exact Hn]. apply ip_pos.
  - left. apply Rinv_0_lt_compat. apply (lt_INR 0 B). lia.
Qed.

Lemma first_snapshot_sign varD1 : first_snapshot_start r varD1 -> 0 <= varD1.
Proof. intros [_ H]. eapply Rle_trans; [| exact H]. apply ip_pos. Qed.

(** A bound for E becomes one for e, start by start. *)
Lemma tuned_of_rate weight tuned_weight bound tuned :
  0 <= tuned_weight -> rate r T weight bound ->
  (forall e, 0 <= e -> bound ((1 - a r) ^ 2 * e) <= tuned e) ->
  (forall e, 0 <= e -> bound (weight * e) <= tuned (tuned_weight * e)) ->
  tuned_rate r T tuned_weight tuned.
Proof.
  intros Hw [Hg [Hb Hf]] H1 H2. split; [| split].
  - intros e0 H. eapply Rle_trans; [exact (Hg e0 H) | apply H1]. exact (given_sign e0 H).
  - intros B w H. eapply Rle_trans; [exact (Hb B w H) | apply H1]. exact (batch_sign B w H).
  - intros w H. eapply Rle_trans; [exact (Hf w H) | apply H2]. exact (first_snapshot_sign w H).
Qed.
End Signs.

Section Tuned.
Variables (r : run) (T : nat) (L delta varD varh F0 : R).

Lemma RATE_MOM_from s : MOM_2_statement r T L delta varD varh F0 -> RATE_MOM_statement r T L delta varD varh F0 s.
Proof.
  intros M A Hd H2 Hs [H1 Ha2]. destruct (signs _ _ _ _ _ _ _ A) as (HL & He & Ha & HK & HT & HvD & Hvh).
  set (V := RATE_MOM_V r L delta varD varh) in *. assert (N0 : 0 <= V / s).
  { apply Rmult_le_pos; [| left; apply Rinv_0_lt_compat, Hs]. unfold V, RATE_MOM_V.
    apply Rplus_le_le_0_compat; repeat apply Rmult_le_pos; lra. }
  assert (Z : 0 <= delta * INR (K r)) by (apply Rmult_le_pos; lra).
  apply tuned_of_rate with (weight := 1 - a r ^ 2) (bound := MOM_2_bound r T L delta varD varh F0); [lra | | |].
  - apply M; try assumption; [lra |]. left. split.
    + apply step_at_most with (2 * delta * INR (K r) + V / s); lra.
    + right. rewrite Ha2. ring.
  - intros e He0. apply mom_2_tuned; try assumption. left. lra.
  - intros e He0. replace (1 * e) with e by ring. apply mom_2_tuned; try assumption. right. lra.
Qed.

Lemma RATE_MOM_G_from s : MOM_3_statement r T L delta varD varh F0 -> RATE_MOM_G_statement r T L delta varD varh F0 s.
Proof.
  intros M A Hd H2 Hs [H1 Ha2]. destruct (signs _ _ _ _ _ _ _ A) as (HL & He & Ha & HK & HT & HvD & Hvh).
  set (V := RATE_MOM_G_V r L delta varD varh) in *. assert (N0 : 0 <= V / s).
  { apply Rmult_le_pos; [| left; apply Rinv_0_lt_compat, Hs]. unfold V, RATE_MOM_G_V.
    apply Rplus_le_le_0_compat; repeat apply Rmult_le_pos; lra. }
  assert (Z : 0 <= delta * INR (K r)) by (apply Rmult_le_pos; lra).
  apply tuned_of_rate with (weight := 1 - a r ^ 2) (bound := MOM_3_bound r T L delta varD varh F0); [lra | | |].
  - apply M; try assumption; [lra |]. left. split.
    + apply step_at_most with (4 * delta * INR (K r) + V / s); lra.
    + right. rewrite Ha2. ring.
  - intros e He0. apply mom_3_tuned; try assumption. assert (0 <= a r * e) by (apply Rmult_le_pos; lra).
    assert (0 <= (1 - a r) * a r * e) by (repeat apply Rmult_le_pos; lra). nra.
  - intros e He0. apply mom_3_tuned; try assumption.
    assert (0 <= (a r - 7 / 26) ^ 2 * e) by (apply Rmult_le_pos; [apply pow2_ge_0 | lra]). nra.
Qed.

Lemma RATE_MVR_from radius : MVR_1_statement r T L delta varD 0 F0 -> RATE_MVR_statement r T L delta varD F0 radius.
Proof.
  intros M A Hd H2 Hr [H1 Ha2]. destruct (signs _ _ _ _ _ _ _ A) as (HL & He & Ha & HK & HT & HvD & _).
  set (w := Rmax 0 (1 - 2 * a r ^ 2)).
  assert (Hw : forall e, 0 <= e -> 2 * (w * e) <= (2 - a r) * (26 / 25 * e)).
  { intros e H. assert (Q : 2 * w <= (2 - a r) * (26 / 25)).
    { unfold w. apply Rmax_case; [lra |]. assert (0 <= (a r - 13 / 100) ^ 2) by apply pow2_ge_0. nra. }
    replace (2 * (w * e)) with (2 * w * e) by ring.
    replace ((2 - a r) * (26 / 25 * e)) with ((2 - a r) * (26 / 25) * e) by ring.
    now apply Rmult_le_compat_r. }
  apply tuned_of_rate with (weight := w) (bound := MVR_1_bound r T L delta varD 0 F0); [lra | | |].
  - apply M; try assumption; [lra |]. left. split.
    + assert (E : / eta r = 2 * L + INR (K r) * (3 * delta + / radius)).
      { transitivity (INR (K r) * / (eta r * INR (K r))); [field; lra |]. rewrite H1. field. lra. }
      apply step_at_most with (INR (K r) * (3 * delta + / radius)); try assumption.
      assert (0 < / radius) by now apply Rinv_0_lt_compat. apply Rmult_le_pos; lra.
    + right. rewrite Ha2. ring.
  - intros e He0. unfold MVR_1_bound. rewrite Rmult_0_r, Rplus_0_r. apply mvr_tuned; try assumption.
    assert (0 <= a r * e) by (apply Rmult_le_pos; lra).
    assert (0 <= (1 - a r) * a r * e) by (repeat apply Rmult_le_pos; lra). nra.
  - intros e He0. unfold MVR_1_bound. rewrite Rmult_0_r, Rplus_0_r. apply mvr_tuned; try assumption. now apply Hw.
Qed.
End Tuned.
