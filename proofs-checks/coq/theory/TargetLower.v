(** The -target variant of AuxMOM, as the authors' code has it, without noise on the line; and what it cannot beat. To be read after
    [Algorithm]. *)
From Auxopt Require Export Algorithm.

Section Target.
(** The derivatives of f and h; the start x^0 and u^0; the parameters. *)
Variables (f' h' : R -> R) (x0 u0 eta a : R) (K : nat).

(** y^{t,k} from x: y^{t,k} = y^{t,k-1} - eta (h'(y^{t,k-1}) - h'(x) + u). *)
Fixpoint target_local (u x : R) (k : nat) : R :=
  match k with O => x | S k' => let y := target_local u x k' in y - eta * (h' y - h' x + u) end.

(** x^t and u^t: u^t = (1 - a) u^{t-1} + a f'(x^{t-1}). *)
Fixpoint target_state (t : nat) : R * R :=
  match t with
  | O => (x0, u0)
  | S t' => let (x, u) := target_state t' in let u' := (1 - a) * u + a * f' x in (target_local u' x K, u')
  end.

(** y^{t+1,k}. *)
Definition target_point (t k : nat) : R := target_local (snd (target_state (S t))) (fst (target_state t)) k.

(** G = 1/(K T) sum_{t=1..T} sum_{k=1..K} f'(y^{t,k-1})^2. *)
Definition target_G (T : nat) : R :=
  sum T (fun t => sum K (fun k => f' (target_point t k) ^ 2)) / (INR K * INR T).
End Target.

(** f = h = L x^2 / 2, so delta = 0, with F0 = f(x^0) and the exact start u^0 = f'(x^0), which a first snapshot gives too: whatever the
    step size, the code does not get below a multiple of L F0/T that does not fall with K. *)
Definition LOW_TGT_MOM_statement (L F0 eta a : R) (K T : nat) : Prop :=
  0 < L -> 0 <= F0 -> 0 < eta -> 0 < a <= 1 -> (1 <= K)%nat -> (2 <= T)%nat ->
  exists x0, L / 2 * x0 ^ 2 = F0 /\
    let gradient := fun x => L * x in
    2 / 5 * (1 - a) ^ 2 * L * F0 / INR T <= target_G gradient gradient x0 (gradient x0) eta a K T.

(** The -target variant of AuxMVR on f = h = L x^2 / 2, where a snapshot draw answers (1 + s) L x or (1 - s) L x for f and h alike, so
    g_D = 0 without noise; local draws are exact. [coins t] is the coin of round t + 1. *)
Section Reduced.
Variables (L s x0 eta a : R) (K : nat) (coins : nat -> bool).

Definition answer (t : nat) (v : R) : R := (1 + (if coins t then s else - s)) * (L * v).

(** x^t, u^t and x^{t-1}: u^t = g_f(x^{t-1}) + (1 - a) (u^{t-1} - g_f(x^{t-2})), u^0 = f'(x^0), x^{-1} = x^0. *)
Fixpoint reduced_state (t : nat) : R * R * R :=
  match t with
  | O => (x0, L * x0, x0)
  | S t' =>
    let '(x, u, before) := reduced_state t' in
    let u' := answer t' x + (1 - a) * (u - answer t' before) in
    (target_local (fun v => L * v) eta u' x K, u', x)
  end.

Definition reduced_point (t k : nat) : R :=
  target_local (fun v => L * v) eta (snd (fst (reduced_state (S t)))) (fst (fst (reduced_state t))) k.

(** The sum of the squared gradients of T rounds. *)
Definition reduced_sum (T : nat) : R := sum T (fun t => sum K (fun k => (L * reduced_point t k) ^ 2)).
End Reduced.

(** The mean over n fair coins. *)
Fixpoint flips (n : nat) (u : list bool -> R) : R :=
  match n with O => u [] | S n' => (flips n' (fun w => u (true :: w)) + flips n' (fun w => u (false :: w))) / 2 end.

Definition reduced_G (L s x0 eta a : R) (K T : nat) : R :=
  flips T (fun w => reduced_sum L s x0 eta a K (fun t => nth t w true) T) / (INR K * INR T).

Definition LOW_TGT_MVR_statement (L s F0 eta a : R) (K T : nat) : Prop :=
  0 < L -> 0 <= s -> 0 <= F0 -> 0 < eta -> 0 < a <= 1 -> (1 <= K)%nat -> (2 <= T)%nat ->
  exists x0, L / 2 * x0 ^ 2 = F0 /\
    2 * L * F0 * s ^ 2 / INR T * Rmax (a ^ 2 / (1 + a ^ 2 * s ^ 2)) ((1 - a) ^ 2 / (1 + 4 * s ^ 2)) <= reduced_G L s x0 eta a K T /\
    L * F0 * s ^ 2 / (2 * (1 + 4 * s ^ 2) * INR T) <= reduced_G L s x0 eta a K T.
