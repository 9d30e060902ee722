(** The rates, as they are stated in `spec/theorems`. With Space, Setting and Algorithm, this file says what is proved of the rates; Claims
    says of which runs and numbers. *)
From Auxopt Require Export Algorithm.

(** The inputs of the algorithm, A1, A3, A4 and F0. *)
Record assumptions (r : run) (v : variant) (T : nat) (L varD varh F0 : R) : Prop := {
  is_variant : kind r = v;
  step_size : 0 < eta r;
  momentum_weight : 0 < a r <= 1;
  local_steps : (1 <= K r)%nat;
  rounds : (1 <= T)%nat;
  start_known : known 0 0 (x0 r);
  smoothness_nonneg : 0 <= L;
  smooth : A1 r L;
  snapshot_noise : A3 r T varD;
  local_noise : A4 r T varh;
  suboptimal : value (x0 r) - lower r <= F0
}.

(** The three kinds of start of an estimate of g, the gradient at x^0, of which [first] is the first sample. m^0 may be random, but is
    independent of all later draws; e0 bounds its error. *)
Definition given_start_of (r : run) (g : r) (e0 : R) : Prop :=
  exists m0, init r = given m0 /\ known 1 0 m0 /\ norm2 (sub m0 g) <= e0.

Fixpoint vector_sum {S : space} (n : nat) (v : nat -> S) : S :=
  match n with O => zero | S n' => add (vector_sum n' v) (v n') end.

(** m^0 is the mean of B samples that come before xi^1. *)
Definition batch_start_of (r : run) (g : r) (B : nat) (var1 : R) : Prop :=
  (1 <= B)%nat /\
  exists draw : nat -> r,
    init r = given (scale (/ INR B) (vector_sum B draw)) /\
    forall i, (i < B)%nat ->
      known 0 (S i) (draw i) /\
      (forall u, known 0 i u -> ip u (draw i) = ip u g) /\
      norm2 (sub (draw i) g) <= var1.

Definition first_snapshot_start_of (r : run) (g first : r) (var1 : R) : Prop :=
  init r = first_snapshot /\ norm2 (sub first g) <= var1.

(** A measure is bounded for every kind of start, by its error. *)
Definition every_start (r : run) (g first : r) (measure : R) (bound first_bound : R -> R) : Prop :=
  (forall e0, given_start_of r g e0 -> measure <= bound e0) /\
  (forall B var1, batch_start_of r g B var1 -> measure <= bound (var1 / INR B)) /\
  (forall var1, first_snapshot_start_of r g first var1 -> measure <= first_bound var1).

(** Those of AuxMOM and AuxMVR. *)
Definition given_start (r : run) : R -> Prop := given_start_of r (grad_D (x0 r)).
Definition batch_start (r : run) : nat -> R -> Prop := batch_start_of r (grad_D (x0 r)).
Definition first_snapshot_start (r : run) : R -> Prop := first_snapshot_start_of r (grad_D (x0 r)) (sample_D 1 (x0 r)).

(** G <= bound E for every kind of start, where E is what the start adds to the bound. *)
Definition rate (r : run) (T : nat) (weight : R) (bound : R -> R) : Prop :=
  every_start r (grad_D (x0 r)) (sample_D 1 (x0 r)) (G r T)
    (fun e => bound ((1 - a r) ^ 2 * e)) (fun v => bound (weight * v)).

(** v_1, the variance of the first sample. *)
Definition first_variance (r : run) : R := norm2 (sub (sample_D 1 (x0 r)) (grad_D (x0 r))).

Section Statements.
Variables (r : run) (T : nat) (L delta varD varh F0 : R).
Notation eta := (eta r).
Notation a := (a r).
Notation K := (INR (K r)).
Notation T' := (INR T).

Definition MOM_1_condition : Prop :=
  (2 * L * eta <= 1 /\ 8 * delta ^ 2 * eta ^ 2 * K ^ 2 <= a ^ 2)
  \/ L * eta + 2 * delta ^ 2 * eta ^ 2 * K * (K - 1) + 4 * delta ^ 2 * eta ^ 2 * K ^ 2 * (1 - a) ^ 2 / a ^ 2 <= 1
  \/ varh = 0 /\ L * eta + delta ^ 2 * eta ^ 2 * K * (K - 1)
     + 2 * delta ^ 2 * eta ^ 2 * K ^ 2 * (1 - a) ^ 2 / a ^ 2 <= 1.

Definition MOM_1_bound (E : R) : R :=
  2 * F0 / (eta * K * T') + 2 * E / (a * T') + 2 * a * varD
  + (L * eta + 2 * delta ^ 2 * eta ^ 2 * (K - 1) + 4 * (1 - a) ^ 2 * delta ^ 2 * eta ^ 2 * K / a ^ 2) * varh.

Definition MOM_1_statement : Prop :=
  assumptions r AuxMOM T L varD varh F0 -> 0 <= delta -> A2 r delta ->
  MOM_1_condition ->
  rate r T (1 - a ^ 2) MOM_1_bound.

Definition MOM_1H_condition : Prop :=
  (2 * L * eta <= 1 /\ 12 * delta ^ 2 * eta ^ 2 * K ^ 2 <= a ^ 2)
  \/ L * eta + 2 * delta ^ 2 * eta ^ 2 * K * (K - 1)
     + 8 * delta ^ 2 * eta ^ 2 * K ^ 2 * (1 - a) ^ 2 * (2 - a) / (a ^ 2 * (3 - a)) <= 1
  \/ varh = 0 /\ L * eta + delta ^ 2 * eta ^ 2 * K * (K - 1)
     + 4 * delta ^ 2 * eta ^ 2 * K ^ 2 * (1 - a) ^ 2 * (2 - a) / (a ^ 2 * (3 - a)) <= 1.

Definition MOM_1H_bound (E : R) : R :=
  2 * F0 / (eta * K * T') + 4 * E / (a * (3 - a) * T') + 4 * a / (3 - a) * varD
  + (L * eta + 2 * delta ^ 2 * eta ^ 2 * (K - 1) + 8 * (1 - a) ^ 2 * (2 - a) * delta ^ 2 * eta ^ 2 * K / (a ^ 2 * (3 - a))) * varh.

Definition MOM_1H_statement : Prop :=
  assumptions r AuxMOM T L varD varh F0 -> 0 <= delta -> A2 r delta ->
  MOM_1H_condition ->
  rate r T (1 - a ^ 2) MOM_1H_bound.

Definition MOM_2_condition : Prop :=
  (2 * L * eta <= 1 /\ 4 * delta ^ 2 * eta ^ 2 * K ^ 2 <= a ^ 2)
  \/ L * eta + 2 * delta ^ 2 * eta ^ 2 * K * (K - 1)
     + 2 * delta ^ 2 * eta ^ 2 * K ^ 2 * (1 - a) ^ 2 * (1 + a) / a ^ 2 <= 1
  \/ varh = 0 /\ L * eta + delta ^ 2 * eta ^ 2 * K * (K - 1)
     + 2 * delta ^ 2 * eta ^ 2 * K ^ 2 * (1 - a) ^ 2 / a ^ 2 <= 1.

Definition MOM_2_bound (E : R) : R :=
  2 * F0 / (eta * K * T') + 2 * E / (a * T') + 2 * a * varD
  + (L * eta + 2 * delta ^ 2 * eta ^ 2 * (K - 1) + 4 * (1 - a) ^ 2 * delta ^ 2 * eta ^ 2 * K / a) * varh.

Definition MOM_2_statement : Prop :=
  assumptions r AuxMOM T L varD varh F0 -> 0 <= delta -> affine_difference r delta ->
  MOM_2_condition ->
  rate r T (1 - a ^ 2) MOM_2_bound.

Definition kappa : R :=
  (K - 1) * K * (1 - a) / a + K * (K - 1) / 2 + (1 - a) * K ^ 2 / a ^ 2 + (1 - a) * K * (K - 1) / (2 * a)
  + (1 - a) ^ 2 * K ^ 2 / a ^ 2.

Definition MOM_3_condition : Prop :=
  (2 * L * eta <= 1 /\ 16 * delta ^ 2 * eta ^ 2 * K ^ 2 <= a ^ 2)
  \/ L * eta + 4 * delta ^ 2 * eta ^ 2 * kappa <= 1
  \/ varh = 0 /\ L * eta + 2 * delta ^ 2 * eta ^ 2 * kappa <= 1.

Definition MOM_3_bound (E : R) : R :=
  2 * F0 / (eta * K * T') + 2 * E / (a * (2 - a) * T') + 2 * a / (2 - a) * varD
  + (L * eta + 2 * delta ^ 2 * eta ^ 2 * (K - 1) + 4 * (1 - a) * delta ^ 2 * eta ^ 2 * K / a) * varh.

Definition MOM_3_statement : Prop :=
  assumptions r AuxMOM T L varD varh F0 -> 0 <= delta -> A2 r delta ->
  MOM_3_condition ->
  rate r T (1 - a ^ 2) MOM_3_bound.

Definition MVR_1_condition : Prop :=
  (2 * L * eta <= 1 /\ 8 * delta ^ 2 * eta ^ 2 * K ^ 2 <= a)
  \/ L * eta + 2 * delta ^ 2 * eta ^ 2 * K * (K - 1)
     + 8 * delta ^ 2 * eta ^ 2 * K ^ 2 * (1 - a) ^ 2 / (a * (2 - a)) <= 1
  \/ varh = 0 /\ L * eta + delta ^ 2 * eta ^ 2 * K * (K - 1)
     + 4 * delta ^ 2 * eta ^ 2 * K ^ 2 * (1 - a) ^ 2 / (a * (2 - a)) <= 1.

Definition MVR_1_bound (E : R) : R :=
  2 * F0 / (eta * K * T') + 2 * E / (a * (2 - a) * T') + 4 * a / (2 - a) * varD
  + (L * eta + 2 * delta ^ 2 * eta ^ 2 * (K - 1) + 8 * (1 - a) ^ 2 * delta ^ 2 * eta ^ 2 * K / (a * (2 - a))) * varh.

Definition MVR_1_statement : Prop :=
  assumptions r AuxMVR T L varD varh F0 -> 0 <= delta -> A5 r delta ->
  MVR_1_condition ->
  rate r T (Rmax 0 (1 - 2 * a ^ 2)) MVR_1_bound.

(** With A2 and A5 for two constants, and draws of one law. *)
Section One_law.
Variable Delta : R.

Definition MVR_2_condition : Prop :=
  (2 * L * eta <= 1 /\ 5 * Delta ^ 2 * eta ^ 2 * K ^ 2 <= a /\ delta <= Delta)
  \/ L * eta + 2 * delta ^ 2 * eta ^ 2 * K * (K - 1) + 4 * (1 - a) * Delta ^ 2 * eta ^ 2 * K ^ 2 / (a * (2 - a)) <= 1
  \/ varh = 0 /\ L * eta + delta ^ 2 * eta ^ 2 * K * (K - 1) + 2 * (1 - a) * Delta ^ 2 * eta ^ 2 * K ^ 2 / (a * (2 - a)) <= 1.

Definition MVR_2_bound (E : R) : R :=
  2 * F0 / (eta * K * T') + 2 * E / (a * (2 - a) * T') + 2 * a / (2 - a) * varD
  + 2 * (1 - a) / (2 - a) * (varD - first_variance r) / T'
  + (L * eta + 2 * delta ^ 2 * eta ^ 2 * (K - 1) + 4 * (1 - a) * Delta ^ 2 * eta ^ 2 * K / (a * (2 - a))) * varh.

Definition MVR_2_statement : Prop :=
  assumptions r AuxMVR T L varD varh F0 -> 0 <= delta -> 0 <= Delta -> A2 r delta -> A5 r Delta -> one_law r sample_D grad_D T ->
  MVR_2_condition ->
  rate r T (1 - a ^ 2) MVR_2_bound.
End One_law.

(** The tuned theorems: the parameters follow from the constants and a free number, s or radius. *)

(** G <= bound E, where E is the error of the start itself. *)
Definition tuned_rate (weight : R) (bound : R -> R) : Prop :=
  every_start r (grad_D (x0 r)) (sample_D 1 (x0 r)) (G r T) bound (fun v => bound (weight * v)).

(** Without noise; the start does not matter. *)
Definition RATE_DET_parameters : Prop := / eta = L + 5 / 7 * delta * K /\ a = 1.

Definition RATE_DET_bound (E : R) : R := 2 * F0 / T' * (L / K + 5 / 7 * delta).

Definition RATE_DET_statement : Prop :=
  assumptions r AuxMOM T L 0 0 F0 -> 0 <= delta -> A2 r delta -> RATE_DET_parameters ->
  tuned_rate 0 RATE_DET_bound.

Definition RATE_MOM_V : R := 4 * delta * K * varD + (L + 2 * delta) * varh.
Definition RATE_MOM_parameters (s : R) : Prop := / eta = 2 * L + 2 * delta * K + RATE_MOM_V / s /\ a = 2 * delta * K * eta.

Definition RATE_MOM_bound (s E : R) : R :=
  let P := F0 + E / (2 * delta) in let V := RATE_MOM_V in 4 * P / T' * (L / K + delta) + 2 * P * V / (K * T' * s) + s.

