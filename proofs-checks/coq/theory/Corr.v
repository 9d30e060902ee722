(** CORR, its affine part: the second moments of a run on a quadratic problem are affine in the covariance of the snapshot noise.

    Here a vector is a matrix, and the space carries the Frobenius inner product. The second moment E[z z^T] of the state
    z = (x, m, y, x_prev, 1) moves by a linear map per draw, whatever the local noise; additive snapshot noise of covariance C adds
    a linear image of C. *)
From Auxopt Require Export Space.

(** A linear map between matrices has an adjoint. *)
Definition linear {S : space} (A : S -> S) : Prop := exists A' : S -> S, forall u v, ip (A u) v = ip u (A' v).

(** What the second moment of a run depends on. *)
Record moments := {
  matrices :> space;
  at_start : matrices;
  start_image : matrices -> matrices;
  round_map : matrices -> matrices;
  round_image : matrices -> matrices;
  snapshot_map : matrices -> matrices;
  snapshot_image : matrices -> matrices;
  step_map : matrices -> matrices;
  all_linear : linear start_image /\ linear round_map /\ linear round_image /\ linear snapshot_map /\
    linear snapshot_image /\ linear step_map
}.

Section Corr.
Variable M : moments.

(** E[z z^T] after t rounds, and after k local steps of round t + 1, for noise of covariance C. A batch or first-snapshot makes the
    start affine in C too. *)
Fixpoint after_rounds (C : M) (t : nat) : M :=
  match t with
  | O => add (at_start M) (start_image M C)
  | S t' => add (round_map M (after_rounds C t')) (round_image M C)
  end.

Fixpoint after_steps (C : M) (t k : nat) : M :=
  match k with
  | O => add (snapshot_map M (after_rounds C t)) (snapshot_image M C)
  | S k' => step_map M (after_steps C t k')
  end.

(** z is the mixture (1 - c) u + c v, as far as linear functionals can tell. *)
Definition mixture (c : R) (u v z : M) : Prop := forall w, ip z w = (1 - c) * ip u w + c * ip v w.

Lemma image_mixture A c u v z : linear A -> mixture c u v z -> mixture c (A u) (A v) (A z).
Proof. intros [A' H] E w. rewrite !H. apply E. Qed.

Lemma add_mixture c u v z u' v' z' : mixture c u v z -> mixture c u' v' z' -> mixture c (add u u') (add v v') (add z z').
Proof. intros E E' w. rewrite !ip_add, E, E'. ring. Qed.

(** The covariance (1 - c) C0 + c C1 gives the mixture of the second moments, after every step of every round. *)
Theorem CORR_affine (c : R) (C0 C1 : M) (t k : nat) :
  let C := add (scale (1 - c) C0) (scale c C1) in
  mixture c (after_rounds C0 t) (after_rounds C1 t) (after_rounds C t) /\
  mixture c (after_steps C0 t k) (after_steps C1 t k) (after_steps C t k).
Proof.
  intros C. destruct (all_linear M) as (Hs & HR & HG & HN & HQ & HL).
  assert (E : mixture c C0 C1 C) by (intros w; unfold C; now rewrite ip_add, !ip_scale).
  assert (Rounds : mixture c (after_rounds C0 t) (after_rounds C1 t) (after_rounds C t)).
  { induction t as [| t IH]; cbn.
    - apply add_mixture; [intros w; ring | now apply image_mixture].
    - apply add_mixture; now apply image_mixture. }
  split; [exact Rounds |].
  induction k as [| k IH]; cbn; [apply add_mixture; now apply image_mixture | now apply image_mixture].
Qed.
End Corr.
