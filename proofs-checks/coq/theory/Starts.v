(** Every kind of start, and the worlds of AuxMOM and AuxMVR. *)
From Auxopt Require Export Bounds Statements.

(** The mean of a batch: its noises are independent, so their squared norms add up. *)
Lemma batch_error (r : run) g B var1 : (forall n, known 0 n g) -> batch_start_of r g B var1 -> given_start_of r g (var1 / INR B).
Proof.
  intros Hg [HB [draw [E Hd]]].
  assert (Sum : forall n, (n <= B)%nat -> known 0 n (vector_sum n draw) /\
    norm2 (sub (vector_sum n draw) (scale (INR n) g)) <= INR n * var1).
  { induction n as [| n IH]; intros Hn.
    - split; [apply known_zero |]. cbn. expand_ip. right. ring.
    - destruct IH as [IHk IHn]; [lia |]. destruct (Hd n) as (Kn & Un & Vn); [lia |].
      assert (L : known 0 n (sub (vector_sum n draw) (scale (INR n) g))).
      { apply known_add; [exact IHk | apply known_scale, known_scale, Hg]. }
      split.
      + cbn. apply known_add; [| exact Kn]. eapply known_later; [| exact IHk]. right; lia.
      + pose proof (Un _ L) as U. rewrite S_INR. cbn [vector_sum].
        revert IHn Vn U. generalize (vector_sum n draw) (draw n) (INR n). intros s d c.
        expand_ip. order_ip. nra. }
  exists (scale (/ INR B) (vector_sum B draw)). destruct (Sum B) as [KB NB]; [lia |].
  assert (P : 0 < INR B) by now apply (lt_INR 0%nat).
  split; [exact E |]. split.
  - apply known_scale. eapply known_later; [| exact KB]. left; lia.
  - replace (norm2 _) with ((/ INR B) ^ 2 * norm2 (sub (vector_sum B draw) (scale (INR B) g))).
    + apply Rle_trans with ((/ INR B) ^ 2 * (INR B * var1)).
      * apply Rmult_le_compat_l; [apply pow2_ge_0 | exact NB].
      * right. field. lra.
    + expand_ip. order_ip. field. lra.
Qed.

Lemma affine_implies_A2 (P : problem) (delta : R) (H : P -> P) :
  symmetric H -> (forall u v w : P, ip (sub (grad_D u) (grad_D v)) w = ip (H (sub u v)) w) ->
  (forall v, norm2 (H v) <= delta ^ 2 * norm2 v) -> A2 P delta.
Proof.
  intros HS HA HB u v. eapply Rle_trans; [| apply HB]. right. unfold norm2.
  rewrite HA, (ip_sym (H _)), HA. reflexivity.
Qed.

(** A start as the lemmas of worlds want it. *)
Lemma given_parts (r : run) g e0 : given_start_of r g e0 ->
  0 <= e0 /\ (exists m, init r = given m) /\ known 1 0 (m0 r) /\ norm2 (sub (m0 r) g) <= e0.
Proof.
  intros [m [E [Hk Hn]]]. unfold m0. rewrite E. repeat split; try assumption; [| now exists m].
  eapply Rle_trans; [| exact Hn]. apply ip_pos.
Qed.

Lemma first_snapshot_parts (r : run) g first var1 : first_snapshot_start_of r g first var1 ->
  0 <= var1 /\ init r = first_snapshot /\ known 1 0 (m0 r) /\ norm2 (sub first g) <= var1.
Proof.
  intros [E Hn]. unfold m0. rewrite E. repeat split; try assumption; [| apply known_zero].
  eapply Rle_trans; [| exact Hn]. apply ip_pos.
Qed.

Lemma all_starts (r : run) g first measure bound first_bound : (forall n, known 0 n g) ->
  (forall e0, given_start_of r g e0 -> measure <= bound e0) ->
  (forall var1, first_snapshot_start_of r g first var1 -> measure <= first_bound var1) ->
  every_start r g first measure bound first_bound.
Proof. intros Hx Hg Hf. split; [exact Hg |]. split; [| exact Hf]. intros B v Hb. now apply Hg, batch_error. Qed.

(** What A3, A4 and the inputs say of signs. *)
Lemma signs r v T L varD varh F0 : assumptions r v T L varD varh F0 ->
  0 <= L /\ 0 < eta r /\ 0 < a r <= 1 /\ 1 <= INR (K r) /\ 1 <= INR T /\ 0 <= varD /\ 0 <= varh.
Proof.
  intros A. destruct A as [_ He Ha HK HT _ HL _ H3 H4 _].
  assert (N : forall n, (1 <= n)%nat -> 1 <= INR n) by (intros n Hn; apply (le_INR 1 n), Hn).
  repeat split; try assumption; try (now apply N); try tauto.
  - eapply Rle_trans; [| apply (H3 0%nat); lia]. apply ip_pos.
  - eapply Rle_trans; [| apply (H4 0%nat 0%nat); lia]. apply ip_pos.
Qed.

(** What MVR-2, the family and their tuned forms assume, beside a start. *)
Definition of_reduced (v : variant) (S : setting) : Prop :=
  of_auxiliary S v /\ of_one_law S /\ A2 (world_in S) (p_delta (world_in S)) /\
  mean_square (world_in S) (p_Delta (world_in S)) /\ first_sample_variance (constants_of S) = first_variance (run_of S).

Ltac all_signs := repeat apply Forall_cons; try apply Forall_nil; first [assumption | lra].

