(** The proof of LOW-TGT-MOM, from the first two rounds. *)
From Auxopt Require Export TargetLower.

Section Parabola.
Variables (L eta a : R).
Notation r := (1 - eta * L).
Notation local := (target_local (fun x => L * x) eta).

(** On L x^2/2 a local step from x with u = L v: y_k = x - (1 - r^k) v. *)
Lemma local_parabola v x k : local (L * v) x k = x - (1 - r ^ k) * v.
Proof. induction k as [| k IH]; cbn [target_local pow]; [ring |]. rewrite IH. ring. Qed.

Variable x0 : R.
Notation state := (target_state (fun x => L * x) (fun x => L * x) x0 (L * x0) eta a).
Notation y := (target_point (fun x => L * x) (fun x => L * x) x0 (L * x0) eta a).

Lemma first_point K k : y K 0 k = r ^ k * x0.
Proof.
  unfold target_point. cbn [target_state fst snd].
  replace ((1 - a) * (L * x0) + a * (L * x0)) with (L * x0) by ring. rewrite local_parabola. ring.
Qed.

Lemma second_point K k : y K 1 k = (r ^ K - (1 - r ^ k) * (1 - a + a * r ^ K)) * x0.
Proof.
  unfold target_point. cbn [target_state fst snd].
  replace ((1 - a) * (L * x0) + a * (L * x0)) with (L * x0) by ring. rewrite local_parabola.
  replace ((1 - a) * (L * x0) + a * (L * (x0 - (1 - r ^ K) * x0))) with (L * ((1 - a + a * r ^ K) * x0)) by ring.
  rewrite local_parabola. ring.
Qed.

Lemma power_at_most x n : 0 <= x <= 1 -> x ^ n <= 1.
Proof. intros H. pose proof (pow_incr x 1 n H) as P. now rewrite pow1 in P. Qed.

(** p = r^k, z = r^K with k < K: 5 (p^2 + q^2) >= (1 - a)^2, q = z - (1 - p)(1 - a + a z). *)
Lemma two_rounds K k : 0 < a <= 1 -> (k < K)%nat ->
  (1 - a) ^ 2 <= 5 * ((r ^ k) ^ 2 + (r ^ K - (1 - r ^ k) * (1 - a + a * r ^ K)) ^ 2).
Proof.
  intros Ha Hk. set (p := r ^ k). set (z := r ^ K).
  destruct (Rle_lt_dec (r ^ 2) 1) as [small | large].
  - assert (Z : z ^ 2 <= p ^ 2).
    { unfold p, z. replace K with (k + (K - k))%nat by lia. rewrite pow_add, Rpow_mult_distr.
      rewrite <- (Rmult_1_r ((r ^ k) ^ 2)) at 2. apply Rmult_le_compat_l; [apply pow2_ge_0 |].
      rewrite <- pow_mult, Nat.mul_comm, pow_mult. apply power_at_most. split; [apply pow2_ge_0 | exact small]. }
    assert (P : p ^ 2 <= 1).
    { unfold p. rewrite <- pow_mult, Nat.mul_comm, pow_mult. apply power_at_most. split; [apply pow2_ge_0 | exact small]. }
    clearbody p z. set (b := 1 - a). set (q := z - (1 - p) * (b + a * z)).
    (* b (1 - z) = (b + a z) p - q, and |b + a z| <= 1 *)
    assert (E : b * (1 - z) = (b + a * z) * p - q) by (unfold q, b; ring).
    assert (Hz : - 1 <= z <= 1) by (split; nra). assert (Hp : - 1 <= p <= 1) by (split; nra).
    assert (Hb : 0 <= b < 1) by (unfold b; lra).
    assert (Hc : - 1 <= b + a * z <= 1) by (unfold b; split; nra).
    assert (M : (b + a * z) * p <= Rabs p).
    { eapply Rle_trans; [apply Rle_abs |]. rewrite Rabs_mult. rewrite <- (Rmult_1_l (Rabs p)) at 2.
      apply Rmult_le_compat_r; [apply Rabs_pos |]. apply Rabs_le. exact Hc. }
    pose proof (Rabs_pos p) as Ap. pose proof (Rabs_pos q) as Aq. pose proof (Rle_abs (- q)) as Mq. rewrite Rabs_Ropp in Mq.
    assert (B : b <= 2 * Rabs p + Rabs q).
    { destruct (Rle_lt_dec z 0) as [neg | pos].
      - assert (b <= b * (1 - z)) by nra. lra.
      - assert (Zp : z <= Rabs p).
        { apply Rle_trans with (Rabs z); [apply Rle_abs |]. apply Rsqr_le_abs_0. unfold Rsqr. lra. }
        assert (b * z <= Rabs p) by nra. nra. }
    rewrite <- (pow2_abs p), <- (pow2_abs q). pose proof (pow2_ge_0 (Rabs p - 2 * Rabs q)).
    assert (b ^ 2 <= (2 * Rabs p + Rabs q) ^ 2) by (apply pow_incr; lra). nra.
  - assert (P : 1 <= p ^ 2).
    { unfold p. rewrite <- pow_mult, Nat.mul_comm, pow_mult. apply pow_R1_Rle. lra. }
    pose proof (pow2_ge_0 (z - (1 - p) * (1 - a + a * z))). assert ((1 - a) ^ 2 <= 1) by nra. lra.
