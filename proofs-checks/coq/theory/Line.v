(** Problems on the line: f and D are functions of one number, and every draw tosses a fair coin for its noise.

    An outcome is a list of coins; a random number is a function of it. Draws come in the order (0, 0) .. (0, B - 1) for a batch,
    then (1, 0) .. (1, K), (2, 0) .. up to (T, K); each tosses one coin and adds plus or minus its standard deviation. *)
From Auxopt Require Export Classes Horizon.

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

Open Scope bool_scope.

Section Line.
(** T rounds of K steps, a batch of B draws; the standard deviations of the noises; f with its derivative and a lower bound, and the
    derivative of D. *)
Variables (T K B : nat) (sD sh : R) (f f' D' : R -> R) (low : R).
Hypothesis low_f : forall p, low <= f p.

Definition coins : nat := B + T * S K.

(** How many coins are tossed before the draw (t, k). *)
Definition tossed (t k : nat) : nat :=
  match t with O => Nat.min k B | S t' => B + t' * S K + Nat.min k (S K) end.

Lemma tossed_before t k s j : before t k s j -> (tossed t k <= tossed s j)%nat.
Proof.
  unfold tossed. intros [H | [-> H]]; destruct s as [| s]; try destruct t as [| t]; try lia.
  assert (t * S K + S K <= s * S K)%nat by nia. lia.
Qed.

(** Random numbers, with E[u v]. *)
Definition line : space.
Proof.
  refine {|
    vector := outcome -> R; zero := fun _ => 0; add := fun u v w => u w + v w; scale := fun c u w => c * u w;
    ip := fun u v => mean coins (fun w => u w * v w) |}.
  - intros u v. apply mean_ext. intros. ring.
  - intros u. rewrite (mean_ext _ _ (fun _ => 0)) by (intros; ring). apply mean_zero.
  - intros u v w. rewrite <- mean_add. apply mean_ext. intros. ring.
  - intros c u w. rewrite <- mean_scale. apply mean_ext. intros. ring.
  - intros u. apply mean_pos. intros w. nra.
Defined.

Lemma norm2_ext (u v : line) : (forall w, u w = v w) -> norm2 u = norm2 v.
Proof. intros E. apply mean_ext. intros w. now rewrite E. Qed.

Lemma norm2_le (u v : line) : (forall w, u w ^ 2 <= v w ^ 2) -> norm2 u <= norm2 v.
Proof.
  intros H. enough (0 <= norm2 v - norm2 u) by lra. unfold norm2. cbn.
  replace (_ - _) with (mean coins (fun w => v w * v w + -1 * (u w * u w))) by (rewrite mean_add, mean_scale; ring).
  apply mean_pos. intros w. specialize (H w). lra.
Qed.

Definition point (p : R) : line := fun _ => p.

Lemma norm2_point p : norm2 (point p) = p ^ 2.
Proof. unfold norm2, point. cbn. rewrite mean_constant. ring. Qed.

(** Whether the draw (t, k) tosses a coin, and its noise. *)
Definition drawn (t k : nat) : bool := match t with O => k <? B | S t' => (t' <? T) && (k <=? K) end.
Definition noise (s : R) (t k : nat) : line := if drawn t k then fun w => s * coin (tossed t k) w else zero.

Lemma in_range t k : (t < T)%nat -> (k <= K)%nat -> (tossed (S t) k < coins)%nat.
Proof. intros Ht Hk. unfold tossed, coins. assert (t * S K + S K <= T * S K)%nat by nia. lia. Qed.

Lemma drawn_range t k : drawn t k = true -> (S (tossed t k) <= coins /\ S (tossed t k) <= tossed t (S k))%nat.
Proof.
  destruct t as [| t]; cbn [drawn]; intros H.
  - apply Nat.ltb_lt in H. unfold coins. cbn [tossed]. lia.
  - apply andb_prop in H as [Ht Hk]. apply Nat.ltb_lt in Ht. apply Nat.leb_le in Hk.
    split; [now apply in_range | cbn [tossed]; lia].
Qed.

Lemma noise_known s t k : depends (tossed t (S k)) (noise s t k).
Proof.
  unfold noise. destruct (drawn t k) eqn:E; [| intros w w' _; reflexivity]. destruct (drawn_range t k E) as [_ H].
  intros w w' Ew. now rewrite (depends_le _ _ _ H (depends_coin _) w w' Ew).
