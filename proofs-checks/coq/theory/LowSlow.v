(** Slow members of AuxMOM's class, without noise: D has curvature -delta near the start, so that a round moves by little. *)
From Auxopt Require Export Member.

(** Geometric weights of a round. *)
Section Weights.
Variables (b a : R) (K : nat).
Hypotheses (Hb : 0 <= b < 1) (Ha : 0 < a <= 1) (HK : (1 <= K)%nat).
Let rho := 1 - b ^ K.

Lemma power_range k : 0 <= b ^ k <= 1.
Proof.
  induction k as [| k [I1 I2]]; cbn [pow]; [lra |]. split; [apply Rmult_le_pos; lra |].
  rewrite <- (Rmult_1_r 1). apply Rmult_le_compat; lra.
Qed.

Lemma power_decreases k n : (k <= n)%nat -> b ^ n <= b ^ k.
Proof.
  intros H. replace n with (k + (n - k))%nat by lia. rewrite pow_add. rewrite <- (Rmult_1_r (b ^ k)) at 2.
  apply Rmult_le_compat_l; apply power_range.
Qed.

Lemma rho_range : 0 < rho <= 1.
Proof.
  unfold rho. pose proof (power_range K). pose proof (power_decreases 1 K HK) as H1. rewrite pow_1 in H1. lra.
Qed.

(** theta: 1/theta = 1/a + 1/rho - 1. *)
Definition theta : R := a * rho / (a + rho - a * rho).

Lemma denominator_pos : 0 < a + rho - a * rho.
Proof. destruct rho_range as [R1 R2]. assert (a * rho <= a * 1) by (apply Rmult_le_compat_l; lra). lra. Qed.

Lemma theta_range : 0 < theta <= 1.
Proof.
  pose proof denominator_pos. destruct rho_range as [R1 R2]. unfold theta. split.
  - apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra | now apply Rinv_0_lt_compat].
  - apply Rmult_le_reg_r with (a + rho - a * rho); [assumption |].
    replace (a * rho / (a + rho - a * rho) * (a + rho - a * rho)) with (a * rho) by (field; lra).
    assert (a * rho <= a * 1) by (apply Rmult_le_compat_l; lra).
    assert (a * rho <= 1 * rho) by (apply Rmult_le_compat_r; lra). lra.
Qed.

Lemma inverse_theta : / theta = / a + / rho - 1.
Proof. pose proof denominator_pos. destruct rho_range as [R1 R2]. unfold theta. field. repeat split; lra. Qed.

(** How far a round goes at most, relative to the first: bar 0 = 1. *)
Fixpoint bar (n : nat) : R := match n with O => 1 | S n' => (1 - a) * (1 - rho) * bar n' + a end.

Lemma bar_range n : 0 <= bar n <= 1.
Proof.
  destruct rho_range as [R1 R2]. assert (P : 0 <= (1 - a) * (1 - rho) <= 1 - a).
  { split; [apply Rmult_le_pos; lra |]. rewrite <- (Rmult_1_r (1 - a)) at 2. apply Rmult_le_compat_l; lra. }
  induction n as [| n [I1 I2]]; cbn [bar]; [lra |].
  assert (0 <= (1 - a) * (1 - rho) * bar n) by (apply Rmult_le_pos; lra).
  assert ((1 - a) * (1 - rho) * bar n <= (1 - a) * (1 - rho) * 1) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Definition moved (n : nat) : R := rho * sum n bar.

Lemma moved_grows n k : (n <= k)%nat -> moved n <= moved k.
Proof.
  intros H. unfold moved. destruct rho_range. apply Rmult_le_compat_l; [lra |].
  induction H as [| k H IH]; [lra |]. cbn [sum]. pose proof (bar_range k). lra.
Qed.

Lemma moved_nonneg n : 0 <= moved n.
Proof. pose proof (moved_grows 0 n (Nat.le_0_l n)) as H. unfold moved in *. cbn [sum] in H. lra. Qed.