Qed.
End Parabola.

Lemma sum_le n f g : (forall i, (i < n)%nat -> f i <= g i) -> sum n f <= sum n g.
Proof. induction n as [| n IH]; intros H; cbn; [lra |]. apply Rplus_le_compat; [apply IH; auto | auto]. Qed.

Lemma sum_nonneg_all n f : (forall i, 0 <= f i) -> 0 <= sum n f.
Proof. intros H. induction n as [| n IH]; cbn; [lra |]. specialize (H n). lra. Qed.

Lemma sum_same n c : sum n (fun _ => c) = INR n * c.
Proof. induction n as [| n IH]; cbn [sum]; [cbn; ring |]. rewrite IH, S_INR. ring. Qed.

Lemma sum_plus n f g : sum n f + sum n g = sum n (fun i => f i + g i).
Proof. induction n as [| n IH]; cbn; [ring |]. rewrite <- IH. ring. Qed.

Lemma sum_first_two T f : (2 <= T)%nat -> (forall i, 0 <= f i) -> f 0%nat + f 1%nat <= sum T f.
Proof.
  intros HT Hf. induction T as [| T IH]; [lia |]. destruct (Nat.eq_dec T 1) as [-> | N]; [cbn; lra |].
  cbn [sum]. specialize (Hf T). assert (2 <= T)%nat by lia. specialize (IH H). lra.
Qed.

