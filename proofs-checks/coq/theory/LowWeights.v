(** The weights with which the noises of n rounds ago enter a run of AuxMOM, and the sum of their squares. *)
From Auxopt Require Export LowSlow.

(** A weight c n for the noise of n rounds ago. *)
Definition shift (c : nat -> R) (n : nat) : R := c (S n).

Fixpoint squares (c : nat -> R) (t : nat) : R := match t with O => 0 | S t' => c O ^ 2 + squares (shift c) t' end.

(** The sum of (beta - n) c n over n < t. *)
Fixpoint lead (c : nat -> R) (t : nat) (beta : R) : R :=
  match t with O => 0 | S t' => beta * c O + lead (shift c) t' (beta - 1) end.

Lemma squares_nonneg t : forall c, 0 <= squares c t.
Proof. induction t as [| t IH]; intros c; cbn; [lra |]. pose proof (IH (shift c)). pose proof (pow2_ge_0 (c O)). lra. Qed.

Lemma lead_nonpos t : forall c beta, (forall n, 0 <= c n) -> beta <= 0 -> lead c t beta <= 0.
Proof.
  induction t as [| t IH]; intros c beta Hc Hb; cbn; [lra |].
  pose proof (IH (shift c) (beta - 1) (fun n => Hc (S n)) ltac:(lra)). pose proof (Hc O). nra.
Qed.

(** The lemma on weights: for tau = 3 (lead c t beta)/(beta + 1/2)^3 the left side is 3 (lead c t beta)^2/(beta + 1/2)^3. *)
Lemma squares_at_least t : forall c beta tau, (forall n, 0 <= c n) -> 0 <= tau -> - (1 / 2) <= beta ->
  2 * tau * lead c t beta - tau ^ 2 * ((beta + 1 / 2) ^ 3 / 3) <= squares c t.
Proof.
  induction t as [| t IH]; intros c beta tau Hc Ht Hb; cbn [lead squares].
  - assert (0 <= (beta + 1 / 2) ^ 3) by (apply pow_le; lra). assert (0 <= tau ^ 2) by apply pow2_ge_0.
    assert (0 <= tau ^ 2 * ((beta + 1 / 2) ^ 3 / 3)) by (apply Rmult_le_pos; lra). lra.
  - set (c0 := c O). assert (C0 : 0 <= c0) by apply Hc. assert (Hs : forall n, 0 <= shift c n) by (intros n; apply Hc).
    assert (Y : forall z, z <= (beta + 1 / 2) ^ 3 / 3 -> tau ^ 2 * z <= tau ^ 2 * ((beta + 1 / 2) ^ 3 / 3)).
    { intros z. apply Rmult_le_compat_l, pow2_ge_0. }
    pose proof (pow2_ge_0 (c0 - tau * beta)) as Sq. destruct (Rle_lt_dec (1 / 2) beta) as [Big | Small].
    + pose proof (IH (shift c) (beta - 1) tau Hs Ht ltac:(lra)) as I.
      pose proof (Y (beta ^ 2 + (beta - 1 + 1 / 2) ^ 3 / 3) ltac:(lra)). lra.
    + pose proof (lead_nonpos t (shift c) (beta - 1) Hs ltac:(lra)) as N. pose proof (squares_nonneg t (shift c)).
      assert (tau * lead (shift c) t (beta - 1) <= 0) by nra. destruct (Rle_lt_dec beta 0) as [B0 | B0].
      * pose proof (Y 0 ltac:(apply Rmult_le_pos; [apply pow_le |]; lra)). pose proof (pow2_ge_0 c0).
        assert (beta * c0 <= 0) by nra. assert (tau * (beta * c0) <= 0) by nra. lra.
      * assert (beta ^ 2 <= (beta + 1 / 2) ^ 3 / 3).
        { assert ((1 / 2 - beta) * (1 / 2 - beta) <= 1 / 2 * (1 / 2)) by (apply Rmult_le_compat; lra).
          assert ((1 / 2 - beta) * (1 / 2 - beta) * (1 / 2 - beta) <= 1 / 2 * (1 / 2) * (1 / 2)) by (apply Rmult_le_compat; nra). lra. }
        pose proof (Y _ H1). lra.
Qed.

Lemma lead_ext t : forall c d beta, (forall n, c n = d n) -> lead c t beta = lead d t beta.
Proof. induction t as [| t IH]; intros c d beta E; cbn; [reflexivity |]. rewrite E. f_equal. apply IH. intros n. apply E. Qed.

Lemma lead_linear t : forall u c v d beta, lead (fun n => u * c n + v * d n) t beta = u * lead c t beta + v * lead d t beta.
Proof.
  induction t as [| t IH]; intros u c v d beta; cbn; [ring |].
  rewrite (lead_ext t _ (fun n => u * shift c n + v * shift d n)), IH by reflexivity. ring.
