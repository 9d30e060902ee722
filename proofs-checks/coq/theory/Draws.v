(** The proof of CORR, draw by draw. Going backwards through the draws, the square of an affine functional of the state (point,
    correction, previous snapshot) becomes, in the mean over a local draw, a mixture of such squares; over a snapshot draw, one such
    square plus the variance of one linear functional of the noise. So in the end c collects squares, and C rank-one matrices with
    nonnegative weights. *)
From Auxopt Require Export Quadratics.
From Coq Require Import FunctionalExtensionality.

(** Sums of weighted rank-one matrices. *)
Definition ranks := list (R * vec).
Definition nonnegative (S : ranks) : Prop := Forall (fun p => 0 <= fst p) S.

Fixpoint spread (n : nat) (S : ranks) (M : mat) : R :=
  match S with [] => 0 | (c, u) :: rest => c * quadratic_form n M u + spread n rest M end.

Definition weigh (c : R) (S : ranks) : ranks := map (fun p => (c * fst p, snd p)) S.

Lemma spread_app n S S' M : spread n (S ++ S') M = spread n S M + spread n S' M.
Proof. induction S as [| [c u] S IH]; cbn; [ring |]. rewrite IH. ring. Qed.

Lemma spread_weigh n c S M : spread n (weigh c S) M = c * spread n S M.
Proof. unfold weigh. induction S as [| [d u] S IH]; cbn; [ring |]. rewrite IH. ring. Qed.

Lemma nonnegative_weigh c S : 0 <= c -> nonnegative S -> nonnegative (weigh c S).
Proof. intros Hc H. induction H as [| p S Hp H IH]; constructor; [cbn; now apply Rmult_le_pos | exact IH]. Qed.

(** What is affine in the covariance with such a coefficient. *)
Definition form {n} (g : snapshot_noise n -> R) : Prop :=
  exists c S, nonnegative S /\ forall N, g N = c + spread n S (covariance_D N).

Lemma form_ext {n} (g g' : snapshot_noise n -> R) : (forall N, g N = g' N) -> form g' -> form g.
Proof. intros E (c & S & H & F). exists c, S. split; [exact H |]. intros N. now rewrite E. Qed.

Lemma form_constant {n} c : form (fun _ : snapshot_noise n => c).
Proof. exists c, []. split; [constructor |]. intros N. cbn. ring. Qed.

