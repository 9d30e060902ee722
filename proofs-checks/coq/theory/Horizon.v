(** Assumptions A3 and A4 speak of T rounds of K steps. Draws past those are made noiseless: they change nothing that a
    statement about T rounds mentions, and the assumptions then hold for all t and k. *)
From Auxopt Require Export Algorithm.

Section Cut.
Variables (P : problem) (T K : nat).

Definition cut_D (t : nat) (v : P) : P := if t <=? T then sample_D t v else grad_D v.
Definition cut_h (t k : nat) (v : P) : P := if andb (t <=? T) (k <=? K) then sample_h t k v else grad_h v.

Definition cut : problem.
Proof.
  refine {|
    ambient := P; known := @known P; value := @value P; lower := lower P;
    grad_f := @grad_f P; grad_D := @grad_D P; sample_D := cut_D; sample_h := cut_h;
    value_lower := value_lower P; known_later := known_later P; known_zero := known_zero P;
    known_add := known_add P; known_scale := known_scale P; known_grad_f := known_grad_f P;
    known_grad_D := known_grad_D P
  |}.
  - intros t v H. unfold cut_D. destruct (t <=? T); [now apply known_sample_D |].
    eapply known_later; [| apply known_grad_D, H]. right; lia.
  - intros t k v H. unfold cut_h. destruct (andb (t <=? T) (k <=? K)); [now apply known_sample_h |].
    apply (known_later P t k t (S k)); [right; lia |].
    now apply known_add; [apply known_grad_f | apply known_scale, known_grad_D].
  - intros t u v Hu Hv. unfold cut_D. destruct (t <=? T); [now apply unbiased_D | reflexivity].
  - intros t k u v Hk Hu Hv. unfold cut_h. destruct (andb (t <=? T) (k <=? K)); [now apply unbiased_h | reflexivity].
Defined.

Lemma noiseless (v : P) : norm2 (sub v v) = 0.
Proof. expand_ip. ring. Qed.

Lemma A5_implies_A2_when_known delta : A5 P delta -> forall t (u v : P), known t 0 u -> known t 0 v ->
  norm2 (sub (grad_D u) (grad_D v)) <= delta ^ 2 * norm2 (sub u v).
Proof.
  intros H t u v Hu Hv. eapply Rle_trans; [| exact (H t u v Hu Hv)].
  set (s := sub (sample_D t u) (sample_D t v)). set (g := sub (grad_D u) (grad_D v)).
  assert (E : ip g s = ip g g).
  { assert (Hg : known t 0 g) by (apply known_add; [| apply known_scale]; now apply known_grad_D).
    unfold s. rewrite ip_sub_r, !unbiased_D by assumption. unfold g at 4. now rewrite ip_sub_r. }
  pose proof (ip_pos (sub s g)) as N. revert N. expand_ip. rewrite (ip_sym s g), E. intros N.
  unfold norm2. lra.
Qed.

Lemma cut_A5 delta : A5 P delta -> A5 cut delta.
Proof.
  intros H t u v Hu Hv. cbn. unfold cut_D. destruct (t <=? T); [now apply H |].
  now apply A5_implies_A2_when_known with t.
Qed.
End Cut.

Section Run.
Variables (r : run) (T : nat).

Definition cut_run : run := {|
  oracle := cut r T (K r); kind := kind r; x0 := x0 r; init := init r; eta := eta r; a := a r; K := K r |}.

Lemma cut_local t m x k : (t <= T)%nat -> (k <= K r)%nat -> local cut_run t m x k = local r t m x k.
Proof.
  intros Ht. induction k as [| k IH]; intros Hk; [reflexivity |].
  cbn [local cut_run cut oracle sample_h eta]. unfold cut_h. rewrite IH by lia.
  destruct (Nat.leb_spec t T); [| lia]. destruct (Nat.leb_spec (S k) (K r)); [reflexivity | lia].
Qed.

Lemma cut_correct t m x b : (t <= T)%nat -> correct cut_run t m x b = correct r t m x b.
Proof. intros Ht. unfold correct. cbn [cut_run cut oracle sample_D init kind a]. unfold cut_D. destruct (Nat.leb_spec t T); [reflexivity | lia]. Qed.

Lemma cut_state t : (t <= T)%nat -> state cut_run t = state r t.
Proof.
  induction t as [| t IH]; intros Ht; [reflexivity |]. cbn [state]. rewrite IH by lia.
  destruct (state r t) as [[xt mt] bt]. rewrite cut_correct by lia. now rewrite cut_local.
Qed.

Lemma cut_x t : (t <= T)%nat -> x cut_run t = x r t.
Proof. intros Ht. unfold x. now rewrite cut_state. Qed.

Lemma cut_y t k : (t < T)%nat -> (k <= K r)%nat -> y cut_run (S t) k = y r (S t) k.
Proof. intros Ht Hk. unfold y, m, x. cbn [pred]. rewrite !cut_state by lia. apply cut_local; lia. Qed.

Lemma cut_A3 varD : 0 <= varD -> A3 r T varD ->
  forall t, norm2 (sub (sample_D (S t) (x cut_run t)) (grad_D (x cut_run t))) <= varD.
Proof.
  intros Hv H t. cbn [cut_run cut oracle sample_D]. unfold cut_D. destruct (Nat.leb_spec (S t) T).
  - rewrite cut_x by lia. now apply H.
  - now rewrite noiseless.
Qed.

Lemma cut_A4 varh : 0 <= varh -> A4 r T varh ->
  forall t k, norm2 (sub (sample_h (S t) (S k) (y cut_run (S t) k)) (grad_h (y cut_run (S t) k))) <= varh.
Proof.
  intros Hv H t k. cbn [cut_run cut oracle sample_h]. unfold cut_h.
  destruct (Nat.leb_spec (S t) T), (Nat.leb_spec (S k) (K r)); cbn [andb]; try (now rewrite noiseless).
  rewrite cut_y by lia. now apply H.
Qed.

Lemma sum_ext n f g : (forall i, (i < n)%nat -> f i = g i) -> sum n f = sum n g.
Proof. induction n as [| n IH]; intros E; [reflexivity |]. cbn. rewrite IH, E; auto. Qed.

Lemma cut_G : G cut_run T = G r T.
Proof.
  unfold G. cbn [K cut_run]. f_equal. apply sum_ext. intros t Ht. apply sum_ext. intros k Hk.
  now rewrite cut_y by lia.
Qed.
End Run.
