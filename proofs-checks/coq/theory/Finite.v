(** Quadratic problems whose randomness has finite support, as problem files have them: in R^n, for every n.

    What CORR speaks of. The definitions come first; the rest is facts about sums and means. *)
From Auxopt Require Export Statements.

(** A law on the numbers 0, ..., atoms - 1. *)
Record law := {
  atoms : nat;
  weight : nat -> R;
  weight_nonneg : forall j, 0 <= weight j;
  weight_total : sum atoms weight = 1
}.

Definition expect (l : law) (g : nat -> R) : R := sum (atoms l) (fun j => weight l j * g j).

(** Vectors and matrices by their entries; only those below n count. *)
Definition vec := nat -> R.
Definition mat := nat -> nat -> R.
Definition dot (n : nat) (u v : vec) : R := sum n (fun i => u i * v i).
Definition quadratic_form (n : nat) (M : mat) (u : vec) : R := sum n (fun i => sum n (fun j => u i * M i j * u j)).
Definition affine (n : nat) (A : mat) (b v : vec) : vec := fun i => sum n (fun j => A i j * v j) - b i.

(** An outcome lists the atoms that were drawn. The mean over n independent draws, draw p by the law [laws p]. *)
Definition outcome := list nat.

Fixpoint expectation (laws : nat -> law) (n : nat) (u : outcome -> R) : R :=
  match n with
  | O => u []
  | S n' => expect (laws O) (fun j => expectation (fun p => laws (S p)) n' (fun w => u (j :: w)))
  end.

(** grad f(v) = A v - b and grad D(v) = D v - e. Atom s of the local oracle answers B_s v - c_s: its noise may depend on the point. *)
Record quadratics := {
  dim : nat;
  target_hessian : mat;
  target_offset : vec;
  difference_hessian : mat;
  difference_offset : vec;
  local_law : law;
  local_hessian : nat -> mat;
  local_offset : nat -> vec;
  local_hessian_unbiased : forall i j, (i < dim)%nat -> (j < dim)%nat ->
    expect local_law (fun s => local_hessian s i j) = target_hessian i j - difference_hessian i j;
  local_offset_unbiased : forall i, (i < dim)%nat ->
    expect local_law (fun s => local_offset s i) = target_offset i - difference_offset i
}.

(** Additive noise of a snapshot draw: that of g_f and that of g_h, drawn together, so they may be correlated in any way. *)
Record snapshot_noise (n : nat) := {
  snapshot_law : law;
  noise_f : nat -> vec;
  noise_h : nat -> vec;
  noise_f_unbiased : forall i, (i < n)%nat -> expect snapshot_law (fun s => noise_f s i) = 0;
  noise_h_unbiased : forall i, (i < n)%nat -> expect snapshot_law (fun s => noise_h s i) = 0
}.
Arguments snapshot_law {n} _.
Arguments noise_f {n} _ _ _.
Arguments noise_h {n} _ _ _.

(** The noise of g_D = g_f - g_h, and covariances. *)
Definition noise_D {n} (N : snapshot_noise n) (s : nat) : vec := fun i => noise_f N s i - noise_h N s i.
Definition covariance (l : law) (u v : nat -> vec) : mat := fun i j => expect l (fun s => u s i * v s j).
Definition covariance_f {n} (N : snapshot_noise n) : mat := covariance (snapshot_law N) (noise_f N) (noise_f N).
Definition covariance_h {n} (N : snapshot_noise n) : mat := covariance (snapshot_law N) (noise_h N) (noise_h N).
Definition cross_covariance {n} (N : snapshot_noise n) : mat := covariance (snapshot_law N) (noise_f N) (noise_h N).
Definition covariance_D {n} (N : snapshot_noise n) : mat := covariance (snapshot_law N) (noise_D N) (noise_D N).

(** Facts about sums, means and outcomes. *)
Lemma sum_ext n f g : (forall i, (i < n)%nat -> f i = g i) -> sum n f = sum n g.
Proof. induction n as [| n IH]; intros E; cbn; [reflexivity |]. rewrite IH, E; auto. Qed.

Lemma sum_add n f g : sum n (fun i => f i + g i) = sum n f + sum n g.
Proof. induction n as [| n IH]; cbn; [ring |]. rewrite IH. ring. Qed.

Lemma sum_scale n c f : sum n (fun i => c * f i) = c * sum n f.
Proof. induction n as [| n IH]; cbn; [ring |]. rewrite IH. ring. Qed.

Lemma sum_zero n : sum n (fun _ => 0) = 0.
Proof. induction n as [| n IH]; cbn; [reflexivity |]. rewrite IH. ring. Qed.

Lemma sum_nonneg n f : (forall i, (i < n)%nat -> 0 <= f i) -> 0 <= sum n f.
Proof. induction n as [| n IH]; intros H; cbn; [lra |]. apply Rplus_le_le_0_compat; [apply IH; auto | apply H; lia]. Qed.

Lemma sum_swap n m f : sum n (fun i => sum m (f i)) = sum m (fun j => sum n (fun i => f i j)).
Proof.
  induction n as [| n IH]; cbn; [now rewrite sum_zero |]. rewrite IH, <- sum_add. now apply sum_ext.
