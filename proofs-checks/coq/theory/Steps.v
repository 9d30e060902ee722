(** What generated steps are made of: the rule of certificates, the rule of fresh noise, and tactics for their side conditions. *)
From Auxopt Require Export Vocabulary.

(** cancel * goal is a sum of numbers >= 0, up to inner products that are 0. *)
Lemma certificate cancel sum zero goal :
  0 < cancel -> 0 <= sum -> zero = 0 -> cancel * goal = sum + zero -> 0 <= goal.
Proof.
  intros Hc Hs Hz E. rewrite Hz, Rplus_0_r in E. rewrite <- E in Hs.
  apply Rmult_le_reg_l with cancel; [exact Hc |]. now rewrite Rmult_0_r.
Qed.

Lemma whole_pos p : 0 < IZR (Zpos p).
Proof. now apply IZR_lt. Qed.

Lemma whole_nonneg p : 0 <= IZR (Zpos p).
Proof. now apply IZR_le. Qed.

Ltac nonneg :=
  repeat first
    [ assumption | apply whole_nonneg | apply Rplus_le_le_0_compat | apply Rmult_le_pos
    | apply Rlt_le; assumption ].

Ltac positive :=
  first
    [ assumption | apply whole_pos
    | apply Rmult_lt_0_compat; positive
    | apply Rplus_lt_le_0_compat; [positive | solve [nonneg]]
    | apply Rplus_le_lt_0_compat; [solve [nonneg] | positive] ].

Ltac index_number := rewrite ?S_INR, ?plus_INR; change (INR 0) with 0; ring.

Ltac normal_index := rewrite ?Nat.add_succ_r, ?Nat.add_0_r, ?Nat.add_assoc.
Tactic Notation "normal_index" "in" hyp(H) := rewrite ?Nat.add_succ_r, ?Nat.add_0_r, ?Nat.add_assoc in H.

(** [fresh t k n]: n is orthogonal to everything known before the draw (t, k). *)
Definition fresh {W : world} (t k : nat) (n : W) : Prop := forall u, known t k u -> ip u n = 0.

Lemma fresh_combination {W : world} (l : list (R * W)) {t k n} :
  fresh t k n -> Forall (fun p => known t k (snd p)) l -> lin_ip l n = 0.
Proof. intros F H. rewrite <- lin_ip_eq. apply F, known_lin, H. Qed.

Lemma fresh_image {W : world} {A : W -> W} (H : operator W A) {t k n} : fresh t k n -> fresh t k (A n).
Proof.
  intros F u Hu. rewrite ip_sym, (operator_symmetric _ _ H), ip_sym. now apply F, (operator_known _ _ H).
Qed.

Section Births.
Context {W : world} (D : domain W).

Lemma known_later_round t s j (v : W) : (t < s)%nat -> known t j v -> known s 0 v.
Proof. intros H. apply known_later. left; lia. Qed.

Lemma known_v_x t : known (S t) 0 (v_x W t).
Proof. apply (known_state D t). Qed.

Lemma known_v_x_before t : known (S t) 0 (v_x W (pred t)).
Proof. destruct t; [apply known_v_x |]. eapply known_later; [| apply known_v_x]. left; cbn; lia. Qed.

Lemma known_offset t k v : known t k v -> known t k (offset W v).
Proof. apply (offset_known _ _ _ _ (method W D)). Qed.

Lemma known_v_m t : known (S t) 0 (v_m W t).
Proof. apply known_sub; [apply (known_state D t) | apply known_offset, known_v_x_before]. Qed.

Lemma known_v_m_next t : known (S t) 1 (v_m W (S t)).
Proof.
  apply known_sub; [apply (known_next_m D) |]. eapply known_later; [| apply known_offset, known_v_x]. right; lia.
Qed.

Lemma known_v_y t k : known (S t) (S k) (v_y W (S t) k).
Proof.
  apply (known_local D); [apply (known_next_m D) |]. cbn.
  eapply known_later; [| apply known_v_x]. right; lia.
Qed.

Lemma known_v_gf t k : known (S t) (S k) (v_gf W (S t) k).
Proof. apply known_grad_f, known_v_y. Qed.

Lemma known_v_gfx t : known (S t) 0 (v_gfx W t).
Proof. apply known_grad_f, known_v_x. Qed.

Lemma known_v_gD t k : known (S t) (S k) (v_gD W (S t) k).
Proof. apply known_grad_D, known_v_y. Qed.

