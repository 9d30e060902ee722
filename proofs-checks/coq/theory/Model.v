(** The assumptions can hold together: f(x) = x^2/2 and D(x) = d x^2/2 on the line, and coins for the noise.

    An outcome is a list of coins; a random number is a function of it. Draws come in the order (0, 0) .. (0, B - 1) for a batch,
    then (1, 0) .. (1, K), (2, 0) .. up to (T, K); each tosses one coin and adds plus or minus its standard deviation. *)
From Auxopt Require Export Theorems.

Definition outcome := list bool.

(** The mean over n fair coins. *)
Fixpoint mean (n : nat) (u : outcome -> R) : R :=
  match n with
  | O => u []
  | S n' => (mean n' (fun w => u (true :: w)) + mean n' (fun w => u (false :: w))) / 2
  end.

Lemma mean_ext n : forall u v, (forall w, u w = v w) -> mean n u = mean n v.
Proof. induction n as [| n IH]; intros u v E; cbn; [apply E |]. f_equal. f_equal; apply IH; intros; apply E. Qed.

Lemma mean_zero n : mean n (fun _ => 0) = 0.
Proof. induction n as [| n IH]; cbn; [reflexivity |]. rewrite IH. lra. Qed.

Lemma mean_add n : forall u v, mean n (fun w => u w + v w) = mean n u + mean n v.
Proof. induction n as [| n IH]; intros u v; cbn; [reflexivity |]. rewrite !IH. lra. Qed.

Lemma mean_scale n c : forall u, mean n (fun w => c * u w) = c * mean n u.
Proof. induction n as [| n IH]; intros u; cbn; [reflexivity |]. rewrite !IH. lra. Qed.

Lemma mean_pos n : forall u, (forall w, 0 <= u w) -> 0 <= mean n u.
Proof.
  induction n as [| n IH]; intros u H; cbn; [apply H |].
  pose proof (IH (fun w => u (true :: w)) (fun w => H _)). pose proof (IH (fun w => u (false :: w)) (fun w => H _)). lra.
Qed.

Lemma mean_constant n c : mean n (fun _ => c) = c.
Proof. induction n as [| n IH]; cbn; [reflexivity |]. rewrite IH. lra. Qed.

(** What changes its sign with coin p has mean 0. *)
Lemma mean_odd p : forall n g, (p < n)%nat ->
  (forall w1 w2, length w1 = p -> g (w1 ++ true :: w2) + g (w1 ++ false :: w2) = 0) -> mean n g = 0.
Proof.
  induction p as [| p IH]; intros [| n] g Hn H; try lia; cbn.
  - rewrite <- mean_add, (mean_ext n _ (fun _ => 0)), mean_zero; [lra |]. intros w. exact (H [] w eq_refl).
  - rewrite !IH; try lia; [lra | |]; intros w1 w2 E;
      [apply (H (false :: w1)) | apply (H (true :: w1))]; cbn; now rewrite E.
Qed.

Definition sign (b : bool) : R := if b then 1 else -1.
Definition coin (p : nat) (w : outcome) : R := sign (nth p w true).

Lemma coin_square p w : coin p w * coin p w = 1.
Proof. unfold coin, sign. destruct (nth p w true); lra. Qed.

Definition depends (n : nat) (u : outcome -> R) : Prop := forall w w', firstn n w = firstn n w' -> u w = u w'.

