(** The families of vectors and numbers that the derivations name, and when each vector is known. *)
From Auxopt Require Export Algorithm.

(** The numbers in the assumptions and parameters of the theorems. *)
Record constants := {
  smoothness : R;
  similarity : R;
  mean_square_similarity : R;
  snapshot_variance : R;
  first_sample_variance : R;
  local_variance : R;
  local_ratio : R;
  suboptimality : R;
  initial_error : R;
  free_number : R;
  free_radius : R;
  control_reach : R;
  free_balance : R;
  carried : R;
  free_share : R;
  free_excess : R
}.

(** What the oracles of a method must do: [offset] is how far the estimate is from one of grad D. It is 0 in AuxMOM and AuxMVR, and
    grad h in the -target variants. *)
Record oracles (P : problem) (ask : nat -> P -> P) (answer : nat -> nat -> P -> P -> P) (offset : P -> P) : Prop := {
  ask_known : forall t v, known t 0 v -> known t 1 (ask t v);
  ask_unbiased : forall t u v, known t 0 u -> known t 0 v -> ip u (ask t v) = ip u (add (grad_D v) (offset v));
  answer_known : forall t k x y, known t k x -> known t k y -> known t (S k) (answer t k x y);
  answer_unbiased : forall t k u x y, (1 <= k)%nat -> known t k u -> known t k x -> known t k y ->
    ip u (answer t k x y) = ip u (sub (grad_h y) (offset x));
  offset_known : forall t k v, known t k v -> known t k (offset v)
}.