Definition RATE_MOM_statement (s : R) : Prop :=
  assumptions r AuxMOM T L varD varh F0 -> 0 < delta -> affine_difference r delta -> 0 < s -> RATE_MOM_parameters s ->
  tuned_rate 1 (RATE_MOM_bound s).

Definition RATE_MOM_G_V : R := 4 * delta * K * varD + (L + delta) * varh.
Definition RATE_MOM_G_parameters (s : R) : Prop := / eta = 2 * L + 4 * delta * K + RATE_MOM_G_V / s /\ a = 4 * delta * K * eta.

Definition RATE_MOM_G_bound (s E : R) : R :=
  let P := F0 + E / (8 * delta) in let V := RATE_MOM_G_V in 4 * P / T' * (L / K + 2 * delta) + 2 * P * V / (K * T' * s) + s.

Definition RATE_MOM_G_statement (s : R) : Prop :=
  assumptions r AuxMOM T L varD varh F0 -> 0 < delta -> A2 r delta -> 0 < s -> RATE_MOM_G_parameters s ->
  tuned_rate (14 / 13) (RATE_MOM_G_bound s).

Definition RATE_MVR_parameters (radius : R) : Prop :=
  / (eta * K) = 2 * L / K + 3 * delta + / radius /\ a = 8 * delta ^ 2 * eta ^ 2 * K ^ 2.