Qed.

Lemma squares_ext t : forall c d, (forall n, c n = d n) -> squares c t = squares d t.
Proof. induction t as [| t IH]; intros c d E; cbn; [reflexivity |]. rewrite E. f_equal. apply IH. intros n. apply E. Qed.

Section Kernel.
Variables (b a : R) (K : nat).
Hypotheses (Hb : 0 <= b < 1) (Ha : 0 < a <= 1) (HK : (1 <= K)%nat).
Let rho := 1 - b ^ K.

(** The weights of noises in m^t, in -delta x^t, and in -delta y^{t,k}. *)
Definition in_m (n : nat) : R := a * (1 - a) ^ n.
Fixpoint in_x (n : nat) : R := match n with O => rho * in_m 0 | S n' => (1 - rho) * in_x n' + rho * in_m (S n') end.
Definition in_y (k n : nat) : R := (1 - b ^ k) * in_m n + b ^ k * match n with O => 0 | S n' => in_x n' end.

Lemma in_m_nonneg n : 0 <= in_m n.
Proof. apply Rmult_le_pos; [lra | apply pow_le; lra]. Qed.

Lemma in_x_nonneg n : 0 <= in_x n.
Proof.
  destruct (rho_range b K Hb HK) as [R1 R2]. fold rho in R1, R2.
  induction n as [| n IH]; cbn [in_x]; [apply Rmult_le_pos; [lra | apply in_m_nonneg] |].
  apply Rplus_le_le_0_compat; (apply Rmult_le_pos; [lra |]); [exact IH | apply in_m_nonneg].
Qed.

Lemma in_y_nonneg k n : 0 <= in_y k n.
Proof.
  destruct (power_range b Hb k) as [P1 P2]. unfold in_y.
  apply Rplus_le_le_0_compat; (apply Rmult_le_pos; [lra |]); [apply in_m_nonneg | destruct n; [lra | apply in_x_nonneg]].
Qed.

Lemma shift_m n : shift in_m n = (1 - a) * in_m n + 0 * in_m n.
Proof. unfold shift, in_m. cbn [pow]. ring. Qed.

Lemma shift_x n : shift in_x n = (1 - rho) * in_x n + rho * (1 - a) * in_m n.
Proof. unfold shift. cbn [in_x]. unfold in_m. cbn [pow]. ring. Qed.

Lemma shift_y k n : shift (in_y k) n = (1 - b ^ k) * (1 - a) * in_m n + b ^ k * in_x n.
Proof. unfold shift, in_y, in_m. cbn [pow]. ring. Qed.

(** Their masses are 1 and their means known, up to what is beyond t. *)
Lemma lead_m t : forall beta, beta <= INR t -> beta - (1 - a) / a <= lead in_m t beta.
Proof.
  assert (P : 0 <= (1 - a) / a) by (apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra]).
  induction t as [| t IH]; intros beta H; cbn [lead]; [cbn in H; lra |]. rewrite S_INR in H.
  rewrite (lead_ext t _ _ _ shift_m), lead_linear. pose proof (IH (beta - 1) ltac:(lra)) as I.
  assert ((1 - a) * (beta - 1 - (1 - a) / a) <= (1 - a) * lead in_m t (beta - 1)) by (apply Rmult_le_compat_l; lra).
  replace ((1 - a) * (beta - 1 - (1 - a) / a)) with (beta - (1 - a) / a - beta * a) in H0 by (field; lra).
  unfold in_m at 1. cbn [pow]. lra.
Qed.