Qed.

Lemma expect_ext l g g' : (forall j, g j = g' j) -> expect l g = expect l g'.
Proof. intros E. apply sum_ext. intros j _. now rewrite E. Qed.

Lemma expect_add l g g' : expect l (fun j => g j + g' j) = expect l g + expect l g'.
Proof. unfold expect. rewrite <- sum_add. apply sum_ext. intros. ring. Qed.

Lemma expect_scale l c g : expect l (fun j => c * g j) = c * expect l g.
Proof. unfold expect. rewrite <- sum_scale. apply sum_ext. intros. ring. Qed.

Lemma expect_constant l c : expect l (fun _ => c) = c.
Proof.
  transitivity (c * sum (atoms l) (weight l)); [| rewrite weight_total; ring].
  unfold expect. rewrite <- sum_scale. apply sum_ext. intros. ring.
Qed.

Lemma expect_nonneg l g : (forall j, 0 <= g j) -> 0 <= expect l g.
Proof. intros H. apply sum_nonneg. intros j _. apply Rmult_le_pos; [apply weight_nonneg | apply H]. Qed.

Lemma expect_sum l n (g : nat -> nat -> R) : expect l (fun s => sum n (g s)) = sum n (fun i => expect l (fun s => g s i)).
Proof.
  unfold expect. rewrite <- sum_swap. apply sum_ext. intros s _. symmetry. apply sum_scale.
Qed.

Lemma expectation_ext n : forall laws u v, (forall w, u w = v w) -> expectation laws n u = expectation laws n v.
Proof. induction n as [| n IH]; intros laws u v E; cbn; [apply E |]. apply expect_ext. intros j. now apply IH. Qed.

Lemma expectation_add n : forall laws u v, expectation laws n (fun w => u w + v w) = expectation laws n u + expectation laws n v.
Proof. induction n as [| n IH]; intros laws u v; cbn; [reflexivity |]. rewrite <- expect_add. apply expect_ext. intros j. apply IH. Qed.

Lemma expectation_scale n c : forall laws u, expectation laws n (fun w => c * u w) = c * expectation laws n u.
Proof. induction n as [| n IH]; intros laws u; cbn; [reflexivity |]. rewrite <- expect_scale. apply expect_ext. intros j. apply IH. Qed.

Lemma expectation_constant n c : forall laws, expectation laws n (fun _ => c) = c.
Proof.
  induction n as [| n IH]; intros laws; cbn; [reflexivity |].
  transitivity (expect (laws O) (fun _ => c)); [apply expect_ext; intros; apply IH | apply expect_constant].
Qed.

Lemma expectation_nonneg n : forall laws u, (forall w, 0 <= u w) -> 0 <= expectation laws n u.
Proof. induction n as [| n IH]; intros laws u H; cbn; [apply H |]. apply expect_nonneg. intros j. now apply IH. Qed.

Lemma expectation_sum laws n m (f : nat -> outcome -> R) :
  expectation laws n (fun w => sum m (fun i => f i w)) = sum m (fun i => expectation laws n (f i)).
Proof. induction m as [| m IH]; cbn; [apply expectation_constant |]. now rewrite expectation_add, IH. Qed.

(** [depends p u]: the first p draws decide u. *)
Definition depends {A} (p : nat) (u : outcome -> A) : Prop := forall w w', firstn p w = firstn p w' -> u w = u w'.

Lemma depends_le {A} p q (u : outcome -> A) : (p <= q)%nat -> depends p u -> depends q u.
Proof.
  intros H D w w' E. apply D. replace p with (Nat.min p q) by lia. now rewrite <- !firstn_firstn, E.
Qed.

Lemma depends_draw p : depends (S p) (fun w => nth p w O).
Proof.
  intros w w' E. revert w w' E. induction p as [| p IH]; intros [| j w] [| j' w'] E; cbn in *;
    try discriminate; try congruence. injection E as _ E. now apply IH.
Qed.

(** Draw p may be averaged by itself where the rest depends on earlier draws. *)
Lemma average_draw p : forall laws n (u : outcome -> nat -> R), (p < n)%nat -> (forall j, depends p (fun w => u w j)) ->
  expectation laws n (fun w => u w (nth p w O)) = expectation laws n (fun w => expect (laws p) (u w)).
Proof.
  induction p as [| p IH]; intros laws [| n] u Hn D; try lia; cbn [expectation nth].
  - transitivity (expect (laws O) (u [])).
    + apply expect_ext. intros j. transitivity (expectation (fun q => laws (S q)) n (fun _ => u [] j)).
      * apply expectation_ext. intros w. now apply D.
      * apply expectation_constant.
    + transitivity (expect (laws O) (fun _ => expect (laws O) (u []))); [symmetry; apply expect_constant |].
      apply expect_ext. intros j. transitivity (expectation (fun q => laws (S q)) n (fun _ => expect (laws O) (u [])));
        [symmetry; apply expectation_constant |].
      apply expectation_ext. intros w. apply expect_ext. intros i. now apply D.
  - apply expect_ext. intros j. apply (IH (fun q => laws (S q)) n (fun w => u (j :: w))); [lia |].
    intros i w w' E. apply D. cbn. now rewrite E.
Qed.