Lemma firstn_le n m (w w' : outcome) : (n <= m)%nat -> firstn m w = firstn m w' -> firstn n w = firstn n w'.
Proof. intros H E. replace n with (Nat.min n m) by lia. now rewrite <- !firstn_firstn, E. Qed.

Lemma depends_le n m u : (n <= m)%nat -> depends n u -> depends m u.
Proof. intros H D w w' E. apply D. now apply firstn_le with m. Qed.

Lemma depends_coin p : depends (S p) (coin p).
Proof.
  intros w w' E. unfold coin. f_equal. revert w w' E. induction p as [| p IH]; intros [| b w] [| b' w'] E; cbn in *;
    try discriminate; try congruence. injection E as _ E. now apply IH.
Qed.

Lemma mean_coin n p u : (p < n)%nat -> depends p u -> mean n (fun w => u w * coin p w) = 0.
Proof.
  intros Hp D. apply mean_odd with p; [exact Hp |]. intros w1 w2 E.
  assert (Du : u (w1 ++ true :: w2) = u (w1 ++ false :: w2)).
  { apply D. rewrite !firstn_app, E, Nat.sub_diag, !firstn_O. reflexivity. }
  unfold coin. rewrite !app_nth2, E, Nat.sub_diag by lia. rewrite Du. cbn. lra.
Qed.

Section Model.
(** T rounds of K steps, a batch of B draws; the standard deviations of the noises; the curvature d of D. *)
Variables (T K B : nat) (sD sh d : R).

Definition coins : nat := B + T * S K.

(** How many coins are tossed before the draw (t, k). *)
Definition tossed (t k : nat) : nat :=
  match t with O => Nat.min k B | S t' => B + t' * S K + Nat.min k (S K) end.

Lemma tossed_before t k s j : before t k s j -> (tossed t k <= tossed s j)%nat.
Proof.
  unfold tossed. intros [H | [-> H]]; destruct s as [| s]; try destruct t as [| t]; try lia.
  assert (t * S K + S K <= s * S K)%nat by nia. lia.
Qed.

Definition line : space.
Proof.
  refine {|
    vector := outcome -> R; zero := fun _ => 0; add := fun u v w => u w + v w; scale := fun c u w => c * u w;
    ip := fun u v => mean coins (fun w => u w * v w) |}.
  - intros u v. apply mean_ext. intros w. ring.
  - intros u. rewrite (mean_ext _ _ (fun _ => 0)); [apply mean_zero |]. intros w. ring.
  - intros u v w. rewrite <- mean_add. apply mean_ext. intros o. ring.
  - intros c u w. rewrite <- mean_scale. apply mean_ext. intros o. ring.
  - intros u. apply mean_pos. intros w. nra.
Defined.

(** The noise of coin p, as long as there is one. *)
Definition noise (s : R) (p : nat) : line := fun w => if p <? coins then s * coin p w else 0.

Lemma noise_known s p : depends (S p) (noise s p).
Proof. intros w w' E. unfold noise. destruct (p <? coins); [| reflexivity]. now rewrite (depends_coin p w w' E). Qed.

Lemma noise_unbiased s p (u : line) : depends p u -> ip u (noise s p) = 0.
Proof.
  intros D. cbn. unfold noise. destruct (Nat.ltb_spec p coins).
  - rewrite (mean_ext _ _ (fun w => s * (u w * coin p w))) by (intros; ring). rewrite mean_scale, mean_coin by assumption. ring.
  - rewrite (mean_ext _ _ (fun _ => 0)) by (intros; ring). apply mean_zero.
Qed.

Lemma noise_variance s p : (p < coins)%nat -> norm2 (noise s p) = s ^ 2.
Proof.
  intros H. unfold norm2. cbn. unfold noise. destruct (Nat.ltb_spec p coins); [| lia].
  rewrite (mean_ext _ _ (fun _ => s ^ 2)); [apply mean_constant |]. intros w.
  replace (s * coin p w * (s * coin p w)) with (s ^ 2 * (coin p w * coin p w)) by ring. rewrite coin_square. ring.
Qed.

Definition snapshot (t : nat) (v : line) : line :=
  match t with O => scale d v | S _ => add (scale d v) (noise sD (tossed t 0)) end.

Definition step (t k : nat) (v : line) : line :=
  match t with
  | O => scale (1 - d) v
  | S _ => if k <=? K then add (scale (1 - d) v) (noise sh (tossed t k)) else scale (1 - d) v
  end.

Lemma ip_noise (u v : line) s p : depends p u -> ip u (add v (noise s p)) = ip u v.
Proof. intros D. now rewrite ip_add_r, noise_unbiased, Rplus_0_r by assumption. Qed.

Lemma depends_add n (u v : line) : depends n u -> depends n v -> depends n (add u v).
Proof. intros Du Dv w w' E. cbn. now rewrite (Du w w' E), (Dv w w' E). Qed.

Lemma depends_scale n c (v : line) : depends n v -> depends n (scale c v).
Proof. intros D w w' E. cbn. now rewrite (D w w' E). Qed.

