(** A real inner-product space, given by its inner product alone.

    The vectors are square-integrable random vectors and [ip u v] is E<u, v>. Nothing else about them is used, so what is
    proved here holds for every dimension and every distribution with finite second moments. *)
From Coq Require Export Reals Lra Lia List PeanoNat.
Export ListNotations.
Open Scope R_scope.

Record space := {
  vector :> Type;
  zero : vector;
  add : vector -> vector -> vector;
  scale : R -> vector -> vector;
  ip : vector -> vector -> R;
  ip_sym : forall u v, ip u v = ip v u;
  ip_zero : forall w, ip zero w = 0;
  ip_add : forall u v w, ip (add u v) w = ip u w + ip v w;
  ip_scale : forall c u w, ip (scale c u) w = c * ip u w;
  ip_pos : forall u, 0 <= ip u u
}.

Arguments zero {s}.
Arguments add {s} _ _.
Arguments scale {s} _ _.
Arguments ip {s} _ _.
Arguments ip_sym {s} _ _.
Arguments ip_zero {s} _.
Arguments ip_add {s} _ _ _.
Arguments ip_scale {s} _ _ _.
Arguments ip_pos {s} _.

Definition sub {S : space} (u v : S) : S := add u (scale (-1) v).
Definition norm2 {S : space} (v : S) : R := ip v v.

(** A symmetric operator, such as a Hessian. It is linear as far as inner products can tell. *)
Definition symmetric {S : space} (A : S -> S) : Prop := forall u v, ip (A u) v = ip u (A v).

Section Combinations.
Context {S : space}.
Implicit Types (u v w : S) (l : list (R * S)).

Lemma ip_zero_r w : ip w zero = 0.
Proof. rewrite ip_sym. apply ip_zero. Qed.

Lemma ip_add_r w u v : ip w (add u v) = ip w u + ip w v.
Proof. rewrite !(ip_sym w). apply ip_add. Qed.

Lemma ip_scale_r w c u : ip w (scale c u) = c * ip w u.
Proof. rewrite !(ip_sym w). apply ip_scale. Qed.

Lemma ip_sub u v w : ip (sub u v) w = ip u w - ip v w.
Proof. unfold sub. rewrite ip_add, ip_scale. ring. Qed.

Lemma ip_sub_r w u v : ip w (sub u v) = ip w u - ip w v.
Proof. rewrite !(ip_sym w). apply ip_sub. Qed.

(** A vector of length 0 is orthogonal to every vector. *)
Lemma null_ip n u : ip n n <= 0 -> ip n u = 0.
Proof.
  intros H. pose proof (ip_pos n). destruct (Req_dec (ip n u) 0) as [| E]; [assumption | exfalso].
  set (c := - (ip u u + 1) / (2 * ip n u)). assert (C : c * ip n u = - (ip u u + 1) / 2) by (unfold c; now field).
  pose proof (ip_pos (add (scale c n) u)) as P. rewrite ip_add, !ip_add_r, !ip_scale, !ip_scale_r, (ip_sym u n) in P.
  replace (ip n n) with 0 in P by lra. lra.
Qed.

(** A linear combination, its inner product with a vector, and its squared norm, written out. *)
Fixpoint lin l : S :=
  match l with [] => zero | (c, v) :: rest => add (scale c v) (lin rest) end.

Fixpoint lin_ip l w : R :=
  match l with [] => 0 | (c, v) :: rest => c * ip v w + lin_ip rest w end.

Fixpoint ip_lin v l : R :=
  match l with [] => 0 | (c, w) :: rest => c * ip v w + ip_lin v rest end.

Fixpoint square l : R :=
  match l with [] => 0 | (c, v) :: rest => c * c * ip v v + 2 * c * ip_lin v rest + square rest end.

Lemma lin_ip_eq l w : ip (lin l) w = lin_ip l w.
Proof. induction l as [| [c v] l IH]; cbn; [apply ip_zero |]. now rewrite ip_add, ip_scale, IH. Qed.

Lemma ip_lin_eq v l : ip v (lin l) = ip_lin v l.
Proof. induction l as [| [c w] l IH]; cbn; [apply ip_zero_r |]. now rewrite ip_add_r, ip_scale_r, IH. Qed.

Lemma square_eq l : ip (lin l) (lin l) = square l.
Proof.
  induction l as [| [c v] l IH]; cbn; [apply ip_zero |].
  rewrite ip_add, !ip_add_r, !ip_scale, !ip_scale_r, (ip_sym (lin l) v), ip_lin_eq, IH. ring.
Qed.

Lemma square_pos l : 0 <= square l.
Proof. rewrite <- square_eq. apply ip_pos. Qed.

Lemma image_ip (A : S -> S) : symmetric A -> forall l v, (forall u, ip v u = lin_ip l u) ->
  forall w, ip (A v) w = lin_ip (map (fun p => (fst p, A (snd p))) l) w.
Proof.
  intros HA l v E w. rewrite HA, E. clear E. induction l as [| [c u] l IH]; cbn; [reflexivity |].
  now rewrite IH, HA.
Qed.

Lemma image_lin_ip (A : S -> S) : symmetric A ->
  forall l w, ip (A (lin l)) w = lin_ip (map (fun p => (fst p, A (snd p))) l) w.
Proof. intros HA l. apply image_ip; [exact HA | apply lin_ip_eq]. Qed.

Lemma image_square (A : S -> S) : symmetric A ->
  forall l, ip (A (lin l)) (A (lin l)) = square (map (fun p => (fst p, A (snd p))) l).
Proof.
  intros HA l. rewrite <- square_eq, (image_lin_ip A HA), <- lin_ip_eq, ip_sym.
  now rewrite (image_lin_ip A HA), <- lin_ip_eq.
Qed.

Lemma image_zero (A : S -> S) : symmetric A -> forall w, ip (A zero) w = 0.
Proof. intros HA w. rewrite HA. apply ip_zero. Qed.
End Combinations.

(** Writes inner products of sums and multiples out. *)
Ltac expand_ip :=
  unfold norm2; rewrite ?ip_sub, ?ip_sub_r, ?ip_add, ?ip_add_r, ?ip_scale, ?ip_scale_r, ?ip_zero, ?ip_zero_r;
  repeat progress (rewrite ?ip_sub, ?ip_sub_r, ?ip_add, ?ip_add_r, ?ip_scale, ?ip_scale_r, ?ip_zero, ?ip_zero_r).

(** Turns <v, u> into <u, v> where both occur. *)
Ltac order_ip :=
  repeat match goal with
  | |- context [ip ?u ?v] =>
    match goal with |- context [ip v u] => first [constr_eq u v; fail 1 | rewrite (ip_sym v u)] end
  end.
