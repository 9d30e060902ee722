(** The assumptions speak of T rounds of K steps. Later draws are replaced: local ones are made noiseless, and snapshot ones get a noise
    along a new direction of its own, which gradients do not see. So nothing that a statement about T rounds mentions changes, and the
    assumptions hold for all t and k. *)
From Auxopt Require Export Vocabulary.

(** Coordinates along the new directions, all but finitely many of them 0. *)
Section Coordinates.
Fixpoint dot (p q : list R) : R := match p, q with x :: p', y :: q' => x * y + dot p' q' | _, _ => 0 end.
Fixpoint plus (p q : list R) : list R :=
  match p, q with [], _ => q | _, [] => p | x :: p', y :: q' => (x + y) :: plus p' q' end.
Fixpoint axis (t : nat) : list R := match t with O => [1] | S t' => 0 :: axis t' end.

Lemma dot_sym p : forall q, dot p q = dot q p.
Proof. induction p as [| x p IH]; intros [| y q]; cbn; try reflexivity. rewrite IH. ring. Qed.

Lemma dot_nil p : dot p [] = 0.
Proof. now destruct p. Qed.

Lemma dot_plus p : forall q w, dot (plus p q) w = dot p w + dot q w.
Proof. induction p as [| x p IH]; intros [| y q] [| z w]; cbn; try ring. rewrite IH. ring. Qed.

Lemma dot_times c p : forall q, dot (map (Rmult c) p) q = c * dot p q.
Proof. induction p as [| x p IH]; intros [| y q]; cbn; try ring. rewrite IH. ring. Qed.

Lemma dot_pos p : 0 <= dot p p.
Proof. induction p as [| x p IH]; cbn; [lra |]. pose proof (pow2_ge_0 x). lra. Qed.

Lemma dot_axis t : dot (axis t) (axis t) = 1.
Proof. induction t as [| t IH]; cbn; [ring |]. rewrite IH. ring. Qed.

Lemma dot_later t : forall q, (length q <= t)%nat -> dot q (axis t) = 0.
Proof. induction t as [| t IH]; intros [| y q] H; cbn in *; try reflexivity; [lia |]. rewrite IH by lia. ring. Qed.

Lemma length_plus p : forall q, length (plus p q) = Nat.max (length p) (length q).
Proof. induction p as [| x p IH]; intros [| y q]; cbn; try reflexivity. now rewrite IH. Qed.

Lemma length_axis t : length (axis t) = S t.
Proof. induction t as [| t IH]; cbn; [reflexivity |]. now rewrite IH. Qed.
End Coordinates.

Section Wider.
(** A problem, and the mean square of a noise along a new direction. *)
Variables (P : problem) (tail : R).
Hypothesis tail_nonneg : 0 <= tail.

Definition wider_space : space.
Proof.
  refine {|
    vector := P * list R; zero := (zero, []); add := fun u v => (add (fst u) (fst v), plus (snd u) (snd v));
    scale := fun c u => (scale c (fst u), map (Rmult c) (snd u));
    ip := fun u v => ip (fst u) (fst v) + tail * dot (snd u) (snd v) |}.
  - intros u v. now rewrite ip_sym, dot_sym.
  - intros u. cbn. rewrite ip_zero. ring.
  - intros u v w. cbn. rewrite ip_add, dot_plus. ring.
  - intros c u w. cbn. rewrite ip_scale, dot_times. ring.
  - intros u. pose proof (ip_pos (fst u)). pose proof (Rmult_le_pos _ _ tail_nonneg (dot_pos (snd u))). lra.
Defined.

(** What is along no new direction. *)
Definition flat (v : P) : wider_space := (v, []).

Lemma norm2_fst u : norm2 (fst u) <= norm2 (u : wider_space).
Proof. unfold norm2. cbn. pose proof (Rmult_le_pos _ _ tail_nonneg (dot_pos (snd u))). lra. Qed.

