(** The problem, its oracles, assumptions A1 to A5, and draws of one law. *)
From Auxopt Require Export Space.

(** Draws are numbered: (t, 0) is the snapshot draw xi^t of round t, (t, k) with k >= 1 the local draw zeta^{t,k}.
    [known t k v] says that v is a function of what was drawn before (t, k). *)
Definition before (t k s j : nat) : Prop := (t < s \/ (t = s /\ k <= j))%nat.

Record problem := {
  ambient :> space;
  known : nat -> nat -> ambient -> Prop;
  (** E f(v), and the gradients of f and of D = f - h at a random point v. *)
  value : ambient -> R;
  lower : R;
  grad_f : ambient -> ambient;
  grad_D : ambient -> ambient;
  (** The oracles: g_D(v, xi^t), and g_h(v, zeta^{t,k}). *)
  sample_D : nat -> ambient -> ambient;
  sample_h : nat -> nat -> ambient -> ambient;
  (** f is bounded below. *)
  value_lower : forall v, lower <= value v;
  (** What is known stays known, and is closed under combinations and under the gradients. *)
  known_later : forall t k s j v, before t k s j -> known t k v -> known s j v;
  known_zero : forall t k, known t k zero;
  known_add : forall t k u v, known t k u -> known t k v -> known t k (add u v);
  known_scale : forall t k c v, known t k v -> known t k (scale c v);
  known_grad_f : forall t k v, known t k v -> known t k (grad_f v);
  known_grad_D : forall t k v, known t k v -> known t k (grad_D v);
  (** An oracle's answer is known after its draw. *)
  known_sample_D : forall t v, known t 0 v -> known t 1 (sample_D t v);
  known_sample_h : forall t k v, known t k v -> known t (S k) (sample_h t k v);
  (** The draws are independent of everything earlier, and the oracles are unbiased: E[g_D(v, xi^t) | before] is the
      gradient of D at v, and so for h. *)
  unbiased_D : forall t u v, known t 0 u -> known t 0 v -> ip u (sample_D t v) = ip u (grad_D v);
  unbiased_h : forall t k u v, (1 <= k)%nat -> known t k u -> known t k v ->
    ip u (sample_h t k v) = ip u (sub (grad_f v) (grad_D v))
}.

Arguments known {p} _ _ _.
Arguments value {p} _.
Arguments grad_f {p} _.
Arguments grad_D {p} _.
Arguments sample_D {p} _ _.
Arguments sample_h {p} _ _ _.

Definition grad_h {P : problem} (v : P) : P := sub (grad_f v) (grad_D v).

(** A1, as the rates use it: f lies below its tangent parabolas of curvature L. Every L-smooth f does (Classes proves it), and more: only
    the upper half of smoothness is asked. *)
Definition A1 (P : problem) (L : R) : Prop :=
  forall u v : P, value (add u v) <= value u + ip (grad_f u) v + L / 2 * norm2 v.

(** A2: the field grad_D is delta-Lipschitz. *)
Definition A2 (P : problem) (delta : R) : Prop :=
  forall u v : P, norm2 (sub (grad_D u) (grad_D v)) <= delta ^ 2 * norm2 (sub u v).

(** A5: one draw of the snapshot oracle is delta-Lipschitz in mean square, at points known before the draw. *)
Definition A5 (P : problem) (delta : R) : Prop :=
  forall t (u v : P), known t 0 u -> known t 0 v ->
    norm2 (sub (sample_D t u) (sample_D t v)) <= delta ^ 2 * norm2 (sub u v).

(** The draws xi^1, ..., xi^T have one law: two of them have noise of the same mean square, where the point is older than both. *)
Definition one_law (P : problem) (ask : nat -> P -> P) (mean : P -> P) (T : nat) : Prop :=
  forall s t v, (1 <= s <= T)%nat -> (1 <= t <= T)%nat -> known s 0 v -> known t 0 v ->
    norm2 (sub (ask s v) (mean v)) = norm2 (sub (ask t v) (mean v)).

(** The gradient of D is affine, with a deterministic symmetric Hessian of norm at most delta. *)
Definition affine_difference (P : problem) (delta : R) : Prop :=
  exists H : P -> P,
    symmetric H /\
    (forall t k v, known t k v -> known t k (H v)) /\
    (forall u v w : P, ip (sub (grad_D u) (grad_D v)) w = ip (H (sub u v)) w) /\
    (forall v, norm2 (H v) <= delta ^ 2 * norm2 v).