Theorem LOW_TGT_MOM L F0 eta a K T : LOW_TGT_MOM_statement L F0 eta a K T.
Proof.
  intros HL HF He Ha HK HT. exists (sqrt (2 * F0 / L)). set (x0 := sqrt (2 * F0 / L)).
  assert (X : x0 ^ 2 = 2 * F0 / L).
  { unfold x0. apply pow2_sqrt. apply Rmult_le_pos; [lra | left; now apply Rinv_0_lt_compat]. }
  split; [rewrite X; field; lra |]. cbv zeta. unfold target_G.
  set (y := target_point _ _ _ _ _ _ _).
  assert (0 < INR K) by (apply (lt_INR 0); lia). assert (0 < INR T) by (apply (lt_INR 0); lia).
  apply Rmult_le_reg_l with (INR K * INR T); [now apply Rmult_lt_0_compat |].
  replace (INR K * INR T * (2 / 5 * (1 - a) ^ 2 * L * F0 / INR T)) with (INR K * (2 / 5 * (1 - a) ^ 2 * L * F0)) by (field; lra).
  replace (INR K * INR T * (sum T (fun t => sum K (fun k => (L * y t k) ^ 2)) / (INR K * INR T)))
    with (sum T (fun t => sum K (fun k => (L * y t k) ^ 2))) by (field; lra).
  eapply Rle_trans; [| apply sum_first_two; [exact HT |]; intros; apply sum_nonneg_all; intros; apply pow2_ge_0].
  cbv beta. rewrite sum_plus, <- sum_same. apply sum_le. intros k Hk. unfold y. rewrite first_point, second_point.
  pose proof (two_rounds L eta a K k Ha Hk) as P.
  set (p := (1 - eta * L) ^ k) in *. set (q := (1 - eta * L) ^ K - (1 - p) * (1 - a + a * (1 - eta * L) ^ K)) in *.
  replace ((L * (p * x0)) ^ 2 + (L * (q * x0)) ^ 2) with (L ^ 2 * x0 ^ 2 * (p ^ 2 + q ^ 2)) by ring. rewrite X.
  replace (L ^ 2 * (2 * F0 / L) * (p ^ 2 + q ^ 2)) with (2 / 5 * L * F0 * (5 * (p ^ 2 + q ^ 2))) by (field; lra).
  replace (2 / 5 * (1 - a) ^ 2 * L * F0) with (2 / 5 * L * F0 * (1 - a) ^ 2) by ring.
  apply Rmult_le_compat_l; [repeat apply Rmult_le_pos; lra | exact P].
Qed.

(** LOW-TGT-MVR, from the first two rounds too. *)
Section Flips.
Lemma flips_le n : forall u v, (forall w, u w <= v w) -> flips n u <= flips n v.
Proof.
  induction n as [| n IH]; intros u v H; cbn; [apply H |].
  pose proof (IH _ _ (fun w => H (true :: w))). pose proof (IH _ _ (fun w => H (false :: w))). lra.
Qed.

Lemma flips_constant n c : flips n (fun _ => c) = c.
Proof. induction n as [| n IH]; cbn; [reflexivity |]. rewrite IH. field. Qed.

Lemma flips_two n (g : bool -> bool -> R) : flips (S (S n)) (fun w => g (nth 0 w true) (nth 1 w true)) =
  (g true true + g true false + g false true + g false false) / 4.
Proof. cbn [flips nth]. rewrite !flips_constant. field. Qed.
End Flips.

Section Reduced.
Variables (L s x0 eta a : R) (K : nat) (coins : nat -> bool).
Hypothesis L_pos : 0 < L.
Notation r := (1 - eta * L).
Notation y := (reduced_point L s x0 eta a K coins).
Notation e t := (if coins t then s else - s).

Lemma reduced_first k : y 0 k = (r ^ k - (1 - r ^ k) * (a * e 0%nat)) * x0.
Proof.
  unfold reduced_point. cbn [reduced_state fst snd]. unfold answer.
  replace (_ + (1 - a) * _) with (L * ((1 + a * e 0%nat) * x0)) by ring. rewrite local_parabola. ring.
Qed.

Definition moved : R := r ^ K - (1 - r ^ K) * (a * e 0%nat).

Lemma reduced_second k : y 1 k =
  (moved - (1 - r ^ k) * (moved + (1 - a) * (a * e 0%nat)) - (1 - r ^ k) * (e 1%nat * (moved - (1 - a)))) * x0.
Proof.
  unfold reduced_point. cbn [reduced_state fst snd]. unfold answer.
  replace ((1 + e 0%nat) * (L * x0) + (1 - a) * (L * x0 - (1 + e 0%nat) * (L * x0))) with (L * ((1 + a * e 0%nat) * x0)) by ring.
  rewrite local_parabola.
  replace (x0 - (1 - r ^ K) * ((1 + a * e 0%nat) * x0)) with (moved * x0) by (unfold moved; ring).
  replace (_ + (1 - a) * _) with (L * ((moved + (1 - a) * (a * e 0%nat) + e 1%nat * (moved - (1 - a))) * x0)) by ring.
  rewrite local_parabola. ring.
Qed.
End Reduced.