Lemma form_add {n} (g g' : snapshot_noise n -> R) : form g -> form g' -> form (fun N => g N + g' N).
Proof.
  intros (c & S & H & F) (c' & S' & H' & F'). exists (c + c'), (S ++ S'). split; [now apply Forall_app |].
  intros N. rewrite F, F', spread_app. ring.
Qed.

Lemma form_scale {n} d (g : snapshot_noise n -> R) : 0 <= d -> form g -> form (fun N => d * g N).
Proof.
  intros Hd (c & S & H & F). exists (d * c), (weigh d S). split; [now apply nonnegative_weigh |].
  intros N. rewrite F, spread_weigh. ring.
Qed.

Lemma form_sum {n} m (g : nat -> snapshot_noise n -> R) : (forall i, form (g i)) -> form (fun N => sum m (fun i => g i N)).
Proof. intros H. induction m as [| m IH]; [exact (form_constant 0) |]. exact (form_add _ _ IH (H m)). Qed.

Lemma form_variance {n} u : form (fun N : snapshot_noise n => quadratic_form n (covariance_D N) u).
Proof. exists 0, [(1, u)]. split; [repeat constructor; cbn; lra |]. intros N. cbn. ring. Qed.

(** Inner products with vectors that the algorithm computes. *)
Lemma dot_add n u v w : dot n u (fun i => v i + w i) = dot n u v + dot n u w.
Proof. unfold dot. rewrite <- sum_add. apply sum_ext. intros. ring. Qed.

Lemma dot_scale n c u v : dot n u (fun i => c * v i) = c * dot n u v.
Proof. unfold dot. rewrite <- sum_scale. apply sum_ext. intros. ring. Qed.

Lemma dot_left n c d u v x : dot n (fun i => c * u i + d * v i) x = c * dot n u x + d * dot n v x.
Proof. unfold dot. rewrite <- !sum_scale, <- sum_add. apply sum_ext. intros. ring. Qed.

Definition pull (n : nat) (A : mat) (u : vec) : vec := fun j => sum n (fun i => u i * A i j).

Lemma dot_affine n u A b v : dot n u (affine n A b v) = dot n (pull n A u) v - dot n u b.
Proof.
  unfold dot, affine, pull.
  rewrite (sum_ext n _ (fun i => sum n (fun j => u i * A i j * v j) + -1 * (u i * b i))).
  - rewrite sum_add, sum_scale, sum_swap.
    rewrite (sum_ext n (fun j => sum n (fun i => u i * A i j * v j)) (fun j => sum n (fun i => u i * A i j) * v j)); [ring |].
    intros j _. rewrite Rmult_comm, <- sum_scale. apply sum_ext. intros. ring.
  - intros i _. rewrite (sum_ext n (fun j => u i * A i j * v j) (fun j => u i * (A i j * v j))) by (intros; ring).
    rewrite sum_scale. ring.
Qed.

(** The noise of a draw: mean and variance of a linear functional. *)
Lemma noise_mean (Q : quadratics) (N : snapshot_noise (dim Q)) u :
  expect (snapshot_law N) (fun s => dot (dim Q) u (noise_D N s)) = 0.
Proof.
  unfold dot. rewrite expect_sum. transitivity (sum (dim Q) (fun _ => 0)); [| apply sum_zero].
  apply sum_ext. intros i Hi. rewrite expect_scale, expect_noise_D by assumption. ring.
Qed.

Lemma noise_variance {n} (N : snapshot_noise n) u :
  expect (snapshot_law N) (fun s => dot n u (noise_D N s) ^ 2) = quadratic_form n (covariance_D N) u.
Proof.
  unfold quadratic_form, covariance_D, covariance.
  rewrite (expect_ext _ _ (fun s => sum n (fun i => sum n (fun j => u i * u j * (noise_D N s i * noise_D N s j))))).
  - rewrite expect_sum. apply sum_ext. intros i _. rewrite expect_sum. apply sum_ext. intros j _. rewrite expect_scale. ring.
  - intros s. unfold dot. set (f := fun i => u i * noise_D N s i).
    replace (sum n f ^ 2) with (sum n f * sum n f) by ring. rewrite <- sum_scale. apply sum_ext. intros i _.
    rewrite Rmult_comm, <- sum_scale. apply sum_ext. intros j _. unfold f. ring.
Qed.

Section Draws.
Variables (Q : quadratics) (B K T : nat).
Notation n := (dim Q).
Notation gradient := (affine n (difference_hessian Q) (difference_offset Q)).
Notation mean N := (expectation (law_at Q N B K) (draws B K T)).

(** Affine functionals of the state. *)
Record functional := { constant : R; on_point : vec; on_correction : vec; on_previous : vec }.

Definition read (L : functional) (x m b : vec) : R :=
  constant L + dot n (on_point L) x + dot n (on_correction L) m + dot n (on_previous L) b.

Definition family := snapshot_noise n -> outcome -> vec.

(** The first p draws decide the state, and the squares of its functionals are affine in the covariance. *)
Definition reached (p : nat) (X M P : family) : Prop :=
  (forall N, depends p (X N) /\ depends p (M N) /\ depends p (P N)) /\
  forall L, form (fun N => mean N (fun w => read L (X N w) (M N w) (P N w) ^ 2)).

Lemma reached_constant p x m b : reached p (fun _ _ => x) (fun _ _ => m) (fun _ _ => b).
Proof.
  split; [intros N; repeat split; intros w w' _; reflexivity |]. intros L.
  apply form_ext with (fun _ => read L x m b ^ 2); [intros N; apply expectation_constant | apply form_constant].
Qed.

Lemma read_depends p L (X M P : outcome -> vec) : depends p X /\ depends p M /\ depends p P ->
  depends p (fun w => read L (X w) (M w) (P w)).
Proof. intros (HX & HM & HP) w w' E. now rewrite (HX w w' E), (HM w w' E), (HP w w' E). Qed.

(** Any draw after which the functionals are, atom by atom, functionals of the state before it. *)
Lemma mixed p (X M P : family) (l : law) (q : nat -> functional) : (p < draws B K T)%nat ->
  (forall N, law_at Q N B K p = l) -> reached p X M P ->
  form (fun N => mean N (fun w => read (q (nth p w O)) (X N w) (M N w) (P N w) ^ 2)).
Proof.
  intros Hp Hl [D H].
  apply form_ext with (fun N => sum (atoms l) (fun s => weight l s * mean N (fun w => read (q s) (X N w) (M N w) (P N w) ^ 2))).
  - intros N. rewrite (average_draw p _ _ (fun w s => read (q s) (X N w) (M N w) (P N w) ^ 2) Hp), Hl.
    + unfold expect. rewrite expectation_sum. apply sum_ext. intros s _. apply expectation_scale.
    + intros s. apply (depends_map _ (fun v => v ^ 2)), read_depends, D.
  - apply (form_sum _ (fun s N => weight l s * mean N (fun w => read (q s) (X N w) (M N w) (P N w) ^ 2))).
    intros s. apply form_scale; [apply weight_nonneg | apply H].
Qed.

(** A snapshot draw adds the variance of u, where it adds <u, noise> to a functional. *)
Lemma noisy p (X M P : family) (L : functional) (u : vec) : (p < draws B K T)%nat ->
  (forall N, law_at Q N B K p = snapshot_law N) -> reached p X M P ->
  form (fun N => mean N (fun w => (read L (X N w) (M N w) (P N w) + dot n u (noise_D N (nth p w O))) ^ 2)).
Proof.
  intros Hp Hl [D H].
  apply form_ext with (fun N => mean N (fun w => read L (X N w) (M N w) (P N w) ^ 2) + quadratic_form n (covariance_D N) u).
  - intros N.
    rewrite (average_draw p _ _ (fun w s => (read L (X N w) (M N w) (P N w) + dot n u (noise_D N s)) ^ 2) Hp), Hl.
    + rewrite <- (expectation_constant (draws B K T) (quadratic_form n (covariance_D N) u) (law_at Q N B K)), <- expectation_add.
      apply expectation_ext. intros w. set (z := read L _ _ _).
      rewrite (expect_ext _ _ (fun s => z ^ 2 + (2 * z * dot n u (noise_D N s) + dot n u (noise_D N s) ^ 2))) by (intros; ring).
      rewrite !expect_add, expect_constant, expect_scale, noise_mean, noise_variance. ring.
    + intros s. apply (depends_map _ (fun v => (v + dot n u (noise_D N s)) ^ 2)), read_depends, D.
  - apply form_add; [apply H | apply form_variance].
Qed.

Lemma reached_local p c (X M P X' : family) : (p < draws B K T)%nat -> (forall N, law_at Q N B K p = local_law Q) ->
  reached p X M P ->
  (forall N w i, X' N w i = X N w i
    + - c * (affine n (local_hessian Q (nth p w O)) (local_offset Q (nth p w O)) (X N w) i + M N w i)) ->
  reached (S p) X' M P.
Proof.
  intros Hp Hl R E. pose proof R as [D _].
  assert (E' : X' = fun N w i => X N w i
    + - c * (affine n (local_hessian Q (nth p w O)) (local_offset Q (nth p w O)) (X N w) i + M N w i)).
  { extensionality N. extensionality w. extensionality i. apply E. }
  rewrite E'. clear E E' X'. split.
  - intros N. destruct (D N) as (HX & HM & HP). repeat split; try (apply depends_le with p; [lia | assumption]).
    intros w w' E. rewrite (depends_draw p w w' E), (depends_le p (S p) _ ltac:(lia) HX w w' E).
    now rewrite (depends_le p (S p) _ ltac:(lia) HM w w' E).
  - intros L. set (q := fun s => {|
      constant := constant L + c * dot n (on_point L) (local_offset Q s);
      on_point := fun i => 1 * on_point L i + - c * pull n (local_hessian Q s) (on_point L) i;
      on_correction := fun i => 1 * on_correction L i + - c * on_point L i;
      on_previous := on_previous L |}).
    apply form_ext with (fun N => mean N (fun w => read (q (nth p w O)) (X N w) (M N w) (P N w) ^ 2));
      [| now apply mixed with (local_law Q)].
    intros N. apply expectation_ext. intros w. f_equal. unfold read, q. cbn [constant on_point on_correction on_previous].
    rewrite dot_add, dot_scale, dot_add, dot_affine, !dot_left. ring.
Qed.

(** A snapshot draw, of either method: with alpha = 1 - a, beta = kappa = a, gamma = 0 or 1 - a. *)
Lemma reached_snapshot p alpha beta gamma kappa (X M P M' : family) : (p < draws B K T)%nat ->
  (forall N, law_at Q N B K p = snapshot_law N) -> reached p X M P ->
  (forall N w i, M' N w i = alpha * M N w i + (beta * gradient (X N w) i + (gamma * (gradient (X N w) i + -1 * gradient (P N w) i)
     + kappa * noise_D N (nth p w O) i))) ->
  reached (S p) X M' X.
Proof.
  intros Hp Hl R. intros E. pose proof R as [D _].
  match type of E with forall N w i, _ = @?F N w i => assert (E' : M' = F) by
    (extensionality N; extensionality w; extensionality i; apply E) end.
  cbn beta in E'. rewrite E'. clear E E' M'. split.
  - intros N. destruct (D N) as (HX & HM & HP). repeat split; try (apply depends_le with p; [lia | assumption]).
    intros w w' E. rewrite (depends_draw p w w' E), (depends_le p (S p) _ ltac:(lia) HX w w' E).
    now rewrite (depends_le p (S p) _ ltac:(lia) HM w w' E), (depends_le p (S p) _ ltac:(lia) HP w w' E).
  - intros L. set (v := pull n (difference_hessian Q) (on_correction L)). set (L' := {|
      constant := constant L - beta * dot n (on_correction L) (difference_offset Q);
      on_point := fun i => 1 * (fun i => 1 * on_point L i + 1 * on_previous L i) i + (beta + gamma) * v i;
      on_correction := fun i => alpha * on_correction L i + 0 * v i;
      on_previous := fun i => - gamma * v i + 0 * v i |}).
    apply form_ext with (fun N => mean N (fun w =>
      (read L' (X N w) (M N w) (P N w) + dot n (fun i => kappa * on_correction L i + 0 * v i) (noise_D N (nth p w O))) ^ 2));
      [| now apply noisy].
    intros N. apply expectation_ext. intros w. f_equal. unfold read, L'. cbn [constant on_point on_correction on_previous].
    rewrite !dot_add, !dot_scale, !dot_add, !dot_scale, !dot_affine, !dot_left. fold v. ring.
Qed.

Lemma law_at_batch j N : (j < B)%nat -> law_at Q N B K j = snapshot_law N.
Proof. intros H. unfold law_at. destruct (Nat.ltb_spec j B); [reflexivity | lia]. Qed.

Lemma drawn_true t k : (t < T)%nat -> (k <= K)%nat -> drawn K T (S t) k = true.
Proof.
  intros Ht Hk. unfold drawn. destruct (Nat.leb_spec (S t) T); [| lia]. destruct (Nat.leb_spec k K); [reflexivity | lia].
Qed.
End Draws.
