(** What it means that a method cannot beat a floor. To be read after [Statements].

    The hard members are problems as in [Setting], so they satisfy the assumptions of the upper bounds. *)
From Auxopt Require Export Statements.

(** SGD: for every step size there is a member of its class on which its measure is at least the floor. *)
Definition sgd_at_least (L varf F0 : R) (T : nat)
  (measure : forall P : problem, (nat -> P -> P) -> R -> P -> R) (floor : R) : Prop :=
  forall eta, 0 < eta -> exists (P : problem) (sample_f : nat -> P -> P) (x0 : P),
    sgd_assumptions P sample_f x0 eta T L varf F0 /\ floor <= measure P sample_f eta x0.

(** The average over T iterates, x^0 among them; and the least squared gradient at one of them. *)
Definition average (T : nat) (P : problem) (sample_f : nat -> P -> P) (eta : R) (x0 : P) : R := sgd_G P sample_f eta x0 T.

Fixpoint least (n : nat) (f : nat -> R) : R :=
  match n with O => f O | S n' => Rmin (least n' f) (f n) end.

Definition best_iterate (T : nat) (P : problem) (sample_f : nat -> P -> P) (eta : R) (x0 : P) : R :=
  least (pred T) (fun t => norm2 (grad_f (sgd P sample_f eta x0 t))).

(** AuxMOM: for all parameters there is a run on a member of its class, with m^0 = grad D(x^0), whose G is at least the floor.
    [more] is what else holds of the member. *)
Section Mom.
Variables (L delta F0 : R) (K T : nat).

Definition reaches (more : problem -> Prop) (varD varh eta a floor : R) : Prop :=
  exists r : run,
    Algorithm.eta r = eta /\ Algorithm.a r = a /\ Algorithm.K r = K /\
    assumptions r AuxMOM T L varD varh F0 /\ A2 r delta /\ more r /\ given_start r 0 /\ floor <= G r T.

Definition mom_at_least (more : problem -> Prop) (varD varh floor : R) : Prop :=
  forall eta a, 0 < eta -> 0 < a <= 1 -> reaches more varD varh eta a floor.

Definition any (P : problem) : Prop := True.

(** f and h are quadratic: the gradients of f and D are affine. *)
Definition both_quadratic (P : problem) : Prop :=
  affine_difference P delta /\
  exists H : P -> P, symmetric H /\ forall u v w : P, ip (sub (grad_f u) (grad_f v)) w = ip (H (sub u v)) w.
End Mom.