Lemma known_v_gDx t : known (S t) 0 (v_gDx W t).
Proof. apply known_grad_D, known_v_x. Qed.

Lemma known_mean_answer t k : known (S t) (S k) (sub (grad_h (v_y W (S t) k)) (offset W (v_x W t))).
Proof.
  apply known_sub; [now apply known_sub; [apply known_grad_f | apply known_grad_D]; apply known_v_y |].
  eapply known_later; [| apply known_offset, known_v_x]. right; lia.
Qed.

Lemma known_v_n t k : known (S t) (S (S k)) (v_n W (S t) (S k)).
Proof.
  apply known_sub; cbn [pred].
  - apply (answer_known _ _ _ _ (method W D)); [| apply known_v_y].
    eapply known_later; [| apply known_v_x]. right; lia.
  - eapply known_later; [| apply known_mean_answer]. right; lia.
Qed.

Lemma fresh_v_n t k : fresh (S t) (S k) (v_n W (S t) (S k)).
Proof.
  intros u Hu. unfold v_n. cbn [pred]. rewrite ip_sub_r, (answer_unbiased _ _ _ _ (method W D)); [ring | lia | exact Hu | | apply known_v_y].
  eapply known_later; [| apply known_v_x]. right; lia.
Qed.

Lemma known_noise t (v : W) : known t 0 v -> known t 1 (noise_at W t v).
Proof.
  intros Hv. apply known_sub; [now apply (ask_known _ _ _ _ (method W D)) |].
  apply (known_later W t 0); [right; lia |]. now apply known_add; [apply known_grad_D | apply known_offset].
Qed.

Lemma fresh_noise t (v : W) : known t 0 v -> fresh t 0 (noise_at W t v).
Proof.
  intros Hv u Hu. unfold noise_at. rewrite ip_sub_r, (ask_unbiased _ _ _ _ (method W D)) by assumption. ring.
Qed.

Lemma fresh_difference t (u v : W) : known t 0 u -> known t 0 v -> fresh t 0 (sub (noise_at W t u) (noise_at W t v)).
Proof. intros Hu Hv w Hw. rewrite ip_sub_r, !fresh_noise by assumption. ring. Qed.

Lemma known_v_nu t : known (S t) 1 (v_nu W (S t)).
Proof. apply known_noise, known_v_x. Qed.

Lemma fresh_v_nu t : fresh (S t) 0 (v_nu W (S t)).
Proof. apply fresh_noise, known_v_x. Qed.

Lemma fresh_v_nub t : fresh (S t) 0 (v_nub W (S t)).
Proof. apply fresh_noise, known_v_x_before. Qed.

Lemma fresh_v_rho t : fresh (S t) 0 (v_rho W (S t)).
Proof. apply fresh_difference; [apply known_v_x | apply known_v_x_before]. Qed.

Lemma fresh_v_chi t k : fresh (S t) (S k) (v_chi W (S t) (S k)).
Proof.
  intros u Hu. apply fresh_difference;
    (eapply known_later_round; [| first [exact Hu | apply known_v_x | apply known_v_y]]; cbn; lia).
Qed.

Lemma known_v_gs t : known (S t) 0 (v_gs W t).
Proof. apply known_grad_f, known_sgd, D. Qed.

Lemma fresh_v_ns t : fresh (S t) 0 (v_ns W (S t)).
Proof.
  intros u Hu. unfold v_ns. cbn [pred]. rewrite ip_sub_r, (unbiased_f _ _ (target W D)); [ring | exact Hu |].
  apply known_sgd, D.
Qed.

End Births.

#[export] Hint Resolve known_v_x known_v_m known_v_y known_v_gf known_v_gfx known_v_gD known_v_gDx known_v_n known_v_nu known_v_gs : known.

Ltac known_part :=
  cbn [snd];
  match goal with
  | H : operator ?W ?A |- known _ _ (?A _) => apply (operator_known _ _ H)
  | |- _ => idtac
  end;
  first
    [ eapply known_later; [| solve [eapply known_v_m_next; eassumption]]; unfold before; lia
    | eapply known_later; [| solve [eauto 2 with known]]; unfold before; lia ].

Ltac known_parts :=
  match goal with
  | |- Forall _ [] => apply Forall_nil
  | |- _ => apply Forall_cons; [first [known_part | fail 1 "not known before the draw"] | known_parts]
  end.