Qed.

Lemma noise_unbiased s t k (u : line) : depends (tossed t k) u -> ip u (noise s t k) = 0.
Proof.
  intros D. unfold noise. destruct (drawn t k) eqn:E; [| apply ip_zero_r]. destruct (drawn_range t k E) as [H _]. cbn.
  rewrite (mean_ext _ _ (fun w => s * (u w * coin (tossed t k) w))) by (intros; ring).
  rewrite mean_scale, mean_coin by assumption. ring.
Qed.

Lemma noise_variance s t k : (t < T)%nat -> (k <= K)%nat -> norm2 (noise s (S t) k) = s ^ 2.
Proof.
  intros Ht Hk. unfold noise, drawn. rewrite (proj2 (Nat.ltb_lt t T)), (proj2 (Nat.leb_le k K)) by lia.
  unfold norm2. cbn -[tossed]. rewrite (mean_ext _ _ (fun _ => s ^ 2)); [apply mean_constant |]. intros w.
  pose proof (coin_square (tossed (S t) k) w). nra.
Qed.

Lemma silent t k w : noise 0 t k w = 0.
Proof. unfold noise. destruct (drawn t k); cbn; ring. Qed.

Lemma noise_at_most s t k : norm2 (noise s t k) <= s ^ 2.
Proof.
  unfold noise. destruct (drawn t k); [| rewrite (ip_zero (zero : line) : norm2 _ = 0); apply pow2_ge_0].
  unfold norm2. cbn. rewrite (mean_ext _ _ (fun _ => s ^ 2)); [right; apply mean_constant |]. intros w.
  pose proof (coin_square (tossed t k) w). nra.
Qed.

(** An oracle of the derivative g. *)
Definition sample (g : R -> R) (s : R) (t k : nat) (v : line) : line := fun w => g (v w) + noise s t k w.

Lemma sample_error g s t k v (u : line) : (forall w, u w = g (v w)) -> norm2 (sub (sample g s t k v) u) <= s ^ 2.
Proof.
  intros E. rewrite (norm2_ext _ (noise s t k)); [apply noise_at_most |]. intros w. cbn. unfold sample. rewrite E. ring.
Qed.

Lemma sample_known g s t k v : depends (tossed t k) v -> depends (tossed t (S k)) (sample g s t k v).
Proof.
  intros D w w' E. unfold sample. rewrite (noise_known s t k w w' E). f_equal. f_equal.
  apply (depends_le (tossed t k) (tossed t (S k))); [apply tossed_before; right; lia | exact D | exact E].
Qed.

Lemma sample_unbiased g s t k (u v w : line) : depends (tossed t k) u -> (forall o, w o = g (v o)) ->
  ip u (sample g s t k v) = ip u w.
Proof.
  intros D E. transitivity (ip u (add w (noise s t k))).
  - apply mean_ext. intros o. cbn. unfold sample. now rewrite E.
  - now rewrite ip_add_r, noise_unbiased, Rplus_0_r.
Qed.

Definition line_problem : problem.
Proof.
  refine {|
    ambient := line; known := fun t k v => depends (tossed t k) v; value := fun v => mean coins (fun w => f (v w)); lower := low;
    grad_f := fun v w => f' (v w); grad_D := fun v w => D' (v w);
    sample_D := fun t => sample D' sD t 0; sample_h := sample (fun p => f' p - D' p) sh |}.
  - intros v. enough (0 <= mean coins (fun w => f (v w) + -1 * low)).
    { rewrite mean_add, mean_constant in H. lra. }
    apply mean_pos. intros w. pose proof (low_f (v w)). lra.
  - intros t k s j v H D. exact (depends_le _ _ _ (tossed_before _ _ _ _ H) D).
  - intros t k w w' _. reflexivity.
  - intros t k u v Du Dv w w' E. cbn. now rewrite (Du w w' E), (Dv w w' E).
  - intros t k c v D w w' E. cbn. now rewrite (D w w' E).
  - intros t k v D w w' E. now rewrite (D w w' E).
  - intros t k v D w w' E. now rewrite (D w w' E).
  - intros t v. apply sample_known.
  - intros t k v. apply sample_known.
  - intros t u v Du _. now apply sample_unbiased.
  - intros t k u v _ Du _. apply sample_unbiased; [exact Du |]. intros w. cbn. ring.
Defined.