Definition quadratic : problem.
Proof.
  refine {|
    ambient := line; known := fun t k v => depends (tossed t k) v; value := fun v => norm2 v / 2; lower := 0;
    grad_f := fun v => v; grad_D := fun v => scale d v; sample_D := snapshot; sample_h := step |}.
  - intros v. pose proof (ip_pos v). unfold norm2. lra.
  - intros t k s j v H D. exact (depends_le _ _ _ (tossed_before _ _ _ _ H) D).
  - intros t k w w' _. reflexivity.
  - intros t k u v. apply depends_add.
  - intros t k c v. apply depends_scale.
  - intros t k v D. exact D.
  - intros t k v. apply depends_scale.
  - intros t v D. assert (D1 : depends (tossed t 1) (scale d v : line)).
    { apply depends_scale. eapply depends_le; [| exact D]. apply tossed_before. right; lia. }
    destruct t as [| t]; [exact D1 |]. apply depends_add; [exact D1 |].
    eapply depends_le; [| apply noise_known]. cbn [tossed]. lia.
  - intros t k v D. assert (D1 : depends (tossed t (S k)) (scale (1 - d) v : line)).
    { apply depends_scale. eapply depends_le; [| exact D]. apply tossed_before. right; lia. }
    destruct t as [| t]; [exact D1 |]. unfold step. destruct (Nat.leb_spec k K); [| exact D1].
    apply depends_add; [exact D1 |]. eapply depends_le; [| apply noise_known]. cbn [tossed]. lia.
  - intros t u v Du Dv. destruct t as [| t]; [reflexivity |]. now apply ip_noise.
  - intros t k u v _ Du Dv.
    assert (E : ip u (scale (1 - d) v : line) = ip u (sub v (scale d v))) by (rewrite ip_sub_r, !ip_scale_r; ring).
    destruct t as [| t]; [exact E |]. unfold step. destruct (k <=? K); [| exact E]. now rewrite ip_noise.
Defined.

Lemma quadratic_A1 : A1 quadratic 1.
Proof.
  change (forall u v : line, norm2 (add u v) / 2 <= norm2 u / 2 + ip u v + 1 / 2 * norm2 v).
  intros u v. expand_ip. order_ip. lra.
Qed.

Lemma quadratic_A2 : A2 quadratic d.
Proof.
  change (forall u v : line, norm2 (sub (scale d u) (scale d v)) <= d ^ 2 * norm2 (sub u v)).
  intros u v. expand_ip. order_ip. right. ring.
Qed.

Lemma quadratic_A5 : A5 quadratic d.
Proof.
  enough (E : forall t (u v : line), norm2 (sub (snapshot t u) (snapshot t v)) = d ^ 2 * norm2 (sub u v)).
  { intros t u v _ _. right. apply E. }
  intros t u v. destruct t as [| t]; cbn [snapshot]; expand_ip; order_ip; ring.
Qed.

Lemma quadratic_affine : affine_difference quadratic d.
Proof.
  exists (fun v => scale d v : line). repeat split.
  - change (forall u v : line, ip (scale d u) v = ip u (scale d v)). intros u v. now rewrite ip_scale, ip_scale_r.
  - intros t k v. apply (known_grad_D quadratic).
  - change (forall u v w : line, ip (sub (scale d u) (scale d v)) w = ip (scale d (sub u v)) w).
    intros u v w. expand_ip. ring.
  - change (forall v : line, norm2 (scale d v) <= d ^ 2 * norm2 v). intros v. right. expand_ip. ring.
Qed.

