(** AuxMOM, AuxMVR and the methods between them, step by step, and the measure G. *)
From Auxopt Require Export Setting.

(** [Between 0] is AuxMOM, and [Between 1] is AuxMVR. *)
Inductive variant := AuxMOM | AuxMVR | Between (carry : R).

(** A correction m^0 that is given, or m^1 = g_D(x^0, xi^1). *)
Inductive start (V : Type) := given (m0 : V) | first_snapshot.
Arguments given {V} _.
Arguments first_snapshot {V}.

Record run := {
  oracle :> problem;
  kind : variant;
  x0 : oracle;
  init : start (vector oracle);
  eta : R;
  a : R;
  K : nat
}.

(** What a round of either method does, for any oracles: [ask t v] is what the snapshot draw of round t answers at v, and
    [answer t k x y] what local draw k of a round from x answers at y. *)
Section Rounds.
Variables (r : run) (ask : nat -> r -> r) (answer : nat -> nat -> r -> r -> r).

(** y^{t,k} from y^{t,0} = x: y^{t,k} = y^{t,k-1} - eta (answer + m). *)
Fixpoint local_by (t : nat) (m x : r) (k : nat) : r :=
  match k with
  | O => x
  | S k' => let y := local_by t m x k' in add y (scale (- eta r) (add (answer t (S k') x y) m))
  end.

(** m^t from m^{t-1}, x^{t-1} and x^{t-2} (x^{-1} = x^0). *)
Definition correct_by (t : nat) (m x before : r) : r :=
  let average := add (scale (1 - a r) m) (scale (a r) (ask t x)) in
  match init r, t with
  | first_snapshot, 1%nat => ask t x
  | _, _ =>
    match kind r with
    | AuxMOM => average
    | AuxMVR => add average (scale (1 - a r) (sub (ask t x) (ask t before)))
    | Between carry => add average (scale (carry * (1 - a r)) (sub (ask t x) (ask t before)))
    end
  end.

Definition m0 : r := match init r with given m => m | first_snapshot => zero end.

(** x^t, m^t and x^{t-1}. *)
Fixpoint state_by (t : nat) : r * r * r :=
  match t with
  | O => (x0 r, m0, x0 r)
  | S t' =>
    let '(x, m, before) := state_by t' in
    let m' := correct_by t m x before in
    (local_by t m' x (K r), m', x)
  end.

Definition x_by (t : nat) : r := fst (fst (state_by t)).
Definition m_by (t : nat) : r := snd (fst (state_by t)).
Definition y_by (t k : nat) : r := local_by t (m_by t) (x_by (pred t)) k.
End Rounds.

(** Sums of n terms: f 0 + ... + f (n - 1). *)
Fixpoint sum (n : nat) (f : nat -> R) : R := match n with O => 0 | S n' => sum n' f + f n' end.

(** 1/(K T) sum_{t=1..T} sum_{k=1..K} E|grad f(y^{t,k-1})|^2. *)
Definition G_by (r : run) (y : nat -> nat -> r) (T : nat) : R :=
  sum T (fun t => sum (K r) (fun k => norm2 (grad_f (y (S t) k)))) / (INR (K r) * INR T).

(** AuxMOM and AuxMVR ask for g_D(v, xi^t), and g_h(y, zeta^{t,k}). *)
Definition at_point {P : problem} (t k : nat) (x y : P) : P := sample_h t k y.
Notation local r := (local_by r at_point).
Notation correct r := (correct_by r sample_D).
Notation state r := (state_by r sample_D at_point).

Section Run.
Variable r : run.

Definition x : nat -> r := x_by r sample_D at_point.
Definition m : nat -> r := m_by r sample_D at_point.
Definition y : nat -> nat -> r := y_by r sample_D at_point.
Definition G (T : nat) : R := G_by r y T.

(** A3: E|g_D(x^{t-1}, xi^t) - grad D(x^{t-1})|^2 <= varD for t = 1 .. T. *)
Definition A3 (T : nat) (varD : R) : Prop :=
  forall t, (t < T)%nat -> norm2 (sub (sample_D (S t) (x t)) (grad_D (x t))) <= varD.

(** A4: E|g_h(y^{t,k-1}, zeta^{t,k}) - grad h(y^{t,k-1})|^2 <= varh for t = 1 .. T, k = 1 .. K. *)
Definition A4 (T : nat) (varh : R) : Prop :=
  forall t k, (t < T)%nat -> (k < K r)%nat ->
    norm2 (sub (sample_h (S t) (S k) (y (S t) k)) (grad_h (y (S t) k))) <= varh.
End Run.

(** SGD on f: x^t = x^{t-1} - eta g_f(x^{t-1}, xi^t). *)
Section Sgd.
Variables (P : problem) (sample_f : nat -> P -> P) (eta : R) (x0 : P).

Fixpoint sgd (t : nat) : P :=
  match t with O => x0 | S t' => add (sgd t') (scale (- eta) (sample_f (S t') (sgd t'))) end.

(** 1/T sum_{t=1..T} E|grad f(x^{t-1})|^2. *)
Definition sgd_G (T : nat) : R := sum T (fun t => norm2 (grad_f (sgd t))) / INR T.

(** The oracle of g_f: its answer is known after its draw, and unbiased given everything earlier. *)
Record target_oracle : Prop := {
  known_sample_f : forall t v, known t 0 v -> known t 1 (sample_f t v);
  unbiased_f : forall t u v, known t 0 u -> known t 0 v -> ip u (sample_f t v) = ip u (grad_f v)
}.
End Sgd.