(** v = r^k, z = r^K: what two rounds have at least, by the mean over their coins. *)
Lemma coins_average s a v z :
  let m := fun e => z - (1 - z) * (a * e) in
  let first := fun e => (v - (1 - v) * (a * e)) ^ 2 in
  let second := fun e d => (m e - (1 - v) * (m e + (1 - a) * (a * e)) - (1 - v) * (d * (m e - (1 - a)))) ^ 2 in
  v ^ 2 + (a * s) ^ 2 * (1 - v) ^ 2 + s ^ 2 * (1 - v) ^ 2 * (z - (1 - a)) ^ 2 <=
  (first s + second s s + (first s + second s (- s)) + (first (- s) + second (- s) s) + (first (- s) + second (- s) (- s))) / 4.
Proof.
  cbv zeta. set (A := z - (1 - z) * (a * s)). set (B := z - (1 - z) * (a * - s)).
  set (p := A - (1 - v) * (A + (1 - a) * (a * s))). set (q := B - (1 - v) * (B + (1 - a) * (a * - s))).
  pose proof (pow2_ge_0 p). pose proof (pow2_ge_0 q). pose proof (pow2_ge_0 (s * (1 - v) * ((1 - z) * (a * s)))).
  match goal with |- ?l <= ?u => enough (u - l = (p ^ 2 + q ^ 2) / 2 + (s * (1 - v) * ((1 - z) * (a * s))) ^ 2) by lra end.
  unfold p, q, A, B. field.
Qed.

Lemma later_rounds s a v z : 0 <= s -> 0 < a <= 1 -> (z ^ 2 <= v ^ 2 /\ v ^ 2 <= 1) \/ 1 <= v ^ 2 ->
  s ^ 2 * (1 - a) ^ 2 <= (1 + 4 * s ^ 2) * (v ^ 2 + s ^ 2 * (1 - v) ^ 2 * (z - (1 - a)) ^ 2).
Proof.
  intros Hs Ha H. set (b := 1 - a). assert (Hb : 0 <= b < 1) by (unfold b; lra). pose proof (pow2_ge_0 s) as S2.
  assert (Q : 0 <= s ^ 2 * (1 - v) ^ 2 * (z - b) ^ 2) by (rewrite <- !Rpow_mult_distr; apply pow2_ge_0).
  assert (B2 : b ^ 2 <= 1) by nra.
  assert (Easy : b ^ 2 <= v ^ 2 -> s ^ 2 * b ^ 2 <= (1 + 4 * s ^ 2) * (v ^ 2 + s ^ 2 * (1 - v) ^ 2 * (z - b) ^ 2)).
  { intros E. assert (s ^ 2 * b ^ 2 <= s ^ 2 * v ^ 2) by (apply Rmult_le_compat_l; assumption). pose proof (pow2_ge_0 v). nra. }
  destruct H as [[Z V] | V]; [| apply Easy; lra].
  destruct (Rle_lt_dec (b ^ 2) (v ^ 2)) as [far | near]; [now apply Easy |].
  pose proof (Rabs_pos v) as Av. assert (Vb : Rabs v < b) by (rewrite <- (Rabs_pos_eq b) by lra; apply Rsqr_lt_abs_0; unfold Rsqr; lra).
  assert (Zv : Rabs z <= Rabs v) by (apply Rsqr_le_abs_0; unfold Rsqr; lra).
  pose proof (Rle_abs v). pose proof (Rle_abs z).
  set (D := (1 - v) * (b - z)). assert (HD : b - 2 * Rabs v <= D).
  { unfold D. apply Rle_trans with ((1 - Rabs v) * (b - Rabs v)); [nra | apply Rmult_le_compat; lra]. }
  replace (s ^ 2 * (1 - v) ^ 2 * (z - b) ^ 2) with (s ^ 2 * D ^ 2) by (unfold D; ring).
  rewrite <- (pow2_abs v). set (w := Rabs v) in *.
  assert (D0 : 0 <= D) by (unfold D; apply Rmult_le_pos; unfold w in *; lra).
  assert (C : (s * b) ^ 2 <= (2 * s * w + s * D) ^ 2) by (apply pow_incr; split; [apply Rmult_le_pos; lra |]; nra).
  pose proof (pow2_ge_0 (w - 2 * s * (s * D))). nra.
