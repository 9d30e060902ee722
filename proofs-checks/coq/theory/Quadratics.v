(** A quadratic problem with snapshot noise, as a [problem] on T rounds of K steps after a batch of B draws, and runs on it. *)
From Auxopt Require Export Finite.

Section Problem.
Variables (Q : quadratics) (N : snapshot_noise (dim Q)) (B K T : nat).

(** Draws come in the order (0, 0) .. (0, B - 1) for the batch, then (1, 0) .. (1, K), (2, 0) .. up to (T, K). *)
Definition draws : nat := B + T * S K.
Definition position (t k : nat) : nat := match t with O => Nat.min k B | S t' => B + t' * S K + Nat.min k (S K) end.
Definition law_at (p : nat) : law :=
  if orb (p <? B) ((p - B) mod S K =? 0) then snapshot_law N else local_law Q.
Definition drawn (t k : nat) : bool := andb (1 <=? t) (andb (t <=? T) (k <=? K)).

(** Random vectors are functions of the outcome; their inner product is E<u, v>. *)
Definition random_vectors : space.
Proof.
  refine {|
    vector := outcome -> vec; zero := fun _ _ => 0; add := fun u v w i => u w i + v w i; scale := fun c u w i => c * u w i;
    ip := fun u v => expectation law_at draws (fun w => dot (dim Q) (u w) (v w)) |}.
  - intros u v. apply expectation_ext. intros w. apply sum_ext. intros. ring.
  - intros u. transitivity (expectation law_at draws (fun _ => 0)); [| apply expectation_constant].
    apply expectation_ext. intros w. transitivity (sum (dim Q) (fun _ => 0)); [apply sum_ext; intros; ring | apply sum_zero].
  - intros u v w. rewrite <- expectation_add. apply expectation_ext. intros o. unfold dot. rewrite <- sum_add.
    apply sum_ext. intros. ring.
  - intros c u w. rewrite <- expectation_scale. apply expectation_ext. intros o. unfold dot. rewrite <- sum_scale.
    apply sum_ext. intros. ring.
  - intros u. apply expectation_nonneg. intros w. apply sum_nonneg. intros. nra.
Defined.

Definition gradient_f (v : random_vectors) : random_vectors := fun w => affine (dim Q) (target_hessian Q) (target_offset Q) (v w).
Definition gradient_D (v : random_vectors) : random_vectors :=
  fun w => affine (dim Q) (difference_hessian Q) (difference_offset Q) (v w).

(** g_D(v, xi^t) = grad D(v) + the noise of draw (t, 0); g_h(v, zeta^{t,k}) by the atom of draw (t, k); exact past the last round. *)
Definition answer_D (t : nat) (v : random_vectors) : random_vectors := fun w i =>
  gradient_D v w i + (if drawn t 0 then noise_D N (nth (position t 0) w O) i else 0).
Definition answer_h (t k : nat) (v : random_vectors) : random_vectors := fun w =>
  if drawn t k then let s := nth (position t k) w O in affine (dim Q) (local_hessian Q s) (local_offset Q s) (v w)
  else fun i => gradient_f v w i - gradient_D v w i.

Lemma position_before t k s j : before t k s j -> (position t k <= position s j)%nat.
Proof.
  unfold position. intros [H | [-> H]]; destruct s as [| s]; try destruct t as [| t]; try lia.
  assert (t * S K + S K <= s * S K)%nat by nia. lia.
Qed.

Lemma drawn_position t k : drawn t k = true ->
  exists t', t = S t' /\ (t' < T)%nat /\ (k <= K)%nat /\ position t k = (B + t' * S K + k)%nat /\ (position t k < draws)%nat.
Proof.
  destruct t as [| t]; [discriminate |]. intros H. change (andb (S t <=? T) (k <=? K) = true) in H.
  apply andb_prop in H as [Ht Hk]. apply Nat.leb_le in Ht, Hk.
  exists t. unfold position, draws. repeat split; try lia. assert (t * S K + S K <= T * S K)%nat by nia. lia.
Qed.

