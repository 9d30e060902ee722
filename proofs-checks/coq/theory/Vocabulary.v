(** The families of vectors and numbers that the derivations name, and when each vector is known. *)
From Auxopt Require Export Algorithm.

(** A run with the constants of its assumptions. *)
Record world := {
  the_run :> run;
  smoothness : R;
  similarity : R;
  snapshot_variance : R;
  first_variance : R;
  local_variance : R;
  suboptimality : R;
  initial_error : R;
  target_variance : R;
  hessian : the_run -> the_run;
  sample_f : nat -> the_run -> the_run
}.

Section Families.
Variable W : world.

Definition p_a := a W.
Definition p_abar := 1 - a W.
Definition p_eta := eta W.
Definition n_J := pred (K W).
Definition p_K := INR n_J + 1.
Definition p_L := smoothness W.
Definition p_delta := similarity W.
Definition p_varD := snapshot_variance W.
Definition p_varD1 := first_variance W.
Definition p_varh := local_variance W.
Definition p_varf := target_variance W.
Definition p_F0 := suboptimality W.
Definition p_e0 := initial_error W.

Definition o_H : W -> W := hessian W.

Definition v_x (t : nat) : W := x W t.
Definition v_y (t k : nat) : W := y W t k.
Definition v_m (t : nat) : W := m W t.
Definition v_gf (t k : nat) : W := grad_f (y W t k).
Definition v_gD (t k : nat) : W := grad_D (y W t k).
Definition v_gDx (t : nat) : W := grad_D (x W t).

(** n^{t,k}, the noise of a local draw; nu^t, the noise of a snapshot draw; rho^t, that of the difference of its answers
    at the last two snapshots; chi^{t,k}, that of the difference of the answers that the next snapshot draw gives at
    x^{t-1} and y^{t,k-1}. *)
Definition v_n (t k : nat) : W := sub (sample_h t k (y W t (pred k))) (grad_h (y W t (pred k))).
Definition v_nu (t : nat) : W := sub (sample_D t (x W (pred t))) (grad_D (x W (pred t))).
Definition noise_of_difference (t : nat) (u v : W) : W :=
  sub (sub (sample_D t u) (sample_D t v)) (sub (grad_D u) (grad_D v)).
Definition v_rho (t : nat) : W := noise_of_difference t (x W (pred t)) (x W (pred (pred t))).
Definition v_chi (t k : nat) : W := noise_of_difference (S t) (x W (pred t)) (y W t (pred k)).

Definition s_F (t k : nat) : R := value (y W t k) - lower W.
Definition s_Fx (t : nat) : R := value (x W t) - lower W.

(** SGD: the gradient at x^t, the noise of the draw of round t, and the value at x^t. *)
Definition v_gs (t : nat) : W := grad_f (sgd W (sample_f W) (eta W) (x0 W) t).
Definition v_ns (t : nat) : W :=
  let x := sgd W (sample_f W) (eta W) (x0 W) (pred t) in sub (sample_f W t x) (grad_f x).
Definition s_Fs (t : nat) : R := value (sgd W (sample_f W) (eta W) (x0 W) t) - lower W.

(** What every derivation may use about the parameters and the start. *)
Record domain : Prop := {
  a_pos : 0 < p_a;
  abar_pos : 0 <= p_abar;
  eta_pos : 0 < p_eta;
  K_count : (1 <= K W)%nat;
  L_pos : 0 <= p_L;
  delta_pos : 0 <= p_delta;
  varD_pos : 0 <= p_varD;
  varD1_pos : 0 <= p_varD1;
  varh_pos : 0 <= p_varh;
  varf_pos : 0 <= p_varf;
  F0_pos : 0 <= p_F0;
  e0_pos : 0 <= p_e0;
  x0_known : known 0 0 (x0 W);
  m0_known : known 1 0 (m0 W);
  target : target_oracle W (sample_f W)
}.

(** What MOM-2 uses about its operator. *)
Record operator (A : W -> W) : Prop := {
  operator_symmetric : symmetric A;
  operator_known : forall t k v, known t k v -> known t k (A v)
}.
End Families.