(** An oracle's error is its noise. *)
Lemma noise_of (v n : line) : norm2 (sub (add v n) v) = norm2 n.
Proof. expand_ip. order_ip. ring. Qed.

Lemma noise_of_step (v n : line) : norm2 (sub (add (scale (1 - d) v) n) (sub v (scale d v))) = norm2 n.
Proof. expand_ip. order_ip. ring. Qed.

(** A run: x^0 = 1, eta = 1/(2K), a = 1/2, and m^0 = 0, a batch mean, or first-snapshot. *)
Definition one : line := fun _ => 1.
Definition draw (i : nat) : line := add (scale d one) (noise sD i).

Definition example (v : variant) (s : start quadratic) : run := {|
  oracle := quadratic; kind := v; x0 := one : quadratic; init := s; eta := / (2 * INR K); a := 1 / 2; Algorithm.K := K |}.

Lemma norm2_one : norm2 one = 1.
Proof. unfold norm2, one. cbn. rewrite (mean_ext _ _ (fun _ => 1)); [apply mean_constant | intros; ring]. Qed.

Hypotheses (T_pos : (1 <= T)%nat) (K_pos : (1 <= K)%nat) (B_pos : (1 <= B)%nat).

Lemma in_range t k : (t < T)%nat -> (k <= K)%nat -> (tossed (S t) k < coins)%nat.
Proof. intros Ht Hk. unfold tossed, coins. assert (t * S K + S K <= T * S K)%nat by nia. lia. Qed.

Lemma example_assumptions v s : assumptions (example v s) v T 1 (sD ^ 2) (sh ^ 2) (1 / 2).
Proof.
  assert (HK : 1 <= INR K) by (apply (le_INR 1); exact K_pos).
  constructor; cbn [example oracle kind eta a Algorithm.K x0]; try assumption; try reflexivity; try lra.
  - apply Rinv_0_lt_compat. lra.
  - intros w w' _. reflexivity.
  - exact quadratic_A1.
  - intros t Ht. right. rewrite <- (noise_variance sD (tossed (S t) 0)) by (apply in_range; lia).
    apply noise_of.
  - intros t k Ht Hk. right. rewrite <- (noise_variance sh (tossed (S t) (S k))) by (apply in_range; cbn in *; lia).
    cbn [example Algorithm.K] in Hk. set (p := y _ _ _).
    change (norm2 (sub (step (S t) (S k) p) (sub p (scale d p : line))) = norm2 (noise sh (tossed (S t) (S k)))).
    unfold step. destruct (Nat.leb_spec (S k) K); [| lia]. apply noise_of_step.
  - change (norm2 one / 2 - 0 <= 1 / 2). rewrite norm2_one. lra.
Qed.

Lemma example_given v : given_start (example v (given (zero : line))) (d ^ 2).
Proof.
  exists (zero : line). split; [reflexivity |]. split; [intros w w' _; reflexivity |].
  right. change (norm2 (sub zero (scale d one) : line) = d ^ 2). expand_ip. rewrite (norm2_one : ip one one = 1). ring.
Qed.

Lemma example_batch v : batch_start (example v (given (scale (/ INR B) (vector_sum B draw)))) B (sD ^ 2).
Proof.
  split; [exact B_pos |]. exists draw. split; [reflexivity |]. intros i Hi.
  assert (E0 : tossed 0 i = i) by (unfold tossed; lia). assert (E1 : tossed 0 (S i) = S i) by (unfold tossed; lia).
  split; [| split].
  - unfold known. cbn [quadratic oracle example]. rewrite E1. intros w w' E. unfold draw. cbn [add scale line].
    f_equal. apply noise_known. exact E.
  - unfold known. cbn [quadratic oracle example]. rewrite E0. intros u Du. now apply ip_noise.
  - right. rewrite <- (noise_variance sD i) by (unfold coins; lia). apply noise_of.
Qed.

Lemma example_first_snapshot v : first_snapshot_start (example v first_snapshot) (sD ^ 2).
Proof.
  split; [reflexivity |]. right. rewrite <- (noise_variance sD (tossed 1 0)) by (apply in_range; lia).
  apply noise_of.
Qed.
End Model.

(** All assumptions hold together, under the condition of each theorem, for every start, with noise of any variance. *)
Theorem consistent (v : variant) (T K B : nat) (sD sh : R) :
  (1 <= T)%nat -> (1 <= K)%nat -> (1 <= B)%nat ->
  let holds (r : run) :=
    assumptions r v T 1 (sD ^ 2) (sh ^ 2) (1 / 2) /\
    A2 r (1 / 4) /\ A5 r (1 / 4) /\ affine_difference r (1 / 4) /\
    MOM_1_condition r 1 (1 / 4) /\ MOM_2_condition r 1 (1 / 4) /\ MOM_3_condition r 1 (1 / 4) /\ MVR_1_condition r 1 (1 / 4) in
  (exists r, holds r /\ given_start r ((1 / 4) ^ 2)) /\
  (exists r, holds r /\ batch_start r B (sD ^ 2)) /\
  (exists r, holds r /\ first_snapshot_start r (sD ^ 2)).
Proof.
  intros HT HK HB holds.
  assert (all : forall s, holds (example T K B sD sh (1 / 4) v s)).
  { intros s. assert (1 <= INR K) by (apply (le_INR 1); exact HK).
    assert (E : (/ (2 * INR K)) ^ 2 * INR K ^ 2 = 1 / 4) by (field; lra).
    assert (2 * 1 * / (2 * INR K) <= 1).
    { rewrite Rmult_1_r, Rinv_mult. apply Rmult_le_reg_l with (INR K); [lra |]. field_simplify; lra. }
    split; [apply example_assumptions; assumption |]. split; [apply quadratic_A2 |]. split; [apply quadratic_A5 |].
    split; [apply quadratic_affine |].
    unfold MOM_1_condition, MOM_2_condition, MOM_3_condition, MVR_1_condition.
    cbn [example eta a Algorithm.K]. repeat split; left; (split; [assumption |]); rewrite ?Rmult_assoc, E; lra. }
  repeat split; eexists; (split; [apply all |]).
  - apply example_given.
  - apply example_batch; assumption.
  - apply example_first_snapshot; assumption.
Qed.