Lemma law_at_position t k : drawn t k = true -> law_at (position t k) = if k =? 0 then snapshot_law N else local_law Q.
Proof.
  intros H. apply drawn_position in H as (t' & -> & _ & Hk & -> & _). unfold law_at.
  replace (B + t' * S K + k - B)%nat with (k + t' * S K)%nat by lia.
  rewrite Nat.Div0.mod_add, Nat.mod_small by lia.
  destruct (Nat.ltb_spec (B + t' * S K + k) B); [lia | reflexivity].
Qed.

Lemma expect_noise_D i : (i < dim Q)%nat -> expect (snapshot_law N) (fun s => noise_D N s i) = 0.
Proof.
  intros Hi. transitivity (expect (snapshot_law N) (fun s => noise_f N s i + -1 * noise_h N s i)).
  - apply expect_ext. intros s. unfold noise_D. ring.
  - rewrite expect_add, expect_scale, noise_f_unbiased, noise_h_unbiased by assumption. ring.
Qed.

Lemma depends_map {A C} p (f : A -> C) (u : outcome -> A) : depends p u -> depends p (fun w => f (u w)).
Proof. intros D w w' E. now rewrite (D w w' E). Qed.

Lemma depends_position {A} t k (f : nat -> A) : (k <= K)%nat ->
  drawn t k = true -> depends (position t (S k)) (fun w => f (nth (position t k) w O)).
Proof.
  intros Hk H. apply depends_le with (S (position t k)); [| apply (depends_map _ f), depends_draw].
  destruct (drawn_position _ _ H) as (t' & -> & _ & _ & _ & _). unfold position. lia.
Qed.

(** A random matrix and offset that are independent of u and v act by their means. *)
Lemma expect_affine l n (A : nat -> mat) (b : nat -> vec) (M : mat) (c u v : vec) :
  (forall i j, (i < n)%nat -> (j < n)%nat -> expect l (fun s => A s i j) = M i j) ->
  (forall i, (i < n)%nat -> expect l (fun s => b s i) = c i) ->
  expect l (fun s => dot n u (affine n (A s) (b s) v)) = dot n u (affine n M c v).
Proof.
  intros HA Hb. unfold dot. rewrite expect_sum. apply sum_ext. intros i Hi. rewrite expect_scale. f_equal. unfold affine.
  transitivity (expect l (fun s => sum n (fun j => v j * A s i j) + -1 * b s i)).
  - apply expect_ext. intros s. rewrite (sum_ext n _ (fun j => v j * A s i j)) by (intros; ring). ring.
  - rewrite expect_add, expect_scale, Hb, expect_sum by assumption.
    rewrite (sum_ext n _ (fun j => M i j * v j)); [ring |]. intros j Hj. rewrite expect_scale, HA by assumption. ring.
Qed.

Definition quadratic_problem : problem.
Proof.
  refine {|
    ambient := random_vectors; known := fun t k v => depends (position t k) v;
    value := fun _ => 0; lower := 0; (* CORR does not speak of values. *)
    grad_f := gradient_f; grad_D := gradient_D; sample_D := answer_D; sample_h := answer_h |}.
  - intros. lra.
  - intros t k s j v H. apply depends_le. now apply position_before.
  - intros t k w w' _. reflexivity.
  - intros t k u v Hu Hv w w' E. cbn. now rewrite (Hu w w' E), (Hv w w' E).
  - intros t k c v Hv w w' E. cbn. now rewrite (Hv w w' E).
  - intros t k v. exact (depends_map _ (affine _ _ _) v).
  - intros t k v. exact (depends_map _ (affine _ _ _) v).
  - intros t v Hv w w' E. unfold answer_D, gradient_D.
    assert (Hw : v w = v w')
      by (apply (depends_le (position t 0) (position t 1)); [apply position_before; right; lia | exact Hv | exact E]).
    rewrite Hw. destruct (drawn t 0) eqn:H; [| reflexivity].
    now rewrite (depends_position t 0 (fun s => s) ltac:(lia) H w w' E).
  - intros t k v Hv w w' E. unfold answer_h, gradient_f, gradient_D.
    assert (Hw : v w = v w')
      by (apply (depends_le (position t k) (position t (S k))); [apply position_before; right; lia | exact Hv | exact E]).
    rewrite Hw. destruct (drawn t k) eqn:H; [| reflexivity].
    destruct (drawn_position _ _ H) as (_ & _ & _ & Hk & _).
    now rewrite (depends_position t k (fun s => s) Hk H w w' E).
  - intros t u v Hu Hv. cbn. unfold answer_D. destruct (drawn t 0) eqn:H.
    + destruct (drawn_position _ _ H) as (_ & _ & _ & _ & _ & Hp).
      rewrite (average_draw (position t 0) law_at draws
        (fun w s => dot (dim Q) (u w) (fun i => gradient_D v w i + noise_D N s i)) Hp).
      * apply expectation_ext. intros w. rewrite law_at_position by assumption. cbn [Nat.eqb].
        unfold dot. rewrite expect_sum. apply sum_ext. intros i Hi.
        rewrite expect_scale, expect_add, expect_constant, expect_noise_D by assumption. ring.
      * intros s w w' E. unfold gradient_D. now rewrite (Hu w w' E), (Hv w w' E).
    + apply expectation_ext. intros w. apply sum_ext. intros. ring.
  - intros t k u v Hk Hu Hv.
    transitivity (expectation law_at draws (fun w => dot (dim Q) (u w) (fun i => gradient_f v w i - gradient_D v w i))).
    + cbn. unfold answer_h. destruct (drawn t k) eqn:H; [| reflexivity].
      destruct (drawn_position _ _ H) as (_ & _ & _ & _ & _ & Hp).
      rewrite (average_draw (position t k) law_at draws
        (fun w s => dot (dim Q) (u w) (affine (dim Q) (local_hessian Q s) (local_offset Q s) (v w))) Hp).
      * apply expectation_ext. intros w. rewrite law_at_position by assumption. destruct (Nat.eqb_spec k 0); [lia |].
        rewrite (expect_affine _ _ _ _ (fun i j => target_hessian Q i j - difference_hessian Q i j)
          (fun i => target_offset Q i - difference_offset Q i)) by apply Q.
        apply sum_ext. intros i Hi. f_equal. unfold gradient_f, gradient_D, affine.
        rewrite (sum_ext _ _ (fun j => target_hessian Q i j * v w j + -1 * (difference_hessian Q i j * v w j))) by (intros; ring).
        rewrite sum_add, sum_scale. ring.
      * intros s w w' E. now rewrite (Hu w w' E), (Hv w w' E).
    + apply expectation_ext. intros w. apply sum_ext. intros i Hi. cbn. ring.
Defined.
End Problem.

(** How a run starts: from a vector, from the mean of B draws at x^0 that come before all others, or from the first snapshot. *)
Inductive correction := vector_start (m0 : vec) | batch (B : nat) | from_first_snapshot.

Definition batch_size (s : correction) : nat := match s with batch B => B | _ => O end.

(** Draw j of the batch. *)
Definition batch_draw Q N B K T (x0 : vec) (j : nat) : quadratic_problem Q N B K T := fun w i =>
  affine (dim Q) (difference_hessian Q) (difference_offset Q) x0 i + noise_D N (nth j w O) i.

Definition start_of Q N K T (x0 : vec) (s : correction) : start (quadratic_problem Q N (batch_size s) K T) :=
  match s with
  | vector_start m0 => given ((fun _ => m0) : quadratic_problem Q N O K T)
  | batch B => given (scale (/ INR B) (vector_sum B (batch_draw Q N B K T x0)))
  | from_first_snapshot => first_snapshot
  end.

(** The inputs of a run, but for the problem. *)
Record inputs := {
  method : variant;
  first_point : vec;
  first_correction : correction;
  step : R;
  momentum : R;
  steps : nat;
  horizon : nat
}.

Definition run_on (Q : quadratics) (N : snapshot_noise (dim Q)) (I : inputs) : run := {|
  oracle := quadratic_problem Q N (batch_size (first_correction I)) (steps I) (horizon I);
  kind := method I;
  x0 := fun _ => first_point I;
  init := start_of Q N (steps I) (horizon I) (first_point I) (first_correction I);
  eta := step I; a := momentum I; K := steps I |}.