Lemma p_K_pos W : 0 < p_K W.
Proof. unfold p_K. pose proof (pos_INR (n_J W)). lra. Qed.

Lemma K_as_J W : domain W -> K W = S (n_J W).
Proof. intros D. pose proof (K_count W D). unfold n_J. lia. Qed.

Section Known.
Context {W : world} (D : domain W).

Lemma known_sub t k (u v : W) : known t k u -> known t k v -> known t k (sub u v).
Proof. intros. apply known_add; [| apply known_scale]; assumption. Qed.

Lemma known_lin t k (l : list (R * W)) : Forall (fun p => known t k (snd p)) l -> known t k (lin l).
Proof.
  induction 1 as [| [c v] l H _ IH]; cbn; [apply known_zero |].
  apply known_add; [apply known_scale, H | exact IH].
Qed.

Lemma known_local t (m x : W) : known t 1 m -> known t 1 x -> forall k, known t (S k) (local W t m x k).
Proof.
  intros Hm Hx. induction k as [| k IH]; cbn; [exact Hx |].
  assert (before t (S k) t (S (S k))) by (right; lia).
  apply known_add; [eapply known_later; eassumption |].
  apply known_scale, known_add; [now apply known_sample_h |].
  eapply known_later; [| exact Hm]. right; lia.
Qed.

Lemma known_correct t (m x b : W) :
  known t 0 m -> known t 0 x -> known t 0 b -> known t 1 (correct W t m x b).
Proof.
  intros Hm Hx Hb.
  assert (L : forall v : W, known t 0 v -> known t 1 v).
  { intros v Hv. eapply known_later; [| exact Hv]. right; lia. }
  assert (Sx := known_sample_D _ t x Hx). assert (Sb := known_sample_D _ t b Hb).
  assert (A : known t 1 (add (scale (1 - a W) m) (scale (a W) (sample_D t x)))).
  { apply known_add; apply known_scale; auto. }
  assert (B : known t 1 (match kind W with
     | AuxMOM => add (scale (1 - a W) m) (scale (a W) (sample_D t x))
     | AuxMVR => add (add (scale (1 - a W) m) (scale (a W) (sample_D t x)))
                   (scale (1 - a W) (sub (sample_D t x) (sample_D t b))) end)).
  { destruct (kind W); [exact A |]. apply known_add; [exact A |]. now apply known_scale, known_sub. }
  unfold correct. destruct (init W); [exact B |].
  destruct t as [| [| t]]; [exact B | exact Sx | exact B].
Qed.

Lemma known_state t : known (S t) 0 (x W t) /\ known (S t) 0 (m W t) /\ known (S t) 0 (snd (state W t)).
Proof.
  unfold x, m. induction t as [| t IH].
  - cbn. repeat split; try exact (m0_known W D);
      (eapply known_later; [| exact (x0_known W D)]; left; lia).
  - cbn. destruct (state W t) as [[xt mt] bt]. cbn in *. destruct IH as (Hx & Hm & Hb).
    assert (C := known_correct (S t) mt xt bt Hm Hx Hb).
    assert (N : before (S t) 1 (S (S t)) 0) by (left; lia).
    repeat split.
    + eapply known_later; [| apply known_local; [exact C |]]; [left; lia |].
      eapply known_later; [| exact Hx]. right; lia.
    + eapply known_later; [exact N | exact C].
    + eapply known_later; [| exact Hx]. left; lia.
Qed.

Lemma known_next_m t : known (S t) 1 (m W (S t)).
Proof.
  pose proof (known_state t) as H. unfold x, m in *. cbn. destruct (state W t) as [[xt mt] bt]. cbn in *.
  destruct H as (Hx & Hm & Hb). now apply known_correct.
Qed.

Lemma known_sgd t : known (S t) 0 (sgd W (sample_f W) (eta W) (x0 W) t).
Proof.
  induction t as [| t IH]; cbn.
  - eapply known_later; [| exact (x0_known W D)]. left; lia.
  - apply known_add; [| apply known_scale].
    + eapply known_later; [| exact IH]. left; lia.
    + eapply known_later; [| apply (known_sample_f _ _ (target W D)), IH]. left; lia.
Qed.
End Known.
