(** The rates of the methods between AuxMOM and AuxMVR. To be read after [Statements]. *)
From Auxopt Require Export Statements.

(** The inputs of the algorithm, A1 to A5 with constants of their own for A2 and A5, F0, and draws of one law. The number [share] is free. *)
Record family_assumptions (r : run) (T : nat) (L delta Delta varD varh F0 carry share : R) : Prop := {
  family_run : assumptions r (Between carry) T L varD varh F0;
  family_nonneg : 0 <= delta /\ 0 <= Delta;
  family_carry : 0 <= carry <= 1;
  family_share : 0 < share <= 1;
  family_similar : A2 r delta;
  family_sampled : A5 r Delta;
  family_one_law : one_law r sample_D grad_D T
}.

Section Family.
Variables (r : run) (T : nat) (L delta Delta varD varh F0 carry share : R).
Notation eta := (eta r).
Notation a := (a r).
Notation K := (INR (K r)).
Notation T' := (INR T).
Notation family := (family_assumptions r T L delta Delta varD varh F0 carry share).

(** By what share the error of the estimate shrinks in a round. *)
Definition contraction : R := a * (1 + (1 - share) * (1 - a)).

(** The exact condition, and that without local noise, for the lag of the estimate. *)
Definition FAM_condition (lag : R) : Prop :=
  L * eta + 2 * delta ^ 2 * eta ^ 2 * K * (K - 1) + 4 * eta ^ 2 * K ^ 2 * lag / contraction <= 1
  \/ varh = 0 /\ L * eta + delta ^ 2 * eta ^ 2 * K * (K - 1) + 2 * eta ^ 2 * K ^ 2 * lag / contraction <= 1.

(** All of the bound but the part of F0. *)
Definition FAM_noise (lag E : R) : R :=
  2 * E / (contraction * T') + 2 * a ^ 2 / contraction * varD
  + 2 * carry * a * (1 - a) / contraction * (varD - first_variance r) / T'
  + (L * eta + 2 * delta ^ 2 * eta ^ 2 * (K - 1) + 4 * eta ^ 2 * K * lag / contraction) * varh.

Definition FAM_bound (lag E : R) : R := 2 * F0 / (eta * K * T') + FAM_noise lag E.

(** FAM-1, with another free number, [excess]. *)
Definition FAM_psi : R := carry * (1 - a) * (a + carry * (1 - a)).
Definition FAM_1_lag (excess : R) : R := FAM_psi * Delta ^ 2 + excess * delta ^ 2.

Definition FAM_1_condition (excess : R) : Prop :=
  (1 - a) ^ 2 * (1 - carry) ^ 2 * (1 - a + share * a) / (share * a) <= excess + FAM_psi /\
  (2 * L * eta <= 1 /\ 8 * delta ^ 2 * eta ^ 2 * K ^ 2 <= 1 /\ 16 * FAM_1_lag excess * eta ^ 2 * K ^ 2 <= contraction
   \/ FAM_condition (FAM_1_lag excess)).

Definition FAM_1_statement (excess : R) : Prop :=
  family -> 0 <= excess -> FAM_1_condition excess -> rate r T (1 - a ^ 2) (FAM_bound (FAM_1_lag excess)).

(** FAM-2, where [carry] is large enough. *)
Definition FAM_2_lag : R := (1 - a) * carry * Delta ^ 2.
Definition carries_enough : Prop := delta ^ 2 <= carry * (delta ^ 2 + share * a * Delta ^ 2).

Definition FAM_2_condition : Prop :=
  carries_enough /\
  (2 * L * eta <= 1 /\ delta <= Delta /\ 8 * carry * Delta ^ 2 * eta ^ 2 * K ^ 2 <= contraction \/ FAM_condition FAM_2_lag).

Definition FAM_2_statement : Prop :=
  family -> FAM_2_condition -> rate r T (1 - a ^ 2) (FAM_bound FAM_2_lag).

(** Tuned: a, carry, share and radius are free. *)
Definition RATE_FAM_parameters (radius : R) : Prop :=
  / (eta * K) = 2 * L / K + / radius /\ delta <= Delta /\ carries_enough /\ 8 * carry * Delta ^ 2 * radius ^ 2 <= contraction.

Definition RATE_FAM_bound (radius E : R) : R := 4 * F0 * L / (K * T') + 2 * F0 / (radius * T') + FAM_noise FAM_2_lag E.

Definition RATE_FAM_statement (radius : R) : Prop :=
  family -> 0 < radius -> RATE_FAM_parameters radius -> rate r T (1 - a ^ 2) (RATE_FAM_bound radius).
End Family.
