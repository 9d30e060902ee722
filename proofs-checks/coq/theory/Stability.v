(** STAB, as it is stated in `spec/theorems`: when AuxMOM with exact gradients contracts to its fixed point. With Space, Setting and
    Algorithm, this file says what is proved; Jury and Stab prove it. *)
From Auxopt Require Export Algorithm.

(** One pair of eigenvalues of the Hessians of f and h, and the parameters of the run. *)
Record eigenpair := { target_eigenvalue : R; auxiliary_eigenvalue : R; rate : R; weight_of : R; local_count : nat }.

Section Pair.
Variable p : eigenpair.
Notation lf := (target_eigenvalue p).
Notation lh := (auxiliary_eigenvalue p).
Notation eta := (rate p).
Notation a := (weight_of p).

(** Q = (1 - eta lh)^K and S = eta sum_{j<K} (1 - eta lh)^j. *)
Definition decay : R := (1 - eta * lh) ^ local_count p.
Definition reach : R := eta * sum (local_count p) (fun j => (1 - eta * lh) ^ j).

(** The round map of the distances of x and m to the fixed point. *)
Definition round_map (z : R * R) : R * R :=
  ((decay - a * reach * (lf - lh)) * fst z - (1 - a) * reach * snd z, a * (lf - lh) * fst z + (1 - a) * snd z).

Definition stable : Prop :=
  Rabs decay * (1 - a) < 1 /\ 0 < a * reach * lf /\ a * (lf - lh) * reach < (2 - a) * (1 + decay).

(** No inequality is strictly reversed. *)
Definition not_unstable : Prop :=
  Rabs decay * (1 - a) <= 1 /\ 0 <= a * reach * lf /\ a * (lf - lh) * reach <= (2 - a) * (1 + decay).
End Pair.

Fixpoint iterate {A} (f : A -> A) (t : nat) (z : A) : A := match t with O => z | S t' => f (iterate f t' z) end.

Definition vanishes (z : nat -> R * R) : Prop := Un_cv (fun t => fst (z t)) 0 /\ Un_cv (fun t => snd (z t)) 0.
Definition bounded (z : nat -> R * R) : Prop := exists b, forall t, Rabs (fst (z t)) <= b /\ Rabs (snd (z t)) <= b.

(** The map contracts iff the inequalities hold. Where none is strictly reversed it does not grow geometrically; where one is, some
    orbit is unbounded. That is: its spectral radius is below 1, at most 1, above 1. *)
Definition STAB_map_statement : Prop := forall p, 0 < weight_of p <= 1 ->
  let orbit z t := iterate (round_map p) t z in
  ((forall z, vanishes (orbit z)) <-> stable p) /\
  (not_unstable p -> forall q, 1 < q -> forall z, vanishes (fun t => (fst (orbit z t) / q ^ t, snd (orbit z t) / q ^ t))) /\
  (~ not_unstable p -> exists z, ~ bounded (orbit z)).

(** The algorithm: the oracles of r are exact, and e is a direction along which the gradients of f and h change by lf and lh times what
    the point changes. If A and B commute, R^n has an orthonormal basis of such directions. *)
Definition exact (r : run) : Prop :=
  (forall t (v u : r), ip (sample_D t v) u = ip (grad_D v) u) /\
  (forall t k (v u : r), ip (sample_h t k v) u = ip (grad_h v) u).

Definition eigendirection (r : run) (p : eigenpair) (e : r) : Prop :=
  (forall u v : r, ip (sub (grad_f u) (grad_f v)) e = target_eigenvalue p * ip (sub u v) e) /\
  (forall u v : r, ip (sub (grad_h u) (grad_h v)) e = auxiliary_eigenvalue p * ip (sub u v) e).

Definition parameters_of (r : run) (p : eigenpair) : Prop :=
  kind r = AuxMOM /\ rate p = eta r /\ weight_of p = a r /\ local_count p = K r.

(** r from another point and correction, and how far two such runs are apart along e, after t rounds. *)
Definition restart (r : run) (z : r * r) : run := {|
  oracle := oracle r; kind := kind r; x0 := fst z; init := given (snd z); eta := eta r; a := a r; K := K r |}.

Definition distance (r : run) (e : r) (z w : r * r) (t : nat) : R * R :=
  (ip (sub (x (restart r z) t) (x (restart r w) t)) e, ip (sub (m (restart r z) t) (m (restart r w) t)) e).

(** For every K, a round moves it by the round map. *)
Definition STAB_round_statement : Prop := forall r p e, parameters_of r p -> exact r -> eigendirection r p e ->
  forall z w t, distance r e z w t = iterate (round_map p) t (distance r e z w 0).

(** The line: f(v) = lf v^2/2 - cf v and h(v) = lh v^2/2 - ch v, without randomness. *)
Definition real_line : space.
Proof.
  refine {| vector := R; zero := 0; add := Rplus; scale := Rmult; ip := Rmult |}; intros; try ring.
  apply Rle_0_sqr.
Defined.

Definition line_problem (lf lh cf ch : R) : problem.
Proof.
  refine {|
    ambient := real_line; known := fun _ _ _ => True; value := fun _ => 0; lower := 0; (* STAB does not speak of values. *)
    grad_f := fun v => lf * v - cf; grad_D := fun v => (lf - lh) * v - (cf - ch);
    sample_D := fun _ v => (lf - lh) * v - (cf - ch); sample_h := fun _ _ v => lh * v - ch |};
    try (intros; exact Logic.I); try reflexivity.
  intros t k u v _ _ _. cbn. ring.
Defined.

Definition line_run (p : eigenpair) (cf ch start correction : R) : run := {|
  oracle := line_problem (target_eigenvalue p) (auxiliary_eigenvalue p) cf ch; kind := AuxMOM; x0 := start : real_line;
  init := given (correction : real_line); eta := rate p; a := weight_of p; K := local_count p |}.

(** The stationary point of f, and grad D there. *)
Definition stationary (p : eigenpair) (cf : R) : R := cf / target_eigenvalue p.
Definition its_correction (p : eigenpair) (cf ch : R) : R :=
  (target_eigenvalue p - auxiliary_eigenvalue p) * stationary p cf - (cf - ch).

(** AuxMOM converges to one point (xs, ms) from every (x^0, m^0) iff the inequalities hold; that point is then the stationary one. *)
Definition STAB_statement : Prop := forall p cf ch, 0 < weight_of p <= 1 ->
  ((exists xs ms, forall start correction,
     Un_cv (x (line_run p cf ch start correction)) xs /\ Un_cv (m (line_run p cf ch start correction)) ms) <-> stable p) /\
  (stable p -> forall start correction,
     Un_cv (x (line_run p cf ch start correction)) (stationary p cf) /\
     Un_cv (m (line_run p cf ch start correction)) (its_correction p cf ch)).