(** A function of the line and its derivative are c-smooth, point by point; so are E phi(v) and phi'(v). *)
Definition smooth_on_line (phi phi' : R -> R) (c : R) : Prop := forall p q,
  Rabs (phi (p + q) - phi p - phi' p * q) <= c / 2 * q ^ 2 /\ (phi' p - phi' q) ^ 2 <= c ^ 2 * (p - q) ^ 2.

Lemma line_smooth phi phi' c : smooth_on_line phi phi' c ->
  @smooth_field line (fun v => mean coins (fun w => phi (v w))) (fun v w => phi' (v w)) c.
Proof.
  intros H. split; intros u v.
  - apply Rabs_le. unfold norm2. cbn in u, v |- *.
    assert (Side : forall s, s = 1 \/ s = -1 -> 0 <= mean coins (fun w =>
      c / 2 * (v w * v w) + s * (phi (u w + v w) + (-1 * phi (u w) + -1 * (phi' (u w) * v w))))).
    { intros s Hs. apply mean_pos. intros w. destruct (H (u w) (v w)) as [A _].
      set (e := phi (u w + v w) - phi (u w) - phi' (u w) * v w) in A. pose proof (Rle_abs e). pose proof (Rle_abs (- e)).
      rewrite Rabs_Ropp in *. destruct Hs as [-> | ->]; unfold e in *; lra. }
    pose proof (Side 1 (or_introl eq_refl)) as U. pose proof (Side (-1) (or_intror eq_refl)) as V.
    rewrite !mean_add, !mean_scale, !mean_add, !mean_scale in U, V. split; lra.
  - replace (c ^ 2 * norm2 (sub u v)) with (norm2 (scale c (sub u v))) by (expand_ip; ring).
    apply norm2_le. intros w. destruct (H (u w) (v w)) as [_ A].
    change ((phi' (u w) + -1 * phi' (v w)) ^ 2 <= (c * (u w + -1 * v w)) ^ 2).
    replace ((c * (u w + -1 * v w)) ^ 2) with (c ^ 2 * (u w - v w) ^ 2) by ring.
    replace ((phi' (u w) + -1 * phi' (v w)) ^ 2) with ((phi' (u w) - phi' (v w)) ^ 2) by ring. exact A.
Qed.

Lemma line_target L : smooth_on_line f f' L -> smooth_target line_problem L.
Proof. apply line_smooth. Qed.

Lemma line_difference D delta : smooth_on_line D D' delta -> smooth_difference line_problem delta.
Proof. intros H. eexists. exact (line_smooth _ _ _ H). Qed.

(** Parabolas. *)
Lemma parabola_smooth d c : d ^ 2 <= c ^ 2 -> 0 <= c -> smooth_on_line (fun p => d / 2 * p ^ 2) (fun p => d * p) c.
Proof.
  intros Hd Hc p q. assert (- c <= d <= c) by (split; nra). split.
  - replace (d / 2 * (p + q) ^ 2 - d / 2 * p ^ 2 - d * p * q) with (d / 2 * q ^ 2) by field.
    pose proof (pow2_ge_0 q). apply Rabs_le. split; nra.
  - replace ((d * p - d * q) ^ 2) with (d ^ 2 * (p - q) ^ 2) by ring. apply Rmult_le_compat_r; [apply pow2_ge_0 | exact Hd].
Qed.

Lemma line_A5 D delta : smooth_on_line D D' delta -> A5 line_problem delta.
Proof.
  intros H t u v _ _. eapply Rle_trans; [| exact (smooth_A2 _ _ (line_difference D delta H) u v)]. right. apply norm2_ext.
  intros w. change (D' (u w) + noise sD t 0 w + -1 * (D' (v w) + noise sD t 0 w) = D' (u w) + -1 * D' (v w)). ring.
Qed.

Lemma line_affine d delta : (forall p, D' p = d * p) -> d ^ 2 <= delta ^ 2 -> affine_difference line_problem delta.
Proof.
  intros E Hd. exists (fun v => scale d v : line_problem). repeat split.
  - intros u v. now rewrite ip_scale, ip_scale_r.
  - intros t k v. apply (known_scale line_problem).
  - intros u v w. apply mean_ext. intros o. cbn. rewrite !E. ring.
  - intros v. pose proof (ip_pos v). expand_ip. unfold norm2 in *. nra.
Qed.

End Line.
