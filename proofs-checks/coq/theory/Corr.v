(** CORR. First its affine part: the second moments of a run on a quadratic problem are affine in the covariance of the snapshot noise.

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

(** Then why the coefficient is positive semidefinite. A larger covariance is made by adding to the noise n of a run an independent
    noise extra. Here vectors are random states again. A draw j maps the state by a random linear map, [draw j], which is
    independent of everything before: whatever deterministic B is, E<B M u, M v> is E<B' u, v> for a deterministic B' = E[M^T B M]. *)
Record random_maps := {
  states :> space;
  known_before : nat -> states -> Prop;
  deterministic : (states -> states) -> Prop;
  deterministic_linear : forall B, deterministic B -> linear B;
  draw : nat -> states -> states;
  draw_add : forall j u v x, ip (draw j (add u v)) x = ip (add (draw j u) (draw j v)) x;
  draw_same : forall j u v, (forall x, ip u x = ip v x) -> forall x, ip (draw j u) x = ip (draw j v) x;
  draw_independent : forall j B, deterministic B -> exists B', deterministic B' /\
    forall u v, known_before j u -> known_before j v -> ip (B (draw j u)) (draw j v) = ip (B' u) v
}.

Section Monotone.
Variable M : random_maps.

Fixpoint after (start : M) (noise : nat -> M) (j : nat) : M :=
  match j with O => start | S j' => add (draw M j' (after start noise j')) (noise j') end.

(** The noises of draw j have mean zero given everything earlier, and are uncorrelated with each other and with the map of the draw. *)
Definition uncorrelated (n extra : nat -> M) : Prop :=
  forall j B, deterministic M B ->
    (forall u, known_before M j u -> ip (B (draw M j u)) (extra j) = 0) /\
    (forall v, known_before M j v -> ip (B (n j)) (draw M j v) = 0) /\
    ip (B (n j)) (extra j) = 0.

Variables (z0 w0 : M) (n extra : nat -> M).
Let z := after z0 n.
Let w := after w0 extra.
Hypothesis start_uncorrelated : forall B, deterministic M B -> ip (B z0) w0 = 0.
Hypothesis noise_uncorrelated : uncorrelated n extra.
Hypothesis states_known : forall j, known_before M j (z j) /\ known_before M j (w j).

Lemma runs_uncorrelated j : forall B, deterministic M B -> ip (B (z j)) (w j) = 0.
Proof.
  induction j as [| j IH]; intros B HB; [now apply start_uncorrelated |].
  destruct (noise_uncorrelated j B HB) as (H1 & H2 & H3). destruct (states_known j) as [Kz Kw].
  destruct (draw_independent M j B HB) as [B' [HB' E]].
  destruct (deterministic_linear M B HB) as [A HA].
  change (ip (B (add (draw M j (z j)) (n j))) (add (draw M j (w j)) (extra j)) = 0).
  rewrite HA, ip_add, <- !HA, !ip_add_r, E, IH, H1, H2, H3 by assumption. ring.
Qed.

Lemma sum_of_runs j : forall x, ip (after (add z0 w0) (fun i => add (n i) (extra i)) j) x = ip (add (z j) (w j)) x.
Proof.
  induction j as [| j IH]; intros x; [reflexivity |]. cbn. rewrite !ip_add.
  rewrite (draw_same M j _ _ IH), draw_add, !ip_add. unfold z, w. ring.
Qed.

(** With the larger noise, E|A z|^2 is larger by E|A w|^2 after every draw, for every matrix A, such as that of grad f. It is strictly
    larger exactly where A w is not 0. *)
Theorem CORR_monotone (A A' : M -> M) (j : nat) :
  (forall u v, ip (A u) v = ip u (A' v)) -> deterministic M (fun u => A' (A u)) ->
  norm2 (A (after (add z0 w0) (fun i => add (n i) (extra i)) j)) = norm2 (A (z j)) + norm2 (A (w j)).
Proof.
  intros HA HD. set (s := after _ _ j).
  assert (E : forall x, ip s x = ip (z j) x + ip (w j) x) by (intros x; unfold s; now rewrite sum_of_runs, ip_add).
  assert (F : forall x, ip (A s) x = ip (A (z j)) x + ip (A (w j)) x) by (intros x; now rewrite !HA, E).
  assert (C : ip (A (z j)) (A (w j)) = 0).
  { rewrite ip_sym, HA, ip_sym. exact (runs_uncorrelated j _ HD). }
  unfold norm2. rewrite F, (ip_sym (A (z j)) (A s)), (ip_sym (A (w j)) (A s)), !F, (ip_sym (A (w j)) (A (z j))), C. ring.
Qed.
End Monotone.
