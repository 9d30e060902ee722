(** What no method with constant coefficients, started at rest, can beat: SGD, heavy ball, Nesterov, any fixed filter of gradients; and
    when AuxMOM provably beats all of them. To be read after [Lower]. *)
From Auxopt Require Export Lower.

Section Methods.
Variables (P : problem) (sample_f : nat -> P -> P) (x0 : P).

(** c_0 times the last gradient, plus c_1 times the one before, and so on. *)
Fixpoint weigh (c : nat -> R) (past : list P) : P :=
  match past with [] => zero | g :: earlier => add (scale (c O) g) (weigh (fun j => c (S j)) earlier) end.

(** A gradient filter: x^t = x^0 - (c_0 g^{t-1} + c_1 g^{t-2} + ... + c_{t-1} g^0), where g^i is the sample at x^i. The c_j are any real
    numbers, which may depend on everything but the draws. *)
Fixpoint gradients (c : nat -> R) (t : nat) : list P :=
  match t with O => [] | S t' => let past := gradients c t' in sample_f (S t') (sub x0 (weigh c past)) :: past end.
Definition filtered (c : nat -> R) (t : nat) : P := sub x0 (weigh c (gradients c t)).

(** Momentum from rest: v^0 = 0, v^{t+1} = beta v^t + g^t, x^{t+1} = x^t - (p g^t + r v^{t+1}). SGD has p = eta, r = 0; heavy ball p = 0,
    r = eta; with dampening tau p = 0, r = (1 - tau) eta; Nesterov, x^t the points at which gradients are taken, p = eta, r = beta eta. *)
Fixpoint moving (p r beta : R) (t : nat) : P * P :=
  match t with
  | O => (x0, zero)
  | S t' =>
    let (x, v) := moving p r beta t' in
    let g := sample_f (S t') x in
    let v' := add (scale beta v) g in
    (sub x (add (scale p g) (scale r v')), v')
  end.
Definition momentum (p r beta : R) (t : nat) : P := fst (moving p r beta t).

(** The average squared gradient of T iterates, x^0 among them. *)
Definition mean_square (T : nat) (x : nat -> P) : R := sum T (fun t => norm2 (grad_f (x t))) / INR T.

(** f is L-smooth, and its gradients are unbiased, with a variance of at most varf everywhere. *)
Record target_class (L varf F0 : R) : Prop := {
  class_oracle : target_oracle P sample_f;
  class_start : known 0 0 x0;
  class_smooth : smooth_target P L;
  class_noise : forall t v, norm2 (sub (sample_f t v) (grad_f v)) <= varf;
  class_suboptimal : value x0 - lower P <= F0
}.
End Methods.

(** On one and the same problem no filter, and so no momentum, has an average below the floor. *)
Definition filters_at_least (L varf F0 : R) (T : nat) (floor : R) : Prop :=
  exists (P : problem) (sample_f : nat -> P -> P) (x0 : P), target_class P sample_f x0 L varf F0 /\
    (forall c, floor <= mean_square P T (filtered P sample_f x0 c)) /\
    (forall p r beta, floor <= mean_square P T (momentum P sample_f x0 p r beta)).

Section Filters.
Variables (L varf F0 : R) (T : nat).
Notation T' := (INR T).

Definition filter_floor : R := Rmax (2 * L * F0 / T') (Rmin (L * F0 / 2) (sqrt (L * F0 * varf / (4 * T')))).

(** Sharper, for every N < T. *)
Definition split_floor (N : nat) : R :=
  let kappa := sqrt (2 * L * F0 * varf * (T' - INR N)) in
  let M := 2 * L * F0 * (INR N + 1) in
  kappa * M / (kappa + M) / T'.

Definition LOW_LTI_statement : Prop :=
  0 < L -> 0 <= varf -> 0 <= F0 -> (1 <= T)%nat ->
  filters_at_least L varf F0 T filter_floor /\
  forall N, (N < T)%nat -> filters_at_least L varf F0 T (split_floor N).

(** Heavy ball without noise, every iterate: M = sum_{i=1..T-1} (1 + beta + ... + beta^{i-1}). *)
Definition LOW_HB_ITERATES_statement : Prop :=
  0 < L -> 0 <= F0 -> (1 <= T)%nat -> forall eta beta, 0 < eta -> 0 <= beta ->
  let M := sum T (fun i => sum i (fun j => beta ^ j)) in
  exists (P : problem) (sample_f : nat -> P -> P) (x0 : P), target_class P sample_f x0 L 0 F0 /\
    let best := least (pred T) (fun t => norm2 (grad_f (momentum P sample_f x0 0 eta beta t))) in
    2 * L * F0 / (4 * (1 + beta) * M + 1) <= best /\
    (beta < 1 -> 2 * L * F0 * (1 - beta) / (4 * (1 + beta) * (T' - 1) + 1 - beta) <= best).
End Filters.

(** AuxMOM against all of them: what the filters cannot beat is at least c G of the run. *)
Section Separation.
Variables (r : run) (T : nat) (L delta varD varh varf F0 c : R).
Notation K := (INR (K r)).
Notation T' := (INR T).

Definition SEP_LTI_DET_statement : Prop :=
  assumptions r AuxMOM T L 0 0 F0 -> 0 < L -> 0 <= delta -> A2 r delta -> (exists e, start_error r e) ->
  RATE_DET_parameters r L delta -> 0 < c ->
  1 / K + 5 / 7 * (delta / L) <= 1 / c -> filters_at_least L 0 F0 T (c * G r T).

Definition SEP_LTI_condition (e : R) : Prop :=
  let P := F0 + e / (2 * delta) in
  let V := RATE_MOM_V r L delta varD varh in
  let linear := c * (4 * P / T' * (L / K + delta)) in
  let square := c ^ 2 * (8 * P * V / (K * T')) in
  below_number linear square (2 * L * F0 / T') \/
  below_number linear square (L * F0 / 2) /\ below_root linear square (L * F0 * varf / (4 * T')).

Definition SEP_LTI_statement : Prop := forall e s,
  best_RATE_MOM r T L delta varD varh F0 e s -> 0 < L -> 0 <= varf -> 0 < c ->
  let P := F0 + e / (2 * delta) in
  let V := RATE_MOM_V r L delta varD varh in
  (SEP_LTI_condition e <->
    c * (4 * P / T' * (L / K + delta) + sqrt (8 * P * V / (K * T'))) <= filter_floor L varf F0 T) /\
  (SEP_LTI_condition e -> filters_at_least L varf F0 T (c * G r T)).
End Separation.

(** As SEP_CORR, with other numbers. *)
Definition SEP_LTI_CORR_condition (r : run) (T : nat) (L delta varf F0 rho : R) : Prop :=
  16 * (1 / INR (K r) + delta / L) <= INR T /\
  256 * F0 * (L / INR (K r) + delta) ^ 2 <= L * INR T * varf /\
  1024 * delta * (1 - rho) <= L /\
  1024 * delta * varf * (1 - rho) <= L ^ 2 * F0 * INR T.

Definition SEP_LTI_CORR_statement (r : run) (T : nat) (L delta varf F0 rho s : R) : Prop :=
  best_RATE_MOM r T L delta (2 * (1 - rho) * varf) 0 F0 0 s -> 0 < L -> 0 <= varf -> rho <= 1 ->
  SEP_LTI_CORR_condition r T L delta varf F0 rho -> filters_at_least L varf F0 T (1 * G r T).
