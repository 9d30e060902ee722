(** Every iterate of heavy ball: Huber's function, of which it reaches only the linear part, or a parabola on which it swings out. *)
From Auxopt Require Export Filters LowIterates.

(** sum_{i<n} (1 + beta + ... + beta^{i-1}). *)
Definition travel (beta : R) (n : nat) : R := sum n (fun i => sum i (fun j => beta ^ j)).

Lemma powers_nonneg beta n : 0 <= beta -> 0 <= sum n (fun j => beta ^ j).
Proof. intros Hb. induction n as [| n IH]; cbn [sum]; [lra |]. pose proof (pow_le beta n Hb). lra. Qed.

Lemma powers_next beta n : sum (S n) (fun j => beta ^ j) = beta * sum n (fun j => beta ^ j) + 1.
Proof.
  induction n as [| n IH]; [cbn; ring |].
  change (sum (S n) (fun j => beta ^ j) + beta * beta ^ n = beta * (sum n (fun j => beta ^ j) + beta ^ n) + 1). rewrite IH. ring.
Qed.

Lemma travel_le beta m n : 0 <= beta -> (m <= n)%nat -> travel beta m <= travel beta n.
Proof. intros Hb H. induction H as [| n H IH]; [lra |]. pose proof (powers_nonneg beta n Hb). unfold travel in *. cbn [sum]. lra. Qed.

Lemma travel_at_most beta n : 0 <= beta < 1 -> travel beta (S n) * (1 - beta) <= INR n.
Proof.
  intros Hb. assert (E : forall i, sum i (fun j => beta ^ j) * (1 - beta) = 1 - beta ^ i).
  { induction i as [| i IH]; [cbn; ring |]. cbn [sum pow]. rewrite Rmult_plus_distr_r, IH. ring. }
  unfold travel. induction n as [| n IH]; [cbn; lra |]. rewrite S_INR. change (sum (S (S n)) ?f) with (sum (S n) f + f (S n)).
  rewrite Rmult_plus_distr_r, E. pose proof (pow_le beta (S n) ltac:(lra)). lra.
Qed.

Section HeavyBall.
Variables (L F0 eta beta : R) (T : nat).
Hypotheses (HL : 0 < L) (HF : 0 <= F0) (He : 0 < eta) (Hb : 0 <= beta) (HT : (1 <= T)%nat).

(** Steps without noise on the line. *)
Section Steps.
Variables (sf p : R) (f f' : R -> R).
Hypotheses (Hsf : sf = 0) (f_nonneg : forall q, 0 <= f q).
Let P := sgd_problem T f f' f_nonneg.
Let sample := sgd_sample T sf f f' f_nonneg.
Let x0 := sgd_point T f f' p f_nonneg.
Notation state := (moving P sample x0 0 eta beta).

Lemma ball_v t w : snd (state (S t)) w = beta * snd (state t) w + f' (fst (state t) w).
Proof.
  cbn [moving]. destruct (moving _ _ _ _ _ _ t) as [x v]. cbn [fst snd].
  change (beta * v w + (f' (x w) + noise T 0 0 sf (S t) 0 w) = beta * v w + f' (x w)). rewrite Hsf, silent. ring.
Qed.

Lemma ball_x t w : fst (state (S t)) w = fst (state t) w - eta * snd (state (S t)) w.
Proof.
  cbn [moving]. destruct (moving _ _ _ _ _ _ t) as [x v]. cbn [fst snd].
  change (x w + -1 * (0 * sample (S t) x w + eta * (beta * v w + sample (S t) x w)) = x w - eta * (beta * v w + sample (S t) x w)). ring.
Qed.

(** Where eta L >= 2 (1 + beta), it swings out on L x^2/2. *)
Lemma swings_out t w : 2 * (1 + beta) <= eta * L -> (forall q, f' q = L * q) -> 0 <= p ->
  exists s, s ^ 2 = 1 /\ p <= s * fst (state t) w /\ - eta * (s * snd (state t) w) <= 2 * (s * fst (state t) w).
Proof.
  intros Hu E Hp. induction t as [| t (s & S1 & Out & Slow)].
  - exists 1. change (1 ^ 2 = 1 /\ p <= 1 * p /\ - eta * (1 * 0) <= 2 * (1 * p)). lra.
  - exists (- s). rewrite ball_x, ball_v, E. set (x := s * fst (state t) w) in *. set (v := s * snd (state t) w) in *.
    replace (- s * (fst (state t) w - eta * (beta * snd (state t) w + L * fst (state t) w))) with (eta * L * x - x - beta * (- eta * v))
      by (unfold x, v; ring).
    replace (- eta * (- s * (beta * snd (state t) w + L * fst (state t) w))) with (eta * L * x - beta * (- eta * v)) by (unfold x, v; ring).
    assert (beta * (- eta * v) <= beta * (2 * x)) by (apply Rmult_le_compat_l; assumption).
    assert (2 * (1 + beta) * x <= eta * L * x) by (apply Rmult_le_compat_r; lra). repeat split; [rewrite <- S1; ring | lra | lra].
Qed.
End Steps.

Notation far := (travel beta T).

Lemma far_nonneg : 0 <= far.
Proof. apply (travel_le beta 0); [exact Hb | apply Nat.le_0_l]. Qed.

(** On the linear part of Huber's function the steps grow as 1 + beta + ... *)
Let g := sqrt (F0 / (/ (2 * L) + eta * far)).
Let P := sgd_problem T _ (fun q => clip g (L * q)) (huber_nonneg L g HL (g_nonneg L F0 eta far)).
Let sample := sgd_sample T 0 _ (fun q => clip g (L * q)) (huber_nonneg L g HL (g_nonneg L F0 eta far)).
Let p0 := g / L + eta * g * far.
Let x0 := sgd_point T _ (fun q => clip g (L * q)) p0 (huber_nonneg L g HL (g_nonneg L F0 eta far)).

Lemma glides t w : (t < T)%nat -> momentum P sample x0 0 eta beta t w = p0 - eta * g * travel beta (S t) /\
  snd (moving P sample x0 0 eta beta t) w = g * sum t (fun j => beta ^ j).
Proof.
  induction t as [| t IH]; intros Ht; [split; [change (p0 = p0 - eta * g * (0 + 0)) | change (0 = g * 0)]; ring |].
  destruct (IH ltac:(lia)) as [X V]. unfold momentum in *.
  assert (V' : snd (moving P sample x0 0 eta beta (S t)) w = g * sum (S t) (fun j => beta ^ j)).
  { etransitivity; [apply (ball_v 0 p0 _ _ eq_refl) |]. fold P sample x0. rewrite V, powers_next.
    rewrite (linear_gradient L F0 eta far T HL He (travel beta (S t)) w) by first [exact X | apply travel_le; [exact Hb | lia]]. fold g. ring. }
  split; [| exact V']. etransitivity; [apply (ball_x 0 p0) |]. fold P sample x0. rewrite V', X. unfold travel. cbn [sum]. ring.
Qed.
End HeavyBall.

Lemma class_of P sample_f x0 eta T L varf F0 : sgd_assumptions P sample_f x0 eta T L varf F0 -> smooth_target P L ->
  (forall t v, norm2 (sub (sample_f t v) (grad_f v)) <= varf) -> target_class P sample_f x0 L varf F0.
Proof. intros A. destruct A. now constructor. Qed.

Theorem LOW_HB_ITERATES L F0 T : LOW_HB_ITERATES_statement L F0 T.
Proof.
  intros HL HF HT eta beta He Hb M. change M with (travel beta T). pose proof (far_nonneg beta T Hb) as Hfar.
  assert (LF : 0 <= 2 * L * F0) by (repeat apply Rmult_le_pos; lra).
  (* the second floor is the smaller one *)
  enough (H : exists (P : problem) (sample_f : nat -> P -> P) (x0 : P), target_class P sample_f x0 L 0 F0 /\
    2 * L * F0 / (4 * (1 + beta) * travel beta T + 1) <= least (pred T) (fun t => norm2 (grad_f (momentum P sample_f x0 0 eta beta t)))).
  { destruct H as (P & g & x & C & H). exists P, g, x. split; [exact C |]. split; [exact H |]. intros B1. eapply Rle_trans; [| exact H].
    destruct T as [| n]; [lia |]. pose proof (travel_at_most beta n ltac:(lra)) as A. rewrite S_INR.
    set (m := travel beta (S n)) in *. assert (0 <= 4 * (1 + beta) * m) by (apply Rmult_le_pos; [lra | exact Hfar]).
    pose proof (pos_INR n). assert (0 <= 4 * (1 + beta) * INR n) by (repeat apply Rmult_le_pos; lra).
    replace (2 * L * F0 / (4 * (1 + beta) * m + 1)) with (2 * L * F0 * (1 - beta) * / ((4 * (1 + beta) * m + 1) * (1 - beta))) by (field; lra).
    apply Rmult_le_compat_l; [apply Rmult_le_pos; lra |]. apply Rinv_le_contravar; [apply Rmult_lt_0_compat; lra |].
    assert (4 * (1 + beta) * (m * (1 - beta)) <= 4 * (1 + beta) * INR n) by (apply Rmult_le_compat_l; lra). lra. }
  destruct (Rle_lt_dec (2 * (1 + beta)) (eta * L)) as [Hu | Hu].
  - pose proof (parabola_assumed L 0 F0 1 T HL (Rle_refl 0) HF Rlt_0_1 HT) as A. do 3 eexists.
    split; [apply (class_of _ _ _ _ _ _ _ _ A); [now apply parabola_target |] |].
    { intros t v. eapply Rle_trans; [now apply sample_error | rewrite sqrt_0; lra]. }
    apply least_at_least. intros t Ht. apply Rle_trans with (2 * L * F0).
    + rewrite <- (Rdiv_1_r (2 * L * F0)) at 2. apply Rmult_le_compat_l; [exact LF |].
      assert (0 <= 4 * (1 + beta) * travel beta T) by (apply Rmult_le_pos; lra). apply Rinv_le_contravar; lra.
    + rewrite <- (p0_square L F0 HL HF), <- Rpow_mult_distr, <- (norm2_point T 0 0). apply norm2_le. intros w.
      unfold momentum.
      destruct (swings_out L eta beta T Hb _ (sqrt (2 * F0 / L)) _ (fun p => L * p) sqrt_0 (parabola_nonneg L HL) t w Hu) as (s & S1 & Out & _);
        [reflexivity | apply sqrt_pos |].
      set (X := fst _) in *. change ((L * sqrt (2 * F0 / L)) ^ 2 <= (L * X w) ^ 2).
      replace ((L * X w) ^ 2) with ((L * (s * X w)) ^ 2) by (replace ((L * X w) ^ 2) with (s ^ 2 * (L * X w) ^ 2) by (rewrite S1; ring); ring).
      pose proof (sqrt_pos (2 * F0 / L)). apply pow_incr. split; [apply Rmult_le_pos; lra | apply Rmult_le_compat_l; lra].
  - do 3 eexists. split; [apply (class_of _ _ _ _ _ _ _ _ (huber_assumed L F0 eta _ T HL HF He Hfar HT)); [now apply huber_target |] |].
    { intros t v. replace 0 with (0 ^ 2) at 2 by ring. now apply sample_error. }
    apply least_at_least. intros t Ht. rewrite linear_square with (d := travel beta (S t)); try assumption.
    + apply slope; lra.
    + apply travel_le; [exact Hb | lia].
    + intros w. apply glides; try assumption; lia.
Qed.