Lemma lead_x t : forall beta, beta <= INR t -> beta - (1 - a) / a - (1 - rho) / rho <= lead in_x t beta.
Proof.
  destruct (rho_range b K Hb HK) as [R1 R2]. fold rho in R1, R2.
  assert (P : 0 <= (1 - a) / a) by (apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra]).
  assert (P' : 0 <= (1 - rho) / rho) by (apply Rmult_le_pos; [lra | left; now apply Rinv_0_lt_compat]).
  induction t as [| t IH]; intros beta H; [cbn in *; lra |]. pose proof (lead_m (S t) beta H) as Lm.
  cbn [lead] in *. rewrite (lead_ext t _ _ _ shift_m), lead_linear in Lm. rewrite S_INR in H.
  rewrite (lead_ext t _ _ _ shift_x), lead_linear. pose proof (IH (beta - 1) ltac:(lra)) as I. cbn [in_x].
  set (q := (1 - a) / a) in *. set (l := lead in_m t (beta - 1)) in *. set (i := in_m 0) in *.
  assert (I1 : (1 - rho) * (beta - 1 - q - (1 - rho) / rho) <= (1 - rho) * lead in_x t (beta - 1)) by (apply Rmult_le_compat_l; lra).
  assert (I2 : rho * (beta - q) <= rho * (beta * i + ((1 - a) * l + 0 * l))) by (apply Rmult_le_compat_l; lra).
  replace ((1 - rho) * (beta - 1 - q - (1 - rho) / rho)) with ((1 - rho) * (beta - q) - (1 - rho) / rho) in I1 by (field; lra).
  lra.
Qed.

Let inverse := / theta b a K.

Lemma inverse_eq : inverse = (1 - a) / a + / rho.
Proof. unfold inverse. rewrite inverse_theta by assumption. fold rho. field. destruct (rho_range b K Hb HK). unfold rho. lra. Qed.

Lemma lead_y k t beta : beta <= INR t -> beta - inverse + (1 - b ^ k) / rho <= lead (in_y k) (S t) beta.
Proof.
  intros H. destruct (rho_range b K Hb HK) as [R1 R2]. fold rho in R1, R2. destruct (power_range b Hb k) as [P1 P2].
  pose proof (lead_m (S t) beta ltac:(rewrite S_INR; lra)) as Lm. pose proof (lead_x t (beta - 1) ltac:(lra)) as Lx.
  cbn [lead] in *. rewrite (lead_ext t _ _ _ shift_m), lead_linear in Lm.
  rewrite (lead_ext t _ _ _ (shift_y k)), lead_linear, inverse_eq. unfold in_y at 1.
  set (q := (1 - a) / a) in *. set (l := lead in_m t (beta - 1)) in *. set (i := in_m 0) in *. set (B := b ^ k) in *.
  assert (I1 : B * (beta - 1 - q - (1 - rho) / rho) <= B * lead in_x t (beta - 1)) by (apply Rmult_le_compat_l; lra).
  assert (I2 : (1 - B) * (beta - q) <= (1 - B) * (beta * i + ((1 - a) * l + 0 * l))) by (apply Rmult_le_compat_l; lra).
  replace (B * (beta - 1 - q - (1 - rho) / rho)) with (B * (beta - q) - B / rho) in I1 by (field; lra).
  replace ((1 - B) / rho) with (/ rho - B / rho) by (field; lra). lra.
Qed.

(** For k = 0 the weights are those of -delta x, one round later. *)
Lemma squares_start t : squares (in_y 0) (S t) = squares in_x t.
Proof.
  cbn [squares]. rewrite (squares_ext t _ in_x); [unfold in_y; cbn; ring |].
  intros n. rewrite shift_y. cbn [pow]. ring.
Qed.

(** 1 - b^k is concave in k. *)
Lemma concave k : (k <= K)%nat -> INR k / INR K <= (1 - b ^ k) / rho.
Proof.
  intros Hk. destruct (rho_range b K Hb HK) as [R1 R2]. fold rho in R1, R2.
  assert (NK : 0 < INR K) by (apply (lt_INR 0); lia).
  assert (A : forall n k, (k <= n)%nat -> INR k * (1 - b) * b ^ n <= 1 - b ^ k).
  { intros n i. induction i as [| j IH]; intros Hj; [cbn; lra |]. specialize (IH ltac:(lia)). rewrite S_INR.
    assert (D : b ^ n <= b ^ j) by (eapply power_decreases; [eassumption.. | lia]).
    assert ((1 - b) * b ^ n <= (1 - b) * b ^ j) by (apply Rmult_le_compat_l; lra). cbn [pow]. lra. }
  assert (C : forall n, (k <= n)%nat -> INR k * (1 - b ^ n) <= INR n * (1 - b ^ k)).
  { intros n H. induction H as [| n H IH]; [lra |]. rewrite S_INR. cbn [pow]. specialize (A n k H). lra. }
  apply Rmult_le_reg_r with (INR K * rho); [now apply Rmult_lt_0_compat |].
  replace (INR k / INR K * (INR K * rho)) with (INR k * (1 - b ^ K)) by (unfold rho; field; lra).
  replace ((1 - b ^ k) / rho * (INR K * rho)) with (INR K * (1 - b ^ k)) by (field; lra). now apply C.
Qed.

(** One round, late enough. *)
Lemma squares_of_round t : 2 * inverse - 1 / 2 <= INR t ->
  INR K * (3 / 8 * theta b a K) <= sum K (fun k => squares (in_y k) (S t)).
Proof.
  intros H. assert (HT : 0 < theta b a K <= 1) by (apply theta_range; assumption). destruct HT as [T1 T2].
  set (th := theta b a K) in *. assert (NK : 0 < INR K) by (apply (lt_INR 0); lia).
  destruct (rho_range b K Hb HK) as [R1 R2]. fold rho in R1, R2.
  set (tau := 3 / 8 * th ^ 2). assert (Tau : 0 <= tau) by (unfold tau; pose proof (pow2_ge_0 th); lra).
  set (beta := 2 * inverse - 1 / 2). assert (I0 : 0 < inverse) by now apply Rinv_0_lt_compat.
  set (gain := fun k => match k with O => 1 | S _ => INR k / INR K end).
  assert (Each : forall k, (k < K)%nat ->
    2 * tau * (beta - inverse) - tau ^ 2 * ((2 * inverse) ^ 3 / 3) + 2 * tau * gain k <= squares (in_y k) (S t)).
  { intros k Hk. replace (2 * inverse) with (beta + 1 / 2) by (unfold beta; lra). destruct k as [| k].
    - rewrite squares_start. eapply Rle_trans; [| apply (squares_at_least t in_x beta tau); [exact in_x_nonneg | exact Tau | unfold beta; lra]].
      pose proof (lead_x t beta H) as Lx. cbn [gain].
      assert (2 * tau * (beta - inverse + 1) <= 2 * tau * lead in_x t beta); [| lra].
      apply Rmult_le_compat_l; [lra |]. rewrite inverse_eq. replace ((1 - rho) / rho) with (/ rho - 1) in Lx by (field; lra). lra.
    - eapply Rle_trans; [| apply (squares_at_least (S t) (in_y (S k)) beta tau); [apply in_y_nonneg | exact Tau | unfold beta; lra]].
      pose proof (lead_y (S k) t beta H) as Ly. pose proof (concave (S k) ltac:(lia)) as C. unfold gain.
      assert (2 * tau * (beta - inverse + INR (S k) / INR K) <= 2 * tau * lead (in_y (S k)) (S t) beta); [| lra].
      apply Rmult_le_compat_l; lra. }
  assert (Gains : forall n, (1 <= n)%nat -> sum n gain = 1 + INR n * (INR n - 1) / (2 * INR K)).
  { intros n Hn. induction Hn as [| n Hn IH]; [cbn; field; lra |]. cbn [sum]. rewrite IH. destruct n as [| n]; [lia |].
    unfold gain. rewrite !S_INR. field. lra. }
  pose proof (sum_at_least K _ _ Each) as Sum.
  assert (Split : forall n c d g, sum n (fun k => c + d * g k) = INR n * c + d * sum n g).
  { intros n c d g. induction n as [| n IH]; [cbn; ring |]. cbn [sum]. rewrite IH, S_INR. ring. }
  rewrite Split, Gains in Sum by exact HK. eapply Rle_trans; [| exact Sum].
  assert (E : 2 * tau * (beta - inverse) - tau ^ 2 * ((2 * inverse) ^ 3 / 3) = 3 / 8 * th - tau).
  { unfold beta, tau, inverse. fold th. field. lra. }
  rewrite E. replace (2 * tau * (1 + INR K * (INR K - 1) / (2 * INR K))) with (tau * (INR K + 1)) by (field; lra). lra.
Qed.

(** All rounds. *)
Lemma squares_of_rounds T : INR K * (3 / 8 * (INR T * theta b a K - 2 - theta b a K / 2))
  <= sum T (fun t => sum K (fun k => squares (in_y k) (S t))).
Proof.
  assert (HT : 0 < theta b a K <= 1) by (apply theta_range; assumption). destruct HT as [T1 T2].
  assert (NK : 0 < INR K) by (apply (lt_INR 0); lia).
  replace (INR K * (3 / 8 * (INR T * theta b a K - 2 - theta b a K / 2)))
    with (INR K * (3 / 8 * theta b a K) * (INR T - (2 * inverse - 1 / 2) - 1)) by (unfold inverse; field; lra).
  set (c := INR K * (3 / 8 * theta b a K)). assert (C : 0 < c) by (apply Rmult_lt_0_compat; lra).
  assert (Pos : forall t, 0 <= sum K (fun k => squares (in_y k) (S t))).
  { intros t. replace 0 with (INR K * 0) by ring. rewrite <- sum_constant. apply sum_at_least. intros k _. apply squares_nonneg. }
  assert (PosSum : forall n, 0 <= sum n (fun t => sum K (fun k => squares (in_y k) (S t)))).
  { induction n as [| n IH]; [cbn; lra |]. cbn [sum]. pose proof (Pos n). lra. }
  assert (I0 : 0 < inverse) by now apply Rinv_0_lt_compat. assert (I1 : 1 <= inverse).
  { unfold inverse. rewrite <- Rinv_1. apply Rinv_le_contravar; lra. }
  induction T as [| n IH]; [cbn [sum INR]; nra |]. destruct (Rle_lt_dec (2 * inverse - 1 / 2) (INR n)) as [Late | Early].
  - cbn [sum]. pose proof (squares_of_round n Late). fold c in H. rewrite S_INR. lra.
  - pose proof (PosSum (S n)). rewrite S_INR. nra.
Qed.
End Kernel.