Definition RATE_MVR_bound (radius E : R) : R :=
  4 * F0 / T' * (L / K + 3 / 2 * delta) + 2 * F0 / (radius * T') + 16 * delta ^ 2 * radius ^ 2 * varD
  + E / (8 * delta ^ 2 * eta ^ 2 * K ^ 2 * T').

Definition RATE_MVR_statement (radius : R) : Prop :=
  assumptions r AuxMVR T L varD 0 F0 -> 0 < delta -> A5 r delta -> 0 < radius -> RATE_MVR_parameters radius ->
  tuned_rate (26 / 25) (RATE_MVR_bound radius).

Definition RATE_MVR_2_parameters (Delta radius : R) : Prop :=
  / (eta * K) = 2 * L / K + 8 / 5 * Delta + / radius /\ a = 5 / 2 * Delta ^ 2 * eta ^ 2 * K ^ 2.

Definition RATE_MVR_2_bound (Delta radius E : R) : R :=
  4 * F0 / T' * (L / K + 4 / 5 * Delta) + 2 * F0 / (radius * T') + 5 * Delta ^ 2 * radius ^ 2 * varD
  + E / (a * T') + (varD - first_variance r) / T'.

Definition RATE_MVR_2_statement (Delta radius : R) : Prop :=
  assumptions r AuxMVR T L varD 0 F0 -> 0 <= delta <= Delta -> 0 < Delta -> A2 r delta -> A5 r Delta -> one_law r sample_D grad_D T ->
  0 < radius -> RATE_MVR_2_parameters Delta radius ->
  tuned_rate (14 / 13) (RATE_MVR_2_bound Delta radius).

Definition RATE_MVR_2P_parameters (Delta radius : R) : Prop :=
  let ratio := 8 * Delta ^ 2 * eta ^ 2 * K ^ 2 in
  / (eta * K) = 2 * L / K + 2 * delta + / radius /\ a = ratio / (1 + ratio).

Definition RATE_MVR_2P_bound (Delta radius E : R) : R :=
  4 * F0 / T' * (L / K + delta) + 2 * F0 / (radius * T') + 8 * Delta ^ 2 * radius ^ 2 * varD
  + (1 - a) * E / (a * T') + (varD - first_variance r) / T'.

Definition RATE_MVR_2P_statement (Delta radius : R) : Prop :=
  assumptions r AuxMVR T L varD 0 F0 -> 0 <= delta -> 0 < Delta -> A2 r delta -> A5 r Delta -> one_law r sample_D grad_D T ->
  0 < radius -> RATE_MVR_2P_parameters Delta radius ->
  tuned_rate 4 (RATE_MVR_2P_bound Delta radius).

(** With local noise; j weighs it against that of the snapshots. *)
Definition RATE_MVR_H_parameters (Delta radius j : R) : Prop :=
  / (eta * K) = 2 * L / K + (9 / 4 + j) * Delta + / radius /\ a = 5 * Delta ^ 2 * eta ^ 2 * K ^ 2 + j * Delta * eta * K.

Definition RATE_MVR_H_bound (Delta radius j E : R) : R :=
  4 * F0 * L / (K * T') + (9 / 2 + 2 * j) * F0 * Delta / T' + 2 * F0 / (radius * T')
  + radius * (2 * j * Delta * varD + (L + Delta + 2 * Delta / j) * varh / K) + 10 * Delta ^ 2 * radius ^ 2 * varD
  + E / (a * T') + (varD - first_variance r) / T'.

Definition RATE_MVR_H_statement (Delta radius j : R) : Prop :=
  assumptions r AuxMVR T L varD varh F0 -> 0 <= delta <= Delta -> 0 < Delta -> A2 r delta -> A5 r Delta -> one_law r sample_D grad_D T ->
  0 < radius -> 0 < j -> RATE_MVR_H_parameters Delta radius j ->
  tuned_rate (14 / 13) (RATE_MVR_H_bound Delta radius j).
End Statements.

(** SGD on f, with unbiased gradients of variance at most varf at its T iterates. *)
Record sgd_assumptions (P : problem) (sample_f : nat -> P -> P) (x0 : P) (eta : R) (T : nat) (L varf F0 : R) : Prop := {
  sgd_oracle : target_oracle P sample_f;
  sgd_start_known : known 0 0 x0;
  sgd_step_size : 0 < eta;
  sgd_rounds : (1 <= T)%nat;
  sgd_smoothness_nonneg : 0 <= L;
  sgd_smooth : A1 P L;
  sgd_noise : forall t, (t < T)%nat ->
    let x := sgd P sample_f eta x0 t in norm2 (sub (sample_f (S t) x) (grad_f x)) <= varf;
  sgd_suboptimal : value x0 - lower P <= F0
}.

Definition SGD_1_statement (P : problem) (sample_f : nat -> P -> P) (x0 : P) (eta : R) (T : nat) (L varf F0 : R) : Prop :=
  sgd_assumptions P sample_f x0 eta T L varf F0 ->
  L * eta <= 1 ->
  sgd_G P sample_f eta x0 T <= 2 * F0 / (eta * INR T) + L * eta * varf.
