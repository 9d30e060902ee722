(** What it means that a method cannot beat a floor. To be read after [Statements].

    The hard members are problems as in [Setting], so they satisfy the assumptions of the upper bounds. *)
From Auxopt Require Export Statements.

(** g is the gradient of phi, and phi is c-smooth, from both sides: |phi(u + v) - phi(u) - <g(u), v>| <= c/2 |v|^2 and
    |g(u) - g(v)| <= c |u - v|. *)
Definition smooth_field {S : space} (phi : S -> R) (g : S -> S) (c : R) : Prop :=
  (forall u v, Rabs (phi (add u v) - phi u - ip (g u) v) <= c / 2 * norm2 v) /\
  (forall u v, norm2 (sub (g u) (g v)) <= c ^ 2 * norm2 (sub u v)).

(** f is L-smooth, and grad D = grad f - grad h is a gradient, of a delta-smooth function. *)
Definition smooth_target (P : problem) (L : R) : Prop := smooth_field value (@grad_f P) L.
Definition smooth_difference (P : problem) (delta : R) : Prop := exists D : P -> R, smooth_field D grad_D delta.

(** So A1 and A2 hold; a function with a concave kink has A1, and is not smooth. *)
Lemma smooth_A1 P L : smooth_target P L -> A1 P L.
Proof. intros [H _] u v. specialize (H u v). pose proof (Rle_abs (value (add u v) - value u - ip (grad_f u) v)). lra. Qed.

Lemma smooth_A2 P delta : smooth_difference P delta -> A2 P delta.
Proof. intros [D [_ H]]. exact H. Qed.

(** SGD: for every step size there is a member of its class, with an L-smooth f, on which its measure is at least the floor. *)
Definition sgd_at_least (L varf F0 : R) (T : nat)
  (measure : forall P : problem, (nat -> P -> P) -> R -> P -> R) (floor : R) : Prop :=
  forall eta, 0 < eta -> exists (P : problem) (sample_f : nat -> P -> P) (x0 : P),
    sgd_assumptions P sample_f x0 eta T L varf F0 /\ smooth_target P L /\ floor <= measure P sample_f eta x0.

(** The average over T iterates, x^0 among them; and the least squared gradient at one of them. *)
Definition average (T : nat) (P : problem) (sample_f : nat -> P -> P) (eta : R) (x0 : P) : R := sgd_G P sample_f eta x0 T.

Fixpoint least (n : nat) (f : nat -> R) : R :=
  match n with O => f O | S n' => Rmin (least n' f) (f n) end.

Definition best_iterate (T : nat) (P : problem) (sample_f : nat -> P -> P) (eta : R) (x0 : P) : R :=
  least (pred T) (fun t => norm2 (grad_f (sgd P sample_f eta x0 t))).

(** AuxMOM: for all parameters there is a run on a member of its class, with m^0 = grad D(x^0), an L-smooth f and a delta-smooth D,
    whose G is at least the floor.
    [more] is what else holds of the member. *)
Section Mom.
Variables (L delta F0 : R) (K T : nat).

Definition reaches (more : problem -> Prop) (varD varh eta a floor : R) : Prop :=
  exists r : run,
    Algorithm.eta r = eta /\ Algorithm.a r = a /\ Algorithm.K r = K /\
    assumptions r AuxMOM T L varD varh F0 /\
    smooth_target r L /\ smooth_difference r delta /\ more r /\ given_start r 0 /\ floor <= G r T.

Definition mom_at_least (more : problem -> Prop) (varD varh floor : R) : Prop :=
  forall eta a, 0 < eta -> 0 < a <= 1 -> reaches more varD varh eta a floor.

Definition any (P : problem) : Prop := True.

(** f and h are quadratic: the gradients of f and D are affine. *)
Definition both_quadratic (P : problem) : Prop :=
  affine_difference P delta /\
  exists H : P -> P, symmetric H /\ forall u v w : P, ip (sub (grad_f u) (grad_f v)) w = ip (H (sub u v)) w.
End Mom.