(** The same where the bound for first-snapshot grows: then it is enough that it holds for the variance itself. *)
Lemma all_starts_exactly (r : run) g first measure bound first_bound : (forall n, known 0 n g) ->
  (forall v v', v <= v' -> first_bound v <= first_bound v') ->
  (forall e0, given_start_of r g e0 -> measure <= bound e0) ->
  (first_snapshot_start_of r g first (norm2 (sub first g)) -> measure <= first_bound (norm2 (sub first g))) ->
  every_start r g first measure bound first_bound.
Proof.
  intros Hx Hm Hg Hf. apply all_starts; [exact Hx | exact Hg |]. intros v [E N].
  eapply Rle_trans; [apply Hf; split; [exact E | apply Rle_refl] | now apply Hm].
Qed.

(** A bound grows with what its start adds. *)
Ltac grows :=
  intros; cbv beta; unfold Rdiv;
  repeat first
    [ apply Rle_refl | apply Rplus_le_compat
    | apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; repeat apply Rmult_lt_0_compat; lra |]
    | apply Rmult_le_compat_l; [lra |] ];
  assumption.

(** The worlds of AuxMOM and AuxMVR. *)
Lemma auxiliary_oracles P : oracles P sample_D at_point (fun _ => zero).
Proof.
  constructor; unfold at_point.
  - apply known_sample_D.
  - intros t u v Hu Hv. rewrite unbiased_D, ip_add_r, ip_zero_r by assumption. ring.
  - intros. now apply known_sample_h.
  - intros. rewrite unbiased_h, !ip_sub_r, ip_zero_r by assumption. unfold grad_h. rewrite ip_sub_r. ring.
  - intros. apply known_zero.
Qed.

Section Auxiliary.
(** The numbers of the family between AuxMOM and AuxMVR come first. *)
Variables carry share excess : R.
Variables (r : run) (v : variant) (T : nat) (L delta Delta varD var1 varh F0 e0 free radius j : R) (H : r -> r).
Hypothesis A : assumptions r v T L varD varh F0.
Hypotheses (signs_of : Forall (Rle 0) [delta; Delta; var1; e0; carry; 1 - carry; 1 - share; excess]) (free_pos : 0 < free /\ 0 < radius /\ 0 < j /\ 0 < share) (m0_known : known 1 0 (m0 r)).

Definition auxiliary_constants : constants := {|
  smoothness := L; similarity := delta; mean_square_similarity := Delta; snapshot_variance := varD; first_sample_variance := var1;
  local_variance := varh; local_ratio := 0; suboptimality := F0; initial_error := e0; free_number := free; free_radius := radius;
  control_reach := 0; free_balance := j;
  carried := carry; free_share := share; free_excess := excess |}.

Lemma auxiliary_frame : frame r T auxiliary_constants.
Proof.
  destruct (signs _ _ _ _ _ _ _ A) as (HL & He & Ha & HK & HT & HvD & Hvh). destruct A.
  repeat match goal with X : Forall _ (_ :: _) |- _ => inversion_clear X end.
  constructor; try assumption; cbn; all_signs.
Qed.

Definition in_family : setting := {|
  run_of := r; sample_of := sample_D; reply_of := at_point; shift_of := fun _ => zero; rounds_of := T;
  constants_of := auxiliary_constants; hessian_of := H; oracles_hold := auxiliary_oracles r; frame_holds := auxiliary_frame |}.

Lemma minus_zero (u w : r) : norm2 (sub u (add w zero)) = norm2 (sub u w).
Proof. expand_ip. ring. Qed.

Lemma auxiliary_holds : of_auxiliary in_family v.
Proof.
  split; [exact (is_variant _ _ _ _ _ _ _ A) |]. split; [intros u w; cbn; rewrite ip_zero; ring |]. split.
  - apply world_snapshot_variance; [exact auxiliary_frame |]. intros t Ht. rewrite minus_zero. exact (snapshot_noise _ _ _ _ _ _ _ A t Ht).
  - apply world_local_variance; [apply auxiliary_oracles | exact auxiliary_frame |]. intros t k Ht Hk.
    change (norm2 (sub (sample_h (S t) (S k) (y r (S t) k)) (sub (grad_h (y r (S t) k)) zero)) <= varh).
    eapply Rle_trans; [right | exact (local_noise _ _ _ _ _ _ _ A t k Ht Hk)]. expand_ip. ring.
Qed.

Lemma auxiliary_given : (exists m, init r = given m) -> norm2 (sub (m0 r) (grad_D (x0 r))) <= e0 -> is_given in_family.
Proof.
  intros [m E] N. split; [exists (flat m); cbn; unfold flat_start; now rewrite E |].
  apply world_initial_error. now rewrite minus_zero.
Qed.

Lemma auxiliary_first : init r = first_snapshot -> norm2 (sub (sample_D 1 (x0 r)) (grad_D (x0 r))) <= var1 ->
  is_first_snapshot in_family.
Proof.
  intros E N. split; [cbn; unfold flat_start; now rewrite E |].
  apply world_first_variance; [exact auxiliary_frame |]. now rewrite minus_zero.
Qed.

Lemma auxiliary_reduced : A2 r delta -> A5 r Delta -> one_law r sample_D grad_D T -> var1 = first_variance r ->
  of_reduced v in_family.
Proof.
  intros H2 H5 HO E. split; [exact auxiliary_holds |]. split; [split |].
  - apply world_one_law; [apply auxiliary_oracles | exact auxiliary_frame |]. intros s t w Hs Ht Ks Kt.
    rewrite !minus_zero. now apply HO.
  - apply world_first_attained; [exact auxiliary_frame |]. rewrite minus_zero. cbn. rewrite E. apply Rle_refl.
  - split; [now apply world_similar |]. split; [| exact E].
    apply world_mean_square; [apply auxiliary_oracles | exact H5].
Qed.
End Auxiliary.
Notation auxiliary := (in_family 0 1 0).