(** A run of a method with the constants of its assumptions. *)
Record world := {
  the_run :> run;
  ask : nat -> the_run -> the_run;
  answer : nat -> nat -> the_run -> the_run -> the_run;
  offset : the_run -> the_run;
  numbers : constants;
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
Definition p_L := smoothness (numbers W).
Definition p_delta := similarity (numbers W).
Definition p_Delta := mean_square_similarity (numbers W).
Definition p_varD := snapshot_variance (numbers W).
Definition p_varD1 := first_sample_variance (numbers W).
Definition p_varh := local_variance (numbers W).
Definition p_ratio := local_ratio (numbers W).
Definition p_varf := target_variance W.
Definition p_F0 := suboptimality (numbers W).
Definition p_e0 := initial_error (numbers W).
Definition p_free := free_number (numbers W).
Definition p_reach := free_radius (numbers W).
Definition p_control := control_reach (numbers W).
Definition p_balance := free_balance (numbers W).
Definition p_carry := carried (numbers W).
Definition p_left := 1 - p_carry.
Definition p_share := free_share (numbers W).
Definition p_shared := 1 - p_share.
Definition p_excess := free_excess (numbers W).

Definition o_H : W -> W := hessian W.

Definition v_x (t : nat) : W := x_by W (ask W) (answer W) t.
Definition v_y (t k : nat) : W := y_by W (ask W) (answer W) t k.
Definition v_gf (t k : nat) : W := grad_f (v_y t k).
Definition v_gfx (t : nat) : W := grad_f (v_x t).
Definition v_gD (t k : nat) : W := grad_D (v_y t k).
Definition v_gDx (t : nat) : W := grad_D (v_x t).

(** m^t as an estimate of grad D. *)
Definition v_m (t : nat) : W := sub (m_by W (ask W) (answer W) t) (offset W (v_x (pred t))).

(** n^{t,k}, the noise of a local draw; nu^t, that of a snapshot draw, nu_-^t at the snapshot before; rho^t, that of the difference of
    its answers at both; chi^{t,k}, that of the difference of the answers that the next snapshot draw gives at x^{t-1} and y^{t,k-1}. *)
Definition v_n (t k : nat) : W :=
  let (x, y) := (v_x (pred t), v_y t (pred k)) in sub (answer W t k x y) (sub (grad_h y) (offset W x)).
Definition noise_at (t : nat) (v : W) : W := sub (ask W t v) (add (grad_D v) (offset W v)).
Definition v_nu (t : nat) : W := noise_at t (v_x (pred t)).
Definition v_nub (t : nat) : W := noise_at t (v_x (pred (pred t))).
Definition v_rho (t : nat) : W := sub (v_nu t) (v_nub t).
Definition v_chi (t k : nat) : W := sub (noise_at (S t) (v_x (pred t))) (noise_at (S t) (v_y t (pred k))).

Definition s_F (t k : nat) : R := value (v_y t k) - lower W.
Definition s_Fx (t : nat) : R := value (v_x t) - lower W.

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
  Delta_pos : 0 <= p_Delta;
  varD_pos : 0 <= p_varD;
  varD1_pos : 0 <= p_varD1;
  varh_pos : 0 <= p_varh;
  ratio_pos : 0 <= p_ratio;
  varf_pos : 0 <= p_varf;
  F0_pos : 0 <= p_F0;
  e0_pos : 0 <= p_e0;
  free_pos : 0 < p_free;
  reach_pos : 0 < p_reach;
  control_pos : 0 <= p_control;
  balance_pos : 0 < p_balance;
  carry_pos : 0 <= p_carry;
  left_pos : 0 <= p_left;
  share_pos : 0 < p_share;
  shared_pos : 0 <= p_shared;
  excess_pos : 0 <= p_excess;
  x0_known : known 0 0 (x0 W);
  m0_known : known 1 0 (m0 W);
  method : oracles W (ask W) (answer W) (offset W);
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

Notation local := (local_by W (answer W)).
Notation correct := (correct_by W (ask W)).
Notation state := (state_by W (ask W) (answer W)).

Lemma known_local t (m x : W) : known t 1 m -> known t 1 x -> forall k, known t (S k) (local t m x k).
Proof.
  intros Hm Hx. assert (L : forall k (v : W), known t 1 v -> known t (S k) v).
  { intros k v Hv. eapply known_later; [| exact Hv]. right; lia. }
  induction k as [| k IH]; cbn; [exact Hx |].
  apply known_add; [eapply known_later; [| exact IH]; right; lia |].
  apply known_scale, known_add; [apply (answer_known _ _ _ _ (method W D)); auto | auto].
Qed.

Lemma known_correct t (m x b : W) :
  known t 0 m -> known t 0 x -> known t 0 b -> known t 1 (correct t m x b).
Proof.
  intros Hm Hx Hb.
  assert (L : forall v : W, known t 0 v -> known t 1 v).
  { intros v Hv. eapply known_later; [| exact Hv]. right; lia. }
  assert (Sx := ask_known _ _ _ _ (method W D) t x Hx). assert (Sb := ask_known _ _ _ _ (method W D) t b Hb).
  unfold correct_by. destruct (init W), t as [| [| t]], (kind W); cbv zeta;
    repeat first [exact Sx | exact Sb | exact (L m Hm) | apply known_add | apply known_scale].
Qed.

Lemma known_state t : known (S t) 0 (fst (fst (state t))) /\ known (S t) 0 (snd (fst (state t))) /\ known (S t) 0 (snd (state t)).
Proof.
  induction t as [| t IH].
  - cbn. repeat split; try exact (m0_known W D);
      (eapply known_later; [| exact (x0_known W D)]; left; lia).
  - cbn. destruct (state t) as [[xt mt] bt]. cbn in *. destruct IH as (Hx & Hm & Hb).
    assert (C := known_correct (S t) mt xt bt Hm Hx Hb).
    assert (N : before (S t) 1 (S (S t)) 0) by (left; lia).
    repeat split.
    + eapply known_later; [| apply known_local; [exact C |]]; [left; lia |].
      eapply known_later; [| exact Hx]. right; lia.
    + eapply known_later; [exact N | exact C].
    + eapply known_later; [| exact Hx]. left; lia.
Qed.

Lemma known_next_m t : known (S t) 1 (m_by W (ask W) (answer W) (S t)).
Proof.
  pose proof (known_state t) as H. unfold m_by. cbn. destruct (state t) as [[xt mt] bt]. cbn in *.
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
