(** The -target variants of AuxMOM and AuxMVR, as the authors' code has them, and their rates. To be read after [Statements].

    What is averaged, u, estimates grad f, from samples g_f(x^{t-1}, xi^t); a local step moves along
    g_h(y, zeta) - g_h(x, zeta) + u, with one draw zeta at both points. *)
From Auxopt Require Export Statements.

Definition difference {P : problem} (t k : nat) (x y : P) : P := sub (sample_h t k y) (sample_h t k x).

Section Target.
Variables (r : run) (sample_f : nat -> r -> r).
Definition target_x : nat -> r := x_by r sample_f difference.
Definition target_G (T : nat) : R := G_by r (y_by r sample_f difference) T.

(** L-Lipschitz gradients of f: the other half of A1. *)
Definition lipschitz_target (L : R) : Prop := forall u v : r, norm2 (sub (grad_f u) (grad_f v)) <= L ^ 2 * norm2 (sub u v).

(** A6, the local control variate, for ratio = l^2: E|n|^2 <= l^2 E|x - y|^2, n the noise of the difference of the answers of one draw. *)
Definition A6 (ratio : R) : Prop :=
  forall t k (x y : r), (1 <= k)%nat -> known t k x -> known t k y ->
    norm2 (sub (difference t k x y) (sub (grad_h y) (grad_h x))) <= ratio * norm2 (sub x y).

(** A7: one sample of the gradient of f is L_2-Lipschitz in mean square, at points known before the draw. *)
Definition A7 (L2 : R) : Prop :=
  forall t (u v : r), known t 0 u -> known t 0 v -> norm2 (sub (sample_f t u) (sample_f t v)) <= L2 ^ 2 * norm2 (sub u v).

(** The inputs of the algorithm, A1, A2, A3 for g_f, A6 and F0. AuxMOM stands for its -target variant here, and so does AuxMVR. *)
Record target_assumptions (v : variant) (T : nat) (L delta varf ratio F0 : R) : Prop := {
  target_variant : kind r = v;
  target_step_size : 0 < eta r;
  target_weight : 0 < a r <= 1;
  target_local_steps : (1 <= K r)%nat;
  target_rounds : (1 <= T)%nat;
  target_start_known : known 0 0 (x0 r);
  target_samples : target_oracle r sample_f;
  target_smoothness_nonneg : 0 <= L;
  target_smooth : A1 r L;
  target_delta_nonneg : 0 <= delta;
  target_similar : A2 r delta;
  target_noise : forall t, (t < T)%nat -> norm2 (sub (sample_f (S t) (target_x t)) (grad_f (target_x t))) <= varf;
  target_ratio_nonneg : 0 <= ratio;
  target_local_noise : A6 ratio;
  target_suboptimal : value (x0 r) - lower r <= F0
}.

(** v_1, the variance of the first sample. *)
Definition first_target_variance : R := norm2 (sub (sample_f 1 (x0 r)) (grad_f (x0 r))).

Section Statements.
Variables (T : nat) (L delta varf ratio F0 : R).
Notation eta := (eta r).
Notation a := (a r).
Notation K := (INR (K r)).
Notation T' := (INR T).

(** [bound E], where E is the error of the start, which [kept] weighs, and [weight] that of first-snapshot. *)
Definition target_rate (kept weight : R) (bound : R -> R) : Prop :=
  every_start r (grad_f (x0 r)) (sample_f 1 (x0 r)) (target_G T) (fun e => bound (kept * e)) (fun v => bound (weight * v)).

(** Both conditions, for the contraction c and the lag of the estimate, lag/c. *)
Definition target_condition (lag : R) : Prop :=
  (2 * L * eta <= 1 /\ 16 * delta ^ 2 * eta ^ 2 * K ^ 2 <= 1 /\ 8 * ratio * eta ^ 2 * K <= 1 /\
     16 * L * ratio * eta ^ 3 * K ^ 2 <= 1 /\ 4 * eta ^ 2 * K ^ 2 * lag <= 3 / 14)
  \/ (8 * eta ^ 2 * ratio * (K - 1) <= 1 /\
      L * eta + (L * eta * ratio + 2 * delta ^ 2 + 4 * eta ^ 2 * K * ratio * lag) *
        (eta ^ 2 * K * (K - 1) * (1 + 8 / 3 * eta ^ 2 * ratio * (K - 1))) + 4 * eta ^ 2 * K ^ 2 * lag <= 1).