(** Its own oracles are exact. *)
Definition wider : problem.
Proof.
  refine {|
    ambient := wider_space; known := fun t k v => known t k (fst v) /\ (length (snd v) <= t + Nat.min k 1)%nat;
    value := fun v => value (fst v); lower := lower P;
    grad_f := fun v => flat (grad_f (fst v)); grad_D := fun v => flat (grad_D (fst v));
    sample_D := fun _ v => flat (grad_D (fst v));
    sample_h := fun _ _ v => sub (flat (grad_f (fst v)) : wider_space) (flat (grad_D (fst v)));
    value_lower := fun v => value_lower P (fst v) |}.
  - intros t k s j v B [H N]. split; [now apply known_later with t k | unfold before in B; lia].
  - intros t k. split; [apply known_zero | cbn; lia].
  - intros t k u v [Hu Nu] [Hv Nv]. split; [now apply known_add | cbn; rewrite length_plus; lia].
  - intros t k c v [H N]. split; [now apply known_scale | cbn; now rewrite length_map].
  - intros t k v [H _]. split; [now apply known_grad_f | cbn; lia].
  - intros t k v [H _]. split; [now apply known_grad_D | cbn; lia].
  - intros t v [H _]. split; [| cbn; lia]. eapply known_later; [| apply known_grad_D, H]. right; lia.
  - intros t k v [H _]. split; [| cbn; lia]. apply (known_later P t k t (S k)); [right; lia |]. cbn.
    now apply known_add; [apply known_grad_f | apply known_scale, known_grad_D].
  - reflexivity.
  - reflexivity.
Defined.
End Wider.
Arguments flat {P tail tail_nonneg} _.

Section Run.
Variables (r : run) (ask : nat -> r -> r) (answer : nat -> nat -> r -> r -> r) (offset : r -> r).
Hypothesis O : oracles r ask answer offset.
Variables (T : nat) (tail : R).
Hypothesis tail_nonneg : 0 <= tail.
Notation P := (wider r tail tail_nonneg).

Definition cut_offset (v : P) : P := flat (offset (fst v)).
Definition cut_ask (t : nat) (v : P) : P :=
  if t <=? T then flat (ask t (fst v)) else (add (grad_D (fst v)) (offset (fst v)), axis t).
Definition cut_answer (t k : nat) (x y : P) : P :=
  if andb (t <=? T) (k <=? K r) then flat (answer t k (fst x) (fst y)) else flat (sub (grad_h (fst y)) (offset (fst x))).

Lemma cut_oracles : oracles P cut_ask cut_answer cut_offset.
Proof.
  assert (Later : forall t k (v : r), known t k v -> known t (S k) v).
  { intros t k v. apply known_later. right; lia. }
  assert (Mean : forall t k x y, known t k x -> known t k y -> known t (S k) (sub (grad_h y) (offset x))).
  { intros t k u v Hu Hv. apply Later. unfold sub, grad_h. pose proof (offset_known _ _ _ _ O t k u Hu).
    repeat first [assumption | apply known_add | apply known_scale | apply known_grad_f | apply known_grad_D]. }
  constructor.
  - intros t v [H N]. unfold cut_ask. destruct (t <=? T); split; cbn -[Nat.min]; try rewrite length_axis; try lia.
    + now apply (ask_known _ _ _ _ O).
    + apply Later, known_add; [now apply known_grad_D | now apply (offset_known _ _ _ _ O)].
  - intros t u v [Hu Nu] [Hv Nv]. unfold cut_ask, cut_offset. destruct (t <=? T).
    + cbn. rewrite dot_nil, (ask_unbiased _ _ _ _ O) by assumption. ring.
    + cbn. rewrite dot_nil, dot_later by (cbn in Nu; lia). ring.
  - intros t k x y [Hx Nx] [Hy Ny]. unfold cut_answer. destruct (andb (t <=? T) (k <=? K r)); split; cbn -[Nat.min]; try lia.
    + now apply (answer_known _ _ _ _ O).
    + now apply Mean.
  - intros t k u x y Hk [Hu Nu] [Hx Nx] [Hy Ny]. unfold cut_answer, cut_offset.
    assert (E : forall w : P, ip w (sub (grad_h y) (flat (offset (fst x)))) = ip (fst w) (sub (grad_h (fst y)) (offset (fst x)))).
    { intros w. unfold grad_h. rewrite !ip_sub_r. cbn. rewrite dot_nil. ring. }
    rewrite E. destruct (andb (t <=? T) (k <=? K r)); cbn; rewrite dot_nil; [rewrite (answer_unbiased _ _ _ _ O) by assumption |]; ring.
  - intros t k v [H _]. split; [now apply (offset_known _ _ _ _ O) | cbn; lia].
