(** What no parameters can beat, and when AuxMOM provably beats SGD. To be read after [Classes]. *)
From Auxopt Require Export Classes.

Section Sgd.
Variables (L varf F0 : R) (T : nat).
Notation T' := (INR T).

Definition sgd_floor : R := Rmax (2 * L * F0 / T') (Rmin (L * F0) (sqrt (L * F0 * varf / (2 * T')))).

(** For every s between 0 and 1; s = 1/2 gives [sgd_floor]. *)
Definition LOW_SGD_statement : Prop :=
  0 < L -> 0 <= varf -> 0 <= F0 -> (1 <= T)%nat ->
  sgd_at_least L varf F0 T (average T) sgd_floor /\
  forall s, 0 < s < 1 -> sgd_at_least L varf F0 T (average T)
    (Rmax (2 * L * F0 / T') (Rmin (2 * s * L * F0) ((1 - s) * sqrt (2 * L * F0 * varf / T')))).

Definition LOW_SGD_ITERATES_statement : Prop :=
  0 < L -> 0 <= F0 -> (1 <= T)%nat ->
  sgd_at_least L 0 F0 T (best_iterate T) (2 * L * F0 / (4 * T' - 3)).
End Sgd.

Section Mom.
Variables (L delta varD varh F0 : R) (K T : nat).
Notation K' := (INR K).
Notation T' := (INR T).
Notation at_least more := (mom_at_least L delta F0 K T more).
Notation quadratics := (both_quadratic delta).

Definition class : Prop :=
  0 < L /\ 0 < delta /\ 2 * delta <= L /\ 0 <= varD /\ 0 <= varh /\ 0 <= F0 /\ (1 <= K)%nat /\ (1 <= T)%nat.

Definition LOW_MOM_statement : Prop := class ->
  at_least any 0 0 (delta * F0 / (T' + 1 / 4)) /\
  at_least any varD 0 (4 / 17 * Rmin (delta * F0) (sqrt (delta * F0 * varD / T'))) /\
  at_least quadratics 0 0 (2 * L * F0 / (K' * T')) /\
  at_least quadratics 0 varh (Rmin (L * F0) (sqrt (L * F0 * varh / (2 * K' * T')))) /\
  at_least quadratics 0 0 (8 / 27 * (delta * F0 / T')) /\
  at_least quadratics varD 0 (2 / 27 * Rmin (delta * F0) (sqrt (delta * F0 * varD / T'))).
End Mom.

(** Separation. A start that RATE-MOM knows, and the error e that stands for it there. *)
Definition start_error (r : run) (e : R) : Prop :=
  given_start r e \/ (exists B varD1, batch_start r B varD1 /\ e = varD1 / INR B) \/ first_snapshot_start r e.

(** c G of the run is at most what SGD can guarantee: no step size does better on all of its class. *)
Definition beats (r : run) (L varf F0 c : R) (T : nat) (measure : forall P : problem, (nat -> P -> P) -> R -> P -> R) : Prop :=
  sgd_at_least L varf F0 T measure (c * G r T).

Section Separation.
Variables (r : run) (T : nat) (L delta varD varh varf F0 c : R).
Notation K := (INR (K r)).
Notation T' := (INR T).

Definition SEP_DET_statement : Prop :=
  assumptions r AuxMOM T L 0 0 F0 -> 0 < L -> 0 <= delta -> A2 r delta -> (exists e, start_error r e) ->
  RATE_DET_parameters r L delta -> 0 < c ->
  (1 / K + 5 / 7 * (delta / L) <= 1 / c -> beats r L 0 F0 c T (average T)) /\
  (1 / K + 5 / 7 * (delta / L) <= 1 / (4 * c) -> beats r L 0 F0 c T (best_iterate T)).

(** RATE-MOM at its best s: where V = 0, every s is best. *)
Definition best_RATE_MOM (e s : R) : Prop :=
  let P := F0 + e / (2 * delta) in
  let V := RATE_MOM_V r L delta varD varh in
  assumptions r AuxMOM T L varD varh F0 /\ 0 < delta /\ affine_difference r delta /\ start_error r e /\
  0 < s /\ (s ^ 2 = 2 * P * V / (K * T') \/ V = 0) /\ RATE_MOM_parameters r L delta varD varh s.

(** linear + sqrt square is at most a floor, without a root. *)
Definition below_number (linear square value : R) : Prop := 0 <= value - linear /\ square <= (value - linear) ^ 2.
Definition below_root (linear square g : R) : Prop :=
  let W := g - linear ^ 2 - square in 0 <= W /\ 4 * linear ^ 2 * square <= W ^ 2.

Definition SEP_NOISE_condition (e : R) : Prop :=
  let P := F0 + e / (2 * delta) in
  let V := RATE_MOM_V r L delta varD varh in
  let linear := c * (4 * P / T' * (L / K + delta)) in
  let square := c ^ 2 * (8 * P * V / (K * T')) in
  below_number linear square (2 * L * F0 / T') \/
  below_number linear square (L * F0) /\ below_root linear square (L * F0 * varf / (2 * T')).

(** The condition compares the guarantee with SGD's floor, and implies that AuxMOM beats SGD. *)
Definition SEP_NOISE_statement : Prop := forall e s,
  best_RATE_MOM e s -> 0 < L -> 0 <= varf -> 0 < c ->
  let P := F0 + e / (2 * delta) in
  let V := RATE_MOM_V r L delta varD varh in
  (SEP_NOISE_condition e <-> c * (4 * P / T' * (L / K + delta) + sqrt (8 * P * V / (K * T'))) <= sgd_floor L varf F0 T) /\
  (SEP_NOISE_condition e -> beats r L varf F0 c T (average T)).
End Separation.

(** The noises of g_f and g_h have the variance varf and the correlation rho, so g_D has 2 (1 - rho) varf; no local noise, an exact
    start. *)
Definition SEP_CORR_condition (r : run) (T : nat) (L delta varf F0 rho : R) : Prop :=
  8 * (1 / INR (K r) + delta / L) <= INR T /\
  128 * F0 * (L / INR (K r) + delta) ^ 2 <= L * INR T * varf /\
  512 * delta * (1 - rho) <= L /\
  256 * delta * varf * (1 - rho) <= L ^ 2 * F0 * INR T.

Definition SEP_CORR_statement (r : run) (T : nat) (L delta varf F0 rho s : R) : Prop :=
  best_RATE_MOM r T L delta (2 * (1 - rho) * varf) 0 F0 0 s -> 0 < L -> 0 <= varf -> rho <= 1 ->
  SEP_CORR_condition r T L delta varf F0 rho -> beats r L varf F0 1 T (average T).