Qed.

Theorem LOW_TGT_MVR L s F0 eta a K T : LOW_TGT_MVR_statement L s F0 eta a K T.
Proof.
  intros HL Hs HF He Ha HK HT. exists (sqrt (2 * F0 / L)). set (x0 := sqrt (2 * F0 / L)).
  assert (X : x0 ^ 2 = 2 * F0 / L).
  { unfold x0. apply pow2_sqrt. apply Rmult_le_pos; [lra | left; now apply Rinv_0_lt_compat]. }
  pose proof (pow2_ge_0 s) as S2. assert (P1 : 0 < 1 + a ^ 2 * s ^ 2) by (pose proof (pow2_ge_0 (a * s)); nra).
  assert (P4 : 0 < 1 + 4 * s ^ 2) by lra.
  assert (0 < INR K) by (apply (lt_INR 0); lia). assert (0 < INR T) by (apply (lt_INR 0); lia).
  assert (Main : forall c, (forall v z, (z ^ 2 <= v ^ 2 /\ v ^ 2 <= 1) \/ 1 <= v ^ 2 ->
    c <= v ^ 2 + (a * s) ^ 2 * (1 - v) ^ 2 + s ^ 2 * (1 - v) ^ 2 * (z - (1 - a)) ^ 2) ->
    2 * L * F0 / INR T * c <= reduced_G L s x0 eta a K T).
  { intros c Hc. unfold reduced_G. apply Rmult_le_reg_l with (INR K * INR T); [now apply Rmult_lt_0_compat |].
    set (mean := flips T _). replace (INR K * INR T * (mean / (INR K * INR T))) with mean by (field; lra). unfold mean.
    replace (INR K * INR T * (2 * L * F0 / INR T * c)) with (INR K * (2 * L * F0 * c)) by (field; lra).
    pose (pair := fun c0 c1 : bool => let coins := fun t => match t with O => c0 | _ => c1 end in
      sum K (fun k => (L * reduced_point L s x0 eta a K coins 0 k) ^ 2 + (L * reduced_point L s x0 eta a K coins 1 k) ^ 2)).
    apply Rle_trans with (flips T (fun w => pair (nth 0 w true) (nth 1 w true))).
    - destruct T as [| [| n]]; try lia. rewrite flips_two. unfold pair. rewrite !sum_plus.
      set (total := sum K _). replace (INR K * (2 * L * F0 * c)) with (sum K (fun _ => 2 * L * F0 * c * 4) / 4) by (rewrite sum_same; field).
      apply Rmult_le_compat_r; [lra |]. apply sum_le. intros k Hk. rewrite !reduced_first, !reduced_second. unfold moved.
      set (v := (1 - eta * L) ^ k). set (z := (1 - eta * L) ^ K).
      assert (V : (z ^ 2 <= v ^ 2 /\ v ^ 2 <= 1) \/ 1 <= v ^ 2).
      { destruct (Rle_lt_dec ((1 - eta * L) ^ 2) 1) as [small | large]; [left | right].
        - assert (Pw : forall i, (((1 - eta * L) ^ i) ^ 2 <= 1)).
          { intros i. rewrite <- pow_mult, Nat.mul_comm, pow_mult. apply power_at_most. split; [apply pow2_ge_0 | exact small]. }
          split; [| apply Pw]. unfold z, v. replace K with (k + (K - k))%nat by lia. rewrite pow_add, Rpow_mult_distr.
          rewrite <- (Rmult_1_r (((1 - eta * L) ^ k) ^ 2)) at 2. apply Rmult_le_compat_l; [apply pow2_ge_0 | apply Pw].
        - unfold v. rewrite <- pow_mult, Nat.mul_comm, pow_mult. apply pow_R1_Rle. lra. }
      pose proof (Hc v z V) as C. pose proof (coins_average s a v z) as E. cbv zeta in E.
      match type of E with ?lo <= ?av => assert (F : 2 * L * F0 * c * 4 <= 2 * L * F0 * (4 * av)) end.
      { rewrite Rmult_assoc. apply Rmult_le_compat_l; [repeat apply Rmult_le_pos; lra |]. lra. }
      eapply Rle_trans; [exact F |]. right. replace (2 * L * F0) with (L ^ 2 * x0 ^ 2) by (rewrite X; field; lra). field.
    - apply flips_le. intros w. unfold pair, reduced_sum.
      eapply Rle_trans; [| apply sum_first_two; [exact HT |]; intros; apply sum_nonneg_all; intros; apply pow2_ge_0].
      cbv beta. rewrite sum_plus. right. reflexivity. }
  assert (C1 : 2 * L * F0 / INR T * (a ^ 2 * s ^ 2 / (1 + a ^ 2 * s ^ 2)) <= reduced_G L s x0 eta a K T).
  { apply Main. intros v z _. assert (0 <= s ^ 2 * (1 - v) ^ 2 * (z - (1 - a)) ^ 2) by (rewrite <- !Rpow_mult_distr; apply pow2_ge_0).
    apply Rmult_le_reg_l with (1 + a ^ 2 * s ^ 2); [exact P1 |]. replace (_ * (_ / _)) with (a ^ 2 * s ^ 2) by (field; lra).
    pose proof (pow2_ge_0 ((1 + a ^ 2 * s ^ 2) * v - a ^ 2 * s ^ 2)). nra. }
  assert (C2 : 2 * L * F0 / INR T * (s ^ 2 * (1 - a) ^ 2 / (1 + 4 * s ^ 2)) <= reduced_G L s x0 eta a K T).
  { apply Main. intros v z V. pose proof (later_rounds s a v z Hs Ha V) as Q.
    assert (0 <= (a * s) ^ 2 * (1 - v) ^ 2) by (rewrite <- !Rpow_mult_distr; apply pow2_ge_0).
    apply Rmult_le_reg_l with (1 + 4 * s ^ 2); [exact P4 |].
    replace ((1 + 4 * s ^ 2) * (s ^ 2 * (1 - a) ^ 2 / (1 + 4 * s ^ 2))) with (s ^ 2 * (1 - a) ^ 2) by (field; lra). nra. }
  split; [rewrite X; field; lra |]. split.
  - apply Rmax_case.
    + eapply Rle_trans; [| exact C1]. right. field. lra.
    + eapply Rle_trans; [| exact C2]. right. field. lra.
  - assert (F2 : 0 <= 2 * L * F0 / INR T) by (apply Rmult_le_pos; [repeat apply Rmult_le_pos; lra | left; now apply Rinv_0_lt_compat]).
    destruct (Rle_lt_dec (1 / 2) a) as [big | small].
    + eapply Rle_trans; [| exact C1].
      replace (L * F0 * s ^ 2 / (2 * (1 + 4 * s ^ 2) * INR T)) with (2 * L * F0 / INR T * (s ^ 2 * (1 / 4) / (1 + 4 * s ^ 2))) by (field; lra).
      apply Rmult_le_compat_l; [exact F2 |]. apply Rmult_le_compat.
      * repeat apply Rmult_le_pos; lra.
      * left. now apply Rinv_0_lt_compat.
      * assert (1 / 4 <= a ^ 2) by nra. nra.
      * apply Rinv_le_contravar; [exact P1 |]. assert (a ^ 2 <= 1) by nra. nra.
    + eapply Rle_trans; [| exact C2].
      replace (L * F0 * s ^ 2 / (2 * (1 + 4 * s ^ 2) * INR T)) with (2 * L * F0 / INR T * (s ^ 2 * (1 / 4) / (1 + 4 * s ^ 2))) by (field; lra).
      apply Rmult_le_compat_l; [exact F2 |]. apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat |].
      assert (1 / 4 <= (1 - a) ^ 2) by nra. nra.
Qed.