Qed.

Definition flat_start : start P := match init r with given m => given (flat m) | first_snapshot => first_snapshot end.
Definition cut_run : run := {|
  oracle := P; kind := kind r; x0 := flat (x0 r) : P; init := flat_start; eta := eta r; a := a r; K := K r |}.

Lemma cut_local t m x k : (t <= T)%nat -> (k <= K r)%nat ->
  local_by cut_run cut_answer t (flat m) (flat x) k = flat (local_by r answer t m x k).
Proof.
  intros Ht. induction k as [| k IH]; intros Hk; [reflexivity |].
  cbn [local_by cut_run eta]. rewrite IH by lia. unfold cut_answer.
  destruct (Nat.leb_spec t T); [| lia]. destruct (Nat.leb_spec (S k) (K r)); [reflexivity | lia].
Qed.

Lemma cut_correct t m x b : (t <= T)%nat ->
  correct_by cut_run cut_ask t (flat m) (flat x) (flat b) = flat (correct_by r ask t m x b).
Proof.
  intros Ht. unfold correct_by. cbn [cut_run init kind a]. unfold cut_ask, flat_start. destruct (Nat.leb_spec t T); [| lia].
  destruct (init r), t as [| [| t]], (kind r); reflexivity.
Qed.

Lemma cut_m0 : m0 cut_run = flat (m0 r).
Proof. unfold m0. cbn [cut_run init]. unfold flat_start. now destruct (init r). Qed.

Lemma cut_state t : (t <= T)%nat -> state_by cut_run cut_ask cut_answer t =
  let '(x, m, b) := state_by r ask answer t in (flat x, flat m, flat b).
Proof.
  induction t as [| t IH]; intros Ht; [cbn [state_by]; now rewrite cut_m0 |]. cbn [state_by]. rewrite IH by lia.
  destruct (state_by r ask answer t) as [[xt mt] bt]. rewrite cut_correct by lia. now rewrite cut_local.
Qed.

Lemma cut_x t : (t <= T)%nat -> x_by cut_run cut_ask cut_answer t = flat (x_by r ask answer t).
Proof. intros Ht. unfold x_by. rewrite cut_state by lia. now destruct (state_by r ask answer t) as [[xt mt] bt]. Qed.

Lemma cut_m t : (t <= T)%nat -> m_by cut_run cut_ask cut_answer t = flat (m_by r ask answer t).
Proof. intros Ht. unfold m_by. rewrite cut_state by lia. now destruct (state_by r ask answer t) as [[xt mt] bt]. Qed.

Lemma cut_y t k : (t < T)%nat -> (k <= K r)%nat -> y_by cut_run cut_ask cut_answer (S t) k = flat (y_by r ask answer (S t) k).
Proof. intros Ht Hk. unfold y_by. cbn [pred]. rewrite cut_m, cut_x by lia. apply cut_local; lia. Qed.

Lemma sum_ext n f g : (forall i, (i < n)%nat -> f i = g i) -> sum n f = sum n g.
Proof. induction n as [| n IH]; intros E; [reflexivity |]. cbn. rewrite IH, E; auto. Qed.

Lemma cut_G : G_by cut_run (y_by cut_run cut_ask cut_answer) T = G_by r (y_by r ask answer) T.
Proof.
  unfold G_by. cbn [K cut_run]. f_equal. apply sum_ext. intros t Ht. apply sum_ext. intros k Hk.
  rewrite cut_y by lia. unfold norm2. cbn. ring.
Qed.
End Run.