Definition TGT_MOM_bound (E : R) : R := 2 * F0 / (eta * K * T') + 2 * E / (a * T') + 2 * a * varf.

Definition TGT_MOM_statement : Prop :=
  target_assumptions AuxMOM T L delta varf ratio F0 -> lipschitz_target L ->
  target_condition ((1 - a) ^ 2 * L ^ 2 / a ^ 2) ->
  target_rate ((1 - a) ^ 2) (1 - a ^ 2) TGT_MOM_bound.

Definition TGT_MVR_bound (E : R) : R :=
  2 * F0 / (eta * K * T') + 2 * E / (a * (2 - a) * T') + 2 * a / (2 - a) * varf
  + 2 * (1 - a) / (2 - a) * (varf - first_target_variance) / T'.

Definition TGT_MVR_statement (L2 : R) : Prop :=
  target_assumptions AuxMVR T L delta varf ratio F0 -> 0 <= L2 -> A7 L2 -> one_law r sample_f grad_f T ->
  target_condition ((1 - a) * L2 ^ 2 / (a * (2 - a))) ->
  target_rate ((1 - a) ^ 2) (1 - a ^ 2) TGT_MVR_bound.

(** What lambda, which shortens the step where the local noise is not additive, has to satisfy. *)
Definition reaches_control (lambda : R) : Prop := 0 <= lambda /\ 8 * ratio <= lambda ^ 2 * K /\ 16 * L * ratio <= lambda ^ 3 * K.

Definition RATE_TGT_MOM_parameters (lambda s : R) : Prop :=
  / (eta * K) = 2 * L / K + 4 * delta + lambda + 10 * L * varf / s /\ a = 5 * L * eta * K / (1 + 5 * L * eta * K).

Definition RATE_TGT_MOM_bound (lambda s E : R) : R :=
  4 * F0 / T' * (L / K + 2 * delta) + 2 * F0 * lambda / T' + 2 * F0 * (10 * L * varf) / (s * T') + s + 2 * (1 - a) * E / (a * T').

Definition RATE_TGT_MOM_statement (lambda s : R) : Prop :=
  target_assumptions AuxMOM T L delta varf ratio F0 -> lipschitz_target L -> reaches_control lambda -> 0 < s ->
  RATE_TGT_MOM_parameters lambda s ->
  target_rate 1 2 (RATE_TGT_MOM_bound lambda s).

Definition RATE_TGT_MVR_parameters (L2 lambda radius : R) : Prop :=
  let moved := 20 * L2 ^ 2 * eta ^ 2 * K ^ 2 in
  / (eta * K) = 2 * L / K + 4 * delta + lambda + / radius /\ a = moved / (1 + moved).

Definition RATE_TGT_MVR_bound (L2 lambda radius E : R) : R :=
  4 * F0 / T' * (L / K + 2 * delta) + 2 * F0 * lambda / T' + 2 * F0 / (radius * T') + 20 * L2 ^ 2 * radius ^ 2 * varf
  + (1 - a) * E / (a * T') + (varf - first_target_variance) / T'.

Definition RATE_TGT_MVR_statement (L2 lambda radius : R) : Prop :=
  target_assumptions AuxMVR T L delta varf ratio F0 -> 0 <= L2 -> A7 L2 -> one_law r sample_f grad_f T ->
  reaches_control lambda -> 0 < radius -> RATE_TGT_MVR_parameters L2 lambda radius ->
  target_rate 1 4 (RATE_TGT_MVR_bound L2 lambda radius).
End Statements.
End Target.