Lemma moved_at_most n : moved n <= INR n * theta + 1 - theta.
Proof.
  pose proof denominator_pos as Hs. destruct rho_range as [R1 R2]. set (s := a + rho - a * rho) in *.
  assert (Sum : s * sum n bar = 1 - bar n + a * INR n).
  { induction n as [| n IH]; [cbn; ring |]. cbn [sum bar]. rewrite Rmult_plus_distr_l, IH, S_INR. unfold s. ring. }
  assert (Low : forall k, a / s <= bar k).
  { assert (E : a / s = (1 - a) * (1 - rho) * (a / s) + a) by (unfold s; field; unfold s in Hs; lra).
    induction k as [| k IH]; cbn [bar].
    - apply Rmult_le_reg_r with s; [exact Hs |]. replace (a / s * s) with a by (field; lra).
      assert (0 <= (1 - a) * rho) by (apply Rmult_le_pos; lra). unfold s. lra.
    - rewrite E. apply Rplus_le_compat_r, Rmult_le_compat_l; [apply Rmult_le_pos; lra | exact IH]. }
  assert (Et : theta = a * rho / s) by reflexivity.
  apply Rmult_le_reg_l with (s * s); [now apply Rmult_lt_0_compat |].
  replace (s * s * moved n) with (s * rho * (1 - bar n + a * INR n)) by (rewrite <- Sum; unfold moved; ring).
  replace (s * s * (INR n * theta + 1 - theta)) with (s * (a * rho) * INR n + (s * s - s * (a * rho))) by (rewrite Et; field; lra).
  enough (s * rho * (1 - bar n) <= s * s - s * (a * rho)) by lra.
  assert (s * rho * (1 - bar n) <= s * rho * (1 - a / s)).
  { apply Rmult_le_compat_l; [apply Rmult_le_pos; lra |]. pose proof (Low n). lra. }
  replace (s * rho * (1 - a / s)) with (rho * (rho - a * rho)) in H by (unfold s; field; unfold s in Hs; lra).
  assert (Q : 0 <= a * (1 - rho)) by (apply Rmult_le_pos; lra). assert (Q' : 0 <= rho * (1 - a)) by (apply Rmult_le_pos; lra).
  replace (s * s - s * (a * rho)) with ((rho + a * (1 - rho)) * (rho * (1 - a) + a * (1 - rho))) by (unfold s; ring).
  assert (rho * (rho * (1 - a)) <= (rho + a * (1 - rho)) * (rho * (1 - a) + a * (1 - rho))).
  { apply Rmult_le_compat; lra. }
  lra.
Qed.
End Weights.

(** A run on f with D = f - delta x^2/2, so that h = delta x^2/2: it stays between its start and where rounds of slope g lead to. *)
Section Slow.
Variables (T K : nat) (f f' : R -> R) (delta eta a p0 g : R).
Hypothesis f_nonneg : forall p, 0 <= f p.
Hypotheses (Hd : 0 < delta) (He : 0 < eta) (Hb : 0 <= 1 - eta * delta) (Ha : 0 < a <= 1) (HK : (1 <= K)%nat).
Let b := 1 - eta * delta.
Let M := moved b a K.
Let far := p0 - g * M T / delta.
Hypothesis Hg : 0 <= g.
Hypothesis slopes : forall p, far <= p <= p0 -> 0 <= f' p <= g.

Definition slow_D' (p : R) : R := f' p - delta * p.
Definition slow_problem : problem := line_problem T K 0 0 0 f f' slow_D' 0 f_nonneg.
Definition slow_run : run := line_run T K 0 0 0 f f' slow_D' 0 f_nonneg AuxMOM p0 (given (point T K 0 (slow_D' p0) : slow_problem)) eta a.
Notation r := slow_run.
Let rho := 1 - b ^ K.

Lemma b_range : 0 <= b < 1.
Proof. unfold b. assert (0 < eta * delta) by now apply Rmult_lt_0_compat. lra. Qed.

Lemma slow_correction t w : m r (S t) w = (1 - a) * m r t w + a * (f' (x r t w) - delta * x r t w).
Proof.
  assert (E := line_m T K 0 0 0 f f' slow_D' 0 f_nonneg p0 eta a (point T K 0 (slow_D' p0)) t w).
  change (m r (S t) w = (1 - a) * m r t w + a * (f' (x r t w) - delta * x r t w + noise T K 0 0 (S t) 0 w)) in E.
  rewrite E, silent. ring.
Qed.

Lemma slow_local t k w : y r (S t) k w = x r t w - (1 - b ^ k) * ((delta * x r t w + m r (S t) w) / delta).
Proof.
  induction k as [| k IH]; [change (y r (S t) 0 w) with (x r t w); cbn [pow]; field; lra |].
  assert (E := line_y T K 0 0 0 f f' slow_D' 0 f_nonneg p0 eta a (point T K 0 (slow_D' p0)) t k w).
  change (y r (S t) (S k) w = y r (S t) k w
    - eta * (f' (y r (S t) k w) - (f' (y r (S t) k w) - delta * y r (S t) k w) + noise T K 0 0 (S t) (S k) w + m r (S t) w)) in E.
  rewrite E, silent, IH. change (b ^ S k) with (b * b ^ k). generalize (b ^ k). intros B. unfold b. field. lra.
Qed.

Lemma slow_next t w : x r (S t) w = x r t w - rho * ((delta * x r t w + m r (S t) w) / delta).
Proof.
  assert (E := line_x T K 0 0 0 f f' slow_D' 0 f_nonneg p0 eta a (point T K 0 (slow_D' p0)) t w).
  change (x r (S t) w = y r (S t) K w) in E. now rewrite E, slow_local.
Qed.

(** Rounds move away from the start, each by at most g rho bar/delta. *)
Lemma slow_rounds t w : (t <= T)%nat -> p0 - g * M t / delta <= x r t w <= p0 /\
  0 <= delta * x r t w + m r (S t) w <= g * bar b a K t.
Proof.
  pose proof b_range as Rb. destruct (rho_range b K Rb HK) as [R1 R2]. fold rho in R1, R2.
  assert (Far : forall t, (t <= T)%nat -> far <= p0 - g * M t / delta).
  { intros i Hi. unfold far. enough (g * M i / delta <= g * M T / delta) by lra.
    apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat |]. apply Rmult_le_compat_l; [exact Hg |].
    now apply moved_grows. }
  induction t as [| t IH]; intros Ht.
  - assert (X : x r 0 w = p0) by reflexivity. assert (m r 0 w = f' p0 - delta * p0) by reflexivity.
    assert (M0 : M 0 = 0) by (unfold M, moved; cbn [sum]; ring). pose proof (Far 0%nat Ht) as F0.
    rewrite M0 in *. unfold Rdiv in *. rewrite Rmult_0_r, Rmult_0_l, Rminus_0_r in *.
    destruct (slopes p0) as [S1 S2]; [lra |]. rewrite slow_correction, X, H. cbn [bar]. split; lra.
  - destruct IH as [[X1 X2] [Q1 Q2]]; [lia |].
    assert (E := slow_next t w). set (q := delta * x r t w + m r (S t) w) in *.
    assert (D1 : 0 <= rho * (q / delta)).
    { apply Rmult_le_pos; [lra |]. apply Rmult_le_pos; [exact Q1 | left; now apply Rinv_0_lt_compat]. }
    assert (D2 : rho * (q / delta) <= g * (rho * bar b a K t) / delta).
    { replace (g * (rho * bar b a K t) / delta) with (rho * (g * bar b a K t / delta)) by (field; lra).
      apply Rmult_le_compat_l; [lra |]. apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat | exact Q2]. }
    assert (EM : g * M (S t) / delta = g * M t / delta + g * (rho * bar b a K t) / delta).
    { unfold M, moved. cbn [sum]. fold rho. field. lra. }
    assert (XX : p0 - g * M (S t) / delta <= x r (S t) w <= p0) by lra. split; [exact XX |].
    destruct (slopes (x r (S t) w)) as [S1 S2]; [pose proof (Far (S t) Ht); lra |].
    assert (Eq : delta * x r (S t) w + m r (S (S t)) w = (1 - a) * ((1 - rho) * q) + a * f' (x r (S t) w)).
    { rewrite slow_correction, E. unfold q. field. lra. }
    rewrite Eq. cbn [bar]. fold rho. assert (B0 : 0 <= (1 - a) * (1 - rho)) by (apply Rmult_le_pos; lra).
    assert ((1 - a) * (1 - rho) * q <= (1 - a) * (1 - rho) * (g * bar b a K t)) by (apply Rmult_le_compat_l; lra).
    assert (0 <= (1 - a) * (1 - rho) * q) by (apply Rmult_le_pos; lra).
    assert (0 <= a * f' (x r (S t) w)) by (apply Rmult_le_pos; lra).
    assert (a * f' (x r (S t) w) <= a * g) by (apply Rmult_le_compat_l; lra). split; lra.
Qed.

Lemma slow_points t k w : (t < T)%nat -> (k <= K)%nat -> far <= y r (S t) k w <= p0.
Proof.
  intros Ht Hk. pose proof b_range as Rb. destruct (slow_rounds t w) as [[X1 X2] [Q1 Q2]]; [lia |].
  destruct (slow_rounds (S t) w) as [[Y1 Y2] _]; [lia |]. rewrite slow_next in Y1. rewrite slow_local.
  set (q := (delta * x r t w + m r (S t) w) / delta) in *.
  assert (Q : 0 <= q) by (apply Rmult_le_pos; [exact Q1 | left; now apply Rinv_0_lt_compat]).
  pose proof (power_range b Rb k) as [P1 P2]. assert (b ^ K <= b ^ k) by (eapply power_decreases; eassumption).
  assert (0 <= (1 - b ^ k) * q) by (apply Rmult_le_pos; lra).
  assert ((1 - b ^ k) * q <= rho * q) by (apply Rmult_le_compat_r; unfold rho; lra).
  assert (g * M (S t) / delta <= g * M T / delta).
  { apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat |]. apply Rmult_le_compat_l; [exact Hg |].
    now apply moved_grows. }
  unfold far. lra.
Qed.
End Slow.
